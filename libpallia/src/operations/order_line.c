/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/order_line.h"

#include "operations/regimen.h"
#include "operations/syringe_read.h"
#include "tables/anticipation_model.h"
#include "tables/index.h"

#include "leaf/utf8.h"

#include <stdio.h>
#include <string.h>

enum { INTAKES_MOST = 96, QUANTITY_MOST = 10000, LINES_MOST = 99, HOURS_IN_A_DAY = 24 };

static const pl_order_form forms[] = {
    {"injection", PL_FORM_INJECTED, true},
    {"tablet", PL_FORM_SOLID, false},
    {"capsule", PL_FORM_SOLID, true},
    {"oral-solution", PL_FORM_LIQUID, false},
    {"drops", PL_FORM_LIQUID, false},
    {"patch", PL_FORM_PATCH, false},
    {"suppository", PL_FORM_RECTAL, false},
    {"sachet", PL_FORM_SOLID, false},
    {"prefilled-syringe", PL_FORM_INJECTED, true},
    {"orodispersible", PL_FORM_SOLID, false},
    {"buccal-solution", PL_FORM_LIQUID, true},
    {"bag", PL_FORM_INJECTED, true},
};

static const char *const symptoms[] = {"pain",
                                       "dyspnoea",
                                       "asphyxia",
                                       "bronchial-congestion",
                                       "anxiety",
                                       "agitation",
                                       "confusion",
                                       "nausea-vomiting",
                                       "bowel-obstruction",
                                       "haemorrhage",
                                       "seizure",
                                       "fever",
                                       "hiccups",
                                       "urinary-retention",
                                       "cough",
                                       "refractory-distress",
                                       NULL};

static const char *const kinds[] = {"rotation", "row", "local", NULL};

const char *pl_order_who(size_t index) {
    return index < PL_GIVER_COUNT ? pl_giver_words[index] : NULL;
}

const char *pl_order_symptom(size_t index) {
    return index < sizeof symptoms / sizeof symptoms[0] ? symptoms[index] : NULL;
}

const pl_order_form *pl_order_form_find(const char *id) {
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (strcmp(forms[i].id, id) == 0) {
            return &forms[i];
        }
    }
    return NULL;
}

bool pl_order_is_patch(const pl_order_line *line) {
    return line->low.given && line->low.quantity.unit->dimension == PL_MASS_RATE;
}

bool pl_order_as_needed(const pl_order_line *line) {
    return line->per_day == 0 && !line->rate.given && !pl_order_is_patch(line);
}

/* ---- what a form can be ---- */

static bool is_listed(const char *word, const char *const *words) {
    for (size_t i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], word) == 0) {
            return true;
        }
    }
    return false;
}

bool pl_order_is_injected(const pl_drugs *drugs, int16_t route) {
    static const char *const needles[] = {"sc", "iv", "im", "epidural", "intrathecal", NULL};
    return route != PL_NONE && is_listed(drugs->routes[route].id, needles);
}

bool pl_order_form_fits_route(const pl_drugs *drugs, const pl_order_line *line) {
    if (line->form == NULL || line->route == PL_NONE) {
        return true;
    }
    const char *route = drugs->routes[line->route].id;
    pl_form_shape shape = line->form->shape;
    bool skin = strcmp(route, "transdermal") == 0;
    if (shape == PL_FORM_PATCH || skin) {
        return shape == PL_FORM_PATCH && skin;
    }
    if (shape == PL_FORM_RECTAL) {
        return strcmp(route, "rectal") == 0;
    }
    return shape == PL_FORM_INJECTED || !pl_order_is_injected(drugs, line->route);
}

static bool is_of(const pl_given *figure, pl_dimension dimension) {
    return figure->given && figure->quantity.unit->dimension == dimension;
}

