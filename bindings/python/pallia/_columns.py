# SPDX-License-Identifier: MPL-2.0
"""Columns: millions of doses converted to one target, a status byte for each row."""
from __future__ import annotations

import array
import ctypes
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from pallia._conversion import failure, prepare, refusal
from pallia._library import Owner, library, text_of, word

if TYPE_CHECKING:
    from pallia._tables import Tables


class Row(IntEnum):
    """What became of a row. Pinned for ever.

    Examples
    --------
    >>> Row(3), Row.OUT_OF_RANGE.status
    (<Row.OUT_OF_RANGE: 3>, 2002)
    """

    OK = 0
    """The result is there."""
    UNKNOWN = 1
    """The code is none of this set."""
    NO_RULE = 2
    """No table has a rule for this arrow."""
    OUT_OF_RANGE = 3
    """Outside the doses that the table prints."""
    WITHHELD = 4
    """A stop (methadone, partial agonist…) was not acknowledged."""
    NEVER = 5
    """Never converted: transmucosal fentanyl."""
    DOSE = 6
    """NaN, infinite, negative, zero, too large, or no 6-digit decimal."""
    OVERFLOW = 7
    """The exact result does not fit 64-bit integers."""

    @property
    def status(self) -> int:
        """The status that says the same (a key of ``pallia.STATUSES``)."""
        return int(library.pallia_row_status(self.value))


_EROUTE = 1302
_EROUTE_DRUG = 1307
_CODES = ({"i", "l", "=i", "<i", "@i"}, 4, "32-bit integers (array('i'), numpy int32)")
_DOSES = ({"d", "=d", "<d", "@d"}, 8, "doubles (array('d'), numpy float64)")
_FORMATS = {"codes": _CODES, "doses": _DOSES, "out": _DOSES}
_UNMASKED = {"codes": "codes.filled(-1)", "doses": "doses.filled(math.nan)", "out": "out.data"}


class _Borrowed:
    """A one-dimensional buffer, held still while the library uses it. A copy of it where it is read-only,
    or where an element does not stand at a multiple of its size."""

    def __init__(self, name: str, value: Any) -> None:
        formats, size, wanted = _FORMATS[name]
        # numpy.ma: its buffer holds what the mask hides, and nothing of the mask.
        if hasattr(value, "mask") and hasattr(value, "filled"):
            raise TypeError(f"{name} is a masked array, whose mask would be lost: pass {_UNMASKED[name]}")
        try:
            view = memoryview(value)
        except TypeError:
            raise TypeError(f"{name} must hold {wanted}, not {type(value).__name__}") from None
        if view.ndim != 1:
            raise ValueError(f"{name} must have one dimension, not {view.ndim}")
        if view.format not in formats or view.itemsize != size:
            raise TypeError(f"{name} must hold {wanted}, not format {view.format!r}")
        if not view.c_contiguous:
            raise ValueError(f"{name} must be contiguous")
        self.rows = len(view)
        self.bytes = view.nbytes
        if view.readonly and name == "out":
            raise ValueError("out is read-only")
        self._hold(bytearray(view) if view.readonly else view)
        if self.bytes == 0 or self.address % size == 0:
            return
        if name == "out":
            raise ValueError(f"out does not stand at a multiple of {size} bytes")
        self._hold(bytearray(view))

    def _hold(self, raw: bytearray | memoryview) -> None:
        self._held = (ctypes.c_char * self.bytes).from_buffer(raw)
        self.address = ctypes.addressof(self._held)

    def overlaps(self, other: _Borrowed) -> bool:
        return self.address < other.address + other.bytes and other.address < self.address + self.bytes


