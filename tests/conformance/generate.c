/* SPDX-License-Identifier: MPL-2.0
 *
 * Writes the conformance kit: every request of the tests with its whole answer.
 *
 *   generate FOLDER CASES.jsonl...
 *
 * A line of CASES holds "id" and "request" (a document) or "raw" (its text). Writes
 *   FOLDER/answers.jsonl  {"id","request","answer","sha256"} a line: both texts byte for byte, and
 *                         the SHA-256 of the answer
 *   FOLDER/DIGEST         "ID HEX" a line: the first 16 digits of the SHA-256 of the answer up to
 *                         its "identity", without the digest of the tables where it is quoted,
 *                         so that only an answer that moved moves its line
 *
 * A request that is no line of text is left out: a runner reads one a line, and may skip blank
 * ones.
 */
#include "leaf/sha256.h"
#include "pallia/pallia.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_ROOM = 512, ID_ROOM = 160, DIGEST_DIGITS = 16, QUOTED_DIGITS = 12 };

typedef struct kit {
    pallia_tables *tables;
    FILE *answers;
    FILE *digest;
    size_t written;
    size_t left_out;
} kit;

static void stop(const char *why, const char *what) {
    fprintf(stderr, "generate: %s: %s\n", why, what);
    exit(1);
}

static FILE *open_in(const char *folder, const char *name) {
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *out = fopen(path, "wb");
    if (!out) {
        stop("cannot be written", path);
    }
    return out;
}

/* "rotate/rotate-doses" for the case rotate-doses of …/rotate.jsonl. */
static void name_case(const char *path, const cJSON *one, char id[ID_ROOM]) {
    const char *slash = strrchr(path, '/');
    const char *file = slash ? slash + 1 : path;
    const char *own = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(one, "id"));
    if (!own) {
        stop("a case has no id", path);
    }
    snprintf(id, ID_ROOM, "%.*s/%s", (int)strcspn(file, "."), file, own);
}

static char *request_of(const cJSON *one) {
    const cJSON *raw = cJSON_GetObjectItemCaseSensitive(one, "raw");
    return raw ? strdup(raw->valuestring)
               : cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(one, "request"));
}

/* How much of the digest of the tables stands at `text`: all of it, or its first digits, as a page
 * quotes it. */
static size_t quoted_length(const char *text, const char *digest) {
    size_t length = 0;
    while (digest[length] != '\0' && text[length] == digest[length]) {
        length++;
    }
    return length;
}

static void write_digest(kit *it, const char *id, const char *answer) {
    char hex[PL_SHA256_HEX_SIZE];
    char quoted[QUOTED_DIGITS + 1];
    pl_sha256 sum;
    const char *digest = pallia_tables_sha256(it->tables);
    const char *identity = strstr(answer, ",\"identity\":");
    const char *end = identity ? identity : answer + strlen(answer);
    snprintf(quoted, sizeof quoted, "%s", digest);
    pl_sha256_begin(&sum);
    for (const char *at = answer; at < end;) {
        const char *found = strstr(at, quoted);
        const char *stop = found && found < end ? found : end;
        pl_sha256_add(&sum, at, (size_t)(stop - at));
        at = stop + (stop < end ? quoted_length(stop, digest) : 0);
    }
    pl_sha256_end(&sum, hex);
    fprintf(it->digest, "%s %.*s\n", id, DIGEST_DIGITS, hex);
}

static void write_answer(kit *it, const char *id, const char *request, const char *answer) {
    char hex[PL_SHA256_HEX_SIZE];
    cJSON *line = cJSON_CreateObject();
    pl_sha256_of(answer, strlen(answer), hex);
    cJSON_AddStringToObject(line, "id", id);
    cJSON_AddStringToObject(line, "request", request);
    cJSON_AddStringToObject(line, "answer", answer);
    cJSON_AddStringToObject(line, "sha256", hex);
    char *text = cJSON_PrintUnformatted(line);
    if (!text) {
        stop("no memory", id);
    }
    fprintf(it->answers, "%s\n", text);
    cJSON_free(text);
    cJSON_Delete(line);
}

static void write_case(kit *it, const char *path, const cJSON *one) {
    char id[ID_ROOM];
    char *answer;
    name_case(path, one, id);
    char *request = request_of(one);
    if (!request) {
        stop("a case has no request", id);
    }
    if (strpbrk(request, "\r\n") || request[strspn(request, " \t")] == '\0') {
        it->left_out++;
    } else {
        if (pallia_run(it->tables, request, strlen(request), &answer, NULL) != PALLIA_OK) {
            stop("no answer", id);
        }
        write_answer(it, id, request, answer);
        write_digest(it, id, answer);
        pallia_free(answer);
        it->written++;
    }
    free(request);
}

static void read_cases(kit *it, const char *path) {
    char *line = NULL;
    size_t room = 0;
    FILE *in = fopen(path, "rb");
    if (!in) {
        stop("cannot be read", path);
    }
    while (getline(&line, &room, in) > 0) {
        if (line[strspn(line, " \r\n")] == '\0') {
            continue;
        }
        cJSON *one = cJSON_Parse(line);
        if (!one) {
            stop("a line is no JSON", path);
        }
        write_case(it, path, one);
        cJSON_Delete(one);
    }
    free(line);
    fclose(in);
}

int main(int count, char **arguments) {
    kit it = {0};
    if (count < 3) {
        stop("usage", "generate FOLDER CASES.jsonl...");
    }
    if (pallia_tables_new(NULL, &it.tables) != PALLIA_OK) {
        stop("no memory", "tables");
    }
    it.answers = open_in(arguments[1], "answers.jsonl");
    it.digest = open_in(arguments[1], "DIGEST");
    for (int i = 2; i < count; i++) {
        read_cases(&it, arguments[i]);
    }
    bool failed = ferror(it.answers) || ferror(it.digest);
    failed = fclose(it.answers) != 0 || failed;
    failed = fclose(it.digest) != 0 || failed;
    pallia_tables_release(it.tables);
    if (failed) {
        stop("cannot be written", arguments[1]);
    }
    printf("%zu answers, %zu requests that are no line left out\n", it.written, it.left_out);
    return 0;
}
