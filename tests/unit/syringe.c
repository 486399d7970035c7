/* SPDX-License-Identifier: MPL-2.0
 *
 * Properties of a filled syringe over generated requests: the verification of what was filled
 * conforms, volumes add up, ampoules are enough and no more, and neither units nor the order of the
 * drugs change a number. Expected values are worked out here on plain integers.
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

enum { ROOM = 4096, SEED = 20261122, ROUNDS = 2000, DRUGS_MAX = 6, HOURS_IN_A_DAY = 24 };

static pallia_tables *tables;
static uint32_t state;

static void open_tables(void) {
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    state = SEED;
    printf("seed %d\n", SEED);
}

static void close_tables(void) {
    pallia_tables_release(tables);
}

TestSuite(syringe, .init = open_tables, .fini = close_tables, .timeout = 120);

/* A number from `low` to `high`. */
static int64_t pick(int64_t low, int64_t high) {
    state = state * 1664525U + 1013904223U;
    return low + (int64_t)(state >> 8) % (high - low + 1);
}

/* ---- exact numbers ---- */

typedef struct fraction {
    int64_t num;
    int64_t den;
} fraction;

static int64_t gcd(int64_t left, int64_t right) {
    while (right != 0) {
        int64_t rest = left % right;
        left = right;
        right = rest;
    }
    return left < 0 ? -left : left;
}

static fraction over(int64_t num, int64_t den) {
    int64_t common = gcd(num, den);
    return common == 0 ? (fraction){0, 1} : (fraction){num / common, den / common};
}

static fraction times(fraction left, fraction right) {
    fraction a = over(left.num, right.den);
    fraction b = over(right.num, left.den);
    return over(a.num * b.num, a.den * b.den);
}

static fraction plus(fraction left, fraction right) {
    return over(left.num * right.den + right.num * left.den, left.den * right.den);
}

static bool less(fraction left, fraction right) {
    return left.num * right.den < right.num * left.den;
}

static bool same(fraction left, fraction right) {
    return left.num == right.num && left.den == right.den;
}

/* "12", "4.8" or "25/12" */
static fraction read_exact(const char *text) {
    char *end;
    int64_t num = strtoll(text, &end, 10);
    int64_t den = 1;
    if (*end == '/') {
        return over(num, strtoll(end + 1, NULL, 10));
    }
    for (end += *end == '.' ? 1 : 0; *end != '\0'; end++) {
        num = num * 10 + (*end - '0');
        den *= 10;
    }
    return over(num, den);
}

/* ---- answers ---- */

static cJSON *run(const char *request) {
    char *answer = NULL;
    cr_assert_eq(pallia_run(tables, request, strlen(request), &answer, NULL), PALLIA_OK);
    cJSON *document = cJSON_Parse(answer);
    cr_assert(document, "no JSON for %s", request);
    pallia_free(answer);
    return document;
}

