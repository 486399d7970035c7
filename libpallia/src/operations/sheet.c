/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/sheet.h"

#include "operations/answer.h"
#include "operations/operations.h"
#include "tables/set.h"

#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 96 };

static const char *const severities[] = {[PL_SEVERITY_INFO] = "info",
                                         [PL_SEVERITY_CAUTION] = "caution",
                                         [PL_SEVERITY_STOP] = "stop",
                                         [PL_SEVERITY_NEVER] = "never"};

/* ---- findings ---- */

static void write_finding(pl_writer *writer, const pl_sheet_finding *finding) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "code", finding->code);
    pl_write_string(writer, "severity", severities[finding->severity]);
    pl_write_string(writer, "pointer", finding->pointer);
    pl_write_string(writer, "text", finding->text);
    pl_write_object_end(writer);
}

static bool is_any(const pl_sheet_finding *finding) {
    (void)finding;
    return true;
}

static bool is_stop(const pl_sheet_finding *finding) {
    return finding->severity == PL_SEVERITY_STOP;
}

static bool is_contradiction(const pl_sheet_finding *finding) {
    return finding->contradiction;
}

static void write_findings(pl_writer *writer, const pl_sheet_document *sheet, const char *key,
                           bool (*keeps)(const pl_sheet_finding *)) {
    pl_write_list(writer, key);
    for (size_t i = 0; i < sheet->finding_count; i++) {
        if (keeps(&sheet->findings[i])) {
            write_finding(writer, &sheet->findings[i]);
        }
    }
    pl_write_list_end(writer);
}

/* ---- what is missing, the heaviest first ---- */

static void write_missing_field(pl_writer *writer, pl_context *context,
                                const pl_sheet_field *field) {
    char path[PATH_SIZE];
    snprintf(path, sizeof path, "%s.%s", field->section, field->id);
    pl_write_object(writer, NULL);
    pl_write_string(writer, "field", path);
    pl_write_string(writer, "label", pl_pick(context, field->name));
    pl_write_int(writer, "weight", field->weight);
    pl_write_bool(writer, "hard_stop", field->hard_stop);
    pl_write_object_end(writer);
}

static void write_missing(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    int32_t heaviest = 0;
    for (size_t i = 0; i < sheet->tables->field_count; i++) {
        int32_t weight = sheet->tables->fields[i].weight;
        heaviest = weight > heaviest ? weight : heaviest;
    }
    pl_write_list(writer, "missing");
    for (int32_t weight = heaviest; weight > 0; weight--) {
        for (size_t i = 0; i < sheet->tables->field_count; i++) {
            const pl_sheet_field *field = &sheet->tables->fields[i];
            if (field->weight == weight && !sheet->slots[i].given && pl_sheet_due(sheet, field)) {
                write_missing_field(writer, context, field);
            }
        }
    }
    pl_write_list_end(writer);
}

/* ---- codes ---- */

/* A decision is exported only as yes or no: the national list has no other answer. */
static bool has_coded_value(const pl_sheet_document *sheet, const pl_sheet_code *code) {
    static const char prefix[] = "symptom.";
    const char *symptom = code->of + sizeof prefix - 1;
    if (strcmp(code->of, "sheet") == 0) {
        return true;
    }
    if (strncmp(code->of, prefix, sizeof prefix - 1) == 0) {
        return pl_sheet_is(sheet, "risks.expected", &symptom, 1) ||
               pl_sheet_is(sheet, "risks.present", &symptom, 1);
    }
    const pl_sheet_field *field = pl_sheet_field_find(sheet->tables, code->of);
    const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, code->of);
    if (!field || !slot->valid) {
        return false;
    }
    return field->type != PL_SHEET_DECISION || pl_sheet_answer_of(&slot->at) <= PL_ANSWER_NO;
}

