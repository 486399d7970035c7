/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/plausible.h"

#include "operations/ceilings.h"
#include "operations/convert.h"

enum {
    HOURS_IN_A_DAY = 24,
    SLIP = 100 /* between the nearest units, mg and ug, a slip is tenfold this */
};

const char pl_plausible_code[] = "implausible-dose";

/* ---- opioids ---- */

/* 24 h of oral morphine. `known` tells 0 from what no table converts. */
typedef struct equivalent {
    bool known;
    pl_rational ome;
    const pl_row *row; /* of another edition than the profile's choice; NULL */
} equivalent;

static bool convert(const pl_choice *choice, pl_place from, pl_rational per24, pl_place to,
                    pl_conversion *found) {
    static const bool none[PL_ITEMS_MAX];
    pl_regimen alone = {.sums = {{.place = from, .per24 = per24}}, .sum_count = 1};
    return pl_convert(choice, &alone, to, none, found) == PALLIA_OK;
}

static equivalent place_ome(const pl_profile *profile, pl_place place, pl_rational per24) {
    pl_choice choice = {.profile = profile};
    pl_place by_mouth = {place.drug, profile->pivot.route};
    pl_conversion found;
    bool known = convert(&choice, place, per24, profile->pivot, &found) ||
                 (convert(&choice, place, per24, by_mouth, &found) &&
                  convert(&choice, by_mouth, found.value, profile->pivot, &found));
    return known ? (equivalent){true, found.value, NULL} : (equivalent){0};
}

static pl_rational least_of(const pl_conversion *found) {
    return found->has_interval ? found->low : found->value;
}

/* From one edition, straight or through another route of the drug that it or the profile converts.
 */
static equivalent edition_ome(const pl_context *context, const pl_profile *profile,
                              const pl_edition *edition, pl_place place, pl_rational per24) {
    pl_choice choice = {.profile = profile, .edition = edition};
    pl_conversion found;
    if (convert(&choice, place, per24, profile->pivot, &found)) {
        return (equivalent){true, least_of(&found), found.legs[0].row};
    }
    for (size_t r = 0; r < context->drugs->route_count; r++) {
        pl_place through = {place.drug, (int16_t)r};
        if (through.route == place.route || !convert(&choice, place, per24, through, &found)) {
            continue;
        }
        const pl_row *row = found.legs[0].row;
        pl_rational there = least_of(&found);
        if (convert(&choice, through, there, profile->pivot, &found)) {
            return (equivalent){true, least_of(&found), row};
        }
        equivalent rest = place_ome(profile, through, there);
        if (rest.known) {
            rest.row = row;
            return rest;
        }
    }
    return (equivalent){0};
}

static equivalent lesser(equivalent a, equivalent b) {
    bool first = a.known && (!b.known || pl_rational_compare(a.ome, b.ome) <= 0);
    return first ? a : b;
}

/* Where the profile has no way, the least that any edition in force makes of it. A total to judge
 * by is no dose to give: editions for totals count too. */
static equivalent published_ome(const pl_context *context, const pl_profile *profile,
                                pl_place place, pl_rational per24) {
    equivalent least = place_ome(profile, place, per24);
    if (least.known) {
        return least;
    }
    for (size_t i = 0; i < context->rules->edition_count; i++) {
        const pl_edition *edition = context->rules->editions[i];
        if (edition->status == PL_TABLE_ACTIVE) {
            least = lesser(least, edition_ome(context, profile, edition, place, per24));
        }
    }
    return least;
}

/* A sum too large for a rational keeps the larger: it is a lower bound already. */
static pl_rational plus(pl_rational a, pl_rational b) {
    pl_rational sum;
    bool larger = pl_rational_compare(a, b) >= 0;
    return pl_rational_add(a, b, &sum) == PALLIA_OK ? sum : larger ? a : b;
}

pl_rational pl_plausible_ome(const pl_profile *profile, const pl_regimen *regimen) {
    pl_rational total = pl_rational_from_int(0);
    for (size_t i = 0; i < regimen->sum_count; i++) {
        equivalent one = place_ome(profile, regimen->sums[i].place, regimen->sums[i].per24);
        total = one.known ? plus(total, one.ome) : total;
    }
    return total;
}

bool pl_plausible_ome_of(const pl_profile *profile, pl_place place, pl_rational per24,
                         pl_rational *ome) {
    equivalent one = place_ome(profile, place, per24);
    *ome = one.ome;
    return one.known;
}

