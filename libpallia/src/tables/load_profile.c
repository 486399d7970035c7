/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load.h"

#include "tables/index.h"
#include "tables/load_common.h"
#include "tables/load_rule.h"

#include <string.h>

/* ---- references ---- */

static pl_status load_edition_id(const pl_reader *reader, const pl_json *at,
                                 const pl_edition **out) {
    const char *id;
    pl_status status = pl_json_string(at, &id, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_edition_find(reader->rules, id);
    return *out != NULL ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ETABLE_REFERENCE);
}

static bool has_leg(const pl_edition *edition, pl_place from, pl_place to) {
    if (pl_edition_row(edition, from, to, false) != NULL) {
        return true;
    }
    const pl_row *back = pl_edition_row(edition, to, from, false);
    return back != NULL && back->reversible;
}

/* A row, its way back, or two legs through the edition's own pivot. */
static bool has_way(const pl_edition *edition, pl_place from, pl_place to) {
    if (has_leg(edition, from, to)) {
        return true;
    }
    return edition->has_pivot && has_leg(edition, from, edition->pivot) &&
           has_leg(edition, edition->pivot, to);
}

/* ---- arrows ---- */

static pl_status load_arrow_interval(const pl_reader *reader, const pl_json *low,
                                     const pl_json *high, const pl_json *cite, pl_arrow *out) {
    pl_status status =
        pl_load_low_high(reader, low, high, &out->has_interval, &out->low, &out->high);
    if (status != PALLIA_OK) {
        return status;
    }
    if (out->has_interval != pl_load_given(cite)) {
        return pl_load_fail(reader, low->node != NULL ? low : cite, PALLIA_ETABLE_SOURCE);
    }
    return out->has_interval ? pl_load_text_source(reader, cite, &out->interval_cite) : PALLIA_OK;
}

