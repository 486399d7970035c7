/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/round.h"

#include <criterion/criterion.h>
#include <string.h>

Test(round, to_step) {
    static const struct {
        pl_rational value, step;
        pl_rounding mode;
        pl_rational out;
    } cases[] = {
        /* 0.3 floored to 0.1 is 0.2 in binary floating point. */
        {{3, 10}, {1, 10}, PL_ROUND_DOWN, {3, 10}},
        {{7, 10}, {1, 10}, PL_ROUND_DOWN, {7, 10}},
        {{115, 100}, {1, 100}, PL_ROUND_DOWN, {23, 20}},
        {{29, 100}, {1, 100}, PL_ROUND_UP, {29, 100}},
        {{100, 3}, {5, 1}, PL_ROUND_DOWN, {30, 1}},
        {{100, 3}, {5, 1}, PL_ROUND_UP, {35, 1}},
        {{100, 3}, {5, 1}, PL_ROUND_NEAREST, {35, 1}},
        {{32, 1}, {5, 1}, PL_ROUND_NEAREST, {30, 1}},
        {{5, 2}, {5, 1}, PL_ROUND_NEAREST, {0, 1}},
        {{15, 2}, {5, 1}, PL_ROUND_NEAREST, {5, 1}},
        {{-5, 2}, {5, 1}, PL_ROUND_NEAREST, {-5, 1}},
        {{-1, 1}, {5, 1}, PL_ROUND_NEAREST, {0, 1}},
        {{-1, 1}, {5, 1}, PL_ROUND_DOWN, {-5, 1}},
        {{-1, 1}, {5, 1}, PL_ROUND_UP, {0, 1}},
        {{30, 1}, {5, 1}, PL_ROUND_UP, {30, 1}},
        {{0, 1}, {5, 1}, PL_ROUND_UP, {0, 1}},
        {{1, 1}, {1, 3}, PL_ROUND_DOWN, {1, 1}},
        {{INT64_MAX, 2}, {1, 1}, PL_ROUND_UP, {4611686018427387904, 1}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_rational out = {0, 0};
        cr_expect_eq(pl_round_to_step(cases[i].value, cases[i].step, cases[i].mode, &out),
                     PALLIA_OK);
        cr_expect(pl_rational_equal(out, cases[i].out), "case %zu: %lld/%lld", i,
                  (long long)out.num, (long long)out.den);
    }
}

Test(round, product_of_a_decimal_is_exact) {
    const pl_rational dose = {1, 1};
    pl_rational factor, out;
    cr_assert_eq(pl_rational_parse("0.3", 3, &factor), PALLIA_OK);
    cr_assert_eq(pl_rational_mul(dose, factor, &out), PALLIA_OK);
    cr_assert_eq(pl_round_to_step(out, (pl_rational){1, 10}, PL_ROUND_DOWN, &out), PALLIA_OK);
    cr_expect(pl_rational_equal(out, factor));
}

Test(round, to_step_refuses) {
    pl_rational out = {7, 8};
    const pl_rational one = {1, 1};
    const pl_rational most = {INT64_MAX, 1};
    const pl_rational tiny = {1, INT64_MAX};
    cr_expect_eq(pl_round_to_step(one, (pl_rational){0, 1}, PL_ROUND_DOWN, &out), PALLIA_EARGUMENT);
    cr_expect_eq(pl_round_to_step(one, (pl_rational){-1, 1}, PL_ROUND_DOWN, &out),
                 PALLIA_EARGUMENT);
    cr_expect_eq(pl_round_to_step(most, tiny, PL_ROUND_DOWN, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_round_to_step(most, (pl_rational){INT64_MAX - 1, 1}, PL_ROUND_UP, &out),
                 PALLIA_EOVERFLOW);
    cr_expect(out.num == 7 && out.den == 8);
}

Test(round, change_percent) {
    pl_rational out = {7, 8};
    const pl_rational hundred_thirds = {100, 3};
    const pl_rational thirty = {30, 1};
    const pl_rational zero = {0, 1};
    const pl_rational most = {INT64_MAX, 1};
    const pl_rational tiny = {1, INT64_MAX};
    cr_expect_eq(pl_round_change_percent(zero, thirty, &out), PALLIA_EARGUMENT);
    cr_expect_eq(pl_round_change_percent((pl_rational){-1, 1}, most, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_round_change_percent(tiny, thirty, &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_round_change_percent((pl_rational){1, 1}, most, &out), PALLIA_EOVERFLOW);
    cr_expect(out.num == 7 && out.den == 8);
    cr_expect_eq(pl_round_change_percent(hundred_thirds, thirty, &out), PALLIA_OK);
    cr_expect(pl_rational_equal(out, (pl_rational){-10, 1}));
    cr_expect_eq(pl_round_change_percent(thirty, hundred_thirds, &out), PALLIA_OK);
    cr_expect(pl_rational_equal(out, (pl_rational){100, 9}));
    cr_expect_eq(pl_round_change_percent(thirty, thirty, &out), PALLIA_OK);
    cr_expect(pl_rational_is_zero(out));
}

Test(round, text) {
    static const struct {
        pl_rational value;
        const char *text;
    } cases[] = {
        {{0, 1}, "0"},
        {{60, 1}, "60"},
        {{25, 2}, "12,5"},
        {{1, 8}, "0,125"},
        {{-1, 8}, "-0,125"},
        {{1234125, 1000}, "1234,125"},
        {{100, 3}, "33,3"},
        {{25, 6}, "4,17"},
        {{-25, 6}, "-4,17"},
        {{3100, 3}, "1033"},
        {{2, 3}, "0,667"},
        {{1, 3}, "0,333"},
        {{1, 300}, "0,00333"},
        {{2999, 3000}, "1"},   /* 0.99967 */
        {{29999, 3000}, "10"}, /* 9.99967 */
        {{299999, 3000}, "100"},
        {{59999, 60}, "1000"}, /* 999.98 */
        {{61, 30}, "2,03"},
        {{1, 1024}, "0,000977"},
        {{12345, 10000}, "1,23"},
        {{19, 16}, "1,19"},           /* 1.1875 */
        {{12350, 100000}, "0,123"},   /* 0.1235, a tie: down */
        {{-12350, 100000}, "-0,124"}, /* towards minus infinity */
        {{12345, 10}, "1234,5"},
        {{1, INT64_MAX}, "0,000000000000000000108"},
        {{INT64_MAX - 1, INT64_MAX}, "1"},
        {{1000000000000000000, INT64_MAX}, "0,108"},
        {{INT64_MAX, 7}, "1317624576693539401"},
        {{-INT64_MAX, 3}, "-3074457345618258602"}, /* …602.33 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[PL_ROUND_TEXT_SIZE];
        pl_rational value;
        cr_assert_eq(pl_rational_make(cases[i].value.num, cases[i].value.den, &value), PALLIA_OK);
        cr_expect_eq(pl_round_text(value, ',', text), strlen(cases[i].text));
        cr_expect_str_eq(text, cases[i].text);
    }
    char text[PL_ROUND_TEXT_SIZE];
    (void)pl_round_text((pl_rational){25, 6}, '.', text);
    cr_expect_str_eq(text, "4.17");
}
