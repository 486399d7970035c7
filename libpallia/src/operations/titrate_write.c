/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/titration.h"

#include "leaf/round.h"
#include "operations/answer.h"
#include "operations/ceilings.h"
#include "operations/origin.h"
#include "operations/protocol.h"

#include <stdio.h>

enum { DECIMALS = 1000000 }; /* of a quantity in a request */

static void write_rule(pl_writer *writer, pl_context *context, const pl_titration *it) {
    pl_write_object(writer, "rule");
    pl_answer_protocol(writer, context, it->rule);
    pl_write_bool(writer, "by_default", it->rule_by_default);
    pl_answer_given(writer, context, "share", it->rule->share);
    pl_answer_given(writer, context, "every", it->rule->every);
    pl_write_object_end(writer);
}

static void write_monitoring(pl_writer *writer, pl_context *context, const pl_protocol *rule) {
    pl_write_list(writer, "monitoring");
    for (size_t i = 0; i < rule->monitoring_count; i++) {
        pl_write_object(writer, NULL);
        pl_write_string(writer, "text", pl_pick(context, rule->monitoring[i].text));
        pl_answer_basis(writer, context, &rule->monitoring[i].basis);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_difference(pl_writer *writer, pl_rational from, pl_rational to) {
    pl_rational change;
    char percent[PL_ROUND_TEXT_SIZE];
    if (pl_round_change_percent(from, to, &change) == PALLIA_OK) {
        pl_round_text(change, '.', percent);
        pl_write_string(writer, "differs_percent", percent);
    }
}

/* The other ordinary rules that start from the boluses, whatever their route. */
static void write_others(pl_writer *writer, pl_context *context, const pl_titration *it) {
    pl_write_list(writer, "others");
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        const pl_protocol *other = &it->tables->protocols[i];
        pl_rational rate;
        if (other->kind != PL_PROTOCOL_MAINTENANCE || other == it->rule || other->exceptional ||
            !pl_protocol_suits(other, it->drug, PL_NONE) ||
            pl_titration_maintenance(other, it->cumulated, &rate) != PALLIA_OK) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_answer_protocol(writer, context, other);
        pl_answer_quantity(writer, context, "maintenance", rate, pl_unit_base(PL_MASS_RATE));
        write_difference(writer, it->rate, rate);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

/* How the boluses were to be given, and what sources give without looking at them. */
static void write_protocols(pl_writer *writer, pl_context *context, const pl_titration *it,
                            const char *key, pl_protocol_kind kind) {
    pl_write_list(writer, key);
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        const pl_protocol *one = &it->tables->protocols[i];
        if (one->kind != kind || one == it->rule || one->exceptional ||
            !pl_protocol_suits(one, it->drug, PL_NONE)) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_answer_protocol(writer, context, one);
        pl_answer_given(writer, context, "bolus_low", one->bolus_low);
        pl_answer_given(writer, context, "bolus_high", one->bolus_high);
        pl_answer_given(writer, context, "interval_low", one->interval_low);
        pl_answer_given(writer, context, "interval_high", one->interval_high);
        pl_answer_given(writer, context, "concentration", one->concentration);
        pl_answer_given(writer, context, "rate_low", one->rate_low);
        pl_answer_given(writer, context, "rate_high", one->rate_high);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

/* The request that fills the driver, when the rate can be written as quantities are read and a
 * driver feeds the route. */
static void write_next(pl_writer *writer, pl_context *context, const pl_titration *it) {
    const pl_unit *mg_per_h = pl_unit_base(PL_MASS_RATE);
    char number[PL_RATIONAL_TEXT_SIZE];
    char dose[PL_RATIONAL_TEXT_SIZE + 8];
    bool fed = it->route == PL_NONE || context->drugs->routes[it->route].driver;
    if (!fed || DECIMALS % it->rate.den != 0) {
        return;
    }
    pl_rational_text(it->rate, number);
    snprintf(dose, sizeof dose, "%s mg/h", number);
    pl_write_object(writer, "next");
    pl_write_string(writer, "op", "dilute");
    pl_write_list(writer, "drugs");
    pl_write_object(writer, NULL);
    pl_write_string(writer, "drug", context->drugs->drugs[it->drug].id);
    pl_write_string(writer, "dose", dose);
    pl_write_object_end(writer);
    pl_write_list_end(writer);
    pl_write_string(writer, "duration", "24 h");
    if (it->route != PL_NONE) {
        pl_write_string(writer, "route", context->drugs->routes[it->route].id);
    }
    pl_origin_write_start(writer, context, "titrate", it->drug, (pl_quantity){it->rate, mg_per_h},
                          (pl_quantity){it->highest, mg_per_h});
    pl_write_object_end(writer);
}

static const char *verdict(const pl_titration *it, const pl_ceiling *ceiling) {
    pl_rational rate;
    if (!pl_ceiling_rate(ceiling, it->kg, &rate)) {
        return "not-compared";
    }
    int order = pl_rational_compare(it->highest, rate);
    return order > 0 ? "above" : order == 0 ? "at" : "below";
}

/* Sources disagree: each ceiling with its own verdict. What a PCA table prints bounds a PCA alone. */
static void write_ceilings(pl_writer *writer, pl_context *context, const pl_titration *it) {
    static const char *const kinds[] = {[PL_CEILING_USUAL] = "usual",
                                        [PL_CEILING_HIGH] = "high",
                                        [PL_CEILING_SWITCH] = "switch",
                                        [PL_CEILING_OBSERVED] = "observed"};
    pl_write_list(writer, "ceilings");
    for (size_t i = 0; i < it->tables->ceiling_count; i++) {
        const pl_ceiling *ceiling = &it->tables->ceilings[i];
        if (ceiling->drug != it->drug || ceiling->kind == PL_CEILING_PRINTED) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_write_string(writer, "kind", kinds[ceiling->kind]);
        pl_answer_quantity(writer, context, "value", ceiling->value.value, ceiling->value.unit);
        pl_write_string(writer, "verdict", verdict(it, ceiling));
        pl_write_string(writer, "jurisdiction", ceiling->jurisdiction);
        pl_write_string(writer, "text", pl_pick(context, ceiling->text));
        pl_answer_basis(writer, context, &ceiling->basis);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

void pl_titration_write(pl_writer *writer, pl_context *context, const pl_titration *it) {
    const pl_unit *mg_per_h = pl_unit_base(PL_MASS_RATE);
    pl_write_object(writer, "result");
    pl_write_string(writer, "drug", context->drugs->drugs[it->drug].id);
    pl_write_string(writer, "name", pl_pick(context, context->drugs->drugs[it->drug].name));
    pl_answer_quantity(writer, context, "cumulated", it->cumulated, pl_unit_base(PL_MASS));
    pl_write_int(writer, "bolus_count", (int64_t)it->bolus_count);
    pl_answer_quantity(writer, context, "maintenance", it->rate, mg_per_h);
    if (!pl_rational_equal(it->rate, it->highest)) {
        pl_answer_quantity(writer, context, "maintenance_high", it->highest, mg_per_h);
    }
    pl_answer_quantity(writer, context, "per_24h", it->per_day, pl_unit_per_day());
    write_rule(writer, context, it);
    write_monitoring(writer, context, it->rule);
    write_others(writer, context, it);
    write_protocols(writer, context, it, "titrations", PL_PROTOCOL_TITRATION);
    write_protocols(writer, context, it, "infusions", PL_PROTOCOL_INFUSION);
    write_ceilings(writer, context, it);
    write_next(writer, context, it);
    pl_write_object_end(writer);
}
