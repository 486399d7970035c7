/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/identifier.h"
#include "leaf/pointer.h"
#include "operations/caps.h"
#include "operations/ceilings.h"
#include "operations/same_drug.h"
#include "operations/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_SIZE = 96, HOURS_IN_A_DAY = 24, CENTURY = 100 };

/* ---- the list ---- */

static const char *keep(pl_context *context, const char *text) {
    const char *copy = pl_arena_text(context->arena, text, strlen(text));
    if (!copy) {
        context->exhausted = true;
        return "";
    }
    return copy;
}

/* The same words about the same place are said once: of a line and of the lines that it is with. */
static bool is_said(const pl_sheet_document *sheet, const pl_sheet_finding *finding) {
    for (size_t i = 0; i < sheet->finding_count; i++) {
        const pl_sheet_finding *one = &sheet->findings[i];
        if (strcmp(one->code, finding->code) == 0 && strcmp(one->pointer, finding->pointer) == 0 &&
            strcmp(one->text, finding->text) == 0) {
            return true;
        }
    }
    return false;
}

static void add(pl_sheet_document *sheet, pl_sheet_finding finding) {
    if (!is_said(sheet, &finding) && sheet->finding_count < PL_SHEET_FINDINGS_MAX) {
        sheet->findings[sheet->finding_count++] = finding;
    }
}

static const char *say_finding(pl_context *context, const char *code, const pl_argument *arguments,
                               size_t count) {
    char key[KEY_SIZE];
    snprintf(key, sizeof key, "sheet.finding.%s", code);
    return pl_say(context, key, arguments, count);
}

static void find_at(pl_context *context, pl_sheet_document *sheet, pl_sheet_finding finding,
                    const pl_json *at, const pl_argument *arguments, size_t count) {
    pl_error place;
    pl_json_note(at, PALLIA_EVALUE, &place);
    finding.pointer = keep(context, place.pointer);
    finding.text = say_finding(context, finding.code, arguments, count);
    add(sheet, finding);
}

void pl_sheet_find(pl_context *context, pl_sheet_document *sheet, const char *code,
                   pl_severity severity, const pl_json *at, const pl_argument *arguments,
                   size_t count) {
    find_at(context, sheet, (pl_sheet_finding){.code = code, .severity = severity}, at, arguments,
            count);
}

void pl_sheet_find_on_page(pl_context *context, pl_sheet_document *sheet, const char *code,
                           pl_severity severity, const pl_json *at, const pl_argument *arguments,
                           size_t count) {
    find_at(context, sheet, (pl_sheet_finding){.code = code, .severity = severity, .on_page = true},
            at, arguments, count);
}

/* "/sheet/<section>/<id>", also of a field that the document does not hold. */
static const char *pointer_of(pl_context *context, const char *section, const char *id) {
    pl_pointer pointer;
    pl_pointer_begin(&pointer);
    pl_pointer_key(&pointer, "sheet");
    pl_pointer_key(&pointer, section);
    pl_pointer_key(&pointer, id);
    return keep(context, pointer.text);
}

/* ---- what is missing ---- */

static void find_missing(pl_context *context, pl_sheet_document *sheet) {
    for (size_t i = 0; i < sheet->tables->field_count; i++) {
        const pl_sheet_field *field = &sheet->tables->fields[i];
        if (!pl_sheet_due(sheet, field)) {
            continue;
        }
        sheet->score_of += field->weight;
        sheet->score += sheet->slots[i].valid ? field->weight : 0;
        if (field->hard_stop && !sheet->slots[i].given) {
            pl_argument arguments[] = {{"field", pl_pick(context, field->name)}};
            add(sheet, (pl_sheet_finding){.code = "missing",
                                          .severity = PL_SEVERITY_STOP,
                                          .pointer = pointer_of(context, field->section, field->id),
                                          .text = say_finding(context, "missing", arguments, 1)});
        }
    }
}

/* ---- contradictions of the table ---- */

