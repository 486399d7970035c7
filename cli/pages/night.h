/* SPDX-License-Identifier: MPL-2.0
 *
 * The page for the night: the anticipation sheet of a patient in palliative care, A4, from the page
 * model ("result/page") of `pallia sheet`. Page 1 is one side that a regulating doctor reads on the
 * phone: the palliative phase in a frame, the decisions in a grid where the answer is a word in its
 * column, the phone numbers large. Page 2, when the model has blocks for it, holds the rest, and
 * the first block again: whom it is about.
 *
 * Sizes are fixed: banner 18 points, phone numbers 14, what is large 11, the rest 8, the
 * digest alone 6.5. A page that does not fit is a fault that names the labels of its longest texts
 * and their lengths, never the texts: they are about a patient.
 */
#ifndef PAGES_NIGHT_H
#define PAGES_NIGHT_H

#include "answer.h"
#include "draw.h"

#define NIGHT_WIDTH (210.0 * DRAW_MM)
#define NIGHT_HEIGHT (297.0 * DRAW_MM)

/* Whether `tree` holds a page model that can be drawn whole. */
bool night_is_whole(const cJSON *tree);

/* Draws every page and returns how many there were, 1 or 2: the model says which, so nothing need
 * be announced. */
int night_draw(draw_sheet *sheet, const pages_answer *answer, int announced);

#endif
