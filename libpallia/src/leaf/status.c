/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/status.h"

#include "leaf/utf8.h"

#include <string.h>

typedef struct status_entry {
    pl_status code;
    const char *name;
} status_entry;

/* In ascending order, the order of pallia/status.h. */
static const status_entry statuses[] = {
    {PALLIA_OK, "ok"},

    {PALLIA_EJSON, "json"},
    {PALLIA_EUTF8, "utf8"},
    {PALLIA_EDEPTH, "depth"},
    {PALLIA_ESIZE, "size"},
    {PALLIA_ENUMBER_LENGTH, "number-length"},
    {PALLIA_EDUPLICATE, "duplicate"},
    {PALLIA_ENUL, "nul"},
    {PALLIA_EEMPTY, "empty"},

    {PALLIA_EKEY_UNKNOWN, "key-unknown"},
    {PALLIA_EKEY_MISSING, "key-missing"},
    {PALLIA_ETYPE, "type"},
    {PALLIA_EOPERATION, "operation"},
    {PALLIA_ECONFLICT, "conflict"},
    {PALLIA_EVALUE, "value"},
    {PALLIA_ECOUNT, "count"},
    {PALLIA_EDISAGREE, "disagree"},

    {PALLIA_EQUANTITY, "quantity"},
    {PALLIA_EUNIT_MISSING, "unit-missing"},
    {PALLIA_EUNIT_UNKNOWN, "unit-unknown"},
    {PALLIA_EDIMENSION, "dimension"},
    {PALLIA_EAMBIGUOUS_NUMBER, "ambiguous-number"},
    {PALLIA_EPERCENT, "percent"},
    {PALLIA_EEXPONENT, "exponent"},
    {PALLIA_ENEGATIVE, "negative"},
    {PALLIA_EPRECISION, "precision"},
    {PALLIA_EMAGNITUDE, "magnitude"},
    {PALLIA_EOVERFLOW, "overflow"},

    {PALLIA_EDRUG, "drug"},
    {PALLIA_EROUTE, "route"},
    {PALLIA_EEDITION, "edition"},
    {PALLIA_EPROFILE, "profile"},
    {PALLIA_ELANGUAGE, "language"},
    {PALLIA_EFREQUENCY, "frequency"},
    {PALLIA_EROUTE_DRUG, "route-drug"},
    {PALLIA_ECODE, "code"},
    {PALLIA_ESTRENGTH, "strength"},
    {PALLIA_EDEVICE, "device"},
    {PALLIA_EDILUENT, "diluent"},
    {PALLIA_EPROTOCOL, "protocol"},

    {PALLIA_ENO_RULE, "no-rule"},
    {PALLIA_EOUT_OF_RANGE, "out-of-range"},
    {PALLIA_ENEVER, "never"},
    {PALLIA_ETOTALS_ONLY, "totals-only"},
    {PALLIA_ESCOPE, "scope"},
    {PALLIA_EWITHHELD, "withheld"},
    {PALLIA_EVOLUME, "volume"},
    {PALLIA_EMEASURE, "measure"},
    {PALLIA_EDILUENT_FORBIDDEN, "diluent-forbidden"},
    {PALLIA_ECAPACITY, "capacity"},
    {PALLIA_EDURATION, "duration"},
    {PALLIA_EFRACTION, "fraction"},
    {PALLIA_ECOVERED, "covered"},
    {PALLIA_EDISPENSING, "dispensing"},
    {PALLIA_EINCONSISTENT, "inconsistent"},
    {PALLIA_EFILL, "fill"},
    {PALLIA_EWEIGHT, "weight"},

    {PALLIA_ETABLE_SCHEMA, "table-schema"},
    {PALLIA_ETABLE_SOURCE, "table-source"},
    {PALLIA_ETABLE_NUMBER, "table-number"},
    {PALLIA_ETABLE_INTERVAL, "table-interval"},
    {PALLIA_ETABLE_EXAMPLE, "table-example"},
    {PALLIA_ETABLE_GAP, "table-gap"},
    {PALLIA_ETABLE_OVERLAP, "table-overlap"},
    {PALLIA_ETABLE_MONOTONE, "table-monotone"},
    {PALLIA_ETABLE_TEXT, "table-text"},
    {PALLIA_ETABLE_DRUG, "table-drug"},
    {PALLIA_ETABLE_DUPLICATE, "table-duplicate"},
    {PALLIA_ETABLE_DATE, "table-date"},
    {PALLIA_ETABLE_REFERENCE, "table-reference"},
    {PALLIA_ETABLE_UNIT, "table-unit"},
    {PALLIA_ETABLE_ID, "table-id"},
    {PALLIA_ETABLE_DIGEST, "table-digest"},
    {PALLIA_ETABLE_STRENGTH, "table-strength"},
    {PALLIA_ETABLE_REVIEWER, "table-reviewer"},

    {PALLIA_ENOMEM, "nomem"},
    {PALLIA_EARGUMENT, "argument"},

    {PALLIA_EINTERNAL, "internal"},
};

enum { STATUS_COUNT = sizeof statuses / sizeof statuses[0] };

const char *pl_status_name(pl_status code) {
    for (size_t i = 0; i < STATUS_COUNT; i++) {
        if (statuses[i].code == code) {
            return statuses[i].name;
        }
    }
    return NULL;
}

pl_status pl_status_at(size_t index) {
    return index < STATUS_COUNT ? statuses[index].code : -1;
}

static void copy_cut(char *target, size_t room, const char *text) {
    size_t length = text == NULL ? 0 : pl_utf8_cut(text, strlen(text), room - 1);
    if (length > 0) {
        memcpy(target, text, length);
    }
    target[length] = '\0';
}

void pl_note(pl_error *error, pl_status code, const char *pointer, const char *token) {
    if (error == NULL) {
        return;
    }
    error->code = code;
    error->offset = 0;
    copy_cut(error->pointer, sizeof error->pointer, pointer);
    copy_cut(error->token, sizeof error->token, token);
}
