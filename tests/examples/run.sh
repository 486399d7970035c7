#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
#
# The examples in C, C++ and Java: they print what tests/examples/expected.txt says, then the bytes of
# `pallia run`. The C++ header and the Java classes: no warning, their own tests, the same bytes as the
# command. The second line of each README. Run from the top, after make examples.
#
#   GCC=gcc CLANG=clang CXX=g++ CLANGXX=clang++ JNA=jna.jar run.sh BUILD
set -u

build=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
order='{"op":"rotate","regimen":[{"drug":"morphine","route":"oral","dose":"60 mg","every":"12 h"}],"target":{"drug":"morphine","route":"sc"}}'

# The rest is a command that must succeed; what it said is shown when it does not.
try() {
    local what=$1
    shift
    if "$@" > "$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        echo "FAILED: $what"
        cat "$work/log"
        failed=$((failed + 1))
    fi
}

# A program that counts for itself.
add() {
    local what=$1 good='' bad=''
    shift
    "$@" > "$work/log" 2>&1
    local code=$?
    read -r good bad < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/log" | tail -n 1)
    passed=$((passed + ${good:-0}))
    if [ "$code" -ne 0 ] || [ "${bad:-1}" -ne 0 ]; then
        failed=$((failed + (${bad:-0} > 0 ? bad : 1)))
        echo "FAILED: $what"
        cat "$work/log"
    fi
}

java() {
    command java -cp "$build/java:$JNA" -Djna.library.path="$build" "$@"
}

says() {
    "$@" | diff "$work/due" -
}

second_line() {
    sed -n '/^```sh$/,/^```$/p' "$1" | sed -n 3p
}

same_bytes() {
    BUILD=$build bindings/java/conformance < "$work/requests" | cmp - "$work/answers"
}

{
    cat tests/examples/expected.txt
    echo "$order" | "$build/pallia" run
} > "$work/due"
try "the example in C" says "$build/examples/c"
try "the example in C++" says "$build/examples/cpp"
try "the example in Java" says java pallia.Example

warnings='-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror'
includes=-Ilibpallia/include
for compiler in "$GCC" "$CLANG"; do
    # shellcheck disable=SC2086 # flags are words
    try "no warning in C, $compiler" "$compiler" -std=c11 $warnings $includes -fsyntax-only bindings/c/example.c
done
for compiler in "$CXX" "$CLANGXX"; do
    for standard in c++17 c++20; do
        # shellcheck disable=SC2086
        try "no warning in $standard, $compiler" "$compiler" -std=$standard $warnings $includes \
            -fsyntax-only bindings/cpp/example.cpp
        try "pallia.hpp alone in $standard, $compiler" "$compiler" -std=$standard $includes -Wall -Wextra \
            -Werror -fsyntax-only -include bindings/cpp/pallia.hpp -x c++ /dev/null
    done
done
# shellcheck disable=SC2086
try "the tests in C++ compile" "$CXX" -std=c++17 -g -O1 -fsanitize=address,undefined \
    -fno-sanitize-recover=all $warnings $includes -o "$work/cpp-tests" bindings/cpp/test.cpp \
    "$build/libpallia.a" -lcjson -lpthread
add "the tests in C++" "$work/cpp-tests"

try "no warning in Java" javac -encoding UTF-8 -Xlint:all -Werror -cp "$JNA" -d "$work/classes" bindings/java/pallia/*.java
add "the tests in Java" java pallia.Tests
sed -n 's/.*"request": \({.*\), "expect".*/\1/p' tests/vectors/rotate.jsonl | head -n 60 > "$work/requests"
printf '%s\n' '' '{' '"é"' '{"op":"rotate","op":1}' >> "$work/requests"
printf '"\xed\xa0\x80"\n"\xff"\n{\0}\n' >> "$work/requests"
"$PYTHON" - "$build/pallia" > "$work/answers" 3< "$work/requests" << 'END'
import os
import subprocess
import sys
for line in os.fdopen(3, "rb"):
    ran = subprocess.run([sys.argv[1], "run"], input=line[:-1], capture_output=True)
    sys.stdout.buffer.write(ran.stdout)
END
try "67 requests" test "$(wc -l < "$work/answers")" -eq 67
try "the same bytes from Java" same_bytes

for name in c cpp java; do
    line=$(second_line bindings/$name/README.md)
    try "bindings/$name/README.md: $line" sh -c "${line//build/$build}"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
