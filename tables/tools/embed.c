/* SPDX-License-Identifier: MPL-2.0
 *
 * Writes the table files as C, byte for byte, once each is the one of SHA256SUMS.
 *
 *   embed TABLES OUTPUT.c [APART...]
 *
 * Of a file whose path begins with an APART ("products/"), only the room is written, as zeros: a
 * program that ships it as a file of its own fills it (bindings/js/wasm/apart.h).
 *
 * TABLES/SHA256SUMS lists them in the format of sha256sum, sorted by path. A file that differs, is
 * missing, is there without being listed, in any folder but schema/, or is not strict JSON fails
 * the build: `make tables-accept` is then due.
 */
#define _POSIX_C_SOURCE 200809L

#include "leaf/json_strict.h"
#include "leaf/sha256.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 512, HEX = PL_SHA256_HEX_SIZE - 1, LINE_WIDTH = 20 };

typedef struct file {
    char path[PATH_SIZE];
    char sha256[PL_SHA256_HEX_SIZE];
    unsigned char *bytes;
    size_t length;
    bool apart;
} file;

typedef struct manifest {
    file *files;
    size_t count;
    char sha256[PL_SHA256_HEX_SIZE];
} manifest;

static void append(char out[PATH_SIZE], const char *path, const char *more) {
    size_t room = PATH_SIZE;
    int length = snprintf(out, room, "%s%s", path, more);
    if (length < 0 || (size_t)length >= room) {
        fprintf(stderr, "embed: path too long: %s%s\n", path, more);
        exit(1);
    }
}

static void join(char out[PATH_SIZE], const char *folder, const char *name) {
    char inside[PATH_SIZE];
    append(inside, folder, "/");
    append(out, inside, name);
}

/* The bytes of a file, NUL-terminated; NULL when it cannot be read. */
static unsigned char *read_file(const char *path, size_t *length) {
    FILE *in = fopen(path, "rb");
    if (in == NULL) {
        return NULL;
    }
    unsigned char *bytes = NULL;
    size_t room = 0;
    *length = 0;
    do {
        room = room == 0 ? 65536 : 2 * room;
        unsigned char *larger = realloc(bytes, room + 1);
        if (larger == NULL) {
            free(bytes);
            (void)fclose(in);
            return NULL;
        }
        bytes = larger;
        *length += fread(bytes + *length, 1, room - *length, in);
    } while (*length == room);
    bytes[*length] = '\0';
    (void)fclose(in);
    return bytes;
}

/* "<64 hex digits>  <path>"; false when the line is something else. */
static bool parse_line(const char *line, size_t length, file *out) {
    if (length < HEX + 3 || length - HEX - 2 >= PATH_SIZE) {
        return false;
    }
    if (line[HEX] != ' ' || line[HEX + 1] != ' ') {
        return false;
    }
    memcpy(out->sha256, line, HEX);
    memcpy(out->path, line + HEX + 2, length - HEX - 2);
    out->path[length - HEX - 2] = '\0';
    return strspn(out->sha256, "0123456789abcdef") == HEX;
}

static bool parse_manifest(const char *text, manifest *out) {
    size_t lines = 0;
    for (const char *at = text; *at != '\0'; at++) {
        lines += *at == '\n' ? 1 : 0;
    }
    out->files = calloc(lines + 1, sizeof *out->files);
    if (out->files == NULL) {
        return false;
    }
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, "\n");
        file *next = &out->files[out->count];
        if (!parse_line(at, length, next)) {
            fprintf(stderr, "embed: SHA256SUMS: not a line of sha256sum: %.*s\n", (int)length, at);
            return false;
        }
        if (out->count > 0 && strcmp(next[-1].path, next->path) >= 0) {
            fprintf(stderr, "embed: SHA256SUMS: not sorted by path at %s\n", next->path);
            return false;
        }
        out->count++;
        at += length + (at[length] == '\n' ? 1 : 0);
    }
    return true;
}

/* The library does not scan embedded files again. */
static bool is_strict(const file *listed) {
    pl_error error = {0};
    pl_json_limits limits = pl_json_limits_default();
    if (pl_json_strict((const char *)listed->bytes, listed->length, &limits, &error) == PALLIA_OK) {
        return true;
    }
    fprintf(stderr, "embed: %s: %s at byte %zu, %s\n", listed->path, pl_status_name(error.code),
            error.offset, error.pointer);
    return false;
}

static bool read_listed(const char *tables, file *listed) {
    char path[PATH_SIZE];
    join(path, tables, listed->path);
    listed->bytes = read_file(path, &listed->length);
    if (listed->bytes == NULL) {
        fprintf(stderr, "embed: %s: listed in SHA256SUMS and not there\n", listed->path);
        return false;
    }
    char hex[PL_SHA256_HEX_SIZE];
    pl_sha256_of(listed->bytes, listed->length, hex);
    if (strcmp(hex, listed->sha256) != 0) {
        fprintf(stderr, "embed: %s: changed since it was accepted\n", listed->path);
        return false;
    }
    return is_strict(listed);
}

