/* SPDX-License-Identifier: MPL-2.0
 *
 * A phrase cut into numbers, words and signs: "Skenan LP 60 mg /12h" is
 * Skenan · LP · 60 · mg · / · 12 · h. Nothing is interpreted and nothing is lost but white space.
 */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum { WORDS_MAX = 96 };

typedef enum word_kind { WORD_NUMBER, WORD_LETTERS, WORD_SIGN } word_kind;

typedef struct word {
    word_kind kind;
    size_t start; /* bytes in the phrase */
    size_t end;
} word;

typedef struct words {
    const char *phrase;
    word list[WORDS_MAX];
    size_t count;
} words;

/* False when there are more than WORDS_MAX. */
bool words_cut(const char *phrase, words *out);

/* Whether the index-th word is there and of that kind. */
bool words_is_kind(const words *all, size_t index, word_kind kind);

/* Whether it is `text`, in any ASCII case. */
bool words_is(const words *all, size_t index, const char *text);

/* Whether it is one of a NULL-terminated list. */
bool words_is_one(const words *all, size_t index, const char *const *list);

/* A number made of digits only, of at most 6: its value, else -1. */
int words_whole(const words *all, size_t index);

/* Copies the bytes from word `from` to word `last`, as typed. False when they do not fit. */
bool words_copy(const words *all, size_t from, size_t last, char *out, size_t room);

/* Kinds of words that several readers need. */
bool words_is_hours(const words *all, size_t index);
bool words_is_days(const words *all, size_t index);
bool words_is_times(const words *all, size_t index); /* x, ×, *, fois, times, prises */

#endif
