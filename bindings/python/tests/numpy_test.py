# SPDX-License-Identifier: MPL-2.0
"""Columns on numpy arrays. Apart from the others: the package itself never needs numpy."""
import unittest

import numpy
import pallia
from pallia import Row

columns = pallia.Tables().columns("morphine/oral")
SC = columns.code("morphine", "sc")


class Arrays(unittest.TestCase):
    def test_in_place(self):
        codes = numpy.full(1000, SC, dtype=numpy.int32)
        doses = numpy.tile(numpy.arange(1, 101, dtype=numpy.float64), 10)
        due = doses * 2
        results, statuses = columns.run(codes, doses, out=doses)
        self.assertIs(results, doses)
        self.assertTrue((doses == due).all())
        self.assertEqual(numpy.frombuffer(statuses, dtype=numpy.uint8).sum(), 0)

    def test_a_new_array(self):
        doses = numpy.array([10, numpy.nan, 1 / 3, 10])
        codes = numpy.array([SC, SC, SC, -1], dtype=numpy.int32)
        results, statuses = columns.run(codes, doses)
        self.assertEqual(list(statuses), [Row.OK, Row.DOSE, Row.DOSE, Row.UNKNOWN])
        self.assertEqual(numpy.asarray(results)[0], 20)
        self.assertTrue(numpy.isnan(numpy.asarray(results)[1:]).all())

    def test_a_read_only_array(self):
        doses = numpy.array([10.0])
        doses.flags.writeable = False
        codes = numpy.array([SC], dtype=numpy.int32)
        self.assertEqual(list(columns.run(codes, doses)[0]), [20])
        with self.assertRaises(ValueError):
            columns.run(codes, doses, out=doses)

    def test_other_elements_and_shapes(self):
        codes, doses = numpy.array([SC, SC], dtype=numpy.int32), numpy.array([10.0, 10.0])
        for kind in (numpy.int64, numpy.uint32, numpy.int16, numpy.float64, ">i4", object):
            with self.assertRaises(TypeError):
                columns.run(codes.astype(kind), doses)
        for kind in (numpy.float32, numpy.int64, ">f8", numpy.complex128, object):
            with self.assertRaises(TypeError):
                columns.run(codes, doses.astype(kind))
        for bad in (numpy.ones(4)[::2], numpy.ones(2)[::-1], numpy.ones((1, 2)), numpy.ones((2, 1)), numpy.array(1.0)):
            with self.assertRaises(ValueError):
                columns.run(codes, bad)

    def test_a_mask(self):
        codes = numpy.array([SC, SC], dtype=numpy.int32)
        doses = numpy.ma.array([10.0, 20.0], mask=[False, True])
        for arguments in (
            (codes, doses),
            (codes, numpy.ma.array([10.0, 20.0])),
            (numpy.ma.array(codes, mask=[True, False]), doses.data),
            (codes, doses.data, doses),
        ):
            with self.assertRaisesRegex(TypeError, "masked array.*(filled|data)"):
                columns.run(*arguments)
        results, statuses = columns.run(codes, doses.filled(numpy.nan))
        self.assertEqual((results[0], list(statuses)), (20, [Row.OK, Row.DOSE]))
        hidden = numpy.ma.array(codes, mask=[True, False])
        self.assertEqual(list(columns.run(hidden.filled(-1), doses.data)[1]), [Row.UNKNOWN, Row.OK])

    def test_not_aligned(self):
        codes = numpy.frombuffer(bytearray(b"x" + numpy.array([SC, SC], dtype=numpy.int32).tobytes()), "i4", offset=1)
        doses = numpy.frombuffer(bytearray(b"x" + numpy.array([10.0, 0.5]).tobytes()), "f8", offset=1)
        self.assertFalse(doses.flags.aligned or codes.flags.aligned)
        self.assertEqual(list(columns.run(codes, doses)[0]), [20, 1])
        with self.assertRaisesRegex(ValueError, "multiple of 8"):
            columns.run(codes, doses, out=doses)

    def test_scalars(self):
        conversion = pallia.Tables().conversion("morphine/oral", "morphine/sc")
        for dose in (numpy.float64(60), numpy.int64(60), numpy.int32(60)):
            self.assertEqual(conversion.apply(dose), 30.0)
        self.assertEqual(pallia.Quantity(numpy.int64(60), "mg"), pallia.Quantity(60, "mg"))
        for dose in (numpy.bool_(True), numpy.float32(60), numpy.array([60.0])):
            with self.assertRaises(TypeError):
                conversion.apply(dose)


if __name__ == "__main__":
    unittest.main()
