/* SPDX-License-Identifier: MPL-2.0
 *
 * Lines of one order that give one drug by one route: what a patient may receive in 24 h is what
 * all of them allow together.
 */
#ifndef PL_OPERATIONS_SAME_DRUG_H
#define PL_OPERATIONS_SAME_DRUG_H

#include "operations/caps.h"
#include "operations/context.h"
#include "operations/order_line.h"

typedef struct pl_same_drug {
    const char *lines; /* "1, 3": their numbers, from 1 */
    size_t count;
    pl_rational total; /* mg in 24 h */
    bool whole;        /* each of them says how much: else the total is a lower bound */
} pl_same_drug;

/* The lines that add up with the one at `at`, for somebody of `kg` (0: not known). A line that
 * shares the maximum of another adds nothing. False unless it is the first of several that give
 * something. */
bool pl_same_drug_find(pl_context *context, const pl_order_line *const *lines, size_t count,
                       size_t at, pl_rational kg, pl_same_drug *out);

/* What to say of them: the arguments "drug", "lines", "total" and "caps". */
enum { PL_SAME_DRUG_ARGUMENTS = 4 };
void pl_same_drug_say(pl_context *context, const pl_same_drug *same, int16_t drug,
                      const pl_caps *caps, pl_argument out[PL_SAME_DRUG_ARGUMENTS]);

#endif
