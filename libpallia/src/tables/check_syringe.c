/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_syringe.h"

#include "leaf/round.h"
#include "tables/check_common.h"

#include <string.h>

/* ---- a figure said twice ---- */

static bool goes_on(char letter) {
    return (letter >= '0' && letter <= '9') || letter == ',' || letter == '.';
}

bool pl_check_prints(const char *text, const char *figure) {
    for (const char *at = strstr(text, figure); at != NULL; at = strstr(at + 1, figure)) {
        if (at == text || !goes_on(at[-1])) {
            return true;
        }
    }
    return false;
}

void pl_check_figure(pl_quantity quantity, bool french, char out[PL_CHECK_FIGURE_SIZE]) {
    char number[PL_ROUND_TEXT_SIZE];
    size_t length = pl_round_text(quantity.value, french ? ',' : '.', number);
    const char *unit = french ? quantity.unit->text_fr : quantity.unit->text_en;
    size_t room = strlen(unit);
    out[0] = '\0';
    if (length + 1 + room < PL_CHECK_FIGURE_SIZE) {
        memcpy(out, number, length);
        out[length] = ' ';
        memcpy(out + length + 1, unit, room + 1);
    }
}

static bool says(const char *text, pl_quantity quantity, bool french) {
    char figure[PL_CHECK_FIGURE_SIZE];
    pl_check_figure(quantity, french, figure);
    return figure[0] != '\0' && pl_check_prints(text, figure);
}

bool pl_check_both_say(pl_both text, pl_quantity quantity) {
    return says(text.fr, quantity, true) && says(text.en, quantity, false);
}

/* Whether `text` holds the name, a space and the quantity. */
static bool says_of(const char *text, const char *name, pl_quantity quantity, bool french) {
    char figure[PL_CHECK_FIGURE_SIZE];
    pl_check_figure(quantity, french, figure);
    size_t length = strlen(name);
    size_t digits = strlen(figure);
    for (const char *at = strstr(text, name); at != NULL; at = strstr(at + 1, name)) {
        const char *behind = at + length;
        if (digits > 0 && *behind == ' ' && strncmp(behind + 1, figure, digits) == 0) {
            return true;
        }
    }
    return false;
}

static bool in_base(pl_quantity quantity, pl_rational *out) {
    return pl_quantity_in(quantity, pl_unit_base(quantity.unit->dimension), out) == PALLIA_OK;
}

/* ---- the same thing twice ---- */

static bool same_text(const char *left, const char *right) {
    return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

static bool same_source(const pl_basis *left, const pl_basis *right) {
    return left->source == right->source && left->edition == right->edition;
}

static bool same_quantity(pl_quantity left, pl_quantity right) {
    return left.unit == right.unit && pl_rational_equal(left.value, right.value);
}

/* Whether elements of a list, by place, say the same thing. */
typedef bool (*sameness)(const pl_syringe_tables *tables, size_t left, size_t right);

static pl_status check_once(const pl_syringe_tables *tables, const char *list, size_t count,
                            sameness same, pl_error *error) {
    for (size_t i = 1; i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (same(tables, k, i)) {
                return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, list, i, NULL, list);
            }
        }
    }
    return PALLIA_OK;
}

/* ---- devices.json ---- */

static bool same_syringe(const pl_syringe_tables *tables, size_t left, size_t right) {
    return same_text(tables->syringes[left].id, tables->syringes[right].id);
}

static bool same_device(const pl_syringe_tables *tables, size_t left, size_t right) {
    return same_text(tables->devices[left].id, tables->devices[right].id);
}

static bool same_tubing(const pl_syringe_tables *tables, size_t left, size_t right) {
    return same_text(tables->tubings[left].id, tables->tubings[right].id);
}

static bool id_is_nominal(const pl_syringe *syringe) {
    pl_rational id;
    pl_rational nominal;
    return pl_rational_parse(syringe->id, strlen(syringe->id), &id) == PALLIA_OK &&
           in_base(syringe->nominal, &nominal) && pl_rational_equal(id, nominal);
}

