/* SPDX-License-Identifier: MPL-2.0 */
#include "picture.h"

#include "file.h"

#include <stdio.h>

enum { WIDTH = 900, BARREL_X = 90, BARREL_Y = 60, BARREL_WIDTH = 700, BARREL_HEIGHT = 90 };
enum { LEGEND_Y = 200, LEGEND_STEP = 34, SWATCH = 24, PATTERNS = 7, THOUSAND = 1000 };

/* Told apart without colour: the greys only help. The last is the diluent's. */
static const char *const patterns[PATTERNS] = {
    "<path d='M0 10L10 0' stroke='#000' stroke-width='2'/>",
    "<path d='M0 5H10' stroke='#000' stroke-width='2'/>",
    "<path d='M5 0V10' stroke='#000' stroke-width='2'/>",
    "<path d='M0 0L10 10M0 10L10 0' stroke='#000' stroke-width='1.5'/>",
    "<path d='M0 5H10M5 0V10' stroke='#000' stroke-width='1.5'/>",
    "<rect width='5' height='5'/><rect x='5' y='5' width='5' height='5'/>",
    "<circle cx='5' cy='5' r='1'/>"};

/* Text of an answer inside the file: its marks must not become markup. */
static void add_escaped(cli_text *out, const char *text) {
    for (; *text != '\0'; text++) {
        const char *entity = *text == '&'    ? "&amp;"
                             : *text == '<'  ? "&lt;"
                             : *text == '>'  ? "&gt;"
                             : *text == '"'  ? "&quot;"
                             : *text == '\'' ? "&#39;"
                                             : NULL;
        bool control = (unsigned char)*text < ' ';
        if (entity) {
            text_add(out, entity);
        } else if (!control) {
            text_add_part(out, text, 1);
        }
    }
}

static void add_text(cli_text *out, long x, long y, const char *anchor, const char *text) {
    text_add(out, "<text x='");
    text_int(out, x);
    text_add(out, "' y='");
    text_int(out, y);
    text_add(out, "' text-anchor='");
    text_add(out, anchor);
    text_add(out, "'>");
    add_escaped(out, text);
    text_add(out, "</text>\n");
}

static void add_rectangle(cli_text *out, long x, long y, long width, long height, long fill) {
    const long numbers[] = {x, y, width, height};
    static const char *const names[] = {" x='", " y='", " width='", " height='"};
    text_add(out, "<rect");
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        text_add(out, names[i]);
        text_int(out, numbers[i]);
        text_add(out, "'");
    }
    if (fill < 0) {
        text_add(out, " fill='none' stroke='#000' stroke-width='2'/>\n");
        return;
    }
    text_add(out, " fill='url(#p");
    text_int(out, fill);
    text_add(out, ")' stroke='#000'/>\n");
}

static void add_patterns(cli_text *out) {
    text_add(out, "<defs>\n");
    for (long i = 0; i < PATTERNS; i++) {
        text_add(out, "<pattern id='p");
        text_int(out, i);
        text_add(out, "' width='10' height='10' patternUnits='userSpaceOnUse'>"
                      "<rect width='10' height='10' fill='#fff'/>");
        text_add(out, patterns[i]);
        text_add(out, "</pattern>\n");
    }
    text_add(out, "</defs>\n");
}

static long pattern_of(const picture *drawn, size_t layer) {
    return drawn->layers[layer].diluent ? PATTERNS - 1 : (long)layer % (PATTERNS - 1);
}

static long x_of(const picture *drawn, long at) {
    return BARREL_X + at * BARREL_WIDTH / drawn->capacity;
}

