/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/identifier.h"
#include "operations/answer.h"
#include "operations/sheet.h"
#include "tables/set.h"

#include <stdio.h>
#include <string.h>

enum { KEY_SIZE = 96, DIGEST_LINE_SIZE = 256, DIGITS_SHOWN = 12 };

static const char *const answer_words[] = {"yes", "no", "context", "not-discussed", "blank"};

static const char *say_word(pl_context *context, const char *kind, const char *word) {
    char key[KEY_SIZE];
    snprintf(key, sizeof key, "sheet.%s.%s", kind, word);
    return pl_say(context, key, NULL, 0);
}

static bool is_field(const pl_sheet_field *field, const char *section, const char *id) {
    return strcmp(field->section, section) == 0 && strcmp(field->id, id) == 0;
}

static void write_path(pl_writer *writer, const pl_sheet_field *field) {
    char path[KEY_SIZE];
    snprintf(path, sizeof path, "%s.%s", field->section, field->id);
    pl_write_string(writer, "field", path);
}

/* ---- fields ---- */

static void write_item(pl_writer *writer, pl_context *context, const pl_sheet_field *field,
                       const char *text) {
    pl_write_object(writer, NULL);
    write_path(writer, field);
    pl_write_string(writer, "label", pl_pick(context, field->name));
    pl_write_string(writer, "text", text);
    pl_write_bool(writer, "large", field->large);
    pl_write_object_end(writer);
}

static const char *say_birth(pl_context *context, const pl_sheet_document *sheet,
                             const char *text) {
    const char *birth = pl_sheet_text_of(sheet, "patient.birth_date");
    int32_t age = birth ? pl_date_age(birth, sheet->date) : -1;
    if (age < 0) {
        return text;
    }
    pl_argument arguments[] = {{"date", text},
                               {"age", pl_say_number(context, pl_rational_from_int(age))}};
    return pl_say(context, "sheet.birth", arguments, 2);
}

static void write_field(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet,
                        size_t index) {
    const pl_sheet_field *field = &sheet->tables->fields[index];
    const char *text = pl_sheet_say_value(context, field, &sheet->slots[index]);
    if (*text == '\0') {
        return;
    }
    write_item(writer, context, field,
               is_field(field, "patient", "birth_date") ? say_birth(context, sheet, text) : text);
}

/* ---- telephones ---- */

/* A number, with who answers it. */
typedef struct telephone {
    const pl_sheet_field *field;
    const char *role;
    const char *name; /* "" when not said, likewise the two below */
    const char *link;
    const char *others; /* who else answers the same number */
    pl_phone phone;
    bool night;
} telephone;

/* The telephones of one block, each number once. */
typedef struct directory {
    telephone *list; /* NULL while they are counted */
    size_t count;
} directory;

static const char *shown_member(const pl_json *object, const char *key) {
    pl_json at;
    const char *text;
    return pl_json_member(object, key, &at) && pl_json_characters(&at, &text) &&
                   !pl_sheet_blank(text)
               ? text
               : "";
}

/* "Médecin traitant : Dr Lenoir (fils)". */
static const char *say_owner(pl_context *context, const telephone *one) {
    pl_argument name[] = {{"label", one->role}, {"name", one->name}};
    const char *label = *one->name == '\0' ? one->role : pl_say(context, "sheet.owner", name, 2);
    pl_argument link[] = {{"label", label}, {"link", one->link}};
    return *one->link == '\0' ? label : pl_say(context, "sheet.owner_link", link, 2);
}

static bool is_reached_at_night(const pl_json *contact) {
    pl_json at;
    bool night;
    return pl_json_member(contact, "night", &at) && pl_json_bool(&at, &night, NULL) == PALLIA_OK &&
           night;
}

/* The same person in two roles is named once; two persons of one number are both named. */
static void merge(pl_context *context, telephone *into, const telephone *one) {
    bool same_person = strcmp(into->name, one->name) == 0 && strcmp(into->link, one->link) == 0;
    into->night = into->night || one->night;
    if (!same_person) {
        into->others = pl_join(context, into->others, " ; ", say_owner(context, one));
    } else if (into->field != one->field) {
        into->role =
            pl_join(context, into->role, pl_say(context, "sheet.line.and", NULL, 0), one->role);
    }
}

