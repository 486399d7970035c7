#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""Validate every table file against its JSON Schema: check_schemas.py [TABLES]."""

import json
import pathlib
import sys

import jsonschema

FILES = {
    "drugs.json": "drugs",
    "sources.json": "sources",
    "editions/*.json": "edition",
    "profiles/*.json": "profile",
    "products/*.json": "products",
    "messages/*.json": "messages",
    "law/*.json": "law",
    "syringe/devices.json": "devices",
    "syringe/diluents.json": "diluents",
    "syringe/compatibility.json": "compatibility",
    "syringe/stability.json": "stability",
    "syringe/protocols.json": "protocols",
    "syringe/ceilings.json": "ceilings",
    "syringe/hazards.json": "hazards",
    "sheet/fields.json": "sheet-fields",
    "sheet/codes.json": "codes",
    "anticipation.json": "anticipation",
}


def pointer(error):
    return "".join(f"/{step}" for step in error.absolute_path)


def check(path, validator):
    """Print what is wrong with one file and return how much there is."""
    document = json.loads(path.read_text(encoding="utf-8"))
    errors = list(validator.iter_errors(document))
    for error in errors:
        print(f"{path}#{pointer(error)}: {error.message}")
    return len(errors)


def main():
    default = pathlib.Path(__file__).resolve().parents[2] / "tables"
    tables = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else default
    schemas = default / "schema"
    checked = wrong = 0
    for pattern, name in FILES.items():
        schema = json.loads((schemas / f"{name}.schema.json").read_text(encoding="utf-8"))
        validator_class = jsonschema.validators.validator_for(schema)
        validator_class.check_schema(schema)
        validator = validator_class(schema)
        for path in sorted(tables.glob(pattern)):
            wrong += check(path, validator)
            checked += 1
    print(f"schemas: {checked} files, {wrong} errors")
    return 1 if wrong or not checked else 0


if __name__ == "__main__":
    sys.exit(main())
