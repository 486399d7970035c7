/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load.h"

#include "tables/index.h"
#include "tables/load_common.h"

#include <string.h>

/* ---- presentations ---- */

enum {
    P_NAME,
    P_STRENGTH,
    P_VOLUME,
    P_CONTENT,
    P_DROP,
    P_LABEL,
    P_CIS,
    P_SALT,
    P_MIXED,
    PRESENTATION_FIELDS
};

static const pl_field presentation_fields[PRESENTATION_FIELDS] = {
    [P_NAME] = {"name", PALLIA_EKEY_MISSING}, [P_STRENGTH] = {"strength", PALLIA_ETABLE_STRENGTH},
    [P_VOLUME] = {"volume", PALLIA_OK},       [P_CONTENT] = {"content", PALLIA_OK},
    [P_DROP] = {"drop", PALLIA_OK},           [P_LABEL] = {"label", PALLIA_OK},
    [P_CIS] = {"cis", PALLIA_ETABLE_SOURCE},  [P_SALT] = {"salt", PALLIA_OK},
    [P_MIXED] = {"mixed", PALLIA_OK},
};

/* What a kind of product says beside its strength. Its content is check.h's business. */
typedef struct needs {
    pl_dimension strength;
    bool volume;
    bool drop;
    bool label;
} needs;

static const needs kind_needs[] = {
    [PL_KIND_UNIT] = {.strength = PL_MASS},
    [PL_KIND_PATCH] = {.strength = PL_MASS_RATE, .label = true},
    [PL_KIND_AMPOULE] = {.strength = PL_CONCENTRATION, .volume = true},
    [PL_KIND_DROPS] = {.strength = PL_CONCENTRATION, .volume = true, .drop = true},
};

static pl_status check_needs(const pl_reader *reader, const pl_json *at, const pl_json *slots,
                             const needs *needed) {
    const bool due[][2] = {{pl_load_given(&slots[P_VOLUME]), needed->volume},
                           {pl_load_given(&slots[P_DROP]), needed->drop},
                           {pl_load_given(&slots[P_LABEL]), needed->label}};
    for (size_t i = 0; i < sizeof due / sizeof due[0]; i++) {
        if (due[i][0] != due[i][1]) {
            return pl_load_fail(reader, at, PALLIA_ETABLE_STRENGTH);
        }
    }
    return PALLIA_OK;
}

static pl_status load_optional_quantity(const pl_reader *reader, const pl_json *at,
                                        pl_dimension dimension, pl_quantity *out) {
    return pl_load_given(at) ? pl_load_quantity(reader, at, dimension, out) : PALLIA_OK;
}

static pl_status load_presentation(const pl_reader *reader, const pl_json *at, pl_kind kind,
                                   pl_presentation *out) {
    pl_json slots[PRESENTATION_FIELDS];
    pl_status status = pl_load_fields(reader, at, presentation_fields, PRESENTATION_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = check_needs(reader, at, slots, &kind_needs[kind]);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[P_NAME], &out->name);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[P_CIS], &out->cis);
    }
    if (status == PALLIA_OK) {
        pl_dimension dimension = kind_needs[kind].strength;
        status = pl_load_quantity(reader, &slots[P_STRENGTH], dimension, &out->strength);
    }
    if (status == PALLIA_OK) {
        status = load_optional_quantity(reader, &slots[P_VOLUME], PL_VOLUME, &out->volume);
    }
    if (status == PALLIA_OK) {
        status = load_optional_quantity(reader, &slots[P_CONTENT], PL_MASS, &out->content);
    }
    if (status == PALLIA_OK) {
        status = load_optional_quantity(reader, &slots[P_DROP], PL_MASS, &out->drop);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[P_LABEL], &out->label);
    }
    if (status == PALLIA_OK) {
        status = load_optional_quantity(reader, &slots[P_MIXED], PL_CONCENTRATION, &out->mixed);
    }
    return status != PALLIA_OK ? status : pl_load_text_optional(reader, &slots[P_SALT], &out->salt);
}

