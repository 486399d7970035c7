#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# The tests of the package in Node and in headless Chromium. Run from the top.
#
#   CHROMIUM=chromium run.sh PACKAGE PALLIA
set -u

export PALLIA_PACKAGE="$1" PALLIA_COMMAND="$2"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

node --test --test-reporter=tap bindings/js/test/*.test.mjs > "$log" 2>&1
code=$?
grep -E '^ *not ok' "$log" > /dev/null && cat "$log"
sed -n 's/^ *ok [0-9]* - \(.*\) # SKIP \(.*\)/NOT RUN: \1: \2/p' "$log"

count() {
    sed -n "s/^# $1 \([0-9][0-9]*\)\$/\1/p" "$log" | tail -n 1
}
passed=$(count pass) failed=$(count fail)
echo "${passed:-0} passed, ${failed:-1} failed"
exit $code
