/* SPDX-License-Identifier: MPL-2.0 */
#include "draw.h"

#include <string.h>

static const double points_per_inch = 72.0;

/* ---- a sheet ---- */

static void set_font(draw_sheet *sheet, draw_style style) {
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, DRAW_FAMILY);
    pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, style.size * PANGO_SCALE);
    pango_layout_set_font_description(sheet->layout, font);
    pango_font_description_free(font);
}

/* Another family under the name asked for would have other widths. */
static bool has_family(PangoContext *context) {
    PangoFontDescription *wanted = pango_font_description_from_string(DRAW_FAMILY " 10");
    PangoFont *font = pango_context_load_font(context, wanted);
    pango_font_description_free(wanted);
    if (!font) {
        return false;
    }
    PangoFontDescription *got = pango_font_describe(font);
    bool same = strcmp(pango_font_description_get_family(got), DRAW_FAMILY) == 0;
    pango_font_description_free(got);
    g_object_unref(font);
    return same;
}

/* The machine's own settings of fonts for a screen must not move a letter. */
static void forget_the_screen(PangoContext *context) {
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, points_per_inch);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("fr"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
}

bool draw_begin(draw_sheet *sheet, cairo_surface_t *surface) {
    *sheet = (draw_sheet){.cr = cairo_create(surface), .page = 1};
    cairo_set_source_rgb(sheet->cr, 0, 0, 0);
    sheet->layout = pango_cairo_create_layout(sheet->cr);
    PangoContext *context = pango_layout_get_context(sheet->layout);
    forget_the_screen(context);
    pango_layout_context_changed(sheet->layout);
    pango_layout_set_wrap(sheet->layout, PANGO_WRAP_WORD_CHAR);
    return has_family(context);
}

void draw_end(draw_sheet *sheet) {
    g_object_unref(sheet->layout);
    cairo_destroy(sheet->cr);
    g_free(sheet->fault_at);
    *sheet = (draw_sheet){0};
}

void draw_turn(draw_sheet *sheet) {
    cairo_show_page(sheet->cr);
    sheet->page++;
}

bool draw_has_ink(const draw_sheet *sheet) {
    return sheet->only == 0 || sheet->only == sheet->page;
}

void draw_fault(draw_sheet *sheet, const char *key, const char *text) {
    if (sheet->fault) {
        return;
    }
    sheet->fault = key;
    sheet->fault_at = g_strdup(text);
}

/* ---- text ---- */

static bool is_writable(const char *text) {
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar one = g_utf8_get_char(at);
        if (g_unichar_iscntrl(one) || g_unichar_break_type(one) == G_UNICODE_BREAK_MANDATORY) {
            return false;
        }
    }
    return true;
}

/* Where a unit ends: "mg/mL", "mg/24" of "mg/24 h". */
static const char *unit_end(const char *at) {
    while (*at != '\0' && *at != ' ' && *at != ';' && *at != ',' && *at != ')') {
        at++;
    }
    return at;
}

/* A letter of a unit; µ and ° are the bytes above 127. */
static bool begins_unit(char byte) {
    return g_ascii_isalpha(byte) || byte == '%' || (unsigned char)byte > 127;
}

static PangoAttrList *new_attributes(void) {
    PangoAttrList *attributes = pango_attr_list_new();
    /* A letter that the family lacks is a fault, not a letter of some other font. */
    pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
    /* A ligature would be one letter for whoever selects or searches the text. */
    pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, clig=0"));
    return attributes;
}

/* Pango breaks at any space and at a stroke: not between a number and its unit, nor inside it. */
static void keep_units(draw_sheet *sheet, const char *text) {
    PangoAttrList *attributes = new_attributes();
    for (const char *at = text; *at != '\0'; at++) {
        if (at == text || *at != ' ' || !g_ascii_isdigit(at[-1]) || !begins_unit(at[1])) {
            continue;
        }
        PangoAttribute *whole = pango_attr_allow_breaks_new(FALSE);
        whole->start_index = (guint)(at - 1 - text);
        whole->end_index = (guint)(unit_end(at + 1) - text);
        pango_attr_list_insert(attributes, whole);
    }
    pango_layout_set_attributes(sheet->layout, attributes);
    pango_attr_list_unref(attributes);
}

static void set_text(draw_sheet *sheet, draw_style style, double width, const char *text) {
    set_font(sheet, style);
    keep_units(sheet, text);
    pango_layout_set_width(sheet->layout, width > 0 ? (int)(width * PANGO_SCALE) : -1);
    pango_layout_set_text(sheet->layout, text, -1);
    if (!is_writable(text) || pango_layout_get_unknown_glyphs_count(sheet->layout) > 0) {
        draw_fault(sheet, "label.usage.letters", text);
    }
}

static double layout_width(draw_sheet *sheet) {
    int width;
    pango_layout_get_size(sheet->layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

double draw_width(draw_sheet *sheet, draw_style style, const char *text) {
    set_text(sheet, style, 0, text);
    return layout_width(sheet);
}

static void show_line(draw_sheet *sheet, int number, double x, double y) {
    if (!draw_has_ink(sheet)) {
        return;
    }
    PangoLayoutLine *line = pango_layout_get_line_readonly(sheet->layout, number);
    cairo_move_to(sheet->cr, x, y);
    pango_cairo_show_layout_line(sheet->cr, line);
}

void draw_line(draw_sheet *sheet, draw_style style, draw_side side, double x, double y,
               double width, const char *text) {
    double taken = draw_width(sheet, style, text);
    if (taken > width) {
        draw_fault(sheet, "label.usage.overflow", text);
        return;
    }
    double share = side == DRAW_LEFT ? 0.0 : side == DRAW_MIDDLE ? 0.5 : 1.0;
    show_line(sheet, 0, x + share * (width - taken), y);
}

draw_block draw_break(draw_sheet *sheet, draw_style style, double width, const char *text) {
    set_text(sheet, style, width, text);
    return (draw_block){pango_layout_get_line_count(sheet->layout), DRAW_LEADING * style.size};
}

void draw_broken(draw_sheet *sheet, int number, double x, double y) {
    show_line(sheet, number, x, y);
}

/* ---- lines ---- */

void draw_rule(draw_sheet *sheet, double x1, double y1, double x2, double y2, double thick) {
    if (!draw_has_ink(sheet)) {
        return;
    }
    cairo_set_line_width(sheet->cr, thick);
    cairo_move_to(sheet->cr, x1, y1);
    cairo_line_to(sheet->cr, x2, y2);
    cairo_stroke(sheet->cr);
}

void draw_box(draw_sheet *sheet, double x, double y, double width, double height, double thick) {
    if (!draw_has_ink(sheet)) {
        return;
    }
    cairo_set_line_width(sheet->cr, thick);
    cairo_rectangle(sheet->cr, x, y, width, height);
    cairo_stroke(sheet->cr);
}