static void find_contradictions(pl_context *context, pl_sheet_document *sheet) {
    for (size_t i = 0; i < sheet->tables->contradiction_count; i++) {
        const pl_sheet_contradiction *one = &sheet->tables->contradictions[i];
        const pl_sheet_condition *other = &one->and_when;
        if (!pl_sheet_is(sheet, one->when.field, one->when.is, one->when.count) ||
            (other->field && !pl_sheet_is(sheet, other->field, other->is, other->count))) {
            continue;
        }
        const pl_sheet_field *field = pl_sheet_field_find(sheet->tables, one->when.field);
        if (field) {
            add(sheet, (pl_sheet_finding){.code = one->id,
                                          .severity = PL_SEVERITY_CAUTION,
                                          .contradiction = true,
                                          .on_page = true,
                                          .pointer = pointer_of(context, field->section, field->id),
                                          .text = pl_pick(context, one->text)});
        }
    }
}

/* ---- identity ---- */

/* A number with a good key may still be somebody else's. */
static void find_other_person(pl_context *context, pl_sheet_document *sheet) {
    static const char *const female[] = {"female"};
    const char *number = pl_sheet_text_of(sheet, "patient.ins");
    const char *birth = pl_sheet_text_of(sheet, "patient.birth_date");
    const char *sex = pl_sheet_text_of(sheet, "patient.sex");
    pl_nir nir;
    if (!number || !pl_nir_parse(number, &nir)) {
        return;
    }
    bool other_sex = sex && nir.female != pl_sheet_is(sheet, "patient.sex", female, 1);
    bool other_year = birth && nir.year != (int)(strtol(birth, NULL, 10) % CENTURY);
    bool other_month = birth && nir.month != PL_NIR_MONTH_UNKNOWN &&
                       nir.month != (int)strtol(birth + strlen("YYYY-"), NULL, 10);
    if (other_sex || other_year || other_month) {
        const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, "patient.ins");
        pl_sheet_find(context, sheet, "ins-differs", PL_SEVERITY_CAUTION, &slot->at, NULL, 0);
    }
}

/* ---- products and lines ---- */

static bool has_line(const pl_sheet_document *sheet, int16_t drug) {
    for (size_t i = 0; i < sheet->line_count; i++) {
        if (sheet->lines[i].order.drug == drug) {
            return true;
        }
    }
    return false;
}

/* A month lasts until its end, a year too: their texts sort before the days that they hold. */
static bool is_over(const char *expires, const char *date) {
    return strncmp(expires, date, strlen(expires)) < 0;
}

static void find_products(pl_context *context, pl_sheet_document *sheet) {
    for (size_t i = 0; i < sheet->product_count; i++) {
        const pl_sheet_product *product = &sheet->products[i];
        pl_argument arguments[] = {{"product", pl_sheet_say_product(context, product)}};
        if (!has_line(sheet, product->drug)) {
            pl_sheet_find(context, sheet, "product-without-line", PL_SEVERITY_CAUTION, &product->at,
                          arguments, 1);
        }
        if (product->expires && is_over(product->expires, sheet->date)) {
            pl_sheet_find(context, sheet, "product-expired", PL_SEVERITY_CAUTION, &product->at,
                          arguments, 1);
        }
    }
}

/* What a line lacks, in the order in which a nurse reads it: one given on need all of these, one
 * that is scheduled or continuous what says how much, by which way and for how long. */
static const char *lacking(pl_context *context, const pl_order_line *line) {
    bool needed = pl_order_as_needed(line);
    bool patch = pl_order_is_patch(line);
    const struct {
        const char *key;
        bool there;
    } parts[] = {
        {"sheet.part.symptom", !needed || (line->symptom && !pl_sheet_blank(line->symptom))},
        {"sheet.part.trigger", !needed || (line->trigger && !pl_sheet_blank(line->trigger))},
        {"sheet.part.dose", line->low.given || line->rate.given},
        {"sheet.part.route", line->route != PL_NONE},
        {"sheet.part.interval", !(needed || patch) || line->interval.given},
        {"sheet.part.maximum",
         !needed || line->maximum_doses > 0 || line->maximum.given || line->shared_with > 0},
        {"sheet.part.duration", needed || line->duration.given}};
    const char *text = "";
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!parts[i].there) {
            text = pl_join(context, text, ", ", pl_say(context, parts[i].key, NULL, 0));
        }
    }
    return text;
}

