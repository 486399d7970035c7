/* SPDX-License-Identifier: MPL-2.0
 *
 * What a phrase got wrong: the words at fault are named, marked, and nothing is corrected.
 */
#ifndef CLI_FAULT_H
#define CLI_FAULT_H

#include "cli.h"
#include "words.h"

typedef struct fault {
    int32_t code;
    const char *key;     /* message, with {word} and {names} */
    const char *pointer; /* the place in the request that the phrase would have become */
    size_t from;         /* first and last word at fault */
    size_t last;
    const char *names; /* for {names}; may be NULL */
} fault;

/* Says it on stderr, and with --json as a document on stdout. `near` is taken over; it may be NULL.
 * Always false. */
bool fault_say(cli *it, const words *all, const fault *what, cJSON *near);

/* Says that a phrase is empty or has too many words. Always false. */
bool fault_uncut(cli *it, const words *all, const char *pointer);

#endif
