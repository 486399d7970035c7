/* SPDX-License-Identifier: MPL-2.0
 *
 * The smallest program that links libpallia as an application would: one request, one answer.
 */
#include <pallia/pallia.h>

#include <stdio.h>
#include <string.h>

static const char request[] =
    "{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"60 mg\","
    "\"every\":\"12 h\"}],\"target\":{\"drug\":\"morphine\",\"route\":\"sc\"}}";

int main(void) {
    pallia_tables *tables;
    char *answer;
    size_t length;
    if (strcmp(pallia_version(), "0.1.0") != 0 || pallia_abi() != 0) {
        return 1;
    }
    if (pallia_tables_new(NULL, &tables) != PALLIA_OK) {
        return 1;
    }
    if (pallia_run(tables, request, sizeof request - 1, &answer, &length) != PALLIA_OK) {
        pallia_tables_release(tables);
        return 1;
    }
    int good = strlen(answer) == length && strstr(answer, "\"exact\":\"60\"") != NULL;
    if (!good) {
        puts(answer);
    }
    pallia_free(answer);
    pallia_tables_release(tables);
    return good ? 0 : 1;
}
