/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_common.h"

#include "leaf/date.h"
#include "tables/row.h"

#include <string.h>

static pl_status fail_row(const pl_row *row, pl_status code, const char *below, pl_error *error) {
    return pl_check_fail(error, code, "rows", row->index, below, row->id);
}

/* ---- intervals ---- */

/* Low before high, and no end that holds 0: no dose is 0. */
static bool is_ordered(const pl_interval *interval) {
    if (interval->has_low && interval->low_included && pl_rational_is_zero(interval->low)) {
        return false;
    }
    return !interval->has_low || !interval->has_high ||
           pl_rational_compare(interval->low, interval->high) < 0;
}

static pl_status check_intervals(const pl_row *row, pl_error *error) {
    if (row->has_interval) {
        bool ordered = pl_rational_compare(row->low, row->high) < 0;
        bool holds = pl_rational_compare(row->low, row->factor) <= 0 &&
                     pl_rational_compare(row->factor, row->high) <= 0;
        if (!ordered || !holds) {
            return fail_row(row, PALLIA_ETABLE_INTERVAL, "factor", error);
        }
    }
    if (row->has_range && !is_ordered(&row->range)) {
        return fail_row(row, PALLIA_ETABLE_INTERVAL, "range", error);
    }
    for (size_t i = 0; i < row->band_count; i++) {
        if (!is_ordered(&row->bands[i].range)) {
            return fail_row(row, PALLIA_ETABLE_INTERVAL, "bands", error);
        }
    }
    return PALLIA_OK;
}

/* ---- how bands follow each other ---- */

/* The place of two ends that meet: negative for a gap between them, 0 when they touch, positive for
 * an overlap. */
static int meeting(const pl_interval *before, const pl_interval *after) {
    if (!before->has_high || !after->has_low) {
        return 1;
    }
    int order = pl_rational_compare(before->high, after->low);
    if (order != 0) {
        return order;
    }
    return (int)before->high_included + (int)after->low_included - 1;
}

/* Whether `after` starts and ends later than `before`. */
static bool follows(const pl_interval *before, const pl_interval *after) {
    bool starts =
        !before->has_low || (after->has_low && pl_rational_compare(before->low, after->low) < 0);
    bool ends = !after->has_high ||
                (before->has_high && pl_rational_compare(before->high, after->high) < 0);
    return starts && ends;
}

static pl_status check_order(const pl_row *row, pl_error *error) {
    bool gaps = false;
    bool overlaps = false;
    for (size_t i = 1; i < row->band_count; i++) {
        const pl_interval *before = &row->bands[i - 1].range;
        const pl_interval *after = &row->bands[i].range;
        if (!follows(before, after)) {
            return fail_row(row, PALLIA_ETABLE_INTERVAL, "bands", error);
        }
        int met = meeting(before, after);
        gaps = gaps || met < 0;
        overlaps = overlaps || met > 0;
    }
    if (gaps != row->gaps) {
        return fail_row(row, PALLIA_ETABLE_GAP, "bands", error);
    }
    if (overlaps != row->overlaps) {
        return fail_row(row, PALLIA_ETABLE_OVERLAP, "bands", error);
    }
    return PALLIA_OK;
}

/* ---- more gives less ---- */

static pl_status band_result_at(const pl_band *band, pl_rational dose, pl_rational *out) {
    *out = band->number;
    return band->is_factor ? pl_rational_mul(band->number, dose, out) : PALLIA_OK;
}

/* The result at the end of one band against the one at the start of the next. */
static pl_status falls(const pl_band *before, const pl_band *after, bool *out) {
    pl_rational last;
    pl_rational first;
    pl_status status = band_result_at(before, before->range.high, &last);
    if (status == PALLIA_OK) {
        status = band_result_at(after, after->range.low, &first);
    }
    if (status == PALLIA_OK) {
        *out = pl_rational_compare(last, first) > 0;
    }
    return status;
}

static pl_status check_monotone(const pl_row *row, pl_error *error) {
    bool any = false;
    for (size_t i = 1; i < row->band_count; i++) {
        bool here = false;
        if (falls(&row->bands[i - 1], &row->bands[i], &here) != PALLIA_OK) {
            return fail_row(row, PALLIA_ETABLE_NUMBER, "bands", error);
        }
        any = any || here;
    }
    return any == row->not_monotone ? PALLIA_OK
                                    : fail_row(row, PALLIA_ETABLE_MONOTONE, "bands", error);
}

/* ---- examples ---- */

static bool reproduces(const pl_row *row, const pl_example *example) {
    pl_row_result result;
    if (example->has_interval != row->has_interval ||
        pl_row_apply(row, example->given, &result) != PALLIA_OK ||
        !pl_rational_equal(result.value, example->result)) {
        return false;
    }
    return !row->has_interval || (pl_rational_equal(result.low, example->low) &&
                                  pl_rational_equal(result.high, example->high));
}

