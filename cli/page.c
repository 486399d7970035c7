/* SPDX-License-Identifier: MPL-2.0 */
#include "page.h"

#include "terminal.h"

#include <string.h>

/* ---- lines ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

/* Whether a line must not be broken at the space `at`: a number keeps its unit, a French mark its
 * word. */
static bool is_glued(const char *text, size_t at) {
    static const char *const closing[] = {":", ";", "?", "!", "%", "\xC2\xBB", "=", NULL};
    static const char opening[] = "\xC2\xAB";
    const char *after = text + at + 1;
    for (size_t i = 0; closing[i]; i++) {
        if (begins(after, closing[i])) {
            return true;
        }
    }
    if (at >= 2 && begins(text + at - 2, opening)) {
        return true;
    }
    bool number = at > 0 && is_digit(text[at - 1]);
    bool slash = at > 0 && text[at - 1] == '/';
    return slash || (number && !is_digit(*after) && *after != '(');
}

/* The bytes of `text` that fit in `columns`, ending with the paragraph or where a line may be
 * broken. */
static size_t line_length(const char *text, size_t columns) {
    size_t room = text_bytes(text, columns);
    size_t paragraph = strcspn(text, "\n");
    if (paragraph <= room) {
        return paragraph;
    }
    for (size_t i = room; i > 0; i--) {
        if (text[i] == ' ' && !is_glued(text, i)) {
            return i;
        }
    }
    for (size_t i = room; i > 0; i--) {
        if (text[i] == ' ') {
            return i;
        }
    }
    return room;
}

void page_wrap_into(cli_text *out, const char *first, size_t indent, const char *message) {
    size_t used = text_columns(first, strlen(first));
    text_add(out, first);
    while (*message != '\0') {
        size_t length = line_length(message, used < CLI_WIDTH ? CLI_WIDTH - used : 1);
        text_add_part(out, message, length);
        text_add(out, "\n");
        message += length;
        message += *message == ' ' || *message == '\n' ? 1 : 0;
        used = indent;
        if (*message != '\0' && *message != '\n') {
            text_repeat(out, " ", indent);
        }
    }
}

void page_wrap(cli *it, const char *first, size_t indent, const char *message) {
    page_wrap_into(&it->out, first, indent, message);
}

void page_blank(cli *it) {
    text_add(&it->out, "\n");
}

void page_title(cli *it, const char *title) {
    cli_text lines = {0};
    page_wrap_into(&lines, "", 0, title);
    terminal_paint(it, STYLE_STRONG, text_get(&lines));
    text_release(&lines);
    text_repeat(&it->out, "\xE2\x94\x80", CLI_WIDTH);
    page_blank(it);
}

void page_section(cli *it, const char *key) {
    page_blank(it);
    terminal_paint(it, STYLE_SECTION, cli_label(it, key));
    page_blank(it);
}

enum { FIELD_WIDTH = 22 };

void page_field(cli *it, const char *label, const char *value, bool strong) {
    cli_text head = {0};
    bool long_label = text_columns(label, strlen(label)) > FIELD_WIDTH;
    if (long_label) {
        page_wrap(it, "  ", 2, label);
    }
    text_add(&head, "  ");
    page_cell(&head, long_label ? "" : label, FIELD_WIDTH);
    text_add(&head, "  ");
    if (strong) {
        text_add(&it->out, text_get(&head));
        terminal_paint(it, STYLE_STRONG, value);
        page_blank(it);
    } else {
        page_wrap(it, text_get(&head), FIELD_WIDTH + 4, value);
    }
    text_release(&head);
}

/* ---- frame ---- */

static void frame_edge(cli *it, const char *left, const char *right) {
    text_add(&it->out, left);
    text_repeat(&it->out, "\xE2\x94\x80", CLI_WIDTH - 2);
    text_add(&it->out, right);
    page_blank(it);
}

