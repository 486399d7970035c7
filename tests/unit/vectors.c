/* SPDX-License-Identifier: MPL-2.0
 *
 * Runs every case of tests/vectors/ through the document call. The form of a case is the one of the
 * contract: {"id","source","request" or "raw","expect":{POINTER: EXPECTATION}}, where an
 * expectation is a value to equal, {"in":[…]}, {"has_code":C}, {"lacks_code":C}, {"absent":true} or
 * {"count":N}. Run from the top of the repository.
 */
#include "pallia/pallia.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char folder[] = "tests/vectors";

enum { PATH_ROOM = 512, CASES_LEAST = 300 };

static char *read_file(const char *path) {
    FILE *in = fopen(path, "rb");
    cr_assert(in, "%s cannot be opened", path);
    fseek(in, 0, SEEK_END);
    size_t length = (size_t)ftell(in);
    rewind(in);
    char *text = malloc(length + 1);
    cr_assert(text && fread(text, 1, length, in) == length);
    text[length] = '\0';
    fclose(in);
    return text;
}

static const cJSON *step_into(const cJSON *at, const char *part) {
    if (cJSON_IsArray(at)) {
        return cJSON_GetArrayItem(at, atoi(part));
    }
    return cJSON_GetObjectItemCaseSensitive(at, part);
}

/* No pointer of a case needs the escapes of RFC 6901. */
static const cJSON *look(const cJSON *document, const char *pointer) {
    char copy[PATH_ROOM];
    snprintf(copy, sizeof copy, "%s", pointer);
    const cJSON *at = document;
    for (char *part = strtok(copy, "/"); part && at; part = strtok(NULL, "/")) {
        at = step_into(at, part);
    }
    return at;
}

static bool has_code(const cJSON *list, const char *code) {
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        const cJSON *found = cJSON_GetObjectItemCaseSensitive(item, "code");
        if (cJSON_IsString(found) && strcmp(found->valuestring, code) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_one_of(const cJSON *found, const cJSON *list) {
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        if (cJSON_Compare(found, item, true)) {
            return true;
        }
    }
    return false;
}

static bool holds(const cJSON *found, const cJSON *wanted) {
    if (!cJSON_IsObject(wanted)) {
        return found && cJSON_Compare(found, wanted, true);
    }
    const cJSON *how = wanted->child;
    if (strcmp(how->string, "absent") == 0) {
        return !found;
    }
    if (strcmp(how->string, "in") == 0) {
        return found && is_one_of(found, how);
    }
    if (strcmp(how->string, "has_code") == 0) {
        return cJSON_IsArray(found) && has_code(found, how->valuestring);
    }
    if (strcmp(how->string, "lacks_code") == 0) {
        return cJSON_IsArray(found) && !has_code(found, how->valuestring);
    }
    if (strcmp(how->string, "count") == 0) {
        return cJSON_IsArray(found) && cJSON_GetArraySize(found) == how->valueint;
    }
    return found && cJSON_Compare(found, wanted, true);
}

static void check_case(const pallia_tables *tables, const cJSON *one) {
    const char *id = cJSON_GetObjectItemCaseSensitive(one, "id")->valuestring;
    const cJSON *raw = cJSON_GetObjectItemCaseSensitive(one, "raw");
    const cJSON *expect = cJSON_GetObjectItemCaseSensitive(one, "expect");
    char *request = raw ? strdup(raw->valuestring)
                        : cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "request"));
    char *answer = NULL;
    cr_assert(expect && expect->child, "%s expects nothing", id);
    cr_assert_eq(pallia_run(tables, request, strlen(request), &answer, NULL), PALLIA_OK);
    cJSON *document = cJSON_Parse(answer);
    cr_assert(document, "%s: the answer is no JSON", id);
    const cJSON *wanted;
    cJSON_ArrayForEach(wanted, expect) {
        const cJSON *found = look(document, wanted->string);
        char *shown = found ? cJSON_PrintUnformatted(found) : NULL;
        char *due = cJSON_PrintUnformatted(wanted);
        cr_expect(holds(found, wanted), "%s: %s is %s, wanted %s", id, wanted->string,
                  shown ? shown : "missing", due);
        free(shown);
        free(due);
    }
    cJSON_Delete(document);
    pallia_free(answer);
    free(request);
}

static size_t check_file(const pallia_tables *tables, const char *path) {
    char *text = read_file(path);
    size_t count = 0;
    char *next = text;
    while (*next != '\0') {
        char *line = next;
        char *end = strchr(line, '\n');
        next = end ? end + 1 : line + strlen(line);
        if (end) {
            *end = '\0';
        }
        if (*line == '\0') {
            continue;
        }
        cJSON *one = cJSON_Parse(line);
        cr_assert(one, "%s: case %zu is no JSON", path, count + 1);
        check_case(tables, one);
        cJSON_Delete(one);
        count++;
    }
    free(text);
    return count;
}

Test(vectors, every_case_holds, .timeout = 120) {
    pallia_tables *tables;
    size_t count = 0;
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    DIR *vectors = opendir(folder);
    cr_assert(vectors, "run from the top of the repository");
    for (struct dirent *entry = readdir(vectors); entry; entry = readdir(vectors)) {
        char path[PATH_ROOM];
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && strcmp(dot, ".jsonl") == 0) {
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            count += check_file(tables, path);
        }
    }
    closedir(vectors);
    pallia_tables_release(tables);
    cr_expect(count >= CASES_LEAST, "only %zu cases were read", count);
}
