#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# The examples of the manual: each program between .Bd -literal and .Ed under EXAMPLES is compiled with
# warnings as errors, run, and prints what the page says. And every public function stands in
# one synopsis, every operation in pallia_run.3. Run from the top.
#
#   CC=cc run.sh libpallia.a PAGE.3...
set -u

archive=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

result() {
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $2"
        [ -s "$work/log" ] && cat "$work/log"
        failed=$((failed + 1))
    fi
}

# The n-th display of EXAMPLES, as a reader sees it.
display() {
    sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE ALSO/p' "$1" | awk -v wanted="$2" '
        /^\.Bd -literal/ { n++; inside = 1; next }
        /^\.Ed/ { inside = 0 }
        inside && n == wanted' | sed -e 's/\\e/\\/g' -e 's/^\\&//'
}

for page in "$@"; do
    name=$(basename "$page" .3)
    display "$page" 1 > "$work/$name.c"
    display "$page" 2 > "$work/due"
    "${CC:-cc}" -std=c99 -Wall -Wextra -Werror -Ilibpallia/include -o "$work/$name" "$work/$name.c" \
        "$archive" -lcjson > "$work/log" 2>&1
    result $? "$page: its example does not compile"
    "$work/$name" > "$work/said" 2>&1
    result $? "$page: its example fails"
    diff -u "$work/due" "$work/said" > "$work/log" 2>&1 && [ -s "$work/due" ]
    result $? "$page: its example prints (+) what the page does not say (-)"
    : > "$work/log"
done

for header in libpallia/include/pallia/*.h; do
    "${CC:-cc}" -w -fpreprocessed -E -P -x c "$header" | tr '\n' ' ' |
        grep -o 'PALLIA_API[^(]*(' | sed -e 's/ *($//' -e 's/.*[ *]//'
done | sort > "$work/declared"
cat "$@" | sed -n '/^\.Sh SYNOPSIS/,/^\.Sh DESCRIPTION/p' | sed -n 's/^\.F[no] \([a-z0-9_]*\).*/\1/p' | sort > "$work/documented"
diff -u "$work/declared" "$work/documented" > "$work/log"
result $? "the pages (+) do not document what the headers (-) declare"

# The operations that pallia_run.3 lists are those that the library answers.
sed -n '/^} operations\[\] = {/,/^};/s/^ *{"\([a-z-]*\)", pl_.*/\1/p' libpallia/src/api/run.c | sort > "$work/answered"
sed -n '/^chooses the operation:/,/^\.Pp/s/^\.Dq \([a-z-]*\).*/\1/p' libpallia/doc/pallia_run.3 | sort > "$work/listed"
[ -s "$work/answered" ] && diff -u "$work/answered" "$work/listed" > "$work/log"
result $? "pallia_run.3 (+) does not list the operations that the library (-) answers"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
