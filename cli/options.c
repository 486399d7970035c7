/* SPDX-License-Identifier: MPL-2.0 */
#include "options.h"

#include <string.h>

typedef enum option_kind { KIND_FLAG, KIND_VALUE, KIND_LIST } option_kind;

enum {
    FOR_REQUESTS = FOR_ROTATE | FOR_COMPARE | FOR_OME,
    FOR_SYRINGES = FOR_DILUTE | FOR_VERIFY | FOR_TITRATE | FOR_PCA,
    FOR_FILLING = FOR_DILUTE | FOR_PCA,
    FOR_PATIENTS = FOR_REQUESTS | FOR_ANTICIPATE
};

static const struct {
    const char *name;
    option_kind kind;
    unsigned commands;
} table[OPTION_COUNT] = {
    [OPTION_TO] = {"to", KIND_VALUE, FOR_ROTATE | FOR_COMPARE | FOR_BATCH},
    [OPTION_EDITION] = {"edition", KIND_VALUE, FOR_ROTATE | FOR_OME | FOR_BATCH},
    [OPTION_PROFILE] = {"profile", KIND_VALUE, FOR_REQUESTS | FOR_BATCH},
    [OPTION_REDUCTION] = {"reduction", KIND_VALUE, FOR_ROTATE},
    [OPTION_AGE] = {"age", KIND_VALUE, FOR_PATIENTS},
    [OPTION_WEIGHT] = {"weight", KIND_VALUE, FOR_PATIENTS | FOR_SYRINGES},
    [OPTION_EGFR] = {"egfr", KIND_VALUE, FOR_PATIENTS},
    [OPTION_HEPATIC] = {"hepatic", KIND_VALUE, FOR_PATIENTS},
    [OPTION_FRAIL] = {"frail", KIND_FLAG, FOR_PATIENTS},
    [OPTION_NAIVE] = {"naive", KIND_FLAG, FOR_PATIENTS | FOR_DILUTE},
    [OPTION_STABLE] = {"stable", KIND_FLAG, FOR_ROTATE | FOR_COMPARE | FOR_BATCH},
    [OPTION_ACKNOWLEDGE] = {"acknowledge", KIND_LIST,
                            FOR_PATIENTS | FOR_SYRINGES | FOR_PRESCRIBE | FOR_BATCH},
    [OPTION_ROUNDING] = {"rounding", KIND_VALUE, FOR_ROTATE},
    [OPTION_DATE] = {"date", KIND_VALUE, FOR_PATIENTS | FOR_PRESCRIBE | FOR_SHEET},
    [OPTION_SYRINGE] = {"syringe", KIND_VALUE, FOR_DILUTE},
    [OPTION_HOURS] = {"hours", KIND_VALUE, FOR_DILUTE | FOR_VERIFY},
    [OPTION_VOLUME] = {"volume", KIND_VALUE, FOR_DILUTE | FOR_VERIFY},
    [OPTION_RATE] = {"rate", KIND_VALUE, FOR_DILUTE | FOR_VERIFY},
    [OPTION_STEP] = {"step", KIND_VALUE, FOR_FILLING},
    [OPTION_DEVICE] = {"device", KIND_VALUE, FOR_DILUTE | FOR_VERIFY},
    [OPTION_DILUENT] = {"diluent", KIND_VALUE, FOR_FILLING | FOR_VERIFY},
    [OPTION_LINE] = {"line", KIND_VALUE, FOR_DILUTE},
    [OPTION_PRIME] = {"prime", KIND_VALUE, FOR_DILUTE | FOR_VERIFY},
    [OPTION_ROUTE] = {"route", KIND_VALUE, FOR_FILLING | FOR_TITRATE | FOR_ANTICIPATE},
    [OPTION_START] = {"start", KIND_VALUE, FOR_DILUTE},
    [OPTION_PATIENT] = {"patient", KIND_VALUE, FOR_DILUTE},
    [OPTION_PREPARED_BY] = {"prepared-by", KIND_VALUE, FOR_DILUTE},
    [OPTION_CHECKED_BY] = {"checked-by", KIND_VALUE, FOR_DILUTE},
    [OPTION_ORDERED] = {"ordered", KIND_LIST, FOR_VERIFY},
    [OPTION_CONTAINS] = {"contains", KIND_LIST, FOR_VERIFY},
    [OPTION_DILUENT_VOLUME] = {"diluent-volume", KIND_VALUE, FOR_VERIFY},
    [OPTION_SETTING] = {"setting", KIND_VALUE, FOR_VERIFY},
    [OPTION_PROGRAMMED] = {"programmed", KIND_VALUE, FOR_VERIFY},
    [OPTION_TOLERANCE_DOSE] = {"tolerance-dose", KIND_VALUE, FOR_VERIFY},
    [OPTION_TOLERANCE_VOLUME] = {"tolerance-volume", KIND_VALUE, FOR_VERIFY},
    [OPTION_RULE] = {"rule", KIND_VALUE, FOR_TITRATE},
    [OPTION_BASAL] = {"basal", KIND_VALUE, FOR_PCA},
    [OPTION_BOLUS] = {"bolus", KIND_VALUE, FOR_PCA | FOR_VERIFY},
    [OPTION_BOLUS_VOLUME] = {"bolus-volume", KIND_VALUE, FOR_VERIFY},
    [OPTION_LOCKOUT] = {"lockout", KIND_VALUE, FOR_PCA},
    [OPTION_DAYS] = {"days", KIND_VALUE, FOR_PCA | FOR_ANTICIPATE},
    [OPTION_RESERVOIR] = {"reservoir", KIND_VALUE, FOR_PCA},
    [OPTION_AMPOULE] = {"ampoule", KIND_LIST, FOR_PCA},
    [OPTION_SYMPTOMS] = {"symptoms", KIND_VALUE, FOR_ANTICIPATE},
    [OPTION_REGIMEN] = {"regimen", KIND_LIST, FOR_ANTICIPATE},
    [OPTION_HOME] = {"home", KIND_LIST, FOR_ANTICIPATE},
    [OPTION_WHO] = {"who", KIND_VALUE, FOR_ANTICIPATE},
    [OPTION_ROW] = {"row", KIND_LIST, FOR_ANTICIPATE},
    [OPTION_COMPARE] = {"compare", KIND_FLAG, FOR_ANTICIPATE},
    [OPTION_FROM] = {"from", KIND_VALUE, FOR_SYRINGES | FOR_PRESCRIBE | FOR_SHEET},
    [OPTION_WITH] = {"with", KIND_VALUE, FOR_PRESCRIBE},
    [OPTION_SVG] = {"svg", KIND_VALUE, FOR_DILUTE},
    [OPTION_PDF] = {"pdf", KIND_VALUE, FOR_DILUTE | FOR_SHEET},
    [OPTION_PNG] = {"png", KIND_VALUE, FOR_DILUTE | FOR_SHEET},
    [OPTION_PAPER] = {"paper", KIND_VALUE, FOR_DILUTE},
    [OPTION_TEXT] = {"text", KIND_FLAG, FOR_SHEET},
    [OPTION_HTML] = {"html", KIND_VALUE, FOR_SHEET},
    [OPTION_REASON] = {"reason", KIND_VALUE, FOR_SHEET},
    [OPTION_BY] = {"by", KIND_VALUE, FOR_SHEET},
    [OPTION_FORCE] = {"force", KIND_FLAG, FOR_SHEET},
    [OPTION_CSV] = {"csv", KIND_FLAG, FOR_BATCH},
    [OPTION_OME] = {"ome", KIND_VALUE, FOR_BATCH},
    [OPTION_MAP] = {"map", KIND_VALUE, FOR_BATCH},
    [OPTION_UNIT] = {"unit", KIND_VALUE, FOR_BATCH},
    [OPTION_SEPARATOR] = {"separator", KIND_VALUE, FOR_BATCH},
    [OPTION_ALL] = {"all", KIND_FLAG, FOR_ROTATE},
    [OPTION_JSON] = {"json", KIND_FLAG, FOR_ALL & ~(unsigned)(FOR_HELP | FOR_VERSION | FOR_BATCH)},
    [OPTION_TEMPLATE] = {"template", KIND_FLAG,
                         FOR_PATIENTS | FOR_SYRINGES | FOR_PRESCRIBE | FOR_SHEET},
    [OPTION_SCHEMA] = {"schema", KIND_FLAG,
                       FOR_PATIENTS | FOR_SYRINGES | FOR_PRESCRIBE | FOR_SHEET},
    [OPTION_TABLES] = {"tables", KIND_LIST, FOR_ALL & ~(unsigned)(FOR_HELP | FOR_VERSION)},
    [OPTION_LANG] = {"lang", KIND_VALUE, FOR_ALL},
    [OPTION_COLOR] = {"color", KIND_VALUE, FOR_ALL},
    [OPTION_HELP] = {"help", KIND_FLAG, FOR_ALL},
    [OPTION_VERSION] = {"version", KIND_FLAG, FOR_ALL},
};

