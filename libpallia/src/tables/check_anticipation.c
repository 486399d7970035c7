/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_common.h"
#include "tables/check_syringe.h"
#include "tables/load_anticipation.h"

#include <stdio.h>
#include <string.h>

static const char own_country[] = "FR";

static bool ordered(pl_quantity low, pl_quantity high) {
    pl_rational at_least;
    return low.unit == NULL || (pl_quantity_in(low, high.unit, &at_least) == PALLIA_OK &&
                                pl_rational_compare(at_least, high.value) <= 0);
}

/* One dose fits in the maximum of a day; what is per kg cannot be compared. */
static bool holds_a_dose(const pl_anticipated *row) {
    pl_rational day;
    bool rate = row->kind == PL_ANTICIPATION_INFUSION || row->kind == PL_ANTICIPATION_DAILY;
    const pl_unit *unit = rate ? pl_unit_find("mg/24h", 6) : pl_unit_base(PL_MASS);
    return row->maximum.unit == NULL || pl_quantity_in(row->high, unit, &day) != PALLIA_OK ||
           pl_rational_compare(day, row->maximum.value) <= 0;
}

/* Whether `phrase` stands in `text` as a whole, and not as one end of a range. */
static bool stands_alone(const char *text, const char *phrase, const char *joiner) {
    size_t length = strlen(phrase);
    size_t joined = strlen(joiner);
    for (const char *at = strstr(text, phrase); at != NULL; at = strstr(at + 1, phrase)) {
        size_t before = (size_t)(at - text);
        bool behind = before >= joined && strncmp(at - joined, joiner, joined) == 0;
        bool ahead = strncmp(at + length, joiner, joined) == 0;
        if (!behind && !ahead && pl_check_prints(at == text ? at : at - 1, phrase)) {
            return true;
        }
    }
    return false;
}

/* "2 mg", or "2 mg à 4 mg", with what stands behind it: a figure that is printed for something else
 * does not count. */
static bool says(const char *text, pl_quantity low, pl_quantity high, const char *behind,
                 bool french) {
    char first[PL_CHECK_FIGURE_SIZE];
    char last[PL_CHECK_FIGURE_SIZE];
    char phrase[2 * PL_CHECK_FIGURE_SIZE + 32];
    pl_check_figure(low, french, first);
    pl_check_figure(high, french, last);
    const char *joiner = french ? " à " : " to ";
    if (strcmp(first, last) == 0) {
        snprintf(phrase, sizeof phrase, "%s%s", first, behind);
        return stands_alone(text, phrase, joiner);
    }
    snprintf(phrase, sizeof phrase, "%s%s%s%s", first, joiner, last, behind);
    return pl_check_prints(text, phrase);
}

static bool both_say(const pl_anticipated *row, pl_quantity low, pl_quantity high, pl_both behind) {
    return low.unit == NULL || (says(row->text.fr, low, high, behind.fr, true) &&
                                says(row->text.en, low, high, behind.en, false));
}

static bool counts_said(const pl_anticipated *row) {
    char figure[32];
    snprintf(figure, sizeof figure, "%d doses", (int)row->maximum_doses);
    return row->maximum_doses == 0 ||
           (pl_check_prints(row->text.fr, figure) && pl_check_prints(row->text.en, figure));
}

static bool figures_said(const pl_anticipated *row) {
    static const pl_both nothing = {"", ""};
    static const pl_both frail = {" si fragile", " if frail"};
    static const pl_both day = {" par 24 h", " in 24 h"};
    return both_say(row, row->low, row->high, nothing) &&
           both_say(row, row->frail_low, row->frail_high, frail) &&
           both_say(row, row->interval_low, row->interval_high, nothing) &&
           both_say(row, row->maximum, row->maximum, day) && counts_said(row);
}

/* A share is that of base in a salt. */
static bool share_is_part(const pl_anticipated *row) {
    return pl_rational_compare(row->base_share, pl_rational_from_int(1)) <= 0;
}

static pl_status check_row(const pl_anticipation *it, size_t i, pl_error *error) {
    const pl_anticipated *row = &it->rows[i];
    bool frail = row->frail_high.unit == NULL || ordered(row->frail_high, row->high);
    if (!ordered(row->low, row->high) || !ordered(row->frail_low, row->frail_high) ||
        !ordered(row->interval_low, row->interval_high) || !frail || !holds_a_dose(row) ||
        !share_is_part(row)) {
        return pl_check_fail(error, PALLIA_ETABLE_INTERVAL, "rows", i, NULL, row->id);
    }
    if (!figures_said(row)) {
        return pl_check_fail(error, PALLIA_ETABLE_EXAMPLE, "rows", i, "text", row->id);
    }
    return pl_anticipated_find(it, row->id) == row
               ? PALLIA_OK
               : pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "rows", i, "id", row->id);
}

static bool may_be_offered(const pl_anticipated *row) {
    bool kind = row->kind == PL_ANTICIPATION_BOLUS || row->kind == PL_ANTICIPATION_INFUSION ||
                row->kind == PL_ANTICIPATION_BREAKTHROUGH;
    return kind && !row->exceptional && strcmp(row->jurisdiction, own_country) == 0;
}

static bool answered(const pl_anticipation *it, const pl_symptom *symptom) {
    for (size_t i = 0; i < it->row_count; i++) {
        if (it->rows[i].symptom == symptom && may_be_offered(&it->rows[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < it->unread_count; i++) {
        if (it->unread[i].symptom == symptom) {
            return true;
        }
    }
    return false;
}

static pl_status check_symptom(const pl_anticipation *it, size_t i, pl_error *error) {
    const pl_symptom *symptom = &it->symptoms[i];
    if (pl_symptom_find(it, symptom->id) != symptom) {
        return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "symptoms", i, "id", symptom->id);
    }
    return it->local || answered(it, symptom)
               ? PALLIA_OK
               : pl_check_fail(error, PALLIA_ETABLE_REFERENCE, "symptoms", i, "id", symptom->id);
}

pl_status pl_check_anticipation(const pl_anticipation *it, pl_error *error) {
    pl_status status = pl_check_dates(it->self.published, it->review_by, error);
    for (size_t i = 0; status == PALLIA_OK && i < it->symptom_count; i++) {
        status = check_symptom(it, i, error);
    }
    for (size_t i = 0; status == PALLIA_OK && i < it->row_count; i++) {
        status = check_row(it, i, error);
    }
    return status;
}

pl_status pl_check_apart(const pl_anticipation *it, const pl_anticipation *other, pl_error *error) {
    if (strcmp(it->self.id, other->self.id) == 0) {
        return pl_fail(error, PALLIA_ETABLE_DUPLICATE, "/id", it->self.id);
    }
    for (size_t i = 0; i < it->symptom_count; i++) {
        const char *id = it->symptoms[i].id;
        if (pl_symptom_find(other, id) != NULL) {
            return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "symptoms", i, "id", id);
        }
    }
    for (size_t i = 0; i < it->row_count; i++) {
        const char *id = it->rows[i].id;
        if (pl_anticipated_find(other, id) != NULL) {
            return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "rows", i, "id", id);
        }
    }
    return PALLIA_OK;
}
