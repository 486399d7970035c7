/* SPDX-License-Identifier: MPL-2.0
 *
 * What the loaders of tables/syringe/ share.
 */
#ifndef PL_TABLES_LOAD_SYRINGE_COMMON_H
#define PL_TABLES_LOAD_SYRINGE_COMMON_H

#include "tables/load_rule.h"
#include "tables/load_syringe.h"

/* Reads one element of a list; `tables` holds what was read before. */
typedef pl_status (*pl_load_row)(const pl_reader *reader, const pl_json *at,
                                 pl_syringe_tables *tables, void *out);

typedef struct pl_row_kind {
    size_t size;
    size_t minimum;
    pl_load_row load;
} pl_row_kind;

/* The elements of `at`, in the arena; `list` is the address of a pointer to them. */
pl_status pl_load_rows(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                       const pl_row_kind *kind, void *list, size_t *count);

/* A document that is one list named `list`. */
pl_status pl_load_one_list(const pl_reader *reader, const pl_json *root, const char *list,
                           pl_json *found);

/* The members "source", "evidence" and "cite", in three slots that follow one another. */
pl_status pl_load_backed(const pl_reader *reader, const pl_json *slots, pl_basis *out);

/* The same, all three absent or all three there. `given` may be NULL. */
pl_status pl_load_backed_optional(const pl_reader *reader, const pl_json *slots, bool *given,
                                  pl_basis *out);

/* "fr" and "en" of a larger object, in two slots that follow one another. */
pl_status pl_load_named(const pl_reader *reader, const pl_json *slots, pl_both *out);

/* The id of a source. PALLIA_ETABLE_REFERENCE. */
pl_status pl_load_source_id(const pl_reader *reader, const pl_json *at, const pl_source **out);

/* A quantity of one of these dimensions. */
pl_status pl_load_one_of(const pl_reader *reader, const pl_json *at, const pl_dimension *dimensions,
                         size_t count, pl_quantity *out);

/* The id of a diluent, and a list of them as bits; nothing when absent. PALLIA_ETABLE_REFERENCE. */
pl_status pl_load_diluent(const pl_reader *reader, const pl_json *at,
                          const pl_syringe_tables *tables, int16_t *out);
pl_status pl_load_diluent_set(const pl_reader *reader, const pl_json *at,
                              const pl_syringe_tables *tables, uint32_t *out);

#endif
