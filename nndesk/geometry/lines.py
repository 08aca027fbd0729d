"""The line ``w1·x1 + w2·x2 + b = 0`` of a neuron that reads two inputs (LECTURE topics 7 to 9)."""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]
Segment = tuple[Point, Point]
Code = tuple[int, ...]
"""The identity of a region: for each line 1 where the signal is positive and 0 where it is not."""
Window = tuple[float, float, float, float]
"""``(x1 min, x1 max, x2 min, x2 max)``."""


@dataclass(frozen=True, slots=True)
class Line:
    """``w1·x1 + w2·x2 + b = 0``. With ``w1 = w2 = 0`` it is no line: see :attr:`degenerate`."""

    w1: float
    w2: float
    b: float

    @property
    def degenerate(self) -> bool:
        """Whether both weights are 0, so that the whole plane is on one side."""
        return self.w1 == 0.0 and self.w2 == 0.0

    def signal(self, at: Point) -> float:
        """``s = w1·x1 + w2·x2 + b`` at a point."""
        return self.w1 * at[0] + self.w2 * at[1] + self.b

    def unit(self) -> Line:
        """The same line and sides with ``(w1, w2)`` of length 1, so that ``signal`` is the signed distance.

        A degenerate line, or one so far away that its distance is not finite, keeps only the sign of ``b``.
        """
        largest = max(abs(self.w1), abs(self.w2))
        if largest == 0.0:
            return Line(0.0, 0.0, float((self.b > 0) - (self.b < 0)))
        # Divided by the larger weight first: the square of a huge or a tiny weight would leave the numbers.
        w1, w2 = self.w1 / largest, self.w2 / largest
        length = math.hypot(w1, w2)
        b = self.b / largest / length
        if not math.isfinite(b):
            return Line(0.0, 0.0, math.copysign(1.0, self.b))
        return Line(w1 / length, w2 / length, b)

    def stretched(self, across: float, up: float) -> Line:
        """The line in a picture where a unit of x1 is ``across`` long and one of x2 ``up``."""
        return Line(self.w1 / across, self.w2 / up, self.b)

    def plus_normal(self) -> Point:
        """Unit vector towards the side where the signal is positive; ``(0, 0)`` for a degenerate line."""
        unit = self.unit()
        return unit.w1, unit.w2


def clip(line: Line, window: Window) -> Segment | None:
    """The part of a line in the window; None if there is none or it is only a corner.

    Walking from the first point to the second, the positive side is on the left (x2 pointing up).
    """
    unit = line.unit()
    if unit.degenerate:
        return None
    x0, x1, y0, y1 = window
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    distance = unit.signal(middle)
    foot = (middle[0] - distance * unit.w1, middle[1] - distance * unit.w2)
    along = (unit.w2, -unit.w1)
    first, last = -math.inf, math.inf
    for at, step, low, high in ((foot[0], along[0], x0, x1), (foot[1], along[1], y0, y1)):
        if step == 0.0:
            if not low <= at <= high:
                return None
            continue
        enters, leaves = sorted(((low - at) / step, (high - at) / step))
        first, last = max(first, enters), min(last, leaves)
    if not last - first > 1e-12 * (x1 - x0 + y1 - y0):
        return None
    ends = [
        (min(max(foot[0] + t * along[0], x0), x1), min(max(foot[1] + t * along[1], y0), y1))
        for t in (first, last)
    ]
    return ends[0], ends[1]


def beside(segment: Segment, fraction: float, distance: float) -> Point:
    """The point ``distance`` left of a segment, on the positive side, ``fraction`` of its length along."""
    (x0, y0), (x1, y1) = segment
    length = math.hypot(x1 - x0, y1 - y0) or 1.0
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    return x0 + fraction * (x1 - x0) - distance * dy, y0 + fraction * (y1 - y0) + distance * dx
