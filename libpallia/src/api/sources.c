/* SPDX-License-Identifier: MPL-2.0 */
#include "api/catalogue.h"
#include "operations/answer.h"

static void write_source(pl_writer *writer, const pl_source *source) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "id", source->id);
    pl_write_string(writer, "title", source->title);
    pl_write_string(writer, "publisher", source->publisher);
    pl_write_string(writer, "jurisdiction", source->jurisdiction);
    pl_write_string(writer, "published", source->published);
    pl_write_string(writer, "url", source->url);
    pl_write_string(writer, "evidence", pl_answer_evidence(source->evidence));
    pl_write_object_end(writer);
}

void pl_sources(pl_context *context, const pl_json *document, pl_writer *writer) {
    static const char *const keys[] = {"op", "language", NULL};
    pl_error error = {0};
    if (pl_json_known_keys(document, keys, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "sources", &error, NULL);
        return;
    }
    pl_catalogue_begin(writer, "sources");
    pl_catalogue_editions(writer, context);
    pl_write_list(writer, "sources");
    for (size_t i = 0; i < context->rules->source_count; i++) {
        write_source(writer, &context->rules->sources[i]);
    }
    pl_write_list_end(writer);
    pl_catalogue_end(writer, context);
}
