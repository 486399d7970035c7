/* SPDX-License-Identifier: MPL-2.0 */
#include "answer.h"

#include <glib.h>
#include <string.h>

enum { NAME_SIZE = 32, DRUGS_MAX = 6 };

const cJSON *answer_at(const cJSON *from, const char *path) {
    while (from && *path != '\0') {
        char name[NAME_SIZE];
        size_t length = strcspn(path, "/");
        if (length >= sizeof name) {
            return NULL;
        }
        memcpy(name, path, length);
        name[length] = '\0';
        from = cJSON_GetObjectItemCaseSensitive(from, name);
        path += length + (path[length] == '/' ? 1 : 0);
    }
    return from;
}

const char *answer_text(const cJSON *from, const char *path) {
    const char *text = cJSON_GetStringValue(answer_at(from, path));
    return text ? text : "";
}

bool answer_true(const cJSON *from, const char *path) {
    return cJSON_IsTrue(answer_at(from, path)) != 0;
}

int answer_count(const cJSON *from, const char *path) {
    return cJSON_GetArraySize(answer_at(from, path));
}

int answer_severity_count(const pages_answer *answer, const char *severity) {
    int count = 0;
    const cJSON *one;
    cJSON_ArrayForEach(one, answer_at(answer->tree, "advice")) {
        count += strcmp(answer_text(one, "severity"), severity) == 0 ? 1 : 0;
    }
    return count;
}

const char *answer_word(const pages_answer *answer, const char *key) {
    const char *text = pallia_text(answer->tables, answer->language, key);
    return text ? text : "";
}

char *answer_fill(const pages_answer *answer, const char *key, const char *const *arguments) {
    GString *text = g_string_new(answer_word(answer, key));
    for (size_t i = 0; arguments[i]; i += 2) {
        char *hole = g_strdup_printf("{%s}", arguments[i]);
        g_string_replace(text, hole, arguments[i + 1], 0);
        g_free(hole);
    }
    return g_string_free(text, FALSE);
}

/* ---- what a page cannot do without ---- */

static const char *const needed[] = {
    "result/final_volume/text",   "result/rate/text",   "result/duration/text",
    "result/label/diluent",       "result/label/final", "result/label/rate",
    "result/diluent/volume/text", "identity/tables",    "identity/tables_sha256",
    "identity/library",           "review/text",        NULL};
static const char *const needed_of_drug[] = {
    "name",        "total/text",         "per_24h/text",
    "volume/text", "ampoule/text",       "ampoule/strength/text",
    "waste/text",  "concentration/text", NULL};

static bool has_texts(const cJSON *from, const char *const *paths) {
    for (size_t i = 0; paths[i]; i++) {
        if (*answer_text(from, paths[i]) == '\0') {
            return false;
        }
    }
    return true;
}

bool answer_is_dilution(const cJSON *tree) {
    const cJSON *drug;
    int count = answer_count(tree, "result/drugs");
    if (count < 1 || count > DRUGS_MAX || answer_count(tree, "result/directions") < 1 ||
        !has_texts(tree, needed)) {
        return false;
    }
    cJSON_ArrayForEach(drug, answer_at(tree, "result/drugs")) {
        if (!has_texts(drug, needed_of_drug) || !cJSON_IsNumber(answer_at(drug, "ampoules"))) {
            return false;
        }
    }
    return strlen(answer_text(tree, "identity/tables_sha256")) == 64;
}

/* A sheet that is partial is printed: what is missing is on it. */
static bool is_answered(const char *status, const char *op) {
    return strcmp(status, "ok") == 0 ||
           (strcmp(status, "partial") == 0 && strcmp(op, "sheet") == 0);
}

static int judge(const cJSON *tree, const char *op, answer_check is_whole, const char **why) {
    const char *status = answer_text(tree, "status");
    if (strcmp(status, "withheld") == 0 || strcmp(status, "refused") == 0) {
        *why = "label.usage.refused";
        return PAGES_REFUSED;
    }
    if (strcmp(status, "error") == 0) {
        *why = "label.usage.error";
        return PAGES_REQUEST;
    }
    if (!is_answered(status, op) || strcmp(answer_text(tree, "op"), op) != 0 || !is_whole(tree)) {
        *why = "label.usage.not_an_answer";
        return PAGES_REQUEST;
    }
    return PAGES_OK;
}

/* The language of an answer is not written in it; its sentence on review is one of two. */
static const char *find_language(const pages_answer *answer) {
    static const char *const keys[] = {"review.none", "review.done"};
    const char *said = answer_text(answer->tree, "review/text");
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *english = pallia_text(answer->tables, "en", keys[i]);
        if (english && strcmp(said, english) == 0) {
            return "en";
        }
    }
    return "fr";
}

int answer_read(pages_answer *out, const char *bytes, size_t length, const char *op,
                answer_check is_whole, const char **why) {
    bool is_text = strlen(bytes) == length && g_utf8_validate(bytes, (gssize)length, NULL);
    out->tree = is_text ? cJSON_ParseWithOpts(bytes, NULL, 1) : NULL;
    if (!out->language) {
        out->language = find_language(out);
    }
    return judge(out->tree, op, is_whole, why);
}

void answer_release(pages_answer *answer) {
    cJSON_Delete(answer->tree);
    answer->tree = NULL;
}
