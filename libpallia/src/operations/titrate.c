/* SPDX-License-Identifier: MPL-2.0
 *
 * From the log of the boluses to the maintenance that one source gives, beside what others give.
 */
#include "operations/answer.h"
#include "operations/ceilings.h"
#include "operations/operations.h"
#include "operations/plausible.h"
#include "operations/protocol.h"
#include "operations/syringe_read.h"
#include "operations/titration.h"
#include "operations/whole_ampoule.h"
#include "tables/index.h"
#include "tables/set.h"

#include <string.h>

enum { HOURS_IN_A_DAY = 24 };

static const char default_jurisdiction[] = "FR";

/* ---- request ---- */

static void explain_weight(pl_context *context, pl_quantity dose, pl_rational kg, pl_rational mg) {
    pl_argument arguments[] = {
        {"dose", pl_say_quantity(context, dose.value, dose.unit)},
        {"weight", pl_say_quantity(context, kg, pl_unit_base(PL_BODY_WEIGHT))},
        {"value", pl_say_quantity(context, mg, pl_unit_base(PL_MASS))}};
    pl_trail_value(context, "bolus", pl_say(context, "trail.by_weight", arguments, 3), NULL, mg,
                   pl_unit_base(PL_MASS));
}

/* A bolus per kg, in mg for this weight. */
static pl_status read_by_weight(pl_context *context, const pl_json *at, pl_quantity dose,
                                pl_titration *it, pl_rational *out, pl_error *error) {
    if (pl_rational_is_zero(it->kg)) {
        return pl_fail(error, PALLIA_EKEY_MISSING, "/patient", "weight");
    }
    pl_status status = pl_quantity_in(dose, pl_unit_base(PL_MASS_PER_WEIGHT), out);
    if (status == PALLIA_OK) {
        status = pl_rational_mul(*out, it->kg, out);
    }
    if (status != PALLIA_OK) {
        return pl_json_fail(at, status, error);
    }
    it->weight_used = true;
    explain_weight(context, dose, it->kg, *out);
    return PALLIA_OK;
}

static pl_status read_bolus(pl_context *context, const pl_json *at, pl_titration *it,
                            pl_rational *out, pl_error *error) {
    const char *text;
    pl_quantity dose;
    pl_status status = pl_json_string(at, &text, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_quantity_parse(text, strlen(text), &dose);
    if (status != PALLIA_OK) {
        return pl_json_fail(at, status, error);
    }
    if (pl_rational_is_zero(dose.value)) {
        return pl_json_fail(at, PALLIA_EVALUE, error);
    }
    if (dose.unit->dimension == PL_MASS_PER_WEIGHT) {
        return read_by_weight(context, at, dose, it, out, error);
    }
    if (dose.unit->dimension != PL_MASS) {
        return pl_json_fail(at, PALLIA_EDIMENSION, error);
    }
    status = pl_quantity_in(dose, pl_unit_base(PL_MASS), out);
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(at, status, error);
}

static pl_status read_boluses(pl_context *context, const pl_json *document, pl_titration *it,
                              pl_error *error) {
    pl_json list;
    pl_json at;
    pl_status status = pl_json_need(document, "boluses", &list, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!pl_json_is_list(&list)) {
        return pl_json_fail(&list, PALLIA_ETYPE, error);
    }
    size_t count = pl_json_count(&list);
    if (count == 0 || count > PL_BOLUSES_MAX) {
        return pl_json_fail(&list, PALLIA_ECOUNT, error);
    }
    it->cumulated = pl_rational_from_int(0);
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        pl_rational *bolus = &it->boluses[it->bolus_count++];
        status = read_bolus(context, &at, it, bolus, error);
        if (status != PALLIA_OK) {
            return status;
        }
        status = pl_rational_add(it->cumulated, *bolus, &it->cumulated);
        if (status != PALLIA_OK) {
            return pl_json_fail(&at, status, error);
        }
    }
    return PALLIA_OK;
}

static bool is_stop(const void *among, const char *code) {
    (void)among;
    return strcmp(code, pl_exceptional_code) == 0 || strcmp(code, pl_plausible_code) == 0;
}

static bool gives_rate(const pl_protocol *protocol) {
    return protocol->kind == PL_PROTOCOL_MAINTENANCE || protocol->kind == PL_PROTOCOL_INFUSION;
}

