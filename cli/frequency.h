/* SPDX-License-Identifier: MPL-2.0
 *
 * How often a dose is given, as people write it: x4, 4 fois par jour, /12h, toutes les 4 heures,
 * q12h, bid, matin et soir, par jour.
 */
#ifndef CLI_FREQUENCY_H
#define CLI_FREQUENCY_H

#include "words.h"

enum { EVERY_SIZE = 24 };

typedef enum frequency_kind {
    FREQUENCY_NONE,
    FREQUENCY_TIMES,   /* so many doses a day */
    FREQUENCY_EVERY,   /* one dose every so long */
    FREQUENCY_RATE,    /* "par jour", "/h": the dose is a rate */
    FREQUENCY_MOMENTS, /* morning, noon, evening, bedtime */
} frequency_kind;

typedef struct frequency {
    frequency_kind kind;
    int times;
    char every[EVERY_SIZE]; /* "12 h", "3 d" */
    const char *rate;       /* "/24h" or "/h" */
    unsigned moments;       /* a bit each */
    size_t length;          /* words read */
} frequency;

/* Reads what stands at `at`; FREQUENCY_NONE when that is no frequency. */
frequency frequency_read(const words *all, size_t at);

/* Whether a time of the day stands there. */
bool frequency_is_moment(const words *all, size_t at);

/* How many bits. */
int frequency_count(unsigned bits);

#endif
