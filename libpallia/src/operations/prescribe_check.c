/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/caps.h"
#include "operations/ceilings.h"
#include "operations/prescription.h"
#include "operations/same_drug.h"
#include "tables/index.h"

#include "leaf/date.h"
#include "leaf/pointer.h"
#include "leaf/round.h"
#include "leaf/spell.h"

#include <stdio.h>
#include <string.h>

static const char default_profile[] = "fr";

enum { HOURS_IN_A_DAY = 24, DAYS_IN_A_WEEK = 7, TOKEN_SIZE = PL_TOKEN_SIZE };

/* ---- refusing ---- */

static pl_status refuse(pl_error *error, pl_status code, size_t line, const char *key,
                        const char *token) {
    pl_pointer pointer;
    pl_pointer_begin(&pointer);
    pl_pointer_key(&pointer, "lines");
    pl_pointer_index(&pointer, line);
    pl_pointer_key(&pointer, key);
    return pl_fail(error, code, pointer.text, token);
}

static const char *say_given(pl_context *context, const pl_given *what) {
    return pl_say_quantity(context, what->quantity.value, what->quantity.unit);
}

/* Refused by an article: what was asked, what the law says, and where. */
static pl_status refuse_by(pl_context *context, pl_error *error, pl_status code, size_t line,
                           const char *key, const char *asked, const pl_law_rule *rule) {
    pl_argument arguments[] = {{"asked", asked}, {"article", rule->article}};
    pl_cite(context, &rule->basis);
    pl_trail(context, "law", pl_pick(context, rule->text), NULL);
    return refuse(error, code, line, key, pl_say(context, "say.by_article", arguments, 2));
}

/* ---- what a dose is in mg ---- */

pl_rational pl_prescription_weight(const pl_prescription *it) {
    return it->patient.weight.given ? it->patient.weight.quantity.value : pl_rational_from_int(0);
}

/* The dose of one intake, or of one hour, in mg; false when there is none, or when it needs a
 * weight that is not said, or for a patch, whose rate is not an intake. */
static bool in_mg(const pl_prescription *it, const pl_given *dose, pl_rational *out) {
    return pl_order_mg(dose, pl_prescription_weight(it), out);
}

static bool hours_of(const pl_given *asked, pl_rational *out) {
    return asked->given && pl_quantity_in(asked->quantity, pl_unit_base(PL_TIME), out) == PALLIA_OK;
}

static bool times(pl_rational value, int32_t count, pl_rational *out) {
    return pl_rational_mul(value, pl_rational_from_int(count), out) == PALLIA_OK;
}

/* The intakes of 24 h: those scheduled, or as many as are allowed. */
static int32_t intakes(const pl_order_line *line) {
    return line->per_day > 0 ? line->per_day : line->maximum_doses;
}

/* ---- lines that contradict themselves ---- */

static const char *say_mg(pl_context *context, pl_rational mg) {
    return pl_say_quantity(context, mg, pl_unit_base(PL_MASS));
}

/* The highest dose of one intake, then of all of them, against the maximum of 24 h. */
static pl_status check_maximum(pl_context *context, const pl_prescription *it, size_t at,
                               pl_error *error) {
    const pl_order_line *line = &it->orders[at].line;
    char token[TOKEN_SIZE];
    pl_rational maximum;
    pl_rational dose;
    pl_rational all;
    if (!in_mg(it, &line->maximum, &maximum)) {
        return PALLIA_OK;
    }
    int32_t count = intakes(line) > 0 ? intakes(line) : 1;
    if (!pl_order_is_patch(line) && in_mg(it, &line->high, &dose) && times(dose, count, &all) &&
        pl_rational_compare(all, maximum) > 0) {
        snprintf(token, sizeof token, "%d × %s > %s / 24 h", (int)count, say_mg(context, dose),
                 say_mg(context, maximum));
        return refuse(error, PALLIA_EINCONSISTENT, at, "maximum_24h", token);
    }
    if (in_mg(it, &line->rate, &dose) && times(dose, HOURS_IN_A_DAY, &all) &&
        pl_rational_compare(all, maximum) > 0) {
        snprintf(token, sizeof token, "%s × 24 > %s / 24 h", say_given(context, &line->rate),
                 say_mg(context, maximum));
        return refuse(error, PALLIA_EINCONSISTENT, at, "maximum_24h", token);
    }
    return PALLIA_OK;
}

