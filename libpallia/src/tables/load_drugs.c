/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load.h"

#include "leaf/utf8.h"
#include "tables/load_common.h"

#include <string.h>

enum { ROUTE_MAX = 32, RELEASE_MAX = 32, DRUG_MAX = INT16_MAX, FOLDED_SIZE = 128 };

/* ---- words that people type ---- */

/* The list grows by doubling, because the number of words is known only at the end. */
typedef struct words {
    pl_name *list;
    size_t count;
    size_t room;
} words;

static pl_name *next_word(const pl_reader *reader, words *into) {
    if (into->count == into->room) {
        size_t room = into->room == 0 ? 64 : 2 * into->room;
        pl_name *list = pl_arena_array(reader->arena, room, sizeof *list);
        if (list == NULL) {
            return NULL;
        }
        if (into->count > 0) {
            memcpy(list, into->list, into->count * sizeof *list);
        }
        into->list = list;
        into->room = room;
    }
    return &into->list[into->count];
}

/* Adds `model` with the text at `at` and its folded form. */
static pl_status add_word(const pl_reader *reader, const pl_json *at, pl_name model, words *into) {
    pl_status status = pl_load_text(reader, at, &model.text);
    if (status != PALLIA_OK) {
        return status;
    }
    char folded[FOLDED_SIZE];
    size_t length = pl_utf8_fold(model.text, strlen(model.text), folded, sizeof folded);
    if (length == 0 || length >= sizeof folded) {
        return pl_load_fail(reader, at, PALLIA_EVALUE);
    }
    model.folded =
        strcmp(folded, model.text) == 0 ? model.text : pl_arena_text(reader->arena, folded, length);
    pl_name *word = next_word(reader, into);
    if (model.folded == NULL || word == NULL) {
        return pl_load_fail(reader, at, PALLIA_ENOMEM);
    }
    *word = model;
    into->count++;
    return PALLIA_OK;
}

/* Adds a word unless one that folds alike is there from `first` on: the id, the names and the words
 * of one entry often do, and mean the same. */
static pl_status add_once(const pl_reader *reader, const pl_json *at, pl_name model, size_t first,
                          words *into) {
    pl_status status = add_word(reader, at, model, into);
    if (status != PALLIA_OK) {
        return status;
    }
    const char *folded = into->list[into->count - 1].folded;
    for (size_t i = first; i + 1 < into->count; i++) {
        if (strcmp(into->list[i].folded, folded) == 0) {
            into->count--;
            return PALLIA_OK;
        }
    }
    return PALLIA_OK;
}

