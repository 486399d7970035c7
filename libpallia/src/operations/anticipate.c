/* SPDX-License-Identifier: MPL-2.0
 *
 * What to leave at home: for each symptom the rows that may be offered, and why there is none.
 */
#include "operations/anticipation.h"

#include "operations/advise.h"
#include "operations/answer.h"
#include "operations/judge.h"
#include "operations/operations.h"
#include "tables/index.h"
#include "tables/set.h"

#include <stdio.h>
#include <string.h>

static const char own_country[] = "FR";

/* ---- may a row be offered ---- */

static bool is_named(const pl_anticipate_state *it, const pl_anticipated *row) {
    for (size_t i = 0; i < it->asked_count; i++) {
        if (it->asked[i] == row) {
            return true;
        }
    }
    return false;
}

static bool same_medicine(const pl_anticipated *a, const pl_anticipated *b) {
    return a->symptom == b->symptom && a->drug == b->drug;
}

/* Whether a team's protocol gives that drug for that symptom: it takes the place of other rows. */
static bool is_replaced(const pl_context *context, const pl_anticipated *row) {
    for (size_t t = 0; t < context->rules->team_count; t++) {
        const pl_anticipation *team = context->rules->teams[t];
        for (size_t i = 0; i < team->row_count; i++) {
            if (team->rows[i].kind != PL_ANTICIPATION_STOCK && same_medicine(&team->rows[i], row)) {
                return true;
            }
        }
    }
    return false;
}

/* One line a symptom and drug: what stands first in its document. The others are compared. */
static bool comes_later(const pl_anticipation *in, const pl_anticipated *row) {
    for (const pl_anticipated *other = in->rows; other < row; other++) {
        bool line = other->kind == PL_ANTICIPATION_BOLUS || other->kind == PL_ANTICIPATION_INFUSION;
        if (line && !other->exceptional && same_medicine(other, row) &&
            strcmp(other->jurisdiction, row->jurisdiction) == 0) {
            return true;
        }
    }
    return false;
}

static const pl_fact_value *naive_of(const pl_anticipate_state *it) {
    return &it->request.patient.facts[PL_FACT_OPIOID_NAIVE];
}

/* An opioid is received, by the regimen or because the request says that this patient is not naive.
 */
static bool receives(const pl_anticipate_state *it) {
    const pl_fact_value *naive = naive_of(it);
    return it->baseline || (naive->given && strcmp(naive->word, "false") == 0);
}

static bool is_offered(const pl_context *context, const pl_anticipate_state *it,
                       const pl_anticipation *in, const pl_anticipated *row) {
    bool kind = row->kind == PL_ANTICIPATION_BOLUS || row->kind == PL_ANTICIPATION_BREAKTHROUGH ||
                row->kind == PL_ANTICIPATION_INFUSION;
    if (!kind || row->exceptional) {
        return false;
    }
    if (row->kind == PL_ANTICIPATION_BREAKTHROUGH) {
        return it->baseline;
    }
    if (row->naive && receives(it)) {
        return false;
    }
    if (row->local) {
        return row->route_count > 0;
    }
    /* An opioid dose that does not say for whom is for nobody. */
    bool opioid = context->drugs->drugs[row->drug].opioid;
    return (!opioid || row->naive) && strcmp(row->jurisdiction, own_country) == 0 &&
           row->route_count > 0 && !is_replaced(context, row) && !comes_later(in, row);
}

/* ---- lines ---- */

static void lack(pl_anticipate_state *it, pl_lack what) {
    if (it->lack_count < PL_LACKS_MAX) {
        it->lacks[it->lack_count++] = what;
    }
}

static const char *name_of(const pl_context *context, int16_t drug) {
    return pl_pick(context, context->drugs->drugs[drug].name);
}

static void lack_weight(pl_context *context, pl_anticipate_state *it, const pl_anticipated *row) {
    pl_argument arguments[] = {{"drug", name_of(context, row->drug)},
                               {"text", pl_pick(context, row->text)}};
    lack(it, (pl_lack){row->symptom, row, "weight", PALLIA_OK,
                       pl_say(context, "missing.weight", arguments, 2)});
}

