/* SPDX-License-Identifier: MPL-2.0
 *
 * The request that rotate, compare, ome and anticipate share, read and checked whole before
 * anything is computed.
 */
#ifndef PL_OPERATIONS_REQUEST_H
#define PL_OPERATIONS_REQUEST_H

#include "leaf/round.h"
#include "operations/patient.h"
#include "operations/regimen.h"

enum { PL_ACKNOWLEDGE_MAX = 32 };

typedef struct pl_request {
    pl_regimen regimen;
    pl_place target;
    bool has_target; /* false for a total: it ends at the pivot, and nothing is given there */
    int16_t target_release; /* PL_NONE when any will do */
    const pl_profile *profile;
    const pl_edition *edition; /* NULL: the profile chooses */
    pl_patient patient;
    bool stable;
    bool has_reduction;
    pl_rational reduction; /* percent */
    pl_rounding rounding;  /* of the products offered */
    const char *acknowledge[PL_ACKNOWLEDGE_MAX];
    size_t acknowledge_count;
    const char *date; /* YYYY-MM-DD of the day of asking, NULL when not given */
} pl_request;

/* What an operation lets its request hold. */
typedef enum pl_request_kind {
    PL_REQUEST_ROTATE,
    PL_REQUEST_COMPARE,
    PL_REQUEST_OME,
    PL_REQUEST_ANTICIPATE /* no target; the regimen may be absent */
} pl_request_kind;

/* The stop of protocols written for an exceptional context. */
extern const char pl_exceptional_code[];

pl_status pl_request_read(pl_context *context, const pl_json *document, pl_request_kind kind,
                          pl_request *out, pl_error *error);

/* Reads the optional list "acknowledge" into `out`: at most `most` codes (up to
 * PL_ACKNOWLEDGE_MAX), each of which `known` accepts. PALLIA_ETYPE, PALLIA_ECOUNT, PALLIA_ECODE. */
pl_status pl_acknowledge_read(const pl_json *document, size_t most,
                              bool (*known)(const void *among, const char *code), const void *among,
                              pl_request *out, pl_error *error);

/* What a prepared conversion or a set of columns is asked: "from" and "to" as "morphine/oral", no
 * dose and no patient. `out` gets an empty regimen, *totals whether "op" is "ome" (no "to" then).
 *
 *   from   receives the place that is converted; NULL when the request names none */
pl_status pl_request_prepare(pl_context *context, const pl_json *document, pl_place *from,
                             pl_request *out, bool *totals, pl_error *error);

bool pl_request_acknowledges(const pl_request *request, const char *code);

/* Whether this operation advised a stop that the request does not take into account. A stop carried
 * from another operation was acknowledged there. */
bool pl_request_stopped(const pl_context *context, const pl_request *request);

#endif
