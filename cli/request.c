/* SPDX-License-Identifier: MPL-2.0 */
#include "cli.h"

#include "phrase.h"

#include <stdio.h>
#include <string.h>

/* Options that become a string of the request under the same word. */
static const struct {
    cli_option option;
    const char *key;
} plain[] = {{OPTION_EDITION, "edition"},
             {OPTION_PROFILE, "profile"},
             {OPTION_REDUCTION, "reduction"},
             {OPTION_ROUNDING, "rounding"},
             {OPTION_DATE, "date"}};

/* French words for a patient's liver; the library's own pass as they are. */
static const struct {
    const char *word;
    const char *id;
} livers[] = {{"aucune", "none"},      {"légère", "mild"},      {"legere", "mild"},
              {"modérée", "moderate"}, {"moderee", "moderate"}, {"sévère", "severe"},
              {"severe", "severe"}};

static const char *liver(const char *word) {
    for (size_t i = 0; i < sizeof livers / sizeof livers[0]; i++) {
        if (strcmp(word, livers[i].word) == 0) {
            return livers[i].id;
        }
    }
    return word;
}

bool cli_is_plain_number(const char *text) {
    size_t whole = strspn(text, "0123456789");
    size_t mark = text[whole] == ',' || text[whole] == '.' ? 1 : 0;
    size_t rest = mark ? strspn(text + whole + 1, "0123456789") : 0;
    return whole > 0 && (mark == 0 || rest > 0) && text[whole + mark + rest] == '\0';
}

void cli_put_amount(cJSON *object, const char *key, const char *typed, const char *unit) {
    cli_text text = {0};
    text_add(&text, typed);
    if (unit && cli_is_plain_number(typed)) {
        text_add(&text, " ");
        text_add(&text, unit);
    }
    cJSON_DeleteItemFromObjectCaseSensitive(object, key);
    cJSON_AddStringToObject(object, key, text_get(&text));
    text_release(&text);
}

/* Years, whose word is of the language; a clearance has several units, and keeps its own. */
static void add_age(const cli *it, cJSON *patient, const char *typed) {
    char text[64];
    bool bare = typed[0] != '\0' && typed[strspn(typed, "0123456789")] == '\0';
    snprintf(text, sizeof text, "%s%s", typed, bare ? cli_label(it, "years") : "");
    cJSON_AddStringToObject(patient, "age", text);
}

static void add_patient(const cli *it, cJSON *request) {
    const char *const *values = it->options.values;
    cJSON *patient = cJSON_CreateObject();
    if (values[OPTION_AGE]) {
        add_age(it, patient, values[OPTION_AGE]);
    }
    if (values[OPTION_WEIGHT]) {
        cli_put_amount(patient, "weight", values[OPTION_WEIGHT], "kg");
    }
    if (values[OPTION_EGFR]) {
        cJSON_AddStringToObject(patient, "egfr", values[OPTION_EGFR]);
    }
    if (values[OPTION_HEPATIC]) {
        cJSON_AddStringToObject(patient, "hepatic", liver(values[OPTION_HEPATIC]));
    }
    if (values[OPTION_FRAIL]) {
        cJSON_AddTrueToObject(patient, "frail");
    }
    if (values[OPTION_NAIVE]) {
        cJSON_AddTrueToObject(patient, "opioid_naive");
    }
    if (patient->child) {
        cJSON_AddItemToObject(request, "patient", patient);
    } else {
        cJSON_Delete(patient);
    }
}

void cli_request_options(const cli *it, cJSON *request) {
    const cli_options *options = &it->options;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++) {
        if (options->values[plain[i].option]) {
            cJSON_AddStringToObject(request, plain[i].key, options->values[plain[i].option]);
        }
    }
    if (option_given(options, OPTION_STABLE)) {
        cJSON_AddTrueToObject(cJSON_AddObjectToObject(request, "context"), "stable");
    }
    if (options->acknowledge.count > 0) {
        cJSON *list = cJSON_AddArrayToObject(request, "acknowledge");
        for (size_t i = 0; i < options->acknowledge.count; i++) {
            cJSON_AddItemToArray(list, cJSON_CreateString(options->acknowledge.items[i]));
        }
    }
    add_patient(it, request);
}

static bool add_regimen(cli *it, cJSON *request) {
    const cli_options *options = &it->options;
    cJSON *regimen = cJSON_AddArrayToObject(request, "regimen");
    if (options->word_count == 0) {
        cli_wrong(it, PALLIA_EKEY_MISSING, "/regimen", "usage.no_phrase", NULL);
        return false;
    }
    for (size_t i = 0; i < options->word_count; i++) {
        size_t first = (size_t)cJSON_GetArraySize(regimen);
        if (!phrase_read_item(it, options->words[i], regimen)) {
            return false;
        }
        size_t count = (size_t)cJSON_GetArraySize(regimen);
        for (size_t k = first; k < count && k < CLI_WORDS_MAX; k++) {
            it->phrase_of[k] = i;
        }
    }
    return true;
}

static bool add_target(cli *it, cJSON *request) {
    const char *to = it->options.values[OPTION_TO];
    if (!to) {
        cli_wrong(it, PALLIA_EKEY_MISSING, "/target", "usage.no_target", NULL);
        return false;
    }
    cJSON *target = phrase_read_target(it, to);
    if (target) {
        cJSON_AddItemToObject(request, "target", target);
    }
    return target != NULL;
}

cJSON *cli_request(cli *it, const char *operation, bool with_target) {
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", operation);
    if (!add_regimen(it, request) || (with_target && !add_target(it, request))) {
        cJSON_Delete(request);
        return NULL;
    }
    cli_request_options(it, request);
    return request;
}
