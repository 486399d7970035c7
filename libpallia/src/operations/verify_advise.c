/* SPDX-License-Identifier: MPL-2.0
 *
 * The words of a verification: what deviates and why, what is missing, and the working line by
 * line.
 */
#include "operations/verify.h"

#include "leaf/round.h"

#include <string.h>

enum { HOURS_IN_A_DAY = 24 };

static const char *say_name(pl_context *context, int16_t drug) {
    return pl_pick(context, context->drugs->drugs[drug].name);
}

static const char *say_in(pl_context *context, pl_known value, const pl_unit *unit) {
    return value.known ? pl_say_quantity(context, value.value, unit) : "?";
}

static const char *say_base(pl_context *context, pl_known value, pl_dimension dimension) {
    return say_in(context, value, pl_unit_base(dimension));
}

/* "ug/h" for "mg/h". */
static const pl_unit *in_micrograms(const pl_unit *unit) {
    char code[16] = "u";
    strncat(code, unit->code + 1, sizeof code - 2);
    return pl_unit_find(code, strlen(code));
}

static bool is_in_micrograms(const pl_checked *one) {
    return one->ordered && one->order.unit->code[0] == 'u';
}

const char *pl_verification_say_dose(pl_context *context, const pl_checked *one, pl_known value,
                                     const pl_unit *unit) {
    const pl_unit *micro = in_micrograms(unit);
    pl_rational shown;
    if (!value.known || !micro || !is_in_micrograms(one) ||
        pl_quantity_in((pl_quantity){value.value, unit}, micro, &shown) != PALLIA_OK) {
        return say_in(context, value, unit);
    }
    return pl_say_quantity(context, shown, micro);
}

static const char *say_base_dose(pl_context *context, const pl_checked *one, pl_known value,
                                 pl_dimension dimension) {
    return pl_verification_say_dose(context, one, value, pl_unit_base(dimension));
}

static const char *say_day(pl_context *context, const pl_checked *one, pl_known value) {
    return pl_verification_say_dose(context, one, value, pl_unit_per_day());
}

static const char *say_ratio(pl_context *context, pl_rational ratio) {
    char text[PL_RATIO_TEXT_SIZE];
    pl_ratio_text(ratio, text);
    const char *copy = pl_arena_text(context->arena, text, strlen(text));
    context->exhausted = context->exhausted || !copy;
    return copy ? copy : "";
}

static pl_rational size_of(pl_rational a) {
    return a.num < 0 ? (pl_rational){-a.num, a.den} : a;
}

const char *pl_verification_say_change(pl_context *context, pl_rational change, pl_rational limit) {
    const pl_rational tenth = {1, 10};
    pl_rational shown;
    if (pl_round_to_step(change, tenth, PL_ROUND_NEAREST, &shown) != PALLIA_OK) {
        return pl_say_number(context, change);
    }
    bool hides = pl_rational_compare(size_of(shown), limit) <= 0 &&
                 pl_rational_compare(size_of(change), limit) > 0;
    pl_rounding outward = change.num < 0 ? PL_ROUND_DOWN : PL_ROUND_UP;
    return hides && pl_round_to_step(change, tenth, outward, &shown) != PALLIA_OK
               ? pl_say_number(context, change)
               : pl_say_number(context, shown);
}

/* "× 5", "× 1/24"; a ratio that nobody reads at a glance is said in percent: "+10,4 %". */
static const char *say_difference_by(pl_context *context, pl_rational ratio, pl_rational change,
                                     pl_rational limit) {
    if (ratio.den == 1 || ratio.num == 1) {
        return pl_join(context, "×", " ", say_ratio(context, ratio));
    }
    const char *sign = change.num > 0 ? "+" : "";
    return pl_join(context, sign, "",
                   pl_join(context, pl_verification_say_change(context, change, limit), " ", "%"));
}

/* ---- advice on doses ---- */

typedef bool (*about)(const pl_checked *one);

