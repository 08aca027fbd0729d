"""The regions of lines in a window by floats: quick, and only where floats can tell (LECTURE topic 12).

Every line's crossings are put in order along it, all lines at once; then each region is found by walking
along the pieces of line around it, always turning left. What decides are comparisons, and each is made with a
margin thousands of times what rounding can amount to. Where one falls within the margin – parallels at no
distance, three lines through a point, a line through a corner – nothing is returned, and whoever asked
computes exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nndesk.geometry.lines import Code, Line, Point, Window

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]

MARGIN = 1e-11
"""What floats must differ by, as a part of the largest coordinate, to be told apart. Rounding makes 1e-14."""


def traced_cells(lines: Sequence[Line], window: Window) -> list[tuple[tuple[Point, ...], Code]] | None:
    """Rings (counter-clockwise) and codes of all regions in the window; None where floats cannot tell."""
    x0, x1, y0, y1 = window
    corners = np.array(((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)), np.float64)
    margin = MARGIN * max(abs(v) for v in window)
    units = _units(lines)
    if units is None:
        return None
    at_corners = units[:, :2] @ corners.T + units[:, 2:]
    # Never true for what is no number.
    if not (np.abs(at_corners) > margin).all():
        return None
    above = at_corners > 0
    # Going round counter-clockwise, a signal falls below 0 where its line enters and rises where it leaves.
    falls, rises = above[:, :-1] > above[:, 1:], above[:, :-1] < above[:, 1:]
    met = np.flatnonzero(falls.any(axis=1))
    everywhere = above[:, 0]
    if not len(met):
        ring = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
        return [(ring, tuple(int(bit) for bit in everywhere))]
    if len(met) < len(lines):
        units, at_corners, falls, rises = units[met], at_corners[met], falls[met], rises[met]
    walls = _Walls(at_corners, falls, rises, corners, margin)
    crossings = _Crossings(walls, units, margin, max(x1 - x0, y1 - y0))
    if not crossings.decided:
        return None
    rings, starts = _walk_around(walls, crossings)
    codes = np.empty((len(starts), len(lines)), np.uint8)
    codes[:] = everywhere
    codes[:, met] = crossings.codes(starts)
    p, bits = len(lines), codes.tobytes()
    return [(ring, tuple(bits[i * p : i * p + p])) for i, ring in enumerate(rings)]


def _units(lines: Sequence[Line]) -> Array | None:
    """The lines' coefficients with normals of length 1, shape (p, 3); None if there are no such numbers."""
    found = np.array([(line.w1, line.w2, line.b) for line in lines], np.float64).reshape(-1, 3)
    normals = found[:, :2]
    with np.errstate(all="ignore"):
        # By the larger weight first: the square of a huge or a tiny weight would leave the numbers.
        found /= np.abs(normals).max(axis=1, keepdims=True)
        found /= np.hypot(normals[:, :1], normals[:, 1:])
    return found if np.isfinite(found).all() else None


class _Walls:
    """Where lines enter and leave the window. Walking from the first point the positive side is on the left.

    Attributes:
        points: of the 2m ends, first where the lines enter, then where they leave; shape (2m, 2).
        along: of the ends, the number of the wall and the part of it.
        error: how far an end may be from where it should be, as a part of the wall.
    """

    def __init__(self, at_corners: Array, falls: Flags, rises: Flags, corners: Array, margin: float) -> None:
        sides = np.concatenate((falls.argmax(axis=1), rises.argmax(axis=1)))
        rows = np.arange(len(sides)) % len(falls)
        before = at_corners[rows, sides]
        change = before - at_corners[rows, sides + 1]
        part = before / change
        start = corners[sides]
        self.points = start + part[:, None] * (corners[sides + 1] - start)
        self.along = sides + part
        self.error = margin / np.abs(change)
        self.corners = corners[:-1]


