/* SPDX-License-Identifier: MPL-2.0
 *
 * Ink on paper: text in one family of fonts, rules, boxes. Black on white, nothing transparent, no
 * grey, so that a photocopy or a thermal printer loses nothing. Lengths are in points, from the top
 * left corner; a text stands on the baseline `y`.
 *
 * A text that does not fit, or that the font cannot write, is never shrunk, cut or replaced: the
 * first one is kept as the sheet's fault, and the page is not written.
 */
#ifndef PAGES_DRAW_H
#define PAGES_DRAW_H

#include <pango/pangocairo.h>
#include <stdbool.h>

/* The only family, whatever the machine prefers: the same answer gives the same page everywhere. */
#define DRAW_FAMILY "DejaVu Sans"

/* Points in a millimetre, exactly 72 / 25.4. */
#define DRAW_MM (72.0 / 25.4)

/* No text is smaller than this, on any paper. */
#define DRAW_SMALLEST 6.0

/* From a baseline to the next, for one point of size; and how much of it lies above the baseline.
 */
#define DRAW_LEADING 1.22
#define DRAW_ASCENT 0.95

typedef struct draw_style {
    double size; /* points */
    bool bold;
} draw_style;

typedef enum draw_side { DRAW_LEFT, DRAW_MIDDLE, DRAW_RIGHT } draw_side;

/* Why a page cannot be written: keys of messages, NULL when it can. */
typedef struct draw_sheet {
    cairo_t *cr;
    PangoLayout *layout;
    int page;          /* the one that is drawn on, from 1 */
    int only;          /* the one that gets ink, 0 for all: a picture holds one page */
    const char *fault; /* what is wrong: "label.usage.overflow", … */
    char *fault_at;    /* the text that is concerned; released with g_free */
} draw_sheet;

/* A sheet on `surface`. False when the family of fonts is not installed. */
bool draw_begin(draw_sheet *sheet, cairo_surface_t *surface);
void draw_end(draw_sheet *sheet);

/* Whether this page is one of those that are kept: a picture holds one of several. */
bool draw_has_ink(const draw_sheet *sheet);

/* Ends a page. */
void draw_turn(draw_sheet *sheet);

/* Keeps the first fault. */
void draw_fault(draw_sheet *sheet, const char *key, const char *text);

/* The width of a text on one line; measures only. */
double draw_width(draw_sheet *sheet, draw_style style, const char *text);

/* One line, from `x` to `x + width`, against the side given. A fault when it is wider. */
void draw_line(draw_sheet *sheet, draw_style style, draw_side side, double x, double y,
               double width, const char *text);

/* Lines of a text cut at `width`, at a space where there is one. A number keeps its unit. */
typedef struct draw_block {
    int lines;
    double leading; /* from a baseline to the next */
} draw_block;
draw_block draw_break(draw_sheet *sheet, draw_style style, double width, const char *text);

/* Line `number` (from 0) of the text given to the last draw_break. */
void draw_broken(draw_sheet *sheet, int number, double x, double y);

/* A rule, and a box, of ink `thick` points wide. */
void draw_rule(draw_sheet *sheet, double x1, double y1, double x2, double y2, double thick);
void draw_box(draw_sheet *sheet, double x, double y, double width, double height, double thick);

#endif
