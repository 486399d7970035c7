/* SPDX-License-Identifier: MPL-2.0
 *
 * The sheet: its digest, its versions, and that a page says the doses of its lines. The findings
 * are cases of tests/vectors/sheet.jsonl. Run from the top of the repository.
 */
#include "leaf/sha256.h"
#include "pallia/pallia.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char date[] = "2026-11-22";

static cJSON *read_file(const char *path) {
    FILE *in = fopen(path, "rb");
    cr_assert(in, "%s: run from the top of the repository", path);
    fseek(in, 0, SEEK_END);
    size_t length = (size_t)ftell(in);
    rewind(in);
    char *text = malloc(length + 1);
    cr_assert(text && fread(text, 1, length, in) == length);
    text[length] = '\0';
    fclose(in);
    cJSON *root = cJSON_Parse(text);
    cr_assert_not_null(root, "%s", path);
    free(text);
    return root;
}

/* Asks an operation about a sheet, which stays the caller's; `reason` may be NULL. */
static cJSON *ask(const char *operation, const char *on, const cJSON *sheet, const char *reason) {
    pallia_tables *tables;
    char *answer;
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "op", operation);
    cJSON_AddStringToObject(request, "date", on);
    if (reason) {
        cJSON_AddStringToObject(request, "reason", reason);
    }
    cJSON_AddItemToObject(request, "sheet", cJSON_Duplicate(sheet, 1));
    char *text = cJSON_PrintUnformatted(request);
    cr_assert_eq(pallia_tables_new(NULL, &tables), PALLIA_OK);
    cr_assert_eq(pallia_run(tables, text, strlen(text), &answer, NULL), PALLIA_OK);
    cJSON *root = cJSON_Parse(answer);
    cr_assert_not_null(root);
    pallia_free(answer);
    free(text);
    cJSON_Delete(request);
    pallia_tables_release(tables);
    return root;
}

static const cJSON *in_result(const cJSON *answer, const char *key) {
    const cJSON *result = cJSON_GetObjectItemCaseSensitive(answer, "result");
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(result, key);
    cr_assert_not_null(found, "%s", key);
    return found;
}

static const char *text_of(const cJSON *object, const char *key) {
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
    cr_assert_not_null(text, "%s", key);
    return text;
}

static void digest_of(const cJSON *sheet, char out[PL_SHA256_HEX_SIZE]) {
    cJSON *answer = ask("sheet", date, sheet, NULL);
    strcpy(out, cJSON_GetStringValue(in_result(answer, "digest")));
    cJSON_Delete(answer);
}

/* The members of an object from the last to the first, at every depth. */
static cJSON *turned_round(const cJSON *value) {
    if (!cJSON_IsObject(value)) {
        return cJSON_Duplicate(value, 1);
    }
    cJSON *out = cJSON_CreateObject();
    for (int i = cJSON_GetArraySize(value) - 1; i >= 0; i--) {
        const cJSON *item = cJSON_GetArrayItem(value, i);
        cJSON_AddItemToObject(out, item->string, turned_round(item));
    }
    return out;
}

Test(sheet, the_order_of_the_keys_does_not_change_the_digest) {
    cJSON *sheet = read_file("tests/sheets/complete.json");
    cJSON *other = turned_round(sheet);
    char one[PL_SHA256_HEX_SIZE];
    char two[PL_SHA256_HEX_SIZE];
    digest_of(sheet, one);
    digest_of(other, two);
    cr_expect_str_eq(one, two);
    cJSON_ReplaceItemInObject(cJSON_GetObjectItem(other, "patient"), "access",
                              cJSON_CreateString("2e étage gauche, code 34B13"));
    digest_of(other, two);
    cr_expect_str_neq(one, two);
    cJSON_Delete(sheet);
    cJSON_Delete(other);
}

Test(sheet, the_digest_is_that_of_the_canonical_text) {
    static const char canonical[] =
        "{\"author\":{\"name\":\"Dr N. Petit\"},\"document\":{\"phase\":\"palliative\","
        "\"review_on\":\"2026-12-20\",\"written_on\":\"2026-11-20\"},\"patient\":{\"birth_date\":"
        "\"1950-01-02\",\"family_name\":\"DURAND\",\"given_name\":\"Jean\",\"phones\":["
        "\"06 39 98 00 11\"]},\"schema\":\"pallia.sheet/1\",\"set\":\"minimal-0000-0001\","
        "\"status\":\"active\",\"version\":1}";
    cJSON *sheet = read_file("tests/sheets/minimal.json");
    char due[PL_SHA256_HEX_SIZE];
    char found[PL_SHA256_HEX_SIZE];
    pl_sha256_of(canonical, strlen(canonical), due);
    digest_of(sheet, found);
    cr_expect_str_eq(found, due);
    cJSON_Delete(sheet);
}

Test(sheet, the_digest_line_holds_no_health_data) {
    cJSON *sheet = read_file("tests/sheets/complete.json");
    cJSON *answer = ask("sheet", date, sheet, NULL);
    const char *line = text_of(in_result(answer, "page"), "digest");
    char due[256];
    snprintf(due, sizeof due, "PALLIA1 %s v1 2026-11-12 2026-12-12 sha256:%s",
             text_of(sheet, "set"), cJSON_GetStringValue(in_result(answer, "digest")));
    cr_expect_str_eq(line, due);
    cJSON_Delete(answer);
    cJSON_Delete(sheet);
}