bool pl_plausible_holds(const pl_rule *rule, pl_rational ome) {
    return !rule->has_ome_above || pl_rational_compare(ome, rule->ome_above) > 0;
}

/* `above`: what is exceeded, and `basis` who prints it. */
static void say_above(pl_context *context, const pl_profile *profile, const pl_rule *rule,
                      pl_rational ome, pl_rational above, const pl_basis *basis) {
    const pl_unit *unit = pl_native_unit(context, profile->pivot);
    pl_argument total[] = {{"ome", pl_say_quantity(context, ome, unit)}};
    pl_argument arguments[] = {{"ome", total[0].value},
                               {"dose", pl_say(context, "say.ome", total, 1)},
                               {"above", pl_say_quantity(context, above, unit)}};
    pl_advise(context, rule->code, rule->severity, basis, arguments, 3);
}

void pl_plausible_say(pl_context *context, const pl_profile *profile, const pl_rule *rule,
                      pl_rational ome) {
    say_above(context, profile, rule, ome, rule->ome_above, &rule->basis);
}

/* By the route that was said, else by the one that makes least of it: a lower bound. */
static equivalent rate_ome(const pl_context *context, const pl_profile *profile,
                           const pl_given_rate *one) {
    equivalent least = {0};
    pl_rational per24;
    if (pl_rational_mul(one->mg_per_hour, pl_rational_from_int(HOURS_IN_A_DAY), &per24) !=
        PALLIA_OK) {
        return least;
    }
    for (size_t r = 0; r < context->drugs->route_count; r++) {
        pl_place place = {one->drug, (int16_t)r};
        bool meant =
            one->route == PL_NONE ? context->drugs->routes[r].driver : one->route == place.route;
        if (meant) {
            least = lesser(least, published_ome(context, profile, place, per24));
        }
    }
    return least;
}

/* A stop that looks at the total and at nothing else. */
static bool is_bound(const pl_rule *rule) {
    return rule->severity == PL_SEVERITY_STOP && rule->has_ome_above &&
           rule->fact == PL_FACT_NONE && !rule->molecule_changes && rule->releases == 0 &&
           rule->source.count == 0 && rule->target.count == 0 && rule->either.count == 0;
}

const pl_rule *pl_plausible_bound(const pl_profile *profile, pl_rational ome) {
    for (size_t i = 0; i < profile->rule_count; i++) {
        const pl_rule *rule = &profile->rules[i];
        if (is_bound(rule) && pl_plausible_holds(rule, ome)) {
            return rule;
        }
    }
    return NULL;
}

