/* SPDX-License-Identifier: MPL-2.0
 *
 * The text is French in every language: it is a French prescription.
 */
#include "operations/prescription.h"
#include "tables/set.h"

#include "leaf/date.h"
#include "leaf/spell.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_SIZE = 24, KEY_SIZE = 64 };

/* What a text is made with: a context that speaks French. */
typedef struct text {
    pl_writer *writer;
    pl_context *french;
    const pl_prescription *it;
} text;

static void line(const text *to, const char *key, const pl_argument *arguments, size_t count) {
    pl_write_string(to->writer, NULL, pl_say(to->french, key, arguments, count));
}

static void line_of(const text *to, const char *key, const char *name, const char *value) {
    pl_argument argument = {name, value};
    line(to, key, &argument, 1);
}

/* ---- values ---- */

static const char *say_missing(const text *to, pl_law_element element) {
    pl_argument argument = {"what", to->it->law->elements[element].name.fr};
    return pl_say(to->french, "order.missing", &argument, 1);
}

/* The text, or what is to be filled in. */
static const char *or_missing(const text *to, const char *value, pl_law_element element) {
    return value != NULL ? value : say_missing(to, element);
}

static const char *say_words(const text *to, const char *words, const char *figures) {
    pl_argument arguments[] = {{"words", words}, {"figures", figures}};
    return pl_say(to->french, "order.words", arguments, 2);
}

/* "cinq milligrammes (5 mg)"; pl_prescription_check has seen that it can be said. */
static const char *say_quantity(const text *to, pl_quantity quantity) {
    char words[PL_SPELL_SIZE];
    char number[PL_RATIONAL_TEXT_SIZE];
    pl_spell_quantity(quantity.value, quantity.unit, words);
    /* The same number as the words: what is calculated is rounded to be read, an order is not. */
    pl_rational_text(quantity.value, number);
    char *point = strchr(number, '.');
    if (point != NULL) {
        *point = ',';
    }
    pl_argument arguments[] = {{"number", number},
                               {"unit", pl_say_unit(to->french, quantity.unit)}};
    return say_words(to, words, pl_say(to->french, "order.figures", arguments, 2));
}

static const char *say_given(const text *to, const pl_given *what, pl_law_element element) {
    return what->given ? say_quantity(to, what->quantity) : say_missing(to, element);
}

/* "quatre (4)". */
static const char *say_count(const text *to, int32_t count, bool feminine) {
    char words[PL_SPELL_SIZE];
    char figures[NUMBER_SIZE];
    pl_spell_number(pl_rational_from_int(count), feminine, words);
    snprintf(figures, sizeof figures, "%d", (int)count);
    return say_words(to, words, figures);
}

static bool is_many(int32_t count) {
    return pl_spell_plural(pl_rational_from_int(count));
}

/* "quatre (4) prises". */
static const char *say_intakes(const text *to, int32_t count) {
    if (count == 0) {
        return say_missing(to, PL_ELEMENT_INTAKES);
    }
    pl_argument argument = {"count", say_count(to, count, true)};
    return pl_say(to->french, is_many(count) ? "order.intakes" : "order.intake", &argument, 1);
}

static const char *say_dose(const text *to, const pl_order_line *order) {
    const pl_given *low = &order->low;
    const pl_given *high = &order->high;
    if (!low->given || (low->quantity.unit == high->quantity.unit &&
                        pl_rational_equal(low->quantity.value, high->quantity.value))) {
        return say_given(to, low, PL_ELEMENT_DOSE);
    }
    pl_argument arguments[] = {{"low", say_quantity(to, low->quantity)},
                               {"high", say_quantity(to, high->quantity)}};
    return pl_say(to->french, "order.range", arguments, 2);
}

static const char *say_route(const text *to, const pl_order_line *order) {
    return order->route == PL_NONE ? say_missing(to, PL_ELEMENT_ROUTE)
                                   : to->french->drugs->routes[order->route].name.fr;
}

