/* SPDX-License-Identifier: MPL-2.0
 *
 * A rate beside the highest figures that the sources print. They disagree, and each is named.
 */
#ifndef PL_OPERATIONS_CEILINGS_H
#define PL_OPERATIONS_CEILINGS_H

#include "operations/context.h"
#include "tables/syringe_model.h"

/* A ceiling's figure in mg/h, its 24 h spread evenly. false when it needs a weight that is 0, or is
 * a single dose. */
bool pl_ceiling_rate(const pl_ceiling *ceiling, pl_rational kg, pl_rational *mg_per_hour);

/* The highest figure of any kind that is printed for the drug, once one of them tells what teams
 * were seen to give; NULL without such an observation. */
const pl_ceiling *pl_ceiling_highest(const pl_syringe_tables *tables, int16_t drug, pl_rational kg);

/* The lowest figure of one kind that the rate exceeds; NULL when there is none. */
const pl_ceiling *pl_ceiling_exceeded(const pl_syringe_tables *tables, int16_t drug,
                                      pl_ceiling_kind kind, pl_rational rate, pl_rational kg);

/* Whether any figure is printed that a rate of the drug can be held against. */
bool pl_ceiling_any(const pl_syringe_tables *tables, int16_t drug, pl_rational kg);

/* The lowest figure of all that is printed for a drug, as printed. */
typedef struct pl_lowest {
    pl_rational mg_per_hour;
    pl_quantity printed;
    pl_both text;
    const pl_basis *basis;
} pl_lowest;

/* Over every ceiling and every ordinary infusion protocol of the drug; false without one. */
bool pl_ceiling_lowest(const pl_syringe_tables *tables, int16_t drug, pl_rational kg,
                       pl_lowest *out);

/* Advises above-usual, above-high, above-switch and outside-observed for what `mg_per_hour`
 * exceeds; of each kind, the lowest figure that it exceeds, then what every source of that kind
 * prints, exceeded or not. outside-observed only when it exceeds
 * all that was observed: means are no bounds. */
void pl_ceilings_advise(pl_context *context, const pl_syringe_tables *tables, int16_t drug,
                        pl_rational mg_per_hour, pl_rational kg);

#endif
