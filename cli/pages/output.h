/* SPDX-License-Identifier: MPL-2.0
 *
 * Writing a page: whole or not at all. A page may name a patient, so its owner alone may read it.
 */
#ifndef PAGES_OUTPUT_H
#define PAGES_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

/* Writes to `path`, "-" for stdout. A file is written beside its final name, flushed to the disk
 * and then renamed over it, mode 0600; on failure what was there before is still there and nothing
 * is left behind. */
bool output_write(const char *path, const void *bytes, size_t length);

#endif
