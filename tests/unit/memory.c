/* SPDX-License-Identifier: MPL-2.0
 *
 * Every allocation is made to fail in turn, once and for good: a call then answers or says
 * PALLIA_ENOMEM, leaks nothing, and the handle still works when memory is back.
 */
#include "pallia/columns.h"
#include "pallia/conversion.h"
#include "pallia/result.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* The `fail_at`-th allocation from now fails, and those after it too when `forever`; 0: none. */
typedef struct memory {
    size_t made;
    size_t fail_at;
    bool forever;
    long out; /* blocks that are held */
} memory;

static bool denied(memory *m) {
    m->made++;
    return m->fail_at > 0 && (m->forever ? m->made >= m->fail_at : m->made == m->fail_at);
}

static void *allocate(void *user, size_t bytes) {
    memory *m = user;
    if (denied(m)) {
        return NULL;
    }
    m->out++;
    return malloc(bytes);
}

static void *resize(void *user, void *block, size_t bytes) {
    memory *m = user;
    if (denied(m)) {
        return NULL;
    }
    m->out += block ? 0 : 1;
    return realloc(block, bytes);
}

static void release(void *user, void *block) {
    memory *m = user;
    m->out -= block ? 1 : 0;
    free(block);
}

static pallia_allocator counting(memory *m) {
    return (pallia_allocator){sizeof(pallia_allocator), m, allocate, resize, release};
}

static void plan(memory *m, size_t fail_at, bool forever) {
    m->made = 0;
    m->fail_at = fail_at;
    m->forever = forever;
}

