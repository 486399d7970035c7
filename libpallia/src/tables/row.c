/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/row.h"

#include <string.h>

static bool above_low(const pl_interval *interval, pl_rational value) {
    if (!interval->has_low) {
        return true;
    }
    int order = pl_rational_compare(value, interval->low);
    return order > 0 || (order == 0 && interval->low_included);
}

static bool below_high(const pl_interval *interval, pl_rational value) {
    if (!interval->has_high) {
        return true;
    }
    int order = pl_rational_compare(value, interval->high);
    return order < 0 || (order == 0 && interval->high_included);
}

bool pl_interval_holds(const pl_interval *interval, pl_rational value) {
    return above_low(interval, value) && below_high(interval, value);
}

static pl_status parse_edge(const char *text, size_t length, pl_rational *out) {
    if (pl_rational_parse(text, length, out) != PALLIA_OK || out->num < 0) {
        return PALLIA_ETABLE_NUMBER;
    }
    return PALLIA_OK;
}

/* An end without number is written with a round bracket. */
static pl_status parse_end(const char *text, size_t length, bool included, pl_rational *value,
                           bool *present) {
    *present = length > 0;
    if (*present) {
        return parse_edge(text, length, value);
    }
    *value = pl_rational_from_int(0);
    return included ? PALLIA_ETABLE_NUMBER : PALLIA_OK;
}

pl_status pl_interval_parse(const char *text, pl_interval *out) {
    size_t length = strlen(text);
    const char *comma = strchr(text, ',');
    if (length < 3 || comma == NULL) {
        return PALLIA_ETABLE_NUMBER;
    }
    char first = text[0];
    char last = text[length - 1];
    if ((first != '[' && first != '(') || (last != ']' && last != ')')) {
        return PALLIA_ETABLE_NUMBER;
    }
    pl_interval parsed = {.low_included = first == '[', .high_included = last == ']'};
    size_t low_length = (size_t)(comma - text) - 1;
    size_t high_length = length - low_length - 3;
    pl_status status =
        parse_end(text + 1, low_length, parsed.low_included, &parsed.low, &parsed.has_low);
    if (status != PALLIA_OK) {
        return status;
    }
    status =
        parse_end(comma + 1, high_length, parsed.high_included, &parsed.high, &parsed.has_high);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!parsed.has_low && !parsed.has_high) {
        return PALLIA_ETABLE_NUMBER;
    }
    *out = parsed;
    return PALLIA_OK;
}

static pl_status band_result(const pl_band *band, pl_rational given, pl_rational *out) {
    if (band->is_factor) {
        return pl_rational_mul(band->number, given, out);
    }
    *out = band->number;
    return PALLIA_OK;
}

/* Keeps the lower result of the bands seen so far. */
static pl_status keep_lower(const pl_band *band, pl_rational given, bool first,
                            pl_rational *lowest) {
    pl_rational result;
    pl_status status = band_result(band, given, &result);
    if (status != PALLIA_OK) {
        return status;
    }
    if (first || pl_rational_compare(result, *lowest) < 0) {
        *lowest = result;
    }
    return PALLIA_OK;
}

/* The bands on both sides of a dose that none of them holds; NULL where there is none. */
static void neighbours(const pl_row *row, pl_rational given, const pl_band **below,
                       const pl_band **above) {
    *below = NULL;
    *above = NULL;
    for (size_t i = 0; i < row->band_count; i++) {
        const pl_band *band = &row->bands[i];
        if (above_low(&band->range, given)) {
            if (*below == NULL || pl_rational_compare(band->range.high, (*below)->range.high) > 0) {
                *below = band;
            }
        } else if (*above == NULL ||
                   pl_rational_compare(band->range.low, (*above)->range.low) < 0) {
            *above = band;
        }
    }
}

static pl_status apply_between(const pl_row *row, pl_rational given, pl_row_result *out) {
    const pl_band *below;
    const pl_band *above;
    neighbours(row, given, &below, &above);
    if (below == NULL || above == NULL) {
        return PALLIA_EOUT_OF_RANGE;
    }
    pl_status status = keep_lower(below, given, true, &out->value);
    if (status != PALLIA_OK) {
        return status;
    }
    out->band_edge = true;
    return keep_lower(above, given, false, &out->value);
}

static pl_status apply_bands(const pl_row *row, pl_rational given, pl_row_result *out) {
    size_t holding = 0;
    for (size_t i = 0; i < row->band_count; i++) {
        if (!pl_interval_holds(&row->bands[i].range, given)) {
            continue;
        }
        pl_status status = keep_lower(&row->bands[i], given, holding == 0, &out->value);
        if (status != PALLIA_OK) {
            return status;
        }
        holding++;
    }
    if (holding == 0) {
        return apply_between(row, given, out);
    }
    out->band_edge = holding > 1;
    return PALLIA_OK;
}

static pl_status apply_factor(const pl_row *row, pl_rational given, pl_row_result *out) {
    pl_status status = pl_rational_mul(row->factor, given, &out->value);
    if (status != PALLIA_OK || !row->has_interval) {
        return status;
    }
    out->has_interval = true;
    status = pl_rational_mul(row->low, given, &out->low);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_rational_mul(row->high, given, &out->high);
}

static pl_row_result empty_result(void) {
    pl_rational zero = pl_rational_from_int(0);
    return (pl_row_result){.value = zero, .low = zero, .high = zero};
}

pl_status pl_row_apply(const pl_row *row, pl_rational given, pl_row_result *out) {
    if (row->has_range && !pl_interval_holds(&row->range, given)) {
        return PALLIA_EOUT_OF_RANGE;
    }
    pl_row_result result = empty_result();
    pl_status status =
        row->band_count > 0 ? apply_bands(row, given, &result) : apply_factor(row, given, &result);
    if (status == PALLIA_OK) {
        *out = result;
    }
    return status;
}

/* The greatest factor gives the least dose back. */
static pl_status back_interval(const pl_row *row, pl_rational given, pl_row_result *out) {
    out->has_interval = true;
    pl_status status = pl_rational_div(given, row->high, &out->low);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_rational_div(given, row->low, &out->high);
}

pl_status pl_row_apply_back(const pl_row *row, pl_rational given, pl_row_result *out) {
    if (!row->reversible || row->band_count > 0) {
        return PALLIA_ENO_RULE;
    }
    pl_row_result result = empty_result();
    pl_status status = pl_rational_div(given, row->factor, &result.value);
    if (status != PALLIA_OK) {
        return status;
    }
    if (row->has_range && !pl_interval_holds(&row->range, result.value)) {
        return PALLIA_EOUT_OF_RANGE;
    }
    if (row->has_interval) {
        status = back_interval(row, given, &result);
    }
    if (status == PALLIA_OK) {
        *out = result;
    }
    return status;
}
