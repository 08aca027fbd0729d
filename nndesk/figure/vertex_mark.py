"""The mark of a vertex that no region has, in the shape and the colour of what would come out there."""

from __future__ import annotations

from dataclasses import replace

from nndesk.figure.marker import marker
from nndesk.figure.primitives import Box, Disc, Item, Pen, Point, Polygon


def empty_mark(kind: int, at: Point, radius: float, color: str, inside: str, unknown: bool = False) -> Item:
    """The mark of a class with nothing in it; dashed where it is not known whether there is something."""
    pen = Pen(color, radius * 0.26, (radius * 0.5, radius * 0.4) if unknown else ())
    filled = marker(kind, at, 0.92 * radius, inside, color)
    assert isinstance(filled, Disc | Box | Polygon)
    return replace(filled, pen=pen)
