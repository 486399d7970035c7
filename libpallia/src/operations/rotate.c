/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/answer.h"
#include "operations/breakthrough.h"
#include "operations/judge.h"
#include "operations/operations.h"
#include "operations/options.h"
#include "operations/origin.h"
#include "operations/others.h"
#include "operations/plausible.h"
#include "operations/start.h"
#include "tables/set.h"

#include <stdio.h>
#include <string.h>

enum { HOURS_IN_A_DAY = 24 };

/* Everything that one rotation finds before it is written. */
typedef struct rotation {
    pl_request request;
    pl_conversion conversion;
    pl_start start;
    pl_breakthrough_doses breakthrough;
    pl_others others;
    const pl_products *products;
    pl_shelf shelf;
} rotation;

static bool is_driver(const pl_context *context, pl_place place) {
    return context->drugs->routes[place.route].driver;
}

static const pl_unit *target_unit(const pl_context *context, const rotation *it) {
    return pl_native_unit(context, it->request.target);
}

static void write_missing(pl_writer *writer, pl_context *context, const rotation *it) {
    pl_write_list(writer, "missing");
    for (size_t i = 0; i < it->request.regimen.sum_count; i++) {
        if (it->conversion.missing[i] == PALLIA_OK) {
            continue;
        }
        char pointer[32];
        snprintf(pointer, sizeof pointer, "/regimen/%zu", it->request.regimen.sums[i].first);
        pl_write_object(writer, NULL);
        pl_answer_place(writer, context, it->request.regimen.sums[i].place);
        pl_write_string(writer, "pointer", pointer);
        pl_write_int(writer, "code", it->conversion.missing[i]);
        pl_write_string(writer, "why", pl_status_name(it->conversion.missing[i]));
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_calculated(pl_writer *writer, pl_context *context, const rotation *it) {
    const pl_unit *unit = target_unit(context, it);
    pl_answer_place(writer, context, it->request.target);
    pl_answer_quantity(writer, context, "calculated", it->conversion.value, unit);
    if (it->conversion.has_interval) {
        pl_answer_interval(writer, context, "interval", it->conversion.low, it->conversion.high,
                           unit);
    }
    if (it->conversion.missing_count > 0) {
        pl_write_string(writer, "bound", "lower");
        write_missing(writer, context, it);
    }
}

static void write_rate(pl_writer *writer, pl_context *context, const char *key,
                       pl_rational per_day) {
    pl_rational rate;
    if (pl_rational_div(per_day, pl_rational_from_int(HOURS_IN_A_DAY), &rate) == PALLIA_OK) {
        pl_answer_quantity(writer, context, key, rate, pl_unit_base(PL_MASS_RATE));
    }
}

static void write_rates(pl_writer *writer, pl_context *context, const rotation *it) {
    if (!is_driver(context, it->request.target)) {
        return;
    }
    write_rate(writer, context, "per_hour", it->start.low);
    if (!pl_rational_equal(it->start.low, it->start.high)) {
        write_rate(writer, context, "per_hour_high", it->start.high);
    }
}

static void write_law(pl_writer *writer, const pl_line *line) {
    pl_write_string(writer, "class", line->legal_class);
    pl_write_bool(writer, "hospital_only", line->hospital_only);
    static const char *const keys[] = {"max_days", "pump_days", "fraction_days", "max_weeks"};
    int32_t values[] = {line->max_days, line->pump_days, line->fraction_days, line->max_weeks};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (values[i] > 0) {
            pl_write_int(writer, keys[i], values[i]);
        }
    }
}

static void write_intakes(pl_writer *writer, pl_context *context, const pl_option *option,
                          const pl_unit *unit) {
    pl_write_list(writer, "intakes");
    if (option->intake_count == PL_INTAKES_MAX) {
        pl_answer_intake(writer, context, &option->intakes[0], "morning", unit);
        pl_answer_intake(writer, context, &option->intakes[1], "evening", unit);
    } else {
        pl_answer_intake(writer, context, &option->intakes[0], "each", unit);
    }
    pl_write_list_end(writer);
}

/* One way of giving `dose`; returns the change it makes, in percent. */
static void write_option(pl_writer *writer, pl_context *context, const rotation *it,
                         const pl_option *option, const char *of, pl_rational change) {
    static const char *const kinds[] = {[PL_KIND_UNIT] = "unit",
                                        [PL_KIND_PATCH] = "patch",
                                        [PL_KIND_AMPOULE] = "ampoule",
                                        [PL_KIND_DROPS] = "drops"};
    const pl_unit *unit = target_unit(context, it);
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    char percent[PL_ROUND_TEXT_SIZE];
    pl_write_object(writer, NULL);
    pl_write_string(writer, "of", of);
    pl_write_string(writer, "line", option->line->id);
    pl_write_string(writer, "name", option->line->name);
    pl_write_string(writer, "kind", kinds[option->line->kind]);
    pl_write_string(writer, "form", pl_pick(context, option->line->form));
    pl_answer_quantity(writer, context, "every", option->every, pl_unit_base(PL_TIME));
    write_intakes(writer, context, option,
                  option->line->kind == PL_KIND_PATCH ? unit : pl_unit_base(PL_MASS));
    if (option->line->kind == PL_KIND_AMPOULE || option->line->kind == PL_KIND_DROPS) {
        pl_answer_quantity(writer, context, "volume", option->volume, ml);
    }
    if (option->line->kind == PL_KIND_AMPOULE) {
        pl_answer_quantity(writer, context, "waste", option->waste, ml);
    }
    pl_answer_quantity(writer, context, "total", option->total, unit);
    pl_round_text(change, '.', percent);
    pl_write_string(writer, "change_percent", percent);
    write_law(writer, option->line);
    pl_write_object_end(writer);
}

static pl_rational magnitude(pl_rational a) {
    return (pl_rational){a.num < 0 ? -a.num : a.num, a.den};
}

/* What the products made of one dose: how many ways, and the smallest change among them. */
typedef struct fit {
    size_t count;
    pl_rational least;
} fit;

/* What one line makes of a dose, of the release that was asked for. */
static bool fit_line(const rotation *it, const pl_line *line, pl_rational dose, pl_option *option) {
    const pl_request *request = &it->request;
    bool other_release =
        request->target_release != PL_NONE && line->release != request->target_release;
    return !other_release &&
           pl_option_fit(line, &it->shelf, request->target, dose, request->rounding, option);
}

/* Whether some line gives the dose without throwing away more than it uses. */
static bool some_thrifty(const rotation *it, pl_rational dose) {
    pl_option option;
    for (size_t i = 0; i < it->products->line_count; i++) {
        if (fit_line(it, &it->products->lines[i], dose, &option) && !option.wasteful) {
            return true;
        }
    }
    return false;
}

static void offer_line(pl_writer *writer, pl_context *context, const rotation *it,
                       const pl_line *line, pl_rational dose, const char *of, bool thrifty,
                       fit *found) {
    pl_option option;
    pl_rational change;
    if (!fit_line(it, line, dose, &option) || (thrifty && option.wasteful) ||
        pl_round_change_percent(dose, option.total, &change) != PALLIA_OK) {
        return;
    }
    write_option(writer, context, it, &option, of, change);
    pl_rational size = magnitude(change);
    if (found->count == 0 || pl_rational_compare(size, found->least) < 0) {
        found->least = size;
    }
    found->count++;
}

static void advise_fit(pl_context *context, const rotation *it, pl_rational dose,
                       const fit *found) {
    const pl_unit *unit = target_unit(context, it);
    pl_argument arguments[] = {{"dose", pl_say_quantity(context, dose, unit)},
                               {"place", pl_say_place(context, it->request.target)},
                               {"percent", NULL}};
    if (found->count == 0) {
        pl_advise(context, "not-achievable", PL_SEVERITY_CAUTION, NULL, arguments, 2);
        return;
    }
    if (pl_rational_compare(found->least, it->request.profile->rounding_percent) >= 0) {
        arguments[2].value = pl_say_number(context, found->least);
        pl_advise(context, "rounding-change", PL_SEVERITY_CAUTION, NULL, arguments, 3);
    }
}

static void fit_dose(pl_writer *writer, pl_context *context, const rotation *it, pl_rational dose,
                     const char *of) {
    fit found = {0};
    if (pl_rational_is_zero(dose)) {
        return;
    }
    bool thrifty = some_thrifty(it, dose);
    for (size_t i = 0; i < it->products->line_count; i++) {
        offer_line(writer, context, it, &it->products->lines[i], dose, of, thrifty, &found);
    }
    advise_fit(context, it, dose, &found);
}

static void write_options(pl_writer *writer, pl_context *context, const rotation *it) {
    pl_write_list(writer, "options");
    fit_dose(writer, context, it, it->start.high, "high");
    if (!pl_rational_equal(it->start.low, it->start.high)) {
        fit_dose(writer, context, it, it->start.low, "low");
    }
    pl_write_list_end(writer);
}

/* Whether an ampoule to draw from is marketed outside hospitals: the dilution proposes which. */
static bool has_ampoule(const rotation *it, pl_rational dose) {
    for (size_t i = 0; i < it->products->line_count; i++) {
        const pl_line *line = &it->products->lines[i];
        pl_option option;
        if (line->kind == PL_KIND_AMPOULE && !line->hospital_only &&
            pl_option_fit(line, &it->shelf, it->request.target, dose, PL_ROUND_DOWN, &option) &&
            !option.wasteful) {
            return true;
        }
    }
    return false;
}

static void write_text_quantity(pl_writer *writer, const char *key, pl_rational value,
                                const pl_unit *unit) {
    char number[PL_RATIONAL_TEXT_SIZE];
    char text[PL_RATIONAL_TEXT_SIZE + 16];
    pl_rational_text(value, number);
    snprintf(text, sizeof text, "%s %s", number, unit->code);
    pl_write_string(writer, key, text);
}

/* The request for the driver that gives the lower start dose. A dose must be writable as a decimal,
 * so one that is not goes down to the last digit that the grammar of quantities reads. */
static void write_next(pl_writer *writer, pl_context *context, const rotation *it) {
    pl_rational dose;
    if (!is_driver(context, it->request.target) || pl_rational_is_zero(it->start.low) ||
        !has_ampoule(it, it->start.low) ||
        pl_round_to_step(it->start.low, (pl_rational){1, 1000000}, PL_ROUND_DOWN, &dose) !=
            PALLIA_OK) {
        return;
    }
    pl_write_object(writer, "next");
    pl_write_string(writer, "op", "dilute");
    pl_write_list(writer, "drugs");
    pl_write_object(writer, NULL);
    pl_write_string(writer, "drug", context->drugs->drugs[it->request.target.drug].id);
    write_text_quantity(writer, "dose", dose, target_unit(context, it));
    pl_write_object_end(writer);
    pl_write_list_end(writer);
    pl_write_string(writer, "route", context->drugs->routes[it->request.target.route].id);
    pl_write_string(writer, "duration", "24 h");
    if (pl_request_acknowledges(&it->request, pl_plausible_code)) {
        pl_write_list(writer, "acknowledge");
        pl_write_string(writer, NULL, pl_plausible_code);
        pl_write_list_end(writer);
    }
    const pl_unit *unit = target_unit(context, it);
    pl_origin_write_start(writer, context, "rotate", it->request.target.drug,
                          (pl_quantity){it->start.low, unit}, (pl_quantity){it->start.high, unit});
    pl_write_object_end(writer);
}

static void write_result(pl_writer *writer, pl_context *context, const rotation *it) {
    pl_write_object(writer, "result");
    write_calculated(writer, context, it);
    if (it->conversion.missing_count == 0) {
        pl_start_write(writer, context, &it->request, &it->start);
        write_rates(writer, context, it);
        pl_breakthrough_write(writer, context, &it->request, it->products, &it->shelf,
                              &it->breakthrough);
        write_options(writer, context, it);
        write_next(writer, context, it);
    }
    pl_write_object_end(writer);
}

static void write_head(pl_writer *writer, const char *status, const rotation *it) {
    pl_write_string(writer, "status", status);
    pl_write_string(writer, "op", "rotate");
    if (it->request.edition) {
        pl_write_string(writer, "edition", it->request.edition->id);
    } else {
        pl_write_string(writer, "profile", it->request.profile->id);
    }
}

/* No number may be shown. Tables that would have answered are named when only a rule was missing.
 */
static void refuse(pl_writer *writer, pl_context *context, rotation *it, const pl_error *error) {
    it->others.count = 0;
    if (error->code == PALLIA_ENO_RULE) {
        pl_others_find(context, &it->request, NULL, &it->others);
    }
    pl_write_object(writer, NULL);
    write_head(writer, pl_answer_status(error->code), it);
    pl_answer_error(writer, context, error);
    pl_others_name(writer, context, &it->others);
    pl_answer_tail(writer, context, &it->request);
    pl_write_object_end(writer);
}

static void explain_rate(pl_context *context, const rotation *it, pl_rational per_day) {
    pl_rational rate;
    if (pl_rational_div(per_day, pl_rational_from_int(HOURS_IN_A_DAY), &rate) != PALLIA_OK) {
        return;
    }
    const pl_unit *unit = pl_unit_base(PL_MASS_RATE);
    pl_argument arguments[] = {
        {"value", pl_say_quantity(context, per_day, target_unit(context, it))},
        {"rate", pl_say_quantity(context, rate, unit)}};
    pl_trail_value(context, "per_hour", pl_say(context, "trail.per_hour", arguments, 2), NULL, rate,
                   unit);
}

static void explain_rates(pl_context *context, const rotation *it) {
    if (!is_driver(context, it->request.target)) {
        return;
    }
    explain_rate(context, it, it->start.low);
    if (!pl_rational_equal(it->start.low, it->start.high)) {
        explain_rate(context, it, it->start.high);
    }
}

/* Ampoules are measured with syringes; other forms need none of their tables. */
static pl_status fill_shelf(pl_context *context, rotation *it, pl_error *error) {
    bool draws = is_driver(context, it->request.target);
    for (size_t i = 0; i < it->breakthrough.count; i++) {
        draws = draws || is_driver(context, it->breakthrough.list[i].place);
    }
    it->shelf = (pl_shelf){.drugs = context->drugs};
    return draws ? pl_tables_devices(context->tables, &it->shelf.syringes, error) : PALLIA_OK;
}

static pl_status find_rest(pl_context *context, rotation *it, pl_error *error) {
    pl_judge_explain(context, &it->request, &it->conversion);
    pl_status status = pl_tables_products(context->tables, &it->products, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_others_find(context, &it->request, &it->conversion, &it->others);
    if (it->conversion.missing_count > 0) {
        return PALLIA_OK;
    }
    pl_others_advise(context, &it->request, it->conversion.value, &it->others);
    status = pl_start_find(context, &it->request, &it->conversion, &it->start);
    if (status == PALLIA_OK) {
        explain_rates(context, it);
        status = pl_breakthrough_find(context, &it->request, &it->start, &it->breakthrough);
    }
    if (status == PALLIA_OK) {
        return fill_shelf(context, it, error);
    }
    return pl_fail(error, status, "/regimen", NULL);
}

void pl_rotate(pl_context *context, const pl_json *document, pl_writer *writer) {
    rotation it;
    pl_error error = {0};
    if (pl_request_read(context, document, PL_REQUEST_ROTATE, &it.request, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "rotate", &error, NULL);
        return;
    }
    pl_status status = pl_judge(context, &it.request, false, &it.conversion, &error);
    if (status == PALLIA_OK) {
        status = find_rest(context, &it, &error);
    }
    if (status != PALLIA_OK) {
        refuse(writer, context, &it, &error);
        return;
    }
    bool partial = it.conversion.missing_count > 0;
    pl_write_object(writer, NULL);
    write_head(writer, partial ? "partial" : "ok", &it);
    write_result(writer, context, &it);
    if (partial) {
        /* Beside an incomplete total a complete one would look like a difference between tables. */
        pl_others_name(writer, context, &it.others);
    } else {
        pl_others_write(writer, context, &it.request, it.conversion.value, &it.others);
    }
    pl_answer_tail(writer, context, &it.request);
    pl_write_object_end(writer);
}
