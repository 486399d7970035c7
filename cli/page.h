/* SPDX-License-Identifier: MPL-2.0
 *
 * A page of 80 columns, in UTF-8, with colour only on a terminal. It must read as well in black on
 * white paper: colour and bold never carry a meaning of their own.
 */
#ifndef CLI_PAGE_H
#define CLI_PAGE_H

#include "cli.h"

/* ---- the layout ---- */

/* Adds `message` in lines of at most 80 columns. The first line begins with `first`, the others
 * with `indent` spaces. A number stays with its unit, and French punctuation with its word. */
void page_wrap_into(cli_text *out, const char *first, size_t indent, const char *message);

/* The same on the page. */
void page_wrap(cli *it, const char *first, size_t indent, const char *message);

void page_title(cli *it, const char *title);
void page_section(cli *it, const char *key);
void page_blank(cli *it);

/* "  label ....... value", the label padded to a column of its own, or on a line of its own when it
 * is too long: a name that was cut could be another. */
void page_field(cli *it, const char *label, const char *value, bool strong);

/* Lines in a frame, for what must not be overlooked. */
void page_frame(cli *it, const char *title, const char *text);

/* The same for what is no alarm; the title may be "". */
void page_box(cli *it, const char *title, const char *text);

/* The message `key`, filled, in lines that begin as those of page_wrap; and as a field. */
void page_say(cli *it, const char *first, size_t indent, const char *key,
              const char *const *arguments);
void page_field_say(cli *it, const char *label, const char *key, const char *const *arguments);

/* `text` cut or padded to `columns`; one cut ends with "…". */
void page_cell(cli_text *out, const char *text, size_t columns);
/* The same, to the right. */
void page_cell_right(cli_text *out, const char *text, size_t columns);

/* An exact percentage of the answer ("-33.3") as a reader writes it ("−33,3 %"). */
void page_percent(const cli *it, cli_text *out, const char *percent);

/* A number or a unit code of a document ("12.5", "ug/h") as a reader writes it ("12,5", "µg/h"). */
void page_plain(const cli *it, cli_text *out, const char *text);

/* With --json and an error: the document itself. */
void page_document(cli *it, const cJSON *document);

/* ---- parts that several pages share, from an answer ---- */

void part_received(cli *it, const cJSON *answer);
void part_watch(cli *it, const cJSON *answer);
void part_patient(cli *it, const cJSON *request, const cJSON *answer);
void part_working(cli *it, const cJSON *answer);
void part_sources(cli *it, const cJSON *answer);
/* At most about ten lines, the French tables first, then those that differ most; or all. */
void part_others(cli *it, const char *section, const cJSON *others, bool all);
void part_refusal(cli *it, const cJSON *answer);
void part_foot(cli *it, const cJSON *answer);

/* The library, the tables and the beginning of their digest, as every foot names them. */
void page_tables(const cli *it, cli_text *out, const cJSON *answer);

/* Advice, patient, working, sources, foot: how the pages about a syringe end. */
void part_end(cli *it, const cJSON *request, const cJSON *answer);

/* "[source]" of a member that cites, with the quality of its reading. */
void part_cite(const cli *it, cli_text *out, const cJSON *from);

/* Whether the answer is withheld or refused: there is no number to lay out. */
bool part_is_refused(const cJSON *answer);

/* ---- parts of the page of a syringe ---- */

void part_label(cli *it, const cJSON *answer);

/* ---- parts of the page of a rotation ---- */

void part_options(cli *it, const cJSON *answer);
void part_breakthrough(cli *it, const cJSON *breakthrough);

#endif
