/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/judge.h"

#include "operations/advise.h"
#include "operations/plausible.h"
#include "tables/index.h"

#include <stdio.h>
#include <string.h>

static bool out_of_scope(const pl_request *request) {
    const pl_fact_value *age = &request->patient.facts[PL_FACT_AGE];
    pl_rational years;
    return age->given && pl_quantity_in(age->quantity, pl_unit_base(PL_AGE), &years) == PALLIA_OK &&
           pl_rational_compare(years, request->profile->age_at_least) < 0;
}

pl_status pl_judge_fail(const pl_context *context, const pl_request *request,
                        const pl_conversion *conversion, pl_status status, pl_error *error) {
    char pointer[32] = "/regimen";
    char token[PL_PLACE_TEXT_SIZE];
    pl_place_text(context->drugs, request->target, token);
    for (size_t i = 0; i < request->regimen.sum_count; i++) {
        if (conversion->missing[i] == status) {
            snprintf(pointer, sizeof pointer, "/regimen/%zu", request->regimen.sums[i].first);
            pl_place_text(context->drugs, request->regimen.sums[i].place, token);
            break;
        }
    }
    return pl_fail(error, status, pointer, token);
}

static bool stops(const pl_request *request, const pl_guards *guards,
                  const pl_conversion *conversion) {
    bool stopped = guards->stopped_target;
    for (size_t i = 0; i < request->regimen.sum_count; i++) {
        bool counted = !conversion || conversion->missing[i] == PALLIA_OK;
        stopped = stopped || (guards->stopped[i] && counted);
    }
    return stopped;
}

static bool receives_something(const pl_request *request) {
    for (size_t i = 0; i < request->regimen.sum_count; i++) {
        if (!pl_rational_is_zero(request->regimen.sums[i].per24)) {
            return true;
        }
    }
    return false;
}

/* What contradicts itself, or was left out, in the request. */
static void advise_request(pl_context *context, pl_request *request) {
    pl_fact_value *naive = &request->patient.facts[PL_FACT_OPIOID_NAIVE];
    bool something = receives_something(request);
    if (naive->given && strcmp(naive->word, "true") == 0 && something) {
        pl_advise(context, "naive-contradiction", PL_SEVERITY_CAUTION, NULL, NULL, 0);
        naive->use = PL_FACT_ADVICE;
    }
    if (!something) {
        pl_advise(context, "zero-dose", PL_SEVERITY_CAUTION, NULL, NULL, 0);
    }
    if (request->regimen.aside) {
        pl_argument arguments[] = {{"place", request->regimen.aside}};
        pl_advise(context, "not-opioid", PL_SEVERITY_CAUTION, NULL, arguments, 1);
    }
}

pl_status pl_judge_scope(pl_request *request, pl_error *error) {
    if (!out_of_scope(request)) {
        return PALLIA_OK;
    }
    request->patient.facts[PL_FACT_AGE].use = PL_FACT_CHANGED;
    return pl_fail(error, PALLIA_ESCOPE, "/patient/age", "");
}

pl_status pl_judge(pl_context *context, pl_request *request, bool totals, pl_conversion *conversion,
                   pl_error *error) {
    pl_guards guards;
    if (pl_judge_scope(request, error) != PALLIA_OK) {
        return PALLIA_ESCOPE;
    }
    pl_advise_rules(context, request, pl_plausible_ome(request->profile, &request->regimen),
                    &guards);
    advise_request(context, request);
    const pl_rule *rule = pl_advise_never(request);
    if (rule) {
        return pl_fail(error, PALLIA_ENEVER, "/target", rule->code);
    }
    if (!totals && request->edition && request->edition->purpose != PL_PURPOSE_ROTATION) {
        return pl_fail(error, PALLIA_ETOTALS_ONLY, "/edition", request->edition->id);
    }
    if (!request->edition && stops(request, &guards, NULL)) {
        return pl_fail(error, PALLIA_EWITHHELD, "/acknowledge", "");
    }
    pl_choice choice = {request->profile, request->edition, request->stable};
    pl_status status =
        pl_convert(&choice, &request->regimen, request->target, guards.never, conversion);
    if (status != PALLIA_OK) {
        return pl_judge_fail(context, request, conversion, status, error);
    }
    if (stops(request, &guards, conversion)) {
        return pl_fail(error, PALLIA_EWITHHELD, "/acknowledge", "");
    }
    return PALLIA_OK;
}

/* Dates of one form compare as text. */
static bool overdue(const pl_request *request, const pl_edition *edition) {
    return request->date && strcmp(request->date, edition->review_by) > 0;
}

static void advise_table(pl_context *context, const pl_request *request,
                         const pl_edition *edition) {
    pl_argument arguments[] = {{"edition", edition->id}, {"date", edition->review_by}};
    if (overdue(request, edition)) {
        pl_advise(context, "table-overdue", PL_SEVERITY_CAUTION, NULL, arguments, 2);
    }
    if (edition->status != PL_TABLE_ACTIVE) {
        pl_advise(context, "table-superseded", PL_SEVERITY_CAUTION, NULL, arguments, 2);
    }
    if (edition->local) {
        pl_advise(context, "local-table", PL_SEVERITY_CAUTION, NULL, arguments, 2);
    }
}

static const char *say_missing(pl_context *context, const pl_request *request,
                               const pl_conversion *conversion) {
    for (size_t i = 0; i < request->regimen.sum_count; i++) {
        if (conversion->missing[i] != PALLIA_OK) {
            return pl_say_place(context, request->regimen.sums[i].place);
        }
    }
    return "";
}

static void advise(pl_context *context, const pl_request *request,
                   const pl_conversion *conversion) {
    if (conversion->missing_count > 0) {
        pl_argument arguments[] = {{"place", say_missing(context, request, conversion)}};
        pl_advise(context, "incomplete", PL_SEVERITY_CAUTION, NULL, arguments, 1);
    }
    if (conversion->band_edge) {
        pl_advise(context, "band-edge", PL_SEVERITY_CAUTION, NULL, NULL, 0);
    }
    if (conversion->two_legs) {
        pl_advise(context, "two-legs", PL_SEVERITY_INFO, NULL, NULL, 0);
    }
    for (size_t i = 0; i < conversion->leg_count; i++) {
        advise_table(context, request, conversion->legs[i].row->edition);
    }
}

/* Several parts add up: one line for the reader who redoes it. */
static void explain_total(pl_context *context, const pl_request *request,
                          const pl_conversion *conversion) {
    if (request->regimen.sum_count < 2) {
        return;
    }
    const pl_unit *unit = pl_native_unit(context, request->target);
    pl_argument arguments[] = {{"value", pl_say_quantity(context, conversion->value, unit)}};
    pl_trail_value(context, "total", pl_say(context, "trail.total", arguments, 1), NULL,
                   conversion->value, unit);
}

void pl_judge_explain(pl_context *context, const pl_request *request,
                      const pl_conversion *conversion) {
    pl_convert_explain(context, conversion);
    explain_total(context, request, conversion);
    advise(context, request, conversion);
}
