/* SPDX-License-Identifier: MPL-2.0
 *
 * One prescription: who writes it, for whom, its order lines, and the law that bears on each.
 * prescribe.c reads and answers, prescribe_check.c refuses what cannot be written and advises,
 * prescribe_missing.c lists what is not said, prescribe_text.c writes it out in French.
 */
#ifndef PL_OPERATIONS_PRESCRIPTION_H
#define PL_OPERATIONS_PRESCRIPTION_H

#include "operations/order_trace.h"
#include "operations/origin.h"
#include "tables/anticipation_model.h"
#include "tables/law.h"

enum { PL_ORDERS_MAX = 20 };

/* Ten elements of the head, thirteen of each line. */
enum { PL_RUNNING_MAX = 20, PL_MISSING_MAX = 10 + 13 * PL_ORDERS_MAX };

typedef struct pl_prescriber {
    const char *name; /* NULL when not said, likewise below */
    const char *quality;
    const char *id; /* RPPS or another number */
    const char *address;
    const char *phone;
} pl_prescriber;

typedef struct pl_prescribed {
    const char *name; /* NULL when not said, likewise below */
    const char *sex;  /* "F" or "M" */
    const char *birth;
    pl_given age;
    pl_given weight;
} pl_prescribed;

/* One line, and what it is by the tables. */
typedef struct pl_order {
    pl_order_line line;
    const pl_line *product;              /* NULL when no such presentation is in the tables */
    const pl_presentation *presentation; /* of `product` */
    pl_law_case bears;                   /* its `legal` is NULL when the tables do not tell it */
    bool hospital;                       /* every product that it can be is for hospitals */
    const pl_law_rule *secure;           /* NULL when no secure form is due, likewise below */
    const pl_law_rule *fraction;         /* the longest fraction */
    pl_trace_result trace;
} pl_order;

/* A prescription that runs already, by the same prescriber. */
typedef struct pl_running {
    int16_t drug;
    int32_t until; /* day of leaf/date.h */
} pl_running;

/* Something that is not said: `line` is -1 when it is not one of the lines. */
typedef struct pl_missing {
    pl_law_element element;
    int32_t line;
} pl_missing;

typedef struct pl_prescription {
    const pl_law *law;
    const pl_products *products;
    const pl_syringe_tables *syringe;
    const pl_anticipation *anticipation;
    const char *date; /* NULL when not said */
    pl_prescriber prescriber;
    pl_prescribed patient;
    bool from_hospital; /* dispensed by a hospital pharmacy: HAD, retrocession */
    pl_order orders[PL_ORDERS_MAX];
    size_t order_count;
    pl_running running[PL_RUNNING_MAX];
    size_t running_count;
    pl_origin origin;  /* what prepared this order */
    bool acknowledged; /* the one stop: product-duration */
    pl_missing missing[PL_MISSING_MAX];
    size_t missing_count;
} pl_prescription;

/* Refuses a child (PALLIA_ESCOPE), then what breaks a rule or contradicts itself, first line first:
 * PALLIA_EINCONSISTENT, PALLIA_EDISPENSING, PALLIA_EDURATION, PALLIA_EFRACTION, PALLIA_ECOVERED,
 * PALLIA_EWITHHELD for the stop, and PALLIA_EMAGNITUDE or PALLIA_EPRECISION for what cannot be put
 * in words. The rule is cited. Advises what a careful pharmacist would ask. */
pl_status pl_prescription_check(pl_context *context, const pl_prescription *it, pl_error *error);

/* 0 when it is not said. */
pl_rational pl_prescription_weight(const pl_prescription *it);

/* Fills `missing`. */
void pl_prescription_find_missing(const pl_drugs *drugs, pl_prescription *it);

/* Whether an element is missing, on that line or (-1) outside of lines. */
bool pl_prescription_lacks(const pl_prescription *it, pl_law_element element, int32_t line);

/* Writes "text": the prescription in French, one string a line, with "[À COMPLÉTER : …]" for what
 * is missing. */
void pl_prescription_write_text(pl_writer *writer, pl_context *context, const pl_prescription *it);

#endif
