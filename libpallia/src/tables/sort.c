/* SPDX-License-Identifier: MPL-2.0
 *
 * Sorting without qsort: some C libraries allocate inside it, outside the caller's allocator.
 */
#include "leaf/eight.h"
#include "tables/load_common.h"

#include <string.h>

static void swap(char *a, char *b, size_t size) {
    for (; size >= PL_EIGHT; size -= PL_EIGHT) {
        char held[PL_EIGHT];
        memcpy(held, a, PL_EIGHT);
        memcpy(a, b, PL_EIGHT);
        memcpy(b, held, PL_EIGHT);
        a += PL_EIGHT;
        b += PL_EIGHT;
    }
    for (size_t i = 0; i < size; i++) {
        const char held = a[i];
        a[i] = b[i];
        b[i] = held;
    }
}

static void sink(char *list, size_t at, size_t count, size_t size,
                 int (*compare)(const void *, const void *)) {
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && compare(list + child * size, list + (child + 1) * size) < 0) {
            child++;
        }
        if (compare(list + at * size, list + child * size) >= 0) {
            return;
        }
        swap(list + at * size, list + child * size, size);
        at = child;
    }
}

static bool is_sorted(const char *list, size_t count, size_t size,
                      int (*compare)(const void *, const void *)) {
    for (size_t i = 1; i < count; i++) {
        if (compare(list + (i - 1) * size, list + i * size) > 0) {
            return false;
        }
    }
    return true;
}

void pl_sort(void *list, size_t count, size_t size, int (*compare)(const void *, const void *)) {
    char *bytes = list;
    if (is_sorted(bytes, count, size, compare)) {
        return;
    }
    for (size_t i = count / 2; i > 0; i--) {
        sink(bytes, i - 1, count, size, compare);
    }
    for (size_t i = count; i > 1; i--) {
        swap(bytes, bytes + (i - 1) * size, size);
        sink(bytes, 0, i - 1, size, compare);
    }
}
