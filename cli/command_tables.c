/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia tables list | show ID | check [FILE] | diff ID ID
 */
#include "command_request.h"
#include "page.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>

enum { ID_COLUMNS = 21, COUNTRY_COLUMNS = 4, DATE_COLUMNS = 11, ROWS_COLUMNS = 3 };

static const char *labelled(const cli *it, const char *group, const char *word) {
    char key[64];
    snprintf(key, sizeof key, "%s.%s", group, word);
    return cli_label(it, key);
}

static const char *date(const cli *it, const cJSON *edition) {
    return cli_is(edition, "published", "undated") ? cli_label(it, "undated")
                                                   : cli_string(edition, "published");
}

/* ---- list ---- */

static void write_edition(cli *it, const cJSON *edition) {
    cli_text text = {0};
    char rows[16];
    snprintf(rows, sizeof rows, "%d", cli_int(edition, "row_count"));
    text_add(&text, "  ");
    page_cell(&text, cli_string(edition, "id"), ID_COLUMNS);
    page_cell(&text, cli_string(edition, "jurisdiction"), COUNTRY_COLUMNS);
    page_cell(&text, date(it, edition), DATE_COLUMNS);
    page_cell_right(&text, rows, ROWS_COLUMNS);
    text_add(&text, "  ");
    text_add(&text, labelled(it, "purpose", cli_string(edition, "purpose")));
    if (!cli_is(edition, "table_status", "active")) {
        text_add(&text, ", ");
        text_add(&text, labelled(it, "table_status", cli_string(edition, "table_status")));
    }
    text_add(&text, cli_true(edition, "local") ? cli_label(it, "local") : "");
    text_add(&text, "\n");
    text_add(&it->out, text_get(&text));
    text_release(&text);
}

static void page_list(cli *it, const cJSON *request, const cJSON *answer) {
    (void)request;
    const cJSON *edition;
    page_title(it, cli_label(it, "title.tables"));
    cJSON_ArrayForEach(edition, cli_at(answer, "result/editions")) {
        write_edition(it, edition);
    }
    page_wrap(it, "\n  ", 2, cli_label(it, "tables_how"));
    part_foot(it, answer);
}

/* ---- rows ---- */

static void add_range(const cli *it, cli_text *out, const cJSON *range, const char *unit) {
    static const char *const ends[] = {"from", "above", "to", "below"};
    bool first = true;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        if (!cli_at(range, ends[i])) {
            continue;
        }
        text_add(out, first ? "" : " ");
        cli_text value = {0};
        page_plain(it, &value, cli_string(range, ends[i]));
        char key[32];
        snprintf(key, sizeof key, "range_%s", ends[i]);
        cli_fill(it, out, key, (const char *[]){"value", text_get(&value), NULL});
        text_release(&value);
        first = false;
    }
    text_add(out, " ");
    page_plain(it, out, unit);
}

static void write_bands(cli *it, const cJSON *row) {
    const cJSON *band;
    cJSON_ArrayForEach(band, cli_at(row, "bands")) {
        cli_text text = {0};
        add_range(it, &text, cli_at(band, "range"), cli_string(row, "per"));
        text_add(&text, " \xE2\x86\x92 ");
        if (cli_at(band, "value")) {
            page_plain(it, &text, cli_string(band, "value"));
            text_add(&text, " ");
            page_plain(it, &text, cli_string(row, "gives"));
        } else {
            text_add(&text, "\xC3\x97 ");
            page_plain(it, &text, cli_string(band, "factor"));
        }
        page_wrap(it, "      ", 8, text_get(&text));
        text_release(&text);
    }
}

static void add_factor(const cli *it, cli_text *text, const cJSON *row) {
    text_add(text, cli_label(it, "colon"));
    text_add(text, "\xC3\x97 ");
    page_plain(it, text, cli_string(row, "factor"));
    if (cli_at(row, "low")) {
        cli_fill(
            it, text, "published_range",
            (const char *[]){"low", cli_string(row, "low"), "high", cli_string(row, "high"), NULL});
    }
    text_add(text, " (");
    page_plain(it, text, cli_string(row, "per"));
    text_add(text, " \xE2\x86\x92 ");
    page_plain(it, text, cli_string(row, "gives"));
    text_add(text, ")");
}

static void write_row(cli *it, const cJSON *row) {
    cli_text text = {0};
    text_add(&text, cli_string(row, "from"));
    text_add(&text, " \xE2\x86\x92 ");
    text_add(&text, cli_string(row, "to"));
    if (cli_at(row, "factor")) {
        add_factor(it, &text, row);
    }
    text_add(&text, cli_true(row, "stable") ? cli_label(it, "row_stable") : "");
    text_add(&text, cli_true(row, "reversible") ? cli_label(it, "row_reversible") : "");
    page_wrap(it, "  ", 4, text_get(&text));
    write_bands(it, row);
    text_clear(&text);
    if (cli_at(row, "range")) {
        text_add(&text, cli_label(it, "row_range"));
        add_range(it, &text, cli_at(row, "range"), cli_string(row, "per"));
        text_add(&text, " ; ");
    }
    text_add(&text, cli_string(row, "cite"));
    text_add(&text, " \xE2\x80\x94 ");
    text_add(&text, labelled(it, "evidence", cli_string(row, "evidence")));
    page_wrap(it, "      ", 6, text_get(&text));
    text_release(&text);
}

