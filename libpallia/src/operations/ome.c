/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/answer.h"
#include "operations/judge.h"
#include "operations/operations.h"

#include <stdio.h>

static void write_item(pl_writer *writer, pl_context *context, const pl_request *request,
                       const pl_conversion *conversion, size_t index) {
    const pl_sum *sum = &request->regimen.sums[index];
    char pointer[32];
    snprintf(pointer, sizeof pointer, "/regimen/%zu", sum->first);
    pl_write_object(writer, NULL);
    pl_answer_place(writer, context, sum->place);
    pl_write_string(writer, "pointer", pointer);
    pl_answer_quantity(writer, context, "given", sum->per24, pl_native_unit(context, sum->place));
    pl_write_bool(writer, "counted", conversion->missing[index] == PALLIA_OK);
    if (conversion->missing[index] != PALLIA_OK) {
        pl_write_int(writer, "code", conversion->missing[index]);
        pl_write_string(writer, "why", pl_status_name(conversion->missing[index]));
    }
    pl_write_object_end(writer);
}

static void write_result(pl_writer *writer, pl_context *context, const pl_request *request,
                         const pl_conversion *conversion) {
    const pl_unit *unit = pl_native_unit(context, request->target);
    pl_write_object(writer, "result");
    pl_answer_place(writer, context, request->target);
    pl_answer_quantity(writer, context, "total", conversion->value, unit);
    if (conversion->has_interval) {
        pl_answer_interval(writer, context, "interval", conversion->low, conversion->high, unit);
    }
    if (conversion->missing_count > 0) {
        pl_write_string(writer, "bound", "lower");
    }
    pl_write_list(writer, "items");
    for (size_t i = 0; i < request->regimen.sum_count; i++) {
        write_item(writer, context, request, conversion, i);
    }
    pl_write_list_end(writer);
    pl_write_object_end(writer);
}

static void write_head(pl_writer *writer, const char *status, const pl_request *request) {
    pl_write_string(writer, "status", status);
    pl_write_string(writer, "op", "ome");
    if (request->edition) {
        pl_write_string(writer, "edition", request->edition->id);
    } else {
        pl_write_string(writer, "profile", request->profile->id);
    }
}

void pl_ome(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_request request;
    pl_conversion conversion;
    pl_error error = {0};
    if (pl_request_read(context, document, PL_REQUEST_OME, &request, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "ome", &error, NULL);
        return;
    }
    pl_status status = pl_judge(context, &request, true, &conversion, &error);
    pl_write_object(writer, NULL);
    if (status != PALLIA_OK) {
        write_head(writer, pl_answer_status(status), &request);
        pl_answer_error(writer, context, &error);
    } else {
        pl_judge_explain(context, &request, &conversion);
        pl_advise(context, "total-not-dose", PL_SEVERITY_CAUTION, NULL, NULL, 0);
        write_head(writer, conversion.missing_count > 0 ? "partial" : "ok", &request);
        write_result(writer, context, &request, &conversion);
    }
    pl_answer_tail(writer, context, &request);
    pl_write_object_end(writer);
}