static const char *say_form(const text *to, const pl_order_line *order) {
    char key[KEY_SIZE];
    if (order->form == NULL) {
        return say_missing(to, PL_ELEMENT_FORM);
    }
    snprintf(key, sizeof key, "form.%.32s", order->form->id);
    const char *form = pl_say(to->french, key, NULL, 0);
    if (order->release == PL_NONE || order->form->shape == PL_FORM_PATCH) {
        return form;
    }
    pl_argument arguments[] = {{"form", form},
                               {"release", to->french->drugs->releases[order->release].name.fr}};
    return pl_say(to->french, "order.form_release", arguments, 2);
}

/* "22/11/2026" of a day that was checked. */
static const char *say_day(const text *to, const char *day) {
    char year[8];
    char month[4];
    char number[4];
    snprintf(year, sizeof year, "%.4s", day);
    snprintf(month, sizeof month, "%.2s", day + 5);
    snprintf(number, sizeof number, "%.2s", day + 8);
    pl_argument arguments[] = {{"year", year}, {"month", month}, {"day", number}};
    return pl_say(to->french, "order.day", arguments, 3);
}

/* ---- head ---- */

static const char *say_age(const text *to) {
    const pl_prescribed *patient = &to->it->patient;
    if (patient->birth != NULL) {
        pl_argument argument = {"day", say_day(to, patient->birth)};
        return pl_say(to->french, "order.born", &argument, 1);
    }
    const char *age = patient->age.given ? pl_say_quantity(to->french, patient->age.quantity.value,
                                                           patient->age.quantity.unit)
                                         : say_missing(to, PL_ELEMENT_PATIENT_AGE);
    pl_argument argument = {"age", age};
    return pl_say(to->french, "order.aged", &argument, 1);
}

static const char *say_weight(const text *to) {
    const pl_given *weight = &to->it->patient.weight;
    return weight->given
               ? pl_say_quantity(to->french, weight->quantity.value, weight->quantity.unit)
               : say_missing(to, PL_ELEMENT_PATIENT_WEIGHT);
}

static void write_patient(const text *to) {
    const pl_prescribed *patient = &to->it->patient;
    pl_argument arguments[] = {{"name", or_missing(to, patient->name, PL_ELEMENT_PATIENT_NAME)},
                               {"sex", or_missing(to, patient->sex, PL_ELEMENT_PATIENT_SEX)},
                               {"age", say_age(to)}};
    line(to, "order.patient", arguments, 3);
    if (patient->weight.given || pl_prescription_lacks(to->it, PL_ELEMENT_PATIENT_WEIGHT, -1)) {
        line_of(to, "order.weight", "weight", say_weight(to));
    }
}

static bool needs_secure_form(const pl_prescription *it) {
    for (size_t i = 0; i < it->order_count; i++) {
        if (it->orders[i].secure != NULL) {
            return true;
        }
    }
    return false;
}

static bool is_same(const pl_given *one, const pl_given *other) {
    return one->given == other->given &&
           (!one->given || (one->quantity.unit == other->quantity.unit &&
                            pl_rational_equal(one->quantity.value, other->quantity.value)));
}

static bool is_same_medicine(const pl_order_line *one, const pl_order_line *other) {
    return one->drug == other->drug && one->form == other->form && one->release == other->release &&
           is_same(&one->strength, &other->strength);
}

/* What the square of a secure form counts: medicines, however many lines each has. */
static int32_t count_drugs(const pl_prescription *it) {
    int32_t count = 0;
    for (size_t i = 0; i < it->order_count; i++) {
        const pl_order_line *one = &it->orders[i].line;
        bool again = one->shared_with > 0;
        for (size_t k = 0; k < i; k++) {
            again = again || is_same_medicine(&it->orders[k].line, one);
        }
        count += again ? 0 : 1;
    }
    return count;
}

