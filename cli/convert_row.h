/* SPDX-License-Identifier: MPL-2.0
 *
 * One row of a table: a drug, a route and a dose as somebody wrote them, converted by columns.
 *
 * The library reads every name and every quantity; what it said is kept for the rows that ask the
 * same. A dose is what was received in 24 hours ("60 mg", "2 mg/h"), or the rate of a patch.
 */
#ifndef CLI_CONVERT_ROW_H
#define CLI_CONVERT_ROW_H

#include "cli.h"
#include "csv.h"
#include "memo.h"

#include "pallia/columns.h"

/* The cells that a row is made of; a column that the table does not have is an empty cell. */
typedef enum row_cell { ROW_DRUG, ROW_ROUTE, ROW_DOSE, ROW_UNIT, ROW_CELLS } row_cell;

enum { ROW_NUMBER_SIZE = 64 };

typedef struct row_result {
    int32_t status; /* of pallia/status.h */
    char number
        [ROW_NUMBER_SIZE]; /* the result, a decimal of few digits that gives the same double; or "" */
} row_result;

typedef struct row_converter {
    cli *it;
    pallia_columns *columns;
    cJSON *document;  /* the same conversion for pallia_run, without a regimen; or NULL */
    const char *unit; /* of a bare number without a cell for it; or "" */
    memo rows;
    memo places;
} row_converter;

/* Prepares the conversion that `request` (of pallia_columns_new) describes; `unit` may be NULL. Returns an exit code;
 * what went wrong has been said. Release it in any case. */
int row_converter_new(cli *it, const cJSON *request, const char *unit, row_converter *out);
void row_converter_release(row_converter *converter);

/* Converts a row. PALLIA_ESIZE, PALLIA_ENUL, PALLIA_EUTF8, PALLIA_EEMPTY, PALLIA_EDRUG (a name that
 * the tables do not know), PALLIA_EKEY_MISSING (which of the drug's routes?), PALLIA_EROUTE,
 * PALLIA_EROUTE_DRUG, PALLIA_ECONFLICT (two units that make
 * two doses), those of a quantity, those of a row of columns;
 * PALLIA_ENOMEM ends everything. */
void row_convert(row_converter *converter, const csv_cell cells[ROW_CELLS], row_result *out);

/* Cuts the spaces around a cell's text. */
void row_trim(csv_cell *cell);

#endif
