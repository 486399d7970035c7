/* SPDX-License-Identifier: MPL-2.0 */
#include "pallia/columns.h"

#include "api/border.h"
#include "api/prepared.h"
#include "tables/index.h"
#include "tables/set.h"

struct pallia_columns {
    pl_prepared base;
    const pl_drugs *drugs;         /* of its tables */
    const pl_border_step **places; /* by code; NULL where a drug is not given by a route */
    size_t place_count;
    pl_place target;
    char to[PL_PLACE_TEXT_SIZE];
};

/* A code is a cell of the table of drugs by routes. */
static pl_place place_of(const pallia_columns *columns, size_t code) {
    size_t routes = columns->drugs->route_count;
    return (pl_place){(int16_t)(code / routes), (int16_t)(code % routes)};
}

static pl_status fill_place(pl_context *context, pl_request *request, bool totals,
                            pallia_columns *out, size_t code, pl_error *error) {
    pl_plan plan;
    pl_place place = place_of(out, code);
    if (!pl_place_valid(context->drugs, place)) {
        return PALLIA_OK;
    }
    pl_status status =
        pl_plan_make(context, request, totals, place, &out->base.arena, &plan, error);
    return status == PALLIA_OK ? pl_border_make(&plan, &out->base.arena, &out->places[code], error)
                               : status;
}

static pl_status fill(pl_context *context, const pl_json *document, void *into, pl_error *error) {
    pallia_columns *out = into;
    pl_request request;
    bool totals;
    pl_status status = pl_request_prepare(context, document, NULL, &request, &totals, error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->drugs = context->drugs;
    out->target = request.target;
    pl_place_text(context->drugs, request.target, out->to);
    out->place_count = out->drugs->drug_count * out->drugs->route_count;
    out->places = pl_arena_array(&out->base.arena, out->place_count, sizeof *out->places);
    if (!out->places) {
        return PALLIA_ENOMEM;
    }
    for (size_t code = 0; code < out->place_count && status == PALLIA_OK; code++) {
        status = fill_place(context, &request, totals, out, code, error);
    }
    return status;
}

int32_t pallia_columns_new(const pallia_tables *tables, const char *request, size_t length,
                           pallia_columns **columns, char **answer) {
    if (!columns) {
        return PALLIA_EARGUMENT;
    }
    pl_prepared *made;
    pl_status status =
        pl_prepared_new(tables, request, length, sizeof **columns, fill, &made, answer);
    if (status == PALLIA_OK) {
        *columns = (pallia_columns *)made;
    }
    return status;
}

pallia_columns *pallia_columns_retain(pallia_columns *columns) {
    pl_prepared_retain((pl_prepared *)columns);
    return columns;
}

void pallia_columns_release(pallia_columns *columns) {
    pl_prepared_release((pl_prepared *)columns);
}

int32_t pallia_columns_code(const pallia_columns *columns, const char *drug, const char *route,
                            int32_t *code) {
    pl_place place;
    if (!columns || !drug || !route || !code) {
        return PALLIA_EARGUMENT;
    }
    int16_t found = pl_drug_find(columns->drugs, drug);
    if (found == PL_NONE) {
        return PALLIA_EDRUG;
    }
    pl_status status = pl_place_choose(columns->drugs, found, route, &place);
    if (status == PALLIA_OK) {
        *code = place.drug * (int32_t)columns->drugs->route_count + place.route;
    }
    return status;
}

/* The steps of a code; NULL when it is none. A negative code is a large unsigned one. */
static const pl_border_step *steps_of(const pl_border_step *const *places, size_t place_count,
                                      int32_t code) {
    return (uint32_t)code < place_count ? places[code] : NULL;
}

const char *pallia_columns_unit(const pallia_columns *columns, int32_t code) {
    if (!columns || !steps_of(columns->places, columns->place_count, code)) {
        return NULL;
    }
    return columns->drugs->routes[place_of(columns, (size_t)code).route].native->code;
}

const char *pallia_columns_to(const pallia_columns *columns) {
    return columns ? columns->to : NULL;
}

const char *pallia_columns_unit_to(const pallia_columns *columns) {
    return columns ? columns->drugs->routes[columns->target.route].native->code : NULL;
}

int32_t pallia_columns_run(const pallia_columns *columns, size_t rows, const int32_t *codes,
                           const double *doses, double *results, uint8_t *statuses) {
    if (!columns || !codes || !doses || !results || !statuses) {
        return PALLIA_EARGUMENT;
    }
    const pl_border_step *const *places = columns->places;
    const size_t place_count = columns->place_count;
    for (size_t i = 0; i < rows; i++) {
        const pl_border_step *steps = steps_of(places, place_count, codes[i]);
        if (!steps) {
            results[i] = (double)NAN;
            statuses[i] = PALLIA_ROW_UNKNOWN;
            continue;
        }
        statuses[i] = pl_border_apply(steps, doses[i], &results[i]);
    }
    return PALLIA_OK;
}
