/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/sheet_model.h"

#include <string.h>

const char *pl_sheet_type_word(pl_sheet_type type) {
    static const char *const types[PL_SHEET_TYPE_COUNT] = {
        [PL_SHEET_TEXT] = "text",
        [PL_SHEET_LONG] = "long",
        [PL_SHEET_TEXTS] = "texts",
        [PL_SHEET_DATE] = "date",
        [PL_SHEET_PHONE] = "phone",
        [PL_SHEET_PHONES] = "phones",
        [PL_SHEET_CONTACT] = "contact",
        [PL_SHEET_CONTACTS] = "contacts",
        [PL_SHEET_CHOICE] = "choice",
        [PL_SHEET_CHOICES] = "choices",
        [PL_SHEET_DECISION] = "decision",
        [PL_SHEET_EMAIL] = "email",
        [PL_SHEET_INS] = "ins",
        [PL_SHEET_RPPS] = "rpps",
        [PL_SHEET_FINESS] = "finess",
        [PL_SHEET_WEIGHT] = "weight",
        [PL_SHEET_CLEARANCE] = "clearance",
        [PL_SHEET_DOSE_24H] = "dose-24h",
        [PL_SHEET_PRODUCTS] = "products",
        [PL_SHEET_LINES] = "lines",
    };
    return types[type];
}

const pl_sheet_field *pl_sheet_field_find(const pl_sheet_tables *tables, const char *path) {
    const char *point = strchr(path, '.');
    size_t length = point ? (size_t)(point - path) : 0;
    for (size_t i = 0; point && i < tables->field_count; i++) {
        const pl_sheet_field *field = &tables->fields[i];
        if (strlen(field->section) == length && strncmp(field->section, path, length) == 0 &&
            strcmp(field->id, point + 1) == 0) {
            return field;
        }
    }
    return NULL;
}

const pl_sheet_block *pl_sheet_block_find(const pl_sheet_tables *tables, const char *id) {
    for (size_t i = 0; i < tables->block_count; i++) {
        if (strcmp(tables->blocks[i].id, id) == 0) {
            return &tables->blocks[i];
        }
    }
    return NULL;
}

const pl_sheet_word *pl_sheet_value_find(const pl_sheet_field *field, const char *id) {
    for (size_t i = 0; i < field->value_count; i++) {
        if (strcmp(field->values[i].id, id) == 0) {
            return &field->values[i];
        }
    }
    return NULL;
}

bool pl_sheet_verified(const pl_sheet_tables *tables) {
    for (size_t i = 0; i < tables->field_count; i++) {
        if (tables->fields[i].national && !tables->fields[i].verified) {
            return false;
        }
    }
    return true;
}