static const char *drug_name(pl_context *context, const pl_sheet_line *line) {
    return pl_pick(context, context->drugs->drugs[line->order.drug].name);
}

static void find_incomplete(pl_context *context, pl_sheet_document *sheet,
                            const pl_sheet_line *line) {
    const char *what = lacking(context, &line->order);
    bool needed = pl_order_as_needed(&line->order);
    if (*what != '\0') {
        pl_argument arguments[] = {{"drug", drug_name(context, line)}, {"what", what}};
        pl_sheet_find(context, sheet, needed ? "line-incomplete" : "scheduled-incomplete",
                      PL_SEVERITY_STOP, &line->at, arguments, 2);
    }
}

/* The figures of one line against one another. */
static void find_unequal(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *at) {
    const pl_order_line *line = &at->order;
    pl_rational kg = pl_sheet_weight(sheet);
    pl_argument arguments[] = {{"drug", drug_name(context, at)}};
    pl_rational total;
    pl_rational high;
    pl_rational maximum;
    if (pl_order_is_patch(line) || !pl_order_mg(&line->high, kg, &high) ||
        !pl_order_mg(&line->maximum, kg, &maximum)) {
        return;
    }
    if (pl_rational_compare(maximum, high) < 0) {
        pl_sheet_find(context, sheet, "maximum-below-dose", PL_SEVERITY_STOP, &at->at, arguments,
                      1);
        return;
    }
    if (line->maximum_doses > 0 &&
        pl_rational_mul(high, pl_rational_from_int(line->maximum_doses), &total) == PALLIA_OK &&
        !pl_rational_equal(total, maximum)) {
        pl_sheet_find(context, sheet, "maximum-differs", PL_SEVERITY_CAUTION, &at->at, arguments,
                      1);
    }
}

/* What a source calls usual, when no source gives a maximum that is exceeded. */
static void find_unusual(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line,
                         pl_rational per_day) {
    pl_rational rate;
    if (pl_rational_div(per_day, pl_rational_from_int(HOURS_IN_A_DAY), &rate) != PALLIA_OK) {
        return;
    }
    const pl_ceiling *one = pl_ceiling_exceeded(sheet->syringe, line->order.drug, PL_CEILING_USUAL,
                                                rate, pl_sheet_weight(sheet));
    if (!one) {
        return;
    }
    pl_argument arguments[] = {
        {"drug", drug_name(context, line)},
        {"ceiling", pl_say_quantity(context, one->value.value, one->value.unit)},
        {"note", pl_pick(context, one->text)}};
    pl_sheet_find(context, sheet, "dose-above-source", PL_SEVERITY_CAUTION, &line->at, arguments,
                  3);
    pl_cite(context, &one->basis);
}

/* The sources disagree: above one of them is said, above all of them stops, and all are named. */
static void judge_day(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line,
                      const pl_caps *caps, pl_rational per_day) {
    const pl_cap *one = pl_caps_exceeded(caps, per_day);
    if (!one) {
        find_unusual(context, sheet, line, per_day);
        return;
    }
    const pl_cap *highest = pl_caps_highest(caps);
    bool above_all = pl_rational_compare(per_day, highest->mg) > 0;
    const pl_cap *named = above_all ? highest : one;
    pl_argument arguments[] = {{"drug", drug_name(context, line)},
                               {"ceiling", pl_say_quantity(context, named->mg, pl_unit_per_day())},
                               {"note", pl_caps_say_texts(context, caps)}};
    pl_sheet_find(context, sheet, above_all ? "dose-above-cap" : "dose-above-source",
                  above_all ? PL_SEVERITY_STOP : PL_SEVERITY_CAUTION, &line->at, arguments, 3);
}

