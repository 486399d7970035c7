/* SPDX-License-Identifier: MPL-2.0
 *
 * Properties of whole answers: the same dose in another unit, another order or another language is
 * the same answer, and the printed working gives the result again, redone here with arithmetic of
 * its own.
 */
#include "leaf/utf8.h"
#include "pallia/pallia.h"
#include "tables/index.h"
#include "tables/set.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REQUEST_ROOM = 2048, AMOUNTS_MAX = 80 };

static pallia_tables *tables;

static void open_tables(void) {
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
}

static void close_tables(void) {
    pallia_tables_release(tables);
}

TestSuite(properties, .init = open_tables, .fini = close_tables, .timeout = 60);

static cJSON *run(const char *request) {
    char *answer = NULL;
    cr_assert_eq(pallia_run(tables, request, strlen(request), &answer, NULL), PALLIA_OK);
    cJSON *document = cJSON_Parse(answer);
    cr_assert(document, "no JSON for %s", request);
    pallia_free(answer);
    return document;
}

static cJSON *at(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static const char *text_at(const cJSON *object, const char *key) {
    const cJSON *found = at(object, key);
    return cJSON_IsString(found) ? found->valuestring : "";
}

/* The answer without the words that repeat how the request was written. */
static char *without_item_texts(const char *request) {
    cJSON *document = run(request);
    cJSON *step;
    cJSON_ArrayForEach(step, at(document, "trail")) {
        if (strcmp(text_at(step, "step"), "item") == 0) {
            cJSON_DeleteItemFromObjectCaseSensitive(step, "text");
        }
    }
    char *printed = cJSON_PrintUnformatted(document);
    cJSON_Delete(document);
    return printed;
}

static void expect_same(char *first, char *second, const char *request) {
    cr_expect_str_eq(first, second, "%s", request);
    free(second);
}

/* ---- units ---- */

static const char *const targets[] = {"{\"drug\":\"morphine\",\"route\":\"sc\"}",
                                      "{\"drug\":\"oxycodone\",\"route\":\"oral\"}",
                                      "{\"drug\":\"fentanyl\",\"route\":\"transdermal\"}",
                                      "{\"drug\":\"hydromorphone\",\"route\":\"oral\"}",
                                      "{\"drug\":\"methadone\",\"route\":\"oral\"}"};

enum { TARGET_COUNT = sizeof targets / sizeof targets[0] };

static void one_item(char *request, const char *drug, const char *route, const char *amount,
                     const char *target) {
    snprintf(
        request, REQUEST_ROOM,
        "{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"%s\",\"route\":\"%s\",%s}],\"target\":%s}",
        drug, route, amount, target);
}

/* Ways of writing one amount; the answers may differ in nothing. */
typedef struct spelling {
    const char *drug;
    const char *route;
    const char *ways[9];
} spelling;

static const spelling spellings[] = {
    {"morphine",
     "oral",
     {"\"dose\":\"60 mg\",\"times\":2", "\"dose\":\"60000 ug\",\"times\":2",
      "\"dose\":\"60000 µg\",\"every\":\"12 h\"", "\"dose\":\"0.06 g\",\"times\":2",
      "\"dose\":\"60,0mg\",\"every\":\"0,5 j\"", "\"dose\":\"5 mg/h\"", "\"dose\":\"120 mg/j\"",
      "\"doses\":[\"50 mg\",\"70000 mcg\"]", "\"dose\":\"0,12 g/24h\""}},
    {"morphine",
     "oral",
     {"\"dose\":\"7.5 mg\",\"times\":1", "\"dose\":\"7500 ug\",\"every\":\"24 h\"",
      "\"dose\":\"0,0075 g\",\"every\":\"1 d\"", "\"dose\":\"0,3125 mg/h\"",
      "\"doses\":[\"2,5 mg\",\"5 mg\"]", NULL}},
    {"oxycodone",
     "oral",
     {"\"dose\":\"20 mg\",\"times\":6", "\"dose\":\"20000 μg\",\"every\":\"4 h\"",
      "\"dose\":\"0.02 g\",\"every\":\"240 min\"", "\"dose\":\"5000 ug/h\"", NULL}},
    {"fentanyl",
     "transdermal",
     {"\"dose\":\"25 ug/h\"", "\"dose\":\"25 µg/h\",\"every\":\"72 h\"",
      "\"dose\":\"0.025 mg/h\",\"every\":\"3 j\"", "\"dose\":\"600 ug/24h\"",
      "\"doses\":[\"12 ug/h\",\"12,5 µg/h\"]", NULL}},
};

Test(properties, units_change_nothing) {
    size_t count = 0;
    for (size_t s = 0; s < sizeof spellings / sizeof spellings[0]; s++) {
        for (size_t t = 0; t < TARGET_COUNT; t++) {
            char request[REQUEST_ROOM];
            const spelling *one = &spellings[s];
            one_item(request, one->drug, one->route, one->ways[0], targets[t]);
            char *first = without_item_texts(request);
            for (size_t w = 1; w < 9 && one->ways[w]; w++, count++) {
                one_item(request, one->drug, one->route, one->ways[w], targets[t]);
                expect_same(first, without_item_texts(request), request);
            }
            free(first);
        }
    }
    cr_expect(count >= 90, "%zu", count);
}

/* However long the doses are, the working repeats them whole and stays UTF-8. */
Test(properties, long_doses_are_repeated_whole) {
    enum { DOSES = 24, LONGEST = 40 };
    for (int spaces = 0; spaces < LONGEST; spaces++) {
        char request[8 * REQUEST_ROOM];
        char dose[128];
        snprintf(dose, sizeof dose, "10000,12%*s µg/h", spaces, "");
        size_t used = (size_t)snprintf(request, sizeof request,
                                       "{\"op\":\"ome\",\"regimen\":[{\"drug\":\"fentanyl\","
                                       "\"route\":\"transdermal\",\"doses\":[");
        for (int i = 0; i < DOSES; i++) {
            used += (size_t)snprintf(request + used, sizeof request - used, "%s\"%s\"",
                                     i > 0 ? "," : "", dose);
        }
        snprintf(request + used, sizeof request - used, "]}]}");
        char *answer = NULL;
        size_t length = 0;
        cr_assert_eq(pallia_run(tables, request, strlen(request), &answer, &length), PALLIA_OK);
        cr_expect(pl_utf8_valid(answer, length, NULL), "%d spaces", spaces);
        size_t repeated = 0;
        for (const char *at = strstr(answer, dose); at; at = strstr(at + 1, dose)) {
            repeated++;
        }
        cr_expect_eq(repeated, DOSES, "%d spaces", spaces);
        pallia_free(answer);
    }
}

/* ---- order ---- */

static const char *const items[] = {
    "{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"60 mg\",\"times\":2}",
    "{\"drug\":\"oxycodone\",\"route\":\"oral\",\"dose\":\"10 mg\",\"every\":\"12 h\"}",
    "{\"drug\":\"fentanyl\",\"route\":\"transdermal\",\"dose\":\"25 ug/h\"}",
    "{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"20 mg\",\"times\":3}"};

enum { ITEM_COUNT = sizeof items / sizeof items[0], ORDERS = 24 };

static void in_order(size_t order, const char *target, char *request) {
    size_t left[ITEM_COUNT];
    size_t used = (size_t)snprintf(request, REQUEST_ROOM, "{\"op\":\"rotate\",\"regimen\":[");
    for (size_t i = 0; i < ITEM_COUNT; i++) {
        left[i] = i;
    }
    for (size_t count = ITEM_COUNT; count > 0; order /= count, count--) {
        size_t chosen = order % count;
        used += (size_t)snprintf(request + used, REQUEST_ROOM - used, "%s%s", items[left[chosen]],
                                 count > 1 ? "," : "");
        memmove(left + chosen, left + chosen + 1, (count - chosen - 1) * sizeof left[0]);
    }
    snprintf(request + used, REQUEST_ROOM - used, "],\"target\":%s}", target);
}

/* What must not depend on the order: everything but the working and the order of citations. */
static char *essence(const char *request) {
    static const char *const parts[] = {"status", "error", "result", "others", "advice"};
    cJSON *document = run(request);
    cJSON *kept = cJSON_CreateObject();
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        cJSON *part = cJSON_DetachItemFromObjectCaseSensitive(document, parts[i]);
        if (part) {
            cJSON_AddItemToObject(kept, parts[i], part);
        }
    }
    char *printed = cJSON_PrintUnformatted(kept);
    cJSON_Delete(kept);
    cJSON_Delete(document);
    return printed;
}

