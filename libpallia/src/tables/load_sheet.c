/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_sheet.h"

#include "tables/load_syringe_common.h"

enum { WEIGHT_MAX = 10, BUDGET_MAX = 4000, PAGES = 2 };

static const char *const kinds[] = {"fields", "phones", "grid", "table", "text", NULL};

/* ---- words: sections and values ---- */

enum { WORD_ID, WORD_FR, WORD_EN, WORD_FIELDS };

static const pl_field word_fields[WORD_FIELDS] = {
    [WORD_ID] = {"id", PALLIA_EKEY_MISSING},
    [WORD_FR] = {"fr", PALLIA_ETABLE_TEXT},
    [WORD_EN] = {"en", PALLIA_ETABLE_TEXT},
};

static pl_status load_word(const pl_reader *reader, const pl_json *at, pl_syringe_tables *none,
                           void *out) {
    (void)none;
    pl_sheet_word *word = out;
    pl_json slots[WORD_FIELDS];
    pl_status status = pl_load_fields(reader, at, word_fields, WORD_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[WORD_ID], &word->id);
    }
    return status != PALLIA_OK ? status : pl_load_named(reader, &slots[WORD_FR], &word->name);
}

static const pl_row_kind words = {sizeof(pl_sheet_word), 1, load_word};

/* A list of plain words, at least one. */
static pl_status load_texts(const pl_reader *reader, const pl_json *at, const char *const **out,
                            size_t *count) {
    const char **list;
    pl_json item;
    pl_status status = pl_load_list(reader, at, 1, sizeof *list, &list, count);
    size_t used = 0;
    for (bool more = status == PALLIA_OK && pl_json_first(at, &item); more && status == PALLIA_OK;
         more = pl_json_next(&item)) {
        status = pl_load_text(reader, &item, &list[used++]);
    }
    if (status == PALLIA_OK) {
        *out = list;
    }
    return status;
}

/* ---- blocks ---- */

enum { BLOCK_ID, BLOCK_FR, BLOCK_EN, BLOCK_KIND, BLOCK_PAGE, BLOCK_FIELDS };

static const pl_field block_fields[BLOCK_FIELDS] = {
    [BLOCK_ID] = {"id", PALLIA_EKEY_MISSING},     [BLOCK_FR] = {"fr", PALLIA_ETABLE_TEXT},
    [BLOCK_EN] = {"en", PALLIA_ETABLE_TEXT},      [BLOCK_KIND] = {"kind", PALLIA_EKEY_MISSING},
    [BLOCK_PAGE] = {"page", PALLIA_EKEY_MISSING},
};

static pl_status load_block(const pl_reader *reader, const pl_json *at, pl_syringe_tables *none,
                            void *out) {
    (void)none;
    pl_sheet_block *block = out;
    pl_json slots[BLOCK_FIELDS];
    size_t kind = 0;
    pl_status status = pl_load_fields(reader, at, block_fields, BLOCK_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[BLOCK_ID], &block->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_named(reader, &slots[BLOCK_FR], &block->title);
    }
    if (status == PALLIA_OK) {
        status = pl_load_word(reader, &slots[BLOCK_KIND], kinds, &kind);
    }
    block->kind = (pl_sheet_kind)kind;
    return status != PALLIA_OK
               ? status
               : pl_json_int(&slots[BLOCK_PAGE], 1, PAGES, &block->page, reader->error);
}

/* ---- fields ---- */

enum {
    SECTION,
    ID,
    FR,
    EN,
    TYPE,
    VALUES,
    WEIGHT,
    HARD_STOP,
    DUE,
    BLOCK,
    LARGE,
    BUDGET,
    NATIONAL,
    BASIS,
    SOURCE,
    EVIDENCE,
    FIELD_FIELDS
};

static const pl_field field_fields[FIELD_FIELDS] = {
    [SECTION] = {"section", PALLIA_EKEY_MISSING},
    [ID] = {"id", PALLIA_EKEY_MISSING},
    [FR] = {"fr", PALLIA_ETABLE_TEXT},
    [EN] = {"en", PALLIA_ETABLE_TEXT},
    [TYPE] = {"type", PALLIA_EKEY_MISSING},
    [VALUES] = {"values", PALLIA_OK},
    [WEIGHT] = {"weight", PALLIA_EKEY_MISSING},
    [HARD_STOP] = {"hard_stop", PALLIA_OK},
    [DUE] = {"due", PALLIA_OK},
    [BLOCK] = {"block", PALLIA_OK},
    [LARGE] = {"large", PALLIA_OK},
    [BUDGET] = {"budget", PALLIA_OK},
    [NATIONAL] = {"national", PALLIA_OK},
    [BASIS] = {"basis", PALLIA_EKEY_MISSING},
    [SOURCE] = {"source", PALLIA_OK},
    [EVIDENCE] = {"evidence", PALLIA_OK},
};

