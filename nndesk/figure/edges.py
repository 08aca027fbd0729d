"""An edge as it is drawn: its stroke by sign and size of the weight, its light, and the number on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from nndesk.document.document import Document
from nndesk.figure.labels import (
    BESIDE,
    CHANGE_SIZE,
    WEIGHT_SIZE,
    LabelPlace,
    change_text,
    label_places,
    weight_text,
    weight_width,
)
from nndesk.figure.locks import LOCK_ROOM, lock_after, lock_badge
from nndesk.figure.node_labels import type_scale
from nndesk.figure.nodes import centred_text
from nndesk.figure.primitives import Box, Curve, Fill, Item, Pen, Point, Polyline
from nndesk.figure.routing import EdgePath, edge_geometry
from nndesk.figure.style import Palette, Style, mix
from nndesk.figure.typeset import measure_text
from nndesk.network.model import Edge, EdgeKey

if TYPE_CHECKING:
    from nndesk.network.walk import Known, Step

CALM = 30
"""Up to this many edges lines have their full width."""
CROWDED = 200
"""From this many edges on strokes are fine and faint, so that the drawing stays a drawing."""

MIDDLE_OF_CROWD = 0.5
"""The weight that is drawn half as strong as can be; where there are thousands, few are larger."""


def edge_items(
    document: Document,
    edge: Edge | EdgeKey,
    style: Style,
    known: Known | None = None,
    step: Step | None = None,
    selected: bool = False,
) -> tuple[Item, ...]:
    """Stroke and weight label of one edge, back to front, in the drawing's coordinates."""
    key = EdgeKey(edge.source, edge.target)
    place = label_places(document, style, known).get(key)
    return (
        *edge_stroke_items(document, key, style, step, selected),
        *(weight_label_items(document, key, style, place, known, step) if place is not None else ()),
    )


def edge_pen(weight: float, style: Style, crowded: bool = False, edges: int = 1) -> Pen:
    """Colour and dash by sign, width by |w|: from 1.2 for 0, saturating at 4.

    ``edges`` is how many there are in the drawing: the more, the finer the lines. ``crowded`` ones are at
    most 1 wide and never dashed, so that a screen can draw thousands; there negative ones are darker, which
    grey shows as well.
    """
    if crowded:
        palette, size = style.palette, abs(weight) / (abs(weight) + MIDDLE_OF_CROWD)
        if weight < 0:
            color, opacity = mix(palette.negweight, palette.text, 0.35), 0.3 + 0.6 * size
        else:
            color, opacity = palette.weight, 0.15 + 0.5 * size
        return Pen(color, 0.3 + 0.7 * size, opacity=opacity)
    fine = min(1.0, (CALM / max(edges, 1)) ** 0.33)
    scale = type_scale(style) * fine
    size = abs(weight) / (abs(weight) + 2.5)
    width = (1.2 + 2.8 * size) * scale
    # Longer the more there are: they are looked at from farther away, and tell the sign where there is no
    # colour.
    long = type_scale(style) * fine**-0.6
    dash = (7.0 * long, 4.5 * long) if weight < 0 else ()
    return Pen(style.palette.of_weight(weight), width, dash, opacity=0.62)


def edge_stroke_items(
    document: Document,
    key: EdgeKey,
    style: Style,
    step: Step | None = None,
    selected: bool = False,
    path: EdgePath | None = None,
) -> tuple[Item, ...]:
    """The line alone. ``path`` replaces the routed course, as while a node is being dragged."""
    path = edge_geometry(document, key) if path is None else path
    palette = style.palette
    edges = len(document.network.edges)
    pen = edge_pen(document.network.edge(*key).weight, style, edges > CROWDED, edges)
    items: list[Item] = []
    lit = step is not None and key in step.edges
    if lit and step is not None:
        glow = palette.of_phase(step.phase)
        wide = 4.0 if edges > CROWDED else 13.0
        items.append(stroke(path, Pen(glow, pen.width + wide, opacity=0.14)))
        items.append(stroke(path, Pen(glow, pen.width + wide * 0.55, opacity=0.16)))
    if selected:
        items.append(stroke(path, Pen(palette.accent, pen.width + 6.0, opacity=0.3)))
    if lit or selected:
        pen = Pen(pen.color, pen.width, pen.dash)
    items.append(stroke(path, pen))
    return tuple(items)


def stroke(path: EdgePath, pen: Pen) -> Item:
    """``path`` as a line or a curve."""
    if path.straight:
        return Polyline((path.start, path.end), pen)
    return Curve(path.start, path.control1, path.control2, path.end, pen)


def weight_label_items(
    document: Document,
    key: EdgeKey,
    style: Style,
    place: LabelPlace,
    known: Known | None = None,
    step: Step | None = None,
) -> tuple[Item, ...]:
    """The weight's number at ``place``, on a pill of the panel's colour, with its change."""
    palette = style.palette
    size = WEIGHT_SIZE * type_scale(style) * place.magnified
    edge = document.network.edge(*key)
    weight = edge.weight
    text = weight_text(weight, style)
    change = change_text(key, style, known) if place.form != "alone" else ""
    width = weight_width(edge, size, style)
    small = size * CHANGE_SIZE
    beside = measure_text(change, small, "medium") if change else 0.0
    x, y = place.x, place.y
    weight_at = change_at = (x, y)
    if change and place.form == "beside":
        left = x - (width + BESIDE * size + beside) / 2
        weight_at, change_at = (left + width / 2, y), (left + width + BESIDE * size + beside / 2, y)
    elif change:
        weight_at, change_at = (x, y - 0.62 * size), (x, y + 0.58 * size)
    height = 1.35 * size
    color = palette.of_weight(weight)
    items: list[Item] = [_pill(weight_at, width, height, palette)]
    text_at = weight_at
    if edge.locked:
        text_at = (weight_at[0] - LOCK_ROOM * size / 2, weight_at[1])
        items += lock_after(weight_at[0] + width / 2 - LOCK_ROOM * size, weight_at[1], size, color)
    items.append(centred_text(text_at, text, size, color, "semibold"))
    if change:
        items.append(_pill(change_at, beside, 0.95 * height, palette, height / 2))
        items.append(centred_text(change_at, change, small, palette.accent, "medium"))
    return tuple(items)


def lock_badges(
    document: Document, style: Style, keys: Iterable[EdgeKey], scale: float = 1.0
) -> Iterator[tuple[Item, ...]]:
    """A lock on the middle of each of ``keys`` that is locked, ``scale`` times its size beside a number."""
    if len(document.network.edges) > CROWDED:
        return
    at = document.network.topology.edge_at
    for key in keys:
        edge = document.network.edges[at[key]]
        if edge.locked:
            place = edge_geometry(document, key).point(0.47)
            size = WEIGHT_SIZE * type_scale(style) * scale
            yield lock_badge(place, size, style.palette.of_weight(edge.weight), style.palette.panel)


def _pill(at: Point, width: float, height: float, palette: Palette, above: float | None = None) -> Box:
    """What keeps lines from running through a text of ``width`` centred on ``at``."""
    top = at[1] - (height / 2 if above is None else above)
    return Box(at[0] - width / 2 - 4, top, width + 8, height, 5.0, fill=Fill(palette.panel, 0.92))
