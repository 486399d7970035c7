/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/plan.h"

#include "operations/judge.h"
#include "tables/index.h"

#include <stdlib.h>
#include <string.h>

/* Room for the edges of two banded rows in a row, and for the decades of what overflows. */
enum { CUTS_MAX = 1024, SEGMENTS_MAX = CUTS_MAX + 64, DECADE = 10 };

/* ---- where an answer may change its form ---- */

/* The first doses of segments, above 1. */
typedef struct cuts {
    int64_t list[CUTS_MAX];
    size_t count;
    int64_t last; /* the largest dose */
    bool lost;    /* an edge that could not be kept: nothing may be answered */
} cuts;

static void start_at(cuts *it, int64_t first) {
    if (first <= 1 || first > it->last) {
        return;
    }
    if (it->count == CUTS_MAX) {
        it->lost = true;
        return;
    }
    it->list[it->count++] = first;
}

/* An edge belongs to neither side: it is a segment of its own. */
static void cut_at(cuts *it, pl_rational edge) {
    pl_rational parts;
    if (pl_rational_mul(edge, pl_rational_from_int(PL_DOSE_PARTS), &parts) != PALLIA_OK) {
        it->lost = true;
        return;
    }
    int64_t whole = pl_rational_floor(parts);
    if (parts.den == 1) {
        start_at(it, whole);
    }
    start_at(it, whole + 1);
}

static void cut_quotient(cuts *it, pl_rational edge, pl_rational factor) {
    pl_rational amount;
    if (pl_rational_div(edge, factor, &amount) != PALLIA_OK) {
        it->lost = true;
        return;
    }
    cut_at(it, amount);
}

/* Where `way` gives `edge`. */
static void cut_through(cuts *it, const pl_way *way, pl_rational edge) {
    const pl_row *row = way->row;
    if (row->band_count == 0) {
        pl_rational inverse = {row->factor.den, row->factor.num};
        cut_quotient(it, edge, way->back ? inverse : row->factor);
        return;
    }
    for (size_t i = 0; i < row->band_count; i++) {
        if (row->bands[i].is_factor) {
            cut_quotient(it, edge, row->bands[i].number);
        }
    }
}

/* An edge of what enters a way, which is what `before` gives when there is one. */
static void cut_edge(cuts *it, const pl_way *before, pl_rational edge) {
    if (before) {
        cut_through(it, before, edge);
    } else {
        cut_at(it, edge);
    }
}

/* A row that is walked back prints its range for what comes out. */
static void cut_end(cuts *it, const pl_way *before, const pl_way *way, pl_rational edge) {
    pl_rational entered = edge;
    if (way->back && pl_rational_mul(edge, way->row->factor, &entered) != PALLIA_OK) {
        it->lost = true;
        return;
    }
    cut_edge(it, before, entered);
}

static void cut_ends(cuts *it, const pl_way *before, const pl_way *way, const pl_interval *range) {
    if (range->has_low) {
        cut_end(it, before, way, range->low);
    }
    if (range->has_high) {
        cut_end(it, before, way, range->high);
    }
}

static void cut_way(cuts *it, const pl_way *before, const pl_way *way) {
    if (way->row->has_range) {
        cut_ends(it, before, way, &way->row->range);
    }
    for (size_t i = 0; i < way->row->band_count; i++) {
        cut_ends(it, before, way, &way->row->bands[i].range);
    }
}

static void cut_limits(cuts *it, const pl_profile *profile, const pl_way *before, pl_place of) {
    for (size_t i = 0; i < profile->limit_count; i++) {
        if (pl_place_equal(profile->limits[i].of, of)) {
            cut_edge(it, before, profile->limits[i].at_least);
        }
    }
}

