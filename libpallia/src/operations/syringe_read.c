/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/syringe_read.h"

#include "leaf/utf8.h"
#include "operations/exact_read.h"
#include "operations/patient.h"
#include "operations/regimen.h"
#include "tables/find.h"
#include "tables/index.h"

#include <string.h>

pl_status pl_drug_read(const pl_context *context, const pl_json *object, int16_t *out,
                       pl_error *error) {
    pl_json at;
    const char *id;
    pl_status status = pl_json_need(object, "drug", &at, error);
    if (status == PALLIA_OK) {
        status = pl_json_string(&at, &id, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_drug_find(context->drugs, id);
    return *out == PL_NONE ? pl_json_fail(&at, PALLIA_EDRUG, error) : PALLIA_OK;
}

pl_status pl_route_read(const pl_context *context, const pl_json *object, bool by_driver,
                        int16_t *out, pl_error *error) {
    pl_json at;
    pl_place place;
    *out = PL_NONE;
    if (!pl_json_member(object, "route", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_place_read(context, object, &place, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (by_driver && !context->drugs->routes[place.route].driver) {
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    *out = place.route;
    return PALLIA_OK;
}

static pl_status read_member(const pl_json *object, const char *key, pl_dimension dimension,
                             pl_rational *out, pl_error *error) {
    pl_json at;
    pl_status status = pl_json_need(object, key, &at, error);
    return status == PALLIA_OK ? pl_positive_read(&at, dimension, out, error) : status;
}

/* What follows from the two figures that the ampoule bears. */
static pl_status complete(bool from_content, pl_ampoule *out) {
    return from_content ? pl_rational_div(out->content, out->volume, &out->strength)
                        : pl_rational_mul(out->strength, out->volume, &out->content);
}

pl_status pl_ampoule_read(const pl_json *object, pl_ampoule *out, pl_error *error) {
    static const char *const keys[] = {"strength", "content", "volume", NULL};
    pl_json at;
    *out = (pl_ampoule){0};
    pl_status status = pl_json_known_keys(object, keys, error);
    if (status != PALLIA_OK) {
        return status;
    }
    bool by_content = pl_json_member(object, "content", &at);
    if (by_content && pl_json_member(object, "strength", &at)) {
        return pl_json_fail(&at, PALLIA_ECONFLICT, error);
    }
    status = by_content ? pl_positive_read(&at, PL_MASS, &out->content, error)
                        : read_member(object, "strength", PL_CONCENTRATION, &out->strength, error);
    if (status == PALLIA_OK) {
        status = read_member(object, "volume", PL_VOLUME, &out->volume, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    status = complete(by_content, out);
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(object, status, error);
}

pl_status pl_ampoule_of(const pl_line *line, const pl_presentation *presentation, pl_ampoule *out) {
    *out = (pl_ampoule){.presentation = presentation, .line = line};
    pl_status status =
        pl_quantity_in(presentation->strength, pl_unit_base(PL_CONCENTRATION), &out->strength);
    if (status == PALLIA_OK) {
        status = pl_quantity_in(presentation->volume, pl_unit_base(PL_VOLUME), &out->volume);
    }
    return status == PALLIA_OK ? pl_rational_mul(out->strength, out->volume, &out->content)
                               : status;
}

pl_status pl_diluent_read(const pl_syringe_tables *tables, const pl_json *document, int16_t *out,
                          pl_error *error) {
    pl_json at;
    const char *id;
    *out = PL_NONE;
    if (!pl_json_member(document, "diluent", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_diluent_find(tables, id);
    return *out == PL_NONE ? pl_json_fail(&at, PALLIA_EDILUENT, error) : PALLIA_OK;
}

pl_status pl_patient_weight_read(pl_context *context, const pl_json *document, pl_rational *kg,
                                 pl_error *error) {
    static const char *const keys[] = {"weight", NULL};
    pl_json patient;
    pl_json at;
    *kg = pl_rational_from_int(0);
    if (!pl_json_member(document, "patient", &patient)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&patient, keys, error);
    if (status != PALLIA_OK || !pl_json_member(&patient, "weight", &at)) {
        return status;
    }
    return pl_weight_read(context, &at, kg, error);
}

pl_status pl_dose_rate_read(const pl_json *at, pl_rational kg, pl_rational *mg_per_hour,
                            pl_error *error) {
    const char *text;
    pl_quantity quantity;
    pl_status status = pl_json_string(at, &text, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_quantity_parse(text, strlen(text), &quantity);
    if (status != PALLIA_OK) {
        return pl_json_fail(at, status, error);
    }
    if (quantity.unit->dimension == PL_MASS_RATE) {
        status = pl_quantity_in(quantity, pl_unit_base(PL_MASS_RATE), mg_per_hour);
        return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(at, status, error);
    }
    if (quantity.unit->dimension != PL_MASS_RATE_PER_WEIGHT) {
        return pl_json_fail(at, PALLIA_EDIMENSION, error);
    }
    if (pl_rational_is_zero(kg)) {
        return pl_fail(error, PALLIA_EKEY_MISSING, "/patient", "weight");
    }
    status = pl_quantity_in(quantity, pl_unit_base(PL_MASS_RATE_PER_WEIGHT), mg_per_hour);
    if (status == PALLIA_OK) {
        status = pl_rational_mul(*mg_per_hour, kg, mg_per_hour);
    }
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(at, status, error);
}

const pl_name *pl_brand_find(const pl_context *context, int16_t drug, const char *word) {
    char folded[PL_TOKEN_SIZE];
    pl_utf8_fold(word, strlen(word), folded, sizeof folded);
    const pl_name *name = pl_find_name(context->drugs, folded);
    return name && name->brand && name->drug == drug ? name : NULL;
}

const char *pl_salt_find(const char *word) {
    /* As the compatibility tables write it, then as French products and requests do. */
    static const char *const salts[][4] = {{"hydrochloride", "chlorhydrate", "hcl", NULL},
                                           {"sulfate", "sulphate", NULL, NULL},
                                           {"tartrate", NULL, NULL, NULL},
                                           {"citrate", NULL, NULL, NULL},
                                           {"phosphate", NULL, NULL, NULL},
                                           {"hydrobromide", "bromhydrate", NULL, NULL},
                                           {"butylbromide", "butylbromure", NULL, NULL},
                                           {"dipotassium", "dipotassique", NULL, NULL}};
    for (size_t i = 0; word && i < sizeof salts / sizeof salts[0]; i++) {
        for (size_t w = 0; w < 4 && salts[i][w]; w++) {
            if (strcmp(salts[i][w], word) == 0) {
                return salts[i][0];
            }
        }
    }
    return NULL;
}

/* The next word of a folded name, cut when it is too long to be a name's; false: none is left. */
static bool next_word(const char **at, char out[PL_TOKEN_SIZE]) {
    static const char between[] = " ()";
    *at += strspn(*at, between);
    size_t length = strcspn(*at, between);
    size_t kept = length < PL_TOKEN_SIZE ? length : PL_TOKEN_SIZE - 1;
    memcpy(out, *at, kept);
    out[kept] = '\0';
    *at += length;
    return length > 0;
}

const char *pl_salt_named(const char *folded) {
    char word[PL_TOKEN_SIZE];
    const char *salt = NULL;
    while (!salt && next_word(&folded, word)) {
        salt = pl_salt_find(word);
    }
    return salt;
}

/* "sulphate" is the word "sulfate". */
static bool is_same_word(const char *left, const char *right) {
    const char *salt = pl_salt_find(left);
    const char *other = pl_salt_find(right);
    return salt && other ? strcmp(salt, other) == 0 : strcmp(left, right) == 0;
}

static bool says_word(const char *folded, const char *wanted) {
    char word[PL_TOKEN_SIZE];
    while (next_word(&folded, word)) {
        if (is_same_word(word, wanted)) {
            return true;
        }
    }
    return false;
}

/* What joins a salt to its drug. */
static bool is_link(const char *word) {
    return strcmp(word, "de") == 0 || strcmp(word, "d") == 0;
}

static bool says_all_of(const char *text, const char *words) {
    char word[PL_TOKEN_SIZE];
    while (next_word(&words, word)) {
        if (!is_link(word) && !says_word(text, word)) {
            return false;
        }
    }
    return true;
}

const pl_name *pl_salted_find(const pl_drugs *drugs, const char *folded) {
    bool salted = pl_salt_named(folded) != NULL;
    for (size_t i = 0; salted && i < drugs->name_count; i++) {
        const char *name = drugs->names[i].folded;
        if (says_all_of(name, folded) && says_all_of(folded, name)) {
            return &drugs->names[i];
        }
    }
    return NULL;
}

pl_status pl_salt_read(const pl_json *object, const char **out, pl_error *error) {
    pl_json at;
    const char *word;
    *out = NULL;
    if (!pl_json_member(object, "salt", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &word, error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_salt_find(word);
    return *out ? PALLIA_OK : pl_json_fail(&at, PALLIA_EVALUE, error);
}

const char *pl_say_ampoule(pl_context *context, const pl_ampoule *ampoule) {
    pl_argument arguments[] = {
        {"content", pl_say_quantity(context, ampoule->content, pl_unit_base(PL_MASS))},
        {"volume", pl_say_quantity(context, ampoule->volume, pl_unit_base(PL_VOLUME))},
        {"strength", pl_say_quantity(context, ampoule->strength, pl_unit_base(PL_CONCENTRATION))}};
    return pl_say(context, "say.ampoule", arguments, 3);
}
