/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/context.h"

#include "leaf/round.h"

#include <stdio.h>
#include <string.h>

enum { FRACTION_MAX = 9 }; /* a longer one helps nobody */

const char *pl_say(pl_context *context, const char *key, const pl_argument *arguments,
                   size_t count) {
    const char *text = pl_messages_fill(context->messages, context->arena, key, arguments, count);
    if (!text) {
        context->exhausted = true;
        return "";
    }
    return text;
}

static const char *keep(pl_context *context, const char *text) {
    const char *copy = pl_arena_text(context->arena, text, strlen(text));
    if (!copy) {
        context->exhausted = true;
        return "";
    }
    return copy;
}

static bool is_french(const pl_context *context) {
    return strcmp(context->language, "fr") == 0;
}

const char *pl_say_number(pl_context *context, pl_rational value) {
    char text[PL_ROUND_TEXT_SIZE];
    pl_round_text(value, is_french(context) ? ',' : '.', text);
    return keep(context, text);
}

const char *pl_say_unit(const pl_context *context, const pl_unit *unit) {
    return is_french(context) ? unit->text_fr : unit->text_en;
}

const char *pl_say_quantity(pl_context *context, pl_rational value, const pl_unit *unit) {
    const char *unit_text = pl_say_unit(context, unit);
    size_t unit_length = strlen(unit_text);
    char *text = pl_arena_get(context->arena, PL_ROUND_TEXT_SIZE + 1 + unit_length + 1);
    if (!text) {
        context->exhausted = true;
        return "";
    }
    size_t length = pl_round_text(value, is_french(context) ? ',' : '.', text);
    text[length] = ' ';
    memcpy(text + length + 1, unit_text, unit_length + 1);
    return text;
}

const char *pl_say_operand(pl_context *context, pl_rational value, const pl_unit *unit) {
    char exact[PL_RATIONAL_TEXT_SIZE];
    const char *rounded = pl_say_quantity(context, value, unit);
    size_t length = pl_rational_text(value, exact);
    char *point = strchr(exact, '.');
    if (point && is_french(context)) {
        *point = ',';
    }
    if (strcmp(exact, pl_say_number(context, value)) == 0) {
        return rounded;
    }
    pl_argument arguments[] = {{"value", rounded}, {"exact", exact}};
    return pl_say(context, length <= FRACTION_MAX ? "say.exactly" : "say.about", arguments, 2);
}

const char *pl_join(pl_context *context, const char *left, const char *mark, const char *right) {
    if (*left == '\0' || *right == '\0') {
        return *left == '\0' ? right : left;
    }
    size_t before = strlen(left);
    size_t between = strlen(mark);
    size_t after = strlen(right);
    char *text = pl_arena_get(context->arena, before + between + after + 1);
    if (!text) {
        context->exhausted = true;
        return "";
    }
    memcpy(text, left, before);
    memcpy(text + before, mark, between);
    memcpy(text + before + between, right, after);
    return text;
}

const char *pl_pick(const pl_context *context, pl_both both) {
    return is_french(context) ? both.fr : both.en;
}

const char *pl_say_place(pl_context *context, pl_place place) {
    pl_argument arguments[] = {
        {"drug", pl_pick(context, context->drugs->drugs[place.drug].name)},
        {"route", pl_pick(context, context->drugs->routes[place.route].name)}};
    return pl_say(context, "say.place", arguments, 2);
}

const char *pl_say_pair(pl_context *context, int16_t drug, int16_t other) {
    pl_argument arguments[] = {{"drug", pl_pick(context, context->drugs->drugs[drug].name)},
                               {"other", pl_pick(context, context->drugs->drugs[other].name)}};
    return pl_say(context, "say.pair", arguments, 2);
}

/* The same code about another drug or pair is another advice. */
static bool is_said(const pl_context *context, const char *code, const char *text) {
    for (size_t i = 0; i < context->advice_count; i++) {
        const pl_advice *one = &context->advice[i];
        if (strcmp(one->code, code) == 0 && strcmp(one->text, text) == 0) {
            return true;
        }
    }
    return false;
}

void pl_advise(pl_context *context, const char *code, pl_severity severity, const pl_basis *basis,
               const pl_argument *arguments, size_t count) {
    char key[80];
    snprintf(key, sizeof key, "advice.%s", code);
    const char *text = pl_say(context, key, arguments, count);
    if (is_said(context, code, text)) {
        return;
    }
    if (context->advice_count == PL_ADVICE_MAX) {
        context->exhausted = true;
        return;
    }
    context->advice[context->advice_count++] = (pl_advice){code, severity, text, basis, NULL};
    if (basis) {
        pl_cite(context, basis);
    }
}

void pl_advise_carried(pl_context *context, const pl_advice *carried) {
    if (is_said(context, carried->code, carried->text)) {
        return;
    }
    if (context->advice_count == PL_ADVICE_MAX) {
        context->exhausted = true;
        return;
    }
    context->advice[context->advice_count++] = *carried;
}

bool pl_advised(const pl_context *context, const char *code) {
    for (size_t i = 0; i < context->advice_count; i++) {
        if (!context->advice[i].from && strcmp(context->advice[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static void add_step(pl_context *context, pl_step step) {
    if (context->trail_count < PL_TRAIL_MAX) {
        context->trail[context->trail_count++] = step;
    }
}

void pl_trail(pl_context *context, const char *step, const char *text, const pl_row *row) {
    add_step(context, (pl_step){.step = step, .text = text, .row = row});
}

void pl_trail_value(pl_context *context, const char *step, const char *text, const pl_row *row,
                    pl_rational value, const pl_unit *unit) {
    add_step(context, (pl_step){step, text, row, true, {value, unit}});
}

void pl_cite(pl_context *context, const pl_basis *basis) {
    for (size_t i = 0; i < context->cite_count; i++) {
        const pl_basis *cited = context->cites[i];
        if (cited->edition == basis->edition && cited->source == basis->source) {
            return;
        }
    }
    if (context->cite_count < PL_CITES_MAX) {
        context->cites[context->cite_count++] = basis;
    }
}

void pl_cite_row(pl_context *context, const pl_row *row) {
    pl_basis *basis = pl_arena_get(context->arena, sizeof *basis);
    if (!basis) {
        context->exhausted = true;
        return;
    }
    *basis = (pl_basis){row->edition, NULL, row->evidence, row->cite};
    pl_cite(context, basis);
}

const pl_unit *pl_native_unit(const pl_context *context, pl_place place) {
    return context->drugs->routes[place.route].native;
}
