/* SPDX-License-Identifier: MPL-2.0
 *
 * libpallia inside SQLite: a loadable extension, pallia_sqlite.so. bindings/sqlite/README.md is the
 * manual, with an audit from the file to the figures.
 *
 *   pallia_ome(drug, route, dose, unit [, table])            mg of oral morphine in 24 h, or NULL
 *   pallia_ome_status(the same)                              "ok", or why there is no number
 *   pallia_ome_total(the same)                               aggregate: NULL when a row has none
 *   pallia_ome_report(the same)                              aggregate: JSON, counted and refused
 *   pallia_convert(drug, route, dose, unit, to_drug, to_route [, table])
 *   pallia_convert_status(the same)
 *   pallia_unit(drug, route)                                 "mg/24h" or "ug/h"
 *   pallia_run(request), pallia_verify(request)              JSON in, JSON out
 *   pallia_version(), pallia_tables(), pallia_tables_sha256()
 *
 * What is wrong in a row makes NULL and a word, never an error and never a number: an audit goes to
 * its end. What is wrong in the query, a target or a table that does not exist, stops it.
 *
 * One session a connection: its tables, and the sets of columns already resolved. SQLite never
 * enters a connection from two threads at once.
 */
#include "pallia/columns.h"
#include "pallia/pallia.h"

#include <sqlite3ext.h>
#include <stdbool.h>
#include <string.h>

SQLITE_EXTENSION_INIT1

/* A set is some milliseconds of work: an audit compares a few tables, not hundreds. */
enum { SETS_MAX = 32, REQUEST_MAX = 512 };

enum { DRUG, ROUTE, DOSE, UNIT, OME_TABLE, TO_DRUG = UNIT + 1, TO_ROUTE, CONVERT_TABLE };

typedef struct set {
    char request[REQUEST_MAX];
    pallia_columns *columns;
} set;

typedef struct session {
    int owners; /* the functions registered with it */
    pallia_tables *tables;
    set sets[SETS_MAX];
    int next; /* the set to give up when all are taken */
} session;

/* What an aggregate knows. The sum is Neumaier's: its error does not grow with the rows. */
typedef struct total {
    double sum;
    double lost;
    sqlite3_int64 counted;
    sqlite3_int64 refused;
} total;

static session *session_new(void) {
    session *made = sqlite3_malloc64(sizeof *made);
    if (!made) {
        return NULL;
    }
    memset(made, 0, sizeof *made);
    if (pallia_tables_new(NULL, &made->tables) != PALLIA_OK) {
        sqlite3_free(made);
        return NULL;
    }
    made->owners = 1;
    return made;
}

static void session_release(void *owned) {
    session *it = owned;
    it->owners--;
    if (it->owners > 0) {
        return;
    }
    for (int i = 0; i < SETS_MAX; i++) {
        pallia_columns_release(it->sets[i].columns);
    }
    pallia_tables_release(it->tables);
    sqlite3_free(it);
}

/* ---- errors of the query ---- */

static void fail(sqlite3_context *context, int32_t status, const char *what) {
    if (status == PALLIA_ENOMEM) {
        sqlite3_result_error_nomem(context);
        return;
    }
    const char *name = pallia_status_name(status);
    char *text = sqlite3_mprintf("pallia: %s (%d): %.100s", name ? name : "?", (int)status, what);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sqlite3_result_error(context, text, -1);
    sqlite3_free(text);
}

/* ---- values ---- */

/* PALLIA_OK when no value is NULL. */
static int32_t all_there(int argc, sqlite3_value **argv) {
    for (int i = 0; i < argc; i++) {
        if (sqlite3_value_type(argv[i]) == SQLITE_NULL) {
            return i == UNIT ? PALLIA_EUNIT_MISSING : PALLIA_EKEY_MISSING;
        }
    }
    return PALLIA_OK;
}

/* The text of a value, never changed from another type. A text that holds a NUL would be read as
 * its beginning. PALLIA_ETYPE, PALLIA_ENUL, PALLIA_ENOMEM. */
