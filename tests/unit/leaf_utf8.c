/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/utf8.h"

#include <criterion/criterion.h>
#include <string.h>

Test(utf8, valid) {
    static const char *const cases[] = {
        "",
        "abc",
        "\x7F",
        "\xC2\x80",
        "\xDF\xBF",
        "\xE0\xA0\x80",
        "\xED\x9F\xBF",
        "\xEE\x80\x80",
        "\xEF\xBF\xBF",
        "\xF0\x90\x80\x80",
        "\xF3\xBF\xBF\xBF",
        "\xF4\x8F\xBF\xBF",
        "a\xC3\xA9z\xE2\x82\xACz",
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t bad = 99;
        cr_expect(pl_utf8_valid(cases[i], strlen(cases[i]), &bad), "case %zu", i);
        cr_expect_eq(bad, 99);
    }
    cr_expect(pl_utf8_valid("a\0b", 3, NULL));
}

Test(utf8, invalid) {
    static const struct {
        const char *bytes;
        size_t bad;
    } cases[] = {
        {"\x80", 0}, /* a continuation alone */
        {"a\xBF", 1},
        {"\xC0\x80", 0}, /* overlong */
        {"\xC1\xBF", 0},
        {"\xE0\x9F\xBF", 0},
        {"\xF0\x8F\xBF\xBF", 0},
        {"\xED\xA0\x80", 0}, /* surrogates */
        {"\xED\xBF\xBF", 0},
        {"\xF4\x90\x80\x80", 0}, /* beyond U+10FFFF */
        {"\xF5\x80\x80\x80", 0},
        {"\xFF", 0},
        {"abc\xC3", 3}, /* cut short */
        {"abc\xE2\x82", 3},
        {"abc\xF0\x9F\x98", 3},
        {"\xC3"
         "a",
         0},
        {"\xE2\x82"
         "a",
         0},
        {"\xF0\x9F\x98"
         "a",
         0},
        {"\xF0\x9F"
         "aa",
         0},
        {"\xC3\xA9\xC3", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t bad = 99;
        cr_expect_not(pl_utf8_valid(cases[i].bytes, strlen(cases[i].bytes), &bad), "case %zu", i);
        cr_expect_eq(bad, cases[i].bad, "case %zu", i);
        cr_expect_not(pl_utf8_valid(cases[i].bytes, strlen(cases[i].bytes), NULL));
    }
    cr_expect_eq(pl_utf8_char("", 0), 0);
    cr_expect_eq(pl_utf8_char("\xE2\x82\xAC", 3), 3);
}

Test(utf8, cut) {
    static const struct {
        const char *bytes;
        size_t room, cut;
    } cases[] = {
        {"abc", 5, 3},
        {"abc", 3, 3},
        {"abc", 2, 2},
        {"abc", 0, 0},
        {"a\xC3\xA9", 2, 1},
        {"a\xC3\xA9", 3, 3},
        {"\xF0\x9F\x98\x80", 3, 0},
        {"x\xE2\x82\xAC", 3, 1},
        {"x\xE2\x82\xAC"
         "y",
         4, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(pl_utf8_cut(cases[i].bytes, strlen(cases[i].bytes), cases[i].room),
                     cases[i].cut, "case %zu", i);
    }
}

static const struct {
    const char *text;
    const char *folded;
} foldings[] = {
    {"", ""},
    {"Morphine", "morphine"},
    {"MORPHINE", "morphine"},
    {"  Skenan   L.P. ", "skenan l p"},
    {"Skenan-LP", "skenan lp"},
    {"Méthadone", "methadone"},
    {"Me\xCC\x81thadone", "methadone"},
    {"ÉLÈVE ÇÀ", "eleve ca"},
    {"cœur Œdème", "coeur oedeme"},
    {"Ærø Straße", "aero strasse"},
    {"Łódź ŋ þ", "lodz n th"},
    {"l'héroïne", "l heroine"},
    {"l\xE2\x80\x99héroïne", "l heroine"},
    {"voie sous\xC2\xA0"
     "cutanée",
     "voie sous cutanee"},
    {"a\xE2\x80\xAF"
     "b\tc\nd",
     "a b c d"},
    {"sous_cutané", "sous cutane"},
    {"12,5 µg", "12.5 ug"},
    {"12.5 \xCE\xBCg", "12.5 ug"},
    {"12, 5", "12 5"},
    {"12 .5", "12 5"},
    {"12.", "12"},
    {"a.5", "a 5"},
    {"5.a", "5 a"},
    {".5", "5"},
    {"1,2,3", "1.2.3"},
    {"1..5", "1 5"},
    {"Oxynorm\xC2\xAE", "oxynorm"},
    {"a\xC2\xAD"
     "b\xEF\xBB\xBF",
     "ab"},
    {"3 × 4 ÷ 2", "3 × 4 ÷ 2"},
    {"mg/24 h (x)", "mg/24 h (x)"},
    {"日本 \xF0\x9F\x98\x80", "日本 \xF0\x9F\x98\x80"},
    {"---", ""},
};

Test(utf8, fold) {
    for (size_t i = 0; i < sizeof foldings / sizeof foldings[0]; i++) {
        char folded[64];
        char again[64];
        const size_t length =
            pl_utf8_fold(foldings[i].text, strlen(foldings[i].text), folded, sizeof folded);
        cr_expect_str_eq(folded, foldings[i].folded);
        cr_expect_eq(length, strlen(foldings[i].folded), "%s", foldings[i].text);
        (void)pl_utf8_fold(folded, length, again, sizeof again);
        cr_expect_str_eq(again, folded);
    }
}

Test(utf8, fold_in_little_room) {
    char folded[8];
    memset(folded, 'x', sizeof folded);
    cr_expect_eq(pl_utf8_fold("Morphine", 8, folded, 4), 8);
    cr_expect_str_eq(folded, "mor");
    cr_expect_eq(folded[4], 'x');
    cr_expect_eq(pl_utf8_fold("Morphine", 8, folded, 1), 8);
    cr_expect_str_eq(folded, "");
    folded[0] = 'x';
    cr_expect_eq(pl_utf8_fold("Morphine", 8, folded, 0), 8);
    cr_expect_eq(folded[0], 'x');
    cr_expect_eq(pl_utf8_fold("Morphin", 7, folded, 8), 7);
    cr_expect_str_eq(folded, "morphin");
}

Test(utf8, distance) {
    static const char long_name[] =
        "0123456789012345678901234567890123456789012345678901234567890123x";
    static const struct {
        const char *a, *b;
        size_t limit, distance;
    } cases[] = {
        {"", "", 2, 0},
        {"morphine", "morphine", 2, 0},
        {"morphine", "morfine", 2, 2},
        {"morphine", "morhpine", 2, 1},
        {"ab", "ba", 2, 1},
        {"aab", "aba", 2, 1},
        {"abc", "cab", 3, 2},
        {"fentanyl", "fentanil", 2, 1},
        {"fentanyl", "fentany", 2, 1},
        {"fentanyl", "fentanyle", 2, 1},
        {"", "abc", 5, 3},
        {"abc", "", 5, 3},
        {"abc", "xyz", 2, 3},
        {"abcdef", "uvwxyz", 2, 3},
        {"kitten", "sitting", 5, 3},
        {"a", long_name, 2, 3},
        {long_name, "a", 2, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_expect_eq(pl_utf8_distance(cases[i].a, cases[i].b, cases[i].limit), cases[i].distance,
                     "%s %s", cases[i].a, cases[i].b);
    }
}
