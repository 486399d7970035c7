/* SPDX-License-Identifier: MPL-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "stream.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool stream_fill(stream *in) {
    ssize_t count;
    in->end -= in->at;
    memmove(in->bytes, in->bytes + in->at, in->end);
    in->at = 0;
    fflush(stdout);
    do {
        count = read(STDIN_FILENO, in->bytes + in->end, STREAM_SIZE - in->end);
    } while (count < 0 && errno == EINTR);
    in->failed = count < 0;
    in->end += count > 0 ? (size_t)count : 0;
    return count > 0;
}

size_t stream_mark(stream *in) {
    static const char mark[] = "\xEF\xBB\xBF";
    const size_t length = sizeof mark - 1;
    while (in->end < length && memcmp(in->bytes, mark, in->end) == 0 && stream_fill(in)) {
    }
    return in->end >= length && memcmp(in->bytes, mark, length) == 0 ? length : 0;
}
