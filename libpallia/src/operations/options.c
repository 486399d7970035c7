/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/options.h"

#include "leaf/quantity.h"
#include "operations/drawing.h"

/* A dose is sought among whole multiples of a grid: the largest amount that divides every strength
 * of the line. GRID_MAX bounds the search; a dose beyond it would be dozens of units an intake,
 * which is said to be not achievable. */
enum { GRID_MAX = 2048, HOURS_IN_A_DAY = 24 };

typedef struct grid {
    pl_rational step;                /* amount of one grid unit */
    int32_t strengths[PL_UNITS_MAX]; /* of each presentation, in grid units */
    size_t strength_count;
    int32_t smallest;
    int32_t fewest[GRID_MAX + 1]; /* units needed for each multiple, or -1 */
    uint8_t last[GRID_MAX + 1];   /* a presentation of such a best combination */
} grid;

/* The greatest common measure: with a / b = p / q in lowest terms, it is b / q. */
static pl_status common_step(pl_rational a, pl_rational b, pl_rational *out) {
    pl_rational ratio;
    pl_status status = pl_rational_div(a, b, &ratio);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_rational_div(b, (pl_rational){ratio.den, 1}, out);
}

/* The amount of one unit in the place's terms: mg a unit; a patch is in its native ug/h already. */
static bool unit_amount(const pl_presentation *presentation, pl_rational *out) {
    *out = presentation->strength.value;
    return presentation->strength.unit->dimension != PL_MASS ||
           pl_quantity_in(presentation->strength, pl_unit_base(PL_MASS), out) == PALLIA_OK;
}

static bool common_grid(const pl_line *line, pl_rational *step) {
    for (size_t i = 0; i < line->presentation_count; i++) {
        pl_rational amount;
        if (!unit_amount(&line->presentations[i], &amount) ||
            (i > 0 && common_step(amount, *step, &amount) != PALLIA_OK)) {
            return false;
        }
        *step = amount;
    }
    return true;
}

static bool grid_make(const pl_line *line, grid *out) {
    if (line->presentation_count == 0 || line->presentation_count > PL_UNITS_MAX ||
        !common_grid(line, &out->step)) {
        return false;
    }
    out->strength_count = line->presentation_count;
    out->smallest = GRID_MAX;
    for (size_t i = 0; i < line->presentation_count; i++) {
        pl_rational amount;
        pl_rational count;
        if (!unit_amount(&line->presentations[i], &amount) ||
            pl_rational_div(amount, out->step, &count) != PALLIA_OK || count.num > GRID_MAX) {
            return false;
        }
        out->strengths[i] = (int32_t)count.num;
        out->smallest = out->strengths[i] < out->smallest ? out->strengths[i] : out->smallest;
    }
    return true;
}

/* Fewest units for every multiple of the grid up to `most`; ties keep the larger strength. */
static void grid_fill(grid *g, int32_t most) {
    g->fewest[0] = 0;
    for (int32_t amount = 1; amount <= most; amount++) {
        g->fewest[amount] = -1;
        for (size_t i = 0; i < g->strength_count; i++) {
            int32_t rest = amount - g->strengths[i];
            if (rest < 0 || g->fewest[rest] < 0) {
                continue;
            }
            int32_t count = g->fewest[rest] + 1;
            if (g->fewest[amount] < 0 || count < g->fewest[amount] ||
                (count == g->fewest[amount] && g->strengths[i] > g->strengths[g->last[amount]])) {
                g->fewest[amount] = count;
                g->last[amount] = (uint8_t)i;
            }
        }
    }
}

static bool intake_of(const grid *g, const pl_line *line, int32_t amount, pl_intake *out) {
    *out = (pl_intake){0};
    if (pl_rational_mul(g->step, pl_rational_from_int(amount), &out->dose) != PALLIA_OK) {
        return false;
    }
    while (amount > 0) {
        const pl_presentation *one = &line->presentations[g->last[amount]];
        size_t i = 0;
        while (i < out->unit_count && out->units[i].presentation != one) {
            i++;
        }
        if (i == out->unit_count) {
            out->units[out->unit_count++] = (pl_units){one, 0};
        }
        out->units[i].count++;
        amount -= g->strengths[g->last[amount]];
    }
    return true;
}

/* The day in grid units as two intakes, morning >= evening > 0, as equal as the strengths allow and
 * at most one smallest unit apart. Returns the morning's share, 0 when there is no such split. */
static int32_t split_morning(const grid *g, int32_t day) {
    for (int32_t apart = day % 2; apart <= g->smallest; apart += 2) {
        int32_t evening = (day - apart) / 2;
        if (evening > 0 && g->fewest[evening] > 0 && g->fewest[day - evening] > 0) {
            return day - evening;
        }
    }
    return 0;
}

/* Tries whole-grid amounts from `start` on, away from it in one direction. */
typedef bool (*feasible)(const grid *g, int32_t amount);

static bool one_intake(const grid *g, int32_t amount) {
    return g->fewest[amount] > 0;
}

static bool two_intakes(const grid *g, int32_t amount) {
    return split_morning(g, amount) > 0;
}

