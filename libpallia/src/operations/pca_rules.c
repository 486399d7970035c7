/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/pca.h"

#include "operations/answer.h"
#include "operations/protocol.h"
#include "tables/index.h"

#include <stdio.h>

typedef enum verdict { NOT_SAID, WITHIN, OUTSIDE } verdict;

static const char *const words[] = {
    [NOT_SAID] = "not-said", [WITHIN] = "within", [OUTSIDE] = "outside"};

/* What one rule says of this order. */
typedef struct finding {
    verdict bolus;
    verdict lockout;
    verdict both;
} finding;

static bool applies(const pl_protocol *protocol, const pl_pca_order *it, int16_t route) {
    return protocol->kind == PL_PROTOCOL_PCA && !protocol->exceptional &&
           pl_protocol_suits(protocol, it->drug, route);
}

/* Bolus and lockout: a rule that names no drug was written for opioids. */
static bool judges(const pl_context *context, const pl_protocol *protocol, const pl_pca_order *it) {
    return applies(protocol, it, it->route) &&
           (protocol->drug != PL_NONE || context->drugs->drugs[it->drug].opioid);
}

static verdict between(pl_rational value, pl_rational low, pl_rational high) {
    bool inside = pl_rational_compare(value, low) >= 0 && pl_rational_compare(value, high) <= 0;
    return inside ? WITHIN : OUTSIDE;
}

static bool bolus_of(const pl_protocol *rule, pl_rational *low, pl_rational *high) {
    *low = rule->bolus_low.quantity.value;
    *high = rule->bolus_high.quantity.value;
    return rule->bolus_low.given && rule->bolus_high.given;
}

/* A share of a basal that is 0 cannot be told. */
static verdict judge_bolus(const pl_protocol *rule, const pl_pca_order *it) {
    pl_rational low;
    pl_rational high;
    return bolus_of(rule, &low, &high) && !pl_rational_is_zero(it->basal)
               ? between(it->share, low, high)
               : NOT_SAID;
}

static bool lockout_of(const pl_protocol *rule, pl_rational *low, pl_rational *high) {
    const pl_unit *hours = pl_unit_base(PL_TIME);
    return rule->lockout_low.given && rule->lockout_high.given &&
           pl_quantity_in(rule->lockout_low.quantity, hours, low) == PALLIA_OK &&
           pl_quantity_in(rule->lockout_high.quantity, hours, high) == PALLIA_OK;
}

static verdict judge_lockout(const pl_protocol *rule, const pl_pca_order *it) {
    pl_rational low;
    pl_rational high;
    return lockout_of(rule, &low, &high) ? between(it->lockout, low, high) : NOT_SAID;
}

static finding judge(const pl_protocol *rule, const pl_pca_order *it) {
    finding out = {judge_bolus(rule, it), judge_lockout(rule, it), NOT_SAID};
    if (out.bolus == OUTSIDE || out.lockout == OUTSIDE) {
        out.both = OUTSIDE;
    } else if (out.bolus == WITHIN || out.lockout == WITHIN) {
        out.both = WITHIN;
    }
    return out;
}

/* How many rules hold, of how many that say anything. */
typedef struct tally {
    size_t bolus[OUTSIDE + 1];
    size_t lockout[OUTSIDE + 1];
    size_t both[OUTSIDE + 1];
    size_t pairs; /* rules that hold and give bolus and lockout together */
} tally;

static tally count_rules(const pl_context *context, const pl_pca_order *it) {
    tally out = {0};
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        if (!judges(context, &it->tables->protocols[i], it)) {
            continue;
        }
        finding found = judge(&it->tables->protocols[i], it);
        out.bolus[found.bolus]++;
        out.lockout[found.lockout]++;
        out.both[found.both]++;
        out.pairs += found.bolus == WITHIN && found.lockout == WITHIN ? 1 : 0;
    }
    return out;
}

/* The first rule that says something of bolus or lockout: whom to cite. */
static const pl_protocol *first_rule(const pl_context *context, const pl_pca_order *it) {
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        const pl_protocol *rule = &it->tables->protocols[i];
        if (judges(context, rule, it) && judge(rule, it).both != NOT_SAID) {
            return rule;
        }
    }
    return NULL;
}

