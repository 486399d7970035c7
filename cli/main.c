/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia COMMAND: a table of commands, what they share before, what they share after.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include "memory.h"
#include "names.h"
#include "terminal.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

typedef struct command {
    const char *name;
    unsigned bit;
    int (*run)(cli *it);
} command;

static const command commands[] = {
    {"rotate", FOR_ROTATE, cli_rotate},
    {"compare", FOR_COMPARE, cli_compare},
    {"ome", FOR_OME, cli_ome},
    {"dilute", FOR_DILUTE, cli_dilute},
    {"verify", FOR_VERIFY, cli_verify},
    {"titrate", FOR_TITRATE, cli_titrate},
    {"pca", FOR_PCA, cli_pca},
    {"anticipate", FOR_ANTICIPATE, cli_anticipate},
    {"prescribe", FOR_PRESCRIBE, cli_prescribe},
    {"sheet", FOR_SHEET, cli_sheet},
    {"run", FOR_RUN, cli_run},
    {"batch", FOR_BATCH, cli_batch},
    {"tables", FOR_TABLES, cli_tables},
    {"mapping", FOR_MAPPING, cli_mapping},
    {"explain", FOR_EXPLAIN, cli_explain},
    {"sources", FOR_SOURCES, cli_sources},
    {"help", FOR_HELP, cli_help},
    {"version", FOR_VERSION, cli_version},
};

/* Words that stand for a command. */
static const struct {
    const char *word;
    const char *name;
} synonyms[] = {{"--help", "help"}, {"-h", "help"}, {"--version", "version"}};

static const command *find_command(const char *typed) {
    for (size_t i = 0; i < sizeof synonyms / sizeof synonyms[0]; i++) {
        typed = strcmp(typed, synonyms[i].word) == 0 ? synonyms[i].name : typed;
    }
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(typed, commands[i].name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static int run_command(cli *it, const command *chosen) {
    if (option_given(&it->options, OPTION_HELP)) {
        return cli_help(it);
    }
    if (option_given(&it->options, OPTION_VERSION)) {
        return cli_version(it);
    }
    int code = terminal_load_tables(it);
    return code == CLI_OK ? chosen->run(it) : code;
}

/* The arguments go into documents and messages, so they are held to the encoding of both. */
static bool are_utf8(int count, char *const *arguments) {
    for (int i = 1; i < count; i++) {
        if (!text_is_utf8(arguments[i])) {
            return false;
        }
    }
    return true;
}

static int unknown_command(cli *it, const char *typed) {
    const char *names[sizeof commands / sizeof commands[0]];
    size_t count = sizeof commands / sizeof commands[0];
    for (size_t i = 0; i < count; i++) {
        names[i] = commands[i].name;
    }
    cJSON *near = text_is_utf8(typed) ? names_among(it, typed, names, count) : NULL;
    cli_complain(it, "usage.unknown_command", (const char *[]){"command", typed, NULL});
    cli_complain_near(it, near);
    cJSON_Delete(near);
    return CLI_REQUEST;
}

/* The options of this command that `typed`, "--too" or "--too=…", may be a slip for. */
static cJSON *near_options(cli *it, const char *typed) {
    enum { SIZE = 32 };
    char texts[OPTION_COUNT][SIZE];
    const char *names[OPTION_COUNT];
    char name[SIZE];
    size_t count = 0;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (option_is_for((cli_option)i, it->options.command)) {
            snprintf(texts[count], sizeof texts[count], "--%s", option_name((cli_option)i));
            names[count] = texts[count];
            count++;
        }
    }
    snprintf(name, sizeof name, "%.*s", (int)strcspn(typed, "="), typed);
    return text_is_utf8(name) ? names_among(it, name, names, count) : NULL;
}

static int wrong_option(cli *it, const cli_option_error *error) {
    bool unknown = strcmp(error->key, "usage.unknown_option") == 0;
    return cli_wrong_near(it, PALLIA_EVALUE, "", error->key,
                          (const char *[]){"option", error->argument, NULL},
                          unknown ? near_options(it, error->argument) : NULL);
}

static int dispatch(cli *it, int count, char *const *arguments) {
    if (count < 2) {
        cli_complain(it, "usage.no_command", NULL);
        return CLI_REQUEST;
    }
    const command *chosen = find_command(arguments[1]);
    if (!chosen) {
        return unknown_command(it, arguments[1]);
    }
    cli_option_error error;
    it->options.command = chosen->bit;
    it->options.command_name = chosen->name;
    it->options.values[OPTION_LANG] = NULL;
    bool read = options_read(count - 2, arguments + 2, &it->options, &error);
    const char *asked = it->options.values[OPTION_LANG];
    it->options.values[OPTION_LANG] = options_language(count - 1, arguments + 1);
    if (!are_utf8(count, arguments)) {
        return cli_wrong(it, PALLIA_EUTF8, "", "usage.utf8", NULL);
    }
    if (!read) {
        return wrong_option(it, &error);
    }
    if (asked && strcmp(asked, it->options.values[OPTION_LANG]) != 0) {
        return cli_wrong(it, PALLIA_ELANGUAGE, "/language", "usage.language",
                         (const char *[]){"word", asked, NULL});
    }
    if (!terminal_choose_colour(it)) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.colour",
                         (const char *[]){"word", it->options.values[OPTION_COLOR], NULL});
    }
    return run_command(it, chosen);
}

int main(int count, char **arguments) {
    cli it = {0};
    /* A closed pipe is a write error like another, and gets the exit code of one. */
    signal(SIGPIPE, SIG_IGN);
    memory_begin(&it);
    if (pallia_tables_new(NULL, &it.tables) != PALLIA_OK) {
        memory_exhausted();
    }
    it.options.values[OPTION_LANG] = options_language(count - 1, arguments + 1);
    int code = dispatch(&it, count, arguments);
    if (!terminal_write(&it)) {
        code = CLI_INTERNAL;
    }
    text_release(&it.out);
    pallia_tables_release(it.tables);
    return code;
}
