/* SPDX-License-Identifier: MPL-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "sheet_new.h"

#include "from.h"
#include "memory.h"
#include "page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

enum {
    SET_BYTES = 16,
    POINTER_SIZE = 128,
    PATH_SIZE = 96,
    HEX_BASE = 16,
    LIST_MAX = 32,
    COUNT_DIGITS = 4
};

typedef struct interview {
    cli *it;
    const cJSON *table; /* the fields, from the library */
    cJSON *sheet;
    bool ended; /* nothing more comes: what is left stays blank */
} interview;

/* ---- words and lines ---- */

static void say(const char *first, const char *text) {
    cli_text lines = {0};
    page_wrap_into(&lines, first, 4, text);
    fputs(text_get(&lines), stderr);
    text_release(&lines);
}

static const char *label(const cJSON *of) {
    return cli_string(of, "label");
}

/* A line of stdin without white space at its ends, to release with free; NULL at its end. What has
 * a byte 0 or is not UTF-8 is no text: *legible is then false. */
static char *read_line(bool *legible) {
    static const char white[] = " \t\r\n";
    char *line = NULL;
    size_t room = 0;
    ssize_t length = getline(&line, &room, stdin);
    if (length < 0 && !feof(stdin) && !ferror(stdin)) {
        memory_exhausted();
    }
    if (length < 0) {
        free(line);
        return NULL;
    }
    size_t start = strspn(line, white);
    size_t end = strlen(line);
    *legible = end == (size_t)length && text_is_utf8(line);
    while (end > start && strchr(white, line[end - 1])) {
        end--;
    }
    memmove(line, line + start, end - start);
    line[end - start] = '\0';
    return line;
}

static void prompt(const cli *it, const char *question) {
    fprintf(stderr, "  %s%s", question, cli_label(it, "colon"));
}

/* The answer, asked again until it can be read; NULL when it is blank. */
static char *ask(interview *with, const char *question) {
    while (!with->ended) {
        bool legible;
        prompt(with->it, question);
        char *line = read_line(&legible);
        with->ended = line == NULL;
        if (line && legible && *line != '\0') {
            return line;
        }
        free(line);
        if (with->ended || legible) {
            return NULL;
        }
        say("    ", cli_label(with->it, "ask.not_utf8"));
    }
    return NULL;
}

char *sheet_ask_file(const cli *it) {
    bool legible;
    if (isatty(STDIN_FILENO) != 1) {
        return NULL;
    }
    clearerr(stdin); /* Ctrl-D ended the questions, not the terminal */
    prompt(it, cli_label(it, "ask.other_file"));
    char *line = read_line(&legible);
    if (line && legible && *line != '\0') {
        return line;
    }
    free(line);
    return NULL;
}

typedef enum answer_word { ANSWER_NONE, ANSWER_YES, ANSWER_NO } answer_word;

/* Yes or no, asked again until it is one; neither when it is blank. */
static answer_word ask_whether(interview *with, const char *question) {
    char *line = ask(with, question);
    while (line) {
        bool yes = strchr("oOyY1", *line) != NULL;
        bool no = strchr("nN0", *line) != NULL;
        free(line);
        if (yes || no) {
            return yes ? ANSWER_YES : ANSWER_NO;
        }
        say("    ", cli_label(with->it, "ask.yes_or_no"));
        line = ask(with, question);
    }
    return ANSWER_NONE;
}

/* ---- answers, by type: NULL is blank ---- */

static cJSON *read_text(interview *with, const cJSON *field) {
    char *line = ask(with, label(field));
    cJSON *value = line ? cJSON_CreateString(line) : NULL;
    free(line);
    return value;
}

/* "12/11/2026" as the document writes it, in the same place; anything else is left for the library
 * to judge. */
static void turn_date(char *line) {
    static const char pattern[] = "00/00/0000";
    char day[sizeof pattern];
    for (size_t i = 0; i < sizeof pattern; i++) {
        bool digit = line[i] >= '0' && line[i] <= '9';
        if (pattern[i] == '0' ? !digit : line[i] != pattern[i]) {
            return;
        }
    }
    snprintf(day, sizeof day, "%.4s-%.2s-%.2s", line + 6, line + 3, line);
    memcpy(line, day, sizeof day);
}

