"""A node as it is drawn, around its centre: disc, activation curve, values, name, bias, delta, target."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nndesk.document.document import Document
from nndesk.figure.primitives import (
    Anchor,
    Arc,
    Box,
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
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.notation import bias_symbol, math_name, symbol
from nndesk.network.numbers import format_number, latex_number

if TYPE_CHECKING:
    from nndesk.network.walk import Known, Step

Rect = tuple[float, float, float, float]
"""Left, top, width, height."""

NAME_SIZE = 17.0
VALUE_SIZE = 14.0
SIGNAL_SIZE = 11.0
LABEL_SIZE = 14.0
DELTA_SIZE = 15.0
RING = 5.0
"""Distance of the delta arc from the rim."""
GLOW = 30.0
"""How far light reaches beyond the rim."""
LABEL_WIDTH = 150.0
"""Labels wider than this shrink: columns are 180 apart."""


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


def type_scale(style: Style) -> float:
    """How much type grows. Between rows there is room for little more; a screen zooms in as well."""
    return min(style.scale, 1.1)


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


def node_label_items(
    document: Document, name: str, style: Style, known: Known | None = None
) -> tuple[Item, ...]:
    """The labels around the disc."""
    palette = style.palette
    items: list[Item] = []
    for part, (latex, size, at) in _labels(document, name, style, known).items():
        if part == "change":
            items.append(Label(at, latex, size, palette.accent, halo=palette.panel))
        elif part == "target":
            x, y, width, height = _target_pill(latex, size, at)
            items.append(Box(x, y, width, height, height / 2, fill=Fill(palette.input_node)))
            items.append(Label(at, latex, size, palette.text, anchor="middle"))
        else:
            color = {"name": palette.text, "bias": palette.muted, "delta": palette.delta}[part]
            anchor: Anchor = "start" if part == "bias" else "middle"
            items.append(Label(at, latex, size, color, anchor=anchor, halo=palette.panel))
    return tuple(items)


def node_boxes(document: Document, name: str, style: Style, known: Known | None = None) -> Mapping[str, Rect]:
    """Rectangles of the labels around the disc by part: ``name``, ``bias``, ``change``, ``delta``,
    ``target``.

    Relative to the centre: for hit tests, in-place editors and the placing of other labels.
    """
    boxes: dict[str, Rect] = {}
    for part, (latex, size, (x, y)) in _labels(document, name, style, known).items():
        width, ascent, descent = measure_label(latex, size)
        left = x if part in ("bias", "change") else x - width / 2
        boxes[part] = (left, y - ascent, width, ascent + descent)
        if part == "target":
            boxes[part] = _target_pill(latex, size, (x, y))
    return boxes


def reach(document: Document, name: str, style: Style) -> Rect:
    """The room around the centre that ``name`` takes at most in a walk, with its light and all labels."""
    scale = type_scale(style)
    is_input = name not in document.network.topology.node_at
    radius = INPUT_RADIUS if is_input else NODE_RADIUS
    glow = radius + GLOW
    if is_input:
        return (-glow, -glow, 2 * glow, 2 * glow)
    has_target = _target(document, name) is not None
    above = max(glow, radius + 12.5 + (21.0 * has_target + NAME_SIZE) * scale)
    below = max(glow, radius + 5.0 + (13.0 + (24.0 if has_target else 20.0) + 8.0) * scale)
    side = max(glow, 0.5 * LABEL_WIDTH)
    right = max(side, radius + 75.0 * scale) if has_target else side
    return (-side, -above, side + right, above + below)


def _labels(
    document: Document, name: str, style: Style, known: Known | None
) -> dict[str, tuple[str, float, Point]]:
    """LaTeX, size and baseline point of each label: the start of ``bias`` and ``change``, else the middle."""
    scale = type_scale(style)
    network = document.network
    is_input = name not in network.topology.node_at
    radius = INPUT_RADIUS if is_input else NODE_RADIUS
    labels: dict[str, tuple[str, float, Point]] = {}

    delta = known.delta.get(name) if known is not None else None
    name_latex = math_name(name)
    # A neuron's name leaves room for the arc of its delta, whether there is one yet or not.
    name_y = -radius - (9.0 if is_input else 12.5)
    labels["name"] = (name_latex, _fit(name_latex, NAME_SIZE * scale), (0.0, name_y))
    if is_input:
        return labels

    y = radius + 5.0 + 13.0 * scale
    bias = f"{bias_symbol(name)} = {_latex(network.node(name).bias, style)}"
    size = _fit(bias, LABEL_SIZE * scale)
    width = measure_label(bias, size)[0]
    change = known.db.get(name) if known is not None else None
    if change is None:
        labels["bias"] = (bias, size, (-width / 2, y))
    else:
        added = _signed(change, style)
        gap = 6.0 * scale
        total = width + gap + measure_label(added, size)[0]
        labels["bias"] = (bias, size, (-total / 2, y))
        labels["change"] = (added, size, (-total / 2 + width + gap, y))

    target = _target(document, name)
    beside = target is not None and _in_a_stack(document, name)
    if target is not None:
        latex, size = f"t = {_latex(target, style)}", LABEL_SIZE * scale
        if beside:
            width = _target_pill(latex, size, (0.0, 0.0))[2]
            labels["target"] = (latex, size, (radius + 12.0 + width / 2, 0.33 * size))
        else:
            y += 24.0 * scale
            labels["target"] = (latex, size, (0.0, y))
    if delta is not None:
        latex = f"{symbol('delta', name)} = {_latex(delta, style)}"
        size = _fit(latex, DELTA_SIZE * scale)
        # Where a target stands under the node, the delta goes on top.
        on_top = target is not None and not beside
        labels["delta"] = (latex, size, (0.0, name_y - 21.0 * scale if on_top else y + 19.0 * scale))
    return labels


def _in_a_stack(document: Document, name: str) -> bool:
    """Whether another node is so near above or below that target and delta do not fit in between; then the
    target of an output that feeds nothing stands to its right."""
    if document.network.topology.outgoing[name]:
        return False
    x, y = document.positions[name]
    return any(
        other != name and abs(ox - x) < 100.0 and abs(oy - y) < 190.0
        for other, (ox, oy) in document.positions.items()
    )


def _target_pill(latex: str, size: float, at: Point) -> Rect:
    width = measure_label(latex, size)[0] + 1.5 * size
    height = 1.5 * size
    return (at[0] - width / 2, at[1] - 0.33 * size - height / 2, width, height)


def _fit(latex: str, size: float, width: float = LABEL_WIDTH) -> float:
    natural = measure_label(latex, size)[0]
    return size if natural <= width else max(size * width / natural, size * 0.5)


def _radius(document: Document, name: str) -> float:
    return NODE_RADIUS if name in document.network.topology.node_at else INPUT_RADIUS


def _latex(value: float, style: Style) -> str:
    return latex_number(value, style.digits, style.decimal_comma)


def _signed(value: float, style: Style) -> str:
    text = _latex(value, style)
    return text if text.startswith("-") or text == "0" else f"+{text}"


def _input_value(document: Document, name: str, known: Known | None) -> float | None:
    if known is not None and name in known.z:
        return known.z[name]
    at = document.network.inputs.index(name)
    return document.example.x[at] if at < len(document.example.x) else None


def _target(document: Document, name: str) -> float | None:
    outputs = document.network.outputs
    if name not in outputs:
        return None
    at = outputs.index(name)
    return document.example.t[at] if at < len(document.example.t) else None


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
    text = format_number(value, style.digits, style.decimal_comma)
    size = VALUE_SIZE * type_scale(style)
    chord = 2 * (radius**2 - (abs(below) + 0.4 * size) ** 2) ** 0.5 - 8.0
    size *= min(1.0, chord / max(measure_text(text, size, "semibold"), 1e-9))
    return centred_text((0.0, below), text, size, style.palette.text, "semibold")


def centred_text(middle: Point, text: str, size: float, color: str, weight: Face = "regular") -> Text:
    """A text whose digits are centred on ``middle`` both ways."""
    at = (middle[0], middle[1] + CAP_HEIGHT * size / 2)
    return Text(at, text, size, color, anchor="middle", weight=weight)  # type: ignore[arg-type]


def _signal_label(s: float, style: Style, baseline: float, big: bool) -> Label:
    latex = f"s = {_latex(s, style)}"
    size = _fit(latex, (VALUE_SIZE if big else SIGNAL_SIZE) * type_scale(style), 2 * NODE_RADIUS - 10.0)
    return Label((0.0, baseline), latex, size, style.palette.muted, anchor="middle")


def _curve_items(
    activation: str, style: Style, s: float | None, width: float, height: float, y: float
) -> tuple[Item, ...]:
    """φ as a small curve around the middle ``(0, y)``, and the point at the present signal."""
    palette = style.palette
    points = [(px * width / 2, y - py * height / 2) for px, py in _curve(activation)]
    items: list[Item] = [Polyline(tuple(points), Pen(palette.muted, 1.3 * type_scale(style), opacity=0.75))]
    if s is not None:
        px, py = _on_curve(activation, s)
        items.append(
            Disc((px * width / 2, y - py * height / 2), 3.0 * type_scale(style), fill=Fill(palette.accent))
        )
    return tuple(items)


_REACH = {"sigmoid": 6.0, "tanh": 3.0, "softplus": 4.0}
"""The curve shows signals from −reach to +reach; a point beyond stays at its end."""


@lru_cache(maxsize=32)
def _curve(activation: str) -> tuple[Point, ...]:
    """φ scaled into the square [−1, 1]², ``y`` up."""
    if ACTIVATIONS[activation].threshold:
        return ((-1.0, -1.0), (0.0, -1.0), (0.0, 1.0), (1.0, 1.0))
    if activation in ("linear",):
        return ((-1.0, -1.0), (1.0, 1.0))
    reach, low, high = _frame(activation)
    s = np.array([-reach, 0.0, reach]) if "relu" in activation else np.linspace(-reach, reach, 25)
    z = ACTIVATIONS[activation].phi(s)
    return tuple(
        (float(a / reach), float(2 * (b - low) / (high - low) - 1)) for a, b in zip(s, z, strict=True)
    )


def _on_curve(activation: str, s: float) -> Point:
    reach, low, high = _frame(activation)
    inside = max(-reach, min(reach, s))
    z = float(ACTIVATIONS[activation].phi(np.array([inside]))[0])
    return (inside / reach, 2 * (z - low) / (high - low) - 1)


@lru_cache(maxsize=32)
def _frame(activation: str) -> tuple[float, float, float]:
    reach = _REACH.get(activation, 2.0)
    low, high = (float(v) for v in ACTIVATIONS[activation].phi(np.array([-reach, reach])))
    return reach, low, high
