/* SPDX-License-Identifier: MPL-2.0
 *
 * Dense sweeps over the tables: every row, every arrow of the profile, every marketed line. A dose
 * gives a number above zero or a typed refusal, never a hole and never a silent zero.
 */
#include "leaf/round.h"
#include "operations/convert.h"
#include "operations/options.h"
#include "tables/index.h"
#include "tables/row.h"
#include "tables/set.h"

#include <criterion/criterion.h>

enum { PER_UNIT = 10, DOSES_MAX = 2000, BEYOND = 100, EDGES_MAX = 128 };

/* One test's tables. */
typedef struct fixture {
    pallia_tables *tables;
    const pl_drugs *drugs;
    const pl_rules *rules;
    const pl_products *products;
    pl_shelf shelf;
} fixture;

static fixture open_tables(void) {
    fixture out;
    cr_assert_eq(pallia_tables_new(NULL, &out.tables), PALLIA_OK);
    cr_assert_eq(pl_tables_drugs(out.tables, &out.drugs, NULL), PALLIA_OK);
    cr_assert_eq(pl_tables_rules(out.tables, &out.rules, NULL), PALLIA_OK);
    cr_assert_eq(pl_tables_products(out.tables, &out.products, NULL), PALLIA_OK);
    out.shelf.drugs = out.drugs;
    cr_assert_eq(pl_tables_syringe(out.tables, &out.shelf.syringes, NULL), PALLIA_OK);
    return out;
}

/* Criterion reports every assertion to its parent; millions of them are only made when they fail.
 */
static void sure(pl_status status) {
    if (status != PALLIA_OK) {
        cr_assert(false, "status %d", (int)status);
    }
}

static pl_rational make(int64_t num, int64_t den) {
    pl_rational out;
    sure(pl_rational_make(num, den, &out));
    return out;
}

static const char *exact(pl_rational value) {
    static char texts[4][PL_RATIONAL_TEXT_SIZE];
    static size_t next;
    char *text = texts[next++ % 4];
    pl_rational_text(value, text);
    return text;
}

static bool positive(pl_rational value) {
    return value.num > 0;
}

/* ---- the doses of one row ---- */

static void add_edge(pl_rational edge, pl_rational *edges, size_t *count) {
    static const pl_rational least = {1, 1000000};
    pl_rational beside;
    cr_assert(*count + 3 <= EDGES_MAX);
    if (positive(edge) && pl_rational_sub(edge, least, &beside) == PALLIA_OK) {
        edges[(*count)++] = beside;
    }
    edges[(*count)++] = edge;
    sure(pl_rational_add(edge, least, &beside));
    edges[(*count)++] = beside;
}

static void add_ends(const pl_interval *range, pl_rational *edges, size_t *count) {
    if (range->has_low) {
        add_edge(range->low, edges, count);
    }
    if (range->has_high) {
        add_edge(range->high, edges, count);
    }
}

/* Every printed edge of the row and the smallest step on each side of it. */
static size_t edges_of(const pl_row *row, pl_rational edges[EDGES_MAX]) {
    size_t count = 0;
    if (row->has_range) {
        add_ends(&row->range, edges, &count);
    }
    for (size_t i = 0; i < row->band_count; i++) {
        add_ends(&row->bands[i].range, edges, &count);
    }
    return count;
}

/* Past the last printed edge, or DOSES_MAX when nothing bounds the row. */
static int64_t last_dose(const pl_row *row) {
    pl_rational edges[EDGES_MAX];
    size_t count = edges_of(row, edges);
    int64_t last = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t whole = pl_rational_floor(edges[i]);
        last = whole > last ? whole : last;
    }
    return count == 0 ? DOSES_MAX : last + BEYOND;
}

static bool inside_some_band(const pl_row *row, pl_rational dose) {
    for (size_t i = 0; i < row->band_count; i++) {
        if (pl_interval_holds(&row->bands[i].range, dose)) {
            return true;
        }
    }
    return false;
}

/* Whether the row prints nothing for this dose: outside its range, below its first band, above its
 * last one. Written from tables/README.md, apart from row.c. */
static bool is_outside(const pl_row *row, pl_rational dose) {
    if (row->has_range && !pl_interval_holds(&row->range, dose)) {
        return true;
    }
    if (row->band_count == 0 || inside_some_band(row, dose)) {
        return false;
    }
    bool below = false;
    bool above = false;
    for (size_t i = 0; i < row->band_count; i++) {
        const pl_interval *range = &row->bands[i].range;
        below = below || (range->has_high && pl_rational_compare(range->high, dose) <= 0);
        above = above || (range->has_low && pl_rational_compare(range->low, dose) >= 0);
    }
    return !below || !above;
}

