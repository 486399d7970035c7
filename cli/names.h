/* SPDX-License-Identifier: MPL-2.0
 *
 * Names, routes and releases in a phrase: the library knows them, the program only asks, the
 * longest run of words first.
 */
#ifndef CLI_NAMES_H
#define CLI_NAMES_H

#include "cli.h"
#include "words.h"

enum { NAME_SIZE = 64, ROUTES_MAX = 16 };

/* What a run of words means. */
typedef struct name_found {
    size_t length; /* words in the run; 0 when the library knows none of them */
    char drug[NAME_SIZE];
    char route[NAME_SIZE];
    char release[NAME_SIZE];
    char routes[ROUTES_MAX][NAME_SIZE]; /* of a drug or brand */
    size_t route_count;
    bool brand;
    char salt[NAME_SIZE]; /* that the name of a drug says: "sulfate"; "" */
    char text[NAME_SIZE]; /* the name as the tables print it */
} name_found;

/* What the whole of `text` means; its `length` is 0. False when the library does not know it. */
bool names_exact(cli *it, const char *text, name_found *out);

/* The longest run of words from `at` that is a name, a route or a release. */
name_found names_read(cli *it, const words *all, size_t at);

/* Those of `count` words that `typed` may be a slip for: a list {"name"} to own. */
cJSON *names_among(cli *it, const char *typed, const char *const *among, size_t count);

/* Names near to the words at `at`: a list {"name","drug"} to own, empty when there are none, and
 * how many words were compared. */
cJSON *names_near(cli *it, const words *all, size_t at, size_t *length);

#endif
