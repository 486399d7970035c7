/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia help, pallia version.
 */
#include "cli.h"

#include "page.h"

#include <stdio.h>
#include <string.h>

enum { NAME_COLUMNS = 24 };

static const struct {
    const char *name;
    unsigned bit;
} commands[] = {{"rotate", FOR_ROTATE},
                {"compare", FOR_COMPARE},
                {"ome", FOR_OME},
                {"dilute", FOR_DILUTE},
                {"verify", FOR_VERIFY},
                {"titrate", FOR_TITRATE},
                {"pca", FOR_PCA},
                {"anticipate", FOR_ANTICIPATE},
                {"prescribe", FOR_PRESCRIBE},
                {"sheet", FOR_SHEET},
                {"run", FOR_RUN},
                {"batch", FOR_BATCH},
                {"mapping", FOR_MAPPING},
                {"tables", FOR_TABLES},
                {"explain", FOR_EXPLAIN},
                {"sources", FOR_SOURCES},
                {"help", FOR_HELP},
                {"version", FOR_VERSION}};

static const char *const examples[] = {"help_example.1", "help_example.2", "help_example.3",
                                       "help_example.4", "help_example.5", "help_example.6",
                                       "help_example.7", "help_example.8", "help_example.9"};

static void write_line(cli *it, const char *name, const char *group, const char *word) {
    char key[64];
    cli_text head = {0};
    snprintf(key, sizeof key, "%s.%s", group, word);
    text_add(&head, "  ");
    page_cell(&head, name, NAME_COLUMNS);
    page_wrap(it, text_get(&head), NAME_COLUMNS + 2, cli_label(it, key));
    text_release(&head);
}

static void write_options(cli *it, unsigned command) {
    page_section(it, "help_options");
    for (int i = 0; i < OPTION_COUNT; i++) {
        cli_option option = (cli_option)i;
        char key[64];
        cli_text name = {0};
        if (!option_is_for(option, command)) {
            continue;
        }
        text_add(&name, "--");
        text_add(&name, option_name(option));
        if (option_takes_value(option)) {
            snprintf(key, sizeof key, "value.%s", option_name(option));
            text_add(&name, " ");
            text_add(&name, cli_label(it, key));
        }
        write_line(it, text_get(&name), "option", option_name(option));
        text_release(&name);
    }
}

static void write_overview(cli *it) {
    page_title(it, cli_label(it, "help_title"));
    page_wrap(it, "", 0, cli_label(it, "help_use"));
    page_section(it, "help_commands");
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        write_line(it, commands[i].name, "command", commands[i].name);
    }
    page_section(it, "help_examples");
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        page_wrap(it, "  ", 6, cli_label(it, examples[i]));
    }
    page_section(it, "help_codes");
    page_wrap(it, "  ", 2, cli_label(it, "help_code_list"));
    page_section(it, "help_limits");
    page_wrap(it, "  ", 2, cli_label(it, "help_limit_text"));
}

static int write_command(cli *it, size_t index) {
    char key[64];
    cli_text title = {0};
    snprintf(key, sizeof key, "usage_line.%s", commands[index].name);
    text_add(&title, "pallia ");
    text_add(&title, commands[index].name);
    text_add(&title, cli_label(it, key));
    page_title(it, text_get(&title));
    snprintf(key, sizeof key, "command.%s", commands[index].name);
    page_wrap(it, "", 0, cli_label(it, key));
    if (commands[index].bit & (FOR_DILUTE | FOR_VERIFY | FOR_TITRATE | FOR_PCA)) {
        page_blank(it);
        page_wrap(it, "", 0, cli_label(it, "help_plain_numbers"));
    }
    write_options(it, commands[index].bit);
    text_release(&title);
    return CLI_OK;
}

int cli_help(cli *it) {
    const cli_options *options = &it->options;
    bool asked = options->command == FOR_HELP;
    const char *about = asked && options->word_count > 0 ? options->words[0] : NULL;
    about = asked ? about : options->command_name;
    if (!about) {
        write_overview(it);
        return CLI_OK;
    }
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(about, commands[i].name) == 0) {
            return write_command(it, i);
        }
    }
    return cli_wrong(it, PALLIA_EVALUE, "", "usage.unknown_command",
                     (const char *[]){"command", about, NULL});
}

int cli_version(cli *it) {
    text_add(&it->out, "pallia ");
    text_add(&it->out, pallia_version());
    text_add(&it->out, ", tables ");
    text_add(&it->out, pallia_tables_edition(it->tables));
    text_add(&it->out, " (sha256 ");
    text_add(&it->out, pallia_tables_sha256(it->tables));
    text_add(&it->out, ")\n");
    return CLI_OK;
}
