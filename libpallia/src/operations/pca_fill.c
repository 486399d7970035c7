/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/pca.h"

#include "leaf/round.h"

/* Contents are whole multiples of a grid, their greatest common measure. An amount is sought among
 * the multiples from what is needed on; CELLS_MAX bounds that search. */
enum { CELLS_MAX = 65536, NOT_REACHED = -1 };

typedef struct grid {
    pl_rational step; /* mg of one cell */
    int64_t contents[PL_PCA_SIZES_MAX];
    size_t count;
    int64_t needed; /* cells, rounded up */
    int64_t peeled; /* ampoules of the largest size set aside before the search */
    int32_t *fewest;
    uint8_t *last;
} grid;

void pl_pca_sort(pl_ampoule *sizes, size_t count) {
    for (size_t i = 1; i < count; i++) {
        pl_ampoule one = sizes[i];
        size_t j = i;
        while (j > 0 && pl_rational_compare(sizes[j - 1].content, one.content) < 0) {
            sizes[j] = sizes[j - 1];
            j--;
        }
        sizes[j] = one;
    }
}

/* With a / b = p / q in lowest terms, the greatest common measure of a and b is b / q. */
static pl_status common_measure(pl_rational a, pl_rational b, pl_rational *out) {
    pl_rational ratio;
    pl_status status = pl_rational_div(a, b, &ratio);
    return status == PALLIA_OK ? pl_rational_div(b, (pl_rational){ratio.den, 1}, out) : status;
}

