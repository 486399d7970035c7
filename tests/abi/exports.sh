#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# One list, three places: what the shared library exports, libpallia/pallia.map, and the PALLIA_API
# functions of the headers. And what the library may not call, whatever a macro hid. Run from the top.
#
#   exports.sh libpallia.so pallia.map
set -u

library=$1 map=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

result() {
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $2"
        failed=$((failed + 1))
    fi
}

nm -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort > "$work/exported"
sed -e 's/#.*//' "$map" | sed -n '/global:/,/local:/p' | grep -o 'pallia_[a-z0-9_]*' | sort > "$work/listed"
for header in libpallia/include/pallia/*.h; do
    "${CC:-cc}" -w -fpreprocessed -E -P -x c "$header" | tr '\n' ' ' |
        grep -o 'PALLIA_API[^(]*(' | sed -e 's/ *($//' -e 's/.*[ *]//'
done | sort > "$work/declared"

[ -s "$work/exported" ]
result $? "nothing is exported"
diff -u "$work/listed" "$work/exported"
result $? "the library (+) does not export what $map (-) lists"
diff -u "$work/declared" "$work/listed"
result $? "$map (+) does not list what the headers (-) declare"

soname=$(objdump -p "$library" | awk '$1 == "SONAME" { print $2 }')
[ "$soname" = libpallia.so.0 ]
result $? "soname is '$soname'"

nm -D --undefined-only "$library" | awk '{ sub(/@.*/, "", $2); print $2 }' > "$work/called"
never='v?f?printf|puts|fputs|putchar|fwrite|perror|exit|_exit|abort|_?assert_fail|getenv|secure_getenv'
never=$never'|setlocale|uselocale|localeconv|fopen|fopen64|open|open64|socket|connect|time|clock_gettime'
never=$never'|rand|strtod|system'
found=$(grep -Ex "(__)?($never)(_chk)?" "$work/called")
[ -z "$found" ]
result $? "the library calls: $found"

needed=$(objdump -p "$library" | awk '$1 == "NEEDED" { print $2 }' | grep -Ev '^(libc\.so|libcjson\.so)')
[ -z "$needed" ]
result $? "the library needs more than libc and cJSON: $needed"

# What the start-up files of the compiler put there is 8 bytes each.
writable=$(size -A "$library" | awk '$1 == ".data" || $1 == ".bss" { sum += $2 } END { print sum + 0 }')
[ "$writable" -le 16 ]
result $? "$writable bytes of writable globals"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
