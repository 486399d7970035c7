/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/order_trace.h"

#include "operations/anticipation.h"
#include "tables/index.h"
#include "tables/set.h"

#include <string.h>

enum { FRAILTIES = 2 };

static const char default_profile[] = "fr";
static const char local[] = "local";
static const char yes[] = "true";

/* ---- the row ---- */

static const pl_anticipated *find_row(const pl_context *context, const pl_anticipation *tables,
                                      const pl_order_origin *origin) {
    const pl_anticipation *in;
    bool is_local = strcmp(origin->kind, local) == 0;
    for (size_t i = 0; (in = pl_anticipation_at(context, tables, i)) != NULL; i++) {
        const pl_anticipated *row = pl_anticipated_find(in, origin->row);
        if (row && row->local == is_local) {
            return row;
        }
    }
    return NULL;
}

/* A rotation may name the arrow that it went by. */
static bool is_arrow(const pl_context *context, const pl_order_origin *origin) {
    for (size_t i = 0; i < context->rules->edition_count; i++) {
        const pl_edition *edition = context->rules->editions[i];
        for (size_t k = 0; k < edition->row_count; k++) {
            if (strcmp(edition->rows[k].id, origin->row) == 0) {
                return true;
            }
        }
    }
    return false;
}

static bool gives_place(const pl_anticipated *row, const pl_order_line *line) {
    for (size_t i = 0; i < row->route_count; i++) {
        if (row->routes[i] == line->route) {
            return row->drug == line->drug;
        }
    }
    return false;
}

/* ---- the dose, computed again ---- */

