/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/anticipation.h"

#include "operations/advise.h"
#include "operations/answer.h"
#include "operations/convert.h"
#include "operations/order_line.h"
#include "operations/origin.h"
#include "operations/protocol.h"
#include "tables/set.h"

#include <stdio.h>
#include <string.h>

enum { FIGURE_ROOM = PL_RATIONAL_TEXT_SIZE + 16, REVIEW_DOSES = 6, DECIMALS = 1000000 };

static const char *const kinds[] = {[PL_ANTICIPATION_BOLUS] = "bolus",
                                    [PL_ANTICIPATION_INFUSION] = "infusion",
                                    [PL_ANTICIPATION_DAILY] = "daily",
                                    [PL_ANTICIPATION_TITRATION] = "titration",
                                    [PL_ANTICIPATION_BREAKTHROUGH] = "breakthrough",
                                    [PL_ANTICIPATION_STOCK] = "stock"};

/* A quantity as requests write it: "2.5 mg". */
static void write_figure(pl_writer *writer, const char *key, pl_rational value,
                         const pl_unit *unit) {
    char number[PL_RATIONAL_TEXT_SIZE];
    char text[FIGURE_ROOM];
    pl_rational_text(value, number);
    snprintf(text, sizeof text, "%s %s", number, unit->code);
    pl_write_string(writer, key, text);
}

static void write_measure(pl_writer *writer, const char *key, pl_quantity quantity) {
    if (quantity.unit) {
        write_figure(writer, key, quantity.value, quantity.unit);
    }
}

/* ---- texts of a line ---- */

const char *pl_anticipate_join(pl_context *context, const char *left, const char *right) {
    pl_argument arguments[] = {{"left", left}, {"right", right}};
    return *left ? pl_say(context, "say.and_then", arguments, 2) : right;
}

static bool concerns(const pl_call_rule *rule, const pl_symptom *symptom) {
    for (size_t i = 0; i < rule->symptom_count; i++) {
        if (rule->symptoms[i] == symptom) {
            return true;
        }
    }
    return false;
}

/* A rule that counts doses says nothing of a line that allows fewer. */
static const char *call_when(pl_context *context, const pl_anticipate_state *it,
                             const pl_made *made) {
    const pl_symptom *symptom = made->row->symptom;
    const char *text = pl_pick(context, symptom->call);
    for (size_t i = 0; i < it->tables->call_count; i++) {
        const pl_call_rule *rule = &it->tables->calls[i];
        bool few = made->doses > 0 && made->doses < REVIEW_DOSES;
        if (concerns(rule, symptom) && !made->continuous && !few) {
            pl_argument arguments[] = {{"left", text}, {"right", pl_pick(context, rule->text)}};
            text = pl_say(context, "say.two_sentences", arguments, 2);
            pl_cite(context, &rule->basis);
        }
    }
    return text;
}

static uint32_t givers(const pl_anticipate_state *it, const pl_made *made) {
    return it->who != 0 ? it->who : made->row->who;
}

static void write_who(pl_writer *writer, const pl_anticipate_state *it, const pl_made *made) {
    uint32_t who = givers(it, made);
    if (who == 0) {
        return;
    }
    pl_write_list(writer, "who");
    for (size_t i = 0; pl_giver_words[i]; i++) {
        if ((who >> i & 1U) != 0) {
            pl_write_string(writer, NULL, pl_giver_words[i]);
        }
    }
    pl_write_list_end(writer);
}

/* ---- the order line that prescribe and sheet read ---- */

static pl_order_origin origin_of(const pl_context *context, const pl_anticipate_state *it,
                                 const pl_anticipated *row) {
    bool share = row->kind == PL_ANTICIPATION_BREAKTHROUGH;
    pl_order_origin out = {.kind = row->local ? "local"
                                   : share    ? "rotation"
                                              : "row",
                           .edition = share ? it->request.profile->id : it->tables->self.id,
                           .row = row->id,
                           .evidence = pl_answer_evidence(row->basis.evidence),
                           .country = row->jurisdiction,
                           .tables_sha256 = pl_tables_sha256(context->tables)};
    for (size_t i = 0; row->local && i < context->rules->team_count; i++) {
        const pl_anticipation *team = context->rules->teams[i];
        if (pl_anticipated_find(team, row->id)) {
            out.edition = team->self.id;
            out.tables_sha256 = team->sha256;
        }
    }
    return out;
}

/* NULL for a unit to swallow: the product list does not tell a tablet from a capsule. */
static const pl_order_form *form_of(const pl_made *made) {
    bool drops = made->line->kind == PL_KIND_DROPS;
    return made->drawn || drops ? pl_order_form_find(drops ? "drops" : "injection") : NULL;
}

