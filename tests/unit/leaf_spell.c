/* SPDX-License-Identifier: MPL-2.0
 *
 * Edges of the numbers in words; the whole range is compared in tests/spell.
 */
#include "leaf/spell.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *number(int64_t num, int64_t den, bool feminine) {
    static char text[PL_SPELL_SIZE];
    pl_rational value;
    cr_assert_eq(pl_rational_make(num, den, &value), PALLIA_OK);
    cr_assert_eq(pl_spell_number(value, feminine, text), PALLIA_OK);
    return text;
}

Test(spell, numbers_with_a_spelling_of_their_own) {
    static const struct {
        int64_t value;
        const char *masculine;
        const char *feminine;
    } cases[] = {{0, "zéro", "zéro"},
                 {1, "un", "une"},
                 {21, "vingt et un", "vingt et une"},
                 {61, "soixante et un", "soixante et une"},
                 {70, "soixante-dix", "soixante-dix"},
                 {71, "soixante et onze", "soixante et onze"},
                 {80, "quatre-vingts", "quatre-vingts"},
                 {81, "quatre-vingt-un", "quatre-vingt-une"},
                 {91, "quatre-vingt-onze", "quatre-vingt-onze"},
                 {100, "cent", "cent"},
                 {101, "cent un", "cent une"},
                 {200, "deux cents", "deux cents"},
                 {201, "deux cent un", "deux cent une"},
                 {1000, "mille", "mille"},
                 {2000, "deux mille", "deux mille"},
                 {80000, "quatre-vingt mille", "quatre-vingt mille"},
                 {200000, "deux cent mille", "deux cent mille"},
                 {21001, "vingt et un mille un", "vingt et un mille une"},
                 {999999, "neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf",
                  "neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_str_eq(number(cases[i].value, 1, false), cases[i].masculine);
        cr_expect_str_eq(number(cases[i].value, 1, true), cases[i].feminine);
    }
}

Test(spell, decimals_are_one_number_behind_their_zeros) {
    cr_expect_str_eq(number(1, 20, false), "zéro virgule zéro cinq");
    cr_expect_str_eq(number(9, 4, false), "deux virgule vingt-cinq");
    cr_expect_str_eq(number(1, 1000000, false), "zéro virgule zéro zéro zéro zéro zéro un");
    cr_expect_str_eq(number(1, 2, true), "zéro virgule cinq");
    cr_expect_str_eq(number(199999, 20, false),
                     "neuf mille neuf cent quatre-vingt-dix-neuf virgule quatre-vingt-quinze");
}

Test(spell, what_cannot_be_said_exactly_is_refused) {
    char text[PL_SPELL_SIZE] = "before";
    cr_expect_eq(pl_spell_number((pl_rational){1, 3}, false, text), PALLIA_EPRECISION);
    cr_expect_str_eq(text, "");
    cr_expect_eq(pl_spell_number((pl_rational){1, 10000000}, false, text), PALLIA_EPRECISION);
    cr_expect_eq(pl_spell_number((pl_rational){-1, 1}, false, text), PALLIA_ENEGATIVE);
    cr_expect_eq(pl_spell_number((pl_rational){1000000, 1}, false, text), PALLIA_EMAGNITUDE);
    cr_expect_eq(pl_spell_number((pl_rational){1999999, 2}, false, text), PALLIA_OK);
}

static void expect_quantity(const char *written, const char *words) {
    char text[PL_SPELL_SIZE];
    pl_quantity quantity;
    cr_assert_eq(pl_quantity_parse(written, strlen(written), &quantity), PALLIA_OK, "%s", written);
    cr_assert_eq(pl_spell_quantity(quantity.value, quantity.unit, text), PALLIA_OK);
    cr_expect_str_eq(text, words);
}

Test(spell, a_unit_agrees_with_its_number) {
    expect_quantity("0 mg", "zéro milligramme");
    expect_quantity("1.9 mg", "un virgule neuf milligramme");
    expect_quantity("2 mg", "deux milligrammes");
    expect_quantity("1 h", "une heure");
    expect_quantity("21 min", "vingt et une minutes");
    expect_quantity("30 mg/24h", "trente milligrammes par vingt-quatre heures");
    expect_quantity("1 mg/mL", "un milligramme par millilitre");
    expect_quantity("0.03 mg/kg/h",
                    "zéro virgule zéro trois milligramme par kilogramme et par heure");
    expect_quantity("25 ug/h", "vingt-cinq microgrammes par heure");
    expect_quantity("20 %", "vingt pour cent");
}

Test(spell, every_unit_has_words_that_fit) {
    pl_rational longest;
    char text[PL_SPELL_SIZE];
    cr_assert_eq(pl_rational_make(INT64_C(797797797797), 1000000, &longest), PALLIA_OK);
    const pl_unit *unit;
    for (size_t i = 0; (unit = pl_unit_at(i)) != NULL; i++) {
        cr_assert_eq(pl_spell_quantity(longest, unit, text), PALLIA_OK, "%s", unit->code);
        cr_assert_lt(strlen(text), (size_t)PL_SPELL_SIZE);
    }
}
