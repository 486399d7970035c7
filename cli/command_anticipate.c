/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia anticipate: what to leave at home for the symptoms expected.
 */
#include "command_request.h"
#include "page.h"
#include "phrase.h"
#include "recipe.h"
#include "syringe_request.h"
#include "today.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PART_SIZE = 128, POINTER_SIZE = 48 };

/* ---- the request ---- */

/* The parts of "a,b,c", without the spaces around them, as strings of a list. */
static void add_parts(cJSON *request, const char *key, const char *typed) {
    cJSON *list = cJSON_AddArrayToObject(request, key);
    while (*typed != '\0') {
        char part[PART_SIZE];
        typed += strspn(typed, " ");
        size_t length = strcspn(typed, ",");
        size_t kept = length;
        while (kept > 0 && typed[kept - 1] == ' ') {
            kept--;
        }
        snprintf(part, sizeof part, "%.*s", (int)kept, typed);
        cJSON_AddItemToArray(list, cJSON_CreateString(part));
        typed += length + (typed[length] == ',' ? 1 : 0);
    }
}

static bool add_regimen(cli *it, cJSON *request) {
    const cli_list *phrases = &it->options.regimen;
    if (phrases->count == 0) {
        return true;
    }
    cJSON *regimen = cJSON_AddArrayToObject(request, "regimen");
    for (size_t i = 0; i < phrases->count; i++) {
        if (!phrase_read_item(it, phrases->items[i], regimen)) {
            return false;
        }
    }
    return true;
}

/* "midazolam 5 mg/mL 1 mL x5": the length of what is before the count; 0 when there is none. */
static size_t before_count(const char *phrase, long *count) {
    static const char sign[] = "\xC3\x97";
    size_t end = strlen(phrase);
    size_t digits = end;
    while (digits > 0 && phrase[digits - 1] >= '0' && phrase[digits - 1] <= '9') {
        digits--;
    }
    size_t mark = digits;
    while (mark > 0 && phrase[mark - 1] == ' ') {
        mark--;
    }
    bool times = mark >= 2 && strncmp(phrase + mark - 2, sign, 2) == 0;
    bool letter = mark >= 1 && (phrase[mark - 1] == 'x' || phrase[mark - 1] == 'X');
    if (digits == end || (!times && !letter)) {
        return 0;
    }
    *count = strtol(phrase + digits, NULL, 10);
    return mark - (times ? 2 : 1);
}

static bool add_product(cli *it, cJSON *list, size_t index, const char *phrase) {
    char pointer[POINTER_SIZE];
    char head[PART_SIZE];
    recipe found;
    long count = 0;
    size_t length = before_count(phrase, &count);
    snprintf(pointer, sizeof pointer, "/at_home/%zu", index);
    if (length == 0 || length >= sizeof head) {
        cli_wrong(it, PALLIA_EKEY_MISSING, pointer, "usage.home_count",
                  (const char *[]){"phrase", phrase, NULL});
        return false;
    }
    snprintf(head, sizeof head, "%.*s", (int)length, phrase);
    if (!recipe_read(it, RECIPE_CONTENT, head, pointer, &found)) {
        return false;
    }
    cJSON *product = cJSON_CreateObject();
    cJSON_AddStringToObject(product, "drug", found.drug);
    recipe_add_ampoule(&found, product);
    cJSON_AddNumberToObject(product, "count", (double)count);
    cJSON_AddItemToArray(list, product);
    return true;
}

static bool add_home(cli *it, cJSON *request) {
    const cli_list *phrases = &it->options.home;
    if (phrases->count == 0) {
        return true;
    }
    cJSON *list = cJSON_AddArrayToObject(request, "at_home");
    for (size_t i = 0; i < phrases->count; i++) {
        if (!add_product(it, list, i, phrases->items[i])) {
            return false;
        }
    }
    return true;
}

static void add_rest(cli *it, cJSON *request) {
    const cli_options *options = &it->options;
    const cli_list *rows = &options->rows;
    const char *days = options->values[OPTION_DAYS];
    cli_request_options(it, request);
    cJSON *patient = cJSON_GetObjectItemCaseSensitive(request, "patient");
    if (options->values[OPTION_WEIGHT]) {
        cli_put_amount(patient, "weight", options->values[OPTION_WEIGHT], "kg");
    }
    if (options->values[OPTION_EGFR]) {
        cli_put_amount(patient, "egfr", options->values[OPTION_EGFR], "mL/min");
    }
    syringe_request_route(it, request);
    if (days) {
        char *end;
        long number = strtol(days, &end, 10);
        cJSON_AddItemToObject(request, "days",
                              *end == '\0' && end != days ? cJSON_CreateNumber((double)number)
                                                          : cJSON_CreateString(days));
    }
    if (options->values[OPTION_WHO]) {
        add_parts(request, "who", options->values[OPTION_WHO]);
    }
    if (rows->count > 0) {
        cJSON *list = cJSON_AddArrayToObject(request, "rows");
        for (size_t i = 0; i < rows->count; i++) {
            cJSON_AddItemToArray(list, cJSON_CreateString(rows->items[i]));
        }
    }
    if (option_given(options, OPTION_COMPARE)) {
        cJSON_AddTrueToObject(request, "compare");
    }
}