static void lack_opioid(pl_context *context, pl_anticipate_state *it, const pl_anticipated *row,
                        const pl_error *error) {
    char key[32];
    snprintf(key, sizeof key, "error.%d", (int)error->code);
    pl_argument inner[] = {{"token", error->token}, {"pointer", error->pointer}};
    pl_argument arguments[] = {{"why", pl_say(context, key, inner, 2)}};
    lack(it, (pl_lack){row->symptom, row, "opioid", error->code,
                       pl_say(context, "missing.opioid", arguments, 1)});
}

/* The route of the request when the source has it, else the one that the source prefers. */
static int16_t choose_route(const pl_anticipate_state *it, const pl_anticipated *row) {
    for (size_t i = 0; i < row->route_count; i++) {
        if (row->routes[i] == it->route) {
            return it->route;
        }
    }
    return row->routes[0];
}

static void advise_row(pl_context *context, pl_anticipate_state *it, const pl_made *made) {
    const pl_anticipated *row = made->row;
    pl_argument arguments[] = {{"drug", name_of(context, made->place.drug)},
                               {"row", row->id},
                               {"edition", row->basis.source ? row->basis.source->id : ""},
                               {"date", ""},
                               {"route", pl_say_place(context, made->place)}};
    if (row->local) {
        pl_advise(context, "local-table", PL_SEVERITY_CAUTION, &row->basis, arguments, 4);
    } else if (strcmp(row->jurisdiction, own_country) != 0) {
        pl_advise(context, "row-foreign", PL_SEVERITY_CAUTION, &row->basis, arguments, 2);
    }
    if (row->naive && context->drugs->drugs[made->place.drug].opioid) {
        it->request.patient.facts[PL_FACT_OPIOID_NAIVE].use = PL_FACT_ADVICE;
        if (!naive_of(it)->given) {
            pl_advise(context, "naive-dose", PL_SEVERITY_CAUTION, &row->basis, arguments, 1);
        }
    }
    if (made->other_route) {
        pl_advise(context, "route-off-label", PL_SEVERITY_CAUTION, NULL, arguments, 5);
    }
    if (it->days == 0 && made->presentation) {
        pl_advise(context, "days-not-given", PL_SEVERITY_INFO, NULL, NULL, 0);
    }
}

static void finish(pl_context *context, pl_anticipate_state *it, pl_made *made) {
    pl_anticipate_supply(context, it, made);
    advise_row(context, it, made);
    if (made->row->kind != PL_ANTICIPATION_BREAKTHROUGH) {
        pl_advise_facts(context, &it->request, made->place);
    }
    pl_cite(context, &made->row->basis);
    if (it->made_count < PL_MADE_MAX) {
        it->made[it->made_count++] = *made;
    }
}

/* The breakthrough dose that another symptom has already; NULL when none has. */
static const pl_made *find_share(const pl_anticipate_state *it) {
    for (size_t i = 0; i < it->made_count; i++) {
        if (it->made[i].row->kind == PL_ANTICIPATION_BREAKTHROUGH && !it->made[i].shared) {
            return &it->made[i];
        }
    }
    return NULL;
}

/* One dose for two symptoms has one maximum, and one stock. */
static void share_line(pl_context *context, pl_anticipate_state *it, const pl_made *first,
                       const pl_anticipated *row) {
    pl_made made = *first;
    pl_argument arguments[] = {{"first", pl_pick(context, first->row->symptom->name)},
                               {"second", pl_pick(context, row->symptom->name)}};
    made.row = row;
    made.shared = first;
    made.has_stock = false;
    pl_advise(context, "shared-maximum", PL_SEVERITY_CAUTION, &row->basis, arguments, 2);
    if (it->made_count < PL_MADE_MAX) {
        it->made[it->made_count++] = made;
    }
}

/* PALLIA_EWITHHELD and PALLIA_ESCOPE concern the whole answer; other refusals, the line. */
static pl_status make_share(pl_context *context, pl_anticipate_state *it, const pl_anticipated *row,
                            pl_error *error) {
    pl_made made = {.row = row};
    pl_error reason = {0};
    const pl_made *first = find_share(it);
    if (first) {
        share_line(context, it, first, row);
        return PALLIA_OK;
    }
    pl_status status = pl_anticipate_breakthrough(context, it, &made, &reason);
    if (status == PALLIA_EWITHHELD) {
        *error = reason;
        return status;
    }
    if (status != PALLIA_OK) {
        lack_opioid(context, it, row, &reason);
        return PALLIA_OK;
    }
    finish(context, it, &made);
    return PALLIA_OK;
}

