/* SPDX-License-Identifier: MPL-2.0 */
#include "api/prepared.h"

#include "tables/set.h"

#include <string.h>

static void destroy(pl_prepared *handle) {
    pallia_allocator allocator = handle->arena.allocator;
    pl_tables_release(handle->tables);
    pl_arena_release(&handle->arena);
    allocator.release(allocator.user, handle);
}

pl_status pl_prepared_begin(const pallia_tables *tables, size_t size, pl_prepared **out) {
    pallia_allocator allocator = pl_tables_allocator(tables);
    pl_prepared *made = allocator.allocate(allocator.user, size);
    if (!made) {
        return PALLIA_ENOMEM;
    }
    memset(made, 0, size);
    made->tables = pl_tables_retain(tables);
    atomic_init(&made->owners, 1);
    pl_arena_init(&made->arena, allocator);
    *out = made;
    return PALLIA_OK;
}

int32_t pl_prepared_new(const pallia_tables *tables, const char *request, size_t length,
                        size_t size, pl_preparation make, pl_prepared **out, char **answer) {
    if (!tables || !request) {
        return PALLIA_EARGUMENT;
    }
    if (answer) {
        *answer = NULL;
    }
    pl_prepared *made;
    pl_status status = pl_prepared_begin(tables, size, &made);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_session_prepare(tables, request, length, make, made, answer);
    if (status != PALLIA_OK) {
        destroy(made);
        return status;
    }
    *out = made;
    return PALLIA_OK;
}

void pl_prepared_retain(pl_prepared *handle) {
    if (handle) {
        atomic_fetch_add_explicit(&handle->owners, 1, memory_order_relaxed);
    }
}

void pl_prepared_release(pl_prepared *handle) {
    if (handle && atomic_fetch_sub_explicit(&handle->owners, 1, memory_order_acq_rel) == 1) {
        destroy(handle);
    }
}
