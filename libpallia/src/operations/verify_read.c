/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/verify.h"

#include "operations/exact_read.h"
#include "operations/syringe_read.h"
#include "tables/index.h"
#include "tables/set.h"

#include <stdio.h>
#include <string.h>

enum { HOURS_IN_A_DAY = 24, WHOLE_PERCENT = 100 };

static const char default_profile[] = "fr";

typedef pl_status (*part_reader)(pl_context *context, const pl_json *object, pl_verification *out,
                                 pl_error *error);

/* An optional figure; 0 is no figure. */
static pl_status read_known(const pl_json *object, const char *key, pl_dimension dimension,
                            pl_known *out, pl_error *error) {
    pl_json at;
    if (!pl_json_member(object, key, &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_exact_read_as(&at, dimension, &out->value, error);
    out->known = status == PALLIA_OK && !pl_rational_is_zero(out->value);
    return status;
}

static pl_status need_positive(const pl_json *object, const char *key, pl_dimension dimension,
                               pl_rational *out, pl_error *error) {
    pl_json at;
    pl_status status = pl_json_need(object, key, &at, error);
    if (status == PALLIA_OK) {
        status = pl_exact_read_as(&at, dimension, out, error);
    }
    if (status == PALLIA_OK && pl_rational_is_zero(*out)) {
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    return status;
}

static pl_status check_count(const pl_json *list, size_t most, pl_error *error) {
    if (!pl_json_is_list(list)) {
        return pl_json_fail(list, PALLIA_ETYPE, error);
    }
    size_t count = pl_json_count(list);
    return count == 0 || count > most ? pl_json_fail(list, PALLIA_ECOUNT, error) : PALLIA_OK;
}

/* ---- patient ---- */

static bool is_child(const pl_verification *it) {
    const pl_fact_value *age = &it->tail.patient.facts[PL_FACT_AGE];
    pl_rational years;
    return age->given && pl_quantity_in(age->quantity, pl_unit_base(PL_AGE), &years) == PALLIA_OK &&
           pl_rational_compare(years, it->profile->age_at_least) < 0;
}

static pl_status read_patient(pl_context *context, const pl_json *document, pl_verification *out,
                              pl_error *error) {
    pl_json at;
    if (!pl_json_member(document, "patient", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_patient_read(context, &at, &out->tail.patient, error);
    if (status == PALLIA_OK && is_child(out)) {
        return pl_fail(error, PALLIA_ESCOPE, "/patient/age", "");
    }
    const pl_fact_value *weight = &out->tail.patient.facts[PL_FACT_WEIGHT];
    if (status != PALLIA_OK || !weight->given) {
        return status;
    }
    out->kg = weight->quantity.value;
    return PALLIA_OK;
}

static pl_status need_weight(pl_verification *it, pl_error *error) {
    pl_fact_value *weight = &it->tail.patient.facts[PL_FACT_WEIGHT];
    if (!weight->given) {
        return pl_fail(error, PALLIA_EKEY_MISSING, "/patient", "weight");
    }
    weight->use = PL_FACT_CHANGED;
    return PALLIA_OK;
}

/* ---- the order ---- */

/* mg/24h of an amount that was ordered over the duration of the syringe. */
static pl_status spread(const pl_verification *it, pl_rational mg, pl_rational *out,
                        pl_error *error) {
    if (!it->ordered_duration.known) {
        return pl_fail(error, PALLIA_EKEY_MISSING, "", "duration");
    }
    pl_status status = pl_rational_div(mg, it->ordered_duration.value, out);
    return status == PALLIA_OK ? pl_rational_mul(*out, pl_rational_from_int(HOURS_IN_A_DAY), out)
                               : status;
}

static pl_status per_day(const pl_unit *unit, pl_rational value, pl_rational *out) {
    pl_rational per_hour;
    pl_status status = pl_rational_mul(value, unit->to_base, &per_hour);
    return status == PALLIA_OK
               ? pl_rational_mul(per_hour, pl_rational_from_int(HOURS_IN_A_DAY), out)
               : status;
}

static pl_status read_dose(pl_verification *it, const pl_json *at, pl_checked *one,
                           pl_error *error) {
    pl_rational *out = &one->prescribed;
    pl_status status = pl_exact_read(at, &one->order, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_quantity dose = one->order;
    if (pl_rational_is_zero(dose.value)) {
        return pl_json_fail(at, PALLIA_EVALUE, error);
    }
    if (dose.unit->dimension == PL_MASS) {
        status = pl_rational_mul(dose.value, dose.unit->to_base, out);
        return status == PALLIA_OK ? spread(it, *out, out, error) : pl_json_fail(at, status, error);
    }
    if (dose.unit->dimension == PL_MASS_RATE_PER_WEIGHT) {
        status = need_weight(it, error);
        if (status != PALLIA_OK) {
            return status;
        }
        status = pl_rational_mul(dose.value, it->kg, &dose.value);
    } else if (dose.unit->dimension != PL_MASS_RATE) {
        status = PALLIA_EDIMENSION;
    }
    if (status == PALLIA_OK) {
        status = per_day(dose.unit, dose.value, out);
    }
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(at, status, error);
}

static pl_checked *find_drug(pl_verification *it, int16_t drug) {
    for (size_t i = 0; i < it->drug_count; i++) {
        if (it->drugs[i].drug == drug) {
            return &it->drugs[i];
        }
    }
    return NULL;
}

/* A drug that is known, but not here: by its name for people. */
static pl_status fail_drug(const pl_context *context, const pl_json *at, int16_t drug,
                           pl_error *error) {
    pl_status status = pl_json_fail(at, PALLIA_EVALUE, error);
    snprintf(error->token, sizeof error->token, "%s",
             pl_pick(context, context->drugs->drugs[drug].name));
    return status;
}

static pl_status read_order(pl_context *context, const pl_json *object, pl_verification *out,
                            pl_error *error) {
    static const char *const keys[] = {"drug", "dose", NULL};
    pl_json at;
    pl_checked one = {.ordered = true};
    pl_status status = pl_json_known_keys(object, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, object, &one.drug, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (find_drug(out, one.drug)) {
        pl_json_member(object, "drug", &at);
        return fail_drug(context, &at, one.drug, error);
    }
    status = pl_json_need(object, "dose", &at, error);
    if (status == PALLIA_OK) {
        status = read_dose(out, &at, &one, error);
    }
    out->drugs[out->drug_count++] = one;
    return status;
}

static pl_status read_prescribed(pl_context *context, const pl_json *document, pl_verification *out,
                                 pl_error *error) {
    pl_json list;
    pl_json at;
    pl_status status = pl_json_need(document, "prescribed", &list, error);
    if (status == PALLIA_OK) {
        status = check_count(&list, PL_MIX_MAX, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        status = read_order(context, &at, out, error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* The ordered drug that an object bears on: it says which, unless only one is ordered. */
static pl_status read_which(pl_context *context, const pl_json *object, const pl_verification *it,
                            size_t *out, pl_error *error) {
    pl_json at;
    int16_t drug;
    *out = 0;
    if (!pl_json_member(object, "drug", &at) && it->drug_count == 1) {
        return PALLIA_OK;
    }
    pl_status status = pl_drug_read(context, object, &drug, error);
    if (status != PALLIA_OK) {
        return status;
    }
    while (*out < it->drug_count && it->drugs[*out].drug != drug) {
        (*out)++;
    }
    return *out < it->drug_count ? PALLIA_OK : fail_drug(context, &at, drug, error);
}

/* ---- the syringe ---- */

static pl_status read_content(pl_context *context, const pl_json *object, pl_verification *out,
                              pl_error *error) {
    static const char *const keys[] = {"drug", "salt", "strength", "volume", NULL};
    pl_content *one = &out->contents[out->content_count++];
    pl_status status = pl_json_known_keys(object, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, object, &one->drug, error);
    }
    if (status == PALLIA_OK) {
        status = pl_salt_read(object, &one->salt, error);
    }
    if (status == PALLIA_OK) {
        status = read_known(object, "strength", PL_CONCENTRATION, &one->strength, error);
    }
    if (status == PALLIA_OK) {
        status = read_known(object, "volume", PL_VOLUME, &one->volume, error);
    }
    if (status == PALLIA_OK && !find_drug(out, one->drug)) {
        out->drugs[out->drug_count++] = (pl_checked){.drug = one->drug};
    }
    return status;
}

static pl_status read_contents(pl_context *context, const pl_json *prepared, pl_verification *out,
                               pl_error *error) {
    pl_json list;
    pl_json at;
    bool labelled = pl_json_member(prepared, "strength", &at);
    if (labelled && pl_json_member(prepared, "contents", &list)) {
        return pl_json_fail(&at, PALLIA_ECONFLICT, error);
    }
    if (labelled && out->drug_count > 1) {
        return pl_json_fail(&at, PALLIA_ECONFLICT, error);
    }
    if (labelled) {
        out->drugs[0].present = true;
        return read_known(prepared, "strength", PL_CONCENTRATION, &out->labelled, error);
    }
    pl_status status = pl_json_need(prepared, "contents", &list, error);
    if (status == PALLIA_OK) {
        status = check_count(&list, PL_CONTENTS_MAX, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        status = read_content(context, &at, out, error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status read_diluent(pl_context *context, const pl_json *prepared, pl_verification *out,
                              pl_error *error) {
    static const char *const keys[] = {"id", "name", "volume", NULL};
    const pl_syringe_tables *tables;
    pl_json object;
    pl_json at;
    const char *id;
    out->diluent_id = PL_NONE;
    if (!pl_json_member(prepared, "diluent", &object)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&object, keys, error);
    if (status == PALLIA_OK && pl_json_need(&object, "volume", &at, error) == PALLIA_OK) {
        status = pl_exact_read_as(&at, PL_VOLUME, &out->diluent.value, error);
        out->diluent.known = status == PALLIA_OK;
    } else if (status == PALLIA_OK) {
        status = PALLIA_EKEY_MISSING;
    }
    if (status != PALLIA_OK || !pl_json_member(&object, "id", &at)) {
        return status;
    }
    status = pl_json_string(&at, &id, error);
    if (status == PALLIA_OK) {
        status = pl_tables_syringe(context->tables, &tables, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    out->diluent_id = pl_diluent_find(tables, id);
    return out->diluent_id == PL_NONE ? pl_json_fail(&at, PALLIA_EDILUENT, error) : PALLIA_OK;
}

static pl_status read_device(pl_context *context, const pl_json *prepared, pl_verification *out,
                             pl_error *error) {
    const pl_syringe_tables *tables;
    pl_json at;
    const char *id;
    if (!pl_json_member(prepared, "device", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &id, error);
    if (status == PALLIA_OK) {
        status = pl_tables_syringe(context->tables, &tables, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    out->device = pl_device_find(tables, id);
    return out->device ? PALLIA_OK : pl_json_fail(&at, PALLIA_EDEVICE, error);
}

/* A length an hour says nothing without the device, and nothing of a device that has no mm dial. */
static pl_status read_setting(pl_context *context, const pl_json *prepared, pl_verification *out,
                              pl_error *error) {
    pl_json at;
    pl_json other;
    pl_quantity setting;
    (void)context;
    if (!pl_json_member(prepared, "setting", &at)) {
        return PALLIA_OK;
    }
    if (pl_json_member(prepared, "rate", &other)) {
        return pl_json_fail(&at, PALLIA_ECONFLICT, error);
    }
    pl_status status = pl_json_need(prepared, "device", &other, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!out->device->setting.unit) {
        return pl_json_fail(&at, PALLIA_EDIMENSION, error);
    }
    status = pl_exact_read(&at, &setting, error);
    if (status == PALLIA_OK) {
        status = pl_exact_read_as(&at, PL_LENGTH_RATE, &out->setting.value, error);
    }
    if (status == PALLIA_OK) {
        out->other_dial = setting.unit != out->device->rate_unit;
        out->stopped = pl_rational_is_zero(setting.value);
        out->setting.known = !out->other_dial && !out->stopped;
    }
    return status;
}

static pl_status read_volumes(pl_context *context, const pl_json *prepared, pl_verification *out,
                              pl_error *error) {
    pl_json at;
    (void)context;
    pl_status status = read_known(prepared, "final_volume", PL_VOLUME, &out->final_volume, error);
    out->has_rate = pl_json_member(prepared, "rate", &at);
    if (status == PALLIA_OK) {
        status = read_known(prepared, "rate", PL_VOLUME_RATE, &out->rate, error);
        out->stopped = out->has_rate && !out->rate.known;
    }
    if (status == PALLIA_OK) {
        status = read_known(prepared, "prime", PL_VOLUME, &out->prime, error);
    }
    if (status == PALLIA_OK && out->prime.known && out->final_volume.known &&
        pl_rational_compare(out->prime.value, out->final_volume.value) >= 0) {
        pl_json_member(prepared, "prime", &at);
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    return status;
}

static pl_status read_prepared(pl_context *context, const pl_json *document, pl_verification *out,
                               pl_error *error) {
    static const char *const keys[] = {"contents",     "strength", "diluent",
                                       "final_volume", "prime",    "rate",
                                       "setting",      "device",   NULL};
    static const part_reader parts[] = {read_contents, read_diluent, read_volumes, read_device,
                                        read_setting};
    pl_json prepared;
    pl_status status = pl_json_need(document, "prepared", &prepared, error);
    if (status == PALLIA_OK) {
        status = pl_json_known_keys(&prepared, keys, error);
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == PALLIA_OK; i++) {
        status = parts[i](context, &prepared, out, error);
    }
    return status;
}

/* ---- the pump of a PCA ---- */

static pl_status read_programmed(pl_context *context, const pl_json *document, pl_verification *out,
                                 pl_error *error) {
    static const char *const keys[] = {"drug", "strength", NULL};
    pl_json object;
    if (!pl_json_member(document, "programmed", &object)) {
        return PALLIA_OK;
    }
    pl_programmed *programmed = &out->programmed;
    pl_status status = pl_json_known_keys(&object, keys, error);
    if (status == PALLIA_OK) {
        status = read_which(context, &object, out, &programmed->drug, error);
    }
    if (status == PALLIA_OK) {
        status = need_positive(&object, "strength", PL_CONCENTRATION, &programmed->strength, error);
    }
    programmed->given = status == PALLIA_OK;
    return status;
}

static pl_status read_bolus(pl_context *context, const pl_json *document, pl_verification *out,
                            pl_error *error) {
    static const char *const keys[] = {"drug", "prescribed", "volume", NULL};
    pl_json object;
    if (!pl_json_member(document, "bolus", &object)) {
        return PALLIA_OK;
    }
    pl_bolus *bolus = &out->bolus;
    pl_status status = pl_json_known_keys(&object, keys, error);
    if (status == PALLIA_OK) {
        status = read_which(context, &object, out, &bolus->drug, error);
    }
    if (status == PALLIA_OK) {
        status = need_positive(&object, "prescribed", PL_MASS, &bolus->prescribed, error);
    }
    if (status == PALLIA_OK) {
        status = read_known(&object, "volume", PL_VOLUME, &bolus->volume, error);
    }
    bolus->given = status == PALLIA_OK;
    return status;
}

/* ---- limits and the rest ---- */

static pl_status read_limit(const pl_json *object, const char *key, pl_rational *out,
                            pl_error *error) {
    pl_json at;
    if (!pl_json_member(object, key, &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_exact_read_as(&at, PL_PERCENT, out, error);
    if (status == PALLIA_OK &&
        pl_rational_compare(*out, pl_rational_from_int(WHOLE_PERCENT)) >= 0) {
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    return status;
}

static pl_status read_tolerance(pl_context *context, const pl_json *document, pl_verification *out,
                                pl_error *error) {
    static const char *const keys[] = {"dose", "volume", NULL};
    pl_json object;
    (void)context;
    out->dose_limit = out->profile->tolerance_dose;
    out->volume_limit = out->profile->tolerance_volume;
    if (!pl_json_member(document, "tolerance", &object)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&object, keys, error);
    if (status == PALLIA_OK) {
        status = read_limit(&object, "dose", &out->dose_limit, error);
    }
    return status == PALLIA_OK ? read_limit(&object, "volume", &out->volume_limit, error) : status;
}

static pl_status read_duration(pl_context *context, const pl_json *document, pl_verification *out,
                               pl_error *error) {
    pl_json at;
    (void)context;
    out->ordered_duration.known = pl_json_member(document, "duration", &at);
    return out->ordered_duration.known
               ? need_positive(document, "duration", PL_TIME, &out->ordered_duration.value, error)
               : PALLIA_OK;
}

static pl_status read_origin(pl_context *context, const pl_json *document, pl_verification *out,
                             pl_error *error) {
    static const char *const from[] = {"dilute", "pca", NULL};
    return pl_origin_read(context, document, from, &out->origin, error);
}

static bool is_advice(const void *among, const char *code) {
    char key[PL_TOKEN_SIZE];
    snprintf(key, sizeof key, "advice.%s", code);
    return pl_messages_find(among, key) != NULL;
}

/* No advice of this operation withholds an answer: a code is echoed when it is one. */
static pl_status read_acknowledge(pl_context *context, const pl_json *document,
                                  pl_verification *out, pl_error *error) {
    return pl_acknowledge_read(document, PL_ACKNOWLEDGE_MAX, is_advice, context->messages,
                               &out->tail, error);
}

pl_status pl_verification_read(pl_context *context, const pl_json *document, pl_verification *out,
                               pl_error *error) {
    static const char *const keys[] = {"op",       "language",    "prescribed", "prepared",
                                       "duration", "tolerance",   "patient",    "programmed",
                                       "bolus",    "acknowledge", "origin",     NULL};
    static const part_reader parts[] = {read_patient,   read_duration,    read_prescribed,
                                        read_prepared,  read_programmed,  read_bolus,
                                        read_tolerance, read_acknowledge, read_origin};
    *out = (pl_verification){0};
    pl_status status = pl_json_known_keys(document, keys, error);
    if (status == PALLIA_OK) {
        status = pl_tables_products(context->tables, &out->products, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    out->profile = pl_profile_find(context->rules, default_profile);
    if (!out->profile) {
        return pl_fail(error, PALLIA_EPROFILE, "", default_profile);
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == PALLIA_OK; i++) {
        status = parts[i](context, document, out, error);
    }
    return status;
}
