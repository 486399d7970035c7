/* SPDX-License-Identifier: MPL-2.0
 *
 * One anticipation: the symptoms that may come, and what to leave at home for them.
 *
 * anticipate_request.c reads, anticipate.c chooses rows and says what is missing,
 * anticipate_dose.c turns a row into a dose and a product, anticipate_write.c writes.
 */
#ifndef PL_OPERATIONS_ANTICIPATION_H
#define PL_OPERATIONS_ANTICIPATION_H

#include "leaf/json_write.h"
#include "operations/caps.h"
#include "operations/options.h"
#include "operations/request.h"
#include "tables/anticipation_model.h"

enum {
    PL_SYMPTOMS_MAX = 32,
    PL_HOME_MAX = 32,
    PL_ASKED_ROWS_MAX = 16,
    PL_MADE_MAX = 64,
    PL_LACKS_MAX = 64
};

/* A product at home. */
typedef struct pl_home {
    int16_t drug;
    pl_quantity strength; /* concentration, or mass of one unit */
    pl_quantity volume;   /* of one ampoule; unit NULL when not said */
    int32_t count;
} pl_home;

/* Where the number of doses in a day comes from. */
typedef enum pl_count_basis {
    PL_COUNT_UNKNOWN, /* what the interval alone would allow is no maximum that a source gives */
    PL_COUNT_SOURCE,  /* the row, or the profile's breakthrough rule */
    PL_COUNT_MAXIMUM  /* the row's maximum in 24 h, by whole doses */
} pl_count_basis;

/* One line to offer. Doses are in mg, or in mg/24h when it is continuous, as products print them.
 */
typedef struct pl_made {
    const pl_anticipated *row;
    const pl_unit *unit;
    pl_rational low; /* what the source gives this patient */
    pl_rational high;
    pl_rational given_low; /* what can be measured of it */
    pl_rational given_high;
    pl_quantity interval_low; /* unit NULL: the source does not say */
    pl_quantity interval_high;
    pl_rational maximum; /* mg in 24 h, when has_maximum */
    const pl_line *line; /* NULL: no product found */
    const pl_presentation *presentation;
    pl_rational volume_low; /* mL, when drawn */
    pl_rational volume_high;
    const struct pl_made *shared; /* the line whose doses these are, for another symptom */
    int64_t keep;                 /* units, when has_stock */
    int64_t at_home;
    pl_place place;
    int32_t doses; /* in 24 h; 0: unknown */
    int32_t units; /* that one dose opens, or one day when continuous */
    pl_count_basis doses_from;
    bool continuous;
    bool has_maximum;
    bool drawn;       /* from an ampoule */
    bool measured;    /* the tables tell the volume to draw */
    bool other_route; /* marketed, but not for this route */
    bool has_stock;
} pl_made;

/* What cannot be offered, and why. */
typedef struct pl_lack {
    const pl_symptom *symptom;
    const pl_anticipated *row; /* NULL when it is the whole symptom */
    const char *why;           /* "no-dose", "weight", "opioid" */
    pl_status status;          /* of the engine, for "opioid" */
    const char *text;
} pl_lack;

typedef struct pl_anticipate_state {
    pl_request request;
    const pl_anticipation *tables;
    const pl_products *products;
    pl_shelf shelf;
    const pl_syringe_tables *syringe;
    const pl_symptom *symptoms[PL_SYMPTOMS_MAX];
    size_t symptom_count;
    const pl_anticipated *asked[PL_ASKED_ROWS_MAX]; /* rows named by the request */
    size_t asked_count;
    pl_home home[PL_HOME_MAX];
    size_t home_count;
    bool has_home;
    int16_t route; /* PL_NONE when not said */
    int32_t days;  /* 0 when not said */
    uint32_t who;  /* 0 when not said */
    bool compare;
    bool baseline; /* a regular opioid is received */
    bool acknowledged;

    pl_made made[PL_MADE_MAX];
    size_t made_count;
    pl_lack lacks[PL_LACKS_MAX];
    size_t lack_count;
} pl_anticipate_state;

pl_status pl_anticipate_read(pl_context *context, const pl_json *document, pl_anticipate_state *out,
                             pl_error *error);

/* The dose of a row for this patient. PALLIA_EKEY_MISSING: it is per kg and there is no weight. */
pl_status pl_anticipate_dose(pl_context *context, pl_anticipate_state *it, pl_made *made);

/* The share of the regular opioid that the profile gives as breakthrough dose. Fails as a rotation
 * does. */
pl_status pl_anticipate_breakthrough(pl_context *context, pl_anticipate_state *it, pl_made *made,
                                     pl_error *error);

/* What is measured, how often, from which product, how many to keep. */
void pl_anticipate_supply(pl_context *context, pl_anticipate_state *it, pl_made *made);

/* "left ; right"; `right` alone when there is nothing before it. */
const char *pl_anticipate_join(pl_context *context, const char *left, const char *right);

/* Whether the product at home is the one of the line. */
bool pl_anticipate_same_product(const pl_home *home, const pl_made *made);

/* Writes "result". */
void pl_anticipate_write(pl_writer *writer, pl_context *context, const pl_anticipate_state *it);

#endif
