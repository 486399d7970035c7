/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/convert.h"

#include "tables/index.h"

#include <string.h>

static bool edition_way(const pl_edition *edition, pl_place from, pl_place to, bool stable,
                        pl_way *out) {
    const pl_row *row = pl_edition_row(edition, from, to, stable);
    if (row) {
        *out = (pl_way){.row = row};
        return true;
    }
    row = pl_edition_row(edition, to, from, stable);
    if (!row || !row->reversible) {
        return false;
    }
    *out = (pl_way){.row = row, .back = true};
    return true;
}

bool pl_way_find(const pl_choice *choice, pl_place from, pl_place to, pl_way *out) {
    if (choice->edition) {
        return edition_way(choice->edition, from, to, choice->stable, out);
    }
    const pl_arrow *arrow = pl_profile_arrow(choice->profile, from, to);
    if (!arrow || !edition_way(arrow->edition, from, to, choice->stable, out)) {
        return false;
    }
    out->arrow = arrow;
    return true;
}

bool pl_way_pivot(const pl_choice *choice, pl_place *pivot) {
    if (!choice->edition) {
        *pivot = choice->profile->pivot;
        return true;
    }
    *pivot = choice->edition->pivot;
    return choice->edition->has_pivot;
}

static bool is_banded(const pl_way *along) {
    return along->row->band_count > 0;
}

/* The profile may replace a row's interval by one that it cites. */
static pl_status replace_interval(const pl_arrow *arrow, pl_rational given, pl_row_result *result) {
    if (!arrow || !arrow->has_interval) {
        return PALLIA_OK;
    }
    result->has_interval = true;
    pl_status status = pl_rational_mul(given, arrow->low, &result->low);
    return status == PALLIA_OK ? pl_rational_mul(given, arrow->high, &result->high) : status;
}