/* {"field", "is": […]} */
static pl_status load_condition(const pl_reader *reader, const pl_json *at,
                                pl_sheet_condition *out) {
    enum { FIELD, IS, COUNT };
    static const pl_field fields[COUNT] = {
        [FIELD] = {"field", PALLIA_EKEY_MISSING}, [IS] = {"is", PALLIA_EKEY_MISSING}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[FIELD], &out->field);
    }
    return status != PALLIA_OK ? status : load_texts(reader, &slots[IS], &out->is, &out->count);
}

static pl_status load_due(const pl_reader *reader, const pl_json *slot, pl_sheet_field *out) {
    pl_sheet_condition due = {0};
    if (!pl_load_given(slot)) {
        return PALLIA_OK;
    }
    pl_status status = load_condition(reader, slot, &due);
    out->due_field = due.field;
    out->due_is = due.is;
    out->due_count = due.count;
    return status;
}

static pl_status load_national(const pl_reader *reader, const pl_json *slot, pl_sheet_field *out) {
    static const pl_field fields[] = {{"verified", PALLIA_EKEY_MISSING}};
    pl_json verified;
    out->national = pl_load_given(slot);
    if (!out->national) {
        return PALLIA_OK;
    }
    pl_status status = pl_load_fields(reader, slot, fields, 1, &verified);
    return status != PALLIA_OK ? status : pl_load_flag(reader, &verified, &out->verified);
}

/* A field has a source, or it says that it is ours. */
static pl_status load_basis(const pl_reader *reader, const pl_json *slots, pl_sheet_field *out) {
    static const char *const bases[] = {"source", "proposal", NULL};
    size_t basis = 0;
    pl_status status = pl_load_word(reader, &slots[BASIS], bases, &basis);
    if (status != PALLIA_OK) {
        return status;
    }
    out->sourced = basis == 0;
    if (pl_load_given(&slots[SOURCE]) != out->sourced ||
        pl_load_given(&slots[EVIDENCE]) != out->sourced) {
        return pl_load_fail(reader, &slots[BASIS], PALLIA_ETABLE_SOURCE);
    }
    if (!out->sourced) {
        return PALLIA_OK;
    }
    status = pl_load_source_id(reader, &slots[SOURCE], &out->source);
    return status != PALLIA_OK ? status
                               : pl_load_evidence(reader, &slots[EVIDENCE], &out->evidence);
}

static pl_status load_numbers(const pl_reader *reader, const pl_json *slots, pl_sheet_field *out) {
    pl_status status = pl_json_int(&slots[WEIGHT], 0, WEIGHT_MAX, &out->weight, reader->error);
    if (status == PALLIA_OK && pl_load_given(&slots[BUDGET])) {
        status = pl_json_int(&slots[BUDGET], 1, BUDGET_MAX, &out->budget, reader->error);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[HARD_STOP], &out->hard_stop);
    }
    return status != PALLIA_OK ? status : pl_load_flag(reader, &slots[LARGE], &out->large);
}

static pl_status load_type(const pl_reader *reader, const pl_json *slots, pl_sheet_field *out) {
    const char *types[PL_SHEET_TYPE_COUNT + 1] = {NULL};
    size_t type = 0;
    for (int i = 0; i < PL_SHEET_TYPE_COUNT; i++) {
        types[i] = pl_sheet_type_word((pl_sheet_type)i);
    }
    pl_status status = pl_load_word(reader, &slots[TYPE], types, &type);
    out->type = (pl_sheet_type)type;
    if (status != PALLIA_OK || !pl_load_given(&slots[VALUES])) {
        return status;
    }
    return pl_load_rows(reader, &slots[VALUES], NULL, &words, &out->values, &out->value_count);
}

static pl_status load_field(const pl_reader *reader, const pl_json *at, pl_syringe_tables *none,
                            void *out) {
    (void)none;
    pl_sheet_field *field = out;
    pl_json slots[FIELD_FIELDS];
    pl_status status = pl_load_fields(reader, at, field_fields, FIELD_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[SECTION], &field->section);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[ID], &field->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_named(reader, &slots[FR], &field->name);
    }
    if (status == PALLIA_OK) {
        status = load_type(reader, slots, field);
    }
    if (status == PALLIA_OK) {
        status = load_numbers(reader, slots, field);
    }
    if (status == PALLIA_OK) {
        status = load_due(reader, &slots[DUE], field);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[BLOCK], &field->block);
    }
    if (status == PALLIA_OK) {
        status = load_national(reader, &slots[NATIONAL], field);
    }
    return status != PALLIA_OK ? status : load_basis(reader, slots, field);
}

/* ---- contradictions ---- */