static bool differs(const pl_checked *one) {
    return one->verdict == PL_VERDICT_DEVIATION && one->ordered && one->present;
}

static bool is_over(const pl_checked *one) {
    return differs(one) && one->change.num > 0;
}

static bool is_under(const pl_checked *one) {
    return differs(one) && one->change.num < 0;
}

static bool is_missing(const pl_checked *one) {
    return one->ordered && !one->present;
}

static bool is_unordered(const pl_checked *one) {
    return !one->ordered;
}

static const char *say_difference(pl_context *context, const pl_checked *one, pl_rational limit) {
    pl_argument arguments[] = {
        {"drug", say_name(context, one->drug)},
        {"delivered", say_day(context, one, one->delivered)},
        {"prescribed", say_day(context, one, (pl_known){true, one->prescribed})},
        {"by", say_difference_by(context, one->ratio, one->change, limit)}};
    return pl_say(context, "verify.difference", arguments, 4);
}

/* One advice for all the drugs that it is about. */
static void advise_about(pl_context *context, const pl_verification *it, const char *code,
                         about is_about) {
    const char *drugs = "";
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_checked *one = &it->drugs[i];
        if (is_about(one)) {
            drugs = pl_join(context, drugs, " ; ",
                            differs(one) ? say_difference(context, one, it->dose_limit)
                                         : say_name(context, one->drug));
        }
    }
    if (*drugs) {
        pl_argument arguments[] = {{"drugs", drugs}};
        pl_advise(context, code, PL_SEVERITY_CAUTION, NULL, arguments, 1);
    }
}

/* ---- advice on causes ---- */

static const char *say_cause(pl_context *context, const pl_verification *it, const char *subject,
                             pl_rational ratio, const pl_causes *causes) {
    size_t likely = pl_cause_likely(causes);
    if (likely == PL_CAUSE_COUNT) {
        return "";
    }
    bool strength = causes->fits[PL_CAUSE_STRENGTH];
    pl_known drawn = {strength, causes->drawn};
    pl_known other = {strength, causes->other};
    pl_known programmed = {it->programmed.given, it->programmed.strength};
    pl_argument arguments[] = {{"drug", subject},
                               {"ratio", say_ratio(context, ratio)},
                               {"drawn", say_base(context, drawn, PL_CONCENTRATION)},
                               {"other", say_base(context, other, PL_CONCENTRATION)},
                               {"programmed", say_base(context, programmed, PL_CONCENTRATION)}};
    const char *key = pl_join(context, "verify.cause", ".", pl_cause_word(likely));
    return pl_say(context, key, arguments, 5);
}

static void advise_causes(pl_context *context, const pl_verification *it) {
    const char *causes = "";
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_checked *one = &it->drugs[i];
        causes =
            pl_join(context, causes, " ; ",
                    say_cause(context, it, say_name(context, one->drug), one->ratio, &one->causes));
    }
    if (it->bolus.given) {
        causes = pl_join(context, causes, " ; ",
                         say_cause(context, it, pl_say(context, "verify.bolus", NULL, 0),
                                   it->bolus.ratio, &it->bolus.causes));
    }
    if (*causes) {
        pl_argument arguments[] = {{"causes", causes}};
        pl_advise(context, "likely-cause", PL_SEVERITY_CAUTION, NULL, arguments, 1);
    }
}

/* ---- advice on what is missing ---- */

static const char *add_missing(pl_context *context, const char *list, const char *key, bool missing,
                               int16_t drug) {
    if (!missing) {
        return list;
    }
    pl_argument arguments[] = {{"drug", drug == PL_NONE ? "" : say_name(context, drug)}};
    return pl_join(context, list, ", ", pl_say(context, key, arguments, 1));
}

