/* SPDX-License-Identifier: MPL-2.0
 *
 * Building a JSON pointer (RFC 6901) from the root downwards: "~" and "/" of a key are escaped.
 *
 * A pointer that does not fit is cut at a character boundary and takes nothing more.
 */
#ifndef PL_POINTER_H
#define PL_POINTER_H

#include "leaf/status.h"

#include <stdbool.h>

typedef struct pl_pointer {
    char text[PL_POINTER_SIZE]; /* NUL-terminated at all times */
    size_t length;
    bool cut;
} pl_pointer;

/* "", the whole document. */
void pl_pointer_begin(pl_pointer *pointer);

/* One step down: to the member `key`, to the index-th element. */
void pl_pointer_key(pl_pointer *pointer, const char *key);
void pl_pointer_index(pl_pointer *pointer, size_t index);

/* The same for a key that comes in pieces, each of whole characters: enter, then the pieces. */
void pl_pointer_enter(pl_pointer *pointer);
void pl_pointer_bytes(pl_pointer *pointer, const char *bytes, size_t length);

#endif
