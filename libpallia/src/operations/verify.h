/* SPDX-License-Identifier: MPL-2.0
 *
 * One prepared syringe or reservoir against its order: what was said, what it will deliver, and the
 * mistake that would explain a difference.
 *
 * The computation goes forward from what is in the syringe and shares none with the one that filled
 * it: amount = strength x volume, concentration = amount / final volume, then x rate, x 24 h, /
 * order. What was not said, or is 0, is unknown: nothing is verified with a guess. When the order
 * says how long, a syringe that is empty sooner, beyond the limit of volumes, deviates.
 *
 * The mixture is judged as a filling would be. An incompatible one, or a forbidden diluent, is a
 * stop advice that withholds nothing: the nurse who has the syringe in hand sees every dose and its
 * verdict, and the verdict of the whole is "deviation", for the reason "mixture" or "diluent",
 * until the request acknowledges it. So is a dose that no source prints, ordered or not: each drug
 * keeps the verdict of the arithmetic, the whole deviates for the reason "implausible-dose".
 *
 * verify_read.c reads the request, verify_compute.c computes and judges, verify_mixture.c judges
 * the drugs together and their names, verify_dose.c what is delivered beside what sources print,
 * verify_cause.c names the cause, verify_advise.c words advice and working, verify.c writes the
 * answer.
 */
#ifndef PL_OPERATIONS_VERIFY_H
#define PL_OPERATIONS_VERIFY_H

#include "leaf/json_read.h"
#include "operations/origin.h"
#include "operations/request.h"
#include "tables/syringe_model.h"

enum { PL_CONTENTS_MAX = 24, PL_CHECKED_MAX = PL_MIX_MAX + PL_CONTENTS_MAX };

typedef enum pl_verdict { PL_VERDICT_CONFORM, PL_VERDICT_DEVIATION, PL_VERDICT_UNKNOWN } pl_verdict;

/* Mistakes whose arithmetic is recognised, in their order of precedence: what the request itself
 * says about the pump first, then what takes two figures to come about, then units, then powers of
 * ten, then ampoules. The first that fits exactly is the likely one. */
typedef enum pl_cause {
    PL_CAUSE_PROGRAMMED,    /* real / programmed strength is the ratio */
    PL_CAUSE_MM,            /* a setting in mm, and 24 or 1/24 */
    PL_CAUSE_SWAPPED,       /* two drugs: each delivers the dose of the other */
    PL_CAUSE_MICROGRAM,     /* 1000 or 1/1000 */
    PL_CAUSE_HOUR_DAY,      /* 24 or 1/24 */
    PL_CAUSE_HOUR_TWO_DAYS, /* 48 or 1/48 */
    PL_CAUSE_MINUTE_HOUR,   /* 60 or 1/60 */
    PL_CAUSE_TENFOLD,       /* 10 or 1/10 */
    PL_CAUSE_HUNDREDFOLD,   /* 100 or 1/100 */
    PL_CAUSE_STRENGTH       /* another marketed strength would have given exactly the order */
} pl_cause;

enum { PL_CAUSE_COUNT = 10 };

/* Why a syringe deviates, as bits: the reader must know where to look first. */
typedef enum pl_reason {
    PL_REASON_DOSE,       /* a drug too much or too little, missing or not ordered */
    PL_REASON_VOLUME,     /* the volumes do not add up */
    PL_REASON_TIME,       /* runs dry before its time */
    PL_REASON_BOLUS,      /* the bolus of the pump */
    PL_REASON_PROGRAMMED, /* the strength that the pump was told */
    PL_REASON_MIXTURE,    /* drugs that are incompatible */
    PL_REASON_DILUENT,    /* a diluent that one of them must not be in */
    PL_REASON_IMPLAUSIBLE /* a dose that no source prints */
} pl_reason;

enum { PL_REASON_COUNT = 8 };

typedef struct pl_causes {
    bool fits[PL_CAUSE_COUNT];
    pl_rational drawn; /* with PL_CAUSE_STRENGTH: mg/mL in the syringe … */
    pl_rational other; /* … and mg/mL of the ampoule it was taken for */
} pl_causes;

/* A figure in its base unit, which the request may leave out. */
typedef struct pl_known {
    bool known;
    pl_rational value;
} pl_known;

/* One drawing: so much of one strength. */
typedef struct pl_content {
    int16_t drug;
    const char *salt;  /* NULL when nobody said */
    pl_known strength; /* mg/mL */
    pl_known volume;   /* mL */
} pl_content;

/* A drug that is in the order, in the syringe, or in both. */
typedef struct pl_checked {
    int16_t drug;
    bool ordered;
    bool present;
    pl_quantity order;      /* as it was written, when ordered */
    pl_rational prescribed; /* mg/24h, when ordered */
    const char *salt;       /* of all its drawings; NULL when not said, or not the same */
    pl_known amount;        /* mg in the syringe */
    pl_known concentration; /* mg/mL in the finished syringe */
    pl_known per_hour;      /* mg/h */
    pl_known delivered;     /* mg/24h */
    pl_rational ratio;      /* delivered / prescribed, when both are known; likewise below */
    pl_rational change;     /* percent */
    pl_verdict verdict;
    pl_causes causes;
} pl_checked;

