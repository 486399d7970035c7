/* SPDX-License-Identifier: MPL-2.0
 *
 * The regimen: what the patient received in 24 hours, item by item, as exact amounts.
 *
 * Item keys: `drug`, `route` (ids), and how much:
 *   "dose": "20 mg" with "times": 4 or "every": "6 h"
 *   "dose": "2 mg/h", "100 mg/24h": a rate
 *   "doses": ["60 mg", "90 mg"]: each dose of the day
 *   transdermal: "dose": "25 ug/h" (or "doses", one per patch); "every" is the change of the patch
 * and does not enter the amount. The printed "12" counts as what it delivers.
 */
#ifndef PL_OPERATIONS_REGIMEN_H
#define PL_OPERATIONS_REGIMEN_H

#include "leaf/json_read.h"
#include "operations/context.h"

enum { PL_ITEMS_MAX = 32, PL_DOSES_MAX = 24 };

typedef struct pl_item {
    pl_place place;
    int16_t release;   /* PL_NONE when not said */
    pl_rational per24; /* native unit of the place */
    size_t index;      /* in the request's list */
} pl_item;

/* The items of one place together: bands and ranges apply to the whole. */
typedef struct pl_sum {
    pl_place place;
    pl_rational per24;
    size_t first; /* index of its first item in the request */
} pl_sum;

typedef struct pl_regimen {
    pl_item items[PL_ITEMS_MAX];
    size_t item_count;
    pl_sum sums[PL_ITEMS_MAX];
    size_t sum_count;
    const char *aside;  /* an item that is no opioid and was set aside, in words; NULL when none */
    size_t given_count; /* sums before anything was set aside */
} pl_regimen;

/* Reads the list `regimen` of a request and writes one trail step an item and one a sum. Beside an
 * opioid, what is none (paracetamol, midazolam) is set aside: it has nothing to convert.
 * Statuses of 11xx, 12xx, 13xx with the pointer of the place. */
pl_status pl_regimen_read(pl_context *context, const pl_json *list, pl_regimen *out,
                          pl_error *error);

/* Reads `drug` and `route` of an object. PALLIA_EDRUG, PALLIA_EROUTE, PALLIA_EROUTE_DRUG. */
pl_status pl_place_read(const pl_context *context, const pl_json *object, pl_place *out,
                        pl_error *error);

/* Reads the `route` of an object that names no drug, and where it stands; PL_NONE when it has none.
 * PALLIA_EROUTE. */
pl_status pl_any_route_read(const pl_context *context, const pl_json *object, pl_json *at,
                            int16_t *out, pl_error *error);

/* The place of a known drug and a route id. PALLIA_EROUTE, PALLIA_EROUTE_DRUG. */
pl_status pl_place_choose(const pl_drugs *drugs, int16_t drug, const char *route, pl_place *out);

/* The regimen of one amount (native unit of its place), no release said. */
void pl_regimen_of(pl_place place, pl_rational per24, pl_regimen *out);

/* What a dose counts as: a patch printed with a rounded number counts as what it delivers. */
pl_rational pl_dose_delivers(const pl_context *context, pl_place place, pl_rational printed);

/* Reads the optional `release` of an object: PL_NONE when it is absent. PALLIA_EVALUE. */
pl_status pl_release_read(const pl_context *context, const pl_json *object, int16_t *out,
                          pl_error *error);

#endif
