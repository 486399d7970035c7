/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/identifier.h"
#include "leaf/utf8.h"
#include "operations/patient.h"
#include "operations/sheet.h"
#include "tables/set.h"

#include <string.h>

enum { SET_LEAST = 16, SET_MOST = 64, VERSION_MAX = 9999, HEX_DIGITS = 64 };

static const char schema[] = "pallia.sheet/1";

/* ---- small values ---- */

static bool is_null(const pl_json *at) {
    const char *text;
    bool flag;
    int32_t number;
    return !pl_json_characters(at, &text) && !pl_json_is_list(at) && !pl_json_is_object(at) &&
           pl_json_bool(at, &flag, NULL) == PALLIA_ETYPE &&
           pl_json_int(at, INT32_MIN, INT32_MAX, &number, NULL) == PALLIA_ETYPE;
}

/* The bytes of a space, of a joiner or of a mark without width that begins at `at`; 0: a letter. */
static size_t blank_bytes(const char *at) {
    static const char *const blanks[] = {" ",
                                         "\t",
                                         "\n",
                                         "\r",
                                         "\xC2\xA0" /* no-break */,
                                         "\xC2\xAD" /* soft hyphen */,
                                         "\xE1\x9A\x80",
                                         "\xE1\xA0\x8E",
                                         "\xE2\x80\xAF",
                                         "\xE2\x81\x9F",
                                         "\xE2\x81\xA0" /* word joiner */,
                                         "\xE2\xA0\x80" /* empty Braille */,
                                         "\xE2\x80\xA8",
                                         "\xE2\x80\xA9",
                                         "\xE3\x80\x80",
                                         "\xE3\x85\xA4",
                                         "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof blanks / sizeof blanks[0]; i++) {
        if (strncmp(at, blanks[i], strlen(blanks[i])) == 0) {
            return strlen(blanks[i]);
        }
    }
    /* U+2000 to U+200F: spaces by width, then what has none. */
    const unsigned char *byte = (const unsigned char *)at;
    return byte[0] == 0xE2 && byte[1] == 0x80 && byte[2] >= 0x80 && byte[2] <= 0x8F ? 3 : 0;
}

bool pl_sheet_blank(const char *text) {
    size_t length = blank_bytes(text);
    while (length > 0) {
        text += length;
        length = blank_bytes(text);
    }
    return *text == '\0';
}

/* Also what holds nothing but blanks. */
static bool is_blank(const pl_json *at) {
    const char *text;
    pl_json item;
    if (pl_json_characters(at, &text)) {
        return pl_sheet_blank(text);
    }
    if (!pl_json_is_list(at) && !pl_json_is_object(at)) {
        return is_null(at);
    }
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        if (!is_blank(&item)) {
            return false;
        }
    }
    return true;
}

/* Marks that turn the order of what follows: a telephone could read as another one. Arabic or
 * Hebrew letters need none of them. */
static bool turns_the_text(const char *text) {
    enum { LEAD = 0xE2, PAGE = 0x80 };
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        bool embedding = at[0] == LEAD && at[1] == PAGE && at[2] >= 0xAA && at[2] <= 0xAE;
        bool isolate = at[0] == LEAD && at[1] == PAGE + 1 && at[2] >= 0xA6 && at[2] <= 0xA9;
        if (embedding || isolate) {
            return true;
        }
    }
    return false;
}

static size_t characters(const char *text) {
    size_t count = 0;
    size_t length = strlen(text);
    for (size_t at = 0; at < length; at += pl_utf8_char(text + at, length - at)) {
        count++;
    }
    return count;
}

/* ---- one field ---- */

/* What a reader of a field works with. */
typedef struct field_reading {
    pl_context *context;
    pl_sheet_document *sheet;
    const pl_sheet_field *field;
    pl_error *error;
} field_reading;

/* PALLIA_OK also when it adds a finding; a status is for a wrong shape. */
typedef pl_status (*field_reader)(const field_reading *with, const pl_json *at);

static void find(const field_reading *with, const char *code, pl_severity severity,
                 const pl_json *at) {
    pl_argument arguments[] = {{"field", pl_pick(with->context, with->field->name)}};
    pl_sheet_find(with->context, with->sheet, code, severity, at, arguments, 1);
}

