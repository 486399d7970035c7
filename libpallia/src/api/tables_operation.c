/* SPDX-License-Identifier: MPL-2.0
 *
 * {"op":"tables"}: listing, showing, checking and comparing editions.
 */
#include "api/catalogue.h"
#include "operations/answer.h"
#include "tables/index.h"
#include "tables/set.h"

#include <string.h>

static const char operation[] = "tables";

static void write_exact(pl_writer *writer, const char *key, pl_rational value) {
    char text[PL_RATIONAL_TEXT_SIZE];
    pl_rational_text(value, text);
    pl_write_string(writer, key, text);
}

static void write_range(pl_writer *writer, const pl_interval *range) {
    pl_write_object(writer, "range");
    if (range->has_low) {
        write_exact(writer, range->low_included ? "from" : "above", range->low);
    }
    if (range->has_high) {
        write_exact(writer, range->high_included ? "to" : "below", range->high);
    }
    pl_write_object_end(writer);
}

static void write_bands(pl_writer *writer, const pl_row *row) {
    pl_write_list(writer, "bands");
    for (size_t i = 0; i < row->band_count; i++) {
        const pl_band *band = &row->bands[i];
        pl_write_object(writer, NULL);
        write_range(writer, &band->range);
        write_exact(writer, band->is_factor ? "factor" : "value", band->number);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_place(pl_writer *writer, const pl_context *context, const char *key,
                        pl_place place) {
    char text[PL_PLACE_TEXT_SIZE];
    pl_place_text(context->drugs, place, text);
    pl_write_string(writer, key, text);
}

static void write_row(pl_writer *writer, const pl_context *context, const pl_row *row) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "id", row->id);
    write_place(writer, context, "from", row->from);
    write_place(writer, context, "to", row->to);
    pl_write_string(writer, "per", pl_native_unit(context, row->from)->code);
    pl_write_string(writer, "gives", pl_native_unit(context, row->to)->code);
    if (row->band_count > 0) {
        write_bands(writer, row);
    } else {
        write_exact(writer, "factor", row->factor);
    }
    if (row->has_interval) {
        write_exact(writer, "low", row->low);
        write_exact(writer, "high", row->high);
    }
    if (row->has_range) {
        write_range(writer, &row->range);
    }
    pl_write_bool(writer, "reversible", row->reversible);
    pl_write_bool(writer, "stable", row->stable);
    pl_write_string(writer, "evidence", pl_answer_evidence(row->evidence));
    pl_write_string(writer, "cite", row->cite);
    if (row->note.fr) {
        pl_write_string(writer, "note", pl_pick(context, row->note));
    }
    pl_write_object_end(writer);
}

static void list(pl_context *context, pl_writer *writer) {
    pl_catalogue_begin(writer, operation);
    pl_catalogue_editions(writer, context);
    pl_catalogue_end(writer, context);
}

