#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# The conformance kit: its answers are those that were accepted (DIGEST), and every runner that is built
# gives them byte for byte. A binding's runner is the executable file bindings/NAME/conformance; one that
# is missing, or exits with 77 because its language is not here, is said NOT RUN.
#
#   BUILD=build CHROMIUM=chromium PYTHON=python3 run.sh KIT-FOLDER C-RUNNER PALLIA
set -u

kit=$1 c_runner=$2 pallia=$3
here=tests/conformance
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# Adds 'N passed, M failed', the last line of a file.
count() {
    good='' bad=''
    read -r good bad << END
$(sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p' "$1" | tail -n 1)
END
    passed=$((passed + ${good:-0}))
    failed=$((failed + ${bad:-1}))
    [ "${bad:-1}" -eq 0 ] || cat "$1"
}

one() {
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "FAILED: $2"
    fi
}

runner() {
    "$PYTHON" "$here/check" --answers "$kit/answers.jsonl" --runner "$2" > "$work/log" 2>&1
    echo "$1: $(tail -n 1 "$work/log")"
    count "$work/log"
}

binding() {
    command=bindings/$1/conformance
    if [ ! -x "$command" ]; then
        echo "NOT RUN: conformance of $1, $command is not here"
        return
    fi
    : | "$command" > "$work/probe" 2>&1
    if [ $? -eq 77 ]; then
        echo "NOT RUN: conformance of $1, $(tail -n 1 "$work/probe")"
        return
    fi
    runner "$1" "$command"
}

diff -U 0 --label accepted --label now "$here/DIGEST" "$kit/DIGEST" > "$work/moved"
moved=$?
[ "$moved" -eq 0 ] || { grep -c '^+[^+]' "$work/moved" | sed 's/$/ answers moved or are new:/'; head -n 30 "$work/moved"; }
one "$moved" "the answers are not those accepted; when they are right: make conformance-accept"

runner C "$c_runner"
runner CLI "PALLIA='$pallia' $here/runners/cli"
if "$pallia" batch < /dev/null > /dev/null 2>&1; then
    # It exits with 1 when a request has no whole answer.
    runner 'CLI, batch' "'$pallia' batch 2> /dev/null || [ \$? -eq 1 ]"
else
    echo 'NOT RUN: conformance of pallia batch, this pallia does not know it'
fi
for name in python js js/chromium java sqlite; do
    binding "$name"
done

# The comparison itself must see a changed byte, a missing answer, one too many and a runner that fails.
differs() {
    timeout 120 "$PYTHON" "$here/check" --seconds 60 --answers "$kit/answers.jsonl" --runner "$1" > "$work/log" 2>&1
    [ $? -eq 1 ] && grep -q "$2" "$work/log"
    one $? "the comparison does not see: $2"
}
differs "$c_runner | sed '7s/identity/identitY/'" '^DIFFERS .* at byte '
differs "$c_runner | sed '\$d'" '^NO ANSWER '
differs "$c_runner; echo more" '^ENDED the runner: it printed more than the '
differs "$c_runner; exit 3" '^EXIT CODE 3'
differs yes '^ENDED the runner: it printed more than the '
differs 'cat /dev/zero' '^ENDED the runner: it printed more than [0-9]* bytes'
once() { timeout 60 "$PYTHON" "$here/check" --seconds 1 --answers "$kit/answers.jsonl" --runner "$1" > "$work/log" 2>&1; }
for silent in 'sleep 1000' 'sleep 1000 & cat > /dev/null; wait' 'exec > /dev/null; sleep 1000' 'sleep 1000 & exit 0' 'setsid sleep 70'; do
    once "$silent"
    [ $? -eq 1 ] && grep -q '^ENDED the runner: it did not end in time' "$work/log"
    one $? "a runner that says nothing is not ended: $silent"
done
sed '3s/\\"status\\":\\"/&x/' "$kit/answers.jsonl" > "$work/answers.jsonl"
"$PYTHON" "$here/check" --answers "$work/answers.jsonl" --runner "$c_runner" > "$work/log" 2>&1
[ $? -eq 2 ]
one $? "the comparison takes a kit that was changed"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