static pl_status load_presentations(const pl_reader *reader, const pl_json *at, pl_line *out) {
    pl_presentation *list;
    pl_status status = pl_load_list(reader, at, 1, sizeof *list, &list, &out->presentation_count);
    if (status != PALLIA_OK) {
        return status;
    }
    out->presentations = list;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load_presentation(reader, &item, out->kind, &list[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* ---- lines ---- */

enum {
    L_ID,
    L_NAME,
    L_DRUG,
    L_ROUTES,
    L_RELEASE,
    L_KIND,
    L_FORM,
    L_SCORED,
    L_OPEN,
    L_CLASS,
    L_HOSPITAL_ONLY,
    L_MAX_DAYS,
    L_PUMP_DAYS,
    L_FRACTION_DAYS,
    L_MAX_WEEKS,
    L_BRANDS,
    L_NOTE,
    L_MIXING,
    L_PRESENTATIONS,
    LINE_FIELDS
};

static const pl_field line_fields[LINE_FIELDS] = {
    [L_ID] = {"id", PALLIA_EKEY_MISSING},
    [L_NAME] = {"name", PALLIA_EKEY_MISSING},
    [L_DRUG] = {"drug", PALLIA_EKEY_MISSING},
    [L_ROUTES] = {"routes", PALLIA_EKEY_MISSING},
    [L_RELEASE] = {"release", PALLIA_OK},
    [L_KIND] = {"kind", PALLIA_EKEY_MISSING},
    [L_FORM] = {"form", PALLIA_ETABLE_TEXT},
    [L_SCORED] = {"scored", PALLIA_EKEY_MISSING},
    [L_OPEN] = {"open", PALLIA_EKEY_MISSING},
    [L_CLASS] = {"class", PALLIA_EKEY_MISSING},
    [L_HOSPITAL_ONLY] = {"hospital_only", PALLIA_EKEY_MISSING},
    [L_MAX_DAYS] = {"max_days", PALLIA_OK},
    [L_PUMP_DAYS] = {"pump_days", PALLIA_OK},
    [L_FRACTION_DAYS] = {"fraction_days", PALLIA_OK},
    [L_MAX_WEEKS] = {"max_weeks", PALLIA_OK},
    [L_BRANDS] = {"brands", PALLIA_OK},
    [L_NOTE] = {"note", PALLIA_OK},
    [L_MIXING] = {"mixing", PALLIA_OK},
    [L_PRESENTATIONS] = {"presentations", PALLIA_EKEY_MISSING},
};

static pl_status load_what(const pl_reader *reader, const pl_json *slots, pl_line *out) {
    out->release = PL_NONE;
    pl_status status = pl_load_text(reader, &slots[L_ID], &out->id);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[L_NAME], &out->name);
    }
    if (status == PALLIA_OK) {
        status = pl_load_drug(reader, &slots[L_DRUG], &out->drug);
    }
    if (status == PALLIA_OK) {
        status = pl_load_routes(reader->drugs, reader, &slots[L_ROUTES], &out->routes);
    }
    if (status == PALLIA_OK && (out->routes & ~reader->drugs->drugs[out->drug].routes) != 0) {
        status = pl_load_fail(reader, &slots[L_ROUTES], PALLIA_ETABLE_DRUG);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[L_RELEASE])) {
        status = pl_load_release(reader->drugs, reader, &slots[L_RELEASE], &out->release);
    }
    return status;
}

static pl_status load_class(const pl_reader *reader, const pl_json *at, const char **out) {
    static const char *const classes[] = {"stupefiant", "liste-1-securisee", "liste-1", "liste-2",
                                          NULL};
    size_t word = 0;
    pl_status status = pl_load_word(reader, at, classes, &word);
    if (status == PALLIA_OK) {
        *out = classes[word];
    }
    return status;
}

static pl_status load_how(const pl_reader *reader, const pl_json *slots, pl_line *out) {
    static const char *const kinds[] = {"unit", "patch", "ampoule", "drops", NULL};
    size_t kind = 0;
    pl_status status = pl_load_word(reader, &slots[L_KIND], kinds, &kind);
    if (status != PALLIA_OK) {
        return status;
    }
    out->kind = (pl_kind)kind;
    status = pl_load_both(reader, &slots[L_FORM], &out->form);
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[L_SCORED], &out->scored);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[L_OPEN], &out->opens);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[L_HOSPITAL_ONLY], &out->hospital_only);
    }
    return status != PALLIA_OK ? status : load_class(reader, &slots[L_CLASS], &out->legal_class);
}