/* The id and both names of an entry, then its list of words. */
static pl_status add_entry(const pl_reader *reader, const pl_json *const own[3],
                           const pl_json *more_words, pl_name model, words *into) {
    size_t first = into->count;
    for (size_t i = 0; i < 3; i++) {
        pl_status status = add_once(reader, own[i], model, first, into);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    if (!pl_load_given(more_words)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(more_words)) {
        return pl_load_fail(reader, more_words, PALLIA_ETYPE);
    }
    pl_json item;
    for (bool more = pl_json_first(more_words, &item); more; more = pl_json_next(&item)) {
        pl_status status = add_once(reader, &item, model, first, into);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static int compare_words(const void *a, const void *b) {
    const pl_name *left = a;
    const pl_name *right = b;
    /* Most words differ at once. */
    int order = (unsigned char)left->folded[0] - (unsigned char)right->folded[0];
    if (order == 0) {
        order = strcmp(left->folded, right->folded);
    }
    return order != 0 ? order : left->release - right->release;
}

/* Release words may be shared by several releases. */
static pl_status sort_words(const pl_reader *reader, words *list, bool shared) {
    pl_sort(list->list, list->count, sizeof *list->list, compare_words);
    for (size_t i = 1; i < list->count; i++) {
        const pl_name *left = &list->list[i - 1];
        const pl_name *right = &list->list[i];
        bool same = strcmp(left->folded, right->folded) == 0;
        if (same && !(shared && left->release != right->release)) {
            return pl_fail(reader->error, PALLIA_ETABLE_DUPLICATE, "", right->text);
        }
    }
    return PALLIA_OK;
}

/* The two members "fr" and "en" that are already in slots. */
static pl_status load_names(const pl_reader *reader, const pl_json *fr, const pl_json *en,
                            pl_both *out) {
    pl_status status = pl_load_text(reader, fr, &out->fr);
    return status != PALLIA_OK ? status : pl_load_text(reader, en, &out->en);
}

/* ---- routes ---- */

enum { R_ID, R_FR, R_EN, R_EDQM, R_NATIVE, R_DRIVER, R_WORDS, ROUTE_FIELDS };

static const pl_field route_fields[ROUTE_FIELDS] = {
    [R_ID] = {"id", PALLIA_EKEY_MISSING},
    [R_FR] = {"fr", PALLIA_ETABLE_TEXT},
    [R_EN] = {"en", PALLIA_ETABLE_TEXT},
    [R_EDQM] = {"edqm", PALLIA_OK},
    [R_NATIVE] = {"native", PALLIA_EKEY_MISSING},
    [R_DRIVER] = {"driver", PALLIA_OK},
    [R_WORDS] = {"words", PALLIA_OK},
};

static pl_status load_native(const pl_reader *reader, const pl_json *at, const pl_unit **out) {
    static const char *const natives[] = {"mg/24h", "ug/h", NULL};
    size_t word = 0;
    if (pl_load_word(reader, at, natives, &word) != PALLIA_OK) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_UNIT);
    }
    *out = pl_unit_find(natives[word], strlen(natives[word]));
    return *out != NULL ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_EINTERNAL);
}

static pl_status load_route(const pl_reader *reader, const pl_json *at, size_t index, pl_route *out,
                            words *into) {
    pl_json slots[ROUTE_FIELDS];
    pl_status status = pl_load_fields(reader, at, route_fields, ROUTE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[R_ID], &out->id);
    }
    if (status == PALLIA_OK) {
        status = load_names(reader, &slots[R_FR], &slots[R_EN], &out->name);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[R_EDQM], &out->edqm);
    }
    if (status == PALLIA_OK) {
        status = load_native(reader, &slots[R_NATIVE], &out->native);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[R_DRIVER], &out->driver);
    }
    pl_name model = {.drug = PL_NONE, .release = PL_NONE, .routes = 1U << index};
    const pl_json *const own[3] = {&slots[R_ID], &slots[R_FR], &slots[R_EN]};
    return status != PALLIA_OK ? status : add_entry(reader, own, &slots[R_WORDS], model, into);
}

static pl_status load_routes(const pl_reader *reader, const pl_json *at, pl_drugs *out) {
    pl_route *routes;
    size_t count;
    pl_status status = pl_load_list(reader, at, 1, sizeof *routes, &routes, &count);
    if (status != PALLIA_OK) {
        return status;
    }
    if (count > ROUTE_MAX) {
        return pl_load_fail(reader, at, PALLIA_ECOUNT);
    }
    words list = {0};
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item), i++) {
        status = load_route(reader, &item, i, &routes[i], &list);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    out->routes = routes;
    out->route_count = count;
    status = sort_words(reader, &list, false);
    out->route_words = list.list;
    out->route_word_count = list.count;
    return status;
}

/* ---- releases ---- */

enum { L_ID, L_FR, L_EN, L_EVERY, L_WORDS, RELEASE_FIELDS };

static const pl_field release_fields[RELEASE_FIELDS] = {
    [L_ID] = {"id", PALLIA_EKEY_MISSING}, [L_FR] = {"fr", PALLIA_ETABLE_TEXT},
    [L_EN] = {"en", PALLIA_ETABLE_TEXT},  [L_EVERY] = {"every", PALLIA_EKEY_MISSING},
    [L_WORDS] = {"words", PALLIA_OK},
};

