/* SPDX-License-Identifier: MPL-2.0
 *
 * The public functions around the table handle, and the versions.
 */
#include "tables/set.h"

#include "pallia/pallia.h"

#ifndef PALLIA_VERSION
#error "the Makefile defines PALLIA_VERSION and PALLIA_ABI"
#endif

const char *pallia_version(void) {
    return PALLIA_VERSION;
}

int32_t pallia_abi(void) {
    return PALLIA_ABI;
}

const char *pallia_status_name(int32_t status) {
    return pl_status_name(status);
}

int32_t pallia_status_at(size_t index) {
    return pl_status_at(index);
}

static bool usable(const pallia_allocator *allocator) {
    return allocator->size == sizeof *allocator && allocator->allocate && allocator->resize &&
           allocator->release;
}

int32_t pallia_tables_new(const pallia_allocator *allocator, pallia_tables **tables) {
    if (!tables || (allocator && !usable(allocator))) {
        return PALLIA_EARGUMENT;
    }
    return pl_tables_new(allocator ? *allocator : pl_allocator_default(), tables);
}

pallia_tables *pallia_tables_retain(pallia_tables *tables) {
    if (tables) {
        pl_tables_retain(tables);
    }
    return tables;
}

void pallia_tables_release(pallia_tables *tables) {
    if (tables) {
        pl_tables_release(tables);
    }
}

const char *pallia_tables_edition(const pallia_tables *tables) {
    return tables ? pl_tables_edition(tables) : NULL;
}

const char *pallia_tables_sha256(const pallia_tables *tables) {
    return tables ? pl_tables_sha256(tables) : NULL;
}

const char *pallia_text(const pallia_tables *tables, const char *language, const char *key) {
    const pl_messages *messages;
    if (!tables || !language || !key ||
        pl_tables_messages(tables, language, &messages, NULL) != PALLIA_OK) {
        return NULL;
    }
    return pl_messages_find(messages, key);
}