/* Without a rule in the request: the first ordinary French maintenance rule for drug and route. */
static pl_status default_rule(const pl_context *context, pl_titration *out, pl_error *error) {
    for (size_t i = 0; i < out->tables->protocol_count; i++) {
        const pl_protocol *protocol = &out->tables->protocols[i];
        if (protocol->kind == PL_PROTOCOL_MAINTENANCE && !protocol->exceptional &&
            strcmp(protocol->jurisdiction, default_jurisdiction) == 0 &&
            pl_protocol_suits(protocol, out->drug, out->route)) {
            out->rule = protocol;
            out->rule_by_default = true;
            return PALLIA_OK;
        }
    }
    return pl_fail(error, PALLIA_ENO_RULE, "/drug", context->drugs->drugs[out->drug].id);
}

static pl_status read_rule(const pl_context *context, const pl_json *document, pl_titration *out,
                           pl_error *error) {
    pl_json at;
    const char *id;
    if (!pl_json_member(document, "rule", &at)) {
        return default_rule(context, out, error);
    }
    pl_status status = pl_json_string(&at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->rule = pl_protocol_find(out->tables, id);
    bool usable =
        out->rule && gives_rate(out->rule) && pl_protocol_suits(out->rule, out->drug, PL_NONE);
    return usable ? PALLIA_OK : pl_json_fail(&at, PALLIA_EPROTOCOL, error);
}

static pl_status read_request(pl_context *context, const pl_json *document, pl_titration *out,
                              pl_error *error) {
    static const char *const keys[] = {"op",      "drug",        "boluses",  "rule", "route",
                                       "patient", "acknowledge", "language", NULL};
    pl_status status = pl_json_known_keys(document, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, document, &out->drug, error);
    }
    if (status == PALLIA_OK) {
        status = pl_route_read(context, document, false, &out->route, error);
    }
    if (status == PALLIA_OK) {
        status = pl_patient_weight_read(context, document, &out->kg, error);
    }
    if (status == PALLIA_OK) {
        status = read_boluses(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_rule(context, document, out, error);
    }
    return status == PALLIA_OK
               ? pl_acknowledge_read(document, PL_ACKNOWLEDGE_MAX, is_stop, NULL, &out->tail, error)
               : status;
}

/* ---- calculation ---- */

pl_status pl_titration_maintenance(const pl_protocol *rule, pl_rational cumulated,
                                   pl_rational *out) {
    pl_rational hours;
    pl_rational dose;
    pl_status status = pl_quantity_in(rule->every.quantity, pl_unit_base(PL_TIME), &hours);
    if (status == PALLIA_OK) {
        status = pl_rational_mul(cumulated, rule->share.quantity.value, &dose);
    }
    return status == PALLIA_OK ? pl_rational_div(dose, hours, out) : status;
}

/* A published rate in mg/h for this patient. PALLIA_EKEY_MISSING: per kg, and no weight. */
static pl_status infusion_of(pl_quantity published, pl_rational kg, pl_rational *out) {
    bool per_kg = published.unit->dimension == PL_MASS_RATE_PER_WEIGHT;
    if (per_kg && pl_rational_is_zero(kg)) {
        return PALLIA_EKEY_MISSING;
    }
    pl_status status = pl_quantity_in(published, pl_unit_base(published.unit->dimension), out);
    return status == PALLIA_OK && per_kg ? pl_rational_mul(*out, kg, out) : status;
}

static pl_status find_rate(pl_titration *it, pl_error *error) {
    pl_status status;
    if (it->rule->kind == PL_PROTOCOL_MAINTENANCE) {
        status = pl_titration_maintenance(it->rule, it->cumulated, &it->rate);
        it->highest = it->rate;
    } else {
        status = infusion_of(it->rule->rate_low.quantity, it->kg, &it->rate);
        if (status == PALLIA_OK) {
            status = infusion_of(it->rule->rate_high.quantity, it->kg, &it->highest);
        }
        it->weight_used = it->weight_used ||
                          it->rule->rate_low.quantity.unit->dimension == PL_MASS_RATE_PER_WEIGHT;
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(it->rate, pl_rational_from_int(HOURS_IN_A_DAY), &it->per_day);
    }
    if (status == PALLIA_EKEY_MISSING) {
        return pl_fail(error, status, "/patient", "weight");
    }
    return status == PALLIA_OK ? PALLIA_OK : pl_fail(error, status, "/boluses", "");
}

/* ---- working and advice ---- */

static const char *add_text(pl_context *context, const char *left, const char *right) {
    static const char plus[] = " + ";
    size_t left_length = strlen(left);
    size_t mark = left_length == 0 ? 0 : strlen(plus);
    size_t right_length = strlen(right);
    char *text = pl_arena_get(context->arena, left_length + mark + right_length + 1);
    if (!text) {
        context->exhausted = true;
        return "";
    }
    memcpy(text, left, left_length);
    memcpy(text + left_length, plus, mark);
    memcpy(text + left_length + mark, right, right_length);
    return text;
}

static void explain_sum(pl_context *context, const pl_titration *it) {
    const pl_unit *mg = pl_unit_base(PL_MASS);
    const char *sum = "";
    for (size_t i = 0; i < it->bolus_count; i++) {
        sum = add_text(context, sum, pl_say_quantity(context, it->boluses[i], mg));
    }
    pl_argument arguments[] = {{"sum", sum},
                               {"value", pl_say_quantity(context, it->cumulated, mg)}};
    const char *key = it->bolus_count == 1 ? "trail.cumulated_one" : "trail.cumulated";
    pl_trail_value(context, "cumulated", pl_say(context, key, arguments, 2), NULL, it->cumulated,
                   mg);
}

static void explain_share(pl_context *context, const pl_titration *it) {
    const pl_protocol *rule = it->rule;
    const pl_unit *mg_per_h = pl_unit_base(PL_MASS_RATE);
    pl_argument arguments[] = {
        {"rule", rule->id},
        {"value", pl_say_quantity(context, it->cumulated, pl_unit_base(PL_MASS))},
        {"rate", pl_say_quantity(context, it->rate, mg_per_h)},
        {"share", pl_say_share(context, rule->share.quantity.value)},
        {"every", pl_say_quantity(context, rule->every.quantity.value, rule->every.quantity.unit)}};
    pl_trail_value(context, "maintenance", pl_say(context, "trail.maintenance", arguments, 5), NULL,
                   it->rate, mg_per_h);
}

static void explain_infusion(pl_context *context, const pl_titration *it) {
    const pl_unit *mg_per_h = pl_unit_base(PL_MASS_RATE);
    pl_quantity low = it->rule->rate_low.quantity;
    pl_quantity high = it->rule->rate_high.quantity;
    pl_argument arguments[] = {
        {"rule", it->rule->id},
        {"low", pl_say_quantity(context, low.value, low.unit)},
        {"high", pl_say_quantity(context, high.value, high.unit)},
        {"rate", pl_say_quantity(context, it->rate, mg_per_h)},
        {"highest", pl_say_quantity(context, it->highest, mg_per_h)},
        {"weight", pl_say_quantity(context, it->kg, pl_unit_base(PL_BODY_WEIGHT))}};
    static const char *const keys[2][2] = {{"trail.infusion_one", "trail.infusion_one_by_weight"},
                                           {"trail.infusion", "trail.infusion_by_weight"}};
    bool range = !pl_rational_equal(it->rate, it->highest);
    bool per_kg = low.unit->dimension == PL_MASS_RATE_PER_WEIGHT;
    const char *key = keys[range][per_kg];
    pl_trail_value(context, "maintenance", pl_say(context, key, arguments, 6), NULL, it->rate,
                   mg_per_h);
}

static void explain_rate(pl_context *context, const pl_titration *it) {
    const pl_unit *day = pl_unit_per_day();
    if (it->rule->kind == PL_PROTOCOL_MAINTENANCE) {
        explain_share(context, it);
    } else {
        explain_infusion(context, it);
    }
    pl_argument arguments[] = {
        {"rate", pl_say_operand(context, it->rate, pl_unit_base(PL_MASS_RATE))},
        {"value", pl_say_quantity(context, it->per_day, day)}};
    pl_trail_value(context, "per_24h", pl_say(context, "trail.rate_to_day", arguments, 2), NULL,
                   it->per_day, day);
}

/* The largest bolus that a titration source gives to this drug, in mg; false when none says. */
static bool largest_published(const pl_titration *it, pl_rational *out, const pl_protocol **by) {
    *by = NULL;
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        const pl_protocol *protocol = &it->tables->protocols[i];
        const pl_given *bolus =
            protocol->bolus_high.given ? &protocol->bolus_high : &protocol->bolus_low;
        pl_rational mg;
        if (protocol->kind != PL_PROTOCOL_TITRATION || protocol->exceptional || !bolus->given ||
            !pl_protocol_suits(protocol, it->drug, it->route) ||
            pl_quantity_in(bolus->quantity, pl_unit_base(PL_MASS), &mg) != PALLIA_OK) {
            continue;
        }
        if (!*by || pl_rational_compare(mg, *out) > 0) {
            *out = mg;
            *by = protocol;
        }
    }
    return *by != NULL;
}

