/* SPDX-License-Identifier: MPL-2.0
 *
 * Eight threads over one handle that nobody has used before, under ThreadSanitizer: requests of
 * every kind, results, prepared conversions, columns, owners taken and given back. Each must get
 * what one thread alone gets. A program and not a Criterion test: the sanitizer needs the whole
 * process.
 */
#include "pallia/columns.h"
#include "pallia/conversion.h"
#include "pallia/result.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THREADS = 8, ROUNDS = 12, ROWS = 64 };

static const char *const requests[] = {
    "{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"60 mg\","
    "\"times\":2}],\"target\":{\"drug\":\"morphine\",\"route\":\"sc\"}}",
    "{\"op\":\"compare\",\"language\":\"en\",\"regimen\":[{\"drug\":\"oxycodone\",\"route\":"
    "\"oral\",\"dose\":\"20 mg\",\"times\":2}],\"target\":{\"drug\":\"morphine\",\"route\":"
    "\"oral\"}}",
    "{\"op\":\"ome\",\"edition\":\"us-cdc-2022\",\"regimen\":[{\"drug\":\"fentanyl\",\"route\":"
    "\"transdermal\",\"dose\":\"25 ug/h\"}]}",
    "{\"op\":\"dilute\",\"drugs\":[{\"drug\":\"midazolam\",\"dose\":\"24 mg/24h\"}],\"duration\":"
    "\"24 h\",\"device\":\"pse\"}",
    "{\"op\":\"find\",\"text\":\"skenam\"}",
    "{\"op\":\"tables\",\"check\":true}",
    "{\"op\":\"rotate\"}",
    "{",
};

enum { REQUESTS = sizeof requests / sizeof requests[0] };

static const char arrow[] = "{\"from\":\"morphine/oral\",\"to\":\"fentanyl/transdermal\"}";
static const char target[] = "{\"to\":\"morphine/oral\"}";

/* What all threads share, and what one thread alone found. */
typedef struct shared {
    pallia_tables *tables;
    pallia_columns *columns;
    pallia_conversion *conversion;
    pallia_result *result; /* of the first request */
    char *due[REQUESTS];
    double due_rows[ROWS];
} shared;

typedef struct job {
    pthread_t thread;
    shared *with;
    int first;
    long wrong;
} job;

static int good(int32_t status) {
    return status == PALLIA_OK;
}

static char *run(const pallia_tables *tables, const char *request) {
    char *answer = NULL;
    return good(pallia_run(tables, request, strlen(request), &answer, NULL)) ? answer : NULL;
}

static long ask(const shared *with, int which) {
    char *answer = run(with->tables, requests[which]);
    long wrong = !answer || strcmp(answer, with->due[which]) != 0;
    pallia_free(answer);
    return wrong;
}

static int fill(const pallia_columns *columns, double doses[ROWS]) {
    int32_t codes[ROWS];
    uint8_t statuses[ROWS];
    for (int i = 0; i < ROWS; i++) {
        doses[i] = i + 1;
        if (!good(pallia_columns_code(columns, i % 2 ? "oxycodone" : "tramadol", "oral",
                                      &codes[i]))) {
            return 0;
        }
    }
    return good(pallia_columns_run(columns, ROWS, codes, doses, doses, statuses));
}

/* The shared handles, and handles of its own on the shared tables. */
static long convert(const shared *with) {
    double rows[ROWS];
    double result = 0;
    pallia_columns *own = NULL;
    pallia_columns *kept = pallia_columns_retain(with->columns);
    pallia_conversion *arrow_kept = pallia_conversion_retain(with->conversion);
    long wrong = !fill(kept, rows) || memcmp(rows, with->due_rows, sizeof rows) != 0;
    wrong += !good(pallia_conversion_apply(arrow_kept, 60, &result)) || !(result > 0);
    wrong += !good(pallia_columns_new(with->tables, target, sizeof target - 1, &own, NULL)) ||
             !fill(own, rows) || memcmp(rows, with->due_rows, sizeof rows) != 0;
    pallia_columns_release(own);
    pallia_columns_release(kept);
    pallia_conversion_release(arrow_kept);
    return wrong;
}

