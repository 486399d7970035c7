/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/date.h"
#include "operations/sheet.h"
#include "operations/syringe_read.h"
#include "tables/index.h"

#include <string.h>

enum { COUNT_MAX = 9999 };

static const char *const symptoms_key = "symptom";

/* ---- optional members ---- */

static pl_status optional_text(const pl_json *object, const char *key, const char **out,
                               pl_error *error) {
    pl_json at;
    return pl_json_member(object, key, &at) ? pl_json_string(&at, out, error) : PALLIA_OK;
}

static pl_status optional_count(const pl_json *object, const char *key, int32_t *out,
                                pl_error *error) {
    pl_json at;
    return pl_json_member(object, key, &at) ? pl_json_int(&at, 1, COUNT_MAX, out, error)
                                            : PALLIA_OK;
}

static pl_status optional_flag(const pl_json *object, const char *key, bool *out, pl_error *error) {
    pl_json at;
    return pl_json_member(object, key, &at) ? pl_json_bool(&at, out, error) : PALLIA_OK;
}

/* A quantity above 0. */
static pl_status optional_quantity(const pl_json *object, const char *key, pl_dimension dimension,
                                   pl_quantity *out, pl_error *error) {
    pl_json at;
    if (!pl_json_member(object, key, &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_quantity(&at, dimension, out, error);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_rational_is_zero(out->value) ? pl_json_fail(&at, PALLIA_EVALUE, error) : PALLIA_OK;
}

static pl_status begin_list(const pl_json *list, pl_error *error) {
    if (!pl_json_is_list(list)) {
        return pl_json_fail(list, PALLIA_ETYPE, error);
    }
    return pl_json_count(list) <= PL_SHEET_ITEMS_MAX ? PALLIA_OK
                                                     : pl_json_fail(list, PALLIA_ECOUNT, error);
}

/* ---- products ---- */

static pl_status read_product(const pl_context *context, const pl_json *at, pl_sheet_product *out,
                              pl_error *error) {
    static const char *const keys[] = {"drug",  "form",    "strength", "volume",
                                       "count", "expires", NULL};
    out->at = *at;
    pl_status status = pl_json_known_keys(at, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, at, &out->drug, error);
    }
    if (status == PALLIA_OK) {
        status = optional_text(at, "form", &out->form, error);
    }
    if (status == PALLIA_OK) {
        pl_json strength;
        if (pl_json_member(at, "strength", &strength)) {
            status = pl_json_quantity(&strength, PL_CONCENTRATION, &out->strength, NULL);
            status = status == PALLIA_EDIMENSION
                         ? pl_json_quantity(&strength, PL_MASS, &out->strength, error)
                         : pl_json_quantity(&strength, PL_CONCENTRATION, &out->strength, error);
        }
    }
    if (status == PALLIA_OK) {
        status = optional_quantity(at, "volume", PL_VOLUME, &out->volume, error);
    }
    if (status == PALLIA_OK) {
        status = optional_count(at, "count", &out->count, error);
    }
    if (status == PALLIA_OK) {
        status = optional_text(at, "expires", &out->expires, error);
    }
    if (status == PALLIA_OK && out->expires && !pl_date_valid(out->expires, false)) {
        pl_json expires;
        return pl_json_member(at, "expires", &expires)
                   ? pl_json_fail(&expires, PALLIA_EVALUE, error)
                   : PALLIA_EINTERNAL;
    }
    return status;
}

pl_status pl_sheet_products_read(const pl_context *context, const pl_json *list,
                                 pl_sheet_document *out, pl_error *error) {
    pl_json at;
    pl_status status = begin_list(list, error);
    for (bool more = status == PALLIA_OK && pl_json_first(list, &at); more && status == PALLIA_OK;
         more = pl_json_next(&at)) {
        status = read_product(context, &at, &out->products[out->product_count++], error);
    }
    return status;
}

/* ---- lines ---- */

/* A dose, or the two ends of one. */
static pl_status read_dose(const pl_json *at, pl_sheet_line *out, pl_error *error) {
    pl_json other;
    pl_status status = optional_quantity(at, "dose", PL_MASS, &out->low, error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->high = out->low;
    if (out->low.unit &&
        (pl_json_member(at, "low", &other) || pl_json_member(at, "high", &other))) {
        return pl_json_fail(&other, PALLIA_ECONFLICT, error);
    }
    if (!out->low.unit) {
        status = optional_quantity(at, "low", PL_MASS, &out->low, error);
        if (status == PALLIA_OK) {
            status = optional_quantity(at, "high", PL_MASS, &out->high, error);
        }
    }
    if (status == PALLIA_OK && !out->high.unit) {
        out->high = out->low;
    }
    return status;
}

static pl_status read_route(const pl_context *context, const pl_json *at, pl_sheet_line *out,
                            pl_error *error) {
    pl_json route;
    const char *id;
    out->route = PL_NONE;
    if (!pl_json_member(at, "route", &route)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&route, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->route = pl_route_find(context->drugs, id);
    if (out->route == PL_NONE) {
        return pl_json_fail(&route, PALLIA_EROUTE, error);
    }
    const pl_place place = {out->drug, out->route};
    return pl_place_valid(context->drugs, place) ? PALLIA_OK
                                                 : pl_json_fail(&route, PALLIA_EROUTE_DRUG, error);
}

static pl_status read_who(const pl_json *at, pl_sheet_line *out, pl_error *error) {
    static const char *const words[] = {"nurse",          "doctor", "home-hospital",
                                        "emergency-team", "family", NULL};
    pl_json list;
    pl_json item;
    if (!pl_json_member(at, "who", &list)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(&list)) {
        return pl_json_fail(&list, PALLIA_ETYPE, error);
    }
    for (bool more = pl_json_first(&list, &item); more; more = pl_json_next(&item)) {
        const char *word;
        pl_status status = pl_json_string(&item, &word, error);
        if (status != PALLIA_OK) {
            return status;
        }
        size_t i = 0;
        while (words[i] && strcmp(words[i], word) != 0) {
            i++;
        }
        if (!words[i] || out->who_count == PL_SHEET_WHO_MAX) {
            return pl_json_fail(&item, PALLIA_EVALUE, error);
        }
        out->who[out->who_count++] = words[i];
    }
    return PALLIA_OK;
}

static pl_status read_symptom(const pl_json *at, const pl_sheet_document *sheet, pl_sheet_line *out,
                              pl_error *error) {
    pl_json symptom;
    pl_status status = optional_text(at, symptoms_key, &out->symptom, error);
    if (status != PALLIA_OK || !out->symptom) {
        return status;
    }
    const pl_sheet_field *risks = pl_sheet_field_find(sheet->tables, "risks.expected");
    bool known = risks && pl_sheet_value_find(risks, out->symptom);
    return known || !pl_json_member(at, symptoms_key, &symptom)
               ? PALLIA_OK
               : pl_json_fail(&symptom, PALLIA_EVALUE, error);
}

/* Where the figures come from; the members beside `kind` are the engine's own. */
static pl_status read_origin(const pl_json *at, pl_sheet_line *out, pl_error *error) {
    static const char *const keys[] = {"kind",    "edition", "row",           "evidence",
                                       "country", "source",  "tables_sha256", NULL};
    static const char *const kinds[] = {"rotation", "row", "local", NULL};
    pl_json origin;
    pl_json kind;
    if (!pl_json_member(at, "origin", &origin)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&origin, keys, error);
    if (status == PALLIA_OK) {
        status = pl_json_need(&origin, "kind", &kind, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_string(&kind, &out->origin, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    for (size_t i = 0; kinds[i]; i++) {
        if (strcmp(kinds[i], out->origin) == 0) {
            return PALLIA_OK;
        }
    }
    return pl_json_fail(&kind, PALLIA_EVALUE, error);
}

static pl_status read_continuous(const pl_json *at, pl_sheet_line *out, pl_error *error) {
    static const char *const keys[] = {"rate", NULL};
    pl_json continuous;
    if (!pl_json_member(at, "continuous", &continuous)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&continuous, keys, error);
    return status == PALLIA_OK
               ? optional_quantity(&continuous, "rate", PL_MASS_RATE, &out->rate, error)
               : status;
}

/* Members that the page does not need are read all the same: a wrong one must not travel. */
static pl_status read_prescription(const pl_json *at, pl_error *error) {
    pl_quantity ignored;
    const char *text;
    bool flag;
    pl_status status = optional_quantity(at, "volume", PL_VOLUME, &ignored, error);
    if (status == PALLIA_OK) {
        status = optional_quantity(at, "duration", PL_TIME, &ignored, error);
    }
    if (status == PALLIA_OK) {
        status = optional_quantity(at, "fraction", PL_TIME, &ignored, error);
    }
    if (status == PALLIA_OK) {
        status = optional_flag(at, "single_dispensing", &flag, error);
    }
    if (status == PALLIA_OK) {
        status = optional_text(at, "form", &text, error);
    }
    return status == PALLIA_OK ? optional_text(at, "overlap", &text, error) : status;
}

static pl_status read_amounts(const pl_json *at, pl_sheet_line *out, pl_error *error) {
    pl_status status = optional_quantity(at, "strength", PL_CONCENTRATION, &out->strength, NULL);
    if (status != PALLIA_OK) {
        status = optional_quantity(at, "strength", PL_MASS, &out->strength, error);
    }
    if (status == PALLIA_OK) {
        status = read_dose(at, out, error);
    }
    if (status == PALLIA_OK) {
        status = optional_quantity(at, "interval", PL_TIME, &out->interval, error);
    }
    if (status == PALLIA_OK) {
        status = optional_quantity(at, "maximum_24h", PL_MASS, &out->maximum, error);
    }
    if (status == PALLIA_OK) {
        status = optional_count(at, "maximum_doses", &out->maximum_doses, error);
    }
    if (status == PALLIA_OK) {
        status = optional_count(at, "per_day", &out->per_day, error);
    }
    if (status == PALLIA_OK) {
        status = optional_count(at, "quantity", &out->quantity, error);
    }
    return status == PALLIA_OK ? read_continuous(at, out, error) : status;
}

static pl_status read_line(const pl_context *context, const pl_json *at, pl_sheet_document *sheet,
                           pl_sheet_line *out, pl_error *error) {
    static const char *const keys[] = {
        "drug",    "form",      "strength", "volume",        "dose",        "low",
        "high",    "route",     "interval", "maximum_doses", "maximum_24h", "symptom",
        "trigger", "call_when", "who",      "quantity",      "duration",    "fraction",
        "overlap", "off_label", "per_day",  "continuous",    "origin",      "single_dispensing",
        NULL};
    out->at = *at;
    pl_status status = pl_json_known_keys(at, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, at, &out->drug, error);
    }
    if (status == PALLIA_OK) {
        status = read_route(context, at, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_amounts(at, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_symptom(at, sheet, out, error);
    }
    if (status == PALLIA_OK) {
        status = optional_text(at, "trigger", &out->trigger, error);
    }
    if (status == PALLIA_OK) {
        status = optional_text(at, "call_when", &out->call_when, error);
    }
    if (status == PALLIA_OK) {
        status = read_who(at, out, error);
    }
    if (status == PALLIA_OK) {
        status = optional_flag(at, "off_label", &out->off_label, error);
    }
    if (status == PALLIA_OK) {
        status = read_origin(at, out, error);
    }
    return status == PALLIA_OK ? read_prescription(at, error) : status;
}

pl_status pl_sheet_lines_read(const pl_context *context, const pl_json *list,
                              pl_sheet_document *out, pl_error *error) {
    pl_json at;
    pl_status status = begin_list(list, error);
    for (bool more = status == PALLIA_OK && pl_json_first(list, &at); more && status == PALLIA_OK;
         more = pl_json_next(&at)) {
        status = read_line(context, &at, out, &out->lines[out->line_count++], error);
    }
    return status;
}

bool pl_sheet_line_as_needed(const pl_sheet_line *line) {
    return line->per_day == 0 && !line->rate.unit;
}

bool pl_sheet_line_per_day(const pl_sheet_line *line, pl_rational *mg) {
    enum { HOURS_IN_A_DAY = 24 };
    if (line->rate.unit) {
        return pl_quantity_in(line->rate, pl_unit_base(PL_MASS_RATE), mg) == PALLIA_OK &&
               pl_rational_mul(*mg, pl_rational_from_int(HOURS_IN_A_DAY), mg) == PALLIA_OK;
    }
    if (line->maximum.unit) {
        return pl_quantity_in(line->maximum, pl_unit_base(PL_MASS), mg) == PALLIA_OK;
    }
    int32_t times = line->per_day > 0 ? line->per_day : line->maximum_doses;
    return times > 0 && line->high.unit &&
           pl_quantity_in(line->high, pl_unit_base(PL_MASS), mg) == PALLIA_OK &&
           pl_rational_mul(*mg, pl_rational_from_int(times), mg) == PALLIA_OK;
}
