/* SPDX-License-Identifier: MPL-2.0
 *
 * The public functions: arguments, owners, versions, local tables, threads.
 */
#include "pallia/pallia.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char request[] =
    "{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"60 mg\","
    "\"times\":2}],\"target\":{\"drug\":\"morphine\",\"route\":\"sc\"}}";

static pallia_tables *fresh(void) {
    pallia_tables *tables = NULL;
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    cr_assert_not_null(tables);
    return tables;
}

static char *run(const pallia_tables *tables, const char *text) {
    char *answer = NULL;
    cr_assert_eq(pallia_run(tables, text, strlen(text), &answer, NULL), PALLIA_OK);
    cr_assert_not_null(answer);
    return answer;
}

/* ---- arguments ---- */

static void *allocate(void *user, size_t bytes) {
    (void)user;
    return malloc(bytes);
}

static void *resize(void *user, void *block, size_t bytes) {
    (void)user;
    return realloc(block, bytes);
}

static void release(void *user, void *block) {
    (void)user;
    free(block);
}

Test(api, allocators_that_are_whole) {
    const pallia_allocator whole = {sizeof whole, NULL, allocate, resize, release};
    pallia_allocator broken[] = {whole, whole, whole, whole};
    broken[0].size = sizeof whole - 1;
    broken[1].allocate = NULL;
    broken[2].resize = NULL;
    broken[3].release = NULL;
    for (size_t i = 0; i < sizeof broken / sizeof broken[0]; i++) {
        pallia_tables *tables = NULL;
        cr_expect_eq(pallia_tables_new(&broken[i], &tables), PALLIA_EARGUMENT, "%zu", i);
        cr_expect_null(tables);
    }
    pallia_tables *tables = NULL;
    cr_assert_eq(pallia_tables_new(&whole, &tables), PALLIA_OK);
    pallia_free(run(tables, request));
    pallia_tables_release(tables);
    cr_expect_eq(pallia_tables_new(NULL, NULL), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_tables_new(&whole, NULL), PALLIA_EARGUMENT);
}

Test(api, null_is_refused_and_touches_nothing) {
    pallia_tables *tables = fresh();
    pallia_tables *more = tables;
    char untouched;
    char *answer = &untouched;
    size_t length = 7;
    cr_expect_eq(pallia_run(NULL, request, 1, &answer, &length), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_run(tables, NULL, 1, &answer, &length), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_run(tables, request, 1, NULL, &length), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_tables_with_local(NULL, "{}", 2, &more, &answer), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_tables_with_local(tables, NULL, 2, &more, &answer), PALLIA_EARGUMENT);
    cr_expect_eq(pallia_tables_with_local(tables, "{}", 2, NULL, &answer), PALLIA_EARGUMENT);
    cr_expect_eq(answer, &untouched);
    cr_expect_eq(length, 7);
    cr_expect_eq(more, tables);
    cr_expect_null(pallia_tables_edition(NULL));
    cr_expect_null(pallia_tables_sha256(NULL));
    cr_expect_null(pallia_tables_retain(NULL));
    pallia_tables_release(NULL);
    pallia_free(NULL);
    pallia_tables_release(tables);
}

Test(api, an_answer_is_always_a_document) {
    static const char *const texts[] = {"", " ", "x", "{}", "[]", "null", "{\"op\":7}", request};
    pallia_tables *tables = fresh();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *answer = NULL;
        size_t length = 0;
        cr_assert_eq(pallia_run(tables, texts[i], strlen(texts[i]), &answer, &length), PALLIA_OK);
        cr_expect_eq(length, strlen(answer), "%s", texts[i]);
        cJSON *document = cJSON_Parse(answer);
        const cJSON *status = cJSON_GetObjectItemCaseSensitive(document, "status");
        cr_expect_str_eq(cJSON_GetStringValue(status), texts[i] == request ? "ok" : "error");
        cJSON_Delete(document);
        pallia_free(answer);
    }
    pallia_tables_release(tables);
}

/* The status name of the error that bytes of any kind give. */
static void expect_error(const pallia_tables *tables, const char *bytes, size_t length,
                         const char *name) {
    char *answer = NULL;
    cr_assert_eq(pallia_run(tables, bytes, length, &answer, NULL), PALLIA_OK);
    cJSON *document = cJSON_Parse(answer);
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(document, "error");
    const char *found = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(error, "name"));
    cr_assert_not_null(found, "%s", answer);
    cr_expect_str_eq(found, name);
    cJSON_Delete(document);
    pallia_free(answer);
}

