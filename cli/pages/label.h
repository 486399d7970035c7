/* SPDX-License-Identifier: MPL-2.0
 *
 * The label of a syringe, 100 × 60 mm. What a nurse looks for is largest: each drug with its total
 * and its concentration, then the rate. Sizes go by the number of drugs, in stated steps:
 *
 *   drugs    drug and concentration    rate    volumes, dates, people    foot
 *   1        15 pt                     13      8                         6
 *   2        13                        11      8                         6
 *   3        10.5                      10      7                         6
 *   4        9                         9       7                         6
 *   5, 6     8.5                       8.5     6.5                       6
 *
 * Long names and stops that were acknowledged take the next step down, as more drugs would. A text
 * without room on the last one is a fault of the sheet: nothing is shrunk further, cut or left out.
 */
#ifndef PAGES_LABEL_H
#define PAGES_LABEL_H

#include "answer.h"
#include "draw.h"

#define LABEL_WIDTH (100.0 * DRAW_MM)
#define LABEL_HEIGHT (60.0 * DRAW_MM)

/* Draws the label with its top left corner at (x, y). */
void label_draw(draw_sheet *sheet, const pages_answer *answer, double x, double y);

/* The label alone, a page by itself: returns 1. `pages` is not announced. */
int label_draw_page(draw_sheet *sheet, const pages_answer *answer, int pages);

#endif
