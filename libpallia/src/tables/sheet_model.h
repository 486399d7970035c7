/* SPDX-License-Identifier: MPL-2.0
 *
 * What the tables of the sheet hold, once read: its fields, its page, what excludes what, codes.
 * Same conventions as model.h; tables/README.md is the manual of the files.
 */
#ifndef PL_TABLES_SHEET_MODEL_H
#define PL_TABLES_SHEET_MODEL_H

#include "tables/model.h"

typedef enum pl_sheet_type {
    PL_SHEET_TEXT, /* one line */
    PL_SHEET_LONG, /* several sentences, no line break */
    PL_SHEET_TEXTS,
    PL_SHEET_DATE,
    PL_SHEET_PHONE,
    PL_SHEET_PHONES,
    PL_SHEET_CONTACT, /* {name, link, phone, night} */
    PL_SHEET_CONTACTS,
    PL_SHEET_CHOICE,
    PL_SHEET_CHOICES,
    PL_SHEET_DECISION, /* {answer, by, on, note} */
    PL_SHEET_EMAIL,
    PL_SHEET_INS,
    PL_SHEET_RPPS,
    PL_SHEET_FINESS,
    PL_SHEET_WEIGHT,
    PL_SHEET_CLEARANCE,
    PL_SHEET_DOSE_24H,
    PL_SHEET_PRODUCTS,
    PL_SHEET_LINES,
    PL_SHEET_TYPE_COUNT
} pl_sheet_type;

typedef enum pl_sheet_kind {
    PL_SHEET_KIND_FIELDS,
    PL_SHEET_KIND_PHONES,
    PL_SHEET_KIND_GRID,
    PL_SHEET_KIND_TABLE,
    PL_SHEET_KIND_PROSE
} pl_sheet_kind;

/* A word of a document and what it reads like: a value, a section. */
typedef struct pl_sheet_word {
    const char *id;
    pl_both name;
} pl_sheet_word;

typedef struct pl_sheet_block {
    const char *id;
    pl_both title;
    pl_sheet_kind kind;
    int32_t page; /* 1 or 2 */
} pl_sheet_block;

typedef struct pl_sheet_field {
    const char *section;
    const char *id;
    pl_both name;
    pl_sheet_type type;
    const pl_sheet_word *values; /* of a choice */
    size_t value_count;
    int32_t weight;            /* in the score */
    bool hard_stop;            /* without it the sheet is a draft */
    const char *due_field;     /* asked for only when this choice, "section.id", … NULL: always */
    const char *const *due_is; /* … is one of these */
    size_t due_count;
    const char *block; /* NULL: on no page */
    bool large;
    int32_t budget; /* characters that fit on the page; 0: not free text */
    bool national;  /* on the national form, as far as is known */
    bool verified;  /* and compared with it */
    bool sourced;   /* `source` and `evidence` hold; else a proposal of the project */
    const pl_source *source;
    pl_evidence evidence;
} pl_sheet_field;

/* A field and what it must be: some of its values, or "given", or "absent". */
typedef struct pl_sheet_condition {
    const char *field; /* "section.id" */
    const char *const *is;
    size_t count;
} pl_sheet_condition;

/* Answers that do not go together. */
typedef struct pl_sheet_contradiction {
    const char *id;
    pl_sheet_condition when;
    pl_sheet_condition and_when; /* field NULL: the first is enough */
    pl_both text;
} pl_sheet_contradiction;

/* The code of a field, or of a symptom, in a terminology. */
typedef struct pl_sheet_code {
    const char *of; /* "care.cpr", "symptom.pain", "document" */
    const char *terminology;
    const char *code;
    const char *display;
    const pl_source *source;
    pl_evidence evidence;
} pl_sheet_code;

typedef struct pl_sheet_tables {
    const pl_sheet_word *sections;
    size_t section_count;
    const pl_sheet_block *blocks; /* in the order of the page */
    size_t block_count;
    const pl_sheet_field *fields;
    size_t field_count;
    const pl_sheet_contradiction *contradictions;
    size_t contradiction_count;
    const pl_sheet_code *codes;
    size_t code_count;
} pl_sheet_tables;

enum { PL_SHEET_FIELDS_MAX = 192, PL_SHEET_SECTIONS_MAX = 16 };

/* The word of a field type in the table: "text", "dose-24h", … */
const char *pl_sheet_type_word(pl_sheet_type type);

/* "section.id"; NULL when there is none. */
const pl_sheet_field *pl_sheet_field_find(const pl_sheet_tables *tables, const char *path);

const pl_sheet_block *pl_sheet_block_find(const pl_sheet_tables *tables, const char *id);

/* The value of that id; NULL when the field has none. */
const pl_sheet_word *pl_sheet_value_find(const pl_sheet_field *field, const char *id);

/* Whether every line of the national form was compared with it. */
bool pl_sheet_verified(const pl_sheet_tables *tables);

#endif
