#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""The request schemas of the sheet are those of its field table, and they accept the sheets of tests/sheets."""

import json
import pathlib
import subprocess
import sys

import jsonschema

TOP = pathlib.Path(__file__).resolve().parents[2]


def main():
    wrong = subprocess.run([sys.executable, TOP / "tables/tools/sheet_schema.py", "--check"], check=False).returncode
    schema = json.loads((TOP / "tables/requests/sheet.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    template = json.loads((TOP / "tables/requests/sheet.template.json").read_text(encoding="utf-8"))
    requests = {"template": template}
    for path in sorted((TOP / "tests/sheets").glob("*.json")):
        if not path.name.endswith(".answer.json"):
            sheet = json.loads(path.read_text(encoding="utf-8"))
            requests[path.name] = {"op": "sheet", "date": "2026-11-22", "sheet": sheet}
    for name, request in requests.items():
        for error in validator.iter_errors(request):
            print(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message}")
            wrong += 1
    with_unknown = {"op": "sheet", "date": "2026-11-22", "sheet": template["sheet"] | {"patient": {"shoe_size": "42"}}}
    if validator.is_valid(with_unknown):
        print("the schema accepts an unknown field")
        wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
