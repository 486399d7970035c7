#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# Runs make targets one after the other and adds up what they counted.
#
#   MAKE=make BUILD=build tests/check.sh TARGET...
#
# A target ends with 'N passed, M failed'. One that fails without counting a failure counts one; so does
# one that ran no test. A failed target shows all it said.
set -u

logs=$BUILD/check
mkdir -p "$logs"
passed=0 failed=0

# 'N M' of the last count in a log; nothing when there is none.
counts() {
    sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p' "$1" | tail -n 1
}

for target in "$@"; do
    started=$(date +%s)
    "$MAKE" --no-print-directory "$target" > "$logs/$target.log" 2>&1
    code=$?
    good='' bad=''
    read -r good bad << END
$(counts "$logs/$target.log")
END
    good=${good:-0} bad=${bad:-0}
    if [ "$bad" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$good" -eq 0 ]; }; then
        bad=1
    fi
    if [ "$bad" -ne 0 ]; then
        cat "$logs/$target.log"
    fi
    printf '%-16s %6d passed, %d failed  %4d s\n' "$target" "$good" "$bad" \
        $(($(date +%s) - started))
    grep '^NOT RUN' "$logs/$target.log"
    passed=$((passed + good))
    failed=$((failed + bad))
    if [ "$bad" -ne 0 ] && [ "$target" = "$1" ]; then
        echo "the rest was not run: it stands on $1"
        break
    fi
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
