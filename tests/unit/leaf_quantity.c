/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/quantity.h"

#include <criterion/criterion.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define NNBSP "\xE2\x80\xAF"

Test(quantity, reads) {
    static const struct {
        const char *text;
        int64_t num, den;
        const char *unit;
    } cases[] = {
        {"60 mg", 60, 1, "mg"},
        {"60mg", 60, 1, "mg"},
        {"  60 mg ", 60, 1, "mg"},
        {"60" NBSP "mg", 60, 1, "mg"},
        {"60" NNBSP "mg", 60, 1, "mg"},
        {"60\tMG", 60, 1, "mg"},
        {"0.125 mg", 1, 8, "mg"},
        {"0,125 mg", 1, 8, "mg"},
        {"00,125 mg", 1, 8, "mg"},
        {"012.500 mg", 25, 2, "mg"},
        {"1.0000 mg", 1, 1, "mg"},
        {"1000.500 mg", 2001, 2, "mg"},
        {"2.5 mg", 5, 2, "mg"},
        {"7,50 mg", 15, 2, "mg"},
        {"0 mg", 0, 1, "mg"},
        {"0.000001 mg", 1, 1000000, "mg"},
        {"12 µg/h", 12, 1, "ug/h"},
        {"12 \xCE\xBCg/h", 12, 1, "ug/h"},
        {"12 mcg/h", 12, 1, "ug/h"},
        {"12 MCG/heure", 12, 1, "ug/h"},
        {"12 ug/hour", 12, 1, "ug/h"},
        {"60 mg/24h", 60, 1, "mg/24h"},
        {"60 mg / 24 h", 60, 1, "mg/24h"},
        {"60 mg/" NBSP "24" NBSP "h", 60, 1, "mg/24h"},
        {"60 mg/d", 60, 1, "mg/24h"},
        {"60 mg/j", 60, 1, "mg/24h"},
        {"60 mg/jour", 60, 1, "mg/24h"},
        {"60 mg/day", 60, 1, "mg/24h"},
        {"1 g/24h", 1, 1, "g/24h"},
        {"500 ug/24h", 500, 1, "ug/24h"},
        {"1 mg/minute", 1, 1, "mg/min"},
        {"10 mL", 10, 1, "mL"},
        {"10 ml", 10, 1, "mL"},
        {"1 l", 1, 1, "L"},
        {"4 h", 4, 1, "h"},
        {"4 heures", 4, 1, "h"},
        {"4 hours", 4, 1, "h"},
        {"30 minutes", 30, 1, "min"},
        {"3 j", 3, 1, "d"},
        {"3 jours", 3, 1, "d"},
        {"3 days", 3, 1, "d"},
        {"70 kg", 70, 1, "kg"},
        {"2 ml/h", 2, 1, "mL/h"},
        {"48 ml/j", 48, 1, "mL/24h"},
        {"50 mL/min", 50, 1, "mL/min"},
        {"50 mL/min/1.73m2", 50, 1, "mL/min"},
        {"50 mL/min/1,73 m²", 50, 1, "mL/min"},
        {"10 mg/mL", 10, 1, "mg/mL"},
        {"50 µg/ml", 50, 1, "ug/mL"},
        {"0.1 mg/kg/h", 1, 10, "mg/kg/h"},
        {"1 mg/kg/j", 1, 1, "mg/kg/24h"},
        {"0.05 ug/kg/min", 1, 20, "ug/kg/min"},
        {"1 %", 1, 1, "%"},
        {"2 mm/h", 2, 1, "mm/h"},
        {"48 mm/24h", 48, 1, "mm/24h"},
        {"82 ans", 82, 1, "y"},
        {"82 years", 82, 1, "y"},
        {"82 y", 82, 1, "y"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_quantity out = {{0, 0}, NULL};
        cr_expect_eq(pl_quantity_parse(cases[i].text, strlen(cases[i].text), &out), PALLIA_OK, "%s",
                     cases[i].text);
        cr_assert_not_null(out.unit, "%s", cases[i].text);
        cr_expect_str_eq(out.unit->code, cases[i].unit);
        cr_expect(out.value.num == cases[i].num && out.value.den == cases[i].den, "%s",
                  cases[i].text);
    }
}

Test(quantity, refuses) {
    static const struct {
        const char *text;
        pl_status status;
    } cases[] = {
        {"", PALLIA_EEMPTY},
        {"  " NBSP, PALLIA_EEMPTY},
        {"mg", PALLIA_EQUANTITY},
        {"+5 mg", PALLIA_EQUANTITY},
        {".5 mg", PALLIA_EQUANTITY},
        {"5. mg", PALLIA_EQUANTITY},
        {"5,mg", PALLIA_EQUANTITY},
        {"-", PALLIA_EQUANTITY},
        {"- mg", PALLIA_EQUANTITY},
        {"\xE2\x88\x92mg", PALLIA_EQUANTITY},
        {"\xE2\x88\x92", PALLIA_EQUANTITY},
        {"\xE2\x82\xAC"
         "5",
         PALLIA_EQUANTITY},
        {"-5 mg", PALLIA_ENEGATIVE},
        {"\xE2\x88\x92"
         "5 mg",
         PALLIA_ENEGATIVE},
        {"60", PALLIA_EUNIT_MISSING},
        {"60 ", PALLIA_EUNIT_MISSING},
        {"2.5", PALLIA_EUNIT_MISSING},
        {"1.000", PALLIA_EAMBIGUOUS_NUMBER},
        {"1.000 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"1,000 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"12.500 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"125,000 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"1.000.000 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"1,000.5 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"2.5.1 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"1 000 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"1" NBSP "000 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"1" NNBSP "000 mg", PALLIA_EAMBIGUOUS_NUMBER},
        {"2 24h", PALLIA_EAMBIGUOUS_NUMBER},
        {"1e3 mg", PALLIA_EEXPONENT},
        {"1E-3 mg", PALLIA_EEXPONENT},
        {"1.5e+3mg", PALLIA_EEXPONENT},
        {"1e mg", PALLIA_EUNIT_UNKNOWN},
        {"1e", PALLIA_EUNIT_UNKNOWN},
        {"1e+", PALLIA_EUNIT_UNKNOWN},
        {"1 mgs", PALLIA_EUNIT_UNKNOWN},
        {"1 mg daily", PALLIA_EUNIT_UNKNOWN},
        {"1 mg 2", PALLIA_EUNIT_UNKNOWN},
        {"1 mg/", PALLIA_EUNIT_UNKNOWN},
        {"1 mg//h", PALLIA_EUNIT_UNKNOWN},
        {"1 /h", PALLIA_EUNIT_UNKNOWN},
        {"1 24h", PALLIA_EAMBIGUOUS_NUMBER},
        {"1 g/L", PALLIA_EUNIT_UNKNOWN},
        {"1 s", PALLIA_EUNIT_UNKNOWN},
        {"1 m", PALLIA_EUNIT_UNKNOWN},
        {"1 mg/an/an", PALLIA_EUNIT_UNKNOWN},
        {"1'000 mg", PALLIA_EUNIT_UNKNOWN},
        {"1 IU", PALLIA_EUNIT_UNKNOWN},
        {"1 mg/12h", PALLIA_EUNIT_UNKNOWN},
        {"1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", PALLIA_EUNIT_UNKNOWN},
        {"1 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/j", PALLIA_EUNIT_UNKNOWN},
        {"1 j/j/j/j/j/j/j/j/j/j/j/j/j/j/j/j", PALLIA_EUNIT_UNKNOWN},
        {"1 j/j/j/j/j/j/j/j/j/kgkg/j", PALLIA_EUNIT_UNKNOWN},
        {"1 aaa/j/j/j/j/j/j/j/j/j/x", PALLIA_EUNIT_UNKNOWN},
        {"1 mg\xFF", PALLIA_EUNIT_UNKNOWN},
        {"1.1234567 mg", PALLIA_EPRECISION},
        {"99999999999999999999 mg", PALLIA_EOVERFLOW},
        {"9000000000000000000 g", PALLIA_EMAGNITUDE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_quantity out = {{7, 8}, NULL};
        cr_expect_eq(pl_quantity_parse(cases[i].text, strlen(cases[i].text), &out), cases[i].status,
                     "%s: %d", cases[i].text,
                     (int)pl_quantity_parse(cases[i].text, strlen(cases[i].text), &out));
        cr_expect(out.value.num == 7 && out.unit == NULL);
    }
    pl_quantity out;
    const char nul[] = "1 m\0g";
    cr_expect_eq(pl_quantity_parse(nul, sizeof nul - 1, &out), PALLIA_EUNIT_UNKNOWN);
    const char nul_within[] = "1mg\0g";
    cr_expect_eq(pl_quantity_parse(nul_within, sizeof nul_within - 1, &out), PALLIA_EUNIT_UNKNOWN);
    const char nul_after[] = "1 mg\0";
    cr_expect_eq(pl_quantity_parse(nul_after, sizeof nul_after - 1, &out), PALLIA_EUNIT_UNKNOWN);
}

Test(quantity, bounds_of_each_dimension) {
    static const struct {
        const char *within, *beyond;
    } cases[] = {
        {"1000 g", "1000000.1 mg"},       {"100 L", "100000.1 mL"},
        {"3650 d", "87600.1 h"},          {"1000 kg", "1000.1 kg"},
        {"41666 mg/h", "41666.1 mg/h"},   {"999.9 g/24h", "1001 g/24h"},
        {"4166 mL/h", "4166.1 mL/h"},     {"10 g/mL", "10000.1 mg/mL"},
        {"10000 mg/kg", "10000.1 mg/kg"}, {"10000 mg/kg/h", "10000.1 mg/kg/h"},
        {"1000 mL/min", "1000.1 mL/min"}, {"1000 %", "1000.1 %"},
        {"1000 mm/h", "1000.1 mm/h"},     {"200 y", "200.1 y"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_quantity out;
        cr_expect_eq(pl_quantity_parse(cases[i].within, strlen(cases[i].within), &out), PALLIA_OK,
                     "%s", cases[i].within);
        cr_expect_eq(pl_quantity_parse(cases[i].beyond, strlen(cases[i].beyond), &out),
                     PALLIA_EMAGNITUDE, "%s", cases[i].beyond);
    }
}

Test(quantity, units_are_found_by_code_and_texts) {
    size_t count = 0;
    pl_dimension last = PL_MASS;
    for (const pl_unit *unit = pl_unit_at(0); unit != NULL; unit = pl_unit_at(++count)) {
        cr_expect_eq(pl_unit_find(unit->code, strlen(unit->code)), unit, "%s", unit->code);
        cr_expect_eq(pl_unit_find(unit->text_fr, strlen(unit->text_fr)), unit, "%s", unit->text_fr);
        cr_expect_eq(pl_unit_find(unit->text_en, strlen(unit->text_en)), unit, "%s", unit->text_en);
        pl_rational reduced;
        cr_expect_eq(pl_rational_make(unit->to_base.num, unit->to_base.den, &reduced), PALLIA_OK);
        cr_expect(pl_rational_equal(reduced, unit->to_base), "%s", unit->code);
        if (count == 0 || unit->dimension != last) {
            cr_expect(unit->to_base.num == 1 && unit->to_base.den == 1, "%s", unit->code);
        }
        last = unit->dimension;
    }
    cr_expect_eq(count, 33);
    cr_expect_null(pl_unit_at(SIZE_MAX));
    cr_expect_null(pl_unit_find("", 0));
}

Test(quantity, of_a_dimension) {
    static const struct {
        const char *text;
        pl_dimension dimension;
        pl_status status;
    } cases[] = {
        {"60 mg", PL_MASS, PALLIA_OK},         {"60 mL", PL_MASS, PALLIA_EDIMENSION},
        {"1 %", PL_PERCENT, PALLIA_OK},        {"1 %", PL_CONCENTRATION, PALLIA_EPERCENT},
        {"1 %", PL_MASS, PALLIA_EDIMENSION},   {"1 mg", PL_CONCENTRATION, PALLIA_EDIMENSION},
        {"3 d", PL_AGE, PALLIA_EDIMENSION},    {"3 y", PL_TIME, PALLIA_EDIMENSION},
        {"70 kg", PL_MASS, PALLIA_EDIMENSION}, {"60", PL_MASS, PALLIA_EUNIT_MISSING},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        pl_quantity out = {{7, 8}, NULL};
        cr_expect_eq(
            pl_quantity_parse_as(cases[i].text, strlen(cases[i].text), cases[i].dimension, &out),
            cases[i].status, "%s", cases[i].text);
        cr_expect_eq(out.unit == NULL, cases[i].status != PALLIA_OK);
    }
}

static const pl_unit *unit_of(const char *code) {
    const pl_unit *unit = pl_unit_find(code, strlen(code));
    cr_assert_not_null(unit, "%s", code);
    return unit;
}

Test(quantity, in_another_unit) {
    static const struct {
        int64_t num, den;
        const char *from, *to;
        int64_t out_num, out_den;
    } cases[] = {
        {1, 1, "g", "mg", 1000, 1},
        {1, 1, "mg", "g", 1, 1000},
        {500, 1, "ug", "mg", 1, 2},
        {1, 1, "ng", "ug", 1, 1000},
        {60, 1, "mg/24h", "mg/h", 5, 2},
        {5, 2, "mg/h", "mg/24h", 60, 1},
        {25, 1, "ug/h", "mg/24h", 3, 5},
        {1, 1, "g/24h", "mg/24h", 1000, 1},
        {600, 1, "ug/24h", "ug/h", 25, 1},
        {1, 1, "mg/min", "mg/h", 60, 1},
        {1, 1, "ug/min", "ug/h", 60, 1},
        {3, 1, "d", "h", 72, 1},
        {90, 1, "min", "h", 3, 2},
        {1, 2, "L", "mL", 500, 1},
        {2, 1, "mL/h", "mL/24h", 48, 1},
        {1, 1, "g/mL", "ug/mL", 1000000, 1},
        {1, 1, "mg/kg", "ug/kg", 1000, 1},
        {1, 1, "ug/kg/min", "ug/kg/h", 60, 1},
        {24, 1, "mg/kg/24h", "mg/kg/h", 1, 1},
        {48, 1, "mm/24h", "mm/h", 2, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const pl_quantity given = {{cases[i].num, cases[i].den}, unit_of(cases[i].from)};
        pl_rational out = {0, 0};
        cr_expect_eq(pl_quantity_in(given, unit_of(cases[i].to), &out), PALLIA_OK);
        cr_expect(out.num == cases[i].out_num && out.den == cases[i].out_den, "%s %s",
                  cases[i].from, cases[i].to);
    }
    pl_rational out;
    const pl_quantity huge = {{INT64_MAX, 1}, unit_of("g")};
    cr_expect_eq(pl_quantity_in(huge, unit_of("ug"), &out), PALLIA_EOVERFLOW);
    cr_expect_eq(pl_quantity_in(huge, unit_of("kg"), &out), PALLIA_EDIMENSION);
    const pl_quantity large = {{INT64_MAX, 1}, unit_of("mg")};
    cr_expect_eq(pl_quantity_in(large, unit_of("ug"), &out), PALLIA_EOVERFLOW);
}
