/* SPDX-License-Identifier: MPL-2.0 */
#include "picture.h"

#include "page.h"

#include <stdio.h>
#include <string.h>

enum { THOUSAND = 1000, COLUMNS = 60, LEFT = 8, TENS_LIMIT = 100000000 };

/* "9.6" or "125/228" mL in thousandths of a mL, rounded down; -1 when it cannot be drawn. */
static long thousandths(const char *exact) {
    long value = 0;
    long part = 0;
    int decimals = -1;
    for (; *exact != '\0' && *exact != '/'; exact++) {
        if (*exact == '.') {
            decimals = 0;
        } else if (*exact < '0' || *exact > '9' || value > TENS_LIMIT) {
            return -1;
        } else if (decimals < 3) {
            value = value * 10 + (*exact - '0');
            decimals += decimals >= 0 ? 1 : 0;
        }
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 3; decimals++) {
        value *= 10;
    }
    for (exact += *exact == '/' ? 1 : 0; *exact >= '0' && *exact <= '9'; exact++) {
        part = part > TENS_LIMIT ? part : part * 10 + (*exact - '0');
    }
    return part > 0 ? value / part : value;
}

/* At most ten marks, at a round number of mL. */
static void find_marks(picture *out) {
    static const long steps[] = {100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000};
    long step = steps[sizeof steps / sizeof steps[0] - 1];
    for (size_t i = sizeof steps / sizeof steps[0]; i-- > 0;) {
        step = out->capacity / steps[i] <= 10 ? steps[i] : step;
    }
    for (long at = 0; at <= out->capacity && out->mark_count < PICTURE_MARKS_MAX; at += step) {
        out->marks[out->mark_count++] = at;
    }
}

bool picture_read(const cJSON *result, picture *out) {
    const cJSON *layer;
    int drugs = cJSON_GetArraySize(cli_at(result, "drugs"));
    *out = (picture){0};
    cJSON_ArrayForEach(layer, cli_at(result, "layers")) {
        long volume = thousandths(cli_string(layer, "volume/exact"));
        if (volume < 0 || out->count == PICTURE_LAYERS_MAX) {
            return false;
        }
        out->layers[out->count] =
            (picture_layer){cli_string(layer, "name"), cli_string(layer, "volume/text"),
                            out->filled, out->filled + volume, (int)out->count >= drugs};
        out->filled += volume;
        out->count++;
    }
    out->capacity = thousandths(cli_string(result, "capacity/exact"));
    out->capacity = out->capacity > out->filled ? out->capacity : out->filled;
    find_marks(out);
    return out->filled > 0;
}

/* ---- text ---- */

static const char *const fills[] = {"\xE2\x96\x93", "\xE2\x96\x92", "/", "x", "+", "o", "#"};
static const char diluent_fill[] = "\xC2\xB7";

static const char *fill_of(const picture *drawn, size_t layer) {
    return drawn->layers[layer].diluent ? diluent_fill
                                        : fills[layer % (sizeof fills / sizeof fills[0])];
}

static size_t column_of(const picture *drawn, long at) {
    return (size_t)((at * COLUMNS + drawn->capacity / 2) / drawn->capacity);
}

/* "9,6" mL of the scale in the language of the page. */
static void add_mark(const cli *it, cli_text *out, long at) {
    char text[32];
    if (at % THOUSAND == 0) {
        snprintf(text, sizeof text, "%ld", at / THOUSAND);
    } else {
        snprintf(text, sizeof text, "%ld.%ld", at / THOUSAND, at % THOUSAND / 100);
    }
    page_plain(it, out, text);
}

static void write_scale(cli *it, const picture *drawn) {
    cli_text line = {0};
    text_repeat(&line, " ", LEFT);
    for (size_t i = 0; i < drawn->mark_count; i++) {
        size_t wanted = LEFT + column_of(drawn, drawn->marks[i]);
        size_t used = text_columns(text_get(&line), line.length);
        text_repeat(&line, " ", wanted > used ? wanted - used : 0);
        add_mark(it, &line, drawn->marks[i]);
    }
    text_add(&line, " mL\n");
    text_add(&it->out, text_get(&line));
    text_release(&line);
}

static void write_edge(cli *it, const picture *drawn, const char *left, const char *tick,
                       const char *right) {
    size_t mark = 1;
    text_repeat(&it->out, " ", LEFT);
    text_add(&it->out, left);
    for (size_t column = 1; column < COLUMNS; column++) {
        bool here = mark < drawn->mark_count && column_of(drawn, drawn->marks[mark]) == column;
        text_add(&it->out, here ? tick : "\xE2\x94\x80");
        mark += here ? 1 : 0;
    }
    text_add(&it->out, right);
    page_blank(it);
}

/* A layer has a column at least: one too thin to be seen would look forgotten. */
static void write_body(cli *it, const picture *drawn) {
    size_t column = 0;
    text_repeat(&it->out, " ", LEFT - 4);
    text_repeat(&it->out, "\xE2\x95\x90", 4);
    text_add(&it->out, "\xE2\x95\xA1");
    for (size_t i = 0; i < drawn->count && column < COLUMNS - 1; i++) {
        size_t end = column_of(drawn, drawn->layers[i].end);
        end = end > column ? end : column + 1;
        end = end < COLUMNS - 1 ? end : COLUMNS - 1;
        text_repeat(&it->out, fill_of(drawn, i), end - column);
        column = end;
    }
    if (column < COLUMNS - 1) {
        text_add(&it->out, "\xE2\x95\x91");
        text_repeat(&it->out, "\xE2\x95\x90", COLUMNS - 2 - column);
    }
    text_add(&it->out, "\xE2\x95\x9E\xE2\x95\x90\xE2\x95\x90");
    page_blank(it);
}

static void write_legend(cli *it, const picture *drawn) {
    for (size_t i = 0; i < drawn->count; i++) {
        cli_text head = {0};
        cli_text text = {0};
        text_repeat(&head, " ", LEFT);
        text_repeat(&head, fill_of(drawn, i), 3);
        text_add(&head, " ");
        text_add(&text, drawn->layers[i].name);
        text_add(&text, cli_label(it, "colon"));
        text_add(&text, drawn->layers[i].volume);
        page_wrap(it, text_get(&head), LEFT + 4, text_get(&text));
        text_release(&head);
        text_release(&text);
    }
}

void picture_write(cli *it, const picture *drawn) {
    write_scale(it, drawn);
    write_edge(it, drawn, "\xE2\x94\x8C", "\xE2\x94\xB4", "\xE2\x94\x90");
    write_body(it, drawn);
    write_body(it, drawn);
    write_edge(it, drawn, "\xE2\x94\x94", "\xE2\x94\x80", "\xE2\x94\x98");
    write_legend(it, drawn);
}
