/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/quantity.h"

#include "leaf/utf8.h"

#include <string.h>

/* The closed list. The first unit of a dimension is its base. */
static const pl_unit units[] = {
    {"mg", "mg", "mg", PL_MASS, {1, 1}},
    {"ug", "µg", "µg", PL_MASS, {1, 1000}},
    {"ng", "ng", "ng", PL_MASS, {1, 1000000}},
    {"g", "g", "g", PL_MASS, {1000, 1}},

    {"mL", "mL", "mL", PL_VOLUME, {1, 1}},
    {"L", "L", "L", PL_VOLUME, {1000, 1}},

    {"h", "h", "h", PL_TIME, {1, 1}},
    {"min", "min", "min", PL_TIME, {1, 60}},
    {"d", "j", "days", PL_TIME, {24, 1}},

    {"kg", "kg", "kg", PL_BODY_WEIGHT, {1, 1}},

    {"mg/h", "mg/h", "mg/h", PL_MASS_RATE, {1, 1}},
    {"mg/24h", "mg/24 h", "mg/24 h", PL_MASS_RATE, {1, 24}},
    {"mg/min", "mg/min", "mg/min", PL_MASS_RATE, {60, 1}},
    {"ug/h", "µg/h", "µg/h", PL_MASS_RATE, {1, 1000}},
    {"ug/24h", "µg/24 h", "µg/24 h", PL_MASS_RATE, {1, 24000}},
    {"ug/min", "µg/min", "µg/min", PL_MASS_RATE, {3, 50}},
    {"g/24h", "g/24 h", "g/24 h", PL_MASS_RATE, {125, 3}},

    {"mL/h", "mL/h", "mL/h", PL_VOLUME_RATE, {1, 1}},
    {"mL/24h", "mL/24 h", "mL/24 h", PL_VOLUME_RATE, {1, 24}},

    {"mg/mL", "mg/mL", "mg/mL", PL_CONCENTRATION, {1, 1}},
    {"ug/mL", "µg/mL", "µg/mL", PL_CONCENTRATION, {1, 1000}},
    {"g/mL", "g/mL", "g/mL", PL_CONCENTRATION, {1000, 1}},

    {"mg/kg", "mg/kg", "mg/kg", PL_MASS_PER_WEIGHT, {1, 1}},
    {"ug/kg", "µg/kg", "µg/kg", PL_MASS_PER_WEIGHT, {1, 1000}},

    {"mg/kg/h", "mg/kg/h", "mg/kg/h", PL_MASS_RATE_PER_WEIGHT, {1, 1}},
    {"mg/kg/24h", "mg/kg/24 h", "mg/kg/24 h", PL_MASS_RATE_PER_WEIGHT, {1, 24}},
    {"ug/kg/h", "µg/kg/h", "µg/kg/h", PL_MASS_RATE_PER_WEIGHT, {1, 1000}},
    {"ug/kg/min", "µg/kg/min", "µg/kg/min", PL_MASS_RATE_PER_WEIGHT, {3, 50}},

    {"mL/min", "mL/min", "mL/min", PL_CLEARANCE, {1, 1}},

    {"%", "%", "%", PL_PERCENT, {1, 1}},

    {"mm/h", "mm/h", "mm/h", PL_LENGTH_RATE, {1, 1}},
    {"mm/24h", "mm/24 h", "mm/24 h", PL_LENGTH_RATE, {1, 24}},

    {"y", "ans", "years", PL_AGE, {1, 1}},
};

enum { UNIT_COUNT = sizeof units / sizeof units[0] };

/* The largest quantity of each dimension, in its base unit. Not clinical limits: nothing that a
 * person could receive or be comes near them. They catch a slip of the hand, and keep what is
 * multiplied afterwards, at 6 digits after the mark, far inside 64 bits. */
