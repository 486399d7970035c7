/* SPDX-License-Identifier: MPL-2.0
 *
 * Named rounding. A dose is rounded once, last, to a step, in a stated direction.
 */
#ifndef PL_ROUND_H
#define PL_ROUND_H

#include "leaf/rational.h"

typedef enum pl_rounding {
    PL_ROUND_DOWN,   /* towards minus infinity: the default for a dose */
    PL_ROUND_UP,     /* towards plus infinity */
    PL_ROUND_NEAREST /* to the nearest step; a tie goes down */
} pl_rounding;

/* The multiple of `step` (> 0) next to `value` in that direction. PALLIA_EOVERFLOW;
 * PALLIA_EARGUMENT when step <= 0. */
pl_status pl_round_to_step(pl_rational value, pl_rational step, pl_rounding mode, pl_rational *out);

/* (to - from) / from x 100, exact. PALLIA_EARGUMENT when from is 0. */
pl_status pl_round_change_percent(pl_rational from, pl_rational to, pl_rational *out);

enum { PL_ROUND_TEXT_SIZE = 48 };

/* The value for a reader: exact when it has at most 3 digits after the point, otherwise rounded to
 * nearest at 3 significant digits, never coarser than the unit (100/3 is 33.3, 25/6 is 4.17,
 * 3100/3 is 1033). `mark` is the decimal mark, '.' or ','. No thousands separator, a zero before
 * the mark, no trailing zero after it. Returns the length. */
size_t pl_round_text(pl_rational value, char mark, char text[PL_ROUND_TEXT_SIZE]);

#endif
