"""Numbers as people write them, and as they are shown: ``-3/2``, ``0,5``, ``√2`` in; ``−1.5`` out.

Reading is a small grammar of its own and never evaluates code::

    sum      = [sign] product { ("+" | "-") product }
    product  = factor { ("*" | "/") [sign] factor }
    factor   = number | [integer] fraction | "sqrt" "(" sum ")" | "√" factor | "(" sum ")"

with a decimal point or comma, every kind of minus sign, and the fraction characters such as ½.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from nndesk.network.errors import NumberSyntaxError

_LONGEST = 200
_FIXED_FROM = -4
"""Smallest power of ten that is written without an exponent: 0.0001, but 9e−5."""
_FIXED_TO = 6
"""First power of ten that is written with an exponent, unless more digits are asked for: 999999, but 1e6."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00d7\u00b7\u22c5\u2219", "*"),
        **dict.fromkeys("\u2044\u2215\u00f7", "/"),
        "\uff0b": "+",
    }
)
_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<sqrt>sqrt\b|√)"
    r"|(?P<fraction>[\u00bc-\u00be\u2150-\u215e\u2189])"
    r"|(?P<mark>[-+*/()]))\s*"
)


def parse_number(text: str) -> float:
    """The finite number that ``text`` means.

    Understands ``-3/2``, ``−3/2``, ``0.5``, ``0,5``, ``1e-3``, ``sqrt(2)``, ``-√2/2``, ``½``, ``1½``,
    ``2*(1 - 1/3)``. A single comma is a decimal comma; thousands are not grouped.

    Raises:
        NumberSyntaxError: anything else, a division by zero, a root of a negative number, an overflow.
    """
    if len(text) > _LONGEST:
        raise NumberSyntaxError(text)
    try:
        value = _Reader(text).whole()
    except (ArithmeticError, RecursionError) as problem:
        raise NumberSyntaxError(text) from problem
    if not math.isfinite(value):
        raise NumberSyntaxError(text)
    return value + 0.0  # −0 is 0


class _Reader:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[tuple[str, str]] = []
        self.at = 0
        source, place = text.translate(_SAME), 0
        while place < len(source):
            match = _TOKEN.match(source, place)
            if match is None:
                raise NumberSyntaxError(text)
            kind = match.lastgroup or ""
            self.tokens.append((kind, match[kind]))
            place = match.end()

    def whole(self) -> float:
        value = self.sum()
        if self.at < len(self.tokens):
            raise NumberSyntaxError(self.text)
        return value

    def sum(self) -> float:
        value = self.sign() * self.product()
        while self.peek() in ("+", "-"):
            value += self.sign() * self.product()
        return value

    def product(self) -> float:
        value = self.factor()
        while self.peek() in ("*", "/"):
            divide = self.take()[1] == "/"
            factor = self.sign() * self.factor()
            value = value / factor if divide else value * factor
        return value

    def factor(self) -> float:
        kind, token = self.take()
        if kind == "number":
            value = float(token.replace(",", "."))
            if token.isdigit() and self.at < len(self.tokens) and self.tokens[self.at][0] == "fraction":
                value += unicodedata.numeric(self.take()[1])
            return value
        if kind == "fraction":
            return unicodedata.numeric(token)
        if token == "√" or token == "sqrt":
            if token == "sqrt" and self.peek() != "(":
                raise NumberSyntaxError(self.text)
            inside = self.factor()
            if inside < 0:
                raise NumberSyntaxError(self.text)
            return math.sqrt(inside)
        if token == "(":
            value = self.sum()
            if self.take()[1] != ")":
                raise NumberSyntaxError(self.text)
            return value
        raise NumberSyntaxError(self.text)

    def sign(self) -> float:
        """Take a sign if one stands here."""
        if self.peek() in ("+", "-"):
            return -1.0 if self.take()[1] == "-" else 1.0
        return 1.0

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise NumberSyntaxError(self.text)
        self.at += 1
        return self.tokens[self.at - 1]


MOST_DENOMINATOR = 64
_MOST_NUMERATOR = 9999


