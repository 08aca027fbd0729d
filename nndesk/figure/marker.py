"""The mark of a class: its colour and, for those who do not see colours apart, its shape."""

from __future__ import annotations

import math

from nndesk.figure.primitives import Box, Disc, Fill, Item, Pen, Point, Polygon


def marker(kind: int, at: Point, radius: float, color: str, edge: str, opacity: float = 1.0) -> Item:
    """The point of a class: 0 a disc, 1 a square, then triangle, diamond, triangle on its tip; repeating.

    All have about the same area; ``edge`` sets them off from what lies under them.
    """
    pen = Pen(edge, radius * 0.28, opacity=opacity)
    if kind % 5 == 0:
        return Disc(at, radius, Fill(color, opacity), pen)
    x, y = at
    if kind % 5 == 1:
        side = 1.8 * radius
        return Box(x - side / 2, y - side / 2, side, side, fill=Fill(color, opacity), pen=pen)
    corners, reach, turn = {2: (3, 1.4, -90.0), 3: (4, 1.3, -90.0), 4: (3, 1.4, 90.0)}[kind % 5]
    angles = [math.radians(turn + 360 * i / corners) for i in range(corners)]
    ring = tuple((x + reach * radius * math.cos(a), y + reach * radius * math.sin(a)) for a in angles)
    return Polygon((ring,), Fill(color, opacity), pen)
