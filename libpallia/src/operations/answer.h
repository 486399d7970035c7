/* SPDX-License-Identifier: MPL-2.0
 *
 * Writing the parts that every answer has: quantities, advice, working, citations, identity.
 */
#ifndef PL_OPERATIONS_ANSWER_H
#define PL_OPERATIONS_ANSWER_H

#include "leaf/json_write.h"
#include "operations/context.h"
#include "operations/options.h"
#include "operations/request.h"

/* {"exact":"100/3","unit":"mg/24h","text":"33,3 mg/24 h"} */
void pl_answer_quantity(pl_writer *writer, pl_context *context, const char *key, pl_rational value,
                        const pl_unit *unit);

/* {"low":{…},"high":{…}} */
void pl_answer_interval(pl_writer *writer, pl_context *context, const char *key, pl_rational low,
                        pl_rational high, const pl_unit *unit);

/* "drug" and "route" members, and "place": both in words. */
void pl_answer_place(pl_writer *writer, pl_context *context, pl_place place);

/* {"strength":…,"volume":…,"content":…} under "ampoule". */
void pl_answer_ampoule(pl_writer *writer, pl_context *context, const pl_presentation *one);

/* Units of one intake: {"dose":{…},"units":[{"name":…,"cis":…,"count":2}]}, with "when" if given.
 */
void pl_answer_intake(pl_writer *writer, pl_context *context, const pl_intake *intake,
                      const char *when, const pl_unit *unit);

/* The members "code", "severity", "text" and, of another operation, "from" of one advice. */
void pl_answer_advice(pl_writer *writer, const pl_advice *advice);

/* The words for them. */
const char *pl_answer_evidence(pl_evidence evidence);
const char *pl_answer_severity_word(pl_severity severity);

/* The severity that an answer's word stands for; false for a word that no answer with a result has.
 */
bool pl_answer_severity(const char *word, pl_severity *out);

/* Everything behind the result: advice, trail, cites, identity. `request` may be NULL. */
void pl_answer_tail(pl_writer *writer, pl_context *context, const pl_request *request);

/* Whether clinicians reviewed every table that the answer cites; none is claimed before it
 * happened. */
bool pl_answer_reviewed(const pl_context *context);

/* The stops that the request took into account, as a list under `key`. */
void pl_answer_acknowledge(pl_writer *writer, const char *key, const pl_request *request);

/* The status words of answers. */
const char *pl_answer_status(pl_status status);

/* A whole answer that has no result: refused or error. */
void pl_answer_failure(pl_writer *writer, pl_context *context, const char *operation,
                       const pl_error *error, const pl_request *request);

/* {"code":…,"name":…,"text":…,"pointer":…} under "error", with near names for an unknown drug. */
void pl_answer_error(pl_writer *writer, pl_context *context, const pl_error *error);

#endif
