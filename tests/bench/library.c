/* SPDX-License-Identifier: MPL-2.0
 *
 * The library beside its peers, in one process.
 */
#include "leaf/round.h"
#include "measure.h"
#include "pallia/conversion.h"
#include "tables/embedded.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <udunits2.h>

typedef struct bench {
    pallia_tables *tables;
    char *answer;
    size_t answer_length;
    cv_converter *converter;
    pallia_conversion *conversion;
    pl_rational factor;
    pl_rational step;
    int32_t dose;
} bench;

/* The first case of the contract: 60 mg twice and 20 mg four times a day, orally, towards SC. */
static const char request[] =
    "{\"op\":\"rotate\",\"regimen\":[{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":\"60 mg\","
    "\"release\":\"pr12\",\"every\":\"12 h\"},{\"drug\":\"morphine\",\"route\":\"oral\",\"dose\":"
    "\"20 "
    "mg\",\"release\":\"ir\",\"times\":4}],\"target\":{\"drug\":\"morphine\",\"route\":\"sc\"}}";

/* Results go here, so that no compiler drops the work. */
static volatile int64_t kept;
static volatile double kept_real;

static void fail(const char *what) {
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

static void rotate(void *with) {
    bench *it = with;
    char *answer;
    if (pallia_run(it->tables, request, sizeof request - 1, &answer, NULL) != PALLIA_OK) {
        fail("no answer");
    }
    pallia_free(answer);
}

static void parse_and_print(const char *text, size_t length) {
    cJSON *tree = cJSON_ParseWithLength(text, length);
    char *printed = cJSON_PrintUnformatted(tree);
    if (printed == NULL) {
        fail("cJSON");
    }
    free(printed);
    cJSON_Delete(tree);
}

static void same_documents(void *with) {
    bench *it = with;
    parse_and_print(request, sizeof request - 1);
    parse_and_print(it->answer, it->answer_length);
}

static void load_and_rotate(void *with) {
    bench *it = with;
    bench fresh = *it;
    if (pallia_tables_new(NULL, &fresh.tables) != PALLIA_OK) {
        fail("no tables");
    }
    rotate(&fresh);
    pallia_tables_release(fresh.tables);
}

/* What a French rotation reads. */
static int is_read(const pl_embedded_file *file) {
    static const char *const read[] = {"drugs.json",          "editions/", "messages/fr.json",
                                       "products/",           "profiles/", "sources.json",
                                       "syringe/devices.json"};
    for (size_t i = 0; i < sizeof read / sizeof read[0]; i++) {
        if (strncmp(file->path, read[i], strlen(read[i])) == 0) {
            return 1;
        }
    }
    return 0;
}

static void parse_tables(void *with) {
    (void)with;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (is_read(file)) {
            cJSON_Delete(cJSON_ParseWithLength(file->bytes, file->length));
        }
    }
}

static void convert_exactly(void *with) {
    bench *it = with;
    pl_rational given = pl_rational_from_int(it->dose++ & 1023);
    pl_rational exact;
    if (pl_rational_mul(given, it->factor, &exact) != PALLIA_OK) {
        fail("overflow");
    }
    kept += exact.num;
}

static void convert_and_round(void *with) {
    bench *it = with;
    pl_rational given = pl_rational_from_int(it->dose++ & 1023);
    pl_rational exact;
    pl_rational rounded;
    if (pl_rational_mul(given, it->factor, &exact) != PALLIA_OK ||
        pl_round_to_step(exact, it->step, PL_ROUND_DOWN, &rounded) != PALLIA_OK) {
        fail("overflow");
    }
    kept += rounded.num;
}

static void convert_prepared(void *with) {
    bench *it = with;
    double result;
    if (pallia_conversion_apply(it->conversion, (double)((it->dose++ & 1023) + 1), &result) !=
        PALLIA_OK) {
        fail("no conversion");
    }
    kept_real += result;
}

static void convert_by_udunits(void *with) {
    bench *it = with;
    kept_real += cv_convert_double(it->converter, (double)(it->dose++ & 1023));
}

static cv_converter *prepare_udunits(void) {
    ut_set_error_message_handler(ut_ignore);
    ut_system *system = ut_read_xml(NULL);
    ut_unit *from = ut_parse(system, "ug/h", UT_ASCII);
    ut_unit *to = ut_parse(system, "mg/d", UT_ASCII);
    cv_converter *converter = ut_get_converter(from, to);
    if (converter == NULL) {
        fail("UDUNITS-2");
    }
    ut_free(from);
    ut_free(to);
    ut_free_system(system);
    return converter;
}

int main(void) {
    bench it = {.factor = {3, 125}, .step = {1, 10}};
    double ours;
    double theirs;
    if (pallia_tables_new(NULL, &it.tables) != PALLIA_OK ||
        pallia_run(it.tables, request, sizeof request - 1, &it.answer, &it.answer_length) !=
            PALLIA_OK) {
        fail("no answer");
    }
    size_t bytes = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        bytes += is_read(&pl_embedded_files[i]) ? pl_embedded_files[i].length : 0;
    }
    it.converter = prepare_udunits();
    static const char arrow[] = "{\"from\":\"morphine/oral\",\"to\":\"morphine/sc\"}";
    if (pallia_conversion_new(it.tables, arrow, sizeof arrow - 1, &it.conversion, NULL) !=
        PALLIA_OK) {
        fail("no arrow");
    }

    measure_both(rotate, same_documents, &it, 400, &ours, &theirs);
    measure_print("rotate / cJSON: same documents", ours, theirs, 1e3, "us", "10 us");
    measure_both(load_and_rotate, parse_tables, &it, 10, &ours, &theirs);
    measure_print("tables and first rotate / cJSON: parse", ours, theirs, 1e6, "ms", "1 ms");
    measure_both(convert_prepared, convert_by_udunits, &it, 200000, &ours, &theirs);
    measure_print("prepared conversion, one dose / UDUNITS-2", ours, theirs, 1, "ns", "10 ns");
    measure_both(convert_exactly, convert_by_udunits, &it, 200000, &ours, &theirs);
    measure_print("exact core: dose x factor (1) / UDUNITS-2", ours, theirs, 1, "ns", "10 ns");
    measure_both(convert_and_round, convert_by_udunits, &it, 200000, &ours, &theirs);
    measure_print("exact core: and rounded (1) / UDUNITS-2", ours, theirs, 1, "ns", "10 ns");
    printf("  answer %lu bytes, tables read %lu bytes\n", (unsigned long)it.answer_length,
           (unsigned long)bytes);

    cv_free(it.converter);
    pallia_conversion_release(it.conversion);
    pallia_free(it.answer);
    pallia_tables_release(it.tables);
    return 0;
}
