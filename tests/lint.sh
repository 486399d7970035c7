#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# Form of the sources: clang-format, clang-tidy, mandoc. Each file counts once for each tool.
#
#   lint.sh "C FILES" "MAN PAGES" ["FILES FOR CLANG-TIDY" "FLAGS, AS A SHELL READS THEM"]...
set -u

formatted=$1 pages=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

count() {
    if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

for file in $formatted; do
    "$CLANG_FORMAT" --dry-run -Werror "$file"
    count $?
done

# One process a file, JOBS at a time; a file that is clean leaves NUMBER.good.
tidy() {
    cat > "$work/tidy" << END
#!/bin/sh
'$CLANG_TIDY' --quiet --warnings-as-errors='*' "\$1" -- $2 > "\$2.out" 2> "\$2.err" &&
    touch "\$2.good"
END
    chmod +x "$work/tidy"
    number=0
    for file in $1; do
        number=$((number + 1))
        echo "$file $work/$number"
    done | xargs -P "$JOBS" -L 1 "$work/tidy"
    number=0
    for file in $1; do
        number=$((number + 1))
        test -e "$work/$number.good"
        code=$?
        count $code
        if [ $code -ne 0 ]; then
            cat "$work/$number.out" "$work/$number.err"
        fi
    done
    rm -f "$work"/*
}

while [ $# -gt 1 ]; do
    tidy "$1" "$2"
    shift 2
done

for page in $pages; do
    "$MANDOC" -Tlint -Wwarning "$page"
    count $?
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
