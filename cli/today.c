/* SPDX-License-Identifier: MPL-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "today.h"

#include <time.h>

void today_add(const cli *it, cJSON *request) {
    char day[16];
    time_t now = time(NULL);
    struct tm parts;
    const char *asked = it->options.values[OPTION_DATE];
    if (asked) {
        cJSON_DeleteItemFromObjectCaseSensitive(request, "date");
        cJSON_AddStringToObject(request, "date", asked);
        return;
    }
    if (cli_at(request, "date") || !localtime_r(&now, &parts) ||
        strftime(day, sizeof day, "%Y-%m-%d", &parts) == 0) {
        return;
    }
    cJSON_AddStringToObject(request, "date", day);
}
