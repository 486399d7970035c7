/* SPDX-License-Identifier: MPL-2.0 */
#include "fault.h"

#include "page.h"

#include <stdio.h>
#include <string.h>

enum { FAULT_SIZE = 96 };

/* The phrase on a line of its own, with marks under the words at fault. */
static void point_at(const words *all, size_t from, size_t last) {
    const char *phrase = all->phrase;
    size_t start = all->list[from].start;
    size_t columns = text_columns(phrase, strlen(phrase));
    if (columns + 2 > CLI_WIDTH || strpbrk(phrase, "\n\t\r")) {
        return;
    }
    cli_text marks = {0};
    text_add(&marks, "  ");
    text_add(&marks, phrase);
    text_add(&marks, "\n  ");
    text_repeat(&marks, " ", text_columns(phrase, start));
    text_repeat(&marks, "^", text_columns(phrase + start, all->list[last].end - start));
    text_add(&marks, "\n");
    fputs(text_get(&marks), stderr);
    text_release(&marks);
}

bool fault_say(cli *it, const words *all, const fault *what, cJSON *near) {
    char at_fault[FAULT_SIZE] = "…";
    words_copy(all, what->from, what->last, at_fault, sizeof at_fault);
    const char *const arguments[] = {"word", at_fault, "names", what->names ? what->names : "",
                                     NULL};
    cli_text text = {0};
    cli_fill(it, &text, what->key, arguments);
    cli_complain_text(text_get(&text));
    point_at(all, what->from, what->last);
    cli_complain_near(it, near);
    cJSON *document = cli_error_document(it, what->code, text_get(&text), what->pointer, near);
    page_document(it, document);
    cJSON_Delete(document);
    text_release(&text);
    return false;
}

bool fault_uncut(cli *it, const words *all, const char *pointer) {
    bool empty = all->count == 0;
    cli_wrong(it, empty ? PALLIA_EEMPTY : PALLIA_ECOUNT, pointer,
              empty ? "phrase.empty" : "phrase.too_long", NULL);
    return false;
}
