#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Reads the conversion tables a second time, in another language, and checks every rule of tables/README.md.

usage: check_tables.py [--tables DIR] [FILE.json ...]

Without FILE every tables/editions/*.json and tables/sources.json are read. Nothing is shared with the C loader: an error
in one of the two shows as a disagreement. Prints one line for each fault (file, row, reason) and exits 1 when there is one.
"""
import argparse
import datetime
import json
import re
import sys
from fractions import Fraction
from pathlib import Path

NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?|[1-9][0-9]*/[1-9][0-9]*")
RANGE = re.compile(r"([\[(])([^,\[\]()]*),([^,\[\]()]*)([\])])")
IDENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
COUNTRIES = "FR UK US CA AU NL DE AT IE EU INT".split()
ROUTES = "oral sublingual buccal nasal rectal transdermal sc iv im epidural intrathecal".split()
STATUS = ("active", "superseded", "deprecated")
EVIDENCE = ("read", "secondary")
EDITION_NEEDS = ("schema id title publisher jurisdiction published url rights status review_by purpose "
                 "reviewed_by rows").split()
EDITION_MAY = EDITION_NEEDS + ["pivot", "note"]
ROW_NEEDS = "id from to per reversible evidence cite examples".split()
ROW_MAY = ROW_NEEDS + ("factor bands low high range when direct_only gaps overlaps not_monotone note "
                       "status").split()
SOURCE_KEYS = "id title publisher jurisdiction published url evidence".split()


class Fault(Exception):
    pass


def need(condition, reason):
    if not condition:
        raise Fault(reason)


# --- strict JSON -----------------------------------------------------------------------------------------------------

def no_twice(pairs):
    keys = [key for key, _ in pairs]
    need(len(keys) == len(set(keys)), "a key is written twice: " + ", ".join(sorted(k for k in keys if keys.count(k) > 1)))
    return dict(pairs)


def no_number(text):
    raise Fault(f"a JSON number ({text}); numbers are strings here")


def read(path, numbers_are_faults):
    refuse = no_number if numbers_are_faults else None
    try:
        text = path.read_bytes().decode("utf-8")
        return json.loads(text, object_pairs_hook=no_twice, parse_int=refuse or int, parse_float=refuse or float,
                          parse_constant=no_number)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Fault(f"not strict JSON in UTF-8: {error}") from error


def keys_of(thing, needs, may):
    need(isinstance(thing, dict), "not an object")
    unknown = sorted(set(thing) - set(may))
    missing = [key for key in needs if key not in thing]
    need(not unknown, "unknown key " + ", ".join(unknown))
    need(not missing, "missing key " + ", ".join(missing))


# --- small values ----------------------------------------------------------------------------------------------------

def number(text, name):
    need(isinstance(text, str) and NUMBER.fullmatch(text), f"{name} is not a number written as a string: {text!r}")
    value = Fraction(text)
    need(value > 0, f"{name} is not positive: {text}")
    return value


def interval(text):
    """(low, low included, high, high included); None is no edge."""
    found = RANGE.fullmatch(text) if isinstance(text, str) else None
    need(found, f"not a range: {text!r}")
    left, low, high, right = found.groups()
    need(low or left == "(", f"{text}: a missing edge is open")
    need(high or right == ")", f"{text}: a missing edge is open")
    need(low or high, f"{text}: no edge at all")
    low = edge(low) if low else None
    high = edge(high) if high else None
    need(low is None or high is None or low < high, f"{text}: low is not below high")
    return low, left == "[", high, right == "]"


def edge(text):
    need(NUMBER.fullmatch(text), f"not an edge: {text!r}")
    return Fraction(text)


def inside(dose, span):
    low, low_in, high, high_in = span
    if low is not None and (dose < low or (dose == low and not low_in)):
        return False
    return high is None or dose < high or (dose == high and high_in)


def text(value, name):
    need(isinstance(value, str) and value.strip() == value and value, f"{name} is empty or has stray blanks")


