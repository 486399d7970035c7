/* SPDX-License-Identifier: MPL-2.0 */
#include "cli.h"

#include "memory.h"
#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_SIZE = 96 };

const char *cli_label(const cli *it, const char *key) {
    char full[KEY_SIZE];
    const char *language = it->options.values[OPTION_LANG];
    snprintf(full, sizeof full, "page.%s", key);
    language = language ? language : "fr";
    const char *text = pallia_text(it->tables, language, full);
    if (!text && !pallia_text(it->tables, language, "page.usage.no_memory")) {
        memory_exhausted(); /* not one message could be read */
    }
    return text ? text : key;
}

static const char *value_of(const char *const *arguments, const char *name, size_t length) {
    for (size_t i = 0; arguments && arguments[i]; i += 2) {
        if (strlen(arguments[i]) == length && strncmp(arguments[i], name, length) == 0) {
            return arguments[i + 1];
        }
    }
    return NULL;
}

void cli_fill(const cli *it, cli_text *out, const char *key, const char *const *arguments) {
    const char *text = cli_label(it, key);
    while (*text != '\0') {
        size_t plain = strcspn(text, "{");
        text_add_part(out, text, plain);
        text += plain;
        if (*text == '\0') {
            return;
        }
        size_t length = strcspn(text, "}");
        const char *value = value_of(arguments, text + 1, length - 1);
        if (value) {
            text_add(out, value);
        } else {
            text_add_part(out, text, length + 1);
        }
        text += length + (text[length] == '}' ? 1 : 0);
    }
}

void cli_complain_text(const char *message) {
    cli_text lines = {0};
    page_wrap_into(&lines, "pallia : ", 9, message);
    fputs(text_get(&lines), stderr);
    text_release(&lines);
}

void cli_complain(const cli *it, const char *key, const char *const *arguments) {
    cli_text text = {0};
    cli_fill(it, &text, key, arguments);
    cli_complain_text(text_get(&text));
    text_release(&text);
}

/* "/patient/egfr" is --egfr. A command shows the first that is an option of its own. */
static const struct {
    const char *pointer;
    cli_option option;
    const char *place;
} places[] = {
    {"/target", OPTION_TO, "--to"},
    {"/reduction", OPTION_REDUCTION, "--reduction '25 %'"},
    {"/rounding", OPTION_ROUNDING, "--rounding down|up|nearest"},
    {"/edition", OPTION_EDITION, "--edition"},
    {"/profile", OPTION_PROFILE, "--profile"},
    {"/acknowledge", OPTION_ACKNOWLEDGE, "--acknowledge"},
    {"/patient/age", OPTION_AGE, "--age 82"},
    {"/patient/weight", OPTION_WEIGHT, "--weight '60 kg'"},
    {"/patient/egfr", OPTION_EGFR, "--egfr '45 mL/min'"},
    {"/patient/hepatic", OPTION_HEPATIC, "--hepatic none|mild|moderate|severe"},
    {"/patient", OPTION_WEIGHT, "--weight '60 kg'"},
    {"/date", OPTION_DATE, "--date 2026-11-22"},
    {"/language", OPTION_LANG, "--lang fr|en"},
    {"/duration", OPTION_HOURS, "--hours 24"},
    {"/final_volume", OPTION_VOLUME, "--volume 48"},
    {"/prepared/final_volume", OPTION_VOLUME, "--volume 48"},
    {"/rate_step", OPTION_STEP, "--step 0,1"},
    {"/rate", OPTION_RATE, "--rate 2"},
    {"/prepared/rate", OPTION_RATE, "--rate 2"},
    {"/syringe", OPTION_SYRINGE, "--syringe 50"},
    {"/device", OPTION_DEVICE, "--device pse|t34"},
    {"/prepared/device", OPTION_DEVICE, "--device"},
    {"/line", OPTION_LINE, "--line extension-2m"},
    {"/prime", OPTION_PRIME, "--prime 2"},
    {"/prepared/prime", OPTION_PRIME, "--prime 2"},
    {"/diluent", OPTION_DILUENT, "--diluent nacl|g5|eau"},
    {"/prepared/diluent", OPTION_DILUENT_VOLUME, "--diluent-volume 40"},
    {"/prepared/setting", OPTION_SETTING, "--setting '48 mm/24h' --device"},
    {"/route", OPTION_ROUTE, "--route sc|iv"},
    {"/start", OPTION_START, "--start 2026-11-22T20:00"},
    {"/tolerance/dose", OPTION_TOLERANCE_DOSE, "--tolerance-dose 10"},
    {"/tolerance/volume", OPTION_TOLERANCE_VOLUME, "--tolerance-volume 5"},
    {"/programmed", OPTION_PROGRAMMED, "--programmed '2 mg/mL'"},
    {"/rule", OPTION_RULE, "--rule"},
    {"/basal", OPTION_BASAL, "--basal '100 mg/24h'"},
    {"/bolus/volume", OPTION_BOLUS_VOLUME, "--bolus-volume 5"},
    {"/bolus", OPTION_BOLUS, "--bolus '7,5 mg'"},
    {"/lockout", OPTION_LOCKOUT, "--lockout '2 h'"},
    {"/days", OPTION_DAYS, "--days 4"},
    {"/reservoir", OPTION_RESERVOIR, "--reservoir 100"},
    {"/prepared", OPTION_DEVICE, "--device"}, /* after its parts: what a setting needs */
};

