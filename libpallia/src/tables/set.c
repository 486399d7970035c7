/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/set.h"

#include "leaf/json_read.h"
#include "leaf/sha256.h"
#include "tables/check.h"
#include "tables/check_syringe.h"
#include "tables/embedded.h"
#include "tables/index.h"
#include "tables/load.h"
#include "tables/load_anticipation.h"
#include "tables/load_sheet.h"
#include "tables/load_syringe.h"

#include <stdatomic.h>
#include <string.h>

/* ---- what a set is ---- */

enum {
    DRUGS,
    RULES,
    PRODUCTS,
    SYRINGE,
    DEVICES,
    LAW,
    SHEET,
    ANTICIPATION,
    MESSAGES_FR,
    MESSAGES_EN,
    DOMAIN_COUNT
};

/* One list of products, in files by kind. */
static const char *const product_files[] = {"products/fr.json", "products/fr-ampoules.json"};

enum { PRODUCT_FILES = sizeof product_files / sizeof product_files[0] };

typedef struct domain {
    pl_arena arena;
    size_t line_ends[PRODUCT_FILES]; /* of products: where the lines of each file end */
    union {
        pl_drugs drugs;
        pl_rules rules;
        pl_products products;
        pl_syringe_tables syringe;
        pl_law law;
        pl_sheet_tables sheet;
        pl_anticipation anticipation;
        pl_messages messages;
    } as;
} domain;

struct pallia_tables {
    pallia_allocator allocator;
    /* This very set, to reach the atomics from a const handle: they are a cache, not content. */
    pallia_tables *self;
    atomic_size_t owners;
    _Atomic(domain *) domains[DOMAIN_COUNT];
    pallia_tables *base; /* the set below a local table, which reads the domains; else NULL */
    pl_arena arena;      /* with a base: the local table */
    pl_rules rules;      /* with a base: those of the base, and the local table last */
};

/* The set that holds the embedded tables. */
static const pallia_tables *root_of(const pallia_tables *tables) {
    while (tables->base != NULL) {
        tables = tables->base;
    }
    return tables;
}

static pl_status new_set(pallia_allocator allocator, pallia_tables **out) {
    pallia_tables *tables = allocator.allocate(allocator.user, sizeof *tables);
    if (tables == NULL) {
        return PALLIA_ENOMEM;
    }
    *tables = (pallia_tables){.allocator = allocator, .self = tables};
    atomic_init(&tables->owners, 1);
    for (size_t i = 0; i < DOMAIN_COUNT; i++) {
        atomic_init(&tables->domains[i], NULL);
    }
    pl_arena_init(&tables->arena, allocator);
    *out = tables;
    return PALLIA_OK;
}

pl_status pl_tables_new(pallia_allocator allocator, pallia_tables **out) {
    return new_set(allocator, out);
}

pallia_tables *pl_tables_retain(const pallia_tables *tables) {
    atomic_fetch_add_explicit(&tables->self->owners, 1, memory_order_relaxed);
    return tables->self;
}

static void free_domain(pallia_allocator allocator, domain *built) {
    if (built == NULL) {
        return;
    }
    pl_arena_release(&built->arena);
    allocator.release(allocator.user, built);
}

static void free_set(pallia_tables *tables) {
    const pallia_allocator allocator = tables->allocator;
    for (size_t i = 0; i < DOMAIN_COUNT; i++) {
        free_domain(allocator, atomic_load(&tables->domains[i]));
    }
    pl_arena_release(&tables->arena);
    allocator.release(allocator.user, tables);
}

void pl_tables_release(pallia_tables *tables) {
    while (tables != NULL &&
           atomic_fetch_sub_explicit(&tables->owners, 1, memory_order_acq_rel) == 1) {
        pallia_tables *base = tables->base;
        free_set(tables);
        tables = base;
    }
}

const char *pl_tables_edition(const pallia_tables *tables) {
    (void)tables;
    return pl_embedded_edition;
}

const char *pl_tables_sha256(const pallia_tables *tables) {
    (void)tables;
    return pl_embedded_sha256;
}

