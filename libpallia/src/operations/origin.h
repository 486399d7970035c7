/* SPDX-License-Identifier: MPL-2.0
 *
 * What an operation found before the request that it prepared: its "next" carries an "origin", so
 * that the answer to that request repeats the advice and no link of a chain loses it.
 *
 *   {"op":"rotate","drug":"morphine","low":{…},"high":{…},
 *    "advice":[{"code":"…","severity":"…","text":"…"}]}
 *
 * The doses are mass rates, the advice in the language of the operation that gave it. A titration
 * has the same members; a dilution, a PCA or an anticipation has no such doses. All but a rotation
 * hand on stops and cautions alone: their own, and a dilution with "from" those that it was handed.
 * An answer that was withheld prepares no request: a stop that is carried was acknowledged there.
 */
#ifndef PL_OPERATIONS_ORIGIN_H
#define PL_OPERATIONS_ORIGIN_H

#include "leaf/json_read.h"
#include "leaf/json_write.h"
#include "operations/context.h"

enum { PL_ORIGIN_ADVICE_MAX = 64 };

typedef struct pl_origin {
    bool given;
    size_t start;     /* how the start dose was found: a rotation, a titration, or not at all */
    int16_t drug;     /* whose start dose it is; PL_NONE when there is none */
    pl_quantity low;  /* the start dose, as the operation gave it */
    pl_quantity high; /* equal to low when it left no choice */
    pl_advice advice[PL_ORIGIN_ADVICE_MAX];
    size_t advice_count;
} pl_origin;

/* The optional member "origin", of one of the operations `from`, up to NULL. A code that no
 * operation gives is PALLIA_ECODE; another operation, another severity or a low above the high
 * PALLIA_EVALUE; an unknown key PALLIA_EKEY_UNKNOWN. */
pl_status pl_origin_read(pl_context *context, const pl_json *document, const char *const *from,
                         pl_origin *out, pl_error *error);

/* Writes "origin" for an operation that found this start dose, with the advice of the context: all
 * of it after a rotation, its stops and cautions after a titration. */
void pl_origin_write_start(pl_writer *writer, pl_context *context, const char *operation,
                           int16_t drug, pl_quantity low, pl_quantity high);

/* Writes "origin" for any other operation: its stops and cautions. */
void pl_origin_write(pl_writer *writer, const pl_context *context, const char *operation);

/* Repeats what was carried. */
void pl_origin_advise(pl_context *context, const pl_origin *it);

/* Compares the start dose with the mg/h that is now given of its drug: rotation-interval and
 * rotation-dose, or titration-interval and titration-dose. There must be one. */
void pl_origin_compare(pl_context *context, const pl_origin *it, pl_rational mg_per_hour);

#endif
