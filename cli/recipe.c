/* SPDX-License-Identifier: MPL-2.0 */
#include "recipe.h"

#include "fault.h"
#include "frequency.h"
#include "words.h"

#include <string.h>

typedef struct reader {
    cli *it;
    recipe_kind kind;
    words all;
    size_t at;
    size_t content_at; /* where a content would stand, after "10 mL à"; 0 for nowhere */
    const char *pointer;
    recipe *out;
} reader;

typedef enum quantity_kind { IS_DOSE, IS_STRENGTH, IS_CONTENT, IS_VOLUME } quantity_kind;

/* Words that only hold a phrase together. */
static const char *const links[] = {"ampoule", "ampoules", "amp",      "amp.", "ampule", "(",
                                    ")",       "[",        "]",        ",",    ";",      "+",
                                    "de",      "of",       "\xC3\xA0", "a",    "at",     "et",
                                    "and",     "contient", "soit",     NULL};

static const char *const volume_units[] = {"ml", "l", "cl", "dl", "\xC2\xB5l", "ul", NULL};

static bool fail(reader *r, int32_t code, const char *key, size_t from, size_t last) {
    const fault what = {code, key, r->pointer, from, last, NULL};
    return fault_say(r->it, &r->all, &what, NULL);
}

static bool fail_whole(reader *r, int32_t code, const char *key) {
    return fail(r, code, key, 0, r->all.count - 1);
}

static bool fail_unknown(reader *r) {
    size_t length;
    cJSON *near = names_near(r->it, &r->all, r->at, &length);
    bool nameless = r->out->drug[0] == '\0';
    const fault what = {nameless ? PALLIA_EDRUG : PALLIA_EVALUE,
                        nameless ? "phrase.unknown_name" : "phrase.unknown_word",
                        r->pointer,
                        r->at,
                        r->at + length - 1,
                        NULL};
    return fault_say(r->it, &r->all, &what, near);
}

/* ---- names ---- */

/* A brand of tablets or patches does not go into a syringe. */
static bool is_injectable(const name_found *found) {
    static const char *const routes[] = {"sc", "iv", "im"};
    for (size_t i = 0; i < found->route_count; i++) {
        for (size_t k = 0; k < sizeof routes / sizeof routes[0]; k++) {
            if (strcmp(found->routes[i], routes[k]) == 0) {
                return true;
            }
        }
    }
    return !found->brand;
}

static bool keep(reader *r, char into[NAME_SIZE], const char *id, size_t length, const char *key) {
    if (into[0] != '\0' && strcmp(into, id) != 0) {
        return fail(r, PALLIA_ECONFLICT, key, r->at, r->at + length - 1);
    }
    memcpy(into, id, strlen(id) + 1);
    r->at += length;
    return true;
}

/* Takes a drug or a route. *wrong when what stands there is neither, which has been said. */
static bool take_name(reader *r, bool *wrong) {
    name_found found = names_read(r->it, &r->all, r->at);
    size_t last = r->at + found.length - 1;
    if (found.length == 0) {
        return false;
    }
    if (found.release[0] != '\0' || !is_injectable(&found)) {
        *wrong = !fail(r, PALLIA_EROUTE_DRUG, "phrase.not_injectable", r->at, last);
    } else if (found.drug[0] != '\0') {
        if (found.brand) {
            memcpy(r->out->brand, found.text, sizeof r->out->brand);
        }
        if (found.salt[0] != '\0') {
            memcpy(r->out->salt, found.salt, sizeof r->out->salt);
        }
        *wrong = !keep(r, r->out->drug, found.drug, found.length, "phrase.two_drugs");
    } else {
        *wrong = !keep(r, r->out->route, found.route, found.length, "phrase.contradicts");
    }
    return true;
}

/* ---- quantities ---- */

static bool extend(char text[RECIPE_SIZE], const char *more) {
    size_t length = strlen(text);
    size_t added = strlen(more);
    if (added >= RECIPE_SIZE - length) {
        return false;
    }
    memcpy(text + length, more, added + 1);
    return true;
}

static bool may_be_unit(const reader *r, size_t at) {
    if (words_is(&r->all, at, "%")) {
        return true;
    }
    return words_is_kind(&r->all, at, WORD_LETTERS) && !words_is_one(&r->all, at, links) &&
           !words_is_times(&r->all, at) && frequency_read(&r->all, at).kind == FREQUENCY_NONE &&
           names_read(r->it, &r->all, at).length == 0;
}

/* "/kg", "/mL": what follows a slash and is no time. */
static bool add_units(reader *r, char text[RECIPE_SIZE], quantity_kind *kind) {
    while (words_is(&r->all, r->at, "/") && words_is_kind(&r->all, r->at + 1, WORD_LETTERS) &&
           frequency_read(&r->all, r->at).kind == FREQUENCY_NONE) {
        char part[RECIPE_SIZE] = "/";
        if (!words_copy(&r->all, r->at + 1, r->at + 1, part + 1, sizeof part - 1) ||
            !extend(text, part)) {
            return false;
        }
        *kind = words_is_one(&r->all, r->at + 1, volume_units) ? IS_STRENGTH : *kind;
        r->at += 2;
    }
    return true;
}

