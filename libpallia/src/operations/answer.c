/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/answer.h"

#include "leaf/utf8.h"
#include "tables/anticipation_model.h"
#include "tables/find.h"
#include "tables/index.h"
#include "tables/set.h"

#include "pallia/pallia.h"

#include <stdio.h>
#include <string.h>

enum { NEAR_MAX = 3, REFUSED_FAMILY = 2 };

static const char *const severities[] = {[PL_SEVERITY_INFO] = "info",
                                         [PL_SEVERITY_CAUTION] = "caution",
                                         [PL_SEVERITY_STOP] = "stop",
                                         [PL_SEVERITY_NEVER] = "never"};
static const char *const uses[] = {[PL_FACT_UNUSED] = "not-used",
                                   [PL_FACT_ADVICE] = "advice-only",
                                   [PL_FACT_CHANGED] = "changed-the-number"};

void pl_answer_quantity(pl_writer *writer, pl_context *context, const char *key, pl_rational value,
                        const pl_unit *unit) {
    char exact[PL_RATIONAL_TEXT_SIZE];
    pl_rational_text(value, exact);
    pl_write_object(writer, key);
    pl_write_string(writer, "exact", exact);
    pl_write_string(writer, "unit", unit->code);
    pl_write_string(writer, "text", pl_say_quantity(context, value, unit));
    pl_write_object_end(writer);
}

void pl_answer_interval(pl_writer *writer, pl_context *context, const char *key, pl_rational low,
                        pl_rational high, const pl_unit *unit) {
    pl_write_object(writer, key);
    pl_answer_quantity(writer, context, "low", low, unit);
    pl_answer_quantity(writer, context, "high", high, unit);
    pl_write_object_end(writer);
}

void pl_answer_place(pl_writer *writer, pl_context *context, pl_place place) {
    pl_write_string(writer, "drug", context->drugs->drugs[place.drug].id);
    pl_write_string(writer, "route", context->drugs->routes[place.route].id);
    pl_write_string(writer, "place", pl_say_place(context, place));
}

void pl_answer_ampoule(pl_writer *writer, pl_context *context, const pl_presentation *one) {
    pl_write_object(writer, "ampoule");
    pl_answer_quantity(writer, context, "strength", one->strength.value, one->strength.unit);
    pl_answer_quantity(writer, context, "volume", one->volume.value, one->volume.unit);
    pl_answer_quantity(writer, context, "content", one->content.value, one->content.unit);
    pl_write_object_end(writer);
}

/* How many whole units of a presentation: tablets, patches or ampoules; or drops of one bottle. */
static void write_units(pl_writer *writer, pl_context *context, const pl_units *units) {
    const pl_presentation *one = units->presentation;
    pl_write_object(writer, NULL);
    pl_write_string(writer, "name", one->name);
    pl_write_string(writer, "cis", one->cis);
    if (one->drop.unit) {
        pl_write_int(writer, "drops", units->count);
        pl_answer_quantity(writer, context, "drop", one->drop.value, one->drop.unit);
    } else {
        pl_write_int(writer, "count", units->count);
        pl_answer_quantity(writer, context, "strength", one->strength.value, one->strength.unit);
    }
    if (one->volume.unit && !one->drop.unit) {
        pl_answer_ampoule(writer, context, one);
    }
    pl_write_object_end(writer);
}

void pl_answer_intake(pl_writer *writer, pl_context *context, const pl_intake *intake,
                      const char *when, const pl_unit *unit) {
    pl_write_object(writer, NULL);
    if (when) {
        pl_write_string(writer, "when", when);
    }
    pl_answer_quantity(writer, context, "dose", intake->dose, unit);
    pl_write_list(writer, "units");
    for (size_t i = 0; i < intake->unit_count; i++) {
        write_units(writer, context, &intake->units[i]);
    }
    pl_write_list_end(writer);
    pl_write_object_end(writer);
}

static void write_basis(pl_writer *writer, const pl_basis *basis) {
    pl_write_string(writer, basis->edition ? "edition" : "source",
                    basis->edition ? basis->edition->id : basis->source->id);
    pl_write_string(writer, "evidence", pl_answer_evidence(basis->evidence));
}

const char *pl_answer_evidence(pl_evidence evidence) {
    return evidence == PL_EVIDENCE_READ ? "read" : "secondary";
}