static const int32_t largest[] = {
    [PL_MASS] = 1000000,               /* 1 kg */
    [PL_VOLUME] = 100000,              /* 100 L */
    [PL_TIME] = 87600,                 /* 10 years */
    [PL_BODY_WEIGHT] = 1000,           /* 1 t */
    [PL_MASS_RATE] = 41666,            /* 1 kg in 24 h */
    [PL_VOLUME_RATE] = 4166,           /* 100 L in 24 h */
    [PL_CONCENTRATION] = 10000,        /* 10 g/mL: denser than any solution */
    [PL_MASS_PER_WEIGHT] = 10000,      /* 1 % of the body */
    [PL_MASS_RATE_PER_WEIGHT] = 10000, /* the same every hour */
    [PL_CLEARANCE] = 1000,             /* the blood flow of both kidneys */
    [PL_PERCENT] = 1000,               /* ten times the whole */
    [PL_LENGTH_RATE] = 1000,           /* a syringe a minute */
    [PL_AGE] = 200,                    /* longer than a life */
};

/* Other words for one part of a unit, between slashes, already lower case and without spaces. */
typedef struct word_alias {
    const char *word;
    const char *first; /* what it means at the beginning of the unit */
    const char *after; /* what it means after a slash */
} word_alias;

static const word_alias word_aliases[] = {
    {"mcg", "ug", "ug"},  {"heure", "h", "h"},      {"heures", "h", "h"},      {"hour", "h", "h"},
    {"hours", "h", "h"},  {"minute", "min", "min"}, {"minutes", "min", "min"}, {"d", "d", "24h"},
    {"j", "d", "24h"},    {"jour", "d", "24h"},     {"jours", "d", "24h"},     {"day", "d", "24h"},
    {"days", "d", "24h"}, {"an", "y", "y"},         {"ans", "y", "y"},         {"year", "y", "y"},
    {"years", "y", "y"},
};

enum { WORD_ALIAS_COUNT = sizeof word_aliases / sizeof word_aliases[0] };

/* Other spellings of a whole unit, once its words are replaced. */
typedef struct unit_alias {
    const char *spelling;
    const char *code;
} unit_alias;

static const unit_alias unit_aliases[] = {
    {"ml/min/1.73m2", "ml/min"},
    {"ml/min/1,73m2", "ml/min"},
};

enum { UNIT_ALIAS_COUNT = sizeof unit_aliases / sizeof unit_aliases[0] };

/* Longer than every spelling, with each word replaced by a longer one. */
enum { SPELLING_SIZE = 40 };

typedef struct spelling {
    char text[SPELLING_SIZE];
    size_t length;
} spelling;

/* Characters that count as another one, or as nothing. */
typedef struct character {
    const char *bytes;
    const char *meaning;
} character;

static const character characters[] = {
    {" ", ""},
    {"\t", ""},
    {"\xC2\xA0", ""},
    {"\xE2\x80\xAF", ""},
    {"\xE2\x80\x89", ""},
    {"\xC2\xB5", "u"},
    {"\xCE\xBC", "u"},
    {"\xC2\xB2", "2"},
};

enum { CHARACTER_COUNT = sizeof characters / sizeof characters[0] };

static const character *character_at(const char *text, size_t length) {
    for (size_t i = 0; i < CHARACTER_COUNT; i++) {
        const size_t size = strlen(characters[i].bytes);
        if (size <= length && memcmp(text, characters[i].bytes, size) == 0) {
            return &characters[i];
        }
    }
    return NULL;
}

