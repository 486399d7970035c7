/* SPDX-License-Identifier: MPL-2.0 */
#include "api/text.h"

#include "pallia/pallia.h"

#include <stddef.h>
#include <string.h>

typedef struct handed_over {
    pallia_allocator allocator;
    char bytes[];
} handed_over;

pl_status pl_text_end(pl_writer *writer, char **text, size_t *length) {
    pallia_allocator allocator = writer->allocator;
    char *written;
    size_t size;
    pl_status status = pl_write_end(writer, &written, &size);
    if (status != PALLIA_OK) {
        return status;
    }
    handed_over *block = allocator.allocate(allocator.user, sizeof *block + size + 1);
    if (block) {
        block->allocator = allocator;
        memcpy(block->bytes, written, size + 1);
        *text = block->bytes;
        if (length) {
            *length = size;
        }
    }
    allocator.release(allocator.user, written);
    return block ? PALLIA_OK : PALLIA_ENOMEM;
}

void pallia_free(char *text) {
    if (!text) {
        return;
    }
    handed_over *block = (handed_over *)(void *)(text - offsetof(handed_over, bytes));
    pallia_allocator allocator = block->allocator;
    allocator.release(allocator.user, block);
}
