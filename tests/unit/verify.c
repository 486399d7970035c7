/* SPDX-License-Identifier: MPL-2.0
 *
 * Properties of a verification over generated syringes. Every expected ratio and verdict is worked
 * out here on plain integers, in another order than the library's.
 */
#include "pallia/pallia.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 2048, TEXT = 64, ROUNDS = 300 };

static pallia_tables *tables;

static void open_tables(void) {
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
}

static void close_tables(void) {
    pallia_tables_release(tables);
}

TestSuite(verify, .init = open_tables, .fini = close_tables, .timeout = 60);

static cJSON *run(const char *request) {
    char *answer = NULL;
    cr_assert_eq(pallia_run(tables, request, strlen(request), &answer, NULL), PALLIA_OK);
    cJSON *document = cJSON_Parse(answer);
    cr_assert(document, "no JSON for %s", request);
    pallia_free(answer);
    return document;
}

static const char *text_of(const cJSON *object, const char *key) {
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(found) ? found->valuestring : "";
}

static const cJSON *result_of(const cJSON *document) {
    return cJSON_GetObjectItemCaseSensitive(document, "result");
}

static const cJSON *drug_of(const cJSON *document, int index) {
    return cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(result_of(document), "drugs"),
                              index);
}

/* ---- one syringe of whole numbers ---- */

typedef struct syringe {
    int64_t dose;     /* mg/24h */
    int64_t strength; /* mg/mL */
    int64_t volume;   /* mL */
    int64_t final;    /* mL */
    int64_t rate;     /* mL/h */
} syringe;

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525U + 1013904223U;
    return *state >> 16;
}

static int64_t between(uint32_t *state, int64_t low, int64_t high) {
    return low + (int64_t)next_random(state) % (high - low + 1);
}

static syringe any_syringe(uint32_t *state) {
    syringe one = {between(state, 1, 240), between(state, 1, 50), between(state, 1, 50), 0,
                   between(state, 1, 20)};
    one.final = one.volume + between(state, 0, 50);
    return one;
}

/* A syringe whose dose is close to what it delivers: on both sides of the limit. */
static syringe near_syringe(uint32_t *state) {
    syringe one = any_syringe(state);
    int64_t delivered = one.strength * one.volume * one.rate * 24 / one.final;
    one.dose = delivered * between(state, 85, 120) / 100 + 1;
    return one;
}

static void write_request(char *request, const syringe *one) {
    snprintf(request, ROOM,
             "{\"op\":\"verify\",\"prescribed\":[{\"drug\":\"nefopam\",\"dose\":\"%" PRId64
             " mg/24h\"}],\"prepared\":{\"contents\":[{\"drug\":\"nefopam\",\"strength\":\"%" PRId64
             " mg/mL\",\"volume\":\"%" PRId64 " mL\"}],\"final_volume\":\"%" PRId64
             " mL\",\"rate\":\"%" PRId64 " mL/h\"}}",
             one->dose, one->strength, one->volume, one->final, one->rate);
}

static int64_t gcd(int64_t a, int64_t b) {
    return b == 0 ? a : gcd(b, a % b);
}

static void ratio_text(char text[TEXT], int64_t num, int64_t den) {
    int64_t common = gcd(num, den);
    if (den == common) {
        snprintf(text, TEXT, "%" PRId64, num / common);
    } else {
        snprintf(text, TEXT, "%" PRId64 "/%" PRId64, num / common, den / common);
    }
}

static void expect_verified(const syringe *one) {
    char request[ROOM];
    char ratio[TEXT];
    int64_t given = 24 * one->rate * one->volume * one->strength;
    int64_t due = one->dose * one->final;
    int64_t off = given > due ? given - due : due - given;
    ratio_text(ratio, given, due);
    write_request(request, one);
    cJSON *document = run(request);
    cr_expect_str_eq(text_of(drug_of(document, 0), "ratio"), ratio, "%s", request);
    cr_expect_str_eq(text_of(result_of(document), "verdict"),
                     off * 10 <= due ? "conform" : "deviation", "%s", request);
    cJSON_Delete(document);
}

Test(verify, ratio_and_verdict_of_any_syringe) {
    uint32_t state = 20261122;
    for (int i = 0; i < ROUNDS; i++) {
        syringe one = any_syringe(&state);
        expect_verified(&one);
        one = near_syringe(&state);
        expect_verified(&one);
    }
}

/* ---- what may change without changing the verdict ---- */

