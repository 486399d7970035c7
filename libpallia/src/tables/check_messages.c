/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_common.h"

#include "leaf/rational.h"

#include <string.h>

enum { KEY_SIZE = 96 };

static pl_status fail_key(const char *key, pl_error *error) {
    return pl_fail(error, PALLIA_ETABLE_TEXT, "/texts", key);
}

/* Whether {name} occurs in `text`. */
static bool has_placeholder(const char *text, const char *name, size_t length) {
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '}') {
            return true;
        }
    }
    return false;
}

/* A brace opens a name of letters, digits and underscores, and nothing else. */
static bool placeholders_are_in(const char *text, const char *other) {
    static const char *const letters = "abcdefghijklmnopqrstuvwxyz0123456789_";
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '}') {
            return false;
        }
        if (*at != '{') {
            continue;
        }
        size_t length = strspn(at + 1, letters);
        if (length == 0 || at[1 + length] != '}' || !has_placeholder(other, at + 1, length)) {
            return false;
        }
        at += length + 1;
    }
    return true;
}

static pl_status check_side(const pl_messages *messages, const pl_messages *other,
                            pl_error *error) {
    for (size_t i = 0; i < messages->count; i++) {
        const pl_message *message = &messages->list[i];
        const char *text = pl_messages_find(other, message->key);
        if (text == NULL || !placeholders_are_in(message->text, text)) {
            return fail_key(message->key, error);
        }
    }
    return PALLIA_OK;
}

static pl_status check_key(const pl_messages *messages, const char *kind, const char *name,
                           pl_error *error) {
    char key[KEY_SIZE];
    size_t kind_length = strlen(kind);
    size_t name_length = strlen(name);
    if (kind_length + name_length >= sizeof key) {
        return fail_key(name, error);
    }
    memcpy(key, kind, kind_length);
    memcpy(key + kind_length, name, name_length + 1);
    return pl_messages_find(messages, key) != NULL ? PALLIA_OK : fail_key(key, error);
}

static pl_status check_statuses(const pl_messages *messages, pl_error *error) {
    pl_status code = pl_status_at(0);
    for (size_t i = 0; code >= 0; code = pl_status_at(++i)) {
        char number[PL_RATIONAL_TEXT_SIZE];
        (void)pl_rational_text(pl_rational_from_int(code), number);
        pl_status status =
            code == PALLIA_OK ? PALLIA_OK : check_key(messages, "error.", number, error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status check_advice(const pl_messages *messages, const pl_rules *rules, pl_error *error) {
    for (size_t i = 0; i < rules->profile_count; i++) {
        const pl_profile *profile = &rules->profiles[i];
        for (size_t k = 0; k < profile->rule_count; k++) {
            pl_status status = check_key(messages, "advice.", profile->rules[k].code, error);
            if (status != PALLIA_OK) {
                return status;
            }
        }
    }
    return PALLIA_OK;
}

pl_status pl_check_messages(const pl_messages *fr, const pl_messages *en, const pl_rules *rules,
                            pl_error *error) {
    if (strcmp(fr->language, "fr") != 0 || strcmp(en->language, "en") != 0) {
        return pl_fail(error, PALLIA_ETABLE_TEXT, "/language", fr->language);
    }
    pl_status status = check_side(fr, en, error);
    if (status == PALLIA_OK) {
        status = check_side(en, fr, error);
    }
    if (status == PALLIA_OK) {
        status = check_statuses(fr, error);
    }
    return status != PALLIA_OK ? status : check_advice(fr, rules, error);
}
