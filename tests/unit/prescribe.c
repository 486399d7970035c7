/* SPDX-License-Identifier: MPL-2.0
 *
 * What an answer of prescribe writes as order lines is read again as the same lines: a sheet keeps
 * what a prescription said. Over every answered case of tests/vectors/prescribe.jsonl. Run from the
 * top of the repository.
 */
#include "pallia/pallia.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_ROOM = 65536, ANSWERED_LEAST = 50 };

static cJSON *run(const pallia_tables *tables, const cJSON *request) {
    char *answer;
    size_t length;
    char *text = cJSON_PrintUnformatted(request);
    cr_assert_eq(pallia_run(tables, text, strlen(text), &answer, &length), PALLIA_OK);
    cJSON *tree = cJSON_ParseWithLength(answer, length);
    pallia_free(answer);
    cJSON_free(text);
    return tree;
}

static cJSON *lines_of(const cJSON *answer) {
    return cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(answer, "result"),
                                            "lines");
}

/* True when the case had an answer, and it held. */
static bool holds(const pallia_tables *tables, const cJSON *one) {
    cJSON *request = cJSON_GetObjectItemCaseSensitive(one, "request");
    cJSON *first = run(tables, request);
    cJSON *lines = lines_of(first);
    if (lines) {
        cJSON_ReplaceItemInObjectCaseSensitive(request, "lines", cJSON_Duplicate(lines, true));
        cJSON *second = run(tables, request);
        char *before = cJSON_PrintUnformatted(first);
        char *after = cJSON_PrintUnformatted(second);
        cr_expect_str_eq(before, after);
        cJSON_free(before);
        cJSON_free(after);
        cJSON_Delete(second);
    }
    cJSON_Delete(first);
    return lines != NULL;
}

Test(prescribe, the_lines_of_an_answer_are_a_request_again) {
    static char line[LINE_ROOM];
    pallia_tables *tables;
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    FILE *in = fopen("tests/vectors/prescribe.jsonl", "rb");
    cr_assert(in, "run from the top of the repository");
    size_t answered = 0;
    while (fgets(line, sizeof line, in)) {
        cJSON *one = cJSON_Parse(line);
        answered += holds(tables, one) ? 1 : 0;
        cJSON_Delete(one);
    }
    fclose(in);
    cr_expect_gt(answered, (size_t)ANSWERED_LEAST);
    pallia_tables_release(tables);
}
