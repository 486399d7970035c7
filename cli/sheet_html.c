/* SPDX-License-Identifier: MPL-2.0 */
#include "sheet.h"

#include "memory.h"

#include <qrencode.h>
#include <string.h>

enum { ANSWERS = 4, QUIET = 4 /* white modules that a reader of the code needs on each side */ };

/* On a screen one column, phones as large as a thumb; in print one A4 page, black on white: what is
 * dark on a screen has a border that is printed. */
static const char style[] =
    "*{box-sizing:border-box}"
    "body{margin:0 auto;padding:12px;max-width:62rem;background:#fff;color:#000;"
    "font:16px/1.35 Roboto,Arial,'DejaVu Sans',sans-serif;overflow-wrap:anywhere}"
    "h1{font-size:1.15rem;margin:0}"
    "h2{font-size:1rem;margin:0 0 4px}"
    "p{margin:0 0 4px}"
    ".state{font-weight:bold}"
    ".alarm{border:3px solid #000;padding:6px;font-size:1.25rem;text-align:center}"
    ".banner{border:6px solid #000;background:#000;color:#fff;padding:8px;margin:6px 0;"
    "font-size:1.5rem;font-weight:bold;text-align:center}"
    "section{border-top:1px solid #000;padding:6px 0}"
    "dl,ul{margin:0;padding:0;list-style:none}"
    "dl{display:flex;flex-wrap:wrap;gap:2px 20px}"
    "dt{display:inline;font-weight:bold;font-size:.9rem}"
    "dd{display:inline;margin:0 0 0 6px}"
    ".large dd{font-size:1.25rem;font-weight:bold}"
    "ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:6px}"
    "li{border:1px solid #000;padding:4px 6px}"
    ".night{border-width:3px}"
    "li a,li b{display:inline-block;min-height:44px;line-height:44px;font-size:1.5rem;"
    "font-weight:bold;color:#000;white-space:nowrap}"
    "li span{display:block}"
    "li strong{float:right;line-height:44px}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #000;padding:3px 4px;text-align:left;vertical-align:top;"
    "font-size:.9rem;overflow-wrap:break-word}"
    ".grid td,.grid thead th+th{text-align:center}"
    ".grid tbody th{font-weight:normal}"
    ".grid small{display:block;font-size:.8rem}"
    ".on{font-weight:bold;text-transform:uppercase}"
    ".foot{display:flex;gap:12px;justify-content:space-between;align-items:flex-end}"
    ".foot svg{flex:none;width:9rem;height:9rem}"
    ".digest{font-size:.75rem}.again,.number{display:none}"
    "@media (max-width:30rem){.grid th,.grid td{font-size:.75rem;padding:3px 2px}"
    ".grid small{font-size:.75rem}.foot{display:block}"
    ".rows thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".rows,.rows tbody,.rows tr,.rows th,.rows td{display:block;border-width:0}"
    ".rows tr{border:1px solid #000;margin-bottom:4px}"
    ".rows td::before{content:attr(data-name) ' : ';font-weight:bold}}"
    "@page{size:A4;margin:7mm}"
    "@media print{body{padding:0;max-width:none;font-size:8pt;line-height:1.15}"
    "h1{font-size:11pt;display:inline}.sub{display:inline;margin-left:8pt}h2{font-size:8pt;"
    "margin:0}p{margin:0 0 1pt}"
    ".banner{background:#fff;color:#000;border-width:3pt;font-size:18pt;padding:2pt;margin:3pt 0}"
    ".alarm{font-size:14pt;padding:2pt}"
    "section{padding:1.5pt 0;break-inside:avoid}"
    ".beside{display:flex}.beside h2{flex:0 0 25mm;padding-right:2mm}"
    "dl{gap:0 9pt}dt{font-size:8pt}.large dd{font-size:11pt}"
    "ul{grid-template-columns:repeat(3,1fr);gap:2pt}"
    "li{padding:1pt 3pt}.night{border-width:1.5pt}"
    "li span{font-size:8pt}"
    "li a,li b{font-size:14pt;line-height:1.15;min-height:0;text-decoration:none}"
    "li strong{line-height:1.15}"
    ".other{border:0;padding:0;order:1}.other span{display:inline;font-weight:bold}"
    ".other a,.other b{font-size:11pt;margin-left:4pt}"
    "th,td{font-size:8pt;padding:1pt 3pt .25pt}"
    ".grid small{display:inline;font-size:8pt;margin-left:6pt}"
    ".on{font-size:9pt}"
    ".foot{break-inside:avoid}.foot svg{width:26mm;height:26mm}.digest{font-size:6.5pt}"
    ".second{break-before:page}.again{display:block}"
    ".again .title{font-size:11pt;font-weight:bold}.number{display:inline;float:right;"
    "font-weight:bold}}";

