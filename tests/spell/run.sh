#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# Numbers in words against an independent speller, file against file, over the whole range.
#
#   PYTHON=python3 run.sh WORDS
#
# The last line is 'N passed, M failed'; exits 1 when one failed.
set -u
words=$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

"$words" > "$work/ours" && "${PYTHON:-python3}" tests/spell/independent.py > "$work/theirs" || exit 1
lines=$(wc -l < "$work/theirs")
if [ "$lines" -eq 2199999 ] && cmp -s "$work/ours" "$work/theirs"; then
    echo "1 passed, 0 failed"
    exit 0
fi
diff "$work/theirs" "$work/ours" | head -n 20
echo "0 passed, 1 failed"
exit 1
