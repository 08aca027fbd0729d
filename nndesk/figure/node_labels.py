"""The labels around a node: its name above, bias, change, delta and target below or beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.figure.locks import LOCK_ROOM, lock_after
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
from nndesk.figure.typefaces import CAP_HEIGHT
from nndesk.figure.typeset import measure_label
from nndesk.network.notation import bias_symbol, math_name, symbol

if TYPE_CHECKING:
    from nndesk.network.walk import Known

NAME_SIZE = 17.0
LABEL_SIZE = 14.0
DELTA_SIZE = 15.0
NAME_RISE = 12.5
"""From a neuron's rim to the base of its name: room for the arc of its delta, whether there is one or not."""
ONE_LINE, TWO_LINES = 17.5, 36.5
"""What one and two lines under a disc take, from the top of the type to the bottom of its subscripts."""
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
    # The lock before the bias that it belongs to: what has no letters is shown and hidden with what follows.
    for part, (latex, size, at) in _labels(document, name, style, known).items():
        if part == "change":
            items.append(Label(at, latex, size, palette.accent, halo=palette.panel))
        elif part == "target":
            x, y, width, height = _target_pill(latex, size, at)
            items.append(Box(x, y, width, height, height / 2, fill=Fill(palette.input_node)))
            items.append(Label(at, latex, size, palette.text, anchor="middle"))
        elif part == "lock":
            items += lock_after(at[0], at[1] - CAP_HEIGHT * size / 2, size, palette.muted)
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
    """Where the labels stand that other nodes and edges can push about; if they always stand there, what room
    there is for them.

    What is drawn around a node depends on it alone and on this.
    """
    if len(document.network.edges) > MOST_EDGES and name not in document.network.outputs:
        return ((0.0, min(_room_below(document, name, type_scale(style)), 99.0)),)
    return tuple(at for _, _, at in _labels(document, name, style, known).values())


def _box(part: str, latex: str, size: float, at: Point) -> Rect:
    if part == "lock":
        return (at[0], at[1] - 0.8 * size, LOCK_ROOM * size, 0.9 * size)
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
    above = max(glow, radius + NAME_RISE + (21.0 * has_target + NAME_SIZE) * scale)
    below = max(glow, radius + 5.0 + (13.0 + (24.0 if has_target else 20.0) + 8.0) * scale)
    side = max(glow, 0.5 * LABEL_WIDTH)
    right = max(side, radius + 75.0 * scale) if has_target else side
    return (-side, -above, side + right, above + below)


def _labels(
    document: Document, name: str, style: Style, known: Known | None
) -> dict[str, tuple[str, float, Point]]:
    """LaTeX, size and baseline point of each label: the start of ``bias`` and ``change``, else the middle.

    Whatever is made of a node asks for them: those of the last picture are remembered.
    """
    global _recent
    recent = _recent
    if (
        recent is None
        or recent[0] is not document
        or recent[2] is not known
        or (recent[1] is not style and recent[1] != style)
    ):
        recent = _recent = (document, style, known, {})
    found = recent[3].get(name)
    if found is None:
        found = recent[3][name] = _placed_labels(document, name, style, known)
    return found


_Labels = dict[str, tuple[str, float, Point]]
_recent: tuple[Document, Style, Known | None, dict[str, _Labels]] | None = None


def _placed_labels(document: Document, name: str, style: Style, known: Known | None) -> _Labels:
    labels = _default_labels(document, name, style, known)
    is_input = name not in document.network.topology.node_at
    moves = {} if is_input else offsets(document, name, _lines(document, name, labels, type_scale(style)))
    for part, (latex, size, (x, y)) in labels.items():
        dx, dy = moves.get("bias" if part in ("change", "lock") else part, (0.0, 0.0))
        labels[part] = (latex, size, (x + dx, y + dy))
    return labels


def _lines(
    document: Document, name: str, labels: Mapping[str, tuple[str, float, Point]], scale: float
) -> tuple[Line, ...]:
    """What may move around a neuron, in the order in which it chooses its place."""
    boxes = {part: _box(part, *label) for part, label in labels.items() if part != "target"}
    # Above the name there is one free line, unless the delta or another node stands there already.
    over = labels["name"][2][1] - 21.0 * scale
    backward = "delta" in boxes
    full = (backward and labels["delta"][2][1] < 0) or _is_close_above(document, name, scale, backward)

    def line(part: str, box: Rect) -> Line:
        return Line(part, box, None if full else over - labels[part][2][1])

    lines = [Line("name", boxes["name"])]
    if "bias" in boxes:
        lines.append(line("bias", _bias_box(boxes)))
    if "delta" in boxes:
        lines.append(line("delta", boxes["delta"]))
    return tuple(lines)


