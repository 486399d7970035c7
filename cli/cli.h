/* SPDX-License-Identifier: MPL-2.0
 *
 * What the files of the program share. The program is a face: it knows no drug and no number. It
 * turns words into a request document, has the library answer it, and lays the answer out.
 *
 * Nothing ambient: no environment variable, no locale, no file that was not named on the command
 * line. stdout holds the answer and nothing else; messages go to stderr.
 */
#ifndef CLI_H
#define CLI_H

#include "pallia/pallia.h"

#include "options.h"
#include "text.h"

#include <cjson/cJSON.h>

/* Exit codes, pinned. */
enum {
    CLI_OK = 0,
    CLI_PARTIAL = 1,  /* a lower bound, or a deviation */
    CLI_REFUSED = 2,  /* withheld or refused: there is no number */
    CLI_REQUEST = 3,  /* the request is wrong: correct it */
    CLI_INTERNAL = 4, /* no memory, no output, a defect */
};

enum { CLI_WIDTH = 80 };

typedef struct cli {
    pallia_tables *tables;
    cli_options options;
    bool colour;
    size_t phrase_of[CLI_WORDS_MAX]; /* the phrase that each item of the regimen comes from */
    size_t from_items;               /* drugs that --from brought: no phrase is theirs */
    cli_text out;                    /* what goes to stdout, written once at the end */
} cli;

/* ---- one function a command; returns the exit code ---- */

int cli_rotate(cli *it);
int cli_compare(cli *it);
int cli_ome(cli *it);
int cli_dilute(cli *it);
int cli_verify(cli *it);
int cli_titrate(cli *it);
int cli_pca(cli *it);
int cli_prescribe(cli *it);
int cli_anticipate(cli *it);
int cli_sheet(cli *it);
int cli_run(cli *it);
int cli_batch(cli *it);
int cli_tables(cli *it);
int cli_mapping(cli *it);
int cli_explain(cli *it);
int cli_sources(cli *it);
int cli_help(cli *it);
int cli_version(cli *it);

/* ---- call.c: talking to the library ---- */

/* An answer: the library's bytes, and the same as a tree. */
typedef struct cli_answer {
    char *bytes; /* released with pallia_free */
    cJSON *tree;
} cli_answer;

/* Answers `request` in the language chosen; without memory the program ends. */
void cli_ask(cli *it, cJSON *request, cli_answer *out);

/* The same for what has something to save first: false when memory is exhausted. */
bool cli_call(cli *it, cJSON *request, cli_answer *out);

/* The same as cli_ask for bytes, answered in their own language; *answer is released with
 * pallia_free. */
void cli_ask_bytes(const cli *it, const char *request, size_t length, char **answer,
                   size_t *answer_length);

/* The answer of {"op":"tables"}, for what every answer says of the tables: "identity" and "review".
 */
void cli_ask_tables(cli *it, cli_answer *out);
void cli_answer_release(cli_answer *answer);

/* The exit code that an answer's "status" and "error" deserve. */
int cli_exit_code(const cJSON *answer);

/* The member at `path` ("result/start/low"); NULL when there is none. */
const cJSON *cli_at(const cJSON *from, const char *path);

/* Its string, "" when there is none. For a quantity, the path ends with "/text". */
const char *cli_string(const cJSON *from, const char *path);
bool cli_is(const cJSON *from, const char *path, const char *word);
bool cli_true(const cJSON *from, const char *path);
int cli_int(const cJSON *from, const char *path);

/* A new answer that says a request is wrong, for what the program itself does not understand. Its
 * shape is the library's. `near` (may be NULL) becomes error.near and is owned by it. */
cJSON *cli_error_document(const cli *it, int32_t code, const char *text, const char *pointer,
                          cJSON *near);

/* ---- say.c: the words of the program, from the tables' messages ---- */

/* The message "page.<key>" in the language chosen. */
const char *cli_label(const cli *it, const char *key);

/* The same with {name} replaced: `arguments` is name, value, name, value, …, NULL. In `out`. */
void cli_fill(const cli *it, cli_text *out, const char *key, const char *const *arguments);

/* A message on stderr, in lines of at most 80 columns. */
void cli_complain(const cli *it, const char *key, const char *const *arguments);

/* The error of an answer on stderr: its text, the place in words, the names that come near. */
void cli_complain_answer(const cli *it, const cJSON *answer);

/* The command is about a sheet: what an error quotes of it could name a patient, and is left out of
 * the answer. Where it stands is said. */
void cli_conceal(const cli *it, cJSON *answer);

/* Parts of it: a text that is no message of the tables, and the names that come near. */
void cli_complain_text(const char *message);
void cli_complain_near(const cli *it, const cJSON *near);

/* Prints what the request got wrong: on stderr, and with --json as a document on stdout. */
int cli_wrong(cli *it, int32_t code, const char *pointer, const char *key,
              const char *const *arguments);

/* The same with what may have been meant; `near` is taken over; it may be NULL. */
int cli_wrong_near(cli *it, int32_t code, const char *pointer, const char *key,
                   const char *const *arguments, cJSON *near);

/* ---- request.c: from options and words to a request document ---- */

/* The request of `operation`; NULL when a word was not understood, which has been said. */
cJSON *cli_request(cli *it, const char *operation, bool with_target);

/* Adds the options that requests about a regimen share: patient, day, stops. */
void cli_request_options(const cli *it, cJSON *request);

/* "52", "0,5", "0.5". */
bool cli_is_plain_number(const char *text);

/* The member `key` as typed, in place of what may be there, with `unit` (may be NULL) behind a
 * plain number. */
void cli_put_amount(cJSON *object, const char *key, const char *typed, const char *unit);

#endif
