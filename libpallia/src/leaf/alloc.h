/* SPDX-License-Identifier: MPL-2.0
 *
 * Memory: the caller's allocator, and arenas on top of it.
 *
 * Everything that lives and dies together (one table set, one request) comes from one arena and
 * is released at once. An arena is used by one thread at a time.
 */
#ifndef PL_ALLOC_H
#define PL_ALLOC_H

#include "pallia/pallia.h"

#include <stddef.h>

/* The C library's malloc, realloc and free. */
pallia_allocator pl_allocator_default(void);

typedef struct pl_arena_block pl_arena_block;

typedef struct pl_arena {
    pallia_allocator allocator;
    pl_arena_block *blocks;
} pl_arena;

void pl_arena_init(pl_arena *arena, pallia_allocator allocator);

/* `size` zeroed bytes, aligned for any object; NULL when memory is exhausted.
 * A size of 0 gives a valid pointer. */
void *pl_arena_get(pl_arena *arena, size_t size);

/* `count` zeroed objects of `size` bytes; NULL on exhaustion or when the product overflows. */
void *pl_arena_array(pl_arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of `length` bytes. */
char *pl_arena_text(pl_arena *arena, const char *bytes, size_t length);

/* Gives everything back. The arena may then be used again. */
void pl_arena_release(pl_arena *arena);

#endif
