/* SPDX-License-Identifier: MPL-2.0 */
#include "batch.h"

#include <stdio.h>
#include <string.h>

enum { ROW_BYTES_MAX = 1024 * 1024, PROGRESS_STEP = 65536 };

typedef struct table {
    stream *in;
    const batch_header *header;
    row_converter *converter;
    tally *counts;
    csv parser;
    csv_cell cells[ROW_CELLS];
    size_t row_bytes; /* of the row, line end included */
    size_t columns;
    bool closed;      /* no quotation mark is open */
    const char *unit; /* of the results */
} table;

/* ---- reading: what is taken is printed as it is, but for the line end ---- */

static void begin_row(table *it) {
    it->row_bytes = 0;
    it->columns = 0;
    it->closed = true;
    it->parser.misquoted = false;
    for (size_t i = 0; i < ROW_CELLS; i++) {
        it->cells[i].length = 0;
        it->cells[i].bytes[0] = '\0';
    }
}

static void take_cell(table *it) {
    for (size_t i = 0; i < ROW_CELLS; i++) {
        if (it->header->columns[i] == it->columns) {
            it->cells[i].length = it->parser.cell.length;
            memcpy(it->cells[i].bytes, it->parser.cell.bytes, it->parser.cell.length);
            row_trim(&it->cells[i]);
        }
    }
    it->columns++;
}

static void print(table *it, size_t length) {
    fwrite(it->in->bytes + it->in->at, 1, length, stdout);
    it->in->at += length;
    it->row_bytes += length;
}

/* The end of the file ends a row that has begun. A CR there is half a line end. */
static bool finish(table *it) {
    size_t left = it->in->end - it->in->at;
    if (it->in->failed || it->row_bytes + left == 0) {
        return false;
    }
    it->closed = csv_finish(&it->parser);
    print(it, left - (it->closed && it->parser.after_cr ? 1 : 0));
    it->in->at = it->in->end;
    take_cell(it);
    return true;
}

/* A CR at the end of the buffer waits there for what follows. */
static bool next_row(table *it) {
    stream *in = it->in;
    csv_event event = CSV_MORE;
    size_t read = 0; /* bytes that the parser has seen and nobody has printed */
    begin_row(it);
    while (event != CSV_ROW) {
        read += csv_read(&it->parser, in->bytes + in->at + read, in->end - in->at - read, &event);
        if (event != CSV_MORE) {
            take_cell(it);
            continue;
        }
        size_t held = read > 0 && in->bytes[in->end - 1] == '\r' ? 1 : 0;
        print(it, read - held);
        read = held;
        if (!stream_fill(in)) {
            return finish(it);
        }
    }
    print(it, read - 1 - (it->parser.after_cr ? 1 : 0));
    in->at += it->parser.after_cr ? 2 : 1;
    return true;
}

/* ---- writing ---- */

/* A file with semicolons is one whose numbers have commas. */
static void print_number(const table *it, row_result *result) {
    char *point = strchr(result->number, '.');
    if (point && it->header->separator == ';') {
        *point = ',';
    }
    fputs(result->number, stdout);
}

static void print_result(table *it, row_result *result) {
    const char separator = it->header->separator;
    const char *name = pallia_status_name(result->status);
    if (!it->closed) {
        putchar('"');
    }
    for (size_t i = it->columns; i < it->header->column_count; i++) {
        putchar(separator);
    }
    putchar(separator);
    print_number(it, result);
    printf("%c%s%c%s%c%d%s", separator, result->status == PALLIA_OK ? it->unit : "", separator,
           name ? name : "", separator, (int)result->status, it->header->line_end);
}

/* A row of another shape may hold its drug in the column of its dose. */
static int32_t shape(const table *it) {
    if (!it->closed || it->parser.misquoted) {
        return PALLIA_EVALUE;
    }
    if (it->row_bytes > ROW_BYTES_MAX) {
        return PALLIA_ESIZE;
    }
    return it->columns == it->header->column_count ? PALLIA_OK : PALLIA_ECOUNT;
}

static void answer_row(table *it) {
    row_result result = {.status = shape(it)};
    if (result.status == PALLIA_OK) {
        row_convert(it->converter, it->cells, &result);
    }
    if (result.status == PALLIA_EDRUG) {
        tally_unknown(it->counts, it->cells[ROW_DRUG].bytes);
    }
    tally_row(it->counts, result.status, result.status == PALLIA_OK, PROGRESS_STEP);
    print_result(it, &result);
}

static void print_header(table *it) {
    const batch_header *header = it->header;
    size_t length = header->length;
    const char *bytes = it->in->bytes;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
        length--;
    }
    fwrite(bytes, 1, length, stdout);
    for (size_t i = 0; batch_columns[i]; i++) {
        printf("%c%s", header->separator, batch_columns[i]);
    }
    fputs(header->line_end, stdout);
    it->in->at = header->length;
}

void batch_table(stream *in, const batch_header *header, row_converter *converter, tally *counts) {
    table it = {.in = in, .header = header, .converter = converter, .counts = counts};
    it.parser.separator = header->separator;
    it.unit = pallia_columns_unit_to(converter->columns);
    print_header(&it);
    it.closed = true;
    while (it.closed && !ferror(stdout) && next_row(&it)) {
        bool blank = it.row_bytes == 0 && it.columns == 1;
        if (blank) {
            fputs(header->line_end, stdout);
        } else {
            answer_row(&it);
        }
    }
    if (!it.closed) {
        char row[24];
        snprintf(row, sizeof row, "%zu", counts->rows + 1);
        cli_complain(converter->it, "batch.quote", (const char *[]){"row", row, NULL});
    }
}
