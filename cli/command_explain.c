/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia explain CODE: what a status or an advice means, and where it comes from.
 */
#include "command_request.h"
#include "page.h"

#include <string.h>

static void write_title(cli *it, const cJSON *result) {
    cli_text title = {0};
    const cJSON *code = cli_at(result, "code");
    if (cJSON_IsNumber(code)) {
        text_int(&title, code->valueint);
        text_add(&title, " ");
        text_add(&title, cli_string(result, "name"));
    } else {
        text_add(&title, cli_string(result, "code"));
    }
    page_title(it, text_get(&title));
    text_release(&title);
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    (void)request;
    char key[48] = "severity_word.";
    const cJSON *result = cli_at(answer, "result");
    write_title(it, result);
    page_wrap(it, "", 0, cli_string(result, "text"));
    page_blank(it);
    if (cli_at(result, "family")) {
        page_field(it, cli_label(it, "family"), cli_string(result, "family"), false);
    }
    if (cli_at(result, "severity")) {
        strncat(key, cli_string(result, "severity"), sizeof key - sizeof "severity_word.");
        page_field(it, cli_label(it, "severity_label"), cli_label(it, key), false);
        page_field(it, cli_label(it, "where"), cli_string(result, "cite"), false);
    }
    part_sources(it, answer);
    part_foot(it, answer);
}

int cli_explain(cli *it) {
    if (it->options.word_count != 1) {
        return cli_wrong(it, PALLIA_EKEY_MISSING, "/code", "usage.explain", NULL);
    }
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", "explain");
    cJSON_AddStringToObject(request, "code", it->options.words[0]);
    return command_answer(it, request, write_page, NULL);
}
