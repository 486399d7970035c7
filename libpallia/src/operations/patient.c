/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/patient.h"

#include "operations/exact_read.h"

#include <string.h>

typedef enum fact_shape { SHAPE_QUANTITY, SHAPE_BOOL, SHAPE_WORD } fact_shape;

/* One line a fact: its key, its form, and the unit that a JSON integer counts. */
static const struct {
    const char *key;
    fact_shape shape;
    pl_dimension dimension;
    bool integer; /* a JSON integer of years is accepted too */
} facts[PL_FACT_COUNT] = {
    [PL_FACT_NONE] = {NULL, SHAPE_WORD, PL_AGE, false},
    [PL_FACT_AGE] = {"age", SHAPE_QUANTITY, PL_AGE, true},
    [PL_FACT_WEIGHT] = {"weight", SHAPE_QUANTITY, PL_BODY_WEIGHT, false},
    [PL_FACT_EGFR] = {"egfr", SHAPE_QUANTITY, PL_CLEARANCE, false},
    [PL_FACT_HEPATIC] = {"hepatic", SHAPE_WORD, PL_AGE, false},
    [PL_FACT_FRAIL] = {"frail", SHAPE_BOOL, PL_AGE, false},
    [PL_FACT_OPIOID_NAIVE] = {"opioid_naive", SHAPE_BOOL, PL_AGE, false},
};

static const char *const hepatic_words[] = {"none", "mild", "moderate", "severe", NULL};

enum { AGE_MAX = 130 };

const char *pl_fact_key(pl_fact fact) {
    return facts[fact].key;
}

bool pl_weight_plausible(const pl_context *context, pl_rational kg) {
    if (context->rules->profile_count == 0) {
        return true;
    }
    const pl_profile *profile = &context->rules->profiles[0];
    return pl_rational_compare(kg, profile->weight_least.value) >= 0 &&
           pl_rational_compare(kg, profile->weight_most.value) <= 0;
}

static pl_status refuse_weight(pl_context *context, pl_rational kg, pl_error *error) {
    const pl_profile *profile = &context->rules->profiles[0];
    const pl_unit *unit = pl_unit_base(PL_BODY_WEIGHT);
    pl_argument arguments[] = {
        {"weight", pl_say_quantity(context, kg, unit)},
        {"least", pl_say_number(context, profile->weight_least.value)},
        {"most", pl_say_quantity(context, profile->weight_most.value, unit)}};
    return pl_fail(error, PALLIA_EWEIGHT, "/patient/weight",
                   pl_say(context, "say.weight_bounds", arguments, 3));
}

pl_status pl_weight_read(pl_context *context, const pl_json *at, pl_rational *kg, pl_error *error) {
    pl_status status = pl_positive_read(at, PL_BODY_WEIGHT, kg, error);
    if (status != PALLIA_OK || pl_weight_plausible(context, *kg)) {
        return status;
    }
    return refuse_weight(context, *kg, error);
}

static pl_status read_quantity(pl_context *context, const pl_json *at, pl_fact fact,
                               pl_quantity *out, pl_error *error) {
    if (fact == PL_FACT_WEIGHT) {
        out->unit = pl_unit_base(PL_BODY_WEIGHT);
        return pl_weight_read(context, at, &out->value, error);
    }
    if (!facts[fact].integer || pl_json_is_string(at)) {
        return pl_json_quantity(at, facts[fact].dimension, out, error);
    }
    int32_t years;
    pl_status status = pl_json_int(at, 0, AGE_MAX, &years, error);
    if (status == PALLIA_OK) {
        *out = (pl_quantity){pl_rational_from_int(years), pl_unit_base(PL_AGE)};
    }
    return status;
}

static pl_status read_word(const pl_json *at, const char **out, pl_error *error) {
    const char *word;
    pl_status status = pl_json_string(at, &word, error);
    if (status != PALLIA_OK) {
        return status;
    }
    for (size_t i = 0; hepatic_words[i]; i++) {
        if (strcmp(word, hepatic_words[i]) == 0) {
            *out = hepatic_words[i];
            return PALLIA_OK;
        }
    }
    return pl_json_fail(at, PALLIA_EVALUE, error);
}

static pl_status read_fact(pl_context *context, const pl_json *at, pl_fact fact, pl_fact_value *out,
                           pl_error *error) {
    if (facts[fact].shape == SHAPE_QUANTITY) {
        return read_quantity(context, at, fact, &out->quantity, error);
    }
    if (facts[fact].shape == SHAPE_WORD) {
        return read_word(at, &out->word, error);
    }
    bool yes;
    pl_status status = pl_json_bool(at, &yes, error);
    if (status == PALLIA_OK) {
        out->word = yes ? "true" : "false";
    }
    return status;
}

pl_status pl_patient_read(pl_context *context, const pl_json *object, pl_patient *out,
                          pl_error *error) {
    static const char *const keys[] = {"age",   "weight",       "egfr", "hepatic",
                                       "frail", "opioid_naive", NULL};
    *out = (pl_patient){0};
    pl_status status = pl_json_known_keys(object, keys, error);
    for (int fact = PL_FACT_AGE; fact < PL_FACT_COUNT && status == PALLIA_OK; fact++) {
        pl_json at;
        if (!pl_json_member(object, facts[fact].key, &at)) {
            continue;
        }
        out->facts[fact].given = true;
        status = read_fact(context, &at, (pl_fact)fact, &out->facts[fact], error);
    }
    return status;
}

pl_status pl_patient_conceal(pl_status status, pl_error *error) {
    if (status == PALLIA_OK || status == PALLIA_EWEIGHT) {
        return status;
    }
    const char *key = strrchr(error->pointer, '/');
    return pl_fail(error, status, error->pointer, key ? key + 1 : "");
}
