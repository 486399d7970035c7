# SPDX-License-Identifier: MPL-2.0
"""Requests and answers: the bytes, the types, the errors. Run from the top by run.sh."""
import glob
import importlib.metadata
import inspect
import json
import os
import pickle
import re
import subprocess
import unittest
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from unittest import mock

import pallia

COMMAND = os.environ.get("PALLIA_COMMAND", "build/pallia")
ORAL = {"drug": "morphine", "route": "oral", "dose": "60 mg", "every": "12 h"}
SC = {"drug": "morphine", "route": "sc"}
tables = pallia.Tables()


def operations():
    with open("libpallia/src/api/run.c", encoding="utf-8") as file:
        return re.findall(r'\{"([\w-]+)", +pl_', file.read())


def method(operation):
    return getattr(tables, operation.replace("-", "_"))


def with_schema():
    return [each for each in operations() if os.path.exists(f"tables/requests/{each}.schema.json")]


def vectors():
    for path in sorted(glob.glob("tests/vectors/*.jsonl")):
        with open(path, encoding="utf-8") as file:
            for line in filter(str.strip, file):
                yield json.loads(line)


def bytes_of(vector):
    text = vector.get("raw") or json.dumps(vector["request"], ensure_ascii=False)
    return text.encode("utf-8", "surrogateescape")


class Package(unittest.TestCase):
    def test_comes_from_the_wheel(self):
        self.assertIn("site-packages", pallia.__file__)
        self.assertEqual(importlib.metadata.version("pallia"), pallia.__version__)

    def test_loads_only_what_the_wheel_holds(self):
        with open("/proc/self/maps", encoding="utf-8") as file:
            loaded = {line.split()[-1] for line in file if "libpallia" in line or "libcjson" in line}
        self.assertEqual(len(loaded), 2)
        for path in loaded:
            self.assertTrue(path.startswith(os.path.dirname(os.path.realpath(pallia.__file__))), path)

    def test_refuses_another_binary_interface(self):
        with mock.patch.object(pallia._library, "ABI", pallia._library.ABI + 1):
            with self.assertRaises(ImportError):
                pallia._library._load()

    def test_says_when_there_is_no_memory(self):
        library = mock.Mock(pallia_run=lambda *_: 4001, pallia_tables_new=lambda *_: 4001)
        with mock.patch.object(pallia._tables, "library", library):
            for call in (pallia.Tables, lambda: tables.run_bytes(b"{}")):
                with self.assertRaises(pallia.ResourceError) as caught:
                    call()
                self.assertEqual(caught.exception.name, "nomem")

    def test_every_constant_is_the_one_of_api_json(self):
        with open("bindings/api.json", encoding="utf-8") as file:
            api = json.load(file)
        self.assertEqual({each["code"]: each["name"] for each in api["statuses"]}, dict(pallia.STATUSES))
        self.assertEqual(
            {each["row"]: each["constant"] for each in api["rows"]},
            {row.value: "PALLIA_ROW_" + row.name for row in pallia.Row},
        )
        names = {each["constant"]: each["code"] for each in api["statuses"]}
        for each in api["rows"]:
            self.assertEqual(pallia.Row(each["row"]).status, names[each["status"]])


