/* SPDX-License-Identifier: MPL-2.0 */
#include "tables/load_common.h"

#include "leaf/date.h"
#include "tables/index.h"

#include <cjson/cJSON.h>
#include <string.h>

pl_status pl_load_fail(const pl_reader *reader, const pl_json *at, pl_status code) {
    return pl_json_fail(at, code, reader->error);
}

static pl_status check_schema(const pl_reader *reader, const pl_json *root, const char *schema) {
    pl_json member;
    if (!pl_json_is_object(root)) {
        return pl_load_fail(reader, root, PALLIA_ETYPE);
    }
    if (!pl_json_member(root, "schema", &member)) {
        return pl_load_fail(reader, root, PALLIA_ETABLE_SCHEMA);
    }
    const char *text;
    if (pl_json_string(&member, &text, NULL) != PALLIA_OK || strcmp(text, schema) != 0) {
        return pl_load_fail(reader, &member, PALLIA_ETABLE_SCHEMA);
    }
    return PALLIA_OK;
}

pl_status pl_load_document(const char *bytes, size_t length, const char *schema,
                           const pl_reader *reader, pl_load_body body, void *out) {
    struct cJSON *tree = NULL;
    pl_arena nodes;
    pl_arena_init(&nodes, reader->arena->allocator);
    pl_status status = pl_json_tree(bytes, length, &nodes, reader->arena, &tree, reader->error);
    pl_json root = pl_json_root(tree);
    if (status == PALLIA_OK) {
        status = check_schema(reader, &root, schema);
    }
    if (status == PALLIA_OK) {
        status = body(reader, &root, out);
    }
    pl_arena_release(&nodes);
    return status;
}

/* Looks from `start` on and round, so that members in the order of the fields match at once. */
static size_t field_of(const pl_field *fields, size_t count, size_t start, const char *key) {
    for (size_t i = 0; i < count; i++) {
        size_t at = start + i < count ? start + i : start + i - count;
        if (fields[at].key[0] == key[0] && strcmp(fields[at].key, key) == 0) {
            return at;
        }
    }
    return count;
}

static pl_status missing_field(const pl_reader *reader, const pl_json *at, const pl_field *field) {
    pl_json none;
    (void)pl_json_need(at, field->key, &none, reader->error);
    if (reader->error != NULL) {
        reader->error->code = field->missing;
    }
    return field->missing;
}

pl_status pl_load_fields(const pl_reader *reader, const pl_json *at, const pl_field *fields,
                         size_t count, pl_json *slots) {
    if (!pl_json_is_object(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    memset(slots, 0, count * sizeof *slots);
    size_t next = 0;
    pl_json member;
    for (bool more = pl_json_first(at, &member); more; more = pl_json_next(&member)) {
        size_t field = field_of(fields, count, next, member.key);
        if (field == count) {
            return pl_load_fail(reader, &member, PALLIA_EKEY_UNKNOWN);
        }
        slots[field] = member;
        next = field + 1 < count ? field + 1 : 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (slots[i].node == NULL && fields[i].missing != PALLIA_OK) {
            return missing_field(reader, at, &fields[i]);
        }
    }
    return PALLIA_OK;
}

bool pl_load_given(const pl_json *slot) {
    return slot->node != NULL;
}

pl_status pl_load_list(const pl_reader *reader, const pl_json *at, size_t minimum, size_t size,
                       void *list, size_t *count) {
    if (!pl_json_is_list(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    *count = pl_json_count(at);
    if (*count < minimum) {
        return pl_load_fail(reader, at, PALLIA_ECOUNT);
    }
    void *block = pl_arena_array(reader->arena, *count, size);
    if (block == NULL) {
        return pl_load_fail(reader, at, PALLIA_ENOMEM);
    }
    memcpy(list, &block, sizeof block);
    return PALLIA_OK;
}

pl_status pl_load_text(const pl_reader *reader, const pl_json *at, const char **out) {
    return pl_json_string(at, out, reader->error);
}

pl_status pl_load_text_optional(const pl_reader *reader, const pl_json *at, const char **out) {
    return pl_load_given(at) ? pl_load_text(reader, at, out) : PALLIA_OK;
}

static bool is_empty_string(const pl_json *at) {
    return pl_json_is_string(at) && at->node->valuestring[0] == '\0';
}

pl_status pl_load_text_source(const pl_reader *reader, const pl_json *at, const char **out) {
    if (is_empty_string(at)) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_SOURCE);
    }
    return pl_load_text(reader, at, out);
}

pl_status pl_load_url(const pl_reader *reader, const pl_json *at, bool may_be_empty,
                      const char **out) {
    if (may_be_empty && is_empty_string(at)) {
        *out = "";
        return PALLIA_OK;
    }
    return pl_load_text_source(reader, at, out);
}

pl_status pl_load_both(const pl_reader *reader, const pl_json *at, pl_both *out) {
    static const pl_field fields[] = {{"fr", PALLIA_ETABLE_TEXT}, {"en", PALLIA_ETABLE_TEXT}};
    pl_json slots[2];
    pl_status status = pl_load_fields(reader, at, fields, 2, slots);
    if (status != PALLIA_OK) {
        return status;
    }
    for (size_t i = 0; i < 2; i++) {
        if (is_empty_string(&slots[i])) {
            return pl_load_fail(reader, &slots[i], PALLIA_ETABLE_TEXT);
        }
    }
    status = pl_load_text(reader, &slots[0], &out->fr);
    return status != PALLIA_OK ? status : pl_load_text(reader, &slots[1], &out->en);
}

pl_status pl_load_both_optional(const pl_reader *reader, const pl_json *at, pl_both *out) {
    return pl_load_given(at) ? pl_load_both(reader, at, out) : PALLIA_OK;
}

pl_status pl_load_number(const pl_reader *reader, const pl_json *at, pl_rational *out) {
    pl_rational number;
    if (pl_json_rational(at, &number, NULL) != PALLIA_OK || number.num <= 0) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_NUMBER);
    }
    *out = number;
    return PALLIA_OK;
}

