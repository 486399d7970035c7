/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/rational.h"

#include "leaf/utf8.h"

enum { FRACTION_DIGITS_MAX = 6, TEXT_DECIMALS_MAX = 18 };

static uint64_t magnitude(int64_t value) {
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b > 1) {
        const uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return b == 1 ? 1 : a;
}

/* Most divisors are 1, and a division takes long. */
static int64_t quotient(int64_t a, int64_t divisor) {
    return divisor == 1 ? a : a / divisor;
}

/* gcd(|num|, den) of a valid fraction: at most den, so it fits. */
static int64_t shared(int64_t num, int64_t den) {
    return (int64_t)common_divisor(magnitude(num), (uint64_t)den);
}

pl_rational pl_rational_from_int(int32_t value) {
    return (pl_rational){.num = value, .den = 1};
}

pl_status pl_rational_make(int64_t num, int64_t den, pl_rational *out) {
    if (den == 0) {
        return PALLIA_EOVERFLOW;
    }
    const uint64_t divisor = common_divisor(magnitude(num), magnitude(den));
    const uint64_t top = magnitude(num) / divisor;
    const uint64_t bottom = magnitude(den) / divisor;
    if (top > INT64_MAX || bottom > INT64_MAX) {
        return PALLIA_EOVERFLOW;
    }
    const bool negative = (num < 0) != (den < 0);
    out->num = negative ? -(int64_t)top : (int64_t)top;
    out->den = (int64_t)bottom;
    return PALLIA_OK;
}

/* With g = gcd of the denominators the sum is t / (a.den / g x b.den), and only divisors of g can
 * be left in t: reducing by them first keeps the products small. */
pl_status pl_rational_add(pl_rational a, pl_rational b, pl_rational *out) {
    const int64_t g = shared(a.den, b.den);
    int64_t left, right, top, bottom;
    const int64_t a_part = quotient(a.den, g);
    if (__builtin_mul_overflow(a.num, quotient(b.den, g), &left) ||
        __builtin_mul_overflow(b.num, a_part, &right) ||
        __builtin_add_overflow(left, right, &top)) {
        return PALLIA_EOVERFLOW;
    }
    const int64_t rest = shared(top, g);
    top = quotient(top, rest);
    if (__builtin_mul_overflow(a_part, quotient(b.den, rest), &bottom) || top == INT64_MIN) {
        return PALLIA_EOVERFLOW;
    }
    out->num = top;
    out->den = bottom;
    return PALLIA_OK;
}

pl_status pl_rational_sub(pl_rational a, pl_rational b, pl_rational *out) {
    return pl_rational_add(a, (pl_rational){.num = -b.num, .den = b.den}, out);
}

/* Each numerator is reduced against the other's denominator first, so the products are already in
 * lowest terms and overflow only when the result itself does not fit. */
pl_status pl_rational_mul(pl_rational a, pl_rational b, pl_rational *out) {
    const int64_t across = shared(a.num, b.den);
    const int64_t back = shared(b.num, a.den);
    int64_t top, bottom;
    if (__builtin_mul_overflow(quotient(a.num, across), quotient(b.num, back), &top) ||
        __builtin_mul_overflow(quotient(a.den, back), quotient(b.den, across), &bottom) ||
        top == INT64_MIN) {
        return PALLIA_EOVERFLOW;
    }
    out->num = top;
    out->den = bottom;
    return PALLIA_OK;
}

pl_status pl_rational_div(pl_rational a, pl_rational b, pl_rational *out) {
    pl_rational inverse;
    const pl_status status = pl_rational_make(b.den, b.num, &inverse);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_rational_mul(a, inverse, out);
}

/* What is left of num above floor(num / den) x den: from 0 to den - 1. */
static int64_t remainder_up(pl_rational a) {
    const int64_t rest = a.num % a.den;
    return rest < 0 ? rest + a.den : rest;
}

static int order_of(int64_t a, int64_t b) {
    return (a > b) - (a < b);
}

/* Where a product does not fit, continued fractions: while the integer parts agree, a < b exactly
 * when the reciprocal of what is left of a is larger than that of b. */
int pl_rational_compare(pl_rational a, pl_rational b) {
    int64_t left;
    int64_t right;
    if (!__builtin_mul_overflow(a.num, b.den, &left) &&
        !__builtin_mul_overflow(b.num, a.den, &right)) {
        return order_of(left, right);
    }
    int order = 1;
    for (;;) {
        const int64_t whole_a = pl_rational_floor(a);
        const int64_t whole_b = pl_rational_floor(b);
        if (whole_a != whole_b) {
            return whole_a < whole_b ? -order : order;
        }
        const int64_t rest_a = remainder_up(a);
        const int64_t rest_b = remainder_up(b);
        if (rest_a == 0 || rest_b == 0) {
            return order * order_of(rest_a, rest_b);
        }
        a = (pl_rational){.num = a.den, .den = rest_a};
        b = (pl_rational){.num = b.den, .den = rest_b};
        order = -order;
    }
}

bool pl_rational_is_zero(pl_rational a) {
    return a.num == 0;
}

bool pl_rational_equal(pl_rational a, pl_rational b) {
    return a.num == b.num && a.den == b.den;
}

