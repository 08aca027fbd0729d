"""Diagram and plane in the size of a stamp, for choosing among several: shapes and colours, no words.

They are put together from the same pieces as the large figures, so that one recognises what one gets.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nndesk.document.document import Document
from nndesk.figure.edges import edge_stroke_items
from nndesk.figure.nodes import body_items
from nndesk.figure.primitives import Curve, Disc, Figure, Group, Item, Pen, Point, Polyline
from nndesk.figure.routing import NODE_RADIUS, edge_geometries
from nndesk.figure.style import Style

LARGEST = 1.0
_THINNEST = 0.75
"""Strokes never become thinner than this part of what they are in the large figure."""
_MARGIN = 3.0


def diagram_stamp(document: Document, style: Style, width: float, height: float) -> Figure:
    """The network in ``width × height``, centred, at most as large as it is drawn; no numbers, no names."""
    places = document.positions.values()
    if not places:
        return Figure(width, height, ())
    around = NODE_RADIUS + _MARGIN
    left, right = min(x for x, _ in places) - around, max(x for x, _ in places) + around
    top, bottom = min(y for _, y in places) - around, max(y for _, y in places) + around
    scale = min((width - 1) / (right - left), (height - 1) / (bottom - top), LARGEST)
    middle = ((left + right) / 2, (top + bottom) / 2)
    shrunk = _Shrunk(scale, (width / 2 - middle[0] * scale, height / 2 - middle[1] * scale))
    paths = edge_geometries(document)
    items: list[Item] = []
    for key, path in paths.items():
        items += shrunk.items(edge_stroke_items(document, key, style, path=path))
    for name, (x, y) in document.positions.items():
        shapes = [item for item in body_items(document, name, style) if isinstance(item, Disc | Polyline)]
        items += shrunk.items(shapes, (x, y))
    return Figure(width, height, (Group(tuple(items)),))


class _Shrunk:
    """Makes items smaller, their strokes less so."""

    def __init__(self, scale: float, shift: Point) -> None:
        self._scale = scale
        self._shift = shift

    def items(self, items: Iterable[Item], origin: Point = (0.0, 0.0)) -> list[Item]:
        """Those of ``items`` that are lines, curves or discs, moved by ``origin`` and made smaller."""

        def at(point: Point) -> Point:
            return (
                (point[0] + origin[0]) * self._scale + self._shift[0],
                (point[1] + origin[1]) * self._scale + self._shift[1],
            )

        made: list[Item] = []
        for item in items:
            match item:
                case Disc():
                    made.append(
                        replace(
                            item,
                            center=at(item.center),
                            radius=item.radius * self._scale,
                            pen=self._pen(item.pen) if item.pen is not None else None,
                        )
                    )
                case Polyline():
                    points = tuple(at(point) for point in item.points)
                    made.append(replace(item, points=points, pen=self._pen(item.pen)))
                case Curve():
                    ends = at(item.start), at(item.control1), at(item.control2), at(item.end)
                    made.append(Curve(*ends, self._pen(item.pen)))
        return made

    def _pen(self, pen: Pen) -> Pen:
        scale = max(self._scale, _THINNEST)
        return replace(pen, width=pen.width * scale, dash=tuple(length * scale for length in pen.dash))
