/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/advise.h"

#include "operations/plausible.h"
#include "tables/index.h"

#include <string.h>

static bool any_source(const pl_request *request, pl_patterns patterns) {
    for (size_t i = 0; i < request->regimen.sum_count; i++) {
        if (pl_patterns_match(patterns, request->regimen.sums[i].place)) {
            return true;
        }
    }
    return false;
}

static bool any_release(const pl_request *request, uint32_t releases) {
    for (size_t i = 0; i < request->regimen.item_count; i++) {
        int16_t release = request->regimen.items[i].release;
        if (release != PL_NONE && (releases >> release & 1U)) {
            return true;
        }
    }
    return false;
}

static bool molecule_changes(const pl_request *request) {
    for (size_t i = 0; i < request->regimen.sum_count; i++) {
        if (request->regimen.sums[i].place.drug != request->target.drug) {
            return true;
        }
    }
    return false;
}

/* Strictly below or above: the edge itself does not fire. */
static bool passes(pl_quantity given, pl_quantity bound, bool below) {
    pl_rational value;
    if (pl_quantity_in(given, bound.unit, &value) != PALLIA_OK) {
        return false;
    }
    int order = pl_rational_compare(value, bound.value);
    return below ? order < 0 : order > 0;
}

static bool fact_holds(const pl_rule *rule, const pl_fact_value *fact) {
    return fact->given && (!rule->has_below || passes(fact->quantity, rule->below, true)) &&
           (!rule->has_above || passes(fact->quantity, rule->above, false)) &&
           (!rule->has_is || strcmp(fact->word, rule->is) == 0);
}

static bool is_target(const pl_request *request, pl_patterns patterns) {
    return request->has_target && pl_patterns_match(patterns, request->target);
}

static bool places_hold(const pl_rule *rule, const pl_request *request) {
    return (rule->source.count == 0 || any_source(request, rule->source)) &&
           (rule->target.count == 0 || is_target(request, rule->target)) &&
           (rule->either.count == 0 || any_source(request, rule->either) ||
            is_target(request, rule->either));
}

static bool holds(const pl_rule *rule, const pl_request *request, pl_rational ome) {
    return places_hold(rule, request) &&
           (rule->releases == 0 || any_release(request, rule->releases)) &&
           (!rule->molecule_changes || molecule_changes(request)) &&
           (rule->fact == PL_FACT_NONE || fact_holds(rule, &request->patient.facts[rule->fact])) &&
           pl_plausible_holds(rule, ome);
}

/* Marks the sums that the rule's places name; false when it names none of them. */
static bool mark_sums(const pl_rule *rule, const pl_request *request, bool marks[PL_ITEMS_MAX]) {
    bool any = false;
    for (size_t i = 0; i < request->regimen.sum_count; i++) {
        pl_place place = request->regimen.sums[i].place;
        bool named =
            pl_patterns_match(rule->either, place) || pl_patterns_match(rule->source, place);
        marks[i] = marks[i] || named;
        any = any || named;
    }
    return any;
}

static void guard(const pl_rule *rule, const pl_request *request, pl_guards *out) {
    if (rule->severity == PL_SEVERITY_NEVER) {
        mark_sums(rule, request, out->never);
    }
    if (rule->severity != PL_SEVERITY_STOP || pl_request_acknowledges(request, rule->code)) {
        return;
    }
    bool named = mark_sums(rule, request, out->stopped);
    bool on_target = is_target(request, rule->either);
    out->stopped_target = out->stopped_target || on_target || !named;
}

/* The drug of the request that the rule is about and the one its name is taken for, in words; ""
 * when the rule is about no such name. */
static const char *say_look_alike(pl_context *context, const pl_rule *rule,
                                  const pl_request *request) {
    for (size_t i = 0; i <= request->regimen.sum_count; i++) {
        bool target = i == request->regimen.sum_count;
        pl_place place = target ? request->target : request->regimen.sums[i].place;
        if ((target && !request->has_target) || !pl_patterns_match(rule->either, place)) {
            continue;
        }
        for (size_t k = 0; k < context->drugs->drug_count; k++) {
            if (pl_drugs_look_alike(context->drugs, place.drug, (int16_t)k)) {
                return pl_say_pair(context, place.drug, (int16_t)k);
            }
        }
    }
    return "";
}

static void apply(pl_context *context, const pl_rule *rule, pl_request *request, pl_rational ome) {
    if (rule->has_ome_above) {
        pl_plausible_say(context, request->profile, rule, ome);
    } else {
        pl_argument arguments[] = {{"target", pl_say_place(context, request->target)},
                                   {"names", say_look_alike(context, rule, request)}};
        pl_advise(context, rule->code, rule->severity, &rule->basis, arguments, 2);
    }
    if (rule->fact != PL_FACT_NONE) {
        request->patient.facts[rule->fact].use = PL_FACT_ADVICE;
    }
}

void pl_advise_rules(pl_context *context, pl_request *request, pl_rational ome, pl_guards *out) {
    *out = (pl_guards){0};
    for (size_t i = 0; i < request->profile->rule_count; i++) {
        const pl_rule *rule = &request->profile->rules[i];
        if (holds(rule, request, ome)) {
            apply(context, rule, request, ome);
            guard(rule, request, out);
        }
    }
}

/* Of the patient alone, or of the drug given to that patient; not of what is changed for what. */
static bool is_of_patient(const pl_rule *rule) {
    return rule->fact != PL_FACT_NONE && rule->severity == PL_SEVERITY_CAUTION &&
           rule->source.count == 0 && rule->releases == 0 && !rule->molecule_changes &&
           !rule->has_ome_above;
}

void pl_advise_facts(pl_context *context, pl_request *request, pl_place place) {
    pl_request alone = *request;
    alone.regimen.sum_count = 0;
    alone.target = place;
    alone.has_target = true;
    for (size_t i = 0; i < request->profile->rule_count; i++) {
        const pl_rule *rule = &request->profile->rules[i];
        bool changed = request->patient.facts[rule->fact].use == PL_FACT_CHANGED;
        if (is_of_patient(rule) && !changed && holds(rule, &alone, pl_rational_from_int(0))) {
            apply(context, rule, &alone, pl_rational_from_int(0));
            request->patient.facts[rule->fact].use = PL_FACT_ADVICE;
        }
    }
}

void pl_advise_never_sums(const pl_request *request, bool never[PL_ITEMS_MAX]) {
    memset(never, 0, PL_ITEMS_MAX * sizeof never[0]);
    for (size_t i = 0; i < request->profile->rule_count; i++) {
        const pl_rule *rule = &request->profile->rules[i];
        if (rule->severity == PL_SEVERITY_NEVER) {
            mark_sums(rule, request, never);
        }
    }
}

const pl_rule *pl_advise_never(const pl_request *request) {
    for (size_t i = 0; i < request->profile->rule_count; i++) {
        const pl_rule *rule = &request->profile->rules[i];
        if (rule->severity == PL_SEVERITY_NEVER &&
            (is_target(request, rule->either) || is_target(request, rule->target))) {
            return rule;
        }
    }
    return NULL;
}
