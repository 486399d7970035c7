#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# Accepts a change of the tables: the only way in which tables/SHA256SUMS changes.
#
#   1. builds the library with the new tables, apart, and runs the long checks on it;
#   2. prints every answer of the grid that moved;
#   3. refuses unless tables/NEWS.md changed since the last acceptance;
#   4. writes SHA256SUMS, NEWS.sha256 and grid.tsv.
#
# Run by `make tables-accept` from the top.
set -eu

apart=$BUILD/accept
new=$apart/tables

refuse() {
    echo "not accepted: $1" >&2
    exit 1
}

rm -rf "$new"
mkdir -p "$new"
cp -r tables/. "$new"
(cd "$new" && find . -name '*.json' | sed 's|^\./||' | grep -v '^schema/' | LC_ALL=C sort |
    xargs -d '\n' sha256sum) > "$apart/SHA256SUMS"
cp "$apart/SHA256SUMS" "$new/SHA256SUMS"

echo "Building with the new tables ..."
# The paths are named after BUILD: the build that people use is left alone.
"$MAKE" --no-print-directory BUILD="$apart" TABLES="$new" all "$apart/tools/grid" \
    "$apart/tools/mutate" > "$apart/make.log" 2>&1 || { cat "$apart/make.log"; refuse "does not build"; }

echo "Checking ..."
for check in tests/tables/*.py; do
    "$PYTHON" "$check" || refuse "$check"
done
"$apart/pallia" tables check || refuse "the loader"
"$apart/tools/mutate" || refuse "a changed number was not noticed"

"$apart/tools/grid" > "$apart/grid.tsv"
echo "Answers that moved (old -, new +):"
touch "$apart/none"
old=tables/grid.tsv
[ -f "$old" ] || old=$apart/none
diff -U 0 --label old --label new "$old" "$apart/grid.tsv" | grep '^[-+]' > "$apart/moved" || true
if [ "$old" = "$apart/none" ]; then
    echo "  all: there was no grid yet, $(wc -l < "$apart/grid.tsv") lines"
elif [ -s "$apart/moved" ]; then
    cat "$apart/moved"
else
    echo "  none"
fi

if cmp -s "$apart/SHA256SUMS" tables/SHA256SUMS && cmp -s "$apart/grid.tsv" tables/grid.tsv; then
    echo "nothing to accept"
    exit 0
fi
[ -s tables/NEWS.md ] || refuse "tables/NEWS.md is missing"
news=$(sha256sum < tables/NEWS.md)
if [ -f tables/NEWS.sha256 ] && [ "$news" = "$(cat tables/NEWS.sha256)" ]; then
    refuse "say in tables/NEWS.md what changed (values / rows added / rows withdrawn / text only)"
fi

cp "$apart/SHA256SUMS" tables/SHA256SUMS
cp "$apart/grid.tsv" tables/grid.tsv
echo "$news" > tables/NEWS.sha256
echo "accepted: $(wc -l < tables/SHA256SUMS) files"
