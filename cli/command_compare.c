/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia compare: what every published table says.
 */
#include "command_request.h"
#include "page.h"

#include <stdio.h>
#include <string.h>

static void write_spread(cli *it, const cJSON *result) {
    char count[32];
    if (!cli_at(result, "spread")) {
        return;
    }
    snprintf(count, sizeof count, "%d", cli_int(result, "spread/tables"));
    cli_text text = {0};
    cli_fill(it, &text, "spread",
             (const char *[]){"low", cli_string(result, "spread/low/text"), "high",
                              cli_string(result, "spread/high/text"), "count", count, NULL});
    page_field(it, cli_label(it, "spread_label"), text_get(&text), false);
    text_release(&text);
}

static void write_result(cli *it, const cJSON *answer) {
    const cJSON *result = cli_at(answer, "result");
    if (!result || !cli_at(result, "calculated")) {
        page_wrap(it, "", 0, cli_label(it, "compare_partial"));
        return;
    }
    page_field(it, cli_label(it, "profile_says"), cli_string(result, "calculated/text"), true);
    write_spread(it, result);
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    cli_text title = {0};
    bool answered = cli_at(answer, "result/place") != NULL;
    const char *place =
        answered ? cli_string(answer, "result/place") : it->options.values[OPTION_TO];
    cli_fill(it, &title, "title.compare", (const char *[]){"place", place, NULL});
    page_title(it, text_get(&title));
    text_release(&title);
    if (part_is_refused(answer)) {
        part_refusal(it, answer);
    } else {
        write_result(it, answer);
    }
    part_received(it, answer);
    part_others(it, "others_compare", cli_at(answer, "others"), true);
    part_watch(it, answer);
    part_patient(it, request, answer);
    part_working(it, answer);
    part_sources(it, answer);
    part_foot(it, answer);
}

int cli_compare(cli *it) {
    return command_request(it, "compare", true, write_page);
}
