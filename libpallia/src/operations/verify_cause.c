/* SPDX-License-Identifier: MPL-2.0
 *
 * The mistake behind a difference, named only where its arithmetic gives the difference exactly.
 */
#include "operations/verify.h"

/* Ratios of mistakes that are pure arithmetic; the reciprocal is the same mistake the other way. */
static const struct {
    pl_cause cause;
    int32_t factor;
} factors[] = {
    {PL_CAUSE_MICROGRAM, 1000}, {PL_CAUSE_HOUR_DAY, 24}, {PL_CAUSE_HOUR_TWO_DAYS, 48},
    {PL_CAUSE_MINUTE_HOUR, 60}, {PL_CAUSE_TENFOLD, 10},  {PL_CAUSE_HUNDREDFOLD, 100},
};

enum { FACTOR_COUNT = sizeof factors / sizeof factors[0] };

static bool is_factor(pl_rational ratio, int32_t factor) {
    return (ratio.num == factor && ratio.den == 1) || (ratio.num == 1 && ratio.den == factor);
}

static void fit_factors(pl_rational ratio, pl_causes *out) {
    for (size_t i = 0; i < FACTOR_COUNT; i++) {
        if (is_factor(ratio, factors[i].factor)) {
            out->fits[factors[i].cause] = true;
        }
    }
}

/* ---- ampoules ---- */

/* mL of one drug that were drawn at one strength. */
static pl_status volume_at(const pl_verification *it, int16_t drug, pl_rational strength,
                           pl_rational *out) {
    pl_status status = PALLIA_OK;
    *out = pl_rational_from_int(0);
    for (size_t i = 0; i < it->content_count && status == PALLIA_OK; i++) {
        const pl_content *one = &it->contents[i];
        if (one->drug == drug && pl_rational_equal(one->strength.value, strength)) {
            status = pl_rational_add(*out, one->volume.value, out);
        }
    }
    return status;
}

/* Whether `amount`, with `volume` of it at `other` instead of `drawn`, times the ratio, is the
 * amount again: then the same volumes of the other ampoule were the order. A product too large for
 * exact arithmetic fits nothing. */
static bool explains(pl_rational amount, pl_rational volume, pl_rational drawn, pl_rational other,
                     pl_rational ratio) {
    pl_rational value;
    return pl_rational_sub(other, drawn, &value) == PALLIA_OK &&
           pl_rational_mul(value, volume, &value) == PALLIA_OK &&
           pl_rational_add(amount, value, &value) == PALLIA_OK &&
           pl_rational_mul(value, ratio, &value) == PALLIA_OK && pl_rational_equal(value, amount);
}

static void fit_presentations(const pl_line *line, pl_rational amount, pl_rational volume,
                              pl_rational drawn, pl_rational ratio, pl_causes *out) {
    for (size_t i = 0; i < line->presentation_count; i++) {
        pl_rational other;
        if (pl_quantity_in(line->presentations[i].strength, pl_unit_base(PL_CONCENTRATION),
                           &other) == PALLIA_OK &&
            explains(amount, volume, drawn, other, ratio)) {
            out->fits[PL_CAUSE_STRENGTH] = true;
            out->drawn = drawn;
            out->other = other;
        }
    }
}

static void fit_marketed(const pl_verification *it, int16_t drug, pl_rational amount,
                         pl_rational volume, pl_rational drawn, pl_rational ratio, pl_causes *out) {
    for (size_t i = 0; i < it->products->line_count; i++) {
        const pl_line *line = &it->products->lines[i];
        if (line->drug == drug && line->kind == PL_KIND_AMPOULE) {
            fit_presentations(line, amount, volume, drawn, ratio, out);
        }
    }
}

