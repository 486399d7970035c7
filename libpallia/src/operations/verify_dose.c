/* SPDX-License-Identifier: MPL-2.0
 *
 * What the pump delivers beside what sources print. A syringe that gives exactly an absurd order is
 * no safe syringe.
 */
#include "operations/ceilings.h"
#include "operations/plausible.h"
#include "operations/verify.h"
#include "tables/set.h"

/* The request says no route. */
static size_t list_given(const pl_verification *it, pl_given_rate *list) {
    size_t count = 0;
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_checked *one = &it->drugs[i];
        if (one->present && one->per_hour.known) {
            list[count++] = (pl_given_rate){one->drug, PL_NONE, one->per_hour.value};
        }
    }
    return count;
}

pl_status pl_verification_judge_doses(pl_context *context, pl_verification *it, pl_error *error) {
    const pl_syringe_tables *tables;
    pl_given_rate list[PL_CHECKED_MAX];
    pl_status status = pl_tables_syringe(context->tables, &tables, error);
    if (status != PALLIA_OK) {
        return status;
    }
    size_t count = list_given(it, list);
    pl_plausible_advise(context, tables, list, count, it->kg);
    for (size_t i = 0; i < count; i++) {
        pl_ceilings_advise(context, tables, list[i].drug, list[i].mg_per_hour, it->kg);
    }
    pl_verification_deviate_for(context, it, pl_plausible_code, PL_REASON_IMPLAUSIBLE);
    return PALLIA_OK;
}
