/* SPDX-License-Identifier: MPL-2.0 */
#include "phrase.h"

#include "fault.h"
#include "frequency.h"
#include "names.h"

#include <stdio.h>
#include <string.h>

enum { DOSE_SIZE = 96, DOSES_MAX = 16, POINTER_SIZE = 40 };

/* One dose as typed, and how often. */
typedef struct dose {
    char text[DOSE_SIZE];
    frequency how_often;
    bool joined; /* by a plus to the one before */
} dose;

typedef struct reader {
    cli *it;
    words all;
    size_t at;
    char pointer[POINTER_SIZE];
    name_found name;
    size_t name_at; /* where the name stands */
    char route[NAME_SIZE];
    char release[NAME_SIZE];
    dose doses[DOSES_MAX];
    size_t dose_count;
    bool plus;          /* a plus was read, a dose must follow */
    bool moments_first; /* "matin 60 mg, soir 90 mg" */
    frequency waiting;  /* moments or a count that the next dose will take */
} reader;

/* ---- what went wrong ---- */

/* Says what is wrong with the words `from` to `last`. `near` is taken over; it may be NULL. */
static bool fail_near(reader *r, int32_t code, const char *key, size_t from, size_t last,
                      cJSON *near, const char *names) {
    const fault what = {code, key, r->pointer, from, last, names};
    return fault_say(r->it, &r->all, &what, near);
}

static bool fail(reader *r, int32_t code, const char *key, size_t from, size_t last) {
    return fail_near(r, code, key, from, last, NULL, NULL);
}

static bool fail_whole(reader *r, int32_t code, const char *key) {
    return fail(r, code, key, 0, r->all.count - 1);
}

static bool fail_unknown(reader *r) {
    size_t length;
    cJSON *near = names_near(r->it, &r->all, r->at, &length);
    bool nameless = r->name.length == 0;
    return fail_near(r, nameless ? PALLIA_EDRUG : PALLIA_EVALUE,
                     nameless ? "phrase.unknown_name" : "phrase.unknown_word", r->at,
                     r->at + length - 1, near, NULL);
}

/* ---- names ---- */

static bool take_drug(reader *r, const name_found *found) {
    if (r->name.length > 0) {
        return fail(r, PALLIA_ECONFLICT, "phrase.two_drugs", r->at, r->at + found->length - 1);
    }
    r->name = *found;
    r->name_at = r->at;
    return true;
}

static bool take_word(reader *r, char into[NAME_SIZE], const char *id, size_t length) {
    if (into[0] != '\0' && strcmp(into, id) != 0) {
        return fail(r, PALLIA_ECONFLICT, "phrase.contradicts", r->at, r->at + length - 1);
    }
    memcpy(into, id, strlen(id) + 1);
    return true;
}

/* True when a name, a route or a release was taken; *wrong when it cannot be. */
static bool take_name(reader *r, bool *wrong) {
    name_found found = names_read(r->it, &r->all, r->at);
    if (found.length == 0) {
        return false;
    }
    if (found.drug[0] != '\0') {
        *wrong = !take_drug(r, &found);
    } else if (found.route[0] != '\0') {
        *wrong = !take_word(r, r->route, found.route, found.length);
    } else {
        *wrong = !take_word(r, r->release, found.release, found.length);
    }
    r->at += found.length;
    return true;
}

/* "par voie orale", "de morphine": a small word before a name says nothing more. */
static bool skip_small_word(reader *r) {
    static const char *const small[] = {"par", "voie", "en", "de", "of", "by", "via", NULL};
    size_t at = r->at;
    while (words_is_one(&r->all, at, small)) {
        at++;
    }
    if (at == r->at || at == r->all.count || names_read(r->it, &r->all, at).length == 0) {
        return false;
    }
    r->at = at;
    return true;
}

/* ---- quantities ---- */

/* Adds `more` to a dose, whole or not at all. */
static bool extend(char text[DOSE_SIZE], const char *more) {
    size_t length = strlen(text);
    size_t added = strlen(more);
    if (added >= DOSE_SIZE - length) {
        return false;
    }
    memcpy(text + length, more, added + 1);
    return true;
}

/* Whether the word at `at` can be a unit: a word that means nothing else. */
static bool may_be_unit(reader *r, size_t at) {
    if (words_is(&r->all, at, "%")) {
        return true;
    }
    return words_is_kind(&r->all, at, WORD_LETTERS) && !words_is_times(&r->all, at) &&
           frequency_read(&r->all, at).kind == FREQUENCY_NONE &&
           names_read(r->it, &r->all, at).length == 0;
}

