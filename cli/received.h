/* SPDX-License-Identifier: MPL-2.0
 *
 * What somebody wrote that a patient received, as the library reads it: "60 mg" in 24 hours,
 * "2 mg/h", "25 µg/h" through the skin.
 */
#ifndef CLI_RECEIVED_H
#define CLI_RECEIVED_H

#include "cli.h"
#include "csv.h"
#include "names.h"

enum { RECEIVED_TEXT_SIZE = 2 * CSV_CELL_MAX + 2, RECEIVED_EXACT_SIZE = 64 };

/* A drug and a route, as ids. */
typedef struct received_place {
    char drug[NAME_SIZE];
    char route[NAME_SIZE];
} received_place;

/* A dose. `exact` is what it comes to in 24 hours, in the unit of its place: "41.5", "125/3". */
typedef struct received {
    char text[RECEIVED_TEXT_SIZE];
    bool is_rate;
    char exact[RECEIVED_EXACT_SIZE];
} received;

/* Reads `dose`; a bare number takes `unit`, then `otherwise`; neither may be NULL, either may be "".
 * A dose that has a unit must come to the same in `unit`.
 *
 * PALLIA_EUNIT_MISSING, PALLIA_ECONFLICT (the two units make two doses), those of a quantity,
 * PALLIA_ENOMEM. */
int32_t received_read(cli *it, const received_place *at, const char *dose, const char *unit,
                      const char *otherwise, received *out);

/* Whether the library knows the unit. */
bool received_unit_known(cli *it, const char *unit);

/* The item of a regimen that holds this dose alone; to be released with cJSON_Delete. */
cJSON *received_item(const received_place *at, const received *dose);

/* The double nearest to an exact value of the library's ("41.5", "125/3"). */
double received_value(const char *exact);

#endif
