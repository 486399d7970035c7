/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_common.h"
#include "tables/index.h"
#include "tables/load_rule.h"
#include "tables/row.h"

/* Everything a check looks at: the document for its examples, the model for its figures. */
typedef struct subject {
    pl_reader reader;
    const pl_profile *profile;
} subject;

static pl_status fail(const subject *what, const pl_json *at, pl_status code) {
    return pl_load_fail(&what->reader, at, code);
}

/* The list of examples of `at`, which has at least `least`. */
static pl_status need_examples(const subject *what, const pl_json *at, size_t least,
                               pl_json *examples) {
    if (!pl_json_member(at, "examples", examples)) {
        return fail(what, at, PALLIA_ETABLE_EXAMPLE);
    }
    bool enough = pl_json_is_list(examples) && pl_json_count(examples) >= least;
    return enough ? PALLIA_OK : fail(what, examples, PALLIA_ETABLE_EXAMPLE);
}

/* ---- a dose and what it gives: [given, …] ---- */

enum { PARTS_MAX = 4 };

typedef pl_status (*expectation)(const void *figures, pl_rational given, pl_rational *expected);

typedef struct doses {
    size_t parts; /* numbers in an example, the given dose included */
    const pl_unit *given;
    const pl_unit *result;
    expectation expect; /* fills expected[1] and further */
    const void *figures;
} doses;

