/* SPDX-License-Identifier: MPL-2.0 */
#include "convert_row.h"

#include "names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROWS_KEPT = 16384,
    PLACES_KEPT = 2048,
    DIGITS_MIN = 15, /* what every double keeps, and what tells each from its neighbours */
    DIGITS_MAX = 17,
    QUANTITY_SIZE = 2 * CSV_CELL_MAX + 2
};

/* A drug and a route, as ids, and their code in the columns. */
typedef struct place {
    int32_t status;
    int32_t code;
    char drug[NAME_SIZE];
    char route[NAME_SIZE];
} place;

/* ---- drug and route ---- */

static bool is_given_by(const name_found *name, const char *route) {
    for (size_t i = 0; i < name->route_count; i++) {
        if (strcmp(name->routes[i], route) == 0) {
            return true;
        }
    }
    return false;
}

/* Without a word for it the route is the only one that the name has. */
static int32_t read_route(cli *it, const name_found *name, const char *text, place *out) {
    name_found found;
    if (text[0] == '\0') {
        snprintf(out->route, sizeof out->route, "%s", name->routes[0]);
        return name->route_count == 1 ? PALLIA_OK : PALLIA_EKEY_MISSING;
    }
    if (!names_exact(it, text, &found) || found.route[0] == '\0') {
        return PALLIA_EROUTE;
    }
    snprintf(out->route, sizeof out->route, "%s", found.route);
    return is_given_by(name, found.route) ? PALLIA_OK : PALLIA_EROUTE_DRUG;
}

static int32_t read_place(row_converter *converter, const char *drug, const char *route,
                          place *out) {
    name_found name;
    if (!names_exact(converter->it, drug, &name) || name.drug[0] == '\0') {
        return PALLIA_EDRUG;
    }
    snprintf(out->drug, sizeof out->drug, "%s", name.drug);
    int32_t status = read_route(converter->it, &name, route, out);
    return status == PALLIA_OK
               ? pallia_columns_code(converter->columns, out->drug, out->route, &out->code)
               : status;
}

/* ---- dose ---- */

/* What a regimen of this one dose comes to in 24 hours, in the unit of its place. `times` is 0 for
 * a rate. */
static int32_t ask_dose(cli *it, const place *at, const char *dose, int times, double *out) {
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", "ome");
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(cJSON_AddArrayToObject(request, "regimen"), item);
    cJSON_AddStringToObject(item, "drug", at->drug);
    cJSON_AddStringToObject(item, "route", at->route);
    cJSON_AddStringToObject(item, "dose", dose);
    if (times > 0) {
        cJSON_AddNumberToObject(item, "times", times);
    }
    cli_answer answer;
    bool answered = cli_call(it, request, &answer);
    cJSON_Delete(request);
    if (!answered) {
        return PALLIA_ENOMEM;
    }
    const cJSON *step = cJSON_GetArrayItem(cli_at(answer.tree, "trail"), 0);
    const char *exact = cli_string(step, "value/exact");
    int32_t status = cli_int(answer.tree, "error/code");
    /* The working begins with the item, whatever becomes of it. */
    status = status == PALLIA_OK ? PALLIA_EINTERNAL : status;
    if (cli_is(step, "step", "item") && *exact != '\0') {
        char *slash;
        double top = strtod(exact, &slash);
        *out = *slash == '/' ? top / strtod(slash + 1, NULL) : top;
        status = PALLIA_OK;
    }
    cli_answer_release(&answer);
    return status;
}

static int32_t ask(cli *it, const place *at, const char *dose, double *out) {
    int32_t status = ask_dose(it, at, dose, 0, out);
    return status == PALLIA_EFREQUENCY ? ask_dose(it, at, dose, 1, out) : status;
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text);
    size_t tail = strlen(end);
    return tail <= length && strcmp(text + length - tail, end) == 0;
}

/* A unit beside a dose that has its own must be that one. */
static int32_t read_dose(const row_converter *converter, const place *at, const char *dose,
                         const char *unit, double *out) {
    char whole[QUANTITY_SIZE];
    int32_t status = ask(converter->it, at, dose, out);
    if (status != PALLIA_EUNIT_MISSING) {
        return status == PALLIA_OK && !ends_with(dose, unit) ? PALLIA_ECONFLICT : status;
    }
    if (unit[0] == '\0' && !converter->unit) {
        return status;
    }
    snprintf(whole, sizeof whole, "%s %s", dose, unit[0] != '\0' ? unit : converter->unit);
    return ask(converter->it, at, whole, out);
}

bool row_unit_known(cli *it, const char *unit) {
    static const place any = {.drug = "morphine", .route = "oral"};
    char text[QUANTITY_SIZE];
    double unused;
    return snprintf(text, sizeof text, "1 %s", unit) < (int)sizeof text &&
           ask(it, &any, text, &unused) != PALLIA_EUNIT_UNKNOWN;
}

/* ---- the row ---- */

