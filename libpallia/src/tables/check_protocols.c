/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_common.h"
#include "tables/check_syringe.h"
#include "tables/load_common.h"

#include <string.h>

/* One protocol and one of its examples, or the document around them. */
typedef struct subject {
    pl_reader reader;
    const pl_syringe_tables *tables;
    const pl_protocol *protocol;
} subject;

static pl_status fail(const subject *what, const pl_json *at, pl_status code) {
    return pl_load_fail(&what->reader, at, code);
}

/* ---- low and high, shares ---- */

static bool in_base(pl_quantity quantity, pl_rational *out) {
    *out = quantity.value;
    if (quantity.unit == NULL) {
        return true;
    }
    return pl_quantity_in(quantity, pl_unit_base(quantity.unit->dimension), out) == PALLIA_OK;
}

static bool same_dimension(pl_quantity left, pl_quantity right) {
    return left.unit == right.unit || (left.unit != NULL && right.unit != NULL &&
                                       left.unit->dimension == right.unit->dimension);
}

static bool ordered(const pl_given *low, const pl_given *high) {
    pl_rational least;
    pl_rational most;
    return !low->given || !high->given ||
           (same_dimension(low->quantity, high->quantity) && in_base(low->quantity, &least) &&
            in_base(high->quantity, &most) && pl_rational_compare(least, most) <= 0);
}

static bool at_most_whole(const pl_given *share) {
    return !share->given || share->quantity.unit != NULL ||
           pl_rational_compare(share->quantity.value, pl_rational_from_int(1)) <= 0;
}

static pl_status check_bounds(const subject *what, const pl_json *at) {
    const pl_protocol *it = what->protocol;
    const bool good[] = {ordered(&it->bolus_low, &it->bolus_high),
                         ordered(&it->bolus_low, &it->bolus_start),
                         ordered(&it->bolus_start, &it->bolus_high),
                         ordered(&it->interval_low, &it->interval_high),
                         ordered(&it->dose_low, &it->dose_high),
                         ordered(&it->repeat_low, &it->repeat_high),
                         ordered(&it->rate_low, &it->rate_high),
                         ordered(&it->lockout_low, &it->lockout_high),
                         at_most_whole(&it->share),
                         at_most_whole(&it->bolus_high),
                         at_most_whole(&it->step)};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        if (!good[i]) {
            return fail(what, at, PALLIA_ETABLE_INTERVAL);
        }
    }
    return PALLIA_OK;
}

/* ---- examples ---- */

enum { PARTS_MAX = 4 };

/* The parts of an example, as far as they were read. */
typedef struct parts {
    pl_json item[PARTS_MAX];
    size_t count;
    size_t next;
} parts;

static pl_status split(const subject *what, const pl_json *at, parts *out) {
    *out = (parts){.count = pl_json_count(at)};
    if (!pl_json_is_list(at) || out->count < 2 || out->count > PARTS_MAX) {
        return fail(what, at, PALLIA_ETABLE_EXAMPLE);
    }
    size_t i = 0;
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        out->item[i++] = item;
    }
    return PALLIA_OK;
}

/* The next part, in the base unit of its dimension. "0.9 mg" is a mass, whatever its dose is per.
 */
static pl_status take(const subject *what, parts *from, pl_dimension dimension, pl_rational *out) {
    const pl_json *at = &from->item[from->next];
    *out = pl_rational_from_int(0);
    if (from->next == from->count) {
        return fail(what, &from->item[0], PALLIA_ETABLE_EXAMPLE);
    }
    from->next++;
    pl_quantity quantity;
    pl_status status = pl_load_quantity(&what->reader, at, dimension, &quantity);
    if (status != PALLIA_OK) {
        return status;
    }
    return in_base(quantity, out) ? PALLIA_OK : fail(what, at, PALLIA_EOVERFLOW);
}