Test(properties, order_of_the_regimen_changes_nothing) {
    for (size_t t = 0; t + 1 < TARGET_COUNT; t++) {
        char request[REQUEST_ROOM];
        in_order(0, targets[t], request);
        char *first = essence(request);
        cr_expect(strstr(first, "\"calculated\""), "%s", first);
        for (size_t order = 1; order < ORDERS; order++) {
            in_order(order, targets[t], request);
            expect_same(first, essence(request), request);
        }
        free(first);
    }
}

/* ---- languages ---- */

/* Removes every text for a reader, so that only codes and exact values are left. */
static void strip(cJSON *node) {
    static const char *const words[] = {"text", "title", "form", "note", "review", "place"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        cJSON_DeleteItemFromObjectCaseSensitive(node, words[i]);
    }
    cJSON *child;
    cJSON_ArrayForEach(child, node) {
        strip(child);
    }
}

static char *numbers_in(const char *request, const char *language) {
    cJSON *asked = cJSON_Parse(request);
    cJSON_AddStringToObject(asked, "language", language);
    char *text = cJSON_PrintUnformatted(asked);
    cJSON *document = run(text);
    strip(document);
    char *printed = cJSON_PrintUnformatted(document);
    cJSON_Delete(document);
    cJSON_Delete(asked);
    free(text);
    return printed;
}

