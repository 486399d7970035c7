/* SPDX-License-Identifier: MPL-2.0
 *
 * To be preloaded: an allocation of the program fails.
 *
 *   EXHAUST_AT=N     the N-th (from 0) returns NULL; none when it is not given
 *   EXHAUST_REST=1   and so does every later one
 *   EXHAUST_COUNT=F  how many were asked for is written to the file F at the end
 */
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static long first = LONG_MAX;
static long last = LONG_MAX;
static long asked;
static bool counting;

__attribute__((constructor)) static void begin(void) {
    const char *at = getenv("EXHAUST_AT");
    first = at ? strtol(at, NULL, 10) : LONG_MAX;
    last = getenv("EXHAUST_REST") ? LONG_MAX : first;
    counting = true;
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("EXHAUST_COUNT");
    counting = false;
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", asked);
        fclose(file);
    }
}

static bool fails(void) {
    long number = counting ? asked++ : -1;
    bool chosen = number >= first && number <= last;
    errno = chosen ? ENOMEM : errno;
    return chosen;
}

void *malloc(size_t size) {
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size) {
    return fails() ? NULL : __libc_realloc(block, size);
}
