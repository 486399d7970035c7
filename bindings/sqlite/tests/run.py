#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""Tests of pallia_sqlite.so. Run from the top:

    bindings/sqlite/tests/run.py BUILD

cases.txt in Debian's sqlite3; answers byte for byte beside the command's; a year of a million lines
whose rows, statuses, counts and sums are computed apart, in fractions, from the factors that the table
prints; four connections in four threads; no memory; the commands of the README. Ends with 'N passed, M failed'.
"""
import csv
import json
import math
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from fractions import Fraction

from lines import connect

HERE = pathlib.Path(__file__).parent
ROWS = 1_000_000
EDITION = "us-cdc-2022"
COLUMNS = "drug, route, dose, unit"
PROPORTIONAL = ["codeine/oral", "hydrocodone/oral", "hydromorphone/oral", "oxycodone/oral",
                "tapentadol/oral", "tramadol/oral", "fentanyl/transdermal"]
# A patch is called by a rounded number: 12 delivers 12.5 ug/h.
PRINTED = {Fraction(label): label + Fraction(1, 2) for label in (12, 37, 62, 87)}
# What must be refused, and why: the words are written here, not asked of the library.
REFUSED = [
    ("methadone", "oral", "30", "mg/24h", "withheld"),
    ("buprenorphine", "transdermal", "35", "ug/h", "no-rule"),
    ("fentanyl", "nasal", "0.4", "mg/24h", "never"),
    ("paracetamol", "oral", "3000", "mg/24h", "no-rule"),
    ("remifentanil", "iv", "3", "mg/24h", "drug"),
    ("morphine", "po", "60", "mg/24h", "route"),
    ("morphine", "nasal", "60", "mg/24h", "route-drug"),
    ("morphine", "oral", "60", "mg", "dimension"),
    ("fentanyl", "transdermal", "0.6", "mg/24h", "dimension"),
    ("morphine", "oral", "0", "mg/24h", "quantity"),
    ("morphine", "oral", "7,5", "mg/24h", "type"),
    ("morphine", "oral", "", "mg/24h", "type"),
]


class Count:
    def __init__(self):
        self.passed = self.failed = 0

    def __call__(self, good, what):
        if good:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED: {what}")


def given(route, dose):
    return PRINTED.get(dose, dose) if route == "transdermal" else dose


def sqlite(build, *words, stdin=None):
    return subprocess.run(
        ["sqlite3", "-batch", "-cmd", ".nullvalue ∅", "-cmd", f".load {build}/pallia_sqlite", *words],
        input=stdin, capture_output=True, text=True)


def cases(build, check):
    sql = None
    for line in (HERE / "cases.txt").read_text().splitlines():
        if line.startswith("> "):
            sql = line[2:]
        elif line.startswith("= "):
            ran = sqlite(build, ":memory:", sql)
            check(ran.returncode == 0 and ran.stdout == line[2:] + "\n",
                  f"{sql}\n  due  {line[2:]}\n  came {ran.stdout}{ran.stderr}")
        elif line.startswith("! "):
            ran = sqlite(build, ":memory:", sql)
            check(ran.returncode != 0 and ran.stdout == "" and line[2:] in ran.stderr,
                  f"{sql}\n  due  {line[2:]}\n  came {ran.stdout}{ran.stderr}")


def documents(build, check):
    """The answers of the command, byte for byte."""
    database = connect(f"{build}/pallia_sqlite.so")
    database.text_factory = bytes
    for name in ("verify", "bad-verify"):
        for line in pathlib.Path(f"tests/vectors/{name}.jsonl").read_text().splitlines():
            case = json.loads(line)
            request = case.get("raw") or json.dumps(case["request"], ensure_ascii=False)
            (answer,) = database.execute("SELECT pallia_run(?)", (request,)).fetchone()
            due = subprocess.run([f"{build}/pallia", "run"], input=request.encode(), capture_output=True)
            check(answer + b"\n" == due.stdout, f"{name} {case['id']}: not the bytes of pallia run")


def factors(build, check):
    """What the file of the edition prints, which must be what `pallia run` answers to 13 and to 40."""
    rows = json.loads(pathlib.Path(f"tables/editions/{EDITION}.json").read_text())["rows"]
    found = {row["from"]: (Fraction(row["factor"]), row["per"]) for row in rows if "factor" in row}
    found = {place: found[place] for place in PROPORTIONAL} | {"morphine/oral": (Fraction(1), "mg/24h")}
    for place, (factor, unit) in found.items():
        drug, route = place.split("/")
        for dose in (13, 40):
            item = {"drug": drug, "route": route, "dose": f"{dose} {unit}"}
            request = json.dumps({"op": "ome", "edition": EDITION, "regimen": [item]})
            answer = subprocess.run([f"{build}/pallia", "run"], input=request, capture_output=True, text=True)
            total = json.loads(answer.stdout)["result"]["total"]["exact"]
            check(Fraction(total) == factor * dose, f"{place}: {dose} gives {total} by pallia run")
    return found


def year(found, path):
    """A file of a year; its statuses, its exact sum, and for each patient the exact total or None."""
    draw = random.Random(20261122)
    places = [(*place.split("/"), unit, factor) for place, (factor, unit) in found.items()]
    statuses, patients = Counter(), {}
    sums = Counter()
    with open(path, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["patient", "drug", "route", "dose", "unit"])
        for row in range(ROWS):
            patient = row // 20
            if draw.random() < 0.01:
                drug, route, dose, unit, status = draw.choice(REFUSED)
                patients[patient] = None
            else:
                drug, route, unit, factor = draw.choice(places)
                drawn = Fraction(draw.randint(1, 600), 10)
                dose, status = f"{float(drawn):g}", "ok"
                sums[factor] += given(route, drawn)
                if patients.setdefault(patient, Fraction(0)) is not None:
                    patients[patient] += factor * given(route, drawn)
            statuses[status] += 1
            writer.writerow([patient, drug, route, dose, unit])
    total = sum((factor * doses for factor, doses in sums.items()), Fraction(0))
    return statuses, total, patients


IMPORT = """
CREATE TABLE line(patient INTEGER, drug TEXT, route TEXT, dose REAL, unit TEXT);
.import --csv --skip 1 {path} line
"""
AUDIT = f"""
.timer on
SELECT sum(pallia_ome({COLUMNS}, '{EDITION}')) FROM line;
.timer off
SELECT pallia_ome_status({COLUMNS}, '{EDITION}') AS it, count(*) FROM line GROUP BY it ORDER BY it;
SELECT 'total', pallia_ome_total({COLUMNS}, '{EDITION}') FROM line;
SELECT 'report', pallia_ome_report({COLUMNS}, '{EDITION}') FROM line;
"""


def near(text, exact, ulps):
    """Within some units in the last place: what sqlite3 prints has 15 digits."""
    value = float(exact)
    return abs(float(text) - value) <= max(ulps * math.ulp(value), abs(value) * 1e-15)


def million(build, found, check):
    with tempfile.TemporaryDirectory() as work:
        path, database = f"{work}/year.csv", f"{work}/year.db"
        statuses, total, patients = year(found, path)
        started = time.monotonic()
        ran = sqlite(build, database, stdin=IMPORT.format(path=path))
        imported = time.monotonic() - started
        check(ran.returncode == 0, f"import: {ran.stderr}")
        ran = sqlite(build, database, stdin=AUDIT)
        lines = ran.stdout.splitlines()
        timer = [line for line in lines if line.startswith("Run Time")]
        rows = dict(line.split("|", 1) for line in lines if "|" in line)
        report = json.loads(rows.pop("report", "{}"))
        check(near(lines[0], total, 1 << 20), f"sum: {lines[0]}, exactly {float(total)!r}")
        check(rows.pop("total", None) == "∅", "a total over refused rows is NULL")
        check(rows == {word: str(count) for word, count in statuses.items()},
              f"statuses: {rows}, due {dict(statuses)}")
        check((report["total"], report["counted"], report["refused"]) ==
              (None, statuses["ok"], ROWS - statuses["ok"]), f"report: {report}")
        check(near(report["lower_bound"], total, 1), f"{report}, exactly {float(total)!r}")
        totals_of_patients(f"{build}/pallia_sqlite.so", database, patients, check)
        rows_one_by_one(f"{build}/pallia_sqlite.so", database, found, check)
        print(f"{ROWS} rows: imported in {imported:.1f} s; sum(pallia_ome(…)) {timer[0][10:]}")


def totals_of_patients(extension, path, patients, check):
    database = connect(extension)
    database.execute("ATTACH ? AS audit", (path,))
    found = dict(database.execute(f"SELECT patient, pallia_ome_total({COLUMNS}, ?) FROM audit.line "
                                  "GROUP BY patient", (EDITION,)))
    check(found.keys() == patients.keys(), "a patient is lost")
    wrong = [who for who, due in patients.items()
             if (due is None) != (found[who] is None) or due is not None and not near(found[who], due, 2)]
    check(not wrong, f"{len(wrong)} totals of patients, first {wrong[:3]}")
    check(None in found.values() and any(found.values()), "both kinds of patients")


def rows_one_by_one(extension, path, found, check):
    """Each result is the double nearest to the exact value: not one bit away."""
    database = connect(extension)
    database.execute("ATTACH ? AS audit", (path,))
    wrong = seen = 0
    for drug, route, dose, result in database.execute(
            f"SELECT DISTINCT drug, route, dose, pallia_ome({COLUMNS}, ?) FROM audit.line "
            f"WHERE pallia_ome_status({COLUMNS}, ?) = 'ok'", (EDITION, EDITION)):
        factor, _ = found[f"{drug}/{route}"]
        seen += 1
        wrong += result != float(factor * given(route, Fraction(repr(dose))))
    check(wrong == 0 and seen > 4000, f"{wrong} results of {seen} are not the nearest double")


def threads(build, check):
    """A connection each."""
    sums = []

    def work():
        database = connect(f"{build}/pallia_sqlite.so")
        sums.append(database.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
            "SELECT pallia_ome_total('oxycodone', 'oral', i, 'mg/24h', ?) FROM n WHERE i < 100",
            (EDITION,)).fetchone()[0])

    workers = [threading.Thread(target=work) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    check(sums == [1.5 * 99 * 50] * 4, f"four threads: {sums}")


def memory(build, check):
    """Each allocation while the extension loads, and one in some while it answers, fails: an error or the
    right answer, never a crash and never another answer."""
    query = ("SELECT pallia_ome('oxycodone', 'oral', 40, 'mg/24h'), length(pallia_run('{}')), "
             "pallia_ome_report('morphine', 'oral', 1, 'mg/24h')")
    load = ["-cmd", f".load {build}/pallia_sqlite", ":memory:"]
    with tempfile.TemporaryDirectory() as work:
        shim = f"{work}/failing.so"
        subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", shim, HERE / "failing.c"], check=True)

        def ran(words, at=None):
            env = {**os.environ, "LD_PRELOAD": shim} | ({"FAIL_AT": str(at)} if at else {})
            return subprocess.run(["sqlite3", "-batch", *words], env=env, capture_output=True, text=True)

        whole = ran([*load, query])
        count = [int(each.stderr.split()[-1])
                 for each in (ran([":memory:", "SELECT 1"]), ran([*load, "SELECT 1"]), whole)]
        wrong = [at for at in [*range(count[0] - 20, count[1] + 20), *range(count[1], count[2], 293)]
                 if not survives(ran([*load, query], at), whole.stdout)]
        check(count[0] < count[1] < count[2], f"allocations: {count}")
        check(not wrong, f"without memory, allocation {wrong}")


def survives(ran, due):
    return ran.returncode >= 0 and ran.stdout in ("", due) and (ran.stdout == due or ran.stderr != "")


def readme(build, check):
    """Its first two lines; then its walk-through, which prints what it says."""
    text = (HERE.parent / "README.md").read_text()
    first = re.search(r"```sh\n(.*?)```", text, re.S).group(1).replace("build/", f"{build}/")
    last = first.splitlines()[1]
    ran = subprocess.run(["sh", "-c", last], capture_output=True, text=True)
    check(ran.returncode == 0 and ran.stdout == "60.0\n", f"{last}: {ran.stdout}{ran.stderr}")
    with tempfile.TemporaryDirectory() as work:
        (year_csv,) = re.findall(r"```csv\n(.*?)```", text, re.S)
        pathlib.Path(f"{work}/year.csv").write_text(year_csv)
        so_far = ""
        for block, due in re.findall(r"```sql\n(.*?)```\n\n```text\n(.*?)```", text, re.S):
            so_far += block.replace("year.csv", f"{work}/year.csv")
            ran = subprocess.run(["sqlite3", "-batch", "-cmd", f".load {build}/pallia_sqlite"],
                                 input=so_far, capture_output=True, text=True)
            check(ran.returncode == 0 and ran.stdout.endswith(due),
                  f"README: {block}\n  due\n{due}\n  came\n{ran.stdout}{ran.stderr}")


def main(build):
    check = Count()
    cases(build, check)
    documents(build, check)
    million(build, factors(build, check), check)
    threads(build, check)
    memory(build, check)
    readme(build, check)
    print(f"{check.passed} passed, {check.failed} failed")
    return check.failed != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
