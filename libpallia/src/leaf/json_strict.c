/* SPDX-License-Identifier: MPL-2.0
 *
 * One pass, no recursion, no allocation. The keys of the objects that are open are remembered in a
 * hash table on the stack, so that also a hostile document costs little.
 */
#include "leaf/json_strict.h"

#include "leaf/eight.h"
#include "leaf/pointer.h"
#include "leaf/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { SLOT_COUNT = 2 * PL_JSON_KEYS_MAX };

/* A key of an open object. The scan refuses longer documents than 32 bits address. */
typedef struct open_key {
    uint32_t offset; /* of its first byte after the quote */
    uint32_t hash;   /* of its decoded bytes and of its object */
    uint16_t slot;
} open_key;

/* An object or a list that is open. */
typedef struct frame {
    bool is_object;
    bool is_fresh;    /* nothing was read in it */
    bool has_key;     /* the value that is being read has a key: the last one of this object */
    size_t index;     /* of the value being read, in a list */
    size_t first_key; /* of this object, among the keys */
} frame;

typedef struct scan {
    const char *text;
    const char *at;
    const char *end;
    size_t depth_limit;
    size_t number_limit;
    size_t depth;
    size_t key_count;
    frame frames[PL_JSON_DEPTH_MAX];
    open_key keys[PL_JSON_KEYS_MAX];
    uint16_t slots[SLOT_COUNT]; /* 1 + place in keys, 0 when free */
} scan;

pl_json_limits pl_json_limits_default(void) {
    return (pl_json_limits){
        .size = (size_t)4 * 1024 * 1024, .depth = PL_JSON_DEPTH_MAX, .number = 40};
}

/* ---- strings ---- */

