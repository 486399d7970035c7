/* SPDX-License-Identifier: MPL-2.0 */
#include "batch.h"

#include "terminal.h"

#include <stdio.h>
#include <string.h>

enum { PROGRESS_STEP = 256 };

/* Takes the next line, without its end; of one that is too long, as much as the library needs to
 * say so. False at the end. */
static bool read_line(stream *in, cli_text *out) {
    bool some = false;
    text_clear(out);
    while (in->at < in->end || stream_fill(in)) {
        const char *start = in->bytes + in->at;
        const char *stop = memchr(start, '\n', in->end - in->at);
        size_t length = stop ? (size_t)(stop - start) : in->end - in->at;
        size_t room = CLI_INPUT_MAX + 1 - out->length;
        text_add_part(out, start, length < room ? length : room);
        in->at += length + (stop ? 1 : 0);
        some = true;
        if (stop) {
            break;
        }
    }
    return some;
}

static bool is_blank(const cli_text *line) {
    return line->length <= CLI_INPUT_MAX && strspn(line->bytes, " \t\r") == line->length;
}

static bool answer_line(cli *it, const cli_text *line, tally *counts) {
    char *bytes;
    size_t length;
    if (pallia_run(it->tables, line->bytes, line->length, &bytes, &length) != PALLIA_OK) {
        return false;
    }
    fwrite(bytes, 1, length, stdout);
    putchar('\n');
    cJSON *tree = cJSON_ParseWithLength(bytes, length);
    bool whole = tree && cli_exit_code(tree) == CLI_OK;
    tally_row(counts, cli_int(tree, "error/code"), whole, PROGRESS_STEP);
    cJSON_Delete(tree);
    pallia_free(bytes);
    return tree != NULL;
}

int batch_lines(cli *it, stream *in, tally *counts) {
    cli_text line = {0};
    bool good = true;
    in->at += stream_mark(in);
    while (good && !ferror(stdout) && read_line(in, &line)) {
        good = is_blank(&line) || answer_line(it, &line, counts);
    }
    text_release(&line);
    if (!good) {
        cli_complain(it, "usage.no_memory", NULL);
    }
    return good ? CLI_OK : CLI_INTERNAL;
}