static bool is_shown(const pl_row *row, pl_rational dose) {
    for (size_t i = 0; i < row->example_count; i++) {
        if (pl_rational_equal(row->examples[i].given, dose)) {
            return true;
        }
    }
    return false;
}

static bool closed_ends_are_shown(const pl_row *row, const pl_interval *interval) {
    bool low_due = interval->has_low && interval->low_included;
    bool high_due = interval->has_high && interval->high_included;
    return (!low_due || is_shown(row, interval->low)) &&
           (!high_due || is_shown(row, interval->high));
}

/* An end that is not held is shown by the nearest dose inside it. */
static bool is_shown_beside(const pl_row *row, pl_rational end, bool above) {
    const pl_rational least = {1, 1000000};
    pl_rational inside;
    pl_status status =
        above ? pl_rational_add(end, least, &inside) : pl_rational_sub(end, least, &inside);
    return status == PALLIA_OK && is_shown(row, inside);
}

static bool open_low_is_shown(const pl_row *row, const pl_interval *interval) {
    bool due = interval->has_low && !interval->low_included && !pl_rational_is_zero(interval->low);
    return !due || is_shown_beside(row, interval->low, true);
}

static bool open_high_is_shown(const pl_row *row, const pl_interval *interval) {
    bool due = interval->has_high && !interval->high_included;
    return !due || is_shown_beside(row, interval->high, false);
}

/* Between bands that follow each other without gap or overlap, the neighbour holds the end. */
static bool open_ends_are_shown(const pl_row *row, size_t band) {
    bool alone = row->gaps || row->overlaps;
    const pl_interval *range = &row->bands[band].range;
    bool first = band == 0;
    bool last = band + 1 == row->band_count;
    return ((!alone && !first) || open_low_is_shown(row, range)) &&
           ((!alone && !last) || open_high_is_shown(row, range));
}

static bool range_is_shown(const pl_row *row) {
    const pl_interval *range = &row->range;
    return !row->has_range || (closed_ends_are_shown(row, range) && open_low_is_shown(row, range) &&
                               open_high_is_shown(row, range));
}

static bool holds_an_example(const pl_row *row, const pl_interval *interval) {
    for (size_t i = 0; i < row->example_count; i++) {
        if (pl_interval_holds(interval, row->examples[i].given)) {
            return true;
        }
    }
    return false;
}

static bool ends_are_shown(const pl_row *row) {
    if (!range_is_shown(row)) {
        return false;
    }
    for (size_t i = 0; i < row->band_count; i++) {
        const pl_interval *range = &row->bands[i].range;
        if (!closed_ends_are_shown(row, range) || !open_ends_are_shown(row, i) ||
            !holds_an_example(row, range)) {
            return false;
        }
    }
    return true;
}

/* Two examples of one dose say the same thing twice. */
static bool has_repeated_dose(const pl_row *row) {
    for (size_t i = 1; i < row->example_count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (pl_rational_equal(row->examples[i].given, row->examples[k].given)) {
                return true;
            }
        }
    }
    return false;
}

static pl_status check_examples(const pl_row *row, pl_error *error) {
    enum { LEAST = 2 };
    if (row->example_count < LEAST || has_repeated_dose(row)) {
        return fail_row(row, PALLIA_ETABLE_EXAMPLE, "examples", error);
    }
    for (size_t i = 0; i < row->example_count; i++) {
        if (!reproduces(row, &row->examples[i])) {
            return fail_row(row, PALLIA_ETABLE_EXAMPLE, "examples", error);
        }
    }
    return ends_are_shown(row) ? PALLIA_OK
                               : fail_row(row, PALLIA_ETABLE_EXAMPLE, "examples", error);
}

static pl_status check_row(const pl_row *row, pl_error *error) {
    pl_status status = check_intervals(row, error);
    if (status == PALLIA_OK) {
        status = check_order(row, error);
    }
    if (status == PALLIA_OK) {
        status = check_monotone(row, error);
    }
    return status != PALLIA_OK ? status : check_examples(row, error);
}

pl_status pl_check_edition(const pl_edition *edition, pl_error *error) {
    pl_status status = pl_check_dates(edition->published, edition->review_by, error);
    for (size_t i = 0; status == PALLIA_OK && i < edition->row_count; i++) {
        status = check_row(&edition->rows[i], error);
    }
    return status;
}

pl_status pl_check_sources(const pl_rules *rules, pl_error *error) {
    for (size_t i = 0; i < rules->source_count; i++) {
        const pl_source *source = &rules->sources[i];
        if (!pl_date_valid(source->published, true)) {
            return pl_fail(error, PALLIA_ETABLE_DATE, "/sources", source->id);
        }
    }
    return PALLIA_OK;
}
