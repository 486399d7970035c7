/* SPDX-License-Identifier: MPL-2.0 */
#include "pallia/conversion.h"

#include "api/border.h"
#include "api/prepared.h"
#include "operations/judge.h"
#include "tables/index.h"
#include "tables/set.h"

#include <string.h>

struct pallia_conversion {
    pl_prepared base;
    const pl_border_step *steps;
    char from[PL_PLACE_TEXT_SIZE];
    char to[PL_PLACE_TEXT_SIZE];
    const char *unit_from; /* static */
    const char *unit_to;
    const char *edition;
};

static const char *join_editions(pl_arena *arena, const pl_plan *plan) {
    const char *first = plan->editions[0] ? plan->editions[0]->id : "";
    const char *second = plan->editions[1] ? plan->editions[1]->id : "";
    size_t first_length = strlen(first);
    size_t second_length = strlen(second);
    char *text = pl_arena_get(arena, first_length + 1 + second_length + 1);
    if (!text) {
        return NULL;
    }
    memcpy(text, first, first_length);
    if (second_length > 0) {
        text[first_length] = ' ';
        memcpy(text + first_length + 1, second, second_length);
    }
    return text;
}

/* An arrow that refuses every dose for one reason is refused when it is prepared. */
static pl_status refuse_all(const pl_context *context, const pl_plan *plan, pl_place from,
                            pl_error *error) {
    enum { ONE_AND_THE_LAST = 2 };
    char token[PL_PLACE_TEXT_SIZE];
    pl_status status = plan->segments[0].status;
    if (plan->count != ONE_AND_THE_LAST || status == PALLIA_OK) {
        return PALLIA_OK;
    }
    pl_place_text(context->drugs, from, token);
    return pl_fail(error, status, "/from", token);
}

static pl_status fill(pl_context *context, const pl_json *document, void *into, pl_error *error) {
    pallia_conversion *out = into;
    pl_request request;
    pl_place from;
    pl_plan plan;
    bool totals;
    pl_status status = pl_request_prepare(context, document, &from, &request, &totals, error);
    if (status == PALLIA_OK) {
        status = pl_plan_make(context, &request, totals, from, &out->base.arena, &plan, error);
    }
    if (status == PALLIA_OK) {
        status = refuse_all(context, &plan, from, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    pl_place_text(context->drugs, from, out->from);
    pl_place_text(context->drugs, request.target, out->to);
    out->unit_from = pl_native_unit(context, from)->code;
    out->unit_to = pl_native_unit(context, request.target)->code;
    out->edition = join_editions(&out->base.arena, &plan);
    return out->edition ? pl_border_make(&plan, &out->base.arena, &out->steps, error)
                        : PALLIA_ENOMEM;
}

int32_t pallia_conversion_new(const pallia_tables *tables, const char *request, size_t length,
                              pallia_conversion **conversion, char **answer) {
    if (!conversion) {
        return PALLIA_EARGUMENT;
    }
    pl_prepared *made;
    pl_status status =
        pl_prepared_new(tables, request, length, sizeof **conversion, fill, &made, answer);
    if (status == PALLIA_OK) {
        *conversion = (pallia_conversion *)made;
    }
    return status;
}

pallia_conversion *pallia_conversion_retain(pallia_conversion *conversion) {
    pl_prepared_retain((pl_prepared *)conversion);
    return conversion;
}

void pallia_conversion_release(pallia_conversion *conversion) {
    pl_prepared_release((pl_prepared *)conversion);
}

/* Why a dose is none. */
static int32_t dose_status(double dose) {
    if (!(dose - dose <= 0)) {
        return PALLIA_EQUANTITY; /* NaN; infinite, whose difference with itself is NaN */
    }
    if (dose < 0) {
        return PALLIA_ENEGATIVE;
    }
    return dose > 0 && pl_border_parts(dose) == 0 ? PALLIA_EPRECISION : PALLIA_EMAGNITUDE;
}

int32_t pallia_conversion_apply(const pallia_conversion *conversion, double dose, double *result) {
    if (!conversion || !result) {
        return PALLIA_EARGUMENT;
    }
    double converted;
    uint8_t row = pl_border_apply(conversion->steps, dose, &converted);
    if (row != PALLIA_ROW_OK) {
        return row == PALLIA_ROW_DOSE ? dose_status(dose) : pallia_row_status(row);
    }
    *result = converted;
    return PALLIA_OK;
}

const char *pallia_conversion_from(const pallia_conversion *conversion) {
    return conversion ? conversion->from : NULL;
}

const char *pallia_conversion_to(const pallia_conversion *conversion) {
    return conversion ? conversion->to : NULL;
}

const char *pallia_conversion_unit_from(const pallia_conversion *conversion) {
    return conversion ? conversion->unit_from : NULL;
}

const char *pallia_conversion_unit_to(const pallia_conversion *conversion) {
    return conversion ? conversion->unit_to : NULL;
}

const char *pallia_conversion_edition(const pallia_conversion *conversion) {
    return conversion ? conversion->edition : NULL;
}
