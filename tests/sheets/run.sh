#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
#
# The sheets of this folder from the command line: as text, HTML, PDF and picture; made, revoked,
# replaced. NAME.json is a sheet, NAME.txt its golden text; `run.sh PALLIA accept` writes those.
#
#   tests/sheets/run.sh PALLIA [accept]
#
# With Chromium and Node, the HTML is opened in a browser: see tests/html/check.mjs.
# The last line is 'N passed, M failed'; exits 1 when one failed.
set -u
pallia=$(realpath "${1:?usage: run.sh PALLIA [accept]}")
python=${PYTHON:-/usr/bin/python3}
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
day='--date 2026-11-22'

# Usage: try WHAT COMMAND...
try() {
    local what=$1
    shift
    if "$@" > "$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        echo "FAILED: $what"
        head -n 8 "$work/log"
        failed=$((failed + 1))
    fi
}

# Usage: exits CODE COMMAND... (what it says is left in $work/said)
exits() {
    local wanted=$1
    shift
    "$@" > "$work/said" 2>&1
    local code=$?
    cat "$work/said"
    [ "$code" -eq "$wanted" ] || { echo "exit code $code, expected $wanted"; return 1; }
}

# Usage: says TEXT; of the last command of exits
says() { grep -qF -- "$1" "$work/said" || { cat "$work/said"; return 1; }; }
silent() { ! grep -qE -- "$1" "$work/said"; }
render() { "$pallia" sheet render "$@" $day; }

# Usage: with FILE EXPRESSION: the complete sheet changed by a line of Python
with() {
    "$python" -c 'import json, sys
s = json.load(open("complete.json", encoding="utf-8"))
exec(sys.argv[2])
json.dump(s, open(sys.argv[1], "w", encoding="utf-8"), ensure_ascii=False)' "$1" "$2"
}

# ---- each sheet, in each form ----

mkdir "$work/html"
for sheet in *.json; do
    name=${sheet%.json}
    case $name in *.answer) continue ;; esac
    render "$sheet" --json > "$work/$name.answer" 2> /dev/null
    # The digest of the tables changes more often than a page.
    render "$sheet" 2> /dev/null | sed -E 's/\(sha256 [0-9a-f]{12}\)/(sha256 …)/' > "$work/$name.txt"
    if [ "${2:-}" = accept ]; then
        cp "$work/$name.txt" "$name.txt"
    fi
    try "$name: text" diff "$name.txt" "$work/$name.txt"
    try "$name: 80 columns" "$python" -c 'import sys
sys.exit(max(len(line) for line in open(sys.argv[1], encoding="utf-8")) > 81)' "$work/$name.txt"
    case $name in
    # Letters that the font lacks, texts without room: there is no paper, the browser has both.
    hostile | long)
        try "$name: no paper" exits 2 render "$sheet" --pdf "$work/$name.pdf"
        try "$name: nor half of one" test ! -e "$work/$name.pdf"
        render "$sheet" --html "$work/html/$name-fr.html" 2> /dev/null
        continue
        ;;
    esac
    for language in fr en; do
        "$pallia" sheet render "$sheet" $day --lang $language --json > "$work/answer" 2> /dev/null
        "$pallia" sheet render "$sheet" $day --lang $language --pdf "$work/$name-$language.pdf" \
            --html "$work/$language.html" > "$work/log" 2>&1
        try "$name $language: PDF" "$python" look.py "$work/$name-$language.pdf" "$work/answer"
        pages=$(pdfinfo "$work/$name-$language.pdf" | sed -n 's/^Pages: *//p')
        mv "$work/$language.html" "$work/html/$name-$language.$pages.html"
    done
    try "$name: mode of the PDF" test "$(stat -c %a "$work/$name-fr.pdf")" = 600
    try "$name: mode of the HTML" test "$(stat -c %a "$work/html/$name-fr".?.html)" = 600
    pdftoppm -r 150 -f 1 -l 1 -mono "$work/$name-fr.pdf" "$work/mono"
    zbarimg -q --raw -Sdisable -Sqrcode.enable "$work"/mono-*.pbm > "$work/code" 2> /dev/null
    try "$name: the code is read in black and white" "$python" -c 'import json, sys