static void fit_strength(const pl_verification *it, const pl_checked *drug, pl_rational ratio,
                         pl_causes *out) {
    pl_rational volume = pl_rational_from_int(1);
    if (it->labelled.known) {
        fit_marketed(it, drug->drug, it->labelled.value, volume, it->labelled.value, ratio, out);
        return;
    }
    for (size_t i = 0; i < it->content_count && !out->fits[PL_CAUSE_STRENGTH]; i++) {
        const pl_content *one = &it->contents[i];
        if (one->drug == drug->drug &&
            volume_at(it, one->drug, one->strength.value, &volume) == PALLIA_OK) {
            fit_marketed(it, drug->drug, drug->amount.value, volume, one->strength.value, ratio,
                         out);
        }
    }
}

/* ---- the pump, and the other drugs ---- */

static void fit_programmed(const pl_verification *it, size_t drug, pl_rational ratio,
                           pl_causes *out) {
    out->fits[PL_CAUSE_PROGRAMMED] = it->programmed.given && it->programmed.drug == drug &&
                                     pl_rational_equal(it->programmed.ratio, ratio);
}

static bool delivers(const pl_checked *drug, const pl_checked *order) {
    return drug->delivered.known && order->ordered &&
           pl_rational_equal(drug->delivered.value, order->prescribed);
}

static void fit_swapped(pl_verification *it, size_t drug) {
    pl_checked *one = &it->drugs[drug];
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_checked *other = &it->drugs[i];
        if (i != drug && delivers(one, other) && delivers(other, one)) {
            one->causes.fits[PL_CAUSE_SWAPPED] = true;
        }
    }
}

static void find_for_drug(pl_verification *it, size_t drug) {
    pl_checked *one = &it->drugs[drug];
    if (one->verdict != PL_VERDICT_DEVIATION || !one->ordered || !one->present) {
        return;
    }
    fit_factors(one->ratio, &one->causes);
    one->causes.fits[PL_CAUSE_MM] = it->setting.known && one->causes.fits[PL_CAUSE_HOUR_DAY];
    fit_programmed(it, drug, one->ratio, &one->causes);
    fit_strength(it, one, one->ratio, &one->causes);
    fit_swapped(it, drug);
}

/* A bolus has no hours and no setting. */
static void find_for_bolus(pl_verification *it) {
    pl_bolus *bolus = &it->bolus;
    if (!bolus->given || bolus->verdict != PL_VERDICT_DEVIATION) {
        return;
    }
    fit_factors(bolus->ratio, &bolus->causes);
    bolus->causes.fits[PL_CAUSE_HOUR_DAY] = false;
    bolus->causes.fits[PL_CAUSE_HOUR_TWO_DAYS] = false;
    bolus->causes.fits[PL_CAUSE_MINUTE_HOUR] = false;
    fit_programmed(it, bolus->drug, bolus->ratio, &bolus->causes);
    fit_strength(it, &it->drugs[bolus->drug], bolus->ratio, &bolus->causes);
}

void pl_verification_find_causes(pl_verification *it) {
    for (size_t i = 0; i < it->drug_count; i++) {
        find_for_drug(it, i);
    }
    find_for_bolus(it);
}

size_t pl_cause_likely(const pl_causes *causes) {
    size_t i = 0;
    while (i < PL_CAUSE_COUNT && !causes->fits[i]) {
        i++;
    }
    return i;
}

const char *pl_cause_word(size_t cause) {
    static const char *const words[PL_CAUSE_COUNT] = {[PL_CAUSE_PROGRAMMED] = "programmed-strength",
                                                      [PL_CAUSE_MM] = "mm-setting",
                                                      [PL_CAUSE_SWAPPED] = "swapped",
                                                      [PL_CAUSE_MICROGRAM] = "microgram-milligram",
                                                      [PL_CAUSE_HOUR_DAY] = "hour-day",
                                                      [PL_CAUSE_HOUR_TWO_DAYS] = "hour-two-days",
                                                      [PL_CAUSE_MINUTE_HOUR] = "minute-hour",
                                                      [PL_CAUSE_TENFOLD] = "tenfold",
                                                      [PL_CAUSE_HUNDREDFOLD] = "hundredfold",
                                                      [PL_CAUSE_STRENGTH] = "strength-confusion"};
    return words[cause];
}
