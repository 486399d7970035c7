/* SPDX-License-Identifier: MPL-2.0
 *
 * What one request works with: the tables it reads, the language it speaks, the memory it uses, and
 * the advice, working and citations that it gathers on the way.
 *
 * A context lives for one request and one thread. Lists keep the order of first mention.
 */
#ifndef PL_OPERATIONS_CONTEXT_H
#define PL_OPERATIONS_CONTEXT_H

#include "leaf/alloc.h"
#include "tables/messages.h"
#include "tables/model.h"

enum { PL_ADVICE_MAX = 256, PL_TRAIL_MAX = 192, PL_CITES_MAX = 128 };

typedef struct pl_advice {
    const char *code;
    pl_severity severity;
    const char *text;
    const pl_basis *basis; /* NULL for a finding of the computation itself */
    const char *from;      /* the operation that found it, NULL for this one */
} pl_advice;

typedef struct pl_step {
    const char *step; /* "item", "sum", "row", "reduction", … */
    const char *text;
    const pl_row *row; /* NULL unless a table row was used */
    bool has_value;
    pl_quantity value;
} pl_step;

typedef struct pl_context {
    const pallia_tables *tables;
    const pl_drugs *drugs;
    const pl_rules *rules;
    const pl_messages *messages;
    const char *language;
    pl_arena *arena;
    const pl_name *expected; /* what an unknown word may have meant, where it is no drug; NULL */
    size_t expected_count;
    bool exhausted; /* memory ran out while a text was made */

    pl_advice advice[PL_ADVICE_MAX];
    size_t advice_count;
    pl_step trail[PL_TRAIL_MAX];
    size_t trail_count;
    const pl_basis *cites[PL_CITES_MAX];
    size_t cite_count;
} pl_context;

/* The message `key` with its arguments; never NULL ("" and `exhausted` when memory ran out). */
const char *pl_say(pl_context *context, const char *key, const pl_argument *arguments,
                   size_t count);

/* "33,3 mg/24 h", "33,3" and "mg/24 h" in the language of the request. */
const char *pl_say_quantity(pl_context *context, pl_rational value, const pl_unit *unit);
const char *pl_say_number(pl_context *context, pl_rational value);

/* The same for an operand that a reader multiplies: "4,17 mg/h (25/6)" when the text is rounded,
 * "≈ 4,17 mg/h" when the fraction is too long to be of use. */
const char *pl_say_operand(pl_context *context, pl_rational value, const pl_unit *unit);
const char *pl_say_unit(const pl_context *context, const pl_unit *unit);

/* "morphine par voie orale", "oral morphine". */
const char *pl_say_place(pl_context *context, pl_place place);

/* "morphine et hydromorphone". */
const char *pl_say_pair(pl_context *context, int16_t drug, int16_t other);

/* `right` behind `left`, with `mark` between two that are not empty; whole, never cut. */
const char *pl_join(pl_context *context, const char *left, const char *mark, const char *right);

/* The one of the two texts that the request asked for. */
const char *pl_pick(const pl_context *context, pl_both both);

/* Adds an advice once; a second one of the same code and the same words is dropped, one about
 * another drug or pair is not. The text is advice.<code>. Beyond PL_ADVICE_MAX the answer is given
 * up as out of memory: no warning is left out in silence. */
void pl_advise(pl_context *context, const char *code, pl_severity severity, const pl_basis *basis,
               const pl_argument *arguments, size_t count);

/* Repeats an advice of another operation, said to be of that one, unless this one has said the very
 * same: of the same code they may be about different drugs. */
void pl_advise_carried(pl_context *context, const pl_advice *carried);

/* Whether this operation itself advised `code`. */
bool pl_advised(const pl_context *context, const char *code);

void pl_trail(pl_context *context, const char *step, const char *text, const pl_row *row);
void pl_trail_value(pl_context *context, const char *step, const char *text, const pl_row *row,
                    pl_rational value, const pl_unit *unit);

/* Cites a source once. */
void pl_cite(pl_context *context, const pl_basis *basis);
void pl_cite_row(pl_context *context, const pl_row *row);

/* The native unit of a place, and that of a driver rate. */
const pl_unit *pl_native_unit(const pl_context *context, pl_place place);

#endif
