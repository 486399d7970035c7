/* SPDX-License-Identifier: MPL-2.0
 *
 * Requests that are wrong, through the document call: whatever comes in, a document comes out, its
 * status is one of five, and an error names a place that the request has.
 *
 * Three ways to be wrong: each file of tests/bad/requests, CODE-NAME__WHAT.json, which answers with
 * that code (0: answered); documents cut at every byte; and every key in use in tests/vectors,
 * given something else, taken away, doubled, or beside one that is unknown. Run from the top of the
 * repository.
 */
#define _POSIX_C_SOURCE 200809L

#include "pallia/pallia.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PATH_ROOM = 512,
    SHOWN = 160,
    FILE_ROOM = 256 * 1024,
    FILES_LEAST = 50,
    PLACES_MAX = 1024,
    PLACES_LEAST = 150,
    NESTED = 10000,
    HUGE = 100000
};

/* ---- what any answer must be ---- */

static bool is_status(const char *text) {
    static const char *const all[] = {"ok", "partial", "withheld", "refused", "error"};
    for (size_t i = 0; text && i < sizeof all / sizeof all[0]; i++) {
        if (strcmp(text, all[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* The next step of a JSON pointer (RFC 6901) without its escapes. */
static const char *read_step(const char *at, char step[PATH_ROOM]) {
    size_t length = 0;
    for (at++; *at != '\0' && *at != '/'; at++) {
        char c = *at;
        if (c == '~') {
            c = *++at == '1' ? '/' : '~';
        }
        cr_assert_lt(length, (size_t)PATH_ROOM - 1);
        step[length++] = c;
    }
    step[length] = '\0';
    return at;
}

static bool resolves(const cJSON *request, const char *pointer) {
    char step[PATH_ROOM];
    const cJSON *at = request;
    if (*pointer != '\0' && *pointer != '/') {
        return false;
    }
    while (at && *pointer != '\0') {
        pointer = read_step(pointer, step);
        at = cJSON_IsArray(at) ? cJSON_GetArrayItem(at, atoi(step))
                               : cJSON_GetObjectItemCaseSensitive(at, step);
    }
    return at != NULL;
}

/* What the request lacks may be named by the key to write it under, at the top. */
static bool is_lacking(int code, const char *pointer) {
    return (code == PALLIA_EKEY_MISSING && strcmp(pointer, "/patient") == 0) ||
           (code == PALLIA_EWITHHELD && strcmp(pointer, "/acknowledge") == 0);
}

static const char *member(const cJSON *from, const char *key) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(from, key));
}

/* Answers, checks what holds for any answer, and returns its error code, 0 without one. */
static int answer(const pallia_tables *tables, const char *request, size_t length) {
    char *text = NULL;
    size_t text_length = 0;
    cr_assert_eq(pallia_run(tables, request, length, &text, &text_length), PALLIA_OK);
    cr_assert_eq(strlen(text), text_length);
    cJSON *document = cJSON_Parse(text);
    cr_assert(document, "no JSON for %.*s", SHOWN, request);
    const char *status = member(document, "status");
    cr_assert(is_status(status), "%.*s: status %s", SHOWN, request, status ? status : "none");
    const cJSON *error = cJSON_GetObjectItemCaseSensitive(document, "error");
    int code = error ? cJSON_GetObjectItemCaseSensitive(error, "code")->valueint : 0;
    cr_assert_eq(strcmp(status, "error") == 0 && !error, false, "%.*s: no error", SHOWN, request);
    if (error) {
        const char *pointer = member(error, "pointer");
        cJSON *tree = cJSON_ParseWithLength(request, length);
        cr_assert(pointer && member(error, "name") && *member(error, "text") != '\0');
        cr_expect(!tree || resolves(tree, pointer) || is_lacking(code, pointer),
                  "%.*s: %d at %s, which is not there", SHOWN, request, code, pointer);
        cr_assert_lt(code, 4000, "%.*s: %d", SHOWN, request, code);
        cJSON_Delete(tree);
    }
    cJSON_Delete(document);
    pallia_free(text);
    return code;
}

/* ---- files ---- */

Test(requests_bad, each_file_has_its_code, .timeout = 120) {
    pallia_tables *tables;
    size_t files = 0;
    char *bytes = malloc(FILE_ROOM);
    cr_assert(bytes && pallia_tables_new(NULL, &tables) == PALLIA_OK);
    DIR *folder = opendir("tests/bad/requests");
    cr_assert(folder, "run from the top of the repository");
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char path[PATH_ROOM];
        if (entry->d_name[0] == '.') {
            continue;
        }
        snprintf(path, sizeof path, "tests/bad/requests/%s", entry->d_name);
        FILE *in = fopen(path, "rb");
        cr_assert(in);
        size_t length = fread(bytes, 1, FILE_ROOM, in);
        fclose(in);
        cr_assert_lt(length, (size_t)FILE_ROOM);
        /* A block of its own size: a read beyond it is seen. */
        char *exact = malloc(length + 1);
        cr_assert(exact);
        memcpy(exact, bytes, length);
        exact = realloc(exact, length > 0 ? length : 1);
        int code = answer(tables, exact, length);
        cr_expect_eq(code, atoi(entry->d_name), "%s: %d", entry->d_name, code);
        free(exact);
        files++;
    }
    closedir(folder);
    free(bytes);
    pallia_tables_release(tables);
    cr_expect_geq(files, (size_t)FILES_LEAST);
}

/* ---- documents cut short ---- */

static char *template_of(const pallia_tables *tables, const char *operation) {
    char request[PATH_ROOM];
    char *text;
    snprintf(request, sizeof request, "{\"op\":\"template\",\"of\":\"%s\"}", operation);
    cr_assert_eq(pallia_run(tables, request, strlen(request), &text, NULL), PALLIA_OK);
    cJSON *document = cJSON_Parse(text);
    pallia_free(text);
    const cJSON *result = cJSON_GetObjectItemCaseSensitive(document, "result");
    char *out = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(result, "template"));
    cJSON_Delete(document);
    cr_assert(out, "no template of %s", operation);
    return out;
}

Test(requests_bad, a_document_cut_anywhere_is_an_error, .timeout = 120) {
    static const char *const operations[] = {"rotate", "dilute", "verify"};
    pallia_tables *tables;
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        char *whole = template_of(tables, operations[i]);
        size_t length = strlen(whole);
        cr_expect_eq(answer(tables, whole, length), 0, "%s", operations[i]);
        for (size_t cut = 0; cut < length; cut++) {
            char *part = malloc(cut + 1);
            cr_assert(part);
            memcpy(part, whole, cut);
            part[cut] = '\0';
            int code = answer(tables, part, cut);
            cr_expect(code == PALLIA_EJSON || code == PALLIA_EUTF8 ||
                          (code == PALLIA_EEMPTY && cut == 0),
                      "%s cut at %zu: %d", operations[i], cut, code);
            free(part);
        }
        free(whole);
    }
    pallia_tables_release(tables);
}

