/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia sheet new|check|render|revoke|supersede FILE: the sheet for the night, kept in a file that
 * its owner alone may read. Messages name places of the document, never what it says of a patient.
 */
#define _POSIX_C_SOURCE 200809L

#include "cli.h"

#include "command_request.h"
#include "file.h"
#include "from.h"
#include "page.h"
#include "sheet.h"
#include "sheet_new.h"
#include "terminal.h"
#include "today.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MISSING_SHOWN = 15, FINDINGS_SHOWN = 5 };

/* ---- requests ---- */

cJSON *sheet_request(const cli *it, const char *operation) {
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", operation);
    today_add(it, request);
    return request;
}

/* The sheet goes to the library byte by byte as it stands in the file. */
static cJSON *request_of_file(cli *it, const char *operation, const char *path, int *code) {
    cli_text bytes = {0};
    cJSON *request = NULL;
    if (from_document(it, path, path, &bytes, code)) {
        request = sheet_request(it, operation);
        cJSON_AddRawToObject(request, "sheet", text_get(&bytes));
    }
    text_release(&bytes);
    return request;
}

/* False when there is nothing to go on with, which has been said. Takes the request over. */
static bool call(cli *it, cJSON *request, cli_answer *answer, int *code) {
    cli_ask(it, request, answer);
    cJSON_Delete(request);
    *code = cli_exit_code(answer->tree);
    if (*code < CLI_REQUEST) {
        return true;
    }
    if (strncmp(cli_string(answer->tree, "error/pointer"), "/sheet", strlen("/sheet")) == 0) {
        cli_conceal(it, answer->tree);
    }
    cli_complain_answer(it, answer->tree);
    cli_complain_text(cli_string(answer->tree, "error/pointer"));
    page_document(it, answer->tree);
    cli_answer_release(answer);
    return false;
}

/* ---- check ---- */

static void write_finding(cli *it, const cJSON *finding) {
    char key[48];
    cli_text text = {0};
    snprintf(key, sizeof key, "severity.%.30s", cli_string(finding, "severity"));
    text_add(&text, cli_label(it, key));
    text_add(&text, " ");
    text_add_printable(&text, cli_string(finding, "text"));
    text_add(&text, " ");
    text_add_printable(&text, cli_string(finding, "pointer"));
    page_wrap(it, "  - ", 4, text_get(&text));
    text_release(&text);
}

static void write_missing(cli *it, const cJSON *answer) {
    const cJSON *all = cli_at(answer, "result/missing");
    int count = cJSON_GetArraySize(all);
    cli_text list = {0};
    for (int i = 0; i < count && i < MISSING_SHOWN; i++) {
        text_add(&list, list.length ? ", " : "");
        text_add_printable(&list, cli_string(cJSON_GetArrayItem(all, i), "label"));
    }
    if (count > MISSING_SHOWN) {
        char rest[16];
        snprintf(rest, sizeof rest, "%d", count - MISSING_SHOWN);
        cli_fill(it, &list, "sheet.more", (const char *[]){"count", rest, NULL});
    }
    if (count > 0) {
        page_section(it, "sheet.missing");
        page_wrap(it, "  ", 2, text_get(&list));
    }
    text_release(&list);
}

/* Writes up to `room` findings of a severity, those that lack something or the others; their count
 * in all. */
static int write_some(cli *it, const cJSON *findings, const char *severity, bool lacking,
                      int room) {
    const cJSON *one;
    int count = 0;
    cJSON_ArrayForEach(one, findings) {
        if (cli_is(one, "severity", severity) && cli_is(one, "code", "missing") == lacking) {
            if (count < room) {
                write_finding(it, one);
            }
            count++;
        }
    }
    return count;
}

/* What is wrong before what is lacking: the list of what to fill in says that again. */
static void write_severity(cli *it, const cJSON *findings, const char *severity) {
    int wrong = write_some(it, findings, severity, false, FINDINGS_SHOWN);
    int all = wrong + write_some(it, findings, severity, true, FINDINGS_SHOWN - wrong);
    if (all > FINDINGS_SHOWN) {
        char rest[16];
        char key[48];
        snprintf(rest, sizeof rest, "%d", all - FINDINGS_SHOWN);
        snprintf(key, sizeof key, "severity.%.30s", severity);
        page_say(it, "  - ", 4, "sheet.more_findings",
                 (const char *[]){"severity", cli_label(it, key), "count", rest, NULL});
    }
}

