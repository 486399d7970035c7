/* SPDX-License-Identifier: MPL-2.0
 *
 * Statuses and the error object that travels with them.
 */
#ifndef PL_STATUS_H
#define PL_STATUS_H

#include "pallia/status.h"

#include <stddef.h>
#include <stdint.h>

/* PALLIA_OK, or one of the PALLIA_E… of pallia/status.h. */
typedef int32_t pl_status;

enum { PL_POINTER_SIZE = 256, PL_TOKEN_SIZE = 96 };

/* Where and on what a call failed. Fixed size, no ownership, may be copied. */
typedef struct pl_error {
    pl_status code;
    size_t offset;                 /* byte offset in the text, when the text itself is wrong */
    char pointer[PL_POINTER_SIZE]; /* JSON pointer (RFC 6901), "" for the whole document */
    char token[PL_TOKEN_SIZE];     /* the offending word, cut at a character boundary */
} pl_error;

/* The name of a status without its prefix, in lower case: PALLIA_ENO_RULE is "no-rule".
 * NULL for a value that is no status. */
const char *pl_status_name(pl_status code);

/* The index-th status of the list, in ascending order; -1 past the end. */
pl_status pl_status_at(size_t index);

/* Records a failure. `error` may be NULL. `pointer` and `token` may be NULL; both are cut to fit,
 * never in the middle of a UTF-8 character. */
void pl_note(pl_error *error, pl_status code, const char *pointer, const char *token);

/* The same, and returns `code`, so that a guard reads: return pl_fail(…). Inline, so that a reader
 * and an analyser see that what comes back is what was put in. */
static inline pl_status pl_fail(pl_error *error, pl_status code, const char *pointer,
                                const char *token) {
    pl_note(error, code, pointer, token);
    return code;
}

#endif
