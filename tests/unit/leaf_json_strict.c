/* SPDX-License-Identifier: MPL-2.0
 *
 * Cases written from the grammar of RFC 8259.
 */
#include "leaf/json_strict.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static pl_status scan(const char *text, size_t length, pl_error *error) {
    const pl_json_limits limits = pl_json_limits_default();
    /* An exact copy on the heap: a byte read behind the end is seen by the sanitiser. */
    char *copy = malloc(length + (length == 0));
    cr_assert_not_null(copy);
    memcpy(copy, text, length);
    const pl_status status = pl_json_strict(copy, length, &limits, error);
    free(copy);
    return status;
}

Test(json_strict, accepts) {
    static const char *const cases[] = {
        "{}",
        "[]",
        "[[],{}]",
        " \t\r\n[ ] \t\r\n",
        "null",
        "true",
        "false",
        "\"\"",
        "\"a\"",
        "0",
        "-0",
        "-1",
        "10",
        "0.5",
        "-0.05",
        "1e3",
        "1E3",
        "1e+3",
        "1e-3",
        "0e0",
        "1.50e10",
        "{\"a\":1}",
        "{ \"a\" : 1 , \"b\" : [ 1 , 2 ] }",
        "{\"\":1}",
        "[1,[2,[3,[4]]]]",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\\u0041\"",
        "\"\\u00e9\\u00E9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\uDBFF\\uDFFF\"",
        "\"\\uFFFF\\uD7FF\\uE000\"",
        "\"é €\"",
        "\"\xF0\x9F\x98\x80\"",
        "\"\x7F\"",
        "\"0123456789abcdef0123456789abcdef\"",
        "\"0123456789é0123456789€012345678\"",
        "\"01234567\\n01234567\"",
        "{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}",
        "[{\"a\":1},{\"a\":1}]",
        "{\"a\":1,\"A\":2}",
        "{\"a\":1,\"aa\":2,\"\":3}",
        "{\"\\u0061\":1,\"\\u0062\":2}",
        "{\"é\":1,\"e\":2,\"\\u20ac\":3,\"\\ud83d\\ude00\":4}",
        /* Different keys with the same hash. */
        "{\"nhjghin\":1,\"bmllaak\":2}",
        "{\"mefcbnj\":1,\"éindnmob\":2}",
        "1234567890123456789012345678901234567890",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_error error = {.code = 77};
        cr_expect_eq(scan(cases[i], strlen(cases[i]), &error), PALLIA_OK, "%s", cases[i]);
        cr_expect_eq(error.code, 77);
    }
}

typedef struct rejection {
    const char *text;
    pl_status status;
    size_t offset;
    const char *pointer;
} rejection;

static void expect_rejected(const rejection *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        pl_error error;
        const char *text = cases[i].text;
        cr_expect_eq(scan(text, strlen(text), &error), cases[i].status, "%s: %d", text,
                     (int)error.code);
        cr_expect_eq(error.code, cases[i].status, "%s", text);
        cr_expect_eq(error.offset, cases[i].offset, "%s: offset %zu", text, error.offset);
        cr_expect_str_eq(error.pointer, cases[i].pointer);
        cr_expect_eq(scan(text, strlen(text), NULL), cases[i].status);
    }
}

