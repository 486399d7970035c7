/* SPDX-License-Identifier: MPL-2.0
 *
 * A strength or a unit as it is printed on a box, for comparing two of them and nothing else: no
 * dose is made of it. "10 mg/mL", "50 mg/5 mL", "12 µg/h", "0,5 mg", "1 %", "mg/24h".
 */
#ifndef CLI_AMOUNT_H
#define CLI_AMOUNT_H

#include "words.h"

#include <stdint.h>

typedef enum amount_kind { AMOUNT_NONE, AMOUNT_MASS, AMOUNT_PERCENT, AMOUNT_VOLUME } amount_kind;
typedef enum amount_per { PER_NOTHING, PER_ML, PER_HOUR, PER_DAY } amount_per;

typedef struct amount {
    amount_kind kind;
    amount_per per;
    bool micrograms; /* written in micrograms */
    bool exact;      /* `value` is what was written */
    int64_t value;   /* in millionths of a microgram, of a percent */
} amount;

/* The amount that begins at word `at`; kind AMOUNT_NONE when none does. *length receives its words.
 */
amount amount_at(const words *all, size_t at, size_t *length);

/* Whether the whole of `text` is one amount, or one unit. */
bool amount_read(const char *text, amount *out);
bool amount_unit_read(const char *text, amount *out);

/* Whether both say the same quantity. False when one could not be read exactly. */
bool amount_equal(const amount *a, const amount *b);

#endif
