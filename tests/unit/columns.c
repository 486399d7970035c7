/* SPDX-License-Identifier: MPL-2.0
 *
 * Columns and prepared conversions give what "rotate" and "ome" give: every place, every choice of
 * tables, doses on each side of every edge that the tables print, and doses drawn at random.
 */
#include "pallia/columns.h"
#include "api/border.h"
#include "operations/judge.h"
#include "pallia/conversion.h"
#include "tables/index.h"
#include "tables/set.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 1024, EDGES_MAX = 4096, DRAWN = 12, PARTS = 1000000 };

static pallia_tables *tables;
static const pl_drugs *drugs;
static const pl_rules *rules;

static void open_tables(void) {
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    cr_assert_eq(pl_tables_drugs(tables, &drugs, NULL), PALLIA_OK);
    cr_assert_eq(pl_tables_rules(tables, &rules, NULL), PALLIA_OK);
}

static void close_tables(void) {
    pallia_tables_release(tables);
}

TestSuite(columns, .init = open_tables, .fini = close_tables, .timeout = 300);

static pallia_columns *columns_of(const char *request) {
    pallia_columns *columns = NULL;
    char *answer = NULL;
    int32_t status = pallia_columns_new(tables, request, strlen(request), &columns, &answer);
    cr_assert_eq(status, PALLIA_OK, "%s: %d %s", request, (int)status, answer ? answer : "");
    cr_assert_null(answer);
    return columns;
}

static pallia_conversion *conversion_of(const char *request) {
    pallia_conversion *conversion = NULL;
    char *answer = NULL;
    int32_t status = pallia_conversion_new(tables, request, strlen(request), &conversion, &answer);
    cr_assert_eq(status, PALLIA_OK, "%s: %d %s", request, (int)status, answer ? answer : "");
    return conversion;
}

static int32_t code_of(const pallia_columns *columns, pl_place place) {
    int32_t code = -1;
    cr_assert_eq(pallia_columns_code(columns, drugs->drugs[place.drug].id,
                                     drugs->routes[place.route].id, &code),
                 PALLIA_OK);
    return code;
}

static uint8_t row_of(const pallia_columns *columns, int32_t code, double dose, double *result) {
    uint8_t row = 255;
    cr_assert_eq(pallia_columns_run(columns, 1, &code, &dose, result, &row), PALLIA_OK);
    return row;
}

/* Bits, so that not even the last one may differ. */
static bool same(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0;
}

/* The double nearest to a fraction, by decimal digits: not the way the library goes. */
static double nearest(pl_rational value) {
    char text[128];
    if (value.num < (int64_t)1 << 53 && value.den < (int64_t)1 << 53) {
        return (double)value.num / (double)value.den;
    }
    size_t length =
        (size_t)snprintf(text, sizeof text, "%lld.", (long long)(value.num / value.den));
    uint64_t rest = (uint64_t)(value.num % value.den);
    for (int i = 0; i < 60 && (uint64_t)value.den < UINT64_MAX / 10; i++) {
        rest *= 10;
        text[length++] = (char)('0' + (int)(rest / (uint64_t)value.den));
        rest %= (uint64_t)value.den;
    }
    text[length] = '\0';
    return strtod(text, NULL);
}

/* ---- beside the document call ---- */

static const double doses[] = {0.000001,   0.5,  1,           7.5,  10,    12,
                               29.999999,  30,   37,          60,   89.5,  100,
                               333.333333, 1124, 1124.000001, 4000, 999984};

enum { DOSE_COUNT = sizeof doses / sizeof doses[0] };

static pl_rational parse_exact(const char *text) {
    pl_rational value = {0, 1};
    cr_assert_eq(pl_rational_parse(text, strlen(text), &value), PALLIA_OK, "%s", text);
    return value;
}

