/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_anticipation.h"

#include "tables/index.h"
#include "tables/load_rule.h"

#include <string.h>

const char *const pl_giver_words[PL_GIVER_COUNT + 1] = {"nurse",          "doctor", "home-hospital",
                                                        "emergency-team", "family", NULL};

const pl_symptom *pl_symptom_find(const pl_anticipation *in, const char *id) {
    for (size_t i = 0; i < in->symptom_count; i++) {
        if (strcmp(in->symptoms[i].id, id) == 0) {
            return &in->symptoms[i];
        }
    }
    return NULL;
}

const pl_anticipated *pl_anticipated_find(const pl_anticipation *in, const char *id) {
    for (size_t i = 0; i < in->row_count; i++) {
        if (strcmp(in->rows[i].id, id) == 0) {
            return &in->rows[i];
        }
    }
    return NULL;
}

/* One document while it is read: what comes later in it refers to what came before. */
typedef struct reading {
    const pl_reader *reader;
    const pl_anticipation *base; /* NULL for the document of the library */
    pl_anticipation *out;
} reading;

typedef pl_status (*load_one)(const reading *of, const pl_json *at, void *out);

/* The elements of a list that may be absent, in the arena. */
static pl_status load_each(const reading *of, const pl_json *at, size_t size, load_one load,
                           void *list, size_t *count) {
    void *block;
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_load_list(of->reader, at, 0, size, &block, count);
    if (status != PALLIA_OK) {
        return status;
    }
    unsigned char *one = block;
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load(of, &item, one);
        if (status != PALLIA_OK) {
            return status;
        }
        one += size;
    }
    memcpy(list, &block, sizeof block);
    return PALLIA_OK;
}

static pl_status load_symptom_id(const reading *of, const pl_json *at, const pl_symptom **out) {
    const char *id;
    pl_status status = pl_json_string(at, &id, of->reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_symptom_find(of->out, id);
    if (*out == NULL && of->base != NULL) {
        *out = pl_symptom_find(of->base, id);
    }
    return *out != NULL ? PALLIA_OK : pl_load_fail(of->reader, at, PALLIA_ETABLE_REFERENCE);
}

/* Without a source, a row of a team's document cites that document. */
static pl_status load_basis(const reading *of, const pl_json *slots, pl_basis *out) {
    if (pl_load_given(&slots[0])) {
        return pl_load_basis(of->reader, &slots[0], &slots[1], &slots[2], out);
    }
    if (of->base == NULL) {
        return pl_load_fail(of->reader, slots[1].parent, PALLIA_ETABLE_SOURCE);
    }
    out->source = &of->out->self;
    pl_status status = pl_load_evidence(of->reader, &slots[1], &out->evidence);
    return status != PALLIA_OK ? status : pl_load_text_source(of->reader, &slots[2], &out->cite);
}

/* ---- symptoms ---- */

static pl_status load_word(const reading *of, const pl_json *at, void *out) {
    return pl_load_text(of->reader, at, out);
}

static pl_status load_symptom(const reading *of, const pl_json *at, void *out) {
    enum { ID, FR, EN, WORDS, SNOMED, TRIGGER, CALL, BASIS, COUNT };
    static const pl_field fields[COUNT] = {
        [ID] = {"id", PALLIA_EKEY_MISSING},    [FR] = {"fr", PALLIA_ETABLE_TEXT},
        [EN] = {"en", PALLIA_ETABLE_TEXT},     [WORDS] = {"words", PALLIA_EKEY_MISSING},
        [SNOMED] = {"snomed", PALLIA_OK},      [TRIGGER] = {"trigger", PALLIA_ETABLE_TEXT},
        [CALL] = {"call", PALLIA_ETABLE_TEXT}, [BASIS] = {"basis", PALLIA_ETABLE_SOURCE}};
    static const char *const bases[] = {"proposal", NULL};
    pl_symptom *symptom = out;
    const pl_reader *reader = of->reader;
    size_t basis = 0;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[ID], &symptom->id);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[FR], &symptom->name.fr);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[EN], &symptom->name.en);
    }
    if (status == PALLIA_OK) {
        status = load_each(of, &slots[WORDS], sizeof *symptom->words, load_word, &symptom->words,
                           &symptom->word_count);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_optional(reader, &slots[SNOMED], &symptom->snomed);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[TRIGGER], &symptom->trigger);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[CALL], &symptom->call);
    }
    return status != PALLIA_OK ? status : pl_load_word(reader, &slots[BASIS], bases, &basis);
}