static cJSON *read_date(interview *with, const cJSON *field) {
    char *line = ask(with, label(field));
    cJSON *value = NULL;
    if (line) {
        turn_date(line);
        value = cJSON_CreateString(line);
    }
    free(line);
    return value;
}

/* Parts between ";", each without white space at its ends. */
static cJSON *split(char *line) {
    cJSON *list = cJSON_CreateArray();
    char *rest = line;
    for (char *part = strtok_r(line, ";", &rest); part; part = strtok_r(NULL, ";", &rest)) {
        part += strspn(part, " ");
        size_t end = strlen(part);
        while (end > 0 && part[end - 1] == ' ') {
            part[--end] = '\0';
        }
        if (end > 0) {
            cJSON_AddItemToArray(list, cJSON_CreateString(part));
        }
    }
    return list;
}

static cJSON *read_list(interview *with, const cJSON *field) {
    say("  ", label(field));
    char *line = ask(with, cli_label(with->it, "ask.several"));
    cJSON *value = line ? split(line) : NULL;
    free(line);
    return value;
}

/* "1 oui   2 non" under the question. */
static void show_values(const cJSON *values) {
    const cJSON *one;
    cli_text line = {0};
    int number = 1;
    cJSON_ArrayForEach(one, values) {
        text_add(&line, line.length ? " ; " : "");
        text_int(&line, number++);
        text_add(&line, " ");
        text_add(&line, label(one));
    }
    say("    ", text_get(&line));
    text_release(&line);
}

/* The id of value number `word`; a word that is no such number goes to the library as it is. */
static cJSON *value_of(const cJSON *values, const char *word) {
    char *end;
    long number = strtol(word, &end, 10);
    if (*end != '\0' || number < 1 || number > cJSON_GetArraySize(values)) {
        return cJSON_CreateString(word);
    }
    return cJSON_CreateString(cli_string(cJSON_GetArrayItem(values, (int)number - 1), "id"));
}

static cJSON *read_choice(interview *with, const cJSON *field) {
    say("  ", label(field));
    show_values(cli_at(field, "values"));
    char *line = ask(with, cli_label(with->it, "ask.one"));
    cJSON *value = line ? value_of(cli_at(field, "values"), line) : NULL;
    free(line);
    return value;
}

static cJSON *read_choices(interview *with, const cJSON *field) {
    say("  ", label(field));
    show_values(cli_at(field, "values"));
    char *line = ask(with, cli_label(with->it, "ask.some"));
    cJSON *words = line ? split(line) : NULL;
    cJSON *ids = words ? cJSON_CreateArray() : NULL;
    const cJSON *word;
    cJSON_ArrayForEach(word, words) {
        cJSON_AddItemToArray(ids, value_of(cli_at(field, "values"), cli_string(word, "")));
    }
    cJSON_Delete(words);
    free(line);
    return ids;
}

/* Asks for `key`, under the message "ask.<key>", and adds it when it is not blank. */
static bool ask_member(interview *with, cJSON *object, const char *key) {
    char message[PATH_SIZE];
    snprintf(message, sizeof message, "ask.%s", key);
    char *line = ask(with, cli_label(with->it, message));
    bool given = line != NULL;
    if (given) {
        turn_date(line);
        cJSON_AddStringToObject(object, key, line);
    }
    free(line);
    return given;
}

/* One word of a closed list: its number or itself. */
static bool ask_word(interview *with, cJSON *object, const char *key, const char *const *words) {
    char message[PATH_SIZE];
    snprintf(message, sizeof message, "ask.%s", key);
    char *line = ask(with, cli_label(with->it, message));
    size_t count = 0;
    while (words[count]) {
        count++;
    }
    if (line) {
        char *end;
        unsigned long number = strtoul(line, &end, 10);
        bool known = *end == '\0' && number >= 1 && number <= count;
        cJSON_AddStringToObject(object, key, known ? words[number - 1] : line);
    }
    bool given = line != NULL;
    free(line);
    return given;
}