static int32_t text_of(sqlite3_value *value, const char **text) {
    if (sqlite3_value_type(value) != SQLITE_TEXT) {
        return PALLIA_ETYPE;
    }
    const char *found = (const char *)sqlite3_value_text(value);
    if (!found) {
        return PALLIA_ENOMEM;
    }
    if (strlen(found) != (size_t)sqlite3_value_bytes(value)) {
        return PALLIA_ENUL;
    }
    *text = found;
    return PALLIA_OK;
}

/* An id, so that it stands in a request without an escape. */
static bool is_id(const char *text) {
    return *text && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
}

/* ---- sets of columns ---- */

static const char to_key[] = "{\"to\":";

/* Appends to a request; false when it does not fit. */
static bool append(char *request, const char *text) {
    size_t used = strlen(request);
    size_t length = strlen(text);
    if (length >= REQUEST_MAX - used) {
        return false;
    }
    memcpy(request + used, text, length + 1);
    return true;
}

/* The keys of an object, after those already written: `{"stable":true}` gives `,"stable":true}`. */
static bool append_options(char *request, const char *options) {
    const char *keys = options + 1;
    bool none = keys[strspn(keys, " \t\r\n")] == '}';
    return append(request, none ? "" : ",") && append(request, keys);
}

static bool append_table(char *request, const char *key, const char *id) {
    return append(request, ",\"") && append(request, key) && append(request, "\":\"") &&
           append(request, id) && append(request, "\"}");
}

/* The set that a request asks for, resolved once. Borrowed until the next call. */
static int32_t set_for(session *it, const char *request, pallia_columns **columns) {
    for (int i = 0; i < SETS_MAX; i++) {
        if (it->sets[i].columns && strcmp(it->sets[i].request, request) == 0) {
            *columns = it->sets[i].columns;
            return PALLIA_OK;
        }
    }
    int32_t status = pallia_columns_new(it->tables, request, strlen(request), columns, NULL);
    if (status != PALLIA_OK) {
        return status;
    }
    set *taken = &it->sets[it->next];
    it->next = (it->next + 1) % SETS_MAX;
    pallia_columns_release(taken->columns);
    memcpy(taken->request, request, strlen(request) + 1);
    taken->columns = *columns;
    return PALLIA_OK;
}

/* `head` is a request without its end; `table` an edition, a profile, or an object of options. */
static int32_t set_of(session *it, const char *head, const char *table, pallia_columns **columns) {
    char request[REQUEST_MAX] = "";
    if (!append(request, head)) {
        return PALLIA_ESIZE;
    }
    if (!table) {
        return append(request, "}") ? set_for(it, request, columns) : PALLIA_ESIZE;
    }
    if (*table == '{') {
        return append_options(request, table) ? set_for(it, request, columns) : PALLIA_ESIZE;
    }
    if (!is_id(table)) {
        return PALLIA_EEDITION;
    }
    size_t length = strlen(request);
    if (!append_table(request, "edition", table)) {
        return PALLIA_ESIZE;
    }
    int32_t status = set_for(it, request, columns);
    if (status != PALLIA_EEDITION) {
        return status;
    }
    request[length] = '\0';
    if (!append_table(request, "profile", table)) {
        return PALLIA_ESIZE;
    }
    status = set_for(it, request, columns);
    return status == PALLIA_EPROFILE ? PALLIA_EEDITION : status;
}

/* A text of the query's. False when it is none and the error said. */
static bool query_text(sqlite3_context *context, sqlite3_value *value, const char *what,
                       const char **text) {
    bool null = sqlite3_value_type(value) == SQLITE_NULL;
    int32_t status = null ? PALLIA_EKEY_MISSING : text_of(value, text);
    if (status == PALLIA_OK) {
        return true;
    }
    char said[64];
    const char *verdict = null ? "is NULL" : status == PALLIA_ENUL ? "holds a NUL" : "is no text";
    fail(context, status, sqlite3_snprintf(sizeof said, said, "%s %s", what, verdict));
    return false;
}

