/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/json_write.h"

#include "leaf/eight.h"
#include "leaf/rational.h"

#include <string.h>

/* Most answers fit. */
enum { FIRST_ROOM = 16 * 1024 };

void pl_write_begin(pl_writer *writer, pallia_allocator allocator) {
    *writer = (pl_writer){.allocator = allocator};
}

/* Room for `extra` bytes more. */
static bool grow(pl_writer *writer, size_t extra) {
    if (extra > SIZE_MAX / 4 - writer->length) {
        writer->failed = true;
        return false;
    }
    size_t room = writer->room == 0 ? FIRST_ROOM : writer->room;
    while (room < writer->length + extra) {
        room *= 2;
    }
    char *bytes = writer->allocator.resize(writer->allocator.user, writer->bytes, room);
    if (bytes == NULL) {
        writer->failed = true;
        return false;
    }
    writer->bytes = bytes;
    writer->room = room;
    return true;
}

static inline bool has_room(pl_writer *writer, size_t length) {
    return !writer->failed && (length <= writer->room - writer->length || grow(writer, length));
}

static inline void put(pl_writer *writer, const char *bytes, size_t length) {
    if (has_room(writer, length)) {
        memcpy(writer->bytes + writer->length, bytes, length);
        writer->length += length;
    }
}

/* With has_room. */
static inline void put_byte(pl_writer *writer, char byte) {
    writer->bytes[writer->length++] = byte;
}

/* Control characters, the quote and the backslash: all below the small letters. */
static inline bool needs_escape(char c) {
    const unsigned char byte = (unsigned char)c;
    return byte < '`' && (byte < 0x20 || byte == '"' || byte == '\\');
}

static inline bool some_escape(uint64_t eight) {
    return (pl_eight_below(eight, 0x20) | pl_eight_equal(eight, '"') |
            pl_eight_equal(eight, '\\')) != 0;
}

/* Copies up to what must be escaped, and returns how many; with has_room. */
static size_t put_plain(pl_writer *writer, const char *text, size_t length) {
    char *to = writer->bytes + writer->length;
    size_t i = 0;
    while (length - i >= PL_EIGHT && !some_escape(pl_eight_at(text + i))) {
        memcpy(to + i, text + i, PL_EIGHT);
        i += PL_EIGHT;
    }
    /* The last eight once more, with those before: most strings end here. */
    if (i > 0 && i < length && length - i < PL_EIGHT &&
        !some_escape(pl_eight_at(text + length - PL_EIGHT))) {
        memcpy(to + length - PL_EIGHT, text + length - PL_EIGHT, PL_EIGHT);
        i = length;
    }
    while (i < length && !needs_escape(text[i])) {
        to[i] = text[i];
        i++;
    }
    writer->length += i;
    return i;
}

static void put_escape(pl_writer *writer, char c) {
    static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char *pair = letters; *pair != '\0'; pair += 2) {
        if (pair[0] == c) {
            const char escape[2] = {'\\', pair[1]};
            put(writer, escape, sizeof escape);
            return;
        }
    }
    static const char hex[] = "0123456789abcdef";
    const char escape[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    put(writer, escape, sizeof escape);
}

static void put_string(pl_writer *writer, const char *text) {
    size_t left = strlen(text);
    if (!has_room(writer, left + 2)) {
        return;
    }
    put_byte(writer, '"');
    for (;;) {
        size_t plain = put_plain(writer, text, left);
        if (plain == left) {
            put_byte(writer, '"');
            return;
        }
        put_escape(writer, text[plain]);
        text += plain + 1;
        left -= plain + 1;
        if (!has_room(writer, left + 1)) {
            return;
        }
    }
}

/* What comes before a value: the comma that is due, and the member's name. */
static void put_lead(pl_writer *writer, const char *key) {
    if (writer->comma) {
        put(writer, ",", 1);
    }
    if (key != NULL) {
        put_string(writer, key);
        put(writer, ":", 1);
    }
}

static void put_value(pl_writer *writer, const char *key, const char *bytes, size_t length) {
    put_lead(writer, key);
    put(writer, bytes, length);
    writer->comma = true;
}

static void put_open(pl_writer *writer, const char *key, const char *mark) {
    put_value(writer, key, mark, 1);
    writer->comma = false;
}

static void put_close(pl_writer *writer, const char *mark) {
    put(writer, mark, 1);
    writer->comma = true;
}

void pl_write_object(pl_writer *writer, const char *key) {
    put_open(writer, key, "{");
}

void pl_write_object_end(pl_writer *writer) {
    put_close(writer, "}");
}

void pl_write_list(pl_writer *writer, const char *key) {
    put_open(writer, key, "[");
}

void pl_write_list_end(pl_writer *writer) {
    put_close(writer, "]");
}

void pl_write_string(pl_writer *writer, const char *key, const char *value) {
    if (value == NULL) {
        put_value(writer, key, "null", 4);
        return;
    }
    put_lead(writer, key);
    put_string(writer, value);
    writer->comma = true;
}

void pl_write_int(pl_writer *writer, const char *key, int64_t value) {
    char text[1 + PL_RATIONAL_DIGITS_MAX];
    size_t length = 0;
    if (value < 0) {
        text[length++] = '-';
    }
    length += pl_rational_digits(value < 0 ? 0 - (uint64_t)value : (uint64_t)value, text + length);
    put_value(writer, key, text, length);
}

void pl_write_bool(pl_writer *writer, const char *key, bool value) {
    put_value(writer, key, value ? "true" : "false", value ? 4 : 5);
}

void pl_write_raw(pl_writer *writer, const char *key, const char *json, size_t length) {
    put_value(writer, key, json, length);
}

pl_status pl_write_end(pl_writer *writer, char **text, size_t *length) {
    put(writer, "", 1);
    if (writer->failed) {
        pl_write_cancel(writer);
        *text = NULL;
        *length = 0;
        return PALLIA_ENOMEM;
    }
    *text = writer->bytes;
    *length = writer->length - 1;
    pl_write_begin(writer, writer->allocator);
    return PALLIA_OK;
}

void pl_write_cancel(pl_writer *writer) {
    writer->allocator.release(writer->allocator.user, writer->bytes);
    pl_write_begin(writer, writer->allocator);
}
