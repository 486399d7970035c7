/* SPDX-License-Identifier: MPL-2.0 */
#include "operations/breakthrough.h"

#include "operations/answer.h"
#include "operations/drawing.h"
#include "operations/options.h"
#include "tables/index.h"
#include "tables/row.h"

static const pl_instead *find_instead(const pl_breakthrough *published, pl_place target) {
    for (size_t i = 0; i < published->instead_count; i++) {
        if (pl_place_equal(published->instead[i].target, target)) {
            return &published->instead[i];
        }
    }
    return NULL;
}

static pl_status share(const pl_breakthrough *published, pl_rational low, pl_rational high,
                       pl_place place, pl_breakthrough_dose *out) {
    out->place = place;
    pl_status status = pl_rational_mul(low, published->low, &out->low);
    return status == PALLIA_OK ? pl_rational_mul(high, published->high, &out->high) : status;
}

static pl_status share_through(pl_context *context, const pl_request *request,
                               const pl_instead *instead, pl_place give, const pl_start *start,
                               pl_breakthrough_dose *out) {
    const pl_row *row = pl_edition_row(instead->edition, request->target, give, false);
    pl_row_result low;
    pl_row_result high;
    if (!row) {
        return PALLIA_ENO_RULE;
    }
    pl_status status = pl_row_apply(row, start->low, &low);
    if (status == PALLIA_OK) {
        status = pl_row_apply(row, start->high, &high);
    }
    if (status != PALLIA_OK) {
        return status;
    }
    pl_cite_row(context, row);
    return share(&request->profile->breakthrough, low.value, high.value, give, out);
}

static void explain(pl_context *context, const pl_request *request,
                    const pl_breakthrough_dose *dose) {
    const pl_breakthrough *published = &request->profile->breakthrough;
    const pl_unit *mg = pl_unit_base(PL_MASS);
    char low[PL_RATIONAL_TEXT_SIZE];
    char high[PL_RATIONAL_TEXT_SIZE];
    pl_rational_text(published->low, low);
    pl_rational_text(published->high, high);
    if (published->low.num == 1 && published->high.num == 1) {
        pl_rational_text((pl_rational){published->low.den, 1}, low);
        pl_rational_text((pl_rational){published->high.den, 1}, high);
    }
    pl_argument arguments[] = {{"place", pl_say_place(context, dose->place)},
                               {"low_share", low},
                               {"high_share", high},
                               {"low", pl_say_quantity(context, dose->low, mg)},
                               {"high", pl_say_quantity(context, dose->high, mg)}};
    pl_trail(context, "breakthrough", pl_say(context, "trail.breakthrough", arguments, 5), NULL);
    pl_cite(context, &published->basis);
}

static bool is_patch(const pl_context *context, pl_place place) {
    return pl_native_unit(context, place) == pl_unit_find("ug/h", 4);
}

pl_status pl_breakthrough_find(pl_context *context, const pl_request *request,
                               const pl_start *start, pl_breakthrough_doses *out) {
    const pl_breakthrough *published = &request->profile->breakthrough;
    const pl_instead *instead = find_instead(published, request->target);
    pl_status status = PALLIA_OK;
    out->count = 0;
    bool none = pl_patterns_match(published->none_for, request->target) ||
                is_patch(context, request->target); /* a share of a patch is no dose */
    if (!instead && none) {
        return PALLIA_OK;
    }
    if (!instead) {
        status = share(published, start->low, start->high, request->target, &out->list[0]);
        out->count = status == PALLIA_OK ? 1 : 0;
    }
    for (size_t i = 0; instead && i < instead->give_count && out->count < PL_BREAKTHROUGH_MAX;
         i++) {
        status = share_through(context, request, instead, instead->give[i], start,
                               &out->list[out->count]);
        if (status != PALLIA_OK) {
            return status;
        }
        out->count++;
    }
    for (size_t i = 0; i < out->count; i++) {
        explain(context, request, &out->list[i]);
    }
    return status;
}

static bool is_immediate(const pl_context *context, const pl_line *line) {
    return line->release == pl_release_find(context->drugs, "ir");
}

static void write_line(pl_writer *writer, const pl_context *context, const pl_line *line) {
    pl_write_string(writer, "line", line->id);
    pl_write_string(writer, "name", line->name);
    pl_write_string(writer, "form", pl_pick(context, line->form));
    pl_write_bool(writer, "hospital_only", line->hospital_only);
}