const char *pl_answer_severity_word(pl_severity severity) {
    return severities[severity];
}

void pl_answer_advice(pl_writer *writer, const pl_advice *advice) {
    pl_write_string(writer, "code", advice->code);
    pl_write_string(writer, "severity", severities[advice->severity]);
    pl_write_string(writer, "text", advice->text);
    if (advice->from) {
        pl_write_string(writer, "from", advice->from);
    }
}

bool pl_answer_severity(const char *word, pl_severity *out) {
    for (int i = PL_SEVERITY_INFO; i <= PL_SEVERITY_STOP; i++) {
        if (strcmp(severities[i], word) == 0) {
            *out = (pl_severity)i;
            return true;
        }
    }
    return false;
}

static void write_advice(pl_writer *writer, const pl_context *context) {
    pl_write_list(writer, "advice");
    for (size_t i = 0; i < context->advice_count; i++) {
        const pl_advice *advice = &context->advice[i];
        pl_write_object(writer, NULL);
        pl_answer_advice(writer, advice);
        if (advice->basis) {
            write_basis(writer, advice->basis);
            pl_write_string(writer, "cite", advice->basis->cite);
        }
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_trail(pl_writer *writer, pl_context *context) {
    pl_write_list(writer, "trail");
    for (size_t i = 0; i < context->trail_count; i++) {
        const pl_step *step = &context->trail[i];
        pl_write_object(writer, NULL);
        pl_write_string(writer, "step", step->step);
        pl_write_string(writer, "text", step->text);
        if (step->row) {
            pl_write_string(writer, "row", step->row->id);
            pl_write_string(writer, "edition", step->row->edition->id);
            pl_write_string(writer, "evidence", pl_answer_evidence(step->row->evidence));
            pl_write_string(writer, "cite", step->row->cite);
        }
        if (step->has_value) {
            pl_answer_quantity(writer, context, "value", step->value.value, step->value.unit);
        }
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_edition_cite(pl_writer *writer, const pl_basis *basis) {
    const pl_edition *edition = basis->edition;
    pl_write_string(writer, "title", edition->title);
    pl_write_string(writer, "publisher", edition->publisher);
    pl_write_string(writer, "published", edition->published);
    pl_write_string(writer, "url", edition->url);
    pl_write_string(writer, "sha256", edition->sha256);
    pl_write_bool(writer, "local", edition->local);
}

static void write_source_cite(pl_writer *writer, const pl_basis *basis) {
    const pl_source *source = basis->source;
    pl_write_string(writer, "title", source->title);
    pl_write_string(writer, "publisher", source->publisher);
    pl_write_string(writer, "published", source->published);
    pl_write_string(writer, "url", source->url);
}

static void write_cites(pl_writer *writer, const pl_context *context) {
    pl_write_list(writer, "cites");
    for (size_t i = 0; i < context->cite_count; i++) {
        const pl_basis *basis = context->cites[i];
        pl_write_object(writer, NULL);
        write_basis(writer, basis);
        if (basis->edition) {
            write_edition_cite(writer, basis);
        } else {
            write_source_cite(writer, basis);
        }
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

static void write_identity(pl_writer *writer, pl_context *context) {
    pl_write_object(writer, "identity");
    pl_write_string(writer, "library", pallia_version());
    pl_write_string(writer, "tables", pl_tables_edition(context->tables));
    pl_write_string(writer, "tables_sha256", pl_tables_sha256(context->tables));
    pl_write_list(writer, "local");
    for (size_t i = 0; context->rules && i < context->rules->edition_count; i++) {
        const pl_edition *edition = context->rules->editions[i];
        if (!edition->local) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_write_string(writer, "edition", edition->id);
        pl_write_string(writer, "sha256", edition->sha256);
        pl_write_object_end(writer);
    }
    for (size_t i = 0; context->rules && i < context->rules->team_count; i++) {
        pl_write_object(writer, NULL);
        pl_write_string(writer, "edition", context->rules->teams[i]->self.id);
        pl_write_string(writer, "sha256", context->rules->teams[i]->sha256);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
    pl_write_object_end(writer);
}

void pl_answer_acknowledge(pl_writer *writer, const char *key, const pl_request *request) {
    pl_write_list(writer, key);
    for (size_t i = 0; i < request->acknowledge_count; i++) {
        pl_write_string(writer, NULL, request->acknowledge[i]);
    }
    pl_write_list_end(writer);
}

static void write_patient(pl_writer *writer, const pl_request *request) {
    pl_write_list(writer, "patient");
    for (int fact = PL_FACT_AGE; fact < PL_FACT_COUNT; fact++) {
        const pl_fact_value *value = &request->patient.facts[fact];
        if (!value->given) {
            continue;
        }
        pl_write_object(writer, NULL);
        pl_write_string(writer, "fact", pl_fact_key((pl_fact)fact));
        pl_write_string(writer, "use", uses[value->use]);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
    pl_answer_acknowledge(writer, "acknowledged", request);
}

bool pl_answer_reviewed(const pl_context *context) {
    for (size_t i = 0; i < context->cite_count; i++) {
        const pl_edition *edition = context->cites[i]->edition;
        if (!edition || edition->reviewer_count == 0) {
            return false;
        }
    }
    return context->cite_count > 0;
}

void pl_answer_tail(pl_writer *writer, pl_context *context, const pl_request *request) {
    if (request) {
        write_patient(writer, request);
    }
    write_advice(writer, context);
    write_trail(writer, context);
    write_cites(writer, context);
    bool was_reviewed = pl_answer_reviewed(context);
    pl_write_object(writer, "review");
    pl_write_bool(writer, "clinical", was_reviewed);
    pl_write_string(writer, "text",
                    pl_say(context, was_reviewed ? "review.done" : "review.none", NULL, 0));
    pl_write_object_end(writer);
    write_identity(writer, context);
}

const char *pl_answer_status(pl_status status) {
    if (status == PALLIA_OK) {
        return "ok";
    }
    if (status == PALLIA_EWITHHELD) {
        return "withheld";
    }
    return status / 1000 == REFUSED_FAMILY ? "refused" : "error";
}

static void write_near(pl_writer *writer, const pl_context *context, const char *token) {
    char folded[PL_TOKEN_SIZE];
    const pl_name *near[NEAR_MAX];
    pl_utf8_fold(token, strlen(token), folded, sizeof folded);
    size_t count =
        context->expected
            ? pl_find_near_among(context->expected, context->expected_count, folded, near, NEAR_MAX)
            : pl_find_near(context->drugs, folded, near, NEAR_MAX);
    pl_write_list(writer, "near");
    for (size_t i = 0; i < count; i++) {
        pl_write_object(writer, NULL);
        pl_write_string(writer, "name", near[i]->text);
        if (!context->expected) {
            pl_write_string(writer, "drug", context->drugs->drugs[near[i]->drug].id);
        }
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
}

void pl_answer_error(pl_writer *writer, pl_context *context, const pl_error *error) {
    char key[32];
    /* Lack of memory is no answer: the call returns it instead of this document. */
    context->exhausted = context->exhausted || error->code == PALLIA_ENOMEM;
    snprintf(key, sizeof key, "error.%d", (int)error->code);
    pl_argument arguments[] = {{"token", error->token}, {"pointer", error->pointer}};
    pl_write_object(writer, "error");
    pl_write_int(writer, "code", error->code);
    pl_write_string(writer, "name", pl_status_name(error->code));
    pl_write_string(writer, "text", pl_say(context, key, arguments, 2));
    pl_write_string(writer, "pointer", error->pointer);
    if (error->code == PALLIA_EKEY_MISSING) {
        pl_write_string(writer, "token", error->token);
    }
    if (error->offset > 0) {
        pl_write_int(writer, "offset", (int64_t)error->offset);
    }
    if (context->expected || (error->code == PALLIA_EDRUG && context->drugs)) {
        write_near(writer, context, error->token);
    }
    pl_write_object_end(writer);
}

void pl_answer_failure(pl_writer *writer, pl_context *context, const char *operation,
                       const pl_error *error, const pl_request *request) {
    pl_write_object(writer, NULL);
    pl_write_string(writer, "status", pl_answer_status(error->code));
    pl_write_string(writer, "op", operation);
    pl_answer_error(writer, context, error);
    pl_answer_tail(writer, context, request);
    pl_write_object_end(writer);
}
