/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia ome: the total in oral morphine.
 */
#include "command_request.h"
#include "page.h"

#include <string.h>

static void write_total(cli *it, const cJSON *result) {
    cli_text text = {0};
    bool partial = cli_is(result, "bound", "lower");
    cli_fill(it, &text, partial ? "at_least" : "exactly",
             (const char *[]){"dose", cli_string(result, "total/text"), NULL});
    if (partial) {
        page_frame(it, text_get(&text), cli_label(it, "ome_partial"));
    } else {
        page_field(it, cli_label(it, "ome_total"), text_get(&text), true);
    }
    text_release(&text);
}

static void write_item(cli *it, const cJSON *item) {
    cli_text head = {0};
    cli_text text = {0};
    char key[48] = "why.";
    strncat(key, cli_string(item, "why"), sizeof key - 5);
    text_add(&head, "  ");
    page_cell(&head, cli_string(item, "place"), 34);
    page_cell_right(&head, cli_string(item, "given/text"), 16);
    text_add(&head, "  ");
    text_add(&text,
             cli_true(item, "counted") ? cli_label(it, "counted") : cli_label(it, "ignored"));
    if (!cli_true(item, "counted")) {
        text_add(&text, cli_label(it, "colon"));
        text_add(&text, cli_label(it, key));
    }
    page_wrap(it, text_get(&head), 54, text_get(&text));
    text_release(&head);
    text_release(&text);
}

static void write_items(cli *it, const cJSON *result) {
    const cJSON *item;
    page_section(it, "items");
    cJSON_ArrayForEach(item, cli_at(result, "items")) {
        write_item(it, item);
    }
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    page_title(it, cli_label(it, "title.ome"));
    if (part_is_refused(answer)) {
        part_refusal(it, answer);
        part_received(it, answer);
    } else {
        write_total(it, cli_at(answer, "result"));
        write_items(it, cli_at(answer, "result"));
    }
    part_watch(it, answer);
    part_patient(it, request, answer);
    part_working(it, answer);
    part_sources(it, answer);
    part_foot(it, answer);
}

int cli_ome(cli *it) {
    return command_request(it, "ome", false, write_page);
}
