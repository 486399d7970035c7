/* SPDX-License-Identifier: MPL-2.0
 *
 * One titration: the boluses that were given, the rule that turns them into a maintenance, and what
 * follows. titrate.c reads and computes, titrate_write.c writes the result.
 */
#ifndef PL_OPERATIONS_TITRATION_H
#define PL_OPERATIONS_TITRATION_H

#include "leaf/json_write.h"
#include "operations/request.h"
#include "tables/syringe_model.h"

enum { PL_BOLUSES_MAX = 48 };

typedef struct pl_titration {
    const pl_syringe_tables *tables;
    const pl_products *products;
    int16_t drug;
    int16_t route; /* PL_NONE when not said */
    pl_rational kg;
    bool weight_used;
    pl_rational boluses[PL_BOLUSES_MAX]; /* mg */
    size_t bolus_count;
    pl_rational cumulated; /* mg */
    const pl_protocol *rule;
    bool rule_by_default;
    pl_request tail;     /* the weight and the stops taken into account, given back in the answer */
    pl_rational rate;    /* mg/h */
    pl_rational highest; /* mg/h: an infusion's upper end; otherwise `rate` */
    pl_rational per_day; /* mg/24h of `rate` */
} pl_titration;

/* share x cumulated dose, each time `every` goes by, in mg/h. `rule` is of kind maintenance. */
pl_status pl_titration_maintenance(const pl_protocol *rule, pl_rational cumulated,
                                   pl_rational *out);

/* Writes "result". */
void pl_titration_write(pl_writer *writer, pl_context *context, const pl_titration *it);

#endif
