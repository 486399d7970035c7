# SPDX-License-Identifier: MPL-2.0
"""Columns through the buffer protocol, without numpy."""
import array
import math
import struct
import unittest

import pallia
from pallia import Row

tables = pallia.Tables()
columns = tables.columns("morphine/oral")
SC = columns.code("morphine", "sc")


def doubles(*values):
    return array.array("d", values)


def codes(*values):
    return array.array("i", values)


class Rows(unittest.TestCase):
    def test_every_status_alone(self):
        places = columns.codes(
            [
                ("morphine", "sc"),
                ("morphine", "nowhere"),
                ("methadone", "oral"),
                ("fentanyl", "nasal"),
                ("morphine", "sc"),
                ("morphine", "sc"),
                ("morphine", "sc"),
                ("morphine", "sc"),
                ("morphine", "sc"),
            ]
        )
        doses = doubles(10, 10, 10, 10, math.nan, math.inf, -1, 0, 1 / 3)
        results, statuses = columns.run(places, doses)
        self.assertIsInstance(results, array.array)
        due = [Row.OK, Row.UNKNOWN, Row.WITHHELD, Row.NEVER] + [Row.DOSE] * 5
        self.assertEqual(list(statuses), due)
        self.assertEqual(results[0], 20)
        self.assertTrue(all(math.isnan(each) for each in results[1:]))
        self.assertTrue(math.isnan(doses[4]) and doses[0] == 10)

    def test_any_code(self):
        given = codes(-1, 2**31 - 1, -(2**31), 100000)
        self.assertEqual(set(columns.run(given, doubles(1, 1, 1, 1))[1]), {Row.UNKNOWN})

    def test_out_of_range(self):
        patch = tables.columns("fentanyl/transdermal")
        self.assertEqual(patch.unit_target, "ug/h")
        statuses = patch.run(codes(patch.code("morphine", "oral")), doubles(1))[1]
        self.assertEqual(list(statuses), [Row.OUT_OF_RANGE])

    def test_is_the_prepared_conversion(self):
        for drug, route in (("oxycodone", "oral"), ("morphine", "iv"), ("fentanyl", "transdermal")):
            one = tables.conversion(f"{drug}/{route}", "morphine/oral")
            code = columns.code(drug, route)
            self.assertEqual(columns.unit(code), one.unit_source)
            doses = doubles(*(each / 4 for each in range(1, 400)))
            results, statuses = columns.run(codes(*[code] * len(doses)), doses)
            for dose, result, status in zip(doses, results, statuses):
                if status == Row.OK:
                    self.assertEqual(one.apply(dose), result)
                else:
                    with self.assertRaises(pallia.PalliaError):
                        one.apply(dose)

    def test_totals(self):
        total = tables.columns(op="ome")
        self.assertEqual((total.target, total.unit_target), ("morphine/oral", "mg/24h"))
        self.assertEqual(list(total.run(codes(total.code("morphine", "sc")), doubles(10))[1]), [Row.OK])

    def test_a_million_rows(self):
        rows = 1_000_000
        doses = doubles(10) * rows
        results, statuses = columns.run(codes(SC) * rows, doses, out=doses)
        self.assertIs(results, doses)
        self.assertEqual((results.count(20.0), sum(statuses)), (rows, 0))


