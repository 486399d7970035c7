/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/regimen.h"

#include "tables/index.h"

#include <string.h>

enum { TIMES_MAX = 96, HOURS_IN_A_DAY = 24 };

static pl_status read_id(const pl_json *object, const char *key, pl_json *at, const char **id,
                         pl_error *error) {
    pl_status status = pl_json_need(object, key, at, error);
    return status == PALLIA_OK ? pl_json_string(at, id, error) : status;
}

pl_status pl_place_read(const pl_context *context, const pl_json *object, pl_place *out,
                        pl_error *error) {
    pl_json at;
    const char *id;
    pl_status status = read_id(object, "drug", &at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    int16_t drug = pl_drug_find(context->drugs, id);
    if (drug == PL_NONE) {
        return pl_json_fail(&at, PALLIA_EDRUG, error);
    }
    status = read_id(object, "route", &at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_place_choose(context->drugs, drug, id, out);
    return status == PALLIA_OK ? status : pl_json_fail(&at, status, error);
}

pl_status pl_any_route_read(const pl_context *context, const pl_json *object, pl_json *at,
                            int16_t *out, pl_error *error) {
    const char *id;
    *out = PL_NONE;
    if (!pl_json_member(object, "route", at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_route_find(context->drugs, id);
    return *out != PL_NONE ? PALLIA_OK : pl_json_fail(at, PALLIA_EROUTE, error);
}

pl_status pl_place_choose(const pl_drugs *drugs, int16_t drug, const char *route, pl_place *out) {
    pl_place place = {.drug = drug, .route = pl_route_find(drugs, route)};
    if (place.route == PL_NONE) {
        return PALLIA_EROUTE;
    }
    if (!pl_place_valid(drugs, place)) {
        return PALLIA_EROUTE_DRUG;
    }
    *out = place;
    return PALLIA_OK;
}

pl_status pl_release_read(const pl_context *context, const pl_json *object, int16_t *out,
                          pl_error *error) {
    pl_json at;
    *out = PL_NONE;
    if (!pl_json_member(object, "release", &at)) {
        return PALLIA_OK;
    }
    const char *id;
    pl_status status = pl_json_string(&at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_release_find(context->drugs, id);
    return *out == PL_NONE ? pl_json_fail(&at, PALLIA_EVALUE, error) : PALLIA_OK;
}

/* How many doses make a day, from "times" or "every". 0 when neither is there. */
static pl_status read_frequency(const pl_json *item, pl_rational *out, pl_error *error) {
    pl_json times;
    pl_json every;
    bool has_times = pl_json_member(item, "times", &times);
    bool has_every = pl_json_member(item, "every", &every);
    *out = pl_rational_from_int(0);
    if (has_times && has_every) {
        return pl_json_fail(&every, PALLIA_ECONFLICT, error);
    }
    if (has_times) {
        int32_t count;
        pl_status status = pl_json_int(&times, 1, TIMES_MAX, &count, error);
        *out = pl_rational_from_int(status == PALLIA_OK ? count : 0);
        return status;
    }
    if (!has_every) {
        return PALLIA_OK;
    }
    pl_quantity interval;
    pl_rational hours;
    pl_status status = pl_json_quantity(&every, PL_TIME, &interval, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_quantity_in(interval, pl_unit_base(PL_TIME), &hours) != PALLIA_OK ||
        pl_rational_div(pl_rational_from_int(HOURS_IN_A_DAY), hours, out) != PALLIA_OK) {
        return pl_json_fail(&every, PALLIA_EVALUE, error);
    }
    return PALLIA_OK;
}

static bool is_patch(const pl_context *context, pl_place place) {
    return strcmp(pl_native_unit(context, place)->code, "ug/h") == 0;
}

pl_rational pl_dose_delivers(const pl_context *context, pl_place place, pl_rational printed) {
    return is_patch(context, place)
               ? pl_drug_patch_delivers(&context->drugs->drugs[place.drug], printed)
               : printed;
}

void pl_regimen_of(pl_place place, pl_rational per24, pl_regimen *out) {
    out->items[0] = (pl_item){.place = place, .release = PL_NONE, .per24 = per24};
    out->sums[0] = (pl_sum){.place = place, .per24 = per24};
    out->item_count = out->sum_count = out->given_count = 1;
    out->aside = NULL;
}

/* One dose of the item, in the native unit of its place. A rate comes out as 24 h of it. */
typedef struct dose {
    pl_rational amount;
    bool is_rate;
} dose;

static pl_status read_patch(const pl_context *context, const pl_json *at, pl_place place, dose *out,
                            pl_error *error) {
    pl_quantity rate;
    pl_status status = pl_json_quantity(at, PL_MASS_RATE, &rate, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_quantity_in(rate, pl_native_unit(context, place), &out->amount);
    if (status != PALLIA_OK) {
        return pl_json_fail(at, status, error);
    }
    out->amount = pl_dose_delivers(context, place, out->amount);
    out->is_rate = true;
    return PALLIA_OK;
}

static pl_status read_dose(const pl_context *context, const pl_json *at, pl_place place, dose *out,
                           pl_error *error) {
    if (is_patch(context, place)) {
        return read_patch(context, at, place, out, error);
    }
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
    out->is_rate = quantity.unit->dimension == PL_MASS_RATE;
    if (!out->is_rate && quantity.unit->dimension != PL_MASS) {
        bool percent = quantity.unit->dimension == PL_PERCENT;
        return pl_json_fail(at, percent ? PALLIA_EPERCENT : PALLIA_EDIMENSION, error);
    }
    const pl_unit *unit = out->is_rate ? pl_native_unit(context, place) : pl_unit_base(PL_MASS);
    status = pl_quantity_in(quantity, unit, &out->amount);
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(at, status, error);
}

/* "dose" alone: a rate stands for itself, an amount needs its frequency. */
static pl_status read_single(const pl_context *context, const pl_json *item, const pl_json *at,
                             pl_item *out, pl_error *error) {
    pl_rational frequency;
    dose one;
    pl_status status = read_dose(context, at, out->place, &one, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = read_frequency(item, &frequency, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json times;
    if (one.is_rate) {
        if (pl_json_member(item, "times", &times)) {
            return pl_json_fail(&times, PALLIA_ECONFLICT, error);
        }
        if (!pl_rational_is_zero(frequency) && !is_patch(context, out->place)) {
            return pl_json_fail(at, PALLIA_ECONFLICT, error);
        }
        out->per24 = one.amount;
        return PALLIA_OK;
    }
    if (pl_rational_is_zero(frequency)) {
        return pl_json_fail(item, PALLIA_EFREQUENCY, error);
    }
    status = pl_rational_mul(one.amount, frequency, &out->per24);
    return status == PALLIA_OK ? PALLIA_OK : pl_json_fail(at, status, error);
}

/* "doses": each dose of the day, or each patch worn. */
static pl_status read_several(const pl_context *context, const pl_json *item, const pl_json *list,
                              pl_item *out, pl_error *error) {
    pl_json other;
    if (pl_json_member(item, "times", &other)) {
        return pl_json_fail(&other, PALLIA_ECONFLICT, error);
    }
    if (!is_patch(context, out->place) && pl_json_member(item, "every", &other)) {
        return pl_json_fail(&other, PALLIA_ECONFLICT, error);
    }
    if (!pl_json_is_list(list)) {
        return pl_json_fail(list, PALLIA_ETYPE, error);
    }
    size_t count = pl_json_count(list);
    if (count == 0 || count > PL_DOSES_MAX) {
        return pl_json_fail(list, PALLIA_ECOUNT, error);
    }
    pl_json at;
    out->per24 = pl_rational_from_int(0);
    for (bool more = pl_json_first(list, &at); more; more = pl_json_next(&at)) {
        dose one;
        pl_status status = read_dose(context, &at, out->place, &one, error);
        if (status != PALLIA_OK) {
            return status;
        }
        if (one.is_rate != is_patch(context, out->place)) {
            return pl_json_fail(&at, PALLIA_EDIMENSION, error);
        }
        status = pl_rational_add(out->per24, one.amount, &out->per24);
        if (status != PALLIA_OK) {
            return pl_json_fail(&at, status, error);
        }
    }
    return PALLIA_OK;
}

static pl_status read_amount(const pl_context *context, const pl_json *item, pl_item *out,
                             pl_error *error) {
    pl_json dose_at;
    pl_json doses_at;
    bool has_dose = pl_json_member(item, "dose", &dose_at);
    if (pl_json_member(item, "doses", &doses_at)) {
        return has_dose ? pl_json_fail(&doses_at, PALLIA_ECONFLICT, error)
                        : read_several(context, item, &doses_at, out, error);
    }
    pl_status status = pl_json_need(item, "dose", &dose_at, error);
    return status == PALLIA_OK ? read_single(context, item, &dose_at, out, error) : status;
}

static pl_status read_item(const pl_context *context, const pl_json *item, pl_item *out,
                           pl_error *error) {
    static const char *const keys[] = {"drug",  "route", "release", "dose",
                                       "doses", "times", "every",   NULL};
    pl_status status = pl_json_known_keys(item, keys, error);
    if (status == PALLIA_OK) {
        status = pl_place_read(context, item, &out->place, error);
    }
    if (status == PALLIA_OK) {
        status = pl_release_read(context, item, &out->release, error);
    }
    return status == PALLIA_OK ? read_amount(context, item, out, error) : status;
}

static const char *say_doses(pl_context *context, const pl_json *list) {
    const char *text = "";
    const char *one;
    pl_json at;
    for (bool more = pl_json_first(list, &at); more; more = pl_json_next(&at)) {
        if (pl_json_string(&at, &one, NULL) == PALLIA_OK) {
            text = pl_join(context, text, " + ", one);
        }
    }
    return text;
}

/* How the request wrote the amount, for the working: "60 mg × 2", "60 mg /12 h", "60 mg + 90 mg".
 */
static const char *say_amount(pl_context *context, const pl_json *item) {
    pl_json at;
    int32_t times;
    const char *every;
    const char *text = "";
    if (pl_json_member(item, "doses", &at)) {
        text = say_doses(context, &at);
    } else if (pl_json_member(item, "dose", &at)) {
        pl_json_string(&at, &text, NULL);
    }
    if (pl_json_member(item, "times", &at) &&
        pl_json_int(&at, 1, TIMES_MAX, &times, NULL) == PALLIA_OK) {
        return pl_join(context, text, " × ", pl_say_number(context, pl_rational_from_int(times)));
    }
    if (pl_json_member(item, "every", &at) && pl_json_string(&at, &every, NULL) == PALLIA_OK) {
        return pl_join(context, text, " /", every);
    }
    return text;
}

static void explain_item(pl_context *context, const pl_json *at, const pl_item *item) {
    const pl_unit *unit = pl_native_unit(context, item->place);
    pl_argument arguments[] = {{"place", pl_say_place(context, item->place)},
                               {"given", say_amount(context, at)},
                               {"value", pl_say_quantity(context, item->per24, unit)}};
    pl_trail_value(context, "item", pl_say(context, "trail.item", arguments, 3), NULL, item->per24,
                   unit);
}

static pl_status add_to_sums(pl_regimen *regimen, const pl_item *item) {
    for (size_t i = 0; i < regimen->sum_count; i++) {
        pl_sum *sum = &regimen->sums[i];
        if (pl_place_equal(sum->place, item->place)) {
            return pl_rational_add(sum->per24, item->per24, &sum->per24);
        }
    }
    regimen->sums[regimen->sum_count++] = (pl_sum){item->place, item->per24, item->index};
    return PALLIA_OK;
}

static size_t items_of(const pl_regimen *regimen, pl_place place) {
    size_t count = 0;
    for (size_t i = 0; i < regimen->item_count; i++) {
        count += pl_place_equal(regimen->items[i].place, place) ? 1 : 0;
    }
    return count;
}

/* Only a sum of several items is worth a line of its own. */
static void explain_sums(pl_context *context, const pl_regimen *regimen) {
    for (size_t i = 0; i < regimen->sum_count; i++) {
        const pl_sum *sum = &regimen->sums[i];
        if (items_of(regimen, sum->place) < 2) {
            continue;
        }
        const pl_unit *unit = pl_native_unit(context, sum->place);
        pl_argument arguments[] = {{"place", pl_say_place(context, sum->place)},
                                   {"value", pl_say_quantity(context, sum->per24, unit)}};
        pl_trail_value(context, "sum", pl_say(context, "trail.sum", arguments, 2), NULL, sum->per24,
                       unit);
    }
}

static bool is_opioid(const pl_context *context, const pl_sum *sum) {
    return context->drugs->drugs[sum->place.drug].opioid;
}

static void set_aside(pl_context *context, pl_regimen *regimen) {
    size_t kept = 0;
    for (size_t i = 0; i < regimen->sum_count; i++) {
        kept += is_opioid(context, &regimen->sums[i]) ? 1 : 0;
    }
    regimen->given_count = regimen->sum_count;
    if (kept == 0 || kept == regimen->sum_count) {
        return;
    }
    size_t next = 0;
    for (size_t i = 0; i < regimen->sum_count; i++) {
        if (is_opioid(context, &regimen->sums[i])) {
            regimen->sums[next++] = regimen->sums[i];
        } else if (!regimen->aside) {
            regimen->aside = pl_say_place(context, regimen->sums[i].place);
        }
    }
    regimen->sum_count = kept;
}

pl_status pl_regimen_read(pl_context *context, const pl_json *list, pl_regimen *out,
                          pl_error *error) {
    *out = (pl_regimen){0};
    if (!pl_json_is_list(list)) {
        return pl_json_fail(list, PALLIA_ETYPE, error);
    }
    size_t count = pl_json_count(list);
    if (count == 0 || count > PL_ITEMS_MAX) {
        return pl_json_fail(list, PALLIA_ECOUNT, error);
    }
    pl_json at;
    for (bool more = pl_json_first(list, &at); more; more = pl_json_next(&at)) {
        pl_item *item = &out->items[out->item_count];
        item->index = out->item_count++;
        pl_status status = read_item(context, &at, item, error);
        if (status != PALLIA_OK) {
            return status;
        }
        status = add_to_sums(out, item);
        if (status != PALLIA_OK) {
            return pl_json_fail(&at, status, error);
        }
        explain_item(context, &at, item);
    }
    explain_sums(context, out);
    set_aside(context, out);
    return PALLIA_OK;
}