/* The edges of one choice of tables, directly and through its pivot. */
static void cut_choice(cuts *it, const pl_choice *choice, pl_place from, pl_place target) {
    pl_way first;
    pl_way second;
    pl_place pivot;
    cut_limits(it, choice->profile, NULL, from);
    if (pl_way_find(choice, from, target, &first)) {
        cut_way(it, NULL, &first);
        return;
    }
    if (!pl_way_pivot(choice, &pivot) || !pl_way_find(choice, from, pivot, &first)) {
        return;
    }
    cut_way(it, NULL, &first);
    cut_limits(it, choice->profile, &first, pivot);
    if (pl_way_find(choice, pivot, target, &second)) {
        cut_way(it, &first, &second);
    }
}

/* An edge of what leaves `second`, which `first` enters. */
static void cut_twice(cuts *it, const pl_way *first, const pl_way *second, pl_rational edge) {
    const pl_row *row = second->row;
    pl_rational inverse = {row->factor.den, row->factor.num};
    pl_rational entered;
    for (size_t i = 0; i < (row->band_count ? row->band_count : 1); i++) {
        if (row->band_count && !row->bands[i].is_factor) {
            continue;
        }
        pl_rational number = second->back ? inverse : row->factor;
        number = row->band_count ? row->bands[i].number : number;
        if (pl_rational_div(edge, number, &entered) != PALLIA_OK) {
            it->lost = true;
            return;
        }
        cut_through(it, first, entered);
    }
}

/* The total may be judged through the drug's own oral form: see pl_plausible_ome. */
static void cut_by_mouth(cuts *it, const pl_choice *choice, pl_place from) {
    const pl_profile *profile = choice->profile;
    pl_place by_mouth = {from.drug, profile->pivot.route};
    pl_way first;
    pl_way second;
    if (!pl_way_find(choice, from, by_mouth, &first) ||
        !pl_way_find(choice, by_mouth, profile->pivot, &second)) {
        return;
    }
    cut_way(it, NULL, &first);
    cut_limits(it, profile, &first, by_mouth);
    cut_way(it, &first, &second);
    for (size_t i = 0; i < profile->rule_count; i++) {
        if (profile->rules[i].has_ome_above) {
            cut_twice(it, &first, &second, profile->rules[i].ome_above);
        }
    }
}

/* Rules look at the total by the profile, whichever edition converts. */
static void cut_rules(cuts *it, const pl_profile *profile, pl_place from) {
    pl_choice choice = {.profile = profile};
    pl_way way;
    bool at_pivot = pl_place_equal(from, profile->pivot);
    cut_choice(it, &choice, from, profile->pivot);
    cut_by_mouth(it, &choice, from);
    if (!at_pivot && !pl_way_find(&choice, from, profile->pivot, &way)) {
        return;
    }
    for (size_t i = 0; i < profile->rule_count; i++) {
        if (profile->rules[i].has_ome_above) {
            cut_edge(it, at_pivot ? NULL : &way, profile->rules[i].ome_above);
        }
    }
}

static void cut_labels(cuts *it, const pl_drug *drug) {
    for (size_t i = 0; i < drug->patch_label_count; i++) {
        cut_at(it, drug->patch_labels[i].label);
    }
}

static int ascending(const void *a, const void *b) {
    int64_t left = *(const int64_t *)a;
    int64_t right = *(const int64_t *)b;
    return (left > right) - (left < right);
}

static void find_cuts(const pl_context *context, const pl_request *request, pl_place from,
                      cuts *it) {
    pl_choice choice = {request->profile, request->edition, request->stable};
    cut_choice(it, &choice, from, request->target);
    cut_rules(it, request->profile, from);
    cut_labels(it, &context->drugs->drugs[from.drug]);
    qsort(it->list, it->count, sizeof it->list[0], ascending);
}

/* ---- what the engine says there ---- */

typedef struct work {
    pl_context *context;
    pl_request *request;
    bool totals;
    pl_place from;
    pl_conversion conversion; /* the last one */
    cuts cuts;
    pl_segment segments[SEGMENTS_MAX];
    size_t count;
    pl_plan *plan;
} work;

typedef struct sample {
    pl_status status;
    pl_rational value;
} sample;

