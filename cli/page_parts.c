/* SPDX-License-Identifier: MPL-2.0
 *
 * The parts that the pages of several commands share.
 */
#include "page.h"

#include "terminal.h"

#include <stdio.h>
#include <string.h>

enum { LABEL_SIZE = 64, DIGEST_SHOWN = 12 };

static const char *labelled(const cli *it, const char *group, const char *word) {
    char key[LABEL_SIZE];
    snprintf(key, sizeof key, "%s.%s", group, word);
    return cli_label(it, key);
}

static void line(cli *it, const char *key, const char *const *arguments) {
    cli_text text = {0};
    cli_fill(it, &text, key, arguments);
    page_wrap(it, "  ", 2, text_get(&text));
    text_release(&text);
}

bool part_is_refused(const cJSON *answer) {
    return cli_is(answer, "status", "withheld") || cli_is(answer, "status", "refused");
}

void part_received(cli *it, const cJSON *answer) {
    const cJSON *step;
    bool any = false;
    cJSON_ArrayForEach(step, cli_at(answer, "trail")) {
        if (!cli_is(step, "step", "item") && !cli_is(step, "step", "sum")) {
            continue;
        }
        if (!any) {
            page_section(it, "received");
        }
        any = true;
        page_wrap(it, "  ", 6, cli_string(step, "text"));
    }
}

static void watch(cli *it, const cJSON *advice) {
    const char *severity = cli_string(advice, "severity");
    cli_text text = {0};
    bool alarm = strcmp(severity, "stop") == 0 || strcmp(severity, "never") == 0;
    text_add(&text, alarm ? labelled(it, "severity", severity) : "");
    text_add(&text, alarm ? " " : "");
    text_add(&text, cli_string(advice, "text"));
    text_add(&text, " [");
    text_add(&text, cli_string(advice, "code"));
    text_add(&text, "]");
    page_wrap(it, strcmp(severity, "info") == 0 ? "  i " : "  ! ", 4, text_get(&text));
    text_release(&text);
}

void part_watch(cli *it, const cJSON *answer) {
    static const char *const order[] = {"never", "stop", "caution", "info"};
    const cJSON *advice;
    bool any = false;
    /* The stops of an answer withheld stand in its frame. */
    size_t first = cli_is(answer, "status", "withheld") ? 2 : 0;
    for (size_t i = first; i < sizeof order / sizeof order[0]; i++) {
        cJSON_ArrayForEach(advice, cli_at(answer, "advice")) {
            if (!cli_is(advice, "severity", order[i])) {
                continue;
            }
            if (!any) {
                page_section(it, "watch");
            }
            any = true;
            watch(it, advice);
        }
    }
}

/* The fact as the request gave it. */
static const char *given(const cli *it, const cJSON *request, const char *fact) {
    char path[LABEL_SIZE];
    snprintf(path, sizeof path, "patient/%s", fact);
    const cJSON *at = cli_at(request, path);
    return cJSON_IsTrue(at) ? cli_label(it, "yes") : cli_string(at, "");
}

void part_patient(cli *it, const cJSON *request, const cJSON *answer) {
    const cJSON *fact;
    if (cJSON_GetArraySize(cli_at(answer, "patient")) == 0) {
        return;
    }
    page_section(it, "patient");
    cJSON_ArrayForEach(fact, cli_at(answer, "patient")) {
        const char *name = cli_string(fact, "fact");
        cli_text text = {0};
        const char *value = given(it, request, name);
        if (strcmp(name, "hepatic") == 0) {
            value = labelled(it, "hepatic", value);
        }
        text_add(&text, value);
        text_add(&text, cli_label(it, "colon"));
        text_add(&text, labelled(it, "use", cli_string(fact, "use")));
        page_field(it, labelled(it, "fact", name), text_get(&text), false);
        text_release(&text);
    }
}

static void work(cli *it, const cJSON *step) {
    cli_text text = {0};
    text_add(&text, cli_string(step, "text"));
    if (cli_at(step, "edition")) {
        text_add(&text, " [");
        text_add(&text, cli_string(step, "edition"));
        text_add(&text, "]");
    }
    page_wrap(it, "  ", 6, text_get(&text));
    text_release(&text);
}

void part_working(cli *it, const cJSON *answer) {
    const cJSON *step;
    bool any = false;
    cJSON_ArrayForEach(step, cli_at(answer, "trail")) {
        if (cli_is(step, "step", "item") || cli_is(step, "step", "sum")) {
            continue;
        }
        if (!any) {
            page_section(it, "working");
        }
        any = true;
        work(it, step);
    }
}