/* The index of "/drugs/2/…" in the list "/drugs/"; CLI_WORDS_MAX when it is elsewhere. */
static size_t index_in(const char *pointer, const char *list) {
    size_t length = strlen(list);
    if (strncmp(pointer, list, length) != 0) {
        return CLI_WORDS_MAX;
    }
    size_t index = (size_t)strtoul(pointer + length, NULL, 10);
    return index < CLI_WORDS_MAX ? index : CLI_WORDS_MAX;
}

/* The phrase that the place comes from; NULL when none is. */
static const char *phrase_at(const cli *it, const char *pointer) {
    const cli_options *options = &it->options;
    size_t regimen = index_in(pointer, "/regimen/");
    size_t drug = index_in(pointer, "/drugs/");
    const struct {
        size_t index;
        const char *const *list;
        size_t count;
    } lists[] = {
        {regimen < CLI_WORDS_MAX ? it->phrase_of[regimen] : regimen, options->words,
         options->word_count},
        {drug < it->from_items || drug == CLI_WORDS_MAX ? CLI_WORDS_MAX : drug - it->from_items,
         options->words, options->word_count},
        {index_in(pointer, "/prescribed/"), options->ordered.items, options->ordered.count},
        {index_in(pointer, "/prepared/contents/"), options->contains.items,
         options->contains.count},
        {index_in(pointer, "/ampoules/"), options->ampoules.items, options->ampoules.count},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (lists[i].index < lists[i].count) {
            return lists[i].list[lists[i].index];
        }
    }
    return NULL;
}

/* The option of this command that the place comes from; NULL when none is. */
static const char *option_at(const cli *it, const char *pointer) {
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        size_t length = strlen(places[i].pointer);
        bool there = strncmp(pointer, places[i].pointer, length) == 0 &&
                     (pointer[length] == '\0' || pointer[length] == '/');
        if (there && option_is_for(places[i].option, it->options.command)) {
            return places[i].place;
        }
    }
    return NULL;
}

static void say_place(const cli *it, const char *pointer) {
    const char *phrase = phrase_at(it, pointer);
    const char *option = option_at(it, pointer);
    if (phrase) {
        cli_complain(it, "usage.in_phrase", (const char *[]){"phrase", phrase, NULL});
    } else if (option) {
        cli_complain(it, "usage.in_option", (const char *[]){"option", option, NULL});
    }
}

/* What the command line calls a missing key; NULL for one that no option of the command gives. */
static const char *missing_option(const cli *it, const cJSON *error) {
    char pointer[KEY_SIZE];
    snprintf(pointer, sizeof pointer, "%s/%s", cli_string(error, "pointer"),
             cli_string(error, "token"));
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (strcmp(places[i].pointer, pointer) == 0 &&
            option_is_for(places[i].option, it->options.command)) {
            return places[i].place;
        }
    }
    return phrase_at(it, cli_string(error, "pointer"))
               ? NULL
               : option_at(it, cli_string(error, "pointer"));
}