static void write_head(const text *to) {
    const pl_prescription *it = to->it;
    const pl_prescriber *by = &it->prescriber;
    pl_argument arguments[] = {
        {"name", or_missing(to, by->name, PL_ELEMENT_PRESCRIBER_NAME)},
        {"quality", or_missing(to, by->quality, PL_ELEMENT_PRESCRIBER_QUALITY)},
        {"id", or_missing(to, by->id, PL_ELEMENT_PRESCRIBER_ID)},
        {"address", or_missing(to, by->address, PL_ELEMENT_PRESCRIBER_ADDRESS)},
        {"phone", or_missing(to, by->phone, PL_ELEMENT_PRESCRIBER_PHONE)}};
    line(to, "order.draft", NULL, 0);
    if (needs_secure_form(it)) {
        line(to, "order.secure_form", NULL, 0);
    }
    line(to, "order.prescriber", arguments, 5);
    line(to, "order.address", arguments, 5);
    line_of(to, "order.date", "date",
            it->date != NULL ? say_day(to, it->date) : say_missing(to, PL_ELEMENT_DATE));
    write_patient(to);
    line_of(to, "order.drugs", "count", say_count(to, count_drugs(it), false));
}

/* ---- one order line ---- */

static void write_drug(const text *to, size_t index) {
    const pl_order_line *order = &to->it->orders[index].line;
    const pl_line *product = to->it->orders[index].product;
    char number[NUMBER_SIZE];
    snprintf(number, sizeof number, "%zu", index + 1);
    pl_argument arguments[] = {{"number", number},
                               {"drug", to->french->drugs->drugs[order->drug].name.fr},
                               {"form", say_form(to, order)},
                               {"strength", say_given(to, &order->strength, PL_ELEMENT_STRENGTH)}};
    line(to, "order.drug", arguments, 4);
    if (order->volume.given) {
        line_of(to, "order.volume", "volume", say_quantity(to, order->volume.quantity));
    }
    if (pl_prescription_lacks(to->it, PL_ELEMENT_RELEASE, (int32_t)index)) {
        line_of(to, "order.release", "release", say_missing(to, PL_ELEMENT_RELEASE));
    }
    if (product != NULL && product->mixing.fr != NULL) {
        line_of(to, "order.mixing", "mixing", product->mixing.fr);
    }
}

static void write_shared(const text *to, const pl_order_line *order) {
    char number[NUMBER_SIZE];
    snprintf(number, sizeof number, "%d", (int)order->shared_with);
    line_of(to, "order.shared", "number", number);
}

static void write_as_needed(const text *to, const pl_order_line *order) {
    pl_argument maximum[] = {{"intakes", say_intakes(to, order->maximum_doses)},
                             {"maximum", say_given(to, &order->maximum, PL_ELEMENT_MAXIMUM)}};
    line_of(to, "order.trigger", "trigger", or_missing(to, order->trigger, PL_ELEMENT_TRIGGER));
    line_of(to, "order.interval", "interval", say_given(to, &order->interval, PL_ELEMENT_INTERVAL));
    if (order->shared_with > 0) {
        write_shared(to, order);
        return;
    }
    line(to, "order.maximum", maximum, 2);
}

static void write_scheduled(const text *to, const pl_order_line *order) {
    line_of(to, "order.scheduled", "intakes", say_intakes(to, order->per_day));
    if (order->interval.given) {
        line_of(to, "order.interval", "interval", say_quantity(to, order->interval.quantity));
    }
    if (order->trigger != NULL) {
        line_of(to, "order.trigger", "trigger", order->trigger);
    }
}

/* A patch is changed, not taken. */
static void write_patch(const text *to, const pl_order_line *order,
                        const pl_argument arguments[2]) {
    line(to, "order.patch", arguments, 2);
    if (order->per_day > 0) {
        line_of(to, "order.scheduled", "intakes", say_intakes(to, order->per_day));
    } else {
        line_of(to, "order.change", "interval",
                say_given(to, &order->interval, PL_ELEMENT_INTAKES));
    }
}

static void write_dose(const text *to, const pl_order_line *order) {
    pl_argument arguments[] = {{"dose", say_dose(to, order)}, {"route", say_route(to, order)}};
    if (order->rate.given) {
        pl_argument rate[] = {{"rate", say_quantity(to, order->rate.quantity)},
                              {"route", say_route(to, order)}};
        line(to, "order.continuous", rate, 2);
    }
    if (order->rate.given && !order->low.given) {
        return;
    }
    if (pl_order_is_patch(order)) {
        write_patch(to, order, arguments);
        return;
    }
    line(to, "order.dose", arguments, 2);
    if (order->per_day > 0) {
        write_scheduled(to, order);
    } else {
        write_as_needed(to, order);
    }
}