static bool write_single(pl_writer *writer, pl_context *context, const pl_line *line,
                         const pl_breakthrough_dose *dose) {
    pl_intake intake;
    pl_rational drops;
    if (!pl_option_single(line, dose->low, dose->high, &intake, &drops)) {
        return false;
    }
    pl_write_object(writer, NULL);
    write_line(writer, context, line);
    if (!pl_rational_is_zero(drops)) {
        pl_write_int(writer, "drops", drops.num);
    }
    pl_write_list(writer, "intakes");
    pl_answer_intake(writer, context, &intake, NULL, pl_unit_base(PL_MASS));
    pl_write_list_end(writer);
    pl_write_object_end(writer);
    return true;
}

/* What a breakthrough dose is made of: the marketed lines, and the syringes that measure them. */
typedef struct stock {
    const pl_products *products;
    const pl_shelf *shelf;
} stock;

/* From an ampoule: the volumes at a mark that hold the lower dose and more, the upper and less. */
static bool find_volumes(const stock *from, const pl_presentation *ampoule,
                         const pl_breakthrough_dose *dose, pl_rational *low, pl_rational *high) {
    pl_rational strength;
    return pl_quantity_in(ampoule->strength, pl_unit_base(PL_CONCENTRATION), &strength) ==
               PALLIA_OK &&
           pl_drawing_between(from->shelf->syringes, strength, dose->low, dose->high, low, high);
}

static bool write_drawn(pl_writer *writer, pl_context *context, const stock *from,
                        const pl_line *line, const pl_breakthrough_dose *dose) {
    pl_option option;
    pl_rational low;
    pl_rational high;
    if (!pl_option_fit(line, from->shelf, dose->place, dose->high, PL_ROUND_DOWN, &option)) {
        return false;
    }
    const pl_presentation *ampoule = option.intakes[0].units[0].presentation;
    if (option.wasteful || !find_volumes(from, ampoule, dose, &low, &high)) {
        return false;
    }
    pl_write_object(writer, NULL);
    write_line(writer, context, line);
    pl_write_string(writer, "presentation", ampoule->name);
    pl_write_string(writer, "cis", ampoule->cis);
    pl_answer_ampoule(writer, context, ampoule);
    pl_answer_interval(writer, context, "volume", low, high, pl_unit_base(PL_VOLUME));
    pl_write_object_end(writer);
    return true;
}

static size_t write_products(pl_writer *writer, pl_context *context, const stock *from,
                             const pl_breakthrough_dose *dose) {
    size_t count = 0;
    pl_write_list(writer, "products");
    for (size_t i = 0; i < from->products->line_count; i++) {
        const pl_line *line = &from->products->lines[i];
        if (line->drug != dose->place.drug || !(line->routes >> dose->place.route & 1U) ||
            !is_immediate(context, line) || pl_rational_is_zero(dose->high)) {
            continue;
        }
        bool written = line->kind == PL_KIND_AMPOULE
                           ? write_drawn(writer, context, from, line, dose)
                           : write_single(writer, context, line, dose);
        count += written ? 1 : 0;
    }
    pl_write_list_end(writer);
    return count;
}

static size_t write_dose(pl_writer *writer, pl_context *context, const stock *from,
                         const pl_breakthrough_dose *dose) {
    const pl_unit *mg = pl_unit_base(PL_MASS);
    pl_answer_quantity(writer, context, "low", dose->low, mg);
    pl_answer_quantity(writer, context, "high", dose->high, mg);
    pl_answer_place(writer, context, dose->place);
    pl_write_string(writer, "release", "ir");
    return write_products(writer, context, from, dose);
}

pl_status pl_breakthrough_write(pl_writer *writer, pl_context *context, const pl_request *request,
                                const pl_products *products, const pl_shelf *shelf,
                                const pl_breakthrough_doses *doses) {
    stock from = {products, shelf};
    const pl_breakthrough *published = &request->profile->breakthrough;
    if (doses->count == 0) {
        pl_advise(context, "no-breakthrough-product", PL_SEVERITY_CAUTION, NULL, NULL, 0);
        return PALLIA_OK;
    }
    pl_write_object(writer, "breakthrough");
    size_t count = write_dose(writer, context, &from, &doses->list[0]);
    pl_answer_quantity(writer, context, "min_interval", published->min_interval.value,
                       published->min_interval.unit);
    pl_write_int(writer, "max_per_day", published->max_per_day);
    pl_write_list(writer, "alternatives");
    for (size_t i = 1; i < doses->count; i++) {
        pl_write_object(writer, NULL);
        count += write_dose(writer, context, &from, &doses->list[i]);
        pl_write_object_end(writer);
    }
    pl_write_list_end(writer);
    pl_write_object_end(writer);
    if (count == 0 && !pl_rational_is_zero(doses->list[0].high)) {
        pl_advise(context, "no-breakthrough-product", PL_SEVERITY_CAUTION, NULL, NULL, 0);
    }
    return PALLIA_OK;
}
