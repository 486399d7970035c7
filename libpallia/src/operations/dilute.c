/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/round.h"
#include "leaf/utf8.h"
#include "operations/answer.h"
#include "operations/ceilings.h"
#include "operations/dilution.h"
#include "operations/mixing.h"
#include "operations/operations.h"
#include "operations/plausible.h"
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
                confusable(&one->chosen.ampoule, out, alike)) {
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
                               {"mine", pl_say_ampoule(context, &one->chosen.ampoule)},
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

/* Every dose changes as the rate does. Beyond what the profile tolerates between an order and what
 * is given, another volume is to be found: a stop; at that limit, a caution. */
static pl_severity change_severity(const pl_context *context, pl_rational change) {
    if (context->rules->profile_count == 0) {
        return PL_SEVERITY_STOP;
    }
    int order = pl_rational_compare((pl_rational){-change.num, change.den},
                                    context->rules->profiles[0].tolerance_dose);
    return order > 0 ? PL_SEVERITY_STOP : order == 0 ? PL_SEVERITY_CAUTION : PL_SEVERITY_INFO;
}

/* Who says what this pump measures. */
static const pl_basis *fill_basis(const pl_dilution *it) {
    const pl_fill *fill = it->syringe ? pl_device_fill(it->tables, it->device, it->syringe) : NULL;
    return fill ? &fill->basis : NULL;
}

static void advise_rate(pl_context *context, const pl_dilution *it) {
    pl_rational change;
    if (pl_rational_equal(it->rate, it->exact_rate) ||
        pl_round_change_percent(it->exact_rate, it->rate, &change) != PALLIA_OK) {
        return;
    }
    const pl_unit *unit = pl_unit_base(PL_VOLUME_RATE);
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    bool slowed = pl_dilution_purge_slows(it);
    pl_argument arguments[] = {
        {"exact", pl_say_quantity(context, it->exact_rate, unit)},
        {"rate", pl_say_quantity(context, it->rate, unit)},
        {"percent", pl_say_number(context, change)},
        {"duration", pl_say_quantity(context, it->duration, pl_unit_base(PL_TIME))},
        {"prime", pl_say_quantity(context, it->prime, ml)},
        {"left", pl_say_quantity(context, pl_dilution_left(it), ml)}};
    pl_advise(context, slowed ? "purge-slows" : "rate-rounded", change_severity(context, change),
              slowed ? fill_basis(it) : NULL, arguments, slowed ? 6 : 4);
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

/* A purge that takes more than two volumes may differ by ends the syringe noticeably early. */
static pl_severity prime_severity(const pl_context *context, const pl_dilution *it) {
    pl_rational change;
    if (context->rules->profile_count == 0 ||
        pl_round_change_percent(it->volume, pl_dilution_left(it), &change) != PALLIA_OK) {
        return PL_SEVERITY_CAUTION;
    }
    pl_rational taken = {-change.num, change.den};
    bool within = pl_rational_compare(taken, context->rules->profiles[0].tolerance_volume) <= 0;
    return within ? PL_SEVERITY_INFO : PL_SEVERITY_CAUTION;
}

static void advise_prime(pl_context *context, const pl_dilution *it) {
    pl_rational earlier;
    if (pl_rational_is_zero(it->prime) || pl_dilution_purge_slows(it) ||
        pl_rational_div(it->prime, it->rate, &earlier) != PALLIA_OK) {
        return;
    }
    const pl_unit *hours = pl_unit_base(PL_TIME);
    pl_argument arguments[] = {
        {"prime", pl_say_quantity(context, it->prime, pl_unit_base(PL_VOLUME))},
        {"earlier", pl_say_quantity(context, earlier, hours)},
        {"lasts", pl_say_quantity(context, pl_dilution_lasts(it), hours)},
        {"duration", pl_say_quantity(context, it->duration, hours)}};
    pl_advise(context, "prime-takes", prime_severity(context, it), NULL, arguments, 4);
}

static void advise_renewal(pl_context *context, const pl_dilution *it) {
    if (!it->device || !it->device->has_renewal ||
        pl_rational_compare(pl_dilution_lasts(it), it->device->renewal_hours) <= 0) {
        return;
    }
    const pl_unit *hours = pl_unit_base(PL_TIME);
    pl_argument arguments[] = {
        {"device", pl_pick(context, it->device->name)},
        {"hours", pl_say_quantity(context, it->device->renewal_hours, hours)},
        {"duration", pl_say_quantity(context, pl_dilution_lasts(it), hours)}};
    pl_advise(context, "device-renewal", PL_SEVERITY_CAUTION, &it->device->renewal_basis, arguments,
              3);
}

/* What the source of the fill adds about this very syringe. */
static void advise_fill(pl_context *context, const pl_dilution *it) {
    const pl_fill *fill =
        it->device && it->syringe ? pl_device_fill(it->tables, it->device, it->syringe) : NULL;
    if (fill && fill->note.fr) {
        pl_argument arguments[] = {{"note", pl_pick(context, fill->note)}};
        pl_advise(context, "device-fill", PL_SEVERITY_CAUTION, &fill->basis, arguments, 1);
    }
}

/* ---- what the request says of itself ---- */

static const pl_fill_drug *first_drug(const pl_context *context, const pl_dilution *it,
                                      bool sedative) {
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_drug *drug = &context->drugs->drugs[it->drugs[i].drug];
        if (sedative ? drug->sedative : drug->opioid) {
            return &it->drugs[i];
        }
    }
    return NULL;
}

/* Both started at once in somebody who had no opioid. */
static void advise_start(pl_context *context, pl_dilution *it) {
    pl_fact_value *naive = &it->tail.patient.facts[PL_FACT_OPIOID_NAIVE];
    const pl_fill_drug *opioid = first_drug(context, it, false);
    const pl_fill_drug *sedative = first_drug(context, it, true);
    if (!naive->given || strcmp(naive->word, "true") != 0 || !opioid || !sedative) {
        return;
    }
    pl_argument arguments[] = {
        {"opioid", pl_pick(context, context->drugs->drugs[opioid->drug].name)},
        {"sedative", pl_pick(context, context->drugs->drugs[sedative->drug].name)}};
    naive->use = PL_FACT_ADVICE;
    pl_advise(context, "opioid-sedative-start", PL_SEVERITY_CAUTION,
              pl_hazard_basis(it->tables, "advice.opioid-sedative-start"), arguments, 2);
}

/* What sources start an infusion of the drug with, each in its own words and by its name. */
static const char *say_starts(pl_context *context, const pl_dilution *it, int16_t drug) {
    const char *text = NULL;
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        const pl_protocol *one = &it->tables->protocols[i];
        if (one->kind != PL_PROTOCOL_INFUSION || one->drug != drug || one->exceptional) {
            continue;
        }
        pl_argument sourced[] = {{"text", pl_pick(context, one->text)},
                                 {"source", one->basis.source->id}};
        pl_argument arguments[] = {{"first", text},
                                   {"next", pl_say(context, "say.sourced", sourced, 2)}};
        text = text ? pl_say(context, "say.then", arguments, 2) : arguments[1].value;
        pl_cite(context, &one->basis);
    }
    return text ? text : pl_say(context, "say.no_start", NULL, 0);
}

