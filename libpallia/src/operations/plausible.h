/* SPDX-License-Identifier: MPL-2.0
 *
 * Is a dose within what any source prints at all? A slip of unit (g for mg, mL for mg, a day for an
 * hour) otherwise gets a complete, well-worded answer.
 *
 * Opioids are compared together, as 24 h of oral morphine, with the rules of the profile that look
 * at that total alone: by the profile, or where it has no way, by the edition in force that makes
 * least of the dose. Any other drug is compared by itself with the figures of ceilings.json, once a
 * source tells what teams were seen to give. A dose that nothing can be held against is said to be
 * not-judged: a caution for an opioid, for another drug an info. A dose a hundred times below all
 * that is printed for its drug is implausibly-low, a caution.
 */
#ifndef PL_OPERATIONS_PLAUSIBLE_H
#define PL_OPERATIONS_PLAUSIBLE_H

#include "operations/regimen.h"
#include "tables/syringe_model.h"

/* The code of the stop. */
extern const char pl_plausible_code[];

/* What a driver gives of one drug. */
typedef struct pl_given_rate {
    int16_t drug;
    int16_t route; /* PL_NONE: not said; the route that makes least of the dose counts */
    pl_rational mg_per_hour;
} pl_given_rate;

/* The regimen in 24 h of oral morphine (the profile's pivot): item by item, through the drug's own
 * oral form where the profile has no shorter way. What has no rule counts for nothing, so the
 * figure is a lower bound. */
pl_rational pl_plausible_ome(const pl_profile *profile, const pl_regimen *regimen);

/* 24 h of a drug, in oral morphine by the profile; false when it has no way. */
bool pl_plausible_ome_of(const pl_profile *profile, pl_place place, pl_rational per24,
                         pl_rational *ome);

/* The stop of the profile that looks at the total alone and that `ome` passes; NULL. */
const pl_rule *pl_plausible_bound(const pl_profile *profile, pl_rational ome);

/* Whether `ome` passes the bound of a rule; true for a rule without one. */
bool pl_plausible_holds(const pl_rule *rule, pl_rational ome);

/* Advises in the words of a rule that has such a bound. */
void pl_plausible_say(pl_context *context, const pl_profile *profile, const pl_rule *rule,
                      pl_rational ome);

/* Advises implausible-dose, a stop, not-judged and implausibly-low on `list`; `kg` is 0 when the
 * weight is not known. Whether the stop was acknowledged is the caller's to look at. */
void pl_plausible_advise(pl_context *context, const pl_syringe_tables *tables,
                         const pl_given_rate *list, size_t count, pl_rational kg);

/* The same on the background of a PCA: PCA tables print higher doses than rotation tables do, and
 * the higher of the two is the bound. */
void pl_plausible_advise_pca(pl_context *context, const pl_syringe_tables *tables,
                             const pl_given_rate *basal, pl_rational kg);

#endif
