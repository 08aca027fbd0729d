"""Numbers as a hand means them: no finer than a pixel tells apart, or nice ones (LECTURE topic 8).

Nice numbers are whole ones, halves and thirds: with them a line that is dragged over the plane can become
exactly ``x1 + x2 − 1/2 = 0``. What is nice is a fraction, and no float, until the very end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

DENOMINATORS = (1, 2, 3)
_GAP = 1 / 6
"""Between a half and a third: nice numbers are nowhere nearer to each other."""
_TOO_NEAR, _TOO_FAR, _DECIMAL = 4.0, 250.0, 8.0
"""In pixels: with the gap outside of these, decimals that are so far apart are nice instead."""
_LARGEST = 1e300
_SAME = 1e-9
"""Of its size: a number nearer than this to a nice one is that one, written as a float."""

RATIOS: tuple[tuple[int, int], ...] = tuple(
    sorted(
        ((p, q) for p in range(-3, 4) for q in range(-3, 4) if math.gcd(p, q) == 1 and (p, q) != (0, 0)),
        key=lambda ratio: math.atan2(ratio[1], ratio[0]),
    )
)
"""Nice directions, by their angle: the smallest whole numbers ``(p, q)``, up to 3."""


@dataclass(frozen=True, slots=True)
class Grain:
    """How fine a hand's numbers are.

    Attributes:
        pixel: what it cannot tell apart, across and up, in units of the plane; 0 keeps every digit.
        nice: whether numbers are to be nice ones.
    """

    pixel: tuple[float, float] = (0.0, 0.0)
    nice: bool = False

    @property
    def even(self) -> bool:
        """Whether a slope of 1 looks like one, more or less."""
        return max(self.pixel) <= 4 * min(self.pixel)

    def number(self, value: float, step: float) -> float:
        """``value``, which a pixel changes by ``step``, as the hand means it.

        A number beyond the range of floating point stays one.
        """
        if self.nice and math.isfinite(value):
            return float(nice(value, step))
        return rounded(value, step)

    def step(self, w1: float, w2: float) -> float:
        """By how much a pixel changes a signal with these weights."""
        return math.hypot(w1 * self.pixel[0], w2 * self.pixel[1])

    def distance(self, dx: float, dy: float) -> float:
        """A distance as the hand sees it, in pixels; in units of the plane if it sees everything."""
        across, up = self.pixel
        return math.hypot(dx / across, dy / up) if across > 0 and up > 0 else math.hypot(dx, dy)


EXACT = Grain()


def decimals(pixel: float) -> int:
    """How many decimals tell pixels of this size apart."""
    return max(0, math.ceil(-math.log10(pixel))) if pixel > 0 and math.isfinite(pixel) else 17


def rounded(value: float, pixel: float) -> float:
    """``value`` with no more decimals than pixels tell apart, so that it reads 0.48 and not 0.4837261."""
    return round(value, decimals(pixel)) + 0.0 if pixel > 0 else value


def nice(value: float, pixel: float = 0.0) -> Fraction:
    """The nice number nearest to ``value``, of two as near the plainer.

    Args:
        value: any finite number.
        pixel: by how much a pixel changes it. Where halves and thirds are too near together for a hand to
            choose one, or so far apart that none is in sight, steps of 1, 2 or 5 of a decimal do for them.
    """
    step = _decimal_step(pixel)
    if step is not None:
        return round(Fraction(value) / step) * step
    exact = Fraction(value)
    found = (Fraction(round(exact * under), under) for under in DENOMINATORS)
    return min(found, key=lambda near: (abs(near - exact), near.denominator))


def next_nice(value: float, direction: int, pixel: float = 0.0) -> Fraction:
    """The first nice number above (``direction`` 1) or below (−1) ``value``; see :func:`nice`."""
    near = nice(value, pixel)
    at = near if abs(near - Fraction(value)) <= _SAME * max(1.0, abs(value)) else Fraction(value)
    step = _decimal_step(pixel)
    steps = [step] if step is not None else [Fraction(1, under) for under in DENOMINATORS]
    if direction > 0:
        return min((math.floor(at / one) + 1) * one for one in steps)
    return max((math.ceil(at / one) - 1) * one for one in steps)


def nice_pair(w1: float, w2: float, length: float | None = None) -> tuple[Fraction, Fraction]:
    """The nice weights nearest to the direction of ``(w1, w2)``, which is not (0, 0).

    Their ratio is one of :data:`RATIOS`, and what they have in common is nice too.

    Args:
        w1, w2: finite numbers.
        length: the length wanted; None takes the smallest whole numbers.
    """
    ratio = max(RATIOS, key=lambda r: (r[0] * w1 + r[1] * w2) / math.hypot(*r))
    return _of_length(ratio, length)


def short_pair(w1: float, w2: float, length: float) -> tuple[float, float]:
    """Weights of that direction and length in two digits each: where no nice ratio can be seen as one."""
    scale = length / math.hypot(w1, w2)
    return float(f"{w1 * scale:.2g}"), float(f"{w2 * scale:.2g}")


def turned_pair(w1: float, w2: float, direction: int) -> tuple[Fraction, Fraction]:
    """The next nice direction from that of ``(w1, w2)``, with about its length.

    Args:
        direction: 1 turns anti-clockwise (x2 pointing up), −1 clockwise.
    """
    here = math.atan2(w2, w1)

    def turn(ratio: tuple[int, int]) -> float:
        angle = direction * (math.atan2(ratio[1], ratio[0]) - here) % math.tau
        return angle if _SAME < angle < math.tau - _SAME else math.tau

    return _of_length(min(RATIOS, key=turn), math.hypot(w1, w2))


def _of_length(ratio: tuple[int, int], length: float | None) -> tuple[Fraction, Fraction]:
    p, q = ratio
    common = Fraction(1) if length is None else _nice_size(min(length, _LARGEST) / math.hypot(p, q))
    return common * p, common * q


def _nice_size(value: float) -> Fraction:
    """The nice number nearest to a positive one, never 0: small ones are 1, 2 or 5 of a decimal."""
    if value >= 1 / 4:
        return nice(value)
    power = Fraction(10) ** math.floor(math.log10(max(value, 1e-12)))
    return min((power * k for k in (1, 2, 5, 10)), key=lambda near: abs(near - Fraction(value)))


def _decimal_step(pixel: float) -> Fraction | None:
    """The step of nice decimals, or None where halves and thirds are what a hand can choose among."""
    if not (pixel > 0 and math.isfinite(pixel)) or _TOO_NEAR * pixel <= _GAP <= _TOO_FAR * pixel:
        return None
    least = Fraction(_DECIMAL * pixel)
    power = Fraction(10) ** math.floor(math.log10(_DECIMAL * pixel))
    return next(step for step in (power, 2 * power, 5 * power, 10 * power, 20 * power) if step >= least)
