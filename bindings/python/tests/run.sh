#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# The two lines that open the README, as somebody would paste them: they build the wheel and install it
# in a clean virtual environment. All tests run from there. Run from the top.
#
#   PYTHON=/usr/bin/python3 run.sh build
set -u

build=$1
python=${PYTHON:-/usr/bin/python3}
here=bindings/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

result() {
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $2"
        cat "$work/log"
        failed=$((failed + 1))
    fi
}

# Their python3 is the one that is given, their build/ is this build.
rm -rf "$build/try"
# shellcheck disable=SC2016 # backquotes of Markdown
sed -n '/^```sh$/,/^```$/p' $here/README.md | sed -n '2,3p' | sed "s|build/|$build/|g" > "$work/lines"
env -u PYTHONPATH PATH="$(dirname "$(command -v "$python")"):$PATH" BUILD="$build" sh -e "$work/lines" > "$work/log" 2>&1
result $? "the first two lines of the README"
tail -n 1 "$work/log" | grep -qx '60 mg/24 h'
result $? "they print 60 mg/24 h"
if [ "$failed" -ne 0 ]; then
    echo "$passed passed, $failed failed"
    exit 1
fi

# Runs the tests of a pattern; adds up what unittest counts.
tests() {
    PALLIA_COMMAND=$build/pallia "$@" > "$work/log" 2>&1
    code=$?
    ran=$(sed -n 's/^Ran \([0-9]*\) tests\{0,1\} in .*/\1/p' "$work/log")
    bad=$(sed -n 's/^FAILED (\(.*\))$/\1/p' "$work/log" | tr ',' '\n' |
        sed -n 's/ *\(failures\|errors\)=\([0-9]*\)/\2/p' | awk '{ sum += $1 } END { print sum + 0 }')
    skipped=$(sed -n 's/.*skipped=\([0-9]*\).*/\1/p' "$work/log")
    ran=${ran:-0} bad=${bad:-0} skipped=${skipped:-0}
    if [ "$bad" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$ran" -eq 0 ]; }; then
        bad=1
    fi
    [ "$bad" -eq 0 ] || cat "$work/log"
    [ "$skipped" -eq 0 ] || echo "NOT RUN: $skipped tests of $here"
    passed=$((passed + (ran > bad + skipped ? ran - bad - skipped : 0)))
    failed=$((failed + bad))
}

tests "$build/try/bin/python" -I -B -m unittest discover -s $here/tests -p 'test_*.py'

# numpy is Debian's, the package is the wheel's.
if "$python" -c 'import numpy' 2> /dev/null; then
    tests env PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$(echo "$build"/try/lib/python3*/site-packages)" "$python" -m unittest discover \
        -s $here/tests -p 'numpy_test.py'
else
    echo "NOT RUN: the tests with numpy, python3-numpy is not here"
fi

if command -v mypy > /dev/null; then
    mypy --strict --cache-dir "$build/mypy" $here/pallia > "$work/log" 2>&1
    result $? "types"
else
    echo "NOT RUN: mypy is not here"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
