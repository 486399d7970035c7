/* SPDX-License-Identifier: MPL-2.0
 *
 * A quantity as people write it ("2.5 mg/h") or as answers write it
 * ({"exact":"25/6","unit":"mg/h"}), so that an answer can be the next request without losing a
 * digit.
 */
#ifndef PL_OPERATIONS_EXACT_READ_H
#define PL_OPERATIONS_EXACT_READ_H

#include "leaf/json_read.h"

/* A quantity of any dimension. The "text" of an answer's quantity is for readers and is ignored.
 * Statuses of pl_quantity_parse; PALLIA_ETYPE, PALLIA_EKEY_MISSING, PALLIA_EKEY_UNKNOWN. */
pl_status pl_exact_read(const pl_json *at, pl_quantity *out, pl_error *error);

/* The same in the base unit of `dimension`. PALLIA_EDIMENSION, or PALLIA_EPERCENT where a
 * percentage stands for a concentration. */
pl_status pl_exact_read_as(const pl_json *at, pl_dimension dimension, pl_rational *out,
                           pl_error *error);

/* A quantity as people write it, above 0, in the base unit of `dimension`. Statuses of
 * pl_quantity_parse; PALLIA_ETYPE, PALLIA_EVALUE. */
pl_status pl_positive_read(const pl_json *at, pl_dimension dimension, pl_rational *out,
                           pl_error *error);

#endif
