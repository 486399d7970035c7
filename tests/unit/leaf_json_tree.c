/* SPDX-License-Identifier: MPL-2.0
 *
 * The tree is the one that cJSON's own parser builds, on texts of every form and on the embedded
 * tables; numbers are integers of 32 bits or are known not to be. (cJSON keeps the sign of -0.)
 */
#include "leaf/json_read.h"
#include "tables/embedded.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pl_arena arena;

static void begin(void) {
    pl_arena_init(&arena, pl_allocator_default());
}

static void end(void) {
    pl_arena_release(&arena);
}

TestSuite(json_tree, .init = begin, .fini = end);

static cJSON *tree_of(const char *text, size_t length) {
    const pl_json_limits limits = {.size = (size_t)64 << 20, .depth = 32, .number = 40};
    struct cJSON *root = NULL;
    pl_error error = {0};
    pl_status status = pl_json_parse(text, length, &limits, &arena, &root, &error);
    cr_assert_eq(status, PALLIA_OK, "%d at %zu of %.60s", (int)status, error.offset, text);
    return root;
}

static void expect_same(const char *text, size_t length) {
    cJSON *ours = tree_of(text, length);
    cJSON *theirs = cJSON_ParseWithLength(text, length);
    cr_assert(theirs);
    cr_expect(cJSON_Compare(ours, theirs, 1), "%.200s", text);
    char *printed = cJSON_Print(ours);
    char *due = cJSON_Print(theirs);
    cr_expect_str_eq(printed, due);
    cJSON_free(printed);
    cJSON_free(due);
    cJSON_Delete(theirs);
}

Test(json_tree, is_what_cjson_builds) {
    static const char *const texts[] = {
        "{}",
        "[]",
        " [ ] ",
        "\t{ \"a\" : [ 1 , 2,3 ] , \"b\":{} }\r\n",
        "null",
        "true",
        "false",
        "0",
        " 12 ",
        "\"\"",
        "\"plain\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u00e9\\u20AC\\ud83d\\ude00z\"",
        "\"é€😀\"",
        "{\"\\u0061\\n\":\"x\\\\\",\"\":[[],[[]],{\"k\":null}]}",
        "[\"\\\\\",\"\\\"\",\"a\\\\\\\"b\"]",
        "[2.0,20e-1,0.2E1,0.002e+3,-7.000,1e9,0e99,0.0e-5,100000000000000000000e-20]",
        "[[[[[[[[1]]]]]]],{\"a\":{\"b\":{\"c\":[true,false,null]}}}]",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        expect_same(texts[i], strlen(texts[i]));
    }
}

Test(json_tree, builds_the_embedded_tables) {
    size_t count = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        size_t length = strlen(file->path);
        /* The schemas of documents hold bounds that are no integers of 32 bits. */
        if (length > 5 && strcmp(file->path + length - 5, ".json") == 0 &&
            strncmp(file->path, "schema/", 7) != 0 && strncmp(file->path, "requests/", 9) != 0) {
            expect_same(file->bytes, file->length);
            count++;
        }
    }
    cr_expect(count > 40, "%zu", count);
}

Test(json_tree, numbers_are_integers_of_32_bits_or_are_none) {
    static const struct {
        const char *text;
        pl_status status;
        int32_t value;
    } cases[] = {
        {"0", PALLIA_OK, 0},
        {"-0", PALLIA_OK, 0},
        {"-0.0e5", PALLIA_OK, 0},
        {"2147483647", PALLIA_OK, 2147483647},
        {"-2147483647", PALLIA_OK, -2147483647},
        {"2147483648", PALLIA_EVALUE, 0},
        {"-2147483649", PALLIA_EVALUE, 0},
        {"2147483647.5", PALLIA_EVALUE, 0},
        {"2.0", PALLIA_OK, 2},
        {"2.000000000000000000000000000000000000", PALLIA_OK, 2},
        {"2.000000000000000000000000000000000001", PALLIA_EVALUE, 0},
        {"20e-1", PALLIA_OK, 2},
        {"25e-1", PALLIA_EVALUE, 0},
        {"0.2E+1", PALLIA_OK, 2},
        {"-1.5e1", PALLIA_OK, -15},
        {"1e9", PALLIA_OK, 1000000000},
        {"1e10", PALLIA_EVALUE, 0},
        {"1e99999999999999999999", PALLIA_EVALUE, 0},
        {"1e-99999999999999999999", PALLIA_EVALUE, 0},
        {"0e99999999999999999999", PALLIA_OK, 0},
        {"1.5", PALLIA_EVALUE, 0},
        {"0.1", PALLIA_EVALUE, 0},
        {"123456789012345678901234567890", PALLIA_EVALUE, 0},
        {"100000000000000000000000000000e-29", PALLIA_OK, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t value = 77;
        cJSON *root = tree_of(cases[i].text, strlen(cases[i].text));
        pl_json at = pl_json_root(root);
        pl_status status = pl_json_int(&at, INT32_MIN, INT32_MAX, &value, NULL);
        cr_expect_eq(status, cases[i].status, "%s: %d", cases[i].text, (int)status);
        cr_expect_eq(value, status == PALLIA_OK ? cases[i].value : 77, "%s: %d", cases[i].text,
                     (int)value);
    }
}

/* Strings are read and looked through in eights: each length, with each thing that stops a run at
 * each place, at the very end of a text of its own size. */
Test(json_tree, strings_of_every_length) {
    static const struct {
        const char *written, *read;
        bool control;
    } cases[] = {{"x", "x", false},   {"\\\"", "\"", false},           {"\\\\", "\\", false},
                 {"é", "é", false},   {"\xC2\xB5", "\xC2\xB5", false}, {"\x7F", "\x7F", true},
                 {"\\n", "\n", true}, {"\\u0085", "\xC2\x85", true}};
    for (size_t length = 1; length < 28; length++) {
        for (size_t place = 0; place < length; place++) {
            for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
                char before[32];
                char due[48];
                char built[64];
                memset(before, 'b', sizeof before);
                (void)snprintf(due, sizeof due, "%.*s%s%.*s", (int)place, before, cases[k].read,
                               (int)(length - place - 1), before);
                int size = snprintf(built, sizeof built, "\"%.*s%s%.*s\"", (int)place, before,
                                    cases[k].written, (int)(length - place - 1), before);
                char *text = malloc((size_t)size);
                memcpy(text, built, (size_t)size);
                pl_json at = pl_json_root(tree_of(text, (size_t)size));
                const char *out = NULL;
                pl_status status = pl_json_string(&at, &out, NULL);
                cr_expect_eq(status, cases[k].control ? PALLIA_EVALUE : PALLIA_OK, "%s", built);
                cr_assert(pl_json_characters(&at, &out));
                cr_expect_str_eq(out, due);
                free(text);
            }
        }
    }
}
