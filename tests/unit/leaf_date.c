/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/date.h"

#include <criterion/criterion.h>

Test(date, real_days_only) {
    static const char *const wrong[] = {
        "",           "2026-02-29", "1900-02-29", "2026-00-10", "2026-13-01",  "2026-04-31",
        "2026-1-1",   "2026-01-00", "2026/01/01", "0000-01-01", "2026-01-011", "20x6-01-01",
        "2026-01-0x", "2026-0x-01",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        int32_t day;
        cr_expect_not(pl_date_valid(wrong[i], true), "%s", wrong[i]);
        cr_expect_not(pl_date_day(wrong[i], &day), "%s", wrong[i]);
    }
    cr_expect(pl_date_valid("2024-02-29", false));
    cr_expect(pl_date_valid("2000-02-29", false));
    cr_expect(pl_date_valid("2026-11", false));
    cr_expect(pl_date_valid("2026", false));
    cr_expect(pl_date_valid("undated", true));
    cr_expect_not(pl_date_valid("undated", false));
}

Test(date, a_month_is_not_a_day) {
    int32_t day;
    cr_expect_not(pl_date_day("2026-11", &day));
    cr_expect_not(pl_date_day("2026", &day));
}

/* Every day of nine centuries follows the one before, and reads back. */
Test(date, days_follow_one_another) {
    int32_t day;
    int32_t end;
    char text[PL_DATE_TEXT];
    cr_assert(pl_date_day("1600-01-01", &day));
    cr_assert(pl_date_day("2500-12-31", &end));
    cr_expect_eq(end - day + 1, 329084);
    for (; day <= end; day++) {
        int32_t again;
        pl_date_text(day, text);
        cr_assert(pl_date_day(text, &again), "%s", text);
        cr_assert_eq(again, day, "%s", text);
    }
}

Test(date, differences_are_days) {
    int32_t from;
    int32_t to;
    cr_assert(pl_date_day("2024-02-28", &from));
    cr_assert(pl_date_day("2024-03-01", &to));
    cr_expect_eq(to - from, 2);
    cr_assert(pl_date_day("2026-11-22", &from));
    cr_assert(pl_date_day("2027-11-22", &to));
    cr_expect_eq(to - from, 365);
}

Test(date, age_turns_on_the_birthday) {
    cr_expect_eq(pl_date_age("1941-11-22", "2026-11-21"), 84);
    cr_expect_eq(pl_date_age("1941-11-22", "2026-11-22"), 85);
    cr_expect_eq(pl_date_age("2026-11-22", "2026-11-22"), 0);
    cr_expect_eq(pl_date_age("1940-02-29", "2025-02-28"), 84);
    cr_expect_eq(pl_date_age("1940-02-29", "2025-03-01"), 85);
    cr_expect_eq(pl_date_age("2026-11-23", "2026-11-22"), -1);
    cr_expect_eq(pl_date_age("1941", "2026-11-22"), -1);
    cr_expect_eq(pl_date_age("1941-11-22", "undated"), -1);
}
