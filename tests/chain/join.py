# SPDX-License-Identifier: MPL-2.0
"""The two things that a person does in the chain of run.sh, and the comparison of its documents.

    join.py fill FOLDER PERSON.json    what the doctor writes on the sheet, the products delivered
    join.py compare FOLDER             prints each difference, then 'N passed, M failed'
"""
import json
import re
import sys
from fractions import Fraction
from pathlib import Path


def read(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def fill(folder, person):
    """The person's sections over the sheet; what was prescribed is now in the cupboard."""
    path = Path(folder) / "sheet.json"
    sheet = read(path)
    for section, fields in read(person).items():
        sheet.setdefault(section, {}).update(fields)
    lines = sheet["home"]["lines"]
    sheet["home"]["products"] = [
        {"drug": line["drug"], "strength": line["strength"], "volume": line["volume"],
         "count": line["quantity"]}
        for line in lines if "quantity" in line]
    path.write_text(json.dumps(sheet, ensure_ascii=False, indent=2), encoding="utf-8")


def number(text):
    """'16,6 mg' and '16.6 mg' as 166/10."""
    return Fraction(re.match(r"[0-9]+(?:[.,][0-9]+)?", text).group().replace(",", "."))


def compare(folder):
    folder = Path(folder)
    rotate, dilute, verify, anticipate, prescribe, check = (
        read(folder / f"{name}.json")
        for name in ("rotate", "dilute", "verify", "anticipate", "prescribe", "check"))
    page = re.sub(r"\s+", " ", (folder / "sheet.txt").read_text(encoding="utf-8"))
    results = []

    def same(what, found, wanted):
        results.append(found == wanted)
        if found != wanted:
            print(f"FAILED: {what}: {found!r}, expected {wanted!r}")

    start = rotate["result"]["start"]["low"]
    same("start dose", (start["exact"], start["unit"]), ("100", "mg/24h"))
    drug = dilute["result"]["drugs"][0]
    same("the driver gives the start dose", drug["per_24h"]["exact"], start["exact"])
    same("what was filled is verified", verify["result"]["verdict"], "conform")
    same("exactly", verify["result"]["drugs"][0]["ratio"], "1")

    low, high = (Fraction(rotate["result"]["breakthrough"][end]["exact"]) for end in ("low", "high"))
    pain = anticipate["result"]["lines"][0]
    same("the same breakthrough dose, low", Fraction(pain["dose"]["low"]["exact"]) <= low, True)
    same("and high", number(pain["dose"]["high"]["text"]) <= high, True)

    lines = anticipate["result"]["next"]["prescribe"]["lines"]
    same("lines prescribed", len(prescribe["result"]["lines"]), len(lines))
    same("lines of the sheet", anticipate["result"]["next"]["sheet"]["home"]["lines"], lines)
    draft = "\n".join(prescribe["result"]["text"])
    same("nobody is missing", [m["what"] for m in prescribe["result"]["missing"]
                               if m["pointer"].startswith(("/prescriber", "/patient"))], [])
    for line in lines:
        doses = [line[key] for key in ("dose", "low", "high") if key in line]
        for dose in doses:
            shown = dose.replace(".", ",")
            same(f"{line['symptom']}: {dose} on the prescription", f"({shown})" in draft, True)
            value, unit = shown.split()
            same(f"{line['symptom']}: {dose} on the page",
                 re.search(rf"(?<![0-9,]){value} ?(?:{unit})?\b", page) is not None, True)
    same("the sheet can be sent", check["result"]["state"], "current")
    same("nothing stops it", check["result"]["stops"], [])
    failed = results.count(False)
    print(f"{len(results) - failed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    if sys.argv[1] == "fill":
        fill(sys.argv[2], sys.argv[3])
    else:
        sys.exit(1 if compare(sys.argv[2]) else 0)
