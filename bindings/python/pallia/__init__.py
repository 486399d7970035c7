# SPDX-License-Identifier: MPL-2.0
"""libpallia from Python: opioid rotation, syringe drivers, what to leave at home, with their sources.

Decision support for professionals who check; adults only; not a prescriber. No clinician has reviewed
the figures until an answer's ``review`` says so.

Start with :class:`Tables`. Numbers that decide a dose are never binary floats: requests take texts
with their unit (``"60 mg"``) or :class:`Quantity`; answers give exact fractions.
"""
from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pallia._columns import Columns, Row
from pallia._conversion import Conversion
from pallia._document import Answer
from pallia._errors import (
    ClinicalRefusal,
    Incomplete,
    InternalError,
    PalliaError,
    RequestError,
    ResourceError,
    TableError,
)
from pallia._library import library, text_of
from pallia._quantity import Quantity
from pallia._tables import Amount, Item, Tables

__all__ = [
    "STATUSES",
    "Amount",
    "Answer",
    "ClinicalRefusal",
    "Columns",
    "Conversion",
    "Incomplete",
    "InternalError",
    "Item",
    "PalliaError",
    "Quantity",
    "RequestError",
    "ResourceError",
    "Row",
    "TableError",
    "Tables",
    "__version__",
]

__version__ = text_of(library.pallia_version())


def _statuses() -> dict[int, str]:
    found: dict[int, str] = {}
    while (status := library.pallia_status_at(len(found))) != -1:
        found[status] = text_of(library.pallia_status_name(status))
    return found


STATUSES: Mapping[int, str] = MappingProxyType(_statuses())
"""The name of every status code."""
