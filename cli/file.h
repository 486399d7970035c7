/* SPDX-License-Identifier: MPL-2.0
 *
 * What is written to a file that the command line names, and the program beside this one that makes
 * label pages.
 */
#ifndef CLI_FILE_H
#define CLI_FILE_H

#include "cli.h"

/* Puts `bytes` in the place of `path`: whoever looks finds the old file or the whole new one. */
bool file_replace(const char *path, const char *bytes, size_t length);

/* Has pallia-page, which stands in the folder of this program, make --pdf and --png of an answer.
 * Returns an exit code; what went wrong has been said. */
int file_pages(cli *it, const cli_answer *answer);

#endif
