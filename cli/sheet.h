/* SPDX-License-Identifier: MPL-2.0
 *
 * The page for the night, from the page model of an answer of `sheet` ("result/page"), as text and
 * as HTML; pallia-page makes the PDF. Every text of the model is final: these lay it out, and add
 * nothing but the words around it.
 */
#ifndef CLI_SHEET_H
#define CLI_SHEET_H

#include "cli.h"

/* 80 columns, controls left out. */
void sheet_text(cli *it, const cJSON *model);

/* One file that stands alone: no script, nothing fetched. Every text is escaped, and only "tel:"
 * addresses become links. */
void sheet_html(const cli *it, const cJSON *model, cli_text *out);

#endif
