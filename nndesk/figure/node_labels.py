"""The labels around a node: its name above, bias, change, delta and target below or beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.figure.node_places import MOST_EDGES, Line, Rect, offsets
from nndesk.figure.primitives import (
    Anchor,
    Box,
    Fill,
    Item,
    Label,
    Point,
)
from nndesk.figure.routing import INPUT_RADIUS, NODE_RADIUS
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label
from nndesk.network.notation import bias_symbol, math_name, symbol
from nndesk.network.numbers import latex_number

if TYPE_CHECKING:
    from nndesk.network.walk import Known

NAME_SIZE = 17.0
LABEL_SIZE = 14.0
DELTA_SIZE = 15.0
GLOW = 30.0
"""How far light reaches beyond the rim."""
LABEL_WIDTH = 150.0
"""Labels wider than this shrink: columns are 180 apart."""


def type_scale(style: Style) -> float:
    """How much type grows. Between rows there is room for little more; a screen zooms in as well."""
    return min(style.scale, 1.1)


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
    for part, (latex, size, at) in _labels(document, name, style, known).items():
        boxes[part] = _target_pill(latex, size, at) if part == "target" else _box(part, latex, size, at)
    return boxes


def label_points(
    document: Document, name: str, style: Style, known: Known | None = None
) -> tuple[Point, ...]:
    """Where the labels stand that other nodes and edges can push about; () if they always stand there.

    What is drawn around a node depends on it alone and on this.
    """
    if len(document.network.edges) > MOST_EDGES and name not in document.network.outputs:
        return ()
    return tuple(at for _, _, at in _labels(document, name, style, known).values())


def _box(part: str, latex: str, size: float, at: Point) -> Rect:
    width, ascent, descent = measure_label(latex, size)
    left = at[0] if part in ("bias", "change") else at[0] - width / 2
    return (left, at[1] - ascent, width, ascent + descent)


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
    labels = _default_labels(document, name, style, known)
    is_input = name not in document.network.topology.node_at
    moves = offsets(document, name, _lines(labels, 21.0 * type_scale(style), is_input))
    for part, (latex, size, (x, y)) in labels.items():
        dx, dy = moves.get("bias" if part == "change" else part, (0.0, 0.0))
        labels[part] = (latex, size, (x + dx, y + dy))
    return labels


def _lines(labels: Mapping[str, tuple[str, float, Point]], height: float, is_input: bool) -> tuple[Line, ...]:
    """What may move around the node, in the order in which it chooses its place."""
    if is_input:
        # Edges leave inputs to the right, and the name has the top to itself.
        return ()
    boxes = {part: _box(part, *label) for part, label in labels.items() if part != "target"}
    bias = boxes["bias"]
    if "change" in boxes:
        left, top, width, below = boxes["change"]
        bias = (bias[0], min(bias[1], top), left + width - bias[0], max(bias[3], below))
    lines = [Line("name", boxes["name"])]
    # Above the name there is one free line, unless the delta stands there already.
    over = labels["name"][2][1] - height
    if "delta" in boxes:
        delta_y = labels["delta"][2][1]
        on_top = delta_y < 0
        lines.append(Line("bias", bias, None if on_top else over - labels["bias"][2][1]))
        lines.append(Line("delta", boxes["delta"], None if on_top else over - delta_y))
    else:
        lines.append(Line("bias", bias, over - labels["bias"][2][1]))
    return tuple(lines)


def _default_labels(
    document: Document, name: str, style: Style, known: Known | None
) -> dict[str, tuple[str, float, Point]]:
    """The labels where they stand if nothing is in their way."""
    scale = type_scale(style)
    network = document.network
    is_input = name not in network.topology.node_at
    radius = INPUT_RADIUS if is_input else NODE_RADIUS
    labels: dict[str, tuple[str, float, Point]] = {}

    delta = known.delta.get(name) if known is not None else None
    name_latex = math_name(name)
    # A neuron's name leaves room for the arc of its delta, whether there is one yet or not.
    name_y = -radius - (9.0 if is_input else 12.5)
    labels["name"] = (name_latex, fitted(name_latex, NAME_SIZE * scale), (0.0, name_y))
    if is_input:
        return labels

    y = radius + 5.0 + 13.0 * scale
    bias = f"{bias_symbol(name)} = {latex_of(network.node(name).bias, style)}"
    size = fitted(bias, LABEL_SIZE * scale)
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
        latex, size = f"t = {latex_of(target, style)}", LABEL_SIZE * scale
        if beside:
            width = _target_pill(latex, size, (0.0, 0.0))[2]
            labels["target"] = (latex, size, (radius + 12.0 + width / 2, 0.33 * size))
        else:
            y += 24.0 * scale
            labels["target"] = (latex, size, (0.0, y))
    if delta is not None:
        latex = f"{symbol('delta', name)} = {latex_of(delta, style)}"
        size = fitted(latex, DELTA_SIZE * scale)
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
    away = np.abs(_centers(document.positions) - (x, y))
    # One of those found is the node itself.
    return int(np.count_nonzero((away[:, 0] < 100.0) & (away[:, 1] < 190.0))) > 1


_recent_centers: list[tuple[Mapping[str, Point], NDArray[np.float64]]] = []


def _centers(positions: Mapping[str, Point]) -> NDArray[np.float64]:
    """Where the nodes stand ``(n, 2)``, remembered by the positions' identity: every output asks."""
    for known, centers in _recent_centers:
        if known is positions:
            return centers
    centers = np.array(list(positions.values()), dtype=np.float64).reshape(-1, 2)
    _recent_centers.insert(0, (positions, centers))
    del _recent_centers[4:]
    return centers


def _target_pill(latex: str, size: float, at: Point) -> Rect:
    width = measure_label(latex, size)[0] + 1.5 * size
    height = 1.5 * size
    return (at[0] - width / 2, at[1] - 0.33 * size - height / 2, width, height)


def fitted(latex: str, size: float, width: float = LABEL_WIDTH) -> float:
    natural = measure_label(latex, size)[0]
    return size if natural <= width else max(size * width / natural, size * 0.5)


def latex_of(value: float, style: Style) -> str:
    return latex_number(value, style.digits, style.decimal_comma)


def _signed(value: float, style: Style) -> str:
    text = latex_of(value, style)
    return text if text.startswith("-") else f"+{text}"


def _target(document: Document, name: str) -> float | None:
    outputs = document.network.outputs
    if name not in outputs:
        return None
    at = outputs.index(name)
    return document.example.t[at] if at < len(document.example.t) else None
