/* SPDX-License-Identifier: MPL-2.0
 *
 * Quantities: an exact number with a unit, and the one grammar by which they are read.
 *
 *   quantity = [space] number [space] unit [space]
 *   number   = digits [ ("." | ",") digits ]     at most 6 digits after the mark
 *   unit     = one of the closed list of quantity.c, any case; µ, μ, mc and u are the same; spaces
 *              inside are ignored ("mg / 24 h"). Words of time: h heure hour, min minute, d j jour
 * day, y an year, and their plurals; after a slash, a day is 24h space    = space, tab,
 * non-breaking (U+00A0), narrow non-breaking (U+202F) or thin (U+2009) space
 *
 * Refused rather than guessed: a bare number; a mark followed by exactly three digits and nothing
 * but one to three non-zero-led digits before it (1.000, 12,500: one, or one thousand?) unless the
 * integer part is 0 (0.125 is clear); a second mark or a space inside the number; an exponent; a
 * sign; a percentage where a strength is due.
 */
#ifndef PL_QUANTITY_H
#define PL_QUANTITY_H

#include "leaf/rational.h"

typedef enum pl_dimension {
    PL_MASS,                 /* base mg */
    PL_VOLUME,               /* base mL */
    PL_TIME,                 /* base h */
    PL_BODY_WEIGHT,          /* base kg */
    PL_MASS_RATE,            /* base mg/h */
    PL_VOLUME_RATE,          /* base mL/h */
    PL_CONCENTRATION,        /* base mg/mL */
    PL_MASS_PER_WEIGHT,      /* base mg/kg */
    PL_MASS_RATE_PER_WEIGHT, /* base mg/kg/h */
    PL_CLEARANCE,            /* base mL/min: renal function; also read as mL/min/1.73m2 */
    PL_PERCENT,              /* base % */
    PL_LENGTH_RATE,          /* base mm/h: old syringe drivers */
    PL_AGE                   /* base y: never a time of the regimen */
} pl_dimension;

/* One way of writing a unit. Static, immutable, compared by address. */
typedef struct pl_unit {
    const char *code;    /* in documents: "mg/24h", "ug/h" */
    const char *text_fr; /* for a reader: "mg/24 h", "µg/h" */
    const char *text_en;
    pl_dimension dimension;
    pl_rational to_base; /* value in this unit x to_base = value in the base unit */
} pl_unit;

typedef struct pl_quantity {
    pl_rational value;
    const pl_unit *unit;
} pl_quantity;

/* The unit whose code or accepted spelling is `text`; NULL when there is none. */
const pl_unit *pl_unit_find(const char *text, size_t length);

/* The base unit of a dimension: mg, mL, h, kg, mg/h, … */
const pl_unit *pl_unit_base(pl_dimension dimension);

/* mg/24h, in which a dose of a day is said. */
const pl_unit *pl_unit_per_day(void);

/* The index-th unit; NULL past the end. */
const pl_unit *pl_unit_at(size_t index);

/* The largest value of a quantity in that unit: beyond it nothing is given to a person.
 * PALLIA_EOVERFLOW. */
pl_status pl_unit_largest(const pl_unit *unit, pl_rational *out);

/* Reads a quantity of any dimension. Statuses: PALLIA_EEMPTY, PALLIA_EQUANTITY,
 * PALLIA_EUNIT_MISSING, PALLIA_EUNIT_UNKNOWN, PALLIA_EAMBIGUOUS_NUMBER, PALLIA_EEXPONENT,
 * PALLIA_ENEGATIVE, PALLIA_EPRECISION, PALLIA_EMAGNITUDE, PALLIA_EOVERFLOW.
 * "1 %" is read as PL_PERCENT; whether a percentage is allowed is the caller's question. */
pl_status pl_quantity_parse(const char *text, size_t length, pl_quantity *out);

/* Reads a quantity that must have `dimension`. As above, and PALLIA_EDIMENSION, or
 * PALLIA_EPERCENT where a percentage stands for a concentration. */
pl_status pl_quantity_parse_as(const char *text, size_t length, pl_dimension dimension,
                               pl_quantity *out);

/* The value in another unit of the same dimension; PALLIA_EDIMENSION, PALLIA_EOVERFLOW. */
pl_status pl_quantity_in(pl_quantity quantity, const pl_unit *unit, pl_rational *out);

#endif
