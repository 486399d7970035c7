#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# What a program links against: the export list, the description in bindings/api.json, the binary
# interface. Run from the top.
#
#   CC=cc PYTHON=python3 run.sh libpallia.so libpallia.a pallia.map
set -u

shared=$1 archive=$2 map=$3
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0

# Runs a part, shows what it says, adds its count; a part that fails without one counts one failure.
part() {
    "$@" > "$log" 2>&1
    code=$?
    cat "$log"
    good='' bad=''
    read -r good bad << END
$(sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1)
END
    passed=$((passed + ${good:-0}))
    failed=$((failed + ${bad:-0}))
    if [ $code -ne 0 ] && [ "${bad:-0}" -eq 0 ]; then
        failed=$((failed + 1))
    fi
}

part tests/abi/exports.sh "$shared" "$map"
part "$PYTHON" tests/abi/api.py "$CC" "$archive"
part tests/abi/diff.sh "$shared"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