@lru_cache(maxsize=4096)
def exact_fraction(value: float) -> Fraction | None:
    """The fraction with a denominator from 2 to 64 that ``value`` is, to the last bit; None if it is none."""
    if not math.isfinite(value) or value == int(value):
        return None
    near = Fraction(value).limit_denominator(MOST_DENOMINATOR)
    return near if float(near) == value and abs(near.numerator) <= _MOST_NUMERATOR else None


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a person wants to see numbers.

    Attributes:
        digits: significant digits, at least 1.
        decimal_comma: ``0,5`` instead of ``0.5``.
        fractions: ``−3/2`` instead of ``−1.5`` where a number is a fraction (see :func:`exact_fraction`).
    """

    digits: int = 3
    decimal_comma: bool = False
    fractions: bool = False

    def text(self, value: float) -> str:
        """For reading: ``−1.5``, ``−3/2``."""
        fraction = exact_fraction(value) if self.fractions else None
        if fraction is not None:
            return f"{'−' if value < 0 else ''}{abs(fraction.numerator)}/{fraction.denominator}"
        return format_number(value, self.digits, self.decimal_comma)

    def latex(self, value: float, *, inline: bool = False) -> str:
        r"""For a formula: ``-1.5``, ``-\tfrac{3}{2}``; with ``inline`` ``-3/2``, which stays on its line."""
        fraction = exact_fraction(value) if self.fractions else None
        if fraction is not None:
            over, under = abs(fraction.numerator), fraction.denominator
            body = f"{over}/{under}" if inline else rf"\tfrac{{{over}}}{{{under}}}"
            return f"{'-' if value < 0 else ''}{body}"
        return latex_number(value, self.digits, self.decimal_comma)

    def exact(self, value: float) -> str:
        """For typing over: the fewest digits, three at least, that are read as this very number."""
        if self.fractions and exact_fraction(value) is not None:
            return self.text(value)
        for digits in range(3, 17):
            written = format_number(value, digits, self.decimal_comma)
            if parse_number(written) == value:
                return written
        return format_number(value, 17, self.decimal_comma)


THREE_DIGITS = NumberFormat()
"""How numbers are written where nobody has said how."""


def format_number(value: float, digits: int = 3, decimal_comma: bool = False) -> str:
    """``value`` for reading: ``0.125``, ``−1.5``, ``120``, ``1e−9``.

    Args:
        value: any float; infinities come out as ``∞`` and ``−∞``, NaN as ``NaN``.
        digits: significant digits, at least 1. Digits before the point are never dropped while the number is
            written without an exponent, which it is from 0.0001 up to a million. A tie is rounded away from
            zero, on the decimal digits that Python would print, as one does by hand: 0.125 at two digits is
            0.13 and 2.675 at three is 2.68.
        decimal_comma: write ``0,5``.

    Returns:
        Text with the typographic minus sign U+2212, without superfluous zeros; never ``−0``.
    """
    sign, mantissa, exponent = _parts(float(value), digits)
    body = mantissa.replace(".", ",") if decimal_comma else mantissa
    power = "" if exponent is None else f"e{exponent}".replace("-", "−")
    return f"{'−' if sign else ''}{body}{power}"


def latex_number(value: float, digits: int = 3, decimal_comma: bool = False) -> str:
    r"""Like :func:`format_number`, for a formula: ``-1.5``, ``0{,}5``, ``1\times10^{-9}``, ``\infty``."""
    sign, mantissa, exponent = _parts(float(value), digits)
    body = {"∞": r"\infty", "NaN": r"\mathrm{NaN}"}.get(mantissa, mantissa)
    if decimal_comma:
        body = body.replace(".", "{,}")
    power = "" if exponent is None else rf"\times10^{{{exponent}}}"
    return f"{'-' if sign else ''}{body}{power}"


# Each picture of a walk writes all numbers of the network, of which the last one wrote all but a few.
@lru_cache(maxsize=4096)
def _parts(value: float, digits: int) -> tuple[bool, str, int | None]:
    """(negative?, mantissa with a point, power of ten or None)."""
    if math.isnan(value):
        return False, "NaN", None
    if math.isinf(value):
        return value < 0, "∞", None
    if value == 0:
        return False, "0", None
    digits = max(1, digits)
    exact = abs(Decimal(repr(value)))
    last = exact.adjusted() - digits + 1  # the power of ten of the last significant digit
    fixed_to = max(_FIXED_TO, digits)
    if exact.adjusted() < fixed_to:
        rounded = _rounded(exact, min(last, 0))
        if _FIXED_FROM <= rounded.adjusted() < fixed_to:
            return value < 0, _plain(rounded), None
    rounded = _rounded(exact, last)
    power = rounded.adjusted()
    return value < 0, _plain(rounded.scaleb(-power)), power


def _rounded(value: Decimal, power: int) -> Decimal:
    """``value`` to a multiple of ``10**power``, ties away from zero."""
    return value.scaleb(-power).quantize(Decimal(1), rounding=ROUND_HALF_UP).scaleb(power)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
