/* SPDX-License-Identifier: MPL-2.0
 *
 * A strict scan of JSON text, before anything builds a tree from it.
 *
 * cJSON accepts leading zeros, trailing text, raw control characters, duplicate keys and invalid
 * UTF-8; what passes here is RFC 8259 JSON in UTF-8 without them.
 */
#ifndef PL_JSON_STRICT_H
#define PL_JSON_STRICT_H

#include "leaf/status.h"

#include <stddef.h>

typedef struct pl_json_limits {
    size_t size;   /* bytes in the document */
    size_t depth;  /* arrays and objects inside each other; at most PL_JSON_DEPTH_MAX */
    size_t number; /* characters in a number */
} pl_json_limits;

/* PL_JSON_KEYS_MAX bounds the keys of one object, together with those of the objects around it. The
 * scan uses about 34 kB of stack. */
enum { PL_JSON_DEPTH_MAX = 32, PL_JSON_KEYS_MAX = 2048 };

/* What requests are held to: 4 MiB, depth 32, 40 characters. */
pl_json_limits pl_json_limits_default(void);

/* Scans the whole document: grammar, UTF-8, no byte-order mark, lone surrogate or NUL (raw or
 * \u0000), no duplicate key (compared after decoding the escapes), limits.
 * Fails with PALLIA_EJSON, PALLIA_EUTF8, PALLIA_EDEPTH, PALLIA_ESIZE, PALLIA_ENUMBER_LENGTH,
 * PALLIA_EDUPLICATE, PALLIA_ENUL, PALLIA_EEMPTY (nothing but white space) or PALLIA_ECOUNT
 * (too many keys); never with PALLIA_ENOMEM, the scan does not allocate. error->offset is the first
 * wrong byte and error->pointer the value being read there; for a key, the object it is in, and
 * with PALLIA_EDUPLICATE error->token is the key. `limits` of more than 4 GiB count as 4 GiB. */
pl_status pl_json_strict(const char *text, size_t length, const pl_json_limits *limits,
                         pl_error *error);

/* The next character of a string that was scanned, decoded into 1 to 4 bytes, whose count it
 * returns; 0 at the closing quote. Advances *at, which begins behind the opening quote. */
size_t pl_json_next_char(const char **at, char bytes[4]);

#endif
