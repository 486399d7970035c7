# SPDX-License-Identifier: MPL-2.0
"""Quantities and prepared conversions."""
import copy
import json
import math
import pickle
import unittest
from decimal import ROUND_HALF_EVEN, ROUND_UP, Decimal
from fractions import Fraction

import pallia
from pallia import Quantity

tables = pallia.Tables()


class Exact(unittest.TestCase):
    def test_values(self):
        for value in (Decimal("7.5"), Fraction(15, 2), 7.5):
            self.assertEqual(Quantity(value, "mg").exact, Fraction(15, 2))
        self.assertEqual(Quantity(60, "mg").exact, 60)

    def test_no_float_is_let_in_silently(self):
        for value in (12.5, 0.25, 60.0, 0.015625):
            self.assertEqual(Quantity(value, "mg").exact, Fraction(value))
        for value in (0.1, 0.1 + 0.2, 1 / 3, 0.0078125, 5e-324, 7.3):
            with self.assertRaises(TypeError):
                Quantity(value, "mg")

    def test_what_is_no_number(self):
        for value in ("7.5", None, True, False, b"1", 1j, [1]):
            with self.assertRaises(TypeError):
                Quantity(value, "mg")
        for value in ("NaN", "sNaN", "Infinity", "-Infinity"):
            with self.assertRaises(ValueError):
                Quantity(Decimal(value), "mg")
        for value in (math.nan, math.inf, -math.inf):
            with self.assertRaises(ValueError):
                Quantity(value, "mg")

    def test_what_does_not_fit(self):
        self.assertEqual(Quantity(2**63 - 1, "mg").exact, 2**63 - 1)
        for value in (
            2**63,
            -(2**63) - 1,
            10**100000,
            Fraction(1, 2**63),
            Decimal("1e999999999"),
            Decimal("1e-999999999"),
            1e300,
        ):
            with self.assertRaises(ValueError):
                Quantity(value, "mg")

    def test_units(self):
        for unit in ("", "000 mg", "0", " mg", ".5 mg", ",5 mg", "/h", "m" * 33):
            with self.assertRaises(ValueError):
                Quantity(1, unit)
        for unit in (None, b"mg", 3):
            with self.assertRaises(TypeError):
                Quantity(1, unit)
        self.assertEqual(str(Quantity(25, "%")), "25 %")

    def test_decimals(self):
        self.assertEqual(Quantity(Fraction(1, 8), "mg").decimal(), Decimal("0.125"))
        self.assertEqual(str(Quantity(Decimal("0.0000001"), "mg")), "0.0000001 mg")
        self.assertEqual(str(Quantity(Fraction(-1, 2**40), "mg")).split()[0], f"{Decimal(-1) / 2**40:.40f}")
        third = Quantity(Fraction(200, 3), "mg")
        self.assertEqual(str(third), "200/3 mg")
        with self.assertRaises(ValueError):
            third.decimal()
        self.assertEqual(third.decimal(places=1), Decimal("66.6"))
        self.assertEqual(third.decimal(places=1, rounding=ROUND_UP), Decimal("66.7"))
        self.assertEqual(Quantity(Fraction(1, 8), "mg").decimal(2, rounding=ROUND_HALF_EVEN), Decimal("0.12"))
        self.assertEqual(Quantity(2**63 - 1, "mg").decimal(3), Decimal("9223372036854775807.000"))

    def test_is_a_value(self):
        one = Quantity(Decimal("7.5"), "mg")
        self.assertEqual(one, Quantity(Fraction(15, 2), "mg"))
        self.assertEqual(hash(one), hash(Quantity(Fraction(15, 2), "mg")))
        self.assertNotEqual(one, Quantity(Decimal("7.5"), "ug"))
        self.assertNotEqual(Quantity(1, "mg"), Quantity(1000, "ug"))
        self.assertNotEqual(one, "7.5 mg")
        self.assertEqual(repr(one), "Quantity(15/2, 'mg')")
        for again in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
            self.assertEqual((again, again.text), (one, one.text))
        for change in ("exact", "unit", "text", "other"):
            with self.assertRaises(AttributeError):
                setattr(one, change, 1)

    def test_in_a_request(self):
        item = {"drug": "morphine", "route": "oral", "dose": Quantity(Decimal("7.5"), "mg"), "times": 4}
        answer = tables.ome([item])
        self.assertEqual(answer.quantity("/result/total"), Quantity(30, "mg/24h"))
        due = {"op": "ome", "regimen": [{**item, "dose": "7.5 mg"}]}
        self.assertEqual(answer.bytes, tables.run_bytes(json.dumps(due).encode()))
        with self.assertRaises(ValueError):
            tables.ome([{**item, "dose": Quantity(Fraction(25, 6), "mg")}])
        for value, name in (("0.1234567", "precision"), (-1, "negative"), ("1e12", "magnitude")):
            wrong = tables.ome([{**item, "dose": Quantity(Decimal(value), "mg")}])
            self.assertEqual(wrong.error["name"], name)
        self.assertEqual(
            tables.ome([{**item, "dose": Quantity(1, "mg\0")}]).error["name"], "nul"
        )
        with self.assertRaises(ValueError):
            tables.ome([{**item, "dose": Quantity(1, "mg\ud800")}])