static const char *const requests[] = {
    "{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"doses\":[\"60 "
    "mg\","
    "\"90 mg\"]},{\"drug\":\"oxycodone\",\"route\":\"oral\",\"dose\":\"20 mg\",\"times\":4}],"
    "\"target\":{\"drug\":\"morphine\",\"route\":\"sc\"},\"patient\":{\"age\":84,\"egfr\":\"25 "
    "mL/min\"},\"acknowledge\":[\"methadone\"]}",
    "{\"op\":\"rotate\",\"language\":\"en\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\","
    "\"dose\":\"60 mg\",\"every\":\"12 h\"}],\"target\":{\"drug\":\"fentanyl\",\"route\":"
    "\"transdermal\"}}",
    "{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"morfine\",\"route\":\"oral\",\"dose\":\"60 mg\"}],"
    "\"target\":{\"drug\":\"morphine\",\"route\":\"sc\"}}",
    "{\"op\":\"compare\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"60 mg\","
    "\"times\":2}],\"target\":{\"drug\":\"oxycodone\",\"route\":\"oral\"}}",
    "{\"op\":\"ome\",\"edition\":\"us-cdc-2022\",\"regimen\":[{\"drug\":\"oxycodone\",\"route\":"
    "\"oral\",\"dose\":\"10 mg\",\"times\":3}]}",
    "{\"op\":\"verify\",\"prescribed\":[{\"drug\":\"morphine\",\"dose\":\"48 mg/24h\"},{\"drug\":"
    "\"midazolam\",\"dose\":\"2 mg/h\"}],\"prepared\":{\"contents\":[{\"drug\":\"morphine\","
    "\"strength\":\"10 mg/mL\",\"volume\":\"4.8 mL\"},{\"drug\":\"haloperidol\"}],\"final_volume\":"
    "\"48 mL\",\"device\":\"graseby-ms16a\",\"setting\":\"48 mm/h\"},\"duration\":\"24 h\","
    "\"programmed\":{\"drug\":\"morphine\",\"strength\":\"2 mg/mL\"},\"bolus\":{\"drug\":"
    "\"morphine\",\"prescribed\":\"1 mg\",\"volume\":\"10 mL\"},\"tolerance\":{\"dose\":\"20 %\"}}",
    "{\"op\":\"dilute\",\"drugs\":[{\"drug\":\"midazolam\",\"dose\":\"24 mg/24h\"},{\"drug\":"
    "\"morphine\",\"dose\":\"60 mg/24h\"}],\"duration\":\"24 h\",\"device\":\"pse\",\"prime\":\"2 "
    "mL\","
    "\"start\":\"2026-11-22T20:00\"}",
    "{\"op\":\"prescribe\",\"date\":\"2026-11-22\",\"prescriber\":{\"name\":\"Dr Claire "
    "Martin\",\"quality\":\"médecin généraliste\",\"id\":\"RPPS 10000000001\",\"address\":\"1 rue "
    "de l'Exemple, 63000 Clermont-Ferrand\",\"phone\":\"04 00 00 00 "
    "01\"},\"patient\":{\"name\":\"EXEMPLE "
    "Jeanne\",\"sex\":\"F\",\"birth\":\"1942-03-01\",\"weight\":\"52 "
    "kg\"},\"supply\":\"community\",\"lines\":[{\"drug\":\"morphine\",\"form\":\"injection\","
    "\"strength\":\"10 mg/mL\",\"volume\":\"1 mL\",\"dose\":\"2.5 "
    "mg\",\"route\":\"sc\",\"symptom\":\"pain\",\"trigger\":\"douleur malgré le traitement de "
    "fond\",\"interval\":\"1 h\",\"maximum_doses\":6,\"maximum_24h\":\"15 "
    "mg\",\"call_when\":\"trois prises en quatre heures, ou "
    "somnolence\",\"who\":[\"nurse\"],\"quantity\":10,\"duration\":\"7 "
    "d\",\"single_dispensing\":true,\"overlap\":\"x\"}],\"running\":[{\"drug\":\"morphine\","
    "\"until\":\"2026-11-30\"}],\"acknowledge\":[],\"language\":\"fr\"}",
    "{\"op\":\"prescribe\",\"lines\":[{\"drug\":\"morphine\"},{\"drug\":\"fentanyl\",\"strength\":"
    "\"25 ug/h\",\"dose\":\"25 ug/h\",\"route\":\"transdermal\",\"duration\":\"28 d\"}]}",
    "{\"op\":\"prescribe\",\"lines\":[{\"drug\":\"morphine\",\"strength\":\"10 "
    "mg/mL\",\"route\":\"sc\",\"duration\":\"14 d\"}]}",
    "{\"op\":\"prescribe\",\"lines\":[{\"drug\":\"morphine\",\"duration\":\"29 d\"}]}",
    "{\"op\":\"sheet\",\"date\":\"2026-11-22\",\"sheet\":{\"schema\":\"pallia.sheet/1\",\"set\":"
    "\"0123456789abcdef\",\"version\":1,\"status\":\"active\",\"document\":{\"phase\":"
    "\"terminal\",\"written_on\":\"2026-11-01\",\"review_on\":\"2026-11-20\"},\"patient\":{"
    "\"phones\":[\"06 39 98 00 11\",\"15\"],\"birth_date\":\"1950-01-02\"},\"team\":{\"gp\":{"
    "\"name\":\"N\",\"link\":\"L\",\"phone\":\"0199001234\"}},\"risks\":{\"expected\":[\"pain\","
    "\"fever\"]},\"care\":{\"cpr\":{\"answer\":\"no\",\"by\":\"both\",\"on\":\"2026-11-01\"}},"
    "\"home\":{\"products\":[{\"drug\":\"midazolam\",\"strength\":\"5 mg/mL\"}],\"lines\":[{"
    "\"drug\":\"midazolam\",\"strength\":\"5 mg/mL\",\"dose\":\"2.5 mg\",\"route\":\"sc\","
    "\"maximum_24h\":\"600 mg\",\"maximum_doses\":4,\"symptom\":\"pain\",\"who\":[\"nurse\"]}]}}}",
    "{\"op\":\"sheet-supersede\",\"date\":\"2026-11-22\",\"sheet\":{\"schema\":"
    "\"pallia.sheet/1\",\"set\":\"0123456789abcdef\",\"version\":1,\"status\":\"active\"}}",
    "{\"op\":\"sheet-fields\"}",
    "{\"op\":\"anticipate\",\"symptoms\":[\"pain\",\"anxiety\",\"bronchial-congestion\","
    "\"asphyxia\","
    "\"bowel-obstruction\"],\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"60 "
    "mg\","
    "\"times\":2}],\"patient\":{\"weight\":\"60 kg\"},\"at_home\":[{\"drug\":\"midazolam\","
    "\"strength\":\"1 mg/mL\",\"volume\":\"5 mL\",\"count\":3},{\"drug\":\"scopolamine-"
    "butylbromide\",\"strength\":\"20 mg/mL\",\"volume\":\"1 mL\",\"count\":1}],\"days\":3,"
    "\"compare\":true}",
    "{\"op\":\"tables\"}",
    "{\"op\":\"tables\",\"show\":\"fr-rcp\"}",
    "{\"op\":\"tables\",\"check\":true}",
    "{\"op\":\"tables\",\"diff\":[\"us-cdc-2017\",\"us-cdc-2022\"]}",
    "{\"op\":\"find\",\"text\":\"skenam\"}",
    "{\"op\":\"explain\",\"code\":\"methadone\"}",
    "{\"op\":\"explain\",\"code\":\"2001\"}",
    "{\"op\":\"sources\"}",
    "{\"op\":\"cure\"}",
    "{",
};

