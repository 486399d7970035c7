#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""Write the request schemas and templates of the sheet operations from the field table.

usage: sheet_schema.py [--check] [TABLES]

tables/sheet/fields.json is the one truth; --check writes nothing and fails when a file differs.
"""

import json
import pathlib
import sys

TEXT = {"type": "string"}
DAY = {"type": "string", "description": "YYYY-MM-DD"}
PHONE = {"type": "string", "description": "06 12 34 56 78, +33 6 12 34 56 78, +32 …; no short number"}
QUANTITY = {"type": "string", "maxLength": 64}
COUNT = {"type": "integer", "minimum": 1, "maximum": 9999}


def thing(properties, required=()):
    schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return schema | {"required": list(required)} if required else schema


def some(items):
    return {"type": "array", "maxItems": 32, "items": items}


CONTACT = thing({"name": TEXT, "link": TEXT, "phone": PHONE, "night": {"type": "boolean"}})
DECISION = thing({"answer": {"enum": ["yes", "no", "context", "not-discussed", ""]},
                  "by": {"enum": ["patient", "team", "both", ""]}, "on": DAY, "note": TEXT}, ["answer"])
PRODUCT = thing({"drug": TEXT, "form": TEXT, "strength": QUANTITY, "volume": QUANTITY, "count": COUNT,
                 "expires": {"type": "string", "description": "YYYY-MM or YYYY-MM-DD"}}, ["drug"])


def line(symptoms):
    origin = thing({"kind": {"enum": ["rotation", "row", "local"]}, "edition": TEXT, "row": TEXT, "evidence": TEXT,
                    "country": TEXT, "tables_sha256": TEXT}, ["kind"])
    who = {"enum": ["nurse", "doctor", "home-hospital", "emergency-team", "family"]}
    form = {"enum": ["injection", "tablet", "capsule", "oral-solution", "drops", "patch", "suppository", "sachet",
                     "prefilled-syringe", "orodispersible", "buccal-solution", "bag"]}
    return thing({"drug": TEXT, "form": form, "strength": QUANTITY, "volume": QUANTITY, "dose": QUANTITY,
                  "low": QUANTITY, "high": QUANTITY, "route": TEXT, "interval": QUANTITY, "maximum_doses": COUNT,
                  "maximum_24h": QUANTITY, "symptom": {"enum": symptoms}, "trigger": TEXT, "call_when": TEXT,
                  "who": {"type": "array", "maxItems": 8, "items": who}, "quantity": COUNT, "shared_with": COUNT,
                  "duration": QUANTITY,
                  "fraction": QUANTITY, "single_dispensing": {"type": "boolean"}, "overlap": TEXT,
                  "off_label": {"type": "boolean"}, "release": {"enum": ["ir", "pr12", "pr24", "patch72"]}, "per_day": COUNT, "continuous": thing({"rate": QUANTITY}),
                  "origin": origin}, ["drug"])


def of_field(field, symptoms):
    words = {"enum": [value["id"] for value in field.get("values", [])] + [""]}
    shapes = {"text": TEXT, "long": TEXT, "texts": some(TEXT), "date": DAY, "phone": PHONE, "phones": some(PHONE),
              "contact": CONTACT, "contacts": some(CONTACT), "choice": words, "choices": some(words),
              "decision": DECISION, "email": TEXT, "ins": TEXT, "rpps": TEXT, "finess": TEXT, "weight": QUANTITY,
              "clearance": QUANTITY, "dose-24h": QUANTITY, "products": some(PRODUCT), "lines": some(line(symptoms))}
    return {"title": field["fr"]} | shapes[field["type"]]


def document(table):
    symptoms = next([v["id"] for v in f["values"]] for f in table["fields"]
                    if (f["section"], f["id"]) == ("risks", "expected"))
    hexes = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "digest of the version before"}
    reason = {"enum": ["death", "changed-wishes", "changed-situation", "replaced"]}
    properties = {"schema": {"const": "pallia.sheet/1"},
                  "set": {"type": "string", "pattern": "^[A-Za-z0-9-]{16,64}$", "description": "the same in every version"},
                  "version": COUNT, "replaces": hexes, "status": {"enum": ["active", "revoked", "superseded"]},
                  "revoked": thing({"reason": reason, "on": DAY, "by": TEXT}, ["reason", "on"])}
    for section in table["sections"]:
        fields = [f for f in table["fields"] if f["section"] == section["id"]]
        properties[section["id"]] = {"title": section["fr"]} | thing({f["id"]: of_field(f, symptoms) for f in fields})
    return thing(properties, ["schema", "set", "version", "status"])


def schema_of(operation, sheet, more):
    properties = {"op": {"const": operation}, "date": DAY | {"description": "day of asking, YYYY-MM-DD"}, "sheet": sheet}
    properties |= more | {"language": {"enum": ["fr", "en"], "default": "fr"}}
    required = ["op", "date", "sheet"] + (["reason"] if "reason" in more else [])
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"pallia {operation}, request"} | \
        thing(properties, required)


def blank(field):
    shapes = {"contact": {"name": "", "link": "", "phone": ""},
              "decision": {"answer": "", "by": "", "on": "", "note": ""}}
    lists = ("texts", "phones", "contacts", "choices", "products", "lines")
    return [] if field["type"] in lists else shapes.get(field["type"], "")


def template_of(operation, table, more):
    sheet = {"schema": "pallia.sheet/1", "set": "00000000-0000-0000", "version": 1, "status": "active"}
    for section in table["sections"]:
        fields = [f for f in table["fields"] if f["section"] == section["id"]]
        sheet[section["id"]] = {f["id"]: blank(f) for f in fields}
    return {"op": operation, "date": "2026-11-22"} | more | {"sheet": sheet, "language": "fr"}


def main():
    words = [word for word in sys.argv[1:] if word != "--check"]
    tables = pathlib.Path(words[0]) if words else pathlib.Path(__file__).resolve().parents[1]
    table = json.loads((tables / "sheet/fields.json").read_text(encoding="utf-8"))
    sheet = document(table)
    reason = {"reason": {"enum": ["death", "changed-wishes", "changed-situation", "replaced"]}, "by": TEXT}
    wrong = 0
    for operation, more in (("sheet", {}), ("sheet-supersede", {}), ("sheet-revoke", reason)):
        files = {f"{operation}.schema.json": schema_of(operation, sheet, more),
                 f"{operation}.template.json": template_of(operation, table, {"reason": "death"} if more else {})}
        for name, content in files.items():
            path = tables / "requests" / name
            text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"{path}: not what sheet_schema.py writes")
                wrong += 1
    print(f"sheet schemas: {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
