/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_common.h"

#include "leaf/date.h"
#include "leaf/pointer.h"

#include <string.h>

pl_status pl_check_fail(pl_error *error, pl_status code, const char *list, size_t index,
                        const char *below, const char *token) {
    pl_pointer pointer;
    pl_pointer_begin(&pointer);
    pl_pointer_key(&pointer, list);
    pl_pointer_index(&pointer, index);
    if (below != NULL) {
        pl_pointer_key(&pointer, below);
    }
    return pl_fail(error, code, pointer.text, token);
}

pl_status pl_check_dates(const char *published, const char *review_by, pl_error *error) {
    if (!pl_date_valid(published, true)) {
        return pl_fail(error, PALLIA_ETABLE_DATE, "/published", published);
    }
    if (!pl_date_valid(review_by, false)) {
        return pl_fail(error, PALLIA_ETABLE_DATE, "/review_by", review_by);
    }
    bool dated = strcmp(published, "undated") != 0;
    if (dated && strcmp(review_by, published) <= 0) {
        return pl_fail(error, PALLIA_ETABLE_DATE, "/review_by", review_by);
    }
    return PALLIA_OK;
}
