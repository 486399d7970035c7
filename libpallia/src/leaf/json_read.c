/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/json_read.h"

#include "leaf/eight.h"
#include "leaf/pointer.h"

#include <cjson/cJSON.h>
#include <string.h>

pl_status pl_json_parse(const char *text, size_t length, const pl_json_limits *limits,
                        pl_arena *arena, struct cJSON **root, pl_error *error) {
    const pl_status status = pl_json_strict(text, length, limits, error);
    return status == PALLIA_OK ? pl_json_tree(text, length, arena, arena, root, error) : status;
}

pl_json pl_json_root(const struct cJSON *root) {
    return (pl_json){.node = root};
}

/* From the root downwards; a document is at most PL_JSON_DEPTH_MAX deep. */
static void write_pointer(const pl_json *at, pl_pointer *pointer) {
    if (at->parent == NULL) {
        pl_pointer_begin(pointer);
        return;
    }
    write_pointer(at->parent, pointer);
    if (at->key == NULL) {
        pl_pointer_index(pointer, at->index);
        return;
    }
    pl_pointer_key(pointer, at->key);
}

static pl_status fail_with(const pl_json *at, pl_status code, const char *token, pl_error *error) {
    pl_pointer pointer;
    write_pointer(at, &pointer);
    return pl_fail(error, code, pointer.text, token);
}

/* What cJSON_GetStringValue gives: asked for every string of the tables, so not of a library. */
static const char *text_of(const pl_json *at) {
    return (at->node->type & 0xFF) == cJSON_String ? at->node->valuestring : NULL;
}

void pl_json_note(const pl_json *at, pl_status code, pl_error *error) {
    const char *text = text_of(at);
    fail_with(at, code, text != NULL && *text != '\0' ? text : at->key, error);
}

bool pl_json_is_object(const pl_json *at) {
    return cJSON_IsObject(at->node) != 0;
}

bool pl_json_is_list(const pl_json *at) {
    return cJSON_IsArray(at->node) != 0;
}

bool pl_json_is_string(const pl_json *at) {
    return cJSON_IsString(at->node) != 0;
}

