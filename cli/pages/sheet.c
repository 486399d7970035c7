/* SPDX-License-Identifier: MPL-2.0 */
#include "sheet.h"

#include "label.h"
#include "picture.h"

#include <string.h>

#define MARGIN (15.0 * DRAW_MM)
#define TOP (12.0 * DRAW_MM)
#define WIDTH (SHEET_WIDTH - 2 * MARGIN)
#define FOOT (16.0 * DRAW_MM) /* kept for the foot of each page */
#define CUT (5.0 * DRAW_MM)
#define AWAY (1.0 * DRAW_MM) /* from the label to a cut mark */
#define BESIDE (7.0 * DRAW_MM)
#define NUMBER_WIDTH 20.0
#define THIN 0.5
#define NONE ""

static const draw_style title_style = {11.0, true};
static const draw_style section_style = {10.0, true};
static const draw_style body_style = {9.0, false};
static const draw_style strong_style = {9.0, true};
static const draw_style small_style = {7.5, false};
static const draw_style foot_style = {7.0, false};
static const draw_style foot_strong_style = {7.0, true};

/* Where the next line goes. */
typedef struct flow {
    draw_sheet *sheet;
    const pages_answer *answer;
    double y; /* below the last line */
    int page; /* from 1 */
    int pages;
} flow;

/* ---- foot and pages ---- */

static void draw_foot(const flow *it) {
    const pages_answer *answer = it->answer;
    char page[16];
    char pages[16];
    g_snprintf(page, sizeof page, "%d", it->page);
    g_snprintf(pages, sizeof pages, "%d", it->pages);
    const char *arguments[] = {"tables",  answer_text(answer->tree, "identity/tables"),
                               "sha256",  answer_text(answer->tree, "identity/tables_sha256"),
                               "library", answer_text(answer->tree, "identity/library"),
                               "page",    page,
                               "pages",   pages,
                               NULL};
    char *tables = answer_fill(answer, "label.sheet.foot", arguments);
    char *number = answer_fill(answer, "label.sheet.page", arguments);
    double y = SHEET_HEIGHT - FOOT + 4 * DRAW_MM;
    double next = DRAW_LEADING * foot_style.size;
    draw_rule(it->sheet, MARGIN, y - next, MARGIN + WIDTH, y - next, THIN);
    draw_line(it->sheet, foot_strong_style, DRAW_LEFT, MARGIN, y, WIDTH - 60,
              answer_text(answer->tree, "review/text"));
    draw_line(it->sheet, foot_strong_style, DRAW_RIGHT, MARGIN + WIDTH - 60, y, 60, number);
    draw_line(it->sheet, foot_style, DRAW_LEFT, MARGIN, y + next, WIDTH, tables);
    draw_line(it->sheet, foot_style, DRAW_LEFT, MARGIN, y + 2 * next, WIDTH,
              answer_text(answer->tree, "result/label/patient"));
    g_free(tables);
    g_free(number);
}

static void turn_page(flow *it) {
    draw_foot(it);
    cairo_show_page(it->sheet->cr);
    it->page++;
    it->y = TOP;
}

/* Room for `height` more, on the next page when this one has none. */
static void make_room(flow *it, double height) {
    if (it->y + height > SHEET_HEIGHT - FOOT) {
        turn_page(it);
    }
}

/* ---- paragraphs ---- */

/* A lead ("1.", "PRUDENCE.") and a text beside it, in lines that stay on one page. */
static void write_item(flow *it, draw_style style, const char *lead, double indent,
                       const char *text) {
    draw_style strong = {style.size, true};
    draw_block block = draw_break(it->sheet, style, WIDTH - indent, text);
    make_room(it, block.lines * block.leading);
    double y = it->y + DRAW_ASCENT * style.size;
    draw_line(it->sheet, strong, DRAW_LEFT, MARGIN, y, WIDTH, lead);
    draw_break(it->sheet, style, WIDTH - indent, text);
    for (int i = 0; i < block.lines; i++) {
        draw_broken(it->sheet, i, MARGIN + indent, y + i * block.leading);
    }
    it->y += block.lines * block.leading;
}

static void write_section(flow *it, const char *key) {
    double leading = DRAW_LEADING * section_style.size;
    make_room(it, 4 * leading); /* a heading does not stand alone at the end of a page */
    it->y += leading / 2;
    draw_line(it->sheet, section_style, DRAW_LEFT, MARGIN, it->y + DRAW_ASCENT * section_style.size,
              WIDTH, answer_word(it->answer, key));
    it->y += leading;
    draw_rule(it->sheet, MARGIN, it->y, MARGIN + WIDTH, it->y, THIN);
    it->y += 2;
}