#define BYTES(literal) literal, sizeof literal - 1

Test(api, bytes_that_are_no_text) {
    static const struct {
        const char *bytes;
        size_t length;
        const char *name;
    } cases[] = {
        {BYTES("{\"op\":\"\xFF\"}"), "utf8"},
        {BYTES("{\"op\":\"\xC3\"}"), "utf8"},
        {BYTES("{\"op\":\"\xC0\xAF\"}"), "utf8"},
        {BYTES("{\"op\":\"\xED\xA0\x80\"}"), "utf8"},
        {BYTES("{\"op\":\"\xF4\x90\x80\x80\"}"), "utf8"},
        {BYTES("{\"op\":\"\0\"}"), "nul"},
        {BYTES("{}\0"), "nul"},
        {BYTES("{\"op\":\"\xC3\xA9\"}"), "operation"},
    };
    pallia_tables *tables = fresh();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_error(tables, cases[i].bytes, cases[i].length, cases[i].name);
    }
    pallia_tables_release(tables);
}

Test(api, a_request_of_4_MiB) {
    enum { LIMIT = 4 * 1024 * 1024 };
    pallia_tables *tables = fresh();
    char *bytes = malloc(LIMIT + 1);
    char *answer = NULL;
    cr_assert_not_null(bytes);
    memset(bytes, ' ', LIMIT + 1);
    memcpy(bytes, request, strlen(request));
    cr_assert_eq(pallia_run(tables, bytes, LIMIT, &answer, NULL), PALLIA_OK);
    cr_expect(strstr(answer, "\"status\":\"ok\""));
    pallia_free(answer);
    expect_error(tables, bytes, LIMIT + 1, "size");
    free(bytes);
    pallia_tables_release(tables);
}

/* ---- owners ---- */

Test(api, the_last_owner_frees) {
    pallia_tables *tables = fresh();
    cr_expect_eq(pallia_tables_retain(tables), tables);
    pallia_tables_release(tables);
    pallia_free(run(tables, request));
    pallia_tables_release(tables);
}

Test(api, an_answer_outlives_the_handle) {
    pallia_tables *tables = fresh();
    char *answer = run(tables, request);
    pallia_tables_release(tables);
    cr_expect(strstr(answer, "\"exact\":\"60\""));
    pallia_free(answer);
}

/* ---- versions and words ---- */

static bool is_digest(const char *text) {
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

Test(api, versions) {
    int32_t major;
    int32_t minor;
    int32_t patch;
    pallia_tables *tables = fresh();
    cr_expect_eq(sscanf(pallia_version(), "%d.%d.%d", &major, &minor, &patch), 3);
    cr_expect_geq(pallia_abi(), 0);
    cr_expect_eq(strspn(pallia_tables_edition(tables), "0123456789."), 7);
    cr_expect(is_digest(pallia_tables_sha256(tables)));
    char *answer = run(tables, request);
    cr_expect(strstr(answer, pallia_version()));
    cr_expect(strstr(answer, pallia_tables_edition(tables)));
    cr_expect(strstr(answer, pallia_tables_sha256(tables)));
    pallia_free(answer);
    pallia_tables_release(tables);
}

Test(api, status_names) {
    static const struct {
        int32_t status;
        const char *name;
    } cases[] = {{PALLIA_OK, "ok"},
                 {PALLIA_EJSON, "json"},
                 {PALLIA_ENO_RULE, "no-rule"},
                 {PALLIA_EWITHHELD, "withheld"},
                 {PALLIA_ETABLE_GAP, "table-gap"},
                 {PALLIA_ENOMEM, "nomem"},
                 {PALLIA_EINTERNAL, "internal"}};
    static const int32_t none[] = {-1, 1, 1000, 1009, 2018, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_str_eq(pallia_status_name(cases[i].status), cases[i].name);
    }
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        cr_expect_null(pallia_status_name(none[i]), "%d", (int)none[i]);
    }
}

Test(api, texts) {
    pallia_tables *tables = fresh();
    const char *french = pallia_text(tables, "fr", "review.none");
    const char *english = pallia_text(tables, "en", "review.none");
    cr_assert(french && english);
    cr_expect_str_neq(french, english);
    cr_expect_null(pallia_text(tables, "fr", "no.such.key"));
    cr_expect_null(pallia_text(tables, "de", "review.none"));
    cr_expect_null(pallia_text(tables, "", "review.none"));
    cr_expect_null(pallia_text(NULL, "fr", "review.none"));
    cr_expect_null(pallia_text(tables, NULL, "review.none"));
    cr_expect_null(pallia_text(tables, "fr", NULL));
    pallia_tables_release(tables);
}

