/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/pca.h"

#include "leaf/round.h"
#include "operations/answer.h"
#include "operations/origin.h"
#include "operations/protocol.h"

#include <inttypes.h>
#include <stdio.h>

enum { COUNT_TEXT_SIZE = 24, HOURS_IN_A_DAY = 24 };

/* ---- working ---- */

/* Every figure of the working, in words, by the name that the messages give it. */
enum {
    S_BASAL,
    S_BASAL_DAY,
    S_SHARE,
    S_BOLUS,
    S_LOCKOUT,
    S_BOLUSES,
    S_MAX_BOLUS,
    S_MAX_DAY,
    S_DAYS,
    S_TOTAL,
    S_AMPOULES,
    S_VOLUMES,
    S_VOLUME,
    S_RESERVOIR,
    S_DILUENT,
    S_CONCENTRATION,
    S_RATE,
    S_BOLUS_VOLUME,
    S_STEP,
    S_PROGRAMMED,
    S_DELIVERED,
    S_COUNT
};

/* "7 × 100 mg + 6 × 10 mg", or the same in mL. */
static const char *say_ampoules(pl_context *context, const pl_pca_order *it, pl_dimension of) {
    const char *text = "";
    for (size_t i = 0; i < it->size_count; i++) {
        if (it->fill.counts[i] == 0) {
            continue;
        }
        char count[COUNT_TEXT_SIZE];
        snprintf(count, sizeof count, "%" PRId64, it->fill.counts[i]);
        pl_rational each = of == PL_MASS ? it->sizes[i].content : it->sizes[i].volume;
        const char *one =
            pl_join(context, count, " × ", pl_say_quantity(context, each, pl_unit_base(of)));
        text = pl_join(context, text, " + ", one);
    }
    if (pl_rational_is_zero(it->fill.surplus)) {
        return text;
    }
    pl_rational rest = of == PL_MASS ? it->fill.surplus : it->fill.waste;
    return pl_join(context, text, " − ", pl_say_quantity(context, rest, pl_unit_base(of)));
}

static void say_order(pl_context *context, const pl_pca_order *it, pl_argument *out) {
    const pl_unit *mg = pl_unit_base(PL_MASS);
    const pl_unit *day = pl_unit_per_day();
    out[S_BASAL] =
        (pl_argument){"basal", pl_say_quantity(context, it->basal, pl_unit_base(PL_MASS_RATE))};
    out[S_BASAL_DAY] = (pl_argument){"basal_day", pl_say_quantity(context, it->basal_day, day)};
    out[S_SHARE] = (pl_argument){"share", pl_say_share(context, it->share)};
    out[S_BOLUS] = (pl_argument){"bolus", pl_say_quantity(context, it->bolus, mg)};
    pl_quantity lockout = pl_pca_wait(it->lockout, it->in_minutes);
    out[S_LOCKOUT] =
        (pl_argument){"lockout", pl_say_quantity(context, lockout.value, lockout.unit)};
    out[S_BOLUSES] = (pl_argument){"boluses", pl_say_number(context, it->boluses)};
    out[S_MAX_BOLUS] = (pl_argument){"max_bolus", pl_say_quantity(context, it->max_bolus, day)};
    out[S_MAX_DAY] = (pl_argument){"max_day", pl_say_quantity(context, it->max_day, day)};
    out[S_DAYS] = (pl_argument){"days", pl_say_number(context, pl_rational_from_int(it->days))};
    out[S_TOTAL] = (pl_argument){"total", pl_say_quantity(context, it->total, mg)};
}

