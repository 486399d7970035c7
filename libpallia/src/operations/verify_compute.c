/* SPDX-License-Identifier: MPL-2.0
 *
 * The forward computation: from what is in the syringe to what the patient gets, and the verdicts.
 */
#include "operations/verify.h"

#include "leaf/round.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { HOURS_IN_A_DAY = 24 };

typedef pl_status (*arithmetic)(pl_rational a, pl_rational b, pl_rational *out);

/* An unknown operand makes the result unknown. */
static pl_status combine(arithmetic how, pl_known a, pl_known b, pl_known *out) {
    *out = (pl_known){0};
    if (!a.known || !b.known) {
        return PALLIA_OK;
    }
    out->known = true;
    return how(a.value, b.value, &out->value);
}

static pl_known known(pl_rational value) {
    return (pl_known){true, value};
}

static pl_rational absolute(pl_rational a) {
    return a.num < 0 ? (pl_rational){-a.num, a.den} : a;
}

static pl_verdict within(pl_rational change, pl_rational limit) {
    return pl_rational_compare(absolute(change), limit) <= 0 ? PL_VERDICT_CONFORM
                                                             : PL_VERDICT_DEVIATION;
}

/* Ratio, change and verdict of what is due and what is. */
static pl_status judge(pl_rational due, pl_known is, pl_rational limit, pl_rational *ratio,
                       pl_rational *change, pl_verdict *verdict) {
    *verdict = PL_VERDICT_UNKNOWN;
    if (!is.known) {
        return PALLIA_OK;
    }
    pl_status status = pl_rational_div(is.value, due, ratio);
    if (status == PALLIA_OK) {
        status = pl_round_change_percent(due, is.value, change);
    }
    if (status == PALLIA_OK) {
        *verdict = within(*change, limit);
    }
    return status;
}

/* ---- amounts and concentrations ---- */

static pl_status add_content(const pl_content *content, pl_checked *drug) {
    pl_known part;
    pl_status status = combine(pl_rational_mul, content->strength, content->volume, &part);
    if (status != PALLIA_OK) {
        return status;
    }
    bool first = !drug->present;
    drug->present = true;
    if (first) {
        drug->amount = part;
        drug->salt = content->salt;
        return PALLIA_OK;
    }
    bool same = drug->salt && content->salt && strcmp(drug->salt, content->salt) == 0;
    drug->salt = same ? drug->salt : NULL;
    return combine(pl_rational_add, drug->amount, part, &drug->amount);
}

static pl_status add_contents(pl_verification *it) {
    pl_status status = PALLIA_OK;
    for (size_t i = 0; i < it->content_count && status == PALLIA_OK; i++) {
        size_t d = 0;
        while (it->drugs[d].drug != it->contents[i].drug) {
            d++;
        }
        status = add_content(&it->contents[i], &it->drugs[d]);
    }
    return status;
}

static pl_status find_concentrations(pl_verification *it) {
    if (it->labelled.known) {
        it->drugs[0].concentration = it->labelled;
        return combine(pl_rational_mul, it->labelled, it->final_volume, &it->drugs[0].amount);
    }
    pl_status status = PALLIA_OK;
    for (size_t i = 0; i < it->drug_count && status == PALLIA_OK; i++) {
        pl_checked *one = &it->drugs[i];
        status = combine(pl_rational_div, one->amount, it->final_volume, &one->concentration);
    }
    return status;
}

/* ---- the rate ---- */

/* A setting empties a syringe filled to its mark as many times a day as it is the device's own
 * setting for one day. */
static pl_status rate_of_setting(pl_verification *it) {
    pl_rational own;
    pl_known times;
    pl_known per_day;
    pl_status status = pl_quantity_in(it->device->setting, pl_unit_base(PL_LENGTH_RATE), &own);
    if (status == PALLIA_OK) {
        status = combine(pl_rational_div, it->setting, known(own), &times);
    }
    if (status == PALLIA_OK) {
        status = combine(pl_rational_mul, it->final_volume, times, &per_day);
    }
    return status == PALLIA_OK ? combine(pl_rational_div, per_day,
                                         known(pl_rational_from_int(HOURS_IN_A_DAY)), &it->rate)
                               : status;
}

