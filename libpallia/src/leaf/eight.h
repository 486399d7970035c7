/* SPDX-License-Identifier: MPL-2.0
 *
 * Text looked at eight bytes at a time.
 *
 * Each test marks, with its top bit, every byte that it seeks; 0 when there is none. A borrow may
 * also mark bytes behind such a one, never hide one: whoever sees a mark looks byte by byte.
 */
#ifndef PL_EIGHT_H
#define PL_EIGHT_H

#include <stdint.h>
#include <string.h>

enum { PL_EIGHT = 8 };

#define PL_EIGHT_TOPS UINT64_C(0x8080808080808080)

static inline uint64_t pl_eight_of(unsigned char byte) {
    return UINT64_C(0x0101010101010101) * byte;
}

static inline uint64_t pl_eight_at(const char *bytes) {
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return eight;
}

/* The bytes below `limit`, which is at most 0x80. */
static inline uint64_t pl_eight_below(uint64_t eight, unsigned char limit) {
    return (eight - pl_eight_of(limit)) & ~eight & PL_EIGHT_TOPS;
}

static inline uint64_t pl_eight_equal(uint64_t eight, unsigned char byte) {
    return pl_eight_below(eight ^ pl_eight_of(byte), 1);
}

#endif
