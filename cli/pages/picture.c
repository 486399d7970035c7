/* SPDX-License-Identifier: MPL-2.0 */
#include "picture.h"

#include <string.h>

#define BARREL (9.0 * DRAW_MM)
#define TIP (2.0 * DRAW_MM)
#define LEADER (7.0 * DRAW_MM) /* from the barrel to the words */
#define THICK 1.0
#define THIN 0.5

static const draw_style style = {7.5, false};

/* A number of the answer ("12.5", "25/6"), for the height of a layer only. */
static double read_exact(const char *text) {
    char *end;
    double value = g_ascii_strtod(text, &end);
    double below = *end == '/' ? g_ascii_strtod(end + 1, NULL) : 1.0;
    return below > 0 ? value / below : 0.0;
}

static double sum_layers(const cJSON *layers) {
    double sum = 0;
    const cJSON *one;
    cJSON_ArrayForEach(one, layers) {
        sum += read_exact(answer_text(one, "volume/exact"));
    }
    return sum;
}

/* The name on one line where it has room beside its volume, else on two. */
static void draw_words(draw_sheet *sheet, const cJSON *layer, double x, double middle,
                       double width) {
    double third = style.size / 3; /* from the middle of small letters to their baseline */
    double half = DRAW_LEADING * style.size / 2;
    char *text =
        g_strdup_printf("%s, %s", answer_text(layer, "name"), answer_text(layer, "volume/text"));
    draw_block block = draw_break(sheet, style, width, text);
    for (int i = 0; i < block.lines; i++) {
        double y = middle + third + half * (2 * i - (block.lines - 1));
        draw_broken(sheet, i, x, y);
    }
    g_free(text);
}

/* Layers from the tip upwards, in the order in which they are drawn; their words at even distances.
 */
static void draw_layers(draw_sheet *sheet, const cJSON *layers, double x, double y, double width,
                        double height) {
    double sum = sum_layers(layers);
    double share = height / cJSON_GetArraySize(layers);
    double bottom = y + height;
    double middle = bottom - share / 2;
    const cJSON *one;
    cJSON_ArrayForEach(one, layers) {
        double high = height * read_exact(answer_text(one, "volume/exact")) / sum;
        draw_rule(sheet, x + BARREL, bottom - high / 2, x + BARREL + LEADER - 2, middle, THIN);
        draw_words(sheet, one, x + BARREL + LEADER, middle, width - BARREL - LEADER);
        bottom -= high;
        middle -= share;
        draw_rule(sheet, x, bottom, x + BARREL, bottom, THIN);
    }
}

void picture_draw(draw_sheet *sheet, const pages_answer *answer, double x, double y, double width,
                  double height) {
    const cJSON *layers = answer_at(answer->tree, "result/layers");
    if (sum_layers(layers) <= 0) {
        return;
    }
    height -= TIP;
    draw_layers(sheet, layers, x, y, width, height);
    draw_box(sheet, x, y, BARREL, height, THICK);
    draw_box(sheet, x + BARREL / 2 - 1.5, y + height, 3, TIP, THICK);
}
