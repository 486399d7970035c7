/* SPDX-License-Identifier: MPL-2.0
 *
 * Calendar dates of ISO 8601: "2026", "2026-11", "2026-11-22". No clock is read here.
 */
#ifndef PL_DATE_H
#define PL_DATE_H

#include <stdbool.h>
#include <stdint.h>

enum { PL_DATE_TEXT = 11 };

/* YYYY, YYYY-MM or YYYY-MM-DD of a real calendar day; "undated" too when `undated` is true. */
bool pl_date_valid(const char *text, bool undated);

/* A whole day, "2026-11-22", as days since 0000-03-01 of the Gregorian calendar: differences of two
 * are days. False when it is not one. */
bool pl_date_day(const char *text, int32_t *day);

/* The text of a day that pl_date_day gave, or that is a sum of one and at most a century. */
void pl_date_text(int32_t day, char out[PL_DATE_TEXT]);

/* Whole years from `birth` to `day`, as a birthday counts them; -1 when `day` is before. */
int32_t pl_date_age(const char *birth, const char *day);

#endif
