#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
#
# Prints labels and sheets from answers of the program, and looks at the files.
#
#   tests/pages/run.sh PALLIA PALLIA-PAGE
#
# Each *.json here is a request. What must be on its pages is taken from the answer, member by member.
# The last line is 'N passed, M failed'; exits 1 when one failed.
set -u
pallia=$(realpath "${1:?usage: run.sh PALLIA PALLIA-PAGE}")
page=$(realpath "${2:?usage: run.sh PALLIA PALLIA-PAGE}")
python=${PYTHON:-/usr/bin/python3}
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
passed=0 failed=0

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

# Usage: exits CODE COMMAND... (stdin passes through)
exits() {
    local wanted=$1
    shift
    "$@"
    local code=$?
    [ "$code" -eq "$wanted" ] || { echo "exit code $code, expected $wanted"; return 1; }
}

info() {
    pdfinfo "$1" | sed -n "s/^$2: *//p"
}

is() {
    [ "$1" = "$2" ] || { echo "got '$1', expected '$2'"; return 1; }
}

# Every font embedded, subset, with its letters; one family.
fonts_are_embedded() {
    pdffonts "$1" | tail -n +3 > "$work/fonts"
    [ -s "$work/fonts" ] || { echo "no font"; return 1; }
    ! grep -vE '^[A-Z]{6}\+DejaVuSans(-Bold)? .* yes yes yes +[0-9]+ +0$' "$work/fonts"
}

# Nothing in colour, grey or transparent: only black ink is ever set.
is_black() {
    "$python" - "$1" << 'END'
import re, sys, zlib
data = open(sys.argv[1], "rb").read()
inks = set()
for body in re.findall(rb"stream\r?\n(.*?)endstream", data, re.S):
    try:
        body = zlib.decompress(body)
    except zlib.error:
        continue
    if b" Tm" not in body:  # a font
        continue
    inks |= set(re.findall(rb"(?m)^([\d. ]+) (?:rg|RG|g|G|k|K)\b", body))
alphas = set(re.findall(rb"/(?:ca|CA) ([\d.]+)", data))
if not inks:
    sys.exit("no ink is set")
if any(float(part) != 0 for ink in inks for part in ink.split()) or alphas - {b"1"}:
    sys.exit(f"ink {inks} alpha {alphas}")
if b"/SMask" in data or b"/Shading" in data:
    sys.exit("a mask or a shading")
END
}

# The size in the file itself, to a thousandth of a point.
has_size() {
    "$python" - "$1" "$2" "$3" << 'END'
import re, sys
boxes = re.findall(rb"/MediaBox \[ ?([\d. ]+)\]", open(sys.argv[1], "rb").read())
wanted = [0, 0, float(sys.argv[2]) * 72 / 25.4, float(sys.argv[3]) * 72 / 25.4]
for box in boxes:
    got = [float(part) for part in box.split()]
    if max(abs(a - b) for a, b in zip(got, wanted)) > 0.001:
        sys.exit(f"{got}, expected {wanted}")
sys.exit(0 if boxes else "no page")
END
}

# What a PDF to be kept must have, PDF/A-1b: metadata in clear that say what the file says of itself,
# the profile of its colour, an identifier; and nothing of transparency, encryption or later versions.
is_archive() {
    qpdf --check "$1" > "$work/check" 2>&1 || { cat "$work/check"; return 1; }
    "$python" - "$1" "$(info "$1" Title)" << 'END'
import re, sys, zlib
data = open(sys.argv[1], "rb").read()
found = re.search(rb"<<[^>]*/Type /Metadata[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", data, re.S)
if not found or b"/Filter" in found.group(0).split(b"stream")[0]:
    sys.exit("no metadata in clear")
text = found.group(1).decode("utf-8")
for wanted in (f'<rdf:li xml:lang="x-default">{sys.argv[2]}</rdf:li>', "<pdfaid:part>1<",
               "<pdfaid:conformance>B<", "<pdf:Producer>pallia-page<"):
    if wanted not in text:
        sys.exit(f"not in the metadata: {wanted}")
profiles = []
for body in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S):
    try:
        plain = zlib.decompress(body)
    except zlib.error:
        continue
    profiles += [plain] if plain[36:40] == b"acsp" else []
if len(profiles) != 1 or profiles[0][16:20] != b"RGB " or b"/GTS_PDFA1" not in data:
    sys.exit("no output intent")
if not data.startswith(b"%PDF-1.4\n%") or min(data[10:14]) < 128:
    sys.exit("head")
identifier = re.search(rb"/ID \[<([0-9a-f]{32})><([0-9a-f]{32})>\]", data)
if not identifier or identifier.group(1) != identifier.group(2):
    sys.exit("no identifier of its own")
