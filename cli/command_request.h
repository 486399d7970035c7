/* SPDX-License-Identifier: MPL-2.0
 *
 * What rotate, compare and ome share: a request from the command line, an answer, a page.
 */
#ifndef CLI_COMMAND_REQUEST_H
#define CLI_COMMAND_REQUEST_H

#include "cli.h"

typedef void (*command_page)(cli *it, const cJSON *request, const cJSON *answer);

/* --template and --schema, or the answer as a page, or with --json as it is. Returns the exit code.
 */
int command_request(cli *it, const char *operation, bool with_target, command_page page);

/* Answers `request`, which is taken over, and lays the answer out. */
int command_answer(cli *it, cJSON *request, command_page page);

#endif
