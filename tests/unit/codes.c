/* SPDX-License-Identifier: MPL-2.0
 *
 * No code without its proof: every status of families 1xxx and 2xxx and every advice of the
 * messages is produced by a case of tests/vectors/ and is absent from a neighbouring one; so
 * is every cause that a verification names, and every incident of the hazards. vectors.c
 * checks that the cases hold; this checks that they are there. Run from the top of the repository.
 *
 * A status NAME has a case that expects it in /error/name and a case whose id is that one's
 * followed by "-not", which expects something else. An advice CODE has a case that expects
 * {"has_code": CODE} and one with the same id and "-not" that expects {"lacks_code": CODE}. A cause
 * WORD has the case "cause-WORD", which expects it in a "likely", and its twin, which expects none
 * there. A hazard ID has the case "incident-ID", where the check of its row fires, and its twin,
 * where it does not. A finding of the sheet, message "sheet.finding.CODE" or contradiction of the
 * field table, has the case "sheet-CODE", which expects {"has_code": CODE} in /result/findings, and
 * its twin, which expects {"lacks_code": CODE} there.
 */
#include "leaf/status.h"
#include "tables/messages.h"
#include "tables/set.h"
#include "tables/sheet_model.h"
#include "tables/syringe_model.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_ROOM = 512, LAST_FAMILY = 2 };

/* Codes that no case of a file can hold, and why. */
static const struct {
    const char *code;
    const char *why;
} exceptions[] = {
    {"utf8", "a case is JSON text, so it cannot hold broken UTF-8: api.c sends the bytes"},
    {"size", "4 MiB and one byte: api.c sends them"},
    {"local-table", "needs a table beside the embedded ones: api.c adds one"},
};

