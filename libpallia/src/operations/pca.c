/* SPDX-License-Identifier: MPL-2.0
 *
 * A PCA reservoir, from the order to what to put in and what to program.
 *
 * The order of the calculation is the one that the sources teach: the most that the pump can give
 * in 24 h, times the days, is what the reservoir must hold.
 */
#include "operations/pca.h"

#include "leaf/round.h"
#include "operations/answer.h"
#include "operations/exact_read.h"
#include "operations/operations.h"
#include "operations/plausible.h"
#include "operations/protocol.h"
#include "tables/index.h"
#include "tables/set.h"

#include <stdio.h>
#include <string.h>

enum { HOURS_IN_A_DAY = 24, DAYS_MAX = 31, WHOLE_PERCENT = 100 };

pl_quantity pl_pca_wait(pl_rational hours, bool in_minutes) {
    const pl_rational long_wait = pl_rational_from_int(2);
    pl_quantity out = {hours, pl_unit_base(PL_TIME)};
    const pl_unit *minutes = pl_unit_find("min", strlen("min"));
    bool few = hours.den != 1 && pl_rational_compare(hours, long_wait) < 0;
    pl_rational value;
    if ((in_minutes || few) && pl_quantity_in(out, minutes, &value) == PALLIA_OK) {
        out = (pl_quantity){value, minutes};
    }
    return out;
}

const char *pl_pca_say_share(pl_context *context, pl_rational share) {
    pl_rational percent;
    if (pl_rational_mul(share, pl_rational_from_int(WHOLE_PERCENT), &percent) != PALLIA_OK) {
        percent = share;
    }
    pl_argument arguments[] = {{"share", pl_say_share(context, share)},
                               {"percent", pl_say_number(context, percent)}};
    const char *key = share.num != 1                ? "pca.share.percent"
                      : share.den == 1              ? "pca.share.whole"
                      : share.den == HOURS_IN_A_DAY ? "pca.share.hour"
                                                    : "pca.share.part";
    return pl_say(context, key, arguments, 2);
}

/* ---- request ---- */

static pl_status read_basal(pl_context *context, const pl_json *document, pl_pca_order *out,
                            pl_error *error) {
    pl_json at;
    pl_quantity asked;
    pl_status status = pl_patient_weight_read(context, document, &out->kg, error);
    if (status == PALLIA_OK) {
        status = pl_json_need(document, "basal", &at, error);
    }
    if (status == PALLIA_OK) {
        status = pl_dose_rate_read(&at, out->kg, &out->basal, error);
    }
    if (status == PALLIA_OK) {
        /* Was just read as one of the two. */
        out->by_weight = pl_json_quantity(&at, PL_MASS_RATE_PER_WEIGHT, &asked, NULL) == PALLIA_OK;
    }
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_rational_mul(out->basal, pl_rational_from_int(HOURS_IN_A_DAY), &out->basal_day);
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(&at, status, error);
}

