/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/pointer.h"

#include "leaf/rational.h"
#include "leaf/utf8.h"

#include <string.h>

void pl_pointer_begin(pl_pointer *pointer) {
    pointer->text[0] = '\0';
    pointer->length = 0;
    pointer->cut = false;
}

static void add(pl_pointer *pointer, const char *bytes, size_t length) {
    if (length >= PL_POINTER_SIZE - pointer->length) {
        pointer->cut = true;
    }
    if (pointer->cut) {
        return;
    }
    memcpy(pointer->text + pointer->length, bytes, length);
    pointer->length += length;
    pointer->text[pointer->length] = '\0';
}

void pl_pointer_enter(pl_pointer *pointer) {
    add(pointer, "/", 1);
}

void pl_pointer_bytes(pl_pointer *pointer, const char *bytes, size_t length) {
    size_t i = 0;
    while (i < length) {
        const size_t size = pl_utf8_char(bytes + i, length - i);
        if (bytes[i] == '~') {
            add(pointer, "~0", 2);
        } else if (bytes[i] == '/') {
            add(pointer, "~1", 2);
        } else {
            add(pointer, bytes + i, size);
        }
        i += size;
    }
}

void pl_pointer_key(pl_pointer *pointer, const char *key) {
    pl_pointer_enter(pointer);
    pl_pointer_bytes(pointer, key, strlen(key));
}

void pl_pointer_index(pl_pointer *pointer, size_t index) {
    char digits[PL_RATIONAL_DIGITS_MAX];
    pl_pointer_enter(pointer);
    add(pointer, digits, pl_rational_digits(index, digits));
}
