/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/utf8.h"

#include <stdint.h>
#include <string.h>

/* Well-formed sequences (RFC 3629): the second byte has a narrower range after some lead bytes,
 * which is what excludes overlong forms, surrogates and what lies beyond U+10FFFF. */
typedef struct sequence {
    unsigned char lead_low, lead_high;
    unsigned char second_low, second_high;
    unsigned char length;
} sequence;

static const sequence sequences[] = {
    {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

enum { SEQUENCE_COUNT = sizeof sequences / sizeof sequences[0] };

static unsigned char byte_at(const char *bytes, size_t i) {
    return (unsigned char)bytes[i];
}

static bool is_continuation(const char *bytes, size_t i) {
    return (byte_at(bytes, i) & 0xC0) == 0x80;
}

static bool has_sequence(const sequence *shape, const char *bytes, size_t length) {
    if (length < shape->length || byte_at(bytes, 1) < shape->second_low ||
        byte_at(bytes, 1) > shape->second_high) {
        return false;
    }
    for (size_t i = 2; i < shape->length; i++) {
        if (!is_continuation(bytes, i)) {
            return false;
        }
    }
    return true;
}

size_t pl_utf8_char(const char *bytes, size_t length) {
    if (length == 0) {
        return 0;
    }
    const unsigned char lead = byte_at(bytes, 0);
    if (lead < 0x80) {
        return 1;
    }
    for (size_t i = 0; i < SEQUENCE_COUNT; i++) {
        if (lead <= sequences[i].lead_high) {
            const bool good =
                lead >= sequences[i].lead_low && has_sequence(&sequences[i], bytes, length);
            return good ? sequences[i].length : 0;
        }
    }
    return 0;
}

bool pl_utf8_valid(const char *bytes, size_t length, size_t *bad) {
    size_t i = 0;
    while (i < length) {
        const size_t size = pl_utf8_char(bytes + i, length - i);
        if (size == 0) {
            if (bad != NULL) {
                *bad = i;
            }
            return false;
        }
        i += size;
    }
    return true;
}

bool pl_utf8_blank(const char *text) {
    static const char *const empty[] = {
        "\xC2\xA0",     "\xC2\xAD",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81",
        "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84", "\xE2\x80\x85", "\xE2\x80\x86",
        "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\x8B",
        "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xA8",
        "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE2\x81\xA0", "\xE3\x80\x80",
        "\xEF\xBB\xBF"};
    while (*text != '\0') {
        size_t length = byte_at(text, 0) <= ' ' || *text == 0x7F ? 1 : 0;
        for (size_t i = 0; length == 0 && i < sizeof empty / sizeof empty[0]; i++) {
            const size_t size = strlen(empty[i]);
            length = strncmp(text, empty[i], size) == 0 ? size : 0;
        }
        if (length == 0) {
            return false;
        }
        text += length;
    }
    return true;
}

size_t pl_utf8_cut(const char *bytes, size_t length, size_t room) {
    if (length <= room) {
        return length;
    }
    size_t cut = room;
    while (cut > 0 && is_continuation(bytes, cut)) {
        cut--;
    }
    return cut;
}

/* U+00C0 to U+017F without accents and in lower case; NULL for the two signs among them. */
enum { LATIN_FIRST = 0xC0, LATIN_LAST = 0x17F };

static const char *const latin[LATIN_LAST - LATIN_FIRST + 1] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e", "e", "e", "e", "i", "i", "i",  "i",  /* C0 */
    "d", "n", "o",  "o",  "o", "o", "o",  NULL, "o", "u", "u", "u", "u", "y", "th", "ss", /* D0 */
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e", "e", "e", "e", "i", "i", "i",  "i",  /* E0 */
    "d", "n", "o",  "o",  "o", "o", "o",  NULL, "o", "u", "u", "u", "u", "y", "th", "y",  /* F0 */
    "a", "a", "a",  "a",  "a", "a", "c",  "c",  "c", "c", "c", "c", "c", "c", "d",  "d",  /* 100 */
    "d", "d", "e",  "e",  "e", "e", "e",  "e",  "e", "e", "e", "e", "g", "g", "g",  "g",  /* 110 */
    "g", "g", "g",  "g",  "h", "h", "h",  "h",  "i", "i", "i", "i", "i", "i", "i",  "i",  /* 120 */
    "i", "i", "ij", "ij", "j", "j", "k",  "k",  "k", "l", "l", "l", "l", "l", "l",  "l",  /* 130 */
    "l", "l", "l",  "n",  "n", "n", "n",  "n",  "n", "n", "n", "n", "o", "o", "o",  "o",  /* 140 */
    "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r", "r", "s", "s", "s", "s", "s",  "s",  /* 150 */
    "s", "s", "t",  "t",  "t", "t", "t",  "t",  "u", "u", "u", "u", "u", "u", "u",  "u",  /* 160 */
    "u", "u", "u",  "u",  "w", "w", "y",  "y",  "y", "z", "z", "z", "z", "z", "z",  "s",  /* 170 */
};

/* Ranges of characters, in order, that fold to the same thing: a space, or nothing for the
 * combining accents and what has no width. */
typedef struct folded_range {
    uint32_t first, last;
    const char *to;
} folded_range;

static const folded_range folded_ranges[] = {
    {0x00, 0x20, " "},     {'\'', '\'', " "},     {',', '.', " "},       {'_', '`', " "},
    {0x7F, 0xA0, " "},     {0xA9, 0xA9, " "},     {0xAD, 0xAD, ""},      {0xAE, 0xAE, " "},
    {0xB4, 0xB4, " "},     {0xB5, 0xB5, "u"},     {0xB7, 0xB7, " "},     {0x2B9, 0x2BC, " "},
    {0x300, 0x36F, ""},    {0x3BC, 0x3BC, "u"},   {0x2000, 0x200A, " "}, {0x200B, 0x200D, ""},
    {0x2010, 0x201B, " "}, {0x2024, 0x202F, " "}, {0x2032, 0x2032, " "}, {0x2122, 0x2122, " "},
    {0x2212, 0x2212, " "}, {0xFEFF, 0xFEFF, ""},
};

enum { FOLDED_RANGE_COUNT = sizeof folded_ranges / sizeof folded_ranges[0] };

static uint32_t code_point(const char *bytes, size_t size) {
    static const unsigned char lead_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = byte_at(bytes, 0) & lead_mask[size];
    for (size_t i = 1; i < size; i++) {
        code = code << 6 | (byte_at(bytes, i) & 0x3F);
    }
    return code;
}

/* What a character folds to; NULL when it stays. */
static const char *folding(uint32_t code) {
    if (code >= LATIN_FIRST && code <= LATIN_LAST) {
        return latin[code - LATIN_FIRST];
    }
    size_t i = 0;
    while (i < FOLDED_RANGE_COUNT && code > folded_ranges[i].last) {
        i++;
    }
    return i < FOLDED_RANGE_COUNT && code >= folded_ranges[i].first ? folded_ranges[i].to : NULL;
}

/* The folded text, as far as there is room for it, and what it would be without that limit. */
typedef struct folder {
    char *bytes;
    size_t room;
    size_t length;
    char last;
    bool space; /* one is due before the next character, unless it is the first */
} folder;

static void put(folder *to, char byte) {
    if (to->length + 1 < to->room) {
        to->bytes[to->length] = byte;
    }
    to->length++;
    to->last = byte;
}

static void put_text(folder *to, const char *bytes, size_t length) {
    if (to->space && to->length > 0) {
        put(to, ' ');
    }
    to->space = false;
    for (size_t i = 0; i < length; i++) {
        put(to, bytes[i]);
    }
}

static void fold_char(folder *to, const char *bytes, size_t size) {
    const uint32_t code = code_point(bytes, size);
    const char *folded = folding(code);
    if (code >= 'A' && code <= 'Z') {
        const char small = (char)(bytes[0] - 'A' + 'a');
        put_text(to, &small, 1);
    } else if (folded == NULL) {
        put_text(to, bytes, size);
    } else if (folded[0] == ' ') {
        to->space = true;
    } else if (folded[0] != '\0') {
        put_text(to, folded, strlen(folded));
    }
}

/* A mark with a digit on both sides. */
static bool is_decimal_mark(const folder *to, const char *bytes, size_t length) {
    const bool mark = bytes[0] == '.' || bytes[0] == ',';
    return mark && !to->space && pl_is_digit(to->last) && length > 1 && pl_is_digit(bytes[1]);
}

/* What most characters are. */
static bool stays(char c) {
    return (c >= 'a' && c <= 'z') || pl_is_digit(c);
}

size_t pl_utf8_fold(const char *bytes, size_t length, char *folded, size_t room) {
    folder to = {.bytes = folded, .room = room};
    size_t i = 0;
    while (i < length) {
        if (stays(bytes[i])) {
            put_text(&to, bytes + i, 1);
            i++;
            continue;
        }
        const size_t size = pl_utf8_char(bytes + i, length - i);
        if (is_decimal_mark(&to, bytes + i, length - i)) {
            put(&to, '.');
        } else {
            fold_char(&to, bytes + i, size);
        }
        i += size;
    }
    if (room > 0) {
        folded[to.length < room ? to.length : room - 1] = '\0';
    }
    return to.length;
}

enum { DISTANCE_MAX = 64 };

typedef struct distance_rows {
    size_t before[DISTANCE_MAX + 1]; /* two characters of `a` ago */
    size_t last[DISTANCE_MAX + 1];
    size_t now[DISTANCE_MAX + 1];
} distance_rows;

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Row i of the table of edits: now[j] turns the first i bytes of `a` into the first j of `b`. */
static void fill_row(distance_rows *rows, size_t i, const char *a, const char *b, size_t b_length) {
    rows->now[0] = i;
    for (size_t j = 1; j <= b_length; j++) {
        const size_t replaced = rows->last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        const size_t moved = smaller(rows->last[j], rows->now[j - 1]) + 1;
        rows->now[j] = smaller(replaced, moved);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
            rows->now[j] = smaller(rows->now[j], rows->before[j - 2] + 1);
        }
    }
}

size_t pl_utf8_distance(const char *a, const char *b, size_t limit) {
    const size_t a_length = strlen(a);
    const size_t b_length = strlen(b);
    const size_t apart = a_length > b_length ? a_length - b_length : b_length - a_length;
    if (a_length > DISTANCE_MAX || b_length > DISTANCE_MAX || apart > limit) {
        return limit + 1;
    }
    distance_rows rows;
    for (size_t j = 0; j <= b_length; j++) {
        rows.now[j] = j;
    }
    for (size_t i = 1; i <= a_length; i++) {
        const size_t row_size = (b_length + 1) * sizeof rows.now[0];
        if (i > 1) {
            memcpy(rows.before, rows.last, row_size);
        }
        memcpy(rows.last, rows.now, row_size);
        fill_row(&rows, i, a, b, b_length);
    }
    return smaller(rows.now[b_length], limit + 1);
}
