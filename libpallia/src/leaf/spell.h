/* SPDX-License-Identifier: MPL-2.0
 *
 * French numbers in words, as a prescription of a controlled drug must hold them: exact, from
 * rationals, in the spelling that every reader knows (vingt et un, soixante et onze, quatre-vingts,
 * deux cent un).
 *
 * A number is 0 to 999 999.999999. Its decimals are read as one number behind their zeros: 0,05 is
 * "zéro virgule zéro cinq", 2,25 "deux virgule vingt-cinq". A noun is plural from 2 upwards: "un
 * virgule neuf milligramme", "deux milligrammes".
 */
#ifndef PL_SPELL_H
#define PL_SPELL_H

#include "leaf/quantity.h"

/* Room for any number with any unit of leaf/quantity.h. */
enum { PL_SPELL_SIZE = 320 };

/* The number alone; `feminine` for a noun that is: "une", "vingt et une". Statuses, here and below:
 * PALLIA_ENEGATIVE, PALLIA_EMAGNITUDE beyond the range, PALLIA_EPRECISION when it does not end
 * within 6 decimals. `out` is "" on failure. */
pl_status pl_spell_number(pl_rational value, bool feminine, char out[PL_SPELL_SIZE]);

/* With its unit: "deux virgule cinq milligrammes par heure". */
pl_status pl_spell_quantity(pl_rational value, const pl_unit *unit, char out[PL_SPELL_SIZE]);

/* Whether a noun counted by `value` is plural in French. */
bool pl_spell_plural(pl_rational value);

#endif