static void write_directions(flow *it) {
    const cJSON *one;
    int number = 0;
    write_section(it, "label.sheet.directions");
    cJSON_ArrayForEach(one, answer_at(it->answer->tree, "result/directions")) {
        char lead[16];
        g_snprintf(lead, sizeof lead, "%d.", ++number);
        write_item(it, body_style, lead, NUMBER_WIDTH, answer_text(one, NONE));
        it->y += 1.5;
    }
}

static void write_severity(flow *it, const char *severity) {
    char *key = g_strconcat("label.sheet.severity.", severity, NULL);
    const char *lead = answer_word(it->answer, key);
    double indent = draw_width(it->sheet, strong_style, lead) + 4;
    const cJSON *one;
    cJSON_ArrayForEach(one, answer_at(it->answer->tree, "advice")) {
        if (strcmp(answer_text(one, "severity"), severity) == 0) {
            write_item(it, body_style, lead, indent, answer_text(one, "text"));
            it->y += 1.5;
        }
    }
    g_free(key);
}

/* The gravest first. */
static void write_advice(flow *it) {
    write_section(it, "label.sheet.warnings");
    if (answer_count(it->answer->tree, "advice") == 0) {
        write_item(it, body_style, "", 0, answer_word(it->answer, "label.sheet.no_warning"));
    }
    write_severity(it, "stop");
    write_severity(it, "caution");
    write_severity(it, "info");
}

static bool fit_in(flow *it, const cJSON *texts, double width) {
    const cJSON *one;
    cJSON_ArrayForEach(one, texts) {
        if (draw_width(it->sheet, small_style, answer_text(one, "text")) > width) {
            return false;
        }
    }
    return true;
}

/* Steps in two columns, read down the first and then down the second; in one when a step is long.
 */
static void write_working(flow *it) {
    const cJSON *trail = answer_at(it->answer->tree, "trail");
    double leading = DRAW_LEADING * small_style.size;
    double column = (WIDTH - BESIDE) / 2;
    bool two = fit_in(it, trail, column);
    int count = cJSON_GetArraySize(trail);
    int rows = two ? (count + 1) / 2 : count;
    write_section(it, "label.sheet.working");
    for (int i = 0; i < rows; i++) {
        const char *left = answer_text(cJSON_GetArrayItem(trail, i), "text");
        const char *right = two ? answer_text(cJSON_GetArrayItem(trail, i + rows), "text") : "";
        write_item(it, small_style, "", 0, left);
        draw_line(it->sheet, small_style, DRAW_LEFT, MARGIN + column + BESIDE,
                  it->y - leading + DRAW_ASCENT * small_style.size, column, right);
    }
}

static void write_sources(flow *it) {
    const cJSON *cites = answer_at(it->answer->tree, "cites");
    const cJSON *one;
    write_section(it, "label.sheet.sources");
    if (cJSON_GetArraySize(cites) == 0) {
        write_item(it, small_style, "", 0, answer_word(it->answer, "label.sheet.no_source"));
    }
    cJSON_ArrayForEach(one, cites) {
        const char *published = answer_text(one, "published");
        if (strcmp(published, "undated") == 0) {
            published = answer_word(it->answer, "page.undated");
        }
        char *text =
            g_strdup_printf("%s. %s, %s. %s", answer_text(one, "title"),
                            answer_text(one, "publisher"), published, answer_text(one, "url"));
        write_item(it, small_style, "–", 8, text);
        g_free(text);
    }
    cJSON_ArrayForEach(one, answer_at(it->answer->tree, "identity/local")) {
        const char *arguments[] = {"edition", answer_text(one, "edition"), "sha256",
                                   answer_text(one, "sha256"), NULL};
        char *text = answer_fill(it->answer, "label.sheet.foot_local", arguments);
        write_item(it, small_style, "–", 8, text);
        g_free(text);
    }
}

/* ---- the table of drugs ---- */

/* Columns, in parts of the width: the first is the name, the others stand against their right. */
static const struct {
    const char *heading;
    const char *path;
    double from, to;
} columns[] = {{"label.sheet.drug", "name", 0.00, 0.40},
               {"label.sheet.total", "total/text", 0.40, 0.53},
               {"label.sheet.day", "per_24h/text", 0.53, 0.70},
               {"label.sheet.draw", "volume/text", 0.70, 0.85},
               {"label.sheet.waste", "waste/text", 0.85, 1.00}};

