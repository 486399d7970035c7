/* SPDX-License-Identifier: MPL-2.0
 *
 * --from: the document that a command starts with, a request of its own or an answer whose
 * "result.next" is one.
 */
#ifndef CLI_FROM_H
#define CLI_FROM_H

#include "cli.h"

/* The request to add to: the one that --from brings, or a new one without --from. NULL when there
 * is none, which has been said; *code is then the exit code. */
cJSON *from_read(cli *it, const char *operation, int *code);

#endif
