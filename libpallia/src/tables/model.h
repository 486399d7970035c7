/* SPDX-License-Identifier: MPL-2.0
 *
 * What the tables hold, once read: plain immutable structures in the arena of their domain.
 *
 * Text is NUL-terminated UTF-8. Pointers inside one domain live as long as the table set. Numbers
 * are exact and in native units: mg/24h, or ug/h for a transdermal place. tables/README.md is the
 * manual of the files behind them.
 */
#ifndef PL_TABLES_MODEL_H
#define PL_TABLES_MODEL_H

#include "leaf/quantity.h"
#include "leaf/rational.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- drugs.json ---- */

/* A drug and a route, as indexes into pl_drugs. */
typedef struct pl_place {
    int16_t drug;
    int16_t route;
} pl_place;

enum { PL_NONE = -1 }; /* no such drug, route or release */

typedef struct pl_both {
    const char *fr;
    const char *en;
} pl_both;

typedef struct pl_route {
    const char *id;
    pl_both name;
    const char *edqm; /* NULL when not known */
    const pl_unit *native;
    bool driver; /* can be given by a syringe driver */
} pl_route;

typedef struct pl_release {
    const char *id;
    pl_both name;
    pl_rational every; /* usual interval between two doses, h */
} pl_release;

/* What a patch delivers when its printed number is rounded: "12" delivers 12.5 ug/h. */
typedef struct pl_patch_label {
    pl_rational label;
    pl_rational delivers;
} pl_patch_label;

typedef struct pl_drug {
    const char *id;
    pl_both name;
    const char *atc; /* NULL when not known */
    bool opioid;
    bool sedative; /* given to sedate: a benzodiazepine, a sedative neuroleptic, a barbiturate, … */
    const char *look_alike; /* a word shared by drugs whose names are taken for each other; NULL */
    uint32_t routes;        /* bit r is set when the drug is given by route r */
    const pl_patch_label *patch_labels;
    size_t patch_label_count;
} pl_drug;

/* A word that people type. */
typedef struct pl_name {
    const char *text;   /* as printed */
    const char *folded; /* pl_utf8_fold of it */
    int16_t drug;       /* PL_NONE for a word that is a route or a release only */
    int16_t release;    /* PL_NONE when the word does not say */
    uint32_t routes;    /* routes the word allows; the drug's own when it does not say */
    bool brand;
    bool marketed;
} pl_name;

typedef struct pl_drugs {
    const pl_route *routes;
    size_t route_count;
    const pl_release *releases;
    size_t release_count;
    const pl_drug *drugs;
    size_t drug_count;
    const int16_t *by_id; /* indexes of drugs, sorted by id */
    const pl_name *names; /* drugs: sorted by `folded` */
    size_t name_count;
    const pl_name *route_words; /* sorted by `folded`; `routes` holds the one bit */
    size_t route_word_count;
    const pl_name *release_words; /* sorted by `folded`, then by the order of releases */
    size_t release_word_count;
} pl_drugs;

/* ---- editions ---- */

typedef struct pl_interval {
    pl_rational low;
    pl_rational high;
    bool has_low;
    bool has_high;
    bool low_included;
    bool high_included;
} pl_interval;

/* One step of a banded row. */
typedef struct pl_band {
    pl_interval range;
    pl_rational number; /* the result itself, or a factor */
    bool is_factor;
} pl_band;

typedef enum pl_evidence { PL_EVIDENCE_READ, PL_EVIDENCE_SECONDARY } pl_evidence;
typedef enum pl_table_status {
    PL_TABLE_ACTIVE,
    PL_TABLE_SUPERSEDED,
    PL_TABLE_DEPRECATED
} pl_table_status;
typedef enum pl_purpose {
    PL_PURPOSE_ROTATION,
    PL_PURPOSE_OME,
    PL_PURPOSE_STARTING_DOSE
} pl_purpose;

struct pl_edition;

