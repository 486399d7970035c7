/* SPDX-License-Identifier: MPL-2.0
 *
 * A result read place by place is the document of pallia_run.
 */
#include "pallia/result.h"
#include "leaf/rational.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char rotation[] =
    "{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"50 mg\","
    "\"every\":\"24 h\"}],\"target\":{\"drug\":\"morphine\",\"route\":\"sc\"}}";

static pallia_tables *tables;

static void open_tables(void) {
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
}

static void close_tables(void) {
    pallia_tables_release(tables);
}

TestSuite(result, .init = open_tables, .fini = close_tables, .timeout = 60);

static pallia_result *result_of(const char *request) {
    pallia_result *result = NULL;
    cr_assert_eq(pallia_result_new(tables, request, strlen(request), &result), PALLIA_OK);
    cr_assert_not_null(result);
    return result;
}

/* ---- every place of an answer ---- */

/* `place` and one step below it. */
static void below(char out[512], const char *place, const char *key, size_t index) {
    char step[256];
    size_t used = 0;
    if (key == NULL) {
        snprintf(step, sizeof step, "%zu", index);
    } else {
        for (; *key != '\0'; key++) {
            const char *escaped = *key == '~' ? "~0" : "~1";
            bool plain = *key != '~' && *key != '/';
            used += (size_t)snprintf(step + used, sizeof step - used, "%s",
                                     plain ? (char[]){*key, '\0'} : escaped);
        }
    }
    cr_assert_lt(snprintf(out, 512, "%s/%s", place, step), 512);
}

static size_t compare_value(const pallia_result *result, const cJSON *node, const char *place) {
    int32_t number = -7;
    int32_t truth = -7;
    const char *text = pallia_result_text(result, place);
    int32_t as_number = pallia_result_integer(result, place, &number);
    int32_t as_truth = pallia_result_truth(result, place, &truth);
    cr_assert_eq(text != NULL, cJSON_IsString(node) != 0, "%s", place);
    cr_assert_eq(as_number, cJSON_IsNumber(node) ? PALLIA_OK : PALLIA_ETYPE, "%s", place);
    cr_assert_eq(as_truth, cJSON_IsBool(node) ? PALLIA_OK : PALLIA_ETYPE, "%s", place);
    cr_assert_eq(number, cJSON_IsNumber(node) ? node->valueint : -7, "%s", place);
    cr_assert_eq(truth, cJSON_IsBool(node) ? cJSON_IsTrue(node) : -7, "%s", place);
    if (text != NULL) {
        cr_assert_str_eq(text, node->valuestring, "%s", place);
    }
    return 1;
}

static void compare_quantity(const pallia_result *result, const cJSON *node, const char *place) {
    const cJSON *exact = cJSON_GetObjectItemCaseSensitive(node, "exact");
    const cJSON *code = cJSON_GetObjectItemCaseSensitive(node, "unit");
    int64_t numerator = -7;
    int64_t denominator = -7;
    const char *unit = NULL;
    pl_rational due;
    int32_t status = pallia_result_quantity(result, place, &numerator, &denominator, &unit);
    bool is_quantity = cJSON_IsString(exact) && cJSON_IsString(code);
    cr_assert_eq(status, is_quantity ? PALLIA_OK : PALLIA_ETYPE, "%s: %d", place, (int)status);
    if (!is_quantity) {
        cr_assert_null(unit);
        return;
    }
    cr_assert_eq(pl_rational_parse(exact->valuestring, strlen(exact->valuestring), &due),
                 PALLIA_OK);
    cr_assert_eq(numerator, due.num, "%s", place);
    cr_assert_eq(denominator, due.den, "%s", place);
    cr_assert_str_eq(unit, code->valuestring, "%s", place);
}

static size_t compare(const pallia_result *result, const cJSON *node, const char *place) {
    char next[512];
    size_t seen = compare_value(result, node, place);
    size_t index = 0;
    cr_assert_eq(pallia_result_count(result, place), cJSON_GetArraySize(node), "%s", place);
    compare_quantity(result, node, place);
    for (const cJSON *item = node->child; item != NULL; item = item->next) {
        below(next, place, item->string, index++);
        seen += compare(result, item, next);
    }
    below(next, place, NULL, index);
    cr_assert_eq(pallia_result_count(result, next), -1, "%s", next);
    return seen;
}

Test(result, every_place_is_what_the_document_says) {
    static const char *const requests[] = {
        rotation,
        "{\"op\":\"tables\"}",
        "{\"op\":\"schema\",\"of\":\"rotate\"}",
        "{\"op\":\"rotate\",\"regimen\":[]}",
        "{\"op\":",
        "{\"op\":\"dilute\",\"drugs\":[{\"drug\":\"midazolam\",\"dose\":\"30 mg\"}],"
        "\"device\":\"syringe-50\",\"duration\":\"24 h\"}",
    };
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        pallia_result *result = result_of(requests[i]);
        char *answer;
        size_t length;
        size_t kept;
        cr_assert_eq(pallia_run(tables, requests[i], strlen(requests[i]), &answer, &length),
                     PALLIA_OK);
        cr_assert_str_eq(pallia_result_document(result, &kept), answer);
        cr_assert_eq(kept, length);
        cJSON *tree = cJSON_Parse(answer);
        cr_assert_not_null(tree);
        cr_assert_gt(compare(result, tree, ""), 4);
        cJSON_Delete(tree);
        pallia_free(answer);
        pallia_result_release(result);
    }
}

