/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/ceilings.h"

/* What is printed for PCA bounds no driver: it has no code. */
static const char *const codes[] = {[PL_CEILING_USUAL] = "above-usual",
                                    [PL_CEILING_HIGH] = "above-high",
                                    [PL_CEILING_SWITCH] = "above-switch",
                                    [PL_CEILING_OBSERVED] = "outside-observed"};

enum { KIND_COUNT = sizeof codes / sizeof codes[0] };

static bool rate_of(pl_quantity printed, pl_rational kg, pl_rational *mg_per_hour) {
    pl_dimension dimension = printed.unit->dimension;
    bool per_kg = dimension == PL_MASS_RATE_PER_WEIGHT;
    if ((dimension != PL_MASS_RATE && !per_kg) || (per_kg && pl_rational_is_zero(kg)) ||
        pl_quantity_in(printed, pl_unit_base(dimension), mg_per_hour) != PALLIA_OK) {
        return false;
    }
    return !per_kg || pl_rational_mul(*mg_per_hour, kg, mg_per_hour) == PALLIA_OK;
}

bool pl_ceiling_rate(const pl_ceiling *ceiling, pl_rational kg, pl_rational *mg_per_hour) {
    return rate_of(ceiling->value, kg, mg_per_hour);
}

bool pl_ceiling_any(const pl_syringe_tables *tables, int16_t drug, pl_rational kg) {
    for (size_t i = 0; i < tables->ceiling_count; i++) {
        pl_rational bound;
        if (tables->ceilings[i].drug == drug && pl_ceiling_rate(&tables->ceilings[i], kg, &bound)) {
            return true;
        }
    }
    return false;
}

static void take_lower(pl_quantity printed, pl_rational kg, pl_both text, const pl_basis *basis,
                       pl_lowest *out) {
    pl_rational rate;
    if (rate_of(printed, kg, &rate) &&
        (!out->basis || pl_rational_compare(rate, out->mg_per_hour) < 0)) {
        *out = (pl_lowest){rate, printed, text, basis};
    }
}

bool pl_ceiling_lowest(const pl_syringe_tables *tables, int16_t drug, pl_rational kg,
                       pl_lowest *out) {
    *out = (pl_lowest){0};
    for (size_t i = 0; i < tables->ceiling_count; i++) {
        const pl_ceiling *one = &tables->ceilings[i];
        if (one->drug == drug) {
            take_lower(one->value, kg, one->text, &one->basis, out);
        }
    }
    for (size_t i = 0; i < tables->protocol_count; i++) {
        const pl_protocol *one = &tables->protocols[i];
        if (one->kind == PL_PROTOCOL_INFUSION && one->drug == drug && !one->exceptional) {
            take_lower(one->rate_low.quantity, kg, one->text, &one->basis, out);
        }
    }
    return out->basis != NULL;
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

const pl_ceiling *pl_ceiling_highest(const pl_syringe_tables *tables, int16_t drug,
                                     pl_rational kg) {
    const pl_ceiling *highest = NULL;
    pl_rational highest_rate = pl_rational_from_int(0);
    bool observed = false;
    for (size_t i = 0; i < tables->ceiling_count; i++) {
        const pl_ceiling *one = &tables->ceilings[i];
        pl_rational bound;
        if (one->drug != drug || !pl_ceiling_rate(one, kg, &bound)) {
            continue;
        }
        observed = observed || one->kind == PL_CEILING_OBSERVED;
        if (pl_rational_compare(bound, highest_rate) > 0) {
            highest = one;
            highest_rate = bound;
        }
    }
    return observed ? highest : NULL;
}

/* What `first` prints, then every other source of its kind: they disagree, and none is left out. */
static const char *say_sources(pl_context *context, const pl_syringe_tables *tables,
                               const pl_ceiling *first) {
    const char *text = pl_pick(context, first->text);
    for (size_t i = 0; i < tables->ceiling_count; i++) {
        const pl_ceiling *one = &tables->ceilings[i];
        if (one == first || one->drug != first->drug || one->kind != first->kind) {
            continue;
        }
        pl_argument arguments[] = {{"first", text}, {"next", pl_pick(context, one->text)}};
        text = pl_say(context, "say.then", arguments, 2);
        pl_cite(context, &one->basis);
    }
    return text;
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
            {"note", kind == PL_CEILING_OBSERVED ? pl_pick(context, one->text)
                                                 : say_sources(context, tables, one)}};
        pl_advise(context, codes[kind], PL_SEVERITY_CAUTION, &one->basis, arguments, 4);
    }
}