static const cJSON *at(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static bool is_text(const cJSON *object, const char *key, const char *wanted) {
    const char *found = cJSON_GetStringValue(at(object, key));
    return found && strcmp(found, wanted) == 0;
}

static fraction exact_of(const cJSON *object, const char *key) {
    const char *text = cJSON_GetStringValue(at(at(object, key), "exact"));
    cr_assert(text, "no %s", key);
    return read_exact(text);
}

static const cJSON *drug_at(const cJSON *document, int index) {
    return cJSON_GetArrayItem(at(at(document, "result"), "drugs"), index);
}

static bool is_ok(const cJSON *document) {
    return is_text(document, "status", "ok");
}

/* ---- requests ---- */

typedef struct filling {
    struct {
        const char *drug;
        const char *salt; /* NULL: not said */
        int64_t tenths;   /* of mg in the syringe */
        int64_t strength; /* mg/mL */
        int64_t ampoule;  /* mL */
    } drugs[DRUGS_MAX];
    int count;
    int64_t hours;
    int64_t final; /* mL; 0: the syringe decides */
    const char *more;
} filling;

static filling make(int most) {
    static const char *const names[] = {"midazolam",      "morphine",   "haloperidol",
                                        "metoclopramide", "octreotide", "scopolamine-butylbromide"};
    static const int64_t strengths[] = {1, 2, 5, 10, 20, 25, 50};
    static const int64_t volumes[] = {1, 2, 5, 10};
    filling out = {.count = (int)pick(1, most), .hours = pick(1, 72), .final = pick(10, 100)};
    int first = (int)pick(0, DRUGS_MAX - 1);
    for (int i = 0; i < out.count; i++) {
        out.drugs[i].drug = names[(first + i) % DRUGS_MAX];
        out.drugs[i].tenths = pick(1, 1200);
        out.drugs[i].strength = strengths[pick(0, 6)];
        out.drugs[i].ampoule = volumes[pick(0, 3)];
    }
    out.more = "";
    return out;
}

typedef enum spelling { MILLIGRAMS, MICROGRAMS, GRAMS, SPELLINGS } spelling;

static int write_total(char *out, size_t room, int64_t tenths, spelling how) {
    static const struct {
        int64_t unit; /* tenths of mg */
        int digits;
        const char *name;
    } ways[] = {{10, 1, "mg"}, {0, 0, "ug"}, {10000, 4, "g"}};
    if (how == MICROGRAMS) {
        return snprintf(out, room, "%" PRId64 " ug", tenths * 100);
    }
    return snprintf(out, room, "%" PRId64 ".%0*" PRId64 " %s", tenths / ways[how].unit,
                    ways[how].digits, tenths % ways[how].unit, ways[how].name);
}

static void write_drugs(char *out, const filling *it, spelling how, bool reversed) {
    size_t used = 0;
    for (int n = 0; n < it->count; n++) {
        int i = reversed ? it->count - 1 - n : n;
        char total[32];
        char salt[48] = "";
        if (it->drugs[i].salt) {
            snprintf(salt, sizeof salt, ",\"salt\":\"%s\"", it->drugs[i].salt);
        }
        write_total(total, sizeof total, it->drugs[i].tenths, how);
        used += (size_t)snprintf(
            out + used, ROOM / 2 - used,
            "%s{\"drug\":\"%s\"%s,\"total\":\"%s\",\"ampoule\":{\"strength\":\"%" PRId64
            " mg/mL\",\"volume\":\"%" PRId64 " mL\"}}",
            n > 0 ? "," : "", it->drugs[i].drug, salt, total, it->drugs[i].strength,
            it->drugs[i].ampoule);
    }
}

static cJSON *fill(const filling *it, spelling how, bool reversed) {
    char request[ROOM];
    char drugs[ROOM / 2];
    char final[64] = "";
    write_drugs(drugs, it, how, reversed);
    if (it->final > 0) {
        snprintf(final, sizeof final, ",\"final_volume\":\"%" PRId64 " mL\"", it->final);
    }
    snprintf(request, sizeof request,
             "{\"op\":\"dilute\",\"drugs\":[%s],\"duration\":\"%" PRId64
             " h\"%s,\"acknowledge\":[\"incompatible\",\"implausible-dose\"]%s}",
             drugs, it->hours, final, it->more);
    return run(request);
}

static fraction volume_due(const filling *it, int drug) {
    return over(it->drugs[drug].tenths, 10 * it->drugs[drug].strength);
}

static fraction drawn_due(const filling *it) {
    fraction sum = {0, 1};
    for (int i = 0; i < it->count; i++) {
        sum = plus(sum, volume_due(it, i));
    }
    return sum;
}

/* ---- what each drug must be ---- */

static void check_drug(const filling *it, const cJSON *document, int i) {
    const cJSON *drug = drug_at(document, i);
    fraction volume = exact_of(drug, "volume");
    fraction total = over(it->drugs[i].tenths, 10);
    int64_t count = (int64_t)cJSON_GetNumberValue(at(drug, "ampoules"));
    fraction opened = {count * it->drugs[i].ampoule, 1};
    fraction one_fewer = {(count - 1) * it->drugs[i].ampoule, 1};
    cr_expect(same(volume, volume_due(it, i)));
    cr_expect(same(exact_of(drug, "total"), total));
    cr_expect(same(exact_of(drug, "per_24h"), times(total, over(HOURS_IN_A_DAY, it->hours))));
    cr_expect(same(exact_of(drug, "concentration"), times(total, over(1, it->final))));
    cr_expect(!less(opened, volume), "too few ampoules");
    cr_expect(less(one_fewer, volume), "one ampoule too many");
    cr_expect(same(plus(volume, exact_of(drug, "waste")), opened));
}

static void check_sum(const filling *it, const cJSON *document) {
    const cJSON *result = at(document, "result");
    fraction sum = exact_of(at(result, "diluent"), "volume");
    for (int i = 0; i < it->count; i++) {
        sum = plus(sum, exact_of(drug_at(document, i), "volume"));
    }
    cr_expect(same(sum, exact_of(result, "final_volume")));
    cr_expect(same(exact_of(result, "final_volume"), over(it->final, 1)));
    cr_expect(same(exact_of(result, "rate"), over(it->final, it->hours)));
}

/* The `next` of an answer, run; what the filling took into account holds for it too. */
static cJSON *verify(const cJSON *document) {
    char *request = cJSON_PrintUnformatted(at(at(document, "result"), "next"));
    cr_assert(request, "nothing to verify");
    cJSON *answer = run(request);
    cr_expect(is_ok(answer), "%s", request);
    free(request);
    return answer;
}

static void check_verified(const filling *it, const cJSON *document) {
    cJSON *answer = verify(document);
    cr_expect(is_text(at(answer, "result"), "verdict", "conform"));
    for (int i = 0; i < it->count; i++) {
        cr_expect(is_text(drug_at(answer, i), "verdict", "conform"));
        cr_expect(is_text(drug_at(answer, i), "ratio", "1"));
    }
    cJSON_Delete(answer);
}

Test(syringe, what_is_filled_verifies_and_adds_up) {
    size_t filled = 0;
    size_t refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
        filling it = make(4);
        cJSON *document = fill(&it, MILLIGRAMS, false);
        bool too_much = less(over(it.final, 1), drawn_due(&it));
        if (too_much) {
            cr_expect(is_text(document, "status", "refused"));
            refused++;
        } else if (is_ok(document)) {
            for (int i = 0; i < it.count; i++) {
                check_drug(&it, document, i);
            }
            check_sum(&it, document);
            check_verified(&it, document);
            filled++;
        } else {
            cr_expect(is_text(at(document, "error"), "name", "measure"));
        }
        cJSON_Delete(document);
    }
    cr_expect(filled > ROUNDS / 3, "%zu", filled);
    cr_expect(refused > ROUNDS / 20, "%zu", refused);
}

