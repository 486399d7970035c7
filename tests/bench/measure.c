/* SPDX-License-Identifier: MPL-2.0 */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double measure_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static int compare(const void *a, const void *b) {
    double left = *(const double *)a;
    double right = *(const double *)b;
    return (left > right) - (left < right);
}

double measure_median(double *values, size_t count) {
    qsort(values, count, sizeof *values, compare);
    return values[count / 2];
}

static double one_round(timed what, void *with, size_t calls) {
    double start = measure_now();
    for (size_t i = 0; i < calls; i++) {
        what(with);
    }
    return (measure_now() - start) / (double)calls;
}

void measure_both(timed ours, timed theirs, void *with, size_t calls, double *ours_ns,
                  double *theirs_ns) {
    double left[ROUNDS];
    double right[ROUNDS];
    one_round(ours, with, calls / 4 + 1);
    one_round(theirs, with, calls / 4 + 1);
    for (size_t i = 0; i < ROUNDS; i++) {
        left[i] = one_round(ours, with, calls);
        right[i] = one_round(theirs, with, calls);
    }
    *ours_ns = measure_median(left, ROUNDS);
    *theirs_ns = measure_median(right, ROUNDS);
}

void measure_print(const char *what, double ours, double theirs, double scale, const char *unit,
                   const char *budget) {
    printf("%-44s %9.2f %-2s %9.2f %-2s %7.2f   %s\n", what, ours / scale, unit, theirs / scale,
           unit, ours / theirs, budget);
}
