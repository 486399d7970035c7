/* SPDX-License-Identifier: MPL-2.0
 *
 * The wall time of commands, from start to end, in turn; the first is ours.
 *
 *   process COMMAND [COMMAND ...]     each one argument, its words separated by |
 */
#include "measure.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

enum { RUNS = 101, WORDS_MAX = 16, COMMANDS_MAX = 8 };

static void fail(const char *what) {
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

static void split(char *command, char *words[WORDS_MAX]) {
    size_t count = 0;
    for (char *word = strtok(command, "|"); word != NULL; word = strtok(NULL, "|")) {
        if (count + 1 < WORDS_MAX) {
            words[count++] = word;
        }
    }
    words[count] = NULL;
}

static double run_once(char *const words[], const posix_spawn_file_actions_t *silent) {
    pid_t child;
    int status;
    double start = measure_now();
    if (posix_spawnp(&child, words[0], silent, NULL, words, environ) != 0 ||
        waitpid(child, &status, 0) != child) {
        fail(words[0]);
    }
    return measure_now() - start;
}

int main(int count, char **arguments) {
    static double walls[COMMANDS_MAX][RUNS];
    char *words[COMMANDS_MAX][WORDS_MAX];
    posix_spawn_file_actions_t silent;
    size_t commands = (size_t)count - 1;
    if (count < 2 || commands > COMMANDS_MAX) {
        fail("process COMMAND ...");
    }
    posix_spawn_file_actions_init(&silent);
    posix_spawn_file_actions_addopen(&silent, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&silent, 2, "/dev/null", O_WRONLY, 0);
    char names[COMMANDS_MAX][64];
    for (size_t i = 0; i < commands; i++) {
        split(arguments[i + 1], words[i]);
        const char *base = strrchr(words[i][0], '/');
        snprintf(names[i], sizeof names[i], "%s %s", base != NULL ? base + 1 : words[i][0],
                 words[i][1] != NULL ? words[i][1] : "");
    }
    for (size_t run = 0; run < RUNS; run++) {
        for (size_t i = 0; i < commands; i++) {
            walls[i][run] = run_once(words[i], &silent);
        }
    }
    double ours = measure_median(walls[0], RUNS);
    for (size_t i = 1; i < commands; i++) {
        char what[160];
        snprintf(what, sizeof what, "process: %s / %s", names[0], names[i]);
        measure_print(what, ours, measure_median(walls[i], RUNS), 1e6, "ms", "2 ms");
    }
    posix_spawn_file_actions_destroy(&silent);
    return 0;
}
