# SPDX-License-Identifier: MPL-2.0
"""Requests and answers as documents."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pallia._errors import Incomplete, error_of
from pallia._quantity import Quantity

# Deeper than any request; the library itself refuses less, with its own words.
_DEEPEST = 128


def _plain(value: object, at: str, depth: int) -> Any:
    """A value as the JSON encoder takes it: quantities as text, and no number that lost digits."""
    if depth > _DEEPEST:
        raise ValueError(f"nested deeper than {_DEEPEST} levels")
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Quantity):
        return value.request_text()
    if isinstance(value, Mapping):
        for key in value:
            if not isinstance(key, str):
                raise TypeError(f"at {at or '/'}: a key must be a str, not {type(key).__name__}")
        return {key: _plain(each, f"{at}/{key}", depth + 1) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each, f"{at}/{i}", depth + 1) for i, each in enumerate(value)]
    raise TypeError(
        f"at {at or '/'}: {type(value).__name__} has no place in a request; "
        "a dose is a text with its unit or a Quantity"
    )


def encode(request: Mapping[str, Any] | str | bytes | bytearray | memoryview) -> bytes:
    """The bytes of a request.

    Raises
    ------
    TypeError
        Something that a request cannot hold: a float, a Decimal without unit, a set…
    ValueError
        A lone surrogate, or nested without end.
    """
    if isinstance(request, str):
        return request.encode("utf-8")
    if isinstance(request, (bytes, bytearray, memoryview)):
        return bytes(request)
    if not isinstance(request, Mapping):
        raise TypeError(f"a request is a dict, str or bytes, not {type(request).__name__}")
    return json.dumps(_plain(request, "", 0), ensure_ascii=False, allow_nan=False).encode("utf-8")


class Answer(Mapping[str, Any]):
    """What libpallia answers: a mapping over the document, with what every answer has as attributes.

    An answer always comes, also for a wrong request: look at ``status``, or call
    :meth:`raise_for_status`.

    Attributes
    ----------
    status : str
        ``ok``; ``partial`` (something is missing: a lower bound, never a dose; an order or a sheet not
        to be signed or sent as it is); ``withheld`` (a stop was not acknowledged);
        ``refused`` (no rule, out of range); ``error`` (the request is wrong).
    result : dict or None
        None where the question was not answered: never a zero.
    advice : list of dict
        What to know: ``code``, ``severity`` (info, caution, stop, never), ``text``, its source.
    trail : list of dict
        The working, step by step.
    cites : list of dict
        The source of every figure used.
    identity : dict
        Library, tables and their SHA-256: keep it with the result.
    error : dict or None
        ``code``, ``name``, ``text``, ``pointer``.
    bytes : bytes
        The document as the library wrote it, the same from every language.

    Notes
    -----
    No clinician has reviewed the figures until ``answer["review"]["clinical"]`` says so.
    """

    __slots__ = ("bytes", "_document")

    def __init__(self, document: bytes) -> None:
        self.bytes = document
        self._document: dict[str, Any] = json.loads(document, parse_float=Decimal)

    def __getitem__(self, key: str) -> Any:
        return self._document[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._document)

    def __len__(self) -> int:
        return len(self._document)

    def __repr__(self) -> str:
        return f"<pallia.Answer {self['op']}: {self.status}>"

    @property
    def status(self) -> str:
        return str(self._document["status"])

    @property
    def result(self) -> dict[str, Any] | None:
        return self._document.get("result")

    @property
    def error(self) -> dict[str, Any] | None:
        return self._document.get("error")

    @property
    def advice(self) -> list[dict[str, Any]]:
        return list(self._document["advice"])

    @property
    def trail(self) -> list[dict[str, Any]]:
        return list(self._document["trail"])

    @property
    def cites(self) -> list[dict[str, Any]]:
        return list(self._document["cites"])

    @property
    def identity(self) -> dict[str, Any]:
        return dict(self._document["identity"])

    def at(self, pointer: str) -> Any:
        """The place of the document that a JSON pointer names: ``/result/start/low``.

        Raises
        ------
        KeyError
            There is no such place.
        """
        place: Any = self._document
        for part in pointer.split("/")[1:]:
            part = part.replace("~1", "/").replace("~0", "~")
            if isinstance(place, list) and part.isdecimal() and int(part) < len(place):
                place = place[int(part)]
            elif isinstance(place, dict) and part in place:
                place = place[part]
            else:
                raise KeyError(f"{pointer}: not in this answer ({self.status})")
        return place

    def quantity(self, pointer: str) -> Quantity:
        """The quantity at a JSON pointer, exactly: ``answer.quantity("/result/calculated")``.

        Raises
        ------
        KeyError
            There is no such place, or no quantity there.
        """
        place = self.at(pointer)
        if not isinstance(place, dict) or not {"exact", "unit", "text"} <= place.keys():
            raise KeyError(f"{pointer}: no quantity")
        return Quantity.of(place)

    def raise_for_status(self, *, partial: bool = False) -> Answer:
        """This answer, when it answers.

        Parameters
        ----------
        partial : bool, optional
            Let through a lower bound, or an order or a sheet with something missing.

        Raises
        ------
        RequestError, ClinicalRefusal, TableError, ResourceError, InternalError
            By the family of ``error``.
        Incomplete
            The status is ``partial`` (a ClinicalRefusal).
        """
        error = self.error
        if error is not None:
            raise error_of(error["code"], error["name"], error["text"], error["pointer"], self._document)
        if self.status == "partial" and not partial:
            raise Incomplete(0, "partial", self._lack(), "", self._document)
        return self

    def _lack(self) -> str:
        """What a partial answer lacks, in its own words where it has some."""
        result = self.result or {}
        if self["op"] == "sheet":
            return str(result["text"])
        if self["op"] == "prescribe":
            return "; ".join(each["what"] for each in result["missing"])
        if self["op"] == "anticipate":
            return "; ".join(each["text"] for each in result["missing"])
        found = (each["text"] for each in self.advice if each["code"] == "incomplete")
        return next(found, "the profile has no rule; /others is what other tables say")
