/* SPDX-License-Identifier: MPL-2.0 */
#include "syringe_request.h"

#include "recipe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_SIZE = 128, POINTER_SIZE = 48 };

/* An option, its key, and the unit that a plain number has: each of these options has one. */
typedef struct plain {
    cli_option option;
    const char *key;
    const char *unit; /* NULL: passed on as typed */
} plain;

/* ---- values ---- */

/* In place of what may be there. */
static void put(cJSON *object, const char *key, const char *text) {
    cJSON_DeleteItemFromObjectCaseSensitive(object, key);
    cJSON_AddStringToObject(object, key, text);
}

static void put_plain(const cli *it, cJSON *object, const plain *list, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const char *typed = it->options.values[list[i].option];
        if (typed) {
            cli_put_amount(object, list[i].key, typed, list[i].unit);
        }
    }
}

static cJSON *object_at(cJSON *parent, const char *key) {
    cJSON *object = cJSON_GetObjectItemCaseSensitive(parent, key);
    return object ? object : cJSON_AddObjectToObject(parent, key);
}

static cJSON *new_list(cJSON *parent, const char *key) {
    cJSON_DeleteItemFromObjectCaseSensitive(parent, key);
    return cJSON_AddArrayToObject(parent, key);
}

/* Words that people write for a diluent; an id passes as it is. */
static const char *diluent_id(const char *typed) {
    static const struct {
        const char *word;
        const char *id;
    } list[] = {{"nacl", "nacl-0.9"}, {"NaCl", "nacl-0.9"}, {"nacl-0,9", "nacl-0.9"},
                {"g5", "glucose-5"},  {"G5", "glucose-5"},  {"glucose", "glucose-5"},
                {"eau", "water"},     {"eppi", "water"},    {"EPPI", "water"}};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (strcmp(typed, list[i].word) == 0) {
            return list[i].id;
        }
    }
    return typed;
}

/* "50", "50 mL", "2,5": the id of a syringe is its mL. */
static void put_syringe(const cli *it, cJSON *request) {
    const char *typed = it->options.values[OPTION_SYRINGE];
    char id[VALUE_SIZE];
    if (!typed) {
        return;
    }
    snprintf(id, sizeof id, "%s", typed);
    size_t length = strspn(id, "0123456789.,");
    const char *unit = id + length + strspn(id + length, " ");
    if (length > 0 && (strcmp(unit, "mL") == 0 || strcmp(unit, "ml") == 0)) {
        id[length] = '\0';
    }
    for (char *c = id; *c != '\0'; c++) {
        *c = *c == ',' ? '.' : *c;
    }
    put(request, "syringe", id);
}

/* A route as a word of the language, or its id. */
void syringe_request_route(cli *it, cJSON *request) {
    const char *typed = it->options.values[OPTION_ROUTE];
    words all;
    if (!typed) {
        return;
    }
    bool cut = words_cut(typed, &all) && all.count > 0;
    name_found found = cut ? names_read(it, &all, 0) : (name_found){0};
    bool whole = found.length > 0 && found.length == all.count && found.route[0] != '\0';
    put(request, "route", whole ? found.route : typed);
}

/* "sc" in a phrase; it must not contradict another phrase or --route. */
static bool take_route(cli *it, cJSON *request, const char *route, const char *phrase) {
    const char *known = cli_string(request, "route");
    if (route[0] == '\0' || strcmp(known, route) == 0) {
        return true;
    }
    if (*known == '\0') {
        put(request, "route", route);
        return true;
    }
    cli_wrong(it, PALLIA_ECONFLICT, "/route", "usage.two_routes",
              (const char *[]){"phrase", phrase, NULL});
    return false;
}

/* ---- patient, stops ---- */

static void put_common(const cli *it, cJSON *request) {
    const cli_list *codes = &it->options.acknowledge;
    const char *weight = it->options.values[OPTION_WEIGHT];
    if (weight) {
        cli_put_amount(object_at(request, "patient"), "weight", weight, "kg");
    }
    if (it->options.values[OPTION_NAIVE]) {
        cJSON *patient = object_at(request, "patient");
        cJSON_DeleteItemFromObjectCaseSensitive(patient, "opioid_naive");
        cJSON_AddTrueToObject(patient, "opioid_naive");
    }
    if (codes->count > 0) {
        cJSON *list = new_list(request, "acknowledge");
        for (size_t i = 0; i < codes->count; i++) {
            cJSON_AddItemToArray(list, cJSON_CreateString(codes->items[i]));
        }
    }
    put(request, "language", it->options.values[OPTION_LANG]);
}