static void take_phone(pl_context *context, directory *to, const pl_sheet_field *field,
                       const pl_json *at) {
    pl_json number;
    const char *text;
    bool contact = pl_json_is_object(at);
    telephone one = {.field = field, .role = pl_pick(context, field->name), .others = ""};
    if ((contact && !pl_json_member(at, "phone", &number)) ||
        !pl_json_characters(contact ? &number : at, &text) || !pl_phone_parse(text, &one.phone)) {
        return;
    }
    if (!to->list) {
        to->count++;
        return;
    }
    one.name = shown_member(at, "name");
    one.link = shown_member(at, "link");
    one.night = is_reached_at_night(at);
    for (size_t i = 0; i < to->count; i++) {
        if (strcmp(to->list[i].phone.e164, one.phone.e164) == 0) {
            merge(context, &to->list[i], &one);
            return;
        }
    }
    to->list[to->count++] = one;
}

static void take_phones(pl_context *context, const pl_sheet_document *sheet,
                        const pl_sheet_block *block, bool large, directory *to) {
    for (size_t i = 0; i < sheet->tables->field_count; i++) {
        const pl_sheet_field *field = &sheet->tables->fields[i];
        const pl_json *at = &sheet->slots[i].at;
        pl_json item;
        if (!field->block || strcmp(field->block, block->id) != 0 || field->large != large ||
            !sheet->slots[i].given) {
            continue;
        }
        if (!pl_json_is_list(at)) {
            take_phone(context, to, field, at);
            continue;
        }
        for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
            take_phone(context, to, field, &item);
        }
    }
}

static void write_phone(pl_writer *writer, pl_context *context, const telephone *one) {
    char uri[PL_PHONE_URI_SIZE + sizeof "tel:"];
    snprintf(uri, sizeof uri, "tel:%s", one->phone.e164);
    pl_write_object(writer, NULL);
    write_path(writer, one->field);
    pl_write_string(writer, "label", pl_join(context, say_owner(context, one), " ; ", one->others));
    pl_write_string(writer, "text", one->phone.text);
    pl_write_string(writer, "uri", uri);
    pl_write_bool(writer, "night", one->night);
    pl_write_bool(writer, "large", one->field->large);
    pl_write_object_end(writer);
}

/* The large ones first. */
static void write_phones(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet,
                         const pl_sheet_block *block) {
    directory all = {.list = NULL};
    take_phones(context, sheet, block, true, &all);
    take_phones(context, sheet, block, false, &all);
    if (all.count == 0) {
        return;
    }
    all.list = pl_arena_array(context->arena, all.count, sizeof *all.list);
    all.count = 0;
    if (!all.list) {
        context->exhausted = true;
        return;
    }
    take_phones(context, sheet, block, true, &all);
    take_phones(context, sheet, block, false, &all);
    for (size_t i = 0; i < all.count; i++) {
        write_phone(writer, context, &all.list[i]);
    }
}

/* ---- decisions ---- */

/* On page 1 every row is there, so that a blank one is seen; on page 2 those that were answered. */
static void write_decision(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet,
                           size_t index) {
    const pl_sheet_field *field = &sheet->tables->fields[index];
    const pl_sheet_slot *slot = &sheet->slots[index];
    const pl_sheet_block *block = pl_sheet_block_find(sheet->tables, field->block);
    pl_sheet_answer answer = slot->valid ? pl_sheet_answer_of(&slot->at) : PL_ANSWER_BLANK;
    if (answer == PL_ANSWER_BLANK && block && block->page > 1) {
        return;
    }
    pl_write_object(writer, NULL);
    write_path(writer, field);
    pl_write_string(writer, "label", pl_pick(context, field->name));
    if (answer == PL_ANSWER_BLANK) {
        pl_write_string(writer, "answer", NULL);
        pl_write_string(writer, "text", "");
    } else {
        pl_write_int(writer, "answer", answer);
        pl_write_string(writer, "text", pl_sheet_say_decision(context, &slot->at));
    }
    pl_write_bool(writer, "large", field->large);
    pl_write_object_end(writer);
}

/* The first question of the regulating doctor, with its origin, in a block of its own. */
static void write_cpr(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    const pl_sheet_field *field = pl_sheet_field_find(sheet->tables, "care.cpr");
    const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, "care.cpr");
    pl_sheet_answer answer = slot->valid ? pl_sheet_answer_of(&slot->at) : PL_ANSWER_BLANK;
    const char *origin = slot->valid ? pl_sheet_say_decision(context, &slot->at) : "";
    const char *word = say_word(context, "cpr", answer_words[answer]);
    pl_argument arguments[] = {{"answer", word}, {"origin", origin}};
    if (field) {
        write_item(writer, context, field,
                   *origin == '\0' ? word : pl_say(context, "sheet.cpr_origin", arguments, 2));
    }
}