/* ---- rows ---- */

enum {
    ID,
    SYMPTOM,
    KIND,
    DRUG,
    ROUTES,
    DOSE_LOW,
    DOSE_HIGH,
    BASE_SHARE,
    FRAIL_LOW,
    FRAIL_HIGH,
    INTERVAL_LOW,
    INTERVAL_HIGH,
    MAXIMUM_DOSES,
    MAXIMUM_24H,
    NAIVE,
    EXCEPTIONAL,
    OFF_LABEL,
    WHO,
    JURISDICTION,
    SOURCE,
    EVIDENCE,
    CITE,
    SUPPLY,
    CONDITION,
    NOTE,
    TEXT,
    ROW_FIELDS
};

static const pl_field row_fields[ROW_FIELDS] = {
    [ID] = {"id", PALLIA_EKEY_MISSING},
    [SYMPTOM] = {"symptom", PALLIA_EKEY_MISSING},
    [KIND] = {"kind", PALLIA_EKEY_MISSING},
    [DRUG] = {"drug", PALLIA_OK},
    [ROUTES] = {"routes", PALLIA_OK},
    [DOSE_LOW] = {"dose_low", PALLIA_OK},
    [DOSE_HIGH] = {"dose_high", PALLIA_OK},
    [BASE_SHARE] = {"base_share", PALLIA_OK},
    [FRAIL_LOW] = {"frail_low", PALLIA_OK},
    [FRAIL_HIGH] = {"frail_high", PALLIA_OK},
    [INTERVAL_LOW] = {"interval_low", PALLIA_OK},
    [INTERVAL_HIGH] = {"interval_high", PALLIA_OK},
    [MAXIMUM_DOSES] = {"maximum_doses", PALLIA_OK},
    [MAXIMUM_24H] = {"maximum_24h", PALLIA_OK},
    [NAIVE] = {"naive", PALLIA_OK},
    [EXCEPTIONAL] = {"exceptional", PALLIA_OK},
    [OFF_LABEL] = {"off_label", PALLIA_OK},
    [WHO] = {"who", PALLIA_OK},
    [JURISDICTION] = {"jurisdiction", PALLIA_EKEY_MISSING},
    [SOURCE] = {"source", PALLIA_OK},
    [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [SUPPLY] = {"supply", PALLIA_OK},
    [CONDITION] = {"condition", PALLIA_OK},
    [NOTE] = {"note", PALLIA_OK},
    [TEXT] = {"text", PALLIA_ETABLE_TEXT},
};

/* The order matters: the first route is the one that the source prefers. */
static pl_status load_routes(const pl_reader *reader, const pl_json *at, pl_anticipated *row) {
    uint32_t set;
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_load_routes(reader->drugs, reader, at, &set);
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_json_count(at) > PL_WAYS_MAX) {
        return pl_load_fail(reader, at, PALLIA_ECOUNT);
    }
    if (row->drug == PL_NONE || (set & ~reader->drugs->drugs[row->drug].routes) != 0) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_DRUG);
    }
    pl_json item;
    const char *id;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = pl_json_string(&item, &id, reader->error);
        if (status != PALLIA_OK) {
            return status;
        }
        row->routes[row->route_count++] = pl_route_find(reader->drugs, id);
    }
    return PALLIA_OK;
}

/* Two figures that come together, of one of two dimensions. */
static pl_status load_pair(const pl_reader *reader, const pl_json *slots,
                           const pl_dimension dimensions[2], pl_quantity *low, pl_quantity *high) {
    if (pl_load_given(&slots[0]) != pl_load_given(&slots[1])) {
        return pl_load_fail(reader, pl_load_given(&slots[0]) ? &slots[0] : &slots[1],
                            PALLIA_EKEY_MISSING);
    }
    if (!pl_load_given(&slots[0])) {
        return PALLIA_OK;
    }
    pl_quantity probe;
    bool second = pl_json_quantity(&slots[0], dimensions[1], &probe, NULL) == PALLIA_OK;
    pl_dimension dimension = dimensions[second ? 1 : 0];
    pl_status status = pl_load_quantity(reader, &slots[0], dimension, low);
    return status != PALLIA_OK ? status : pl_load_quantity(reader, &slots[1], dimension, high);
}