bool pl_order_form_fits_strength(const pl_order_line *line) {
    if (line->form == NULL) {
        return true;
    }
    bool delivers = is_of(&line->strength, PL_MASS_RATE) || is_of(&line->low, PL_MASS_RATE);
    bool holds = (line->strength.given && !is_of(&line->strength, PL_MASS_RATE)) ||
                 (line->low.given && !is_of(&line->low, PL_MASS_RATE));
    if (line->form->shape == PL_FORM_PATCH) {
        return !holds;
    }
    bool unit = line->form->shape == PL_FORM_SOLID || line->form->shape == PL_FORM_RECTAL;
    return !delivers && !(unit && is_of(&line->strength, PL_CONCENTRATION));
}

/* ---- what a line gives ---- */

bool pl_order_mg(const pl_given *dose, pl_rational kg, pl_rational *mg) {
    if (!dose->given) {
        return false;
    }
    pl_dimension dimension = dose->quantity.unit->dimension;
    bool per_kg = dimension == PL_MASS_PER_WEIGHT || dimension == PL_MASS_RATE_PER_WEIGHT;
    if ((per_kg && pl_rational_is_zero(kg)) ||
        pl_quantity_in(dose->quantity, pl_unit_base(dimension), mg) != PALLIA_OK) {
        return false;
    }
    return !per_kg || pl_rational_mul(*mg, kg, mg) == PALLIA_OK;
}

static bool times(pl_rational value, int32_t count, pl_rational *out) {
    return pl_rational_mul(value, pl_rational_from_int(count), out) == PALLIA_OK;
}

/* What the intakes of 24 h make: the maximum when there is one, it binds. */
static bool intakes_per_day(const pl_order_line *line, pl_rational kg, pl_rational *mg) {
    int32_t count = line->per_day > 0 ? line->per_day : line->maximum_doses;
    return pl_order_mg(&line->maximum, kg, mg) ||
           (count > 0 && pl_order_mg(&line->high, kg, mg) && times(*mg, count, mg));
}

bool pl_order_per_day(const pl_order_line *line, pl_rational kg, pl_rational *mg) {
    pl_rational flow;
    if (pl_order_is_patch(line)) {
        return false;
    }
    bool taken = intakes_per_day(line, kg, mg);
    bool flows = pl_order_mg(&line->rate, kg, &flow) && times(flow, HOURS_IN_A_DAY, &flow);
    if (flows && (!taken || pl_rational_compare(flow, *mg) > 0)) {
        *mg = flow;
    }
    return taken || flows;
}

/* ---- members ---- */

/* One of the words of a list that ends with NULL. */
static pl_status read_word(const pl_json *at, const char *const *words, const char **out,
                           pl_error *error) {
    const char *text;
    pl_status status = pl_json_string(at, &text, error);
    if (status != PALLIA_OK) {
        return status;
    }
    for (size_t i = 0; words[i] != NULL; i++) {
        if (strcmp(words[i], text) == 0) {
            *out = words[i];
            return PALLIA_OK;
        }
    }
    return pl_json_fail(at, PALLIA_EVALUE, error);
}

pl_status pl_order_texts_read(const pl_json *object, const pl_text_member *members, size_t count,
                              pl_error *error) {
    for (size_t i = 0; i < count; i++) {
        pl_json at;
        if (!pl_json_member(object, members[i].key, &at)) {
            continue;
        }
        const char *text;
        pl_status status = pl_json_string(&at, &text, error);
        if (status != PALLIA_OK) {
            return status;
        }
        *members[i].out = pl_utf8_blank(text) ? NULL : text;
    }
    return PALLIA_OK;
}

enum { DIMENSIONS_MOST = 3, NO_DIMENSION = -1 };

typedef struct figure {
    const char *key;
    pl_given *out;
    int dimensions[DIMENSIONS_MOST]; /* of pl_dimension; NO_DIMENSION behind the last */
} figure;

static bool has_dimension(const figure *what, pl_dimension dimension) {
    for (size_t i = 0; i < DIMENSIONS_MOST && what->dimensions[i] != NO_DIMENSION; i++) {
        if (what->dimensions[i] == (int)dimension) {
            return true;
        }
    }
    return false;
}

