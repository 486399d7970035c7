#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# What a packager and an integrator do: install below DESTDIR, compile a program by pkg-config alone,
# run it, compile each header alone in three languages, uninstall. Run from the top.
#
#   MAKE=make CC=cc SQLITE=build/pallia_sqlite.so tests/install/run.sh
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
    "$MAKE" --no-print-directory "$@" DESTDIR="$root" PREFIX=$prefix
}

pc() {
    PKG_CONFIG_PATH=$there/lib/pkgconfig pkg-config --define-variable=prefix="$there" \
        --define-variable=libdir="$there/lib" --define-variable=includedir="$there/include" "$@" pallia
}

try "make install" placed install SQLITE_EXTENSION="$root/none"
for file in bin/pallia lib/libpallia.a lib/libpallia.so lib/libpallia.so.0 lib/pkgconfig/pallia.pc \
    lib/cmake/Pallia/PalliaConfig.cmake include/pallia/pallia.h include/pallia/status.h \
    include/pallia/columns.h include/pallia/conversion.h include/pallia/result.h include/pallia/pallia.hpp \
    share/pallia/conformance/answers.jsonl share/pallia/conformance/check \
    share/pallia/conformance/runners/cli share/pallia/conformance/answers/common.schema.json \
    share/pallia/conformance/answers/rotate.schema.json; do
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
if command -v cmake > /dev/null; then
    # find_package alone, from a tree that was moved away from its prefix.
    try "CMake finds it" cmake -S tests/install/cmake -B "$root/cmake" -DCMAKE_PREFIX_PATH="$there" \
        -DCMAKE_C_COMPILER="$cc"
    try "a program is built by CMake" cmake --build "$root/cmake"
    try "and runs" "$root/cmake/use"
    try "linked statically too" "$root/cmake/use-static"
    try "CMake refuses another minor version" sh -c "! cmake -S tests/install/cmake -B '$root/other' \
        -DCMAKE_PREFIX_PATH='$there' -DCMAKE_C_COMPILER='$cc' -DWANTED=0.2"
else
    echo "NOT RUN: the CMake package, cmake is not here"
fi
try "the installed command answers" "$there/bin/pallia" rotate 'morphine oral 60 mg /12h' --to 'morphine sc'

extension=$there/lib/pallia/pallia_sqlite.so
if pkg-config --exists sqlite3 && command -v sqlite3 > /dev/null; then
    try "an extension that was not built is not installed" test ! -e "$(dirname "$extension")"
    try "the SQLite extension is built" "$MAKE" --no-print-directory "$SQLITE"
    try "and installed" placed install
    try "by its full path it answers" sh -c "sqlite3 -cmd '.load $extension' :memory: \
        \"SELECT pallia_ome('oxycodone', 'oral', 40, 'mg/24h', 'us-cdc-2022')\" | grep -qx 60.0"
else
    echo "NOT RUN: the SQLite extension, libsqlite3-dev or sqlite3 is not here"
fi

for header in "$there"/include/pallia/*.h; do
    for standard in c99 c11; do
        try "$(basename "$header") alone in $standard" "$cc" -std=$standard -Wall -Wextra -Wpedantic \
            -Werror -fsyntax-only -x c "$header" -I "$there/include"
    done
    if command -v g++ > /dev/null; then
        for standard in c++11 c++17; do
            try "$(basename "$header") alone in $standard" g++ -std=$standard -Wall -Wextra -Wpedantic \
                -Werror -fsyntax-only -x c++ "$header" -I "$there/include"
        done
    fi
done
if command -v g++ > /dev/null; then
    try "pallia.hpp alone in c++17" g++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only \
        -I "$there/include" -include pallia/pallia.hpp -x c++ /dev/null
fi
command -v g++ > /dev/null || echo "NOT RUN: the headers in C++, g++ is not here"

try "make uninstall" placed uninstall
try "uninstall leaves nothing" test -z "$(find "$there" ! -type d)"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