static pl_status check_times(pl_context *context, const pl_order_line *line, size_t at,
                             pl_error *error) {
    char token[TOKEN_SIZE];
    pl_rational hours;
    pl_rational all;
    pl_rational fraction;
    if (intakes(line) > 0 && hours_of(&line->interval, &hours) &&
        times(hours, intakes(line), &all) &&
        pl_rational_compare(all, pl_rational_from_int(HOURS_IN_A_DAY)) > 0) {
        snprintf(token, sizeof token, "%d × %s > 24 h", (int)intakes(line),
                 say_given(context, &line->interval));
        return refuse(error, PALLIA_EINCONSISTENT, at, "interval", token);
    }
    if (hours_of(&line->duration, &all) && hours_of(&line->fraction, &fraction) &&
        pl_rational_compare(fraction, all) > 0) {
        snprintf(token, sizeof token, "%s > %s", say_given(context, &line->fraction),
                 say_given(context, &line->duration));
        return refuse(error, PALLIA_EINCONSISTENT, at, "fraction", token);
    }
    return PALLIA_OK;
}

static pl_status check_form(pl_context *context, const pl_order_line *line, size_t at,
                            pl_error *error) {
    const pl_drugs *drugs = context->drugs;
    char key[TOKEN_SIZE];
    char token[TOKEN_SIZE];
    bool route = pl_order_form_fits_route(drugs, line);
    if (route && pl_order_form_fits_strength(line)) {
        return PALLIA_OK;
    }
    snprintf(key, sizeof key, "form.%.32s", line->form->id);
    const pl_given *figure = line->strength.given ? &line->strength : &line->low;
    snprintf(token, sizeof token, "%s, %s", pl_say(context, key, NULL, 0),
             route ? say_given(context, figure)
                   : pl_pick(context, drugs->routes[line->route].name));
    return refuse(error, PALLIA_EINCONSISTENT, at, route ? "strength" : "route", token);
}

/* How long one unit acts; the product tells it when the line does not, as for a patch. */
static int16_t release_of(const pl_order *order) {
    if (order->line.release != PL_NONE) {
        return order->line.release;
    }
    bool told = pl_order_is_patch(&order->line) && order->product != NULL;
    return told ? order->product->release : PL_NONE;
}

/* Hours between two intakes, as the line says them. */
static bool spacing_of(const pl_order_line *line, pl_rational *hours) {
    return hours_of(&line->interval, hours) ||
           (intakes(line) > 0 &&
            pl_rational_div(pl_rational_from_int(HOURS_IN_A_DAY),
                            pl_rational_from_int(intakes(line)), hours) == PALLIA_OK);
}

/* What acts long is not given as needed, nor sooner than it acts; a patch is changed when it ends.
 */
static pl_status check_release(pl_context *context, const pl_prescription *it, size_t at,
                               pl_error *error) {
    const pl_order *order = &it->orders[at];
    const pl_order_line *line = &order->line;
    int16_t release = release_of(order);
    int16_t immediate = pl_release_find(context->drugs, "ir");
    char token[TOKEN_SIZE];
    pl_rational hours;
    if (release == PL_NONE || release == immediate) {
        return PALLIA_OK;
    }
    const pl_release *is = &context->drugs->releases[release];
    bool spaced = spacing_of(line, &hours);
    bool patch = pl_order_is_patch(line);
    bool sooner = spaced && pl_rational_compare(hours, is->every) < 0;
    bool later = patch && spaced && pl_rational_compare(hours, is->every) > 0;
    bool wanted = !line->rate.given && (patch || !pl_order_as_needed(line));
    if (wanted && !sooner && !later) {
        return PALLIA_OK;
    }
    snprintf(token, sizeof token, "%s%s%s", pl_pick(context, is->name), spaced ? ", " : "",
             spaced ? pl_say_quantity(context, hours, pl_unit_base(PL_TIME)) : "");
    return refuse(error, PALLIA_EINCONSISTENT, at, "release", token);
}

/* ---- the law ---- */

static pl_status check_dispensing(pl_context *context, const pl_prescription *it, size_t at,
                                  pl_error *error) {
    const pl_order *order = &it->orders[at];
    const pl_order_line *line = &order->line;
    const char *name = pl_pick(context, context->drugs->drugs[line->drug].name);
    if (it->from_hospital) {
        return PALLIA_OK;
    }
    if (order->hospital) {
        return refuse(error, PALLIA_EDISPENSING, at, "drug", name);
    }
    const pl_law_rule *rule = pl_law_find(it->law, PL_LAW_COMMUNITY, &order->bears);
    bool unknown = line->strength.given && order->product == NULL;
    return rule == NULL || !unknown
               ? PALLIA_OK
               : refuse_by(context, error, PALLIA_EDISPENSING, at, "strength", name, rule);
}

