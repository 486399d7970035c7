/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/json_read.h"

#include <criterion/criterion.h>
#include <string.h>

static const char document[] =
    "{\"text\":\"é\",\"empty\":\"\",\"bell\":\"a\\u0007\",\"del\":\"\\u007f\",\"c1\":\"\\u0085\","
    "\"nbsp\":\"a\\u00a0\",\"yes\":true,\"no\":false,\"null\":null,"
    "\"int\":42,\"minus\":-7,\"half\":1.5,\"above\":2147483648,\"below\":-2147483649,"
    "\"huge\":1e99,\"third\":\"1/3\",\"bad\":\"1/x\",\"dose\":\"60 mg\",\"volume\":\"5 mL\","
    "\"list\":[10,[20,\"x\"],{\"a/b~\":\"v\"}],\"nothing\":[],\"object\":{\"one\":1,\"two\":2}}";

static pl_arena arena;
static struct cJSON *tree;

static void parse(void) {
    const pl_json_limits limits = pl_json_limits_default();
    pl_arena_init(&arena, pl_allocator_default());
    cr_assert_eq(pl_json_parse(document, sizeof document - 1, &limits, &arena, &tree, NULL),
                 PALLIA_OK);
}

static void release(void) {
    pl_arena_release(&arena);
}

TestSuite(json_read, .init = parse, .fini = release);

static pl_json root;

static pl_json member(const char *key) {
    pl_json found;
    root = pl_json_root(tree);
    cr_assert(pl_json_member(&root, key, &found), "%s", key);
    return found;
}

Test(json_read, parse_refuses) {
    const pl_json_limits limits = pl_json_limits_default();
    struct cJSON *out = NULL;
    pl_error error;
    cr_expect_eq(pl_json_parse("[1,]", 4, &limits, &arena, &out, &error), PALLIA_EJSON);
    cr_expect_null(out);
    cr_expect_str_eq(error.pointer, "/1");
    cr_expect_eq(error.offset, 3);
    cr_expect_eq(pl_json_parse("[1]garbage", 3, &limits, &arena, &out, &error), PALLIA_OK);
}

static void *no_memory(void *user, size_t size) {
    (void)user;
    (void)size;
    return NULL;
}

Test(json_read, parse_without_memory) {
    const pl_json_limits limits = pl_json_limits_default();
    struct cJSON *out = NULL;
    pl_error error;
    pallia_allocator none = pl_allocator_default();
    none.allocate = no_memory;
    pl_arena empty;
    pl_arena_init(&empty, none);
    cr_expect_eq(pl_json_parse("{}", 2, &limits, &empty, &out, &error), PALLIA_ENOMEM);
    cr_expect_null(out);
    cr_expect_eq(error.code, PALLIA_ENOMEM);
}

