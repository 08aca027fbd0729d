"""How much of the network is painted at a zoom: nothing that nobody could read, and what the shown step is
about so that everybody can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nndesk.figure.diagram import node_boxes, radius_of, weight_label_items
from nndesk.figure.labels import WEIGHT_SIZE, magnified_places
from nndesk.figure.node_labels import LABEL_SIZE, latex_of, type_scale
from nndesk.figure.node_places import Rect
from nndesk.figure.nodes import VALUE_SIZE
from nndesk.figure.primitives import Box, Fill, Label, moved
from nndesk.figure.typeset import measure_label
from nndesk.network.notation import bias_symbol, symbol

if TYPE_CHECKING:
    from nndesk.document.document import Document
    from nndesk.figure.primitives import Item
    from nndesk.figure.style import Style
    from nndesk.network.walk import Known, Step

LEAST = 7.0
"""Type lower than so many pixels is not painted."""
LEAST_NAME = 6.0
"""Names and outputs go last."""
MOST_NAME = 21.0
"""So large, in units of the canvas, a name may grow before it meets the node above."""
SHOWN = 10.0
"""At least so many pixels high is what the shown step is about."""
_SMALL = 8.5
"""Below this it is painted anew, larger."""
MOST_LARGE = 40
"""With more lit edges than this their numbers would hide one another."""


def weights_shown(style: Style, scale: float) -> bool:
    """Whether the weights' numbers can be read at this zoom (pixels per unit)."""
    return WEIGHT_SIZE * type_scale(style) * scale >= LEAST


def weights_magnified(step: Step | None, style: Style, scale: float) -> bool:
    """Whether the lit edges' numbers are painted larger than the others at this zoom."""
    size = WEIGHT_SIZE * type_scale(style) * scale
    few = step is not None and len(step.edges) <= MOST_LARGE
    return few and size < _SMALL and style.labels != "none"


def magnification(style: Style, scale: float) -> float:
    """How much larger weights must be painted at this zoom to be read; a change is a little smaller."""
    return 1.1 * SHOWN / (WEIGHT_SIZE * type_scale(style) * scale)


def large_items(
    document: Document, style: Style, known: Known | None, step: Step | None, scale: float
) -> tuple[Item, ...]:
    """What ``step`` is about, large enough to be read at this zoom; nothing of what already is.

    The lit edges' weights with their changes; under the disc of its node its signal, output, delta or change
    of bias.
    """
    if step is None or known is None:
        return ()
    size = type_scale(style) * scale
    pill: tuple[Item, ...] = ()
    taken: dict[str, tuple[Rect, ...]] = {}
    latex = _about(step, style, known)
    if latex and step.node in document.positions and VALUE_SIZE * size < _SMALL:
        covered, parts = _pill(document, step, latex, style, known, scale)
        pill, taken = moved(parts, *document.positions[step.node]), {step.node: (covered,)}
    items: list[Item] = []
    if weights_magnified(step, style, scale):
        by = magnification(style, scale)
        places = magnified_places(document, step.edges, style, known, by, taken)
        if LABEL_SIZE * size >= LEAST:
            # Better not over the other nodes' labels, but a change that is shown is more than they are.
            others = {
                name: tuple(node_boxes(document, name, style, known).values())
                for name in document.network.names
                if name not in taken
            }
            clear = magnified_places(document, step.edges, style, known, by, {**others, **taken})
            if len(clear) == len(places) and all(place.form == places[k].form for k, place in clear.items()):
                places = clear
        for key, place in places.items():
            items += weight_label_items(document, key, style, place, known, step)
    return (*items, *pill)


def _about(step: Step, style: Style, known: Known) -> str:
    """The number that the step computes of its node, as LaTeX."""
    name = step.node
    if name is None:
        return ""
    found: tuple[str, float | None]
    match step.kind:
        case "signal":
            found = symbol("s", name), known.s.get(name)
        case "output":
            found = symbol("z", name), known.z.get(name)
        case "output_delta" | "hidden_delta":
            found = symbol("delta", name), known.delta.get(name)
        case "weight_change":
            found = rf"\Delta {bias_symbol(name)}", known.db.get(name)
        case _:
            return ""
    return "" if found[1] is None else f"{found[0]} = {latex_of(found[1], style)}"


def _pill(
    document: Document, step: Step, latex: str, style: Style, known: Known, scale: float
) -> tuple[Rect, tuple[Item, ...]]:
    """The number under the node's disc, around the origin, on a ground that hides the node's own small labels
    there; and what it covers."""
    assert step.node is not None
    palette = style.palette
    size = (SHOWN + 2.0) / scale
    width, ascent, descent = measure_label(latex, size)
    pad = 0.35 * size
    radius = radius_of(document, step.node)
    half, high, gap = width / 2 + pad, ascent + descent + pad, 0.3 * size
    # Under the disc; in a close stack beside it, if there is more room.
    places = (
        (-half, radius + gap),
        (radius + gap, -high / 2),
        (-radius - gap - 2 * half, -high / 2),
    )
    left, top = next(
        (at for at in places if _is_clear(document, step.node, (*at, 2 * half, high))), places[0]
    )
    right, bottom = left + 2 * half, top + high
    middle, baseline = left + half, top + pad / 2 + ascent
    for x, y, w, h in node_boxes(document, step.node, style, known).values():
        if x < right and left < x + w and y < bottom and top < y + h:
            left, right = min(left, x - 2), max(right, x + w + 2)
            top, bottom = min(top, y - 2), max(bottom, y + h + 2)
    ground = Box(left, top, right - left, bottom - top, 0.4 * size, fill=Fill(palette.panel, 0.97))
    color = palette.of_phase(step.phase)
    label = Label((middle, baseline), latex, size, color, anchor="middle")
    return (left, top, right - left, bottom - top), (ground, label)


def _is_clear(document: Document, name: str, rect: Rect) -> bool:
    """Whether a rectangle around the centre of ``name`` keeps off the other nodes' discs."""
    x, y = document.positions[name]
    left, top, width, height = rect
    for other, (ox, oy) in document.positions.items():
        dx = max(x + left - ox, 0.0, ox - x - left - width)
        dy = max(y + top - oy, 0.0, oy - y - top - height)
        if other != name and dx * dx + dy * dy < radius_of(document, other) ** 2:
            return False
    return True
