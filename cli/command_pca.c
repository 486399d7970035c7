/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia pca: what to program, what to put in, and which published rules the order keeps.
 */
#include "command_request.h"
#include "page.h"
#include "syringe_request.h"

#include <stdio.h>
#include <string.h>

/* The name, or what was typed when there is no answer to name it. */
static const char *drug_name(const cJSON *request, const cJSON *answer) {
    const char *name = cli_string(answer, "result/name");
    return *name ? name : cli_string(request, "drug");
}

static void write_title(cli *it, const cJSON *request, const cJSON *answer) {
    cli_text text = {0};
    cli_fill(it, &text, "title.pca", (const char *[]){"drug", drug_name(request, answer), NULL});
    page_title(it, text_get(&text));
    text_release(&text);
}

/* ---- programming ---- */

/* Milligrams and millilitres side by side: a pump is programmed in either. */
static void write_both(cli *it, const char *label, const char *mg, const char *ml) {
    cli_text text = {0};
    text_add(&text, mg);
    text_add(&text, " = ");
    text_add(&text, ml);
    page_field(it, cli_label(it, label), text_get(&text), true);
    text_release(&text);
}

static void write_step(cli *it, const cJSON *programmed) {
    cli_text percent = {0};
    if (!programmed) {
        return;
    }
    page_percent(it, &percent, cli_string(programmed, "change_percent"));
    page_field_say(it, "pca.step", "pca.step_text",
                   (const char *[]){"step", cli_string(programmed, "rate_step/text"), "rate",
                                    cli_string(programmed, "rate/text"), "hour",
                                    cli_string(programmed, "per_hour/text"), "percent",
                                    text_get(&percent), NULL});
    text_release(&percent);
}

static void write_program(cli *it, const cJSON *result) {
    page_section(it, "pca.program");
    page_field(it, cli_label(it, "pca.concentration"), cli_string(result, "concentration/text"),
               true);
    write_both(it, "pca.basal", cli_string(result, "basal_per_hour/text"),
               cli_string(result, "basal_rate/text"));
    write_step(it, cli_at(result, "programmed"));
    write_both(it, "pca.bolus", cli_string(result, "bolus/text"),
               cli_string(result, "bolus_volume/text"));
    page_field(it, cli_label(it, "pca.lockout"), cli_string(result, "lockout/text"), true);
    page_field_say(it, "pca.max", "pca.max_text",
                   (const char *[]){"max", cli_string(result, "max_24h/text"), "basal",
                                    cli_string(result, "basal_24h/text"), "boluses",
                                    cli_string(result, "max_bolus_24h/text"), NULL});
    if (cli_at(result, "bolus_share_text")) {
        page_field(it, cli_label(it, "pca.share"), cli_string(result, "bolus_share_text"), false);
    }
}

/* ---- filling ---- */

static void write_ampoules(cli *it, const cJSON *result) {
    const cJSON *one;
    cJSON_ArrayForEach(one, cli_at(result, "ampoules")) {
        char count[32];
        snprintf(count, sizeof count, "%d", cli_int(one, "count"));
        page_say(it, "  \xE2\x80\xA2 ", 4, cli_at(one, "name") ? "pca.ampoule_name" : "pca.ampoule",
                 (const char *[]){"count", count, "ampoule", cli_string(one, "text"), "name",
                                  cli_string(one, "name"), NULL});
    }
}

static void write_filling(cli *it, const cJSON *result) {
    char days[32];
    const char *diluent = cli_string(result, "diluent/name");
    snprintf(days, sizeof days, "%d", cli_int(result, "days"));
    page_section(it, "pca.filling");
    write_ampoules(it, result);
    page_field(it, cli_label(it, "pca.drug_volume"), cli_string(result, "drug_volume/text"), true);
    if (!cli_is(result, "waste/exact", "0")) {
        page_field_say(it, "pca.waste", "pca.waste_text",
                       (const char *[]){"waste", cli_string(result, "waste/text"), "surplus",
                                        cli_string(result, "surplus/text"), NULL});
    }
    if (cli_is(result, "diluent/volume/exact", "0")) {
        page_field(it, cli_label(it, "fill.diluent"), cli_label(it, "fill.no_diluent"), false);
    } else {
        page_field_say(it, "fill.diluent", "fill.diluent_text",
                       (const char *[]){"volume", cli_string(result, "diluent/volume/text"), "name",
                                        *diluent ? diluent : cli_label(it, "fill.unknown"), NULL});
    }
    page_field(it, cli_label(it, "pca.reservoir"), cli_string(result, "reservoir/text"), true);
    page_field_say(it, "pca.total", "pca.total_text",
                   (const char *[]){"total", cli_string(result, "total/text"), "days", days, NULL});
}

/* ---- the rules of the sources ---- */

static const char *judged(const cli *it, const char *verdict) {
    char key[48];
    snprintf(key, sizeof key, "rule.%.30s", verdict);
    return cli_label(it, key);
}

static void write_rules(cli *it, const cJSON *rules) {
    const cJSON *one;
    if (cJSON_GetArraySize(rules) == 0) {
        return;
    }
    page_section(it, "pca.rules");
    cJSON_ArrayForEach(one, rules) {
        cli_text text = {0};
        cli_fill(it, &text, "pca.rule_text",
                 (const char *[]){"bolus", judged(it, cli_string(one, "bolus")), "lockout",
                                  judged(it, cli_string(one, "lockout")), NULL});
        text_add(&text, " ");
        text_add(&text, cli_string(one, "text"));
        part_cite(it, &text, one);
        page_field(it, judged(it, cli_string(one, "verdict")), text_get(&text), false);
        text_release(&text);
    }
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    const cJSON *result = cli_at(answer, "result");
    write_title(it, request, answer);
    if (part_is_refused(answer)) {
        part_refusal(it, answer);
    } else {
        write_program(it, result);
        write_filling(it, result);
        write_rules(it, cli_at(result, "rules"));
    }
    part_end(it, request, answer);
}

int cli_pca(cli *it) {
    return command_syringe(it, "pca", syringe_request_pca, write_page, NULL);
}
