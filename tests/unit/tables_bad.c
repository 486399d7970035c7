/* SPDX-License-Identifier: MPL-2.0
 *
 * Every document of tests/bad/tables fails with the code of its name, and a code of 0 passes:
 *   [KIND-]CODE-RULE__WHAT.json
 * KIND: drugs, sources, profile, products, messages, law, anticipation, a file of tables/syringe,
 * sheetfields or sheetcodes; else an edition. All of them differ in one place from a control that
 * passes, and use the controls around them.
 */
#define _POSIX_C_SOURCE 200809L

#include "tables/check.h"
#include "tables/check_syringe.h"
#include "tables/law.h"
#include "tables/load.h"
#include "tables/load_anticipation.h"
#include "tables/load_sheet.h"
#include "tables/load_syringe.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef PL_TEST_BAD_TABLES
#define PL_TEST_BAD_TABLES "tests/bad/tables"
#endif

enum { PATH_SIZE = 512 };

typedef struct text {
    char *bytes;
    size_t length;
} text;

static text slurp(const char *name) {
    char path[PATH_SIZE];
    (void)snprintf(path, sizeof path, "%s/%s", PL_TEST_BAD_TABLES, name);
    FILE *in = fopen(path, "rb");
    cr_assert_not_null(in, "%s cannot be opened", path);
    enum { ROOM = 65536 };
    text read = {malloc(ROOM), 0};
    cr_assert_not_null(read.bytes);
    read.length = fread(read.bytes, 1, ROOM, in);
    cr_assert_lt(read.length, (size_t)ROOM);
    (void)fclose(in);
    return read;
}

/* The controls that a document may refer to. */
typedef struct around {
    pl_arena arena;
    pl_drugs drugs;
    pl_edition edition;
    const pl_edition *editions[1];
    pl_profile profile;
    pl_rules rules;
    pl_messages english;
    pl_syringe_tables syringe;
    pl_sheet_tables sheet;
} around;

static void set_up(around *with) {
    memset(with, 0, sizeof *with);
    pl_arena_init(&with->arena, pl_allocator_default());
    text drugs = slurp("drugs-0-ok__control.json");
    text edition = slurp("0-ok__control.json");
    text sources = slurp("sources-0-ok__control.json");
    text profile = slurp("profile-0-ok__control.json");
    text english = slurp("around/messages-en.json");
    pl_arena *arena = &with->arena;
    cr_assert_eq(pl_load_drugs(drugs.bytes, drugs.length, arena, &with->drugs, NULL), PALLIA_OK);
    cr_assert_eq(
        pl_load_edition(edition.bytes, edition.length, &with->drugs, arena, &with->edition, NULL),
        PALLIA_OK);
    with->editions[0] = &with->edition;
    with->rules.editions = with->editions;
    with->rules.edition_count = 1;
    cr_assert_eq(pl_load_sources(sources.bytes, sources.length, arena, &with->rules, NULL),
                 PALLIA_OK);
    cr_assert_eq(pl_load_profile(profile.bytes, profile.length, &with->drugs, &with->rules, arena,
                                 &with->profile, NULL),
                 PALLIA_OK);
    with->rules.profiles = &with->profile;
    with->rules.profile_count = 1;
    cr_assert_eq(pl_load_messages(english.bytes, english.length, arena, &with->english, NULL),
                 PALLIA_OK);
    text diluents = slurp("diluents-0-ok__control.json");
    const pl_reader reader = {.arena = arena, .drugs = &with->drugs, .rules = &with->rules};
    cr_assert_eq(pl_load_diluents(diluents.bytes, diluents.length, &reader, &with->syringe),
                 PALLIA_OK);
    text sheet = slurp("sheetfields-0-ok__control.json");
    cr_assert_eq(pl_load_sheet_fields(sheet.bytes, sheet.length, &reader, &with->sheet), PALLIA_OK);
    free(sheet.bytes);
    free(diluents.bytes);
    free(drugs.bytes);
    free(edition.bytes);
    free(sources.bytes);
    free(profile.bytes);
    free(english.bytes);
}