/* The statuses that bear on a dose; any other bears on the request. */
static bool bears_on_doses(pl_status status) {
    return status == PALLIA_OK || status == PALLIA_ENO_RULE || status == PALLIA_EOUT_OF_RANGE ||
           status == PALLIA_EWITHHELD || status == PALLIA_ENEVER || status == PALLIA_EOVERFLOW;
}

/* The context gathers advice and working that nobody reads here. */
static void forget(pl_context *context) {
    context->advice_count = context->trail_count = context->cite_count = 0;
}

static void name_editions(pl_plan *plan, const pl_conversion *conversion) {
    for (size_t i = 0; i < conversion->leg_count && i < 2; i++) {
        plan->editions[i] = conversion->legs[i].row->edition;
    }
    if (plan->editions[1] == plan->editions[0]) {
        plan->editions[1] = NULL;
    }
}

static pl_status ask(work *it, int64_t dose, sample *out, pl_error *error) {
    pl_rational printed;
    if (pl_rational_make(dose, PL_DOSE_PARTS, &printed) != PALLIA_OK) {
        return pl_fail(error, PALLIA_EINTERNAL, NULL, NULL);
    }
    pl_regimen_of(it->from, pl_dose_delivers(it->context, it->from, printed),
                  &it->request->regimen);
    out->status = pl_judge(it->context, it->request, it->totals, &it->conversion, error);
    out->value = it->conversion.value; /* of use when there is one */
    forget(it->context);
    if (it->context->exhausted) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    if (out->status == PALLIA_OK) {
        name_editions(it->plan, &it->conversion);
    }
    return bears_on_doses(out->status) ? PALLIA_OK : out->status;
}

/* ---- segments ---- */

static bool same_form(const pl_segment *a, const pl_segment *b) {
    return a->status == b->status && a->factor == b->factor && a->constant == b->constant &&
           a->divisor == b->divisor;
}

static pl_status add(work *it, pl_segment segment, pl_error *error) {
    if (it->count > 0 && same_form(&it->segments[it->count - 1], &segment)) {
        it->segments[it->count - 1].last = segment.last;
        return PALLIA_OK;
    }
    if (it->count == SEGMENTS_MAX) {
        return pl_fail(error, PALLIA_EINTERNAL, NULL, NULL);
    }
    it->segments[it->count++] = segment;
    return PALLIA_OK;
}

static pl_status add_refusal(work *it, int64_t last, pl_status status, pl_error *error) {
    return add(it, (pl_segment){.last = last, .divisor = 1, .status = status}, error);
}

static bool share_of(pl_rational value, int64_t dose, pl_rational *out) {
    pl_rational divisor;
    return pl_rational_make(dose, 1, &divisor) == PALLIA_OK &&
           pl_rational_div(value, divisor, out) == PALLIA_OK;
}

/* At a single dose a share and a value are the same: it belongs to the doses below when it is their
 * share. */
static bool continues(const work *it, pl_rational value, int64_t dose) {
    pl_rational share;
    if (it->count == 0 || !share_of(value, dose, &share)) {
        return false;
    }
    const pl_segment *below = &it->segments[it->count - 1];
    return below->status == PALLIA_OK && below->factor == share.num && below->divisor == share.den;
}

/* Both ends have a value: one for all doses between them, or the same share of each. */
static pl_status add_values(work *it, int64_t first, int64_t last, pl_rational low,
                            pl_rational high, pl_error *error) {
    pl_rational share;
    pl_rational share_high;
    if (first == last && continues(it, low, first)) {
        it->segments[it->count - 1].last = last;
        return PALLIA_OK;
    }
    if (pl_rational_equal(low, high)) {
        return add(it, (pl_segment){.last = last, .constant = low.num, .divisor = low.den}, error);
    }
    if (!share_of(low, first, &share) || !share_of(high, last, &share_high)) {
        return add_refusal(it, last, PALLIA_EOVERFLOW, error);
    }
    if (!pl_rational_equal(share, share_high)) {
        return pl_fail(error, PALLIA_EINTERNAL, NULL, NULL);
    }
    return add(it, (pl_segment){.last = last, .factor = share.num, .divisor = share.den}, error);
}