static const cJSON *at(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* "7.5" or "25/6" as a document writes it. */
static double nearest_to_text(const char *text) {
    char *end;
    long long top = strtoll(text, &end, 10);
    if (*end != '/') {
        return strtod(text, NULL);
    }
    return nearest((pl_rational){top, strtoll(end + 1, NULL, 10)});
}

/* What the document call says of one dose: its status, and its number when there is one. */
static int32_t by_document(const char *head, pl_place from, double dose, const char *key,
                           double *out) {
    char request[ROOM];
    char *answer;
    snprintf(request, sizeof request,
             "{%s,\"regimen\":[{\"drug\":\"%s\",\"route\":\"%s\",\"dose\":\"%.6f %s\"}]}", head,
             drugs->drugs[from.drug].id, drugs->routes[from.route].id, dose,
             drugs->routes[from.route].native->code);
    cr_assert_eq(pallia_run(tables, request, strlen(request), &answer, NULL), PALLIA_OK);
    cJSON *document = cJSON_Parse(answer);
    const cJSON *code = at(at(document, "error"), "code");
    const cJSON *exact = at(at(at(document, "result"), key), "exact");
    cr_assert(code || exact, "%s\n%s", request, answer);
    int32_t status = code ? code->valueint : PALLIA_OK;
    if (!code) {
        *out = nearest_to_text(exact->valuestring);
    }
    cJSON_Delete(document);
    pallia_free(answer);
    return status;
}

/* Every dose from one place: document, columns and prepared conversion. Returns how many gave a
 * number. */
static size_t compare_place(const pallia_columns *columns, const char *head, const char *prepared,
                            pl_place from, const char *key) {
    char request[ROOM];
    char place[PL_PLACE_TEXT_SIZE];
    pallia_conversion *conversion = NULL;
    size_t numbers = 0;
    int32_t code = code_of(columns, from);
    pl_place_text(drugs, from, place);
    snprintf(request, sizeof request, "{\"from\":\"%s\",%s}", place, prepared);
    int32_t refused = pallia_conversion_new(tables, request, strlen(request), &conversion, NULL);
    for (size_t i = 0; i < DOSE_COUNT; i++) {
        double due = 0;
        double got = 0;
        double once = 0;
        int32_t status = by_document(head, from, doses[i], key, &due);
        uint8_t row = row_of(columns, code, doses[i], &got);
        int32_t by_handle =
            conversion ? pallia_conversion_apply(conversion, doses[i], &once) : refused;
        if (pallia_row_status(row) != status || by_handle != status) {
            cr_assert(false, "%s %s %.6f: document %d, row %d, conversion %d", head, place,
                      doses[i], (int)status, (int)row, (int)by_handle);
        }
        bool number = status == PALLIA_OK;
        numbers += number ? 1 : 0;
        if (number ? !same(got, due) || !same(once, due) : !isnan(got)) {
            cr_assert(false, "%s %s %.6f: document %.17g, row %.17g, conversion %.17g", head, place,
                      doses[i], due, got, once);
        }
    }
    pallia_conversion_release(conversion);
    return numbers;
}

static size_t compare_all(const char *head, const char *prepared, const char *key) {
    char request[ROOM];
    size_t numbers = 0;
    snprintf(request, sizeof request, "{%s}", prepared);
    pallia_columns *columns = columns_of(request);
    for (int16_t drug = 0; drug < (int16_t)drugs->drug_count; drug++) {
        for (int16_t route = 0; route < (int16_t)drugs->route_count; route++) {
            pl_place from = {drug, route};
            if (drugs->drugs[drug].opioid && pl_place_valid(drugs, from)) {
                numbers += compare_place(columns, head, prepared, from, key);
            }
        }
    }
    pallia_columns_release(columns);
    return numbers;
}

static const char stops[] = "\"acknowledge\":[\"methadone\",\"partial-agonist\",\"neuraxial\","
                            "\"implausible-dose\"]";

Test(columns, say_what_rotate_says) {
    static const struct {
        const char *drug, *route, *more, *prepared;
    } cases[] = {
        {"morphine", "oral", "\"profile\":\"fr\"", "\"profile\":\"fr\""},
        {"morphine", "sc", "\"language\":\"en\"", "\"language\":\"en\""},
        {"oxycodone", "iv", stops, stops},
        {"fentanyl", "transdermal", "\"context\":{\"stable\":true}", "\"stable\":true"},
        {"fentanyl", "transdermal", "\"context\":{\"stable\":false}", "\"stable\":false"},
        {"fentanyl", "nasal", stops, stops},
        {"methadone", "oral", stops, stops},
        {"methadone", "oral", "\"edition\":\"intl-ripamonti-1998\"",
         "\"edition\":\"intl-ripamonti-1998\""},
        {"hydromorphone", "oral", "\"edition\":\"fr-rcp\"", "\"edition\":\"fr-rcp\""},
        {"morphine", "oral", "\"edition\":\"fr-matrifen-rcp\"", "\"edition\":\"fr-matrifen-rcp\""},
        {"morphine", "intrathecal", stops, stops},
    };
    size_t numbers = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char head[ROOM / 2];
        char prepared[ROOM / 2];
        snprintf(head, sizeof head,
                 "\"op\":\"rotate\",\"target\":{\"drug\":\"%s\",\"route\":\"%s\"},%s",
                 cases[i].drug, cases[i].route, cases[i].more);
        snprintf(prepared, sizeof prepared, "\"to\":\"%s/%s\",%s", cases[i].drug, cases[i].route,
                 cases[i].prepared);
        numbers += compare_all(head, prepared, "calculated");
    }
    cr_expect(numbers > 400, "%zu", numbers);
}

