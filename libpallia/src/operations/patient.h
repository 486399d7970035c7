/* SPDX-License-Identifier: MPL-2.0
 *
 * Patient facts, and what became of each: did it change the number, only bring an advice, or
 * nothing?
 */
#ifndef PL_OPERATIONS_PATIENT_H
#define PL_OPERATIONS_PATIENT_H

#include "leaf/json_read.h"
#include "operations/context.h"

typedef enum pl_fact_use { PL_FACT_UNUSED, PL_FACT_ADVICE, PL_FACT_CHANGED } pl_fact_use;

typedef struct pl_fact_value {
    bool given;
    pl_fact_use use;
    pl_quantity quantity; /* age, weight, egfr */
    const char *word;     /* hepatic, frail, opioid_naive: "true", "severe", … */
} pl_fact_value;

typedef struct pl_patient {
    pl_fact_value facts[PL_FACT_COUNT]; /* by pl_fact */
} pl_patient;

/* Reads {"age": 84 or "84 y", "weight": "60 kg", "egfr": "25 mL/min", "hepatic":
 * "none|mild|moderate|severe", "frail": bool, "opioid_naive": bool}; every key optional. */
pl_status pl_patient_read(pl_context *context, const pl_json *object, pl_patient *out,
                          pl_error *error);

/* The one reader of a weight, in kg. PALLIA_EVALUE: zero. PALLIA_EWEIGHT: no weight of an adult,
 * and every dose per kg would follow the slip. */
pl_status pl_weight_read(pl_context *context, const pl_json *at, pl_rational *kg, pl_error *error);

/* Hides in `error` what a member about a person holds, and names the member: errors are logged. A
 * weight that nobody has identifies nobody. Gives `status` back. */
pl_status pl_patient_conceal(pl_status status, pl_error *error);

/* Whether `kg` lies within the bounds of the profile, both included; true without a profile. */
bool pl_weight_plausible(const pl_context *context, pl_rational kg);

/* The key of a fact in documents ("egfr"); NULL for PL_FACT_NONE. */
const char *pl_fact_key(pl_fact fact);

#endif
