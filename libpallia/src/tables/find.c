/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/find.h"

#include "leaf/utf8.h"

#include <string.h>

/* Orders a folded name against the first `length` bytes of `text`. */
static int compare_part(const char *folded, const char *text, size_t length) {
    int order = strncmp(folded, text, length);
    return order != 0 ? order : (int)(unsigned char)folded[length];
}

/* The first name that is not before the text; `count` when there is none. */
static size_t lower_bound(const pl_name *names, size_t count, const char *text, size_t length) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_part(names[middle].folded, text, length) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static const pl_name *find_part(const pl_name *names, size_t count, const char *text,
                                size_t length) {
    size_t at = lower_bound(names, count, text, length);
    if (at == count || compare_part(names[at].folded, text, length) != 0) {
        return NULL;
    }
    return &names[at];
}

const pl_name *pl_find_name(const pl_drugs *drugs, const char *folded) {
    return find_part(drugs->names, drugs->name_count, folded, strlen(folded));
}

const pl_name *pl_find_route_word(const pl_drugs *drugs, const char *folded) {
    return find_part(drugs->route_words, drugs->route_word_count, folded, strlen(folded));
}

const pl_name *pl_find_release_word(const pl_drugs *drugs, const char *folded, uint32_t allowed) {
    const pl_name *words = drugs->release_words;
    size_t count = drugs->release_word_count;
    size_t at = lower_bound(words, count, folded, strlen(folded));
    for (; at < count && strcmp(words[at].folded, folded) == 0; at++) {
        if ((allowed >> words[at].release & 1U) != 0) {
            return &words[at];
        }
    }
    return NULL;
}

enum { SHORT_NAME = 5, FAR = 2, FAR_SHORT = 1, NEAR_ROOM = 16 };

typedef struct nearest {
    const pl_name *names[NEAR_ROOM];
    size_t distances[NEAR_ROOM];
    size_t count;
    size_t room;
} nearest;

static bool already_there(const nearest *found, const pl_name *name) {
    for (size_t i = 0; i < found->count; i++) {
        if (found->names[i]->drug == name->drug && strcmp(found->names[i]->text, name->text) == 0) {
            return true;
        }
    }
    return false;
}

/* Names come in alphabetical order, which equal distances keep. */
static void insert(nearest *found, const pl_name *name, size_t distance) {
    size_t at = found->count;
    while (at > 0 && found->distances[at - 1] > distance) {
        at--;
    }
    if (at == found->room) {
        return;
    }
    size_t last = found->count < found->room ? found->count++ : found->room - 1;
    for (size_t i = last; i > at; i--) {
        found->names[i] = found->names[i - 1];
        found->distances[i] = found->distances[i - 1];
    }
    found->names[at] = name;
    found->distances[at] = distance;
}

static size_t limit_for(const char *name, size_t typed) {
    size_t length = strlen(name);
    return (length < SHORT_NAME || typed < SHORT_NAME) ? FAR_SHORT : FAR;
}

size_t pl_find_near(const pl_drugs *drugs, const char *folded, const pl_name **near, size_t room) {
    return pl_find_near_among(drugs->names, drugs->name_count, folded, near, room);
}

size_t pl_find_near_among(const pl_name *names, size_t count, const char *folded,
                          const pl_name **near, size_t room) {
    nearest found = {.room = room < NEAR_ROOM ? room : NEAR_ROOM};
    size_t typed = strlen(folded);
    for (size_t i = 0; i < count && found.room > 0; i++) {
        const pl_name *name = &names[i];
        size_t limit = limit_for(name->folded, typed);
        size_t distance = pl_utf8_distance(folded, name->folded, limit);
        if (distance <= limit && !already_there(&found, name)) {
            insert(&found, name, distance);
        }
    }
    for (size_t i = 0; i < found.count; i++) {
        near[i] = found.names[i];
    }
    return found.count;
}
