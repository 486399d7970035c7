/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/date.h"

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

static bool is_whole_day(const char *text) {
    return strlen(text) == PL_DATE_TEXT - 1 && pl_date_valid(text, false);
}

/* The year starts in March, so that the leap day is its last. */
bool pl_date_day(const char *text, int32_t *day) {
    if (!is_whole_day(text)) {
        return false;
    }
    int month = number_at(text + 5, 2);
    int year = number_at(text, 4) - (month <= 2 ? 1 : 0);
    int from_march = (month + 9) % 12;
    *day = (int32_t)(365 * year + year / 4 - year / 100 + year / 400 + (153 * from_march + 2) / 5 +
                     number_at(text + 8, 2) - 1);
    return true;
}

static void write_digits(char *out, int32_t number, size_t digits) {
    for (size_t i = digits; i > 0; i--) {
        out[i - 1] = (char)('0' + number % 10);
        number /= 10;
    }
}

void pl_date_text(int32_t day, char out[PL_DATE_TEXT]) {
    enum { ERA = 146097, YEARS_IN_ERA = 400 };
    int32_t in_era = day % ERA;
    int32_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / (ERA - 1)) / 365;
    int32_t in_year = in_era - (365 * year + year / 4 - year / 100);
    int32_t from_march = (5 * in_year + 2) / 153;
    int32_t month = from_march < 10 ? from_march + 3 : from_march - 9;
    year += day / ERA * YEARS_IN_ERA + (month <= 2 ? 1 : 0);
    memcpy(out, "0000-00-00", PL_DATE_TEXT);
    write_digits(out, year, 4);
    write_digits(out + 5, month, 2);
    write_digits(out + 8, in_year - (153 * from_march + 2) / 5 + 1, 2);
}

int32_t pl_date_age(const char *birth, const char *day) {
    int32_t from;
    int32_t to;
    if (!pl_date_day(birth, &from) || !pl_date_day(day, &to) || to < from) {
        return -1;
    }
    int32_t years = number_at(day, 4) - number_at(birth, 4);
    return strcmp(day + 5, birth + 5) < 0 ? years - 1 : years;
}
