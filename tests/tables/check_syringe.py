#!/usr/bin/env python3
# SPDX-License-Identifier: MPL-2.0
"""Checks tables/syringe/ and products/fr-ampoules.json without any code of the library.

usage: check_syringe.py [TABLES]

Ampoules, devices, diluents, mixtures, stability, protocols, ceilings, hazards: shapes, sources, arithmetic, and the
figures that are written twice. Prints one line for each fault and exits 1 when there is one.
"""
import json
import re
import sys
from fractions import Fraction
from pathlib import Path

JURISDICTIONS = set("FR UK US CA AU NL DE AT IE EU INT".split())
CLASSES = {"stupefiant", "liste-1-securisee", "liste-1", "liste-2"}
DEPOTS = {"haloperidol-decanoate", "octreotide-depot", "scopolamine-patch"}
LINE_NEEDS = set("id name drug routes release kind form scored open class hospital_only presentations".split())
LINE_MAY = LINE_NEEDS | set("max_days pump_days fraction_days max_weeks brands mixing note".split())
PRESENTATION_NEEDS = set("name strength volume content cis".split())
SALTS = {"CHLORHYDRATE": "chlorhydrate", "SULFATE": "sulfate"}
GROUNDS = set("source evidence cite".split())
PROTOCOL_NEEDS = GROUNDS | set("id kind exceptional jurisdiction text examples".split())
PROTOCOL_MAY = set("drug routes monitoring".split())
# Per kind: the keys an entry must have, and those it may have.
KINDS = {
    "titration": ("bolus_low bolus_high interval_low interval_high", "concentration target diluents"),
    "maintenance": ("share every", ""),
    "bolus": ("dose_low dose_high", "repeat_low repeat_high repeats"),
    "infusion": ("rate_low rate_high", "step step_every max_days"),
    "pca": ("", "bolus_low bolus_high bolus_start lockout_low lockout_high boluses_24h reservoirs max_days"
                " sc_rate_high central_rate_low basal_multiple"),
}
MIX_NEEDS = GROUNDS | set("id parts status strict diluents".split())
MIX_MAY = MIX_NEEDS | set("tested hours container excipient note".split())
SINGLE_NEEDS = GROUNDS | set("drug status why".split())
RULE_NEEDS = GROUNDS | set("drug diluent status why".split())
STABLE_NEEDS = GROUNDS | set("id drug strength hours days".split())
STABLE_MAY = STABLE_NEEDS | set("salt diluent container celsius note".split())
CONTAINERS = {None} | set("pp-syringe pvc-bag pvc bag elastomeric-infusor infusor".split())
SALTS_OF_MIXTURES = {None} | set("sulfate hydrochloride tartrate citrate".split())
# Decided by the evidence: a table without these rows, or with one of the others, is wrong.
MUST = [(["dexamethasone", "midazolam"], "incompatible", "intl-negro-2002"),
        (["midazolam", "morphine"], "compatible", "uk-sps-2020-morphine"),
        (["haloperidol", "morphine"], "compatible", "intl-morphine-uv"),
        (["haloperidol", "morphine"], "incompatible", "ca-cjhp-2274"),
        (["dexamethasone", "midazolam"], "concentration-dependent", "ca-wong-2000")]
MUST_NOT = [{"hydroxyzine", "midazolam"}]
CEILING_KEYS = set("drug kind value jurisdiction source evidence cite text".split())
HAZARD_KEYS = set("id title incident figures check source evidence cite".split())
SOURCE_KEYS = set("id jurisdiction published evidence title publisher url".split())
MASS = {"mg": Fraction(1), "ug": Fraction(1, 1000)}
HOURS = {"h": Fraction(1), "min": Fraction(1, 60)}
PRINTED = re.compile(r"(\d+(?:,\d+)?)\s*(mg|g|microgrammes)\s*/\s*(\d+(?:,\d+)?)?\s*m[lL]\b")
PRINTED_MG = {"mg": Fraction(1), "g": Fraction(1000), "microgrammes": Fraction(1, 1000)}

faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def no_duplicate_keys(pairs):
    keys = [key for key, _ in pairs]
    for key in {key for key in keys if keys.count(key) > 1}:
        fault("json", f"key twice: {key}")
    return dict(pairs)


