/* SPDX-License-Identifier: MPL-2.0
 *
 * What the compatibility tables say of one mixture, and what they do not say.
 *
 * A verdict holds for the drugs, salts, concentrations, diluent and hours of its row. No row is
 * never read as compatible, a ceiling that nobody stated is never read as any strength, and pairs
 * do not make a mixture of three.
 */
#ifndef PL_OPERATIONS_MIXING_H
#define PL_OPERATIONS_MIXING_H

#include "operations/dilution.h"

/* Advises: incompatible (a stop), compatibility-unknown, ceiling-unknown, above-tested,
 * pairwise-not-mixture, mixture-depends, stability-short, own-driver, not-for-sc (a stop),
 * sorption. */
void pl_mixing_advise(pl_context *context, const pl_dilution *it);

#endif
