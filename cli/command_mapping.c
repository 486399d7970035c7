/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia mapping FILE.csv: an application's drug codes against the ids of the tables.
 */
#include "mapping.h"
#include "page.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>

/* With the identity and the review that every answer carries. */
static cJSON *new_document(cli *it) {
    cli_answer answer;
    cli_ask_tables(it, &answer);
    cJSON *document = cJSON_CreateObject();
    cJSON_AddStringToObject(document, "status", "ok");
    cJSON_AddStringToObject(document, "op", "mapping");
    cJSON_AddObjectToObject(document, "result");
    static const char *const kept[] = {"review", "identity"};
    for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++) {
        cJSON_AddItemToObject(document, kept[i],
                              cJSON_DetachItemFromObjectCaseSensitive(answer.tree, kept[i]));
    }
    cli_answer_release(&answer);
    return document;
}

static void write_row(cli *it, const cJSON *finding) {
    char line[32];
    cli_text text = {0};
    snprintf(line, sizeof line, "%d", cli_int(finding, "line"));
    cli_fill(it, &text, "mapping_row",
             (const char *[]){"line", line, "code", cli_string(finding, "code"), "label",
                              cli_string(finding, "label"), "id", cli_string(finding, "id"),
                              "route", cli_string(finding, "route"), NULL});
    page_blank(it);
    page_wrap(it, "  ", 4, text_get(&text));
    text_release(&text);
}

static void write_finding(cli *it, const cJSON *finding) {
    cli_text text = {0};
    text_add(&text, "[");
    text_add(&text, cli_string(finding, "finding"));
    text_add(&text, "] ");
    text_add(&text, cli_string(finding, "text"));
    page_wrap(it, "    ", 6, text_get(&text));
    text_release(&text);
}

static void write_page(cli *it, const cJSON *document) {
    char rows[32];
    char doubtful[32];
    const cJSON *finding;
    int last = 0;
    snprintf(rows, sizeof rows, "%d", cli_int(document, "result/rows"));
    snprintf(doubtful, sizeof doubtful, "%d", cli_int(document, "result/rows_with_findings"));
    page_title(it, cli_label(it, "title.mapping"));
    page_say(it, "", 0,
             cli_int(document, "result/rows_with_findings") ? "mapping_count" : "mapping_clean",
             (const char *[]){"rows", rows, "doubtful", doubtful, NULL});
    cJSON_ArrayForEach(finding, cli_at(document, "result/findings")) {
        if (cli_int(finding, "line") != last) {
            write_row(it, finding);
        }
        last = cli_int(finding, "line");
        write_finding(it, finding);
    }
    page_wrap(it, "\n", 0, cli_label(it, "mapping_limits"));
    part_foot(it, document);
}

static int check(cli *it, mapping *table) {
    cJSON *document = new_document(it);
    cJSON *result = cJSON_GetObjectItemCaseSensitive(document, "result");
    cJSON *findings = cJSON_AddArrayToObject(result, "findings");
    int doubtful = 0;
    mapping_mark_clashes(table);
    for (size_t i = 0; i < table->count; i++) {
        int before = cJSON_GetArraySize(findings);
        mapping_check_row(it, table, &table->rows[i], findings);
        doubtful += cJSON_GetArraySize(findings) > before ? 1 : 0;
    }
    cJSON_AddNumberToObject(result, "rows", (int)table->count);
    cJSON_AddNumberToObject(result, "rows_with_findings", doubtful);
    if (option_given(&it->options, OPTION_JSON)) {
        page_document(it, document);
    } else {
        write_page(it, document);
    }
    cJSON_Delete(document);
    return doubtful > 0 ? CLI_PARTIAL : CLI_OK;
}

int cli_mapping(cli *it) {
    cli_text bytes = {0};
    mapping table = {0};
    if (it->options.word_count != 1) {
        return cli_wrong(it, PALLIA_ECOUNT, "", "usage.mapping", NULL);
    }
    const char *path = it->options.words[0];
    int code;
    if (!terminal_read_file(path, &bytes) || bytes.length > CLI_INPUT_MAX) {
        code = cli_wrong(it, PALLIA_EVALUE, "", "usage.cannot_read",
                         (const char *[]){"file", path, NULL});
    } else {
        code = mapping_read(it, &bytes, &table);
        code = code == CLI_OK ? check(it, &table) : code;
    }
    mapping_release(&table);
    text_release(&bytes);
    return code;
}