/* ---- every key, given something else ---- */

typedef struct mutation {
    const pallia_tables *tables;
    cJSON *root;
    char *seen[PLACES_MAX]; /* "rotate/regimen/drug": places without their indexes */
    size_t seen_count;
    char *nested;
    char *huge;
} mutation;

static const char *const others[] = {"null",
                                     "true",
                                     "false",
                                     "0",
                                     "-1",
                                     "1",
                                     "0.1",
                                     "1e308",
                                     "-1e-308",
                                     "1e400",
                                     "9223372036854775808",
                                     "123456789012345678901234567890",
                                     "\"\"",
                                     "\" \"",
                                     "\"x\"",
                                     "\"NaN\"",
                                     "\"Infinity\"",
                                     "\"1e5 mg\"",
                                     "\"-5 mg\"",
                                     "\"60\"",
                                     "\"1.000 mg\"",
                                     "\"1 %\"",
                                     "\"0 mg\"",
                                     "\"999999999999999999999999 mg\"",
                                     "\"0.0000001 mg\"",
                                     "\"60 mL\"",
                                     "\"\xF0\x9F\x92\x8A\"",
                                     "\"\\ud83d\\udc8a\"",
                                     "\"a/b~c\"",
                                     "[]",
                                     "{}",
                                     "[[]]",
                                     "[null]",
                                     "{\"a\":1}",
                                     "{\"a/b~\":1}",
                                     "NaN",
                                     "Infinity",
                                     "\"\\ud800\"",
                                     "\"\\u0000\""};

static void run(const mutation *it) {
    char *text = cJSON_PrintUnformatted(it->root);
    cr_assert(text);
    answer(it->tables, text, strlen(text));
    cJSON_free(text);
}