static void frame_line(cli *it, const char *line, size_t length, const cli_style *style) {
    cli_text cell = {0};
    cli_text part = {0};
    text_add_part(&part, line, length);
    page_cell(&cell, text_get(&part), CLI_WIDTH - 4);
    text_add(&it->out, "\xE2\x94\x82 ");
    if (style) {
        terminal_paint(it, *style, text_get(&cell));
    } else {
        text_add(&it->out, text_get(&cell));
    }
    text_add(&it->out, " \xE2\x94\x82\n");
    text_release(&part);
    text_release(&cell);
}

static void frame(cli *it, cli_style style, const char *title, const char *text) {
    frame_edge(it, "\xE2\x94\x8C", "\xE2\x94\x90");
    if (*title != '\0') {
        frame_line(it, title, strlen(title), &style);
    }
    while (*text != '\0') {
        size_t length = line_length(text, CLI_WIDTH - 4);
        frame_line(it, text, length, NULL);
        text += length;
        text += *text == ' ' || *text == '\n' ? 1 : 0;
    }
    frame_edge(it, "\xE2\x94\x94", "\xE2\x94\x98");
}

void page_frame(cli *it, const char *title, const char *text) {
    frame(it, STYLE_ALARM, title, text);
}

void page_box(cli *it, const char *title, const char *text) {
    frame(it, STYLE_STRONG, title, text);
}

void page_say(cli *it, const char *first, size_t indent, const char *key,
              const char *const *arguments) {
    cli_text text = {0};
    cli_fill(it, &text, key, arguments);
    page_wrap(it, first, indent, text_get(&text));
    text_release(&text);
}

void page_field_say(cli *it, const char *label, const char *key, const char *const *arguments) {
    cli_text text = {0};
    cli_fill(it, &text, key, arguments);
    page_field(it, cli_label(it, label), text_get(&text), false);
    text_release(&text);
}

/* ---- cells ---- */

static size_t add_cut(cli_text *out, const char *text, size_t columns) {
    size_t width = text_columns(text, strlen(text));
    if (width <= columns) {
        text_add(out, text);
        return width;
    }
    text_add_part(out, text, text_bytes(text, columns - 1));
    text_add(out, "\xE2\x80\xA6");
    return columns;
}

void page_cell(cli_text *out, const char *text, size_t columns) {
    size_t width = add_cut(out, text, columns);
    text_repeat(out, " ", columns - width);
}

void page_cell_right(cli_text *out, const char *text, size_t columns) {
    size_t width = text_columns(text, strlen(text));
    text_repeat(out, " ", width < columns ? columns - width : 0);
    add_cut(out, text, columns);
}

void page_percent(const cli *it, cli_text *out, const char *percent) {
    bool negative = percent[0] == '-';
    bool zero = strcmp(percent, "0") == 0;
    bool french = strcmp(it->options.values[OPTION_LANG], "fr") == 0;
    const char *digits = percent + (negative ? 1 : 0);
    text_add(out, negative ? "\xE2\x88\x92" : zero ? "" : "+");
    for (; *digits != '\0'; digits++) {
        text_add_part(out, french && *digits == '.' ? "," : digits, 1);
    }
    text_add(out, " %");
}

void page_plain(const cli *it, cli_text *out, const char *text) {
    bool french = strcmp(it->options.values[OPTION_LANG], "fr") == 0;
    for (; *text != '\0'; text++) {
        if (begins(text, "ug")) {
            text_add(out, "\xC2\xB5");
        } else if (begins(text, "24h")) {
            text_add(out, "24 ");
            text++;
        } else {
            text_add_part(out, french && *text == '.' ? "," : text, 1);
        }
    }
}

void page_document(cli *it, const cJSON *document) {
    if (!option_given(&it->options, OPTION_JSON) || !document) {
        return;
    }
    char *text = cJSON_PrintUnformatted(document);
    text_add(&it->out, text);
    page_blank(it);
    cJSON_free(text);
}
