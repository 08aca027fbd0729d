"""The regions into which lines cut a window, each with its code in {0,1}^p (LECTURE topic 12).

The window is a convex polygon, and every line splits the convex polygons it meets. Where two cells share an
edge they share its corners to the last bit, so outlines are found by cancelling edges, without tolerances.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nndesk.geometry.lines import Line, Point, Window

Ring = tuple[Point, ...]
Edge = tuple[Point, Point]

NEAR = 1e-9
"""A corner nearer to a line than this part of the window's size lies on it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A convex region.

    Attributes:
        ring: its corners, counter-clockwise (x2 pointing up), the first not repeated.
        code: for each line 1 where the signal is positive in the region and 0 where it is not.
    """

    ring: Ring
    code: tuple[int, ...]

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
    """All regions of the arrangement of ``lines`` that the window shows.

    Lines may coincide, meet in one point, pass through corners or be degenerate. The rule is strict: a
    degenerate line with b = 0 gives 0 everywhere. 64 lines in general position (2,081 regions) take 0.1 s.
    """
    x0, x1, y0, y1 = window
    rings: list[Ring] = [((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    codes: list[tuple[int, ...]] = [()]
    near = NEAR * max(x1 - x0, y1 - y0)
    for line in lines:
        unit = line.unit()
        next_rings: list[Ring] = []
        next_codes: list[tuple[int, ...]] = []
        for ring, code in zip(rings, codes, strict=True):
            plus, minus = _split(ring, unit, near)
            for part, bit in ((minus, 0), (plus, 1)):
                if part:
                    next_rings.append(part)
                    next_codes.append((*code, bit))
        rings, codes = next_rings, next_codes
    return tuple(Cell(ring, code) for ring, code in zip(rings, codes, strict=True))


def strip(line: Line, reach: float, window: Window) -> Ring:
    """Where ``|s| ≤ reach``, as far as the window shows it; no corners where it shows nothing of that."""
    edges = (Line(line.w1, line.w2, line.b + reach), Line(line.w1, line.w2, line.b - reach))
    return next((cell.ring for cell in cells(edges, window) if cell.code == (1, 0)), ())


def _split(ring: Ring, unit: Line, near: float) -> tuple[Ring, Ring]:
    """The parts of a convex ring on the positive and on the other side; one is empty if nothing is cut."""
    w1, w2, b = unit.w1, unit.w2, unit.b
    distances = [w1 * x + w2 * y + b for x, y in ring]
    high, low = max(distances), min(distances)
    if low >= -near or high <= near:
        return (ring, ()) if high > near or (high > 0 and high >= -low) else ((), ring)
    plus: list[Point] = []
    minus: list[Point] = []
    before, d_before = ring[-1], distances[-1]
    for at, d in zip(ring, distances, strict=True):
        if (d > near and d_before < -near) or (d < -near and d_before > near):
            crossing = _crossing(before, d_before, at, d)
            plus.append(crossing)
            minus.append(crossing)
        if d >= -near:
            plus.append(at)
        if d <= near:
            minus.append(at)
        before, d_before = at, d
    return tuple(plus), tuple(minus)


def _crossing(a: Point, da: float, b: Point, db: float) -> Point:
    # The same order from both sides of the edge, so that both cells get the same bits.
    if b < a:
        a, da, b, db = b, db, a, da
    t = da / (da - db)
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])


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
    return abs(ux * vy - uy * vx) <= NEAR * math.hypot(ux, uy) * math.hypot(vx, vy)


def _area(ring: Ring) -> float:
    ox, oy = ring[0]
    return 0.5 * sum((ax - ox) * (by - oy) - (bx - ox) * (ay - oy) for (ax, ay), (bx, by) in _edges(ring))
