/* SPDX-License-Identifier: MPL-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool write_all(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

/* The rename itself must reach the disk. A folder that cannot be opened for reading is no failure:
 * the file is in its place. */
static void flush_folder(const char *folder) {
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0) {
        fsync(file);
        close(file);
    }
}

static bool write_beside(char *temporary, const char *path, const char *bytes, size_t length) {
    int file = mkstemp(temporary); /* mode 0600 */
    if (file < 0) {
        return false;
    }
    bool written = write_all(file, bytes, length) && fsync(file) == 0;
    written = close(file) == 0 && written;
    if (!written || rename(temporary, path) != 0) {
        unlink(temporary);
        return false;
    }
    return true;
}

bool output_write(const char *path, const void *bytes, size_t length) {
    if (strcmp(path, "-") == 0) {
        return write_all(STDOUT_FILENO, bytes, length);
    }
    char *folder = g_path_get_dirname(path);
    char *temporary = g_build_filename(folder, ".pallia-page.XXXXXX", NULL);
    bool written = write_beside(temporary, path, bytes, length);
    if (written) {
        flush_folder(folder);
    }
    g_free(temporary);
    g_free(folder);
    return written;
}
