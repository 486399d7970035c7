/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/sheet.h"

#include <string.h>

/* The member whose name follows `after` (NULL: the first). Documents have few members, and no name
 * occurs twice in one. */
static bool next_member(const pl_json *object, const char *after, pl_json *out) {
    bool found = false;
    pl_json item;
    for (bool more = pl_json_first(object, &item); more; more = pl_json_next(&item)) {
        if ((!after || strcmp(item.key, after) > 0) && (!found || strcmp(item.key, out->key) < 0)) {
            *out = item;
            found = true;
        }
    }
    return found;
}

static void write_object(pl_writer *writer, const char *key, const pl_json *object) {
    pl_json item;
    pl_write_object(writer, key);
    for (bool more = next_member(object, NULL, &item); more;
         more = next_member(object, item.key, &item)) {
        pl_sheet_write_canonical(writer, item.key, &item);
    }
    pl_write_object_end(writer);
}

static void write_list(pl_writer *writer, const char *key, const pl_json *list) {
    pl_json item;
    pl_write_list(writer, key);
    for (bool more = pl_json_first(list, &item); more; more = pl_json_next(&item)) {
        pl_sheet_write_canonical(writer, NULL, &item);
    }
    pl_write_list_end(writer);
}

void pl_sheet_write_canonical(pl_writer *writer, const char *key, const pl_json *value) {
    const char *text = NULL;
    int32_t number;
    bool flag;
    if (pl_json_is_object(value)) {
        write_object(writer, key, value);
    } else if (pl_json_is_list(value)) {
        write_list(writer, key, value);
    } else if (pl_json_bool(value, &flag, NULL) == PALLIA_OK) {
        pl_write_bool(writer, key, flag);
    } else if (pl_json_int(value, INT32_MIN, INT32_MAX, &number, NULL) == PALLIA_OK) {
        pl_write_int(writer, key, number);
    } else {
        /* A string with something wrong in it is still the string that the document holds. */
        pl_write_string(writer, key, pl_json_characters(value, &text) ? text : NULL);
    }
}

pl_status pl_sheet_digest(pallia_allocator allocator, const pl_json *sheet,
                          char hex[PL_SHA256_HEX_SIZE]) {
    pl_writer writer;
    char *text;
    size_t length;
    pl_write_begin(&writer, allocator);
    pl_sheet_write_canonical(&writer, NULL, sheet);
    pl_status status = pl_write_end(&writer, &text, &length);
    if (status == PALLIA_OK) {
        pl_sha256_of(text, length, hex);
        allocator.release(allocator.user, text);
    }
    return status;
}
