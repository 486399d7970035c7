/* SPDX-License-Identifier: MPL-2.0
 *
 * check.h for the files of tables/syringe/, one function a file.
 *
 * Most figures there are printed once by their source, so the files state them a second time: in
 * `cite`, in a text of both languages, or in examples. The checks compare the two.
 */
#ifndef PL_TABLES_CHECK_SYRINGE_H
#define PL_TABLES_CHECK_SYRINGE_H

#include "tables/check.h"
#include "tables/syringe_model.h"

enum { PL_CHECK_FIGURE_SIZE = 96 };

/* The quantity as a reader sees it; "" when it does not fit. */
void pl_check_figure(pl_quantity quantity, bool french, char out[PL_CHECK_FIGURE_SIZE]);

/* Whether `text` holds `figure` as a whole: not the end of a longer number. */
bool pl_check_prints(const char *text, const char *figure);

/* Whether both texts print the quantity: "2.5 mg/h" in English, "2,5 mg/h" in French. */
bool pl_check_both_say(pl_both text, pl_quantity quantity);

/* A syringe's id is its volume; marks divide it; fills fit in it; `cite` prints marks, fills, steps
 * and primes; a setting times its hours is its stroke. */
pl_status pl_check_devices(const pl_syringe_tables *tables, pl_error *error);

/* Nothing twice. */
pl_status pl_check_diluents(const pl_syringe_tables *tables, pl_error *error);

/* Drugs of a row in the order of their ids, rows in the order of their drugs, nothing twice;
 * `tested` prints every ceiling behind the name of its drug, in both languages. */
pl_status pl_check_compatibility(const pl_syringe_tables *tables, const pl_drugs *drugs,
                                 pl_error *error);

/* Hours are 24 times the days; nothing twice. */
pl_status pl_check_stability(const pl_syringe_tables *tables, pl_error *error);

/* Low not above high, shares not above 1; every example reproduced. The examples are in the
 * document, hence the bytes. */
pl_status pl_check_protocols(const char *bytes, size_t length, const pl_syringe_tables *tables,
                             pallia_allocator allocator, pl_error *error);

/* Both texts print the figure with its unit; nothing twice. */
pl_status pl_check_ceilings(const pl_syringe_tables *tables, pl_error *error);

/* `check` is the key of a message: what answers the hazard can be said. */
pl_status pl_check_hazards(const pl_syringe_tables *tables, const pl_messages *messages,
                           pl_error *error);

#endif
