/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/index.h"

#include <string.h>

/* Orders `id` against the first `length` bytes of `text`. */
static int compare_part(const char *id, const char *text, size_t length) {
    int order = length == 0 ? 0 : (unsigned char)id[0] - (unsigned char)text[0];
    if (order == 0) {
        order = strncmp(id, text, length);
    }
    return order != 0 ? order : (int)(unsigned char)id[length];
}

static int16_t drug_part(const pl_drugs *drugs, const char *text, size_t length) {
    size_t low = 0;
    size_t high = drugs->drug_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int16_t candidate = drugs->by_id[middle];
        int order = compare_part(drugs->drugs[candidate].id, text, length);
        if (order == 0) {
            return candidate;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return PL_NONE;
}

int16_t pl_drug_find(const pl_drugs *drugs, const char *id) {
    return drug_part(drugs, id, strlen(id));
}

int16_t pl_route_find(const pl_drugs *drugs, const char *id) {
    for (size_t i = 0; i < drugs->route_count; i++) {
        const char *route = drugs->routes[i].id;
        if (route[0] == id[0] && strcmp(route, id) == 0) {
            return (int16_t)i;
        }
    }
    return PL_NONE;
}

int16_t pl_release_find(const pl_drugs *drugs, const char *id) {
    for (size_t i = 0; i < drugs->release_count; i++) {
        if (strcmp(drugs->releases[i].id, id) == 0) {
            return (int16_t)i;
        }
    }
    return PL_NONE;
}

bool pl_drugs_look_alike(const pl_drugs *drugs, int16_t a, int16_t b) {
    const char *left = drugs->drugs[a].look_alike;
    const char *right = drugs->drugs[b].look_alike;
    return a != b && left && right && strcmp(left, right) == 0;
}

bool pl_place_equal(pl_place a, pl_place b) {
    return a.drug == b.drug && a.route == b.route;
}

bool pl_place_valid(const pl_drugs *drugs, pl_place place) {
    if (place.drug < 0 || (size_t)place.drug >= drugs->drug_count) {
        return false;
    }
    if (place.route < 0 || (size_t)place.route >= drugs->route_count) {
        return false;
    }
    return (drugs->drugs[place.drug].routes >> place.route & 1U) != 0;
}

pl_status pl_place_parse(const pl_drugs *drugs, const char *text, pl_place *out) {
    const char *slash = strchr(text, '/');
    if (slash == NULL) {
        return PALLIA_ETABLE_DRUG;
    }
    pl_place place = {drug_part(drugs, text, (size_t)(slash - text)),
                      pl_route_find(drugs, slash + 1)};
    if (!pl_place_valid(drugs, place)) {
        return PALLIA_ETABLE_DRUG;
    }
    *out = place;
    return PALLIA_OK;
}

static size_t append(char *text, size_t length, const char *more) {
    while (*more != '\0' && length + 1 < PL_PLACE_TEXT_SIZE) {
        text[length++] = *more++;
    }
    text[length] = '\0';
    return length;
}

size_t pl_place_text(const pl_drugs *drugs, pl_place place, char text[PL_PLACE_TEXT_SIZE]) {
    size_t length = append(text, 0, place.drug < 0 ? "*" : drugs->drugs[place.drug].id);
    length = append(text, length, "/");
    return append(text, length, place.route < 0 ? "*" : drugs->routes[place.route].id);
}

/* Embedded editions are sorted by id; local ones follow in the order they were added. */
const pl_edition *pl_edition_find(const pl_rules *rules, const char *id) {
    size_t high = rules->edition_count;
    while (high > 0 && rules->editions[high - 1]->local) {
        high--;
        if (strcmp(rules->editions[high]->id, id) == 0) {
            return rules->editions[high];
        }
    }
    size_t low = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(rules->editions[middle]->id, id);
        if (order == 0) {
            return rules->editions[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

const pl_source *pl_source_find(const pl_rules *rules, const char *id) {
    size_t low = 0;
    size_t high = rules->source_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(rules->sources[middle].id, id);
        if (order == 0) {
            return &rules->sources[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

const pl_profile *pl_profile_find(const pl_rules *rules, const char *id) {
    for (size_t i = 0; i < rules->profile_count; i++) {
        if (strcmp(rules->profiles[i].id, id) == 0) {
            return &rules->profiles[i];
        }
    }
    return NULL;
}

int pl_place_compare(pl_place a, pl_place b) {
    return a.drug != b.drug ? a.drug - b.drug : a.route - b.route;
}

int pl_pair_compare(pl_place from_a, pl_place to_a, pl_place from_b, pl_place to_b) {
    int order = pl_place_compare(from_a, from_b);
    return order != 0 ? order : pl_place_compare(to_a, to_b);
}

/* The first row that is not before (from, to, stable); an active row is the first of its equals. */
static const pl_row *active_row(const pl_edition *edition, pl_place from, pl_place to,
                                bool stable) {
    size_t low = 0;
    size_t high = edition->row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const pl_row *row = &edition->rows[middle];
        int order = pl_pair_compare(row->from, row->to, from, to);
        if (order < 0 || (order == 0 && !row->stable && stable)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == edition->row_count) {
        return NULL;
    }
    const pl_row *row = &edition->rows[low];
    bool same = pl_place_equal(row->from, from) && pl_place_equal(row->to, to) &&
                row->stable == stable && row->status == PL_TABLE_ACTIVE;
    return same ? row : NULL;
}

const pl_row *pl_edition_row(const pl_edition *edition, pl_place from, pl_place to, bool stable) {
    const pl_row *row = stable ? active_row(edition, from, to, true) : NULL;
    return row != NULL ? row : active_row(edition, from, to, false);
}

const pl_arrow *pl_profile_arrow(const pl_profile *profile, pl_place from, pl_place to) {
    size_t low = 0;
    size_t high = profile->arrow_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const pl_arrow *arrow = &profile->arrows[middle];
        int order = pl_pair_compare(arrow->from, arrow->to, from, to);
        if (order == 0) {
            return arrow;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}

bool pl_patterns_match(pl_patterns patterns, pl_place place) {
    for (size_t i = 0; i < patterns.count; i++) {
        pl_pattern pattern = patterns.list[i];
        bool drug = pattern.drug == PL_NONE || pattern.drug == place.drug;
        bool route = pattern.route == PL_NONE || pattern.route == place.route;
        if (drug && route) {
            return true;
        }
    }
    return false;
}

pl_rational pl_drug_patch_delivers(const pl_drug *drug, pl_rational label) {
    for (size_t i = 0; i < drug->patch_label_count; i++) {
        if (pl_rational_equal(drug->patch_labels[i].label, label)) {
            return drug->patch_labels[i].delivers;
        }
    }
    return label;
}
