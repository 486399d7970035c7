/* SPDX-License-Identifier: MPL-2.0
 *
 * The runner of C: a request a line on stdin, its answer a line on stdout, through the shared
 * library and its public header alone.
 */
#include "pallia/pallia.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* False when there was no answer or nowhere to write it. */
static int answer_line(const pallia_tables *tables, const char *line, size_t length) {
    char *answer;
    size_t answer_length;
    if (pallia_run(tables, line, length, &answer, &answer_length) != PALLIA_OK) {
        return 0;
    }
    int written = fwrite(answer, 1, answer_length, stdout) == answer_length && putchar('\n') != EOF;
    pallia_free(answer);
    return written;
}

int main(void) {
    pallia_tables *tables;
    char *line = NULL;
    size_t room = 0;
    int good = 1;
    if (pallia_tables_new(NULL, &tables) != PALLIA_OK) {
        return 1;
    }
    for (ssize_t got = getline(&line, &room, stdin); good && got > 0;
         got = getline(&line, &room, stdin)) {
        size_t length = (size_t)got;
        length -= line[length - 1] == '\n' ? 1 : 0;
        good = answer_line(tables, line, length);
    }
    free(line);
    pallia_tables_release(tables);
    return good && fflush(stdout) == 0 ? 0 : 1;
}