digest = json.load(open(sys.argv[1], encoding="utf-8"))["result"]["page"]["digest"]
sys.exit(open(sys.argv[2], encoding="utf-8").read().strip() != digest)' "$work/$name.answer" "$work/code"
    rm -f "$work"/mono-*
    LC_ALL=C TZ=Asia/Tokyo render "$sheet" --pdf - > "$work/again.pdf" 2> /dev/null
    try "$name: same bytes" cmp "$work/$name-fr.pdf" "$work/again.pdf"
done

# ---- states, letters, lengths ----

with "$work/late.json" 's["document"]["review_on"] = "2026-11-20"'
try "an expired sheet" exits 1 render "$work/late.json" --pdf "$work/late.pdf"
pdftotext -raw "$work/late.pdf" "$work/said"
try "says so on each page" test "$(grep -c EXPIRÉE "$work/said")" -ge 2
with "$work/draft.json" 'del s["author"]["name"]'
try "a draft" exits 1 render "$work/draft.json"
try "says so" says BROUILLON
with "$work/long.json" 's["care"]["plan"] = "Cérébrolysine imaginaire. " * 60'
try "no room is exit code 2" exits 2 render "$work/long.json" --pdf "$work/long.pdf"
try "the longest field is named" says "En cas d'aggravation (1560)"
try "its text is not" silent 'Cérébrolysine|À réévaluer'
with "$work/names.json" 's["document"]["review_on"] = "2026-11-15"
s["patient"]["family_name"] = "DE LA ROCHEFOUCAULD-MONTMORENCY"
s["patient"]["given_name"] = "Marie-Antoinette"
s["relatives"]["trusted"]["name"] = "Jean-Baptiste DE LA ROCHEFOUCAULD"'
try "long names on an expired sheet" exits 1 render "$work/names.json" --pdf "$work/names.pdf" --html "$work/html/names.2.html"
with "$work/names.json" 's["document"]["review_on"] = "2026-11-15"
s["patient"]["family_name"] = "DE LA ROCHEFOUCAULD-MONTMORENCY-BEAUHARNAIS"
s["patient"]["given_name"] = "Marie-Antoinette Élisabeth Joséphine"
s["relatives"]["trusted"]["name"] = "Jean-Baptiste " + "SECRET-" * 12'
try "long names without room" exits 2 render "$work/names.json" --pdf "$work/long.pdf" --lang fr
try "the block of a name is told" says 'Téléphones ('
try "the name is not" silent SECRET
try "no page is left" test ! -e "$work/long.pdf"
with "$work/letters.json" 's["patient"]["family_name"] = "王小明"'
try "letters that the font lacks" exits 2 render "$work/letters.json" --pdf "$work/letters.pdf"
try "are told by their label" says '« Nom »'
try "not by themselves" silent 王
render "$work/letters.json" > "$work/said"
try "the text has them" says 王小明
with "$work/names.json" 's["patient"]["family_name"] = "MUÑOZ-ÉTÉ"; s["patient"]["given_name"] = "ליאה"'
try "accents and Hebrew" exits 0 render "$work/names.json" --pdf "$work/names.pdf"
pdftotext -raw "$work/names.pdf" "$work/said"
try "come back" says MUÑOZ-ÉTÉ

# ---- a line that is badly filled in ----

with "$work/turned.json" 'line = s["home"]["lines"][0]
line["low"] = "60 mg"; line["high"] = "10 mg"; del line["dose"]'
try "a range turned round" exits 3 render "$work/turned.json"
try "contradicts itself" says 'Des valeurs se contredisent.'
try "and no two keys exclude each other" silent "s'excluent"
with "$work/stops.json" 'line = s["home"]["lines"][0]
line["trigger"] = "douleur de fond."; line["call_when"] = "toujours là (règle britannique)."
for key in ("interval", "maximum_doses", "maximum_24h"): del line[key]'
render "$work/stops.json" > "$work/said"
try "one full stop where a text has its own" says '(règle britannique). Par'
try "no full stop twice" silent '\.\.'
try "what is not said of a line is told" says 'non renseigné ; Par'

# ---- hostile texts ----

with "$work/hostile.json" 's["patient"]["family_name"] = "<script>alert(1)</script>"
s["patient"]["address"] = "]]></style>\"><img src=x onerror=alert(1)>&amp;"
s["document"]["comment"] = "<a href=\"javascript:alert(1)\">x</a> ${IFS} <!--"'
render "$work/hostile.json" --html "$work/html/hostile.2.html" > /dev/null 2>&1
cp "$work/html/hostile.2.html" "$work/said"
try "no markup from a text" silent '<script|<img|href="java|<!--'
try "the text itself" says '&lt;script&gt;alert(1)'
try "and what was escaped already" says '&amp;amp;'

