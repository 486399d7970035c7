/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/caps.h"
#include "operations/plausible.h"
#include "operations/sheet.h"
#include "tables/index.h"

#include <string.h>

enum { HOURS_IN_A_DAY = 24, SHARE_SLACK = 2 };

static const char default_profile[] = "fr";

static const char *drug_name(pl_context *context, const pl_sheet_line *line) {
    return pl_pick(context, context->drugs->drugs[line->order.drug].name);
}

/* ---- who the line is for ---- */

pl_rational pl_sheet_weight(const pl_sheet_document *sheet) {
    const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, "patient.weight");
    pl_rational kg = pl_rational_from_int(0);
    pl_quantity weight;
    if (slot->valid && pl_json_quantity(&slot->at, PL_BODY_WEIGHT, &weight, NULL) == PALLIA_OK &&
        pl_quantity_in(weight, pl_unit_base(PL_BODY_WEIGHT), &kg) != PALLIA_OK) {
        kg = pl_rational_from_int(0);
    }
    return kg;
}

bool pl_sheet_baseline(const pl_sheet_document *sheet, pl_rational *mg) {
    const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, "disease.opioid_baseline");
    pl_quantity total;
    return slot->valid && pl_json_quantity(&slot->at, PL_MASS_RATE, &total, NULL) == PALLIA_OK &&
           pl_quantity_in(total, pl_unit_per_day(), mg) == PALLIA_OK;
}

/* ---- what the house holds ---- */

