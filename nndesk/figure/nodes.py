"""A node as it is drawn, around its centre: disc, activation curve, values, name, bias, delta, target."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nndesk.document.document import Document
from nndesk.figure.node_labels import GLOW, fitted, latex_of, node_label_items, type_scale
from nndesk.figure.primitives import (
    Arc,
    Disc,
    Fill,
    Glow,
    Item,
    Label,
    Pen,
    Point,
    Polyline,
    Text,
)
from nndesk.figure.routing import INPUT_RADIUS, NODE_RADIUS
from nndesk.figure.style import Style
from nndesk.figure.typefaces import CAP_HEIGHT, Face
from nndesk.figure.typeset import measure_text
from nndesk.network.activations import ACTIVATIONS

if TYPE_CHECKING:
    from nndesk.network.walk import Known, Step

VALUE_SIZE = 14.0
SIGNAL_SIZE = 11.0
RING = 5.0
"""Distance of the delta arc from the rim."""


def node_items(
    document: Document,
    name: str,
    style: Style,
    known: Known | None = None,
    step: Step | None = None,
    selected: bool = False,
) -> tuple[Item, ...]:
    """Everything that belongs to ``name``, back to front, with its centre at the origin.

    ``known`` is what the walk has computed so far: it decides which of s, z, δ and Δb are shown. ``step`` is
    the step being shown: the nodes it concerns glow, the first of them most.
    """
    return (
        *glow_items(document, name, style, step),
        *body_items(document, name, style, known, selected),
        *node_label_items(document, name, style, known),
    )


def glow_items(document: Document, name: str, style: Style, step: Step | None) -> tuple[Item, ...]:
    """The soft light behind a node that the step concerns; empty for the others."""
    if step is None or name not in step.nodes:
        return ()
    color = style.palette.of_phase(step.phase)
    first = name == (step.node if step.node is not None else step.nodes[0])
    radius = _radius(document, name)
    return (
        Glow((0.0, 0.0), radius, radius + (GLOW if first else 0.55 * GLOW), color, 0.5 if first else 0.3),
    )


def body_items(
    document: Document, name: str, style: Style, known: Known | None = None, selected: bool = False
) -> tuple[Item, ...]:
    """The disc with what stands inside it, and the arc of its delta."""
    palette = style.palette
    items: list[Item] = []
    if name not in document.network.topology.node_at:
        items += _disc(INPUT_RADIUS, palette.input_node, palette.muted, 1.0, style, selected)
        value = _input_value(document, name, known)
        if value is not None:
            items.append(_value_text(value, style, 0.0, INPUT_RADIUS))
        return tuple(items)

    items += _disc(NODE_RADIUS, palette.node, palette.text, 1.3, style, selected)
    activation = document.network.node(name).activation
    s = known.s.get(name) if known is not None else None
    z = known.z.get(name) if known is not None else None
    if s is None:
        items += _curve_items(activation, style, None, 46.0, 24.0, 0.0)
    else:
        items += _curve_items(activation, style, s, 38.0, 15.0, -17.0)
        items.append(_signal_label(s, style, 5.5 if z is not None else 14.0, big=z is None))
    if z is not None:
        items.append(_value_text(z, style, 16.0, NODE_RADIUS))
    if known is not None and name in known.delta:
        items.append(
            Arc((0.0, 0.0), NODE_RADIUS + RING, 32.0, 116.0, Pen(palette.delta, 2.4 * type_scale(style)))
        )
    return tuple(items)


def far_body_items(
    document: Document, name: str, style: Style, known: Known | None, selected: bool, size: float
) -> tuple[Item, ...]:
    """The disc as it is seen from afar: the output alone, in type of ``size`` or as large as there is room.

    Without an output there is the curve.
    """
    value = (
        known.z.get(name)
        if known is not None and name in known.z
        else (None if name in document.network.topology.node_at else _input_value(document, name, known))
    )
    whole = body_items(document, name, style, known, selected)
    shapes = tuple(item for item in whole if isinstance(item, Disc | Arc | Polyline))
    if value is None:
        return shapes
    discs = [item for item in shapes if isinstance(item, Disc) and item.center == (0.0, 0.0)]
    radius = _radius(document, name)
    text = style.numbers.text(value)
    room = 2 * radius - 8.0
    unit = max(measure_text(text, 1.0, "semibold"), 1e-9)
    # A text as high as half its width would leave the disc at its corners.
    size = min(size, room / (unit**2 + CAP_HEIGHT**2) ** 0.5)
    arcs = [item for item in shapes if isinstance(item, Arc)]
    return (*discs, centred_text((0.0, 0.0), text, size, style.palette.text, "semibold"), *arcs)


def _radius(document: Document, name: str) -> float:
    return NODE_RADIUS if name in document.network.topology.node_at else INPUT_RADIUS


def _input_value(document: Document, name: str, known: Known | None) -> float | None:
    if known is not None and name in known.z:
        return known.z[name]
    at = document.network.inputs.index(name)
    return document.example.x[at] if at < len(document.example.x) else None


def _disc(
    radius: float, fill: str, outline: str, width: float, style: Style, selected: bool
) -> tuple[Item, ...]:
    palette = style.palette
    if not selected:
        return (Disc((0.0, 0.0), radius, fill=Fill(fill), pen=Pen(outline, width * type_scale(style))),)
    return (
        Disc((0.0, 0.0), radius + 4.5, fill=Fill(palette.accent, 0.18)),
        Disc((0.0, 0.0), radius, fill=Fill(fill), pen=Pen(palette.accent, 2.4 * type_scale(style))),
    )


def _value_text(value: float, style: Style, below: float, radius: float) -> Text:
    """``value`` in the disc, centred on ``below`` under the middle, shrunk to the chord there."""
    text = style.numbers.text(value)
    size = VALUE_SIZE * type_scale(style)
    chord = 2 * (radius**2 - (abs(below) + 0.4 * size) ** 2) ** 0.5 - 8.0
    size *= min(1.0, chord / max(measure_text(text, size, "semibold"), 1e-9))
    return centred_text((0.0, below), text, size, style.palette.text, "semibold")


def centred_text(middle: Point, text: str, size: float, color: str, weight: Face = "regular") -> Text:
    """A text whose digits are centred on ``middle`` both ways."""
    at = (middle[0], middle[1] + CAP_HEIGHT * size / 2)
    return Text(at, text, size, color, anchor="middle", weight=weight)  # type: ignore[arg-type]


def _signal_label(s: float, style: Style, baseline: float, big: bool) -> Label:
    latex = f"s = {latex_of(s, style)}"
    size = fitted(latex, (VALUE_SIZE if big else SIGNAL_SIZE) * type_scale(style), 2 * NODE_RADIUS - 10.0)
    return Label((0.0, baseline), latex, size, style.palette.muted, anchor="middle")


def _curve_items(
    activation: str, style: Style, s: float | None, width: float, height: float, y: float
) -> tuple[Item, ...]:
    """φ as a small curve around the middle ``(0, y)``, and the point at the present signal."""
    palette = style.palette
    points = [(px * width / 2, y - py * height / 2) for px, py in _curve(activation)]
    items: list[Item] = []
    if activation in _ZERO:
        zero = y - _ZERO[activation] * height / 2
        ends = ((-width / 2, zero), (width / 2, zero))
        items.append(Polyline(ends, Pen(palette.muted, 0.8 * type_scale(style), opacity=0.45)))
    items.append(Polyline(tuple(points), Pen(palette.muted, 1.3 * type_scale(style), opacity=0.75)))
    if s is not None:
        px, py = _on_curve(activation, s)
        items.append(
            Disc((px * width / 2, y - py * height / 2), 3.0 * type_scale(style), fill=Fill(palette.accent))
        )
    return tuple(items)


_REACH = {"sigmoid": 6.0, "tanh": 3.0, "softplus": 4.0}
"""The curve shows signals from −reach to +reach; a point beyond stays at its end."""
_LEAKY_FOOT = -0.55
"""Where a leaky ReLU has its knee: drawn to scale, nobody could tell it from a ReLU."""
_ZERO = {"sign": 0.0, "tanh": 0.0, "leaky_relu": _LEAKY_FOOT}
"""Curves that go below 0 have a thin line there: else sign would look like step, and tanh like a sigmoid."""


@lru_cache(maxsize=32)
def _curve(activation: str) -> tuple[Point, ...]:
    """φ scaled into the square [−1, 1]², ``y`` up."""
    if ACTIVATIONS[activation].threshold:
        return ((-1.0, -1.0), (0.0, -1.0), (0.0, 1.0), (1.0, 1.0))
    if activation == "linear":
        return ((-1.0, -1.0), (1.0, 1.0))
    if activation == "leaky_relu":
        return ((-1.0, -1.0), (0.0, _LEAKY_FOOT), (1.0, 1.0))
    reach, low, high = _frame(activation)
    s = np.array([-reach, 0.0, reach]) if "relu" in activation else np.linspace(-reach, reach, 25)
    z = ACTIVATIONS[activation].phi(s)
    return tuple(
        (float(a / reach), float(2 * (b - low) / (high - low) - 1)) for a, b in zip(s, z, strict=True)
    )


def _on_curve(activation: str, s: float) -> Point:
    reach, low, high = _frame(activation)
    inside = max(-reach, min(reach, s))
    if activation == "leaky_relu":
        part = inside / reach
        return (part, _LEAKY_FOOT + part * (1.0 - _LEAKY_FOOT if part > 0 else 1.0 + _LEAKY_FOOT))
    z = float(ACTIVATIONS[activation].phi(np.array([inside]))[0])
    return (inside / reach, 2 * (z - low) / (high - low) - 1)


@lru_cache(maxsize=32)
def _frame(activation: str) -> tuple[float, float, float]:
    reach = _REACH.get(activation, 2.0)
    low, high = (float(v) for v in ACTIVATIONS[activation].phi(np.array([-reach, reach])))
    return reach, low, high