/* What is said once for 24 h when no line of write_as_needed has said it. */
static void write_limit(const text *to, const pl_order_line *order) {
    bool as_needed = order->per_day == 0 && (order->low.given || !order->rate.given);
    if (order->maximum.given && !as_needed) {
        line_of(to, "order.limit", "maximum", say_quantity(to, order->maximum.quantity));
    }
}

static void write_supply(const text *to, int32_t index) {
    const pl_order_line *one = &to->it->orders[index].line;
    line_of(to, "order.duration", "duration", say_given(to, &one->duration, PL_ELEMENT_DURATION));
    if (one->single_dispensing) {
        line(to, "order.single", NULL, 0);
    } else if (one->fraction.given || pl_prescription_lacks(to->it, PL_ELEMENT_FRACTION, index)) {
        line_of(to, "order.fraction", "fraction",
                say_given(to, &one->fraction, PL_ELEMENT_FRACTION));
    }
    if (one->quantity > 0) {
        char key[KEY_SIZE];
        bool feminine = one->form != NULL && one->form->feminine;
        snprintf(key, sizeof key, "unit.%.32s.%s", one->form != NULL ? one->form->id : "none",
                 is_many(one->quantity) ? "many" : "one");
        pl_argument arguments[] = {{"count", say_count(to, one->quantity, feminine)},
                                   {"unit", pl_say(to->french, key, NULL, 0)}};
        line(to, "order.quantity", arguments, 2);
    }
}

static const char *say_who(const text *to, uint32_t who) {
    const char *said = NULL;
    for (size_t i = 0; pl_order_who(i) != NULL; i++) {
        char key[KEY_SIZE];
        if ((who >> i & 1U) == 0) {
            continue;
        }
        snprintf(key, sizeof key, "who.%.32s", pl_order_who(i));
        const char *one = pl_say(to->french, key, NULL, 0);
        pl_argument arguments[] = {{"first", said}, {"second", one}};
        said = said == NULL ? one : pl_say(to->french, "order.either", arguments, 2);
    }
    return or_missing(to, said, PL_ELEMENT_WHO);
}

static void write_conditions(const text *to, int32_t index) {
    const pl_order_line *order = &to->it->orders[index].line;
    if (order->who != 0 || pl_prescription_lacks(to->it, PL_ELEMENT_WHO, index)) {
        line_of(to, "order.who", "who", say_who(to, order->who));
    }
    if (order->call_when != NULL || pl_prescription_lacks(to->it, PL_ELEMENT_CALL, index)) {
        line_of(to, "order.call", "call", or_missing(to, order->call_when, PL_ELEMENT_CALL));
    }
    if (order->overlap != NULL) {
        line_of(to, "order.overlap", "overlap", order->overlap);
    }
    if (order->off_label) {
        line(to, "order.off_label", NULL, 0);
    }
    if (to->it->orders[index].secure != NULL) {
        line(to, "order.secure", NULL, 0);
    }
    if (order->origin.kind != NULL && strcmp(order->origin.kind, "local") == 0) {
        line(to, "order.local", NULL, 0);
    }
    if (to->it->orders[index].trace >= PL_TRACE_UNKNOWN) {
        line(to, "order.untraced", NULL, 0);
    }
}

void pl_prescription_write_text(pl_writer *writer, pl_context *context, const pl_prescription *it) {
    pl_context french = {.tables = context->tables,
                         .drugs = context->drugs,
                         .language = "fr",
                         .arena = context->arena};
    const text to = {writer, &french, it};
    if (pl_tables_messages(context->tables, "fr", &french.messages, NULL) != PALLIA_OK) {
        context->exhausted = true;
        return;
    }
    pl_write_list(writer, "text");
    write_head(&to);
    for (size_t i = 0; i < it->order_count; i++) {
        write_drug(&to, i);
        write_dose(&to, &it->orders[i].line);
        write_limit(&to, &it->orders[i].line);
        write_supply(&to, (int32_t)i);
        write_conditions(&to, (int32_t)i);
    }
    line(&to, "order.signature", NULL, 0);
    pl_write_list_end(writer);
    context->exhausted = context->exhausted || french.exhausted;
}