enum { REQUEST_COUNT = sizeof requests / sizeof requests[0], LAST_MAX = 5000 };

static pallia_tables *open_with(memory *m) {
    pallia_tables *tables = NULL;
    pallia_allocator allocator = counting(m);
    cr_assert_eq(pallia_tables_new(&allocator, &tables), PALLIA_OK);
    return tables;
}

/* Runs a request; returns its answer, or NULL when it says that there was no memory. */
static char *try_run(const pallia_tables *tables, const char *request) {
    char untouched;
    char *answer = &untouched;
    size_t length = 0;
    int32_t status = pallia_run(tables, request, strlen(request), &answer, &length);
    if (status == PALLIA_OK) {
        return answer;
    }
    cr_assert_eq(status, PALLIA_ENOMEM, "%d for %s", (int)status, request);
    cr_assert_eq(answer, &untouched, "an answer without one: %s", request);
    return NULL;
}

static char *must_run(const pallia_tables *tables, const char *request) {
    char *answer = try_run(tables, request);
    cr_assert_not_null(answer, "%s", request);
    return answer;
}

/* Fails each allocation of one request on a handle that is warm; returns how many there are. */
static size_t starve_request(pallia_tables *tables, memory *m, const char *request, bool forever) {
    plan(m, 0, false);
    char *due = must_run(tables, request);
    size_t last = m->made;
    long held = m->out;
    for (size_t n = 1; n <= last; n++) {
        plan(m, n, forever);
        char *answer = try_run(tables, request);
        cr_assert_null(answer, "allocation %zu of %s failed unnoticed", n, request);
        cr_assert_eq(m->out, held, "allocation %zu of %s: a leak", n, request);
    }
    plan(m, 0, false);
    char *again = must_run(tables, request);
    cr_assert_str_eq(again, due);
    pallia_free(again);
    pallia_free(due);
    return last;
}

Test(memory, a_request_starved, .timeout = 60) {
    memory m = {0};
    pallia_tables *tables = open_with(&m);
    size_t count = 0;
    for (size_t i = 0; i < REQUEST_COUNT; i++) {
        pallia_free(must_run(tables, requests[i]));
        count += starve_request(tables, &m, requests[i], false);
        count += starve_request(tables, &m, requests[i], true);
    }
    cr_log_info("%zu failures", count);
    pallia_tables_release(tables);
    cr_expect_eq(m.out, 0);
}

/* A cold handle reads its tables while memory fails, and again when it is back. A failure that is
 * not told must have changed nothing. */
static bool starve_cold(memory *m, const char *request, const char *due, size_t n, bool forever) {
    pallia_tables *tables = NULL;
    pallia_allocator allocator = counting(m);
    long held = m->out;
    plan(m, n, forever);
    int32_t status = pallia_tables_new(&allocator, &tables);
    if (status != PALLIA_OK) {
        cr_assert_eq(status, PALLIA_ENOMEM);
        cr_assert_null(tables);
        return true;
    }
    char *answer = try_run(tables, request);
    bool starved = answer == NULL;
    cr_assert(starved || strcmp(answer, due) == 0, "allocation %zu: %s", n, answer);
    pallia_free(answer);
    plan(m, 0, false);
    answer = must_run(tables, request);
    cr_assert_str_eq(answer, due, "after allocation %zu", n);
    pallia_free(answer);
    pallia_tables_release(tables);
    cr_assert_eq(m->out, held, "allocation %zu: a leak", n);
    return starved;
}

