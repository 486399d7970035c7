/* SPDX-License-Identifier: MPL-2.0
 *
 * What the handles that a request makes have in common: their memory, their tables, their
 * owners. A pl_prepared is the first member of such a handle.
 */
#ifndef PL_API_PREPARED_H
#define PL_API_PREPARED_H

#include "api/session.h"

#include <stdatomic.h>

typedef struct pl_prepared {
    pl_arena arena;
    pallia_tables *tables; /* an owner of it */
    atomic_size_t owners;
} pl_prepared;

/* A handle of `size` bytes with one owner that begins with a pl_prepared; the rest is zero.
 * PALLIA_ENOMEM. */
pl_status pl_prepared_begin(const pallia_tables *tables, size_t size, pl_prepared **out);

/* A handle of `size` bytes that begins with a pl_prepared and is filled by `make`; the rest is zero
 * before. *answer receives NULL, or what pl_session_prepare writes. PALLIA_EARGUMENT,
 * PALLIA_ENOMEM, what `make` says. */
int32_t pl_prepared_new(const pallia_tables *tables, const char *request, size_t length,
                        size_t size, pl_preparation make, pl_prepared **out, char **answer);

/* One more owner; nothing for NULL. */
void pl_prepared_retain(pl_prepared *handle);

/* One owner less; the last one frees. Nothing for NULL. */
void pl_prepared_release(pl_prepared *handle);

#endif
