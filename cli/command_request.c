/* SPDX-License-Identifier: MPL-2.0 */
#include "command_request.h"

#include "from.h"

#include <string.h>

int command_answer(cli *it, cJSON *request, command_page page, command_after after) {
    cli_answer answer;
    cli_ask(it, request, &answer);
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
    if (after && !failed) {
        int rest = after(it, &answer);
        code = rest == CLI_OK ? code : rest;
    }
    cli_answer_release(&answer);
    cJSON_Delete(request);
    return code;
}

void command_indent(cli_text *out, const char *json) {
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
    command_indent(&it->out, text);
    cJSON_free(text);
}

static int give(cli *it, const char *what, const char *operation) {
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", what);
    cJSON_AddStringToObject(request, "of", operation);
    return command_answer(it, request, write_document, NULL);
}

bool command_document(cli *it, const char *operation, int *code) {
    bool as_template = option_given(&it->options, OPTION_TEMPLATE);
    if (!as_template && !option_given(&it->options, OPTION_SCHEMA)) {
        return false;
    }
    *code = give(it, as_template ? "template" : "schema", operation);
    return true;
}

int command_request(cli *it, const char *operation, bool with_target, command_page page) {
    int code;
    if (command_document(it, operation, &code)) {
        return code;
    }
    cJSON *request = cli_request(it, operation, with_target);
    return request ? command_answer(it, request, page, NULL) : CLI_REQUEST;
}

int command_syringe(cli *it, const char *operation, command_reader read, command_page page,
                    command_after after) {
    int code;
    if (command_document(it, operation, &code)) {
        return code;
    }
    cJSON *request = from_read(it, operation, &code);
    if (!request) {
        return code;
    }
    if (!read(it, request)) {
        cJSON_Delete(request);
        return CLI_REQUEST;
    }
    return command_answer(it, request, page, after);
}