/* A state that asks for nothing but this patient and the product of the line. */
static pl_status begin(pl_context *scratch, const pl_order_line *line,
                       const pl_trace_patient *patient, pl_anticipate_state *it, pl_error *error) {
    pl_request *request = &it->request;
    pl_status status = pl_tables_anticipation(scratch->tables, &it->tables, error);
    if (status == PALLIA_OK) {
        status = pl_tables_products(scratch->tables, &it->products, error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_syringe(scratch->tables, &it->syringe, error);
    }
    it->shelf = (pl_shelf){scratch->drugs, it->syringe};
    it->route = line->route;
    request->profile = pl_profile_find(scratch->rules, default_profile);
    if (status == PALLIA_OK && !request->profile) {
        status = pl_fail(error, PALLIA_EPROFILE, "", default_profile);
    }
    if (!pl_rational_is_zero(patient->kg)) {
        request->patient.facts[PL_FACT_WEIGHT] =
            (pl_fact_value){.given = true, .quantity = {patient->kg, pl_unit_base(PL_BODY_WEIGHT)}};
    }
    if (line->strength.given) {
        it->home[it->home_count++] =
            (pl_home){line->drug, line->strength.quantity, line->volume.quantity, 1};
    }
    return status;
}

static void take_baseline(const pl_trace_patient *patient, pl_request *request) {
    pl_place place = request->profile->pivot;
    request->regimen.items[0] = (pl_item){place, PL_NONE, patient->baseline, 0};
    request->regimen.sums[0] = (pl_sum){place, patient->baseline, 0};
    request->regimen.item_count = 1;
    request->regimen.sum_count = 1;
}

/* The total does not tell which part came from another drug, and was cut for it: the low end may be
 * as low as if all of it had. */
static bool lower_by_cut(const pl_profile *profile, pl_made *made) {
    static const int32_t percents = 100;
    pl_rational left;
    return pl_rational_sub(pl_rational_from_int(percents), profile->reduction.high, &left) ==
               PALLIA_OK &&
           pl_rational_div(left, pl_rational_from_int(percents), &left) == PALLIA_OK &&
           pl_rational_mul(made->low, left, &made->low) == PALLIA_OK;
}

static bool compute(pl_context *scratch, pl_anticipate_state *it, const pl_trace_patient *patient,
                    pl_made *made) {
    pl_error ignored = {0};
    if (made->row->kind == PL_ANTICIPATION_BREAKTHROUGH) {
        if (!patient->has_baseline) {
            return false;
        }
        take_baseline(patient, &it->request);
        return pl_anticipate_breakthrough(scratch, it, made, &ignored) == PALLIA_OK &&
               lower_by_cut(it->request.profile, made);
    }
    return pl_anticipate_dose(scratch, it, made) == PALLIA_OK;
}

/* Between what the source gives and what can be measured of it. */
static bool lies_within(const pl_order_line *line, const pl_made *made) {
    const pl_given *low = made->continuous ? &line->rate : &line->low;
    const pl_given *high = made->continuous ? &line->rate : &line->high;
    pl_rational least;
    pl_rational most;
    if (!low->given || low->quantity.unit->dimension != made->unit->dimension ||
        pl_quantity_in(low->quantity, made->unit, &least) != PALLIA_OK ||
        pl_quantity_in(high->quantity, made->unit, &most) != PALLIA_OK) {
        return false;
    }
    bool enough = pl_rational_compare(least, made->low) >= 0 ||
                  pl_rational_compare(least, made->given_low) >= 0;
    bool few = pl_rational_compare(most, made->high) <= 0 ||
               pl_rational_compare(most, made->given_high) <= 0;
    return enough && few;
}

/* A dose that is said per kg, of a row that is: nothing is to compute. */
static bool is_same_per_kg(const pl_order_line *line, const pl_anticipated *row) {
    return row->low.unit && line->low.given &&
           line->low.quantity.unit->dimension == PL_MASS_PER_WEIGHT &&
           row->low.unit->dimension == PL_MASS_PER_WEIGHT &&
           pl_rational_compare(line->low.quantity.value, row->low.value) >= 0 &&
           pl_rational_compare(line->high.quantity.value, row->high.value) <= 0;
}

/* For somebody frail or not: the line does not say which the row was read for. */
static pl_trace_result compare(pl_context *scratch, pl_anticipate_state *it,
                               const pl_anticipated *row, const pl_order_line *line,
                               const pl_trace_patient *patient) {
    bool known = false;
    for (int frail = 0; frail < FRAILTIES; frail++) {
        pl_made made = {.row = row, .place = {line->drug, line->route}};
        it->request.patient.facts[PL_FACT_FRAIL].given = frail != 0;
        it->request.patient.facts[PL_FACT_FRAIL].word = yes;
        if (!compute(scratch, it, patient, &made) || made.place.drug != line->drug ||
            made.place.route != line->route) {
            continue;
        }
        pl_anticipate_supply(scratch, it, &made);
        known = true;
        if (lies_within(line, &made)) {
            return PL_TRACE_FOUND;
        }
    }
    return known ? PL_TRACE_DIFFERENT : PL_TRACE_FOUND;
}

pl_status pl_order_trace(pl_context *context, const pl_order_line *line,
                         const pl_trace_patient *patient, pl_trace_result *out, pl_error *error) {
    const pl_order_origin *origin = &line->origin;
    *out = PL_TRACE_NONE;
    if (!origin->kind || !origin->row) {
        return PALLIA_OK;
    }
    pl_context *scratch = pl_arena_get(context->arena, sizeof *scratch);
    pl_anticipate_state *it = pl_arena_get(context->arena, sizeof *it);
    if (!scratch || !it) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    *scratch = *context;
    pl_status status = begin(scratch, line, patient, it, error);
    if (status != PALLIA_OK) {
        return status;
    }
    const pl_anticipated *row = find_row(context, it->tables, origin);
    bool share = row && row->kind == PL_ANTICIPATION_BREAKTHROUGH;
    if (!row) {
        *out = is_arrow(context, origin) ? PL_TRACE_FOUND : PL_TRACE_UNKNOWN;
    } else if (!share && !gives_place(row, line)) {
        *out = PL_TRACE_DIFFERENT;
    } else if (is_same_per_kg(line, row)) {
        *out = PL_TRACE_FOUND;
    } else {
        *out = compare(scratch, it, row, line, patient);
    }
    context->exhausted = context->exhausted || scratch->exhausted;
    return PALLIA_OK;
}
