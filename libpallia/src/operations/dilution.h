/* SPDX-License-Identifier: MPL-2.0
 *
 * The filling of one syringe: what was asked, and what follows from it.
 *
 * dilute_request.c reads it, dilute_solve.c computes it, mixing.c judges the mixture,
 * dilute_label.c words the label, dilute.c puts the answer together.
 */
#ifndef PL_OPERATIONS_DILUTION_H
#define PL_OPERATIONS_DILUTION_H

#include "leaf/json_read.h"
#include "leaf/json_write.h"
#include "operations/context.h"
#include "operations/origin.h"
#include "operations/request.h"
#include "operations/syringe_read.h"
#include "tables/syringe_model.h"

enum { PL_DILUTE_CODES_MAX = 8 };

/* Whole ampoules opened for one drug. */
typedef struct pl_opened {
    pl_ampoule ampoule;
    pl_rational count;
    pl_rational waste; /* mL left in them */
    pl_rational lost;  /* mg left in them: what compares ampoules of different strengths */
} pl_opened;

/* One drug of the syringe. */
typedef struct pl_fill_drug {
    int16_t drug;
    bool has_total; /* a total was asked for, not a rate */
    bool has_ampoule;
    bool has_thrifty;
    bool on_mark;                /* the volume is a whole number of its marks */
    const char *salt;            /* NULL when nobody said */
    const char *brand;           /* as the request wrote it; NULL */
    pl_quantity by_weight;       /* the rate per kg that was asked for; unit NULL otherwise */
    pl_rational total;           /* mg in the syringe */
    pl_rational per_hour;        /* mg/h asked for (with a rate) */
    pl_opened chosen;            /* the ampoules to open: those in hand, or the handiest */
    pl_opened thrifty;           /* other ampoules that leave less, when `chosen` is a proposal */
    pl_rational volume;          /* mL to draw */
    pl_rational concentration;   /* mg/mL in the finished syringe */
    pl_rational delivered;       /* mg/24h at the programmed rate */
    const pl_syringe *draw_with; /* the smallest syringe that holds the volume */
} pl_fill_drug;

typedef struct pl_dilution {
    const pl_syringe_tables *tables;
    const pl_products *products;

    /* asked for; has_… says whether the request gave it */
    pl_fill_drug drugs[PL_MIX_MAX];
    size_t drug_count;
    bool has_volume;
    bool has_duration;
    bool has_rate;
    bool has_step;
    int16_t route;  /* PL_NONE when not said */
    pl_rational kg; /* 0 when not said */
    const pl_syringe *syringe;
    bool syringe_proposed;
    const pl_device *device;
    int16_t diluent; /* PL_NONE when none could be chosen */
    bool diluent_proposed;
    pl_rational prime; /* mL, 0 when none */
    const char *start; /* YYYY-MM-DDTHH:MM, NULL */
    const char *patient;
    const char *prepared_by;
    const char *checked_by;
    pl_origin origin;
    pl_request tail; /* the patient and the stops taken into account, given back in the answer */

    /* asked for or found */
    pl_rational volume;     /* mL in the finished syringe */
    pl_rational duration;   /* h, at the programmed rate */
    pl_rational ordered;    /* h asked for; 0 when the request gave none */
    pl_rational rate;       /* mL/h as programmed */
    pl_rational exact_rate; /* mL/h before the purge and the pump's step */
    pl_rational step;       /* mL/h */
    pl_rational capacity;   /* mL, 0 when no syringe is known */
    pl_rational diluent_volume;
} pl_dilution;

/* Reads and checks the request. Statuses of 11xx to 13xx with the pointer of the place. */
pl_status pl_dilution_read(pl_context *context, const pl_json *document, pl_dilution *out,
                           pl_error *error);

/* Finds whatever the request left open and computes every volume. PALLIA_EVOLUME, PALLIA_EMEASURE,
 * PALLIA_ECAPACITY, PALLIA_EFILL, PALLIA_EDILUENT_FORBIDDEN, PALLIA_ESTRENGTH, PALLIA_EKEY_MISSING,
 * PALLIA_EDISAGREE, PALLIA_EOVERFLOW. */
pl_status pl_dilution_solve(pl_context *context, pl_dilution *it, pl_error *error);

/* A pump that computes its rate measures what the purge left, and runs that over the whole
 * duration: it ends on time and gives less. */
bool pl_dilution_purge_slows(const pl_dilution *it);

/* mL left once the line is filled, and how long they run, h. */
pl_rational pl_dilution_left(const pl_dilution *it);
pl_rational pl_dilution_lasts(const pl_dilution *it);

/* Advises on what needs no arithmetic: a drug that does not go into this driver, a brand, an opioid
 * and a sedative started together. Marks the facts that it used. */
void pl_dilution_judge_request(pl_context *context, pl_dilution *it);

/* Advises on mixture, stability, plausibility, confusable ampoules and ceilings, and on the start
 * of an opioid. Marks the facts that it used. */
void pl_dilution_judge(pl_context *context, pl_dilution *it);

/* Writes "start" and "end" as YYYY-MM-DDTHH:MM; nothing when the request gave no start. */
void pl_dilution_write_end(pl_writer *writer, const pl_dilution *it);

/* Writes "directions", "label" and "layers". */
void pl_dilution_write_label(pl_writer *writer, pl_context *context, const pl_dilution *it);

/* "midazolam 48 mg" */
const char *pl_dilution_say_drug(pl_context *context, const pl_fill_drug *one);

#endif
