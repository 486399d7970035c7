/* SPDX-License-Identifier: MPL-2.0
 *
 * Streams of requests and of rows: memory does not grow with them, and what is wrong with one never
 * stops the others.
 */
#ifndef CLI_BATCH_H
#define CLI_BATCH_H

#include "cli.h"
#include "convert_row.h"
#include "stream.h"
#include "tally.h"

/* NDJSON on stdin, an answer a line on stdout. Returns CLI_OK, or CLI_INTERNAL when it had to stop;
 * that stdout failed is left to the caller to see. */
int batch_lines(cli *it, stream *in, tally *counts);

/* ---- CSV ---- */

/* Which column is which, by name in the header. */
typedef struct batch_names {
    struct {
        const char *name; /* not NUL-terminated */
        size_t length;
        bool needed;
    } cells[ROW_CELLS];
} batch_names;

/* A header: where the cells of a row are (SIZE_MAX: nowhere), and its form, which rows keep. */
typedef struct batch_header {
    size_t columns[ROW_CELLS];
    size_t column_count;
    size_t length; /* bytes, with the byte order mark and the line end */
    size_t lines;  /* more than one when a name holds a line end */
    char separator;
    const char *line_end;
} batch_header;

/* Reads --map, or takes the names drug, route, dose, unit. False when it was not understood, which
 * has been said. */
bool batch_read_map(cli *it, batch_names *out);

/* Reads the header, which stays in `in`. Returns an exit code; what is wrong has been said. */
int batch_read_header(cli *it, stream *in, const batch_names *names, batch_header *out);

/* Copies the table to stdout, row by row, with four more columns; `counts` says what became of
 * them. */
void batch_table(stream *in, const batch_header *header, row_converter *converter, tally *counts);

/* The names of the four columns. */
extern const char *const batch_columns[];

#endif
