#!/usr/bin/python3
# SPDX-License-Identifier: MPL-2.0
"""The schemas of answers (bindings/answers) say what the library writes, no less and no more.

usage: run.py SCHEMAS ANSWERS.jsonl PALLIA LIBRARY API.json

Every answer of the conformance kit, some with a team's own tables and some of calls that prepare, is
valid against the schema of its operation, error.schema.json when it names none. Every member of every schema is in one of them, and
is described; every object is closed. The codes are those of api.json. An answer that was spoilt is not
valid. Prints what fails, then 'N passed, M failed'.
"""
import copy
import ctypes
import json
import os
import subprocess
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)  # of RefResolver, the one name that Debian 12 has
import jsonschema  # noqa: E402

COMMON = "common.schema.json"
SHOWN = 20
LOCAL = "tests/cli"

# What only a team's own tables give.
WITH_LOCAL_TABLES = [
    ("local.json", {"op": "rotate", "edition": "local-had-exemple",
                    "regimen": [{"drug": "morphine", "route": "oral", "dose": "60 mg/24h"}],
                    "target": {"drug": "morphine", "route": "sc"}}),
    ("local.json", {"op": "tables", "show": "local-had-exemple"}),
    ("local-anticipation.json", {"op": "anticipate", "symptoms": ["asphyxia", "anxiety"], "days": 2,
                                 "patient": {"weight": "60 kg"}}),
    ("local-anticipation.json", {"op": "tables", "check": True}),
]

# What the calls that prepare refuse: pallia_conversion_new, pallia_columns_new.
PREPARED = [
    ("conversion", {"from": "morphine/oral", "to": "methadone/oral"}),
    ("conversion", {"from": "morphin/oral", "to": "morphine/sc"}),
    ("columns", {}),
]


class Schemas:
    """The schemas of a folder, and which of their members were seen in a valid document."""

    def __init__(self, folder):
        self.files = {}
        for name in sorted(os.listdir(folder)):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                self.files[name] = json.load(file)
        self.seen = set()
        self.validators = {name: self.validator(folder, name) for name in self.files if name != COMMON}

    def validator(self, folder, name):
        """jsonschema's own, that besides notes the members it meets."""
        kind = jsonschema.validators.extend(jsonschema.Draft7Validator, {
            "properties": self.properties, "oneOf": self.one_of, "$ref": self.ref})
        base = "file://" + os.path.abspath(folder) + "/"
        store = {base + each: schema for each, schema in self.files.items()}
        resolver = jsonschema.RefResolver(base + name, self.files[name], store=store)
        return kind(self.files[name], resolver=resolver)

    def properties(self, validator, properties, instance, schema):
        if not validator.is_type(instance, "object"):
            return
        for name, member in properties.items():
            if name in instance:
                self.seen.add(id(member))
                yield from validator.descend(instance[name], member, path=name, schema_path=name)

    def one_of(self, validator, schemas, instance, schema):
        """Exactly one. What was seen on the way to one that does not fit was not."""
        fits, before = [], self.seen
        for each in schemas:
            self.seen = set()
            if next(validator.descend(instance, each), None) is None:
                fits.append(self.seen)
        self.seen = before.union(*fits)
        if len(fits) > 1:
            yield jsonschema.ValidationError(f"fits {len(fits)} of {len(schemas)} shapes")
        if not fits:
            found = [list(validator.descend(instance, each)) for each in schemas]
            yield from max(found, key=lambda errors: max(len(one.absolute_path) for one in errors))

    resolved = {}

    def ref(self, validator, ref, instance, schema):
        """Resolved once: the resolver takes most of the time otherwise."""
        at = (validator.resolver.resolution_scope, ref)
        if at not in self.resolved:
            self.resolved[at] = validator.resolver.resolve(ref)
        scope, resolved = self.resolved[at]
        validator.resolver.push_scope(scope)
        try:
            yield from validator.descend(instance, resolved)
        finally:
            validator.resolver.pop_scope()

    def errors(self, answer, operation):
        name = f"{operation or 'error'}.schema.json"
        if name not in self.validators:
            return [f"no schema {name}"]
        return [f"/{'/'.join(map(str, one.absolute_path))}: {one.message[:300]}"
                for one in self.validators[name].iter_errors(answer)]


def objects(schema, path=""):
    """Each schema of an object in a schema, with its place."""
    if isinstance(schema, list):
        for index, each in enumerate(schema):
            yield from objects(each, f"{path}/{index}")
    elif isinstance(schema, dict):
        if schema.get("type") == "object":
            yield path, schema
        for key, each in schema.items():
            if key != "if" and key != "then":
                yield from objects(each, f"{path}/{key}")


def own(schemas):
    """(file, place, member's name, member) of every member of every schema."""
    for name, schema in schemas.files.items():
        for path, each in objects(schema):
            for key, member in each.get("properties", {}).items():
                yield name, f"{path}/{key}", each, member


