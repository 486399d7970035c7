/* SPDX-License-Identifier: MPL-2.0
 *
 * The command line, read whole before anything is done. One table: every option, what it takes,
 * which commands know it.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum cli_option {
    OPTION_TO,
    OPTION_EDITION,
    OPTION_PROFILE,
    OPTION_REDUCTION,
    OPTION_AGE,
    OPTION_WEIGHT,
    OPTION_EGFR,
    OPTION_HEPATIC,
    OPTION_FRAIL,
    OPTION_NAIVE,
    OPTION_STABLE,
    OPTION_ACKNOWLEDGE,
    OPTION_ROUNDING,
    OPTION_DATE,
    OPTION_SYRINGE,
    OPTION_HOURS,
    OPTION_VOLUME,
    OPTION_RATE,
    OPTION_STEP,
    OPTION_DEVICE,
    OPTION_DILUENT,
    OPTION_LINE,
    OPTION_PRIME,
    OPTION_ROUTE,
    OPTION_START,
    OPTION_PATIENT,
    OPTION_PREPARED_BY,
    OPTION_CHECKED_BY,
    OPTION_ORDERED,
    OPTION_CONTAINS,
    OPTION_DILUENT_VOLUME,
    OPTION_SETTING,
    OPTION_PROGRAMMED,
    OPTION_TOLERANCE_DOSE,
    OPTION_TOLERANCE_VOLUME,
    OPTION_RULE,
    OPTION_BASAL,
    OPTION_BOLUS,
    OPTION_BOLUS_VOLUME,
    OPTION_LOCKOUT,
    OPTION_DAYS,
    OPTION_RESERVOIR,
    OPTION_AMPOULE,
    OPTION_SYMPTOMS,
    OPTION_REGIMEN,
    OPTION_HOME,
    OPTION_WHO,
    OPTION_ROW,
    OPTION_COMPARE,
    OPTION_FROM,
    OPTION_WITH,
    OPTION_SVG,
    OPTION_PDF,
    OPTION_PNG,
    OPTION_PAPER,
    OPTION_CSV,
    OPTION_OME,
    OPTION_MAP,
    OPTION_UNIT,
    OPTION_SEPARATOR,
    OPTION_TEXT,
    OPTION_HTML,
    OPTION_REASON,
    OPTION_BY,
    OPTION_FORCE,
    OPTION_ALL,
    OPTION_JSON,
    OPTION_TEMPLATE,
    OPTION_SCHEMA,
    OPTION_TABLES,
    OPTION_LANG,
    OPTION_COLOR,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
} cli_option;

/* The commands, as bits: which options each knows. */
enum {
    FOR_ROTATE = 1,
    FOR_COMPARE = 2,
    FOR_OME = 4,
    FOR_RUN = 8,
    FOR_TABLES = 16,
    FOR_EXPLAIN = 32,
    FOR_SOURCES = 64,
    FOR_HELP = 128,
    FOR_VERSION = 256,
    FOR_DILUTE = 512,
    FOR_VERIFY = 1024,
    FOR_TITRATE = 2048,
    FOR_PCA = 4096,
    FOR_PRESCRIBE = 8192,
    FOR_ANTICIPATE = 16384,
    FOR_SHEET = 32768,
    FOR_BATCH = 65536,
    FOR_MAPPING = 131072,
    FOR_ALL = 262143
};

enum { CLI_LIST_MAX = 32, CLI_WORDS_MAX = 64 };

/* The values of an option that may be repeated. */
typedef struct cli_list {
    const char *items[CLI_LIST_MAX];
    size_t count;
} cli_list;

typedef struct cli_options {
    const char *values[OPTION_COUNT]; /* "" for a flag that is there; NULL when absent */
    cli_list acknowledge;
    cli_list tables;
    cli_list ordered;
    cli_list contains;
    cli_list ampoules;
    cli_list regimen;
    cli_list home;
    cli_list rows;
    const char *words[CLI_WORDS_MAX]; /* what is no option, after the command */
    size_t word_count;
    unsigned command; /* a bit above */
    const char *command_name;
} cli_options;

/* Why the command line was not understood: a message key, and the argument at fault. */
typedef struct cli_option_error {
    const char *key;
    const char *argument;
} cli_option_error;

/* Reads the arguments after the command. */
bool options_read(int count, char *const *arguments, cli_options *out, cli_option_error *error);

/* Finds --lang wherever it is, so that even a complaint about the rest is in that language. */
const char *options_language(int count, char *const *arguments);

bool option_given(const cli_options *options, cli_option option);
const char *option_name(cli_option option);
bool option_takes_value(cli_option option);
bool option_is_for(cli_option option, unsigned command);

#endif
