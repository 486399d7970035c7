/* SPDX-License-Identifier: MPL-2.0 */
#include "picture.h"

#include "file.h"

#include <stdio.h>

enum { WIDTH = 900, BARREL_X = 90, BARREL_Y = 60, BARREL_WIDTH = 700, BARREL_HEIGHT = 90 };
enum { LEGEND_Y = 200, LEGEND_STEP = 34, SWATCH = 24, GAP = 8, THOUSAND = 1000 };

/* Hatching told apart without colour. It is drawn line by line: a viewer that knows no SVG pattern
 * would show every layer black. */
enum { RISING = 1, FALLING = 2, LEVEL = 4, UPRIGHT = 8, DOTS = 16 };
static const unsigned hatches[] = {RISING,           LEVEL,           UPRIGHT,
                                   RISING | FALLING, LEVEL | UPRIGHT, FALLING};

typedef struct box {
    long x;
    long y;
    long width;
    long height;
} box;

static void add_text(cli_text *out, long x, long y, const char *anchor, const char *text) {
    text_add(out, "<text x='");
    text_int(out, x);
    text_add(out, "' y='");
    text_int(out, y);
    text_add(out, "' text-anchor='");
    text_add(out, anchor);
    text_add(out, "'>");
    text_add_markup(out, text);
    text_add(out, "</text>\n");
}

static void add_rectangle(cli_text *out, box at) {
    const long numbers[] = {at.x, at.y, at.width, at.height};
    static const char *const names[] = {" x='", " y='", " width='", " height='"};
    text_add(out, "<rect");
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        text_add(out, names[i]);
        text_int(out, numbers[i]);
        text_add(out, "'");
    }
    text_add(out, " fill='none' stroke='#000' stroke-width='2'/>\n");
}

static void add_line(cli_text *out, long x1, long y1, long x2, long y2) {
    const long numbers[] = {x1, y1, x2, y2};
    static const char *const marks[] = {"M", " ", "L", " "};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        text_add(out, marks[i]);
        text_int(out, numbers[i]);
    }
}

static long least(long a, long b) {
    return a < b ? a : b;
}

/* Lines at 45 degrees, which end at the sides of the box. */
static void add_slanted(cli_text *out, box at, bool rising) {
    for (long c = GAP; c < at.width + at.height; c += GAP) {
        long far = least(c, at.width);
        long down = least(c, at.height);
        long x1 = rising ? at.x + far : at.x + at.width - far;
        long x2 = rising ? at.x + c - down : at.x + at.width - (c - down);
        add_line(out, x1, at.y + c - far, x2, at.y + down);
    }
}

static void add_dots(cli_text *out, box at) {
    for (long y = GAP; y < at.height; y += GAP + GAP) {
        for (long x = GAP; x < at.width; x += GAP + GAP) {
            add_line(out, at.x + x, at.y + y, at.x + x + 1, at.y + y);
        }
    }
}

static void add_hatched(cli_text *out, box at, unsigned hatch) {
    text_add(out, "<path stroke='#000' fill='none' d='");
    if (hatch & RISING) {
        add_slanted(out, at, true);
    }
    if (hatch & FALLING) {
        add_slanted(out, at, false);
    }
    for (long y = GAP; (hatch & LEVEL) && y < at.height; y += GAP) {
        add_line(out, at.x, at.y + y, at.x + at.width, at.y + y);
    }
    for (long x = GAP; (hatch & UPRIGHT) && x < at.width; x += GAP) {
        add_line(out, at.x + x, at.y, at.x + x, at.y + at.height);
    }
    if (hatch & DOTS) {
        add_dots(out, at);
    }
    text_add(out, "M0 0'/>\n");
    add_rectangle(out, at);
}

static unsigned hatch_of(const picture *drawn, size_t layer) {
    return drawn->layers[layer].diluent ? DOTS
                                        : hatches[layer % (sizeof hatches / sizeof hatches[0])];
}

static long x_of(const picture *drawn, long at) {
    return BARREL_X + at * BARREL_WIDTH / drawn->capacity;
}

static void add_barrel(cli_text *out, const picture *drawn) {
    enum { NOZZLE = 30, PLUNGER = 10, ROD = 16 };
    long end = x_of(drawn, drawn->filled);
    long right = BARREL_X + BARREL_WIDTH + NOZZLE;
    long middle = BARREL_Y + BARREL_HEIGHT / 2;
    for (size_t i = 0; i < drawn->count; i++) {
        long x = x_of(drawn, drawn->layers[i].start);
        long width = x_of(drawn, drawn->layers[i].end) - x;
        add_hatched(out, (box){x, BARREL_Y, width, BARREL_HEIGHT}, hatch_of(drawn, i));
    }
    add_rectangle(out, (box){BARREL_X, BARREL_Y, BARREL_WIDTH, BARREL_HEIGHT});
    add_rectangle(out, (box){BARREL_X - NOZZLE, middle - PLUNGER, NOZZLE, PLUNGER + PLUNGER});
    add_rectangle(out, (box){end, BARREL_Y, PLUNGER, BARREL_HEIGHT});
    add_rectangle(out, (box){end + PLUNGER, middle - ROD / 2, right - end - PLUNGER, ROD});
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
        add_hatched(out, (box){BARREL_X, y, SWATCH, SWATCH}, hatch_of(drawn, i));
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
    text_add_markup(out, cli_label(it, "svg_title"));
    cJSON_ArrayForEach(drug, cli_at(result, "label/drugs")) {
        text_add_markup(out, first ? cli_label(it, "colon") : " + ");
        text_add_markup(out, cli_string(drug, "drug"));
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
    text_add(&out, "<rect width='900' height='100%' fill='#fff'/>\n");
    add_barrel(&out, &drawn);
    add_marks(it, &out, &drawn);
    add_legend(it, &out, &drawn, result);
    text_add(&out, "</svg>\n");
    bool saved = file_replace(path, &out);
    text_release(&out);
    return saved;
}
