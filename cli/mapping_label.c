/* SPDX-License-Identifier: MPL-2.0 */
#include "mapping_label.h"

#include <stdio.h>
#include <string.h>

static const char *const by_mouth[] = {
    "cp",      "cpr",           "comprime", "comprim\xC3\xA9", "comprimes", "comprim\xC3\xA9s",
    "gelule",  "g\xC3\xA9lule", "gelules",  "g\xC3\xA9lules",  "gel",       "g\xC3\xA9l",
    "capsule", "capsules",      "sirop",    "tablet",          "tablets",   "syrup",
    NULL};
static const char *const injected[] = {"inj",      "injectable", "injection", "amp", "ampoule",
                                       "ampoules", "perfusion",  "infusion",  NULL};

/* Marks that stand between the words of one name: "MORPHINE (SULFATE)", "PARACETAMOL-CODEINE". */
static void open_marks(cli_text *text) {
    static const char *const marks[] = {"(", ")", "[", "]", "-", ",", ";", ":", "\xC2\xAE", NULL};
    for (size_t i = 0; marks[i]; i++) {
        size_t length = strlen(marks[i]);
        for (char *at = strstr(text->bytes, marks[i]); at; at = strstr(at + length, marks[i])) {
            bool number = *marks[i] == ',' && at[1] >= '0' && at[1] <= '9';
            memset(at, number ? ',' : ' ', length);
        }
    }
}

static void add_name(label *out, const name_found *found) {
    if (found->drug[0] != '\0') {
        if (out->drug_count < LABEL_ITEMS) {
            out->drugs[out->drug_count++] = *found;
        }
        return;
    }
    if (found->route[0] != '\0' && out->route_count < LABEL_ITEMS) {
        memcpy(out->routes[out->route_count++], found->route, NAME_SIZE);
    }
    if (found->release[0] != '\0') {
        memcpy(out->release, found->release, NAME_SIZE);
    }
}

/* A word that is no name. */
static void add_word(const words *all, size_t at, label *out) {
    out->base = out->base || words_is(all, at, "base");
    if (words_is_one(all, at, by_mouth)) {
        out->form = FORM_BY_MOUTH;
    } else if (words_is_one(all, at, injected)) {
        out->form = FORM_INJECTED;
    }
}

/* What begins at `at`; returns its words. */
static size_t read_item(cli *it, const words *all, size_t at, label *out) {
    size_t length;
    amount quantity = amount_at(all, at, &length);
    if (quantity.kind != AMOUNT_NONE) {
        if (out->amount_count < LABEL_ITEMS) {
            out->amounts[out->amount_count++] = quantity;
        }
        return length;
    }
    if (!words_is_kind(all, at, WORD_LETTERS)) {
        return 1;
    }
    name_found found = names_read(it, all, at);
    if (found.length == 0) {
        add_word(all, at, out);
        return 1;
    }
    add_name(out, &found);
    return found.length;
}

bool label_read(cli *it, const char *text, label *out) {
    cli_text opened = {0};
    words all;
    *out = (label){0};
    text_add(&opened, *text == '\0' ? " " : text);
    open_marks(&opened);
    bool cut = words_cut(opened.bytes, &all);
    for (size_t at = 0; cut && at < all.count;) {
        at += read_item(it, &all, at, out);
    }
    text_release(&opened);
    return cut;
}

static bool is_drug(cli *it, const char *text, char out[NAME_SIZE]) {
    name_found found;
    bool known = names_exact(it, text, &found) && strcmp(found.drug, text) == 0;
    if (known) {
        memcpy(out, found.drug, NAME_SIZE);
    }
    return known;
}

size_t label_components(cli *it, const char *id, char out[COMPONENTS_MAX][NAME_SIZE]) {
    char first[NAME_SIZE];
    const char *dash = strchr(id, '-');
    snprintf(first, sizeof first, "%.*s", (int)strcspn(id, "-"), id);
    if (dash && is_drug(it, first, out[0]) && is_drug(it, dash + 1, out[1])) {
        return COMPONENTS_MAX;
    }
    snprintf(out[0], NAME_SIZE, "%s", id);
    return 1;
}
