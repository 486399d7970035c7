/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/exact_read.h"

#include "leaf/utf8.h"

#include <string.h>

enum { BASE = 10, FRACTION_MAX = 18 };

/* Appends the digits at *text to *value; returns how many, 0 also when they do not fit. */
static size_t take_digits(const char **text, int64_t *value) {
    size_t count = 0;
    while (pl_is_digit((*text)[count])) {
        int64_t digit = (*text)[count] - '0';
        if (*value > (INT64_MAX - digit) / BASE) {
            return 0;
        }
        *value = *value * BASE + digit;
        count++;
    }
    *text += count;
    return count;
}

/* "12", "0.0078125" or "25/6": what pl_rational_text writes, without a sign. */
static pl_status parse_exact(const char *text, pl_rational *out) {
    int64_t num = 0;
    int64_t den = 1;
    if (take_digits(&text, &num) == 0) {
        return *text == '-' ? PALLIA_ENEGATIVE : PALLIA_EQUANTITY;
    }
    if (*text == '.') {
        text++;
        size_t count = take_digits(&text, &num);
        if (count == 0 || count > FRACTION_MAX) {
            return PALLIA_EPRECISION;
        }
        for (size_t i = 0; i < count; i++) {
            den *= BASE;
        }
    } else if (*text == '/') {
        text++;
        den = 0;
        if (take_digits(&text, &den) == 0) {
            return PALLIA_EQUANTITY;
        }
    }
    return *text == '\0' ? pl_rational_make(num, den, out) : PALLIA_EQUANTITY;
}

static pl_status read_object(const pl_json *object, pl_quantity *out, pl_error *error) {
    static const char *const keys[] = {"exact", "unit", "text", NULL};
    pl_json exact;
    pl_json unit;
    const char *text;
    pl_status status = pl_json_known_keys(object, keys, error);
    if (status == PALLIA_OK) {
        status = pl_json_need(object, "unit", &unit, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_string(&unit, &text, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    out->unit = pl_unit_find(text, strlen(text));
    if (!out->unit) {
        return pl_json_fail(&unit, PALLIA_EUNIT_UNKNOWN, error);
    }
    status = pl_json_need(object, "exact", &exact, error);
    if (status == PALLIA_OK) {
        status = pl_json_string(&exact, &text, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    status = parse_exact(text, &out->value);
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(&exact, status, error);
}

pl_status pl_exact_read(const pl_json *at, pl_quantity *out, pl_error *error) {
    const char *text;
    if (pl_json_is_object(at)) {
        return read_object(at, out, error);
    }
    pl_status status = pl_json_string(at, &text, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_quantity_parse(text, strlen(text), out);
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(at, status, error);
}

pl_status pl_exact_read_as(const pl_json *at, pl_dimension dimension, pl_rational *out,
                           pl_error *error) {
    pl_quantity quantity;
    pl_status status = pl_exact_read(at, &quantity, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_quantity_in(quantity, pl_unit_base(dimension), out);
    if (status == PALLIA_EDIMENSION && dimension == PL_CONCENTRATION &&
        quantity.unit->dimension == PL_PERCENT) {
        status = PALLIA_EPERCENT;
    }
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(at, status, error);
}

pl_status pl_positive_read(const pl_json *at, pl_dimension dimension, pl_rational *out,
                           pl_error *error) {
    pl_quantity quantity;
    pl_status status = pl_json_quantity(at, dimension, &quantity, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_quantity_in(quantity, pl_unit_base(dimension), out);
    if (status != PALLIA_OK) {
        return pl_json_fail(at, status, error);
    }
    return pl_rational_is_zero(*out) ? pl_json_fail(at, PALLIA_EVALUE, error) : PALLIA_OK;
}