for word in (b"/Group", b"/Encrypt", b"/ObjStm", b"/JavaScript", b"/AA", b"/EmbeddedFile"):
    if word in data:
        sys.exit(f"holds {word}")
END
}

# Usage: says PDF ANSWER PAPER. Lines are joined: where a sentence is cut is not what is tested.
says() {
    pdftotext -layout "$1" "$work/text" || return 1
    pdftotext -raw "$1" "$work/raw" || return 1
    "$python" - "$work/text" "$work/raw" "$2" "$3" << 'END'
import json, sys
def flat(text):
    return "".join(text.split())
seen = [flat(open(path, encoding="utf-8").read()) for path in sys.argv[1:3]]
answer = json.load(open(sys.argv[3], encoding="utf-8"))
result, identity = answer["result"], answer["identity"]
label = result["label"]
texts = [label["diluent"], label["final"], label["rate"]]
texts += [label[key] for key in ("patient", "route", "start", "end", "prepared_by", "checked_by")
          if label.get(key)]
for drug in result["drugs"]:
    texts += [drug["name"], drug["total"]["text"], drug["concentration"]["text"], drug["volume"]["text"]]
texts += [identity["tables"], identity["tables_sha256"][:12]] + label["stops"]
english = "Diluent" in label["diluent"]
for drug in result["drugs"]:
    strength = drug["ampoule"]["strength"]["text"]
    texts.append(f"{drug['volume']['text']} {'at' if english else 'à'} {strength}")
texts.append("Figures not reviewed by a clinician" if english else "Chiffres non relus par un clinicien")
if sys.argv[4] == "a4":
    texts += result["directions"] + [one["text"] for one in answer["advice"] + answer["trail"]]
    texts += [one["title"] for one in answer["cites"]] + [one["url"] for one in answer["cites"]]
    texts += [drug["ampoule"]["text"] for drug in result["drugs"]]
    texts += [drug["waste"]["text"] for drug in result["drugs"]]
    texts += [answer["review"]["text"], identity["tables_sha256"]]
missing = [text for text in texts if not any(flat(text) in page for page in seen)]
sys.exit(f"not on the page: {missing}" if missing else 0)
END
}

# Usage: largest PDF POINTS. The height of the largest letters on the page.
largest() {
    "$python" - "$1" "$2" << 'END'
import re, sys, zlib
data = open(sys.argv[1], "rb").read()
sizes = set()
for body in re.findall(rb"stream\r?\n(.*?)endstream", data, re.S):
    try:
        body = zlib.decompress(body)
    except zlib.error:
        continue
    sizes |= {abs(float(size)) for size in re.findall(rb"([\d.]+) 0 0 -?[\d.]+ [-\d.]+ [-\d.]+ Tm", body)}
if not sizes or abs(max(sizes) - float(sys.argv[2])) > 0.01 or min(sizes) < 6 - 0.01:
    sys.exit(f"sizes {sorted(sizes)}, expected at most {sys.argv[2]} and at least 6")
END
}

