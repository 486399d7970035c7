/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/alloc.h"
#include "tables/find.h"
#include "tables/index.h"
#include "tables/load.h"
#include "tables/messages.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const char document[] =
    "{\"schema\":\"pallia.drugs/1\",\"routes\":["
    "{\"id\":\"oral\",\"fr\":\"orale\",\"en\":\"oral\",\"native\":\"mg/24h\",\"words\":[\"per "
    "os\"]},"
    "{\"id\":\"sc\",\"fr\":\"sous-cutan\\u00e9e\",\"en\":\"subcutaneous\",\"native\":\"mg/24h\","
    "\"driver\":true,\"words\":[\"s.c.\"]},"
    "{\"id\":\"transdermal\",\"fr\":\"transdermique\",\"en\":\"transdermal\",\"native\":\"ug/h\"}],"
    "\"releases\":["
    "{\"id\":\"ir\",\"fr\":\"lib\\u00e9ration imm\\u00e9diate\",\"en\":\"immediate\",\"every\":\"4 "
    "h\"},"
    "{\"id\":\"pr12\",\"fr\":\"prolong\\u00e9e\",\"en\":\"prolonged\",\"every\":\"12 h\","
    "\"words\":[\"LP\"]},"
    "{\"id\":\"pr24\",\"fr\":\"prolong\\u00e9e 24 h\",\"en\":\"prolonged 24 h\",\"every\":\"1 d\","
    "\"words\":[\"LP\"]}],"
    "\"drugs\":["
    "{\"id\":\"morphine\",\"fr\":\"morphine\",\"en\":\"morphine\",\"opioid\":true,"
    "\"routes\":[\"oral\",\"sc\"],\"names\":[{\"name\":\"Skenan LP\",\"routes\":[\"oral\"],"
    "\"release\":\"pr12\",\"marketed\":true},{\"name\":\"Skenan\",\"marketed\":false}],\"cite\":"
    "\"x\"},"
    "{\"id\":\"fentanyl\",\"fr\":\"fentanyl\",\"en\":\"fentanyl\",\"opioid\":true,"
    "\"routes\":[\"transdermal\"],\"patch_labels\":[{\"label\":\"12\",\"delivers\":\"12.5\","
    "\"cite\":\"x\"}],\"cite\":\"x\"},"
    "{\"id\":\"codeine\",\"fr\":\"cod\\u00e9ine\",\"en\":\"codeine\",\"opioid\":true,"
    "\"routes\":[\"oral\"],\"names\":[{\"name\":\"Coda\",\"marketed\":true}],\"cite\":\"x\"}]}";

static pl_arena arena;
static pl_drugs drugs;

static void begin(void) {
    pl_error error = {0};
    pl_arena_init(&arena, pl_allocator_default());
    cr_assert_eq(pl_load_drugs(document, strlen(document), &arena, &drugs, &error), PALLIA_OK,
                 "%s %s", error.pointer, error.token);
}

static void end(void) {
    pl_arena_release(&arena);
}

TestSuite(find, .init = begin, .fini = end);

