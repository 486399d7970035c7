/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/mixing.h"

#include <stdio.h>
#include <string.h>

/* Which drugs of the syringe a question is about, as bits of their order there. */
typedef uint32_t drug_set;

static size_t size_of(drug_set set) {
    size_t size = 0;
    for (; set != 0; set &= set - 1) {
        size++;
    }
    return size;
}

static const pl_fill_drug *member(const pl_dilution *it, drug_set set, int16_t drug) {
    for (size_t i = 0; i < it->drug_count; i++) {
        if ((set >> i & 1U) && it->drugs[i].drug == drug) {
            return &it->drugs[i];
        }
    }
    return NULL;
}

/* A row about another salt than the one in the syringe says nothing of it; when either does not
 * say, it applies. */
static bool other_salt(const pl_mix_part *part, const pl_fill_drug *one) {
    return part->salt && one->salt && strcmp(part->salt, one->salt) != 0;
}

/* Whether some row about these drugs tells one salt of this drug from another. */
static bool salt_matters(const pl_dilution *it, drug_set set, int16_t drug) {
    for (size_t i = 0; i < it->tables->mixture_count; i++) {
        const pl_mixture *row = &it->tables->mixtures[i];
        const char *salt = NULL;
        bool about = row->part_count == size_of(set);
        for (size_t p = 0; about && p < row->part_count; p++) {
            about = member(it, set, row->parts[p].drug) != NULL;
            salt = row->parts[p].drug == drug ? row->parts[p].salt : salt;
        }
        if (about && salt) {
            return true;
        }
    }
    return false;
}

/* How sure it is that a row is about the salts in the syringe. */
typedef enum relation { UNRELATED, OTHER_SALTS, SALT_UNSAID, SAME_SALTS } relation;

static relation is_about(const pl_mixture *row, const pl_dilution *it, drug_set set) {
    if (row->part_count != size_of(set)) {
        return UNRELATED;
    }
    relation result = SAME_SALTS;
    for (size_t i = 0; i < row->part_count; i++) {
        const pl_fill_drug *one = member(it, set, row->parts[i].drug);
        if (!one) {
            return UNRELATED;
        }
        if (other_salt(&row->parts[i], one)) {
            result = OTHER_SALTS;
        }
        bool unsaid = !row->parts[i].salt || !one->salt;
        if (result == SAME_SALTS && unsaid && salt_matters(it, set, row->parts[i].drug)) {
            result = SALT_UNSAID;
        }
    }
    return result;
}

static bool in_diluent(const pl_mixture *row, const pl_dilution *it) {
    return row->diluents == 0 || it->diluent == PL_NONE || (row->diluents >> it->diluent & 1U);
}

typedef enum within { WITHIN, UNKNOWN, ABOVE } within;

static within concentrations(const pl_mixture *row, const pl_dilution *it, drug_set set) {
    within result = WITHIN;
    for (size_t i = 0; i < row->part_count; i++) {
        const pl_mix_part *part = &row->parts[i];
        pl_rational max;
        if (!part->has_max ||
            pl_quantity_in(part->max, pl_unit_base(PL_CONCENTRATION), &max) != PALLIA_OK) {
            result = result == ABOVE ? ABOVE : UNKNOWN;
            continue;
        }
        int order = pl_rational_compare(member(it, set, part->drug)->concentration, max);
        if (order > 0 || (order == 0 && row->strict)) {
            result = ABOVE;
        }
    }
    return result;
}

/* What all rows about one set of drugs add up to. */
typedef struct opinion {
    const pl_mixture *against; /* an incompatible row, of these salts and this diluent */
    /* The same, where the salt is not said by the row or of the syringe, or the diluent is another.
     */
    const pl_mixture *doubtful;
    /* The first compatible row of each kind: the syringe keeps its ceilings, it states none, the
     * syringe exceeds them. */
    const pl_mixture *compatible[ABOVE + 1];
    /* Compatible rows about one salt of a drug whose salt is not said: none of them reassures. */
    const pl_mixture *of_a_salt[ABOVE + 1];
    const pl_mixture *depends[ABOVE + 1]; /* the same of rows that say "it depends" */
    const pl_mixture *of_another_salt;    /* when no row is about these salts */
} opinion;

static void weigh_against(const pl_mixture *row, bool certain, opinion *out) {
    const pl_mixture **into = certain ? &out->against : &out->doubtful;
    *into = *into ? *into : row;
}

/* The part whose salt the row names and the syringe does not; NULL when there is none. */
static const pl_mix_part *part_of_a_salt(const pl_mixture *row, const pl_dilution *it,
                                         drug_set set) {
    for (size_t i = 0; i < row->part_count; i++) {
        if (row->parts[i].salt && !member(it, set, row->parts[i].drug)->salt) {
            return &row->parts[i];
        }
    }
    return NULL;
}

