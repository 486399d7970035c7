/* SPDX-License-Identifier: MPL-2.0
 *
 * A QR code as black squares: sharp at any size, and nothing but vectors in a PDF.
 */
#ifndef PAGES_QR_H
#define PAGES_QR_H

#include "draw.h"

/* Draws `text` in a square of `side` points, its white margin of four modules included. A fault
 * when the text is too long for a code. */
void qr_draw(draw_sheet *sheet, double x, double y, double side, const char *text);

#endif
