/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/json_write.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 16 * 1024 }; /* the first block (json_write.c) */

Test(json_write, document) {
    pl_writer writer;
    char *text = NULL;
    size_t length = 0;
    pl_write_begin(&writer, pl_allocator_default());
    pl_write_object(&writer, NULL);
    pl_write_string(&writer, "a", "x");
    pl_write_string(&writer, "none", NULL);
    pl_write_list(&writer, "list");
    pl_write_int(&writer, NULL, 0);
    pl_write_int(&writer, NULL, INT64_MIN);
    pl_write_int(&writer, NULL, INT64_MAX);
    pl_write_list(&writer, NULL);
    pl_write_list_end(&writer);
    pl_write_object(&writer, NULL);
    pl_write_object_end(&writer);
    pl_write_list_end(&writer);
    pl_write_bool(&writer, "yes", true);
    pl_write_bool(&writer, "no", false);
    pl_write_raw(&writer, "raw", "{\"z\":1}ignored", 7);
    pl_write_object_end(&writer);
    cr_assert_eq(pl_write_end(&writer, &text, &length), PALLIA_OK);
    cr_expect_str_eq(text,
                     "{\"a\":\"x\",\"none\":null,\"list\":[0,-9223372036854775808,"
                     "9223372036854775807,[],{}],\"yes\":true,\"no\":false,\"raw\":{\"z\":1}}");
    cr_expect_eq(length, strlen(text));
    free(text);
    cr_assert_eq(pl_write_end(&writer, &text, &length), PALLIA_OK);
    cr_expect_str_eq(text, "");
    cr_expect_eq(length, 0);
    free(text);
}

Test(json_write, escapes) {
    pl_writer writer;
    char *text = NULL;
    size_t length = 0;
    pl_write_begin(&writer, pl_allocator_default());
    pl_write_list(&writer, NULL);
    pl_write_string(&writer, NULL, "\"\\\b\f\n\r\t/");
    pl_write_string(&writer, NULL,
                    "a\x01"
                    "b\x1F");
    pl_write_string(&writer, NULL, "\x7F é € \xF0\x9F\x98\x80");
    pl_write_string(&writer, NULL, "");
    pl_write_list_end(&writer);
    cr_assert_eq(pl_write_end(&writer, &text, &length), PALLIA_OK);
    cr_expect_str_eq(text, "[\"\\\"\\\\\\b\\f\\n\\r\\t/\",\"a\\u0001b\\u001f\","
                           "\"\x7F é € \xF0\x9F\x98\x80\",\"\"]");
    free(text);
    pl_write_begin(&writer, pl_allocator_default());
    pl_write_object(&writer, NULL);
    pl_write_int(&writer, "a\"b\n", 1);
    pl_write_object_end(&writer);
    cr_assert_eq(pl_write_end(&writer, &text, &length), PALLIA_OK);
    cr_expect_str_eq(text, "{\"a\\\"b\\n\":1}");
    free(text);
}

Test(json_write, long_text) {
    enum { LONG = 100000 };
    static char value[LONG + 1];
    pl_writer writer;
    char *text = NULL;
    size_t length = 0;
    memset(value, 'v', LONG);
    /* Every size around the first block, so that the NUL falls on each side of its end. */
    for (size_t size = FIRST - 9; size < FIRST + 6; size++) {
        pl_write_begin(&writer, pl_allocator_default());
        pl_write_raw(&writer, NULL, value, size);
        cr_assert_eq(pl_write_end(&writer, &text, &length), PALLIA_OK);
        cr_expect_eq(length, size);
        cr_expect_eq(strlen(text), size);
        free(text);
    }
    pl_write_begin(&writer, pl_allocator_default());
    pl_write_string(&writer, NULL, value);
    cr_assert_eq(pl_write_end(&writer, &text, &length), PALLIA_OK);
    cr_expect_eq(strlen(text), LONG + 2);
    free(text);
}

/* Whatever the length, what must be escaped is seen at every place: bytes are looked at in eights.
 */
Test(json_write, escapes_at_every_place) {
    static const char special[] = {'"', '\\', '\x01', '\x1f', '\n'};
    static const char *const due[] = {"\\\"", "\\\\", "\\u0001", "\\u001f", "\\n"};
    for (size_t length = 1; length < 28; length++) {
        for (size_t place = 0; place < length; place++) {
            for (size_t k = 0; k < sizeof special; k++) {
                /* Of its own size, so that reading beyond it is found. */
                char *value = malloc(length + 1);
                char expected[64];
                memset(value, 0x7F, length);
                value[length] = '\0';
                (void)snprintf(expected, sizeof expected, "\"%.*s%s%s\"", (int)place, value, due[k],
                               value + place + 1);
                value[place] = special[k];
                pl_writer writer;
                char *text = NULL;
                size_t size = 0;
                pl_write_begin(&writer, pl_allocator_default());
                pl_write_string(&writer, NULL, value);
                cr_assert_eq(pl_write_end(&writer, &text, &size), PALLIA_OK);
                cr_expect_str_eq(text, expected);
                free(text);
                free(value);
            }
        }
    }
}

static void *limited_resize(void *user, void *block, size_t bytes) {
    int *left = user;
    if (*left == 0) {
        return NULL;
    }
    --*left;
    return realloc(block, bytes);
}

static void plain_release(void *user, void *block) {
    (void)user;
    free(block);
}

Test(json_write, failure_is_remembered) {
    for (int allowed = 0; allowed < 3; allowed++) {
        static const char filler[FIRST / 2 + 1] = {0};
        int left = allowed;
        pl_writer writer;
        char here = 'x';
        char *text = &here;
        size_t length = 99;
        pallia_allocator allocator = pl_allocator_default();
        allocator.user = &left;
        allocator.resize = limited_resize;
        allocator.release = plain_release;
        pl_write_begin(&writer, allocator);
        for (int i = 0; i < 10; i++) {
            pl_write_raw(&writer, NULL, filler, sizeof filler);
        }
        pl_write_string(&writer, "k", "v");
        cr_expect_eq(pl_write_end(&writer, &text, &length), PALLIA_ENOMEM);
        cr_expect_null(text);
        cr_expect_eq(length, 0);
        cr_expect_null(writer.bytes);
    }
    pl_writer writer;
    char *text = NULL;
    size_t length = 0;
    pl_write_begin(&writer, pl_allocator_default());
    pl_write_raw(&writer, NULL, "x", SIZE_MAX);
    cr_expect_eq(pl_write_end(&writer, &text, &length), PALLIA_ENOMEM);
    pl_write_int(&writer, NULL, 1);
    pl_write_cancel(&writer);
    pl_write_cancel(&writer);
    cr_expect_null(writer.bytes);
}
