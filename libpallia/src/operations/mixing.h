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

/* Advises on each drug by itself, before anything is computed: own-driver, not-for-sc (a stop),
 * sorption, drug-depends. */
void pl_mixing_advise_singles(pl_context *context, const pl_dilution *it);

/* Advises: incompatible (a stop), rows-disagree, compatible, compatibility-unknown,
 * ceiling-unknown, above-tested, pairwise-not-mixture, mixture-depends, other-salt, salt-unsaid,
 * stability-short, stability-unknown, mixture-hours-unknown.
 *
 * An incompatible row stops when it is about the salts and the diluent of the syringe, or when no
 * compatible row applies. When its salt, or that of the syringe, is not said and a compatible row
 * applies, rows-disagree shows both.
 *
 * A compatible row about one salt, when that of the syringe is not said, never says compatible:
 * salt-unsaid names the salt. */
void pl_mixing_advise(pl_context *context, const pl_dilution *it);

#endif
