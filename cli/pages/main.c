/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia-page: the printable pages. A program apart from pallia, so that an answer on a terminal
 * does not wait for fonts. Reads an answer on stdin, writes a page; the words come from the tables,
 * the figures from the answer.
 */
#include "answer.h"
#include "draw.h"
#include "label.h"
#include "night.h"
#include "output.h"
#include "sheet.h"

#include <cairo-pdf.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { INPUT_MAX = 4 * 1024 * 1024, DOTS_PER_INCH = 300 };

typedef struct options {
    bool night; /* the page for the night, not a label */
    const char *paper;
    const char *pdf;
    const char *png;
    const char *language; /* NULL for that of the answer */
} options;

typedef struct program {
    options options;
    pallia_tables *tables;
    pages_answer answer;
    GString *page; /* the bytes to write */
} program;

/* ---- messages ---- */

static int complain(const program *it, int code, const char *key, const char *const *arguments) {
    static const char *const none[] = {NULL};
    pages_answer words = it->answer;
    words.tables = it->tables;
    words.language = words.language ? words.language : "fr";
    char *text = answer_fill(&words, key, arguments ? arguments : none);
    fprintf(stderr, "pallia-page: %s\n", text);
    g_free(text);
    return code;
}

static int complain_of_sheet(const program *it, const draw_sheet *sheet) {
    return complain(it, it->options.night ? PAGES_REFUSED : PAGES_REQUEST, sheet->fault,
                    (const char *[]){"text", sheet->fault_at, NULL});
}

/* ---- options ---- */

static bool is_one_of(const char *word, const char *first, const char *second) {
    return strcmp(word, first) == 0 || strcmp(word, second) == 0;
}

static bool read_option(options *out, const char *name, const char *value) {
    const struct {
        const char *name;
        const char **place;
    } known[] = {{"--paper", &out->paper},
                 {"--pdf", &out->pdf},
                 {"--png", &out->png},
                 {"--lang", &out->language}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(name, known[i].name) == 0 && value && *value && !*known[i].place) {
            *known[i].place = value;
            return true;
        }
    }
    return false;
}

/* NULL when the options are right, else the first that is not. */
static const char *read_options(options *out, int count, char *const *arguments) {
    for (int i = 2; i < count; i += 2) {
        if (!read_option(out, arguments[i], i + 1 < count ? arguments[i + 1] : NULL)) {
            return arguments[i];
        }
    }
    if (out->paper && !is_one_of(out->paper, "label", "a4")) {
        return out->paper;
    }
    if (out->language && !is_one_of(out->language, "fr", "en")) {
        const char *wrong = out->language;
        out->language = NULL;
        return wrong;
    }
    return NULL;
}

static bool is_complete(const options *given, int count, char *const *arguments) {
    bool one_file = (given->pdf != NULL) != (given->png != NULL);
    bool label = count > 1 && strcmp(arguments[1], "label") == 0 && given->paper;
    return one_file && (label || (given->night && !given->paper));
}

/* ---- input ---- */

static int read_answer(program *it) {
    const char *why = "label.usage.not_an_answer";
    GString *bytes = g_string_new(NULL);
    char part[4096];
    size_t got = fread(part, 1, sizeof part, stdin);
    while (got > 0 && bytes->len <= INPUT_MAX) {
        g_string_append_len(bytes, part, (gssize)got);
        got = fread(part, 1, sizeof part, stdin);
    }
    int code = PAGES_REQUEST;
    if (!ferror(stdin) && bytes->len <= INPUT_MAX) {
        bool night = it->options.night;
        code = answer_read(&it->answer, bytes->str, bytes->len, night ? "sheet" : "dilute",
                           night ? night_is_whole : answer_is_dilution, &why);
    }
    g_string_free(bytes, TRUE);
    return code == PAGES_OK ? code : complain(it, code, why, NULL);
}

/* ---- drawing ---- */

static bool is_label(const program *it) {
    return it->options.paper && strcmp(it->options.paper, "label") == 0;
}

static double paper_width(const program *it) {
    return is_label(it) ? LABEL_WIDTH : SHEET_WIDTH;
}

static double paper_height(const program *it) {
    return is_label(it) ? LABEL_HEIGHT : SHEET_HEIGHT;
}

static int draw_pages(const program *it, draw_sheet *sheet, int pages) {
    if (it->options.night) {
        return night_draw(sheet, &it->answer);
    }
    if (!is_label(it)) {
        return sheet_draw(sheet, &it->answer, pages);
    }
    label_draw(sheet, &it->answer, 0, 0);
    cairo_show_page(sheet->cr);
    return 1;
}

/* Draws on a surface that keeps nothing: finds the first fault, and how many pages there are. */
static int rehearse(const program *it, int *pages) {
    draw_sheet sheet;
    cairo_surface_t *nowhere =
        cairo_pdf_surface_create_for_stream(NULL, NULL, paper_width(it), paper_height(it));
    bool began = draw_begin(&sheet, nowhere);
    int code = PAGES_OK;
    *pages = began ? draw_pages(it, &sheet, 0) : 0;
    if (!began) {
        code = complain(it, PAGES_INTERNAL, "label.usage.font", NULL);
    } else if (sheet.fault) {
        code = complain_of_sheet(it, &sheet);
    }
    draw_end(&sheet);
    cairo_surface_destroy(nowhere);
    return code;
}