/* ---- local tables ---- */

#define LOCAL_HEAD                                                                                 \
    "{\"schema\":\"pallia.edition/1\",\"id\":\"local-had\",\"title\":\"Protocole de test\","       \
    "\"publisher\":\"Equipe\",\"jurisdiction\":\"FR\",\"published\":\"2026-01-15\","               \
    "\"url\":\"https://example.org/protocole\",\"rights\":\"facts only\",\"status\":\"active\","   \
    "\"review_by\":\"2027-01-15\",\"purpose\":\"rotation\",\"reviewed_by\":[],\"rows\":["
#define LOCAL_ROW(factor, result)                                                                  \
    "{\"id\":\"tapentadol/oral>morphine/oral\",\"from\":\"tapentadol/oral\","                      \
    "\"to\":\"morphine/oral\",\"per\":\"mg/24h\",\"factor\":\"" factor "\",\"reversible\":false,"  \
    "\"evidence\":\"read\",\"cite\":\"page 1\",\"examples\":[[\"100 mg\",\"" result                \
    " mg\"],[\"50 mg\",\"15 mg\"]]}"

static const char local[] = LOCAL_HEAD LOCAL_ROW("3/10", "30") "]}";

static const char with_local[] =
    "{\"op\":\"rotate\",\"edition\":\"local-had\",\"reduction\":\"0 %\",\"regimen\":[{\"drug\":"
    "\"tapentadol\",\"route\":\"oral\",\"dose\":\"50 mg\",\"times\":2}],\"target\":{\"drug\":"
    "\"morphine\",\"route\":\"oral\"}}";

Test(api, a_local_table_answers_and_says_so) {
    pallia_tables *base = fresh();
    pallia_tables *tables = NULL;
    char *answer = (char *)base;
    cr_assert_eq(pallia_tables_with_local(base, local, strlen(local), &tables, &answer), PALLIA_OK);
    cr_expect_null(answer);
    pallia_tables_release(base);
    answer = run(tables, with_local);
    cr_expect(strstr(answer, "\"status\":\"ok\""), "%s", answer);
    cr_expect(strstr(answer, "\"calculated\":{\"exact\":\"30\""), "%s", answer);
    cr_expect(strstr(answer, "\"code\":\"local-table\""), "%s", answer);
    cr_expect(strstr(answer, "\"local\":[{\"edition\":\"local-had\",\"sha256\":\""), "%s", answer);
    pallia_free(answer);
    pallia_tables_release(tables);
}

/* A team's table cannot lift what the profile never converts, nor show its number beside. */
Test(api, a_local_table_does_not_lift_a_never) {
    static const char document[] = LOCAL_HEAD
        "{\"id\":\"fentanyl/buccal>morphine/oral\",\"from\":\"fentanyl/buccal\",\"to\":"
        "\"morphine/oral\",\"per\":\"mg/24h\",\"factor\":\"50\",\"reversible\":false,\"evidence\":"
        "\"read\",\"cite\":\"page 1\",\"examples\":[[\"1 mg\",\"50 mg\"],[\"2 mg\",\"100 mg\"]]}]}";
    static const char asked[] =
        "\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"60 mg\",\"times\":1},"
        "{\"drug\":\"fentanyl\",\"route\":\"buccal\",\"dose\":\"200 ug\",\"times\":4}],\"target\":"
        "{\"drug\":\"morphine\",\"route\":\"oral\"}}";
    static const struct {
        const char *head;
        const char *status;
    } cases[] = {{"{\"op\":\"rotate\",\"edition\":\"local-had\",", "\"status\":\"partial\""},
                 {"{\"op\":\"rotate\",", "\"status\":\"partial\""},
                 {"{\"op\":\"compare\",", "\"status\":\"refused\""}};
    pallia_tables *base = fresh();
    pallia_tables *tables = NULL;
    cr_assert_eq(pallia_tables_with_local(base, document, strlen(document), &tables, NULL),
                 PALLIA_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[1024];
        snprintf(text, sizeof text, "%s%s", cases[i].head, asked);
        char *answer = run(tables, text);
        cr_expect(strstr(answer, cases[i].status), "%s", answer);
        cr_expect(strstr(answer, "\"others\":[]") || !strstr(answer, "\"others\""), "%s", answer);
        cr_expect_null(strstr(answer, "\"exact\":\"100\""), "%s", answer);
        pallia_free(answer);
    }
    pallia_tables_release(tables);
    pallia_tables_release(base);
}

