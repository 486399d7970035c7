/* SPDX-License-Identifier: MPL-2.0
 *
 * From the bytes of one table file to the model: shapes, types, unknown keys, references.
 *
 * The bytes are strict JSON already: embedded files were scanned when they were embedded, a local
 * document is scanned by pl_tables_add. Each function reads one document into `arena` and fails
 * with the loader's code for the rule that is broken, at its JSON pointer. Nothing in the result
 * refers to the bytes. What a shape cannot say (examples, intervals, gaps, texts) is in check.h.
 */
#ifndef PL_TABLES_LOAD_H
#define PL_TABLES_LOAD_H

#include "leaf/alloc.h"
#include "tables/model.h"

pl_status pl_load_drugs(const char *bytes, size_t length, pl_arena *arena, pl_drugs *out,
                        pl_error *error);

/* `sha256` of `out` is left to the caller, who knows the bytes. */
pl_status pl_load_edition(const char *bytes, size_t length, const pl_drugs *drugs, pl_arena *arena,
                          pl_edition *out, pl_error *error);

pl_status pl_load_sources(const char *bytes, size_t length, pl_arena *arena, pl_rules *rules,
                          pl_error *error);

/* `rules` already holds the editions and sources that the profile refers to. */
pl_status pl_load_profile(const char *bytes, size_t length, const pl_drugs *drugs,
                          const pl_rules *rules, pl_arena *arena, pl_profile *out, pl_error *error);

pl_status pl_load_products(const char *bytes, size_t length, const pl_drugs *drugs,
                           const pl_rules *rules, pl_arena *arena, pl_products *out,
                           pl_error *error);

/* The lines of `more` behind those of `to`. PALLIA_ETABLE_DUPLICATE when an id occurs in both,
 * PALLIA_ECONFLICT when source or day differ. */
pl_status pl_products_append(pl_products *to, const pl_products *more, pl_arena *arena,
                             pl_error *error);

#endif
