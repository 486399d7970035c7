/* SPDX-License-Identifier: MPL-2.0
 *
 * Ten million rows by columns, in one thread and in two, beside a plain C loop that multiplies by a
 * factor in double and beside a SQLite join that does the same; turn by turn, medians.
 */
#include "pallia/columns.h"
#include "measure.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 10000000, SQL_ROWS = 1000000, TURNS = 7, DRUGS = 6, DOSES = 1200 };

/* Proportional places, a banded one, and one that is refused. */
static const struct {
    const char *drug;
    const char *route;
} places[DRUGS] = {{"morphine", "sc"},  {"oxycodone", "oral"},       {"tramadol", "oral"},
                   {"codeine", "oral"}, {"fentanyl", "transdermal"}, {"methadone", "oral"}};

typedef struct bench {
    pallia_columns *columns;
    int32_t *codes;
    double *doses;
    double *results;
    uint8_t *statuses;
    double *factors; /* by code: what the plain loop multiplies by */
    sqlite3 *database;
    sqlite3_stmt *join;
} bench;

static volatile double kept;

static void fail(const char *what) {
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

static void run_part(const bench *it, size_t first, size_t count) {
    if (pallia_columns_run(it->columns, count, it->codes + first, it->doses + first,
                           it->results + first, it->statuses + first) != PALLIA_OK) {
        fail("columns");
    }
}

static void one_thread(bench *it) {
    run_part(it, 0, ROWS);
}

static void *second_half(void *with) {
    run_part(with, ROWS / 2, ROWS - ROWS / 2);
    return NULL;
}

static void two_threads(bench *it) {
    pthread_t other;
    if (pthread_create(&other, NULL, second_half, it) != 0) {
        fail("no thread");
    }
    run_part(it, 0, ROWS / 2);
    pthread_join(other, NULL);
}

static void plain_loop(bench *it) {
    for (size_t i = 0; i < ROWS; i++) {
        it->results[i] = it->doses[i] * it->factors[it->codes[i]];
        it->statuses[i] = 0;
    }
}

static void sqlite_join(bench *it) {
    sqlite3_reset(it->join);
    while (sqlite3_step(it->join) == SQLITE_ROW) {
        kept += sqlite3_column_double(it->join, 0);
    }
}

static void fill_rows(bench *it) {
    int32_t codes[DRUGS];
    int32_t last = 0;
    for (size_t i = 0; i < DRUGS; i++) {
        if (pallia_columns_code(it->columns, places[i].drug, places[i].route, &codes[i]) !=
            PALLIA_OK) {
            fail(places[i].drug);
        }
        last = codes[i] > last ? codes[i] : last;
    }
    it->factors = calloc((size_t)last + 1, sizeof *it->factors);
    for (size_t i = 0; i < DRUGS; i++) {
        it->factors[codes[i]] = 0.5 + (double)i;
    }
    uint32_t seed = 20261122;
    for (size_t i = 0; i < ROWS; i++) {
        seed = seed * 1664525U + 1013904223U;
        it->codes[i] = codes[(seed >> 16) % DRUGS];
        it->doses[i] = (double)((seed >> 8) % DOSES + 1) / 4;
    }
}

static void execute(sqlite3 *database, const char *sql) {
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fail(sqlite3_errmsg(database));
    }
}

static void fill_database(bench *it) {
    sqlite3_stmt *insert;
    if (sqlite3_open(":memory:", &it->database) != SQLITE_OK) {
        fail("SQLite");
    }
    execute(it->database, "create table factors(code integer primary key, factor real)");
    execute(it->database, "create table given(code integer, dose real)");
    execute(it->database, "begin");
    sqlite3_prepare_v2(it->database, "insert or ignore into factors values(?1,?2)", -1, &insert,
                       NULL);
    for (size_t i = 0; i < SQL_ROWS; i++) {
        sqlite3_bind_int(insert, 1, it->codes[i]);
        sqlite3_bind_double(insert, 2, it->factors[it->codes[i]]);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_prepare_v2(it->database, "insert into given values(?1,?2)", -1, &insert, NULL);
    for (size_t i = 0; i < SQL_ROWS; i++) {
        sqlite3_bind_int(insert, 1, it->codes[i]);
        sqlite3_bind_double(insert, 2, it->doses[i]);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    execute(it->database, "commit");
    if (sqlite3_prepare_v2(it->database, "select dose * factor from given join factors using(code)",
                           -1, &it->join, NULL) != SQLITE_OK) {
        fail("join");
    }
}

static double timed_once(void (*what)(bench *), bench *it) {
    double start = measure_now();
    what(it);
    return measure_now() - start;
}

int main(void) {
    static const char request[] = "{\"to\":\"morphine/oral\"}";
    static double walls[4][TURNS];
    void (*const kinds[4])(bench *) = {one_thread, two_threads, plain_loop, sqlite_join};
    pallia_tables *tables;
    bench it = {0};
    if (pallia_tables_new(NULL, &tables) != PALLIA_OK ||
        pallia_columns_new(tables, request, sizeof request - 1, &it.columns, NULL) != PALLIA_OK) {
        fail("no columns");
    }
    it.codes = malloc(ROWS * sizeof *it.codes);
    it.doses = malloc(ROWS * sizeof *it.doses);
    it.results = malloc(ROWS * sizeof *it.results);
    it.statuses = malloc(ROWS * sizeof *it.statuses);
    if (!it.codes || !it.doses || !it.results || !it.statuses) {
        fail("no memory");
    }
    fill_rows(&it);
    fill_database(&it);
    for (size_t kind = 0; kind < 4; kind++) {
        timed_once(kinds[kind], &it);
    }
    for (size_t turn = 0; turn < TURNS; turn++) {
        for (size_t kind = 0; kind < 4; kind++) {
            walls[kind][turn] = timed_once(kinds[kind], &it);
        }
    }
    double one = measure_median(walls[0], TURNS);
    double two = measure_median(walls[1], TURNS);
    double loop = measure_median(walls[2], TURNS);
    double join = measure_median(walls[3], TURNS) * (ROWS / SQL_ROWS);
    measure_print("10 M rows, one thread / C loop in double (2)", one, loop, 1e6, "ms", "80 ms");
    measure_print("10 M rows, two threads / one thread", two, one, 1e6, "ms", "0.50");
    measure_print("10 M rows, one thread / SQLite join (3)", one, join, 1e6, "ms", "-");
    sqlite3_finalize(it.join);
    sqlite3_close(it.database);
    pallia_columns_release(it.columns);
    pallia_tables_release(tables);
    free(it.codes);
    free(it.doses);
    free(it.results);
    free(it.statuses);
    free(it.factors);
    return 0;
}