def load(path):
    return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=no_duplicate_keys)


def quantity(text):
    """"2.5 mg/mL" as (5/2, "mg/mL")."""
    match = re.fullmatch(r"(\d+(?:\.\d{1,6})?) ([A-Za-z][A-Za-z0-9/]*)", text)
    if match is None:
        raise ValueError(f"not a quantity: {text!r}")
    return Fraction(match[1]), match[2]


def in_unit(text, unit):
    value, found = quantity(text)
    if found != unit:
        raise ValueError(f"{text!r} is not in {unit}")
    return value


def hours(text):
    value, unit = quantity(text)
    return value * HOURS[unit]


# ---- what every file shares ----


def figures(text):
    """The figures of a sentence, whatever its language: 0,5 is 0.5 and 40 000 is 40000."""
    text = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)", "", text).replace(",", ".")
    return sorted(found.rstrip(".") for found in re.findall(r"\d+(?:\.\d+)?", text))


def check_both(where, text):
    if set(text) != {"fr", "en"} or not text["fr"].strip() or not text["en"].strip():
        fault(where, "French and English")
        return
    day = r"\d{2}/\d{2}/\d{4}|\b\d{1,2} [A-Za-zéû]{3,} \d{4}\b"
    french, english = (figures(re.sub(day, "", text[key])) for key in ("fr", "en"))
    if french != english:
        fault(where, f"figures differ: {french} and {english}")


def check_texts(where, node):
    if isinstance(node, dict):
        if {"fr", "en"} & set(node) and not {"id", "prime"} & set(node):
            check_both(where, node)
        for value in node.values():
            check_texts(where, value)
    elif isinstance(node, list):
        for value in node:
            check_texts(where, value)
    elif isinstance(node, float):
        fault(where, f"a number that is not a string: {node}")


def check_grounds(where, entry, sources):
    """Source, evidence and cite: what makes a figure admissible."""
    if entry["source"] not in sources:
        fault(where, f"source {entry['source']}")
    if entry["evidence"] not in ("read", "secondary") or not entry["cite"].strip():
        fault(where, "evidence or cite")
    if entry["evidence"] == "read" and sources.get(entry["source"]) == "secondary":
        fault(where, f"read, but {entry['source']} is secondary")


def check_head(name, document, schema, key):
    if document["schema"] != schema or not document[key]:
        fault(name, "head")
    return document[key]


# ---- ampoules ----


def check_presentation(where, item):
    strength, per_ml = quantity(item["strength"])
    mass = per_ml.removesuffix("/mL")
    if set(item) - {"salt", "mixed"} != PRESENTATION_NEEDS or per_ml == mass:
        fault(where, "keys or units")
    volume = in_unit(item["volume"], "mL")
    if in_unit(item["content"], mass) != strength * volume:
        fault(where, f"{item['strength']} x {item['volume']} is not {item['content']}")
    printed = PRINTED.search(item["name"])
    if printed is None or "%" in item["name"]:
        fault(where, "the name prints no mass per mL")
        return
    whole = Fraction(printed[1].replace(",", ".")) * PRINTED_MG[printed[2]]
    per = Fraction((printed[3] or "1").replace(",", "."))
    if whole / per != strength * MASS[mass]:
        fault(where, f"{item['strength']} is not what the name prints")
    if printed[3] and per != volume:
        fault(where, f"{item['volume']} is not what the name prints")
    if not re.fullmatch(r"6\d{7}", item["cis"]):
        fault(where, f"CIS code {item['cis']}")
    for word, salt in SALTS.items():
        if word in item["name"].upper() and item.get("salt") != salt:
            fault(where, f"the name prints {word}")


def check_line(line, drugs):
    where = line["id"]
    if not LINE_NEEDS <= set(line) <= LINE_MAY:
        fault(where, f"keys {sorted(set(line) ^ LINE_NEEDS)}")
    if line["drug"] not in drugs or line["drug"] in DEPOTS:
        fault(where, f"drug {line['drug']}")
    elif not line["routes"] or not set(line["routes"]) <= set(drugs[line["drug"]]["routes"]):
        fault(where, f"routes {line['routes']}")
    if line["kind"] != "ampoule" or line["class"] not in CLASSES or line["scored"] or line["open"]:
        fault(where, "kind, class, scored or open")
    for item in line["presentations"]:
        check_presentation(f"{where}, {item['name']}", item)
    strengths = [quantity(item["strength"])[0] for item in line["presentations"]]
    if strengths != sorted(strengths):
        fault(where, "presentations are not in order of strength")