static void say_filling(pl_context *context, const pl_pca_order *it, pl_argument *out) {
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    const pl_unit *flow = pl_unit_base(PL_VOLUME_RATE);
    const pl_unit *strength = pl_unit_base(PL_CONCENTRATION);
    out[S_AMPOULES] = (pl_argument){"ampoules", say_ampoules(context, it, PL_MASS)};
    out[S_VOLUMES] = (pl_argument){"volumes", say_ampoules(context, it, PL_VOLUME)};
    out[S_VOLUME] = (pl_argument){"volume", pl_say_quantity(context, it->fill.volume, ml)};
    out[S_RESERVOIR] = (pl_argument){"reservoir", pl_say_quantity(context, it->reservoir, ml)};
    out[S_DILUENT] = (pl_argument){"diluent", pl_say_quantity(context, it->diluent_volume, ml)};
    out[S_CONCENTRATION] =
        (pl_argument){"concentration", pl_say_quantity(context, it->concentration, strength)};
    out[S_RATE] = (pl_argument){"rate", pl_say_quantity(context, it->basal_rate, flow)};
    out[S_BOLUS_VOLUME] =
        (pl_argument){"bolus_volume", pl_say_quantity(context, it->bolus_volume, ml)};
    out[S_STEP] = (pl_argument){"step", pl_say_quantity(context, it->step, flow)};
    out[S_PROGRAMMED] = (pl_argument){"programmed", pl_say_quantity(context, it->programmed, flow)};
    out[S_DELIVERED] = (pl_argument){
        "delivered", pl_say_quantity(context, it->delivered, pl_unit_base(PL_MASS_RATE))};
}

/* Whether a day is a whole number of lockouts. */
static bool divides(const pl_pca_order *it) {
    pl_rational span;
    return pl_rational_mul(it->lockout, it->boluses, &span) == PALLIA_OK &&
           pl_rational_equal(span, pl_rational_from_int(HOURS_IN_A_DAY));
}

void pl_pca_explain(pl_context *context, const pl_pca_order *it) {
    const pl_unit *mg = pl_unit_base(PL_MASS);
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    const pl_unit *day = pl_unit_per_day();
    const pl_unit *flow = pl_unit_base(PL_VOLUME_RATE);
    const struct {
        const char *step;
        const char *key;
        bool due;
        pl_rational value;
        const pl_unit *unit;
    } lines[] = {
        {"bolus", "trail.pca_bolus", it->bolus_is_share, it->bolus, mg},
        {"max_bolus", divides(it) ? "trail.pca_max_bolus" : "trail.pca_max_bolus_up", true,
         it->max_bolus, day},
        {"max_24h", "trail.pca_max_day", true, it->max_day, day},
        {"total", "trail.pca_total", true, it->total, mg},
        {"ampoules", "trail.pca_ampoules", true, it->total, mg},
        {"volume", "trail.pca_volume", true, it->fill.volume, ml},
        {"diluent", "trail.pca_diluent", true, it->diluent_volume, ml},
        {"concentration", "trail.pca_concentration", true, it->concentration,
         pl_unit_base(PL_CONCENTRATION)},
        {"basal_rate", "trail.pca_rate", true, it->basal_rate, flow},
        {"bolus_volume", "trail.pca_bolus_volume", true, it->bolus_volume, ml},
        {"programmed", "trail.pca_programmed", it->has_step, it->programmed, flow},
    };
    pl_argument said[S_COUNT];
    say_order(context, it, said);
    say_filling(context, it, said);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i].due) {
            pl_trail_value(context, lines[i].step, pl_say(context, lines[i].key, said, S_COUNT),
                           NULL, lines[i].value, lines[i].unit);
        }
    }
}

/* ---- result ---- */

