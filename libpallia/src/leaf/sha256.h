/* SPDX-License-Identifier: MPL-2.0
 *
 * SHA-256 (FIPS 180-4), for naming tables by their bytes. Not for secrets.
 */
#ifndef PL_SHA256_H
#define PL_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { PL_SHA256_HEX_SIZE = 65 };

typedef struct pl_sha256 {
    uint32_t state[8];
    uint64_t length; /* bytes so far */
    unsigned char block[64];
} pl_sha256;

void pl_sha256_begin(pl_sha256 *hash);
void pl_sha256_add(pl_sha256 *hash, const void *bytes, size_t length);

/* 64 lower-case hexadecimal digits and a NUL. */
void pl_sha256_end(pl_sha256 *hash, char hex[PL_SHA256_HEX_SIZE]);

void pl_sha256_of(const void *bytes, size_t length, char hex[PL_SHA256_HEX_SIZE]);

#endif