/* A length of time against the days of the first rule of that kind. */
static pl_status check_days(pl_context *context, const pl_prescription *it, size_t at,
                            pl_law_kind kind, const char *key, pl_status code, pl_error *error) {
    const pl_order *order = &it->orders[at];
    const pl_given *asked = kind == PL_LAW_LONGEST ? &order->line.duration : &order->line.fraction;
    const pl_law_rule *rule = pl_law_find(it->law, kind, &order->bears);
    char token[TOKEN_SIZE];
    pl_rational hours;
    pl_rational most;
    if (rule == NULL || !hours_of(asked, &hours) ||
        pl_quantity_in(rule->days, pl_unit_base(PL_TIME), &most) != PALLIA_OK ||
        pl_rational_compare(hours, most) <= 0) {
        return PALLIA_OK;
    }
    snprintf(token, sizeof token, "%s > %s", say_given(context, asked),
             pl_say_quantity(context, rule->days.value, rule->days.unit));
    return refuse_by(context, error, code, at, key, token, rule);
}

static pl_status check_overlap(pl_context *context, const pl_prescription *it, size_t at,
                               pl_error *error) {
    const pl_order *order = &it->orders[at];
    const pl_law_rule *rule = pl_law_find(it->law, PL_LAW_OVERLAP, &order->bears);
    int32_t today;
    if (rule == NULL || order->line.overlap != NULL || it->date == NULL ||
        !pl_date_day(it->date, &today)) {
        return PALLIA_OK;
    }
    for (size_t i = 0; i < it->running_count; i++) {
        if (it->running[i].drug == order->line.drug && it->running[i].until >= today) {
            const char *name = pl_pick(context, context->drugs->drugs[order->line.drug].name);
            return refuse_by(context, error, PALLIA_ECOVERED, at, "overlap", name, rule);
        }
    }
    return PALLIA_OK;
}

/* ---- what the products say, which a doctor may overrule ---- */

/* The days that the conditions of the product allow; 0 when they do not say. */
static int32_t days_of(const pl_order *order) {
    const pl_line *product = order->product;
    if (product == NULL) {
        return 0;
    }
    if (product->max_weeks > 0) {
        return product->max_weeks * DAYS_IN_A_WEEK;
    }
    return order->line.rate.given && product->pump_days > 0 ? product->pump_days
                                                            : product->max_days;
}

static bool exceeds_product(const pl_order *order) {
    int32_t days = days_of(order);
    pl_rational hours;
    return days > 0 && hours_of(&order->line.duration, &hours) &&
           pl_rational_compare(hours, pl_rational_from_int(days * HOURS_IN_A_DAY)) > 0;
}

/* "Morphine injectable : 14 j au lieu de 7 j", of every line that exceeds; NULL when none does. */
static const char *say_beyond(pl_context *context, const pl_prescription *it, size_t *first) {
    const char *said = NULL;
    for (size_t i = it->order_count; i-- > 0;) {
        const pl_order *order = &it->orders[i];
        if (!exceeds_product(order)) {
            continue;
        }
        char days[16];
        snprintf(days, sizeof days, "%d", (int)days_of(order));
        pl_argument one[] = {{"product", order->product->name},
                             {"days", days},
                             {"asked", say_given(context, &order->line.duration)}};
        pl_argument both[] = {{"first", pl_say(context, "order.beyond", one, 3)}, {"second", said}};
        said = said == NULL ? both[0].value : pl_say(context, "order.also", both, 2);
        *first = i;
    }
    return said;
}

static pl_status check_products(pl_context *context, const pl_prescription *it, pl_error *error) {
    size_t first = 0;
    pl_argument products = {"products", say_beyond(context, it, &first)};
    if (products.value == NULL) {
        return PALLIA_OK;
    }
    pl_basis *basis = pl_arena_get(context->arena, sizeof *basis);
    if (basis == NULL) {
        context->exhausted = true;
        return PALLIA_OK;
    }
    *basis = (pl_basis){.source = it->products->source,
                        .evidence = it->products->source->evidence,
                        .cite = it->orders[first].product->id};
    pl_advise(context, "product-duration", PL_SEVERITY_STOP, basis, &products, 1);
    return it->acknowledged
               ? PALLIA_OK
               : refuse(error, PALLIA_EWITHHELD, first, "duration", "product-duration");
}

