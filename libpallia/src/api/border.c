/* SPDX-License-Identifier: MPL-2.0 */
#include "api/border.h"

enum { EXACT_BITS = 53, STICKY_BITS = 2 };

static const struct {
    pl_status status;
    const char *name;
} rows[] = {
    [PALLIA_ROW_OK] = {PALLIA_OK, "ok"},
    [PALLIA_ROW_UNKNOWN] = {PALLIA_ECODE, "unknown"},
    [PALLIA_ROW_NO_RULE] = {PALLIA_ENO_RULE, "no-rule"},
    [PALLIA_ROW_OUT_OF_RANGE] = {PALLIA_EOUT_OF_RANGE, "out-of-range"},
    [PALLIA_ROW_WITHHELD] = {PALLIA_EWITHHELD, "withheld"},
    [PALLIA_ROW_NEVER] = {PALLIA_ENEVER, "never"},
    [PALLIA_ROW_DOSE] = {PALLIA_EQUANTITY, "dose"},
    [PALLIA_ROW_OVERFLOW] = {PALLIA_EOVERFLOW, "overflow"},
};

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

const char *pallia_row_name(uint8_t row) {
    return row < ROW_COUNT ? rows[row].name : NULL;
}

int32_t pallia_row_status(uint8_t row) {
    return row < ROW_COUNT ? rows[row].status : -1;
}

/* The row status for a status that bears on doses; ROW_COUNT when it is none. */
static uint8_t row_of(pl_status status) {
    uint8_t row = 0;
    if (status == PALLIA_EMAGNITUDE) { /* beyond any dose */
        return PALLIA_ROW_DOSE;
    }
    while (row < ROW_COUNT && rows[row].status != status) {
        row++;
    }
    return row;
}

/* The result grows with the dose, so the last one of the step is the largest. */
static bool is_exact(const pl_segment *segment) {
    const int64_t bound = (int64_t)1 << EXACT_BITS;
    int64_t top;
    return segment->divisor <= bound &&
           !__builtin_mul_overflow(segment->last, segment->factor, &top) &&
           !__builtin_add_overflow(top, segment->constant, &top) && top <= bound;
}

static pl_border_step make_step(const pl_segment *segment) {
    const bool refused = segment->status != PALLIA_OK;
    const bool large = !refused && !is_exact(segment);
    return (pl_border_step){.last = segment->last,
                            .factor = refused ? 0 : segment->factor,
                            .constant = refused ? 0 : segment->constant,
                            .divisor = segment->divisor,
                            .divisor_exact = refused ? (double)NAN : (double)segment->divisor,
                            .row = large ? (uint8_t)PL_BORDER_LARGE : row_of(segment->status)};
}

pl_status pl_border_make(const pl_plan *plan, pl_arena *arena, const pl_border_step **out,
                         pl_error *error) {
    pl_border_step *steps = pl_arena_array(arena, plan->count, sizeof *steps);
    if (!steps) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    for (size_t i = 0; i < plan->count; i++) {
        steps[i] = make_step(&plan->segments[i]);
        if (steps[i].row == ROW_COUNT) {
            return pl_fail(error, PALLIA_EINTERNAL, NULL, NULL);
        }
    }
    *out = steps;
    return PALLIA_OK;
}

/* The quotient in binary, digit by digit, until what a double drops has two bits or more; what is
 * left of the remainder only says on which side of a tie the quotient lies. The divisor is below
 * 2^63, so twice a remainder fits. */
static double nearest_quotient(uint64_t top, uint64_t divisor) {
    uint64_t quotient = top / divisor;
    uint64_t rest = top % divisor;
    double scale = 1;
    while (quotient >> (EXACT_BITS + STICKY_BITS - 1) == 0) {
        rest *= 2;
        quotient = quotient * 2 + (rest >= divisor ? 1 : 0);
        rest -= rest >= divisor ? divisor : 0;
        scale *= 0.5;
    }
    return (double)(quotient | (rest != 0 ? 1 : 0)) * scale;
}

uint8_t pl_border_divide(const pl_border_step *step, int64_t dose, double *result) {
    int64_t top;
    if (__builtin_mul_overflow(dose, step->factor, &top) ||
        __builtin_add_overflow(top, step->constant, &top)) {
        *result = (double)NAN;
        return PALLIA_ROW_OVERFLOW;
    }
    *result = top == 0 ? 0 : nearest_quotient((uint64_t)top, (uint64_t)step->divisor);
    return PALLIA_ROW_OK;
}
