/* SPDX-License-Identifier: MPL-2.0
 *
 * The sheet of a preparation, A4: the label at its true size with cut marks, how to fill, what each
 * drug takes, what to watch, the working, the sources; no text of its own under 8 points. Up to
 * four drugs take one page with their usual warnings. It goes on to a second page rather than
 * shrink or leave out; each page says which it is, of how many, and repeats the foot.
 */
#ifndef PAGES_SHEET_H
#define PAGES_SHEET_H

#include "answer.h"
#include "draw.h"

#define SHEET_WIDTH (210.0 * DRAW_MM)
#define SHEET_HEIGHT (297.0 * DRAW_MM)

/* Draws every page and returns how many there were. `pages` is what their feet announce: 0 at
 * first, on a surface that nobody keeps, then what that returned. */
int sheet_draw(draw_sheet *sheet, const pages_answer *answer, int pages);

#endif
