/* SPDX-License-Identifier: MPL-2.0
 *
 * A result: the answer to one request, read place by place, for a program without a JSON parser.
 *
 * It is the very document that pallia_run gives for the request. Read "/status" first (ok, partial,
 * withheld, refused, error); then what the operation answers, then its "/advice", sources and
 * identity: no number should be shown without them.
 *
 * Places. A `place` is a JSON pointer (RFC 6901), NUL-terminated: "/result/start/low",
 * "/advice/0/text", "" for the whole document. What the operations answer is described in
 * pallia_run(3); pallia_result_count tells what is there.
 *
 * Numbers. A dose, a rate or a volume is a quantity, {"exact":"25/6","unit":"mg/h","text":"4,17
 * mg/h"}: pallia_result_quantity reads its exact value and its unit together, pallia_result_text
 * the text for a reader at its "/text". There are no doubles here.
 *
 * NULL. The functions that return a pointer return NULL for NULL.
 */
#ifndef PALLIA_RESULT_H
#define PALLIA_RESULT_H

#include "pallia/pallia.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One answer. Immutable: any number of threads may use it at once. */
typedef struct pallia_result pallia_result;

/* Answers one request, as pallia_run.
 *
 *   request, length   the document, strict JSON of at most 4 MiB
 *   result            receives the handle, also when the request is wrong; release it with
 *                     pallia_result_release
 *
 * PALLIA_OK when there is a result, whatever it says; PALLIA_ENOMEM, PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_result_new(const pallia_tables *tables,
                                                       const char *request, size_t length,
                                                       pallia_result **result);

/* One more owner; returns `result`. */
PALLIA_API pallia_result *pallia_result_retain(pallia_result *result);

/* One owner less; the last one frees. */
PALLIA_API void pallia_result_release(pallia_result *result);

/* The whole answer, byte for byte what pallia_run gives. Borrowed.
 *
 *   length   receives its bytes without the final NUL; may be NULL */
PALLIA_API const char *pallia_result_document(const pallia_result *result, size_t *length);

/* How many elements a list has, or members an object; 0 for any other value; -1 when nothing is at
 * this place. */
PALLIA_API int32_t pallia_result_count(const pallia_result *result, const char *place);

/* The string at a place; NULL when there is none. Borrowed. */
PALLIA_API const char *pallia_result_text(const pallia_result *result, const char *place);

/* The number at a place that is no quantity: a count, a code.
 *
 * PALLIA_EKEY_MISSING (nothing at this place), PALLIA_ETYPE (no number), PALLIA_EVALUE (no integer
 * of 32 bits), PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_result_integer(const pallia_result *result,
                                                           const char *place, int32_t *value);

/* true or false at a place, as 1 or 0.
 *
 * PALLIA_EKEY_MISSING, PALLIA_ETYPE, PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_result_truth(const pallia_result *result,
                                                         const char *place, int32_t *value);

/* The quantity at a place: exactly `numerator` / `denominator` of `unit`, in lowest terms, the
 * denominator above zero.
 *
 *   unit   receives the unit's code, "mg/24h"; may not be NULL: a number without its unit is no
 *          dose. Borrowed.
 *
 * PALLIA_EKEY_MISSING, PALLIA_ETYPE (no quantity), PALLIA_EARGUMENT. */
PALLIA_API PALLIA_USE_RESULT int32_t pallia_result_quantity(const pallia_result *result,
                                                            const char *place, int64_t *numerator,
                                                            int64_t *denominator,
                                                            const char **unit);

#ifdef __cplusplus
}
#endif

#endif
