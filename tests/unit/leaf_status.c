/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/status.h"

#include <criterion/criterion.h>
#include <string.h>

Test(status, names_follow_the_constants) {
    static const struct {
        pl_status code;
        const char *name;
    } cases[] = {
        {PALLIA_OK, "ok"},
        {PALLIA_EJSON, "json"},
        {PALLIA_ENUMBER_LENGTH, "number-length"},
        {PALLIA_EAMBIGUOUS_NUMBER, "ambiguous-number"},
        {PALLIA_ENO_RULE, "no-rule"},
        {PALLIA_ETABLE_GAP, "table-gap"},
        {PALLIA_ENOMEM, "nomem"},
        {PALLIA_EINTERNAL, "internal"},
        {1, NULL},
        {-1, NULL},
        {9002, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *name = pl_status_name(cases[i].code);
        if (cases[i].name == NULL) {
            cr_expect_null(name, "%d", (int)cases[i].code);
        } else {
            cr_expect_str_eq(name, cases[i].name);
        }
    }
}

Test(status, list_ascends_and_has_distinct_names) {
    size_t count = 0;
    for (; pl_status_at(count) != -1; count++) {
        const char *name = pl_status_name(pl_status_at(count));
        cr_assert_not_null(name);
        cr_expect(count == 0 || pl_status_at(count) > pl_status_at(count - 1), "%s", name);
        cr_expect_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz-8"), strlen(name), "%s", name);
        for (size_t j = 0; j < count; j++) {
            cr_expect_str_neq(name, pl_status_name(pl_status_at(j)));
        }
    }
    /* 1 success, 8 + 8 + 11 + 12 request, 16 refusals, 18 tables, 2 resources, 1 defect. */
    cr_expect_eq(count, 78);
    cr_expect_eq(pl_status_at(SIZE_MAX), -1);
}

Test(status, fail_records_and_returns) {
    pl_error error;
    memset(&error, 'x', sizeof error);
    cr_expect_eq(pl_fail(&error, PALLIA_EDRUG, "/items/0", "morfine"), PALLIA_EDRUG);
    cr_expect_eq(error.code, PALLIA_EDRUG);
    cr_expect_eq(error.offset, 0);
    cr_expect_str_eq(error.pointer, "/items/0");
    cr_expect_str_eq(error.token, "morfine");
    cr_expect_eq(pl_fail(&error, PALLIA_ETYPE, NULL, NULL), PALLIA_ETYPE);
    cr_expect_str_eq(error.pointer, "");
    cr_expect_str_eq(error.token, "");
    cr_expect_eq(pl_fail(NULL, PALLIA_EROUTE, "/x", "y"), PALLIA_EROUTE);
}

Test(status, fail_cuts_at_a_character) {
    pl_error error;
    char token[PL_TOKEN_SIZE + 2];
    memset(token, 'a', sizeof token);
    memcpy(token + PL_TOKEN_SIZE - 2, "\xC3\xA9",
           2); /* its second byte would take the NUL's place */
    token[sizeof token - 1] = '\0';
    (void)pl_fail(&error, PALLIA_EDRUG, NULL, token);
    cr_expect_eq(strlen(error.token), PL_TOKEN_SIZE - 2);
    token[PL_TOKEN_SIZE - 1] = '\0';
    token[PL_TOKEN_SIZE - 2] = 'b';
    (void)pl_fail(&error, PALLIA_EDRUG, NULL, token);
    cr_expect_str_eq(error.token, token);
}