static cJSON *read_decision(interview *with, const cJSON *field) {
    static const char *const answers[] = {"yes", "no", "context", "not-discussed", NULL};
    static const char *const deciders[] = {"patient", "team", "both", NULL};
    cJSON *decision = cJSON_CreateObject();
    say("  ", label(field));
    if (!ask_word(with, decision, "answer", answers)) {
        cJSON_Delete(decision);
        return NULL;
    }
    if (!cli_is(decision, "answer", "not-discussed")) {
        ask_word(with, decision, "by", deciders);
        ask_member(with, decision, "on");
        ask_member(with, decision, "note");
    }
    return decision;
}

static cJSON *read_contact(interview *with, const cJSON *field) {
    cJSON *contact = cJSON_CreateObject();
    say("  ", label(field));
    if (!ask_member(with, contact, "name")) {
        cJSON_Delete(contact);
        return NULL;
    }
    ask_member(with, contact, "link");
    ask_member(with, contact, "phone");
    answer_word night = ask_whether(with, cli_label(with->it, "ask.night"));
    if (night != ANSWER_NONE) {
        cJSON_AddBoolToObject(contact, "night", night == ANSWER_YES);
    }
    return contact;
}

/* Digits alone: "10abc" could be a slip for another number. */
static void ask_count(interview *with, cJSON *product) {
    const char *question = cli_label(with->it, "ask.count");
    char *line = ask(with, question);
    while (line) {
        size_t digits = strspn(line, "0123456789");
        bool good = line[digits] == '\0' && digits <= COUNT_DIGITS;
        if (good) {
            cJSON_AddNumberToObject(product, "count", (double)strtol(line, NULL, 10));
        }
        free(line);
        if (good) {
            return;
        }
        say("    ", cli_label(with->it, "ask.bad_count"));
        line = ask(with, question);
    }
}

static cJSON *read_product(interview *with, const cJSON *field) {
    cJSON *product = cJSON_CreateObject();
    say("  ", label(field));
    if (!ask_member(with, product, "drug")) {
        cJSON_Delete(product);
        return NULL;
    }
    ask_member(with, product, "form");
    ask_member(with, product, "strength");
    ask_member(with, product, "volume");
    ask_count(with, product);
    ask_member(with, product, "expires");
    return product;
}

/* One after the other, until one is blank. */
static cJSON *read_each(interview *with, const cJSON *field,
                        cJSON *(*read)(interview *with, const cJSON *field)) {
    cJSON *list = cJSON_CreateArray();
    cJSON *one = read(with, field);
    while (one) {
        cJSON_AddItemToArray(list, one);
        one = cJSON_GetArraySize(list) < LIST_MAX ? read(with, field) : NULL;
    }
    if (!list->child) {
        cJSON_Delete(list);
        return NULL;
    }
    return list;
}

static cJSON *read_contacts(interview *with, const cJSON *field) {
    return read_each(with, field, read_contact);
}

static cJSON *read_products(interview *with, const cJSON *field) {
    return read_each(with, field, read_product);
}

/* Order lines come from `anticipate`: a dose is never typed here. */
static cJSON *read_lines(interview *with, const cJSON *field) {
    say("  ", label(field));
    say("    ", cli_label(with->it, "ask.lines"));
    return NULL;
}

static const struct {
    const char *type;
    cJSON *(*read)(interview *with, const cJSON *field);
} types[] = {{"date", read_date},       {"choice", read_choice},     {"choices", read_choices},
             {"texts", read_list},      {"phones", read_list},       {"decision", read_decision},
             {"contact", read_contact}, {"contacts", read_contacts}, {"products", read_products},
             {"lines", read_lines}};

static cJSON *read_field(interview *with, const cJSON *field) {
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (cli_is(field, "type", types[i].type)) {
            return types[i].read(with, field);
        }
    }
    return read_text(with, field);
}

/* ---- what the library says of an answer ---- */

static bool is_at(const char *pointer, const char *place) {
    size_t length = strlen(place);
    return strncmp(pointer, place, length) == 0 &&
           (pointer[length] == '\0' || pointer[length] == '/');
}

/* Shows what is said of the place, or why the sheet cannot be read; whether it must be answered
 * again. */
