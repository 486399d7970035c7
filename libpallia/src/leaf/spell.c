/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/spell.h"

#include <string.h>

enum { LARGEST = 999999, DECIMALS = 1000000, DECIMAL_DIGITS = 6 };

/* What a text is added to. The room holds the longest number with the longest unit. */
typedef struct words {
    char *text;
    size_t length;
} words;

static void add(words *to, const char *text) {
    size_t length = strlen(text);
    memcpy(to->text + to->length, text, length + 1);
    to->length += length;
}

/* ---- numbers ---- */

static const char *const low[] = {"zéro",   "un",    "deux",     "trois",    "quatre",
                                  "cinq",   "six",   "sept",     "huit",     "neuf",
                                  "dix",    "onze",  "douze",    "treize",   "quatorze",
                                  "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"};

/* The seventies and the nineties count on from the ten below. */
static const char *const tens[] = {NULL,           NULL,          "vingt",    "trente",
                                   "quarante",     "cinquante",   "soixante", "soixante",
                                   "quatre-vingt", "quatre-vingt"};

/* What the number is followed by decides its end: "quatre-vingts", but "quatre-vingt mille". */
typedef struct ending {
    bool feminine;
    bool before_thousand;
} ending;

static void add_below_100(words *to, uint32_t value, ending end) {
    const char *one = end.feminine ? "une" : "un";
    if (value < 20) {
        add(to, value == 1 ? one : low[value]);
        return;
    }
    uint32_t ten = value / 10;
    uint32_t rest = ten == 7 || ten == 9 ? value % 10 + 10 : value % 10;
    add(to, tens[ten]);
    if (rest == 0) {
        add(to, ten == 8 && !end.before_thousand ? "s" : "");
        return;
    }
    bool joined = ten < 8 && (rest == 1 || rest == 11);
    add(to, joined ? " et " : "-");
    add(to, rest == 1 ? one : low[rest]);
}

static void add_below_1000(words *to, uint32_t value, ending end) {
    uint32_t hundreds = value / 100;
    uint32_t rest = value % 100;
    if (hundreds == 0) {
        add_below_100(to, rest, end);
        return;
    }
    if (hundreds > 1) {
        add(to, low[hundreds]);
        add(to, " ");
    }
    add(to, "cent");
    if (rest == 0) {
        add(to, hundreds > 1 && !end.before_thousand ? "s" : "");
        return;
    }
    add(to, " ");
    add_below_100(to, rest, end);
}

static void add_whole(words *to, uint32_t value, bool feminine) {
    static const ending before_thousand = {.before_thousand = true};
    uint32_t thousands = value / 1000;
    uint32_t rest = value % 1000;
    if (thousands > 1) {
        add_below_1000(to, thousands, before_thousand);
        add(to, " ");
    }
    if (thousands > 0) {
        add(to, rest == 0 ? "mille" : "mille ");
    }
    if (thousands == 0 || rest > 0) {
        add_below_1000(to, rest, (ending){.feminine = feminine});
    }
}

/* `millionths` is what is behind the mark, above 0. */
static void add_decimals(words *to, uint32_t millionths) {
    add(to, " virgule ");
    for (uint32_t limit = DECIMALS / 10; millionths < limit; limit /= 10) {
        add(to, "zéro ");
    }
    while (millionths % 10 == 0) {
        millionths /= 10;
    }
    add_whole(to, millionths, false);
}

static pl_status spell(pl_rational value, bool feminine, words *to) {
    if (value.num < 0) {
        return PALLIA_ENEGATIVE;
    }
    if (value.num / value.den > LARGEST) {
        return PALLIA_EMAGNITUDE;
    }
    if (DECIMALS % value.den != 0) {
        return PALLIA_EPRECISION;
    }
    uint32_t whole = (uint32_t)(value.num / value.den);
    uint32_t millionths = (uint32_t)(value.num % value.den * (DECIMALS / value.den));
    add_whole(to, whole, feminine);
    if (millionths > 0) {
        add_decimals(to, millionths);
    }
    return PALLIA_OK;
}

pl_status pl_spell_number(pl_rational value, bool feminine, char out[PL_SPELL_SIZE]) {
    words to = {out, 0};
    out[0] = '\0';
    return spell(value, feminine, &to);
}

bool pl_spell_plural(pl_rational value) {
    return pl_rational_compare(value, pl_rational_from_int(2)) >= 0;
}

/* ---- units ---- */

/* The first part agrees with the number, what follows a slash does not. */
typedef struct part {
    const char *code;
    const char *word;
    bool feminine;
    bool invariable;
} part;

static const part parts[] = {
    {"mg", "milligramme", false, false},
    {"ug", "microgramme", false, false},
    {"ng", "nanogramme", false, false},
    {"g", "gramme", false, false},
    {"kg", "kilogramme", false, false},
    {"mL", "millilitre", false, false},
    {"L", "litre", false, false},
    {"h", "heure", true, false},
    {"min", "minute", true, false},
    {"d", "jour", false, false},
    {"24h", "vingt-quatre heures", false, true},
    {"%", "pour cent", false, true},
    {"mm", "millimètre", false, false},
    {"y", "an", false, false},
};

/* Every part of every unit of quantity.c is in the list: tests/unit/leaf_spell.c. */
static const part *find_part(const char *code, size_t length) {
    const part *at = parts;
    while (strlen(at->code) != length || memcmp(at->code, code, length) != 0) {
        at++;
    }
    return at;
}

static void add_unit(words *to, const char *code, bool plural) {
    size_t length = strcspn(code, "/");
    const part *first = find_part(code, length);
    add(to, " ");
    add(to, first->word);
    add(to, plural && !first->invariable ? "s" : "");
    const char *link = " par ";
    while (code[length] == '/') {
        code += length + 1;
        length = strcspn(code, "/");
        add(to, link);
        add(to, find_part(code, length)->word);
        link = " et par ";
    }
}

pl_status pl_spell_quantity(pl_rational value, const pl_unit *unit, char out[PL_SPELL_SIZE]) {
    words to = {out, 0};
    out[0] = '\0';
    bool feminine = find_part(unit->code, strcspn(unit->code, "/"))->feminine;
    pl_status status = spell(value, feminine, &to);
    if (status == PALLIA_OK) {
        add_unit(&to, unit->code, pl_spell_plural(value));
    }
    return status;
}
