/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia batch: many requests or many rows, from stdin to stdout.
 */
#include "batch.h"
#include "phrase.h"
#include "received.h"

#include <stdio.h>
#include <string.h>

static bool has_csv_option(cli *it) {
    static const cli_option only_csv[] = {OPTION_OME,    OPTION_TO,        OPTION_MAP,
                                          OPTION_UNIT,   OPTION_SEPARATOR, OPTION_EDITION,
                                          OPTION_STABLE, OPTION_PROFILE,   OPTION_ACKNOWLEDGE};
    for (size_t i = 0; i < sizeof only_csv / sizeof only_csv[0]; i++) {
        bool given = only_csv[i] == OPTION_ACKNOWLEDGE ? it->options.acknowledge.count > 0
                                                       : option_given(&it->options, only_csv[i]);
        if (given) {
            cli_wrong(it, PALLIA_ECONFLICT, "", "usage.batch_csv",
                      (const char *[]){"option", option_name(only_csv[i]), NULL});
            return true;
        }
    }
    return false;
}

/* The conversion, as pallia_columns_new wants it; NULL when it was not understood, which has been
 * said. */
static cJSON *read_conversion(cli *it) {
    const char *const *values = it->options.values;
    if ((values[OPTION_OME] != NULL) == (values[OPTION_TO] != NULL) ||
        (values[OPTION_OME] && values[OPTION_EDITION])) {
        cli_wrong(it, PALLIA_EKEY_MISSING, "/target", "usage.batch_target", NULL);
        return NULL;
    }
    cJSON *request = cJSON_CreateObject();
    cJSON_AddStringToObject(request, "language", values[OPTION_LANG]);
    if (values[OPTION_OME]) {
        cJSON_AddStringToObject(request, "op", "ome");
        cJSON_AddStringToObject(request, "edition", values[OPTION_OME]);
    } else {
        cJSON *target = phrase_read_target(it, values[OPTION_TO]);
        if (!target) {
            cJSON_Delete(request);
            return NULL;
        }
        cli_text place = {0};
        text_add(&place, cli_string(target, "drug"));
        text_add(&place, "/");
        text_add(&place, cli_string(target, "route"));
        cJSON_AddStringToObject(request, "to", text_get(&place));
        text_release(&place);
        cJSON_Delete(target);
    }
    return request;
}

static cJSON *new_request(cli *it) {
    cJSON *request = read_conversion(it);
    const char *const *values = it->options.values;
    const cli_list *acknowledge = &it->options.acknowledge;
    if (!request) {
        return NULL;
    }
    if (values[OPTION_EDITION]) {
        cJSON_AddStringToObject(request, "edition", values[OPTION_EDITION]);
    }
    if (values[OPTION_PROFILE]) {
        cJSON_AddStringToObject(request, "profile", values[OPTION_PROFILE]);
    }
    if (values[OPTION_STABLE]) {
        cJSON_AddTrueToObject(request, "stable");
    }
    if (acknowledge->count > 0) {
        cJSON *list = cJSON_AddArrayToObject(request, "acknowledge");
        for (size_t i = 0; i < acknowledge->count; i++) {
            cJSON_AddItemToArray(list, cJSON_CreateString(acknowledge->items[i]));
        }
    }
    return request;
}

static int run_table(cli *it, stream *in, row_converter *converter, tally *counts) {
    batch_names names;
    batch_header header;
    if (!batch_read_map(it, &names)) {
        return CLI_REQUEST;
    }
    int code = batch_read_header(it, in, &names, &header);
    if (code == CLI_OK) {
        batch_table(in, &header, converter, counts);
    }
    return code;
}

static int convert_table(cli *it, stream *in, tally *counts) {
    const char *unit = it->options.values[OPTION_UNIT];
    row_converter converter;
    if (unit && !received_unit_known(it, unit)) {
        return cli_wrong(it, PALLIA_EUNIT_UNKNOWN, "", "usage.batch_unit",
                         (const char *[]){"word", unit, NULL});
    }
    cJSON *request = new_request(it);
    if (!request) {
        return CLI_REQUEST;
    }
    int code = row_converter_new(it, request, unit, &converter);
    cJSON_Delete(request);
    if (code == CLI_OK) {
        code = run_table(it, in, &converter, counts);
    }
    row_converter_release(&converter);
    return code;
}

/* How the results of this run are to be read. */
static const char *const *notes(const cli *it) {
    static const char *const none[] = {NULL};
    static const char *const totals[] = {"batch.total", NULL};
    static const char *const doses[] = {"batch.calculated", NULL};
    if (!option_given(&it->options, OPTION_CSV)) {
        return none;
    }
    return option_given(&it->options, OPTION_OME) ? totals : doses;
}

static int finish(cli *it, const stream *in, tally *counts) {
    if (fflush(stdout) != 0 || ferror(stdout)) {
        return CLI_INTERNAL;
    }
    tally_say(it, counts, notes(it));
    if (in->failed) {
        cli_complain(it, "usage.cannot_read", (const char *[]){"file", "stdin", NULL});
        return CLI_INTERNAL;
    }
    return counts->good == counts->rows ? CLI_OK : CLI_PARTIAL;
}

int cli_batch(cli *it) {
    bool is_table = option_given(&it->options, OPTION_CSV);
    stream in = {.at = 0};
    tally counts;
    if (it->options.word_count > 0) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.too_many",
                         (const char *[]){"option", it->options.words[0], NULL});
    }
    if (!is_table && has_csv_option(it)) {
        return CLI_REQUEST;
    }
    tally_new(&counts);
    int code = is_table ? convert_table(it, &in, &counts) : batch_lines(it, &in, &counts);
    code = code == CLI_OK ? finish(it, &in, &counts) : code;
    tally_release(&counts);
    return code;
}
