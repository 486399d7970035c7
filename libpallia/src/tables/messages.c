/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/messages.h"

#include "tables/load_common.h"

#include <string.h>

static int compare_messages(const void *a, const void *b) {
    const pl_message *left = a;
    const pl_message *right = b;
    return strcmp(left->key, right->key);
}

static pl_status load_texts(const pl_reader *reader, const pl_json *at, pl_messages *out) {
    if (!pl_json_is_object(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    size_t count = 0;
    pl_json member;
    for (bool more = pl_json_first(at, &member); more; more = pl_json_next(&member)) {
        count++;
    }
    pl_message *list = pl_arena_array(reader->arena, count, sizeof *list);
    if (list == NULL) {
        return pl_load_fail(reader, at, PALLIA_ENOMEM);
    }
    size_t i = 0;
    for (bool more = pl_json_first(at, &member); more; more = pl_json_next(&member), i++) {
        pl_status status = pl_load_text(reader, &member, &list[i].text);
        if (status != PALLIA_OK) {
            return status;
        }
        list[i].key = member.key;
    }
    pl_sort(list, count, sizeof *list, compare_messages);
    out->list = list;
    out->count = count;
    return PALLIA_OK;
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    enum { SCHEMA, LANGUAGE, TEXTS, COUNT };
    static const pl_field fields[COUNT] = {[SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
                                           [LANGUAGE] = {"language", PALLIA_EKEY_MISSING},
                                           [TEXTS] = {"texts", PALLIA_EKEY_MISSING}};
    static const char *const languages[] = {"fr", "en", NULL};
    pl_messages *messages = out;
    pl_json slots[COUNT];
    size_t language = 0;
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_word(reader, &slots[LANGUAGE], languages, &language);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    messages->language = languages[language];
    return load_texts(reader, &slots[TEXTS], messages);
}

pl_status pl_load_messages(const char *bytes, size_t length, pl_arena *arena, pl_messages *out,
                           pl_error *error) {
    pl_reader reader = {.arena = arena, .error = error};
    *out = (pl_messages){0};
    return pl_load_document(bytes, length, "pallia.messages/1", &reader, load_body, out);
}

const char *pl_messages_find(const pl_messages *messages, const char *key) {
    size_t low = 0;
    size_t high = messages->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(messages->list[middle].key, key);
        if (order == 0) {
            return messages->list[middle].text;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

/* ---- filling ---- */

/* What comes next in a text: some bytes to copy, and how much of the text they stand for. */
typedef struct piece {
    const char *bytes;
    size_t length;
    size_t taken;
} piece;

static const pl_argument *argument_named(const char *name, size_t length,
                                         const pl_argument *arguments, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strncmp(arguments[i].name, name, length) == 0 && arguments[i].name[length] == '\0') {
            return &arguments[i];
        }
    }
    return NULL;
}

static piece next_piece(const char *text, const pl_argument *arguments, size_t count) {
    if (text[0] != '{') {
        size_t plain = strcspn(text, "{");
        return (piece){text, plain, plain};
    }
    size_t name = strcspn(text + 1, "{}");
    const pl_argument *argument =
        text[1 + name] == '}' ? argument_named(text + 1, name, arguments, count) : NULL;
    if (argument == NULL) {
        return (piece){text, 1, 1};
    }
    return (piece){argument->value, strlen(argument->value), name + 2};
}

const char *pl_messages_fill(const pl_messages *messages, pl_arena *arena, const char *key,
                             const pl_argument *arguments, size_t count) {
    const char *text = pl_messages_find(messages, key);
    if (text == NULL) {
        return pl_arena_text(arena, key, strlen(key));
    }
    size_t length = 0;
    piece part;
    for (const char *at = text; *at != '\0'; at += part.taken) {
        part = next_piece(at, arguments, count);
        length += part.length;
    }
    char *filled = pl_arena_get(arena, length + 1);
    if (filled == NULL) {
        return NULL;
    }
    char *end = filled;
    for (const char *at = text; *at != '\0'; at += part.taken) {
        part = next_piece(at, arguments, count);
        memcpy(end, part.bytes, part.length);
        end += part.length;
    }
    return filled;
}
