/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia-page: the printable pages. A program apart from pallia, so that an answer on a terminal
 * does not wait for fonts. Reads an answer on stdin, writes a page; the words come from the tables,
 * the figures from the answer.
 *
 *   answer.c    the answer on stdin, its texts, the messages around them
 *   draw.c      ink: text, rules and boxes; faults instead of what has no room
 *   label.c     one kind of page          picture.c   the drawing of a syringe, a part of one
 *   sheet.c     another
 *   night.c     a third, with qr.c
 *   archive.c   what a PDF needs to be kept
 *   output.c    a file, whole or not at all
 *
 * One more kind of page is a file that draws it, each page ended by draw_turn, and a line in
 * `kinds`. It is drawn first on a surface that nobody keeps, to find its faults and count its
 * pages, and then for each file.
 */
#include "answer.h"
#include "archive.h"
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

/* A kind of page. `draw` returns how many pages there were; `pages` is what they announce, 0 while
 * that is not known. */
typedef struct kind {
    const char *command;
    const char *paper;    /* NULL: there is only one */
    double width, height; /* points */
    int (*draw)(draw_sheet *sheet, const pages_answer *answer, int pages);
    const char *operation; /* whose answer it draws */
    bool (*is_whole)(const cJSON *answer);
    const char *title; /* message key */
    int fault;         /* exit code of what has no room */
} kind;

static const kind kinds[] = {{"label", "label", LABEL_WIDTH, LABEL_HEIGHT, label_draw_page,
                              "dilute", answer_is_dilution, "label.title", PAGES_REQUEST},
                             {"label", "a4", SHEET_WIDTH, SHEET_HEIGHT, sheet_draw, "dilute",
                              answer_is_dilution, "label.title", PAGES_REQUEST},
                             {"sheet", NULL, NIGHT_WIDTH, NIGHT_HEIGHT, night_draw, "sheet",
                              night_is_whole, "page.sheet.pdf", PAGES_REFUSED}};

typedef struct options {
    const char *paper;
    const kind *kind; /* NULL when there is none of that command and paper */
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
    return complain(it, it->options.kind->fault, sheet->fault,
                    (const char *[]){"text", sheet->fault_at, NULL});
}

/* ---- options ---- */

static bool is_one_of(const char *word, const char *first, const char *second) {
    return strcmp(word, first) == 0 || strcmp(word, second) == 0;
}

static const kind *find_kind(const char *command, const char *paper) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const char *own = kinds[i].paper;
        bool same_paper = own && paper ? strcmp(own, paper) == 0 : own == paper;
        if (strcmp(command, kinds[i].command) == 0 && same_paper) {
            return &kinds[i];
        }
    }
    return NULL;
}

static bool is_paper(const char *paper) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kinds[i].paper && strcmp(paper, kinds[i].paper) == 0) {
            return true;
        }
    }
    return false;
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
    if (out->paper && !is_paper(out->paper)) {
        return out->paper;
    }
    out->kind = count > 1 ? find_kind(arguments[1], out->paper) : NULL;
    if (out->language && !is_one_of(out->language, "fr", "en")) {
        const char *wrong = out->language;
        out->language = NULL;
        return wrong;
    }
    return NULL;
}

static bool is_complete(const options *given) {
    return given->kind && (given->pdf != NULL) != (given->png != NULL);
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
        const kind *wanted = it->options.kind;
        code = answer_read(&it->answer, bytes->str, bytes->len, wanted->operation, wanted->is_whole,
                           &why);
    }
    g_string_free(bytes, TRUE);
    return code == PAGES_OK ? code : complain(it, code, why, NULL);
}

/* ---- drawing ---- */

