/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/verify.h"

#include "operations/answer.h"
#include "operations/operations.h"

#include <string.h>

enum { HOURS_IN_A_DAY = 24 };

static const char *const verdicts[] = {[PL_VERDICT_CONFORM] = "conform",
                                       [PL_VERDICT_DEVIATION] = "deviation",
                                       [PL_VERDICT_UNKNOWN] = "cannot-verify"};

static void write_base(pl_writer *writer, pl_context *context, const char *key, pl_known value,
                       pl_dimension dimension) {
    if (value.known) {
        pl_answer_quantity(writer, context, key, value.value, pl_unit_base(dimension));
    }
}

/* Exact in `unit`; the text in the unit of the order. */
static void write_dose(pl_writer *writer, pl_context *context, const char *key,
                       const pl_checked *one, pl_known value, const pl_unit *unit) {
    if (!value.known) {
        return;
    }
    char exact[PL_RATIONAL_TEXT_SIZE];
    pl_rational_text(value.value, exact);
    pl_write_object(writer, key);
    pl_write_string(writer, "exact", exact);
    pl_write_string(writer, "unit", unit->code);
    pl_write_string(writer, "text", pl_verification_say_dose(context, one, value, unit));
    pl_write_object_end(writer);
}

static const char *say_percent(pl_context *context, pl_rational change, pl_rational limit) {
    pl_argument arguments[] = {{"value", pl_verification_say_change(context, change, limit)}};
    return pl_say(context, "verify.percent", arguments, 1);
}

/* "change_percent" is for a program, exact; "change" has the text to show. */
static void write_change(pl_writer *writer, pl_context *context, pl_rational change,
                         pl_rational limit) {
    char exact[PL_RATIONAL_TEXT_SIZE];
    pl_rational_text(change, exact);
    pl_write_string(writer, "change_percent", exact);
    pl_write_object(writer, "change");
    pl_write_string(writer, "exact", exact);
    pl_write_string(writer, "unit", pl_unit_base(PL_PERCENT)->code);
    pl_write_string(writer, "text", say_percent(context, change, limit));
    pl_write_object_end(writer);
}

static void write_ratio(pl_writer *writer, pl_context *context, pl_rational ratio,
                        pl_rational change, pl_rational limit) {
    char text[PL_RATIO_TEXT_SIZE];
    pl_ratio_text(ratio, text);
    pl_write_string(writer, "ratio", text);
    write_change(writer, context, change, limit);
}

/* The likely cause, and every cause that fits. */
static void write_causes(pl_writer *writer, const pl_causes *causes) {
    size_t likely = pl_cause_likely(causes);
    if (likely == PL_CAUSE_COUNT) {
        return;
    }
    pl_write_string(writer, "likely", pl_cause_word(likely));
    pl_write_list(writer, "causes");
    for (size_t i = likely; i < PL_CAUSE_COUNT; i++) {
        if (causes->fits[i]) {
            pl_write_string(writer, NULL, pl_cause_word(i));
        }
    }
    pl_write_list_end(writer);
}

/* The order by the hour too, beside what is delivered by the hour. */
static void write_hourly(pl_writer *writer, pl_context *context, const pl_checked *one) {
    pl_known hourly = {.known = one->ordered};
    if (one->ordered && pl_rational_div(one->prescribed, pl_rational_from_int(HOURS_IN_A_DAY),
                                        &hourly.value) == PALLIA_OK) {
        write_dose(writer, context, "prescribed_per_hour", one, hourly, pl_unit_base(PL_MASS_RATE));
    }
}

