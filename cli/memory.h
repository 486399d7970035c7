/* SPDX-License-Identifier: MPL-2.0
 *
 * Memory: what asks for it has it, or the program ends. A request that lacks an option, a page that
 * lacks a line, a drug that is unknown for want of memory would all be answers to something else.
 */
#ifndef CLI_MEMORY_H
#define CLI_MEMORY_H

#include "cli.h"

/* From here on trees of cJSON come from memory_get too. `it` says in which language the end is
 * said. First of all, once. */
void memory_begin(const cli *it);

/* Says on stderr that memory is exhausted, and ends the program with CLI_INTERNAL. What was printed
 * of a stream stays printed; a page is printed whole or not at all. */
_Noreturn void memory_exhausted(void);

/* `size` bytes, to release with free. */
void *memory_get(size_t size);

/* `count` zeroed objects of `size` bytes, to release with free. */
void *memory_array(size_t count, size_t size);

/* As realloc. */
void *memory_resize(void *block, size_t size);

/* A NUL-terminated copy of `length` bytes, to release with free. */
char *memory_text(const char *bytes, size_t length);

#endif
