/* SPDX-License-Identifier: MPL-2.0
 *
 * What lies over what in the syringe: a barrel whose layers are as high as their volumes, each with
 * its name and volume beside it. No grey and no colour: the words tell the layers apart.
 */
#ifndef PAGES_PICTURE_H
#define PAGES_PICTURE_H

#include "answer.h"
#include "draw.h"

void picture_draw(draw_sheet *sheet, const pages_answer *answer, double x, double y, double width,
                  double height);

#endif
