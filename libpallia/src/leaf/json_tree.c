/* SPDX-License-Identifier: MPL-2.0
 *
 * From text that pl_json_strict accepted to a cJSON tree. cJSON's own parser writes the place of
 * its last error into a global of the process, so that two threads that read at the same time race,
 * and asks malloc for each node and string, past the caller's allocator. The nodes are made here,
 * in arenas, and are cJSON's to read. The valueint of a string, which cJSON leaves at 0, is its
 * length.
 */
#include "leaf/json_read.h"

#include "leaf/eight.h"
#include "leaf/utf8.h"

#include <cjson/cJSON.h>
#include <string.h>

/* Nodes that are got at once. */
enum { NODES = 32 };

/* Grammar was checked: only the end of the text needs to be looked for. */
typedef struct reader {
    const char *at;
    const char *end;
    char *texts; /* where the next decoded string goes */
    pl_arena *arena;
    cJSON *nodes; /* the next one that is free */
    size_t left;
} reader;

static char peek(const reader *it) {
    return it->at < it->end ? *it->at : '\0';
}

/* Nothing else is that low outside of strings. */
static void skip_space(reader *it) {
    const char *at = it->at;
    while (at < it->end && (unsigned char)*at <= ' ') {
        at++;
    }
    it->at = at;
}

/* Copies up to the next quote or backslash. Whole eights are written, also the last one of which
 * only the beginning counts: what was decoded is behind what was read, so that they never leave the
 * room. */
static void copy_plain(const reader *it, const char **from, char **to) {
    const char *at = *from;
    char *out = *to;
    uint64_t marks = 0;
    while (marks == 0 && it->end - at >= PL_EIGHT) {
        const uint64_t eight = pl_eight_at(at);
        marks = pl_eight_equal(eight, '"') | pl_eight_equal(eight, '\\');
        memcpy(out, at, PL_EIGHT);
        const size_t plain = marks == 0 ? PL_EIGHT : pl_eight_first(marks);
        at += plain;
        out += plain;
    }
    while (*at != '"' && *at != '\\') {
        *out++ = *at++;
    }
    *from = at;
    *to = out;
}

/* A string decoded. No escape is shorter than what it stands for, and two quotes are longer than
 * the NUL: the room for all strings is that of the text. */
static char *read_string(reader *it) {
    char *text = it->texts;
    char *to = text;
    const char *from = it->at + 1;
    for (;;) {
        copy_plain(it, &from, &to);
        if (*from == '"') {
            break;
        }
        to += pl_json_next_char(&from, to);
    }
    *to = '\0';
    it->texts = to + 1;
    it->at = from + 1;
    return text;
}

/* ---- numbers ---- */

/* significant x 10^power: what is written, without the zeros at its end. */
typedef struct decimal {
    int64_t significant;
    int32_t power;
    int32_t zeros; /* seen since the last other digit */
    bool large;    /* more digits than fit */
} decimal;

static void add_digit(decimal *number, char digit) {
    number->zeros++;
    if (digit == '0') {
        return;
    }
    for (; number->zeros > 0; number->zeros--) {
        number->large =
            number->large || __builtin_mul_overflow(number->significant, 10, &number->significant);
    }
    number->large = number->large ||
                    __builtin_add_overflow(number->significant, digit - '0', &number->significant);
}

static int32_t read_exponent(reader *it) {
    enum { ENOUGH = 1000 };
    int32_t exponent = 0;
    it->at++;
    bool negative = peek(it) == '-';
    it->at += peek(it) == '-' || peek(it) == '+' ? 1 : 0;
    for (; pl_is_digit(peek(it)); it->at++) {
        exponent = exponent < ENOUGH ? exponent * 10 + (peek(it) - '0') : exponent;
    }
    return negative ? -exponent : exponent;
}

static decimal read_decimal(reader *it) {
    decimal number = {0};
    bool fraction = false;
    for (; pl_is_digit(peek(it)) || peek(it) == '.'; it->at++) {
        if (peek(it) == '.') {
            fraction = true;
            continue;
        }
        add_digit(&number, peek(it));
        number.power -= fraction ? 1 : 0;
    }
    if (peek(it) == 'e' || peek(it) == 'E') {
        number.power += read_exponent(it);
    }
    number.power += number.zeros;
    return number;
}

