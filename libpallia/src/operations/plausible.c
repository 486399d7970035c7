/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/plausible.h"

#include "operations/ceilings.h"
#include "operations/convert.h"

enum { HOURS_IN_A_DAY = 24 };

const char pl_plausible_code[] = "implausible-dose";

/* ---- opioids ---- */

static bool convert(const pl_profile *profile, pl_place from, pl_rational per24, pl_place to,
                    pl_rational *out) {
    static const bool none[PL_ITEMS_MAX];
    pl_choice choice = {.profile = profile};
    pl_regimen alone = {.sums = {{.place = from, .per24 = per24}}, .sum_count = 1};
    pl_conversion found;
    bool converted = pl_convert(&choice, &alone, to, none, &found) == PALLIA_OK;
    *out = converted ? found.value : pl_rational_from_int(0);
    return converted;
}

/* 0 when the profile has no way. */
static pl_rational place_ome(const pl_profile *profile, pl_place place, pl_rational per24) {
    pl_rational ome;
    pl_rational oral;
    pl_place by_mouth = {place.drug, profile->pivot.route};
    if (!convert(profile, place, per24, profile->pivot, &ome) &&
        convert(profile, place, per24, by_mouth, &oral)) {
        convert(profile, by_mouth, oral, profile->pivot, &ome);
    }
    return ome;
}

/* A sum too large for a rational keeps what it had: it is a lower bound already. */
static pl_rational plus(pl_rational a, pl_rational b) {
    pl_rational sum;
    return pl_rational_add(a, b, &sum) == PALLIA_OK ? sum : a;
}

pl_rational pl_plausible_ome(const pl_profile *profile, const pl_regimen *regimen) {
    pl_rational total = pl_rational_from_int(0);
    for (size_t i = 0; i < regimen->sum_count; i++) {
        total = plus(total, place_ome(profile, regimen->sums[i].place, regimen->sums[i].per24));
    }
    return total;
}

bool pl_plausible_holds(const pl_rule *rule, pl_rational ome) {
    return !rule->has_ome_above || pl_rational_compare(ome, rule->ome_above) > 0;
}

void pl_plausible_say(pl_context *context, const pl_profile *profile, const pl_rule *rule,
                      pl_rational ome) {
    const pl_unit *unit = pl_native_unit(context, profile->pivot);
    pl_argument total[] = {{"ome", pl_say_quantity(context, ome, unit)}};
    pl_argument arguments[] = {{"ome", total[0].value},
                               {"dose", pl_say(context, "say.ome", total, 1)},
                               {"above", pl_say_quantity(context, rule->ome_above, unit)}};
    pl_advise(context, rule->code, rule->severity, &rule->basis, arguments, 3);
}

/* By the route that was said, else by the one that makes least of it: a lower bound, 0 without a
 * way. */
static pl_rational rate_ome(const pl_context *context, const pl_profile *profile,
                            const pl_given_rate *one) {
    pl_rational least = pl_rational_from_int(0);
    pl_rational per24;
    if (pl_rational_mul(one->mg_per_hour, pl_rational_from_int(HOURS_IN_A_DAY), &per24) !=
        PALLIA_OK) {
        return least;
    }
    for (size_t r = 0; r < context->drugs->route_count; r++) {
        pl_place place = {one->drug, (int16_t)r};
        bool meant =
            one->route == PL_NONE ? context->drugs->routes[r].driver : one->route == place.route;
        pl_rational ome = meant ? place_ome(profile, place, per24) : pl_rational_from_int(0);
        bool first = pl_rational_is_zero(least);
        bool lower = !pl_rational_is_zero(ome) && pl_rational_compare(ome, least) < 0;
        least = first || lower ? ome : least;
    }
    return least;
}

/* A stop that looks at the total and at nothing else. */
static bool is_bound(const pl_rule *rule) {
    return rule->severity == PL_SEVERITY_STOP && rule->has_ome_above &&
           rule->fact == PL_FACT_NONE && !rule->molecule_changes && rule->releases == 0 &&
           rule->source.count == 0 && rule->target.count == 0 && rule->either.count == 0;
}

static void advise_opioids(pl_context *context, const pl_given_rate *list, size_t count) {
    if (context->rules->profile_count == 0) {
        return;
    }
    const pl_profile *profile = &context->rules->profiles[0];
    pl_rational ome = pl_rational_from_int(0);
    for (size_t i = 0; i < count; i++) {
        if (context->drugs->drugs[list[i].drug].opioid) {
            ome = plus(ome, rate_ome(context, profile, &list[i]));
        }
    }
    for (size_t i = 0; i < profile->rule_count; i++) {
        const pl_rule *rule = &profile->rules[i];
        if (is_bound(rule) && pl_plausible_holds(rule, ome)) {
            pl_plausible_say(context, profile, rule, ome);
        }
    }
}

/* ---- other drugs ---- */

static void advise_other(pl_context *context, const pl_syringe_tables *tables,
                         const pl_given_rate *one, pl_rational kg) {
    const pl_ceiling *highest = pl_ceiling_highest(tables, one->drug, kg);
    pl_rational bound;
    if (!highest || !pl_ceiling_rate(highest, kg, &bound) ||
        pl_rational_compare(one->mg_per_hour, bound) <= 0) {
        return;
    }
    pl_argument rate[] = {
        {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
        {"rate", pl_say_quantity(context, one->mg_per_hour, pl_unit_base(PL_MASS_RATE))}};
    pl_argument arguments[] = {
        {"dose", pl_say(context, "say.rate_of", rate, 2)},
        {"above", pl_say_quantity(context, highest->value.value, highest->value.unit)}};
    pl_advise(context, pl_plausible_code, PL_SEVERITY_STOP, &highest->basis, arguments, 2);
}

void pl_plausible_advise(pl_context *context, const pl_syringe_tables *tables,
                         const pl_given_rate *list, size_t count, pl_rational kg) {
    advise_opioids(context, list, count);
    for (size_t i = 0; i < count; i++) {
        if (!context->drugs->drugs[list[i].drug].opioid) {
            advise_other(context, tables, &list[i], kg);
        }
    }
}
