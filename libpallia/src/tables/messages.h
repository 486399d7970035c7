/* SPDX-License-Identifier: MPL-2.0
 *
 * Texts by language and key, and the filling of their placeholders.
 */
#ifndef PL_TABLES_MESSAGES_H
#define PL_TABLES_MESSAGES_H

#include "leaf/alloc.h"
#include "leaf/status.h"

#include <stddef.h>

typedef struct pl_message {
    const char *key;
    const char *text;
} pl_message;

typedef struct pl_messages {
    const char *language;
    const pl_message *list; /* sorted by key */
    size_t count;
} pl_messages;

typedef struct pl_argument {
    const char *name;
    const char *value;
} pl_argument;

pl_status pl_load_messages(const char *bytes, size_t length, pl_arena *arena, pl_messages *out,
                           pl_error *error);

/* The text of `key`; NULL when there is none. */
const char *pl_messages_find(const pl_messages *messages, const char *key);

/* The text of `key` with each {name} replaced by the argument of that name, in `arena`. A
 * placeholder without argument stays as it is; an absent key gives the key itself. NULL when memory
 * is exhausted. */
const char *pl_messages_fill(const pl_messages *messages, pl_arena *arena, const char *key,
                             const pl_argument *arguments, size_t count);

#endif