Test(properties, language_changes_no_number) {
    for (size_t t = 0; t < TARGET_COUNT; t++) {
        char request[REQUEST_ROOM];
        in_order(0, targets[t], request);
        char *french = numbers_in(request, "fr");
        expect_same(french, numbers_in(request, "en"), request);
        free(french);
        for (size_t s = 0; s < sizeof spellings / sizeof spellings[0]; s++) {
            one_item(request, spellings[s].drug, spellings[s].route, spellings[s].ways[0],
                     targets[t]);
            french = numbers_in(request, "fr");
            expect_same(french, numbers_in(request, "en"), request);
            free(french);
        }
    }
}

/* ---- the working, redone ---- */

/* Fractions on 128 bits, unreduced but for their greatest common divisor. */
typedef struct fraction {
    __extension__ __int128 num;
    __extension__ __int128 den;
} fraction;

static fraction reduce(fraction a) {
    fraction rest = a;
    while (rest.den != 0) {
        rest = (fraction){rest.den, rest.num % rest.den};
    }
    return rest.num == 0 ? (fraction){0, 1} : (fraction){a.num / rest.num, a.den / rest.num};
}

static fraction multiply(fraction a, fraction b) {
    return reduce((fraction){a.num * b.num, a.den * b.den});
}

static fraction add(fraction a, fraction b) {
    return reduce((fraction){a.num * b.den + b.num * a.den, a.den * b.den});
}

static bool equal(fraction a, fraction b) {
    return a.num == b.num && a.den == b.den;
}

static bool less(fraction a, fraction b) {
    return a.num * b.den < b.num * a.den;
}

/* "12", "12.5" or "25/6", as answers write them. */
static fraction read_exact(const char *text) {
    fraction out = {0, 1};
    const char *rest = text;
    for (bool past_mark = false; *rest != '\0' && *rest != '/'; rest++) {
        if (*rest == '.') {
            past_mark = true;
            continue;
        }
        cr_assert(*rest >= '0' && *rest <= '9', "%s", text);
        out.num = out.num * 10 + (*rest - '0');
        out.den *= past_mark ? 10 : 1;
    }
    return *rest == '/' ? reduce((fraction){out.num, strtoll(rest + 1, NULL, 10)}) : reduce(out);
}

