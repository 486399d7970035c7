/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check.h"
#include "tables/embedded.h"
#include "tables/index.h"
#include "tables/load.h"
#include "tables/row.h"
#include "tables/set.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* ---- an allocator that counts, and fails once when told to ---- */

typedef struct counter {
    size_t calls;
    size_t live;
    size_t fail_at; /* the call that fails, from 1; 0 for none */
} counter;

static void *count_allocate(void *user, size_t bytes) {
    counter *counted = user;
    counted->calls++;
    if (counted->calls == counted->fail_at) {
        return NULL;
    }
    void *block = malloc(bytes);
    counted->live += block != NULL ? 1 : 0;
    return block;
}

static void *count_resize(void *user, void *block, size_t bytes) {
    counter *counted = user;
    counted->calls++;
    if (counted->calls == counted->fail_at) {
        return NULL;
    }
    void *moved = realloc(block, bytes);
    counted->live += block == NULL && moved != NULL ? 1 : 0;
    return moved;
}

static void count_release(void *user, void *block) {
    counter *counted = user;
    counted->live -= block != NULL ? 1 : 0;
    free(block);
}

static pallia_allocator counting(counter *counted) {
    return (pallia_allocator){sizeof(pallia_allocator), counted, count_allocate, count_resize,
                              count_release};
}

static const char local_edition[] =
    "{\"schema\":\"pallia.edition/1\",\"id\":\"ward-7\",\"title\":\"Ward "
    "7\",\"publisher\":\"Ward\","
    "\"jurisdiction\":\"FR\",\"published\":\"2026-01-01\",\"url\":\"https://example.org/\","
    "\"rights\":\"ours\",\"status\":\"active\",\"review_by\":\"2027-01-01\",\"purpose\":"
    "\"rotation\","
    "\"reviewed_by\":[],\"rows\":[{\"id\":\"morphine/oral>morphine/sc\",\"from\":\"morphine/oral\","
    "\"to\":\"morphine/sc\",\"per\":\"mg/24h\",\"factor\":\"2/5\",\"reversible\":false,"
    "\"evidence\":\"read\",\"cite\":\"p. 1\","
    "\"examples\":[[\"10 mg\",\"4 mg\"],[\"60 mg\",\"24 mg\"]]}]}";

static pallia_tables *embedded(void) {
    pallia_tables *tables;
    cr_assert_eq(pl_tables_new(pl_allocator_default(), &tables), PALLIA_OK);
    return tables;
}

/* ---- laziness ---- */

Test(set, reads_on_first_need_only) {
    counter counted = {0};
    pallia_tables *tables;
    cr_assert_eq(pl_tables_new(counting(&counted), &tables), PALLIA_OK);
    cr_expect_eq(counted.calls, 1);
    const pl_messages *first;
    const pl_messages *again;
    cr_assert_eq(pl_tables_messages(tables, "en", &first, NULL), PALLIA_OK);
    const size_t calls = counted.calls;
    cr_expect_gt(calls, 1);
    cr_assert_eq(pl_tables_messages(tables, "en", &again, NULL), PALLIA_OK);
    cr_expect_eq(counted.calls, calls);
    cr_expect_eq(first, again);
    pl_error error;
    cr_expect_eq(pl_tables_messages(tables, "de", &again, &error), PALLIA_ELANGUAGE);
    cr_expect_str_eq(error.token, "de");
    pl_tables_release(tables);
    cr_expect_eq(counted.live, 0);
}

Test(set, names_its_tables) {
    pallia_tables *tables = embedded();
    cr_expect_str_eq(pl_tables_edition(tables), pl_embedded_edition);
    cr_expect_eq(strlen(pl_tables_sha256(tables)), 64);
    cr_expect_eq(pl_tables_retain(tables), tables);
    pl_tables_release(tables);
    const pl_drugs *drugs;
    cr_expect_eq(pl_tables_drugs(tables, &drugs, NULL), PALLIA_OK);
    pl_tables_release(tables);
    pl_tables_release(NULL);
}

