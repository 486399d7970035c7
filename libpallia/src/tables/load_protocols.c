/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_syringe_common.h"

#include <string.h>

enum {
    ID,
    KIND,
    DRUG,
    ROUTES,
    EXCEPTIONAL,
    JURISDICTION,
    SOURCE,
    EVIDENCE,
    CITE,
    TEXT,
    MONITORING,
    SHARE,
    EVERY,
    BOLUS_LOW,
    BOLUS_HIGH,
    BOLUS_START,
    INTERVAL_LOW,
    INTERVAL_HIGH,
    CONCENTRATION,
    DOSE_LOW,
    DOSE_HIGH,
    REPEAT_LOW,
    REPEAT_HIGH,
    REPEATS,
    RATE_LOW,
    RATE_HIGH,
    STEP,
    STEP_EVERY,
    LOCKOUT_LOW,
    LOCKOUT_HIGH,
    BOLUSES_24H,
    SC_RATE_HIGH,
    CENTRAL_RATE_LOW,
    BASAL_MULTIPLE,
    RESERVOIRS,
    DILUENTS,
    TARGET,
    MAX_DAYS,
    EXAMPLES,
    PROTOCOL_FIELDS
};

/* "boluses_24h" and "examples" are check_protocols.c's business. */
static const pl_field protocol_fields[PROTOCOL_FIELDS] = {
    [ID] = {"id", PALLIA_EKEY_MISSING},
    [KIND] = {"kind", PALLIA_EKEY_MISSING},
    [DRUG] = {"drug", PALLIA_OK},
    [ROUTES] = {"routes", PALLIA_OK},
    [EXCEPTIONAL] = {"exceptional", PALLIA_EKEY_MISSING},
    [JURISDICTION] = {"jurisdiction", PALLIA_EKEY_MISSING},
    [SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
    [EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
    [CITE] = {"cite", PALLIA_ETABLE_SOURCE},
    [TEXT] = {"text", PALLIA_ETABLE_TEXT},
    [MONITORING] = {"monitoring", PALLIA_OK},
    [SHARE] = {"share", PALLIA_OK},
    [EVERY] = {"every", PALLIA_OK},
    [BOLUS_LOW] = {"bolus_low", PALLIA_OK},
    [BOLUS_HIGH] = {"bolus_high", PALLIA_OK},
    [BOLUS_START] = {"bolus_start", PALLIA_OK},
    [INTERVAL_LOW] = {"interval_low", PALLIA_OK},
    [INTERVAL_HIGH] = {"interval_high", PALLIA_OK},
    [CONCENTRATION] = {"concentration", PALLIA_OK},
    [DOSE_LOW] = {"dose_low", PALLIA_OK},
    [DOSE_HIGH] = {"dose_high", PALLIA_OK},
    [REPEAT_LOW] = {"repeat_low", PALLIA_OK},
    [REPEAT_HIGH] = {"repeat_high", PALLIA_OK},
    [REPEATS] = {"repeats", PALLIA_OK},
    [RATE_LOW] = {"rate_low", PALLIA_OK},
    [RATE_HIGH] = {"rate_high", PALLIA_OK},
    [STEP] = {"step", PALLIA_OK},
    [STEP_EVERY] = {"step_every", PALLIA_OK},
    [LOCKOUT_LOW] = {"lockout_low", PALLIA_OK},
    [LOCKOUT_HIGH] = {"lockout_high", PALLIA_OK},
    [BOLUSES_24H] = {"boluses_24h", PALLIA_OK},
    [SC_RATE_HIGH] = {"sc_rate_high", PALLIA_OK},
    [CENTRAL_RATE_LOW] = {"central_rate_low", PALLIA_OK},
    [BASAL_MULTIPLE] = {"basal_multiple", PALLIA_OK},
    [RESERVOIRS] = {"reservoirs", PALLIA_OK},
    [DILUENTS] = {"diluents", PALLIA_OK},
    [TARGET] = {"target", PALLIA_OK},
    [MAX_DAYS] = {"max_days", PALLIA_OK},
    [EXAMPLES] = {"examples", PALLIA_EKEY_MISSING},
};

/* ---- what each kind says ---- */

typedef enum measure {
    A_SHARE,
    A_TIME,
    A_MASS,
    A_DOSE,
    A_RATE,
    A_STEP,
    A_STRENGTH,
    A_FLOW
} measure;

enum {
    TITRATION = 1U << PL_PROTOCOL_TITRATION,
    MAINTENANCE = 1U << PL_PROTOCOL_MAINTENANCE,
    BOLUS = 1U << PL_PROTOCOL_BOLUS,
    INFUSION = 1U << PL_PROTOCOL_INFUSION,
    PCA = 1U << PL_PROTOCOL_PCA,
    EACH = TITRATION | MAINTENANCE | BOLUS | INFUSION | PCA
};

/* One figure of a protocol, by kind: for some kinds it must be there, for others it must not. */
typedef struct figure {
    size_t slot;
    size_t offset;
    measure measure;
    unsigned allowed;
    unsigned needed;
} figure;

#define PLACE(member) offsetof(pl_protocol, member)

static const figure figures[] = {
    {SHARE, PLACE(share), A_SHARE, MAINTENANCE, MAINTENANCE},
    {EVERY, PLACE(every), A_TIME, MAINTENANCE, MAINTENANCE},
    {BOLUS_LOW, PLACE(bolus_low), A_MASS, TITRATION, TITRATION},
    {BOLUS_HIGH, PLACE(bolus_high), A_MASS, TITRATION, TITRATION},
    {INTERVAL_LOW, PLACE(interval_low), A_TIME, TITRATION, TITRATION},
    {INTERVAL_HIGH, PLACE(interval_high), A_TIME, TITRATION, TITRATION},
    {CONCENTRATION, PLACE(concentration), A_STRENGTH, TITRATION, 0},
    {DOSE_LOW, PLACE(dose_low), A_DOSE, BOLUS, BOLUS},
    {DOSE_HIGH, PLACE(dose_high), A_DOSE, BOLUS, BOLUS},
    {REPEAT_LOW, PLACE(repeat_low), A_TIME, BOLUS, 0},
    {REPEAT_HIGH, PLACE(repeat_high), A_TIME, BOLUS, 0},
    {RATE_LOW, PLACE(rate_low), A_RATE, INFUSION, INFUSION},
    {RATE_HIGH, PLACE(rate_high), A_RATE, INFUSION, INFUSION},
    {STEP, PLACE(step), A_STEP, INFUSION, 0},
    {STEP_EVERY, PLACE(step_every), A_TIME, INFUSION, 0},
    {BOLUS_LOW, PLACE(bolus_low), A_SHARE, PCA, 0},
    {BOLUS_HIGH, PLACE(bolus_high), A_SHARE, PCA, 0},
    {BOLUS_START, PLACE(bolus_start), A_SHARE, PCA, 0},
    {LOCKOUT_LOW, PLACE(lockout_low), A_TIME, PCA, 0},
    {LOCKOUT_HIGH, PLACE(lockout_high), A_TIME, PCA, 0},
    {SC_RATE_HIGH, PLACE(sc_rate_high), A_FLOW, PCA, 0},
    {CENTRAL_RATE_LOW, PLACE(central_rate_low), A_FLOW, PCA, 0},
    {BASAL_MULTIPLE, PLACE(basal_multiple), A_RATE, PCA, 0},
};

enum { FIGURE_COUNT = sizeof figures / sizeof figures[0] };

/* Figures that come together: the low and the high one, a step and when. */
static const size_t pairs[][2] = {{BOLUS_LOW, BOLUS_HIGH},
                                  {REPEAT_LOW, REPEAT_HIGH},
                                  {STEP, STEP_EVERY},
                                  {LOCKOUT_LOW, LOCKOUT_HIGH},
                                  {LOCKOUT_LOW, BOLUSES_24H}};

/* Members beside the figures that only some kinds have. */
static const size_t extras[][2] = {{REPEATS, BOLUS},      {RESERVOIRS, PCA},
                                   {DILUENTS, TITRATION}, {TARGET, TITRATION},
                                   {BOLUSES_24H, PCA},    {MAX_DAYS, INFUSION | PCA}};

/* ---- figures ---- */

static pl_status load_share(const pl_reader *reader, const pl_json *at, pl_quantity *out) {
    out->unit = NULL;
    return pl_load_number(reader, at, &out->value);
}

static bool is_share(const pl_json *at) {
    pl_rational number;
    return pl_json_rational(at, &number, NULL) == PALLIA_OK;
}

static pl_status load_measure(const pl_reader *reader, const pl_json *at, measure kind,
                              pl_quantity *out) {
    static const pl_dimension dimensions[][2] = {
        [A_TIME] = {PL_TIME, PL_TIME},
        [A_MASS] = {PL_MASS, PL_MASS},
        [A_DOSE] = {PL_MASS, PL_MASS_PER_WEIGHT},
        [A_RATE] = {PL_MASS_RATE, PL_MASS_RATE_PER_WEIGHT},
        [A_STEP] = {PL_MASS_RATE, PL_MASS_RATE_PER_WEIGHT},
        [A_STRENGTH] = {PL_CONCENTRATION, PL_CONCENTRATION},
        [A_FLOW] = {PL_VOLUME_RATE, PL_VOLUME_RATE},
    };
    if (kind == A_SHARE || (kind == A_STEP && is_share(at))) {
        return load_share(reader, at, out);
    }
    return pl_load_one_of(reader, at, dimensions[kind], 2, out);
}

static pl_status load_figure(const pl_reader *reader, const pl_json *slots, const figure *what,
                             pl_protocol *out) {
    unsigned kind = 1U << out->kind;
    const pl_json *at = &slots[what->slot];
    if ((what->allowed & kind) == 0) {
        return PALLIA_OK;
    }
    if (!pl_load_given(at)) {
        bool needed = (what->needed & kind) != 0;
        return needed ? pl_load_fail(reader, slots[ID].parent, PALLIA_EKEY_MISSING) : PALLIA_OK;
    }
    pl_given read = {.given = true};
    pl_status status = load_measure(reader, at, what->measure, &read.quantity);
    memcpy((unsigned char *)out + what->offset, &read, sizeof read);
    return status;
}

/* The kinds that may have that member. */
static unsigned kinds_of(size_t slot) {
    unsigned allowed = slot >= SHARE && slot != EXAMPLES ? 0 : EACH;
    for (size_t i = 0; i < FIGURE_COUNT; i++) {
        allowed |= figures[i].slot == slot ? figures[i].allowed : 0;
    }
    for (size_t i = 0; i < sizeof extras / sizeof extras[0]; i++) {
        allowed |= extras[i][0] == slot ? (unsigned)extras[i][1] : 0;
    }
    return allowed;
}

static pl_status check_members(const pl_reader *reader, const pl_json *slots, unsigned kind) {
    for (size_t i = 0; i < PROTOCOL_FIELDS; i++) {
        if (pl_load_given(&slots[i]) && (kinds_of(i) & kind) == 0) {
            return pl_load_fail(reader, &slots[i], PALLIA_ECONFLICT);
        }
    }
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const pl_json *first = &slots[pairs[i][0]];
        const pl_json *second = &slots[pairs[i][1]];
        if (pl_load_given(first) != pl_load_given(second)) {
            return pl_load_fail(reader, pl_load_given(first) ? first : second, PALLIA_EKEY_MISSING);
        }
    }
    return PALLIA_OK;
}

static pl_status load_figures(const pl_reader *reader, const pl_json *slots, pl_protocol *out) {
    pl_status status = check_members(reader, slots, 1U << out->kind);
    for (size_t i = 0; status == PALLIA_OK && i < FIGURE_COUNT; i++) {
        status = load_figure(reader, slots, &figures[i], out);
    }
    return status;
}

/* ---- what is watched ---- */

static pl_status load_watch(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                            void *out) {
    enum { W_TEXT, W_SOURCE, W_EVIDENCE, W_CITE, COUNT };
    static const pl_field fields[COUNT] = {[W_TEXT] = {"text", PALLIA_ETABLE_TEXT},
                                           [W_SOURCE] = {"source", PALLIA_ETABLE_SOURCE},
                                           [W_EVIDENCE] = {"evidence", PALLIA_ETABLE_SOURCE},
                                           [W_CITE] = {"cite", PALLIA_ETABLE_SOURCE}};
    (void)tables;
    pl_watch *watch = out;
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[W_TEXT], &watch->text);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[W_SOURCE], &watch->basis);
}

