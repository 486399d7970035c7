/* SPDX-License-Identifier: MPL-2.0
 *
 * Every arrow of every edition and of the profile, at several doses, through the document call:
 * what the tables answer today, as tab-separated text. `make tables-accept` shows what a change
 * moved.
 *
 *   grid > tables/grid.tsv
 *
 * Columns: edition or profile, arrow, dose, status or error code, calculated, start low, start
 * high.
 */
#include "leaf/alloc.h"
#include "pallia/pallia.h"
#include "tables/index.h"
#include "tables/set.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REQUEST_SIZE = 4096, DOSE_SIZE = 64 };

typedef struct grid {
    pallia_tables *tables;
    const pl_drugs *drugs;
    char acknowledged[REQUEST_SIZE / 2]; /* every stop of the profile, as a JSON list */
    size_t failures;
} grid;

/* One question: an arrow of an edition (or, without edition, of the profile). */
typedef struct question {
    const pl_edition *edition;
    const char *name;
    const char *arrow;
    pl_place from;
    pl_place to;
    bool stable;
} question;

static const char *const ladder_mass[] = {"5", "20", "60", "100", "250", "1000"};
static const char *const ladder_rate[] = {"12", "25", "50", "75", "100", "200"};

static const char *text_at(const cJSON *from, const char *first, const char *second,
                           const char *third) {
    const cJSON *at = cJSON_GetObjectItemCaseSensitive(from, first);
    at = second != NULL ? cJSON_GetObjectItemCaseSensitive(at, second) : at;
    at = third != NULL ? cJSON_GetObjectItemCaseSensitive(at, third) : at;
    return cJSON_IsString(at) ? at->valuestring : "-";
}

static void print_answer(const question *asked, const char *dose, const cJSON *answer) {
    const cJSON *result = cJSON_GetObjectItemCaseSensitive(answer, "result");
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(answer, "error");
    const cJSON *code = cJSON_GetObjectItemCaseSensitive(error, "code");
    bool ome = asked->edition != NULL && asked->edition->purpose == PL_PURPOSE_OME;
    printf("%s\t%s\t%s\t", asked->name, asked->arrow, dose);
    if (cJSON_IsNumber(code)) {
        printf("%d\t-\t-\t-\n", code->valueint);
        return;
    }
    printf("%s\t%s\t%s\t%s\n", text_at(answer, "status", NULL, NULL),
           text_at(result, ome ? "total" : "calculated", "exact", NULL),
           text_at(result, "start", "low", "exact"), text_at(result, "start", "high", "exact"));
}

static size_t write_request(const grid *with, const question *asked, const char *dose,
                            char text[REQUEST_SIZE]) {
    const pl_drugs *drugs = with->drugs;
    const pl_route *route = &drugs->routes[asked->from.route];
    bool ome = asked->edition != NULL && asked->edition->purpose == PL_PURPOSE_OME;
    int used = snprintf(text, REQUEST_SIZE,
                        "{\"op\":\"%s\",\"regimen\":[{\"drug\":\"%s\",\"route\":\"%s\","
                        "\"dose\":\"%s %s\"}]",
                        ome ? "ome" : "rotate", drugs->drugs[asked->from.drug].id, route->id, dose,
                        route->native->code);
    if (asked->edition != NULL) {
        used += snprintf(text + used, REQUEST_SIZE - (size_t)used, ",\"edition\":\"%s\"",
                         asked->edition->id);
    }
    if (!ome) {
        used += snprintf(text + used, REQUEST_SIZE - (size_t)used,
                         ",\"target\":{\"drug\":\"%s\",\"route\":\"%s\"}%s,\"acknowledge\":%s",
                         drugs->drugs[asked->to.drug].id, drugs->routes[asked->to.route].id,
                         asked->stable ? ",\"context\":{\"stable\":true}" : "", with->acknowledged);
    }
    used += snprintf(text + used, REQUEST_SIZE - (size_t)used, "}");
    return (size_t)used;
}

static void ask(grid *with, const question *asked, const char *dose) {
    char request[REQUEST_SIZE];
    char *text;
    size_t length = write_request(with, asked, dose, request);
    if (length >= sizeof request ||
        pallia_run(with->tables, request, length, &text, NULL) != PALLIA_OK) {
        with->failures++;
        return;
    }
    cJSON *answer = cJSON_Parse(text);
    print_answer(asked, dose, answer);
    cJSON_Delete(answer);
    pallia_free(text);
}