def check_midazolam(lines):
    """The one split that decides what a home gets: SC and community supply go together."""
    found = [line for line in lines if line["drug"] == "midazolam"]
    for line in found:
        home = not line["hospital_only"]
        if ("sc" in line["routes"]) != home or ("fraction_days" in line) != home:
            fault(line["id"], "SC route, community supply and fractions do not go together")
        if len({item["strength"] for item in line["presentations"]}) != 1:
            fault(line["id"], "1 and 5 mg/mL in one line")
    home = {(i["strength"], i["volume"]) for line in found if not line["hospital_only"] for i in line["presentations"]}
    if home != {("1 mg/mL", "5 mL"), ("5 mg/mL", "1 mL"), ("5 mg/mL", "10 mL")}:
        fault("midazolam", f"ampoules for the home: {sorted(home)}")


def check_ampoules(document, drugs, sources):
    lines = check_head("fr-ampoules", document, "pallia.products/1", "lines")
    if document["source"] not in sources or document["jurisdiction"] != "FR":
        fault("fr-ampoules", "head")
    for line in lines:
        check_line(line, drugs)
    check_midazolam(lines)
    ids = [line["id"] for line in lines]
    boxes = [(item["cis"], item["volume"]) for line in lines for item in line["presentations"]]
    if len(set(ids)) != len(ids) or len(set(boxes)) != len(boxes):
        fault("fr-ampoules", "a line or a presentation twice")
    owner = {}
    for line in lines:
        for item in line["presentations"]:
            same = (item["name"], item["strength"], line["drug"])
            if owner.setdefault(item["cis"], same) != same:
                fault(line["id"], f"CIS {item['cis']} is two products")
    return len(lines), len(boxes)


def check_both_files(ampoules, others):
    """The two files are one list: of one day and source, and nothing in both."""
    if any(ampoules[key] != others[key] for key in ("jurisdiction", "status_date", "source")):
        fault("fr-ampoules", "not the day or source of fr.json")
    check_once("products", [line["id"] for line in ampoules["lines"] + others["lines"]])
    if any(line["kind"] == "ampoule" for line in others["lines"]):
        fault("fr.json", "an ampoule that belongs to fr-ampoules.json")


# ---- devices ----


def check_fill(where, fill, syringes, sources):
    check_grounds(where, fill, sources)
    if fill["syringe"] not in syringes:
        fault(where, f"syringe {fill['syringe']}")
    elif not 0 < in_unit(fill["fill"], "mL") <= syringes[fill["syringe"]]:
        fault(where, f"{fill['fill']} in {fill['syringe']}")


def check_said(where, text, figure):
    """`text` prints the quantity, not as the end of a longer number."""
    if not re.search(r"(?<![\d.,])" + re.escape(figure.replace("/24h", "/24 h").replace("ug", "µg")), text):
        fault(where, f"{figure} is not said by: {text}")


def check_device(device, syringes, sources):
    where = device["id"]
    for fill in device["fills"]:
        check_fill(where, fill, syringes, sources)
        check_said(where, fill["cite"], fill["fill"])
    own = [(fill["syringe"], fill["fill"]) for fill in device["fills"]]
    if len(set(own)) != len(own):
        fault(where, "the same fill twice")
    if ("rate_step" in device) != ("source" in device):
        fault(where, "a rate step has a source, and nothing else has")
    if "rate_step" in device:
        in_unit(device["rate_step"], device["rate_unit"])
        check_grounds(where, device, sources)
        check_said(where, device["cite"], device["rate_step"])
    if device.get("note_source", "") not in {*sources, ""}:
        fault(where, f"source {device['note_source']}")
    if "renewal" in device:
        check_grounds(where, device["renewal"], sources)
        check_said(where, device["renewal"]["cite"], device["renewal"]["hours"] + " h")
    if ("setting" in device) != device["rate_unit"].startswith("mm"):
        fault(where, "setting and unit")
    if "setting" in device:
        setting = device["setting"]
        check_grounds(where, setting, sources)
        each = Fraction(24) if device["rate_unit"] == "mm/24h" else Fraction(1)
        times = in_unit(setting["stroke"], "mm") / in_unit(setting["rate"], device["rate_unit"])
        if times * each != 24 or setting["hours"] != "24":
            fault(where, "stroke and setting do not make 24 h")


