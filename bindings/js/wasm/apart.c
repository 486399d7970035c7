/* SPDX-License-Identifier: MPL-2.0 */
#include "apart.h"

#include "leaf/sha256.h"
#include "tables/embedded.h"

#include "pallia/status.h"

#include <stdbool.h>
#include <string.h>

static bool is_apart(const pl_embedded_file *file) {
    return strncmp(file->path, PALLIA_APART, strlen(PALLIA_APART)) == 0;
}

static bool is_the_file(const pl_embedded_file *file, const char *bytes) {
    char hex[PL_SHA256_HEX_SIZE];
    pl_sha256_of(bytes, file->length, hex);
    return strcmp(hex, file->sha256) == 0;
}

size_t pallia_apart_size(void) {
    size_t size = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        size += is_apart(&pl_embedded_files[i]) ? pl_embedded_files[i].length : 0;
    }
    return size;
}

/* Each file of `bytes` is given to `use`, in the order of the list; false at the first refusal. */
static bool for_each(const char *bytes, bool (*use)(const pl_embedded_file *, const char *)) {
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (!is_apart(file)) {
            continue;
        }
        if (!use(file, bytes)) {
            return false;
        }
        bytes += file->length;
    }
    return true;
}

/* The room of a file that is apart is an array of its own, which embed.c does not make const. */
static bool fill(const pl_embedded_file *file, const char *bytes) {
    memcpy((char *)file->bytes, bytes, file->length);
    return true;
}

int32_t pallia_apart_give(const char *bytes, size_t length) {
    if (bytes == NULL) {
        return PALLIA_EARGUMENT;
    }
    if (length != pallia_apart_size() || !for_each(bytes, is_the_file)) {
        return PALLIA_ETABLE_DIGEST;
    }
    (void)for_each(bytes, fill);
    return PALLIA_OK;
}
