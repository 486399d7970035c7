/* SPDX-License-Identifier: MPL-2.0
 *
 * What is written to a file that the command line names, and the program beside this one that makes
 * label pages.
 */
#ifndef CLI_FILE_H
#define CLI_FILE_H

#include "cli.h"

/* Puts `bytes` in the place of `path`: whoever looks finds the old file or the whole new one. A
 * link is followed: the file it leads to is replaced, and the link stays. False, with nothing
 * changed, for a link that leads nowhere, a folder, a device. */
bool file_replace(const char *path, const cli_text *bytes);

/* The same for what may name a patient: mode 0600. */
bool file_keep(const char *path, const cli_text *bytes);

/* The same, and `kept_bytes` in the new file `kept`: both or none. False when `kept` is there. */
bool file_keep_both(const char *path, const cli_text *bytes, const char *kept,
                    const cli_text *kept_bytes);

/* The name of an earlier version, in the folder of the file itself: "a.json" gives "a.v1.json". */
bool file_earlier_name(cli_text *out, const char *path, int version);

/* Whether file_keep could write there now; nothing is left of the trial. */
bool file_can_be_kept(const char *path);

/* Makes an empty file, mode 0600; false when something of that name is there. */
bool file_claim(const char *path);

bool file_exists(const char *path);

/* Whether two names are of one file that is there. */
bool file_is_same(const char *one, const char *other);

/* Has pallia-page, which stands in the folder of this program, make --pdf and --png of an answer.
 * Returns an exit code; what went wrong has been said. */
int file_pages(cli *it, const cli_answer *answer);

/* Has it make the page for the night of an answer of `sheet`: `option` is "--pdf" or "--png", `out`
 * a file or "-". Returns an exit code, 2 when a page has no room; what went wrong has been said. */
int file_sheet(cli *it, const char *option, const char *out, const char *answer);

#endif