pallia_allocator pl_tables_allocator(const pallia_tables *tables) {
    return tables->allocator;
}

/* ---- embedded files ---- */

static const pl_embedded_file *find_file(const char *path) {
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        if (strcmp(pl_embedded_files[i].path, path) == 0) {
            return &pl_embedded_files[i];
        }
    }
    return NULL;
}

/* Puts the file before the pointer of an error inside it: "profiles/fr.json#/arrows/3". */
static pl_status in_path(const char *path, pl_status status, pl_error *error) {
    if (status == PALLIA_OK || error == NULL) {
        return status;
    }
    char inside[PL_POINTER_SIZE];
    memcpy(inside, error->pointer, sizeof inside);
    size_t before = strlen(path);
    size_t rest = strlen(inside);
    if (before + 1 + rest < PL_POINTER_SIZE) {
        memcpy(error->pointer, path, before);
        error->pointer[before] = '#';
        memcpy(error->pointer + before + 1, inside, rest + 1);
    }
    return status;
}

static pl_status in_file(const pl_embedded_file *file, pl_status status, pl_error *error) {
    return in_path(file->path, status, error);
}

/* The file as it was embedded: tables/tools/embed.c has scanned it and compared its digest with
 * SHA256SUMS, and pl_tables_check compares it again. */
pl_status pl_tables_file(const char *path, const pl_embedded_file **out, pl_error *error) {
    *out = find_file(path);
    bool here = *out != NULL && (*out)->bytes[0] != '\0';
    return here ? PALLIA_OK : pl_fail(error, PALLIA_ETABLE_REFERENCE, path, path);
}

static bool is_below(const pl_embedded_file *file, const char *folder) {
    return strncmp(file->path, folder, strlen(folder)) == 0;
}

static size_t count_below(const char *folder) {
    size_t count = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        count += is_below(&pl_embedded_files[i], folder) ? 1 : 0;
    }
    return count;
}

/* ---- domains ---- */