static bool is_refused(const cJSON *answer, const char *place) {
    bool refused = false;
    const cJSON *one;
    if (cli_at(answer, "error")) {
        say("    ", cli_string(answer, "error/text"));
        return true;
    }
    cJSON_ArrayForEach(one, cli_at(answer, "result/findings")) {
        if (is_at(cli_string(one, "pointer"), place)) {
            say("    ", cli_string(one, "text"));
            refused = refused || cli_is(one, "severity", "stop");
        }
    }
    return refused;
}

/* The section alone is judged: what other sections lack or contradict is for the end. */
static bool is_accepted(interview *with, const char *section, const char *id) {
    char place[POINTER_SIZE];
    cli_answer answer;
    cJSON *request = sheet_request(with->it, "sheet");
    cJSON *part = cJSON_AddObjectToObject(request, "sheet");
    const cJSON *one;
    cJSON_ArrayForEach(one, with->sheet) {
        if (!cJSON_IsObject(one) || strcmp(one->string, section) == 0) {
            cJSON_AddItemToObject(part, one->string, cJSON_Duplicate(one, 1));
        }
    }
    snprintf(place, sizeof place, "/sheet/%s/%s", section, id);
    bool called = cli_call(with->it, request, &answer);
    cJSON_Delete(request);
    if (!called) {
        cli_complain(with->it, "usage.no_memory", NULL);
        with->ended = true; /* nothing can be judged any more */
        return false;
    }
    bool refused = is_refused(answer.tree, place);
    cli_answer_release(&answer);
    return !refused;
}

static void ask_field(interview *with, cJSON *section, const cJSON *field) {
    const char *id = cli_string(field, "id");
    cJSON *value = read_field(with, field);
    while (value) {
        cJSON_AddItemToObject(section, id, value);
        if (is_accepted(with, section->string, id)) {
            return;
        }
        cJSON_DeleteItemFromObjectCaseSensitive(section, id);
        value = read_field(with, field);
    }
}

/* ---- sections ---- */

/* Some fields are due only after an answer: a trusted person, once one is designated. */
static bool is_due(const interview *with, const cJSON *field) {
    char path[PATH_SIZE];
    const char *other = cli_string(field, "due/field");
    if (*other == '\0') {
        return true;
    }
    snprintf(path, sizeof path, "%s", other);
    char *dot = strchr(path, '.');
    if (dot) {
        *dot = '/';
    }
    const cJSON *word;
    cJSON_ArrayForEach(word, cli_at(field, "due/is")) {
        if (cli_is(with->sheet, path, cli_string(word, ""))) {
            return true;
        }
    }
    return false;
}

/* The fields that count in the score first; whether others were left. */
static int ask_fields(interview *with, const cJSON *section, cJSON *into, bool weighed) {
    const cJSON *field;
    int left = 0;
    cJSON_ArrayForEach(field, cli_at(with->table, "fields")) {
        bool here = cli_is(field, "section", cli_string(section, "id")) &&
                    !cli_at(into, cli_string(field, "id"));
        bool asked = (cli_int(field, "weight") > 0) == weighed;
        if (here && asked && !with->ended && is_due(with, field)) {
            ask_field(with, into, field);
        }
        left += here && !asked ? 1 : 0;
    }
    return left;
}

static void ask_section(interview *with, const cJSON *section) {
    if (with->ended) {
        return;
    }
    const char *id = cli_string(section, "id");
    cJSON *into = cJSON_GetObjectItemCaseSensitive(with->sheet, id);
    into = into ? into : cJSON_AddObjectToObject(with->sheet, id);
    fputs("\n", stderr);
    say("", label(section));
    int left = ask_fields(with, section, into, true);
    if (left > 0 && ask_whether(with, cli_label(with->it, "ask.more")) == ANSWER_YES) {
        ask_fields(with, section, into, false);
    }
    if (!into->child) {
        cJSON_DeleteItemFromObjectCaseSensitive(with->sheet, id);
    }
}

/* ---- a sheet ---- */

