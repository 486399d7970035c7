/* SPDX-License-Identifier: MPL-2.0
 *
 * The sheet for the night: one document, read with the field table as its driver, and all that is
 * to be said of it.
 *
 * The shape of the document (keys, JSON types, drugs, quantities of order lines) is the request's:
 * a fault there is an error. What a person typed into a field (a date, a telephone, a number with a
 * key) is a finding: all of them are gathered. A field that is null, "", [] or {}, or whose text
 * shows nothing (spaces, characters without width), is blank, as if it were absent.
 *
 * sheet-supersede answers with two documents: "sheet", the next version, a draft until it is
 * reviewed, and "superseded", the version that it closes. The caller keeps both: nothing else holds
 * what was said before, and "replaces" of the next one is the digest of the version as it was
 * before it was closed.
 */
#ifndef PL_OPERATIONS_SHEET_H
#define PL_OPERATIONS_SHEET_H

#include "leaf/date.h"
#include "leaf/sha256.h"
#include "operations/order_line.h"
#include "operations/order_trace.h"
#include "tables/anticipation_model.h"
#include "tables/sheet_model.h"
#include "tables/syringe_model.h"

enum {
    PL_SHEET_ITEMS_MAX = 32, /* elements of one list */
    PL_SHEET_FINDINGS_MAX = 512
};

typedef enum pl_sheet_state {
    PL_SHEET_CURRENT,
    PL_SHEET_DRAFT,   /* a stop bears on it */
    PL_SHEET_EXPIRED, /* past its review date */
    PL_SHEET_SUPERSEDED,
    PL_SHEET_REVOKED
} pl_sheet_state;

typedef enum pl_sheet_answer {
    PL_ANSWER_YES,
    PL_ANSWER_NO,
    PL_ANSWER_CONTEXT,
    PL_ANSWER_NOT_DISCUSSED,
    PL_ANSWER_BLANK
} pl_sheet_answer;

typedef struct pl_sheet_finding {
    const char *code;
    pl_severity severity; /* stop: the sheet is a draft */
    bool contradiction;
    bool on_page;        /* said at the foot of the page, as contradictions are */
    const char *pointer; /* into the request */
    const char *text;
} pl_sheet_finding;

/* One field of the document. */
typedef struct pl_sheet_slot {
    pl_json at;
    bool given; /* present and not blank */
    bool valid; /* given, and nothing to say against it */
} pl_sheet_slot;

typedef struct pl_sheet_product {
    pl_json at;
    int16_t drug;
    const char *form;     /* NULL when not said */
    pl_quantity strength; /* unit NULL when not said */
    pl_quantity volume;   /* unit NULL when not said */
    int32_t count;        /* 0 when not said */
    const char *expires;  /* "2027-03" or a day; NULL when not said */
} pl_sheet_product;

typedef struct pl_sheet_line {
    pl_json at;
    pl_order_line order;
    pl_trace_result trace; /* once judged */
} pl_sheet_line;

typedef struct pl_sheet_document {
    const pl_sheet_tables *tables;
    const pl_syringe_tables *syringe;
    const pl_anticipation *anticipation;
    const pl_products *marketed; /* NULL for a sheet without lines */
    pl_json request;
    pl_json root;
    pl_json sections[PL_SHEET_SECTIONS_MAX];
    pl_sheet_slot slots[PL_SHEET_FIELDS_MAX]; /* in the order of the table */
    const char *set;
    int32_t version;
    const char *status;         /* "active", "revoked", "superseded" */
    const char *revoked_reason; /* NULL unless revoked, as the two below */
    const char *revoked_on;
    const char *revoked_by;
    const char *date; /* of asking */
    int32_t day;
    pl_sheet_product products[PL_SHEET_ITEMS_MAX];
    size_t product_count;
    pl_sheet_line lines[PL_SHEET_ITEMS_MAX];
    size_t line_count;
    pl_sheet_finding *findings; /* PL_SHEET_FINDINGS_MAX of them */
    size_t finding_count;
    int32_t score;
    int32_t score_of;
    pl_sheet_state state;
    char digest[PL_SHA256_HEX_SIZE];
} pl_sheet_document;

/* ---- sheet_read.c ---- */

/* Reads "date" and "sheet", fills slots, products and lines, and gathers what each field has wrong.
 * `out` must not move afterwards: its views point into it. */
pl_status pl_sheet_read(pl_context *context, const pl_json *request, pl_sheet_document *out,
                        pl_error *error);

/* Whether nothing of a text shows: empty, or spaces and characters without width. */
bool pl_sheet_blank(const char *text);

/* The slot of "section.id", which the table has. */
const pl_sheet_slot *pl_sheet_slot_of(const pl_sheet_document *sheet, const char *path);

/* The text of a valid one-word field (date, choice, text, …); NULL without one. */
const char *pl_sheet_text_of(const pl_sheet_document *sheet, const char *path);

/* The answer of a decision. */
pl_sheet_answer pl_sheet_answer_of(const pl_json *decision);

/* Whether the field is one of these values, or "given", or "absent". */
bool pl_sheet_is(const pl_sheet_document *sheet, const char *path, const char *const *is,
                 size_t count);

/* Whether the field is to be filled in, given the others. */
bool pl_sheet_due(const pl_sheet_document *sheet, const pl_sheet_field *field);