/* Nothing that the patient takes bounds the dose: published starts are shown beside it. */
static void advise_naive(pl_context *context, pl_dilution *it) {
    pl_fact_value *naive = &it->tail.patient.facts[PL_FACT_OPIOID_NAIVE];
    if (!naive->given || strcmp(naive->word, "true") != 0) {
        return;
    }
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_fill_drug *one = &it->drugs[i];
        if (!context->drugs->drugs[one->drug].opioid) {
            continue;
        }
        pl_argument arguments[] = {
            {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
            {"dose", pl_say_quantity(context, one->delivered, pl_unit_per_day())},
            {"starts", say_starts(context, it, one->drug)}};
        naive->use = PL_FACT_ADVICE;
        pl_advise(context, "opioid-naive-start", PL_SEVERITY_CAUTION, NULL, arguments, 3);
    }
}

/* The marketed product that bears the brand in its name; NULL when the tables hold none. */
static const pl_line *line_of_brand(const pl_dilution *it, const pl_fill_drug *one) {
    char brand[PL_TOKEN_SIZE];
    char name[PL_TOKEN_SIZE];
    pl_utf8_fold(one->brand, strlen(one->brand), brand, sizeof brand);
    for (size_t i = 0; i < it->products->line_count; i++) {
        const pl_line *line = &it->products->lines[i];
        for (size_t p = 0; line->drug == one->drug && line->kind == PL_KIND_AMPOULE &&
                           p < line->presentation_count;
             p++) {
            const char *full = line->presentations[p].name;
            pl_utf8_fold(full, strlen(full), name, sizeof name);
            if (strncmp(name, brand, strlen(brand)) == 0) {
                return line;
            }
        }
    }
    return NULL;
}