/* Bytes of white space at the beginning of the text. */
static size_t space_at(const char *text, size_t length) {
    size_t count = 0;
    for (;;) {
        const character *found = character_at(text + count, length - count);
        if (found == NULL || found->meaning[0] != '\0') {
            return count;
        }
        count += strlen(found->bytes);
    }
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool append(spelling *to, const char *bytes, size_t length) {
    if (length >= SPELLING_SIZE - to->length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        to->text[to->length++] = lower(bytes[i]);
    }
    to->text[to->length] = '\0';
    return true;
}

/* Lower case, without spaces, one spelling of µ; false when it is no unit: too long, or a NUL. */
static bool simplify(const char *text, size_t length, spelling *out) {
    *out = (spelling){.length = 0};
    size_t i = 0;
    while (i < length) {
        if (text[i] == '\0') {
            return false;
        }
        const character *found = character_at(text + i, length - i);
        const char *bytes = found == NULL ? text + i : found->meaning;
        if (!append(out, bytes, found == NULL ? 1 : strlen(bytes))) {
            return false;
        }
        i += found == NULL ? 1 : strlen(found->bytes);
    }
    return true;
}

static bool same(const char *word, const char *bytes, size_t length) {
    return strlen(word) == length && memcmp(word, bytes, length) == 0;
}

static bool append_word(spelling *to, const char *word, size_t length) {
    for (size_t i = 0; i < WORD_ALIAS_COUNT; i++) {
        if (same(word_aliases[i].word, word, length)) {
            const char *meaning = to->length == 0 ? word_aliases[i].first : word_aliases[i].after;
            return append(to, meaning, strlen(meaning));
        }
    }
    return append(to, word, length);
}

static bool replace_words(const spelling *from, spelling *out) {
    *out = (spelling){.length = 0};
    const char *word = from->text;
    for (;;) {
        const size_t length = strcspn(word, "/");
        if (!append_word(out, word, length)) {
            return false;
        }
        if (word[length] == '\0') {
            return true;
        }
        if (!append(out, "/", 1)) {
            return false;
        }
        word += length + 1;
    }
}

static bool same_any_case(const char *code, const char *lowered) {
    size_t i = 0;
    while (code[i] != '\0' && lower(code[i]) == lowered[i]) {
        i++;
    }
    return code[i] == lowered[i];
}

const pl_unit *pl_unit_base(pl_dimension dimension) {
    const pl_unit *unit = units;
    while (unit->dimension != dimension) {
        unit++;
    }
    return unit;
}

const pl_unit *pl_unit_per_day(void) {
    static const char code[] = "mg/24h";
    return pl_unit_find(code, sizeof code - 1);
}

/* The unit whose code is exactly the text: what documents and tables write. */
static const pl_unit *unit_by_code(const char *text, size_t length) {
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        const char *code = units[i].code;
        if (code[0] == text[0] && same(code, text, length)) {
            return &units[i];
        }
    }
    return NULL;
}

const pl_unit *pl_unit_find(const char *text, size_t length) {
    spelling simple, words;
    const pl_unit *exact = length > 0 ? unit_by_code(text, length) : NULL;
    if (exact != NULL) {
        return exact;
    }
    if (!simplify(text, length, &simple) || !replace_words(&simple, &words)) {
        return NULL;
    }
    const char *code = words.text;
    for (size_t i = 0; i < UNIT_ALIAS_COUNT; i++) {
        if (strcmp(unit_aliases[i].spelling, words.text) == 0) {
            code = unit_aliases[i].code;
        }
    }
    for (size_t i = 0; i < UNIT_COUNT; i++) {
        if (same_any_case(units[i].code, code)) {
            return &units[i];
        }
    }
    return NULL;
}

const pl_unit *pl_unit_at(size_t index) {
    return index < UNIT_COUNT ? &units[index] : NULL;
}

/* The parts of a quantity, in the text. */
typedef struct parts {
    const char *whole;
    size_t whole_count;
    const char *fraction;
    size_t fraction_count;
    const char *unit;
    size_t unit_length;
} parts;

static size_t digits_at(const char *text, size_t length) {
    size_t count = 0;
    while (count < length && pl_is_digit(text[count])) {
        count++;
    }
    return count;
}

static bool is_mark(const char *text, size_t length) {
    return length > 0 && (text[0] == '.' || text[0] == ',');
}

static bool is_exponent(const char *text, size_t length) {
    if (length < 2 || lower(text[0]) != 'e') {
        return false;
    }
    const size_t sign = text[1] == '+' || text[1] == '-' ? 1 : 0;
    return digits_at(text + 1 + sign, length - 1 - sign) > 0;
}

/* The minus sign: ASCII or U+2212. */
static size_t minus_at(const char *text, size_t length) {
    if (text[0] == '-') {
        return 1;
    }
    return length > 3 && memcmp(text, "\xE2\x88\x92", 3) == 0 ? 3 : 0;
}

