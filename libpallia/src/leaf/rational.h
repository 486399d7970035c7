/* SPDX-License-Identifier: MPL-2.0
 *
 * Exact rational numbers on 64-bit integers.
 *
 * Invariant of every pl_rational that these functions return: den > 0, gcd(|num|, den) = 1, and
 * num > INT64_MIN, so that negation never overflows. Zero is 0/1.
 * Every operation detects overflow: it then returns PALLIA_EOVERFLOW and leaves *out untouched.
 * `out` may be one of the operands. No floating point, no 128-bit integer, no allocation.
 */
#ifndef PL_RATIONAL_H
#define PL_RATIONAL_H

#include "leaf/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct pl_rational {
    int64_t num;
    int64_t den;
} pl_rational;

enum { PL_RATIONAL_TEXT_SIZE = 48, PL_RATIONAL_DIGITS_MAX = 20 };

pl_rational pl_rational_from_int(int32_t value);

/* num/den reduced. PALLIA_EOVERFLOW when den is 0 or the reduced fraction does not fit. */
pl_status pl_rational_make(int64_t num, int64_t den, pl_rational *out);

/* A sum or difference also overflows when an intermediate product does not fit; a product or
 * quotient only when the result does not. */
pl_status pl_rational_add(pl_rational a, pl_rational b, pl_rational *out);
pl_status pl_rational_sub(pl_rational a, pl_rational b, pl_rational *out);
pl_status pl_rational_mul(pl_rational a, pl_rational b, pl_rational *out);

/* PALLIA_EOVERFLOW also when b is 0. */
pl_status pl_rational_div(pl_rational a, pl_rational b, pl_rational *out);

/* Negative, zero or positive as a < b, a = b, a > b. Exact for all values; cannot fail. */
int pl_rational_compare(pl_rational a, pl_rational b);

bool pl_rational_is_zero(pl_rational a);
bool pl_rational_equal(pl_rational a, pl_rational b);

/* The largest integer <= a. */
int64_t pl_rational_floor(pl_rational a);

/* The decimal with those digits before and after its mark; the bytes must be digits, `fraction` may
 * be NULL when its count is 0. PALLIA_EPRECISION beyond 6 digits after the mark, PALLIA_EOVERFLOW.
 */
pl_status pl_rational_from_digits(const char *whole, size_t whole_count, const char *fraction,
                                  size_t fraction_count, pl_rational *out);

/* Reads a table number: "12", "0.4", "1/3", "-3/2"; a point, no comma, no exponent, no leading
 * zeros or plus, at most 6 digits after the point, nothing before or after.
 * PALLIA_EQUANTITY when it is not one, PALLIA_EPRECISION, PALLIA_EOVERFLOW. */
pl_status pl_rational_parse(const char *text, size_t length, pl_rational *out);

/* Writes the exact value: a decimal where it terminates within 18 digits after the point ("2.5"),
 * else a fraction ("25/6"). Returns the length, always < PL_RATIONAL_TEXT_SIZE. */
size_t pl_rational_text(pl_rational a, char text[PL_RATIONAL_TEXT_SIZE]);

/* Writes `value` in decimal digits, without sign or NUL; returns how many. */
size_t pl_rational_digits(uint64_t value, char digits[PL_RATIONAL_DIGITS_MAX]);

#endif