pl_status pl_load_quantity(const pl_reader *reader, const pl_json *at, pl_dimension dimension,
                           pl_quantity *out) {
    pl_quantity quantity;
    pl_status status = pl_json_quantity(at, dimension, &quantity, NULL);
    if (status == PALLIA_EDIMENSION || status == PALLIA_EUNIT_UNKNOWN ||
        status == PALLIA_EUNIT_MISSING) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_UNIT);
    }
    if (status != PALLIA_OK || quantity.value.num <= 0) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_NUMBER);
    }
    *out = quantity;
    return PALLIA_OK;
}

/* "mg/24h" is written "mg" in an example: the text is that of one day. */
static bool is_amount_unit(const char *text, const pl_unit *native) {
    static const char day[] = "/24h";
    const char *code = native->code;
    while (*text != '\0' && *text == *code) {
        text++;
        code++;
    }
    if (*text != '\0') {
        return false;
    }
    return *code == '\0' ? strstr(native->code, day) == NULL : strcmp(code, day) == 0;
}

pl_status pl_load_amount(const pl_reader *reader, const pl_json *at, const pl_unit *native,
                         pl_rational *out) {
    const char *text;
    pl_status status = pl_json_string(at, &text, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    const char *space = strchr(text, ' ');
    size_t length = space != NULL ? (size_t)(space - text) : strlen(text);
    pl_rational number;
    if (pl_rational_parse(text, length, &number) != PALLIA_OK || number.num <= 0) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_NUMBER);
    }
    if (space == NULL || !is_amount_unit(space + 1, native)) {
        return pl_load_fail(reader, at, PALLIA_ETABLE_UNIT);
    }
    *out = number;
    return PALLIA_OK;
}

pl_status pl_load_low_high(const pl_reader *reader, const pl_json *low, const pl_json *high,
                           bool *given, pl_rational *low_out, pl_rational *high_out) {
    if (pl_load_given(low) != pl_load_given(high)) {
        return pl_load_fail(reader, pl_load_given(low) ? low : high, PALLIA_EKEY_MISSING);
    }
    *given = pl_load_given(low);
    if (!*given) {
        return PALLIA_OK;
    }
    pl_status status = pl_load_number(reader, low, low_out);
    return status != PALLIA_OK ? status : pl_load_number(reader, high, high_out);
}