/* ---- parts ---- */

/* Whether the space `text[at]` is between a number and its unit: no line may end there. */
static bool is_glued(const char *text, size_t at) {
    unsigned char next = (unsigned char)text[at + 1];
    bool number = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
    bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    return number && (letter || next == '%' || next > 0x7FU);
}

/* A text of the answer: its direction its own, its lines kept, a number with its unit. */
static void add_lines(cli_text *out, const char *text) {
    cli_text part = {0};
    text_add(out, "<bdi>");
    for (size_t at = 0; text[at] != '\0'; at++) {
        bool glued = text[at] == ' ' && is_glued(text, at);
        if (text[at] != '\n' && !glued) {
            text_add_part(&part, text + at, 1);
            continue;
        }
        text_add_markup(out, text_get(&part));
        text_clear(&part);
        text_add(out, glued ? "&nbsp;" : "<br>");
    }
    text_add_markup(out, text_get(&part));
    text_release(&part);
    text_add(out, "</bdi>");
}

static void add_element(cli_text *out, const char *open, const char *text, const char *close) {
    text_add(out, open);
    add_lines(out, text);
    text_add(out, close);
}

static void add_fields(const cli *it, cli_text *out, const cJSON *block) {
    (void)it;
    const cJSON *item;
    text_add(out, "<dl>\n");
    cJSON_ArrayForEach(item, cli_at(block, "items")) {
        text_add(out, cli_true(item, "large") ? "<div class=\"large\">" : "<div>");
        add_element(out, "<dt>", cli_string(item, "label"), "</dt> ");
        add_element(out, "<dd>", cli_string(item, "text"), "</dd></div>\n");
    }
    text_add(out, "</dl>\n");
}

/* Nothing but a telephone number is ever a link. */
static bool is_phone(const char *uri) {
    size_t scheme = strlen("tel:");
    return strncmp(uri, "tel:", scheme) == 0 && uri[scheme] != '\0' &&
           uri[scheme + strspn(uri + scheme, "+0123456789")] == '\0';
}

static void add_phones(const cli *it, cli_text *out, const cJSON *block) {
    const cJSON *item;
    text_add(out, "<ul>\n");
    cJSON_ArrayForEach(item, cli_at(block, "items")) {
        const char *uri = cli_string(item, "uri");
        bool night = cli_true(item, "night");
        bool other = !night && cJSON_IsFalse(cli_at(item, "large"));
        text_add(out, night ? "<li class=\"night\">" : other ? "<li class=\"other\">" : "<li>");
        add_element(out, "<span>", cli_string(item, "label"), "</span> ");
        if (is_phone(uri)) {
            text_add(out, "<a href=\"");
            text_add(out, uri);
            add_element(out, "\">", cli_string(item, "text"), "</a>");
        } else {
            add_element(out, "<b>", cli_string(item, "text"), "</b>");
        }
        if (night) {
            add_element(out, " <strong>", cli_label(it, "sheet.night"), "</strong>");
        }
        text_add(out, "</li>\n");
    }
    text_add(out, "</ul>\n");
}

static void add_headings(cli_text *out, const cJSON *names) {
    const cJSON *name;
    cJSON_ArrayForEach(name, names) {
        add_element(out, "<th scope=\"col\">", cli_string(name, ""), "</th>");
    }
    text_add(out, "</tr></thead>\n<tbody>\n");
}

static void add_decision(const cli *it, cli_text *out, const cJSON *block, const cJSON *item) {
    const cJSON *answer = cli_at(item, "answer");
    int chosen = cJSON_IsNumber(answer) ? answer->valueint : -1;
    const char *who = cli_string(item, "text");
    who = chosen < 0 && *who == '\0' ? cli_label(it, "sheet.unanswered") : who;
    add_element(out, "<tr><th scope=\"row\">", cli_string(item, "label"), "");
    if (*who != '\0') {
        add_element(out, " <small>", who, "</small>");
    }
    text_add(out, "</th>");
    for (int i = 0; i < ANSWERS; i++) {
        const char *name = cli_string(cJSON_GetArrayItem(cli_at(block, "columns"), i), "");
        if (i == chosen) {
            add_element(out, "<td class=\"on\">", name, "</td>");
        } else {
            text_add(out, "<td></td>");
        }
    }
    text_add(out, "</tr>\n");
}

