/* SPDX-License-Identifier: MPL-2.0
 *
 * Does the dose of an order line come from where its origin says? The row is looked for in the
 * tables loaded, and computed again for this patient by the engine.
 */
#ifndef PL_OPERATIONS_ORDER_TRACE_H
#define PL_OPERATIONS_ORDER_TRACE_H

#include "operations/order_line.h"

typedef enum pl_trace_result {
    PL_TRACE_NONE,     /* the line names no row */
    PL_TRACE_FOUND,    /* the row gives that dose, or what it gives cannot be known from here */
    PL_TRACE_UNKNOWN,  /* no table that is loaded has such a row */
    PL_TRACE_DIFFERENT /* the row gives another drug, another route or another dose */
} pl_trace_result;

/* Who the line is for. */
typedef struct pl_trace_patient {
    pl_rational kg;       /* 0: not known */
    bool has_baseline;    /* the regular opioid is known */
    pl_rational baseline; /* in oral morphine, mg in 24 h */
} pl_trace_patient;

/* What the engine would advise on the way is not repeated. PALLIA_OK, or why the tables could not
 * be read. */
pl_status pl_order_trace(pl_context *context, const pl_order_line *line,
                         const pl_trace_patient *patient, pl_trace_result *out, pl_error *error);

#endif
