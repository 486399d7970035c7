/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/law.h"
#include "tables/load_syringe_common.h"

#include <string.h>

enum {
    ID,
    KIND,
    ARTICLE,
    FR,
    EN,
    DAYS,
    CLASSES,
    DRUGS,
    ROUTES,
    AS,
    SOURCE,
    EVIDENCE,
    CITE,
    RULE_FIELDS
};

static const pl_field rule_fields[RULE_FIELDS] = {
    [ID] = {"id", PALLIA_EKEY_MISSING},
    [KIND] = {"kind", PALLIA_EKEY_MISSING},
    [ARTICLE] = {"article", PALLIA_ETABLE_SOURCE},
    [FR] = {"fr", PALLIA_ETABLE_TEXT},
    [EN] = {"en", PALLIA_ETABLE_TEXT},
    [DAYS] = {"days", PALLIA_OK},
    [CLASSES] = {"class", PALLIA_OK},
    [DRUGS] = {"drugs", PALLIA_OK},
    [ROUTES] = {"routes", PALLIA_OK},
    [AS] = {"as", PALLIA_OK},
    [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
};

static const char *const kinds[] = {[PL_LAW_SECURE] = "secure",
                                    [PL_LAW_WORDS] = "words",
                                    [PL_LAW_LONGEST] = "longest",
                                    [PL_LAW_FRACTION] = "fraction",
                                    [PL_LAW_PRESENTATION] = "presentation",
                                    [PL_LAW_OVERLAP] = "overlap",
                                    [PL_LAW_COMMUNITY] = "community",
                                    [PL_LAW_NOTE] = "note",
                                    [PL_LAW_NURSE] = "nurse",
                                    [PL_LAW_ELEMENTS] = "elements",
                                    [PL_LAW_SINGLE] = "single",
                                    [PL_LAW_CONTEXT] = "context",
                                    [PL_LAW_KINDS] = NULL};

static pl_status load_days(const pl_reader *reader, const pl_json *slots, pl_law_rule *out) {
    bool due = out->kind == PL_LAW_LONGEST || out->kind == PL_LAW_FRACTION ||
               out->kind == PL_LAW_PRESENTATION;
    bool given = pl_load_given(&slots[DAYS]);
    if (due && !given) {
        return pl_load_fail(reader, slots[ID].parent, PALLIA_EKEY_MISSING);
    }
    if (!due && given) {
        return pl_load_fail(reader, &slots[DAYS], PALLIA_ECONFLICT);
    }
    return given ? pl_load_quantity(reader, &slots[DAYS], PL_TIME, &out->days) : PALLIA_OK;
}

static pl_status load_drugs(const pl_reader *reader, const pl_json *at, pl_law_rule *out) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    int16_t *drugs;
    pl_status status = pl_load_list(reader, at, 1, sizeof *drugs, &drugs, &out->drug_count);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json item;
    size_t count = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = pl_load_drug(reader, &item, &drugs[count++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    out->drugs = drugs;
    return PALLIA_OK;
}

static pl_status load_as(const pl_reader *reader, const pl_json *at, pl_law_as *out) {
    static const char *const words[] = {"any", "injected", "liquid", NULL};
    size_t word = PL_LAW_AS_ANY;
    pl_status status = pl_load_given(at) ? pl_load_word(reader, at, words, &word) : PALLIA_OK;
    *out = (pl_law_as)word;
    return status;
}

static pl_status load_rule(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                           void *into) {
    (void)tables;
    pl_law_rule *out = into;
    pl_json slots[RULE_FIELDS];
    size_t kind;
    pl_status status = pl_load_fields(reader, at, rule_fields, RULE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[ID], &out->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_word(reader, &slots[KIND], kinds, &kind);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    out->kind = (pl_law_kind)kind;
    status = pl_load_text_source(reader, &slots[ARTICLE], &out->article);
    if (status == PALLIA_OK) {
        status = pl_load_named(reader, &slots[FR], &out->text);
    }
    if (status == PALLIA_OK) {
        status = load_days(reader, slots, out);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[CLASSES], &out->legal);
    }
    if (status == PALLIA_OK) {
        status = load_drugs(reader, &slots[DRUGS], out);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[ROUTES])) {
        status = pl_load_routes(reader->drugs, reader, &slots[ROUTES], &out->routes);
    }
    if (status == PALLIA_OK) {
        status = load_as(reader, &slots[AS], &out->as);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[SOURCE], &out->basis);
}

/* ---- elements ---- */

static const char *const elements[] = {
    [PL_ELEMENT_DATE] = "date",
    [PL_ELEMENT_PRESCRIBER_NAME] = "prescriber-name",
    [PL_ELEMENT_PRESCRIBER_QUALITY] = "prescriber-quality",
    [PL_ELEMENT_PRESCRIBER_ID] = "prescriber-id",
    [PL_ELEMENT_PRESCRIBER_ADDRESS] = "prescriber-address",
    [PL_ELEMENT_PRESCRIBER_PHONE] = "prescriber-phone",
    [PL_ELEMENT_PATIENT_NAME] = "patient-name",
    [PL_ELEMENT_PATIENT_SEX] = "patient-sex",
    [PL_ELEMENT_PATIENT_AGE] = "patient-age",
    [PL_ELEMENT_PATIENT_WEIGHT] = "patient-weight",
    [PL_ELEMENT_FORM] = "form",
    [PL_ELEMENT_RELEASE] = "release",
    [PL_ELEMENT_STRENGTH] = "strength",
    [PL_ELEMENT_DOSE] = "dose",
    [PL_ELEMENT_ROUTE] = "route",
    [PL_ELEMENT_INTAKES] = "intakes",
    [PL_ELEMENT_DURATION] = "duration",
    [PL_ELEMENT_FRACTION] = "fraction",
    [PL_ELEMENT_TRIGGER] = "trigger",
    [PL_ELEMENT_INTERVAL] = "interval",
    [PL_ELEMENT_MAXIMUM] = "maximum",
    [PL_ELEMENT_CALL] = "call",
    [PL_ELEMENT_WHO] = "who",
};

static const pl_law_rule *find_rule(const pl_law *law, const char *id) {
    for (size_t i = 0; i < law->rule_count; i++) {
        if (strcmp(law->rules[i].id, id) == 0) {
            return &law->rules[i];
        }
    }
    return NULL;
}

/* An element has the rule that asks for it, or says that it is a proposal. */
static pl_status load_reason(const pl_reader *reader, const pl_json *element, const pl_json *rule,
                             const pl_json *basis, const pl_law *law, const pl_law_rule **out) {
    static const char *const proposals[] = {"proposal", NULL};
    const char *id;
    size_t word;
    if (pl_load_given(rule) == pl_load_given(basis)) {
        return pl_load_fail(reader, element, PALLIA_ECONFLICT);
    }
    if (pl_load_given(basis)) {
        return pl_load_word(reader, basis, proposals, &word);
    }
    pl_status status = pl_json_string(rule, &id, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = find_rule(law, id);
    return *out != NULL ? PALLIA_OK : pl_load_fail(reader, rule, PALLIA_ETABLE_REFERENCE);
}

static pl_status load_element(const pl_reader *reader, const pl_json *at, size_t index,
                              pl_law *law) {
    enum { E_ID, E_FR, E_EN, E_RULE, E_BASIS, COUNT };
    static const pl_field fields[COUNT] = {[E_ID] = {"id", PALLIA_EKEY_MISSING},
                                           [E_FR] = {"fr", PALLIA_ETABLE_TEXT},
                                           [E_EN] = {"en", PALLIA_ETABLE_TEXT},
                                           [E_RULE] = {"rule", PALLIA_OK},
                                           [E_BASIS] = {"basis", PALLIA_OK}};
    pl_json slots[COUNT];
    const char *id;
    pl_law_named *out = &law->elements[index];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_json_string(&slots[E_ID], &id, reader->error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (strcmp(id, elements[index]) != 0) {
        return pl_load_fail(reader, &slots[E_ID], PALLIA_ETABLE_REFERENCE);
    }
    status = pl_load_named(reader, &slots[E_FR], &out->name);
    return status != PALLIA_OK
               ? status
               : load_reason(reader, at, &slots[E_RULE], &slots[E_BASIS], law, &out->rule);
}

static pl_status load_elements(const pl_reader *reader, const pl_json *list, pl_law *law) {
    if (!pl_json_is_list(list)) {
        return pl_load_fail(reader, list, PALLIA_ETYPE);
    }
    if (pl_json_count(list) != PL_ELEMENT_COUNT) {
        return pl_load_fail(reader, list, PALLIA_ECOUNT);
    }
    pl_json item;
    size_t index = 0;
    for (bool more = pl_json_first(list, &item); more; more = pl_json_next(&item)) {
        pl_status status = load_element(reader, &item, index++, law);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* ---- document ---- */

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    enum { SCHEMA, JURISDICTION, RULES, ELEMENTS, COUNT };
    static const pl_field fields[COUNT] = {[SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
                                           [JURISDICTION] = {"jurisdiction", PALLIA_EKEY_MISSING},
                                           [RULES] = {"rules", PALLIA_EKEY_MISSING},
                                           [ELEMENTS] = {"elements", PALLIA_EKEY_MISSING}};
    static const pl_row_kind rules = {sizeof(pl_law_rule), 1, load_rule};
    pl_law *law = out;
    pl_json slots[COUNT];
    const char *jurisdiction;
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(reader, &slots[JURISDICTION], &jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = pl_load_rows(reader, &slots[RULES], NULL, &rules, &law->rules, &law->rule_count);
    }
    return status != PALLIA_OK ? status : load_elements(reader, &slots[ELEMENTS], law);
}

pl_status pl_load_law(const char *bytes, size_t length, const pl_reader *reader, pl_law *out) {
    return pl_load_document(bytes, length, "pallia.law/1", reader, load_body, out);
}
