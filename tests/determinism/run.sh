#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# The same request gives the same bytes: under gcc -O0, gcc -O3 and clang -O2, under a locale whose
# decimal mark is a comma, for the command and for a host program that calls setlocale. Run from the
# top, with the three builds made.
#
#   PYTHON=python3 CC=cc run.sh BUILD
set -u

build=$1
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# Requests: every vector, one a line. Pages: what a doctor would type.
"$python" - tests/vectors/*.jsonl > "$work/requests" << 'END'
import json, sys
for path in sys.argv[1:]:
    for line in open(path, encoding="utf-8"):
        if line.strip() and "request" in (case := json.loads(line)):
            print(json.dumps(case["request"], ensure_ascii=False))
END
[ -s "$work/requests" ] || { echo "no request found in tests/vectors"; exit 1; }

# Usage: answers PALLIA OUT. Each request alone, then the pages in both languages.
answers() {
    while IFS= read -r request; do
        printf '%s' "$request" | "$1" run
        echo "exit $?"
    done < "$work/requests" > "$2" 2>&1
    for language in fr en; do
        "$1" rotate 'Skenan LP 60 mg /12h' 'Actiskénan 20 mg x4' --to 'morphine sc' --lang $language
        "$1" rotate 'Skenan LP 37,5 mg x2' --to 'morphine iv' --lang $language
        "$1" rotate 'oxycodone orale 20 mg x2' 'Durogesic 25' --to 'morphine orale' --lang $language
        "$1" compare 'morphine orale 60 mg x2' --to 'oxycodone orale' --lang $language
        "$1" ome 'fentanyl transdermal 50 µg/h' --lang $language
        "$1" rotate 'morfine 10 mg' --to 'morphine sc' --lang $language
    done >> "$2" 2>&1
}

# Usage: same WHAT A B. Counts one for each document of A, one failure for each line that differs.
same() {
    differ=$(diff "$2" "$3" | grep -c '^[<>]')
    passed=$((passed + $(grep -c '^{' "$2")))
    if [ "$differ" -ne 0 ]; then
        echo "FAILED: $1"
        diff "$2" "$3" | cut -c 1-300 | head -n 6
        failed=$((failed + differ))
    fi
}

answers "$build/O0/pallia" "$work/O0"
answers "$build/O3/pallia" "$work/O3"
answers "$build/clang/pallia" "$work/clang"
same "gcc -O0 and gcc -O3" "$work/O0" "$work/O3"
same "gcc -O0 and clang -O2" "$work/O0" "$work/clang"
grep -q '"status":"ok"' "$work/O0" || { echo "FAILED: no answer is ok"; failed=$((failed + 1)); }

# A French locale of our own: nothing is installed, nothing of the system changes.
if localedef -i fr_FR -f UTF-8 "$work/fr_FR.UTF-8" 2> /dev/null; then
    export LOCPATH="$work" LC_ALL=fr_FR.UTF-8
    answers "$build/O3/pallia" "$work/french"
    "${CC:-cc}" -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Werror -Ilibpallia/include \
        -o "$work/host" tests/determinism/host.c "$build/libpallia.a" -lcjson
    "$work/host" C < "$work/requests" > "$work/host-c"
    "$work/host" fr_FR.UTF-8 < "$work/requests" > "$work/host-french"
    unset LOCPATH LC_ALL
    same "LC_ALL=fr_FR.UTF-8" "$work/O0" "$work/french"
    same "a host with a decimal comma" "$work/host-c" "$work/host-french"
    grep '^{' "$work/O0" > "$work/documents"
    same "library and command" "$work/host-c" "$work/documents"
else
    echo "NOT RUN: under LC_ALL=fr_FR.UTF-8, the locale cannot be made (package locales)"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