static void add_barrel(cli_text *out, const picture *drawn) {
    enum { NOZZLE = 30, PLUNGER = 10, ROD = 16 };
    long end = x_of(drawn, drawn->filled);
    long middle = BARREL_Y + BARREL_HEIGHT / 2;
    for (size_t i = 0; i < drawn->count; i++) {
        long x = x_of(drawn, drawn->layers[i].start);
        add_rectangle(out, x, BARREL_Y, x_of(drawn, drawn->layers[i].end) - x, BARREL_HEIGHT,
                      pattern_of(drawn, i));
    }
    add_rectangle(out, BARREL_X, BARREL_Y, BARREL_WIDTH, BARREL_HEIGHT, -1);
    add_rectangle(out, BARREL_X - NOZZLE, middle - PLUNGER, NOZZLE, PLUNGER * 2, -1);
    add_rectangle(out, end, BARREL_Y, PLUNGER, BARREL_HEIGHT, -1);
    add_rectangle(out, end + PLUNGER, middle - ROD / 2,
                  BARREL_X + BARREL_WIDTH + NOZZLE - end - PLUNGER, ROD, -1);
}

static void add_marks(const cli *it, cli_text *out, const picture *drawn) {
    bool french = it->options.values[OPTION_LANG][0] == 'f';
    for (size_t i = 0; i < drawn->mark_count; i++) {
        char text[32];
        long at = drawn->marks[i];
        long x = x_of(drawn, at);
        if (at % THOUSAND == 0) {
            snprintf(text, sizeof text, "%ld%s", at / THOUSAND,
                     i + 1 == drawn->mark_count ? " mL" : "");
        } else {
            snprintf(text, sizeof text, "%ld%c%ld", at / THOUSAND, french ? ',' : '.',
                     at % THOUSAND / 100);
        }
        text_add(out, "<path d='M");
        text_int(out, x);
        text_add(out, " 45V60' stroke='#000'/>\n");
        add_text(out, x, BARREL_Y - 20, "middle", text);
    }
}

static void add_legend(const cli *it, cli_text *out, const picture *drawn, const cJSON *result) {
    long y = LEGEND_Y;
    for (size_t i = 0; i < drawn->count; i++) {
        cli_text line = {0};
        text_add(&line, drawn->layers[i].name);
        text_add(&line, cli_label(it, "colon"));
        text_add(&line, drawn->layers[i].volume);
        add_rectangle(out, BARREL_X, y, SWATCH, SWATCH, pattern_of(drawn, i));
        add_text(out, BARREL_X + SWATCH + 12, y + SWATCH - 6, "start", text_get(&line));
        text_release(&line);
        y += LEGEND_STEP;
    }
    static const char *const lines[] = {"label/final", "label/rate"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        add_text(out, BARREL_X, y + SWATCH - 6, "start", cli_string(result, lines[i]));
        y += LEGEND_STEP;
    }
}

static void add_drug_names(const cli *it, cli_text *out, const cJSON *result) {
    const cJSON *drug;
    bool first = true;
    add_escaped(out, cli_label(it, "svg_title"));
    cJSON_ArrayForEach(drug, cli_at(result, "label/drugs")) {
        add_escaped(out, first ? cli_label(it, "colon") : " + ");
        add_escaped(out, cli_string(drug, "drug"));
        first = false;
    }
}

bool picture_save(const cli *it, const cJSON *result, const char *path) {
    picture drawn;
    cli_text out = {0};
    if (!picture_read(result, &drawn)) {
        return false;
    }
    long height = LEGEND_Y + LEGEND_STEP * ((long)drawn.count + 2) + 20;
    text_add(&out, "<?xml version='1.0' encoding='UTF-8'?>\n"
                   "<svg xmlns='http://www.w3.org/2000/svg' role='img' width='");
    text_int(&out, WIDTH);
    text_add(&out, "' height='");
    text_int(&out, height);
    text_add(&out, "' viewBox='0 0 ");
    text_int(&out, WIDTH);
    text_add(&out, " ");
    text_int(&out, height);
    text_add(&out, "' font-family='sans-serif' font-size='18'>\n<title>");
    add_drug_names(it, &out, result);
    text_add(&out, "</title>\n");
    add_patterns(&out);
    text_add(&out, "<rect width='100%' height='100%' fill='#fff'/>\n");
    add_barrel(&out, &drawn);
    add_marks(it, &out, &drawn);
    add_legend(it, &out, &drawn, result);
    text_add(&out, "</svg>\n");
    bool saved = !out.failed && file_replace(path, text_get(&out), out.length);
    text_release(&out);
    return saved;
}
