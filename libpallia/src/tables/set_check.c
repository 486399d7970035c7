/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/json_strict.h"
#include "leaf/sha256.h"
#include "tables/check.h"
#include "tables/check_syringe.h"
#include "tables/domain.h"
#include "tables/files.h"
#include "tables/load_anticipation.h"
#include "tables/load_sheet.h"
#include "tables/set.h"

#include <string.h>

static pl_status check_digest(const pl_embedded_file *file, pl_error *error) {
    char hex[PL_SHA256_HEX_SIZE];
    pl_sha256_of(file->bytes, file->length, hex);
    if (strcmp(hex, file->sha256) == 0) {
        return PALLIA_OK;
    }
    return pl_fail(error, PALLIA_ETABLE_DIGEST, file->path, hex);
}

static pl_status check_bytes(pl_error *error) {
    pl_json_limits limits = pl_json_limits_default();
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file;
        pl_status status = pl_file_open(pl_embedded_files[i].path, &file, error);
        if (status != PALLIA_OK) {
            return status;
        }
        status = pl_json_strict(file->bytes, file->length, &limits, error);
        if (status == PALLIA_OK) {
            status = check_digest(file, error);
        }
        if (status != PALLIA_OK) {
            return pl_in_file(file, status, error);
        }
    }
    return PALLIA_OK;
}

static pl_status check_rules(const pallia_tables *tables, pl_error *error) {
    const pl_rules *rules;
    const pl_drugs *drugs;
    pl_status status = pl_tables_drugs(tables, &drugs, error);
    if (status == PALLIA_OK) {
        status = pl_tables_rules(tables, &rules, error);
    }
    if (status == PALLIA_OK) {
        status = pl_in_path("sources.json", pl_check_sources(rules, error), error);
    }
    for (size_t i = 0; status == PALLIA_OK && i < rules->edition_count; i++) {
        const pl_edition *edition = rules->editions[i];
        status = pl_in_path(edition->id, pl_check_edition(edition, error), error);
    }
    size_t profile = 0;
    for (size_t i = 0; status == PALLIA_OK && i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (pl_file_is_below(file, "profiles/")) {
            status = pl_check_profile(file->bytes, file->length, drugs, rules,
                                      &rules->profiles[profile++], tables->allocator, error);
            status = pl_in_file(file, status, error);
        }
    }
    return status;
}

static pl_status check_texts(const pallia_tables *tables, pl_error *error) {
    const pl_rules *rules;
    const pl_messages *fr;
    const pl_messages *en;
    pl_status status = pl_tables_rules(tables, &rules, error);
    if (status == PALLIA_OK) {
        status = pl_tables_messages(tables, "fr", &fr, error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_messages(tables, "en", &en, error);
    }
    return status != PALLIA_OK ? status : pl_check_messages(fr, en, rules, error);
}

/* The lines file by file, so that an error names its place. */
static pl_status check_products(const pallia_tables *tables, const pl_drugs *drugs,
                                pl_error *error) {
    const pl_domain *found;
    pl_status status = pl_domain_need(tables, PL_DOMAIN_PRODUCTS, &found, error);
    size_t start = 0;
    for (size_t i = 0; status == PALLIA_OK && i < PL_PRODUCT_FILES; i++) {
        pl_products part = found->as.products;
        part.lines += start;
        part.line_count = found->line_ends[i] - start;
        start = found->line_ends[i];
        status = pl_in_path(pl_product_files[i], pl_check_products(&part, drugs, error), error);
    }
    return status;
}

static pl_status check_protocols(const pallia_tables *tables, const pl_syringe_tables *syringe,
                                 pl_error *error) {
    const pl_embedded_file *file;
    pl_status status = pl_file_open("syringe/protocols.json", &file, error);
    if (status == PALLIA_OK) {
        status = pl_check_protocols(file->bytes, file->length, syringe, tables->allocator, error);
        status = pl_in_file(file, status, error);
    }
    return status;
}

static pl_status check_syringe(const pallia_tables *tables, const pl_drugs *drugs,
                               pl_error *error) {
    const pl_syringe_tables *it;
    const pl_messages *french;
    pl_status status = pl_tables_syringe(tables, &it, error);
    if (status == PALLIA_OK) {
        status = pl_in_path("syringe/devices.json", pl_check_devices(it, error), error);
    }
    if (status == PALLIA_OK) {
        status = pl_in_path("syringe/diluents.json", pl_check_diluents(it, error), error);
    }
    if (status == PALLIA_OK) {
        status = pl_check_compatibility(it, drugs, error);
        status = pl_in_path("syringe/compatibility.json", status, error);
    }
    if (status == PALLIA_OK) {
        status = pl_in_path("syringe/stability.json", pl_check_stability(it, error), error);
    }
    if (status == PALLIA_OK) {
        status = check_protocols(tables, it, error);
    }
    if (status == PALLIA_OK) {
        status = pl_in_path("syringe/ceilings.json", pl_check_ceilings(it, error), error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_messages(tables, "fr", &french, error);
    }
    return status != PALLIA_OK
               ? status
               : pl_in_path("syringe/hazards.json", pl_check_hazards(it, french, error), error);
}

static pl_status check_law(const pallia_tables *tables, pl_error *error) {
    const pl_law *law;
    pl_status status = pl_tables_law(tables, &law, error);
    return status != PALLIA_OK ? status : pl_in_path(pl_law_file, pl_check_law(law, error), error);
}

static pl_status check_sheet(const pallia_tables *tables, pl_error *error) {
    const pl_sheet_tables *it;
    pl_status status = pl_tables_sheet(tables, &it, error);
    if (status == PALLIA_OK) {
        status = pl_in_path("sheet/fields.json", pl_check_sheet_fields(it, error), error);
    }
    return status != PALLIA_OK
               ? status
               : pl_in_path("sheet/codes.json", pl_check_sheet_codes(it, error), error);
}

static pl_status check_anticipation(const pallia_tables *tables, pl_error *error) {
    const pl_anticipation *own;
    const pl_rules *rules;
    pl_status status = pl_tables_anticipation(tables, &own, error);
    if (status == PALLIA_OK) {
        status = pl_tables_rules(tables, &rules, error);
    }
    if (status == PALLIA_OK) {
        status = pl_in_path("anticipation.json", pl_check_anticipation(own, error), error);
    }
    for (size_t i = 0; status == PALLIA_OK && i < rules->team_count; i++) {
        const pl_anticipation *team = rules->teams[i];
        status = pl_in_path(team->self.id, pl_check_anticipation(team, error), error);
    }
    return status;
}

pl_status pl_tables_check(const pallia_tables *tables, pl_error *error) {
    pl_status status = check_bytes(error);
    if (status == PALLIA_OK) {
        status = check_rules(tables, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    const pl_drugs *drugs;
    status = pl_tables_drugs(tables, &drugs, error);
    if (status == PALLIA_OK) {
        status = pl_in_path("drugs.json", pl_check_drugs(drugs, error), error);
    }
    if (status == PALLIA_OK) {
        status = check_products(tables, drugs, error);
    }
    if (status == PALLIA_OK) {
        status = check_syringe(tables, drugs, error);
    }
    if (status == PALLIA_OK) {
        status = check_law(tables, error);
    }
    if (status == PALLIA_OK) {
        status = check_sheet(tables, error);
    }
    if (status == PALLIA_OK) {
        status = check_anticipation(tables, error);
    }
    return status != PALLIA_OK ? status : check_texts(tables, error);
}