class Columns(Owner):
    """Everything that converts to one target, resolved once, for columns of codes and doses.

    Results are what ``rotate`` calls ``calculated`` (or the total of ``ome``): no reduction, no
    patient, no rounding. For audits and studies, not for one person's order. Any number of threads
    may use it at once; it outlives the tables it came from.

    Parameters
    ----------
    tables : Tables
        The tables.
    target : str, optional
        ``"drug/route"``. Not with ``op="ome"``.
    op : {"ome"}, optional
        A total in the table's pivot: tables for totals may be used, and it is not a dose.
    edition, profile, stable, acknowledge, language
        As for :class:`Conversion`.

    Raises
    ------
    RequestError
        An unknown target, edition, profile…
    ClinicalRefusal
        The edition is for totals only.

    Examples
    --------
    >>> import array, pallia
    >>> columns = pallia.Tables().columns("morphine/oral")
    >>> codes = columns.codes([("morphine", "sc"), ("fentanyl", "nasal"), ("morphine", "iv")])
    >>> results, statuses = columns.run(codes, array.array("d", [10, 0.1, 0.5]))
    >>> list(results), [pallia.Row(each).name for each in statuses]
    ([20.0, nan, 1.5], ['OK', 'NEVER', 'OK'])
    """

    __slots__ = ("_tables", "_language")
    _closed = "these columns are closed"

    def __init__(
        self,
        tables: Tables,
        target: str | None = None,
        *,
        op: str | None = None,
        edition: str | None = None,
        profile: str | None = None,
        stable: bool | None = None,
        acknowledge: Sequence[str] | None = None,
        language: str | None = None,
    ) -> None:
        self._handle = None
        self._tables = tables._open()
        self._language = language or "fr"
        self._handle = prepare(
            self._tables,
            "columns",
            {
                "to": target,
                "op": op,
                "edition": edition,
                "profile": profile,
                "stable": stable,
                "acknowledge": acknowledge,
                "language": language,
            },
        )

    @property
    def target(self) -> str:
        """The target, ``"drug/route"``."""
        handle = self._open()
        return text_of(library.pallia_columns_to(handle.address))

    @property
    def unit_target(self) -> str:
        """The unit of results: ``"mg/24h"``, or ``"ug/h"`` through the skin."""
        handle = self._open()
        return text_of(library.pallia_columns_unit_to(handle.address))

    def code(self, drug: str, route: str) -> int:
        """The code of a place in this set. Another set, other tables: another code.

        Parameters
        ----------
        drug, route : str
            Ids of tables/drugs.json: ``"morphine"``, ``"oral"``. No brand, no other language.

        Raises
        ------
        RequestError
            An unknown drug or route, or a drug that is not given by that route.
        """
        status, code = self._look_up(drug, route)
        if status != 0:
            token = route if status in (_EROUTE, _EROUTE_DRUG) else drug
            raise refusal(self._tables, self._language, status, token)
        return code

    def codes(self, places: Iterable[tuple[str, str]]) -> array.array[int]:
        """The codes of many places, -1 for the unknown ones (rows ``Row.UNKNOWN``).

        Parameters
        ----------
        places : iterable of (drug, route)
            One for each row. Each pair is looked up once.

        Returns
        -------
        array of int32, as many as places
        """
        self._open()
        known: dict[tuple[str, str], int] = {}
        codes = array.array("i")
        for place in places:
            if place not in known:
                known[place] = self._look_up(*place)[1]
            codes.append(known[place])
        return codes

    def _look_up(self, drug: str, route: str) -> tuple[int, int]:
        """A status, and the code: -1 unless the status is 0."""
        handle = self._open()
        code = ctypes.c_int32(-1)
        status = library.pallia_columns_code(
            handle.address, word(drug, "drug"), word(route, "route"), ctypes.byref(code)
        )
        return status, code.value

    def unit(self, code: int) -> str | None:
        """The unit of the doses of a code; None when the code is none."""
        handle = self._open()
        if isinstance(code, bool) or not isinstance(code, int):
            raise TypeError(f"a code is an int, not {type(code).__name__}")
        if not -(2**31) <= code < 2**31:
            return None
        unit = library.pallia_columns_unit(handle.address, code)
        return None if unit is None else text_of(unit)

    def run(self, codes: Any, doses: Any, out: Any = None) -> tuple[Any, array.array[int]]:
        """Converts rows. A row's error never touches another row.

        Parameters
        ----------
        codes : buffer of int32, shape (rows,)
            Of :meth:`code`; any other number gives ``Row.UNKNOWN``.
        doses : buffer of float64, shape (rows,)
            In the unit of their code (:meth:`unit`). Decimals of at most 6 digits after the point, as
            near as a double holds them: 0.1 + 0.2 is read as 0.3, 1 / 3 is ``Row.DOSE``.
        out : writable buffer of float64, shape (rows,), optional
            Receives the results; may be `doses` itself, must not overlap it otherwise.

        Returns
        -------
        results : `out`, or a new array of float64, shape (rows,)
            In `unit_target`; the double nearest to the exact value; NaN where the status is not 0.
        statuses : array of uint8, shape (rows,)
            Members of :class:`Row`.

        Raises
        ------
        TypeError
            No buffer, or of other elements (int64 codes, float32 doses…): nothing is converted
            silently. A masked array: ``doses.filled(math.nan)`` makes its masked rows ``Row.DOSE``.
        ValueError
            Not contiguous, more than one dimension, other lengths, an `out` that is read-only,
            overlapping or not aligned, closed.

        Notes
        -----
        array.array, memoryview and numpy arrays are used in place; numpy is not needed. Read-only
        inputs, and those that are not aligned, are copied. The GIL is released: do not change the arrays from other threads meanwhile.
        """
        handle = self._open()
        given_codes, given_doses = _Borrowed("codes", codes), _Borrowed("doses", doses)
        rows = given_doses.rows
        results = array.array("d", bytes(8 * rows)) if out is None else out
        taken_results = _Borrowed("out", results)
        if given_codes.rows != rows or taken_results.rows != rows:
            raise ValueError(
                f"{given_codes.rows} codes, {rows} doses and {taken_results.rows} results: one each a row"
            )
        if taken_results.overlaps(given_codes) or (
            taken_results.address != given_doses.address and taken_results.overlaps(given_doses)
        ):
            raise ValueError("out overlaps an input that it is not")
        statuses = array.array("B", bytes(rows))
        if rows == 0:
            return results, statuses
        status = library.pallia_columns_run(
            handle.address,
            rows,
            given_codes.address,
            given_doses.address,
            taken_results.address,
            _address_of(statuses),
        )
        if status != 0:
            raise failure(status, ctypes.c_void_p())
        return results, statuses


def _address_of(values: array.array[int]) -> int:
    return values.buffer_info()[0]
