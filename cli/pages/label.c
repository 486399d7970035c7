/* SPDX-License-Identifier: MPL-2.0 */
#include "label.h"

#include <string.h>

enum { ROWS_MAX = 24, ROWS_OTHER = 12, DIGEST_SHOWN = 12, DRUGS_MAX = 6, FLAT_ABOVE = 4 };

#define MARGIN (2.5 * DRAW_MM)
#define BLANK (22.0 * DRAW_MM)      /* the least room for a name written by hand */
#define HANDWRITING (1.5 * DRAW_MM) /* what a hand needs above such a blank */
#define BETWEEN 6.0                 /* between two cells of a row */
#define RULE 1.0
#define THIN 0.5
#define UNDER_RULE 1.5
#define FLAT_SHARE 0.7 /* of the width, for a name, its total and what is drawn */
#define GAP_MOST 7.0   /* between two drugs */

/* Sizes in points, up to `most` drugs. */
typedef struct step {
    int most;
    double drug;
    double detail;
    double line;
    double rate;
    double foot;
} step;

static const step steps[] = {
    {1, 15.0, 9.0, 8.0, 13.0, DRAW_SMALLEST}, {2, 13.0, 8.0, 8.0, 11.0, DRAW_SMALLEST},
    {3, 10.5, 7.0, 7.0, 10.0, DRAW_SMALLEST}, {4, 9.0, 7.0, 7.0, 9.0, DRAW_SMALLEST},
    {6, 8.5, 6.5, 6.5, 8.5, DRAW_SMALLEST},
};

/* A caption and what it announces; without it, a rule to write on. */
typedef struct cell {
    draw_style style;
    const char *caption;
    const char *value;
} cell;

typedef struct row {
    cell cells[2];
    int count;
    double above; /* more room above than the leading */
} row;

/* A drug takes one line, two or three:
 *
 *   flat     name total    volume drawn, strength    concentration     when there are many
 *
 *   wide     name total    concentration     high   name total              tall   name
 *            volume drawn                           conc.  volume drawn            total    conc.
 *                                                                                  volume drawn
 */
typedef enum form { FORM_FLAT, FORM_WIDE, FORM_HIGH, FORM_TALL } form;

typedef struct drug_text {
    const char *name;
    const char *total;
    const char *concentration;
    char *named;  /* name and total */
    char *drawn;  /* the volume drawn and its strength */
    char *detail; /* the same, and what is given in 24 h */
    form form;
} drug_text;

typedef struct label {
    draw_sheet *sheet;
    const pages_answer *answer;
    const step *sizes;
    double left, top, width, bottom;
    cell patient;
    drug_text drugs[DRUGS_MAX];
    int drug_count;
    row rows[ROWS_MAX]; /* below the drugs, from top to bottom */
    int row_count;
    char *foot;
    char *warnings;
} label;

/* ---- cells and rows ---- */

static draw_style plain(double size) {
    return (draw_style){size, false};
}

static draw_style strong(double size) {
    return (draw_style){size, true};
}

static bool is_blank(const cell *one) {
    return *one->value == '\0';
}

static double cell_width(draw_sheet *sheet, const cell *one) {
    double caption = draw_width(sheet, plain(one->style.size), one->caption);
    return caption + (is_blank(one) ? BLANK : draw_width(sheet, one->style, one->value));
}

static double cell_leading(const cell *one) {
    return DRAW_LEADING * one->style.size;
}

static double row_height(const row *one) {
    double first = cell_leading(&one->cells[0]);
    double second = one->count > 1 ? cell_leading(&one->cells[1]) : 0;
    return one->above + (first > second ? first : second);
}

static void add_row(label *it, const row *added) {
    it->rows[it->row_count++] = *added;
}

/* Two cells side by side where they have room, else one below the other. */
static void add_pair(label *it, cell left, cell right, double above) {
    double taken = cell_width(it->sheet, &left) + BETWEEN + cell_width(it->sheet, &right);
    if (taken <= it->width) {
        add_row(it, &(row){{left, right}, 2, above});
        return;
    }
    add_row(it, &(row){{left}, 1, above});
    add_row(it, &(row){{right}, 1, above});
}

/* Caption and text on one line, else one below the other. */
static void add_stop(label *it, cell stop) {
    if (cell_width(it->sheet, &stop) <= it->width) {
        add_row(it, &(row){{stop}, 1, 0});
        return;
    }
    add_row(it, &(row){{{stop.style, "", stop.caption}}, 1, 0});
    add_row(it, &(row){{{stop.style, "", stop.value}}, 1, 0});
}