static int32_t seek(const grid *g, feasible fits, int32_t start, int32_t direction, int32_t most) {
    for (int32_t amount = start; amount > 0 && amount <= most; amount += direction) {
        if (fits(g, amount)) {
            return amount;
        }
    }
    return 0;
}

static int32_t choose(const grid *g, feasible fits, pl_rational wanted, pl_rounding rounding,
                      int32_t most) {
    int64_t floor = pl_rational_floor(wanted);
    bool whole = wanted.den == 1;
    int32_t below = seek(g, fits, (int32_t)floor, -1, most);
    int32_t above = seek(g, fits, (int32_t)floor + (whole ? 0 : 1), 1, most);
    if (rounding == PL_ROUND_DOWN) {
        return below;
    }
    if (rounding == PL_ROUND_UP || below == 0) {
        return above;
    }
    pl_rational under;
    pl_rational over;
    if (above == 0 || pl_rational_sub(wanted, pl_rational_from_int(below), &under) != PALLIA_OK ||
        pl_rational_sub(pl_rational_from_int(above), wanted, &over) != PALLIA_OK) {
        return below;
    }
    return pl_rational_compare(over, under) < 0 ? above : below;
}

/* How many grid units a dose is; false when it is beyond the search. */
static bool in_grid(const grid *g, pl_rational dose, pl_rational *out, int32_t *most) {
    if (pl_rational_div(dose, g->step, out) != PALLIA_OK) {
        return false;
    }
    int64_t floor = pl_rational_floor(*out);
    if (floor >= GRID_MAX) {
        return false;
    }
    int64_t room = floor + 1 + 2 * (int64_t)g->smallest;
    *most = room > GRID_MAX ? GRID_MAX : (int32_t)room;
    return true;
}

static bool fit_two_intakes(const pl_line *line, grid *g, pl_rational dose, pl_rounding rounding,
                            pl_option *out) {
    pl_rational wanted;
    int32_t most;
    if (!in_grid(g, dose, &wanted, &most)) {
        return false;
    }
    grid_fill(g, most);
    int32_t day = choose(g, two_intakes, wanted, rounding, most);
    if (day == 0) {
        return false;
    }
    int32_t morning = split_morning(g, day);
    out->intake_count = morning * 2 == day ? 1 : 2;
    return intake_of(g, line, morning, &out->intakes[0]) &&
           intake_of(g, line, day - morning, &out->intakes[1]) &&
           pl_rational_add(out->intakes[0].dose, out->intakes[1].dose, &out->total) == PALLIA_OK;
}

/* `intakes` equal ones a day (1 for a patch worn all day). */
static bool fit_equal(const pl_line *line, grid *g, pl_rational dose, pl_rational intakes,
                      pl_rounding rounding, pl_option *out) {
    pl_rational single;
    pl_rational wanted;
    int32_t most;
    if (pl_rational_div(dose, intakes, &single) != PALLIA_OK ||
        !in_grid(g, single, &wanted, &most)) {
        return false;
    }
    grid_fill(g, most);
    int32_t amount = choose(g, one_intake, wanted, rounding, most);
    if (amount == 0 || !intake_of(g, line, amount, &out->intakes[0])) {
        return false;
    }
    out->intake_count = 1;
    return pl_rational_mul(out->intakes[0].dose, intakes, &out->total) == PALLIA_OK;
}

static bool fit_units(const pl_line *line, pl_rational dose, pl_rational intakes,
                      pl_rounding rounding, pl_option *out) {
    grid g;
    if (!grid_make(line, &g)) {
        return false;
    }
    return pl_rational_equal(intakes, pl_rational_from_int(PL_INTAKES_MAX))
               ? fit_two_intakes(line, &g, dose, rounding, out)
               : fit_equal(line, &g, dose, intakes, rounding, out);
}

/* Whole drops of the one bottle of the line, equal intakes, each within a bottle. */
static bool fit_drops(const pl_line *line, pl_rational dose, pl_rational intakes,
                      pl_rounding rounding, pl_option *out) {
    const pl_presentation *bottle = &line->presentations[0];
    pl_rational single;
    pl_intake *intake = &out->intakes[0];
    if (pl_rational_div(dose, intakes, &single) != PALLIA_OK ||
        pl_round_to_step(single, bottle->drop.value, rounding, &intake->dose) != PALLIA_OK ||
        pl_rational_is_zero(intake->dose)) {
        return false;
    }
    pl_rational drops;
    if (pl_rational_div(intake->dose, bottle->drop.value, &drops) != PALLIA_OK ||
        drops.num > INT32_MAX ||
        pl_rational_div(intake->dose, bottle->strength.value, &out->volume) != PALLIA_OK ||
        pl_rational_compare(out->volume, bottle->volume.value) > 0) {
        return false;
    }
    intake->units[0] = (pl_units){bottle, (int32_t)drops.num};
    intake->unit_count = 1;
    out->intake_count = 1;
    return pl_rational_mul(intake->dose, intakes, &out->total) == PALLIA_OK;
}

