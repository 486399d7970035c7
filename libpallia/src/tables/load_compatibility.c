/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_syringe_common.h"

/* ---- mixtures ---- */

enum { P_DRUG, P_SALT, P_PRODUCT, P_MAX, PART_FIELDS };

static const pl_field part_fields[PART_FIELDS] = {
    [P_DRUG] = {"drug", PALLIA_EKEY_MISSING},
    [P_SALT] = {"salt", PALLIA_OK},
    [P_PRODUCT] = {"product", PALLIA_OK},
    [P_MAX] = {"max", PALLIA_OK},
};

static pl_status load_part(const pl_reader *reader, const pl_json *at, pl_mix_part *out) {
    pl_json slots[PART_FIELDS];
    pl_status status = pl_load_fields(reader, at, part_fields, PART_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_drug(reader, &slots[P_DRUG], &out->drug);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[P_SALT], &out->salt);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[P_PRODUCT], &out->product);
    }
    out->has_max = pl_load_given(&slots[P_MAX]);
    if (status == PALLIA_OK && out->has_max) {
        status = pl_load_quantity(reader, &slots[P_MAX], PL_CONCENTRATION, &out->max);
    }
    return status;
}

static pl_status load_parts(const pl_reader *reader, const pl_json *at, pl_mixture *out) {
    enum { FEWEST = 2 };
    if (!pl_json_is_list(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    size_t count = pl_json_count(at);
    if (count < FEWEST || count > PL_MIX_MAX) {
        return pl_load_fail(reader, at, PALLIA_ECOUNT);
    }
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        pl_status status = load_part(reader, &item, &out->parts[out->part_count++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

enum {
    M_ID,
    M_PARTS,
    M_STATUS,
    M_STRICT,
    M_TESTED,
    M_DILUENTS,
    M_HOURS,
    M_CONTAINER,
    M_EXCIPIENT,
    M_SOURCE,
    M_EVIDENCE,
    M_CITE,
    M_NOTE,
    MIXTURE_FIELDS
};

static const pl_field mixture_fields[MIXTURE_FIELDS] = {
    [M_ID] = {"id", PALLIA_EKEY_MISSING},
    [M_PARTS] = {"parts", PALLIA_EKEY_MISSING},
    [M_STATUS] = {"status", PALLIA_EKEY_MISSING},
    [M_STRICT] = {"strict", PALLIA_EKEY_MISSING},
    [M_TESTED] = {"tested", PALLIA_OK},
    [M_DILUENTS] = {"diluents", PALLIA_EKEY_MISSING},
    [M_HOURS] = {"hours", PALLIA_OK},
    [M_CONTAINER] = {"container", PALLIA_OK},
    [M_EXCIPIENT] = {"excipient", PALLIA_OK},
    [M_SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [M_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [M_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [M_NOTE] = {"note", PALLIA_OK},
};

static pl_status load_verdict(const pl_reader *reader, const pl_json *slots, pl_mixture *out) {
    static const char *const verdicts[] = {"compatible", "concentration-dependent", "incompatible",
                                           NULL};
    size_t verdict = 0;
    pl_status status = pl_load_word(reader, &slots[M_STATUS], verdicts, &verdict);
    out->verdict = (pl_mix_verdict)verdict;
    return status != PALLIA_OK ? status : pl_load_flag(reader, &slots[M_STRICT], &out->strict);
}

static pl_status load_conditions(const pl_reader *reader, const pl_json *slots,
                                 const pl_syringe_tables *tables, pl_mixture *out) {
    pl_status status = pl_load_diluent_set(reader, &slots[M_DILUENTS], tables, &out->diluents);
    out->has_hours = pl_load_given(&slots[M_HOURS]);
    if (status == PALLIA_OK && out->has_hours) {
        status = pl_load_number(reader, &slots[M_HOURS], &out->hours);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[M_CONTAINER], &out->container);
    }
    return status != PALLIA_OK
               ? status
               : pl_load_both_optional(reader, &slots[M_EXCIPIENT], &out->excipient);
}

static pl_status load_words(const pl_reader *reader, const pl_json *slots, pl_mixture *out) {
    pl_status status = pl_load_both_optional(reader, &slots[M_TESTED], &out->tested);
    return status != PALLIA_OK ? status : pl_load_both_optional(reader, &slots[M_NOTE], &out->note);
}

static pl_status load_mixture(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                              void *out) {
    pl_mixture *mixture = out;
    pl_json slots[MIXTURE_FIELDS];
    pl_status status = pl_load_fields(reader, at, mixture_fields, MIXTURE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[M_ID], &mixture->id);
    }
    if (status == PALLIA_OK) {
        status = load_parts(reader, &slots[M_PARTS], mixture);
    }
    if (status == PALLIA_OK) {
        status = load_verdict(reader, slots, mixture);
    }
    if (status == PALLIA_OK) {
        status = load_conditions(reader, slots, tables, mixture);
    }
    if (status == PALLIA_OK) {
        status = load_words(reader, slots, mixture);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[M_SOURCE], &mixture->basis);
}

/* ---- drugs that go alone ---- */

enum { S_DRUG, S_STATUS, S_WHY, S_SOURCE, S_EVIDENCE, S_CITE, SINGLE_FIELDS };

static const pl_field single_fields[SINGLE_FIELDS] = {
    [S_DRUG] = {"drug", PALLIA_EKEY_MISSING},
    [S_STATUS] = {"status", PALLIA_EKEY_MISSING},
    [S_WHY] = {"why", PALLIA_ETABLE_TEXT},
    [S_SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [S_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [S_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
};

static pl_status load_single(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                             void *out) {
    static const char *const verdicts[] = {"own-driver", "not-for-sc", "sorption",
                                           "concentration-dependent", NULL};
    (void)tables;
    pl_single *single = out;
    size_t verdict = 0;
    pl_json slots[SINGLE_FIELDS];
    pl_status status = pl_load_fields(reader, at, single_fields, SINGLE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_drug(reader, &slots[S_DRUG], &single->drug);
    }
    if (status == PALLIA_OK) {
        status = pl_load_word(reader, &slots[S_STATUS], verdicts, &verdict);
    }
    single->verdict = (pl_single_verdict)verdict;
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[S_WHY], &single->why);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[S_SOURCE], &single->basis);
}

/* ---- the file ---- */

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    enum { SCHEMA, ROWS, SINGLE, COUNT };
    static const pl_field fields[COUNT] = {[SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
                                           [ROWS] = {"rows", PALLIA_EKEY_MISSING},
                                           [SINGLE] = {"single", PALLIA_EKEY_MISSING}};
    static const pl_row_kind mixtures = {sizeof(pl_mixture), 1, load_mixture};
    static const pl_row_kind singles = {sizeof(pl_single), 0, load_single};
    pl_syringe_tables *tables = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_rows(reader, &slots[ROWS], tables, &mixtures, &tables->mixtures,
                              &tables->mixture_count);
    }
    return status != PALLIA_OK ? status
                               : pl_load_rows(reader, &slots[SINGLE], tables, &singles,
                                              &tables->singles, &tables->single_count);
}

pl_status pl_load_compatibility(const char *bytes, size_t length, const pl_reader *reader,
                                pl_syringe_tables *tables) {
    return pl_load_document(bytes, length, "pallia.compatibility/1", reader, load_body, tables);
}