if command -v node > /dev/null && [ -d ../html/node_modules ]; then
    node ../html/check.mjs "$(command -v chromium)" "$work/html" > "$work/browser" 2>&1
    grep -v '^[0-9]* passed, [0-9]* failed$' "$work/browser"
    read -r good bad << END
$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$work/browser")
END
    passed=$((passed + ${good:-0}))
    failed=$((failed + ${bad:-1}))
else
    echo "NOT RUN: no Node or no tests/html/node_modules: the HTML was not opened in a browser"
fi

# ---- outputs ----

try "PNG of one page" exits 0 render minimal.json --png "$work/one.png"
try "PNG of two" exits 0 render complete.json --png "$work/two.png"
try "PNG of two: each by its number" test -s "$work/two-1-of-2.png" -a -s "$work/two-2-of-2.png" -a ! -e "$work/two.png"
try "one output on stdout" exits 3 render minimal.json --text --html -
try "HTML on stdout" exits 0 render minimal.json --html -
try "is HTML" says '<!DOCTYPE html>'
cp minimal.json "$work/kept.json"
try "never over the sheet" exits 3 render "$work/kept.json" --html "$work/kept.json"
ln -s kept.json "$work/link.json"
try "by another name neither" exits 3 render "$work/kept.json" --pdf "$work/link.json"
try "which is as it was" cmp minimal.json "$work/kept.json"
try "a folder that does not exist" exits 4 render minimal.json --html "$work/no/x.html"
try "no such sheet" exits 3 render "$work/none.json"
echo '{"schema":"pallia.sheet/1","schema":"x"}' > "$work/twice.json"
try "a key twice" exits 3 render "$work/twice.json"
with "$work/shape.json" 's["patient"] = "SECRET"'
try "a wrong shape" exits 3 "$pallia" sheet check "$work/shape.json" $day --lang fr
try "is told by its place" says /sheet/patient
try "not by its text" silent SECRET
# Usage: quotes_nothing WHAT PYTHON: an error about that change says its place, and no value
quotes_nothing() {
    with "$work/fault.json" "$2"
    try "$1" exits 3 "$pallia" sheet check "$work/fault.json" $day --json
    try "$1: its place" says "$3"
    try "$1: no value" silent SECRET
}
quotes_nothing "an unknown key" 's["patient"]["nick"] = "SECRET"' /sheet/patient/nick
quotes_nothing "an unknown drug" 's["home"]["lines"][0]["drug"] = "SECRETine"' /sheet/home/lines/0/drug
quotes_nothing "an unknown unit" 's["home"]["lines"][0]["dose"] = "5 SECRET"' /sheet/home/lines/0/dose
echo '{"SECRET":1,"SECRET":2}' > "$work/fault.json"
try "a key twice" exits 3 "$pallia" sheet check "$work/fault.json" $day --lang fr
try "is in the file, which is no option" says "dans : $work/fault.json"
try "and is not quoted" silent 'SECRET|option'
try "a template has many stops" exits 0 "$pallia" sheet new "$work/empty.json" --template $day --lang fr
try "five are said" test "$(grep -c '^  - ARRÊT\. Manque' "$work/said")" -eq 5
try "the others are counted" says 'ARRÊT. … et'
try "an option of another action" exits 3 "$pallia" sheet check minimal.json --pdf x.pdf
try "no such action" exits 3 "$pallia" sheet print minimal.json
try "no file" exits 3 "$pallia" sheet check

# ---- revoke, supersede ----