Test(json_strict, rejects_grammar) {
    static const rejection cases[] = {
        {"", PALLIA_EEMPTY, 0, ""},
        {" \n\t\r ", PALLIA_EEMPTY, 5, ""},
        {"{", PALLIA_EJSON, 1, ""},
        {"[", PALLIA_EJSON, 1, "/0"},
        {"}", PALLIA_EJSON, 0, ""},
        {"]", PALLIA_EJSON, 0, ""},
        {"[1", PALLIA_EJSON, 2, "/0"},
        {"[1,", PALLIA_EJSON, 3, "/1"},
        {"[1,]", PALLIA_EJSON, 3, "/1"},
        {"[,1]", PALLIA_EJSON, 1, "/0"},
        {"[1,,2]", PALLIA_EJSON, 3, "/1"},
        {"[1 2]", PALLIA_EJSON, 3, "/0"},
        {"[1}", PALLIA_EJSON, 2, "/0"},
        {"[]]", PALLIA_EJSON, 2, ""},
        {"{} {}", PALLIA_EJSON, 3, ""},
        {"1 2", PALLIA_EJSON, 2, ""},
        {"null,", PALLIA_EJSON, 4, ""},
        {"{]", PALLIA_EJSON, 1, ""},
        {"{\"a\"", PALLIA_EJSON, 4, "/a"},
        {"{\"a\" 1}", PALLIA_EJSON, 5, "/a"},
        {"{\"a\":", PALLIA_EJSON, 5, "/a"},
        {"{\"a\":}", PALLIA_EJSON, 5, "/a"},
        {"{\"a\":1", PALLIA_EJSON, 6, "/a"},
        {"{\"a\":1,", PALLIA_EJSON, 7, ""},
        {"{\"a\":1,}", PALLIA_EJSON, 7, ""},
        {"{\"a\":1]", PALLIA_EJSON, 6, "/a"},
        {"{\"a\":1 \"b\":2}", PALLIA_EJSON, 7, "/a"},
        {"{a:1}", PALLIA_EJSON, 1, ""},
        {"{'a':1}", PALLIA_EJSON, 1, ""},
        {"{1:1}", PALLIA_EJSON, 1, ""},
        {"{,}", PALLIA_EJSON, 1, ""},
        {"{\"a\"::1}", PALLIA_EJSON, 5, "/a"},
        {"{\"a\":[1,{\"b\":[2,x]}]}", PALLIA_EJSON, 16, "/a/1/b/1"},
        {"{\"a\":1,\"x/y~\":{\"\\u00e9\\n\":[}}", PALLIA_EJSON, 27, "/x~1y~0/é\n/0"},
        {"tru", PALLIA_EJSON, 3, ""},
        {"True", PALLIA_EJSON, 0, ""},
        {"truE", PALLIA_EJSON, 3, ""},
        {"truex", PALLIA_EJSON, 4, ""},
        {"nul", PALLIA_EJSON, 3, ""},
        {"fals", PALLIA_EJSON, 4, ""},
        {"nan", PALLIA_EJSON, 1, ""},
        {"NaN", PALLIA_EJSON, 0, ""},
        {"Infinity", PALLIA_EJSON, 0, ""},
        {"-Infinity", PALLIA_EJSON, 1, ""},
        {"undefined", PALLIA_EJSON, 0, ""},
        {"// c\n1", PALLIA_EJSON, 0, ""},
        {"/* c */ 1", PALLIA_EJSON, 0, ""},
        {"[1\f]", PALLIA_EJSON, 2, "/0"},
        {"[1\v]", PALLIA_EJSON, 2, "/0"},
        {"\xC2\xA0"
         "1",
         PALLIA_EJSON, 0, ""},
        {"\xEF\xBB\xBF{}", PALLIA_EJSON, 0, ""}, /* byte-order mark */
    };
    expect_rejected(cases, sizeof cases / sizeof cases[0]);
}

Test(json_strict, rejects_numbers) {
    static const rejection cases[] = {
        {"01", PALLIA_EJSON, 1, ""},
        {"-01", PALLIA_EJSON, 2, ""},
        {"00", PALLIA_EJSON, 1, ""},
        {"+1", PALLIA_EJSON, 0, ""},
        {"-", PALLIA_EJSON, 1, ""},
        {"--1", PALLIA_EJSON, 1, ""},
        {"-a", PALLIA_EJSON, 1, ""},
        {".5", PALLIA_EJSON, 0, ""},
        {"1.", PALLIA_EJSON, 2, ""},
        {"1.e1", PALLIA_EJSON, 2, ""},
        {"1.a", PALLIA_EJSON, 2, ""},
        {"1e", PALLIA_EJSON, 2, ""},
        {"1e+", PALLIA_EJSON, 3, ""},
        {"1e-", PALLIA_EJSON, 3, ""},
        {"1E", PALLIA_EJSON, 2, ""},
        {"1ea", PALLIA_EJSON, 2, ""},
        {"1e1.5", PALLIA_EJSON, 3, ""},
        {"1.2.3", PALLIA_EJSON, 3, ""},
        {"0x10", PALLIA_EJSON, 1, ""},
        {"1,5", PALLIA_EJSON, 1, ""},
        {"1_000", PALLIA_EJSON, 1, ""},
        {"[12345678901234567890123456789012345678901]", PALLIA_ENUMBER_LENGTH, 41, "/0"},
        {"0.123456789012345678901234567890123456789", PALLIA_ENUMBER_LENGTH, 40, ""},
    };
    expect_rejected(cases, sizeof cases / sizeof cases[0]);
}