static void source(cli *it, const cJSON *cite) {
    enum { TITLE_COLUMNS = 72, YEAR = 4 };
    cli_text title = {0};
    cli_text text = {0};
    const char *full = cli_string(cite, "title");
    size_t columns = text_columns(full, strlen(full));
    page_cell(&title, full, columns < TITLE_COLUMNS ? columns : TITLE_COLUMNS);
    text_add(&text, text_get(&title));
    text_add(&text, ", ");
    const char *published = cli_string(cite, "published");
    if (strcmp(published, "undated") == 0) {
        text_add(&text, cli_label(it, "undated"));
    } else {
        text_add_part(&text, published, text_bytes(published, YEAR));
    }
    text_add(&text, " \xE2\x80\x94 ");
    text_add(&text, labelled(it, "evidence", cli_string(cite, "evidence")));
    text_add(&text, cli_true(cite, "local") ? cli_label(it, "local") : "");
    text_add(&text, " [");
    text_add(&text, cli_string(cite, cli_at(cite, "edition") ? "edition" : "source"));
    text_add(&text, "]");
    page_wrap(it, "  ", 4, text_get(&text));
    text_release(&title);
    text_release(&text);
}

void part_sources(cli *it, const cJSON *answer) {
    const cJSON *cite;
    if (cJSON_GetArraySize(cli_at(answer, "cites")) == 0) {
        return;
    }
    page_section(it, "sources");
    cJSON_ArrayForEach(cite, cli_at(answer, "cites")) {
        source(it, cite);
    }
}

/* ---- the other tables ---- */

enum { OTHERS_SHOWN = 10, VALUE_COLUMNS = 13, PERCENT_COLUMNS = 9, ID_COLUMNS = 20 };

static void other(cli *it, const cJSON *one) {
    cli_text text = {0};
    cli_text percent = {0};
    const char *id = cli_string(one, "edition");
    if (cli_at(one, "differs_percent")) {
        page_percent(it, &percent, cli_string(one, "differs_percent"));
    }
    text_add(&text, " ");
    page_cell_right(&text, cli_string(one, "calculated/text"), VALUE_COLUMNS);
    page_cell_right(&text, text_get(&percent), PERCENT_COLUMNS);
    text_add(&text, "  ");
    page_cell(&text, *id ? id : cli_string(one, "profile"), ID_COLUMNS);
    text_add(&text, " ");
    size_t used = text_columns(text_get(&text), text.length);
    const char *title = cli_string(one, "title");
    size_t columns = text_columns(title, strlen(title));
    page_cell(&text, title, columns < CLI_WIDTH - used ? columns : CLI_WIDTH - used);
    text_add(&text, "\n");
    text_add(&it->out, text_get(&text));
    text_release(&percent);
    text_release(&text);
}

/* A percentage "-33.3" in tenths and more, for ordering lines only. */
static long magnitude(const char *percent) {
    long value = 0;
    int decimals = -1;
    for (; *percent != '\0' && decimals < 2; percent++) {
        if (*percent == '.') {
            decimals = 0;
        } else if (*percent >= '0' && *percent <= '9') {
            value = value * 10 + (*percent - '0');
            decimals += decimals >= 0 ? 1 : 0;
        }
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 2; decimals++) {
        value *= 10;
    }
    return value;
}

static bool is_french(const cJSON *one) {
    return cli_is(one, "jurisdiction", "FR") || cli_at(one, "profile");
}

/* French tables come first; then, when not all are shown, those that differ most. */
static bool is_shown(const cJSON *others, const cJSON *one, size_t most) {
    const cJSON *rival;
    size_t before = 0;
    long own = magnitude(cli_string(one, "differs_percent"));
    bool after_one = false;
    cJSON_ArrayForEach(rival, others) {
        long size = magnitude(cli_string(rival, "differs_percent"));
        bool first = is_french(rival) != is_french(one)
                         ? is_french(rival)
                         : size > own || (size == own && !after_one && rival != one);
        before += first ? 1 : 0;
        after_one = after_one || rival == one;
    }
    return before < most;
}

static size_t list_others(cli *it, const cJSON *others, bool french, size_t most) {
    const cJSON *one;
    size_t count = 0;
    cJSON_ArrayForEach(one, others) {
        if (is_french(one) == french && is_shown(others, one, most)) {
            other(it, one);
            count++;
        }
    }
    return count;
}

void part_others(cli *it, const char *section, const cJSON *others, bool all) {
    size_t total = (size_t)cJSON_GetArraySize(others);
    size_t most = all ? total : OTHERS_SHOWN;
    if (total == 0) {
        return;
    }
    page_section(it, section);
    size_t shown = list_others(it, others, true, most);
    shown += list_others(it, others, false, most);
    if (shown < total) {
        char rest[32];
        snprintf(rest, sizeof rest, "%zu", total - shown);
        line(it, "others_rest", (const char *[]){"count", rest, NULL});
    }
}

/* ---- no number ---- */

/* Several drugs or pairs may bring the same stop. */
static bool is_first_of_code(const cJSON *answer, const cJSON *advice) {
    const cJSON *one = cli_at(answer, "advice")->child;
    while (one != advice &&
           !(cli_is(one, "severity", "stop") && cli_is(one, "code", cli_string(advice, "code")))) {
        one = one->next;
    }
    return one == advice;
}