class Operations(unittest.TestCase):
    def test_every_operation_of_the_library_is_a_method(self):
        self.assertGreaterEqual(len(operations()), 19)
        for operation in operations():
            self.assertTrue(callable(method(operation)), operation)

    def test_parameters_are_the_keys_of_the_schema(self):
        self.assertGreaterEqual(len(with_schema()), 12)
        for operation in with_schema():
            schema = tables.schema(operation).result["schema"]
            parameters = inspect.signature(method(operation)).parameters
            self.assertEqual(set(parameters) | {"op"}, set(schema["properties"]), operation)
            needed = {name for name, each in parameters.items() if each.default is each.empty}
            self.assertEqual(needed | {"op"}, set(schema["required"]), operation)

    def test_a_method_asks_what_the_template_says(self):
        for operation in with_schema():
            request = tables.template(operation).at("/result/template")
            keys = {key: value for key, value in request.items() if key != "op"}
            answer = method(operation)(**keys)
            self.assertEqual(answer.bytes, tables.run(request).bytes, operation)
            # The sheet of the template is empty: a draft.
            self.assertEqual(answer.status, "partial" if operation == "sheet" else "ok", operation)

    def test_every_parameter_reaches_the_request(self):
        for operation in operations():
            parameters = inspect.signature(method(operation)).parameters
            given = {name: f"value of {name}" for name in parameters}
            with mock.patch.object(pallia.Tables, "run", side_effect=lambda request: request):
                self.assertEqual(method(operation)(**given), {"op": operation, **given})

    def test_a_sheet(self):
        with open("tests/sheets/complete.json", encoding="utf-8") as file:
            sheet = json.load(file)
        answer = tables.sheet("2026-11-22", sheet)
        self.assertEqual((answer.status, answer.result["state"]), ("ok", "current"))
        revoked = tables.sheet_revoke("2026-11-22", sheet, "death", by="Dr X").result["sheet"]
        self.assertEqual(revoked["revoked"], {"reason": "death", "on": "2026-11-22", "by": "Dr X"})
        self.assertEqual(tables.sheet("2026-11-22", revoked).result["state"], "revoked")
        following = tables.sheet_supersede("2026-11-22", sheet).result
        self.assertEqual(following["sheet"]["version"], sheet["version"] + 1)
        self.assertEqual(following["superseded"]["status"], "superseded")
        self.assertEqual(len(tables.sheet_fields(language="en").result["sections"]), 12)

    def test_catalogue(self):
        self.assertEqual(tables.find("skenan").status, "ok")
        self.assertEqual(tables.explain("elderly", language="en").status, "ok")
        self.assertEqual(tables.explain(2001).status, "ok")
        self.assertEqual(tables.sources().status, "ok")
        self.assertEqual(tables.tables(show="fr-omedit-centre").status, "ok")
        self.assertEqual(tables.tables(check=True).status, "ok")
        self.assertEqual(tables.tables(diff=["uk-sps", "uk-fpm"]).status, "ok")

    def test_an_answer_continues(self):
        following = tables.rotate([ORAL], SC).result["next"]
        self.assertEqual(tables.run(following)["op"], "dilute")


class Bytes(unittest.TestCase):
    def test_every_vector_gives_the_bytes_of_the_command(self):
        requests = [bytes_of(vector) for vector in vectors()]
        self.assertGreater(len(requests), 2600)

        def command(request):
            return subprocess.run([COMMAND, "run"], input=request, capture_output=True).stdout

        with ThreadPoolExecutor(2) as pool:
            for request, due in zip(requests, pool.map(command, requests)):
                self.assertEqual(tables.run_bytes(request) + b"\n", due, request[:200])

    def test_a_dict_is_the_document_that_it_says(self):
        for vector in vectors():
            if isinstance(vector.get("request"), dict) and not vector.get("raw"):
                try:
                    answer = tables.run(vector["request"])
                except TypeError:  # a float, which Python refuses before the library does
                    self.assertIn("error", json.loads(tables.run_bytes(bytes_of(vector))))
                    continue
                self.assertEqual(answer.bytes, tables.run_bytes(bytes_of(vector)))

    def test_every_kind_of_bytes(self):
        request = b'{"op":"sources"}'
        due = tables.run_bytes(request)
        self.assertEqual(tables.run_bytes(bytearray(request)), due)
        self.assertEqual(tables.run_bytes(memoryview(request)), due)
        scattered = bytes(each for pair in zip(request, request) for each in pair)
        self.assertEqual(tables.run_bytes(memoryview(scattered)[::2]), due)
        self.assertEqual(tables.run(request.decode()).bytes, due)