/* The base unit of a time is the hour. */
static pl_status load_hours(const pl_reader *reader, const pl_json *at, pl_rational *out) {
    pl_quantity every;
    pl_status status = pl_load_quantity(reader, at, PL_TIME, &every);
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_rational_mul(every.value, every.unit->to_base, out) != PALLIA_OK) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_NUMBER);
    }
    return PALLIA_OK;
}

static pl_status load_release(const pl_reader *reader, const pl_json *at, size_t index,
                              pl_release *out, words *into) {
    pl_json slots[RELEASE_FIELDS];
    pl_status status = pl_load_fields(reader, at, release_fields, RELEASE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[L_ID], &out->id);
    }
    if (status == PALLIA_OK) {
        status = load_names(reader, &slots[L_FR], &slots[L_EN], &out->name);
    }
    if (status == PALLIA_OK) {
        status = load_hours(reader, &slots[L_EVERY], &out->every);
    }
    pl_name model = {.drug = PL_NONE, .release = (int16_t)index};
    const pl_json *const own[3] = {&slots[L_ID], &slots[L_FR], &slots[L_EN]};
    return status != PALLIA_OK ? status : add_entry(reader, own, &slots[L_WORDS], model, into);
}

static pl_status load_releases(const pl_reader *reader, const pl_json *at, pl_drugs *out) {
    pl_release *releases;
    size_t count;
    pl_status status = pl_load_list(reader, at, 1, sizeof *releases, &releases, &count);
    if (status != PALLIA_OK) {
        return status;
    }
    if (count > RELEASE_MAX) {
        return pl_load_fail(reader, at, PALLIA_ECOUNT);
    }
    words list = {0};
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item), i++) {
        status = load_release(reader, &item, i, &releases[i], &list);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    out->releases = releases;
    out->release_count = count;
    status = sort_words(reader, &list, true);
    out->release_words = list.list;
    out->release_word_count = list.count;
    return status;
}

/* ---- drugs ---- */

enum {
    D_ID,
    D_FR,
    D_EN,
    D_SYNONYMS,
    D_ATC,
    D_ATC_EVIDENCE,
    D_SNOMED,
    D_OPIOID,
    D_LOOK_ALIKE,
    D_SEDATIVE,
    D_EXPRESSED_AS,
    D_EXPRESSION,
    D_ROUTES,
    D_PATCH_LABELS,
    D_NAMES,
    D_CITE,
    DRUG_FIELDS
};

static const pl_field drug_fields[DRUG_FIELDS] = {
    [D_ID] = {"id", PALLIA_EKEY_MISSING},
    [D_FR] = {"fr", PALLIA_ETABLE_TEXT},
    [D_EN] = {"en", PALLIA_ETABLE_TEXT},
    [D_SYNONYMS] = {"synonyms", PALLIA_OK},
    [D_ATC] = {"atc", PALLIA_OK},
    [D_ATC_EVIDENCE] = {"atc_evidence", PALLIA_OK},
    [D_SNOMED] = {"snomed", PALLIA_OK},
    [D_OPIOID] = {"opioid", PALLIA_EKEY_MISSING},
    [D_LOOK_ALIKE] = {"look_alike", PALLIA_OK},
    [D_SEDATIVE] = {"sedative", PALLIA_OK},
    [D_EXPRESSED_AS] = {"expressed_as", PALLIA_OK},
    [D_EXPRESSION] = {"expression", PALLIA_OK},
    [D_ROUTES] = {"routes", PALLIA_EKEY_MISSING},
    [D_PATCH_LABELS] = {"patch_labels", PALLIA_OK},
    [D_NAMES] = {"names", PALLIA_OK},
    [D_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
};

static pl_status load_patch_label(const pl_reader *reader, const pl_json *at, pl_patch_label *out) {
    enum { LABEL, DELIVERS, CITE, COUNT };
    static const pl_field fields[COUNT] = {[LABEL] = {"label", PALLIA_EKEY_MISSING},
                                           [DELIVERS] = {"delivers", PALLIA_EKEY_MISSING},
                                           [CITE] = {"cite", PALLIA_ETABLE_SOURCE}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status != PALLIA_OK) {
        return status;
    }
    const char *cite;
    status = pl_load_text_source(reader, &slots[CITE], &cite);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_number(reader, &slots[LABEL], &out->label);
    return status != PALLIA_OK ? status : pl_load_number(reader, &slots[DELIVERS], &out->delivers);
}

static pl_status load_patch_labels(const pl_reader *reader, const pl_json *at, pl_drug *out) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    pl_patch_label *labels;
    size_t count;
    pl_status status = pl_load_list(reader, at, 1, sizeof *labels, &labels, &count);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item), i++) {
        status = load_patch_label(reader, &item, &labels[i]);
        if (status != PALLIA_OK) {
            return status;
        }
        for (size_t k = 0; k < i; k++) {
            if (pl_rational_equal(labels[k].label, labels[i].label)) {
                return pl_load_fail(reader, &item, PALLIA_ETABLE_DUPLICATE);
            }
        }
    }
    out->patch_labels = labels;
    out->patch_label_count = count;
    return PALLIA_OK;
}