class _Crossings:
    """Which lines cross in the window, and in which order on each of them.

    Attributes:
        decided: whether floats could tell; if not, nothing else is there.
        starts_above: [i, j]: whether line j's signal is positive where line i enters.
        rank: [i, j]: how many lines cross line i before j does; m if j does not.
        counts: how many lines cross each line.
        pieces: number of each line's first piece; the last entry is how many pieces there are.
        line, other: of every crossing, twice, the two lines; ``point``: its number in ``points``.
    """

    def __init__(self, walls: _Walls, units: Array, margin: float, size: float) -> None:
        m = len(units)
        line = np.arange(m)
        signals = walls.points @ units[:, :2].T + units[:, 2]
        error = (margin + walls.error * size)[:, None]
        sure = np.abs(signals) > error
        sure[line, line] = sure[line + m, line] = True
        # So the ends are told apart as well: of two at one place each would be on the other's line.
        self.decided = bool(sure.all())
        if not self.decided:
            return
        first, last = signals[:m], signals[m:]
        self.starts_above = first > 0
        crossed = self.starts_above ^ (last > 0)
        crossed[line, line] = False
        apart = ~crossed
        change = first - last
        change[apart] = 1.0
        part = first / change
        # Lines that do not cross come after all that do.
        part[apart] = 2.0
        error = (error[:m] + error[m:]) / np.abs(change)
        order = part.argsort(axis=1)
        rows = line[:, None]
        nearest, farthest = (part - error)[rows, order], (part + error)[rows, order]
        self.decided = bool(((nearest[:, 1:] > farthest[:, :-1]) | (nearest[:, 1:] > 1.5)).all())
        self.rank = np.empty((m, m), np.intp)
        self.rank[rows, order] = line
        self.rank[apart] = m
        self.counts = crossed.sum(axis=1)
        self.pieces = np.zeros(m + 1, np.intp)
        (self.counts + 1).cumsum(out=self.pieces[1:])
        self.line, self.other = i, j = crossed.nonzero()
        lower = i < j
        i, j = i[lower], j[lower]
        start = walls.points[i]
        self.points = start + part[i, j, None] * (walls.points[m + i] - start)
        number = np.empty((m, m), np.intp)
        number[i, j] = number[j, i] = np.arange(len(i))
        self.point = number[self.line, self.other]

    def codes(self, starts: Sequence[int]) -> Flags:
        """The codes left of directed pieces of lines, shape (F, m)."""
        total = int(self.pieces[-1])
        steps = np.array(starts)
        forward = steps < total
        steps %= total
        line = self.pieces.searchsorted(steps, side="right") - 1
        passed = steps - self.pieces[line]
        codes: Flags = self.starts_above[line] ^ (self.rank[line] < passed[:, None])
        codes[np.arange(len(line)), line] = forward
        return codes


def _walk_around(walls: _Walls, crossings: _Crossings) -> tuple[list[tuple[Point, ...]], list[int]]:
    """The ring of every region and, for each, one piece of line that it is left of.

    Steps are numbered: each piece of line forwards, then each backwards, then the pieces of wall. Points too:
    crossings, ends where lines enter and leave, corners.
    """
    m, n = len(crossings.counts), len(crossings.points)
    pieces, total = crossings.pieces[:-1], int(crossings.pieces[-1])
    ends = pieces + crossings.counts
    steps = 2 * total + 2 * m + 4
    following, origin = np.empty(steps, np.intp), np.empty(steps, np.intp)

    i, j = crossings.line, crossings.other
    here = pieces[i] + crossings.rank[i, j]
    forwards = pieces[j] + crossings.rank[j, i]
    backwards = forwards + total
    forwards += 1
    rightwards = crossings.starts_above[j, i]
    following[here] = np.where(rightwards, backwards, forwards)
    following[here + (total + 1)] = np.where(rightwards, forwards, backwards)
    origin[here + 1] = origin[here + total] = crossings.point

    around = np.concatenate((walls.along, (0.0, 1.0, 2.0, 3.0))).argsort()
    from_end = np.empty(2 * m + 4, np.intp)
    from_end[around] = np.arange(2 * total, steps)
    origin[2 * total :] = around + n
    origin[pieces], origin[ends + total] = np.arange(n, n + 2 * m).reshape(2, m)
    following[pieces + total], following[ends] = from_end[: 2 * m].reshape(2, m)
    arriving = np.concatenate((pieces, ends + total, from_end[2 * m :]))[around]
    following[2 * total : -1], following[-1] = arriving[1:], arriving[0]

    places = np.concatenate((crossings.points, walls.points, walls.corners)).T.tolist()
    points = list(zip(*places, strict=True))
    corners, follow = [points[k] for k in origin.tolist()], following.tolist()
    rings: list[tuple[Point, ...]] = []
    starts: list[int] = []
    for start in range(2 * total):
        if follow[start] >= 0:
            ring, at = [], start
            # A step that has been made leads nowhere any more.
            while (then := follow[at]) >= 0:
                follow[at] = -1
                ring.append(corners[at])
                at = then
            rings.append(tuple(ring))
            starts.append(start)
    return rings, starts