static void gather(pl_context *context, const pl_sheet_document *sheet, const pl_order_line *order,
                   pl_caps *out) {
    const pl_cap_question question = {.drug = order->drug,
                                      .route = order->route,
                                      .symptom = order->symptom,
                                      .kg = pl_sheet_weight(sheet),
                                      .switches = true};
    pl_caps_gather(context, sheet->anticipation, sheet->syringe, &question, out);
    if (out->count == 0 && !context->drugs->drugs[order->drug].opioid) {
        pl_cap_question wider = question;
        wider.any_use = true;
        pl_caps_gather(context, sheet->anticipation, sheet->syringe, &wider, out);
    }
}

static void find_doses(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line) {
    pl_caps caps;
    pl_rational per_day;
    if (pl_order_per_day(&line->order, pl_sheet_weight(sheet), &per_day)) {
        gather(context, sheet, &line->order, &caps);
        judge_day(context, sheet, line, &caps, per_day);
    }
}

/* Two lines of one drug, each within its maximum, may be above it together. */
static void find_same_drug(pl_context *context, pl_sheet_document *sheet) {
    const pl_order_line **lines =
        pl_arena_get(context->arena, (sheet->line_count + 1) * sizeof *lines);
    context->exhausted = context->exhausted || !lines;
    for (size_t i = 0; lines && i < sheet->line_count; i++) {
        lines[i] = &sheet->lines[i].order;
    }
    for (size_t i = 0; lines && i < sheet->line_count; i++) {
        const pl_sheet_line *line = &sheet->lines[i];
        pl_same_drug same;
        pl_caps caps;
        if (!pl_same_drug_find(context, lines, sheet->line_count, i, pl_sheet_weight(sheet),
                               &same)) {
            continue;
        }
        gather(context, sheet, &line->order, &caps);
        pl_argument arguments[PL_SAME_DRUG_ARGUMENTS];
        pl_same_drug_say(context, &same, line->order.drug, &caps, arguments);
        pl_sheet_find(context, sheet, "same-drug-lines", PL_SEVERITY_CAUTION, &line->at, arguments,
                      PL_SAME_DRUG_ARGUMENTS);
        judge_day(context, sheet, line, &caps, same.total);
    }
}

/* ---- origins ---- */

static pl_trace_patient traced_patient(const pl_sheet_document *sheet) {
    pl_trace_patient out = {.kg = pl_sheet_weight(sheet)};
    out.has_baseline =
        pl_sheet_baseline(sheet, &out.baseline) && !pl_rational_is_zero(out.baseline);
    return out;
}

static pl_status find_origins(pl_context *context, pl_sheet_document *sheet, pl_error *error) {
    const pl_trace_patient patient = traced_patient(sheet);
    for (size_t i = 0; i < sheet->line_count; i++) {
        pl_sheet_line *line = &sheet->lines[i];
        pl_status status = pl_order_trace(context, &line->order, &patient, &line->trace, error);
        if (status != PALLIA_OK) {
            return status;
        }
        if (line->trace < PL_TRACE_UNKNOWN) {
            continue;
        }
        pl_argument arguments[] = {{"drug", drug_name(context, line)},
                                   {"row", line->order.origin.row}};
        pl_sheet_find(context, sheet,
                      line->trace == PL_TRACE_UNKNOWN ? "origin-unknown" : "origin-differs",
                      PL_SEVERITY_CAUTION, &line->at, arguments, 2);
    }
    return PALLIA_OK;
}

