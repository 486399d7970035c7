/* SPDX-License-Identifier: MPL-2.0
 *
 * What a drug's label says, as far as the tables know its words.
 */
#ifndef CLI_MAPPING_LABEL_H
#define CLI_MAPPING_LABEL_H

#include "amount.h"
#include "names.h"

enum { LABEL_ITEMS = 8, COMPONENTS_MAX = 2 };

/* The label of a form that can only go one way. */
typedef enum label_form { FORM_UNSAID, FORM_BY_MOUTH, FORM_INJECTED } label_form;

typedef struct label {
    name_found drugs[LABEL_ITEMS]; /* names and brands, in the order of the label */
    size_t drug_count;
    char routes[LABEL_ITEMS][NAME_SIZE];
    size_t route_count;
    char release[NAME_SIZE]; /* from a word of its own, "LP"; "" when none */
    label_form form;
    bool base; /* the word "base": a strength that is not the salt's */
    amount amounts[LABEL_ITEMS];
    size_t amount_count;
} label;

/* Reads a label. False when it has too many words to be read. */
bool label_read(cli *it, const char *text, label *out);

/* The drugs that an id stands for: "codeine-paracetamol" is codeine and paracetamol, any other id
 * is itself. Returns how many. */
size_t label_components(cli *it, const char *id, char out[COMPONENTS_MAX][NAME_SIZE]);

#endif