static bool is_among(const char *key, const char *const *keys) {
    for (size_t i = 0; keys[i] != NULL; i++) {
        if (strcmp(keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

pl_status pl_json_known_keys(const pl_json *at, const char *const *keys, pl_error *error) {
    pl_json item;
    if (!pl_json_is_object(at)) {
        return pl_json_fail(at, PALLIA_ETYPE, error);
    }
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        if (!is_among(item.key, keys)) {
            return fail_with(&item, PALLIA_EKEY_UNKNOWN, item.key, error);
        }
    }
    return PALLIA_OK;
}

bool pl_json_member(const pl_json *at, const char *key, pl_json *found) {
    if (!pl_json_is_object(at)) {
        return false;
    }
    const struct cJSON *node = cJSON_GetObjectItemCaseSensitive(at->node, key);
    if (node == NULL) {
        return false;
    }
    *found = (pl_json){.node = node, .parent = at, .key = node->string};
    return true;
}

pl_status pl_json_need(const pl_json *at, const char *key, pl_json *found, pl_error *error) {
    if (!pl_json_is_object(at)) {
        return pl_json_fail(at, PALLIA_ETYPE, error);
    }
    if (!pl_json_member(at, key, found)) {
        return fail_with(at, PALLIA_EKEY_MISSING, key, error);
    }
    return PALLIA_OK;
}

size_t pl_json_count(const pl_json *at) {
    return pl_json_is_list(at) ? (size_t)cJSON_GetArraySize(at->node) : 0;
}

bool pl_json_first(const pl_json *at, pl_json *item) {
    /* Only lists and objects have children. */
    const struct cJSON *node = at->node->child;
    if (node == NULL) {
        return false;
    }
    *item = (pl_json){.node = node, .parent = at, .key = node->string};
    return true;
}

bool pl_json_next(pl_json *item) {
    const struct cJSON *node = item->node->next;
    if (node == NULL) {
        return false;
    }
    item->node = node;
    item->key = node->string;
    item->index++;
    return true;
}

/* C0, DEL, and C1 (U+0080 to U+009F, in UTF-8 0xC2 and one byte below 0xA0). */
static bool is_control(const char *text) {
    const unsigned char byte = (unsigned char)text[0];
    return byte < 0x20 || byte == 0x7F || (byte == 0xC2 && (unsigned char)text[1] < 0xA0);
}

static bool may_have_control(uint64_t eight) {
    return (pl_eight_below(eight, 0x20) | pl_eight_equal(eight, 0x7F) |
            pl_eight_equal(eight, 0xC2)) != 0;
}

/* The eight that goes over the end counts up to there (json_tree.c leaves the room to read it). */
static uint64_t eight_within(const char *text, size_t left) {
    const uint64_t eight = pl_eight_at(text);
    return left < PL_EIGHT ? eight | UINT64_MAX << 8 * left : eight;
}

static bool has_control(const char *text, size_t length) {
    size_t i = 0;
    while (i < length && !may_have_control(eight_within(text + i, length - i))) {
        i += PL_EIGHT;
    }
    while (i < length && !is_control(text + i)) {
        i++;
    }
    return i < length;
}

/* The length is kept where cJSON has nothing (json_tree.c). */
static size_t length_of(const pl_json *at) {
    return (size_t)at->node->valueint;
}

pl_status pl_json_string(const pl_json *at, const char **out, pl_error *error) {
    const char *text = text_of(at);
    if (text == NULL) {
        return pl_json_fail(at, PALLIA_ETYPE, error);
    }
    if (text[0] == '\0' || has_control(text, length_of(at))) {
        return pl_json_fail(at, PALLIA_EVALUE, error);
    }
    *out = text;
    return PALLIA_OK;
}

bool pl_json_characters(const pl_json *at, const char **out) {
    *out = text_of(at);
    return *out != NULL;
}

pl_status pl_json_bool(const pl_json *at, bool *out, pl_error *error) {
    if (!cJSON_IsBool(at->node)) {
        return pl_json_fail(at, PALLIA_ETYPE, error);
    }
    *out = cJSON_IsTrue(at->node) != 0;
    return PALLIA_OK;
}

pl_status pl_json_int(const pl_json *at, int32_t low, int32_t high, int32_t *out, pl_error *error) {
    if (!cJSON_IsNumber(at->node)) {
        return pl_json_fail(at, PALLIA_ETYPE, error);
    }
    /* Two fields that differ: the number is not an integer of 32 bits (json_tree.c). */
    const int32_t value = at->node->valueint;
    if (value < at->node->valuedouble || value > at->node->valuedouble) {
        return pl_json_fail(at, PALLIA_EVALUE, error);
    }
    if (value < low || value > high) {
        return pl_json_fail(at, PALLIA_EVALUE, error);
    }
    *out = value;
    return PALLIA_OK;
}

pl_status pl_json_rational(const pl_json *at, pl_rational *out, pl_error *error) {
    const char *text = text_of(at);
    if (text == NULL) {
        return pl_json_fail(at, PALLIA_ETYPE, error);
    }
    const pl_status status = pl_rational_parse(text, length_of(at), out);
    return status == PALLIA_OK ? status : pl_json_fail(at, status, error);
}

pl_status pl_json_quantity(const pl_json *at, pl_dimension dimension, pl_quantity *out,
                           pl_error *error) {
    const char *text = text_of(at);
    if (text == NULL) {
        return pl_json_fail(at, PALLIA_ETYPE, error);
    }
    const pl_status status = pl_quantity_parse_as(text, length_of(at), dimension, out);
    return status == PALLIA_OK ? status : pl_json_fail(at, status, error);
}
