#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""Second reader of tables/law: what its schema cannot say. check_law.py [TABLES]."""

import json
import pathlib
import sys


def faults_of(law, sources, drugs):
    """Yield what is wrong with one law."""
    known = {each["id"] for each in law["rules"]}
    if len(known) != len(law["rules"]):
        yield "a rule twice"
    for rule in law["rules"]:
        days = rule.get("days", "").removesuffix(" d")
        if days and (f"{days} j" not in rule["fr"] or f"{days} days" not in rule["en"]):
            yield f"{rule['id']}: the texts do not say {days}"
        source = sources.get(rule["source"])
        if source is None:
            yield f"{rule['id']}: no source {rule['source']}"
        elif rule["evidence"] == "read" and source["evidence"] != "read":
            yield f"{rule['id']}: read in a source that was not"
        for drug in rule.get("drugs", []):
            if drug not in drugs:
                yield f"{rule['id']}: no drug {drug}"
    for element in law["elements"]:
        if element.get("rule", "elements") not in known:
            yield f"{element['id']}: no rule {element['rule']}"


def main():
    default = pathlib.Path(__file__).resolve().parents[2] / "tables"
    tables = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    sources = {each["id"]: each for each in json.loads((tables / "sources.json").read_text())["sources"]}
    drugs = {each["id"] for each in json.loads((tables / "drugs.json").read_text())["drugs"]}
    found = []
    files = sorted((tables / "law").glob("*.json"))
    for path in files:
        found += [f"{path}: {fault}" for fault in faults_of(json.loads(path.read_text()), sources, drugs)]
    print("\n".join(found + [f"law: {len(files)} files, {len(found)} faults"]))
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