static pl_status make_line(pl_context *context, pl_anticipate_state *it, const pl_anticipated *row,
                           pl_error *error) {
    if (row->kind == PL_ANTICIPATION_BREAKTHROUGH) {
        return make_share(context, it, row, error);
    }
    pl_made made = {.row = row, .place = {row->drug, choose_route(it, row)}};
    pl_status status = pl_anticipate_dose(context, it, &made);
    if (status == PALLIA_EKEY_MISSING) {
        lack_weight(context, it, row);
        return PALLIA_OK;
    }
    if (status != PALLIA_OK) {
        return pl_fail(error, status, "/patient/weight", row->id);
    }
    finish(context, it, &made);
    return PALLIA_OK;
}

/* ---- symptoms ---- */

static const char *why_none(pl_context *context, const pl_anticipate_state *it,
                            const pl_symptom *symptom) {
    const pl_anticipation *in;
    for (size_t i = 0; (in = pl_anticipation_at(context, it->tables, i)) != NULL; i++) {
        for (size_t k = 0; k < in->unread_count; k++) {
            if (in->unread[k].symptom == symptom) {
                return pl_pick(context, in->unread[k].text);
            }
        }
    }
    return pl_say(context, "missing.none", NULL, 0);
}

static pl_status answer_symptom(pl_context *context, pl_anticipate_state *it,
                                const pl_symptom *symptom, pl_error *error) {
    size_t before = it->made_count + it->lack_count;
    const pl_anticipation *in;
    for (size_t i = 0; (in = pl_anticipation_at(context, it->tables, i)) != NULL; i++) {
        for (size_t k = 0; k < in->row_count; k++) {
            const pl_anticipated *row = &in->rows[k];
            if (row->symptom != symptom || is_named(it, row) || !is_offered(context, it, in, row)) {
                continue;
            }
            pl_status status = make_line(context, it, row, error);
            if (status != PALLIA_OK) {
                return status;
            }
        }
    }
    if (it->made_count + it->lack_count == before) {
        lack(it, (pl_lack){
                     .symptom = symptom, .why = "no-dose", .text = why_none(context, it, symptom)});
    }
    return PALLIA_OK;
}

/* ---- rows asked for by name ---- */

static pl_status answer_named(pl_context *context, pl_anticipate_state *it,
                              const pl_anticipated *row, pl_error *error) {
    if (row->exceptional) {
        pl_both why = row->condition.fr ? row->condition : row->text;
        pl_argument arguments[] = {{"rule", row->id}, {"why", pl_pick(context, why)}};
        pl_advise(context, pl_exceptional_code, PL_SEVERITY_STOP, &row->basis, arguments, 2);
    }
    if (row->exceptional && !it->acknowledged) {
        return pl_fail(error, PALLIA_EWITHHELD, "/acknowledge", "");
    }
    if (row->naive && receives(it)) {
        lack(it, (pl_lack){row->symptom, row, "naive", PALLIA_OK,
                           pl_say(context, "missing.naive", NULL, 0)});
        return PALLIA_OK;
    }
    return make_line(context, it, row, error);
}

/* ---- what is at home ---- */

static const char *say_home(pl_context *context, const pl_home *home) {
    pl_argument arguments[] = {
        {"drug", name_of(context, home->drug)},
        {"strength", pl_say_quantity(context, home->strength.value, home->strength.unit)}};
    return pl_say(context, "say.product", arguments, 2);
}