/* What to mend, the gravest first; then what is not filled in, in order of weight. */
static void write_check(cli *it, const cJSON *answer) {
    static const char *const severities[] = {"stop", "caution", "info"};
    const cJSON *findings = cli_at(answer, "result/findings");
    char value[16];
    char of[16];
    snprintf(value, sizeof value, "%d", cli_int(answer, "result/score/value"));
    snprintf(of, sizeof of, "%d", cli_int(answer, "result/score/of"));
    page_title(it, cli_string(answer, "result/page/title"));
    page_wrap(it, "", 0, cli_string(answer, "result/page/state/text"));
    page_say(it, "", 0, "sheet.score", (const char *[]){"value", value, "of", of, NULL});
    if (cJSON_GetArraySize(findings) > 0) {
        page_section(it, "sheet.findings");
    }
    for (size_t i = 0; i < sizeof severities / sizeof severities[0]; i++) {
        write_severity(it, findings, severities[i]);
    }
    write_missing(it, answer);
    part_foot(it, answer);
}

static void show_check(cli *it, const cli_answer *answer) {
    if (option_given(&it->options, OPTION_JSON)) {
        text_add(&it->out, answer->bytes);
        text_add(&it->out, "\n");
    } else {
        write_check(it, answer->tree);
    }
}

static int check(cli *it, const char *path) {
    int code;
    cli_answer answer;
    cJSON *request = request_of_file(it, "sheet", path, &code);
    if (!request || !call(it, request, &answer, &code)) {
        return code;
    }
    show_check(it, &answer);
    cli_answer_release(&answer);
    return code;
}

/* ---- render ---- */

/* At most one output goes to stdout, and none over the sheet itself. */
static bool outputs_are_right(cli *it, const char *path) {
    static const cli_option named[] = {OPTION_HTML, OPTION_PDF, OPTION_PNG};
    int on_stdout = option_given(&it->options, OPTION_TEXT) ? 1 : 0;
    on_stdout += option_given(&it->options, OPTION_JSON) ? 1 : 0;
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        const char *out = it->options.values[named[i]];
        on_stdout += out && strcmp(out, "-") == 0 ? 1 : 0;
        if (out && (*out == '\0' || file_is_same(out, path))) {
            cli_wrong(it, PALLIA_EVALUE, "", "usage.sheet_itself",
                      (const char *[]){"file", out, NULL});
            return false;
        }
    }
    if (on_stdout > 1) {
        cli_wrong(it, PALLIA_ECONFLICT, "", "usage.one_stdout", NULL);
    }
    return on_stdout <= 1;
}

static int save_html(cli *it, const cJSON *model, const char *out) {
    cli_text page = {0};
    sheet_html(it, model, &page);
    bool good = true;
    if (strcmp(out, "-") == 0) {
        text_add_part(&it->out, text_get(&page), page.length);
    } else {
        good = file_keep(out, &page);
    }
    text_release(&page);
    if (!good) {
        cli_complain(it, "usage.cannot_save", (const char *[]){"file", out, NULL});
    }
    return good ? CLI_OK : CLI_INTERNAL;
}

static int write_outputs(cli *it, const cli_answer *answer) {
    const char *const *values = it->options.values;
    const cJSON *model = cli_at(answer->tree, "result/page");
    bool any = values[OPTION_HTML] || values[OPTION_PDF] || values[OPTION_PNG];
    int code = CLI_OK;
    if (values[OPTION_JSON]) {
        text_add(&it->out, answer->bytes);
        text_add(&it->out, "\n");
    } else if (values[OPTION_TEXT] || !any) {
        sheet_text(it, model);
    }
    if (values[OPTION_HTML]) {
        code = save_html(it, model, values[OPTION_HTML]);
    }
    if (code == CLI_OK && values[OPTION_PDF]) {
        code = file_sheet(it, "--pdf", values[OPTION_PDF], answer->bytes);
    }
    if (code == CLI_OK && values[OPTION_PNG]) {
        code = file_sheet(it, "--png", values[OPTION_PNG], answer->bytes);
    }
    return code;
}

static int render(cli *it, const char *path) {
    int code;
    cli_answer answer;
    if (!outputs_are_right(it, path)) {
        return CLI_REQUEST;
    }
    cJSON *request = request_of_file(it, "sheet", path, &code);
    if (!request || !call(it, request, &answer, &code)) {
        return code;
    }
    int rest = write_outputs(it, &answer);
    cli_answer_release(&answer);
    return rest == CLI_OK ? code : rest;
}

/* ---- files that change ---- */

