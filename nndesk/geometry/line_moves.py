"""What a hand does with a line: move it, turn it, make it steeper, flip its sides, draw one.

All of it on ``w1·x1 + w2·x2 + b = 0`` alone (LECTURE topics 7 to 9). ``‖w‖`` is the neuron's gain: how
quickly its signal grows away from the line. Moving and turning keep it.
"""

from __future__ import annotations

import math

from nndesk.geometry.lines import Line, Point
from nndesk.geometry.snapping import EXACT, Grain, next_nice, nice_pair, turned_pair


def gain(line: Line) -> float:
    """``‖w‖``."""
    return math.hypot(line.w1, line.w2)


def moved(line: Line, by: Point, grain: Grain = EXACT) -> Line:
    """The line moved by a vector: the bias alone changes, by what the vector has across the line."""
    return Line(line.w1, line.w2, grain.number(line.b - (line.w1 * by[0] + line.w2 * by[1]), gain(line)))


def turned(
    line: Line, pivot: Point, handle: Point, to: Point, grain: Grain = EXACT, *, free: bool = False
) -> Line:
    """The line turned about ``pivot``, so that what was at ``handle`` comes to lie towards ``to``.

    Args:
        line: not degenerate.
        pivot, handle: two places on it.
        to: where the handle is dragged to. Too near to the pivot it says nothing, and the line stays.
        grain: of the weights and the bias. Nice numbers keep pivot and gain as nearly as they can.
        free: whether the gain follows the handle: twice as far from the pivot, twice the gain.
    """
    away = math.hypot(to[0] - pivot[0], to[1] - pivot[1])
    before = math.hypot(handle[0] - pivot[0], handle[1] - pivot[1])
    if not (away > 2 * grain.pixel and before > 0):
        return line
    # Seen from the pivot to the handle, the positive side stays on the side it was on.
    dx, dy = handle[0] - pivot[0], handle[1] - pivot[1]
    side = 1.0 if line.w2 * dx - line.w1 * dy > 0 else -1.0
    length = gain(line) * (away / before if free else 1.0)
    return _through(
        pivot, side * (pivot[1] - to[1]) / away, side * (to[0] - pivot[0]) / away, length, away, grain
    )


def scaled(line: Line, factor: float) -> Line:
    """The same line with ``factor`` times the gain; a negative factor flips its sides too."""
    return Line(line.w1 * factor + 0.0, line.w2 * factor + 0.0, line.b * factor + 0.0)


def flipped(line: Line) -> Line:
    """The same line with its sides exchanged."""
    return scaled(line, -1.0)


def drawn(start: Point, end: Point, length: float | None = None, grain: Grain = EXACT) -> Line:
    """The line through two places with its positive side on the left of the way from one to the other.

    Args:
        start, end: not the same.
        length: its gain, with nice numbers as nearly as these allow. None leaves it open: 1, or with nice
            numbers what the smallest whole weights have.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    away = math.hypot(dx, dy)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return _through(middle, -dy / away, dx / away, length, away, grain)


def nudged(line: Line, direction: Point, pixel: float = 0.0) -> Line:
    """The line moved towards ``direction`` until its bias is the next nice number.

    Along itself a line cannot be moved: then it is returned as it is.
    """
    across = line.w1 * direction[0] + line.w2 * direction[1]
    if across == 0.0:
        return line
    return Line(line.w1, line.w2, float(next_nice(line.b, -1 if across > 0 else 1, pixel * gain(line))))


def turned_on(line: Line, pivot: Point, direction: int, pixel: float = 0.0) -> Line:
    """The line turned about ``pivot`` to the next nice ratio: 1 anti-clockwise, −1 clockwise."""
    w1, w2 = (float(w) for w in turned_pair(line.w1, line.w2, direction))
    b = -(w1 * pivot[0] + w2 * pivot[1])
    return Line(w1, w2, Grain(pixel, nice=True).number(b, math.hypot(w1, w2)))


def _through(at: Point, n1: float, n2: float, length: float | None, reach: float, grain: Grain) -> Line:
    """The line through ``at`` with the unit normal ``(n1, n2)``, held by a hand ``reach`` from there."""
    if grain.nice:
        w1, w2 = (float(w) for w in nice_pair(n1, n2, length))
    else:
        length = 1.0 if length is None else length
        w1, w2 = (grain.number(length * n, length / reach) for n in (n1, n2))
    return Line(w1, w2, grain.number(-(w1 * at[0] + w2 * at[1]), math.hypot(w1, w2)))
