/* SPDX-License-Identifier: MPL-2.0 */
#include "pallia/result.h"

#include "api/prepared.h"

#include <string.h>

struct pallia_result {
    pl_prepared base;
    const struct cJSON *root; /* in its arena */
    const char *document;
    size_t length;
};

/* ---- making ---- */

/* The answer copied to where the handle keeps everything, and its tree. */
static pl_status keep(pallia_result *result, const char *answer, size_t length) {
    pl_arena *arena = &result->base.arena;
    struct cJSON *root;
    char *document = pl_arena_get(arena, length + 1);
    if (!document) {
        return PALLIA_ENOMEM;
    }
    memcpy(document, answer, length + 1);
    result->document = document;
    result->length = length;
    pl_status status = pl_json_tree(document, length, arena, arena, &root, NULL);
    if (status == PALLIA_OK) {
        result->root = root;
    }
    return status;
}

int32_t pallia_result_new(const pallia_tables *tables, const char *request, size_t length,
                          pallia_result **result) {
    if (!result) {
        return PALLIA_EARGUMENT;
    }
    char *answer;
    size_t answer_length;
    pl_status status = pallia_run(tables, request, length, &answer, &answer_length);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_prepared *made;
    status = pl_prepared_begin(tables, sizeof **result, &made);
    if (status == PALLIA_OK) {
        status = keep((pallia_result *)made, answer, answer_length);
        if (status == PALLIA_OK) {
            *result = (pallia_result *)made;
        } else {
            pl_prepared_release(made);
        }
    }
    pallia_free(answer);
    return status;
}

pallia_result *pallia_result_retain(pallia_result *result) {
    pl_prepared_retain((pl_prepared *)result);
    return result;
}

void pallia_result_release(pallia_result *result) {
    pl_prepared_release((pl_prepared *)result);
}

const char *pallia_result_document(const pallia_result *result, size_t *length) {
    if (!result) {
        return NULL;
    }
    if (length) {
        *length = result->length;
    }
    return result->document;
}

/* ---- places ---- */

/* A step of a place, "start" of "/start/low": what lies between two slashes, decoded. */
typedef struct step {
    char key[PL_POINTER_SIZE];
    size_t length;
} step;

/* Reads the step that begins at the slash *place and moves behind it; false when it is none. */
static bool read_step(const char **place, step *out) {
    const char *at = *place + 1;
    out->length = 0;
    if (**place != '/') {
        return false;
    }
    for (; *at != '/' && *at != '\0'; at++) {
        char c = *at;
        if (c == '~') {
            at++;
            if (*at != '0' && *at != '1') {
                return false;
            }
            c = *at == '0' ? '~' : '/';
        }
        if (out->length + 1 == sizeof out->key) {
            return false;
        }
        out->key[out->length++] = c;
    }
    out->key[out->length] = '\0';
    *place = at;
    return true;
}

/* "0", "12": digits without a leading zero. */
static bool read_index(const step *from, size_t *out) {
    enum { DIGITS = 9 };
    if (from->length == 0 || from->length > DIGITS || (from->key[0] == '0' && from->length > 1)) {
        return false;
    }
    *out = 0;
    for (size_t i = 0; i < from->length; i++) {
        if (from->key[i] < '0' || from->key[i] > '9') {
            return false;
        }
        *out = *out * 10 + (size_t)(from->key[i] - '0');
    }
    return true;
}

static bool enter_list(const pl_json *list, const step *where, pl_json *out) {
    size_t index;
    if (!read_index(where, &index)) {
        return false;
    }
    bool here = pl_json_first(list, out);
    for (; here && index > 0; index--) {
        here = pl_json_next(out);
    }
    return here;
}

static bool enter(const pl_json *at, const step *where, pl_json *out) {
    return pl_json_is_list(at) ? enter_list(at, where, out) : pl_json_member(at, where->key, out);
}

static bool find(const pallia_result *result, const char *place, pl_json *out) {
    pl_json at = pl_json_root(result->root);
    while (*place != '\0') {
        step where;
        pl_json next;
        if (!read_step(&place, &where) || !enter(&at, &where, &next)) {
            return false;
        }
        at = pl_json_root(next.node);
    }
    *out = at;
    return true;
}

int32_t pallia_result_count(const pallia_result *result, const char *place) {
    pl_json at;
    pl_json item;
    int32_t count = 0;
    if (!result || !place || !find(result, place, &at)) {
        return -1;
    }
    for (bool more = pl_json_first(&at, &item); more; more = pl_json_next(&item)) {
        count++;
    }
    return count;
}

const char *pallia_result_text(const pallia_result *result, const char *place) {
    pl_json at;
    const char *text;
    bool is_text = result && place && find(result, place, &at) && pl_json_characters(&at, &text);
    return is_text ? text : NULL;
}

int32_t pallia_result_integer(const pallia_result *result, const char *place, int32_t *value) {
    pl_json at;
    if (!result || !place || !value) {
        return PALLIA_EARGUMENT;
    }
    if (!find(result, place, &at)) {
        return PALLIA_EKEY_MISSING;
    }
    return pl_json_int(&at, INT32_MIN, INT32_MAX, value, NULL);
}

int32_t pallia_result_truth(const pallia_result *result, const char *place, int32_t *value) {
    pl_json at;
    bool found;
    if (!result || !place || !value) {
        return PALLIA_EARGUMENT;
    }
    if (!find(result, place, &at)) {
        return PALLIA_EKEY_MISSING;
    }
    pl_status status = pl_json_bool(&at, &found, NULL);
    if (status == PALLIA_OK) {
        *value = found ? 1 : 0;
    }
    return status;
}

int32_t pallia_result_quantity(const pallia_result *result, const char *place, int64_t *numerator,
                               int64_t *denominator, const char **unit) {
    pl_json at;
    pl_json exact;
    pl_json code;
    pl_rational value;
    if (!result || !place || !numerator || !denominator || !unit) {
        return PALLIA_EARGUMENT;
    }
    if (!find(result, place, &at)) {
        return PALLIA_EKEY_MISSING;
    }
    if (!pl_json_member(&at, "exact", &exact) || !pl_json_member(&at, "unit", &code) ||
        !pl_json_is_string(&code) || pl_json_rational(&exact, &value, NULL) != PALLIA_OK) {
        return PALLIA_ETYPE;
    }
    *numerator = value.num;
    *denominator = value.den;
    pl_json_characters(&code, unit);
    return PALLIA_OK;
}