/* ---- words ---- */

static pl_status check_words(const pl_order_line *line, size_t at, pl_error *error) {
    const struct {
        const char *key;
        const pl_given *what;
    } figures[] = {{"strength", &line->strength},  {"volume", &line->volume},
                   {"dose", &line->low},           {"high", &line->high},
                   {"continuous", &line->rate},    {"interval", &line->interval},
                   {"duration", &line->duration},  {"fraction", &line->fraction},
                   {"maximum_24h", &line->maximum}};
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        char words[PL_SPELL_SIZE];
        const pl_given *what = figures[i].what;
        pl_status status = what->given
                               ? pl_spell_quantity(what->quantity.value, what->quantity.unit, words)
                               : PALLIA_OK;
        if (status != PALLIA_OK) {
            return refuse(error, status, at, figures[i].key, figures[i].key);
        }
    }
    return PALLIA_OK;
}

/* ---- advice ---- */

typedef bool (*question)(const pl_prescription *it, const pl_order *order);

static bool needs_secure_form(const pl_prescription *it, const pl_order *order) {
    (void)it;
    return order->secure != NULL;
}

static bool is_unknown(const pl_prescription *it, const pl_order *order) {
    (void)it;
    return order->line.strength.given && order->product == NULL;
}

/* Two maxima of one line that do not say the same: the smaller one binds. */
static bool has_two_maxima(const pl_prescription *it, const pl_order *order) {
    pl_rational dose;
    pl_rational all;
    pl_rational maximum;
    return order->line.maximum_doses > 0 && in_mg(it, &order->line.high, &dose) &&
           times(dose, order->line.maximum_doses, &all) &&
           in_mg(it, &order->line.maximum, &maximum) && pl_rational_compare(all, maximum) < 0;
}

static bool is_outside_indication(const pl_prescription *it, const pl_order *order) {
    const pl_order_line *line = &order->line;
    bool sedation = line->symptom != NULL && strcmp(line->symptom, "refractory-distress") == 0;
    return !line->off_label && !sedation && !it->from_hospital &&
           pl_law_find(it->law, PL_LAW_COMMUNITY, &order->bears) != NULL;
}

/* What one unit holds, in mg: an ampoule is thrown away once opened. */
static bool content_of(const pl_order_line *line, pl_rational *out) {
    pl_rational volume;
    if (!line->strength.given) {
        return false;
    }
    pl_quantity strength = line->strength.quantity;
    if (pl_quantity_in(strength, pl_unit_base(strength.unit->dimension), out) != PALLIA_OK) {
        return false;
    }
    if (strength.unit->dimension == PL_MASS) {
        return true;
    }
    return strength.unit->dimension == PL_CONCENTRATION && line->volume.given &&
           pl_quantity_in(line->volume.quantity, pl_unit_base(PL_VOLUME), &volume) == PALLIA_OK &&
           pl_rational_mul(*out, volume, out) == PALLIA_OK;
}

/* Whole units for that much. */
static bool units_for(pl_rational mg, pl_rational content, pl_rational *out) {
    return pl_rational_div(mg, content, out) == PALLIA_OK &&
           pl_round_to_step(*out, pl_rational_from_int(1), PL_ROUND_UP, out) == PALLIA_OK;
}

/* The units of one day: of each intake, or of a day of the driver. */
static bool units_a_day(const pl_prescription *it, const pl_order_line *line, pl_rational *out) {
    pl_rational content;
    pl_rational mg;
    if (!content_of(line, &content) || pl_order_is_patch(line)) {
        return false;
    }
    if (in_mg(it, &line->high, &mg) && intakes(line) > 0) {
        return units_for(mg, content, out) && times(*out, intakes(line), out);
    }
    return in_mg(it, &line->rate, &mg) && times(mg, HOURS_IN_A_DAY, &mg) &&
           units_for(mg, content, out);
}

