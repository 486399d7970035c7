#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""The lines of tests/spell/words.c from num2words (Debian python3-num2words), which knows nothing of ours.

num2words spells every whole number below 10 000, and every 97th above; the others above are its own
thousands and its own rest put together, which the 97th ones confirm. It has neither decimals read
as one number nor feminines: those are made here, on its words.
"""

import functools
import re
import sys

from num2words import num2words

STRIDE = 97


@functools.lru_cache(maxsize=None)
def theirs(value):
    return num2words(value, lang="fr")


def whole(value):
    if value < 10000:
        return theirs(value)
    thousands = re.sub(r"(cent|vingt)s$", r"\1", theirs(value // 1000))
    made = f"{thousands} mille" + (f" {theirs(value % 1000)}" if value % 1000 else "")
    if value % STRIDE == 0 and made != num2words(value, lang="fr"):
        sys.exit(f"{value}: {made}, num2words {num2words(value, lang='fr')}")
    return made


def feminine(words):
    return re.sub(r"\bun$", "une", words)


def milligrams(step):
    hundredths = step * 5
    one, rest = divmod(hundredths, 100)
    behind = f"{rest:02d}".rstrip("0")
    words = whole(one)
    if behind:
        zeros = len(behind) - len(behind.lstrip("0"))
        words += " virgule " + "zéro " * zeros + theirs(int(behind))
    return words + (" milligrammes" if hundredths >= 200 else " milligramme")


def main():
    out = [milligrams(step) for step in range(1, 200000)]
    for value in range(1000000):
        words = whole(value)
        out += [words, feminine(words)]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
