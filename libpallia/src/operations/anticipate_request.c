/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/anticipation.h"

#include "leaf/utf8.h"
#include "operations/exact_read.h"
#include "operations/syringe_read.h"
#include "tables/index.h"

#include <string.h>

enum { WORD_ROOM = 96, DAYS_MOST = 90, COUNT_MOST = 9999 };

static bool folds_to(const char *text, const char *folded) {
    char own[WORD_ROOM];
    size_t length = pl_utf8_fold(text, strlen(text), own, sizeof own);
    return length < sizeof own && strcmp(own, folded) == 0;
}

static bool is_called(const pl_symptom *symptom, const char *typed, const char *folded) {
    bool same = strcmp(symptom->id, typed) == 0 || folds_to(symptom->name.fr, folded) ||
                folds_to(symptom->name.en, folded);
    for (size_t i = 0; !same && i < symptom->word_count; i++) {
        same = folds_to(symptom->words[i], folded);
    }
    return same;
}

static const pl_symptom *find_symptom(const pl_context *context, const pl_anticipate_state *it,
                                      const char *typed) {
    char folded[WORD_ROOM];
    if (pl_utf8_fold(typed, strlen(typed), folded, sizeof folded) >= sizeof folded) {
        return NULL;
    }
    const pl_anticipation *in;
    for (size_t i = 0; (in = pl_anticipation_at(context, it->tables, i)) != NULL; i++) {
        for (size_t k = 0; k < in->symptom_count; k++) {
            if (is_called(&in->symptoms[k], typed, folded)) {
                return &in->symptoms[k];
            }
        }
    }
    return NULL;
}

static void expect_word(pl_context *context, pl_name *names, const pl_symptom *symptom, int16_t at,
                        const char *word) {
    char folded[WORD_ROOM];
    pl_utf8_fold(word, strlen(word), folded, sizeof folded);
    const char *kept = pl_arena_text(context->arena, folded, strlen(folded));
    context->exhausted = context->exhausted || !kept;
    if (kept) {
        names[context->expected_count++] =
            (pl_name){.text = pl_pick(context, symptom->name), .folded = kept, .drug = at};
    }
}

/* An unknown word is answered with the symptoms that it may be a slip for. */
static void expect_symptoms(pl_context *context, const pl_anticipate_state *it) {
    enum { OWN_NAMES = 2 };
    const pl_anticipation *in;
    size_t room = 0;
    for (size_t i = 0; (in = pl_anticipation_at(context, it->tables, i)) != NULL; i++) {
        for (size_t k = 0; k < in->symptom_count; k++) {
            room += OWN_NAMES + in->symptoms[k].word_count;
        }
    }
    pl_name *names = pl_arena_get(context->arena, room * sizeof *names);
    context->expected = names;
    context->exhausted = context->exhausted || !names;
    int16_t at = 0;
    for (size_t i = 0; names && (in = pl_anticipation_at(context, it->tables, i)) != NULL; i++) {
        for (size_t k = 0; k < in->symptom_count; k++, at++) {
            const pl_symptom *symptom = &in->symptoms[k];
            expect_word(context, names, symptom, at, symptom->name.fr);
            expect_word(context, names, symptom, at, symptom->name.en);
            for (size_t w = 0; w < symptom->word_count; w++) {
                expect_word(context, names, symptom, at, symptom->words[w]);
            }
        }
    }
}

/* The list `key` of 1 to `most` elements; *found is false when it may be and is absent. */
static pl_status find_list(const pl_json *document, const char *key, size_t most, pl_json *list,
                           bool *found, pl_error *error) {
    *found = pl_json_member(document, key, list);
    if (!*found) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(list)) {
        return pl_json_fail(list, PALLIA_ETYPE, error);
    }
    return pl_json_count(list) <= most ? PALLIA_OK : pl_json_fail(list, PALLIA_ECOUNT, error);
}

static bool is_listed(const pl_anticipate_state *it, const pl_symptom *symptom) {
    for (size_t i = 0; i < it->symptom_count; i++) {
        if (it->symptoms[i] == symptom) {
            return true;
        }
    }
    return false;
}