/* "/h", "par 24 heures": a driver runs by the hour or by the day, so no other time is one. */
static bool add_rate(reader *r, char text[RECIPE_SIZE]) {
    frequency found = frequency_read(&r->all, r->at);
    if (found.kind == FREQUENCY_NONE) {
        return true;
    }
    if (found.kind != FREQUENCY_RATE || !extend(text, found.rate)) {
        return fail(r, PALLIA_EFREQUENCY, "phrase.rate_only", r->at, r->at + found.length - 1);
    }
    r->at += found.length;
    return true;
}

static bool is_split(const reader *r) {
    size_t next = r->at + 1;
    next += words_is(&r->all, next, ",") || words_is(&r->all, next, ".") ? 1 : 0;
    return words_is_kind(&r->all, next, WORD_NUMBER);
}

static bool is_marked(const reader *r, const char *const *marks) {
    return words_is_one(&r->all, r->at, marks) && words_is_kind(&r->all, r->at + 1, WORD_NUMBER);
}

static bool is_boxed(const reader *r) {
    return r->kind == RECIPE_DILUTE || r->kind == RECIPE_AMPOULE;
}

/* "50 mg / 10 mL", "50 mg dans 10 mL", "10 mL à 50 mg": what a whole ampoule holds, which is no
 * strength. Takes the mark; false when what is marked cannot be an ampoule, which has been said. */
static bool take_content_mark(reader *r, size_t number, const char *text, quantity_kind *kind) {
    static const char *const before_volume[] = {"/", "dans", "in", "pour", "par", "per", NULL};
    static const char *const after_volume[] = {"\xC3\xA0",  "a",          "at", "contient",
                                               "contenant", "containing", NULL};
    bool mass = *kind == IS_DOSE && !strchr(text, '/');
    if (*kind == IS_VOLUME && is_boxed(r) && is_marked(r, after_volume)) {
        r->content_at = ++r->at;
        return true;
    }
    if (mass && number == r->content_at && number > 0) {
        *kind = IS_CONTENT;
    }
    if (!is_marked(r, before_volume)) {
        return true;
    }
    if (*kind != IS_DOSE || !mass || !is_boxed(r) ||
        !words_is_one(&r->all, r->at + 2, volume_units)) {
        return fail(r, PALLIA_EQUANTITY, "phrase.ampoule_content", number, r->at + 1);
    }
    *kind = IS_CONTENT;
    r->at++;
    return true;
}

/* "x 6" after a dose, where a phrase holds many: how many times it was given; below 1 otherwise. */
static int repeats(const reader *r) {
    bool many = r->kind == RECIPE_DRUG || r->kind == RECIPE_DOSES;
    return many && words_is_times(&r->all, r->at) ? words_whole(&r->all, r->at + 1) : -1;
}

static bool read_quantity(reader *r, char text[RECIPE_SIZE], quantity_kind *kind) {
    size_t number = r->at;
    char unit[RECIPE_SIZE] = " ";
    if (!may_be_unit(r, number + 1)) {
        bool split = is_split(r);
        return fail(r, split ? PALLIA_EQUANTITY : PALLIA_EUNIT_MISSING,
                    split ? "phrase.split_number" : "phrase.bare_syringe", number, number);
    }
    *kind = words_is(&r->all, number + 1, "%")                ? IS_STRENGTH
            : words_is_one(&r->all, number + 1, volume_units) ? IS_VOLUME
                                                              : IS_DOSE;
    r->at += 2;
    if (!words_copy(&r->all, number, number, text, RECIPE_SIZE) ||
        !words_copy(&r->all, number + 1, number + 1, unit + 1, sizeof unit - 1) ||
        !extend(text, unit) || !add_units(r, text, kind)) {
        return fail(r, PALLIA_EQUANTITY, "phrase.unknown_word", number, number + 1);
    }
    if (*kind == IS_DOSE && repeats(r) < 1 && !add_rate(r, text)) {
        return false;
    }
    return take_content_mark(r, number, text, kind);
}

static bool take_times(reader *r, size_t number, const char text[RECIPE_SIZE]) {
    int count = repeats(r);
    if (count < 1) {
        return true;
    }
    recipe *out = r->out;
    if ((size_t)count - 1 > RECIPE_DOSES_MAX - out->dose_count) {
        return fail(r, PALLIA_ECOUNT, "phrase.too_long", number, r->at + 1);
    }
    for (int i = 1; i < count; i++) {
        memcpy(out->doses[out->dose_count++], text, RECIPE_SIZE);
    }
    r->at += 2;
    return true;
}