Test(columns, say_what_ome_says) {
    static const char *const choices[] = {"\"edition\":\"us-cdc-2017\"",
                                          "\"edition\":\"us-cdc-2022\"",
                                          "\"edition\":\"au-anzca-2021\"", "\"profile\":\"fr\""};
    size_t numbers = 0;
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        char head[ROOM / 2];
        snprintf(head, sizeof head, "\"op\":\"ome\",%s,%s", choices[i], stops);
        numbers += compare_all(head, head, "total");
    }
    cr_expect(numbers > 500, "%zu", numbers);
}

/* ---- beside the engine: every edition, every edge ---- */

typedef struct edges {
    int64_t list[EDGES_MAX];
    size_t count;
} edges;

static void add_beside(edges *it, pl_rational edge) {
    pl_rational parts;
    if (pl_rational_mul(edge, (pl_rational){PARTS, 1}, &parts) != PALLIA_OK) {
        return;
    }
    for (int64_t step = -1; step <= 2 && it->count < EDGES_MAX; step++) {
        int64_t dose = pl_rational_floor(parts) + step;
        if (dose > 0) {
            it->list[it->count++] = dose;
        }
    }
}

static void add_ends(edges *it, const pl_interval *range) {
    if (range->has_low) {
        add_beside(it, range->low);
    }
    if (range->has_high) {
        add_beside(it, range->high);
    }
}

static uint64_t draw(uint64_t *seed) {
    *seed = *seed * 6364136223846793005U + 1442695040888963407U;
    return *seed >> 33;
}

/* Printed edges of all rows from `from`, the edges of the rows that may follow taken back through
 * each factor, and doses at random of every size. */
static void find_edges(edges *it, const pl_edition *edition, pl_place from, uint64_t *seed) {
    it->count = 0;
    for (size_t i = 0; i < edition->row_count; i++) {
        const pl_row *row = &edition->rows[i];
        if (pl_place_equal(row->from, from)) {
            add_ends(it, &row->range);
            for (size_t b = 0; b < row->band_count; b++) {
                add_ends(it, &row->bands[b].range);
            }
        }
    }
    for (size_t i = 0; i < DRAWN; i++) {
        uint64_t size = draw(seed) % 12 + 1;
        uint64_t bound = 1;
        for (uint64_t j = 0; j < size; j++) {
            bound *= 10;
        }
        it->list[it->count++] = (int64_t)((draw(seed) << 31 | draw(seed)) % bound) + 1;
    }
}

typedef struct engine {
    pl_context context;
    pl_arena arena;
    pl_request request;
    pl_conversion conversion;
} engine;

static pl_status by_engine(engine *it, pl_place from, int64_t dose, pl_rational *out) {
    pl_error error = {0};
    pl_rational amount;
    cr_assert_eq(pl_rational_make(dose, PARTS, &amount), PALLIA_OK);
    if (strcmp(drugs->routes[from.route].native->code, "ug/h") == 0) {
        amount = pl_drug_patch_delivers(&drugs->drugs[from.drug], amount);
    }
    pl_regimen_of(from, amount, &it->request.regimen);
    it->context.advice_count = it->context.trail_count = it->context.cite_count = 0;
    pl_status status = pl_judge(&it->context, &it->request, true, &it->conversion, &error);
    *out = it->conversion.value;
    pl_arena_release(&it->arena);
    return status;
}

static size_t compare_edition(engine *it, const pl_edition *edition, pl_place target,
                              uint64_t *seed) {
    static edges found;
    char request[ROOM];
    char to[PL_PLACE_TEXT_SIZE];
    size_t count = 0;
    pl_place_text(drugs, target, to);
    snprintf(request, sizeof request, "{\"to\":\"%s\",\"edition\":\"%s\"}", to, edition->id);
    pallia_columns *columns = columns_of(request);
    it->request.edition = edition;
    it->request.target = target;
    for (size_t r = 0; r < edition->row_count; r++) {
        pl_place from = edition->rows[r].from;
        int32_t code = code_of(columns, from);
        find_edges(&found, edition, from, seed);
        for (size_t i = 0; i < found.count; i++, count++) {
            pl_rational exact;
            double result = 0;
            pl_status due = by_engine(it, from, found.list[i], &exact);
            uint8_t row = row_of(columns, code, (double)found.list[i] / PARTS, &result);
            bool beyond = row == PALLIA_ROW_DOSE && found.list[i] > 999984LL * PARTS;
            bool good = due == PALLIA_OK ? same(result, nearest(exact)) : isnan(result);
            if (!beyond && (pallia_row_status(row) != due || !good)) {
                char place[PL_PLACE_TEXT_SIZE];
                pl_place_text(drugs, from, place);
                cr_assert(false, "%s %s %lld: engine %d %lld/%lld, row %d %.17g", request, place,
                          (long long)found.list[i], (int)due, (long long)exact.num,
                          (long long)exact.den, (int)row, result);
            }
        }
    }
    pallia_columns_release(columns);
    return count;
}

