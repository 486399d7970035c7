/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/alloc.h"

#include <criterion/criterion.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Counts the blocks that are out, and refuses once `left` allocations were made. */
typedef struct counter {
    int left;
    int out;
} counter;

static void *counted_allocate(void *user, size_t bytes) {
    counter *count = user;
    if (count->left == 0) {
        return NULL;
    }
    count->left--;
    count->out++;
    return memset(malloc(bytes), 0xA5, bytes);
}

static void *counted_resize(void *user, void *block, size_t bytes) {
    (void)user;
    return realloc(block, bytes);
}

static void counted_release(void *user, void *block) {
    counter *count = user;
    count->out--;
    free(block);
}

static pallia_allocator counting(counter *count) {
    return (pallia_allocator){sizeof(pallia_allocator), count, counted_allocate, counted_resize,
                              counted_release};
}

Test(alloc, default_allocator) {
    const pallia_allocator allocator = pl_allocator_default();
    cr_expect_eq(allocator.size, sizeof(pallia_allocator));
    char *text = allocator.allocate(allocator.user, 4);
    cr_assert_not_null(text);
    memcpy(text, "abc", 4);
    text = allocator.resize(allocator.user, text, 4000);
    cr_assert_not_null(text);
    cr_expect_str_eq(text, "abc");
    allocator.release(allocator.user, text);
    allocator.release(allocator.user, NULL);
}

Test(alloc, arena_gives_zeroed_aligned_disjoint_memory) {
    static const size_t sizes[] = {0, 1, 7, 16, 17, 1000, 4096, 5000, 100000, 300000, 3, 300001};
    enum { COUNT = sizeof sizes / sizeof sizes[0] };
    counter count = {.left = 100, .out = 0};
    pl_arena arena;
    unsigned char *places[COUNT];
    pl_arena_init(&arena, counting(&count));
    for (size_t i = 0; i < COUNT; i++) {
        places[i] = pl_arena_get(&arena, sizes[i]);
        cr_assert_not_null(places[i]);
        cr_expect_eq((uintptr_t)places[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i]; j++) {
            cr_assert_eq(places[i][j], 0);
        }
        memset(places[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < sizes[i]; j++) {
            cr_assert_eq(places[i][j], i + 1);
        }
    }
    pl_arena_release(&arena);
    cr_expect_eq(count.out, 0);
}

Test(alloc, arena_grows_by_doubling) {
    counter count = {.left = 1000, .out = 0};
    pl_arena arena;
    pl_arena_init(&arena, counting(&count));
    for (size_t i = 0; i < 4096; i++) {
        cr_assert_not_null(pl_arena_get(&arena, 256));
    }
    cr_expect_leq(count.out, 11, "1 MiB took %d blocks", count.out);
    pl_arena_release(&arena);
    pl_arena_release(&arena);
    cr_expect_eq(count.out, 0);
    cr_expect_not_null(pl_arena_get(&arena, 8));
    pl_arena_release(&arena);
    cr_expect_eq(count.out, 0);
}

Test(alloc, arena_reports_exhaustion) {
    counter count = {.left = 0, .out = 0};
    pl_arena arena;
    pl_arena_init(&arena, counting(&count));
    cr_expect_null(pl_arena_get(&arena, 1));
    count.left = 1;
    cr_expect_not_null(pl_arena_get(&arena, 4096));
    cr_expect_null(pl_arena_get(&arena, 1));
    cr_expect_null(pl_arena_text(&arena, "a", 1));
    cr_expect_null(pl_arena_get(&arena, SIZE_MAX));
    cr_expect_null(pl_arena_text(&arena, "a", SIZE_MAX));
    cr_expect_null(pl_arena_array(&arena, SIZE_MAX / 2, 3));
    pl_arena_release(&arena);
    cr_expect_eq(count.out, 0);
}

Test(alloc, arena_arrays_and_texts) {
    pl_arena arena;
    pl_arena_init(&arena, pl_allocator_default());
    const int *numbers = pl_arena_array(&arena, 3, sizeof *numbers);
    cr_assert_not_null(numbers);
    cr_expect(numbers[0] == 0 && numbers[1] == 0 && numbers[2] == 0);
    cr_expect_not_null(pl_arena_array(&arena, 3, 0));
    cr_expect_not_null(pl_arena_array(&arena, 0, 3));
    cr_expect_str_eq(pl_arena_text(&arena, "abcdef", 3), "abc");
    cr_expect_str_eq(pl_arena_text(&arena, NULL, 0), "");
    pl_arena_release(&arena);
}