static pl_status judge_edition(around *with, text from, pl_error *error) {
    pl_edition edition;
    pl_status status =
        pl_load_edition(from.bytes, from.length, &with->drugs, &with->arena, &edition, error);
    return status != PALLIA_OK ? status : pl_check_edition(&edition, error);
}

static pl_status judge_drugs(around *with, text from, pl_error *error) {
    pl_drugs drugs;
    pl_status status = pl_load_drugs(from.bytes, from.length, &with->arena, &drugs, error);
    return status != PALLIA_OK ? status : pl_check_drugs(&drugs, error);
}

static pl_status judge_sources(around *with, text from, pl_error *error) {
    pl_rules rules = {0};
    pl_status status = pl_load_sources(from.bytes, from.length, &with->arena, &rules, error);
    return status != PALLIA_OK ? status : pl_check_sources(&rules, error);
}

static pl_status judge_profile(around *with, text from, pl_error *error) {
    pl_profile profile;
    pl_status status = pl_load_profile(from.bytes, from.length, &with->drugs, &with->rules,
                                       &with->arena, &profile, error);
    return status != PALLIA_OK
               ? status
               : pl_check_profile(from.bytes, from.length, &with->drugs, &with->rules, &profile,
                                  with->arena.allocator, error);
}

static pl_status judge_products(around *with, text from, pl_error *error) {
    pl_products products;
    pl_status status = pl_load_products(from.bytes, from.length, &with->drugs, &with->rules,
                                        &with->arena, &products, error);
    return status != PALLIA_OK ? status : pl_check_products(&products, &with->drugs, error);
}

static pl_status judge_messages(around *with, text from, pl_error *error) {
    pl_messages messages;
    pl_status status = pl_load_messages(from.bytes, from.length, &with->arena, &messages, error);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_check_messages(&messages, &with->english, &with->rules, error);
}

static pl_status load_syringe(around *with, pl_load_syringe_file load, text from, pl_error *error) {
    const pl_reader reader = {
        .arena = &with->arena, .error = error, .drugs = &with->drugs, .rules = &with->rules};
    return load(from.bytes, from.length, &reader, &with->syringe);
}

static pl_status judge_devices(around *with, text from, pl_error *error) {
    pl_status status = load_syringe(with, pl_load_devices, from, error);
    return status != PALLIA_OK ? status : pl_check_devices(&with->syringe, error);
}

static pl_status judge_diluents(around *with, text from, pl_error *error) {
    pl_status status = load_syringe(with, pl_load_diluents, from, error);
    return status != PALLIA_OK ? status : pl_check_diluents(&with->syringe, error);
}

static pl_status judge_compatibility(around *with, text from, pl_error *error) {
    pl_status status = load_syringe(with, pl_load_compatibility, from, error);
    return status != PALLIA_OK ? status
                               : pl_check_compatibility(&with->syringe, &with->drugs, error);
}

static pl_status judge_stability(around *with, text from, pl_error *error) {
    pl_status status = load_syringe(with, pl_load_stability, from, error);
    return status != PALLIA_OK ? status : pl_check_stability(&with->syringe, error);
}

static pl_status judge_protocols(around *with, text from, pl_error *error) {
    pl_status status = load_syringe(with, pl_load_protocols, from, error);
    return status != PALLIA_OK ? status
                               : pl_check_protocols(from.bytes, from.length, &with->syringe,
                                                    with->arena.allocator, error);
}

static pl_status judge_ceilings(around *with, text from, pl_error *error) {
    pl_status status = load_syringe(with, pl_load_ceilings, from, error);
    return status != PALLIA_OK ? status : pl_check_ceilings(&with->syringe, error);
}

