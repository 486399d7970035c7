/* SPDX-License-Identifier: MPL-2.0
 *
 * The law of a country on prescriptions: its rules, each with its article and how it was read, and
 * what a prescription must say. From tables/law/.
 */
#ifndef PL_TABLES_LAW_H
#define PL_TABLES_LAW_H

#include "tables/load_common.h"

/* What a rule is for. Those of the first group are asked of every line that they apply to. */
typedef enum pl_law_kind {
    PL_LAW_SECURE,       /* the secure form */
    PL_LAW_WORDS,        /* quantities in words */
    PL_LAW_LONGEST,      /* `days`: the longest prescription */
    PL_LAW_FRACTION,     /* `days`: the longest fraction of a dispensing */
    PL_LAW_PRESENTATION, /* `days`: to be presented within them */
    PL_LAW_OVERLAP,      /* no new one for a covered period without a mention */
    PL_LAW_COMMUNITY,    /* in town only under conditions */
    PL_LAW_NOTE,         /* told beside the line */
    PL_LAW_NURSE,        /* told when a nurse gives it */
    PL_LAW_ELEMENTS,     /* why an element must be there */
    PL_LAW_SINGLE,       /* the same, for a fraction or the single-dispensing mention */
    PL_LAW_CONTEXT,      /* told to who asks for the table, never beside a line */
    PL_LAW_KINDS
} pl_law_kind;

/* How a line is given, whatever its route. */
typedef enum pl_law_as {
    PL_LAW_AS_ANY,      /* of a rule: it does not matter; of a line: not known, or neither below */
    PL_LAW_AS_INJECTED, /* what is sold to be injected: also when it is given otherwise */
    PL_LAW_AS_LIQUID    /* a solution to swallow */
} pl_law_as;

/* What a rule looks at in a line. */
typedef struct pl_law_case {
    int16_t drug;
    int16_t route;     /* PL_NONE when not known */
    const char *legal; /* the class of the product, NULL when not known */
    pl_law_as as;
} pl_law_case;

typedef struct pl_law_rule {
    const char *id;
    pl_law_kind kind;
    const char *article;
    pl_both text;
    pl_quantity days;     /* unit NULL when the kind has none */
    const char *legal;    /* the legal class of products it applies to; NULL: whatever the class */
    const int16_t *drugs; /* count 0: whatever the drug */
    size_t drug_count;
    uint32_t routes; /* 0: whatever the route */
    pl_law_as as;
    pl_basis basis;
} pl_law_rule;

/* What a prescription says, in the order of the table. */
typedef enum pl_law_element {
    PL_ELEMENT_DATE,
    PL_ELEMENT_PRESCRIBER_NAME,
    PL_ELEMENT_PRESCRIBER_QUALITY,
    PL_ELEMENT_PRESCRIBER_ID,
    PL_ELEMENT_PRESCRIBER_ADDRESS,
    PL_ELEMENT_PRESCRIBER_PHONE,
    PL_ELEMENT_PATIENT_NAME,
    PL_ELEMENT_PATIENT_SEX,
    PL_ELEMENT_PATIENT_AGE,
    PL_ELEMENT_PATIENT_WEIGHT,
    PL_ELEMENT_FORM,
    PL_ELEMENT_RELEASE,
    PL_ELEMENT_STRENGTH,
    PL_ELEMENT_DOSE,
    PL_ELEMENT_ROUTE,
    PL_ELEMENT_INTAKES,
    PL_ELEMENT_DURATION,
    PL_ELEMENT_FRACTION,
    PL_ELEMENT_TRIGGER,
    PL_ELEMENT_INTERVAL,
    PL_ELEMENT_MAXIMUM,
    PL_ELEMENT_CALL,
    PL_ELEMENT_WHO,
    PL_ELEMENT_COUNT
} pl_law_element;

typedef struct pl_law_named {
    pl_both name;
    const pl_law_rule *rule; /* NULL: a proposal of ours, asked by no law */
} pl_law_named;

typedef struct pl_law {
    const pl_law_rule *rules;
    size_t rule_count;
    pl_law_named elements[PL_ELEMENT_COUNT];
} pl_law;

/* Reads the file. Every element once, in the order above: PALLIA_ETABLE_REFERENCE. `days` for the
 * kinds that have them, PALLIA_EKEY_MISSING, and for no other, PALLIA_ECONFLICT. */
pl_status pl_load_law(const char *bytes, size_t length, const pl_reader *reader, pl_law *out);

/* Both texts print `days`; no id twice. */
pl_status pl_check_law(const pl_law *law, pl_error *error);

/* Whether the rule bears on a line: every condition that it names holds. */
bool pl_law_applies(const pl_law_rule *rule, const pl_law_case *line);

/* The first rule of that kind that bears on the line; NULL when there is none. */
const pl_law_rule *pl_law_find(const pl_law *law, pl_law_kind kind, const pl_law_case *line);

#endif