static void stop_codes(const cJSON *answer, cli_text *out) {
    const cJSON *advice;
    cJSON_ArrayForEach(advice, cli_at(answer, "advice")) {
        if (cli_is(advice, "severity", "stop") && is_first_of_code(answer, advice)) {
            text_add(out, out->length ? " " : "");
            text_add(out, "--acknowledge ");
            text_add(out, cli_string(advice, "code"));
        }
    }
}

static void stop_texts(const cJSON *answer, cli_text *out) {
    const cJSON *advice;
    cJSON_ArrayForEach(advice, cli_at(answer, "advice")) {
        if (cli_is(advice, "severity", "stop")) {
            text_add(out, cli_string(advice, "text"));
            text_add(out, "\n");
        }
    }
}

static void withheld(cli *it, const cJSON *answer) {
    cli_text text = {0};
    cli_text codes = {0};
    stop_texts(answer, &text);
    stop_codes(answer, &codes);
    cli_fill(it, &text, "withheld_how", (const char *[]){"codes", text_get(&codes), NULL});
    page_frame(it, cli_label(it, "withheld"), text_get(&text));
    text_release(&codes);
    text_release(&text);
}

/* Why there is no answer. That no rule was found is said for the page: the error names a table's
 * place, which means little to its reader. */
static const char *why_refused(const cli *it, const cJSON *answer) {
    if (cli_int(answer, "error/code") != PALLIA_ENO_RULE) {
        return cli_string(answer, "error/text");
    }
    if (cli_is(answer, "op", "titrate")) {
        return cli_label(it, "no_rule.titrate");
    }
    if (cli_at(answer, "edition")) {
        return cli_label(it, "no_rule.edition");
    }
    bool others = cJSON_GetArraySize(cli_at(answer, "others")) > 0;
    return cli_label(it, others ? "no_rule.profile" : "no_rule.none");
}

static void refused(cli *it, const cJSON *answer) {
    const cJSON *other_table;
    page_frame(it, cli_label(it, "refused"), why_refused(it, answer));
    if (cJSON_GetArraySize(cli_at(answer, "others")) == 0) {
        return;
    }
    page_section(it, "have_rule");
    cJSON_ArrayForEach(other_table, cli_at(answer, "others")) {
        cli_text head = {0};
        text_add(&head, "  ");
        page_cell(&head, cli_string(other_table, "edition"), ID_COLUMNS);
        text_add(&head, "  ");
        page_wrap(it, text_get(&head), ID_COLUMNS + 4, cli_string(other_table, "title"));
        text_release(&head);
    }
}

void part_refusal(cli *it, const cJSON *answer) {
    if (cli_is(answer, "status", "withheld")) {
        withheld(it, answer);
    } else {
        refused(it, answer);
    }
}

static void write_local(cli *it, const cJSON *answer) {
    const cJSON *table;
    cJSON_ArrayForEach(table, cli_at(answer, "identity/local")) {
        const char *sha256 = cli_string(table, "sha256");
        cli_text digest = {0};
        cli_text text = {0};
        text_add_part(&digest, sha256, text_bytes(sha256, DIGEST_SHOWN));
        cli_fill(it, &text, "foot_local",
                 (const char *[]){"edition", cli_string(table, "edition"), "sha256",
                                  text_get(&digest), NULL});
        page_wrap(it, "", 0, text_get(&text));
        text_release(&digest);
        text_release(&text);
    }
}

void page_tables(const cli *it, cli_text *out, const cJSON *answer) {
    cli_text digest = {0};
    const char *sha256 = cli_string(answer, "identity/tables_sha256");
    text_add_part(&digest, sha256, text_bytes(sha256, DIGEST_SHOWN));
    cli_fill(it, out, "foot",
             (const char *[]){"library", cli_string(answer, "identity/library"), "tables",
                              cli_string(answer, "identity/tables"), "sha256", text_get(&digest),
                              NULL});
    text_release(&digest);
}

void part_foot(cli *it, const cJSON *answer) {
    cli_text text = {0};
    page_tables(it, &text, answer);
    page_blank(it);
    text_repeat(&it->out, "\xE2\x94\x80", CLI_WIDTH);
    page_blank(it);
    page_wrap(it, "", 0, cli_string(answer, "review/text"));
    page_wrap(it, "", 0, text_get(&text));
    write_local(it, answer);
    text_release(&text);
}

void part_end(cli *it, const cJSON *request, const cJSON *answer) {
    part_watch(it, answer);
    part_patient(it, request, answer);
    part_working(it, answer);
    part_sources(it, answer);
    part_foot(it, answer);
}

void part_cite(const cli *it, cli_text *out, const cJSON *from) {
    const char *source = cli_string(from, "source");
    if (*source == '\0') {
        return;
    }
    text_add(out, " [");
    text_add(out, source);
    if (cli_is(from, "evidence", "secondary")) {
        text_add(out, ", ");
        text_add(out, labelled(it, "evidence", "secondary"));
    }
    text_add(out, "]");
}
