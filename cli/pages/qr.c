/* SPDX-License-Identifier: MPL-2.0 */
#include "qr.h"

#include <qrencode.h>

enum { QUIET = 4 }; /* modules of white that a reader needs on each side */

static bool is_dark(const QRcode *code, int row, int column) {
    return (code->data[row * code->width + column] & 1) != 0;
}

/* Dark modules side by side are one rectangle: no hairline shows between them. */
static void add_row(draw_sheet *sheet, const QRcode *code, int row, double x, double y,
                    double module) {
    for (int column = 0; column < code->width; column++) {
        int start = column;
        while (column < code->width && is_dark(code, row, column)) {
            column++;
        }
        if (column > start) {
            cairo_rectangle(sheet->cr, x + module * (QUIET + start), y + module * (QUIET + row),
                            module * (column - start), module);
        }
    }
}

void qr_draw(draw_sheet *sheet, double x, double y, double side, const char *text) {
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code) {
        draw_fault(sheet, "label.usage.draw", "");
        return;
    }
    double module = side / (code->width + 2 * QUIET);
    for (int row = 0; row < code->width && draw_has_ink(sheet); row++) {
        add_row(sheet, code, row, x, y, module);
    }
    cairo_fill(sheet->cr);
    QRcode_free(code);
}
