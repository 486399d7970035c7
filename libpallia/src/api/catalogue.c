/* SPDX-License-Identifier: MPL-2.0 */
#include "api/catalogue.h"

#include "operations/answer.h"

void pl_catalogue_begin(pl_writer *writer, const char *operation) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", "ok");
    pl_write_string(writer, "op", operation);
    pl_write_object(writer, "result");
}

void pl_catalogue_end(pl_writer *writer, pl_context *context) {
    pl_write_object_end(writer);
    pl_answer_tail(writer, context, NULL);
    pl_write_object_end(writer);
}

pl_status pl_catalogue_read(const pl_json *document, const char *key, pl_json *at,
                            const char **value, pl_error *error) {
    const char *const keys[] = {"op", "language", key, NULL};
    pl_status status = pl_json_known_keys(document, keys, error);
    if (status == PALLIA_OK) {
        status = pl_json_need(document, key, at, error);
    }
    return status == PALLIA_OK ? pl_json_string(at, value, error) : status;
}

void pl_catalogue_edition(pl_writer *writer, const pl_edition *edition) {
    static const char *const statuses[] = {[PL_TABLE_ACTIVE] = "active",
                                           [PL_TABLE_SUPERSEDED] = "superseded",
                                           [PL_TABLE_DEPRECATED] = "deprecated"};
    static const char *const purposes[] = {[PL_PURPOSE_ROTATION] = "rotation",
                                           [PL_PURPOSE_OME] = "ome",
                                           [PL_PURPOSE_STARTING_DOSE] = "starting-dose"};
    pl_write_string(writer, "id", edition->id);
    pl_write_string(writer, "title", edition->title);
    pl_write_string(writer, "publisher", edition->publisher);
    pl_write_string(writer, "jurisdiction", edition->jurisdiction);
    pl_write_string(writer, "published", edition->published);
    pl_write_string(writer, "url", edition->url);
    pl_write_string(writer, "table_status", statuses[edition->status]);
    pl_write_string(writer, "purpose", purposes[edition->purpose]);
    pl_write_string(writer, "review_by", edition->review_by);
    pl_write_int(writer, "row_count", (int64_t)edition->row_count);
    pl_write_int(writer, "reviewers", (int64_t)edition->reviewer_count);
    pl_write_string(writer, "sha256", edition->sha256);
    pl_write_bool(writer, "local", edition->local);
}

void pl_catalogue_editions(pl_writer *writer, const pl_context *context) {
    pl_write_list(writer, "editions");
    for (size_t i = 0; i < context->rules->edition_count; i++) {
        pl_write_object(writer, NULL);
        pl_catalogue_edition(writer, context->rules->editions[i]);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}