static void keep_first(const pl_mixture *rows[], within kind, const pl_mixture *row) {
    rows[kind] = rows[kind] ? rows[kind] : row;
}

static void weigh(const pl_mixture *row, const pl_dilution *it, drug_set set, relation about,
                  opinion *out) {
    if (row->verdict == PL_MIX_INCOMPATIBLE) {
        weigh_against(row, about == SAME_SALTS && in_diluent(row, it), out);
        return;
    }
    within kind = concentrations(row, it, set);
    if (row->verdict == PL_MIX_DEPENDS) {
        keep_first(out->depends, kind, row);
        return;
    }
    if (!in_diluent(row, it)) {
        return;
    }
    bool of_a_salt = part_of_a_salt(row, it, set) != NULL;
    if (of_a_salt) {
        keep_first(out->of_a_salt, kind, row);
    }
    if (!of_a_salt || kind != WITHIN) {
        keep_first(out->compatible, kind, row);
    }
}

static opinion ask(const pl_dilution *it, drug_set set) {
    opinion out = {0};
    for (size_t i = 0; i < it->tables->mixture_count; i++) {
        const pl_mixture *row = &it->tables->mixtures[i];
        relation about = is_about(row, it, set);
        if (about >= SALT_UNSAID) {
            weigh(row, it, set, about, &out);
        } else if (about == OTHER_SALTS && !out.of_another_salt) {
            out.of_another_salt = row;
        }
    }
    return out;
}

/* "midazolam + morphine" */
static const char *say_set(pl_context *context, const pl_dilution *it, drug_set set) {
    char text[256] = "";
    for (size_t i = 0; i < it->drug_count; i++) {
        size_t used = strlen(text);
        if (set >> i & 1U) {
            snprintf(text + used, sizeof text - used, "%s%s", used ? " + " : "",
                     pl_pick(context, context->drugs->drugs[it->drugs[i].drug].name));
        }
    }
    const char *copy = pl_arena_text(context->arena, text, strlen(text));
    context->exhausted = context->exhausted || !copy;
    return copy ? copy : "";
}

static const char *say_note(pl_context *context, const pl_mixture *row) {
    if (row->excipient.fr) {
        return pl_pick(context, row->excipient);
    }
    return row->note.fr ? pl_pick(context, row->note) : row->basis.cite;
}

/* The salt that a row names, else that it names none. */
static const char *say_salt(pl_context *context, const pl_mixture *row) {
    for (size_t i = 0; i < row->part_count; i++) {
        char key[48];
        if (row->parts[i].salt) {
            snprintf(key, sizeof key, "say.salt.%.30s", row->parts[i].salt);
            return pl_say(context, key, NULL, 0);
        }
    }
    return pl_say(context, "say.salt.unsaid", NULL, 0);
}

/* One row in one sentence: of which salt, up to which strengths, who says so. */
static const char *say_row(pl_context *context, const pl_mixture *row) {
    pl_argument arguments[] = {
        {"salt", say_salt(context, row)},
        {"tested", row->tested.fr ? pl_pick(context, row->tested) : ""},
        {"source", row->basis.source ? row->basis.source->title : row->basis.edition->title}};
    return pl_say(context, row->tested.fr ? "say.row_tested" : "say.row", arguments, 3);
}

static void advise(pl_context *context, const pl_dilution *it, drug_set set, const char *code,
                   pl_severity severity, const pl_mixture *row) {
    pl_argument arguments[] = {{"drugs", say_set(context, it, set)},
                               {"note", row ? say_note(context, row) : ""}};
    pl_advise(context, code, severity, row ? &row->basis : NULL, arguments, 2);
}

static bool lasts_too_long(const pl_mixture *row, const pl_dilution *it) {
    return row->has_hours && pl_rational_compare(it->duration, row->hours) > 0;
}

static bool is_any(const pl_mixture *const rows[]) {
    return rows[WITHIN] || rows[UNKNOWN] || rows[ABOVE];
}

/* Of several conditions the one that the syringe keeps is enough; when it exceeds a stated ceiling
 * and keeps none, that is said too. */
static void advise_depends(pl_context *context, const pl_dilution *it, drug_set set,
                           const opinion *found) {
    const pl_mixture *kept =
        found->depends[WITHIN] ? found->depends[WITHIN] : found->depends[UNKNOWN];
    const pl_mixture *above = found->depends[ABOVE];
    advise(context, it, set, "mixture-depends", PL_SEVERITY_CAUTION, kept ? kept : above);
    if (above && !found->depends[WITHIN] && !is_any(found->compatible)) {
        advise(context, it, set, "above-tested", PL_SEVERITY_CAUTION, above);
    }
}

