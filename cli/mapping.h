/* SPDX-License-Identifier: MPL-2.0
 *
 * An application's drug codes against the ids of the tables: its own table, read from CSV, and what
 * is wrong or doubtful in each of its rows. The worst published failure of a clinical calculator
 * was such a table, not the arithmetic behind it.
 *
 * The rules compare the label that people read with the id, the route, the release and the
 * strength that the program will send. They find what does not hold together; they cannot find a
 * row that is wrong in all its columns alike.
 */
#ifndef CLI_MAPPING_H
#define CLI_MAPPING_H

#include "cli.h"

#include "csv.h"

typedef enum mapping_column {
    MAPPING_CODE,
    MAPPING_LABEL,
    MAPPING_ID,
    MAPPING_ROUTE,
    MAPPING_UNIT,
    MAPPING_STRENGTH,
    MAPPING_RELEASE,
    MAPPING_COLUMNS,
    MAPPING_NEEDED = MAPPING_UNIT /* the columns before it must be there */
} mapping_column;

typedef struct mapping_row {
    size_t line;                  /* of the file, where the row begins */
    size_t clash;                 /* the line that maps the same code otherwise; 0 for none */
    char *cells[MAPPING_COLUMNS]; /* trimmed; "" when empty or without a column */
} mapping_row;

typedef struct mapping {
    mapping_row *rows;
    size_t count;
    size_t room;
    bool has[MAPPING_COLUMNS];
} mapping;

/* The name of a column in the header. */
const char *mapping_column_name(mapping_column column);

/* Reads a whole file: a header that names the columns in any order and case, others are left alone;
 * separator "," ";" or tab, the one of the header. Returns an exit code; what is wrong has been
 * said. Release `out` in any case. */
int mapping_read(cli *it, const cli_text *bytes, mapping *out);
void mapping_release(mapping *table);

/* Marks the rows whose code an earlier row maps otherwise. */
void mapping_mark_clashes(mapping *table);

/* Adds to the list `findings` what does not hold together in the row: {"line","code","label","id",
 * "route","finding","seen","text"}. "seen" is what it is about, "" when nothing; the text is the
 * message "page.mapping.<finding>". */
void mapping_check_row(cli *it, const mapping *table, const mapping_row *row, cJSON *findings);

#endif
