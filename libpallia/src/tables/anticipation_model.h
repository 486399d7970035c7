/* SPDX-License-Identifier: MPL-2.0
 *
 * What anticipation.json and the protocols of teams hold, once read: symptoms, what sources give
 * for them, what no source gives. Same conventions as model.h; tables/README.md is the manual.
 */
#ifndef PL_TABLES_ANTICIPATION_MODEL_H
#define PL_TABLES_ANTICIPATION_MODEL_H

#include "tables/model.h"

enum { PL_WAYS_MAX = 4 };

typedef struct pl_symptom {
    const char *id;
    pl_both name;
    const char **words; /* other words that people type */
    size_t word_count;
    const char *snomed; /* NULL when not known */
    pl_both trigger;    /* when to give, in plain words: a proposal of ours, without figures */
    pl_both call;       /* when to call, likewise */
} pl_symptom;

typedef enum pl_anticipation_kind {
    PL_ANTICIPATION_BOLUS,        /* a dose, when needed */
    PL_ANTICIPATION_INFUSION,     /* in 24 h, continuous */
    PL_ANTICIPATION_DAILY,        /* in 24 h, in one or several doses: shown, never offered */
    PL_ANTICIPATION_TITRATION,    /* shown, never offered */
    PL_ANTICIPATION_BREAKTHROUGH, /* on a regular opioid: the share of the profile */
    PL_ANTICIPATION_STOCK         /* what to keep, without a dose: shown, never offered */
} pl_anticipation_kind;

/* Who may give a dose, as bits 1 << pl_giver. */
typedef enum pl_giver {
    PL_GIVER_NURSE,
    PL_GIVER_DOCTOR,
    PL_GIVER_HOME_HOSPITAL,
    PL_GIVER_EMERGENCY_TEAM,
    PL_GIVER_FAMILY,
    PL_GIVER_COUNT
} pl_giver;

/* The words of documents, by pl_giver, with NULL behind the last. */
extern const char *const pl_giver_words[PL_GIVER_COUNT + 1];

/* What one source gives for one symptom. Quantities have unit NULL when the source is silent. */
typedef struct pl_anticipated {
    const char *id;
    const pl_symptom *symptom;
    pl_anticipation_kind kind;
    int16_t drug;                /* PL_NONE for a breakthrough dose */
    int16_t routes[PL_WAYS_MAX]; /* the first is taken when the request names none */
    size_t route_count;          /* 0: not said */
    pl_quantity low;             /* mass or mass per kg; infusion and daily: mass rate */
    pl_quantity high;
    pl_rational base_share; /* 0, or the part of a dose as printed on products that is base, when
                               the source doses in base */
    pl_quantity frail_low;
    pl_quantity frail_high;
    pl_quantity interval_low; /* between two doses */
    pl_quantity interval_high;
    int32_t maximum_doses; /* 0: not said */
    pl_quantity maximum;   /* mass in 24 h */
    bool naive;            /* only without a regular opioid */
    bool exceptional;      /* only when the request acknowledges "exceptional-protocol" */
    bool off_label;
    bool local;
    uint32_t who; /* 0: not said */
    const char *jurisdiction;
    pl_basis basis;
    pl_both supply; /* these four may be NULL, but for `text` */
    pl_both condition;
    pl_both note;
    pl_both text;
} pl_anticipated;

/* Why nothing can be offered for a symptom. */
typedef struct pl_unread {
    const pl_symptom *symptom;
    pl_both text;
} pl_unread;

/* When to call, as a source says it, for some symptoms. */
typedef struct pl_call_rule {
    const pl_symptom **symptoms;
    size_t symptom_count;
    const char *jurisdiction;
    pl_both text;
    pl_basis basis;
} pl_call_rule;

/* Two drugs whose names are near and whose doses are not. */
typedef struct pl_apart {
    int16_t first;
    int16_t second;
    pl_both text;
    pl_basis basis;
} pl_apart;

typedef struct pl_anticipation {
    pl_source self; /* the document as a source of its own: what a team's rows cite */
    const char *review_by;
    size_t reviewer_count;
    bool local;
    char sha256[65];
    const pl_symptom *symptoms; /* in the order of the file, as all lists */
    size_t symptom_count;
    const pl_anticipated *rows;
    size_t row_count;
    const pl_unread *unread;
    size_t unread_count;
    const pl_call_rule *calls;
    size_t call_count;
    const pl_apart *apart;
    size_t apart_count;
} pl_anticipation;

/* NULL when there is none. */
const pl_symptom *pl_symptom_find(const pl_anticipation *in, const char *id);
const pl_anticipated *pl_anticipated_find(const pl_anticipation *in, const char *id);

#endif
