/* SPDX-License-Identifier: MPL-2.0
 *
 * Identifiers that carry their own check: French telephones, NIR (INS), RPPS, FINESS.
 *
 * A person writes them with spaces, no-break spaces, points and hyphens; those are skipped. Nothing
 * is looked up: a number that is well formed may still belong to nobody.
 */
#ifndef PL_IDENTIFIER_H
#define PL_IDENTIFIER_H

#include <stdbool.h>

enum {
    PL_PHONE_URI_SIZE = 17,  /* "+", 15 digits */
    PL_PHONE_TEXT_SIZE = 24, /* the same in groups of two */
    PL_NIR_SIZE = 16,
    PL_NIR_MONTH_UNKNOWN = 0
};

typedef struct pl_phone {
    char e164[PL_PHONE_URI_SIZE];  /* "+33639981234" */
    char text[PL_PHONE_TEXT_SIZE]; /* "06 39 98 12 34"; abroad "+32 21 23 45 67" */
} pl_phone;

/* A number that any network can call, today and at night:
 *   0639981234, 06.39.98.12.34      ten digits of the French plan, the first 0
 *   +33 6 39 98 12 34, +33 (0)6 …   and 0033 …
 *   0262 …, 0690 …, 0694 …, 0696 …  of the overseas plans: +262, +590, +594, +596
 *   +32 …, 0032 …                   abroad: 8 to 15 digits; with 00, more than 10 in all, so that
 *                                   a French number with a wrong digit does not pass
 * Refused: short numbers (15, 112, 116 117, 3646, …), since a sheet is read by those who answer
 * them, and digits that no plan dials. */
bool pl_phone_parse(const char *text, pl_phone *out);

typedef struct pl_nir {
    char text[PL_NIR_SIZE]; /* 13 characters and the key, without spaces */
    bool female;
    int year;  /* of birth, two digits */
    int month; /* of birth, 1 to 12; PL_NIR_MONTH_UNKNOWN when the register did not know it */
} pl_nir;

/* The 13 characters of a NIR (or the provisional NIA, which begins with 7 or 8) and its key: 97
 * minus the number modulo 97, where 2A counts as 19 and 2B as 18. Every change of one digit shows.
 */
bool pl_nir_parse(const char *text, pl_nir *out);

/* 11 digits of which the last is Luhn's; every change of one digit shows. */
bool pl_rpps_valid(const char *text);

/* 9 characters: a department and 7 digits, the last of which is Luhn's. How the letter of a
 * Corsican department counts was not read: of those, only the form is checked. */
bool pl_finess_valid(const char *text);

#endif