static void advise_unknown(pl_context *context, const pl_verification *it) {
    if (!it->incomplete) {
        return;
    }
    const char *list = "";
    for (size_t i = 0; i < it->content_count; i++) {
        const pl_content *one = &it->contents[i];
        list =
            add_missing(context, list, "verify.missing.strength", !one->strength.known, one->drug);
        list = add_missing(context, list, "verify.missing.volume", !one->volume.known, one->drug);
    }
    bool bag = it->content_count == 0;
    list = add_missing(context, list, "verify.missing.strength", bag && !it->labelled.known,
                       it->drugs[0].drug);
    list = add_missing(context, list, "verify.missing.final_volume",
                       !it->final_volume.known && (!bag || it->setting.known), PL_NONE);
    bool untimed = pl_verification_times_itself(it);
    list = add_missing(context, list,
                       it->stopped ? "verify.missing.flow"
                       : untimed   ? "verify.missing.duration"
                                   : "verify.missing.rate",
                       untimed ? !it->ordered_duration.known : !it->rate.known, PL_NONE);
    list = add_missing(context, list, "verify.missing.bolus",
                       it->bolus.given && !it->bolus.volume.known, PL_NONE);
    pl_argument arguments[] = {{"what", list}};
    pl_advise(context, "cannot-verify", PL_SEVERITY_CAUTION, NULL, arguments, 1);
}

/* ---- advice on volume, time and pump ---- */

static void advise_volume(pl_context *context, const pl_verification *it) {
    if (it->volume.verdict != PL_VERDICT_DEVIATION) {
        return;
    }
    pl_known sum = it->volume.sum.known ? it->volume.sum : it->volume.contents;
    pl_argument arguments[] = {{"sum", say_base(context, sum, PL_VOLUME)},
                               {"stated", say_base(context, it->final_volume, PL_VOLUME)}};
    pl_advise(context, "volume-deviation", PL_SEVERITY_CAUTION, NULL, arguments, 2);
}

/* Within the limit of volumes it is worth knowing, beyond it somebody must act. */
static pl_severity how_bad(const pl_verification *it) {
    pl_rational difference;
    pl_rational allowed;
    if (pl_rational_sub(it->duration.value, it->ordered_duration.value, &difference) != PALLIA_OK ||
        pl_rational_mul(difference, pl_rational_from_int(100), &difference) != PALLIA_OK ||
        pl_rational_mul(it->ordered_duration.value, it->volume_limit, &allowed) != PALLIA_OK) {
        return PL_SEVERITY_CAUTION;
    }
    difference.num = difference.num < 0 ? -difference.num : difference.num;
    return pl_rational_compare(difference, allowed) > 0 ? PL_SEVERITY_CAUTION : PL_SEVERITY_INFO;
}

static void advise_end(pl_context *context, const pl_verification *it) {
    if (!it->duration.known || !it->ordered_duration.known ||
        pl_rational_equal(it->duration.value, it->ordered_duration.value)) {
        return;
    }
    bool early = pl_rational_compare(it->duration.value, it->ordered_duration.value) < 0;
    pl_argument arguments[] = {{"duration", say_base(context, it->duration, PL_TIME)},
                               {"ordered", say_base(context, it->ordered_duration, PL_TIME)}};
    pl_advise(context, early ? "ends-early" : "ends-late", how_bad(it), NULL, arguments, 2);
}

static void advise_setting(pl_context *context, const pl_verification *it) {
    if (!it->device || !it->device->setting.unit) {
        return;
    }
    const pl_quantity own = it->device->setting;
    pl_argument arguments[] = {{"device", pl_pick(context, it->device->name)},
                               {"setting", pl_say_quantity(context, own.value, own.unit)},
                               {"unit", pl_say_unit(context, it->device->rate_unit)}};
    if (it->other_dial) {
        pl_advise(context, "setting-unit", PL_SEVERITY_CAUTION, NULL, arguments, 3);
    } else if (it->setting.known) {
        pl_advise(context, "setting-mark", PL_SEVERITY_INFO, &it->device->setting_basis, arguments,
                  3);
    }
}

