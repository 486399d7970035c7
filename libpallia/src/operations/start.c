/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/start.h"

#include "operations/answer.h"
#include "tables/index.h"

/* value - part x percent / 100 */
static pl_status cut(pl_rational value, pl_rational part, pl_rational percent, pl_rational *out) {
    pl_rational share;
    pl_rational amount;
    pl_status status = pl_rational_div(percent, pl_rational_from_int(100), &share);
    if (status == PALLIA_OK) {
        status = pl_rational_mul(part, share, &amount);
    }
    return status == PALLIA_OK ? pl_rational_sub(value, amount, out) : status;
}

static pl_status cut_both(pl_rational value, pl_rational part, pl_start *out) {
    pl_status status = cut(value, part, out->cut_low, &out->high);
    return status == PALLIA_OK ? cut(value, part, out->cut_high, &out->low) : status;
}

static void explain(pl_context *context, const pl_request *request, const pl_conversion *conversion,
                    const pl_start *start) {
    const pl_unit *unit = pl_native_unit(context, request->target);
    pl_argument arguments[] = {{"value", pl_say_quantity(context, conversion->value, unit)},
                               {"cut_low", pl_say_number(context, start->cut_low)},
                               {"cut_high", pl_say_number(context, start->cut_high)},
                               {"low", pl_say_quantity(context, start->low, unit)},
                               {"high", pl_say_quantity(context, start->high, unit)}};
    bool interval = !pl_rational_equal(start->low, start->high);
    const char *key = interval ? "trail.reduction_range" : "trail.reduction";
    pl_trail_value(context, "reduction", pl_say(context, key, arguments, 5), NULL, start->low,
                   unit);
    if (interval) {
        const pl_basis *basis = &request->profile->reduction.basis;
        pl_advise(context, "reduction-range", PL_SEVERITY_CAUTION, basis, arguments, 5);
    }
}

/* A cut that was asked for is applied as asked; what it departs from is said. */
static void advise_asked(pl_context *context, const pl_request *request,
                         const pl_conversion *conversion) {
    const pl_reduction *published = &request->profile->reduction;
    bool none = pl_rational_is_zero(request->reduction);
    bool above = pl_rational_compare(request->reduction, published->high) > 0;
    bool below = pl_rational_compare(request->reduction, published->low) < 0;
    bool changes = !pl_rational_is_zero(conversion->changed);
    pl_argument arguments[] = {{"percent", pl_say_number(context, request->reduction)},
                               {"cut_low", pl_say_number(context, published->low)},
                               {"cut_high", pl_say_number(context, published->high)}};
    if (pl_patterns_match(published->none_towards, request->target)) {
        if (!none) {
            pl_advise(context, "reduction-on-bands", PL_SEVERITY_CAUTION, &published->basis,
                      arguments, 3);
        }
        return;
    }
    if (above || (changes && below)) {
        pl_advise(context, "reduction-outside", PL_SEVERITY_CAUTION, &published->basis, arguments,
                  3);
    } else if (!changes && !none) {
        pl_advise(context, "reduction-on-route", PL_SEVERITY_INFO, &published->basis, arguments, 3);
    }
}

pl_status pl_start_find(pl_context *context, const pl_request *request,
                        const pl_conversion *conversion, pl_start *out) {
    const pl_reduction *published = &request->profile->reduction;
    pl_rational zero = pl_rational_from_int(0);
    *out = (pl_start){conversion->value, conversion->value, zero, zero, "none"};
    pl_rational part = conversion->changed;
    if (request->has_reduction) {
        out->reduction = "asked";
        out->cut_low = out->cut_high = request->reduction;
        part = conversion->value;
        advise_asked(context, request, conversion);
    } else if (pl_rational_is_zero(part) ||
               pl_patterns_match(published->none_towards, request->target)) {
        return PALLIA_OK;
    } else {
        out->reduction = "published";
        out->cut_low = published->low;
        out->cut_high = published->high;
    }
    pl_status status = cut_both(conversion->value, part, out);
    if (status == PALLIA_OK) {
        explain(context, request, conversion, out);
    }
    return status;
}

void pl_start_write(pl_writer *writer, pl_context *context, const pl_request *request,
                    const pl_start *start) {
    const pl_unit *unit = pl_native_unit(context, request->target);
    const pl_unit *percent = pl_unit_base(PL_PERCENT);
    pl_answer_interval(writer, context, "start", start->low, start->high, unit);
    pl_write_object(writer, "reduction");
    pl_write_string(writer, "basis", start->reduction);
    pl_answer_quantity(writer, context, "low", start->cut_low, percent);
    pl_answer_quantity(writer, context, "high", start->cut_high, percent);
    pl_write_object_end(writer);
}
