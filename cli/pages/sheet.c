/* SPDX-License-Identifier: MPL-2.0 */
#include "sheet.h"

#include "label.h"
#include "picture.h"

#include <string.h>

#define MARGIN (12.0 * DRAW_MM)
#define TOP (10.0 * DRAW_MM)
#define WIDTH (SHEET_WIDTH - 2 * MARGIN)
#define FOOT (15.0 * DRAW_MM) /* kept for the foot of each page */
#define CUT (5.0 * DRAW_MM)
#define AWAY (1.0 * DRAW_MM) /* from the label to a cut mark */
#define BESIDE (7.0 * DRAW_MM)
#define BETWEEN 1.0 /* two items */
#define NUMBER_WIDTH 15.0
#define THIN 0.5
#define NONE ""

static const draw_style title_style = {11.0, true};
static const draw_style section_style = {9.0, true};
static const draw_style body_style = {8.0, false};
static const draw_style strong_style = {8.0, true};

/* Where the next line goes. */
typedef struct flow {
    draw_sheet *sheet;
    const pages_answer *answer;
    double y; /* below the last line */
    int pages;
} flow;

/* ---- foot and pages ---- */

static void draw_foot(const flow *it) {
    const pages_answer *answer = it->answer;
    char page[16];
    char pages[16];
    g_snprintf(page, sizeof page, "%d", it->sheet->page);
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
    double next = DRAW_LEADING * body_style.size;
    draw_rule(it->sheet, MARGIN, y - next, MARGIN + WIDTH, y - next, THIN);
    draw_line(it->sheet, strong_style, DRAW_LEFT, MARGIN, y, WIDTH - 60,
              answer_text(answer->tree, "review/text"));
    draw_line(it->sheet, strong_style, DRAW_RIGHT, MARGIN + WIDTH - 60, y, 60, number);
    draw_line(it->sheet, body_style, DRAW_LEFT, MARGIN, y + next, WIDTH, tables);
    draw_line(it->sheet, body_style, DRAW_LEFT, MARGIN, y + 2 * next, WIDTH,
              answer_text(answer->tree, "result/label/patient"));
    g_free(tables);
    g_free(number);
}

static void turn_page(flow *it) {
    draw_foot(it);
    draw_turn(it->sheet);
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
static void write_item(flow *it, const char *lead, double indent, const char *text) {
    draw_block block = draw_break(it->sheet, body_style, WIDTH - indent, text);
    make_room(it, block.lines * DRAW_LEADING * body_style.size);
    double y = it->y + DRAW_ASCENT * body_style.size;
    draw_line(it->sheet, strong_style, DRAW_LEFT, MARGIN, y, WIDTH, lead);
    draw_break(it->sheet, body_style, WIDTH - indent, text);
    for (int i = 0; i < block.lines; i++) {
        draw_broken(it->sheet, i, MARGIN + indent, y + i * DRAW_LEADING * body_style.size);
    }
    it->y += block.lines * DRAW_LEADING * body_style.size;
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
        write_item(it, lead, NUMBER_WIDTH, answer_text(one, NONE));
        it->y += BETWEEN;
    }
}

static void write_severity(flow *it, const char *severity) {
    char *key = g_strconcat("label.sheet.severity.", severity, NULL);
    const char *lead = answer_word(it->answer, key);
    double indent = draw_width(it->sheet, strong_style, lead) + 4;
    const cJSON *one;
    cJSON_ArrayForEach(one, answer_at(it->answer->tree, "advice")) {
        if (strcmp(answer_text(one, "severity"), severity) == 0) {
            write_item(it, lead, indent, answer_text(one, "text"));
            it->y += BETWEEN;
        }
    }
    g_free(key);
}

/* The gravest first. */
static void write_advice(flow *it) {
    write_section(it, "label.sheet.warnings");
    if (answer_count(it->answer->tree, "advice") == 0) {
        write_item(it, "", 0, answer_word(it->answer, "label.sheet.no_warning"));
    }
    write_severity(it, "stop");
    write_severity(it, "caution");
    write_severity(it, "info");
}

/* Two steps on a line where both are short, from left to right. */
static void write_working(flow *it) {
    const cJSON *step = cJSON_GetArrayItem(answer_at(it->answer->tree, "trail"), 0);
    double column = (WIDTH - BESIDE) / 2;
    write_section(it, "label.sheet.working");
    while (step) {
        const char *left = answer_text(step, "text");
        const char *right = answer_text(step->next, "text");
        bool two = draw_width(it->sheet, body_style, left) <= column &&
                   draw_width(it->sheet, body_style, right) <= column;
        write_item(it, "", 0, left);
        if (two) {
            double y = it->y - (DRAW_LEADING - DRAW_ASCENT) * body_style.size;
            draw_line(it->sheet, body_style, DRAW_LEFT, MARGIN + column + BESIDE, y, column, right);
        }
        step = two && step->next ? step->next->next : step->next;
    }
}

