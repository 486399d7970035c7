/* SPDX-License-Identifier: MPL-2.0
 *
 * The label of a syringe, 100 × 60 mm. What a nurse looks for is largest: each drug with its total
 * and its concentration, then the rate. Sizes go by the number of drugs, in three steps, and never
 * by the length of a text: a text without room is a fault of the sheet.
 */
#ifndef PAGES_LABEL_H
#define PAGES_LABEL_H

#include "answer.h"
#include "draw.h"

#define LABEL_WIDTH (100.0 * DRAW_MM)
#define LABEL_HEIGHT (60.0 * DRAW_MM)

/* Draws the label with its top left corner at (x, y). */
void label_draw(draw_sheet *sheet, const pages_answer *answer, double x, double y);

#endif
