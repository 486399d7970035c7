/* SPDX-License-Identifier: MPL-2.0
 *
 * Reading what the syringe operations share: a drug, an ampoule, a rate, the weight behind it.
 */
#ifndef PL_OPERATIONS_SYRINGE_READ_H
#define PL_OPERATIONS_SYRINGE_READ_H

#include "leaf/json_read.h"
#include "operations/context.h"
#include "tables/syringe_model.h"

/* One ampoule. `presentation` and `line` are NULL when the request described it. */
typedef struct pl_ampoule {
    pl_rational strength; /* mg/mL */
    pl_rational volume;   /* mL */
    pl_rational content;  /* mg: strength x volume */
    const pl_presentation *presentation;
    const pl_line *line;
} pl_ampoule;

/* The member "drug". PALLIA_EDRUG. */
pl_status pl_drug_read(const pl_context *context, const pl_json *object, int16_t *out,
                       pl_error *error);

/* The optional member "route" of an object whose "drug" is given too; PL_NONE when there is none.
 * PALLIA_EROUTE, PALLIA_EROUTE_DRUG; with `by_driver`, PALLIA_EVALUE for a route that no driver
 * gives. */
pl_status pl_route_read(const pl_context *context, const pl_json *object, bool by_driver,
                        int16_t *out, pl_error *error);

/* {"strength": "5 mg/mL", "volume": "10 mL"}, or as the box says {"content": "50 mg", "volume":
 * "10 mL"}; all above 0. A percentage for a strength is PALLIA_EPERCENT, strength beside content
 * PALLIA_ECONFLICT. */
pl_status pl_ampoule_read(const pl_json *object, pl_ampoule *out, pl_error *error);

pl_status pl_ampoule_of(const pl_line *line, const pl_presentation *presentation, pl_ampoule *out);

/* The one word for a salt, from French or English; NULL for a word that is no salt, or for NULL. */
const char *pl_salt_find(const char *word);

/* The salt that a folded name says, "sulfate" of "sulfate de morphine"; NULL when it says none. */
const char *pl_salt_named(const char *folded);

/* The name of a drug with its salt, whatever the order in which they stand: "sulfate morphine",
 * "morphine (sulfate)" for "sulfate de morphine". NULL when no name says just these words. */
const pl_name *pl_salted_find(const pl_drugs *drugs, const char *folded);

/* The optional member "salt"; NULL when it is not there. PALLIA_EVALUE for a word that is no salt:
 * it would silence the rows that are about the real one. */
pl_status pl_salt_read(const pl_json *object, const char **out, pl_error *error);

/* The name of a brand of `drug`, however its case and accents are written; NULL for any other word.
 */
const pl_name *pl_brand_find(const pl_context *context, int16_t drug, const char *word);

/* The optional member "diluent", an id; PL_NONE when there is none. PALLIA_EDILUENT. */
pl_status pl_diluent_read(const pl_syringe_tables *tables, const pl_json *document, int16_t *out,
                          pl_error *error);

/* The optional member "patient": {"weight": "60 kg"}; *kg is 0 when there is none. */
pl_status pl_patient_weight_read(pl_context *context, const pl_json *document, pl_rational *kg,
                                 pl_error *error);

/* A mass rate, or a mass rate per kg with the weight, in mg/h; 0 is allowed. PALLIA_EKEY_MISSING
 * for a rate per kg without weight. */
pl_status pl_dose_rate_read(const pl_json *at, pl_rational kg, pl_rational *mg_per_hour,
                            pl_error *error);

/* "5 mg dans 1 mL = 5 mg/mL", always from the numbers. */
const char *pl_say_ampoule(pl_context *context, const pl_ampoule *ampoule);

#endif