/* As it stands in a file, to release with text_release. */
static void print_sheet(const cJSON *sheet, cli_text *out) {
    char *bytes = cJSON_Print(sheet);
    command_indent(out, bytes);
    cJSON_free(bytes);
}

static int cannot_save(const cli *it, const char *path) {
    cli_complain(it, "usage.cannot_save", (const char *[]){"file", path, NULL});
    return CLI_INTERNAL;
}

/* The next state in the place of the file. */
static int save_revoked(cli *it, const cJSON *result, const char *path) {
    cli_text next = {0};
    print_sheet(cli_at(result, "sheet"), &next);
    bool good = file_keep(path, &next);
    text_release(&next);
    if (!good) {
        return cannot_save(it, path);
    }
    page_say(it, "", 0, "sheet.revoked", (const char *[]){"file", path, NULL});
    return CLI_OK;
}

/* The new version in the place of the file, the closed one beside it. */
static int save_versions(cli *it, const cJSON *result, const char *path) {
    cli_text name = {0};
    cli_text next = {0};
    cli_text earlier = {0};
    const cJSON *closed = cli_at(result, "superseded");
    int code = CLI_OK;
    print_sheet(closed, &earlier);
    print_sheet(cli_at(result, "sheet"), &next);
    bool named = file_earlier_name(&name, path, cli_int(closed, "version"));
    const char *kept = text_get(&name);
    if (named && file_exists(kept)) {
        code = cli_wrong(it, PALLIA_ECONFLICT, "", "usage.earlier_exists",
                         (const char *[]){"file", kept, NULL});
    } else if (!named || !file_keep_both(path, &next, kept, &earlier)) {
        code = cannot_save(it, path);
    } else {
        page_say(it, "", 0, "sheet.superseded",
                 (const char *[]){"file", path, "earlier", kept, NULL});
    }
    text_release(&name);
    text_release(&next);
    text_release(&earlier);
    return code;
}

/* Whether the sheet of the file may still change; else that has been said, with its state. */
static bool is_open(cli *it, const cJSON *request, int *code) {
    cli_answer answer;
    cJSON *question = sheet_request(it, "sheet");
    cJSON_AddItemToObject(question, "sheet", cJSON_Duplicate(cli_at(request, "sheet"), 1));
    if (!call(it, question, &answer, code)) {
        return false;
    }
    const cJSON *state = cli_at(answer.tree, "result/page/state");
    bool closed = cli_is(state, "code", "revoked") || cli_is(state, "code", "superseded");
    if (closed) {
        *code = cli_wrong(it, PALLIA_ECONFLICT, "/sheet/status", "usage.sheet_closed",
                          (const char *[]){"state", cli_string(state, "text"), NULL});
    }
    cli_answer_release(&answer);
    return !closed;
}

/* Takes the request over. */
static int change(cli *it, cJSON *request, const char *path,
                  int (*save)(cli *it, const cJSON *result, const char *path)) {
    int code;
    cli_answer answer;
    if (!is_open(it, request, &code)) {
        cJSON_Delete(request);
        return code;
    }
    if (!call(it, request, &answer, &code)) {
        return code;
    }
    int saved = save(it, cli_at(answer.tree, "result"), path);
    if (saved == CLI_OK && option_given(&it->options, OPTION_JSON)) {
        text_clear(&it->out);
        text_add(&it->out, answer.bytes);
        text_add(&it->out, "\n");
    }
    cli_answer_release(&answer);
    return saved == CLI_OK ? code : saved;
}

static int revoke(cli *it, const char *path) {
    int code;
    const char *reason = it->options.values[OPTION_REASON];
    const char *by = it->options.values[OPTION_BY];
    if (!reason) {
        return cli_wrong(it, PALLIA_EKEY_MISSING, "/reason", "usage.sheet_reason", NULL);
    }
    cJSON *request = request_of_file(it, "sheet-revoke", path, &code);
    if (!request) {
        return code;
    }
    cJSON_AddStringToObject(request, "reason", reason);
    if (by) {
        cJSON_AddStringToObject(request, "by", by);
    }
    return change(it, request, path, save_revoked);
}

static int supersede(cli *it, const char *path) {
    int code;
    cJSON *request = request_of_file(it, "sheet-supersede", path, &code);
    return request ? change(it, request, path, save_versions) : code;
}

static int sheet_exists(cli *it, const char *path) {
    return cli_wrong(it, PALLIA_ECONFLICT, "", "usage.sheet_exists",
                     (const char *[]){"file", path, NULL});
}