static pl_status load_figures(const pl_reader *reader, const pl_json *slots, pl_anticipated *row) {
    static const pl_dimension masses[2] = {PL_MASS, PL_MASS_PER_WEIGHT};
    static const pl_dimension rates[2] = {PL_MASS_RATE, PL_MASS_RATE};
    static const pl_dimension times[2] = {PL_TIME, PL_TIME};
    enum { DOSES_MOST = 96 };
    bool rate = row->kind == PL_ANTICIPATION_INFUSION || row->kind == PL_ANTICIPATION_DAILY;
    const pl_dimension *dose = rate ? rates : masses;
    pl_status status = load_pair(reader, &slots[DOSE_LOW], dose, &row->low, &row->high);
    if (status == PALLIA_OK) {
        status = load_pair(reader, &slots[FRAIL_LOW], dose, &row->frail_low, &row->frail_high);
    }
    if (status == PALLIA_OK) {
        status =
            load_pair(reader, &slots[INTERVAL_LOW], times, &row->interval_low, &row->interval_high);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[MAXIMUM_DOSES])) {
        status =
            pl_json_int(&slots[MAXIMUM_DOSES], 1, DOSES_MOST, &row->maximum_doses, reader->error);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[MAXIMUM_24H])) {
        status = pl_load_quantity(reader, &slots[MAXIMUM_24H], PL_MASS, &row->maximum);
    }
    row->base_share = pl_rational_from_int(0);
    return status == PALLIA_OK && pl_load_given(&slots[BASE_SHARE])
               ? pl_load_number(reader, &slots[BASE_SHARE], &row->base_share)
               : status;
}

/* A dose where there is one to give, a stock where there is none, nothing for a computed share. */
static pl_status check_shape(const pl_reader *reader, const pl_json *slots,
                             const pl_anticipated *row) {
    bool dosed = row->kind != PL_ANTICIPATION_BREAKTHROUGH && row->kind != PL_ANTICIPATION_STOCK;
    bool drug = row->kind != PL_ANTICIPATION_BREAKTHROUGH;
    const pl_json *at = slots[ID].parent;
    if (drug != (row->drug != PL_NONE) || dosed != (row->low.unit != NULL) ||
        (row->kind == PL_ANTICIPATION_STOCK && row->supply.fr == NULL)) {
        return pl_load_fail(reader, at, PALLIA_EKEY_MISSING);
    }
    bool figures = row->interval_low.unit != NULL || row->maximum_doses > 0 ||
                   row->maximum.unit != NULL || row->frail_low.unit != NULL;
    return dosed || !figures ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ECONFLICT);
}

static pl_status load_who(const pl_reader *reader, const pl_json *at, uint32_t *out) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        size_t giver = 0;
        pl_status status = pl_load_word(reader, &item, pl_giver_words, &giver);
        if (status != PALLIA_OK) {
            return status;
        }
        *out |= 1U << giver;
    }
    return PALLIA_OK;
}

static pl_status load_flags(const pl_reader *reader, const pl_json *slots, pl_anticipated *row) {
    pl_status status = pl_load_flag(reader, &slots[NAIVE], &row->naive);
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[EXCEPTIONAL], &row->exceptional);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[OFF_LABEL], &row->off_label);
    }
    return status != PALLIA_OK ? status : load_who(reader, &slots[WHO], &row->who);
}

static pl_status load_texts(const pl_reader *reader, const pl_json *slots, pl_anticipated *row) {
    pl_status status = pl_load_both_optional(reader, &slots[SUPPLY], &row->supply);
    if (status == PALLIA_OK) {
        status = pl_load_both_optional(reader, &slots[CONDITION], &row->condition);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both_optional(reader, &slots[NOTE], &row->note);
    }
    return status != PALLIA_OK ? status : pl_load_both(reader, &slots[TEXT], &row->text);
}

