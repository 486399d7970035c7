/* SPDX-License-Identifier: MPL-2.0
 *
 * The conversion itself: amounts in 24 hours, a choice of tables, an exact result with its working.
 *
 * An arrow is answered by its own row, or by the reciprocal where the source calls the row
 * reversible, or in two legs through the pivot that the tables declare. Never otherwise.
 *
 * Bands are steps, not proportions: what goes through a banded row is first summed at the pivot and
 * enters the bands once. Everything else converts item by item.
 */
#ifndef PL_OPERATIONS_CONVERT_H
#define PL_OPERATIONS_CONVERT_H

#include "operations/context.h"
#include "operations/regimen.h"
#include "tables/row.h"

/* Whose rows answer: one edition, or the profile's choice arrow by arrow. */
typedef struct pl_choice {
    const pl_profile *profile;
    const pl_edition *edition; /* NULL: the profile chooses */
    bool stable;
} pl_choice;

/* A way along one arrow: a row, forward or back. */
typedef struct pl_way {
    const pl_row *row;
    const pl_arrow *arrow; /* NULL when an edition was asked for by name */
    bool back;             /* the reciprocal of a reversible row */
} pl_way;

typedef struct pl_leg {
    const pl_row *row;
    const pl_arrow *arrow; /* NULL when an edition was asked for by name */
    bool back;             /* the reciprocal of a reversible row */
    pl_place from;
    pl_place to;
    pl_rational given;
    pl_row_result result;
} pl_leg;

enum { PL_LEGS_MAX = 2 * PL_ITEMS_MAX + 1 };

typedef struct pl_conversion {
    pl_rational value;   /* native unit of the target */
    pl_rational changed; /* the part of it that comes from another drug than the target's */
    pl_rational low;     /* when has_interval: by the published intervals of the rows */
    pl_rational high;
    bool has_interval;
    bool band_edge;
    bool two_legs;
    size_t gathered; /* parts that were summed at the pivot before bands */
    pl_leg legs[PL_LEGS_MAX];
    size_t leg_count;
    pl_status missing[PL_ITEMS_MAX]; /* by sum: PALLIA_OK, or why it could not be converted */
    size_t missing_count;
} pl_conversion;

/* The way of the choice along one arrow, and the pivot of its two legs; false when there is none.
 */
bool pl_way_find(const pl_choice *choice, pl_place from, pl_place to, pl_way *out);
bool pl_way_pivot(const pl_choice *choice, pl_place *pivot);

/* Converts every sum that has a rule. PALLIA_OK when at least one sum was converted (look at
 * missing_count), or when the regimen converts to nothing but zero; otherwise the reason of the
 * first sum: PALLIA_ENO_RULE, PALLIA_EOUT_OF_RANGE, PALLIA_ENEVER. PALLIA_EOVERFLOW.
 *
 *   never   by sum: true when a rule of the profile forbids any conversion of it */
pl_status pl_convert(const pl_choice *choice, const pl_regimen *regimen, pl_place target,
                     const bool never[PL_ITEMS_MAX], pl_conversion *out);

/* Writes the legs into the trail and cites their rows. */
void pl_convert_explain(pl_context *context, const pl_conversion *conversion);

#endif
