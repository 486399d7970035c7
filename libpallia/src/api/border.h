/* SPDX-License-Identifier: MPL-2.0
 *
 * The border between doubles and exact integers: the only place of the library where a dose is a
 * double. A plan (operations/plan.h) made ready for it, and its application to one dose.
 */
#ifndef PL_API_BORDER_H
#define PL_API_BORDER_H

#include "operations/plan.h"

#include "pallia/columns.h"

#include <math.h>

/* A segment of a plan. Where neither the numerator nor the divisor exceeds 2^53, both are exact as
 * doubles, and IEEE division gives the double nearest to their quotient. */
typedef struct pl_border_step {
    int64_t last;
    int64_t factor;
    int64_t constant;
    int64_t divisor;
    double divisor_exact; /* NaN where there is no result, so that every row is one division */
    uint8_t row;          /* PALLIA_ROW_…, or PL_BORDER_LARGE */
} pl_border_step;

/* A step with a result whose numerator or divisor may exceed 2^53: pl_border_divide. */
enum { PL_BORDER_LARGE = UINT8_MAX };

/* The steps of a plan, in the arena. PALLIA_ENOMEM; PALLIA_EINTERNAL for a plan with a status that
 * no row can have. */
pl_status pl_border_make(const pl_plan *plan, pl_arena *arena, const pl_border_step **out,
                         pl_error *error);

/* The double nearest to (dose x factor + constant) / divisor, however large they are.
 * PALLIA_ROW_OVERFLOW, and NaN, when the numerator does not fit. */
uint8_t pl_border_divide(const pl_border_step *step, int64_t dose, double *result);

/* A dose in parts, 0 when it is none. Rounding noise moves it by less than a part in 2^50; doses
 * above 10^14 parts are refused by the last step of every plan. */
static inline int64_t pl_border_parts(double dose) {
    const double parts = dose * PL_DOSE_PARTS;
    if (!(parts >= 0.5 && parts < 1e15)) {
        return parts >= 1e15 ? INT64_MAX : 0;
    }
    const int64_t whole = (int64_t)(parts + 0.5);
    const double off = parts - (double)whole;
    const double noise = parts * 0x1p-50;
    return fabs(off) <= noise ? whole : 0;
}

/* Converts a dose; NaN with any other status than PALLIA_ROW_OK. */
static inline uint8_t pl_border_apply(const pl_border_step *step, double dose, double *result) {
    const int64_t parts = pl_border_parts(dose);
    if (parts == 0) {
        *result = (double)NAN;
        return PALLIA_ROW_DOSE;
    }
    while (parts > step->last) {
        step++;
    }
    if (step->row == PL_BORDER_LARGE) {
        return pl_border_divide(step, parts, result);
    }
    *result = (double)(parts * step->factor + step->constant) / step->divisor_exact;
    return step->row;
}

#endif
