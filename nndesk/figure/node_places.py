"""Where the labels around a node move so that edges do not run through them.

Every label has a place where it stands by default. Where an edge crosses it there, it slides along its line,
and goes to the other side of the node if that does not help; where nothing is free it stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document, Position
from nndesk.figure.line_marks import crossings
from nndesk.figure.primitives import Point
from nndesk.figure.routing import edge_geometries, radius_of
from nndesk.network.model import Topology

Array = NDArray[np.float64]
Rect = tuple[float, float, float, float]
"""Left, top, width, height."""

MOST_EDGES = 100
"""With more edges labels stay where they are: among so many there is no free place."""

_CLEAR = 3.0
"""Between a label and an edge."""
_SLIDES = tuple(sign * x for x in range(4, 61, 4) for sign in (1.0, -1.0))
_TURNS = tuple(sign * angle for angle in (15, 25, 35, 45, 55) for sign in (1.0, -1.0))
"""How far a name goes around its node, in degrees from the top."""
_CROSSED, _COVERED, _OTHER_SIDE, _A_PIXEL, _A_DEGREE = 30.0, 60.0, 18.0, 0.25, 0.4
_ON_LABEL = 500.0
"""What is bad about a place: an edge through it, a node or its labels under it, being unusual; one of the
node's own labels under it."""
_OVER, _UNDER = 28.0, 46.0
"""What a node's labels take over its disc, and under it in the backward pass."""
_NAME_REACH, _LINE_REACH = 20.0, 40.0
"""How far they reach to either side."""
_ROUND = 6.0
"""Widths are rounded up to multiples of this, lest labels jump when a number gains or loses a digit."""


@dataclass(frozen=True, slots=True)
class Line:
    """A label that may move, or two that move together.

    Attributes:
        part: which: ``name``, ``bias`` or ``delta``.
        rect: what it covers at its default place, relative to the node's centre.
        other_side: how far down (negative: up) its place on the other side of the node is; None: it has none.
    """

    part: str
    rect: Rect
    other_side: float | None = None


@dataclass(slots=True)
class _Ground:
    """One drawing: its edges as segments, and what has been found for its nodes."""

    segments: Array
    found: dict[tuple[str, tuple[Line, ...]], Mapping[str, Point]] = field(default_factory=dict)


_recent: list[tuple[Topology, Mapping[str, Position], _Ground]] = []


def offsets(document: Document, name: str, lines: tuple[Line, ...]) -> Mapping[str, Point]:
    """How far each line moves from its default place: ``(dx, dy)`` by part. The first lines choose first."""
    if not 0 < len(document.network.edges) <= MOST_EDGES:
        return {line.part: (0.0, 0.0) for line in lines}
    ground = _ground(document)
    lines = tuple(Line(line.part, _rounded(line.rect), line.other_side) for line in lines)
    key = (name, lines)
    if key not in ground.found:
        if len(ground.found) > 2000:
            ground.found.clear()
        ground.found[key] = _choose(document, name, lines, ground.segments)
    return ground.found[key]


def _rounded(rect: Rect) -> Rect:
    left, top, width, height = rect
    wide = _ROUND * ceil(width / _ROUND)
    return (round(left - (wide - width) / 2, 1), round(top, 1), wide, round(height, 1))


def _ground(document: Document) -> _Ground:
    topology, positions = document.network.topology, document.positions
    for known_topology, known_positions, ground in _recent:
        if known_topology is topology and known_positions is positions:
            return ground
    pieces = []
    for path in edge_geometries(document).values():
        steps = 1 if path.straight else 8
        points = [path.point(k / steps) for k in range(steps + 1)]
        pieces += [(*a, *b) for a, b in pairwise(points)]
    ground = _Ground(np.array(pieces, np.float64).reshape(-1, 4))
    _recent.insert(0, (topology, positions, ground))
    del _recent[4:]
    return ground


