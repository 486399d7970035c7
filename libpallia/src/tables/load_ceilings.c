/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_syringe_common.h"

enum { DRUG, KIND, VALUE, JURISDICTION, SOURCE, EVIDENCE, CITE, TEXT, CEILING_FIELDS };

static const pl_field ceiling_fields[CEILING_FIELDS] = {
    [DRUG] = {"drug", PALLIA_EKEY_MISSING},
    [KIND] = {"kind", PALLIA_EKEY_MISSING},
    [VALUE] = {"value", PALLIA_EKEY_MISSING},
    [JURISDICTION] = {"jurisdiction", PALLIA_EKEY_MISSING},
    [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [TEXT] = {"text", PALLIA_ETABLE_TEXT},
};

static pl_status load_value(const pl_reader *reader, const pl_json *slots, pl_ceiling *out) {
    static const char *const kinds[] = {"usual", "high", "switch", "observed", "printed", NULL};
    static const pl_dimension dimensions[] = {PL_MASS_RATE, PL_MASS, PL_MASS_PER_WEIGHT,
                                              PL_MASS_RATE_PER_WEIGHT};
    size_t kind = 0;
    pl_status status = pl_load_word(reader, &slots[KIND], kinds, &kind);
    out->kind = (pl_ceiling_kind)kind;
    return status != PALLIA_OK
               ? status
               : pl_load_one_of(reader, &slots[VALUE], dimensions,
                                sizeof dimensions / sizeof dimensions[0], &out->value);
}

static pl_status load_ceiling(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                              void *out) {
    (void)tables;
    pl_ceiling *ceiling = out;
    pl_json slots[CEILING_FIELDS];
    pl_status status = pl_load_fields(reader, at, ceiling_fields, CEILING_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_drug(reader, &slots[DRUG], &ceiling->drug);
    }
    if (status == PALLIA_OK) {
        status = load_value(reader, slots, ceiling);
    }
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(reader, &slots[JURISDICTION], &ceiling->jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[TEXT], &ceiling->text);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[SOURCE], &ceiling->basis);
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    static const pl_row_kind ceilings = {sizeof(pl_ceiling), 0, load_ceiling};
    pl_syringe_tables *tables = out;
    pl_json list;
    pl_status status = pl_load_one_list(reader, root, "ceilings", &list);
    return status != PALLIA_OK ? status
                               : pl_load_rows(reader, &list, tables, &ceilings, &tables->ceilings,
                                              &tables->ceiling_count);
}

pl_status pl_load_ceilings(const char *bytes, size_t length, const pl_reader *reader,
                           pl_syringe_tables *tables) {
    return pl_load_document(bytes, length, "pallia.ceilings/1", reader, load_body, tables);
}