/* ---- tables and texts ---- */

static void write_cells(pl_writer *writer, const char *const *cells, size_t count) {
    pl_write_object(writer, NULL);
    pl_write_list(writer, "cells");
    for (size_t i = 0; i < count; i++) {
        pl_write_string(writer, NULL, cells[i]);
    }
    pl_write_list_end(writer);
    pl_write_object_end(writer);
}

static void write_products(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    for (size_t i = 0; i < sheet->product_count; i++) {
        const pl_sheet_product *product = &sheet->products[i];
        const char *cells[] = {
            pl_sheet_say_product(context, product),
            product->count > 0 ? pl_say_number(context, pl_rational_from_int(product->count)) : "",
            product->expires ? pl_sheet_say_date(context, product->expires) : ""};
        write_cells(writer, cells, 3);
    }
}

/* "Douleur : malgré le traitement de fond". */
static const char *say_when(pl_context *context, const pl_sheet_document *sheet,
                            const pl_order_line *line) {
    const char *symptom = line->symptom ? pl_sheet_say_symptom(context, sheet, line->symptom) : "";
    const char *trigger = line->trigger && !pl_sheet_blank(line->trigger) ? line->trigger : "";
    return pl_join(context, symptom, pl_say(context, "sheet.line.colon", NULL, 0), trigger);
}

/* The dose, then what must not be missed of it. */
static const char *say_give(pl_context *context, const pl_sheet_document *sheet,
                            const pl_sheet_line *line) {
    static const char local[] = "local";
    const char *kind = line->order.origin.kind;
    const char *text = pl_sheet_say_dose(context, sheet, line);
    if (line->order.off_label) {
        text = pl_join(context, text, ". ", say_word(context, "mark", "off-label"));
    }
    if (kind && strcmp(kind, local) == 0) {
        text = pl_join(context, text, ". ", say_word(context, "mark", "local"));
    }
    return text;
}

static void write_lines(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    for (size_t i = 0; i < sheet->line_count; i++) {
        const pl_sheet_line *line = &sheet->lines[i];
        const char *cells[] = {
            say_when(context, sheet, &line->order), say_give(context, sheet, line),
            pl_sheet_say_repeat(context, sheet, line), pl_sheet_say_who(context, &line->order)};
        write_cells(writer, cells, 4);
    }
}

static void write_text(pl_writer *writer, const char *text) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "text", text);
    pl_write_object_end(writer);
}

static void write_reassess(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    (void)sheet;
    write_text(writer, pl_say(context, "sheet.reassess", NULL, 0));
}

static void write_orders(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    for (size_t i = 0; i < sheet->line_count; i++) {
        write_text(writer, pl_sheet_say_order(context, sheet, &sheet->lines[i]));
    }
}

static void write_prose(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet,
                        size_t index) {
    const char *text =
        pl_sheet_say_value(context, &sheet->tables->fields[index], &sheet->slots[index]);
    if (*text != '\0') {
        write_text(writer, text);
    }
}

/* ---- blocks ---- */

/* Blocks whose content is not that of fields alone; the others hold one item for each of theirs. */
static const struct {
    const char *id;
    const char *columns[5];
    void (*write)(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet);
} special[] = {
    {"cpr", {NULL}, write_cpr},
    {"reassess", {NULL}, write_reassess},
    {"products", {"product", "count", "expires", NULL}, write_products},
    {"lines", {"if", "give", "repeat", "by", NULL}, write_lines},
    {"orders", {NULL}, write_orders},
};

static const char *const grid_columns[] = {"yes", "no", "context", "not-discussed", NULL};

enum { SPECIAL_COUNT = sizeof special / sizeof special[0] };

static size_t special_of(const pl_sheet_block *block) {
    size_t i = 0;
    while (i < SPECIAL_COUNT && strcmp(special[i].id, block->id) != 0) {
        i++;
    }
    return i;
}

typedef void (*field_writer)(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet,
                             size_t index);

static const field_writer by_kind[] = {[PL_SHEET_KIND_FIELDS] = write_field,
                                       [PL_SHEET_KIND_GRID] = write_decision,
                                       [PL_SHEET_KIND_PROSE] = write_prose};

enum { LARGE_ONES = 1, SMALL_ONES = 2 };