int64_t pl_rational_floor(pl_rational a) {
    return a.num / a.den - (a.num % a.den < 0);
}

static size_t digits_at(const char *text, size_t length) {
    size_t count = 0;
    while (count < length && pl_is_digit(text[count])) {
        count++;
    }
    return count;
}

static bool append_digits(int64_t *value, const char *digits, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (__builtin_mul_overflow(*value, 10, value) ||
            __builtin_add_overflow(*value, digits[i] - '0', value)) {
            return false;
        }
    }
    return true;
}

pl_status pl_rational_from_digits(const char *whole, size_t whole_count, const char *fraction,
                                  size_t fraction_count, pl_rational *out) {
    if (fraction_count > FRACTION_DIGITS_MAX) {
        return PALLIA_EPRECISION;
    }
    int64_t num = 0;
    int64_t den = 1;
    if (!append_digits(&num, whole, whole_count) ||
        !append_digits(&num, fraction, fraction_count)) {
        return PALLIA_EOVERFLOW;
    }
    for (size_t i = 0; i < fraction_count; i++) {
        den *= 10;
    }
    return pl_rational_make(num, den, out);
}

/* Digits of a table integer at `text`: 0 when there are none or when they begin with a needless 0.
 */
static size_t integer_at(const char *text, size_t length) {
    const size_t count = digits_at(text, length);
    return count > 1 && text[0] == '0' ? 0 : count;
}

/* What follows the slash: one integer that is not 0, up to the end. */
static pl_status parse_below(const char *text, size_t length, pl_rational top, pl_rational *out) {
    pl_rational below;
    if (length == 0 || integer_at(text, length) != length || text[0] == '0') {
        return PALLIA_EQUANTITY;
    }
    const pl_status status = pl_rational_from_digits(text, length, NULL, 0, &below);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_rational_div(top, below, out);
}

static pl_status parse_positive(const char *text, size_t length, pl_rational *out) {
    const size_t whole = integer_at(text, length);
    if (whole == 0) {
        return PALLIA_EQUANTITY;
    }
    if (whole < length && text[whole] == '.') {
        const char *fraction = text + whole + 1;
        const size_t count = digits_at(fraction, length - whole - 1);
        if (count == 0 || whole + 1 + count != length) {
            return PALLIA_EQUANTITY;
        }
        return pl_rational_from_digits(text, whole, fraction, count, out);
    }
    if (whole < length && text[whole] != '/') {
        return PALLIA_EQUANTITY;
    }
    pl_rational top;
    const pl_status status = pl_rational_from_digits(text, whole, NULL, 0, &top);
    if (status == PALLIA_OK && whole < length) {
        return parse_below(text + whole + 1, length - whole - 1, top, out);
    }
    if (status == PALLIA_OK) {
        *out = top;
    }
    return status;
}

pl_status pl_rational_parse(const char *text, size_t length, pl_rational *out) {
    const size_t sign = length > 0 && text[0] == '-' ? 1 : 0;
    pl_rational value;
    const pl_status status = parse_positive(text + sign, length - sign, &value);
    if (status != PALLIA_OK) {
        return status;
    }
    out->num = sign == 1 ? -value.num : value.num;
    out->den = value.den;
    return PALLIA_OK;
}

size_t pl_rational_digits(uint64_t value, char digits[PL_RATIONAL_DIGITS_MAX]) {
    char backwards[PL_RATIONAL_DIGITS_MAX];
    size_t count = 0;
    do {
        backwards[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    for (size_t i = 0; i < count; i++) {
        digits[i] = backwards[count - 1 - i];
    }
    return count;
}

/* Digits after the point of a fraction over `den`; more than TEXT_DECIMALS_MAX when it does not
 * terminate there. */
static size_t decimals_of(int64_t den) {
    size_t twos = 0;
    size_t fives = 0;
    for (; den % 2 == 0; den /= 2) {
        twos++;
    }
    for (; den % 5 == 0; den /= 5) {
        fives++;
    }
    if (den != 1) {
        return TEXT_DECIMALS_MAX + 1;
    }
    return twos > fives ? twos : fives;
}

size_t pl_rational_text(pl_rational a, char text[PL_RATIONAL_TEXT_SIZE]) {
    const uint64_t den = (uint64_t)a.den;
    const size_t decimals = decimals_of(a.den);
    const bool decimal = decimals <= TEXT_DECIMALS_MAX;
    size_t length = 0;
    if (a.num < 0) {
        text[length++] = '-';
    }
    length +=
        pl_rational_digits(decimal ? magnitude(a.num) / den : magnitude(a.num), text + length);
    if (!decimal) {
        text[length++] = '/';
        length += pl_rational_digits(den, text + length);
    } else if (decimals > 0) {
        text[length++] = '.';
        /* den divides 10^18, so rest x 10 < 10^19 fits 64 bits. */
        uint64_t rest = magnitude(a.num) % den;
        for (size_t i = 0; i < decimals; i++) {
            text[length++] = (char)('0' + rest * 10 / den);
            rest = rest * 10 % den;
        }
    }
    text[length] = '\0';
    return length;
}