/* The integer of 32 bits that a decimal is; false when it is none. */
static bool as_integer(decimal number, int32_t *out) {
    if (number.large || (number.significant != 0 && number.power < 0)) {
        return false;
    }
    for (; number.power > 0 && number.significant != 0; number.power--) {
        if (number.significant > INT32_MAX) {
            return false;
        }
        number.significant *= 10;
    }
    *out = number.significant <= INT32_MAX ? (int32_t)number.significant : 0;
    return number.significant <= INT32_MAX;
}

/* No document holds a number that is not an integer of 32 bits; pl_json_int knows one by its two
 * fields that differ. */
static void read_number(reader *it, cJSON *node) {
    bool negative = peek(it) == '-';
    int32_t value = 0;
    it->at += negative ? 1 : 0;
    bool integer = as_integer(read_decimal(it), &value);
    node->type = cJSON_Number;
    node->valueint = negative ? -value : value;
    node->valuedouble = integer ? node->valueint : 1;
}

/* ---- values ---- */

static bool read_value(reader *it, cJSON *node);

/* null, until it is read; NULL without memory. */
static cJSON *new_node(reader *it) {
    if (it->left == 0) {
        it->nodes = pl_arena_array(it->arena, NODES, sizeof *it->nodes);
        it->left = it->nodes != NULL ? NODES : 0;
    }
    if (it->left == 0) {
        return NULL;
    }
    it->left--;
    it->nodes->type = cJSON_NULL;
    return it->nodes++;
}

static cJSON *append(reader *it, cJSON *parent) {
    cJSON *item = new_node(it);
    if (item == NULL) {
        return NULL;
    }
    if (parent->child == NULL) {
        parent->child = item;
    } else {
        item->prev = parent->child->prev;
        item->prev->next = item;
    }
    parent->child->prev = item;
    return item;
}

static void read_key(reader *it, cJSON *item) {
    item->string = read_string(it);
    skip_space(it);
    it->at++; /* the colon */
}

/* From the opening bracket to behind the closing one; false without memory. */
static bool read_members(reader *it, cJSON *node, char close) {
    it->at++;
    skip_space(it);
    while (peek(it) != close) {
        it->at += peek(it) == ',' ? 1 : 0;
        skip_space(it);
        cJSON *item = append(it, node);
        if (item == NULL) {
            return false;
        }
        if (close == '}') {
            read_key(it, item);
        }
        if (!read_value(it, item)) {
            return false;
        }
        skip_space(it);
    }
    it->at++;
    return true;
}

static bool read_value(reader *it, cJSON *node) {
    skip_space(it);
    switch (peek(it)) {
    case '{':
        node->type = cJSON_Object;
        return read_members(it, node, '}');
    case '[':
        node->type = cJSON_Array;
        return read_members(it, node, ']');
    case '"':
        node->type = cJSON_String;
        node->valuestring = read_string(it);
        node->valueint = (int)(it->texts - node->valuestring) - 1;
        return true;
    case 't':
        node->type = cJSON_True;
        it->at += strlen("true");
        return true;
    case 'f':
        node->type = cJSON_False;
        it->at += strlen("false");
        return true;
    case 'n':
        it->at += strlen("null");
        return true;
    default:
        read_number(it, node);
        return true;
    }
}

pl_status pl_json_tree(const char *text, size_t length, pl_arena *nodes, pl_arena *texts,
                       struct cJSON **root, pl_error *error) {
    reader it = {.at = text, .end = text + length, .arena = nodes};
    /* Behind each string there is room to read an eight that begins in it (json_read.c). */
    it.texts = pl_arena_get(texts, length + PL_EIGHT);
    cJSON *tree = new_node(&it);
    if (it.texts == NULL || tree == NULL || !read_value(&it, tree)) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    *root = tree;
    return PALLIA_OK;
}
