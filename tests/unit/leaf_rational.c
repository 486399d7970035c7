/* SPDX-License-Identifier: MPL-2.0
 *
 * The oracle is 128-bit arithmetic, which the library itself does not use.
 */
#include "leaf/rational.h"

#include <criterion/criterion.h>
#include <string.h>

__extension__ typedef __int128 wide;

static pl_rational ratio(int64_t num, int64_t den) {
    pl_rational out = {0, 0};
    cr_assert_eq(pl_rational_make(num, den, &out), PALLIA_OK);
    return out;
}

static void expect_is(pl_rational a, int64_t num, int64_t den) {
    cr_expect(a.num == num && a.den == den, "%lld/%lld, expected %lld/%lld", (long long)a.num,
              (long long)a.den, (long long)num, (long long)den);
}

Test(rational, make_reduces) {
    static const struct {
        int64_t num, den;
        pl_status status;
        int64_t out_num, out_den;
    } cases[] = {
        {6, 4, PALLIA_OK, 3, 2},
        {-6, 4, PALLIA_OK, -3, 2},
        {6, -4, PALLIA_OK, -3, 2},
        {-6, -4, PALLIA_OK, 3, 2},
        {0, -7, PALLIA_OK, 0, 1},
        {0, INT64_MIN, PALLIA_OK, 0, 1},
        {INT64_MIN, 2, PALLIA_OK, -4611686018427387904, 1},
        {2, INT64_MIN, PALLIA_OK, -1, 4611686018427387904},
        {INT64_MIN, INT64_MIN, PALLIA_OK, 1, 1},
        {INT64_MAX, INT64_MAX, PALLIA_OK, 1, 1},
        {INT64_MIN, 1, PALLIA_EOVERFLOW, 0, 0},
        {INT64_MIN, 3, PALLIA_EOVERFLOW, 0, 0},
        {1, INT64_MIN, PALLIA_EOVERFLOW, 0, 0},
        {1, 0, PALLIA_EOVERFLOW, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_rational out = {0, 0};
        cr_expect_eq(pl_rational_make(cases[i].num, cases[i].den, &out), cases[i].status,
                     "case %zu", i);
        expect_is(out, cases[i].out_num, cases[i].out_den);
    }
    expect_is(pl_rational_from_int(INT32_MIN), INT32_MIN, 1);
}

Test(rational, overflow_is_a_status) {
    const pl_rational most = {INT64_MAX, 1};
    const pl_rational least = {-INT64_MAX, 1};
    const pl_rational one = {1, 1};
    const pl_rational tiny = {1, INT64_MAX};
    const pl_rational tiny_other = {1, INT64_MAX - 1};
    const pl_rational zero = {0, 1};
    pl_rational out = {7, 8};
    cr_expect_eq(pl_rational_add(most, one, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_rational_sub(least, one, &out),
                 PALLIA_EOVERFLOW); /* INT64_MIN is no numerator */
    cr_expect_eq(pl_rational_add(most, tiny, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_rational_add(tiny, most, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_rational_add(tiny, tiny_other, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_rational_mul(most, most, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_rational_mul(tiny, tiny, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_rational_mul(ratio(-4294967296, 1), ratio(2147483648, 1), &out),
                 PALLIA_EOVERFLOW);
    cr_expect_eq(pl_rational_div(most, tiny, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_rational_div(one, zero, &out), PALLIA_EOVERFLOW);
    expect_is(out, 7, 8);
    cr_expect_eq(pl_rational_mul(most, tiny, &out), PALLIA_OK);
    expect_is(out, 1, 1);
}

/* xorshift64*, so that a failure can be repeated from the printed seed. */
static uint64_t state;

static uint64_t random64(void) {
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * UINT64_C(2685821657736338717);
}

/* Of every size: a uniform number would nearly always be near the limits. */
static int64_t random_of_any_size(void) {
    const uint64_t size = random64() >> (1 + random64() % 63);
    return random64() % 2 == 0 ? (int64_t)size : -(int64_t)size;
}

static pl_rational random_ratio(void) {
    const int64_t den = random_of_any_size();
    return ratio(random_of_any_size(), den == 0 ? 1 : den);
}

static wide wide_gcd(wide a, wide b) {
    a = a < 0 ? -a : a;
    while (b != 0) {
        const wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static bool fits(wide value) {
    return value >= -INT64_MAX && value <= INT64_MAX;
}

/* num/den by cross multiplication; a sum of two products below 2^126 stays below 2^127. */
static void expect_result(pl_status status, pl_rational got, wide num, wide den, bool exact) {
    const wide divisor = wide_gcd(num, den);
    const bool fit = fits(num / divisor) && fits(den / divisor);
    if (status == PALLIA_OK) {
        cr_assert(fit && got.num == num / divisor && got.den == den / divisor);
        return;
    }
    cr_assert_eq(status, PALLIA_EOVERFLOW);
    cr_assert(!exact || !fit);
}

Test(rational, arithmetic_agrees_with_128_bits) {
    state = UINT64_C(20260711);
    cr_log_info("seed 20260711");
    size_t fitting = 0;
    for (size_t i = 0; i < 100000; i++) {
        const pl_rational a = random_ratio();
        const pl_rational b = random_ratio();
        pl_rational out = {0, 1};
        pl_status status = pl_rational_add(a, b, &out);
        fitting += status == PALLIA_OK;
        expect_result(status, out, (wide)a.num * b.den + (wide)b.num * a.den, (wide)a.den * b.den,
                      false);
        status = pl_rational_sub(a, b, &out);
        expect_result(status, out, (wide)a.num * b.den - (wide)b.num * a.den, (wide)a.den * b.den,
                      false);
        status = pl_rational_mul(a, b, &out);
        expect_result(status, out, (wide)a.num * b.num, (wide)a.den * b.den, true);
        if (b.num != 0) {
            const wide sign = b.num < 0 ? -1 : 1;
            status = pl_rational_div(a, b, &out);
            expect_result(status, out, sign * a.num * b.den, sign * a.den * b.num, true);
        }
    }
    cr_expect_gt(fitting, 10000);
}

Test(rational, sums_of_doses_never_overflow) {
    /* Numerators up to 10^9 and denominators that doses have: the intermediate products fit too. */
    state = UINT64_C(20260712);
    cr_log_info("seed 20260712");
    for (size_t i = 0; i < 20000; i++) {
        const pl_rational a =
            ratio((int64_t)(random64() % 1000000000), 1 + (int64_t)(random64() % 10000));
        const pl_rational b =
            ratio((int64_t)(random64() % 1000000000), 1 + (int64_t)(random64() % 10000));
        pl_rational sum, back;
        cr_assert_eq(pl_rational_add(a, b, &sum), PALLIA_OK);
        cr_assert_eq(pl_rational_sub(sum, b, &back), PALLIA_OK);
        cr_assert(pl_rational_equal(back, a));
    }
}

static int sign_of(int value) {
    return (value > 0) - (value < 0);
}

Test(rational, compare_agrees_with_128_bits) {
    state = UINT64_C(20260713);
    cr_log_info("seed 20260713");
    for (size_t i = 0; i < 100000; i++) {
        const pl_rational a = random_ratio();
        /* Half of them neighbours, which share many terms of their continued fractions. */
        pl_rational b = random_ratio();
        if (i % 2 == 0 && a.num < INT64_MAX && a.num > -INT64_MAX && a.den < INT64_MAX) {
            b = ratio(a.num + (int64_t)(random64() % 3) - 1, a.den + (int64_t)(random64() % 2));
        }
        const wide left = (wide)a.num * b.den;
        const wide right = (wide)b.num * a.den;
        cr_assert_eq(sign_of(pl_rational_compare(a, b)), (left > right) - (left < right));
        cr_assert_eq(pl_rational_equal(a, b), left == right);
    }
}

Test(rational, compare_at_the_limits) {
    static const pl_rational ascending[] = {
        {-INT64_MAX, 1},
        {-1, 1},
        {-INT64_MAX + 1, INT64_MAX},
        {-1, 2},
        {-1, INT64_MAX},
        {0, 1},
        {1, INT64_MAX},
        {1, INT64_MAX - 1},
        {INT64_MAX - 2, INT64_MAX - 1},
        {INT64_MAX - 1, INT64_MAX},
        {1, 1},
        {INT64_MAX, INT64_MAX - 1},
        {INT64_MAX, 2},
        {INT64_MAX, 1},
    };
    enum { COUNT = sizeof ascending / sizeof ascending[0] };
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < COUNT; j++) {
            cr_expect_eq(sign_of(pl_rational_compare(ascending[i], ascending[j])),
                         (i > j) - (i < j), "%zu %zu", i, j);
        }
    }
}

Test(rational, floor) {
    static const struct {
        pl_rational value;
        int64_t floor;
    } cases[] = {
        {{7, 2}, 3},
        {{-7, 2}, -4},
        {{6, 1}, 6},
        {{-6, 1}, -6},
        {{0, 1}, 0},
        {{-1, INT64_MAX}, -1},
        {{INT64_MAX, 1}, INT64_MAX},
        {{-INT64_MAX, 2}, -4611686018427387904},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(pl_rational_floor(cases[i].value), cases[i].floor, "case %zu", i);
    }
    cr_expect(pl_rational_is_zero(pl_rational_from_int(0)));
    cr_expect_not(pl_rational_is_zero(ratio(1, 3)));
    cr_expect_not(pl_rational_equal(ratio(1, 3), ratio(2, 3)));
    cr_expect_not(pl_rational_equal(ratio(1, 3), ratio(1, 2)));
}

Test(rational, parse) {
    static const struct {
        const char *text;
        pl_status status;
        int64_t num, den;
    } cases[] = {
        {"12", PALLIA_OK, 12, 1},
        {"0", PALLIA_OK, 0, 1},
        {"0.4", PALLIA_OK, 2, 5},
        {"0.40", PALLIA_OK, 2, 5},
        {"1/3", PALLIA_OK, 1, 3},
        {"2/4", PALLIA_OK, 1, 2},
        {"0/5", PALLIA_OK, 0, 1},
        {"-3/2", PALLIA_OK, -3, 2},
        {"-0.000001", PALLIA_OK, -1, 1000000},
        {"9223372036854775807", PALLIA_OK, INT64_MAX, 1},
        {"1.000", PALLIA_OK, 1, 1},
        {"9223372036854775808", PALLIA_EOVERFLOW, 0, 0},
        {"92233720368547758070", PALLIA_EOVERFLOW, 0, 0},
        {"9223372036854775807.5", PALLIA_EOVERFLOW, 0, 0},
        {"1/9223372036854775808", PALLIA_EOVERFLOW, 0, 0},
        {"9223372036854775808/3", PALLIA_EOVERFLOW, 0, 0},
        {"0.1234567", PALLIA_EPRECISION, 0, 0},
        {"", PALLIA_EQUANTITY, 0, 0},
        {"-", PALLIA_EQUANTITY, 0, 0},
        {"+1", PALLIA_EQUANTITY, 0, 0},
        {"01", PALLIA_EQUANTITY, 0, 0},
        {"00", PALLIA_EQUANTITY, 0, 0},
        {"00.5", PALLIA_EQUANTITY, 0, 0},
        {".5", PALLIA_EQUANTITY, 0, 0},
        {"5.", PALLIA_EQUANTITY, 0, 0},
        {"0,4", PALLIA_EQUANTITY, 0, 0},
        {"1.2.3", PALLIA_EQUANTITY, 0, 0},
        {"1.5/2", PALLIA_EQUANTITY, 0, 0},
        {"1/", PALLIA_EQUANTITY, 0, 0},
        {"1/0", PALLIA_EQUANTITY, 0, 0},
        {"1/03", PALLIA_EQUANTITY, 0, 0},
        {"1/-3", PALLIA_EQUANTITY, 0, 0},
        {"1/3/4", PALLIA_EQUANTITY, 0, 0},
        {"1/x", PALLIA_EQUANTITY, 0, 0},
        {"1e3", PALLIA_EQUANTITY, 0, 0},
        {" 1", PALLIA_EQUANTITY, 0, 0},
        {"1 ", PALLIA_EQUANTITY, 0, 0},
        {"--1", PALLIA_EQUANTITY, 0, 0},
        {"mg", PALLIA_EQUANTITY, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_rational out = {0, 0};
        cr_expect_eq(pl_rational_parse(cases[i].text, strlen(cases[i].text), &out), cases[i].status,
                     "%s", cases[i].text);
        expect_is(out, cases[i].num, cases[i].den);
    }
    pl_rational out;
    cr_expect_eq(pl_rational_parse("12345", 2, &out), PALLIA_OK);
    expect_is(out, 12, 1);
}

Test(rational, text) {
    static const struct {
        pl_rational value;
        const char *text;
    } cases[] = {
        {{0, 1}, "0"},
        {{5, 2}, "2.5"},
        {{-5, 2}, "-2.5"},
        {{-1, 8}, "-0.125"},
        {{1, 20}, "0.05"},
        {{25, 6}, "25/6"},
        {{-25, 6}, "-25/6"},
        {{1, 262144}, "0.000003814697265625"},
        {{1, 524288}, "1/524288"}, /* 2^19 takes 19 digits */
        {{1, 1000000000000000000}, "0.000000000000000001"},
        {{999999999999999999, 1000000000000000000}, "0.999999999999999999"},
        {{INT64_MAX, 1}, "9223372036854775807"},
        {{-INT64_MAX, 1}, "-9223372036854775807"},
        {{-INT64_MAX, INT64_MAX - 1}, "-9223372036854775807/9223372036854775806"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[PL_RATIONAL_TEXT_SIZE];
        cr_expect_eq(pl_rational_text(cases[i].value, text), strlen(cases[i].text));
        cr_expect_str_eq(text, cases[i].text);
    }
}

Test(rational, text_is_read_back) {
    state = UINT64_C(20260714);
    cr_log_info("seed 20260714");
    for (size_t i = 0; i < 20000; i++) {
        const int64_t den = i % 2 == 0 ? 1000000 : 1 + (int64_t)(random64() % 100000);
        const pl_rational value = ratio(random_of_any_size() / 1000000, den);
        char text[PL_RATIONAL_TEXT_SIZE];
        pl_rational back;
        const size_t length = pl_rational_text(value, text);
        const pl_status status = pl_rational_parse(text, length, &back);
        cr_assert(status == PALLIA_EPRECISION || status == PALLIA_OK, "%s", text);
        cr_assert(status == PALLIA_EPRECISION || pl_rational_equal(back, value), "%s", text);
    }
}