/* A label that holds the subcutaneous route is a fact of one brand, and so is where it is sold. */
static void advise_brand(pl_context *context, const pl_dilution *it, const pl_fill_drug *one) {
    if (!one->brand || it->route == PL_NONE) {
        return;
    }
    const pl_line *line = line_of_brand(it, one);
    pl_argument arguments[] = {
        {"brand", one->brand},
        {"route", pl_pick(context, context->drugs->routes[it->route].name)},
        {"supply",
         line ? pl_say(context, line->hospital_only ? "say.hospital" : "say.community", NULL, 0)
              : ""}};
    if (!line) {
        pl_advise(context, "brand-unknown", PL_SEVERITY_CAUTION, NULL, arguments, 2);
    } else if (line->routes >> it->route & 1U) {
        pl_advise(context, "brand-route", PL_SEVERITY_INFO, NULL, arguments, 3);
    } else {
        pl_advise(context, "brand-not-route", PL_SEVERITY_CAUTION, NULL, arguments, 3);
    }
}

/* A product proposed outside its licence, since none is licensed for the route. */
static void advise_off_label(pl_context *context, const pl_dilution *it, const pl_fill_drug *one) {
    const pl_line *line = one->chosen.ampoule.line;
    if (!line || one->brand || it->route == PL_NONE || line->routes >> it->route & 1U) {
        return;
    }
    pl_argument arguments[] = {{"brand", line->name},
                               {"route", pl_pick(context, context->drugs->routes[it->route].name)},
                               {"supply", pl_say(context, "say.community", NULL, 0)}};
    pl_advise(context, "brand-not-route", PL_SEVERITY_CAUTION, NULL, arguments, 3);
}

void pl_dilution_judge_request(pl_context *context, pl_dilution *it) {
    pl_mixing_advise_singles(context, it);
    advise_start(context, it);
    for (size_t i = 0; i < it->drug_count; i++) {
        advise_brand(context, it, &it->drugs[i]);
    }
}

/* What the pump will give, as far as it is known: a total has no rate before its drug is filled. */
static void advise_plausible(pl_context *context, const pl_dilution *it) {
    pl_given_rate list[PL_MIX_MAX];
    size_t count = 0;
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_fill_drug *one = &it->drugs[i];
        if (!pl_rational_is_zero(one->per_hour)) {
            list[count++] = (pl_given_rate){one->drug, it->route, one->per_hour};
        }
    }
    pl_plausible_advise(context, it->tables, list, count, it->kg);
}

static void advise_origin(pl_context *context, const pl_dilution *it) {
    for (size_t i = 0; it->origin.given && i < it->drug_count; i++) {
        if (it->drugs[i].drug == it->origin.drug) {
            pl_origin_compare(context, &it->origin, it->drugs[i].per_hour);
        }
    }
    pl_origin_advise(context, &it->origin);
}

void pl_dilution_judge(pl_context *context, pl_dilution *it) {
    advise_plausible(context, it);
    advise_naive(context, it);
    pl_mixing_advise(context, it);
    advise_diluent(context, it);
    for (size_t i = 0; i < it->drug_count; i++) {
        pl_rational hourly;
        advise_off_label(context, it, &it->drugs[i]);
        advise_confusion(context, it, &it->drugs[i]);
        advise_marks(context, &it->drugs[i]);
        if (pl_rational_div(it->drugs[i].delivered, pl_rational_from_int(HOURS_IN_A_DAY),
                            &hourly) == PALLIA_OK) {
            pl_ceilings_advise(context, it->tables, it->drugs[i].drug, hourly, it->kg);
        }
    }
    advise_rate(context, it);
    advise_fill(context, it);
    advise_prime(context, it);
    advise_renewal(context, it);
    advise_syringe(context, it);
    advise_origin(context, it);
}

/* ---- working ---- */

