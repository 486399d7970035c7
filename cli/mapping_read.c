/* SPDX-License-Identifier: MPL-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "mapping.h"

#include "memory.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_MAX = 64, FIRST_ROOM = 64 };

static const char *const names[MAPPING_COLUMNS] = {"code", "label",    "id",     "route",
                                                   "unit", "strength", "release"};

/* A row as it comes: which column each cell belongs to, what was read so far. */
typedef struct reader {
    cli *it;
    mapping *table;
    csv csv;
    mapping_column of[HEADER_MAX]; /* MAPPING_COLUMNS for a column that is left alone */
    size_t width;
    size_t cell;
    size_t line;  /* of the byte that is read */
    size_t start; /* of the row */
    bool in_header;
    bool blank; /* nothing in the row so far */
    mapping_row row;
} reader;

const char *mapping_column_name(mapping_column column) {
    return names[column];
}

static int wrong(const reader *in, const char *key, const char *seen) {
    char line[32];
    snprintf(line, sizeof line, "%zu", in->start);
    return cli_wrong(in->it, PALLIA_EVALUE, "", key,
                     (const char *[]){"line", line, "seen", seen, NULL});
}

/* The text of the cell without the spaces around it. */
static char *copy_trimmed(const csv_cell *cell) {
    const char *from = cell->bytes;
    const char *end = from + cell->length;
    while (from < end && strchr(" \t\r", *from)) {
        from++;
    }
    while (end > from && strchr(" \t\r", end[-1])) {
        end--;
    }
    return memory_text(from, (size_t)(end - from));
}

static int take_name(reader *in, const char *name) {
    words all;
    if (in->cell == HEADER_MAX) {
        return wrong(in, "usage.mapping_cells", name);
    }
    in->of[in->cell] = MAPPING_COLUMNS;
    bool cut = words_cut(name, &all) && all.count == 1;
    for (int i = 0; cut && i < MAPPING_COLUMNS; i++) {
        if (!words_is(&all, 0, names[i])) {
            continue;
        }
        if (in->table->has[i]) {
            return wrong(in, "usage.mapping_column_twice", name);
        }
        in->of[in->cell] = (mapping_column)i;
        in->table->has[i] = true;
    }
    return CLI_OK;
}

static int take_cell(reader *in) {
    csv_cell *cell = &in->csv.cell;
    if (cell->length > CSV_CELL_MAX) {
        return wrong(in, "usage.mapping_long", "");
    }
    char *text = copy_trimmed(cell);
    int code = CLI_OK;
    in->blank = in->blank && *text == '\0';
    if (in->in_header) {
        code = take_name(in, text);
    } else if (in->cell < in->width && in->of[in->cell] != MAPPING_COLUMNS) {
        in->row.cells[in->of[in->cell]] = text;
        text = NULL;
    }
    free(text);
    in->cell++;
    return code;
}

static void release_row(mapping_row *row) {
    for (int i = 0; i < MAPPING_COLUMNS; i++) {
        free(row->cells[i]);
    }
    *row = (mapping_row){0};
}

static void keep_row(reader *in) {
    mapping *table = in->table;
    for (int i = 0; i < MAPPING_COLUMNS; i++) {
        in->row.cells[i] = in->row.cells[i] ? in->row.cells[i] : memory_text("", 0);
    }
    if (table->count == table->room) {
        table->room = table->room ? table->room * 2 : FIRST_ROOM;
        table->rows = memory_resize(table->rows, table->room * sizeof *table->rows);
    }
    in->row.line = in->start;
    table->rows[table->count++] = in->row;
    in->row = (mapping_row){0};
}

static int end_header(reader *in) {
    in->in_header = false;
    in->width = in->cell;
    for (int i = 0; i < MAPPING_NEEDED; i++) {
        if (!in->table->has[i]) {
            return wrong(in, "usage.mapping_header", names[i]);
        }
    }
    return CLI_OK;
}

static int end_row(reader *in) {
    int code = CLI_OK;
    if (in->csv.misquoted) {
        code = wrong(in, "usage.mapping_quote", "");
    } else if (in->in_header) {
        code = end_header(in);
    } else if (in->blank) {
        release_row(&in->row);
    } else if (in->cell != in->width) {
        code = wrong(in, "usage.mapping_cells", "");
    } else {
        keep_row(in);
    }
    in->cell = 0;
    in->start = in->line;
    in->blank = true;
    return code;
}

static int read_bytes(reader *in, const char *bytes, size_t length) {
    int code = CLI_OK;
    size_t at = 0;
    while (code == CLI_OK && at < length) {
        csv_event event;
        size_t used = csv_read(&in->csv, bytes + at, length - at, &event);
        for (size_t i = 0; i < used; i++) {
            in->line += bytes[at + i] == '\n' ? 1 : 0;
        }
        at += used;
        code = event == CSV_MORE ? CLI_OK : take_cell(in);
        code = event == CSV_ROW && code == CLI_OK ? end_row(in) : code;
    }
    if (code != CLI_OK || (in->csv.state == CSV_AT_START && in->cell == 0)) {
        return code;
    }
    if (!csv_finish(&in->csv)) {
        return wrong(in, "usage.mapping_quote", "");
    }
    code = take_cell(in);
    return code == CLI_OK ? end_row(in) : code;
}

/* The separator that cuts the header into most cells. */
static char separator_of(const char *bytes, size_t length) {
    static const char known[] = {',', ';', '\t'};
    char best = known[0];
    size_t most = 0;
    for (size_t i = 0; i < sizeof known; i++) {
        size_t count = csv_count(bytes, length, known[i]);
        best = count > most ? known[i] : best;
        most = count > most ? count : most;
    }
    return best;
}

int mapping_read(cli *it, const cli_text *bytes, mapping *out) {
    static const char mark[] = "\xEF\xBB\xBF";
    *out = (mapping){0};
    reader in = {.it = it, .table = out, .line = 1, .start = 1, .in_header = true, .blank = true};
    const char *text = text_get(bytes);
    size_t length = bytes->length;
    if (length != strlen(text) || !text_is_utf8(text)) {
        return wrong(&in, "usage.mapping_utf8", "");
    }
    size_t skip = strncmp(text, mark, sizeof mark - 1) == 0 ? sizeof mark - 1 : 0;
    text += skip;
    length -= skip;
    in.csv.separator = separator_of(text, length);
    if (length == 0) {
        return wrong(&in, "usage.mapping_header", names[0]);
    }
    int code = read_bytes(&in, text, length);
    if (code == CLI_OK && out->count == 0) {
        code = wrong(&in, "usage.mapping_empty", "");
    }
    release_row(&in.row);
    return code;
}

void mapping_release(mapping *table) {
    for (size_t i = 0; i < table->count; i++) {
        release_row(&table->rows[i]);
    }
    free(table->rows);
    *table = (mapping){0};
}
