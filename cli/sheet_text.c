/* SPDX-License-Identifier: MPL-2.0 */
#include "sheet.h"

#include "page.h"
#include "terminal.h"

#include <string.h>

enum { LABEL_COLUMNS = 34, PHONE_COLUMNS = 18, NIGHT_COLUMNS = 7 };

/* The string at `path`, fit for a terminal; released with text_release. */
static cli_text safe(const cJSON *from, const char *path) {
    cli_text text = {0};
    text_add_printable(&text, cli_string(from, path));
    return text;
}

static void write_wrapped(cli *it, const char *first, size_t indent, const cJSON *from,
                          const char *path) {
    cli_text text = safe(from, path);
    page_wrap(it, first, indent, text_get(&text));
    text_release(&text);
}

static void write_field(cli *it, const cJSON *block, const cJSON *item) {
    (void)block;
    cli_text label = safe(item, "label");
    cli_text text = safe(item, "text");
    page_field(it, text_get(&label), text_get(&text), false);
    text_release(&label);
    text_release(&text);
}

static void write_phone(cli *it, const cJSON *block, const cJSON *item) {
    (void)block;
    cli_text head = {0};
    cli_text number = safe(item, "text");
    text_add(&head, "  ");
    page_cell(&head, text_get(&number), PHONE_COLUMNS);
    page_cell(&head, cli_true(item, "night") ? cli_label(it, "sheet.night") : "", NIGHT_COLUMNS);
    write_wrapped(it, text_get(&head), PHONE_COLUMNS + NIGHT_COLUMNS + 2, item, "label");
    text_release(&head);
    text_release(&number);
}

/* "[non]": a word in brackets is read as well as a cross in a column. */
static void add_answer(const cli *it, cli_text *out, const cJSON *block, const cJSON *item) {
    const cJSON *answer = cli_at(item, "answer");
    const char *word = cli_label(it, "sheet.unanswered");
    if (cJSON_IsNumber(answer)) {
        word = cli_string(cJSON_GetArrayItem(cli_at(block, "columns"), answer->valueint), "");
    }
    text_add(out, "[");
    text_add_printable(out, word);
    text_add(out, *cli_string(item, "text") == '\0' ? "]" : "] ");
    text_add_printable(out, cli_string(item, "text"));
}

static void write_decision(cli *it, const cJSON *block, const cJSON *item) {
    cli_text head = {0};
    cli_text text = {0};
    cli_text label = safe(item, "label");
    bool long_label = text_columns(text_get(&label), label.length) > LABEL_COLUMNS - 1;
    if (long_label) {
        page_wrap(it, "  ", 2, text_get(&label));
    }
    text_add(&head, "  ");
    page_cell(&head, long_label ? "" : text_get(&label), LABEL_COLUMNS);
    add_answer(it, &text, block, item);
    page_wrap(it, text_get(&head), LABEL_COLUMNS + 2, text_get(&text));
    text_release(&head);
    text_release(&text);
    text_release(&label);
}

static void add_cell(const cli *it, cli_text *out, const cJSON *cell) {
    const char *said = cli_string(cell, "");
    text_add_printable(out, *said == '\0' ? cli_label(it, "sheet.unanswered") : said);
}

/* A row as a sentence: in 80 columns a table of texts would be broken at every word. */
static void write_row(cli *it, const cJSON *block, const cJSON *item) {
    cli_text rest = {0};
    const cJSON *cells = cli_at(item, "cells");
    for (int i = 1; i < cJSON_GetArraySize(cells); i++) {
        text_add(&rest, i > 1 ? " ; " : "");
        text_add_printable(&rest, cli_string(cJSON_GetArrayItem(cli_at(block, "columns"), i), ""));
        text_add(&rest, cli_label(it, "colon"));
        add_cell(it, &rest, cJSON_GetArrayItem(cells, i));
    }
    write_wrapped(it, "  - ", 4, cJSON_GetArrayItem(cells, 0), "");
    page_wrap(it, "    ", 4, text_get(&rest));
    text_release(&rest);
}

static void write_text(cli *it, const cJSON *block, const cJSON *item) {
    (void)block;
    write_wrapped(it, "  ", 2, item, "text");
}

static const struct {
    const char *name;
    void (*write)(cli *it, const cJSON *block, const cJSON *item);
} kinds[] = {{"fields", write_field},
             {"phones", write_phone},
             {"grid", write_decision},
             {"table", write_row},
             {"text", write_text}};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static void write_block(cli *it, const cJSON *block) {
    const cJSON *item;
    cli_text title = safe(block, "title");
    page_blank(it);
    terminal_paint(it, STYLE_SECTION, text_get(&title));
    page_blank(it);
    text_release(&title);
    size_t kind = 0;
    while (kind < KINDS && !cli_is(block, "kind", kinds[kind].name)) {
        kind++;
    }
    cJSON_ArrayForEach(item, cli_at(block, "items")) {
        if (kind < KINDS) {
            kinds[kind].write(it, block, item);
        }
    }
}

static void write_blocks(cli *it, const cJSON *model, int sheet) {
    const cJSON *block;
    cJSON_ArrayForEach(block, cli_at(model, "blocks")) {
        if (cli_int(block, "sheet") == sheet && cJSON_GetArraySize(cli_at(block, "items")) > 0) {
            write_block(it, block);
        }
    }
}

static void write_head(cli *it, const cJSON *model) {
    cli_text title = safe(model, "title");
    cli_text state = safe(model, "state/text");
    cli_text banner = safe(model, "banner");
    page_title(it, text_get(&title));
    write_wrapped(it, "", 0, model, "subtitle");
    if (cli_is(model, "state/code", "current")) {
        page_wrap(it, "", 0, text_get(&state));
    } else {
        page_frame(it, "", text_get(&state));
    }
    page_box(it, text_get(&banner), "");
    text_release(&title);
    text_release(&state);
    text_release(&banner);
}

void sheet_text(cli *it, const cJSON *model) {
    const cJSON *line;
    write_head(it, model);
    write_blocks(it, model, 1);
    write_blocks(it, model, 2);
    page_blank(it);
    cJSON_ArrayForEach(line, cli_at(model, "footer")) {
        write_wrapped(it, "", 0, line, "");
    }
    write_wrapped(it, "", 0, model, "digest");
}
