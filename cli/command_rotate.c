/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia rotate: one start dose, and the page that a doctor keeps.
 */
#include "command_request.h"
#include "page.h"

#include <string.h>

static bool interval(const cJSON *answer, const char *low, const char *high) {
    return strcmp(cli_string(answer, low), cli_string(answer, high)) != 0;
}

static void write_title(cli *it, const cJSON *answer) {
    cli_text text = {0};
    bool answered = cli_at(answer, "result") != NULL;
    const char *place =
        answered ? cli_string(answer, "result/place") : it->options.values[OPTION_TO];
    cli_fill(it, &text, "title.rotate", (const char *[]){"place", place, NULL});
    page_title(it, text_get(&text));
    text_release(&text);
}

static void write_between(cli *it, const char *label, const char *low, const char *high,
                          bool strong) {
    cli_text text = {0};
    if (strcmp(low, high) == 0) {
        text_add(&text, high);
    } else {
        cli_fill(it, &text, "range", (const char *[]){"low", low, "high", high, NULL});
    }
    page_field(it, cli_label(it, label), text_get(&text), strong);
    text_release(&text);
}

static void write_calculated(cli *it, const cJSON *result) {
    cli_text text = {0};
    text_add(&text, cli_string(result, "calculated/text"));
    if (cli_at(result, "interval") &&
        interval(result, "interval/low/exact", "interval/high/exact")) {
        cli_fill(it, &text, "published_range",
                 (const char *[]){"low", cli_string(result, "interval/low/text"), "high",
                                  cli_string(result, "interval/high/text"), NULL});
    }
    page_field(it, cli_label(it, "calculated"), text_get(&text), false);
    text_release(&text);
}

static void write_reduction(cli *it, const cJSON *result) {
    const char *basis = cli_string(result, "reduction/basis");
    if (strcmp(basis, "none") == 0) {
        return;
    }
    cli_text text = {0};
    cli_text percent = {0};
    if (interval(result, "reduction/low/exact", "reduction/high/exact")) {
        cli_fill(it, &percent, "range",
                 (const char *[]){"low", cli_string(result, "reduction/low/text"), "high",
                                  cli_string(result, "reduction/high/text"), NULL});
    } else {
        text_add(&percent, cli_string(result, "reduction/low/text"));
    }
    cli_fill(it, &text, strcmp(basis, "asked") == 0 ? "reduction_asked" : "reduction_published",
             (const char *[]){"percent", text_get(&percent), NULL});
    page_field(it, cli_label(it, "reduction"), text_get(&text), false);
    text_release(&percent);
    text_release(&text);
}

static void write_dose(cli *it, const cJSON *answer) {
    const cJSON *result = cli_at(answer, "result");
    write_between(it, "start", cli_string(result, "start/low/text"),
                  cli_string(result, "start/high/text"), true);
    if (cli_at(result, "per_hour")) {
        const char *low = cli_string(result, "per_hour/text");
        bool both = cli_at(result, "per_hour_high") != NULL;
        write_between(it, "per_hour", low, both ? cli_string(result, "per_hour_high/text") : low,
                      true);
    }
    write_calculated(it, result);
    write_reduction(it, result);
}

static void write_whole(cli *it, const cJSON *answer) {
    write_dose(it, answer);
    part_received(it, answer);
    part_options(it, answer);
    part_breakthrough(it, cli_at(answer, "result/breakthrough"));
}

/* ---- a lower bound ---- */

static void add_missing(cli *it, cli_text *text, const cJSON *missing) {
    const cJSON *one;
    cJSON_ArrayForEach(one, missing) {
        char key[48] = "why.";
        strncat(key, cli_string(one, "why"), sizeof key - 5);
        text_add(text, cli_string(one, "place"));
        text_add(text, cli_label(it, "colon"));
        text_add(text, cli_label(it, key));
        text_add(text, "\n");
    }
}

static void write_bound(cli *it, const cJSON *answer) {
    cli_text title = {0};
    cli_text text = {0};
    cli_fill(it, &title, "at_least",
             (const char *[]){"dose", cli_string(answer, "result/calculated/text"), NULL});
    text_add(&text, cli_label(it, "not_counted"));
    text_add(&text, "\n");
    add_missing(it, &text, cli_at(answer, "result/missing"));
    text_add(&text, cli_label(it, "no_start"));
    page_frame(it, text_get(&title), text_get(&text));
    text_release(&title);
    text_release(&text);
    part_received(it, answer);
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    write_title(it, answer);
    if (part_is_refused(answer)) {
        part_refusal(it, answer);
        part_received(it, answer);
    } else if (cli_is(answer, "status", "partial")) {
        write_bound(it, answer);
    } else {
        write_whole(it, answer);
    }
    part_watch(it, answer);
    part_patient(it, request, answer);
    part_working(it, answer);
    part_sources(it, answer);
    if (!part_is_refused(answer)) {
        part_others(it, "others", cli_at(answer, "others"), option_given(&it->options, OPTION_ALL));
    }
    part_foot(it, answer);
}

int cli_rotate(cli *it) {
    return command_request(it, "rotate", true, write_page);
}