/* ---- dilute ---- */

static bool add_drug(cli *it, cJSON *request, cJSON *drugs, size_t index) {
    char pointer[POINTER_SIZE];
    recipe one;
    const char *phrase = it->options.words[index];
    snprintf(pointer, sizeof pointer, "/drugs/%zu", it->from_items + index);
    if (!recipe_read(it, RECIPE_DILUTE, phrase, pointer, &one) ||
        !take_route(it, request, one.route, phrase)) {
        return false;
    }
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToArray(drugs, object);
    recipe_add_drug(&one, object);
    if (one.brand[0] != '\0') {
        cJSON_AddStringToObject(object, "brand", one.brand);
    }
    cJSON_AddStringToObject(object, strchr(one.doses[0], '/') ? "dose" : "total", one.doses[0]);
    if (one.volume[0] != '\0') {
        recipe_add_ampoule(&one, cJSON_AddObjectToObject(object, "ampoule"));
    }
    return true;
}

static void put_label(const cli *it, cJSON *request) {
    static const plain list[] = {{OPTION_PATIENT, "patient", NULL},
                                 {OPTION_PREPARED_BY, "prepared_by", NULL},
                                 {OPTION_CHECKED_BY, "checked_by", NULL}};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (option_given(&it->options, list[i].option)) {
            put_plain(it, object_at(request, "label"), list, sizeof list / sizeof list[0]);
        }
    }
}

/* "2026-11-22 20:00" as well as with a T. */
static void put_start(const cli *it, cJSON *request) {
    enum { DAY = 10 };
    const char *typed = it->options.values[OPTION_START];
    char text[VALUE_SIZE];
    if (typed) {
        snprintf(text, sizeof text, "%s", typed);
        if (strlen(text) > DAY && text[DAY] == ' ') {
            text[DAY] = 'T';
        }
        put(request, "start", text);
    }
}

bool syringe_request_dilute(cli *it, cJSON *request) {
    static const plain list[] = {
        {OPTION_HOURS, "duration", "h"}, {OPTION_VOLUME, "final_volume", "mL"},
        {OPTION_RATE, "rate", "mL/h"},   {OPTION_STEP, "rate_step", "mL/h"},
        {OPTION_PRIME, "prime", "mL"},   {OPTION_DEVICE, "device", NULL},
        {OPTION_LINE, "line", NULL}};
    const cli_options *options = &it->options;
    cJSON *drugs = cJSON_GetObjectItemCaseSensitive(request, "drugs");
    drugs = drugs ? drugs : cJSON_AddArrayToObject(request, "drugs");
    it->from_items = (size_t)cJSON_GetArraySize(drugs);
    if (options->word_count == 0 && it->from_items == 0) {
        cli_wrong(it, PALLIA_EKEY_MISSING, "/drugs", "usage.no_drug", NULL);
        return false;
    }
    put_plain(it, request, list, sizeof list / sizeof list[0]);
    put_syringe(it, request);
    syringe_request_route(it, request);
    put_start(it, request);
    put_label(it, request);
    if (options->values[OPTION_DILUENT]) {
        put(request, "diluent", diluent_id(options->values[OPTION_DILUENT]));
    }
    put_common(it, request);
    for (size_t i = 0; i < options->word_count; i++) {
        if (!add_drug(it, request, drugs, i)) {
            return false;
        }
    }
    return true;
}

/* ---- verify ---- */

static bool add_ordered(cli *it, cJSON *request) {
    const cli_list *list = &it->options.ordered;
    cJSON *all = list->count > 0 ? new_list(request, "prescribed") : NULL;
    for (size_t i = 0; i < list->count; i++) {
        char pointer[POINTER_SIZE];
        recipe one;
        snprintf(pointer, sizeof pointer, "/prescribed/%zu", i);
        if (!recipe_read(it, RECIPE_ORDERED, list->items[i], pointer, &one)) {
            return false;
        }
        if (!strchr(one.doses[0], '/') && !cli_at(request, "duration")) {
            cli_wrong(it, PALLIA_EKEY_MISSING, pointer, "usage.amount_hours", NULL);
            return false;
        }
        cJSON *object = cJSON_CreateObject();
        cJSON_AddItemToArray(all, object);
        cJSON_AddStringToObject(object, "drug", one.drug);
        cJSON_AddStringToObject(object, "dose", one.doses[0]);
    }
    return true;
}