static pl_status read_symptoms(pl_context *context, const pl_json *document,
                               pl_anticipate_state *out, pl_error *error) {
    pl_json list;
    pl_json at;
    bool found;
    const char *typed;
    pl_status status = pl_json_need(document, "symptoms", &list, error);
    if (status == PALLIA_OK) {
        status = find_list(document, "symptoms", PL_SYMPTOMS_MAX, &list, &found, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_json_count(&list) == 0) {
        return pl_json_fail(&list, PALLIA_ECOUNT, error);
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        status = pl_json_string(&at, &typed, error);
        if (status != PALLIA_OK) {
            return status;
        }
        const pl_symptom *symptom = find_symptom(context, out, typed);
        if (!symptom) {
            expect_symptoms(context, out);
            return pl_json_fail(&at, PALLIA_EVALUE, error);
        }
        if (!is_listed(out, symptom)) {
            out->symptoms[out->symptom_count++] = symptom;
        }
    }
    return PALLIA_OK;
}

static const pl_anticipated *find_row(const pl_context *context, const pl_anticipate_state *it,
                                      const char *id) {
    const pl_anticipation *in;
    for (size_t i = 0; (in = pl_anticipation_at(context, it->tables, i)) != NULL; i++) {
        const pl_anticipated *row = pl_anticipated_find(in, id);
        if (row) {
            return row;
        }
    }
    return NULL;
}

/* A row asked for by name must be one that can become a line. */
static pl_status read_rows(pl_context *context, const pl_json *document, pl_anticipate_state *out,
                           pl_error *error) {
    pl_json list;
    pl_json at;
    bool found;
    const char *id;
    pl_status status = find_list(document, "rows", PL_ASKED_ROWS_MAX, &list, &found, error);
    if (status != PALLIA_OK || !found) {
        return status;
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        status = pl_json_string(&at, &id, error);
        if (status != PALLIA_OK) {
            return status;
        }
        const pl_anticipated *row = find_row(context, out, id);
        bool line = row && row->route_count > 0 &&
                    (row->kind == PL_ANTICIPATION_BOLUS || row->kind == PL_ANTICIPATION_INFUSION);
        if (!line) {
            return pl_json_fail(&at, PALLIA_EPROTOCOL, error);
        }
        out->asked[out->asked_count++] = row;
    }
    return PALLIA_OK;
}

static pl_status read_strength(const pl_json *product, pl_quantity *out, pl_error *error) {
    pl_json at;
    pl_status status = pl_json_need(product, "strength", &at, error);
    if (status == PALLIA_OK) {
        status = pl_exact_read(&at, out, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (out->unit->dimension == PL_PERCENT) {
        return pl_json_fail(&at, PALLIA_EPERCENT, error);
    }
    bool strength = out->unit->dimension == PL_CONCENTRATION || out->unit->dimension == PL_MASS;
    return strength ? PALLIA_OK : pl_json_fail(&at, PALLIA_EDIMENSION, error);
}

static pl_status read_product(const pl_context *context, const pl_json *product, pl_home *out,
                              pl_error *error) {
    static const char *const keys[] = {"drug", "strength", "volume", "count", NULL};
    pl_json at;
    pl_status status = pl_json_known_keys(product, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, product, &out->drug, error);
    }
    if (status == PALLIA_OK) {
        status = read_strength(product, &out->strength, error);
    }
    if (status == PALLIA_OK && pl_json_member(product, "volume", &at)) {
        out->volume.unit = pl_unit_base(PL_VOLUME);
        status = pl_positive_read(&at, PL_VOLUME, &out->volume.value, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_need(product, "count", &at, error);
    }
    return status == PALLIA_OK ? pl_json_int(&at, 0, COUNT_MOST, &out->count, error) : status;
}

static pl_status read_home(pl_context *context, const pl_json *document, pl_anticipate_state *out,
                           pl_error *error) {
    pl_json list;
    pl_json at;
    pl_status status = find_list(document, "at_home", PL_HOME_MAX, &list, &out->has_home, error);
    if (status != PALLIA_OK || !out->has_home) {
        return status;
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        status = read_product(context, &at, &out->home[out->home_count++], error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status read_route(pl_context *context, const pl_json *document, pl_anticipate_state *out,
                            pl_error *error) {
    pl_json at;
    return pl_any_route_read(context, document, &at, &out->route, error);
}

static pl_status read_who(const pl_json *document, pl_anticipate_state *out, pl_error *error) {
    pl_json list;
    pl_json at;
    bool found;
    const char *word;
    pl_status status = find_list(document, "who", PL_GIVER_COUNT, &list, &found, error);
    if (status != PALLIA_OK || !found) {
        return status;
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        status = pl_json_string(&at, &word, error);
        size_t giver = 0;
        while (status == PALLIA_OK && pl_giver_words[giver] &&
               strcmp(pl_giver_words[giver], word) != 0) {
            giver++;
        }
        if (status != PALLIA_OK || !pl_giver_words[giver]) {
            return status != PALLIA_OK ? status : pl_json_fail(&at, PALLIA_EVALUE, error);
        }
        out->who |= 1U << giver;
    }
    return PALLIA_OK;
}

static pl_status read_days(const pl_json *document, pl_anticipate_state *out, pl_error *error) {
    pl_json at;
    pl_status status = PALLIA_OK;
    if (pl_json_member(document, "days", &at)) {
        status = pl_json_int(&at, 1, DAYS_MOST, &out->days, error);
    }
    if (status == PALLIA_OK && pl_json_member(document, "compare", &at)) {
        status = pl_json_bool(&at, &out->compare, error);
    }
    return status;
}

static bool receives_opioid(const pl_context *context, const pl_regimen *regimen) {
    for (size_t i = 0; i < regimen->sum_count; i++) {
        const pl_sum *sum = &regimen->sums[i];
        if (context->drugs->drugs[sum->place.drug].opioid && !pl_rational_is_zero(sum->per24)) {
            return true;
        }
    }
    return false;
}

pl_status pl_anticipate_read(pl_context *context, const pl_json *document, pl_anticipate_state *out,
                             pl_error *error) {
    typedef pl_status (*reader)(pl_context * context, const pl_json *document,
                                pl_anticipate_state *out, pl_error *error);
    static const reader parts[] = {read_symptoms, read_rows, read_home, read_route};
    pl_status status =
        pl_request_read(context, document, PL_REQUEST_ANTICIPATE, &out->request, error);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == PALLIA_OK; i++) {
        status = parts[i](context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_who(document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_days(document, out, error);
    }
    out->baseline = receives_opioid(context, &out->request.regimen);
    out->acknowledged = pl_request_acknowledges(&out->request, pl_exceptional_code);
    return status;
}
