/* SPDX-License-Identifier: MPL-2.0 */
#include "apart.h"

#include "leaf/sha256.h"
#include "tables/embedded.h"

#include "pallia/status.h"

#include <stdbool.h>
#include <string.h>

static const struct {
    const char *name;
    const char *beginning;
} parts[] = {
#define PART(name, beginning) {name, beginning},
#include "parts.def"
#undef PART
};

const char *pallia_part_of(const char *path) {
    if (path == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strncmp(path, parts[i].beginning, strlen(parts[i].beginning)) == 0) {
            return parts[i].name;
        }
    }
    return NULL;
}

static bool is_in(const char *part, const pl_embedded_file *file) {
    const char *found = pallia_part_of(file->path);
    return found != NULL && strcmp(found, part) == 0;
}

/* The bytes of all its files; 0 when there is no such part. */
static size_t size_of(const char *part) {
    size_t size = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        size += is_in(part, &pl_embedded_files[i]) ? pl_embedded_files[i].length : 0;
    }
    return size;
}

static bool is_the_file(const pl_embedded_file *file, const char *bytes) {
    char hex[PL_SHA256_HEX_SIZE];
    pl_sha256_of(bytes, file->length, hex);
    return strcmp(hex, file->sha256) == 0;
}

/* Each file of `bytes` is given to `use`, in the order of the list; false at the first refusal. */
static bool for_each(const char *part, const char *bytes,
                     bool (*use)(const pl_embedded_file *, const char *)) {
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (!is_in(part, file)) {
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

int32_t pallia_part_give(const char *part, const char *bytes, size_t length) {
    size_t size = part != NULL ? size_of(part) : 0;
    if (size == 0 || bytes == NULL) {
        return PALLIA_EARGUMENT;
    }
    if (length != size || !for_each(part, bytes, is_the_file)) {
        return PALLIA_ETABLE_DIGEST;
    }
    (void)for_each(part, bytes, fill);
    return PALLIA_OK;
}
