/* SPDX-License-Identifier: MPL-2.0
 *
 * Reading a document: strict scan, cJSON tree, and accessors that know where they are.
 *
 * A pl_json is a borrowed view of one value. Its JSON pointer is rebuilt from the parents only when
 * something fails. Accessors return PALLIA_OK or fill `error` with the pointer of the place.
 */
#ifndef PL_JSON_READ_H
#define PL_JSON_READ_H

#include "leaf/alloc.h"
#include "leaf/json_strict.h"
#include "leaf/quantity.h"

#include <stdbool.h>
#include <stddef.h>

struct cJSON;

typedef struct pl_json {
    const struct cJSON *node;
    const struct pl_json *parent; /* must outlive this view */
    const char *key;              /* name inside the parent, NULL in a list */
    size_t index;                 /* place inside the parent list */
} pl_json;

/* Scans and parses. On success *root is a tree in `arena`, which may also hold part of one after
 * PALLIA_ENOMEM. Never for cJSON_Delete. */
pl_status pl_json_parse(const char *text, size_t length, const pl_json_limits *limits,
                        pl_arena *arena, struct cJSON **root, pl_error *error);

/* Builds the tree of text that pl_json_strict has accepted; PALLIA_ENOMEM. Never for text that was
 * not scanned: it is read without looking. A number that is not an integer of 32 bits keeps no
 * value but that. The strings, keys too, go into `texts` and may outlive the nodes. */
pl_status pl_json_tree(const char *text, size_t length, pl_arena *nodes, pl_arena *texts,
                       struct cJSON **root, pl_error *error);

pl_json pl_json_root(const struct cJSON *root);

/* Records `code` at this place, with the value's own text as token when it is a string that
 * is not empty, else the name of its member. */
void pl_json_note(const pl_json *at, pl_status code, pl_error *error);

/* The same, and returns `code`. */
static inline pl_status pl_json_fail(const pl_json *at, pl_status code, pl_error *error) {
    pl_json_note(at, code, error);
    return code;
}

bool pl_json_is_object(const pl_json *at);
bool pl_json_is_list(const pl_json *at);
bool pl_json_is_string(const pl_json *at);

/* PALLIA_EKEY_UNKNOWN at the first member that is not in the NULL-terminated list `keys`;
 * PALLIA_ETYPE when it is not an object. */
pl_status pl_json_known_keys(const pl_json *at, const char *const *keys, pl_error *error);

/* The member `key`; false when the object has none. `found` refers to `at`. */
bool pl_json_member(const pl_json *at, const char *key, pl_json *found);

/* The member `key`; PALLIA_EKEY_MISSING at the object when absent, with the key as token. */
pl_status pl_json_need(const pl_json *at, const char *key, pl_json *found, pl_error *error);

/* Number of elements of a list, 0 for anything else. */
size_t pl_json_count(const pl_json *at);

/* First element of a list or member of an object; then the next of the same parent. False at the
 * end. For an object, `item->key` is the member's name. */
bool pl_json_first(const pl_json *at, pl_json *item);
bool pl_json_next(pl_json *item);

/* A non-empty string without control characters, borrowed from the tree. PALLIA_ETYPE,
 * PALLIA_EVALUE. */
pl_status pl_json_string(const pl_json *at, const char **out, pl_error *error);

/* The characters of any string, borrowed from the tree; false for anything else. */
bool pl_json_characters(const pl_json *at, const char **out);

pl_status pl_json_bool(const pl_json *at, bool *out, pl_error *error);

/* A JSON number that is an integer from `low` to `high`. PALLIA_ETYPE, PALLIA_EVALUE. */
pl_status pl_json_int(const pl_json *at, int32_t low, int32_t high, int32_t *out, pl_error *error);

/* A string read by pl_rational_parse or pl_quantity_parse_as. */
pl_status pl_json_rational(const pl_json *at, pl_rational *out, pl_error *error);
pl_status pl_json_quantity(const pl_json *at, pl_dimension dimension, pl_quantity *out,
                           pl_error *error);

#endif