Test(columns, say_what_the_engine_says_beside_every_edge) {
    static engine it;
    uint64_t seed = 20261122;
    size_t count = 0;
    pl_arena_init(&it.arena, pl_allocator_default());
    it.context = (pl_context){
        .tables = tables, .drugs = drugs, .rules = rules, .language = "fr", .arena = &it.arena};
    cr_assert_eq(pl_tables_messages(tables, "fr", &it.context.messages, NULL), PALLIA_OK);
    it.request.profile = pl_profile_find(rules, "fr");
    it.request.has_target = true;
    it.request.target_release = PL_NONE;
    for (size_t e = 0; e < rules->edition_count; e++) {
        const pl_edition *edition = rules->editions[e];
        pl_place last = {PL_NONE, PL_NONE};
        for (size_t r = 0; r < edition->row_count && edition->purpose == PL_PURPOSE_ROTATION; r++) {
            if (!pl_place_equal(edition->rows[r].to, last)) {
                last = edition->rows[r].to;
                count += compare_edition(&it, edition, last, &seed);
            }
        }
    }
    cr_log_info("%zu doses", count);
    cr_expect(count > 20000, "%zu", count);
}

/* ---- doses ---- */

Test(columns, a_dose_is_a_decimal_of_six_digits) {
    static const struct {
        double dose;
        int32_t status;
    } cases[] = {
        {10, PALLIA_OK},
        {0.1 + 0.2, PALLIA_OK},
        {1.1 * 3, PALLIA_OK},
        {0.000001, PALLIA_OK},
        {123456.789012, PALLIA_OK},
        {1.0 / 3, PALLIA_EPRECISION},
        {0.0000001, PALLIA_EPRECISION},
        {0.0000005, PALLIA_EPRECISION},
        {10.0000001, PALLIA_EPRECISION},
        {100000.0000004, PALLIA_EPRECISION},
        {5e-324, PALLIA_EPRECISION},
        {0.0, PALLIA_EMAGNITUDE},
        {-0.0, PALLIA_EMAGNITUDE},
        {1e6, PALLIA_EMAGNITUDE},
        {1e300, PALLIA_EMAGNITUDE},
        {-1, PALLIA_ENEGATIVE},
        {-1.0 / 3, PALLIA_ENEGATIVE},
        {(double)NAN, PALLIA_EQUANTITY},
        {(double)INFINITY, PALLIA_EQUANTITY},
        {-(double)INFINITY, PALLIA_EQUANTITY},
    };
    static const char request[] = "{\"from\":\"morphine/oral\",\"to\":\"morphine/"
                                  "sc\",\"acknowledge\":[\"implausible-dose\"]}";
    pallia_conversion *conversion = conversion_of(request);
    pallia_columns *columns =
        columns_of("{\"to\":\"morphine/sc\",\"acknowledge\":[\"implausible-dose\"]}");
    int32_t code = -1;
    cr_assert_eq(pallia_columns_code(columns, "morphine", "oral", &code), PALLIA_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double result = 77;
        double by_row = 77;
        int32_t status = pallia_conversion_apply(conversion, cases[i].dose, &result);
        uint8_t row = row_of(columns, code, cases[i].dose, &by_row);
        cr_expect_eq(status, cases[i].status, "%.17g: %d", cases[i].dose, (int)status);
        cr_expect_eq(row, status == PALLIA_OK ? PALLIA_ROW_OK : PALLIA_ROW_DOSE, "%.17g",
                     cases[i].dose);
        cr_expect(status == PALLIA_OK ? same(result, by_row) : result > 76 && isnan(by_row));
    }
    double exact = 0;
    cr_assert_eq(pallia_conversion_apply(conversion, 0.1 + 0.2, &exact), PALLIA_OK);
    cr_expect(same(exact, 0.15));
    pallia_columns_release(columns);
    pallia_conversion_release(conversion);
}

/* The printed 12 delivers 12.5: the dose of a patch is what is printed on it. */
Test(columns, a_patch_counts_by_its_label) {
    pallia_columns *columns =
        columns_of("{\"to\":\"morphine/oral\",\"edition\":\"fr-nepale-2007\"}");
    int32_t code = -1;
    double printed = 0;
    double delivered = 1;
    cr_assert_eq(pallia_columns_code(columns, "fentanyl", "transdermal", &code), PALLIA_OK);
    cr_expect_str_eq(pallia_columns_unit(columns, code), "ug/h");
    cr_expect_eq(row_of(columns, code, 12, &printed), row_of(columns, code, 12.5, &delivered));
    cr_expect(same(printed, delivered));
    pallia_columns_release(columns);
}

/* ---- numerators beyond 2^53 ---- */