pl_status pl_load_word(const pl_reader *reader, const pl_json *at, const char *const *words,
                       size_t *out) {
    const char *text;
    pl_status status = pl_json_string(at, &text, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    for (size_t i = 0; words[i] != NULL; i++) {
        if (words[i][0] == text[0] && strcmp(words[i], text) == 0) {
            *out = i;
            return PALLIA_OK;
        }
    }
    return pl_load_fail(reader, at, PALLIA_EVALUE);
}

pl_status pl_load_evidence(const pl_reader *reader, const pl_json *at, pl_evidence *out) {
    static const char *const words[] = {"read", "secondary", NULL};
    size_t word = 0;
    pl_status status = pl_load_word(reader, at, words, &word);
    if (status == PALLIA_OK) {
        *out = (pl_evidence)word;
    }
    return status == PALLIA_EVALUE ? pl_load_fail(reader, at, PALLIA_ETABLE_SOURCE) : status;
}

pl_status pl_load_status(const pl_reader *reader, const pl_json *at, pl_table_status *out) {
    static const char *const words[] = {"active", "superseded", "deprecated", NULL};
    size_t word = 0;
    pl_status status = PALLIA_OK;
    if (pl_load_given(at)) {
        status = pl_load_word(reader, at, words, &word);
    }
    if (status == PALLIA_OK) {
        *out = (pl_table_status)word;
    }
    return status;
}

pl_status pl_load_jurisdiction(const pl_reader *reader, const pl_json *at, const char **out) {
    static const char *const words[] = {"FR", "UK", "US", "CA", "AU",  "NL",
                                        "DE", "AT", "IE", "EU", "INT", NULL};
    size_t word = 0;
    pl_status status = pl_load_word(reader, at, words, &word);
    if (status == PALLIA_OK) {
        *out = words[word];
    }
    return status;
}

pl_status pl_load_flag(const pl_reader *reader, const pl_json *at, bool *out) {
    *out = false;
    return pl_load_given(at) ? pl_json_bool(at, out, reader->error) : PALLIA_OK;
}

pl_status pl_load_place(const pl_reader *reader, const pl_json *at, pl_place *out) {
    const char *text;
    pl_status status = pl_json_string(at, &text, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_place_parse(reader->drugs, text, out);
    return status == PALLIA_OK ? PALLIA_OK : pl_load_fail(reader, at, status);
}

pl_status pl_load_drug(const pl_reader *reader, const pl_json *at, int16_t *out) {
    const char *text;
    pl_status status = pl_json_string(at, &text, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_drug_find(reader->drugs, text);
    return *out != PL_NONE ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ETABLE_DRUG);
}

pl_status pl_load_release(const pl_drugs *drugs, const pl_reader *reader, const pl_json *at,
                          int16_t *out) {
    const char *text;
    pl_status status = pl_json_string(at, &text, reader->error);
    if (status != PALLIA_OK) {
        return status;
    }
    *out = pl_release_find(drugs, text);
    return *out != PL_NONE ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ETABLE_DRUG);
}

pl_status pl_load_routes(const pl_drugs *drugs, const pl_reader *reader, const pl_json *at,
                         uint32_t *out) {
    if (!pl_json_is_list(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    uint32_t routes = 0;
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        const char *text;
        pl_status status = pl_json_string(&item, &text, reader->error);
        if (status != PALLIA_OK) {
            return status;
        }
        int16_t route = pl_route_find(drugs, text);
        if (route == PL_NONE) {
            return pl_load_fail(reader, &item, PALLIA_ETABLE_DRUG);
        }
        if ((routes >> route & 1U) != 0) {
            return pl_load_fail(reader, &item, PALLIA_ETABLE_DUPLICATE);
        }
        routes |= 1U << route;
    }
    *out = routes;
    return routes != 0 ? PALLIA_OK : pl_load_fail(reader, at, PALLIA_ECOUNT);
}

static pl_status load_reviewer(const pl_reader *reader, const pl_json *at) {
    enum { NAME, ROLE, DATE, COUNT };
    static const pl_field fields[COUNT] = {[NAME] = {"name", PALLIA_ETABLE_REVIEWER},
                                           [ROLE] = {"role", PALLIA_ETABLE_REVIEWER},
                                           [DATE] = {"date", PALLIA_ETABLE_REVIEWER}};
    pl_json slots[COUNT];
    pl_status status = pl_load_fields(reader, at, fields, COUNT, slots);
    if (status != PALLIA_OK) {
        return status;
    }
    const char *text = NULL;
    for (size_t i = 0; i < COUNT; i++) {
        if (pl_json_string(&slots[i], &text, NULL) != PALLIA_OK) {
            return pl_load_fail(reader, &slots[i], PALLIA_ETABLE_REVIEWER);
        }
    }
    return pl_date_valid(text, false) ? PALLIA_OK
                                      : pl_load_fail(reader, &slots[DATE], PALLIA_ETABLE_REVIEWER);
}

pl_status pl_load_reviewers(const pl_reader *reader, const pl_json *at, size_t *count) {
    if (!pl_json_is_list(at)) {
        return pl_load_fail(reader, at, PALLIA_ETYPE);
    }
    pl_json item;
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        pl_status status = load_reviewer(reader, &item);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    *count = pl_json_count(at);
    return PALLIA_OK;
}