typedef bool (*bounds)(const pl_protocol *rule, pl_rational *low, pl_rational *high);

/* The lowest and the highest that the rules give; false when none gives any. */
static bool span_of(const pl_context *context, const pl_pca_order *it, bounds of, pl_rational *low,
                    pl_rational *high) {
    bool any = false;
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        const pl_protocol *rule = &it->tables->protocols[i];
        pl_rational from;
        pl_rational to;
        if (!judges(context, rule, it) || !of(rule, &from, &to)) {
            continue;
        }
        *low = !any || pl_rational_compare(from, *low) < 0 ? from : *low;
        *high = !any || pl_rational_compare(to, *high) > 0 ? to : *high;
        any = true;
    }
    return any;
}

static const char *say_lockout(pl_context *context, const pl_pca_order *it, pl_rational hours) {
    pl_quantity wait = pl_pca_wait(hours, it->in_minutes);
    return pl_say_quantity(context, wait.value, wait.unit);
}

/* On which side of what is published: the reader must know whether it is too little or too much. */
static const char *say_side(pl_context *context, const pl_pca_order *it, bounds of,
                            pl_rational value) {
    pl_rational low;
    pl_rational high;
    if (!span_of(context, it, of, &low, &high)) {
        return "";
    }
    bool below = pl_rational_compare(value, low) < 0;
    bool above = pl_rational_compare(value, high) > 0;
    pl_rational limit = below ? low : high;
    pl_argument arguments[] = {
        {"limit", of == bolus_of ? pl_say_share(context, limit) : say_lockout(context, it, limit)}};
    const char *key = below ? "pca.side.below" : above ? "pca.side.above" : "pca.side.between";
    return pl_say(context, key, arguments, 1);
}

static void advise_order(pl_context *context, const pl_pca_order *it) {
    tally count = count_rules(context, it);
    const pl_protocol *rule = first_rule(context, it);
    char within[24];
    char outside[24];
    if (!rule) {
        return;
    }
    snprintf(within, sizeof within, "%zu", count.both[WITHIN]);
    snprintf(outside, sizeof outside, "%zu", count.both[OUTSIDE]);
    pl_argument arguments[] = {
        {"bolus", pl_say_quantity(context, it->bolus, pl_unit_base(PL_MASS))},
        {"share", pl_pca_say_share(context, it->share)},
        {"lockout", say_lockout(context, it, it->lockout)},
        {"within", within},
        {"outside", outside},
        {"bolus_side", say_side(context, it, bolus_of, it->share)},
        {"lockout_side", say_side(context, it, lockout_of, it->lockout)}};
    bool bolus_outside = count.bolus[OUTSIDE] > 0 && count.bolus[WITHIN] == 0;
    bool lockout_outside = count.lockout[OUTSIDE] > 0 && count.lockout[WITHIN] == 0;
    if (bolus_outside) {
        pl_advise(context, "pca-bolus-outside", PL_SEVERITY_CAUTION, &rule->basis, arguments, 7);
    }
    if (lockout_outside) {
        pl_advise(context, "pca-lockout-outside", PL_SEVERITY_CAUTION, &rule->basis, arguments, 7);
    }
    if (count.bolus[WITHIN] > 0 && count.lockout[WITHIN] > 0 && count.pairs == 0) {
        pl_advise(context, "pca-pair-outside", PL_SEVERITY_CAUTION, &rule->basis, arguments, 7);
    }
    if (count.both[WITHIN] > 0 && count.both[OUTSIDE] > 0) {
        pl_advise(context, "pca-rules-disagree", PL_SEVERITY_INFO, &rule->basis, arguments, 7);
    }
}

/* Whose rules they are: none for a drug that is no opioid, and for an opioid that none names, those
 * of opioids in general. */
