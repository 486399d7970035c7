/* SPDX-License-Identifier: MPL-2.0
 *
 * From the bytes of the files of tables/syringe/ to the model, as load.h does for the others.
 *
 * Each function reads one file into `tables`. They refer to one another: diluents before
 * compatibility, stability and protocols; the rest in any order.
 */
#ifndef PL_TABLES_LOAD_SYRINGE_H
#define PL_TABLES_LOAD_SYRINGE_H

#include "tables/load_common.h"
#include "tables/syringe_model.h"

typedef pl_status (*pl_load_syringe_file)(const char *bytes, size_t length, const pl_reader *reader,
                                          pl_syringe_tables *tables);

pl_status pl_load_devices(const char *bytes, size_t length, const pl_reader *reader,
                          pl_syringe_tables *tables);
pl_status pl_load_diluents(const char *bytes, size_t length, const pl_reader *reader,
                           pl_syringe_tables *tables);
pl_status pl_load_compatibility(const char *bytes, size_t length, const pl_reader *reader,
                                pl_syringe_tables *tables);
pl_status pl_load_stability(const char *bytes, size_t length, const pl_reader *reader,
                            pl_syringe_tables *tables);
pl_status pl_load_protocols(const char *bytes, size_t length, const pl_reader *reader,
                            pl_syringe_tables *tables);
pl_status pl_load_ceilings(const char *bytes, size_t length, const pl_reader *reader,
                           pl_syringe_tables *tables);
pl_status pl_load_hazards(const char *bytes, size_t length, const pl_reader *reader,
                          pl_syringe_tables *tables);

#endif