static pl_status read_figure(const pl_json *object, const figure *what, pl_error *error) {
    pl_json at;
    const char *text;
    if (!pl_json_member(object, what->key, &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &text, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_quantity_parse(text, strlen(text), &what->out->quantity);
    if (status != PALLIA_OK) {
        return pl_json_fail(&at, status, error);
    }
    pl_dimension dimension = what->out->quantity.unit->dimension;
    if (!has_dimension(what, dimension)) {
        return pl_json_fail(&at, dimension == PL_PERCENT ? PALLIA_EPERCENT : PALLIA_EDIMENSION,
                            error);
    }
    if (pl_rational_is_zero(what->out->quantity.value)) {
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    what->out->given = true;
    return PALLIA_OK;
}

static pl_status read_figures(const pl_json *object, pl_order_line *out, pl_error *error) {
    const figure figures[] = {
        {"strength", &out->strength, {PL_CONCENTRATION, PL_MASS, PL_MASS_RATE}},
        {"volume", &out->volume, {PL_VOLUME, NO_DIMENSION}},
        {"dose", &out->low, {PL_MASS, PL_MASS_PER_WEIGHT, PL_MASS_RATE}},
        {"low", &out->low, {PL_MASS, PL_MASS_PER_WEIGHT, NO_DIMENSION}},
        {"high", &out->high, {PL_MASS, PL_MASS_PER_WEIGHT, NO_DIMENSION}},
        {"interval", &out->interval, {PL_TIME, NO_DIMENSION}},
        {"maximum_24h", &out->maximum, {PL_MASS, NO_DIMENSION}},
        {"duration", &out->duration, {PL_TIME, NO_DIMENSION}},
        {"fraction", &out->fraction, {PL_TIME, NO_DIMENSION}}};
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++) {
        pl_status status = read_figure(object, &figures[i], error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status read_counts(const pl_json *object, pl_order_line *out, pl_error *error) {
    const struct {
        const char *key;
        int32_t *out;
        int32_t most;
    } counts[] = {{"per_day", &out->per_day, INTAKES_MOST},
                  {"maximum_doses", &out->maximum_doses, INTAKES_MOST},
                  {"quantity", &out->quantity, QUANTITY_MOST},
                  {"shared_with", &out->shared_with, LINES_MOST}};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        pl_json at;
        if (!pl_json_member(object, counts[i].key, &at)) {
            continue;
        }
        pl_status status = pl_json_int(&at, 1, counts[i].most, counts[i].out, error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status read_flags(const pl_json *object, pl_order_line *out, pl_error *error) {
    pl_json at;
    pl_status status = PALLIA_OK;
    if (pl_json_member(object, "single_dispensing", &at)) {
        status = pl_json_bool(&at, &out->single_dispensing, error);
    }
    if (status == PALLIA_OK && pl_json_member(object, "off_label", &at)) {
        status = pl_json_bool(&at, &out->off_label, error);
    }
    return status;
}

static pl_status read_form(const pl_json *object, pl_order_line *out, pl_error *error) {
    pl_json at;
    const char *id;
    if (!pl_json_member(object, "form", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->form = pl_order_form_find(id);
    return out->form != NULL ? PALLIA_OK : pl_json_fail(&at, PALLIA_EVALUE, error);
}

static pl_status read_who(const pl_json *object, pl_order_line *out, pl_error *error) {
    pl_json list;
    pl_json at;
    if (!pl_json_member(object, "who", &list)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(&list)) {
        return pl_json_fail(&list, PALLIA_ETYPE, error);
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        const char *word;
        pl_status status = read_word(&at, pl_giver_words, &word, error);
        if (status != PALLIA_OK) {
            return status;
        }
        for (size_t i = 0; pl_giver_words[i] != NULL; i++) {
            out->who |= pl_giver_words[i] == word ? 1U << i : 0U;
        }
    }
    return PALLIA_OK;
}

static pl_status read_continuous(const pl_json *object, pl_order_line *out, pl_error *error) {
    static const char *const keys[] = {"rate", NULL};
    const figure rate = {"rate", &out->rate, {PL_MASS_RATE, PL_MASS_RATE_PER_WEIGHT, NO_DIMENSION}};
    pl_json at;
    pl_json member;
    if (!pl_json_member(object, "continuous", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&at, keys, error);
    if (status == PALLIA_OK) {
        status = pl_json_need(&at, "rate", &member, error);
    }
    return status == PALLIA_OK ? read_figure(&at, &rate, error) : status;
}

static pl_status read_origin(const pl_json *object, pl_order_origin *out, pl_error *error) {
    static const char *const keys[] = {"kind",    "edition",       "row", "evidence",
                                       "country", "tables_sha256", NULL};
    const pl_text_member texts[] = {{"edition", &out->edition},
                                    {"row", &out->row},
                                    {"evidence", &out->evidence},
                                    {"country", &out->country},
                                    {"tables_sha256", &out->tables_sha256}};
    pl_json at;
    pl_json kind;
    if (!pl_json_member(object, "origin", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&at, keys, error);
    if (status == PALLIA_OK) {
        status = pl_json_need(&at, "kind", &kind, error);
    }
    if (status == PALLIA_OK) {
        status = read_word(&kind, kinds, &out->kind, error);
    }
    return status == PALLIA_OK
               ? pl_order_texts_read(&at, texts, sizeof texts / sizeof texts[0], error)
               : status;
}

/* ---- what excludes what ---- */

static pl_status check_pair(const pl_json *object, const char *one, const char *other,
                            pl_error *error) {
    pl_json first;
    pl_json second;
    bool both = pl_json_member(object, one, &first) && pl_json_member(object, other, &second);
    return both ? pl_json_fail(&second, PALLIA_ECONFLICT, error) : PALLIA_OK;
}

/* Both figures as they were written: which one is wrong is not ours to say. */
static pl_status fail_range(pl_context *context, const pl_json *high, const pl_order_line *line,
                            pl_error *error) {
    pl_quantity low_dose = line->low.quantity;
    pl_quantity high_dose = line->high.quantity;
    pl_argument arguments[] = {{"low", pl_say_quantity(context, low_dose.value, low_dose.unit)},
                               {"high", pl_say_quantity(context, high_dose.value, high_dose.unit)}};
    pl_status status = pl_json_fail(high, PALLIA_EDISAGREE, error);
    snprintf(error->token, sizeof error->token, "%s",
             pl_say(context, "say.low_not_below_high", arguments, 2));
    return status;
}

static pl_status check_range(pl_context *context, const pl_json *object, pl_order_line *out,
                             pl_error *error) {
    pl_json at;
    if (pl_json_member(object, "dose", &at)) {
        out->high = out->low;
        return PALLIA_OK;
    }
    if (out->low.given != out->high.given) {
        return pl_json_need(object, out->low.given ? "high" : "low", &at, error);
    }
    if (!out->low.given) {
        return PALLIA_OK;
    }
    pl_rational low;
    pl_rational high;
    pl_json_member(object, "high", &at);
    const pl_unit *unit = pl_unit_base(out->low.quantity.unit->dimension);
    pl_status status = pl_quantity_in(out->low.quantity, unit, &low);
    if (status == PALLIA_OK) {
        status = pl_quantity_in(out->high.quantity, unit, &high);
    }
    if (status != PALLIA_OK) {
        return pl_json_fail(&at, status, error);
    }
    return pl_rational_compare(low, high) < 0 ? PALLIA_OK : fail_range(context, &at, out, error);
}

static pl_status check_excluded(const pl_json *object, pl_error *error) {
    static const char *const pairs[][2] = {{"dose", "low"},
                                           {"dose", "high"},
                                           {"per_day", "maximum_doses"},
                                           {"quantity", "shared_with"},
                                           {"fraction", "single_dispensing"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        pl_status status = check_pair(object, pairs[i][0], pairs[i][1], error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

pl_status pl_order_line_read(pl_context *context, const pl_json *object, pl_order_line *out,
                             pl_error *error) {
    static const char *const keys[] = {"drug",
                                       "form",
                                       "strength",
                                       "volume",
                                       "dose",
                                       "low",
                                       "high",
                                       "route",
                                       "interval",
                                       "maximum_doses",
                                       "symptom",
                                       "maximum_24h",
                                       "trigger",
                                       "call_when",
                                       "who",
                                       "quantity",
                                       "duration",
                                       "fraction",
                                       "single_dispensing",
                                       "overlap",
                                       "off_label",
                                       "per_day",
                                       "continuous",
                                       "origin",
                                       "shared_with",
                                       "release",
                                       NULL};
    *out = (pl_order_line){0};
    const pl_text_member texts[] = {
        {"trigger", &out->trigger}, {"call_when", &out->call_when}, {"overlap", &out->overlap}};
    pl_json symptom;
    pl_status status = pl_json_known_keys(object, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, object, &out->drug, error);
    }
    if (status == PALLIA_OK) {
        status = pl_route_read(context, object, false, &out->route, error);
    }
    if (status == PALLIA_OK) {
        status = pl_release_read(context, object, &out->release, error);
    }
    if (status == PALLIA_OK) {
        status = check_excluded(object, error);
    }
    if (status == PALLIA_OK) {
        status = read_form(object, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_figures(object, out, error);
    }
    if (status == PALLIA_OK) {
        status = check_range(context, object, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_counts(object, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_flags(object, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_continuous(object, out, error);
    }
    if (status == PALLIA_OK) {
        status = pl_order_texts_read(object, texts, sizeof texts / sizeof texts[0], error);
    }
    if (status == PALLIA_OK && pl_json_member(object, "symptom", &symptom)) {
        status = read_word(&symptom, symptoms, &out->symptom, error);
    }
    if (status == PALLIA_OK) {
        status = read_who(object, out, error);
    }
    return status == PALLIA_OK ? read_origin(object, &out->origin, error) : status;
}

/* ---- lines that share ---- */

static bool same_figure(const pl_given *one, const pl_given *other) {
    pl_rational left;
    pl_rational right;
    if (!one->given || !other->given) {
        return one->given == other->given;
    }
    pl_dimension dimension = one->quantity.unit->dimension;
    const pl_unit *base = pl_unit_base(dimension);
    return dimension == other->quantity.unit->dimension &&
           pl_quantity_in(one->quantity, base, &left) == PALLIA_OK &&
           pl_quantity_in(other->quantity, base, &right) == PALLIA_OK &&
           pl_rational_equal(left, right);
}

static bool same_dose(const pl_order_line *one, const pl_order_line *other) {
    return one->drug == other->drug && one->route == other->route &&
           same_figure(&one->low, &other->low) && same_figure(&one->high, &other->high) &&
           same_figure(&one->rate, &other->rate) && one->per_day == other->per_day;
}

/* What it does not say, it has from the first. */
static bool same_maximum(const pl_order_line *line, const pl_order_line *first) {
    return (!line->maximum.given || same_figure(&line->maximum, &first->maximum)) &&
           (line->maximum_doses == 0 || line->maximum_doses == first->maximum_doses);
}

pl_status pl_order_line_share(const pl_json *object, const pl_order_line *line,
                              const pl_order_line *first, pl_error *error) {
    pl_json at;
    if (line->shared_with == 0 || !pl_json_member(object, "shared_with", &at)) {
        return PALLIA_OK;
    }
    if (first == NULL || first->shared_with != 0) {
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    return same_dose(line, first) && same_maximum(line, first)
               ? PALLIA_OK
               : pl_json_fail(&at, PALLIA_EINCONSISTENT, error);
}

/* ---- writing ---- */

/* Read from 6 decimals and only ever copied, so it is written as it can be read. */
static void write_figure(pl_writer *writer, const char *key, const pl_given *what) {
    char number[PL_RATIONAL_TEXT_SIZE];
    char text[PL_RATIONAL_TEXT_SIZE + 16];
    if (!what->given) {
        return;
    }
    pl_rational_text(what->quantity.value, number);
    snprintf(text, sizeof text, "%s %s", number, what->quantity.unit->code);
    pl_write_string(writer, key, text);
}

static void write_text(pl_writer *writer, const char *key, const char *text) {
    if (text != NULL) {
        pl_write_string(writer, key, text);
    }
}

static void write_count(pl_writer *writer, const char *key, int32_t count) {
    if (count > 0) {
        pl_write_int(writer, key, count);
    }
}

static void write_flag(pl_writer *writer, const char *key, bool flag) {
    if (flag) {
        pl_write_bool(writer, key, true);
    }
}

static void write_dose(pl_writer *writer, const pl_order_line *line) {
    bool range = line->high.given &&
                 (line->low.quantity.unit != line->high.quantity.unit ||
                  !pl_rational_equal(line->low.quantity.value, line->high.quantity.value));
    write_figure(writer, range ? "low" : "dose", &line->low);
    if (range) {
        write_figure(writer, "high", &line->high);
    }
}

static void write_who(pl_writer *writer, const pl_order_line *line) {
    if (line->who == 0) {
        return;
    }
    pl_write_list(writer, "who");
    for (size_t i = 0; pl_giver_words[i] != NULL; i++) {
        if ((line->who >> i & 1U) != 0) {
            pl_write_string(writer, NULL, pl_giver_words[i]);
        }
    }
    pl_write_list_end(writer);
}

static void write_origin(pl_writer *writer, const pl_order_origin *origin) {
    if (origin->kind == NULL) {
        return;
    }
    pl_write_object(writer, "origin");
    pl_write_string(writer, "kind", origin->kind);
    write_text(writer, "edition", origin->edition);
    write_text(writer, "row", origin->row);
    write_text(writer, "evidence", origin->evidence);
    write_text(writer, "country", origin->country);
    write_text(writer, "tables_sha256", origin->tables_sha256);
    pl_write_object_end(writer);
}

void pl_order_line_write(pl_writer *writer, const pl_context *context, const char *key,
                         const pl_order_line *line) {
    const pl_drugs *drugs = context->drugs;
    pl_write_object(writer, key);
    pl_write_string(writer, "drug", drugs->drugs[line->drug].id);
    write_text(writer, "form", line->form == NULL ? NULL : line->form->id);
    write_text(writer, "release",
               line->release == PL_NONE ? NULL : drugs->releases[line->release].id);
    write_figure(writer, "strength", &line->strength);
    write_figure(writer, "volume", &line->volume);
    write_dose(writer, line);
    write_text(writer, "route", line->route == PL_NONE ? NULL : drugs->routes[line->route].id);
    write_figure(writer, "interval", &line->interval);
    write_count(writer, "per_day", line->per_day);
    write_count(writer, "maximum_doses", line->maximum_doses);
    write_figure(writer, "maximum_24h", &line->maximum);
    if (line->rate.given) {
        pl_write_object(writer, "continuous");
        write_figure(writer, "rate", &line->rate);
        pl_write_object_end(writer);
    }
    write_text(writer, "symptom", line->symptom);
    write_text(writer, "trigger", line->trigger);
    write_text(writer, "call_when", line->call_when);
    write_who(writer, line);
    write_count(writer, "quantity", line->quantity);
    write_count(writer, "shared_with", line->shared_with);
    write_figure(writer, "duration", &line->duration);
    write_figure(writer, "fraction", &line->fraction);
    write_flag(writer, "single_dispensing", line->single_dispensing);
    write_text(writer, "overlap", line->overlap);
    write_flag(writer, "off_label", line->off_label);
    write_origin(writer, &line->origin);
    pl_write_object_end(writer);
}