Test(find, names) {
    static const struct {
        const char *folded;
        const char *drug;
        const char *release;
        bool brand;
    } cases[] = {
        {"morphine", "morphine", NULL, false},
        {"skenan lp", "morphine", "pr12", true},
        {"skenan", "morphine", NULL, true},
        {"codeine", "codeine", NULL, false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const pl_name *name = pl_find_name(&drugs, cases[i].folded);
        cr_assert_not_null(name, "%s", cases[i].folded);
        cr_expect_eq(name->drug, pl_drug_find(&drugs, cases[i].drug), "%s", cases[i].folded);
        int16_t release =
            cases[i].release != NULL ? pl_release_find(&drugs, cases[i].release) : PL_NONE;
        cr_expect_eq(name->release, release, "%s", cases[i].folded);
        cr_expect_eq(name->brand, cases[i].brand, "%s", cases[i].folded);
    }
    static const char *const nobody[] = {"", "morphin", "morphine ", "skenan l", "zzz", "a"};
    for (size_t i = 0; i < COUNT(nobody); i++) {
        cr_expect_null(pl_find_name(&drugs, nobody[i]), "%s", nobody[i]);
    }
}

Test(find, words) {
    const pl_name *word = pl_find_route_word(&drugs, "sous cutanee");
    cr_assert_not_null(word);
    cr_expect_eq(word->routes, 1U << pl_route_find(&drugs, "sc"));
    cr_expect_null(pl_find_route_word(&drugs, "lp"));
    const uint32_t pr12 = 1U << pl_release_find(&drugs, "pr12");
    const uint32_t pr24 = 1U << pl_release_find(&drugs, "pr24");
    cr_expect_eq(pl_find_release_word(&drugs, "lp", pr12 | pr24)->release,
                 pl_release_find(&drugs, "pr12"));
    cr_expect_eq(pl_find_release_word(&drugs, "lp", pr24)->release,
                 pl_release_find(&drugs, "pr24"));
    cr_expect_null(pl_find_release_word(&drugs, "lp", 1U));
    cr_expect_null(pl_find_release_word(&drugs, "xx", UINT32_MAX));
}

Test(find, near_names) {
    static const struct {
        const char *folded;
        const char *nearest; /* NULL when nothing is near */
    } cases[] = {
        {"morfine", "morphine"},  {"morphnie", "morphine"},
        {"fentanil", "fentanyl"}, {"codiene", "codéine"},
        {"cod", "Coda"},          {"co", NULL}, /* two edits of a short name */
        {"paracetamol", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        const pl_name *near[3];
        size_t count = pl_find_near(&drugs, cases[i].folded, near, COUNT(near));
        cr_assert_leq(count, COUNT(near));
        if (cases[i].nearest == NULL) {
            cr_expect_eq(count, 0, "%s", cases[i].folded);
            continue;
        }
        cr_assert_gt(count, 0, "%s", cases[i].folded);
        cr_expect_eq(near[0]->drug, pl_find_name(&drugs, near[0]->folded)->drug);
        cr_expect(strcmp(near[0]->text, cases[i].nearest) == 0 ||
                      strcmp(near[0]->folded, "codeine") == 0,
                  "%s: %s", cases[i].folded, near[0]->text);
    }
    const pl_name *one[1];
    cr_expect_eq(pl_find_near(&drugs, "skenan lq", one, 1), 1);
    cr_expect_str_eq(one[0]->text, "Skenan LP");
    cr_expect_eq(pl_find_near(&drugs, "skenan", one, 0), 0);
}

Test(find, places) {
    static const struct {
        const char *text;
        pl_status status;
    } cases[] = {
        {"morphine/oral", PALLIA_OK},          {"morphine/sc", PALLIA_OK},
        {"fentanyl/transdermal", PALLIA_OK},   {"fentanyl/oral", PALLIA_ETABLE_DRUG},
        {"laudanum/oral", PALLIA_ETABLE_DRUG}, {"morphine/nasal", PALLIA_ETABLE_DRUG},
        {"morphine", PALLIA_ETABLE_DRUG},      {"/oral", PALLIA_ETABLE_DRUG},
        {"morphin/oral", PALLIA_ETABLE_DRUG},  {"morphine/oral ", PALLIA_ETABLE_DRUG},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        pl_place place;
        pl_status status = pl_place_parse(&drugs, cases[i].text, &place);
        cr_expect_eq(status, cases[i].status, "%s", cases[i].text);
        if (status == PALLIA_OK) {
            char text[PL_PLACE_TEXT_SIZE];
            cr_expect_eq(pl_place_text(&drugs, place, text), strlen(cases[i].text));
            cr_expect_str_eq(text, cases[i].text);
        }
    }
    cr_expect_eq(pl_drug_find(&drugs, "aaa"), PL_NONE);
    cr_expect_not(pl_place_valid(&drugs, (pl_place){PL_NONE, 0}));
    cr_expect_not(pl_place_valid(&drugs, (pl_place){99, 0}));
    cr_expect_not(pl_place_valid(&drugs, (pl_place){0, PL_NONE}));
    cr_expect_not(pl_place_valid(&drugs, (pl_place){0, 99}));
}

Test(find, patterns) {
    pl_place oral;
    pl_place sc;
    cr_assert_eq(pl_place_parse(&drugs, "morphine/oral", &oral), PALLIA_OK);
    cr_assert_eq(pl_place_parse(&drugs, "morphine/sc", &sc), PALLIA_OK);
    const pl_pattern any_oral = {PL_NONE, oral.route};
    const pl_pattern any_morphine = {oral.drug, PL_NONE};
    cr_expect(pl_patterns_match((pl_patterns){&any_oral, 1}, oral));
    cr_expect_not(pl_patterns_match((pl_patterns){&any_oral, 1}, sc));
    cr_expect(pl_patterns_match((pl_patterns){&any_morphine, 1}, sc));
    cr_expect_not(pl_patterns_match((pl_patterns){&sc, 1}, oral));
    cr_expect_not(pl_patterns_match((pl_patterns){NULL, 0}, oral));
}

Test(find, patch_labels) {
    const pl_drug *fentanyl = &drugs.drugs[pl_drug_find(&drugs, "fentanyl")];
    pl_rational delivers = pl_drug_patch_delivers(fentanyl, pl_rational_from_int(12));
    cr_expect_eq(delivers.num, 25);
    cr_expect_eq(delivers.den, 2);
    delivers = pl_drug_patch_delivers(fentanyl, pl_rational_from_int(25));
    cr_expect_eq(delivers.num, 25);
    cr_expect_eq(delivers.den, 1);
}

Test(find, releases_in_hours) {
    static const int64_t hours[] = {4, 12, 24};
    cr_assert_eq(drugs.release_count, COUNT(hours));
    for (size_t i = 0; i < COUNT(hours); i++) {
        cr_expect_eq(drugs.releases[i].every.num, hours[i]);
        cr_expect_eq(drugs.releases[i].every.den, 1);
    }
}

Test(messages, fill) {
    static const pl_message list[] = {{"a", "{x} and {y}"}, {"b", "{x}{x} {z} {"}, {"c", "plain"}};
    const pl_messages messages = {"en", list, COUNT(list)};
    static const pl_argument arguments[] = {{"x", "one {y}"}, {"y", "two"}, {"xx", "three"}};
    static const struct {
        const char *key;
        const char *filled;
    } cases[] = {
        {"a", "one {y} and two"}, /* what is filled in is not filled again */
        {"b", "one {y}one {y} {z} {"},
        {"c", "plain"},
        {"absent.key", "absent.key"},
    };
    pl_arena_init(&arena, pl_allocator_default());
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *got =
            pl_messages_fill(&messages, &arena, cases[i].key, arguments, COUNT(arguments));
        cr_expect_str_eq(got, cases[i].filled);
    }
    cr_expect_null(pl_messages_find(&messages, "aa"));
    pl_arena_release(&arena);
}
