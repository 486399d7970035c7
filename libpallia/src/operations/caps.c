/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/caps.h"

#include "operations/ceilings.h"

#include <string.h>

enum { HOURS_IN_A_DAY = 24 };

static const char own_country[] = "FR";

const pl_anticipation *pl_anticipation_at(const pl_context *context, const pl_anticipation *tables,
                                          size_t i) {
    size_t teams = context->rules->team_count;
    if (i < teams) {
        return context->rules->teams[teams - 1 - i];
    }
    return i == teams ? tables : NULL;
}

static void add(pl_caps *to, pl_cap one, bool own) {
    bool is_own = strcmp(one.jurisdiction, own_country) == 0;
    if (is_own != own || to->count == PL_CAPS_MAX) {
        return;
    }
    to->differ = to->differ || (to->count > 0 && !pl_rational_equal(one.mg, to->list[0].mg));
    to->list[to->count++] = one;
}

static bool has_route(const pl_anticipated *row, int16_t route) {
    for (size_t i = 0; i < row->route_count; i++) {
        if (row->routes[i] == route) {
            return true;
        }
    }
    return false;
}

static bool row_answers(const pl_context *context, const pl_anticipated *row,
                        const pl_cap_question *question) {
    if (row->drug != question->drug || !row->maximum.unit) {
        return false;
    }
    return question->any_use ||
           (question->symptom && !context->drugs->drugs[row->drug].opioid &&
            has_route(row, question->route) && strcmp(row->symptom->id, question->symptom) == 0);
}

static void gather_rows(const pl_context *context, const pl_anticipation *tables,
                        const pl_cap_question *question, bool own, pl_caps *out) {
    const pl_anticipation *in;
    for (size_t i = 0; (in = pl_anticipation_at(context, tables, i)) != NULL; i++) {
        for (size_t k = 0; k < in->row_count; k++) {
            const pl_anticipated *row = &in->rows[k];
            pl_rational mg;
            if (row_answers(context, row, question) &&
                pl_quantity_in(row->maximum, pl_unit_base(PL_MASS), &mg) == PALLIA_OK) {
                add(out, (pl_cap){mg, row->jurisdiction, row->text, &row->basis, row}, own);
            }
        }
    }
}

static void gather_ceilings(const pl_syringe_tables *syringe, const pl_cap_question *question,
                            bool own, pl_caps *out) {
    for (size_t i = 0; i < syringe->ceiling_count; i++) {
        const pl_ceiling *one = &syringe->ceilings[i];
        bool kind =
            one->kind == PL_CEILING_HIGH || (question->switches && one->kind == PL_CEILING_SWITCH);
        pl_rational mg;
        if (kind && one->drug == question->drug && pl_ceiling_rate(one, question->kg, &mg) &&
            pl_rational_mul(mg, pl_rational_from_int(HOURS_IN_A_DAY), &mg) == PALLIA_OK) {
            add(out, (pl_cap){mg, one->jurisdiction, one->text, &one->basis, NULL}, own);
        }
    }
}

void pl_caps_gather(const pl_context *context, const pl_anticipation *tables,
                    const pl_syringe_tables *syringe, const pl_cap_question *question,
                    pl_caps *out) {
    static const bool own_first[] = {true, false};
    *out = (pl_caps){.count = 0};
    for (size_t i = 0; i < sizeof own_first / sizeof own_first[0]; i++) {
        gather_rows(context, tables, question, own_first[i], out);
        gather_ceilings(syringe, question, own_first[i], out);
    }
}

const pl_cap *pl_caps_exceeded(const pl_caps *caps, pl_rational mg) {
    for (size_t i = 0; i < caps->count; i++) {
        if (pl_rational_compare(mg, caps->list[i].mg) > 0) {
            return &caps->list[i];
        }
    }
    return NULL;
}

const pl_cap *pl_caps_exceeded_row(const pl_caps *caps, pl_rational mg) {
    for (size_t i = 0; i < caps->count; i++) {
        if (caps->list[i].row && pl_rational_compare(mg, caps->list[i].mg) > 0) {
            return &caps->list[i];
        }
    }
    return NULL;
}

const pl_cap *pl_caps_highest(const pl_caps *caps) {
    const pl_cap *highest = NULL;
    for (size_t i = 0; i < caps->count; i++) {
        if (!highest || pl_rational_compare(caps->list[i].mg, highest->mg) > 0) {
            highest = &caps->list[i];
        }
    }
    return highest;
}

/* ---- in words ---- */

static const char *say_value(pl_context *context, const pl_cap *one) {
    pl_argument arguments[] = {{"value", pl_say_quantity(context, one->mg, pl_unit_per_day())},
                               {"country", one->jurisdiction}};
    return pl_say(context, "say.cap", arguments, 2);
}

const char *pl_caps_say(pl_context *context, const pl_caps *caps) {
    const char *text = NULL;
    for (size_t i = 0; i < caps->count; i++) {
        const char *one = say_value(context, &caps->list[i]);
        pl_argument arguments[] = {{"left", text}, {"right", one}};
        text = text ? pl_say(context, "say.and_then", arguments, 2) : one;
        pl_cite(context, caps->list[i].basis);
    }
    return text ? text : pl_say(context, "say.no_cap", NULL, 0);
}

const char *pl_caps_say_texts(pl_context *context, const pl_caps *caps) {
    const char *text = "";
    for (size_t i = 0; i < caps->count; i++) {
        const char *one = pl_pick(context, caps->list[i].text);
        pl_argument arguments[] = {{"first", text}, {"next", one}};
        text = *text ? pl_say(context, "say.then", arguments, 2) : one;
        pl_cite(context, caps->list[i].basis);
    }
    return text;
}
