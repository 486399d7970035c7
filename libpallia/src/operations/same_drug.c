/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/same_drug.h"

#include <stdio.h>
#include <string.h>

enum { ROOM = 8 /* of a number and what joins it to the next */ };

static bool adds_up(const pl_order_line *line, const pl_order_line *first) {
    return line->shared_with == 0 && line->drug == first->drug && line->route == first->route;
}

static bool is_first(const pl_order_line *const *lines, size_t at) {
    for (size_t i = 0; i < at; i++) {
        if (adds_up(lines[i], lines[at])) {
            return false;
        }
    }
    return lines[at]->shared_with == 0;
}

static void add_dose(const pl_order_line *line, pl_rational kg, pl_same_drug *to) {
    pl_rational mg;
    pl_rational sum;
    if (pl_order_per_day(line, kg, &mg) && pl_rational_add(to->total, mg, &sum) == PALLIA_OK) {
        to->total = sum;
    } else {
        to->whole = false;
    }
}

bool pl_same_drug_find(pl_context *context, const pl_order_line *const *lines, size_t count,
                       size_t at, pl_rational kg, pl_same_drug *out) {
    *out = (pl_same_drug){.lines = "", .total = pl_rational_from_int(0), .whole = true};
    if (!is_first(lines, at)) {
        return false;
    }
    size_t room = ROOM * count;
    char *text = pl_arena_get(context->arena, room);
    if (!text) {
        context->exhausted = true;
        return false;
    }
    size_t length = 0;
    for (size_t i = at; i < count; i++) {
        if (adds_up(lines[i], lines[at])) {
            length += (size_t)snprintf(text + length, room - length, "%s%zu",
                                       length == 0 ? "" : ", ", i + 1);
            out->count++;
            add_dose(lines[i], kg, out);
        }
    }
    out->lines = text;
    return out->count > 1 && !pl_rational_is_zero(out->total);
}

void pl_same_drug_say(pl_context *context, const pl_same_drug *same, int16_t drug,
                      const pl_caps *caps, pl_argument out[PL_SAME_DRUG_ARGUMENTS]) {
    pl_argument total = {"value", pl_say_quantity(context, same->total, pl_unit_base(PL_MASS))};
    out[0] = (pl_argument){"drug", pl_pick(context, context->drugs->drugs[drug].name)};
    out[1] = (pl_argument){"lines", same->lines};
    out[2] = (pl_argument){"total",
                           same->whole ? total.value : pl_say(context, "say.at_least", &total, 1)};
    out[3] = (pl_argument){"caps", pl_caps_say(context, caps)};
}