/* Draws on a surface that keeps nothing: finds the first fault, and how many pages there are. */
static int rehearse(const program *it, int *pages) {
    draw_sheet sheet;
    const kind *drawn = it->options.kind;
    cairo_surface_t *nowhere =
        cairo_pdf_surface_create_for_stream(NULL, NULL, drawn->width, drawn->height);
    bool began = draw_begin(&sheet, nowhere);
    int code = PAGES_OK;
    *pages = began ? drawn->draw(&sheet, &it->answer, 0) : 0;
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
static void describe(cairo_surface_t *surface) {
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

static bool draw_pdf(program *it, int pages) {
    draw_sheet sheet;
    const kind *wanted = it->options.kind;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(keep_bytes, it->page, wanted->width, wanted->height);
    describe(surface);
    if (draw_begin(&sheet, surface)) {
        wanted->draw(&sheet, &it->answer, pages);
    }
    bool drawn = cairo_status(sheet.cr) == CAIRO_STATUS_SUCCESS;
    draw_end(&sheet);
    cairo_surface_finish(surface);
    drawn = drawn && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    return drawn && archive_make(it->page, answer_word(&it->answer, wanted->title));
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

static bool draw_png(program *it, int pages, int page) {
    const double scale = DOTS_PER_INCH / 72.0;
    const kind *wanted = it->options.kind;
    draw_sheet sheet;
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(wanted->width * scale + 0.5),
                                   (int)(wanted->height * scale + 0.5));
    cairo_surface_set_device_scale(surface, scale, scale);
    if (draw_begin(&sheet, surface)) {
        cairo_save(sheet.cr);
        cairo_set_source_rgb(sheet.cr, 1, 1, 1);
        cairo_paint(sheet.cr);
        cairo_restore(sheet.cr);
        sheet.only = page;
        wanted->draw(&sheet, &it->answer, pages);
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

static int save(const program *it, bool drawn, const char *file) {
    if (!drawn) {
        return complain(it, PAGES_INTERNAL, "label.usage.draw", NULL);
    }
    if (!output_write(file, it->page->str, it->page->len)) {
        return complain(it, PAGES_INTERNAL, "label.usage.write",
                        (const char *[]){"file", file, NULL});
    }
    return PAGES_OK;
}

/* "sheet.png", or of several pages "sheet-1-of-2.png": a page says by its name that it is not all.
 */
static char *name_picture(const char *file, int page, int pages) {
    static const char suffix[] = ".png";
    size_t length = strlen(file);
    if (pages == 1) {
        return g_strdup(file);
    }
    bool suffixed = g_str_has_suffix(file, suffix);
    return g_strdup_printf("%.*s-%d-of-%d%s", (int)(suffixed ? length - strlen(suffix) : length),
                           file, page, pages, suffixed ? suffix : "");
}

static int make_pictures(program *it, int pages) {
    const char *file = it->options.png;
    int code = PAGES_OK;
    if (pages > 1 && strcmp(file, "-") == 0) {
        return complain(it, PAGES_REQUEST, "label.usage.one_page", NULL);
    }
    for (int page = 1; page <= pages && code == PAGES_OK; page++) {
        char *name = name_picture(file, page, pages);
        g_string_truncate(it->page, 0);
        code = save(it, draw_png(it, pages, page), name);
        g_free(name);
    }
    return code;
}

static int make_page(program *it) {
    int pages;
    int code = rehearse(it, &pages);
    if (code != PAGES_OK) {
        return code;
    }
    return it->options.pdf ? save(it, draw_pdf(it, pages), it->options.pdf)
                           : make_pictures(it, pages);
}

static int run(program *it, int count, char *const *arguments) {
    if (count == 2 && is_one_of(arguments[1], "--help", "help")) {
        puts(pallia_text(it->tables, "fr", "label.usage.help"));
        puts(pallia_text(it->tables, "en", "label.usage.help"));
        return fflush(stdout) == 0 ? PAGES_OK : PAGES_INTERNAL;
    }
    const char *wrong = read_options(&it->options, count, arguments);
    it->answer.language = it->options.language;
    if (wrong) {
        return complain(it, PAGES_REQUEST, "label.usage.option",
                        (const char *[]){"word", wrong, NULL});
    }
    if (!is_complete(&it->options)) {
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
