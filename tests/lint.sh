#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# Form of the sources: clang-format, clang-tidy, mandoc. Each file counts once for each tool.
#
#   lint.sh "C FILES" "FILES FOR CLANG-TIDY" "MAN PAGES" COMPILER-FLAG...
set -u

formatted=$1 tidied=$2 pages=$3
shift 3
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
flags=
for flag in "$@"; do
    flags="$flags '$flag'"
done
cat > "$work/tidy" << END
#!/bin/sh
'$CLANG_TIDY' --quiet --warnings-as-errors='*' "\$1" -- $flags > "\$2.out" 2> "\$2.err" &&
    touch "\$2.good"
END
chmod +x "$work/tidy"
number=0
for file in $tidied; do
    number=$((number + 1))
    echo "$file $work/$number"
done | xargs -P "$JOBS" -L 1 "$work/tidy"
number=0
for file in $tidied; do
    number=$((number + 1))
    test -e "$work/$number.good"
    code=$?
    count $code
    if [ $code -ne 0 ]; then
        cat "$work/$number.out" "$work/$number.err"
    fi
done

for page in $pages; do
    "$MANDOC" -Tlint -Wwarning "$page"
    count $?
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