Test(api, a_local_table_changes_nothing_else) {
    pallia_tables *base = fresh();
    pallia_tables *tables = NULL;
    cr_assert_eq(pallia_tables_with_local(base, local, strlen(local), &tables, NULL), PALLIA_OK);
    char *answer = run(base, with_local);
    cr_expect(strstr(answer, "\"name\":\"edition\""), "%s", answer);
    cr_expect(strstr(answer, "\"local\":[]"), "%s", answer);
    pallia_free(answer);
    answer = run(tables, request);
    cr_expect_null(strstr(answer, "\"code\":\"local-table\""), "%s", answer);
    pallia_free(answer);
    pallia_tables_release(tables);
    pallia_tables_release(base);
}

Test(api, a_local_table_that_breaks_a_rule) {
    static const struct {
        const char *document;
        int32_t status;
        const char *pointer;
    } cases[] = {
        {"", PALLIA_EEMPTY, ""},
        {"{\"schema\":", PALLIA_EJSON, "/schema"},
        {"[]", PALLIA_ETYPE, ""},
        {"{\"schema\":\"pallia.profile/1\"}", PALLIA_ETABLE_SCHEMA, "/schema"},
        {LOCAL_HEAD "]}", PALLIA_ECOUNT, "/rows"},
        {LOCAL_HEAD LOCAL_ROW("3/10", "300") "]}", PALLIA_ETABLE_EXAMPLE, "/rows/0/examples"},
        {LOCAL_HEAD LOCAL_ROW("0", "30") "]}", PALLIA_ETABLE_NUMBER, "/rows/0/factor"},
        {LOCAL_HEAD LOCAL_ROW("3/10", "30") "," LOCAL_ROW("3/10", "30") "]}",
         PALLIA_ETABLE_DUPLICATE, "/rows"},
    };
    pallia_tables *base = fresh();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pallia_tables *tables = NULL;
        char *answer = NULL;
        const char *text = cases[i].document;
        cr_expect_eq(pallia_tables_with_local(base, text, strlen(text), &tables, &answer),
                     cases[i].status, "%s", text);
        cr_expect_null(tables);
        cr_assert_not_null(answer, "%s", text);
        cJSON *document = cJSON_Parse(answer);
        const cJSON *error = cJSON_GetObjectItemCaseSensitive(document, "error");
        const cJSON *code = cJSON_GetObjectItemCaseSensitive(error, "code");
        const cJSON *pointer = cJSON_GetObjectItemCaseSensitive(error, "pointer");
        cr_assert(code && pointer, "%s", answer);
        cr_expect_eq(code->valueint, cases[i].status, "%s", answer);
        cr_expect_str_eq(pointer->valuestring, cases[i].pointer, "%s", answer);
        cJSON_Delete(document);
        pallia_free(answer);
        cr_expect_eq(pallia_tables_with_local(base, text, strlen(text), &tables, NULL),
                     cases[i].status);
    }
    pallia_tables_release(base);
}

Test(api, a_local_table_may_not_take_a_name) {
    char document[4096];
    pallia_tables *base = fresh();
    pallia_tables *once = NULL;
    pallia_tables *twice = NULL;
    cr_assert_eq(pallia_tables_with_local(base, local, strlen(local), &once, NULL), PALLIA_OK);
    cr_expect_eq(pallia_tables_with_local(once, local, strlen(local), &twice, NULL),
                 PALLIA_ETABLE_DUPLICATE);
    cr_expect_null(twice);
    snprintf(document, sizeof document, "%s", local);
    char *id = strstr(document, "local-had");
    cr_assert_not_null(id);
    memcpy(id, "uk-westmi", 9);
    cr_expect_eq(pallia_tables_with_local(base, document, strlen(document), &twice, NULL),
                 PALLIA_OK, "another name is another table");
    pallia_tables_release(twice);
    pallia_tables_release(once);
    pallia_tables_release(base);
}

/* ---- two local tables, compared ---- */