static pl_status expect(const subject *what, parts *from, pl_dimension dimension,
                        pl_rational expected) {
    pl_rational printed;
    pl_status status = take(what, from, dimension, &printed);
    if (status != PALLIA_OK) {
        return status;
    }
    bool same = pl_rational_equal(printed, expected);
    return same ? PALLIA_OK : fail(what, &from->item[from->next - 1], PALLIA_ETABLE_EXAMPLE);
}

/* left x right, in base units. */
static pl_status expect_product(const subject *what, parts *from, pl_dimension dimension,
                                pl_rational left, const pl_given *right) {
    pl_rational factor;
    pl_rational product;
    if (!in_base(right->quantity, &factor) ||
        pl_rational_mul(left, factor, &product) != PALLIA_OK) {
        return fail(what, &from->item[0], PALLIA_ETABLE_EXAMPLE);
    }
    return expect(what, from, dimension, product);
}

/* [cumulated, per hour]: share x cumulated / every. */
static pl_status replay_maintenance(const subject *what, parts *from) {
    pl_rational cumulated;
    pl_rational every;
    pl_status status = take(what, from, PL_MASS, &cumulated);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!in_base(what->protocol->every.quantity, &every) ||
        pl_rational_div(cumulated, every, &cumulated) != PALLIA_OK) {
        return fail(what, &from->item[0], PALLIA_ETABLE_EXAMPLE);
    }
    return expect_product(what, from, PL_MASS_RATE, cumulated, &what->protocol->share);
}

static bool is_per_weight(const pl_given *dose) {
    pl_dimension dimension = dose->quantity.unit->dimension;
    return dimension == PL_MASS_PER_WEIGHT || dimension == PL_MASS_RATE_PER_WEIGHT;
}

/* The weight, when the dose is per kg; 1 otherwise. */
static pl_status take_weight(const subject *what, parts *from, const pl_given *dose,
                             pl_rational *out) {
    *out = pl_rational_from_int(1);
    return is_per_weight(dose) ? take(what, from, PL_BODY_WEIGHT, out) : PALLIA_OK;
}

/* [weight?, low, high] */
static pl_status replay_bolus(const subject *what, parts *from) {
    const pl_protocol *it = what->protocol;
    pl_rational weight;
    pl_status status = take_weight(what, from, &it->dose_low, &weight);
    if (status == PALLIA_OK) {
        status = expect_product(what, from, PL_MASS, weight, &it->dose_low);
    }
    return status != PALLIA_OK ? status
                               : expect_product(what, from, PL_MASS, weight, &it->dose_high);
}

/* [weight?, time, low, high] */
static pl_status replay_infusion(const subject *what, parts *from) {
    const pl_protocol *it = what->protocol;
    pl_rational weight;
    pl_rational hours;
    pl_status status = take_weight(what, from, &it->rate_low, &weight);
    if (status == PALLIA_OK) {
        status = take(what, from, PL_TIME, &hours);
    }
    if (status == PALLIA_OK && pl_rational_mul(weight, hours, &hours) != PALLIA_OK) {
        status = fail(what, &from->item[0], PALLIA_ETABLE_EXAMPLE);
    }
    if (status == PALLIA_OK) {
        status = expect_product(what, from, PL_MASS, hours, &it->rate_low);
    }
    return status != PALLIA_OK ? status
                               : expect_product(what, from, PL_MASS, hours, &it->rate_high);
}

/* [low, high], and the volume of the low bolus when the source says a concentration. */
static pl_status replay_titration(const subject *what, parts *from) {
    const pl_protocol *it = what->protocol;
    const pl_rational one = pl_rational_from_int(1);
    pl_status status = expect_product(what, from, PL_MASS, one, &it->bolus_low);
    if (status == PALLIA_OK) {
        status = expect_product(what, from, PL_MASS, one, &it->bolus_high);
    }
    if (status != PALLIA_OK || !it->concentration.given) {
        return status;
    }
    pl_rational bolus;
    pl_rational strength;
    pl_rational volume;
    if (!in_base(it->bolus_low.quantity, &bolus) ||
        !in_base(it->concentration.quantity, &strength) ||
        pl_rational_div(bolus, strength, &volume) != PALLIA_OK) {
        return fail(what, &from->item[0], PALLIA_ETABLE_EXAMPLE);
    }
    return expect(what, from, PL_VOLUME, volume);
}