static char *printed_ratio(const char *request) {
    cJSON *document = run(request);
    char *copy = strdup(text_of(drug_of(document, 0), "ratio"));
    cJSON_Delete(document);
    return copy;
}

static void expect_same_ratio(const syringe *left, const syringe *right) {
    char request[ROOM];
    write_request(request, left);
    char *first = printed_ratio(request);
    write_request(request, right);
    char *second = printed_ratio(request);
    cr_expect_str_eq(first, second, "%s", request);
    free(first);
    free(second);
}

Test(verify, scaling_both_sides_changes_nothing) {
    uint32_t state = 7;
    for (int i = 0; i < ROUNDS; i++) {
        syringe one = any_syringe(&state);
        syringe twice = one;
        twice.strength *= 2;
        twice.dose *= 2;
        expect_same_ratio(&one, &twice);
        syringe thrice = one;
        thrice.volume *= 3;
        thrice.final *= 3;
        expect_same_ratio(&one, &thrice);
        syringe faster = one;
        faster.rate *= 5;
        faster.dose *= 5;
        expect_same_ratio(&one, &faster);
    }
}

static const char *const same_syringe[] = {
    "{\"op\":\"verify\",\"prescribed\":[{\"drug\":\"midazolam\",\"dose\":\"2 mg/h\"}],\"prepared\":"
    "{\"contents\":[{\"drug\":\"midazolam\",\"strength\":\"5 mg/mL\",\"volume\":\"12 mL\"}],"
    "\"final_volume\":\"50 mL\",\"rate\":\"2 mL/h\"}}",
    "{\"op\":\"verify\",\"prescribed\":[{\"drug\":\"midazolam\",\"dose\":\"0,048 g/24h\"}],"
    "\"prepared\":{\"contents\":[{\"drug\":\"midazolam\",\"strength\":\"5000 µg/mL\",\"volume\":"
    "\"0,012 L\"}],\"final_volume\":\"0.05 L\",\"rate\":\"48 mL/24h\"}}",
    "{\"op\":\"verify\",\"prescribed\":[{\"drug\":\"midazolam\",\"dose\":\"2000 "
    "ug/h\"}],\"prepared\""
    ":{\"contents\":[{\"drug\":\"midazolam\",\"strength\":\"0.005 g/mL\",\"volume\":\"5 mL\"},{"
    "\"drug\":\"midazolam\",\"strength\":\"5 mg/mL\",\"volume\":\"7 mL\"}],\"final_volume\":\"50 "
    "mL\""
    ",\"rate\":\"2 mL/h\"}}",
    "{\"op\":\"verify\",\"prescribed\":[{\"drug\":\"midazolam\",\"dose\":\"50 mg\"}],\"duration\":"
    "\"25 h\",\"prepared\":{\"contents\":[{\"drug\":\"midazolam\",\"strength\":\"1 "
    "mg/mL\",\"volume\":"
    "\"10 mL\"},{\"drug\":\"midazolam\",\"strength\":\"5 mg/mL\",\"volume\":\"10 mL\"}],"
    "\"final_volume\":\"50 mL\",\"rate\":\"2 mL/h\"}}",
};

Test(verify, units_and_splitting_change_nothing) {
    for (size_t i = 0; i < sizeof same_syringe / sizeof same_syringe[0]; i++) {
        char *ratio = printed_ratio(same_syringe[i]);
        cr_expect_str_eq(ratio, "6/5", "%s", same_syringe[i]);
        free(ratio);
    }
}

/* ---- every factor has one name, and its neighbours have none ---- */

static const struct {
    int64_t factor;
    const char *likely;
} names[] = {{10, "tenfold"},     {24, "hour-day"},     {48, "hour-two-days"},
             {60, "minute-hour"}, {100, "hundredfold"}, {1000, "microgram-milligram"}};

static const char *name_of(int64_t factor) {
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].factor == factor) {
            return names[i].likely;
        }
    }
    return "";
}

static void expect_named(int64_t over, int64_t under) {
    syringe one = {24 * under, 1, 1, 1, over};
    char request[ROOM];
    write_request(request, &one);
    cJSON *document = run(request);
    cr_expect_str_eq(text_of(drug_of(document, 0), "likely"), name_of(over > under ? over : under),
                     "%s", request);
    cJSON_Delete(document);
}

/* Nefopam is marketed in one strength only: no ampoule can be confused. */
Test(verify, causes_need_their_exact_factor) {
    for (int64_t factor = 2; factor <= 1001; factor++) {
        expect_named(factor, 1);
        expect_named(1, factor);
    }
}