static void advise_whose(pl_context *context, const pl_pca_order *it) {
    const pl_drug *drug = &context->drugs->drugs[it->drug];
    bool any = false;
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        const pl_protocol *rule = &it->tables->protocols[i];
        if (rule->drug == it->drug && applies(rule, it, it->route)) {
            return;
        }
        any = any || judges(context, rule, it);
    }
    pl_argument arguments[] = {{"drug", pl_pick(context, drug->name)}};
    pl_advise(context, any ? "pca-rules-general" : "pca-no-rule", PL_SEVERITY_CAUTION, NULL,
              arguments, 1);
}

/* How long a reservoir may be kept does not depend on the route. */
static void advise_days(pl_context *context, const pl_pca_order *it) {
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        const pl_protocol *rule = &it->tables->protocols[i];
        if (!applies(rule, it, PL_NONE) || rule->max_days == 0 || it->days <= rule->max_days) {
            continue;
        }
        char days[16];
        char most[16];
        snprintf(days, sizeof days, "%d", (int)it->days);
        snprintf(most, sizeof most, "%d", (int)rule->max_days);
        pl_argument arguments[] = {{"days", days}, {"most", most}};
        pl_advise(context, "days-beyond-source", PL_SEVERITY_CAUTION, &rule->basis, arguments, 2);
    }
}

static void advise_rate(pl_context *context, const pl_pca_order *it, const pl_protocol *rule,
                        const pl_given *limit, int sign, const char *code) {
    const pl_unit *unit = pl_unit_base(PL_VOLUME_RATE);
    pl_rational bound;
    if (!limit->given || pl_quantity_in(limit->quantity, unit, &bound) != PALLIA_OK ||
        pl_rational_compare(it->programmed, bound) * sign <= 0) {
        return;
    }
    pl_argument arguments[] = {{"rate", pl_say_quantity(context, it->programmed, unit)},
                               {"limit", pl_say_quantity(context, bound, unit)}};
    pl_advise(context, code, PL_SEVERITY_CAUTION, &rule->basis, arguments, 2);
}

/* A pump without basal has no rate to judge. */
static void advise_rates(pl_context *context, const pl_pca_order *it) {
    int16_t vein = pl_route_find(context->drugs, "iv");
    int16_t skin = pl_route_find(context->drugs, "sc");
    for (size_t i = 0; !pl_rational_is_zero(it->basal) && i < it->tables->protocol_count; i++) {
        const pl_protocol *rule = &it->tables->protocols[i];
        if (!applies(rule, it, it->route)) {
            continue;
        }
        if (it->route == vein) {
            advise_rate(context, it, rule, &rule->central_rate_low, -1, "rate-low-central");
        } else if (it->route == skin) {
            advise_rate(context, it, rule, &rule->sc_rate_high, 1, "rate-high-sc");
        }
    }
}

void pl_pca_rules_advise(pl_context *context, const pl_pca_order *it) {
    advise_whose(context, it);
    advise_order(context, it);
    advise_days(context, it);
    advise_rates(context, it);
    if (it->fill.mixed) {
        pl_advise(context, "mixed-strengths", PL_SEVERITY_CAUTION, NULL, NULL, 0);
    }
}

void pl_pca_rules_write(pl_writer *writer, pl_context *context, const pl_pca_order *it) {
    pl_write_list(writer, "rules");
    for (size_t i = 0; i < it->tables->protocol_count; i++) {
        const pl_protocol *rule = &it->tables->protocols[i];
        if (!judges(context, rule, it)) {
            continue;
        }
        finding found = judge(rule, it);
        pl_write_object(writer, NULL);
        pl_answer_protocol(writer, context, rule);
        pl_answer_given(writer, context, "bolus_low", rule->bolus_low);
        pl_answer_given(writer, context, "bolus_high", rule->bolus_high);
        pl_answer_given(writer, context, "bolus_start", rule->bolus_start);
        pl_answer_given(writer, context, "lockout_low", rule->lockout_low);
        pl_answer_given(writer, context, "lockout_high", rule->lockout_high);
        pl_write_string(writer, "bolus", words[found.bolus]);
        pl_write_string(writer, "lockout", words[found.lockout]);
        pl_write_string(writer, "verdict", words[found.both]);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}
