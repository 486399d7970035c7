/* SPDX-License-Identifier: MPL-2.0 */
#include "night.h"

#include "qr.h"

#include <string.h>

#define MARGIN (6.0 * DRAW_MM)
#define WIDTH (NIGHT_WIDTH - 2 * MARGIN)
#define GUTTER (4.0 * DRAW_MM)
#define TITLES (25.0 * DRAW_MM) /* the column of titles */
#define CODE_SIDE (26.0 * DRAW_MM)
#define CODE_TOP (NIGHT_HEIGHT - MARGIN - CODE_SIDE)
#define PAD 2.5
#define LEADING 1.17 /* the least that keeps accents and descenders of DejaVu apart */
#define GAP 4.0      /* from a label to its text */
#define THIN 0.5
#define THICK 1.5
#define FRAME 3.0
#define NONE ""

static const draw_style banner_style = {18.0, true};
static const draw_style state_style = {14.0, true};
static const draw_style phone_style = {14.0, true};
static const draw_style other_phone_style = {11.0, true};
static const draw_style large_style = {11.0, true};
static const draw_style title_style = {11.0, true};
static const draw_style loud_style = {10.0, true};
static const draw_style body_style = {8.0, false};
static const draw_style small_style = {8.0, false};
static const draw_style strong_style = {8.0, true};
static const draw_style digest_style = {6.5, false};

enum { COLUMNS_MAX = 8, PHONES_A_ROW = 3, LONGEST = 4, STEPS = 24 };
enum { ANSWERS = 4, LOUD = 2 }; /* of a grid, and those that are one short word: oui, non */

typedef struct night {
    draw_sheet *sheet;
    const pages_answer *answer;
    const cJSON *model;
    const char *at; /* the label of what is being drawn, for a fault */
    double y;       /* below the last line */
    double foot;    /* where the foot begins */
    double left;    /* of the column that a block writes in */
    bool numbers;   /* the fields being written are the phones that are not boxed */
    double width;
    bool full;      /* something ended below its place */
    bool rehearsal; /* measures, without ink */
} night;

/* ---- text ---- */

/* What the font cannot write is told by its label: the text is about a patient. */
static void hide_text(night *it, bool faultless) {
    if (faultless && it->sheet->fault) {
        g_free(it->sheet->fault_at);
        it->sheet->fault = "page.sheet.letters";
        it->sheet->fault_at = g_strdup(it->at);
    }
}

static double wide(night *it, draw_style style, const char *text) {
    bool faultless = !it->sheet->fault;
    double width = draw_width(it->sheet, style, text);
    hide_text(it, faultless);
    return width;
}

static draw_block cut(night *it, draw_style style, double width, const char *text) {
    bool faultless = !it->sheet->fault;
    draw_block block = draw_break(it->sheet, style, width, text);
    hide_text(it, faultless);
    return block;
}

static double show(night *it, draw_style style, draw_side side, double x, double y, double width,
                   const char *line) {
    draw_block block = cut(it, style, width, line);
    double share = side == DRAW_LEFT ? 0.0 : side == DRAW_MIDDLE ? 0.5 : 1.0;
    for (int i = 0; i < block.lines && !it->rehearsal; i++) {
        double spare = block.lines == 1 ? width - wide(it, style, line) : 0.0;
        cut(it, style, width, line);
        draw_broken(it->sheet, i, x + share * spare,
                    y + DRAW_ASCENT * style.size + i * LEADING * style.size);
    }
    return block.lines * LEADING * style.size;
}

/* A text from the top `y`, a paragraph for each of its lines. Returns its height. */
static double put(night *it, draw_style style, draw_side side, double x, double y, double width,
                  const char *text) {
    double height = 0;
    char **lines = g_strsplit(text, "\n", -1);
    for (size_t i = 0; lines[i]; i++) {
        height += show(it, style, side, x, y + height, width, lines[i]);
    }
    g_strfreev(lines);
    return height;
}

