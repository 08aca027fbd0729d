"""The rectangle that a picture's parts cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nndesk.figure.primitives import (
    Arc,
    Box,
    Curve,
    Disc,
    FieldDisc,
    Formula,
    Glow,
    Group,
    Item,
    Label,
    Patches,
    Pen,
    Point,
    Polygon,
    Polyline,
    Text,
)
from nndesk.figure.typeset import formula_size, measure_label, measure_text

Extent = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def bounds(items: Iterable[Item]) -> Extent | None:
    """What the parts cover, pens included; None if there are none. Arcs count as whole circles."""
    extents = [extent for item in items for extent in _extents(item)]
    if not extents:
        return None
    lefts, tops, rights, bottoms = zip(*extents, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def shifted_start(anchor: str, width: float) -> float:
    """How far left of its anchor a text of ``width`` starts."""
    return {"start": 0.0, "middle": width / 2, "end": width}[anchor]


def _extents(item: Item) -> Iterator[Extent]:
    match item:
        case Disc():
            yield _around([item.center], item.pen, item.radius)
        case FieldDisc():
            yield _around([item.center], None, item.radius)
        case Glow():
            yield _around([item.center], None, item.outer)
        case Arc():
            yield _around([item.center], item.pen, item.radius)
        case Box():
            corner = (item.x + item.width, item.y + item.height)
            yield _around([(item.x, item.y), corner], item.pen)
        case Polyline():
            if item.points:
                yield _around(item.points, item.pen)
        case Curve():
            yield _around([_on(item, i / 16) for i in range(17)], item.pen)
        case Polygon():
            points = [p for ring in item.rings for p in ring]
            if points:
                yield _around(points, item.pen)
        case Patches():
            corners = [at for ring, _ in item.areas() for at in ring]
            if corners:
                yield _around(corners, item.pen)
        case Text():
            width = measure_text(item.text, item.size, item.weight)
            x = item.at[0] - shifted_start(item.anchor, width)
            yield (x, item.at[1] - 0.8 * item.size, x + width, item.at[1] + 0.22 * item.size)
        case Label():
            width, ascent, descent = measure_label(item.latex, item.size)
            x = item.at[0] - shifted_start(item.anchor, width)
            yield (x, item.at[1] - ascent, x + width, item.at[1] + descent)
        case Formula():
            width, height = formula_size(item.latex, item.size)
            x = item.at[0] - shifted_start(item.anchor, width)
            yield (x, item.at[1], x + width, item.at[1] + height)
        case Group():
            inside = bounds(item.items)
            if inside is None:
                return
            if item.clip is not None:
                x, y, w, h = item.clip
                inside = (max(inside[0], x), max(inside[1], y), min(inside[2], x + w), min(inside[3], y + h))
            yield inside


def _around(points: Iterable[Point], pen: Pen | None, radius: float = 0.0) -> Extent:
    points = list(points)
    reach = radius + (pen.width / 2 if pen is not None else 0.0)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs) - reach, min(ys) - reach, max(xs) + reach, max(ys) + reach


def _on(curve: Curve, t: float) -> Point:
    u = 1 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return (
        a * curve.start[0] + b * curve.control1[0] + c * curve.control2[0] + d * curve.end[0],
        a * curve.start[1] + b * curve.control1[1] + c * curve.control2[1] + d * curve.end[1],
    )
