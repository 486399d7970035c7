/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/date.h"
#include "tables/check.h"
#include "tables/row.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static pl_rational number(const char *text) {
    pl_rational value;
    cr_assert_eq(pl_rational_parse(text, strlen(text), &value), PALLIA_OK, "%s", text);
    return value;
}

static pl_interval interval(const char *text) {
    pl_interval parsed;
    cr_assert_eq(pl_interval_parse(text, &parsed), PALLIA_OK, "%s", text);
    return parsed;
}

Test(row, interval_parse) {
    static const struct {
        const char *text;
        bool has_low;
        bool low_included;
        bool has_high;
        bool high_included;
    } cases[] = {
        {"[45,89]", true, true, true, true},     {"(0,44)", true, false, true, false},
        {"[1000,)", true, true, false, false},   {"(,44)", false, false, true, false},
        {"(,44]", false, false, true, true},     {"(44.5,89.25]", true, false, true, true},
        {"[1035,1124]", true, true, true, true},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        pl_interval got = interval(cases[i].text);
        cr_expect_eq(got.has_low, cases[i].has_low, "%s", cases[i].text);
        cr_expect_eq(got.low_included, cases[i].low_included, "%s", cases[i].text);
        cr_expect_eq(got.has_high, cases[i].has_high, "%s", cases[i].text);
        cr_expect_eq(got.high_included, cases[i].high_included, "%s", cases[i].text);
    }
    pl_interval got = interval("(44.5,89.25]");
    cr_expect(pl_rational_equal(got.low, number("89/2")));
    cr_expect(pl_rational_equal(got.high, number("357/4")));
}

Test(row, interval_refused) {
    static const char *const cases[] = {"",         "[",       "[]",     "45,89",   "[45 89]",
                                        "[45,89",   "45,89]",  "[,]",    "(,)",     "[,44)",
                                        "[45,]",    "[-1,4]",  "[4,-1]", "[a,4]",   "[4,b]",
                                        "[45, 89]", "[1,2,3]", "{1,2}",  "[1e2,3]", "[045,89]"};
    for (size_t i = 0; i < COUNT(cases); i++) {
        pl_interval untouched = {.has_low = true};
        cr_expect_eq(pl_interval_parse(cases[i], &untouched), PALLIA_ETABLE_NUMBER, "%s", cases[i]);
        cr_expect(untouched.has_low, "%s", cases[i]);
    }
}