static bool add_contents(cli *it, cJSON *prepared) {
    const cli_list *list = &it->options.contains;
    cJSON *all = list->count > 0 ? new_list(prepared, "contents") : NULL;
    for (size_t i = 0; i < list->count; i++) {
        char pointer[POINTER_SIZE];
        recipe one;
        snprintf(pointer, sizeof pointer, "/prepared/contents/%zu", i);
        if (!recipe_read(it, RECIPE_CONTENT, list->items[i], pointer, &one)) {
            return false;
        }
        cJSON *object = cJSON_CreateObject();
        cJSON_AddItemToArray(all, object);
        recipe_add_drug(&one, object);
        recipe_add_ampoule(&one, object);
    }
    return true;
}

static void put_tolerance(const cli *it, cJSON *request) {
    static const plain list[] = {{OPTION_TOLERANCE_DOSE, "dose", "%"},
                                 {OPTION_TOLERANCE_VOLUME, "volume", "%"}};
    if (option_given(&it->options, OPTION_TOLERANCE_DOSE) ||
        option_given(&it->options, OPTION_TOLERANCE_VOLUME)) {
        put_plain(it, object_at(request, "tolerance"), list, sizeof list / sizeof list[0]);
    }
}

/* A bolus or a programmed strength, with its drug when the phrase names one. */
static bool put_of_drug(cli *it, cJSON *request, const char *key, recipe_kind kind,
                        const char *phrase) {
    char pointer[POINTER_SIZE];
    recipe one;
    snprintf(pointer, sizeof pointer, "/%s", key);
    if (!recipe_read(it, kind, phrase, pointer, &one)) {
        return false;
    }
    cJSON *object = object_at(request, key);
    if (one.drug[0] != '\0') {
        put(object, "drug", one.drug);
    }
    put(object, kind == RECIPE_BOLUS ? "prescribed" : "strength",
        kind == RECIPE_BOLUS ? one.doses[0] : one.strength);
    return true;
}

static bool put_pump(cli *it, cJSON *request) {
    const char *const *values = it->options.values;
    const char *programmed = values[OPTION_PROGRAMMED];
    if (programmed && cli_is_plain_number(programmed)) {
        cli_put_amount(object_at(request, "programmed"), "strength", programmed, "mg/mL");
    } else if (programmed && !put_of_drug(it, request, "programmed", RECIPE_STRENGTH, programmed)) {
        return false;
    }
    if (values[OPTION_BOLUS_VOLUME]) {
        cli_put_amount(object_at(request, "bolus"), "volume", values[OPTION_BOLUS_VOLUME], "mL");
    }
    return !values[OPTION_BOLUS] ||
           put_of_drug(it, request, "bolus", RECIPE_BOLUS, values[OPTION_BOLUS]);
}

static void put_prepared(const cli *it, cJSON *prepared) {
    static const plain list[] = {{OPTION_VOLUME, "final_volume", "mL"},
                                 {OPTION_RATE, "rate", "mL/h"},
                                 {OPTION_PRIME, "prime", "mL"},
                                 {OPTION_SETTING, "setting", NULL},
                                 {OPTION_DEVICE, "device", NULL}};
    const char *diluent = it->options.values[OPTION_DILUENT];
    const char *volume = it->options.values[OPTION_DILUENT_VOLUME];
    put_plain(it, prepared, list, sizeof list / sizeof list[0]);
    if (diluent) {
        put(object_at(prepared, "diluent"), "id", diluent_id(diluent));
    }
    if (volume) {
        cli_put_amount(object_at(prepared, "diluent"), "volume", volume, "mL");
    }
}

bool syringe_request_verify(cli *it, cJSON *request) {
    static const plain list[] = {{OPTION_HOURS, "duration", "h"}};
    const cli_options *options = &it->options;
    if (options->word_count > 0) {
        cli_wrong(it, PALLIA_EVALUE, "", "usage.too_many",
                  (const char *[]){"option", options->words[0], NULL});
        return false;
    }
    cJSON *prepared = object_at(request, "prepared");
    put_plain(it, request, list, 1);
    put_prepared(it, prepared);
    put_tolerance(it, request);
    put_common(it, request);
    if (!add_ordered(it, request) || !add_contents(it, prepared) || !put_pump(it, request)) {
        return false;
    }
    if (!cli_at(request, "prescribed") ||
        (!cli_at(prepared, "contents") && !cli_at(prepared, "strength"))) {
        bool ordered = cli_at(request, "prescribed") != NULL;
        cli_wrong(it, PALLIA_EKEY_MISSING, ordered ? "/prepared/contents" : "/prescribed",
                  ordered ? "usage.no_content" : "usage.no_order", NULL);
        return false;
    }
    return true;
}

/* ---- titrate ---- */