static cairo_status_t keep_bytes(void *page, const unsigned char *bytes, unsigned length) {
    g_string_append_len(page, (const char *)bytes, (gssize)length);
    return CAIRO_STATUS_SUCCESS;
}

/* The bytes depend on the answer alone: Cairo leaves the date out when it is given an empty one. */
static void describe(const program *it, cairo_surface_t *surface) {
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(
        surface, CAIRO_PDF_METADATA_TITLE,
        answer_word(&it->answer, it->options.night ? "page.sheet.pdf" : "label.title"));
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "pallia-page");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

static bool draw_pdf(program *it, int pages) {
    draw_sheet sheet;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        keep_bytes, it->page, paper_width(it), paper_height(it));
    describe(it, surface);
    if (draw_begin(&sheet, surface)) {
        draw_pages(it, &sheet, pages);
    }
    bool drawn = cairo_status(sheet.cr) == CAIRO_STATUS_SUCCESS;
    draw_end(&sheet);
    cairo_surface_finish(surface);
    drawn = drawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return drawn;
}

/* Each dot becomes black or white, as a label printer would make it. */
static void remove_grey(cairo_surface_t *surface) {
    enum { BYTES_A_DOT = 4, HALF = 128 };
    cairo_surface_flush(surface);
    unsigned char *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < cairo_image_surface_get_height(surface); y++) {
        unsigned char *row = data + (ptrdiff_t)y * stride;
        for (int x = 0; x < cairo_image_surface_get_width(surface) * BYTES_A_DOT; x++) {
            row[x] = row[x] < HALF ? 0 : 255;
        }
    }
    cairo_surface_mark_dirty(surface);
}

static bool draw_png(program *it, int pages) {
    const double scale = DOTS_PER_INCH / 72.0;
    draw_sheet sheet;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(paper_width(it) * scale + 0.5),
                                   (int)(paper_height(it) * scale + 0.5));
    cairo_surface_set_device_scale(surface, scale, scale);
    if (draw_begin(&sheet, surface)) {
        cairo_save(sheet.cr);
        cairo_set_source_rgb(sheet.cr, 1, 1, 1);
        cairo_paint(sheet.cr);
        cairo_restore(sheet.cr);
        draw_pages(it, &sheet, pages);
    }
    bool drawn = cairo_status(sheet.cr) == CAIRO_STATUS_SUCCESS;
    draw_end(&sheet);
    if (drawn) {
        remove_grey(surface);
        drawn = cairo_surface_write_to_png_stream(surface, keep_bytes, it->page) ==
                CAIRO_STATUS_SUCCESS;
    }
    cairo_surface_destroy(surface);
    return drawn;
}

/* ---- the program ---- */

static int make_page(program *it) {
    const char *file = it->options.pdf ? it->options.pdf : it->options.png;
    int pages;
    int code = rehearse(it, &pages);
    if (code != PAGES_OK) {
        return code;
    }
    if (it->options.png && pages > 1) {
        return complain(it, PAGES_REQUEST, "label.usage.one_page", NULL);
    }
    if (!(it->options.pdf ? draw_pdf(it, pages) : draw_png(it, pages))) {
        return complain(it, PAGES_INTERNAL, "label.usage.draw", NULL);
    }
    if (!output_write(file, it->page->str, it->page->len)) {
        return complain(it, PAGES_INTERNAL, "label.usage.write",
                        (const char *[]){"file", file, NULL});
    }
    return PAGES_OK;
}

static int run(program *it, int count, char *const *arguments) {
    if (count == 2 && is_one_of(arguments[1], "--help", "help")) {
        puts(pallia_text(it->tables, "fr", "label.usage.help"));
        puts(pallia_text(it->tables, "en", "label.usage.help"));
        return fflush(stdout) == 0 ? PAGES_OK : PAGES_INTERNAL;
    }
    const char *wrong = read_options(&it->options, count, arguments);
    it->options.night = count > 1 && strcmp(arguments[1], "sheet") == 0;
    it->answer.language = it->options.language;
    if (wrong) {
        return complain(it, PAGES_REQUEST, "label.usage.option",
                        (const char *[]){"word", wrong, NULL});
    }
    if (!is_complete(&it->options, count, arguments)) {
        return complain(it, PAGES_REQUEST, "label.usage.missing", NULL);
    }
    int code = read_answer(it);
    return code == PAGES_OK ? make_page(it) : code;
}

int main(int count, char **arguments) {
    program it = {0};
    /* A closed pipe is a write error like another, and gets the exit code of one. */
    signal(SIGPIPE, SIG_IGN);
    if (pallia_tables_new(NULL, &it.tables) != PALLIA_OK) {
        return PAGES_INTERNAL;
    }
    it.answer.tables = it.tables;
    it.page = g_string_new(NULL);
    int code = run(&it, count, arguments);
    g_string_free(it.page, TRUE);
    answer_release(&it.answer);
    pallia_tables_release(it.tables);
    return code;
}