static void check_dose(const pl_row *row, pl_rational dose) {
    pl_row_result result;
    pl_status status = pl_row_apply(row, dose, &result);
    pl_status due = is_outside(row, dose) ? PALLIA_EOUT_OF_RANGE : PALLIA_OK;
    if (status != due) {
        cr_assert(false, "%s %s at %s: status %d, due %d", row->edition->id, row->id, exact(dose),
                  (int)status, (int)due);
    }
    if (status != PALLIA_OK) {
        return;
    }
    if (positive(dose) && !positive(result.value)) {
        cr_assert(false, "%s %s at %s: gives nothing", row->edition->id, row->id, exact(dose));
    }
    bool between = row->band_count > 0 && !inside_some_band(row, dose);
    if (between && !result.band_edge) {
        cr_assert(false, "%s %s at %s: a gap that is not said", row->edition->id, row->id,
                  exact(dose));
    }
    if (result.has_interval && (pl_rational_compare(result.low, result.value) > 0 ||
                                pl_rational_compare(result.value, result.high) > 0)) {
        cr_assert(false, "%s %s at %s: outside its interval", row->edition->id, row->id,
                  exact(dose));
    }
}

static void check_edges(const pl_row *row) {
    pl_rational edges[EDGES_MAX];
    size_t count = edges_of(row, edges);
    for (size_t i = 0; i < count; i++) {
        check_dose(row, edges[i]);
    }
}

static size_t sweep(const pl_row *row) {
    size_t count = 0;
    pl_rational before = pl_rational_from_int(0);
    for (int64_t tenth = 0; tenth <= last_dose(row) * PER_UNIT; tenth++) {
        pl_rational dose = make(tenth, PER_UNIT);
        pl_row_result result;
        check_dose(row, dose);
        count++;
        if (row->not_monotone || pl_row_apply(row, dose, &result) != PALLIA_OK) {
            continue;
        }
        if (pl_rational_compare(result.value, before) < 0) {
            cr_assert(false, "%s %s at %s: more gives less", row->edition->id, row->id,
                      exact(dose));
        }
        before = result.value;
    }
    return count;
}

Test(sweep, every_row_answers_or_refuses, .timeout = 60) {
    fixture it = open_tables();
    size_t rows = 0;
    size_t doses = 0;
    for (size_t e = 0; e < it.rules->edition_count; e++) {
        const pl_edition *edition = it.rules->editions[e];
        for (size_t r = 0; r < edition->row_count; r++, rows++) {
            check_edges(&edition->rows[r]);
            doses += sweep(&edition->rows[r]);
        }
    }
    cr_log_info("%zu rows, %zu doses", rows, doses);
    cr_expect(rows > 200 && doses > 1000000, "%zu rows, %zu doses", rows, doses);
    pallia_tables_release(it.tables);
}

/* A row that says "not monotone" without being so would hide a later slip. */
Test(sweep, declared_falls_are_there) {
    fixture it = open_tables();
    size_t declared = 0;
    for (size_t e = 0; e < it.rules->edition_count; e++) {
        const pl_edition *edition = it.rules->editions[e];
        for (size_t r = 0; r < edition->row_count; r++) {
            const pl_row *row = &edition->rows[r];
            bool falls = false;
            pl_rational before = pl_rational_from_int(0);
            for (int64_t tenth = 0; row->not_monotone && tenth <= last_dose(row) * PER_UNIT;
                 tenth++) {
                pl_row_result result;
                if (pl_row_apply(row, make(tenth, PER_UNIT), &result) == PALLIA_OK) {
                    falls = falls || pl_rational_compare(result.value, before) < 0;
                    before = result.value;
                }
            }
            declared += row->not_monotone ? 1 : 0;
            cr_expect_eq(falls, row->not_monotone, "%s %s", edition->id, row->id);
        }
    }
    cr_expect(declared > 0);
    pallia_tables_release(it.tables);
}

/* ---- proportion and return ---- */

