/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/identifier.h"
#include "operations/sheet.h"

#include <stdio.h>
#include <string.h>

enum { KEY_SIZE = 96, YEAR = 4, MONTH = 7 };

static const char comma[] = ", ";

static const char *piece(pl_context *context, const char *text, size_t length) {
    const char *copy = pl_arena_text(context->arena, text, length);
    if (!copy) {
        context->exhausted = true;
        return "";
    }
    return copy;
}

const char *pl_sheet_say_date(pl_context *context, const char *date) {
    size_t length = strlen(date);
    pl_argument arguments[] = {{"year", piece(context, date, YEAR)},
                               {"month", length >= MONTH ? piece(context, date + YEAR + 1, 2) : ""},
                               {"day", length > MONTH ? piece(context, date + MONTH + 1, 2) : ""}};
    if (length == YEAR) {
        return arguments[0].value;
    }
    return pl_say(context, length == MONTH ? "sheet.month" : "sheet.day", arguments, 3);
}

/* ---- values ---- */

typedef const char *(*sayer)(pl_context *context, const pl_sheet_field *field, const pl_json *at);

static const char *say_text(pl_context *context, const pl_sheet_field *field, const pl_json *at) {
    const char *text;
    (void)context;
    (void)field;
    return pl_json_characters(at, &text) && !pl_sheet_blank(text) ? text : "";
}

static const char *say_choice(pl_context *context, const pl_sheet_field *field, const pl_json *at) {
    const char *text;
    const pl_sheet_word *value =
        pl_json_characters(at, &text) ? pl_sheet_value_find(field, text) : NULL;
    return value ? pl_pick(context, value->name) : "";
}

static const char *say_date(pl_context *context, const pl_sheet_field *field, const pl_json *at) {
    return pl_sheet_say_date(context, say_text(context, field, at));
}

static const char *say_each(pl_context *context, const pl_sheet_field *field, const pl_json *at,
                            sayer say) {
    const char *text = "";
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        text = pl_join(context, text, comma, say(context, field, &item));
    }
    return text;
}

static const char *say_texts(pl_context *context, const pl_sheet_field *field, const pl_json *at) {
    return say_each(context, field, at, say_text);
}

static const char *say_choices(pl_context *context, const pl_sheet_field *field,
                               const pl_json *at) {
    return say_each(context, field, at, say_choice);
}

static const char *say_quantity(pl_context *context, const pl_sheet_field *field,
                                const pl_json *at) {
    const char *text = say_text(context, field, at);
    pl_quantity quantity;
    return pl_quantity_parse(text, strlen(text), &quantity) == PALLIA_OK
               ? pl_say_quantity(context, quantity.value, quantity.unit)
               : "";
}

const char *pl_sheet_say_value(pl_context *context, const pl_sheet_field *field,
                               const pl_sheet_slot *slot) {
    static const sayer sayers[PL_SHEET_TYPE_COUNT] = {
        [PL_SHEET_TEXT] = say_text,         [PL_SHEET_LONG] = say_text,
        [PL_SHEET_TEXTS] = say_texts,       [PL_SHEET_DATE] = say_date,
        [PL_SHEET_CHOICE] = say_choice,     [PL_SHEET_CHOICES] = say_choices,
        [PL_SHEET_EMAIL] = say_text,        [PL_SHEET_INS] = say_text,
        [PL_SHEET_RPPS] = say_text,         [PL_SHEET_FINESS] = say_text,
        [PL_SHEET_WEIGHT] = say_quantity,   [PL_SHEET_CLEARANCE] = say_quantity,
        [PL_SHEET_DOSE_24H] = say_quantity,
    };
    sayer say = sayers[field->type];
    return say && slot->valid ? say(context, field, &slot->at) : "";
}

static const char *say_word(pl_context *context, const char *kind, const char *word) {
    char key[KEY_SIZE];
    snprintf(key, sizeof key, "sheet.%s.%s", kind, word);
    return pl_say(context, key, NULL, 0);
}

static const char *member_text(const pl_json *object, const char *key) {
    pl_json at;
    const char *text;
    return pl_json_member(object, key, &at) && pl_json_characters(&at, &text) &&
                   !pl_sheet_blank(text)
               ? text
               : "";
}

const char *pl_sheet_say_decision(pl_context *context, const pl_json *decision) {
    const char *by = member_text(decision, "by");
    const char *on = member_text(decision, "on");
    const char *text = *by == '\0' ? "" : say_word(context, "by", by);
    if (*on != '\0') {
        text = pl_join(context, text, comma, pl_sheet_say_date(context, on));
    }
    return pl_join(context, text, comma, member_text(decision, "note"));
}

/* ---- products and lines ---- */

static const char *say_product(pl_context *context, const pl_sheet_product *product,
                               const char *text) {
    if (product->strength.unit) {
        text = pl_join(context, text, " ",
                       pl_say_quantity(context, product->strength.value, product->strength.unit));
    }
    if (product->volume.unit) {
        text = pl_join(context, text, comma,
                       pl_say_quantity(context, product->volume.value, product->volume.unit));
    }
    return text;
}