/* ---- memory ---- */

static pl_status read_everything(const pallia_tables *tables) {
    const pl_products *products;
    const pl_messages *messages;
    pl_status status = pl_tables_products(tables, &products, NULL);
    if (status == PALLIA_OK) {
        status = pl_tables_messages(tables, "fr", &messages, NULL);
    }
    pallia_tables *local;
    if (status == PALLIA_OK) {
        status = pl_tables_add(tables, local_edition, strlen(local_edition), &local, NULL);
    }
    if (status == PALLIA_OK) {
        pl_tables_release(local);
    }
    return status;
}

Test(set, survives_any_failed_allocation) {
    counter whole = {0};
    pallia_tables *tables;
    cr_assert_eq(pl_tables_new(counting(&whole), &tables), PALLIA_OK);
    cr_assert_eq(read_everything(tables), PALLIA_OK);
    pl_tables_release(tables);
    cr_assert_gt(whole.calls, 10);
    for (size_t n = 1; n <= whole.calls; n++) {
        counter counted = {.fail_at = n};
        pl_status status = pl_tables_new(counting(&counted), &tables);
        if (n == 1) {
            cr_expect_eq(status, PALLIA_ENOMEM);
            continue;
        }
        cr_assert_eq(status, PALLIA_OK);
        cr_expect_eq(read_everything(tables), PALLIA_ENOMEM, "allocation %zu", n);
        /* What failed is absent, not broken: the next call reads it. */
        cr_expect_eq(read_everything(tables), PALLIA_OK, "after allocation %zu", n);
        pl_tables_release(tables);
        cr_expect_eq(counted.live, 0, "allocation %zu", n);
    }
}

/* ---- local editions ---- */

Test(set, local_edition) {
    pallia_tables *base = embedded();
    pallia_tables *with;
    pl_error error = {0};
    cr_assert_eq(pl_tables_add(base, local_edition, strlen(local_edition), &with, &error),
                 PALLIA_OK, "%s", error.pointer);
    const pl_rules *before;
    const pl_rules *after;
    cr_assert_eq(pl_tables_rules(base, &before, NULL), PALLIA_OK);
    cr_expect_null(pl_edition_find(before, "ward-7"));
    pl_tables_release(base);
    cr_assert_eq(pl_tables_rules(with, &after, NULL), PALLIA_OK);
    cr_expect_eq(after->edition_count, before->edition_count + 1);
    const pl_edition *found = pl_edition_find(after, "ward-7");
    cr_assert_not_null(found);
    cr_expect(found->local);
    cr_expect_eq(after->editions[after->edition_count - 1], found);
    cr_expect_not_null(pl_edition_find(after, after->editions[0]->id));
    const pl_drugs *drugs;
    pl_place oral;
    pl_place sc;
    cr_assert_eq(pl_tables_drugs(with, &drugs, NULL), PALLIA_OK);
    cr_assert_eq(pl_place_parse(drugs, "morphine/oral", &oral), PALLIA_OK);
    cr_assert_eq(pl_place_parse(drugs, "morphine/sc", &sc), PALLIA_OK);
    const pl_row *row = pl_edition_row(found, oral, sc, true);
    cr_assert_not_null(row);
    cr_expect_eq(row->factor.num, 2);
    cr_expect_eq(row->factor.den, 5);
    cr_expect_null(pl_edition_row(found, sc, oral, false));
    /* The same id a second time. */
    pallia_tables *twice;
    cr_expect_eq(pl_tables_add(with, local_edition, strlen(local_edition), &twice, &error),
                 PALLIA_ETABLE_DUPLICATE);
    cr_expect_str_eq(error.pointer, "/id");
    cr_expect_str_eq(error.token, "ward-7");
    pl_tables_release(with);
}

