/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/drawing.h"

const pl_syringe *pl_drawing_syringe(const pl_syringe_tables *tables, pl_rational volume) {
    const pl_syringe *best = NULL;
    bool best_holds = false;
    for (size_t i = 0; i < tables->syringe_count; i++) {
        const pl_syringe *one = &tables->syringes[i];
        bool holds = pl_rational_compare(one->nominal.value, volume) >= 0;
        bool smaller = best && pl_rational_compare(one->nominal.value, best->nominal.value) < 0;
        if (!best || (holds && (!best_holds || smaller)) || (!holds && !best_holds && !smaller)) {
            best = one;
            best_holds = holds;
        }
    }
    return best;
}

pl_status pl_drawing_measure(const pl_syringe_tables *tables, pl_rational volume,
                             pl_rounding rounding, pl_rational *out) {
    const pl_syringe *syringe = pl_drawing_syringe(tables, volume);
    if (!syringe) {
        *out = volume;
        return PALLIA_OK;
    }
    pl_rational measured;
    pl_status status = pl_round_to_step(volume, syringe->graduation.value, rounding, &measured);
    if (status != PALLIA_OK || pl_rational_is_zero(measured)) {
        return status != PALLIA_OK ? status : PALLIA_EMEASURE;
    }
    *out = measured;
    return PALLIA_OK;
}

bool pl_drawing_wasteful(pl_rational drawn, pl_rational waste) {
    return pl_rational_compare(waste, drawn) > 0;
}

bool pl_drawing_between(const pl_syringe_tables *tables, pl_rational strength, pl_rational low,
                        pl_rational high, pl_rational *low_volume, pl_rational *high_volume) {
    return pl_rational_div(low, strength, low_volume) == PALLIA_OK &&
           pl_rational_div(high, strength, high_volume) == PALLIA_OK &&
           pl_drawing_measure(tables, *low_volume, PL_ROUND_UP, low_volume) == PALLIA_OK &&
           pl_drawing_measure(tables, *high_volume, PL_ROUND_DOWN, high_volume) == PALLIA_OK &&
           pl_rational_compare(*low_volume, *high_volume) <= 0;
}