static void draw_cell(draw_sheet *sheet, const cell *one, double x, double y, double width) {
    double caption = draw_width(sheet, plain(one->style.size), one->caption);
    draw_line(sheet, plain(one->style.size), DRAW_LEFT, x, y, width, one->caption);
    if (is_blank(one)) {
        draw_rule(sheet, x + caption, y + 1, x + width, y + 1, THIN);
    } else {
        draw_line(sheet, one->style, DRAW_LEFT, x + caption, y, width - caption, one->value);
    }
}

/* Halves when both fit in one, so that captions stand in columns; else each against its side. */
static void draw_row(label *it, const row *one, double y) {
    draw_sheet *sheet = it->sheet;
    if (one->count == 1) {
        draw_cell(sheet, &one->cells[0], it->left, y, it->width);
        return;
    }
    double half = (it->width - BETWEEN) / 2;
    double first = cell_width(sheet, &one->cells[0]);
    double second = cell_width(sheet, &one->cells[1]);
    bool halves = first <= half && second <= half;
    first = halves ? half : first;
    second = halves ? half : second;
    draw_cell(sheet, &one->cells[0], it->left, y, first);
    draw_cell(sheet, &one->cells[1], it->left + it->width - second, y, second);
}

/* ---- what stands below the drugs ---- */

static void add_volumes(label *it, const cJSON *texts) {
    const step *sizes = it->sizes;
    add_pair(it, (cell){strong(sizes->rate), "", answer_text(texts, "rate")},
             (cell){strong(sizes->line), answer_word(it->answer, "label.route"),
                    answer_text(texts, "route")},
             UNDER_RULE);
    add_pair(it, (cell){strong(sizes->line), "", answer_text(texts, "final")},
             (cell){plain(sizes->line), "", answer_text(texts, "diluent")}, 0);
}

static void add_people(label *it, const cJSON *texts) {
    draw_style style = strong(it->sizes->line);
    const char *end = answer_text(texts, "end");
    add_pair(it, (cell){style, answer_word(it->answer, "label.start"), answer_text(texts, "start")},
             (cell){style, answer_word(it->answer, "label.end"), end}, *end ? 0 : HANDWRITING);
    const char *prepared = answer_text(texts, "prepared_by");
    const char *checked = answer_text(texts, "checked_by");
    add_pair(it, (cell){style, answer_word(it->answer, "label.prepared_by"), prepared},
             (cell){style, answer_word(it->answer, "label.checked_by"), checked},
             *prepared && *checked ? 0 : HANDWRITING);
}

static const char *review_word(const pages_answer *answer) {
    bool reviewed = answer_true(answer->tree, "review/clinical");
    return answer_word(answer, reviewed ? "label.reviewed" : "label.not_reviewed");
}

static char *say_tables(const pages_answer *answer) {
    char digest[DIGEST_SHOWN + 1];
    const char *tables = answer_text(answer->tree, "identity/tables");
    g_strlcpy(digest, answer_text(answer->tree, "identity/tables_sha256"), sizeof digest);
    const cJSON *local = cJSON_GetArrayItem(answer_at(answer->tree, "identity/local"), 0);
    const char *arguments[] = {
        "tables", tables, "sha256", digest, "edition", answer_text(local, "edition"), NULL};
    return answer_fill(answer, local ? "label.tables_local" : "label.tables", arguments);
}

/* What the answer cautions of cannot be on a label; that it does can. NULL when it does not. */
static char *say_warnings(const pages_answer *answer) {
    int count = answer_severity_count(answer, "caution");
    if (count == 0) {
        return NULL;
    }
    char *total = g_strdup_printf("%d", count);
    const char *arguments[] = {"count", total, NULL};
    char *text = answer_fill(answer, "label.warnings", arguments);
    g_free(total);
    return text;
}

/* A stop that was acknowledged is named: who holds the syringe did not see the answer. */
static void add_stops(label *it) {
    const cJSON *stop;
    draw_style style = strong(it->sizes->line);
    cJSON_ArrayForEach(stop, answer_at(it->answer->tree, "result/label/stops")) {
        const char *text = answer_text(stop, "");
        if (it->row_count > ROWS_MAX - ROWS_OTHER) {
            draw_fault(it->sheet, "label.usage.overflow", text);
            return;
        }
        add_stop(it, (cell){style, answer_word(it->answer, "label.stop"), text});
    }
}

static void add_foot(label *it) {
    draw_style style = plain(it->sizes->foot);
    add_stops(it);
    it->foot = say_tables(it->answer);
    it->warnings = say_warnings(it->answer);
    if (it->warnings) {
        add_row(it, &(row){{{strong(it->sizes->foot), "", it->warnings}}, 1, 0});
    }
    add_pair(it, (cell){style, "", it->foot},
             (cell){strong(it->sizes->foot), "", review_word(it->answer)}, 0);
}

