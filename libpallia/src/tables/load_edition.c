/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load.h"

#include "tables/index.h"
#include "tables/load_common.h"
#include "tables/row.h"

#include <string.h>

/* ---- rows ---- */

enum {
    ID,
    FROM,
    TO,
    PER,
    FACTOR,
    BANDS,
    LOW,
    HIGH,
    RANGE,
    REVERSIBLE,
    WHEN,
    DIRECT_ONLY,
    GAPS,
    OVERLAPS,
    NOT_MONOTONE,
    EVIDENCE,
    STATUS,
    CITE,
    EXAMPLES,
    NOTE,
    ROW_FIELDS
};

static const pl_field row_fields[ROW_FIELDS] = {
    [ID] = {"id", PALLIA_EKEY_MISSING},
    [FROM] = {"from", PALLIA_EKEY_MISSING},
    [TO] = {"to", PALLIA_EKEY_MISSING},
    [PER] = {"per", PALLIA_ETABLE_UNIT},
    [FACTOR] = {"factor", PALLIA_OK},
    [BANDS] = {"bands", PALLIA_OK},
    [LOW] = {"low", PALLIA_OK},
    [HIGH] = {"high", PALLIA_OK},
    [RANGE] = {"range", PALLIA_OK},
    [REVERSIBLE] = {"reversible", PALLIA_EKEY_MISSING},
    [WHEN] = {"when", PALLIA_OK},
    [DIRECT_ONLY] = {"direct_only", PALLIA_OK},
    [GAPS] = {"gaps", PALLIA_OK},
    [OVERLAPS] = {"overlaps", PALLIA_OK},
    [NOT_MONOTONE] = {"not_monotone", PALLIA_OK},
    [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [STATUS] = {"status", PALLIA_OK},
    [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [EXAMPLES] = {"examples", PALLIA_ETABLE_EXAMPLE},
    [NOTE] = {"note", PALLIA_OK},
};

static const pl_unit *native_of(const pl_reader *reader, pl_place place) {
    return reader->drugs->routes[place.route].native;
}

static pl_status load_interval(const pl_reader *reader, const pl_json *at, pl_interval *out) {
    const char *text;
    pl_status status = pl_json_string(at, &text, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_interval_parse(text, out);
    return status == PALLIA_OK ? PALLIA_OK : pl_load_fail(reader, at, status);
}

static pl_status load_band(const pl_reader *reader, const pl_json *at, pl_band *out) {
    enum { BAND_RANGE, BAND_VALUE, BAND_FACTOR, COUNT };
    static const pl_field fields[COUNT] = {[BAND_RANGE] = {"range", PALLIA_EKEY_MISSING},
                                           [BAND_VALUE] = {"value", PALLIA_OK},
                                           [BAND_FACTOR] = {"factor", PALLIA_OK}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status != PALLIA_OK) {
        return status;
    }
    out->is_factor = pl_load_given(&slots[BAND_FACTOR]);
    if (out->is_factor == pl_load_given(&slots[BAND_VALUE])) {
        return pl_load_fail(reader, at, PALLIA_ECONFLICT);
    }
    status = load_interval(reader, &slots[BAND_RANGE], &out->range);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_load_number(reader, &slots[out->is_factor ? BAND_FACTOR : BAND_VALUE], &out->number);
}

static pl_status load_bands(const pl_reader *reader, const pl_json *at, pl_row *out) {
    pl_band *bands;
    pl_status status = pl_load_list(reader, at, 1, sizeof *bands, &bands, &out->band_count);
    if (status != PALLIA_OK) {
        return status;
    }
    out->bands = bands;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load_band(reader, &item, &bands[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* Exactly one of "factor" and "bands"; an interval and a way back belong to a factor only. */
static pl_status load_figures(const pl_reader *reader, const pl_json *slots, pl_row *out) {
    bool banded = pl_load_given(&slots[BANDS]);
    if (banded == pl_load_given(&slots[FACTOR])) {
        return pl_load_fail(reader, slots[ID].parent, PALLIA_ECONFLICT);
    }
    pl_status status = pl_load_low_high(reader, &slots[LOW], &slots[HIGH], &out->has_interval,
                                        &out->low, &out->high);
    if (status != PALLIA_OK) {
        return status;
    }
    if (banded && (out->has_interval || out->reversible)) {
        return pl_load_fail(reader, &slots[BANDS], PALLIA_ECONFLICT);
    }
    out->has_range = pl_load_given(&slots[RANGE]);
    if (out->has_range) {
        status = load_interval(reader, &slots[RANGE], &out->range);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    return banded ? load_bands(reader, &slots[BANDS], out)
                  : pl_load_number(reader, &slots[FACTOR], &out->factor);
}

static pl_status load_example(const pl_reader *reader, const pl_json *at, const pl_row *row,
                              pl_example *out) {
    size_t parts = pl_json_count(at);
    if (parts != 2 && parts != 4) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_EXAMPLE);
    }
    pl_rational *const into[4] = {&out->given, &out->result, &out->low, &out->high};
    const pl_unit *unit = native_of(reader, row->from);
    out->has_interval = parts == 4;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        pl_status status = pl_load_amount(reader, &item, unit, into[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
        unit = native_of(reader, row->to);
    }
    return PALLIA_OK;
}

static pl_status load_examples(const pl_reader *reader, const pl_json *at, pl_row *out) {
    pl_example *examples;
    pl_status status =
        pl_load_list(reader, at, 0, sizeof *examples, &examples, &out->example_count);
    if (status != PALLIA_OK) {
        return status;
    }
    out->examples = examples;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load_example(reader, &item, out, &examples[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* "printed" when the source has them. */
static pl_status load_declared(const pl_reader *reader, const pl_json *at, bool *out) {
    static const char *const printed[] = {"printed", NULL};
    size_t word = 0;
    *out = pl_load_given(at);
    return *out ? pl_load_word(reader, at, printed, &word) : PALLIA_OK;
}

static pl_status load_flags(const pl_reader *reader, const pl_json *slots, pl_row *out) {
    static const char *const stable[] = {"stable", NULL};
    size_t word = 0;
    out->stable = pl_load_given(&slots[WHEN]);
    pl_status status = out->stable ? pl_load_word(reader, &slots[WHEN], stable, &word) : PALLIA_OK;
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[REVERSIBLE], &out->reversible);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[DIRECT_ONLY], &out->direct_only);
    }
    if (status == PALLIA_OK) {
        status = load_declared(reader, &slots[GAPS], &out->gaps);
    }
    if (status == PALLIA_OK) {
        status = load_declared(reader, &slots[OVERLAPS], &out->overlaps);
    }
    return status != PALLIA_OK ? status
                               : load_declared(reader, &slots[NOT_MONOTONE], &out->not_monotone);
}

/* Takes `part` from the front of `text`; NULL when it is not there. */
static const char *skip(const char *text, const char *part) {
    size_t length = strlen(part);
    return text != NULL && strncmp(text, part, length) == 0 ? text + length : NULL;
}

/* "from>to", with "@stable" for a row that answers only then. */
static pl_status check_id(const pl_reader *reader, const pl_json *slots, const pl_row *row) {
    char from[PL_PLACE_TEXT_SIZE];
    char to[PL_PLACE_TEXT_SIZE];
    (void)pl_place_text(reader->drugs, row->from, from);
    (void)pl_place_text(reader->drugs, row->to, to);
    const char *rest = skip(skip(skip(row->id, from), ">"), to);
    rest = skip(rest, row->stable ? "@stable" : "");
    bool right = rest != NULL && *rest == '\0' && !pl_place_equal(row->from, row->to);
    return right ? PALLIA_OK : pl_load_fail(reader, &slots[ID], PALLIA_ETABLE_ID);
}

static pl_status load_arrow(const pl_reader *reader, const pl_json *slots, pl_row *out) {
    pl_status status = pl_load_text(reader, &slots[ID], &out->id);
    if (status == PALLIA_OK) {
        status = pl_load_place(reader, &slots[FROM], &out->from);
    }
    if (status == PALLIA_OK) {
        status = pl_load_place(reader, &slots[TO], &out->to);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    const char *per;
    status = pl_json_string(&slots[PER], &per, reader->error);
    if (status == PALLIA_OK && strcmp(per, native_of(reader, out->from)->code) != 0) {
        status = pl_load_fail(reader, &slots[PER], PALLIA_ETABLE_UNIT);
    }
    if (status == PALLIA_OK) {
        status = load_flags(reader, slots, out);
    }
    return status != PALLIA_OK ? status : check_id(reader, slots, out);
}

static pl_status load_row(const pl_reader *reader, const pl_json *at, pl_row *out) {
    pl_json slots[ROW_FIELDS];
    pl_status status = pl_load_fields(reader, at, row_fields, ROW_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = load_arrow(reader, slots, out);
    }
    if (status == PALLIA_OK) {
        status = load_figures(reader, slots, out);
    }
    if (status == PALLIA_OK) {
        status = pl_load_evidence(reader, &slots[EVIDENCE], &out->evidence);
    }
    if (status == PALLIA_OK) {
        status = pl_load_status(reader, &slots[STATUS], &out->status);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[CITE], &out->cite);
    }
    if (status == PALLIA_OK) {
        status = load_examples(reader, &slots[EXAMPLES], out);
    }
    return status != PALLIA_OK ? status : pl_load_both_optional(reader, &slots[NOTE], &out->note);
}

/* ---- the list of rows ---- */

static int compare_arrows(const pl_row *left, const pl_row *right) {
    int order = pl_pair_compare(left->from, left->to, right->from, right->to);
    return order != 0 ? order : (int)left->stable - (int)right->stable;
}

/* Among rows of one arrow the active one comes first, which is what pl_edition_row relies on. */
static int compare_rows(const void *a, const void *b) {
    const pl_row *left = a;
    const pl_row *right = b;
    int order = compare_arrows(left, right);
    if (order != 0) {
        return order;
    }
    if (left->status != right->status) {
        return (int)left->status - (int)right->status;
    }
    return left->index < right->index ? -1 : 1;
}

static pl_status check_arrows(const pl_reader *reader, const pl_edition *edition) {
    for (size_t i = 0; i < edition->row_count; i++) {
        const pl_row *row = &edition->rows[i];
        if (row->status != PL_TABLE_ACTIVE) {
            continue;
        }
        const pl_row *last = i > 0 ? row - 1 : NULL;
        if (last != NULL && last->status == PL_TABLE_ACTIVE && compare_arrows(last, row) == 0) {
            return pl_fail(reader->error, PALLIA_ETABLE_DUPLICATE, "/rows", row->id);
        }
        if (row->stable && pl_edition_row(edition, row->from, row->to, false) == NULL) {
            return pl_fail(reader->error, PALLIA_ETABLE_REFERENCE, "/rows", row->id);
        }
    }
    return PALLIA_OK;
}

static pl_status load_rows(const pl_reader *reader, const pl_json *at, pl_edition *out) {
    pl_row *rows;
    pl_status status = pl_load_list(reader, at, 1, sizeof *rows, &rows, &out->row_count);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item), i++) {
        rows[i].edition = out;
        rows[i].index = i;
        status = load_row(reader, &item, &rows[i]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    pl_sort(rows, out->row_count, sizeof *rows, compare_rows);
    out->rows = rows;
    return check_arrows(reader, out);
}

/* ---- the head ---- */

enum {
    E_SCHEMA,
    E_ID,
    E_TITLE,
    E_PUBLISHER,
    E_JURISDICTION,
    E_PUBLISHED,
    E_URL,
    E_RIGHTS,
    E_STATUS,
    E_REVIEW_BY,
    E_PURPOSE,
    E_PIVOT,
    E_REVIEWED_BY,
    E_NOTE,
    E_ROWS,
    EDITION_FIELDS
};

static const pl_field edition_fields[EDITION_FIELDS] = {
    [E_SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
    [E_ID] = {"id", PALLIA_EKEY_MISSING},
    [E_TITLE] = {"title", PALLIA_ETABLE_SOURCE},
    [E_PUBLISHER] = {"publisher", PALLIA_ETABLE_SOURCE},
    [E_JURISDICTION] = {"jurisdiction", PALLIA_EKEY_MISSING},
    [E_PUBLISHED] = {"published", PALLIA_ETABLE_SOURCE},
    [E_URL] = {"url", PALLIA_ETABLE_SOURCE},
    [E_RIGHTS] = {"rights", PALLIA_ETABLE_SOURCE},
    [E_STATUS] = {"status", PALLIA_EKEY_MISSING},
    [E_REVIEW_BY] = {"review_by", PALLIA_EKEY_MISSING},
    [E_PURPOSE] = {"purpose", PALLIA_EKEY_MISSING},
    [E_PIVOT] = {"pivot", PALLIA_OK},
    [E_REVIEWED_BY] = {"reviewed_by", PALLIA_ETABLE_REVIEWER},
    [E_NOTE] = {"note", PALLIA_OK},
    [E_ROWS] = {"rows", PALLIA_EKEY_MISSING},
};

static pl_status load_source(const pl_reader *reader, const pl_json *slots, pl_edition *out) {
    const char *rights;
    pl_status status = pl_load_text_source(reader, &slots[E_TITLE], &out->title);
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[E_PUBLISHER], &out->publisher);
    }
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(reader, &slots[E_JURISDICTION], &out->jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[E_PUBLISHED], &out->published);
    }
    if (status == PALLIA_OK) {
        status = pl_load_url(reader, &slots[E_URL], true, &out->url);
    }
    return status != PALLIA_OK ? status : pl_load_text_source(reader, &slots[E_RIGHTS], &rights);
}

static pl_status load_use(const pl_reader *reader, const pl_json *slots, pl_edition *out) {
    static const char *const purposes[] = {"rotation", "ome", "starting-dose", NULL};
    size_t purpose = 0;
    pl_status status = pl_load_status(reader, &slots[E_STATUS], &out->status);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[E_REVIEW_BY], &out->review_by);
    }
    if (status == PALLIA_OK) {
        status = pl_load_word(reader, &slots[E_PURPOSE], purposes, &purpose);
    }
    out->purpose = (pl_purpose)purpose;
    out->has_pivot = pl_load_given(&slots[E_PIVOT]);
    if (status == PALLIA_OK && out->has_pivot) {
        status = pl_load_place(reader, &slots[E_PIVOT], &out->pivot);
    }
    if (status == PALLIA_OK) {
        status = pl_load_reviewers(reader, &slots[E_REVIEWED_BY], &out->reviewer_count);
    }
    return status != PALLIA_OK ? status : pl_load_both_optional(reader, &slots[E_NOTE], &out->note);
}

/* No address: then nobody read the figures in the source itself. */
static pl_status check_url(const pl_reader *reader, const pl_json *at, const pl_edition *edition) {
    for (size_t i = 0; i < edition->row_count && edition->url[0] == '\0'; i++) {
        if (edition->rows[i].evidence != PL_EVIDENCE_SECONDARY) {
            return pl_load_fail(reader, at, PALLIA_ETABLE_SOURCE);
        }
    }
    return PALLIA_OK;
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    pl_edition *edition = out;
    pl_json slots[EDITION_FIELDS];
    pl_status status = pl_load_fields(reader, root, edition_fields, EDITION_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[E_ID], &edition->id);
    }
    if (status == PALLIA_OK) {
        status = load_source(reader, slots, edition);
    }
    if (status == PALLIA_OK) {
        status = load_use(reader, slots, edition);
    }
    if (status == PALLIA_OK) {
        status = load_rows(reader, &slots[E_ROWS], edition);
    }
    return status != PALLIA_OK ? status : check_url(reader, &slots[E_URL], edition);
}

pl_status pl_load_edition(const char *bytes, size_t length, const pl_drugs *drugs, pl_arena *arena,
                          pl_edition *out, pl_error *error) {
    pl_reader reader = {.arena = arena, .error = error, .drugs = drugs};
    *out = (pl_edition){0};
    return pl_load_document(bytes, length, "pallia.edition/1", &reader, load_body, out);
}
