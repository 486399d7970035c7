/* SPDX-License-Identifier: MPL-2.0
 *
 * Where the program meets the system: files that were named, stdin, stdout.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli.h"

#include <stdio.h>

enum { CLI_INPUT_MAX = 4 * 1024 * 1024 };

typedef enum cli_style { STYLE_STRONG, STYLE_SECTION, STYLE_DIM, STYLE_ALARM } cli_style;

/* --color auto|never|always; auto asks whether stdout is a terminal. False for another word. */
bool terminal_choose_colour(cli *it);

/* Adds `text` to the page in a style, or plain without colour. */
void terminal_paint(cli *it, cli_style style, const char *text);

/* Reads all of `from`, at most CLI_INPUT_MAX bytes and one more, so that the library can say that
 * it is too long. False on a read error or without memory. */
bool terminal_read(FILE *from, cli_text *out);

/* The same from the file at `path`, "-" for stdin. */
bool terminal_read_file(const char *path, cli_text *out);

/* Puts the table of one file on top of the tables. Returns an exit code. */
int terminal_load_table(cli *it, const char *path);

/* Puts each --tables FILE on top of the tables. Returns an exit code. */
int terminal_load_tables(cli *it);

/* Writes the page to stdout, to the last byte. False when that failed, which has been said. */
bool terminal_write(cli *it);

#endif