static double measure(night *it, draw_style style, double width, const char *text) {
    bool rehearsal = it->rehearsal;
    it->rehearsal = true;
    double height = put(it, style, DRAW_LEFT, 0, 0, width, text);
    it->rehearsal = rehearsal;
    return height;
}

static const char *word(const night *it, const char *key) {
    return answer_word(it->answer, key);
}

/* ---- fields: each label before its text, several on a line, at even steps ---- */

static bool is_boxed(const cJSON *item) {
    return !cJSON_IsFalse(answer_at(item, "large")) || answer_true(item, "night");
}

/* The items to write, from `item`; NULL after the last. */
static const cJSON *first_of(const night *it, const cJSON *item) {
    while (item && it->numbers && is_boxed(item)) {
        item = item->next;
    }
    return item;
}

static draw_style style_of(const night *it, const cJSON *item) {
    return it->numbers ? other_phone_style : answer_true(item, "large") ? large_style : body_style;
}

static double label_width(night *it, const cJSON *item) {
    it->at = answer_text(item, "label");
    return wide(it, strong_style, it->at) + GAP;
}

/* How many steps the item takes on one line; more than STEPS when it needs several lines. */
static int steps_of(night *it, const cJSON *item) {
    const char *text = answer_text(item, "text");
    if (strchr(text, '\n')) {
        return STEPS + 1;
    }
    double label = label_width(it, item);
    double width = label + wide(it, style_of(it, item), text);
    int steps = 1;
    while (steps <= STEPS && steps * it->width / STEPS < width + (steps < STEPS ? GUTTER : 0)) {
        steps++;
    }
    return steps;
}

/* Label and text on the baseline that letters of `size` points would have. Returns the height. */
static double put_item(night *it, const cJSON *item, double x, double width, double size) {
    draw_style style = style_of(it, item);
    double label = label_width(it, item);
    put(it, strong_style, DRAW_LEFT, x, it->y + DRAW_ASCENT * (size - strong_style.size), label,
        it->at);
    return put(it, style, DRAW_LEFT, x + label, it->y + DRAW_ASCENT * (size - style.size),
               width - label, answer_text(item, "text"));
}

/* As many items from `item` as one line holds; the first that it does not. */
static const cJSON *write_line(night *it, const cJSON *item) {
    const cJSON *end = item;
    int used = 0;
    double size = 0;
    for (; end && used + steps_of(it, end) <= STEPS; end = first_of(it, end->next)) {
        used += steps_of(it, end);
        size = style_of(it, end).size > size ? style_of(it, end).size : size;
    }
    if (end == item) {
        it->y += put_item(it, item, it->left, it->width, style_of(it, item).size);
        return first_of(it, item->next);
    }
    used = 0;
    for (; item != end; item = first_of(it, item->next)) {
        double x = it->left + used * it->width / STEPS;
        used += steps_of(it, item);
        put_item(it, item, x, it->left + it->width - x, size);
    }
    it->y += LEADING * size;
    return end;
}

static void write_fields(night *it, const cJSON *block) {
    const cJSON *item = first_of(it, answer_at(block, "items")->child);
    while (item) {
        item = write_line(it, item);
    }
}

/* ---- phones: those that matter at night in boxes, three on a line; then the others ---- */

static double phone_height(night *it, const cJSON *item, double width) {
    it->at = answer_text(item, "label");
    return measure(it, small_style, width - 2 * PAD, it->at) +
           measure(it, phone_style, width - 2 * PAD, answer_text(item, "text")) + PAD;
}

static void put_phone(night *it, const cJSON *item, double x, double width, double height) {
    double inside = width - 2 * PAD;
    it->at = answer_text(item, "label");
    draw_box(it->sheet, x, it->y, width, height, answer_true(item, "night") ? THICK : THIN);
    double below = it->y + height - LEADING * phone_style.size;
    put(it, small_style, DRAW_LEFT, x + PAD, it->y + PAD / 2, inside, it->at);
    put(it, phone_style, DRAW_LEFT, x + PAD, below, inside, answer_text(item, "text"));
    if (answer_true(item, "night")) {
        put(it, strong_style, DRAW_RIGHT, x + PAD,
            below + DRAW_ASCENT * (phone_style.size - strong_style.size), inside,
            word(it, "page.sheet.night"));
    }
}

