/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/dilution.h"
#include "operations/drawing.h"

#include "leaf/round.h"
#include "tables/index.h"

#include <stdio.h>
#include <string.h>

enum { HOURS_IN_A_DAY = 24 };

/* ---- volume, duration and rate: two of them give the third ---- */

/* With neither a volume nor a syringe, the one that the tables propose. */
static void propose_syringe(pl_dilution *it) {
    bool known = it->has_volume || (it->has_rate && it->has_duration);
    for (size_t i = 0; !known && !it->syringe && i < it->tables->syringe_count; i++) {
        if (it->tables->syringes[i].proposed) {
            it->syringe = &it->tables->syringes[i];
            it->syringe_proposed = true;
        }
    }
}

/* Without a syringe, a device holds no more than it does with its largest. */
static pl_status largest_fill(pl_dilution *it) {
    pl_status status = PALLIA_OK;
    for (size_t i = 0; it->device && i < it->device->fill_count && status == PALLIA_OK; i++) {
        pl_rational fill;
        status = pl_quantity_in(it->device->fills[i].fill, pl_unit_base(PL_VOLUME), &fill);
        if (status == PALLIA_OK && pl_rational_compare(fill, it->capacity) > 0) {
            it->capacity = fill;
        }
    }
    return status;
}

/* Several sources may have read the fill of one size. */
static bool is_first_of_size(const pl_device *device, size_t index) {
    for (size_t i = 0; i < index; i++) {
        if (device->fills[i].syringe == device->fills[index].syringe) {
            return false;
        }
    }
    return true;
}

/* "20, 30, 50": the syringes whose fill was read for this device. */
static const char *say_sizes(pl_context *context, const pl_dilution *it) {
    const pl_device *device = it->device;
    const char *list = it->tables->syringes[device->fills[0].syringe].id;
    for (size_t i = 1; i < device->fill_count; i++) {
        if (is_first_of_size(device, i)) {
            pl_argument both[] = {{"first", list},
                                  {"next", it->tables->syringes[device->fills[i].syringe].id}};
            list = pl_say(context, "say.and_size", both, 2);
        }
    }
    return list;
}

static pl_status refuse_fill(pl_context *context, const pl_dilution *it, pl_error *error) {
    pl_argument arguments[] = {{"syringe", it->syringe->id}, {"sizes", say_sizes(context, it)}};
    return pl_fail(error, PALLIA_EFILL, "/syringe", pl_say(context, "say.fills", arguments, 2));
}

static pl_status find_capacity(pl_context *context, pl_dilution *it, pl_error *error) {
    propose_syringe(it);
    it->capacity = pl_rational_from_int(0);
    if (!it->syringe) {
        return largest_fill(it);
    }
    const pl_fill *fill = it->device ? pl_device_fill(it->tables, it->device, it->syringe) : NULL;
    if (it->device && it->device->fill_count > 0 && !fill) {
        return refuse_fill(context, it, error);
    }
    return pl_quantity_in(fill ? fill->fill : it->syringe->nominal, pl_unit_base(PL_VOLUME),
                          &it->capacity);
}

static bool is_whole(pl_rational value, pl_rational step) {
    pl_rational count;
    return pl_rational_div(value, step, &count) == PALLIA_OK && count.den == 1;
}

/* The largest volume that the syringe holds and that runs at a rate the pump can be set to; without
 * a step, at a whole number of mL per hour where one fits, since that is what is set and read
 * without error; else the whole syringe. */