static void ask_ladder(grid *with, const question *asked) {
    bool rate = strcmp(with->drugs->routes[asked->from.route].native->code, "ug/h") == 0;
    const char *const *ladder = rate ? ladder_rate : ladder_mass;
    for (size_t i = 0; i < sizeof ladder_mass / sizeof ladder_mass[0]; i++) {
        ask(with, asked, ladder[i]);
    }
}

/* A printed edge that is a decimal can be asked for; the first and last dose of each band are. */
static void ask_edge(grid *with, const question *asked, bool there, pl_rational edge) {
    char dose[PL_RATIONAL_TEXT_SIZE];
    pl_rational_text(edge, dose);
    if (there && strchr(dose, '/') == NULL && !pl_rational_is_zero(edge)) {
        ask(with, asked, dose);
    }
}

static void ask_row(grid *with, const pl_row *row) {
    question asked = {row->edition, row->edition->id, row->id, row->from, row->to, row->stable};
    ask_ladder(with, &asked);
    for (size_t i = 0; i < row->band_count; i++) {
        ask_edge(with, &asked, row->bands[i].range.has_low, row->bands[i].range.low);
        ask_edge(with, &asked, row->bands[i].range.has_high, row->bands[i].range.high);
    }
}

static void ask_arrow(grid *with, const pl_profile *profile, const pl_arrow *arrow) {
    char from[PL_PLACE_TEXT_SIZE];
    char to[PL_PLACE_TEXT_SIZE];
    char both[2 * PL_PLACE_TEXT_SIZE];
    char name[DOSE_SIZE];
    pl_place_text(with->drugs, arrow->from, from);
    pl_place_text(with->drugs, arrow->to, to);
    snprintf(both, sizeof both, "%s>%s", from, to);
    snprintf(name, sizeof name, "profile:%s", profile->id);
    question asked = {NULL, name, both, arrow->from, arrow->to, false};
    ask_ladder(with, &asked);
}

/* Stops withhold the number, and the number is what this is about. */
static void acknowledge_stops(grid *with, const pl_profile *profile) {
    size_t used = 0;
    with->acknowledged[used++] = '[';
    for (size_t i = 0; i < profile->rule_count; i++) {
        const pl_rule *rule = &profile->rules[i];
        if (rule->severity == PL_SEVERITY_STOP && strstr(with->acknowledged, rule->code) == NULL) {
            used += (size_t)snprintf(with->acknowledged + used, sizeof with->acknowledged - used,
                                     "%s\"%s\"", used > 1 ? "," : "", rule->code);
        }
    }
    snprintf(with->acknowledged + used, sizeof with->acknowledged - used, "]");
}

static bool ask_all(grid *with) {
    const pl_rules *rules;
    if (pl_tables_drugs(with->tables, &with->drugs, NULL) != PALLIA_OK ||
        pl_tables_rules(with->tables, &rules, NULL) != PALLIA_OK || rules->profile_count == 0) {
        return false;
    }
    acknowledge_stops(with, &rules->profiles[0]);
    for (size_t i = 0; i < rules->edition_count; i++) {
        for (size_t k = 0; k < rules->editions[i]->row_count; k++) {
            ask_row(with, &rules->editions[i]->rows[k]);
        }
    }
    for (size_t i = 0; i < rules->profile_count; i++) {
        for (size_t k = 0; k < rules->profiles[i].arrow_count; k++) {
            ask_arrow(with, &rules->profiles[i], &rules->profiles[i].arrows[k]);
        }
    }
    return with->failures == 0;
}

int main(void) {
    grid with = {0};
    if (pallia_tables_new(NULL, &with.tables) != PALLIA_OK) {
        return 1;
    }
    puts("table\tarrow\tdose\tstatus\tcalculated\tstart low\tstart high");
    bool good = ask_all(&with);
    pallia_tables_release(with.tables);
    if (!good) {
        fputs("grid: the tables do not load or a request had no answer\n", stderr);
    }
    return good ? 0 : 1;
}
