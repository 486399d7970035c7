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
#include <string.h>

enum { MISSING_SHOWN = 15 };

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
    bool called = cli_call(it, request, answer);
    cJSON_Delete(request);
    if (!called) {
        cli_complain(it, "usage.no_memory", NULL);
        *code = CLI_INTERNAL;
        return false;
    }
    *code = cli_exit_code(answer->tree);
    if (*code < CLI_REQUEST) {
        return true;
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

/* What to mend, the gravest first; then what is not filled in, in order of weight. */
static void write_check(cli *it, const cJSON *answer) {
    static const char *const severities[] = {"stop", "caution", "info"};
    char value[16];
    char of[16];
    const cJSON *one;
    snprintf(value, sizeof value, "%d", cli_int(answer, "result/score/value"));
    snprintf(of, sizeof of, "%d", cli_int(answer, "result/score/of"));
    page_title(it, cli_string(answer, "result/page/title"));
    page_wrap(it, "", 0, cli_string(answer, "result/page/state/text"));
    page_say(it, "", 0, "sheet.score", (const char *[]){"value", value, "of", of, NULL});
    if (cJSON_GetArraySize(cli_at(answer, "result/findings")) > 0) {
        page_section(it, "sheet.findings");
    }
    for (size_t i = 0; i < sizeof severities / sizeof severities[0]; i++) {
        cJSON_ArrayForEach(one, cli_at(answer, "result/findings")) {
            if (cli_is(one, "severity", severities[i])) {
                write_finding(it, one);
            }
        }
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
    bool good = !page.failed;
    if (good && strcmp(out, "-") == 0) {
        text_add_part(&it->out, text_get(&page), page.length);
    } else if (good) {
        good = file_keep(out, text_get(&page), page.length);
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

static int save_sheet(cli *it, const cJSON *sheet, const char *path) {
    cli_text text = {0};
    char *bytes = cJSON_Print(sheet);
    if (bytes) {
        command_indent(&text, bytes);
    }
    bool good = bytes && !text.failed && file_keep(path, text_get(&text), text.length);
    cJSON_free(bytes);
    text_release(&text);
    if (!good) {
        cli_complain(it, "usage.cannot_save", (const char *[]){"file", path, NULL});
    }
    return good ? CLI_OK : CLI_INTERNAL;
}

/* Puts the next state of the sheet in the place of the file. */
static int change(cli *it, cJSON *request, const char *path, const char *done) {
    int code;
    cli_answer answer;
    if (!call(it, request, &answer, &code)) {
        return code;
    }
    const cJSON *next = cli_at(answer.tree, "result/sheet");
    int saved = next ? save_sheet(it, next, path) : CLI_OK;
    if (option_given(&it->options, OPTION_JSON)) {
        text_add(&it->out, answer.bytes);
        text_add(&it->out, "\n");
    } else if (next && saved == CLI_OK) {
        page_say(it, "", 0, done, (const char *[]){"file", path, NULL});
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
    return change(it, request, path, "sheet.revoked");
}

static int supersede(cli *it, const char *path) {
    int code;
    cJSON *request = request_of_file(it, "sheet-supersede", path, &code);
    return request ? change(it, request, path, "sheet.superseded") : code;
}

/* A new sheet is asked for only once it is known that it can be kept. */
static int create(cli *it, const char *path) {
    const char *const arguments[] = {"file", path, NULL};
    bool force = option_given(&it->options, OPTION_FORCE);
    int code = CLI_OK;
    if (!force && file_exists(path)) {
        return cli_wrong(it, PALLIA_ECONFLICT, "", "usage.sheet_exists", arguments);
    }
    cJSON *sheet = sheet_new(it, &code);
    if (!sheet) {
        return code;
    }
    if (!force && !file_claim(path)) {
        code = cli_wrong(it, PALLIA_ECONFLICT, "", "usage.sheet_exists", arguments);
    } else {
        code = save_sheet(it, sheet, path);
        if (code != CLI_OK && !force) {
            remove(path); /* it was claimed empty */
        }
    }
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