static const char wide_edition[] =
    "{\"schema\":\"pallia.edition/1\",\"id\":\"local-wide\",\"title\":\"Protocole de test\","
    "\"publisher\":\"Equipe\",\"jurisdiction\":\"FR\",\"published\":\"2026-01-15\","
    "\"url\":\"https://example.org/protocole\",\"rights\":\"facts only\",\"status\":\"active\","
    "\"review_by\":\"2027-01-15\",\"purpose\":\"rotation\",\"reviewed_by\":[],\"rows\":["
    "{\"id\":\"tapentadol/oral>morphine/oral\",\"from\":\"tapentadol/oral\",\"to\":\"morphine/"
    "oral\",\"per\":\"mg/24h\",\"factor\":\"1000003/999983\",\"reversible\":false,\"evidence\":"
    "\"read\",\"cite\":\"page 1\",\"examples\":[[\"999983 mg\",\"1000003 mg\"],[\"1 mg\","
    "\"1000003/999983 mg\"]]}]}";

Test(columns, a_wide_fraction_gives_the_nearest_double) {
    pallia_tables *local = NULL;
    pallia_conversion *conversion = NULL;
    static const char request[] = "{\"from\":\"tapentadol/oral\",\"to\":\"morphine/"
                                  "oral\",\"edition\":\"local-wide\"}";
    char *answer = NULL;
    cr_assert_eq(
        pallia_tables_with_local(tables, wide_edition, strlen(wide_edition), &local, &answer),
        PALLIA_OK, "%s", answer ? answer : "");
    cr_assert_eq(pallia_conversion_new(local, request, strlen(request), &conversion, NULL),
                 PALLIA_OK);
    cr_expect_str_eq(pallia_conversion_edition(conversion), "local-wide");
    static const char *const in[] = {"1", "3.000001", "999.999999", "98765.432101",
                                     "543210.000001"};
    for (size_t i = 0; i < sizeof in / sizeof in[0]; i++) {
        pl_rational dose = parse_exact(in[i]);
        pl_rational exact;
        double result = 0;
        cr_assert_eq(pl_rational_mul(dose, (pl_rational){1000003, 999983}, &exact), PALLIA_OK);
        cr_assert_eq(pallia_conversion_apply(conversion, strtod(in[i], NULL), &result), PALLIA_OK);
        cr_expect(same(result, nearest(exact)), "%s: %.17g, due %.17g", in[i], result,
                  nearest(exact));
    }
    pallia_conversion_release(conversion);
    pallia_tables_release(local);
}

/* What 64 bits cannot hold is refused, and what they can is not. */
Test(columns, an_overflow_is_a_row_status) {
    static const char narrow[] = "\"1000003/999983\"";
    static const char request[] = "{\"from\":\"tapentadol/oral\",\"to\":\"morphine/"
                                  "oral\",\"edition\":\"local-wide\"}";
    char document[2048];
    const char *factor = strstr(wide_edition, narrow);
    cr_assert(factor);
    snprintf(document, sizeof document, "%.*s\"999999999989/999983\"%.*s",
             (int)(factor - wide_edition), wide_edition,
             (int)(strstr(factor, "\"examples\"") - factor) - (int)strlen(narrow),
             factor + strlen(narrow));
    strcat(document, "\"examples\":[[\"999983 mg\",\"999999999989 mg\"],[\"1 mg\","
                     "\"999999999989/999983 mg\"]]}]}");
    pallia_tables *local = NULL;
    pallia_conversion *conversion = NULL;
    char *answer = NULL;
    double result = 0;
    cr_assert_eq(pallia_tables_with_local(tables, document, strlen(document), &local, &answer),
                 PALLIA_OK, "%s", answer ? answer : "");
    cr_assert_eq(pallia_conversion_new(local, request, strlen(request), &conversion, NULL),
                 PALLIA_OK);
    cr_expect_eq(pallia_conversion_apply(conversion, 1, &result), PALLIA_OK);
    cr_expect(same(result, 999999999989.0 / 999983.0));
    cr_expect_eq(pallia_conversion_apply(conversion, 123456.789011, &result), PALLIA_EOVERFLOW);
    pallia_conversion_release(conversion);
    pallia_tables_release(local);
}

/* ---- the calls themselves ---- */

