/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/origin.h"

#include "operations/answer.h"
#include "operations/exact_read.h"
#include "operations/syringe_read.h"
#include "tables/index.h"

#include <stdio.h>
#include <string.h>

static const char rotate[] = "rotate";
static const char titrate[] = "titrate";
static const char dilute[] = "dilute";

/* What a dilution may have been handed by another operation, and hands on. */
static const char *const before_dilute[] = {rotate, titrate, NULL};

/* The operations that find a start dose, and how a driver that is filled for another is said. */
static const struct {
    const char *operation;
    const char *other_dose;
    const char *interval;
} starts[] = {{rotate, "rotation-dose", "rotation-interval"},
              {titrate, "titration-dose", "titration-interval"}};

enum { START_COUNT = sizeof starts / sizeof starts[0] };

static size_t find_start(const char *operation) {
    size_t i = 0;
    while (i < START_COUNT && strcmp(starts[i].operation, operation) != 0) {
        i++;
    }
    return i;
}

/* ---- reading ---- */

static pl_status need_text(const pl_json *object, const char *key, pl_json *at, const char **out,
                           pl_error *error) {
    pl_status status = pl_json_need(object, key, at, error);
    return status == PALLIA_OK ? pl_json_string(at, out, error) : status;
}

static bool is_code(const pl_context *context, const char *word) {
    char key[PL_TOKEN_SIZE + sizeof "advice."];
    snprintf(key, sizeof key, "advice.%s", word);
    return strlen(word) < PL_TOKEN_SIZE && pl_messages_find(context->messages, key);
}

/* The one of the words that `word` is; NULL when it is none of them. */
static const char *one_of(const char *const *words, const char *word) {
    for (size_t i = 0; words[i]; i++) {
        if (strcmp(words[i], word) == 0) {
            return words[i];
        }
    }
    return NULL;
}

