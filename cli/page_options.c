/* SPDX-License-Identifier: MPL-2.0
 *
 * How to give the dose: the marketed products of an answer, laid out.
 */
#include "page.h"

#include <stdio.h>
#include <string.h>

enum { SHOWN_A_KIND = 2, SHOWN_BREAKTHROUGH = 4, SHOWN_DRAWN = 1, KINDS_MAX = 8, KIND_SIZE = 48 };

/* How many options of each kind and interval were already shown. */
typedef struct tally {
    char kinds[KINDS_MAX][KIND_SIZE];
    size_t counts[KINDS_MAX];
    size_t kind_count;
    size_t left_out;
    bool only_near; /* leave out what changes the dose by 10 % or more */
} tally;

/* Whether a change of the dose, in percent, has two digits or more before the point. */
static bool is_far(const cJSON *option) {
    const char *change = cli_string(option, "change_percent");
    return strspn(change + (*change == '-' ? 1 : 0), "0123456789") > 1;
}

/* Whether a product comes near enough to the dose for those that do not to be left out. */
static bool any_near(const cJSON *options, const char *of) {
    const cJSON *option;
    cJSON_ArrayForEach(option, options) {
        if (cli_is(option, "of", of) && !is_far(option)) {
            return true;
        }
    }
    return false;
}

/* True when one more of this kind may be shown. */
static bool count_in(tally *seen, const cJSON *option, bool all) {
    char kind[KIND_SIZE];
    snprintf(kind, sizeof kind, "%.15s %.15s", cli_string(option, "kind"),
             cli_string(option, "every/exact"));
    size_t i = 0;
    while (i < seen->kind_count && strcmp(seen->kinds[i], kind) != 0) {
        i++;
    }
    if (i == KINDS_MAX) {
        return true;
    }
    if (seen->only_near && is_far(option) && !all) {
        seen->left_out++;
        return false;
    }
    if (i == seen->kind_count) {
        memcpy(seen->kinds[seen->kind_count++], kind, sizeof kind);
    }
    bool room = all || seen->counts[i] < SHOWN_A_KIND;
    seen->counts[i]++;
    seen->left_out += room ? 0 : 1;
    return room;
}

/* "1 × 30 mg + 1 × 10 mg": what an intake is made of. */
static void add_units(cli_text *out, const cJSON *intake) {
    const cJSON *unit;
    size_t count = 0;
    cJSON_ArrayForEach(unit, cli_at(intake, "units")) {
        text_add(out, count++ ? " + " : "");
        text_int(out, cli_int(unit, "count"));
        text_add(out, " \xC3\x97 ");
        text_add(out, cli_string(unit, "strength/text"));
    }
}

static void add_intake(const cli *it, cli_text *out, const cJSON *intake) {
    char key[32];
    snprintf(key, sizeof key, "when.%.15s", cli_string(intake, "when"));
    text_add(out, cli_is(intake, "when", "each") || cli_is(intake, "when", "")
                      ? ""
                      : cli_label(it, key));
    text_add(out, cli_string(intake, "dose/text"));
    text_add(out, " = ");
    add_units(out, intake);
}

static void add_law(const cli *it, cli_text *out, const cJSON *option) {
    char days[32];
    char key[48];
    snprintf(key, sizeof key, "class.%.30s", cli_string(option, "class"));
    text_add(out, cli_label(it, key));
    snprintf(days, sizeof days, "%d", cli_int(option, "max_days"));
    if (cli_int(option, "max_days") > 0) {
        cli_fill(it, out, "max_days", (const char *[]){"days", days, NULL});
    }
    snprintf(days, sizeof days, "%d", cli_int(option, "fraction_days"));
    if (cli_int(option, "fraction_days") > 0) {
        cli_fill(it, out, "fraction_days", (const char *[]){"days", days, NULL});
    }
    snprintf(days, sizeof days, "%d", cli_int(option, "pump_days"));
    if (cli_int(option, "pump_days") > 0) {
        cli_fill(it, out, "pump_days", (const char *[]){"days", days, NULL});
    }
    snprintf(days, sizeof days, "%d", cli_int(option, "max_weeks"));
    if (cli_int(option, "max_weeks") > 0) {
        cli_fill(it, out, "max_weeks", (const char *[]){"weeks", days, NULL});
    }
}

