/* SPDX-License-Identifier: MPL-2.0
 *
 * From what Cairo writes to a file to be kept: what PDF/A-1b asks beside that is added, what it
 * forbids is taken away. The only file here that sees QPDF.
 *
 * Cairo embeds its fonts with their letters. It lacks XMP metadata, the colour that "black" means
 * (an output intent with its profile) and an identifier, and marks each page as a transparency
 * group although nothing on it is transparent.
 */
#ifndef PAGES_ARCHIVE_H
#define PAGES_ARCHIVE_H

#include <glib.h>
#include <stdbool.h>

/* Rewrites the PDF in `page`. The same bytes and title give the same bytes: no date, and an
 * identifier made from the content. False when there is no memory, or it is no PDF. */
bool archive_make(GString *page, const char *title);

#endif