/* ---- by hand ---- */

Test(result, a_rotation) {
    pallia_result *result = result_of(rotation);
    int64_t numerator;
    int64_t denominator;
    const char *unit;
    cr_assert_str_eq(pallia_result_text(result, "/status"), "ok");
    cr_assert_eq(
        pallia_result_quantity(result, "/result/per_hour", &numerator, &denominator, &unit),
        PALLIA_OK);
    cr_expect_eq(numerator, 25); /* 25 mg in 24 h */
    cr_expect_eq(denominator, 24);
    cr_expect_str_eq(unit, "mg/h");
    cr_expect_str_eq(pallia_result_text(result, "/result/calculated/text"), "25 mg/24 h");
    pallia_result_release(result);
}

Test(result, a_place_that_is_none) {
    static const char *const places[] = {
        "status",      "/",         "/statuss",
        "/status/",    "/status/0", "/result/~",
        "/result/~2",  "/advice/x", "/result/~0",
        "/regimen/00", "//",        "/advice/-1",
        "/advice/+0",  "/result//", "/advice/999999999",
        "/advice/1e0", "/regimen/", " /status",
        "/Status",     "/status ",  "/regimen/9999999999999999999999",
    };
    pallia_result *result = result_of(rotation);
    int32_t value = -7;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        cr_expect_eq(pallia_result_count(result, places[i]), -1, "%s", places[i]);
        cr_expect_null(pallia_result_text(result, places[i]), "%s", places[i]);
        cr_expect_eq(pallia_result_integer(result, places[i], &value), PALLIA_EKEY_MISSING);
        cr_expect_eq(pallia_result_truth(result, places[i], &value), PALLIA_EKEY_MISSING);
    }
    char endless[4096];
    memset(endless, 'a', sizeof endless);
    endless[0] = '/';
    endless[sizeof endless - 1] = '\0';
    cr_expect_eq(pallia_result_count(result, endless), -1);
    cr_expect_eq(value, -7);
    pallia_result_release(result);
}

Test(result, bad_arguments) {
    int32_t value = -7;
    int64_t numerator = -7;
    int64_t denominator = -7;
    const char *unit = "";
    pallia_result *result = NULL;
    cr_expect_eq(pallia_result_new(NULL, "{}", 2, &result), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_new(tables, NULL, 2, &result), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_new(tables, "{}", 2, NULL), PALLIA_EARGUMENT);
    cr_expect_null(result);
    result = result_of("{}");
    cr_expect_str_eq(pallia_result_text(result, "/status"), "error");
    cr_expect_eq(pallia_result_integer(result, "/error/code", &value), PALLIA_OK);
    cr_expect_eq(value, PALLIA_EKEY_MISSING);
    value = -7;
    cr_expect_null(pallia_result_document(NULL, NULL));
    cr_expect_not_null(pallia_result_document(result, NULL));
    cr_expect_null(pallia_result_text(NULL, ""));
    cr_expect_null(pallia_result_text(result, NULL));
    cr_expect_eq(pallia_result_count(NULL, ""), -1);
    cr_expect_eq(pallia_result_count(result, NULL), -1);
    cr_expect_eq(pallia_result_integer(NULL, "", &value), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_integer(result, NULL, &value), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_integer(result, "", NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_truth(NULL, "", &value), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_truth(result, NULL, &value), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_truth(result, "", NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_quantity(NULL, "", &numerator, &denominator, &unit),
                 PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_quantity(result, "", &numerator, &denominator, NULL),
                 PALLIA_EARGUMENT);
    cr_expect_eq(pallia_result_quantity(result, "/no", &numerator, &denominator, &unit),
                 PALLIA_EKEY_MISSING);
    cr_expect_eq(pallia_result_quantity(result, "", &numerator, &denominator, &unit), PALLIA_ETYPE);
    cr_expect_eq(value, -7);
    cr_expect_eq(numerator, -7);
    cr_expect_eq(denominator, -7);
    cr_expect_str_eq(unit, "");
    pallia_result_release(result);
    pallia_result_release(NULL);
    cr_expect_null(pallia_result_retain(NULL));
}

/* The last owner frees: under AddressSanitizer. */
Test(result, owners_are_counted_and_tables_may_go_first) {
    pallia_tables *own;
    pallia_result *result;
    cr_assert_eq(pallia_tables_new(NULL, &own), PALLIA_OK);
    cr_assert_eq(pallia_result_new(own, rotation, sizeof rotation - 1, &result), PALLIA_OK);
    pallia_tables_release(own);
    cr_assert_eq(pallia_result_retain(result), result);
    pallia_result_release(result);
    cr_expect_str_eq(pallia_result_text(result, "/op"), "rotate");
    pallia_result_release(result);
}
