/* SPDX-License-Identifier: MPL-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "mapping.h"

#include "mapping_label.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN_DRUGS = LABEL_ITEMS * COMPONENTS_MAX };

/* One row under its rules. */
typedef struct check {
    cli *it;
    const mapping *table;
    const mapping_row *row;
    cJSON *findings;
    name_found drug; /* what the id is */
    label label;
} check;

static const char *cell_text(const check *c, mapping_column column) {
    return c->row->cells[column];
}

static bool cell_is(const check *c, mapping_column column, const char *text) {
    return strcmp(cell_text(c, column), text) == 0;
}

static void add_finding(const check *c, const char *finding, const char *seen) {
    const mapping_row *row = c->row;
    char key[NAME_SIZE];
    cli_text text = {0};
    snprintf(key, sizeof key, "mapping.%s", finding);
    cli_fill(c->it, &text, key,
             (const char *[]){"seen", seen, "id", row->cells[MAPPING_ID], "route",
                              row->cells[MAPPING_ROUTE], NULL});
    cJSON *one = cJSON_CreateObject();
    cJSON_AddNumberToObject(one, "line", (int)row->line);
    for (int i = MAPPING_CODE; i < MAPPING_NEEDED; i++) {
        cJSON_AddStringToObject(one, mapping_column_name((mapping_column)i), row->cells[i]);
    }
    cJSON_AddStringToObject(one, "finding", finding);
    cJSON_AddStringToObject(one, "seen", seen);
    cJSON_AddStringToObject(one, "text", text_get(&text));
    cJSON_AddItemToArray(c->findings, one);
    text_release(&text);
}

static bool is_listed(const char (*list)[NAME_SIZE], size_t count, const char *text) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- the id and the route themselves ---- */

static bool check_id(check *c) {
    words all;
    size_t length;
    const char *id = cell_text(c, MAPPING_ID);
    if (*id == '\0') {
        add_finding(c, "unmapped", "");
        return false;
    }
    bool known = names_exact(c->it, id, &c->drug) && c->drug.drug[0] != '\0';
    if (known && strcmp(c->drug.drug, id) == 0) {
        return true;
    }
    if (known) {
        add_finding(c, "near-id", c->drug.drug);
        return false;
    }
    cJSON *near = words_cut(id, &all) && all.count > 0 ? names_near(c->it, &all, 0, &length) : NULL;
    const char *nearest = cli_string(cJSON_GetArrayItem(near, 0), "drug");
    add_finding(c, *nearest ? "near-id" : "unknown-id", nearest);
    cJSON_Delete(near);
    return false;
}

static void check_route(const check *c) {
    name_found found;
    const char *route = cell_text(c, MAPPING_ROUTE);
    if (*route == '\0') {
        add_finding(c, "no-route", "");
    } else if (!names_exact(c->it, route, &found) || strcmp(found.route, route) != 0) {
        add_finding(c, "unknown-route", found.route);
    } else if (!is_listed(c->drug.routes, c->drug.route_count, route)) {
        add_finding(c, "impossible-route", "");
    }
}

/* ---- the drugs of the label ---- */

static size_t add_components(const check *c, const char *id, char (*seen)[NAME_SIZE],
                             size_t count) {
    char parts[COMPONENTS_MAX][NAME_SIZE];
    size_t part_count = label_components(c->it, id, parts);
    for (size_t i = 0; i < part_count; i++) {
        if (count < SEEN_DRUGS && !is_listed((const char(*)[NAME_SIZE])seen, count, parts[i])) {
            memcpy(seen[count++], parts[i], NAME_SIZE);
        }
    }
    return count;
}

/* "scopolamine" of "scopolamine-butylbromide". */
static bool same_stem(const char *a, const char *b) {
    size_t length = strcspn(a, "-");
    return length == strcspn(b, "-") && strncmp(a, b, length) == 0;
}

