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
