/* SPDX-License-Identifier: MPL-2.0 */
#include "convert_row.h"

#include "received.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROWS_KEPT = 16384,
    PLACES_KEPT = 2048,
    DIGITS_MIN = 15, /* what every double keeps, and what tells each from its neighbours */
    DIGITS_MAX = 17,
    COLUMN_DECIMALS = 6
};

/* A drug and a route, and their code in the columns. */
typedef struct place {
    int32_t status;
    int32_t code;
    received_place ids;
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
static int32_t read_route(cli *it, const name_found *name, const char *text, received_place *out) {
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
    snprintf(out->ids.drug, sizeof out->ids.drug, "%s", name.drug);
    int32_t status = read_route(converter->it, &name, route, &out->ids);
    return status == PALLIA_OK
               ? pallia_columns_code(converter->columns, out->ids.drug, out->ids.route, &out->code)
               : status;
}

/* ---- the row ---- */

/* In `scientific`, as few digits as give the same double. Returns how many. */
static int shortest(double value, char scientific[ROW_NUMBER_SIZE]) {
    for (int digits = DIGITS_MIN; digits < DIGITS_MAX; digits++) {
        snprintf(scientific, ROW_NUMBER_SIZE, "%.*e", digits - 1, value);
        double again = strtod(scientific, NULL);
        if (!(again < value || again > value)) {
            return digits;
        }
    }
    snprintf(scientific, ROW_NUMBER_SIZE, "%.*e", DIGITS_MAX - 1, value);
    return DIGITS_MAX;
}

/* A plain decimal: an exponent is refused wherever a dose is read. */
static void write_number(double value, char out[ROW_NUMBER_SIZE]) {
    char scientific[ROW_NUMBER_SIZE];
    int digits = shortest(value, scientific);
    long exponent = strtol(strchr(scientific, 'e') + 1, NULL, 10);
    int decimals = digits - 1 > exponent ? digits - 1 - (int)exponent : 0;
    snprintf(out, ROW_NUMBER_SIZE, "%.*f", decimals, value);
    size_t length = strlen(out);
    while (decimals > 0 && out[length - 1] == '0') {
        length--;
    }
    length -= decimals > 0 && out[length - 1] == '.' ? 1 : 0;
    out[length] = '\0';
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

/* Columns take a double, which must be a decimal of at most 6 digits; a rate in another unit may be
 * none: 1 mg in 24 h is 125/3 ug/h. */
static bool fits_columns(const char *exact) {
    const char *point = strchr(exact, '.');
    return !strchr(exact, '/') && (!point || strlen(point + 1) <= COLUMN_DECIMALS);
}

static int32_t convert_by_columns(const row_converter *converter, int32_t code, double dose,
                                  row_result *out) {
    double result;
    uint8_t row;
    int32_t status = pallia_columns_run(converter->columns, 1, &code, &dose, &result, &row);
    if (status == PALLIA_OK && row == PALLIA_ROW_OK) {
        write_number(result, out->number);
    }
    return status == PALLIA_OK ? pallia_row_status(row) : status;
}

/* As `pallia run` answers a regimen of this one dose. */
static int32_t convert_by_document(row_converter *converter, const received_place *at,
                                   const received *dose, row_result *out) {
    cli_answer answer;
    if (!converter->document) {
        return PALLIA_EPRECISION;
    }
    bool rotates = cJSON_HasObjectItem(converter->document, "target");
    cJSON *request = cJSON_Duplicate(converter->document, true);
    cJSON_AddItemToArray(cJSON_AddArrayToObject(request, "regimen"), received_item(at, dose));
    cli_ask(converter->it, request, &answer);
    cJSON_Delete(request);
    int32_t status = cli_int(answer.tree, "error/code");
    const char *exact =
        cli_string(answer.tree, rotates ? "result/calculated/exact" : "result/total/exact");
    if (status == PALLIA_OK) {
        status =
            cli_is(answer.tree, "status", "ok") && *exact != '\0' ? PALLIA_OK : PALLIA_EINTERNAL;
    }
    if (status == PALLIA_OK) {
        write_number(received_value(exact), out->number);
    }
    cli_answer_release(&answer);
    return status;
}

static int32_t convert(row_converter *converter, const csv_cell cells[ROW_CELLS], row_result *out) {
    place room = {0};
    received dose;
    if (cells[ROW_DRUG].length == 0 || cells[ROW_DOSE].length == 0) {
        return PALLIA_EEMPTY;
    }
    const place *at = find_place(converter, cells, &room);
    if (at->status != PALLIA_OK) {
        return at->status;
    }
    int32_t status = received_read(converter->it, &at->ids, cells[ROW_DOSE].bytes,
                                   cells[ROW_UNIT].bytes, converter->unit, &dose);
    if (status != PALLIA_OK) {
        return status;
    }
    return fits_columns(dose.exact)
               ? convert_by_columns(converter, at->code, received_value(dose.exact), out)
               : convert_by_document(converter, &at->ids, &dose, out);
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

/* The request of pallia_run that asks the same, but for its regimen; NULL when there is none: a
 * total is of no patient, stable or not. */
static cJSON *document_of(const cJSON *request) {
    static const char *const shared[] = {"language", "edition", "profile", "acknowledge", NULL};
    const char *to = cli_string(request, "to");
    bool stable = cli_true(request, "stable");
    if (stable && *to == '\0') {
        return NULL;
    }
    cJSON *document = cJSON_CreateObject();
    cJSON_AddStringToObject(document, "op", *to == '\0' ? "ome" : "rotate");
    for (size_t i = 0; shared[i]; i++) {
        const cJSON *value = cli_at(request, shared[i]);
        if (value) {
            cJSON_AddItemToObject(document, shared[i], cJSON_Duplicate(value, true));
        }
    }
    if (stable) {
        cJSON_AddTrueToObject(cJSON_AddObjectToObject(document, "context"), "stable");
    }
    if (*to != '\0') {
        cli_text drug = {0};
        size_t slash = strcspn(to, "/");
        text_add_part(&drug, to, slash);
        cJSON *target = cJSON_AddObjectToObject(document, "target");
        cJSON_AddStringToObject(target, "drug", text_get(&drug));
        cJSON_AddStringToObject(target, "route", to + slash + 1);
        text_release(&drug);
    }
    return document;
}

int row_converter_new(cli *it, const cJSON *request, const char *unit, row_converter *out) {
    char *answer = NULL;
    *out = (row_converter){.it = it, .unit = unit ? unit : "", .document = document_of(request)};
    char *text = cJSON_PrintUnformatted(request);
    int32_t status = pallia_columns_new(it->tables, text, strlen(text), &out->columns, &answer);
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
    cJSON_Delete(converter->document);
    memo_release(&converter->rows);
    memo_release(&converter->places);
}