/* Drawn by the system: an id that says nothing of the patient. */
static bool add_set(cJSON *sheet) {
    static const char digits[] = "0123456789abcdef";
    unsigned char drawn[SET_BYTES];
    char set[2 * SET_BYTES + 1] = "";
    if (getrandom(drawn, sizeof drawn, 0) != (ssize_t)sizeof drawn) {
        return false;
    }
    for (size_t i = 0; i < sizeof drawn; i++) {
        set[2 * i] = digits[drawn[i] / HEX_BASE];
        set[2 * i + 1] = digits[drawn[i] % HEX_BASE];
    }
    cJSON_DeleteItemFromObjectCaseSensitive(sheet, "set");
    cJSON_AddStringToObject(sheet, "set", set);
    return true;
}

static cJSON *begin(void) {
    cJSON *sheet = cJSON_CreateObject();
    cJSON_AddStringToObject(sheet, "schema", "pallia.sheet/1");
    cJSON_AddNumberToObject(sheet, "version", 1);
    cJSON_AddStringToObject(sheet, "status", "active");
    return sheet;
}

/* The answer of a catalogue operation. */
static void ask_library(cli *it, const char *operation, const char *of, cli_answer *out) {
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", operation);
    if (of) {
        cJSON_AddStringToObject(request, "of", of);
    }
    cli_ask(it, request, out);
    cJSON_Delete(request);
}

static cJSON *from_template(cli *it) {
    cli_answer answer;
    ask_library(it, "template", "sheet", &answer);
    cJSON *sheet = cJSON_Duplicate(cli_at(answer.tree, "result/template/sheet"), 1);
    cli_answer_release(&answer);
    return sheet;
}

static void interrogate(cli *it, cJSON *sheet) {
    cli_answer answer;
    ask_library(it, "sheet-fields", NULL, &answer);
    interview with = {.it = it, .table = cli_at(answer.tree, "result"), .sheet = sheet};
    const cJSON *section;
    say("", cli_label(it, "ask.begin"));
    cJSON_ArrayForEach(section, cli_at(with.table, "sections")) {
        ask_section(&with, section);
    }
    fputs("\n", stderr);
    cli_answer_release(&answer);
}

/* Sections of the fragment "result.next.sheet", member by member. An empty list answers nothing: it
 * is still to be asked for. */
static void merge(cJSON *sheet, const cJSON *fragment) {
    const cJSON *section;
    const cJSON *member;
    cJSON_ArrayForEach(section, fragment) {
        cJSON *into = cJSON_GetObjectItemCaseSensitive(sheet, section->string);
        into = into ? into : cJSON_AddObjectToObject(sheet, section->string);
        cJSON_ArrayForEach(member, section) {
            if (cJSON_IsArray(member) && !member->child) {
                continue;
            }
            cJSON_DeleteItemFromObjectCaseSensitive(into, member->string);
            cJSON_AddItemToObject(into, member->string, cJSON_Duplicate(member, 1));
        }
    }
}

static bool add_from(cli *it, cJSON *sheet, int *code) {
    const char *path = it->options.values[OPTION_FROM];
    cli_text bytes = {0};
    if (!path) {
        return true;
    }
    bool read = from_document(it, path, "--from", &bytes, code);
    cJSON *document = read ? cJSON_Parse(text_get(&bytes)) : NULL;
    const cJSON *fragment = cli_at(document, "result/next/sheet");
    if (read && !cJSON_IsObject(fragment)) {
        *code = cli_wrong(it, PALLIA_EOPERATION, "/result/next/sheet", "usage.from_nothing", NULL);
        read = false;
    }
    if (read) {
        merge(sheet, fragment);
    }
    cJSON_Delete(document);
    text_release(&bytes);
    return read;
}

cJSON *sheet_new(cli *it, int *code) {
    bool as_template = option_given(&it->options, OPTION_TEMPLATE);
    cJSON *sheet = as_template ? from_template(it) : begin();
    *code = CLI_INTERNAL;
    if (!add_from(it, sheet, code)) {
        cJSON_Delete(sheet);
        return NULL;
    }
    if (!add_set(sheet)) {
        cli_complain(it, "usage.no_memory", NULL);
        cJSON_Delete(sheet);
        return NULL;
    }
    if (!as_template) {
        interrogate(it, sheet);
    }
    return sheet;
}