static void advise_programmed(pl_context *context, const pl_verification *it) {
    const pl_programmed *programmed = &it->programmed;
    if (!programmed->given || programmed->verdict != PL_VERDICT_DEVIATION) {
        return;
    }
    pl_known strength = {true, programmed->strength};
    pl_argument arguments[] = {
        {"programmed", say_base(context, strength, PL_CONCENTRATION)},
        {"real", say_base(context, it->drugs[programmed->drug].concentration, PL_CONCENTRATION)}};
    pl_advise(context, "programmed-strength", PL_SEVERITY_CAUTION, NULL, arguments, 2);
}

static void advise_bolus(pl_context *context, const pl_verification *it) {
    const pl_bolus *bolus = &it->bolus;
    if (!bolus->given || bolus->verdict != PL_VERDICT_DEVIATION) {
        return;
    }
    pl_argument arguments[] = {
        {"volume", say_base(context, bolus->volume, PL_VOLUME)},
        {"delivered", say_base(context, bolus->delivered, PL_MASS)},
        {"prescribed", pl_say_quantity(context, bolus->prescribed, pl_unit_base(PL_MASS))},
        {"due", say_base(context, bolus->due, PL_VOLUME)}};
    pl_advise(context, "bolus-deviation", PL_SEVERITY_CAUTION, NULL, arguments, 4);
}

/* Wider limits than those of the profile let through what they would stop. */
static void advise_limits(pl_context *context, const pl_verification *it) {
    int dose = pl_rational_compare(it->dose_limit, it->profile->tolerance_dose);
    int volume = pl_rational_compare(it->volume_limit, it->profile->tolerance_volume);
    if (dose == 0 || volume == 0) {
        pl_cite(context, &it->profile->tolerance_basis);
    }
    if (dose <= 0 && volume <= 0) {
        return;
    }
    pl_argument arguments[] = {
        {"dose", pl_say_number(context, it->dose_limit)},
        {"volume", pl_say_number(context, it->volume_limit)},
        {"own_dose", pl_say_number(context, it->profile->tolerance_dose)},
        {"own_volume", pl_say_number(context, it->profile->tolerance_volume)}};
    pl_advise(context, "wide-limits", PL_SEVERITY_CAUTION, &it->profile->tolerance_basis, arguments,
              4);
}

void pl_verification_advise(pl_context *context, const pl_verification *it) {
    advise_about(context, it, "overdose", is_over);
    advise_about(context, it, "underdose", is_under);
    advise_about(context, it, "missing-drug", is_missing);
    advise_about(context, it, "unordered-drug", is_unordered);
    advise_programmed(context, it);
    advise_bolus(context, it);
    advise_causes(context, it);
    advise_volume(context, it);
    advise_unknown(context, it);
}

void pl_verification_remind(pl_context *context, const pl_verification *it) {
    advise_end(context, it);
    advise_setting(context, it);
    advise_limits(context, it);
}

/* ---- working ---- */

static void trail(pl_context *context, const char *step, const char *key,
                  const pl_argument *arguments, size_t count, pl_known value, const pl_unit *unit) {
    pl_trail_value(context, step, pl_say(context, key, arguments, count), NULL, value.value, unit);
}

static pl_known part_of(const pl_content *one) {
    pl_known part = {.known = one->strength.known && one->volume.known};
    part.known = part.known &&
                 pl_rational_mul(one->strength.value, one->volume.value, &part.value) == PALLIA_OK;
    return part;
}

/* An order by weight is first one for this patient. */
static void explain_weight(pl_context *context, const pl_verification *it, const pl_checked *one) {
    if (!one->ordered || one->order.unit->dimension != PL_MASS_RATE_PER_WEIGHT) {
        return;
    }
    pl_known due = {true, one->prescribed};
    pl_known weight = {true, it->kg};
    due.known = pl_rational_div(one->prescribed, pl_rational_from_int(HOURS_IN_A_DAY),
                                &due.value) == PALLIA_OK;
    if (!due.known) {
        return;
    }
    pl_argument arguments[] = {
        {"drug", say_name(context, one->drug)},
        {"dose", pl_say_quantity(context, one->order.value, one->order.unit)},
        {"weight", say_base(context, weight, PL_BODY_WEIGHT)},
        {"per_hour", say_base_dose(context, one, due, PL_MASS_RATE)}};
    trail(context, "weight", "trail.verify_weight", arguments, 4, due, pl_unit_base(PL_MASS_RATE));
}