static void add_grid(const cli *it, cli_text *out, const cJSON *block) {
    const cJSON *item;
    text_add(out, "<table class=\"grid\">\n<thead><tr>");
    add_element(out, "<th scope=\"col\">", cli_label(it, "sheet.decision"), "</th>");
    add_headings(out, cli_at(block, "columns"));
    cJSON_ArrayForEach(item, cli_at(block, "items")) {
        add_decision(it, out, block, item);
    }
    text_add(out, "</tbody>\n</table>\n");
}

static void add_table(const cli *it, cli_text *out, const cJSON *block) {
    (void)it;
    const cJSON *item;
    text_add(out, "<table class=\"rows\">\n<thead><tr>");
    add_headings(out, cli_at(block, "columns"));
    cJSON_ArrayForEach(item, cli_at(block, "items")) {
        const cJSON *cells = cli_at(item, "cells");
        text_add(out, "<tr>");
        add_element(out, "<th scope=\"row\">", cli_string(cJSON_GetArrayItem(cells, 0), ""),
                    "</th>");
        for (int i = 1; i < cJSON_GetArraySize(cells); i++) {
            const char *name = cli_string(cJSON_GetArrayItem(cli_at(block, "columns"), i), "");
            text_add(out, "<td data-name=\"");
            text_add_markup(out, name);
            add_element(out, "\">", cli_string(cJSON_GetArrayItem(cells, i), ""), "</td>");
        }
        text_add(out, "</tr>\n");
    }
    text_add(out, "</tbody>\n</table>\n");
}

static void add_texts(const cli *it, cli_text *out, const cJSON *block) {
    (void)it;
    const cJSON *item;
    text_add(out, "<div>\n");
    cJSON_ArrayForEach(item, cli_at(block, "items")) {
        add_element(out, "<p>", cli_string(item, "text"), "</p>\n");
    }
    text_add(out, "</div>\n");
}

static const struct {
    const char *name;
    void (*add)(const cli *it, cli_text *out, const cJSON *block);
    bool beside; /* in print its title is at its left */
} kinds[] = {{"fields", add_fields, true},
             {"phones", add_phones, false},
             {"grid", add_grid, false},
             {"table", add_table, false},
             {"text", add_texts, true}};

static void add_block(const cli *it, cli_text *out, const cJSON *block, int number) {
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (!cli_is(block, "kind", kinds[i].name)) {
            continue;
        }
        text_add(out, kinds[i].beside ? "<section class=\"beside\" aria-labelledby=\"b"
                                      : "<section aria-labelledby=\"b");
        text_int(out, number);
        text_add(out, "\">\n<h2 id=\"b");
        text_int(out, number);
        add_element(out, "\">", cli_string(block, "title"), "</h2>\n");
        kinds[i].add(it, out, block);
        text_add(out, "</section>\n");
    }
}

static bool is_shown(const cJSON *block, int sheet) {
    return cli_int(block, "sheet") == sheet && cJSON_GetArraySize(cli_at(block, "items")) > 0;
}

static const cJSON *last_of(const cJSON *model, int sheet) {
    const cJSON *last = NULL;
    const cJSON *block;
    cJSON_ArrayForEach(block, cli_at(model, "blocks")) {
        last = is_shown(block, sheet) ? block : last;
    }
    return last;
}

static void add_blocks(const cli *it, cli_text *out, const cJSON *model, int sheet,
                       const cJSON *but) {
    const cJSON *block;
    int number = 0;
    cJSON_ArrayForEach(block, cli_at(model, "blocks")) {
        number++;
        if (is_shown(block, sheet) && block != but) {
            add_block(it, out, block, number);
        }
    }
}

/* ---- the code ---- */