static fraction value_of(const cJSON *quantity) {
    return read_exact(text_at(quantity, "exact"));
}

static fraction of_table(pl_rational a) {
    return (fraction){a.num, a.den};
}

/* Amounts on their way: what each place holds. */
typedef struct amount {
    pl_place place;
    fraction value;
} amount;

typedef struct journey {
    amount amounts[AMOUNTS_MAX];
    size_t count;
} journey;

static const pl_row *find_row(const pl_rules *rules, const cJSON *step) {
    const pl_edition *edition = pl_edition_find(rules, text_at(step, "edition"));
    cr_assert(edition, "%s", text_at(step, "edition"));
    for (size_t i = 0; i < edition->row_count; i++) {
        if (strcmp(edition->rows[i].id, text_at(step, "row")) == 0) {
            return &edition->rows[i];
        }
    }
    cr_assert(false, "%s is not in %s", text_at(step, "row"), edition->id);
    return NULL;
}

static bool is_low_enough(const pl_interval *range, fraction given) {
    fraction high = of_table(range->high);
    return !range->has_high || less(given, high) || (range->high_included && equal(given, high));
}

/* The lowest result of the bands that hold the dose or, in a gap, of its two neighbours: as bands
 * are listed from below, those are the last that begins under it and the first that ends above. */
static fraction banded(const pl_row *row, fraction given) {
    fraction lowest = {0, 0};
    for (size_t i = 0; i < row->band_count; i++) {
        const pl_band *band = &row->bands[i];
        bool below_all = i > 0 && !is_low_enough(&row->bands[i - 1].range, given);
        fraction low = of_table(band->range.low);
        bool begun = !band->range.has_low || less(low, given) ||
                     (band->range.low_included && equal(low, given));
        bool last_begun =
            i + 1 == row->band_count || less(given, of_table(row->bands[i + 1].range.low));
        bool holds = begun && is_low_enough(&band->range, given);
        if (!holds && !(begun && last_begun) && !(!begun && below_all)) {
            continue;
        }
        fraction result = of_table(band->number);
        result = band->is_factor ? multiply(result, given) : result;
        if (lowest.den == 0 || less(result, lowest)) {
            lowest = result;
        }
    }
    return lowest;
}

static fraction applied(const pl_row *row, bool back, fraction given) {
    if (row->band_count > 0) {
        return banded(row, given);
    }
    return multiply(given,
                    back ? (fraction){row->factor.den, row->factor.num} : of_table(row->factor));
}

static bool take(journey *trip, pl_place place, const pl_row *row, bool back, fraction due) {
    for (size_t i = 0; i < trip->count; i++) {
        amount *one = &trip->amounts[i];
        if (pl_place_equal(one->place, place) && equal(applied(row, back, one->value), due)) {
            *one = trip->amounts[--trip->count];
            return true;
        }
    }
    return false;
}

/* A banded row takes everything that waits at its place. */
static void gather(journey *trip, pl_place place) {
    amount whole = {place, {0, 1}};
    size_t kept = 0;
    for (size_t i = 0; i < trip->count; i++) {
        if (pl_place_equal(trip->amounts[i].place, place)) {
            whole.value = add(whole.value, trip->amounts[i].value);
        } else {
            trip->amounts[kept++] = trip->amounts[i];
        }
    }
    trip->amounts[kept++] = whole;
    trip->count = kept;
}

static void redo_row(journey *trip, const pl_rules *rules, const cJSON *step, const char *request) {
    const pl_row *row = find_row(rules, step);
    fraction due = value_of(at(step, "value"));
    if (row->band_count > 0) {
        gather(trip, row->from);
    }
    bool forward = take(trip, row->from, row, false, due);
    bool found = forward || (row->reversible && take(trip, row->to, row, true, due));
    cr_assert(found, "%s: nothing gives the step %s", request, text_at(step, "text"));
    trip->amounts[trip->count++] = (amount){forward ? row->to : row->from, due};
}

