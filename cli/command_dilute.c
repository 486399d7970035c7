/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia dilute: how to fill one syringe, on a page that stays beside it.
 */
#include "command_request.h"
#include "file.h"
#include "page.h"
#include "picture.h"
#include "syringe_request.h"

#include <stdio.h>
#include <string.h>

static void write_title(cli *it, const cJSON *answer) {
    const cJSON *drug;
    cli_text text = {0};
    text_add(&text, cli_label(it, "title.dilute"));
    cJSON_ArrayForEach(drug, cli_at(answer, "result/label/drugs")) {
        text_add(&text, drug->prev->next ? " + " : cli_label(it, "colon"));
        text_add(&text, cli_string(drug, "drug"));
    }
    page_title(it, text_get(&text));
    text_release(&text);
}

/* A stop that was acknowledged did not go away. */
static void write_stops(cli *it, const cJSON *answer) {
    const cJSON *advice;
    cJSON_ArrayForEach(advice, cli_at(answer, "advice")) {
        if (cli_is(advice, "severity", "stop")) {
            page_frame(it, cli_label(it, "stop_acknowledged"), cli_string(advice, "text"));
        }
    }
}

/* ---- what to draw ---- */

static void write_ampoules(cli *it, const cJSON *drug) {
    char count[32];
    snprintf(count, sizeof count, "%d", cli_int(drug, "ampoules"));
    bool whole = cli_is(drug, "waste/exact", "0");
    page_say(it, "      ", 6, whole ? "fill.ampoules_whole" : "fill.ampoules",
             (const char *[]){"count", count, "ampoule", cli_string(drug, "ampoule/text"), "waste",
                              cli_string(drug, "waste/text"), NULL});
    if (cli_at(drug, "ampoule/name")) {
        page_wrap(it, "      ", 6, cli_string(drug, "ampoule/name"));
    }
    if (*cli_string(drug, "ampoule/note")) {
        page_wrap(it, "      ", 6, cli_string(drug, "ampoule/note"));
    }
}

/* Other ampoules that leave less. */
static void write_alternative(cli *it, const cJSON *drug) {
    const cJSON *other = cli_at(drug, "alternative");
    char count[32];
    if (!other) {
        return;
    }
    snprintf(count, sizeof count, "%d", cli_int(other, "ampoules"));
    bool whole = cli_is(other, "waste/exact", "0");
    page_say(it, "      ", 6, whole ? "fill.alternative_whole" : "fill.alternative",
             (const char *[]){"count", count, "ampoule", cli_string(other, "ampoule/text"), "waste",
                              cli_string(other, "waste/text"), "lost",
                              cli_string(other, "lost/text"), NULL});
}

static void write_brand(cli *it, const cJSON *drug) {
    const char *brand = cli_string(drug, "brand");
    if (*brand != '\0') {
        page_say(it, "      ", 6, "fill.brand", (const char *[]){"brand", brand, NULL});
    }
}

static void write_drawing(cli *it, const cJSON *drug) {
    const char *id = cli_string(drug, "draw_with/syringe");
    cli_text size = {0};
    if (*id == '\0') {
        return;
    }
    page_plain(it, &size, id);
    page_say(it, "      ", 6,
             cli_true(drug, "draw_with/configurable") ? "fill.with_own" : "fill.with",
             (const char *[]){"syringe", text_get(&size), "mark",
                              cli_string(drug, "draw_with/graduation/text"), NULL});
    text_release(&size);
}

static void write_drug(cli *it, const cJSON *drug) {
    cli_text text = {0};
    cli_fill(it, &text, "fill.drug",
             (const char *[]){"volume", cli_string(drug, "volume/text"), "total",
                              cli_string(drug, "total/text"), NULL});
    page_field(it, cli_string(drug, "name"), text_get(&text), true);
    text_release(&text);
    write_brand(it, drug);
    write_ampoules(it, drug);
    write_alternative(it, drug);
    write_drawing(it, drug);
    page_say(it, "      ", 6, "fill.gives",
             (const char *[]){"ordered", cli_string(drug, "per_hour/text"), "day",
                              cli_string(drug, "per_24h/text"), "concentration",
                              cli_string(drug, "concentration/text"), NULL});
}

static void write_diluent(cli *it, const cJSON *result) {
    bool known = cli_at(result, "diluent/id") != NULL;
    const char *name = known ? cli_string(result, "diluent/name") : cli_label(it, "fill.unknown");
    if (cli_is(result, "diluent/volume/exact", "0")) {
        page_field(it, cli_label(it, "fill.diluent"), cli_label(it, "fill.no_diluent"), false);
        return;
    }
    page_field_say(
        it, "fill.diluent",
        cli_true(result, "diluent/proposed") ? "fill.diluent_proposed" : "fill.diluent_text",
        (const char *[]){"volume", cli_string(result, "diluent/volume/text"), "name", name, NULL});
}