class Conversions(unittest.TestCase):
    def setUp(self):
        self.one = tables.conversion("morphine/oral", "morphine/sc", language="en")

    def test_says_what_it_is(self):
        one = self.one
        self.assertEqual((one.source, one.target), ("morphine/oral", "morphine/sc"))
        self.assertEqual((one.unit_source, one.unit_target), ("mg/24h", "mg/24h"))
        self.assertEqual(one.edition, "fr-omedit-centre")
        patch = tables.conversion("fentanyl/transdermal", "morphine/oral")
        self.assertEqual(patch.unit_source, "ug/h")

    def test_is_what_rotate_calculates(self):
        for dose in ("60", "12.5", "0.3", "133.333333"):
            answer = tables.rotate(
                [{"drug": "morphine", "route": "oral", "dose": f"{dose} mg/24h"}],
                {"drug": "morphine", "route": "sc"},
            )
            due = answer.quantity("/result/calculated").exact
            for given in (Decimal(dose), Fraction(dose), float(dose), Quantity(Decimal(dose), "mg/24h")):
                self.assertEqual(self.one.apply(given), float(due))
        self.assertEqual(self.one.apply(60), 30.0)
        self.assertEqual(self.one.apply(0.1 + 0.2), 0.15)

    def test_doses_that_are_none(self):
        for dose, name in (
            (math.nan, "quantity"),
            (math.inf, "quantity"),
            (Decimal("NaN"), "quantity"),
            (Decimal("sNaN"), "quantity"),
            (0, "magnitude"),
            (-1, "negative"),
            (1e300, "magnitude"),
            (1 / 3, "precision"),
            (Fraction(1, 3), "precision"),
            (Decimal("0.3000000000000000444"), "precision"),
        ):
            with self.assertRaises(pallia.RequestError) as caught:
                self.one.apply(dose)
            self.assertEqual(caught.exception.name, name, dose)
            self.assertIn("morphine/oral", str(caught.exception)) if name != "magnitude" else None
        for dose in (None, "60", True, [60], 1j):
            with self.assertRaises(TypeError):
                self.one.apply(dose)
        for dose in (Quantity(60, "mg"), Quantity(60, "ug/h"), 10**400, Decimal("1e400")):
            with self.assertRaises(ValueError):
                self.one.apply(dose)

    def test_refusals(self):
        for arrow, code in ((("methadone/oral", "morphine/oral"), 2006), (("fentanyl/nasal", "morphine/oral"), 2003)):
            with self.assertRaises(pallia.ClinicalRefusal) as caught:
                tables.conversion(*arrow)
            self.assertEqual(caught.exception.code, code)
            self.assertIsNotNone(caught.exception.answer)
        patch = tables.conversion("morphine/oral", "fentanyl/transdermal", language="en")
        with self.assertRaises(pallia.ClinicalRefusal) as caught:
            patch.apply(1)
        self.assertEqual(caught.exception.name, "out-of-range")
        self.assertIn("morphine/oral", caught.exception.text)

    def test_bad_requests(self):
        for arguments, keys, name in (
            (("x/oral", "morphine/sc"), {}, "drug"),
            (("morphine/x", "morphine/sc"), {}, "route"),
            (("morphine", "morphine/sc"), {}, None),
            (("morphine/oral\0", "morphine/sc"), {}, "nul"),
            (("morphine/oral",), {}, "key-missing"),
            (("morphine/oral", "morphine/sc"), {"edition": "none"}, "edition"),
            (("morphine/oral", "morphine/sc"), {"edition": "fr-rcp", "profile": "fr"}, "conflict"),
            (("morphine/oral", "morphine/sc"), {"language": "de"}, "language"),
            (("morphine/oral", "morphine/sc"), {"acknowledge": "methadone"}, "type"),
        ):
            with self.assertRaises(pallia.RequestError) as caught:
                tables.conversion(*arguments, **keys)
            if name:
                self.assertEqual(caught.exception.name, name)
        for source in (1.5, b"morphine/oral", {1}):
            with self.assertRaises(TypeError):
                tables.conversion(source, "morphine/sc")
        with self.assertRaises(ValueError):
            tables.conversion("\ud800", "morphine/sc")

    def test_totals(self):
        total = tables.conversion("oxycodone/oral", op="ome")
        self.assertEqual(total.target, "morphine/oral")
        self.assertGreater(total.apply(10), 10)


if __name__ == "__main__":
    unittest.main()
