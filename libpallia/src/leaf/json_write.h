/* SPDX-License-Identifier: MPL-2.0
 *
 * Writing a document: compact JSON, keys in the order written, no floating point, no locale.
 *
 * A writer remembers its first failure (memory); later calls do nothing, and pl_write_end reports
 * it. Commas and colons are the writer's business.
 */
#ifndef PL_JSON_WRITE_H
#define PL_JSON_WRITE_H

#include "leaf/alloc.h"
#include "leaf/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct pl_writer {
    pallia_allocator allocator;
    char *bytes;
    size_t length;
    size_t room;
    bool comma;
    bool failed;
} pl_writer;

void pl_write_begin(pl_writer *writer, pallia_allocator allocator);

/* Opens and closes. `key` is the member's name inside an object, NULL inside a list or at the root.
 */
void pl_write_object(pl_writer *writer, const char *key);
void pl_write_object_end(pl_writer *writer);
void pl_write_list(pl_writer *writer, const char *key);
void pl_write_list_end(pl_writer *writer);

void pl_write_string(pl_writer *writer, const char *key, const char *value); /* NULL writes null */
void pl_write_int(pl_writer *writer, const char *key, int64_t value);
void pl_write_bool(pl_writer *writer, const char *key, bool value);

/* Copies text that is already JSON. */
void pl_write_raw(pl_writer *writer, const char *key, const char *json, size_t length);

/* Hands over the NUL-terminated text, to be released with the allocator; PALLIA_ENOMEM and NULL
 * when any write failed. The writer is then empty. */
pl_status pl_write_end(pl_writer *writer, char **text, size_t *length);

/* Drops what was written. */
void pl_write_cancel(pl_writer *writer);

#endif
