/* SPDX-License-Identifier: MPL-2.0 */
#include "command_request.h"

#include <string.h>

int command_answer(cli *it, cJSON *request, command_page page) {
    cli_answer answer;
    if (!cli_call(it, request, &answer)) {
        cJSON_Delete(request);
        cli_complain(it, "usage.no_memory", NULL);
        return CLI_INTERNAL;
    }
    int code = cli_exit_code(answer.tree);
    bool failed = code >= CLI_REQUEST;
    if (failed) {
        cli_complain_answer(it, answer.tree);
    }
    if (option_given(&it->options, OPTION_JSON)) {
        text_add(&it->out, answer.bytes);
        text_add(&it->out, "\n");
    } else if (!failed) {
        page(it, request, answer.tree);
    }
    cli_answer_release(&answer);
    cJSON_Delete(request);
    return code;
}

/* cJSON indents with tabs; a reader's editor should not decide how a template looks. */
static void add_indented(cli_text *out, const char *json) {
    bool at_start = true;
    for (; *json != '\0'; json++) {
        if (*json != '\t') {
            text_add_part(out, json, 1);
            at_start = *json == '\n';
            continue;
        }
        text_add(out, at_start ? "  " : " ");
    }
    text_add(out, "\n");
}

static void write_document(cli *it, const cJSON *request, const cJSON *answer) {
    char path[32] = "result/";
    strncat(path, cli_string(request, "op"), sizeof path - sizeof "result/");
    char *text = cJSON_Print(cli_at(answer, path));
    if (!text) {
        it->out.failed = true;
        return;
    }
    add_indented(&it->out, text);
    cJSON_free(text);
}

static int give(cli *it, const char *what, const char *operation) {
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", what);
    cJSON_AddStringToObject(request, "of", operation);
    return command_answer(it, request, write_document);
}

int command_request(cli *it, const char *operation, bool with_target, command_page page) {
    if (option_given(&it->options, OPTION_TEMPLATE)) {
        return give(it, "template", operation);
    }
    if (option_given(&it->options, OPTION_SCHEMA)) {
        return give(it, "schema", operation);
    }
    cJSON *request = cli_request(it, operation, with_target);
    return request ? command_answer(it, request, page) : CLI_REQUEST;
}