def check_devices(document, sources):
    check_head("devices", document, "pallia.devices/1", "devices")
    syringes = {}
    for syringe in document["syringes"]:
        where = f"syringe {syringe['id']}"
        nominal = in_unit(syringe["nominal"], "mL")
        if syringe["id"] in syringes or Fraction(syringe["id"]) != nominal:
            fault(where, "id")
        syringes[syringe["id"]] = nominal
        for mark in [syringe["graduation"], *syringe.get("also", [])]:
            if (nominal / in_unit(mark, "mL")).denominator != 1:
                fault(where, f"is not a whole number of {mark}")
        check_said(where, syringe["cite"], syringe["graduation"])
        if syringe.get("configurable", False) == ("source" in syringe):
            fault(where, "a sourced graduation has a source, a configurable one has none")
        if "source" in syringe:
            check_grounds(where, syringe, sources)
    for device in document["devices"]:
        check_device(device, syringes, sources)
    for line in document["lines"]:
        check_grounds(line["id"], line, sources)
        in_unit(line["prime"], "mL")
        check_said(line["id"], line["cite"], line["prime"])
    return len(document["syringes"]), len(document["devices"])


# ---- diluents, mixtures, stability ----


def check_once(name, keys):
    for key in {key for key in keys if keys.count(key) > 1}:
        fault(name, f"twice: {key}")


def check_rules(document, drugs, sources):
    rules = check_head("diluents", document, "pallia.diluents/1", "rules")
    known = [diluent["id"] for diluent in document["diluents"]]
    check_once("diluents", known)
    check_once("diluents", [(rule["drug"], rule["diluent"], rule["source"]) for rule in rules])
    for rule in rules:
        where = f"{rule['drug']} in {rule['diluent']}"
        check_grounds(where, rule, sources)
        if set(rule) != RULE_NEEDS or rule["drug"] not in drugs or rule["diluent"] not in known:
            fault(where, "keys, drug or diluent")
        if rule["status"] not in ("allowed", "preferred", "disputed", "forbidden"):
            fault(where, f"status {rule['status']}")
    verdicts = {}
    for rule in rules:
        verdicts.setdefault((rule["drug"], rule["diluent"]), set()).add(rule["status"])
    for pair, found in verdicts.items():
        if "forbidden" in found and len(found) > 1:
            fault(" in ".join(pair), f"{sorted(found)}: disputed, then")
    return set(known), len(rules)


def check_ceiling_of(row, part, drugs):
    if not re.fullmatch(r"mg/mL|ug/mL", quantity(part["max"])[1]) or quantity(part["max"])[0] <= 0:
        fault(row["id"], f"ceiling {part['max']}")
    for language, figure in (("fr", part["max"].replace(".", ",")), ("en", part["max"])):
        check_said(row["id"], row.get("tested", {}).get(language, ""), f"{drugs[part['drug']][language]} {figure}")


def check_mixture(row, drugs, diluents, sources):
    where = row["id"]
    if not MIX_NEEDS <= set(row) <= MIX_MAY:
        fault(where, f"keys {sorted(set(row) ^ MIX_NEEDS)}")
    names = [part["drug"] for part in row["parts"]]
    if not 2 <= len(names) <= 6 or names != sorted(set(names)) or not set(names) <= set(drugs):
        fault(where, f"drugs {names}")
    for part in row["parts"]:
        if not {"drug"} <= set(part) <= {"drug", "salt", "product", "max"}:
            fault(where, f"keys {sorted(part)}")
        if part.get("salt") not in SALTS_OF_MIXTURES:
            fault(where, f"salt {part['salt']}")
        if "max" in part:
            check_ceiling_of(row, part, drugs)
    limits = [part["max"] for part in row["parts"] if "max" in part]
    if ("tested" in row) != bool(limits) or row["strict"] and not limits:
        fault(where, "tested or strict without a ceiling")
    if row["status"] not in ("compatible", "incompatible", "concentration-dependent"):
        fault(where, f"status {row['status']}")
    if row["status"] == "incompatible" and ("hours" in row or limits):
        fault(where, "incompatible, with hours or a ceiling")
    if row["status"] == "compatible" and len(limits) < len(names) and "note" not in row:
        fault(where, "compatible without a ceiling, and no note says so")
    if len(set(row["diluents"])) != len(row["diluents"]) or not set(row["diluents"]) <= diluents:
        fault(where, f"diluents {row['diluents']}")
    if row.get("container") not in CONTAINERS or "hours" in row and Fraction(row["hours"]) <= 0:
        fault(where, "container or hours")
    check_grounds(where, row, sources)