cp complete.json "$work/s.json"
chmod 644 "$work/s.json"
try "no reason" exits 3 "$pallia" sheet revoke "$work/s.json" $day
try "leaves the sheet" cmp complete.json "$work/s.json"
try "supersede" exits 0 "$pallia" sheet supersede "$work/s.json" $day
try "version 2" grep -q '"version": 2' "$work/s.json"
try "closed to others" test "$(stat -c %a "$work/s.json")" = 600
try "is a draft" exits 1 "$pallia" sheet check "$work/s.json" $day
try "version 1 is kept" grep -q '"version": 1' "$work/s.v1.json"
try "closed to others too" test "$(stat -c %a "$work/s.v1.json")" = 600
render "$work/s.v1.json" > "$work/said"
try "and says that it is replaced" says REMPLACÉE
try "a replaced sheet has no other" exits 3 "$pallia" sheet supersede "$work/s.v1.json" $day --lang fr
try "in plain words" says 'déjà close : REMPLACÉE'
cp complete.json "$work/s.json"
cp "$work/s.v1.json" "$work/before.json"
try "an earlier version is in the way" exits 3 "$pallia" sheet supersede "$work/s.json" $day --lang fr
try "it is named" says s.v1.json
try "the sheet is as it was" cmp complete.json "$work/s.json"
try "so is the earlier one" cmp "$work/before.json" "$work/s.v1.json"
mkdir "$work/real"
cp complete.json "$work/real/r.json"
ln -s real/r.json "$work/by-link.json"
try "supersede by a link" exits 0 "$pallia" sheet supersede "$work/by-link.json" $day
try "the earlier one is beside the file" test -f "$work/real/r.v1.json" -a -L "$work/by-link.json"
cp complete.json "$work/real/r.json"
try "revoke by a link" exits 0 "$pallia" sheet revoke "$work/by-link.json" --reason death $day
try "the link stays" test -L "$work/by-link.json"
try "its target is revoked" grep -q '"status": "revoked"' "$work/real/r.json"
ln -s nowhere.json "$work/dangling.json"
try "a link that leads nowhere" exits 4 "$pallia" sheet new "$work/dangling.json" --template --force $day
try "is left so" test -L "$work/dangling.json" -a ! -e "$work/nowhere.json"
cp complete.json "$work/s.json"
try "revoke" exits 0 "$pallia" sheet revoke "$work/s.json" --reason death $day
render "$work/s.json" > "$work/said"
try "is on the page" says 'ANNULÉE le 22/11/2026'
try "once only" exits 3 "$pallia" sheet revoke "$work/s.json" --reason death $day --lang fr
try "in plain words, with the day" says 'ANNULÉE le'
try "nothing is left beside" test -z "$(find "$work" -name '.pallia*')"

# ---- new ----

answers='2\n22/11/2026\n22/13/2026\n22/12/2026\n\n\nDr N. Petit\n1\n06 12\n06 39 98 12 34\n'
ask() { printf "$answers" | "$pallia" sheet new "$@" $day; }
try "a new sheet" exits 0 ask "$work/new.json"
try "a wrong date is said at once" says "cette date n'existe pas"
try "and a short telephone" says 'numéro à 10 chiffres'
try "what is missing closes" says 'Manque : Nom'
try "the dates are those of the document" grep -q '"review_on": "2026-12-22"' "$work/new.json"
try "the second answer counts" grep -q '"phone": "06 39 98 12 34"' "$work/new.json"
try "a drawn id" grep -qE '"set": "[0-9a-f]{32}"' "$work/new.json"
try "its owner's alone" test "$(stat -c %a "$work/new.json")" = 600
cp "$work/new.json" "$work/before.json"
try "not over another" exits 3 ask "$work/new.json"
try "which is as it was" cmp "$work/before.json" "$work/new.json"
try "unless forced" exits 0 ask "$work/new.json" --force
try "another id" sh -c '! cmp -s "$1" "$2"' - "$work/before.json" "$work/new.json"
try "a template" exits 0 "$pallia" sheet new "$work/template.json" --template $day
"$pallia" sheet check "$work/template.json" $day > "$work/said"
try "is a whole sheet" test $? -le 1

try "no such folder" exits 4 ask "$work/none/new.json" --lang fr
try "is told before a question" silent 'Rédacteur|existe'
for asked in interrupted blank illegible count dates stopped moved unkept; do
    try "on a terminal: $asked" "$python" ask.py "$pallia" "$asked"
done

# Ctrl-C in the middle of the questions.
mkfifo "$work/typed"
"$pallia" sheet new "$work/stopped.json" $day < "$work/typed" > /dev/null 2>&1 &
asked=$!
exec 9> "$work/typed"
printf '2\n22/11/2026\n' >&9
sleep 0.3
kill -TERM "$asked"
wait "$asked" 2> /dev/null
exec 9>&-
try "an interruption leaves nothing" test -z "$(find "$work" -name 'stopped*' -o -name '.pallia*')"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
