/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_common.h"
#include "tables/load_sheet.h"

#include <string.h>

static const char symptom_prefix[] = "symptom.";

static bool is_choice(const pl_sheet_field *field) {
    return field->type == PL_SHEET_CHOICE || field->type == PL_SHEET_CHOICES;
}

static pl_status check_words(const pl_sheet_word *list, size_t count, const char *name,
                             size_t index, const char *below, pl_error *error) {
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (strcmp(list[i].id, list[k].id) == 0) {
                return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, name, below ? index : i, below,
                                     list[i].id);
            }
        }
    }
    return PALLIA_OK;
}

static pl_status check_blocks(const pl_sheet_tables *tables, pl_error *error) {
    for (size_t i = 0; i < tables->block_count; i++) {
        const pl_sheet_block *block = &tables->blocks[i];
        if (pl_sheet_block_find(tables, block->id) != block) {
            return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "blocks", i, "id", block->id);
        }
    }
    return PALLIA_OK;
}

/* What a block of each kind can show. */
static bool shows(pl_sheet_kind kind, pl_sheet_type type) {
    bool phones = type == PL_SHEET_PHONE || type == PL_SHEET_PHONES || type == PL_SHEET_CONTACT ||
                  type == PL_SHEET_CONTACTS;
    bool rows = type == PL_SHEET_PRODUCTS || type == PL_SHEET_LINES;
    bool decision = type == PL_SHEET_DECISION;
    switch (kind) {
    case PL_SHEET_KIND_PHONES:
        return phones;
    case PL_SHEET_KIND_GRID:
        return decision;
    case PL_SHEET_KIND_TABLE:
        return rows;
    case PL_SHEET_KIND_PROSE:
        return type == PL_SHEET_LONG;
    case PL_SHEET_KIND_FIELDS:
        break;
    }
    return !phones && !rows && !decision;
}

static bool is_word(const char *word) {
    return strcmp(word, "given") == 0 || strcmp(word, "absent") == 0;
}

/* A decision is asked for by its answers, any other field by its values or by its presence. */
static bool may_be(const pl_sheet_field *field, const char *word) {
    static const char *const answers[] = {"yes", "no", "context", "not-discussed"};
    for (size_t i = 0; field->type == PL_SHEET_DECISION && i < 4; i++) {
        if (strcmp(answers[i], word) == 0) {
            return true;
        }
    }
    return is_word(word) || pl_sheet_value_find(field, word) != NULL;
}

static bool condition_holds_together(const pl_sheet_tables *tables, const char *path,
                                     const char *const *is, size_t count) {
    const pl_sheet_field *field = pl_sheet_field_find(tables, path);
    for (size_t i = 0; field && i < count; i++) {
        if (!may_be(field, is[i])) {
            return false;
        }
    }
    return field != NULL;
}

static bool has_section(const pl_sheet_tables *tables, const char *id) {
    for (size_t i = 0; i < tables->section_count; i++) {
        if (strcmp(tables->sections[i].id, id) == 0) {
            return true;
        }
    }
    return false;
}

static pl_status check_references(const pl_sheet_tables *tables, size_t i, pl_error *error) {
    const pl_sheet_field *field = &tables->fields[i];
    const pl_sheet_block *block = field->block ? pl_sheet_block_find(tables, field->block) : NULL;
    if (!has_section(tables, field->section)) {
        return pl_check_fail(error, PALLIA_ETABLE_REFERENCE, "fields", i, "section",
                             field->section);
    }
    if (field->block && !block) {
        return pl_check_fail(error, PALLIA_ETABLE_REFERENCE, "fields", i, "block", field->block);
    }
    if (block && !shows(block->kind, field->type)) {
        return pl_check_fail(error, PALLIA_ECONFLICT, "fields", i, "block", field->block);
    }
    if (field->due_field &&
        !condition_holds_together(tables, field->due_field, field->due_is, field->due_count)) {
        return pl_check_fail(error, PALLIA_ETABLE_REFERENCE, "fields", i, "due", field->due_field);
    }
    return PALLIA_OK;
}