def check_mixtures(document, drugs, diluents, sources):
    rows = check_head("compatibility", document, "pallia.compatibility/1", "rows")
    for row in rows:
        check_mixture(row, drugs, diluents, sources)
    for single in document["single"]:
        check_grounds(single["drug"], single, sources)
        if set(single) != SINGLE_NEEDS or single["drug"] not in drugs or single["status"] not in (
                "own-driver", "not-for-sc", "sorption", "concentration-dependent"):
            fault(single["drug"], "keys, drug or status")
    lists = [[part["drug"] for part in row["parts"]] for row in rows]
    if lists != sorted(lists):
        fault("compatibility", "rows are not in the order of their drugs")
    check_once("compatibility", [row["id"] for row in rows])
    check_once("compatibility", [json.dumps([row["parts"], row["diluents"], row["source"]]) for row in rows])
    for names, status, source in MUST:
        if not any(names == found and (row["status"], row["source"]) == (status, source)
                   for found, row in zip(lists, rows)):
            fault("compatibility", f"no row {names} {status} from {source}")
    for names in MUST_NOT:
        if any(names <= set(found) for found in lists):
            fault("compatibility", f"a row for {sorted(names)}")
    return len(rows)


def check_stability(document, drugs, diluents, sources):
    rows = check_head("stability", document, "pallia.stability/1", "rows")
    check_once("stability", [row["id"] for row in rows])
    for row in rows:
        where = row["id"]
        check_grounds(where, row, sources)
        if not STABLE_NEEDS <= set(row) <= STABLE_MAY or row["drug"] not in drugs:
            fault(where, "keys or drug")
        if row.get("diluent") not in {*diluents, None} or row.get("container") not in CONTAINERS or \
                row.get("salt") not in SALTS_OF_MIXTURES:
            fault(where, "diluent, container or salt")
        if quantity(row["strength"])[1] not in ("mg/mL", "ug/mL") or \
                Fraction(row["hours"]) != 24 * Fraction(row["days"]) or Fraction(row["hours"]) <= 0:
            fault(where, "strength, hours or days")
    return len(rows)


# ---- protocols ----


RATES = {"mg/h": Fraction(1), "mg/24h": Fraction(1, 24), "mg/kg/h": Fraction(1), "mg/kg/24h": Fraction(1, 24)}


def per_hour(text):
    value, unit = quantity(text)
    return value * RATES[unit]


def check_ranges(where, entry):
    for name in ("dose", "lockout", "interval", "repeat", "rate"):
        if f"{name}_low" in entry or f"{name}_high" in entry:
            (low, unit), (high, other) = (quantity(entry[f"{name}_{end}"]) for end in ("low", "high"))
            if unit != other or low > high:
                fault(where, f"{low} {unit} to {high} {other}")
    if entry["kind"] == "pca" and "bolus_low" in entry:
        low, high = Fraction(entry["bolus_low"]), Fraction(entry["bolus_high"])
        if not 0 < low <= Fraction(entry.get("bolus_start", entry["bolus_low"])) <= high < 1:
            fault(where, "bolus shares")
    if "lockout_low" in entry:
        if [24 / hours(entry[f"lockout_{end}"]) for end in ("high", "low")] \
                != [Fraction(text) for text in entry["boluses_24h"]]:
            fault(where, "lockout and boluses")
    for key in ("sc_rate_high", "central_rate_low", "basal_multiple"):
        if key in entry:
            check_said(where, entry["text"]["en"], entry[key])
            check_said(where, entry["text"]["fr"], entry[key].replace(".", ","))


