/* SPDX-License-Identifier: MPL-2.0
 *
 * The tables that the WebAssembly module is built without, in parts (parts.def): a page loads those
 * that it wants. Until a part is given, a request that needs it is answered with
 * PALLIA_ETABLE_REFERENCE and the path of the file that is missing.
 *
 * One module holds one set of tables and runs in one thread.
 */
#ifndef PALLIA_APART_H
#define PALLIA_APART_H

#include "pallia/pallia.h"

/* The part that holds a file, "syringe" for "syringe/hazards.json"; what follows the path does not
 * count. NULL when the module itself holds it. */
PALLIA_API const char *pallia_part_of(const char *path);

/* Gives a part: its files one after the other, in the order of tables/SHA256SUMS; the bytes are
 * copied. Giving it again changes nothing. PALLIA_ETABLE_DIGEST when they are not those of
 * SHA256SUMS: nothing is kept. PALLIA_EARGUMENT when there is no such part. */
PALLIA_API int32_t pallia_part_give(const char *part, const char *bytes, size_t length);

#endif