Test(json_strict, rejects_strings) {
    static const rejection cases[] = {
        {"\"", PALLIA_EJSON, 1, ""},
        {"\"abc", PALLIA_EJSON, 4, ""},
        {"'a'", PALLIA_EJSON, 0, ""},
        {"\"a\nb\"", PALLIA_EJSON, 2, ""},
        {"\"a\tb\"", PALLIA_EJSON, 2, ""},
        {"\"\x01\"", PALLIA_EJSON, 1, ""},
        {"\"01234567\x1F\"", PALLIA_EJSON, 9, ""},
        {"\"\\", PALLIA_EJSON, 2, ""},
        {"\"\\\"", PALLIA_EJSON, 3, ""},
        {"\"\\a\"", PALLIA_EJSON, 2, ""},
        {"\"\\x41\"", PALLIA_EJSON, 2, ""},
        {"\"\\'\"", PALLIA_EJSON, 2, ""},
        {"\"\\U0041\"", PALLIA_EJSON, 2, ""},
        {"\"\\\xFF\"", PALLIA_EUTF8, 2, ""},
        {"\"\\u\"", PALLIA_EJSON, 3, ""},
        {"\"\\u", PALLIA_EJSON, 3, ""},
        {"\"\\u004\"", PALLIA_EJSON, 6, ""},
        {"\"\\u00g0\"", PALLIA_EJSON, 5, ""},
        {"\"\\u00G0\"", PALLIA_EJSON, 5, ""},
        {"\"\\u00:0\"", PALLIA_EJSON, 5, ""},
        {"\"\\u+041\"", PALLIA_EJSON, 3, ""},
        {"\"\\ud800\"", PALLIA_EJSON, 1, ""},
        {"\"\\ud800", PALLIA_EJSON, 1, ""},
        {"\"\\ud800a\"", PALLIA_EJSON, 1, ""},
        {"\"\\ud800\\n\"", PALLIA_EJSON, 8, ""},
        {"\"\\ud800\\u0041\"", PALLIA_EJSON, 1, ""},
        {"\"\\ud800\\ud800\"", PALLIA_EJSON, 1, ""},
        {"\"\\ud800\\ue000\"", PALLIA_EJSON, 1, ""},
        {"\"\\udc00\"", PALLIA_EJSON, 1, ""},
        {"\"\\udc00\\ud800\"", PALLIA_EJSON, 1, ""},
        {"\"\\ud800\\ud\"", PALLIA_EJSON, 10, ""},
        {"[\"\\u0000\"]", PALLIA_ENUL, 2, "/0"},
        {"\"\xC3\"", PALLIA_EUTF8, 1, ""},
        {"\"\x80\"", PALLIA_EUTF8, 1, ""},
        {"\"\xC0\x80\"", PALLIA_EUTF8, 1, ""},
        {"\"\xED\xA0\x80\"", PALLIA_EUTF8, 1, ""},
        {"\"\xF4\x90\x80\x80\"", PALLIA_EUTF8, 1, ""},
        {"\"abc\xE2\x82", PALLIA_EUTF8, 4, ""},
        {"[\"0123456789\xFF\"]", PALLIA_EUTF8, 12, "/0"},
        {"\xFF", PALLIA_EUTF8, 0, ""},
        {"[1\xC3]", PALLIA_EUTF8, 2, "/0"},
    };
    expect_rejected(cases, sizeof cases / sizeof cases[0]);
}

