/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia verify: the verdict first.
 */
#include "command_request.h"
#include "page.h"
#include "syringe_request.h"

#include <stdio.h>
#include <string.h>

enum { KEY_SIZE = 64, SHORT_RATIO = 6 };

static const char *word(const cli *it, const char *group, const char *id) {
    char key[KEY_SIZE];
    snprintf(key, sizeof key, "%s.%.40s", group, id);
    return cli_label(it, key);
}

static bool conforms(const cJSON *from) {
    return cli_is(from, "verdict", "conform");
}

/* ---- the verdict ---- */

/* What belongs beside the verdict. Of a stop its first sentence: its sources follow on the page. */
static void add_said(cli_text *out, const cJSON *advice) {
    bool stop = cli_is(advice, "severity", "stop");
    const char *said = cli_string(advice, "text");
    const char *end = stop ? strstr(said, ". ") : NULL;
    if (!stop && !cli_is(advice, "code", "cannot-verify") &&
        !cli_is(advice, "code", "likely-cause")) {
        return;
    }
    text_add(out, "\n");
    text_add_part(out, said, end ? (size_t)(end - said) + 1 : strlen(said));
}

/* A syringe that deviates for one reason other than a dose says which. */
static const char *says_of(const cJSON *result) {
    const cJSON *reasons = cli_at(result, "reasons");
    const char *first = cJSON_GetStringValue(cJSON_GetArrayItem(reasons, 0));
    bool told = cJSON_GetArraySize(reasons) == 1 &&
                (strcmp(first, "mixture") == 0 || strcmp(first, "diluent") == 0 ||
                 strcmp(first, "time") == 0 || strcmp(first, "implausible-dose") == 0);
    return told ? first : cli_string(result, "verdict");
}

static void write_verdict(cli *it, const cJSON *answer) {
    const cJSON *advice;
    cli_text text = {0};
    const char *verdict = cli_string(answer, "result/verdict");
    text_add(&text, word(it, "verdict_says", says_of(cli_at(answer, "result"))));
    cJSON_ArrayForEach(advice, cli_at(answer, "advice")) {
        add_said(&text, advice);
    }
    const char *title = word(it, "verdict_title", verdict);
    if (conforms(cli_at(answer, "result"))) {
        page_box(it, title, text_get(&text));
    } else {
        page_frame(it, title, text_get(&text));
    }
    text_release(&text);
}

/* ---- drugs ---- */

static void add_change(cli_text *out, const cJSON *change) {
    const char *text = cli_string(change, "text");
    if (*text == '-') {
        text_add(out, "\xE2\x88\x92");
        text_add(out, text + 1);
        return;
    }
    text_add(out, cli_is(change, "exact", "0") ? "" : "+");
    text_add(out, text);
}

/* " = × 5 (+400 %)": a ratio that nobody can read is left to its percentage. */
static void add_ratio(cli *it, cli_text *out, const cJSON *from) {
    const char *ratio = cli_string(from, "ratio");
    if (*ratio == '\0' || strcmp(ratio, "1") == 0) {
        return;
    }
    text_add(out, cli_label(it, "colon"));
    if (strlen(ratio) < SHORT_RATIO) {
        text_add(out, "\xC3\x97 ");
        text_add(out, ratio);
        text_add(out, ", ");
    }
    add_change(out, cli_at(from, "change"));
}

static void write_cause(cli *it, const cJSON *from) {
    if (cli_at(from, "likely")) {
        page_say(it, "      ", 6, "likely",
                 (const char *[]){"cause", word(it, "cause", cli_string(from, "likely")), NULL});
    }
}

static void write_dose(cli *it, const char *key, const cJSON *drug, const char *day,
                       const char *hour, bool ratio) {
    cli_text text = {0};
    const char *value = cli_string(drug, day);
    if (*value == '\0') {
        text_add(&text, cli_label(it, "not_known"));
    } else {
        cli_fill(it, &text, "day_and_hour",
                 (const char *[]){"day", value, "hour", cli_string(drug, hour), NULL});
    }
    if (ratio) {
        add_ratio(it, &text, drug);
    }
    cli_text head = {0};
    text_add(&head, "      ");
    page_cell(&head, cli_label(it, key), 18);
    text_add(&head, "  ");
    page_wrap(it, text_get(&head), 26, text_get(&text));
    text_release(&head);
    text_release(&text);
}

static void write_drug(cli *it, const cJSON *drug) {
    const char *verdict = cli_true(drug, "missing") ? cli_label(it, "drug_missing")
                          : cli_true(drug, "unordered")
                              ? cli_label(it, "drug_unordered")
                              : word(it, "verdict_title", cli_string(drug, "verdict"));
    page_field(it, cli_string(drug, "name"), verdict, true);
    if (!cli_true(drug, "unordered")) {
        write_dose(it, "ordered", drug, "prescribed/text", "prescribed_per_hour/text", false);
    }
    if (!cli_true(drug, "missing")) {
        write_dose(it, "delivered", drug, "delivered/text", "per_hour/text", true);
    }
    write_cause(it, drug);
}

