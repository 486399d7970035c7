#!/bin/bash
# SPDX-License-Identifier: MPL-2.0
#
# One invented patient from the tablets to the page for the night, each step fed by the one before:
#
#   rotate -> dilute -> verify          the driver that replaces the tablets, filled and verified
#   anticipate -> prescribe             what to leave at home, and the draft to sign
#   anticipate -> sheet -> PDF          the page that the regulating doctor reads
#
# The doses of every document are compared with those that the engine gave, to the last digit.
#
#   tests/chain/run.sh PALLIA
#
# The last line is 'N passed, M failed'; exits 1 when one failed.
set -u
pallia=$(realpath "${1:?usage: run.sh PALLIA}")
python=${PYTHON:-/usr/bin/python3}
cd "$(dirname "$0")" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

step() {
    "$pallia" "$@"
    local code=$?
    [ "$code" -le 1 ] || echo "FAILED: pallia $1: exit code $code" >&2
}

step rotate 'Skenan LP 60 mg /12h' 'Actiskénan 20 mg x4' --to 'morphine sc' --date 2026-11-22 --json \
    > "$work/rotate.json"
step dilute --from "$work/rotate.json" --syringe 50 --json > "$work/dilute.json"
step verify --from "$work/dilute.json" --json > "$work/verify.json"
step anticipate --regimen 'morphine sc 100 mg/24h' --symptoms douleur,dyspnée,anxiété --days 3 \
    --who nurse --weight 52 --tables ../cli/local-anticipation.json --date 2026-11-22 --json \
    > "$work/anticipate.json"
step prescribe --from "$work/anticipate.json" --with identity.json --date 2026-11-22 --json \
    > "$work/prescribe.json"
step sheet new "$work/sheet.json" --template --from "$work/anticipate.json" --date 2026-11-22 \
    > "$work/new.txt"
"$python" join.py fill "$work" person.json
step sheet render "$work/sheet.json" --date 2026-11-22 --pdf "$work/sheet.pdf"
step sheet check "$work/sheet.json" --date 2026-11-22 --json > "$work/check.json"
pdftotext -layout "$work/sheet.pdf" "$work/sheet.txt"
"$python" join.py compare "$work"
