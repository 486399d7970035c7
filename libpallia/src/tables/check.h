/* SPDX-License-Identifier: MPL-2.0
 *
 * What the shape of a table cannot say: the rules of tables/README.md that protect a number.
 *
 * Run on every local table when it is given, and on the embedded tables by `pallia tables check`,
 * the tests and the build. `error` receives the first rule that is broken, with its place.
 */
#ifndef PL_TABLES_CHECK_H
#define PL_TABLES_CHECK_H

#include "tables/messages.h"
#include "tables/model.h"

/* What a patch label says against what it delivers: its whole part, and as many whole smallest
 * patches. PALLIA_ETABLE_STRENGTH. */
pl_status pl_check_drugs(const pl_drugs *drugs, pl_error *error);

/* Intervals, examples (at least two; one at each end of a range or band), gaps, overlaps, monotone
 * steps, dates. */
pl_status pl_check_edition(const pl_edition *edition, pl_error *error);

/* Dates of the documents that are cited. */
pl_status pl_check_sources(const pl_rules *rules, pl_error *error);

/* Also the examples that the document of a profile holds beside its figures, hence the bytes. */
pl_status pl_check_profile(const char *bytes, size_t length, const pl_drugs *drugs,
                           const pl_rules *rules, const pl_profile *profile,
                           pallia_allocator allocator, pl_error *error);

/* Names against strengths, strength x volume against content, drops against mL, and a patch against
 * what its printed number delivers. */
pl_status pl_check_products(const pl_products *products, const pl_drugs *drugs, pl_error *error);

/* Same keys and placeholders in both languages; a text for every status, and for every advice code
 * of the profiles. */
pl_status pl_check_messages(const pl_messages *fr, const pl_messages *en, const pl_rules *rules,
                            pl_error *error);

#endif
