/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_rule.h"

#include "tables/index.h"

#include <string.h>

/* ---- patterns ---- */

static pl_status load_pattern(const pl_reader *reader, const pl_json *at, pl_pattern *out) {
    const char *text;
    pl_status status = pl_json_string(at, &text, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    const char *slash = strchr(text, '/');
    bool any_drug = strncmp(text, "*/", 2) == 0;
    bool any_route = slash != NULL && strcmp(slash, "/*") == 0;
    if (!any_drug && !any_route) {
        return pl_load_place(reader, at, out);
    }
    *out = (pl_pattern){PL_NONE, PL_NONE};
    if (any_drug && !any_route) {
        out->route = pl_route_find(reader->drugs, slash + 1);
        return out->route != PL_NONE ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ETABLE_DRUG);
    }
    for (size_t i = 0; i < reader->drugs->drug_count && !any_drug; i++) {
        const char *id = reader->drugs->drugs[i].id;
        size_t length = (size_t)(slash - text);
        if (strlen(id) == length && strncmp(id, text, length) == 0) {
            out->drug = (int16_t)i;
        }
    }
    return out->drug != PL_NONE ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ETABLE_DRUG);
}

pl_status pl_load_patterns(const pl_reader *reader, const pl_json *at, pl_patterns *out) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    pl_pattern *list;
    pl_status status = pl_load_list(reader, at, 1, sizeof *list, &list, &out->count);
    if (status != PALLIA_OK) {
        return status;
    }
    out->list = list;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load_pattern(reader, &item, &list[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* ---- what backs a figure ---- */

static pl_evidence evidence_of(const pl_basis *basis) {
    if (basis->source != NULL) {
        return basis->source->evidence;
    }
    for (size_t i = 0; i < basis->edition->row_count; i++) {
        if (basis->edition->rows[i].evidence == PL_EVIDENCE_SECONDARY) {
            return PL_EVIDENCE_SECONDARY;
        }
    }
    return PL_EVIDENCE_READ;
}

pl_status pl_load_basis(const pl_reader *reader, const pl_json *source, const pl_json *evidence,
                        const pl_json *cite, pl_basis *out) {
    const char *id;
    pl_status status = pl_json_string(source, &id, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->source = pl_source_find(reader->rules, id);
    out->edition = out->source == NULL ? pl_edition_find(reader->rules, id) : NULL;
    if (out->source == NULL && out->edition == NULL) {
        return pl_load_fail(reader, source, PALLIA_ETABLE_REFERENCE);
    }
    out->evidence = evidence_of(out);
    if (pl_load_given(evidence)) {
        status = pl_load_evidence(reader, evidence, &out->evidence);
    }
    return status != PALLIA_OK ? status : pl_load_text_source(reader, cite, &out->cite);
}

/* ---- conditions ---- */

enum {
    W_SOURCE,
    W_TARGET,
    W_EITHER,
    W_RELEASE,
    W_MOLECULE_CHANGES,
    W_FACT,
    W_BELOW,
    W_ABOVE,
    W_IS,
    W_OME_ABOVE,
    WHEN_FIELDS
};

static const pl_field when_fields[WHEN_FIELDS] = {
    [W_SOURCE] = {"source", PALLIA_OK},
    [W_TARGET] = {"target", PALLIA_OK},
    [W_EITHER] = {"either", PALLIA_OK},
    [W_RELEASE] = {"release", PALLIA_OK},
    [W_MOLECULE_CHANGES] = {"molecule_changes", PALLIA_OK},
    [W_FACT] = {"fact", PALLIA_OK},
    [W_BELOW] = {"below", PALLIA_OK},
    [W_ABOVE] = {"above", PALLIA_OK},
    [W_IS] = {"is", PALLIA_OK},
    [W_OME_ABOVE] = {"ome_above", PALLIA_OK},
};

static const char *const fact_names[] = {"age",   "weight",       "egfr", "hepatic",
                                         "frail", "opioid_naive", NULL};

static const char *const hepatic_words[] = {"mild", "moderate", "severe", NULL};
static const char *const yes_no[] = {"true", "false", NULL};

/* The words a fact may be; NULL for a fact that is measured. */
static const char *const *const fact_words[PL_FACT_COUNT] = {
    [PL_FACT_HEPATIC] = hepatic_words, [PL_FACT_FRAIL] = yes_no, [PL_FACT_OPIOID_NAIVE] = yes_no};

pl_status pl_load_fact(const pl_reader *reader, const pl_json *at, pl_fact fact, pl_quantity *out) {
    static const pl_dimension dimensions[PL_FACT_COUNT] = {
        [PL_FACT_AGE] = PL_AGE, [PL_FACT_WEIGHT] = PL_BODY_WEIGHT, [PL_FACT_EGFR] = PL_CLEARANCE};
    return pl_load_quantity(reader, at, dimensions[fact], out);
}

static pl_status load_is(const pl_reader *reader, const pl_json *at, pl_rule *out) {
    bool yes;
    size_t word = 0;
    if (pl_json_bool(at, &yes, NULL) == PALLIA_OK && fact_words[out->fact] == yes_no) {
        out->is = yes ? "true" : "false";
        return PALLIA_OK;
    }
    pl_status status = pl_load_word(reader, at, fact_words[out->fact], &word);
    if (status == PALLIA_OK) {
        out->is = fact_words[out->fact][word];
    }
    return status;
}

static pl_status load_fact_bounds(const pl_reader *reader, const pl_json *slots, pl_rule *out) {
    pl_status status = PALLIA_OK;
    if (out->has_below) {
        status = pl_load_fact(reader, &slots[W_BELOW], out->fact, &out->below);
    }
    if (status == PALLIA_OK && out->has_above) {
        status = pl_load_fact(reader, &slots[W_ABOVE], out->fact, &out->above);
    }
    return status;
}

/* A measured fact is compared, the others are one of their words; without a fact, neither. */
static pl_status load_fact_condition(const pl_reader *reader, const pl_json *slots, pl_rule *out) {
    out->has_below = pl_load_given(&slots[W_BELOW]);
    out->has_above = pl_load_given(&slots[W_ABOVE]);
    out->has_is = pl_load_given(&slots[W_IS]);
    bool bounded = out->has_below || out->has_above;
    if (!pl_load_given(&slots[W_FACT])) {
        bool alone = !bounded && !out->has_is;
        return alone ? PALLIA_OK
                     : pl_load_fail(reader, slots[bounded ? W_BELOW : W_IS].parent,
                                    PALLIA_EKEY_MISSING);
    }
    size_t fact = 0;
    pl_status status = pl_load_word(reader, &slots[W_FACT], fact_names, &fact);
    if (status != PALLIA_OK) {
        return status;
    }
    out->fact = (pl_fact)(fact + 1);
    bool measured = fact_words[out->fact] == NULL;
    if (bounded != measured || out->has_is == measured) {
        return pl_load_fail(reader, &slots[W_FACT], PALLIA_ECONFLICT);
    }
    return measured ? load_fact_bounds(reader, slots, out) : load_is(reader, &slots[W_IS], out);
}

static pl_status load_releases(const pl_reader *reader, const pl_json *at, uint32_t *out) {
    if (!pl_load_given(at)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(at) || pl_json_count(at) == 0) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        int16_t release;
        pl_status status = pl_load_release(reader->drugs, reader, &item, &release);
        if (status != PALLIA_OK) {
            return status;
        }
        *out |= 1U << release;
    }
    return PALLIA_OK;
}

static pl_status load_when(const pl_reader *reader, const pl_json *at, pl_rule *out) {
    pl_json slots[WHEN_FIELDS];
    pl_status status = pl_load_fields(reader, at, when_fields, WHEN_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_patterns(reader, &slots[W_SOURCE], &out->source);
    }
    if (status == PALLIA_OK) {
        status = pl_load_patterns(reader, &slots[W_TARGET], &out->target);
    }
    if (status == PALLIA_OK) {
        status = pl_load_patterns(reader, &slots[W_EITHER], &out->either);
    }
    if (status == PALLIA_OK) {
        status = load_releases(reader, &slots[W_RELEASE], &out->releases);
    }
    if (status == PALLIA_OK) {
        status = pl_load_flag(reader, &slots[W_MOLECULE_CHANGES], &out->molecule_changes);
    }
    if (status == PALLIA_OK) {
        status = load_fact_condition(reader, slots, out);
    }
    out->has_ome_above = pl_load_given(&slots[W_OME_ABOVE]);
    if (status == PALLIA_OK && out->has_ome_above) {
        status = pl_load_number(reader, &slots[W_OME_ABOVE], &out->ome_above);
    }
    return status;
}

/* ---- rules ---- */

enum { CODE, SEVERITY, WHEN, SOURCE, EVIDENCE, CITE, EXAMPLES, RULE_FIELDS };

static const pl_field rule_fields[RULE_FIELDS] = {
    [CODE] = {"code", PALLIA_EKEY_MISSING},
    [SEVERITY] = {"severity", PALLIA_EKEY_MISSING},
    [WHEN] = {"when", PALLIA_EKEY_MISSING},
    [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [EXAMPLES] = {"examples", PALLIA_OK},
};

static pl_status load_rule(const pl_reader *reader, const pl_json *at, pl_rule *out) {
    static const char *const severities[] = {"info", "caution", "stop", "never", NULL};
    pl_json slots[RULE_FIELDS];
    size_t severity = 0;
    pl_status status = pl_load_fields(reader, at, rule_fields, RULE_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = pl_load_text(reader, &slots[CODE], &out->code);
    }
    if (status == PALLIA_OK) {
        status = pl_load_word(reader, &slots[SEVERITY], severities, &severity);
    }
    out->severity = (pl_severity)severity;
    if (status == PALLIA_OK) {
        status = load_when(reader, &slots[WHEN], out);
    }
    return status != PALLIA_OK
               ? status
               : pl_load_basis(reader, &slots[SOURCE], &slots[EVIDENCE], &slots[CITE], &out->basis);
}

pl_status pl_load_rules(const pl_reader *reader, const pl_json *at, pl_profile *out) {
    pl_rule *rules;
    pl_status status = pl_load_list(reader, at, 0, sizeof *rules, &rules, &out->rule_count);
    if (status != PALLIA_OK) {
        return status;
    }
    out->rules = rules;
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        status = load_rule(reader, &item, &rules[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}
