/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_syringe_common.h"

#include "tables/index.h"

#include <string.h>

pl_status pl_load_rows(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                       const pl_row_kind *kind, void *list, size_t *count) {
    void *block;
    size_t found;
    pl_status status = pl_load_list(reader, at, kind->minimum, kind->size, &block, &found);
    if (status != PALLIA_OK) {
        return status;
    }
    unsigned char *row = block;
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = kind->load(reader, &item, tables, row);
        if (status != PALLIA_OK) {
            return status;
        }
        row += kind->size;
    }
    memcpy(list, &block, sizeof block);
    *count = found;
    return PALLIA_OK;
}

pl_status pl_load_one_list(const pl_reader *reader, const pl_json *root, const char *list,
                           pl_json *found) {
    enum { SCHEMA, LIST, COUNT };
    const pl_field fields[COUNT] = {
        [SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA}, [LIST] = {list, PALLIA_EKEY_MISSING}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        *found = slots[LIST];
    }
    return status;
}

enum { SOURCE, EVIDENCE, CITE, BACKED };

pl_status pl_load_backed(const pl_reader *reader, const pl_json *slots, pl_basis *out) {
    return pl_load_basis(reader, &slots[SOURCE], &slots[EVIDENCE], &slots[CITE], out);
}

pl_status pl_load_backed_optional(const pl_reader *reader, const pl_json *slots, bool *given,
                                  pl_basis *out) {
    size_t found = 0;
    const pl_json *last = NULL;
    for (size_t i = 0; i < BACKED; i++) {
        if (pl_load_given(&slots[i])) {
            last = &slots[i];
            found++;
        }
    }
    if (given != NULL) {
        *given = found == BACKED;
    }
    if (found == 0) {
        return PALLIA_OK;
    }
    return found == BACKED ? pl_load_backed(reader, slots, out)
                           : pl_load_fail(reader, last, PALLIA_ETABLE_SOURCE);
}

pl_status pl_load_named(const pl_reader *reader, const pl_json *slots, pl_both *out) {
    pl_status status = pl_load_text(reader, &slots[0], &out->fr);
    return status != PALLIA_OK ? status : pl_load_text(reader, &slots[1], &out->en);
}

pl_status pl_load_source_id(const pl_reader *reader, const pl_json *at, const pl_source **out) {
    const char *id;
    pl_status status = pl_json_string(at, &id, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_source_find(reader->rules, id);
    return *out != NULL ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ETABLE_REFERENCE);
}

pl_status pl_load_one_of(const pl_reader *reader, const pl_json *at, const pl_dimension *dimensions,
                         size_t count, pl_quantity *out) {
    pl_quantity quantity;
    size_t which = 0;
    for (size_t i = 0; i < count; i++) {
        if (pl_json_quantity(at, dimensions[i], &quantity, NULL) == PALLIA_OK) {
            which = i;
        }
    }
    return pl_load_quantity(reader, at, dimensions[which], out);
}

pl_status pl_load_diluent(const pl_reader *reader, const pl_json *at,
                          const pl_syringe_tables *tables, int16_t *out) {
    const char *id;
    pl_status status = pl_json_string(at, &id, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_diluent_find(tables, id);
    return *out != PL_NONE ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ETABLE_REFERENCE);
}

pl_status pl_load_diluent_set(const pl_reader *reader, const pl_json *at,
                              const pl_syringe_tables *tables, uint32_t *out) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        int16_t diluent = PL_NONE;
        pl_status status = pl_load_diluent(reader, &item, tables, &diluent);
        if (status != PALLIA_OK || diluent == PL_NONE) {
            return status;
        }
        if ((*out >> diluent & 1U) != 0) {
            return pl_load_fail(reader, &item, PALLIA_ETABLE_DUPLICATE);
        }
        *out |= 1U << diluent;
    }
    return PALLIA_OK;
}
