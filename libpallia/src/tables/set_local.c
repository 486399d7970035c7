/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/json_read.h"
#include "leaf/sha256.h"
#include "tables/check.h"
#include "tables/domain.h"
#include "tables/index.h"
#include "tables/load.h"
#include "tables/load_anticipation.h"
#include "tables/set.h"

#include <string.h>

/* The editions of the base, and the new one last. */
static pl_status list_editions(pallia_tables *tables, const pl_rules *below,
                               const pl_edition *local, pl_error *error) {
    size_t count = below->edition_count;
    const pl_edition **list = pl_arena_array(&tables->arena, count + 1, sizeof *list);
    if (list == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = below->editions[i];
    }
    list[count] = local;
    tables->rules = *below;
    tables->rules.editions = list;
    tables->rules.edition_count = count + 1;
    return PALLIA_OK;
}

/* The same of the protocols of teams. */
static pl_status list_teams(pallia_tables *tables, const pl_rules *below,
                            const pl_anticipation *local, pl_error *error) {
    size_t count = below->team_count;
    const pl_anticipation **list = pl_arena_array(&tables->arena, count + 1, sizeof *list);
    if (list == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = below->teams[i];
    }
    list[count] = local;
    tables->rules = *below;
    tables->rules.teams = list;
    tables->rules.team_count = count + 1;
    return PALLIA_OK;
}

/* The bytes of a local document, and what it may refer to. */
typedef struct local_file {
    const char *bytes;
    size_t length;
    const pl_drugs *drugs;
    const pl_rules *below;
} local_file;

static pl_status local_edition(pallia_tables *tables, const local_file *file, pl_error *error) {
    pl_edition *local = pl_arena_get(&tables->arena, sizeof *local);
    if (local == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    pl_status status =
        pl_load_edition(file->bytes, file->length, file->drugs, &tables->arena, local, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_sha256_of(file->bytes, file->length, local->sha256);
    local->local = true;
    if (pl_edition_find(file->below, local->id) != NULL) {
        return pl_fail(error, PALLIA_ETABLE_DUPLICATE, "/id", local->id);
    }
    status = pl_check_edition(local, error);
    return status != PALLIA_OK ? status : list_editions(tables, file->below, local, error);
}

/* An id of its own among the editions, the library's rows and the other protocols. */
static pl_status check_ids(const pl_anticipation *local, const pl_anticipation *base,
                           const pl_rules *below, pl_error *error) {
    if (pl_edition_find(below, local->self.id) != NULL ||
        pl_source_find(below, local->self.id) != NULL) {
        return pl_fail(error, PALLIA_ETABLE_DUPLICATE, "/id", local->self.id);
    }
    pl_status status = pl_check_apart(local, base, error);
    for (size_t i = 0; status == PALLIA_OK && i < below->team_count; i++) {
        status = pl_check_apart(local, below->teams[i], error);
    }
    return status;
}

static pl_status local_protocol(pallia_tables *tables, const local_file *file, pl_error *error) {
    const pl_reader reader = {
        .arena = &tables->arena, .error = error, .drugs = file->drugs, .rules = file->below};
    const pl_anticipation *base;
    pl_anticipation *local = pl_arena_get(&tables->arena, sizeof *local);
    if (local == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    pl_status status = pl_tables_anticipation(tables->base, &base, error);
    if (status == PALLIA_OK) {
        status = pl_load_anticipation(file->bytes, file->length, &reader, base, local);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    pl_sha256_of(file->bytes, file->length, local->sha256);
    status = check_ids(local, base, file->below, error);
    if (status == PALLIA_OK) {
        status = pl_check_anticipation(local, error);
    }
    return status != PALLIA_OK ? status : list_teams(tables, file->below, local, error);
}

/* Whether strict JSON calls itself a protocol for anticipation; if not, it is read as an edition.
 */
static pl_status is_protocol(const local_file *file, pallia_allocator allocator, bool *out,
                             pl_error *error) {
    struct cJSON *tree = NULL;
    pl_arena arena;
    pl_json schema;
    const char *text;
    pl_arena_init(&arena, allocator);
    pl_status status = pl_json_tree(file->bytes, file->length, &arena, &arena, &tree, error);
    pl_json root = pl_json_root(tree);
    *out = status == PALLIA_OK && pl_json_member(&root, "schema", &schema) &&
           pl_json_string(&schema, &text, NULL) == PALLIA_OK &&
           strcmp(text, PL_ANTICIPATION_SCHEMA) == 0;
    pl_arena_release(&arena);
    return status;
}

static pl_status read_local(pallia_tables *tables, const char *bytes, size_t length,
                            pl_error *error) {
    local_file file = {.bytes = bytes, .length = length};
    bool protocol = false;
    pl_status status = pl_tables_need_both(tables->base, &file.drugs, &file.below, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json_limits limits = pl_json_limits_default();
    status = pl_json_strict(bytes, length, &limits, error);
    if (status == PALLIA_OK) {
        status = is_protocol(&file, tables->allocator, &protocol, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    return protocol ? local_protocol(tables, &file, error) : local_edition(tables, &file, error);
}

pl_status pl_tables_add(const pallia_tables *base, const char *bytes, size_t length,
                        pallia_tables **out, pl_error *error) {
    pallia_tables *tables;
    pl_status status = pl_tables_new(base->allocator, &tables);
    if (status != PALLIA_OK) {
        return pl_fail(error, status, NULL, NULL);
    }
    tables->base = pl_tables_retain(base);
    status = read_local(tables, bytes, length, error);
    if (status != PALLIA_OK) {
        pl_tables_release(tables);
        return status;
    }
    *out = tables;
    return PALLIA_OK;
}
