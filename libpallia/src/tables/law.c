/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/law.h"

#include <string.h>

static bool names_drug(const pl_law_rule *rule, int16_t drug) {
    for (size_t i = 0; i < rule->drug_count; i++) {
        if (rule->drugs[i] == drug) {
            return true;
        }
    }
    return rule->drug_count == 0;
}

bool pl_law_applies(const pl_law_rule *rule, const pl_law_case *line) {
    bool of_class =
        rule->legal == NULL || (line->legal != NULL && strcmp(rule->legal, line->legal) == 0);
    bool by_route =
        rule->routes == 0 || (line->route != PL_NONE && (rule->routes >> line->route & 1U) != 0);
    bool as = rule->as == PL_LAW_AS_ANY || rule->as == line->as;
    return of_class && by_route && as && names_drug(rule, line->drug);
}

const pl_law_rule *pl_law_find(const pl_law *law, pl_law_kind kind, const pl_law_case *line) {
    for (size_t i = 0; i < law->rule_count; i++) {
        if (law->rules[i].kind == kind && pl_law_applies(&law->rules[i], line)) {
            return &law->rules[i];
        }
    }
    return NULL;
}