/* Those worn at once, for each change of the duration. */
static bool patches_needed(const pl_order_line *line, pl_rational *out) {
    const pl_given *given[] = {&line->high, &line->strength, &line->duration, &line->interval};
    pl_rational in[4];
    for (size_t i = 0; i < 4; i++) {
        pl_dimension dimension = i < 2 ? PL_MASS_RATE : PL_TIME;
        if (!given[i]->given || given[i]->quantity.unit->dimension != dimension ||
            pl_quantity_in(given[i]->quantity, pl_unit_base(dimension), &in[i]) != PALLIA_OK) {
            return false;
        }
    }
    pl_rational changes;
    return units_for(in[0], in[1], out) && units_for(in[2], in[3], &changes) &&
           pl_rational_mul(*out, changes, out) == PALLIA_OK;
}

/* Too few for the whole duration; of what is given as needed, for one day at its maximum. */
static bool is_short(const pl_prescription *it, const pl_order *order) {
    const pl_order_line *line = &order->line;
    pl_rational needed;
    pl_rational hours;
    pl_rational days;
    if (line->quantity > 0 && patches_needed(line, &needed)) {
        return pl_rational_compare(pl_rational_from_int(line->quantity), needed) < 0;
    }
    if (line->quantity == 0 || !units_a_day(it, line, &needed)) {
        return false;
    }
    bool as_needed = line->per_day == 0 && line->low.given;
    if (!as_needed && hours_of(&line->duration, &hours) &&
        pl_rational_div(hours, pl_rational_from_int(HOURS_IN_A_DAY), &days) == PALLIA_OK &&
        pl_rational_mul(needed, days, &needed) != PALLIA_OK) {
        return false;
    }
    return pl_rational_compare(pl_rational_from_int(line->quantity), needed) < 0;
}

static bool has_unknown_origin(const pl_prescription *it, const pl_order *order) {
    (void)it;
    return order->trace == PL_TRACE_UNKNOWN;
}

static bool has_other_origin(const pl_prescription *it, const pl_order *order) {
    (void)it;
    return order->trace == PL_TRACE_DIFFERENT;
}

static const struct {
    const char *code;
    pl_severity severity;
    question holds;
} questions[] = {{"secure-form", PL_SEVERITY_INFO, needs_secure_form},
                 {"presentation-unknown", PL_SEVERITY_CAUTION, is_unknown},
                 {"two-maxima", PL_SEVERITY_CAUTION, has_two_maxima},
                 {"community-indication", PL_SEVERITY_CAUTION, is_outside_indication},
                 {"quantity-short", PL_SEVERITY_CAUTION, is_short},
                 {"origin-unknown", PL_SEVERITY_CAUTION, has_unknown_origin},
                 {"origin-differs", PL_SEVERITY_CAUTION, has_other_origin}};

/* "1, 3": the lines of which it holds, as the text numbers them; "" when there is none. */
static const char *lines_of(pl_context *context, const pl_prescription *it, question holds) {
    char text[8 * PL_ORDERS_MAX] = "";
    size_t length = 0;
    for (size_t i = 0; i < it->order_count; i++) {
        if (holds(it, &it->orders[i])) {
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%zu",
                                       length == 0 ? "" : ", ", i + 1);
        }
    }
    const char *kept = pl_arena_text(context->arena, text, length);
    context->exhausted = context->exhausted || kept == NULL;
    return kept == NULL ? "" : kept;
}

/* What the sources print as the highest of a day, against what the line allows in one. */
static void advise_ceilings(pl_context *context, const pl_prescription *it, int16_t drug,
                            pl_rational per_day) {
    pl_rational rate;
    if (pl_rational_div(per_day, pl_rational_from_int(HOURS_IN_A_DAY), &rate) == PALLIA_OK) {
        pl_ceilings_advise(context, it->syringe, drug, rate, pl_prescription_weight(it));
    }
}

static void advise_maxima(pl_context *context, const pl_prescription *it, const pl_order_line *line,
                          pl_rational per_day) {
    const pl_cap_question asked = {.drug = line->drug,
                                   .route = line->route,
                                   .symptom = line->symptom,
                                   .kg = pl_prescription_weight(it)};
    pl_caps caps;
    pl_caps_gather(context, it->anticipation, it->syringe, &asked, &caps);
    const pl_cap *one = pl_caps_exceeded_row(&caps, per_day);
    if (!one) {
        return;
    }
    pl_argument arguments[] = {{"drug", pl_pick(context, context->drugs->drugs[line->drug].name)},
                               {"dose", say_mg(context, per_day)},
                               {"ceiling", say_mg(context, one->mg)},
                               {"note", pl_pick(context, one->text)},
                               {"caps", pl_caps_say(context, &caps)}};
    pl_advise(context, "above-row-maximum", PL_SEVERITY_CAUTION, one->basis, arguments, 5);
}

