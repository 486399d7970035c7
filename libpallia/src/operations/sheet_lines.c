/* SPDX-License-Identifier: MPL-2.0 */
#include "leaf/date.h"
#include "operations/sheet.h"
#include "operations/syringe_read.h"

enum { COUNT_MAX = 9999 };

/* ---- optional members ---- */

static pl_status optional_text(const pl_json *object, const char *key, const char **out,
                               pl_error *error) {
    pl_json at;
    return pl_json_member(object, key, &at) ? pl_json_string(&at, out, error) : PALLIA_OK;
}

static pl_status optional_count(const pl_json *object, const char *key, int32_t *out,
                                pl_error *error) {
    pl_json at;
    return pl_json_member(object, key, &at) ? pl_json_int(&at, 1, COUNT_MAX, out, error)
                                            : PALLIA_OK;
}

/* A quantity above 0. */
static pl_status optional_quantity(const pl_json *object, const char *key, pl_dimension dimension,
                                   pl_quantity *out, pl_error *error) {
    pl_json at;
    if (!pl_json_member(object, key, &at)) {
        return PALLIA_OK;
    }
    pl_status status = pl_json_quantity(&at, dimension, out, error);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_rational_is_zero(out->value) ? pl_json_fail(&at, PALLIA_EVALUE, error) : PALLIA_OK;
}

static pl_status begin_list(const pl_json *list, pl_error *error) {
    if (!pl_json_is_list(list)) {
        return pl_json_fail(list, PALLIA_ETYPE, error);
    }
    return pl_json_count(list) <= PL_SHEET_ITEMS_MAX ? PALLIA_OK
                                                     : pl_json_fail(list, PALLIA_ECOUNT, error);
}

/* ---- products ---- */

static pl_status read_product(const pl_context *context, const pl_json *at, pl_sheet_product *out,
                              pl_error *error) {
    static const char *const keys[] = {"drug",  "form",    "strength", "volume",
                                       "count", "expires", NULL};
    out->at = *at;
    pl_status status = pl_json_known_keys(at, keys, error);
    if (status == PALLIA_OK) {
        status = pl_drug_read(context, at, &out->drug, error);
    }
    if (status == PALLIA_OK) {
        status = optional_text(at, "form", &out->form, error);
    }
    if (status == PALLIA_OK) {
        pl_json strength;
        if (pl_json_member(at, "strength", &strength)) {
            status = pl_json_quantity(&strength, PL_CONCENTRATION, &out->strength, NULL);
            status = status == PALLIA_EDIMENSION
                         ? pl_json_quantity(&strength, PL_MASS, &out->strength, error)
                         : pl_json_quantity(&strength, PL_CONCENTRATION, &out->strength, error);
        }
    }
    if (status == PALLIA_OK) {
        status = optional_quantity(at, "volume", PL_VOLUME, &out->volume, error);
    }
    if (status == PALLIA_OK) {
        status = optional_count(at, "count", &out->count, error);
    }
    if (status == PALLIA_OK) {
        status = optional_text(at, "expires", &out->expires, error);
    }
    if (status == PALLIA_OK && out->expires && !pl_date_valid(out->expires, false)) {
        pl_json expires;
        return pl_json_member(at, "expires", &expires)
                   ? pl_json_fail(&expires, PALLIA_EVALUE, error)
                   : PALLIA_EINTERNAL;
    }
    return status;
}

pl_status pl_sheet_products_read(const pl_context *context, const pl_json *list,
                                 pl_sheet_document *out, pl_error *error) {
    pl_json at;
    pl_status status = begin_list(list, error);
    for (bool more = status == PALLIA_OK && pl_json_first(list, &at); more && status == PALLIA_OK;
         more = pl_json_next(&at)) {
        status = read_product(context, &at, &out->products[out->product_count++], error);
    }
    return status;
}

/* ---- lines ---- */

static pl_status read_line(pl_context *context, const pl_json *at, pl_sheet_document *sheet,
                           pl_error *error) {
    pl_sheet_line *line = &sheet->lines[sheet->line_count++];
    line->at = *at;
    pl_status status = pl_order_line_read(context, at, &line->order, error);
    if (status != PALLIA_OK) {
        return status;
    }
    return pl_order_line_share(at, &line->order, pl_sheet_line_shared(sheet, line), error);
}

const pl_order_line *pl_sheet_line_shared(const pl_sheet_document *sheet,
                                          const pl_sheet_line *line) {
    int32_t number = line->order.shared_with;
    bool earlier = number > 0 && number <= line - sheet->lines;
    return earlier ? &sheet->lines[number - 1].order : NULL;
}

pl_status pl_sheet_lines_read(pl_context *context, const pl_json *list, pl_sheet_document *out,
                              pl_error *error) {
    pl_json at;
    pl_status status = begin_list(list, error);
    for (bool more = status == PALLIA_OK && pl_json_first(list, &at); more && status == PALLIA_OK;
         more = pl_json_next(&at)) {
        status = read_line(context, &at, out, error);
    }
    return status;
}
