/* SPDX-License-Identifier: MPL-2.0
 *
 * One published protocol in an answer: whom it is for, who says so, what it gives.
 */
#ifndef PL_OPERATIONS_PROTOCOL_H
#define PL_OPERATIONS_PROTOCOL_H

#include "leaf/json_write.h"
#include "operations/context.h"
#include "tables/syringe_model.h"

/* Whether it is for this drug, and for this route when both the source and the request name one
 * (PL_NONE: the request does not). */
bool pl_protocol_suits(const pl_protocol *protocol, int16_t drug, int16_t route);

/* "source", "evidence" and "cite" members; cites the source. */
void pl_answer_basis(pl_writer *writer, pl_context *context, const pl_basis *basis);

/* "id", "kind", "jurisdiction", "exceptional", "text" and the basis, into an open object. */
void pl_answer_protocol(pl_writer *writer, pl_context *context, const pl_protocol *protocol);

/* A quantity in its own unit, or a share as text ("1/24"); nothing when the source left it out. */
void pl_answer_given(pl_writer *writer, pl_context *context, const char *key, pl_given given);

/* "1/24", whatever the denominator; "2" when it is whole. */
const char *pl_say_share(pl_context *context, pl_rational share);

#endif