static pl_status load_head(const reading *of, const pl_json *slots, pl_anticipated *row) {
    static const char *const kinds[] = {"bolus",        "infusion", "daily", "titration",
                                        "breakthrough", "stock",    NULL};
    size_t kind = 0;
    row->drug = PL_NONE;
    row->local = of->base != NULL;
    pl_status status = pl_load_text(of->reader, &slots[ID], &row->id);
    if (status == PALLIA_OK) {
        status = load_symptom_id(of, &slots[SYMPTOM], &row->symptom);
    }
    if (status == PALLIA_OK) {
        status = pl_load_word(of->reader, &slots[KIND], kinds, &kind);
    }
    row->kind = (pl_anticipation_kind)kind;
    if (status == PALLIA_OK && pl_load_given(&slots[DRUG])) {
        status = pl_load_drug(of->reader, &slots[DRUG], &row->drug);
    }
    return status != PALLIA_OK ? status : load_routes(of->reader, &slots[ROUTES], row);
}

static pl_status load_row(const reading *of, const pl_json *at, void *out) {
    pl_anticipated *row = out;
    pl_json slots[ROW_FIELDS];
    pl_status status = pl_load_fields(of->reader, at, row_fields, ROW_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = load_head(of, slots, row);
    }
    if (status == PALLIA_OK) {
        status = load_figures(of->reader, slots, row);
    }
    if (status == PALLIA_OK) {
        status = load_flags(of->reader, slots, row);
    }
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(of->reader, &slots[JURISDICTION], &row->jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = load_basis(of, &slots[SOURCE], &row->basis);
    }
    if (status == PALLIA_OK) {
        status = load_texts(of->reader, slots, row);
    }
    return status != PALLIA_OK ? status : check_shape(of->reader, slots, row);
}

/* ---- what no source gives, when to call ---- */

static pl_status load_unread(const reading *of, const pl_json *at, void *out) {
    enum { FOR, WHY, COUNT };
    static const pl_field fields[COUNT] = {
        [FOR] = {"symptom", PALLIA_EKEY_MISSING}, [WHY] = {"text", PALLIA_ETABLE_TEXT}};
    pl_unread *unread = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(of->reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = load_symptom_id(of, &slots[FOR], &unread->symptom);
    }
    return status != PALLIA_OK ? status : pl_load_both(of->reader, &slots[WHY], &unread->text);
}

static pl_status load_for(const reading *of, const pl_json *at, void *out) {
    return load_symptom_id(of, at, out);
}

