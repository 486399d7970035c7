/* SPDX-License-Identifier: MPL-2.0 */
#include "api/catalogue.h"
#include "operations/answer.h"

#include <stdio.h>
#include <string.h>

/* A status by its number, as answers write it, or its name; -1 when it is none. */
static pl_status status_of(const char *code) {
    char number[16];
    for (size_t i = 0; pl_status_at(i) >= 0; i++) {
        pl_status status = pl_status_at(i);
        snprintf(number, sizeof number, "%d", (int)status);
        if (strcmp(code, number) == 0 || strcmp(code, pl_status_name(status)) == 0) {
            return status;
        }
    }
    return -1;
}

static const pl_rule *rule_of(const pl_context *context, const char *code) {
    for (size_t p = 0; p < context->rules->profile_count; p++) {
        const pl_profile *profile = &context->rules->profiles[p];
        for (size_t i = 0; i < profile->rule_count; i++) {
            if (strcmp(profile->rules[i].code, code) == 0) {
                return &profile->rules[i];
            }
        }
    }
    return NULL;
}

/* A message keeps places for what it will be about: "…" here, which ends a sentence as well. */
static const char *leave_open(pl_context *context, const char *message) {
    static const char mark[] = "\xE2\x80\xA6";
    /* No longer than the message: "{x}" is as long as the mark. */
    char *text = pl_arena_text(context->arena, message, strlen(message));
    char *end = text;
    if (!text) {
        context->exhausted = true;
        return "";
    }
    while (*message != '\0') {
        if (*message != '{') {
            *end++ = *message++;
            continue;
        }
        memcpy(end, mark, sizeof mark - 1);
        end += sizeof mark - 1;
        message += strcspn(message, "}");
        message += *message == '}' ? 1 : 0;
        message += *message == '.' ? 1 : 0;
    }
    *end = '\0';
    return text;
}

static void explain_status(pl_context *context, pl_status status, pl_writer *writer) {
    char key[32];
    snprintf(key, sizeof key, "error.%d", (int)status);
    pl_catalogue_begin(writer, "explain");
    pl_write_int(writer, "code", status);
    pl_write_string(writer, "name", pl_status_name(status));
    pl_write_string(writer, "kind", "status");
    pl_write_string(writer, "text", leave_open(context, pl_say(context, key, NULL, 0)));
    snprintf(key, sizeof key, "family.%d", (int)status / 1000);
    pl_write_string(writer, "family", pl_say(context, key, NULL, 0));
    pl_catalogue_end(writer, context);
}

static void explain_advice(pl_context *context, const char *code, const char *text,
                           pl_writer *writer) {
    const pl_rule *rule = rule_of(context, code);
    pl_catalogue_begin(writer, "explain");
    pl_write_string(writer, "code", code);
    pl_write_string(writer, "kind", "advice");
    pl_write_string(writer, "text", leave_open(context, text));
    if (rule) {
        pl_write_string(writer, "severity", pl_answer_severity_word(rule->severity));
        pl_write_string(writer, "evidence", pl_answer_evidence(rule->basis.evidence));
        pl_write_string(writer, "cite", rule->basis.cite);
        pl_cite(context, &rule->basis);
    }
    pl_catalogue_end(writer, context);
}

void pl_explain(pl_context *context, const pl_json *document, pl_writer *writer) {
    pl_error error = {0};
    pl_json at;
    const char *code;
    if (pl_catalogue_read(document, "code", &at, &code, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "explain", &error, NULL);
        return;
    }
    pl_status status = status_of(code);
    if (status > PALLIA_OK) {
        explain_status(context, status, writer);
        return;
    }
    char key[96];
    snprintf(key, sizeof key, "advice.%s", code);
    const char *text = pl_messages_find(context->messages, key);
    if (text) {
        explain_advice(context, code, text, writer);
        return;
    }
    pl_json_fail(&at, PALLIA_ECODE, &error);
    pl_answer_failure(writer, context, "explain", &error, NULL);
}