# Usage: is_picture PNG WIDTH HEIGHT. Black dots on white ones, 2 to 25 in a hundred.
is_picture() {
    "$python" - "$@" << 'END'
import struct, sys, zlib
data = open(sys.argv[1], "rb").read()
width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
if (width, height, depth, kind) != (int(sys.argv[2]), int(sys.argv[3]), 8, 2):
    sys.exit(f"{width} x {height}, depth {depth}, kind {kind}")
packed, at = b"", 8
while at < len(data):
    length = int.from_bytes(data[at:at + 4], "big")
    packed += data[at + 8:at + 8 + length] if data[at + 4:at + 8] == b"IDAT" else b""
    at += length + 12
raw, stride = zlib.decompress(packed), 3 * width
above, counts = bytes(stride), {}
for y in range(height):
    code, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
    for x in range(stride):
        left = line[x - 3] if x >= 3 else 0
        corner = above[x - 3] if x >= 3 else 0
        guess = left + above[x] - corner
        near = min((left, above[x], corner), key=lambda one: abs(guess - one))
        line[x] = (line[x] + (0, left, above[x], (left + above[x]) // 2, near)[code]) & 255
    above = bytes(line)
    for dot in set(above):
        counts[dot] = counts.get(dot, 0) + above.count(dot)
black = counts.get(0, 0) / (stride * height)
if set(counts) != {0, 255} or not 0.02 < black < 0.25:
    sys.exit(f"dots {sorted(counts)}, black {black:.3f}")
END
}

# Usage: has_dots PNG WIDTH HEIGHT. From its head alone: to unpack a sheet takes half a minute.
has_dots() {
    "$python" -c 'import struct, sys
got = struct.unpack(">II", open(sys.argv[1], "rb").read(24)[16:])
sys.exit(0 if got == (int(sys.argv[2]), int(sys.argv[3])) else f"{got}")' "$@"
}

# ---- each request, on both papers ----

# NAME, letters of the drugs in points, pages of the sheet
cases='one 15 1
two 13 1
long 10.5 1
three 10.5 1
four 9 2
five 8.5 2
six 8.5 2'
while read -r name size pages; do
    answer=$work/$name.answer
    try "$name: answered" exits 0 "$pallia" run < "$name.json"
    "$pallia" run < "$name.json" > "$answer"
    for paper in label a4; do
        pdf=$work/$name-$paper.pdf
        try "$name $paper: printed" exits 0 "$page" label --paper $paper --pdf "$pdf" < "$answer"
        if [ $paper = label ]; then wide=100 high=60 count=1; else wide=210 high=297 count=$pages; fi
        try "$name $paper: pages" is "$(info "$pdf" Pages)" "$count"
        try "$name $paper: size" has_size "$pdf" $wide $high
        try "$name $paper: fonts" fonts_are_embedded "$pdf"
        try "$name $paper: black" is_black "$pdf"
        try "$name $paper: to be kept" is_archive "$pdf"
        try "$name $paper: texts" says "$pdf" "$answer" $paper
        try "$name $paper: mode" is "$(stat -c %a "$pdf")" 600
        sleep 0.01
        "$page" label --paper $paper --pdf - < "$answer" > "$work/again.pdf"
        try "$name $paper: same bytes" cmp "$pdf" "$work/again.pdf"
    done
    try "$name: letters of $size points" largest "$work/$name-label.pdf" "$size"
done << END
$cases
END

"$page" label --paper label --png "$work/six.png" < "$work/six.answer"
try "picture" is_picture "$work/six.png" 1181 709
try "pictures of a sheet" exits 0 "$page" label --paper a4 --png "$work/sheet.png" < "$work/six.answer"
try "picture: page 1" has_dots "$work/sheet-1-of-2.png" 2480 3508
try "picture: page 2" has_dots "$work/sheet-2-of-2.png" 2480 3508
cmp -s "$work/sheet-1-of-2.png" "$work/sheet-2-of-2.png"
try "picture: pages differ" is $? 1
try "picture: no page without its number" test ! -e "$work/sheet.png"
try "picture of one page" exits 0 "$page" label --paper a4 --png "$work/sheet.png" < "$work/three.answer"
try "picture: its name as given" has_dots "$work/sheet.png" 2480 3508
try "picture: mode" is "$(stat -c %a "$work/six.png")" 600

# ---- what does not depend on the machine's habits ----

answer=$work/one.answer
LC_ALL=fr_FR.UTF-8 TZ=Asia/Tokyo "$page" label --paper label --pdf - < "$answer" > "$work/french.pdf"
try "no locale, no time zone" cmp "$work/one-label.pdf" "$work/french.pdf"
! pdfinfo "$work/one-label.pdf" | grep -q Date
try "no date in the file" is $? 0
try "no name in the title" is "$(info "$work/one-label.pdf" Title)" "Étiquette de seringue"
"$page" label --paper label --pdf - --lang en < "$answer" > "$work/english.pdf"
pdftotext "$work/english.pdf" - | grep -q 'Prepared by'
try "--lang en" is $? 0

# ---- a local edition, a review ----

digest=$(printf 'ab%.0s' {1..32})
sed -e "s/\"local\":\[\]/\"local\":[{\"edition\":\"hospital-2026\",\"sha256\":\"$digest\"}]/" \
    -e 's/"clinical":false/"clinical":true/' "$work/six.answer" > "$work/local"
"$page" label --paper a4 --pdf "$work/local.pdf" < "$work/local"
pdftotext -raw "$work/local.pdf" "$work/text"
try "a local edition is on the label" grep -q 'locale hospital-2026' "$work/text"
try "its digest is on the sheet" grep -q "hospital-2026 (sha256 $digest)" "$work/text"
try "a review is said" grep -q 'Chiffres relus par un clinicien' "$work/text"
try "and no lack of one" sh -c '! grep -q "non relus" "$1"' - "$work/text"

# ---- nothing is printed ----

# Usage: prints_nothing CODE WORDS INPUT [OPTION...]
prints_nothing() {
    local code=$1 words=$2 input=$3
    shift 3
    rm -f "$work/none.pdf"
    "$page" label --paper label --pdf "$work/none.pdf" "$@" < "$input" > "$work/out" 2> "$work/err"
    is $? "$code" || return 1
    [ ! -e "$work/none.pdf" ] || { echo "a file was written"; return 1; }
    [ ! -s "$work/out" ] || { echo "stdout is not empty"; return 1; }
    grep -qF -- "$words" "$work/err" || { echo "stderr:"; cat "$work/err"; return 1; }
}

sed 's/, "acknowledge": \["incompatible"\]//' three.json | "$pallia" run > "$work/withheld"
try "the answer is withheld" grep -q '"status":"withheld"' "$work/withheld"
try "withheld" prints_nothing 2 'retenue' "$work/withheld"
sed 's/"final_volume": "48 mL"/"final_volume": "10 mL"/' three.json | "$pallia" run > "$work/refused"
try "the answer is refused" grep -q '"status":"refused"' "$work/refused"
try "refused" prints_nothing 2 'refusée' "$work/refused"
sed 's/midazolam/midazolan/' one.json | "$pallia" run > "$work/error" 2> /dev/null
try "error" prints_nothing 3 'demande est fausse' "$work/error"
echo '{"status":"ok","op":"rotate","result":{}}' > "$work/other"
try "another operation" prints_nothing 3 'pallia dilute' "$work/other"
sed 's/"concentration":/"concentrated":/' "$answer" > "$work/part"
try "a member is missing" prints_nothing 3 'pallia dilute' "$work/part"
head -c 300 "$answer" > "$work/cut"
try "a cut answer" prints_nothing 3 'pallia dilute' "$work/cut"
try "an empty input" prints_nothing 3 'pallia dilute' /dev/null
head -c 4300000 /dev/zero | tr '\0' ' ' > "$work/large"
try "more than 4 MiB" prints_nothing 3 'pallia dilute' "$work/large"
name=$(printf 'Jeanne EXEMPLE %.0s' 1 2 3 4 5 6)
sed "s/Jeanne EXEMPLE/$name/g" "$answer" > "$work/wide"
try "a name without room is named" prints_nothing 3 "« $name" "$work/wide"
sed 's/Jeanne EXEMPLE/患者/g' "$answer" > "$work/letters"
try "letters that the font lacks" prints_nothing 3 'ne sait pas écrire' "$work/letters"
sed 's/Jeanne EXEMPLE/Jeanne\\nEXEMPLE/g' "$answer" > "$work/control"
try "a line break in a name" prints_nothing 3 'ne sait pas écrire' "$work/control"
try "an unknown language" prints_nothing 3 '« de »' "$answer" --lang de
try "an option twice" prints_nothing 3 '« --paper »' "$answer" --paper a4
try "an unknown option" prints_nothing 3 '« --size »' "$answer" --size 2
try "two files" prints_nothing 3 'un fichier' "$answer" --png "$work/none.png"
try "no paper" exits 3 "$page" label --pdf "$work/none.pdf" < "$answer"
try "no command" exits 3 "$page"
try "help" exits 0 "$page" --help
try "standard output holds one picture" exits 3 "$page" label --paper a4 --png - < "$work/six.answer"

# ---- whole or not at all ----

echo before > "$work/kept.pdf"
chmod 644 "$work/kept.pdf"
"$page" label --paper label --pdf "$work/kept.pdf" < "$work/withheld" 2> /dev/null
try "what was there stays" is "$(cat "$work/kept.pdf")" before
"$page" label --paper label --pdf "$work/kept.pdf" < "$answer"
try "what was there is replaced" cmp "$work/kept.pdf" "$work/one-label.pdf"
try "and no longer open to others" is "$(stat -c %a "$work/kept.pdf")" 600
try "a folder that does not exist" exits 4 "$page" label --paper label --pdf "$work/no/x.pdf" < "$answer"
mkdir -p "$work/taken.pdf/full"
try "a folder of that name" exits 4 "$page" label --paper label --pdf "$work/taken.pdf" < "$answer"
mkdir "$work/locked"
chmod 555 "$work/locked"
if [ "$(id -u)" -ne 0 ]; then
    try "an unwritable folder" exits 4 "$page" label --paper label --pdf "$work/locked/x.pdf" < "$answer"
else
    try "an unwritable folder" exits 4 "$page" label --paper label --pdf /proc/x.pdf < "$answer"
fi
try "nothing is left behind" is "$(find "$work" -name '.pallia-page*')" ""
try "a full disk" exits 4 sh -c '"$1" label --paper label --pdf - < "$2" > /dev/full' - "$page" "$answer"
ldd "$pallia" | grep -qiE 'pango|cairo'
try "pallia itself loads no Pango" is $? 1

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
