/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia sources: every document that the tables come from.
 */
#include "command_request.h"
#include "page.h"

#include <string.h>

static void write_one(cli *it, const cJSON *one) {
    cli_text text = {0};
    const char *published = cli_string(one, "published");
    text_add(&text, cli_string(one, "id"));
    text_add(&text, " \xE2\x80\x94 ");
    text_add(&text, cli_string(one, "title"));
    text_add(&text, ", ");
    text_add(&text, strcmp(published, "undated") == 0 ? cli_label(it, "undated") : published);
    text_add(&text, cli_true(one, "local") ? cli_label(it, "local") : "");
    page_wrap(it, "  ", 4, text_get(&text));
    if (!cli_is(one, "url", "")) {
        page_wrap(it, "    ", 4, cli_string(one, "url"));
    }
    text_release(&text);
}

static void write_list(cli *it, const char *section, const cJSON *list) {
    const cJSON *one;
    page_section(it, section);
    cJSON_ArrayForEach(one, list) {
        write_one(it, one);
    }
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    (void)request;
    page_title(it, cli_label(it, "title.sources"));
    write_list(it, "editions", cli_at(answer, "result/editions"));
    write_list(it, "documents", cli_at(answer, "result/sources"));
    part_foot(it, answer);
}

int cli_sources(cli *it) {
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", "sources");
    return command_answer(it, request, write_page, NULL);
}
