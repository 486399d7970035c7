/* SPDX-License-Identifier: MPL-2.0
 *
 * What the public calls that read a request have in common: a context in the language that was
 * asked for, and the document that says why there is nothing else.
 */
#ifndef PL_API_SESSION_H
#define PL_API_SESSION_H

#include "leaf/json_read.h"
#include "operations/context.h"

/* A context in French on the memory of `arena`. */
pl_status pl_session_open(const pallia_tables *tables, pl_arena *arena, pl_context *out);

/* Takes up the "language" of the document, if it has one. PALLIA_ELANGUAGE. */
pl_status pl_session_language(pl_context *context, const pl_json *document, pl_error *error);

/* Writes the answer {"status":"error","error":{…}}; the caller releases it with pallia_free. */
pl_status pl_session_explain(const pallia_tables *tables, const char *operation,
                             const pl_error *error, char **out);

/* Fills the handle `into` from a request. */
typedef pl_status (*pl_preparation)(pl_context *context, const pl_json *document, void *into,
                                    pl_error *error);

/* Reads the request and has `make` fill `into`. *answer is left alone on success and when memory is
 * short, else receives a document that says what is wrong; `answer` may be NULL. */
pl_status pl_session_prepare(const pallia_tables *tables, const char *request, size_t length,
                             pl_preparation make, void *into, char **answer);

#endif