def example_maintenance(entry, given, result):
    share = Fraction(entry["share"]) / hours(entry["every"])
    return in_unit(result, "mg/h") == share * in_unit(given, "mg")


def example_titration(entry, low, high, *volume):
    if [in_unit(text, "mg") for text in (low, high)] \
            != [in_unit(entry[key], "mg") for key in ("bolus_low", "bolus_high")]:
        return False
    if "concentration" not in entry:
        return not volume
    return in_unit(low, "mg") / in_unit(entry["concentration"], "mg/mL") == in_unit(*volume, "mL")


def example_bolus(entry, *parts):
    kilograms = in_unit(parts[0], "kg") if entry["dose_low"].endswith("/kg") else 1
    unit = "mg/kg" if kilograms != 1 else "mg"
    return [in_unit(text, "mg") for text in parts[-2:]] \
        == [in_unit(entry[key], unit) * kilograms for key in ("dose_low", "dose_high")] \
        and len(parts) == (3 if kilograms != 1 else 2)


def example_infusion(entry, *parts):
    by_weight = "/kg/" in entry["rate_low"]
    kilograms = in_unit(parts[0], "kg") if by_weight else 1
    time = hours(parts[-3])
    return [in_unit(text, "mg") for text in parts[-2:]] \
        == [per_hour(entry[key]) * kilograms * time for key in ("rate_low", "rate_high")] \
        and len(parts) == (4 if by_weight else 3)


def example_pca(entry, day, *results):
    """A day's dose, then its bolus and the most in 24 h where one share and one lockout; else its two boluses."""
    dose = in_unit(day, "mg/24h")
    low, high = (dose * Fraction(entry[key]) for key in ("bolus_low", "bolus_high"))
    found = [in_unit(text, "mg") for text in results]
    if low != high:
        return found == [low, high]
    most = dose + low * 24 / hours(entry.get("lockout_low", "24 h"))
    return found == [low, most][:len(found)] and (len(found) == 1 or entry["lockout_low"] == entry["lockout_high"])


EXAMPLES = {"maintenance": example_maintenance, "titration": example_titration, "bolus": example_bolus,
            "infusion": example_infusion, "pca": example_pca}


def check_protocol(entry, drugs, sources):
    where = entry["id"]
    needs, may = (set(words.split()) for words in KINDS[entry["kind"]])
    if not PROTOCOL_NEEDS | needs <= set(entry) <= PROTOCOL_NEEDS | PROTOCOL_MAY | needs | may:
        fault(where, f"keys {sorted(set(entry) - PROTOCOL_NEEDS)}")
        return
    check_grounds(where, entry, sources)
    for watch in entry.get("monitoring", []):
        check_grounds(where, watch, sources)
    drug = entry.get("drug")
    if drug is None and entry["kind"] != "pca" or drug not in {*drugs, None}:
        fault(where, f"drug {drug}")
    elif drug and not set(entry.get("routes", [])) <= set(drugs[drug]["routes"]):
        fault(where, f"routes {entry['routes']}")
    if entry["jurisdiction"] not in JURISDICTIONS or type(entry["exceptional"]) is not bool:
        fault(where, "jurisdiction or exceptional")
    if entry["exceptional"] != bool(re.search("exceptionnel|pénurie", entry["text"]["fr"])):
        fault(where, "an exceptional protocol says so, and no other does")
    check_ranges(where, entry)
    if not entry["examples"] and (entry["kind"] != "pca" or "bolus_low" in entry):
        fault(where, "no example")
    for example in entry["examples"]:
        if not EXAMPLES[entry["kind"]](entry, *example):
            fault(where, f"example {example} is not reproduced")


def check_protocols(document, drugs, sources):
    entries = check_head("protocols", document, "pallia.protocols/1", "protocols")
    ids = [entry["id"] for entry in entries]
    if len(set(ids)) != len(ids):
        fault("protocols", "an id twice")
    for entry in entries:
        check_protocol(entry, drugs, sources)
    return len(entries), sum(len(entry["examples"]) for entry in entries)


# ---- ceilings and hazards ----