/* `{"to":"drug/route"`. False when the error was said. */
static bool head_of_target(sqlite3_context *context, sqlite3_value **argv, char *head) {
    const char *drug = NULL;
    const char *route = NULL;
    if (!query_text(context, argv[TO_DRUG], "the target's drug", &drug) ||
        !query_text(context, argv[TO_ROUTE], "the target's route", &route)) {
        return false;
    }
    if (!is_id(drug) || !is_id(route)) {
        fail(context, is_id(drug) ? PALLIA_EROUTE : PALLIA_EDRUG, is_id(drug) ? route : drug);
        return false;
    }
    *head = '\0';
    if (append(head, to_key) && append(head, "\"") && append(head, drug) && append(head, "/") &&
        append(head, route) && append(head, "\"")) {
        return true;
    }
    fail(context, PALLIA_ESIZE, "the target");
    return false;
}

static bool is_of_target(int32_t status) {
    return status == PALLIA_EDRUG || status == PALLIA_EROUTE || status == PALLIA_EROUTE_DRUG;
}

/* The set of a call: its target, where it has one, and its table are the query's. False when the
 * query is wrong and the error said. */
static bool set_of_call(sqlite3_context *context, int argc, sqlite3_value **argv,
                        pallia_columns **columns) {
    char head[REQUEST_MAX] = "{\"op\":\"ome\"";
    const char *table = NULL;
    bool has_table = argc == OME_TABLE + 1 || argc == CONVERT_TABLE + 1;
    if (argc > TO_ROUTE && !head_of_target(context, argv, head)) {
        return false;
    }
    if (has_table && !query_text(context, argv[argc - 1], "the table", &table)) {
        return false;
    }
    int32_t status = set_of(sqlite3_user_data(context), head, table, columns);
    if (status == PALLIA_OK) {
        return true;
    }
    fail(context, status,
         is_of_target(status) ? head + strlen(to_key) : (table ? table : "the target"));
    return false;
}

/* ---- one row ---- */

/* A dose, a number as stored: text is not read, for "1.000" may be one or a thousand. */
static int32_t dose_of(sqlite3_value *value, double *dose) {
    int type = sqlite3_value_type(value);
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) {
        return PALLIA_ETYPE;
    }
    *dose = sqlite3_value_double(value);
    return PALLIA_OK;
}

/* Drug, route, dose, unit, none NULL; the status of the row, and its result when it is PALLIA_OK.
 * The unit must be the one of the place: nothing is assumed of a bare number. */
static int32_t convert_row(const pallia_columns *columns, sqlite3_value **argv, double *result) {
    const char *drug;
    const char *route;
    const char *unit;
    int32_t code;
    double dose;
    int32_t status;
    if ((status = text_of(argv[DRUG], &drug)) != PALLIA_OK ||
        (status = text_of(argv[ROUTE], &route)) != PALLIA_OK ||
        (status = text_of(argv[UNIT], &unit)) != PALLIA_OK ||
        (status = dose_of(argv[DOSE], &dose)) != PALLIA_OK ||
        (status = pallia_columns_code(columns, drug, route, &code)) != PALLIA_OK) {
        return status;
    }
    if (strcmp(unit, pallia_columns_unit(columns, code)) != 0) {
        return PALLIA_EDIMENSION;
    }
    uint8_t row;
    status = pallia_columns_run(columns, 1, &code, &dose, result, &row);
    return status == PALLIA_OK ? pallia_row_status(row) : status;
}

/* A call for one row, whichever function asks. False when the query is wrong and the error said:
 * whatever the row holds. */
static bool answer_row(sqlite3_context *context, int argc, sqlite3_value **argv, int32_t *status,
                       double *result) {
    pallia_columns *columns;
    if (!set_of_call(context, argc, argv, &columns)) {
        return false;
    }
    *status = all_there(UNIT + 1, argv);
    if (*status == PALLIA_OK) {
        *status = convert_row(columns, argv, result);
    }
    if (*status == PALLIA_ENOMEM) {
        sqlite3_result_error_nomem(context);
        return false;
    }
    return true;
}

/* NULL unless it sets a result. */
static void number(sqlite3_context *context, int argc, sqlite3_value **argv) {
    int32_t status;
    double result = 0;
    if (answer_row(context, argc, argv, &status, &result) && status == PALLIA_OK) {
        sqlite3_result_double(context, result);
    }
}

