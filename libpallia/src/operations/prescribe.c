/* SPDX-License-Identifier: MPL-2.0
 *
 * From order lines to a draft prescription: read, matched with the products and the law, checked,
 * answered.
 */
#include "operations/answer.h"
#include "operations/operations.h"
#include "operations/prescription.h"
#include "operations/protocol.h"
#include "operations/syringe_read.h"
#include "tables/set.h"

#include "leaf/date.h"
#include "leaf/pointer.h"
#include "leaf/utf8.h"

#include <string.h>

enum { AGE_MOST = 130 };

static const char stop_code[] = "product-duration";
static const char narcotic[] = "stupefiant"; /* a class of tables/products/ */

/* ---- request ---- */

static pl_status read_prescriber(const pl_json *document, pl_prescriber *out, pl_error *error) {
    static const char *const keys[] = {"name", "quality", "id", "address", "phone", NULL};
    const pl_text_member slots[] = {{"name", &out->name},
                                    {"quality", &out->quality},
                                    {"id", &out->id},
                                    {"address", &out->address},
                                    {"phone", &out->phone}};
    pl_json at;
    if (!pl_json_member(document, "prescriber", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&at, keys, error);
    return status == PALLIA_OK
               ? pl_order_texts_read(&at, slots, sizeof slots / sizeof slots[0], error)
               : status;
}

/* A day, "2026-11-22". */
static pl_status read_day(const pl_json *object, const char *key, const char **out,
                          pl_error *error) {
    pl_json at;
    int32_t day;
    if (!pl_json_member(object, key, &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, out, error);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_date_day(*out, &day) ? PALLIA_OK : pl_json_fail(&at, PALLIA_EVALUE, error);
}

/* 84, or "84 y", as in the request of a rotation. */
static pl_status read_age(const pl_json *object, pl_given *out, pl_error *error) {
    pl_json at;
    int32_t years;
    if (!pl_json_member(object, "age", &at)) {
        return PALLIA_OK;
    }
    out->given = true;
    if (pl_json_is_string(&at)) {
        return pl_json_quantity(&at, PL_AGE, &out->quantity, error);
    }
    pl_status status = pl_json_int(&at, 0, AGE_MOST, &years, error);
    if (status == PALLIA_OK) {
        out->quantity = (pl_quantity){pl_rational_from_int(years), pl_unit_base(PL_AGE)};
    }
    return status;
}

static pl_status read_weight(pl_context *context, const pl_json *object, pl_given *out,
                             pl_error *error) {
    pl_json at;
    if (!pl_json_member(object, "weight", &at)) {
        return PALLIA_OK;
    }
    out->given = true;
    out->quantity.unit = pl_unit_base(PL_BODY_WEIGHT);
    return pl_weight_read(context, &at, &out->quantity.value, error);
}

static pl_status read_sex(const pl_json *object, const char **out, pl_error *error) {
    pl_json at;
    if (!pl_json_member(object, "sex", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, out, error);
    if (status != PALLIA_OK) {
        return status;
    }
    bool known = strcmp(*out, "F") == 0 || strcmp(*out, "M") == 0;
    return known ? PALLIA_OK : pl_json_fail(&at, PALLIA_EVALUE, error);
}

static pl_status read_patient(pl_context *context, const pl_json *document, pl_prescribed *out,
                              pl_error *error) {
    static const char *const keys[] = {"name", "sex", "birth", "age", "weight", NULL};
    const pl_text_member slots[] = {{"name", &out->name}};
    pl_json at;
    if (!pl_json_member(document, "patient", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&at, keys, error);
    if (status == PALLIA_OK) {
        status = pl_order_texts_read(&at, slots, 1, error);
    }
    if (status == PALLIA_OK) {
        status = read_sex(&at, &out->sex, error);
    }
    if (status == PALLIA_OK) {
        status = read_day(&at, "birth", &out->birth, error);
    }
    if (status == PALLIA_OK) {
        status = read_age(&at, &out->age, error);
    }
    return status == PALLIA_OK ? read_weight(context, &at, &out->weight, error) : status;
}

static pl_status read_supply(const pl_json *document, bool *from_hospital, pl_error *error) {
    pl_json at;
    const char *word;
    if (!pl_json_member(document, "supply", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &word, error);
    if (status != PALLIA_OK) {
        return status;
    }
    *from_hospital = strcmp(word, "hospital") == 0;
    bool known = *from_hospital || strcmp(word, "community") == 0;
    return known ? PALLIA_OK : pl_json_fail(&at, PALLIA_EVALUE, error);
}

static pl_status read_one_running(const pl_context *context, const pl_json *at, pl_running *out,
                                  pl_error *error) {
    static const char *const keys[] = {"drug", "until", NULL};
    pl_json until;
    const char *day = NULL;
    pl_status status = pl_json_known_keys(at, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, at, &out->drug, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_need(at, "until", &until, error);
    }
    if (status == PALLIA_OK) {
        status = read_day(at, "until", &day, error);
    }
    if (status == PALLIA_OK) {
        pl_date_day(day, &out->until);
    }
    return status;
}

/* A list of at most `most` elements, of at least `least`. */
static pl_status check_list(const pl_json *list, size_t least, size_t most, pl_error *error) {
    if (!pl_json_is_list(list)) {
        return pl_json_fail(list, PALLIA_ETYPE, error);
    }
    size_t count = pl_json_count(list);
    return count >= least && count <= most ? PALLIA_OK : pl_json_fail(list, PALLIA_ECOUNT, error);
}

static pl_status read_running(const pl_context *context, const pl_json *document,
                              pl_prescription *it, pl_error *error) {
    pl_json list;
    pl_json at;
    if (!pl_json_member(document, "running", &list)) {
        return PALLIA_OK;
    }
    pl_status status = check_list(&list, 0, PL_RUNNING_MAX, error);
    if (status == PALLIA_OK && pl_json_count(&list) > 0 && it->date == NULL) {
        /* What runs covers this prescription or not, by its day. */
        return pl_json_need(document, "date", &at, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        status = read_one_running(context, &at, &it->running[it->running_count++], error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status read_line(pl_context *context, const pl_json *at, pl_prescription *it,
                           pl_error *error) {
    pl_order_line *line = &it->orders[it->order_count++].line;
    pl_status status = pl_order_line_read(context, at, line, error);
    if (status != PALLIA_OK) {
        return status;
    }
    bool named = line->shared_with > 0 && (size_t)line->shared_with < it->order_count;
    const pl_order_line *first = named ? &it->orders[line->shared_with - 1].line : NULL;
    return pl_order_line_share(at, line, first, error);
}

static pl_status read_lines(pl_context *context, const pl_json *document, pl_prescription *it,
                            pl_error *error) {
    pl_json list;
    pl_json at;
    pl_status status = pl_json_need(document, "lines", &list, error);
    if (status == PALLIA_OK) {
        status = check_list(&list, 1, PL_ORDERS_MAX, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        status = read_line(context, &at, it, error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status read_acknowledge(const pl_json *document, bool *acknowledged, pl_error *error) {
    pl_json list;
    pl_json at;
    if (!pl_json_member(document, "acknowledge", &list)) {
        return PALLIA_OK;
    }
    pl_status status = check_list(&list, 0, PL_ACKNOWLEDGE_MAX, error);
    if (status != PALLIA_OK) {
        return status;
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        const char *code;
        status = pl_json_string(&at, &code, error);
        if (status != PALLIA_OK) {
            return status;
        }
        if (strcmp(code, stop_code) != 0) {
            return pl_json_fail(&at, PALLIA_ECODE, error);
        }
        *acknowledged = true;
    }
    return PALLIA_OK;
}

static pl_status check_birth(const pl_prescription *it, pl_error *error) {
    static const char earliest[] = "1900-01-01";
    const char *birth = it->patient.birth;
    int32_t first = 0;
    int32_t born = 0;
    int32_t today = INT32_MAX;
    if (birth == NULL || !pl_date_day(earliest, &first) || !pl_date_day(birth, &born)) {
        return PALLIA_OK;
    }
    if (it->date != NULL) {
        pl_date_day(it->date, &today);
    }
    return born >= first && born <= today
               ? PALLIA_OK
               : pl_fail(error, PALLIA_EVALUE, "/patient/birth", "birth");
}

static pl_status read_request(pl_context *context, const pl_json *document, pl_prescription *it,
                              pl_error *error) {
    static const char *const keys[] = {"op",     "date",     "prescriber", "patient",
                                       "supply", "lines",    "running",    "acknowledge",
                                       "origin", "language", NULL};
    static const char *const from[] = {"anticipate", NULL};
    pl_status status = pl_json_known_keys(document, keys, error);
    if (status == PALLIA_OK) {
        status = read_day(document, "date", &it->date, error);
    }
    if (status == PALLIA_OK) {
        status = pl_patient_conceal(read_prescriber(document, &it->prescriber, error), error);
    }
    if (status == PALLIA_OK) {
        status = pl_patient_conceal(read_patient(context, document, &it->patient, error), error);
    }
    if (status == PALLIA_OK) {
        status = check_birth(it, error);
    }
    if (status == PALLIA_OK) {
        status = read_supply(document, &it->from_hospital, error);
    }
    if (status == PALLIA_OK) {
        status = read_lines(context, document, it, error);
    }
    if (status == PALLIA_OK) {
        status = read_running(context, document, it, error);
    }
    if (status == PALLIA_OK) {
        status = read_acknowledge(document, &it->acknowledged, error);
    }
    return status == PALLIA_OK ? pl_origin_read(context, document, from, &it->origin, error)
                               : status;
}

/* ---- products and law ---- */

static bool same_quantity(const pl_given *asked, pl_quantity is) {
    pl_rational left;
    pl_rational right;
    return is.unit != NULL && is.unit->dimension == asked->quantity.unit->dimension &&
           pl_quantity_in(asked->quantity, pl_unit_base(is.unit->dimension), &left) == PALLIA_OK &&
           pl_quantity_in(is, pl_unit_base(is.unit->dimension), &right) == PALLIA_OK &&
           pl_rational_equal(left, right);
}

/* The printed number of a patch stands for what it delivers: "12 ug/h" is on the box. */
static bool same_label(const pl_order_line *line, const pl_presentation *one) {
    char number[PL_RATIONAL_TEXT_SIZE];
    pl_rational value;
    const pl_unit *unit = one->strength.unit;
    if (one->label == NULL || pl_quantity_in(line->strength.quantity, unit, &value) != PALLIA_OK) {
        return false;
    }
    pl_rational_text(value, number);
    return strcmp(number, one->label) == 0;
}

static bool is_presentation(const pl_order_line *line, const pl_presentation *one) {
    if (!line->strength.given ||
        (!same_quantity(&line->strength, one->strength) && !same_label(line, one))) {
        return false;
    }
    return !line->volume.given || same_quantity(&line->volume, one->volume);
}

static const pl_presentation *find_presentation(const pl_order_line *line, const pl_line *product) {
    bool other_release = line->release != PL_NONE && product->release != PL_NONE &&
                         line->release != product->release;
    for (size_t i = 0; !other_release && i < product->presentation_count; i++) {
        if (is_presentation(line, &product->presentations[i])) {
            return &product->presentations[i];
        }
    }
    return NULL;
}

static bool is_by_route(const pl_order_line *line, const pl_line *product) {
    return line->route == PL_NONE || (product->routes >> line->route & 1U) != 0;
}

/* How well a product fits a line: its presentation before its route, the town before the hospital;
 * 0 for another drug. */
static int fit(const pl_order_line *line, const pl_line *product) {
    if (product->drug != line->drug) {
        return 0;
    }
    return 1 + (product->hospital_only ? 0 : 1) + (is_by_route(line, product) ? 2 : 0) +
           (find_presentation(line, product) != NULL ? 4 : 0);
}

static void match_product(const pl_products *products, pl_order *order) {
    const pl_line *best = NULL;
    int most = 0;
    for (size_t i = 0; i < products->line_count; i++) {
        int fits = fit(&order->line, &products->lines[i]);
        if (fits > most) {
            most = fits;
            best = &products->lines[i];
        }
    }
    if (best == NULL) {
        return;
    }
    bool by_route = is_by_route(&order->line, best);
    order->presentation = find_presentation(&order->line, best);
    order->product = order->presentation != NULL ? best : NULL;
    order->hospital = best->hospital_only && (order->product != NULL || by_route);
    /* A substance is a narcotic by any route; the other classes go with the presentation. */
    bool tells = order->product != NULL || by_route || strcmp(best->legal_class, narcotic) == 0;
    order->bears.legal = tells ? best->legal_class : NULL;
}

static const pl_law_rule *rule_for(const pl_prescription *it, const pl_order *order,
                                   pl_law_kind kind) {
    return pl_law_find(it->law, kind, &order->bears);
}

/* The law of an injection goes with what is dispensed: an ampoule given by mouth is one still. */
static pl_law_as given_as(const pl_drugs *drugs, const pl_order *order) {
    const pl_order_line *line = &order->line;
    bool ampoule = order->product != NULL && order->product->kind == PL_KIND_AMPOULE;
    if (line->form != NULL) {
        return line->form->shape == PL_FORM_INJECTED ? PL_LAW_AS_INJECTED
               : line->form->shape == PL_FORM_LIQUID ? PL_LAW_AS_LIQUID
                                                     : PL_LAW_AS_ANY;
    }
    if (ampoule || pl_order_is_injected(drugs, line->route)) {
        return PL_LAW_AS_INJECTED;
    }
    bool liquid =
        line->strength.given && line->strength.quantity.unit->dimension == PL_CONCENTRATION;
    return liquid ? PL_LAW_AS_LIQUID : PL_LAW_AS_ANY;
}

static void match_lines(const pl_drugs *drugs, pl_prescription *it) {
    for (size_t i = 0; i < it->order_count; i++) {
        pl_order *order = &it->orders[i];
        order->bears = (pl_law_case){.drug = order->line.drug, .route = order->line.route};
        match_product(it->products, order);
        order->bears.as = given_as(drugs, order);
        order->secure = rule_for(it, order, PL_LAW_SECURE);
        order->fraction = rule_for(it, order, PL_LAW_FRACTION);
    }
}

/* ---- answer ---- */

/* The pointer to what is missing: the member that would say it. */
static void write_pointer(pl_writer *writer, const pl_prescription *it, const pl_missing *missing) {
    static const char *const keys[] = {
        [PL_ELEMENT_DATE] = "/date",
        [PL_ELEMENT_PRESCRIBER_NAME] = "/prescriber/name",
        [PL_ELEMENT_PRESCRIBER_QUALITY] = "/prescriber/quality",
        [PL_ELEMENT_PRESCRIBER_ID] = "/prescriber/id",
        [PL_ELEMENT_PRESCRIBER_ADDRESS] = "/prescriber/address",
        [PL_ELEMENT_PRESCRIBER_PHONE] = "/prescriber/phone",
        [PL_ELEMENT_PATIENT_NAME] = "/patient/name",
        [PL_ELEMENT_PATIENT_SEX] = "/patient/sex",
        [PL_ELEMENT_PATIENT_AGE] = "/patient/birth",
        [PL_ELEMENT_PATIENT_WEIGHT] = "/patient/weight",
        [PL_ELEMENT_FORM] = "form",
        [PL_ELEMENT_RELEASE] = "release",
        [PL_ELEMENT_STRENGTH] = "strength",
        [PL_ELEMENT_DOSE] = "dose",
        [PL_ELEMENT_ROUTE] = "route",
        [PL_ELEMENT_INTAKES] = "maximum_doses",
        [PL_ELEMENT_DURATION] = "duration",
        [PL_ELEMENT_FRACTION] = "fraction",
        [PL_ELEMENT_TRIGGER] = "trigger",
        [PL_ELEMENT_INTERVAL] = "interval",
        [PL_ELEMENT_MAXIMUM] = "maximum_24h",
        [PL_ELEMENT_CALL] = "call_when",
        [PL_ELEMENT_WHO] = "who",
    };
    const char *key = keys[missing->element];
    if (missing->line < 0) {
        pl_write_string(writer, "pointer", key);
        return;
    }
    bool is_patch = pl_order_is_patch(&it->orders[missing->line].line);
    key = is_patch && missing->element == PL_ELEMENT_INTAKES ? "interval" : key;
    pl_pointer pointer;
    pl_pointer_begin(&pointer);
    pl_pointer_key(&pointer, "lines");
    pl_pointer_index(&pointer, (size_t)missing->line);
    pl_pointer_key(&pointer, key);
    pl_write_string(writer, "pointer", pointer.text);
}

static void write_missing(pl_writer *writer, pl_context *context, const pl_prescription *it) {
    pl_write_list(writer, "missing");
    for (size_t i = 0; i < it->missing_count; i++) {
        const pl_law_named *element = &it->law->elements[it->missing[i].element];
        pl_write_object(writer, NULL);
        write_pointer(writer, it, &it->missing[i]);
        pl_write_string(writer, "what", pl_pick(context, element->name));
        if (element->rule != NULL) {
            pl_write_string(writer, "article", element->rule->article);
            pl_answer_basis(writer, context, &element->rule->basis);
        } else {
            pl_write_string(writer, "basis", "proposal");
        }
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

/* Asked of a line, or told beside it. */
static bool is_told(const pl_law_rule *rule, const pl_order *order) {
    if (rule->kind == PL_LAW_ELEMENTS || rule->kind == PL_LAW_SINGLE ||
        rule->kind == PL_LAW_CONTEXT) {
        return false;
    }
    static const uint32_t nurse = 1U; /* the first word of pl_order_who */
    bool wanted = rule->kind != PL_LAW_NURSE || (order->line.who & nurse) != 0;
    return wanted && pl_law_applies(rule, &order->bears);
}

static void write_rules(pl_writer *writer, pl_context *context, const pl_prescription *it,
                        const pl_order *order) {
    pl_write_list(writer, "rules");
    for (size_t i = 0; i < it->law->rule_count; i++) {
        const pl_law_rule *rule = &it->law->rules[i];
        if (!is_told(rule, order)) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_write_string(writer, "id", rule->id);
        pl_write_string(writer, "article", rule->article);
        pl_write_string(writer, "text", pl_pick(context, rule->text));
        pl_answer_basis(writer, context, &rule->basis);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

/* null when neither a rule nor a class of the tables tells. */
static void write_secure(pl_writer *writer, const pl_order *order) {
    if (order->secure == NULL && order->bears.legal == NULL) {
        pl_write_string(writer, "secure", NULL);
    } else {
        pl_write_bool(writer, "secure", order->secure != NULL);
    }
}

static void write_regime(pl_writer *writer, pl_context *context, const pl_prescription *it) {
    pl_write_list(writer, "regime");
    for (size_t i = 0; i < it->order_count; i++) {
        const pl_order *order = &it->orders[i];
        pl_write_object(writer, NULL);
        pl_write_int(writer, "line", (int64_t)i);
        pl_write_string(writer, "name",
                        pl_pick(context, context->drugs->drugs[order->line.drug].name));
        write_secure(writer, order);
        pl_write_bool(writer, "off_label", order->line.off_label);
        pl_write_string(writer, "class", order->bears.legal);
        pl_write_string(writer, "product", order->product == NULL ? NULL : order->product->id);
        write_rules(writer, context, it, order);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_result(pl_writer *writer, pl_context *context, const pl_prescription *it) {
    pl_write_object(writer, "result");
    pl_write_string(writer, "draft", pl_say(context, "order.draft", NULL, 0));
    pl_write_bool(writer, "complete", it->missing_count == 0);
    pl_prescription_write_text(writer, context, it);
    pl_write_list(writer, "lines");
    for (size_t i = 0; i < it->order_count; i++) {
        pl_order_line_write(writer, context, NULL, &it->orders[i].line);
    }
    pl_write_list_end(writer);
    write_missing(writer, context, it);
    write_regime(writer, context, it);
    pl_write_object_end(writer);
}

static pl_request tail_of(const pl_prescription *it) {
    pl_request out = {0};
    out.patient.facts[PL_FACT_AGE].given = it->patient.age.given;
    if (it->patient.weight.given) {
        out.patient.facts[PL_FACT_WEIGHT].given = true;
        out.patient.facts[PL_FACT_WEIGHT].use = PL_FACT_ADVICE;
    }
    if (it->acknowledged) {
        out.acknowledge[out.acknowledge_count++] = stop_code;
    }
    return out;
}

static pl_status need_tables(const pl_context *context, pl_prescription *it, pl_error *error) {
    pl_status status = pl_tables_law(context->tables, &it->law, error);
    if (status == PALLIA_OK) {
        status = pl_tables_products(context->tables, &it->products, error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_syringe(context->tables, &it->syringe, error);
    }
    return status == PALLIA_OK ? pl_tables_anticipation(context->tables, &it->anticipation, error)
                               : status;
}

/* The regular opioid is not said in a prescription. */
static pl_status trace_lines(pl_context *context, pl_prescription *it, pl_error *error) {
    const pl_trace_patient patient = {.kg = pl_prescription_weight(it)};
    pl_status status = PALLIA_OK;
    for (size_t i = 0; status == PALLIA_OK && i < it->order_count; i++) {
        pl_order *order = &it->orders[i];
        status = pl_order_trace(context, &order->line, &patient, &order->trace, error);
    }
    return status;
}

void pl_prescribe(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_prescription it = {0};
    pl_error error = {0};
    pl_status status = need_tables(context, &it, &error);
    if (status == PALLIA_OK) {
        status = read_request(context, document, &it, &error);
    }
    if (status == PALLIA_OK) {
        status = trace_lines(context, &it, &error);
    }
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "prescribe", &error, NULL);
        return;
    }
    match_lines(context->drugs, &it);
    pl_request tail = tail_of(&it);
    status = pl_prescription_check(context, &it, &error);
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "prescribe", &error, &tail);
        return;
    }
    pl_origin_advise(context, &it.origin);
    pl_prescription_find_missing(context->drugs, &it);
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", it.missing_count == 0 ? "ok" : "partial");
    pl_write_string(writer, "op", "prescribe");
    write_result(writer, context, &it);
    pl_answer_tail(writer, context, &tail);
    pl_write_object_end(writer);
}
