/* SPDX-License-Identifier: MPL-2.0
 *
 * The operations on a regimen. Each reads its request and writes one whole answer, also when it
 * cannot answer; none fails but for memory, which the writer and the context remember.
 */
#ifndef PL_OPERATIONS_OPERATIONS_H
#define PL_OPERATIONS_OPERATIONS_H

#include "leaf/json_read.h"
#include "leaf/json_write.h"
#include "operations/context.h"

/* What to start: calculated dose, start dose, breakthrough, products, the other tables. */
void pl_rotate(pl_context *context, const pl_json *document, pl_writer *writer);

/* What every published table says: one row each, and the spread. */
void pl_compare(pl_context *context, const pl_json *document, pl_writer *writer);

/* The total in oral morphine. */
void pl_ome(pl_context *context, const pl_json *document, pl_writer *writer);

/* Maintenance after titration: the boluses given, one source's rule, the others beside it. */
void pl_titrate(pl_context *context, const pl_json *document, pl_writer *writer);

/* A PCA reservoir: what to put in, what to program, what the sources say of bolus and lockout. */
void pl_pca(pl_context *context, const pl_json *document, pl_writer *writer);

/* How to fill a syringe: volumes, ampoules, rate, label, directions, what the mixture tables say.
 */
void pl_dilute(pl_context *context, const pl_json *document, pl_writer *writer);

/* Does a prepared syringe, bag or pump deliver what was ordered. */
void pl_verify(pl_context *context, const pl_json *document, pl_writer *writer);

/* What to leave at home for the symptoms that may come: lines, what is missing, what sources
 * disagree on. */
void pl_anticipate(pl_context *context, const pl_json *document, pl_writer *writer);

/* A draft prescription in French, numbers in words; what the law asks and is not said. */
void pl_prescribe(pl_context *context, const pl_json *document, pl_writer *writer);

/* The sheet for the night: its state, what it lacks, its page. */
void pl_sheet(pl_context *context, const pl_json *request, pl_writer *writer);

/* The next version of a sheet, and the sheet closed for good. */
void pl_sheet_supersede(pl_context *context, const pl_json *request, pl_writer *writer);
void pl_sheet_revoke(pl_context *context, const pl_json *request, pl_writer *writer);

/* The fields that a sheet may hold, for whoever asks a person. */
void pl_sheet_fields(pl_context *context, const pl_json *request, pl_writer *writer);

#endif