static void add_modules(cli_text *out, const QRcode *code) {
    for (int row = 0; row < code->width; row++) {
        for (int column = 0; column < code->width; column++) {
            if (code->data[row * code->width + column] & 1) {
                text_add(out, "M");
                text_int(out, QUIET + column);
                text_add(out, " ");
                text_int(out, QUIET + row);
                text_add(out, "h1v1h-1z");
            }
        }
    }
}

static void add_code(const cli *it, cli_text *out, const char *digest) {
    QRcode *code = QRcode_encodeString8bit(digest, 0, QR_ECLEVEL_M);
    if (!code) {
        memory_exhausted(); /* a digest is never too long for a code */
    }
    text_add(out, "<svg role=\"img\" aria-label=\"");
    text_add_markup(out, cli_label(it, "sheet.code"));
    text_add(out, "\" shape-rendering=\"crispEdges\" viewBox=\"0 0 ");
    text_int(out, code->width + 2 * QUIET);
    text_add(out, " ");
    text_int(out, code->width + 2 * QUIET);
    text_add(out, "\"><path d=\"");
    add_modules(out, code);
    text_add(out, "\"/></svg>\n");
    QRcode_free(code);
}

/* The last block of page 1 stands beside the code: who wrote the sheet, and when. */
static void add_foot(const cli *it, cli_text *out, const cJSON *model, const cJSON *last) {
    const cJSON *line;
    text_add(out, "<div class=\"foot\">\n<div>\n");
    if (last) {
        add_block(it, out, last, 0);
    }
    cJSON_ArrayForEach(line, cli_at(model, "footer")) {
        add_element(out, "<p>", cli_string(line, ""), "</p>\n");
    }
    add_element(out, "<p class=\"digest\">", cli_string(model, "digest"), "</p>\n</div>\n");
    add_code(it, out, cli_string(model, "digest"));
    text_add(out, "</div>\n");
}

/* ---- the file ---- */

/* The title is in every list of windows and files: it names no patient. */
static void add_head(const cli *it, cli_text *out) {
    text_add(out, "<!DOCTYPE html>\n<html lang=\"");
    text_add(out, it->options.values[OPTION_LANG]);
    text_add(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"robots\" content=\"noindex\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<title>");
    text_add_markup(out, cli_label(it, "sheet.pdf"));
    text_add(out, "</title>\n<style>");
    text_add(out, style);
    text_add(out, "</style>\n</head>\n<body>\n");
}

/* On paper a sheet may be parted from the other. */
static void add_number(cli_text *out, int sheet, bool two) {
    text_add(out, "<span class=\"number\">");
    text_int(out, sheet);
    text_add(out, two ? "/2</span>\n" : "/1</span>\n");
}

static void add_state(cli_text *out, const cJSON *model) {
    bool current = cli_is(model, "state/code", "current");
    add_element(out, current ? "<p class=\"state\">" : "<p class=\"state alarm\">",
                cli_string(model, "state/text"), "</p>\n");
}

/* On a screen it goes on; on paper it begins a sheet, which says of whom and how old it is. */
static void add_second(const cli *it, cli_text *out, const cJSON *model) {
    text_add(out, "<div class=\"second\">\n<div class=\"again\">\n");
    add_number(out, 2, true);
    add_element(out, "<p class=\"title\">", cli_string(model, "title"), "</p>\n");
    add_state(out, model);
    add_fields(it, out, cli_at(model, "blocks")->child);
    add_element(out, "<p class=\"digest\">", cli_string(model, "digest"), "</p>\n</div>\n");
    add_blocks(it, out, model, 2, NULL);
    text_add(out, "</div>\n");
}

void sheet_html(const cli *it, const cJSON *model, cli_text *out) {
    const cJSON *last = last_of(model, 1);
    bool two = last_of(model, 2) != NULL;
    add_head(it, out);
    text_add(out, "<header>\n");
    add_number(out, 1, two);
    add_element(out, "<h1>", cli_string(model, "title"), "</h1>\n");
    add_element(out, "<p class=\"sub\">", cli_string(model, "subtitle"), "</p>\n");
    add_state(out, model);
    add_element(out, "<p class=\"banner\">", cli_string(model, "banner"), "</p>\n</header>\n");
    text_add(out, "<main>\n");
    add_blocks(it, out, model, 1, last);
    add_foot(it, out, model, last);
    if (two) {
        add_second(it, out, model);
    }
    text_add(out, "</main>\n");
    text_add(out, "</body>\n</html>\n");
}