Test(json_strict, rejects_nul_bytes) {
    static const struct {
        const char *text;
        size_t length, offset;
    } cases[] = {
        {"\0", 1, 0}, {"{}\0", 3, 2}, {"\"a\0b\"", 5, 2}, {"[1\0]", 4, 2}, {"tr\0e", 4, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_error error;
        cr_expect_eq(scan(cases[i].text, cases[i].length, &error), PALLIA_ENUL, "case %zu", i);
        cr_expect_eq(error.offset, cases[i].offset, "case %zu", i);
    }
}

Test(json_strict, rejects_duplicate_keys) {
    static const struct {
        const char *text;
        size_t offset;
        const char *pointer, *token;
    } cases[] = {
        {"{\"a\":1,\"a\":2}", 7, "", "a"},
        {"{\"a\":1,\"\\u0061\":2}", 7, "", "a"},
        {"{\"\\u0061\":1,\"a\":2}", 12, "", "a"},
        {"{\"é\":1,\"\\u00e9\":2}", 8, "", "é"},
        {"{\"\\u20ac\":1,\"€\":2}", 12, "", "€"},
        {"{\"\\ud83d\\ude00\":1,\"\xF0\x9F\x98\x80\":2}", 18, "", "\xF0\x9F\x98\x80"},
        {"{\"/\":1,\"\\/\":2}", 7, "", "/"},
        {"{\"\\n\":1,\"\\u000A\":2}", 8, "", "\n"},
        {"{\"\":1,\"\":2}", 6, "", ""},
        {"[{\"a\":{\"a\":1,\"b\":2,\"a\":3}}]", 19, "/0/a", "a"},
        {"{\"a\":{\"b\":1},\"c\":[],\"a\":1}", 20, "", "a"},
        {"{\"a\":[{\"b\":1,\"c\":1},{\"b\":1,\"b\":2}]}", 27, "/a/1", "b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_error error;
        cr_expect_eq(scan(cases[i].text, strlen(cases[i].text), &error), PALLIA_EDUPLICATE, "%s",
                     cases[i].text);
        cr_expect_eq(error.offset, cases[i].offset, "%s: %zu", cases[i].text, error.offset);
        cr_expect_str_eq(error.pointer, cases[i].pointer);
        cr_expect_str_eq(error.token, cases[i].token);
    }
}

Test(json_strict, token_of_a_long_key_is_cut_at_a_character) {
    char key[PL_TOKEN_SIZE + 8];
    char text[2 * sizeof key + 20];
    pl_error error;
    memset(key, 'k', sizeof key);
    memcpy(key + PL_TOKEN_SIZE - 2, "é", 2);
    key[sizeof key - 1] = '\0';
    const int length = snprintf(text, sizeof text, "{\"%s\":1,\"%s\":2}", key, key);
    cr_expect_eq(scan(text, (size_t)length, &error), PALLIA_EDUPLICATE);
    cr_expect_eq(strlen(error.token), PL_TOKEN_SIZE - 2);
}

Test(json_strict, limits) {
    static const struct {
        const char *text;
        pl_json_limits limits;
        pl_status status;
        size_t offset;
    } cases[] = {
        {"[1]", {3, 1, 1}, PALLIA_OK, 0},
        {"[1] ", {3, 1, 1}, PALLIA_ESIZE, 3},
        {"[[]]", {9, 1, 1}, PALLIA_EDEPTH, 1},
        {"[{}]", {9, 1, 1}, PALLIA_EDEPTH, 1},
        {"[]", {9, 0, 1}, PALLIA_EDEPTH, 0},
        {"[12]", {9, 1, 1}, PALLIA_ENUMBER_LENGTH, 2},
        {"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
         {99, 99, 1},
         PALLIA_EDEPTH,
         32},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_error error = {.offset = 0};
        const size_t length = strlen(cases[i].text);
        cr_expect_eq(pl_json_strict(cases[i].text, length, &cases[i].limits, &error),
                     cases[i].status, "case %zu", i);
        cr_expect_eq(error.offset, cases[i].offset, "case %zu", i);
    }
    const pl_json_limits limits = pl_json_limits_default();
    cr_expect_eq(limits.size, 4194304);
    cr_expect_eq(limits.depth, 32);
    cr_expect_eq(limits.number, 40);
    cr_expect_eq(pl_json_strict("1", limits.size + 1, &limits, NULL), PALLIA_ESIZE);
    const pl_json_limits none = {SIZE_MAX, SIZE_MAX, SIZE_MAX};
    cr_expect_eq(pl_json_strict("1", SIZE_MAX, &none, NULL), PALLIA_ESIZE);
}

/* {"k0":0,"k1":0,…} */
static char *object_of(size_t members, size_t *length) {
    char *text = malloc(members * 16 + 3);
    cr_assert_not_null(text);
    size_t at = 0;
    for (size_t i = 0; i < members; i++) {
        at += (size_t)sprintf(text + at, "%s\"k%zu\":0", i == 0 ? "{" : ",", i);
    }
    text[at++] = '}';
    *length = at;
    return text;
}

Test(json_strict, many_keys) {
    size_t length = 0;
    char *text = object_of(PL_JSON_KEYS_MAX, &length);
    cr_expect_eq(scan(text, length, NULL), PALLIA_OK);
    free(text);
    pl_error error;
    text = object_of(PL_JSON_KEYS_MAX + 1, &length);
    cr_expect_eq(scan(text, length, &error), PALLIA_ECOUNT);
    cr_expect_eq(error.offset, length - strlen("\"k2048\":0}"));
    free(text);
}

Test(json_strict, keys_are_forgotten_with_their_object) {
    enum { OBJECTS = 3000 };
    static const char object[] = "{\"a\":1,\"b\":{\"a\":1,\"c\":2},\"c\":3},";
    const size_t size = sizeof object - 1;
    char *text = malloc(OBJECTS * size + 2);
    cr_assert_not_null(text);
    text[0] = '[';
    for (size_t i = 0; i < OBJECTS; i++) {
        memcpy(text + 1 + i * size, object, size);
    }
    text[OBJECTS * size] = ']';
    cr_expect_eq(scan(text, OBJECTS * size + 1, NULL), PALLIA_OK);
    free(text);
}

Test(json_strict, every_prefix_is_refused) {
    static const char text[] = "{\"a\":[1,-2.5e+3,\"x\\u00e9\\ud83d\\ude00é\",true,false,null,{}]}";
    for (size_t length = 0; length < sizeof text - 1; length++) {
        cr_expect_neq(scan(text, length, NULL), PALLIA_OK, "%zu", length);
    }
    cr_expect_eq(scan(text, sizeof text - 1, NULL), PALLIA_OK);
}
