#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# The binary interface of the library against the one of the last tag, by libabigail. Each commit holds
# the interface it has, in tests/abi/libpallia.abi: that of the tag's commit is the release's. Without a
# tag the one beside this script is. Any difference fails; `make abi-accept` writes the new one. Run from
# the top.
#
#   diff.sh libpallia.so           compare
#   diff.sh libpallia.so accept    write the baseline
set -u

library=$1
baseline=tests/abi/libpallia.abi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v abidw > /dev/null || ! command -v abidiff > /dev/null; then
    echo "NOT RUN: the binary interface, abigail-tools is not here"
    exit 0
fi
if ! objdump -h "$library" | grep -q '\.debug_info'; then
    echo "NOT RUN: the binary interface, $library has no debug information (CFLAGS without -g)"
    exit 0
fi

describe() {
    abidw --headers-dir libpallia/include --drop-private-types --no-comp-dir-path --no-corpus-path \
        --no-show-locs --exported-interfaces-only --out-file "$1" "$library"
}

if [ "${2:-}" = accept ]; then
    describe "$baseline"
    exit $?
fi

tag=$(git describe --tags --abbrev=0 2> /dev/null)
if [ -n "$tag" ] && git show "$tag:$baseline" > "$work/released.abi" 2> /dev/null; then
    echo "against tag $tag"
else
    echo "no tag yet: against $baseline"
    cp "$baseline" "$work/released.abi"
fi
passed=0 failed=0
if describe "$work/built.abi" && abidiff "$work/released.abi" "$work/built.abi"; then
    passed=1
else
    echo "FAILED: the binary interface changed (see libpallia/doc/abi.md)"
    failed=1
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
