# SPDX-License-Identifier: MPL-2.0
"""A number with its unit, exactly."""
from __future__ import annotations

import numbers
from collections.abc import Mapping
from decimal import ROUND_DOWN, Context, Decimal
from fractions import Fraction
from typing import Any

_LARGEST = 2**63 - 1
_PARTS = 10**6
# Further than any quantity goes: building the integer of 1e1000000000 would exhaust the memory.
_LARGEST_EXPONENT = 40


def _within(value: Fraction) -> Fraction:
    if max(abs(value.numerator), value.denominator) > _LARGEST:
        raise ValueError("libpallia holds exact numbers of 64-bit numerator and denominator")
    return value


def _of_decimal(value: Decimal) -> Fraction:
    if not value.is_finite():
        raise ValueError(f"{value} is no quantity")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and abs(exponent) > _LARGEST_EXPONENT:
        raise ValueError("libpallia holds exact numbers of 64-bit numerator and denominator")
    return Fraction(value)


def _of_float(value: float) -> Fraction:
    if value - value != 0:
        raise ValueError(f"{value} is no quantity")
    exact = Fraction(value)
    if _PARTS % exact.denominator != 0:
        raise TypeError(
            f"the float {value!r} is not exactly a decimal of at most 6 digits: write Decimal('{value!r}')"
        )
    return exact


def exactly(value: object) -> Fraction:
    """The exact value of a number, never rounded.

    Raises
    ------
    TypeError
        No number, a bool, or a float that is not exactly a decimal of at most 6 digits.
    ValueError
        NaN, infinite, or beyond 64-bit numerator and denominator.
    """
    if isinstance(value, bool):
        raise TypeError("a bool is no quantity")
    if isinstance(value, Decimal):
        return _within(_of_decimal(value))
    if isinstance(value, numbers.Rational):
        return _within(Fraction(int(value.numerator), int(value.denominator)))
    if isinstance(value, float):
        return _within(_of_float(value))
    raise TypeError(f"a quantity is a Decimal, Fraction or int, not {type(value).__name__}")


def _terminating(value: Fraction) -> Decimal | None:
    """The value as a decimal, without rounding; None when it has no end."""
    places = 0
    while 10**places % value.denominator != 0:
        places += 1
        if places > 63:
            return None
    whole = value.numerator * 10**places // value.denominator
    digits = tuple(int(digit) for digit in str(abs(whole)))
    return Decimal((int(whole < 0), digits, -places))


class Quantity:
    """A number with its unit, exactly: ``Quantity(Decimal("7.5"), "mg")``.

    Accepted wherever a request takes a text such as ``"7.5 mg"``, and what
    :meth:`pallia.Answer.quantity` returns.

    Parameters
    ----------
    value : Decimal, Fraction or int
        Never rounded. A float only when it is exactly a decimal of at most 6 digits: 12.5 is, 0.1 is
        not (no double is).
    unit : str
        As in a request: ``mg``, ``ug``, ``mL``, ``h``, ``mg/24h``, ``ug/h``, ``mg/mL``, ``%``…

    Attributes
    ----------
    exact : Fraction
        The value.
    unit : str
        Its unit.
    text : str
        For a reader; in an answer, the library's own words in its language (rounded: ``4,17 mg/h``).

    Notes
    -----
    Equal when value and unit are: ``1000 ug`` is not equal to ``1 mg``. Nothing converts units here.

    Examples
    --------
    >>> Quantity(Decimal("7.5"), "mg")
    Quantity(15/2, 'mg')
    >>> str(Quantity(12.5, "ug/h"))
    '12.5 ug/h'
    >>> Quantity(Fraction(25, 6), "mg/h").decimal(places=2)
    Decimal('4.16')
    """

    __slots__ = ("exact", "unit", "text")

    exact: Fraction
    unit: str
    text: str

    def __init__(self, value: Decimal | Fraction | int | float, unit: str) -> None:
        if not isinstance(unit, str):
            raise TypeError(f"a unit is a str, not {type(unit).__name__}")
        # A unit that begins with a digit would lengthen the number: Quantity(1, "000 mg").
        if not 0 < len(unit) <= 32 or not (unit[0].isalpha() or unit[0] == "%"):
            raise ValueError("a unit begins with a letter or %, and has at most 32 characters")
        object.__setattr__(self, "exact", exactly(value))
        object.__setattr__(self, "unit", unit)
        object.__setattr__(self, "text", str(self))

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Quantity:
        """The quantity of an answer, ``{"exact": "25/6", "unit": "mg/h", "text": "4,17 mg/h"}``."""
        quantity = cls(Fraction(document["exact"]), document["unit"])
        object.__setattr__(quantity, "text", document["text"])
        return quantity

    def decimal(self, places: int | None = None, *, rounding: str = ROUND_DOWN) -> Decimal:
        """The value as a Decimal.

        Parameters
        ----------
        places : int, optional
            Digits after the point. Without it the value is exact or refused.
        rounding : str, optional
            Of the module ``decimal``; down by default, as libpallia rounds doses.

        Raises
        ------
        ValueError
            The decimal has no end (25/6) and no number of places was given.
        """
        value = _terminating(self.exact)
        if places is not None:
            # 100 digits: 64-bit fractions that are not a tie are 10^-20 away from one at least.
            context = Context(prec=100)
            quotient = context.divide(Decimal(self.exact.numerator), Decimal(self.exact.denominator))
            return quotient.quantize(Decimal((0, (1,), -places)), rounding=rounding, context=context)
        if value is None:
            raise ValueError(f"{self.exact} has no end as a decimal: give places")
        return value

    def request_text(self) -> str:
        """What a request says: ``"7.5 mg"``.

        Raises
        ------
        ValueError
            The decimal has no end: round it first, ``Quantity(q.decimal(places=2), q.unit)``.
        """
        return f"{self.decimal():f} {self.unit}"

    def __str__(self) -> str:
        value = _terminating(self.exact)
        return f"{self.exact if value is None else format(value, 'f')} {self.unit}"

    def __repr__(self) -> str:
        return f"Quantity({self.exact}, {self.unit!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.exact == other.exact and self.unit == other.unit

    def __hash__(self) -> int:
        return hash((self.exact, self.unit))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Quantity does not change")

    def __reduce__(self) -> Any:
        return Quantity.of, ({"exact": str(self.exact), "unit": self.unit, "text": self.text},)