static pl_status add_changed(const pallia_tables *base, const char *from, const char *to,
                             pl_error *error) {
    char text[sizeof local_edition + 64];
    const char *at = strstr(local_edition, from);
    cr_assert_not_null(at, "%s", from);
    size_t before = (size_t)(at - local_edition);
    memcpy(text, local_edition, before);
    memcpy(text + before, to, strlen(to));
    strcpy(text + before + strlen(to), at + strlen(from));
    pallia_tables *untouched = NULL;
    pl_status status = pl_tables_add(base, text, strlen(text), &untouched, error);
    cr_expect_null(untouched);
    return status;
}

Test(set, local_edition_refused) {
    static const struct {
        const char *from;
        const char *to;
        pl_status status;
        const char *pointer;
    } cases[] = {
        {"\"ward-7\"", "\"fr-rcp\"", PALLIA_ETABLE_DUPLICATE, "/id"},
        {"\"24 mg\"", "\"25 mg\"", PALLIA_ETABLE_EXAMPLE, "/rows/0/examples"},
        {"\"2/5\"", "0.4", PALLIA_ETABLE_NUMBER, "/rows/0/factor"},
        {"2027-01-01", "2025-01-01", PALLIA_ETABLE_DATE, "/review_by"},
        {"\"cite\":\"p. 1\",", "", PALLIA_ETABLE_SOURCE, "/rows/0"},
        {"]}]}", "]}]} x", PALLIA_EJSON, NULL},
        {"\"rights\"", "\"right\"", PALLIA_EKEY_UNKNOWN, "/right"},
    };
    pallia_tables *base = embedded();
    for (size_t i = 0; i < COUNT(cases); i++) {
        pl_error error = {0};
        pl_status status = add_changed(base, cases[i].from, cases[i].to, &error);
        cr_expect_eq(status, cases[i].status, "%zu: %d", i, (int)status);
        cr_expect_eq(error.code, status, "%zu", i);
        if (cases[i].pointer != NULL) {
            cr_expect_str_eq(error.pointer, cases[i].pointer, "%zu", i);
        }
    }
    pl_tables_release(base);
}

/* ---- the embedded tables ---- */

static size_t replay(const pl_row *row) {
    for (size_t i = 0; i < row->example_count; i++) {
        const pl_example *example = &row->examples[i];
        pl_row_result got;
        cr_assert_eq(pl_row_apply(row, example->given, &got), PALLIA_OK, "%s/%s example %zu",
                     row->edition->id, row->id, i);
        cr_expect(pl_rational_equal(got.value, example->result), "%s/%s example %zu",
                  row->edition->id, row->id, i);
        cr_expect_eq(got.has_interval, example->has_interval);
    }
    return row->example_count;
}

Test(set, every_embedded_example_is_reproduced) {
    pallia_tables *tables = embedded();
    const pl_rules *rules;
    pl_error error = {0};
    cr_assert_eq(pl_tables_rules(tables, &rules, &error), PALLIA_OK, "%s", error.pointer);
    size_t replayed = 0;
    for (size_t i = 0; i < rules->edition_count; i++) {
        const pl_edition *edition = rules->editions[i];
        cr_expect(i == 0 || strcmp(rules->editions[i - 1]->id, edition->id) < 0);
        cr_expect_eq(pl_edition_find(rules, edition->id), edition);
        for (size_t k = 0; k < edition->row_count; k++) {
            const pl_row *row = &edition->rows[k];
            replayed += replay(row);
            if (row->status == PL_TABLE_ACTIVE) {
                cr_expect_eq(pl_edition_row(edition, row->from, row->to, row->stable), row);
            }
        }
    }
    cr_expect_gt(replayed, 500);
    pl_tables_release(tables);
}

Test(set, every_embedded_table_keeps_the_rules) {
    pallia_tables *tables = embedded();
    pl_error error = {0};
    pl_status status = pl_tables_check(tables, &error);
    cr_expect_eq(status, PALLIA_OK, "%d at %s, %s", (int)status, error.pointer, error.token);
    pl_tables_release(tables);
}
