/* SPDX-License-Identifier: MPL-2.0 */
#include "text.h"

#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void make_room(cli_text *text, size_t more) {
    size_t needed = text->length + more + 1;
    if (needed <= text->room) {
        return;
    }
    size_t room = text->room ? text->room : 256;
    while (room < needed) {
        room *= 2;
    }
    text->bytes = memory_resize(text->bytes, room);
    text->room = room;
}

void text_add_part(cli_text *text, const char *added, size_t length) {
    make_room(text, length);
    memcpy(text->bytes + text->length, added, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add(cli_text *text, const char *added) {
    text_add_part(text, added, strlen(added));
}

/* How many bytes the control at `at` takes: C0, DEL, or C1 in its two bytes; 0 when it is none. */
static size_t control_length(const char *at) {
    unsigned char byte = (unsigned char)at[0];
    unsigned char next = (unsigned char)(byte ? at[1] : 0);
    if (byte == 0xC2U && next >= 0x80U && next < 0xA0U) {
        return 2;
    }
    return byte < ' ' || byte == 0x7FU ? 1 : 0;
}

static const char *entity_of(char byte) {
    static const char marks[] = "&<>\"'";
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    const char *mark = strchr(marks, byte);
    return mark ? entities[mark - marks] : NULL;
}

void text_add_markup(cli_text *text, const char *added) {
    while (*added != '\0') {
        const char *entity = entity_of(*added);
        size_t control = control_length(added);
        if (entity) {
            text_add(text, entity);
        } else if (control == 0) {
            text_add_part(text, added, 1);
        }
        added += control ? control : 1;
    }
}

void text_add_printable(cli_text *text, const char *added) {
    while (*added != '\0') {
        size_t control = *added == '\n' ? 0 : control_length(added);
        if (control == 0) {
            text_add_part(text, added, 1);
        }
        added += control ? control : 1;
    }
}

void text_repeat(cli_text *text, const char *unit, size_t count) {
    for (size_t i = 0; i < count; i++) {
        text_add(text, unit);
    }
}

void text_int(cli_text *text, long value) {
    char digits[32];
    snprintf(digits, sizeof digits, "%ld", value);
    text_add(text, digits);
}

void text_clear(cli_text *text) {
    text->length = 0;
    if (text->bytes) {
        text->bytes[0] = '\0';
    }
}

void text_release(cli_text *text) {
    free(text->bytes);
    *text = (cli_text){0};
}

const char *text_get(const cli_text *text) {
    return text->bytes ? text->bytes : "";
}

/* How many continuation bytes follow a lead byte; -1 when it is none. */
static int continuations(unsigned char lead) {
    if (lead < 0x80) {
        return 0;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return -1;
    }
    return lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
}

bool text_is_utf8(const char *bytes) {
    while (*bytes != '\0') {
        int rest = continuations((unsigned char)*bytes++);
        for (; rest > 0 && ((unsigned char)*bytes & 0xC0U) == 0x80U; rest--) {
            bytes++;
        }
        if (rest != 0) {
            return false;
        }
    }
    return true;
}

static bool begins_code_point(char byte) {
    return ((unsigned char)byte & 0xC0U) != 0x80U;
}

size_t text_columns(const char *bytes, size_t length) {
    size_t columns = 0;
    for (size_t i = 0; i < length; i++) {
        columns += begins_code_point(bytes[i]) ? 1 : 0;
    }
    return columns;
}

size_t text_bytes(const char *bytes, size_t columns) {
    size_t i = 0;
    while (bytes[i] != '\0') {
        if (begins_code_point(bytes[i])) {
            if (columns == 0) {
                return i;
            }
            columns--;
        }
        i++;
    }
    return i;
}
