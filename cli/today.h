/* SPDX-License-Identifier: MPL-2.0
 *
 * The day of asking: the library reads no clock, so the program says what day it is, where the
 * reader is: a sheet of France does not expire at the midnight of London.
 */
#ifndef CLI_TODAY_H
#define CLI_TODAY_H

#include "cli.h"

/* The member "date" of a request that has none: --date, or today on this machine. --date takes the
 * place of the one that is there. */
void today_add(const cli *it, cJSON *request);

#endif