static bool is_exception(const char *code) {
    for (size_t i = 0; i < sizeof exceptions / sizeof exceptions[0]; i++) {
        if (strcmp(exceptions[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static void read_cases(const char *path, cJSON *all) {
    FILE *in = fopen(path, "rb");
    cr_assert(in, "%s", path);
    fseek(in, 0, SEEK_END);
    size_t length = (size_t)ftell(in);
    rewind(in);
    char *text = malloc(length + 1);
    cr_assert(text && fread(text, 1, length, in) == length);
    text[length] = '\0';
    fclose(in);
    const char *end;
    for (const char *next = text; *next != '\0'; next = end + strspn(end, "\n")) {
        cJSON *one = cJSON_ParseWithOpts(next, &end, 0);
        cr_assert(one, "%s", path);
        cJSON_AddItemToArray(all, one);
    }
    free(text);
}

static cJSON *all_cases(void) {
    cJSON *all = cJSON_CreateArray();
    DIR *folder = opendir("tests/vectors");
    cr_assert(folder, "run from the top of the repository");
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char path[PATH_ROOM];
        const char *dot = strrchr(entry->d_name, '.');
        if (dot && strcmp(dot, ".jsonl") == 0) {
            snprintf(path, sizeof path, "tests/vectors/%s", entry->d_name);
            read_cases(path, all);
        }
    }
    closedir(folder);
    return all;
}

static const char *id_of(const cJSON *one) {
    const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(one, "id"));
    cr_assert_not_null(id);
    return id;
}

static const cJSON *expected(const cJSON *one, const char *pointer) {
    const cJSON *expect = cJSON_GetObjectItemCaseSensitive(one, "expect");
    return cJSON_GetObjectItemCaseSensitive(expect, pointer);
}

static bool expects_status(const cJSON *one, const char *name) {
    const char *found = cJSON_GetStringValue(expected(one, "/error/name"));
    return found && strcmp(found, name) == 0;
}

static bool expects_advice(const cJSON *one, const char *how, const char *code) {
    const cJSON *advice = expected(one, "/advice");
    const char *found = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(advice, how));
    return found && strcmp(found, code) == 0;
}

static const cJSON *twin_of(const cJSON *all, const cJSON *one) {
    char id[PATH_ROOM];
    const cJSON *other;
    snprintf(id, sizeof id, "%s-not", id_of(one));
    cJSON_ArrayForEach(other, all) {
        if (strcmp(id_of(other), id) == 0) {
            return other;
        }
    }
    return NULL;
}

static bool status_is_proved(const cJSON *all, const char *name) {
    const cJSON *one;
    cJSON_ArrayForEach(one, all) {
        const cJSON *twin = expects_status(one, name) ? twin_of(all, one) : NULL;
        if (twin && expected(twin, "/status") && !expects_status(twin, name)) {
            return true;
        }
    }
    return false;
}

static bool advice_is_proved(const cJSON *all, const char *code) {
    const cJSON *one;
    cJSON_ArrayForEach(one, all) {
        const cJSON *twin = expects_advice(one, "has_code", code) ? twin_of(all, one) : NULL;
        if (twin && expects_advice(twin, "lacks_code", code)) {
            return true;
        }
    }
    return false;
}

Test(codes, every_status_of_a_request_has_its_case_and_its_twin, .timeout = 60) {
    cJSON *all = all_cases();
    size_t count = 0;
    for (size_t i = 0; pl_status_at(i) >= 0; i++) {
        pl_status status = pl_status_at(i);
        const char *name = pl_status_name(status);
        if (status == PALLIA_OK || status / 1000 > LAST_FAMILY) {
            continue;
        }
        bool proved = status_is_proved(all, name);
        cr_expect_neq(proved, is_exception(name), "%s", name);
        count++;
    }
    cr_expect(count >= 40, "%zu", count);
    cJSON_Delete(all);
}

Test(codes, every_advice_has_its_case_and_its_twin, .timeout = 60) {
    static const char prefix[] = "advice.";
    cJSON *all = all_cases();
    pallia_tables *tables;
    const pl_messages *messages;
    size_t count = 0;
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    cr_assert_eq(pl_tables_messages(tables, "fr", &messages, NULL), PALLIA_OK);
    for (size_t i = 0; i < messages->count; i++) {
        const char *key = messages->list[i].key;
        if (strncmp(key, prefix, strlen(prefix)) != 0) {
            continue;
        }
        const char *code = key + strlen(prefix);
        bool proved = advice_is_proved(all, code);
        cr_expect_neq(proved, is_exception(code), "%s", code);
        count++;
    }
    cr_expect(count >= 30, "%zu", count);
    pallia_tables_release(tables);
    cJSON_Delete(all);
}

static const cJSON *case_of(const cJSON *all, const char *prefix, const char *name) {
    char id[PATH_ROOM];
    const cJSON *one;
    snprintf(id, sizeof id, "%s%s", prefix, name);
    cJSON_ArrayForEach(one, all) {
        if (strcmp(id_of(one), id) == 0) {
            return one;
        }
    }
    return NULL;
}

/* The "likely" that a case expects, of a drug or of the bolus. */
static const cJSON *expected_cause(const cJSON *one) {
    const cJSON *drug = expected(one, "/result/drugs/0/likely");
    return drug ? drug : expected(one, "/result/bolus/likely");
}

static bool names_cause(const cJSON *one, const char *word) {
    const char *found = cJSON_GetStringValue(expected_cause(one));
    return found && strcmp(found, word) == 0;
}

Test(codes, every_cause_has_its_case_and_its_twin, .timeout = 60) {
    static const char prefix[] = "verify.cause.";
    cJSON *all = all_cases();
    pallia_tables *tables;
    const pl_messages *messages;
    size_t count = 0;
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    cr_assert_eq(pl_tables_messages(tables, "fr", &messages, NULL), PALLIA_OK);
    for (size_t i = 0; i < messages->count; i++) {
        const char *key = messages->list[i].key;
        if (strncmp(key, prefix, strlen(prefix)) != 0) {
            continue;
        }
        const char *word = key + strlen(prefix);
        const cJSON *one = case_of(all, "cause-", word);
        const cJSON *twin = one ? twin_of(all, one) : NULL;
        cr_expect(twin && names_cause(one, word), "%s", word);
        cr_expect(twin && expected_cause(twin) && !names_cause(twin, word), "%s", word);
        count++;
    }
    cr_expect(count >= 8, "%zu", count);
    pallia_tables_release(tables);
    cJSON_Delete(all);
}

/* Whether the check of a hazard, the key of a message, is what a case expects. */
static bool expects_check(const cJSON *one, const char *check) {
    static const char advice[] = "advice.";
    static const char cause[] = "verify.cause.";
    static const char error[] = "error.";
    if (strncmp(check, advice, strlen(advice)) == 0) {
        return expects_advice(one, "has_code", check + strlen(advice));
    }
    if (strncmp(check, cause, strlen(cause)) == 0) {
        return names_cause(one, check + strlen(cause));
    }
    if (strncmp(check, error, strlen(error)) == 0) {
        long status = strtol(check + strlen(error), NULL, 10);
        return expects_status(one, pl_status_name((pl_status)status));
    }
    return false;
}

/* A sentence is no code: its case expects it word for word, or a refusal that makes it needless. */
static bool is_sentence(const char *check) {
    return strncmp(check, "direct.", 7) == 0 || strncmp(check, "say.", 4) == 0;
}

Test(codes, every_hazard_has_its_incident_and_its_twin, .timeout = 60) {
    cJSON *all = all_cases();
    pallia_tables *tables;
    const pl_syringe_tables *syringe;
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    cr_assert_eq(pl_tables_syringe(tables, &syringe, NULL), PALLIA_OK);
    for (size_t i = 0; i < syringe->hazard_count; i++) {
        const pl_hazard *hazard = &syringe->hazards[i];
        const cJSON *one = case_of(all, "incident-", hazard->id);
        const cJSON *twin = one ? twin_of(all, one) : NULL;
        cr_expect(twin, "%s", hazard->id);
        cr_expect(!twin || is_sentence(hazard->check) || expects_check(one, hazard->check),
                  "%s does not fire %s", hazard->id, hazard->check);
        cr_expect(!twin || !expects_check(twin, hazard->check), "%s fires %s", id_of(twin),
                  hazard->check);
    }
    cr_expect(syringe->hazard_count >= 16, "%zu", syringe->hazard_count);
    pallia_tables_release(tables);
    cJSON_Delete(all);
}

static bool expects_finding(const cJSON *one, const char *how, const char *code) {
    const cJSON *findings = expected(one, "/result/findings");
    const char *found = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(findings, how));
    return found && strcmp(found, code) == 0;
}

static void expect_finding(const cJSON *all, const char *code) {
    const cJSON *one = case_of(all, "sheet-", code);
    const cJSON *twin = one ? twin_of(all, one) : NULL;
    cr_expect(twin && expects_finding(one, "has_code", code), "%s", code);
    cr_expect(twin && expects_finding(twin, "lacks_code", code), "%s", code);
}

Test(codes, every_finding_of_the_sheet_has_its_case_and_its_twin, .timeout = 60) {
    static const char prefix[] = "sheet.finding.";
    cJSON *all = all_cases();
    pallia_tables *tables;
    const pl_messages *messages;
    const pl_sheet_tables *sheet;
    size_t count = 0;
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    cr_assert_eq(pl_tables_messages(tables, "fr", &messages, NULL), PALLIA_OK);
    cr_assert_eq(pl_tables_sheet(tables, &sheet, NULL), PALLIA_OK);
    for (size_t i = 0; i < messages->count; i++) {
        const char *key = messages->list[i].key;
        if (strncmp(key, prefix, strlen(prefix)) == 0) {
            expect_finding(all, key + strlen(prefix));
            count++;
        }
    }
    for (size_t i = 0; i < sheet->contradiction_count; i++) {
        expect_finding(all, sheet->contradictions[i].id);
    }
    cr_expect(count >= 29, "%zu", count);
    pallia_tables_release(tables);
    cJSON_Delete(all);
}

Test(codes, no_case_has_the_id_of_another, .timeout = 60) {
    cJSON *all = all_cases();
    cJSON *seen = cJSON_CreateObject();
    const cJSON *one;
    cJSON_ArrayForEach(one, all) {
        cr_expect_null(cJSON_GetObjectItemCaseSensitive(seen, id_of(one)), "%s", id_of(one));
        cJSON_AddNullToObject(seen, id_of(one));
    }
    cJSON_Delete(seen);
    cJSON_Delete(all);
}
