/* SPDX-License-Identifier: MPL-2.0
 *
 * What the loaders share: sorting the members of an object into slots, and readers of the values
 * that occur in several files. Every reader returns PALLIA_OK, or fails at the JSON pointer of the
 * value.
 */
#ifndef PL_TABLES_LOAD_COMMON_H
#define PL_TABLES_LOAD_COMMON_H

#include "leaf/alloc.h"
#include "leaf/json_read.h"
#include "tables/model.h"

/* Where a loader puts things and what it may refer to. */
typedef struct pl_reader {
    pl_arena *arena;
    pl_error *error;
    const pl_drugs *drugs; /* NULL while drugs.json itself is read */
    const pl_rules *rules; /* NULL for a file that refers to no edition or source */
} pl_reader;

/* A member that an object may have, and the status when it is missing: PALLIA_OK if it may be. */
typedef struct pl_field {
    const char *key;
    pl_status missing;
} pl_field;

typedef pl_status (*pl_load_body)(const pl_reader *reader, const pl_json *root, void *out);

/* Parses strict JSON, checks "schema" against `schema`, and lets `body` read the rest. The nodes
 * are gone when it returns; the strings stay in the reader's arena. */
pl_status pl_load_document(const char *bytes, size_t length, const char *schema,
                           const pl_reader *reader, pl_load_body body, void *out);

/* Finds the value of fields[i] in slots[i]; slots[i].node is NULL for an absent optional member.
 * Unknown and missing members fail. Quick when the members come in the order of the fields. */
pl_status pl_load_fields(const pl_reader *reader, const pl_json *at, const pl_field *fields,
                         size_t count, pl_json *slots);

bool pl_load_given(const pl_json *slot);

/* Fails with `code` at `at`. */
pl_status pl_load_fail(const pl_reader *reader, const pl_json *at, pl_status code);

/* A zeroed array in the arena for the elements of the list `at`, which has at least `minimum`. */
pl_status pl_load_list(const pl_reader *reader, const pl_json *at, size_t minimum, size_t size,
                       void *list, size_t *count);

/* Strings that live as long as the reader's arena. An absent optional value gives NULL; `_source`
 * fails with PALLIA_ETABLE_SOURCE on an empty one. */
pl_status pl_load_text(const pl_reader *reader, const pl_json *at, const char **out);
pl_status pl_load_text_optional(const pl_reader *reader, const pl_json *at, const char **out);
pl_status pl_load_text_source(const pl_reader *reader, const pl_json *at, const char **out);
pl_status pl_load_url(const pl_reader *reader, const pl_json *at, bool may_be_empty,
                      const char **out);

/* {"fr","en"}, or those two members of a larger object. PALLIA_ETABLE_TEXT when one is missing. */
pl_status pl_load_both(const pl_reader *reader, const pl_json *at, pl_both *out);
pl_status pl_load_both_optional(const pl_reader *reader, const pl_json *at, pl_both *out);

/* An exact positive rational in a string; PALLIA_ETABLE_NUMBER. */
pl_status pl_load_number(const pl_reader *reader, const pl_json *at, pl_rational *out);

/* A positive quantity of that dimension; PALLIA_ETABLE_NUMBER or PALLIA_ETABLE_UNIT. */
pl_status pl_load_quantity(const pl_reader *reader, const pl_json *at, pl_dimension dimension,
                           pl_quantity *out);

/* "10/3 mg", "25 ug/h": a positive number of the native unit of that route, without "/24h". */
pl_status pl_load_amount(const pl_reader *reader, const pl_json *at, const pl_unit *native,
                         pl_rational *out);

/* "low" and "high", which come together or not at all. PALLIA_EKEY_MISSING. */
pl_status pl_load_low_high(const pl_reader *reader, const pl_json *low, const pl_json *high,
                           bool *given, pl_rational *low_out, pl_rational *high_out);

/* The place of the string in the NULL-terminated list; PALLIA_EVALUE. */
pl_status pl_load_word(const pl_reader *reader, const pl_json *at, const char *const *words,
                       size_t *out);
pl_status pl_load_evidence(const pl_reader *reader, const pl_json *at, pl_evidence *out);
pl_status pl_load_status(const pl_reader *reader, const pl_json *at, pl_table_status *out);
pl_status pl_load_jurisdiction(const pl_reader *reader, const pl_json *at, const char **out);

/* false when absent. */
pl_status pl_load_flag(const pl_reader *reader, const pl_json *at, bool *out);

/* References into drugs.json; PALLIA_ETABLE_DRUG. */
pl_status pl_load_place(const pl_reader *reader, const pl_json *at, pl_place *out);
pl_status pl_load_drug(const pl_reader *reader, const pl_json *at, int16_t *out);
pl_status pl_load_release(const pl_drugs *drugs, const pl_reader *reader, const pl_json *at,
                          int16_t *out);
pl_status pl_load_routes(const pl_drugs *drugs, const pl_reader *reader, const pl_json *at,
                         uint32_t *out);

/* The list "reviewed_by": only its length is kept. PALLIA_ETABLE_REVIEWER. */
pl_status pl_load_reviewers(const pl_reader *reader, const pl_json *at, size_t *count);

/* Heap sort in place: no allocation, no recursion. `compare` must not find two elements equal whose
 * order matters. */
void pl_sort(void *list, size_t count, size_t size, int (*compare)(const void *, const void *));

#endif