def both_languages(note, name="note"):
    keys_of(note, ["fr", "en"], ["fr", "en"])
    text(note["fr"], name + ".fr")
    text(note["en"], name + ".en")
    same = sorted(PLACEHOLDER.findall(note["fr"])) == sorted(PLACEHOLDER.findall(note["en"]))
    need(same, f"{name}: the placeholders differ between fr and en")
    need(note["fr"] != note["en"], f"{name}: fr and en are the same text")


def day(value, name):
    """First day that the date may mean."""
    found = DATE.fullmatch(value) if isinstance(value, str) else None
    need(found, f"{name} is not a date: {value!r}")
    year, month, of_month = (int(part) if part else 1 for part in found.groups())
    try:
        return datetime.date(year, month, of_month)
    except ValueError as error:
        raise Fault(f"{name} does not exist: {value}") from error


def dates(thing):
    published = thing["published"]
    if published != "undated":
        day(published, "published")
    if "review_by" not in thing:
        return
    need(len(thing["review_by"]) == 10, "review_by is not a full date")
    review = day(thing["review_by"], "review_by")
    need(published == "undated" or review > day(published, "published"), "review_by is not after published")


# --- places ----------------------------------------------------------------------------------------------------------

class Drugs:
    def __init__(self, path):
        self.known = path.exists()
        self.native = {route: "ug/h" if route == "transdermal" else "mg/24h" for route in ROUTES}
        self.routes = {}
        if not self.known:
            return
        table = read(path, False)
        self.native = {route["id"]: route["native"] for route in table["routes"]}
        self.routes = {drug["id"]: drug["routes"] for drug in table["drugs"]}

    def unit(self, place):
        need(isinstance(place, str) and place.count("/") == 1, f"not a place: {place!r}")
        drug, route = place.split("/")
        need(IDENT.fullmatch(drug), f"not a drug id: {drug!r}")
        need(route in self.native, f"unknown route: {route!r}")
        if self.known:
            need(drug in self.routes, f"unknown drug: {drug!r}")
            need(route in self.routes[drug], f"{drug} has no route {route} in drugs.json")
        return self.native[route]


# --- rows ------------------------------------------------------------------------------------------------------------

def dose(written, unit, name):
    need(isinstance(written, str) and written.count(" ") == 1, f"{name} is not 'number unit': {written!r}")
    amount, its_unit = written.split(" ")
    wanted = "mg" if unit == "mg/24h" else unit
    need(its_unit == wanted, f"{name}: unit {its_unit}, expected {wanted}")
    return number(amount, name)


def band_list(row):
    bands = row["bands"]
    need(isinstance(bands, list) and bands, "bands: at least one")
    out = []
    for band in bands:
        keys_of(band, ["range"], ["range", "value", "factor"])
        need(("value" in band) != ("factor" in band), "a band has a value or a factor, one of them")
        kind = "value" if "value" in band else "factor"
        out.append((interval(band["range"]), kind, number(band[kind], kind)))
    for before, after in zip(out, out[1:]):
        ordered = after[0][0] is not None and (before[0][0] is None or before[0][0] < after[0][0])
        need(ordered, "bands are not in rising order")
        need(before[0][2] is not None, "only the last band may have no upper edge")
    return out


def at(band, amount):
    _, kind, figure = band
    return figure if kind == "value" else figure * amount


def shape_of(bands):
    """Which of gaps, overlaps, not_monotone the bands really have."""
    found = set()
    for before, after in zip(bands, bands[1:]):
        high, high_in = before[0][2:]
        low, low_in = after[0][:2]
        if high < low or (high == low and not high_in and not low_in):
            found.add("gaps")
        if high > low or (high == low and high_in and low_in):
            found.add("overlaps")
        if at(before, high) > at(after, low):
            found.add("not_monotone")
    return found


def banded(bands, amount):
    """The lower result of every band that holds the dose, or of the two neighbours of a printed gap."""
    holding = [at(band, amount) for band in bands if inside(amount, band[0])]
    if holding:
        return min(holding)
    below = [band for band in bands if band[0][2] is not None and band[0][2] <= amount]
    above = [band for band in bands if band[0][0] is not None and band[0][0] >= amount]
    need(below and above, f"{amount} lies outside the printed bands")
    return min(at(below[-1], amount), at(above[0], amount))


