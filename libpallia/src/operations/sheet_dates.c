/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/date.h"
#include "operations/sheet.h"
#include "tables/index.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_YEAR_OF_BIRTH = 1900 };

static bool day_of(const pl_sheet_document *sheet, const char *path, int32_t *day) {
    const char *text = pl_sheet_text_of(sheet, path);
    return text && pl_date_day(text, day);
}

/* ---- the document ---- */

static void find_document(pl_context *context, pl_sheet_document *sheet) {
    int32_t written;
    int32_t review;
    bool has_written = day_of(sheet, "document.written_on", &written);
    bool has_review = day_of(sheet, "document.review_on", &review);
    const pl_sheet_slot *written_slot = pl_sheet_slot_of(sheet, "document.written_on");
    const pl_sheet_slot *review_slot = pl_sheet_slot_of(sheet, "document.review_on");
    if (has_written && has_review && review < written) {
        pl_sheet_find(context, sheet, "review-before-writing", PL_SEVERITY_STOP, &review_slot->at,
                      NULL, 0);
    }
    if (has_written && written > sheet->day) {
        pl_sheet_find(context, sheet, "written-in-the-future", PL_SEVERITY_STOP, &written_slot->at,
                      NULL, 0);
    }
    if (has_review && review < sheet->day) {
        pl_argument arguments[] = {
            {"date", pl_sheet_say_date(context, pl_sheet_text_of(sheet, "document.review_on"))},
            {"days", pl_say_number(context, pl_rational_from_int(sheet->day - review))}};
        pl_sheet_find(context, sheet, "expired", PL_SEVERITY_CAUTION, &review_slot->at, arguments,
                      2);
    }
}

/* ---- the patient ---- */

/* Nothing here is for a child. */
static void find_birth(pl_context *context, pl_sheet_document *sheet) {
    static const char profile_id[] = "fr";
    const pl_profile *profile = pl_profile_find(context->rules, profile_id);
    const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, "patient.birth_date");
    const char *birth = pl_sheet_text_of(sheet, "patient.birth_date");
    if (!birth) {
        return;
    }
    int32_t age = pl_date_age(birth, sheet->date);
    if (age < 0 || strtol(birth, NULL, 10) < FIRST_YEAR_OF_BIRTH) {
        pl_sheet_find(context, sheet, "birth-impossible", PL_SEVERITY_STOP, &slot->at, NULL, 0);
        return;
    }
    if (profile && pl_rational_compare(pl_rational_from_int(age), profile->age_at_least) < 0) {
        pl_argument arguments[] = {{"age", pl_say_number(context, pl_rational_from_int(age))}};
        pl_sheet_find(context, sheet, "not-adult", PL_SEVERITY_STOP, &slot->at, arguments, 1);
    }
}

/* ---- what was done or decided one day ---- */

/* Dates of what is still to come, and those that have findings of their own. */
static bool may_be_later(const pl_sheet_field *field) {
    static const char *const ids[] = {"written_on", "review_on", "birth_date", "valid_until"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        if (strcmp(field->id, ids[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void find_done(pl_context *context, pl_sheet_document *sheet, const pl_sheet_field *field,
                      const pl_json *at) {
    const char *text;
    int32_t day;
    int32_t birth;
    if (!pl_json_characters(at, &text) || !pl_date_day(text, &day)) {
        return;
    }
    bool before = day_of(sheet, "patient.birth_date", &birth) && day < birth;
    if (before || day > sheet->day) {
        pl_argument arguments[] = {{"field", pl_pick(context, field->name)},
                                   {"date", pl_sheet_say_date(context, text)}};
        pl_sheet_find(context, sheet, "date-impossible", PL_SEVERITY_STOP, at, arguments, 2);
    }
}

static void find_all_done(pl_context *context, pl_sheet_document *sheet) {
    for (size_t i = 0; i < sheet->tables->field_count; i++) {
        const pl_sheet_field *field = &sheet->tables->fields[i];
        const pl_sheet_slot *slot = &sheet->slots[i];
        pl_json on;
        if (slot->valid && field->type == PL_SHEET_DATE && !may_be_later(field)) {
            find_done(context, sheet, field, &slot->at);
        }
        if (slot->valid && field->type == PL_SHEET_DECISION &&
            pl_json_member(&slot->at, "on", &on)) {
            find_done(context, sheet, field, &on);
        }
    }
}

/* ---- the prescription at home ---- */

/* The decisions of the sheet hold all the same, so it stays in force: the page says it. */
static void find_prescription(pl_context *context, pl_sheet_document *sheet) {
    int32_t until;
    if (!day_of(sheet, "home.valid_until", &until) || until >= sheet->day) {
        return;
    }
    pl_argument arguments[] = {
        {"date", pl_sheet_say_date(context, pl_sheet_text_of(sheet, "home.valid_until"))}};
    pl_sheet_find_on_page(context, sheet, "prescription-expired", PL_SEVERITY_CAUTION,
                          &pl_sheet_slot_of(sheet, "home.valid_until")->at, arguments, 1);
}

void pl_sheet_find_dates(pl_context *context, pl_sheet_document *sheet) {
    find_document(context, sheet);
    find_birth(context, sheet);
    find_all_done(context, sheet);
    find_prescription(context, sheet);
}