static pl_status check_dose(const subject *what, const pl_json *at, const doses *how) {
    if (pl_json_count(at) != how->parts) {
        return fail(what, at, PALLIA_ETABLE_EXAMPLE);
    }
    pl_rational printed[PARTS_MAX] = {{0, 1}};
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item), i++) {
        const pl_unit *unit = i == 0 ? how->given : how->result;
        pl_status status = pl_load_amount(&what->reader, &item, unit, &printed[i]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    pl_rational expected[PARTS_MAX] = {{0, 1}};
    if (how->expect(how->figures, printed[0], expected) != PALLIA_OK) {
        return fail(what, at, PALLIA_ETABLE_EXAMPLE);
    }
    for (i = 1; i < how->parts; i++) {
        if (!pl_rational_equal(printed[i], expected[i])) {
            return fail(what, at, PALLIA_ETABLE_EXAMPLE);
        }
    }
    return PALLIA_OK;
}

static pl_status check_doses(const subject *what, const pl_json *at, const doses *how) {
    pl_json examples;
    pl_status status = need_examples(what, at, 1, &examples);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json item;
    for (bool more = pl_json_first(&examples, &item); more; more = pl_json_next(&item)) {
        status = check_dose(what, &item, how);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static const pl_unit *native_of(const subject *what, pl_place place) {
    return what->reader.drugs->routes[place.route].native;
}

/* What is left of the dose: the larger cut first. */
static pl_status expect_reduced(const void *figures, pl_rational given, pl_rational *expected) {
    const pl_reduction *reduction = figures;
    const pl_rational cuts[2] = {reduction->high, reduction->low};
    const pl_rational hundred = pl_rational_from_int(100);
    pl_status status = PALLIA_OK;
    for (size_t i = 0; status == PALLIA_OK && i < 2; i++) {
        pl_rational left;
        status = pl_rational_sub(hundred, cuts[i], &left);
        if (status == PALLIA_OK) {
            status = pl_rational_mul(left, given, &left);
        }
        if (status == PALLIA_OK) {
            status = pl_rational_div(left, hundred, &expected[i + 1]);
        }
    }
    return status;
}

static pl_status expect_share(const void *figures, pl_rational given, pl_rational *expected) {
    const pl_breakthrough *breakthrough = figures;
    pl_status status = pl_rational_mul(breakthrough->low, given, &expected[1]);
    return status != PALLIA_OK ? status : pl_rational_mul(breakthrough->high, given, &expected[2]);
}

/* `low` < `high` <= `most`. */
static bool is_ordered(pl_rational low, pl_rational high, int32_t most) {
    return pl_rational_compare(low, high) < 0 &&
           pl_rational_compare(high, pl_rational_from_int(most)) <= 0;
}

static pl_status check_reduction(const subject *what, const pl_json *root) {
    enum { PERCENT = 100 };
    const pl_reduction *reduction = &what->profile->reduction;
    const pl_unit *unit = native_of(what, what->profile->pivot);
    pl_json at;
    pl_status status = pl_json_need(root, "reduction", &at, what->reader.error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!is_ordered(reduction->low, reduction->high, PERCENT)) {
        return fail(what, &at, PALLIA_ETABLE_INTERVAL);
    }
    const doses how = {3, unit, unit, expect_reduced, reduction};
    return check_doses(what, &at, &how);
}

static pl_status check_breakthrough(const subject *what, const pl_json *root) {
    const pl_breakthrough *breakthrough = &what->profile->breakthrough;
    const pl_unit *unit = native_of(what, what->profile->pivot);
    pl_json at;
    pl_status status = pl_json_need(root, "breakthrough", &at, what->reader.error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!is_ordered(breakthrough->low, breakthrough->high, 1)) {
        return fail(what, &at, PALLIA_ETABLE_INTERVAL);
    }
    const doses how = {3, unit, unit, expect_share, breakthrough};
    return check_doses(what, &at, &how);
}

/* ---- arrows whose interval replaces the one of the row ---- */

static pl_status convert_leg(const pl_edition *edition, pl_place from, pl_place to,
                             pl_rational given, pl_rational *out) {
    pl_row_result result;
    const pl_row *row = pl_edition_row(edition, from, to, false);
    const pl_row *back = row == NULL ? pl_edition_row(edition, to, from, false) : NULL;
    if (row == NULL && back == NULL) {
        return PALLIA_ENO_RULE;
    }
    pl_status status =
        row != NULL ? pl_row_apply(row, given, &result) : pl_row_apply_back(back, given, &result);
    if (status == PALLIA_OK) {
        *out = result.value;
    }
    return status;
}

static pl_status convert(const pl_arrow *arrow, pl_rational given, pl_rational *out) {
    const pl_edition *edition = arrow->edition;
    pl_status status = convert_leg(edition, arrow->from, arrow->to, given, out);
    if (status != PALLIA_ENO_RULE || !edition->has_pivot) {
        return status;
    }
    pl_rational middle;
    status = convert_leg(edition, arrow->from, edition->pivot, given, &middle);
    if (status != PALLIA_OK) {
        return status;
    }
    return convert_leg(edition, edition->pivot, arrow->to, middle, out);
}

static pl_status expect_arrow(const void *figures, pl_rational given, pl_rational *expected) {
    const pl_arrow *arrow = figures;
    pl_status status = convert(arrow, given, &expected[1]);
    if (status == PALLIA_OK) {
        status = pl_rational_mul(arrow->low, given, &expected[2]);
    }
    if (status == PALLIA_OK) {
        status = pl_rational_mul(arrow->high, given, &expected[3]);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    bool holds = pl_rational_compare(expected[2], expected[1]) <= 0 &&
                 pl_rational_compare(expected[1], expected[3]) <= 0;
    return holds ? PALLIA_OK : PALLIA_ETABLE_INTERVAL;
}

static pl_status check_arrow(const subject *what, const pl_json *at) {
    pl_json member;
    pl_place from;
    pl_place to;
    pl_status status = pl_json_need(at, "from", &member, what->reader.error);
    if (status == PALLIA_OK) {
        status = pl_load_place(&what->reader, &member, &from);
    }
    if (status == PALLIA_OK) {
        status = pl_json_need(at, "to", &member, what->reader.error);
    }
    if (status == PALLIA_OK) {
        status = pl_load_place(&what->reader, &member, &to);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    const pl_arrow *arrow = pl_profile_arrow(what->profile, from, to);
    if (arrow == NULL) {
        return fail(what, at, PALLIA_ETABLE_REFERENCE);
    }
    if (!arrow->has_interval) {
        bool silent = !pl_json_member(at, "examples", &member);
        return silent ? PALLIA_OK : fail(what, &member, PALLIA_ETABLE_EXAMPLE);
    }
    if (pl_rational_compare(arrow->low, arrow->high) >= 0) {
        return fail(what, at, PALLIA_ETABLE_INTERVAL);
    }
    const doses how = {4, native_of(what, from), native_of(what, to), expect_arrow, arrow};
    return check_doses(what, at, &how);
}

/* ---- a bound and the values on both sides of it ---- */

static pl_status load_pair(const subject *what, const pl_json *at, pl_rational pair[2]) {
    pl_json examples;
    pl_status status = need_examples(what, at, 2, &examples);
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_json_count(&examples) != 2) {
        return fail(what, &examples, PALLIA_ETABLE_EXAMPLE);
    }
    pl_json item;
    size_t i = 0;
    for (bool more = pl_json_first(&examples, &item); more; more = pl_json_next(&item)) {
        status = pl_load_number(&what->reader, &item, &pair[i++]);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* The first example is the bound itself, which answers; the second is below it, refused. */
static pl_status check_at_least(const subject *what, const pl_json *at, pl_rational bound) {
    pl_rational pair[2] = {{0, 1}, {0, 1}};
    pl_status status = load_pair(what, at, pair);
    if (status != PALLIA_OK) {
        return status;
    }
    bool right = pl_rational_equal(pair[0], bound) && pl_rational_compare(pair[1], bound) < 0;
    return right ? PALLIA_OK : fail(what, at, PALLIA_ETABLE_EXAMPLE);
}

static pl_status check_scope(const subject *what, const pl_json *root) {
    pl_json at;
    pl_status status = pl_json_need(root, "scope", &at, what->reader.error);
    return status != PALLIA_OK ? status : check_at_least(what, &at, what->profile->age_at_least);
}

static pl_status check_limit(const subject *what, const pl_json *at) {
    return check_at_least(what, at, what->profile->limits[at->index].at_least);
}

/* ---- rules with numbers ---- */

static size_t fact_bounds(const pl_rule *rule) {
    return (size_t)rule->has_below + (size_t)rule->has_above;
}

static pl_status fact_fires(const subject *what, const pl_json *at, const pl_rule *rule,
                            bool *fires) {
    pl_quantity example;
    pl_status status = pl_load_fact(&what->reader, at, rule->fact, &example);
    *fires = true;
    pl_rational value;
    if (status == PALLIA_OK && rule->has_below) {
        status = pl_quantity_in(example, rule->below.unit, &value);
        *fires = status == PALLIA_OK && pl_rational_compare(value, rule->below.value) < 0;
    }
    if (status == PALLIA_OK && rule->has_above) {
        status = pl_quantity_in(example, rule->above.unit, &value);
        *fires = *fires && status == PALLIA_OK && pl_rational_compare(value, rule->above.value) > 0;
    }
    return status;
}

static pl_status total_fires(const subject *what, const pl_json *at, const pl_rule *rule,
                             bool *fires) {
    pl_rational value;
    pl_status status = pl_load_number(&what->reader, at, &value);
    *fires = status == PALLIA_OK && pl_rational_compare(value, rule->ome_above) > 0;
    return status;
}

/* Two for each bound, in the order below, above, ome_above: one that fires, one that is silent. */
static pl_status check_rule(const subject *what, const pl_json *at) {
    const pl_rule *rule = &what->profile->rules[at->index];
    size_t facts = 2 * fact_bounds(rule);
    size_t due = facts + (rule->has_ome_above ? 2 : 0);
    pl_json examples;
    if (due == 0) {
        bool silent = !pl_json_member(at, "examples", &examples);
        return silent ? PALLIA_OK : fail(what, &examples, PALLIA_ETABLE_EXAMPLE);
    }
    pl_status status = need_examples(what, at, due, &examples);
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_json_count(&examples) != due) {
        return fail(what, &examples, PALLIA_ETABLE_EXAMPLE);
    }
    pl_json item;
    for (bool more = pl_json_first(&examples, &item); more; more = pl_json_next(&item)) {
        bool fires;
        status = item.index < facts ? fact_fires(what, &item, rule, &fires)
                                    : total_fires(what, &item, rule, &fires);
        if (status != PALLIA_OK) {
            return status;
        }
        if (fires != (item.index % 2 == 0)) {
            return fail(what, &item, PALLIA_ETABLE_EXAMPLE);
        }
    }
    return PALLIA_OK;
}

/* ---- the whole ---- */

typedef pl_status (*element_check)(const subject *what, const pl_json *at);

static pl_status check_list(const subject *what, const pl_json *root, const char *key,
                            element_check check) {
    pl_json list;
    pl_status status = pl_json_need(root, key, &list, what->reader.error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json item;
    for (bool more = pl_json_first(&list, &item); more; more = pl_json_next(&item)) {
        status = check(what, &item);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status check_root(const subject *what, const pl_json *root) {
    pl_status status =
        pl_check_dates(what->profile->published, what->profile->review_by, what->reader.error);
    if (status == PALLIA_OK) {
        status = check_list(what, root, "arrows", check_arrow);
    }
    if (status == PALLIA_OK) {
        status = check_reduction(what, root);
    }
    if (status == PALLIA_OK) {
        status = check_breakthrough(what, root);
    }
    if (status == PALLIA_OK) {
        status = check_list(what, root, "limits", check_limit);
    }
    if (status == PALLIA_OK) {
        status = check_scope(what, root);
    }
    return status != PALLIA_OK ? status : check_list(what, root, "rules", check_rule);
}

pl_status pl_check_profile(const char *bytes, size_t length, const pl_drugs *drugs,
                           const pl_rules *rules, const pl_profile *profile,
                           pallia_allocator allocator, pl_error *error) {
    pl_arena arena;
    pl_json_limits limits = pl_json_limits_default();
    struct cJSON *tree = NULL;
    pl_arena_init(&arena, allocator);
    pl_status status = pl_json_parse(bytes, length, &limits, &arena, &tree, error);
    const subject what = {.reader = {.error = error, .drugs = drugs, .rules = rules},
                          .profile = profile};
    pl_json root = pl_json_root(tree);
    if (status == PALLIA_OK) {
        status = check_root(&what, &root);
    }
    pl_arena_release(&arena);
    return status;
}