/* The bolus of a PCA. */
typedef struct pl_bolus {
    bool given;
    size_t drug;            /* index in `drugs` */
    pl_rational prescribed; /* mg */
    pl_known volume;        /* mL that the pump gives */
    pl_known delivered;     /* mg */
    pl_known due;           /* mL that would give the prescribed mg */
    pl_rational ratio;
    pl_rational change;
    pl_verdict verdict;
    pl_causes causes;
} pl_bolus;

/* The strength that the pump was told. */
typedef struct pl_programmed {
    bool given;
    size_t drug;          /* index in `drugs` */
    pl_rational strength; /* mg/mL */
    pl_rational ratio;    /* real / programmed, when the real one is known */
    pl_rational change;
    pl_verdict verdict;
} pl_programmed;

typedef struct pl_volumes {
    pl_known contents; /* mL of all drawings */
    pl_known sum;      /* mL of drawings and diluent */
    pl_rational change;
    pl_verdict verdict;
} pl_volumes;

typedef struct pl_verification {
    /* read */
    pl_request tail;  /* patient and acknowledged codes, for the end of the answer */
    pl_origin origin; /* what the preparation warned of */
    pl_rational kg;   /* 0 when not said */
    const pl_profile *profile;
    const pl_products *products;
    pl_content contents[PL_CONTENTS_MAX];
    size_t content_count;
    pl_known labelled; /* mg/mL of a ready-made bag, instead of contents */
    pl_known final_volume;
    pl_known diluent;   /* mL */
    int16_t diluent_id; /* PL_NONE when not said */
    pl_known prime;     /* mL purged before the start */
    pl_known rate;      /* mL/h, as given, or found from the setting, the time or the strength */
    bool has_rate;      /* the request holds a rate, be it 0 */
    bool stopped;       /* the rate or the setting is 0: nothing flows */
    pl_known setting;   /* mm/h */
    const pl_device *device;   /* NULL when not said */
    bool other_dial;           /* the setting is not in the unit of the device's dial */
    pl_known ordered_duration; /* h */
    pl_rational dose_limit;    /* percent */
    pl_rational volume_limit;

    /* found */
    pl_checked drugs[PL_CHECKED_MAX];
    size_t drug_count;
    pl_bolus bolus;
    pl_programmed programmed;
    pl_volumes volume;
    pl_known duration; /* h until the syringe is empty */
    pl_verdict verdict;
    bool reasons[PL_REASON_COUNT]; /* of a deviation */
    bool incomplete;               /* something could not be verified */
} pl_verification;

/* Statuses of 11xx to 13xx with the pointer of the place; PALLIA_ESCOPE for a child. */
pl_status pl_verification_read(pl_context *context, const pl_json *document, pl_verification *out,
                               pl_error *error);

/* Computes and judges everything that is known. PALLIA_EOVERFLOW. */
pl_status pl_verification_compute(pl_verification *it, pl_error *error);

/* Judges the drugs of the syringe together, as a filling is judged, and the names of a drug that is
 * missing and of one that nobody ordered. Needs the concentrations; what rests on one that is not
 * known is left out. Statuses of the syringe tables. */
pl_status pl_verification_judge_mixture(pl_context *context, pl_verification *it, pl_error *error);

/* Judges what is delivered beside what sources print: implausible-dose (a stop), above-usual,
 * above-high, above-switch, outside-observed. Needs the doses; one that is not known is left out.
 * Statuses of the syringe tables. */
pl_status pl_verification_judge_doses(pl_context *context, pl_verification *it, pl_error *error);

/* The whole deviates for `reason` once `code` was advised, unless the request took it into account.
 */
void pl_verification_deviate_for(const pl_context *context, pl_verification *it, const char *code,
                                 pl_reason reason);

/* Whether the pump of this syringe finds its rate by itself, from the volume and the time. */
bool pl_verification_times_itself(const pl_verification *it);

/* Fills `causes` of each dose that deviates. Needs the verdicts. */
void pl_verification_find_causes(pl_verification *it);

/* The first cause that fits; PL_CAUSE_COUNT when there is none. */
size_t pl_cause_likely(const pl_causes *causes);

/* "tenfold", "strength-confusion", … */
const char *pl_cause_word(size_t cause);

/* Advises on what deviates, why, and what is missing; then, apart, on the rest. */
void pl_verification_advise(pl_context *context, const pl_verification *it);
void pl_verification_remind(pl_context *context, const pl_verification *it);

/* Records the working. */
void pl_verification_explain(pl_context *context, const pl_verification *it);

/* A figure of one drug, in mg or so (mg, mg/mL, mg/h, mg/24h): in µg for a drug that was ordered in
 * µg. "?" when it is not known. */
const char *pl_verification_say_dose(pl_context *context, const pl_checked *one, pl_known value,
                                     const pl_unit *unit);

/* A change in percent with one decimal, without its unit: to nearest, but never on the near side of
 * `limit` for one that is beyond it. */
const char *pl_verification_say_change(pl_context *context, pl_rational change, pl_rational limit);

/* A ratio as a whole number or a fraction ("5", "1/5"): a reader sees at once which way it goes. */
enum { PL_RATIO_TEXT_SIZE = 48 };
void pl_ratio_text(pl_rational ratio, char text[PL_RATIO_TEXT_SIZE]);

#endif