static void advise_hours(pl_context *context, const pl_dilution *it, drug_set set,
                         const pl_mixture *row) {
    if (!row->has_hours) {
        advise(context, it, set, "mixture-hours-unknown", PL_SEVERITY_CAUTION, row);
    } else if (lasts_too_long(row, it)) {
        advise(context, it, set, "stability-short", PL_SEVERITY_CAUTION, row);
    }
}

/* "morphine (sulfate)" */
static const char *say_part(pl_context *context, const pl_mix_part *part) {
    char key[48];
    snprintf(key, sizeof key, "say.salt.%s", part->salt);
    pl_argument arguments[] = {{"drug", pl_pick(context, context->drugs->drugs[part->drug].name)},
                               {"salt", pl_say(context, key, NULL, 0)}};
    return pl_say(context, "say.salt_of", arguments, 2);
}

static void advise_salt(pl_context *context, const pl_dilution *it, drug_set set,
                        const opinion *found) {
    const pl_mixture *within_it = found->of_a_salt[WITHIN];
    const pl_mixture *row = within_it ? within_it : found->of_a_salt[UNKNOWN];
    if (!row) {
        return;
    }
    pl_argument arguments[] = {{"drugs", say_set(context, it, set)},
                               {"salt", say_part(context, part_of_a_salt(row, it, set))},
                               {"note", say_note(context, row)}};
    pl_advise(context, "salt-unsaid", PL_SEVERITY_CAUTION, &row->basis, arguments, 3);
    if (within_it) {
        advise_hours(context, it, set, within_it);
    }
}

/* Beside a row that contradicts it, the row has been told at length. */
static void advise_ceiling(pl_context *context, const pl_dilution *it, drug_set set,
                           const opinion *found) {
    const pl_mixture *row = found->compatible[UNKNOWN];
    bool told = found->doubtful && !found->against;
    pl_argument arguments[] = {{"drugs", say_set(context, it, set)},
                               {"note", told ? say_row(context, row) : say_note(context, row)}};
    pl_advise(context, "ceiling-unknown", PL_SEVERITY_CAUTION, &row->basis, arguments, 2);
}

/* A row that states no ceiling does not take back the warning of one that does. */
static void advise_compatible(pl_context *context, const pl_dilution *it, drug_set set,
                              const opinion *found) {
    const pl_mixture *row = found->compatible[WITHIN];
    if (row) {
        advise(context, it, set, "compatible", PL_SEVERITY_INFO, row);
    }
    if (!row && found->compatible[ABOVE]) {
        row = found->compatible[ABOVE];
        advise(context, it, set, "above-tested", PL_SEVERITY_CAUTION, row);
    }
    if (!found->compatible[WITHIN] && found->compatible[UNKNOWN]) {
        row = found->compatible[UNKNOWN];
        advise_ceiling(context, it, set, found);
    }
    if (row) {
        advise_hours(context, it, set, row);
    }
}

/* An incompatible row stops, unless it may be about another salt or diluent and a compatible one
 * applies: then both are shown. */
static void advise_against(pl_context *context, const pl_dilution *it, drug_set set,
                           const opinion *found) {
    const pl_mixture *for_it =
        found->compatible[WITHIN] ? found->compatible[WITHIN] : found->compatible[UNKNOWN];
    for_it = for_it ? for_it : found->of_a_salt[WITHIN];
    if (found->against || (found->doubtful && !for_it)) {
        advise(context, it, set, "incompatible", PL_SEVERITY_STOP,
               found->against ? found->against : found->doubtful);
    } else if (found->doubtful) {
        pl_argument arguments[] = {{"drugs", say_set(context, it, set)},
                                   {"against", say_row(context, found->doubtful)},
                                   {"note", say_row(context, for_it)}};
        pl_advise(context, "rows-disagree", PL_SEVERITY_CAUTION, &found->doubtful->basis, arguments,
                  3);
        pl_cite(context, &for_it->basis);
    }
}

/* Advises on one set; true when some row spoke of it. */
static bool advise_set(pl_context *context, const pl_dilution *it, drug_set set) {
    opinion found = ask(it, set);
    advise_against(context, it, set, &found);
    bool depends = is_any(found.depends);
    if (depends) {
        advise_depends(context, it, set, &found);
    }
    bool compatible = is_any(found.compatible);
    if (compatible) {
        advise_compatible(context, it, set, &found);
    }
    advise_salt(context, it, set, &found);
    bool known =
        found.against || found.doubtful || depends || compatible || found.of_a_salt[WITHIN];
    if (!known && found.of_another_salt) {
        advise(context, it, set, "other-salt", PL_SEVERITY_CAUTION, found.of_another_salt);
    }
    return known || found.of_another_salt;
}