static bool marks_divide(const pl_syringe *syringe) {
    pl_rational nominal;
    pl_rational mark;
    pl_rational marks;
    return in_base(syringe->nominal, &nominal) && in_base(syringe->graduation, &mark) &&
           pl_rational_div(nominal, mark, &marks) == PALLIA_OK && marks.den == 1 && marks.num > 1;
}

static pl_status check_syringes(const pl_syringe_tables *tables, pl_error *error) {
    for (size_t i = 0; i < tables->syringe_count; i++) {
        const pl_syringe *syringe = &tables->syringes[i];
        if (!id_is_nominal(syringe)) {
            return pl_check_fail(error, PALLIA_ETABLE_ID, "syringes", i, "id", syringe->id);
        }
        if (!marks_divide(syringe) || !says(syringe->cite, syringe->graduation, false)) {
            return pl_check_fail(error, PALLIA_ETABLE_EXAMPLE, "syringes", i, "graduation",
                                 syringe->id);
        }
    }
    return check_once(tables, "syringes", tables->syringe_count, same_syringe, error);
}

static bool fill_fits(const pl_syringe_tables *tables, const pl_fill *fill) {
    pl_rational volume;
    pl_rational nominal;
    return in_base(fill->fill, &volume) &&
           in_base(tables->syringes[fill->syringe].nominal, &nominal) &&
           pl_rational_compare(volume, nominal) <= 0;
}

static pl_status check_fills(const pl_syringe_tables *tables, size_t index, pl_error *error) {
    const pl_device *device = &tables->devices[index];
    for (size_t i = 0; i < device->fill_count; i++) {
        const pl_fill *fill = &device->fills[i];
        if (!fill_fits(tables, fill)) {
            return pl_check_fail(error, PALLIA_ETABLE_INTERVAL, "devices", index, "fills",
                                 device->id);
        }
        if (!says(fill->basis.cite, fill->fill, false)) {
            return pl_check_fail(error, PALLIA_ETABLE_EXAMPLE, "devices", index, "fills",
                                 device->id);
        }
        for (size_t k = 0; k < i; k++) {
            if (device->fills[k].syringe == fill->syringe &&
                same_quantity(device->fills[k].fill, fill->fill)) {
                return pl_check_fail(error, PALLIA_ETABLE_DUPLICATE, "devices", index, "fills",
                                     device->id);
            }
        }
    }
    return PALLIA_OK;
}

static bool setting_agrees(const pl_device *device) {
    pl_rational per_hour;
    pl_rational stroke;
    return device->setting.unit == NULL ||
           (in_base(device->setting, &per_hour) &&
            pl_rational_mul(per_hour, device->stroke_hours, &stroke) == PALLIA_OK &&
            pl_rational_equal(stroke, device->stroke) &&
            says(device->setting_basis.cite, device->setting, false));
}

static bool renewal_agrees(const pl_device *device) {
    pl_quantity hours = {device->renewal_hours, pl_unit_base(PL_TIME)};
    return !device->has_renewal || says(device->renewal_basis.cite, hours, false);
}

static pl_status check_device(const pl_syringe_tables *tables, size_t index, pl_error *error) {
    const pl_device *device = &tables->devices[index];
    bool step_said =
        !device->has_rate_step || says(device->rate_basis.cite, device->rate_step, false);
    const struct {
        bool good;
        const char *below;
    } rules[] = {{step_said, "rate_step"},
                 {setting_agrees(device), "setting"},
                 {renewal_agrees(device), "renewal"}};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (!rules[i].good) {
            return pl_check_fail(error, PALLIA_ETABLE_EXAMPLE, "devices", index, rules[i].below,
                                 device->id);
        }
    }
    return check_fills(tables, index, error);
}