static void explain_amounts(pl_context *context, const pl_verification *it,
                            const pl_checked *drug) {
    size_t count = 0;
    for (size_t i = 0; i < it->content_count; i++) {
        const pl_content *one = &it->contents[i];
        pl_known part = part_of(one);
        if (one->drug != drug->drug || !part.known) {
            continue;
        }
        pl_argument arguments[] = {
            {"drug", say_name(context, one->drug)},
            {"strength", say_base_dose(context, drug, one->strength, PL_CONCENTRATION)},
            {"volume", say_base(context, one->volume, PL_VOLUME)},
            {"amount", say_base_dose(context, drug, part, PL_MASS)}};
        trail(context, "amount", "trail.verify_amount", arguments, 4, part, pl_unit_base(PL_MASS));
        count++;
    }
    if (count > 1 && drug->amount.known) {
        pl_argument arguments[] = {{"drug", say_name(context, drug->drug)},
                                   {"amount", say_base_dose(context, drug, drug->amount, PL_MASS)}};
        trail(context, "amount", "trail.verify_sum", arguments, 2, drug->amount,
              pl_unit_base(PL_MASS));
    }
}

static void explain_ratio(pl_context *context, const pl_checked *one, pl_rational limit) {
    if (!one->ordered || one->verdict == PL_VERDICT_UNKNOWN) {
        return;
    }
    pl_argument arguments[] = {
        {"drug", say_name(context, one->drug)},
        {"delivered", say_day(context, one, one->delivered)},
        {"prescribed", say_day(context, one, (pl_known){true, one->prescribed})},
        {"ratio", say_ratio(context, one->ratio)},
        {"change", pl_verification_say_change(context, one->change, limit)}};
    pl_trail(context, "ratio", pl_say(context, "trail.verify_ratio", arguments, 5), NULL);
}

static void explain_drug(pl_context *context, const pl_verification *it, const pl_checked *one) {
    pl_argument arguments[] = {
        {"drug", say_name(context, one->drug)},
        {"amount", say_base_dose(context, one, one->amount, PL_MASS)},
        {"final", say_base(context, it->final_volume, PL_VOLUME)},
        {"concentration", say_base_dose(context, one, one->concentration, PL_CONCENTRATION)},
        {"rate", say_base(context, it->rate, PL_VOLUME_RATE)},
        {"per_hour", say_base_dose(context, one, one->per_hour, PL_MASS_RATE)},
        {"delivered", say_day(context, one, one->delivered)}};
    explain_weight(context, it, one);
    explain_amounts(context, it, one);
    if (one->concentration.known && !it->labelled.known) {
        trail(context, "concentration", "trail.verify_concentration", arguments, 7,
              one->concentration, pl_unit_base(PL_CONCENTRATION));
    }
    if (one->per_hour.known && one->present) {
        trail(context, "per-hour", "trail.verify_hour", arguments, 7, one->per_hour,
              pl_unit_base(PL_MASS_RATE));
        trail(context, "per-24h", "trail.verify_day", arguments, 7, one->delivered,
              pl_unit_per_day());
    }
    explain_ratio(context, one, it->dose_limit);
}

static void explain_own_rate(pl_context *context, const pl_verification *it) {
    pl_argument arguments[] = {{"final", say_base(context, it->final_volume, PL_VOLUME)},
                               {"prime", say_base(context, it->prime, PL_VOLUME)},
                               {"rate", say_base(context, it->rate, PL_VOLUME_RATE)},
                               {"duration", say_base(context, it->ordered_duration, PL_TIME)}};
    const char *key = it->prime.known ? "trail.verify_rate_time_prime" : "trail.verify_rate_time";
    trail(context, "rate", key, arguments, 4, it->rate, pl_unit_base(PL_VOLUME_RATE));
}

