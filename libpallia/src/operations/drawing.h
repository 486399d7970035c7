/* SPDX-License-Identifier: MPL-2.0
 *
 * Drawing a volume with a syringe: which one measures it, and to which mark.
 */
#ifndef PL_OPERATIONS_DRAWING_H
#define PL_OPERATIONS_DRAWING_H

#include "leaf/round.h"
#include "tables/syringe_model.h"

/* The smallest syringe that holds `volume` (mL) measures it best; above the largest, the largest.
 * NULL when the tables have none. */
const pl_syringe *pl_drawing_syringe(const pl_syringe_tables *tables, pl_rational volume);

/* `volume` at a mark of that syringe; as it is when the tables have none. PALLIA_EMEASURE when
 * nothing is left of it. */
pl_status pl_drawing_measure(const pl_syringe_tables *tables, pl_rational volume,
                             pl_rounding rounding, pl_rational *out);

/* The volumes (mL) at a mark that hold the lower dose (mg) or more, and the upper dose or less;
 * false when no mark is between them. `strength` in mg/mL. */
bool pl_drawing_between(const pl_syringe_tables *tables, pl_rational strength, pl_rational low,
                        pl_rational high, pl_rational *low_volume, pl_rational *high_volume);

/* Whether more of the ampoules is thrown away than used. */
bool pl_drawing_wasteful(pl_rational drawn, pl_rational waste);

#endif