/* Adds "/kg", "/mL" and the like: what follows a slash and is no time. A time is a frequency. */
static size_t more_unit(reader *r, size_t at, char text[DOSE_SIZE]) {
    while (words_is(&r->all, at, "/") && words_is_kind(&r->all, at + 1, WORD_LETTERS) &&
           frequency_read(&r->all, at).kind == FREQUENCY_NONE) {
        char part[DOSE_SIZE] = "/";
        if (!words_copy(&r->all, at + 1, at + 1, part + 1, sizeof part - 1) ||
            !extend(text, part)) {
            return at;
        }
        at += 2;
    }
    return at;
}

/* "1 000 mg", "1, 5 mg": a hint about the unit would make one number of half of it. */
static bool is_split(const reader *r) {
    size_t next = r->at + 1;
    next += words_is(&r->all, next, ",") || words_is(&r->all, next, ".") ? 1 : 0;
    return words_is_kind(&r->all, next, WORD_NUMBER);
}

static bool fail_bare(reader *r) {
    if (is_split(r)) {
        return fail(r, PALLIA_EQUANTITY, "phrase.split_number", r->at, r->at);
    }
    bool patch = r->name.route_count == 1 && strcmp(r->name.routes[0], "transdermal") == 0;
    patch = patch || strcmp(r->route, "transdermal") == 0;
    return fail(r, PALLIA_EUNIT_MISSING, patch ? "phrase.bare_patch" : "phrase.bare", r->at, r->at);
}

static bool read_dose(reader *r, dose *out) {
    size_t at = r->at + 1;
    *out = (dose){.joined = r->plus};
    if (!may_be_unit(r, at)) {
        return fail_bare(r);
    }
    char unit[DOSE_SIZE] = " ";
    if (!words_copy(&r->all, r->at, r->at, out->text, sizeof out->text) ||
        !words_copy(&r->all, at, at, unit + 1, sizeof unit - 1) || !extend(out->text, unit)) {
        return fail(r, PALLIA_EQUANTITY, "phrase.unknown_word", r->at, at);
    }
    r->at = more_unit(r, at + 1, out->text);
    return true;
}

/* "4 x 20 mg": a count that stands before its dose. */
static bool take_count(reader *r) {
    if (words_whole(&r->all, r->at) < 0 || !words_is_times(&r->all, r->at + 1) ||
        !words_is_kind(&r->all, r->at + 2, WORD_NUMBER) || r->waiting.kind != FREQUENCY_NONE ||
        !may_be_unit(r, r->at + 3)) {
        return false;
    }
    r->waiting = (frequency){.kind = FREQUENCY_TIMES, .times = words_whole(&r->all, r->at)};
    r->at += 2;
    return true;
}

static bool take_dose(reader *r) {
    if (r->dose_count == DOSES_MAX) {
        return fail(r, PALLIA_ECOUNT, "phrase.too_long", r->at, r->at);
    }
    dose *one = &r->doses[r->dose_count];
    if (!read_dose(r, one)) {
        return false;
    }
    one->how_often = r->waiting;
    r->waiting.kind = FREQUENCY_NONE;
    r->plus = false;
    r->dose_count++;
    return true;
}

/* ---- how often ---- */

/* A rate becomes part of the dose: "60 mg par jour" is "60 mg/24h". After a count, "par jour" says
 * nothing more: "4 x 20 mg par jour". */
static bool apply_rate(reader *r, dose *to, const frequency *found) {
    bool per_day = strcmp(found->rate, "/24h") == 0;
    if (per_day && to->how_often.kind == FREQUENCY_TIMES) {
        return true;
    }
    if (strchr(to->text, '/') || !extend(to->text, found->rate)) {
        return fail(r, PALLIA_ECONFLICT, "phrase.twice", r->at, r->at + found->length - 1);
    }
    return true;
}

static bool apply(reader *r, const frequency *found) {
    dose *last = r->dose_count > 0 ? &r->doses[r->dose_count - 1] : NULL;
    bool moments = found->kind == FREQUENCY_MOMENTS;
    r->moments_first = r->moments_first || (moments && !last);
    if (moments && r->moments_first && r->waiting.kind == FREQUENCY_NONE) {
        r->waiting = *found;
        return true;
    }
    if (!last) {
        return fail(r, PALLIA_EKEY_MISSING, "phrase.dose_first", r->at, r->at + found->length - 1);
    }
    if (found->kind == FREQUENCY_RATE) {
        return apply_rate(r, last, found);
    }
    if (last->how_often.kind != FREQUENCY_NONE) {
        return fail(r, PALLIA_ECONFLICT, "phrase.twice", r->at, r->at + found->length - 1);
    }
    last->how_often = *found;
    return true;
}

