"""A node as it is drawn, around its centre: disc, activation curve, values, name, bias, delta, target."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nndesk.document.document import Document
from nndesk.figure.node_labels import GLOW, fitted, latex_of, node_label_items, type_scale
from nndesk.figure.primitives import (
    Arc,
    Box,
    Disc,
    FieldDisc,
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
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.network.activations import ACTIVATIONS

if TYPE_CHECKING:
    from nndesk.figure.fields import NodeFields
    from nndesk.network.walk import Known, Step

VALUE_SIZE = 14.0
SIGNAL_SIZE = 11.0
LARGE_VALUE_SIZE = 21.0
"""Of an output that has the disc to itself."""
FIELD_VALUE_SIZE = 12.0
"""Of an output that stands over its node's map."""
RING = 5.0
"""Distance of the delta arc from the rim."""


def node_items(
    document: Document,
    name: str,
    style: Style,
    known: Known | None = None,
    step: Step | None = None,
    selected: bool = False,
    fields: NodeFields | None = None,
) -> tuple[Item, ...]:
    """Everything that belongs to ``name``, back to front, with its centre at the origin.

    ``known`` is what the walk has computed so far: it decides which of s, z, δ and Δb are shown. ``step`` is
    the step being shown: the nodes it concerns glow, the first of them most. ``fields`` are what the style's
    face "field" is filled with; without them it is the curve.
    """
    return (
        *glow_items(document, name, style, step),
        *body_items(document, name, style, known, selected, fields),
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
    document: Document,
    name: str,
    style: Style,
    known: Known | None = None,
    selected: bool = False,
    fields: NodeFields | None = None,
) -> tuple[Item, ...]:
    """The disc with what stands inside it, and the arc of its delta."""
    is_input, radius = name not in document.network.topology.node_at, _radius(document, name)
    s = known.s.get(name) if known is not None else None
    z = output_of(document, name, known)
    map_ = _map(document, name, style, fields)
    items: list[Item] = [*_disc(document, name, style, selected, map_)]
    if map_ is not None and fields is not None:
        items += _field_face(s, z, style, radius, fields.place(document.example.x, radius))
    else:
        if is_input:
            items += [_value_text(z, style, 0.0, radius)] if z is not None else []
        elif style.faces == "value":
            items += _value_face(document.network.node(name).activation, s, z, style)
        else:
            items += _curve_face(document.network.node(name).activation, s, z, style)
    return (*items, *_arc(document, name, style, known))


def _map(document: Document, name: str, style: Style, fields: NodeFields | None) -> FieldDisc | None:
    """The map in the disc, where the style wants one and there is one."""
    if fields is None or style.faces != "field":
        return None
    return fields.disc(name, _radius(document, name), style.palette)


def _arc(document: Document, name: str, style: Style, known: Known | None) -> tuple[Item, ...]:
    """The arc over a neuron whose delta is known."""
    if known is None or name not in known.delta or name not in document.network.topology.node_at:
        return ()
    pen = Pen(style.palette.delta, 2.4 * type_scale(style))
    return (Arc((0.0, 0.0), NODE_RADIUS + RING, 32.0, 116.0, pen),)


def _curve_face(activation: str, s: float | None, z: float | None, style: Style) -> tuple[Item, ...]:
    """The curve of φ, with s and z under it."""
    if s is None:
        items = list(_curve_items(activation, style, None, 46.0, 24.0, 0.0))
    else:
        items = list(_curve_items(activation, style, s, 38.0, 15.0, -17.0))
        items.append(_signal_label(s, style, 5.5 if z is not None else 14.0, big=z is None))
    if z is not None:
        items.append(_value_text(z, style, 16.0, NODE_RADIUS))
    return tuple(items)


def _value_face(activation: str, s: float | None, z: float | None, style: Style) -> tuple[Item, ...]:
    """The output large; φ is told by a tiny curve. In a walk s stands there until z is known."""
    curve = _curve_items(activation, style, s, 18.0, 8.0, 20.5)
    curve = tuple(item for item in curve if not isinstance(item, Disc))
    if z is not None:
        return (*curve, _value_text(z, style, -2.0, NODE_RADIUS, LARGE_VALUE_SIZE))
    if s is not None:
        return (*curve, _signal_label(s, style, 3.0, big=True))
    return curve


