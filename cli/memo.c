/* SPDX-License-Identifier: MPL-2.0 */
#include "memo.h"

#include <stdlib.h>
#include <string.h>

/* In front of each value. */
typedef struct slot {
    size_t length; /* of the key; 0 while the slot is free */
    char key[MEMO_KEY_MAX];
} slot;

bool memo_new(memo *out, size_t count, size_t value_size) {
    const size_t unit = sizeof(max_align_t);
    *out = (memo){.count = count};
    out->slot_size = (sizeof(slot) + value_size + unit - 1) / unit * unit;
    out->slots = calloc(count, out->slot_size);
    return out->slots != NULL;
}

void memo_release(memo *it) {
    free(it->slots);
    *it = (memo){0};
}

/* FNV-1a. */
uint64_t memo_hash(const char *bytes, size_t length) {
    uint64_t hash = 0xCBF29CE484222325U;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001B3U;
    }
    return hash ^ (hash >> 32);
}

void *memo_at(memo *it, const char *key, size_t length, bool *known) {
    *known = false;
    if (length == 0 || length > MEMO_KEY_MAX) {
        return NULL;
    }
    unsigned char *at = it->slots + (memo_hash(key, length) & (it->count - 1)) * it->slot_size;
    slot *one = (slot *)(void *)at;
    *known = one->length == length && memcmp(one->key, key, length) == 0;
    if (!*known) {
        one->length = length;
        memcpy(one->key, key, length);
    }
    return at + sizeof(slot);
}