static void write_ampoules(pl_writer *writer, pl_context *context, const pl_pca_order *it) {
    pl_write_list(writer, "ampoules");
    for (size_t i = 0; i < it->size_count; i++) {
        const pl_ampoule *one = &it->sizes[i];
        if (it->fill.counts[i] == 0) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_write_int(writer, "count", it->fill.counts[i]);
        pl_answer_quantity(writer, context, "strength", one->strength,
                           pl_unit_base(PL_CONCENTRATION));
        pl_answer_quantity(writer, context, "volume", one->volume, pl_unit_base(PL_VOLUME));
        pl_answer_quantity(writer, context, "content", one->content, pl_unit_base(PL_MASS));
        if (one->presentation) {
            pl_write_string(writer, "name", one->presentation->name);
            pl_write_string(writer, "cis", one->presentation->cis);
        }
        pl_write_string(writer, "text", pl_say_ampoule(context, one));
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
    pl_write_int(writer, "ampoule_count", it->fill.ampoules);
    pl_write_bool(writer, "proposed", it->proposed);
}

static void write_diluent(pl_writer *writer, pl_context *context, const pl_pca_order *it,
                          bool with_name) {
    pl_write_object(writer, "diluent");
    if (it->diluent != PL_NONE) {
        const pl_diluent *diluent = &it->tables->diluents[it->diluent];
        pl_write_string(writer, "id", diluent->id);
        if (with_name) {
            pl_write_string(writer, "name", pl_pick(context, diluent->name));
        }
    }
    pl_answer_quantity(writer, context, "volume", it->diluent_volume, pl_unit_base(PL_VOLUME));
    pl_write_object_end(writer);
}

static void write_order(pl_writer *writer, pl_context *context, const pl_pca_order *it) {
    const pl_unit *mg = pl_unit_base(PL_MASS);
    const pl_unit *day = pl_unit_per_day();
    pl_write_string(writer, "drug", context->drugs->drugs[it->drug].id);
    pl_write_string(writer, "name", pl_pick(context, context->drugs->drugs[it->drug].name));
    if (it->route != PL_NONE) {
        pl_write_string(writer, "route", context->drugs->routes[it->route].id);
    }
    pl_answer_quantity(writer, context, "basal_24h", it->basal_day, day);
    pl_answer_quantity(writer, context, "basal_per_hour", it->basal, pl_unit_base(PL_MASS_RATE));
    pl_answer_quantity(writer, context, "bolus", it->bolus, mg);
    pl_quantity lockout = pl_pca_wait(it->lockout, it->in_minutes);
    pl_answer_quantity(writer, context, "lockout", lockout.value, lockout.unit);
    pl_write_int(writer, "days", it->days);
    pl_answer_quantity(writer, context, "max_bolus_24h", it->max_bolus, day);
    pl_answer_quantity(writer, context, "max_24h", it->max_day, day);
    if (!pl_rational_is_zero(it->basal)) {
        pl_rational ratio;
        char text[PL_RATIONAL_TEXT_SIZE];
        pl_write_string(writer, "bolus_share", pl_say_share(context, it->share));
        pl_write_string(writer, "bolus_share_text", pl_pca_say_share(context, it->share));
        if (pl_rational_div(it->max_day, it->basal_day, &ratio) == PALLIA_OK) {
            pl_rational_text(ratio, text);
            pl_write_string(writer, "max_to_basal", text);
        }
    }
    pl_answer_quantity(writer, context, "total", it->total, mg);
}

static void write_filling(pl_writer *writer, pl_context *context, const pl_pca_order *it) {
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    write_ampoules(writer, context, it);
    pl_answer_quantity(writer, context, "drug_volume", it->fill.volume, ml);
    pl_answer_quantity(writer, context, "surplus", it->fill.surplus, pl_unit_base(PL_MASS));
    pl_answer_quantity(writer, context, "waste", it->fill.waste, ml);
    write_diluent(writer, context, it, true);
    pl_answer_quantity(writer, context, "reservoir", it->reservoir, ml);
    pl_answer_quantity(writer, context, "concentration", it->concentration,
                       pl_unit_base(PL_CONCENTRATION));
}

/* What to type into the pump, and what its step makes of it. */
static void write_program(pl_writer *writer, pl_context *context, const pl_pca_order *it) {
    const pl_unit *flow = pl_unit_base(PL_VOLUME_RATE);
    pl_rational change;
    char percent[PL_ROUND_TEXT_SIZE];
    pl_answer_quantity(writer, context, "basal_rate", it->basal_rate, flow);
    pl_answer_quantity(writer, context, "bolus_volume", it->bolus_volume, pl_unit_base(PL_VOLUME));
    if (!it->has_step) {
        return;
    }
    pl_write_object(writer, "programmed");
    pl_answer_quantity(writer, context, "rate_step", it->step, flow);
    pl_answer_quantity(writer, context, "rate", it->programmed, flow);
    pl_answer_quantity(writer, context, "per_hour", it->delivered, pl_unit_base(PL_MASS_RATE));
    if (pl_round_change_percent(it->basal, it->delivered, &change) == PALLIA_OK) {
        pl_round_text(change, '.', percent);
        pl_write_string(writer, "change_percent", percent);
    }
    pl_write_object_end(writer);
}

/* Drawn of one size: whole ampoules, less what stays in the last one. */
static bool drawn(const pl_pca_order *it, size_t index, pl_rational *out) {
    pl_rational count = {it->fill.counts[index], 1};
    if (count.num == 0 || pl_rational_mul(it->sizes[index].volume, count, out) != PALLIA_OK) {
        return false;
    }
    return index != it->fill.smallest || pl_rational_sub(*out, it->fill.waste, out) == PALLIA_OK;
}

static void write_prepared(pl_writer *writer, pl_context *context, const pl_pca_order *it) {
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    pl_write_object(writer, "prepared");
    pl_write_list(writer, "contents");
    for (size_t i = 0; i < it->size_count; i++) {
        pl_rational volume;
        if (!drawn(it, i, &volume)) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_write_string(writer, "drug", context->drugs->drugs[it->drug].id);
        pl_answer_quantity(writer, context, "strength", it->sizes[i].strength,
                           pl_unit_base(PL_CONCENTRATION));
        pl_answer_quantity(writer, context, "volume", volume, ml);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
    if (!pl_rational_is_zero(it->diluent_volume)) {
        write_diluent(writer, context, it, false);
    }
    pl_answer_quantity(writer, context, "final_volume", it->reservoir, ml);
    pl_answer_quantity(writer, context, "rate", it->programmed, pl_unit_base(PL_VOLUME_RATE));
    pl_write_object_end(writer);
}

/* The request that verifies this filling. A pump without basal has no rate to verify. */
static void write_next(pl_writer *writer, pl_context *context, const pl_pca_order *it) {
    if (pl_rational_is_zero(it->basal)) {
        return;
    }
    pl_write_object(writer, "next");
    pl_write_string(writer, "op", "verify");
    pl_write_list(writer, "prescribed");
    pl_write_object(writer, NULL);
    pl_write_string(writer, "drug", context->drugs->drugs[it->drug].id);
    pl_answer_quantity(writer, context, "dose", it->basal_day, pl_unit_per_day());
    pl_write_object_end(writer);
    pl_write_list_end(writer);
    write_prepared(writer, context, it);
    pl_write_object(writer, "programmed");
    pl_answer_quantity(writer, context, "strength", it->concentration,
                       pl_unit_base(PL_CONCENTRATION));
    pl_write_object_end(writer);
    pl_write_object(writer, "bolus");
    pl_answer_quantity(writer, context, "prescribed", it->bolus, pl_unit_base(PL_MASS));
    pl_answer_quantity(writer, context, "volume", it->bolus_volume, pl_unit_base(PL_VOLUME));
    pl_write_object_end(writer);
    pl_origin_write(writer, context, "pca");
    pl_write_object_end(writer);
}

void pl_pca_write(pl_writer *writer, pl_context *context, const pl_pca_order *it) {
    pl_write_object(writer, "result");
    write_order(writer, context, it);
    write_filling(writer, context, it);
    write_program(writer, context, it);
    pl_pca_rules_write(writer, context, it);
    write_next(writer, context, it);
    pl_write_object_end(writer);
}
