/* SPDX-License-Identifier: MPL-2.0
 *
 * Applying one row to one dose. The loader replays the examples with it and the operations convert
 * with it: there is no other place where a factor or a band meets a dose.
 */
#ifndef PL_TABLES_ROW_H
#define PL_TABLES_ROW_H

#include "tables/model.h"

typedef struct pl_row_result {
    pl_rational value; /* native unit of the target */
    pl_rational low;   /* when has_interval: what the row's interval gives */
    pl_rational high;
    bool has_interval;
    bool band_edge; /* the dose fell in a printed gap or overlap: the lower result was taken */
} pl_row_result;

/* Converts `given` (native unit of row->from, >= 0).
 * PALLIA_EOUT_OF_RANGE outside the printed range or bands; PALLIA_EOVERFLOW. */
pl_status pl_row_apply(const pl_row *row, pl_rational given, pl_row_result *out);

/* Converts `given` (native unit of row->to) back. Only for a row that is reversible; a banded row
 * never is. Same failures; PALLIA_ENO_RULE when the row is one-way. */
pl_status pl_row_apply_back(const pl_row *row, pl_rational given, pl_row_result *out);

bool pl_interval_holds(const pl_interval *interval, pl_rational value);

/* Reads "[45,89]", "(,44)", "[1000,)". PALLIA_ETABLE_NUMBER. */
pl_status pl_interval_parse(const char *text, pl_interval *out);

#endif
