/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/round.h"
#include "operations/answer.h"
#include "operations/ceilings.h"
#include "operations/dilution.h"
#include "operations/mixing.h"
#include "operations/operations.h"
#include "tables/set.h"

#include <string.h>

enum { HOURS_IN_A_DAY = 24 };

/* ---- advice that the numbers give ---- */

/* Another marketed ampoule of the drug, of another strength. `alike`: that holds as much in another
 * volume, or more or less in the same, so that a hand takes it for this one. */
static bool confusable(const pl_ampoule *mine, const pl_ampoule *other, bool alike) {
    bool same_content = pl_rational_equal(mine->content, other->content);
    bool same_volume = pl_rational_equal(mine->volume, other->volume);
    return !pl_rational_equal(mine->strength, other->strength) &&
           (!alike || same_content || same_volume);
}

static bool find_other(const pl_dilution *it, const pl_fill_drug *one, bool alike,
                       pl_ampoule *out) {
    for (size_t i = 0; i < it->products->line_count; i++) {
        const pl_line *line = &it->products->lines[i];
        for (size_t p = 0; line->drug == one->drug && line->kind == PL_KIND_AMPOULE &&
                           p < line->presentation_count;
             p++) {
            if (pl_ampoule_of(line, &line->presentations[p], out) == PALLIA_OK &&
                confusable(&one->ampoule, out, alike)) {
                return true;
            }
        }
    }
    return false;
}

/* The one that looks most like it, else any of another strength: a strong ampoule has no twin, and
 * is the one not to take for a weak one. */
static bool find_confusable(const pl_dilution *it, const pl_fill_drug *one, pl_ampoule *out) {
    return find_other(it, one, true, out) || find_other(it, one, false, out);
}

