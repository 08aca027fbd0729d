"""Lines and points in whole numbers, without rounding.

A float is read as what a person means by it: the simplest fraction that rounds to it, 0.1 as 1/10 and 0.333…
as 1/3. So lines that were typed, or snapped to thirds, meet in one point where they should, which the binary
fractions next to these numbers do not. Each of these fractions rounds back to its own float.

A point is three whole numbers ``(X, Y, W)`` with ``W > 0`` that stand for ``(X/W, Y/W)``. Whole numbers are
ten times as fast as :class:`fractions.Fraction` and as exact.
"""

from __future__ import annotations

import math
from fractions import Fraction

from nndesk.geometry.lines import Line, Point

Whole = tuple[int, int, int]
ExactPoint = tuple[Fraction, Fraction]


def simplest(value: float) -> tuple[int, int]:
    """The fraction with the smallest denominator that rounds to a float; above and below the line.

    Raises ValueError or OverflowError for what is no number.
    """
    above, below = value.as_integer_ratio()
    if below == 1:
        return above, 1
    if above < 0:
        above, below = simplest(-value)
        return -above, below
    # Everything between these two, in units of a quarter of the last bit, rounds to the float.
    unit = 4 * math.ulp(value).as_integer_ratio()[1]
    at = above * (unit // below)
    # Below a power of 2 the next float is half as far.
    return _simplest_between(at - (1 if math.frexp(value)[0] == 0.5 else 2), at + 2, unit)


def _simplest_between(low: int, high: int, unit: int) -> tuple[int, int]:
    """The simplest fraction strictly between ``low/unit`` and ``high/unit``, as a continued fraction."""
    a, b, c, d = low, unit, high, unit
    p0, q0, p1, q1 = 0, 1, 1, 0
    while True:
        whole = a // b
        if (whole + 1) * d < c:
            return p1 * (whole + 1) + p0, q1 * (whole + 1) + q0
        p0, q0, p1, q1 = p1, q1, p1 * whole + p0, q1 * whole + q0
        a, b, c, d = d, c - whole * d, b, a - whole * b


def whole_line(line: Line) -> Whole:
    """``(A, B, C)`` without a common divisor: the same line and sides; ``A = B = 0`` if it is no line.

    Raises ValueError or OverflowError for what is no number.
    """
    (a, a_below), (b, b_below), (c, c_below) = simplest(line.w1), simplest(line.w2), simplest(line.b)
    common = math.lcm(a_below, b_below, c_below)
    return _reduced(a * (common // a_below), b * (common // b_below), c * (common // c_below))


def whole_point(at: Point) -> Whole:
    """A point of floats."""
    (x, x_below), (y, y_below) = simplest(at[0]), simplest(at[1])
    common = math.lcm(x_below, y_below)
    return x * (common // x_below), y * (common // y_below), common


def crossing(one: Whole, other: Whole) -> Whole | None:
    """Where two lines cross, reduced, so that equal points are equal; None if they are parallel."""
    a, b, c = one
    d, e, f = other
    w = a * e - b * d
    if w == 0:
        return None
    sign = 1 if w > 0 else -1
    return _reduced(sign * (b * f - c * e), sign * (c * d - a * f), sign * w)


def between(one: Whole, other: Whole, s_one: int, s_other: int) -> Whole:
    """Where a signal is 0 that is below 0 at one point and above at the other; both are given times W."""
    (a, b, c), (d, e, f) = one, other
    return _reduced(s_other * a - s_one * d, s_other * b - s_one * e, s_other * c - s_one * f)


def rounded(at: Whole) -> Point:
    """The nearest floats. Raises OverflowError if there are none."""
    x, y, w = at
    return x / w, y / w


def _reduced(a: int, b: int, c: int) -> Whole:
    divisor = math.gcd(a, b, c) or 1
    return a // divisor, b // divisor, c // divisor