/* The label has no name of the tables: perhaps the first word of the id, without its salt. */
static void check_unread(const check *c) {
    char stem[NAME_SIZE];
    words all;
    const char *id = cell_text(c, MAPPING_ID);
    snprintf(stem, sizeof stem, "%.*s", (int)strcspn(id, "-"), id);
    bool cut = words_cut(cell_text(c, MAPPING_LABEL), &all);
    for (size_t i = 0; cut && i < all.count; i++) {
        if (words_is(&all, i, stem)) {
            add_finding(c, "salt-unsaid", stem);
            return;
        }
    }
    add_finding(c, "unread-label", "");
}

static void check_drugs(const check *c) {
    char seen[SEEN_DRUGS][NAME_SIZE];
    char parts[COMPONENTS_MAX][NAME_SIZE];
    size_t count = 0;
    size_t other = SEEN_DRUGS;
    const char *id = cell_text(c, MAPPING_ID);
    size_t part_count = label_components(c->it, id, parts);
    for (size_t i = 0; i < c->label.drug_count; i++) {
        count = add_components(c, c->label.drugs[i].drug, seen, count);
    }
    if (count == 0) {
        check_unread(c);
        return;
    }
    size_t shared = 0;
    for (size_t i = 0; i < count; i++) {
        bool ours = is_listed((const char(*)[NAME_SIZE])parts, part_count, seen[i]);
        shared += ours ? 1 : 0;
        other = ours ? other : i;
    }
    if (shared > 0 && other < count) {
        add_finding(c, "combination", seen[other]);
    } else if (shared == 0) {
        add_finding(c, same_stem(id, seen[0]) ? "salt" : "other-drug", seen[0]);
    } else if (shared < part_count) {
        add_finding(c, "component-missing", seen[0]);
    } else if (part_count > 1 && *cell_text(c, MAPPING_STRENGTH) == '\0') {
        add_finding(c, "combination-strength", parts[0]);
    }
}

/* ---- the route that the label tells ---- */

/* Whether a strength is printed by the hour, as on patches alone. */
static bool is_printed_by_hour(const label *said) {
    for (size_t i = 0; i < said->amount_count; i++) {
        if (said->amounts[i].per == PER_HOUR) {
            return true;
        }
    }
    return false;
}

static void check_label_route(const check *c) {
    const label *said = &c->label;
    const char *route = cell_text(c, MAPPING_ROUTE);
    static const char *const mouth[] = {"oral", "sublingual", "buccal"};
    bool by_mouth = false;
    for (size_t i = 0; i < sizeof mouth / sizeof mouth[0]; i++) {
        by_mouth = by_mouth || strcmp(route, mouth[i]) == 0;
    }
    bool elsewhere = by_mouth || strcmp(route, "nasal") == 0 || strcmp(route, "rectal") == 0 ||
                     strcmp(route, "transdermal") == 0;
    if (said->route_count > 0 &&
        !is_listed((const char(*)[NAME_SIZE])said->routes, said->route_count, route)) {
        add_finding(c, "label-route", said->routes[0]);
        return;
    }
    for (size_t i = 0; i < said->drug_count; i++) {
        const name_found *name = &said->drugs[i];
        if (name->brand && strcmp(name->drug, cell_text(c, MAPPING_ID)) == 0 &&
            !is_listed(name->routes, name->route_count, route)) {
            add_finding(c, "label-route", name->routes[0]);
            return;
        }
    }
    if (said->form == FORM_BY_MOUTH && !by_mouth && said->route_count == 0) {
        add_finding(c, "label-form", "oral");
    } else if (said->form == FORM_INJECTED && elsewhere) {
        add_finding(c, "label-form", "iv, sc");
    } else if (is_printed_by_hour(said) && strcmp(route, "transdermal") != 0) {
        add_finding(c, "label-route", "transdermal");
    }
}

/* ---- the release ---- */

/* What the label says of it: a word of its own before the brand's. "LP" alone is 12 h or 24 h. */
static const char *said_release(const check *c, bool *alone) {
    *alone = c->label.release[0] != '\0';
    for (size_t i = 0; !*alone && i < c->label.drug_count; i++) {
        if (c->label.drugs[i].brand && c->label.drugs[i].release[0] != '\0') {
            return c->label.drugs[i].release;
        }
    }
    return c->label.release;
}

