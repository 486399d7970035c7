# SPDX-License-Identifier: MPL-2.0
"""Errors by family: what to do, without knowing the member."""
from __future__ import annotations

from typing import Any


class PalliaError(Exception):
    """What libpallia answered instead of a result.

    Attributes
    ----------
    code : int
        Number of the status, pinned for ever (``pallia.STATUSES`` lists them).
    name : str
        Its name: ``"no-rule"``.
    text : str
        The reason for a reader, in the language of the request.
    pointer : str
        JSON pointer to the place of the request that is at fault, ``""`` for the whole of it or none.
    answer : dict or None
        The whole answer, where there is one: its ``advice`` says what must be known.
    """

    def __init__(
        self, code: int, name: str, text: str, pointer: str = "", answer: dict[str, Any] | None = None
    ) -> None:
        super().__init__(code, name, text, pointer, answer)
        self.code = code
        self.name = name
        self.text = text
        self.pointer = pointer
        self.answer = answer

    def __str__(self) -> str:
        where = f" ({self.pointer})" if self.pointer else ""
        return f"{self.code} {self.name}: {self.text}{where}"


class RequestError(PalliaError):
    """Family 1xxx: the request is wrong. Correct it at ``pointer``."""


class ClinicalRefusal(PalliaError):
    """Family 2xxx: understood, and not answered: no rule, out of range, a stop, never converted."""


class Incomplete(ClinicalRefusal):
    """Status ``partial``: something could not be counted, and a total is a lower bound, never a dose; or
    the profile has no rule where other tables have one (``compare``). Its ``code`` is 0."""


class TableError(PalliaError):
    """Family 3xxx: a table breaks a rule of the loader."""


class ResourceError(PalliaError):
    """Family 4xxx: no memory."""


class InternalError(PalliaError):
    """Family 9xxx: a defect of libpallia. Please report it."""


_FAMILIES: dict[int, type[PalliaError]] = {
    1: RequestError,
    2: ClinicalRefusal,
    3: TableError,
    4: ResourceError,
}


def error_of(
    code: int, name: str, text: str, pointer: str = "", answer: dict[str, Any] | None = None
) -> PalliaError:
    """The exception of the family of `code`."""
    return _FAMILIES.get(code // 1000, InternalError)(code, name, text, pointer, answer)
