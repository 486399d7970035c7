/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/set.h"

#include "tables/domain.h"
#include "tables/embedded.h"

pl_status pl_tables_new(pallia_allocator allocator, pallia_tables **out) {
    pallia_tables *tables = allocator.allocate(allocator.user, sizeof *tables);
    if (tables == NULL) {
        return PALLIA_ENOMEM;
    }
    *tables = (pallia_tables){.allocator = allocator, .self = tables};
    atomic_init(&tables->owners, 1);
    for (size_t i = 0; i < PL_DOMAIN_COUNT; i++) {
        atomic_init(&tables->domains[i], NULL);
    }
    pl_arena_init(&tables->arena, allocator);
    *out = tables;
    return PALLIA_OK;
}

pallia_tables *pl_tables_retain(const pallia_tables *tables) {
    atomic_fetch_add_explicit(&tables->self->owners, 1, memory_order_relaxed);
    return tables->self;
}

static void free_set(pallia_tables *tables) {
    const pallia_allocator allocator = tables->allocator;
    for (size_t i = 0; i < PL_DOMAIN_COUNT; i++) {
        pl_domain_free(allocator, atomic_load(&tables->domains[i]));
    }
    pl_arena_release(&tables->arena);
    allocator.release(allocator.user, tables);
}

void pl_tables_release(pallia_tables *tables) {
    while (tables != NULL &&
           atomic_fetch_sub_explicit(&tables->owners, 1, memory_order_acq_rel) == 1) {
        pallia_tables *base = tables->base;
        free_set(tables);
        tables = base;
    }
}

const char *pl_tables_edition(const pallia_tables *tables) {
    (void)tables;
    return pl_embedded_edition;
}

const char *pl_tables_sha256(const pallia_tables *tables) {
    (void)tables;
    return pl_embedded_sha256;
}

pallia_allocator pl_tables_allocator(const pallia_tables *tables) {
    return tables->allocator;
}