/* ---- lines of the same drug ---- */

static void advise_same_drug(pl_context *context, const pl_prescription *it, size_t at) {
    const pl_order_line *lines[PL_ORDERS_MAX];
    const pl_order_line *line = &it->orders[at].line;
    const pl_cap_question asked = {.drug = line->drug,
                                   .route = line->route,
                                   .symptom = line->symptom,
                                   .kg = pl_prescription_weight(it)};
    pl_same_drug same;
    pl_caps caps;
    for (size_t i = 0; i < it->order_count; i++) {
        lines[i] = &it->orders[i].line;
    }
    if (!pl_same_drug_find(context, lines, it->order_count, at, asked.kg, &same)) {
        return;
    }
    pl_caps_gather(context, it->anticipation, it->syringe, &asked, &caps);
    pl_argument arguments[PL_SAME_DRUG_ARGUMENTS];
    pl_same_drug_say(context, &same, line->drug, &caps, arguments);
    pl_advise(context, "same-drug-lines", PL_SEVERITY_CAUTION, NULL, arguments,
              PL_SAME_DRUG_ARGUMENTS);
    advise_ceilings(context, it, line->drug, same.total);
}

static void advise(pl_context *context, const pl_prescription *it) {
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        pl_argument lines = {"lines", lines_of(context, it, questions[i].holds)};
        if (lines.value[0] != '\0') {
            pl_advise(context, questions[i].code, questions[i].severity, NULL, &lines, 1);
        }
    }
    for (size_t i = 0; i < it->order_count; i++) {
        const pl_order_line *line = &it->orders[i].line;
        pl_rational per_day;
        if (pl_order_per_day(line, pl_prescription_weight(it), &per_day)) {
            advise_ceilings(context, it, line->drug, per_day);
            advise_maxima(context, it, line, per_day);
        }
        advise_same_drug(context, it, i);
    }
}

/* ---- all ---- */

/* The tables are for adults. Without a date the age is not known from the day of birth. */
static pl_status check_age(const pl_context *context, const pl_prescription *it, pl_error *error) {
    const pl_profile *profile = pl_profile_find(context->rules, default_profile);
    const pl_prescribed *patient = &it->patient;
    bool dated = patient->birth != NULL && it->date != NULL;
    if (profile == NULL) {
        return pl_fail(error, PALLIA_EPROFILE, "", default_profile);
    }
    if (dated && pl_rational_compare(pl_rational_from_int(pl_date_age(patient->birth, it->date)),
                                     profile->age_at_least) < 0) {
        return pl_fail(error, PALLIA_ESCOPE, "/patient/birth", "");
    }
    bool child = patient->age.given &&
                 pl_rational_compare(patient->age.quantity.value, profile->age_at_least) < 0;
    return child ? pl_fail(error, PALLIA_ESCOPE, "/patient/age", "") : PALLIA_OK;
}

static pl_status check_line(pl_context *context, const pl_prescription *it, size_t at,
                            pl_error *error) {
    const pl_order_line *line = &it->orders[at].line;
    pl_status status = check_words(line, at, error);
    if (status == PALLIA_OK) {
        status = check_form(context, line, at, error);
    }
    if (status == PALLIA_OK) {
        status = check_release(context, it, at, error);
    }
    if (status == PALLIA_OK) {
        status = check_maximum(context, it, at, error);
    }
    if (status == PALLIA_OK) {
        status = check_times(context, line, at, error);
    }
    if (status == PALLIA_OK) {
        status = check_dispensing(context, it, at, error);
    }
    if (status == PALLIA_OK) {
        status = check_days(context, it, at, PL_LAW_LONGEST, "duration", PALLIA_EDURATION, error);
    }
    if (status == PALLIA_OK) {
        status = check_days(context, it, at, PL_LAW_FRACTION, "fraction", PALLIA_EFRACTION, error);
    }
    return status == PALLIA_OK ? check_overlap(context, it, at, error) : status;
}

pl_status pl_prescription_check(pl_context *context, const pl_prescription *it, pl_error *error) {
    pl_status status = check_age(context, it, error);
    for (size_t i = 0; status == PALLIA_OK && i < it->order_count; i++) {
        status = check_line(context, it, i, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    status = check_products(context, it, error);
    if (status == PALLIA_OK) {
        advise(context, it);
    }
    return status;
}
