"""The regions into which lines cut a window, each with its code in {0,1}^p (LECTURE topic 12).

Where two cells share an edge they share its corners to the last bit, so outlines are found by cancelling
edges, without tolerances.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import starmap
from typing import NamedTuple

from nndesk.geometry.exact import Whole, rounded
from nndesk.geometry.lines import Code, Line, Point, Segment, Window, clip
from nndesk.geometry.splitting import split_cells
from nndesk.geometry.tracing import traced_cells

Ring = tuple[Point, ...]
Edge = tuple[Point, Point]

FEW = 4
STRAIGHT = 1e-9
"""A chain that turns by less, in radians, goes straight on."""


class Cell(NamedTuple):
    """A convex region.

    Attributes:
        ring: its corners, counter-clockwise (x2 pointing up), the first not repeated.
        code: for each line 1 where the signal is positive in the region and 0 where it is not.
    """

    ring: Ring
    code: Code

    @property
    def area(self) -> float:
        return _area(self.ring)

    @property
    def centroid(self) -> Point:
        """The centre of gravity, inside the region."""
        # From the first corner: the products below lose digits where coordinates are large.
        ox, oy = self.ring[0]
        area = x = y = 0.0
        for (ax, ay), (bx, by) in _edges(self.ring):
            cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
            area += cross
            x += cross * (ax + bx - 2 * ox)
            y += cross * (ay + by - 2 * oy)
        if area <= 0.0:
            n = len(self.ring)
            return sum(p[0] for p in self.ring) / n, sum(p[1] for p in self.ring) / n
        return ox + x / (3 * area), oy + y / (3 * area)


def cells(lines: Sequence[Line], window: Window) -> tuple[Cell, ...]:
    """All regions of the arrangement of ``lines`` that the window shows, exactly.

    Lines may coincide, meet in one point, pass through corners or be degenerate. The rule is strict: a
    degenerate line with b = 0 gives 0 everywhere. Corners are rounded, so that a region smaller than floats
    can tell may have no area; it is there nevertheless. Of 64 lines in general position it takes a few
    milliseconds, and ten times as long where floats cannot decide.

    Raises ValueError or OverflowError for weights that are no numbers.
    """
    # Few lines take whole numbers no longer than floats.
    traced = traced_cells(lines, window) if len(lines) > FEW else None
    if traced is not None:
        return tuple(starmap(Cell, traced))
    places: dict[Whole, Point] = {}
    found = []
    for ring, code in split_cells(lines, window):
        for corner in ring:
            if corner not in places:
                places[corner] = rounded(corner)
        found.append(Cell(tuple(places[corner] for corner in ring), code))
    return tuple(found)


def half_planes(lines: Sequence[Line], code: Code, window: Window) -> Ring:
    """What the window shows of the region with this code, counter-clockwise; empty if nothing.

    For a picture of one region: it is found without the others, and to the accuracy of floats.
    """
    x0, x1, y0, y1 = window
    sides = []
    for line, bit in zip(lines, code, strict=True):
        unit = line.unit()
        if unit.degenerate:
            if (unit.b > 0) != bool(bit):
                return ()
            continue
        sides.append(unit if bit else Line(-unit.w1, -unit.w2, -unit.b))
    return _cut(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), sides, window)


def soft_edges(line: Line, reach: float, window: Window) -> tuple[Segment, ...]:
    """The parts in the window of the two lines where ``|s|`` is ``reach``."""
    edges = (clip(Line(line.w1, line.w2, line.b + away), window) for away in (reach, -reach))
    return tuple(edge for edge in edges if edge is not None)


def strip(line: Line, reach: float, window: Window) -> Ring:
    """Where ``|s| ≤ reach``, as far as the window shows it; empty where it shows nothing of that."""
    edges = (Line(line.w1, line.w2, line.b + reach), Line(line.w1, line.w2, line.b - reach))
    return half_planes(edges, (1, 0), window)


def _cut(ring: Ring, sides: Iterable[Line], window: Window) -> Ring:
    """What is left of a ring on the positive sides of lines."""
    for side in sides:
        kept: list[Point] = []
        before, s_before = ring[-1], side.signal(ring[-1])
        for at in ring:
            s = side.signal(at)
            if s * s_before < 0:
                t = s_before / (s_before - s)
                kept.append((before[0] + t * (at[0] - before[0]), before[1] + t * (at[1] - before[1])))
            if s >= 0:
                kept.append(at)
            before, s_before = at, s
        ring = tuple(kept)
        if len(ring) < 3:
            return ()
    # What is left of a region that is not there may be three corners in one point.
    x0, x1, y0, y1 = window
    return ring if _area(ring) > STRAIGHT**2 * (x1 - x0) * (y1 - y0) else ()


def clip_ring(ring: Ring, window: Window) -> Ring:
    """What a window shows of a convex region; empty if no more than an edge or a corner."""
    x0, x1, y0, y1 = window
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    if x0 <= min(xs) and max(xs) <= x1 and y0 <= min(ys) and max(ys) <= y1:
        return ring
    if max(xs) <= x0 or min(xs) >= x1 or max(ys) <= y0 or min(ys) >= y1:
        return ()
    return _cut(ring, (Line(1, 0, -x0), Line(-1, 0, x1), Line(0, 1, -y0), Line(0, -1, y1)), window)


def outlines(parts: Iterable[Ring]) -> tuple[Ring, ...]:
    """The rings around the union of cells; holes turn the other way. For a fill by the even-odd rule."""
    edges = {edge for ring in parts for edge in _edges(ring)}
    outer = [edge for edge in edges if edge[::-1] not in edges]
    return tuple(ring[:-1] for ring in _chains(outer))


def boundaries(inside: Iterable[Ring], outside: Iterable[Ring]) -> tuple[Ring, ...]:
    """Polylines where cells of the two kinds meet, the first kind on the left. Closed ones repeat a point."""
    beyond = {edge[::-1] for ring in outside for edge in _edges(ring)}
    return _chains([edge for ring in inside for edge in _edges(ring) if edge in beyond])


def _edges(ring: Ring) -> Iterable[Edge]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def _chains(edges: Sequence[Edge]) -> tuple[Ring, ...]:
    """Directed edges joined end to end; corners on a straight piece are left out."""
    leaving: dict[Point, list[Point]] = {}
    arriving: dict[Point, int] = {}
    for start, end in sorted(edges):
        leaving.setdefault(start, []).append(end)
        arriving[end] = arriving.get(end, 0) + 1
    # Open chains begin where more edges leave than arrive; what is left afterwards is closed.
    starts = [p for p, ends in leaving.items() for _ in range(len(ends) - arriving.get(p, 0))]
    chains = [_chain(start, leaving, closes=False) for start in starts]
    for start in sorted(leaving):
        while leaving[start]:
            chains.append(_chain(start, leaving, closes=True))
    return tuple(chains)


def _chain(start: Point, leaving: dict[Point, list[Point]], closes: bool) -> Ring:
    """Go along edges, using them up, to the end or back to the start."""
    chain = [start]
    while ends := leaving.get(chain[-1]):
        chain.append(ends.pop(_straightest(chain, ends)))
        if closes and chain[-1] == start:
            break
    return _without_straight(chain)


def _straightest(chain: list[Point], ends: list[Point]) -> int:
    """Where chains cross, each goes straight on."""
    if len(chain) < 2 or len(ends) == 1:
        return 0
    (ax, ay), (bx, by) = chain[-2:]

    def turn(end: Point) -> float:
        return abs(
            math.atan2(
                (bx - ax) * (end[1] - by) - (by - ay) * (end[0] - bx),
                (bx - ax) * (end[0] - bx) + (by - ay) * (end[1] - by),
            )
        )

    return min(range(len(ends)), key=lambda i: turn(ends[i]))


def _without_straight(chain: list[Point]) -> Ring:
    closed = chain[0] == chain[-1] and len(chain) > 2
    kept: list[Point] = []
    for i, at in enumerate(chain):
        if 0 < i < len(chain) - 1 and _straight(kept[-1], at, chain[i + 1]):
            continue
        kept.append(at)
    if closed and len(kept) > 3 and _straight(kept[-2], kept[0], kept[1]):
        kept = [*kept[1:-1], kept[1]]
    return tuple(kept)


def _straight(a: Point, b: Point, c: Point) -> bool:
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], c[0] - b[0], c[1] - b[1]
    return abs(ux * vy - uy * vx) <= STRAIGHT * math.hypot(ux, uy) * math.hypot(vx, vy)


def _area(ring: Ring) -> float:
    ox, oy = ring[0]
    return 0.5 * sum((ax - ox) * (by - oy) - (bx - ox) * (ay - oy) for (ax, ay), (bx, by) in _edges(ring))
