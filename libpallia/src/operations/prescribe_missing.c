/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/prescription.h"

static void miss(pl_prescription *it, pl_law_element element, int32_t line, bool said) {
    if (!said) {
        it->missing[it->missing_count++] = (pl_missing){element, line};
    }
}

static bool is_per_kg(const pl_given *dose) {
    return dose->given && (dose->quantity.unit->dimension == PL_MASS_PER_WEIGHT ||
                           dose->quantity.unit->dimension == PL_MASS_RATE_PER_WEIGHT);
}

static bool needs_weight(const pl_prescription *it) {
    for (size_t i = 0; i < it->order_count; i++) {
        const pl_order_line *line = &it->orders[i].line;
        if (is_per_kg(&line->low) || is_per_kg(&line->rate)) {
            return true;
        }
    }
    return false;
}

static void miss_head(pl_prescription *it) {
    const pl_prescriber *by = &it->prescriber;
    const pl_prescribed *patient = &it->patient;
    miss(it, PL_ELEMENT_DATE, -1, it->date != NULL);
    miss(it, PL_ELEMENT_PRESCRIBER_NAME, -1, by->name != NULL);
    miss(it, PL_ELEMENT_PRESCRIBER_QUALITY, -1, by->quality != NULL);
    miss(it, PL_ELEMENT_PRESCRIBER_ID, -1, by->id != NULL);
    miss(it, PL_ELEMENT_PRESCRIBER_ADDRESS, -1, by->address != NULL);
    miss(it, PL_ELEMENT_PRESCRIBER_PHONE, -1, by->phone != NULL);
    miss(it, PL_ELEMENT_PATIENT_NAME, -1, patient->name != NULL);
    miss(it, PL_ELEMENT_PATIENT_SEX, -1, patient->sex != NULL);
    miss(it, PL_ELEMENT_PATIENT_AGE, -1, patient->birth != NULL || patient->age.given);
    miss(it, PL_ELEMENT_PATIENT_WEIGHT, -1, patient->weight.given || !needs_weight(it));
}

static void miss_as_needed(pl_prescription *it, int32_t at) {
    const pl_order_line *line = &it->orders[at].line;
    bool shared = line->shared_with > 0;
    miss(it, PL_ELEMENT_INTAKES, at, shared || line->maximum_doses > 0);
    miss(it, PL_ELEMENT_TRIGGER, at, line->trigger != NULL);
    miss(it, PL_ELEMENT_INTERVAL, at, line->interval.given);
    miss(it, PL_ELEMENT_MAXIMUM, at, shared || line->maximum.given);
    miss(it, PL_ELEMENT_CALL, at, line->call_when != NULL);
    miss(it, PL_ELEMENT_WHO, at, line->who != 0);
}

/* The whole of it is not longer than one fraction may be. */
static bool is_one_fraction(const pl_order *order) {
    pl_rational hours;
    pl_rational most;
    return order->line.duration.given &&
           pl_quantity_in(order->line.duration.quantity, pl_unit_base(PL_TIME), &hours) ==
               PALLIA_OK &&
           pl_quantity_in(order->fraction->days, pl_unit_base(PL_TIME), &most) == PALLIA_OK &&
           pl_rational_compare(hours, most) <= 0;
}

/* A tablet or a capsule of an opioid: the same number acts for four hours or for twelve. */
static bool needs_release(const pl_drugs *drugs, const pl_order_line *line) {
    bool unit = line->form == NULL
                    ? line->strength.given && line->strength.quantity.unit->dimension == PL_MASS
                    : line->form->shape == PL_FORM_SOLID;
    return unit && drugs->drugs[line->drug].opioid;
}

static void miss_line(const pl_drugs *drugs, pl_prescription *it, int32_t at) {
    const pl_order *order = &it->orders[at];
    const pl_order_line *line = &order->line;
    miss(it, PL_ELEMENT_FORM, at, line->form != NULL);
    miss(it, PL_ELEMENT_RELEASE, at, line->release != PL_NONE || !needs_release(drugs, line));
    miss(it, PL_ELEMENT_STRENGTH, at, line->strength.given);
    miss(it, PL_ELEMENT_DOSE, at, line->low.given || line->rate.given);
    miss(it, PL_ELEMENT_ROUTE, at, line->route != PL_NONE);
    miss(it, PL_ELEMENT_DURATION, at, line->duration.given);
    miss(it, PL_ELEMENT_FRACTION, at,
         order->fraction == NULL || line->fraction.given || line->single_dispensing ||
             is_one_fraction(order));
    bool continuous = line->rate.given && !line->low.given;
    if (pl_order_is_patch(line)) {
        miss(it, PL_ELEMENT_INTAKES, at, line->per_day > 0 || line->interval.given);
    } else if (line->per_day == 0 && !continuous) {
        miss_as_needed(it, at);
    }
}

void pl_prescription_find_missing(const pl_drugs *drugs, pl_prescription *it) {
    miss_head(it);
    for (size_t i = 0; i < it->order_count; i++) {
        miss_line(drugs, it, (int32_t)i);
    }
}

bool pl_prescription_lacks(const pl_prescription *it, pl_law_element element, int32_t line) {
    for (size_t i = 0; i < it->missing_count; i++) {
        if (it->missing[i].element == element && it->missing[i].line == line) {
            return true;
        }
    }
    return false;
}
