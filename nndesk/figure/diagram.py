"""The network as a picture: pieces for the screen and a whole figure for exports, by the same functions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from nndesk.document.document import Document
from nndesk.figure.bounds import Extent, bounds
from nndesk.figure.edges import (
    CROWDED,
    edge_items,
    edge_pen,
    edge_stroke_items,
    lock_badges,
    stroke,
    weight_label_items,
)
from nndesk.figure.focus import focus_items, formula_pill
from nndesk.figure.labels import chosen_places, label_places, revealed
from nndesk.figure.node_labels import node_boxes, node_label_items, reach
from nndesk.figure.nodes import body_items, glow_items, node_items
from nndesk.figure.primitives import Figure, Group, Item, moved
from nndesk.figure.routing import (
    INPUT_RADIUS,
    NODE_RADIUS,
    EdgePath,
    edge_geometries,
    edge_geometry,
    radius_of,
    straight_path,
)
from nndesk.figure.style import Style
from nndesk.network.errors import NetworkError

if TYPE_CHECKING:
    from nndesk.figure.fields import NodeFields
    from nndesk.network.walk import Known, Step

__all__ = [
    "CROWDED",
    "INPUT_RADIUS",
    "NODE_RADIUS",
    "EdgePath",
    "diagram_figure",
    "edge_geometries",
    "edge_geometry",
    "edge_items",
    "edge_pen",
    "edge_stroke_items",
    "label_places",
    "node_boxes",
    "node_items",
    "radius_of",
    "straight_path",
    "stroke",
    "weight_label_items",
]

MARGIN = 12.0


def diagram_figure(
    document: Document,
    style: Style,
    known: Known | None = None,
    step: Step | None = None,
    width: float | None = None,
    background: bool = True,
    focus: str | None = None,
) -> Figure:
    """The whole network, cut to its content.

    ``known`` and ``step`` show a moment of the walk, as in :func:`node_items`. ``width`` is the least width:
    a narrower drawing is centred in it. Without ``background`` the figure is transparent. ``focus`` names a
    node: all but it and its neighbours is veiled, and its formula is written out.

    A style whose neurons show their outputs shows those of the example, where there is no walk; one whose
    neurons show their fields has them computed here.

    Raises:
        UnknownNodeError: there is no node called ``focus``.
    """
    walking = known is not None or step is not None
    fields: NodeFields | None = None
    if style.faces == "field":
        # Here, not above: the window computes its own, later.
        from nndesk.figure.fields import FINE_SIDE, node_fields

        fields = node_fields(document, FINE_SIDE)
    elif style.faces == "value" and known is None:
        known = example_values(document)
    items = diagram_items(document, style, known, step, fields)
    left, top, right, bottom = _extent(document, style, items, walking)
    if focus is not None:
        pill = formula_pill(document, focus, style, known)
        # Under the drawing there is room for the formula whatever stands in it.
        bottom += pill.height + MARGIN
        right = max(right, left + pill.width)
        places = label_places(document, style, known)
        labels = (
            (key, weight_label_items(document, key, style, place, known, step))
            for key, place in places.items()
        )
        area = (left, top, right, bottom)
        items = (*items, *focus_items(document, focus, style, area, known, step, labels))
    left, top, right, bottom = left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN
    spare = max(0.0, (width or 0.0) - (right - left)) / 2
    return Figure(
        right - left + 2 * spare,
        bottom - top,
        moved(items, spare - left, -top),
        style.palette.panel if background else None,
        title=document.title or "Neural network",
        description=_description(document),
    )


def example_values(document: Document) -> Known | None:
    """Signals, outputs and slopes of the example; None if it does not fit or a number blows up."""
    from nndesk.network.passes import forward
    from nndesk.network.walk import Known

    try:
        return Known.of(forward(document.network, document.example.x))
    except NetworkError:
        return None


def _extent(document: Document, style: Style, items: tuple[Item, ...], walking: bool) -> Extent:
    """What the figure shows: the same for all moments of a walk, so that their pictures lie over another."""
    left, top, right, bottom = bounds(items) or (0.0, 0.0, 96.0, 48.0)
    for name in document.network.names if walking else ():
        x, y = document.positions[name]
        dx, dy, width, height = reach(document, name, style)
        left, top = min(left, x + dx), min(top, y + dy)
        right, bottom = max(right, x + dx + width), max(bottom, y + dy + height)
    return left, top, right, bottom


def diagram_items(
    document: Document,
    style: Style,
    known: Known | None = None,
    step: Step | None = None,
    fields: NodeFields | None = None,
) -> tuple[Item, ...]:
    """Every part in the document's own coordinates, back to front.

    Where weights show when the mouse is near, none does here, but those that ``step`` is about.
    """
    network = document.network
    names = network.names
    places = label_places(document, style, known)
    if style.labels != "all":
        keys = revealed(document, style, (), (), None, step)
        places = chosen_places(document, keys or frozenset(), style, known, places)
    items: list[Item] = []
    for name in names:
        items += _at(document, name, glow_items(document, name, style, step))
    for edge in network.edges:
        items.append(Group(edge_stroke_items(document, edge.key, style, step), title=f"edge {edge.key}"))
    for name in names:
        role = network.role(name)
        kind = "input" if role == "input" else f"{role} node"
        parts = (
            *body_items(document, name, style, known, False, fields),
            *node_label_items(document, name, style, known),
        )
        items.append(Group(_at(document, name, parts), title=f"{kind} {name}"))
    for edge in network.edges:
        if edge.key in places:
            label = weight_label_items(document, edge.key, style, places[edge.key], known, step)
            items.append(Group(label, title=f"weight {edge.key}"))
    unlabelled = (edge.key for edge in network.edges if edge.key not in places)
    items += (Group(badge, title="lock") for badge in lock_badges(document, style, unlabelled))
    return tuple(items)


def _at(document: Document, name: str, items: Iterable[Item]) -> tuple[Item, ...]:
    return moved(items, *document.positions[name])


def _description(document: Document) -> str:
    network = document.network

    def count(number: int, one: str) -> str:
        return f"{number} {one}" if number == 1 else f"{number} {one}s"

    return (
        f"A network with {count(len(network.inputs), 'input')}, {count(len(network.hidden), 'hidden node')}, "
        f"{count(len(network.outputs), 'output')} and {count(len(network.edges), 'edge')}."
    )
