/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/answer.h"
#include "operations/judge.h"
#include "operations/operations.h"
#include "operations/others.h"

/* The lowest and highest of all answers, and how many times the one is in the other. */
static void write_spread(pl_writer *writer, pl_context *context, const pl_request *request,
                         const pl_others *rows) {
    if (rows->count == 0) {
        return;
    }
    pl_rational low = rows->list[0].value;
    pl_rational high = low;
    pl_rational ratio;
    for (size_t i = 1; i < rows->count; i++) {
        pl_rational value = rows->list[i].value;
        low = pl_rational_compare(value, low) < 0 ? value : low;
        high = pl_rational_compare(value, high) > 0 ? value : high;
    }
    pl_write_object(writer, "spread");
    pl_answer_quantity(writer, context, "low", low, pl_native_unit(context, request->target));
    pl_answer_quantity(writer, context, "high", high, pl_native_unit(context, request->target));
    if (pl_rational_div(high, low, &ratio) == PALLIA_OK) {
        char text[PL_RATIONAL_TEXT_SIZE];
        pl_rational_text(ratio, text);
        pl_write_string(writer, "ratio", text);
    }
    pl_write_int(writer, "tables", (int64_t)rows->count);
    pl_write_object_end(writer);
}

/* The profile's own answer, beside which the others are measured. */
static void write_result(pl_writer *writer, pl_context *context, const pl_request *request,
                         const pl_conversion *conversion, const pl_others *rows) {
    const pl_unit *unit = pl_native_unit(context, request->target);
    pl_write_object(writer, "result");
    pl_answer_place(writer, context, request->target);
    pl_answer_quantity(writer, context, "calculated", conversion->value, unit);
    if (conversion->has_interval) {
        pl_answer_interval(writer, context, "interval", conversion->low, conversion->high, unit);
    }
    write_spread(writer, context, request, rows);
    pl_write_object_end(writer);
}

static void write_refusal(pl_writer *writer, pl_context *context, const pl_request *request,
                          const pl_error *error) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", pl_answer_status(error->code));
    pl_write_string(writer, "op", "compare");
    pl_answer_error(writer, context, error);
    pl_answer_tail(writer, context, request);
    pl_write_object_end(writer);
}

/* Without a rule of the profile the tables are still compared; nothing else may be missing. */
static bool may_compare(pl_status status) {
    return status == PALLIA_OK || status == PALLIA_ENO_RULE;
}

/* Why the regimen is not converted whole. */
static pl_status first_missing(const pl_request *request, const pl_conversion *conversion) {
    size_t i = 0;
    while (i + 1 < request->regimen.sum_count && conversion->missing[i] == PALLIA_OK) {
        i++;
    }
    return conversion->missing[i];
}

void pl_compare(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_request request;
    pl_conversion conversion;
    pl_others rows;
    pl_error error = {0};
    if (pl_request_read(context, document, PL_REQUEST_COMPARE, &request, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "compare", &error, NULL);
        return;
    }
    pl_status status = pl_judge(context, &request, false, &conversion, &error);
    pl_others_find(context, &request, NULL, &rows);
    bool whole = status == PALLIA_OK && conversion.missing_count == 0;
    if (!may_compare(status) || (!whole && rows.count == 0)) {
        if (status == PALLIA_OK) {
            pl_judge_fail(context, &request, &conversion, first_missing(&request, &conversion),
                          &error);
        }
        write_refusal(writer, context, &request, &error);
        return;
    }
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", whole ? "ok" : "partial");
    pl_write_string(writer, "op", "compare");
    pl_write_string(writer, "profile", request.profile->id);
    pl_rational beside = rows.count > 0 ? rows.list[0].value : pl_rational_from_int(0);
    if (whole) {
        pl_judge_explain(context, &request, &conversion);
        pl_others_advise(context, &request, conversion.value, &rows);
        write_result(writer, context, &request, &conversion, &rows);
        beside = conversion.value;
    } else {
        pl_others_advise(context, &request, beside, &rows);
    }
    pl_others_write(writer, context, &request, beside, &rows);
    pl_answer_tail(writer, context, &request);
    pl_write_object_end(writer);
}