class Answers(unittest.TestCase):
    def test_is_a_mapping_with_attributes(self):
        answer = tables.rotate([ORAL], SC)
        self.assertIsInstance(answer, Mapping)
        self.assertEqual(dict(answer), json.loads(answer.bytes))
        self.assertEqual(len(answer), len(json.loads(answer.bytes)))
        self.assertEqual(answer.identity["tables_sha256"], tables.sha256)
        self.assertEqual(answer.identity["tables"], tables.edition)
        self.assertTrue(answer.trail and answer.cites)
        self.assertIsNone(answer.error)
        self.assertEqual(repr(answer), "<pallia.Answer rotate: ok>")
        self.assertIs(answer.raise_for_status(), answer)

    def test_places(self):
        answer = tables.rotate([ORAL], SC)
        self.assertEqual(answer.quantity("/result/per_hour").exact, Fraction(5, 2))
        self.assertEqual(answer.at("/result/options/0/kind"), "ampoule")
        for pointer in ("/result/none", "/result/options/99", "/result/options/x", "/status/0"):
            with self.assertRaises(KeyError):
                answer.at(pointer)
        with self.assertRaises(KeyError):
            answer.quantity("/result")

    def test_no_answer_is_no_result(self):
        self.assertIsNone(tables.rotate([{**ORAL, "drug": "methadone"}], SC).result)
        self.assertIsNone(tables.rotate([], SC).result)

    def test_raises_by_family(self):
        error = self.refused(pallia.RequestError, tables.rotate([{**ORAL, "dose": "60"}], SC))
        self.assertEqual((error.code, error.name, error.pointer), (1202, "unit-missing", "/regimen/0/dose"))
        self.assertEqual(error.answer["status"], "error")
        self.assertIn("1202 unit-missing", str(error))
        error = self.refused(pallia.ClinicalRefusal, tables.rotate([{**ORAL, "drug": "methadone"}], SC))
        self.assertEqual(error.code, 2006)
        self.assertTrue(error.answer["advice"])
        self.assertEqual(tables.rotate([{**ORAL, "drug": "methadone"}], SC).status, "withheld")
        for family, one in enumerate(
            (pallia.RequestError, pallia.ClinicalRefusal, pallia.TableError, pallia.ResourceError), 1
        ):
            self.assertIs(type(pallia._errors.error_of(family * 1000 + 1, "", "")), one)
        self.assertIs(type(pallia._errors.error_of(9001, "", "")), pallia.InternalError)

    def test_a_lower_bound_is_not_let_through(self):
        regimen = [ORAL, {"drug": "fentanyl", "route": "nasal", "dose": "100 ug", "times": 2}]
        answer = tables.ome(regimen)
        self.assertEqual(answer.status, "partial")
        error = self.refused(pallia.Incomplete, answer)
        self.assertIsInstance(error, pallia.ClinicalRefusal)
        self.assertTrue(error.text)
        self.assertIs(answer.raise_for_status(partial=True), answer)
        answer = tables.compare([ORAL], {"drug": "tapentadol", "route": "oral"})
        self.assertEqual((answer.status, answer.result), ("partial", None))
        self.assertIn("/others", self.refused(pallia.Incomplete, answer).text)

    def test_what_is_missing_is_said(self):
        answer = tables.prescribe([{"drug": "morphine"}])
        missing = [each["what"] for each in answer.result["missing"]]
        self.assertIn("date de l'ordonnance", missing)
        self.assertEqual(self.refused(pallia.Incomplete, answer).text, "; ".join(missing))
        answer = tables.anticipate(["pain"], language="en")
        self.assertEqual(self.refused(pallia.Incomplete, answer).text, answer.at("/result/missing/0/text"))
        answer = tables.run(tables.template("sheet", language="en").at("/result/template"))
        self.assertEqual(self.refused(pallia.Incomplete, answer).text, answer.at("/result/text"))

    def test_no_lack_is_blamed_on_the_tables_but_where_they_are_compared(self):
        seen = set()
        for vector in vectors():
            answer = pallia.Answer(tables.run_bytes(bytes_of(vector)))
            if answer.status == "partial" and answer["op"] in ("anticipate", "prescribe", "sheet"):
                seen.add(answer["op"])
                text = self.refused(pallia.Incomplete, answer).text
                self.assertTrue(text)
                self.assertNotIn("/others", text, vector.get("id"))
        self.assertEqual(seen, {"anticipate", "prescribe", "sheet"})

    def test_strict(self):
        self.assertEqual(tables.run_strict({"op": "sources"}).status, "ok")
        with self.assertRaises(pallia.RequestError):
            tables.run_strict("[]")

    def test_errors_and_answers_are_pickled(self):
        answer = tables.rotate([], SC)
        again = pickle.loads(pickle.dumps(answer))
        self.assertEqual(again.bytes, answer.bytes)
        error = self.refused(pallia.RequestError, answer)
        copy = pickle.loads(pickle.dumps(error))
        self.assertEqual((type(copy), str(copy), copy.answer), (type(error), str(error), error.answer))

    def refused(self, kind, answer):
        with self.assertRaises(kind) as caught:
            answer.raise_for_status()
        self.assertIs(type(caught.exception), kind)
        return caught.exception


