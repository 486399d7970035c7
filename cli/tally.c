/* SPDX-License-Identifier: MPL-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "tally.h"

#include "csv.h"
#include "memo.h"
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SLOTS = 2048, NAMES_MAX = 1000, NAMES_SHOWN = 20, NUMBER_SIZE = 24 };

struct tally_name {
    size_t count; /* 0 while the slot is free */
    char text[CSV_CELL_MAX];
};

static size_t count_statuses(void) {
    size_t count = 0;
    while (pallia_status_at(count) >= 0) {
        count++;
    }
    return count;
}

void tally_new(tally *out) {
    *out = (tally){.names = memory_array(SLOTS, sizeof(tally_name)),
                   .codes = memory_array(count_statuses(), sizeof(tally_code))};
    out->shows_progress = isatty(STDERR_FILENO) == 1;
}

void tally_release(tally *it) {
    free(it->names);
    free(it->codes);
    *it = (tally){0};
}

static void count_code(tally *it, int32_t status) {
    size_t i = 0;
    while (i < it->code_count && it->codes[i].status != status) {
        i++;
    }
    it->codes[i].status = status;
    it->codes[i].count++;
    it->code_count += i == it->code_count ? 1 : 0;
}

void tally_row(tally *it, int32_t status, bool good, size_t step) {
    it->rows++;
    it->good += good ? 1 : 0;
    if (status != PALLIA_OK) {
        count_code(it, status);
    }
    if (it->shows_progress && it->rows % step == 0) {
        fprintf(stderr, "\r%zu", it->rows);
    }
}

void tally_unknown(tally *it, const char *name) {
    size_t at = memo_hash(name, strlen(name)) % SLOTS;
    while (it->names[at].count > 0 && strcmp(it->names[at].text, name) != 0) {
        at = (at + 1) % SLOTS;
    }
    if (it->names[at].count == 0) {
        if (it->name_count == NAMES_MAX) {
            it->more_rows++;
            return;
        }
        snprintf(it->names[at].text, sizeof it->names[at].text, "%s", name);
        it->name_count++;
    }
    it->names[at].count++;
}

/* ---- the summary ---- */

static const char *number(size_t value, char out[NUMBER_SIZE]) {
    snprintf(out, NUMBER_SIZE, "%zu", value);
    return out;
}

/* A name comes from a file: what would move a terminal's cursor is shown as a mark. */
static void disarm(char *text) {
    for (unsigned char *at = (unsigned char *)text; *at != '\0'; at++) {
        bool wide_control = at[0] == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0;
        if (*at < ' ' || *at == 0x7F) {
            *at = '?';
        } else if (wide_control) {
            at[0] = '?';
            at[1] = '?';
        }
    }
}

static bool comes_before(const tally_name *one, const tally_name *other) {
    if (one->count != other->count) {
        return one->count > other->count;
    }
    return one->count > 0 && strcmp(one->text, other->text) < 0;
}

static tally_name *first_name(tally *it) {
    tally_name *first = &it->names[0];
    for (size_t i = 1; i < SLOTS; i++) {
        if (comes_before(&it->names[i], first)) {
            first = &it->names[i];
        }
    }
    return first;
}

/* Each name that is said is taken out of the table. */
static void say_names(const cli *it, tally *counts) {
    char digits[NUMBER_SIZE];
    size_t left = counts->name_count;
    if (left > 0) {
        cli_complain(it, "batch.unknown", NULL);
    }
    for (size_t shown = 0; left > 0 && shown < NAMES_SHOWN; shown++, left--) {
        tally_name *name = first_name(counts);
        disarm(name->text);
        cli_complain(
            it, "batch.name",
            (const char *[]){"name", name->text, "count", number(name->count, digits), NULL});
        name->count = 0;
    }
    if (left > 0) {
        cli_complain(it, "batch.more", (const char *[]){"count", number(left, digits), NULL});
    }
    if (counts->more_rows > 0) {
        cli_complain(it, "batch.more_rows",
                     (const char *[]){"count", number(counts->more_rows, digits), NULL});
    }
}

static void say_codes(const cli *it, const tally *counts) {
    for (size_t i = 0; i < counts->code_count; i++) {
        char code[NUMBER_SIZE];
        char count[NUMBER_SIZE];
        const char *name = pallia_status_name(counts->codes[i].status);
        snprintf(code, sizeof code, "%d", (int)counts->codes[i].status);
        cli_complain(it, "batch.status",
                     (const char *[]){"name", name ? name : "", "code", code, "count",
                                      number(counts->codes[i].count, count), NULL});
    }
}

static void say_digest(const cli *it, const char *key, const char *edition, const char *sha256) {
    cli_complain(it, key, (const char *[]){"edition", edition, NULL});
    cli_complain(it, "batch.digest", (const char *[]){"sha256", sha256, NULL});
}

/* What every answer says of the tables: their version, and whether clinicians have read them. */
static void say_tables(cli *it) {
    cli_answer answer;
    const cJSON *local;
    cli_ask_tables(it, &answer);
    say_digest(it, "batch.tables", cli_string(answer.tree, "identity/tables"),
               cli_string(answer.tree, "identity/tables_sha256"));
    cJSON_ArrayForEach(local, cli_at(answer.tree, "identity/local")) {
        say_digest(it, "batch.local", cli_string(local, "edition"), cli_string(local, "sha256"));
    }
    cli_complain_text(cli_string(answer.tree, "review/text"));
    cli_answer_release(&answer);
}

void tally_say(cli *it, tally *counts, const char *const *notes) {
    char rows[NUMBER_SIZE];
    char good[NUMBER_SIZE];
    char bad[NUMBER_SIZE];
    if (counts->shows_progress) {
        fputs("\r\033[K", stderr);
    }
    say_tables(it);
    for (size_t i = 0; notes[i]; i++) {
        cli_complain(it, notes[i], NULL);
    }
    cli_complain(it, "batch.counts",
                 (const char *[]){"rows", number(counts->rows, rows), "good",
                                  number(counts->good, good), "bad",
                                  number(counts->rows - counts->good, bad), NULL});
    say_codes(it, counts);
    say_names(it, counts);
}