static pl_status volume_for_duration(pl_dilution *it) {
    pl_rational rate;
    pl_rational step = it->has_step ? it->step : pl_rational_from_int(1);
    pl_status status = pl_rational_div(it->capacity, it->duration, &rate);
    if (status == PALLIA_OK) {
        status = pl_round_to_step(rate, step, PL_ROUND_DOWN, &rate);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    bool fixed_fill = it->device && it->device->fill_count > 0;
    if (fixed_fill || pl_rational_is_zero(rate)) {
        it->volume = it->capacity;
        return PALLIA_OK;
    }
    return pl_rational_mul(rate, it->duration, &it->volume);
}

static pl_status find_volume(pl_dilution *it, pl_error *error) {
    if (it->has_volume) {
        return PALLIA_OK;
    }
    if (it->has_rate && it->has_duration) {
        return pl_rational_mul(it->rate, it->duration, &it->volume);
    }
    if (pl_rational_is_zero(it->capacity)) {
        return pl_fail(error, PALLIA_EKEY_MISSING, "", "final_volume");
    }
    if (it->has_duration) {
        return volume_for_duration(it);
    }
    it->volume = it->capacity;
    return PALLIA_OK;
}

bool pl_dilution_purge_slows(const pl_dilution *it) {
    return it->device && it->device->computes_rate && !pl_rational_is_zero(it->prime);
}

/* The purge is less than the volume: its difference is no larger than either. */
pl_rational pl_dilution_left(const pl_dilution *it) {
    pl_rational left;
    return pl_rational_sub(it->volume, it->prime, &left) == PALLIA_OK ? left : it->volume;
}

pl_rational pl_dilution_lasts(const pl_dilution *it) {
    pl_rational hours;
    return pl_rational_div(pl_dilution_left(it), it->rate, &hours) == PALLIA_OK ? hours
                                                                                : it->duration;
}

/* The rate is what the pump is set to: its step rounds it down, and the syringe then lasts longer.
 */
static pl_status program_rate(pl_context *context, pl_dilution *it, pl_error *error) {
    it->exact_rate = it->rate;
    if (pl_dilution_purge_slows(it)) {
        pl_status status = pl_rational_div(pl_dilution_left(it), it->duration, &it->rate);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    if (!it->has_step || is_whole(it->rate, it->step)) {
        return PALLIA_OK;
    }
    if (it->has_rate) {
        const pl_unit *unit = pl_unit_base(PL_VOLUME_RATE);
        pl_argument arguments[] = {{"rate", pl_say_quantity(context, it->rate, unit)},
                                   {"step", pl_say_quantity(context, it->step, unit)}};
        return pl_fail(error, PALLIA_EDISAGREE, "/rate",
                       pl_say(context, "say.rate_and_step", arguments, 2));
    }
    pl_status status = pl_round_to_step(it->rate, it->step, PL_ROUND_DOWN, &it->rate);
    if (status == PALLIA_OK && pl_rational_is_zero(it->rate)) {
        return pl_fail(error, PALLIA_EMEASURE, "/rate_step", "");
    }
    return status;
}

static pl_status refuse_times(pl_context *context, const pl_dilution *it, pl_error *error) {
    pl_argument arguments[] = {
        {"rate", pl_say_quantity(context, it->rate, pl_unit_base(PL_VOLUME_RATE))},
        {"duration", pl_say_quantity(context, it->duration, pl_unit_base(PL_TIME))},
        {"final", pl_say_quantity(context, it->volume, pl_unit_base(PL_VOLUME))}};
    return pl_fail(error, PALLIA_EDISAGREE, "/rate",
                   pl_say(context, "say.rate_and_duration", arguments, 3));
}

static pl_status find_rate(pl_context *context, pl_dilution *it, pl_error *error) {
    pl_rational rate;
    if (!it->has_rate && !it->has_duration) {
        return pl_fail(error, PALLIA_EKEY_MISSING, "", "duration");
    }
    if (it->has_rate && it->has_duration && it->has_volume) {
        pl_status status = pl_rational_div(it->volume, it->duration, &rate);
        bool agree = status == PALLIA_OK && pl_rational_equal(rate, it->rate);
        return agree ? PALLIA_OK : refuse_times(context, it, error);
    }
    return it->has_rate ? PALLIA_OK : pl_rational_div(it->volume, it->duration, &it->rate);
}

static pl_status find_times(pl_context *context, pl_dilution *it, pl_error *error) {
    it->ordered = it->has_duration ? it->duration : pl_rational_from_int(0);
    pl_status status = find_capacity(context, it, error);
    if (status == PALLIA_OK) {
        status = find_volume(it, error);
    }
    if (status == PALLIA_OK) {
        status = find_rate(context, it, error);
    }
    if (status == PALLIA_OK && !it->has_duration) {
        status = pl_rational_div(it->volume, it->rate, &it->duration);
    }
    if (status == PALLIA_OK && pl_rational_compare(it->prime, it->volume) >= 0) {
        return pl_fail(error, PALLIA_ECAPACITY, "/prime",
                       pl_say_quantity(context, it->prime, pl_unit_base(PL_VOLUME)));
    }
    return status == PALLIA_OK ? program_rate(context, it, error) : status;
}

/* ---- each drug ---- */

static pl_status open_ampoules(const pl_ampoule *ampoule, pl_rational total, pl_opened *out) {
    pl_rational held;
    *out = (pl_opened){.ampoule = *ampoule};
    pl_status status = pl_rational_div(total, ampoule->content, &out->count);
    if (status == PALLIA_OK) {
        status = pl_round_to_step(out->count, pl_rational_from_int(1), PL_ROUND_UP, &out->count);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(out->count, ampoule->content, &held);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_sub(held, total, &out->lost);
    }
    return status == PALLIA_OK ? pl_rational_div(out->lost, ampoule->strength, &out->waste)
                               : status;
}

/* Whose products may be proposed: those licensed for the route, all that fit the syringe or not. */
typedef struct choice {
    bool any;       /* whether it fits or not */
    bool off_label; /* whether the licence holds the route or not */
} choice;

static bool may_propose(const pl_dilution *it, const pl_line *line, int16_t drug, bool off_label) {
    return line->kind == PL_KIND_AMPOULE && line->drug == drug && !line->hospital_only &&
           (off_label || it->route == PL_NONE || line->routes >> it->route & 1U);
}

/* A drug that no subcutaneous driver may hold is proposed by its licence alone. */
static bool never_sc(const pl_dilution *it, int16_t drug) {
    for (size_t i = 0; i < it->tables->single_count; i++) {
        const pl_single *row = &it->tables->singles[i];
        if (row->drug == drug && row->verdict == PL_SINGLE_NOT_SC) {
            return true;
        }
    }
    return false;
}

/* An ampoule of another salt than the one asked for is no proposal. */
static bool is_of_salt(const pl_presentation *presentation, const char *salt) {
    const char *own = pl_salt_find(presentation->salt);
    return !salt || !own || strcmp(own, salt) == 0;
}

/* Whether the drug, drawn from this ampoule, leaves the final volume as it is. */
static bool fits(const pl_dilution *it, const pl_fill_drug *one, const pl_ampoule *ampoule) {
    pl_rational drawn;
    return pl_rational_div(one->total, ampoule->strength, &drawn) == PALLIA_OK &&
           pl_rational_compare(drawn, it->volume) <= 0;
}

/* The lower `first`, then the lower `second`; of equals, the earlier in the tables stays. */
static bool is_less(pl_rational first, pl_rational than, pl_rational second,
                    pl_rational than_second) {
    int order = pl_rational_compare(first, than);
    return order < 0 || (order == 0 && pl_rational_compare(second, than_second) < 0);
}

/* Whether the ampoule, given whole by mistake, is a tenfold error. */
static bool is_tenfold(const pl_opened *opened, pl_rational total) {
    pl_rational tenfold;
    return pl_rational_mul(total, pl_rational_from_int(10), &tenfold) == PALLIA_OK &&
           pl_rational_compare(opened->ampoule.content, tenfold) >= 0;
}

/* None that holds a tenfold error when another will do; fewest ampoules, then least left over. */
static bool is_handier(const pl_opened *found, const pl_opened *than, pl_rational total) {
    bool tenfold = is_tenfold(found, total);
    return tenfold == is_tenfold(than, total)
               ? is_less(found->count, than->count, found->lost, than->lost)
               : !tenfold;
}

/* The handiest, and beside it what leaves least over, then the fewest of those. */
static void take_better(const pl_opened *found, pl_fill_drug *one) {
    if (!one->has_ampoule || is_handier(found, &one->chosen, one->total)) {
        one->chosen = *found;
    }
    if (!one->has_ampoule ||
        is_less(found->lost, one->thrifty.lost, found->count, one->thrifty.count)) {
        one->thrifty = *found;
    }
    one->has_ampoule = true;
}

/* The best among the ampoules that fit; among all when `any`. */
static void propose(const pl_dilution *it, const pl_line *line, choice of, pl_fill_drug *one) {
    for (size_t i = 0; i < line->presentation_count; i++) {
        pl_ampoule ampoule;
        pl_opened found;
        if (may_propose(it, line, one->drug, of.off_label) &&
            is_of_salt(&line->presentations[i], one->salt) &&
            pl_ampoule_of(line, &line->presentations[i], &ampoule) == PALLIA_OK &&
            open_ampoules(&ampoule, one->total, &found) == PALLIA_OK &&
            (of.any || fits(it, one, &ampoule))) {
            take_better(&found, one);
        }
    }
}

static bool is_sold_as(const pl_line *line, const pl_presentation *presentation,
                       const pl_ampoule *ampoule) {
    pl_ampoule sold;
    return pl_ampoule_of(line, presentation, &sold) == PALLIA_OK &&
           pl_rational_equal(sold.strength, ampoule->strength) &&
           pl_rational_equal(sold.volume, ampoule->volume);
}

/* The salt of the marketed ampoules of that size; NULL when none is, or when they differ. */
static const char *salt_of(const pl_products *products, int16_t drug, const pl_ampoule *ampoule) {
    const char *salt = NULL;
    for (size_t i = 0; i < products->line_count; i++) {
        const pl_line *line = &products->lines[i];
        for (size_t p = 0;
             line->drug == drug && line->kind == PL_KIND_AMPOULE && p < line->presentation_count;
             p++) {
            const char *own = pl_salt_find(line->presentations[p].salt);
            if (!is_sold_as(line, &line->presentations[p], ampoule)) {
                continue;
            }
            if (!own || (salt && strcmp(own, salt) != 0)) {
                return NULL;
            }
            salt = own;
        }
    }
    return salt;
}

static pl_status find_ampoule(const pl_context *context, const pl_dilution *it, pl_fill_drug *one,
                              const char *pointer, pl_error *error) {
    if (one->has_ampoule) {
        pl_ampoule mine = one->chosen.ampoule;
        one->salt = one->salt ? one->salt : salt_of(it->products, one->drug, &mine);
        return open_ampoules(&mine, one->total, &one->chosen);
    }
    /* When none fits, the refusal says how much the fewest ampoules hold. */
    static const choice choices[] = {{false, false}, {true, false}, {false, true}, {true, true}};
    size_t most = never_sc(it, one->drug) ? 2 : sizeof choices / sizeof choices[0];
    for (size_t c = 0; c < most && !one->has_ampoule; c++) {
        for (size_t i = 0; i < it->products->line_count; i++) {
            propose(it, &it->products->lines[i], choices[c], one);
        }
    }
    if (!one->has_ampoule) {
        return pl_fail(error, PALLIA_ESTRENGTH, pointer, context->drugs->drugs[one->drug].id);
    }
    one->has_thrifty = pl_rational_compare(one->thrifty.lost, one->chosen.lost) < 0;
    if (!one->salt) {
        one->salt = pl_salt_find(one->chosen.ampoule.presentation->salt);
    }
    return PALLIA_OK;
}

static pl_status measure(const pl_context *context, const pl_dilution *it, pl_fill_drug *one,
                         const char *pointer, pl_error *error) {
    one->draw_with = pl_drawing_syringe(it->tables, one->volume);
    one->on_mark = true;
    if (!one->draw_with) {
        return PALLIA_OK;
    }
    pl_rational mark = one->draw_with->graduation.value;
    if (pl_rational_compare(one->volume, mark) < 0) {
        return pl_fail(error, PALLIA_EMEASURE, pointer, context->drugs->drugs[one->drug].id);
    }
    one->on_mark = is_whole(one->volume, mark);
    return PALLIA_OK;
}

static pl_status fill_drug(const pl_context *context, const pl_dilution *it, size_t index,
                           pl_fill_drug *one, pl_error *error) {
    char pointer[32];
    snprintf(pointer, sizeof pointer, "/drugs/%zu", index);
    pl_status status = PALLIA_OK;
    if (one->has_total) {
        status = pl_rational_div(one->total, it->duration, &one->per_hour);
    } else {
        status = pl_rational_mul(one->per_hour, it->duration, &one->total);
    }
    if (status == PALLIA_OK) {
        status = find_ampoule(context, it, one, pointer, error);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_div(one->total, one->chosen.ampoule.strength, &one->volume);
    }
    if (status == PALLIA_OK) {
        status = measure(context, it, one, pointer, error);
    }
    return status;
}

static pl_status deliver(const pl_dilution *it, pl_fill_drug *one) {
    pl_rational hourly;
    pl_status status = pl_rational_div(one->total, it->volume, &one->concentration);
    if (status == PALLIA_OK) {
        status = pl_rational_mul(one->concentration, it->rate, &hourly);
    }
    return status == PALLIA_OK
               ? pl_rational_mul(hourly, pl_rational_from_int(HOURS_IN_A_DAY), &one->delivered)
               : status;
}

/* ---- the diluent ---- */

static const pl_diluent_rule *diluent_rule(const pl_dilution *it, int16_t drug, int16_t diluent,
                                           pl_diluent_verdict verdict) {
    for (size_t i = 0; i < it->tables->diluent_rule_count; i++) {
        const pl_diluent_rule *rule = &it->tables->diluent_rules[i];
        if (rule->drug == drug && rule->diluent == diluent && rule->verdict == verdict) {
            return rule;
        }
    }
    return NULL;
}

static bool suits_all(const pl_dilution *it, int16_t diluent) {
    for (size_t i = 0; i < it->drug_count; i++) {
        int16_t drug = it->drugs[i].drug;
        bool allowed = diluent_rule(it, drug, diluent, PL_DILUENT_ALLOWED) ||
                       diluent_rule(it, drug, diluent, PL_DILUENT_PREFERRED);
        if (!allowed || diluent_rule(it, drug, diluent, PL_DILUENT_FORBIDDEN)) {
            return false;
        }
    }
    return true;
}

/* Proposes the first diluent of the table that a source allows for every drug. */
static pl_status find_diluent(const pl_context *context, pl_dilution *it, pl_error *error) {
    for (size_t d = 0; it->diluent == PL_NONE && d < it->tables->diluent_count; d++) {
        if (suits_all(it, (int16_t)d)) {
            it->diluent = (int16_t)d;
            it->diluent_proposed = true;
        }
    }
    for (size_t i = 0; it->diluent != PL_NONE && i < it->drug_count; i++) {
        const pl_diluent_rule *rule =
            diluent_rule(it, it->drugs[i].drug, it->diluent, PL_DILUENT_FORBIDDEN);
        if (rule) {
            return pl_fail(error, PALLIA_EDILUENT_FORBIDDEN, "/diluent",
                           pl_pick(context, rule->why));
        }
    }
    return PALLIA_OK;
}

/* ---- the whole ---- */

static pl_status fit(pl_context *context, pl_dilution *it, pl_error *error) {
    pl_rational drawn = pl_rational_from_int(0);
    const pl_unit *ml = pl_unit_base(PL_VOLUME);
    for (size_t i = 0; i < it->drug_count; i++) {
        pl_status status = pl_rational_add(drawn, it->drugs[i].volume, &drawn);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    if (pl_rational_compare(drawn, it->volume) > 0) {
        return pl_fail(error, PALLIA_EVOLUME, "/final_volume", pl_say_quantity(context, drawn, ml));
    }
    if (!pl_rational_is_zero(it->capacity) && pl_rational_compare(it->volume, it->capacity) > 0) {
        return pl_fail(error, PALLIA_ECAPACITY, "/final_volume",
                       pl_say_quantity(context, it->volume, ml));
    }
    return pl_rational_sub(it->volume, drawn, &it->diluent_volume);
}

pl_status pl_dilution_solve(pl_context *context, pl_dilution *it, pl_error *error) {
    pl_status status = find_times(context, it, error);
    for (size_t i = 0; status == PALLIA_OK && i < it->drug_count; i++) {
        status = fill_drug(context, it, i, &it->drugs[i], error);
    }
    if (status == PALLIA_OK) {
        status = fit(context, it, error);
    }
    if (status == PALLIA_OK) {
        status = find_diluent(context, it, error);
    }
    for (size_t i = 0; status == PALLIA_OK && i < it->drug_count; i++) {
        status = deliver(it, &it->drugs[i]);
    }
    if (status == PALLIA_OK) {
        /* What the pump's step made of the duration. */
        bool slowed = pl_dilution_purge_slows(it);
        status =
            pl_rational_div(slowed ? pl_dilution_left(it) : it->volume, it->rate, &it->duration);
    }
    if (status != PALLIA_OK && error->code == PALLIA_OK) {
        return pl_fail(error, status, "", NULL);
    }
    return status;
}