static const cJSON *boxed_of(const cJSON *item) {
    while (item && !is_boxed(item)) {
        item = item->next;
    }
    return item;
}

static void write_boxes(night *it, const cJSON *item) {
    double width = (it->width - (PHONES_A_ROW - 1) * PAD) / PHONES_A_ROW;
    while (item) {
        double height = 0;
        const cJSON *one = item;
        for (int i = 0; i < PHONES_A_ROW && one; i++, one = boxed_of(one->next)) {
            double taken = phone_height(it, one, width);
            height = taken > height ? taken : height;
        }
        for (int i = 0; i < PHONES_A_ROW && item; i++, item = boxed_of(item->next)) {
            put_phone(it, item, it->left + i * (width + PAD), width, height);
        }
        it->y += height + PAD;
    }
}

static void write_phones(night *it, const cJSON *block) {
    write_boxes(it, boxed_of(answer_at(block, "items")->child));
    it->numbers = true;
    write_fields(it, block);
    it->numbers = false;
}

/* ---- columns: what a grid and a table share ---- */

typedef struct columns {
    double width[COLUMNS_MAX];
    int count;
} columns;

static void rule_columns(const night *it, const columns *all, double top) {
    double x = it->left;
    for (int i = 0; i <= all->count; i++) {
        draw_rule(it->sheet, x, top, x, it->y, THIN);
        x += i < all->count ? all->width[i] : 0;
    }
}

/* A row of texts between two rules. */
static void write_row(night *it, const columns *all, const char *const *texts,
                      const draw_style *styles, bool middle) {
    double height = 0;
    double top = it->y;
    double x = it->left;
    for (int i = 0; i < all->count; i++) {
        double taken = measure(it, styles[i], all->width[i] - 2 * PAD, texts[i]);
        height = taken > height ? taken : height;
    }
    draw_rule(it->sheet, it->left, top, it->left + it->width, top, THIN);
    for (int i = 0; i < all->count; i++) {
        bool centred = middle && i > 0 && i <= ANSWERS;
        put(it, styles[i], centred ? DRAW_MIDDLE : DRAW_LEFT, x + PAD, top + 1,
            all->width[i] - 2 * PAD, texts[i]);
        x += all->width[i];
    }
    it->y += height + 2;
    draw_rule(it->sheet, it->left, it->y, it->left + it->width, it->y, THIN);
    rule_columns(it, all, top);
}

static const draw_style strong_row[COLUMNS_MAX] = {{8.0, true}, {8.0, true}, {8.0, true},
                                                   {8.0, true}, {8.0, true}, {8.0, true},
                                                   {8.0, true}, {8.0, true}};

/* ---- the grid of decisions: the answer is a word, in its column ---- */

/* At most `most`. */
static double widest_label(night *it, const cJSON *block, double most) {
    double widest = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, answer_at(block, "items")) {
        it->at = answer_text(item, "label");
        double width = wide(it, small_style, it->at) + 2 * PAD + 1;
        widest = width > widest ? width : widest;
    }
    return widest < most ? widest : most;
}

static columns grid_columns(night *it, const cJSON *block) {
    columns all = {.count = ANSWERS + 2};
    double rest = it->width;
    const cJSON *name;
    int i = 1;
    cJSON_ArrayForEach(name, answer_at(block, "columns")) {
        char *loud = g_utf8_strup(answer_text(name, NONE), -1);
        all.width[i] = wide(it, i <= LOUD ? loud_style : strong_style, loud) + 2 * PAD + 4;
        rest -= all.width[i++];
        g_free(loud);
    }
    all.width[0] = widest_label(it, block, 0.5 * rest);
    all.width[ANSWERS + 1] = rest - all.width[0];
    return all;
}

