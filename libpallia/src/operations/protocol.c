/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/protocol.h"

#include "operations/answer.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *const kinds[] = {[PL_PROTOCOL_TITRATION] = "titration",
                                    [PL_PROTOCOL_MAINTENANCE] = "maintenance",
                                    [PL_PROTOCOL_BOLUS] = "bolus",
                                    [PL_PROTOCOL_INFUSION] = "infusion",
                                    [PL_PROTOCOL_PCA] = "pca"};

bool pl_protocol_suits(const pl_protocol *protocol, int16_t drug, int16_t route) {
    if (protocol->drug != PL_NONE && protocol->drug != drug) {
        return false;
    }
    return route == PL_NONE || protocol->routes == 0 || (protocol->routes >> route & 1U) != 0;
}

void pl_answer_basis(pl_writer *writer, pl_context *context, const pl_basis *basis) {
    pl_write_string(writer, basis->edition ? "edition" : "source",
                    basis->edition ? basis->edition->id : basis->source->id);
    pl_write_string(writer, "evidence", pl_answer_evidence(basis->evidence));
    pl_write_string(writer, "cite", basis->cite);
    pl_cite(context, basis);
}

void pl_answer_protocol(pl_writer *writer, pl_context *context, const pl_protocol *protocol) {
    pl_write_string(writer, "id", protocol->id);
    pl_write_string(writer, "kind", kinds[protocol->kind]);
    pl_write_string(writer, "jurisdiction", protocol->jurisdiction);
    pl_write_bool(writer, "exceptional", protocol->exceptional);
    pl_write_string(writer, "text", pl_pick(context, protocol->text));
    pl_answer_basis(writer, context, &protocol->basis);
}

void pl_answer_given(pl_writer *writer, pl_context *context, const char *key, pl_given given) {
    if (!given.given) {
        return;
    }
    if (given.quantity.unit) {
        pl_answer_quantity(writer, context, key, given.quantity.value, given.quantity.unit);
    } else {
        pl_write_string(writer, key, pl_say_share(context, given.quantity.value));
    }
}

const char *pl_say_share(pl_context *context, pl_rational share) {
    char text[PL_RATIONAL_TEXT_SIZE];
    if (share.den == 1) {
        snprintf(text, sizeof text, "%" PRId64, share.num);
    } else {
        snprintf(text, sizeof text, "%" PRId64 "/%" PRId64, share.num, share.den);
    }
    const char *copy = pl_arena_text(context->arena, text, strlen(text));
    if (!copy) {
        context->exhausted = true;
        return "";
    }
    return copy;
}