/* Who types options has never seen the keys: a missing one is the option that would bring it. */
static bool say_missing(const cli *it, const cJSON *answer) {
    const cJSON *error = cli_at(answer, "error");
    const char *option =
        cli_int(error, "code") == PALLIA_EKEY_MISSING ? missing_option(it, error) : NULL;
    if (option) {
        cli_complain(it, "usage.missing_option", (const char *[]){"option", option, NULL});
    }
    return option != NULL;
}

/* Errors that a command line has plainer words for than a document; true when it was one. */
static bool say_plainly(const cli *it, const cJSON *answer) {
    const cJSON *error = cli_at(answer, "error");
    int code = cli_int(error, "code");
    const char *pointer = cli_string(error, "pointer");
    bool of_drug = index_in(pointer, "/drugs/") < CLI_WORDS_MAX;
    if (code == PALLIA_ECONFLICT && of_drug && !strchr(pointer + strlen("/drugs/"), '/')) {
        cli_complain(it, "usage.drug_twice", NULL);
        return true;
    }
    if (code == PALLIA_ECOUNT && strcmp(pointer, "/drugs") == 0) {
        cli_complain(it, "usage.too_many_drugs", NULL);
        return true;
    }
    return false;
}

void cli_complain_near(const cli *it, const cJSON *near) {
    cli_text names = {0};
    const cJSON *one;
    cJSON_ArrayForEach(one, near) {
        text_add(&names, names.length ? ", " : "");
        text_add(&names, cli_string(one, "name"));
    }
    if (names.length) {
        cli_complain(it, "usage.did_you_mean", (const char *[]){"names", text_get(&names), NULL});
    }
    text_release(&names);
}

static void complain_words(const cli *it, const cJSON *answer) {
    if (!say_plainly(it, answer)) {
        cli_complain_text(cli_string(answer, "error/text"));
    }
    say_place(it, cli_string(answer, "error/pointer"));
    cli_complain_near(it, cli_at(answer, "error/near"));
}

/* Whether the text of an error of this code quotes what stands in the document. */
static bool quotes(int code) {
    enum { QUANTITIES = 1200, BEYOND_NAMES = 1400 };
    return code == PALLIA_EDUPLICATE || code == PALLIA_EKEY_UNKNOWN || code == PALLIA_EVALUE ||
           code == PALLIA_EDISAGREE || (code >= QUANTITIES && code < BEYOND_NAMES);
}

void cli_conceal(const cli *it, cJSON *answer) {
    static const struct {
        int32_t code;
        const char *key;
    } words[] = {{PALLIA_EDUPLICATE, "sheet.fault.twice"},
                 {PALLIA_EKEY_UNKNOWN, "sheet.fault.key"},
                 {PALLIA_EDISAGREE, "sheet.fault.disagree"},
                 {PALLIA_EDRUG, "sheet.fault.drug"},
                 {PALLIA_EROUTE, "sheet.fault.route"}};
    cJSON *error = cJSON_GetObjectItemCaseSensitive(answer, "error");
    int code = cli_int(error, "code");
    const char *key = "sheet.fault.value";
    if (it->options.command != FOR_SHEET || !quotes(code)) {
        return;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        key = words[i].code == code ? words[i].key : key;
    }
    cJSON_DeleteItemFromObjectCaseSensitive(error, "token");
    cJSON_DeleteItemFromObjectCaseSensitive(error, "near");
    cJSON_ReplaceItemInObjectCaseSensitive(error, "text", cJSON_CreateString(cli_label(it, key)));
}

void cli_complain_answer(const cli *it, const cJSON *answer) {
    if (!say_missing(it, answer)) {
        complain_words(it, answer);
    }
}

int cli_wrong(cli *it, int32_t code, const char *pointer, const char *key,
              const char *const *arguments) {
    return cli_wrong_near(it, code, pointer, key, arguments, NULL);
}

int cli_wrong_near(cli *it, int32_t code, const char *pointer, const char *key,
                   const char *const *arguments, cJSON *near) {
    cli_text text = {0};
    cli_fill(it, &text, key, arguments);
    cJSON *document = cli_error_document(it, code, text_get(&text), pointer, near);
    complain_words(it, document);
    page_document(it, document);
    cJSON_Delete(document);
    text_release(&text);
    return CLI_REQUEST;
}