/* The edition whose id stands at `at`. */
static pl_status read_edition(const pl_context *context, const pl_json *at, const pl_edition **out,
                              pl_error *error) {
    const char *id;
    pl_status status = pl_json_string(at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_edition_find(context->rules, id);
    return *out ? PALLIA_OK : pl_json_fail(at, PALLIA_EEDITION, error);
}

static pl_status show(pl_context *context, const pl_json *at, pl_writer *writer, pl_error *error) {
    const pl_edition *edition;
    pl_status status = read_edition(context, at, &edition, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_catalogue_begin(writer, operation);
    pl_catalogue_edition(writer, edition);
    if (edition->note.fr) {
        pl_write_string(writer, "note", pl_pick(context, edition->note));
    }
    pl_write_list(writer, "rows");
    for (size_t i = 0; i < edition->row_count; i++) {
        write_row(writer, context, &edition->rows[i]);
    }
    pl_write_list_end(writer);
    pl_catalogue_end(writer, context);
    return PALLIA_OK;
}

static pl_status check(pl_context *context, pl_writer *writer, pl_error *error) {
    pl_status status = pl_tables_check(context->tables, error);
    if (status != PALLIA_OK) {
        return status;
    }
    size_t rows = 0;
    for (size_t i = 0; i < context->rules->edition_count; i++) {
        rows += context->rules->editions[i]->row_count;
    }
    pl_catalogue_begin(writer, operation);
    pl_write_bool(writer, "checked", true);
    pl_write_int(writer, "editions", (int64_t)context->rules->edition_count);
    pl_write_int(writer, "row_count", (int64_t)rows);
    pl_write_int(writer, "protocols", (int64_t)context->rules->team_count);
    pl_catalogue_end(writer, context);
    return PALLIA_OK;
}

static bool same_range(const pl_interval *a, const pl_interval *b) {
    return a->has_low == b->has_low && a->has_high == b->has_high &&
           (!a->has_low ||
            (a->low_included == b->low_included && pl_rational_equal(a->low, b->low))) &&
           (!a->has_high ||
            (a->high_included == b->high_included && pl_rational_equal(a->high, b->high)));
}

static bool same_bands(const pl_row *a, const pl_row *b) {
    bool same = a->band_count == b->band_count;
    for (size_t i = 0; same && i < a->band_count; i++) {
        same = a->bands[i].is_factor == b->bands[i].is_factor &&
               pl_rational_equal(a->bands[i].number, b->bands[i].number) &&
               same_range(&a->bands[i].range, &b->bands[i].range);
    }
    return same;
}

static bool same_interval(const pl_row *a, const pl_row *b) {
    return a->has_interval == b->has_interval &&
           (!a->has_interval ||
            (pl_rational_equal(a->low, b->low) && pl_rational_equal(a->high, b->high)));
}

/* Whatever changes a number, an interval, or the doses that are refused. */
static bool same_answer(const pl_row *a, const pl_row *b) {
    return same_bands(a, b) && (a->band_count > 0 || pl_rational_equal(a->factor, b->factor)) &&
           same_interval(a, b) && a->has_range == b->has_range &&
           (!a->has_range || same_range(&a->range, &b->range)) && a->reversible == b->reversible &&
           a->direct_only == b->direct_only;
}

static const pl_row *twin(const pl_edition *edition, const pl_row *row) {
    for (size_t i = 0; i < edition->row_count; i++) {
        if (strcmp(edition->rows[i].id, row->id) == 0) {
            return &edition->rows[i];
        }
    }
    return NULL;
}

static void write_difference(pl_writer *writer, const pl_context *context, const char *id,
                             const pl_row *first, const pl_row *second) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "id", id);
    pl_write_list(writer, "rows");
    if (first) {
        write_row(writer, context, first);
    }
    if (second) {
        write_row(writer, context, second);
    }
    pl_write_list_end(writer);
    pl_write_string(writer, "change", !second ? "removed" : !first ? "added" : "changed");
    pl_write_object_end(writer);
}

static void write_differences(pl_writer *writer, const pl_context *context, const pl_edition *first,
                              const pl_edition *second) {
    pl_write_list(writer, "differences");
    for (size_t i = 0; i < first->row_count; i++) {
        const pl_row *other = twin(second, &first->rows[i]);
        if (!other || !same_answer(&first->rows[i], other)) {
            write_difference(writer, context, first->rows[i].id, &first->rows[i], other);
        }
    }
    for (size_t i = 0; i < second->row_count; i++) {
        if (!twin(first, &second->rows[i])) {
            write_difference(writer, context, second->rows[i].id, NULL, &second->rows[i]);
        }
    }
    pl_write_list_end(writer);
}

static pl_status diff(pl_context *context, const pl_json *pair, pl_writer *writer,
                      pl_error *error) {
    pl_json at;
    const pl_edition *first;
    const pl_edition *second;
    if (!pl_json_is_list(pair)) {
        return pl_json_fail(pair, PALLIA_ETYPE, error);
    }
    if (pl_json_count(pair) != 2) {
        return pl_json_fail(pair, PALLIA_ECOUNT, error);
    }
    pl_json_first(pair, &at);
    pl_status status = read_edition(context, &at, &first, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json_next(&at);
    status = read_edition(context, &at, &second, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_catalogue_begin(writer, operation);
    pl_write_string(writer, "first", first->id);
    pl_write_string(writer, "second", second->id);
    write_differences(writer, context, first, second);
    pl_catalogue_end(writer, context);
    return PALLIA_OK;
}

static pl_status one_question(const pl_json *document, pl_error *error) {
    static const char *const questions[] = {"show", "check", "diff"};
    size_t count = 0;
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        pl_json at;
        count += pl_json_member(document, questions[i], &at) ? 1 : 0;
        if (count > 1) {
            return pl_json_fail(&at, PALLIA_ECONFLICT, error);
        }
    }
    return PALLIA_OK;
}

static pl_status run(pl_context *context, const pl_json *document, pl_writer *writer,
                     pl_error *error) {
    static const char *const keys[] = {"op", "language", "show", "check", "diff", NULL};
    pl_json at;
    bool wanted = false;
    pl_status status = pl_json_known_keys(document, keys, error);
    if (status == PALLIA_OK) {
        status = one_question(document, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_json_member(document, "show", &at)) {
        return show(context, &at, writer, error);
    }
    if (pl_json_member(document, "diff", &at)) {
        return diff(context, &at, writer, error);
    }
    if (pl_json_member(document, "check", &at)) {
        status = pl_json_bool(&at, &wanted, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (wanted) {
        return check(context, writer, error);
    }
    list(context, writer);
    return PALLIA_OK;
}

void pl_tables_operation(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_error error = {0};
    if (run(context, document, writer, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, operation, &error, NULL);
    }
}