def _bias_box(boxes: Mapping[str, Rect]) -> Rect:
    """What a bias covers with its lock and its change."""
    bias = boxes["bias"]
    for part in ("lock", "change"):
        if part in boxes:
            left, top, width, below = boxes[part]
            bias = (bias[0], min(bias[1], top), left + width - bias[0], max(bias[3], below))
    return bias


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
    name_y = -radius - (9.0 if is_input else NAME_RISE)
    labels["name"] = (name_latex, fitted(name_latex, NAME_SIZE * scale), (0.0, name_y))
    if is_input:
        return labels

    # In a close stack there is room for one line under the disc, which the walk's newest number takes; in a
    # closer one for none.
    room_below = _room_below(document, name, scale)
    lines = 2 if room_below > 0.5 + TWO_LINES * scale else 1 if room_below > 0.5 + ONE_LINE * scale else 0
    y = radius + min(5.0, room_below - (TWO_LINES if lines == 2 else ONE_LINE) * scale) + 13.0 * scale
    change = known.db.get(name) if known is not None else None
    target = _target(document, name)
    beside = target is not None and _in_a_stack(document, name)
    # Where a target stands under the node, the delta goes on top.
    on_top = target is not None and not beside
    delta_alone = delta is not None and lines == 1 and change is None and not on_top
    if lines and not delta_alone:
        labels.update(_bias_line(document, name, style, change, y))
    if target is not None:
        latex, size = f"t = {latex_of(target, style)}", LABEL_SIZE * scale
        if beside:
            width = _target_pill(latex, size, (0.0, 0.0))[2]
            labels["target"] = (latex, size, (radius + 12.0 + width / 2, 0.33 * size))
        else:
            y += 24.0 * scale
            labels["target"] = (latex, size, (0.0, y))
    if delta is not None and (on_top or lines == 2 or delta_alone):
        latex = f"{symbol('delta', name)} = {latex_of(delta, style)}"
        size = fitted(latex, DELTA_SIZE * scale)
        under = y if delta_alone else y + 19.0 * scale
        labels["delta"] = (latex, size, (0.0, name_y - 21.0 * scale if on_top else under))
    return labels


def _bias_line(
    document: Document, name: str, style: Style, change: float | None, y: float
) -> dict[str, tuple[str, float, Point]]:
    """``b = −2``, its lock and its change, in the middle of the line ``y``."""
    scale = type_scale(style)
    node = document.network.node(name)
    bias = f"{bias_symbol(name)} = {latex_of(node.bias, style)}"
    size = fitted(bias, LABEL_SIZE * scale)
    width = measure_label(bias, size)[0]
    room = LOCK_ROOM * size if node.locked else 0.0
    total, gap, added = width + room, 6.0 * scale, ""
    if change is not None:
        added = _signed(change, style)
        total += gap + measure_label(added, size)[0]
    line = {"lock": ("", size, (-total / 2 + width, y))} if room else {}
    line["bias"] = (bias, size, (-total / 2, y))
    if added:
        line["change"] = (added, size, (-total / 2 + width + room + gap, y))
    return line


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


def _is_close_above(document: Document, name: str, scale: float, backward: bool) -> bool:
    """Whether the node above is so near that its labels and this one's name take all there is in between."""
    x, y = document.positions[name]
    away = _centers(document.positions) - (x, y)
    lines = TWO_LINES if backward else ONE_LINE
    needed = 2 * NODE_RADIUS + 5.0 + NAME_RISE + (lines + 0.75 * NAME_SIZE + 21.0) * scale
    return bool(((np.abs(away[:, 0]) < 100.0) & (away[:, 1] < 0) & (away[:, 1] > -needed)).any())


def room_for_name(document: Document, name: str) -> float:
    """How large a neuron's name may be without meeting the disc above, in units; plenty if there is none."""
    x, y = document.positions[name]
    away = _centers(document.positions) - (x, y)
    above = away[(np.abs(away[:, 0]) < 2.0 * NODE_RADIUS) & (away[:, 1] < 0.0)]
    if not len(above):
        return 1e9
    return (-float(above[:, 1].max()) - 2 * NODE_RADIUS - NAME_RISE) / 0.75


def _room_below(document: Document, name: str, scale: float) -> float:
    """What is free between the disc and the name of the next node under it; plenty if there is none."""
    x, y = document.positions[name]
    away = _centers(document.positions) - (x, y)
    below = away[(np.abs(away[:, 0]) < 100.0) & (away[:, 1] > 2.0 * INPUT_RADIUS)]
    if not len(below):
        return 1e9
    return float(below[:, 1].min()) - 2 * NODE_RADIUS - NAME_RISE - 0.75 * NAME_SIZE * scale


def _target_pill(latex: str, size: float, at: Point) -> Rect:
    width = measure_label(latex, size)[0] + 1.5 * size
    height = 1.5 * size
    return (at[0] - width / 2, at[1] - 0.33 * size - height / 2, width, height)


def fitted(latex: str, size: float, width: float = LABEL_WIDTH) -> float:
    natural = measure_label(latex, size)[0]
    return size if natural <= width else max(size * width / natural, size * 0.5)


def latex_of(value: float, style: Style) -> str:
    return style.numbers.latex(value, inline=True)


def _signed(value: float, style: Style) -> str:
    text = latex_of(value, style)
    return text if text.startswith("-") else f"+{text}"


def _target(document: Document, name: str) -> float | None:
    outputs = document.network.outputs
    if name not in outputs:
        return None
    at = outputs.index(name)
    return document.example.t[at] if at < len(document.example.t) else None
