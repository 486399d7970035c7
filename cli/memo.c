/* SPDX-License-Identifier: MPL-2.0 */
#include "memo.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { PROBES = 8 };

/* In front of each value. */
typedef struct slot {
    size_t length; /* of the key; 0 while the slot is free */
    char key[MEMO_KEY_MAX];
} slot;

void memo_new(memo *out, size_t count, size_t value_size) {
    const size_t unit = sizeof(max_align_t);
    *out = (memo){.count = count};
    out->slot_size = (sizeof(slot) + value_size + unit - 1) / unit * unit;
    out->slots = memory_array(count, out->slot_size);
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

static slot *slot_at(memo *it, uint64_t index) {
    return (slot *)(void *)(it->slots + (index & (it->count - 1)) * it->slot_size);
}

static bool is_for(const slot *one, const char *key, size_t length) {
    return one->length == length && memcmp(one->key, key, length) == 0;
}

void *memo_at(memo *it, const char *key, size_t length, bool *known) {
    *known = false;
    if (length == 0 || length > MEMO_KEY_MAX) {
        return NULL;
    }
    uint64_t hash = memo_hash(key, length);
    /* When all of the places are taken, the key decides which one goes. */
    slot *one = slot_at(it, hash + (hash >> 56) % PROBES);
    for (uint64_t i = 0; i < PROBES; i++) {
        slot *other = slot_at(it, hash + i);
        if (other->length == 0 || is_for(other, key, length)) {
            one = other;
            break;
        }
    }
    *known = is_for(one, key, length);
    if (!*known) {
        one->length = length;
        memcpy(one->key, key, length);
    }
    return (unsigned char *)one + sizeof(slot);
}