/* In the order's own time: per 24 h, or per hour. */
static void explain_weight(pl_context *context, const pl_dilution *it, const pl_fill_drug *one) {
    const pl_unit *mg_per_h = pl_unit_base(PL_MASS_RATE);
    const pl_unit *unit = pl_unit_per_day();
    pl_rational value;
    if (!one->by_weight.unit ||
        pl_quantity_in((pl_quantity){one->per_hour, mg_per_h}, unit, &value) != PALLIA_OK) {
        return;
    }
    bool by_day = strstr(one->by_weight.unit->code, "24h") != NULL;
    unit = by_day ? unit : mg_per_h;
    value = by_day ? value : one->per_hour;
    pl_argument arguments[] = {
        {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
        {"dose", pl_say_operand(context, one->by_weight.value, one->by_weight.unit)},
        {"weight", pl_say_operand(context, it->kg, pl_unit_base(PL_BODY_WEIGHT))},
        {"value", pl_say_operand(context, value, unit)}};
    pl_trail_value(context, "weight", pl_say(context, "trail.fill_weight", arguments, 4), NULL,
                   value, unit);
}

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
        {"duration", pl_say_operand(context, ordered, pl_unit_base(PL_TIME))},
        {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
        {"per_hour", pl_say_operand(context, one->per_hour, mg_per_h)},
        {"total", pl_say_operand(context, one->total, mg)},
        {"strength", pl_say_operand(context, one->chosen.ampoule.strength, mg_per_ml)},
        {"volume", pl_say_operand(context, one->volume, ml)},
        {"final", pl_say_operand(context, it->volume, ml)},
        {"concentration", pl_say_operand(context, one->concentration, mg_per_ml)},
        {"rate", pl_say_operand(context, it->rate, pl_unit_base(PL_VOLUME_RATE))},
        {"delivered", pl_say_operand(context, one->delivered, pl_unit_per_day())}};
    size_t count = sizeof arguments / sizeof arguments[0];
    explain_weight(context, it, one);
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
                   NULL, one->delivered, pl_unit_per_day());
}

static void explain(pl_context *context, const pl_dilution *it) {
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    pl_argument arguments[] = {
        {"final", pl_say_operand(context, it->volume, ml)},
        {"diluent", pl_say_operand(context, it->diluent_volume, ml)},
        {"rate", pl_say_operand(context, it->rate, pl_unit_base(PL_VOLUME_RATE))},
        {"duration", pl_say_operand(context, it->duration, pl_unit_base(PL_TIME))},
        {"prime", pl_say_operand(context, it->prime, ml)},
        {"lasts", pl_say_operand(context, pl_dilution_lasts(it), pl_unit_base(PL_TIME))}};
    bool slowed = pl_dilution_purge_slows(it);
    for (size_t i = 0; i < it->drug_count; i++) {
        explain_drug(context, it, &it->drugs[i]);
    }
    pl_trail_value(context, "diluent", pl_say(context, "trail.fill_diluent", arguments, 6), NULL,
                   it->diluent_volume, ml);
    pl_trail_value(
        context, "rate",
        pl_say(context, slowed ? "trail.fill_rate_primed" : "trail.fill_rate", arguments, 6), NULL,
        it->rate, pl_unit_base(PL_VOLUME_RATE));
    if (!slowed && !pl_rational_is_zero(it->prime)) {
        pl_trail_value(context, "lasts", pl_say(context, "trail.fill_lasts", arguments, 6), NULL,
                       pl_dilution_lasts(it), pl_unit_base(PL_TIME));
    }
}

/* ---- the answer ---- */

static void write_ampoule(pl_writer *writer, pl_context *context, const pl_ampoule *ampoule) {
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
        pl_write_string(writer, "note",
                        ampoule->line->note.fr ? pl_pick(context, ampoule->line->note) : NULL);
    }
    pl_write_object_end(writer);
}

/* Other ampoules that leave less: more of them to open, and the pharmacist chooses. */
static void write_alternative(pl_writer *writer, pl_context *context, const pl_fill_drug *one) {
    if (!one->has_thrifty) {
        return;
    }
    pl_write_object(writer, "alternative");
    pl_write_int(writer, "ampoules", one->thrifty.count.num);
    write_ampoule(writer, context, &one->thrifty.ampoule);
    pl_answer_quantity(writer, context, "waste", one->thrifty.waste, pl_unit_base(PL_VOLUME));
    pl_answer_quantity(writer, context, "lost", one->thrifty.lost, pl_unit_base(PL_MASS));
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
        pl_rational_mul(drivers, one->chosen.count, &drivers) != PALLIA_OK) {
        return;
    }
    pl_write_object(writer, key);
    pl_write_int(writer, "days", days);
    pl_write_int(writer, "ampoules", drivers.num);
    pl_write_object_end(writer);
}