/* "= 105 mg/24 h (−4,5 %), stupéfiant, 28 j au plus" */
static void write_total(cli *it, const cJSON *option) {
    cli_text text = {0};
    const char *change = cli_string(option, "change_percent");
    bool same = strcmp(change, "0") == 0;
    text_add(&text, cli_label(it, "total"));
    text_add(&text, cli_string(option, "total/text"));
    if (!same) {
        text_add(&text, " (");
        page_percent(it, &text, change);
        text_add(&text, ")");
    }
    text_add(&text, cli_label(it, "law"));
    add_law(it, &text, option);
    page_wrap(it, "      ", 6, text_get(&text));
    text_release(&text);
}

static void write_head(cli *it, const cJSON *option) {
    cli_text text = {0};
    text_add(&text, cli_string(option, "name"));
    text_add(&text, ", ");
    text_add(&text, cli_string(option, "form"));
    if (!cli_is(option, "kind", "ampoule")) {
        cli_fill(it, &text, cli_is(option, "kind", "patch") ? "change_every" : "every",
                 (const char *[]){"every", cli_string(option, "every/text"), NULL});
    }
    text_add(&text, cli_true(option, "hospital_only") ? cli_label(it, "hospital_only") : "");
    page_wrap(it, "  \xE2\x80\xA2 ", 4, text_get(&text));
    text_release(&text);
}

static void write_intakes(cli *it, const cJSON *option) {
    cli_text text = {0};
    const cJSON *intake;
    cJSON_ArrayForEach(intake, cli_at(option, "intakes")) {
        text_add(&text, text.length ? cli_label(it, "law") : "");
        add_intake(it, &text, intake);
    }
    page_wrap(it, "      ", 6, text_get(&text));
    text_release(&text);
}

static void write_drops(cli *it, const cJSON *option) {
    char drops[32];
    const cJSON *intake = cli_at(option, "intakes")->child;
    snprintf(drops, sizeof drops, "%d", cli_int(cli_at(intake, "units")->child, "drops"));
    cli_text text = {0};
    cli_fill(it, &text, "drops",
             (const char *[]){"dose", cli_string(intake, "dose/text"), "drops", drops, "volume",
                              cli_string(option, "volume/text"), NULL});
    page_wrap(it, "      ", 6, text_get(&text));
    text_release(&text);
}

/* Count, strength both ways, volume to draw, what is left: what a nurse reads on the ampoule. */
static void write_ampoules(cli *it, const cJSON *option) {
    const cJSON *unit = cli_at(cli_at(option, "intakes")->child, "units")->child;
    char count[32];
    snprintf(count, sizeof count, "%d", cli_int(unit, "count"));
    cli_text text = {0};
    cli_fill(it, &text, "ampoules",
             (const char *[]){"count", count, "content", cli_string(unit, "ampoule/content/text"),
                              "size", cli_string(unit, "ampoule/volume/text"), "strength",
                              cli_string(unit, "ampoule/strength/text"), "volume",
                              cli_string(option, "volume/text"), "waste",
                              cli_string(option, "waste/text"), NULL});
    page_wrap(it, "      ", 6, text_get(&text));
    page_wrap(it, "      ", 6, cli_string(unit, "name"));
    text_release(&text);
}

static void write_option(cli *it, const cJSON *option) {
    write_head(it, option);
    if (cli_is(option, "kind", "ampoule")) {
        write_ampoules(it, option);
    } else if (cli_is(option, "kind", "drops")) {
        write_drops(it, option);
    } else {
        write_intakes(it, option);
    }
    write_total(it, option);
}

/* The options of one end of the interval. Returns how many were left out. */
static size_t write_side(cli *it, const cJSON *answer, const char *of, bool titled) {
    const cJSON *option;
    tally seen = {.only_near = any_near(cli_at(answer, "result/options"), of)};
    bool first = true;
    char path[32];
    snprintf(path, sizeof path, "result/start/%s/text", of);
    cJSON_ArrayForEach(option, cli_at(answer, "result/options")) {
        if (!cli_is(option, "of", of) ||
            !count_in(&seen, option, option_given(&it->options, OPTION_ALL))) {
            continue;
        }
        if (first && titled) {
            cli_text text = {0};
            cli_fill(it, &text, "for_dose",
                     (const char *[]){"dose", cli_string(answer, path), NULL});
            page_wrap(it, "  ", 2, text_get(&text));
            text_release(&text);
        }
        first = false;
        write_option(it, option);
    }
    return seen.left_out;
}

static void write_rest(cli *it, size_t left_out) {
    char count[32];
    cli_text text = {0};
    if (left_out == 0) {
        return;
    }
    snprintf(count, sizeof count, "%zu", left_out);
    cli_fill(it, &text, "options_rest", (const char *[]){"count", count, NULL});
    page_wrap(it, "  ", 2, text_get(&text));
    text_release(&text);
}