/* ---- show ---- */

static void page_show(cli *it, const cJSON *request, const cJSON *answer) {
    (void)request;
    const cJSON *row;
    const cJSON *result = cli_at(answer, "result");
    page_title(it, cli_string(result, "title"));
    page_field(it, cli_label(it, "id"), cli_string(result, "id"), false);
    page_field(it, cli_label(it, "publisher"), cli_string(result, "publisher"), false);
    page_field(it, cli_label(it, "published"), date(it, result), false);
    page_field(it, cli_label(it, "url"), cli_string(result, "url"), false);
    page_field(it, cli_label(it, "purpose_label"),
               labelled(it, "purpose", cli_string(result, "purpose")), false);
    page_field(it, cli_label(it, "status_label"),
               labelled(it, "table_status", cli_string(result, "table_status")), false);
    page_field(it, cli_label(it, "review_by"), cli_string(result, "review_by"), false);
    page_field(it, "SHA-256", cli_string(result, "sha256"), false);
    if (cli_at(result, "note")) {
        page_wrap(it, "\n  ", 2, cli_string(result, "note"));
    }
    page_section(it, "rows");
    cJSON_ArrayForEach(row, cli_at(result, "rows")) {
        write_row(it, row);
    }
    part_foot(it, answer);
}

/* ---- check, diff ---- */

static void page_check(cli *it, const cJSON *request, const cJSON *answer) {
    (void)request;
    char editions[16];
    char rows[16];
    cli_text text = {0};
    snprintf(editions, sizeof editions, "%d", cli_int(answer, "result/editions"));
    snprintf(rows, sizeof rows, "%d", cli_int(answer, "result/row_count"));
    cli_fill(it, &text, "checked", (const char *[]){"editions", editions, "rows", rows, NULL});
    page_title(it, cli_label(it, "title.check"));
    page_wrap(it, "", 0, text_get(&text));
    part_foot(it, answer);
    text_release(&text);
}

static void page_diff(cli *it, const cJSON *request, const cJSON *answer) {
    (void)request;
    const cJSON *difference;
    const cJSON *row;
    const cJSON *result = cli_at(answer, "result");
    cli_text title = {0};
    text_add(&title, cli_string(result, "first"));
    text_add(&title, " \xE2\x86\x92 ");
    text_add(&title, cli_string(result, "second"));
    page_title(it, text_get(&title));
    text_release(&title);
    if (cJSON_GetArraySize(cli_at(result, "differences")) == 0) {
        page_wrap(it, "", 0, cli_label(it, "no_difference"));
    }
    cJSON_ArrayForEach(difference, cli_at(result, "differences")) {
        page_wrap(it, "", 0, labelled(it, "change", cli_string(difference, "change")));
        cJSON_ArrayForEach(row, cli_at(difference, "rows")) {
            write_row(it, row);
        }
    }
    part_foot(it, answer);
}

/* ---- the command ---- */

static void add_show(cJSON *request, const char *const *words) {
    cJSON_AddStringToObject(request, "show", words[1]);
}

static void add_check(cJSON *request, const char *const *words) {
    (void)words;
    cJSON_AddTrueToObject(request, "check");
}

static void add_diff(cJSON *request, const char *const *words) {
    cJSON *pair = cJSON_AddArrayToObject(request, "diff");
    cJSON_AddItemToArray(pair, cJSON_CreateString(words[1]));
    cJSON_AddItemToArray(pair, cJSON_CreateString(words[2]));
}

static const struct {
    const char *word;
    size_t words;
    void (*add)(cJSON *request, const char *const *words);
    command_page page;
} actions[] = {{"list", 1, NULL, page_list},
               {"show", 2, add_show, page_show},
               {"check", 1, add_check, page_check},
               {"diff", 3, add_diff, page_diff}};

int cli_tables(cli *it) {
    const cli_options *options = &it->options;
    const char *word = options->word_count > 0 ? options->words[0] : "list";
    size_t count = options->word_count > 0 ? options->word_count : 1;
    if (strcmp(word, "check") == 0 && count == 2) {
        int code = terminal_load_table(it, options->words[1]);
        if (code != CLI_OK) {
            return code;
        }
        count = 1;
    }
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (strcmp(word, actions[i].word) != 0 || count != actions[i].words) {
            continue;
        }
        cJSON *request = cJSON_CreateObject();
        cJSON_AddStringToObject(request, "op", "tables");
        if (actions[i].add) {
            actions[i].add(request, options->words);
        }
        return command_answer(it, request, actions[i].page, NULL);
    }
    return cli_wrong(it, PALLIA_EVALUE, "", "usage.tables", NULL);
}
