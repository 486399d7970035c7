/* SPDX-License-Identifier: MPL-2.0
 *
 * May this request be answered, and with which number: scope, rules, tables and stops in their
 * order.
 */
#ifndef PL_OPERATIONS_JUDGE_H
#define PL_OPERATIONS_JUDGE_H

#include "operations/convert.h"
#include "operations/request.h"

/* Evaluates the profile's rules, converts, and decides.
 *
 *   PALLIA_OK             the conversion may be shown; it is incomplete when missing_count > 0
 *   PALLIA_ESCOPE         the patient is out of scope
 *   PALLIA_ENEVER         the target is never converted to
 *   PALLIA_ETOTALS_ONLY   an edition for totals was asked to rotate (unless `totals`)
 *   PALLIA_ENO_RULE, PALLIA_EOUT_OF_RANGE, PALLIA_EOVERFLOW   no number
 *   PALLIA_EWITHHELD      a stop was not acknowledged
 *
 * Where the profile chooses, its stops are its rule for the arrow and come first. Where an edition
 * was asked for by name, a missing row comes first (no acknowledgement could help), and a stop
 * bears only on what that edition converts. With `totals` a table for totals may be used: a total
 * is not a dose.
 */
pl_status pl_judge(pl_context *context, pl_request *request, bool totals, pl_conversion *conversion,
                   pl_error *error);

/* PALLIA_ESCOPE for a patient whom the profile is not for. */
pl_status pl_judge_scope(pl_request *request, pl_error *error);

/* Fails at the first item whose own reason is `status`; when there is none, what failed was their
 * total on its way to the target. Returns `status`. */
pl_status pl_judge_fail(const pl_context *context, const pl_request *request,
                        const pl_conversion *conversion, pl_status status, pl_error *error);

/* Writes the conversion into the trail, and advises on what it met: band edge, two legs,
 * incomplete, table superseded, overdue or local. */
void pl_judge_explain(pl_context *context, const pl_request *request,
                      const pl_conversion *conversion);

#endif