/* ---- a verification is never more reassuring than the filling ---- */

/* What only the one who fills can see: the ampoules in hand, the marks, the step of the pump. */
static bool is_of_filling_alone(const char *code) {
    static const char *const codes[] = {"between-marks", "confusion-pair", "rate-rounded",
                                        "diluent-unknown"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (strcmp(codes[i], code) == 0) {
            return true;
        }
    }
    return false;
}

static bool advises(const cJSON *document, const char *code) {
    const cJSON *one;
    cJSON_ArrayForEach(one, at(document, "advice")) {
        if (is_text(one, "code", code)) {
            return true;
        }
    }
    return false;
}

/* How many cautions and stops were looked for. */
static size_t check_warnings(const cJSON *filled, const cJSON *verified) {
    size_t count = 0;
    const cJSON *one;
    cJSON_ArrayForEach(one, at(filled, "advice")) {
        const char *code = at(one, "code")->valuestring;
        if (is_text(one, "severity", "info") || is_of_filling_alone(code)) {
            continue;
        }
        cr_expect(advises(verified, code), "%s is lost", code);
        count++;
    }
    cr_expect(advises(filled, "compatible") || !advises(verified, "compatible"));
    return count;
}

/* The syringe alone, without what the filling hands on of its own advice. */
static cJSON *verify_alone(cJSON *filled, bool with_salts) {
    cJSON *next = cJSON_GetObjectItemCaseSensitive(
        cJSON_GetObjectItemCaseSensitive(filled, "result"), "next");
    cJSON_DeleteItemFromObjectCaseSensitive(next, "origin");
    cJSON *prepared = cJSON_GetObjectItemCaseSensitive(next, "prepared");
    cJSON *one;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(prepared, "contents")) {
        if (!with_salts) {
            cJSON_DeleteItemFromObjectCaseSensitive(one, "salt");
        }
    }
    return verify(filled);
}

static filling make_mixture(void) {
    static const char *const salts[] = {NULL, "hydrochloride", "sulfate"};
    static const char *const diluents[] = {"", ",\"diluent\":\"nacl-0.9\"",
                                           ",\"diluent\":\"glucose-5\""};
    filling out = make(4);
    out.final = 100;
    out.more = diluents[pick(0, 2)];
    for (int i = 0; i < out.count; i++) {
        bool morphine = strcmp(out.drugs[i].drug, "morphine") == 0;
        out.drugs[i].salt = morphine ? salts[pick(0, 2)] : NULL;
    }
    return out;
}