def spoilt(answer):
    """Copies of an answer, each wrong in one way."""
    def copy_with(change):
        other = copy.deepcopy(answer)
        change(other)
        return other
    yield "an unknown member", copy_with(lambda it: it.update(calculatd=1))
    yield "no identity", copy_with(lambda it: it.pop("identity"))
    yield "another status", copy_with(lambda it: it.update(status="maybe"))
    yield "another operation", copy_with(lambda it: it.update(op="find" if it["op"] != "find" else "ome"))
    yield "a digest that is none", copy_with(lambda it: it["identity"].update(tables_sha256="0"))
    yield "an advice that is none", copy_with(
        lambda it: it["advice"].append({"code": "no-such-code", "severity": "info", "text": ""}))
    yield "an advice of another severity", copy_with(
        lambda it: it["advice"].append({"code": "methadone", "severity": "info", "text": ""}))
    if "result" in answer:
        yield "an unknown member of the result", copy_with(lambda it: it["result"].update(calculatd=1))
        yield "no result", copy_with(lambda it: it.update(result={}))
        yield "a result and an error", copy_with(lambda it: it.update(error={}))


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, good, what):
        if good:
            self.passed += 1
            return
        self.failed += 1
        if self.failed <= SHOWN:
            print(f"FAILED: {what}")


def run_local(pallia):
    """The answers that a team's own tables give."""
    for tables, request in WITH_LOCAL_TABLES:
        done = subprocess.run([pallia, "run", "--tables", os.path.join(LOCAL, tables)], text=True,
                              input=json.dumps(request), stdout=subprocess.PIPE, check=False)
        yield f"{request['op']} with {tables}", json.loads(done.stdout)


def run_prepared(path):
    """The documents of the calls that prepare and fail."""
    library = ctypes.CDLL(os.path.abspath(path))
    tables, handle, answer = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
    library.pallia_tables_new(None, ctypes.byref(tables))
    for what, request in PREPARED:
        text = json.dumps(request).encode()
        call = getattr(library, f"pallia_{what}_new")
        call(tables, text, ctypes.c_size_t(len(text)), ctypes.byref(handle), ctypes.byref(answer))
        document = ctypes.string_at(answer) if answer else b'{"op": "it did not fail", "status": null}'
        yield f"{what} {text.decode()}", json.loads(document)
        library.pallia_free(answer)
    library.pallia_tables_release(tables)


def read_kit(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            yield one["id"], json.loads(one["answer"])


def check_answers(schemas, answers, tally):
    """Validates each; gives back one of each operation and status."""
    kinds = {}
    for name, answer in answers:
        errors = schemas.errors(answer, answer["op"])
        tally.check(not errors, f"{name}: {'; '.join(errors[:3])}")
        kinds.setdefault((answer["op"], answer["status"]), answer)
    return kinds


def check_members(schemas, tally):
    for name, place, parent, member in own(schemas):
        tally.check(id(member) in schemas.seen, f"{name}{place}: in no answer")
        tally.check("description" in member, f"{name}{place}: no description")
        due = place.rsplit("/", 1)[1] in parent.get("required", [])
        said = "absent" in member.get("description", "") + parent.get("description", "")
        tally.check(due or said, f"{name}{place}: not said when it is absent")


def check_form(schemas, tally):
    for name, schema in schemas.files.items():
        try:
            jsonschema.Draft7Validator.check_schema(schema)
            tally.check("title" in schema and "description" in schema, f"{name}: no title or description")
        except jsonschema.SchemaError as error:
            tally.check(False, f"{name}: {error.message}")
        for title, definition in schema["definitions"].items():
            tally.check("title" in definition, f"{name}: {title} has no title")
        for path, each in objects(schema):
            closed = each.get("additionalProperties") is False if "properties" in each else "description" in each
            tally.check(closed, f"{name}{path}: neither closed nor described")


def check_codes(schemas, api_path, tally):
    with open(api_path, encoding="utf-8") as file:
        api = json.load(file)
    common = schemas.files[COMMON]["definitions"]
    statuses = [one for one in api["statuses"] if one["name"] != "ok"]
    refusals = [one for one in statuses if one["code"] // 1000 == 2]
    for name, due in (("advice-code", [one["code"] for one in api["advice"]]),
                      ("status-code", [one["code"] for one in statuses]),
                      ("status-name", [one["name"] for one in statuses]),
                      ("refusal-code", [one["code"] for one in refusals]),
                      ("refusal-name", [one["name"] for one in refusals])):
        tally.check(common[name]["enum"] == due, f"{name} is not that of {api_path}: "
                    f"{sorted(set(map(str, due)) ^ set(map(str, common[name]['enum'])))}")
    levels = {code: each["then"]["properties"]["severity"]["const"] for each in common["advice"]["allOf"]
              for code in each["if"]["properties"]["code"]["enum"]}
    for one in api["advice"]:
        due = one.get("severity")
        tally.check(due is None or levels.get(one["code"]) == due, f"the severity of {one['code']} is {due}")


def check_spoilt(schemas, kinds, tally):
    for (operation, status), answer in kinds.items():
        for how, other in spoilt(answer):
            tally.check(schemas.errors(other, operation), f"{how} passes, in {operation}, {status}")


def main():
    folder, kit, pallia, library, api = sys.argv[1:]
    schemas, tally = Schemas(folder), Tally()
    check_form(schemas, tally)
    check_codes(schemas, api, tally)
    kinds = check_answers(schemas, read_kit(kit), tally)
    check_answers(schemas, run_local(pallia), tally)
    check_answers(schemas, run_prepared(library), tally)
    check_members(schemas, tally)
    check_spoilt(schemas, kinds, tally)
    if tally.failed > SHOWN:
        print(f"and {tally.failed - SHOWN} more")
    print(f"{tally.passed} passed, {tally.failed} failed")
    return 0 if tally.failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