static pl_status load_call(const reading *of, const pl_json *at, void *out) {
    enum { FOR, WHERE, C_SOURCE, C_EVIDENCE, C_CITE, C_TEXT, COUNT };
    static const pl_field fields[COUNT] = {[FOR] = {"symptoms", PALLIA_EKEY_MISSING},
                                           [WHERE] = {"jurisdiction", PALLIA_EKEY_MISSING},
                                           [C_SOURCE] = {"source", PALLIA_OK},
                                           [C_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
                                           [C_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
                                           [C_TEXT] = {"text", PALLIA_ETABLE_TEXT}};
    pl_call_rule *call = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(of->reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = load_each(of, &slots[FOR], sizeof *call->symptoms, load_for, &call->symptoms,
                           &call->symptom_count);
    }
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(of->reader, &slots[WHERE], &call->jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = load_basis(of, &slots[C_SOURCE], &call->basis);
    }
    return status != PALLIA_OK ? status : pl_load_both(of->reader, &slots[C_TEXT], &call->text);
}

static pl_status load_apart(const reading *of, const pl_json *at, void *out) {
    enum { FIRST, SECOND, A_SOURCE, A_EVIDENCE, A_CITE, A_TEXT, COUNT };
    static const pl_field fields[COUNT] = {[FIRST] = {"first", PALLIA_EKEY_MISSING},
                                           [SECOND] = {"second", PALLIA_EKEY_MISSING},
                                           [A_SOURCE] = {"source", PALLIA_OK},
                                           [A_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
                                           [A_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
                                           [A_TEXT] = {"text", PALLIA_ETABLE_TEXT}};
    pl_apart *apart = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(of->reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_drug(of->reader, &slots[FIRST], &apart->first);
    }
    if (status == PALLIA_OK) {
        status = pl_load_drug(of->reader, &slots[SECOND], &apart->second);
    }
    if (status == PALLIA_OK) {
        status = load_basis(of, &slots[A_SOURCE], &apart->basis);
    }
    return status != PALLIA_OK ? status : pl_load_both(of->reader, &slots[A_TEXT], &apart->text);
}

/* ---- the document ---- */

enum {
    D_SCHEMA,
    D_ID,
    D_TITLE,
    D_PUBLISHER,
    D_JURISDICTION,
    D_PUBLISHED,
    D_URL,
    D_REVIEW_BY,
    D_REVIEWED_BY,
    D_SYMPTOMS,
    D_ROWS,
    D_MISSING,
    D_CALLS,
    D_APART,
    DOCUMENT_FIELDS
};

static const pl_field document_fields[DOCUMENT_FIELDS] = {
    [D_SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
    [D_ID] = {"id", PALLIA_EKEY_MISSING},
    [D_TITLE] = {"title", PALLIA_ETABLE_SOURCE},
    [D_PUBLISHER] = {"publisher", PALLIA_ETABLE_SOURCE},
    [D_JURISDICTION] = {"jurisdiction", PALLIA_EKEY_MISSING},
    [D_PUBLISHED] = {"published", PALLIA_ETABLE_SOURCE},
    [D_URL] = {"url", PALLIA_ETABLE_SOURCE},
    [D_REVIEW_BY] = {"review_by", PALLIA_EKEY_MISSING},
    [D_REVIEWED_BY] = {"reviewed_by", PALLIA_ETABLE_REVIEWER},
    [D_SYMPTOMS] = {"symptoms", PALLIA_OK},
    [D_ROWS] = {"rows", PALLIA_EKEY_MISSING},
    [D_MISSING] = {"missing", PALLIA_OK},
    [D_CALLS] = {"calls", PALLIA_OK},
    [D_APART] = {"apart", PALLIA_OK},
};

static pl_status load_self(const reading *of, const pl_json *slots) {
    const pl_reader *reader = of->reader;
    pl_source *self = &of->out->self;
    pl_status status = pl_load_text(reader, &slots[D_ID], &self->id);
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[D_TITLE], &self->title);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[D_PUBLISHER], &self->publisher);
    }
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(reader, &slots[D_JURISDICTION], &self->jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text_source(reader, &slots[D_PUBLISHED], &self->published);
    }
    if (status == PALLIA_OK) {
        status = pl_load_url(reader, &slots[D_URL], true, &self->url);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[D_REVIEW_BY], &of->out->review_by);
    }
    return status != PALLIA_OK
               ? status
               : pl_load_reviewers(reader, &slots[D_REVIEWED_BY], &of->out->reviewer_count);
}

typedef struct job {
    const pl_anticipation *base;
    pl_anticipation *out;
} job;

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    const job *asked = out;
    reading of = {reader, asked->base, asked->out};
    pl_anticipation *to = of.out;
    pl_json slots[DOCUMENT_FIELDS];
    pl_status status = pl_load_fields(reader, root, document_fields, DOCUMENT_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = load_self(&of, slots);
    }
    if (status == PALLIA_OK) {
        status = load_each(&of, &slots[D_SYMPTOMS], sizeof *to->symptoms, load_symptom,
                           &to->symptoms, &to->symptom_count);
    }
    if (status == PALLIA_OK) {
        status =
            load_each(&of, &slots[D_ROWS], sizeof *to->rows, load_row, &to->rows, &to->row_count);
    }
    if (status == PALLIA_OK) {
        status = load_each(&of, &slots[D_MISSING], sizeof *to->unread, load_unread, &to->unread,
                           &to->unread_count);
    }
    if (status == PALLIA_OK) {
        status = load_each(&of, &slots[D_CALLS], sizeof *to->calls, load_call, &to->calls,
                           &to->call_count);
    }
    return status != PALLIA_OK ? status
                               : load_each(&of, &slots[D_APART], sizeof *to->apart, load_apart,
                                           &to->apart, &to->apart_count);
}

pl_status pl_load_anticipation(const char *bytes, size_t length, const pl_reader *reader,
                               const pl_anticipation *base, pl_anticipation *out) {
    job asked = {base, out};
    *out = (pl_anticipation){.local = base != NULL};
    return pl_load_document(bytes, length, PL_ANTICIPATION_SCHEMA, reader, load_body, &asked);
}
