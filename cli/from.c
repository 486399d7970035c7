/* SPDX-License-Identifier: MPL-2.0 */
#include "from.h"

#include "page.h"
#include "terminal.h"

#include <string.h>

enum { DOCUMENT_FAULT_FIRST = 1000, DOCUMENT_FAULT_LAST = 1099 };

/* Whether the library reads `bytes` as a document, a key given twice and the like included: it is
 * stricter than the parser here. What is wrong has been said. */
static bool is_document(cli *it, const cli_text *bytes, const char *place, int *code) {
    char *answer;
    size_t length;
    cli_ask_bytes(it, text_get(bytes), bytes->length, &answer, &length);
    cJSON *tree = cJSON_ParseWithLength(answer, length);
    int fault = cli_int(tree, "error/code");
    bool good = (fault < DOCUMENT_FAULT_FIRST || fault > DOCUMENT_FAULT_LAST);
    if (!good) {
        bool option = strncmp(place, "--", 2) == 0;
        cli_conceal(it, tree);
        cli_complain_text(cli_string(tree, "error/text"));
        cli_complain(it, option ? "usage.in_option" : "usage.in_file",
                     (const char *[]){option ? "option" : "file", place, NULL});
        page_document(it, tree);
        *code = CLI_REQUEST;
    }
    cJSON_Delete(tree);
    pallia_free(answer);
    return good;
}

bool from_document(cli *it, const char *path, const char *place, cli_text *out, int *code) {
    if (!terminal_read_file(path, out)) {
        *code = cli_wrong(it, PALLIA_EVALUE, "", "usage.cannot_read",
                          (const char *[]){"file", path, NULL});
        return false;
    }
    return is_document(it, out, place, code);
}

static const char *nothing_key(const cJSON *document, const char *operation, bool answered) {
    bool pca = cli_is(document, "op", "pca") && cli_at(document, "status");
    if (answered && pca && strcmp(operation, "verify") == 0) {
        return "usage.from_bolus_alone";
    }
    return answered ? "usage.from_nothing" : "usage.from_partial";
}

/* The document leads nowhere: why, and an exit code that a chain of commands can rely on. */
static int say_nothing(cli *it, const char *operation, const cJSON *document) {
    bool answered = cli_is(document, "status", "ok") || !cli_at(document, "status");
    const char *why = cli_string(document, "error/text");
    if (answered || *why == '\0') {
        cli_wrong(it, PALLIA_EOPERATION, "/result/next", nothing_key(document, operation, answered),
                  NULL);
        return answered ? CLI_REQUEST : CLI_REFUSED;
    }
    cJSON *said = cli_error_document(it, cli_int(document, "error/code"), why,
                                     cli_string(document, "error/pointer"), NULL);
    /* The next command of a chain must see a refusal as one. */
    cJSON_ReplaceItemInObjectCaseSensitive(said, "status",
                                           cJSON_CreateString(cli_string(document, "status")));
    cli_complain(it, "usage.from_failed", (const char *[]){"why", why, NULL});
    page_document(it, said);
    cJSON_Delete(said);
    return cli_exit_code(document);
}

/* "result.next" when it is a request of that operation, or its member of that name. */
static cJSON *take_next(cJSON *document, const char *operation) {
    cJSON *result = cJSON_GetObjectItemCaseSensitive(document, "result");
    cJSON *next = cJSON_GetObjectItemCaseSensitive(result, "next");
    if (cli_is(next, "op", operation)) {
        return cJSON_DetachItemFromObjectCaseSensitive(result, "next");
    }
    bool named = cli_is(cJSON_GetObjectItemCaseSensitive(next, operation), "op", operation);
    return named ? cJSON_DetachItemFromObjectCaseSensitive(next, operation) : NULL;
}

static cJSON *choose(cli *it, const char *operation, cJSON *document, int *code) {
    if (!cli_at(document, "status") && cli_is(document, "op", operation)) {
        return document;
    }
    cJSON *next = take_next(document, operation);
    if (!next) {
        *code = say_nothing(it, operation, document);
    }
    cJSON_Delete(document);
    return next;
}

cJSON *from_read(cli *it, const char *operation, int *code) {
    const char *path = it->options.values[OPTION_FROM];
    cli_text bytes = {0};
    cJSON *request = NULL;
    if (!path) {
        request = cJSON_CreateObject();
        cJSON_AddStringToObject(request, "op", operation);
        return request;
    }
    if (from_document(it, path, "--from", &bytes, code)) {
        request =
            choose(it, operation, cJSON_ParseWithLength(text_get(&bytes), bytes.length), code);
    }
    text_release(&bytes);
    return request;
}
