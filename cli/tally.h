/* SPDX-License-Identifier: MPL-2.0
 *
 * What became of the rows, counted: how many of each status, which names were unknown.
 */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include "cli.h"

typedef struct tally_name tally_name;

typedef struct tally_code {
    int32_t status;
    size_t count;
} tally_code;

typedef struct tally {
    size_t rows;
    size_t good;
    tally_code *codes; /* room for every status; in the order of first mention */
    size_t code_count;
    tally_name *names; /* a bounded table: names beyond it are only counted */
    size_t name_count;
    size_t more_rows;
    bool shows_progress;
} tally;

void tally_new(tally *out);
void tally_release(tally *it);

/* Counts a row of that status; `good` says whether it has a whole answer. On a terminal, says now
 * and then how far the run is: every `step` rows. */
void tally_row(tally *it, int32_t status, bool good, size_t step);

/* Counts a name that the tables do not know. */
void tally_unknown(tally *it, const char *name);

/* Says on stderr what the tables were, what was counted and, in the messages "batch.<key>" of a
 * NULL-terminated list, how to read the results. */
void tally_say(cli *it, tally *counts, const char *const *notes);

#endif
