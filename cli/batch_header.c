/* SPDX-License-Identifier: MPL-2.0 */
#include "batch.h"

#include <string.h>

static const char *const cell_names[ROW_CELLS] = {
    [ROW_DRUG] = "drug", [ROW_ROUTE] = "route", [ROW_DOSE] = "dose", [ROW_UNIT] = "unit"};

const char *const batch_columns[] = {"pallia_result", "pallia_unit", "pallia_status", "pallia_code",
                                     NULL};

static const char bom[] = "\xEF\xBB\xBF";

enum { BOM_LENGTH = sizeof bom - 1 };

/* ---- --map drug=DCI,dose=Dose ---- */

/* The cell that `text` ("drug=…") begins to name; ROW_CELLS when it is none. */
static size_t cell_at(const char *text) {
    for (size_t i = 0; i < ROW_CELLS; i++) {
        size_t length = strlen(cell_names[i]);
        if (strncmp(text, cell_names[i], length) == 0 && text[length] == '=') {
            return i;
        }
    }
    return ROW_CELLS;
}

/* A comma ends a name only in front of another cell: names may hold commas. */
static size_t name_length(const char *text) {
    size_t length = 0;
    while (text[length] != '\0' &&
           !(text[length] == ',' && cell_at(text + length + 1) < ROW_CELLS)) {
        length++;
    }
    return length;
}

static bool read_names(const char *text, batch_names *out) {
    while (*text != '\0') {
        size_t cell = cell_at(text);
        if (cell == ROW_CELLS) {
            return false;
        }
        text += strlen(cell_names[cell]) + 1;
        size_t length = name_length(text);
        if (length == 0 || out->cells[cell].name) {
            return false;
        }
        out->cells[cell].name = text;
        out->cells[cell].length = length;
        out->cells[cell].needed = true;
        text += length + (text[length] == ',' ? 1 : 0);
    }
    return true;
}

bool batch_read_map(cli *it, batch_names *out) {
    const char *map = it->options.values[OPTION_MAP];
    *out = (batch_names){0};
    if (map && !read_names(map, out)) {
        cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_map", (const char *[]){"word", map, NULL});
        return false;
    }
    for (size_t i = 0; i < ROW_CELLS; i++) {
        out->cells[i].needed = out->cells[i].needed || i == ROW_DRUG || i == ROW_DOSE;
        if (!out->cells[i].name) {
            out->cells[i].name = cell_names[i];
            out->cells[i].length = strlen(cell_names[i]);
        }
    }
    return true;
}

/* ---- the first row ---- */

/* The bytes of the first row with its end; 0 when it does not fit the buffer. */
static size_t find_end(stream *in) {
    bool quoted = false;
    size_t at = 0;
    do {
        for (; at < in->end; at++) {
            quoted = quoted != (in->bytes[at] == '"');
            if (in->bytes[at] == '\n' && !quoted) {
                return at + 1;
            }
        }
    } while (in->end < STREAM_SIZE && stream_fill(in));
    return in->end < STREAM_SIZE ? in->end : 0;
}

static size_t count_outside_quotes(const char *bytes, size_t length, char wanted) {
    bool quoted = false;
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        quoted = quoted != (bytes[i] == '"');
        count += !quoted && bytes[i] == wanted ? 1 : 0;
    }
    return count;
}

static bool choose_separator(const char *asked, const char *bytes, batch_header *out) {
    size_t commas = count_outside_quotes(bytes, out->length, ',');
    size_t semicolons = count_outside_quotes(bytes, out->length, ';');
    if (asked) {
        out->separator = asked[0];
        return strcmp(asked, ",") == 0 || strcmp(asked, ";") == 0;
    }
    out->separator = semicolons > commas ? ';' : ',';
    return semicolons != commas;
}

static bool is_named(const csv_cell *cell, const char *name, size_t length) {
    return cell->length == length && memcmp(cell->bytes, name, length) == 0;
}

/* The name of ours that is already there; NULL when none is. Two columns of one name cannot be told
 * apart: the cell is then as good as absent. */
static const char *take_name(const csv_cell *cell, const batch_names *names, size_t seen[ROW_CELLS],
                             batch_header *out) {
    for (size_t i = 0; i < ROW_CELLS; i++) {
        if (is_named(cell, names->cells[i].name, names->cells[i].length)) {
            out->columns[i] = seen[i]++ == 0 ? out->column_count : SIZE_MAX;
        }
    }
    out->column_count++;
    for (size_t i = 0; batch_columns[i]; i++) {
        if (is_named(cell, batch_columns[i], strlen(batch_columns[i]))) {
            return batch_columns[i];
        }
    }
    return NULL;
}

/* Reads the names. The one of ours that is already there, or NULL; *well says that the quotation
 * marks are right. */
static const char *read_cells(const char *bytes, const batch_names *names, size_t seen[ROW_CELLS],
                              batch_header *out, bool *well) {
    csv parser = {.separator = out->separator};
    size_t at = strncmp(bytes, bom, BOM_LENGTH) == 0 ? BOM_LENGTH : 0;
    const char *ours = NULL;
    csv_event event = CSV_MORE;
    bool closed = true;
    while (event != CSV_ROW) {
        at += csv_read(&parser, bytes + at, out->length - at, &event);
        if (event == CSV_MORE) {
            closed = csv_finish(&parser);
            event = CSV_ROW;
        }
        row_trim(&parser.cell);
        const char *found = take_name(&parser.cell, names, seen, out);
        ours = ours ? ours : found;
    }
    out->line_end = parser.after_cr ? "\r\n" : "\n";
    *well = closed && !parser.misquoted;
    return ours;
}

static int missing(cli *it, const batch_names *names, size_t cell) {
    cli_text name = {0};
    text_add_part(&name, names->cells[cell].name, names->cells[cell].length);
    int code = cli_wrong(it, PALLIA_EKEY_MISSING, "", "usage.batch_column",
                         (const char *[]){"word", text_get(&name), NULL});
    text_release(&name);
    return code;
}

int batch_read_header(cli *it, stream *in, const batch_names *names, batch_header *out) {
    const char *asked = it->options.values[OPTION_SEPARATOR];
    size_t seen[ROW_CELLS] = {0};
    bool well;
    *out = (batch_header){.columns = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX}};
    out->length = find_end(in);
    if (in->failed) {
        cli_complain(it, "usage.cannot_read", (const char *[]){"file", "stdin", NULL});
        return CLI_INTERNAL;
    }
    if (out->length == 0) {
        return cli_wrong(it, PALLIA_ESIZE, "", "usage.batch_header", NULL);
    }
    if (!choose_separator(asked, in->bytes, out)) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_separator", NULL);
    }
    const char *ours = read_cells(in->bytes, names, seen, out, &well);
    if (!well) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_header", NULL);
    }
    if (ours) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_ours",
                         (const char *[]){"word", ours, NULL});
    }
    for (size_t i = 0; i < ROW_CELLS; i++) {
        bool wrong = names->cells[i].needed ? seen[i] != 1 : seen[i] > 1;
        if (wrong) {
            return missing(it, names, i);
        }
    }
    return CLI_OK;
}
