/* SPDX-License-Identifier: MPL-2.0
 *
 * The tables that the WebAssembly module is built without, those whose path begins with
 * PALLIA_APART: the list of products, which the page loads when it wants. Until they are given, a
 * request that needs them is answered with PALLIA_ETABLE_REFERENCE and the path of the file.
 *
 * One module holds one set of tables and runs in one thread.
 */
#ifndef PALLIA_APART_H
#define PALLIA_APART_H

#include "pallia/pallia.h"

/* Bytes of the files that are apart, one after the other in the order of tables/SHA256SUMS. */
PALLIA_API size_t pallia_apart_size(void);

/* Gives them; the bytes are copied. Giving them again changes nothing. PALLIA_ETABLE_DIGEST when
 * they are not those of SHA256SUMS: nothing is kept. PALLIA_EARGUMENT. */
PALLIA_API int32_t pallia_apart_give(const char *bytes, size_t length);

#endif
