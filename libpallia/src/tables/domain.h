/* SPDX-License-Identifier: MPL-2.0
 *
 * Inside a table set: its domains, and who owns them. For set.h's own files alone.
 */
#ifndef PL_TABLES_DOMAIN_H
#define PL_TABLES_DOMAIN_H

#include "leaf/alloc.h"
#include "tables/anticipation_model.h"
#include "tables/law.h"
#include "tables/messages.h"
#include "tables/model.h"
#include "tables/sheet_model.h"
#include "tables/syringe_model.h"

#include <stdatomic.h>

enum {
    PL_DOMAIN_DRUGS,
    PL_DOMAIN_RULES,
    PL_DOMAIN_PRODUCTS,
    PL_DOMAIN_SYRINGE,
    PL_DOMAIN_DEVICES,
    PL_DOMAIN_LAW,
    PL_DOMAIN_SHEET,
    PL_DOMAIN_ANTICIPATION,
    PL_DOMAIN_MESSAGES_FR,
    PL_DOMAIN_MESSAGES_EN,
    PL_DOMAIN_COUNT
};

enum { PL_PRODUCT_FILES = 2 };

extern const char *const pl_product_files[PL_PRODUCT_FILES];
extern const char pl_law_file[];

typedef struct pl_domain {
    pl_arena arena;
    size_t line_ends[PL_PRODUCT_FILES]; /* of products: where the lines of each file end */
    union {
        pl_drugs drugs;
        pl_rules rules;
        pl_products products;
        pl_syringe_tables syringe;
        pl_law law;
        pl_sheet_tables sheet;
        pl_anticipation anticipation;
        pl_messages messages;
    } as;
} pl_domain;

struct pallia_tables {
    pallia_allocator allocator;
    /* This very set, to reach the atomics from a const handle: they are a cache, not content. */
    pallia_tables *self;
    atomic_size_t owners;
    _Atomic(pl_domain *) domains[PL_DOMAIN_COUNT];
    pallia_tables *base; /* the set below a local table, which reads the domains; else NULL */
    pl_arena arena;      /* with a base: the local table */
    pl_rules rules;      /* with a base: those of the base, and the local table last */
};

/* Reads the files of a domain into its arena. */
pl_status pl_domain_build(const pallia_tables *root, size_t which, pl_domain *into,
                          pl_error *error);

/* The domain of the set below all local tables, built now when nobody has needed it before. */
pl_status pl_domain_need(const pallia_tables *tables, size_t which, const pl_domain **out,
                         pl_error *error);

void pl_domain_free(pallia_allocator allocator, pl_domain *built);

/* The drugs and the rules that products and syringe tables refer to. */
pl_status pl_tables_need_both(const pallia_tables *tables, const pl_drugs **drugs,
                              const pl_rules **rules, pl_error *error);

#endif
