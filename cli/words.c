/* SPDX-License-Identifier: MPL-2.0 */
#include "words.h"

#include <stdlib.h>
#include <string.h>

/* Signs and spaces outside ASCII. */
static const char *const wide_spaces[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", NULL};
static const char multiplication[] = "\xC3\x97";

static const char *const hours[] = {"h",  "heure", "heures", "hour", "hours",
                                    "hr", "hrs",   "hre",    "hres", NULL};
static const char *const days[] = {"j",    "jour",    "jours",          "d", "day",
                                   "days", "journee", "journ\303\251e", NULL};
static const char *const times[] = {"x",     "*",      "fois",         "times", "time",
                                    "prise", "prises", multiplication, NULL};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    unsigned char byte = (unsigned char)c;
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

static size_t space_at(const char *text) {
    if (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r') {
        return 1;
    }
    for (size_t i = 0; wide_spaces[i]; i++) {
        size_t length = strlen(wide_spaces[i]);
        if (strncmp(text, wide_spaces[i], length) == 0) {
            return length;
        }
    }
    return 0;
}

static size_t multiplication_at(const char *text) {
    size_t length = sizeof multiplication - 1;
    return strncmp(text, multiplication, length) == 0 ? length : 0;
}

/* Digits with their marks; a mark that ends them is no part of the number. */
static size_t number_at(const char *text) {
    size_t length = *text == '-' && is_digit(text[1]) ? 1 : 0;
    if (!is_digit(text[length])) {
        return 0;
    }
    while (is_digit(text[length]) || text[length] == '.' || text[length] == ',') {
        length++;
    }
    while (!is_digit(text[length - 1])) {
        length--;
    }
    return length;
}

/* Letters, with what joins them inside a word: L.P., sous-cutanée, d'oxycodone. */
static size_t letters_at(const char *text) {
    size_t length = 0;
    while (text[length] != '\0' && space_at(text + length) == 0 &&
           multiplication_at(text + length) == 0) {
        bool joins = length > 0 && strchr(".-'", text[length]) && is_letter(text[length + 1]);
        if (!is_letter(text[length]) && !joins) {
            break;
        }
        length++;
    }
    /* The full stop of an abbreviation: "s.c." */
    bool abbreviated = length > 0 && text[length] == '.' && memchr(text, '.', length);
    return abbreviated ? length + 1 : length;
}

static word next_word(const char *phrase, size_t start) {
    const char *text = phrase + start;
    size_t length = number_at(text);
    if (length > 0) {
        return (word){WORD_NUMBER, start, start + length};
    }
    length = letters_at(text);
    if (length > 0) {
        return (word){WORD_LETTERS, start, start + length};
    }
    length = multiplication_at(text);
    return (word){WORD_SIGN, start, start + (length > 0 ? length : 1)};
}

bool words_cut(const char *phrase, words *out) {
    *out = (words){.phrase = phrase};
    size_t at = 0;
    while (phrase[at] != '\0') {
        size_t space = space_at(phrase + at);
        if (space > 0) {
            at += space;
            continue;
        }
        if (out->count == WORDS_MAX) {
            return false;
        }
        out->list[out->count] = next_word(phrase, at);
        at = out->list[out->count++].end;
    }
    return true;
}

bool words_is_kind(const words *all, size_t index, word_kind kind) {
    return index < all->count && all->list[index].kind == kind;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool words_is(const words *all, size_t index, const char *text) {
    if (index >= all->count) {
        return false;
    }
    const word *one = &all->list[index];
    size_t length = one->end - one->start;
    for (size_t i = 0; i < length; i++) {
        if (lower(all->phrase[one->start + i]) != text[i]) {
            return false;
        }
    }
    return text[length] == '\0';
}

bool words_is_one(const words *all, size_t index, const char *const *list) {
    for (size_t i = 0; list[i]; i++) {
        if (words_is(all, index, list[i])) {
            return true;
        }
    }
    return false;
}

int words_whole(const words *all, size_t index) {
    enum { DIGITS_MAX = 6 };
    if (!words_is_kind(all, index, WORD_NUMBER)) {
        return -1;
    }
    const word *one = &all->list[index];
    int value = 0;
    for (size_t i = one->start; i < one->end; i++) {
        if (!is_digit(all->phrase[i]) || one->end - one->start > DIGITS_MAX) {
            return -1;
        }
        value = value * 10 + (all->phrase[i] - '0');
    }
    return value;
}

bool words_copy(const words *all, size_t from, size_t last, char *out, size_t room) {
    size_t start = all->list[from].start;
    size_t length = all->list[last].end - start;
    if (length >= room) {
        return false;
    }
    memcpy(out, all->phrase + start, length);
    out[length] = '\0';
    return true;
}

bool words_is_hours(const words *all, size_t index) {
    return words_is_one(all, index, hours);
}

bool words_is_days(const words *all, size_t index) {
    return words_is_one(all, index, days);
}

bool words_is_times(const words *all, size_t index) {
    return words_is_one(all, index, times);
}