static void write_number(double value, char out[ROW_NUMBER_SIZE]) {
    for (int digits = DIGITS_MIN; digits <= DIGITS_MAX; digits++) {
        snprintf(out, ROW_NUMBER_SIZE, "%.*g", digits, value);
        double again = strtod(out, NULL);
        if (!(again < value || again > value)) {
            return;
        }
    }
}

/* The first `count` cells as one key; 0, and no key, when they are too long to be kept. */
static size_t join(const csv_cell cells[ROW_CELLS], size_t count, char key[MEMO_KEY_MAX]) {
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        if (cells[i].length + 1 > MEMO_KEY_MAX - length) {
            return 0;
        }
        memcpy(key + length, cells[i].bytes, cells[i].length + 1);
        length += cells[i].length + 1;
    }
    return length;
}

static const place *find_place(row_converter *converter, const csv_cell cells[ROW_CELLS],
                               place *room) {
    char key[MEMO_KEY_MAX];
    bool known;
    place *kept = memo_at(&converter->places, key, join(cells, ROW_ROUTE + 1, key), &known);
    place *out = kept ? kept : room;
    if (!known) {
        *out = (place){0};
        out->status = read_place(converter, cells[ROW_DRUG].bytes, cells[ROW_ROUTE].bytes, out);
    }
    return out;
}

static int32_t convert(row_converter *converter, const csv_cell cells[ROW_CELLS], row_result *out) {
    place room = {0};
    double dose;
    double result;
    uint8_t row;
    if (cells[ROW_DRUG].length == 0 || cells[ROW_DOSE].length == 0) {
        return PALLIA_EEMPTY;
    }
    const place *at = find_place(converter, cells, &room);
    if (at->status != PALLIA_OK) {
        return at->status;
    }
    int32_t status = read_dose(converter, at, cells[ROW_DOSE].bytes, cells[ROW_UNIT].bytes, &dose);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pallia_columns_run(converter->columns, 1, &at->code, &dose, &result, &row);
    if (status == PALLIA_OK && row == PALLIA_ROW_OK) {
        write_number(result, out->number);
    }
    return status == PALLIA_OK ? pallia_row_status(row) : status;
}

/* Whether the cells are texts. */
static int32_t check_cells(const csv_cell cells[ROW_CELLS]) {
    for (size_t i = 0; i < ROW_CELLS; i++) {
        if (cells[i].length >= CSV_CELL_MAX) {
            return PALLIA_ESIZE;
        }
        if (strlen(cells[i].bytes) != cells[i].length) {
            return PALLIA_ENUL;
        }
        if (!text_is_utf8(cells[i].bytes)) {
            return PALLIA_EUTF8;
        }
    }
    return PALLIA_OK;
}

void row_convert(row_converter *converter, const csv_cell cells[ROW_CELLS], row_result *out) {
    char key[MEMO_KEY_MAX];
    bool known;
    *out = (row_result){.status = check_cells(cells)};
    if (out->status != PALLIA_OK) {
        return;
    }
    row_result *kept = memo_at(&converter->rows, key, join(cells, ROW_CELLS, key), &known);
    if (known) {
        *out = *kept;
        return;
    }
    out->status = convert(converter, cells, out);
    if (kept) {
        *kept = *out;
    }
}

static bool is_space(char c) {
    return c == ' ' || c == '\t';
}

void row_trim(csv_cell *cell) {
    size_t first = 0;
    if (cell->length >= CSV_CELL_MAX) {
        return;
    }
    while (cell->length > 0 && is_space(cell->bytes[cell->length - 1])) {
        cell->length--;
    }
    while (first < cell->length && is_space(cell->bytes[first])) {
        first++;
    }
    cell->length -= first;
    memmove(cell->bytes, cell->bytes + first, cell->length);
    cell->bytes[cell->length] = '\0';
}

/* ---- making and releasing ---- */

static int fail_columns(cli *it, char *answer) {
    cJSON *tree = answer ? cJSON_Parse(answer) : NULL;
    int code = tree ? cli_exit_code(tree) : CLI_INTERNAL;
    if (tree) {
        cli_complain_answer(it, tree);
    } else {
        cli_complain(it, "usage.no_memory", NULL);
    }
    cJSON_Delete(tree);
    pallia_free(answer);
    return code == CLI_INTERNAL ? CLI_INTERNAL : CLI_REQUEST;
}

int row_converter_new(cli *it, const cJSON *request, const char *unit, row_converter *out) {
    char *answer = NULL;
    *out = (row_converter){.it = it, .unit = unit};
    char *text = cJSON_PrintUnformatted(request);
    int32_t status =
        text ? pallia_columns_new(it->tables, text, strlen(text), &out->columns, &answer)
             : PALLIA_ENOMEM;
    cJSON_free(text);
    if (status != PALLIA_OK) {
        return fail_columns(it, answer);
    }
    memo_new(&out->rows, ROWS_KEPT, sizeof(row_result));
    memo_new(&out->places, PLACES_KEPT, sizeof(place));
    return CLI_OK;
}

void row_converter_release(row_converter *converter) {
    pallia_columns_release(converter->columns);
    memo_release(&converter->rows);
    memo_release(&converter->places);
}
