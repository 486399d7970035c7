/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/find.h"
#include "api/catalogue.h"
#include "leaf/utf8.h"
#include "operations/answer.h"
#include "operations/syringe_read.h"

#include <string.h>

enum { NEAR_MAX = 5, FOLDED_SIZE = 256, AMONG_MAX = 256 };

static void write_routes(pl_writer *writer, const pl_context *context, uint32_t routes) {
    pl_write_list(writer, "routes");
    for (size_t r = 0; r < context->drugs->route_count; r++) {
        if (routes >> r & 1U) {
            pl_write_string(writer, NULL, context->drugs->routes[r].id);
        }
    }
    pl_write_list_end(writer);
}

/* Not where the drug is the salt: butylbromide of scopolamine is a drug of its own. */
static void write_salt(pl_writer *writer, const pl_drug *drug, const pl_name *name) {
    const char *salt = pl_salt_named(name->folded);
    if (salt && !strstr(drug->id, salt)) {
        pl_write_string(writer, "salt", salt);
    }
}

static void write_name(pl_writer *writer, const pl_context *context, const char *key,
                       const pl_name *name) {
    pl_write_object(writer, key);
    pl_write_string(writer, "name", name->text);
    pl_write_string(writer, "drug", context->drugs->drugs[name->drug].id);
    write_salt(writer, &context->drugs->drugs[name->drug], name);
    write_routes(writer, context, name->routes);
    if (name->release != PL_NONE) {
        pl_write_string(writer, "release", context->drugs->releases[name->release].id);
    }
    pl_write_bool(writer, "brand", name->brand);
    pl_write_bool(writer, "marketed", name->marketed);
    pl_write_object_end(writer);
}

/* Writes what route or release the text is; false when it is neither. */
static bool write_words(pl_writer *writer, const pl_context *context, const char *folded) {
    const pl_name *word = pl_find_route_word(context->drugs, folded);
    for (size_t r = 0; word && r < context->drugs->route_count; r++) {
        if (word->routes >> r & 1U) {
            pl_write_string(writer, "route", context->drugs->routes[r].id);
        }
    }
    const pl_name *release = pl_find_release_word(context->drugs, folded, UINT32_MAX);
    if (release) {
        pl_write_string(writer, "release", context->drugs->releases[release->release].id);
    }
    return word || release;
}

/* What is asked for, and the words that it is looked for among: drugs, routes and releases when
 * `among` is NULL. */
typedef struct question {
    char folded[FOLDED_SIZE];
    pl_name *among;
    size_t count;
} question;

static pl_status read_among(pl_context *context, const pl_json *list, question *out,
                            pl_error *error) {
    size_t count = pl_json_count(list);
    if (!pl_json_is_list(list) || count == 0 || count > AMONG_MAX) {
        return pl_json_fail(list, pl_json_is_list(list) ? PALLIA_ECOUNT : PALLIA_ETYPE, error);
    }
    out->among = pl_arena_get(context->arena, count * sizeof *out->among);
    if (!out->among) {
        return pl_json_fail(list, PALLIA_ENOMEM, error);
    }
    pl_json at;
    for (bool more = pl_json_first(list, &at); more; more = pl_json_next(&at)) {
        const char *text;
        char folded[FOLDED_SIZE];
        pl_status status = pl_json_string(&at, &text, error);
        if (status != PALLIA_OK) {
            return status;
        }
        pl_utf8_fold(text, strlen(text), folded, sizeof folded);
        const char *kept = pl_arena_text(context->arena, folded, strlen(folded));
        if (!kept) {
            return pl_json_fail(&at, PALLIA_ENOMEM, error);
        }
        out->among[out->count] =
            (pl_name){.text = text, .folded = kept, .drug = (int16_t)out->count};
        out->count++;
    }
    return PALLIA_OK;
}

static pl_status read_question(pl_context *context, const pl_json *document, question *out,
                               pl_error *error) {
    static const char *const keys[] = {"op", "language", "text", "among", NULL};
    pl_json at;
    const char *text = "";
    pl_status status = pl_json_known_keys(document, keys, error);
    if (status == PALLIA_OK) {
        status = pl_json_need(document, "text", &at, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_string(&at, &text, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    pl_utf8_fold(text, strlen(text), out->folded, sizeof out->folded);
    return pl_json_member(document, "among", &at) ? read_among(context, &at, out, error)
                                                  : PALLIA_OK;
}

static void write_near_among(pl_writer *writer, const question *asked) {
    const pl_name *near[NEAR_MAX];
    size_t count = pl_find_near_among(asked->among, asked->count, asked->folded, near, NEAR_MAX);
    pl_write_list(writer, "near");
    for (size_t i = 0; i < count; i++) {
        pl_write_object(writer, NULL);
        pl_write_string(writer, "name", near[i]->text);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_known(pl_writer *writer, const pl_context *context, const char *folded) {
    const pl_name *name = pl_find_name(context->drugs, folded);
    name = name ? name : pl_salted_find(context->drugs, folded);
    if (name) {
        write_name(writer, context, "name", name);
    }
    bool is_word = write_words(writer, context, folded);
    const pl_name *near[NEAR_MAX];
    size_t count = name || is_word ? 0 : pl_find_near(context->drugs, folded, near, NEAR_MAX);
    pl_write_list(writer, "near");
    for (size_t i = 0; i < count; i++) {
        write_name(writer, context, NULL, near[i]);
    }
    pl_write_list_end(writer);
}

void pl_find(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_error error = {0};
    question asked = {.count = 0};
    if (read_question(context, document, &asked, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "find", &error, NULL);
        return;
    }
    pl_catalogue_begin(writer, "find");
    if (asked.among) {
        write_near_among(writer, &asked);
    } else {
        write_known(writer, context, asked.folded);
    }
    pl_catalogue_end(writer, context);
}
