/* SPDX-License-Identifier: MPL-2.0
 *
 * Text that leaves the library: it carries its own allocator, so that pallia_free needs no handle.
 */
#ifndef PL_API_TEXT_H
#define PL_API_TEXT_H

#include "leaf/json_write.h"

/* Ends the writer and hands its text over, to be released with pallia_free. `length` may be NULL.
 */
pl_status pl_text_end(pl_writer *writer, char **text, size_t *length);

#endif