typedef struct pl_example {
    pl_rational given;
    pl_rational result;
    pl_rational low; /* when has_interval */
    pl_rational high;
    bool has_interval;
} pl_example;

/* One arrow of one edition, one-way unless `reversible`. */
typedef struct pl_row {
    const char *id;
    const struct pl_edition *edition;
    pl_place from;
    pl_place to;
    pl_rational factor; /* when band_count is 0 */
    pl_rational low;    /* when has_interval */
    pl_rational high;
    bool has_interval;
    bool has_range;
    bool reversible;
    bool direct_only;  /* never one leg of two */
    bool stable;       /* only when the request says context.stable */
    bool gaps;         /* declared */
    bool overlaps;     /* declared */
    bool not_monotone; /* declared */
    pl_interval range;
    const pl_band *bands;
    size_t band_count;
    pl_evidence evidence;
    pl_table_status status;
    const char *cite;
    pl_both note; /* both NULL when absent */
    const pl_example *examples;
    size_t example_count;
    size_t index; /* place in the list of the file, from 0 */
} pl_row;

typedef struct pl_edition {
    const char *id;
    const char *title;
    const char *publisher;
    const char *jurisdiction;
    const char *published;
    const char *url;
    const char *review_by;
    pl_both note;
    pl_table_status status;
    pl_purpose purpose;
    bool has_pivot;
    bool local;
    pl_place pivot;
    size_t reviewer_count;
    const pl_row *rows; /* sorted by from, to, stable: see pl_edition_row */
    size_t row_count;
    char sha256[65]; /* of the file */
} pl_edition;

/* A document that is cited without being an edition. */
typedef struct pl_source {
    const char *id;
    const char *title;
    const char *publisher;
    const char *jurisdiction;
    const char *published;
    const char *url;
    pl_evidence evidence;
} pl_source;

/* ---- profile ---- */

/* What backs a figure of the profile: an edition or a source (one of them is NULL). */
typedef struct pl_basis {
    const pl_edition *edition;
    const pl_source *source;
    pl_evidence evidence;
    const char *cite;
} pl_basis;

typedef struct pl_arrow {
    pl_place from;
    pl_place to;
    const pl_edition *edition;
    bool has_interval; /* low and high replace those of the row */
    pl_rational low;
    pl_rational high;
    const char *interval_cite; /* NULL when has_interval is false */
    pl_both why;
} pl_arrow;

/* Matches places; PL_NONE is any. */
typedef pl_place pl_pattern;

typedef struct pl_patterns {
    const pl_pattern *list;
    size_t count;
} pl_patterns;

typedef struct pl_reduction {
    pl_rational low; /* percent */
    pl_rational high;
    pl_patterns none_towards;
    pl_basis basis;
} pl_reduction;

typedef struct pl_instead {
    pl_place target;      /* beside this maintenance … */
    const pl_place *give; /* … the breakthrough dose is of one of these */
    size_t give_count;
    const pl_edition *edition; /* the row target → give comes from here */
    const char *cite;
} pl_instead;

typedef struct pl_breakthrough {
    pl_rational low; /* share of the 24 h dose */
    pl_rational high;
    pl_quantity min_interval;
    int32_t max_per_day;
    const pl_instead *instead;
    size_t instead_count;
    pl_patterns none_for; /* targets whose own drug is never a breakthrough dose here */
    pl_basis basis;
} pl_breakthrough;

typedef struct pl_limit {
    pl_place target;
    pl_place of;
    pl_rational at_least; /* native unit of `of`; below it, refused */
    pl_basis basis;
} pl_limit;

typedef enum pl_severity {
    PL_SEVERITY_INFO,
    PL_SEVERITY_CAUTION,
    PL_SEVERITY_STOP, /* withholds the number until acknowledged */
    PL_SEVERITY_NEVER /* refuses */
} pl_severity;