static pl_status build_drugs(const pallia_tables *tables, domain *into, pl_error *error) {
    (void)tables;
    const pl_embedded_file *file;
    pl_status status = pl_tables_file("drugs.json", &file, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_drugs(file->bytes, file->length, &into->arena, &into->as.drugs, error);
    return in_file(file, status, error);
}

static pl_status build_messages(const char *path, domain *into, pl_error *error) {
    const pl_embedded_file *file;
    pl_status status = pl_tables_file(path, &file, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_messages(file->bytes, file->length, &into->arena, &into->as.messages, error);
    return in_file(file, status, error);
}

static pl_status build_fr(const pallia_tables *tables, domain *into, pl_error *error) {
    (void)tables;
    return build_messages("messages/fr.json", into, error);
}

static pl_status build_en(const pallia_tables *tables, domain *into, pl_error *error) {
    (void)tables;
    return build_messages("messages/en.json", into, error);
}

/* The drugs and the rules that products and syringe tables refer to. */
static pl_status need_both(const pallia_tables *tables, const pl_drugs **drugs,
                           const pl_rules **rules, pl_error *error) {
    pl_status status = pl_tables_drugs(tables, drugs, error);
    return status != PALLIA_OK ? status : pl_tables_rules(tables, rules, error);
}

static pl_status load_product_file(const pallia_tables *tables, const char *path, pl_arena *arena,
                                   pl_products *out, pl_error *error) {
    const pl_drugs *drugs;
    const pl_rules *rules;
    pl_status status = need_both(tables, &drugs, &rules, error);
    if (status != PALLIA_OK) {
        return status;
    }
    const pl_embedded_file *file;
    status = pl_tables_file(path, &file, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_products(file->bytes, file->length, drugs, rules, arena, out, error);
    return in_file(file, status, error);
}

static pl_status build_products(const pallia_tables *tables, domain *into, pl_error *error) {
    pl_products *all = &into->as.products;
    pl_status status = load_product_file(tables, product_files[0], &into->arena, all, error);
    into->line_ends[0] = all->line_count;
    for (size_t i = 1; status == PALLIA_OK && i < PRODUCT_FILES; i++) {
        pl_products more;
        status = load_product_file(tables, product_files[i], &into->arena, &more, error);
        if (status == PALLIA_OK) {
            status = pl_products_append(all, &more, &into->arena, error);
            status = in_path(product_files[i], status, error);
        }
        into->line_ends[i] = all->line_count;
    }
    return status;
}

typedef struct syringe_file {
    const char *path;
    pl_load_syringe_file load;
} syringe_file;

/* Diluents before what refers to them. */
static const syringe_file syringe_files[] = {
    {"syringe/devices.json", pl_load_devices},
    {"syringe/diluents.json", pl_load_diluents},
    {"syringe/compatibility.json", pl_load_compatibility},
    {"syringe/stability.json", pl_load_stability},
    {"syringe/protocols.json", pl_load_protocols},
    {"syringe/ceilings.json", pl_load_ceilings},
    {"syringe/hazards.json", pl_load_hazards},
};

enum { SYRINGE_FILES = sizeof syringe_files / sizeof syringe_files[0], DEVICE_FILES = 1 };

static pl_status load_syringe_files(const pallia_tables *tables, size_t count, domain *into,
                                    pl_error *error) {
    pl_reader reader = {.arena = &into->arena, .error = error};
    pl_status status = need_both(tables, &reader.drugs, &reader.rules, error);
    for (size_t i = 0; status == PALLIA_OK && i < count; i++) {
        const pl_embedded_file *file;
        status = pl_tables_file(syringe_files[i].path, &file, error);
        if (status == PALLIA_OK) {
            status = syringe_files[i].load(file->bytes, file->length, &reader, &into->as.syringe);
            status = in_file(file, status, error);
        }
    }
    return status;
}

static pl_status build_syringe(const pallia_tables *tables, domain *into, pl_error *error) {
    return load_syringe_files(tables, SYRINGE_FILES, into, error);
}

/* The devices alone: a rotation measures ampoules, and has no use for what mixes with what. */
static pl_status build_devices(const pallia_tables *tables, domain *into, pl_error *error) {
    return load_syringe_files(tables, DEVICE_FILES, into, error);
}

static const char law_file[] = "law/fr.json";

static pl_status build_law(const pallia_tables *tables, domain *into, pl_error *error) {
    pl_reader reader = {.arena = &into->arena, .error = error};
    const pl_embedded_file *file;
    pl_status status = need_both(tables, &reader.drugs, &reader.rules, error);
    if (status == PALLIA_OK) {
        status = pl_tables_file(law_file, &file, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    return in_file(file, pl_load_law(file->bytes, file->length, &reader, &into->as.law), error);
}

static pl_status build_sheet(const pallia_tables *tables, domain *into, pl_error *error) {
    static const struct {
        const char *path;
        pl_status (*load)(const char *, size_t, const pl_reader *, pl_sheet_tables *);
    } files[] = {{"sheet/fields.json", pl_load_sheet_fields},
                 {"sheet/codes.json", pl_load_sheet_codes}};
    pl_reader reader = {.arena = &into->arena, .error = error};
    pl_status status = need_both(tables, &reader.drugs, &reader.rules, error);
    for (size_t i = 0; status == PALLIA_OK && i < sizeof files / sizeof files[0]; i++) {
        const pl_embedded_file *file;
        status = pl_tables_file(files[i].path, &file, error);
        if (status == PALLIA_OK) {
            status = files[i].load(file->bytes, file->length, &reader, &into->as.sheet);
            status = in_file(file, status, error);
        }
    }
    return status;
}

static pl_status build_anticipation(const pallia_tables *tables, domain *into, pl_error *error) {
    pl_reader reader = {.arena = &into->arena, .error = error};
    pl_status status = need_both(tables, &reader.drugs, &reader.rules, error);
    const pl_embedded_file *file;
    if (status == PALLIA_OK) {
        status = pl_tables_file("anticipation.json", &file, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_anticipation(file->bytes, file->length, &reader, NULL, &into->as.anticipation);
    memcpy(into->as.anticipation.sha256, file->sha256, sizeof into->as.anticipation.sha256);
    return in_file(file, status, error);
}

/* ---- the domain of editions, sources and profiles ---- */

static int compare_ids(const pl_edition *left, const pl_edition *right) {
    return strcmp(left->id, right->id);
}

/* Files come sorted by path, which is nearly the order of the ids: one step back, rarely more. */
static pl_status insert_edition(const pl_edition **list, size_t count, const pl_edition *edition,
                                pl_error *error) {
    size_t at = count;
    while (at > 0 && compare_ids(list[at - 1], edition) > 0) {
        list[at] = list[at - 1];
        at--;
    }
    if (at > 0 && compare_ids(list[at - 1], edition) == 0) {
        return pl_fail(error, PALLIA_ETABLE_DUPLICATE, "/id", edition->id);
    }
    list[at] = edition;
    return PALLIA_OK;
}

static pl_status load_edition(const pl_embedded_file *file, const pl_drugs *drugs, domain *into,
                              pl_edition *edition, pl_error *error) {
    pl_status status =
        pl_load_edition(file->bytes, file->length, drugs, &into->arena, edition, error);
    memcpy(edition->sha256, file->sha256, sizeof edition->sha256);
    return in_file(file, status, error);
}

static pl_status build_editions(const pl_drugs *drugs, domain *into, pl_error *error) {
    size_t count = count_below("editions/");
    pl_edition *editions = pl_arena_array(&into->arena, count, sizeof *editions);
    const pl_edition **list = pl_arena_array(&into->arena, count, sizeof *list);
    if (editions == NULL || list == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, "editions/", NULL);
    }
    size_t done = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (!is_below(file, "editions/")) {
            continue;
        }
        pl_status status = load_edition(file, drugs, into, &editions[done], error);
        if (status == PALLIA_OK) {
            status = in_file(file, insert_edition(list, done, &editions[done], error), error);
        }
        if (status != PALLIA_OK) {
            return status;
        }
        done++;
    }
    into->as.rules.editions = list;
    into->as.rules.edition_count = count;
    return PALLIA_OK;
}

static pl_status build_sources(domain *into, pl_error *error) {
    const pl_embedded_file *file;
    pl_status status = pl_tables_file("sources.json", &file, error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_load_sources(file->bytes, file->length, &into->arena, &into->as.rules, error);
    return in_file(file, status, error);
}

static pl_status build_profiles(const pl_drugs *drugs, domain *into, pl_error *error) {
    size_t count = count_below("profiles/");
    pl_profile *profiles = pl_arena_array(&into->arena, count, sizeof *profiles);
    if (profiles == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, "profiles/", NULL);
    }
    size_t done = 0;
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (!is_below(file, "profiles/")) {
            continue;
        }
        pl_status status = pl_load_profile(file->bytes, file->length, drugs, &into->as.rules,
                                           &into->arena, &profiles[done++], error);
        if (status != PALLIA_OK) {
            return in_file(file, status, error);
        }
    }
    into->as.rules.profiles = profiles;
    into->as.rules.profile_count = count;
    return PALLIA_OK;
}

static pl_status build_rules(const pallia_tables *tables, domain *into, pl_error *error) {
    const pl_drugs *drugs;
    pl_status status = pl_tables_drugs(tables, &drugs, error);
    if (status == PALLIA_OK) {
        status = build_sources(into, error);
    }
    if (status == PALLIA_OK) {
        status = build_editions(drugs, into, error);
    }
    return status != PALLIA_OK ? status : build_profiles(drugs, into, error);
}

/* ---- first need ---- */

typedef pl_status (*builder)(const pallia_tables *tables, domain *into, pl_error *error);

static const builder builders[DOMAIN_COUNT] = {
    [DRUGS] = build_drugs,       [RULES] = build_rules,
    [PRODUCTS] = build_products, [SYRINGE] = build_syringe,
    [DEVICES] = build_devices,   [LAW] = build_law,
    [SHEET] = build_sheet,       [ANTICIPATION] = build_anticipation,
    [MESSAGES_FR] = build_fr,    [MESSAGES_EN] = build_en,
};

static pl_status build(const pallia_tables *root, size_t which, domain **out, pl_error *error) {
    const pallia_allocator allocator = root->allocator;
    domain *built = allocator.allocate(allocator.user, sizeof *built);
    if (built == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    memset(built, 0, sizeof *built);
    pl_arena_init(&built->arena, allocator);
    pl_status status = builders[which](root, built, error);
    if (status != PALLIA_OK) {
        free_domain(allocator, built);
        return status;
    }
    *out = built;
    return PALLIA_OK;
}

static pl_status need(const pallia_tables *tables, size_t which, const domain **out,
                      pl_error *error) {
    const pallia_tables *root = root_of(tables);
    _Atomic(domain *) *slot = &root->self->domains[which];
    domain *found = atomic_load_explicit(slot, memory_order_acquire);
    if (found != NULL) {
        *out = found;
        return PALLIA_OK;
    }
    domain *built = NULL;
    pl_status status = build(root, which, &built, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (!atomic_compare_exchange_strong(slot, &found, built)) {
        free_domain(root->allocator, built);
        built = found;
    }
    *out = built;
    return PALLIA_OK;
}

pl_status pl_tables_drugs(const pallia_tables *tables, const pl_drugs **out, pl_error *error) {
    const domain *found;
    pl_status status = need(tables, DRUGS, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.drugs;
    }
    return status;
}

pl_status pl_tables_rules(const pallia_tables *tables, const pl_rules **out, pl_error *error) {
    if (tables->base != NULL) {
        *out = &tables->rules;
        return PALLIA_OK;
    }
    const domain *found;
    pl_status status = need(tables, RULES, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.rules;
    }
    return status;
}

pl_status pl_tables_products(const pallia_tables *tables, const pl_products **out,
                             pl_error *error) {
    const domain *found;
    pl_status status = need(tables, PRODUCTS, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.products;
    }
    return status;
}

pl_status pl_tables_devices(const pallia_tables *tables, const pl_syringe_tables **out,
                            pl_error *error) {
    const domain *found;
    pl_status status = need(tables, DEVICES, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.syringe;
    }
    return status;
}

pl_status pl_tables_syringe(const pallia_tables *tables, const pl_syringe_tables **out,
                            pl_error *error) {
    const domain *found;
    pl_status status = need(tables, SYRINGE, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.syringe;
    }
    return status;
}

pl_status pl_tables_law(const pallia_tables *tables, const pl_law **out, pl_error *error) {
    const domain *found;
    pl_status status = need(tables, LAW, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.law;
    }
    return status;
}

pl_status pl_tables_sheet(const pallia_tables *tables, const pl_sheet_tables **out,
                          pl_error *error) {
    const domain *found;
    pl_status status = need(tables, SHEET, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.sheet;
    }
    return status;
}

pl_status pl_tables_anticipation(const pallia_tables *tables, const pl_anticipation **out,
                                 pl_error *error) {
    const domain *found;
    pl_status status = need(tables, ANTICIPATION, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.anticipation;
    }
    return status;
}

pl_status pl_tables_messages(const pallia_tables *tables, const char *language,
                             const pl_messages **out, pl_error *error) {
    bool french = strcmp(language, "fr") == 0;
    if (!french && strcmp(language, "en") != 0) {
        return pl_fail(error, PALLIA_ELANGUAGE, NULL, language);
    }
    const domain *found;
    pl_status status = need(tables, french ? MESSAGES_FR : MESSAGES_EN, &found, error);
    if (status == PALLIA_OK) {
        *out = &found->as.messages;
    }
    return status;
}

/* ---- local tables ---- */

/* The editions of the base, and the new one last. */
static pl_status list_editions(pallia_tables *tables, const pl_rules *below,
                               const pl_edition *local, pl_error *error) {
    size_t count = below->edition_count;
    const pl_edition **list = pl_arena_array(&tables->arena, count + 1, sizeof *list);
    if (list == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = below->editions[i];
    }
    list[count] = local;
    tables->rules = *below;
    tables->rules.editions = list;
    tables->rules.edition_count = count + 1;
    return PALLIA_OK;
}

/* The same of the protocols of teams. */
static pl_status list_teams(pallia_tables *tables, const pl_rules *below,
                            const pl_anticipation *local, pl_error *error) {
    size_t count = below->team_count;
    const pl_anticipation **list = pl_arena_array(&tables->arena, count + 1, sizeof *list);
    if (list == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    for (size_t i = 0; i < count; i++) {
        list[i] = below->teams[i];
    }
    list[count] = local;
    tables->rules = *below;
    tables->rules.teams = list;
    tables->rules.team_count = count + 1;
    return PALLIA_OK;
}

/* The bytes of a local document, and what it may refer to. */
typedef struct local_file {
    const char *bytes;
    size_t length;
    const pl_drugs *drugs;
    const pl_rules *below;
} local_file;

static pl_status local_edition(pallia_tables *tables, const local_file *file, pl_error *error) {
    pl_edition *local = pl_arena_get(&tables->arena, sizeof *local);
    if (local == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    pl_status status =
        pl_load_edition(file->bytes, file->length, file->drugs, &tables->arena, local, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_sha256_of(file->bytes, file->length, local->sha256);
    local->local = true;
    if (pl_edition_find(file->below, local->id) != NULL) {
        return pl_fail(error, PALLIA_ETABLE_DUPLICATE, "/id", local->id);
    }
    status = pl_check_edition(local, error);
    return status != PALLIA_OK ? status : list_editions(tables, file->below, local, error);
}

/* An id of its own among the editions, the library's rows and the other protocols. */
static pl_status check_ids(const pl_anticipation *local, const pl_anticipation *base,
                           const pl_rules *below, pl_error *error) {
    if (pl_edition_find(below, local->self.id) != NULL ||
        pl_source_find(below, local->self.id) != NULL) {
        return pl_fail(error, PALLIA_ETABLE_DUPLICATE, "/id", local->self.id);
    }
    pl_status status = pl_check_apart(local, base, error);
    for (size_t i = 0; status == PALLIA_OK && i < below->team_count; i++) {
        status = pl_check_apart(local, below->teams[i], error);
    }
    return status;
}

static pl_status local_protocol(pallia_tables *tables, const local_file *file, pl_error *error) {
    const pl_reader reader = {
        .arena = &tables->arena, .error = error, .drugs = file->drugs, .rules = file->below};
    const pl_anticipation *base;
    pl_anticipation *local = pl_arena_get(&tables->arena, sizeof *local);
    if (local == NULL) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    pl_status status = pl_tables_anticipation(tables->base, &base, error);
    if (status == PALLIA_OK) {
        status = pl_load_anticipation(file->bytes, file->length, &reader, base, local);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    pl_sha256_of(file->bytes, file->length, local->sha256);
    status = check_ids(local, base, file->below, error);
    if (status == PALLIA_OK) {
        status = pl_check_anticipation(local, error);
    }
    return status != PALLIA_OK ? status : list_teams(tables, file->below, local, error);
}

/* Whether strict JSON calls itself a protocol for anticipation; if not, it is read as an edition.
 */
static pl_status is_protocol(const local_file *file, bool *out, pl_error *error) {
    struct cJSON *tree = NULL;
    pl_json schema;
    const char *text;
    pl_status status = pl_json_tree(file->bytes, file->length, &tree, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json root = pl_json_root(tree);
    *out = pl_json_member(&root, "schema", &schema) &&
           pl_json_string(&schema, &text, NULL) == PALLIA_OK &&
           strcmp(text, PL_ANTICIPATION_SCHEMA) == 0;
    pl_json_release(tree);
    return PALLIA_OK;
}

static pl_status read_local(pallia_tables *tables, const char *bytes, size_t length,
                            pl_error *error) {
    local_file file = {.bytes = bytes, .length = length};
    bool protocol = false;
    pl_status status = need_both(tables->base, &file.drugs, &file.below, error);
    if (status != PALLIA_OK) {
        return status;
    }
    pl_json_limits limits = pl_json_limits_default();
    status = pl_json_strict(bytes, length, &limits, error);
    if (status == PALLIA_OK) {
        status = is_protocol(&file, &protocol, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    return protocol ? local_protocol(tables, &file, error) : local_edition(tables, &file, error);
}

pl_status pl_tables_add(const pallia_tables *base, const char *bytes, size_t length,
                        pallia_tables **out, pl_error *error) {
    pallia_tables *tables;
    pl_status status = new_set(base->allocator, &tables);
    if (status != PALLIA_OK) {
        return pl_fail(error, status, NULL, NULL);
    }
    tables->base = pl_tables_retain(base);
    status = read_local(tables, bytes, length, error);
    if (status != PALLIA_OK) {
        pl_tables_release(tables);
        return status;
    }
    *out = tables;
    return PALLIA_OK;
}

/* ---- the whole set against check.h ---- */

static pl_status check_digest(const pl_embedded_file *file, pl_error *error) {
    char hex[PL_SHA256_HEX_SIZE];
    pl_sha256_of(file->bytes, file->length, hex);
    if (strcmp(hex, file->sha256) == 0) {
        return PALLIA_OK;
    }
    return pl_fail(error, PALLIA_ETABLE_DIGEST, file->path, hex);
}

static pl_status check_bytes(pl_error *error) {
    pl_json_limits limits = pl_json_limits_default();
    for (size_t i = 0; i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file;
        pl_status status = pl_tables_file(pl_embedded_files[i].path, &file, error);
        if (status != PALLIA_OK) {
            return status;
        }
        status = pl_json_strict(file->bytes, file->length, &limits, error);
        if (status == PALLIA_OK) {
            status = check_digest(file, error);
        }
        if (status != PALLIA_OK) {
            return in_file(file, status, error);
        }
    }
    return PALLIA_OK;
}

static pl_status check_rules(const pallia_tables *tables, pl_error *error) {
    const pl_rules *rules;
    const pl_drugs *drugs;
    pl_status status = pl_tables_drugs(tables, &drugs, error);
    if (status == PALLIA_OK) {
        status = pl_tables_rules(tables, &rules, error);
    }
    if (status == PALLIA_OK) {
        status = in_path("sources.json", pl_check_sources(rules, error), error);
    }
    for (size_t i = 0; status == PALLIA_OK && i < rules->edition_count; i++) {
        const pl_edition *edition = rules->editions[i];
        status = in_path(edition->id, pl_check_edition(edition, error), error);
    }
    size_t profile = 0;
    for (size_t i = 0; status == PALLIA_OK && i < pl_embedded_file_count; i++) {
        const pl_embedded_file *file = &pl_embedded_files[i];
        if (is_below(file, "profiles/")) {
            status = pl_check_profile(file->bytes, file->length, drugs, rules,
                                      &rules->profiles[profile++], error);
            status = in_file(file, status, error);
        }
    }
    return status;
}

static pl_status check_texts(const pallia_tables *tables, pl_error *error) {
    const pl_rules *rules;
    const pl_messages *fr;
    const pl_messages *en;
    pl_status status = pl_tables_rules(tables, &rules, error);
    if (status == PALLIA_OK) {
        status = pl_tables_messages(tables, "fr", &fr, error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_messages(tables, "en", &en, error);
    }
    return status != PALLIA_OK ? status : pl_check_messages(fr, en, rules, error);
}

/* The lines file by file, so that an error names its place. */
static pl_status check_products(const pallia_tables *tables, const pl_drugs *drugs,
                                pl_error *error) {
    const domain *found;
    pl_status status = need(tables, PRODUCTS, &found, error);
    size_t start = 0;
    for (size_t i = 0; status == PALLIA_OK && i < PRODUCT_FILES; i++) {
        pl_products part = found->as.products;
        part.lines += start;
        part.line_count = found->line_ends[i] - start;
        start = found->line_ends[i];
        status = in_path(product_files[i], pl_check_products(&part, drugs, error), error);
    }
    return status;
}

static pl_status check_protocols(const pl_syringe_tables *syringe, pl_error *error) {
    const pl_embedded_file *file;
    pl_status status = pl_tables_file("syringe/protocols.json", &file, error);
    if (status == PALLIA_OK) {
        status = pl_check_protocols(file->bytes, file->length, syringe, error);
        status = in_file(file, status, error);
    }
    return status;
}

static pl_status check_syringe(const pallia_tables *tables, const pl_drugs *drugs,
                               pl_error *error) {
    const pl_syringe_tables *it;
    const pl_messages *french;
    pl_status status = pl_tables_syringe(tables, &it, error);
    if (status == PALLIA_OK) {
        status = in_path("syringe/devices.json", pl_check_devices(it, error), error);
    }
    if (status == PALLIA_OK) {
        status = in_path("syringe/diluents.json", pl_check_diluents(it, error), error);
    }
    if (status == PALLIA_OK) {
        status = pl_check_compatibility(it, drugs, error);
        status = in_path("syringe/compatibility.json", status, error);
    }
    if (status == PALLIA_OK) {
        status = in_path("syringe/stability.json", pl_check_stability(it, error), error);
    }
    if (status == PALLIA_OK) {
        status = check_protocols(it, error);
    }
    if (status == PALLIA_OK) {
        status = in_path("syringe/ceilings.json", pl_check_ceilings(it, error), error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_messages(tables, "fr", &french, error);
    }
    return status != PALLIA_OK
               ? status
               : in_path("syringe/hazards.json", pl_check_hazards(it, french, error), error);
}

static pl_status check_law(const pallia_tables *tables, pl_error *error) {
    const pl_law *law;
    pl_status status = pl_tables_law(tables, &law, error);
    return status != PALLIA_OK ? status : in_path(law_file, pl_check_law(law, error), error);
}

static pl_status check_sheet(const pallia_tables *tables, pl_error *error) {
    const pl_sheet_tables *it;
    pl_status status = pl_tables_sheet(tables, &it, error);
    if (status == PALLIA_OK) {
        status = in_path("sheet/fields.json", pl_check_sheet_fields(it, error), error);
    }
    return status != PALLIA_OK
               ? status
               : in_path("sheet/codes.json", pl_check_sheet_codes(it, error), error);
}

static pl_status check_anticipation(const pallia_tables *tables, pl_error *error) {
    const pl_anticipation *own;
    const pl_rules *rules;
    pl_status status = pl_tables_anticipation(tables, &own, error);
    if (status == PALLIA_OK) {
        status = pl_tables_rules(tables, &rules, error);
    }
    if (status == PALLIA_OK) {
        status = in_path("anticipation.json", pl_check_anticipation(own, error), error);
    }
    for (size_t i = 0; status == PALLIA_OK && i < rules->team_count; i++) {
        const pl_anticipation *team = rules->teams[i];
        status = in_path(team->self.id, pl_check_anticipation(team, error), error);
    }
    return status;
}

pl_status pl_tables_check(const pallia_tables *tables, pl_error *error) {
    pl_status status = check_bytes(error);
    if (status == PALLIA_OK) {
        status = check_rules(tables, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    const pl_drugs *drugs;
    status = pl_tables_drugs(tables, &drugs, error);
    if (status == PALLIA_OK) {
        status = in_path("drugs.json", pl_check_drugs(drugs, error), error);
    }
    if (status == PALLIA_OK) {
        status = check_products(tables, drugs, error);
    }
    if (status == PALLIA_OK) {
        status = check_syringe(tables, drugs, error);
    }
    if (status == PALLIA_OK) {
        status = check_law(tables, error);
    }
    if (status == PALLIA_OK) {
        status = check_sheet(tables, error);
    }
    if (status == PALLIA_OK) {
        status = check_anticipation(tables, error);
    }
    return status != PALLIA_OK ? status : check_texts(tables, error);
}