static void explain_rate(pl_context *context, const pl_verification *it) {
    if (!it->rate.known || it->has_rate) {
        return;
    }
    pl_known strength = {it->programmed.given, it->programmed.strength};
    pl_known ordered = {it->programmed.given, it->drugs[it->programmed.drug].prescribed};
    if (pl_verification_times_itself(it)) {
        explain_own_rate(context, it);
        return;
    }
    const pl_quantity own = it->device ? it->device->setting : (pl_quantity){0};
    pl_known setting = {0};
    if (it->setting.known) {
        pl_quantity base = {it->setting.value, pl_unit_base(PL_LENGTH_RATE)};
        setting.known = pl_quantity_in(base, own.unit, &setting.value) == PALLIA_OK;
    }
    pl_argument arguments[] = {
        {"rate", say_base(context, it->rate, PL_VOLUME_RATE)},
        {"final", say_base(context, it->final_volume, PL_VOLUME)},
        {"setting", say_in(context, setting, own.unit)},
        {"own", own.unit ? pl_say_quantity(context, own.value, own.unit) : "?"},
        {"prescribed", say_in(context, ordered, pl_unit_per_day())},
        {"programmed", say_base(context, strength, PL_CONCENTRATION)}};
    const char *key =
        it->setting.known ? "trail.verify_rate_setting" : "trail.verify_rate_programmed";
    trail(context, "rate", key, arguments, 6, it->rate, pl_unit_base(PL_VOLUME_RATE));
}

static void explain_volume(pl_context *context, const pl_verification *it) {
    if (!it->volume.sum.known) {
        return;
    }
    pl_argument arguments[] = {{"contents", say_base(context, it->volume.contents, PL_VOLUME)},
                               {"diluent", say_base(context, it->diluent, PL_VOLUME)},
                               {"sum", say_base(context, it->volume.sum, PL_VOLUME)},
                               {"stated", say_base(context, it->final_volume, PL_VOLUME)}};
    trail(context, "volume", "trail.verify_volume", arguments, 4, it->volume.sum,
          pl_unit_base(PL_VOLUME));
}

static void explain_duration(pl_context *context, const pl_verification *it) {
    if (!it->duration.known) {
        return;
    }
    pl_argument arguments[] = {{"final", say_base(context, it->final_volume, PL_VOLUME)},
                               {"prime", say_base(context, it->prime, PL_VOLUME)},
                               {"rate", say_base(context, it->rate, PL_VOLUME_RATE)},
                               {"duration", say_base(context, it->duration, PL_TIME)}};
    const char *key = it->prime.known ? "trail.verify_duration_prime" : "trail.verify_duration";
    trail(context, "duration", key, arguments, 4, it->duration, pl_unit_base(PL_TIME));
}

static void explain_bolus(pl_context *context, const pl_verification *it) {
    const pl_bolus *bolus = &it->bolus;
    if (!bolus->given || !bolus->delivered.known) {
        return;
    }
    pl_known real = it->drugs[bolus->drug].concentration;
    pl_argument arguments[] = {
        {"volume", say_base(context, bolus->volume, PL_VOLUME)},
        {"concentration", say_base(context, real, PL_CONCENTRATION)},
        {"delivered", say_base(context, bolus->delivered, PL_MASS)},
        {"prescribed", pl_say_quantity(context, bolus->prescribed, pl_unit_base(PL_MASS))},
        {"ratio", say_ratio(context, bolus->ratio)}};
    trail(context, "bolus", "trail.verify_bolus", arguments, 5, bolus->delivered,
          pl_unit_base(PL_MASS));
}

void pl_verification_explain(pl_context *context, const pl_verification *it) {
    explain_rate(context, it);
    for (size_t i = 0; i < it->drug_count; i++) {
        explain_drug(context, it, &it->drugs[i]);
    }
    explain_bolus(context, it);
    explain_volume(context, it);
    explain_duration(context, it);
}
