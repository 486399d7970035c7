/* SPDX-License-Identifier: MPL-2.0
 *
 * Cells and rows of CSV, as RFC 4180 writes them, byte after byte: a cell that begins with a
 * quotation mark ends with one, holds separators and line ends, and doubles its own. Rows end with
 * LF or CR LF; a CR alone is text. A quotation mark inside a cell that does not begin with one is a letter like
 * another.
 */
#ifndef CLI_CSV_H
#define CLI_CSV_H

#include <stdbool.h>
#include <stddef.h>

enum { CSV_CELL_MAX = 256 };

/* A cell without its quotation marks. One that is longer than CSV_CELL_MAX has that length and one
 * more, whatever its own. */
typedef struct csv_cell {
    char bytes[CSV_CELL_MAX + 1];
    size_t length;
} csv_cell;

typedef enum csv_state { CSV_AT_START, CSV_PLAIN, CSV_IN_QUOTES, CSV_CLOSED } csv_state;

typedef enum csv_event {
    CSV_MORE, /* the bytes are used up */
    CSV_CELL, /* a cell ended, another one follows in the same row */
    CSV_ROW   /* a cell ended, and the row with it */
} csv_event;

typedef struct csv {
    char separator;
    csv_state state;
    csv_cell cell;
    bool after_cr;  /* the byte before was a CR outside quotation marks */
    bool lone_cr;   /* a CR outside quotation marks without its LF */
    bool misquoted; /* text after a closing mark; the reader of the row clears both */
} csv;

/* Reads until something ends, and says what. Returns the bytes used. */
size_t csv_read(csv *it, const char *bytes, size_t length, csv_event *event);

/* The end of the bytes ends a cell too. False when its closing quotation mark is missing. */
bool csv_finish(csv *it);

/* The cells of the first row of `bytes`, cut by that separator. */
size_t csv_count(const char *bytes, size_t length, char separator);

#endif
