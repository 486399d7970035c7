/* SPDX-License-Identifier: MPL-2.0
 *
 * Words for the hand that fills: directions in whole sentences, the label, the layers of the
 * picture.
 */
#include "leaf/round.h"
#include "leaf/utf8.h"
#include "operations/answer.h"
#include "operations/dilution.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MINUTES_IN_AN_HOUR = 60, MINUTES_IN_A_DAY = 1440, LAST_YEAR = 9999 };

static const char *say_ml(pl_context *context, pl_rational volume) {
    return pl_say_quantity(context, volume, pl_unit_base(PL_VOLUME));
}

const char *pl_dilution_say_drug(pl_context *context, const pl_fill_drug *one) {
    pl_argument arguments[] = {
        {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
        {"total", pl_say_quantity(context, one->total, pl_unit_base(PL_MASS))}};
    return pl_say(context, "label.drug", arguments, 2);
}

/* `unknown` is the key of the words for a diluent that nobody named. */
static const char *say_diluent(pl_context *context, const pl_dilution *it, const char *unknown) {
    return it->diluent == PL_NONE ? pl_say(context, unknown, NULL, 0)
                                  : pl_pick(context, it->tables->diluents[it->diluent].name);
}

/* ---- dates: whole minutes from a start that the request gives ---- */

static bool is_leap(int32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int32_t days_in(int32_t year, int32_t month) {
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

typedef struct moment {
    int32_t year;
    int32_t month;
    int32_t day;
    int32_t minute; /* of the day */
} moment;

/* The request was checked to be YYYY-MM-DDTHH:MM. */
static moment read_moment(const char *text) {
    return (moment){(int32_t)strtol(text, NULL, 10), (int32_t)strtol(text + 5, NULL, 10),
                    (int32_t)strtol(text + 8, NULL, 10),
                    (int32_t)strtol(text + 11, NULL, 10) * MINUTES_IN_AN_HOUR +
                        (int32_t)strtol(text + 14, NULL, 10)};
}

static moment after(moment from, int64_t minutes) {
    int64_t minute = from.minute + minutes;
    for (int64_t days = minute / MINUTES_IN_A_DAY; days > 0 && from.year <= LAST_YEAR; days--) {
        from.day++;
        if (from.day > days_in(from.year, from.month)) {
            from.day = 1;
            from.month++;
        }
        if (from.month > 12) {
            from.month = 1;
            from.year++;
        }
    }
    from.minute = (int32_t)(minute % MINUTES_IN_A_DAY);
    return from;
}

static const char *say_moment(pl_context *context, moment at) {
    char year[8];
    char month[4];
    char day[4];
    char hour[8];
    snprintf(year, sizeof year, "%04d", (int)(at.year % 10000));
    snprintf(month, sizeof month, "%02d", (int)(at.month % 100));
    snprintf(day, sizeof day, "%02d", (int)(at.day % 100));
    snprintf(hour, sizeof hour, "%02d:%02d", (int)(at.minute / MINUTES_IN_AN_HOUR % 24),
             (int)(at.minute % MINUTES_IN_AN_HOUR));
    pl_argument arguments[] = {{"year", year}, {"month", month}, {"day", day}, {"time", hour}};
    return pl_say(context, "label.moment", arguments, 4);
}

/* The time to which the volume lasts, down to the minute; false without a start, or beyond the
 * years that have four digits. */
static bool find_end(const pl_dilution *it, moment *end) {
    pl_rational minutes;
    if (!it->start ||
        pl_rational_mul(pl_dilution_lasts(it), pl_rational_from_int(MINUTES_IN_AN_HOUR),
                        &minutes) != PALLIA_OK) {
        return false;
    }
    *end = after(read_moment(it->start), pl_rational_floor(minutes));
    return end->year <= LAST_YEAR;
}

void pl_dilution_write_end(pl_writer *writer, const pl_dilution *it) {
    char text[32];
    moment end;
    if (!find_end(it, &end)) {
        return;
    }
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d", (int)(end.year % 10000),
             (int)(end.month % 100), (int)(end.day % 100),
             (int)(end.minute / MINUTES_IN_AN_HOUR % 24), (int)(end.minute % MINUTES_IN_AN_HOUR));
    pl_write_string(writer, "start", it->start);
    pl_write_string(writer, "end", text);
}

/* ---- directions ---- */

static void direct(pl_writer *writer, pl_context *context, const char *key,
                   const pl_argument *arguments, size_t count) {
    pl_write_string(writer, NULL, pl_say(context, key, arguments, count));
}

static void direct_drug(pl_writer *writer, pl_context *context, const pl_fill_drug *one) {
    char count[32];
    snprintf(count, sizeof count, "%lld", (long long)one->chosen.count.num);
    pl_argument arguments[] = {
        {"drug", pl_pick(context, context->drugs->drugs[one->drug].name)},
        {"count", count},
        {"ampoule", pl_say_ampoule(context, &one->chosen.ampoule)},
        {"volume", say_ml(context, one->volume)},
        {"total", pl_say_quantity(context, one->total, pl_unit_base(PL_MASS))},
        {"strength",
         pl_say_quantity(context, one->chosen.ampoule.strength, pl_unit_base(PL_CONCENTRATION))},
        {"waste", say_ml(context, one->chosen.waste)}};
    static const char *const keys[2][2] = {{"direct.draw", "direct.draw_whole"},
                                           {"direct.draw_one", "direct.draw_one_whole"}};
    bool single = one->chosen.count.num == 1;
    bool whole = pl_rational_is_zero(one->chosen.waste);
    direct(writer, context, keys[single][whole], arguments, 7);
}

/* "d'eau": French elides before a vowel, and the two texts of English are one. */
static const char *diluent_key(const char *diluent) {
    char folded[PL_TOKEN_SIZE];
    pl_utf8_fold(diluent, strlen(diluent), folded, sizeof folded);
    bool vowel = folded[0] != '\0' && strchr("aeiouy", folded[0]) != NULL;
    return vowel ? "direct.diluent_elided" : "direct.diluent";
}

static void write_directions(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    pl_argument arguments[] = {
        {"diluent", say_diluent(context, it, "direct.diluent_unknown")},
        {"volume", say_ml(context, it->diluent_volume)},
        {"final", say_ml(context, it->volume)},
        {"left", say_ml(context, pl_dilution_left(it))},
        {"rate", pl_say_quantity(context, it->rate, pl_unit_base(PL_VOLUME_RATE))},
        {"duration", pl_say_quantity(context, pl_dilution_lasts(it), pl_unit_base(PL_TIME))},
        {"prime", say_ml(context, it->prime)}};
    size_t count = sizeof arguments / sizeof arguments[0];
    pl_write_list(writer, "directions");
    for (size_t i = 0; i < it->drug_count; i++) {
        direct_drug(writer, context, &it->drugs[i]);
    }
    bool full = pl_rational_is_zero(it->diluent_volume);
    direct(writer, context, full ? "direct.no_diluent" : diluent_key(arguments[0].value), arguments,
           count);
    direct(writer, context, "direct.mix", NULL, 0);
    if (!pl_rational_is_zero(it->prime)) {
        direct(writer, context, "direct.prime", arguments, count);
    }
    bool computes = it->device && it->device->computes_rate;
    direct(writer, context, computes ? "direct.computes" : "direct.rate", arguments, count);
    direct(writer, context, "direct.check", NULL, 0);
    pl_write_list_end(writer);
}

/* ---- label ---- */

static void write_label_drug(pl_writer *writer, pl_context *context, const pl_fill_drug *one) {
    pl_argument arguments[] = {{"drug", pl_dilution_say_drug(context, one)},
                               {"volume", say_ml(context, one->volume)},
                               {"strength", pl_say_quantity(context, one->chosen.ampoule.strength,
                                                            pl_unit_base(PL_CONCENTRATION))},
                               {"concentration", pl_say_quantity(context, one->concentration,
                                                                 pl_unit_base(PL_CONCENTRATION))}};
    pl_write_object(writer, NULL);
    pl_write_string(writer, "drug", pl_dilution_say_drug(context, one));
    pl_write_string(writer, "text", pl_say(context, "label.line", arguments, 4));
    pl_write_object_end(writer);
}

/* Each stop in the words that its text opens with: what it is. Why comes after, on the page. */
static void write_stops(pl_writer *writer, pl_context *context) {
    pl_write_list(writer, "stops");
    for (size_t i = 0; i < context->advice_count; i++) {
        const pl_advice *advice = &context->advice[i];
        if (advice->severity != PL_SEVERITY_STOP) {
            continue;
        }
        const char *end = strstr(advice->text, ". ");
        size_t length = end ? (size_t)(end - advice->text) : strlen(advice->text);
        const char *opening = pl_arena_text(context->arena, advice->text, length);
        context->exhausted = context->exhausted || !opening;
        pl_write_string(writer, NULL, opening);
    }
    pl_write_list_end(writer);
}

static void write_label(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    moment end;
    bool ends = find_end(it, &end);
    pl_argument arguments[] = {
        {"diluent", say_diluent(context, it, "label.diluent_unknown")},
        {"volume", say_ml(context, it->diluent_volume)},
        {"final", say_ml(context, it->volume)},
        {"rate", pl_say_quantity(context, it->rate, pl_unit_base(PL_VOLUME_RATE))},
        {"duration", pl_say_quantity(context, pl_dilution_lasts(it), pl_unit_base(PL_TIME))}};
    pl_write_object(writer, "label");
    pl_write_string(writer, "patient", it->patient);
    pl_write_list(writer, "drugs");
    for (size_t i = 0; i < it->drug_count; i++) {
        write_label_drug(writer, context, &it->drugs[i]);
    }
    pl_write_list_end(writer);
    bool full = pl_rational_is_zero(it->diluent_volume);
    pl_write_string(writer, "diluent",
                    pl_say(context, full ? "label.no_diluent" : "label.diluent", arguments, 5));
    pl_write_string(writer, "final", pl_say(context, "label.final", arguments, 5));
    pl_write_string(writer, "rate", pl_say(context, "label.rate", arguments, 5));
    if (it->route != PL_NONE) {
        pl_write_string(writer, "route", pl_pick(context, context->drugs->routes[it->route].name));
    }
    pl_write_string(writer, "start",
                    it->start ? say_moment(context, read_moment(it->start)) : NULL);
    pl_write_string(writer, "end", ends ? say_moment(context, end) : NULL);
    pl_write_string(writer, "prepared_by", it->prepared_by);
    pl_write_string(writer, "checked_by", it->checked_by);
    write_stops(writer, context);
    pl_write_object_end(writer);
}

/* ---- the picture: what lies over what, in mL ---- */

static void write_layer(pl_writer *writer, pl_context *context, const char *name,
                        pl_rational volume) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "name", name);
    pl_answer_quantity(writer, context, "volume", volume, pl_unit_base(PL_VOLUME));
    pl_write_object_end(writer);
}

static void write_layers(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    pl_write_list(writer, "layers");
    for (size_t i = 0; i < it->drug_count; i++) {
        const pl_fill_drug *one = &it->drugs[i];
        write_layer(writer, context, pl_pick(context, context->drugs->drugs[one->drug].name),
                    one->volume);
    }
    if (!pl_rational_is_zero(it->diluent_volume)) {
        write_layer(writer, context, say_diluent(context, it, "direct.diluent_unknown"),
                    it->diluent_volume);
    }
    pl_write_list_end(writer);
}

void pl_dilution_write_label(pl_writer *writer, pl_context *context, const pl_dilution *it) {
    write_directions(writer, context, it);
    write_label(writer, context, it);
    write_layers(writer, context, it);
}
