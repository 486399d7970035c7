/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/files.h"

#include "leaf/pointer.h"

#include <string.h>

static const pl_embedded_file *find_file(const char *path) {
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        if (strcmp(pl_embedded_files[i].path, path) == 0) {
            return &pl_embedded_files[i];
        }
    }
    return NULL;
}

pl_status pl_in_path(const char *path, pl_status status, pl_error *error) {
    if (status == PALLIA_OK || error == NULL) {
        return status;
    }
    char inside[PL_POINTER_SIZE];
    memcpy(inside, error->pointer, sizeof inside);
    size_t before = strlen(path);
    size_t rest = strlen(inside);
    if (before + 1 + rest < PL_POINTER_SIZE) {
        memcpy(error->pointer, path, before);
        error->pointer[before] = '#';
        memcpy(error->pointer + before + 1, inside, rest + 1);
    }
    return status;
}

pl_status pl_in_file(const pl_embedded_file *file, pl_status status, pl_error *error) {
    return pl_in_path(file->path, status, error);
}

pl_status pl_file_open(const char *path, const pl_embedded_file **out, pl_error *error) {
    *out = find_file(path);
    bool here = *out != NULL && (*out)->bytes[0] != '\0';
    return here ? PALLIA_OK : pl_fail(error, PALLIA_ETABLE_REFERENCE, path, path);
}

bool pl_file_is_below(const pl_embedded_file *file, const char *folder) {
    return strncmp(file->path, folder, strlen(folder)) == 0;
}

size_t pl_file_count_below(const char *folder) {
    size_t count = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        count += pl_file_is_below(&pl_embedded_files[i], folder) ? 1 : 0;
    }
    return count;
}
