/* SPDX-License-Identifier: MPL-2.0
 *
 * The answer document of `pallia dilute` or `pallia sheet`, as a page reads it. A page copies the
 * texts of the answer and computes nothing: what is printed is what the library said.
 */
#ifndef PAGES_ANSWER_H
#define PAGES_ANSWER_H

#include "pallia/pallia.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

/* Exit codes, those of pallia. */
enum {
    PAGES_OK = 0,
    PAGES_REFUSED = 2,  /* the answer is withheld or refused: there is nothing to print */
    PAGES_REQUEST = 3,  /* the options or the document are wrong, or a text has no room */
    PAGES_INTERNAL = 4, /* no memory, no output, a defect */
};

/* An answer and the language of the words around it. */
typedef struct pages_answer {
    cJSON *tree;
    const pallia_tables *tables;
    const char *language; /* "fr" or "en" */
} pages_answer;

/* Whether an answer holds all that a page of its kind cannot do without. */
typedef bool (*answer_check)(const cJSON *tree);
bool answer_is_dilution(const cJSON *tree);

/* Reads `length` bytes, NUL-terminated: an answer of the operation `op`. PAGES_OK, or the exit code
 * that the document deserves, and then `why` is the key of the message that says so. Release with
 * answer_release in every case. */
int answer_read(pages_answer *out, const char *bytes, size_t length, const char *op,
                answer_check is_whole, const char **why);
void answer_release(pages_answer *answer);

/* The member at `path` ("result/label/drugs"); NULL when there is none. */
const cJSON *answer_at(const cJSON *from, const char *path);

/* Its string, "" when there is none. For a quantity, the path ends with "/text". */
const char *answer_text(const cJSON *from, const char *path);

bool answer_true(const cJSON *from, const char *path);
int answer_count(const cJSON *from, const char *path);

/* How many of the answer's advice have this severity. */
int answer_severity_count(const pages_answer *answer, const char *severity);

/* The message `key` in the language of the page, "" when there is none. */
const char *answer_word(const pages_answer *answer, const char *key);

/* The same with {name} replaced: `arguments` is name, value, …, NULL. Release with g_free. */
char *answer_fill(const pages_answer *answer, const char *key, const char *const *arguments);

#endif
