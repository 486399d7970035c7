/* SPDX-License-Identifier: MPL-2.0
 *
 * What the syringe tables hold, once read: devices, diluents, mixtures, stability, protocols,
 * ceilings, hazards. Same conventions as model.h; tables/README.md is the manual of the files.
 */
#ifndef PL_TABLES_SYRINGE_MODEL_H
#define PL_TABLES_SYRINGE_MODEL_H

#include "tables/model.h"

enum { PL_MIX_MAX = 6 }; /* drugs in one syringe */

/* ---- devices.json ---- */

typedef struct pl_syringe {
    const char *id; /* "50" */
    pl_quantity nominal;
    pl_quantity graduation; /* smallest mark */
    bool proposed;          /* the one to propose when the request names none */
    bool configurable;      /* no source: a default to replace by that of the syringe in hand */
    const char *cite;
    pl_basis basis; /* all zero when configurable */
} pl_syringe;

typedef struct pl_fill {
    int16_t syringe; /* index in pl_syringe_tables.syringes */
    pl_quantity fill;
    pl_both note; /* both NULL when absent */
    pl_basis basis;
} pl_fill;

typedef struct pl_device {
    const char *id; /* "t34", "pse", "pca", … */
    pl_both name;
    bool has_rate_step;
    pl_quantity rate_step;
    bool configurable;  /* the rate step is a default to replace by that of the pump in hand */
    bool computes_rate; /* from volume and duration: nobody programs it */
    const pl_unit *rate_unit; /* mL/h; mm/h or mm/24h for old syringe drivers */
    pl_quantity setting;      /* mm dial: empties in 24 h a syringe filled to its mark; unit NULL */
    pl_basis rate_basis;      /* all zero when no source gives the rate step */
    pl_rational stroke;       /* mm of that mark; 0 without a setting */
    pl_rational stroke_hours; /* 24: stroke / setting */
    pl_basis setting_basis;   /* all zero without a setting */
    bool has_renewal;
    pl_rational renewal_hours; /* the syringe is replaced at least that often */
    pl_basis renewal_basis;
    const pl_fill *fills; /* the average maximum fill by syringe; the first of a size is used */
    size_t fill_count;
    pl_both note;
    const pl_source *note_source; /* NULL when the note has none of its own */
} pl_device;

/* An extension line: what it holds before the first drop reaches the patient. */
typedef struct pl_tubing {
    const char *id;
    pl_both name;
    pl_quantity prime;
    pl_basis basis;
} pl_tubing;

/* ---- diluents.json ---- */

typedef struct pl_diluent {
    const char *id; /* "nacl-0.9" */
    pl_both name;
} pl_diluent;

typedef enum pl_diluent_verdict {
    PL_DILUENT_ALLOWED,
    PL_DILUENT_PREFERRED,
    PL_DILUENT_DISPUTED, /* used and advised against: said, not refused */
    PL_DILUENT_FORBIDDEN
} pl_diluent_verdict;

typedef struct pl_diluent_rule {
    int16_t drug;
    int16_t diluent;
    pl_diluent_verdict verdict;
    pl_both why;
    pl_basis basis;
} pl_diluent_rule;

/* ---- compatibility.json ---- */

typedef enum pl_mix_verdict {
    PL_MIX_COMPATIBLE,
    PL_MIX_DEPENDS, /* on concentration, order or time: the row says */
    PL_MIX_INCOMPATIBLE
} pl_mix_verdict;

typedef struct pl_mix_part {
    int16_t drug;
    const char *salt;    /* NULL: not said */
    const char *product; /* NULL: not said */
    bool has_max;        /* false: ceiling unknown, never "any strength" */
    pl_quantity max;     /* the highest concentration tested */
} pl_mix_part;

/* A mixture that somebody tested or tabulated, drugs in the order of their ids. */
typedef struct pl_mixture {
    const char *id;
    pl_mix_part parts[PL_MIX_MAX];
    size_t part_count;
    pl_mix_verdict verdict;
    bool strict;       /* the ceiling itself is already too much */
    uint32_t diluents; /* bit d: tested in that diluent; 0: not said */
    bool has_hours;
    pl_rational hours;
    const char *container; /* NULL: not said */
    pl_both excipient;     /* both NULL when none */
    pl_both note;          /* both NULL when absent */
    pl_both tested;        /* the ceilings in words; both NULL when no part has one */
    pl_basis basis;
} pl_mixture;

typedef enum pl_single_verdict {
    PL_SINGLE_OWN_DRIVER, /* give it alone */
    PL_SINGLE_NOT_SC,     /* never in a subcutaneous driver */
    PL_SINGLE_SORPTION,   /* is lost on PVC */
    PL_SINGLE_DEPENDS     /* on concentration */
} pl_single_verdict;

typedef struct pl_single {
    int16_t drug;
    pl_single_verdict verdict;
    pl_both why;
    pl_basis basis;
} pl_single;

/* ---- stability.json ---- */

typedef struct pl_stability {
    const char *id;
    int16_t drug;
    pl_quantity strength;  /* tested */
    int16_t diluent;       /* PL_NONE: not said */
    const char *salt;      /* NULL: not said */
    const char *container; /* NULL: not said */
    pl_rational hours;
    pl_rational days;     /* as printed; 24 times it is `hours` */
    bool has_temperature; /* false: ambient, or not said */
    pl_rational celsius;
    pl_both note; /* both NULL when absent */
    pl_basis basis;
} pl_stability;

/* ---- protocols.json ---- */