Test(memory, a_cold_handle_starved, .timeout = 120) {
    for (int mode = 0; mode < 2; mode++) {
        memory m = {0};
        size_t told = 0;
        pallia_tables *tables = open_with(&m);
        char *due = must_run(tables, requests[1]);
        size_t last = m.made;
        pallia_tables_release(tables);
        for (size_t n = 1; n <= last; n++) {
            told += starve_cold(&m, requests[1], due, n, mode == 1) ? 1 : 0;
        }
        cr_log_info("%zu failures of %zu told", told, last);
        cr_expect(told > 20 && (mode == 0 || told == last));
        pallia_free(due);
        cr_expect_eq(m.out, 0);
    }
}

static const char local[] =
    "{\"schema\":\"pallia.edition/1\",\"id\":\"local-had\",\"title\":\"Protocole de test\","
    "\"publisher\":\"Equipe\",\"jurisdiction\":\"FR\",\"published\":\"2026-01-15\","
    "\"url\":\"https://example.org/protocole\",\"rights\":\"facts only\",\"status\":\"active\","
    "\"review_by\":\"2027-01-15\",\"purpose\":\"rotation\",\"reviewed_by\":[],\"rows\":["
    "{\"id\":\"tapentadol/oral>morphine/oral\",\"from\":\"tapentadol/oral\",\"to\":\"morphine/"
    "oral\",\"per\":\"mg/24h\",\"factor\":\"3/10\",\"reversible\":false,\"evidence\":\"read\","
    "\"cite\":\"page 1\",\"examples\":[[\"100 mg\",\"30 mg\"],[\"50 mg\",\"15 mg\"]]}]}";

/* `document` is added to a warm base while the n-th allocation fails; true when that was felt. */
static bool starve_local(const pallia_tables *base, memory *m, const char *document,
                         int32_t otherwise, size_t n) {
    pallia_tables *tables = NULL;
    char *answer = NULL;
    long held = m->out;
    plan(m, n, false);
    int32_t status = pallia_tables_with_local(base, document, strlen(document), &tables, &answer);
    plan(m, 0, false);
    cr_assert(status == otherwise || status == PALLIA_ENOMEM, "allocation %zu: %d", n, (int)status);
    cr_assert_eq(tables != NULL, status == PALLIA_OK);
    pallia_free(answer);
    pallia_tables_release(tables);
    cr_assert_eq(m->out, held, "allocation %zu: a leak", n);
    return status == PALLIA_ENOMEM;
}

Test(memory, a_local_table_starved, .timeout = 60) {
    static const struct {
        const char *document;
        int32_t status;
    } cases[] = {{local, PALLIA_OK}, {"{\"schema\":\"none\"}", PALLIA_ETABLE_SCHEMA}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        memory m = {0};
        pallia_tables *base = open_with(&m);
        pallia_free(must_run(base, requests[0]));
        size_t n = 1;
        while (n < LAST_MAX && starve_local(base, &m, cases[i].document, cases[i].status, n)) {
            n++;
        }
        cr_expect(n > 1 && n < LAST_MAX, "%zu", n);
        pallia_tables_release(base);
        cr_expect_eq(m.out, 0);
    }
}

/* ---- prepared handles ---- */

/* Makes one handle of each kind and uses it; the first status that is not PALLIA_OK. */
typedef int32_t (*making)(const pallia_tables *tables, const char *request, char **answer);

static int32_t make_conversion(const pallia_tables *tables, const char *request, char **answer) {
    pallia_conversion *conversion = NULL;
    double result = 0;
    int32_t status = pallia_conversion_new(tables, request, strlen(request), &conversion, answer);
    cr_assert_eq(conversion != NULL, status == PALLIA_OK);
    if (conversion) {
        cr_assert_eq(pallia_conversion_apply(conversion, 60, &result), PALLIA_OK);
        pallia_conversion_release(conversion);
    }
    return status;
}

static int32_t make_columns(const pallia_tables *tables, const char *request, char **answer) {
    pallia_columns *columns = NULL;
    int32_t code = -1;
    double dose = 60;
    uint8_t row = 255;
    int32_t status = pallia_columns_new(tables, request, strlen(request), &columns, answer);
    cr_assert_eq(columns != NULL, status == PALLIA_OK);
    if (columns) {
        cr_assert_eq(pallia_columns_code(columns, "morphine", "oral", &code), PALLIA_OK);
        cr_assert_eq(pallia_columns_run(columns, 1, &code, &dose, &dose, &row), PALLIA_OK);
        cr_assert_eq(row, PALLIA_ROW_OK);
        pallia_columns_release(columns);
    }
    return status;
}

