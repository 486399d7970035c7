/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/ceilings.h"

static const char *const codes[] = {[PL_CEILING_USUAL] = "above-usual",
                                    [PL_CEILING_HIGH] = "above-high",
                                    [PL_CEILING_SWITCH] = "above-switch",
                                    [PL_CEILING_OBSERVED] = "outside-observed"};

enum { KIND_COUNT = sizeof codes / sizeof codes[0] };

bool pl_ceiling_rate(const pl_ceiling *ceiling, pl_rational kg, pl_rational *mg_per_hour) {
    pl_dimension dimension = ceiling->value.unit->dimension;
    bool per_kg = dimension == PL_MASS_RATE_PER_WEIGHT;
    if ((dimension != PL_MASS_RATE && !per_kg) || (per_kg && pl_rational_is_zero(kg)) ||
        pl_quantity_in(ceiling->value, pl_unit_base(dimension), mg_per_hour) != PALLIA_OK) {
        return false;
    }
    return !per_kg || pl_rational_mul(*mg_per_hour, kg, mg_per_hour) == PALLIA_OK;
}

const pl_ceiling *pl_ceiling_exceeded(const pl_syringe_tables *tables, int16_t drug,
                                      pl_ceiling_kind kind, pl_rational rate, pl_rational kg) {
    const pl_ceiling *lowest = NULL;
    pl_rational lowest_rate = rate;
    for (size_t i = 0; i < tables->ceiling_count; i++) {
        const pl_ceiling *one = &tables->ceilings[i];
        pl_rational bound;
        if (one->drug == drug && one->kind == kind && pl_ceiling_rate(one, kg, &bound) &&
            pl_rational_compare(bound, lowest_rate) < 0) {
            lowest = one;
            lowest_rate = bound;
        }
    }
    return lowest;
}

/* The highest figure that was observed, when the rate exceeds it: a mean that is passed is no
 * finding. */
static const pl_ceiling *beyond_observed(const pl_syringe_tables *tables, int16_t drug,
                                         pl_rational rate, pl_rational kg) {
    const pl_ceiling *highest = NULL;
    pl_rational highest_rate = rate;
    for (size_t i = 0; i < tables->ceiling_count; i++) {
        const pl_ceiling *one = &tables->ceilings[i];
        pl_rational bound;
        if (one->drug == drug && one->kind == PL_CEILING_OBSERVED &&
            pl_ceiling_rate(one, kg, &bound) &&
            (!highest || pl_rational_compare(bound, highest_rate) > 0)) {
            highest = one;
            highest_rate = bound;
        }
    }
    return pl_rational_compare(highest_rate, rate) < 0 ? highest : NULL;
}

void pl_ceilings_advise(pl_context *context, const pl_syringe_tables *tables, int16_t drug,
                        pl_rational mg_per_hour, pl_rational kg) {
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const pl_ceiling *one =
            kind == PL_CEILING_OBSERVED
                ? beyond_observed(tables, drug, mg_per_hour, kg)
                : pl_ceiling_exceeded(tables, drug, (pl_ceiling_kind)kind, mg_per_hour, kg);
        if (!one) {
            continue;
        }
        pl_argument arguments[] = {
            {"drug", pl_pick(context, context->drugs->drugs[drug].name)},
            {"rate", pl_say_quantity(context, mg_per_hour, pl_unit_base(PL_MASS_RATE))},
            {"ceiling", pl_say_quantity(context, one->value.value, one->value.unit)},
            {"note", pl_pick(context, one->text)}};
        pl_advise(context, codes[kind], PL_SEVERITY_CAUTION, &one->basis, arguments, 4);
    }
}