def check_ceilings(document, drugs, sources):
    entries = check_head("ceilings", document, "pallia.ceilings/1", "ceilings")
    seen = set()
    for entry in entries:
        where = f"{entry['drug']} {entry['value']}"
        check_grounds(where, entry, sources)
        key = (entry["drug"], entry["kind"], entry["value"], entry["source"])
        check_said(where, entry["text"]["en"], entry["value"])
        check_said(where, entry["text"]["fr"], entry["value"].replace(".", ","))
        if set(entry) != CEILING_KEYS or key in seen:
            fault(where, "keys, or twice")
        seen.add(key)
        if entry["drug"] not in drugs or entry["jurisdiction"] not in JURISDICTIONS:
            fault(where, "drug or jurisdiction")
        if entry["kind"] not in ("usual", "high", "switch", "observed", "printed") or \
                quantity(entry["value"])[1] not in ("mg/24h", "mg/h"):
            fault(where, "kind or unit")
        if (entry["kind"] == "observed") != bool(re.match("Observé", entry["text"]["fr"])):
            fault(where, "an observed rate says so, and no other does")
    return len(entries)


def check_hazards(document, drugs, sources, texts):
    entries = check_head("hazards", document, "pallia.hazards/1", "hazards")
    numbers = [Fraction(entry["id"].partition(".")[2]) for entry in entries]
    if numbers != sorted(set(numbers)):
        fault("hazards", "ids out of order")
    for entry in entries:
        check_grounds(entry["id"], entry, sources)
        if set(entry) - {"drug"} != HAZARD_KEYS or entry["check"] not in texts:
            fault(entry["id"], "keys or check")
        if entry.get("drug") not in {None} | drugs.keys():
            fault(entry["id"], "drug")
    return len(entries)


# ---- all of it ----

NAMES = ("devices", "diluents", "compatibility", "stability", "protocols", "ceilings", "hazards")


def read_sources(tables):
    """Every id that may be cited, with its evidence. An edition was read in its own page."""
    known = {}
    for entry in load(tables / "sources.json")["sources"]:
        if entry["id"] in known or set(entry) != SOURCE_KEYS or not entry["title"] or not entry["publisher"]:
            fault(entry["id"], "keys, or an id that exists")
        if entry["jurisdiction"] not in JURISDICTIONS or \
                not re.fullmatch(r"undated|\d{4}(-\d{2}){0,2}", entry["published"]):
            fault(entry["id"], "jurisdiction or date")
        if not entry["url"] and entry["evidence"] != "secondary":
            fault(entry["id"], "read, and no address")
        known[entry["id"]] = entry["evidence"]
    known.update({path.stem: "read" for path in (tables / "editions").glob("*.json")})
    return known


def check_all(tables):
    sources = read_sources(tables)
    drugs = {drug["id"]: drug for drug in load(tables / "drugs.json")["drugs"]}
    ampoules = load(tables / "products" / "fr-ampoules.json")
    files = {name: load(tables / "syringe" / f"{name}.json") for name in NAMES}
    for name, document in {"fr-ampoules": ampoules, **files}.items():
        check_texts(name, document)
    lines, boxes = check_ampoules(ampoules, drugs, sources)
    check_both_files(ampoules, load(tables / "products" / "fr.json"))
    syringes, devices = check_devices(files["devices"], sources)
    diluents, rules = check_rules(files["diluents"], drugs, sources)
    mixtures = check_mixtures(files["compatibility"], drugs, diluents, sources)
    stable = check_stability(files["stability"], drugs, diluents, sources)
    protocols, examples = check_protocols(files["protocols"], drugs, sources)
    ceilings = check_ceilings(files["ceilings"], drugs, sources)
    hazards = check_hazards(files["hazards"], drugs, sources, load(tables / "messages" / "en.json")["texts"])
    return (f"{lines} lines, {boxes} presentations, {syringes} syringes, {devices} devices, {rules} diluent rules,"
            f" {mixtures} mixtures, {stable} stabilities, {protocols} protocols, {examples} examples,"
            f" {ceilings} ceilings, {hazards} hazards")


def main():
    tables = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "tables"
    counts = "stopped"
    try:
        counts = check_all(tables)
    except (KeyError, TypeError, ValueError) as error:
        fault("tables", f"not of the expected shape: {error}")
    for line in faults:
        print(line)
    print(f"{counts}, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