static int32_t make_result(const pallia_tables *tables, const char *request, char **answer) {
    pallia_result *result = NULL;
    int32_t status = pallia_result_new(tables, request, strlen(request), &result);
    *answer = NULL;
    cr_assert_eq(result != NULL, status == PALLIA_OK);
    if (result) {
        cr_assert_not_null(pallia_result_text(result, "/status"));
        pallia_result_release(result);
    }
    return status;
}

static void starve_making(const pallia_tables *tables, memory *m, making make, const char *request,
                          int32_t due, bool forever) {
    char *answer = NULL;
    plan(m, 0, false);
    cr_assert_eq(make(tables, request, &answer), due, "%s", request);
    pallia_free(answer);
    size_t last = m->made;
    long held = m->out;
    for (size_t n = 1; n <= last; n++) {
        char left_over = '?';
        answer = &left_over;
        plan(m, n, forever);
        int32_t status = make(tables, request, &answer);
        plan(m, 0, false);
        cr_assert_eq(status, PALLIA_ENOMEM, "allocation %zu of %s: %d", n, request, (int)status);
        cr_assert_null(answer);
        cr_assert_eq(m->out, held, "allocation %zu of %s: a leak", n, request);
    }
}

Test(memory, a_prepared_handle_starved, .timeout = 120) {
    static const struct {
        making make;
        const char *request;
        int32_t status;
    } cases[] = {
        {make_conversion, "{\"from\":\"morphine/oral\",\"to\":\"morphine/sc\"}", PALLIA_OK},
        {make_conversion, "{\"from\":\"morphine/oral\",\"to\":\"fentanyl/transdermal\"}",
         PALLIA_OK},
        {make_conversion, "{\"from\":\"methadone/oral\",\"to\":\"morphine/sc\"}", PALLIA_EWITHHELD},
        {make_conversion, "{\"from\":\"morfine/oral\",\"to\":\"morphine/sc\"}", PALLIA_EDRUG},
        {make_columns, "{\"to\":\"morphine/sc\"}", PALLIA_OK},
        {make_columns, "{\"op\":\"ome\",\"edition\":\"us-cdc-2022\",\"language\":\"en\"}",
         PALLIA_OK},
        {make_columns, "{\"to\":\"morphine/pf\"}", PALLIA_EROUTE},
        {make_result, "{\"op\":\"tables\"}", PALLIA_OK},
        {make_result, "{\"op\":\"rotatte\"}", PALLIA_OK},
    };
    memory m = {0};
    pallia_tables *tables = open_with(&m);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *answer = NULL;
        (void)cases[i].make(tables, cases[i].request, &answer);
        pallia_free(answer);
        starve_making(tables, &m, cases[i].make, cases[i].request, cases[i].status, false);
        starve_making(tables, &m, cases[i].make, cases[i].request, cases[i].status, true);
    }
    pallia_tables_release(tables);
    cr_expect_eq(m.out, 0);
}

/* A text that cannot be read now is NULL, and there when memory is back. */
Test(memory, a_text_starved, .timeout = 60) {
    memory m = {0};
    bool starved = true;
    for (size_t n = 2; starved; n++) {
        pallia_tables *tables = open_with(&m);
        plan(&m, n - 1, false);
        starved = pallia_text(tables, "en", "page.start") == NULL;
        cr_assert(starved || m.made < n);
        plan(&m, 0, false);
        cr_assert_not_null(pallia_text(tables, "en", "page.start"), "after allocation %zu", n - 1);
        pallia_tables_release(tables);
        cr_assert_eq(m.out, 0, "allocation %zu: a leak", n - 1);
    }
}

/* ---- nothing goes past the caller's allocator ---- */

static size_t cjson_made;

static void *cjson_malloc(size_t bytes) {
    cjson_made++;
    return malloc(bytes);
}

Test(memory, cjson_is_never_asked) {
    cJSON_Hooks hooks = {cjson_malloc, free};
    cJSON_InitHooks(&hooks);
    cJSON_Delete(cJSON_CreateNull());
    cr_expect_eq(cjson_made, 1);
    memory m = {0};
    pallia_tables *tables = open_with(&m);
    for (size_t i = 0; i < REQUEST_COUNT; i++) {
        pallia_free(must_run(tables, requests[i]));
    }
    pallia_tables_release(tables);
    cJSON_InitHooks(NULL);
    cr_expect_eq(cjson_made, 1);
    cr_expect_eq(m.out, 0);
}
