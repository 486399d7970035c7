/* SPDX-License-Identifier: MPL-2.0
 *
 * The syringe tables as they are embedded: figures that the published documents print, found by
 * name, and products that come from two files.
 */
#include "leaf/alloc.h"
#include "tables/index.h"
#include "tables/load.h"
#include "tables/set.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static pallia_tables *set;
static const pl_syringe_tables *syringe;
static const pl_drugs *drugs;
static const pl_products *products;

static void open_set(void) {
    cr_assert_eq(pl_tables_new(pl_allocator_default(), &set), PALLIA_OK);
    pl_error error = {0};
    cr_assert_eq(pl_tables_syringe(set, &syringe, &error), PALLIA_OK, "%s", error.pointer);
    cr_assert_eq(pl_tables_drugs(set, &drugs, &error), PALLIA_OK);
    cr_assert_eq(pl_tables_products(set, &products, &error), PALLIA_OK, "%s", error.pointer);
}

static void close_set(void) {
    pl_tables_release(set);
}

static bool is(pl_quantity quantity, const char *text) {
    pl_quantity expected;
    cr_assert_eq(pl_quantity_parse(text, strlen(text), &expected), PALLIA_OK, "%s", text);
    return quantity.unit == expected.unit && pl_rational_equal(quantity.value, expected.value);
}

TestSuite(tables_syringe, .init = open_set, .fini = close_set);

Test(tables_syringe, is_read_once_and_checks) {
    const pl_syringe_tables *again;
    cr_expect_eq(pl_tables_syringe(set, &again, NULL), PALLIA_OK);
    cr_expect_eq(again, syringe);
    pl_error error = {0};
    cr_expect_eq(pl_tables_check(set, &error), PALLIA_OK, "%s %s", error.pointer, error.token);
}

Test(tables_syringe, finds_by_id_and_nothing_near) {
    cr_expect_not_null(pl_syringe_find(syringe, "50"));
    cr_expect_null(pl_syringe_find(syringe, "50 mL"));
    cr_expect_not_null(pl_device_find(syringe, "t34"));
    cr_expect_null(pl_device_find(syringe, "T34"));
    cr_expect_not_null(pl_tubing_find(syringe, "extension-2m"));
    cr_expect_null(pl_tubing_find(syringe, ""));
    cr_expect_neq(pl_diluent_find(syringe, "nacl-0.9"), PL_NONE);
    cr_expect_eq(pl_diluent_find(syringe, "nacl"), PL_NONE);
    cr_expect_not_null(pl_protocol_find(syringe, "fr-has-2020"));
    cr_expect_null(pl_protocol_find(syringe, "fr-has"));
}

Test(tables_syringe, average_fills_of_the_ambulatory_pump) {
    static const struct {
        const char *syringe;
        const char *fill;
    } cases[] = {{"20", "17 mL"}, {"30", "22 mL"}, {"50", "34 mL"}};
    const pl_device *pump = pl_device_find(syringe, "t34");
    for (size_t i = 0; i < COUNT(cases); i++) {
        const pl_syringe *found = pl_syringe_find(syringe, cases[i].syringe);
        const pl_fill *fill = pl_device_fill(syringe, pump, found);
        cr_assert_not_null(fill, "%s", cases[i].syringe);
        cr_expect(is(fill->fill, cases[i].fill), "%s", cases[i].fill);
        cr_expect_not_null(fill->basis.source);
    }
    cr_expect_null(pl_device_fill(syringe, pump, pl_syringe_find(syringe, "10")));
    const pl_device *electric = pl_device_find(syringe, "pse");
    cr_expect_null(pl_device_fill(syringe, electric, pl_syringe_find(syringe, "50")));
}

Test(tables_syringe, the_two_dials_that_were_confused) {
    const pl_device *hourly = pl_device_find(syringe, "graseby-ms16a");
    const pl_device *daily = pl_device_find(syringe, "graseby-ms26");
    cr_expect(is(hourly->setting, "2 mm/h"));
    cr_expect(is(daily->setting, "48 mm/24h"));
    cr_expect_str_eq(hourly->rate_unit->code, "mm/h");
    cr_expect_str_eq(daily->rate_unit->code, "mm/24h");
    cr_expect(pl_rational_equal(hourly->stroke, daily->stroke));
    cr_expect_null(pl_device_find(syringe, "pse")->setting.unit);
}

