/* SPDX-License-Identifier: MPL-2.0
 *
 * The incident behind it: a strong midazolam ampoule, 5 mg/mL, given whole as a bolus.
 */
#ifndef PL_OPERATIONS_WHOLE_AMPOULE_H
#define PL_OPERATIONS_WHOLE_AMPOULE_H

#include "operations/context.h"
#include "tables/syringe_model.h"

/* Advises whole-strong-ampoule when `bolus` (mg), drawn by hand, is just what one marketed ampoule
 * of the drug holds and a weaker ampoule of that drug is marketed too. Silent for a drug that the
 * incident does not speak of: the weaker of two ampoules is not always too strong. */
void pl_whole_ampoule_advise(pl_context *context, const pl_syringe_tables *tables,
                             const pl_products *products, int16_t drug, pl_rational bolus);

#endif
