/* SPDX-License-Identifier: MPL-2.0
 *
 * From a dose in 24 hours to what can really be prescribed: marketed strengths, whole units.
 *
 * A line of products (one brand, one form) is combined with itself only. Intakes are equal where
 * the strengths allow, else they differ by the smallest amount that does (morning first). The total
 * is exact and never above the dose unless the request asks for another rounding.
 */
#ifndef PL_OPERATIONS_OPTIONS_H
#define PL_OPERATIONS_OPTIONS_H

#include "leaf/round.h"
#include "operations/context.h"
#include "tables/syringe_model.h"

enum { PL_UNITS_MAX = 16, PL_INTAKES_MAX = 2 };

/* So many of one presentation. */
typedef struct pl_units {
    const pl_presentation *presentation;
    int32_t count;
} pl_units;

typedef struct pl_intake {
    pl_units units[PL_UNITS_MAX];
    size_t unit_count;
    pl_rational dose;
} pl_intake;

typedef struct pl_option {
    const pl_line *line;
    pl_rational every; /* h between intakes, or between changes of patch */
    pl_intake intakes[PL_INTAKES_MAX];
    size_t intake_count; /* 1: all intakes alike; 2: morning and evening differ */
    pl_rational total;   /* native unit of the place, in 24 h */
    pl_rational volume;  /* ampoules: mL to draw for 24 h; drops: mL an intake */
    bool wasteful;       /* ampoules: more is thrown away than used */
    pl_rational waste;   /* ampoules: mL left over */
} pl_option;

/* What a dose is fitted with: the forms of the drugs, and the syringes that measure an ampoule. */
typedef struct pl_shelf {
    const pl_drugs *drugs;
    const pl_syringe_tables *syringes; /* needed for ampoules only; NULL otherwise */
} pl_shelf;

/* The best way of giving `dose` (native unit of `place`) with one line; false when the line cannot,
 * and *out then means nothing.
 * PALLIA_EOVERFLOW is told as false: a dose that large is not given with capsules. */
bool pl_option_fit(const pl_line *line, const pl_shelf *shelf, pl_place place, pl_rational dose,
                   pl_rounding rounding, pl_option *out);

/* One single dose between low and high with one line of unit or drops: the largest that fits. */
bool pl_option_single(const pl_line *line, pl_rational low, pl_rational high, pl_intake *out,
                      pl_rational *drops);

#endif
