/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/domain.h"
#include "tables/files.h"
#include "tables/load.h"
#include "tables/load_anticipation.h"
#include "tables/load_sheet.h"
#include "tables/load_syringe.h"
#include "tables/set.h"

#include <string.h>

/* One list of products, in files by kind. */
const char *const pl_product_files[PL_PRODUCT_FILES] = {"products/fr.json",
                                                        "products/fr-ampoules.json"};

const char pl_law_file[] = "law/fr.json";

static pl_status build_drugs(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    (void)tables;
    const pl_embedded_file *file;
    pl_status status = pl_file_open("drugs.json", &file, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_drugs(file->bytes, file->length, &into->arena, &into->as.drugs, error);
    return pl_in_file(file, status, error);
}

static pl_status build_messages(const char *path, pl_domain *into, pl_error *error) {
    const pl_embedded_file *file;
    pl_status status = pl_file_open(path, &file, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_messages(file->bytes, file->length, &into->arena, &into->as.messages, error);
    return pl_in_file(file, status, error);
}

static pl_status build_fr(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    (void)tables;
    return build_messages("messages/fr.json", into, error);
}

static pl_status build_en(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    (void)tables;
    return build_messages("messages/en.json", into, error);
}

static pl_status load_product_file(const pallia_tables *tables, const char *path, pl_arena *arena,
                                   pl_products *out, pl_error *error) {
    const pl_drugs *drugs;
    const pl_rules *rules;
    pl_status status = pl_tables_need_both(tables, &drugs, &rules, error);
    if (status != PALLIA_OK) {
        return status;
    }
    const pl_embedded_file *file;
    status = pl_file_open(path, &file, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_products(file->bytes, file->length, drugs, rules, arena, out, error);
    return pl_in_file(file, status, error);
}

static pl_status build_products(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    pl_products *all = &into->as.products;
    pl_status status = load_product_file(tables, pl_product_files[0], &into->arena, all, error);
    into->line_ends[0] = all->line_count;
    for (size_t i = 1; status == PALLIA_OK && i < PL_PRODUCT_FILES; i++) {
        pl_products more;
        status = load_product_file(tables, pl_product_files[i], &into->arena, &more, error);
        if (status == PALLIA_OK) {
            status = pl_products_append(all, &more, &into->arena, error);
            status = pl_in_path(pl_product_files[i], status, error);
        }
        into->line_ends[i] = all->line_count;
    }
    return status;
}

typedef struct syringe_file {
    const char *path;
    pl_load_syringe_file load;
} syringe_file;

/* Diluents before what refers to them. */
static const syringe_file syringe_files[] = {
    {"syringe/devices.json", pl_load_devices},
    {"syringe/diluents.json", pl_load_diluents},
    {"syringe/compatibility.json", pl_load_compatibility},
    {"syringe/stability.json", pl_load_stability},
    {"syringe/protocols.json", pl_load_protocols},
    {"syringe/ceilings.json", pl_load_ceilings},
    {"syringe/hazards.json", pl_load_hazards},
};

enum { SYRINGE_FILES = sizeof syringe_files / sizeof syringe_files[0], DEVICE_FILES = 1 };

static pl_status load_syringe_files(const pallia_tables *tables, size_t count, pl_domain *into,
                                    pl_error *error) {
    pl_reader reader = {.arena = &into->arena, .error = error};
    pl_status status = pl_tables_need_both(tables, &reader.drugs, &reader.rules, error);
    for (size_t i = 0; status == PALLIA_OK && i < count; i++) {
        const pl_embedded_file *file;
        status = pl_file_open(syringe_files[i].path, &file, error);
        if (status == PALLIA_OK) {
            status = syringe_files[i].load(file->bytes, file->length, &reader, &into->as.syringe);
            status = pl_in_file(file, status, error);
        }
    }
    return status;
}

static pl_status build_syringe(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    return load_syringe_files(tables, SYRINGE_FILES, into, error);
}

/* The devices alone: a rotation measures ampoules, and has no use for what mixes with what. */
static pl_status build_devices(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    return load_syringe_files(tables, DEVICE_FILES, into, error);
}

static pl_status build_law(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    pl_reader reader = {.arena = &into->arena, .error = error};
    const pl_embedded_file *file;
    pl_status status = pl_tables_need_both(tables, &reader.drugs, &reader.rules, error);
    if (status == PALLIA_OK) {
        status = pl_file_open(pl_law_file, &file, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_in_file(file, pl_load_law(file->bytes, file->length, &reader, &into->as.law), error);
}

static pl_status build_sheet(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    static const struct {
        const char *path;
        pl_status (*load)(const char *, size_t, const pl_reader *, pl_sheet_tables *);
    } files[] = {{"sheet/fields.json", pl_load_sheet_fields},
                 {"sheet/codes.json", pl_load_sheet_codes}};
    pl_reader reader = {.arena = &into->arena, .error = error};
    pl_status status = pl_tables_need_both(tables, &reader.drugs, &reader.rules, error);
    for (size_t i = 0; status == PALLIA_OK && i < sizeof files / sizeof files[0]; i++) {
        const pl_embedded_file *file;
        status = pl_file_open(files[i].path, &file, error);
        if (status == PALLIA_OK) {
            status = files[i].load(file->bytes, file->length, &reader, &into->as.sheet);
            status = pl_in_file(file, status, error);
        }
    }
    return status;
}

static pl_status build_anticipation(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    pl_reader reader = {.arena = &into->arena, .error = error};
    pl_status status = pl_tables_need_both(tables, &reader.drugs, &reader.rules, error);
    const pl_embedded_file *file;
    if (status == PALLIA_OK) {
        status = pl_file_open("anticipation.json", &file, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_anticipation(file->bytes, file->length, &reader, NULL, &into->as.anticipation);
    memcpy(into->as.anticipation.sha256, file->sha256, sizeof into->as.anticipation.sha256);
    return pl_in_file(file, status, error);
}

/* ---- the domain of editions, sources and profiles ---- */

static int compare_ids(const pl_edition *left, const pl_edition *right) {
    return strcmp(left->id, right->id);
}

/* Files come sorted by path, which is nearly the order of the ids: one step back, rarely more. */
static pl_status insert_edition(const pl_edition **list, size_t count, const pl_edition *edition,
                                pl_error *error) {
    size_t at = count;
    while (at > 0 && compare_ids(list[at - 1], edition) > 0) {
        list[at] = list[at - 1];
        at--;
    }
    if (at > 0 && compare_ids(list[at - 1], edition) == 0) {
        return pl_fail(error, PALLIA_ETABLE_DUPLICATE, "/id", edition->id);
    }
    list[at] = edition;
    return PALLIA_OK;
}

static pl_status load_edition(const pl_embedded_file *file, const pl_drugs *drugs, pl_domain *into,
                              pl_edition *edition, pl_error *error) {
    pl_status status =
        pl_load_edition(file->bytes, file->length, drugs, &into->arena, edition, error);
    memcpy(edition->sha256, file->sha256, sizeof edition->sha256);
    return pl_in_file(file, status, error);
}

static pl_status build_editions(const pl_drugs *drugs, pl_domain *into, pl_error *error) {
    size_t count = pl_file_count_below("editions/");
    pl_edition *editions = pl_arena_array(&into->arena, count, sizeof *editions);
    const pl_edition **list = pl_arena_array(&into->arena, count, sizeof *list);
    if (editions == NULL || list == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, "editions/", NULL);
    }
    size_t done = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (!pl_file_is_below(file, "editions/")) {
            continue;
        }
        pl_status status = load_edition(file, drugs, into, &editions[done], error);
        if (status == PALLIA_OK) {
            status = pl_in_file(file, insert_edition(list, done, &editions[done], error), error);
        }
        if (status != PALLIA_OK) {
            return status;
        }
        done++;
    }
    into->as.rules.editions = list;
    into->as.rules.edition_count = count;
    return PALLIA_OK;
}

static pl_status build_sources(pl_domain *into, pl_error *error) {
    const pl_embedded_file *file;
    pl_status status = pl_file_open("sources.json", &file, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_sources(file->bytes, file->length, &into->arena, &into->as.rules, error);
    return pl_in_file(file, status, error);
}

static pl_status build_profiles(const pl_drugs *drugs, pl_domain *into, pl_error *error) {
    size_t count = pl_file_count_below("profiles/");
    pl_profile *profiles = pl_arena_array(&into->arena, count, sizeof *profiles);
    if (profiles == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, "profiles/", NULL);
    }
    size_t done = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (!pl_file_is_below(file, "profiles/")) {
            continue;
        }
        pl_status status = pl_load_profile(file->bytes, file->length, drugs, &into->as.rules,
                                           &into->arena, &profiles[done++], error);
        if (status != PALLIA_OK) {
            return pl_in_file(file, status, error);
        }
    }
    into->as.rules.profiles = profiles;
    into->as.rules.profile_count = count;
    return PALLIA_OK;
}

static pl_status build_rules(const pallia_tables *tables, pl_domain *into, pl_error *error) {
    const pl_drugs *drugs;
    pl_status status = pl_tables_drugs(tables, &drugs, error);
    if (status == PALLIA_OK) {
        status = build_sources(into, error);
    }
    if (status == PALLIA_OK) {
        status = build_editions(drugs, into, error);
    }
    return status != PALLIA_OK ? status : build_profiles(drugs, into, error);
}

/* ---- all of them ---- */

typedef pl_status (*builder)(const pallia_tables *tables, pl_domain *into, pl_error *error);

static const builder builders[PL_DOMAIN_COUNT] = {
    [PL_DOMAIN_DRUGS] = build_drugs,       [PL_DOMAIN_RULES] = build_rules,
    [PL_DOMAIN_PRODUCTS] = build_products, [PL_DOMAIN_SYRINGE] = build_syringe,
    [PL_DOMAIN_DEVICES] = build_devices,   [PL_DOMAIN_LAW] = build_law,
    [PL_DOMAIN_SHEET] = build_sheet,       [PL_DOMAIN_ANTICIPATION] = build_anticipation,
    [PL_DOMAIN_MESSAGES_FR] = build_fr,    [PL_DOMAIN_MESSAGES_EN] = build_en,
};

pl_status pl_domain_build(const pallia_tables *root, size_t which, pl_domain *into,
                          pl_error *error) {
    return builders[which](root, into, error);
}