/* As many doses as that, so far apart, do not fit in a day. */
static void find_crowded(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line) {
    const pl_order_line *order = &line->order;
    int32_t count = order->per_day > 0 ? order->per_day : order->maximum_doses;
    pl_rational hours;
    if (count == 0 || !order->interval.given ||
        pl_quantity_in(order->interval.quantity, pl_unit_base(PL_TIME), &hours) != PALLIA_OK ||
        pl_rational_mul(hours, pl_rational_from_int(count), &hours) != PALLIA_OK ||
        pl_rational_compare(hours, pl_rational_from_int(HOURS_IN_A_DAY)) <= 0) {
        return;
    }
    pl_argument arguments[] = {{"drug", drug_name(context, line)},
                               {"count", pl_say_number(context, pl_rational_from_int(count))},
                               {"interval", pl_say_quantity(context, order->interval.quantity.value,
                                                            order->interval.quantity.unit)}};
    pl_sheet_find(context, sheet, "doses-beyond-day", PL_SEVERITY_STOP, &line->at, arguments, 3);
}

static void find_line(pl_context *context, pl_sheet_document *sheet, const pl_sheet_line *line) {
    pl_argument arguments[] = {{"drug", drug_name(context, line)}};
    find_incomplete(context, sheet, line);
    find_unequal(context, sheet, line);
    find_crowded(context, sheet, line);
    find_doses(context, sheet, line);
    pl_sheet_find_home(context, sheet, line);
    if (!line->order.origin.kind) {
        pl_sheet_find(context, sheet, "line-without-origin", PL_SEVERITY_INFO, &line->at, arguments,
                      1);
    }
}

/* ---- risks ---- */

static bool has_line_for(const pl_sheet_document *sheet, const char *symptom) {
    for (size_t i = 0; i < sheet->line_count; i++) {
        if (sheet->lines[i].order.symptom && strcmp(sheet->lines[i].order.symptom, symptom) == 0) {
            return true;
        }
    }
    return false;
}

static void find_risks(pl_context *context, pl_sheet_document *sheet) {
    const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, "risks.expected");
    pl_json item;
    if (!slot->valid) {
        return;
    }
    for (bool more = pl_json_first(&slot->at, &item); more; more = pl_json_next(&item)) {
        const char *symptom;
        if (!pl_json_characters(&item, &symptom)) {
            continue;
        }
        pl_argument arguments[] = {{"symptom", pl_sheet_say_symptom(context, sheet, symptom)}};
        if (pl_sheet_is(sheet, "risks.present", &symptom, 1)) {
            pl_sheet_find(context, sheet, "risk-twice", PL_SEVERITY_CAUTION, &item, arguments, 1);
        }
        if (!has_line_for(sheet, symptom)) {
            pl_sheet_find(context, sheet, "risk-without-line", PL_SEVERITY_CAUTION, &item,
                          arguments, 1);
        }
    }
}

/* ---- the whole ---- */

static bool found(const pl_sheet_document *sheet, const char *code) {
    for (size_t i = 0; i < sheet->finding_count; i++) {
        if (strcmp(sheet->findings[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_stop(const pl_sheet_document *sheet) {
    for (size_t i = 0; i < sheet->finding_count; i++) {
        if (sheet->findings[i].severity == PL_SEVERITY_STOP) {
            return true;
        }
    }
    return false;
}

static pl_sheet_state state_of(const pl_sheet_document *sheet) {
    if (strcmp(sheet->status, "revoked") == 0) {
        return PL_SHEET_REVOKED;
    }
    if (strcmp(sheet->status, "superseded") == 0) {
        return PL_SHEET_SUPERSEDED;
    }
    if (found(sheet, "expired")) {
        return PL_SHEET_EXPIRED;
    }
    return has_stop(sheet) ? PL_SHEET_DRAFT : PL_SHEET_CURRENT;
}

pl_status pl_sheet_judge(pl_context *context, pl_sheet_document *sheet, pl_error *error) {
    find_missing(context, sheet);
    find_contradictions(context, sheet);
    find_other_person(context, sheet);
    pl_sheet_find_dates(context, sheet);
    find_products(context, sheet);
    for (size_t i = 0; i < sheet->line_count; i++) {
        find_line(context, sheet, &sheet->lines[i]);
    }
    find_same_drug(context, sheet);
    pl_sheet_find_baseline(context, sheet);
    find_risks(context, sheet);
    pl_status status = find_origins(context, sheet, error);
    sheet->state = state_of(sheet);
    return status;
}
