/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_syringe_common.h"

#include <string.h>

/* ---- syringes ---- */

enum {
    S_ID,
    S_NOMINAL,
    S_GRADUATION,
    S_CONFIGURABLE,
    S_SOURCE,
    S_EVIDENCE,
    S_CITE,
    S_ALSO,
    S_PROPOSED,
    SYRINGE_FIELDS
};

static const pl_field syringe_fields[SYRINGE_FIELDS] = {
    [S_ID] = {"id", PALLIA_EKEY_MISSING},
    [S_NOMINAL] = {"nominal", PALLIA_EKEY_MISSING},
    [S_GRADUATION] = {"graduation", PALLIA_EKEY_MISSING},
    [S_CONFIGURABLE] = {"configurable", PALLIA_OK},
    [S_SOURCE] = {"source", PALLIA_OK},
    [S_EVIDENCE] = {"evidence", PALLIA_OK},
    [S_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [S_ALSO] = {"also", PALLIA_OK},
    [S_PROPOSED] = {"proposed", PALLIA_OK},
};

/* Other marks that exist: for the reader of the file. */
static pl_status check_also(const pl_reader *reader, const pl_json *at) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        pl_quantity mark;
        pl_status status = pl_load_quantity(reader, &item, PL_VOLUME, &mark);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* A graduation without a source is a default, and says so. */
static pl_status load_graduation_basis(const pl_reader *reader, const pl_json *slots,
                                       pl_syringe *out) {
    pl_status status = pl_load_flag(reader, &slots[S_CONFIGURABLE], &out->configurable);
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[S_CITE], &out->cite);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_load_given(&slots[S_SOURCE]) == out->configurable) {
        return pl_load_fail(reader, slots[S_CITE].parent, PALLIA_ETABLE_SOURCE);
    }
    return out->configurable ? PALLIA_OK : pl_load_backed(reader, &slots[S_SOURCE], &out->basis);
}

static pl_status load_syringe(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                              void *out) {
    (void)tables;
    pl_syringe *syringe = out;
    pl_json slots[SYRINGE_FIELDS];
    pl_status status = pl_load_fields(reader, at, syringe_fields, SYRINGE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[S_ID], &syringe->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_quantity(reader, &slots[S_NOMINAL], PL_VOLUME, &syringe->nominal);
    }
    if (status == PALLIA_OK) {
        status = pl_load_quantity(reader, &slots[S_GRADUATION], PL_VOLUME, &syringe->graduation);
    }
    if (status == PALLIA_OK) {
        status = check_also(reader, &slots[S_ALSO]);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[S_PROPOSED], &syringe->proposed);
    }
    return status != PALLIA_OK ? status : load_graduation_basis(reader, slots, syringe);
}

/* ---- what a device lets one put in a syringe ---- */

enum { F_SYRINGE, F_FILL, F_SOURCE, F_EVIDENCE, F_CITE, F_NOTE, FILL_FIELDS };

