/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check.h"

#include <string.h>

/* Reads `digits` digits; -1 when one of them is not. */
static int number_at(const char *text, size_t digits) {
    int number = 0;
    for (size_t i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = 10 * number + (text[i] - '0');
    }
    return number;
}

static int days_of(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool pl_date_valid(const char *text, bool undated) {
    enum { YEAR = 4, MONTH = 7, DAY = 10 };
    if (undated && strcmp(text, "undated") == 0) {
        return true;
    }
    size_t length = strlen(text);
    if (length != YEAR && length != MONTH && length != DAY) {
        return false;
    }
    int year = number_at(text, 4);
    if (year < 1 || length == YEAR) {
        return year >= 1;
    }
    int month = text[4] == '-' ? number_at(text + 5, 2) : -1;
    if (month < 1 || month > 12 || length == MONTH) {
        return month >= 1 && month <= 12;
    }
    int day = text[7] == '-' ? number_at(text + 8, 2) : -1;
    return day >= 1 && day <= days_of(year, month);
}
