/* SPDX-License-Identifier: MPL-2.0
 *
 * Columns: millions of doses converted to one target, a status byte for each row.
 *
 * A set of columns holds what pallia_run's "rotate" (or "ome") answers from every place, a drug and
 * a route, to one target. It is resolved once, exactly, and then applied: the same rows, stops,
 * refusals, bands and printed edges, without a request for each dose. Results are calculated
 * doses: no reduction, no patient, no rounding, no breakthrough dose, no product. They are for
 * audits and studies; one person's order is rotated with pallia_run, which explains itself.
 *
 * Shapes. Four arrays of `rows` elements: codes and doses in, results and statuses out. A row's
 * error never touches another row.
 *
 * Units. A dose and a result are in the native unit of their place: mg in 24 hours, except ug/h for
 * a transdermal place (pallia_columns_unit says which). A patch counts by its printed number: 12 is
 * what delivers 12.5 ug/h.
 *
 * Doubles. A dose must be a decimal of at most 6 digits after the point, as near as a double can
 * hold it or as a few additions leave it (0.1 + 0.2 is read as 0.3): 10 is, 1.0 / 3 is not. Inside,
 * everything is integers. A result is the double nearest to the exact value.
 */
#ifndef PALLIA_COLUMNS_H
#define PALLIA_COLUMNS_H

#include "pallia/pallia.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What became of a row. Pinned for ever; pallia_row_name and pallia_row_status list them. */
enum {
    PALLIA_ROW_OK = 0,           /* the result is there */
    PALLIA_ROW_UNKNOWN = 1,      /* the code is none of this set */
    PALLIA_ROW_NO_RULE = 2,      /* no table has a rule for this arrow */
    PALLIA_ROW_OUT_OF_RANGE = 3, /* outside the doses that the table prints */
    PALLIA_ROW_WITHHELD = 4,     /* a stop (methadone, partial agonist, …) was not acknowledged */
    PALLIA_ROW_NEVER = 5,        /* never converted: transmucosal fentanyl */
    PALLIA_ROW_DOSE = 6,         /* NaN, infinite, negative, zero, too large, no 6-digit decimal */
    PALLIA_ROW_OVERFLOW = 7      /* the exact result does not fit 64-bit integers */
};

/* The word for a row status ("out-of-range"); NULL when it is none, so that they can be counted
 * from 0. Static. */
PALLIA_API const char *pallia_row_name(uint8_t row);

/* The status of pallia/status.h that says the same (PALLIA_EOUT_OF_RANGE); -1 when `row` is none.
 */
PALLIA_API int32_t pallia_row_status(uint8_t row);

/* Everything that converts to one target. Immutable: any number of threads may use it at once. */
typedef struct pallia_columns pallia_columns;

/* Resolves every place that the tables know towards one target: some milliseconds.
 *
 *   request   a document of at most 4 MiB:
 *             {"to":"morphine/oral"}              the target, as "drug/route"
 *             "edition":"fr-rcp"                  the table; or
 *             "profile":"fr"                      the choice of tables (the default)
 *             "stable":true                       rows for a stable patient, where there are some
 *             "acknowledge":["methadone"]         stops that are lifted
 *             "op":"ome"                          a total in the table's pivot, without "to":
 *                                                 tables for totals may be used, and it is not a
 *                                                 dose
 *             "language":"en"                     of `answer`; "fr" by default
 *   columns   receives the handle; release it with pallia_columns_release
 *   answer    on failure, a document {"status":…,"error":{…}} to release with pallia_free; NULL if
 *             not wanted. NULL on success and without memory.
 *
 * A status of family 1xxx, PALLIA_ETOTALS_ONLY, PALLIA_ENOMEM, PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_columns_new(const pallia_tables *tables,
                                                        const char *request, size_t length,
                                                        pallia_columns **columns, char **answer);

/* One more owner; returns `columns`. */
PALLIA_API pallia_columns *pallia_columns_retain(pallia_columns *columns);

/* One owner less; the last one frees. */
PALLIA_API void pallia_columns_release(pallia_columns *columns);

/* The code of a place in this set, for pallia_columns_run. Another set, other tables: another code.
 *
 *   drug, route   ids of tables/drugs.json, NUL-terminated: "morphine", "oral"
 *   code          receives a number from 0
 *
 * PALLIA_EDRUG, PALLIA_EROUTE, PALLIA_EROUTE_DRUG (not given by that route), PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_columns_code(const pallia_columns *columns,
                                                         const char *drug, const char *route,
                                                         int32_t *code);

/* The unit of the doses of a code, "mg/24h" or "ug/h"; NULL when the code is none. Borrowed. */
PALLIA_API const char *pallia_columns_unit(const pallia_columns *columns, int32_t code);

/* The target as "drug/route", and the unit of the results. Borrowed. */
PALLIA_API const char *pallia_columns_to(const pallia_columns *columns);
PALLIA_API const char *pallia_columns_unit_to(const pallia_columns *columns);

/* Converts `rows` rows. Allocates nothing and never stops at a row.
 *
 *   codes      of pallia_columns_code; any other number is PALLIA_ROW_UNKNOWN
 *   doses      in the unit of their code
 *   results    receives the doses of the target, NaN where the status is not PALLIA_ROW_OK
 *   statuses   receives PALLIA_ROW_…
 *
 * `results` may be the array `doses` itself. But for that, neither `results` nor `statuses` may
 * overlap another array, not even in part.
 *
 * No pointer may be NULL, even for 0 rows. PALLIA_EARGUMENT, else PALLIA_OK: look at the statuses.
 */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_columns_run(const pallia_columns *columns, size_t rows,
                                                        const int32_t *codes, const double *doses,
                                                        double *results, uint8_t *statuses);

#ifdef __cplusplus
}
#endif

#endif