/* The option that `argument` ("--to" or "--to=…") names; OPTION_COUNT when it is none. */
static cli_option find_option(const char *argument) {
    const char *name = argument + 2;
    size_t length = strcspn(name, "=");
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (strlen(table[i].name) == length && strncmp(table[i].name, name, length) == 0) {
            return (cli_option)i;
        }
    }
    return OPTION_COUNT;
}

static bool fail(cli_option_error *error, const char *key, const char *argument) {
    *error = (cli_option_error){key, argument};
    return false;
}

static bool add(const char **list, size_t *count, size_t most, const char *value) {
    if (*count == most) {
        return false;
    }
    list[(*count)++] = value;
    return true;
}

/* Where the values of an option that may be repeated go; NULL for another. */
static cli_list *list_of(cli_options *out, cli_option option) {
    const struct {
        cli_option option;
        cli_list *list;
    } lists[] = {{OPTION_ACKNOWLEDGE, &out->acknowledge},
                 {OPTION_TABLES, &out->tables},
                 {OPTION_ORDERED, &out->ordered},
                 {OPTION_CONTAINS, &out->contains},
                 {OPTION_AMPOULE, &out->ampoules},
                 {OPTION_REGIMEN, &out->regimen},
                 {OPTION_HOME, &out->home},
                 {OPTION_ROW, &out->rows}};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (lists[i].option == option) {
            return lists[i].list;
        }
    }
    return NULL;
}