def _choose(document: Document, name: str, lines: tuple[Line, ...], segments: Array) -> dict[str, Point]:
    x, y = document.positions[name]
    near = segments - (x, y, x, y)
    taken = np.array(list(_neighbours(document, name)), np.float64).reshape(-1, 4)
    own = np.array(list(_beside(document, name)), np.float64).reshape(-1, 4)
    chosen: dict[str, Point] = {}
    for line in lines:
        left, top, width, height = line.rect
        moves, cost = _candidates(document, name, line)
        low = moves + np.array((left - _CLEAR, top))
        high = moves + np.array((left + width + _CLEAR, top + height))
        cost = cost + _CROSSED * crossings(low[:, None], high[:, None], near)
        cost = cost + _COVERED * _inside(low, high, taken) + _ON_LABEL * _inside(low, high, own)
        best = int(np.argmin(cost))
        chosen[line.part] = (float(moves[best, 0]), float(moves[best, 1]))
        own = np.vstack((own, (*low[best] + (_CLEAR, 0.0), *high[best] - (_CLEAR, 0.0))))
    return chosen


def _inside(low: Array, high: Array, taken: Array) -> Array:
    """How many of the rectangles ``taken`` each candidate reaches into."""
    reached = (low[:, None] < taken[:, 2:]) & (taken[:, :2] < high[:, None])
    return np.asarray(reached.all(axis=2).sum(axis=1), np.float64)


def _candidates(document: Document, name: str, line: Line) -> tuple[Array, Array]:
    """Moves ``(C, 2)`` from the default place, and what each costs in itself."""
    moves: list[Point] = [(0.0, 0.0)]
    cost = [0.0]
    if line.part == "name":
        left, top, width, height = line.rect
        # As far from the rim as at the top, measured from the disc's own circle.
        away = -(top + height / 2) - height / 2
        for turn in _TURNS:
            angle = turn * pi / 180
            out = away + abs(sin(angle)) * width / 2 + cos(angle) * height / 2
            # No higher than at the top: in a close stack the labels of the node above begin there.
            down = max(0.0, -out * cos(angle) - (top + height / 2))
            moves.append((out * sin(angle) - (left + width / 2), down))
            cost.append(_A_DEGREE * abs(turn))
    else:
        moves += [(x, 0.0) for x in _SLIDES]
        cost += [_A_PIXEL * abs(x) for x in _SLIDES]
        if line.other_side is not None:
            moves += [(x, line.other_side) for x in (0.0, *_SLIDES)]
            cost += [_OTHER_SIDE + _A_PIXEL * abs(x) for x in (0.0, *_SLIDES)]
    return np.array(moves), np.array(cost)


def _neighbours(document: Document, name: str) -> Iterator[Rect]:
    """Left, top, right, bottom of the nodes around ``name``: their discs, and what stands over and under
    these."""
    x, y = document.positions[name]
    for other, (ox, oy) in document.positions.items():
        if other != name and abs(ox - x) < 300 and abs(oy - y) < 300:
            radius = radius_of(document, other)
            dx, dy = ox - x, oy - y
            yield (dx - radius, dy - radius, dx + radius, dy + radius)
            yield (dx - _NAME_REACH, dy - radius - _OVER, dx + _NAME_REACH, dy - radius)
            if other in document.network.topology.node_at:
                yield (dx - _LINE_REACH, dy + radius, dx + _LINE_REACH, dy + radius + _UNDER)


def _beside(document: Document, name: str) -> Iterator[Rect]:
    """What belongs to the labels of nodes in the same row: from the middle between both on."""
    x, y = document.positions[name]
    for other, (ox, oy) in document.positions.items():
        dx, dy = ox - x, oy - y
        if other != name and abs(dy) < 60.0 and 100.0 < abs(dx) < 300.0:
            radius = radius_of(document, other)
            near, far = (dx / 2, dx) if dx > 0 else (dx, dx / 2)
            yield (near, dy + radius, far, dy + radius + _UNDER)