static double rows_height(const label *it) {
    double height = 0;
    for (int i = 0; i < it->row_count; i++) {
        height += row_height(&it->rows[i]);
    }
    return height;
}

static void draw_rows(label *it, double y) {
    for (int i = 0; i < it->row_count; i++) {
        const row *one = &it->rows[i];
        double height = row_height(one);
        double descent = (height - one->above) * (1 - DRAW_ASCENT / DRAW_LEADING);
        y += height;
        draw_row(it, one, y - descent - (one->above >= HANDWRITING ? RULE : 0));
    }
}

/* ---- the drugs ---- */

static form choose_form(label *it, const drug_text *text) {
    draw_style style = strong(it->sizes->drug);
    double named = draw_width(it->sheet, style, text->named);
    double concentration = draw_width(it->sheet, style, text->concentration);
    double detail = draw_width(it->sheet, plain(it->sizes->detail), text->detail);
    double drawn = draw_width(it->sheet, plain(it->sizes->detail), text->drawn);
    double flat = FLAT_SHARE * it->width;
    bool many = it->sizes->most > FLAT_ABOVE;
    if (many && named + BETWEEN + drawn <= flat && concentration + BETWEEN <= it->width - flat) {
        return FORM_FLAT;
    }
    if (named + 2 * BETWEEN + concentration <= it->width) {
        return FORM_WIDE;
    }
    bool high = named <= it->width && concentration + BETWEEN + detail <= it->width;
    return high ? FORM_HIGH : FORM_TALL;
}

static void read_drug(label *it, const cJSON *drug, drug_text *out) {
    const char *arguments[] = {"volume",   answer_text(drug, "volume/text"),
                               "strength", answer_text(drug, "ampoule/strength/text"),
                               "day",      answer_text(drug, "per_24h/text"),
                               NULL};
    out->name = answer_text(drug, "name");
    out->total = answer_text(drug, "total/text");
    out->concentration = answer_text(drug, "concentration/text");
    out->named = g_strconcat(out->name, " ", out->total, NULL);
    out->drawn = answer_fill(it->answer, "label.drawn_short", arguments);
    out->detail = answer_fill(it->answer, "label.drawn", arguments);
    out->form = choose_form(it, out);
}

static void release_drug(drug_text *text) {
    g_free(text->named);
    g_free(text->drawn);
    g_free(text->detail);
}

static double drug_height(const label *it, const drug_text *text) {
    double large = DRAW_LEADING * it->sizes->drug;
    double small = DRAW_LEADING * it->sizes->detail;
    const double heights[] = {[FORM_FLAT] = large,
                              [FORM_WIDE] = large + small,
                              [FORM_HIGH] = large + large,
                              [FORM_TALL] = large + large + small};
    return heights[text->form];
}

/* What stands on the lines of the large size: total and concentration. */
static void draw_figures(label *it, const drug_text *text, double y) {
    draw_style large = strong(it->sizes->drug);
    double next = y + DRAW_LEADING * large.size;
    bool high = text->form == FORM_HIGH;
    bool tall = text->form == FORM_TALL;
    draw_line(it->sheet, large, DRAW_LEFT, it->left, y, it->width, tall ? text->name : text->named);
    if (tall) {
        draw_line(it->sheet, large, DRAW_LEFT, it->left, next, it->width / 2, text->total);
    }
    draw_line(it->sheet, large, high ? DRAW_LEFT : DRAW_RIGHT,
              tall ? it->left + it->width / 2 : it->left, high || tall ? next : y,
              tall ? it->width / 2 : it->width, text->concentration);
}

static void draw_drug(label *it, const drug_text *text, double top) {
    draw_style small = plain(it->sizes->detail);
    double large = DRAW_LEADING * it->sizes->drug;
    double y = top + DRAW_ASCENT * it->sizes->drug;
    double under = y + DRAW_LEADING * small.size + (text->form == FORM_TALL ? large : 0);
    draw_figures(it, text, y);
    if (text->form == FORM_FLAT) {
        draw_line(it->sheet, small, DRAW_RIGHT, it->left, y, FLAT_SHARE * it->width, text->drawn);
    } else if (text->form == FORM_HIGH) {
        draw_line(it->sheet, small, DRAW_RIGHT, it->left, y + large, it->width, text->detail);
    } else {
        draw_line(it->sheet, small, DRAW_LEFT, it->left, under, it->width, text->detail);
    }
}

/* ---- the label ---- */

