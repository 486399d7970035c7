/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/anticipation.h"

#include "operations/breakthrough.h"
#include "operations/convert.h"
#include "operations/drawing.h"
#include "operations/judge.h"
#include "operations/start.h"
#include "tables/index.h"

#include <string.h>

enum { HOURS_IN_A_DAY = 24, DIGITS = 1000000 };

/* ---- a row for this patient ---- */

static bool is_frail(const pl_request *request) {
    const pl_fact_value *frail = &request->patient.facts[PL_FACT_FRAIL];
    return frail->given && strcmp(frail->word, "true") == 0;
}

static void explain_weight(pl_context *context, pl_quantity dose, pl_quantity weight,
                           pl_rational mg) {
    const pl_unit *unit = pl_unit_base(PL_MASS);
    pl_argument arguments[] = {{"dose", pl_say_quantity(context, dose.value, dose.unit)},
                               {"weight", pl_say_quantity(context, weight.value, weight.unit)},
                               {"value", pl_say_quantity(context, mg, unit)}};
    pl_trail_value(context, "by_weight", pl_say(context, "trail.by_weight", arguments, 3), NULL, mg,
                   unit);
}

static pl_status by_weight(pl_context *context, pl_anticipate_state *it, pl_quantity dose,
                           pl_rational *out) {
    pl_fact_value *weight = &it->request.patient.facts[PL_FACT_WEIGHT];
    pl_rational kg;
    if (!weight->given) {
        return PALLIA_EKEY_MISSING;
    }
    pl_status status = pl_quantity_in(dose, pl_unit_base(PL_MASS_PER_WEIGHT), out);
    if (status == PALLIA_OK) {
        status = pl_quantity_in(weight->quantity, pl_unit_base(PL_BODY_WEIGHT), &kg);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(*out, kg, out);
    }
    if (status == PALLIA_OK) {
        weight->use = PL_FACT_CHANGED;
        explain_weight(context, dose, weight->quantity, *out);
    }
    return status;
}

/* A source that doses in base, for a product that prints the salt. */
static pl_status to_salt(pl_context *context, const pl_made *made, pl_rational *dose) {
    pl_rational salt;
    const pl_anticipated *row = made->row;
    if (pl_rational_is_zero(row->base_share)) {
        return PALLIA_OK;
    }
    pl_status status = pl_rational_div(*dose, row->base_share, &salt);
    if (status != PALLIA_OK) {
        return status;
    }
    const char *drug = pl_pick(context, context->drugs->drugs[row->drug].name);
    pl_argument arguments[] = {{"dose", pl_say_quantity(context, *dose, made->unit)},
                               {"share", pl_say_number(context, row->base_share)},
                               {"drug", drug},
                               {"value", pl_say_quantity(context, salt, made->unit)}};
    pl_trail_value(context, "base", pl_say(context, "trail.base", arguments, 4), NULL, salt,
                   made->unit);
    pl_advise(context, "dose-in-base", PL_SEVERITY_CAUTION, &row->basis, arguments, 4);
    *dose = salt;
    return PALLIA_OK;
}

static pl_status amount_of(pl_context *context, pl_anticipate_state *it, const pl_made *made,
                           pl_quantity dose, pl_rational *out) {
    pl_status status = dose.unit->dimension == PL_MASS_PER_WEIGHT
                           ? by_weight(context, it, dose, out)
                           : pl_quantity_in(dose, made->unit, out);
    return status == PALLIA_OK ? to_salt(context, made, out) : status;
}

pl_status pl_anticipate_dose(pl_context *context, pl_anticipate_state *it, pl_made *made) {
    const pl_anticipated *row = made->row;
    bool frail = row->frail_low.unit && is_frail(&it->request);
    pl_quantity low = frail ? row->frail_low : row->low;
    pl_quantity high = frail ? row->frail_high : row->high;
    if (frail) {
        it->request.patient.facts[PL_FACT_FRAIL].use = PL_FACT_CHANGED;
    }
    made->continuous = row->kind == PL_ANTICIPATION_INFUSION;
    made->unit = made->continuous ? pl_unit_per_day() : pl_unit_base(PL_MASS);
    made->interval_low = row->interval_low;
    made->interval_high = row->interval_high;
    pl_status status = amount_of(context, it, made, low, &made->low);
    made->high = made->low;
    return status != PALLIA_OK || pl_rational_equal(low.value, high.value)
               ? status
               : amount_of(context, it, made, high, &made->high);
}