static void write_times(cli *it, const cJSON *result) {
    const char *start = cli_string(result, "label/start");
    page_field(it, cli_label(it, "fill.final"), cli_string(result, "final_volume/text"), true);
    page_field(it, cli_label(it, "fill.rate"), cli_string(result, "rate/text"), true);
    page_field_say(it, "fill.duration",
                   cli_at(result, "prime") ? "fill.duration_primed" : "exactly",
                   (const char *[]){"dose", cli_string(result, "duration/text"), "lasts",
                                    cli_string(result, "lasts/text"), NULL});
    if (*start != '\0') {
        page_field(it, cli_label(it, "fill.start"), start, false);
        page_field(it, cli_label(it, "fill.end"), cli_string(result, "label/end"), true);
    }
    if (cli_at(result, "prime")) {
        page_field(it, cli_label(it, "fill.prime"), cli_string(result, "prime/text"), false);
    }
}

static void write_filling(cli *it, const cJSON *result) {
    const cJSON *drug;
    page_section(it, "fill.title");
    cJSON_ArrayForEach(drug, cli_at(result, "drugs")) {
        write_drug(it, drug);
    }
    write_diluent(it, result);
    write_times(it, result);
}

/* ---- the rest ---- */

static void write_picture(cli *it, const cJSON *result) {
    picture drawn;
    if (picture_read(result, &drawn)) {
        page_section(it, "picture");
        picture_write(it, &drawn);
    }
}

static void write_directions(cli *it, const cJSON *result) {
    const cJSON *step;
    int number = 0;
    page_section(it, "directions");
    cJSON_ArrayForEach(step, cli_at(result, "directions")) {
        char head[16];
        snprintf(head, sizeof head, "  %d. ", ++number % 100);
        page_wrap(it, head, 5, cli_string(step, ""));
    }
}

static void add_days(cli *it, cli_text *out, const cJSON *supply, const char *key) {
    char days[32];
    char count[32];
    const cJSON *of = cli_at(supply, key);
    if (!of) {
        return;
    }
    snprintf(days, sizeof days, "%d", cli_int(of, "days"));
    snprintf(count, sizeof count, "%d", cli_int(of, "ampoules"));
    cli_fill(it, out, strcmp(key, "longest") == 0 ? "supply.longest" : "supply.fraction",
             (const char *[]){"days", days, "count", count, NULL});
}

static void write_supply(cli *it, const cJSON *result) {
    const cJSON *drug;
    bool any = false;
    cJSON_ArrayForEach(drug, cli_at(result, "drugs")) {
        char key[48];
        cli_text text = {0};
        const cJSON *supply = cli_at(drug, "supply");
        if (!supply) {
            continue;
        }
        if (!any) {
            page_section(it, "supply");
        }
        any = true;
        snprintf(key, sizeof key, "class.%.30s", cli_string(supply, "class"));
        text_add(&text, cli_label(it, key));
        add_days(it, &text, supply, "longest");
        add_days(it, &text, supply, "fraction");
        page_field(it, cli_string(drug, "name"), text_get(&text), false);
        text_release(&text);
    }
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    const cJSON *result = cli_at(answer, "result");
    write_title(it, answer);
    if (part_is_refused(answer)) {
        part_refusal(it, answer);
    } else {
        write_stops(it, answer);
        write_filling(it, result);
        write_picture(it, result);
        write_directions(it, result);
        part_label(it, answer);
        write_supply(it, result);
    }
    part_end(it, request, answer);
}

/* ---- pictures and label pages ---- */

static int save(cli *it, const cli_answer *answer) {
    const cli_options *options = &it->options;
    const char *svg = options->values[OPTION_SVG];
    bool pages = option_given(options, OPTION_PDF) || option_given(options, OPTION_PNG);
    if (!svg && !pages) {
        return CLI_OK;
    }
    if (part_is_refused(answer->tree)) {
        cli_complain(it, "usage.no_picture", NULL);
        return CLI_OK;
    }
    if (svg && !picture_save(it, cli_at(answer->tree, "result"), svg)) {
        cli_complain(it, "usage.cannot_save", (const char *[]){"file", svg, NULL});
        return CLI_INTERNAL;
    }
    return pages ? file_pages(it, answer) : CLI_OK;
}

int cli_dilute(cli *it) {
    const char *paper = it->options.values[OPTION_PAPER];
    if (paper && strcmp(paper, "label") != 0 && strcmp(paper, "a4") != 0) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.paper",
                         (const char *[]){"word", paper, NULL});
    }
    return command_syringe(it, "dilute", syringe_request_dilute, write_page, save);
}
