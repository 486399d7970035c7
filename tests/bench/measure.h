/* SPDX-License-Identifier: MPL-2.0
 *
 * Two things timed turn by turn, so that a slow moment of the machine falls on both; medians.
 */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <stddef.h>

enum { ROUNDS = 15 };

/* Does its thing once. */
typedef void (*timed)(void *with);

/* Nanoseconds of one call: the median over ROUNDS of `calls` calls each, ours and theirs in turn.
 */
void measure_both(timed ours, timed theirs, void *with, size_t calls, double *ours_ns,
                  double *theirs_ns);

/* Nanoseconds now, of a clock that never goes back. */
double measure_now(void);

/* Sorts `values` and returns the one in the middle. */
double measure_median(double *values, size_t count);

/* One line of the table. `scale` nanoseconds are one `unit`. */
void measure_print(const char *what, double ours, double theirs, double scale, const char *unit,
                   const char *budget);

#endif
