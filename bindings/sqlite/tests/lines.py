#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""Answers requests through SQLite: one on each line of stdin, its answer on a line of stdout.

    lines.py pallia_sqlite.so < requests.jsonl

The bytes of a line reach pallia_run as they are, were they no UTF-8.
"""
import sqlite3
import sys


def connect(extension):
    database = sqlite3.connect(":memory:")
    database.enable_load_extension(True)
    database.load_extension(extension)
    return database


def main(extension):
    database = connect(extension)
    database.text_factory = bytes
    for line in sys.stdin.buffer:
        request = line.removesuffix(b"\n")
        (answer,) = database.execute("SELECT pallia_run(CAST(? AS TEXT))", (request,)).fetchone()
        sys.stdout.buffer.write(answer + b"\n")


if __name__ == "__main__":
    main(sys.argv[1])