/* A pump that is told milligrams finds its rate with the strength it was told. */
static pl_status rate_of_programmed(pl_verification *it) {
    const pl_checked *drug = &it->drugs[it->programmed.drug];
    pl_known per_hour;
    pl_status status = combine(pl_rational_div, known(drug->prescribed),
                               known(pl_rational_from_int(HOURS_IN_A_DAY)), &per_hour);
    return status == PALLIA_OK
               ? combine(pl_rational_div, per_hour, known(it->programmed.strength), &it->rate)
               : status;
}

/* What is left for the patient once the line is full. */
static pl_status find_flow(const pl_verification *it, pl_known *out) {
    *out = it->final_volume;
    return it->prime.known ? combine(pl_rational_sub, it->final_volume, it->prime, out) : PALLIA_OK;
}

static pl_status rate_of_time(pl_verification *it) {
    pl_known flows;
    pl_status status = find_flow(it, &flows);
    return status == PALLIA_OK ? combine(pl_rational_div, flows, it->ordered_duration, &it->rate)
                               : status;
}

bool pl_verification_times_itself(const pl_verification *it) {
    return !it->has_rate && !it->programmed.given && it->device && it->device->computes_rate;
}

static pl_status find_rate(pl_verification *it) {
    if (it->has_rate || it->stopped) {
        return PALLIA_OK;
    }
    if (it->setting.known) {
        return rate_of_setting(it);
    }
    if (pl_verification_times_itself(it)) {
        return rate_of_time(it);
    }
    return it->programmed.given && !it->other_dial ? rate_of_programmed(it) : PALLIA_OK;
}

static pl_status find_duration(pl_verification *it) {
    pl_known flows;
    pl_status status = find_flow(it, &flows);
    return status == PALLIA_OK ? combine(pl_rational_div, flows, it->rate, &it->duration) : status;
}

/* ---- doses ---- */

static pl_status deliver(const pl_verification *it, pl_checked *one) {
    pl_status status = combine(pl_rational_mul, one->concentration, it->rate, &one->per_hour);
    return status == PALLIA_OK
               ? combine(pl_rational_mul, one->per_hour,
                         known(pl_rational_from_int(HOURS_IN_A_DAY)), &one->delivered)
               : status;
}

static pl_status judge_drug(const pl_verification *it, pl_checked *one) {
    pl_status status = deliver(it, one);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!one->ordered) {
        one->verdict = PL_VERDICT_DEVIATION;
        return PALLIA_OK;
    }
    if (!one->present) {
        one->per_hour = one->delivered = known(pl_rational_from_int(0));
    }
    return judge(one->prescribed, one->delivered, it->dose_limit, &one->ratio, &one->change,
                 &one->verdict);
}

static pl_status judge_programmed(pl_verification *it) {
    pl_programmed *programmed = &it->programmed;
    if (!programmed->given) {
        return PALLIA_OK;
    }
    return judge(programmed->strength, it->drugs[programmed->drug].concentration, it->dose_limit,
                 &programmed->ratio, &programmed->change, &programmed->verdict);
}

static pl_status judge_bolus(pl_verification *it) {
    pl_bolus *bolus = &it->bolus;
    if (!bolus->given) {
        return PALLIA_OK;
    }
    pl_status status = PALLIA_OK;
    pl_known real = it->drugs[bolus->drug].concentration;
    if (!bolus->volume.known && it->programmed.given && it->programmed.drug == bolus->drug) {
        status = combine(pl_rational_div, known(bolus->prescribed), known(it->programmed.strength),
                         &bolus->volume);
    }
    if (status == PALLIA_OK) {
        status = combine(pl_rational_mul, bolus->volume, real, &bolus->delivered);
    }
    if (status == PALLIA_OK) {
        status = combine(pl_rational_div, known(bolus->prescribed), real, &bolus->due);
    }
    return status == PALLIA_OK ? judge(bolus->prescribed, bolus->delivered, it->dose_limit,
                                       &bolus->ratio, &bolus->change, &bolus->verdict)
                               : status;
}

/* ---- volumes ---- */

static pl_status add_volumes(pl_verification *it) {
    pl_known sum = known(pl_rational_from_int(0));
    pl_status status = PALLIA_OK;
    for (size_t i = 0; i < it->content_count && status == PALLIA_OK; i++) {
        status = combine(pl_rational_add, sum, it->contents[i].volume, &sum);
    }
    it->volume.contents = sum;
    return status == PALLIA_OK ? combine(pl_rational_add, sum, it->diluent, &it->volume.sum)
                               : status;
}