static void check_scale(const pl_row *row, pl_rational dose) {
    pl_row_result one;
    pl_row_result two;
    pl_rational twice;
    pl_rational doubled;
    sure(pl_rational_add(dose, dose, &twice));
    if (pl_row_apply(row, dose, &one) != PALLIA_OK || pl_row_apply(row, twice, &two) != PALLIA_OK) {
        return;
    }
    sure(pl_rational_add(one.value, one.value, &doubled));
    if (!pl_rational_equal(doubled, two.value)) {
        cr_assert(false, "%s %s at %s: twice the dose is not twice", row->edition->id, row->id,
                  exact(dose));
    }
}

static void check_return(const pl_row *row, pl_rational dose) {
    pl_row_result there;
    pl_row_result back;
    if (pl_row_apply(row, dose, &there) != PALLIA_OK) {
        return;
    }
    pl_status status = pl_row_apply_back(row, there.value, &back);
    if (!row->reversible || row->band_count > 0) {
        cr_assert_eq(status, PALLIA_ENO_RULE);
        return;
    }
    if (status != PALLIA_OK || !pl_rational_equal(back.value, dose)) {
        cr_assert(false, "%s %s at %s: comes back as %s", row->edition->id, row->id, exact(dose),
                  exact(back.value));
    }
}

Test(sweep, factors_scale_and_return) {
    static const pl_rational doses[] = {{1, 1000000}, {1, 10},  {1, 3},     {7, 1},
                                        {25, 2},      {100, 3}, {12345, 7}, {100000, 1}};
    fixture it = open_tables();
    for (size_t e = 0; e < it.rules->edition_count; e++) {
        const pl_edition *edition = it.rules->editions[e];
        for (size_t r = 0; r < edition->row_count; r++) {
            for (size_t d = 0; d < sizeof doses / sizeof doses[0]; d++) {
                check_return(&edition->rows[r], doses[d]);
                if (edition->rows[r].band_count == 0) {
                    check_scale(&edition->rows[r], doses[d]);
                }
            }
        }
    }
    pallia_tables_release(it.tables);
}

/* ---- whole conversions ---- */

static pl_status convert(const pl_choice *choice, pl_place from, pl_place to, pl_rational dose,
                         pl_rational *value) {
    static const bool none[PL_ITEMS_MAX];
    static pl_regimen regimen;
    static pl_conversion conversion;
    regimen.sum_count = 1;
    regimen.sums[0] = (pl_sum){from, dose, 0};
    pl_status status = pl_convert(choice, &regimen, to, none, &conversion);
    *value = conversion.value;
    return status;
}

static void check_conversion(const pl_choice *choice, const pl_drugs *drugs, pl_place from,
                             pl_place to, pl_rational dose) {
    char from_text[PL_PLACE_TEXT_SIZE];
    char to_text[PL_PLACE_TEXT_SIZE];
    pl_rational value;
    pl_status status = convert(choice, from, to, dose, &value);
    bool fine = status == PALLIA_OK ? positive(value) == positive(dose)
                                    : status == PALLIA_ENO_RULE || status == PALLIA_EOUT_OF_RANGE;
    if (!fine) {
        pl_place_text(drugs, from, from_text);
        pl_place_text(drugs, to, to_text);
        cr_assert(false, "%s: %s > %s at %s: status %d, value %s",
                  choice->edition ? choice->edition->id : choice->profile->id, from_text, to_text,
                  exact(dose), (int)status, exact(value));
    }
}

/* Zero for zero only, and for zero nothing but zero or a refusal. */
Test(sweep, every_arrow_of_every_table, .timeout = 60) {
    fixture it = open_tables();
    const pl_profile *profile = it.rules->profiles;
    for (size_t e = 0; e < it.rules->edition_count; e++) {
        const pl_edition *edition = it.rules->editions[e];
        for (size_t r = 0; r < edition->row_count; r++) {
            const pl_row *row = &edition->rows[r];
            pl_choice choice = {profile, edition, row->stable};
            for (int64_t mg = 0; mg <= last_dose(row); mg++) {
                check_conversion(&choice, it.drugs, row->from, row->to, make(mg, 1));
                check_conversion(&choice, it.drugs, row->to, row->from, make(mg, 1));
            }
        }
    }
    pallia_tables_release(it.tables);
}

