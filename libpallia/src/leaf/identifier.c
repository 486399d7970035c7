/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/identifier.h"

#include "leaf/utf8.h"

#include <stdio.h>
#include <string.h>

enum { DIGITS_MAX = 20, NATIONAL_DIGITS = 10 };

/* The bytes of a separator at `text`; 0 when there is none. */
static size_t separator(const char *text) {
    static const char *const separators[] = {" ", ".", "-", "\xC2\xA0", "\xE2\x80\xAF"};
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        size_t length = strlen(separators[i]);
        if (strncmp(text, separators[i], length) == 0) {
            return length;
        }
    }
    return 0;
}

/* Copies what is no separator, in upper case; false when it does not fit. */
static bool compact(const char *text, char *out, size_t room) {
    size_t used = 0;
    memset(out, 0, room);
    while (*text != '\0') {
        size_t skip = separator(text);
        text += skip;
        if (skip > 0) {
            continue;
        }
        if (used + 1 == room) {
            return false;
        }
        char c = *text++;
        out[used++] = c == 'a' || c == 'b' ? (char)(c - 'a' + 'A') : c;
    }
    return true;
}

static bool all_digits(const char *text) {
    return text[strspn(text, "0123456789")] == '\0';
}

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

/* ---- telephones ---- */

/* The country code of the nine digits behind the 0, as the metadata of libphonenumber has it
 * (2026). 06 39 98, which is kept for fiction, is in no overseas plan. */
static const char *country_of(const char *national) {
    static const struct {
        const char *begins;
        const char *country;
    } plans[] = {{"63998", "33"}, {"262", "262"}, {"263", "262"}, {"269", "262"}, {"639", "262"},
                 {"692", "262"},  {"693", "262"}, {"590", "590"}, {"690", "590"}, {"691", "590"},
                 {"594", "594"},  {"694", "594"}, {"596", "596"}, {"696", "596"}, {"697", "596"}};
    for (size_t i = 0; i < sizeof plans / sizeof plans[0]; i++) {
        if (begins(national, plans[i].begins)) {
            return plans[i].country;
        }
    }
    return "33";
}

/* Groups of two digits, behind what is there already. */
static void append_pairs(char *text, const char *digits) {
    size_t used = strlen(text);
    for (size_t i = 0; digits[i] != '\0'; i++) {
        if (i % 2 == 0) {
            text[used++] = ' ';
        }
        text[used++] = digits[i];
    }
    text[used] = '\0';
}

static bool french(const char *national, const char *country, pl_phone *out) {
    bool shared = national[0] == '8' || national[0] == '9'; /* ranges that every plan has */
    if (strlen(national) != 9 || national[0] == '0' ||
        (!shared && strcmp(country_of(national), country) != 0)) {
        return false;
    }
    snprintf(out->e164, sizeof out->e164, "+%s%s", country, national);
    out->text[0] = '0';
    out->text[1] = national[0];
    out->text[2] = '\0';
    append_pairs(out->text, national + 1);
    return true;
}

static bool abroad(const char *digits, pl_phone *out) {
    enum { LEAST = 8, MOST = 15 };
    size_t length = strlen(digits);
    if (length < LEAST || length > MOST || digits[0] == '0') {
        return false;
    }
    snprintf(out->e164, sizeof out->e164, "+%s", digits);
    memcpy(out->text, out->e164, 3);
    out->text[3] = '\0';
    append_pairs(out->text, digits + 2);
    return true;
}

/* Behind the country code a person may write the 0 of the national number, in brackets or not. */
static const char *without_zero(const char *national) {
    return national[0] == '0' ? national + 1 : national;
}

static bool international(const char *digits, pl_phone *out) {
    static const char *const countries[] = {"33", "262", "590", "594", "596"};
    for (size_t i = 0; i < sizeof countries / sizeof countries[0]; i++) {
        if (begins(digits, countries[i])) {
            return french(without_zero(digits + strlen(countries[i])), countries[i], out);
        }
    }
    return abroad(digits, out);
}

/* "+33(0)639981234" without its brackets. */
static void drop_brackets(char *text) {
    static const char zero[] = "(0)";
    char *at = strstr(text, zero);
    if (at && text[0] == '+') {
        memmove(at, at + strlen(zero), strlen(at + strlen(zero)) + 1);
    }
}

bool pl_phone_parse(const char *text, pl_phone *out) {
    char all[DIGITS_MAX];
    if (!compact(text, all, sizeof all)) {
        return false;
    }
    drop_brackets(all);
    const char *digits = all[0] == '+' ? all + 1 : all;
    if (!all_digits(digits)) {
        return false;
    }
    if (all[0] == '+') {
        return international(digits, out);
    }
    if (begins(digits, "00")) {
        return strlen(digits) > NATIONAL_DIGITS && international(digits + 2, out);
    }
    return digits[0] == '0' && french(digits + 1, country_of(digits + 1), out);
}

/* ---- numbers with a key ---- */

static int number_of(const char *digits, size_t count) {
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        number = 10 * number + (digits[i] - '0');
    }
    return number;
}

/* A Corsican department becomes the number that stands for it in the key; false for a letter
 * elsewhere. */
static bool count_letters(char *number, size_t at) {
    char *department = number + at;
    if (begins(department, "2A")) {
        memcpy(department, "19", 2);
    } else if (begins(department, "2B")) {
        memcpy(department, "18", 2);
    }
    return all_digits(number);
}

static bool has_nir_key(const char *number) {
    enum { BODY = 13, MODULUS = 97 };
    int rest = 0;
    for (size_t i = 0; i < BODY; i++) {
        rest = (10 * rest + (number[i] - '0')) % MODULUS;
    }
    return number_of(number + BODY, 2) == MODULUS - rest;
}

bool pl_nir_parse(const char *text, pl_nir *out) {
    enum { DEPARTMENT = 5, YEAR = 1, MONTH = 3, MONTHS = 12 };
    char number[PL_NIR_SIZE];
    if (!compact(text, number, sizeof number) || strlen(number) != PL_NIR_SIZE - 1) {
        return false;
    }
    memcpy(out->text, number, sizeof number);
    if (!count_letters(number, DEPARTMENT) || !strchr("123478", number[0]) ||
        !has_nir_key(number)) {
        return false;
    }
    int month = number_of(number + MONTH, 2);
    out->female = (number[0] - '0') % 2 == 0;
    out->year = number_of(number + YEAR, 2);
    out->month = month <= MONTHS ? month : PL_NIR_MONTH_UNKNOWN;
    return true;
}

static bool has_luhn_key(const char *digits) {
    int sum = 0;
    size_t length = strlen(digits);
    for (size_t i = 0; i < length; i++) {
        int digit = digits[length - 1 - i] - '0';
        int twice = digit < 5 ? 2 * digit : 2 * digit - 9;
        sum += i % 2 == 0 ? digit : twice;
    }
    return sum % 10 == 0;
}

bool pl_rpps_valid(const char *text) {
    enum { LENGTH = 11 };
    char digits[LENGTH + 1];
    return compact(text, digits, sizeof digits) && strlen(digits) == LENGTH && all_digits(digits) &&
           has_luhn_key(digits);
}

bool pl_finess_valid(const char *text) {
    enum { LENGTH = 9 };
    char number[LENGTH + 1];
    if (!compact(text, number, sizeof number) || strlen(number) != LENGTH) {
        return false;
    }
    if (all_digits(number)) {
        return has_luhn_key(number);
    }
    return (begins(number, "2A") || begins(number, "2B")) && all_digits(number + 2);
}
