/* SPDX-License-Identifier: MPL-2.0
 *
 * What the commands that answer a request share: a request from the command line, an answer, a
 * page.
 */
#ifndef CLI_COMMAND_REQUEST_H
#define CLI_COMMAND_REQUEST_H

#include "cli.h"

typedef void (*command_page)(cli *it, const cJSON *request, const cJSON *answer);

/* --template and --schema, or the answer as a page, or with --json as it is. Returns the exit code.
 */
int command_request(cli *it, const char *operation, bool with_target, command_page page);

/* Adds to a request what the command line says; false when a word was not understood. */
typedef bool (*command_reader)(cli *it, cJSON *request);

/* What else is made of an answer: pictures. Returns CLI_OK, or the exit code of what went wrong. */
typedef int (*command_after)(cli *it, const cli_answer *answer);

/* The same for a request that --from may begin. `after` may be NULL. */
int command_syringe(cli *it, const char *operation, command_reader read, command_page page,
                    command_after after);

/* Answers `request`, which is taken over, and lays the answer out. `after` may be NULL. */
int command_answer(cli *it, cJSON *request, command_page page, command_after after);

/* True with --template or --schema, which have been given; *code is the exit code. */
bool command_document(cli *it, const char *operation, int *code);

/* Adds what cJSON_Print wrote, indented with spaces: a reader's editor should not decide how it
 * looks. */
void command_indent(cli_text *out, const char *json);

#endif