static void write_drug(pl_writer *writer, pl_context *context, const pl_verification *it,
                       const pl_checked *one) {
    const pl_unit *day = pl_unit_per_day();
    pl_known prescribed = {one->ordered, one->prescribed};
    pl_write_object(writer, NULL);
    pl_write_string(writer, "drug", context->drugs->drugs[one->drug].id);
    pl_write_string(writer, "name", pl_pick(context, context->drugs->drugs[one->drug].name));
    pl_write_string(writer, "verdict", verdicts[one->verdict]);
    write_dose(writer, context, "prescribed", one, prescribed, day);
    write_hourly(writer, context, one);
    write_dose(writer, context, "delivered", one, one->delivered, day);
    write_dose(writer, context, "per_hour", one, one->per_hour, pl_unit_base(PL_MASS_RATE));
    write_dose(writer, context, "amount", one, one->amount, pl_unit_base(PL_MASS));
    write_dose(writer, context, "concentration", one, one->concentration,
               pl_unit_base(PL_CONCENTRATION));
    if (one->ordered && one->verdict != PL_VERDICT_UNKNOWN) {
        write_ratio(writer, context, one->ratio, one->change, it->dose_limit);
    }
    write_causes(writer, &one->causes);
    if (!one->present) {
        pl_write_bool(writer, "missing", true);
    }
    if (!one->ordered) {
        pl_write_bool(writer, "unordered", true);
    }
    pl_write_object_end(writer);
}

/* A ready-made bag is not made of volumes. */
static void write_volume(pl_writer *writer, pl_context *context, const pl_verification *it) {
    if (it->content_count == 0) {
        return;
    }
    const pl_volumes *volume = &it->volume;
    pl_write_object(writer, "volume");
    pl_write_string(writer, "verdict", verdicts[volume->verdict]);
    write_base(writer, context, "stated", it->final_volume, PL_VOLUME);
    write_base(writer, context, "contents", volume->contents, PL_VOLUME);
    write_base(writer, context, "sum", volume->sum, PL_VOLUME);
    if (volume->sum.known && volume->verdict != PL_VERDICT_UNKNOWN) {
        write_change(writer, context, volume->change, it->volume_limit);
    }
    pl_write_object_end(writer);
}

static void write_programmed(pl_writer *writer, pl_context *context, const pl_verification *it) {
    const pl_programmed *programmed = &it->programmed;
    if (!programmed->given) {
        return;
    }
    const pl_checked *drug = &it->drugs[programmed->drug];
    pl_known strength = {true, programmed->strength};
    pl_write_object(writer, "programmed");
    pl_write_string(writer, "drug", context->drugs->drugs[drug->drug].id);
    pl_write_string(writer, "verdict", verdicts[programmed->verdict]);
    write_base(writer, context, "strength", strength, PL_CONCENTRATION);
    write_base(writer, context, "real", drug->concentration, PL_CONCENTRATION);
    if (programmed->verdict != PL_VERDICT_UNKNOWN) {
        write_ratio(writer, context, programmed->ratio, programmed->change, it->dose_limit);
    }
    pl_write_object_end(writer);
}

static void write_bolus(pl_writer *writer, pl_context *context, const pl_verification *it) {
    const pl_bolus *bolus = &it->bolus;
    if (!bolus->given) {
        return;
    }
    pl_known prescribed = {true, bolus->prescribed};
    pl_write_object(writer, "bolus");
    pl_write_string(writer, "drug", context->drugs->drugs[it->drugs[bolus->drug].drug].id);
    pl_write_string(writer, "verdict", verdicts[bolus->verdict]);
    write_base(writer, context, "prescribed", prescribed, PL_MASS);
    write_base(writer, context, "delivered", bolus->delivered, PL_MASS);
    write_base(writer, context, "volume", bolus->volume, PL_VOLUME);
    write_base(writer, context, "due_volume", bolus->due, PL_VOLUME);
    if (bolus->verdict != PL_VERDICT_UNKNOWN) {
        write_ratio(writer, context, bolus->ratio, bolus->change, it->dose_limit);
    }
    write_causes(writer, &bolus->causes);
    pl_write_object_end(writer);
}

