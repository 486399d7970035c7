/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/request.h"

#include "leaf/date.h"
#include "tables/index.h"

#include <stdio.h>
#include <string.h>

static const char default_profile[] = "fr";

static const char *const rotate_keys[] = {
    "op",      "regimen",  "target",   "reduction",   "profile", "edition", "patient",
    "context", "rounding", "language", "acknowledge", "date",    NULL};
static const char *const compare_keys[] = {"op",      "regimen", "target",   "profile",
                                           "patient", "context", "language", "acknowledge",
                                           "date",    NULL};
static const char *const ome_keys[] = {"op",       "regimen",     "edition", "profile", "patient",
                                       "language", "acknowledge", "date",    NULL};

static const char *const anticipate_keys[] = {
    "op",  "symptoms", "regimen", "route",    "profile",     "patient", "at_home", "days",
    "who", "rows",     "compare", "language", "acknowledge", "date",    NULL};

const char pl_exceptional_code[] = "exceptional-protocol";

static pl_status read_profile(const pl_context *context, const pl_json *document, pl_request *out,
                              pl_error *error) {
    pl_json at;
    const char *id = default_profile;
    bool given = pl_json_member(document, "profile", &at);
    if (given) {
        pl_status status = pl_json_string(&at, &id, error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    out->profile = pl_profile_find(context->rules, id);
    if (!out->profile) {
        return given ? pl_json_fail(&at, PALLIA_EPROFILE, error)
                     : pl_fail(error, PALLIA_EPROFILE, "", id);
    }
    return PALLIA_OK;
}

static pl_status read_edition(const pl_context *context, const pl_json *document, pl_request *out,
                              pl_error *error) {
    pl_json at;
    pl_json profile;
    const char *id;
    if (!pl_json_member(document, "edition", &at)) {
        return PALLIA_OK;
    }
    if (pl_json_member(document, "profile", &profile)) {
        return pl_json_fail(&at, PALLIA_ECONFLICT, error);
    }
    pl_status status = pl_json_string(&at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->edition = pl_edition_find(context->rules, id);
    return out->edition ? PALLIA_OK : pl_json_fail(&at, PALLIA_EEDITION, error);
}

static pl_status read_target(const pl_context *context, const pl_json *document, pl_request *out,
                             pl_error *error) {
    static const char *const keys[] = {"drug", "route", "release", NULL};
    pl_json target;
    pl_json at;
    const char *id;
    out->target_release = PL_NONE;
    out->has_target = true;
    pl_status status = pl_json_need(document, "target", &target, error);
    if (status == PALLIA_OK) {
        status = pl_json_known_keys(&target, keys, error);
    }
    if (status == PALLIA_OK) {
        status = pl_place_read(context, &target, &out->target, error);
    }
    if (status != PALLIA_OK || !pl_json_member(&target, "release", &at)) {
        return status;
    }
    status = pl_json_string(&at, &id, error);
    if (status != PALLIA_OK) {
        return status;
    }
    out->target_release = pl_release_find(context->drugs, id);
    return out->target_release == PL_NONE ? pl_json_fail(&at, PALLIA_EVALUE, error) : PALLIA_OK;
}

/* A totals operation ends at the pivot of whatever table it uses. */
static void pivot_as_target(pl_request *out) {
    out->target_release = PL_NONE;
    out->target =
        out->edition && out->edition->has_pivot ? out->edition->pivot : out->profile->pivot;
}

static pl_status read_reduction(const pl_json *document, pl_request *out, pl_error *error) {
    pl_json at;
    pl_quantity percent;
    if (!pl_json_member(document, "reduction", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_quantity(&at, PL_PERCENT, &percent, error);
    if (status != PALLIA_OK) {
        return status;
    }
    if (pl_rational_compare(percent.value, pl_rational_from_int(100)) >= 0) {
        return pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    out->has_reduction = true;
    out->reduction = percent.value;
    return PALLIA_OK;
}

static pl_status read_rounding(const pl_json *document, pl_request *out, pl_error *error) {
    static const char *const words[] = {
        [PL_ROUND_DOWN] = "down", [PL_ROUND_UP] = "up", [PL_ROUND_NEAREST] = "nearest"};
    pl_json at;
    const char *word;
    out->rounding = PL_ROUND_DOWN;
    if (!pl_json_member(document, "rounding", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &word, error);
    for (int i = PL_ROUND_DOWN; i <= PL_ROUND_NEAREST && status == PALLIA_OK; i++) {
        if (strcmp(word, words[i]) == 0) {
            out->rounding = (pl_rounding)i;
            return PALLIA_OK;
        }
    }
    return status == PALLIA_OK ? pl_json_fail(&at, PALLIA_EVALUE, error) : status;
}

static pl_status read_context(const pl_json *document, pl_request *out, pl_error *error) {
    static const char *const keys[] = {"stable", NULL};
    pl_json object;
    pl_json at;
    if (!pl_json_member(document, "context", &object)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_known_keys(&object, keys, error);
    if (status != PALLIA_OK || !pl_json_member(&object, "stable", &at)) {
        return status;
    }
    return pl_json_bool(&at, &out->stable, error);
}

static bool is_rule_code(const void *among, const char *code) {
    const pl_profile *profile = among;
    for (size_t i = 0; i < profile->rule_count; i++) {
        if (strcmp(profile->rules[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_anticipation_code(const void *among, const char *code) {
    return strcmp(code, pl_exceptional_code) == 0 || is_rule_code(among, code);
}

pl_status pl_acknowledge_read(const pl_json *document, size_t most,
                              bool (*known)(const void *among, const char *code), const void *among,
                              pl_request *out, pl_error *error) {
    pl_json list;
    pl_json at;
    if (!pl_json_member(document, "acknowledge", &list)) {
        return PALLIA_OK;
    }
    if (!pl_json_is_list(&list)) {
        return pl_json_fail(&list, PALLIA_ETYPE, error);
    }
    if (pl_json_count(&list) > most) {
        return pl_json_fail(&list, PALLIA_ECOUNT, error);
    }
    for (bool more = pl_json_first(&list, &at); more; more = pl_json_next(&at)) {
        const char *code;
        pl_status status = pl_json_string(&at, &code, error);
        if (status != PALLIA_OK) {
            return status;
        }
        if (!known(among, code)) {
            return pl_json_fail(&at, PALLIA_ECODE, error);
        }
        out->acknowledge[out->acknowledge_count++] = code;
    }
    return PALLIA_OK;
}

static pl_status read_date(const pl_json *document, pl_request *out, pl_error *error) {
    pl_json at;
    if (!pl_json_member(document, "date", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &out->date, error);
    bool whole = status == PALLIA_OK && strlen(out->date) == strlen("YYYY-MM-DD") &&
                 pl_date_valid(out->date, false);
    return status != PALLIA_OK || whole ? status : pl_json_fail(&at, PALLIA_EVALUE, error);
}

static pl_status read_patient(pl_context *context, const pl_json *document, pl_request *out,
                              pl_error *error) {
    pl_json at;
    return pl_json_member(document, "patient", &at)
               ? pl_patient_read(context, &at, &out->patient, error)
               : PALLIA_OK;
}

static pl_status read_regimen(pl_context *context, const pl_json *document, pl_request_kind kind,
                              pl_request *out, pl_error *error) {
    pl_json at;
    if (kind == PL_REQUEST_ANTICIPATE && !pl_json_member(document, "regimen", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_need(document, "regimen", &at, error);
    return status == PALLIA_OK ? pl_regimen_read(context, &at, &out->regimen, error) : status;
}

pl_status pl_request_read(pl_context *context, const pl_json *document, pl_request_kind kind,
                          pl_request *out, pl_error *error) {
    static const char *const *const keys[] = {[PL_REQUEST_ROTATE] = rotate_keys,
                                              [PL_REQUEST_COMPARE] = compare_keys,
                                              [PL_REQUEST_OME] = ome_keys,
                                              [PL_REQUEST_ANTICIPATE] = anticipate_keys};
    *out = (pl_request){0};
    pl_status status = pl_json_known_keys(document, keys[kind], error);
    if (status == PALLIA_OK) {
        status = read_profile(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_edition(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_regimen(context, document, kind, out, error);
    }
    if (status == PALLIA_OK && kind == PL_REQUEST_OME) {
        pivot_as_target(out);
    } else if (status == PALLIA_OK && kind != PL_REQUEST_ANTICIPATE) {
        status = read_target(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_reduction(document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_rounding(document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_patient(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_context(document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_date(document, out, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_acknowledge_read(document, PL_ACKNOWLEDGE_MAX,
                               kind == PL_REQUEST_ANTICIPATE ? is_anticipation_code : is_rule_code,
                               out->profile, out, error);
}

/* "morphine/oral". The token of a failure is the part that is wrong. */
static pl_status read_place(const pl_context *context, const pl_json *document, const char *key,
                            pl_place *out, pl_error *error) {
    pl_json at;
    const char *text;
    pl_status status = pl_json_need(document, key, &at, error);
    if (status == PALLIA_OK) {
        status = pl_json_string(&at, &text, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    const char *slash = strchr(text, '/');
    size_t length = slash ? (size_t)(slash - text) : strlen(text);
    const char *drug = pl_arena_text(context->arena, text, length);
    if (!drug) {
        return pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    }
    int16_t found = pl_drug_find(context->drugs, drug);
    char pointer[] = "/from";
    snprintf(pointer, sizeof pointer, "/%s", key);
    if (found == PL_NONE) {
        return pl_fail(error, PALLIA_EDRUG, pointer, drug);
    }
    const char *route = slash ? slash + 1 : "";
    status = pl_place_choose(context->drugs, found, route, out);
    return status == PALLIA_OK ? status : pl_fail(error, status, pointer, route);
}

/* "op" is "rotate" unless said; "ome" makes the request one for a total. */
static pl_status read_purpose(const pl_json *document, bool *totals, pl_error *error) {
    pl_json at;
    const char *word;
    *totals = false;
    if (!pl_json_member(document, "op", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &word, error);
    if (status != PALLIA_OK) {
        return status;
    }
    *totals = strcmp(word, "ome") == 0;
    return *totals || strcmp(word, "rotate") == 0 ? PALLIA_OK
                                                  : pl_json_fail(&at, PALLIA_EOPERATION, error);
}

static pl_status read_prepared_target(const pl_context *context, const pl_json *document,
                                      bool totals, pl_request *out, pl_error *error) {
    pl_json at;
    if (!totals) {
        out->target_release = PL_NONE;
        out->has_target = true;
        return read_place(context, document, "to", &out->target, error);
    }
    if (pl_json_member(document, "to", &at)) {
        return pl_json_fail(&at, PALLIA_ECONFLICT, error);
    }
    pivot_as_target(out);
    return PALLIA_OK;
}

static pl_status read_stable(const pl_json *document, bool *out, pl_error *error) {
    pl_json at;
    return pl_json_member(document, "stable", &at) ? pl_json_bool(&at, out, error) : PALLIA_OK;
}

pl_status pl_request_prepare(pl_context *context, const pl_json *document, pl_place *from,
                             pl_request *out, bool *totals, pl_error *error) {
    static const char *const keys[] = {"op",     "to",          "edition",  "profile",
                                       "stable", "acknowledge", "language", NULL};
    static const char *const keys_from[] = {
        "op", "to", "edition", "profile", "stable", "acknowledge", "language", "from", NULL};
    *out = (pl_request){0};
    pl_status status = pl_json_known_keys(document, from ? keys_from : keys, error);
    if (status == PALLIA_OK) {
        status = read_purpose(document, totals, error);
    }
    if (status == PALLIA_OK) {
        status = read_profile(context, document, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_edition(context, document, out, error);
    }
    if (status == PALLIA_OK && from) {
        status = read_place(context, document, "from", from, error);
    }
    if (status == PALLIA_OK) {
        status = read_prepared_target(context, document, *totals, out, error);
    }
    if (status == PALLIA_OK) {
        status = read_stable(document, &out->stable, error);
    }
    return status == PALLIA_OK ? pl_acknowledge_read(document, PL_ACKNOWLEDGE_MAX, is_rule_code,
                                                     out->profile, out, error)
                               : status;
}

bool pl_request_acknowledges(const pl_request *request, const char *code) {
    for (size_t i = 0; i < request->acknowledge_count; i++) {
        if (strcmp(request->acknowledge[i], code) == 0) {
            return true;
        }
    }
    return false;
}

bool pl_request_stopped(const pl_context *context, const pl_request *request) {
    for (size_t i = 0; i < context->advice_count; i++) {
        const pl_advice *one = &context->advice[i];
        if (one->severity == PL_SEVERITY_STOP && !one->from &&
            !pl_request_acknowledges(request, one->code)) {
            return true;
        }
    }
    return false;
}