static bool read_request(cli *it, cJSON *request) {
    const char *symptoms = it->options.values[OPTION_SYMPTOMS];
    if (!symptoms || it->options.word_count > 0) {
        cli_wrong(it, PALLIA_EKEY_MISSING, "/symptoms", "usage.no_symptoms", NULL);
        return false;
    }
    add_parts(request, "symptoms", symptoms);
    if (!add_regimen(it, request) || !add_home(it, request)) {
        return false;
    }
    add_rest(it, request);
    today_add(it, request);
    return true;
}

/* ---- the page ---- */

static const char *labelled(const cli *it, const char *group, const char *id) {
    char key[64];
    snprintf(key, sizeof key, "%s.%.40s", group, id);
    return cli_label(it, key);
}

static void add_between(const cli *it, cli_text *out, const cJSON *both) {
    const char *low = cli_string(both, "low/text");
    const char *high = cli_string(both, "high/text");
    if (strcmp(low, high) == 0) {
        text_add(out, low);
    } else {
        cli_fill(it, out, "range", (const char *[]){"low", low, "high", high, NULL});
    }
}

static void write_field(cli *it, const char *label, cli_text *text, bool strong) {
    page_field(it, cli_label(it, label), text_get(text), strong);
    text_clear(text);
}

static void write_head(cli *it, const cJSON *line) {
    cli_text text = {0};
    page_blank(it);
    text_add(&text, cli_string(line, "symptom_text"));
    text_add(&text, cli_label(it, "colon"));
    text_add(&text, cli_string(line, "place"));
    text_add(&text, cli_is(line, "kind", "infusion") ? cli_label(it, "anticipate.continuous") : "");
    text_add(&text, cli_true(line, "off_label") ? cli_label(it, "anticipate.off_label") : "");
    text_add(&text, cli_true(line, "local") ? cli_label(it, "anticipate.local") : "");
    page_wrap(it, "\xE2\x96\xA0 ", 2, text_get(&text));
    text_release(&text);
}

static void write_dose(cli *it, const cJSON *line) {
    char doses[16];
    cli_text text = {0};
    cli_text interval = {0};
    add_between(it, &text, cli_at(line, "dose"));
    write_field(it, "anticipate.dose", &text, true);
    if (!cJSON_Compare(cli_at(line, "dose"), cli_at(line, "calculated"), true)) {
        add_between(it, &text, cli_at(line, "calculated"));
        write_field(it, "calculated", &text, false);
    }
    if (cli_at(line, "interval")) {
        add_between(it, &interval, cli_at(line, "interval"));
        page_field_say(it, "anticipate.interval", "anticipate.interval_text",
                       (const char *[]){"interval", text_get(&interval), NULL});
    }
    snprintf(doses, sizeof doses, "%d", cli_int(line, "maximum_doses"));
    if (cli_at(line, "order/maximum_doses") && cli_at(line, "maximum_24h")) {
        page_field_say(
            it, "anticipate.maximum", "anticipate.maximum_text",
            (const char *[]){"doses", doses, "dose", cli_string(line, "maximum_24h/text"), NULL});
    } else if (cli_at(line, "maximum_24h")) {
        page_field(it, cli_label(it, "anticipate.maximum"), cli_string(line, "maximum_24h/text"),
                   false);
    }
    text_release(&interval);
    text_release(&text);
}

static void add_words(const cli *it, cli_text *out, const cJSON *list, const char *group) {
    const cJSON *one;
    bool first = true;
    cJSON_ArrayForEach(one, list) {
        text_add(out, first ? "" : ", ");
        text_add(out, labelled(it, group, cli_string(one, "")));
        first = false;
    }
}

static void write_when(cli *it, const cJSON *line) {
    cli_text text = {0};
    page_field(it, cli_label(it, "anticipate.trigger"), cli_string(line, "trigger"), false);
    page_field(it, cli_label(it, "anticipate.call"), cli_string(line, "call_when"), false);
    if (cli_at(line, "who")) {
        add_words(it, &text, cli_at(line, "who"), "giver");
        write_field(it, "anticipate.who", &text, false);
    }
    text_release(&text);
}

