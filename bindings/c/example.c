/* SPDX-License-Identifier: MPL-2.0
 *
 * The three ways in, in C: one conversion, columns, one document. The examples in C++ and in Java
 * do the same and print the same.
 */
#include <pallia/columns.h>
#include <pallia/conversion.h>
#include <pallia/pallia.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 4 };

static const struct {
    const char *drug;
    const char *route;
    double dose; /* in the unit of the place: mg in 24 h, ug/h for a patch */
} day[ROWS] = {{"morphine", "oral", 60},
               {"oxycodone", "oral", 40},
               {"fentanyl", "transdermal", 25},
               {"methadone", "oral", 30}};

static const char order[] =
    "{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"60 mg\","
    "\"every\":\"12 h\"}],\"target\":{\"drug\":\"morphine\",\"route\":\"sc\"}}";

static void die(const char *what, int32_t status) {
    fprintf(stderr, "%s: %s (%d)\n", what, pallia_status_name(status), (int)status);
    exit(1);
}

/* Prepared once, applied to as many doses as there are. */
static void convert(const pallia_tables *tables, const char *request, double dose) {
    pallia_conversion *conversion;
    double result;
    int32_t status = pallia_conversion_new(tables, request, strlen(request), &conversion, NULL);
    if (status != PALLIA_OK) {
        printf("%s: %s (%d)\n", request, pallia_status_name(status), (int)status);
        return;
    }
    status = pallia_conversion_apply(conversion, dose, &result);
    if (status != PALLIA_OK) {
        die("apply", status);
    }
    printf("%s %.1f %s = %s %.1f %s [%s]\n", pallia_conversion_from(conversion), dose,
           pallia_conversion_unit_from(conversion), pallia_conversion_to(conversion), result,
           pallia_conversion_unit_to(conversion), pallia_conversion_edition(conversion));
    pallia_conversion_release(conversion);
}

/* A day's total. A row without a number makes it not known: never the sum of the others. */
static void total(const pallia_tables *tables) {
    static const char request[] = "{\"op\":\"ome\",\"edition\":\"us-cdc-2022\"}";
    pallia_columns *columns;
    int32_t codes[ROWS];
    double doses[ROWS];
    uint8_t rows[ROWS];
    double sum = 0;
    int refused = 0;
    int32_t status = pallia_columns_new(tables, request, strlen(request), &columns, NULL);
    for (int i = 0; i < ROWS && status == PALLIA_OK; i++) {
        doses[i] = day[i].dose;
        status = pallia_columns_code(columns, day[i].drug, day[i].route, &codes[i]);
    }
    if (status == PALLIA_OK) {
        status = pallia_columns_run(columns, ROWS, codes, doses, doses, rows);
    }
    if (status != PALLIA_OK) {
        die("columns", status);
    }
    for (int i = 0; i < ROWS; i++) {
        printf("%s/%s: %s\n", day[i].drug, day[i].route, pallia_row_name(rows[i]));
        refused += rows[i] != PALLIA_ROW_OK;
        sum += rows[i] == PALLIA_ROW_OK ? doses[i] : 0;
    }
    if (refused > 0) {
        printf("total: not known, %d without a number; at least %.1f %s\n", refused, sum,
               pallia_columns_unit_to(columns));
    } else {
        printf("total: %.1f %s\n", sum, pallia_columns_unit_to(columns));
    }
    pallia_columns_release(columns);
}

/* One person's order: the answer says everything, sources included. Read its "status" first. */
static void document(const pallia_tables *tables) {
    char *answer;
    int32_t status = pallia_run(tables, order, strlen(order), &answer, NULL);
    if (status != PALLIA_OK) {
        die("run", status);
    }
    puts(answer);
    pallia_free(answer);
}

int main(void) {
    pallia_tables *tables;
    int32_t status = pallia_tables_new(NULL, &tables);
    if (status != PALLIA_OK) {
        die("tables", status);
    }
    convert(tables, "{\"from\":\"morphine/oral\",\"to\":\"morphine/sc\"}", 120);
    convert(tables, "{\"from\":\"methadone/oral\",\"to\":\"morphine/oral\"}", 30);
    total(tables);
    document(tables);
    pallia_tables_release(tables);
    return 0;
}
