/* SPDX-License-Identifier: MPL-2.0
 *
 * The advice rules of a profile, and what they share with its other parts.
 */
#ifndef PL_TABLES_LOAD_RULE_H
#define PL_TABLES_LOAD_RULE_H

#include "tables/load_common.h"

/* The list "rules". */
pl_status pl_load_rules(const pl_reader *reader, const pl_json *at, pl_profile *out);

/* A list of "drug/route", with * on one side; nothing when absent. */
pl_status pl_load_patterns(const pl_reader *reader, const pl_json *at, pl_patterns *out);

/* What backs a figure. Without "evidence", the evidence of the source itself is taken. */
pl_status pl_load_basis(const pl_reader *reader, const pl_json *source, const pl_json *evidence,
                        const pl_json *cite, pl_basis *out);

/* A quantity of the kind that a measured patient fact is given in. */
pl_status pl_load_fact(const pl_reader *reader, const pl_json *at, pl_fact fact, pl_quantity *out);

#endif
