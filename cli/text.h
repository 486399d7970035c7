/* SPDX-License-Identifier: MPL-2.0
 *
 * A text that grows.
 */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_text {
    char *bytes; /* NUL-terminated; NULL while empty */
    size_t length;
    size_t room;
} cli_text;

void text_add(cli_text *text, const char *added);
void text_add_part(cli_text *text, const char *added, size_t length);
/* Text of an answer inside HTML or SVG: its marks must not become markup, and controls are left
 * out.
 */
void text_add_markup(cli_text *text, const char *added);

/* Without controls, which a terminal would obey; line breaks stay. */
void text_add_printable(cli_text *text, const char *added);

void text_repeat(cli_text *text, const char *unit, size_t count);
void text_int(cli_text *text, long value);
void text_clear(cli_text *text);
void text_release(cli_text *text);

/* The bytes, "" while empty. */
const char *text_get(const cli_text *text);

/* Whether `bytes` is UTF-8, by its lead and continuation bytes: enough to print and to count. */
bool text_is_utf8(const char *bytes);

/* Columns: the code points of `bytes`. */
size_t text_columns(const char *bytes, size_t length);

/* The bytes of the first `columns` code points. */
size_t text_bytes(const char *bytes, size_t columns);

#endif
