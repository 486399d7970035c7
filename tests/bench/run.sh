#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# The budgets of the design, each beside a peer measured in the same run. Printed, never asserted: the
# ratio is what to read, the times are those of this machine today. Run from the top.
#
#   CC=cc run.sh BUILD
set -eu

build=$1
cc=${CC:-cc}
work=$build/bench
mkdir -p "$work"
common="-std=c11 -D_POSIX_C_SOURCE=200809L -O2 -Wall -Wextra
    -Itests/bench -Ilibpallia/include -Ilibpallia/src"

# shellcheck disable=SC2086 # flags are words
$cc $common -o "$work/library" tests/bench/library.c tests/bench/measure.c "$build/libpallia.a" \
    -lcjson -ludunits2
# shellcheck disable=SC2086
$cc $common -o "$work/columns" tests/bench/columns.c tests/bench/measure.c "$build/libpallia.a" \
    -lcjson -lsqlite3 -lpthread
# shellcheck disable=SC2086
$cc $common -o "$work/process" tests/bench/process.c tests/bench/measure.c

printf '%-44s %12s %12s %7s   %s\n' 'median of 15 rounds (rows: 7, process: 101)' pallia peer ratio budget
"$work/library"
"$work/columns"
"$work/process" \
    "$build/pallia|rotate|Skenan LP 60 mg /12h|Actiskénan 20 mg x4|--to|morphine sc" \
    'units|1 mg|ug' 'cct|--version' "$build/pallia|--version" /bin/true

# One million rows of CSV to totals, beside awk copying them, in turn.
awk 'BEGIN { srand(7); print "id,drug,dose,route"
    split("morphine oxycodone tramadol codeine fentanyl hydromorphone", drug, " ")
    for (i = 1; i <= 1000000; i++) {
        k = int(rand() * 6) + 1
        printf "%d,%s,%d %s,%s\n", i, drug[k], rand() * 200 + 1, k == 5 ? "ug/h" : "mg",
            k == 5 ? "transdermal" : "oral" } }' > "$work/rows.csv"
took() {
    start=$(date +%s%N)
    "$@" < "$work/rows.csv" > "$work/rows.out" 2> "$work/rows.err" || test $? -eq 1
    echo "$((($(date +%s%N) - start) / 1000))"
}
for round in 1 2 3 4 5 6 7; do
    took "$build/pallia" batch --csv --ome fr-clud-2007 >> "$work/batch.us"
    took awk '{ print }' >> "$work/awk.us"
done
median() {
    sort -n "$1" | sed -n 4p
    rm "$1"
}
echo "$(median "$work/batch.us") $(median "$work/awk.us")" | awk '{
    printf "%-44s %9.2f %-2s %9.2f %-2s %7.2f   %s\n", "batch --csv, 1 M rows / awk copies them",
        $1 / 1e3, "ms", $2 / 1e3, "ms", $1 / $2, "-"
    printf "%-44s %9.2f M rows/s; 1200 doses, answered once each\n", "", 1e6 / $1 }'

# Without tables: the same objects with an empty list in their place.
cat > "$work/empty.c" << 'END'
#include "tables/embedded.h"
const pl_embedded_file pl_embedded_files[] = {{"", "", 0, ""}};
const size_t pl_embedded_file_count = 0;
const char pl_embedded_edition[] = "0";
const char pl_embedded_sha256[] = "";
END
# shellcheck disable=SC2046,SC2086
$cc $common -shared -fPIC -Wl,--version-script=libpallia/pallia.map -o "$work/bare.so" "$work/empty.c" \
    $(find "$build/obj/libpallia" -name '*.o') -lcjson
strip -o "$work/bare-stripped.so" "$work/bare.so"
strip -o "$work/stripped.so" "$build/libpallia.so.0"
cjson=$(ls -L /usr/lib/*/libcjson.so.1 | head -n 1)
kilobytes() {
    wc -c < "$1" | awk '{ printf "%.0f kB", $1 / 1000 }'
}
echo "size, stripped: libpallia.so $(kilobytes "$work/stripped.so"), without its tables" \
    "$(kilobytes "$work/bare-stripped.so") (budget 150 kB), libcjson.so $(kilobytes "$cjson")"
gzipped() {
    gzip -9 -c "$1" | wc -c | awk '{ printf "%.0f kB", $1 / 1000 }'
}
page=$build/js/pallia
echo "size, gzipped: pallia.wasm $(gzipped "$page/pallia.wasm") (budget 90 kB), of which code" \
    "$(node tests/bench/code.mjs "$page/pallia.wasm" | gzipped -); before wasm-opt $(gzipped "$build/js/linked.wasm")"
for part in "$page"/pallia-*.bin; do
    echo "size, gzipped: $(basename "$part") $(gzipped "$part"), loaded when wanted"
done
cat "$page/pallia.wasm" "$page/pallia-products.bin" "$page/pallia.js" > "$work/page"
echo "size, gzipped: what a page that rotates loads, pallia.js with it, $(gzipped "$work/page")"
cat << 'END'
(1) ug/h to mg/24h: the arithmetic alone, through internal headers. UDUNITS-2 answers in double.
(2) dose x factor, no check, no refusal, nothing exact: the least that any loop can do.
(3) the same product by a join on 1 M rows in memory, its time taken ten times.
END