static bool is_prolonged(const char *release) {
    return strncmp(release, "pr", 2) == 0;
}

static void check_release(const check *c) {
    name_found found;
    bool alone;
    const char *release = cell_text(c, MAPPING_RELEASE);
    const char *said = said_release(c, &alone);
    if (*release == '\0') {
        if (is_prolonged(said)) {
            add_finding(c, "release-unsaid", said);
        }
        return;
    }
    if (!names_exact(c->it, release, &found) || strcmp(found.release, release) != 0) {
        add_finding(c, "unknown-release", found.release);
        return;
    }
    bool patch = strncmp(release, "patch", 5) == 0;
    bool loose = alone && is_prolonged(said) && is_prolonged(release);
    bool wrong = *said == '\0' ? is_prolonged(release) : strcmp(said, release) != 0 && !loose;
    if (wrong || (patch && !cell_is(c, MAPPING_ROUTE, "transdermal"))) {
        add_finding(c, *said == '\0' ? "release-unconfirmed" : "release", said);
    }
}

/* ---- units and strengths ---- */

static bool takes_rate(const char *route) {
    static const char *const routes[] = {"transdermal", "sc", "iv", "epidural", "intrathecal"};
    for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++) {
        if (strcmp(route, routes[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_strength_per_ml(const check *c) {
    amount strength;
    return amount_read(cell_text(c, MAPPING_STRENGTH), &strength) && strength.per == PER_ML;
}

/* Whether the strength, or without one the label, counts in micrograms where the unit does not. */
static bool differs_in_prefix(const check *c, const amount *unit) {
    amount strength;
    if (unit->kind != AMOUNT_MASS) {
        return false;
    }
    if (amount_read(cell_text(c, MAPPING_STRENGTH), &strength) && strength.kind == AMOUNT_MASS) {
        return strength.micrograms != unit->micrograms;
    }
    const amount *first = c->label.amounts;
    return c->label.amount_count > 0 && first->kind == AMOUNT_MASS &&
           first->micrograms != unit->micrograms;
}

static void check_unit(const check *c) {
    amount unit;
    const char *text = cell_text(c, MAPPING_UNIT);
    bool patch = cell_is(c, MAPPING_ROUTE, "transdermal");
    if (*text == '\0') {
        return;
    }
    if (!amount_unit_read(text, &unit)) {
        add_finding(c, "unknown-unit", text);
    } else if (unit.kind == AMOUNT_PERCENT) {
        add_finding(c, "percent", text);
    } else if (patch && !(unit.per == PER_HOUR && unit.micrograms)) {
        add_finding(c, "patch-unit", text);
    } else if (unit.per == PER_HOUR && !takes_rate(cell_text(c, MAPPING_ROUTE))) {
        add_finding(c, "rate-unit", text);
    } else if (unit.kind == AMOUNT_VOLUME && !has_strength_per_ml(c)) {
        add_finding(c, "volume-unit", text);
    } else if (unit.per == PER_ML) {
        add_finding(c, "strength-unit", text);
    } else if (differs_in_prefix(c, &unit)) {
        add_finding(c, "unit", text);
    }
}

static bool label_says(const check *c, const amount *strength) {
    bool said = c->label.amount_count == 0;
    for (size_t i = 0; i < c->label.amount_count; i++) {
        const amount *one = &c->label.amounts[i];
        said = said || !one->exact || amount_equal(one, strength) || one->kind != strength->kind;
    }
    return said;
}

static void check_strength(const check *c) {
    amount strength;
    const char *text = cell_text(c, MAPPING_STRENGTH);
    if (c->label.base) {
        add_finding(c, "base", "base");
    }
    if (*text == '\0') {
        return;
    }
    bool good = amount_read(text, &strength);
    if (strength.kind == AMOUNT_PERCENT) {
        add_finding(c, "percent", text);
    } else if (!good) {
        add_finding(c, "strength", text);
    } else if (!label_says(c, &strength)) {
        add_finding(c, "label-strength", text);
    }
}

/* ---- one code, several rows ---- */

static int by_code(const void *a, const void *b) {
    const mapping_row *one = a;
    const mapping_row *other = b;
    int order = strcmp(one->cells[MAPPING_CODE], other->cells[MAPPING_CODE]);
    return order ? order : (one->line > other->line) - (one->line < other->line);
}

static bool same_meaning(const mapping_row *one, const mapping_row *other) {
    for (int i = MAPPING_ID; i < MAPPING_COLUMNS; i++) {
        if (strcmp(one->cells[i], other->cells[i]) != 0) {
            return false;
        }
    }
    return true;
}

static int by_line(const void *a, const void *b) {
    const mapping_row *one = a;
    const mapping_row *other = b;
    return (one->line > other->line) - (one->line < other->line);
}

void mapping_mark_clashes(mapping *table) {
    size_t first = 0;
    qsort(table->rows, table->count, sizeof *table->rows, by_code);
    for (size_t i = 1; i < table->count; i++) {
        mapping_row *row = &table->rows[i];
        const mapping_row *before = &table->rows[first];
        if (strcmp(row->cells[MAPPING_CODE], before->cells[MAPPING_CODE]) != 0) {
            first = i;
        } else if (!same_meaning(row, before)) {
            row->clash = before->line;
        }
    }
    qsort(table->rows, table->count, sizeof *table->rows, by_line);
}

static void check_code(const check *c) {
    char line[32];
    snprintf(line, sizeof line, "%zu", c->row->clash);
    if (cell_is(c, MAPPING_CODE, "")) {
        add_finding(c, "no-code", "");
    } else if (c->row->clash > 0) {
        add_finding(c, "ambiguous", line);
    }
}

/* ---- all of them ---- */

/* The strength, or without one the first that the label prints. */
static amount strength_of(const check *c) {
    amount strength;
    if (!amount_read(cell_text(c, MAPPING_STRENGTH), &strength) && c->label.amount_count > 0) {
        return c->label.amounts[0];
    }
    return strength;
}

/* Whether the label says by a word, a form or a brand of one route that it is swallowed. */
static bool says_swallowed(const check *c) {
    bool said = c->label.route_count > 0 || c->label.form == FORM_BY_MOUTH;
    for (size_t i = 0; i < c->label.drug_count; i++) {
        said = said || (c->label.drugs[i].brand && c->label.drugs[i].route_count == 1);
    }
    return said;
}

/* Tablets and capsules have a plain mass; so has a powder, whose label says that it is injected.
 * Ampoules have a mass per mL; so has an oral solution, whose label says that it is drunk. */
static void check_form(const check *c) {
    amount strength = strength_of(c);
    bool patch = cell_is(c, MAPPING_ROUTE, "transdermal");
    bool injected = takes_rate(cell_text(c, MAPPING_ROUTE)) && !patch;
    if (injected && strength.kind == AMOUNT_MASS && strength.per == PER_NOTHING &&
        c->label.form != FORM_INJECTED) {
        add_finding(c, "injected-strength", "");
    }
    if (cell_is(c, MAPPING_ROUTE, "oral") && strength.per == PER_ML && !says_swallowed(c)) {
        add_finding(c, "swallowed-strength", "");
    }
}

void mapping_check_row(cli *it, const mapping *table, const mapping_row *row, cJSON *findings) {
    check c = {.it = it, .table = table, .row = row, .findings = findings};
    check_code(&c);
    if (!check_id(&c)) {
        return;
    }
    check_route(&c);
    if (!label_read(it, cell_text(&c, MAPPING_LABEL), &c.label)) {
        add_finding(&c, "unread-label", "");
        return;
    }
    check_drugs(&c);
    check_label_route(&c);
    check_release(&c);
    check_unit(&c);
    check_strength(&c);
    check_form(&c);
}
