/* SPDX-License-Identifier: MPL-2.0 */
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The messages of the tables need memory to be read. */
static const char last_words[] = "m\xC3\xA9moire insuffisante ; not enough memory.";

/* An allocator of cJSON has no argument by which it could come. */
static const cli *speaker;

void memory_begin(const cli *it) {
    speaker = it;
    cJSON_InitHooks(&(cJSON_Hooks){.malloc_fn = memory_get, .free_fn = free});
}

/* Not through cli_complain, which asks for memory. */
_Noreturn void memory_exhausted(void) {
    const char *text =
        pallia_text(speaker->tables, speaker->options.values[OPTION_LANG], "page.usage.no_memory");
    fputs("pallia : ", stderr);
    fputs(text ? text : last_words, stderr);
    fputs("\n", stderr);
    exit(CLI_INTERNAL);
}

void *memory_get(size_t size) {
    return memory_resize(NULL, size);
}

void *memory_array(size_t count, size_t size) {
    void *block = calloc(count, size);
    if (!block) {
        memory_exhausted();
    }
    return block;
}

void *memory_resize(void *block, size_t size) {
    void *larger = realloc(block, size);
    if (!larger) {
        memory_exhausted();
    }
    return larger;
}

char *memory_text(const char *bytes, size_t length) {
    char *text = memory_get(length + 1);
    memcpy(text, bytes, length);
    text[length] = '\0';
    return text;
}