static void write_stock(cli *it, const cJSON *line) {
    char keep[16];
    char days[16];
    char home[16];
    char lacking[16];
    cli_text text = {0};
    if (cli_at(line, "product")) {
        text_add(&text, cli_string(line, "product/name"));
        write_field(it, "anticipate.product", &text, false);
    }
    if (cli_at(line, "product/mixing")) {
        page_field(it, cli_label(it, "anticipate.mixing"), cli_string(line, "product/mixing"),
                   false);
    }
    if (cli_at(line, "product/note")) {
        page_field(it, cli_label(it, "anticipate.product_note"), cli_string(line, "product/note"),
                   false);
    }
    if (cli_at(line, "product/draw")) {
        add_between(it, &text, cli_at(line, "product/draw"));
        write_field(it, "anticipate.draw", &text, false);
    }
    text_release(&text);
    if (!cli_at(line, "stock")) {
        page_field(it, cli_label(it, "anticipate.keep"),
                   labelled(it, "anticipate.stock", cli_string(line, "stock_unknown")), false);
        return;
    }
    snprintf(keep, sizeof keep, "%d", cli_int(line, "stock/keep"));
    snprintf(days, sizeof days, "%d", cli_int(line, "stock/days"));
    snprintf(home, sizeof home, "%d", cli_int(line, "stock/at_home"));
    snprintf(lacking, sizeof lacking, "%d", cli_int(line, "stock/lacking"));
    page_field_say(
        it, "anticipate.keep",
        cli_at(line, "stock/at_home") ? "anticipate.keep_home" : "anticipate.keep_text",
        (const char *[]){"count", keep, "days", days, "home", home, "lacking", lacking, NULL});
}

static void write_grounds(cli *it, const cJSON *line) {
    static const char *const keys[] = {"condition", "note"};
    cli_text text = {0};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (cli_at(line, keys[i])) {
            page_field(it, labelled(it, "anticipate", keys[i]), cli_string(line, keys[i]), false);
        }
    }
    if (cJSON_GetArraySize(cli_at(line, "unsaid")) > 0) {
        add_words(it, &text, cli_at(line, "unsaid"), "anticipate.unsaid");
        write_field(it, "anticipate.unsaid", &text, false);
    }
    text_add(&text, cli_string(line, "text"));
    part_cite(it, &text, line);
    write_field(it, "anticipate.source", &text, false);
    text_release(&text);
}

static void write_missing(cli *it, const cJSON *missing) {
    const cJSON *one;
    if (cJSON_GetArraySize(missing) == 0) {
        return;
    }
    page_section(it, "anticipate.missing");
    cJSON_ArrayForEach(one, missing) {
        cli_text text = {0};
        text_add(&text, cli_string(one, "symptom_text"));
        text_add(&text, cli_label(it, "colon"));
        text_add(&text, cli_string(one, "text"));
        page_wrap(it, "  ! ", 4, text_get(&text));
        text_release(&text);
    }
}

static void write_conflicts(cli *it, const cJSON *conflicts) {
    const cJSON *conflict;
    const cJSON *one;
    if (cJSON_GetArraySize(conflicts) == 0) {
        return;
    }
    page_section(it, "anticipate.conflicts");
    cJSON_ArrayForEach(conflict, conflicts) {
        page_wrap(it, "  ", 4, cli_string(conflict, "name"));
        cJSON_ArrayForEach(one, cli_at(conflict, "values")) {
            cli_text text = {0};
            text_add(&text, cli_string(one, "text"));
            part_cite(it, &text, one);
            page_field(it, cli_string(one, "value/text"), text_get(&text), false);
            text_release(&text);
        }
    }
}

static void write_comparison(cli *it, const cJSON *comparison) {
    const cJSON *one;
    if (cJSON_GetArraySize(comparison) == 0) {
        return;
    }
    page_section(it, "anticipate.comparison");
    cJSON_ArrayForEach(one, comparison) {
        cli_text text = {0};
        text_add(&text, cli_string(one, "symptom_text"));
        text_add(&text, ", ");
        text_add(&text, cli_string(one, "drug_text"));
        text_add(&text, cli_label(it, "colon"));
        text_add(&text, cli_string(one, "text"));
        part_cite(it, &text, one);
        page_wrap(it, "  \xE2\x80\xA2 ", 4, text_get(&text));
        text_release(&text);
    }
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    const cJSON *result = cli_at(answer, "result");
    const cJSON *line;
    page_title(it, cli_label(it, "title.anticipate"));
    if (part_is_refused(answer)) {
        part_refusal(it, answer);
    }
    cJSON_ArrayForEach(line, cli_at(result, "lines")) {
        write_head(it, line);
        write_dose(it, line);
        write_when(it, line);
        write_stock(it, line);
        write_grounds(it, line);
    }
    part_received(it, answer);
    write_missing(it, cli_at(result, "missing"));
    write_conflicts(it, cli_at(result, "conflicts"));
    write_comparison(it, cli_at(result, "comparison"));
    part_end(it, request, answer);
}

int cli_anticipate(cli *it) {
    return command_syringe(it, "anticipate", read_request, write_page, NULL);
}