pl_status pl_check_devices(const pl_syringe_tables *tables, pl_error *error) {
    pl_status status = check_syringes(tables, error);
    for (size_t i = 0; status == PALLIA_OK && i < tables->device_count; i++) {
        status = check_device(tables, i, error);
    }
    for (size_t i = 0; status == PALLIA_OK && i < tables->tubing_count; i++) {
        const pl_tubing *tubing = &tables->tubings[i];
        if (!says(tubing->basis.cite, tubing->prime, false)) {
            status = pl_check_fail(error, PALLIA_ETABLE_EXAMPLE, "lines", i, "prime", tubing->id);
        }
    }
    if (status == PALLIA_OK) {
        status = check_once(tables, "devices", tables->device_count, same_device, error);
    }
    return status != PALLIA_OK
               ? status
               : check_once(tables, "lines", tables->tubing_count, same_tubing, error);
}

/* ---- diluents.json ---- */

static bool same_diluent(const pl_syringe_tables *tables, size_t left, size_t right) {
    return same_text(tables->diluents[left].id, tables->diluents[right].id);
}

static bool same_rule(const pl_syringe_tables *tables, size_t left, size_t right) {
    const pl_diluent_rule *a = &tables->diluent_rules[left];
    const pl_diluent_rule *b = &tables->diluent_rules[right];
    return a->drug == b->drug && a->diluent == b->diluent && same_source(&a->basis, &b->basis);
}

pl_status pl_check_diluents(const pl_syringe_tables *tables, pl_error *error) {
    pl_status status = check_once(tables, "diluents", tables->diluent_count, same_diluent, error);
    return status != PALLIA_OK
               ? status
               : check_once(tables, "rules", tables->diluent_rule_count, same_rule, error);
}

/* ---- compatibility.json ---- */

static bool same_part(const pl_mix_part *left, const pl_mix_part *right) {
    return left->drug == right->drug && same_text(left->salt, right->salt) &&
           same_text(left->product, right->product) && left->has_max == right->has_max &&
           (!left->has_max || same_quantity(left->max, right->max));
}

static bool same_mixture(const pl_syringe_tables *tables, size_t left, size_t right) {
    const pl_mixture *a = &tables->mixtures[left];
    const pl_mixture *b = &tables->mixtures[right];
    if (same_text(a->id, b->id)) {
        return true;
    }
    bool same = a->part_count == b->part_count && a->diluents == b->diluents &&
                same_source(&a->basis, &b->basis);
    for (size_t i = 0; same && i < a->part_count; i++) {
        same = same_part(&a->parts[i], &b->parts[i]);
    }
    return same;
}

static bool same_single(const pl_syringe_tables *tables, size_t left, size_t right) {
    const pl_single *a = &tables->singles[left];
    const pl_single *b = &tables->singles[right];
    return a->drug == b->drug && a->verdict == b->verdict && same_source(&a->basis, &b->basis);
}

static const char *part_id(const pl_drugs *drugs, const pl_mixture *mixture, size_t part) {
    return drugs->drugs[mixture->parts[part].drug].id;
}

/* Negative when the drugs of `left` come before those of `right`, as lists of ids. */
static int compare_drugs(const pl_drugs *drugs, const pl_mixture *left, const pl_mixture *right) {
    for (size_t i = 0; i < left->part_count && i < right->part_count; i++) {
        int order = strcmp(part_id(drugs, left, i), part_id(drugs, right, i));
        if (order != 0) {
            return order;
        }
    }
    return (int)left->part_count - (int)right->part_count;
}

static bool parts_in_order(const pl_drugs *drugs, const pl_mixture *mixture) {
    for (size_t i = 1; i < mixture->part_count; i++) {
        if (strcmp(part_id(drugs, mixture, i - 1), part_id(drugs, mixture, i)) >= 0) {
            return false;
        }
    }
    return true;
}

/* `tested` prints each ceiling behind the name of its drug, and is there when there is one. */
static bool ceilings_said(const pl_drugs *drugs, const pl_mixture *mixture) {
    bool any = false;
    for (size_t i = 0; i < mixture->part_count; i++) {
        const pl_mix_part *part = &mixture->parts[i];
        if (!part->has_max) {
            continue;
        }
        any = true;
        const pl_both *name = &drugs->drugs[part->drug].name;
        if (mixture->tested.fr == NULL || !says_of(mixture->tested.fr, name->fr, part->max, true) ||
            !says_of(mixture->tested.en, name->en, part->max, false)) {
            return false;
        }
    }
    return any == (mixture->tested.fr != NULL) && (any || !mixture->strict);
}