static void write_sources(flow *it) {
    const cJSON *cites = answer_at(it->answer->tree, "cites");
    const cJSON *one;
    write_section(it, "label.sheet.sources");
    if (cJSON_GetArraySize(cites) == 0) {
        write_item(it, "", 0, answer_word(it->answer, "label.sheet.no_source"));
    }
    cJSON_ArrayForEach(one, cites) {
        const char *published = answer_text(one, "published");
        if (strcmp(published, "undated") == 0) {
            published = answer_word(it->answer, "page.undated");
        }
        char *text =
            g_strdup_printf("%s. %s, %s. %s", answer_text(one, "title"),
                            answer_text(one, "publisher"), published, answer_text(one, "url"));
        write_item(it, "–", 8, text);
        g_free(text);
    }
    cJSON_ArrayForEach(one, answer_at(it->answer->tree, "identity/local")) {
        const char *arguments[] = {"edition", answer_text(one, "edition"), "sha256",
                                   answer_text(one, "sha256"), NULL};
        char *text = answer_fill(it->answer, "label.sheet.foot_local", arguments);
        write_item(it, "–", 8, text);
        g_free(text);
    }
}

/* ---- the table of drugs ---- */

/* Columns, in parts of the width: the first two stand left, the others against their right. */
static const struct {
    const char *heading;
    const char *path; /* NULL for the ampoules, which write_ampoules words */
    double from, to;
} columns[] = {{"label.sheet.drug", "name", 0.00, 0.29},
               {"label.sheet.ampoule", NULL, 0.30, 0.63},
               {"label.sheet.draw", "volume/text", 0.63, 0.71},
               {"label.sheet.waste", "waste/text", 0.71, 0.78},
               {"label.sheet.total", "total/text", 0.78, 0.87},
               {"label.sheet.day", "per_24h/text", 0.87, 1.00}};

enum { COLUMNS = sizeof columns / sizeof columns[0], AMPOULES = 1, DAY = COLUMNS - 1 };

/* The cells of a drug, or with NULL the headings. */
static void write_cells(flow *it, const cJSON *drug, const char *ampoules) {
    double y = it->y + DRAW_ASCENT * body_style.size;
    for (int i = 0; i < COLUMNS; i++) {
        const char *text = !drug           ? answer_word(it->answer, columns[i].heading)
                           : i == AMPOULES ? ampoules
                                           : answer_text(drug, columns[i].path);
        bool strong = drug && i != DAY && i != AMPOULES; /* what is prepared stands out */
        double x = MARGIN + columns[i].from * WIDTH;
        double width = (columns[i].to - columns[i].from) * WIDTH;
        draw_line(it->sheet, strong ? strong_style : body_style,
                  i <= AMPOULES ? DRAW_LEFT : DRAW_RIGHT, x, y, width, text);
    }
    it->y += DRAW_LEADING * body_style.size;
}

/* Ampoules beside the drug, below it when they are long or have a product's name. */
static void write_drug(flow *it, const cJSON *drug) {
    char count[16];
    g_snprintf(count, sizeof count, "%d", answer_at(drug, "ampoules")->valueint);
    const char *arguments[] = {"count", count, "ampoule", answer_text(drug, "ampoule/text"), NULL};
    char *ampoules = answer_fill(it->answer, "label.sheet.ampoules", arguments);
    const char *name = answer_text(drug, "ampoule/name");
    char *line = *name ? g_strdup_printf("%s (%s)", ampoules, name) : g_strdup(ampoules);
    bool beside = draw_width(it->sheet, body_style, line) <=
                  (columns[AMPOULES].to - columns[AMPOULES].from) * WIDTH;
    make_room(it, 4 * DRAW_LEADING * body_style.size); /* a drug keeps its ampoule */
    write_cells(it, drug, beside ? line : "");
    if (!beside) {
        write_item(it, "", 8, line);
    }
    it->y += 1;
    draw_rule(it->sheet, MARGIN, it->y, MARGIN + WIDTH, it->y, THIN);
    it->y += 1;
    g_free(line);
    g_free(ampoules);
}

static void write_drugs(flow *it) {
    const cJSON *drug;
    write_section(it, "label.sheet.drugs");
    write_cells(it, NULL, "");
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
    draw_line(it->sheet, body_style, DRAW_LEFT, x, TOP + title_style.size + 14, width,
              answer_word(it->answer, "label.sheet.layers"));
    double top = TOP + title_style.size + 22;
    picture_draw(it->sheet, it->answer, x, top, width, TOP + LABEL_HEIGHT - top);
    it->y = TOP + LABEL_HEIGHT + CUT;
}

int sheet_draw(draw_sheet *sheet, const pages_answer *answer, int pages) {
    flow it = {.sheet = sheet, .answer = answer, .pages = pages};
    draw_top(&it);
    write_directions(&it);
    write_drugs(&it);
    write_advice(&it);
    write_working(&it);
    write_sources(&it);
    draw_foot(&it);
    draw_turn(sheet);
    return sheet->page - 1;
}
