/* SPDX-License-Identifier: MPL-2.0
 *
 * From the bytes of the files of tables/sheet/ to the model, and what their shapes cannot say.
 */
#ifndef PL_TABLES_LOAD_SHEET_H
#define PL_TABLES_LOAD_SHEET_H

#include "tables/load_common.h"
#include "tables/sheet_model.h"

/* Each reads one file into `tables`. */
pl_status pl_load_sheet_fields(const char *bytes, size_t length, const pl_reader *reader,
                               pl_sheet_tables *tables);
pl_status pl_load_sheet_codes(const char *bytes, size_t length, const pl_reader *reader,
                              pl_sheet_tables *tables);

/* Nothing twice; every section, block, field and value that is referred to exists; a block holds
 * the types that its kind can show; choices have values and nothing else has; a hard stop and what
 * is due have a weight. */
pl_status pl_check_sheet_fields(const pl_sheet_tables *tables, pl_error *error);

/* Nothing twice; every `of` exists. */
pl_status pl_check_sheet_codes(const pl_sheet_tables *tables, pl_error *error);

#endif