static pl_status load_brand(const pl_reader *reader, const pl_json *at, const pl_drugs *drugs,
                            const pl_drug *drug, pl_name model, words *into) {
    enum { NAME, ROUTES, RELEASE, MARKETED, COUNT };
    static const pl_field fields[COUNT] = {[NAME] = {"name", PALLIA_EKEY_MISSING},
                                           [ROUTES] = {"routes", PALLIA_OK},
                                           [RELEASE] = {"release", PALLIA_OK},
                                           [MARKETED] = {"marketed", PALLIA_EKEY_MISSING}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    model.brand = true;
    if (status == PALLIA_OK && pl_load_given(&slots[ROUTES])) {
        status = pl_load_routes(drugs, reader, &slots[ROUTES], &model.routes);
    }
    if (status == PALLIA_OK && (model.routes & ~drug->routes) != 0) {
        status = pl_load_fail(reader, &slots[ROUTES], PALLIA_ETABLE_DRUG);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[RELEASE])) {
        status = pl_load_release(drugs, reader, &slots[RELEASE], &model.release);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[MARKETED], &model.marketed);
    }
    return status != PALLIA_OK ? status : add_word(reader, &slots[NAME], model, into);
}

static pl_status load_brands(const pl_reader *reader, const pl_json *at, const pl_drugs *drugs,
                             const pl_drug *drug, pl_name model, words *into) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        pl_status status = load_brand(reader, &item, drugs, drug, model, into);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* What a drug's codes say; only the ATC code is kept. */
static pl_status load_codes(const pl_reader *reader, const pl_json *slots, pl_drug *out) {
    static const char *const expressed[] = {"salt", "base", NULL};
    if (pl_load_given(&slots[D_ATC]) != pl_load_given(&slots[D_ATC_EVIDENCE])) {
        return pl_load_fail(reader, slots[D_ID].parent, PALLIA_ETABLE_SOURCE);
    }
    pl_status status = pl_load_text_optional(reader, &slots[D_ATC], &out->atc);
    pl_evidence evidence;
    if (status == PALLIA_OK && pl_load_given(&slots[D_ATC_EVIDENCE])) {
        status = pl_load_evidence(reader, &slots[D_ATC_EVIDENCE], &evidence);
    }
    const char *text;
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[D_SNOMED], &text);
    }
    size_t word = 0;
    if (status == PALLIA_OK && pl_load_given(&slots[D_EXPRESSED_AS])) {
        status = pl_load_word(reader, &slots[D_EXPRESSED_AS], expressed, &word);
    }
    pl_both expression;
    if (status == PALLIA_OK) {
        status = pl_load_both_optional(reader, &slots[D_EXPRESSION], &expression);
    }
    return status != PALLIA_OK ? status : pl_load_text_source(reader, &slots[D_CITE], &text);
}