static void word(sqlite3_context *context, int argc, sqlite3_value **argv) {
    int32_t status;
    double result;
    if (answer_row(context, argc, argv, &status, &result)) {
        sqlite3_result_text(context, pallia_status_name(status), -1, SQLITE_STATIC);
    }
}

/* ---- aggregates ---- */

static void add(total *into, double value) {
    double sum = into->sum + value;
    double larger = into->sum > value ? into->sum : value;
    double smaller = into->sum > value ? value : into->sum;
    into->lost += (larger - sum) + smaller;
    into->sum = sum;
}

static void ome_step(sqlite3_context *context, int argc, sqlite3_value **argv) {
    int32_t status;
    double result = 0;
    total *so_far = sqlite3_aggregate_context(context, sizeof *so_far);
    if (!so_far) {
        sqlite3_result_error_nomem(context);
        return;
    }
    if (!answer_row(context, argc, argv, &status, &result)) {
        return;
    }
    if (status != PALLIA_OK) {
        so_far->refused++;
        return;
    }
    so_far->counted++;
    add(so_far, result);
}

/* NULL without a row, as sum() is. */
static void ome_total(sqlite3_context *context) {
    const total *all = sqlite3_aggregate_context(context, 0);
    if (all && all->refused == 0) {
        sqlite3_result_double(context, all->sum + all->lost);
    }
}

/* "total" when every row counts, else "lower_bound": the two are never taken for each other. No row
 * counted, no number. */
static void ome_report(sqlite3_context *context) {
    const total *all = sqlite3_aggregate_context(context, 0);
    if (!all) {
        return;
    }
    bool whole = all->refused == 0;
    bool some = all->counted > 0;
    char *number = sqlite3_mprintf("%!.17g", all->sum + all->lost);
    char *text = number ? sqlite3_mprintf("{\"total\":%s,\"lower_bound\":%s,\"counted\":%lld,"
                                          "\"refused\":%lld}",
                                          whole ? number : "null", some && !whole ? number : "null",
                                          all->counted, all->refused)
                        : NULL;
    sqlite3_free(number);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return;
    }
    sqlite3_result_text(context, text, -1, sqlite3_free);
}

/* ---- the unit of a place ---- */

/* NULL when there is no such drug or route: every set of columns knows the same places. */
static void unit(sqlite3_context *context, int argc, sqlite3_value **argv) {
    pallia_columns *columns;
    const char *drug;
    const char *route;
    int32_t code;
    if (all_there(argc, argv) == PALLIA_OK && text_of(argv[DRUG], &drug) == PALLIA_OK &&
        text_of(argv[ROUTE], &route) == PALLIA_OK && set_of_call(context, argc, argv, &columns) &&
        pallia_columns_code(columns, drug, route, &code) == PALLIA_OK) {
        sqlite3_result_text(context, pallia_columns_unit(columns, code), -1, SQLITE_TRANSIENT);
    }
}

/* ---- documents ---- */

static void free_answer(void *answer) {
    pallia_free(answer);
}

/* The answer to the request, which the caller gives to SQLite or releases; NULL when the query is
 * wrong and the error said. A request with a NUL in it is answered: the library says so. */
static char *answer_to(sqlite3_context *context, sqlite3_value *request) {
    const session *it = sqlite3_user_data(context);
    char *answer = NULL;
    if (sqlite3_value_type(request) != SQLITE_TEXT) {
        fail(context, PALLIA_ETYPE, "a request is text");
        return NULL;
    }
    const char *text = (const char *)sqlite3_value_text(request);
    size_t length = (size_t)sqlite3_value_bytes(request);
    int32_t status =
        text ? pallia_run(it->tables, text, length, &answer, NULL) : (int32_t)PALLIA_ENOMEM;
    if (status != PALLIA_OK) {
        fail(context, status, "no answer");
        return NULL;
    }
    return answer;
}

static void run(sqlite3_context *context, int argc, sqlite3_value **argv) {
    char *answer = all_there(argc, argv) == PALLIA_OK ? answer_to(context, argv[0]) : NULL;
    if (answer) {
        sqlite3_result_text(context, answer, -1, free_answer);
    }
}

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

