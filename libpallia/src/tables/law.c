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

bool pl_law_applies(const pl_law_rule *rule, int16_t drug, int16_t route, const char *legal) {
    bool of_class = rule->legal == NULL || (legal != NULL && strcmp(rule->legal, legal) == 0);
    bool by_route = rule->routes == 0 || (route != PL_NONE && (rule->routes >> route & 1U) != 0);
    return of_class && by_route && names_drug(rule, drug);
}

const pl_law_rule *pl_law_find(const pl_law *law, pl_law_kind kind, int16_t drug, int16_t route,
                               const char *legal) {
    for (size_t i = 0; i < law->rule_count; i++) {
        if (law->rules[i].kind == kind && pl_law_applies(&law->rules[i], drug, route, legal)) {
            return &law->rules[i];
        }
    }
    return NULL;
}
