# SPDX-License-Identifier: MPL-2.0
#
# The tables of one part, in the order in which pallia-PART.bin holds them.
#
#   awk -F'"' -v part=NAME -f part.awk wasm/parts.def tables/SHA256SUMS

FNR == NR {
    if ($1 == "PART(") {
        name[++count] = $2
        beginning[count] = $4
    }
    next
}

{
    path = substr($0, 67)
    for (i = 1; i <= count && index(path, beginning[i]) != 1; i++) {
    }
    if (i <= count && name[i] == part) {
        print path
    }
}