/* A string without control or turning characters; *out is NULL when a finding says otherwise. */
static pl_status clean_text(const field_reading *with, const pl_json *at, const char **out) {
    const char *text;
    *out = NULL;
    if (!pl_json_is_string(at)) {
        return pl_json_fail(at, PALLIA_ETYPE, with->error);
    }
    if (pl_json_string(at, &text, NULL) != PALLIA_OK || turns_the_text(text)) {
        find(with, "bad-text", PL_SEVERITY_STOP, at);
        return PALLIA_OK;
    }
    *out = text;
    return PALLIA_OK;
}

static pl_status read_text(const field_reading *with, const pl_json *at) {
    const char *text;
    pl_status status = clean_text(with, at, &text);
    size_t length = text ? characters(text) : 0;
    if (with->field->budget == 0 || length <= (size_t)with->field->budget) {
        return status;
    }
    pl_context *context = with->context;
    pl_argument arguments[] = {
        {"field", pl_pick(context, with->field->name)},
        {"length", pl_say_number(context, pl_rational_from_int((int32_t)length))},
        {"budget", pl_say_number(context, pl_rational_from_int(with->field->budget))}};
    pl_sheet_find(context, with->sheet, "too-long", PL_SEVERITY_CAUTION, at, arguments, 3);
    return status;
}

static pl_status each(const field_reading *with, const pl_json *list, field_reader read) {
    pl_json item;
    if (!pl_json_is_list(list)) {
        return pl_json_fail(list, PALLIA_ETYPE, with->error);
    }
    if (pl_json_count(list) > PL_SHEET_ITEMS_MAX) {
        return pl_json_fail(list, PALLIA_ECOUNT, with->error);
    }
    pl_status status = PALLIA_OK;
    for (bool more = pl_json_first(list, &item); more && status == PALLIA_OK;
         more = pl_json_next(&item)) {
        status = read(with, &item);
    }
    return status;
}

static pl_status read_texts(const field_reading *with, const pl_json *at) {
    return each(with, at, read_text);
}

/* A text that one of these accepts, else a finding. */
static pl_status checked(const field_reading *with, const pl_json *at,
                         bool (*accepts)(const char *), const char *code) {
    const char *text;
    pl_status status = clean_text(with, at, &text);
    if (text && !accepts(text)) {
        find(with, code, PL_SEVERITY_STOP, at);
    }
    return status;
}

static bool is_day(const char *text) {
    int32_t day;
    return pl_date_day(text, &day);
}

static bool is_phone(const char *text) {
    pl_phone phone;
    return pl_phone_parse(text, &phone);
}

static bool is_nir(const char *text) {
    pl_nir nir;
    return pl_nir_parse(text, &nir);
}

/* Something, one @, and a domain with a point. */
static bool is_email(const char *text) {
    const char *mark = strchr(text, '@');
    const char *point = mark ? strchr(mark + 1, '.') : NULL;
    return mark && mark > text && point && point > mark + 1 && point[1] != '\0' &&
           !strchr(mark + 1, '@') && !strpbrk(text, " <>\"");
}

static pl_status read_date(const field_reading *with, const pl_json *at) {
    return checked(with, at, is_day, "bad-date");
}

static pl_status read_phone(const field_reading *with, const pl_json *at) {
    return checked(with, at, is_phone, "bad-phone");
}

static pl_status read_phones(const field_reading *with, const pl_json *at) {
    return each(with, at, read_phone);
}

static pl_status read_ins(const field_reading *with, const pl_json *at) {
    return checked(with, at, is_nir, "bad-ins");
}

static pl_status read_rpps(const field_reading *with, const pl_json *at) {
    return checked(with, at, pl_rpps_valid, "bad-rpps");
}

static pl_status read_finess(const field_reading *with, const pl_json *at) {
    return checked(with, at, pl_finess_valid, "bad-finess");
}

static pl_status read_email(const field_reading *with, const pl_json *at) {
    return checked(with, at, is_email, "bad-email");
}

static pl_status read_choice(const field_reading *with, const pl_json *at) {
    const char *text;
    pl_status status = clean_text(with, at, &text);
    if (text && !pl_sheet_value_find(with->field, text)) {
        find(with, "bad-value", PL_SEVERITY_STOP, at);
    }
    return status;
}

static pl_status read_choices(const field_reading *with, const pl_json *at) {
    return each(with, at, read_choice);
}

/* A member that is absent or blank is nothing to read. */
static pl_status member(const field_reading *with, const pl_json *at, const char *key,
                        field_reader read) {
    pl_json found;
    return pl_json_member(at, key, &found) && !is_blank(&found) ? read(with, &found) : PALLIA_OK;
}

