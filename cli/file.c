/* SPDX-License-Identifier: MPL-2.0 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "file.h"

#include "memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

static const char page_program[] = "pallia-page";

static bool write_all(int file, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written <= 0) {
            return false;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

/* The rights that a file made in the usual way would have. */
static mode_t usual_mode(void) {
    mode_t mask = umask(0);
    umask(mask);
    return (mode_t)(S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH) & ~mask;
}

static int open_new(const char *path) {
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

static bool fill(int file, const char *bytes, size_t length, mode_t mode) {
    bool good = write_all(file, bytes, length) && fchmod(file, mode) == 0 && fsync(file) == 0;
    return close(file) == 0 && good;
}

/* A name beside `path` that says nothing of it: what is named may name a patient. */
static void add_beside(cli_text *out, const char *path) {
    const char *base = strrchr(path, '/');
    text_add_part(out, path, base ? (size_t)(base + 1 - path) : 0);
    text_add(out, ".pallia.XXXXXX");
}

/* Whether a file may stand at `path`: nothing is there, or a file; no device, folder or link. */
static bool is_free_or_file(const char *path) {
    struct stat found;
    return lstat(path, &found) == 0 ? S_ISREG(found.st_mode) : errno == ENOENT;
}

/* Where the bytes of `path` are: a link is followed, for what others open must be what changed. */
static bool follow(cli_text *out, const char *path) {
    struct stat found;
    bool link = lstat(path, &found) == 0 && S_ISLNK(found.st_mode);
    char *target = link ? realpath(path, NULL) : NULL;
    if (link && !target && errno == ENOMEM) {
        memory_exhausted();
    }
    text_add(out, target ? target : path);
    free(target);
    return is_free_or_file(text_get(out));
}

/* A new file beside `path`, with these bytes, under a name that goes to `name`. */
static bool make_beside(cli_text *name, const char *path, const char *bytes, size_t length,
                        mode_t mode) {
    add_beside(name, path);
    int file = mkstemp(name->bytes);
    bool good = file >= 0 && fill(file, bytes, length, mode);
    if (file >= 0 && !good) {
        unlink(name->bytes);
    }
    return good;
}

/* An interruption waits, so that no half of a file is left behind. */
static void hold_signals(sigset_t *before) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, before);
}

/* Puts the bytes in the place of `path`, after `kept_bytes` in the new file `kept` when there is
 * one: both, or neither. */