const char *pl_sheet_say_product(pl_context *context, const pl_sheet_product *product) {
    return say_product(context, product,
                       pl_pick(context, context->drugs->drugs[product->drug].name));
}

const char *pl_sheet_say_product_in_form(pl_context *context, const pl_sheet_product *product) {
    const char *name = pl_pick(context, context->drugs->drugs[product->drug].name);
    char key[KEY_SIZE];
    if (!product->form || !pl_order_form_find(product->form)) {
        return say_product(context, product, name);
    }
    snprintf(key, sizeof key, "form.%s", product->form);
    return say_product(context, product,
                       pl_join(context, name, " ", pl_say(context, key, NULL, 0)));
}

const char *pl_sheet_say_symptom(pl_context *context, const pl_sheet_document *sheet,
                                 const char *id) {
    const pl_sheet_field *risks = pl_sheet_field_find(sheet->tables, "risks.expected");
    const pl_sheet_word *word = risks ? pl_sheet_value_find(risks, id) : NULL;
    return word ? pl_pick(context, word->name) : id;
}

static const char *say_given(pl_context *context, const pl_given *what) {
    return pl_say_quantity(context, what->quantity.value, what->quantity.unit);
}

static bool is_range(const pl_order_line *line) {
    return line->low.quantity.unit != line->high.quantity.unit ||
           !pl_rational_equal(line->low.quantity.value, line->high.quantity.value);
}

/* "5 mg", or "2 mg à 5 mg". */
static const char *say_amount(pl_context *context, const pl_order_line *line) {
    if (!line->low.given) {
        return "";
    }
    const char *low = say_given(context, &line->low);
    if (!is_range(line)) {
        return low;
    }
    pl_argument arguments[] = {{"low", low}, {"high", say_given(context, &line->high)}};
    return pl_say(context, "sheet.line.range", arguments, 2);
}

/* One dose in mL; NULL when the strength is no concentration. */
static const char *say_drawn(pl_context *context, const pl_given *dose, const pl_given *of) {
    pl_rational mg;
    pl_rational strength;
    pl_rational volume;
    if (!dose->given || !of->given || of->quantity.unit->dimension != PL_CONCENTRATION ||
        pl_quantity_in(dose->quantity, pl_unit_base(PL_MASS), &mg) != PALLIA_OK ||
        pl_quantity_in(of->quantity, pl_unit_base(PL_CONCENTRATION), &strength) != PALLIA_OK ||
        pl_rational_div(mg, strength, &volume) != PALLIA_OK) {
        return NULL;
    }
    return pl_say_quantity(context, volume, pl_unit_base(PL_VOLUME));
}

static bool has_strength(const pl_line *product, const pl_given *strength) {
    for (size_t i = 0; i < product->presentation_count; i++) {
        if (pl_sheet_same_quantity(strength, &product->presentations[i].strength)) {
            return true;
        }
    }
    return false;
}

/* An ampoule that is mixed with its own solvent is not drawn at the strength that it prints. */
static bool is_mixed_first(const pl_sheet_document *sheet, const pl_order_line *line) {
    for (size_t i = 0; i < sheet->marketed->line_count; i++) {
        const pl_line *product = &sheet->marketed->lines[i];
        if (product->drug == line->drug && product->mixing.fr &&
            has_strength(product, &line->strength)) {
            return true;
        }
    }
    return false;
}

/* What is drawn for one dose, in mL; "" when that is not known, or not of what is in the house. */
static const char *say_volume(pl_context *context, const pl_sheet_document *sheet,
                              const pl_sheet_line *at) {
    const pl_order_line *line = &at->order;
    const char *low = say_drawn(context, &line->low, &line->strength);
    const char *high = say_drawn(context, &line->high, &line->strength);
    if (!low || !high || is_mixed_first(sheet, line) || !pl_sheet_line_held(context, sheet, at)) {
        return "";
    }
    pl_argument range[] = {{"low", low}, {"high", high}};
    pl_argument arguments[] = {
        {"volume", is_range(line) ? pl_say(context, "sheet.line.range", range, 2) : low},
        {"strength", say_given(context, &line->strength)}};
    return pl_say(context, "sheet.line.volume", arguments, 2);
}

static const char *say_rate(pl_context *context, const pl_order_line *line) {
    if (!line->rate.given) {
        return "";
    }
    pl_argument arguments[] = {{"rate", say_given(context, &line->rate)}};
    return pl_say(context, "sheet.line.continuous", arguments, 1);
}

const char *pl_sheet_say_dose(pl_context *context, const pl_sheet_document *sheet,
                              const pl_sheet_line *at) {
    const pl_order_line *line = &at->order;
    const char *text = pl_pick(context, context->drugs->drugs[line->drug].name);
    text = pl_join(context, text, " ", say_amount(context, line));
    text = pl_join(context, text, " ", say_volume(context, sheet, at));
    text = pl_join(context, text, " ", say_rate(context, line));
    if (line->route == PL_NONE) {
        return text;
    }
    pl_argument arguments[] = {
        {"route", pl_pick(context, context->drugs->routes[line->route].name)}};
    return pl_join(context, text, comma, pl_say(context, "sheet.line.route", arguments, 1));
}