def _field_face(
    s: float | None, z: float | None, style: Style, radius: float, example: Point | None
) -> tuple[Item, ...]:
    """Over the map: the example as a dot, and on a pill the output, or until there is one the signal.

    Not both: they would hide the map.
    """
    palette, scale = style.palette, type_scale(style)
    items: list[Item] = []
    if example is not None:
        ring = Pen(palette.panel, 1.0 * scale)
        items.append(Disc(example, 2.8 * scale, fill=Fill(palette.accent), pen=ring))
    # On the other side of the middle than the dot, which it must not hide.
    low = (-0.52 if example is not None and example[1] > 0.0 else 0.52) * radius
    if z is not None:
        text = _value_text(z, style, low, radius, FIELD_VALUE_SIZE)
        items += [_ground((0.0, low), measure_text(text.text, text.size, "semibold"), text.size, style), text]
    elif s is not None:
        label = replace(_signal_label(s, style, low, big=False), color=palette.text)
        label = replace(label, at=(0.0, low + 0.33 * label.size))
        items += [_ground((0.0, low), measure_label(label.latex, label.size)[0], label.size, style), label]
    return tuple(items)


def _ground(middle: Point, width: float, size: float, style: Style) -> Box:
    """What a number stands on where its node's map would show through."""
    wide, high = width + 0.6 * size, 1.25 * size
    left, top = middle[0] - wide / 2, middle[1] - high / 2
    return Box(left, top, wide, high, high / 2, fill=Fill(style.palette.panel, 0.82))


def far_body_items(
    document: Document,
    name: str,
    style: Style,
    known: Known | None,
    selected: bool,
    size: float,
    fields: NodeFields | None = None,
) -> tuple[Item, ...]:
    """The disc as it is seen from afar: the output alone, in type of ``size`` or as large as there is room;
    with none at all if that is 0.

    Without an output there is the curve; a map stays alone.
    """
    value = output_of(document, name, known)
    if value is None or _map(document, name, style, fields) is not None:
        whole = body_items(document, name, style, known, selected, fields)
        return tuple(item for item in whole if isinstance(item, Disc | FieldDisc | Arc | Polyline))
    disc, arc = _disc(document, name, style, selected), _arc(document, name, style, known)
    if not size:
        return (*disc, *arc)
    text = style.numbers.text(value)
    room = 2 * _radius(document, name) - 8.0
    unit = max(measure_text(text, 1.0, "semibold"), 1e-9)
    # A text as high as half its width would leave the disc at its corners.
    size = min(size, room / (unit**2 + CAP_HEIGHT**2) ** 0.5)
    return (*disc, centred_text((0.0, 0.0), text, size, style.palette.text, "semibold"), *arc)


def _radius(document: Document, name: str) -> float:
    return NODE_RADIUS if name in document.network.topology.node_at else INPUT_RADIUS


def output_of(document: Document, name: str, known: Known | None) -> float | None:
    """``z`` as far as the walk has it; an input's is the example's."""
    if known is not None and name in known.z:
        return known.z[name]
    if name in document.network.topology.node_at:
        return None
    at = document.network.inputs.index(name)
    return document.example.x[at] if at < len(document.example.x) else None


def _disc(
    document: Document, name: str, style: Style, selected: bool, inside: FieldDisc | None = None
) -> tuple[Item, ...]:
    palette = style.palette
    radius, fill, outline, width = (
        (INPUT_RADIUS, palette.input_node, palette.muted, 1.0)
        if name not in document.network.topology.node_at
        else (NODE_RADIUS, palette.node, palette.text, 1.3)
    )
    filled = Fill(fill) if inside is None else None
    pen = (
        Pen(palette.accent, 2.4 * type_scale(style)) if selected else Pen(outline, width * type_scale(style))
    )
    light = (Disc((0.0, 0.0), radius + 4.5, fill=Fill(palette.accent, 0.18)),) if selected else ()
    return (
        *light,
        *((inside,) if inside is not None else ()),
        Disc((0.0, 0.0), radius, fill=filled, pen=pen),
    )


def _value_text(value: float, style: Style, below: float, radius: float, size: float = VALUE_SIZE) -> Text:
    """``value`` in the disc, centred on ``below`` under the middle, shrunk to the chord there."""
    text = style.numbers.text(value)
    size *= type_scale(style)
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
