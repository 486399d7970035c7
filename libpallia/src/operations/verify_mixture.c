/* SPDX-License-Identifier: MPL-2.0
 *
 * The drugs of a prepared syringe beside each other: what mixing does to them, and whose name was
 * read for whose.
 */
#include "operations/mixing.h"
#include "operations/verify.h"
#include "tables/index.h"
#include "tables/set.h"

#include <string.h>

static const char incompatible[] = "incompatible";
static const char forbidden[] = "diluent-forbidden";
static const char look_alike[] = "look-alike";

/* ---- the mixture ---- */

static pl_rational or_nothing(pl_known value) {
    return value.known ? value.value : pl_rational_from_int(0);
}

/* More drugs than a filling may hold: what is left out is not judged, and said so. */
static void advise_left_out(pl_context *context, int16_t drug) {
    pl_argument arguments[] = {{"drugs", pl_pick(context, context->drugs->drugs[drug].name)},
                               {"note", ""}};
    pl_advise(context, "compatibility-unknown", PL_SEVERITY_CAUTION, NULL, arguments, 2);
}

/* The syringe as a filling. False when some concentration is not known. */
static bool describe(pl_context *context, const pl_verification *it, pl_dilution *out) {
    bool whole = true;
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_checked *one = &it->drugs[i];
        if (!one->present) {
            continue;
        }
        if (out->drug_count == PL_MIX_MAX) {
            advise_left_out(context, one->drug);
            break;
        }
        pl_fill_drug *drug = &out->drugs[out->drug_count++];
        drug->drug = one->drug;
        drug->salt = one->salt;
        drug->concentration = or_nothing(one->concentration);
        whole = whole && one->concentration.known;
    }
    return whole;
}

/* Incompatible is said at any concentration; every other word of the judgement rests on them. */
static void keep_incompatible(pl_context *context, const pl_context *judged) {
    for (size_t i = 0; i < judged->advice_count; i++) {
        const pl_advice *one = &judged->advice[i];
        if (strcmp(one->code, incompatible) == 0 && context->advice_count < PL_ADVICE_MAX) {
            context->advice[context->advice_count++] = *one;
            pl_cite(context, one->basis);
        }
    }
}

static void judge_partly(pl_context *context, const pl_dilution *mixture) {
    pl_context apart = *context;
    pl_mixing_advise(&apart, mixture);
    keep_incompatible(context, &apart);
    context->exhausted = context->exhausted || apart.exhausted;
}

static void advise_diluent(pl_context *context, const pl_syringe_tables *tables,
                           const pl_verification *it, int16_t drug) {
    const pl_diluent_rule *rule =
        pl_diluent_rule_find(tables, drug, it->diluent_id, PL_DILUENT_FORBIDDEN);
    const char *code = rule ? forbidden : "diluent-disputed";
    pl_severity severity = rule ? PL_SEVERITY_STOP : PL_SEVERITY_CAUTION;
    rule = rule ? rule : pl_diluent_rule_find(tables, drug, it->diluent_id, PL_DILUENT_DISPUTED);
    if (!rule) {
        return;
    }
    pl_argument arguments[] = {{"drug", pl_pick(context, context->drugs->drugs[drug].name)},
                               {"note", pl_pick(context, rule->why)}};
    pl_advise(context, code, severity, &rule->basis, arguments, 2);
}

/* A diluent of which nothing was added is none. */
static void judge_diluent(pl_context *context, const pl_syringe_tables *tables,
                          const pl_verification *it) {
    if (!it->diluent.known || pl_rational_is_zero(it->diluent.value)) {
        return;
    }
    for (size_t i = 0; i < it->drug_count; i++) {
        if (it->drugs[i].present) {
            advise_diluent(context, tables, it, it->drugs[i].drug);
        }
    }
}

static pl_status judge_contents(pl_context *context, pl_verification *it, pl_error *error) {
    pl_dilution mixture = {.route = PL_NONE, .diluent = it->diluent_id};
    pl_status status = pl_tables_syringe(context->tables, &mixture.tables, error);
    if (status != PALLIA_OK) {
        return status;
    }
    /* Without a rate: for as long as was ordered. */
    mixture.duration = or_nothing(it->duration.known ? it->duration : it->ordered_duration);
    bool described = describe(context, it, &mixture);
    pl_mixing_advise_singles(context, &mixture);
    if (described) {
        pl_mixing_advise(context, &mixture);
    } else {
        judge_partly(context, &mixture);
    }
    judge_diluent(context, mixture.tables, it);
    pl_verification_deviate_for(context, it, incompatible, PL_REASON_MIXTURE);
    pl_verification_deviate_for(context, it, forbidden, PL_REASON_DILUENT);
    return PALLIA_OK;
}

/* ---- names ---- */

/* Who says that these names were taken for each other: the profile's own rule, where it has one. */
static const pl_basis *basis_of(const pl_verification *it, int16_t drug) {
    for (size_t i = 0; i < it->profile->rule_count; i++) {
        const pl_rule *rule = &it->profile->rules[i];
        if (strcmp(rule->code, look_alike) == 0 &&
            pl_patterns_match(rule->either, (pl_place){.drug = drug, .route = 0})) {
            return &rule->basis;
        }
    }
    return NULL;
}

static void advise_names(pl_context *context, const pl_verification *it, int16_t due,
                         int16_t instead) {
    const pl_basis *basis = basis_of(it, due);
    pl_argument arguments[] = {{"names", pl_say_pair(context, due, instead)}};
    pl_advise(context, look_alike, PL_SEVERITY_CAUTION, basis ? basis : basis_of(it, instead),
              arguments, 1);
}

/* The drug that is missing and one that is there instead, with names that are taken for each
 * other. */
static void judge_names(pl_context *context, const pl_verification *it) {
    for (size_t i = 0; i < it->drug_count; i++) {
        for (size_t k = 0; k < it->drug_count; k++) {
            const pl_checked *due = &it->drugs[i];
            const pl_checked *instead = &it->drugs[k];
            if (!due->present && !instead->ordered &&
                pl_drugs_look_alike(context->drugs, due->drug, instead->drug)) {
                advise_names(context, it, due->drug, instead->drug);
            }
        }
    }
}

pl_status pl_verification_judge_mixture(pl_context *context, pl_verification *it, pl_error *error) {
    judge_names(context, it);
    /* A ready-made bag is nobody's mixture. */
    return it->content_count > 0 ? judge_contents(context, it, error) : PALLIA_OK;
}