/* The shared result, and one of its own. */
static long read_places(const shared *with) {
    int64_t numerator = 0;
    int64_t denominator = 0;
    const char *unit = "";
    pallia_result *own = NULL;
    pallia_result *kept = pallia_result_retain(with->result);
    long wrong = strcmp(pallia_result_document(kept, NULL), with->due[0]) != 0;
    wrong +=
        !good(pallia_result_quantity(kept, "/result/per_hour", &numerator, &denominator, &unit)) ||
        numerator != 5 || denominator != 2 || strcmp(unit, "mg/h") != 0;
    wrong += !good(pallia_result_new(with->tables, requests[0], strlen(requests[0]), &own)) ||
             pallia_result_count(own, "/advice") != pallia_result_count(kept, "/advice") ||
             strcmp(pallia_result_text(own, "/status"), "ok") != 0;
    pallia_result_release(own);
    pallia_result_release(kept);
    return wrong;
}

static void *work(void *argument) {
    job *mine = argument;
    pallia_tables *kept = pallia_tables_retain(mine->with->tables);
    for (int round = 0; round < ROUNDS; round++) {
        mine->wrong += ask(mine->with, (mine->first + round) % REQUESTS);
        mine->wrong += convert(mine->with);
        mine->wrong += read_places(mine->with);
    }
    pallia_tables_release(kept);
    return NULL;
}

/* One thread alone, on tables of its own. */
static int prepare(shared *with) {
    pallia_tables *alone = NULL;
    if (!good(pallia_tables_new(NULL, &alone))) {
        return 0;
    }
    int whole = 1;
    for (int i = 0; i < REQUESTS; i++) {
        with->due[i] = run(alone, requests[i]);
        whole = whole && with->due[i];
    }
    pallia_columns *columns = NULL;
    whole = whole && good(pallia_columns_new(alone, target, sizeof target - 1, &columns, NULL)) &&
            fill(columns, with->due_rows);
    pallia_columns_release(columns);
    pallia_tables_release(alone);
    return whole;
}

/* Handles are made from a second set: the one that the threads share stays unread until they race
 * for it. */
static int open_shared(shared *with) {
    pallia_tables *other = NULL;
    int whole =
        good(pallia_tables_new(NULL, &with->tables)) && good(pallia_tables_new(NULL, &other)) &&
        good(pallia_columns_new(other, target, sizeof target - 1, &with->columns, NULL)) &&
        good(pallia_conversion_new(other, arrow, sizeof arrow - 1, &with->conversion, NULL)) &&
        good(pallia_result_new(other, requests[0], strlen(requests[0]), &with->result));
    pallia_tables_release(other);
    return whole;
}

int main(void) {
    static shared with;
    static job jobs[THREADS];
    long wrong = 0;
    if (!prepare(&with) || !open_shared(&with)) {
        puts("nothing to share");
        return 1;
    }
    for (int i = 0; i < THREADS; i++) {
        jobs[i] = (job){.with = &with, .first = i};
        if (pthread_create(&jobs[i].thread, NULL, work, &jobs[i]) != 0) {
            puts("no thread");
            return 1;
        }
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(jobs[i].thread, NULL);
        wrong += jobs[i].wrong;
    }
    for (int i = 0; i < REQUESTS; i++) {
        pallia_free(with.due[i]);
    }
    pallia_columns_release(with.columns);
    pallia_conversion_release(with.conversion);
    pallia_result_release(with.result);
    pallia_tables_release(with.tables);
    printf("%d threads, %d rounds: %ld wrong\n", THREADS, ROUNDS, wrong);
    return wrong == 0 ? 0 : 1;
}
