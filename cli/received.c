/* SPDX-License-Identifier: MPL-2.0 */
#include "received.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

double received_value(const char *exact) {
    char *slash;
    double top = strtod(exact, &slash);
    return *slash == '/' ? top / strtod(slash + 1, NULL) : top;
}

cJSON *received_item(const received_place *at, const received *dose) {
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "drug", at->drug);
    cJSON_AddStringToObject(item, "route", at->route);
    cJSON_AddStringToObject(item, "dose", dose->text);
    if (!dose->is_rate) {
        cJSON_AddNumberToObject(item, "times", 1);
    }
    return item;
}

/* The working begins with the item, whatever becomes of it. */
static int32_t exact_of(const cJSON *answer, received *dose) {
    const cJSON *step = cJSON_GetArrayItem(cli_at(answer, "trail"), 0);
    const char *exact = cli_string(step, "value/exact");
    int32_t status = cli_int(answer, "error/code");
    if (!cli_is(step, "step", "item") || *exact == '\0') {
        return status == PALLIA_OK ? PALLIA_EINTERNAL : status;
    }
    int length = snprintf(dose->exact, sizeof dose->exact, "%s", exact);
    return length < (int)sizeof dose->exact ? PALLIA_OK : PALLIA_EINTERNAL;
}

static int32_t ask_as(cli *it, const received_place *at, bool is_rate, received *dose) {
    cli_answer answer;
    cJSON *request = cJSON_CreateObject();
    dose->is_rate = is_rate;
    cJSON_AddStringToObject(request, "op", "ome");
    cJSON_AddItemToArray(cJSON_AddArrayToObject(request, "regimen"), received_item(at, dose));
    cli_ask(it, request, &answer);
    cJSON_Delete(request);
    int32_t status = exact_of(answer.tree, dose);
    cli_answer_release(&answer);
    return status;
}

static int32_t ask(cli *it, const received_place *at, received *dose) {
    int32_t status = ask_as(it, at, true, dose);
    return status == PALLIA_EFREQUENCY ? ask_as(it, at, false, dose) : status;
}

/* Whether the number of `dose`, in `unit`, makes the same dose. */
static int32_t check_unit(cli *it, const received_place *at, const received *dose,
                          const char *unit) {
    received again;
    size_t start = strcspn(dose->text, "0123456789");
    size_t end = start + strspn(dose->text + start, "0123456789.,");
    snprintf(again.text, sizeof again.text, "%.*s %s", (int)end, dose->text, unit);
    int32_t status = ask(it, at, &again);
    return status == PALLIA_OK && strcmp(again.exact, dose->exact) == 0 ? PALLIA_OK
                                                                        : PALLIA_ECONFLICT;
}

int32_t received_read(cli *it, const received_place *at, const char *dose, const char *unit,
                      const char *otherwise, received *out) {
    snprintf(out->text, sizeof out->text, "%s", dose);
    int32_t status = ask(it, at, out);
    if (status == PALLIA_OK && *unit != '\0') {
        return check_unit(it, at, out, unit);
    }
    if (status != PALLIA_EUNIT_MISSING || (*unit == '\0' && *otherwise == '\0')) {
        return status;
    }
    snprintf(out->text, sizeof out->text, "%s %s", dose, *unit != '\0' ? unit : otherwise);
    return ask(it, at, out);
}

bool received_unit_known(cli *it, const char *unit) {
    static const received_place any = {.drug = "morphine", .route = "oral"};
    received one;
    return snprintf(one.text, sizeof one.text, "1 %s", unit) < (int)sizeof one.text &&
           ask(it, &any, &one) != PALLIA_EUNIT_UNKNOWN;
}
