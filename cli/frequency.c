/* SPDX-License-Identifier: MPL-2.0 */
#include "frequency.h"

#include <stdio.h>
#include <string.h>

enum { HOURS_IN_A_DAY = 24 };

static const char per_day[] = "/24h";
static const char per_hour[] = "/h";

static const char *const per_words[] = {"/", "par", "per", "a", "en", "sur", "over", "in", NULL};
static const char *const daily_words[] = {"daily", "quotidien", "quotidienne", NULL};
static const char *const every_words[] = {"toutes", "tous", "ttes", "every", "q", NULL};
static const char *const the_words[] = {"les", "the", NULL};

/* Words that stand for a number of doses a day. */
static const struct {
    const char *word;
    int times;
} counts[] = {{"bid", 2}, {"tid", 3}, {"qid", 4}, {"once", 1}, {"twice", 2}};

/* Times of the day: words of one bit mean the same. */
static const struct {
    const char *word;
    unsigned bit;
} moments[] = {{"matin", 1},   {"morning", 1}, {"midi", 2},    {"noon", 2},
               {"lunch", 2},   {"soir", 4},    {"evening", 4}, {"coucher", 8},
               {"bedtime", 8}, {"nuit", 8},    {"night", 8}};

static const char *const moment_links[] = {"/",    ",",  "+",  "&",        "et", "and",
                                           "puis", "le", "la", "au",       "du", "in",
                                           "the",  "at", "a",  "\xC3\xA0", NULL};

static frequency none(void) {
    return (frequency){.kind = FREQUENCY_NONE};
}

static unsigned moment_at(const words *all, size_t at) {
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        if (words_is(all, at, moments[i].word)) {
            return moments[i].bit;
        }
    }
    return 0;
}

/* The words from `at` that lead to a time of the day, itself included; 0 when none follows. */
static size_t way_to_moment(const words *all, size_t at) {
    enum { LINKS_MAX = 4 };
    size_t i = 0;
    while (i < LINKS_MAX && moment_at(all, at + i) == 0 &&
           words_is_one(all, at + i, moment_links)) {
        i++;
    }
    return moment_at(all, at + i) ? i + 1 : 0;
}

bool frequency_is_moment(const words *all, size_t at) {
    return way_to_moment(all, at) > 0;
}

int frequency_count(unsigned bits) {
    int count = 0;
    for (; bits != 0; bits >>= 1) {
        count += (int)(bits & 1U);
    }
    return count;
}

/* Each moment once: "matin et matin" stops before the second. */
static frequency read_moments(const words *all, size_t at) {
    frequency out = {.kind = FREQUENCY_MOMENTS};
    size_t step = way_to_moment(all, at);
    while (step > 0) {
        unsigned bit = moment_at(all, at + out.length + step - 1);
        if (out.moments & bit) {
            break;
        }
        out.moments |= bit;
        out.length += step;
        step = way_to_moment(all, at + out.length);
    }
    return out.moments ? out : none();
}

/* "/24h", "par jour", "per 24 hours", "/h", "daily": what it makes of a dose. */
static frequency read_per(const words *all, size_t at) {
    frequency out = {.kind = FREQUENCY_RATE};
    if (words_is_one(all, at, daily_words)) {
        out.rate = per_day;
        out.length = 1;
        return out;
    }
    if (!words_is_one(all, at, per_words)) {
        return none();
    }
    size_t unit = at + (words_whole(all, at + 1) == HOURS_IN_A_DAY ? 2 : 1);
    bool counted = unit == at + 2;
    if (words_is_hours(all, unit)) {
        out.rate = counted ? per_day : per_hour;
    } else if (words_is_days(all, unit) && !counted) {
        out.rate = per_day;
    } else {
        return none();
    }
    out.length = unit + 1 - at;
    return out;
}

/* The words of a "par jour" that may follow a count. */
static size_t day_after(const words *all, size_t at) {
    frequency per = read_per(all, at);
    return per.kind == FREQUENCY_RATE && strcmp(per.rate, per_day) == 0 ? per.length : 0;
}

static frequency counted(const words *all, size_t at, int times, size_t length) {
    return (frequency){
        .kind = FREQUENCY_TIMES, .times = times, .length = length + day_after(all, at + length)};
}

/* x4, 4 fois, 4/j, bid, twice daily. */
static frequency read_times(const words *all, size_t at) {
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (words_is(all, at, counts[i].word)) {
            return counted(all, at, counts[i].times, 1);
        }
    }
    if (words_is_times(all, at) && words_whole(all, at + 1) >= 0) {
        return counted(all, at, words_whole(all, at + 1), 2);
    }
    if (words_whole(all, at) < 0) {
        return none();
    }
    if (words_is_times(all, at + 1)) {
        return counted(all, at, words_whole(all, at), 2);
    }
    return day_after(all, at + 1) ? counted(all, at, words_whole(all, at), 1) : none();
}

static frequency every(const words *all, size_t number, size_t unit, size_t at) {
    frequency out = {.kind = FREQUENCY_EVERY, .length = unit + 1 - at};
    char digits[EVERY_SIZE - 2] = "1";
    bool days = words_is_days(all, unit);
    if (!days && !words_is_hours(all, unit)) {
        return none();
    }
    if (number < unit && !words_copy(all, number, number, digits, sizeof digits)) {
        return none();
    }
    snprintf(out.every, sizeof out.every, "%s %s", digits, days ? "d" : "h");
    return out;
}

/* /12h, toutes les 4 heures, every day, q12h. */
static frequency read_every(const words *all, size_t at) {
    bool slash = words_is(all, at, "/");
    if (!slash && !words_is_one(all, at, every_words)) {
        return none();
    }
    size_t number = at + 1 + (words_is_one(all, at + 1, the_words) && !slash ? 1 : 0);
    bool has_number = words_is_kind(all, number, WORD_NUMBER);
    if (slash && !has_number) {
        return none();
    }
    return every(all, number, number + (has_number ? 1 : 0), at);
}

frequency frequency_read(const words *all, size_t at) {
    frequency (*const readers[])(const words *, size_t) = {read_times, read_per, read_every,
                                                           read_moments};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        frequency found = readers[i](all, at);
        if (found.kind != FREQUENCY_NONE) {
            return found;
        }
    }
    return none();
}
