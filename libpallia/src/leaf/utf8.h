/* SPDX-License-Identifier: MPL-2.0
 *
 * UTF-8: validity, cutting, and the folding that makes names comparable.
 */
#ifndef PL_UTF8_H
#define PL_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* '0' to '9', in any locale. */
static inline bool pl_is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The bytes of the well-formed character that begins at `bytes`, 1 to 4; 0 when there is none in
 * `length` bytes. */
size_t pl_utf8_char(const char *bytes, size_t length);

/* Whether `bytes` is well-formed UTF-8 (RFC 3629: no overlong form, no surrogate, at most
 * U+10FFFF). Otherwise *bad, unless NULL, is the offset of the first byte that is not. */
bool pl_utf8_valid(const char *bytes, size_t length, size_t *bad);

/* Whether the valid text shows nothing: empty, or only spaces, controls and characters without
 * width. */
bool pl_utf8_blank(const char *text);

/* The largest length <= `room` that does not cut a character of the valid text `bytes`. */
size_t pl_utf8_cut(const char *bytes, size_t length, size_t room);

/* Folds a name for comparison: lower case, Latin accents and ligatures removed (é → e, œ → oe),
 * points, apostrophes, hyphens, underscores, non-breaking and repeated spaces become one space, no
 * space at either end; a comma or point between two digits stays, as a point. µ and μ become u.
 * Composed and decomposed accents give the same result.
 * Writes at most `room` bytes with the final NUL and returns the length the full result has.
 * `bytes` must be valid UTF-8. */
size_t pl_utf8_fold(const char *bytes, size_t length, char *folded, size_t room);

/* Edits (insert, delete, replace, swap of neighbours) between two folded names, at most `limit`;
 * `limit` + 1 when more are needed. Names longer than 64 bytes compare as too far. */
size_t pl_utf8_distance(const char *a, const char *b, size_t limit);

#endif
