#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# What a packager and an integrator do: install below DESTDIR, compile a program by pkg-config alone,
# run it, compile each header alone in three languages, uninstall. Run from the top.
#
#   MAKE=make CC=cc tests/install/run.sh
set -u

cc=${CC:-cc}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
prefix=/opt/pallia
there=$root$prefix
passed=0 failed=0

try() {
    what=$1
    shift
    if "$@" > "$root.log" 2>&1; then
        passed=$((passed + 1))
    else
        echo "FAILED: $what"
        cat "$root.log"
        failed=$((failed + 1))
    fi
    rm -f "$root.log"
}

placed() {
    "$MAKE" --no-print-directory "$1" DESTDIR="$root" PREFIX=$prefix
}

pc() {
    PKG_CONFIG_PATH=$there/lib/pkgconfig pkg-config --define-variable=prefix="$there" \
        --define-variable=libdir="$there/lib" --define-variable=includedir="$there/include" "$@" pallia
}

try "make install" placed install
for file in bin/pallia lib/libpallia.a lib/libpallia.so lib/libpallia.so.0 lib/pkgconfig/pallia.pc \
    include/pallia/pallia.h include/pallia/status.h; do
    try "installed: $file" test -e "$there/$file"
done

try "pkg-config finds it" pc --exists
# shellcheck disable=SC2046 # flags are words
try "a program compiles against it" "$cc" -std=c11 -Wall -Wextra -Werror -o "$root/use" \
    tests/install/use.c $(pc --cflags) $(pc --libs)
try "and runs" env LD_LIBRARY_PATH="$there/lib" "$root/use"
# shellcheck disable=SC2046
try "a program links the archive" "$cc" -std=c11 -o "$root/use-static" tests/install/use.c \
    $(pc --cflags) "$there/lib/libpallia.a" -lcjson
try "and runs" "$root/use-static"
try "the installed command answers" "$there/bin/pallia" rotate 'morphine oral 60 mg /12h' --to 'morphine sc'

for header in "$there"/include/pallia/*.h; do
    for standard in c99 c11; do
        try "$(basename "$header") alone in $standard" "$cc" -std=$standard -Wall -Wextra -Wpedantic \
            -Werror -fsyntax-only -x c "$header" -I "$there/include"
    done
    if command -v g++ > /dev/null; then
        try "$(basename "$header") alone in C++17" g++ -std=c++17 -Wall -Wextra -Wpedantic -Werror \
            -fsyntax-only -x c++ "$header" -I "$there/include"
    fi
done
command -v g++ > /dev/null || echo "NOT RUN: the headers in C++17, g++ is not here"

try "make uninstall" placed uninstall
try "uninstall leaves nothing" test -z "$(find "$there" ! -type d)"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
