#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
#
# pallia batch: what it writes, what it says, what it refuses, and that it needs no more memory for
# more rows.
#
#   PYTHON=python3 tests/batch/run.sh PALLIA
#
# The last line is 'N passed, M failed'; exits 1 when one failed.
set -u
pallia=$(realpath "${1:?usage: run.sh PALLIA}")
cd "$(dirname "$0")" || exit 1
python=${PYTHON:-python3}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

passed=0
failed=0
faults=()
locale=C

complain() {
    faults+=("$1")
}

report() {
    if [ "${#faults[@]}" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED [$1]"
        printf '  %s\n' "${faults[@]}"
    fi
    faults=()
}

# batch EXIT-CODE [ARGUMENT...]: stdin as it is; stdout and stderr go to files.
batch() {
    local expected=$1 code
    shift
    env LC_ALL="$locale" "$pallia" batch "$@" > "$work/out" 2> "$work/err"
    code=$?
    [ "$code" -eq "$expected" ] || complain "exit code $code, expected $expected: batch $*"
}

# On stdout, on stderr: a text; the same bytes as a file.
on_out() { grep -qF -- "$1" "$work/out" || complain "not on stdout: $1"; }
on_err() { tr -s ' \n' ' ' < "$work/err" | grep -qF -- "$1" || complain "not on stderr: $1"; }
not_err() { ! grep -qF -- "$1" "$work/err" || complain "should not be on stderr: $1"; }
same() { cmp -s "$1" "$work/out" || complain "stdout is not $1"; }
nothing() { [ ! -s "$work/out" ] || complain "stdout should be empty"; }

map=(--map drug=DCI,dose=Dose,route=Voie)
sc=(--csv --to 'morphine sc')
ome=(--csv --ome fr-clud-2007)

# ---- CSV ----

# A mark in front, CR LF, quotation marks, line ends in cells, decimal commas, rows of another shape.
batch 1 "${sc[@]}" "${map[@]}" < messy.csv
same messy.expected.csv
cp "$work/err" "$work/err.C"
on_err '14 lignes : 4 avec une réponse entière, 10 sans.'
on_err 'withheld (2006) : 2'
on_err '« doliprane codéiné » : 1'
on_err "Aucun clinicien n'a relu ces chiffres"
on_err 'ni réduction'
grep -q 'tables 20' "$work/err" || complain "the tables are not named"
grep -qE 'sha256 [0-9a-f]{64}$' "$work/err" || complain "no digest"
! grep -q 'sha256\|clinicien' "$work/out" || complain "the summary is in the table"
report 'a messy table'

locale=fr_FR.UTF-8
batch 1 "${sc[@]}" "${map[@]}" < messy.csv
locale=C
same messy.expected.csv
cmp -s "$work/err.C" "$work/err" || complain "stderr depends on the locale"
report 'a messy table under a French locale'

# One byte at a time: a mark, a CR LF and a quotation mark are cut everywhere.
batch 1 "${sc[@]}" "${map[@]}" < <("$python" -c '
import os
for byte in open("messy.csv", "rb").read():
    os.write(1, bytes([byte]))')
same messy.expected.csv
report 'byte by byte'

# Across the ends of the buffer.
"$python" -c '
rows = "".join("%s,morphine,10 mg,oral\r\n" % ("x" * (i % 97)) for i in range(6000))
print("note,drug,dose,route\r\n" + rows, end="")' > "$work/long.csv"
batch 0 "${ome[@]}" < "$work/long.csv"
"$python" - "$work/long.csv" "$work/out" << 'END_OF_PYTHON' || complain "rows changed"
import sys
head, *rows = open(sys.argv[1], newline="").read().split("\r\n")
want = [head + ",pallia_result,pallia_unit,pallia_status,pallia_code"]
want += [row + ",10,mg/24h,ok,0" for row in rows[:-1]] + [""]
sys.exit(open(sys.argv[2], newline="").read().split("\r\n") != want)
END_OF_PYTHON
# The line end itself is cut, before, within and after.
for shift in 0 1 2 3; do
    "$python" -c '
import sys
tail = ",morphine,10 mg,oral\r\n"
head = "note,drug,dose,route\r\n"
print(head + "x" * (65536 - len(head) - len(tail) + int(sys.argv[1])) + tail + "y" + tail, end="")' \
        "$shift" > "$work/cut.csv"
    batch 0 "${ome[@]}" < "$work/cut.csv"
    sed 's/,[^,]*,[^,]*,[^,]*,[^,]*$//' "$work/out" > "$work/rows"
    tr -d '\r' < "$work/cut.csv" | cmp -s - "$work/rows" || complain "rows changed, shift $shift"
    [ "$(grep -c ",10,mg/24h,ok,0$(printf '\r')\$" "$work/out")" -eq 2 ] ||
        complain "line ends, shift $shift"
done
report 'buffers'

# More doses than are remembered, twice: each has its own answer.
awk 'BEGIN { print "drug,dose,route"
    for (i = 0; i < 40000; i++) printf "morphine,%.2f mg,oral\n", 10 + i % 20000 / 100 }' \
    > "$work/doses.csv"
batch 0 "${ome[@]}" < "$work/doses.csv"
awk -F , 'NR > 1 && $2 + 0 != $4 + 0 { wrong++ } END { exit wrong != 0 || NR != 40001 }' "$work/out" ||
    complain "the answer of another row"
report 'what is remembered'

# The same figures as the document call, for every way of writing a dose.
cat > "$work/doses.csv" << 'END'
drug,route,dose
morphine,oral,60 mg
oxycodone,orale,2 mg/h
fentanyl,transdermal,12 µg/h
fentanyl,patch,50 ug/h
fentanyl,patch,1 mg/24h
fentanyl,patch,1.7 mg/24h
tramadol,oral,0.3 g
hydromorphone,oral,33.3 mg
codéine,oral,100 mg/24h
END
batch 0 "${sc[@]}" < "$work/doses.csv"
"$python" - "$pallia" "$work/out" << 'END_OF_PYTHON' || complain "other figures than pallia run"
import csv, json, subprocess, sys
from fractions import Fraction
wrong = 0
ids = {"codéine": "codeine"}
for row in csv.DictReader(open(sys.argv[2], encoding="utf-8")):
    route = {"orale": "oral", "patch": "transdermal"}.get(row["route"], row["route"])
    item = {"drug": ids.get(row["drug"], row["drug"]), "route": route, "dose": row["dose"]}
    if "/" not in row["dose"]:
        item["times"] = 1
    request = {"op": "rotate", "regimen": [item], "target": {"drug": "morphine", "route": "sc"}}
    answer = json.loads(subprocess.run([sys.argv[1], "run"], input=json.dumps(request).encode(),
                                       capture_output=True).stdout)
    exact = Fraction(answer["result"]["calculated"]["exact"])
    wrong += float(exact) != float(row["pallia_result"]) or row["pallia_unit"] != "mg/24h"
sys.exit(wrong != 0)
END_OF_PYTHON
report 'the figures of the document call'

# A unit beside the dose, and one for all.
printf 'drug;dose;unit;route\nmorphine;60;mg;oral\nmorphine;60 mg;mg;oral\nmorphine;60 mg;µg;oral\nmorphine;60;;oral\nmorphine;60;mL;oral\n' > "$work/units.csv"
batch 1 "${ome[@]}" < "$work/units.csv"
printf '60;mg/24h;ok;0\n60;mg/24h;ok;0\n;;conflict;1105\n;;unit-missing;1202\n;;dimension;1204\n' > "$work/want"
sed 1d "$work/out" | cut -d ';' -f 5- | cmp -s - "$work/want" || complain "units"
batch 1 "${ome[@]}" --unit g < "$work/units.csv"
on_out 'morphine;60;;oral;;;withheld;2006'
on_out 'morphine;60;mg;oral;60;mg/24h;ok;0'
batch 3 "${ome[@]}" --unit pieds < "$work/units.csv"
nothing
report 'units'

# Two units are compared as doses, not as letters: "mg" ends with "g".
cat > "$work/two.csv" << 'END'
drug,route,dose,unit
morphine,oral,60 mg,g
morphine,oral,60 mcg,g
morphine,oral,60 mcg,mg
fentanyl,transdermal,25 ug/h,h
morphine,oral,60 mg/24h,4h
morphine,oral,60 mg,pieds
morphine,oral,"60 mg",mg x
morphine,oral,60 MG,mg
morphine,oral,60 mg/24 h,mg/24h
morphine,oral,60 mg,mg/24h
morphine,oral,"7,5 mg", mg
fentanyl,transdermal,25 µg/h,ug/h
END
batch 1 "${ome[@]}" < "$work/two.csv"
"$python" - "$work/out" << 'END_OF_PYTHON' || complain "$(cut -d , -f 3- "$work/out" | tr '\n' ' ')"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
want = [("conflict", "")] * 7 + [("ok", dose) for dose in ("60", "60", "60", "7.5", "60")]
sys.exit([(r["pallia_status"], r["pallia_result"]) for r in rows] != want)
END_OF_PYTHON
report 'two units'

# A dose that is no decimal of 6 digits in the unit of its place is answered all the same: 1 mg/24h is
# 125/3 ug/h. A result is a plain decimal.
cat > "$work/exact.csv" << 'END'
drug;route;dose;unit
fentanyl;transdermal;1;mg/24h
morphine;oral;12,1234;ug
paracétamol;oral;12,1234;ug
morphine;oral;0,000001;mg
END
batch 1 --csv --to 'morphine orale' < "$work/exact.csv"
printf '100;mg/24h;ok;0\n0,0121234;mg/24h;ok;0\n;;no-rule;2001\n0,000001;mg/24h;ok;0\n' > "$work/want"
sed 1d "$work/out" | cut -d ';' -f 5- | cmp -s - "$work/want" || complain "to morphine: $(tail -n 4 "$work/out")"
batch 1 "${sc[@]}" < "$work/exact.csv"
on_out 'morphine;oral;0,000001;mg;0,0000005;mg/24h;ok;0'
batch 1 "${ome[@]}" < "$work/exact.csv"
on_out 'fentanyl;transdermal;1;mg/24h;100;mg/24h;ok;0'
batch 1 "${ome[@]}" --stable < "$work/exact.csv"
on_out 'fentanyl;transdermal;1;mg/24h;;;precision;1209'
batch 1 --csv --to 'fentanyl transdermique' --stable < "$work/exact.csv"
on_out 'fentanyl;transdermal;1;mg/24h;41,6'
report 'exact doses'

printf 'drug,dose,route\nmorphine,60 mg,\nmorphine,60 mg,patch\nSkenan,60 mg,sc\nmorphine,60 mg,lune\n,60 mg,oral\nmorphine,,oral\nmorphine,1e3 mg,oral\nmorphine,-1 mg,oral\nmorphine,0.0000001 mg,oral\nmorphine,NaN mg,oral\nActiq,100 µg,buccal\n' > "$work/bad.csv"
batch 1 "${ome[@]}" < "$work/bad.csv"
"$python" - "$work/out" << 'END_OF_PYTHON' || complain "$(cut -d , -f 4- "$work/out" | tr '\n' ' ')"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
want = ["key-missing", "route-drug", "route-drug", "route", "empty", "empty", "exponent", "negative",
        "precision", "quantity", "never"]
sys.exit([r["pallia_status"] for r in rows] != want or any(r["pallia_result"] for r in rows))
END_OF_PYTHON
report 'what is refused'

# Bytes that are no text; a cell and a row that are too long.
"$python" -c '
import sys
out = sys.stdout.buffer
out.write(b"drug,dose,note\n")
out.write(b"Actisk\xe9nan,20 mg,a\n")
out.write(b"Skenan\0,20 mg,b\n")
out.write(b"Skenan,20 mg,c\0c\n")
out.write(b"S" * 300 + b",20 mg,d\n")
out.write(b"Skenan,20 mg," + b"n" * 3000000 + b"\n")
out.write(b"Skenan,20 mg,e\n")' > "$work/bytes.csv"
batch 1 "${ome[@]}" < "$work/bytes.csv"
"$python" - "$work/bytes.csv" "$work/out" << 'END_OF_PYTHON' || complain "bytes"
import sys
had, has = (open(path, "rb").read().split(b"\n") for path in sys.argv[1:])
want = [b",,,utf8,1002", b",,,nul,1007", b",20,mg/24h,ok,0", b",,,size,1004", b",,,size,1004",
        b",20,mg/24h,ok,0"]
sys.exit(has[1:] != [row + end for row, end in zip(had[1:], want)] + [b""])
END_OF_PYTHON
report 'bytes'

printf 'drug,dose,note\nSkenan,20 mg,a\nSkenan,20 mg,"b\nSkenan,20 mg,c\n' > "$work/open.csv"
batch 1 "${ome[@]}" < "$work/open.csv"
on_out 'Skenan,20 mg,a,20,mg/24h,ok,0'
on_out '",,,value,1106'
on_err "un guillemet n'est jamais refermé : la dernière ligne (n° 3, en-tête compris)"
"$python" -c 'import csv, sys; sys.exit(len(list(csv.reader(open(sys.argv[1], newline=""), strict=True))) != 3)' \
    "$work/out" || complain "not CSV any more"
report 'a quotation mark that is never closed'

"$python" -c '
print("drug,dose")
for i in range(25):
    print("\n".join(["nom%02d,1 mg" % i] * (i + 1)))
print("\x1b[31mrouge\x1b[0m,1 mg")' > "$work/unknown.csv"
batch 1 "${ome[@]}" --separator , < "$work/unknown.csv"
on_err 'drug (1301) : 326'
on_err '« nom24 » : 25'
not_err '« nom04 »'
on_err '… et 6 autres noms'
"$python" -c 'print("drug,dose\n\x1b[31mrouge\x1b[0m\xc2\x9b,1 mg")' > "$work/escape.csv"
batch 1 "${ome[@]}" < "$work/escape.csv"
on_err '« ?[31mrouge?[0m'
! grep -q "$(printf '\033')" "$work/err" || complain "an escape sequence goes to the terminal"
"$python" -c '
print("drug,dose")
for i in range(1500):
    print("nom%d,1 mg" % i)' > "$work/many.csv"
batch 1 "${ome[@]}" < "$work/many.csv"
on_err '… et 980 autres noms'
on_err '… et 500 lignes'
report 'unknown names'

printf 'drug,dose,route\nnalbuphine,20 mg,sc\n' > "$work/stop.csv"
batch 1 --csv --to 'morphine orale' < "$work/stop.csv"
on_out 'withheld,2006'
batch 1 --csv --to 'morphine orale' --acknowledge partial-agonist < "$work/stop.csv"
on_out 'no-rule,2001'
report 'stops'

# ---- headers and options ----

wrong() {
    local text=$1
    shift
    batch 3 "$@"
    nothing
    on_err "$text"
}
printf 'DCI,Dose\nmorphine,1 mg\n' > "$work/fr.csv"
wrong '« drug » manque' "${ome[@]}" < "$work/fr.csv"
wrong '« Voie » manque' "${ome[@]}" "${map[@]}" < "$work/fr.csv"
wrong '--map attend' "${ome[@]}" --map DCI < "$work/fr.csv"
wrong '--map attend' "${ome[@]}" --map drug=DCI,drug=Dose < "$work/fr.csv"
wrong '--map attend' "${ome[@]}" --map drug=,dose=Dose < "$work/fr.csv"
wrong '« drug » manque, ou y est deux fois' "${ome[@]}" < <(printf 'drug,drug,dose\n')
wrong '« route » manque, ou y est deux fois' "${ome[@]}" < <(printf 'drug,dose,route,route\n')
wrong 'y est déjà' "${ome[@]}" < <(printf 'drug,dose,pallia_code\n')
wrong 'en-tête illisible' "${ome[@]}" --separator , < <(printf '"drug,dose\n')
wrong 'en-tête illisible' "${ome[@]}" < <(head -c 70000 /dev/zero)
wrong 'en-tête illisible' "${ome[@]}" < /dev/null
wrong 'quel séparateur' "${ome[@]}" < <(printf 'drug\n')
wrong 'quel séparateur' "${ome[@]}" --separator t < "$work/fr.csv"
wrong 'Convertir vers quoi' --csv < "$work/fr.csv"
wrong 'Convertir vers quoi' "${ome[@]}" --to 'morphine sc' < "$work/fr.csv"
wrong 'ne va qu'"'"'avec --csv' --to 'morphine sc' < "$work/fr.csv"
wrong 'ne va qu'"'"'avec --csv' --acknowledge methadone < "$work/fr.csv"
wrong 'fr-rien' --csv --ome fr-rien < "$work/fr.csv"
wrong 'lune' --csv --to lune < "$work/fr.csv"
wrong 'argument de trop' --csv fichier.csv < "$work/fr.csv"
wrong 'ne va pas avec' --json < "$work/fr.csv"
report 'wrong headers and options'

printf 'une;Dose, 24 h;"DCI ""x"""\nx;7,5 mg;morphine orale\ny;7,5 mg;Skenan' > "$work/names.csv"
batch 1 "${sc[@]}" --separator ';' --map 'drug=DCI "x",dose=Dose, 24 h' < "$work/names.csv"
on_out 'y;7,5 mg;Skenan;3,75;mg/24h;ok;0'
batch 0 "${ome[@]}" < <(printf 'drug,dose\n')
[ "$(wc -l < "$work/out")" -eq 1 ] || complain "a table without rows"
report 'names of columns'

# A quotation mark inside a name is a letter, as it is in a row: the header ends where its line ends.
for mark in ',taille 5"' ',5"' ',a"b"c"' ',"taille ""5"""' ''; do
    printf 'drug,route,dose,unit%s\nmorphine,oral,60,mg%s\noxycodone,oral,60,mg%s\n' "$mark" "${mark:+,x}" \
        "${mark:+,y}" > "$work/stray.csv"
    batch 0 "${sc[@]}" < "$work/stray.csv"
    [ "$(grep -c 'mg/24h,ok,0$' "$work/out")" -eq 2 ] || complain "rows are lost behind the header $mark"
done
batch 0 "${sc[@]}" < <(printf 'drug;route;dose;a,"b;c,d,e\nmorphine;oral;60 mg;x;y\n')
on_out 'morphine;oral;60 mg;x;y;30;mg/24h;ok;0'
batch 0 "${sc[@]}" < <(printf 'drug,route,dose,"a;b;c;d;e;f"\nmorphine,oral,60 mg,x\n')
on_out 'morphine,oral,60 mg,x,30,mg/24h,ok,0'
batch 0 "${sc[@]}" < <(printf '\xEF\xBB\xBF"drug",route,dose,"taille\n5"""\nmorphine,oral,60 mg,x\n')
on_out 'morphine,oral,60 mg,x,30,mg/24h,ok,0'
wrong "jusqu'à la fin du fichier, sur 3 lignes" "${sc[@]}" < <(printf 'drug,route,dose,"taille\nmorphine,oral,60 mg,5\noxycodone,oral,60 mg,4"\n')
wrong 'en-tête illisible' "${sc[@]}" < <(printf 'drug,route,dose,"taille\nmorphine,oral,60 mg,5\n')
report 'quotation marks in the header'

wrong 'CR seul' "${sc[@]}" < <(printf 'drug,route,dose,unit\rmorphine,oral,60,mg\r')
wrong 'CR seul' "${sc[@]}" < <(printf 'drug;route;dose;"unit"\r"morphine";oral;60;"mg"\r')
wrong 'CR seul' "${sc[@]}" --separator , < <(printf 'drug,dose\rmorphine,60 mg\n')
batch 1 "${sc[@]}" < <(printf 'drug,route,dose,unit\nmorphine,oral,60,mg\rmorphine,oral,60,mg\n')
on_out ',,,count,1107'
batch 0 "${sc[@]}" < <(printf 'drug,route,dose,"a\rb"\r\nmorphine,oral,60 mg,"a\rb"\r\n')
on_out ',30,mg/24h,ok,0'
report 'lines that end with a CR alone'

# ---- NDJSON ----

"$python" -c '
import json
for name in ("ome", "rotate", "bad", "verify"):
    for i, line in enumerate(open("../vectors/%s.jsonl" % name, encoding="utf-8")):
        case = json.loads(line)
        if i < 8 and isinstance(case.get("request"), dict):
            print(json.dumps(case["request"], ensure_ascii=i % 2 == 0))' > "$work/requests"
[ "$(wc -l < "$work/requests")" -ge 20 ] || complain "too few requests"
while IFS= read -r line; do
    printf '%s' "$line" | "$pallia" run 2> "$work/none"
done < "$work/requests" > "$work/one-by-one"
batch 1 < "$work/requests"
same "$work/one-by-one"
report 'the answers of pallia run'

{
    printf '\n  \r\n{"op":"sources"}\r\n\0\n{\n'
    head -c 4300000 /dev/zero | tr '\0' ' '
    printf '[1]\n{"op":"sources"}'
} > "$work/lines"
batch 1 < "$work/lines"
[ "$(wc -l < "$work/out")" -eq 5 ] || complain "5 answers were due"
for i in 1 5; do
    sed -n "${i}p" "$work/out" | grep -q '"status":"ok"' || complain "answer $i"
done
sed -n 4p "$work/out" | grep -q '"code":1004' || complain "a line that is too long"
on_err '5 lignes : 2 avec'
on_err 'size (1004) : 1'
batch 0 < /dev/null
nothing
# One mark at the very start is none of the first request; a second is not JSON.
batch 0 < <(printf '\xEF\xBB\xBF{"op":"sources"}\n')
grep -q '^{"status":"ok"' "$work/out" || complain "a byte order mark costs a request"
batch 0 < <(printf '\xEF\xBB\xBF')
nothing
batch 1 < <(printf '\xEF\xBB\xBF\xEF\xBB\xBF{"op":"sources"}\n{"op":"sources"}\n\xEF\xBB\xBF{"op":"sources"}\n')
on_err '3 lignes : 1 avec'
report 'lines'

coproc "$pallia" batch 2> "$work/none"
talker=$COPROC_PID
for i in 1 2; do
    echo '{"op":"find","text":"morphine"}' >&"${COPROC[1]}"
    read -r -t 10 line <&"${COPROC[0]}" || complain "no answer $i before the end of the input"
done
eval "exec ${COPROC[1]}>&-"
wait "$talker" || complain "exit code of a conversation"
report 'a conversation'

# ---- the system ----

for form in "${ome[*]}" ''; do
    # shellcheck disable=SC2086 # options are words
    "$pallia" batch $form < "$work/long.csv" > /dev/full 2> "$work/err"
    [ $? -eq 4 ] || complain "a full disk should exit with 4"
    on_err 'écriture impossible'
    # shellcheck disable=SC2086
    { "$pallia" batch $form < "$work/long.csv" 2> "$work/err"; echo $? > "$work/code"; } | :
    sleep 0.2
    [ "$(cat "$work/code")" = 4 ] || complain "a closed pipe should exit with 4"
    # shellcheck disable=SC2086
    batch 4 $form < /
    on_err 'lecture impossible'
done
report 'a full disk, a closed pipe, an input that cannot be read'

# 50 MB through less memory than that: neither the table nor the requests can be in memory.
awk 'BEGIN { print "drug,dose,route,note"
    for (i = 0; i < 500000; i++) printf "morphine,%d mg,oral,%080d\n", i % 500 + 1, i }' \
    > "$work/large.csv"