static bool is_listed(const manifest *sums, const char *path) {
    for (size_t i = 0; i < sums->count; i++) {
        if (strcmp(sums->files[i].path, path) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_json(const char *name) {
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".json") == 0;
}

/* A table that is not in the list would be silently left out. */
static bool check_listed(const char *path, const manifest *sums) {
    if (!is_json(path) || is_listed(sums, path)) {
        return true;
    }
    fprintf(stderr, "embed: %s: not listed in SHA256SUMS\n", path);
    return false;
}

/* The forms that the tables are held to, for editors and tests: accept.sh does not list them. */
static const char forms[] = "schema/";

/* Every table of this folder and of those in it. `below` is "" or ends with a slash. What cannot be
 * opened as a folder is none. */
static bool check_folder(const char *tables, const char *below, const manifest *sums) {
    char path[PATH_SIZE];
    if (strcmp(below, forms) == 0) {
        return true;
    }
    join(path, tables, below);
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return errno == ENOTDIR;
    }
    bool good = true;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        char name[PATH_SIZE];
        char inside[PATH_SIZE];
        append(name, below, entry->d_name);
        append(inside, name, "/");
        good = check_listed(name, sums) && check_folder(tables, inside, sums) && good;
    }
    (void)closedir(folder);
    return good;
}

static bool check_files(const char *tables, manifest *sums) {
    bool good = true;
    for (size_t i = 0; i < sums->count; i++) {
        good = read_listed(tables, &sums->files[i]) && good;
    }
    good = check_folder(tables, "", sums) && good;
    if (!good) {
        fputs("embed: run `make tables-accept` once the change is meant and written in NEWS.md\n",
              stderr);
    }
    return good;
}

/* A list of numbers: no limit on its length in C11, unlike a string. */
static void write_bytes(FILE *out, size_t index, const file *from) {
    if (from->apart) {
        fprintf(out, "static unsigned char file_%u[%lu];\n\n", (unsigned)index,
                (unsigned long)from->length + 1);
        return;
    }
    fprintf(out, "static const unsigned char file_%u[] = {", (unsigned)index);
    for (size_t i = 0; i < from->length; i++) {
        fprintf(out, "%s%u,", i % LINE_WIDTH == 0 ? "\n" : "", (unsigned)from->bytes[i]);
    }
    fputs("0};\n\n", out);
}

static void write_list(FILE *out, const manifest *sums) {
    fputs("const pl_embedded_file pl_embedded_files[] = {\n", out);
    for (size_t i = 0; i < sums->count; i++) {
        const file *from = &sums->files[i];
        fprintf(out, "    {\"%s\", (const char *)file_%u, %lu,\n     \"%s\"},\n", from->path,
                (unsigned)i, (unsigned long)from->length, from->sha256);
    }
    fputs("};\n\n", out);
    fprintf(out, "const size_t pl_embedded_file_count = %lu;\n", (unsigned long)sums->count);
}

static bool write_all(const char *path, const manifest *sums, const char *edition) {
    FILE *out = fopen(path, "w");
    if (out == NULL) {
        fprintf(stderr, "embed: %s: cannot be written\n", path);
        return false;
    }
    fputs("/* Generated by tables/tools/embed.c: not to be edited. */\n"
          "#include \"tables/embedded.h\"\n\n",
          out);
    for (size_t i = 0; i < sums->count; i++) {
        write_bytes(out, i, &sums->files[i]);
    }
    write_list(out, sums);
    fprintf(out, "const char pl_embedded_edition[] = \"%s\";\n", edition);
    fprintf(out, "const char pl_embedded_sha256[] = \"%s\";\n", sums->sha256);
    bool written = ferror(out) == 0;
    return fclose(out) == 0 && written;
}

/* One line such as 2026.11. */
static char *read_edition(const char *tables) {
    char path[PATH_SIZE];
    size_t length;
    join(path, tables, "EDITION");
    char *text = (char *)read_file(path, &length);
    if (text == NULL) {
        return NULL;
    }
    text[strcspn(text, "\r\n")] = '\0';
    if (strspn(text, "0123456789.") != strlen(text) || text[0] == '\0') {
        free(text);
        return NULL;
    }
    return text;
}

static bool read_manifest(const char *tables, manifest *sums) {
    char path[PATH_SIZE];
    size_t length;
    join(path, tables, "SHA256SUMS");
    char *text = (char *)read_file(path, &length);
    if (text == NULL) {
        fprintf(stderr, "embed: %s: cannot be read\n", path);
        return false;
    }
    pl_sha256_of(text, length, sums->sha256);
    bool good = parse_manifest(text, sums) && check_files(tables, sums);
    free(text);
    return good;
}

static void set_apart(manifest *sums, const char *prefix) {
    for (size_t i = 0; i < sums->count; i++) {
        if (strncmp(sums->files[i].path, prefix, strlen(prefix)) == 0) {
            sums->files[i].apart = true;
        }
    }
}

static void drop(manifest *sums) {
    for (size_t i = 0; i < sums->count; i++) {
        free(sums->files[i].bytes);
    }
    free(sums->files);
}

int main(int count, char **arguments) {
    if (count < 3) {
        fputs("usage: embed TABLES OUTPUT.c [APART...]\n", stderr);
        return 1;
    }
    manifest sums = {0};
    char *edition = read_edition(arguments[1]);
    if (edition == NULL) {
        fprintf(stderr, "embed: %s/EDITION: one line such as 2026.11 is due\n", arguments[1]);
    }
    bool good = edition != NULL && read_manifest(arguments[1], &sums);
    for (int i = 3; i < count; i++) {
        set_apart(&sums, arguments[i]);
    }
    good = good && write_all(arguments[2], &sums, edition);
    drop(&sums);
    free(edition);
    return good ? 0 : 1;
}
