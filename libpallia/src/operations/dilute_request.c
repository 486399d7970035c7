/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/dilution.h"

#include "leaf/date.h"
#include "operations/exact_read.h"
#include "tables/index.h"

#include <string.h>

static pl_status read_text(const pl_json *object, const char *key, const char **out,
                           pl_error *error) {
    pl_json at;
    *out = NULL;
    return pl_json_member(object, key, &at) ? pl_json_string(&at, out, error) : PALLIA_OK;
}

/* An optional quantity above 0, in the base unit; *has says whether it was there. */
static pl_status read_optional(const pl_json *object, const char *key, pl_dimension dimension,
                               bool *has, pl_rational *out, pl_error *error) {
    pl_json at;
    *has = pl_json_member(object, key, &at);
    return *has ? pl_positive_read(&at, dimension, out, error) : PALLIA_OK;
}

/* `weight` is marked when the dose is one per kg. */
static pl_status read_amount(const pl_json *object, pl_rational kg, pl_fill_drug *out,
                             pl_fact_value *weight, pl_error *error) {
    pl_json total;
    pl_json dose;
    pl_quantity per_kg;
    bool has_dose = pl_json_member(object, "dose", &dose);
    out->has_total = pl_json_member(object, "total", &total);
    if (out->has_total && has_dose) {
        return pl_json_fail(&total, PALLIA_ECONFLICT, error);
    }
    if (out->has_total) {
        return pl_positive_read(&total, PL_MASS, &out->total, error);
    }
    pl_status status = pl_json_need(object, "dose", &dose, error);
    if (status == PALLIA_OK) {
        status = pl_dose_rate_read(&dose, kg, &out->per_hour, error);
    }
    if (status == PALLIA_OK &&
        pl_json_quantity(&dose, PL_MASS_RATE_PER_WEIGHT, &per_kg, NULL) == PALLIA_OK) {
        out->by_weight = per_kg;
        weight->use = PL_FACT_CHANGED;
    }
    bool nothing = status == PALLIA_OK && pl_rational_is_zero(out->per_hour);
    return nothing ? pl_json_fail(&dose, PALLIA_EVALUE, error) : status;
}

/* The brand that somebody wrote: one of the drug's own names. */
static pl_status read_brand(const pl_context *context, const pl_json *object, pl_fill_drug *out,
                            pl_error *error) {
    pl_json at;
    pl_status status = read_text(object, "brand", &out->brand, error);
    if (status != PALLIA_OK || !out->brand) {
        return status;
    }
    pl_json_member(object, "brand", &at);
    return pl_brand_find(context, out->drug, out->brand) ? PALLIA_OK
                                                         : pl_json_fail(&at, PALLIA_EVALUE, error);
}

static pl_status read_drug(const pl_context *context, const pl_json *object, pl_dilution *it,
                           pl_fill_drug *out, pl_error *error) {
    static const char *const keys[] = {"drug", "brand", "total", "dose", "ampoule", "salt", NULL};
    pl_json ampoule;
    *out = (pl_fill_drug){0};
    pl_status status = pl_json_known_keys(object, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, object, &out->drug, error);
    }
    if (status == PALLIA_OK) {
        status = read_amount(object, it->kg, out, &it->tail.patient.facts[PL_FACT_WEIGHT], error);
    }
    if (status == PALLIA_OK) {
        status = pl_salt_read(object, &out->salt, error);
    }
    if (status == PALLIA_OK) {
        status = read_brand(context, object, out, error);
    }
    out->has_ampoule = status == PALLIA_OK && pl_json_member(object, "ampoule", &ampoule);
    return out->has_ampoule ? pl_ampoule_read(&ampoule, &out->chosen.ampoule, error) : status;
}

static bool is_twice(const pl_dilution *it, int16_t drug) {
    size_t count = 0;
    for (size_t i = 0; i < it->drug_count; i++) {
        count += it->drugs[i].drug == drug ? 1 : 0;
    }
    return count > 1;
}

