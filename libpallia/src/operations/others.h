/* SPDX-License-Identifier: MPL-2.0
 *
 * What the other published tables say of the same regimen and target.
 */
#ifndef PL_OPERATIONS_OTHERS_H
#define PL_OPERATIONS_OTHERS_H

#include "leaf/json_write.h"
#include "operations/convert.h"
#include "operations/request.h"

enum { PL_OTHERS_MAX = 96 };

/* One table's answer. `edition` is NULL for the profile's own choice. */
typedef struct pl_other {
    const pl_edition *edition;
    pl_rational value;
    pl_rational low;
    pl_rational high;
    bool has_interval;
} pl_other;

typedef struct pl_others {
    pl_other list[PL_OTHERS_MAX];
    size_t count;
} pl_others;

/* Every rotation edition that converts the whole regimen, in the order of their ids, and the
 * profile when an edition was asked for by name. A table that gave the answer itself is left out:
 * pass NULL as `conversion` to leave none out. */
void pl_others_find(const pl_context *context, const pl_request *request,
                    const pl_conversion *conversion, pl_others *out);

/* Writes "others", each beside `value` (native unit of the target) with its difference in percent.
 */
void pl_others_write(pl_writer *writer, pl_context *context, const pl_request *request,
                     pl_rational value, const pl_others *others);

/* Writes "others" by name only, for an answer without number. */
void pl_others_name(pl_writer *writer, pl_context *context, const pl_others *others);

/* Advises `tables-disagree` when one of them differs from `value` by more than the profile's
 * threshold. */
void pl_others_advise(pl_context *context, const pl_request *request, pl_rational value,
                      const pl_others *others);

#endif
