#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Lets allocations of the program fail, one by one, and looks at what it then says.

    CC=gcc tests/cli/exhaust.py PALLIA

It must say that memory is exhausted and exit with 4, or answer byte for byte what it answers with
memory: never something in between, which would be the answer to another request. At most TRIALS
allocations of each command fail, evenly spread; at the last few of them all the later ones fail too.
Prints a line for each command that is wrong; the last line is 'N passed, M failed'.
"""
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

TRIALS = 1000
TRIALS_TO_THE_END = 50
EXHAUSTED = 4
SAID = {"pallia : pas de réponse : mémoire insuffisante ou tables illisibles.",
        "pallia : mémoire insuffisante ; not enough memory."}

ROWS = """drug,route,dose,unit
morphine,oral,60 mg,
Skenan,orale,"30,5",mg
fentanyl,transdermal,25,ug/h
méthadone,oral,10 mg,
nothing,oral,10 mg,
"""
CODES = """code,label,id,route,unit,strength,release
1,Morphine sirop 10 mg/5 mL,morphine,oral,mg,2 mg/mL,
2,Skenan LP 30 mg gélule,oxycodone,oral,mg,30 mg,pr12
3,Durogesic 25 µg/h,fentanyl,transdermal,ug/h,25 ug/h,patch72
4,Rien,rien,oral,mg,,
"""
COMMANDS = [
    (["rotate", "morphine oral 60 mg /12h", "--to", "oxycodone oral", "--egfr", "20 mL/min",
      "--reduction", "30%", "--date", "2026-11-22", "--json"], ""),
    (["batch", "--csv", "--to", "oxycodone oral", "--edition", "de-dgs", "--acknowledge",
      "methadone"], ROWS),
    (["mapping", "-"], CODES),
]


def run(pallia, shim, command, **settings):
    arguments, given = command
    done = subprocess.run([pallia, *arguments], input=given.encode(), capture_output=True,
                          env={"LD_PRELOAD": shim, **settings}, timeout=20, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def fault(found, whole):
    """What is wrong with a run; None when nothing is."""
    code, out, said = found
    if found == whole:
        return None
    if code != EXHAUSTED:
        return f"exit code {code}, and not the whole answer"
    if said.splitlines()[-1:] and said.splitlines()[-1] in SAID:
        return None
    return f"exit code {code}, and said {said[-200:]!r}"


def check(pallia, shim, command, work):
    """The faults of a command, one text each."""
    count = os.path.join(work, "count")
    whole = run(pallia, shim, command, EXHAUST_COUNT=count)
    with open(count, encoding="ascii") as file:
        total = int(file.read())
    some = [(at, {}) for at in range(0, total, -(-total // TRIALS))]
    rest = [(at, {"EXHAUST_REST": "1"}) for at in range(0, total, -(-total // TRIALS_TO_THE_END))]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(lambda one: run(pallia, shim, command, EXHAUST_AT=str(one[0]), **one[1]),
                         some + rest)
        faults = [(at, fault(each, whole)) for (at, _), each in zip(some + rest, found)]
    return [f"allocation {at} of {total}: {what}" for at, what in faults if what]


def main(pallia):
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        shim = os.path.join(work, "exhaust.so")
        source = os.path.join(os.path.dirname(__file__), "exhaust.c")
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O1", "-o", shim, source],
                       check=True)
        for command in COMMANDS:
            faults = check(pallia, shim, command, work)
            failed += 1 if faults else 0
            if faults:
                print(f"FAILED [no memory: {command[0][0]}]")
                print(*(f"  {one}" for one in faults[:5]), f"  {len(faults)} in all", sep="\n")
    print(f"{len(COMMANDS) - failed} passed, {failed} failed")
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