void part_options(cli *it, const cJSON *answer) {
    if (cJSON_GetArraySize(cli_at(answer, "result/options")) == 0) {
        return;
    }
    bool interval = strcmp(cli_string(answer, "result/start/low/exact"),
                           cli_string(answer, "result/start/high/exact")) != 0;
    page_section(it, "options");
    size_t left_out = write_side(it, answer, "low", interval);
    left_out += write_side(it, answer, "high", interval);
    write_rest(it, left_out);
}

/* ---- breakthrough ---- */

static void add_range(const cli *it, cli_text *out, const cJSON *range) {
    const char *low = cli_string(range, "low/text");
    const char *high = cli_string(range, "high/text");
    if (strcmp(low, high) == 0) {
        text_add(out, high);
        return;
    }
    cli_fill(it, out, "range", (const char *[]){"low", low, "high", high, NULL});
}

static void write_drawn(cli *it, const cJSON *product) {
    cli_text text = {0};
    cli_text volume = {0};
    add_range(it, &volume, cli_at(product, "volume"));
    cli_fill(it, &text, "draw",
             (const char *[]){"name", cli_string(product, "name"), "volume", text_get(&volume),
                              "content", cli_string(product, "ampoule/content/text"), "size",
                              cli_string(product, "ampoule/volume/text"), "strength",
                              cli_string(product, "ampoule/strength/text"), NULL});
    text_add(&text, cli_true(product, "hospital_only") ? cli_label(it, "hospital_only") : "");
    page_wrap(it, "  \xE2\x80\xA2 ", 6, text_get(&text));
    text_release(&volume);
    text_release(&text);
}

static void write_single(cli *it, const cJSON *product) {
    cli_text text = {0};
    const cJSON *intake = cli_at(product, "intakes")->child;
    text_add(&text, cli_string(product, "name"));
    text_add(&text, cli_label(it, "colon"));
    if (cli_at(product, "drops")) {
        text_add(&text, cli_string(intake, "dose/text"));
        text_add(&text, " = ");
        text_int(&text, cli_int(product, "drops"));
        text_add(&text, cli_label(it, "drops_word"));
    } else {
        add_intake(it, &text, intake);
    }
    text_add(&text, cli_true(product, "hospital_only") ? cli_label(it, "hospital_only") : "");
    page_wrap(it, "  \xE2\x80\xA2 ", 6, text_get(&text));
    text_release(&text);
}

/* Several strengths of ampoule would only invite a mistake: one is shown, the others on request. */
static void write_products(cli *it, const cJSON *dose) {
    const cJSON *product;
    size_t drawn = 0;
    size_t single = 0;
    size_t left_out = 0;
    bool all = option_given(&it->options, OPTION_ALL);
    cJSON_ArrayForEach(product, cli_at(dose, "products")) {
        bool ampoule = cli_at(product, "volume") != NULL;
        if (!all && (ampoule ? drawn >= SHOWN_DRAWN : single >= SHOWN_BREAKTHROUGH)) {
            left_out++;
        } else if (ampoule) {
            write_drawn(it, product);
            drawn++;
        } else {
            write_single(it, product);
            single++;
        }
    }
    write_rest(it, left_out);
}

static void write_dose(cli *it, const char *key, const cJSON *dose) {
    cli_text text = {0};
    cli_text range = {0};
    add_range(it, &range, dose);
    cli_fill(it, &text, key,
             (const char *[]){"range", text_get(&range), "place", cli_string(dose, "place"), NULL});
    page_wrap(it, "  ", 2, text_get(&text));
    write_products(it, dose);
    text_release(&range);
    text_release(&text);
}

void part_breakthrough(cli *it, const cJSON *breakthrough) {
    const cJSON *alternative;
    char count[32];
    if (!breakthrough) {
        return;
    }
    page_section(it, "breakthrough");
    snprintf(count, sizeof count, "%d", cli_int(breakthrough, "max_per_day"));
    cli_text text = {0};
    cli_fill(it, &text, "breakthrough_limits",
             (const char *[]){"interval", cli_string(breakthrough, "min_interval/text"), "count",
                              count, NULL});
    write_dose(it, "breakthrough_dose", breakthrough);
    cJSON_ArrayForEach(alternative, cli_at(breakthrough, "alternatives")) {
        write_dose(it, "breakthrough_or", alternative);
    }
    page_wrap(it, "  ", 2, text_get(&text));
    text_release(&text);
}