static const char *say_count(pl_context *context, const char *key, int32_t count) {
    pl_argument arguments[] = {{"count", pl_say_number(context, pl_rational_from_int(count))}};
    return count > 0 ? pl_say(context, key, arguments, 1) : "";
}

static const char *say_of(pl_context *context, const char *key, const pl_given *what) {
    if (!what->given) {
        return "";
    }
    pl_argument arguments[] = {{"value", say_given(context, what)}};
    return pl_say(context, key, arguments, 1);
}

/* "au plus 6 doses et 30 mg par 24 h", or the one of the two that is given. */
static const char *say_maximum(pl_context *context, const pl_order_line *line) {
    const char *doses = say_count(context, "sheet.line.doses", line->maximum_doses);
    const char *mass = say_of(context, "sheet.line.mass", &line->maximum);
    const char *both = pl_join(context, doses, pl_say(context, "sheet.line.and", NULL, 0), mass);
    pl_argument arguments[] = {{"value", both}};
    return *both == '\0' ? "" : pl_say(context, "sheet.line.maximum", arguments, 1);
}

/* The symptom of the other line as well: the page does not number its lines. */
static const char *say_shared(pl_context *context, const pl_sheet_document *sheet,
                              const pl_order_line *line, const pl_order_line *first) {
    const char *symptom =
        first->symptom ? pl_sheet_say_symptom(context, sheet, first->symptom) : "-";
    pl_argument arguments[] = {
        {"number", pl_say_number(context, pl_rational_from_int(line->shared_with))},
        {"symptom", symptom}};
    return pl_say(context, "sheet.line.shared", arguments, 2);
}

const char *pl_sheet_say_repeat(pl_context *context, const pl_sheet_document *sheet,
                                const pl_sheet_line *at) {
    const pl_order_line *line = &at->order;
    const pl_order_line *first = pl_sheet_line_shared(sheet, at);
    const char *text = say_count(context, "sheet.line.per_day", line->per_day);
    text = pl_join(context, text, comma, say_of(context, "sheet.line.interval", &line->interval));
    return pl_join(context, text, comma,
                   first ? say_shared(context, sheet, line, first) : say_maximum(context, line));
}

const char *pl_sheet_say_who(pl_context *context, const pl_order_line *line) {
    const char *text = "";
    for (size_t i = 0; pl_order_who(i); i++) {
        if ((line->who >> i & 1U) != 0) {
            text = pl_join(context, text, comma, say_word(context, "who", pl_order_who(i)));
        }
    }
    return text;
}

/* The sentence has a full stop of its own: a value that ends with one would double it. */
static const char *without_stop(pl_context *context, const char *value) {
    size_t length = strlen(value);
    while (length > 0 && (value[length - 1] == '.' || value[length - 1] == ' ')) {
        length--;
    }
    const char *text = value[length] == '\0' ? value : pl_arena_text(context->arena, value, length);
    context->exhausted = context->exhausted || !text;
    return text ? text : "";
}

static const char *labelled(pl_context *context, const char *key, const char *value) {
    pl_argument arguments[] = {{"value", without_stop(context, value)}};
    return pl_sheet_blank(value) ? "" : pl_say(context, key, arguments, 1);
}

static const char *say_origin(pl_context *context, const pl_sheet_line *at) {
    const char *kind = at->order.origin.kind;
    if (at->trace >= PL_TRACE_UNKNOWN) {
        return say_word(context, "origin", "untraced");
    }
    if (kind && !at->order.origin.row) {
        return say_word(context, "origin", "unnamed");
    }
    return say_word(context, "origin", kind ? kind : "none");
}

const char *pl_sheet_say_order(pl_context *context, const pl_sheet_document *sheet,
                               const pl_sheet_line *at) {
    static const char stop[] = " ";
    const pl_order_line *line = &at->order;
    const char *text = line->symptom ? labelled(context, "sheet.order.symptom",
                                                pl_sheet_say_symptom(context, sheet, line->symptom))
                                     : "";
    const struct {
        const char *key;
        const char *value;
    } parts[] = {{"sheet.order.trigger", line->trigger ? line->trigger : ""},
                 {"sheet.order.dose", pl_sheet_say_dose(context, sheet, at)},
                 {"sheet.order.repeat", pl_sheet_say_repeat(context, sheet, at)},
                 {"sheet.order.call", line->call_when ? line->call_when : ""},
                 {"sheet.order.who", pl_sheet_say_who(context, line)}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        text = pl_join(context, text, stop, labelled(context, parts[i].key, parts[i].value));
    }
    if (line->off_label) {
        text = pl_join(context, text, stop, pl_say(context, "sheet.order.off_label", NULL, 0));
    }
    return pl_join(context, text, stop, say_origin(context, at));
}