/* ---- the rest ---- */

static pl_status load_volume(const pl_reader *reader, const pl_json *at, pl_syringe_tables *tables,
                             void *out) {
    (void)tables;
    return pl_load_quantity(reader, at, PL_VOLUME, out);
}

static pl_status load_who(const pl_reader *reader, const pl_json *slots, pl_protocol *out) {
    static const char *const kinds[] = {"titration", "maintenance", "bolus",
                                        "infusion",  "pca",         NULL};
    size_t kind = 0;
    out->drug = PL_NONE;
    pl_status status = pl_load_text(reader, &slots[ID], &out->id);
    if (status == PALLIA_OK) {
        status = pl_load_word(reader, &slots[KIND], kinds, &kind);
    }
    out->kind = (pl_protocol_kind)kind;
    if (status == PALLIA_OK && pl_load_given(&slots[DRUG])) {
        status = pl_load_drug(reader, &slots[DRUG], &out->drug);
    }
    if (status == PALLIA_OK && out->drug == PL_NONE && out->kind != PL_PROTOCOL_PCA) {
        status = pl_load_fail(reader, slots[ID].parent, PALLIA_EKEY_MISSING);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[ROUTES])) {
        status = pl_load_routes(reader->drugs, reader, &slots[ROUTES], &out->routes);
    }
    if (status == PALLIA_OK && out->drug != PL_NONE &&
        (out->routes & ~reader->drugs->drugs[out->drug].routes) != 0) {
        status = pl_load_fail(reader, &slots[ROUTES], PALLIA_ETABLE_DRUG);
    }
    return status;
}