Test(syringe, a_verification_is_never_more_reassuring) {
    size_t count = 0;
    for (int round = 0; round < ROUNDS; round++) {
        filling it = make_mixture();
        cJSON *filled = fill(&it, MILLIGRAMS, false);
        if (is_ok(filled)) {
            cJSON *verified = verify_alone(filled, true);
            count += check_warnings(filled, verified);
            cJSON_Delete(verified);
            verified = verify_alone(filled, false);
            cr_expect(advises(filled, "compatible") || !advises(verified, "compatible"));
            cJSON_Delete(verified);
        }
        cJSON_Delete(filled);
    }
    cr_expect(count > ROUNDS, "%zu", count);
}

/* ---- the purge ---- */

/* Less than a syringe of the rounds holds; the pump that computes its rate loses dose to it. */
static void check_purged(const filling *it, int64_t prime, bool computes) {
    cJSON *document = fill(it, MILLIGRAMS, false);
    const cJSON *result = at(document, "result");
    if (is_ok(document)) {
        int64_t flows = computes ? it->final - prime : it->final;
        cr_expect(same(exact_of(result, "rate"), over(flows, it->hours)));
        cr_expect(same(exact_of(result, "lasts"),
                       over(computes ? it->hours : (it->final - prime) * it->hours,
                            computes ? 1 : it->final)));
        cr_expect(same(exact_of(at(result, "next"), "duration"), exact_of(result, "lasts")));
        cJSON *answer = verify(document);
        cr_expect(is_text(at(answer, "result"), "verdict", "conform"));
        cJSON_Delete(answer);
    }
    cJSON_Delete(document);
}

Test(syringe, what_is_purged_verifies_too) {
    size_t filled = 0;
    size_t stopped = 0;
    for (int round = 0; round < ROUNDS / 2; round++) {
        char more[64];
        filling it = make(2);
        int64_t prime = pick(1, 3);
        bool computes = round % 2 == 1;
        it.final = computes ? pick(10, 34) : it.final;
        snprintf(more, sizeof more, ",\"prime\":\"%" PRId64 " mL\"%s", prime,
                 computes ? ",\"device\":\"t34\"" : "");
        it.more = more;
        check_purged(&it, prime, computes);
        cJSON *document = fill(&it, MILLIGRAMS, false);
        bool loses = computes && 10 * prime > it.final;
        bool withheld = is_text(document, "status", "withheld");
        cr_expect(!(loses && is_ok(document)), "a loss beyond 10 %% was not stopped");
        cr_expect(!(withheld && !loses), "stopped without a loss");
        filled += is_ok(document) ? 1 : 0;
        stopped += withheld ? 1 : 0;
        cJSON_Delete(document);
    }
    cr_expect(filled > ROUNDS / 10, "%zu", filled);
    cr_expect(stopped > ROUNDS / 100, "%zu", stopped);
}

/* ---- the same syringe said otherwise ---- */

static void expect_same_numbers(const cJSON *left, int i, const cJSON *right, int j) {
    static const char *const keys[] = {"total",  "per_hour", "per_24h",
                                       "volume", "waste",    "concentration"};
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
        cr_expect(same(exact_of(drug_at(left, i), keys[k]), exact_of(drug_at(right, j), keys[k])),
                  "%s", keys[k]);
    }
}

Test(syringe, units_change_nothing) {
    size_t count = 0;
    for (int round = 0; round < ROUNDS / 4; round++) {
        filling it = make(3);
        cJSON *first = fill(&it, MILLIGRAMS, false);
        char *printed = cJSON_PrintUnformatted(first);
        for (int how = MICROGRAMS; how < SPELLINGS; how++, count++) {
            cJSON *other = fill(&it, (spelling)how, false);
            char *again = cJSON_PrintUnformatted(other);
            cr_expect_str_eq(printed, again);
            free(again);
            cJSON_Delete(other);
        }
        free(printed);
        cJSON_Delete(first);
    }
    cr_expect(count >= 400, "%zu", count);
}

Test(syringe, order_of_the_drugs_changes_no_number) {
    size_t count = 0;
    for (int round = 0; round < ROUNDS / 3; round++) {
        filling it = make(5);
        cJSON *one = fill(&it, MILLIGRAMS, false);
        cJSON *other = fill(&it, MILLIGRAMS, true);
        cr_expect_eq(is_ok(one), is_ok(other));
        for (int i = 0; is_ok(one) && i < it.count; i++, count++) {
            expect_same_numbers(one, i, other, it.count - 1 - i);
        }
        if (is_ok(one)) {
            cr_expect(same(exact_of(at(at(one, "result"), "diluent"), "volume"),
                           exact_of(at(at(other, "result"), "diluent"), "volume")));
        }
        cJSON_Delete(one);
        cJSON_Delete(other);
    }
    cr_expect(count >= 200, "%zu", count);
}