/* The cells of a drug, or with NULL the headings. */
static void write_cells(flow *it, const cJSON *drug) {
    double y = it->y + DRAW_ASCENT * body_style.size;
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        const char *text =
            drug ? answer_text(drug, columns[i].path) : answer_word(it->answer, columns[i].heading);
        bool strong = drug && i != 2; /* what is given in 24 h is not what is prepared */
        double x = MARGIN + columns[i].from * WIDTH;
        double width = (columns[i].to - columns[i].from) * WIDTH;
        draw_line(it->sheet, strong ? strong_style : body_style, i == 0 ? DRAW_LEFT : DRAW_RIGHT, x,
                  y, width, text);
    }
    it->y += DRAW_LEADING * body_style.size;
}

static void write_drug(flow *it, const cJSON *drug) {
    char count[16];
    g_snprintf(count, sizeof count, "%d", answer_at(drug, "ampoules")->valueint);
    const char *arguments[] = {"count", count, "ampoule", answer_text(drug, "ampoule/text"), NULL};
    char *ampoules = answer_fill(it->answer, "label.sheet.ampoules", arguments);
    const char *name = answer_text(drug, "ampoule/name");
    char *line = *name ? g_strdup_printf("%s (%s)", ampoules, name) : g_strdup(ampoules);
    make_room(it, 4 * DRAW_LEADING * body_style.size); /* a drug keeps its ampoule */
    write_cells(it, drug);
    write_item(it, small_style, "", 8, line);
    it->y += 1;
    draw_rule(it->sheet, MARGIN, it->y, MARGIN + WIDTH, it->y, THIN);
    it->y += 2;
    g_free(line);
    g_free(ampoules);
}

static void write_drugs(flow *it) {
    const cJSON *drug;
    write_section(it, "label.sheet.drugs");
    write_cells(it, NULL);
    draw_rule(it->sheet, MARGIN, it->y, MARGIN + WIDTH, it->y, THIN);
    it->y += 2;
    cJSON_ArrayForEach(drug, answer_at(it->answer->tree, "result/drugs")) {
        write_drug(it, drug);
    }
}

/* ---- the top of the first page ---- */

/* Two strokes at each corner, outside: scissors leave none on the label. */
static void draw_cut_marks(draw_sheet *sheet, double x, double y) {
    for (int corner = 0; corner < 4; corner++) {
        bool right = corner % 2 == 1;
        bool below = corner >= 2;
        double at_x = right ? x + LABEL_WIDTH : x;
        double at_y = below ? y + LABEL_HEIGHT : y;
        double out_x = right ? 1 : -1;
        double out_y = below ? 1 : -1;
        draw_rule(sheet, at_x + AWAY * out_x, at_y, at_x + CUT * out_x, at_y, THIN);
        draw_rule(sheet, at_x, at_y + AWAY * out_y, at_x, at_y + CUT * out_y, THIN);
    }
}

static void draw_top(flow *it) {
    double x = MARGIN + LABEL_WIDTH + BESIDE;
    double width = SHEET_WIDTH - MARGIN - x;
    label_draw(it->sheet, it->answer, MARGIN, TOP);
    draw_cut_marks(it->sheet, MARGIN, TOP);
    draw_line(it->sheet, title_style, DRAW_LEFT, x, TOP + title_style.size, width,
              answer_word(it->answer, "label.sheet.title"));
    draw_line(it->sheet, small_style, DRAW_LEFT, x, TOP + title_style.size + 14, width,
              answer_word(it->answer, "label.sheet.layers"));
    double top = TOP + title_style.size + 22;
    picture_draw(it->sheet, it->answer, x, top, width, TOP + LABEL_HEIGHT - top);
    it->y = TOP + LABEL_HEIGHT + CUT;
}

int sheet_draw(draw_sheet *sheet, const pages_answer *answer, int pages) {
    flow it = {.sheet = sheet, .answer = answer, .page = 1, .pages = pages};
    draw_top(&it);
    write_directions(&it);
    write_drugs(&it);
    write_advice(&it);
    write_working(&it);
    write_sources(&it);
    draw_foot(&it);
    cairo_show_page(sheet->cr);
    return it.page;
}