static void write_drugs(cli *it, const cJSON *result) {
    const cJSON *drug;
    page_section(it, "verify.drugs");
    cJSON_ArrayForEach(drug, cli_at(result, "drugs")) {
        write_drug(it, drug);
    }
}

/* ---- the pump, the volumes, the time ---- */

static void write_volume(cli *it, const cJSON *volume) {
    if (!volume) {
        return;
    }
    bool sum = cli_at(volume, "sum") != NULL;
    bool drugs = cli_at(volume, "contents") != NULL;
    const char *stated = cli_string(volume, "stated/text");
    page_field_say(it, "verify.volume",
                   sum     ? "verify.volume_text"
                   : drugs ? "verify.volume_drugs"
                           : "verify.volume_unknown",
                   (const char *[]){"sum", cli_string(volume, sum ? "sum/text" : "contents/text"),
                                    "stated", *stated ? stated : cli_label(it, "not_known"),
                                    "verdict", word(it, "verdict", cli_string(volume, "verdict")),
                                    NULL});
}

static void write_time(cli *it, const cJSON *result) {
    const char *lasts = cli_string(result, "duration/text");
    const char *ordered = cli_string(result, "ordered_duration/text");
    const char *rate = cli_string(result, "rate/text");
    page_field(it, cli_label(it, "fill.rate"), *rate ? rate : cli_label(it, "not_known"), false);
    if (*ordered == '\0') {
        page_field(it, cli_label(it, "fill.duration"), *lasts ? lasts : cli_label(it, "not_known"),
                   false);
        return;
    }
    page_field_say(it, "fill.duration", "verify.duration_text",
                   (const char *[]){"lasts", *lasts ? lasts : cli_label(it, "not_known"), "ordered",
                                    ordered, NULL});
}

static void write_programmed(cli *it, const cJSON *programmed) {
    if (!programmed) {
        return;
    }
    const char *real = cli_string(programmed, "real/text");
    cli_text text = {0};
    cli_fill(it, &text, "verify.programmed_text",
             (const char *[]){"programmed", cli_string(programmed, "strength/text"), "real",
                              *real ? real : cli_label(it, "not_known"), "verdict",
                              word(it, "verdict", cli_string(programmed, "verdict")), NULL});
    page_field(it, cli_label(it, "verify.programmed"), text_get(&text), false);
    text_release(&text);
}

static void write_bolus(cli *it, const cJSON *bolus) {
    if (!bolus) {
        return;
    }
    const char *volume = cli_string(bolus, "volume/text");
    const char *delivered = cli_string(bolus, "delivered/text");
    cli_text text = {0};
    cli_fill(it, &text, "verify.bolus_text",
             (const char *[]){"volume", *volume ? volume : cli_label(it, "not_known"), "delivered",
                              *delivered ? delivered : cli_label(it, "not_known"), "prescribed",
                              cli_string(bolus, "prescribed/text"), "verdict",
                              word(it, "verdict", cli_string(bolus, "verdict")), NULL});
    if (cli_at(bolus, "due_volume") && !conforms(bolus)) {
        cli_fill(it, &text, "verify.bolus_due",
                 (const char *[]){"volume", cli_string(bolus, "due_volume/text"), NULL});
    }
    page_field(it, cli_label(it, "verify.bolus"), text_get(&text), false);
    write_cause(it, bolus);
    text_release(&text);
}

static void write_rest(cli *it, const cJSON *result) {
    page_section(it, "verify.rest");
    write_volume(it, cli_at(result, "volume"));
    write_time(it, result);
    write_programmed(it, cli_at(result, "programmed"));
    write_bolus(it, cli_at(result, "bolus"));
    page_field_say(it, "verify.limits", "verify.limits_text",
                   (const char *[]){"dose", cli_string(result, "tolerance/dose/text"), "volume",
                                    cli_string(result, "tolerance/volume/text"), NULL});
}

static void write_page(cli *it, const cJSON *request, const cJSON *answer) {
    page_title(it, cli_label(it, "title.verify"));
    if (part_is_refused(answer)) {
        part_refusal(it, answer);
    } else {
        write_verdict(it, answer);
        write_drugs(it, cli_at(answer, "result"));
        write_rest(it, cli_at(answer, "result"));
    }
    part_end(it, request, answer);
}

int cli_verify(cli *it) {
    return command_syringe(it, "verify", syringe_request_verify, write_page, NULL);
}