/* Runs the document with `text` in the place of `at`, which is given back. A node is its content:
 * it is swapped for raw text where it stands. */
static void run_with(const mutation *it, cJSON *at, const char *text) {
    cJSON kept = *at;
    at->type = cJSON_Raw;
    at->child = NULL;
    at->valuestring = (char *)(uintptr_t)text;
    run(it);
    at->type = kept.type;
    at->child = kept.child;
    at->valuestring = kept.valuestring;
}

/* The same key twice, and a key that nobody knows beside it: as raw text behind the value. */
static void run_beside(const mutation *it, cJSON *at) {
    char *value = cJSON_PrintUnformatted(at);
    size_t room = strlen(value) * 2 + strlen(at->string) + 16;
    char *text = malloc(room);
    cr_assert(text);
    snprintf(text, room, "%s,\"%s\":%s", value, at->string, value);
    run_with(it, at, text);
    snprintf(text, room, "%s,\"zz/~\":1", value);
    run_with(it, at, text);
    free(text);
    cJSON_free(value);
}

static void run_without(const mutation *it, cJSON *parent, cJSON *at) {
    cJSON *before = at->prev;
    cJSON *next = at->next;
    cJSON *first = parent->child;
    cJSON *last = first->prev;
    cJSON_DetachItemViaPointer(parent, at);
    run(it);
    /* Back where it stood: a loop over the members is under way. */
    at->prev = before;
    at->next = next;
    parent->child = first;
    if (at != first) {
        before->next = at;
    }
    if (next) {
        next->prev = at;
    }
    first->prev = last;
}

static bool is_new(mutation *it, const char *place) {
    for (size_t i = 0; i < it->seen_count; i++) {
        if (strcmp(it->seen[i], place) == 0) {
            return false;
        }
    }
    cr_assert_lt(it->seen_count, (size_t)PLACES_MAX);
    it->seen[it->seen_count++] = strdup(place);
    return true;
}

static void mutate(mutation *it, cJSON *parent, const char *place) {
    for (cJSON *at = parent->child; at; at = at->next) {
        char here[PATH_ROOM];
        snprintf(here, sizeof here, "%s/%s", place, at->string ? at->string : "#");
        if (is_new(it, here)) {
            for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
                run_with(it, at, others[i]);
            }
            run_with(it, at, it->nested);
            run_with(it, at, it->huge);
            if (at->string) {
                run_beside(it, at);
                run_without(it, parent, at);
            }
        }
        mutate(it, at, here);
    }
}

static void mutate_file(mutation *it, const char *path) {
    char *line = NULL;
    size_t room = 0;
    FILE *in = fopen(path, "rb");
    cr_assert(in, "%s cannot be opened", path);
    while (getline(&line, &room, in) > 0) {
        cJSON *one = cJSON_Parse(line);
        it->root = cJSON_GetObjectItemCaseSensitive(one, "request");
        if (it->root) {
            const char *operation = member(it->root, "op");
            mutate(it, it->root, operation ? operation : "");
        }
        cJSON_Delete(one);
    }
    free(line);
    fclose(in);
}

static char *filled(const char *begin, char c, size_t count, const char *end) {
    size_t first = strlen(begin);
    char *out = malloc(first + count + strlen(end) + 1);
    cr_assert(out);
    memcpy(out, begin, first);
    memset(out + first, c, count);
    memcpy(out + first + count, end, strlen(end) + 1);
    return out;
}

Test(requests_bad, every_key_given_something_else, .timeout = 300) {
    static const char *const files[] = {"rotate", "compare", "ome",     "dilute",
                                        "verify", "pca",     "titrate", "catalogue"};
    pallia_tables *tables;
    mutation it = {.nested = filled("", '[', NESTED, ""), .huge = filled("\"", 'x', HUGE, "\"")};
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    it.tables = tables;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[PATH_ROOM];
        snprintf(path, sizeof path, "tests/vectors/%s.jsonl", files[i]);
        mutate_file(&it, path);
    }
    cr_expect_geq(it.seen_count, (size_t)PLACES_LEAST, "only %zu places", it.seen_count);
    for (size_t i = 0; i < it.seen_count; i++) {
        free(it.seen[i]);
    }
    free(it.nested);
    free(it.huge);
    pallia_tables_release(tables);
}
