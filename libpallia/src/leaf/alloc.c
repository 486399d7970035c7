/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/alloc.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct pl_arena_block {
    pl_arena_block *next;
    size_t room;
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

/* A request fits the first block; table sets grow by doubling, so that a large set takes few calls
 * of the allocator and wastes at most half. */
enum { FIRST_ROOM = 4096, LAST_ROOM = 256 * 1024 };

static void *default_allocate(void *user, size_t bytes) {
    (void)user;
    return malloc(bytes);
}

static void *default_resize(void *user, void *block, size_t bytes) {
    (void)user;
    return realloc(block, bytes);
}

static void default_release(void *user, void *block) {
    (void)user;
    free(block);
}

pallia_allocator pl_allocator_default(void) {
    const pallia_allocator allocator = {
        .size = sizeof allocator,
        .user = NULL,
        .allocate = default_allocate,
        .resize = default_resize,
        .release = default_release,
    };
    return allocator;
}

void pl_arena_init(pl_arena *arena, pallia_allocator allocator) {
    arena->allocator = allocator;
    arena->blocks = NULL;
}

static size_t next_room(const pl_arena *arena, size_t size) {
    size_t room = FIRST_ROOM;
    if (arena->blocks != NULL) {
        room = arena->blocks->room < LAST_ROOM ? arena->blocks->room * 2 : LAST_ROOM;
    }
    return size > room ? size : room;
}

static bool add_block(pl_arena *arena, size_t size) {
    const size_t room = next_room(arena, size);
    pl_arena_block *block =
        arena->allocator.allocate(arena->allocator.user, sizeof(pl_arena_block) + room);
    if (block == NULL) {
        return false;
    }
    block->next = arena->blocks;
    block->room = room;
    block->used = 0;
    arena->blocks = block;
    return true;
}

void *pl_arena_get(pl_arena *arena, size_t size) {
    const size_t unit = alignof(max_align_t);
    if (size > SIZE_MAX / 2) {
        return NULL;
    }
    const size_t rounded = (size + unit - 1) / unit * unit;
    const pl_arena_block *head = arena->blocks;
    if ((head == NULL || head->room - head->used < rounded) && !add_block(arena, rounded)) {
        return NULL;
    }
    unsigned char *place = arena->blocks->bytes + arena->blocks->used;
    arena->blocks->used += rounded;
    return memset(place, 0, rounded);
}

void *pl_arena_array(pl_arena *arena, size_t count, size_t size) {
    if (size != 0 && count > SIZE_MAX / size) {
        return NULL;
    }
    return pl_arena_get(arena, count * size);
}

char *pl_arena_text(pl_arena *arena, const char *bytes, size_t length) {
    if (length > SIZE_MAX / 2 - 1) {
        return NULL;
    }
    char *text = pl_arena_get(arena, length + 1);
    if (text == NULL) {
        return NULL;
    }
    if (length > 0) {
        memcpy(text, bytes, length);
    }
    return text;
}

void pl_arena_release(pl_arena *arena) {
    while (arena->blocks != NULL) {
        pl_arena_block *block = arena->blocks;
        arena->blocks = block->next;
        arena->allocator.release(arena->allocator.user, block);
    }
}
