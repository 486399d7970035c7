/* SPDX-License-Identifier: MPL-2.0
 *
 * The document call: strict scan, choice of the operation, one answer.
 */
#include "api/catalogue.h"
#include "api/session.h"
#include "api/text.h"
#include "operations/answer.h"
#include "operations/operations.h"
#include "tables/set.h"

#include "pallia/pallia.h"

#include <string.h>

typedef void (*operation)(pl_context *context, const pl_json *document, pl_writer *writer);

static const struct {
    const char *name;
    operation run;
} operations[] = {
    {"compare", pl_compare},
    {"dilute", pl_dilute},
    {"explain", pl_explain},
    {"find", pl_find},
    {"ome", pl_ome},
    {"rotate", pl_rotate},
    {"schema", pl_schema},
    {"sources", pl_sources},
    {"tables", pl_tables_operation},
    {"template", pl_template},
    {"verify", pl_verify},
    {"pca", pl_pca},
    {"titrate", pl_titrate},
    {"prescribe", pl_prescribe},
    {"sheet", pl_sheet},
    {"sheet-fields", pl_sheet_fields},
    {"sheet-revoke", pl_sheet_revoke},
    {"sheet-supersede", pl_sheet_supersede},
    {"anticipate", pl_anticipate},
};

static pl_status choose_operation(const pl_json *document, operation *out, pl_error *error) {
    pl_json at;
    const char *name;
    if (!pl_json_is_object(document)) {
        return pl_json_fail(document, PALLIA_ETYPE, error);
    }
    pl_status status = pl_json_need(document, "op", &at, error);
    if (status == PALLIA_OK) {
        status = pl_json_string(&at, &name, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    for (size_t i = 0; i < sizeof operations / sizeof operations[0]; i++) {
        if (strcmp(name, operations[i].name) == 0) {
            *out = operations[i].run;
            return PALLIA_OK;
        }
    }
    return pl_json_fail(&at, PALLIA_EOPERATION, error);
}

static pl_status answer(pl_context *context, const char *request, size_t length,
                        pl_writer *writer) {
    struct cJSON *root = NULL;
    pl_error error = {0};
    operation run = NULL;
    pl_json_limits limits = pl_json_limits_default();
    pl_status status = pl_json_parse(request, length, &limits, context->arena, &root, &error);
    pl_json document = pl_json_root(root);
    if (status == PALLIA_OK) {
        status = choose_operation(&document, &run, &error);
    }
    if (status == PALLIA_OK) {
        status = pl_session_language(context, &document, &error);
    }
    if (status == PALLIA_OK) {
        run(context, &document, writer);
    } else if (status != PALLIA_ENOMEM) {
        pl_answer_failure(writer, context, NULL, &error, NULL);
    }
    return status == PALLIA_ENOMEM || context->exhausted ? PALLIA_ENOMEM : PALLIA_OK;
}

int32_t pallia_run(const pallia_tables *tables, const char *request, size_t length, char **out,
                   size_t *out_length) {
    if (!tables || !request || !out) {
        return PALLIA_EARGUMENT;
    }
    pl_arena arena;
    pl_writer writer;
    pl_context context;
    pl_arena_init(&arena, pl_tables_allocator(tables));
    pl_write_begin(&writer, pl_tables_allocator(tables));
    pl_status status = pl_session_open(tables, &arena, &context);
    if (status == PALLIA_OK) {
        status = answer(&context, request, length, &writer);
    }
    if (status == PALLIA_OK) {
        status = pl_text_end(&writer, out, out_length);
    } else {
        pl_write_cancel(&writer);
    }
    pl_arena_release(&arena);
    return status;
}

int32_t pallia_tables_with_local(const pallia_tables *base, const char *document, size_t length,
                                 pallia_tables **tables, char **out) {
    if (!base || !document || !tables) {
        return PALLIA_EARGUMENT;
    }
    pl_error error = {0};
    pl_status status = pl_tables_add(base, document, length, tables, &error);
    if (out) {
        *out = NULL;
    }
    if (status != PALLIA_OK && status != PALLIA_ENOMEM && out &&
        pl_session_explain(base, "tables", &error, out) != PALLIA_OK) {
        return PALLIA_ENOMEM;
    }
    return status;
}