static pl_status settle(work *it, int64_t first, int64_t last, pl_error *error);

/* Large or finely written amounts overflow, small ones do not: what can be answered is kept. */
static pl_status settle_by_decades(work *it, int64_t first, int64_t last, pl_error *error) {
    if (first > last / DECADE) {
        return add_refusal(it, last, PALLIA_EOVERFLOW, error);
    }
    pl_status status = settle(it, first, first * DECADE - 1, error);
    return status == PALLIA_OK ? settle(it, first * DECADE, last, error) : status;
}

static pl_status settle(work *it, int64_t first, int64_t last, pl_error *error) {
    sample low = {0};
    sample high = {0};
    pl_status status = ask(it, first, &low, error);
    if (status == PALLIA_OK) {
        status = ask(it, last, &high, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (low.status == PALLIA_EOVERFLOW || high.status == PALLIA_EOVERFLOW) {
        return settle_by_decades(it, first, last, error);
    }
    if (low.status != high.status) {
        return pl_fail(error, PALLIA_EINTERNAL, NULL, NULL);
    }
    return low.status == PALLIA_OK ? add_values(it, first, last, low.value, high.value, error)
                                   : add_refusal(it, last, low.status, error);
}

static pl_status settle_all(work *it, pl_error *error) {
    int64_t first = 1;
    pl_status status = PALLIA_OK;
    if (it->cuts.lost) {
        return add_refusal(it, it->cuts.last, PALLIA_EOVERFLOW, error);
    }
    for (size_t i = 0; i < it->cuts.count && status == PALLIA_OK; i++) {
        int64_t next = it->cuts.list[i];
        if (next > first) {
            status = settle(it, first, next - 1, error);
            first = next;
        }
    }
    return status == PALLIA_OK ? settle(it, first, it->cuts.last, error) : status;
}

static pl_status largest_dose(const pl_context *context, pl_place from, int64_t *out) {
    pl_rational bound;
    pl_status status = pl_unit_largest(pl_native_unit(context, from), &bound);
    if (status == PALLIA_OK) {
        status = pl_rational_mul(bound, pl_rational_from_int(PL_DOSE_PARTS), &bound);
    }
    if (status == PALLIA_OK) {
        *out = pl_rational_floor(bound);
    }
    return status;
}

static pl_status keep(const work *it, pl_arena *arena, pl_error *error) {
    pl_segment *kept = pl_arena_array(arena, it->count, sizeof *kept);
    if (!kept) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    memcpy(kept, it->segments, it->count * sizeof *kept);
    it->plan->segments = kept;
    it->plan->count = it->count;
    return PALLIA_OK;
}

static pl_status make(work *it, pl_arena *arena, pl_error *error) {
    pl_status status = largest_dose(it->context, it->from, &it->cuts.last);
    if (status != PALLIA_OK) {
        return pl_fail(error, status, NULL, NULL);
    }
    find_cuts(it->context, it->request, it->from, &it->cuts);
    status = settle_all(it, error);
    if (status == PALLIA_OK) {
        status = add_refusal(it, INT64_MAX, PALLIA_EMAGNITUDE, error);
    }
    return status == PALLIA_OK ? keep(it, arena, error) : status;
}

pl_status pl_plan_make(pl_context *context, pl_request *request, bool totals, pl_place from,
                       pl_arena *arena, pl_plan *out, pl_error *error) {
    pl_arena scratch;
    pl_arena *before = context->arena;
    pl_status status;
    pl_arena_init(&scratch, before->allocator);
    context->arena = &scratch;
    *out = (pl_plan){0};
    work *it = pl_arena_get(&scratch, sizeof *it);
    if (it) {
        it->context = context;
        it->request = request;
        it->totals = totals;
        it->from = from;
        it->plan = out;
        status = make(it, arena, error);
    } else {
        status = pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    context->arena = before;
    pl_arena_release(&scratch);
    return status;
}