/* A whole 5 mg/mL ampoule given at once is the classic accident of this drug. */
static void advise_bolus(pl_context *context, const pl_titration *it) {
    const pl_unit *mg = pl_unit_base(PL_MASS);
    const pl_protocol *by;
    pl_rational largest;
    if (!largest_published(it, &largest, &by)) {
        return;
    }
    for (size_t i = 0; i < it->bolus_count; i++) {
        if (pl_rational_compare(it->boluses[i], largest) > 0) {
            pl_argument arguments[] = {{"dose", pl_say_quantity(context, it->boluses[i], mg)},
                                       {"largest", pl_say_quantity(context, largest, mg)},
                                       {"why", pl_pick(context, by->text)}};
            pl_advise(context, "bolus-above-titration", PL_SEVERITY_CAUTION, &by->basis, arguments,
                      3);
            return;
        }
    }
}

static void advise_whole(pl_context *context, const pl_titration *it) {
    for (size_t i = 0; i < it->bolus_count; i++) {
        pl_whole_ampoule_advise(context, it->tables, it->products, it->drug, it->boluses[i]);
    }
}

static void advise_rule(pl_context *context, const pl_titration *it) {
    pl_argument arguments[] = {{"rule", it->rule->id}, {"why", pl_pick(context, it->rule->text)}};
    if (it->rule_by_default) {
        pl_advise(context, "rule-by-default", PL_SEVERITY_INFO, &it->rule->basis, arguments, 2);
    }
    if (!pl_protocol_suits(it->rule, it->drug, it->route)) {
        pl_advise(context, "rule-other-route", PL_SEVERITY_CAUTION, &it->rule->basis, arguments, 2);
    }
    if (strcmp(it->rule->jurisdiction, default_jurisdiction) != 0) {
        pl_advise(context, "rule-foreign", PL_SEVERITY_INFO, &it->rule->basis, arguments, 2);
    }
    if (it->rule->kind == PL_PROTOCOL_INFUSION) {
        pl_advise(context, "rule-ignores-boluses", PL_SEVERITY_CAUTION, &it->rule->basis, arguments,
                  2);
    }
}