Test(syringe, twice_the_dose_is_twice_the_volume) {
    size_t count = 0;
    const fraction two = {2, 1};
    for (int round = 0; round < ROUNDS / 3; round++) {
        filling it = make(3);
        filling twice = it;
        for (int i = 0; i < it.count; i++) {
            twice.drugs[i].tenths *= 2;
        }
        cJSON *one = fill(&it, MILLIGRAMS, false);
        cJSON *other = fill(&twice, MILLIGRAMS, false);
        for (int i = 0; is_ok(one) && is_ok(other) && i < it.count; i++, count++) {
            const cJSON *drug = drug_at(one, i);
            cr_expect(
                same(times(two, exact_of(drug, "volume")), exact_of(drug_at(other, i), "volume")));
            cr_expect(same(times(two, exact_of(drug, "per_24h")),
                           exact_of(drug_at(other, i), "per_24h")));
        }
        cJSON_Delete(one);
        cJSON_Delete(other);
    }
    cr_expect(count >= 200, "%zu", count);
}

/* ---- syringes and pumps ---- */

static const struct {
    const char *more;
    fraction holds; /* mL */
    bool step;      /* its rate may be rounded */
} fits[] = {{",\"syringe\":\"10\"", {10, 1}, false},
            {",\"syringe\":\"50\"", {50, 1}, false},
            {",\"syringe\":\"60\",\"device\":\"pse\"", {60, 1}, true},
            {",\"syringe\":\"50\",\"device\":\"pse\"", {50, 1}, true},
            {",\"syringe\":\"20\",\"device\":\"t34\"", {17, 1}, false},
            {",\"syringe\":\"30\",\"device\":\"t34\"", {22, 1}, false},
            {",\"syringe\":\"50\",\"device\":\"t34\"", {34, 1}, false}};

enum { FIT_COUNT = sizeof fits / sizeof fits[0] };

Test(syringe, nothing_exceeds_the_syringe) {
    size_t filled = 0;
    size_t refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
        size_t fit = (size_t)pick(0, FIT_COUNT - 1);
        filling it = make(3);
        it.more = fits[fit].more;
        it.final = pick(0, 1) == 0 ? 0 : it.final;
        cJSON *document = fill(&it, MILLIGRAMS, false);
        if (is_ok(document)) {
            fraction final = exact_of(at(document, "result"), "final_volume");
            cr_expect(!less(fits[fit].holds, final));
            cr_expect(!less(final, drawn_due(&it)));
            if (!fits[fit].step) {
                check_verified(&it, document);
            }
            filled++;
        }
        if (it.final > 0 && less(fits[fit].holds, over(it.final, 1))) {
            cr_expect(!is_ok(document));
            refused++;
        }
        cJSON_Delete(document);
    }
    cr_expect(filled >= ROUNDS / 5, "%zu", filled);
    cr_expect(refused >= ROUNDS / 10, "%zu", refused);
}

/* A pump of 0.1 mL/h: its rate is on the step, under the exact one by less than a step, and a
 * verification finds the very share of the order that it gives. */
static void check_step(const filling *it, const cJSON *document) {
    const cJSON *result = at(document, "result");
    fraction rate = exact_of(result, "rate");
    fraction exact = over(it->final, it->hours);
    fraction share = times(rate, over(exact.den, exact.num));
    cr_expect(times(rate, over(10, 1)).den == 1);
    cr_expect(!less(exact, rate) && less(exact, plus(rate, over(1, 10))));
    cr_expect(
        same(exact_of(result, "duration"), times(over(it->final, 1), over(rate.den, rate.num))));
    cJSON *answer = verify(document);
    for (int i = 0; i < it->count; i++) {
        const cJSON *drug = drug_at(document, i);
        const char *ratio = cJSON_GetStringValue(at(drug_at(answer, i), "ratio"));
        cr_expect(same(exact_of(drug, "per_24h"),
                       times(share, times(exact_of(drug, "per_hour"), over(HOURS_IN_A_DAY, 1)))));
        cr_expect(ratio && same(read_exact(ratio), share));
    }
    cJSON_Delete(answer);
}

Test(syringe, the_step_of_a_pump_is_said_exactly) {
    size_t count = 0;
    for (int round = 0; round < ROUNDS / 3; round++) {
        filling it = make(3);
        it.more = ",\"device\":\"pse\"";
        cJSON *document = fill(&it, MILLIGRAMS, false);
        if (is_ok(document)) {
            check_step(&it, document);
            count++;
        }
        cJSON_Delete(document);
    }
    cr_expect(count >= 100, "%zu", count);
}