Test(tables_syringe, defaults_say_that_they_are) {
    cr_expect(pl_syringe_find(syringe, "50")->configurable);
    cr_expect_null(pl_syringe_find(syringe, "50")->basis.source);
    cr_expect_not(pl_syringe_find(syringe, "10")->configurable);
    cr_expect_not_null(pl_syringe_find(syringe, "10")->basis.source);
    cr_expect(pl_device_find(syringe, "pse")->configurable);
}

static const pl_diluent_rule *rule_of(const char *drug, const char *diluent) {
    int16_t which = pl_drug_find(drugs, drug);
    int16_t with = pl_diluent_find(syringe, diluent);
    for (size_t i = 0; i < syringe->diluent_rule_count; i++) {
        const pl_diluent_rule *rule = &syringe->diluent_rules[i];
        if (rule->drug == which && rule->diluent == with) {
            return rule;
        }
    }
    return NULL;
}

Test(tables_syringe, diluents_that_are_refused_or_disputed) {
    cr_expect_eq(rule_of("cyclizine", "nacl-0.9")->verdict, PL_DILUENT_FORBIDDEN);
    cr_expect_eq(rule_of("cyclizine", "water")->verdict, PL_DILUENT_PREFERRED);
    cr_expect_eq(rule_of("levomepromazine", "nacl-0.9")->verdict, PL_DILUENT_DISPUTED);
    cr_expect_eq(rule_of("midazolam", "nacl-0.9")->verdict, PL_DILUENT_ALLOWED);
    cr_expect_null(rule_of("hydroxyzine", "water"));
}

static const pl_mixture *mixture_of(const char *id) {
    for (size_t i = 0; i < syringe->mixture_count; i++) {
        if (strcmp(syringe->mixtures[i].id, id) == 0) {
            return &syringe->mixtures[i];
        }
    }
    cr_assert_fail("%s", id);
    return NULL;
}

Test(tables_syringe, mixtures_and_what_is_not_known_of_them) {
    const pl_mixture *saline = mixture_of("C001");
    cr_expect_eq(saline->part_count, (size_t)2);
    cr_expect_str_eq(drugs->drugs[saline->parts[0].drug].id, "midazolam");
    cr_expect_str_eq(saline->parts[1].salt, "sulfate");
    cr_expect(is(saline->parts[1].max, "8 mg/mL"));
    cr_expect_eq(saline->diluents, 1U << pl_diluent_find(syringe, "nacl-0.9"));
    cr_expect(saline->has_hours);
    const pl_mixture *unread = mixture_of("C003");
    cr_expect_not(unread->parts[0].has_max);
    cr_expect_null(unread->tested.fr);
    const pl_mixture *strict = mixture_of("C014");
    cr_expect(strict->strict);
    cr_expect_eq(strict->verdict, PL_MIX_DEPENDS);
    cr_expect_not_null(mixture_of("C004")->excipient.fr);
    cr_expect_null(saline->excipient.fr);
}

/* The literature disagrees: the table keeps both sides. */
Test(tables_syringe, opposite_verdicts_are_both_there) {
    int16_t haloperidol = pl_drug_find(drugs, "haloperidol");
    int16_t morphine = pl_drug_find(drugs, "morphine");
    size_t found[3] = {0};
    for (size_t i = 0; i < syringe->mixture_count; i++) {
        const pl_mixture *row = &syringe->mixtures[i];
        if (row->part_count == 2 && row->parts[0].drug == haloperidol &&
            row->parts[1].drug == morphine) {
            found[row->verdict]++;
        }
    }
    cr_expect_gt(found[PL_MIX_COMPATIBLE], (size_t)0);
    cr_expect_gt(found[PL_MIX_INCOMPATIBLE], (size_t)0);
}

