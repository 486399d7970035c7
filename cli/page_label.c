/* SPDX-License-Identifier: MPL-2.0
 *
 * The label of a syringe on a page of text: what pallia-page prints, for who has only paper and
 * scissors. What is not known is left as a line to write on.
 */
#include "page.h"

#include <string.h>

enum { BLANK_COLUMNS = 24 };

static void add_line(cli_text *out, const char *caption, const char *value) {
    text_add(out, caption);
    if (*value == '\0') {
        text_repeat(out, "_", BLANK_COLUMNS);
    }
    text_add(out, value);
    text_add(out, "\n");
}

static void add_drugs(cli_text *out, const cJSON *label) {
    const cJSON *drug;
    cJSON_ArrayForEach(drug, cli_at(label, "drugs")) {
        add_line(out, "", cli_string(drug, "text"));
    }
}

/* A stop that was acknowledged is named where the syringe is, not only on the page. */
static void add_stops(const cli *it, cli_text *out, const cJSON *label) {
    const cJSON *stop;
    cJSON_ArrayForEach(stop, cli_at(label, "stops")) {
        add_line(out, cli_label(it, "label.stop"), cli_string(stop, ""));
    }
}

void part_label(cli *it, const cJSON *answer) {
    static const char *const own[] = {"diluent", "final", "rate"};
    static const char *const written[][2] = {{"label.route", "route"},
                                             {"label.start", "start"},
                                             {"label.end", "end"},
                                             {"label.prepared_by", "prepared_by"},
                                             {"label.checked_by", "checked_by"}};
    const cJSON *label = cli_at(answer, "result/label");
    cli_text text = {0};
    add_drugs(&text, label);
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        add_line(&text, "", cli_string(label, own[i]));
    }
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        add_line(&text, cli_label(it, written[i][0]), cli_string(label, written[i][1]));
    }
    add_stops(it, &text, label);
    page_tables(it, &text, answer);
    page_section(it, "label");
    page_box(it, cli_string(label, "patient"), text_get(&text));
    text_release(&text);
}
