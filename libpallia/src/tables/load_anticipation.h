/* SPDX-License-Identifier: MPL-2.0
 *
 * From the bytes of anticipation.json, or of a team's protocol of the same schema, to the model,
 * and the checks that protect its figures.
 */
#ifndef PL_TABLES_LOAD_ANTICIPATION_H
#define PL_TABLES_LOAD_ANTICIPATION_H

#include "tables/anticipation_model.h"
#include "tables/load_common.h"

#define PL_ANTICIPATION_SCHEMA "pallia.anticipation/1"

/* `base` is NULL for the library's own document, where each row has a source of sources.json. Over
 * a base, the document is a team's: its rows may name the base's symptoms and need no source but
 * the document itself. `sha256` of `out` is left to the caller, who knows the bytes. `out` must
 * stay where it is: rows refer to it. */
pl_status pl_load_anticipation(const char *bytes, size_t length, const pl_reader *reader,
                               const pl_anticipation *base, pl_anticipation *out);

/* Low not above high, a frail dose not above the ordinary one, a maximum not below one dose; the
 * text prints each figure in both languages, "2 mg à 4 mg" and "2 mg to 4 mg" for a
 * range, " si fragile" and " if frail" behind a frail dose, " par 24 h" and " in 24 h" behind a
 * maximum; ids once; in the library's own document every symptom
 * has either a French row to offer or the reason why there is none. */
pl_status pl_check_anticipation(const pl_anticipation *it, pl_error *error);

/* No id of `it` is one of `other`: PALLIA_ETABLE_DUPLICATE. */
pl_status pl_check_apart(const pl_anticipation *it, const pl_anticipation *other, pl_error *error);

#endif