static void advise_exceptional(pl_context *context, const pl_titration *it) {
    if (it->rule->exceptional) {
        pl_argument arguments[] = {{"rule", it->rule->id},
                                   {"why", pl_pick(context, it->rule->text)}};
        pl_advise(context, pl_exceptional_code, PL_SEVERITY_STOP, &it->rule->basis, arguments, 2);
    }
}

static void advise_plausible(pl_context *context, const pl_titration *it) {
    pl_given_rate given = {it->drug, it->route, it->highest};
    pl_plausible_advise(context, it->tables, &given, 1, it->kg);
}

static void note_weight(pl_titration *it) {
    if (!pl_rational_is_zero(it->kg)) {
        pl_fact_value *weight = &it->tail.patient.facts[PL_FACT_WEIGHT];
        weight->given = true;
        weight->use = it->weight_used ? PL_FACT_CHANGED : PL_FACT_UNUSED;
    }
}

static pl_status solve(pl_context *context, pl_titration *it, pl_error *error) {
    advise_exceptional(context, it);
    pl_status status = find_rate(it, error);
    if (status == PALLIA_OK) {
        advise_plausible(context, it);
    }
    if (pl_request_stopped(context, &it->tail)) {
        return pl_fail(error, PALLIA_EWITHHELD, "/acknowledge", "");
    }
    if (status != PALLIA_OK) {
        return status;
    }
    explain_sum(context, it);
    explain_rate(context, it);
    advise_rule(context, it);
    advise_bolus(context, it);
    advise_whole(context, it);
    return PALLIA_OK;
}

void pl_titrate(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_titration it = {0};
    pl_error error = {0};
    pl_status status = pl_tables_syringe(context->tables, &it.tables, &error);
    if (status == PALLIA_OK) {
        status = pl_tables_products(context->tables, &it.products, &error);
    }
    if (status == PALLIA_OK) {
        status = read_request(context, document, &it, &error);
    }
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "titrate", &error, NULL);
        return;
    }
    status = solve(context, &it, &error);
    note_weight(&it);
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "titrate", &error, &it.tail);
        return;
    }
    pl_ceilings_advise(context, it.tables, it.drug, it.highest, it.kg);
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", "ok");
    pl_write_string(writer, "op", "titrate");
    pl_titration_write(writer, context, &it);
    pl_answer_tail(writer, context, &it.tail);
    pl_write_object_end(writer);
}
