/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia titrate: from the boluses given to a maintenance rate.
 */
#include "command_request.h"
#include "page.h"
#include "syringe_request.h"

#include <stdio.h>
#include <string.h>

enum { VALUE_COLUMNS = 14, PERCENT_COLUMNS = 9 };

static const char *word(const cli *it, const char *group, const char *id) {
    char key[64];
    snprintf(key, sizeof key, "%s.%.40s", group, id);
    return cli_label(it, key);
}

/* The name, or what was typed when there is no answer to name it. */
static const char *drug_name(const cJSON *request, const cJSON *answer) {
    const char *name = cli_string(answer, "result/name");
    return *name ? name : cli_string(request, "drug");
}

static void write_title(cli *it, const cJSON *request, const cJSON *answer) {
    cli_text text = {0};
    cli_fill(it, &text, "title.titrate",
             (const char *[]){"drug", drug_name(request, answer), NULL});
    page_title(it, text_get(&text));
    text_release(&text);
}

static void write_maintenance(cli *it, const cJSON *result) {
    char count[32];
    cli_text text = {0};
    const char *high = cli_string(result, "maintenance_high/text");
    if (*high) {
        cli_fill(
            it, &text, "range",
            (const char *[]){"low", cli_string(result, "maintenance/text"), "high", high, NULL});
    } else {
        text_add(&text, cli_string(result, "maintenance/text"));
    }
    page_field(it, cli_label(it, "titrate.maintenance"), text_get(&text), true);
    page_field(it, cli_label(it, "titrate.per_day"), cli_string(result, "per_24h/text"), false);
    snprintf(count, sizeof count, "%d", cli_int(result, "bolus_count"));
    page_field_say(
        it, "titrate.cumulated", "titrate.cumulated_text",
        (const char *[]){"dose", cli_string(result, "cumulated/text"), "count", count, NULL});
    text_clear(&text);
    text_add(&text, cli_string(result, "rule/id"));
    text_add(&text, cli_true(result, "rule/by_default") ? cli_label(it, "titrate.by_default") : "");
    text_add(&text, cli_label(it, "colon"));
    text_add(&text, cli_string(result, "rule/text"));
    part_cite(it, &text, cli_at(result, "rule"));
    page_field(it, cli_label(it, "titrate.rule"), text_get(&text), false);
    text_release(&text);
}

/* A list of texts with what they cite, under a section of its own when there is any. */
static void write_texts(cli *it, const char *section, const cJSON *list) {
    const cJSON *one;
    if (cJSON_GetArraySize(list) == 0) {
        return;
    }
    page_section(it, section);
    cJSON_ArrayForEach(one, list) {
        cli_text text = {0};
        text_add(&text, cli_string(one, "text"));
        part_cite(it, &text, one);
        page_wrap(it, "  \xE2\x80\xA2 ", 4, text_get(&text));
        text_release(&text);
    }
}

static void write_others(cli *it, const cJSON *others) {
    const cJSON *one;
    if (cJSON_GetArraySize(others) == 0) {
        return;
    }
    page_section(it, "titrate.others");
    cJSON_ArrayForEach(one, others) {
        cli_text head = {0};
        cli_text percent = {0};
        page_percent(it, &percent, cli_string(one, "differs_percent"));
        page_cell_right(&head, cli_string(one, "maintenance/text"), VALUE_COLUMNS);
        page_cell_right(&head, text_get(&percent), PERCENT_COLUMNS);
        text_add(&head, "  ");
        text_add(&head, cli_string(one, "id"));
        text_add(&head, "\n");
        text_add(&it->out, text_get(&head));
        page_wrap(it, "      ", 6, cli_string(one, "text"));
        text_release(&percent);
        text_release(&head);
    }
}

static void write_ceilings(cli *it, const cJSON *ceilings) {
    const cJSON *one;
    if (cJSON_GetArraySize(ceilings) == 0) {
        return;
    }
    page_section(it, "titrate.ceilings");
    cJSON_ArrayForEach(one, ceilings) {
        cli_text text = {0};
        text_add(&text, word(it, "ceiling", cli_string(one, "verdict")));
        text_add(&text, cli_label(it, "law"));
        text_add(&text, cli_string(one, "text"));
        part_cite(it, &text, one);
        page_field(it, cli_string(one, "value/text"), text_get(&text), false);
        text_release(&text);
    }
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    const cJSON *result = cli_at(answer, "result");
    write_title(it, request, answer);
    if (part_is_refused(answer)) {
        part_refusal(it, answer);
    } else {
        write_maintenance(it, result);
        write_texts(it, "titrate.monitoring", cli_at(result, "monitoring"));
        write_others(it, cli_at(result, "others"));
        write_texts(it, "titrate.infusions", cli_at(result, "infusions"));
        write_texts(it, "titrate.titrations", cli_at(result, "titrations"));
        write_ceilings(it, cli_at(result, "ceilings"));
    }
    part_end(it, request, answer);
}

int cli_titrate(cli *it) {
    return command_syringe(it, "titrate", syringe_request_titrate, write_page, NULL);
}
