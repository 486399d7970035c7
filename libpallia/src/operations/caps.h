/* SPDX-License-Identifier: MPL-2.0
 *
 * The most that sources give of a drug in 24 hours: the maxima of anticipation rows, of teams and
 * of the library, and the figures of ceilings.json. Sources disagree: all are gathered, the French
 * ones first, and none is averaged.
 */
#ifndef PL_OPERATIONS_CAPS_H
#define PL_OPERATIONS_CAPS_H

#include "operations/context.h"
#include "tables/anticipation_model.h"
#include "tables/syringe_model.h"

enum { PL_CAPS_MAX = 64 };

typedef struct pl_cap {
    pl_rational mg; /* in 24 h */
    const char *jurisdiction;
    pl_both text;
    const pl_basis *basis;
    const pl_anticipated *row; /* NULL: a figure of ceilings.json */
} pl_cap;

typedef struct pl_caps {
    pl_cap list[PL_CAPS_MAX];
    size_t count;
    bool differ;
} pl_caps;

/* What is asked. A row answers when its drug, one of its routes and its symptom are those; of an
 * opioid only with any_use: the maximum of a starting dose is none for who has a regular opioid. */
typedef struct pl_cap_question {
    int16_t drug;
    int16_t route;
    const char *symptom; /* NULL: no row answers, unless any_use */
    pl_rational kg;      /* 0: not known, and figures per kg are left out */
    bool any_use;        /* rows of every route and symptom */
    bool switches;       /* with the doses at which a source leaves for another drug */
} pl_cap_question;

/* The i-th document that answers: those of teams, the newest first, then the library's. NULL past
 * the end. */
const pl_anticipation *pl_anticipation_at(const pl_context *context, const pl_anticipation *tables,
                                          size_t i);

void pl_caps_gather(const pl_context *context, const pl_anticipation *tables,
                    const pl_syringe_tables *syringe, const pl_cap_question *question,
                    pl_caps *out);

/* The first that `mg` in 24 h exceeds; NULL when it exceeds none. */
const pl_cap *pl_caps_exceeded(const pl_caps *caps, pl_rational mg);

/* The first row among them that it exceeds, likewise. */
const pl_cap *pl_caps_exceeded_row(const pl_caps *caps, pl_rational mg);

/* The highest; NULL without any. */
const pl_cap *pl_caps_highest(const pl_caps *caps);

/* "60 mg/24 h (FR) ; 120 mg/24 h (UK)", each cited. */
const char *pl_caps_say(pl_context *context, const pl_caps *caps);

/* Their sentences, one after the other, each cited. */
const char *pl_caps_say_texts(pl_context *context, const pl_caps *caps);

#endif
