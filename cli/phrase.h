/* SPDX-License-Identifier: MPL-2.0
 *
 * The short form: what a doctor types, turned into regimen items of a request.
 *
 * Quantities are passed on as typed, so that the library's own grammar judges them. A word that is
 * not understood stops everything: it is named, with the names that come near, and nothing is
 * corrected.
 */
#ifndef CLI_PHRASE_H
#define CLI_PHRASE_H

#include "cli.h"

/* Adds to `regimen` the items that `phrase` says. False when it was not understood, which has been
 * said. */
bool phrase_read_item(cli *it, const char *phrase, cJSON *regimen);

/* Reads a drug, a route and perhaps a release; NULL when it was not understood. */
cJSON *phrase_read_target(cli *it, const char *phrase);

#endif