static pl_status load_durations(const pl_reader *reader, const pl_json *slots, pl_line *out) {
    enum { A_YEAR = 366 };
    const struct {
        size_t slot;
        int32_t *out;
    } durations[] = {{L_MAX_DAYS, &out->max_days},
                     {L_PUMP_DAYS, &out->pump_days},
                     {L_FRACTION_DAYS, &out->fraction_days},
                     {L_MAX_WEEKS, &out->max_weeks}};
    for (size_t i = 0; i < sizeof durations / sizeof durations[0]; i++) {
        const pl_json *slot = &slots[durations[i].slot];
        if (!pl_load_given(slot)) {
            continue;
        }
        pl_status status = pl_json_int(slot, 1, A_YEAR, durations[i].out, reader->error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* The other brands that a line stands for: for the reader of the file. */
static pl_status check_brands(const pl_reader *reader, const pl_json *at) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        const char *text;
        pl_status status = pl_json_string(&item, &text, reader->error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status load_line(const pl_reader *reader, const pl_json *at, pl_line *out) {
    pl_json slots[LINE_FIELDS];
    pl_status status = pl_load_fields(reader, at, line_fields, LINE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = load_what(reader, slots, out);
    }
    if (status == PALLIA_OK) {
        status = load_how(reader, slots, out);
    }
    if (status == PALLIA_OK) {
        status = load_durations(reader, slots, out);
    }
    if (status == PALLIA_OK) {
        status = check_brands(reader, &slots[L_BRANDS]);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both_optional(reader, &slots[L_NOTE], &out->note);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both_optional(reader, &slots[L_MIXING], &out->mixing);
    }
    return status != PALLIA_OK ? status : load_presentations(reader, &slots[L_PRESENTATIONS], out);
}

static pl_status load_lines(const pl_reader *reader, const pl_json *at, pl_products *out) {
    pl_line *lines;
    pl_status status = pl_load_list(reader, at, 1, sizeof *lines, &lines, &out->line_count);
    if (status != PALLIA_OK) {
        return status;
    }
    out->lines = lines;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item), i++) {
        status = load_line(reader, &item, &lines[i]);
        if (status != PALLIA_OK) {
            return status;
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(lines[k].id, lines[i].id) == 0) {
                return pl_load_fail(reader, &item, PALLIA_ETABLE_DUPLICATE);
            }
        }
    }
    return PALLIA_OK;
}

static pl_status load_source(const pl_reader *reader, const pl_json *at, pl_products *out) {
    const char *id;
    pl_status status = pl_json_string(at, &id, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->source = pl_source_find(reader->rules, id);
    return out->source != NULL ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ETABLE_REFERENCE);
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    enum { SCHEMA, ID, JURISDICTION, STATUS_DATE, SOURCE, LINES, COUNT };
    static const pl_field fields[COUNT] = {[SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
                                           [ID] = {"id", PALLIA_EKEY_MISSING},
                                           [JURISDICTION] = {"jurisdiction", PALLIA_EKEY_MISSING},
                                           [STATUS_DATE] = {"status_date", PALLIA_ETABLE_DATE},
                                           [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
                                           [LINES] = {"lines", PALLIA_EKEY_MISSING}};
    pl_products *products = out;
    const char *jurisdiction;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[ID], &products->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(reader, &slots[JURISDICTION], &jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[STATUS_DATE], &products->status_date);
    }
    if (status == PALLIA_OK) {
        status = load_source(reader, &slots[SOURCE], products);
    }
    return status != PALLIA_OK ? status : load_lines(reader, &slots[LINES], products);
}

pl_status pl_load_products(const char *bytes, size_t length, const pl_drugs *drugs,
                           const pl_rules *rules, pl_arena *arena, pl_products *out,
                           pl_error *error) {
    pl_reader reader = {.arena = arena, .error = error, .drugs = drugs, .rules = rules};
    *out = (pl_products){0};
    return pl_load_document(bytes, length, "pallia.products/1", &reader, load_body, out);
}

/* ---- several files as one ---- */

/* Files of one set are lists of the same day from the same source. */
static bool same_list(const pl_products *left, const pl_products *right) {
    return left->source == right->source && strcmp(left->status_date, right->status_date) == 0;
}

static const pl_line *find_line(const pl_products *products, const char *id) {
    for (size_t i = 0; i < products->line_count; i++) {
        if (strcmp(products->lines[i].id, id) == 0) {
            return &products->lines[i];
        }
    }
    return NULL;
}

pl_status pl_products_append(pl_products *to, const pl_products *more, pl_arena *arena,
                             pl_error *error) {
    if (!same_list(to, more)) {
        return pl_fail(error, PALLIA_ECONFLICT, "/status_date", more->status_date);
    }
    for (size_t i = 0; i < more->line_count; i++) {
        if (find_line(to, more->lines[i].id) != NULL) {
            return pl_fail(error, PALLIA_ETABLE_DUPLICATE, "/lines", more->lines[i].id);
        }
    }
    size_t count = to->line_count + more->line_count;
    pl_line *lines = pl_arena_array(arena, count, sizeof *lines);
    if (lines == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, "/lines", NULL);
    }
    memcpy(lines, to->lines, to->line_count * sizeof *lines);
    memcpy(lines + to->line_count, more->lines, more->line_count * sizeof *lines);
    to->lines = lines;
    to->line_count = count;
    return PALLIA_OK;
}