static pl_status read_flag(const field_reading *with, const pl_json *at) {
    bool flag;
    return pl_json_bool(at, &flag, with->error);
}

/* Who is to be called at any hour must have a telephone that answers at night. */
static void check_reached(const field_reading *with, const pl_json *at) {
    pl_json found;
    bool night = false;
    bool at_any_hour =
        strcmp(with->field->section, "team") == 0 && strcmp(with->field->id, "on_call") == 0;
    if (!pl_json_member(at, "phone", &found) || is_blank(&found)) {
        find(with, at_any_hour ? "on-call-without-phone" : "contact-without-phone",
             at_any_hour ? PL_SEVERITY_STOP : PL_SEVERITY_CAUTION, at);
        return;
    }
    bool said =
        pl_json_member(at, "night", &found) && pl_json_bool(&found, &night, NULL) == PALLIA_OK;
    if (at_any_hour && !night) {
        find(with, "on-call-not-at-night", said ? PL_SEVERITY_STOP : PL_SEVERITY_CAUTION, at);
    }
}

static pl_status read_contact(const field_reading *with, const pl_json *at) {
    static const char *const keys[] = {"name", "link", "phone", "night", NULL};
    pl_status status = pl_json_known_keys(at, keys, with->error);
    if (status == PALLIA_OK) {
        status = member(with, at, "name", read_text);
    }
    if (status == PALLIA_OK) {
        status = member(with, at, "link", read_text);
    }
    if (status == PALLIA_OK) {
        status = member(with, at, "phone", read_phone);
    }
    if (status == PALLIA_OK) {
        status = member(with, at, "night", read_flag);
    }
    if (status == PALLIA_OK) {
        check_reached(with, at);
    }
    return status;
}

static pl_status read_contacts(const field_reading *with, const pl_json *at) {
    return each(with, at, read_contact);
}

static pl_status one_of(const field_reading *with, const pl_json *at, const char *const *words) {
    const char *text;
    pl_status status = clean_text(with, at, &text);
    for (size_t i = 0; text && words[i]; i++) {
        if (strcmp(words[i], text) == 0) {
            return status;
        }
    }
    if (text) {
        find(with, "bad-value", PL_SEVERITY_STOP, at);
    }
    return status;
}

static const char *const answers[] = {"yes", "no", "context", "not-discussed", NULL};

static pl_status read_answer(const field_reading *with, const pl_json *at) {
    return one_of(with, at, answers);
}

static pl_status read_by(const field_reading *with, const pl_json *at) {
    static const char *const words[] = {"patient", "team", "both", NULL};
    return one_of(with, at, words);
}

pl_sheet_answer pl_sheet_answer_of(const pl_json *decision) {
    pl_json at;
    const char *text;
    if (!decision->node || !pl_json_member(decision, "answer", &at) ||
        !pl_json_characters(&at, &text)) {
        return PL_ANSWER_BLANK;
    }
    for (size_t i = 0; answers[i]; i++) {
        if (strcmp(answers[i], text) == 0) {
            return (pl_sheet_answer)i;
        }
    }
    return PL_ANSWER_BLANK;
}

/* An answer that was given was given by somebody, one day. */
static void check_origin(const field_reading *with, const pl_json *at) {
    pl_json found;
    bool origin = pl_json_member(at, "by", &found) && !is_blank(&found);
    bool day = pl_json_member(at, "on", &found) && !is_blank(&found);
    pl_sheet_answer answer = pl_sheet_answer_of(at);
    if (answer < PL_ANSWER_NOT_DISCUSSED && (!origin || !day)) {
        find(with, "decision-without-origin", PL_SEVERITY_CAUTION, at);
    }
}

static pl_status read_decision(const field_reading *with, const pl_json *at) {
    static const char *const keys[] = {"answer", "by", "on", "note", NULL};
    pl_json answer;
    pl_status status = pl_json_known_keys(at, keys, with->error);
    if (status == PALLIA_OK) {
        status = pl_json_need(at, "answer", &answer, with->error);
    }
    if (status == PALLIA_OK) {
        status = read_answer(with, &answer);
    }
    if (status == PALLIA_OK) {
        status = member(with, at, "by", read_by);
    }
    if (status == PALLIA_OK) {
        status = member(with, at, "on", read_date);
    }
    if (status == PALLIA_OK) {
        status = member(with, at, "note", read_text);
    }
    if (status == PALLIA_OK) {
        check_origin(with, at);
    }
    return status;
}