static void write_decision(night *it, const cJSON *block, const columns *all, const cJSON *item) {
    const draw_style styles[COLUMNS_MAX] = {small_style,  loud_style,   loud_style,
                                            strong_style, strong_style, small_style};
    const cJSON *answer = answer_at(item, "answer");
    int chosen = cJSON_IsNumber(answer) ? answer->valueint : -1;
    const char *name = answer_text(cJSON_GetArrayItem(answer_at(block, "columns"), chosen), NONE);
    char *loud = g_utf8_strup(name, -1);
    const char *texts[COLUMNS_MAX] = {answer_text(item, "label"), "", "", "", "",
                                      answer_text(item, "text")};
    it->at = texts[0];
    if (chosen >= 0) {
        texts[1 + chosen] = loud;
    } else if (*texts[ANSWERS + 1] == '\0') {
        texts[ANSWERS + 1] = word(it, "page.sheet.unanswered");
    }
    write_row(it, all, texts, styles, true);
    g_free(loud);
}

static void write_grid(night *it, const cJSON *block) {
    columns all = grid_columns(it, block);
    const char *texts[COLUMNS_MAX] = {word(it, "page.sheet.decision"), "", "", "", "",
                                      word(it, "page.sheet.by_whom")};
    const cJSON *one;
    int i = 1;
    cJSON_ArrayForEach(one, answer_at(block, "columns")) {
        texts[i++] = answer_text(one, NONE);
    }
    write_row(it, &all, texts, strong_row, true);
    cJSON_ArrayForEach(one, answer_at(block, "items")) {
        write_decision(it, block, &all, one);
    }
    it->y += 1;
}

/* ---- tables ---- */

/* The widest word of a text: a column that is narrower would cut it. */
static double widest_word(night *it, const char *text) {
    double widest = 0;
    char **words = g_strsplit(text, " ", -1);
    for (size_t i = 0; words[i]; i++) {
        double width = wide(it, strong_style, words[i]);
        widest = width > widest ? width : widest;
    }
    g_strfreev(words);
    return widest;
}

/* The widths of a column that is never broken, and of one that is broken at every space. */
static void weigh_column(night *it, const cJSON *block, int i, double *whole, double *least) {
    const cJSON *item;
    const char *name = answer_text(cJSON_GetArrayItem(answer_at(block, "columns"), i), NONE);
    it->at = name;
    *whole = wide(it, strong_style, name);
    *least = widest_word(it, name);
    cJSON_ArrayForEach(item, answer_at(block, "items")) {
        const char *text = answer_text(cJSON_GetArrayItem(answer_at(item, "cells"), i), NONE);
        double all = wide(it, i == 0 ? strong_style : small_style, text);
        double word = widest_word(it, text);
        *whole = all > *whole ? all : *whole;
        *least = word > *least ? word : *least;
    }
    *whole += 2 * PAD + 1;
    *least += 2 * PAD + 1;
}

static double whole_width(night *it, const cJSON *block) {
    double sum = 0;
    for (int i = 0; i < answer_count(block, "columns"); i++) {
        double whole;
        double least;
        weigh_column(it, block, i, &whole, &least);
        sum += whole;
    }
    return sum;
}

/* What is spare goes to the last column; what is short is taken where lines can be broken. */
static columns table_columns(night *it, const cJSON *block) {
    columns all = {.count = answer_count(block, "columns")};
    double least[COLUMNS_MAX];
    double wanted = 0;
    double rest = it->width;
    for (int i = 0; i < all.count; i++) {
        weigh_column(it, block, i, &all.width[i], &least[i]);
        wanted += all.width[i] - least[i];
        rest -= least[i];
    }
    for (int i = 0; i < all.count && rest < wanted; i++) {
        all.width[i] = least[i] + rest * (all.width[i] - least[i]) / wanted;
    }
    all.width[all.count - 1] += rest < wanted ? 0 : rest - wanted;
    return all;
}

