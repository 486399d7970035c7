/* SPDX-License-Identifier: MPL-2.0
 *
 * The embedded files by path, and their paths in errors.
 */
#ifndef PL_TABLES_FILES_H
#define PL_TABLES_FILES_H

#include "leaf/status.h"
#include "tables/embedded.h"

#include <stdbool.h>

/* The file as it was embedded: tables/tools/embed.c has scanned it and compared its digest with
 * SHA256SUMS, and pl_tables_check compares it again. PALLIA_ETABLE_REFERENCE, with the path for
 * pointer: there is none (*out is NULL), or it is shipped apart and was not given. */
pl_status pl_file_open(const char *path, const pl_embedded_file **out, pl_error *error);

/* Whether it is in `folder`, which ends with a slash; and how many are. */
bool pl_file_is_below(const pl_embedded_file *file, const char *folder);
size_t pl_file_count_below(const char *folder);

/* Puts the file before the pointer of an error inside it: "profiles/fr.json#/arrows/3". Both return
 * `status`. */
pl_status pl_in_path(const char *path, pl_status status, pl_error *error);
pl_status pl_in_file(const pl_embedded_file *file, pl_status status, pl_error *error);

#endif
