/* SPDX-License-Identifier: MPL-2.0 */
#include "batch.h"

#include <stdio.h>
#include <string.h>

static const char *const cell_names[ROW_CELLS] = {
    [ROW_DRUG] = "drug", [ROW_ROUTE] = "route", [ROW_DOSE] = "dose", [ROW_UNIT] = "unit"};

const char *const batch_columns[] = {"pallia_result", "pallia_unit", "pallia_status", "pallia_code",
                                     NULL};

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

/* The first row, read with one separator. */
typedef struct reading {
    batch_header header;
    size_t seen[ROW_CELLS];
    const char *ours; /* a name of ours that is already there */
    bool lone_cr;
    bool well; /* it ends, and its quotation marks are right */
} reading;

static bool is_named(const csv_cell *cell, const char *name, size_t length) {
    return cell->length == length && memcmp(cell->bytes, name, length) == 0;
}

/* Two columns of one name cannot be told apart: the cell is then as good as absent. */
static void take_name(const batch_names *names, csv_cell *cell, reading *out) {
    row_trim(cell);
    for (size_t i = 0; i < ROW_CELLS; i++) {
        if (is_named(cell, names->cells[i].name, names->cells[i].length)) {
            out->header.columns[i] = out->seen[i]++ == 0 ? out->header.column_count : SIZE_MAX;
        }
    }
    out->header.column_count++;
    for (size_t i = 0; batch_columns[i] && !out->ours; i++) {
        if (is_named(cell, batch_columns[i], strlen(batch_columns[i]))) {
            out->ours = batch_columns[i];
        }
    }
}

static size_t count_lines(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
}

/* Reads the row from the front of the stream, where it stays: the separator decides where a
 * quotation mark opens, and so where the row ends. */
static void read_row(stream *in, size_t mark, char separator, const batch_names *names,
                     reading *out) {
    csv parser = {.separator = separator};
    csv_event event = CSV_MORE;
    size_t at = mark;
    bool more = true;
    *out = (reading){.header = {.columns = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX}}};
    while (more && event != CSV_ROW) {
        at += csv_read(&parser, in->bytes + at, in->end - at, &event);
        if (event != CSV_MORE) {
            take_name(names, &parser.cell, out);
            continue;
        }
        more = in->end < STREAM_SIZE && stream_fill(in);
    }
    bool closed = event == CSV_ROW || csv_finish(&parser);
    bool whole = event == CSV_ROW || in->end < STREAM_SIZE;
    if (event != CSV_ROW) {
        take_name(names, &parser.cell, out);
    }
    out->well = at > mark && whole && closed && !parser.misquoted;
    out->lone_cr = parser.lone_cr;
    out->header.separator = separator;
    out->header.line_end = parser.after_cr ? "\r\n" : "\n";
    out->header.length = at;
    out->header.lines = count_lines(in->bytes, at) + (event == CSV_ROW ? 0 : 1);
}

/* How many of the columns that are needed were found. */
static size_t count_found(const batch_names *names, const reading *read) {
    size_t found = 0;
    for (size_t i = 0; i < ROW_CELLS; i++) {
        found += names->cells[i].needed && read->seen[i] > 0 ? 1 : 0;
    }
    return found;
}

/* The reading with more of the needed columns, else with more columns; NULL when they are alike. */
static const reading *better(const batch_names *names, const reading *one, const reading *other) {
    size_t found = count_found(names, one);
    size_t other_found = count_found(names, other);
    if (found != other_found) {
        return found > other_found ? one : other;
    }
    if (one->header.column_count == other->header.column_count) {
        return one->well || other->well ? NULL : one;
    }
    return one->header.column_count > other->header.column_count ? one : other;
}

/* Reads the header with the separator asked for, else with the one that suits. NULL when both do. */
static const reading *read_either(stream *in, const char *asked, const batch_names *names,
                                  reading both[2]) {
    size_t mark = stream_mark(in);
    read_row(in, mark, asked ? asked[0] : ',', names, &both[0]);
    if (asked || in->failed) {
        return &both[0];
    }
    read_row(in, mark, ';', names, &both[1]);
    return better(names, &both[0], &both[1]);
}

/* Whether nothing follows the header. */
static bool is_all(stream *in, const batch_header *header) {
    return in->end == header->length && in->end < STREAM_SIZE && !stream_fill(in);
}

static int missing(cli *it, const batch_names *names, size_t cell) {
    cli_text name = {0};
    text_add_part(&name, names->cells[cell].name, names->cells[cell].length);
    int code = cli_wrong(it, PALLIA_EKEY_MISSING, "", "usage.batch_column",
                         (const char *[]){"word", text_get(&name), NULL});
    text_release(&name);
    return code;
}

/* Says what is wrong with a reading. */
static int check(cli *it, stream *in, const batch_names *names, const reading *read) {
    if (read->lone_cr) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_cr", NULL);
    }
    if (!read->well) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_header", NULL);
    }
    if (read->ours) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_ours",
                         (const char *[]){"word", read->ours, NULL});
    }
    for (size_t i = 0; i < ROW_CELLS; i++) {
        bool wrong = names->cells[i].needed ? read->seen[i] != 1 : read->seen[i] > 1;
        if (wrong) {
            return missing(it, names, i);
        }
    }
    if (read->header.lines > 1 && is_all(in, &read->header)) {
        char lines[24];
        snprintf(lines, sizeof lines, "%zu", read->header.lines);
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_no_rows",
                         (const char *[]){"count", lines, NULL});
    }
    return CLI_OK;
}

int batch_read_header(cli *it, stream *in, const batch_names *names, batch_header *out) {
    const char *asked = it->options.values[OPTION_SEPARATOR];
    reading both[2];
    if (asked && strcmp(asked, ",") != 0 && strcmp(asked, ";") != 0) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_separator", NULL);
    }
    const reading *read = read_either(in, asked, names, both);
    if (in->failed) {
        cli_complain(it, "usage.cannot_read", (const char *[]){"file", "stdin", NULL});
        return CLI_INTERNAL;
    }
    if (!read) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.batch_separator", NULL);
    }
    int code = check(it, in, names, read);
    *out = read->header;
    return code;
}