/* "1/10" of the basal dose of 24 h. */
static pl_status read_share(const pl_json *at, pl_pca_order *out, pl_error *error) {
    pl_status status = pl_json_rational(at, &out->share, error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->bolus_is_share = true;
    if (out->share.num <= 0 || pl_rational_compare(out->share, pl_rational_from_int(1)) > 0 ||
        pl_rational_is_zero(out->basal)) {
        return pl_json_fail(at, PALLIA_EVALUE, error);
    }
    status = pl_rational_mul(out->basal_day, out->share, &out->bolus);
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(at, status, error);
}

static pl_status read_bolus(const pl_json *document, pl_pca_order *out, pl_error *error) {
    pl_json at;
    const char *text;
    pl_rational share;
    pl_status status = pl_json_need(document, "bolus", &at, error);
    if (status == PALLIA_OK) {
        status = pl_json_string(&at, &text, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (strchr(text, '/') && pl_rational_parse(text, strlen(text), &share) == PALLIA_OK) {
        return read_share(&at, out, error);
    }
    status = pl_positive_read(&at, PL_MASS, &out->bolus, error);
    if (status != PALLIA_OK || pl_rational_is_zero(out->basal)) {
        out->share = pl_rational_from_int(0);
        return status;
    }
    status = pl_rational_div(out->bolus, out->basal_day, &out->share);
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(&at, status, error);
}

static pl_status read_lockout(const pl_json *document, pl_pca_order *out, pl_error *error) {
    pl_json at;
    pl_rational day = pl_rational_from_int(HOURS_IN_A_DAY);
    pl_status status = pl_json_need(document, "lockout", &at, error);
    if (status == PALLIA_OK) {
        status = pl_positive_read(&at, PL_TIME, &out->lockout, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    pl_quantity asked;
    /* Was just read as a time. */
    out->in_minutes = pl_json_quantity(&at, PL_TIME, &asked, NULL) == PALLIA_OK &&
                      strcmp(asked.unit->code, "min") == 0;
    bool too_long = pl_rational_compare(out->lockout, day) > 0;
    return too_long ? pl_json_fail(&at, PALLIA_EVALUE, error) : PALLIA_OK;
}

static pl_status read_days(const pl_json *document, pl_pca_order *out, pl_error *error) {
    pl_json at;
    pl_status status = pl_json_need(document, "days", &at, error);
    return status == PALLIA_OK ? pl_json_int(&at, 1, DAYS_MAX, &out->days, error) : status;
}

static pl_status read_sizes(const pl_json *document, pl_pca_order *out, pl_error *error) {
    pl_json list;
    pl_json at;
    if (!pl_json_member(document, "ampoules", &list)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(&list)) {
        return pl_json_fail(&list, PALLIA_ETYPE, error);
    }
    size_t count = pl_json_count(&list);
    if (count == 0 || count > PL_PCA_SIZES_MAX) {
        return pl_json_fail(&list, PALLIA_ECOUNT, error);
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        pl_status status = pl_ampoule_read(&at, &out->sizes[out->size_count++], error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    pl_pca_sort(out->sizes, out->size_count);
    return PALLIA_OK;
}

static pl_status read_pump(const pl_json *document, pl_pca_order *out, pl_error *error) {
    pl_json at;
    out->step = pl_rational_from_int(0);
    pl_status status = pl_json_need(document, "reservoir", &at, error);
    if (status == PALLIA_OK) {
        status = pl_positive_read(&at, PL_VOLUME, &out->reservoir, error);
    }
    if (status != PALLIA_OK || !pl_json_member(document, "rate_step", &at)) {
        return status;
    }
    out->has_step = true;
    return pl_positive_read(&at, PL_VOLUME_RATE, &out->step, error);
}

static pl_status read_order(pl_context *context, const pl_json *document, pl_pca_order *out,
                            pl_error *error) {
    pl_status status = pl_drug_read(context, document, &out->drug, error);
    if (status == PALLIA_OK) {
        status = pl_route_read(context, document, true, &out->route, error);
    }
    if (status == PALLIA_OK) {
        status = read_basal(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_bolus(document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_lockout(document, out, error);
    }
    return status == PALLIA_OK ? read_days(document, out, error) : status;
}

static const char bolus_code[] = "implausible-bolus";

static bool is_stop(const void *among, const char *code) {
    (void)among;
    return strcmp(code, bolus_code) == 0 || strcmp(code, pl_plausible_code) == 0;
}

static pl_status read_request(pl_context *context, const pl_json *document, pl_pca_order *out,
                              pl_error *error) {
    static const char *const keys[] = {"op",       "drug",        "route",     "basal",
                                       "bolus",    "lockout",     "days",      "reservoir",
                                       "ampoules", "diluent",     "rate_step", "patient",
                                       "language", "acknowledge", NULL};
    pl_status status = pl_json_known_keys(document, keys, error);
    if (status == PALLIA_OK) {
        status = read_order(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_pump(document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_sizes(document, out, error);
    }
    if (status == PALLIA_OK) {
        status = pl_diluent_read(out->tables, document, &out->diluent, error);
    }
    return status == PALLIA_OK
               ? pl_acknowledge_read(document, PL_ACKNOWLEDGE_MAX, is_stop, NULL, &out->tail, error)
               : status;
}

/* ---- calculation ---- */

/* The most that can be given in 24 h, and what the reservoir must hold for all its days. A day that
 * is no whole number of lockouts holds one bolus more than the whole ones. */
static pl_status find_total(pl_pca_order *it, pl_error *error) {
    pl_rational day = pl_rational_from_int(HOURS_IN_A_DAY);
    pl_status status = pl_rational_div(day, it->lockout, &it->boluses);
    if (status == PALLIA_OK) {
        status = pl_round_to_step(it->boluses, pl_rational_from_int(1), PL_ROUND_UP, &it->boluses);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(it->bolus, it->boluses, &it->max_bolus);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_add(it->basal_day, it->max_bolus, &it->max_day);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(it->max_day, pl_rational_from_int(it->days), &it->total);
    }
    return status == PALLIA_OK ? PALLIA_OK : pl_fail(error, status, "/bolus", "");
}

static pl_status find_ampoules(pl_context *context, pl_pca_order *it, pl_error *error) {
    if (it->size_count > 0) {
        pl_status status =
            pl_pca_fill_find(context, it->sizes, it->size_count, it->total, &it->fill);
        const char *total = pl_say_quantity(context, it->total, pl_unit_base(PL_MASS));
        return status == PALLIA_OK ? PALLIA_OK : pl_fail(error, status, "/ampoules", total);
    }
    const pl_products *products;
    pl_status status = pl_tables_products(context->tables, &products, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_pca_propose(context, products, it);
    return status == PALLIA_OK
               ? PALLIA_OK
               : pl_fail(error, status, "/drug", context->drugs->drugs[it->drug].id);
}

static pl_status fail_capacity(pl_context *context, const pl_pca_order *it, pl_error *error) {
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    char token[PL_TOKEN_SIZE];
    snprintf(token, sizeof token, "%s > %s", pl_say_quantity(context, it->fill.volume, ml),
             pl_say_quantity(context, it->reservoir, ml));
    return pl_fail(error, PALLIA_ECAPACITY, "/reservoir", token);
}

static pl_status find_volumes(pl_context *context, pl_pca_order *it, pl_error *error) {
    pl_status status = pl_rational_sub(it->reservoir, it->fill.volume, &it->diluent_volume);
    if (status == PALLIA_OK && it->diluent_volume.num < 0) {
        return fail_capacity(context, it, error);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_div(it->total, it->reservoir, &it->concentration);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_div(it->basal, it->concentration, &it->basal_rate);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_div(it->bolus, it->concentration, &it->bolus_volume);
    }
    return status == PALLIA_OK ? PALLIA_OK : pl_fail(error, status, "/reservoir", "");
}

/* The pump's step rounds down; a basal that rounds to nothing cannot be given. */
static pl_status find_program(pl_context *context, pl_pca_order *it, pl_error *error) {
    it->programmed = it->basal_rate;
    it->delivered = it->basal;
    if (!it->has_step) {
        return PALLIA_OK;
    }
    pl_status status = pl_round_to_step(it->basal_rate, it->step, PL_ROUND_DOWN, &it->programmed);
    if (status == PALLIA_OK && pl_rational_is_zero(it->programmed) &&
        !pl_rational_is_zero(it->basal)) {
        const pl_unit *unit = pl_unit_base(PL_VOLUME_RATE);
        return pl_fail(error, PALLIA_EMEASURE, "/rate_step",
                       pl_say_quantity(context, it->basal_rate, unit));
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(it->programmed, it->concentration, &it->delivered);
    }
    return status == PALLIA_OK ? PALLIA_OK : pl_fail(error, status, "/rate_step", "");
}

static pl_status check_diluent(pl_context *context, const pl_pca_order *it, pl_error *error) {
    if (pl_rational_is_zero(it->diluent_volume)) {
        return PALLIA_OK;
    }
    if (it->diluent == PL_NONE) {
        pl_advise(context, "diluent-to-choose", PL_SEVERITY_CAUTION, NULL, NULL, 0);
        return PALLIA_OK;
    }
    const pl_diluent_rule *rule =
        pl_diluent_rule_find(it->tables, it->drug, it->diluent, PL_DILUENT_FORBIDDEN);
    if (rule) {
        pl_cite(context, &rule->basis);
        return pl_fail(error, PALLIA_EDILUENT_FORBIDDEN, "/diluent", pl_pick(context, rule->why));
    }
    rule = pl_diluent_rule_find(it->tables, it->drug, it->diluent, PL_DILUENT_DISPUTED);
    if (rule) {
        pl_argument arguments[] = {{"note", pl_pick(context, rule->why)}};
        pl_advise(context, "diluent-disputed", PL_SEVERITY_CAUTION, &rule->basis, arguments, 1);
    }
    return PALLIA_OK;
}

/* Without basal no share of it can be judged: what the pump lets the patient take is, and that is
 * said to be all. */
static void judge_boluses(pl_context *context, const pl_pca_order *it) {
    pl_given_rate most = {it->drug, it->route, it->max_day};
    pl_argument arguments[] = {
        {"bolus", pl_say_quantity(context, it->bolus, pl_unit_base(PL_MASS))},
        {"dose", pl_say_quantity(context, it->max_day, pl_unit_per_day())}};
    pl_advise(context, "pca-bolus-alone", PL_SEVERITY_CAUTION, NULL, arguments, 2);
    if (pl_rational_div(it->max_day, pl_rational_from_int(HOURS_IN_A_DAY), &most.mg_per_hour) ==
        PALLIA_OK) {
        pl_plausible_advise_pca(context, it->tables, &most, it->kg);
    }
}

/* What 24 h give is never a single dose: the incident that a tenfold answers. */
static void judge_order(pl_context *context, const pl_pca_order *it) {
    if (pl_rational_is_zero(it->basal)) {
        judge_boluses(context, it);
        return;
    }
    pl_given_rate basal = {it->drug, it->route, it->basal};
    pl_plausible_advise_pca(context, it->tables, &basal, it->kg);
    if (pl_rational_compare(it->share, pl_rational_from_int(1)) <= 0) {
        return;
    }
    pl_argument arguments[] = {
        {"bolus", pl_say_quantity(context, it->bolus, pl_unit_base(PL_MASS))},
        {"basal", pl_say_quantity(context, it->basal_day, pl_unit_per_day())}};
    pl_advise(context, bolus_code, PL_SEVERITY_STOP,
              pl_hazard_basis(it->tables, "verify.cause.tenfold"), arguments, 2);
}

static pl_status solve(pl_context *context, pl_pca_order *it, pl_error *error) {
    pl_status status = find_total(it, error);
    if (status != PALLIA_OK) {
        return status;
    }
    judge_order(context, it);
    if (pl_request_stopped(context, &it->tail)) {
        return pl_fail(error, PALLIA_EWITHHELD, "/acknowledge", "");
    }
    status = find_ampoules(context, it, error);
    if (status == PALLIA_OK) {
        status = find_volumes(context, it, error);
    }
    if (status == PALLIA_OK) {
        status = check_diluent(context, it, error);
    }
    return status == PALLIA_OK ? find_program(context, it, error) : status;
}

/* ---- advice ---- */

static void advise_program(pl_context *context, const pl_pca_order *it) {
    const pl_profile *profile = pl_profile_find(context->rules, "fr");
    const pl_unit *mg_per_h = pl_unit_base(PL_MASS_RATE);
    pl_rational change;
    if (!it->has_step || !profile ||
        pl_round_change_percent(it->basal, it->delivered, &change) != PALLIA_OK) {
        return;
    }
    /* Rounded down: the change is never above 0. */
    change.num = -change.num;
    if (pl_rational_compare(change, profile->rounding_percent) < 0) {
        return;
    }
    pl_argument arguments[] = {{"ordered", pl_say_quantity(context, it->basal, mg_per_h)},
                               {"delivered", pl_say_quantity(context, it->delivered, mg_per_h)},
                               {"percent", pl_say_number(context, change)}};
    pl_advise(context, "rate-step-change", PL_SEVERITY_CAUTION, NULL, arguments, 3);
}

/* The headline counts the bolus that starts a day at its very end: say why it is so many. */
static void advise_lockout(pl_context *context, const pl_pca_order *it) {
    pl_rational whole;
    if (pl_rational_div(pl_rational_from_int(HOURS_IN_A_DAY), it->lockout, &whole) != PALLIA_OK ||
        whole.den == 1) {
        return;
    }
    pl_quantity lockout = pl_pca_wait(it->lockout, it->in_minutes);
    pl_argument arguments[] = {
        {"lockout", pl_say_quantity(context, lockout.value, lockout.unit)},
        {"count", pl_say_number(context, it->boluses)},
        {"dose", pl_say_quantity(context, it->max_bolus, pl_unit_base(PL_MASS))}};
    pl_advise(context, "lockout-not-whole", PL_SEVERITY_INFO, NULL, arguments, 3);
}

static void advise_fill(pl_context *context, const pl_pca_order *it) {
    if (it->proposed) {
        pl_argument arguments[] = {{"ampoule", pl_say_ampoule(context, &it->sizes[0])}};
        pl_advise(context, "ampoules-proposed", PL_SEVERITY_CAUTION, NULL, arguments, 1);
    }
    if (!pl_rational_is_zero(it->fill.surplus)) {
        pl_argument arguments[] = {
            {"surplus", pl_say_quantity(context, it->fill.surplus, pl_unit_base(PL_MASS))},
            {"waste", pl_say_quantity(context, it->fill.waste, pl_unit_base(PL_VOLUME))},
            {"ampoule", pl_say_ampoule(context, &it->sizes[it->fill.smallest])}};
        pl_advise(context, "ampoule-not-whole", PL_SEVERITY_INFO, NULL, arguments, 3);
    }
}

/* What every answer says of the request: the one patient fact. */
static void note_weight(pl_pca_order *it) {
    if (!pl_rational_is_zero(it->kg)) {
        pl_fact_value *weight = &it->tail.patient.facts[PL_FACT_WEIGHT];
        weight->given = true;
        weight->use = it->by_weight ? PL_FACT_CHANGED : PL_FACT_UNUSED;
    }
}

void pl_pca(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_pca_order it = {0};
    pl_error error = {0};
    pl_status status = pl_tables_syringe(context->tables, &it.tables, &error);
    if (status == PALLIA_OK) {
        status = read_request(context, document, &it, &error);
    }
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "pca", &error, NULL);
        return;
    }
    note_weight(&it);
    if (solve(context, &it, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "pca", &error, &it.tail);
        return;
    }
    pl_pca_explain(context, &it);
    pl_pca_rules_advise(context, &it);
    advise_lockout(context, &it);
    advise_program(context, &it);
    advise_fill(context, &it);
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", "ok");
    pl_write_string(writer, "op", "pca");
    pl_pca_write(writer, context, &it);
    pl_answer_tail(writer, context, &it.tail);
    pl_write_object_end(writer);
}
