/* SPDX-License-Identifier: MPL-2.0
 *
 * Does a slip of the pen in a table get caught? Every clinical number of the tables is multiplied
 * and divided by ten and its last digit raised and lowered by one; every arrow is turned round.
 * Each changed document must fail to load or to check (the digest gate apart).
 *
 *   mutate
 *
 * Works on the embedded tables. Prints each change that nobody noticed, and the totals; exits with
 * 1 when there was one.
 */
#include "leaf/alloc.h"
#include "tables/check.h"
#include "tables/check_syringe.h"
#include "tables/embedded.h"
#include "tables/law.h"
#include "tables/load.h"
#include "tables/load_anticipation.h"
#include "tables/load_syringe.h"
#include "tables/set.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_SIZE = 256, TEXT_SIZE = 128, DIGITS_MOST = 15 };

typedef struct world {
    const pl_drugs *drugs;
    const pl_rules *rules;
    const pl_syringe_tables *syringe;
} world;

/* Whether the document still loads and checks. */
typedef bool (*acceptance)(const world *with, const char *bytes, size_t length, pl_arena *arena);

typedef struct kind {
    const char *folder;
    const char *const *numbers; /* JSON pointers, * for any index */
    acceptance accepts;
} kind;

typedef struct tally {
    const world *with;
    const pl_embedded_file *file;
    const kind *of;
    cJSON *root;
    size_t killed;
    size_t survived;
    size_t still_true; /* the dose of an example moved to another that the row reproduces */
} tally;

/* ---- loading what was changed ---- */

static bool accepts_edition(const world *with, const char *bytes, size_t length, pl_arena *arena) {
    pl_edition edition;
    return pl_load_edition(bytes, length, with->drugs, arena, &edition, NULL) == PALLIA_OK &&
           pl_check_edition(&edition, NULL) == PALLIA_OK;
}

static bool accepts_profile(const world *with, const char *bytes, size_t length, pl_arena *arena) {
    pl_profile profile;
    return pl_load_profile(bytes, length, with->drugs, with->rules, arena, &profile, NULL) ==
               PALLIA_OK &&
           pl_check_profile(bytes, length, with->drugs, with->rules, &profile, arena->allocator,
                            NULL) == PALLIA_OK;
}

static bool products_agree(const world *with, const pl_drugs *drugs, const char *bytes,
                           size_t length, pl_arena *arena) {
    pl_products products;
    return pl_load_products(bytes, length, drugs, with->rules, arena, &products, NULL) ==
               PALLIA_OK &&
           pl_check_products(&products, drugs, NULL) == PALLIA_OK;
}

static bool accepts_products(const world *with, const char *bytes, size_t length, pl_arena *arena) {
    return products_agree(with, with->drugs, bytes, length, arena);
}

/* A patch label is held by the products that carry it. */
static bool accepts_drugs(const world *with, const char *bytes, size_t length, pl_arena *arena) {
    pl_drugs drugs;
    if (pl_load_drugs(bytes, length, arena, &drugs, NULL) != PALLIA_OK ||
        pl_check_drugs(&drugs, NULL) != PALLIA_OK) {
        return false;
    }
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (strncmp(file->path, "products/", 9) == 0 &&
            !products_agree(with, &drugs, file->bytes, file->length, arena)) {
            return false;
        }
    }
    return true;
}

/* A file of tables/syringe/ beside the other ones as they are. */
static bool loads_syringe(const world *with, pl_load_syringe_file load, const char *bytes,
                          size_t length, pl_arena *arena, pl_syringe_tables *out) {
    const pl_reader reader = {.arena = arena, .drugs = with->drugs, .rules = with->rules};
    *out = *with->syringe;
    return load(bytes, length, &reader, out) == PALLIA_OK;
}

static bool accepts_devices(const world *with, const char *bytes, size_t length, pl_arena *arena) {
    pl_syringe_tables tables;
    return loads_syringe(with, pl_load_devices, bytes, length, arena, &tables) &&
           pl_check_devices(&tables, NULL) == PALLIA_OK;
}

static bool accepts_compatibility(const world *with, const char *bytes, size_t length,
                                  pl_arena *arena) {
    pl_syringe_tables tables;
    return loads_syringe(with, pl_load_compatibility, bytes, length, arena, &tables) &&
           pl_check_compatibility(&tables, with->drugs, NULL) == PALLIA_OK;
}

static bool accepts_stability(const world *with, const char *bytes, size_t length,
                              pl_arena *arena) {
    pl_syringe_tables tables;
    return loads_syringe(with, pl_load_stability, bytes, length, arena, &tables) &&
           pl_check_stability(&tables, NULL) == PALLIA_OK;
}

