#!/usr/bin/awk -f
# SPDX-License-Identifier: MPL-2.0
#
# The report of llvm-cov, one narrow line a file: missed of all, and the part covered.
BEGIN {
    printf "%-32s %22s %22s %22s\n", "", "lines", "branches", "MC/DC conditions"
}
NF == 13 && $2 ~ /^[0-9]+$/ {
    printf "%-32s %5d of %5d %8s %5d of %5d %8s %5d of %5d %8s\n", \
        $1, $6, $5, $7, $9, $8, $10, $12, $11, $13
}
