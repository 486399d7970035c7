/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_syringe_common.h"

static pl_status load_diluent(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                              void *out) {
    enum { ID, FR, EN, COUNT };
    static const pl_field fields[COUNT] = {[ID] = {"id", PALLIA_EKEY_MISSING},
                                           [FR] = {"fr", PALLIA_ETABLE_TEXT},
                                           [EN] = {"en", PALLIA_ETABLE_TEXT}};
    (void)tables;
    pl_diluent *diluent = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[ID], &diluent->id);
    }
    return status != PALLIA_OK ? status : pl_load_named(reader, &slots[FR], &diluent->name);
}

enum { DRUG, DILUENT, STATUS, WHY, SOURCE, EVIDENCE, CITE, RULE_FIELDS };

static const pl_field rule_fields[RULE_FIELDS] = {
    [DRUG] = {"drug", PALLIA_EKEY_MISSING},      [DILUENT] = {"diluent", PALLIA_EKEY_MISSING},
    [STATUS] = {"status", PALLIA_EKEY_MISSING},  [WHY] = {"why", PALLIA_ETABLE_TEXT},
    [SOURCE] = {"source", PALLIA_ETABLE_SOURCE}, [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
};

static pl_status load_rule(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                           void *out) {
    static const char *const verdicts[] = {"allowed", "preferred", "disputed", "forbidden", NULL};
    pl_diluent_rule *rule = out;
    size_t verdict = 0;
    pl_json slots[RULE_FIELDS];
    pl_status status = pl_load_fields(reader, at, rule_fields, RULE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_drug(reader, &slots[DRUG], &rule->drug);
    }
    if (status == PALLIA_OK) {
        status = pl_load_diluent(reader, &slots[DILUENT], tables, &rule->diluent);
    }
    if (status == PALLIA_OK) {
        status = pl_load_word(reader, &slots[STATUS], verdicts, &verdict);
    }
    rule->verdict = (pl_diluent_verdict)verdict;
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[WHY], &rule->why);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[SOURCE], &rule->basis);
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    enum { SCHEMA, DILUENTS, RULES, COUNT, BITS = 32 };
    static const pl_field fields[COUNT] = {[SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
                                           [DILUENTS] = {"diluents", PALLIA_EKEY_MISSING},
                                           [RULES] = {"rules", PALLIA_EKEY_MISSING}};
    static const pl_row_kind diluents = {sizeof(pl_diluent), 1, load_diluent};
    static const pl_row_kind rules = {sizeof(pl_diluent_rule), 0, load_rule};
    pl_syringe_tables *tables = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    if (status == PALLIA_OK && pl_json_count(&slots[DILUENTS]) > BITS) {
        status = pl_load_fail(reader, &slots[DILUENTS], PALLIA_ECOUNT);
    }
    if (status == PALLIA_OK) {
        status = pl_load_rows(reader, &slots[DILUENTS], tables, &diluents, &tables->diluents,
                              &tables->diluent_count);
    }
    return status != PALLIA_OK ? status
                               : pl_load_rows(reader, &slots[RULES], tables, &rules,
                                              &tables->diluent_rules, &tables->diluent_rule_count);
}

pl_status pl_load_diluents(const char *bytes, size_t length, const pl_reader *reader,
                           pl_syringe_tables *tables) {
    return pl_load_document(bytes, length, "pallia.diluents/1", reader, load_body, tables);
}