class Buffers(unittest.TestCase):
    def test_out(self):
        out = doubles(0, 0)
        doses = doubles(10, 30)
        results, _ = columns.run(codes(SC, SC), doses, out=out)
        self.assertIs(results, out)
        self.assertEqual((list(out), list(doses)), ([20, 60], [10, 30]))
        columns.run(codes(SC, SC), doses, doses)
        self.assertEqual(list(doses), [20, 60])

    def test_other_buffers(self):
        place = memoryview(struct.pack("=2i", SC, SC)).cast("i")  # read-only: copied
        doses = memoryview(bytearray(struct.pack("=2d", 10, 0.3))).cast("d")
        results, _ = columns.run(place, doses, out=doses)
        self.assertEqual(list(results), [20, 0.6])
        frozen = memoryview(struct.pack("=2d", 10, 0.3)).cast("d")
        self.assertEqual(list(columns.run(place, frozen)[0]), [20, 0.6])
        self.assertEqual(list(frozen), [10, 0.3])
        with self.assertRaises(ValueError):
            columns.run(place, doses, out=frozen)

    def test_no_rows(self):
        results, statuses = columns.run(codes(), doubles())
        self.assertEqual((len(results), len(statuses)), (0, 0))
        self.assertEqual(len(columns.codes([])), 0)

    def test_wrong_elements(self):
        good = codes(SC), doubles(10)
        for bad in ([SC], (SC,), None, 3, "x", b"\0" * 4, array.array("l", [SC]), array.array("I", [SC]), doubles(1)):
            with self.assertRaises(TypeError):
                columns.run(bad, good[1])
        for bad in ([10.0], None, 3, b"\0" * 8, array.array("f", [10]), array.array("q", [10]), codes(10)):
            with self.assertRaises(TypeError):
                columns.run(good[0], bad)
        for bad in ([10.0], b"\0" * 8, array.array("f", [10]), array.array("B", bytes(8)), 0):
            with self.assertRaises(TypeError):
                columns.run(*good, out=bad)

    def test_wrong_shapes(self):
        for place, doses, out in (
            (codes(SC), doubles(1, 2), None),
            (codes(SC, SC), doubles(1), None),
            (codes(SC), doubles(1), doubles(1, 2)),
            (codes(SC), doubles(1), doubles()),
            (codes(SC, SC), memoryview(doubles(1, 2, 3, 4))[::2], None),
            (memoryview(codes(SC, SC, SC, SC))[::2], doubles(1, 2), None),
            (codes(SC, SC), doubles(1, 2), memoryview(doubles(1, 2, 3, 4))[::-2]),
            (codes(SC), memoryview(bytearray(8)).cast("d", (1, 1)), None),
            (codes(SC), memoryview(bytearray(8)).cast("d", ()), None),
        ):
            with self.assertRaises(ValueError):
                columns.run(place, doses, out)

    def test_overlap(self):
        several = memoryview(doubles(1, 2, 3, 4))
        with self.assertRaises(ValueError):
            columns.run(codes(SC, SC), several[:2], out=several[1:3])
        with self.assertRaises(ValueError):
            columns.run(codes(SC, SC), several[1:3], out=several[:2])
        columns.run(codes(SC, SC), several[:2], out=several[2:])
        self.assertEqual(list(several), [1, 2, 2, 4])
        shared = memoryview(bytearray(16))
        with self.assertRaises(ValueError):
            columns.run(shared[:8].cast("i"), doubles(1, 2), out=shared.cast("d"))

    def test_arrays_are_free_again(self):
        doses = doubles(10)
        columns.run(codes(SC), doses, out=doses)
        doses.append(1)
        with self.assertRaises(ValueError):
            columns.run(codes(SC), doses)
        doses.append(2)


class Codes(unittest.TestCase):
    def test_bad_places(self):
        for place, name in ((("x", "oral"), "drug"), (("morphine", "x"), "route"), (("", ""), "drug")):
            with self.assertRaises(pallia.RequestError) as caught:
                columns.code(*place)
            self.assertEqual(caught.exception.name, name)
        for columns_in, place, text in (
            (columns, ("mmm", "sc"), "1301 drug: Médicament inconnu : « mmm »."),
            (columns, ("morphine", "lune"), "1302 route: Voie inconnue : « lune »."),
            (columns, ("morphine", "nasal"), "1307 route-drug: Ce médicament ne se donne pas par la voie « nasal »."),
            (tables.columns("morphine/oral", language="en"), ("mmm", "sc"), "1301 drug: Unknown drug: “mmm”."),
        ):
            with self.assertRaises(pallia.RequestError) as caught:
                columns_in.code(*place)
            self.assertEqual(str(caught.exception), text)
        for place in ((1, "oral"), ("morphine", None), (b"morphine", "oral")):
            with self.assertRaises(TypeError):
                columns.code(*place)
        for place in (("morphine\0", "oral"), ("morphine", "oral\0x"), ("\ud800", "oral")):
            with self.assertRaises(ValueError):
                columns.code(*place)
        self.assertEqual(list(columns.codes([("x" * 100000, "oral")])), [-1])

    def test_units(self):
        self.assertEqual(columns.unit(SC), "mg/24h")
        for code in (-1, 10**9, 2**31, 2**64, -(2**70)):
            self.assertIsNone(columns.unit(code))
        for code in ("0", 0.0, None, True):
            with self.assertRaises(TypeError):
                columns.unit(code)

    def test_bad_requests(self):
        for arguments, name in ((("x/oral",), "drug"), ((), "key-missing"), (("morphine/oral\0",), "nul")):
            with self.assertRaises(pallia.RequestError) as caught:
                tables.columns(*arguments)
            self.assertEqual(caught.exception.name, name)
        with self.assertRaises(TypeError):
            tables.columns(1.5)


if __name__ == "__main__":
    unittest.main()
