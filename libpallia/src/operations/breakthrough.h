/* SPDX-License-Identifier: MPL-2.0
 *
 * The breakthrough dose beside a maintenance dose: how much, of what, how often, with which
 * product.
 */
#ifndef PL_OPERATIONS_BREAKTHROUGH_H
#define PL_OPERATIONS_BREAKTHROUGH_H

#include "leaf/json_write.h"
#include "operations/options.h"
#include "operations/request.h"
#include "operations/start.h"

enum { PL_BREAKTHROUGH_MAX = 4 };

typedef struct pl_breakthrough_dose {
    pl_place place;
    pl_rational low; /* mg a dose */
    pl_rational high;
} pl_breakthrough_dose;

typedef struct pl_breakthrough_doses {
    pl_breakthrough_dose list[PL_BREAKTHROUGH_MAX]; /* first: the one to prefer */
    size_t count;
} pl_breakthrough_doses;

/* The profile's share of the start dose, in the target's own drug, or in what the profile gives
 * beside a target that has no immediate-release form. */
pl_status pl_breakthrough_find(pl_context *context, const pl_request *request,
                               const pl_start *start, pl_breakthrough_doses *out);

/* Writes "breakthrough", with the marketed products that give it. */
pl_status pl_breakthrough_write(pl_writer *writer, pl_context *context, const pl_request *request,
                                const pl_products *products, const pl_shelf *shelf,
                                const pl_breakthrough_doses *doses);

#endif