static void advise_confusion(pl_context *context, const pl_dilution *it, const pl_fill_drug *one) {
    pl_ampoule other;
    if (!find_confusable(it, one, &other)) {
        return;
    }
    pl_argument arguments[] = {{"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
                               {"mine", pl_say_ampoule(context, &one->ampoule)},
                               {"other", pl_say_ampoule(context, &other)}};
    pl_advise(context, "confusion-pair", PL_SEVERITY_CAUTION, NULL, arguments, 3);
}

static void advise_marks(pl_context *context, const pl_fill_drug *one) {
    if (one->on_mark) {
        return;
    }
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    pl_argument arguments[] = {
        {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
        {"volume", pl_say_quantity(context, one->volume, ml)},
        {"syringe", pl_say_quantity(context, one->draw_with->nominal.value, ml)},
        {"mark", pl_say_quantity(context, one->draw_with->graduation.value, ml)}};
    pl_advise(context, "between-marks", PL_SEVERITY_CAUTION, NULL, arguments, 4);
}

static void advise_rate(pl_context *context, const pl_dilution *it) {
    pl_rational change;
    if (pl_rational_equal(it->rate, it->exact_rate) ||
        pl_round_change_percent(it->exact_rate, it->rate, &change) != PALLIA_OK) {
        return;
    }
    const pl_unit *unit = pl_unit_base(PL_VOLUME_RATE);
    pl_argument arguments[] = {
        {"exact", pl_say_quantity(context, it->exact_rate, unit)},
        {"rate", pl_say_quantity(context, it->rate, unit)},
        {"percent", pl_say_number(context, change)},
        {"duration", pl_say_quantity(context, it->duration, pl_unit_base(PL_TIME))}};
    bool wide = context->rules->profile_count > 0 &&
                pl_rational_compare((pl_rational){-change.num, change.den},
                                    context->rules->profiles[0].tolerance_dose) > 0;
    pl_advise(context, "rate-rounded", wide ? PL_SEVERITY_CAUTION : PL_SEVERITY_INFO, NULL,
              arguments, 4);
}

static void advise_diluent(pl_context *context, const pl_dilution *it) {
    if (pl_rational_is_zero(it->diluent_volume)) {
        return;
    }
    if (it->diluent == PL_NONE) {
        pl_advise(context, "diluent-unknown", PL_SEVERITY_CAUTION, NULL, NULL, 0);
        return;
    }
    for (size_t i = 0; i < it->tables->diluent_rule_count; i++) {
        const pl_diluent_rule *rule = &it->tables->diluent_rules[i];
        for (size_t d = 0; d < it->drug_count; d++) {
            if (rule->drug == it->drugs[d].drug && rule->diluent == it->diluent &&
                rule->verdict == PL_DILUENT_DISPUTED) {
                pl_argument arguments[] = {{"note", pl_pick(context, rule->why)}};
                pl_advise(context, "diluent-disputed", PL_SEVERITY_CAUTION, &rule->basis, arguments,
                          1);
            }
        }
    }
}

static void advise_syringe(pl_context *context, const pl_dilution *it) {
    if (!it->syringe_proposed) {
        return;
    }
    pl_argument arguments[] = {
        {"syringe", pl_say_quantity(context, it->capacity, pl_unit_base(PL_VOLUME))}};
    pl_advise(context, "syringe-proposed", PL_SEVERITY_INFO, NULL, arguments, 1);
}

static void advise_prime(pl_context *context, const pl_dilution *it) {
    if (pl_rational_is_zero(it->prime)) {
        return;
    }
    pl_argument arguments[] = {
        {"prime", pl_say_quantity(context, it->prime, pl_unit_base(PL_VOLUME))}};
    pl_advise(context, "prime-takes", PL_SEVERITY_INFO, NULL, arguments, 1);
}

static void advise_origin(pl_context *context, const pl_dilution *it) {
    for (size_t i = 0; it->origin.given && i < it->drug_count; i++) {
        if (it->drugs[i].drug == it->origin.drug) {
            pl_origin_compare(context, &it->origin, it->drugs[i].per_hour);
        }
    }
    pl_origin_advise(context, &it->origin);
}

void pl_dilution_judge(pl_context *context, const pl_dilution *it) {
    pl_mixing_advise(context, it);
    advise_diluent(context, it);
    for (size_t i = 0; i < it->drug_count; i++) {
        pl_rational hourly;
        advise_confusion(context, it, &it->drugs[i]);
        advise_marks(context, &it->drugs[i]);
        if (pl_rational_div(it->drugs[i].delivered, pl_rational_from_int(HOURS_IN_A_DAY),
                            &hourly) == PALLIA_OK) {
            pl_ceilings_advise(context, it->tables, it->drugs[i].drug, hourly, it->kg);
        }
    }
    advise_rate(context, it);
    advise_prime(context, it);
    advise_syringe(context, it);
    advise_origin(context, it);
}

bool pl_dilution_stopped(const pl_context *context, const pl_dilution *it) {
    for (size_t i = 0; i < context->advice_count; i++) {
        bool unheeded = context->advice[i].severity == PL_SEVERITY_STOP && !context->advice[i].from;
        for (size_t a = 0; a < it->acknowledge_count; a++) {
            unheeded = unheeded && strcmp(it->acknowledge[a], context->advice[i].code) != 0;
        }
        if (unheeded) {
            return true;
        }
    }
    return false;
}

/* ---- working ---- */

static void explain_drug(pl_context *context, const pl_dilution *it, const pl_fill_drug *one) {
    const pl_unit *mg = pl_unit_base(PL_MASS);
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    const pl_unit *mg_per_ml = pl_unit_base(PL_CONCENTRATION);
    const pl_unit *mg_per_h = pl_unit_base(PL_MASS_RATE);
    pl_rational ordered = it->duration; /* the pump's step may have lengthened it since */
    if (pl_rational_div(one->total, one->per_hour, &ordered) != PALLIA_OK) {
        return;
    }
    pl_argument arguments[] = {
        {"duration", pl_say_quantity(context, ordered, pl_unit_base(PL_TIME))},
        {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
        {"per_hour", pl_say_quantity(context, one->per_hour, mg_per_h)},
        {"total", pl_say_quantity(context, one->total, mg)},
        {"strength", pl_say_quantity(context, one->ampoule.strength, mg_per_ml)},
        {"volume", pl_say_quantity(context, one->volume, ml)},
        {"final", pl_say_quantity(context, it->volume, ml)},
        {"concentration", pl_say_quantity(context, one->concentration, mg_per_ml)},
        {"rate", pl_say_quantity(context, it->rate, pl_unit_base(PL_VOLUME_RATE))},
        {"delivered", pl_say_quantity(context, one->delivered, pl_unit_find("mg/24h", 6))}};
    size_t count = sizeof arguments / sizeof arguments[0];
    if (!one->has_total) {
        pl_trail_value(context, "total", pl_say(context, "trail.fill_total", arguments, count),
                       NULL, one->total, mg);
    }
    pl_trail_value(context, "volume", pl_say(context, "trail.fill_volume", arguments, count), NULL,
                   one->volume, ml);
    pl_trail_value(context, "concentration",
                   pl_say(context, "trail.fill_concentration", arguments, count), NULL,
                   one->concentration, mg_per_ml);
    pl_trail_value(context, "delivered", pl_say(context, "trail.fill_delivered", arguments, count),
                   NULL, one->delivered, pl_unit_find("mg/24h", 6));
}

static void explain(pl_context *context, const pl_dilution *it) {
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    pl_argument arguments[] = {
        {"final", pl_say_quantity(context, it->volume, ml)},
        {"diluent", pl_say_quantity(context, it->diluent_volume, ml)},
        {"rate", pl_say_quantity(context, it->rate, pl_unit_base(PL_VOLUME_RATE))},
        {"duration", pl_say_quantity(context, it->duration, pl_unit_base(PL_TIME))}};
    for (size_t i = 0; i < it->drug_count; i++) {
        explain_drug(context, it, &it->drugs[i]);
    }
    pl_trail_value(context, "diluent", pl_say(context, "trail.fill_diluent", arguments, 4), NULL,
                   it->diluent_volume, ml);
    pl_trail_value(context, "rate", pl_say(context, "trail.fill_rate", arguments, 4), NULL,
                   it->rate, pl_unit_base(PL_VOLUME_RATE));
}

/* ---- the answer ---- */

static void write_ampoule(pl_writer *writer, pl_context *context, const pl_fill_drug *one) {
    const pl_ampoule *ampoule = &one->ampoule;
    pl_write_object(writer, "ampoule");
    pl_answer_quantity(writer, context, "strength", ampoule->strength,
                       pl_unit_base(PL_CONCENTRATION));
    pl_answer_quantity(writer, context, "volume", ampoule->volume, pl_unit_base(PL_VOLUME));
    pl_answer_quantity(writer, context, "content", ampoule->content, pl_unit_base(PL_MASS));
    pl_write_string(writer, "text", pl_say_ampoule(context, ampoule));
    if (ampoule->presentation) {
        pl_write_string(writer, "name", ampoule->presentation->name);
        pl_write_string(writer, "cis", ampoule->presentation->cis);
        pl_write_string(writer, "line", ampoule->line->id);
    }
    pl_write_object_end(writer);
}

/* How many ampoules the longest prescription and one fraction of it take, one driver a `duration`.
 */
static void write_supply_of(pl_writer *writer, const pl_dilution *it, const pl_fill_drug *one,
                            const char *key, int32_t days) {
    pl_rational drivers;
    if (days == 0 ||
        pl_rational_div(pl_rational_from_int(days * HOURS_IN_A_DAY), it->duration, &drivers) !=
            PALLIA_OK ||
        pl_round_to_step(drivers, pl_rational_from_int(1), PL_ROUND_UP, &drivers) != PALLIA_OK ||
        pl_rational_mul(drivers, one->count, &drivers) != PALLIA_OK) {
        return;
    }
    pl_write_object(writer, key);
    pl_write_int(writer, "days", days);
    pl_write_int(writer, "ampoules", drivers.num);
    pl_write_object_end(writer);
}

static void write_supply(pl_writer *writer, const pl_dilution *it, const pl_fill_drug *one) {
    const pl_line *line = one->ampoule.line;
    if (!line) {
        return;
    }
    int32_t longest = line->pump_days > 0 ? line->pump_days : line->max_days;
    pl_write_object(writer, "supply");
    pl_write_string(writer, "class", line->legal_class);
    write_supply_of(writer, it, one, "longest", longest);
    write_supply_of(writer, it, one, "fraction", line->fraction_days);
    pl_write_object_end(writer);
}

static void write_drawing(pl_writer *writer, pl_context *context, const pl_fill_drug *one) {
    if (!one->draw_with) {
        return;
    }
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    pl_write_object(writer, "draw_with");
    pl_write_string(writer, "syringe", one->draw_with->id);
    pl_answer_quantity(writer, context, "graduation", one->draw_with->graduation.value, ml);
    pl_write_bool(writer, "on_mark", one->on_mark);
    pl_write_bool(writer, "configurable", one->draw_with->configurable);
    pl_write_object_end(writer);
}

static void write_drug(pl_writer *writer, pl_context *context, const pl_dilution *it,
                       const pl_fill_drug *one) {
    const pl_unit *mg = pl_unit_base(PL_MASS);
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    pl_rational taken;
    pl_write_object(writer, NULL);
    pl_write_string(writer, "drug", context->drugs->drugs[one->drug].id);
    pl_write_string(writer, "name", pl_pick(context, context->drugs->drugs[one->drug].name));
    pl_write_string(writer, "salt", one->salt);
    pl_answer_quantity(writer, context, "total", one->total, mg);
    pl_answer_quantity(writer, context, "per_hour", one->per_hour, pl_unit_base(PL_MASS_RATE));
    pl_answer_quantity(writer, context, "per_24h", one->delivered, pl_unit_find("mg/24h", 6));
    pl_answer_quantity(writer, context, "volume", one->volume, ml);
    pl_write_int(writer, "ampoules", one->count.num);
    write_ampoule(writer, context, one);
    pl_answer_quantity(writer, context, "waste", one->waste, ml);
    pl_answer_quantity(writer, context, "concentration", one->concentration,
                       pl_unit_base(PL_CONCENTRATION));
    write_drawing(writer, context, one);
    if (pl_rational_mul(it->prime, one->concentration, &taken) == PALLIA_OK &&
        !pl_rational_is_zero(taken)) {
        pl_answer_quantity(writer, context, "prime_takes", taken, mg);
    }
    write_supply(writer, it, one);
    pl_write_object_end(writer);
}

static void write_diluent(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    pl_write_object(writer, "diluent");
    if (it->diluent != PL_NONE) {
        const pl_diluent *one = &it->tables->diluents[it->diluent];
        pl_write_string(writer, "id", one->id);
        pl_write_string(writer, "name", pl_pick(context, one->name));
    }
    pl_write_bool(writer, "proposed", it->diluent_proposed);
    pl_answer_quantity(writer, context, "volume", it->diluent_volume, pl_unit_base(PL_VOLUME));
    pl_write_object_end(writer);
}

static void write_device(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    if (it->syringe) {
        pl_write_string(writer, "syringe", it->syringe->id);
        pl_answer_quantity(writer, context, "capacity", it->capacity, ml);
    }
    if (it->device) {
        pl_write_string(writer, "device", it->device->id);
    }
    if (it->has_step) {
        pl_answer_quantity(writer, context, "rate_step", it->step, pl_unit_base(PL_VOLUME_RATE));
        pl_answer_quantity(writer, context, "exact_rate", it->exact_rate,
                           pl_unit_base(PL_VOLUME_RATE));
    }
    if (!pl_rational_is_zero(it->prime)) {
        pl_answer_quantity(writer, context, "prime", it->prime, ml);
    }
}

static void write_prescribed(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    pl_write_list(writer, "prescribed");
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_fill_drug *one = &it->drugs[i];
        pl_write_object(writer, NULL);
        pl_write_string(writer, "drug", context->drugs->drugs[one->drug].id);
        pl_answer_quantity(writer, context, "dose", one->per_hour, pl_unit_base(PL_MASS_RATE));
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_contents(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    pl_write_list(writer, "contents");
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_fill_drug *one = &it->drugs[i];
        pl_write_object(writer, NULL);
        pl_write_string(writer, "drug", context->drugs->drugs[one->drug].id);
        pl_answer_quantity(writer, context, "strength", one->ampoule.strength,
                           pl_unit_base(PL_CONCENTRATION));
        pl_answer_quantity(writer, context, "volume", one->volume, pl_unit_base(PL_VOLUME));
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

/* The request that verifies this very syringe, in exact quantities. */
static void write_next(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    pl_write_object(writer, "next");
    pl_write_string(writer, "op", "verify");
    write_prescribed(writer, context, it);
    pl_write_object(writer, "prepared");
    write_contents(writer, context, it);
    pl_write_object(writer, "diluent");
    pl_answer_quantity(writer, context, "volume", it->diluent_volume, ml);
    pl_write_object_end(writer);
    pl_answer_quantity(writer, context, "final_volume", it->volume, ml);
    if (!pl_rational_is_zero(it->prime)) {
        pl_answer_quantity(writer, context, "prime", it->prime, ml);
    }
    pl_answer_quantity(writer, context, "rate", it->rate, pl_unit_base(PL_VOLUME_RATE));
    pl_write_object_end(writer);
    pl_origin_write_dilution(writer, context);
    pl_write_object_end(writer);
}

static void write_result(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    pl_write_object(writer, "result");
    pl_write_list(writer, "drugs");
    for (size_t i = 0; i < it->drug_count; i++) {
        write_drug(writer, context, it, &it->drugs[i]);
    }
    pl_write_list_end(writer);
    write_diluent(writer, context, it);
    pl_answer_quantity(writer, context, "final_volume", it->volume, pl_unit_base(PL_VOLUME));
    pl_answer_quantity(writer, context, "rate", it->rate, pl_unit_base(PL_VOLUME_RATE));
    pl_answer_quantity(writer, context, "duration", it->duration, pl_unit_base(PL_TIME));
    write_device(writer, context, it);
    pl_dilution_write_label(writer, context, it);
    write_next(writer, context, it);
    pl_write_object_end(writer);
}

void pl_dilute(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_dilution it = {0};
    pl_error error = {0};
    pl_status status = pl_tables_syringe(context->tables, &it.tables, &error);
    if (status == PALLIA_OK) {
        status = pl_tables_products(context->tables, &it.products, &error);
    }
    if (status == PALLIA_OK) {
        status = pl_dilution_read(context, document, &it, &error);
    }
    if (status == PALLIA_OK) {
        status = pl_dilution_solve(context, &it, &error);
    }
    if (status == PALLIA_OK) {
        pl_dilution_judge(context, &it);
        if (pl_dilution_stopped(context, &it)) {
            status = pl_fail(&error, PALLIA_EWITHHELD, "/acknowledge", "");
        }
    }
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "dilute", &error, NULL);
        return;
    }
    explain(context, &it);
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", "ok");
    pl_write_string(writer, "op", "dilute");
    write_result(writer, context, &it);
    pl_answer_tail(writer, context, NULL);
    pl_write_object_end(writer);
}