static pl_status load_standing(const pl_reader *reader, const pl_json *slots, pl_protocol *out) {
    pl_status status = pl_load_flag(reader, &slots[EXCEPTIONAL], &out->exceptional);
    if (status == PALLIA_OK) {
        status = pl_load_jurisdiction(reader, &slots[JURISDICTION], &out->jurisdiction);
    }
    if (status == PALLIA_OK) {
        status = pl_load_both(reader, &slots[TEXT], &out->text);
    }
    return status != PALLIA_OK ? status : pl_load_backed(reader, &slots[SOURCE], &out->basis);
}

static pl_status load_lists(const pl_reader *reader, const pl_json *slots,
                            pl_syringe_tables *tables, pl_protocol *out) {
    static const pl_row_kind watches = {sizeof(pl_watch), 1, load_watch};
    static const pl_row_kind volumes = {sizeof(pl_quantity), 1, load_volume};
    pl_status status = PALLIA_OK;
    if (pl_load_given(&slots[MONITORING])) {
        status = pl_load_rows(reader, &slots[MONITORING], tables, &watches, &out->monitoring,
                              &out->monitoring_count);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[RESERVOIRS])) {
        status = pl_load_rows(reader, &slots[RESERVOIRS], tables, &volumes, &out->reservoirs,
                              &out->reservoir_count);
    }
    return status != PALLIA_OK
               ? status
               : pl_load_diluent_set(reader, &slots[DILUENTS], tables, &out->diluents);
}

