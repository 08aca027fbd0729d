"""Lines sorted by what they have in common: which are none, which coincide, which are parallel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from nndesk.geometry.exact import Whole, whole_line
from nndesk.geometry.lines import Line


@dataclass(frozen=True, slots=True)
class Bundle:
    """One line of the plane and all that coincide with it.

    A code is written as a whole number here, the first line its highest bit, so that codes sort as numbers.

    Attributes:
        line: the first of them, in whole numbers.
        members: which of the given lines they are.
        mask: their bits.
        plus: their bits in the code on the positive side of ``line``; some may have their sides the other
            way.
    """

    line: Whole
    members: tuple[int, ...]
    mask: int
    plus: int

    @property
    def minus(self) -> int:
        """Their bits in the code on the negative side."""
        return self.mask ^ self.plus


@dataclass(frozen=True, slots=True)
class Bundled:
    """Lines in whole numbers, by what they have in common.

    Attributes:
        bundles: the different lines of the plane.
        no_lines: those without a direction, both weights 0.
        constant: the bits that are 1 everywhere: those of no lines with a positive bias.
        parallel: numbers of bundles that are parallel to each other, two or more together.
    """

    bundles: tuple[Bundle, ...]
    no_lines: tuple[int, ...]
    constant: int
    parallel: tuple[tuple[int, ...], ...]


def bundled(lines: Sequence[Line]) -> Bundled:
    """Sort lines. Raises ValueError or OverflowError for weights that are no numbers."""
    highest = len(lines) - 1
    no_lines: list[int] = []
    constant = 0
    same: dict[Whole, list[tuple[int, Whole]]] = {}
    for number, line in enumerate(lines):
        a, b, c = whole = whole_line(line)
        if a == b == 0:
            no_lines.append(number)
            constant |= (c > 0) << (highest - number)
        else:
            key = whole if (a, b) > (0, 0) else (-a, -b, -c)
            same.setdefault(key, []).append((number, whole))
    bundles = []
    for members in same.values():
        first = members[0][1]
        mask = sum(1 << (highest - number) for number, _ in members)
        plus = sum(1 << (highest - number) for number, whole in members if whole == first)
        bundles.append(Bundle(first, tuple(number for number, _ in members), mask, plus))
    return Bundled(tuple(bundles), tuple(no_lines), constant, _parallel(bundles))


def _parallel(bundles: Sequence[Bundle]) -> tuple[tuple[int, ...], ...]:
    directions: dict[tuple[int, int], list[int]] = {}
    for number, bundle in enumerate(bundles):
        a, b, _ = bundle.line
        directions.setdefault(_direction(a, b), []).append(number)
    return tuple(tuple(group) for group in directions.values() if len(group) > 1)


def _direction(a: int, b: int) -> tuple[int, int]:
    divisor = math.gcd(a, b) if (a, b) > (0, 0) else -math.gcd(a, b)
    return a // divisor, b // divisor