def closed_edges(bands):
    for low, low_in, high, high_in in (band[0] for band in bands):
        if low_in:
            yield low
        if high_in:
            yield high


def examples(row, unit_from, unit_to, answer, with_interval):
    cases = row["examples"]
    need(isinstance(cases, list) and len(cases) >= 2, "examples: at least two")
    given = []
    for case in cases:
        size = 4 if with_interval else 2
        need(isinstance(case, list) and len(case) == size, f"example {case}: {size} parts expected")
        amount = dose(case[0], unit_from, "given")
        wanted = tuple(dose(part, unit_to, "result") for part in case[1:])
        got = answer(amount)
        shown = ", ".join(str(value) for value in got)
        need(got == wanted, f"example {case}: the row gives {shown} {unit_to}")
        given.append(amount)
    need(len(set(given)) == len(given), "the same dose twice in examples")
    return given


def check_factor_row(row, unit_from, unit_to):
    for key in ("gaps", "overlaps", "not_monotone"):
        need(key not in row, f"{key} belongs to bands")
    factor = number(row["factor"], "factor")
    need(("low" in row) == ("high" in row), "low and high go together")
    figures = (factor,)
    if "low" in row:
        low, high = number(row["low"], "low"), number(row["high"], "high")
        need(low <= factor <= high, "factor lies outside low..high")
        need(low < high, "low is not below high")
        figures = (factor, low, high)
    span = interval(row["range"]) if "range" in row else None

    def answer(amount):
        need(span is None or inside(amount, span), f"{amount} lies outside the range {row.get('range')}")
        return tuple(figure * amount for figure in figures)

    examples(row, unit_from, unit_to, answer, len(figures) == 3)


def check_band_row(row, unit_from, unit_to):
    for key in ("low", "high"):
        need(key not in row, f"{key} belongs to a factor")
    need(not row["reversible"], "bands are never reversible")
    bands = band_list(row)
    if "range" in row:
        span = interval(row["range"])
        outside = [edge for edge in closed_edges(bands) if not inside(edge, span)]
        need(not outside, "a band reaches outside the range")
    really = shape_of(bands)
    for key in ("gaps", "overlaps", "not_monotone"):
        need(row.get(key, "printed") == "printed", f"{key} is 'printed' or absent")
        need((key in row) == (key in really), f"{key} declared: {key in row}; in the bands: {key in really}")
    given = examples(row, unit_from, unit_to, lambda amount: (banded(bands, amount),), False)
    bare = sorted(set(closed_edges(bands)) - set(given))
    need(not bare, "no example at the edge " + ", ".join(str(edge) for edge in bare))


def check_row(row, drugs):
    keys_of(row, ROW_NEEDS, ROW_MAY)
    need(row["from"] != row["to"], "an arrow from a place to itself")
    unit_from, unit_to = drugs.unit(row["from"]), drugs.unit(row["to"])
    need(row["per"] == unit_from, f"per is {row['per']}, the native unit of {row['from']} is {unit_from}")
    expected = f"{row['from']}>{row['to']}" + (f"@{row['when']}" if "when" in row else "")
    need(row["id"] == expected, f"id should be {expected}")
    need(row.get("when", "stable") == "stable", f"unknown when: {row.get('when')!r}")
    need(row.get("direct_only", True) is True, "direct_only is true or absent")
    need(isinstance(row["reversible"], bool), "reversible is true or false")
    need(row["evidence"] in EVIDENCE, f"unknown evidence: {row['evidence']!r}")
    need(row.get("status", "active") in STATUS, f"unknown status: {row.get('status')!r}")
    text(row["cite"], "cite")
    if "note" in row:
        both_languages(row["note"])
    need(("factor" in row) != ("bands" in row), "factor or bands, one of them")
    if "bands" in row:
        check_band_row(row, unit_from, unit_to)
    else:
        check_factor_row(row, unit_from, unit_to)


# --- files -----------------------------------------------------------------------------------------------------------

