/* SPDX-License-Identifier: MPL-2.0 */
#include "api/session.h"

#include "api/text.h"
#include "operations/answer.h"
#include "tables/set.h"

static const char default_language[] = "fr";

pl_status pl_session_open(const pallia_tables *tables, pl_arena *arena, pl_context *out) {
    *out = (pl_context){.tables = tables, .language = default_language, .arena = arena};
    pl_status status = pl_tables_messages(tables, default_language, &out->messages, NULL);
    if (status == PALLIA_OK) {
        status = pl_tables_drugs(tables, &out->drugs, NULL);
    }
    return status == PALLIA_OK ? pl_tables_rules(tables, &out->rules, NULL) : status;
}

pl_status pl_session_language(pl_context *context, const pl_json *document, pl_error *error) {
    pl_json at;
    const char *language;
    if (!pl_json_member(document, "language", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &language, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_tables_messages(context->tables, language, &context->messages, error);
    if (status == PALLIA_ELANGUAGE) {
        return pl_json_fail(&at, PALLIA_ELANGUAGE, error);
    }
    if (status == PALLIA_OK) {
        context->language = context->messages->language;
    }
    return status;
}

static pl_status explain(pl_context *context, const char *operation, const pl_error *error,
                         char **out) {
    pl_writer writer;
    pl_write_begin(&writer, context->arena->allocator);
    pl_answer_failure(&writer, context, operation, error, NULL);
    return context->exhausted ? (pl_write_cancel(&writer), PALLIA_ENOMEM)
                              : pl_text_end(&writer, out, NULL);
}

pl_status pl_session_explain(const pallia_tables *tables, const char *operation,
                             const pl_error *error, char **out) {
    pl_arena arena;
    pl_context context;
    pl_arena_init(&arena, pl_tables_allocator(tables));
    pl_status status = pl_session_open(tables, &arena, &context);
    if (status == PALLIA_OK) {
        status = explain(&context, operation, error, out);
    }
    pl_arena_release(&arena);
    return status;
}

static pl_status prepare(pl_context *context, const char *request, size_t length,
                         pl_preparation make, void *into, pl_error *error) {
    struct cJSON *root = NULL;
    pl_json_limits limits = pl_json_limits_default();
    pl_status status = pl_json_parse(request, length, &limits, context->arena, &root, error);
    pl_json document = pl_json_root(root);
    if (status == PALLIA_OK) {
        status = pl_session_language(context, &document, error);
    }
    if (status == PALLIA_OK) {
        status = make(context, &document, into, error);
    }
    return context->exhausted ? PALLIA_ENOMEM : status;
}

pl_status pl_session_prepare(const pallia_tables *tables, const char *request, size_t length,
                             pl_preparation make, void *into, char **answer) {
    pl_arena arena;
    pl_context context;
    pl_error error = {0};
    pl_arena_init(&arena, pl_tables_allocator(tables));
    pl_status status = pl_session_open(tables, &arena, &context);
    if (status == PALLIA_OK) {
        status = prepare(&context, request, length, make, into, &error);
    }
    if (status != PALLIA_OK && status != PALLIA_ENOMEM && answer &&
        explain(&context, NULL, &error, answer) != PALLIA_OK) {
        status = PALLIA_ENOMEM;
    }
    pl_arena_release(&arena);
    return status;
}
