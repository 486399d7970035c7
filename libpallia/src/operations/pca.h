/* SPDX-License-Identifier: MPL-2.0
 *
 * One PCA reservoir: what was ordered, the ampoules that fill it, what to program, and what the
 * sources' rules say of bolus, lockout, duration and rate.
 *
 * pca.c reads the request and computes, pca_fill.c chooses the ampoules, pca_rules.c holds the
 * order against the sources, pca_write.c writes the result.
 */
#ifndef PL_OPERATIONS_PCA_H
#define PL_OPERATIONS_PCA_H

#include "leaf/json_write.h"
#include "operations/context.h"
#include "operations/request.h"
#include "operations/syringe_read.h"
#include "tables/syringe_model.h"

enum { PL_PCA_SIZES_MAX = 16 };

/* How many of each size, by index of the sizes. The surplus stays in one ampoule of the smallest
 * size used: it is less than that ampoule holds, or fewer ampoules would do. */
typedef struct pl_pca_fill {
    int64_t counts[PL_PCA_SIZES_MAX];
    int64_t ampoules;    /* in all */
    size_t smallest;     /* the smallest size used: the one that is not drawn whole */
    bool mixed;          /* ampoules of different strengths */
    pl_rational surplus; /* mg left in that ampoule */
    pl_rational waste;   /* mL left in it */
    pl_rational volume;  /* mL drawn */
} pl_pca_fill;

typedef struct pl_pca_order {
    const pl_syringe_tables *tables;

    /* asked for */
    int16_t drug;
    int16_t route;       /* PL_NONE when not said */
    int16_t diluent;     /* PL_NONE when not said */
    bool by_weight;      /* the basal was a rate per kg */
    bool bolus_is_share; /* the bolus was a share of the basal dose */
    bool has_step;
    bool proposed;   /* the sizes come from the marketed products */
    bool in_minutes; /* the lockout was given in minutes */
    int32_t days;
    pl_rational kg;                     /* 0 when not said */
    pl_rational basal;                  /* mg/h */
    pl_rational share;                  /* bolus / basal dose of 24 h; 0 without basal */
    pl_rational bolus;                  /* mg */
    pl_rational lockout;                /* h */
    pl_rational reservoir;              /* mL */
    pl_rational step;                   /* mL/h, 0 when not said */
    pl_ampoule sizes[PL_PCA_SIZES_MAX]; /* largest content first */
    size_t size_count;
    pl_request tail; /* the weight and the stops taken into account, given back in the answer */

    /* found */
    pl_rational basal_day; /* mg/24h */
    pl_rational boluses;   /* the most that fit in 24 h */
    pl_rational max_bolus; /* mg/24h */
    pl_rational max_day;   /* mg/24h */
    pl_rational total;     /* mg */
    pl_pca_fill fill;
    pl_rational diluent_volume; /* mL */
    pl_rational concentration;  /* mg/mL */
    pl_rational basal_rate;     /* mL/h, exact */
    pl_rational bolus_volume;   /* mL */
    pl_rational programmed;     /* mL/h at the pump's step; `basal_rate` without step */
    pl_rational delivered;      /* mg/h of `programmed` */
} pl_pca_order;

/* The whole ampoules that hold `total` (mg) with the least surplus, then the fewest, then the
 * largest. `sizes` are in descending order of content. PALLIA_EMAGNITUDE when the sizes have no
 * common measure within reach, PALLIA_EOVERFLOW, PALLIA_ENOMEM. */
pl_status pl_pca_fill_find(pl_context *context, const pl_ampoule *sizes, size_t count,
                           pl_rational total, pl_pca_fill *out);

/* Sorts the sizes for pl_pca_fill_find; equal contents keep their order. */
void pl_pca_sort(pl_ampoule *sizes, size_t count);

/* Fills from marketed ampoules of the drug and route, of one line and one strength, outside
 * hospitals: one that goes into the reservoir first, then least surplus, then fewest. Sets sizes
 * and fill. PALLIA_ESTRENGTH when there is none. */
pl_status pl_pca_propose(pl_context *context, const pl_products *products, pl_pca_order *it);

/* A lockout (h) as a prescriber writes it: in minutes when it was given so, or below 2 h when it is
 * no whole number of hours. */
pl_quantity pl_pca_wait(pl_rational hours, bool in_minutes);

/* "1/10 de la dose de fond des 24 h"; in percent when the share is no simple fraction. */
const char *pl_pca_say_share(pl_context *context, pl_rational share);

/* Advises on what the sources' rules say of this order. Rules of bolus and lockout that name no
 * drug are for opioids: another drug is not held against them, and that is said. How long a
 * reservoir is kept and how fast it may flow holds for every drug. */
void pl_pca_rules_advise(pl_context *context, const pl_pca_order *it);

/* Writes "rules": each source's rule that applies, with "within", "outside" or "not-said" for bolus
 * and lockout, and for both together. */
void pl_pca_rules_write(pl_writer *writer, pl_context *context, const pl_pca_order *it);

/* Writes the working into the trail. */
void pl_pca_explain(pl_context *context, const pl_pca_order *it);

/* Writes "result". */
void pl_pca_write(pl_writer *writer, pl_context *context, const pl_pca_order *it);

#endif