static bool replace(const char *path, const cli_text *bytes, mode_t mode, const char *kept,
                    const cli_text *kept_bytes) {
    cli_text target = {0};
    cli_text name = {0};
    sigset_t before;
    hold_signals(&before);
    bool made = follow(&target, path) &&
                make_beside(&name, text_get(&target), text_get(bytes), bytes->length, mode);
    int file = made && kept ? open_new(kept) : -1;
    bool kept_good =
        !kept || (file >= 0 && fill(file, text_get(kept_bytes), kept_bytes->length, mode));
    bool good = made && kept_good && rename(text_get(&name), text_get(&target)) == 0;
    if (made && !good) {
        unlink(text_get(&name));
    }
    if (file >= 0 && !good) {
        unlink(kept);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    text_release(&target);
    text_release(&name);
    return good;
}

bool file_replace(const char *path, const cli_text *bytes) {
    return replace(path, bytes, usual_mode(), NULL, NULL);
}

bool file_keep(const char *path, const cli_text *bytes) {
    return replace(path, bytes, S_IRUSR | S_IWUSR, NULL, NULL);
}

bool file_keep_both(const char *path, const cli_text *bytes, const char *kept,
                    const cli_text *kept_bytes) {
    return replace(path, bytes, S_IRUSR | S_IWUSR, kept, kept_bytes);
}

bool file_earlier_name(cli_text *out, const char *path, int version) {
    cli_text target = {0};
    bool good = follow(&target, path);
    const char *whole = text_get(&target);
    const char *base = strrchr(whole, '/');
    base = base ? base + 1 : whole;
    const char *dot = strrchr(base, '.');
    size_t stem = dot && dot > base ? (size_t)(dot - whole) : target.length;
    text_add_part(out, whole, stem);
    text_add(out, ".v");
    text_int(out, version);
    text_add(out, whole + stem);
    text_release(&target);
    return good;
}

bool file_can_be_kept(const char *path) {
    cli_text target = {0};
    cli_text name = {0};
    sigset_t before;
    hold_signals(&before);
    bool good = follow(&target, path) && make_beside(&name, text_get(&target), "", 0, S_IRUSR);
    if (good) {
        unlink(text_get(&name));
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    text_release(&target);
    text_release(&name);
    return good;
}

bool file_claim(const char *path) {
    int file = open_new(path);
    return file >= 0 && close(file) == 0;
}

bool file_exists(const char *path) {
    struct stat found;
    return lstat(path, &found) == 0;
}

bool file_is_same(const char *one, const char *other) {
    struct stat first;
    struct stat second;
    return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* ---- pallia-page ---- */

/* In the folder of this very program: a search along PATH could find another's. */
static bool find_sibling(char path[PATH_SIZE]) {
    ssize_t length = readlink("/proc/self/exe", path, PATH_SIZE - 1);
    if (length <= 0) {
        return false;
    }
    path[length] = '\0';
    char *base = strrchr(path, '/');
    if (!base || (size_t)(base + 1 - path) + sizeof page_program > PATH_SIZE) {
        return false;
    }
    memcpy(base + 1, page_program, sizeof page_program);
    return access(path, X_OK) == 0;
}

/* What it says goes to stderr; the page alone goes to stdout, when it is asked for there. */
static _Noreturn void become(const char *const *arguments, bool to_stdout, const int ends[2]) {
    bool ready =
        dup2(ends[0], STDIN_FILENO) >= 0 && (to_stdout || dup2(STDERR_FILENO, STDOUT_FILENO) >= 0);
    close(ends[0]);
    close(ends[1]);
    if (ready) {
        /* execv changes none of them; its type is older than const. */
        execv(arguments[0], (char *const *)arguments);
    }
    _exit(CLI_INTERNAL);
}

/* Feeds the answer to the program; its exit code, or -1. */
static int feed(const char *const *arguments, bool to_stdout, const char *bytes) {
    int ends[2];
    int state;
    if (pipe(ends) != 0) {
        return -1;
    }
    pid_t child = fork();
    if (child == 0) {
        become(arguments, to_stdout, ends);
    }
    close(ends[0]);
    bool fed = child > 0 && write_all(ends[1], bytes, strlen(bytes));
    close(ends[1]);
    if (child < 0 || waitpid(child, &state, 0) != child || !WIFEXITED(state)) {
        return -1;
    }
    return fed ? WEXITSTATUS(state) : -1;
}

static int make_page(const cli *it, const char *path, cli_option form, const char *answer) {
    const char *const *values = it->options.values;
    const char *paper = values[OPTION_PAPER] ? values[OPTION_PAPER] : "label";
    const char *option = form == OPTION_PDF ? "--pdf" : "--png";
    const char *const arguments[] = {path,         "label",  "--paper",           paper, option,
                                     values[form], "--lang", values[OPTION_LANG], NULL};
    return feed(arguments, false, answer);
}

int file_pages(cli *it, const cli_answer *answer) {
    static const cli_option forms[] = {OPTION_PDF, OPTION_PNG};
    char path[PATH_SIZE];
    if (!find_sibling(path)) {
        cli_complain(it, "usage.no_page_program", NULL);
        return CLI_INTERNAL;
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (option_given(&it->options, forms[i]) &&
            make_page(it, path, forms[i], answer->bytes) != 0) {
            cli_complain(it, "usage.no_page", NULL);
            return CLI_INTERNAL;
        }
    }
    return CLI_OK;
}

int file_sheet(cli *it, const char *option, const char *out, const char *answer) {
    char path[PATH_SIZE];
    if (!find_sibling(path)) {
        cli_complain(it, "usage.no_page_program", NULL);
        return CLI_INTERNAL;
    }
    const char *const arguments[] = {
        path, "sheet", option, out, "--lang", it->options.values[OPTION_LANG], NULL};
    int code = feed(arguments, strcmp(out, "-") == 0, answer);
    if (code < 0) {
        cli_complain(it, "usage.no_page", NULL);
    }
    return code < 0 ? CLI_INTERNAL : code;
}