static void write_of(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet,
                     const pl_sheet_block *block, int which) {
    field_writer write = by_kind[block->kind];
    for (size_t i = 0; write && i < sheet->tables->field_count; i++) {
        const pl_sheet_field *field = &sheet->tables->fields[i];
        int size = field->large ? LARGE_ONES : SMALL_ONES;
        if (field->block && strcmp(field->block, block->id) == 0 && (which & size) != 0) {
            write(writer, context, sheet, i);
        }
    }
}

static void write_items(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet,
                        const pl_sheet_block *block) {
    size_t which = special_of(block);
    if (which < SPECIAL_COUNT) {
        special[which].write(writer, context, sheet);
        return;
    }
    if (block->kind == PL_SHEET_KIND_PHONES) {
        write_phones(writer, context, sheet, block);
        return;
    }
    /* The large ones first: they are what is looked for. A grid keeps its order. */
    bool grid = block->kind == PL_SHEET_KIND_GRID;
    write_of(writer, context, sheet, block, LARGE_ONES | (grid ? SMALL_ONES : 0));
    if (!grid) {
        write_of(writer, context, sheet, block, SMALL_ONES);
    }
}

static void write_columns(pl_writer *writer, pl_context *context, const pl_sheet_block *block) {
    size_t which = special_of(block);
    const char *const *columns = which < SPECIAL_COUNT ? special[which].columns : grid_columns;
    const char *kind = which < SPECIAL_COUNT ? "column" : "answer";
    if (block->kind != PL_SHEET_KIND_GRID && block->kind != PL_SHEET_KIND_TABLE) {
        return;
    }
    pl_write_list(writer, "columns");
    for (size_t i = 0; columns[i]; i++) {
        pl_write_string(writer, NULL, say_word(context, kind, columns[i]));
    }
    pl_write_list_end(writer);
}

static bool has_content(const pl_sheet_document *sheet, const pl_sheet_block *block) {
    static const char *const always[] = {"cpr", "reassess", "decisions"};
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        if (strcmp(always[i], block->id) == 0) {
            return true;
        }
    }
    if (strcmp(block->id, "orders") == 0) {
        return sheet->line_count > 0;
    }
    for (size_t i = 0; i < sheet->tables->field_count; i++) {
        const char *of = sheet->tables->fields[i].block;
        if (of && strcmp(of, block->id) == 0 && sheet->slots[i].given) {
            return true;
        }
    }
    return false;
}

static void write_block(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet,
                        const pl_sheet_block *block) {
    static const char *const kinds[] = {[PL_SHEET_KIND_FIELDS] = "fields",
                                        [PL_SHEET_KIND_PHONES] = "phones",
                                        [PL_SHEET_KIND_GRID] = "grid",
                                        [PL_SHEET_KIND_TABLE] = "table",
                                        [PL_SHEET_KIND_PROSE] = "text"};
    if (!has_content(sheet, block)) {
        return;
    }
    pl_write_object(writer, NULL);
    pl_write_string(writer, "id", block->id);
    pl_write_string(writer, "title", pl_pick(context, block->title));
    pl_write_int(writer, "sheet", block->page);
    pl_write_string(writer, "kind", kinds[block->kind]);
    write_columns(writer, context, block);
    pl_write_list(writer, "items");
    write_items(writer, context, sheet, block);
    pl_write_list_end(writer);
    pl_write_object_end(writer);
}

/* ---- state ---- */

static const char *say_days(pl_context *context, int32_t days) {
    return pl_say_number(context, pl_rational_from_int(days));
}

static const char *date_or_dash(pl_context *context, const char *date) {
    return date ? pl_sheet_say_date(context, date) : "-";
}

static int32_t stop_count(const pl_sheet_document *sheet) {
    int32_t count = 0;
    for (size_t i = 0; i < sheet->finding_count; i++) {
        count += sheet->findings[i].severity == PL_SEVERITY_STOP ? 1 : 0;
    }
    return count;
}

static const char *const states[] = {[PL_SHEET_CURRENT] = "current",
                                     [PL_SHEET_DRAFT] = "draft",
                                     [PL_SHEET_EXPIRED] = "expired",
                                     [PL_SHEET_SUPERSEDED] = "superseded",
                                     [PL_SHEET_REVOKED] = "revoked"};

const char *pl_sheet_state_word(pl_sheet_state state) {
    return states[state];
}