/* The number of a whole dose; a patch printed 12, 37, 62 or 87 delivers half a microgram more. */
static fraction delivered(const char *dose) {
    int number = atoi(dose);
    bool printed_short = number == 12 || number == 37 || number == 62 || number == 87;
    return strstr(dose, "ug/h") && printed_short ? (fraction){2 * number + 1, 2}
                                                 : (fraction){number, 1};
}

/* The amounts of the regimen as the request writes them. */
static void start_journey(journey *trip, const pl_drugs *drugs, const cJSON *regimen) {
    const cJSON *item;
    trip->count = 0;
    cJSON_ArrayForEach(item, regimen) {
        pl_place place = {pl_drug_find(drugs, text_at(item, "drug")),
                          pl_route_find(drugs, text_at(item, "route"))};
        fraction each = delivered(text_at(item, "dose"));
        const cJSON *times = at(item, "times");
        fraction value = multiply(each, (fraction){times ? times->valueint : 1, 1});
        size_t i = 0;
        while (i < trip->count && !pl_place_equal(trip->amounts[i].place, place)) {
            i++;
        }
        if (i == trip->count) {
            trip->amounts[trip->count++] = (amount){place, {0, 1}};
        }
        trip->amounts[i].value = add(trip->amounts[i].value, value);
    }
}

static bool redo(const char *request) {
    const pl_rules *rules;
    const pl_drugs *drugs;
    journey trip;
    cr_assert_eq(pl_tables_rules(tables, &rules, NULL), PALLIA_OK);
    cr_assert_eq(pl_tables_drugs(tables, &drugs, NULL), PALLIA_OK);
    cJSON *asked = cJSON_Parse(request);
    cJSON *document = run(request);
    const cJSON *result = at(document, "result");
    bool whole = strcmp(text_at(document, "status"), "ok") == 0;
    if (whole) {
        const cJSON *step;
        start_journey(&trip, drugs, at(asked, "regimen"));
        cJSON_ArrayForEach(step, at(document, "trail")) {
            if (strcmp(text_at(step, "step"), "row") == 0) {
                redo_row(&trip, rules, step, request);
            }
        }
        pl_place target = {pl_drug_find(drugs, text_at(result, "drug")),
                           pl_route_find(drugs, text_at(result, "route"))};
        gather(&trip, target);
        cr_expect_eq(trip.count, 1, "%s: something did not arrive", request);
        cr_expect(equal(trip.amounts[0].value, value_of(at(result, "calculated"))), "%s", request);
    }
    cJSON_Delete(document);
    cJSON_Delete(asked);
    return whole;
}

/* A fixed sequence, the same on every machine. */
static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

typedef struct known {
    const char *drug;
    const char *route;
    const char *unit;
    int largest;
} known;

static const known sources[] = {
    {"morphine", "oral", "mg", 60},      {"morphine", "sc", "mg", 20},
    {"morphine", "iv", "mg", 20},        {"oxycodone", "oral", "mg", 40},
    {"hydromorphone", "oral", "mg", 16}, {"codeine", "oral", "mg", 60},
    {"tramadol", "oral", "mg", 100},     {"fentanyl", "transdermal", "ug/h", 100},
};

static size_t random_item(uint32_t *state, char *out, size_t room) {
    const known *one = &sources[next_random(state) % (sizeof sources / sizeof sources[0])];
    uint32_t dose = 1 + next_random(state) % (uint32_t)one->largest;
    uint32_t times = 1 + next_random(state) % 6;
    char frequency[24] = "";
    if (strcmp(one->unit, "mg") == 0) {
        snprintf(frequency, sizeof frequency, ",\"times\":%u", (unsigned)times);
    }
    return (size_t)snprintf(out, room, "{\"drug\":\"%s\",\"route\":\"%s\",\"dose\":\"%u %s\"%s}",
                            one->drug, one->route, (unsigned)dose, one->unit, frequency);
}