Test(sweep, every_arrow_of_the_profile, .timeout = 60) {
    fixture it = open_tables();
    const pl_profile *profile = it.rules->profiles;
    for (size_t a = 0; a < 2 * profile->arrow_count; a++) {
        const pl_arrow *arrow = &profile->arrows[a / 2];
        pl_choice choice = {profile, NULL, a % 2 == 1};
        pl_rational before = pl_rational_from_int(0);
        for (int64_t tenth = 0; tenth <= DOSES_MAX * PER_UNIT; tenth++) {
            pl_rational value;
            pl_rational dose = make(tenth, PER_UNIT);
            check_conversion(&choice, it.drugs, arrow->from, arrow->to, dose);
            if (convert(&choice, arrow->from, arrow->to, dose, &value) != PALLIA_OK) {
                continue;
            }
            if (pl_rational_compare(value, before) < 0) {
                cr_assert(false, "arrow %zu at %s: more gives less", a / 2, exact(dose));
            }
            before = value;
        }
    }
    pallia_tables_release(it.tables);
}

static size_t opioid_places(const pl_drugs *drugs, pl_place *out, size_t room) {
    size_t count = 0;
    for (size_t d = 0; d < drugs->drug_count; d++) {
        for (size_t r = 0; r < drugs->route_count && drugs->drugs[d].opioid; r++) {
            pl_place place = {(int16_t)d, (int16_t)r};
            if (pl_place_valid(drugs, place)) {
                cr_assert_lt(count, room);
                out[count++] = place;
            }
        }
    }
    return count;
}

/* From every opioid by every route to every other, by the profile and by every edition. */
Test(sweep, every_pair_of_places, .timeout = 60) {
    enum { PLACES_MAX = 256 };
    static const pl_rational doses[] = {{0, 1}, {1, 1000000}, {45, 1}, {600, 1}};
    pl_place places[PLACES_MAX];
    fixture it = open_tables();
    size_t count = opioid_places(it.drugs, places, PLACES_MAX);
    cr_expect(count > 60);
    for (size_t e = 0; e <= it.rules->edition_count; e++) {
        const pl_edition *edition = e == 0 ? NULL : it.rules->editions[e - 1];
        pl_choice choice = {it.rules->profiles, edition, false};
        for (size_t pair = 0; pair < count * count; pair++) {
            for (size_t d = 0; d < sizeof doses / sizeof doses[0]; d++) {
                check_conversion(&choice, it.drugs, places[pair / count], places[pair % count],
                                 doses[d]);
            }
        }
    }
    pallia_tables_release(it.tables);
}

/* ---- products ---- */

static pl_rational unit_strength(const pl_presentation *one) {
    pl_rational out = one->strength.value;
    if (one->strength.unit->dimension == PL_MASS) {
        sure(pl_quantity_in(one->strength, pl_unit_find("mg", 2), &out));
    }
    return out;
}

static pl_rational times(pl_rational a, pl_rational b) {
    pl_rational out;
    sure(pl_rational_mul(a, b, &out));
    return out;
}

static pl_rational plus(pl_rational a, pl_rational b) {
    pl_rational out;
    sure(pl_rational_add(a, b, &out));
    return out;
}

/* How often the intakes of an option are taken in a day; a patch is worn all day. */
static pl_rational intakes_a_day(const pl_option *option) {
    pl_rational out;
    if (option->line->kind == PL_KIND_PATCH) {
        return pl_rational_from_int(1);
    }
    sure(pl_rational_div(pl_rational_from_int(24), option->every, &out));
    return out;
}

static pl_rational weigh(const pl_option *option, const pl_intake *intake) {
    pl_rational sum = pl_rational_from_int(0);
    for (size_t i = 0; i < intake->unit_count; i++) {
        const pl_presentation *one = intake->units[i].presentation;
        pl_rational each =
            option->line->kind == PL_KIND_DROPS ? one->drop.value : unit_strength(one);
        if (intake->units[i].count <= 0) {
            cr_assert(false, "%s: %d units", option->line->id, (int)intake->units[i].count);
        }
        sum = plus(sum, times(each, pl_rational_from_int(intake->units[i].count)));
    }
    if (!pl_rational_equal(sum, intake->dose)) {
        cr_assert(false, "%s: an intake of %s is said to be %s", option->line->id, exact(sum),
                  exact(intake->dose));
    }
    return sum;
}

static void check_units(const pl_option *option) {
    pl_rational day = times(weigh(option, &option->intakes[0]), intakes_a_day(option));
    if (option->intake_count == 2) {
        day = plus(weigh(option, &option->intakes[0]), weigh(option, &option->intakes[1]));
        if (pl_rational_compare(option->intakes[0].dose, option->intakes[1].dose) <= 0) {
            cr_assert(false, "%s: the evening is not the smaller half", option->line->id);
        }
    }
    if (!pl_rational_equal(day, option->total)) {
        cr_assert(false, "%s: the day is %s, said %s", option->line->id, exact(day),
                  exact(option->total));
    }
}