static pl_status read_quantity(const field_reading *with, const pl_json *at,
                               pl_dimension dimension) {
    const char *text;
    pl_quantity quantity;
    pl_status status = clean_text(with, at, &text);
    if (text && pl_json_quantity(at, dimension, &quantity, NULL) != PALLIA_OK) {
        find(with, "bad-quantity", PL_SEVERITY_STOP, at);
    }
    return status;
}

/* A slip of a digit or of a unit: every dose per kg follows it. */
static void check_bounds(const field_reading *with, const pl_json *at) {
    pl_quantity weight;
    pl_rational kg;
    bool read = pl_json_quantity(at, PL_BODY_WEIGHT, &weight, NULL) == PALLIA_OK &&
                pl_quantity_in(weight, pl_unit_base(PL_BODY_WEIGHT), &kg) == PALLIA_OK;
    if (read && !pl_weight_plausible(with->context, kg)) {
        find(with, "weight-implausible", PL_SEVERITY_CAUTION, at);
    }
}

static pl_status read_weight(const field_reading *with, const pl_json *at) {
    pl_status status = read_quantity(with, at, PL_BODY_WEIGHT);
    check_bounds(with, at);
    return status;
}

static pl_status read_clearance(const field_reading *with, const pl_json *at) {
    return read_quantity(with, at, PL_CLEARANCE);
}

static pl_status read_dose_24h(const field_reading *with, const pl_json *at) {
    return read_quantity(with, at, PL_MASS_RATE);
}

static pl_status read_products(const field_reading *with, const pl_json *at) {
    return pl_sheet_products_read(with->context, at, with->sheet, with->error);
}

static pl_status read_lines(const field_reading *with, const pl_json *at) {
    return pl_sheet_lines_read(with->context, at, with->sheet, with->error);
}

static const field_reader readers[PL_SHEET_TYPE_COUNT] = {
    [PL_SHEET_TEXT] = read_text,
    [PL_SHEET_LONG] = read_text,
    [PL_SHEET_TEXTS] = read_texts,
    [PL_SHEET_DATE] = read_date,
    [PL_SHEET_PHONE] = read_phone,
    [PL_SHEET_PHONES] = read_phones,
    [PL_SHEET_CONTACT] = read_contact,
    [PL_SHEET_CONTACTS] = read_contacts,
    [PL_SHEET_CHOICE] = read_choice,
    [PL_SHEET_CHOICES] = read_choices,
    [PL_SHEET_DECISION] = read_decision,
    [PL_SHEET_EMAIL] = read_email,
    [PL_SHEET_INS] = read_ins,
    [PL_SHEET_RPPS] = read_rpps,
    [PL_SHEET_FINESS] = read_finess,
    [PL_SHEET_WEIGHT] = read_weight,
    [PL_SHEET_CLEARANCE] = read_clearance,
    [PL_SHEET_DOSE_24H] = read_dose_24h,
    [PL_SHEET_PRODUCTS] = read_products,
    [PL_SHEET_LINES] = read_lines,
};

static bool has_stop(const pl_sheet_document *sheet, size_t from) {
    for (size_t i = from; i < sheet->finding_count; i++) {
        if (sheet->findings[i].severity == PL_SEVERITY_STOP) {
            return true;
        }
    }
    return false;
}

static pl_status read_slot(pl_context *context, pl_sheet_document *sheet, size_t index,
                           const pl_json *at, pl_error *error) {
    pl_sheet_slot *slot = &sheet->slots[index];
    const field_reading with = {context, sheet, &sheet->tables->fields[index], error};
    slot->at = *at;
    slot->given = !is_blank(at);
    if (!slot->given) {
        return PALLIA_OK;
    }
    size_t before = sheet->finding_count;
    pl_status status = readers[with.field->type](&with, &slot->at);
    slot->valid = !has_stop(sheet, before);
    return status;
}

/* ---- sections ---- */