static pl_status load_arrow(const pl_reader *reader, const pl_json *at, pl_arrow *out) {
    enum { FROM, TO, EDITION, LOW, HIGH, CITE, EXAMPLES, WHY, COUNT };
    static const pl_field fields[COUNT] = {[FROM] = {"from", PALLIA_EKEY_MISSING},
                                           [TO] = {"to", PALLIA_EKEY_MISSING},
                                           [EDITION] = {"edition", PALLIA_ETABLE_SOURCE},
                                           [LOW] = {"low", PALLIA_OK},
                                           [HIGH] = {"high", PALLIA_OK},
                                           [CITE] = {"interval_cite", PALLIA_OK},
                                           [EXAMPLES] = {"examples", PALLIA_OK},
                                           [WHY] = {"why", PALLIA_ETABLE_TEXT}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_place(reader, &slots[FROM], &out->from);
    }
    if (status == PALLIA_OK) {
        status = pl_load_place(reader, &slots[TO], &out->to);
    }
    if (status == PALLIA_OK) {
        status = load_edition_id(reader, &slots[EDITION], &out->edition);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    bool rotates = out->edition->purpose == PL_PURPOSE_ROTATION;
    if (!rotates || !has_way(out->edition, out->from, out->to)) {
        return pl_load_fail(reader, &slots[EDITION], PALLIA_ETABLE_REFERENCE);
    }
    status = load_arrow_interval(reader, &slots[LOW], &slots[HIGH], &slots[CITE], out);
    return status != PALLIA_OK ? status : pl_load_both(reader, &slots[WHY], &out->why);
}

static int compare_arrows(const void *a, const void *b) {
    const pl_arrow *left = a;
    const pl_arrow *right = b;
    return pl_pair_compare(left->from, left->to, right->from, right->to);
}

static pl_status load_arrows(const pl_reader *reader, const pl_json *at, pl_profile *out) {
    pl_arrow *arrows;
    pl_status status = pl_load_list(reader, at, 1, sizeof *arrows, &arrows, &out->arrow_count);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load_arrow(reader, &item, &arrows[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    pl_sort(arrows, out->arrow_count, sizeof *arrows, compare_arrows);
    for (i = 1; i < out->arrow_count; i++) {
        if (compare_arrows(&arrows[i - 1], &arrows[i]) == 0) {
            char text[PL_PLACE_TEXT_SIZE];
            (void)pl_place_text(reader->drugs, arrows[i].from, text);
            return pl_fail(reader->error, PALLIA_ETABLE_DUPLICATE, "/arrows", text);
        }
    }
    out->arrows = arrows;
    return PALLIA_OK;
}

/* ---- reduction and breakthrough ---- */

static pl_status load_reduction(const pl_reader *reader, const pl_json *at, pl_reduction *out) {
    enum { LOW, HIGH, NONE, SOURCE, EVIDENCE, CITE, EXAMPLES, COUNT };
    static const pl_field fields[COUNT] = {[LOW] = {"low", PALLIA_EKEY_MISSING},
                                           [HIGH] = {"high", PALLIA_EKEY_MISSING},
                                           [NONE] = {"none_towards", PALLIA_OK},
                                           [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
                                           [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
                                           [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
                                           [EXAMPLES] = {"examples", PALLIA_ETABLE_EXAMPLE}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[LOW], &out->low);
    }
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[HIGH], &out->high);
    }
    if (status == PALLIA_OK) {
        status = pl_load_patterns(reader, &slots[NONE], &out->none_towards);
    }
    return status != PALLIA_OK
               ? status
               : pl_load_basis(reader, &slots[SOURCE], &slots[EVIDENCE], &slots[CITE], &out->basis);
}

static pl_status load_give(const pl_reader *reader, const pl_json *at, pl_instead *out) {
    pl_place *give;
    pl_status status = pl_load_list(reader, at, 1, sizeof *give, &give, &out->give_count);
    if (status != PALLIA_OK) {
        return status;
    }
    out->give = give;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item), i++) {
        status = pl_load_place(reader, &item, &give[i]);
        if (status != PALLIA_OK) {
            return status;
        }
        if (!has_way(out->edition, out->target, give[i])) {
            return pl_load_fail(reader, &item, PALLIA_ETABLE_REFERENCE);
        }
    }
    return PALLIA_OK;
}

static pl_status load_instead(const pl_reader *reader, const pl_json *at, pl_instead *out) {
    enum { TARGET, GIVE, EDITION, CITE, COUNT };
    static const pl_field fields[COUNT] = {[TARGET] = {"target", PALLIA_EKEY_MISSING},
                                           [GIVE] = {"give", PALLIA_EKEY_MISSING},
                                           [EDITION] = {"edition", PALLIA_ETABLE_SOURCE},
                                           [CITE] = {"cite", PALLIA_ETABLE_SOURCE}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_place(reader, &slots[TARGET], &out->target);
    }
    if (status == PALLIA_OK) {
        status = load_edition_id(reader, &slots[EDITION], &out->edition);
    }
    if (status == PALLIA_OK) {
        status = load_give(reader, &slots[GIVE], out);
    }
    return status != PALLIA_OK ? status : pl_load_text_source(reader, &slots[CITE], &out->cite);
}

static pl_status load_insteads(const pl_reader *reader, const pl_json *at, pl_breakthrough *out) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    pl_instead *list;
    pl_status status = pl_load_list(reader, at, 0, sizeof *list, &list, &out->instead_count);
    if (status != PALLIA_OK) {
        return status;
    }
    out->instead = list;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load_instead(reader, &item, &list[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

enum {
    B_LOW,
    B_HIGH,
    B_INTERVAL,
    B_PER_DAY,
    B_INSTEAD,
    B_NONE_FOR,
    B_SOURCE,
    B_EVIDENCE,
    B_CITE,
    B_EXAMPLES,
    BREAKTHROUGH_FIELDS
};

static const pl_field breakthrough_fields[BREAKTHROUGH_FIELDS] = {
    [B_LOW] = {"low", PALLIA_EKEY_MISSING},
    [B_HIGH] = {"high", PALLIA_EKEY_MISSING},
    [B_INTERVAL] = {"min_interval", PALLIA_EKEY_MISSING},
    [B_PER_DAY] = {"max_per_day", PALLIA_EKEY_MISSING},
    [B_INSTEAD] = {"instead", PALLIA_OK},
    [B_NONE_FOR] = {"none_for", PALLIA_OK},
    [B_SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [B_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [B_CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [B_EXAMPLES] = {"examples", PALLIA_ETABLE_EXAMPLE},
};

static pl_status load_breakthrough(const pl_reader *reader, const pl_json *at,
                                   pl_breakthrough *out) {
    enum { HOURS_OF_A_DAY = 24 };
    pl_json slots[BREAKTHROUGH_FIELDS];
    pl_status status = pl_load_fields(reader, at, breakthrough_fields, BREAKTHROUGH_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[B_LOW], &out->low);
    }
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[B_HIGH], &out->high);
    }
    if (status == PALLIA_OK) {
        status = pl_load_quantity(reader, &slots[B_INTERVAL], PL_TIME, &out->min_interval);
    }
    if (status == PALLIA_OK) {
        status =
            pl_json_int(&slots[B_PER_DAY], 1, HOURS_OF_A_DAY, &out->max_per_day, reader->error);
    }
    if (status == PALLIA_OK) {
        status = load_insteads(reader, &slots[B_INSTEAD], out);
    }
    if (status == PALLIA_OK) {
        status = pl_load_patterns(reader, &slots[B_NONE_FOR], &out->none_for);
    }
    return status != PALLIA_OK ? status
                               : pl_load_basis(reader, &slots[B_SOURCE], &slots[B_EVIDENCE],
                                               &slots[B_CITE], &out->basis);
}

/* ---- limits, scope, thresholds ---- */

static pl_status load_limit(const pl_reader *reader, const pl_json *at, pl_limit *out) {
    enum { TARGET, OF, AT_LEAST, SOURCE, EVIDENCE, CITE, EXAMPLES, COUNT };
    static const pl_field fields[COUNT] = {[TARGET] = {"target", PALLIA_EKEY_MISSING},
                                           [OF] = {"of", PALLIA_EKEY_MISSING},
                                           [AT_LEAST] = {"at_least", PALLIA_EKEY_MISSING},
                                           [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
                                           [EVIDENCE] = {"evidence", PALLIA_OK},
                                           [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
                                           [EXAMPLES] = {"examples", PALLIA_ETABLE_EXAMPLE}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_place(reader, &slots[TARGET], &out->target);
    }
    if (status == PALLIA_OK) {
        status = pl_load_place(reader, &slots[OF], &out->of);
    }
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[AT_LEAST], &out->at_least);
    }
    return status != PALLIA_OK
               ? status
               : pl_load_basis(reader, &slots[SOURCE], &slots[EVIDENCE], &slots[CITE], &out->basis);
}

static pl_status load_limits(const pl_reader *reader, const pl_json *at, pl_profile *out) {
    pl_limit *limits;
    pl_status status = pl_load_list(reader, at, 0, sizeof *limits, &limits, &out->limit_count);
    if (status != PALLIA_OK) {
        return status;
    }
    out->limits = limits;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load_limit(reader, &item, &limits[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status load_weights(const pl_reader *reader, const pl_json *at, pl_profile *out) {
    enum { LEAST, MOST, CITE, EXAMPLES, COUNT };
    static const pl_field fields[COUNT] = {[LEAST] = {"least", PALLIA_EKEY_MISSING},
                                           [MOST] = {"most", PALLIA_EKEY_MISSING},
                                           [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
                                           [EXAMPLES] = {"examples", PALLIA_ETABLE_EXAMPLE}};
    pl_json slots[COUNT];
    const char *cite;
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_fact(reader, &slots[LEAST], PL_FACT_WEIGHT, &out->weight_least);
    }
    if (status == PALLIA_OK) {
        status = pl_load_fact(reader, &slots[MOST], PL_FACT_WEIGHT, &out->weight_most);
    }
    return status != PALLIA_OK ? status : pl_load_text_source(reader, &slots[CITE], &cite);
}

static pl_status load_scope(const pl_reader *reader, const pl_json *at, pl_profile *out) {
    enum { AGE, WEIGHT, CITE, EXAMPLES, COUNT };
    static const pl_field fields[COUNT] = {[AGE] = {"age_at_least", PALLIA_EKEY_MISSING},
                                           [WEIGHT] = {"weight", PALLIA_EKEY_MISSING},
                                           [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
                                           [EXAMPLES] = {"examples", PALLIA_ETABLE_EXAMPLE}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[AGE], &out->age_at_least);
    }
    if (status == PALLIA_OK) {
        status = load_weights(reader, &slots[WEIGHT], out);
    }
    return status != PALLIA_OK ? status
                               : pl_load_text_source(reader, &slots[CITE], &out->scope_cite);
}

static pl_status load_tolerance(const pl_reader *reader, const pl_json *at, pl_profile *out) {
    enum { DOSE, VOLUME, SOURCE, EVIDENCE, CITE, COUNT };
    static const pl_field fields[COUNT] = {[DOSE] = {"dose", PALLIA_EKEY_MISSING},
                                           [VOLUME] = {"volume", PALLIA_EKEY_MISSING},
                                           [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
                                           [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
                                           [CITE] = {"cite", PALLIA_ETABLE_SOURCE}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[DOSE], &out->tolerance_dose);
    }
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[VOLUME], &out->tolerance_volume);
    }
    return status != PALLIA_OK ? status
                               : pl_load_basis(reader, &slots[SOURCE], &slots[EVIDENCE],
                                               &slots[CITE], &out->tolerance_basis);
}

static pl_status load_thresholds(const pl_reader *reader, const pl_json *at, pl_profile *out) {
    enum { DISAGREE, ROUNDING, TOLERANCE, CITE, COUNT };
    static const pl_field fields[COUNT] = {[DISAGREE] = {"disagree_percent", PALLIA_EKEY_MISSING},
                                           [ROUNDING] = {"rounding_percent", PALLIA_EKEY_MISSING},
                                           [TOLERANCE] = {"tolerance", PALLIA_EKEY_MISSING},
                                           [CITE] = {"cite", PALLIA_ETABLE_SOURCE}};
    const char *cite;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[DISAGREE], &out->disagree_percent);
    }
    if (status == PALLIA_OK) {
        status = pl_load_number(reader, &slots[ROUNDING], &out->rounding_percent);
    }
    if (status == PALLIA_OK) {
        status = load_tolerance(reader, &slots[TOLERANCE], out);
    }
    return status != PALLIA_OK ? status : pl_load_text_source(reader, &slots[CITE], &cite);
}

/* ---- the whole ---- */

enum {
    SCHEMA,
    ID,
    TITLE,
    JURISDICTION,
    PUBLISHED,
    REVIEW_BY,
    REVIEWED_BY,
    PIVOT,
    ARROWS,
    REDUCTION,
    BREAKTHROUGH,
    LIMITS,
    SCOPE,
    THRESHOLDS,
    RULES,
    PROFILE_FIELDS
};

static const pl_field profile_fields[PROFILE_FIELDS] = {
    [SCHEMA] = {"schema", PALLIA_ETABLE_SCHEMA},
    [ID] = {"id", PALLIA_EKEY_MISSING},
    [TITLE] = {"title", PALLIA_ETABLE_TEXT},
    [JURISDICTION] = {"jurisdiction", PALLIA_EKEY_MISSING},
    [PUBLISHED] = {"published", PALLIA_EKEY_MISSING},
    [REVIEW_BY] = {"review_by", PALLIA_EKEY_MISSING},
    [REVIEWED_BY] = {"reviewed_by", PALLIA_ETABLE_REVIEWER},
    [PIVOT] = {"pivot", PALLIA_EKEY_MISSING},
    [ARROWS] = {"arrows", PALLIA_EKEY_MISSING},
    [REDUCTION] = {"reduction", PALLIA_EKEY_MISSING},
    [BREAKTHROUGH] = {"breakthrough", PALLIA_EKEY_MISSING},
    [LIMITS] = {"limits", PALLIA_EKEY_MISSING},
    [SCOPE] = {"scope", PALLIA_EKEY_MISSING},
    [THRESHOLDS] = {"thresholds", PALLIA_EKEY_MISSING},
    [RULES] = {"rules", PALLIA_EKEY_MISSING},
};

static pl_status load_head(const pl_reader *reader, const pl_json *slots, pl_profile *out) {
    const char *jurisdiction;
    pl_status status = pl_load_text(reader, &slots[ID], &out->id);
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[TITLE], &out->title);
    }
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(reader, &slots[JURISDICTION], &jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[PUBLISHED], &out->published);
    }
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[REVIEW_BY], &out->review_by);
    }
    if (status == PALLIA_OK) {
        status = pl_load_reviewers(reader, &slots[REVIEWED_BY], &out->reviewer_count);
    }
    return status != PALLIA_OK ? status : pl_load_place(reader, &slots[PIVOT], &out->pivot);
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    pl_profile *profile = out;
    pl_json slots[PROFILE_FIELDS];
    pl_status status = pl_load_fields(reader, root, profile_fields, PROFILE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = load_head(reader, slots, profile);
    }
    if (status == PALLIA_OK) {
        status = load_arrows(reader, &slots[ARROWS], profile);
    }
    if (status == PALLIA_OK) {
        status = load_reduction(reader, &slots[REDUCTION], &profile->reduction);
    }
    if (status == PALLIA_OK) {
        status = load_breakthrough(reader, &slots[BREAKTHROUGH], &profile->breakthrough);
    }
    if (status == PALLIA_OK) {
        status = load_limits(reader, &slots[LIMITS], profile);
    }
    if (status == PALLIA_OK) {
        status = load_scope(reader, &slots[SCOPE], profile);
    }
    if (status == PALLIA_OK) {
        status = load_thresholds(reader, &slots[THRESHOLDS], profile);
    }
    return status != PALLIA_OK ? status : pl_load_rules(reader, &slots[RULES], profile);
}

pl_status pl_load_profile(const char *bytes, size_t length, const pl_drugs *drugs,
                          const pl_rules *rules, pl_arena *arena, pl_profile *out,
                          pl_error *error) {
    pl_reader reader = {.arena = arena, .error = error, .drugs = drugs, .rules = rules};
    *out = (pl_profile){0};
    return pl_load_document(bytes, length, "pallia.profile/1", &reader, load_body, out);
}