static void write_cells(night *it, const columns *all, const cJSON *cells,
                        const draw_style *styles) {
    const char *texts[COLUMNS_MAX] = {0};
    for (int i = 0; i < all->count; i++) {
        texts[i] = answer_text(cJSON_GetArrayItem(cells, i), NONE);
    }
    it->at = texts[0];
    write_row(it, all, texts, styles, false);
}

static void write_table(night *it, const cJSON *block) {
    draw_style styles[COLUMNS_MAX];
    for (int i = 0; i < COLUMNS_MAX; i++) {
        styles[i] = i == 0 ? strong_style : small_style;
    }
    columns all = table_columns(it, block);
    write_cells(it, &all, answer_at(block, "columns"), strong_row);
    const cJSON *item;
    cJSON_ArrayForEach(item, answer_at(block, "items")) {
        write_cells(it, &all, answer_at(item, "cells"), styles);
    }
    it->y += 1;
}

static void write_texts(night *it, const cJSON *block) {
    const cJSON *item;
    cJSON_ArrayForEach(item, answer_at(block, "items")) {
        it->y +=
            put(it, body_style, DRAW_LEFT, it->left, it->y, it->width, answer_text(item, "text"));
        it->y += 1;
    }
}

/* ---- blocks ---- */

static const struct {
    const char *name;
    void (*write)(night *it, const cJSON *block);
    bool beside; /* its title is at its left, else above */
} kinds[] = {{"fields", write_fields, true},
             {"phones", write_phones, false},
             {"grid", write_grid, false},
             {"table", write_table, false},
             {"text", write_texts, true}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static size_t kind_of(const cJSON *block) {
    size_t kind = 0;
    while (kind < KINDS && strcmp(answer_text(block, "kind"), kinds[kind].name) != 0) {
        kind++;
    }
    return kind;
}

static bool is_on(const cJSON *block, int page) {
    const cJSON *sheet = answer_at(block, "sheet");
    return cJSON_IsNumber(sheet) && sheet->valueint == page;
}

static bool is_last(const cJSON *block, int page) {
    for (const cJSON *next = block->next; next; next = next->next) {
        if (is_on(next, page) && answer_count(next, "items") > 0) {
            return false;
        }
    }
    return true;
}

/* Whether its title is at its left: not of a table that would then be broken. */
static bool is_beside(night *it, const cJSON *block, double width) {
    bool table = strcmp(answer_text(block, "kind"), "table") == 0;
    return table ? whole_width(it, block) <= width - TITLES - GAP : kinds[kind_of(block)].beside;
}

/* The title in its column, or above what needs the whole width. */
static void write_block(night *it, const cJSON *block, double width) {
    bool beside = is_beside(it, block, width);
    const char *title = answer_text(block, "title");
    it->left = beside ? MARGIN + TITLES + GAP : MARGIN;
    it->width = beside ? width - TITLES - GAP : width;
    draw_rule(it->sheet, MARGIN, it->y, MARGIN + width, it->y, THIN);
    it->y += PAD;
    it->at = title;
    double height = put(it, strong_style, DRAW_LEFT, MARGIN, it->y, beside ? TITLES : width, title);
    double top = it->y;
    it->y += beside ? 0 : height;
    kinds[kind_of(block)].write(it, block);
    it->y = it->y > top + height ? it->y : top + height;
    it->y += PAD;
}

/* The last block, when it needs no columns, stands beside the code: who wrote the sheet, when. */
static void write_blocks(night *it, int page) {
    const cJSON *block;
    if (page == 2) {
        write_block(it, answer_at(it->model, "blocks")->child, WIDTH);
    }
    cJSON_ArrayForEach(block, answer_at(it->model, "blocks")) {
        if (!is_on(block, page) || answer_count(block, "items") == 0) {
            continue;
        }
        bool last = is_last(block, page) && kinds[kind_of(block)].beside;
        write_block(it, block, last ? WIDTH - CODE_SIDE - GUTTER : WIDTH);
        it->full = it->full || it->y > (last ? it->foot : CODE_TOP);
    }
}

/* ---- a page that is too long ---- */

typedef struct length {
    const char *label;
    glong letters;
} length;

static void keep_longest(length *longest, const char *label, const char *text) {
    length one = {label, g_utf8_strlen(text, -1)};
    for (int i = 0; i < LONGEST; i++) {
        if (one.letters > longest[i].letters) {
            length other = longest[i];
            longest[i] = one;
            one = other;
        }
    }
}

/* The label beside a telephone is whose it is: it is weighed, and told by the title. */
static void weigh_item(length *longest, const cJSON *block, const cJSON *item) {
    const char *own = answer_text(item, "label");
    const char *title = answer_text(block, "title");
    if (strcmp(answer_text(block, "kind"), "phones") == 0) {
        keep_longest(longest, title, own);
        return;
    }
    const char *place = *own == '\0' ? title : own;
    keep_longest(longest, place, answer_text(item, "text"));
    const cJSON *cell;
    cJSON_ArrayForEach(cell, answer_at(item, "cells")) {
        keep_longest(longest, place, answer_text(cell, NONE));
    }
}

static void say_overflow(night *it, int page) {
    length longest[LONGEST] = {{NULL, 0}};
    GString *list = g_string_new(NULL);
    const cJSON *block;
    const cJSON *item;
    cJSON_ArrayForEach(block, answer_at(it->model, "blocks")) {
        bool fixed = strcmp(answer_text(block, "id"), "reassess") == 0; /* nobody wrote it */
        bool weighed = is_on(block, page) && !fixed;
        cJSON_ArrayForEach(item, answer_at(weighed ? block : NULL, "items")) {
            weigh_item(longest, block, item);
        }
    }
    for (int i = 0; i < LONGEST && longest[i].label; i++) {
        g_string_append_printf(list, "%s%s (%ld)", i > 0 ? ", " : "", longest[i].label,
                               longest[i].letters);
    }
    draw_fault(it->sheet, page == 1 ? "page.sheet.overflow_1" : "page.sheet.overflow_2", list->str);
    g_string_free(list, TRUE);
}

/* ---- head and foot ---- */

static void write_banner(night *it) {
    const char *banner = answer_text(it->model, "banner");
    it->at = banner;
    double height = measure(it, banner_style, WIDTH - 2 * PAD, banner) + 2 * PAD;
    draw_box(it->sheet, MARGIN + FRAME / 2, it->y + FRAME / 2, WIDTH - FRAME, height + FRAME,
             FRAME);
    put(it, banner_style, DRAW_MIDDLE, MARGIN + PAD, it->y + FRAME + PAD, WIDTH - 2 * PAD, banner);
    it->y += height + 2 * FRAME + PAD;
}

/* What is no current sheet says so in a frame: expired, revoked, superseded, a draft. */
static void write_state(night *it) {
    const char *text = answer_text(it->model, "state/text");
    bool current = strcmp(answer_text(it->model, "state/code"), "current") == 0;
    it->at = answer_text(it->model, "title");
    if (current) {
        it->y += put(it, strong_style, DRAW_LEFT, MARGIN, it->y, WIDTH, text) + PAD;
        return;
    }
    double height = measure(it, state_style, WIDTH - 2 * PAD, text) + 2 * PAD;
    draw_box(it->sheet, MARGIN, it->y, WIDTH, height, THICK);
    put(it, state_style, DRAW_MIDDLE, MARGIN + PAD, it->y + PAD, WIDTH - 2 * PAD, text);
    it->y += height + PAD;
}

/* Title and what it is drawn after on one line; the number of the page at its end. */
static void write_head(night *it, int page, int pages) {
    char of[8];
    const char *title = answer_text(it->model, "title");
    double down = DRAW_ASCENT * (title_style.size - small_style.size);
    double after = wide(it, title_style, title) + GUTTER;
    it->at = title;
    it->y = MARGIN;
    g_snprintf(of, sizeof of, "%d/%d", page, pages);
    put(it, strong_style, DRAW_RIGHT, MARGIN, it->y, WIDTH, of);
    put(it, small_style, DRAW_LEFT, MARGIN + after, it->y + down, WIDTH - after - 2 * GUTTER,
        answer_text(it->model, "subtitle"));
    it->y += put(it, title_style, DRAW_LEFT, MARGIN, it->y, WIDTH, title) + PAD;
}

static double put_foot(night *it, double y) {
    double top = y;
    double width = WIDTH - CODE_SIDE - GUTTER;
    const cJSON *line;
    it->at = answer_text(it->model, "title");
    cJSON_ArrayForEach(line, answer_at(it->model, "footer")) {
        y += put(it, small_style, DRAW_LEFT, MARGIN, y, width, answer_text(line, NONE));
    }
    y += put(it, digest_style, DRAW_LEFT, MARGIN, y, width, answer_text(it->model, "digest"));
    return y - top;
}

static void write_foot(night *it) {
    it->rehearsal = true;
    it->foot = NIGHT_HEIGHT - MARGIN - put_foot(it, 0);
    it->rehearsal = false;
    put_foot(it, it->foot);
    qr_draw(it->sheet, MARGIN + WIDTH - CODE_SIDE, CODE_TOP, CODE_SIDE,
            answer_text(it->model, "digest"));
}

static void draw_page(night *it, int page, int pages) {
    write_head(it, page, pages);
    write_state(it);
    if (page == 1) {
        write_banner(it);
    }
    write_foot(it);
    write_blocks(it, page);
    if (it->full) {
        say_overflow(it, page);
    }
    draw_turn(it->sheet);
}

int night_draw(draw_sheet *sheet, const pages_answer *answer, int announced) {
    (void)announced;
    night it = {.sheet = sheet, .answer = answer, .model = answer_at(answer->tree, "result/page")};
    const cJSON *block;
    int pages = 1;
    cJSON_ArrayForEach(block, answer_at(it.model, "blocks")) {
        pages = is_on(block, 2) && answer_count(block, "items") > 0 ? 2 : pages;
    }
    for (int page = 1; page <= pages; page++) {
        draw_page(&it, page, pages);
    }
    return pages;
}

/* ---- what can be drawn ---- */

static bool is_grid(const cJSON *block) {
    const cJSON *item;
    cJSON_ArrayForEach(item, answer_at(block, "items")) {
        const cJSON *answer = answer_at(item, "answer");
        bool chosen = cJSON_IsNumber(answer) && answer->valueint >= 0 && answer->valueint < ANSWERS;
        if (!chosen && !cJSON_IsNull(answer)) {
            return false;
        }
    }
    return answer_count(block, "columns") == ANSWERS;
}

static bool is_table(const cJSON *block) {
    const cJSON *item;
    int count = answer_count(block, "columns");
    cJSON_ArrayForEach(item, answer_at(block, "items")) {
        if (answer_count(item, "cells") != count) {
            return false;
        }
    }
    return count > 0 && count <= COLUMNS_MAX;
}

static bool is_block(const cJSON *block) {
    const char *kind = answer_text(block, "kind");
    if (kind_of(block) == KINDS || !cJSON_IsArray(answer_at(block, "items")) ||
        !(is_on(block, 1) || is_on(block, 2))) {
        return false;
    }
    return strcmp(kind, "grid") == 0 ? is_grid(block)
                                     : strcmp(kind, "table") != 0 || is_table(block);
}

bool night_is_whole(const cJSON *tree) {
    static const char *const needed[] = {"title", "state/code", "state/text", "banner", "digest"};
    const cJSON *model = answer_at(tree, "result/page");
    const cJSON *block;
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++) {
        if (*answer_text(model, needed[i]) == '\0') {
            return false;
        }
    }
    cJSON_ArrayForEach(block, answer_at(model, "blocks")) {
        if (!is_block(block)) {
            return false;
        }
    }
    return answer_count(model, "blocks") > 0;
}
