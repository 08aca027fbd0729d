"""Where a line's name and the signs of its two sides stand, so that nothing overlaps. In figure units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.primitives import Point

Array = NDArray[np.float64]

SIGN = 4.0
"""Half the length of a sign's stroke at scale 1."""
SIGN_AWAY = 11.0
"""From the line to the middle of a sign."""
NAME_AWAY = 5.0
"""From the line to the name."""
BESIDE = 10.0
"""From the name to the signs, along the line."""
CLEAR = 3.0
"""Room around everything that is placed."""

_PLACES = np.linspace(0.06, 0.94, 45)
_PREFERRED = (0.16, 0.84)
_OUTSIDE, _COVERED, _DOT, _CROSSED, _OFF_PLACE = 1e6, 1e5, 400.0, 100.0, 40.0


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line's visible part, the unit vector ``plus`` to its positive side, and the size of its name."""

    start: Point
    end: Point
    plus: Point
    name_size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Marks:
    """Middles of a line's name and of its signs; without signs where there is room for the name alone."""

    name: Point
    plus: Point | None
    minus: Point | None


def place_marks(
    lines: Sequence[MarkedLine],
    frame: tuple[float, float, float, float],
    *,
    dots: Sequence[tuple[Point, float]] = (),
    strokes: Sequence[Sequence[Point]] = (),
    scale: float = 1.0,
    signs: bool = True,
) -> tuple[Marks | None, ...]:
    """Choose places for the marks of every line, the first lines first.

    Args:
        lines: the visible lines.
        frame: left, top, width and height of what must not be left.
        dots: middles and radii of the points, which are avoided where possible.
        strokes: polylines that should not run through a mark; the lines themselves count too.
        scale: size of the signs and distances, 1 for a desk.
        signs: whether there are to be signs at all.

    Returns:
        For each line its marks, or None where they would lie over other marks or leave the frame.
    """
    segments = _segments([*((line.start, line.end) for line in lines), *strokes])
    discs = np.array([(x, y, r, r) for (x, y), r in dots]).reshape(-1, 4)
    placed = np.zeros((0, 4))
    result: list[Marks | None] = []
    for line in lines:
        for with_signs in (True, False) if signs else (False,):
            found = _best(line, with_signs, frame, discs, segments, placed, scale)
            if found is not None:
                middles, halves = found
                placed = np.vstack((placed, np.hstack((middles, halves))))
                points = [(float(x), float(y)) for x, y in middles]
                result.append(Marks(*points) if with_signs else Marks(points[0], None, None))
                break
        else:
            result.append(None)
    return tuple(result)


def _best(
    line: MarkedLine,
    with_signs: bool,
    frame: tuple[float, float, float, float],
    discs: Array,
    segments: Array,
    placed: Array,
    scale: float,
) -> tuple[Array, Array] | None:
    """The best middles ``(k, 2)`` and half sizes ``(k, 2)`` of name, plus, minus; None if none will do."""
    middles, halves, off_place = _candidates(line, with_signs, scale)
    room = halves + CLEAR * scale
    left, top, width, height = frame
    low, high = middles - room, middles + room
    outside = (low < (left, top)).any(axis=2) | (high > (left + width, top + height)).any(axis=2)
    cost = _OUTSIDE * outside.sum(axis=1) + _OFF_PLACE * off_place
    cost = cost + _COVERED * _covered(middles, room, placed) + _DOT * _covered(middles, room, discs)
    possible = np.flatnonzero(cost < _COVERED)
    if not len(possible):
        return None
    crossed = crossings(low[possible], high[possible], segments)
    best = int(possible[np.argmin(cost[possible] + _CROSSED * crossed)])
    return middles[best], halves


def _candidates(line: MarkedLine, with_signs: bool, scale: float) -> tuple[Array, Array, Array]:
    """Middles ``(C, k, 2)``, half sizes ``(k, 2)``, and how far each candidate is from a preferred place."""
    start, end, plus = (np.array(v) for v in (line.start, line.end, line.plus))
    along = (end - start) / max(float(np.hypot(*(end - start))), 1e-9)
    half = np.array(line.name_size) / 2
    # How far a box reaches from its middle across the line and along it.
    across = float(np.abs(plus) @ half) + NAME_AWAY * scale
    reach = float(np.abs(along) @ half) + (BESIDE + SIGN) * scale
    feet = start + _PLACES[:, None] * (end - start)
    name_at = np.concatenate([feet + side * across * plus for side in (1.0, -1.0)])
    off_place = np.tile(np.min([np.abs(_PLACES - p) for p in _PREFERRED], axis=0), 2)
    if not with_signs:
        return name_at[:, None], half[None], off_place
    sign_half = np.full(2, SIGN * scale)
    middles = []
    for direction in (1.0, -1.0):
        foot = np.tile(feet + direction * reach * along, (2, 1))
        away = SIGN_AWAY * scale * plus
        middles.append(np.stack((name_at, foot + away, foot - away), axis=1))
    return np.concatenate(middles), np.stack((half, sign_half, sign_half)), np.tile(off_place, 2)


def _covered(middles: Array, halves: Array, boxes: Array) -> Array:
    """How many of ``boxes`` (rows: middle, half size) each candidate touches."""
    touched = np.ones((len(middles), middles.shape[1], len(boxes)), bool)
    # Coordinate by coordinate: reducing over an axis of two is many times slower.
    for i in (0, 1):
        gap = np.abs(middles[:, :, None, i] - boxes[:, i])
        touched &= gap < halves[:, None, i] + boxes[:, i + 2]
    return np.asarray(touched.sum(axis=(1, 2)), np.float64)


def crossings(low: Array, high: Array, segments: Array) -> Array:
    """How many ``segments`` (rows: start, end) run through each candidate's boxes."""
    enters = np.zeros((len(low), low.shape[1], len(segments)))
    leaves = np.ones_like(enters)
    for i in (0, 1):
        step = segments[:, i + 2] - segments[:, i]
        step = np.where(step == 0.0, 1e-12, step)
        first = (low[:, :, None, i] - segments[:, i]) / step
        second = (high[:, :, None, i] - segments[:, i]) / step
        np.maximum(enters, np.minimum(first, second), out=enters)
        np.minimum(leaves, np.maximum(first, second), out=leaves)
    return np.asarray((enters < leaves).sum(axis=(1, 2)), np.float64)


def _segments(polylines: Sequence[Sequence[Point]]) -> Array:
    pairs = [(*a, *b) for line in polylines for a, b in pairwise(line)]
    return np.array(pairs, np.float64).reshape(-1, 4)