static bool is_one_of(const char *word, const char *const *words) {
    for (size_t i = 0; words[i]; i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a product of that form can be given by the route: the tablet is not injected, the patch
 * is not swallowed. An ampoule goes by mouth only when the line names that form itself. */
static bool form_suits(const pl_context *context, const char *form, const pl_order_line *line) {
    static const char *const injected[] = {"injection", "prefilled-syringe", "bag", NULL};
    static const char *const needles[] = {"sc", "iv", "im", "epidural", "intrathecal", NULL};
    static const char *const stuck[] = {"patch", NULL};
    static const char *const skin[] = {"transdermal", NULL};
    static const char *const mouth[] = {"oral", NULL};
    if (line->form && strcmp(line->form->id, form) != 0) {
        return false;
    }
    if (line->route == PL_NONE) {
        return true;
    }
    const char *route = context->drugs->routes[line->route].id;
    if (is_one_of(route, needles)) {
        return is_one_of(form, injected);
    }
    if (is_one_of(route, skin) || is_one_of(form, stuck)) {
        return is_one_of(route, skin) && is_one_of(form, stuck);
    }
    return line->form || !is_one_of(route, mouth) || !is_one_of(form, injected);
}

bool pl_sheet_same_quantity(const pl_given *line, const pl_quantity *product) {
    pl_rational mine;
    pl_rational theirs;
    if (!line->given) {
        return true;
    }
    return product->unit && product->unit->dimension == line->quantity.unit->dimension &&
           pl_quantity_in(line->quantity, product->unit, &mine) == PALLIA_OK &&
           pl_quantity_in(*product, product->unit, &theirs) == PALLIA_OK &&
           pl_rational_equal(mine, theirs);
}

/* A volume that the list does not say tells nothing against the line; a strength does: somebody
 * draws by it. */
static bool holds(const pl_context *context, const pl_sheet_product *product,
                  const pl_order_line *line) {
    return product->drug == line->drug &&
           pl_sheet_same_quantity(&line->strength, &product->strength) &&
           (!product->volume.unit || pl_sheet_same_quantity(&line->volume, &product->volume)) &&
           (!product->form || form_suits(context, product->form, line));
}

bool pl_sheet_line_held(const pl_context *context, const pl_sheet_document *sheet,
                        const pl_sheet_line *line) {
    for (size_t i = 0; i < sheet->product_count; i++) {
        if (holds(context, &sheet->products[i], &line->order)) {
            return true;
        }
    }
    return false;
}

/* "injection 10 mg/mL", or what of it is said. */
static const char *say_asked(pl_context *context, const pl_sheet_line *at) {
    const pl_order_line *line = &at->order;
    pl_sheet_product asked = {.drug = line->drug,
                              .form = line->form ? line->form->id : NULL,
                              .strength = line->strength.quantity,
                              .volume = line->volume.quantity};
    const char *text = pl_sheet_say_product_in_form(context, &asked);
    if (line->route == PL_NONE) {
        return text;
    }
    pl_argument arguments[] = {
        {"route", pl_pick(context, context->drugs->routes[line->route].name)}};
    return pl_join(context, text, ", ", pl_say(context, "sheet.line.route", arguments, 1));
}

static void find_product(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line) {
    const char *home = "";
    if (pl_sheet_line_held(context, sheet, line)) {
        return;
    }
    for (size_t i = 0; i < sheet->product_count; i++) {
        const pl_sheet_product *product = &sheet->products[i];
        if (product->drug == line->order.drug) {
            home = pl_join(context, home, " ; ", pl_sheet_say_product_in_form(context, product));
        }
    }
    pl_argument arguments[] = {
        {"drug", drug_name(context, line)}, {"home", home}, {"line", say_asked(context, line)}};
    bool other = *home != '\0';
    pl_sheet_find(context, sheet, other ? "strength-differs" : "line-without-product",
                  PL_SEVERITY_STOP, &line->at, arguments, 3);
}

/* ---- what any source prints of one dose ---- */

static bool has_route(const pl_anticipated *row, int16_t route) {
    for (size_t i = 0; i < row->route_count; i++) {
        if (row->routes[i] == route) {
            return true;
        }
    }
    return false;
}

/* The most that a row prints, in mg as products print it: of one dose, or in 24 h. */
static bool printed_mg(const pl_anticipated *row, pl_rational kg, pl_rational *mg) {
    const pl_given high = {.given = true, .quantity = row->high};
    if (row->high.unit->dimension == PL_MASS_RATE) {
        return pl_quantity_in(row->high, pl_unit_per_day(), mg) == PALLIA_OK &&
               (pl_rational_is_zero(row->base_share) ||
                pl_rational_div(*mg, row->base_share, mg) == PALLIA_OK);
    }
    return pl_order_mg(&high, kg, mg) && (pl_rational_is_zero(row->base_share) ||
                                          pl_rational_div(*mg, row->base_share, mg) == PALLIA_OK);
}

/* The highest of what is printed for the drug by that route; NULL when nothing is, or when one
 * figure is per kg and the weight is not known. */
static const pl_anticipated *highest_printed(const pl_context *context,
                                             const pl_sheet_document *sheet,
                                             const pl_order_line *line, pl_rational *most) {
    const pl_anticipated *highest = NULL;
    const pl_anticipation *in;
    for (size_t i = 0; (in = pl_anticipation_at(context, sheet->anticipation, i)) != NULL; i++) {
        for (size_t k = 0; k < in->row_count; k++) {
            const pl_anticipated *row = &in->rows[k];
            pl_rational mg;
            bool of_one_dose = row->kind != PL_ANTICIPATION_INFUSION;
            if (row->drug != line->drug || !row->high.unit || !has_route(row, line->route) ||
                of_one_dose == line->rate.given) {
                continue;
            }
            if (!printed_mg(row, pl_sheet_weight(sheet), &mg)) {
                return NULL;
            }
            if (!highest || pl_rational_compare(mg, *most) > 0) {
                highest = row;
                *most = mg;
            }
        }
    }
    return highest;
}

/* The dose of a regular opioid has no printed limit: it is judged by its background. */
static void find_printed(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line) {
    const pl_order_line *order = &line->order;
    const pl_given *given = order->rate.given ? &order->rate : &order->high;
    pl_rational baseline;
    pl_rational dose;
    pl_rational most;
    bool regular = context->drugs->drugs[order->drug].opioid &&
                   (!pl_sheet_baseline(sheet, &baseline) || !pl_rational_is_zero(baseline));
    if (regular || pl_order_is_patch(order) || !pl_order_mg(given, pl_sheet_weight(sheet), &dose)) {
        return;
    }
    if (order->rate.given &&
        pl_rational_mul(dose, pl_rational_from_int(HOURS_IN_A_DAY), &dose) != PALLIA_OK) {
        return;
    }
    const pl_anticipated *row = highest_printed(context, sheet, order, &most);
    if (!row || pl_rational_compare(dose, most) <= 0) {
        return;
    }
    const pl_unit *unit = order->rate.given ? pl_unit_per_day() : pl_unit_base(PL_MASS);
    pl_argument arguments[] = {{"drug", drug_name(context, line)},
                               {"dose", pl_say_quantity(context, dose, unit)},
                               {"highest", pl_say_quantity(context, most, unit)},
                               {"note", pl_pick(context, row->text)}};
    pl_cite(context, &row->basis);
    pl_sheet_find(context, sheet, "dose-above-printed", PL_SEVERITY_STOP, &line->at, arguments, 4);
}

/* ---- an opioid on need, against its background ---- */

/* The share of the background that a dose should be, in mg of the line's own drug. */
static const char *say_share(pl_context *context, const pl_profile *profile, pl_rational baseline,
                             pl_rational dose, pl_rational ome) {
    const pl_breakthrough *share = &profile->breakthrough;
    pl_rational whole;
    pl_rational low;
    pl_rational high;
    if (pl_rational_div(dose, ome, &whole) != PALLIA_OK ||
        pl_rational_mul(whole, baseline, &whole) != PALLIA_OK ||
        pl_rational_mul(whole, share->low, &low) != PALLIA_OK ||
        pl_rational_mul(whole, share->high, &high) != PALLIA_OK) {
        return "-";
    }
    pl_argument arguments[] = {{"low", pl_say_quantity(context, low, pl_unit_base(PL_MASS))},
                               {"high", pl_say_quantity(context, high, pl_unit_base(PL_MASS))}};
    return pl_say(context, "sheet.line.range", arguments, 2);
}

/* Twice the share and half of it are ours: the tables print a share, and no bound of what is far
 * from it. */
static bool is_outside(const pl_profile *profile, pl_rational baseline, pl_rational low,
                       pl_rational high) {
    const pl_breakthrough *share = &profile->breakthrough;
    const pl_rational slack = pl_rational_from_int(SHARE_SLACK);
    pl_rational least;
    pl_rational most;
    if (pl_rational_mul(baseline, share->low, &least) != PALLIA_OK ||
        pl_rational_div(least, slack, &least) != PALLIA_OK ||
        pl_rational_mul(baseline, share->high, &most) != PALLIA_OK ||
        pl_rational_mul(most, slack, &most) != PALLIA_OK) {
        return true;
    }
    return pl_rational_compare(low, least) < 0 || pl_rational_compare(high, most) > 0;
}

static void find_share(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line) {
    const pl_profile *profile = pl_profile_find(context->rules, default_profile);
    const pl_order_line *order = &line->order;
    const pl_place place = {order->drug, order->route};
    const pl_rational kg = pl_sheet_weight(sheet);
    pl_rational baseline;
    pl_rational low;
    pl_rational high;
    pl_rational low_ome;
    pl_rational high_ome;
    if (!profile || !context->drugs->drugs[order->drug].opioid || !pl_order_as_needed(order) ||
        order->route == PL_NONE || !pl_sheet_baseline(sheet, &baseline) ||
        pl_rational_is_zero(baseline) || !pl_order_mg(&order->low, kg, &low) ||
        !pl_order_mg(&order->high, kg, &high)) {
        return;
    }
    if (!pl_plausible_ome_of(profile, place, low, &low_ome) ||
        !pl_plausible_ome_of(profile, place, high, &high_ome)) {
        pl_argument drug[] = {{"drug", drug_name(context, line)}};
        pl_sheet_find(context, sheet, "opioid-not-compared", PL_SEVERITY_CAUTION, &line->at, drug,
                      1);
        return;
    }
    bool above = pl_rational_compare(high_ome, baseline) > 0;
    if (!above && !is_outside(profile, baseline, low_ome, high_ome)) {
        return;
    }
    pl_argument arguments[] = {{"drug", drug_name(context, line)},
                               {"dose", pl_say_quantity(context, high, pl_unit_base(PL_MASS))},
                               {"baseline", pl_say_quantity(context, baseline, pl_unit_per_day())},
                               {"share", say_share(context, profile, baseline, high, high_ome)}};
    pl_sheet_find(context, sheet, above ? "opioid-above-baseline" : "opioid-outside-share",
                  above ? PL_SEVERITY_STOP : PL_SEVERITY_CAUTION, &line->at, arguments, 4);
    pl_cite(context, &profile->breakthrough.basis);
}

void pl_sheet_find_home(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line) {
    find_product(context, sheet, line);
    find_printed(context, sheet, line);
    find_share(context, sheet, line);
}

/* ---- the background ---- */

/* A line that is a background: how much, by which way, and something that converts it. */
static bool is_background(const pl_context *context, const pl_sheet_line *line) {
    const pl_profile *profile = pl_profile_find(context->rules, default_profile);
    const pl_order_line *order = &line->order;
    const pl_place place = {order->drug, order->route};
    pl_rational ome;
    return profile && !pl_order_as_needed(order) && order->route != PL_NONE &&
           (order->low.given || order->rate.given) &&
           pl_plausible_ome_of(profile, place, pl_rational_from_int(1), &ome);
}

static void find_implausible(pl_context *context, pl_sheet_document *sheet) {
    const pl_profile *profile = pl_profile_find(context->rules, default_profile);
    pl_rational baseline;
    const pl_rule *rule = profile && pl_sheet_baseline(sheet, &baseline)
                              ? pl_plausible_bound(profile, baseline)
                              : NULL;
    if (!rule) {
        return;
    }
    pl_argument arguments[] = {
        {"dose", pl_say_quantity(context, baseline, pl_unit_per_day())},
        {"above", pl_say_quantity(context, rule->ome_above, pl_unit_per_day())}};
    pl_sheet_find(context, sheet, "baseline-implausible", PL_SEVERITY_STOP,
                  &pl_sheet_slot_of(sheet, "disease.opioid_baseline")->at, arguments, 2);
    pl_cite(context, &rule->basis);
}

/* A dose of opioid on need is a share of a background: somebody who reads the line must know it.
 * "0 mg/24h" says that there is none. */
void pl_sheet_find_baseline(pl_context *context, pl_sheet_document *sheet) {
    const pl_sheet_line *needed = NULL;
    bool background = pl_sheet_slot_of(sheet, "disease.opioid_baseline")->valid;
    for (size_t i = 0; i < sheet->line_count; i++) {
        const pl_sheet_line *line = &sheet->lines[i];
        if (!context->drugs->drugs[line->order.drug].opioid) {
            continue;
        }
        background = background || is_background(context, line);
        if (!needed && pl_order_as_needed(&line->order)) {
            needed = line;
        }
    }
    find_implausible(context, sheet);
    if (needed && !background) {
        pl_argument arguments[] = {{"drug", drug_name(context, needed)}};
        pl_sheet_find(context, sheet, "opioid-without-baseline", PL_SEVERITY_STOP, &needed->at,
                      arguments, 1);
    }
}