static pl_status grid_make(const pl_ampoule *sizes, size_t count, pl_rational total, grid *out) {
    out->count = count;
    out->step = sizes[0].content;
    for (size_t i = 1; i < count; i++) {
        pl_status status = common_measure(sizes[i].content, out->step, &out->step);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    for (size_t i = 0; i < count; i++) {
        pl_rational cells;
        pl_status status = pl_rational_div(sizes[i].content, out->step, &cells);
        if (status != PALLIA_OK) {
            return status;
        }
        out->contents[i] = cells.num;
    }
    pl_rational needed;
    pl_status status = pl_rational_div(total, out->step, &needed);
    if (status != PALLIA_OK) {
        return status;
    }
    out->needed = pl_rational_floor(needed) + (needed.den == 1 ? 0 : 1);
    return PALLIA_OK;
}

/* Of the other sizes an optimum has fewer ampoules than the largest has cells: among that many,
 * some add up to a multiple of the largest and fewer of the largest would do. So what is needed
 * beyond the square of the largest is in ampoules of the largest. PALLIA_EMAGNITUDE when the rest
 * is too wide to search. */
static pl_status grid_peel(grid *g) {
    int64_t largest = g->contents[0];
    if (largest > CELLS_MAX) {
        return PALLIA_EMAGNITUDE;
    }
    int64_t square = largest * largest;
    g->peeled = g->needed > square ? (g->needed - square) / largest : 0;
    g->needed -= g->peeled * largest;
    return g->needed + largest > CELLS_MAX ? PALLIA_EMAGNITUDE : PALLIA_OK;
}

/* Fewest ampoules for every amount; ties keep the larger size, which comes first. */
static void grid_search(grid *g, int64_t most) {
    g->fewest[0] = 0;
    for (int64_t amount = 1; amount <= most; amount++) {
        g->fewest[amount] = NOT_REACHED;
        for (size_t i = 0; i < g->count; i++) {
            int64_t rest = amount - g->contents[i];
            if (rest < 0 || g->fewest[rest] == NOT_REACHED) {
                continue;
            }
            int32_t count = g->fewest[rest] + 1;
            if (g->fewest[amount] == NOT_REACHED || count < g->fewest[amount]) {
                g->fewest[amount] = count;
                g->last[amount] = (uint8_t)i;
            }
        }
    }
}

static pl_status measure(const pl_ampoule *sizes, size_t count, pl_rational total,
                         pl_pca_fill *out) {
    pl_status status = PALLIA_OK;
    pl_rational content = pl_rational_from_int(0);
    out->volume = content;
    const pl_ampoule *first = NULL;
    for (size_t i = 0; i < count && status == PALLIA_OK; i++) {
        if (out->counts[i] == 0) {
            continue;
        }
        pl_rational number = {out->counts[i], 1};
        pl_rational part;
        pl_rational volume;
        first = first ? first : &sizes[i];
        out->mixed = out->mixed || !pl_rational_equal(first->strength, sizes[i].strength);
        out->ampoules += out->counts[i];
        out->smallest = i;
        status = pl_rational_mul(sizes[i].content, number, &part);
        if (status == PALLIA_OK) {
            status = pl_rational_add(content, part, &content);
        }
        if (status == PALLIA_OK) {
            status = pl_rational_mul(sizes[i].volume, number, &volume);
        }
        if (status == PALLIA_OK) {
            status = pl_rational_add(out->volume, volume, &out->volume);
        }
    }
    if (status == PALLIA_OK) {
        status = pl_rational_sub(content, total, &out->surplus);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_div(out->surplus, sizes[out->smallest].strength, &out->waste);
    }
    return status == PALLIA_OK ? pl_rational_sub(out->volume, out->waste, &out->volume) : status;
}

pl_status pl_pca_fill_find(pl_context *context, const pl_ampoule *sizes, size_t count,
                           pl_rational total, pl_pca_fill *out) {
    grid g = {0};
    *out = (pl_pca_fill){0};
    pl_status status = grid_make(sizes, count, total, &g);
    if (status == PALLIA_OK) {
        status = grid_peel(&g);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    /* The largest alone reaches one of the amounts up to `most`. */
    int64_t most = g.needed + g.contents[0] - 1;
    g.fewest = pl_arena_array(context->arena, (size_t)most + 1, sizeof *g.fewest);
    g.last = pl_arena_array(context->arena, (size_t)most + 1, sizeof *g.last);
    if (!g.fewest || !g.last) {
        context->exhausted = true;
        return PALLIA_ENOMEM;
    }
    grid_search(&g, most);
    int64_t amount = g.needed;
    while (g.fewest[amount] == NOT_REACHED) {
        amount++;
    }
    out->counts[0] = g.peeled;
    while (amount > 0) {
        out->counts[g.last[amount]]++;
        amount -= g.contents[g.last[amount]];
    }
    return measure(sizes, count, total, out);
}

/* ---- marketed ampoules ---- */

static bool is_offered(const pl_line *line, const pl_pca_order *it) {
    bool by_route = it->route == PL_NONE || (line->routes >> it->route & 1U) != 0;
    return line->kind == PL_KIND_AMPOULE && line->drug == it->drug && !line->hospital_only &&
           by_route;
}

static bool is_listed(const pl_ampoule *sizes, size_t count, const pl_ampoule *one) {
    for (size_t i = 0; i < count; i++) {
        if (pl_rational_equal(sizes[i].content, one->content)) {
            return true;
        }
    }
    return false;
}

/* The sizes of `line` that have the strength of its presentation `index`; none when an earlier one
 * has it already. */
static size_t sizes_of(const pl_line *line, size_t index, pl_ampoule *out) {
    pl_ampoule wanted;
    size_t count = 0;
    if (pl_ampoule_of(line, &line->presentations[index], &wanted) != PALLIA_OK) {
        return 0;
    }
    for (size_t i = 0; i < line->presentation_count && count < PL_PCA_SIZES_MAX; i++) {
        pl_ampoule one;
        if (pl_ampoule_of(line, &line->presentations[i], &one) != PALLIA_OK ||
            !pl_rational_equal(one.strength, wanted.strength)) {
            continue;
        }
        if (i < index) {
            return 0;
        }
        if (!is_listed(out, count, &one)) {
            out[count++] = one;
        }
    }
    pl_pca_sort(out, count);
    return count;
}

static bool is_better(const pl_pca_order *it, const pl_pca_fill *a, const pl_pca_fill *b) {
    bool a_fits = pl_rational_compare(a->volume, it->reservoir) <= 0;
    bool b_fits = pl_rational_compare(b->volume, it->reservoir) <= 0;
    if (a_fits != b_fits) {
        return a_fits;
    }
    int by_volume = pl_rational_compare(a->volume, b->volume);
    int by_surplus = pl_rational_compare(a->surplus, b->surplus);
    if (!a_fits) {
        return by_volume < 0;
    }
    return by_surplus != 0 ? by_surplus < 0 : a->ampoules < b->ampoules;
}

static pl_status try_strength(pl_context *context, const pl_line *line, size_t index,
                              pl_pca_order *it) {
    pl_ampoule sizes[PL_PCA_SIZES_MAX];
    pl_pca_fill fill;
    size_t count = sizes_of(line, index, sizes);
    if (count == 0) {
        return PALLIA_OK;
    }
    pl_status status = pl_pca_fill_find(context, sizes, count, it->total, &fill);
    if (status != PALLIA_OK) {
        return status == PALLIA_ENOMEM ? status : PALLIA_OK;
    }
    if (it->size_count > 0 && !is_better(it, &fill, &it->fill)) {
        return PALLIA_OK;
    }
    for (size_t i = 0; i < count; i++) {
        it->sizes[i] = sizes[i];
    }
    it->size_count = count;
    it->fill = fill;
    return PALLIA_OK;
}

pl_status pl_pca_propose(pl_context *context, const pl_products *products, pl_pca_order *it) {
    it->proposed = true;
    for (size_t i = 0; i < products->line_count; i++) {
        const pl_line *line = &products->lines[i];
        for (size_t j = 0; is_offered(line, it) && j < line->presentation_count; j++) {
            pl_status status = try_strength(context, line, j, it);
            if (status != PALLIA_OK) {
                return status;
            }
        }
    }
    return it->size_count > 0 ? PALLIA_OK : PALLIA_ESTRENGTH;
}
