/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/pointer.h"

#include <criterion/criterion.h>
#include <string.h>

Test(pointer, escapes) {
    pl_pointer pointer;
    pl_pointer_begin(&pointer);
    cr_expect_str_eq(pointer.text, "");
    pl_pointer_key(&pointer, "a/b~c");
    pl_pointer_index(&pointer, 0);
    pl_pointer_index(&pointer, 120);
    pl_pointer_key(&pointer, "");
    pl_pointer_key(&pointer, "é");
    cr_expect_str_eq(pointer.text, "/a~1b~0c/0/120//é");
    pl_pointer_begin(&pointer);
    cr_expect_str_eq(pointer.text, "");
}

Test(pointer, is_cut_at_a_character) {
    static const struct {
        size_t before;
        const char *key;
        size_t length;
    } cases[] = {
        {PL_POINTER_SIZE - 4, "é", PL_POINTER_SIZE - 1},
        {PL_POINTER_SIZE - 3, "é", PL_POINTER_SIZE - 2},
        {PL_POINTER_SIZE - 3, "~", PL_POINTER_SIZE - 2},
        {PL_POINTER_SIZE - 3, "aa", PL_POINTER_SIZE - 1},
        {PL_POINTER_SIZE - 1, "a", PL_POINTER_SIZE - 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char filler[PL_POINTER_SIZE] = {0};
        pl_pointer pointer;
        memset(filler, 'f', cases[i].before - 1);
        pl_pointer_begin(&pointer);
        pl_pointer_key(&pointer, filler);
        cr_expect_eq(pointer.length, cases[i].before);
        pl_pointer_key(&pointer, cases[i].key);
        cr_expect_eq(pointer.length, cases[i].length, "case %zu", i);
        cr_expect_eq(strlen(pointer.text), cases[i].length);
    }
    char filler[PL_POINTER_SIZE] = {0};
    pl_pointer pointer;
    memset(filler, 'f', PL_POINTER_SIZE - 4);
    pl_pointer_begin(&pointer);
    pl_pointer_key(&pointer, filler);
    pl_pointer_bytes(&pointer, "€", 3);
    pl_pointer_key(&pointer, "x"); /* there is room, but after a cut nothing more */
    cr_expect_eq(pointer.length, PL_POINTER_SIZE - 3);
}