static const char *const forms[] = {
    "\"factor\":\"1/2\",\"reversible\":false,\"examples\":[[\"10 mg\",\"5 mg\"],[\"100 mg\",\"50 "
    "mg\"]]",
    "\"factor\":\"1/4\",\"reversible\":false,\"examples\":[[\"10 mg\",\"2.5 mg\"],[\"100 "
    "mg\",\"25 mg\"]]",
    "\"factor\":\"1/2\",\"reversible\":true,\"examples\":[[\"10 mg\",\"5 mg\"],[\"100 mg\",\"50 "
    "mg\"]]",
    "\"factor\":\"1/2\",\"reversible\":false,\"direct_only\":true,\"examples\":[[\"10 mg\",\"5 "
    "mg\"],[\"100 mg\",\"50 mg\"]]",
    "\"factor\":\"1/2\",\"low\":\"2/5\",\"high\":\"3/5\",\"reversible\":false,\"examples\":[[\"10 "
    "mg\",\"5 mg\",\"4 mg\",\"6 mg\"],[\"100 mg\",\"50 mg\",\"40 mg\",\"60 mg\"]]",
    "\"factor\":\"1/2\",\"low\":\"1/5\",\"high\":\"3/5\",\"reversible\":false,\"examples\":[[\"10 "
    "mg\",\"5 mg\",\"2 mg\",\"6 mg\"],[\"100 mg\",\"50 mg\",\"20 mg\",\"60 mg\"]]",
    "\"factor\":\"1/2\",\"low\":\"2/5\",\"high\":\"4/5\",\"reversible\":false,\"examples\":[[\"10 "
    "mg\",\"5 mg\",\"4 mg\",\"8 mg\"],[\"100 mg\",\"50 mg\",\"40 mg\",\"80 mg\"]]",
    "\"factor\":\"1/2\",\"range\":\"[10,100]\",\"reversible\":false,\"examples\":[[\"10 mg\",\"5 "
    "mg\"],[\"100 mg\",\"50 mg\"]]",
    "\"factor\":\"1/2\",\"range\":\"[20,100]\",\"reversible\":false,\"examples\":[[\"20 mg\",\"10 "
    "mg\"],[\"100 mg\",\"50 mg\"]]",
    "\"factor\":\"1/2\",\"range\":\"[10,200]\",\"reversible\":false,\"examples\":[[\"10 mg\",\"5 "
    "mg\"],[\"200 mg\",\"100 mg\"]]",
    "\"factor\":\"1/2\",\"range\":\"[10,)\",\"reversible\":false,\"examples\":[[\"10 mg\",\"5 "
    "mg\"],[\"100 mg\",\"50 mg\"]]",
    "\"factor\":\"1/2\",\"range\":\"(,100]\",\"reversible\":false,\"examples\":[[\"10 mg\",\"5 "
    "mg\"],[\"100 mg\",\"50 mg\"]]",
    "\"factor\":\"1/2\",\"range\":\"(10,100]\",\"reversible\":false,\"examples\":[[\"10.000001 "
    "mg\",\"10000001/2000000 mg\"],[\"100 mg\",\"50 mg\"]]",
    "\"factor\":\"1/2\",\"range\":\"[10,100)\",\"reversible\":false,\"examples\":[[\"10 mg\",\"5 "
    "mg\"],[\"99.999999 mg\",\"99999999/2000000 mg\"]]",
    "\"bands\":[{\"range\":\"(0,100]\",\"value\":\"10\"},{\"range\":\"(100,200]\",\"value\":\"20\"}"
    "],\"reversible\":false,\"examples\":[[\"100 mg\",\"10 mg\"],[\"200 mg\",\"20 mg\"]]",
    "\"bands\":[{\"range\":\"(0,100]\",\"value\":\"10\"},{\"range\":\"(100,200]\",\"value\":\"30\"}"
    "],\"reversible\":false,\"examples\":[[\"100 mg\",\"10 mg\"],[\"200 mg\",\"30 mg\"]]",
    "\"bands\":[{\"range\":\"(0,100]\",\"value\":\"10\"},{\"range\":\"(100,300]\",\"value\":\"20\"}"
    "],\"reversible\":false,\"examples\":[[\"100 mg\",\"10 mg\"],[\"300 mg\",\"20 mg\"]]",
    "\"bands\":[{\"range\":\"(0,100]\",\"factor\":\"10\"},{\"range\":\"(100,200]\",\"factor\":"
    "\"20\"}],\"reversible\":false,\"examples\":[[\"100 mg\",\"1000 mg\"],[\"200 mg\",\"4000 mg\"]"
    "]",
};

enum { FORM_COUNT = sizeof forms / sizeof forms[0] };