pl_status pl_check_compatibility(const pl_syringe_tables *tables, const pl_drugs *drugs,
                                 pl_error *error) {
    for (size_t i = 0; i < tables->mixture_count; i++) {
        const pl_mixture *mixture = &tables->mixtures[i];
        bool after = i == 0 || compare_drugs(drugs, &tables->mixtures[i - 1], mixture) <= 0;
        if (!after || !parts_in_order(drugs, mixture)) {
            return pl_check_fail(error, PALLIA_ETABLE_ID, "rows", i, "parts", mixture->id);
        }
        if (!ceilings_said(drugs, mixture)) {
            return pl_check_fail(error, PALLIA_ETABLE_EXAMPLE, "rows", i, "tested", mixture->id);
        }
    }
    pl_status status = check_once(tables, "rows", tables->mixture_count, same_mixture, error);
    return status != PALLIA_OK
               ? status
               : check_once(tables, "single", tables->single_count, same_single, error);
}

/* ---- stability.json ---- */

static bool same_stability(const pl_syringe_tables *tables, size_t left, size_t right) {
    const pl_stability *a = &tables->stabilities[left];
    const pl_stability *b = &tables->stabilities[right];
    return same_text(a->id, b->id) ||
           (a->drug == b->drug && same_text(a->salt, b->salt) && a->diluent == b->diluent &&
            same_text(a->container, b->container) && same_quantity(a->strength, b->strength) &&
            same_source(&a->basis, &b->basis));
}

pl_status pl_check_stability(const pl_syringe_tables *tables, pl_error *error) {
    enum { HOURS = 24 };
    for (size_t i = 0; i < tables->stability_count; i++) {
        const pl_stability *row = &tables->stabilities[i];
        pl_rational hours;
        if (pl_rational_mul(row->days, pl_rational_from_int(HOURS), &hours) != PALLIA_OK ||
            !pl_rational_equal(hours, row->hours)) {
            return pl_check_fail(error, PALLIA_ETABLE_EXAMPLE, "rows", i, "days", row->id);
        }
    }
    return check_once(tables, "rows", tables->stability_count, same_stability, error);
}

/* ---- ceilings.json ---- */

static bool same_ceiling(const pl_syringe_tables *tables, size_t left, size_t right) {
    const pl_ceiling *a = &tables->ceilings[left];
    const pl_ceiling *b = &tables->ceilings[right];
    return a->drug == b->drug && a->kind == b->kind && same_quantity(a->value, b->value) &&
           same_source(&a->basis, &b->basis);
}

pl_status pl_check_ceilings(const pl_syringe_tables *tables, pl_error *error) {
    for (size_t i = 0; i < tables->ceiling_count; i++) {
        const pl_ceiling *ceiling = &tables->ceilings[i];
        if (!pl_check_both_say(ceiling->text, ceiling->value)) {
            return pl_check_fail(error, PALLIA_ETABLE_EXAMPLE, "ceilings", i, "value",
                                 ceiling->text.en);
        }
    }
    return check_once(tables, "ceilings", tables->ceiling_count, same_ceiling, error);
}

/* ---- hazards.json ---- */

static bool same_hazard(const pl_syringe_tables *tables, size_t left, size_t right) {
    return same_text(tables->hazards[left].id, tables->hazards[right].id);
}

pl_status pl_check_hazards(const pl_syringe_tables *tables, const pl_messages *messages,
                           pl_error *error) {
    for (size_t i = 0; i < tables->hazard_count; i++) {
        const pl_hazard *hazard = &tables->hazards[i];
        if (pl_messages_find(messages, hazard->check) == NULL) {
            return pl_check_fail(error, PALLIA_ETABLE_REFERENCE, "hazards", i, "check",
                                 hazard->check);
        }
    }
    return check_once(tables, "hazards", tables->hazard_count, same_hazard, error);
}
