/* SPDX-License-Identifier: MPL-2.0 */
#include "amount.h"

#include <string.h>

enum { MILLION = 1000000, WHOLE_DIGITS = 6, PART_DIGITS = 6, GROUP = 3 };

static const char *const micrograms[] = {"ug",         "\xC2\xB5g",   "\xCE\xBCg",    "mcg",
                                         "microg",     "microgramme", "microgrammes", "microgram",
                                         "micrograms", "gamma",       "gammas",       NULL};
static const char *const milligrams[] = {"mg",        "milligramme", "milligrammes",
                                         "milligram", "milligrams",  NULL};
static const char *const grams[] = {"g", "gramme", "grammes", "gram", "grams", NULL};
static const char *const millilitres[] = {"ml", "millilitre", "millilitres", NULL};

static const struct {
    const char *const *names;
    int64_t in_micrograms;
} masses[] = {{micrograms, 1}, {milligrams, 1000}, {grams, MILLION}};

/* The digits of the number in millionths. False for what could be read in two ways ("1.000", "1 000
 * mg") or has too many digits. */
static bool read_number(const words *all, size_t at, int64_t *out) {
    const char *text = all->phrase + all->list[at].start;
    size_t length = all->list[at].end - all->list[at].start;
    size_t whole = strspn(text, "0123456789");
    whole = whole < length ? whole : length;
    size_t part = whole < length ? length - whole - 1 : 0;
    bool grouped = part == GROUP && *text != '0';
    if (whole == 0 || whole > WHOLE_DIGITS || part > PART_DIGITS || grouped ||
        (at > 0 && words_is_kind(all, at - 1, WORD_NUMBER))) {
        return false;
    }
    int64_t value = 0;
    for (size_t i = 0; i < whole + PART_DIGITS; i++) {
        size_t from = i < whole ? i : i + 1;
        char digit = from < length ? text[from] : '0';
        if (digit < '0' || digit > '9') {
            return false;
        }
        value = value * 10 + (digit - '0');
    }
    *out = value;
    return true;
}

/* What a mass is counted by, behind its unit at `at`: "/mL", "/5 mL", "/h", "/24 h". */
static size_t read_per(const words *all, size_t at, amount *out) {
    size_t next = at + 1;
    int count = 1;
    if (!words_is(all, at, "/") && !words_is(all, at, "par") && !words_is(all, at, "per")) {
        return 0;
    }
    if (words_is_kind(all, next, WORD_NUMBER)) {
        count = words_whole(all, next++);
    }
    if (words_is_one(all, next, millilitres)) {
        out->per = PER_ML;
        out->exact = out->exact && count > 0 && out->value % count == 0;
        out->value = count > 0 ? out->value / count : 0;
        return next + 1 - at;
    }
    bool day = words_is_days(all, next) || (count == 24 && words_is_hours(all, next));
    if (day || words_is_hours(all, next)) {
        out->per = day ? PER_DAY : PER_HOUR;
        out->exact = out->exact && (count == 1 || day);
        return next + 1 - at;
    }
    return 0;
}

/* The unit at `at`, and `number` of it. */
static amount read_unit(const words *all, size_t at, int64_t number, size_t *length) {
    amount out = {.exact = true, .value = number};
    for (size_t i = 0; i < sizeof masses / sizeof masses[0]; i++) {
        if (words_is_one(all, at, masses[i].names)) {
            out.kind = AMOUNT_MASS;
            out.micrograms = i == 0;
            out.value = number * masses[i].in_micrograms;
        }
    }
    if (words_is(all, at, "%")) {
        out.kind = AMOUNT_PERCENT;
    } else if (words_is_one(all, at, millilitres)) {
        out.kind = AMOUNT_VOLUME;
    }
    *length = out.kind == AMOUNT_NONE ? 0 : 1;
    *length += out.kind == AMOUNT_MASS ? read_per(all, at + 1, &out) : 0;
    return out;
}

amount amount_at(const words *all, size_t at, size_t *length) {
    int64_t number = 0;
    *length = 0;
    if (!words_is_kind(all, at, WORD_NUMBER)) {
        return (amount){0};
    }
    bool exact = read_number(all, at, &number);
    amount out = read_unit(all, at + 1, number, length);
    if (out.kind == AMOUNT_NONE || out.kind == AMOUNT_VOLUME) {
        *length = 0;
        return (amount){0};
    }
    out.exact = out.exact && exact;
    *length += 1;
    return out;
}

bool amount_read(const char *text, amount *out) {
    words all;
    size_t length;
    *out = (amount){0};
    if (!words_cut(text, &all)) {
        return false;
    }
    *out = amount_at(&all, 0, &length);
    return out->kind != AMOUNT_NONE && out->exact && length == all.count;
}

bool amount_unit_read(const char *text, amount *out) {
    words all;
    size_t length;
    *out = (amount){0};
    if (!words_cut(text, &all)) {
        return false;
    }
    *out = read_unit(&all, 0, 0, &length);
    return out->kind != AMOUNT_NONE && length == all.count;
}

bool amount_equal(const amount *a, const amount *b) {
    return a->exact && b->exact && a->kind == b->kind && a->per == b->per && a->value == b->value;
}
