/* SPDX-License-Identifier: MPL-2.0
 *
 * A new sheet: from questions on the terminal, one section after the other, or as a template to
 * fill in. The questions come from the table of fields, and every answer goes to the library at
 * once: no rule is here.
 */
#ifndef CLI_SHEET_NEW_H
#define CLI_SHEET_NEW_H

#include "cli.h"

/* The sheet that the user described; with --template the one of the template, with --from what an
 * answer of `anticipate` brings to it. Its id is drawn at random. NULL when there is none, which
 * has been said; *code is then the exit code. Release with cJSON_Delete. */
cJSON *sheet_new(cli *it, int *code);

/* The name of another file to keep a sheet in, to release with free; NULL when none is given, or
 * when stdin is no terminal. */
char *sheet_ask_file(const cli *it);

/* ---- command_sheet.c ---- */

/* A request of `operation` with the date: --date, else today. */
cJSON *sheet_request(const cli *it, const char *operation);

#endif
