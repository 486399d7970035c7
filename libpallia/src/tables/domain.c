/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/domain.h"
#include "tables/set.h"

#include <string.h>

/* The set that holds the embedded tables. */
static const pallia_tables *root_of(const pallia_tables *tables) {
    while (tables->base != NULL) {
        tables = tables->base;
    }
    return tables;
}

void pl_domain_free(pallia_allocator allocator, pl_domain *built) {
    if (built == NULL) {
        return;
    }
    pl_arena_release(&built->arena);
    allocator.release(allocator.user, built);
}

static pl_status build(const pallia_tables *root, size_t which, pl_domain **out, pl_error *error) {
    const pallia_allocator allocator = root->allocator;
    pl_domain *built = allocator.allocate(allocator.user, sizeof *built);
    if (built == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    memset(built, 0, sizeof *built);
    pl_arena_init(&built->arena, allocator);
    pl_status status = pl_domain_build(root, which, built, error);
    if (status != PALLIA_OK) {
        pl_domain_free(allocator, built);
        return status;
    }
    *out = built;
    return PALLIA_OK;
}

pl_status pl_domain_need(const pallia_tables *tables, size_t which, const pl_domain **out,
                         pl_error *error) {
    const pallia_tables *root = root_of(tables);
    _Atomic(pl_domain *) *slot = &root->self->domains[which];
    pl_domain *found = atomic_load_explicit(slot, memory_order_acquire);
    if (found != NULL) {
        *out = found;
        return PALLIA_OK;
    }
    pl_domain *built = NULL;
    pl_status status = build(root, which, &built, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!atomic_compare_exchange_strong(slot, &found, built)) {
        pl_domain_free(root->allocator, built);
        built = found;
    }
    *out = built;
    return PALLIA_OK;
}

pl_status pl_tables_drugs(const pallia_tables *tables, const pl_drugs **out, pl_error *error) {
    const pl_domain *found;
    pl_status status = pl_domain_need(tables, PL_DOMAIN_DRUGS, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.drugs;
    }
    return status;
}

pl_status pl_tables_rules(const pallia_tables *tables, const pl_rules **out, pl_error *error) {
    if (tables->base != NULL) {
        *out = &tables->rules;
        return PALLIA_OK;
    }
    const pl_domain *found;
    pl_status status = pl_domain_need(tables, PL_DOMAIN_RULES, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.rules;
    }
    return status;
}

pl_status pl_tables_products(const pallia_tables *tables, const pl_products **out,
                             pl_error *error) {
    const pl_domain *found;
    pl_status status = pl_domain_need(tables, PL_DOMAIN_PRODUCTS, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.products;
    }
    return status;
}

pl_status pl_tables_devices(const pallia_tables *tables, const pl_syringe_tables **out,
                            pl_error *error) {
    const pl_domain *found;
    pl_status status = pl_domain_need(tables, PL_DOMAIN_DEVICES, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.syringe;
    }
    return status;
}

pl_status pl_tables_syringe(const pallia_tables *tables, const pl_syringe_tables **out,
                            pl_error *error) {
    const pl_domain *found;
    pl_status status = pl_domain_need(tables, PL_DOMAIN_SYRINGE, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.syringe;
    }
    return status;
}

pl_status pl_tables_law(const pallia_tables *tables, const pl_law **out, pl_error *error) {
    const pl_domain *found;
    pl_status status = pl_domain_need(tables, PL_DOMAIN_LAW, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.law;
    }
    return status;
}

pl_status pl_tables_sheet(const pallia_tables *tables, const pl_sheet_tables **out,
                          pl_error *error) {
    const pl_domain *found;
    pl_status status = pl_domain_need(tables, PL_DOMAIN_SHEET, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.sheet;
    }
    return status;
}

pl_status pl_tables_anticipation(const pallia_tables *tables, const pl_anticipation **out,
                                 pl_error *error) {
    const pl_domain *found;
    pl_status status = pl_domain_need(tables, PL_DOMAIN_ANTICIPATION, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.anticipation;
    }
    return status;
}

pl_status pl_tables_messages(const pallia_tables *tables, const char *language,
                             const pl_messages **out, pl_error *error) {
    bool french = strcmp(language, "fr") == 0;
    if (!french && strcmp(language, "en") != 0) {
        return pl_fail(error, PALLIA_ELANGUAGE, NULL, language);
    }
    const pl_domain *found;
    pl_status status = pl_domain_need(
        tables, french ? PL_DOMAIN_MESSAGES_FR : PL_DOMAIN_MESSAGES_EN, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.messages;
    }
    return status;
}

pl_status pl_tables_need_both(const pallia_tables *tables, const pl_drugs **drugs,
                              const pl_rules **rules, pl_error *error) {
    pl_status status = pl_tables_drugs(tables, drugs, error);
    return status != PALLIA_OK ? status : pl_tables_rules(tables, rules, error);
}