static const pl_field fill_fields[FILL_FIELDS] = {
    [F_SYRINGE] = {"syringe", PALLIA_EKEY_MISSING},
    [F_FILL] = {"fill", PALLIA_EKEY_MISSING},
    [F_SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [F_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [F_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [F_NOTE] = {"note", PALLIA_OK},
};

static pl_status load_fill_syringe(const pl_reader *reader, const pl_json *at,
                                   const pl_syringe_tables *tables, int16_t *out) {
    const char *id;
    pl_status status = pl_json_string(at, &id, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    const pl_syringe *syringe = pl_syringe_find(tables, id);
    if (syringe == NULL) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_REFERENCE);
    }
    *out = (int16_t)(syringe - tables->syringes);
    return PALLIA_OK;
}

static pl_status load_fill(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                           void *out) {
    pl_fill *fill = out;
    pl_json slots[FILL_FIELDS];
    pl_status status = pl_load_fields(reader, at, fill_fields, FILL_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = load_fill_syringe(reader, &slots[F_SYRINGE], tables, &fill->syringe);
    }
    if (status == PALLIA_OK) {
        status = pl_load_quantity(reader, &slots[F_FILL], PL_VOLUME, &fill->fill);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both_optional(reader, &slots[F_NOTE], &fill->note);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[F_SOURCE], &fill->basis);
}

/* ---- settings and renewal ---- */

enum { T_RATE, T_STROKE, T_HOURS, T_SOURCE, T_EVIDENCE, T_CITE, SETTING_FIELDS };

static const pl_field setting_fields[SETTING_FIELDS] = {
    [T_RATE] = {"rate", PALLIA_EKEY_MISSING},
    [T_STROKE] = {"stroke", PALLIA_EKEY_MISSING},
    [T_HOURS] = {"hours", PALLIA_EKEY_MISSING},
    [T_SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [T_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [T_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
};

static pl_status load_setting(const pl_reader *reader, const pl_json *at, pl_device *out) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    static const char per_day[] = "mm/24h";
    const pl_unit *millimetres = pl_unit_find(per_day, strlen(per_day));
    pl_json slots[SETTING_FIELDS];
    pl_status status = pl_load_fields(reader, at, setting_fields, SETTING_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_quantity(reader, &slots[T_RATE], PL_LENGTH_RATE, &out->setting);
    }
    if (status == PALLIA_OK && out->setting.unit != out->rate_unit) {
        status = pl_load_fail(reader, &slots[T_RATE], PALLIA_ETABLE_UNIT);
    }
    if (status == PALLIA_OK) {
        status = pl_load_amount(reader, &slots[T_STROKE], millimetres, &out->stroke);
    }
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[T_HOURS], &out->stroke_hours);
    }
    return status != PALLIA_OK ? status
                               : pl_load_backed(reader, &slots[T_SOURCE], &out->setting_basis);
}

static pl_status load_renewal(const pl_reader *reader, const pl_json *at, pl_device *out) {
    enum { HOURS, R_SOURCE, R_EVIDENCE, R_CITE, COUNT };
    static const pl_field fields[COUNT] = {[HOURS] = {"hours", PALLIA_EKEY_MISSING},
                                           [R_SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
                                           [R_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
                                           [R_CITE] = {"cite", PALLIA_ETABLE_SOURCE}};
    out->has_renewal = pl_load_given(at);
    if (!out->has_renewal) {
        return PALLIA_OK;
    }
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[HOURS], &out->renewal_hours);
    }
    return status != PALLIA_OK ? status
                               : pl_load_backed(reader, &slots[R_SOURCE], &out->renewal_basis);
}

/* ---- devices ---- */

enum {
    D_ID,
    D_FR,
    D_EN,
    D_RATE_UNIT,
    D_COMPUTES_RATE,
    D_RATE_STEP,
    D_CONFIGURABLE,
    D_SOURCE,
    D_EVIDENCE,
    D_CITE,
    D_SETTING,
    D_RENEWAL,
    D_FILLS,
    D_NOTE,
    D_NOTE_SOURCE,
    DEVICE_FIELDS
};

static const pl_field device_fields[DEVICE_FIELDS] = {
    [D_ID] = {"id", PALLIA_EKEY_MISSING},
    [D_FR] = {"fr", PALLIA_ETABLE_TEXT},
    [D_EN] = {"en", PALLIA_ETABLE_TEXT},
    [D_RATE_UNIT] = {"rate_unit", PALLIA_EKEY_MISSING},
    [D_COMPUTES_RATE] = {"computes_rate", PALLIA_OK},
    [D_RATE_STEP] = {"rate_step", PALLIA_OK},
    [D_CONFIGURABLE] = {"configurable", PALLIA_OK},
    [D_SOURCE] = {"source", PALLIA_OK},
    [D_EVIDENCE] = {"evidence", PALLIA_OK},
    [D_CITE] = {"cite", PALLIA_OK},
    [D_SETTING] = {"setting", PALLIA_OK},
    [D_RENEWAL] = {"renewal", PALLIA_OK},
    [D_FILLS] = {"fills", PALLIA_EKEY_MISSING},
    [D_NOTE] = {"note", PALLIA_ETABLE_TEXT},
    [D_NOTE_SOURCE] = {"note_source", PALLIA_OK},
};

static pl_status load_rate_unit(const pl_reader *reader, const pl_json *at, const pl_unit **out) {
    static const char *const units[] = {"mL/h", "mm/h", "mm/24h", NULL};
    size_t word = 0;
    pl_status status = pl_load_word(reader, at, units, &word);
    if (status == PALLIA_OK) {
        *out = pl_unit_find(units[word], strlen(units[word]));
    }
    return status;
}

/* A rate step comes with what backs it, even when it is a default to replace. */
static pl_status load_rate(const pl_reader *reader, const pl_json *slots, pl_device *out) {
    pl_status status = load_rate_unit(reader, &slots[D_RATE_UNIT], &out->rate_unit);
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[D_COMPUTES_RATE], &out->computes_rate);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[D_CONFIGURABLE], &out->configurable);
    }
    out->has_rate_step = pl_load_given(&slots[D_RATE_STEP]);
    if (status == PALLIA_OK && out->has_rate_step) {
        status = pl_load_quantity(reader, &slots[D_RATE_STEP], out->rate_unit->dimension,
                                  &out->rate_step);
    }
    bool backed = false;
    if (status == PALLIA_OK) {
        status = pl_load_backed_optional(reader, &slots[D_SOURCE], &backed, &out->rate_basis);
    }
    if (status == PALLIA_OK && backed != out->has_rate_step) {
        status = pl_load_fail(reader, slots[D_ID].parent, PALLIA_ETABLE_SOURCE);
    }
    return status;
}