Test(row, interval_holds) {
    static const struct {
        const char *range;
        const char *value;
        bool held;
    } cases[] = {
        {"[45,89]", "45", true},      {"[45,89]", "44.999999", false},
        {"[45,89]", "89", true},      {"[45,89]", "89.000001", false},
        {"(45,89)", "45", false},     {"(45,89)", "45.000001", true},
        {"(45,89)", "89", false},     {"(45,89)", "88.999999", true},
        {"[1000,)", "1000000", true}, {"[1000,)", "999.999999", false},
        {"(,44)", "0", true},         {"(,44)", "44", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        pl_interval range = interval(cases[i].range);
        cr_expect_eq(pl_interval_holds(&range, number(cases[i].value)), cases[i].held, "%s %s",
                     cases[i].range, cases[i].value);
    }
}

Test(row, factor) {
    pl_row row = {.factor = number("1/3"), .has_range = true, .range = interval("[30,300]")};
    static const struct {
        const char *given;
        const char *value;
        pl_status status;
    } cases[] = {
        {"30", "10", PALLIA_OK},
        {"100", "100/3", PALLIA_OK},
        {"300", "100", PALLIA_OK},
        {"29.999999", "0", PALLIA_EOUT_OF_RANGE},
        {"300.000001", "0", PALLIA_EOUT_OF_RANGE},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        pl_row_result got = {.value = number("0")};
        cr_expect_eq(pl_row_apply(&row, number(cases[i].given), &got), cases[i].status, "%s",
                     cases[i].given);
        cr_expect(pl_rational_equal(got.value, number(cases[i].value)), "%s", cases[i].given);
        cr_expect_not(got.has_interval);
        cr_expect_not(got.band_edge);
    }
}

Test(row, factor_with_interval) {
    pl_row row = {
        .factor = number("3/2"), .has_interval = true, .low = number("1"), .high = number("2")};
    pl_row_result got;
    cr_assert_eq(pl_row_apply(&row, number("40"), &got), PALLIA_OK);
    cr_expect(got.has_interval);
    cr_expect(pl_rational_equal(got.value, number("60")));
    cr_expect(pl_rational_equal(got.low, number("40")));
    cr_expect(pl_rational_equal(got.high, number("80")));
}

Test(row, back) {
    pl_row row = {.factor = number("2/5"),
                  .reversible = true,
                  .has_range = true,
                  .range = interval("[10,100]"),
                  .has_interval = true,
                  .low = number("1/4"),
                  .high = number("1/2")};
    pl_row_result got = {0};
    cr_assert_eq(pl_row_apply_back(&row, number("20"), &got), PALLIA_OK);
    cr_expect(pl_rational_equal(got.value, number("50")));
    cr_expect(pl_rational_equal(got.low, number("40")));
    cr_expect(pl_rational_equal(got.high, number("80")));
    /* 40.000001 / 0.4 is above 100; 3.999999 / 0.4 below 10. */
    cr_expect_eq(pl_row_apply_back(&row, number("40.000001"), &got), PALLIA_EOUT_OF_RANGE);
    cr_expect_eq(pl_row_apply_back(&row, number("3.999999"), &got), PALLIA_EOUT_OF_RANGE);
    row.reversible = false;
    cr_expect_eq(pl_row_apply_back(&row, number("20"), &got), PALLIA_ENO_RULE);
    const pl_band band = {.range = interval("[1,2]"), .number = number("1")};
    row.reversible = true;
    row.bands = &band;
    row.band_count = 1;
    cr_expect_eq(pl_row_apply_back(&row, number("20"), &got), PALLIA_ENO_RULE);
}

typedef struct banded_case {
    const char *given;
    const char *value;
    bool edge;
    pl_status status;
} banded_case;

static void check_bands(const pl_band *bands, size_t band_count, const banded_case *cases,
                        size_t count) {
    pl_row row = {.bands = bands, .band_count = band_count};
    for (size_t i = 0; i < count; i++) {
        pl_row_result got = {.value = number("0")};
        pl_status status = pl_row_apply(&row, number(cases[i].given), &got);
        cr_expect_eq(status, cases[i].status, "%s: %d", cases[i].given, (int)status);
        cr_expect(pl_rational_equal(got.value, number(cases[i].value)), "%s", cases[i].given);
        cr_expect_eq(got.band_edge, cases[i].edge, "%s", cases[i].given);
    }
}

Test(row, bands_with_gaps) {
    const pl_band bands[] = {{.range = interval("[45,89]"), .number = number("25")},
                             {.range = interval("[90,134]"), .number = number("37.5")},
                             {.range = interval("[135,224]"), .number = number("50")}};
    static const banded_case cases[] = {
        {"44.999999", "0", false, PALLIA_EOUT_OF_RANGE},
        {"45", "25", false, PALLIA_OK},
        {"89", "25", false, PALLIA_OK},
        {"89.000001", "25", true, PALLIA_OK},
        {"89.999999", "25", true, PALLIA_OK},
        {"90", "37.5", false, PALLIA_OK},
        {"134.5", "37.5", true, PALLIA_OK},
        {"224", "50", false, PALLIA_OK},
        {"224.000001", "0", false, PALLIA_EOUT_OF_RANGE},
    };
    check_bands(bands, COUNT(bands), cases, COUNT(cases));
}

/* The neighbour with the lower result, which is here the upper band. */
Test(row, bands_with_gap_not_monotone) {
    const pl_band bands[] = {
        {.range = interval("[30,90]"), .number = number("1/4"), .is_factor = true},
        {.range = interval("[91,300]"), .number = number("1/8"), .is_factor = true}};
    static const banded_case cases[] = {{"90", "22.5", false, PALLIA_OK},
                                        {"90.4", "11.3", true, PALLIA_OK},
                                        {"91", "11.375", false, PALLIA_OK}};
    check_bands(bands, COUNT(bands), cases, COUNT(cases));
}

Test(row, bands_with_overlap) {
    const pl_band bands[] = {{.range = interval("(,60]"), .number = number("25")},
                             {.range = interval("[60,120]"), .number = number("50")},
                             {.range = interval("[100,)"), .number = number("75")}};
    static const banded_case cases[] = {
        {"0.000001", "25", false, PALLIA_OK},  {"60", "25", true, PALLIA_OK},
        {"60.000001", "50", false, PALLIA_OK}, {"100", "50", true, PALLIA_OK},
        {"120", "50", true, PALLIA_OK},        {"120.000001", "75", false, PALLIA_OK},
        {"1000000", "75", false, PALLIA_OK}};
    check_bands(bands, COUNT(bands), cases, COUNT(cases));
}

/* Results that 64 bits do not hold are refused, and leave the output alone. */
Test(row, overflow) {
    const pl_rational huge = {INT64_MAX, 1};
    const pl_rational tiny = {1, INT64_MAX};
    const pl_band bands[] = {{.range = interval("[1,)"), .number = number("3"), .is_factor = true}};
    const pl_row rows[] = {
        {.factor = number("3")},
        {.factor = number("1"), .has_interval = true, .low = number("3"), .high = number("4")},
        {.factor = number("1"), .has_interval = true, .low = number("1"), .high = number("4")},
        {.bands = bands, .band_count = 1}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        pl_row_result got = {.value = number("7")};
        cr_expect_eq(pl_row_apply(&rows[i], huge, &got), PALLIA_EOVERFLOW, "%zu", i);
        cr_expect(pl_rational_equal(got.value, number("7")), "%zu", i);
    }
    const pl_row back[] = {{.factor = tiny, .reversible = true},
                           {.factor = number("1"),
                            .reversible = true,
                            .has_interval = true,
                            .low = number("1"),
                            .high = tiny},
                           {.factor = number("1"),
                            .reversible = true,
                            .has_interval = true,
                            .low = tiny,
                            .high = number("1")}};
    for (size_t i = 0; i < COUNT(back); i++) {
        pl_row_result got = {.value = number("7")};
        cr_expect_eq(pl_row_apply_back(&back[i], huge, &got), PALLIA_EOVERFLOW, "%zu", i);
        cr_expect(pl_rational_equal(got.value, number("7")), "%zu", i);
    }
}

Test(date, valid) {
    static const struct {
        const char *text;
        bool dated;
        bool undated;
    } cases[] = {
        {"2026", true, true},         {"2026-11", true, true},      {"2026-11-22", true, true},
        {"2024-02-29", true, true},   {"2000-02-29", true, true},   {"undated", false, true},
        {"2023-02-29", false, false}, {"1900-02-29", false, false}, {"2026-13", false, false},
        {"2026-00", false, false},    {"2026-04-31", false, false}, {"2026-04-00", false, false},
        {"26", false, false},         {"", false, false},           {"2026/11", false, false},
        {"2026-11/22", false, false}, {"202a", false, false},       {"2026-1a", false, false},
        {"2026-11-2x", false, false}, {"0000", false, false},       {"2026-11-22T00", false, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect_eq(pl_date_valid(cases[i].text, false), cases[i].dated, "%s", cases[i].text);
        cr_expect_eq(pl_date_valid(cases[i].text, true), cases[i].undated, "%s", cases[i].text);
    }
}
