/* SPDX-License-Identifier: MPL-2.0
 *
 * snprintf, of the conversions that libpallia uses: %s, %.Ns, %d, %0Nd, %zu, %lld. The C library's
 * would bring floating point, standard output and the host's functions to write to it into the
 * module; with this one it imports nothing. Any other conversion stops the module rather than print
 * something else than the native library: bindings/js/test/package.test.mjs looks for them.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Text of which only what fits is kept, and all is counted. */
typedef struct output {
    char *text;
    size_t room;
    size_t length;
} output;

static void put(output *out, char c) {
    if (out->length + 1 < out->room) {
        out->text[out->length] = c;
    }
    out->length++;
}

static void put_text(output *out, const char *text, size_t most) {
    for (; most > 0 && *text != '\0'; text++, most--) {
        put(out, *text);
    }
}

/* With zeros before it, so that digits and sign fill `width`. */
static void put_number(output *out, uint64_t value, bool negative, size_t width) {
    char digits[20];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    if (negative) {
        put(out, '-');
    }
    for (size_t used = count + (negative ? 1 : 0); used < width; used++) {
        put(out, '0');
    }
    while (count > 0) {
        put(out, digits[--count]);
    }
}

static void put_signed(output *out, int64_t value, size_t width) {
    put_number(out, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0, width);
}

/* Moves `at` behind `word` when it is there. */
static bool skip(const char **at, const char *word) {
    const char *from = *at;
    for (; *word != '\0'; word++) {
        if (*from++ != *word) {
            return false;
        }
    }
    *at = from;
    return true;
}

static size_t read_digits(const char **at) {
    size_t number = 0;
    for (; **at >= '0' && **at <= '9'; (*at)++) {
        number = number * 10 + (size_t)(**at - '0');
    }
    return number;
}

/* 0 when there is none: a width is of zeros. */
static size_t read_width(const char **at) {
    return **at == '0' ? read_digits(at) : 0;
}

/* "Ns", what is behind "%.". */
static void put_cut(output *out, const char **at, const char *text) {
    size_t most = read_digits(at);
    if (!skip(at, "s")) {
        __builtin_trap();
    }
    put_text(out, text, most);
}

/* One conversion, what is behind its "%". */
static void put_next(output *out, const char **at, va_list *arguments) {
    size_t width = read_width(at);
    if (skip(at, "d")) {
        put_signed(out, va_arg(*arguments, int), width);
    } else if (skip(at, "lld")) {
        put_signed(out, va_arg(*arguments, long long), width);
    } else if (skip(at, "zu")) {
        put_number(out, va_arg(*arguments, size_t), false, width);
    } else if (width == 0 && skip(at, "s")) {
        put_text(out, va_arg(*arguments, const char *), SIZE_MAX);
    } else if (width == 0 && skip(at, ".")) {
        put_cut(out, at, va_arg(*arguments, const char *));
    } else {
        __builtin_trap();
    }
}

int snprintf(char *restrict text, size_t room, const char *restrict format, ...) {
    output out = {text, room, 0};
    va_list arguments;
    va_start(arguments, format);
    for (const char *at = format; *at != '\0';) {
        if (!skip(&at, "%")) {
            put(&out, *at++);
            continue;
        }
        put_next(&out, &at, &arguments);
    }
    va_end(arguments);
    if (room > 0) {
        text[out.length < room ? out.length : room - 1] = '\0';
    }
    return (int)out.length;
}