[ "$(wc -c < "$work/large.csv")" -gt 45000000 ] || complain "the table is not large"
(ulimit -v 40000; batch 0 "${ome[@]}" < "$work/large.csv"; [ "${#faults[@]}" -eq 0 ]) ||
    complain "a table of 50 MB in 40 MB"
[ "$(grep -c 'ok,0$' "$work/out")" -eq 500000 ] || complain "rows are missing"
awk 'BEGIN { for (i = 0; i < 100; i++) printf "{\"op\":\"nothing\",\"padding\":\"%0500000d\"}\n", i }' \
    > "$work/large.ndjson"
[ "$(wc -c < "$work/large.ndjson")" -gt 45000000 ] || complain "the requests are not large"
(ulimit -v 40000; batch 1 < "$work/large.ndjson"; [ "${#faults[@]}" -eq 0 ]) ||
    complain "requests of 50 MB in 40 MB"
[ "$(wc -l < "$work/out")" -eq 100 ] || complain "answers are missing"
report 'memory'

! grep -q "$(printf '\r')" "$work/err" || complain "progress without a terminal"
TERM=dumb script -qec "'$pallia' batch --csv --ome fr-clud-2007 < '$work/large.csv' > '$work/out'" \
    "$work/typescript" > "$work/none" < /dev/null
grep -q '65536' "$work/typescript" || complain "no progress on a terminal"
! grep -q "$(printf '\r')" "$work/out" || complain "progress on stdout"
report 'progress on a terminal alone'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
