/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/others.h"

#include "leaf/round.h"
#include "operations/advise.h"
#include "operations/answer.h"

#include <string.h>

static bool gave_the_answer(const pl_edition *edition, const pl_conversion *conversion) {
    if (!conversion || conversion->leg_count == 0) {
        return false;
    }
    for (size_t i = 0; i < conversion->leg_count; i++) {
        if (conversion->legs[i].row->edition != edition) {
            return false;
        }
    }
    return true;
}

static void try_choice(const pl_choice *choice, const pl_request *request,
                       const bool never[PL_ITEMS_MAX], pl_others *out) {
    pl_conversion conversion;
    pl_status status = pl_convert(choice, &request->regimen, request->target, never, &conversion);
    if (status != PALLIA_OK || conversion.missing_count > 0 || conversion.leg_count == 0 ||
        out->count == PL_OTHERS_MAX) {
        return;
    }
    out->list[out->count++] = (pl_other){choice->edition, conversion.value, conversion.low,
                                         conversion.high, conversion.has_interval};
}

void pl_others_find(const pl_context *context, const pl_request *request,
                    const pl_conversion *conversion, pl_others *out) {
    bool never[PL_ITEMS_MAX];
    out->count = 0;
    pl_advise_never_sums(request, never);
    if (request->edition) {
        pl_choice choice = {request->profile, NULL, request->stable};
        try_choice(&choice, request, never, out);
    }
    for (size_t i = 0; i < context->rules->edition_count; i++) {
        const pl_edition *edition = context->rules->editions[i];
        if (edition->purpose != PL_PURPOSE_ROTATION || edition->status == PL_TABLE_DEPRECATED ||
            edition == request->edition || gave_the_answer(edition, conversion)) {
            continue;
        }
        pl_choice choice = {request->profile, edition, request->stable};
        try_choice(&choice, request, never, out);
    }
}

static bool disagrees(const pl_request *request, pl_rational value, const pl_other *other) {
    pl_rational change;
    pl_rational bound = request->profile->disagree_percent;
    pl_rational opposite = {-bound.num, bound.den};
    return pl_round_change_percent(value, other->value, &change) == PALLIA_OK &&
           (pl_rational_compare(change, bound) > 0 || pl_rational_compare(change, opposite) < 0);
}

void pl_others_advise(pl_context *context, const pl_request *request, pl_rational value,
                      const pl_others *others) {
    if (pl_rational_is_zero(value)) {
        return;
    }
    pl_rational low = value;
    pl_rational high = value;
    bool wide = false;
    for (size_t i = 0; i < others->count; i++) {
        const pl_other *other = &others->list[i];
        wide = wide || disagrees(request, value, other);
        low = pl_rational_compare(other->value, low) < 0 ? other->value : low;
        high = pl_rational_compare(other->value, high) > 0 ? other->value : high;
    }
    if (!wide) {
        return;
    }
    const pl_unit *unit = pl_native_unit(context, request->target);
    pl_argument arguments[] = {
        {"percent", pl_say_number(context, request->profile->disagree_percent)},
        {"low", pl_say_quantity(context, low, unit)},
        {"high", pl_say_quantity(context, high, unit)}};
    pl_advise(context, "tables-disagree", PL_SEVERITY_CAUTION, NULL, arguments, 3);
}

static void write_name(pl_writer *writer, const pl_context *context, const pl_request *request,
                       const pl_edition *edition) {
    if (!edition) {
        pl_write_string(writer, "profile", request->profile->id);
        pl_write_string(writer, "title", pl_pick(context, request->profile->title));
        return;
    }
    pl_write_string(writer, "edition", edition->id);
    pl_write_string(writer, "title", edition->title);
    pl_write_string(writer, "jurisdiction", edition->jurisdiction);
    if (edition->status == PL_TABLE_SUPERSEDED) {
        pl_write_string(writer, "table_status", "superseded");
    }
}

static void write_difference(pl_writer *writer, pl_rational value, const pl_other *other) {
    pl_rational change;
    char text[PL_ROUND_TEXT_SIZE];
    if (pl_round_change_percent(value, other->value, &change) == PALLIA_OK) {
        pl_round_text(change, '.', text);
        pl_write_string(writer, "differs_percent", text);
    }
}

void pl_others_write(pl_writer *writer, pl_context *context, const pl_request *request,
                     pl_rational value, const pl_others *others) {
    const pl_unit *unit = pl_native_unit(context, request->target);
    pl_write_list(writer, "others");
    for (size_t i = 0; i < others->count; i++) {
        const pl_other *other = &others->list[i];
        pl_write_object(writer, NULL);
        write_name(writer, context, request, other->edition);
        pl_answer_quantity(writer, context, "calculated", other->value, unit);
        if (other->has_interval) {
            pl_answer_interval(writer, context, "interval", other->low, other->high, unit);
        }
        write_difference(writer, value, other);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

void pl_others_name(pl_writer *writer, pl_context *context, const pl_others *others) {
    pl_write_list(writer, "others");
    for (size_t i = 0; i < others->count; i++) {
        const pl_edition *edition = others->list[i].edition;
        if (!edition) {
            continue;
        }
        pl_write_object(writer, NULL);
        write_name(writer, context, NULL, edition);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}