static double patient_height(const label *it) {
    return cell_leading(&it->patient) + (is_blank(&it->patient) ? HANDWRITING : 0) + RULE;
}

static double drugs_height(const label *it) {
    double height = 0;
    for (int i = 0; i < it->drug_count; i++) {
        height += drug_height(it, &it->drugs[i]);
    }
    return height;
}

/* What is left over between the parts; less than nothing when they have no room. */
static double slack(const label *it) {
    return it->bottom - it->top - patient_height(it) - drugs_height(it) - rows_height(it) -
           2 * RULE;
}

/* Whether the names have room in the width. */
static bool names_fit(label *it) {
    for (int i = 0; i < it->drug_count; i++) {
        const drug_text *one = &it->drugs[i];
        draw_style style = strong(it->sizes->drug);
        if (one->form == FORM_TALL && draw_width(it->sheet, style, one->name) > it->width) {
            return false;
        }
    }
    return cell_width(it->sheet, &it->patient) <= it->width;
}

static void set_sizes(label *it, const step *sizes) {
    const cJSON *texts = answer_at(it->answer->tree, "result/label");
    const cJSON *drug;
    it->sizes = sizes;
    it->patient = (cell){strong(sizes->line), answer_word(it->answer, "label.patient"),
                         answer_text(texts, "patient")};
    cJSON_ArrayForEach(drug, answer_at(it->answer->tree, "result/drugs")) {
        read_drug(it, drug, &it->drugs[it->drug_count++]);
    }
    add_volumes(it, texts);
    add_people(it, texts);
    add_foot(it);
}

static void clear_sizes(label *it) {
    for (int i = 0; i < it->drug_count; i++) {
        release_drug(&it->drugs[i]);
    }
    g_free(it->foot);
    g_free(it->warnings);
    it->foot = it->warnings = NULL;
    it->drug_count = it->row_count = 0;
}

/* The step of so many drugs, or the next ones when their names are long. */
static void choose_sizes(label *it) {
    const step *last = &steps[sizeof steps / sizeof steps[0] - 1];
    const step *tried = steps;
    while (answer_count(it->answer->tree, "result/drugs") > tried->most) {
        tried++;
    }
    set_sizes(it, tried);
    while (tried < last && (slack(it) < 0 || !names_fit(it))) {
        clear_sizes(it);
        set_sizes(it, ++tried);
    }
}

/* Drugs from `y` downwards, with the slack between them; a fault names the first without room. */
static void draw_drugs(label *it, double y) {
    double over = slack(it);
    double gap = over / (it->drug_count + 1);
    gap = gap < GAP_MOST ? gap : GAP_MOST;
    gap = gap > 0 ? gap : 0;
    double bottom = it->bottom - rows_height(it) - RULE;
    y += (over - gap * (it->drug_count - 1)) / 2;
    for (int i = 0; i < it->drug_count; i++) {
        if (over < 0 && (y + drug_height(it, &it->drugs[i]) > bottom || i + 1 == it->drug_count)) {
            draw_fault(it->sheet, "label.usage.overflow", it->drugs[i].named);
        }
        draw_drug(it, &it->drugs[i], y);
        y += drug_height(it, &it->drugs[i]) + gap;
    }
}

/* A patient to be written in by hand stands on the rule below. */
static void draw_patient(label *it, double under) {
    const cell *one = &it->patient;
    double y = under - RULE - (DRAW_LEADING - DRAW_ASCENT) * one->style.size;
    if (is_blank(one)) {
        draw_line(it->sheet, plain(one->style.size), DRAW_LEFT, it->left, y, it->width,
                  one->caption);
    } else {
        draw_cell(it->sheet, one, it->left, y, it->width);
    }
}

void label_draw(draw_sheet *sheet, const pages_answer *answer, double x, double y) {
    label it = {.sheet = sheet,
                .answer = answer,
                .left = x + MARGIN,
                .top = y + MARGIN,
                .width = LABEL_WIDTH - 2 * MARGIN,
                .bottom = y + LABEL_HEIGHT - MARGIN};
    choose_sizes(&it);
    double under = it.top + patient_height(&it);
    double over = it.bottom - rows_height(&it) - RULE;
    draw_patient(&it, under);
    draw_rule(sheet, it.left, under, it.left + it.width, under, RULE);
    draw_drugs(&it, under + RULE);
    draw_rule(sheet, it.left, over, it.left + it.width, over, RULE);
    draw_rows(&it, over);
    clear_sizes(&it);
}

int label_draw_page(draw_sheet *sheet, const pages_answer *answer, int pages) {
    (void)pages;
    label_draw(sheet, answer, 0, 0);
    draw_turn(sheet);
    return 1;
}