static bool accepts_protocols(const world *with, const char *bytes, size_t length,
                              pl_arena *arena) {
    pl_syringe_tables tables;
    return loads_syringe(with, pl_load_protocols, bytes, length, arena, &tables) &&
           pl_check_protocols(bytes, length, &tables, arena->allocator, NULL) == PALLIA_OK;
}

static bool accepts_ceilings(const world *with, const char *bytes, size_t length, pl_arena *arena) {
    pl_syringe_tables tables;
    return loads_syringe(with, pl_load_ceilings, bytes, length, arena, &tables) &&
           pl_check_ceilings(&tables, NULL) == PALLIA_OK;
}

static bool accepts_law(const world *with, const char *bytes, size_t length, pl_arena *arena) {
    const pl_reader reader = {.arena = arena, .drugs = with->drugs, .rules = with->rules};
    pl_law law = {0};
    return pl_load_law(bytes, length, &reader, &law) == PALLIA_OK &&
           pl_check_law(&law, NULL) == PALLIA_OK;
}

static bool accepts_anticipation(const world *with, const char *bytes, size_t length,
                                 pl_arena *arena) {
    const pl_reader reader = {.arena = arena, .drugs = with->drugs, .rules = with->rules};
    pl_anticipation anticipation;
    return pl_load_anticipation(bytes, length, &reader, NULL, &anticipation) == PALLIA_OK &&
           pl_check_anticipation(&anticipation, NULL) == PALLIA_OK;
}

static const char *const edition_numbers[] = {
    "/rows/*/factor",         "/rows/*/low",           "/rows/*/high",
    "/rows/*/range",          "/rows/*/bands/*/range", "/rows/*/bands/*/value",
    "/rows/*/bands/*/factor", "/rows/*/examples/*/*",  NULL};

static const char *const profile_numbers[] = {
    "/arrows/*/low",       "/arrows/*/high",          "/arrows/*/examples/*/*",
    "/reduction/low",      "/reduction/high",         "/reduction/examples/*/*",
    "/breakthrough/low",   "/breakthrough/high",      "/breakthrough/examples/*/*",
    "/limits/*/at_least",  "/scope/age_at_least",     "/rules/*/when/below",
    "/rules/*/when/above", "/rules/*/when/ome_above", NULL};

static const char *const product_numbers[] = {
    "/lines/*/presentations/*/strength", "/lines/*/presentations/*/volume",
    "/lines/*/presentations/*/content",  "/lines/*/presentations/*/drop",
    "/lines/*/presentations/*/label",    NULL};

static const char *const drug_numbers[] = {"/drugs/*/patch_labels/*/label",
                                           "/drugs/*/patch_labels/*/delivers", NULL};

static const char *const device_numbers[] = {"/syringes/*/nominal",
                                             "/syringes/*/graduation",
                                             "/devices/*/rate_step",
                                             "/devices/*/setting/rate",
                                             "/devices/*/setting/stroke",
                                             "/devices/*/setting/hours",
                                             "/devices/*/renewal/hours",
                                             "/devices/*/fills/*/fill",
                                             "/lines/*/prime",
                                             NULL};

static const char *const compatibility_numbers[] = {"/rows/*/parts/*/max", NULL};

static const char *const stability_numbers[] = {"/rows/*/hours", "/rows/*/days", NULL};

static const char *const protocol_numbers[] = {"/protocols/*/share",
                                               "/protocols/*/every",
                                               "/protocols/*/bolus_low",
                                               "/protocols/*/bolus_high",
                                               "/protocols/*/concentration",
                                               "/protocols/*/dose_low",
                                               "/protocols/*/dose_high",
                                               "/protocols/*/rate_low",
                                               "/protocols/*/rate_high",
                                               "/protocols/*/lockout_low",
                                               "/protocols/*/lockout_high",
                                               "/protocols/*/boluses_24h/*",
                                               "/protocols/*/sc_rate_high",
                                               "/protocols/*/central_rate_low",
                                               "/protocols/*/basal_multiple",
                                               "/protocols/*/examples/*/*",
                                               NULL};

static const char *const ceiling_numbers[] = {"/ceilings/*/value", NULL};

static const char *const law_numbers[] = {"/rules/*/days", NULL};
static const char *const anticipation_numbers[] = {
    "/rows/*/dose_low",     "/rows/*/dose_high",     "/rows/*/frail_low",   "/rows/*/frail_high",
    "/rows/*/interval_low", "/rows/*/interval_high", "/rows/*/maximum_24h", NULL};

