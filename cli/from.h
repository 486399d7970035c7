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

/* Reads the strict JSON document in `path` ("-" for stdin) into `out`, released with text_release
 * in every case. False when it cannot be read, which has been said with `place`; *code is then the
 * exit code. */
bool from_document(cli *it, const char *path, const char *place, cli_text *out, int *code);

#endif
