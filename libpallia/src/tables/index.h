/* SPDX-License-Identifier: MPL-2.0
 *
 * Finding things in the model. All searches are exact; nothing falls back to something near.
 */
#ifndef PL_TABLES_INDEX_H
#define PL_TABLES_INDEX_H

#include "tables/model.h"

int16_t pl_drug_find(const pl_drugs *drugs, const char *id);    /* PL_NONE when unknown */
int16_t pl_route_find(const pl_drugs *drugs, const char *id);   /* by id */
int16_t pl_release_find(const pl_drugs *drugs, const char *id); /* by id */

/* Two drugs whose names are taken for each other. */
bool pl_drugs_look_alike(const pl_drugs *drugs, int16_t a, int16_t b);

bool pl_place_equal(pl_place a, pl_place b);

/* Negative, zero or positive: the order in which rows and arrows are kept (from, then to). */
int pl_place_compare(pl_place a, pl_place b);
int pl_pair_compare(pl_place from_a, pl_place to_a, pl_place from_b, pl_place to_b);

bool pl_place_valid(const pl_drugs *drugs, pl_place place); /* the drug is given by that route */

/* "morphine/oral". PALLIA_ETABLE_DRUG when drug or route is unknown or they do not go together. */
pl_status pl_place_parse(const pl_drugs *drugs, const char *text, pl_place *out);

enum { PL_PLACE_TEXT_SIZE = 96 };
size_t pl_place_text(const pl_drugs *drugs, pl_place place, char text[PL_PLACE_TEXT_SIZE]);

const pl_edition *pl_edition_find(const pl_rules *rules, const char *id);
const pl_source *pl_source_find(const pl_rules *rules, const char *id);
const pl_profile *pl_profile_find(const pl_rules *rules, const char *id);

/* The active row of that arrow. With `stable`, the row for a stable patient when there is one, else
 * the plain row. NULL when there is none. Does not look for reversible rows of the opposite arrow.
 */
const pl_row *pl_edition_row(const pl_edition *edition, pl_place from, pl_place to, bool stable);

/* The profile's arrow; NULL when there is none. */
const pl_arrow *pl_profile_arrow(const pl_profile *profile, pl_place from, pl_place to);

bool pl_patterns_match(pl_patterns patterns, pl_place place);

/* What a patch delivers: the labelled rate, or `label` itself when the label is exact. */
pl_rational pl_drug_patch_delivers(const pl_drug *drug, pl_rational label);

#endif
