#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# Every check of the tables: the second reader in Python, the schemas, the digests, the loader, and
# that every answer of the grid is still the one that was accepted. Run from the top.
#
#   PYTHON=python3 run.sh TABLES pallia grid
set -u

tables=$1 pallia=$2 grid=$3
python=${PYTHON:-python3}
passed=0 failed=0

try() {
    what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        echo "FAILED: $what"
        failed=$((failed + 1))
    fi
}

# The lines that moved, both ways, and no more than a screen of them.
same_grid() {
    "$grid" | diff "$tables/grid.tsv" - > "$moved" && return 0
    head -n 40 "$moved"
    echo "answers moved ($(grep -c '^>' "$moved") lines): make tables-accept, once they are meant"
    return 1
}

moved=$(mktemp)
trap 'rm -f "$moved"' EXIT

for check in tests/tables/*.py; do
    try "$check" "$python" "$check"
done
(cd "$tables" && sha256sum --check --quiet --strict SHA256SUMS)
try "digests of SHA256SUMS" test $? -eq 0
try "pallia tables check" "$pallia" tables check
try "the grid" same_grid

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
