"""What a hand does with a line: move it, turn it, make it steeper, flip its sides, draw one.

All of it on ``w1·x1 + w2·x2 + b = 0`` alone (LECTURE topics 7 to 9). ``‖w‖`` is the neuron's gain: how
quickly its signal grows away from the line. Moving and turning keep it.
"""

from __future__ import annotations

import math
from dataclasses import replace

from nndesk.geometry.lines import Line, Point
from nndesk.geometry.snapping import EXACT, Grain, next_nice, nice_pair, rounded, short_pair, turned_pair


def gain(line: Line) -> float:
    """``‖w‖``."""
    return math.hypot(line.w1, line.w2)


def moved(line: Line, by: Point, grain: Grain = EXACT) -> Line:
    """The line moved by a vector: the bias alone changes, by what the vector has across the line."""
    b = line.b - (line.w1 * by[0] + line.w2 * by[1])
    return Line(line.w1, line.w2, grain.number(b, grain.step(line.w1, line.w2)))


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
    dx, dy = to[0] - pivot[0], to[1] - pivot[1]
    hx, hy = handle[0] - pivot[0], handle[1] - pivot[1]
    away, before = grain.distance(dx, dy), grain.distance(hx, hy)
    if not (away > (2.0 if max(grain.pixel) > 0 else 0.0) and before > 0):
        return line
    # Seen from the pivot to the handle, the positive side stays on the side it was on.
    side = 1.0 if line.w2 * hx - line.w1 * hy > 0 else -1.0
    length = gain(line) * (away / before if free else 1.0)
    return _through(pivot, side * dx, side * dy, length, grain)


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
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    return _through(middle, end[0] - start[0], end[1] - start[1], length, grain)


def nudged(line: Line, direction: Point, grain: Grain = EXACT) -> Line:
    """The line moved towards ``direction`` until its bias is the next nice number.

    Along itself a line cannot be moved: then it is returned as it is.
    """
    across = line.w1 * direction[0] + line.w2 * direction[1]
    if across == 0.0:
        return line
    step = grain.step(line.w1, line.w2)
    return Line(line.w1, line.w2, float(next_nice(line.b, -1 if across > 0 else 1, step)))


def turned_on(line: Line, pivot: Point, direction: int, grain: Grain = EXACT) -> Line:
    """The line turned about ``pivot`` to the next nice ratio: 1 anti-clockwise, −1 clockwise."""
    w1, w2 = (float(w) for w in turned_pair(line.w1, line.w2, direction))
    b = -(w1 * pivot[0] + w2 * pivot[1])
    return Line(w1, w2, replace(grain, nice=True).number(b, grain.step(w1, w2)))


def _through(at: Point, dx: float, dy: float, length: float | None, grain: Grain) -> Line:
    """The line through ``at`` that a hand leads by ``(dx, dy)`` from there, its positive side on the left."""
    away = math.hypot(dx, dy)
    n1, n2 = -dy / away, dx / away
    if grain.nice and grain.even:
        w1, w2 = (float(w) for w in nice_pair(n1, n2, length))
    elif grain.nice:
        w1, w2 = short_pair(n1, n2, 1.0 if length is None else length)
    else:
        length = 1.0 if length is None else length
        across, up = grain.pixel
        w1, w2 = rounded(length * n1, length * up / away), rounded(length * n2, length * across / away)
    return Line(w1, w2, grain.number(-(w1 * at[0] + w2 * at[1]), grain.step(w1, w2)))
