/* SPDX-License-Identifier: MPL-2.0 */
#include "names.h"

#include <stdio.h>
#include <string.h>

enum { RUN_MAX = 6, RUN_SIZE = 128 };

static void ask_for(cli *it, const char *text, cli_answer *out) {
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", "find");
    cJSON_AddStringToObject(request, "text", text);
    cli_ask(it, request, out);
    cJSON_Delete(request);
}

static void copy(char out[NAME_SIZE], const char *text) {
    snprintf(out, NAME_SIZE, "%s", text);
}

static void read_routes(const cJSON *list, name_found *out) {
    const cJSON *one;
    cJSON_ArrayForEach(one, list) {
        if (out->route_count < ROUTES_MAX) {
            copy(out->routes[out->route_count++], cli_string(one, ""));
        }
    }
}

static bool understand(const cJSON *answer, name_found *out) {
    const cJSON *result = cli_at(answer, "result");
    *out = (name_found){0};
    if (cli_at(result, "name")) {
        copy(out->drug, cli_string(result, "name/drug"));
        copy(out->salt, cli_string(result, "name/salt"));
        copy(out->release, cli_string(result, "name/release"));
        copy(out->text, cli_string(result, "name/name"));
        read_routes(cli_at(result, "name/routes"), out);
        out->brand = cli_true(result, "name/brand");
        return true;
    }
    copy(out->route, cli_string(result, "route"));
    copy(out->release, cli_string(result, "release"));
    return out->route[0] != '\0' || out->release[0] != '\0';
}

bool names_exact(cli *it, const char *text, name_found *out) {
    cli_answer answer;
    ask_for(it, text, &answer);
    bool known = understand(answer.tree, out);
    cli_answer_release(&answer);
    return known;
}

/* "(sulfate)" after a drug. */
static bool is_bracketed(const words *all, size_t at) {
    return words_is(all, at, "(") && words_is_kind(all, at + 1, WORD_LETTERS) &&
           words_is(all, at + 2, ")");
}

/* The words that one name could hold: letters, "a/b" and "a + b" of two drugs, "12 h" of a
 * release, a salt in brackets. */
static size_t longest_run(const words *all, size_t at) {
    size_t length = 0;
    while (length < RUN_MAX) {
        size_t next = at + length;
        bool sign = words_is(all, next, "/") || words_is(all, next, "+");
        if (words_is_kind(all, next, WORD_LETTERS)) {
            length++;
        } else if (length > 0 &&
                   ((sign && words_is_kind(all, next + 1, WORD_LETTERS)) ||
                    (words_is_kind(all, next, WORD_NUMBER) && words_is_hours(all, next + 1)))) {
            length += 2;
        } else if (length > 0 && is_bracketed(all, next)) {
            length += 3;
        } else {
            break;
        }
    }
    return length;
}

name_found names_read(cli *it, const words *all, size_t at) {
    char text[RUN_SIZE];
    for (size_t length = longest_run(all, at); length > 0; length--) {
        size_t last = at + length - 1;
        bool cut = words_is_kind(all, last, WORD_SIGN) && !words_is(all, last, ")");
        if (cut || !words_copy(all, at, last, text, sizeof text)) {
            continue;
        }
        name_found found;
        if (names_exact(it, text, &found)) {
            found.length = length;
            return found;
        }
    }
    return (name_found){0};
}

cJSON *names_among(cli *it, const char *typed, const char *const *among, size_t count) {
    cli_answer answer;
    cJSON *near = NULL;
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", "find");
    cJSON_AddStringToObject(request, "text", typed);
    cJSON_AddItemToObject(request, "among", cJSON_CreateStringArray(among, (int)count));
    if (cli_call(it, request, &answer)) {
        cJSON *result = cJSON_GetObjectItemCaseSensitive(answer.tree, "result");
        near = cJSON_DetachItemFromObjectCaseSensitive(result, "near");
    }
    cli_answer_release(&answer);
    cJSON_Delete(request);
    return near;
}

cJSON *names_near(cli *it, const words *all, size_t at, size_t *length) {
    char text[RUN_SIZE];
    size_t letters = 0;
    while (letters < RUN_MAX && words_is_kind(all, at + letters, WORD_LETTERS)) {
        letters++;
    }
    for (size_t run = letters; run > 0; run--) {
        cli_answer answer;
        if (!words_copy(all, at, at + run - 1, text, sizeof text)) {
            continue;
        }
        ask_for(it, text, &answer);
        cJSON *result = cJSON_GetObjectItemCaseSensitive(answer.tree, "result");
        cJSON *near = cJSON_DetachItemFromObjectCaseSensitive(result, "near");
        cli_answer_release(&answer);
        if (cJSON_GetArraySize(near) > 0) {
            *length = run;
            return near;
        }
        cJSON_Delete(near);
    }
    *length = 1;
    return cJSON_CreateArray();
}