static bool take_frequency(reader *r, bool *wrong) {
    bool alone = r->dose_count == 0 && words_is_kind(&r->all, r->at, WORD_NUMBER);
    frequency found = frequency_read(&r->all, r->at);
    if (found.kind == FREQUENCY_NONE || alone) {
        return false;
    }
    *wrong = !apply(r, &found);
    r->at += found.length;
    return true;
}

static bool take_sign(reader *r, bool *wrong) {
    static const char *const breaks[] = {",", ";", ".", NULL};
    static const char *const links[] = {"et", "and", "puis", "then", NULL};
    bool link = words_is_one(&r->all, r->at, links) && r->dose_count > 0 &&
                words_is_kind(&r->all, r->at + 1, WORD_NUMBER);
    if (link || words_is_one(&r->all, r->at, breaks)) {
        r->at++;
        return true;
    }
    if (!words_is(&r->all, r->at, "+")) {
        return false;
    }
    if (r->dose_count == 0 || r->plus) {
        *wrong = true;
        fail(r, PALLIA_EVALUE, "phrase.unknown_word", r->at, r->at);
    }
    r->plus = true;
    r->at++;
    return true;
}

/* ---- the whole ---- */

static bool read_next(reader *r) {
    bool wrong = false;
    if (take_count(r) || take_frequency(r, &wrong)) {
        return !wrong;
    }
    if (words_is_kind(&r->all, r->at, WORD_NUMBER)) {
        return take_dose(r);
    }
    if (take_name(r, &wrong) || take_sign(r, &wrong)) {
        return !wrong;
    }
    return skip_small_word(r) || fail_unknown(r);
}

static bool read_all(reader *r, const char *phrase) {
    if (!words_cut(phrase, &r->all) || r->all.count == 0) {
        return fault_uncut(r->it, &r->all, r->pointer);
    }
    while (r->at < r->all.count) {
        if (!read_next(r)) {
            return false;
        }
    }
    if (r->name.length == 0) {
        return fail_whole(r, PALLIA_EDRUG, "phrase.no_name");
    }
    return !r->plus || fail_whole(r, PALLIA_EKEY_MISSING, "phrase.no_dose");
}

static void join_routes(const name_found *name, cli_text *out) {
    for (size_t i = 0; i < name->route_count; i++) {
        text_add(out, i > 0 ? ", " : "");
        text_add(out, name->routes[i]);
    }
}

static bool has_route(const name_found *name, const char *route) {
    for (size_t i = 0; i < name->route_count; i++) {
        if (strcmp(name->routes[i], route) == 0) {
            return true;
        }
    }
    return false;
}

/* The route that was typed, or the only one that the name leaves. */
static bool settle_route(reader *r) {
    if (r->route[0] != '\0' && (!r->name.brand || has_route(&r->name, r->route))) {
        return true;
    }
    if (r->route[0] == '\0' && r->name.route_count == 1) {
        memcpy(r->route, r->name.routes[0], NAME_SIZE);
        return true;
    }
    cli_text names = {0};
    bool typed = r->route[0] != '\0';
    join_routes(&r->name, &names);
    fail_near(r, typed ? PALLIA_EROUTE_DRUG : PALLIA_EKEY_MISSING,
              typed ? "phrase.other_route" : "phrase.which_route", r->name_at,
              r->name_at + r->name.length - 1, NULL, text_get(&names));
    text_release(&names);
    return false;
}

static bool is_prolonged(const char *release) {
    return strncmp(release, "pr", 2) == 0;
}

/* A brand decides between 12 and 24 hours; it never turns an immediate release into a prolonged
 * one. */
static bool settle_release(reader *r) {
    const char *own = r->name.release;
    if (own[0] == '\0') {
        return true;
    }
    if (r->release[0] != '\0' && strcmp(r->release, own) != 0 &&
        !(is_prolonged(r->release) && is_prolonged(own))) {
        return fail_whole(r, PALLIA_ECONFLICT, "phrase.release");
    }
    memcpy(r->release, own, NAME_SIZE);
    return true;
}