typedef enum pl_fact {
    PL_FACT_NONE,
    PL_FACT_AGE,
    PL_FACT_WEIGHT,
    PL_FACT_EGFR,
    PL_FACT_HEPATIC, /* "mild", "moderate", "severe" */
    PL_FACT_FRAIL,
    PL_FACT_OPIOID_NAIVE
} pl_fact;

enum { PL_FACT_COUNT = 7 };

typedef struct pl_rule {
    const char *code;
    pl_severity severity;
    pl_patterns source; /* count 0: no such condition */
    pl_patterns target;
    pl_patterns either;
    uint32_t releases; /* bit r: an item has release r; 0: no such condition */
    bool molecule_changes;
    pl_fact fact;
    bool has_below;
    bool has_above;
    bool has_is;
    pl_quantity below;
    pl_quantity above;
    const char *is; /* "true", "false", or a word such as "severe" */
    bool has_ome_above;
    pl_rational ome_above; /* native unit of the pivot */
    pl_basis basis;
} pl_rule;

typedef struct pl_profile {
    const char *id;
    pl_both title;
    const char *published;
    const char *review_by;
    size_t reviewer_count;
    pl_place pivot;
    const pl_arrow *arrows; /* sorted by from, to */
    size_t arrow_count;
    pl_reduction reduction;
    pl_breakthrough breakthrough;
    const pl_limit *limits;
    size_t limit_count;
    pl_rational age_at_least; /* years */
    const char *scope_cite;
    pl_quantity weight_least; /* of an adult: a weight outside the two is a slip */
    pl_quantity weight_most;
    pl_rational disagree_percent;
    pl_rational rounding_percent;
    pl_rational tolerance_dose;   /* percent between what is ordered and what is given, included */
    pl_rational tolerance_volume; /* the same between two volumes */
    pl_basis tolerance_basis;
    const pl_rule *rules;
    size_t rule_count;
} pl_profile;

struct pl_anticipation;

/* Editions, sources and profiles: what a rotation needs beside the drugs; and what teams added. */
typedef struct pl_rules {
    const pl_edition *const *editions; /* sorted by id; a local one is last */
    size_t edition_count;
    const pl_source *sources; /* sorted by id */
    size_t source_count;
    const pl_profile *profiles;
    size_t profile_count;
    const struct pl_anticipation *const *teams; /* protocols of teams, the oldest first */
    size_t team_count;
} pl_rules;

/* ---- products ---- */

typedef enum pl_kind { PL_KIND_UNIT, PL_KIND_PATCH, PL_KIND_AMPOULE, PL_KIND_DROPS } pl_kind;

typedef struct pl_presentation {
    const char *name;
    const char *cis;
    pl_quantity strength; /* unit: mass; patch: ug/h delivered; ampoule, drops: concentration */
    pl_quantity volume;   /* ampoule and bottle; unit NULL otherwise */
    pl_quantity content;  /* ampoule: strength x volume; unit NULL otherwise */
    pl_quantity drop;     /* drops: mass of one drop; unit NULL otherwise */
    const char *label;    /* patch: the printed number; NULL otherwise */
    const char *salt;     /* as printed; NULL when not said */
    pl_quantity mixed;    /* ampoule with a solvent of its own: strength once mixed; unit NULL when
                             not said */
} pl_presentation;

typedef struct pl_line {
    const char *id;
    const char *name;
    int16_t drug;
    int16_t release;
    uint32_t routes;
    pl_kind kind;
    pl_both form;
    const char *legal_class;
    bool scored;
    bool opens;
    bool hospital_only;
    int32_t max_days; /* 0 when not said, likewise below */
    int32_t pump_days;
    int32_t fraction_days;
    int32_t max_weeks;
    pl_both note;   /* both NULL when absent */
    pl_both mixing; /* what to do before drawing: the printed strength is not the one in the
                       syringe; both NULL when absent */
    const pl_presentation *presentations;
    size_t presentation_count;
} pl_line;

typedef struct pl_products {
    const char *id;
    const char *status_date;
    const pl_source *source;
    const pl_line *lines;
    size_t line_count;
} pl_products;

#endif