static void say_not_judged(pl_context *context, const pl_given_rate *one, pl_severity severity) {
    pl_argument arguments[] = {
        {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
        {"rate", pl_say_quantity(context, one->mg_per_hour, pl_unit_base(PL_MASS_RATE))}};
    pl_advise(context, "not-judged", severity, NULL, arguments, 2);
}

/* Silence never reads as fine: what no table converts is said to be unjudged. */
static pl_rational total_ome(pl_context *context, const pl_profile *profile,
                             const pl_given_rate *list, size_t count) {
    pl_rational total = pl_rational_from_int(0);
    for (size_t i = 0; i < count; i++) {
        if (!context->drugs->drugs[list[i].drug].opioid) {
            continue;
        }
        equivalent one = profile ? rate_ome(context, profile, &list[i]) : (equivalent){0};
        if (!one.known) {
            say_not_judged(context, &list[i], PL_SEVERITY_CAUTION);
            continue;
        }
        total = plus(total, one.ome);
        if (one.row) {
            pl_cite_row(context, one.row);
        }
    }
    return total;
}

/* What PCA tables print of an opioid, by the route of the order, where it is above `least`; NULL.
 */
static const pl_ceiling *highest_printed(const pl_context *context, const pl_profile *profile,
                                         const pl_syringe_tables *tables, int16_t route,
                                         pl_rational *least) {
    const pl_ceiling *highest = NULL;
    for (size_t i = 0; i < tables->ceiling_count; i++) {
        const pl_ceiling *row = &tables->ceilings[i];
        pl_given_rate printed = {.drug = row->drug, .route = route};
        if (row->kind != PL_CEILING_PRINTED || !context->drugs->drugs[row->drug].opioid ||
            !pl_ceiling_rate(row, pl_rational_from_int(0), &printed.mg_per_hour)) {
            continue;
        }
        equivalent one = rate_ome(context, profile, &printed);
        if (one.known && pl_rational_compare(one.ome, *least) > 0) {
            highest = row;
            *least = one.ome;
        }
    }
    return highest;
}

static const pl_profile *first_profile(const pl_context *context) {
    return context->rules->profile_count > 0 ? &context->rules->profiles[0] : NULL;
}

/* `printed`: the tables whose printed figures raise the bound; NULL for that of the rules alone. */
static void advise_opioids(pl_context *context, const pl_syringe_tables *printed,
                           const pl_given_rate *list, size_t count) {
    const pl_profile *profile = first_profile(context);
    pl_rational ome = total_ome(context, profile, list, count);
    for (size_t i = 0; profile && i < profile->rule_count; i++) {
        const pl_rule *rule = &profile->rules[i];
        if (!is_bound(rule) || !pl_plausible_holds(rule, ome)) {
            continue;
        }
        pl_rational above = rule->ome_above;
        const pl_ceiling *higher =
            printed ? highest_printed(context, profile, printed, list[0].route, &above) : NULL;
        if (pl_rational_compare(ome, above) > 0) {
            say_above(context, profile, rule, ome, above, higher ? &higher->basis : &rule->basis);
        }
    }
}

/* ---- other drugs ---- */

static const char *say_rate(pl_context *context, const pl_given_rate *one) {
    pl_argument rate[] = {
        {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
        {"rate", pl_say_quantity(context, one->mg_per_hour, pl_unit_base(PL_MASS_RATE))}};
    return pl_say(context, "say.rate_of", rate, 2);
}

static void advise_other(pl_context *context, const pl_syringe_tables *tables,
                         const pl_given_rate *one, pl_rational kg) {
    if (!pl_ceiling_any(tables, one->drug, kg)) {
        say_not_judged(context, one, PL_SEVERITY_INFO);
        return;
    }
    const pl_ceiling *highest = pl_ceiling_highest(tables, one->drug, kg);
    pl_rational bound;
    if (!highest || !pl_ceiling_rate(highest, kg, &bound) ||
        pl_rational_compare(one->mg_per_hour, bound) <= 0) {
        return;
    }
    pl_argument arguments[] = {
        {"dose", say_rate(context, one)},
        {"above", pl_say_quantity(context, highest->value.value, highest->value.unit)}};
    pl_advise(context, pl_plausible_code, PL_SEVERITY_STOP, &highest->basis, arguments, 2);
}

/* ---- too little ---- */

static void advise_low(pl_context *context, const pl_syringe_tables *tables,
                       const pl_given_rate *one, pl_rational kg) {
    pl_lowest lowest;
    pl_rational raised;
    if (!pl_ceiling_lowest(tables, one->drug, kg, &lowest) ||
        pl_rational_mul(one->mg_per_hour, pl_rational_from_int(SLIP), &raised) != PALLIA_OK ||
        pl_rational_compare(raised, lowest.mg_per_hour) > 0) {
        return;
    }
    pl_argument arguments[] = {
        {"dose", say_rate(context, one)},
        {"lowest", pl_say_quantity(context, lowest.printed.value, lowest.printed.unit)},
        {"note", pl_pick(context, lowest.text)}};
    pl_advise(context, "implausibly-low", PL_SEVERITY_CAUTION, lowest.basis, arguments, 3);
}

static void advise_each(pl_context *context, const pl_syringe_tables *tables,
                        const pl_given_rate *list, size_t count, pl_rational kg) {
    for (size_t i = 0; i < count; i++) {
        if (!context->drugs->drugs[list[i].drug].opioid) {
            advise_other(context, tables, &list[i], kg);
        }
        advise_low(context, tables, &list[i], kg);
    }
}

void pl_plausible_advise(pl_context *context, const pl_syringe_tables *tables,
                         const pl_given_rate *list, size_t count, pl_rational kg) {
    advise_opioids(context, NULL, list, count);
    advise_each(context, tables, list, count, kg);
}

void pl_plausible_advise_pca(pl_context *context, const pl_syringe_tables *tables,
                             const pl_given_rate *basal, pl_rational kg) {
    advise_opioids(context, tables, basal, 1);
    advise_each(context, tables, basal, 1, kg);
}
