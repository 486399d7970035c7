/* SPDX-License-Identifier: MPL-2.0
 *
 * Text looked at eight bytes at a time.
 *
 * Each test marks, with its top bit, every byte that it seeks; 0 when there is none. A borrow may
 * also mark bytes behind such a one, never hide one: the first mark is right.
 */
#ifndef PL_EIGHT_H
#define PL_EIGHT_H

#include <stddef.h>
#include <stdint.h>

enum { PL_EIGHT = 8 };

#define PL_EIGHT_TOPS UINT64_C(0x8080808080808080)

static inline uint64_t pl_eight_of(unsigned char byte) {
    return UINT64_C(0x0101010101010101) * byte;
}

/* The first byte is the lowest whatever the machine, for which compilers know one instruction. */
static inline uint64_t pl_eight_at(const char *bytes) {
    const unsigned char *at = (const unsigned char *)bytes;
    return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24 |
           (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 |
           (uint64_t)at[7] << 56;
}

/* The bytes below `limit`, which is at most 0x80. */
static inline uint64_t pl_eight_below(uint64_t eight, unsigned char limit) {
    return (eight - pl_eight_of(limit)) & ~eight & PL_EIGHT_TOPS;
}

static inline uint64_t pl_eight_equal(uint64_t eight, unsigned char byte) {
    return pl_eight_below(eight ^ pl_eight_of(byte), 1);
}

/* The place of the first marked byte. Never for 0. */
static inline size_t pl_eight_first(uint64_t marks) {
    return (size_t)__builtin_ctzll(marks) / 8;
}

#endif
