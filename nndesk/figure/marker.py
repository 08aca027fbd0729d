"""The mark of a class: its colour and, for those who do not see colours apart, its shape."""

from __future__ import annotations

import math
from dataclasses import replace

from nndesk.figure.primitives import Box, Disc, Fill, Item, Pen, Point, Polygon


def marker(
    kind: int,
    at: Point,
    radius: float,
    color: str,
    edge: str,
    opacity: float = 1.0,
    *,
    hollow: bool = False,
) -> Item:
    """The point of a class: a disc for 0, a square for 1, then triangle, diamond, triangle on its tip, plus,
    star, cross and two triangles on a side; repeating.

    All have about the same area; ``edge`` sets them off from what lies under them. A ``hollow`` one, which is
    held out of training, is an outline in its colour that is filled with ``edge``.
    """
    fill, pen = Fill(color, opacity), Pen(edge, radius * 0.28, opacity=opacity)
    if hollow:
        fill, pen = Fill(edge, opacity), Pen(color, radius * 0.44, opacity=opacity)
        # The outline reaches as far as a full mark does.
        radius *= 0.84
    kind %= SHAPES
    if kind == 0:
        return Disc(at, radius, fill, pen)
    x, y = at
    if kind == 1:
        side = 1.8 * radius
        return Box(x - side / 2, y - side / 2, side, side, fill=fill, pen=pen)
    ring = tuple((x + radius * dx, y + radius * dy) for dx, dy in _RINGS[kind])
    return Polygon((ring,), fill, pen)


def hollow_marker(
    kind: int, at: Point, radius: float, color: str, inside: str, unknown: bool = False
) -> Item:
    """The mark of a class with nothing in it; dashed where it is not known whether there is something."""
    pen = Pen(color, radius * 0.26, (radius * 0.5, radius * 0.4) if unknown else ())
    filled = marker(kind, at, 0.92 * radius, inside, color)
    assert isinstance(filled, Disc | Box | Polygon)
    return replace(filled, pen=pen)


def _star(corners: int, reach: float, turn: float, inner: float = 0.0) -> tuple[Point, ...]:
    """A regular polygon; with ``inner`` a star whose inward corners are so far from the middle."""
    reaches = (reach, inner) if inner else (reach,)
    count = corners * len(reaches)
    angles = [math.radians(turn + 360 * i / count) for i in range(count)]
    return tuple(
        (reaches[i % len(reaches)] * math.cos(angle), reaches[i % len(reaches)] * math.sin(angle))
        for i, angle in enumerate(angles)
    )


def _plus(turn: float) -> tuple[Point, ...]:
    half, reach = 0.42, 1.25
    quarter = ((reach, -half), (reach, half), (half, half))
    corners = [
        (x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a))
        for a in (math.radians(turn + 90 * i) for i in range(4))
        for x, y in quarter
    ]
    return tuple(corners)


_RINGS = {
    2: _star(3, 1.4, -90.0),
    3: _star(4, 1.3, -90.0),
    4: _star(3, 1.4, 90.0),
    5: _plus(0.0),
    6: _star(5, 1.6, -90.0, 0.72),
    7: _plus(45.0),
    8: _star(3, 1.4, 0.0),
    9: _star(3, 1.4, 180.0),
}
SHAPES = 10
"""So many can be told apart."""