typedef enum pl_protocol_kind {
    PL_PROTOCOL_TITRATION,
    PL_PROTOCOL_MAINTENANCE,
    PL_PROTOCOL_BOLUS,
    PL_PROTOCOL_INFUSION,
    PL_PROTOCOL_PCA
} pl_protocol_kind;

typedef struct pl_watch {
    pl_both text;
    pl_basis basis;
} pl_watch;

/* A quantity or a share that the source may leave out. */
typedef struct pl_given {
    bool given;
    pl_quantity quantity; /* or, for a share, value with unit NULL */
} pl_given;

typedef struct pl_protocol {
    const char *id;
    pl_protocol_kind kind;
    int16_t drug;     /* PL_NONE: any */
    uint32_t routes;  /* 0: not said */
    bool exceptional; /* only when the request acknowledges "exceptional-protocol" */
    const char *jurisdiction;
    pl_both text;
    pl_basis basis;
    const pl_watch *monitoring;
    size_t monitoring_count;

    pl_given share;     /* maintenance: share of the cumulated dose … */
    pl_given every;     /* … given each time this long */
    pl_given bolus_low; /* titration: mass; pca: share of 24 h */
    pl_given bolus_high;
    pl_given bolus_start;  /* pca: the share to start with */
    pl_given interval_low; /* titration: between two boluses */
    pl_given interval_high;
    pl_given concentration; /* titration */
    pl_given dose_low;      /* bolus: mass or mass per kg */
    pl_given dose_high;
    pl_given repeat_low; /* bolus: earliest and latest time of the next one */
    pl_given repeat_high;
    pl_given rate_low; /* infusion: mass rate, or mass rate per kg */
    pl_given rate_high;
    pl_given lockout_low; /* pca */
    pl_given lockout_high;
    pl_given central_rate_low;     /* pca: volume rate, on a central line */
    pl_given sc_rate_high;         /* pca: volume rate, under the skin */
    pl_given step;                 /* infusion: rise, as a share or a rate … */
    pl_given step_every;           /* … after this long */
    pl_given basal_multiple;       /* pca: the background is a multiple of this */
    const pl_quantity *reservoirs; /* pca: volumes of the bags and cassettes */
    size_t reservoir_count;
    uint32_t diluents; /* titration: bit d; 0: not said */
    pl_both target;    /* titration: when to stop; both NULL when not said */
    int32_t repeats;   /* bolus; 0: not said */
    int32_t max_days;  /* 0: not said */
} pl_protocol;

/* ---- ceilings.json ---- */

typedef enum pl_ceiling_kind {
    PL_CEILING_USUAL,
    PL_CEILING_HIGH,
    PL_CEILING_SWITCH,   /* beyond it the source goes to another drug */
    PL_CEILING_OBSERVED, /* what teams gave: a bound for plausibility, never advice */
    PL_CEILING_PRINTED   /* the highest line of a PCA table: a bound for PCA alone */
} pl_ceiling_kind;

typedef struct pl_ceiling {
    int16_t drug;
    pl_ceiling_kind kind;
    pl_quantity value; /* mass, mass rate, or either per kg */
    const char *jurisdiction;
    pl_both text;
    pl_basis basis;
} pl_ceiling;

/* ---- hazards.json ---- */

typedef struct pl_hazard {
    const char *id;
    pl_both title;
    pl_both incident;
    pl_both figures;
    const char *check; /* key of the message that answers it: "advice.…", "error.…" */
    int16_t drug;      /* the only drug that it speaks of; PL_NONE: not one alone */
    pl_basis basis;
} pl_hazard;

typedef struct pl_syringe_tables {
    const pl_syringe *syringes;
    size_t syringe_count;
    const pl_device *devices;
    size_t device_count;
    const pl_tubing *tubings;
    size_t tubing_count;
    const pl_diluent *diluents;
    size_t diluent_count;
    const pl_diluent_rule *diluent_rules;
    size_t diluent_rule_count;
    const pl_mixture *mixtures; /* sorted by their drugs */
    size_t mixture_count;
    const pl_single *singles;
    size_t single_count;
    const pl_stability *stabilities;
    size_t stability_count;
    const pl_protocol *protocols;
    size_t protocol_count;
    const pl_ceiling *ceilings;
    size_t ceiling_count;
    const pl_hazard *hazards;
    size_t hazard_count;
} pl_syringe_tables;

/* Finding things; NULL or PL_NONE when there is none. */
const pl_syringe *pl_syringe_find(const pl_syringe_tables *tables, const char *id);
const pl_device *pl_device_find(const pl_syringe_tables *tables, const char *id);
const pl_tubing *pl_tubing_find(const pl_syringe_tables *tables, const char *id);
int16_t pl_diluent_find(const pl_syringe_tables *tables, const char *id);

/* What is said of this drug in this diluent with that verdict; NULL when nothing is. */
const pl_diluent_rule *pl_diluent_rule_find(const pl_syringe_tables *tables, int16_t drug,
                                            int16_t diluent, pl_diluent_verdict verdict);
const pl_protocol *pl_protocol_find(const pl_syringe_tables *tables, const char *id);

/* The incident that the message `check` answers ("advice.…"), and what backs it; NULL when none. */
const pl_hazard *pl_hazard_find(const pl_syringe_tables *tables, const char *check);
const pl_basis *pl_hazard_basis(const pl_syringe_tables *tables, const char *check);

/* The fill of a device with a syringe; NULL when the table has none. */
const pl_fill *pl_device_fill(const pl_syringe_tables *tables, const pl_device *device,
                              const pl_syringe *syringe);

#endif
