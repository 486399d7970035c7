/* SPDX-License-Identifier: MPL-2.0
 *
 * What was answered before, by the bytes that were asked: a table that never grows. A new question
 * takes the place of an old one.
 */
#ifndef CLI_MEMO_H
#define CLI_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MEMO_KEY_MAX = 120 };

typedef struct memo {
    unsigned char *slots;
    size_t slot_size;
    size_t count; /* a power of two */
} memo;

void memo_new(memo *out, size_t count, size_t value_size);
void memo_release(memo *it);

/* Where the value for `key` is or goes; *known says which. NULL when the key is too long to be
 * kept. */
void *memo_at(memo *it, const char *key, size_t length, bool *known);

/* A number for these bytes. */
uint64_t memo_hash(const char *bytes, size_t length);

#endif