static pl_status check_field(const pl_sheet_tables *tables, size_t i, pl_error *error) {
    const pl_sheet_field *field = &tables->fields[i];
    for (size_t k = 0; k < i; k++) {
        if (strcmp(tables->fields[k].section, field->section) == 0 &&
            strcmp(tables->fields[k].id, field->id) == 0) {
            return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "fields", i, "id", field->id);
        }
    }
    if (is_choice(field) != (field->value_count > 0)) {
        return pl_check_fail(error, PALLIA_ECONFLICT, "fields", i, "values", field->id);
    }
    if (field->weight == 0 && (field->hard_stop || field->due_field)) {
        return pl_check_fail(error, PALLIA_ECONFLICT, "fields", i, "weight", field->id);
    }
    pl_status status = check_words(field->values, field->value_count, "fields", i, "values", error);
    return status != PALLIA_OK ? status : check_references(tables, i, error);
}

static pl_status check_contradiction(const pl_sheet_tables *tables, size_t i, pl_error *error) {
    const pl_sheet_contradiction *one = &tables->contradictions[i];
    const pl_sheet_condition *both[] = {&one->when, &one->and_when};
    for (size_t k = 0; k < i; k++) {
        if (strcmp(tables->contradictions[k].id, one->id) == 0) {
            return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "contradictions", i, "id",
                                 one->id);
        }
    }
    for (size_t k = 0; k < 2; k++) {
        if (both[k]->field &&
            !condition_holds_together(tables, both[k]->field, both[k]->is, both[k]->count)) {
            return pl_check_fail(error, PALLIA_ETABLE_REFERENCE, "contradictions", i,
                                 k == 0 ? "when" : "and", both[k]->field);
        }
    }
    return PALLIA_OK;
}

pl_status pl_check_sheet_fields(const pl_sheet_tables *tables, pl_error *error) {
    pl_status status =
        check_words(tables->sections, tables->section_count, "sections", 0, NULL, error);
    if (status == PALLIA_OK) {
        status = check_blocks(tables, error);
    }
    if (status == PALLIA_OK && (tables->field_count > PL_SHEET_FIELDS_MAX ||
                                tables->section_count > PL_SHEET_SECTIONS_MAX)) {
        status = pl_fail(error, PALLIA_ECOUNT, "/fields", NULL);
    }
    for (size_t i = 0; status == PALLIA_OK && i < tables->field_count; i++) {
        status = check_field(tables, i, error);
    }
    for (size_t i = 0; status == PALLIA_OK && i < tables->contradiction_count; i++) {
        status = check_contradiction(tables, i, error);
    }
    return status;
}

/* A symptom is one of the values of the risks. */
static bool code_of_something(const pl_sheet_tables *tables, const char *of) {
    const size_t length = sizeof symptom_prefix - 1;
    if (strncmp(of, symptom_prefix, length) != 0) {
        return strcmp(of, "sheet") == 0 || pl_sheet_field_find(tables, of) != NULL;
    }
    const pl_sheet_field *risks = pl_sheet_field_find(tables, "risks.expected");
    return risks && pl_sheet_value_find(risks, of + length) != NULL;
}

pl_status pl_check_sheet_codes(const pl_sheet_tables *tables, pl_error *error) {
    for (size_t i = 0; i < tables->code_count; i++) {
        const pl_sheet_code *code = &tables->codes[i];
        if (!code_of_something(tables, code->of)) {
            return pl_check_fail(error, PALLIA_ETABLE_REFERENCE, "codes", i, "of", code->of);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(tables->codes[k].of, code->of) == 0 &&
                strcmp(tables->codes[k].terminology, code->terminology) == 0) {
                return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "codes", i, "of", code->of);
            }
        }
    }
    return PALLIA_OK;
}