static pl_status load_counts(const pl_reader *reader, const pl_json *slots, pl_protocol *out) {
    enum { MOST = 366 };
    pl_status status = pl_load_both_optional(reader, &slots[TARGET], &out->target);
    if (status == PALLIA_OK && pl_load_given(&slots[REPEATS])) {
        status = pl_json_int(&slots[REPEATS], 1, MOST, &out->repeats, reader->error);
    }
    if (status == PALLIA_OK && pl_load_given(&slots[MAX_DAYS])) {
        status = pl_json_int(&slots[MAX_DAYS], 1, MOST, &out->max_days, reader->error);
    }
    return status;
}

static pl_status load_protocol(const pl_reader *reader, const pl_json *at,
                               pl_syringe_tables *tables, void *out) {
    pl_protocol *protocol = out;
    pl_json slots[PROTOCOL_FIELDS];
    pl_status status = pl_load_fields(reader, at, protocol_fields, PROTOCOL_FIELDS, slots);
    if (status == PALLIA_OK) {
        status = load_who(reader, slots, protocol);
    }
    if (status == PALLIA_OK) {
        status = load_standing(reader, slots, protocol);
    }
    if (status == PALLIA_OK) {
        status = load_figures(reader, slots, protocol);
    }
    if (status == PALLIA_OK) {
        status = load_lists(reader, slots, tables, protocol);
    }
    return status != PALLIA_OK ? status : load_counts(reader, slots, protocol);
}

static pl_status load_body(const pl_reader *reader, const pl_json *root, void *out) {
    static const pl_row_kind protocols = {sizeof(pl_protocol), 1, load_protocol};
    pl_syringe_tables *tables = out;
    pl_json list;
    pl_status status = pl_load_one_list(reader, root, "protocols", &list);
    return status != PALLIA_OK ? status
                               : pl_load_rows(reader, &list, tables, &protocols, &tables->protocols,
                                              &tables->protocol_count);
}

pl_status pl_load_protocols(const char *bytes, size_t length, const pl_reader *reader,
                            pl_syringe_tables *tables) {
    return pl_load_document(bytes, length, "pallia.protocols/1", reader, load_body, tables);
}