Test(json_read, kinds) {
    static const struct {
        const char *key;
        bool object, list, string;
        size_t count;
    } cases[] = {
        {"text", false, false, true, 0},   {"int", false, false, false, 0},
        {"list", false, true, false, 3},   {"nothing", false, true, false, 0},
        {"object", true, false, false, 0}, {"null", false, false, false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const pl_json at = member(cases[i].key);
        cr_expect_eq(pl_json_is_object(&at), cases[i].object, "%s", cases[i].key);
        cr_expect_eq(pl_json_is_list(&at), cases[i].list, "%s", cases[i].key);
        cr_expect_eq(pl_json_is_string(&at), cases[i].string, "%s", cases[i].key);
        cr_expect_eq(pl_json_count(&at), cases[i].count, "%s", cases[i].key);
    }
}

Test(json_read, members) {
    pl_error error;
    pl_json found;
    const pl_json object = member("object");
    const pl_json list = member("list");
    cr_expect(pl_json_member(&object, "two", &found));
    cr_expect_not(pl_json_member(&object, "TWO", &found));
    cr_expect_not(pl_json_member(&list, "two", &found));
    cr_expect_eq(pl_json_need(&object, "one", &found, &error), PALLIA_OK);
    cr_expect_str_eq(found.key, "one");
    cr_expect_eq(pl_json_need(&object, "three", &found, &error), PALLIA_EKEY_MISSING);
    cr_expect_str_eq(error.pointer, "/object");
    cr_expect_str_eq(error.token, "three");
    cr_expect_eq(pl_json_need(&list, "one", &found, &error), PALLIA_ETYPE);
    cr_expect_str_eq(error.pointer, "/list");
}

Test(json_read, known_keys) {
    static const char *const all[] = {"one", "two", "three", NULL};
    static const char *const some[] = {"one", NULL};
    pl_error error;
    const pl_json object = member("object");
    const pl_json list = member("list");
    cr_expect_eq(pl_json_known_keys(&object, all, &error), PALLIA_OK);
    cr_expect_eq(pl_json_known_keys(&object, some, &error), PALLIA_EKEY_UNKNOWN);
    cr_expect_str_eq(error.pointer, "/object/two");
    cr_expect_str_eq(error.token, "two");
    cr_expect_eq(pl_json_known_keys(&list, all, &error), PALLIA_ETYPE);
    cr_expect_str_eq(error.pointer, "/list");
}

Test(json_read, walk_and_pointer) {
    pl_error error;
    pl_json item, inner;
    const pl_json list = member("list");
    const pl_json nothing = member("nothing");
    const pl_json text = member("text");
    cr_expect_not(pl_json_first(&nothing, &item));
    cr_expect_not(pl_json_first(&text, &item));
    cr_assert(pl_json_first(&list, &item));
    cr_expect_eq(item.index, 0);
    cr_assert(pl_json_next(&item));
    cr_assert(pl_json_first(&item, &inner));
    cr_assert(pl_json_next(&inner));
    cr_expect_eq(pl_json_fail(&inner, PALLIA_EVALUE, &error), PALLIA_EVALUE);
    cr_expect_str_eq(error.pointer, "/list/1/1");
    cr_expect_str_eq(error.token, "x");
    cr_expect_not(pl_json_next(&inner));
    cr_assert(pl_json_next(&item));
    cr_assert(pl_json_first(&item, &inner));
    cr_expect_str_eq(inner.key, "a/b~");
    cr_expect_eq(pl_json_fail(&inner, PALLIA_EVALUE, &error), PALLIA_EVALUE);
    cr_expect_str_eq(error.pointer, "/list/2/a~1b~0");
    cr_expect_not(pl_json_next(&item));
    cr_expect_eq(pl_json_fail(&root, PALLIA_ETYPE, &error), PALLIA_ETYPE);
    cr_expect_str_eq(error.pointer, "");
    cr_expect_str_eq(error.token, "");
    const pl_json object = member("object");
    cr_assert(pl_json_first(&object, &item));
    cr_expect_str_eq(item.key, "one");
    cr_assert(pl_json_next(&item));
    cr_expect_str_eq(item.key, "two");
}

Test(json_read, strings_and_booleans) {
    static const struct {
        const char *key;
        pl_status string, boolean;
    } cases[] = {
        {"text", PALLIA_OK, PALLIA_ETYPE},      {"nbsp", PALLIA_OK, PALLIA_ETYPE},
        {"empty", PALLIA_EVALUE, PALLIA_ETYPE}, {"bell", PALLIA_EVALUE, PALLIA_ETYPE},
        {"del", PALLIA_EVALUE, PALLIA_ETYPE},   {"c1", PALLIA_EVALUE, PALLIA_ETYPE},
        {"int", PALLIA_ETYPE, PALLIA_ETYPE},    {"null", PALLIA_ETYPE, PALLIA_ETYPE},
        {"yes", PALLIA_ETYPE, PALLIA_OK},       {"no", PALLIA_ETYPE, PALLIA_OK},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_error error;
        const char *text = NULL;
        bool flag = false;
        const pl_json at = member(cases[i].key);
        cr_expect_eq(pl_json_string(&at, &text, &error), cases[i].string, "%s", cases[i].key);
        cr_expect_eq(text != NULL, cases[i].string == PALLIA_OK, "%s", cases[i].key);
        cr_expect_eq(pl_json_bool(&at, &flag, &error), cases[i].boolean, "%s", cases[i].key);
        cr_expect_eq(flag, strcmp(cases[i].key, "yes") == 0);
    }
}

Test(json_read, integers) {
    static const struct {
        const char *key;
        int32_t low, high;
        pl_status status;
        int32_t value;
    } cases[] = {
        {"int", 0, 100, PALLIA_OK, 42},
        {"int", 42, 42, PALLIA_OK, 42},
        {"int", 43, 100, PALLIA_EVALUE, 99},
        {"int", 0, 41, PALLIA_EVALUE, 99},
        {"minus", -10, 0, PALLIA_OK, -7},
        {"half", 0, 100, PALLIA_EVALUE, 99},
        {"above", INT32_MIN, INT32_MAX, PALLIA_EVALUE, 99},
        {"below", INT32_MIN, INT32_MAX, PALLIA_EVALUE, 99},
        {"huge", INT32_MIN, INT32_MAX, PALLIA_EVALUE, 99},
        {"text", 0, 100, PALLIA_ETYPE, 99},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_error error;
        int32_t value = 99;
        const pl_json at = member(cases[i].key);
        cr_expect_eq(pl_json_int(&at, cases[i].low, cases[i].high, &value, &error), cases[i].status,
                     "%s", cases[i].key);
        cr_expect_eq(value, cases[i].value, "%s", cases[i].key);
    }
}

Test(json_read, rationals_and_quantities) {
    pl_error error;
    pl_rational value = {7, 8};
    pl_quantity quantity = {{7, 8}, NULL};
    const pl_json third = member("third");
    const pl_json bad = member("bad");
    const pl_json number = member("int");
    const pl_json dose = member("dose");
    const pl_json volume = member("volume");
    cr_expect_eq(pl_json_rational(&bad, &value, &error), PALLIA_EQUANTITY);
    cr_expect_str_eq(error.pointer, "/bad");
    cr_expect_str_eq(error.token, "1/x");
    cr_expect_eq(pl_json_rational(&number, &value, &error), PALLIA_ETYPE);
    cr_expect(value.num == 7 && value.den == 8);
    cr_expect_eq(pl_json_rational(&third, &value, &error), PALLIA_OK);
    cr_expect(value.num == 1 && value.den == 3);
    cr_expect_eq(pl_json_quantity(&volume, PL_MASS, &quantity, &error), PALLIA_EDIMENSION);
    cr_expect_str_eq(error.token, "5 mL");
    cr_expect_eq(pl_json_quantity(&number, PL_MASS, &quantity, &error), PALLIA_ETYPE);
    cr_expect_null(quantity.unit);
    cr_expect_eq(pl_json_quantity(&dose, PL_MASS, &quantity, &error), PALLIA_OK);
    cr_expect(quantity.value.num == 60 && quantity.value.den == 1);
    cr_expect_str_eq(quantity.unit->code, "mg");
}