Test(tables_syringe, protocols_hold_the_figures_of_their_kind) {
    const pl_protocol *upkeep = pl_protocol_find(syringe, "fr-has-2020");
    cr_expect_eq(upkeep->kind, PL_PROTOCOL_MAINTENANCE);
    cr_expect_null(upkeep->share.quantity.unit);
    cr_expect_eq(upkeep->share.quantity.value.num, 1);
    cr_expect_eq(upkeep->share.quantity.value.den, 2);
    cr_expect(is(upkeep->every.quantity, "1 h"));
    cr_expect_gt(upkeep->monitoring_count, (size_t)0);
    cr_expect_not(upkeep->dose_low.given);
    const pl_protocol *bolus = pl_protocol_find(syringe, "fr-hospital-spt-bolus");
    cr_expect(is(bolus->dose_low.quantity, "0.05 mg/kg"));
    cr_expect(is(bolus->dose_high.quantity, "0.1 mg/kg"));
    const pl_protocol *first = pl_protocol_find(syringe, "fr-hospital-spt-titration");
    cr_expect(is(first->bolus_low.quantity, "0.5 mg"));
    cr_expect(is(first->interval_high.quantity, "3 min"));
    cr_expect(is(first->concentration.quantity, "0.5 mg/mL"));
    const pl_protocol *pca = pl_protocol_find(syringe, "fr-had-ss");
    cr_expect_eq(pca->drug, PL_NONE);
    cr_expect_eq(pca->max_days, 7);
    cr_expect_eq(pca->reservoir_count, (size_t)3);
    cr_expect(is(pca->central_rate_low.quantity, "0.3 mL/h"));
    cr_expect(is(pl_protocol_find(syringe, "fr-omedit-2013")->sc_rate_high.quantity, "1 mL/h"));
}

/* A protocol of a crisis never answers unless somebody asks for it. */
Test(tables_syringe, exceptional_protocols_are_marked) {
    size_t exceptional = 0;
    for (size_t i = 0; i < syringe->protocol_count; i++) {
        const pl_protocol *protocol = &syringe->protocols[i];
        bool covid = strstr(protocol->id, "covid") != NULL;
        cr_expect(!covid || protocol->exceptional, "%s", protocol->id);
        exceptional += protocol->exceptional ? 1 : 0;
    }
    cr_expect_gt(exceptional, (size_t)10);
    cr_expect_not(pl_protocol_find(syringe, "fr-has-2020")->exceptional);
}

Test(tables_syringe, what_teams_gave_is_never_a_ceiling_of_a_source) {
    int16_t midazolam = pl_drug_find(drugs, "midazolam");
    for (size_t i = 0; i < syringe->ceiling_count; i++) {
        const pl_ceiling *ceiling = &syringe->ceilings[i];
        if (ceiling->drug == midazolam && is(ceiling->value, "24 mg/h")) {
            cr_expect_eq(ceiling->kind, PL_CEILING_OBSERVED);
        }
        if (ceiling->drug == midazolam && is(ceiling->value, "50 mg/24h")) {
            cr_expect_eq(ceiling->kind, PL_CEILING_SWITCH);
        }
    }
    cr_expect_gt(syringe->ceiling_count, (size_t)40);
}

/* ---- products in two files ---- */

static const pl_line *line_of(const char *id) {
    for (size_t i = 0; i < products->line_count; i++) {
        if (strcmp(products->lines[i].id, id) == 0) {
            return &products->lines[i];
        }
    }
    return NULL;
}

Test(tables_syringe, ampoules_follow_the_other_products) {
    const pl_line *tablet = line_of("skenan-lp");
    const pl_line *ampoule = line_of("morphine-injectable");
    cr_assert_not_null(tablet);
    cr_assert_not_null(ampoule);
    cr_expect_lt(tablet, ampoule);
    cr_expect_eq(ampoule->kind, PL_KIND_AMPOULE);
    cr_expect_str_eq(ampoule->presentations[0].salt, "chlorhydrate");
    cr_expect_null(tablet->presentations[0].salt);
    size_t noted = 0;
    for (size_t i = 0; i < products->line_count; i++) {
        noted += products->lines[i].note.fr != NULL ? 1 : 0;
    }
    cr_expect_gt(noted, (size_t)10);
}

Test(tables_syringe, appending_refuses_the_same_line_and_another_day) {
    pl_arena arena;
    pl_arena_init(&arena, pl_allocator_default());
    pl_error error = {0};
    pl_products all = *products;
    cr_expect_eq(pl_products_append(&all, products, &arena, &error), PALLIA_ETABLE_DUPLICATE);
    pl_products later = *products;
    later.status_date = "2027-01";
    cr_expect_eq(pl_products_append(&all, &later, &arena, &error), PALLIA_ECONFLICT);
    pl_products none = *products;
    none.line_count = 0;
    cr_expect_eq(pl_products_append(&all, &none, &arena, &error), PALLIA_OK);
    cr_expect_eq(all.line_count, products->line_count);
    pl_arena_release(&arena);
}
