/* SPDX-License-Identifier: MPL-2.0 */
#include "api/catalogue.h"
#include "operations/answer.h"
#include "tables/embedded.h"

#include <stdio.h>
#include <string.h>

static const pl_embedded_file *embedded(const char *folder, const char *name, const char *suffix) {
    char path[160];
    snprintf(path, sizeof path, "%s/%s%s", folder, name, suffix);
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        if (strcmp(pl_embedded_files[i].path, path) == 0) {
            return &pl_embedded_files[i];
        }
    }
    return NULL;
}

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The length of the string that begins at `json`, with both quotes. */
static size_t string_length(const char *json) {
    size_t length = 1;
    while (json[length] != '"') {
        length += json[length] == '\\' ? 2 : 1;
    }
    return length + 1;
}

/* An answer is one line: the file without the white space between its tokens. The file is strict
 * JSON.
 */
static void write_compact(pl_context *context, pl_writer *writer, const char *key,
                          const pl_embedded_file *file) {
    char *compact = pl_arena_get(context->arena, file->length);
    if (!compact) {
        context->exhausted = true;
        return;
    }
    size_t used = 0;
    for (size_t i = 0; i < file->length;) {
        size_t piece = file->bytes[i] == '"' ? string_length(file->bytes + i) : 1;
        if (!is_space(file->bytes[i])) {
            memcpy(compact + used, file->bytes + i, piece);
            used += piece;
        }
        i += piece;
    }
    pl_write_raw(writer, key, compact, used);
}

static void give_file(pl_context *context, const pl_json *document, pl_writer *writer,
                      const char *operation, const char *suffix) {
    pl_error error = {0};
    pl_json at;
    const char *of;
    if (pl_catalogue_read(document, "of", &at, &of, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, operation, &error, NULL);
        return;
    }
    const pl_embedded_file *file = embedded("requests", of, suffix);
    if (!file) {
        pl_json_fail(&at, PALLIA_EOPERATION, &error);
        pl_answer_failure(writer, context, operation, &error, NULL);
        return;
    }
    pl_catalogue_begin(writer, operation);
    pl_write_string(writer, "of", of);
    write_compact(context, writer, operation, file);
    pl_catalogue_end(writer, context);
}

void pl_template(pl_context *context, const pl_json *document, pl_writer *writer) {
    give_file(context, document, writer, "template", ".template.json");
}

void pl_schema(pl_context *context, const pl_json *document, pl_writer *writer) {
    give_file(context, document, writer, "schema", ".schema.json");
}