static pl_status read_section(pl_context *context, pl_sheet_document *sheet, const char *id,
                              const pl_json *section, pl_error *error) {
    pl_json at;
    if (!pl_json_is_object(section)) {
        return pl_json_fail(section, PALLIA_ETYPE, error);
    }
    for (bool more = pl_json_first(section, &at); more; more = pl_json_next(&at)) {
        size_t index = 0;
        while (index < sheet->tables->field_count &&
               (strcmp(sheet->tables->fields[index].section, id) != 0 ||
                strcmp(sheet->tables->fields[index].id, at.key) != 0)) {
            index++;
        }
        if (index == sheet->tables->field_count) {
            return pl_json_fail(&at, PALLIA_EKEY_UNKNOWN, error);
        }
        pl_status status = read_slot(context, sheet, index, &at, error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

/* ---- head ---- */

static pl_status read_word(const pl_json *root, const char *key, const char *const *words,
                           const char **out, pl_error *error) {
    pl_json at;
    pl_status status = pl_json_need(root, key, &at, error);
    if (status == PALLIA_OK) {
        status = pl_json_string(&at, out, error);
    }
    for (size_t i = 0; status == PALLIA_OK && words[i]; i++) {
        if (strcmp(words[i], *out) == 0) {
            return PALLIA_OK;
        }
    }
    return status == PALLIA_OK ? pl_json_fail(&at, PALLIA_EVALUE, error) : status;
}

/* Nothing in it may need an escape anywhere: it is printed, and scanned by a camera. */
static pl_status read_set(const pl_json *root, pl_sheet_document *out, pl_error *error) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    pl_json at;
    pl_status status = pl_json_need(root, "set", &at, error);
    if (status == PALLIA_OK) {
        status = pl_json_string(&at, &out->set, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    size_t length = strlen(out->set);
    bool good = length >= SET_LEAST && length <= SET_MOST && strspn(out->set, letters) == length;
    return good ? PALLIA_OK : pl_json_fail(&at, PALLIA_EVALUE, error);
}

static pl_status read_replaces(const pl_json *root, pl_error *error) {
    pl_json at;
    const char *hex;
    if (!pl_json_member(root, "replaces", &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_string(&at, &hex, error);
    if (status != PALLIA_OK) {
        return status;
    }
    bool good = strlen(hex) == HEX_DIGITS && strspn(hex, "0123456789abcdef") == HEX_DIGITS;
    return good ? PALLIA_OK : pl_json_fail(&at, PALLIA_EVALUE, error);
}

static pl_status read_revoked(const pl_json *root, pl_sheet_document *out, pl_error *error) {
    static const char *const keys[] = {"reason", "on", "by", NULL};
    static const char *const reasons[] = {"death", "changed-wishes", "changed-situation",
                                          "replaced", NULL};
    pl_json at;
    pl_json member_at;
    bool revoked = strcmp(out->status, "revoked") == 0;
    if (!pl_json_member(root, "revoked", &at)) {
        return revoked ? pl_json_need(root, "revoked", &at, error) : PALLIA_OK;
    }
    if (!revoked) {
        return pl_json_fail(&at, PALLIA_ECONFLICT, error);
    }
    pl_status status = pl_json_known_keys(&at, keys, error);
    if (status == PALLIA_OK) {
        status = read_word(&at, "reason", reasons, &out->revoked_reason, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_need(&at, "on", &member_at, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_string(&member_at, &out->revoked_on, error);
    }
    if (status == PALLIA_OK && !is_day(out->revoked_on)) {
        status = pl_json_fail(&member_at, PALLIA_EVALUE, error);
    }
    if (status == PALLIA_OK && pl_json_member(&at, "by", &member_at)) {
        status = pl_json_string(&member_at, &out->revoked_by, error);
    }
    return status;
}

static pl_status read_head(pl_sheet_document *out, pl_error *error) {
    static const char *const schemas[] = {schema, NULL};
    static const char *const statuses[] = {"active", "revoked", "superseded", NULL};
    const char *text;
    pl_json at;
    pl_status status = read_word(&out->root, "schema", schemas, &text, error);
    if (status == PALLIA_OK) {
        status = read_set(&out->root, out, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_need(&out->root, "version", &at, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_int(&at, 1, VERSION_MAX, &out->version, error);
    }
    if (status == PALLIA_OK) {
        status = read_replaces(&out->root, error);
    }
    if (status == PALLIA_OK) {
        status = read_word(&out->root, "status", statuses, &out->status, error);
    }
    return status == PALLIA_OK ? read_revoked(&out->root, out, error) : status;
}

static bool is_head(const char *key) {
    static const char *const keys[] = {"schema", "set", "version", "replaces", "status", "revoked"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static pl_status read_sections(pl_context *context, pl_sheet_document *out, pl_error *error) {
    pl_json at;
    for (bool more = pl_json_first(&out->root, &at); more; more = pl_json_next(&at)) {
        size_t index = 0;
        if (is_head(at.key)) {
            continue;
        }
        while (index < out->tables->section_count &&
               strcmp(out->tables->sections[index].id, at.key) != 0) {
            index++;
        }
        if (index == out->tables->section_count) {
            return pl_json_fail(&at, PALLIA_EKEY_UNKNOWN, error);
        }
        out->sections[index] = at;
        if (is_null(&at)) {
            continue;
        }
        pl_status status = read_section(context, out, at.key, &out->sections[index], error);
        if (status != PALLIA_OK) {
            return status;
        }
    }
    return PALLIA_OK;
}

static pl_status read_day(pl_sheet_document *out, pl_error *error) {
    pl_json at;
    pl_status status = pl_json_need(&out->request, "date", &at, error);
    if (status == PALLIA_OK) {
        status = pl_json_string(&at, &out->date, error);
    }
    if (status == PALLIA_OK && !pl_date_day(out->date, &out->day)) {
        status = pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    return status;
}

pl_status pl_sheet_read(pl_context *context, const pl_json *request, pl_sheet_document *out,
                        pl_error *error) {
    out->request = *request;
    out->findings = pl_arena_array(context->arena, PL_SHEET_FINDINGS_MAX, sizeof *out->findings);
    pl_status status = out->findings ? PALLIA_OK : pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
    if (status == PALLIA_OK) {
        status = pl_tables_sheet(context->tables, &out->tables, error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_syringe(context->tables, &out->syringe, error);
    }
    if (status == PALLIA_OK) {
        status = pl_tables_anticipation(context->tables, &out->anticipation, error);
    }
    if (status == PALLIA_OK) {
        status = read_day(out, error);
    }
    if (status == PALLIA_OK) {
        status = pl_json_need(&out->request, "sheet", &out->root, error);
    }
    if (status == PALLIA_OK && !pl_json_is_object(&out->root)) {
        status = pl_json_fail(&out->root, PALLIA_ETYPE, error);
    }
    if (status == PALLIA_OK) {
        status = read_head(out, error);
    }
    if (status == PALLIA_OK) {
        status = read_sections(context, out, error);
    }
    if (status == PALLIA_OK && out->line_count > 0) {
        status = pl_tables_products(context->tables, &out->marketed, error);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    status = pl_sheet_digest(pl_tables_allocator(context->tables), &out->root, out->digest);
    return status == PALLIA_OK ? status : pl_fail(error, status, NULL, NULL);
}

/* ---- asking about fields ---- */

static const pl_sheet_slot *slot_of(const pl_sheet_document *sheet, const pl_sheet_field *field) {
    return &sheet->slots[field - sheet->tables->fields];
}

const pl_sheet_slot *pl_sheet_slot_of(const pl_sheet_document *sheet, const char *path) {
    static const pl_sheet_slot none;
    const pl_sheet_field *field = pl_sheet_field_find(sheet->tables, path);
    return field ? slot_of(sheet, field) : &none;
}

const char *pl_sheet_text_of(const pl_sheet_document *sheet, const char *path) {
    const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, path);
    const char *text;
    return slot->valid && pl_json_characters(&slot->at, &text) ? text : NULL;
}

/* Whether the value, a word or a list of them, holds `word`. */
static bool holds(const pl_json *at, const char *word) {
    const char *text;
    pl_json item;
    if (pl_json_characters(at, &text)) {
        return strcmp(text, word) == 0;
    }
    if (!pl_json_is_list(at)) {
        return false;
    }
    for (bool more = pl_json_first(at, &item); more; more = pl_json_next(&item)) {
        if (pl_json_characters(&item, &text) && strcmp(text, word) == 0) {
            return true;
        }
    }
    return false;
}

bool pl_sheet_is(const pl_sheet_document *sheet, const char *path, const char *const *is,
                 size_t count) {
    const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, path);
    pl_json answer;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(is[i], slot->given ? "given" : "absent") == 0 ||
            (slot->given && holds(&slot->at, is[i])) ||
            (slot->given && pl_json_member(&slot->at, "answer", &answer) &&
             holds(&answer, is[i]))) {
            return true;
        }
    }
    return false;
}

bool pl_sheet_due(const pl_sheet_document *sheet, const pl_sheet_field *field) {
    return !field->due_field ||
           pl_sheet_is(sheet, field->due_field, field->due_is, field->due_count);
}