static pl_given given(pl_rational value, const pl_unit *unit) {
    return (pl_given){.given = unit != NULL, .quantity = {value, unit}};
}

static pl_given measured(pl_quantity quantity) {
    return given(quantity.value, quantity.unit);
}

static void order_dose(const pl_made *made, pl_order_line *out) {
    if (made->continuous) {
        out->rate = given(made->given_low, made->unit);
        return;
    }
    out->low = given(made->given_low, made->unit);
    out->high = given(made->given_high, made->unit);
}

static int64_t lacking(const pl_made *made) {
    return made->keep > made->at_home ? made->keep - made->at_home : 0;
}

static void order_limits(const pl_anticipate_state *it, const pl_made *made, pl_order_line *out) {
    static const char day[] = "d";
    out->interval = measured(made->interval_high);
    out->maximum_doses = made->doses;
    if (made->has_maximum) {
        out->maximum = given(made->maximum, pl_unit_base(PL_MASS));
    }
    if (it->days > 0) {
        out->duration = given(pl_rational_from_int(it->days), pl_unit_find(day, sizeof day - 1));
    }
    if (made->has_stock) {
        out->quantity = (int32_t)made->keep;
    }
    if (made->shared) {
        out->shared_with = (int32_t)(made->shared - it->made) + 1;
    }
}

static pl_order_line order_of(pl_context *context, const pl_anticipate_state *it,
                              const pl_made *made) {
    const pl_symptom *symptom = made->row->symptom;
    pl_order_line out = {.drug = made->place.drug,
                         .route = made->place.route,
                         .release = PL_NONE,
                         .symptom = symptom->id,
                         .trigger = pl_pick(context, symptom->trigger),
                         .call_when = call_when(context, it, made),
                         .who = givers(it, made),
                         .off_label = made->row->off_label || made->other_route,
                         .origin = origin_of(context, it, made->row)};
    if (made->presentation) {
        out.form = form_of(made);
        out.release = made->line->kind == PL_KIND_UNIT ? made->line->release : PL_NONE;
        out.strength = measured(made->presentation->strength);
        out.volume = measured(made->presentation->volume);
    }
    order_dose(made, &out);
    order_limits(it, made, &out);
    return out;
}

static void write_order(pl_writer *writer, pl_context *context, const pl_anticipate_state *it,
                        const pl_made *made, const char *key) {
    const pl_order_line line = order_of(context, it, made);
    pl_order_line_write(writer, context, key, &line);
}

/* ---- a line ---- */

static void write_row(pl_writer *writer, pl_context *context, const pl_anticipated *row) {
    pl_write_string(writer, "row", row->id);
    pl_write_string(writer, "kind", kinds[row->kind]);
    pl_write_string(writer, "jurisdiction", row->jurisdiction);
    pl_write_bool(writer, "local", row->local);
    pl_write_string(writer, "text", pl_pick(context, row->text));
    static const char *const keys[] = {"supply", "condition", "note"};
    const pl_both texts[] = {row->supply, row->condition, row->note};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (texts[i].fr) {
            pl_write_string(writer, keys[i], pl_pick(context, texts[i]));
        }
    }
    pl_answer_basis(writer, context, &row->basis);
}

static void write_product(pl_writer *writer, pl_context *context, const pl_made *made) {
    const pl_presentation *one = made->presentation;
    pl_write_object(writer, "product");
    pl_write_string(writer, "line", made->line->id);
    pl_write_string(writer, "name", one->name);
    pl_write_string(writer, "cis", one->cis);
    pl_write_string(writer, "class", made->line->legal_class);
    pl_answer_quantity(writer, context, "strength", one->strength.value, one->strength.unit);
    if (made->drawn) {
        pl_answer_ampoule(writer, context, one);
    }
    if (made->line->mixing.fr) {
        pl_write_string(writer, "mixing", pl_pick(context, made->line->mixing));
    }
    if (one->mixed.unit) {
        pl_answer_quantity(writer, context, "mixed", one->mixed.value, one->mixed.unit);
    }
    if (made->line->note.fr) {
        pl_write_string(writer, "note", pl_pick(context, made->line->note));
    }
    if (made->measured) {
        pl_answer_interval(writer, context, "draw", made->volume_low, made->volume_high,
                           pl_unit_base(PL_VOLUME));
    }
    pl_write_int(writer, made->continuous ? "units_per_day" : "units_per_dose", made->units);
    pl_write_object_end(writer);
}