static const kind kinds[] = {
    {"editions/", edition_numbers, accepts_edition},
    {"profiles/", profile_numbers, accepts_profile},
    {"products/", product_numbers, accepts_products},
    {"drugs.json", drug_numbers, accepts_drugs},
    {"syringe/devices.json", device_numbers, accepts_devices},
    {"syringe/compatibility.json", compatibility_numbers, accepts_compatibility},
    {"syringe/stability.json", stability_numbers, accepts_stability},
    {"syringe/protocols.json", protocol_numbers, accepts_protocols},
    {"syringe/ceilings.json", ceiling_numbers, accepts_ceilings},
    {"law/", law_numbers, accepts_law},
    {"anticipation.json", anticipation_numbers, accepts_anticipation}};

static const char *const without_redundancy[] = {
    "releases: every",
    "profile: breakthrough min_interval, max_per_day; thresholds; the silent side of examples",
    "products: max_days, pump_days, fraction_days, max_weeks; the figures in names",
    "syringe: hours of mixtures; strength and celsius of stability; other marks of a syringe",
    "protocols: intervals, repeats, steps, bolus_start, reservoirs, max_days",
    "anticipation: base_share; maximum_doses, a whole number"};

/* ---- one change ---- */

/* Whether a JSON pointer is of that shape; * stands for one step. */
static bool matches(const char *pattern, const char *pointer) {
    while (*pattern != '\0' && *pointer != '\0') {
        if (*pattern == '*') {
            pattern++;
            pointer += strcspn(pointer, "/");
        } else if (*pattern++ != *pointer++) {
            return false;
        }
    }
    return *pattern == *pointer;
}

static void try_document(tally *run, const char *pointer, const char *before, const char *after) {
    char *text = cJSON_PrintUnformatted(run->root);
    if (text == NULL) {
        fputs("mutate: out of memory\n", stderr);
        exit(1);
    }
    pl_arena arena;
    pl_arena_init(&arena, pl_allocator_default());
    bool accepted = run->of->accepts(run->with, text, strlen(text), &arena);
    pl_arena_release(&arena);
    free(text);
    if (!accepted) {
        run->killed++;
        return;
    }
    if (matches("/rows/*/examples/*/0", pointer)) {
        run->still_true++;
        return;
    }
    run->survived++;
    printf("survived  %s#%s  %s -> %s\n", run->file->path, pointer, before, after);
}

/* The value stays borrowed from the caller while the document is tried. */
static void try_text(tally *run, cJSON *node, const char *pointer, char *text) {
    char *kept = node->valuestring;
    if (strcmp(kept, text) == 0) {
        return;
    }
    node->valuestring = text;
    try_document(run, pointer, kept, text);
    node->valuestring = kept;
}

/* ---- a number inside a text ---- */

/* digits / 10^places */
typedef struct number {
    unsigned long long digits;
    size_t places;
} number;

static size_t number_length(const char *text) {
    size_t length = strspn(text, "0123456789");
    if (length > 0 && text[length] == '.') {
        length += 1 + strspn(text + length + 1, "0123456789");
    }
    return length;
}

static number read_number(const char *text, size_t length) {
    number read = {0, 0};
    bool behind = false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '.') {
            behind = true;
            continue;
        }
        read.digits = 10 * read.digits + (unsigned long long)(text[i] - '0');
        read.places += behind ? 1 : 0;
    }
    return read;
}

static void write_number(number value, char out[TEXT_SIZE]) {
    unsigned long long unit = 1;
    for (; value.places > 0 && value.digits % 10 == 0; value.places--) {
        value.digits /= 10;
    }
    for (size_t i = 0; i < value.places; i++) {
        unit *= 10;
    }
    if (value.places == 0) {
        (void)snprintf(out, TEXT_SIZE, "%llu", value.digits);
        return;
    }
    (void)snprintf(out, TEXT_SIZE, "%llu.%0*llu", value.digits / unit, (int)value.places,
                   value.digits % unit);
}

static void try_number(tally *run, cJSON *node, const char *pointer, size_t at, size_t length) {
    const char *text = node->valuestring;
    const number read = read_number(text + at, length);
    const number changed[] = {{read.digits * 10, read.places},
                              {read.digits, read.places + 1},
                              {read.digits + 1, read.places},
                              {read.digits > 0 ? read.digits - 1 : 0, read.places}};
    for (size_t i = 0; i < sizeof changed / sizeof changed[0]; i++) {
        char figure[TEXT_SIZE];
        char whole[3 * TEXT_SIZE];
        write_number(changed[i], figure);
        (void)snprintf(whole, sizeof whole, "%.*s%s%s", (int)at, text, figure, text + at + length);
        try_text(run, node, pointer, whole);
    }
}