/* No syringe has finer marks than a hundredth of a millilitre. */
static bool on_a_mark(pl_rational volume) {
    return times(volume, pl_rational_from_int(100)).den == 1;
}

static void check_ampoules(const pl_option *option, pl_rational dose) {
    const pl_units *drawn = &option->intakes[0].units[0];
    pl_rational strength;
    sure(pl_quantity_in(drawn->presentation->strength, pl_unit_find("mg/mL", 5), &strength));
    pl_rational filled =
        times(drawn->presentation->volume.value, pl_rational_from_int(drawn->count));
    pl_rational one_less =
        times(drawn->presentation->volume.value, pl_rational_from_int(drawn->count - 1));
    bool right = pl_rational_equal(times(option->volume, strength), option->total) &&
                 on_a_mark(option->volume) &&
                 pl_rational_equal(plus(option->volume, option->waste), filled) &&
                 pl_rational_compare(one_less, option->volume) < 0 && option->waste.num >= 0;
    if (!right) {
        cr_assert(false, "%s at %s: %s mL, %s mL left", option->line->id, exact(dose),
                  exact(option->volume), exact(option->waste));
    }
}

static void check_option(const pl_option *option, pl_rational dose, pl_rounding rounding) {
    int order = pl_rational_compare(option->total, dose);
    if ((rounding == PL_ROUND_DOWN && order > 0) || (rounding == PL_ROUND_UP && order < 0)) {
        cr_assert(false, "%s at %s: %s", option->line->id, exact(dose), exact(option->total));
    }
    if (option->line->kind == PL_KIND_AMPOULE) {
        check_ampoules(option, dose);
    } else {
        check_units(option);
    }
}

/* Of the three roundings, "nearest" must be the nearer of the other two, and down on a tie. */
static void check_nearest(const pl_option *down, const pl_option *up, const pl_option *nearest,
                          pl_rational dose) {
    pl_rational under;
    pl_rational over;
    sure(pl_rational_sub(dose, down->total, &under));
    sure(pl_rational_sub(up->total, dose, &over));
    pl_rational due = pl_rational_compare(over, under) < 0 ? up->total : down->total;
    if (!pl_rational_equal(nearest->total, due)) {
        cr_assert(false, "%s at %s: nearest is %s, due %s", nearest->line->id, exact(dose),
                  exact(nearest->total), exact(due));
    }
}

/* ---- the best total, found by trying everything ---- */

enum { REACH = 4096 };

/* Which multiples of 1/10 can be made from whole units of the line. */
static bool reachable(const pl_line *line, bool made[REACH], int32_t *smallest) {
    *smallest = INT32_MAX;
    made[0] = true;
    for (int32_t amount = 1; amount < REACH; amount++) {
        made[amount] = false;
    }
    for (size_t i = 0; i < line->presentation_count; i++) {
        pl_rational tenths =
            times(unit_strength(&line->presentations[i]), pl_rational_from_int(PER_UNIT));
        if (tenths.den != 1 || tenths.num >= REACH) {
            return false;
        }
        int32_t strength = (int32_t)tenths.num;
        *smallest = strength < *smallest ? strength : *smallest;
        for (int32_t amount = strength; amount < REACH; amount++) {
            made[amount] = made[amount] || made[amount - strength];
        }
    }
    return true;
}

static bool splits(const bool made[REACH], int32_t day, int32_t smallest) {
    for (int32_t evening = 1; evening <= day / 2; evening++) {
        if (day - 2 * evening <= smallest && made[evening] && made[day - evening]) {
            return true;
        }
    }
    return false;
}

/* The largest day of the line not above `dose`, in tenths; 0 when there is none. */
static int64_t best_day(const bool made[REACH], int32_t smallest, int64_t intakes,
                        pl_rational dose) {
    int64_t day = pl_rational_floor(times(dose, pl_rational_from_int(PER_UNIT)));
    for (; day > 0; day--) {
        if (intakes == 2 ? splits(made, (int32_t)day, smallest)
                         : day % intakes == 0 && made[day / intakes]) {
            return day;
        }
    }
    return 0;
}