static pl_status without_number(const char *text, size_t length) {
    const size_t minus = minus_at(text, length);
    const bool negative = minus > 0 && digits_at(text + minus, length - minus) > 0;
    return negative ? PALLIA_ENEGATIVE : PALLIA_EQUANTITY;
}

static bool could_be_thousands(const parts *found) {
    return found->fraction_count == 3 && found->whole_count <= 3 && found->whole[0] != '0';
}

/* What stands after the number, `space` bytes before the unit, and shows that the number was not
 * what it seemed. */
static pl_status check_after(const char *text, size_t space, const parts *found) {
    const size_t length = space + found->unit_length;
    if (is_exponent(text, length)) {
        return PALLIA_EEXPONENT;
    }
    if (is_mark(text, length) || digits_at(found->unit, found->unit_length) > 0 ||
        could_be_thousands(found)) {
        return PALLIA_EAMBIGUOUS_NUMBER;
    }
    return found->unit_length == 0 ? PALLIA_EUNIT_MISSING : PALLIA_OK;
}

static pl_status take_apart(const char *text, size_t length, parts *out) {
    const size_t space = space_at(text, length);
    text += space;
    length -= space;
    if (length == 0) {
        return PALLIA_EEMPTY;
    }
    *out = (parts){.whole = text, .whole_count = digits_at(text, length)};
    if (out->whole_count == 0) {
        return without_number(text, length);
    }
    text += out->whole_count;
    length -= out->whole_count;
    if (is_mark(text, length)) {
        out->fraction = text + 1;
        out->fraction_count = digits_at(text + 1, length - 1);
        if (out->fraction_count == 0) {
            return PALLIA_EQUANTITY;
        }
        text += 1 + out->fraction_count;
        length -= 1 + out->fraction_count;
    }
    const size_t before_unit = space_at(text, length);
    out->unit = text + before_unit;
    out->unit_length = length - before_unit;
    return check_after(text, before_unit, out);
}

pl_status pl_unit_largest(const pl_unit *unit, pl_rational *out) {
    return pl_rational_div(pl_rational_from_int(largest[unit->dimension]), unit->to_base, out);
}

static bool is_too_large(pl_rational value, const pl_unit *unit) {
    pl_rational base;
    const pl_rational bound = pl_rational_from_int(largest[unit->dimension]);
    return pl_rational_mul(value, unit->to_base, &base) != PALLIA_OK ||
           pl_rational_compare(base, bound) > 0;
}

pl_status pl_quantity_parse(const char *text, size_t length, pl_quantity *out) {
    parts found;
    pl_rational value;
    pl_status status = take_apart(text, length, &found);
    if (status != PALLIA_OK) {
        return status;
    }
    const pl_unit *unit = pl_unit_find(found.unit, found.unit_length);
    if (unit == NULL) {
        return PALLIA_EUNIT_UNKNOWN;
    }
    status = pl_rational_from_digits(found.whole, found.whole_count, found.fraction,
                                     found.fraction_count, &value);
    if (status != PALLIA_OK) {
        return status;
    }
    if (is_too_large(value, unit)) {
        return PALLIA_EMAGNITUDE;
    }
    out->value = value;
    out->unit = unit;
    return PALLIA_OK;
}

pl_status pl_quantity_parse_as(const char *text, size_t length, pl_dimension dimension,
                               pl_quantity *out) {
    pl_quantity read;
    const pl_status status = pl_quantity_parse(text, length, &read);
    if (status != PALLIA_OK) {
        return status;
    }
    if (read.unit->dimension != dimension) {
        const bool percent = read.unit->dimension == PL_PERCENT && dimension == PL_CONCENTRATION;
        return percent ? PALLIA_EPERCENT : PALLIA_EDIMENSION;
    }
    *out = read;
    return PALLIA_OK;
}

pl_status pl_quantity_in(pl_quantity quantity, const pl_unit *unit, pl_rational *out) {
    pl_rational base;
    if (quantity.unit->dimension != unit->dimension) {
        return PALLIA_EDIMENSION;
    }
    const pl_status status = pl_rational_mul(quantity.value, quantity.unit->to_base, &base);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_rational_div(base, unit->to_base, out);
}