const char *pl_sheet_say_state(pl_context *context, const pl_sheet_document *sheet) {
    const char *written = pl_sheet_text_of(sheet, "document.written_on");
    const char *review = pl_sheet_text_of(sheet, "document.review_on");
    int32_t from = sheet->day;
    int32_t until = sheet->day;
    bool dated = written && pl_date_day(written, &from);
    bool ends = review && pl_date_day(review, &until);
    int32_t stops = stop_count(sheet);
    pl_argument arguments[] = {{"written", date_or_dash(context, written)},
                               {"review", date_or_dash(context, review)},
                               {"age", dated ? say_days(context, sheet->day - from) : "-"},
                               {"late", ends ? say_days(context, sheet->day - until) : "-"},
                               {"count", say_days(context, stops)},
                               {"on", date_or_dash(context, sheet->revoked_on)},
                               {"reason", sheet->revoked_reason
                                              ? say_word(context, "reason", sheet->revoked_reason)
                                              : "-"}};
    char key[KEY_SIZE];
    snprintf(key, sizeof key, "sheet.state.%s", states[sheet->state]);
    const char *text = pl_say(context, key, arguments, 7);
    bool also_draft = stops > 0 && sheet->state != PL_SHEET_DRAFT;
    return also_draft
               ? pl_join(context, text, " ; ", pl_say(context, "sheet.state.draft", arguments, 7))
               : text;
}

static void write_state(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    pl_write_object(writer, "state");
    pl_write_string(writer, "code", states[sheet->state]);
    pl_write_string(writer, "text", pl_sheet_say_state(context, sheet));
    pl_write_object_end(writer);
}

/* ---- the whole ---- */

static const char *banner_of(const pl_sheet_document *sheet) {
    const char *phase = pl_sheet_text_of(sheet, "document.phase");
    return phase ? phase : "blank";
}

/* "Tables 2026.11 (sha256 0056445a0089). Chiffres non relus par un clinicien." */
static const char *say_tables(pl_context *context) {
    char digits[DIGITS_SHOWN + 1];
    snprintf(digits, sizeof digits, "%s", pl_tables_sha256(context->tables));
    bool reviewed = pl_answer_reviewed(context);
    pl_argument arguments[] = {{"edition", pl_tables_edition(context->tables)},
                               {"digits", digits},
                               {"review", say_word(context, "review", reviewed ? "done" : "none")}};
    return pl_say(context, "sheet.footer.tables", arguments, 3);
}

static void write_footer(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    pl_argument arguments[] = {
        {"version", pl_say_number(context, pl_rational_from_int(sheet->version))},
        {"set", sheet->set}};
    pl_write_list(writer, "footer");
    for (size_t i = 0; i < sheet->finding_count; i++) {
        const pl_sheet_finding *finding = &sheet->findings[i];
        if (finding->on_page) {
            pl_argument what[] = {{"text", finding->text}};
            pl_write_string(writer, NULL, pl_say(context, "sheet.footer.check", what, 1));
        }
    }
    pl_write_string(writer, NULL, pl_say(context, "sheet.footer.notice", NULL, 0));
    pl_write_string(writer, NULL, pl_say(context, "sheet.footer.version", arguments, 2));
    pl_write_string(writer, NULL, say_tables(context));
    pl_write_list_end(writer);
}

static void write_digest(pl_writer *writer, const pl_sheet_document *sheet) {
    char line[DIGEST_LINE_SIZE];
    const char *written = pl_sheet_text_of(sheet, "document.written_on");
    const char *review = pl_sheet_text_of(sheet, "document.review_on");
    snprintf(line, sizeof line, "PALLIA1 %s v%d %s %s sha256:%s", sheet->set, (int)sheet->version,
             written ? written : "-", review ? review : "-", sheet->digest);
    pl_write_string(writer, "digest", line);
}

void pl_sheet_page(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    bool verified = pl_sheet_verified(sheet->tables);
    pl_write_object(writer, "page");
    pl_write_string(writer, "title", pl_say(context, "sheet.title", NULL, 0));
    pl_write_string(writer, "subtitle",
                    say_word(context, "subtitle", verified ? "verified" : "inspired"));
    write_state(writer, context, sheet);
    pl_write_string(writer, "banner", say_word(context, "banner", banner_of(sheet)));
    pl_write_list(writer, "blocks");
    for (size_t i = 0; i < sheet->tables->block_count; i++) {
        write_block(writer, context, sheet, &sheet->tables->blocks[i]);
    }
    pl_write_list_end(writer);
    write_footer(writer, context, sheet);
    write_digest(writer, sheet);
    pl_write_object_end(writer);
}
