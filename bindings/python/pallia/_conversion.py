# SPDX-License-Identifier: MPL-2.0
"""One arrow, resolved once and applied to many doses; and what prepared requests share."""
from __future__ import annotations

import ctypes
import json
import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pallia._document import encode
from pallia._errors import PalliaError, error_of
from pallia._library import Handle, Owner, library, taken, text_of
from pallia._quantity import Quantity, exactly

if TYPE_CHECKING:
    from pallia._tables import Tables

_PARTS = 10**6
_EPRECISION = 1209


def prepare(tables: Handle, kind: str, request: dict[str, Any]) -> Handle:
    """A new handle of pallia_<kind>_new, or the exception of its answer."""
    document = encode({key: value for key, value in request.items() if value is not None})
    handle, answer = ctypes.c_void_p(), ctypes.c_void_p()
    status = getattr(library, f"pallia_{kind}_new")(
        tables.address, document, len(document), ctypes.byref(handle), ctypes.byref(answer)
    )
    if status == 0:
        return Handle(handle.value, getattr(library, f"pallia_{kind}_release"))
    raise failure(status, answer)


def failure(status: int, answer: ctypes.c_void_p) -> PalliaError:
    """The exception of a status, with the document that explains it, which is released."""
    name = text_of(library.pallia_status_name(status))
    if not answer.value:
        return error_of(status, name, name)
    document = json.loads(taken(answer))
    error = document["error"]
    return error_of(status, name, error["text"], error["pointer"], document)


def refusal(tables: Handle, language: str, status: int, token: str) -> PalliaError:
    """The exception of a status that no document explains, in the words of the tables."""
    name = text_of(library.pallia_status_name(status))
    text = text_of(library.pallia_text(tables.address, language.encode(), f"error.{status}".encode()))
    return error_of(status, name, text.replace("{token}", token))


class Conversion(Owner):
    """One arrow, ``morphine/oral`` to ``morphine/sc``, resolved once and applied to many doses.

    It gives what ``rotate`` calls ``calculated``: no reduction, no patient, no rounding, no
    breakthrough dose and no explanation. For audits and studies; one person's order is rotated with
    :meth:`pallia.Tables.rotate`, which explains itself. Any number of threads may use it at once; it
    outlives the tables it came from.

    Parameters
    ----------
    tables : Tables
        The tables.
    source, target : str
        Both ends as ``"drug/route"``, ids of tables/drugs.json. No `target` with ``op="ome"``.
    op : {"ome"}, optional
        A total in the table's pivot: tables for totals may be used, and it is not a dose.
    edition, profile : str, optional
        One table, or the choice of tables (``"fr"`` by default).
    stable : bool, optional
        Rows for a stable patient, where there are some.
    acknowledge : sequence of str, optional
        Stops that are lifted (``"methadone"``).
    language : {"fr", "en"}, optional
        Of errors.

    Raises
    ------
    RequestError
        An unknown drug, route, edition…
    ClinicalRefusal
        Every dose is refused for one reason: no rule, a stop, never converted.

    Examples
    --------
    >>> import pallia
    >>> conversion = pallia.Tables().conversion("morphine/oral", "morphine/sc")
    >>> conversion.apply(60), conversion.unit_target, conversion.edition
    (30.0, 'mg/24h', 'fr-omedit-centre')
    """

    __slots__ = ("_tables", "_language")
    _closed = "this conversion is closed"

    def __init__(
        self,
        tables: Tables,
        source: str,
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
            "conversion",
            {
                "from": source,
                "to": target,
                "op": op,
                "edition": edition,
                "profile": profile,
                "stable": stable,
                "acknowledge": acknowledge,
                "language": language,
            },
        )

    def _get(self, what: str) -> str:
        handle = self._open()
        return text_of(getattr(library, f"pallia_conversion_{what}")(handle.address))

    @property
    def source(self) -> str:
        """Where doses come from, ``"drug/route"``."""
        return self._get("from")

    @property
    def target(self) -> str:
        """Where they go, ``"drug/route"``."""
        return self._get("to")

    @property
    def unit_source(self) -> str:
        """The unit of doses: ``"mg/24h"``, or ``"ug/h"`` through the skin."""
        return self._get("unit_from")

    @property
    def unit_target(self) -> str:
        """The unit of results."""
        return self._get("unit_to")

    @property
    def edition(self) -> str:
        """The source: the id of the edition whose rows give the numbers; two, separated by a space,
        for two legs; ``""`` for a place to itself."""
        return self._get("edition")

    def apply(self, dose: Decimal | Fraction | int | float | Quantity) -> float:
        """Converts one dose.

        Parameters
        ----------
        dose : Decimal, Fraction, int, float or Quantity
            In `unit_source`, above zero; a decimal of at most 6 digits after the point. A float is
            read as the decimal that it stands for (0.1, and 0.1 + 0.2 as 0.3; never 1 / 3). A
            Quantity must have that very unit.

        Returns
        -------
        float
            The double nearest to the exact result, in `unit_target`.

        Raises
        ------
        RequestError
            The dose is NaN, infinite, zero, negative, too large or too precise.
        ClinicalRefusal
            Outside what the table prints, or withheld at this dose.
        TypeError, ValueError
            No number; another unit; beyond any quantity; the conversion is closed.
        """
        handle = self._open()
        result = ctypes.c_double(math.nan)
        number = self._number(dose)
        status = library.pallia_conversion_apply(handle.address, number, ctypes.byref(result))
        if status != 0:
            raise self._refusal(status, dose)
        return result.value

    def _number(self, dose: object) -> float:
        if isinstance(dose, float):
            return dose
        if isinstance(dose, Quantity):
            if dose.unit != self.unit_source:
                raise ValueError(f"a dose here is in {self.unit_source}, not {dose.unit}")
            dose = dose.exact
        if isinstance(dose, Decimal) and not dose.is_finite():
            return math.nan
        exact = exactly(dose)
        # As a double it could pass for the decimal beside it.
        if _PARTS % exact.denominator != 0:
            raise self._refusal(_EPRECISION, dose)
        return float(exact)

    def _refusal(self, status: int, dose: object) -> PalliaError:
        return refusal(self._tables, self._language, status, f"{self.source}, {dose}")