static bool keep(cli_options *out, cli_option option, const char *value) {
    cli_list *list = list_of(out, option);
    if (list) {
        return add(list->items, &list->count, CLI_LIST_MAX, value);
    }
    if (out->values[option]) {
        return false;
    }
    out->values[option] = value;
    return true;
}

/* Reads the option at `*at`, and its value, which may be the next argument. */
static bool read_option(int count, char *const *arguments, int *at, cli_options *out,
                        cli_option_error *error) {
    const char *argument = arguments[*at];
    const char *value = strchr(argument, '=');
    cli_option option = find_option(argument);
    if (option == OPTION_COUNT) {
        return fail(error, "usage.unknown_option", argument);
    }
    if (!option_is_for(option, out->command)) {
        return fail(error, "usage.option_elsewhere", argument);
    }
    if (!option_takes_value(option)) {
        if (value) {
            return fail(error, "usage.no_value", argument);
        }
        return keep(out, option, "") || fail(error, "usage.twice", argument);
    }
    if (!value && *at + 1 == count) {
        return fail(error, "usage.needs_value", argument);
    }
    value = value ? value + 1 : arguments[++*at];
    return keep(out, option, value) || fail(error, "usage.twice", argument);
}

bool options_read(int count, char *const *arguments, cli_options *out, cli_option_error *error) {
    bool only_words = false;
    for (int i = 0; i < count; i++) {
        const char *argument = arguments[i];
        if (!only_words && strcmp(argument, "--") == 0) {
            only_words = true;
        } else if (!only_words && strncmp(argument, "--", 2) == 0) {
            if (!read_option(count, arguments, &i, out, error)) {
                return false;
            }
        } else if (!only_words && strcmp(argument, "-h") == 0) {
            out->values[OPTION_HELP] = "";
        } else if (!add(out->words, &out->word_count, CLI_WORDS_MAX, argument)) {
            return fail(error, "usage.too_many", argument);
        }
    }
    return true;
}

const char *options_language(int count, char *const *arguments) {
    const char *language = "fr";
    for (int i = 0; i < count; i++) {
        if (strncmp(arguments[i], "--lang=", 7) == 0) {
            language = arguments[i] + 7;
        } else if (strcmp(arguments[i], "--lang") == 0 && i + 1 < count) {
            language = arguments[i + 1];
        }
    }
    return strcmp(language, "en") == 0 ? "en" : "fr";
}

bool option_given(const cli_options *options, cli_option option) {
    return options->values[option] != NULL;
}

const char *option_name(cli_option option) {
    return table[option].name;
}

bool option_takes_value(cli_option option) {
    return table[option].kind != KIND_FLAG;
}

bool option_is_for(cli_option option, unsigned command) {
    return (table[option].commands & command) != 0;
}