static void add_place(const reader *r, cJSON *object) {
    cJSON_AddStringToObject(object, "drug", r->name.drug);
    cJSON_AddStringToObject(object, "route", r->route);
    if (r->release[0] != '\0') {
        cJSON_AddStringToObject(object, "release", r->release);
    }
}

/* Doses joined by a plus are given together: what is said of the last holds for all. */
static void share_frequency(reader *r) {
    for (size_t i = r->dose_count; i-- > 1;) {
        dose *before = &r->doses[i - 1];
        if (r->doses[i].joined && before->how_often.kind == FREQUENCY_NONE) {
            before->how_often = r->doses[i].how_often;
        }
    }
}

static bool all_are(const reader *r, frequency_kind kind) {
    for (size_t i = 0; i < r->dose_count; i++) {
        if (r->doses[i].how_often.kind != kind) {
            return false;
        }
    }
    return true;
}

/* Several patches, or unequal doses of one day: one item with all of them. */
static void add_doses(const reader *r, cJSON *item) {
    cJSON *list = cJSON_AddArrayToObject(item, "doses");
    for (size_t i = 0; i < r->dose_count; i++) {
        const dose *one = &r->doses[i];
        int count =
            one->how_often.kind == FREQUENCY_MOMENTS ? frequency_count(one->how_often.moments) : 1;
        for (int k = 0; k < count; k++) {
            cJSON_AddItemToArray(list, cJSON_CreateString(one->text));
        }
    }
}

static void add_dose(const dose *one, cJSON *item) {
    const frequency *how_often = &one->how_often;
    cJSON_AddStringToObject(item, "dose", one->text);
    if (how_often->kind == FREQUENCY_EVERY) {
        cJSON_AddStringToObject(item, "every", how_often->every);
    } else if (how_often->kind == FREQUENCY_TIMES) {
        cJSON_AddNumberToObject(item, "times", how_often->times);
    } else if (how_often->kind == FREQUENCY_MOMENTS) {
        cJSON_AddNumberToObject(item, "times", frequency_count(how_often->moments));
    }
}

/* A dose that is no rate needs to be told how often; for a patch the library judges its unit first.
 */
static bool lacks_frequency(const reader *r) {
    for (size_t i = 0; i < r->dose_count; i++) {
        if (r->doses[i].how_often.kind == FREQUENCY_NONE && !strchr(r->doses[i].text, '/')) {
            return strcmp(r->route, "transdermal") != 0;
        }
    }
    return false;
}

static cJSON *new_item(const reader *r, cJSON *regimen) {
    cJSON *item = cJSON_CreateObject();
    add_place(r, item);
    cJSON_AddItemToArray(regimen, item);
    return item;
}

static void add_items(const reader *r, cJSON *regimen) {
    bool patches = strcmp(r->route, "transdermal") == 0;
    if (r->dose_count > 1 &&
        (all_are(r, FREQUENCY_MOMENTS) || (patches && all_are(r, FREQUENCY_NONE)))) {
        add_doses(r, new_item(r, regimen));
        return;
    }
    for (size_t i = 0; i < r->dose_count; i++) {
        add_dose(&r->doses[i], new_item(r, regimen));
    }
}

bool phrase_read_item(cli *it, const char *phrase, cJSON *regimen) {
    reader r = {.it = it};
    snprintf(r.pointer, sizeof r.pointer, "/regimen/%d", cJSON_GetArraySize(regimen));
    if (!read_all(&r, phrase)) {
        return false;
    }
    if (r.dose_count == 0 || r.waiting.kind != FREQUENCY_NONE) {
        return fail_whole(&r, PALLIA_EKEY_MISSING, "phrase.no_dose");
    }
    if (!settle_route(&r) || !settle_release(&r)) {
        return false;
    }
    share_frequency(&r);
    if (lacks_frequency(&r)) {
        return fail_whole(&r, PALLIA_EFREQUENCY, "phrase.how_often");
    }
    add_items(&r, regimen);
    return true;
}

cJSON *phrase_read_target(cli *it, const char *phrase) {
    reader r = {.it = it, .pointer = "/target"};
    if (!read_all(&r, phrase)) {
        return NULL;
    }
    if (r.dose_count > 0 || r.waiting.kind != FREQUENCY_NONE) {
        fail_whole(&r, PALLIA_EVALUE, "phrase.dose_in_target");
        return NULL;
    }
    if (!settle_route(&r) || !settle_release(&r)) {
        return NULL;
    }
    cJSON *target = cJSON_CreateObject();
    add_place(&r, target);
    return target;
}
