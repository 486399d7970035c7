/* SPDX-License-Identifier: MPL-2.0
 *
 * A plan: what a rotation answers from one place to one target for every dose that can be written,
 * so that applying it costs a few integer operations.
 *
 * A dose is a whole number of millionths of the native unit of its place. A plan cuts the doses
 * into segments in each of which the engine refuses for one reason, gives one value, or is
 * proportional. It holds no rule of its own: each segment is what pl_judge says at its two ends.
 */
#ifndef PL_OPERATIONS_PLAN_H
#define PL_OPERATIONS_PLAN_H

#include "operations/request.h"

enum { PL_DOSE_PARTS = 1000000 }; /* a dose is counted in these parts of its unit */

/* Up to the dose `last`, included, from where the segment before ends (the first one from 1). The
 * result, native unit of the target, is (dose x factor + constant) / divisor; one of factor and
 * constant is 0. */
typedef struct pl_segment {
    int64_t last;
    int64_t factor;
    int64_t constant;
    int64_t divisor;
    pl_status status; /* PALLIA_OK, or why these doses have no result */
} pl_segment;

/* The last segment refuses what no quantity may say (PALLIA_EMAGNITUDE) and ends at INT64_MAX. */
typedef struct pl_plan {
    const pl_segment *segments; /* in the arena */
    size_t count;
    const pl_edition *editions[2]; /* whose rows give the numbers, in order; NULL when fewer */
} pl_plan;

/* Makes the plan of `from`. `request` is what pl_request_prepare read; its regimen is overwritten.
 *
 *   arena   where the plan stays
 *
 * PALLIA_ETOTALS_ONLY, as pl_judge; PALLIA_ENOMEM; PALLIA_EINTERNAL when the engine is neither
 * constant nor proportional between two cuts. A refusal that bears on doses is no failure: it is
 * in the segments. Amounts near which the engine overflows 64 bits are refused by decades. */
pl_status pl_plan_make(pl_context *context, pl_request *request, bool totals, pl_place from,
                       pl_arena *arena, pl_plan *out, pl_error *error);

#endif