static pallia_tables *with_form(pallia_tables *base, const char *id, const char *form) {
    char document[2048];
    pallia_tables *tables = NULL;
    snprintf(document, sizeof document,
             "{\"schema\":\"pallia.edition/1\",\"id\":\"%s\",\"title\":\"Protocole\",\"publisher\":"
             "\"Equipe\",\"jurisdiction\":\"FR\",\"published\":\"2026-01-15\",\"url\":"
             "\"https://example.org/protocole\",\"rights\":\"facts only\",\"status\":\"active\","
             "\"review_by\":\"2027-01-15\",\"purpose\":\"rotation\",\"reviewed_by\":[],\"rows\":[{"
             "\"id\":\"tapentadol/oral>morphine/oral\",\"from\":\"tapentadol/oral\",\"to\":"
             "\"morphine/oral\",\"per\":\"mg/24h\",\"evidence\":\"read\",\"cite\":\"page 1\",%s}]}",
             id, form);
    char *answer = NULL;
    int32_t status = pallia_tables_with_local(base, document, strlen(document), &tables, &answer);
    cr_assert_eq(status, PALLIA_OK, "%s\n%s", document, answer);
    return tables;
}

/* Every pair of forms: no difference with itself, one with any other. */
Test(api, tables_diff_sees_whatever_changes_an_answer, .timeout = 60) {
    static const char diff[] = "{\"op\":\"tables\",\"diff\":[\"local-a\",\"local-b\"]}";
    pallia_tables *base = fresh();
    for (size_t a = 0; a < FORM_COUNT; a++) {
        pallia_tables *first = with_form(base, "local-a", forms[a]);
        for (size_t b = 0; b < FORM_COUNT; b++) {
            pallia_tables *both = with_form(first, "local-b", forms[b]);
            char *answer = run(both, diff);
            bool same = strstr(answer, "\"differences\":[]") != NULL;
            cr_expect_eq(same, a == b, "%s\n%s", forms[a], forms[b]);
            pallia_free(answer);
            pallia_tables_release(both);
        }
        pallia_tables_release(first);
    }
    pallia_tables_release(base);
}

/* ---- threads ---- */

enum { THREADS = 4, ROUNDS = 20 };

static const char *const requests[THREADS] = {
    request,
    "{\"op\":\"compare\",\"language\":\"en\",\"regimen\":[{\"drug\":\"oxycodone\",\"route\":"
    "\"oral\","
    "\"dose\":\"20 mg\",\"times\":2}],\"target\":{\"drug\":\"morphine\",\"route\":\"oral\"}}",
    "{\"op\":\"ome\",\"edition\":\"us-cdc-2022\",\"regimen\":[{\"drug\":\"fentanyl\",\"route\":"
    "\"transdermal\",\"dose\":\"25 ug/h\"}]}",
    "{\"op\":\"find\",\"text\":\"skenam\"}"};

typedef struct work {
    const pallia_tables *tables;
    const char *request;
    char *answer; /* of the last round */
    bool steady;
} work;

static void *worker(void *argument) {
    work *mine = argument;
    mine->steady = true;
    for (int i = 0; i < ROUNDS; i++) {
        char *answer = NULL;
        if (pallia_run(mine->tables, mine->request, strlen(mine->request), &answer, NULL) !=
            PALLIA_OK) {
            mine->steady = false;
            continue;
        }
        mine->steady = mine->steady && (!mine->answer || strcmp(answer, mine->answer) == 0);
        pallia_free(mine->answer);
        mine->answer = answer;
    }
    return NULL;
}

/* Nothing is read yet when they start: they race for each domain of the tables. */
Test(api, threads_share_a_handle, .timeout = 60) {
    pthread_t threads[THREADS];
    work jobs[THREADS];
    pallia_tables *shared = fresh();
    pallia_tables *alone = fresh();
    for (int i = 0; i < THREADS; i++) {
        jobs[i] = (work){.tables = shared, .request = requests[i]};
        cr_assert_eq(pthread_create(&threads[i], NULL, worker, &jobs[i]), 0);
    }
    for (int i = 0; i < THREADS; i++) {
        cr_assert_eq(pthread_join(threads[i], NULL), 0);
        char *due = run(alone, requests[i]);
        cr_expect(jobs[i].steady);
        cr_expect_str_eq(jobs[i].answer, due);
        pallia_free(due);
        pallia_free(jobs[i].answer);
    }
    pallia_tables_release(alone);
    pallia_tables_release(shared);
}