static pl_status judge_hazards(around *with, text from, pl_error *error) {
    pl_status status = load_syringe(with, pl_load_hazards, from, error);
    return status != PALLIA_OK ? status : pl_check_hazards(&with->syringe, &with->english, error);
}

static pl_status judge_law(around *with, text from, pl_error *error) {
    const pl_reader reader = {
        .arena = &with->arena, .error = error, .drugs = &with->drugs, .rules = &with->rules};
    pl_law law = {0};
    pl_status status = pl_load_law(from.bytes, from.length, &reader, &law);
    return status != PALLIA_OK ? status : pl_check_law(&law, error);
}

static pl_reader sheet_reader(around *with, pl_error *error) {
    return (pl_reader){
        .arena = &with->arena, .error = error, .drugs = &with->drugs, .rules = &with->rules};
}

static pl_status judge_sheet_fields(around *with, text from, pl_error *error) {
    const pl_reader reader = sheet_reader(with, error);
    pl_sheet_tables sheet = {0};
    pl_status status = pl_load_sheet_fields(from.bytes, from.length, &reader, &sheet);
    return status != PALLIA_OK ? status : pl_check_sheet_fields(&sheet, error);
}

static pl_status judge_sheet_codes(around *with, text from, pl_error *error) {
    const pl_reader reader = sheet_reader(with, error);
    pl_status status = pl_load_sheet_codes(from.bytes, from.length, &reader, &with->sheet);
    return status != PALLIA_OK ? status : pl_check_sheet_codes(&with->sheet, error);
}

static pl_status judge_anticipation(around *with, text from, pl_error *error) {
    const pl_reader reader = {
        .arena = &with->arena, .error = error, .drugs = &with->drugs, .rules = &with->rules};
    pl_anticipation anticipation;
    pl_status status = pl_load_anticipation(from.bytes, from.length, &reader, NULL, &anticipation);
    return status != PALLIA_OK ? status : pl_check_anticipation(&anticipation, error);
}

typedef struct judge {
    const char *prefix;
    pl_status (*judge)(around *with, text from, pl_error *error);
} judge;

static const judge judges[] = {{"drugs-", judge_drugs},
                               {"sources-", judge_sources},
                               {"profile-", judge_profile},
                               {"products-", judge_products},
                               {"messages-", judge_messages},
                               {"devices-", judge_devices},
                               {"diluents-", judge_diluents},
                               {"stability-", judge_stability},
                               {"compatibility-", judge_compatibility},
                               {"protocols-", judge_protocols},
                               {"ceilings-", judge_ceilings},
                               {"hazards-", judge_hazards},
                               {"law-", judge_law},
                               {"sheetfields-", judge_sheet_fields},
                               {"sheetcodes-", judge_sheet_codes},
                               {"anticipation-", judge_anticipation},
                               {"", judge_edition}};

static const judge *judge_of(const char *name) {
    const judge *found = judges;
    while (strncmp(name, found->prefix, strlen(found->prefix)) != 0) {
        found++;
    }
    return found;
}

static void check_file(const char *name) {
    around with;
    set_up(&with);
    const judge *by = judge_of(name);
    long due = strtol(name + strlen(by->prefix), NULL, 10);
    text from = slurp(name);
    pl_error error = {0};
    pl_status status = by->judge(&with, from, &error);
    cr_expect_eq(status, due, "%s: %d at %s, token %s", name, (int)status, error.pointer,
                 error.token);
    cr_expect(status == PALLIA_OK || error.code == status, "%s: the error says %d", name,
              (int)error.code);
    free(from.bytes);
    pl_arena_release(&with.arena);
}

Test(tables_bad, every_document_fails_for_its_own_reason) {
    DIR *folder = opendir(PL_TEST_BAD_TABLES);
    cr_assert_not_null(folder);
    size_t count = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strstr(entry->d_name, ".json") != NULL) {
            check_file(entry->d_name);
            count++;
        }
    }
    (void)closedir(folder);
    cr_expect_gt(count, (size_t)100);
}