static void random_request(uint32_t *state, const pl_rules *rules, char *request) {
    static const char *const ends[] = {"{\"drug\":\"morphine\",\"route\":\"oral\"}",
                                       "{\"drug\":\"oxycodone\",\"route\":\"sc\"}",
                                       "{\"drug\":\"morphine\",\"route\":\"iv\"}"};
    size_t used = (size_t)snprintf(request, REQUEST_ROOM, "{\"op\":\"rotate\",\"regimen\":[");
    uint32_t count = 1 + next_random(state) % 4;
    for (uint32_t i = 0; i < count; i++) {
        used += random_item(state, request + used, REQUEST_ROOM - used);
        used += (size_t)snprintf(request + used, REQUEST_ROOM - used, i + 1 < count ? "," : "]");
    }
    uint32_t end = next_random(state) % 7;
    const char *target = end < 4 ? targets[end] : ends[end - 4];
    used += (size_t)snprintf(request + used, REQUEST_ROOM - used, ",\"target\":%s", target);
    uint32_t edition = next_random(state) % (uint32_t)(2 * rules->edition_count);
    if (edition < rules->edition_count) {
        used += (size_t)snprintf(request + used, REQUEST_ROOM - used, ",\"edition\":\"%s\"",
                                 rules->editions[edition]->id);
    }
    snprintf(request + used, REQUEST_ROOM - used, "}");
}

Test(properties, the_working_gives_the_result) {
    enum { ROUNDS = 1500 };
    const uint32_t seed = 20261122;
    uint32_t state = seed;
    size_t answered = 0;
    const pl_rules *rules;
    cr_assert_eq(pl_tables_rules(tables, &rules, NULL), PALLIA_OK);
    cr_log_info("seed %u", (unsigned)seed);
    for (size_t i = 0; i < ROUNDS; i++) {
        char request[REQUEST_ROOM];
        random_request(&state, rules, request);
        answered += redo(request) ? 1 : 0;
    }
    cr_log_info("%zu of %d answered whole", answered, ROUNDS);
    cr_expect(answered > ROUNDS / 5, "%zu", answered);
}

/* Every number of products, from the document: never above the start dose, the sum of its units. */
static void check_offer(const cJSON *offer, const cJSON *start, const char *request) {
    fraction limit = value_of(at(start, text_at(offer, "of")));
    fraction total = value_of(at(offer, "total"));
    cr_expect(!less(limit, total), "%s: %s", request, text_at(offer, "line"));
    if (strcmp(text_at(offer, "kind"), "unit") != 0) {
        return;
    }
    const cJSON *intake;
    fraction day = {0, 1};
    cJSON_ArrayForEach(intake, at(offer, "intakes")) {
        const cJSON *one;
        cJSON_ArrayForEach(one, at(intake, "units")) {
            fraction count = {at(one, "count")->valueint, 1};
            day = add(day, multiply(count, value_of(at(one, "strength"))));
        }
    }
    if (cJSON_GetArraySize(at(offer, "intakes")) == 1) {
        fraction every = value_of(at(offer, "every"));
        day = multiply(day, (fraction){24 * every.den, every.num});
    }
    cr_expect(equal(day, total), "%s: %s", request, text_at(offer, "line"));
}

Test(properties, what_is_offered_adds_up) {
    const uint32_t seed = 1122;
    uint32_t state = seed;
    size_t offers = 0;
    const pl_rules *rules;
    cr_assert_eq(pl_tables_rules(tables, &rules, NULL), PALLIA_OK);
    cr_log_info("seed %u", (unsigned)seed);
    for (size_t i = 0; i < 400; i++) {
        char request[REQUEST_ROOM];
        random_request(&state, rules, request);
        cJSON *document = run(request);
        const cJSON *result = at(document, "result");
        const cJSON *offer;
        cJSON_ArrayForEach(offer, at(result, "options")) {
            check_offer(offer, at(result, "start"), request);
            offers++;
        }
        cJSON_Delete(document);
    }
    cr_expect(offers > 300, "%zu", offers);
}
