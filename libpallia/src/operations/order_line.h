/* SPDX-License-Identifier: MPL-2.0
 *
 * An order line: one drug, when, how much, how often and at most, for how long. The object that
 * anticipate writes, prescribe checks and a sheet keeps; read and written here alone.
 *
 *   {"drug": "morphine", "form": "injection", "release": "ir", "strength": "10 mg/mL", "volume": "1
 * mL", "dose": "5 mg"            or "low": "2.5 mg", "high": "5 mg" "per_day": 4 scheduled, or as
 * needed: "interval": "1 h", "maximum_doses": 6 "continuous": {"rate": "1.25 mg/h"} "maximum_24h":
 * "30 mg", "route": "sc", "symptom": "pain", "trigger": "…", "call_when": "…", "who": ["nurse"],
 * "quantity": 10, "duration": "28 d", "overlap": "…", "off_label": true, "fraction": "7 d" or
 * "single_dispensing": true "shared_with": 1          the same dose for another symptom: the
 * maximum and the stock are those of line 1 of the list, for both together; not beside "quantity"
 * "origin": {"kind": "rotation", "edition": "…", "row": "…", "evidence": "…", "country": "FR",
 * "tables_sha256": "…"}}
 *
 * Every member but "drug" may be missing: what a prescription lacks is prescribe's to say.
 */
#ifndef PL_OPERATIONS_ORDER_LINE_H
#define PL_OPERATIONS_ORDER_LINE_H

#include "leaf/json_read.h"
#include "leaf/json_write.h"
#include "operations/context.h"
#include "tables/syringe_model.h"

typedef enum pl_form_shape {
    PL_FORM_SOLID,
    PL_FORM_LIQUID, /* to swallow, or to leave in the mouth */
    PL_FORM_INJECTED,
    PL_FORM_RECTAL,
    PL_FORM_PATCH
} pl_form_shape;

/* What is counted and dispensed. Its words are the messages form.<id>, unit.<id>.one, .many. */
typedef struct pl_order_form {
    const char *id;
    pl_form_shape shape;
    bool feminine; /* of its unit, in French */
} pl_order_form;

typedef struct pl_order_origin {
    const char *kind;    /* NULL: no origin; "rotation", "row", "local" */
    const char *edition; /* NULL when not said, likewise below */
    const char *row;
    const char *evidence;
    const char *country;
    const char *tables_sha256;
} pl_order_origin;

typedef struct pl_order_line {
    int16_t drug;
    int16_t route; /* PL_NONE when not said, likewise release */
    int16_t release;
    const pl_order_form *form; /* NULL when not said, likewise every text below */
    pl_given strength;         /* mg/mL, mg, or ug/h of a patch */
    pl_given volume;           /* of one ampoule */
    pl_given low;              /* dose of one intake: mg, mg/kg, or ug/h of a patch */
    pl_given high;             /* `low` itself when the dose is no range */
    pl_given rate;             /* given continuously: mg/h or mg/kg/h */
    pl_given interval;
    pl_given maximum; /* mg in 24 h */
    pl_given duration;
    pl_given fraction;
    int32_t per_day;       /* 0: not scheduled */
    int32_t maximum_doses; /* 0: not said */
    int32_t quantity;      /* 0: not said */
    int32_t shared_with; /* number from 1 of the line whose maximum and stock these are; 0: none */
    const char *symptom;
    const char *trigger;
    const char *call_when;
    const char *overlap;
    uint32_t who; /* bit i: pl_order_who(i) */
    bool single_dispensing;
    bool off_label;
    pl_order_origin origin;
} pl_order_line;

/* The index-th word for who may give a drug, or for a symptom; NULL past the end. */
const char *pl_order_who(size_t index);
const char *pl_order_symptom(size_t index);

/* NULL for a word that is no form. */
const pl_order_form *pl_order_form_find(const char *id);

/* A dose that is the rate of a patch: its interval is when it is changed, and it is never given as
 * needed. */
bool pl_order_is_patch(const pl_order_line *line);

/* By a needle: into the skin, a vein, a muscle or the spine. */
bool pl_order_is_injected(const pl_drugs *drugs, int16_t route);

/* Whether the form can be given by the route; true when either is not said. An ampoule may be given
 * by mouth; a tablet is not injected. */
bool pl_order_form_fits_route(const pl_drugs *drugs, const pl_order_line *line);

/* Whether strength and dose are of the form: what a patch delivers in an hour for a patch alone,
 * and a mass for one solid unit. */
bool pl_order_form_fits_strength(const pl_order_line *line);

/* Neither scheduled, nor continuous, nor a patch: given when a symptom comes. */
bool pl_order_as_needed(const pl_order_line *line);

/* A dose of one intake in mg, or a rate in mg/h, for somebody of `kg` (0: not known); false when it
 * is not said, and for a dose per kg without weight. */
bool pl_order_mg(const pl_given *dose, pl_rational kg, pl_rational *mg);

/* The most that a line gives in 24 h, in mg; false when it does not say, and for a patch. */
bool pl_order_per_day(const pl_order_line *line, pl_rational kg, pl_rational *mg);

/* A text that an object may have, and where it goes. */
typedef struct pl_text_member {
    const char *key;
    const char **out;
} pl_text_member;

/* Reads the texts that are there, borrowed from the document; a blank one is NULL. PALLIA_ETYPE. */
pl_status pl_order_texts_read(const pl_json *object, const pl_text_member *members, size_t count,
                              pl_error *error);

/* Reads one line; texts are borrowed from the document. Statuses of 11xx, 12xx and 13xx: an unknown
 * key, a dose beside a range, a fraction beside single dispensing, a quantity of 0 or of another
 * dimension, a route that the drug does not have, a low that is not below the high. */
pl_status pl_order_line_read(pl_context *context, const pl_json *object, pl_order_line *out,
                             pl_error *error);

/* Checks "shared_with" of the line read from `object`. `first` is the earlier line that it names,
 * NULL when there is none of that number. PALLIA_EVALUE: no earlier line, or one that shares
 * itself. PALLIA_EINCONSISTENT: another drug, route or dose, or a maximum of its own. */
pl_status pl_order_line_share(const pl_json *object, const pl_order_line *line,
                              const pl_order_line *first, pl_error *error);

/* Writes the line as the object that pl_order_line_read reads; `key` as in json_write.h. */
void pl_order_line_write(pl_writer *writer, const pl_context *context, const char *key,
                         const pl_order_line *line);

#endif