static void write_codes(pl_writer *writer, const pl_sheet_document *sheet) {
    pl_write_list(writer, "codes");
    for (size_t i = 0; i < sheet->tables->code_count; i++) {
        const pl_sheet_code *code = &sheet->tables->codes[i];
        const pl_sheet_field *field = pl_sheet_field_find(sheet->tables, code->of);
        if (!has_coded_value(sheet, code)) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_write_string(writer, "of", code->of);
        pl_write_string(writer, "system", code->terminology);
        pl_write_string(writer, "code", code->code);
        pl_write_string(writer, "display", code->display);
        pl_write_string(writer, "source", code->source->id);
        if (field && field->type == PL_SHEET_DECISION) {
            const pl_sheet_slot *slot = pl_sheet_slot_of(sheet, code->of);
            pl_write_bool(writer, "value", pl_sheet_answer_of(&slot->at) == PL_ANSWER_YES);
        }
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

/* ---- the answer ---- */

static void write_age(pl_writer *writer, const pl_sheet_document *sheet) {
    const char *written = pl_sheet_text_of(sheet, "document.written_on");
    int32_t day;
    if (written && pl_date_day(written, &day)) {
        pl_write_int(writer, "age_days", sheet->day - day);
    } else {
        pl_write_string(writer, "age_days", NULL);
    }
}

static void write_result(pl_writer *writer, pl_context *context, const pl_sheet_document *sheet) {
    pl_write_object(writer, "result");
    pl_write_string(writer, "state", pl_sheet_state_word(sheet->state));
    pl_write_string(writer, "text", pl_sheet_say_state(context, sheet));
    pl_write_object(writer, "score");
    pl_write_int(writer, "value", sheet->score);
    pl_write_int(writer, "of", sheet->score_of);
    pl_write_object_end(writer);
    write_missing(writer, context, sheet);
    write_findings(writer, sheet, "findings", is_any);
    write_findings(writer, sheet, "stops", is_stop);
    write_findings(writer, sheet, "contradictions", is_contradiction);
    write_age(writer, sheet);
    write_codes(writer, sheet);
    pl_sheet_page(writer, context, sheet);
    pl_write_string(writer, "digest", sheet->digest);
    pl_write_object_end(writer);
}

/* The keys of the request, then the document. NULL when memory is exhausted. */
static pl_sheet_document *read_request(pl_context *context, const pl_json *request,
                                       const char *const *keys, pl_error *error) {
    pl_sheet_document *sheet = pl_arena_get(context->arena, sizeof *sheet);
    if (!sheet) {
        pl_fail(error, PALLIA_ENOMEM, NULL, NULL);
        return NULL;
    }
    pl_status status = pl_json_known_keys(request, keys, error);
    if (status == PALLIA_OK) {
        status = pl_sheet_read(context, request, sheet, error);
    }
    return status == PALLIA_OK ? sheet : NULL;
}

void pl_sheet(pl_context *context, const pl_json *request, pl_writer *writer) {
    static const char *const keys[] = {"op", "date", "sheet", "language", NULL};
    pl_error error = {0};
    pl_sheet_document *sheet = read_request(context, request, keys, &error);
    if (!sheet || pl_sheet_judge(context, sheet, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "sheet", &error, NULL);
        return;
    }
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", sheet->state == PL_SHEET_CURRENT ? "ok" : "partial");
    pl_write_string(writer, "op", "sheet");
    write_result(writer, context, sheet);
    pl_answer_tail(writer, context, NULL);
    pl_write_object_end(writer);
}

/* ---- versions ---- */

static bool is_one_of(const char *key, const char *const *keys) {
    for (size_t i = 0; keys[i]; i++) {
        if (strcmp(keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

/* The members of `object` that are not in `without`, in their order. */
static void copy_members(pl_writer *writer, const pl_json *object, const char *const *without) {
    pl_json item;
    for (bool more = pl_json_first(object, &item); more; more = pl_json_next(&item)) {
        if (!is_one_of(item.key, without)) {
            pl_sheet_write_canonical(writer, item.key, &item);
        }
    }
}

static void write_head(pl_writer *writer, const pl_sheet_document *sheet, int32_t version,
                       const char *replaces, const char *status) {
    pl_write_string(writer, "schema", "pallia.sheet/1");
    pl_write_string(writer, "set", sheet->set);
    pl_write_int(writer, "version", version);
    if (replaces) {
        pl_write_string(writer, "replaces", replaces);
    }
    pl_write_string(writer, "status", status);
}

static const char *replaced_by(const pl_sheet_document *sheet) {
    pl_json at;
    const char *text;
    return pl_json_member(&sheet->root, "replaces", &at) && pl_json_characters(&at, &text) ? text
                                                                                           : NULL;
}

static const char *const head_keys[] = {"schema", "set",     "version", "replaces",
                                        "status", "revoked", NULL};

/* The same sheet with another status. */
static void write_closed(pl_writer *writer, const pl_sheet_document *sheet, const char *key,
                         const char *status, const char *reason, const char *by) {
    pl_write_object(writer, key);
    write_head(writer, sheet, sheet->version, replaced_by(sheet), status);
    if (reason) {
        pl_write_object(writer, "revoked");
        pl_write_string(writer, "reason", reason);
        pl_write_string(writer, "on", sheet->date);
        if (by) {
            pl_write_string(writer, "by", by);
        }
        pl_write_object_end(writer);
    }
    copy_members(writer, &sheet->root, head_keys);
    pl_write_object_end(writer);
}

/* Written today; when to review it, and whom it was sent to, is to be said again. */
static void write_next(pl_writer *writer, const pl_sheet_document *sheet) {
    static const char *const rewritten[] = {"schema",   "set",          "version",
                                            "replaces", "status",       "revoked",
                                            "document", "transmission", NULL};
    static const char *const dates[] = {"written_on", "updated_on", "review_on", NULL};
    static const char *const sendings[] = {"sent_on", "acknowledged_on", NULL};
    pl_json at;
    pl_write_object(writer, "sheet");
    write_head(writer, sheet, sheet->version + 1, sheet->digest, "active");
    pl_write_object(writer, "document");
    pl_write_string(writer, "written_on", sheet->date);
    if (pl_json_member(&sheet->root, "document", &at)) {
        copy_members(writer, &at, dates);
    }
    pl_write_object_end(writer);
    copy_members(writer, &sheet->root, rewritten);
    if (pl_json_member(&sheet->root, "transmission", &at)) {
        pl_write_object(writer, "transmission");
        copy_members(writer, &at, sendings);
        pl_write_object_end(writer);
    }
    pl_write_object_end(writer);
}

/* Only a sheet in force can be closed or replaced. */
static pl_status check_active(const pl_sheet_document *sheet, pl_error *error) {
    pl_json at;
    if (strcmp(sheet->status, "active") == 0 || !pl_json_member(&sheet->root, "status", &at)) {
        return PALLIA_OK;
    }
    return pl_json_fail(&at, PALLIA_ECONFLICT, error);
}

/* Neither is done before the sheet was written. */
static pl_status check_after(const pl_sheet_document *sheet, pl_error *error) {
    const char *written = pl_sheet_text_of(sheet, "document.written_on");
    int32_t day;
    pl_json at;
    if (!written || !pl_date_day(written, &day) || sheet->day >= day ||
        !pl_json_member(&sheet->request, "date", &at)) {
        return PALLIA_OK;
    }
    return pl_json_fail(&at, PALLIA_ECONFLICT, error);
}

static void begin_version(pl_writer *writer, const char *operation) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", "ok");
    pl_write_string(writer, "op", operation);
    pl_write_object(writer, "result");
}

static void end_version(pl_writer *writer, pl_context *context) {
    pl_write_object_end(writer);
    pl_answer_tail(writer, context, NULL);
    pl_write_object_end(writer);
}

void pl_sheet_supersede(pl_context *context, const pl_json *request, pl_writer *writer) {
    static const char *const keys[] = {"op", "date", "sheet", "language", NULL};
    pl_error error = {0};
    pl_sheet_document *sheet = read_request(context, request, keys, &error);
    if (!sheet || check_active(sheet, &error) != PALLIA_OK ||
        check_after(sheet, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "sheet-supersede", &error, NULL);
        return;
    }
    begin_version(writer, "sheet-supersede");
    write_next(writer, sheet);
    write_closed(writer, sheet, "superseded", "superseded", NULL, NULL);
    end_version(writer, context);
}

static pl_status read_reason(const pl_json *request, const char **reason, const char **by,
                             pl_error *error) {
    static const char *const reasons[] = {"death", "changed-wishes", "changed-situation",
                                          "replaced", NULL};
    pl_json at;
    *by = NULL;
    pl_status status = pl_json_need(request, "reason", &at, error);
    if (status == PALLIA_OK) {
        status = pl_json_string(&at, reason, error);
    }
    if (status == PALLIA_OK && !is_one_of(*reason, reasons)) {
        status = pl_json_fail(&at, PALLIA_EVALUE, error);
    }
    if (status == PALLIA_OK && pl_json_member(request, "by", &at)) {
        status = pl_json_string(&at, by, error);
    }
    return status;
}

void pl_sheet_revoke(pl_context *context, const pl_json *request, pl_writer *writer) {
    static const char *const keys[] = {"op", "date", "reason", "by", "sheet", "language", NULL};
    const char *reason = NULL;
    const char *by = NULL;
    pl_error error = {0};
    pl_sheet_document *sheet = read_request(context, request, keys, &error);
    if (!sheet || check_active(sheet, &error) != PALLIA_OK ||
        check_after(sheet, &error) != PALLIA_OK ||
        read_reason(request, &reason, &by, &error) != PALLIA_OK) {
        pl_answer_failure(writer, context, "sheet-revoke", &error, NULL);
        return;
    }
    begin_version(writer, "sheet-revoke");
    write_closed(writer, sheet, "sheet", "revoked", reason, by);
    end_version(writer, context);
}

/* ---- the fields, for whoever asks a person ---- */

static void write_values(pl_writer *writer, pl_context *context, const pl_sheet_field *field) {
    pl_write_list(writer, "values");
    for (size_t i = 0; i < field->value_count; i++) {
        pl_write_object(writer, NULL);
        pl_write_string(writer, "id", field->values[i].id);
        pl_write_string(writer, "label", pl_pick(context, field->values[i].name));
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_due(pl_writer *writer, const pl_sheet_field *field) {
    pl_write_object(writer, "due");
    pl_write_string(writer, "field", field->due_field);
    pl_write_list(writer, "is");
    for (size_t i = 0; i < field->due_count; i++) {
        pl_write_string(writer, NULL, field->due_is[i]);
    }
    pl_write_list_end(writer);
    pl_write_object_end(writer);
}

static void write_field(pl_writer *writer, pl_context *context, const pl_sheet_field *field) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "section", field->section);
    pl_write_string(writer, "id", field->id);
    pl_write_string(writer, "label", pl_pick(context, field->name));
    pl_write_string(writer, "type", pl_sheet_type_word(field->type));
    if (field->value_count > 0) {
        write_values(writer, context, field);
    }
    pl_write_int(writer, "weight", field->weight);
    pl_write_bool(writer, "hard_stop", field->hard_stop);
    if (field->due_field) {
        write_due(writer, field);
    }
    if (field->block) {
        pl_write_string(writer, "block", field->block);
    }
    if (field->budget > 0) {
        pl_write_int(writer, "budget", field->budget);
    }
    pl_write_string(writer, "basis", field->sourced ? "source" : "proposal");
    if (field->sourced) {
        pl_write_string(writer, "source", field->source->id);
        pl_write_string(writer, "evidence", pl_answer_evidence(field->evidence));
    }
    if (field->national) {
        pl_write_bool(writer, "verified", field->verified);
    }
    pl_write_object_end(writer);
}

static void write_sections(pl_writer *writer, pl_context *context, const pl_sheet_tables *tables) {
    pl_write_list(writer, "sections");
    for (size_t i = 0; i < tables->section_count; i++) {
        pl_write_object(writer, NULL);
        pl_write_string(writer, "id", tables->sections[i].id);
        pl_write_string(writer, "label", pl_pick(context, tables->sections[i].name));
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

void pl_sheet_fields(pl_context *context, const pl_json *request, pl_writer *writer) {
    static const char *const keys[] = {"op", "language", NULL};
    const pl_sheet_tables *tables;
    pl_error error = {0};
    pl_status status = pl_json_known_keys(request, keys, &error);
    if (status == PALLIA_OK) {
        status = pl_tables_sheet(context->tables, &tables, &error);
    }
    if (status != PALLIA_OK) {
        pl_answer_failure(writer, context, "sheet-fields", &error, NULL);
        return;
    }
    begin_version(writer, "sheet-fields");
    write_sections(writer, context, tables);
    pl_write_list(writer, "fields");
    for (size_t i = 0; i < tables->field_count; i++) {
        write_field(writer, context, &tables->fields[i]);
    }
    pl_write_list_end(writer);
    end_version(writer, context);
}