/* ---- the share of the regular opioid ---- */

static bool converts(const pl_request *request, pl_place target) {
    static const bool none[PL_ITEMS_MAX];
    pl_choice choice = {.profile = request->profile};
    pl_conversion conversion;
    return pl_convert(&choice, &request->regimen, target, none, &conversion) == PALLIA_OK &&
           conversion.missing_count == 0;
}

static pl_place first_opioid(const pl_context *context, const pl_regimen *regimen) {
    size_t i = 0;
    while (!context->drugs->drugs[regimen->sums[i].place.drug].opioid) {
        i++;
    }
    return regimen->sums[i].place;
}

/* The regular drug itself, by the route wanted where the tables lead there; else as it is given,
 * and the profile says what goes beside it. */
static pl_place choose_target(const pl_context *context, const pl_request *request, int16_t route) {
    pl_place own = first_opioid(context, &request->regimen);
    pl_place wanted = {.drug = own.drug, .route = route};
    return pl_place_valid(context->drugs, wanted) && converts(request, wanted) ? wanted : own;
}

static const pl_breakthrough_dose *by_route(const pl_breakthrough_doses *doses, int16_t route) {
    for (size_t i = 0; i < doses->count; i++) {
        if (doses->list[i].place.route == route) {
            return &doses->list[i];
        }
    }
    return &doses->list[0];
}

static void take_share(const pl_request *request, const pl_breakthrough_dose *dose, pl_made *made) {
    const pl_breakthrough *published = &request->profile->breakthrough;
    made->place = dose->place;
    made->unit = pl_unit_base(PL_MASS);
    made->low = dose->low;
    made->high = dose->high;
    made->interval_low = published->min_interval;
    made->interval_high = published->min_interval;
    made->doses = published->max_per_day;
    made->doses_from = PL_COUNT_SOURCE;
}