/* ---- sheet_lines.c ---- */

pl_status pl_sheet_products_read(const pl_context *context, const pl_json *list,
                                 pl_sheet_document *out, pl_error *error);
pl_status pl_sheet_lines_read(pl_context *context, const pl_json *list, pl_sheet_document *out,
                              pl_error *error);

/* The line whose maximum and stock these are; NULL when they are its own. */
const pl_order_line *pl_sheet_line_shared(const pl_sheet_document *sheet,
                                          const pl_sheet_line *line);

/* ---- sheet_home.c ---- */

/* Whether a line and a product say the same amount, in whatever unit; true when the line says none.
 */
bool pl_sheet_same_quantity(const pl_given *line, const pl_quantity *product);

/* Whether the house holds what the line says: the drug, in its form, strength and ampoule. */
bool pl_sheet_line_held(const pl_context *context, const pl_sheet_document *sheet,
                        const pl_sheet_line *line);

/* The patient's weight in kg; 0 when it is not known. */
pl_rational pl_sheet_weight(const pl_sheet_document *sheet);

/* The 24 h of the regular opioid, mg of oral morphine; false when it is not said. */
bool pl_sheet_baseline(const pl_sheet_document *sheet, pl_rational *mg);

/* A line against what is in the house, against every dose that is printed, and against the
 * background. */
void pl_sheet_find_home(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line);

/* The background itself: missing beside an opioid given on need, or above the profile's bound. */
void pl_sheet_find_baseline(pl_context *context, pl_sheet_document *sheet);

/* ---- sheet_dates.c ---- */

/* Dates that cannot be, and dates that are past. */
void pl_sheet_find_dates(pl_context *context, pl_sheet_document *sheet);

/* ---- sheet_find.c ---- */

/* Adds a finding; the text is "sheet.finding.<code>". */
void pl_sheet_find(pl_context *context, pl_sheet_document *sheet, const char *code,
                   pl_severity severity, const pl_json *at, const pl_argument *arguments,
                   size_t count);

/* The same, and said at the foot of the page. */
void pl_sheet_find_on_page(pl_context *context, pl_sheet_document *sheet, const char *code,
                           pl_severity severity, const pl_json *at, const pl_argument *arguments,
                           size_t count);

/* Everything that can be said of the whole: what is missing, contradictions, lines and products,
 * dates; then score and state. PALLIA_OK, or why the tables could not be read. */
pl_status pl_sheet_judge(pl_context *context, pl_sheet_document *sheet, pl_error *error);

/* ---- sheet_say.c ---- */

/* "12/11/2026", in English "2026-11-12"; also of "2026-11" and "2026". */
const char *pl_sheet_say_date(pl_context *context, const char *date);

/* The value of a given field in one line; "" for a type that has blocks of its own. */
const char *pl_sheet_say_value(pl_context *context, const pl_sheet_field *field,
                               const pl_sheet_slot *slot);

/* "patient et équipe, 12/11/2026, si fracture": who decided, when, and the note. */
const char *pl_sheet_say_decision(pl_context *context, const pl_json *decision);

/* "morphine 10 mg/mL, 1 mL". */
const char *pl_sheet_say_product(pl_context *context, const pl_sheet_product *product);

/* With its form: "morphine (injection) 10 mg/mL, 1 mL". */
const char *pl_sheet_say_product_in_form(pl_context *context, const pl_sheet_product *product);

/* The label of a symptom; the id itself when the table has none. */
const char *pl_sheet_say_symptom(pl_context *context, const pl_sheet_document *sheet,
                                 const char *id);

/* "morphine 5 mg (0,5 mL de 10 mg/mL), voie sous-cutanée": always from the quantities, and without
 * mL when no product at home has that strength. */
const char *pl_sheet_say_dose(pl_context *context, const pl_sheet_document *sheet,
                              const pl_sheet_line *at);

/* "intervalle d'au moins 1 h, au plus 6 doses et 30 mg par 24 h", or with which line the maximum is
 * shared. */
const char *pl_sheet_say_repeat(pl_context *context, const pl_sheet_document *sheet,
                                const pl_sheet_line *at);

/* "infirmier, médecin". */
const char *pl_sheet_say_who(pl_context *context, const pl_order_line *line);

/* One paragraph: symptom, trigger, dose, repeat, when to call, who, origin. */
const char *pl_sheet_say_order(pl_context *context, const pl_sheet_document *sheet,
                               const pl_sheet_line *at);

/* ---- sheet_page.c, sheet_digest.c ---- */

/* "page": the model that every renderer lays out and none changes. */
void pl_sheet_page(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet);

/* "current", …; and the same for a reader: "EXPIRÉE depuis le 12/12/2026 (3 jours)". */
const char *pl_sheet_state_word(pl_sheet_state state);
const char *pl_sheet_say_state(pl_context *context, const pl_sheet_document *sheet);

/* A JSON value: members sorted by the bytes of their names, no spaces. `key` as in json_write.h. */
void pl_sheet_write_canonical(pl_writer *writer, const char *key, const pl_json *value);

/* SHA-256 of the canonical form. PALLIA_ENOMEM. */
pl_status pl_sheet_digest(pallia_allocator allocator, const pl_json *sheet,
                          char hex[PL_SHA256_HEX_SIZE]);

#endif
