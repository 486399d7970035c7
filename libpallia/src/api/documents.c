/* SPDX-License-Identifier: MPL-2.0 */
#include "api/catalogue.h"
#include "operations/answer.h"
#include "tables/files.h"

#include <stdio.h>
#include <string.h>

/* The file of `of`; PALLIA_EOPERATION at `at` when there is none. */
static pl_status find(const pl_json *at, const char *of, const char *suffix,
                      const pl_embedded_file **out, pl_error *error) {
    char path[160];
    snprintf(path, sizeof path, "requests/%s%s", of, suffix);
    pl_status status = pl_file_open(path, out, error);
    return *out == NULL ? pl_json_fail(at, PALLIA_EOPERATION, error) : status;
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
    const pl_embedded_file *file;
    if (pl_catalogue_read(document, "of", &at, &of, &error) != PALLIA_OK ||
        find(&at, of, suffix, &file, &error) != PALLIA_OK) {
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
