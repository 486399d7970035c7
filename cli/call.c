/* SPDX-License-Identifier: MPL-2.0 */
#include "cli.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { FAMILY = 1000, FAMILY_RESOURCES = 4 };

static const char *language(const cli *it) {
    const char *given = it->options.values[OPTION_LANG];
    return given ? given : "fr";
}

bool cli_call(cli *it, cJSON *request, cli_answer *out) {
    *out = (cli_answer){0};
    if (!cJSON_GetObjectItemCaseSensitive(request, "language")) {
        cJSON_AddStringToObject(request, "language", language(it));
    }
    char *text = cJSON_PrintUnformatted(request);
    size_t length;
    int32_t status = pallia_run(it->tables, text, strlen(text), &out->bytes, &length);
    cJSON_free(text);
    if (status != PALLIA_OK) {
        return false;
    }
    out->tree = cJSON_ParseWithLength(out->bytes, length);
    return true;
}

void cli_ask(cli *it, cJSON *request, cli_answer *out) {
    if (!cli_call(it, request, out)) {
        memory_exhausted();
    }
}

void cli_ask_bytes(const cli *it, const char *request, size_t length, char **answer,
                   size_t *answer_length) {
    if (pallia_run(it->tables, request, length, answer, answer_length) != PALLIA_OK) {
        memory_exhausted();
    }
}

void cli_ask_tables(cli *it, cli_answer *out) {
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", "tables");
    cli_ask(it, request, out);
    cJSON_Delete(request);
}

void cli_answer_release(cli_answer *answer) {
    pallia_free(answer->bytes);
    cJSON_Delete(answer->tree);
    *answer = (cli_answer){0};
}

/* A verification that is not conform: nobody should have to read the page to know. */
static bool deviates(const cJSON *answer) {
    return cli_is(answer, "op", "verify") && cli_is(answer, "status", "ok") &&
           !cli_is(answer, "result/verdict", "conform");
}

int cli_exit_code(const cJSON *answer) {
    static const struct {
        const char *status;
        int code;
    } codes[] = {{"ok", CLI_OK},
                 {"partial", CLI_PARTIAL},
                 {"withheld", CLI_REFUSED},
                 {"refused", CLI_REFUSED}};
    if (deviates(answer)) {
        return CLI_PARTIAL;
    }
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if (cli_is(answer, "status", codes[i].status)) {
            return codes[i].code;
        }
    }
    return cli_int(answer, "error/code") / FAMILY < FAMILY_RESOURCES ? CLI_REQUEST : CLI_INTERNAL;
}

const cJSON *cli_at(const cJSON *from, const char *path) {
    char key[64];
    while (from && *path != '\0') {
        size_t length = strcspn(path, "/");
        if (length >= sizeof key) {
            return NULL;
        }
        memcpy(key, path, length);
        key[length] = '\0';
        from = cJSON_GetObjectItemCaseSensitive(from, key);
        path += length + (path[length] == '/' ? 1 : 0);
    }
    return from;
}

const char *cli_string(const cJSON *from, const char *path) {
    const char *text = cJSON_GetStringValue(cli_at(from, path));
    return text ? text : "";
}

bool cli_is(const cJSON *from, const char *path, const char *word) {
    return strcmp(cli_string(from, path), word) == 0;
}

bool cli_true(const cJSON *from, const char *path) {
    return cJSON_IsTrue(cli_at(from, path));
}

int cli_int(const cJSON *from, const char *path) {
    const cJSON *at = cli_at(from, path);
    return cJSON_IsNumber(at) ? at->valueint : 0;
}

cJSON *cli_error_document(const cli *it, int32_t code, const char *text, const char *pointer,
                          cJSON *near) {
    cJSON *document = cJSON_CreateObject();
    cJSON_AddStringToObject(document, "status", "error");
    cJSON_AddStringToObject(document, "op", it->options.command_name);
    cJSON *error = cJSON_AddObjectToObject(document, "error");
    cJSON_AddNumberToObject(error, "code", code);
    cJSON_AddStringToObject(error, "name", pallia_status_name(code));
    cJSON_AddStringToObject(error, "text", text);
    cJSON_AddStringToObject(error, "pointer", pointer);
    if (near) {
        cJSON_AddItemToObject(error, "near", near);
    }
    return document;
}
