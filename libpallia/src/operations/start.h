/* SPDX-License-Identifier: MPL-2.0
 *
 * From the calculated dose to the dose to start with: the reduction for incomplete cross-tolerance.
 */
#ifndef PL_OPERATIONS_START_H
#define PL_OPERATIONS_START_H

#include "leaf/json_write.h"
#include "operations/convert.h"
#include "operations/request.h"

typedef struct pl_start {
    pl_rational low;
    pl_rational high;
    pl_rational cut_low; /* percent: what leaves `high` */
    pl_rational cut_high;
    const char *reduction; /* "asked", "published" or "none" */
} pl_start;

/* A reduction asked for applies to the whole. Otherwise the profile's published cut applies to what
 * comes from another molecule, unless the target's table already carries that caution.
 * Explains itself in the trail and advises `reduction-range` when it leaves an interval. */
pl_status pl_start_find(pl_context *context, const pl_request *request,
                        const pl_conversion *conversion, pl_start *out);

/* Writes "start" and "reduction". */
void pl_start_write(pl_writer *writer, pl_context *context, const pl_request *request,
                    const pl_start *start);

#endif