static void add_boluses(const recipe *from, cJSON *list) {
    for (size_t i = 0; i < from->dose_count; i++) {
        cJSON_AddItemToArray(list, cJSON_CreateString(from->doses[i]));
    }
}

bool syringe_request_titrate(cli *it, cJSON *request) {
    const cli_options *options = &it->options;
    cJSON *boluses = options->word_count > 0 ? new_list(request, "boluses") : NULL;
    syringe_request_route(it, request);
    for (size_t i = 0; i < options->word_count; i++) {
        recipe one;
        bool first = i == 0;
        if (!recipe_read(it, first ? RECIPE_DRUG : RECIPE_DOSES, options->words[i],
                         first ? "/drug" : "/boluses", &one) ||
            !take_route(it, request, one.route, options->words[i])) {
            return false;
        }
        if (first) {
            put(request, "drug", one.drug);
        }
        add_boluses(&one, boluses);
    }
    if (!cli_at(request, "drug") || cJSON_GetArraySize(cli_at(request, "boluses")) == 0) {
        cli_wrong(it, PALLIA_EKEY_MISSING, "/boluses", "usage.no_bolus", NULL);
        return false;
    }
    if (options->values[OPTION_RULE]) {
        put(request, "rule", options->values[OPTION_RULE]);
    }
    put_common(it, request);
    return true;
}

/* ---- pca ---- */

static bool put_days(cli *it, cJSON *request) {
    const char *typed = it->options.values[OPTION_DAYS];
    enum { DIGITS_MAX = 4 };
    if (!typed) {
        return true;
    }
    size_t digits = strspn(typed, "0123456789");
    if (digits == 0 || digits > DIGITS_MAX || typed[digits] != '\0') {
        cli_wrong(it, PALLIA_EVALUE, "/days", "usage.days", (const char *[]){"word", typed, NULL});
        return false;
    }
    cJSON_DeleteItemFromObjectCaseSensitive(request, "days");
    cJSON_AddNumberToObject(request, "days", (double)strtol(typed, NULL, 10));
    return true;
}

static bool put_basal(cli *it, cJSON *request) {
    const char *typed = it->options.values[OPTION_BASAL];
    recipe one;
    if (!typed) {
        return true;
    }
    if (!recipe_read(it, RECIPE_DOSES, typed, "/basal", &one)) {
        return false;
    }
    put(request, "basal", one.dose_count == 1 ? one.doses[0] : typed);
    return true;
}

static bool put_ampoules(cli *it, cJSON *request) {
    const cli_list *list = &it->options.ampoules;
    cJSON *all = list->count > 0 ? new_list(request, "ampoules") : NULL;
    for (size_t i = 0; i < list->count; i++) {
        char pointer[POINTER_SIZE];
        recipe one;
        snprintf(pointer, sizeof pointer, "/ampoules/%zu", i);
        if (!recipe_read(it, RECIPE_AMPOULE, list->items[i], pointer, &one)) {
            return false;
        }
        cJSON *object = cJSON_CreateObject();
        cJSON_AddItemToArray(all, object);
        recipe_add_ampoule(&one, object);
    }
    return true;
}

static bool put_drug(cli *it, cJSON *request) {
    const cli_options *options = &it->options;
    recipe one;
    syringe_request_route(it, request);
    if (options->word_count == 0 && cli_at(request, "drug")) {
        return true;
    }
    if (options->word_count != 1) {
        cli_wrong(it, PALLIA_EKEY_MISSING, "/drug", "usage.no_pca_drug", NULL);
        return false;
    }
    if (!recipe_read(it, RECIPE_DRUG, options->words[0], "/drug", &one)) {
        return false;
    }
    if (one.dose_count > 0) {
        cli_wrong(it, PALLIA_EVALUE, "/drug", "usage.no_pca_drug", NULL);
        return false;
    }
    put(request, "drug", one.drug);
    return take_route(it, request, one.route, options->words[0]);
}

bool syringe_request_pca(cli *it, cJSON *request) {
    static const plain list[] = {{OPTION_BOLUS, "bolus", NULL},
                                 {OPTION_LOCKOUT, "lockout", NULL},
                                 {OPTION_RESERVOIR, "reservoir", "mL"},
                                 {OPTION_STEP, "rate_step", "mL/h"}};
    const char *diluent = it->options.values[OPTION_DILUENT];
    put_plain(it, request, list, sizeof list / sizeof list[0]);
    if (diluent) {
        put(request, "diluent", diluent_id(diluent));
    }
    put_common(it, request);
    return put_drug(it, request) && put_basal(it, request) && put_days(it, request) &&
           put_ampoules(it, request);
}
