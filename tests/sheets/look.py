#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""Looks at a sheet as PDF, beside the page model that it was made from.

    look.py PDF ANSWER

Every text of the model must come back out of the file; every word must lie on the paper and on no
other word; A4, one page or two as the model says; fonts embedded, none below 8 points but the
digest; black ink only, nothing transparent, no form, no script, no attachment; no date and no name
in the metadata.
"""
import json
import re
import subprocess
import sys
import zlib

pdf, answer = sys.argv[1:]
model = json.load(open(answer, encoding="utf-8"))["result"]["page"]
data = open(pdf, "rb").read()
faults = []


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def flat(text):
    return "".join(text.split())


def check(condition, fault):
    if not condition:
        faults.append(fault)


def texts():
    yield from (model[key] for key in ("title", "subtitle", "banner", "digest"))
    yield model["state"]["text"]
    yield from model["footer"]
    for block in model["blocks"]:
        if not block["items"]:
            continue
        yield block["title"]
        yield from block.get("columns", [])
        for item in block["items"]:
            yield from item.get("cells", [])
            yield from (item[key] for key in ("label", "text") if item.get(key))
            if block["kind"] == "grid" and item["answer"] is not None:
                yield block["columns"][item["answer"]].upper()


# Texts. A long one may be broken between columns in one order of reading: its words then stand for it.
pages = [flat(run("pdftotext", option, pdf, "-")) for option in ("-layout", "-raw")]
words = set(run("pdftotext", "-raw", pdf, "-").split())
for text in texts():
    whole = any(flat(text) in page for page in pages)
    check(whole or all(word in words for word in text.split()), f"not on the page: {text!r}")

# Boxes: 5 mm of paper around, and no word over another.
margin = 5 * 72 / 25.4
for page in re.findall(r"<page [^>]*>.*?</page>", run("pdftotext", "-bbox", pdf, "-"), re.S):
    boxes = [(*map(float, one[:4]), one[4]) for one in re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)]
    check(boxes, "an empty page")
    for i, (left, top, right, bottom, word) in enumerate(boxes):
        check(left >= margin and top >= margin and right <= 595.3 - margin
              and bottom <= 841.9 - margin, f"off the paper: {word}")
        for other in boxes[:i]:
            wide = min(right, other[2]) - max(left, other[0])
            high = min(bottom, other[3]) - max(top, other[1])
            # A box is as high as the font's tallest accents: lines may share a fifth of it.
            least = min(bottom - top, other[3] - other[1])
            check(wide <= 0.5 or high <= 0.25 * least, f"{word} over {other[4]}")

# The file.
info = run("pdfinfo", pdf)
count = 2 if any(block["sheet"] == 2 and block["items"] for block in model["blocks"]) else 1
check(f"Pages:           {count}\n" in info, "number of pages")
check("(A4)" in info, "paper")
check(re.search(r"^Title: +(Fiche d'anticipation palliative|Palliative anticipation sheet)$", info, re.M),
      "title")
check("Date" not in info and "Author" not in info and "Subject" not in info, "metadata")
check("Form:            none" in info and "JavaScript:      no" in info, "a form or a script")
for font in run("pdffonts", pdf).splitlines()[2:]:
    check(re.match(r"[A-Z]{6}\+DejaVuSans(-Bold)? .* yes yes yes +\d+ +0$", font), f"font: {font}")
for mark in (b"/SMask", b"/Shading", b"/EmbeddedFile", b"/AcroForm", b"/Encrypt"):
    check(mark not in data, f"{mark.decode()} in the file")
check(set(re.findall(rb"/(?:ca|CA) ([\d.]+)", data)) <= {b"1"}, "something transparent")

inks, sizes = set(), set()
for body in re.findall(rb"stream\r?\n(.*?)endstream", data, re.S):
    try:
        body = zlib.decompress(body)
    except zlib.error:
        continue
    if b" Tm" in body:
        inks |= set(re.findall(rb"(?m)^([\d. ]+) (?:rg|RG|g|G|k|K)\b", body))
        sizes |= {round(float(one), 1) for one in
                  re.findall(rb"([\d.]+) 0 0 -?[\d.]+ [-\d.]+ [-\d.]+ Tm", body)}
check(inks and all(float(part) == 0 for ink in inks for part in ink.split()), f"ink {inks}")
check(sizes and min(sizes - {6.5}) >= 8 and {14.0, 18.0} <= sizes, f"sizes {sorted(sizes)}")

for fault in faults[:8]:
    print(fault)
sys.exit(1 if faults else 0)
