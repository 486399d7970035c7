#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
#
# Runs the program as a person would, from the cases*.txt, and looks at what it printed.
#
#   CC=gcc PYTHON=python3 tests/cli/run.sh PALLIA
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
case_pipes=()

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

# The command of the case, then those of its "|" lines, each fed with what the one before printed.
# The exit code is that of the last. The arguments after the two files are the environment.
execute() {
    local out=$1 err=$2 code line
    local settings=("${@:3}")
    cp "$work/in" "$work/fed"
    : > "$err"
    for line in "$case_line" "${case_pipes[@]}"; do
        eval "set -- $line"
        env "${settings[@]}" "$pallia" "$@" < "$work/fed" > "$out" 2>> "$err"
        code=$?
        cp "$out" "$work/fed"
    done
    return "$code"
}

run_case() {
    [ -n "$case_name" ] || return
    faults=()
    local last=$case_line
    [ "${#case_pipes[@]}" -eq 0 ] || last=${case_pipes[-1]}
    printf '%b' "$case_input" > "$work/in"
    execute "$work/out" "$work/err" LC_ALL=C
    local code=$?
    execute "$work/out2" "$work/err2" LC_ALL=fr_FR.UTF-8 LANG=fr_FR.UTF-8 NO_COLOR=1 TERM=dumb
    [ "$code" -eq "$case_code" ] || complain "exit code $code, expected $case_code"
    cmp -s "$work/out" "$work/out2" || complain "stdout depends on the environment"
    cmp -s "$work/err" "$work/err2" || complain "stderr depends on the environment"
    case " $last " in
    *" run"* | *--json* | *--schema* | *--template* | *--version* | *"--color always"*) ;;
    *) check_columns "$work/out" ;;
    esac
    case $last in
    *"--color always"*) ;;
    *) ! grep -q "$(printf '\033')" "$work/out" || complain "colour without a terminal" ;;
    esac
    ! grep -qE '(page|phrase|usage|severity|evidence|fact|use|fill|cause|verdict|verdict_title|ceiling|pca|titrate|verify|supply|order|form|unit|who|mapping)\.[a-z_]+' "$work/out" "$work/err" ||
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

read_cases() {
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        '#'* | '') ;;
        '['*)
            run_case
            case_name=$line case_line= case_input= case_code=0 case_checks=() case_pipes=()
            ;;
        '$ '*) case_line=${line#??} ;;
        '| '*) case_pipes+=("${line#??}") ;;
        '< '*) case_input=${line#??} ;;
        '= '*) case_code=${line#??} ;;
        *) case_checks+=("$line") ;;
        esac
    done < "$1"
    run_case
    case_name=
}

for cases in cases*.txt; do
    read_cases "$cases"
done

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

for operation in dilute verify titrate pca prescribe; do
    faults=()
    "$pallia" "$operation" --template > "$work/template"
    "$pallia" run < "$work/template" > "$work/out" || complain "the template is no request"
    grep -q '"status":"ok"' "$work/out" || complain "the template is not answered"
    "$pallia" "$operation" --from - --json < "$work/template" > "$work/two"
    cmp -s "$work/out" "$work/two" || complain "--from and run differ"
    report "[the template of $operation is a request]"
done

# A folder where this program stands alone, then with another beside it.
mkdir "$work/bin" && cp "$pallia" "$work/bin/pallia"
syringe=(dilute 'midazolam 48 mg/24h' --syringe 50 --hours 24)

faults=()
"$work/bin/pallia" "${syringe[@]}" --svg "$work/s.svg" > "$work/out" || complain "exit code of --svg"
grep -q '<svg ' "$work/s.svg" || complain "no drawing"
grep -q 'midazolam : 9,6 mL' "$work/s.svg" || complain "the drawing has no legend"
python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$work/s.svg" \
    2> /dev/null || complain "the drawing is no XML"
[ -z "$(ls "$work"/s.svg.* 2> /dev/null)" ] || complain "a temporary file was left"
"$work/bin/pallia" "${syringe[@]}" --svg "$work/nowhere/s.svg" > "$work/out" 2> "$work/err"
[ $? -eq 4 ] || complain "a drawing that cannot be written should exit with 4"
grep -q 'nowhere' "$work/err" || complain "a drawing that cannot be written should be said"
"$work/bin/pallia" dilute 'midazolam 480 mg/24h' --syringe 50 --hours 24 --svg "$work/no.svg" \
    > "$work/out" 2> "$work/err"
[ $? -eq 2 ] || complain "no answer should exit with 2"
[ ! -e "$work/no.svg" ] || complain "no answer should give no drawing"
report "[a drawing]"

faults=()
"$work/bin/pallia" "${syringe[@]}" --pdf "$work/s.pdf" > "$work/out" 2> "$work/err"
[ $? -eq 4 ] || complain "without pallia-page the exit code should be 4"
grep -q 'pallia-page' "$work/err" || complain "that pallia-page is missing should be said"
printf '#!/bin/sh\necho "$@" > "%s"\ncat > "%s"\n' "$work/arguments" "$work/fed" \
    > "$work/bin/pallia-page"
chmod +x "$work/bin/pallia-page"
"$work/bin/pallia" "${syringe[@]}" --pdf "$work/s.pdf" --json > "$work/out" ||
    complain "exit code of --pdf"
grep -q -- "^label --paper label --pdf $work/s.pdf --lang fr\$" "$work/arguments" ||
    complain "arguments of pallia-page"
printf '%s\n' "$(cat "$work/fed")" | cmp -s - "$work/out" || complain "pallia-page is fed the answer"
printf '#!/bin/sh\nexit 3\n' > "$work/bin/pallia-page"
"$work/bin/pallia" "${syringe[@]}" --png "$work/s.png" --paper a4 > "$work/out" 2> "$work/err"
[ $? -eq 4 ] || complain "a page that failed should exit with 4"
report "[a label page]"

faults=()
"${PYTHON:-python3}" exhaust.py "$pallia" > "$work/out" 2>&1 || complain "$(cat "$work/out")"
report "[memory that runs out]"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