static void advise_mixture(pl_context *context, const pl_dilution *it) {
    drug_set whole = (1U << it->drug_count) - 1U;
    bool known = advise_set(context, it, whole);
    if (it->drug_count == 2) {
        if (!known) {
            advise(context, it, whole, "compatibility-unknown", PL_SEVERITY_CAUTION, NULL);
        }
        return;
    }
    bool every_pair = true;
    for (size_t i = 0; i < it->drug_count; i++) {
        for (size_t j = i + 1; j < it->drug_count; j++) {
            drug_set pair = 1U << i | 1U << j;
            if (!advise_set(context, it, pair)) {
                every_pair = false;
                advise(context, it, pair, "compatibility-unknown", PL_SEVERITY_CAUTION, NULL);
            }
        }
    }
    if (!known && every_pair) {
        advise(context, it, whole, "pairwise-not-mixture", PL_SEVERITY_CAUTION, NULL);
    }
}

/* ---- one drug ---- */

static void advise_single(pl_context *context, const pl_dilution *it, const pl_single *row) {
    static const struct {
        const char *code;
        pl_severity severity;
    } words[] = {[PL_SINGLE_OWN_DRIVER] = {"own-driver", PL_SEVERITY_CAUTION},
                 [PL_SINGLE_NOT_SC] = {"not-for-sc", PL_SEVERITY_STOP},
                 [PL_SINGLE_SORPTION] = {"sorption", PL_SEVERITY_CAUTION},
                 [PL_SINGLE_DEPENDS] = {"drug-depends", PL_SEVERITY_CAUTION}};
    bool unsaid = it->route == PL_NONE;
    bool is_sc = !unsaid && strcmp(context->drugs->routes[it->route].id, "sc") == 0;
    if ((row->verdict == PL_SINGLE_NOT_SC && !is_sc && !unsaid) ||
        (row->verdict == PL_SINGLE_OWN_DRIVER && it->drug_count == 1)) {
        return;
    }
    pl_argument arguments[] = {{"drug", pl_pick(context, context->drugs->drugs[row->drug].name)},
                               {"note", pl_pick(context, row->why)}};
    /* Without a route nobody said subcutaneous: a warning, not yet a stop. */
    bool warns = row->verdict == PL_SINGLE_NOT_SC && unsaid;
    pl_advise(context, words[row->verdict].code,
              warns ? PL_SEVERITY_CAUTION : words[row->verdict].severity, &row->basis, arguments,
              2);
}

/* The longest time for which this strength or a higher one was found stable. */
static const pl_stability *longest(const pl_dilution *it, const pl_fill_drug *one) {
    const pl_stability *best = NULL;
    for (size_t i = 0; i < it->tables->stability_count; i++) {
        const pl_stability *row = &it->tables->stabilities[i];
        bool same_diluent =
            row->diluent == PL_NONE || it->diluent == PL_NONE || row->diluent == it->diluent;
        pl_rational strength;
        if (row->drug != one->drug || !same_diluent ||
            pl_quantity_in(row->strength, pl_unit_base(PL_CONCENTRATION), &strength) != PALLIA_OK ||
            pl_rational_compare(one->concentration, strength) > 0) {
            continue;
        }
        if (!best || pl_rational_compare(row->hours, best->hours) > 0) {
            best = row;
        }
    }
    return best;
}

static void advise_stability(pl_context *context, const pl_dilution *it) {
    const pl_fill_drug *one = &it->drugs[0];
    const pl_stability *row = longest(it, one);
    pl_argument arguments[] = {{"drugs", pl_pick(context, context->drugs->drugs[one->drug].name)},
                               {"note", row ? row->basis.cite : ""}};
    if (!row) {
        pl_advise(context, "stability-unknown", PL_SEVERITY_INFO, NULL, arguments, 2);
    } else if (pl_rational_compare(it->duration, row->hours) > 0) {
        pl_advise(context, "stability-short", PL_SEVERITY_CAUTION, &row->basis, arguments, 2);
    }
}

void pl_mixing_advise_singles(pl_context *context, const pl_dilution *it) {
    for (size_t i = 0; i < it->tables->single_count; i++) {
        for (size_t d = 0; d < it->drug_count; d++) {
            if (it->tables->singles[i].drug == it->drugs[d].drug) {
                advise_single(context, it, &it->tables->singles[i]);
            }
        }
    }
}

void pl_mixing_advise(pl_context *context, const pl_dilution *it) {
    if (it->drug_count == 1) {
        advise_stability(context, it);
        return;
    }
    advise_mixture(context, it);
}