/* The number to keep, or what keeps it from being known. */
static void write_stock(pl_writer *writer, const pl_anticipate_state *it, const pl_made *made) {
    if (!made->has_stock) {
        const char *why = made->shared          ? "shared"
                          : !made->presentation ? "product"
                          : it->days == 0       ? "days"
                                                : "maximum";
        pl_write_string(writer, "stock_unknown", why);
        return;
    }
    pl_write_object(writer, "stock");
    pl_write_int(writer, "days", it->days);
    pl_write_int(writer, "keep", made->keep);
    if (it->has_home) {
        pl_write_int(writer, "at_home", made->at_home);
        pl_write_int(writer, "lacking", lacking(made));
    }
    pl_write_object_end(writer);
}

/* What neither the source nor the request says. */
static void write_unsaid(pl_writer *writer, const pl_anticipate_state *it, const pl_made *made) {
    pl_write_list(writer, "unsaid");
    if (!made->interval_high.unit && !made->continuous) {
        pl_write_string(writer, NULL, "interval");
    }
    if (!made->has_maximum && !made->continuous) {
        pl_write_string(writer, NULL, "maximum_24h");
    }
    if (givers(it, made) == 0) {
        pl_write_string(writer, NULL, "who");
    }
    pl_write_list_end(writer);
}

static void write_frequency(pl_writer *writer, pl_context *context, const pl_made *made) {
    static const char *const bases[] = {[PL_COUNT_UNKNOWN] = "unknown",
                                        [PL_COUNT_SOURCE] = "source",
                                        [PL_COUNT_MAXIMUM] = "maximum"};
    if (made->interval_high.unit) {
        pl_write_object(writer, "interval");
        pl_answer_quantity(writer, context, "low", made->interval_low.value,
                           made->interval_low.unit);
        pl_answer_quantity(writer, context, "high", made->interval_high.value,
                           made->interval_high.unit);
        pl_write_object_end(writer);
    }
    if (made->doses > 0) {
        pl_write_int(writer, "maximum_doses", made->doses);
        pl_write_string(writer, "doses_from", bases[made->doses_from]);
    }
    if (made->has_maximum) {
        pl_answer_quantity(writer, context, "maximum_24h", made->maximum, pl_unit_base(PL_MASS));
    }
}

static void write_line(pl_writer *writer, pl_context *context, const pl_anticipate_state *it,
                       const pl_made *made) {
    const pl_symptom *symptom = made->row->symptom;
    pl_write_object(writer, NULL);
    pl_write_string(writer, "symptom", symptom->id);
    pl_write_string(writer, "symptom_text", pl_pick(context, symptom->name));
    pl_answer_place(writer, context, made->place);
    write_row(writer, context, made->row);
    pl_answer_interval(writer, context, "calculated", made->low, made->high, made->unit);
    pl_answer_interval(writer, context, "dose", made->given_low, made->given_high, made->unit);
    write_frequency(writer, context, made);
    pl_write_string(writer, "trigger", pl_pick(context, symptom->trigger));
    pl_write_string(writer, "call_when", call_when(context, it, made));
    write_who(writer, it, made);
    pl_write_bool(writer, "off_label", made->row->off_label || made->other_route);
    if (made->presentation) {
        write_product(writer, context, made);
    }
    if (made->shared) {
        pl_write_string(writer, "shared_with", made->shared->row->symptom->id);
    }
    write_stock(writer, it, made);
    write_unsaid(writer, it, made);
    write_order(writer, context, it, made, "order");
    pl_write_object_end(writer);
}

/* ---- what is missing, what disagrees, what others do ---- */