/* Drugs and diluent make the volume, within the limit; without the diluent's volume only too much
 * drug can be seen. More drug than volume never conforms. */
static pl_status judge_volumes(pl_verification *it) {
    pl_volumes *volume = &it->volume;
    volume->verdict = PL_VERDICT_UNKNOWN;
    if (it->content_count == 0) {
        volume->verdict = PL_VERDICT_CONFORM;
        return PALLIA_OK;
    }
    pl_status status = add_volumes(it);
    if (status != PALLIA_OK || !volume->contents.known || !it->final_volume.known) {
        return status;
    }
    pl_rational is = volume->sum.known ? volume->sum.value : volume->contents.value;
    status = pl_round_change_percent(it->final_volume.value, is, &volume->change);
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_rational_compare(volume->contents.value, it->final_volume.value) > 0) {
        volume->verdict = PL_VERDICT_DEVIATION;
    } else if (volume->sum.known) {
        volume->verdict = within(volume->change, it->volume_limit);
    } else {
        volume->verdict = PL_VERDICT_CONFORM;
    }
    return PALLIA_OK;
}

/* ---- the whole ---- */

static void weigh(pl_verification *it, pl_reason reason, pl_verdict one) {
    it->incomplete = it->incomplete || one == PL_VERDICT_UNKNOWN;
    it->reasons[reason] = it->reasons[reason] || one == PL_VERDICT_DEVIATION;
    if (one == PL_VERDICT_DEVIATION ||
        (one == PL_VERDICT_UNKNOWN && it->verdict == PL_VERDICT_CONFORM)) {
        it->verdict = one;
    }
}

/* A syringe that runs dry before its time leaves the patient without: beyond the limit of volumes,
 * a deviation. One that outlasts its time is only said. */
static pl_verdict judge_time(const pl_verification *it) {
    pl_rational change;
    if (!it->duration.known || !it->ordered_duration.known ||
        pl_rational_compare(it->duration.value, it->ordered_duration.value) >= 0 ||
        pl_round_change_percent(it->ordered_duration.value, it->duration.value, &change) !=
            PALLIA_OK) {
        return PL_VERDICT_CONFORM;
    }
    return within(change, it->volume_limit);
}

static void conclude(pl_verification *it) {
    it->verdict = PL_VERDICT_CONFORM;
    for (size_t i = 0; i < it->drug_count; i++) {
        weigh(it, PL_REASON_DOSE, it->drugs[i].verdict);
    }
    weigh(it, PL_REASON_VOLUME, it->volume.verdict);
    weigh(it, PL_REASON_TIME, judge_time(it));
    weigh(it, PL_REASON_BOLUS, it->bolus.given ? it->bolus.verdict : PL_VERDICT_CONFORM);
    weigh(it, PL_REASON_PROGRAMMED,
          it->programmed.given ? it->programmed.verdict : PL_VERDICT_CONFORM);
}

void pl_verification_deviate_for(const pl_context *context, pl_verification *it, const char *code,
                                 pl_reason reason) {
    if (!pl_advised(context, code) || pl_request_acknowledges(&it->tail, code)) {
        return;
    }
    it->verdict = PL_VERDICT_DEVIATION;
    it->reasons[reason] = true;
}

static pl_status judge_drugs(pl_verification *it) {
    pl_status status = PALLIA_OK;
    for (size_t i = 0; i < it->drug_count && status == PALLIA_OK; i++) {
        status = judge_drug(it, &it->drugs[i]);
    }
    return status;
}

pl_status pl_verification_compute(pl_verification *it, pl_error *error) {
    static pl_status (*const steps[])(pl_verification *) = {
        add_contents, find_concentrations, find_rate,   find_duration,
        judge_drugs,  judge_programmed,    judge_bolus, judge_volumes};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        pl_status status = steps[i](it);
        if (status != PALLIA_OK) {
            return pl_fail(error, status, "/prepared", "");
        }
    }
    conclude(it);
    return PALLIA_OK;
}

void pl_ratio_text(pl_rational ratio, char text[PL_RATIO_TEXT_SIZE]) {
    if (ratio.den == 1) {
        snprintf(text, PL_RATIO_TEXT_SIZE, "%" PRId64, ratio.num);
    } else {
        snprintf(text, PL_RATIO_TEXT_SIZE, "%" PRId64 "/%" PRId64, ratio.num, ratio.den);
    }
}