static int hex_value(char c) {
    if (pl_is_digit(c)) {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The number written by four hexadecimal digits that were checked. */
static uint32_t hex_number(const char *digits) {
    uint32_t number = 0;
    for (size_t i = 0; i < 4; i++) {
        number = number << 4 | (uint32_t)hex_value(digits[i]);
    }
    return number;
}

static bool is_high_surrogate(uint32_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low_surrogate(uint32_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

static bool at_char(const scan *s, char c) {
    return s->at < s->end && *s->at == c;
}

/* What is wrong with the byte at s->at, where another was due. */
static pl_status wrong_byte(const scan *s) {
    if (s->at == s->end) {
        return PALLIA_EJSON;
    }
    if (*s->at == '\0') {
        return PALLIA_ENUL;
    }
    return pl_utf8_char(s->at, (size_t)(s->end - s->at)) == 0 ? PALLIA_EUTF8 : PALLIA_EJSON;
}

static pl_status fail_at(scan *s, const char *place, pl_status code) {
    s->at = place;
    return code;
}

/* "uXXXX" */
static pl_status scan_unit(scan *s, uint32_t *unit) {
    if (!at_char(s, 'u')) {
        return wrong_byte(s);
    }
    s->at++;
    const char *digits = s->at;
    while (s->at < digits + 4) {
        if (s->at == s->end || hex_value(*s->at) < 0) {
            return wrong_byte(s);
        }
        s->at++;
    }
    *unit = hex_number(digits);
    return PALLIA_OK;
}

/* The second half of a character beyond U+FFFF, whose first half began at `first`. */
static pl_status scan_low_half(scan *s, const char *first) {
    uint32_t unit = 0;
    if (!at_char(s, '\\')) {
        return fail_at(s, first, PALLIA_EJSON);
    }
    s->at++;
    const pl_status status = scan_unit(s, &unit);
    if (status != PALLIA_OK) {
        return status;
    }
    return is_low_surrogate(unit) ? PALLIA_OK : fail_at(s, first, PALLIA_EJSON);
}

static pl_status scan_unicode_escape(scan *s, const char *backslash) {
    uint32_t unit = 0;
    const pl_status status = scan_unit(s, &unit);
    if (status != PALLIA_OK) {
        return status;
    }
    if (unit == 0) {
        return fail_at(s, backslash, PALLIA_ENUL);
    }
    if (is_low_surrogate(unit)) {
        return fail_at(s, backslash, PALLIA_EJSON);
    }
    return is_high_surrogate(unit) ? scan_low_half(s, backslash) : PALLIA_OK;
}

/* The letters of the short escapes, each followed by what it stands for. */
static const char short_escapes[] = "\"\"\\\\//b\bf\fn\nr\rt\t";

static const char *short_escape(char letter) {
    for (const char *pair = short_escapes; *pair != '\0'; pair += 2) {
        if (pair[0] == letter) {
            return pair + 1;
        }
    }
    return NULL;
}

static pl_status scan_escape(scan *s) {
    const char *backslash = s->at;
    s->at++;
    if (at_char(s, 'u')) {
        return scan_unicode_escape(s, backslash);
    }
    if (s->at == s->end || short_escape(*s->at) == NULL) {
        return wrong_byte(s);
    }
    s->at++;
    return PALLIA_OK;
}

/* A control character, a quote, a backslash, or not ASCII. */
static bool has_special(uint64_t eight) {
    return (pl_eight_equal(eight, '"') | pl_eight_equal(eight, '\\') | pl_eight_below(eight, 0x20) |
            (eight & PL_EIGHT_TOPS)) != 0;
}

static bool is_plain(unsigned char byte) {
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

static const char *skip_plain(const char *at, const char *end) {
    while (end - at >= PL_EIGHT && !has_special(pl_eight_at(at))) {
        at += PL_EIGHT;
    }
    while (at < end && is_plain((unsigned char)*at)) {
        at++;
    }
    return at;
}

/* From the opening quote to behind the closing one. */
static pl_status scan_string(scan *s) {
    s->at++;
    for (;;) {
        s->at = skip_plain(s->at, s->end);
        if (at_char(s, '"')) {
            s->at++;
            return PALLIA_OK;
        }
        if (at_char(s, '\\')) {
            const pl_status status = scan_escape(s);
            if (status != PALLIA_OK) {
                return status;
            }
            continue;
        }
        /* What is left is a control character, the end, or something beyond ASCII. */
        const size_t size = pl_utf8_char(s->at, (size_t)(s->end - s->at));
        if (size < 2) {
            return wrong_byte(s);
        }
        s->at += size;
    }
}

/* ---- keys ---- */

static size_t encode_utf8(uint32_t code, char bytes[4]) {
    if (code < 0x80) {
        bytes[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        bytes[0] = (char)(0xC0 | code >> 6);
        bytes[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        bytes[0] = (char)(0xE0 | code >> 12);
        bytes[1] = (char)(0x80 | (code >> 6 & 0x3F));
        bytes[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    bytes[0] = (char)(0xF0 | code >> 18);
    bytes[1] = (char)(0x80 | (code >> 12 & 0x3F));
    bytes[2] = (char)(0x80 | (code >> 6 & 0x3F));
    bytes[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t pl_json_next_char(const char **at, char bytes[4]) {
    const char *from = *at;
    if (*from == '"') {
        return 0;
    }
    if (*from != '\\') {
        const size_t size = pl_utf8_char(from, 4);
        memcpy(bytes, from, size);
        *at += size;
        return size;
    }
    if (from[1] != 'u') {
        bytes[0] = *short_escape(from[1]);
        *at += 2;
        return 1;
    }
    const uint32_t unit = hex_number(from + 2);
    if (!is_high_surrogate(unit)) {
        *at += 6;
        return encode_utf8(unit, bytes);
    }
    *at += 12;
    return encode_utf8(0x10000 + ((unit - 0xD800) << 10) + (hex_number(from + 8) - 0xDC00), bytes);
}

static uint32_t hash_byte(uint32_t hash, char byte) {
    return (hash ^ (unsigned char)byte) * UINT32_C(16777619);
}

/* FNV-1a, begun differently at each depth. A step is one-to-one in what was hashed before, so the
 * same key at two depths never has the same hash. */
static uint32_t hash_of_key(const char *key, size_t depth) {
    uint32_t hash = UINT32_C(2166136261) + (uint32_t)depth;
    char bytes[4];
    for (;;) {
        while (is_plain((unsigned char)*key)) {
            hash = hash_byte(hash, *key++);
        }
        const size_t size = pl_json_next_char(&key, bytes);
        if (size == 0) {
            return hash;
        }
        for (size_t i = 0; i < size; i++) {
            hash = hash_byte(hash, bytes[i]);
        }
    }
}

static bool same_key(const char *a, const char *b) {
    char of_a[4];
    char of_b[4];
    for (;;) {
        const size_t size = pl_json_next_char(&a, of_a);
        if (pl_json_next_char(&b, of_b) != size || memcmp(of_a, of_b, size) != 0) {
            return false;
        }
        if (size == 0) {
            return true;
        }
    }
}

/* Remembers the key at `key`, behind its opening quote. */
static pl_status remember_key(scan *s, const char *key) {
    if (s->key_count == PL_JSON_KEYS_MAX) {
        return fail_at(s, key - 1, PALLIA_ECOUNT);
    }
    const uint32_t hash = hash_of_key(key, s->depth);
    size_t slot = (hash ^ hash >> 16) % SLOT_COUNT;
    while (s->slots[slot] != 0) {
        const open_key *other = &s->keys[s->slots[slot] - 1];
        if (other->hash == hash && same_key(s->text + other->offset, key)) {
            return fail_at(s, key - 1, PALLIA_EDUPLICATE);
        }
        slot = (slot + 1) % SLOT_COUNT;
    }
    s->keys[s->key_count] =
        (open_key){.offset = (uint32_t)(key - s->text), .hash = hash, .slot = (uint16_t)slot};
    s->key_count++;
    s->slots[slot] = (uint16_t)s->key_count;
    return PALLIA_OK;
}

/* The last keys in are the first out, which leaves every chain of slots as it was before them. */
static void forget_keys(scan *s, size_t first) {
    while (s->key_count > first) {
        s->key_count--;
        s->slots[s->keys[s->key_count].slot] = 0;
    }
}

/* ---- values ---- */

static void skip_space(scan *s) {
    while (s->at < s->end &&
           (*s->at == ' ' || *s->at == '\n' || *s->at == '\r' || *s->at == '\t')) {
        s->at++;
    }
}

static pl_status scan_word(scan *s, const char *word) {
    for (; *word != '\0'; word++) {
        if (!at_char(s, *word)) {
            return wrong_byte(s);
        }
        s->at++;
    }
    return PALLIA_OK;
}

static bool at_digit(const scan *s) {
    return s->at < s->end && pl_is_digit(*s->at);
}

static pl_status scan_digits(scan *s) {
    if (!at_digit(s)) {
        return wrong_byte(s);
    }
    while (at_digit(s)) {
        s->at++;
    }
    return PALLIA_OK;
}

static pl_status scan_number_parts(scan *s) {
    pl_status status = PALLIA_OK;
    if (at_char(s, '-')) {
        s->at++;
    }
    if (at_char(s, '0')) {
        s->at++;
    } else {
        status = scan_digits(s);
    }
    if (status == PALLIA_OK && at_char(s, '.')) {
        s->at++;
        status = scan_digits(s);
    }
    if (status == PALLIA_OK && (at_char(s, 'e') || at_char(s, 'E'))) {
        s->at++;
        if (at_char(s, '+') || at_char(s, '-')) {
            s->at++;
        }
        status = scan_digits(s);
    }
    return status;
}

static pl_status scan_number(scan *s) {
    const char *start = s->at;
    const pl_status status = scan_number_parts(s);
    if (status != PALLIA_OK) {
        return status;
    }
    if ((size_t)(s->at - start) > s->number_limit) {
        return fail_at(s, start + s->number_limit, PALLIA_ENUMBER_LENGTH);
    }
    return PALLIA_OK;
}

static pl_status open_frame(scan *s, bool is_object) {
    if (s->depth == s->depth_limit) {
        return PALLIA_EDEPTH;
    }
    s->frames[s->depth] =
        (frame){.is_object = is_object, .is_fresh = true, .first_key = s->key_count};
    s->depth++;
    s->at++;
    return PALLIA_OK;
}

static void close_frame(scan *s) {
    s->depth--;
    s->at++;
    forget_keys(s, s->frames[s->depth].first_key);
}

/* A scalar, or the opening of a list or object. */
static pl_status scan_value(scan *s) {
    const char first = s->at < s->end ? *s->at : '\0';
    if (first == '"') {
        return scan_string(s);
    }
    if (first == '{' || first == '[') {
        return open_frame(s, first == '{');
    }
    if (first == 't') {
        return scan_word(s, "true");
    }
    if (first == 'f') {
        return scan_word(s, "false");
    }
    if (first == 'n') {
        return scan_word(s, "null");
    }
    return scan_number(s);
}

/* A key and its colon, up to the value. */
static pl_status scan_key(scan *s, frame *object) {
    object->has_key = false;
    if (!at_char(s, '"')) {
        return wrong_byte(s);
    }
    const char *key = s->at + 1;
    pl_status status = scan_string(s);
    if (status == PALLIA_OK) {
        status = remember_key(s, key);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    object->has_key = true;
    skip_space(s);
    if (!at_char(s, ':')) {
        return wrong_byte(s);
    }
    s->at++;
    skip_space(s);
    return PALLIA_OK;
}

/* From behind a value or an opening to the beginning of the next value; *more is false when the
 * document is complete. */
static pl_status next_value(scan *s, bool *more) {
    skip_space(s);
    while (s->depth > 0) {
        frame *top = &s->frames[s->depth - 1];
        if (at_char(s, top->is_object ? '}' : ']')) {
            close_frame(s);
            skip_space(s);
            continue;
        }
        if (!top->is_fresh) {
            if (!at_char(s, ',')) {
                return wrong_byte(s);
            }
            s->at++;
            skip_space(s);
            top->index++;
        }
        top->is_fresh = false;
        return top->is_object ? scan_key(s, top) : PALLIA_OK;
    }
    *more = false;
    return PALLIA_OK;
}

static pl_status scan_document(scan *s) {
    bool more = true;
    skip_space(s);
    if (s->at == s->end) {
        return PALLIA_EEMPTY;
    }
    while (more) {
        pl_status status = scan_value(s);
        if (status == PALLIA_OK) {
            status = next_value(s, &more);
        }
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return s->at == s->end ? PALLIA_OK : wrong_byte(s);
}

/* ---- failures ---- */

static void add_key(pl_pointer *pointer, const char *key) {
    char bytes[4];
    pl_pointer_enter(pointer);
    for (size_t size = pl_json_next_char(&key, bytes); size > 0;
         size = pl_json_next_char(&key, bytes)) {
        pl_pointer_bytes(pointer, bytes, size);
    }
}

/* The way to the value that is being read. */
static void write_pointer(const scan *s, pl_pointer *pointer) {
    pl_pointer_begin(pointer);
    for (size_t i = 0; i < s->depth; i++) {
        const frame *level = &s->frames[i];
        const size_t keys_end = i + 1 < s->depth ? s->frames[i + 1].first_key : s->key_count;
        if (level->has_key) {
            add_key(pointer, s->text + s->keys[keys_end - 1].offset);
        } else if (!level->is_object) {
            pl_pointer_index(pointer, level->index);
        }
    }
}

/* The key that begins at its opening quote, decoded. */
static void copy_key(const char *quote, char token[PL_TOKEN_SIZE]) {
    const char *key = quote + 1;
    char bytes[4];
    size_t length = 0;
    for (size_t size = pl_json_next_char(&key, bytes); size > 0;
         size = pl_json_next_char(&key, bytes)) {
        if (length + size >= PL_TOKEN_SIZE) {
            break;
        }
        memcpy(token + length, bytes, size);
        length += size;
    }
    token[length] = '\0';
}

static pl_status report(const scan *s, pl_status code, pl_error *error) {
    pl_pointer pointer;
    char key[PL_TOKEN_SIZE] = "";
    write_pointer(s, &pointer);
    if (code == PALLIA_EDUPLICATE) {
        copy_key(s->at, key);
    }
    (void)pl_fail(error, code, pointer.text, key);
    if (error != NULL) {
        error->offset = (size_t)(s->at - s->text);
    }
    return code;
}

static pl_status refuse_size(size_t limit, pl_error *error) {
    (void)pl_fail(error, PALLIA_ESIZE, NULL, NULL);
    if (error != NULL) {
        error->offset = limit;
    }
    return PALLIA_ESIZE;
}

pl_status pl_json_strict(const char *text, size_t length, const pl_json_limits *limits,
                         pl_error *error) {
    if (length > limits->size || length > UINT32_MAX) {
        return refuse_size(limits->size, error);
    }
    scan s;
    s.text = text;
    s.at = text;
    s.end = text + length;
    s.depth_limit = limits->depth < PL_JSON_DEPTH_MAX ? limits->depth : PL_JSON_DEPTH_MAX;
    s.number_limit = limits->number;
    s.depth = 0;
    s.key_count = 0;
    memset(s.slots, 0, sizeof s.slots);
    const pl_status status = scan_document(&s);
    return status == PALLIA_OK ? PALLIA_OK : report(&s, status, error);
}
