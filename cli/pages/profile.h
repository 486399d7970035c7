/* SPDX-License-Identifier: MPL-2.0
 *
 * The sRGB colour profile, as bytes: made by the Makefile from Debian's icc-profiles-free (zlib
 * licence), so that no file is looked for when a page is printed.
 */
#ifndef PAGES_PROFILE_H
#define PAGES_PROFILE_H

#include <stddef.h>

extern const unsigned char profile_bytes[];
extern const size_t profile_length;

#endif