/* 24 h of background, and every bolus that the lockout lets pass. */
static pl_status most_in_24h(const pl_protocol *it, pl_rational day, pl_rational *out) {
    enum { HOURS = 24 };
    pl_rational lockout;
    pl_rational boluses;
    if (!in_base(it->lockout_low.quantity, &lockout)) {
        return PALLIA_EOVERFLOW;
    }
    pl_status status = pl_rational_div(pl_rational_from_int(HOURS), lockout, &boluses);
    if (status == PALLIA_OK) {
        status = pl_rational_mul(boluses, it->bolus_low.quantity.value, &boluses);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(boluses, day, &boluses);
    }
    return status != PALLIA_OK ? status : pl_rational_add(boluses, day, out);
}

static bool is_one(const pl_given *low, const pl_given *high) {
    pl_rational least;
    pl_rational most;
    return low->given && in_base(low->quantity, &least) && in_base(high->quantity, &most) &&
           pl_rational_equal(least, most);
}

/* [24 h dose, low, high], or [24 h dose, bolus, most in 24 h?] when the bolus is one share. */
static pl_status replay_pca(const subject *what, parts *from) {
    enum { HOURS = 24 };
    const pl_protocol *it = what->protocol;
    pl_rational day;
    pl_status status = take(what, from, PL_MASS_RATE, &day);
    if (status == PALLIA_OK &&
        (!it->bolus_low.given ||
         pl_rational_mul(day, pl_rational_from_int(HOURS), &day) != PALLIA_OK)) {
        status = fail(what, &from->item[0], PALLIA_ETABLE_EXAMPLE);
    }
    if (status == PALLIA_OK) {
        status = expect_product(what, from, PL_MASS, day, &it->bolus_low);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    if (!is_one(&it->bolus_low, &it->bolus_high)) {
        return expect_product(what, from, PL_MASS, day, &it->bolus_high);
    }
    if (from->next == from->count) {
        return PALLIA_OK;
    }
    pl_rational most;
    if (!is_one(&it->lockout_low, &it->lockout_high) || most_in_24h(it, day, &most) != PALLIA_OK) {
        return fail(what, &from->item[0], PALLIA_ETABLE_EXAMPLE);
    }
    return expect(what, from, PL_MASS, most);
}

typedef pl_status (*replay)(const subject *what, parts *from);

static const replay replays[] = {[PL_PROTOCOL_TITRATION] = replay_titration,
                                 [PL_PROTOCOL_MAINTENANCE] = replay_maintenance,
                                 [PL_PROTOCOL_BOLUS] = replay_bolus,
                                 [PL_PROTOCOL_INFUSION] = replay_infusion,
                                 [PL_PROTOCOL_PCA] = replay_pca};

static pl_status check_examples(const subject *what, const pl_json *at) {
    pl_json list;
    pl_status status = pl_json_need(at, "examples", &list, what->reader.error);
    if (status != PALLIA_OK) {
        return status;
    }
    /* A PCA rule may say nothing about the dose. */
    bool silent = what->protocol->kind == PL_PROTOCOL_PCA && !what->protocol->bolus_low.given;
    if ((pl_json_count(&list) == 0) != silent) {
        return fail(what, &list, PALLIA_ETABLE_EXAMPLE);
    }
    pl_json item;
    for (bool more = pl_json_first(&list, &item); more; more = pl_json_next(&item)) {
        parts from;
        status = split(what, &item, &from);
        if (status == PALLIA_OK) {
            status = replays[what->protocol->kind](what, &from);
        }
        if (status == PALLIA_OK && from.next != from.count) {
            status = fail(what, &item, PALLIA_ETABLE_EXAMPLE);
        }
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* ---- boluses that a lockout lets pass ---- */

static pl_status check_boluses(const subject *what, const pl_json *at, const pl_given *lockout) {
    enum { HOURS = 24 };
    pl_rational printed;
    pl_rational hours;
    pl_status status = pl_load_number(&what->reader, at, &printed);
    if (status != PALLIA_OK) {
        return status;
    }
    bool same = in_base(lockout->quantity, &hours) &&
                pl_rational_mul(printed, hours, &hours) == PALLIA_OK &&
                pl_rational_equal(hours, pl_rational_from_int(HOURS));
    return same ? PALLIA_OK : fail(what, at, PALLIA_ETABLE_EXAMPLE);
}

/* "boluses_24h": 24 h divided by the longest and by the shortest lockout. */
static pl_status check_lockout(const subject *what, const pl_json *at) {
    pl_json list;
    if (!pl_json_member(at, "boluses_24h", &list)) {
        return PALLIA_OK;
    }
    pl_json item;
    if (!pl_json_is_list(&list) || pl_json_count(&list) != 2 || !pl_json_first(&list, &item)) {
        return fail(what, &list, PALLIA_ETABLE_EXAMPLE);
    }
    pl_status status = check_boluses(what, &item, &what->protocol->lockout_high);
    (void)pl_json_next(&item);
    return status != PALLIA_OK ? status : check_boluses(what, &item, &what->protocol->lockout_low);
}

/* ---- the file ---- */

static bool is_twice(const subject *what) {
    const pl_protocol *first = what->tables->protocols;
    for (const pl_protocol *it = first; it != what->protocol; it++) {
        if (strcmp(it->id, what->protocol->id) == 0) {
            return true;
        }
    }
    return false;
}

/* Flows and multiples are said a second time by the text. */
static pl_status check_text(const subject *what, const pl_json *at) {
    const pl_protocol *it = what->protocol;
    const pl_given *said[] = {&it->sc_rate_high, &it->central_rate_low, &it->basal_multiple};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        if (said[i]->given && !pl_check_both_say(it->text, said[i]->quantity)) {
            return fail(what, at, PALLIA_ETABLE_EXAMPLE);
        }
    }
    return PALLIA_OK;
}

static pl_status check_protocol(const subject *what, const pl_json *at) {
    if (is_twice(what)) {
        return fail(what, at, PALLIA_ETABLE_DUPLICATE);
    }
    pl_status status = check_bounds(what, at);
    if (status == PALLIA_OK) {
        status = check_lockout(what, at);
    }
    if (status == PALLIA_OK) {
        status = check_text(what, at);
    }
    return status != PALLIA_OK ? status : check_examples(what, at);
}

static pl_status check_body(const pl_reader *reader, const pl_json *root, void *out) {
    const pl_syringe_tables *tables = out;
    pl_json list;
    pl_status status = pl_json_need(root, "protocols", &list, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    size_t i = 0;
    pl_json item;
    for (bool more = pl_json_first(&list, &item); more; more = pl_json_next(&item)) {
        const subject what = {*reader, tables, &tables->protocols[i++]};
        status = check_protocol(&what, &item);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

pl_status pl_check_protocols(const char *bytes, size_t length, const pl_syringe_tables *tables,
                             pallia_allocator allocator, pl_error *error) {
    pl_arena arena;
    pl_arena_init(&arena, allocator);
    pl_reader reader = {.arena = &arena, .error = error};
    pl_syringe_tables copy = *tables;
    pl_status status =
        pl_load_document(bytes, length, "pallia.protocols/1", &reader, check_body, &copy);
    pl_arena_release(&arena);
    return status;
}
