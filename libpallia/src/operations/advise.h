/* SPDX-License-Identifier: MPL-2.0
 *
 * The profile's rules against one request: stops, timing, patient facts, look-alikes.
 */
#ifndef PL_OPERATIONS_ADVISE_H
#define PL_OPERATIONS_ADVISE_H

#include "operations/request.h"

/* What the rules of severity "never" and the stops that were not acknowledged bear on. */
typedef struct pl_guards {
    bool never[PL_ITEMS_MAX];   /* by sum: never converted */
    bool stopped[PL_ITEMS_MAX]; /* by sum: a stop bears on it */
    bool stopped_target;        /* a stop bears on the target or on the patient */
} pl_guards;

/* Evaluates every rule, records the advice of those that hold, and marks the facts that were used.
 *
 *   ome     the regimen in the pivot's unit (a lower bound when incomplete) */
void pl_advise_rules(pl_context *context, pl_request *request, pl_rational ome, pl_guards *out);

/* What the rules on patient facts say, as cautions, of a dose that no rotation gave: age, kidney,
 * liver. Marks the facts that were used. */
void pl_advise_facts(pl_context *context, pl_request *request, pl_place place);

/* Marks the sums that no table may convert. */
void pl_advise_never_sums(const pl_request *request, bool never[PL_ITEMS_MAX]);

/* The first rule of severity "never" that matches the target; NULL when there is none. */
const pl_rule *pl_advise_never(const pl_request *request);

#endif
