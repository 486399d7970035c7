/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/identifier.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static bool reads(const char *typed, const char *e164, const char *text) {
    pl_phone phone;
    return pl_phone_parse(typed, &phone) && strcmp(phone.e164, e164) == 0 &&
           strcmp(phone.text, text) == 0;
}

Test(identifier, a_telephone_is_read_in_every_common_form) {
    static const char *const forms[] = {"0639981234",
                                        "06 39 98 12 34",
                                        "06.39.98.12.34",
                                        "06-39-98-12-34",
                                        "+33 6 39 98 12 34",
                                        "+33 (0)6 39 98 12 34",
                                        "0033 6 39 98 12 34",
                                        "+330639981234",
                                        "06\xC2\xA0"
                                        "39\xE2\x80\xAF"
                                        "98 12 34"};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        cr_expect(reads(forms[i], "+33639981234", "06 39 98 12 34"), "%s", forms[i]);
    }
    cr_expect(reads("01 99 00 12 34", "+33199001234", "01 99 00 12 34"));
    cr_expect(reads("0800 12 34 56", "+33800123456", "08 00 12 34 56"));
}

Test(identifier, an_overseas_telephone_gets_the_code_of_its_plan) {
    cr_expect(reads("0262 12 34 56", "+262262123456", "02 62 12 34 56"));
    cr_expect(reads("0692 12 34 56", "+262692123456", "06 92 12 34 56"));
    cr_expect(reads("0639 01 23 45", "+262639012345", "06 39 01 23 45"));
    cr_expect(reads("0269 60 12 34", "+262269601234", "02 69 60 12 34"));
    cr_expect(reads("0690 00 12 34", "+590690001234", "06 90 00 12 34"));
    cr_expect(reads("0594 10 12 34", "+594594101234", "05 94 10 12 34"));
    cr_expect(reads("0696 20 12 34", "+596696201234", "06 96 20 12 34"));
    cr_expect(reads("+262 692 12 34 56", "+262692123456", "06 92 12 34 56"));
    cr_expect(reads("+590 976 01 23 45", "+590976012345", "09 76 01 23 45"));
}

Test(identifier, a_telephone_abroad_keeps_its_country) {
    cr_expect(reads("+32 2 123 45 67", "+3221234567", "+32 21 23 45 67"));
    cr_expect(reads("0044 20 7946 0000", "+442079460000", "+44 20 79 46 00 00"));
}

Test(identifier, what_is_no_telephone_is_refused) {
    static const char *const bad[] = {"",
                                      "15",
                                      "112",
                                      "114",
                                      "116117",
                                      "3646",
                                      "18",
                                      "06 39 98 12",
                                      "06399812345",
                                      "0039981234",
                                      "6 39 98 12 34",
                                      "06 39 98 12 3O",
                                      "+33 692 12 34 56",
                                      "+262 6 39 98 12 34",
                                      "+33",
                                      "+1234567",
                                      "+1234567890123456",
                                      "+0612345678",
                                      "00",
                                      "(0)639981234",
                                      "appeler le fils",
                                      "0639981234;ext=1",
                                      "+33 6 39 98 12 34 00000000000"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        pl_phone phone;
        cr_expect_not(pl_phone_parse(bad[i], &phone), "%s", bad[i]);
    }
}

/* Each digit changed to each other one: none passes. Returns how many were tried. */
static size_t try_changes(const char *good, bool (*accepts)(const char *)) {
    size_t tried = 0;
    char text[32];
    cr_assert(accepts(good), "%s", good);
    for (size_t i = 0; good[i] != '\0'; i++) {
        for (char digit = '0'; digit <= '9'; digit++) {
            if (good[i] < '0' || good[i] > '9' || digit == good[i]) {
                continue;
            }
            strcpy(text, good);
            text[i] = digit;
            cr_expect_not(accepts(text), "%s for %s", text, good);
            tried++;
        }
    }
    return tried;
}

static bool is_nir(const char *text) {
    pl_nir nir;
    return pl_nir_parse(text, &nir);
}

Test(identifier, every_wrong_digit_shows) {
    cr_expect_eq(try_changes("255081416802538", is_nir), 15 * 9);
    cr_expect_eq(try_changes("137047624348415", is_nir), 15 * 9);
    cr_expect_eq(try_changes("10002909371", pl_rpps_valid), 11 * 9);
    cr_expect_eq(try_changes("10100000123", pl_rpps_valid), 11 * 9);
    cr_expect_eq(try_changes("750712184", pl_finess_valid), 9 * 9);
    cr_expect_eq(try_changes("350005179", pl_finess_valid), 9 * 9);
}

Test(identifier, a_nir_says_sex_year_and_month) {
    pl_nir nir;
    cr_assert(pl_nir_parse("2 55 08 14 168 025 38", &nir));
    cr_expect_str_eq(nir.text, "255081416802538");
    cr_expect(nir.female);
    cr_expect_eq(nir.year, 55);
    cr_expect_eq(nir.month, 8);
    cr_assert(pl_nir_parse("1 37 04 76 243 484 15", &nir));
    cr_expect_not(nir.female);
}

/* The key of `body`, computed apart from the code under test, digit by digit in an integer. */
static void with_key(const char *body, const char *counted, char out[16]) {
    long long number = 0;
    for (size_t i = 0; counted[i] != '\0'; i++) {
        number = number * 10 + (counted[i] - '0');
    }
    snprintf(out, 16, "%s%02d", body, (int)(97 - number % 97));
}

Test(identifier, a_corsican_nir_has_its_letters) {
    char number[16];
    pl_nir nir;
    with_key("199072A004012", "1990719004012", number);
    cr_expect(pl_nir_parse(number, &nir), "%s", number);
    with_key("299072B033001", "2990718033001", number);
    cr_expect(pl_nir_parse(number, &nir), "%s", number);
    number[6] = 'A';
    cr_expect_not(pl_nir_parse(number, &nir));
    number[6] = 'b';
    cr_expect(pl_nir_parse(number, &nir), "lower case");
}

Test(identifier, an_unknown_month_stays_unknown) {
    char number[16];
    pl_nir nir;
    with_key("2443176351012", "2443176351012", number);
    cr_assert(pl_nir_parse(number, &nir));
    cr_expect_eq(nir.month, PL_NIR_MONTH_UNKNOWN);
}

Test(identifier, what_has_another_form_is_refused) {
    static const char *const bad[] = {"",
                                      "2550814168025",
                                      "25508141680253",
                                      "2550814168025380",
                                      "A55081416802538",
                                      "2550B1416802538",
                                      "deux"};
    pl_nir nir;
    char sex_nine[16];
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        cr_expect_not(pl_nir_parse(bad[i], &nir), "%s", bad[i]);
        cr_expect_not(pl_rpps_valid(bad[i]), "%s", bad[i]);
        cr_expect_not(pl_finess_valid(bad[i]), "%s", bad[i]);
    }
    with_key("9440576351012", "9440576351012", sex_nine);
    cr_expect_not(pl_nir_parse(sex_nine, &nir));
    cr_expect_not(pl_rpps_valid("1000290937A"));
    cr_expect_not(pl_rpps_valid("100029093711"));
    cr_expect_not(pl_finess_valid("2C0000014"));
    cr_expect_not(pl_finess_valid("7507121840"));
}

Test(identifier, a_corsican_finess_is_checked_by_its_form) {
    cr_expect(pl_finess_valid("2A0000014"));
    cr_expect(pl_finess_valid("2b0000020"));
    cr_expect_not(pl_finess_valid("2A00000B4"));
    cr_expect_not(pl_finess_valid("2A000001"));
}