Test(sheet, a_chain_of_versions_names_the_one_before) {
    cJSON *sheet = read_file("tests/sheets/complete.json");
    for (int version = 2; version < 5; version++) {
        char before[PL_SHA256_HEX_SIZE];
        digest_of(sheet, before);
        cJSON *answer = ask("sheet-supersede", date, sheet, NULL);
        cJSON *next = cJSON_Duplicate(in_result(answer, "sheet"), 1);
        cr_expect_str_eq(text_of(next, "replaces"), before);
        cr_expect_eq(cJSON_GetObjectItem(next, "version")->valueint, version);
        cr_expect_str_eq(text_of(in_result(answer, "superseded"), "status"), "superseded");
        cJSON *read = ask("sheet", date, next, NULL);
        cr_expect_str_eq(cJSON_GetStringValue(in_result(read, "state")), "draft",
                         "its review date is to be given again");
        cJSON_Delete(read);
        cJSON_Delete(answer);
        cJSON_Delete(sheet);
        sheet = next;
    }
    cJSON_Delete(sheet);
}

Test(sheet, what_is_revoked_keeps_its_content) {
    cJSON *sheet = read_file("tests/sheets/complete.json");
    cJSON *answer = ask("sheet-revoke", date, sheet, "changed-wishes");
    const cJSON *revoked = in_result(answer, "sheet");
    const cJSON *item;
    cJSON_ArrayForEach(item, sheet) {
        const cJSON *same = cJSON_GetObjectItemCaseSensitive(revoked, item->string);
        bool status = strcmp(item->string, "status") == 0;
        cr_expect(same && cJSON_Compare(item, same, 1) != status, "%s", item->string);
    }
    cJSON *read = ask("sheet", "2027-11-22", revoked, NULL);
    cr_expect_str_eq(cJSON_GetStringValue(in_result(read, "state")), "revoked",
                     "also past its review date");
    cJSON_Delete(read);
    cJSON_Delete(answer);
    cJSON_Delete(sheet);
}

/* The last line of the footer names the tables, which change more often than the page. */
static void drop_tables_line(const cJSON *page) {
    cJSON *footer = cJSON_GetObjectItem(page, "footer");
    int last = cJSON_GetArraySize(footer) - 1;
    const char *text = cJSON_GetStringValue(cJSON_GetArrayItem(footer, last));
    cr_assert(text && strncmp(text, "Tables ", strlen("Tables ")) == 0);
    cJSON_DeleteItemFromArray(footer, last);
}

/* What renderers are tested with is what the engine says today. */
Test(sheet, the_answers_kept_for_the_renderers_are_those_of_the_engine) {
    static const char *const names[] = {"complete", "minimal"};
    for (size_t i = 0; i < 2; i++) {
        char path[64];
        snprintf(path, sizeof path, "tests/sheets/%s.json", names[i]);
        cJSON *sheet = read_file(path);
        snprintf(path, sizeof path, "tests/sheets/%s.answer.json", names[i]);
        cJSON *kept = read_file(path);
        cJSON *answer = ask("sheet", date, sheet, NULL);
        drop_tables_line(in_result(answer, "page"));
        drop_tables_line(in_result(kept, "page"));
        cr_expect(cJSON_Compare(in_result(answer, "page"), in_result(kept, "page"), 1), "%s",
                  names[i]);
        cJSON_Delete(answer);
        cJSON_Delete(kept);
        cJSON_Delete(sheet);
    }
}

/* Whoever holds the paper can say which tables it was made from, and that nobody reviewed them. */
Test(sheet, the_footer_names_the_tables) {
    cJSON *sheet = read_file("tests/sheets/complete.json");
    cJSON *answer = ask("sheet", date, sheet, NULL);
    const cJSON *identity = cJSON_GetObjectItem(answer, "identity");
    char wanted[128];
    snprintf(wanted, sizeof wanted,
             "Tables %s (sha256 %.12s). Chiffres non relus par un clinicien.",
             cJSON_GetStringValue(cJSON_GetObjectItem(identity, "tables")),
             cJSON_GetStringValue(cJSON_GetObjectItem(identity, "tables_sha256")));
    const cJSON *footer = cJSON_GetObjectItem(in_result(answer, "page"), "footer");
    const cJSON *last = cJSON_GetArrayItem(footer, cJSON_GetArraySize(footer) - 1);
    cr_expect_str_eq(cJSON_GetStringValue(last), wanted);
    cJSON_Delete(answer);
    cJSON_Delete(sheet);
}

/* No dose of the page comes from what a person typed: another strength, of the line and of the
 * product, moves the volume. */
Test(sheet, doses_of_the_page_are_computed) {
    cJSON *sheet = read_file("tests/sheets/complete.json");
    cJSON *home = cJSON_GetObjectItem(sheet, "home");
    cJSON *lines = cJSON_GetObjectItem(home, "lines");
    cJSON *products = cJSON_GetObjectItem(home, "products");
    cJSON_ReplaceItemInObject(cJSON_GetArrayItem(lines, 0), "strength",
                              cJSON_CreateString("20 mg/mL"));
    cJSON_ReplaceItemInObject(cJSON_GetArrayItem(products, 0), "strength",
                              cJSON_CreateString("20 mg/mL"));
    cJSON *answer = ask("sheet", date, sheet, NULL);
    char *page = cJSON_PrintUnformatted(in_result(answer, "page"));
    cr_expect(strstr(page, "morphine 5 mg (0,25 mL de 20 mg/mL), voie sous-cutanée"));
    cr_expect(strstr(page, "après 1 h au moins, max 6 doses et 30 mg / 24 h"));
    free(page);
    cJSON_Delete(answer);
    cJSON_Delete(sheet);
}