static pl_status walk(const pl_way *along, pl_place from, pl_place to, pl_rational given,
                      pl_conversion *out, pl_leg **leg) {
    pl_leg *next = &out->legs[out->leg_count];
    *next = (pl_leg){.row = along->row,
                     .arrow = along->arrow,
                     .back = along->back,
                     .from = from,
                     .to = to,
                     .given = given};
    pl_status status = along->back ? pl_row_apply_back(along->row, given, &next->result)
                                   : pl_row_apply(along->row, given, &next->result);
    if (status == PALLIA_OK) {
        status = replace_interval(along->arrow, given, &next->result);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    out->leg_count++;
    out->band_edge = out->band_edge || next->result.band_edge;
    *leg = next;
    return PALLIA_OK;
}

/* Adds what one way gave to the running result. Without an interval, low = value = high. */
static pl_status contribute(pl_conversion *out, const pl_row_result *part, bool changed) {
    pl_rational low = part->has_interval ? part->low : part->value;
    pl_rational high = part->has_interval ? part->high : part->value;
    pl_status status = pl_rational_add(out->value, part->value, &out->value);
    if (status == PALLIA_OK && changed) {
        status = pl_rational_add(out->changed, part->value, &out->changed);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_add(out->low, low, &out->low);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_add(out->high, high, &out->high);
    }
    out->has_interval = out->has_interval || part->has_interval;
    return status;
}

/* The interval of two proportional legs is the product of both. */
static pl_status chain_interval(const pl_row_result *first, pl_row_result *second) {
    if (!first->has_interval || pl_rational_is_zero(first->value)) {
        return PALLIA_OK;
    }
    pl_rational low = second->has_interval ? second->low : second->value;
    pl_rational high = second->has_interval ? second->high : second->value;
    pl_rational share;
    pl_status status = pl_rational_div(first->low, first->value, &share);
    if (status == PALLIA_OK) {
        status = pl_rational_mul(low, share, &second->low);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_div(first->high, first->value, &share);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(high, share, &second->high);
    }
    second->has_interval = true;
    return status;
}

/* What a conversion is about, and what has gathered at the pivot on its way into bands. */
typedef struct journey {
    const pl_choice *choice;
    const pl_regimen *regimen;
    pl_place target;
    pl_place pivot;
    bool has_pivot;
    pl_rational at_pivot; /* what goes into bands, and its interval */
    pl_rational low;
    pl_rational high;
    bool has_interval;
    bool pivot_used;
    size_t gathered;
} journey;

static pl_status gather_at_pivot(journey *trip, const pl_row_result *part) {
    trip->pivot_used = true;
    trip->gathered++;
    trip->has_interval = trip->has_interval || part->has_interval;
    pl_status status = pl_rational_add(trip->at_pivot, part->value, &trip->at_pivot);
    if (status == PALLIA_OK) {
        status =
            pl_rational_add(trip->low, part->has_interval ? part->low : part->value, &trip->low);
    }
    return status == PALLIA_OK
               ? pl_rational_add(trip->high, part->has_interval ? part->high : part->value,
                                 &trip->high)
               : status;
}

static bool changes_drug(const journey *trip, const pl_sum *sum) {
    return sum->place.drug != trip->target.drug;
}

/* Below its lower limit a conversion towards this target is refused, whatever the bands would say.
 */
static bool below_limit(const journey *trip, pl_place from, pl_rational amount) {
    const pl_profile *profile = trip->choice->profile;
    for (size_t i = 0; i < profile->limit_count; i++) {
        const pl_limit *limit = &profile->limits[i];
        if (pl_place_equal(limit->target, trip->target) && pl_place_equal(limit->of, from) &&
            pl_rational_compare(amount, limit->at_least) < 0) {
            return true;
        }
    }
    return false;
}

static pl_status go_direct(journey *trip, const pl_sum *sum, const pl_way *along,
                           pl_conversion *out) {
    pl_leg *leg;
    if (trip->regimen->sum_count == 1 && below_limit(trip, sum->place, sum->per24)) {
        return PALLIA_EOUT_OF_RANGE;
    }
    pl_status status = walk(along, sum->place, trip->target, sum->per24, out, &leg);
    return status == PALLIA_OK ? contribute(out, &leg->result, changes_drug(trip, sum)) : status;
}

static pl_status go_through_pivot(journey *trip, size_t index, pl_conversion *out) {
    const pl_sum *sum = &trip->regimen->sums[index];
    pl_way first;
    pl_way second;
    if (!trip->has_pivot || !pl_way_find(trip->choice, sum->place, trip->pivot, &first) ||
        !pl_way_find(trip->choice, trip->pivot, trip->target, &second) || first.row->direct_only ||
        second.row->direct_only) {
        return PALLIA_ENO_RULE;
    }
    pl_leg *leg;
    size_t before = out->leg_count;
    pl_status status = walk(&first, sum->place, trip->pivot, sum->per24, out, &leg);
    if (status != PALLIA_OK) {
        return status;
    }
    out->two_legs = true;
    if (is_banded(&second)) {
        return gather_at_pivot(trip, &leg->result);
    }
    pl_row_result half = leg->result;
    status = walk(&second, trip->pivot, trip->target, half.value, out, &leg);
    if (status != PALLIA_OK) {
        out->leg_count = before;
        return status;
    }
    status = chain_interval(&half, &leg->result);
    return status == PALLIA_OK ? contribute(out, &leg->result, changes_drug(trip, sum)) : status;
}

static pl_status go(journey *trip, size_t index, pl_conversion *out) {
    const pl_sum *sum = &trip->regimen->sums[index];
    pl_way along;
    if (pl_place_equal(sum->place, trip->target)) {
        pl_row_result same = {.value = sum->per24};
        return contribute(out, &same, false);
    }
    if (!pl_way_find(trip->choice, sum->place, trip->target, &along)) {
        return go_through_pivot(trip, index, out);
    }
    if (!is_banded(&along)) {
        return go_direct(trip, sum, &along, out);
    }
    if (trip->has_pivot && pl_place_equal(sum->place, trip->pivot)) {
        pl_row_result as_given = {.value = sum->per24};
        return gather_at_pivot(trip, &as_given);
    }
    /* Bands of another drug cannot be added up; alone they answer. */
    if (trip->regimen->sum_count > 1) {
        return go_through_pivot(trip, index, out);
    }
    return go_direct(trip, sum, &along, out);
}

static pl_status leave_pivot(journey *trip, pl_conversion *out) {
    pl_way along;
    pl_leg *leg;
    if (!trip->pivot_used) {
        return PALLIA_OK;
    }
    if (below_limit(trip, trip->pivot, trip->at_pivot) ||
        !pl_way_find(trip->choice, trip->pivot, trip->target, &along)) {
        return PALLIA_EOUT_OF_RANGE;
    }
    pl_status status = walk(&along, trip->pivot, trip->target, trip->at_pivot, out, &leg);
    if (status != PALLIA_OK) {
        return status;
    }
    out->gathered = trip->gathered;
    pl_row_result low;
    pl_row_result high;
    if (trip->has_interval && pl_row_apply(along.row, trip->low, &low) == PALLIA_OK &&
        pl_row_apply(along.row, trip->high, &high) == PALLIA_OK) {
        leg->result.has_interval = true;
        leg->result.low = low.value;
        leg->result.high = high.value;
    }
    return contribute(out, &leg->result, trip->pivot.drug != trip->target.drug);
}

/* Not a whole-struct assignment: dozens of editions are tried for one request, and clearing the
 * legs would cost more than the conversions. */
static void begin(pl_conversion *out) {
    out->value = out->changed = out->low = out->high = pl_rational_from_int(0);
    out->has_interval = out->band_edge = out->two_legs = false;
    out->leg_count = 0;
    out->missing_count = out->gathered = 0;
    memset(out->missing, 0, sizeof out->missing);
}

pl_status pl_convert(const pl_choice *choice, const pl_regimen *regimen, pl_place target,
                     const bool never[PL_ITEMS_MAX], pl_conversion *out) {
    journey trip = {.choice = choice, .regimen = regimen, .target = target};
    begin(out);
    trip.at_pivot = trip.low = trip.high = pl_rational_from_int(0);
    trip.has_pivot = pl_way_pivot(choice, &trip.pivot);
    for (size_t i = 0; i < regimen->sum_count; i++) {
        pl_status status = never[i] ? PALLIA_ENEVER : go(&trip, i, out);
        out->missing[i] = status;
        if (status == PALLIA_EOVERFLOW) {
            return status;
        }
        out->missing_count += status == PALLIA_OK ? 0 : 1;
    }
    if (out->missing_count == regimen->sum_count) {
        return out->missing[0];
    }
    return leave_pivot(&trip, out);
}

static const char *say_factor(pl_context *context, const pl_leg *leg) {
    char text[PL_RATIONAL_TEXT_SIZE];
    pl_rational factor = leg->row->factor;
    if (leg->back) {
        /* The reciprocal of a positive reduced fraction is reduced. */
        factor = (pl_rational){leg->row->factor.den, leg->row->factor.num};
    }
    pl_rational_text(factor, text);
    char *mark = strchr(text, '.');
    if (mark && strcmp(context->language, "fr") == 0) {
        *mark = ',';
    }
    const char *copy = pl_arena_text(context->arena, text, strlen(text));
    return copy ? copy : "";
}

static void explain_leg(pl_context *context, const pl_leg *leg) {
    const pl_unit *from = pl_native_unit(context, leg->from);
    const pl_unit *to = pl_native_unit(context, leg->to);
    bool banded = leg->row->band_count > 0 && !leg->back;
    pl_argument arguments[] = {{"from", pl_say_place(context, leg->from)},
                               {"to", pl_say_place(context, leg->to)},
                               {"given", pl_say_quantity(context, leg->given, from)},
                               {"value", pl_say_quantity(context, leg->result.value, to)},
                               {"factor", banded ? "" : say_factor(context, leg)}};
    const char *key = banded ? "trail.band" : leg->back ? "trail.row_back" : "trail.row";
    pl_trail_value(context, "row", pl_say(context, key, arguments, 5), leg->row, leg->result.value,
                   to);
    pl_cite_row(context, leg->row);
}

/* What several parts gave at the pivot, before it enters the bands: the last leg. */
static void explain_gathering(pl_context *context, const pl_leg *leg) {
    const pl_unit *unit = pl_native_unit(context, leg->from);
    pl_argument arguments[] = {{"place", pl_say_place(context, leg->from)},
                               {"value", pl_say_quantity(context, leg->given, unit)}};
    pl_trail_value(context, "sum", pl_say(context, "trail.sum", arguments, 2), NULL, leg->given,
                   unit);
}

void pl_convert_explain(pl_context *context, const pl_conversion *conversion) {
    for (size_t i = 0; i < conversion->leg_count; i++) {
        const pl_leg *leg = &conversion->legs[i];
        if (conversion->gathered > 1 && i + 1 == conversion->leg_count) {
            explain_gathering(context, leg);
        }
        explain_leg(context, leg);
    }
}
