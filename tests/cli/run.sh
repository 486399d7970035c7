#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
#
# Runs the program as a person would, from cases.txt, and looks at what it printed.
#
#   tests/cli/run.sh PALLIA
#
# Every case runs twice, under LC_ALL=C and under a French locale with a decimal comma: the bytes must
# be the same. Every page is held to 80 columns, and to no colour when stdout is no terminal.
# The last line is 'N passed, M failed'; exits 1 when one failed.
set -u
cd "$(dirname "$0")" || exit 1
pallia=${1:?usage: run.sh PALLIA}
case $pallia in /*) ;; *) pallia=$OLDPWD/$pallia ;; esac
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

passed=0
failed=0
case_name=
case_line=
case_input=
case_code=
case_checks=()

complain() {
    faults+=("$1")
}

# Longer than 80 code points? Pages only: a JSON answer is one line.
check_columns() {
    local line
    local LC_ALL=C.UTF-8
    while IFS= read -r line || [ -n "$line" ]; do
        if [ "${#line}" -gt 80 ]; then
            complain "wider than 80 columns: $line"
            return
        fi
    done < "$1"
}

check_text() {
    local kind=${1%% *} text=${1#* }
    case $kind in
    +) grep -qF -- "$text" "$work/out" || complain "not on stdout: $text" ;;
    -) ! grep -qF -- "$text" "$work/out" || complain "should not be on stdout: $text" ;;
    !) grep -qF -- "$text" "$work/err" || complain "not on stderr: $text" ;;
    0) [ ! -s "$work/out" ] || complain "stdout should be empty" ;;
    esac
}

run_case() {
    [ -n "$case_name" ] || return
    faults=()
    eval "set -- $case_line"
    printf '%b' "$case_input" > "$work/in"
    LC_ALL=C "$pallia" "$@" < "$work/in" > "$work/out" 2> "$work/err"
    local code=$?
    LC_ALL=fr_FR.UTF-8 LANG=fr_FR.UTF-8 NO_COLOR=1 TERM=dumb \
        "$pallia" "$@" < "$work/in" > "$work/out2" 2> "$work/err2"
    [ "$code" -eq "$case_code" ] || complain "exit code $code, expected $case_code"
    cmp -s "$work/out" "$work/out2" || complain "stdout depends on the environment"
    cmp -s "$work/err" "$work/err2" || complain "stderr depends on the environment"
    case " $case_line " in
    *" run"* | *--json* | *--schema* | *--template* | *--version* | *"--color always"*) ;;
    *) check_columns "$work/out" ;;
    esac
    case $case_line in
    *"--color always"*) ;;
    *) ! grep -q "$(printf '\033')" "$work/out" || complain "colour without a terminal" ;;
    esac
    ! grep -qE '(page|phrase|usage|severity|evidence|fact|use)\.[a-z_]+' "$work/out" "$work/err" ||
        complain "a message key instead of its text"
    for check in "${case_checks[@]}"; do
        check_text "$check"
    done
    report "$case_name"
}

report() {
    if [ "${#faults[@]}" -eq 0 ]; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    echo "FAILED $1"
    printf '  %s\n' "${faults[@]}"
}

while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    '#'* | '') ;;
    '['*)
        run_case
        case_name=$line case_line= case_input= case_code=0 case_checks=()
        ;;
    '$ '*) case_line=${line#??} ;;
    '< '*) case_input=${line#??} ;;
    '= '*) case_code=${line#??} ;;
    *) case_checks+=("$line") ;;
    esac
done < cases.txt
run_case

# What a table of cases cannot say.

faults=()
"$pallia" rotate 'Skenan LP 60 mg /12h' --to 'morphine sc' > /dev/full 2> "$work/err"
[ $? -eq 4 ] || complain "a full disk should exit with 4"
[ -s "$work/err" ] || complain "a full disk should be said on stderr"
report "[a full disk]"

faults=()
{ "$pallia" sources 2> "$work/err"; echo $? > "$work/code"; } | :
sleep 0.2
[ "$(cat "$work/code")" = 4 ] || complain "a closed pipe should exit with 4"
report "[a closed pipe]"

faults=()
"$pallia" rotate --template > "$work/template"
"$pallia" run < "$work/template" > "$work/out" || complain "the template is no request"
grep -q '"status":"ok"' "$work/out" || complain "the template is not answered"
report "[the template is a request]"

faults=()
head -c 4300000 /dev/zero | tr '\0' ' ' | "$pallia" run > "$work/out" 2> "$work/err"
[ "${PIPESTATUS[2]}" -eq 3 ] || complain "a document beyond 4 MiB should exit with 3"
grep -q '"code":1004' "$work/out" || complain "a document beyond 4 MiB should be said too long"
report "[4 MiB at most]"

faults=()
printf '{"op":"ome","regimen":[{"drug":"morphine","route":"oral","dose":"10 mg","times":4}]}' |
    "$pallia" run > "$work/one" || complain "a whole total should exit with 0"
"$pallia" ome 'morphine orale 10 mg x4' --json > "$work/two"
cmp -s "$work/one" "$work/two" || complain "the short form and the document differ"
report "[the short form is the document]"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
