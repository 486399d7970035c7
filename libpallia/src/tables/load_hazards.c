/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_syringe_common.h"

enum { ID, TITLE, INCIDENT, FIGURES, CHECK, DRUG, SOURCE, EVIDENCE, CITE, HAZARD_FIELDS };

static const pl_field hazard_fields[HAZARD_FIELDS] = {
    [ID] = {"id", PALLIA_EKEY_MISSING},
    [TITLE] = {"title", PALLIA_ETABLE_TEXT},
    [INCIDENT] = {"incident", PALLIA_ETABLE_TEXT},
    [FIGURES] = {"figures", PALLIA_ETABLE_TEXT},
    [CHECK] = {"check", PALLIA_EKEY_MISSING},
    [DRUG] = {"drug", PALLIA_OK},
    [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
};

static pl_status load_hazard(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                             void *out) {
    (void)tables;
    pl_hazard *hazard = out;
    pl_json slots[HAZARD_FIELDS];
    pl_status status = pl_load_fields(reader, at, hazard_fields, HAZARD_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[ID], &hazard->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[TITLE], &hazard->title);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[INCIDENT], &hazard->incident);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[FIGURES], &hazard->figures);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[CHECK], &hazard->check);
    }
    hazard->drug = PL_NONE;
    if (status == PALLIA_OK && pl_load_given(&slots[DRUG])) {
        status = pl_load_drug(reader, &slots[DRUG], &hazard->drug);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[SOURCE], &hazard->basis);
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    static const pl_row_kind hazards = {sizeof(pl_hazard), 0, load_hazard};
    pl_syringe_tables *tables = out;
    pl_json list;
    pl_status status = pl_load_one_list(reader, root, "hazards", &list);
    return status != PALLIA_OK ? status
                               : pl_load_rows(reader, &list, tables, &hazards, &tables->hazards,
                                              &tables->hazard_count);
}

pl_status pl_load_hazards(const char *bytes, size_t length, const pl_reader *reader,
                          pl_syringe_tables *tables) {
    return pl_load_document(bytes, length, "pallia.hazards/1", reader, load_body, tables);
}
