/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load.h"

#include "tables/load_common.h"

#include <string.h>

enum { ID, TITLE, PUBLISHER, JURISDICTION, PUBLISHED, URL, EVIDENCE, SOURCE_FIELDS };

static const pl_field source_fields[SOURCE_FIELDS] = {
    [ID] = {"id", PALLIA_EKEY_MISSING},
    [TITLE] = {"title", PALLIA_ETABLE_SOURCE},
    [PUBLISHER] = {"publisher", PALLIA_ETABLE_SOURCE},
    [JURISDICTION] = {"jurisdiction", PALLIA_EKEY_MISSING},
    [PUBLISHED] = {"published", PALLIA_ETABLE_SOURCE},
    [URL] = {"url", PALLIA_ETABLE_SOURCE},
    [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
};

static pl_status load_source(const pl_reader *reader, const pl_json *at, pl_source *out) {
    pl_json slots[SOURCE_FIELDS];
    pl_status status = pl_load_fields(reader, at, source_fields, SOURCE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[ID], &out->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[TITLE], &out->title);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[PUBLISHER], &out->publisher);
    }
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(reader, &slots[JURISDICTION], &out->jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[PUBLISHED], &out->published);
    }
    if (status == PALLIA_OK) {
        status = pl_load_evidence(reader, &slots[EVIDENCE], &out->evidence);
    }
    if (status == PALLIA_OK) {
        bool may_be_empty = out->evidence == PL_EVIDENCE_SECONDARY;
        status = pl_load_url(reader, &slots[URL], may_be_empty, &out->url);
    }
    return status;
}

static int compare_sources(const void *a, const void *b) {
    const pl_source *left = a;
    const pl_source *right = b;
    return strcmp(left->id, right->id);
}

static pl_status load_list(const pl_reader *reader, const pl_json *at, pl_rules *out) {
    pl_source *sources;
    size_t count;
    pl_status status = pl_load_list(reader, at, 0, sizeof *sources, &sources, &count);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load_source(reader, &item, &sources[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    pl_sort(sources, count, sizeof *sources, compare_sources);
    for (i = 1; i < count; i++) {
        if (strcmp(sources[i - 1].id, sources[i].id) == 0) {
            return pl_fail(reader->error, PALLIA_ETABLE_DUPLICATE, "/sources", sources[i].id);
        }
    }
    out->sources = sources;
    out->source_count = count;
    return PALLIA_OK;
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    enum { SCHEMA, SOURCES, COUNT };
    static const pl_field fields[COUNT] = {
        [SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA}, [SOURCES] = {"sources", PALLIA_EKEY_MISSING}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    return status != PALLIA_OK ? status : load_list(reader, &slots[SOURCES], out);
}

pl_status pl_load_sources(const char *bytes, size_t length, pl_arena *arena, pl_rules *rules,
                          pl_error *error) {
    pl_reader reader = {.arena = arena, .error = error};
    return pl_load_document(bytes, length, "pallia.sources/1", &reader, load_body, rules);
}
