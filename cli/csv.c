/* SPDX-License-Identifier: MPL-2.0 */
#include "csv.h"

static void keep(csv_cell *cell, char c) {
    if (cell->length <= CSV_CELL_MAX) {
        cell->bytes[cell->length++] = c;
    }
}

/* The CR that the line end began with was taken for text. */
static void drop_cr(csv *it) {
    if (it->after_cr && it->cell.length <= CSV_CELL_MAX) {
        it->cell.length--;
    }
}

static void inside(csv *it, char c) {
    it->after_cr = false;
    if (c == '"') {
        it->state = CSV_CLOSED;
    } else {
        keep(&it->cell, c);
    }
}

static void after_closing(csv *it, char c) {
    if (c == '"' && !it->after_cr) {
        keep(&it->cell, c);
        it->state = CSV_IN_QUOTES;
        return;
    }
    it->misquoted = it->misquoted || c != '\r';
    keep(&it->cell, c);
    it->after_cr = c == '\r';
}

static csv_event step(csv *it, char c) {
    if (it->state == CSV_AT_START) {
        it->cell.length = 0;
        it->after_cr = false;
        it->state = c == '"' ? CSV_IN_QUOTES : CSV_PLAIN;
        if (c == '"') {
            return CSV_MORE;
        }
    }
    if (it->state == CSV_IN_QUOTES) {
        inside(it, c);
        return CSV_MORE;
    }
    it->lone_cr = it->lone_cr || (it->after_cr && c != '\n');
    if (c == it->separator) {
        it->state = CSV_AT_START;
        return CSV_CELL;
    }
    if (c == '\n') {
        drop_cr(it);
        it->state = CSV_AT_START;
        return CSV_ROW;
    }
    if (it->state == CSV_CLOSED) {
        after_closing(it, c);
        return CSV_MORE;
    }
    keep(&it->cell, c);
    it->after_cr = c == '\r';
    return CSV_MORE;
}

size_t csv_read(csv *it, const char *bytes, size_t length, csv_event *event) {
    *event = CSV_MORE;
    for (size_t i = 0; i < length; i++) {
        *event = step(it, bytes[i]);
        if (*event != CSV_MORE) {
            return i + 1;
        }
    }
    return length;
}

bool csv_finish(csv *it) {
    bool closed = it->state != CSV_IN_QUOTES;
    if (it->state == CSV_AT_START) {
        it->cell.length = 0;
        it->after_cr = false;
    }
    drop_cr(it);
    it->state = CSV_AT_START;
    return closed;
}

size_t csv_count(const char *bytes, size_t length, char separator) {
    csv parser = {.separator = separator};
    csv_event event = CSV_CELL;
    size_t count = 0;
    for (size_t at = 0; event == CSV_CELL; count++) {
        at += csv_read(&parser, bytes + at, length - at, &event);
    }
    return count;
}
