#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
#
# Builds the wheel beside the given library, from a copy: nothing is written to bindings/python. It
# holds libpallia, the libcjson that it was linked with, and bindings/api.json. Run from the top.
#
#   CC=cc PYTHON=python3 wheel.sh build/python/libpallia.so VERSION
set -eu

library=$1
version=$2
to=$(dirname "$library")
stage=$to/stage
native=$stage/pallia/_native

rm -rf "$stage" "$to"/pallia-*.whl
mkdir -p "$native"
cp bindings/python/pyproject.toml bindings/python/setup.py bindings/python/README.md LICENSE "$stage"
cp bindings/python/pallia/*.py bindings/python/pallia/py.typed "$stage/pallia"
echo "$version" > "$stage/VERSION"
cp "$library" bindings/api.json "$native"
cp "$("${CC:-cc}" -print-file-name=libcjson.so.1)" "$native/libcjson.so.1"
cp /usr/share/doc/libcjson1/copyright "$native/libcjson.copyright"

"${PYTHON:-python3}" -m pip wheel --quiet --disable-pip-version-check --no-index --no-deps \
    --no-build-isolation --wheel-dir "$to" "$stage"
ls "$to"/pallia-*.whl