class BadRequests(unittest.TestCase):
    def test_wrong_types(self):
        for request in (None, 3, 1.5, [], ["op"], {1}, object(), Decimal(1)):
            with self.assertRaises(TypeError):
                tables.run(request)
        for request in ("{}", None, 3, [1], Decimal(1)):
            with self.assertRaises(TypeError):
                tables.run_bytes(request)

    def test_a_dict_never_holds_a_number_that_lost_digits(self):
        for value in (0.1, 60.0, float("nan"), float("inf"), Decimal("60"), Fraction(1, 2), {1}, b"60 mg", 1j):
            with self.assertRaises(TypeError) as caught:
                tables.rotate([{**ORAL, "dose": value}], SC)
            self.assertIn("/regimen/0/dose", str(caught.exception))
        with self.assertRaises(TypeError):
            tables.run({"op": "sources", 1: 2})

    def test_numbers_where_a_unit_decides_are_refused_by_the_library(self):
        self.assertEqual(tables.rotate([{**ORAL, "dose": 60}], SC).error["code"], 1103)

    def test_text_that_is_no_text(self):
        for request in ('{"op":"\ud800"}', {"op": "\ud800"}, {"\udfff": 1}):
            with self.assertRaises(ValueError):
                tables.run(request)
        self.assertEqual(tables.run('{"op":"\\ud800"}').error["name"], "json")
        self.assertEqual(tables.run(b'{"op":"\xff"}').error["name"], "utf8")
        self.assertEqual(tables.run(b"").error["name"], "empty")
        self.assertEqual(tables.run("").error["name"], "empty")

    def test_nul(self):
        self.assertEqual(tables.run(b'{"op":"sources"}\0').error["name"], "nul")
        self.assertEqual(tables.run({"op": "sources\0"}).error["name"], "nul")
        self.assertEqual(tables.run({"op": "find", "text": "mor\0phine"}).error["name"], "nul")
        for arguments in (("fr\0", "error.1001"), ("fr", "error.1001\0")):
            with self.assertRaises(ValueError):
                tables.text(*arguments)

    def test_huge(self):
        self.assertEqual(tables.run(b" " * (4 << 20) + b"{}").error["name"], "size")
        self.assertEqual(tables.run({"op": "x" * (5 << 20)}).error["name"], "size")
        self.assertEqual(tables.run({"op": "find", "text": "x" * 100000}).at("/result/near"), [])
        self.assertEqual(tables.run({"op": "pca", "days": 10**400}).error["name"], "number-length")
        with self.assertRaises(ValueError):
            tables.run({"op": "pca", "days": 10**5000})

    def test_nested_without_end(self):
        endless = []
        endless.append(endless)
        with self.assertRaises(ValueError):
            tables.run({"op": endless})
        self.assertEqual(tables.run(b"[" * 100000).error["name"], "depth")

    def test_texts(self):
        self.assertIn("JSON", tables.text("fr", "error.1001"))
        self.assertIsNone(tables.text("fr", "no.such.key"))
        self.assertIsNone(tables.text("de", "error.1001"))
        with self.assertRaises(TypeError):
            tables.text("fr", 3)


class LocalTables(unittest.TestCase):
    def edition(self):
        with open("tests/bad/tables/0-ok__control.json", "rb") as file:
            return file.read()

    def test_a_local_edition(self):
        with tables.with_local(self.edition()) as local:
            name = json.loads(self.edition())["id"]
            self.assertEqual(local.tables(show=name).status, "ok")
            self.assertEqual(tables.tables(show=name).status, "error")
            self.assertNotEqual(local.sources().identity["local"], [])

    def test_survives_its_base(self):
        base = pallia.Tables()
        local = base.with_local(self.edition())
        base.close()
        del base
        self.assertEqual(local.sources().status, "ok")

    def test_every_bad_table_has_its_family(self):
        count = 0
        for path in sorted(glob.glob("tests/bad/tables/[1-9]*.json")):
            code = int(os.path.basename(path).split("-")[0])
            with open(path, "rb") as file:
                document = file.read()
            with self.assertRaises(pallia.PalliaError) as caught:
                tables.with_local(document)
            self.assertEqual(caught.exception.code, code, path)
            self.assertIs(type(caught.exception), pallia.RequestError if code < 2000 else pallia.TableError)
            count += 1
        self.assertGreater(count, 20)

    def test_bad_arguments(self):
        for document in (None, {}, 3, ["x"]):
            with self.assertRaises(TypeError):
                tables.with_local(document)
        for document in (b"", "", b"\0", "x" * (5 << 20), b"\xff"):
            with self.assertRaises(pallia.RequestError):
                tables.with_local(document)
        with self.assertRaises(ValueError):
            tables.with_local("\ud800")


if __name__ == "__main__":
    unittest.main()