/* Puts the new sheet where nothing is yet, unless forced; an exit code. */
static int keep_new(cli *it, const cli_text *text, const char *path, bool force) {
    if (!force && !file_claim(path)) {
        return file_exists(path) ? sheet_exists(it, path) : cannot_save(it, path);
    }
    if (file_keep(path, text)) {
        return CLI_OK;
    }
    if (!force) {
        remove(path); /* it was claimed empty */
    }
    return cannot_save(it, path);
}

/* What was typed is never lost: another file is asked for on a terminal, else it goes to stdout. */
static int keep_answers(cli *it, const cJSON *sheet, const char *path) {
    cli_text text = {0};
    print_sheet(sheet, &text);
    int code = keep_new(it, &text, path, option_given(&it->options, OPTION_FORCE));
    char *other = code == CLI_OK ? NULL : sheet_ask_file(it);
    while (other) {
        code = keep_new(it, &text, other, false);
        free(other);
        other = code == CLI_OK ? NULL : sheet_ask_file(it);
    }
    if (code != CLI_OK) {
        cli_complain(it, "sheet.not_kept", NULL);
        text_clear(&it->out);
        text_add_part(&it->out, text_get(&text), text.length);
    }
    text_release(&text);
    return code;
}

/* A new sheet is asked for only once it is known that it can be kept. */
static int create(cli *it, const char *path) {
    int code = CLI_OK;
    if (!option_given(&it->options, OPTION_FORCE) && file_exists(path)) {
        return sheet_exists(it, path);
    }
    if (!file_can_be_kept(path)) {
        return cannot_save(it, path);
    }
    cJSON *sheet = sheet_new(it, &code);
    if (!sheet) {
        return code;
    }
    code = keep_answers(it, sheet, path);
    if (code != CLI_OK) {
        cJSON_Delete(sheet);
        return code;
    }
    cli_answer answer;
    cJSON *request = sheet_request(it, "sheet");
    cJSON_AddItemToObject(request, "sheet", sheet);
    if (call(it, request, &answer, &code)) {
        show_check(it, &answer);
        cli_answer_release(&answer);
        return CLI_OK;
    }
    return code;
}

/* ---- the command ---- */

static const struct {
    const char *name;
    int (*run)(cli *it, const char *path);
    cli_option options[6]; /* that this action alone knows; ended by OPTION_COUNT */
} actions[] = {
    {"new", create, {OPTION_TEMPLATE, OPTION_FORCE, OPTION_FROM, OPTION_COUNT}},
    {"check", check, {OPTION_COUNT}},
    {"render", render, {OPTION_TEXT, OPTION_HTML, OPTION_PDF, OPTION_PNG, OPTION_COUNT}},
    {"revoke", revoke, {OPTION_REASON, OPTION_BY, OPTION_COUNT}},
    {"supersede", supersede, {OPTION_COUNT}},
};
enum { ACTIONS = sizeof actions / sizeof actions[0] };

static bool has_option(const cli_option *options, cli_option option) {
    while (*options != OPTION_COUNT && *options != option) {
        options++;
    }
    return *options == option;
}

/* The first option given that belongs to other actions; OPTION_COUNT when there is none. */
static cli_option misplaced(const cli *it, size_t action) {
    for (int i = 0; i < OPTION_COUNT; i++) {
        cli_option option = (cli_option)i;
        for (size_t k = 0; k < ACTIONS; k++) {
            if (option_given(&it->options, option) && has_option(actions[k].options, option) &&
                !has_option(actions[action].options, option)) {
                return option;
            }
        }
    }
    return OPTION_COUNT;
}

int cli_sheet(cli *it) {
    const cli_options *options = &it->options;
    int code;
    size_t action = 0;
    if (options->word_count == 0 && command_document(it, "sheet", &code)) {
        return code;
    }
    while (options->word_count == 2 && action < ACTIONS &&
           strcmp(options->words[0], actions[action].name) != 0) {
        action++;
    }
    if (options->word_count != 2 || action == ACTIONS) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.sheet", NULL);
    }
    cli_option wrong = misplaced(it, action);
    if (wrong != OPTION_COUNT) {
        cli_text name = {0};
        text_add(&name, "--");
        text_add(&name, option_name(wrong));
        code = cli_wrong(it, PALLIA_EVALUE, "", "usage.option_elsewhere",
                         (const char *[]){"option", text_get(&name), NULL});
        text_release(&name);
        return code;
    }
    return actions[action].run(it, options->words[1]);
}
