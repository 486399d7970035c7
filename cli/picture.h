/* SPDX-License-Identifier: MPL-2.0
 *
 * The syringe of a dilution, to scale: as text in 80 columns, and as an SVG file. Both are drawn
 * from one layout, and layers are told apart by pattern, so that black on white is enough.
 */
#ifndef CLI_PICTURE_H
#define CLI_PICTURE_H

#include "cli.h"

enum { PICTURE_LAYERS_MAX = 8, PICTURE_MARKS_MAX = 16 };

/* Lengths are in a thousandth of a mL: for drawing only, every figure shown is the answer's text.
 */
typedef struct picture_layer {
    const char *name;
    const char *volume;
    long start;
    long end;
    bool diluent; /* the last one, when it is no drug */
} picture_layer;

typedef struct picture {
    picture_layer layers[PICTURE_LAYERS_MAX];
    size_t count;
    long capacity;
    long filled;
    long marks[PICTURE_MARKS_MAX];
    size_t mark_count;
} picture;

/* Lays out "layers" of a result; the answer must outlive it. False when there is nothing to draw.
 */
bool picture_read(const cJSON *result, picture *out);

/* Draws it on the page. */
void picture_write(cli *it, const picture *drawn);

/* Writes an SVG file, whole or not at all. False when that failed. */
bool picture_save(const cli *it, const cJSON *result, const char *path);

#endif
