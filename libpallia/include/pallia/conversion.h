/* SPDX-License-Identifier: MPL-2.0
 *
 * A prepared conversion: one arrow from one drug and route to another, resolved once and applied to
 * many doses.
 *
 * It gives what pallia_run's "rotate" calls `calculated`: the same row or the same two legs, stops,
 * refusals, bands and printed edges. No reduction, no patient, no rounding, no breakthrough dose,
 * no product, and no explanation: one person's order is rotated with pallia_run.
 *
 * Units. A dose and a result are in the native unit of their place: mg in 24 hours, except ug/h for
 * a transdermal place (pallia_conversion_unit_from, _unit_to). A patch counts by its printed
 * number: 12 is what delivers 12.5 ug/h.
 *
 * Doubles. See pallia/columns.h: a dose must be a decimal of at most 6 digits after the point; the
 * result is the double nearest to the exact value.
 */
#ifndef PALLIA_CONVERSION_H
#define PALLIA_CONVERSION_H

#include "pallia/pallia.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One arrow. Immutable: any number of threads may use it at once. */
typedef struct pallia_conversion pallia_conversion;

/* Resolves one arrow.
 *
 *   request      a document of at most 4 MiB: {"from":"morphine/oral","to":"morphine/sc"} and, as
 *                for pallia_columns_new, "edition" or "profile", "stable", "acknowledge",
 *                "op":"ome" (then without "to"), "language"
 *   conversion   receives the handle; release it with pallia_conversion_release
 *   answer       on failure, a document {"status":…,"error":{…}} to release with pallia_free; NULL
 *                if not wanted. NULL on success and without memory.
 *
 * A status of family 1xxx or 2xxx: the latter when every dose is refused for one reason (no rule,
 * withheld, never). PALLIA_ENOMEM, PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_conversion_new(const pallia_tables *tables,
                                                           const char *request, size_t length,
                                                           pallia_conversion **conversion,
                                                           char **answer);

/* One more owner; returns `conversion`. */
PALLIA_API pallia_conversion *pallia_conversion_retain(pallia_conversion *conversion);

/* One owner less; the last one frees. */
PALLIA_API void pallia_conversion_release(pallia_conversion *conversion);

/* Converts one dose. Allocates nothing.
 *
 *   dose     in pallia_conversion_unit_from, above zero
 *   result   receives the dose in pallia_conversion_unit_to; untouched on failure
 *
 * The dose: PALLIA_EQUANTITY (NaN, infinite), PALLIA_ENEGATIVE, PALLIA_EMAGNITUDE (zero, or beyond
 * what any quantity may be), PALLIA_EPRECISION (more than 6 digits after the point). The answer:
 * PALLIA_EOUT_OF_RANGE, PALLIA_EWITHHELD (an implausible dose), PALLIA_ENO_RULE, PALLIA_ENEVER,
 * PALLIA_EOVERFLOW. PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_conversion_apply(const pallia_conversion *conversion,
                                                             double dose, double *result);

/* Both ends as "drug/route", and their units. Borrowed. */
PALLIA_API const char *pallia_conversion_from(const pallia_conversion *conversion);
PALLIA_API const char *pallia_conversion_to(const pallia_conversion *conversion);
PALLIA_API const char *pallia_conversion_unit_from(const pallia_conversion *conversion);
PALLIA_API const char *pallia_conversion_unit_to(const pallia_conversion *conversion);

/* The id of the edition whose rows give the numbers; two, separated by a space, when the profile
 * takes the two legs from two; "" when both ends are the same place. Borrowed. */
PALLIA_API const char *pallia_conversion_edition(const pallia_conversion *conversion);

#ifdef __cplusplus
}
#endif

#endif