pl_status pl_anticipate_breakthrough(pl_context *context, pl_anticipate_state *it, pl_made *made,
                                     pl_error *error) {
    static const char default_route[] = "sc";
    int16_t route = it->route != PL_NONE ? it->route : pl_route_find(context->drugs, default_route);
    pl_request *request = &it->request;
    pl_conversion conversion;
    pl_start start;
    pl_breakthrough_doses doses;
    request->target = choose_target(context, request, route);
    request->has_target = true;
    request->target_release = PL_NONE;
    pl_status status = pl_judge(context, request, false, &conversion, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (conversion.missing_count > 0) {
        return pl_judge_fail(context, request, &conversion, PALLIA_ENO_RULE, error);
    }
    pl_judge_explain(context, request, &conversion);
    status = pl_start_find(context, request, &conversion, &start);
    if (status == PALLIA_OK) {
        status = pl_breakthrough_find(context, request, &start, &doses);
    }
    if (status == PALLIA_OK && doses.count == 0) {
        status = PALLIA_ENO_RULE;
    }
    if (status != PALLIA_OK) {
        return pl_judge_fail(context, request, &conversion, status, error);
    }
    take_share(request, by_route(&doses, route), made);
    return PALLIA_OK;
}

/* ---- the product ---- */

bool pl_anticipate_same_product(const pl_home *home, const pl_made *made) {
    const pl_presentation *one = made->presentation;
    pl_rational strength;
    pl_rational volume;
    if (!one || home->drug != made->place.drug ||
        pl_quantity_in(home->strength, one->strength.unit, &strength) != PALLIA_OK ||
        !pl_rational_equal(strength, one->strength.value)) {
        return false;
    }
    bool unsaid = !home->volume.unit && !made->drawn;
    return unsaid || (home->volume.unit && one->volume.unit &&
                      pl_quantity_in(home->volume, one->volume.unit, &volume) == PALLIA_OK &&
                      pl_rational_equal(volume, one->volume.value));
}

static bool is_at_home(const pl_anticipate_state *it, pl_made made, const pl_presentation *one) {
    made.presentation = one;
    made.drawn = true;
    for (size_t i = 0; i < it->home_count; i++) {
        if (it->home[i].count > 0 && pl_anticipate_same_product(&it->home[i], &made)) {
            return true;
        }
    }
    return false;
}

/* The search for an ampoule: the best so far. */
typedef struct ampoule_search {
    pl_option best;
    bool found;
    bool at_home;
} ampoule_search;

static bool waste_of(const pl_option *option, pl_rational *mass) {
    const pl_presentation *one = option->intakes[0].units[0].presentation;
    return pl_quantity_in(one->strength, pl_unit_base(PL_CONCENTRATION), mass) == PALLIA_OK &&
           pl_rational_mul(*mass, option->waste, mass) == PALLIA_OK;
}

/* Rather not throwing away more than is used; then fewer ampoules, then less drug thrown away, then
 * a smaller volume to inject. */
static bool is_better(const pl_option *a, const pl_option *b) {
    int32_t left = a->intakes[0].units[0].count;
    int32_t right = b->intakes[0].units[0].count;
    pl_rational waste;
    pl_rational other;
    if (a->wasteful != b->wasteful || left != right) {
        return a->wasteful != b->wasteful ? b->wasteful : left < right;
    }
    if (!waste_of(a, &waste) || !waste_of(b, &other)) {
        return false;
    }
    int order = pl_rational_compare(waste, other);
    return order != 0 ? order < 0 : pl_rational_compare(a->volume, b->volume) < 0;
}

/* What is at home before what would be bought. */
static void consider(const pl_anticipate_state *it, const pl_made *made, const pl_line *line,
                     const pl_presentation *one, ampoule_search *search) {
    pl_line alone = *line;
    pl_option option;
    alone.presentations = one;
    alone.presentation_count = 1;
    alone.routes |= 1U << made->place.route;
    if (!pl_option_fit(&alone, &it->shelf, made->place, made->high, PL_ROUND_DOWN, &option)) {
        return;
    }
    option.line = line;
    bool home = !option.wasteful && is_at_home(it, *made, one);
    bool better = home != search->at_home ? home : is_better(&option, &search->best);
    if (!search->found || better) {
        *search = (ampoule_search){option, true, home};
    }
}

/* Ampoules sold outside hospital for that route; for any other when `any`. */
static bool find_ampoule(const pl_anticipate_state *it, const pl_made *made, bool any,
                         pl_option *out) {
    ampoule_search search = {.found = false};
    for (size_t i = 0; i < it->products->line_count; i++) {
        const pl_line *line = &it->products->lines[i];
        bool suits = line->kind == PL_KIND_AMPOULE && line->drug == made->place.drug &&
                     !line->hospital_only && (any || (line->routes >> made->place.route & 1U));
        for (size_t k = 0; suits && k < line->presentation_count; k++) {
            consider(it, made, line, &line->presentations[k], &search);
        }
    }
    *out = search.best;
    return search.found;
}

static bool draw(const pl_anticipate_state *it, pl_made *made) {
    pl_option option;
    pl_rational strength;
    made->other_route = !find_ampoule(it, made, false, &option);
    if (made->other_route && !find_ampoule(it, made, true, &option)) {
        made->other_route = false;
        return false;
    }
    made->line = option.line;
    made->presentation = option.intakes[0].units[0].presentation;
    made->units = option.intakes[0].units[0].count;
    made->drawn = true;
    const pl_presentation *one = made->presentation;
    if (pl_quantity_in(one->mixed.unit ? one->mixed : one->strength, pl_unit_base(PL_CONCENTRATION),
                       &strength) != PALLIA_OK) {
        return false;
    }
    /* Of an ampoule that is mixed first, the printed strength tells no volume. */
    made->measured = !made->line->mixing.fr || one->mixed.unit;
    if (made->measured && pl_drawing_between(it->shelf.syringes, strength, made->low, made->high,
                                             &made->volume_low, &made->volume_high)) {
        return pl_rational_mul(made->volume_low, strength, &made->given_low) == PALLIA_OK &&
               pl_rational_mul(made->volume_high, strength, &made->given_high) == PALLIA_OK;
    }
    made->measured = made->measured && !one->mixed.unit;
    made->volume_low = option.volume;
    made->volume_high = option.volume;
    made->given_low = option.total;
    made->given_high = option.total;
    return true;
}

/* Tablets, or drops of one bottle, for a dose by mouth. */
static bool count_units(const pl_context *context, const pl_anticipate_state *it, pl_made *made) {
    int16_t immediate = pl_release_find(context->drugs, "ir");
    for (size_t i = 0; i < it->products->line_count; i++) {
        const pl_line *line = &it->products->lines[i];
        pl_intake intake;
        pl_rational drops;
        if (line->drug != made->place.drug || !(line->routes >> made->place.route & 1U) ||
            line->release != immediate || line->hospital_only ||
            !pl_option_single(line, made->low, made->high, &intake, &drops) ||
            intake.unit_count != 1) {
            continue;
        }
        made->line = line;
        made->presentation = intake.units[0].presentation;
        made->units = intake.units[0].count;
        made->given_low = intake.dose;
        made->given_high = intake.dose;
        return true;
    }
    return false;
}

/* Without a product, what the grammar of quantities can write. */
static void write_as_it_is(pl_made *made) {
    pl_rational step = {1, DIGITS};
    if (pl_round_to_step(made->low, step, PL_ROUND_DOWN, &made->given_low) != PALLIA_OK ||
        pl_round_to_step(made->high, step, PL_ROUND_DOWN, &made->given_high) != PALLIA_OK) {
        made->given_low = made->low;
        made->given_high = made->high;
    }
}

/* ---- how often, how much in a day, how many to keep ---- */

static int32_t whole_times(pl_rational all, pl_rational one) {
    pl_rational count;
    if (pl_rational_is_zero(one) || pl_rational_div(all, one, &count) != PALLIA_OK ||
        pl_rational_floor(count) > INT32_MAX) {
        return 0;
    }
    return (int32_t)pl_rational_floor(count);
}

static void count_doses(pl_made *made) {
    const pl_anticipated *row = made->row;
    if (made->continuous || made->doses_from != PL_COUNT_UNKNOWN) {
        return;
    }
    if (row->maximum_doses > 0) {
        made->doses = row->maximum_doses;
        made->doses_from = PL_COUNT_SOURCE;
    } else if (row->maximum.unit) {
        made->doses = whole_times(row->maximum.value, made->given_high);
        made->doses_from = PL_COUNT_MAXIMUM;
    }
}

static void find_maximum(pl_made *made) {
    if (made->row->maximum.unit) {
        made->has_maximum = true;
        made->maximum = made->row->maximum.value;
        return;
    }
    made->has_maximum = !made->continuous && made->doses > 0 &&
                        pl_rational_mul(made->given_high, pl_rational_from_int(made->doses),
                                        &made->maximum) == PALLIA_OK;
}

/* Each dose opens its own ampoules: what is left in one is thrown away. */
static void count_stock(pl_context *context, const pl_anticipate_state *it, pl_made *made) {
    int64_t times = made->continuous ? 1 : made->doses;
    bool drops = made->line && made->line->kind == PL_KIND_DROPS;
    if (!made->presentation || made->shared || drops || times == 0 || it->days == 0) {
        return;
    }
    made->has_stock = true;
    made->keep = times * made->units * it->days;
    for (size_t i = 0; i < it->home_count; i++) {
        made->at_home += pl_anticipate_same_product(&it->home[i], made) ? it->home[i].count : 0;
    }
    const pl_argument arguments[] = {
        {"drug", pl_pick(context, context->drugs->drugs[made->place.drug].name)},
        {"units", pl_say_number(context, pl_rational_from_int(made->units))},
        {"doses", pl_say_number(context, pl_rational_from_int((int32_t)times))},
        {"days", pl_say_number(context, pl_rational_from_int(it->days))},
        {"keep", pl_say_number(context, (pl_rational){made->keep, 1})}};
    pl_trail(context, "stock", pl_say(context, "trail.stock", arguments, 5), NULL);
}

void pl_anticipate_supply(pl_context *context, pl_anticipate_state *it, pl_made *made) {
    bool injected = context->drugs->routes[made->place.route].driver;
    if (!(injected ? draw(it, made) : count_units(context, it, made))) {
        write_as_it_is(made);
    }
    count_doses(made);
    find_maximum(made);
    count_stock(context, it, made);
}
