/* SPDX-License-Identifier: MPL-2.0
 *
 * Finding things in the syringe tables: exact, by id, in lists of a few dozen.
 */
#include "tables/syringe_model.h"

#include <string.h>

const pl_syringe *pl_syringe_find(const pl_syringe_tables *tables, const char *id) {
    for (size_t i = 0; i < tables->syringe_count; i++) {
        if (strcmp(tables->syringes[i].id, id) == 0) {
            return &tables->syringes[i];
        }
    }
    return NULL;
}

const pl_device *pl_device_find(const pl_syringe_tables *tables, const char *id) {
    for (size_t i = 0; i < tables->device_count; i++) {
        if (strcmp(tables->devices[i].id, id) == 0) {
            return &tables->devices[i];
        }
    }
    return NULL;
}

const pl_tubing *pl_tubing_find(const pl_syringe_tables *tables, const char *id) {
    for (size_t i = 0; i < tables->tubing_count; i++) {
        if (strcmp(tables->tubings[i].id, id) == 0) {
            return &tables->tubings[i];
        }
    }
    return NULL;
}

int16_t pl_diluent_find(const pl_syringe_tables *tables, const char *id) {
    for (size_t i = 0; i < tables->diluent_count; i++) {
        if (strcmp(tables->diluents[i].id, id) == 0) {
            return (int16_t)i;
        }
    }
    return PL_NONE;
}

const pl_protocol *pl_protocol_find(const pl_syringe_tables *tables, const char *id) {
    for (size_t i = 0; i < tables->protocol_count; i++) {
        if (strcmp(tables->protocols[i].id, id) == 0) {
            return &tables->protocols[i];
        }
    }
    return NULL;
}

const pl_fill *pl_device_fill(const pl_syringe_tables *tables, const pl_device *device,
                              const pl_syringe *syringe) {
    for (size_t i = 0; i < device->fill_count; i++) {
        if (&tables->syringes[device->fills[i].syringe] == syringe) {
            return &device->fills[i];
        }
    }
    return NULL;
}

const pl_diluent_rule *pl_diluent_rule_find(const pl_syringe_tables *tables, int16_t drug,
                                            int16_t diluent, pl_diluent_verdict verdict) {
    for (size_t i = 0; i < tables->diluent_rule_count; i++) {
        const pl_diluent_rule *rule = &tables->diluent_rules[i];
        if (rule->drug == drug && rule->diluent == diluent && rule->verdict == verdict) {
            return rule;
        }
    }
    return NULL;
}

const pl_hazard *pl_hazard_find(const pl_syringe_tables *tables, const char *check) {
    for (size_t i = 0; i < tables->hazard_count; i++) {
        if (strcmp(tables->hazards[i].check, check) == 0) {
            return &tables->hazards[i];
        }
    }
    return NULL;
}

const pl_basis *pl_hazard_basis(const pl_syringe_tables *tables, const char *check) {
    const pl_hazard *hazard = pl_hazard_find(tables, check);
    return hazard ? &hazard->basis : NULL;
}
