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
    pl_write_raw(writer, operation, file->bytes, file->length);
    pl_catalogue_end(writer, context);
}

void pl_template(pl_context *context, const pl_json *document, pl_writer *writer) {
    give_file(context, document, writer, "template", ".template.json");
}

void pl_schema(pl_context *context, const pl_json *document, pl_writer *writer) {
    give_file(context, document, writer, "schema", ".schema.json");
}
