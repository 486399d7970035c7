/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_common.h"
#include "tables/check_syringe.h"
#include "tables/law.h"

#include <string.h>

static bool is_repeated(const pl_law *law, size_t index) {
    for (size_t i = 0; i < index; i++) {
        if (strcmp(law->rules[i].id, law->rules[index].id) == 0) {
            return true;
        }
    }
    return false;
}

pl_status pl_check_law(const pl_law *law, pl_error *error) {
    for (size_t i = 0; i < law->rule_count; i++) {
        const pl_law_rule *rule = &law->rules[i];
        if (is_repeated(law, i)) {
            return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "rules", i, "id", rule->id);
        }
        if (rule->days.unit != NULL && !pl_check_both_say(rule->text, rule->days)) {
            return pl_check_fail(error, PALLIA_ETABLE_EXAMPLE, "rules", i, "days", rule->text.en);
        }
    }
    return PALLIA_OK;
}