/* A dose drawn from ampoules of one kind. */
typedef struct drawn {
    const pl_presentation *ampoule;
    int32_t count;
    pl_rational volume;
    pl_rational total;
    pl_rational waste;
    bool wasteful;
} drawn;

/* Rather not throwing away more than is used; then fewer ampoules, then less left over. */
static bool is_better(const drawn *a, const drawn *b) {
    if (a->wasteful != b->wasteful) {
        return b->wasteful;
    }
    return a->count != b->count ? a->count < b->count : pl_rational_compare(a->waste, b->waste) < 0;
}

/* Whole ampoules for the volume of `out`, and what they leave. */
static bool open_ampoules(drawn *out) {
    pl_rational count;
    pl_rational filled;
    pl_rational each = out->ampoule->volume.value;
    if (pl_rational_div(out->volume, each, &count) != PALLIA_OK ||
        pl_round_to_step(count, pl_rational_from_int(1), PL_ROUND_UP, &count) != PALLIA_OK ||
        count.num > INT32_MAX || pl_rational_mul(count, each, &filled) != PALLIA_OK ||
        pl_rational_sub(filled, out->volume, &out->waste) != PALLIA_OK) {
        return false;
    }
    out->wasteful = pl_drawing_wasteful(out->volume, out->waste);
    out->count = (int32_t)count.num;
    return true;
}

/* The volume is what a syringe measures, and the total what that volume holds. */
static bool draw(pl_quantity concentration, const pl_shelf *shelf, pl_rational dose,
                 pl_rounding rounding, drawn *out) {
    pl_rational strength;
    return pl_quantity_in(concentration, pl_unit_base(PL_CONCENTRATION), &strength) == PALLIA_OK &&
           pl_rational_div(dose, strength, &out->volume) == PALLIA_OK &&
           pl_drawing_measure(shelf->syringes, out->volume, rounding, &out->volume) == PALLIA_OK &&
           pl_rational_mul(out->volume, strength, &out->total) == PALLIA_OK;
}

static bool same_quantity(pl_quantity a, pl_quantity b) {
    return a.unit == b.unit && pl_rational_equal(a.value, b.value);
}

static bool fit_ampoules(const pl_line *line, const pl_shelf *shelf, pl_rational dose,
                         pl_rounding rounding, pl_option *out) {
    drawn best = {0};
    drawn one = {0};
    bool drawable = false;
    for (size_t i = 0; i < line->presentation_count; i++) {
        const pl_presentation *ampoule = &line->presentations[i];
        /* The sizes of one strength stand beside each other. */
        if (i == 0 || !same_quantity(ampoule->strength, line->presentations[i - 1].strength)) {
            drawable = draw(ampoule->strength, shelf, dose, rounding, &one);
        }
        one.ampoule = ampoule;
        if (drawable && open_ampoules(&one) && (!best.ampoule || is_better(&one, &best))) {
            best = one;
        }
    }
    if (!best.ampoule) {
        return false;
    }
    out->every = pl_rational_from_int(HOURS_IN_A_DAY);
    out->intakes[0].units[0] = (pl_units){best.ampoule, best.count};
    out->intakes[0].unit_count = 1;
    out->intakes[0].dose = best.total;
    out->intake_count = 1;
    out->total = best.total;
    out->volume = best.volume;
    out->waste = best.waste;
    out->wasteful = best.wasteful;
    return true;
}

bool pl_option_fit(const pl_line *line, const pl_shelf *shelf, pl_place place, pl_rational dose,
                   pl_rounding rounding, pl_option *out) {
    if (line->drug != place.drug || !(line->routes >> place.route & 1U) ||
        line->presentation_count == 0 || pl_rational_is_zero(dose)) {
        return false;
    }
    *out = (pl_option){.line = line, .every = shelf->drugs->releases[line->release].every};
    if (line->kind == PL_KIND_AMPOULE) {
        return shelf->drugs->routes[place.route].driver && shelf->syringes &&
               fit_ampoules(line, shelf, dose, rounding, out);
    }
    pl_rational intakes = pl_rational_from_int(1);
    if (line->kind != PL_KIND_PATCH &&
        pl_rational_div(pl_rational_from_int(HOURS_IN_A_DAY), out->every, &intakes) != PALLIA_OK) {
        return false;
    }
    return line->kind == PL_KIND_DROPS ? fit_drops(line, dose, intakes, rounding, out)
                                       : fit_units(line, dose, intakes, rounding, out);
}

bool pl_option_single(const pl_line *line, pl_rational low, pl_rational high, pl_intake *out,
                      pl_rational *drops) {
    pl_option option = {0};
    pl_rational one = pl_rational_from_int(1);
    bool fits =
        line->kind == PL_KIND_DROPS
            ? fit_drops(line, high, one, PL_ROUND_DOWN, &option)
            : line->kind == PL_KIND_UNIT && fit_units(line, high, one, PL_ROUND_DOWN, &option);
    if (!fits || pl_rational_compare(option.intakes[0].dose, low) < 0) {
        return false;
    }
    *out = option.intakes[0];
    *drops = pl_rational_from_int(line->kind == PL_KIND_DROPS ? out->units[0].count : 0);
    return true;
}
