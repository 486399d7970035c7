/* SPDX-License-Identifier: MPL-2.0
 *
 * The operations that speak of the library itself: its tables, codes, sources, names and documents.
 * Same form as those of operations/operations.h.
 */
#ifndef PL_API_CATALOGUE_H
#define PL_API_CATALOGUE_H

#include "leaf/json_read.h"
#include "leaf/json_write.h"
#include "operations/context.h"

/* {"op":"tables"}: every edition. {"show":ID}: its rows. {"check":true}: every rule of the loader.
 * {"diff":[ID,ID]}: the arrows on which two editions differ. */
void pl_tables_operation(pl_context *context, const pl_json *document, pl_writer *writer);

/* {"op":"explain","code":"2001"|"no-rule"|"methadone"}: what a status or an advice means. */
void pl_explain(pl_context *context, const pl_json *document, pl_writer *writer);

/* {"op":"sources"}: every document that a figure comes from. */
void pl_sources(pl_context *context, const pl_json *document, pl_writer *writer);

/* {"op":"find","text":"skenan lp"}: the drug, route or release of that exact name; else near names.
 * With "among": ["rotate", …], the nearest of those words and nothing else. */
void pl_find(pl_context *context, const pl_json *document, pl_writer *writer);

/* {"op":"template","of":"rotate"} and {"op":"schema","of":"rotate"}: a request to fill in, and what
 * a request may hold. */
void pl_template(pl_context *context, const pl_json *document, pl_writer *writer);
void pl_schema(pl_context *context, const pl_json *document, pl_writer *writer);

/* ---- what they share ---- */

/* Opens an "ok" answer up to its result, and closes it with the usual tail. */
void pl_catalogue_begin(pl_writer *writer, const char *operation);
void pl_catalogue_end(pl_writer *writer, pl_context *context);

/* The string `key` of a request that may hold nothing else. */
pl_status pl_catalogue_read(const pl_json *document, const char *key, pl_json *at,
                            const char **value, pl_error *error);

/* The members that describe an edition. */
void pl_catalogue_edition(pl_writer *writer, const pl_edition *edition);

/* Every edition, local ones last, as the list "editions". */
void pl_catalogue_editions(pl_writer *writer, const pl_context *context);

#endif
