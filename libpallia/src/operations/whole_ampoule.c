/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/whole_ampoule.h"

#include "operations/syringe_read.h"

/* The marketed ampoules of a drug that one bolus is held against. */
typedef struct shelf {
    bool any;
    pl_rational weakest; /* mg/mL */
    bool whole;
    pl_ampoule strongest; /* of those that hold the bolus and nothing else */
} shelf;

static void add(shelf *out, const pl_ampoule *one, pl_rational bolus) {
    if (!out->any || pl_rational_compare(one->strength, out->weakest) < 0) {
        out->weakest = one->strength;
    }
    out->any = true;
    if (pl_rational_equal(one->content, bolus) &&
        (!out->whole || pl_rational_compare(one->strength, out->strongest.strength) > 0)) {
        out->whole = true;
        out->strongest = *one;
    }
}

static shelf look(const pl_products *products, int16_t drug, pl_rational bolus) {
    shelf out = {0};
    for (size_t i = 0; i < products->line_count; i++) {
        const pl_line *line = &products->lines[i];
        for (size_t p = 0;
             line->drug == drug && line->kind == PL_KIND_AMPOULE && p < line->presentation_count;
             p++) {
            pl_ampoule one;
            if (pl_ampoule_of(line, &line->presentations[p], &one) == PALLIA_OK) {
                add(&out, &one, bolus);
            }
        }
    }
    return out;
}

void pl_whole_ampoule_advise(pl_context *context, const pl_syringe_tables *tables,
                             const pl_products *products, int16_t drug, pl_rational bolus) {
    const pl_hazard *incident = pl_hazard_find(tables, "advice.whole-strong-ampoule");
    if (!incident || incident->drug != drug) {
        return;
    }
    shelf found = look(products, drug, bolus);
    if (!found.whole || pl_rational_compare(found.strongest.strength, found.weakest) <= 0) {
        return;
    }
    pl_argument arguments[] = {
        {"drug", pl_pick(context, context->drugs->drugs[drug].name)},
        {"dose", pl_say_quantity(context, bolus, pl_unit_base(PL_MASS))},
        {"ampoule", pl_say_ampoule(context, &found.strongest)},
        {"weakest", pl_say_quantity(context, found.weakest, pl_unit_base(PL_CONCENTRATION))}};
    pl_advise(context, "whole-strong-ampoule", PL_SEVERITY_CAUTION, &incident->basis, arguments, 4);
}
