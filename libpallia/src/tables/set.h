/* SPDX-License-Identifier: MPL-2.0
 *
 * The table set: which bytes it is made of, and its domains, each read when first needed.
 *
 * A domain is built by whoever needs it first and published with one atomic exchange; a thread that
 * loses the race releases its own copy. After that it never changes.
 */
#ifndef PL_TABLES_SET_H
#define PL_TABLES_SET_H

#include "leaf/alloc.h"
#include "tables/anticipation_model.h"
#include "tables/embedded.h"
#include "tables/law.h"
#include "tables/messages.h"
#include "tables/model.h"
#include "tables/sheet_model.h"
#include "tables/syringe_model.h"

/* The set of the embedded tables; nothing is read yet. PALLIA_ENOMEM. */
pl_status pl_tables_new(pallia_allocator allocator, pallia_tables **out);

/* An embedded file, "requests/rotate.schema.json". PALLIA_ETABLE_REFERENCE, with the path for
 * pointer: there is none (NULL), or it is shipped apart and was not given. */
pl_status pl_tables_file(const char *path, const pl_embedded_file **out, pl_error *error);

/* One more owner; one owner less, the last one frees (NULL is accepted). */
pallia_tables *pl_tables_retain(const pallia_tables *tables);
void pl_tables_release(pallia_tables *tables);

/* "2026.11", and the digest of SHA256SUMS. */
const char *pl_tables_edition(const pallia_tables *tables);
const char *pl_tables_sha256(const pallia_tables *tables);

pl_status pl_tables_drugs(const pallia_tables *tables, const pl_drugs **out, pl_error *error);
pl_status pl_tables_rules(const pallia_tables *tables, const pl_rules **out, pl_error *error);
pl_status pl_tables_products(const pallia_tables *tables, const pl_products **out, pl_error *error);

/* Syringes, devices and lines alone; every other list is empty. */
pl_status pl_tables_devices(const pallia_tables *tables, const pl_syringe_tables **out,
                            pl_error *error);

/* Devices, diluents, mixtures, stability, protocols, ceilings, hazards. */
pl_status pl_tables_syringe(const pallia_tables *tables, const pl_syringe_tables **out,
                            pl_error *error);

/* The law on prescriptions. */
pl_status pl_tables_law(const pallia_tables *tables, const pl_law **out, pl_error *error);

/* Fields, page, contradictions and codes of the sheet. */
pl_status pl_tables_sheet(const pallia_tables *tables, const pl_sheet_tables **out,
                          pl_error *error);

/* Symptoms, and what sources give for them; the protocols of teams are in pl_rules. */
pl_status pl_tables_anticipation(const pallia_tables *tables, const pl_anticipation **out,
                                 pl_error *error);

/* `language` is "fr" or "en"; PALLIA_ELANGUAGE otherwise. */
pl_status pl_tables_messages(const pallia_tables *tables, const char *language,
                             const pl_messages **out, pl_error *error);

pallia_allocator pl_tables_allocator(const pallia_tables *tables);

/* Runs check.h over the whole set, embedded and local. */
pl_status pl_tables_check(const pallia_tables *tables, pl_error *error);

/* A new set made of `base` and one local table, an edition or a team's protocol for anticipation,
 * which goes through the loaders and checks first. Its ids must not be those of another table of
 * the set: PALLIA_ETABLE_DUPLICATE. The new set keeps an owner of `base` and shares what it has
 * read. */
pl_status pl_tables_add(const pallia_tables *base, const char *bytes, size_t length,
                        pallia_tables **out, pl_error *error);

#endif
