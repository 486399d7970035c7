#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Checks tables/drugs.json and tables/products/fr.json without any code of the library.

Usage: check_products.py [TABLES_DIRECTORY]
Prints one line per fault and exits 1 when there is any.
"""
import json
import re
import sys
import unicodedata
from fractions import Fraction
from pathlib import Path

NATIVE = {"transdermal": "ug/h"}
CLASSES = {"stupefiant", "liste-1-securisee", "liste-1", "liste-2"}
LEGAL_DAYS = ("max_days", "pump_days", "fraction_days", "max_weeks")
PRESENTATION_KEYS = {
    "unit": {"name", "strength", "cis"},
    "patch": {"name", "strength", "label", "cis"},
    "ampoule": {"name", "strength", "volume", "content", "cis"},
    "drops": {"name", "strength", "drop", "volume", "content", "cis"},
}
# Names that print a rounded patch rate, and what such a patch delivers.
ROUNDED_PATCH = {"12": "12.5"}
# Marks that mean a place of their own: the plain name must not swallow them.
DEPOTS = {"Haldol Decanoas": "haloperidol-decanoate", "Sandostatine LP": "octreotide-depot",
          "Targinact": "oxycodone-naloxone", "Oxsynia": "oxycodone-naloxone",
          "Ixprim": "tramadol-paracetamol", "Zaldiar": "tramadol-paracetamol",
          "Dafalgan codéine": "codeine-paracetamol", "Codoliprane": "codeine-paracetamol"}
# Bare words that stand for several drugs: they must name none.
AMBIGUOUS = ("scopolamine", "hyoscine", "lp", "patch")

faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def no_duplicate_keys(pairs):
    keys = [key for key, _ in pairs]
    for key in set(keys):
        if keys.count(key) > 1:
            fault("json", f"key twice: {key}")
    return dict(pairs)


def load(path):
    text = path.read_text(encoding="utf-8")
    return json.loads(text, object_pairs_hook=no_duplicate_keys)


def fold(name):
    """The folding of the loader: case, accents, ligatures; hyphens and the like become a space."""
    text = name.lower().replace("œ", "oe").replace("æ", "ae").replace("µ", "u").replace("μ", "u")
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"(?<=\d)[.,](?=\d)", "\0", text)
    text = re.sub(r"[.'’\-_\u00a0\u202f\s]+", " ", text)
    return text.replace("\0", ".").strip()


def bare(name):
    """Stricter: letters and digits only, so that "solu-medrol" and "solumedrol" are one."""
    return re.sub(r"[^a-z0-9]", "", fold(name))


def number(text):
    return Fraction(text.replace(",", "."))


def quantity(text):
    match = re.fullmatch(r"(\d+(?:\.\d+)?) (\S+)", text)
    if match is None:
        raise ValueError(text)
    return Fraction(match[1]), match[2]


# ---- drugs ----


def check_words(entries, kind, shared):
    """Words of routes, or of releases, where one word may stand for several (`shared`)."""
    owner = {}
    for entry in entries:
        spoken = {entry["id"], entry["fr"], entry["en"]}
        mine = [fold(word) for word in entry["words"]]
        for word in entry["words"]:
            if word in spoken:
                fault(entry["id"], f"word repeats a name: {word}")
        if len(set(mine)) != len(mine):
            fault(entry["id"], "a word twice after folding")
        for word in set(mine) | {fold(text) for text in spoken}:
            if owner.setdefault(word, entry["id"]) != entry["id"] and not shared:
                fault(kind, f"{word!r} is {owner[word]} and {entry['id']}")
    return owner


def check_routes(document):
    routes = document["routes"]
    for route in routes:
        edqm = route.get("edqm")
        if edqm is not None and not re.fullmatch(r"20\d{6}", edqm):
            fault(route["id"], f"EDQM code {edqm}")
        if route["native"] != NATIVE.get(route["id"], "mg/24h"):
            fault(route["id"], f"native unit {route['native']}")
        if route.get("driver", True) is not True:
            fault(route["id"], "driver is true or absent")
    codes = [route["edqm"] for route in routes if "edqm" in route]
    if len(set(codes)) != len(codes):
        fault("routes", "an EDQM code twice")
    return check_words(routes, "routes", shared=False)


def check_drug(drug, routes, releases):
    where = drug["id"]
    if not re.fullmatch(r"[a-z]+(-[a-z]+)*", where):
        fault(where, "id is not lower case with hyphens")
    if ("atc" in drug) != ("atc_evidence" in drug):
        fault(where, "atc and atc_evidence go together")
    if "atc" in drug and not re.fullmatch(r"[A-Z]\d\d[A-Z]{2}\d\d", drug["atc"]):
        fault(where, f"ATC code {drug['atc']}")
    if drug.get("atc_evidence", "read") not in ("read", "secondary"):
        fault(where, "atc_evidence")
    if drug.get("expressed_as", "base") not in ("salt", "base"):
        fault(where, "expressed_as")
    if "snomed" in drug and not re.fullmatch(r"\d{6,18}", drug["snomed"]):
        fault(where, f"SNOMED CT code {drug['snomed']}")
    if not drug["routes"] or not set(drug["routes"]) <= routes:
        fault(where, f"routes {drug['routes']}")
    if not drug["cite"].strip():
        fault(where, "no cite")
    for label in drug.get("patch_labels", []):
        if number(label["delivers"]) - number(label["label"]) != Fraction(1, 2):
            fault(where, f"patch label {label['label']}")
    for name in drug["names"]:
        if not set(name["routes"]) <= set(drug["routes"]):
            fault(where, f"{name['name']}: a route that the drug does not have")
        if name.get("release", "ir") not in releases:
            fault(where, f"{name['name']}: release {name['release']}")
        if re.search(r"\bLP$", name["name"]) and "release" in name \
                and not name["release"].startswith("pr"):
            fault(where, f"{name['name']}: LP but {name['release']}")


def spoken(drug):
    yield from {drug["id"], drug["fr"], drug["en"]}
    yield from drug["synonyms"]
    yield from (name["name"] for name in drug["names"])


def check_names(drugs, route_words):
    owner, strict, count = {}, {}, {}
    for drug in drugs:
        own = {fold(drug[key]) for key in ("id", "fr", "en")}
        listed = drug["synonyms"] + [name["name"] for name in drug["names"]]
        for name in listed:
            if fold(name) in own:
                fault(drug["id"], f"{name} says again what fr, en or id says")
            own.add(fold(name))
        for name in spoken(drug):
            if owner.setdefault(fold(name), drug["id"]) != drug["id"]:
                fault("names", f"{name} is {owner[fold(name)]} and {drug['id']}")
            if strict.setdefault(bare(name), drug["id"]) != drug["id"]:
                fault("names", f"{name} is {strict[bare(name)]} and {drug['id']} without spaces")
            if fold(name) in route_words:
                fault("names", f"{name} is also a word for a route")
        count[drug["id"]] = len(own)
    for word in AMBIGUOUS:
        if word in owner:
            fault("names", f"{word} alone must name no drug")
    for name, drug in DEPOTS.items():
        if owner.get(fold(name)) != drug:
            fault("names", f"{name} must be {drug}")
    return count


def check_drugs(document):
    if document["schema"] != "pallia.drugs/1":
        fault("drugs", "schema")
    route_words = check_routes(document)
    check_words(document["releases"], "releases", shared=True)
    for release in document["releases"]:
        if quantity(release["every"])[1] != "h":
            fault(release["id"], f"every {release['every']}")
    routes = {route["id"] for route in document["routes"]}
    releases = {release["id"] for release in document["releases"]}
    ids = [drug["id"] for drug in document["drugs"]]
    if len(set(ids)) != len(ids):
        fault("drugs", "an id twice")
    for drug in document["drugs"]:
        check_drug(drug, routes, releases)
    return check_names(document["drugs"], route_words)


# ---- products ----

NUMBER = r"(\d+(?:,\d+)?)\s*"
UNIT = {"mg": "mg", "microgrammes": "ug"}


def printed_mass(name):
    match = re.search(NUMBER + r"(mg|microgrammes)(?![a-z])", name)
    return (number(match[1]), UNIT[match[2]]) if match else None


def check_unit(where, item):
    if quantity(item["strength"]) != printed_mass(item["name"]):
        fault(where, f"strength {item['strength']} is not the one printed")


def check_patch(where, item, labels):
    printed = re.search(r"(\d+) microgrammes/heure", item["name"])
    if printed is None or printed[1] != item["label"]:
        fault(where, f"label {item['label']} is not the one printed")
    delivered = ROUNDED_PATCH.get(item["label"], item["label"])
    if quantity(item["strength"]) != (number(delivered), "ug/h"):
        fault(where, f"strength {item['strength']}")
    if delivered != labels.get(item["label"], item["label"]):
        fault(where, "the drug's patch_labels say otherwise")


def printed_concentration(name):
    match = re.search(NUMBER + r"(mg|microgrammes)/\s*(\d+(?:,\d+)?)?\s*m[lL]", name)
    if match is None:
        return None
    return number(match[1]) / number(match[3] or "1"), UNIT[match[2]] + "/mL"


def check_ampoule(where, item):
    strength, per_ml = quantity(item["strength"])
    volume, ml = quantity(item["volume"])
    content, mass = quantity(item["content"])
    if ml != "mL" or per_ml != mass + "/mL":
        fault(where, "units")
    if content != strength * volume:
        fault(where, f"{item['strength']} x {item['volume']} is not {item['content']}")
    if (strength, per_ml) != printed_concentration(item["name"]):
        fault(where, f"strength {item['strength']} is not the one printed")
    whole = re.search(NUMBER + r"(?:mg|microgrammes)(?:/(\d+) m[lL]| \()", item["name"])
    if whole and number(whole[1]) != content:
        fault(where, f"content {item['content']} is not the one printed")
    if whole and whole[2] and number(whole[2]) != volume:
        fault(where, f"volume {item['volume']} is not the one printed")


def check_drops(where, item):
    strength, per_ml = quantity(item["strength"])
    drop, mass = quantity(item["drop"])
    if (strength, per_ml) != printed_concentration(item["name"]):
        fault(where, f"strength {item['strength']} is not the one printed")
    if per_ml != mass + "/mL" or (strength / drop).denominator != 1:
        fault(where, "a millilitre is not a whole number of drops")
    if quantity(item["content"])[0] != strength * quantity(item["volume"])[0]:
        fault(where, f"{item['strength']} x {item['volume']} is not {item['content']}")
    if not 10 <= strength / drop <= 60:
        fault(where, f"{strength / drop} drops in a millilitre")


def check_line(line, drugs, releases):
    where = line["id"]
    drug = drugs.get(line["drug"])
    if drug is None:
        fault(where, f"drug {line['drug']}")
        return
    if not line["routes"] or not set(line["routes"]) <= set(drug["routes"]):
        fault(where, f"routes {line['routes']}")
    if line["release"] not in releases or line["class"] not in CLASSES:
        fault(where, "release or class")
    if (line["kind"] == "patch") != (line["release"] == "patch72"):
        fault(where, "kind and release")
    for key in LEGAL_DAYS:
        if key in line and (type(line[key]) is not int or not 0 < line[key] <= 365):
            fault(where, key)
    labels = {x["label"]: x["delivers"] for x in drug.get("patch_labels", [])}
    checks = {"unit": check_unit, "ampoule": check_ampoule, "drops": check_drops,
              "patch": lambda place, item: check_patch(place, item, labels)}
    for item in line["presentations"]:
        place = f"{where}, {item['name']}"
        if set(item) != PRESENTATION_KEYS[line["kind"]]:
            fault(place, f"keys {sorted(item)}")
            continue
        if not re.fullmatch(r"6\d{7}", item["cis"]):
            fault(place, f"CIS code {item['cis']}")
        checks[line["kind"]](place, item)
    strengths = [quantity(item["strength"])[0] for item in line["presentations"]]
    if strengths != sorted(strengths) or not strengths:
        fault(where, "presentations are not in order of strength")


def check_products(document, drugs_document):
    if document["schema"] != "pallia.products/1" or document["jurisdiction"] != "FR":
        fault("products", "head")
    drugs = {drug["id"]: drug for drug in drugs_document["drugs"]}
    releases = {release["id"] for release in drugs_document["releases"]}
    ids, boxes, owner = [], [], {}
    for line in document["lines"]:
        ids.append(line["id"])
        check_line(line, drugs, releases)
        for item in line["presentations"]:
            boxes.append((item["cis"], item.get("volume")))
            same = (item["name"], item["strength"], line["drug"])
            # One licence may cover several container sizes, never two strengths or drugs.
            if owner.setdefault(item["cis"], same) != same:
                fault(line["id"], f"CIS {item['cis']} is two products")
    if len(set(ids)) != len(ids):
        fault("products", "a line id twice")
    if len(set(boxes)) != len(boxes):
        fault("products", "a presentation (CIS, volume) twice")


def main():
    tables = Path(sys.argv[1]) if len(sys.argv) > 1 else \
        Path(__file__).resolve().parents[2] / "tables"
    drugs = load(tables / "drugs.json")
    products = load(tables / "products" / "fr.json")
    names = check_drugs(drugs)
    check_products(products, drugs)
    for line in faults:
        print(line)
    opioids = [drug["id"] for drug in drugs["drugs"] if drug["opioid"]]
    print(f"{len(drugs['drugs'])} drugs ({len(opioids)} opioids), {sum(names.values())} names"
          f" ({sum(names[drug] for drug in opioids)} of opioids),"
          f" {sum(len(line['presentations']) for line in products['lines'])} presentations,"
          f" {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
