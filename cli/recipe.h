/* SPDX-License-Identifier: MPL-2.0
 *
 * What goes into a syringe, as people write it: "midazolam 48 mg/24h (ampoule 5 mg/mL 10 mL)",
 * "midazolam 5 mg/mL 10 mL", "midazolam iv 1 mg + 0,5 mg". An ampoule may stand as its box has it,
 * content and volume: "50 mg/10 mL", "50 mg dans 10 mL", "10 mL à 50 mg".
 *
 * Quantities are passed on as typed, so that the library's own grammar judges them; what is told
 * apart here is only which is a dose, which a strength, which a volume.
 */
#ifndef CLI_RECIPE_H
#define CLI_RECIPE_H

#include "cli.h"
#include "names.h"

enum { RECIPE_DOSES_MAX = 32, RECIPE_SIZE = 96 };

typedef struct recipe {
    char drug[NAME_SIZE];                      /* "" when the phrase names none */
    char route[NAME_SIZE];                     /* "" when it says none */
    char brand[NAME_SIZE];                     /* "" when the drug was named by its INN */
    char salt[NAME_SIZE];                      /* "sulfate"; "" when the drug was named without */
    char doses[RECIPE_DOSES_MAX][RECIPE_SIZE]; /* "2 mg/h", "50 mg" */
    size_t dose_count;
    char strength[RECIPE_SIZE]; /* "5 mg/mL", "" */
    char content[RECIPE_SIZE];  /* "50 mg", "": of the whole ampoule, in place of its strength */
    char volume[RECIPE_SIZE];   /* "10 mL", "" */
} recipe;

/* What a phrase must and must not hold. */
typedef enum recipe_kind {
    RECIPE_DILUTE,   /* a drug, one dose, perhaps an ampoule */
    RECIPE_ORDERED,  /* a drug and one dose */
    RECIPE_CONTENT,  /* a drug, a strength and a volume, either of which may be unknown */
    RECIPE_DRUG,     /* a drug, perhaps its route, perhaps doses */
    RECIPE_DOSES,    /* doses only */
    RECIPE_AMPOULE,  /* a strength or a content, and a volume */
    RECIPE_BOLUS,    /* one dose, perhaps of which drug */
    RECIPE_STRENGTH, /* one strength, perhaps of which drug */
} recipe_kind;

/* Reads `phrase`, which would stand at `pointer` of the request. False when it was not understood,
 * which has been said. */
bool recipe_read(cli *it, recipe_kind kind, const char *phrase, const char *pointer, recipe *out);

/* Adds "drug", and "salt" when the phrase says it, to `object`: an ampoule of another is none. */
void recipe_add_drug(const recipe *from, cJSON *object);

/* Adds "strength" or "content", and "volume", to `object`, as far as they are known. */
void recipe_add_ampoule(const recipe *from, cJSON *object);

#endif
