/* SPDX-License-Identifier: MPL-2.0
 *
 * From what somebody typed to a drug, and the nearest names when it is none.
 *
 * A name is compared folded (case, accents, punctuation). Only a whole name matches: suggestions
 * are for a person to choose from, never applied.
 */
#ifndef PL_TABLES_FIND_H
#define PL_TABLES_FIND_H

#include "tables/model.h"

/* The name whose folded form is `folded`; NULL when there is none. */
const pl_name *pl_find_name(const pl_drugs *drugs, const char *folded);
const pl_name *pl_find_route_word(const pl_drugs *drugs, const char *folded);

/* The first of the release words equal to `folded` whose release is in the bit set `allowed`. */
const pl_name *pl_find_release_word(const pl_drugs *drugs, const char *folded, uint32_t allowed);

/* At most `room` names nearest to `folded`, nearest first, one per drug and text, within two edits
 * (one for names under five letters). Returns how many. */
size_t pl_find_near(const pl_drugs *drugs, const char *folded, const pl_name **near, size_t room);

/* The same among `count` names of anything else, told apart by their `drug`. */
size_t pl_find_near_among(const pl_name *names, size_t count, const char *folded,
                          const pl_name **near, size_t room);

#endif
