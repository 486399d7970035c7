/* SPDX-License-Identifier: MPL-2.0
 *
 * Loaded before a program: the FAIL_AT-th allocation of the process fails, and only that one.
 * Without FAIL_AT, how many there were is the last line of stderr.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

void *__libc_malloc(size_t bytes);
void *__libc_realloc(void *block, size_t bytes);

static long seen;
static long failing = -1;

static bool fails(void) {
    if (failing < 0) {
        const char *at = getenv("FAIL_AT");
        failing = at ? atol(at) : 0;
    }
    seen++;
    if (seen == failing) {
        errno = ENOMEM;
        return true;
    }
    return false;
}

void *malloc(size_t bytes) {
    return fails() ? NULL : __libc_malloc(bytes);
}

void *realloc(void *block, size_t bytes) {
    return fails() ? NULL : __libc_realloc(block, bytes);
}

__attribute__((destructor)) static void say(void) {
    if (failing == 0) {
        fprintf(stderr, "%ld\n", seen);
    }
}
