/* SPDX-License-Identifier: MPL-2.0
 *
 * pallia run: a request document on stdin, its answer on stdout.
 */
#include "cli.h"

#include "terminal.h"

#include <stdio.h>

static int answer(cli *it, const cli_text *request) {
    char *bytes;
    size_t length;
    cli_ask_bytes(it, text_get(request), request->length, &bytes, &length);
    text_add_part(&it->out, bytes, length);
    text_add(&it->out, "\n");
    cJSON *tree = cJSON_ParseWithLength(bytes, length);
    int code = cli_exit_code(tree);
    if (code >= CLI_REQUEST) {
        cli_complain_answer(it, tree);
    }
    cJSON_Delete(tree);
    pallia_free(bytes);
    return code;
}

int cli_run(cli *it) {
    cli_text request = {0};
    if (it->options.word_count > 0) {
        return cli_wrong(it, PALLIA_EVALUE, "", "usage.too_many",
                         (const char *[]){"option", it->options.words[0], NULL});
    }
    if (!terminal_read(stdin, &request)) {
        text_release(&request);
        cli_complain(it, "usage.cannot_read", (const char *[]){"file", "stdin", NULL});
        return CLI_INTERNAL;
    }
    int code = answer(it, &request);
    text_release(&request);
    return code;
}
