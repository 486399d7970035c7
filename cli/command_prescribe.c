/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia prescribe: a draft prescription from order lines, and what it still lacks.
 */
#include "command_request.h"
#include "from.h"
#include "page.h"
#include "today.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 3 };

static bool is_numbered(const char *line) {
    return *line >= '1' && *line <= '9';
}

/* The head as it is, each numbered line after a blank one with what belongs to it below, and the
 * signature last. */
static void write_text(cli *it, const cJSON *text) {
    bool inside = false;
    const cJSON *one;
    cJSON_ArrayForEach(one, text) {
        const char *line = cJSON_IsString(one) ? one->valuestring : "";
        bool last = one->next == NULL;
        if (is_numbered(line) || last) {
            page_blank(it);
        }
        bool below = inside && !is_numbered(line) && !last;
        page_wrap(it, below ? "   " : "", INDENT, line);
        inside = inside || is_numbered(line);
    }
}

static void add_reason(const cli *it, cli_text *out, const cJSON *from) {
    const char *article = cli_string(from, "article");
    text_add(out, " (");
    text_add(out, *article ? article : cli_label(it, "order.proposal"));
    text_add(out, ")");
}

static void add_line(cli_text *out, const char *pointer) {
    static const char lines[] = "/lines/";
    char text[32];
    if (strncmp(pointer, lines, sizeof lines - 1) == 0) {
        long index = strtol(pointer + sizeof lines - 1, NULL, 10);
        snprintf(text, sizeof text, "%ld. ", index + 1);
        text_add(out, text);
    }
}

static void write_missing(cli *it, const cJSON *missing) {
    const cJSON *one;
    if (cJSON_GetArraySize(missing) == 0) {
        return;
    }
    page_section(it, "order.missing");
    cJSON_ArrayForEach(one, missing) {
        cli_text text = {0};
        add_line(&text, cli_string(one, "pointer"));
        text_add(&text, cli_string(one, "what"));
        add_reason(it, &text, one);
        page_wrap(it, "  \xE2\x80\xA2 ", 4, text_get(&text));
        text_release(&text);
    }
}

/* "1, 3 : ", the lines that a rule is about, as the text numbers them. */
static void add_lines(const cli *it, cli_text *out, const cJSON *regime, const cJSON *rule) {
    const cJSON *line;
    bool first = true;
    cJSON_ArrayForEach(line, regime) {
        const cJSON *one;
        cJSON_ArrayForEach(one, cli_at(line, "rules")) {
            char number[16];
            if (cli_is(one, "id", cli_string(rule, "id"))) {
                snprintf(number, sizeof number, "%s%d", first ? "" : ", ",
                         cli_int(line, "line") + 1);
                text_add(out, number);
                first = false;
            }
        }
    }
    text_add(out, cli_label(it, "colon"));
}

static void write_rule(cli *it, const cJSON *regime, const cJSON *rule) {
    cli_text text = {0};
    add_lines(it, &text, regime, rule);
    text_add(&text, cli_string(rule, "text"));
    add_reason(it, &text, rule);
    part_cite(it, &text, rule);
    page_wrap(it, "  \xE2\x80\xA2 ", 4, text_get(&text));
    text_release(&text);
}

/* A rule that two lines share is told once. */
static bool was_told(const cJSON *first, const cJSON *line, const cJSON *rule) {
    for (const cJSON *before = first; before != line; before = before->next) {
        const cJSON *one;
        cJSON_ArrayForEach(one, cli_at(before, "rules")) {
            if (cli_is(one, "id", cli_string(rule, "id"))) {
                return true;
            }
        }
    }
    return false;
}

static void write_law(cli *it, const cJSON *regime) {
    const cJSON *line;
    page_section(it, "order.law");
    cJSON_ArrayForEach(line, regime) {
        const cJSON *rule;
        cJSON_ArrayForEach(rule, cli_at(line, "rules")) {
            if (!was_told(regime->child, line, rule)) {
                write_rule(it, regime, rule);
            }
        }
    }
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    const cJSON *result = cli_at(answer, "result");
    page_title(it, cli_label(it, "title.prescribe"));
    if (part_is_refused(answer)) {
        part_refusal(it, answer);
    } else {
        write_text(it, cli_at(result, "text"));
        write_missing(it, cli_at(result, "missing"));
        write_law(it, cli_at(result, "regime"));
    }
    part_end(it, request, answer);
}

/* ---- the request ---- */

/* Each member of the document takes the place of the one in the request. */
static void put_members(cJSON *request, cJSON *document) {
    while (document->child) {
        cJSON *member = cJSON_DetachItemViaPointer(document, document->child);
        cJSON_DeleteItemFromObjectCaseSensitive(request, member->string);
        cJSON_AddItemToObject(request, member->string, member);
    }
}

/* Who prescribes and for whom, kept in a file apart from the doses. */
static bool put_with(cli *it, cJSON *request) {
    int code;
    cli_text bytes = {0};
    const char *path = it->options.values[OPTION_WITH];
    if (!path) {
        return true;
    }
    bool good = from_document(it, path, "--with", &bytes, &code);
    cJSON *document = good ? cJSON_ParseWithLength(text_get(&bytes), bytes.length) : NULL;
    if (good && !cJSON_IsObject(document)) {
        cli_wrong(it, PALLIA_ETYPE, "", "usage.with_object", NULL);
        good = false;
    }
    if (good) {
        put_members(request, document);
    }
    cJSON_Delete(document);
    text_release(&bytes);
    return good;
}

static bool read_request(cli *it, cJSON *request) {
    const cli_list *codes = &it->options.acknowledge;
    if (!cli_at(request, "lines") || it->options.word_count > 0) {
        cli_wrong(it, PALLIA_EKEY_MISSING, "/lines", "usage.no_lines", NULL);
        return false;
    }
    if (!put_with(it, request)) {
        return false;
    }
    today_add(it, request);
    cJSON_DeleteItemFromObjectCaseSensitive(request, "language");
    cJSON_AddStringToObject(request, "language", it->options.values[OPTION_LANG]);
    for (size_t i = 0; i < codes->count; i++) {
        cJSON *list = cJSON_GetObjectItemCaseSensitive(request, "acknowledge");
        list = list ? list : cJSON_AddArrayToObject(request, "acknowledge");
        cJSON_AddItemToArray(list, cJSON_CreateString(codes->items[i]));
    }
    return true;
}

/* With lines to begin with, what is to be filled in is those lines. */
static int write_lines(cli *it) {
    int code = CLI_REQUEST;
    cJSON *request = from_read(it, "prescribe", &code);
    if (request && read_request(it, request)) {
        char *text = cJSON_Print(request);
        command_indent(&it->out, text);
        cJSON_free(text);
        code = CLI_OK;
    }
    cJSON_Delete(request);
    return code;
}

int cli_prescribe(cli *it) {
    if (option_given(&it->options, OPTION_FROM) && option_given(&it->options, OPTION_TEMPLATE)) {
        return write_lines(it);
    }
    return command_syringe(it, "prescribe", read_request, write_page, NULL);
}
