#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Every key of tables/messages is asked for somewhere, and every key asked for is there.

A key is asked for by a text of the C sources: whole ("say.ome"), without "page." in the command
("usage.twice"), or made of a form ("sheet.finding.%s") or a family ("verdict", "why.") and a word
that stands in the sources or in the tables.

Run from the top of the repository. Exits 1 when a key is dead or missing.
"""
import glob
import json
import re
import sys

SOURCES = ("libpallia/src/*/*.[ch]", "cli/*.[ch]", "cli/pages/*.[ch]", "libpallia/include/pallia/*.h")
TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
COMMENT = re.compile(r"/\*.*?\*/", re.S)
KEY = re.compile(r"[a-z]+(\.[a-z0-9_-]+)+")
FORM = re.compile(r"%\.?\d*[sd]")
PAGE = "page."


def texts_of(path):
    with open(path, encoding="utf-8") as source:
        code = COMMENT.sub(" ", source.read())
    code = re.sub(r"^\s*#include.*$", "", code, flags=re.M)
    return set(TEXT.findall(code))


def words_of(value):
    """Every string of a JSON document, keys included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)
    elif isinstance(value, str):
        yield value


def statuses():
    with open("libpallia/include/pallia/status.h", encoding="utf-8") as header:
        codes = set(re.findall(r"PALLIA_E\w+ = (\d+)", header.read()))
    return codes | {code[0] for code in codes}


def form_of(text):
    """The expression that a form of keys makes, its words in groups; None for another text."""
    if not re.match(r"[a-z_]+[._]", text) or not FORM.search(text):
        return None
    parts = FORM.split(text)
    if not all(re.fullmatch(r"[a-z0-9_.-]*", part) for part in parts):
        return None
    return re.compile(r"([a-z0-9_.-]+)".join(re.escape(part) for part in parts))


def main():
    with open("tables/messages/fr.json", encoding="utf-8") as messages:
        keys = set(json.load(messages)["texts"])
    texts = {path: texts_of(path) for pattern in SOURCES for path in glob.glob(pattern)}
    every = set().union(*texts.values())
    words = every | statuses()
    for path in glob.glob("tables/**/*.json", recursive=True):
        if "/messages/" not in path:
            with open(path, encoding="utf-8") as table:
                words.update(words_of(json.load(table)))
    # "page.%s" is how the command asks for any key: it says nothing of one.
    forms = [form for form in map(form_of, every - {PAGE + "%s"}) if form]

    def is_asked(key):
        names = [key] + ([key[len(PAGE):]] if key.startswith(PAGE) else [])
        if any(name in every for name in names):
            return True
        for name in names:
            family, _, word = name.rpartition(".")
            if word in words and (family in every or family + "." in every):
                return True
            for form in forms:
                found = form.fullmatch(name)
                if found and all(word in words for word in found.groups()):
                    return True
        return False

    faults = [f"{key}: asked for nowhere" for key in sorted(keys) if not is_asked(key)]
    families = {key.rsplit(".", 1)[0] for key in keys}
    for path, found in sorted(texts.items()):
        command = path.startswith("cli/")
        for text in sorted(found):
            if not KEY.fullmatch(text):
                continue
            names = {text, PAGE + text} if command else {text}
            meant = any(name.rsplit(".", 1)[0] in families for name in names)
            if meant and not names & keys and not names & families:
                faults.append(f"{path}: {text}: no such key")
    for fault in faults:
        print(fault)
    print(f"messages: {len(keys)} keys, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