static bool take_quantity(reader *r) {
    char text[RECIPE_SIZE];
    quantity_kind kind = IS_DOSE;
    size_t number = r->at;
    recipe *out = r->out;
    if (!read_quantity(r, text, &kind)) {
        return false;
    }
    if (kind == IS_DOSE) {
        if (out->dose_count == RECIPE_DOSES_MAX) {
            return fail(r, PALLIA_ECOUNT, "phrase.too_long", number, number);
        }
        memcpy(out->doses[out->dose_count++], text, sizeof text);
        return take_times(r, number, text);
    }
    char *into = kind == IS_STRENGTH  ? out->strength
                 : kind == IS_CONTENT ? out->content
                                      : out->volume;
    bool both = (kind == IS_STRENGTH && out->content[0] != '\0') ||
                (kind == IS_CONTENT && out->strength[0] != '\0');
    if (both || into[0] != '\0') {
        return fail(r, PALLIA_ECONFLICT, "phrase.contradicts", number, r->at - 1);
    }
    memcpy(into, text, sizeof text);
    return true;
}

static bool take_all(reader *r) {
    while (r->at < r->all.count) {
        bool wrong = false;
        if (words_is_kind(&r->all, r->at, WORD_NUMBER)) {
            if (!take_quantity(r)) {
                return false;
            }
        } else if (take_name(r, &wrong)) {
            if (wrong) {
                return false;
            }
        } else if (words_is_one(&r->all, r->at, links)) {
            r->at++;
        } else {
            return fail_unknown(r);
        }
    }
    return true;
}

/* ---- the whole ---- */

typedef enum part { NEVER, MAYBE, ALWAYS } part;

/* What each kind of phrase holds. */
static const struct {
    size_t doses_least;
    size_t doses_most;
    part drug;
    part strength; /* or content */
    part volume;
    bool both; /* strength and volume, or neither */
} rules[] = {[RECIPE_DILUTE] = {1, 1, ALWAYS, MAYBE, MAYBE, true},
             [RECIPE_ORDERED] = {1, 1, ALWAYS, NEVER, NEVER, false},
             [RECIPE_CONTENT] = {0, 0, ALWAYS, MAYBE, MAYBE, false},
             [RECIPE_DRUG] = {0, RECIPE_DOSES_MAX, ALWAYS, NEVER, NEVER, false},
             [RECIPE_DOSES] = {1, RECIPE_DOSES_MAX, NEVER, NEVER, NEVER, false},
             [RECIPE_AMPOULE] = {0, 0, NEVER, ALWAYS, ALWAYS, true},
             [RECIPE_BOLUS] = {1, 1, MAYBE, NEVER, NEVER, false},
             [RECIPE_STRENGTH] = {0, 0, MAYBE, ALWAYS, NEVER, false}};

static bool check_ampoule(reader *r, recipe_kind kind) {
    bool strength = r->out->strength[0] != '\0' || r->out->content[0] != '\0';
    bool volume = r->out->volume[0] != '\0';
    if ((strength && rules[kind].strength == NEVER) || (volume && rules[kind].volume == NEVER)) {
        return fail_whole(r, PALLIA_EVALUE, "phrase.no_ampoule_here");
    }
    bool missing =
        (!strength && rules[kind].strength == ALWAYS) || (!volume && rules[kind].volume == ALWAYS);
    return (!missing && (!rules[kind].both || strength == volume)) ||
           fail_whole(r, PALLIA_EKEY_MISSING, "phrase.ampoule_half");
}

static bool check(reader *r, recipe_kind kind) {
    const recipe *out = r->out;
    bool named = out->drug[0] != '\0';
    if (!named && rules[kind].drug == ALWAYS) {
        return fail_whole(r, PALLIA_EDRUG, "phrase.no_name");
    }
    if ((named || out->route[0] != '\0') && rules[kind].drug == NEVER) {
        return fail_whole(r, PALLIA_EVALUE, "phrase.name_here");
    }
    if (out->dose_count < rules[kind].doses_least) {
        return fail_whole(r, PALLIA_EKEY_MISSING, "phrase.no_dose_here");
    }
    if (out->dose_count > rules[kind].doses_most) {
        return fail_whole(r, PALLIA_ECONFLICT,
                          rules[kind].doses_most ? "phrase.two_doses" : "phrase.dose_here");
    }
    return check_ampoule(r, kind);
}

bool recipe_read(cli *it, recipe_kind kind, const char *phrase, const char *pointer, recipe *out) {
    reader r = {.it = it, .kind = kind, .pointer = pointer, .out = out};
    *out = (recipe){0};
    if (!words_cut(phrase, &r.all) || r.all.count == 0) {
        return fault_uncut(it, &r.all, pointer);
    }
    return take_all(&r) && check(&r, kind);
}

void recipe_add_drug(const recipe *from, cJSON *object) {
    cJSON_AddStringToObject(object, "drug", from->drug);
    if (from->salt[0] != '\0') {
        cJSON_AddStringToObject(object, "salt", from->salt);
    }
}

void recipe_add_ampoule(const recipe *from, cJSON *object) {
    if (from->strength[0] != '\0') {
        cJSON_AddStringToObject(object, "strength", from->strength);
    }
    if (from->content[0] != '\0') {
        cJSON_AddStringToObject(object, "content", from->content);
    }
    if (from->volume[0] != '\0') {
        cJSON_AddStringToObject(object, "volume", from->volume);
    }
}