static pl_status load_contradiction(const pl_reader *reader, const pl_json *at,
                                    pl_syringe_tables *none, void *out) {
    enum { NAME, WHEN, AND, TEXT_FR, TEXT_EN, COUNT };
    static const pl_field fields[COUNT] = {[NAME] = {"id", PALLIA_EKEY_MISSING},
                                           [WHEN] = {"when", PALLIA_EKEY_MISSING},
                                           [AND] = {"and", PALLIA_OK},
                                           [TEXT_FR] = {"fr", PALLIA_ETABLE_TEXT},
                                           [TEXT_EN] = {"en", PALLIA_ETABLE_TEXT}};
    (void)none;
    pl_sheet_contradiction *one = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[NAME], &one->id);
    }
    if (status == PALLIA_OK) {
        status = load_condition(reader, &slots[WHEN], &one->when);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[AND])) {
        status = load_condition(reader, &slots[AND], &one->and_when);
    }
    return status != PALLIA_OK ? status : pl_load_named(reader, &slots[TEXT_FR], &one->text);
}

/* ---- documents ---- */

static pl_status load_fields_body(const pl_reader *reader, const pl_json *root, void *out) {
    enum { SCHEMA, SECTIONS, BLOCKS, FIELDS, CONTRADICTIONS, COUNT };
    static const pl_field fields[COUNT] = {
        [SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
        [SECTIONS] = {"sections", PALLIA_EKEY_MISSING},
        [BLOCKS] = {"blocks", PALLIA_EKEY_MISSING},
        [FIELDS] = {"fields", PALLIA_EKEY_MISSING},
        [CONTRADICTIONS] = {"contradictions", PALLIA_EKEY_MISSING}};
    static const pl_row_kind blocks = {sizeof(pl_sheet_block), 1, load_block};
    static const pl_row_kind rows = {sizeof(pl_sheet_field), 1, load_field};
    static const pl_row_kind contradictions = {sizeof(pl_sheet_contradiction), 0,
                                               load_contradiction};
    pl_sheet_tables *tables = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_rows(reader, &slots[SECTIONS], NULL, &words, &tables->sections,
                              &tables->section_count);
    }
    if (status == PALLIA_OK) {
        status = pl_load_rows(reader, &slots[BLOCKS], NULL, &blocks, &tables->blocks,
                              &tables->block_count);
    }
    if (status == PALLIA_OK) {
        status = pl_load_rows(reader, &slots[FIELDS], NULL, &rows, &tables->fields,
                              &tables->field_count);
    }
    return status != PALLIA_OK
               ? status
               : pl_load_rows(reader, &slots[CONTRADICTIONS], NULL, &contradictions,
                              &tables->contradictions, &tables->contradiction_count);
}

pl_status pl_load_sheet_fields(const char *bytes, size_t length, const pl_reader *reader,
                               pl_sheet_tables *tables) {
    return pl_load_document(bytes, length, "pallia.sheet-fields/1", reader, load_fields_body,
                            tables);
}

static pl_status load_code(const pl_reader *reader, const pl_json *at, pl_syringe_tables *none,
                           void *out) {
    enum { OF, SYSTEM, CODE, DISPLAY, CODE_SOURCE, CODE_EVIDENCE, COUNT };
    static const pl_field fields[COUNT] = {[OF] = {"of", PALLIA_EKEY_MISSING},
                                           [SYSTEM] = {"system", PALLIA_EKEY_MISSING},
                                           [CODE] = {"code", PALLIA_EKEY_MISSING},
                                           [DISPLAY] = {"display", PALLIA_ETABLE_TEXT},
                                           [CODE_SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
                                           [CODE_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE}};
    static const char *const terminologies[] = {"loinc", "snomed", "ans", NULL};
    (void)none;
    pl_sheet_code *code = out;
    pl_json slots[COUNT];
    size_t terminology = 0;
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[OF], &code->of);
    }
    if (status == PALLIA_OK) {
        status = pl_load_word(reader, &slots[SYSTEM], terminologies, &terminology);
    }
    code->terminology = terminologies[terminology];
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[CODE], &code->code);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[DISPLAY], &code->display);
    }
    if (status == PALLIA_OK) {
        status = pl_load_source_id(reader, &slots[CODE_SOURCE], &code->source);
    }
    return status != PALLIA_OK ? status
                               : pl_load_evidence(reader, &slots[CODE_EVIDENCE], &code->evidence);
}

static pl_status load_codes_body(const pl_reader *reader, const pl_json *root, void *out) {
    static const pl_row_kind codes = {sizeof(pl_sheet_code), 1, load_code};
    pl_sheet_tables *tables = out;
    pl_json list;
    pl_status status = pl_load_one_list(reader, root, "codes", &list);
    return status != PALLIA_OK
               ? status
               : pl_load_rows(reader, &list, NULL, &codes, &tables->codes, &tables->code_count);
}

pl_status pl_load_sheet_codes(const char *bytes, size_t length, const pl_reader *reader,
                              pl_sheet_tables *tables) {
    return pl_load_document(bytes, length, "pallia.codes/1", reader, load_codes_body, tables);
}