static void write_tolerance(pl_writer *writer, pl_context *context, const pl_verification *it) {
    const pl_unit *percent = pl_unit_base(PL_PERCENT);
    pl_write_object(writer, "tolerance");
    pl_answer_quantity(writer, context, "dose", it->dose_limit, percent);
    pl_answer_quantity(writer, context, "volume", it->volume_limit, percent);
    pl_write_object_end(writer);
}

static void write_reasons(pl_writer *writer, const pl_verification *it) {
    static const char *const words[PL_REASON_COUNT] = {[PL_REASON_DOSE] = "dose",
                                                       [PL_REASON_VOLUME] = "volume",
                                                       [PL_REASON_TIME] = "time",
                                                       [PL_REASON_BOLUS] = "bolus",
                                                       [PL_REASON_PROGRAMMED] = "programmed",
                                                       [PL_REASON_MIXTURE] = "mixture",
                                                       [PL_REASON_DILUENT] = "diluent",
                                                       [PL_REASON_IMPLAUSIBLE] =
                                                           "implausible-dose"};
    pl_write_list(writer, "reasons");
    for (size_t i = 0; i < PL_REASON_COUNT; i++) {
        if (it->reasons[i]) {
            pl_write_string(writer, NULL, words[i]);
        }
    }
    pl_write_list_end(writer);
}

static void write_result(pl_writer *writer, pl_context *context, const pl_verification *it) {
    const pl_known nothing = {true, pl_rational_from_int(0)};
    pl_write_object(writer, "result");
    pl_write_string(writer, "verdict", verdicts[it->verdict]);
    write_reasons(writer, it);
    pl_write_list(writer, "drugs");
    for (size_t i = 0; i < it->drug_count; i++) {
        write_drug(writer, context, it, &it->drugs[i]);
    }
    pl_write_list_end(writer);
    write_volume(writer, context, it);
    write_base(writer, context, "rate", it->stopped ? nothing : it->rate, PL_VOLUME_RATE);
    write_base(writer, context, "duration", it->duration, PL_TIME);
    write_base(writer, context, "ordered_duration", it->ordered_duration, PL_TIME);
    write_programmed(writer, context, it);
    write_bolus(writer, context, it);
    write_tolerance(writer, context, it);
    pl_write_object_end(writer);
}

/* Each group keeps its order. */
static void put_stops_first(pl_context *context) {
    size_t stops = 0;
    for (size_t i = 0; i < context->advice_count; i++) {
        pl_advice one = context->advice[i];
        if (one.severity != PL_SEVERITY_STOP) {
            continue;
        }
        memmove(&context->advice[stops + 1], &context->advice[stops],
                (i - stops) * sizeof context->advice[0]);
        context->advice[stops++] = one;
    }
}

/* Advises in the order in which a reader must look: what deviates and why, doses, the mixture, the
 * rest. Stops are brought before all of it. */
static pl_status judge(pl_context *context, pl_verification *it, pl_error *error) {
    pl_verification_find_causes(it);
    pl_verification_advise(context, it);
    pl_status status = pl_verification_judge_doses(context, it, error);
    if (status == PALLIA_OK) {
        status = pl_verification_judge_mixture(context, it, error);
    }
    pl_verification_remind(context, it);
    pl_origin_advise(context, &it->origin);
    put_stops_first(context);
    return status;
}

void pl_verify(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_verification it;
    pl_error error = {0};
    pl_status status = pl_verification_read(context, document, &it, &error);
    if (status == PALLIA_OK) {
        status = pl_verification_compute(&it, &error);
    }
    if (status == PALLIA_OK) {
        status = judge(context, &it, &error);
    }
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "verify", &error, NULL);
        return;
    }
    pl_verification_explain(context, &it);
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", it.incomplete ? "partial" : "ok");
    pl_write_string(writer, "op", "verify");
    write_result(writer, context, &it);
    pl_answer_tail(writer, context, &it.tail);
    pl_write_object_end(writer);
}