def check_head(edition, path, drugs):
    need(edition["schema"] == "pallia.edition/1", f"schema is {edition['schema']!r}")
    need(IDENT.fullmatch(edition["id"]), f"not an id: {edition['id']!r}")
    need(edition["id"] == path.stem, "id differs from the file name")
    for key in ("title", "publisher", "rights"):
        text(edition[key], key)
    need(edition["jurisdiction"] in COUNTRIES, f"unknown jurisdiction: {edition['jurisdiction']!r}")
    need(edition["status"] in STATUS, f"unknown status: {edition['status']!r}")
    need(edition["purpose"] in ("rotation", "ome", "starting-dose"), f"unknown purpose: {edition['purpose']!r}")
    need(edition["reviewed_by"] == [], "reviewed_by: no clinician has reviewed anything yet")
    need(isinstance(edition["url"], str), "url is not text")
    need(isinstance(edition["rows"], list) and edition["rows"], "no row")
    dates(edition)
    if "pivot" in edition:
        drugs.unit(edition["pivot"])
    if "note" in edition:
        both_languages(edition["note"])


def ends(row):
    return (row.get("from"), row.get("to")) if isinstance(row, dict) else ()


def check_edition(path, drugs, faults):
    def tell(where, reason):
        faults.append(f"{path.name}: {where}: {reason}")

    try:
        edition = read(path, True)
        keys_of(edition, EDITION_NEEDS, EDITION_MAY)
        check_head(edition, path, drugs)
    except Fault as fault:
        tell("head", fault)
        return 0
    for place, row in enumerate(edition["rows"]):
        name = row.get("id", f"row {place}") if isinstance(row, dict) else f"row {place}"
        try:
            check_row(row, drugs)
            need(edition["url"] or row["evidence"] == "secondary", "evidence is read but the edition has no url")
        except Fault as fault:
            tell(name, fault)
    active = [row.get("id") for row in edition["rows"] if isinstance(row, dict) and row.get("status", "active") == "active"]
    for name in sorted({name for name in active if active.count(name) > 1}, key=str):
        tell(name, "this arrow is written twice")
    for name in active:
        if isinstance(name, str) and "@" in name and name.split("@")[0] not in active:
            tell(name, "the same arrow without a condition is missing")
    if "pivot" in edition and not any(edition["pivot"] in ends(row) for row in edition["rows"]):
        tell("head", "no row touches the pivot")
    return len(edition["rows"])


def check_sources(path, editions, faults):
    try:
        table = read(path, True)
        keys_of(table, ["schema", "sources"], ["schema", "sources"])
        need(table["schema"] == "pallia.sources/1", f"schema is {table['schema']!r}")
    except Fault as fault:
        faults.append(f"{path.name}: head: {fault}")
        return
    seen = set(editions)
    for place, source in enumerate(table["sources"]):
        name = source.get("id", place)
        try:
            keys_of(source, SOURCE_KEYS, SOURCE_KEYS)
            need(IDENT.fullmatch(source["id"]), "not an id")
            need(source["id"] not in seen, "this id is used twice, here or by an edition")
            seen.add(source["id"])
            for key in ("title", "publisher"):
                text(source[key], key)
            need(source["jurisdiction"] in COUNTRIES, f"unknown jurisdiction: {source['jurisdiction']!r}")
            need(source["evidence"] in EVIDENCE, f"unknown evidence: {source['evidence']!r}")
            need(source["url"] or source["evidence"] == "secondary", "evidence is read but there is no url")
            dates(source)
        except Fault as fault:
            faults.append(f"{path.name}: {name}: {fault}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=Path, default=Path(__file__).resolve().parents[2] / "tables")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    paths = options.files or sorted(options.tables.glob("editions/*.json"))
    faults = []
    try:
        drugs = Drugs(options.tables / "drugs.json")
    except (Fault, KeyError, TypeError) as fault:
        print(f"drugs.json: {fault}", file=sys.stderr)
        return 1
    rows = sum(check_edition(path, drugs, faults) for path in paths)
    sources = options.tables / "sources.json"
    if not options.files and sources.exists():
        check_sources(sources, [path.stem for path in paths], faults)
    for fault in faults:
        print(fault, file=sys.stderr)
    beside = "drugs.json read" if drugs.known else "drugs.json absent: drug ids checked by form only"
    print(f"{len(paths)} editions, {rows} rows, {len(faults)} faults; {beside}")
    return 1 if faults or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