static pl_status read_drugs(const pl_context *context, const pl_json *document, pl_dilution *out,
                            pl_error *error) {
    pl_json list;
    pl_json at;
    pl_status status = pl_json_need(document, "drugs", &list, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!pl_json_is_list(&list)) {
        return pl_json_fail(&list, PALLIA_ETYPE, error);
    }
    size_t count = pl_json_count(&list);
    if (count == 0 || count > PL_MIX_MAX) {
        return pl_json_fail(&list, PALLIA_ECOUNT, error);
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        pl_fill_drug *one = &out->drugs[out->drug_count++];
        status = read_drug(context, &at, out, one, error);
        if (status != PALLIA_OK) {
            return status;
        }
        if (is_twice(out, one->drug)) {
            return pl_json_fail(&at, PALLIA_ECONFLICT, error);
        }
    }
    return PALLIA_OK;
}

static pl_status read_syringe(const pl_json *document, pl_dilution *out, pl_error *error) {
    pl_json at;
    const char *id;
    if (!pl_json_member(document, "syringe", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->syringe = pl_syringe_find(out->tables, id);
    return out->syringe ? PALLIA_OK : pl_json_fail(&at, PALLIA_EDEVICE, error);
}

/* The device, and the rate step that goes with it unless the request gives another. */
static pl_status read_device(const pl_json *document, pl_dilution *out, pl_error *error) {
    pl_json at;
    const char *id;
    if (pl_json_member(document, "device", &at)) {
        pl_status status = pl_json_string(&at, &id, error);
        if (status != PALLIA_OK) {
            return status;
        }
        out->device = pl_device_find(out->tables, id);
        /* A dial in millimetres takes no rate in mL/h. */
        if (!out->device || out->device->rate_unit->dimension != PL_VOLUME_RATE) {
            return pl_json_fail(&at, PALLIA_EDEVICE, error);
        }
    }
    if (pl_json_member(document, "rate_step", &at)) {
        out->has_step = true;
        return pl_positive_read(&at, PL_VOLUME_RATE, &out->step, error);
    }
    if (out->device && out->device->has_rate_step) {
        out->has_step = true;
        return pl_quantity_in(out->device->rate_step, pl_unit_base(PL_VOLUME_RATE), &out->step);
    }
    return PALLIA_OK;
}

static pl_status read_diluent(const pl_json *document, pl_dilution *out, pl_error *error) {
    return pl_diluent_read(out->tables, document, &out->diluent, error);
}

/* "prime" in mL, or the "line" whose volume is known. */
static pl_status read_prime(const pl_json *document, pl_dilution *out, pl_error *error) {
    pl_json prime;
    pl_json line;
    const char *id;
    bool has_prime = pl_json_member(document, "prime", &prime);
    out->prime = pl_rational_from_int(0);
    if (!pl_json_member(document, "line", &line)) {
        return has_prime ? pl_positive_read(&prime, PL_VOLUME, &out->prime, error) : PALLIA_OK;
    }
    if (has_prime) {
        return pl_json_fail(&line, PALLIA_ECONFLICT, error);
    }
    pl_status status = pl_json_string(&line, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    const pl_tubing *tubing = pl_tubing_find(out->tables, id);
    if (!tubing) {
        return pl_json_fail(&line, PALLIA_EDEVICE, error);
    }
    return pl_quantity_in(tubing->prime, pl_unit_base(PL_VOLUME), &out->prime);
}

static pl_status read_route(const pl_context *context, const pl_json *document, pl_dilution *out,
                            pl_error *error) {
    pl_json at;
    pl_status status = pl_any_route_read(context, document, &at, &out->route, error);
    if (status != PALLIA_OK || out->route == PL_NONE) {
        return status;
    }
    bool by_driver = context->drugs->routes[out->route].driver;
    return by_driver ? PALLIA_OK : pl_json_fail(&at, PALLIA_EROUTE, error);
}

static bool digits(const char *text, size_t from, size_t count, int32_t below) {
    int32_t value = 0;
    for (size_t i = from; i < from + count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value < below;
}

/* YYYY-MM-DDTHH:MM */
static bool is_moment(const char *text) {
    char day[] = "YYYY-MM-DD";
    if (strlen(text) != strlen("YYYY-MM-DDTHH:MM") || text[10] != 'T' || text[13] != ':') {
        return false;
    }
    memcpy(day, text, sizeof day - 1);
    return pl_date_valid(day, false) && digits(text, 11, 2, 24) && digits(text, 14, 2, 60);
}

static pl_status read_label(const pl_json *document, pl_dilution *out, pl_error *error) {
    static const char *const keys[] = {"patient", "prepared_by", "checked_by", NULL};
    pl_json at;
    pl_status status = read_text(document, "start", &out->start, error);
    if (status == PALLIA_OK && out->start && !is_moment(out->start)) {
        pl_json_member(document, "start", &at);
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    if (status != PALLIA_OK || !pl_json_member(document, "label", &at)) {
        return status;
    }
    status = pl_json_known_keys(&at, keys, error);
    if (status == PALLIA_OK) {
        status = pl_patient_conceal(read_text(&at, "patient", &out->patient, error), error);
    }
    if (status == PALLIA_OK) {
        status = pl_patient_conceal(read_text(&at, "prepared_by", &out->prepared_by, error), error);
    }
    return status == PALLIA_OK
               ? pl_patient_conceal(read_text(&at, "checked_by", &out->checked_by, error), error)
               : status;
}

static bool is_stop(const void *among, const char *code) {
    const char *const *stops = among;
    for (size_t i = 0; stops[i]; i++) {
        if (strcmp(stops[i], code) == 0) {
            return true;
        }
    }
    return false;
}

static pl_status read_acknowledge(const pl_json *document, pl_dilution *out, pl_error *error) {
    static const char *const stops[] = {"implausible-dose", "incompatible", "not-for-sc",
                                        "purge-slows",      "rate-rounded", NULL};
    return pl_acknowledge_read(document, PL_DILUTE_CODES_MAX, is_stop, stops, &out->tail, error);
}

static pl_status read_patient(pl_context *context, const pl_json *document, pl_dilution *out,
                              pl_error *error) {
    static const char *const keys[] = {"weight", "opioid_naive", NULL};
    pl_json patient;
    out->kg = pl_rational_from_int(0);
    if (!pl_json_member(document, "patient", &patient)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&patient, keys, error);
    if (status == PALLIA_OK) {
        status = pl_patient_read(context, &patient, &out->tail.patient, error);
    }
    const pl_fact_value *weight = &out->tail.patient.facts[PL_FACT_WEIGHT];
    if (status == PALLIA_OK && weight->given) {
        out->kg = weight->quantity.value;
    }
    return status;
}

/* The operation that prepared this request, about a drug that is still in it. */
static pl_status read_origin(pl_context *context, const pl_json *document, pl_dilution *out,
                             pl_error *error) {
    static const char *const from[] = {"rotate", "titrate", NULL};
    pl_status status = pl_origin_read(context, document, from, &out->origin, error);
    if (status != PALLIA_OK || !out->origin.given || out->origin.drug == PL_NONE) {
        return status;
    }
    for (size_t i = 0; i < out->drug_count; i++) {
        if (out->drugs[i].drug == out->origin.drug) {
            return PALLIA_OK;
        }
    }
    return pl_fail(error, PALLIA_ECONFLICT, "/origin/drug", "");
}

static pl_status read_times(const pl_json *document, pl_dilution *out, pl_error *error) {
    pl_status status =
        read_optional(document, "final_volume", PL_VOLUME, &out->has_volume, &out->volume, error);
    if (status == PALLIA_OK) {
        status =
            read_optional(document, "duration", PL_TIME, &out->has_duration, &out->duration, error);
    }
    return status == PALLIA_OK
               ? read_optional(document, "rate", PL_VOLUME_RATE, &out->has_rate, &out->rate, error)
               : status;
}

typedef pl_status (*reader)(const pl_json *document, pl_dilution *out, pl_error *error);

pl_status pl_dilution_read(pl_context *context, const pl_json *document, pl_dilution *out,
                           pl_error *error) {
    static const char *const keys[] = {
        "op",      "language", "drugs",       "patient",   "duration", "rate",  "final_volume",
        "syringe", "device",   "line",        "rate_step", "diluent",  "prime", "route",
        "start",   "label",    "acknowledge", "origin",    NULL};
    static const reader parts[] = {read_times, read_syringe, read_device,     read_diluent,
                                   read_prime, read_label,   read_acknowledge};
    pl_status status = pl_json_known_keys(document, keys, error);
    if (status == PALLIA_OK) {
        status = read_patient(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_drugs(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_route(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_origin(context, document, out, error);
    }
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == PALLIA_OK; i++) {
        status = parts[i](document, out, error);
    }
    return status;
}
