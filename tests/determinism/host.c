/* SPDX-License-Identifier: MPL-2.0
 *
 * An application that sets a locale, as most do, and then asks libpallia.
 *
 *   host LOCALE < one request a line > one answer a line
 */
#include <pallia/pallia.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A locale that was not found, or that writes a point where a comma is due, would prove nothing. */
static int set_locale(const char *name) {
    if (setlocale(LC_ALL, name) == NULL) {
        return 0;
    }
    int comma = strcmp(localeconv()->decimal_point, ",") == 0;
    return comma == (strcmp(name, "C") != 0);
}

int main(int count, char **arguments) {
    char *line = NULL;
    size_t room = 0;
    pallia_tables *tables;
    if (count != 2 || !set_locale(arguments[1])) {
        fputs("host: no such locale\n", stderr);
        return 1;
    }
    if (pallia_tables_new(NULL, &tables) != PALLIA_OK) {
        return 1;
    }
    while (getline(&line, &room, stdin) > 0) {
        char *answer;
        if (pallia_run(tables, line, strcspn(line, "\n"), &answer, NULL) != PALLIA_OK) {
            return 1;
        }
        puts(answer);
        pallia_free(answer);
    }
    free(line);
    pallia_tables_release(tables);
    return 0;
}
