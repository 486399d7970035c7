/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_syringe_common.h"

enum {
    ID,
    DRUG,
    SALT,
    STRENGTH,
    DILUENT,
    CONTAINER,
    HOURS,
    DAYS,
    CELSIUS,
    SOURCE,
    EVIDENCE,
    CITE,
    NOTE,
    STABILITY_FIELDS
};

static const pl_field stability_fields[STABILITY_FIELDS] = {
    [ID] = {"id", PALLIA_EKEY_MISSING},
    [DRUG] = {"drug", PALLIA_EKEY_MISSING},
    [SALT] = {"salt", PALLIA_OK},
    [STRENGTH] = {"strength", PALLIA_EKEY_MISSING},
    [DILUENT] = {"diluent", PALLIA_OK},
    [CONTAINER] = {"container", PALLIA_OK},
    [HOURS] = {"hours", PALLIA_EKEY_MISSING},
    [DAYS] = {"days", PALLIA_EKEY_MISSING},
    [CELSIUS] = {"celsius", PALLIA_OK},
    [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [NOTE] = {"note", PALLIA_OK},
};

static pl_status load_what(const pl_reader *reader, const pl_json *slots,
                           const pl_syringe_tables *tables, pl_stability *out) {
    out->diluent = PL_NONE;
    pl_status status = pl_load_text(reader, &slots[ID], &out->id);
    if (status == PALLIA_OK) {
        status = pl_load_drug(reader, &slots[DRUG], &out->drug);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[SALT], &out->salt);
    }
    if (status == PALLIA_OK) {
        status = pl_load_quantity(reader, &slots[STRENGTH], PL_CONCENTRATION, &out->strength);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[DILUENT])) {
        status = pl_load_diluent(reader, &slots[DILUENT], tables, &out->diluent);
    }
    return status != PALLIA_OK ? status
                               : pl_load_text_optional(reader, &slots[CONTAINER], &out->container);
}

static pl_status load_how_long(const pl_reader *reader, const pl_json *slots, pl_stability *out) {
    pl_status status = pl_load_number(reader, &slots[HOURS], &out->hours);
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[DAYS], &out->days);
    }
    out->has_temperature = pl_load_given(&slots[CELSIUS]);
    if (status == PALLIA_OK && out->has_temperature) {
        status = pl_load_number(reader, &slots[CELSIUS], &out->celsius);
    }
    return status;
}

static pl_status load_stability(const pl_reader *reader, const pl_json *at,
                                pl_syringe_tables *tables, void *out) {
    pl_stability *stability = out;
    pl_json slots[STABILITY_FIELDS];
    pl_status status = pl_load_fields(reader, at, stability_fields, STABILITY_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = load_what(reader, slots, tables, stability);
    }
    if (status == PALLIA_OK) {
        status = load_how_long(reader, slots, stability);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both_optional(reader, &slots[NOTE], &stability->note);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[SOURCE], &stability->basis);
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    static const pl_row_kind rows = {sizeof(pl_stability), 0, load_stability};
    pl_syringe_tables *tables = out;
    pl_json list;
    pl_status status = pl_load_one_list(reader, root, "rows", &list);
    return status != PALLIA_OK ? status
                               : pl_load_rows(reader, &list, tables, &rows, &tables->stabilities,
                                              &tables->stability_count);
}

pl_status pl_load_stability(const char *bytes, size_t length, const pl_reader *reader,
                            pl_syringe_tables *tables) {
    return pl_load_document(bytes, length, "pallia.stability/1", reader, load_body, tables);
}
