/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/sha256.h"

#include <string.h>

enum { BLOCK = 64, LENGTH_PLACE = BLOCK - 8 };

/* Fractional parts of the square roots of the first 8 primes, and of the cube roots of the
 * first 64. */
static const uint32_t initial[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
};

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t word, unsigned count) {
    return word >> count | word << (32 - count);
}

static uint32_t word_at(const unsigned char *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void fill_schedule(uint32_t schedule[64], const unsigned char *block) {
    for (size_t i = 0; i < 16; i++) {
        schedule[i] = word_at(block + 4 * i);
    }
    for (size_t i = 16; i < 64; i++) {
        const uint32_t early = schedule[i - 15];
        const uint32_t late = schedule[i - 2];
        schedule[i] = schedule[i - 16] + schedule[i - 7] +
                      (rotate(early, 7) ^ rotate(early, 18) ^ early >> 3) +
                      (rotate(late, 17) ^ rotate(late, 19) ^ late >> 10);
    }
}

/* One round. The eight variables turn by one place each round: writing the turn in the arguments
 * instead of moving them is a quarter of the time. */
static inline void step(uint32_t a, uint32_t b, uint32_t c, uint32_t *d, uint32_t e, uint32_t f,
                        uint32_t g, uint32_t *h, uint32_t input) {
    const uint32_t sum_e = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const uint32_t sum_a = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const uint32_t choice = g ^ (e & (f ^ g));
    const uint32_t majority = (a & b) | (c & (a | b));
    const uint32_t mixed = *h + sum_e + choice + input;
    *d += mixed;
    *h = mixed + sum_a + majority;
}

static void compress(uint32_t state[8], const unsigned char *block) {
    uint32_t w[64];
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    fill_schedule(w, block);
    for (size_t i = 0; i < 64; i += 8) {
        step(a, b, c, &d, e, f, g, &h, constants[i] + w[i]);
        step(h, a, b, &c, d, e, f, &g, constants[i + 1] + w[i + 1]);
        step(g, h, a, &b, c, d, e, &f, constants[i + 2] + w[i + 2]);
        step(f, g, h, &a, b, c, d, &e, constants[i + 3] + w[i + 3]);
        step(e, f, g, &h, a, b, c, &d, constants[i + 4] + w[i + 4]);
        step(d, e, f, &g, h, a, b, &c, constants[i + 5] + w[i + 5]);
        step(c, d, e, &f, g, h, a, &b, constants[i + 6] + w[i + 6]);
        step(b, c, d, &e, f, g, h, &a, constants[i + 7] + w[i + 7]);
    }
    const uint32_t turned[8] = {a, b, c, d, e, f, g, h};
    for (size_t i = 0; i < 8; i++) {
        state[i] += turned[i];
    }
}

void pl_sha256_begin(pl_sha256 *hash) {
    memcpy(hash->state, initial, sizeof initial);
    hash->length = 0;
}

/* Takes bytes into the block that is being filled; returns how many. */
static size_t fill_block(pl_sha256 *hash, const unsigned char *bytes, size_t length) {
    const size_t held = (size_t)(hash->length % BLOCK);
    const size_t taken = length < BLOCK - held ? length : BLOCK - held;
    memcpy(hash->block + held, bytes, taken);
    hash->length += taken;
    if (held + taken == BLOCK) {
        compress(hash->state, hash->block);
    }
    return taken;
}

void pl_sha256_add(pl_sha256 *hash, const void *bytes, size_t length) {
    const unsigned char *from = bytes;
    while (length > 0) {
        if (length >= BLOCK && hash->length % BLOCK == 0) {
            compress(hash->state, from);
            hash->length += BLOCK;
            from += BLOCK;
            length -= BLOCK;
        } else {
            const size_t taken = fill_block(hash, from, length);
            from += taken;
            length -= taken;
        }
    }
}

/* A 1 bit, zeros up to the last 8 bytes of a block, and the length in bits. */
static void pad(pl_sha256 *hash) {
    static const unsigned char padding[BLOCK] = {0x80};
    const uint64_t bits = hash->length * 8;
    const size_t held = (size_t)(hash->length % BLOCK);
    const size_t zeros_end = held < LENGTH_PLACE ? LENGTH_PLACE : LENGTH_PLACE + BLOCK;
    unsigned char length[8];
    for (size_t i = 0; i < sizeof length; i++) {
        length[i] = (unsigned char)(bits >> (56 - 8 * i));
    }
    pl_sha256_add(hash, padding, zeros_end - held);
    pl_sha256_add(hash, length, sizeof length);
}

void pl_sha256_end(pl_sha256 *hash, char hex[PL_SHA256_HEX_SIZE]) {
    static const char digits[] = "0123456789abcdef";
    pad(hash);
    for (size_t i = 0; i < 64; i++) {
        const uint32_t word = hash->state[i / 8];
        hex[i] = digits[word >> (28 - 4 * (i % 8)) & 15];
    }
    hex[64] = '\0';
}

void pl_sha256_of(const void *bytes, size_t length, char hex[PL_SHA256_HEX_SIZE]) {
    pl_sha256 hash;
    pl_sha256_begin(&hash);
    pl_sha256_add(&hash, bytes, length);
    pl_sha256_end(&hash, hex);
}