/* Whose advice it is: that of the operation itself, unless a dilution was handed it. */
static pl_status read_owner(pl_context *context, const pl_json *object, const char *from,
                            pl_advice *out, pl_error *error) {
    char key[PL_TOKEN_SIZE];
    pl_json at;
    const char *word;
    if (strcmp(from, dilute) == 0 && pl_json_member(object, "from", &at)) {
        pl_status status = pl_json_string(&at, &word, error);
        out->from = status == PALLIA_OK ? one_of(before_dilute, word) : NULL;
        return status != PALLIA_OK || out->from ? status : pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    out->from = from;
    snprintf(key, sizeof key, "say.from_%s", from);
    pl_argument arguments[] = {{"text", out->text}};
    out->text = pl_say(context, key, arguments, 1);
    return PALLIA_OK;
}

static pl_status read_advice(pl_context *context, const pl_json *object, const char *from,
                             pl_advice *out, pl_error *error) {
    static const char *const keys[] = {"code", "severity", "text", NULL};
    static const char *const handed[] = {"code", "severity", "text", "from", NULL};
    pl_json at;
    const char *severity = NULL;
    pl_status status = pl_json_known_keys(object, strcmp(from, dilute) == 0 ? handed : keys, error);
    *out = (pl_advice){0};
    if (status == PALLIA_OK) {
        status = need_text(object, "code", &at, &out->code, error);
    }
    if (status == PALLIA_OK && !is_code(context, out->code)) {
        return pl_json_fail(&at, PALLIA_ECODE, error);
    }
    if (status == PALLIA_OK) {
        status = need_text(object, "severity", &at, &severity, error);
    }
    if (status == PALLIA_OK && !pl_answer_severity(severity, &out->severity)) {
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    if (status == PALLIA_OK) {
        status = need_text(object, "text", &at, &out->text, error);
    }
    return status == PALLIA_OK ? read_owner(context, object, from, out, error) : status;
}

static pl_status read_list(pl_context *context, const pl_json *object, const char *from,
                           pl_origin *out, pl_error *error) {
    pl_json list;
    pl_json at;
    pl_status status = pl_json_need(object, "advice", &list, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!pl_json_is_list(&list)) {
        return pl_json_fail(&list, PALLIA_ETYPE, error);
    }
    if (pl_json_count(&list) > PL_ORIGIN_ADVICE_MAX) {
        return pl_json_fail(&list, PALLIA_ECOUNT, error);
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        status = read_advice(context, &at, from, &out->advice[out->advice_count++], error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status read_dose(const pl_json *object, const char *key, pl_json *at, pl_quantity *out,
                           pl_error *error) {
    pl_status status = pl_json_need(object, key, at, error);
    if (status == PALLIA_OK) {
        status = pl_exact_read(at, out, error);
    }
    if (status == PALLIA_OK && out->unit->dimension != PL_MASS_RATE) {
        return pl_json_fail(at, PALLIA_EDIMENSION, error);
    }
    return status;
}

static pl_status read_doses(const pl_json *object, pl_origin *out, pl_error *error) {
    pl_json at;
    pl_status status = read_dose(object, "low", &at, &out->low, error);
    if (status == PALLIA_OK) {
        status = read_dose(object, "high", &at, &out->high, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    bool upright = out->low.unit == out->high.unit &&
                   pl_rational_compare(out->low.value, out->high.value) <= 0;
    return upright ? PALLIA_OK : pl_json_fail(&at, PALLIA_EVALUE, error);
}

static pl_status read_start(const pl_context *context, const pl_json *object, pl_origin *out,
                            pl_error *error) {
    pl_status status = pl_drug_read(context, object, &out->drug, error);
    return status == PALLIA_OK ? read_doses(object, out, error) : status;
}

pl_status pl_origin_read(pl_context *context, const pl_json *document, const char *const *from,
                         pl_origin *out, pl_error *error) {
    static const char *const keys[] = {"op", "advice", "drug", "low", "high", NULL};
    static const char *const plain[] = {"op", "advice", NULL};
    pl_json object;
    pl_json at;
    const char *word;
    *out = (pl_origin){.drug = PL_NONE};
    out->given = pl_json_member(document, "origin", &object);
    if (!out->given) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&object, keys, error);
    if (status == PALLIA_OK) {
        status = need_text(&object, "op", &at, &word, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    const char *operation = one_of(from, word);
    if (!operation) {
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    out->start = find_start(operation);
    if (out->start < START_COUNT) {
        status = read_start(context, &object, out, error);
    } else {
        status = pl_json_known_keys(&object, plain, error);
    }
    return status == PALLIA_OK ? read_list(context, &object, operation, out, error) : status;
}

/* ---- writing ---- */

static void write_list(pl_writer *writer, const pl_context *context, bool all) {
    pl_write_list(writer, "advice");
    for (size_t i = 0; i < context->advice_count; i++) {
        if (!all && context->advice[i].severity == PL_SEVERITY_INFO) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_answer_advice(writer, &context->advice[i]);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

void pl_origin_write_start(pl_writer *writer, pl_context *context, const char *operation,
                           int16_t drug, pl_quantity low, pl_quantity high) {
    pl_write_object(writer, "origin");
    pl_write_string(writer, "op", operation);
    pl_write_string(writer, "drug", context->drugs->drugs[drug].id);
    pl_answer_quantity(writer, context, "low", low.value, low.unit);
    pl_answer_quantity(writer, context, "high", high.value, high.unit);
    write_list(writer, context, strcmp(operation, rotate) == 0);
    pl_write_object_end(writer);
}

void pl_origin_write(pl_writer *writer, const pl_context *context, const char *operation) {
    pl_write_object(writer, "origin");
    pl_write_string(writer, "op", operation);
    write_list(writer, context, false);
    pl_write_object_end(writer);
}

/* ---- advice ---- */

/* A request holds a dose as a decimal of six digits, cut down: nearer than that is the same dose.
 */
static bool is_same(pl_quantity wanted, pl_rational given) {
    static const pl_rational noise = {1, 1000000};
    pl_rational less;
    return pl_rational_sub(wanted.value, given, &less) == PALLIA_OK && less.num >= 0 &&
           pl_rational_compare(less, noise) < 0;
}

static const char *say_start(pl_context *context, const pl_origin *it) {
    pl_argument ends[] = {{"low", pl_say_quantity(context, it->low.value, it->low.unit)},
                          {"high", pl_say_quantity(context, it->high.value, it->high.unit)}};
    bool one = pl_rational_equal(it->low.value, it->high.value);
    return one ? ends[0].value : pl_say(context, "say.from_to", ends, 2);
}

void pl_origin_compare(pl_context *context, const pl_origin *it, pl_rational mg_per_hour) {
    const pl_unit *unit = it->low.unit;
    pl_rational given;
    pl_rational hourly;
    if (pl_rational_div(mg_per_hour, unit->to_base, &given) != PALLIA_OK ||
        pl_rational_mul(it->high.value, unit->to_base, &hourly) != PALLIA_OK) {
        return;
    }
    pl_argument arguments[] = {
        {"drug", pl_pick(context, context->drugs->drugs[it->drug].name)},
        {"low", pl_say_quantity(context, it->low.value, unit)},
        {"high", pl_say_quantity(context, it->high.value, unit)},
        {"high_rate", pl_say_quantity(context, hourly, pl_unit_base(PL_MASS_RATE))},
        {"start", say_start(context, it)},
        {"dose", pl_say_quantity(context, given, unit)}};
    if (!is_same(it->low, given)) {
        pl_advise(context, starts[it->start].other_dose, PL_SEVERITY_CAUTION, NULL, arguments, 6);
    } else if (!pl_rational_equal(it->low.value, it->high.value)) {
        pl_advise(context, starts[it->start].interval, PL_SEVERITY_CAUTION, NULL, arguments, 6);
    }
}

void pl_origin_advise(pl_context *context, const pl_origin *it) {
    for (size_t i = 0; i < it->advice_count; i++) {
        pl_advise_carried(context, &it->advice[i]);
    }
}
