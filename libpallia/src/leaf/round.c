/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/round.h"

/* How many whole steps, 0 or 1, lie between floor(count) and the result. */
static int64_t step_above_floor(pl_rational count, pl_rounding mode) {
    const int64_t rest = count.num % count.den;
    const int64_t above = rest < 0 ? rest + count.den : rest;
    if (mode == PL_ROUND_UP) {
        return above > 0;
    }
    return mode == PL_ROUND_NEAREST && above > count.den - above;
}

pl_status pl_round_to_step(pl_rational value, pl_rational step, pl_rounding mode,
                           pl_rational *out) {
    pl_rational count;
    if (step.num <= 0) {
        return PALLIA_EARGUMENT;
    }
    const pl_status status = pl_rational_div(value, step, &count);
    if (status != PALLIA_OK) {
        return status;
    }
    /* Cannot overflow: a count that is not whole has a denominator of at least 2. */
    const int64_t steps = pl_rational_floor(count) + step_above_floor(count, mode);
    return pl_rational_mul((pl_rational){.num = steps, .den = 1}, step, out);
}

pl_status pl_round_change_percent(pl_rational from, pl_rational to, pl_rational *out) {
    pl_rational ratio;
    if (pl_rational_is_zero(from)) {
        return PALLIA_EARGUMENT;
    }
    pl_status status = pl_rational_sub(to, from, &ratio);
    if (status == PALLIA_OK) {
        status = pl_rational_div(ratio, from, &ratio);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(ratio, pl_rational_from_int(100), out);
    }
    return status;
}

/* The smallest fraction, 1 / INT64_MAX, has 18 zeros after the mark before its first digit. */
enum { SIGNIFICANT = 3, EXACT_DECIMALS = 3, DECIMALS_MAX = 18 + SIGNIFICANT };

typedef struct decimal {
    bool negative;
    uint64_t whole;
    char digits[DECIMALS_MAX];
    size_t count;
    uint64_t rest; /* what the digits leave, over the denominator */
} decimal;

/* The next digit of rest / den: where ten times rest exceeds 64 bits, ten additions below den
 * cannot.
 */
static int next_digit(uint64_t *rest, uint64_t den) {
    if (*rest <= UINT64_MAX / 10) {
        const uint64_t ten = *rest * 10;
        *rest = ten % den;
        return (int)(ten / den);
    }
    int digit = 0;
    uint64_t sum = 0;
    for (int i = 0; i < 10; i++) {
        sum += *rest;
        if (sum >= den) {
            sum -= den;
            digit++;
        }
    }
    *rest = sum;
    return digit;
}

static size_t significant_in(uint64_t whole) {
    char digits[PL_RATIONAL_DIGITS_MAX];
    return whole == 0 ? 0 : pl_rational_digits(whole, digits);
}

static decimal expand(pl_rational value) {
    const uint64_t den = (uint64_t)value.den;
    const uint64_t size = value.num < 0 ? 0 - (uint64_t)value.num : (uint64_t)value.num;
    const bool exact = 1000 % den == 0;
    decimal out = {.negative = value.num < 0, .whole = size / den, .rest = size % den};
    size_t significant = significant_in(out.whole);
    while (exact ? out.count < EXACT_DECIMALS : significant < SIGNIFICANT) {
        const int digit = next_digit(&out.rest, den);
        out.digits[out.count++] = (char)('0' + digit);
        significant += significant > 0 || digit > 0 ? 1 : 0;
    }
    return out;
}

/* Adds one to the last digit. */
static void carry(decimal *number) {
    for (size_t i = number->count; i > 0; i--) {
        if (number->digits[i - 1] != '9') {
            number->digits[i - 1]++;
            return;
        }
        number->digits[i - 1] = '0';
    }
    number->whole++;
}

/* To the nearest last digit; a tie goes towards minus infinity, as for doses. */
static void round_last(decimal *number, uint64_t den) {
    const uint64_t other = den - number->rest;
    if (number->rest > other || (number->rest == other && number->negative)) {
        carry(number);
    }
}

size_t pl_round_text(pl_rational value, char mark, char text[PL_ROUND_TEXT_SIZE]) {
    decimal number = expand(value);
    round_last(&number, (uint64_t)value.den);
    size_t count = number.count;
    while (count > 0 && number.digits[count - 1] == '0') {
        count--;
    }
    size_t length = 0;
    if (number.negative) {
        text[length++] = '-';
    }
    length += pl_rational_digits(number.whole, text + length);
    if (count > 0) {
        text[length++] = mark;
    }
    for (size_t i = 0; i < count; i++) {
        text[length++] = number.digits[i];
    }
    text[length] = '\0';
    return length;
}
