"""A neuron's line as the lecture writes it: ``x1 + x2 − 1/2 = 0`` (LECTURE topic 8)."""

from __future__ import annotations

from dataclasses import replace

from nndesk.geometry.lines import Line
from nndesk.geometry.snapping import DENOMINATORS
from nndesk.network.notation import math_name
from nndesk.network.numbers import NumberFormat, exact_fraction


def line_formula(line: Line, inputs: tuple[str, str], numbers: NumberFormat, *, exact: bool = False) -> str:
    """The LaTeX of ``w1 x1 + w2 x2 + b = 0``, for a label. A factor 1 is not written, nor a term that is 0.

    Args:
        exact: whether halves and thirds stand as fractions even where the person wants to see decimals.
    """

    def number(value: float) -> str:
        fraction = exact_fraction(value) if exact else None
        whole = fraction is not None and fraction.denominator in DENOMINATORS
        return (replace(numbers, fractions=True) if whole else numbers).latex(abs(value), inline=True)

    first, second = (math_name(name) for name in inputs)
    return _equation(
        (line.w1, _factor(number(line.w1), r"\,") + first),
        (line.w2, _factor(number(line.w2), r"\,") + second),
        (line.b, number(line.b)),
        "-",
    )


def line_text(line: Line, inputs: tuple[str, str], numbers: NumberFormat) -> str:
    """The same as plain text, as a screen reader says it."""
    first, second = inputs
    return _equation(
        (line.w1, _factor(numbers.text(abs(line.w1)), " ") + first),
        (line.w2, _factor(numbers.text(abs(line.w2)), " ") + second),
        (line.b, numbers.text(abs(line.b))),
        "−",
    )


_Term = tuple[float, str]


def _equation(first: _Term, second: _Term, constant: _Term, minus: str) -> str:
    """The sum of what is not 0, its signs by the numbers, ``= 0``."""
    terms = [term for term in (first, second, constant) if term[0] != 0.0] or [constant]
    text = (minus if terms[0][0] < 0 else "") + terms[0][1]
    for value, term in terms[1:]:
        text += f" {minus if value < 0 else '+'} {term}"
    return f"{text} = 0"


def _factor(number: str, space: str) -> str:
    return "" if number == "1" else f"{number}{space}"