static void try_numbers(tally *run, cJSON *node, const char *pointer) {
    const char *text = node->valuestring;
    if (strlen(text) >= TEXT_SIZE) {
        return;
    }
    for (size_t at = 0; text[at] != '\0';) {
        size_t length = number_length(text + at);
        if (length > 0 && length <= DIGITS_MOST) {
            try_number(run, node, pointer, at, length);
        }
        at += length > 0 ? length : 1;
    }
}

/* ---- an arrow turned round ---- */

static void try_swap(tally *run, cJSON *row, const char *pointer) {
    cJSON *from = cJSON_GetObjectItemCaseSensitive(row, "from");
    cJSON *to = cJSON_GetObjectItemCaseSensitive(row, "to");
    if (!cJSON_IsString(from) || !cJSON_IsString(to)) {
        return;
    }
    char *kept = from->valuestring;
    from->valuestring = to->valuestring;
    to->valuestring = kept;
    try_document(run, pointer, "from > to", "to > from");
    to->valuestring = from->valuestring;
    from->valuestring = kept;
}

/* ---- the walk ---- */

static bool is_number(const kind *of, const char *pointer) {
    for (size_t i = 0; of->numbers[i] != NULL; i++) {
        if (matches(of->numbers[i], pointer)) {
            return true;
        }
    }
    return false;
}

static void visit(tally *run, cJSON *node, const char *pointer) {
    if (cJSON_IsString(node) && is_number(run->of, pointer)) {
        try_numbers(run, node, pointer);
    }
    if (cJSON_IsObject(node) && matches("/rows/*", pointer)) {
        try_swap(run, node, pointer);
    }
    unsigned index = 0;
    for (cJSON *child = node->child; child != NULL; child = child->next, index++) {
        char below[PATH_SIZE];
        if (child->string != NULL) {
            (void)snprintf(below, sizeof below, "%s/%s", pointer, child->string);
        } else {
            (void)snprintf(below, sizeof below, "%s/%u", pointer, index);
        }
        visit(run, child, below);
    }
}

static const kind *kind_of(const pl_embedded_file *file) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strncmp(file->path, kinds[i].folder, strlen(kinds[i].folder)) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

/* A document that fails before any change would kill every mutant for nothing. */
static bool visit_file(tally *run) {
    pl_arena arena;
    pl_arena_init(&arena, pl_allocator_default());
    bool sound = run->of->accepts(run->with, run->file->bytes, run->file->length, &arena);
    pl_arena_release(&arena);
    if (!sound) {
        fprintf(stderr, "mutate: %s does not pass as it is\n", run->file->path);
        return false;
    }
    run->root = cJSON_ParseWithLength(run->file->bytes, run->file->length);
    if (run->root == NULL) {
        fputs("mutate: out of memory\n", stderr);
        return false;
    }
    visit(run, run->root, "");
    cJSON_Delete(run->root);
    return true;
}

static bool visit_all(const world *with) {
    tally run = {.with = with};
    bool good = true;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        run.file = &pl_embedded_files[i];
        run.of = kind_of(run.file);
        if (run.of != NULL) {
            good = visit_file(&run) && good;
        }
    }
    for (size_t i = 0; i < sizeof without_redundancy / sizeof without_redundancy[0]; i++) {
        printf("not tried (said only once): %s\n", without_redundancy[i]);
    }
    printf("mutants: %lu killed, %lu survived, %lu examples still true\n",
           (unsigned long)run.killed, (unsigned long)run.survived, (unsigned long)run.still_true);
    return good && run.survived == 0 && run.killed > 0;
}

int main(void) {
    pallia_tables *tables;
    world with;
    pl_error error = {0};
    if (pl_tables_new(pl_allocator_default(), &tables) != PALLIA_OK) {
        fputs("mutate: out of memory\n", stderr);
        return 1;
    }
    pl_status status = pl_tables_drugs(tables, &with.drugs, &error);
    if (status == PALLIA_OK) {
        status = pl_tables_rules(tables, &with.rules, &error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_syringe(tables, &with.syringe, &error);
    }
    bool good = status == PALLIA_OK;
    if (!good) {
        fprintf(stderr, "mutate: %d at %s\n", (int)status, error.pointer);
    }
    good = good && visit_all(&with);
    pl_tables_release(tables);
    return good ? 0 : 1;
}
