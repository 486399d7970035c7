/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/check_common.h"

#include "leaf/date.h"

#include "tables/index.h"

#include <string.h>

/* ---- what a name prints ---- */

/* "10 mg", "10 mg/5 ml", "12 microgrammes/heure": a mass, and what it is per. */
typedef struct printed {
    pl_rational number; /* as printed */
    pl_rational mass;   /* mg */
    pl_rational volume; /* mL; 0 without */
    bool hourly;
} printed;

typedef struct word {
    const char *text;
    pl_rational to_mg;
} word;

/* The longer word first where one begins the other. */
static const word mass_words[] = {
    {"microgrammes", {1, 1000}}, {"microgramme", {1, 1000}}, {"mg", {1, 1}}, {"g", {1000, 1}}};

static char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

static bool is_letter(char letter) {
    return lower(letter) >= 'a' && lower(letter) <= 'z';
}

static const char *skip_space(const char *at) {
    while (*at == ' ') {
        at++;
    }
    return at;
}

/* Takes a whole word in any case; NULL when it is not there. */
static const char *skip_word(const char *at, const char *text) {
    for (; *text != '\0'; text++, at++) {
        if (lower(*at) != *text) {
            return NULL;
        }
    }
    return is_letter(*at) ? NULL : at;
}

/* Takes a number with a comma or a point; NULL when there is none. */
static const char *skip_number(const char *at, pl_rational *out) {
    enum { ROOM = 24 };
    char text[ROOM];
    size_t length = 0;
    while (length < ROOM && (is_digit(at[length]) || ((at[length] == ',' || at[length] == '.') &&
                                                      is_digit(at[length + 1])))) {
        text[length] = at[length] == ',' ? '.' : at[length];
        length++;
    }
    bool read = length > 0 && length < ROOM && pl_rational_parse(text, length, out) == PALLIA_OK;
    return read ? at + length : NULL;
}

/* Takes "/ml", "/5 ml" or "/heure" after a mass. */
static const char *skip_per(const char *at, printed *out) {
    if (*at != '/') {
        return at;
    }
    const char *rest = skip_space(at + 1);
    if (skip_word(rest, "heure") != NULL) {
        out->hourly = true;
        return skip_word(rest, "heure");
    }
    pl_rational volume = pl_rational_from_int(1);
    const char *number = skip_number(rest, &volume);
    const char *end = skip_word(skip_space(number != NULL ? number : rest), "ml");
    if (end == NULL) {
        return at;
    }
    out->volume = volume;
    return end;
}

/* The next mass printed at or after *name, which moves behind it. */
static bool next_printed(const char **name, printed *out) {
    for (const char *at = *name; *at != '\0'; at++) {
        const char *end = is_digit(*at) ? skip_number(at, &out->number) : NULL;
        if (end == NULL) {
            continue;
        }
        for (size_t i = 0; i < sizeof mass_words / sizeof mass_words[0]; i++) {
            const char *after = skip_word(skip_space(end), mass_words[i].text);
            if (after == NULL) {
                continue;
            }
            out->hourly = false;
            out->volume = pl_rational_from_int(0);
            *name = skip_per(after, out);
            return pl_rational_mul(out->number, mass_words[i].to_mg, &out->mass) == PALLIA_OK;
        }
        at = end - 1;
    }
    return false;
}

/* ---- patch labels ---- */

static pl_rational smallest_patch(const pl_drug *drug) {
    pl_rational smallest = drug->patch_labels[0].delivers;
    for (size_t i = 1; i < drug->patch_label_count; i++) {
        if (pl_rational_compare(drug->patch_labels[i].delivers, smallest) < 0) {
            smallest = drug->patch_labels[i].delivers;
        }
    }
    return smallest;
}

static bool label_agrees(const pl_patch_label *label, pl_rational smallest) {
    pl_rational patches;
    return label->label.den == 1 && pl_rational_floor(label->delivers) == label->label.num &&
           pl_rational_div(label->delivers, smallest, &patches) == PALLIA_OK && patches.den == 1;
}

pl_status pl_check_drugs(const pl_drugs *drugs, pl_error *error) {
    for (size_t i = 0; i < drugs->drug_count; i++) {
        const pl_drug *drug = &drugs->drugs[i];
        for (size_t k = 0; k < drug->patch_label_count; k++) {
            if (!label_agrees(&drug->patch_labels[k], smallest_patch(drug))) {
                return pl_check_fail(error, PALLIA_ETABLE_STRENGTH, "drugs", i, "patch_labels",
                                     drug->id);
            }
        }
    }
    return PALLIA_OK;
}

/* ---- a presentation against its name ---- */

static bool in_base(pl_quantity quantity, pl_rational *out) {
    return pl_rational_mul(quantity.value, quantity.unit->to_base, out) == PALLIA_OK;
}