static pl_status load_note(const pl_reader *reader, const pl_json *slots, pl_device *out) {
    pl_status status = pl_load_both(reader, &slots[D_NOTE], &out->note);
    if (status != PALLIA_OK || !pl_load_given(&slots[D_NOTE_SOURCE])) {
        return status;
    }
    return pl_load_source_id(reader, &slots[D_NOTE_SOURCE], &out->note_source);
}

static pl_status load_device(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                             void *out) {
    static const pl_row_kind fills = {sizeof(pl_fill), 0, load_fill};
    pl_device *device = out;
    pl_json slots[DEVICE_FIELDS];
    pl_status status = pl_load_fields(reader, at, device_fields, DEVICE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[D_ID], &device->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_named(reader, &slots[D_FR], &device->name);
    }
    if (status == PALLIA_OK) {
        status = load_rate(reader, slots, device);
    }
    if (status == PALLIA_OK) {
        status = load_setting(reader, &slots[D_SETTING], device);
    }
    if (status == PALLIA_OK) {
        status = load_renewal(reader, &slots[D_RENEWAL], device);
    }
    if (status == PALLIA_OK) {
        status = pl_load_rows(reader, &slots[D_FILLS], tables, &fills, &device->fills,
                              &device->fill_count);
    }
    return status != PALLIA_OK ? status : load_note(reader, slots, device);
}

/* ---- lines ---- */

enum { L_ID, L_FR, L_EN, L_PRIME, L_SOURCE, L_EVIDENCE, L_CITE, LINE_FIELDS };

static const pl_field line_fields[LINE_FIELDS] = {
    [L_ID] = {"id", PALLIA_EKEY_MISSING},
    [L_FR] = {"fr", PALLIA_ETABLE_TEXT},
    [L_EN] = {"en", PALLIA_ETABLE_TEXT},
    [L_PRIME] = {"prime", PALLIA_EKEY_MISSING},
    [L_SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [L_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [L_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
};

static pl_status load_tubing(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                             void *out) {
    (void)tables;
    pl_tubing *tubing = out;
    pl_json slots[LINE_FIELDS];
    pl_status status = pl_load_fields(reader, at, line_fields, LINE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[L_ID], &tubing->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_named(reader, &slots[L_FR], &tubing->name);
    }
    if (status == PALLIA_OK) {
        status = pl_load_quantity(reader, &slots[L_PRIME], PL_VOLUME, &tubing->prime);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[L_SOURCE], &tubing->basis);
}

/* ---- the file ---- */

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    enum { SCHEMA, SYRINGES, DEVICES, LINES, COUNT };
    static const pl_field fields[COUNT] = {[SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
                                           [SYRINGES] = {"syringes", PALLIA_EKEY_MISSING},
                                           [DEVICES] = {"devices", PALLIA_EKEY_MISSING},
                                           [LINES] = {"lines", PALLIA_EKEY_MISSING}};
    static const pl_row_kind syringes = {sizeof(pl_syringe), 1, load_syringe};
    static const pl_row_kind devices = {sizeof(pl_device), 1, load_device};
    static const pl_row_kind lines = {sizeof(pl_tubing), 0, load_tubing};
    pl_syringe_tables *tables = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_rows(reader, &slots[SYRINGES], tables, &syringes, &tables->syringes,
                              &tables->syringe_count);
    }
    if (status == PALLIA_OK) {
        status = pl_load_rows(reader, &slots[DEVICES], tables, &devices, &tables->devices,
                              &tables->device_count);
    }
    return status != PALLIA_OK ? status
                               : pl_load_rows(reader, &slots[LINES], tables, &lines,
                                              &tables->tubings, &tables->tubing_count);
}

pl_status pl_load_devices(const char *bytes, size_t length, const pl_reader *reader,
                          pl_syringe_tables *tables) {
    return pl_load_document(bytes, length, "pallia.devices/1", reader, load_body, tables);
}
