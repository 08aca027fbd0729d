"""The mark of a class: its colour and, for those who do not see colours apart, its shape."""

from __future__ import annotations

import math

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
    """The point of a class: 0 a disc, 1 a square, then triangle, diamond, triangle on its tip; repeating.

    All have about the same area; ``edge`` sets them off from what lies under them. A ``hollow`` one, which is
    held out of training, is an outline in its colour that is filled with ``edge``.
    """
    fill, pen = Fill(color, opacity), Pen(edge, radius * 0.28, opacity=opacity)
    if hollow:
        fill, pen = Fill(edge, opacity), Pen(color, radius * 0.44, opacity=opacity)
        # The outline reaches as far as a full mark does.
        radius *= 0.84
    if kind % 5 == 0:
        return Disc(at, radius, fill, pen)
    x, y = at
    if kind % 5 == 1:
        side = 1.8 * radius
        return Box(x - side / 2, y - side / 2, side, side, fill=fill, pen=pen)
    corners, reach, turn = {2: (3, 1.4, -90.0), 3: (4, 1.3, -90.0), 4: (3, 1.4, 90.0)}[kind % 5]
    angles = [math.radians(turn + 360 * i / corners) for i in range(corners)]
    ring = tuple((x + reach * radius * math.cos(a), y + reach * radius * math.sin(a)) for a in angles)
    return Polygon((ring,), fill, pen)