static void write_supply(pl_writer *writer, const pl_dilution *it, const pl_fill_drug *one) {
    const pl_line *line = one->chosen.ampoule.line;
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

/* The smallest volume that any syringe of the tables measures: one mark of the finest. */
static pl_rational smallest(const pl_syringe_tables *tables) {
    pl_rational least = tables->syringes[0].graduation.value;
    for (size_t i = 1; i < tables->syringe_count; i++) {
        pl_rational mark = tables->syringes[i].graduation.value;
        least = pl_rational_compare(mark, least) < 0 ? mark : least;
    }
    return least;
}

static void write_drawing(pl_writer *writer, pl_context *context, const pl_dilution *it,
                          const pl_fill_drug *one) {
    if (!one->draw_with) {
        return;
    }
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    pl_write_object(writer, "draw_with");
    pl_write_string(writer, "syringe", one->draw_with->id);
    pl_answer_quantity(writer, context, "graduation", one->draw_with->graduation.value, ml);
    pl_answer_quantity(writer, context, "smallest", smallest(it->tables), ml);
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
    pl_write_string(writer, "brand", one->brand);
    pl_write_string(writer, "salt", one->salt);
    pl_answer_quantity(writer, context, "total", one->total, mg);
    pl_answer_quantity(writer, context, "per_hour", one->per_hour, pl_unit_base(PL_MASS_RATE));
    pl_answer_quantity(writer, context, "per_24h", one->delivered, pl_unit_per_day());
    pl_answer_quantity(writer, context, "volume", one->volume, ml);
    pl_write_int(writer, "ampoules", one->chosen.count.num);
    write_ampoule(writer, context, &one->chosen.ampoule);
    pl_answer_quantity(writer, context, "waste", one->chosen.waste, ml);
    pl_answer_quantity(writer, context, "lost", one->chosen.lost, mg);
    write_alternative(writer, context, one);
    pl_answer_quantity(writer, context, "concentration", one->concentration,
                       pl_unit_base(PL_CONCENTRATION));
    write_drawing(writer, context, it, one);
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
        pl_write_bool(writer, "computes_rate", it->device->computes_rate);
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
        if (one->salt) {
            pl_write_string(writer, "salt", one->salt);
        }
        pl_answer_quantity(writer, context, "strength", one->chosen.ampoule.strength,
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
    if (it->diluent != PL_NONE) {
        pl_write_string(writer, "id", it->tables->diluents[it->diluent].id);
    }
    pl_answer_quantity(writer, context, "volume", it->diluent_volume, ml);
    pl_write_object_end(writer);
    pl_answer_quantity(writer, context, "final_volume", it->volume, ml);
    if (!pl_rational_is_zero(it->prime)) {
        pl_answer_quantity(writer, context, "prime", it->prime, ml);
    }
    pl_answer_quantity(writer, context, "rate", it->rate, pl_unit_base(PL_VOLUME_RATE));
    pl_write_object_end(writer);
    if (!pl_rational_is_zero(it->ordered)) {
        pl_answer_quantity(writer, context, "duration", pl_dilution_lasts(it),
                           pl_unit_base(PL_TIME));
    }
    pl_answer_acknowledge(writer, "acknowledge", &it->tail);
    pl_origin_write(writer, context, "dilute");
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
    if (!pl_rational_is_zero(it->prime)) {
        pl_answer_quantity(writer, context, "lasts", pl_dilution_lasts(it), pl_unit_base(PL_TIME));
    }
    pl_dilution_write_end(writer, it);
    write_device(writer, context, it);
    pl_dilution_write_label(writer, context, it);
    write_next(writer, context, it);
    pl_write_object_end(writer);
}

/* A stop that no filling would lift is said before a product to fill with is looked for; the others
 * once all is known, so that they are all said at once. */
static pl_status solve(pl_context *context, pl_dilution *it, pl_error *error) {
    pl_dilution_judge_request(context, it);
    pl_status status = pl_dilution_solve(context, it, error);
    if (status == PALLIA_OK) {
        pl_dilution_judge(context, it);
    } else if (status == PALLIA_EVOLUME || status == PALLIA_ESTRENGTH) {
        /* Grams for milligrams overflow the syringe, and no ampoule serves, before anything else.
         */
        advise_plausible(context, it);
    }
    bool computed = status == PALLIA_OK || status == PALLIA_ESTRENGTH;
    return computed && pl_request_stopped(context, &it->tail)
               ? pl_fail(error, PALLIA_EWITHHELD, "/acknowledge", "")
               : status;
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
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "dilute", &error, NULL);
        return;
    }
    status = solve(context, &it, &error);
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "dilute", &error, &it.tail);
        return;
    }
    explain(context, &it);
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", "ok");
    pl_write_string(writer, "op", "dilute");
    write_result(writer, context, &it);
    pl_answer_tail(writer, context, &it.tail);
    pl_write_object_end(writer);
}