static void write_lacks(pl_writer *writer, pl_context *context, const pl_anticipate_state *it) {
    pl_write_list(writer, "missing");
    for (size_t i = 0; i < it->lack_count; i++) {
        const pl_lack *one = &it->lacks[i];
        pl_write_object(writer, NULL);
        pl_write_string(writer, "symptom", one->symptom->id);
        pl_write_string(writer, "symptom_text", pl_pick(context, one->symptom->name));
        if (one->row) {
            pl_write_string(writer, "row", one->row->id);
        }
        pl_write_string(writer, "why", one->why);
        if (one->status != PALLIA_OK) {
            pl_write_string(writer, "status", pl_status_name(one->status));
        }
        pl_write_string(writer, "text", one->text);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_caps(pl_writer *writer, pl_context *context, int16_t drug, const pl_caps *from) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "drug", context->drugs->drugs[drug].id);
    pl_write_string(writer, "name", pl_pick(context, context->drugs->drugs[drug].name));
    pl_write_string(writer, "what", "maximum_24h");
    pl_write_list(writer, "values");
    for (size_t i = 0; i < from->count; i++) {
        const pl_cap *one = &from->list[i];
        pl_write_object(writer, NULL);
        pl_answer_quantity(writer, context, "value", one->mg, pl_unit_per_day());
        pl_write_string(writer, "jurisdiction", one->jurisdiction);
        pl_write_string(writer, "text", pl_pick(context, one->text));
        pl_answer_basis(writer, context, one->basis);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
    pl_write_object_end(writer);
}

/* Drugs of the lines, and those of the symptoms' rows: what is not offered is capped too. */
static bool concerns_drug(const pl_context *context, const pl_anticipate_state *it, int16_t drug) {
    const pl_anticipation *in;
    for (size_t i = 0; i < it->made_count; i++) {
        if (it->made[i].place.drug == drug) {
            return true;
        }
    }
    for (size_t i = 0; (in = pl_anticipation_at(context, it->tables, i)) != NULL; i++) {
        for (size_t k = 0; it->compare && k < in->row_count; k++) {
            for (size_t s = 0; in->rows[k].drug == drug && s < it->symptom_count; s++) {
                if (it->symptoms[s] == in->rows[k].symptom) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* 0 when it is not said. */
static pl_rational weight_of(const pl_anticipate_state *it) {
    const pl_fact_value *weight = &it->request.patient.facts[PL_FACT_WEIGHT];
    pl_rational kg;
    bool known = weight->given &&
                 pl_quantity_in(weight->quantity, pl_unit_base(PL_BODY_WEIGHT), &kg) == PALLIA_OK;
    return known ? kg : pl_rational_from_int(0);
}

static void write_conflicts(pl_writer *writer, pl_context *context, const pl_anticipate_state *it) {
    pl_caps found;
    const char *names = "";
    pl_write_list(writer, "conflicts");
    for (size_t i = 0; i < context->drugs->drug_count; i++) {
        int16_t drug = (int16_t)i;
        if (!concerns_drug(context, it, drug)) {
            continue;
        }
        const pl_cap_question question = {.drug = drug, .any_use = true, .kg = weight_of(it)};
        pl_caps_gather(context, it->tables, it->syringe, &question, &found);
        if (found.differ) {
            write_caps(writer, context, drug, &found);
            names = pl_anticipate_join(context, names,
                                       pl_pick(context, context->drugs->drugs[drug].name));
        }
    }
    pl_write_list_end(writer);
    if (*names) {
        pl_argument arguments[] = {{"drugs", names}};
        pl_advise(context, "caps-disagree", PL_SEVERITY_CAUTION, NULL, arguments, 1);
    }
}

static bool is_made(const pl_anticipate_state *it, const pl_anticipated *row) {
    for (size_t i = 0; i < it->made_count; i++) {
        if (it->made[i].row == row) {
            return true;
        }
    }
    return false;
}

static void write_other(pl_writer *writer, pl_context *context, const pl_anticipated *row) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "symptom", row->symptom->id);
    pl_write_string(writer, "symptom_text", pl_pick(context, row->symptom->name));
    pl_write_string(writer, "drug", context->drugs->drugs[row->drug].id);
    pl_write_string(writer, "drug_text", pl_pick(context, context->drugs->drugs[row->drug].name));
    write_row(writer, context, row);
    pl_write_object_end(writer);
}

/* What the other sources give, an exceptional context apart. */
static void write_comparison(pl_writer *writer, pl_context *context,
                             const pl_anticipate_state *it) {
    const pl_anticipation *in;
    pl_write_list(writer, "comparison");
    for (size_t s = 0; it->compare && s < it->symptom_count; s++) {
        for (size_t i = 0; (in = pl_anticipation_at(context, it->tables, i)) != NULL; i++) {
            for (size_t k = 0; k < in->row_count; k++) {
                const pl_anticipated *row = &in->rows[k];
                if (row->symptom == it->symptoms[s] && row->drug != PL_NONE && !row->exceptional &&
                    !is_made(it, row)) {
                    write_other(writer, context, row);
                }
            }
        }
    }
    pl_write_list_end(writer);
}

/* ---- what follows ---- */

static void write_orders(pl_writer *writer, pl_context *context, const pl_anticipate_state *it) {
    pl_write_list(writer, "lines");
    for (size_t i = 0; i < it->made_count; i++) {
        write_order(writer, context, it, &it->made[i], NULL);
    }
    pl_write_list_end(writer);
}

static void write_products(pl_writer *writer, const pl_context *context,
                           const pl_anticipate_state *it) {
    pl_write_list(writer, "products");
    for (size_t i = 0; i < it->home_count; i++) {
        const pl_home *home = &it->home[i];
        pl_write_object(writer, NULL);
        pl_write_string(writer, "drug", context->drugs->drugs[home->drug].id);
        write_measure(writer, "strength", home->strength);
        write_measure(writer, "volume", home->volume);
        pl_write_int(writer, "count", home->count);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

/* The regular opioid in 24 h of oral morphine, when all of it has a rule. */
static bool find_baseline(const pl_anticipate_state *it, pl_rational *mg) {
    bool never[PL_ITEMS_MAX];
    pl_conversion found;
    const pl_request *request = &it->request;
    const pl_choice choice = {.profile = request->profile, .stable = request->stable};
    pl_advise_never_sums(request, never);
    if (!it->baseline ||
        pl_convert(&choice, &request->regimen, request->profile->pivot, never, &found) !=
            PALLIA_OK ||
        found.missing_count > 0) {
        return false;
    }
    *mg = found.value;
    return true;
}

static void write_fact(pl_writer *writer, const pl_anticipate_state *it, pl_fact fact) {
    const pl_fact_value *value = &it->request.patient.facts[fact];
    if (value->given) {
        write_measure(writer, pl_fact_key(fact), value->quantity);
    }
}

/* Doses with more decimals than a quantity can be read with are left to the reader of the result.
 */
static void write_disease(pl_writer *writer, const pl_anticipate_state *it) {
    pl_rational mg;
    pl_rational millionths;
    if (!find_baseline(it, &mg) ||
        pl_rational_mul(mg, pl_rational_from_int(DECIMALS), &millionths) != PALLIA_OK ||
        millionths.den != 1) {
        return;
    }
    pl_write_object(writer, "disease");
    write_figure(writer, "opioid_baseline", mg, pl_unit_per_day());
    pl_write_object_end(writer);
}

/* Of the words that the sheet has. */
static void write_expected(pl_writer *writer, const pl_anticipate_state *it) {
    pl_write_object(writer, "risks");
    pl_write_list(writer, "expected");
    for (size_t i = 0; i < it->symptom_count; i++) {
        for (size_t k = 0; pl_order_symptom(k); k++) {
            if (strcmp(pl_order_symptom(k), it->symptoms[i]->id) == 0) {
                pl_write_string(writer, NULL, it->symptoms[i]->id);
            }
        }
    }
    pl_write_list_end(writer);
    pl_write_object_end(writer);
}

static bool knows(const pl_anticipate_state *it, pl_fact one, pl_fact other) {
    return it->request.patient.facts[one].given || it->request.patient.facts[other].given;
}

static void write_facts(pl_writer *writer, const pl_anticipate_state *it, pl_fact one,
                        pl_fact other) {
    if (knows(it, one, other)) {
        pl_write_object(writer, "patient");
        write_fact(writer, it, one);
        write_fact(writer, it, other);
        pl_write_object_end(writer);
    }
}

static void write_next(pl_writer *writer, pl_context *context, const pl_anticipate_state *it) {
    pl_write_object(writer, "next");
    pl_write_object(writer, "prescribe");
    pl_write_string(writer, "op", "prescribe");
    if (it->request.date) {
        pl_write_string(writer, "date", it->request.date);
    }
    write_facts(writer, it, PL_FACT_AGE, PL_FACT_WEIGHT);
    write_orders(writer, context, it);
    pl_origin_write(writer, context, "anticipate");
    pl_write_object_end(writer);
    pl_write_object(writer, "sheet");
    write_facts(writer, it, PL_FACT_WEIGHT, PL_FACT_EGFR);
    write_disease(writer, it);
    write_expected(writer, it);
    pl_write_object(writer, "home");
    write_products(writer, context, it);
    write_orders(writer, context, it);
    pl_write_object_end(writer);
    pl_write_object_end(writer);
    pl_write_object_end(writer);
}

void pl_anticipate_write(pl_writer *writer, pl_context *context, const pl_anticipate_state *it) {
    pl_write_object(writer, "result");
    pl_write_list(writer, "lines");
    for (size_t i = 0; i < it->made_count; i++) {
        write_line(writer, context, it, &it->made[i]);
    }
    pl_write_list_end(writer);
    write_lacks(writer, context, it);
    write_conflicts(writer, context, it);
    write_comparison(writer, context, it);
    write_next(writer, context, it);
    pl_write_object_end(writer);
}
