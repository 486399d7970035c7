/* SPDX-License-Identifier: MPL-2.0
 *
 * Standard input as it comes, in a buffer that does not grow.
 */
#ifndef CLI_STREAM_H
#define CLI_STREAM_H

#include <stdbool.h>
#include <stddef.h>

enum { STREAM_SIZE = 65536 };

typedef struct stream {
    char bytes[STREAM_SIZE];
    size_t at;  /* first byte not taken yet */
    size_t end; /* past the last byte read */
    bool failed;
} stream;

/* The bytes of a byte order mark, if the stream begins with one: 3 or 0. Before anything is taken. */
size_t stream_mark(stream *in);

/* Reads more behind the bytes that were not taken, which move to the front. What was printed is
 * flushed before waiting, so that a program that talks line by line gets its answers. False at the
 * end, or when reading failed. */
bool stream_fill(stream *in);

#endif