Test(columns, a_row_does_not_touch_another) {
    enum { ROWS = 7 };
    pallia_columns *columns = columns_of("{\"to\":\"morphine/sc\"}");
    int32_t morphine = -1;
    int32_t methadone = -1;
    int32_t fentanyl = -1;
    int32_t midazolam = -1;
    cr_assert_eq(pallia_columns_code(columns, "morphine", "oral", &morphine), PALLIA_OK);
    cr_assert_eq(pallia_columns_code(columns, "methadone", "oral", &methadone), PALLIA_OK);
    cr_assert_eq(pallia_columns_code(columns, "fentanyl", "nasal", &fentanyl), PALLIA_OK);
    cr_assert_eq(pallia_columns_code(columns, "midazolam", "sc", &midazolam), PALLIA_OK);
    int32_t codes[ROWS] = {morphine, methadone, fentanyl, midazolam, -1, INT32_MAX, morphine};
    double values[ROWS] = {60, 60, 60, 60, 60, 60, 1.0 / 3};
    uint8_t statuses[ROWS];
    static const uint8_t due[ROWS] = {PALLIA_ROW_OK,      PALLIA_ROW_WITHHELD, PALLIA_ROW_NEVER,
                                      PALLIA_ROW_NO_RULE, PALLIA_ROW_UNKNOWN,  PALLIA_ROW_UNKNOWN,
                                      PALLIA_ROW_DOSE};
    cr_assert_eq(pallia_columns_run(columns, ROWS, codes, values, values, statuses), PALLIA_OK);
    cr_expect(same(values[0], 30));
    for (size_t i = 0; i < ROWS; i++) {
        cr_expect_eq(statuses[i], due[i], "row %zu: %d", i, (int)statuses[i]);
        cr_expect_eq(isnan(values[i]) != 0, due[i] != PALLIA_ROW_OK);
    }
    cr_expect_null(pallia_columns_unit(columns, -1));
    cr_expect_null(pallia_columns_unit(columns, INT32_MAX));
    cr_expect_str_eq(pallia_columns_unit(columns, morphine), "mg/24h");
    cr_expect_str_eq(pallia_columns_to(columns), "morphine/sc");
    cr_expect_str_eq(pallia_columns_unit_to(columns), "mg/24h");
    pallia_columns_release(columns);
}

/* The tables may go before what was made of them. */
Test(columns, a_handle_outlives_its_tables) {
    pallia_tables *own = NULL;
    pallia_columns *columns = NULL;
    pallia_conversion *conversion = NULL;
    static const char columns_request[] = "{\"to\":\"morphine/sc\"}";
    static const char request[] = "{\"from\":\"oxycodone/oral\",\"to\":\"morphine/sc\"}";
    double result = 0;
    int32_t code = -1;
    cr_assert_eq(pallia_tables_new(NULL, &own), PALLIA_OK);
    cr_assert_eq(
        pallia_columns_new(own, columns_request, sizeof columns_request - 1, &columns, NULL),
        PALLIA_OK);
    cr_assert_eq(pallia_conversion_new(own, request, sizeof request - 1, &conversion, NULL),
                 PALLIA_OK);
    pallia_tables_release(own);
    cr_assert_eq(pallia_columns_retain(columns), columns);
    cr_assert_eq(pallia_conversion_retain(conversion), conversion);
    pallia_columns_release(columns);
    pallia_conversion_release(conversion);
    cr_assert_eq(pallia_columns_code(columns, "morphine", "oral", &code), PALLIA_OK);
    cr_expect_eq(row_of(columns, code, 60, &result), PALLIA_ROW_OK);
    cr_expect_eq(pallia_conversion_apply(conversion, 40, &result), PALLIA_OK);
    cr_expect(same(result, 30));
    cr_expect_str_eq(pallia_conversion_from(conversion), "oxycodone/oral");
    cr_expect_str_eq(pallia_conversion_to(conversion), "morphine/sc");
    cr_expect_str_eq(pallia_conversion_unit_from(conversion), "mg/24h");
    cr_expect_str_eq(pallia_conversion_unit_to(conversion), "mg/24h");
    cr_expect_str_eq(pallia_conversion_edition(conversion), "fr-clud-2007 fr-omedit-centre");
    pallia_columns_release(columns);
    pallia_conversion_release(conversion);
}

