/* SPDX-License-Identifier: MPL-2.0 */
#include "cli.h"

#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_SIZE = 96 };

const char *cli_label(const cli *it, const char *key) {
    char full[KEY_SIZE];
    const char *language = it->options.values[OPTION_LANG];
    snprintf(full, sizeof full, "page.%s", key);
    const char *text = pallia_text(it->tables, language ? language : "fr", full);
    return text ? text : key;
}

static const char *value_of(const char *const *arguments, const char *name, size_t length) {
    for (size_t i = 0; arguments && arguments[i]; i += 2) {
        if (strlen(arguments[i]) == length && strncmp(arguments[i], name, length) == 0) {
            return arguments[i + 1];
        }
    }
    return NULL;
}

void cli_fill(const cli *it, cli_text *out, const char *key, const char *const *arguments) {
    const char *text = cli_label(it, key);
    while (*text != '\0') {
        size_t plain = strcspn(text, "{");
        text_add_part(out, text, plain);
        text += plain;
        if (*text == '\0') {
            return;
        }
        size_t length = strcspn(text, "}");
        const char *value = value_of(arguments, text + 1, length - 1);
        if (value) {
            text_add(out, value);
        } else {
            text_add_part(out, text, length + 1);
        }
        text += length + (text[length] == '}' ? 1 : 0);
    }
}

void cli_complain_text(const char *message) {
    cli_text lines = {0};
    page_wrap_into(&lines, "pallia : ", 9, message);
    fputs(text_get(&lines), stderr);
    text_release(&lines);
}

void cli_complain(const cli *it, const char *key, const char *const *arguments) {
    cli_text text = {0};
    cli_fill(it, &text, key, arguments);
    cli_complain_text(text_get(&text));
    text_release(&text);
}

/* "/regimen/0/…" is the first phrase; "/patient/egfr" is --egfr. */
static const struct {
    const char *pointer;
    const char *place;
} places[] = {
    {"/target", "--to"},
    {"/reduction", "--reduction '25 %'"},
    {"/rounding", "--rounding down|up|nearest"},
    {"/edition", "--edition"},
    {"/profile", "--profile"},
    {"/acknowledge", "--acknowledge"},
    {"/patient/age", "--age 82"},
    {"/patient/weight", "--weight '60 kg'"},
    {"/patient/egfr", "--egfr '45 mL/min'"},
    {"/patient/hepatic", "--hepatic none|mild|moderate|severe"},
    {"/date", "--date 2026-11-22"},
    {"/language", "--lang fr|en"},
};

static void say_place(const cli *it, const char *pointer) {
    static const char regimen[] = "/regimen/";
    if (strncmp(pointer, regimen, sizeof regimen - 1) == 0) {
        size_t index = (size_t)strtoul(pointer + sizeof regimen - 1, NULL, 10);
        size_t phrase = index < CLI_WORDS_MAX ? it->phrase_of[index] : CLI_WORDS_MAX;
        if (phrase < it->options.word_count) {
            cli_complain(it, "usage.in_phrase",
                         (const char *[]){"phrase", it->options.words[phrase], NULL});
        }
        return;
    }
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (strncmp(pointer, places[i].pointer, strlen(places[i].pointer)) == 0) {
            cli_complain(it, "usage.in_option", (const char *[]){"option", places[i].place, NULL});
            return;
        }
    }
}

void cli_complain_near(const cli *it, const cJSON *near) {
    cli_text names = {0};
    const cJSON *one;
    cJSON_ArrayForEach(one, near) {
        text_add(&names, names.length ? ", " : "");
        text_add(&names, cli_string(one, "name"));
    }
    if (names.length) {
        cli_complain(it, "usage.did_you_mean", (const char *[]){"names", text_get(&names), NULL});
    }
    text_release(&names);
}

void cli_complain_answer(const cli *it, const cJSON *answer) {
    cli_complain_text(cli_string(answer, "error/text"));
    say_place(it, cli_string(answer, "error/pointer"));
    cli_complain_near(it, cli_at(answer, "error/near"));
}

int cli_wrong(cli *it, int32_t code, const char *pointer, const char *key,
              const char *const *arguments) {
    cli_text text = {0};
    cli_fill(it, &text, key, arguments);
    cJSON *document = cli_error_document(it, code, text_get(&text), pointer, NULL);
    cli_complain_answer(it, document);
    page_document(it, document);
    cJSON_Delete(document);
    text_release(&text);
    return CLI_REQUEST;
}