static void advise_home(pl_context *context, const pl_anticipate_state *it) {
    const char *unused = "";
    const char *other = "";
    for (size_t i = 0; i < it->home_count; i++) {
        const pl_home *home = &it->home[i];
        bool drug = false;
        bool same = false;
        for (size_t k = 0; k < it->made_count; k++) {
            drug = drug || it->made[k].place.drug == home->drug;
            same = same || pl_anticipate_same_product(home, &it->made[k]);
        }
        unused = drug ? unused : pl_anticipate_join(context, unused, say_home(context, home));
        other = !drug || same ? other : pl_anticipate_join(context, other, say_home(context, home));
    }
    pl_argument arguments[] = {{"products", unused}};
    if (*unused) {
        pl_advise(context, "home-without-line", PL_SEVERITY_CAUTION, NULL, arguments, 1);
    }
    if (*other) {
        arguments[0].value = other;
        pl_advise(context, "home-other-strength", PL_SEVERITY_CAUTION, NULL, arguments, 1);
    }
}

/* Whether a drug is named anywhere in this request or its answer. */
static bool involves(const pl_anticipate_state *it, int16_t drug) {
    for (size_t i = 0; i < it->made_count; i++) {
        if (it->made[i].place.drug == drug) {
            return true;
        }
    }
    for (size_t i = 0; i < it->home_count; i++) {
        if (it->home[i].drug == drug) {
            return true;
        }
    }
    for (size_t i = 0; i < it->request.regimen.item_count; i++) {
        if (it->request.regimen.items[i].place.drug == drug) {
            return true;
        }
    }
    return false;
}

static void advise_apart(pl_context *context, const pl_anticipate_state *it) {
    for (size_t i = 0; i < it->tables->apart_count; i++) {
        const pl_apart *apart = &it->tables->apart[i];
        pl_argument arguments[] = {{"first", name_of(context, apart->first)},
                                   {"second", name_of(context, apart->second)},
                                   {"why", pl_pick(context, apart->text)}};
        if (involves(it, apart->first) && involves(it, apart->second)) {
            pl_advise(context, "drugs-apart", PL_SEVERITY_CAUTION, &apart->basis, arguments, 3);
        }
    }
}

/* Dates of one form compare as text. */
static void advise_teams(pl_context *context, const pl_anticipate_state *it) {
    for (size_t i = 0; i < context->rules->team_count; i++) {
        const pl_anticipation *team = context->rules->teams[i];
        pl_argument arguments[] = {{"edition", team->self.id}, {"date", team->review_by}};
        if (it->request.date && strcmp(it->request.date, team->review_by) > 0) {
            pl_advise(context, "table-overdue", PL_SEVERITY_CAUTION, NULL, arguments, 2);
        }
    }
}

/* ---- the whole ---- */

static pl_status open_tables(pl_context *context, pl_anticipate_state *it, pl_error *error) {
    pl_status status = pl_tables_anticipation(context->tables, &it->tables, error);
    if (status == PALLIA_OK) {
        status = pl_tables_products(context->tables, &it->products, error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_syringe(context->tables, &it->syringe, error);
    }
    it->shelf = (pl_shelf){context->drugs, it->syringe};
    return status;
}

static pl_status solve(pl_context *context, pl_anticipate_state *it, pl_error *error) {
    pl_status status = pl_judge_scope(&it->request, error);
    for (size_t i = 0; status == PALLIA_OK && i < it->asked_count; i++) {
        status = answer_named(context, it, it->asked[i], error);
    }
    for (size_t i = 0; status == PALLIA_OK && i < it->symptom_count; i++) {
        status = answer_symptom(context, it, it->symptoms[i], error);
    }
    if (status == PALLIA_OK) {
        advise_home(context, it);
        advise_apart(context, it);
        advise_teams(context, it);
    }
    return status;
}

void pl_anticipate(pl_context *context, const pl_json *document, pl_writer *writer) {
    static const char operation[] = "anticipate";
    pl_error error = {0};
    pl_anticipate_state *it = pl_arena_get(context->arena, sizeof *it);
    if (!it) {
        context->exhausted = true;
        return;
    }
    pl_status status = open_tables(context, it, &error);
    if (status == PALLIA_OK) {
        status = pl_anticipate_read(context, document, it, &error);
    }
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, operation, &error, NULL);
        return;
    }
    if (solve(context, it, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, operation, &error, &it->request);
        return;
    }
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", it->lack_count > 0 ? "partial" : "ok");
    pl_write_string(writer, "op", operation);
    pl_anticipate_write(writer, context, it);
    pl_answer_tail(writer, context, &it->request);
    pl_write_object_end(writer);
}