Test(columns, wrong_requests_are_refused_and_explained) {
    static const struct {
        const char *request;
        int32_t status;
        const char *pointer;
    } cases[] = {
        {"{", PALLIA_EJSON, ""},
        {"[]", PALLIA_ETYPE, ""},
        {"{}", PALLIA_EKEY_MISSING, ""},
        {"{\"to\":7}", PALLIA_ETYPE, "/to"},
        {"{\"to\":\"morphine\"}", PALLIA_EROUTE, "/to"},
        {"{\"to\":\"morphine/\"}", PALLIA_EROUTE, "/to"},
        {"{\"to\":\"/oral\"}", PALLIA_EDRUG, "/to"},
        {"{\"to\":\"morfine/oral\"}", PALLIA_EDRUG, "/to"},
        {"{\"to\":\"morphine/oral/sc\"}", PALLIA_EROUTE, "/to"},
        {"{\"to\":\"oxycodone/transdermal\"}", PALLIA_EROUTE_DRUG, "/to"},
        {"{\"to\":\"morphine/oral\",\"edition\":\"none\"}", PALLIA_EEDITION, "/edition"},
        {"{\"to\":\"morphine/oral\",\"profile\":\"none\"}", PALLIA_EPROFILE, "/profile"},
        {"{\"to\":\"morphine/oral\",\"edition\":\"fr-rcp\",\"profile\":\"fr\"}", PALLIA_ECONFLICT,
         "/edition"},
        {"{\"to\":\"morphine/oral\",\"edition\":\"us-cdc-2022\"}", PALLIA_ETOTALS_ONLY, "/edition"},
        {"{\"to\":\"morphine/oral\",\"op\":\"ome\"}", PALLIA_ECONFLICT, "/to"},
        {"{\"to\":\"morphine/oral\",\"op\":\"verify\"}", PALLIA_EOPERATION, "/op"},
        {"{\"to\":\"morphine/oral\",\"op\":1}", PALLIA_ETYPE, "/op"},
        {"{\"to\":\"morphine/oral\",\"stable\":\"yes\"}", PALLIA_ETYPE, "/stable"},
        {"{\"to\":\"morphine/oral\",\"acknowledge\":[\"x\"]}", PALLIA_ECODE, "/acknowledge/0"},
        {"{\"to\":\"morphine/oral\",\"language\":\"de\"}", PALLIA_ELANGUAGE, "/language"},
        {"{\"to\":\"morphine/oral\",\"dose\":\"60 mg\"}", PALLIA_EKEY_UNKNOWN, "/dose"},
        {"{\"to\":\"morphine/oral\",\"from\":\"morphine/sc\"}", PALLIA_EKEY_UNKNOWN, "/from"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char untouched;
        pallia_columns *columns = (pallia_columns *)(void *)&untouched;
        char *answer = NULL;
        const char *request = cases[i].request;
        int32_t status = pallia_columns_new(tables, request, strlen(request), &columns, &answer);
        cr_assert_eq(status, cases[i].status, "%s: %d", request, (int)status);
        cr_expect_eq((void *)columns, (void *)&untouched);
        cJSON *document = cJSON_Parse(answer);
        const cJSON *error = at(document, "error");
        cr_assert(error, "%s: %s", request, answer);
        cr_expect_eq(at(error, "code")->valueint, status);
        cr_expect_str_eq(at(error, "pointer")->valuestring, cases[i].pointer, "%s", request);
        cJSON_Delete(document);
        pallia_free(answer);
        cr_expect_eq(pallia_columns_new(tables, request, strlen(request), &columns, NULL), status);
    }
}

/* An arrow without any answer is refused when it is prepared. */
Test(columns, a_conversion_that_answers_nothing_is_refused) {
    static const struct {
        const char *request;
        int32_t status;
        const char *word;
    } cases[] = {
        {"{\"from\":\"midazolam/sc\",\"to\":\"morphine/oral\"}", PALLIA_ENO_RULE, "refused"},
        {"{\"from\":\"methadone/oral\",\"to\":\"morphine/oral\"}", PALLIA_EWITHHELD, "withheld"},
        {"{\"from\":\"fentanyl/nasal\",\"to\":\"morphine/oral\"}", PALLIA_ENEVER, "refused"},
        {"{\"from\":\"morphine/oral\",\"to\":\"fentanyl/buccal\"}", PALLIA_ENEVER, "refused"},
        {"{\"from\":\"morphine/oral\",\"to\":\"morphine/sc\",\"edition\":\"us-cdc-2022\"}",
         PALLIA_ETOTALS_ONLY, "refused"},
        {"{\"to\":\"morphine/oral\"}", PALLIA_EKEY_MISSING, "error"},
        {"{\"from\":\"morfine/oral\",\"to\":\"morphine/oral\"}", PALLIA_EDRUG, "error"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pallia_conversion *conversion = NULL;
        char *answer = NULL;
        const char *request = cases[i].request;
        int32_t status =
            pallia_conversion_new(tables, request, strlen(request), &conversion, &answer);
        cr_expect_eq(status, cases[i].status, "%s: %d", request, (int)status);
        cr_assert(answer && !conversion);
        cJSON *document = cJSON_Parse(answer);
        cr_expect_str_eq(at(document, "status")->valuestring, cases[i].word);
        cJSON_Delete(document);
        pallia_free(answer);
    }
}

Test(columns, null_is_an_argument_error) {
    static const char request[] = "{\"from\":\"morphine/oral\",\"to\":\"morphine/sc\"}";
    pallia_conversion *conversion = conversion_of(request);
    pallia_columns *columns = columns_of("{\"to\":\"morphine/sc\"}");
    size_t length = sizeof request - 1;
    int32_t code = 0;
    double dose = 60;
    uint8_t row = 0;
    cr_expect_eq(pallia_conversion_new(NULL, request, length, &conversion, NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_conversion_new(tables, NULL, length, &conversion, NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_conversion_new(tables, request, length, NULL, NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_conversion_apply(NULL, 1, &dose), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_conversion_apply(conversion, 1, NULL), PALLIA_EARGUMENT);
    cr_expect_null(pallia_conversion_from(NULL));
    cr_expect_null(pallia_conversion_to(NULL));
    cr_expect_null(pallia_conversion_unit_from(NULL));
    cr_expect_null(pallia_conversion_unit_to(NULL));
    cr_expect_null(pallia_conversion_edition(NULL));
    cr_expect_null(pallia_conversion_retain(NULL));
    pallia_conversion_release(NULL);
    cr_expect_eq(pallia_columns_new(NULL, request, length, &columns, NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_new(tables, NULL, length, &columns, NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_new(tables, request, length, NULL, NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_code(NULL, "morphine", "oral", &code), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_code(columns, NULL, "oral", &code), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_code(columns, "morphine", NULL, &code), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_code(columns, "morphine", "oral", NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_code(columns, "Skenan", "oral", &code), PALLIA_EDRUG);
    cr_expect_eq(pallia_columns_code(columns, "morphine", "po", &code), PALLIA_EROUTE);
    cr_expect_eq(pallia_columns_code(columns, "oxycodone", "transdermal", &code),
                 PALLIA_EROUTE_DRUG);
    cr_expect_eq(code, 0);
    cr_expect_eq(pallia_columns_run(NULL, 1, &code, &dose, &dose, &row), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_run(columns, 1, NULL, &dose, &dose, &row), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_run(columns, 1, &code, NULL, &dose, &row), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_run(columns, 1, &code, &dose, NULL, &row), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_run(columns, 1, &code, &dose, &dose, NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_columns_run(columns, 0, &code, &dose, &dose, &row), PALLIA_OK);
    cr_expect_null(pallia_columns_unit(NULL, 0));
    cr_expect_null(pallia_columns_to(NULL));
    cr_expect_null(pallia_columns_unit_to(NULL));
    cr_expect_null(pallia_columns_retain(NULL));
    pallia_columns_release(NULL);
    pallia_columns_release(columns);
    pallia_conversion_release(conversion);
}

Test(columns, row_statuses_are_listed) {
    static const struct {
        const char *name;
        int32_t status;
    } due[] = {{"ok", PALLIA_OK},
               {"unknown", PALLIA_ECODE},
               {"no-rule", PALLIA_ENO_RULE},
               {"out-of-range", PALLIA_EOUT_OF_RANGE},
               {"withheld", PALLIA_EWITHHELD},
               {"never", PALLIA_ENEVER},
               {"dose", PALLIA_EQUANTITY},
               {"overflow", PALLIA_EOVERFLOW}};
    uint8_t row = 0;
    for (; row < sizeof due / sizeof due[0]; row++) {
        cr_expect_str_eq(pallia_row_name(row), due[row].name);
        cr_expect_eq(pallia_row_status(row), due[row].status);
    }
    cr_expect_null(pallia_row_name(row));
    cr_expect_null(pallia_row_name(255));
    cr_expect_eq(pallia_row_status(row), -1);
    cr_expect_eq(pallia_status_at(0), PALLIA_OK);
    cr_expect_eq(pallia_status_at(10000), -1);
}

/* Else a defect of the library would be counted as a dose that somebody wrote wrongly. */
Test(border, a_status_that_no_row_has_stops_the_preparation) {
    static const struct {
        pl_status status;
        pl_status due;
    } cases[] = {{PALLIA_OK, PALLIA_OK},
                 {PALLIA_EMAGNITUDE, PALLIA_OK},
                 {PALLIA_EOVERFLOW, PALLIA_OK},
                 {PALLIA_EDRUG, PALLIA_EINTERNAL},
                 {PALLIA_EINTERNAL, PALLIA_EINTERNAL},
                 {12345, PALLIA_EINTERNAL}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_segment segments[] = {
            {.last = 9, .divisor = 1, .status = cases[i].status},
            {.last = INT64_MAX, .divisor = 1, .status = PALLIA_EMAGNITUDE},
        };
        const pl_plan plan = {.segments = segments, .count = 2};
        const pl_border_step *steps = NULL;
        pl_error error = {0};
        pl_arena arena;
        pl_arena_init(&arena, pl_allocator_default());
        cr_expect_eq(pl_border_make(&plan, &arena, &steps, &error), cases[i].due, "case %zu", i);
        cr_expect_eq(error.code, cases[i].due, "case %zu", i);
        pl_arena_release(&arena);
    }
}

Test(columns, a_null_argument_touches_nothing) {
    static const char request[] = "{\"to\":\"morphine/oral\"}";
    char before;
    char *answer = &before;
    pallia_columns *columns = NULL;
    pallia_conversion *conversion = NULL;
    cr_expect_eq(pallia_columns_new(NULL, request, strlen(request), &columns, &answer),
                 PALLIA_EARGUMENT);
    cr_expect_eq(pallia_conversion_new(tables, NULL, 0, &conversion, &answer), PALLIA_EARGUMENT);
    cr_expect_eq(answer, &before);
    cr_expect_null(columns);
    cr_expect_null(conversion);
}
