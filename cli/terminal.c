/* SPDX-License-Identifier: MPL-2.0 */
#define _POSIX_C_SOURCE 200809L

#include "terminal.h"

#include "memory.h"
#include "page.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

bool terminal_choose_colour(cli *it) {
    const char *word = it->options.values[OPTION_COLOR];
    if (!word || strcmp(word, "auto") == 0) {
        it->colour = isatty(STDOUT_FILENO) == 1;
        return true;
    }
    it->colour = strcmp(word, "always") == 0;
    return it->colour || strcmp(word, "never") == 0;
}

void terminal_paint(cli *it, cli_style style, const char *text) {
    static const char *const codes[] = {[STYLE_STRONG] = "\033[1m",
                                        [STYLE_SECTION] = "\033[1;36m",
                                        [STYLE_DIM] = "\033[2m",
                                        [STYLE_ALARM] = "\033[1;31m"};
    if (!it->colour) {
        text_add(&it->out, text);
        return;
    }
    text_add(&it->out, codes[style]);
    text_add(&it->out, text);
    text_add(&it->out, "\033[0m");
}

bool terminal_read(FILE *from, cli_text *out) {
    char block[16384];
    while (out->length <= CLI_INPUT_MAX) {
        size_t count = fread(block, 1, sizeof block, from);
        text_add_part(out, block, count);
        if (count < sizeof block) {
            break;
        }
    }
    return !ferror(from);
}

static FILE *open_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file && errno == ENOMEM) {
        memory_exhausted();
    }
    return file;
}

bool terminal_read_file(const char *path, cli_text *out) {
    if (strcmp(path, "-") == 0) {
        return terminal_read(stdin, out);
    }
    FILE *file = open_file(path);
    bool good = file && terminal_read(file, out);
    if (file) {
        fclose(file);
    }
    return good;
}

int terminal_load_table(cli *it, const char *path) {
    const char *const arguments[] = {"file", path, NULL};
    FILE *file = open_file(path);
    cli_text bytes = {0};
    bool good = file && terminal_read(file, &bytes);
    if (file) {
        fclose(file);
    }
    if (!good) {
        text_release(&bytes);
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.cannot_read", arguments);
    }
    pallia_tables *larger;
    char *answer = NULL;
    int32_t status =
        pallia_tables_with_local(it->tables, text_get(&bytes), bytes.length, &larger, &answer);
    text_release(&bytes);
    if (status == PALLIA_ENOMEM) {
        memory_exhausted();
    }
    if (status == PALLIA_OK) {
        pallia_tables_release(it->tables);
        it->tables = larger;
        return CLI_OK;
    }
    cJSON *tree = cJSON_Parse(answer);
    cli_complain(it, "usage.bad_table", arguments);
    cli_complain_answer(it, tree);
    page_document(it, tree);
    int code = cli_exit_code(tree);
    cJSON_Delete(tree);
    pallia_free(answer);
    return code;
}

int terminal_load_tables(cli *it) {
    for (size_t i = 0; i < it->options.tables.count; i++) {
        int code = terminal_load_table(it, it->options.tables.items[i]);
        if (code != CLI_OK) {
            return code;
        }
    }
    return CLI_OK;
}

bool terminal_write(cli *it) {
    bool written = !ferror(stdout) &&
                   fwrite(text_get(&it->out), 1, it->out.length, stdout) == it->out.length &&
                   fflush(stdout) == 0;
    if (!written) {
        cli_complain(it, "usage.cannot_write", NULL);
    }
    return written;
}