static bool says_unit(const pl_presentation *presentation, const printed *name) {
    pl_rational strength;
    return in_base(presentation->strength, &strength) && !name->hourly &&
           pl_rational_equal(strength, name->mass);
}

static bool says_concentration(const pl_presentation *presentation, const printed *name) {
    pl_rational strength;
    pl_rational mass;
    return !pl_rational_is_zero(name->volume) && in_base(presentation->strength, &strength) &&
           pl_rational_mul(strength, name->volume, &mass) == PALLIA_OK &&
           pl_rational_equal(mass, name->mass);
}

static bool says_label(const pl_presentation *presentation, const printed *name) {
    const char *label = presentation->label;
    pl_rational number;
    return name->hourly && pl_rational_parse(label, strlen(label), &number) == PALLIA_OK &&
           pl_rational_equal(number, name->number);
}

typedef bool (*says)(const pl_presentation *presentation, const printed *name);

static const says kind_says[] = {[PL_KIND_UNIT] = says_unit,
                                 [PL_KIND_PATCH] = says_label,
                                 [PL_KIND_AMPOULE] = says_concentration,
                                 [PL_KIND_DROPS] = says_concentration};

/* The first figure of the name that is of the right kind must be the strength: the second of
 * "5 mg/2,5 mg" is the other drug of a combination. */
static bool name_agrees(const pl_line *line, const pl_presentation *presentation) {
    const char *name = presentation->name;
    printed found;
    bool of_solution = line->kind == PL_KIND_AMPOULE || line->kind == PL_KIND_DROPS;
    while (next_printed(&name, &found)) {
        if (of_solution && pl_rational_is_zero(found.volume)) {
            continue;
        }
        return kind_says[line->kind](presentation, &found);
    }
    return false;
}

/* ---- a presentation against itself ---- */

/* Where there is a volume there is a content, which says it a second time. */
static bool content_agrees(const pl_presentation *presentation) {
    bool has_volume = presentation->volume.unit != NULL;
    if (!has_volume || presentation->content.unit == NULL) {
        return has_volume == (presentation->content.unit != NULL);
    }
    pl_rational strength;
    pl_rational volume;
    pl_rational content;
    pl_rational product;
    return in_base(presentation->strength, &strength) && in_base(presentation->volume, &volume) &&
           in_base(presentation->content, &content) &&
           pl_rational_mul(strength, volume, &product) == PALLIA_OK &&
           pl_rational_equal(product, content);
}

/* A mL is a whole number of drops, and a dropper gives between 10 and 60 of them. */
static bool drop_agrees(const pl_presentation *presentation) {
    enum { FEWEST = 10, MOST = 60 };
    if (presentation->drop.unit == NULL) {
        return true;
    }
    pl_rational strength;
    pl_rational drop;
    pl_rational drops;
    if (!in_base(presentation->strength, &strength) || !in_base(presentation->drop, &drop) ||
        pl_rational_div(strength, drop, &drops) != PALLIA_OK) {
        return false;
    }
    return drops.den == 1 && drops.num >= FEWEST && drops.num <= MOST;
}

static bool patch_agrees(const pl_drug *drug, const pl_presentation *presentation) {
    const char *label = presentation->label;
    if (label == NULL) {
        return true;
    }
    pl_rational number;
    pl_rational strength;
    if (pl_rational_parse(label, strlen(label), &number) != PALLIA_OK) {
        return false;
    }
    static const char native[] = "ug/h";
    const pl_unit *unit = pl_unit_find(native, strlen(native));
    return pl_quantity_in(presentation->strength, unit, &strength) == PALLIA_OK &&
           pl_rational_equal(strength, pl_drug_patch_delivers(drug, number));
}

static bool agrees(const pl_line *line, const pl_presentation *presentation,
                   const pl_drugs *drugs) {
    return name_agrees(line, presentation) && content_agrees(presentation) &&
           drop_agrees(presentation) && patch_agrees(&drugs->drugs[line->drug], presentation);
}

pl_status pl_check_products(const pl_products *products, const pl_drugs *drugs, pl_error *error) {
    if (!pl_date_valid(products->status_date, false)) {
        return pl_fail(error, PALLIA_ETABLE_DATE, "/status_date", products->status_date);
    }
    for (size_t i = 0; i < products->line_count; i++) {
        const pl_line *line = &products->lines[i];
        for (size_t k = 0; k < line->presentation_count; k++) {
            const pl_presentation *presentation = &line->presentations[k];
            if (!agrees(line, presentation, drugs)) {
                return pl_check_fail(error, PALLIA_ETABLE_STRENGTH, "lines", i, "presentations",
                                     presentation->name);
            }
        }
    }
    return PALLIA_OK;
}