/* An answer opens with its status and its op, which is null when none was read. */
static bool answers_another(const char *answer) {
    const char *op = strstr(answer, ",\"op\":");
    return op && !begins(op, ",\"op\":\"verify\"") && !begins(op, ",\"op\":null");
}

static void verify(sqlite3_context *context, int argc, sqlite3_value **argv) {
    char *answer = all_there(argc, argv) == PALLIA_OK ? answer_to(context, argv[0]) : NULL;
    if (!answer) {
        return;
    }
    if (answers_another(answer)) {
        pallia_free(answer);
        fail(context, PALLIA_EOPERATION, "pallia_verify takes \"op\":\"verify\"");
        return;
    }
    sqlite3_result_text(context, answer, -1, free_answer);
}

/* ---- identity ---- */

static void version(sqlite3_context *context, int argc, sqlite3_value **argv) {
    (void)argc;
    (void)argv;
    sqlite3_result_text(context, pallia_version(), -1, SQLITE_STATIC);
}

static void tables(sqlite3_context *context, int argc, sqlite3_value **argv) {
    const session *it = sqlite3_user_data(context);
    (void)argc;
    (void)argv;
    sqlite3_result_text(context, pallia_tables_edition(it->tables), -1, SQLITE_TRANSIENT);
}

static void tables_sha256(sqlite3_context *context, int argc, sqlite3_value **argv) {
    const session *it = sqlite3_user_data(context);
    (void)argc;
    (void)argv;
    sqlite3_result_text(context, pallia_tables_sha256(it->tables), -1, SQLITE_TRANSIENT);
}

/* ---- registration ---- */

typedef struct function {
    const char *name;
    int argc;
    void (*scalar)(sqlite3_context *, int, sqlite3_value **);
    void (*step)(sqlite3_context *, int, sqlite3_value **);
    void (*final)(sqlite3_context *);
} function;

static const function functions[] = {
    {"pallia_ome", 4, number, NULL, NULL},
    {"pallia_ome", 5, number, NULL, NULL},
    {"pallia_ome_status", 4, word, NULL, NULL},
    {"pallia_ome_status", 5, word, NULL, NULL},
    {"pallia_ome_total", 4, NULL, ome_step, ome_total},
    {"pallia_ome_total", 5, NULL, ome_step, ome_total},
    {"pallia_ome_report", 4, NULL, ome_step, ome_report},
    {"pallia_ome_report", 5, NULL, ome_step, ome_report},
    {"pallia_convert", 6, number, NULL, NULL},
    {"pallia_convert", 7, number, NULL, NULL},
    {"pallia_convert_status", 6, word, NULL, NULL},
    {"pallia_convert_status", 7, word, NULL, NULL},
    {"pallia_unit", 2, unit, NULL, NULL},
    {"pallia_run", 1, run, NULL, NULL},
    {"pallia_verify", 1, verify, NULL, NULL},
    {"pallia_version", 0, version, NULL, NULL},
    {"pallia_tables", 0, tables, NULL, NULL},
    {"pallia_tables_sha256", 0, tables_sha256, NULL, NULL},
};

enum {
    FUNCTION_COUNT = sizeof functions / sizeof functions[0],
    FLAGS = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
};

/* What SQLite calls after `.load pallia_sqlite`: the name is drawn from the file's. */
__attribute__((visibility("default"))) int
sqlite3_palliasqlite_init(sqlite3 *database, char **message, const sqlite3_api_routines *api);

int sqlite3_palliasqlite_init(sqlite3 *database, char **message, const sqlite3_api_routines *api) {
    SQLITE_EXTENSION_INIT2(api)
    session *it = session_new();
    if (!it) {
        *message = sqlite3_mprintf("pallia: out of memory");
        return SQLITE_NOMEM;
    }
    int code = SQLITE_OK;
    for (int i = 0; i < FUNCTION_COUNT && code == SQLITE_OK; i++) {
        const function *each = &functions[i];
        it->owners++; /* given back by SQLite, also when it refuses the function */
        code = sqlite3_create_function_v2(database, each->name, each->argc, FLAGS, it, each->scalar,
                                          each->step, each->final, session_release);
    }
    session_release(it);
    return code;
}
