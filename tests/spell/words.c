/* SPDX-License-Identifier: MPL-2.0
 *
 * Prints the words of pl_spell for tests/spell/run.sh, one line each: every step of 0.05 below
 * 10 000, in milligrammes, then every integer to 999 999, masculine and feminine.
 */
#include "leaf/spell.h"

#include <stdio.h>
#include <stdlib.h>

enum { STEPS = 200000, STEPS_IN_ONE = 20, INTEGERS = 1000000 };

static void print(pl_status status, const char *text) {
    if (status != PALLIA_OK) {
        exit(EXIT_FAILURE);
    }
    puts(text);
}

int main(void) {
    char text[PL_SPELL_SIZE];
    for (int32_t step = 1; step < STEPS; step++) {
        pl_rational value;
        if (pl_rational_make(step, STEPS_IN_ONE, &value) != PALLIA_OK) {
            return EXIT_FAILURE;
        }
        print(pl_spell_quantity(value, pl_unit_base(PL_MASS), text), text);
    }
    for (int32_t i = 0; i < INTEGERS; i++) {
        print(pl_spell_number(pl_rational_from_int(i), false, text), text);
        print(pl_spell_number(pl_rational_from_int(i), true, text), text);
    }
    return EXIT_SUCCESS;
}