static pl_status load_drug(const pl_reader *reader, const pl_json *at, const pl_drugs *drugs,
                           size_t index, pl_drug *out, words *into) {
    pl_json slots[DRUG_FIELDS];
    pl_status status = pl_load_fields(reader, at, drug_fields, DRUG_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[D_ID], &out->id);
    }
    if (status == PALLIA_OK) {
        status = load_names(reader, &slots[D_FR], &slots[D_EN], &out->name);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[D_OPIOID], &out->opioid);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[D_LOOK_ALIKE], &out->look_alike);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[D_SEDATIVE], &out->sedative);
    }
    if (status == PALLIA_OK) {
        status = pl_load_routes(drugs, reader, &slots[D_ROUTES], &out->routes);
    }
    if (status == PALLIA_OK) {
        status = load_codes(reader, slots, out);
    }
    if (status == PALLIA_OK) {
        status = load_patch_labels(reader, &slots[D_PATCH_LABELS], out);
    }
    pl_name model = {.drug = (int16_t)index, .release = PL_NONE, .routes = out->routes};
    const pl_json *const own[3] = {&slots[D_ID], &slots[D_FR], &slots[D_EN]};
    if (status == PALLIA_OK) {
        status = add_entry(reader, own, &slots[D_SYNONYMS], model, into);
    }
    return status != PALLIA_OK ? status
                               : load_brands(reader, &slots[D_NAMES], drugs, out, model, into);
}

/* Insertion sort: the file is nearly in order. An id that occurs twice is a name that does too. */
static pl_status sort_ids(const pl_reader *reader, pl_drugs *out) {
    int16_t *by_id = pl_arena_array(reader->arena, out->drug_count, sizeof *by_id);
    if (by_id == NULL) {
        return pl_fail(reader->error, PALLIA_ENOMEM, "/drugs", NULL);
    }
    for (size_t i = 0; i < out->drug_count; i++) {
        size_t at = i;
        while (at > 0 && strcmp(out->drugs[by_id[at - 1]].id, out->drugs[i].id) > 0) {
            by_id[at] = by_id[at - 1];
            at--;
        }
        by_id[at] = (int16_t)i;
    }
    out->by_id = by_id;
    return PALLIA_OK;
}

static pl_status load_all_drugs(const pl_reader *reader, const pl_json *at, pl_drugs *out) {
    pl_drug *drugs;
    size_t count;
    pl_status status = pl_load_list(reader, at, 1, sizeof *drugs, &drugs, &count);
    if (status != PALLIA_OK) {
        return status;
    }
    if (count > DRUG_MAX) {
        return pl_load_fail(reader, at, PALLIA_ECOUNT);
    }
    words list = {0};
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item), i++) {
        status = load_drug(reader, &item, out, i, &drugs[i], &list);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    out->drugs = drugs;
    out->drug_count = count;
    status = sort_words(reader, &list, false);
    out->names = list.list;
    out->name_count = list.count;
    return status != PALLIA_OK ? status : sort_ids(reader, out);
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    enum { SCHEMA, ROUTES, RELEASES, DRUGS, COUNT };
    static const pl_field fields[COUNT] = {[SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
                                           [ROUTES] = {"routes", PALLIA_EKEY_MISSING},
                                           [RELEASES] = {"releases", PALLIA_EKEY_MISSING},
                                           [DRUGS] = {"drugs", PALLIA_EKEY_MISSING}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, root, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = load_routes(reader, &slots[ROUTES], out);
    }
    if (status == PALLIA_OK) {
        status = load_releases(reader, &slots[RELEASES], out);
    }
    return status != PALLIA_OK ? status : load_all_drugs(reader, &slots[DRUGS], out);
}

pl_status pl_load_drugs(const char *bytes, size_t length, pl_arena *arena, pl_drugs *out,
                        pl_error *error) {
    pl_reader reader = {.arena = arena, .error = error};
    *out = (pl_drugs){0};
    return pl_load_document(bytes, length, "pallia.drugs/1", &reader, load_body, out);
}