static void check_best(const pl_line *line, bool fits, const pl_option *down, pl_rational dose) {
    bool made[REACH];
    int32_t smallest;
    pl_rational ten = pl_rational_from_int(PER_UNIT);
    if ((line->kind != PL_KIND_UNIT && line->kind != PL_KIND_PATCH) ||
        pl_rational_floor(times(dose, ten)) >= REACH || !reachable(line, made, &smallest)) {
        return;
    }
    int64_t intakes = line->kind == PL_KIND_PATCH ? 1 : 24 / down->every.num;
    int64_t best = best_day(made, smallest, intakes, dose);
    int64_t found = fits ? pl_rational_floor(times(down->total, ten)) : 0;
    if (best != found) {
        cr_assert(false, "%s at %s: %lld tenths, the best is %lld", line->id, exact(dose),
                  (long long)found, (long long)best);
    }
}

static void check_line(const fixture *it, const pl_line *line, pl_place place, pl_rational dose) {
    pl_option down;
    pl_option up;
    pl_option nearest;
    bool fits = pl_option_fit(line, &it->shelf, place, dose, PL_ROUND_DOWN, &down);
    if (fits) {
        check_option(&down, dose, PL_ROUND_DOWN);
    }
    check_best(line, fits, &down, dose);
    bool above = pl_option_fit(line, &it->shelf, place, dose, PL_ROUND_UP, &up);
    if (above) {
        check_option(&up, dose, PL_ROUND_UP);
    }
    if (fits && above && pl_option_fit(line, &it->shelf, place, dose, PL_ROUND_NEAREST, &nearest)) {
        check_option(&nearest, dose, PL_ROUND_NEAREST);
        /* With another rounding another ampoule may be the better one. */
        if (line->kind != PL_KIND_AMPOULE) {
            check_nearest(&down, &up, &nearest, dose);
        }
    }
}

/* Every line by every route it has, over doses that no strength divides and over round ones. */
Test(sweep, options_are_exact_and_never_above, .timeout = 60) {
    fixture it = open_tables();
    size_t tried = 0;
    for (size_t l = 0; l < it.products->line_count; l++) {
        const pl_line *line = &it.products->lines[l];
        for (size_t r = 0; r < it.drugs->route_count; r++) {
            if (!(line->routes >> r & 1U)) {
                continue;
            }
            pl_place place = {line->drug, (int16_t)r};
            for (int64_t step = 1; step <= 150; step++, tried += 2) {
                check_line(&it, line, place, make(step * step, 60));
                check_line(&it, line, place, make(5 * step, 2));
            }
        }
    }
    cr_expect(tried > 5000, "%zu", tried);
    pallia_tables_release(it.tables);
}

/* Around and beyond what the search looks at: an exact answer or none. */
Test(sweep, options_of_large_doses, .timeout = 60) {
    fixture it = open_tables();
    size_t refused = 0;
    for (size_t l = 0; l < it.products->line_count; l++) {
        const pl_line *line = &it.products->lines[l];
        pl_place place = {line->drug, 0};
        while (!(line->routes >> place.route & 1U)) {
            place.route++;
        }
        for (int64_t dose = 997; dose < INT64_MAX / 1000; dose = dose * 5 / 4) {
            pl_option option;
            check_line(&it, line, place, make(dose, 1));
            check_line(&it, line, place, make(dose, 7));
            refused += pl_option_fit(line, &it.shelf, place, make(dose, 1), PL_ROUND_DOWN, &option)
                           ? 0
                           : 1;
        }
    }
    cr_expect(refused > 0);
    pallia_tables_release(it.tables);
}

/* A dose of nothing, another drug, another route: no option, never an empty one. */
Test(sweep, options_refuse_what_is_not_theirs) {
    fixture it = open_tables();
    pl_rational dose = pl_rational_from_int(60);
    pl_place morphine = {pl_drug_find(it.drugs, "morphine"), pl_route_find(it.drugs, "oral")};
    for (size_t l = 0; l < it.products->line_count; l++) {
        const pl_line *line = &it.products->lines[l];
        pl_option option;
        pl_rational zero = pl_rational_from_int(0);
        pl_place own = morphine;
        own.drug = line->drug;
        cr_expect_not(pl_option_fit(line, &it.shelf, own, zero, PL_ROUND_UP, &option));
        bool theirs = line->drug == morphine.drug && (line->routes >> morphine.route & 1U);
        cr_expect_eq(pl_option_fit(line, &it.shelf, morphine, dose, PL_ROUND_DOWN, &option), theirs,
                     "%s", line->id);
    }
    pallia_tables_release(it.tables);
}
