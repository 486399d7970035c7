/* SPDX-License-Identifier: MPL-2.0
 *
 * What the checks share.
 */
#ifndef PL_TABLES_CHECK_COMMON_H
#define PL_TABLES_CHECK_COMMON_H

#include "tables/check.h"

/* Fails at "/<list>/<index>", or "/<list>/<index>/<below>" when `below` is given, with `token`. */
pl_status pl_check_fail(pl_error *error, pl_status code, const char *list, size_t index,
                        const char *below, const char *token);

/* Publication and review: real dates, the review later. PALLIA_ETABLE_DATE. */
pl_status pl_check_dates(const char *published, const char *review_by, pl_error *error);

#endif
