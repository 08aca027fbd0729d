"""One node in focus: everything but it, its inputs and its outputs is veiled, and its formula is written out.

What is in focus is painted again over a veil of the panel's colour. So the picture beneath stays as it is,
on the screen and in exports, however large it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.figure.edges import CROWDED, edge_pen, edge_stroke_items, stroke
from nndesk.figure.node_labels import latex_of, node_boxes, type_scale
from nndesk.figure.node_places import Rect
from nndesk.figure.nodes import node_items
from nndesk.figure.primitives import Box, Fill, Group, Item, Label, Pen, Point, moved
from nndesk.figure.routing import edge_geometries, edge_geometry, radius_of
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label
from nndesk.network.equations import Record
from nndesk.network.errors import NetworkError
from nndesk.network.model import EdgeKey, Network
from nndesk.network.notation import math_name, symbol
from nndesk.network.passes import ForwardPass, forward

if TYPE_CHECKING:
    from nndesk.network.walk import Known, Step

Extent = tuple[float, float, float, float]
"""Left, top, right, bottom."""

VEIL = 0.83
"""How much of the panel's colour lies over what is not in focus."""
FORMULA_SIZE = 15.0
_MOST_TERMS = 4
"""A sum with more terms is written with Σ, and the numbers of the first few."""
_LONGEST = (34.0, 24.0, 16.0)
"""A line longer than this, in em, is broken before its numbers; into shorter ones where there is no room."""
_SIZES = (FORMULA_SIZE, 12.5)
_LABELS_FROM = 0.4
"""From this zoom on labels around nodes can be read."""
_MOST_LABELLED = 80
_OVER_EDGE = 60.0
"""So much farther away the formula rather goes, in pixels, than over another tenth of an edge."""
_TRIES = 13
"""In so many rows and columns of the area a place for the formula is looked for."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What stays visible: the node, what feeds it, what it feeds, and the edges between it and them."""

    node: str
    nodes: frozenset[str]
    edges: tuple[EdgeKey, ...]


@dataclass(frozen=True, slots=True)
class Pill:
    """A formula on a ground of its own, its upper left corner at the origin."""

    width: float
    height: float
    items: tuple[Item, ...]


def focus_on(network: Network, name: str) -> Focus:
    """What is in focus with ``name``. Raises UnknownNodeError."""
    network.role(name)
    edges = tuple(edge.key for edge in (*network.incoming(name), *network.outgoing(name)))
    return Focus(name, frozenset((name, *(end for key in edges for end in key))), edges)


# --- the formula ------------------------------------------------------------------------------------------


def formula_lines(
    document: Document, name: str, style: Style, known: Known | None = None
) -> tuple[tuple[str, ...], ...]:
    r"""The formula of a node as LaTeX: of a neuron ``s = w·x + b`` and ``z = φ(s)`` with the numbers put in.

    Each line is cut where it may be broken, before an equals sign. Of an input it is its value. What
    ``known`` does not have yet is left out; without ``known`` the example's own pass is made.
    """
    network = document.network
    if name not in network.topology.node_at:
        at = network.inputs.index(name)
        value = document.example.x[at] if at < len(document.example.x) else None
        if known is not None and name in known.z:
            value = known.z[name]
        return (
            ((math_name(name),),) if value is None else ((f"{math_name(name)} = {latex_of(value, style)}",),)
        )
    s, z = _numbers(document, known)
    edges = network.incoming(name)
    phi = rf"{symbol('z', name)} = \varphi({symbol('s', name)})"
    if name not in s or any(edge.source not in z for edge in edges):
        # The symbols need no numbers; zeros stand in for those that are not known yet.
        zero = dict.fromkeys(network.names, 0.0)
        equation = _record(document, style, zero, zero).equation("signal", name)
        return ((f"{equation.lhs} = {_plain(equation.symbols)}",), (phi,))
    equation = _record(document, style, s, z).equation("signal", name)
    signal = [f"{equation.lhs} = {_plain(equation.symbols)}"]
    if equation.numbers != equation.result:
        signal.append(f"= {_plain(equation.numbers)}")
    signal.append(f"= {_plain(equation.result)}")
    if name in z:
        phi = rf"{phi} = \varphi({latex_of(s[name], style)}) = {latex_of(z[name], style)}"
    return (tuple(signal), (phi,))


def _numbers(document: Document, known: Known | None) -> tuple[Mapping[str, float], Mapping[str, float]]:
    if known is not None:
        return known.s, known.z
    try:
        passed = forward(document.network, document.example.x)
    except NetworkError:
        return {}, {}
    return passed.s, passed.z


def _record(document: Document, style: Style, s: Mapping[str, float], z: Mapping[str, float]) -> Record:
    passed = ForwardPass(document.network, {}, s, z, {})
    return Record(document.network, passed, None, document.eta, style.numbers, _MOST_TERMS, inline=True)


def _plain(latex: str) -> str:
    """Without colours: which number belongs to which symbol is plain from their order."""
    return re.sub(r"\\textcolor\{[a-z]+\}", "", latex)


def formula_pill(document: Document, name: str, style: Style, known: Known | None = None) -> Pill:
    """The formula of ``name`` at its natural size."""
    lines = formula_lines(document, name, style, known)
    return _set(lines, style, FORMULA_SIZE * type_scale(style), _LONGEST[0], 1.0)


def _set(lines: tuple[tuple[str, ...], ...], style: Style, size: float, longest: float, scale: float) -> Pill:
    """``lines`` in type of ``size``, none longer than ``longest`` em if that can be."""
    pad = 0.7 * size
    rows: list[tuple[float, str]] = []
    for parts in lines:
        indent = measure_label(parts[0].partition(" = ")[0], 1.0)[0]
        rows += [(size * at, latex) for at, latex in _broken(parts, indent, longest)]
    measured = [(indent, latex, measure_label(latex, size)) for indent, latex in rows]
    width = max(indent + box[0] for indent, _, box in measured) + 2 * pad
    palette = style.palette
    labels: list[Item] = []
    y = 0.55 * size
    for indent, latex, (_, ascent, descent) in measured:
        y += ascent
        labels.append(Label((pad + indent, y), latex, size, palette.text))
        y += descent + 0.35 * size
    height = y + 0.2 * size
    ground = Box(0.0, 0.0, width, height, 0.5 * size, Fill(palette.panel), Pen(palette.hairline, 1.0 / scale))
    return Pill(width, height, (ground, *labels))


def _broken(parts: tuple[str, ...], indent: float, longest: float) -> list[tuple[float, str]]:
    """``parts`` in lines of at most ``longest`` em if that can be: whole, else after the symbols, else
    before any plus, minus or equals sign; with how far each is indented."""
    whole = " ".join(parts)
    if measure_label(whole, 1.0)[0] <= longest:
        return [(0.0, whole)]
    rows = [(0.0, parts[0])]
    rest = " ".join(parts[1:])
    if rest:
        rows.append((indent, rest))
    lines: list[tuple[float, str]] = []
    for at, row in rows:
        line, start = "", at
        for term in re.split(r"(?= [+\-=] )", row):
            if line and start + measure_label(line + term, 1.0)[0] > longest:
                lines.append((start, line))
                # An empty group makes the sign join two terms.
                line, start = f"{{}}{term}", indent + 1.2
            else:
                line += term
        lines.append((start, line))
    return lines


def placed_pill(
    document: Document, focus: Focus, style: Style, known: Known | None, area: Extent, scale: float = 1.0
) -> tuple[Pill, Point]:
    """The formula and where its upper left corner goes inside ``area``: near the node, over nothing in focus.

    Where there is no room for it, it is broken into shorter lines and then set in smaller type. Where
    everything is full it hides of the neighbours as little as can be, and last of all the node.
    """
    obstacles, weights = _obstacles(document, focus, style, known, scale)
    found: tuple[float, Pill, Point] | None = None
    lines = formula_lines(document, focus.node, style, known)
    # On a projector larger than in the drawing, if there is room.
    large = _SIZES[0] * style.scale / type_scale(style)
    for size in (large, *_SIZES) if large > _SIZES[0] else _SIZES:
        for longest in _LONGEST:
            pill = _set(lines, style, size * type_scale(style) / scale, longest, scale)
            if pill.width > area[2] - area[0] and (size, longest) != (_SIZES[-1], _LONGEST[-1]):
                continue
            hidden, place = _place(document, focus, pill, area, scale, obstacles, weights)
            if found is None or hidden < found[0]:
                found = (hidden, pill, place)
            if hidden == 0.0:
                return pill, place
    assert found is not None
    return found[1], found[2]


def _place(
    document: Document,
    focus: Focus,
    pill: Pill,
    area: Extent,
    scale: float,
    obstacles: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> tuple[float, Point]:
    """How much ``pill`` hides at the best place for it, and that place."""
    x, y = document.positions[focus.node]
    left, top, right, bottom = area
    far_x, far_y = max(left, right - pill.width), max(top, bottom - pill.height)
    gap = 10.0 / scale
    reach = radius_of(document, focus.node)
    xs = [
        *np.linspace(left, far_x, _TRIES),
        x - pill.width / 2,
        x + reach + gap,
        x - reach - gap - pill.width,
    ]
    ys = [
        *np.linspace(top, far_y, _TRIES),
        y - pill.height / 2,
        y + reach + gap,
        y - reach - gap - pill.height,
    ]
    corners = np.array([(a, b) for a in np.clip(xs, left, far_x) for b in np.clip(ys, top, far_y)])
    low, high = corners, corners + np.array((pill.width, pill.height))
    wide = np.minimum(high[:, None, 0], obstacles[:, 2]) - np.maximum(low[:, None, 0], obstacles[:, 0])
    tall = np.minimum(high[:, None, 1], obstacles[:, 3]) - np.maximum(low[:, None, 1], obstacles[:, 1])
    hidden = (np.maximum(wide, 0.0) * np.maximum(tall, 0.0) * weights).sum(axis=1)
    away = np.hypot(
        np.maximum(np.maximum(low[:, 0] - x, x - high[:, 0]), 0.0),
        np.maximum(np.maximum(low[:, 1] - y, y - high[:, 1]), 0.0),
    )
    # Above all it hides no node; then it is near, and over few edges.
    across, down = _edge_points(document, focus).T
    # Not one array with an axis of two: reducing over that takes ten times as long.
    inside = (across > low[:, None, 0]) & (across < high[:, None, 0])
    inside &= (down > low[:, None, 1]) & (down < high[:, None, 1])
    cost = away + _OVER_EDGE / scale * inside.sum(axis=1)
    hidden = np.round(hidden, 6)
    at = int(np.lexsort((cost, hidden))[0])
    return float(hidden[at]), (float(corners[at, 0]), float(corners[at, 1]))


def _edge_points(document: Document, focus: Focus) -> NDArray[np.float64]:
    """Points ``(n, 2)`` on the edges in focus, of very many on some of them."""
    keys, courses = focus.edges[:: 1 + len(focus.edges) // 60], edge_geometries(document)
    at = [document.network.topology.edge_at[key] for key in keys]
    bent = [courses.curved[i].point(k / 10) for i in at if i in courses.curved for k in range(1, 10)]
    ends = courses.ends[[i for i in at if i not in courses.curved]]
    along = np.arange(1, 10)[None, :, None] / 10
    straight = ends[:, None, :2] + along * (ends[:, None, 2:] - ends[:, None, :2])
    return np.vstack((straight.reshape(-1, 2), np.array(bent, dtype=np.float64).reshape(-1, 2)))


def _obstacles(
    document: Document, focus: Focus, style: Style, known: Known | None, scale: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The nodes in focus and their labels as boxes ``(n, 4)``, and how bad it is to hide each."""
    boxes: list[Extent] = []
    weights: list[float] = []
    labelled = scale > _LABELS_FROM and len(focus.nodes) <= _MOST_LABELLED
    for name in sorted(focus.nodes):
        (x, y), r = document.positions[name], radius_of(document, name) + 3.0
        rects: list[Rect] = [(-r, -r, 2 * r, 2 * r)]
        if labelled:
            rects += node_boxes(document, name, style, known).values()
        boxes += [(x + a, y + b, x + a + w, y + b + h) for a, b, w, h in rects]
        weights += [100.0 if name == focus.node else 1.0] * len(rects)
    return np.array(boxes, dtype=np.float64), np.array(weights)


# --- what is painted --------------------------------------------------------------------------------------


def focus_edge_items(
    document: Document, focus: Focus, style: Style, step: Step | None = None
) -> tuple[Item, ...]:
    """The strokes of the edges in focus. In a crowd they are drawn as if they were alone."""
    items: list[Item] = []
    crowded = len(document.network.edges) > CROWDED
    for key in focus.edges:
        if not crowded:
            items += edge_stroke_items(document, key, style, step)
            continue
        weight = document.network.edge(*key).weight
        few = len(focus.edges) <= CROWDED
        pen = edge_pen(weight, style, crowded=not few, edges=len(focus.edges))
        items.append(stroke(edge_geometry(document, key), pen))
    return tuple(items)


def focus_items(
    document: Document,
    name: str,
    style: Style,
    area: Extent,
    known: Known | None = None,
    step: Step | None = None,
    labels: Iterable[tuple[EdgeKey, tuple[Item, ...]]] = (),
) -> tuple[Item, ...]:
    """The veil over ``area``, what is in focus over it, and the formula, back to front.

    Args:
        labels: the weights' numbers, of which those in focus are painted again.

    Raises:
        UnknownNodeError: there is no such node.
    """
    focus = focus_on(document.network, name)
    left, top, right, bottom = area
    veil = Box(left, top, right - left, bottom - top, fill=Fill(style.palette.panel, VEIL))
    items: list[Item] = [Group((veil,), title="veil")]
    items.append(Group(focus_edge_items(document, focus, style, step), title=f"edges of {name}"))
    for other in document.network.names:
        if other in focus.nodes:
            parts = moved(node_items(document, other, style, known, step), *document.positions[other])
            items.append(Group(parts, title=f"in focus {other}"))
    inside = set(focus.edges)
    items += [Group(parts, title=f"weight {key}") for key, parts in labels if key in inside]
    pill, place = placed_pill(document, focus, style, known, area)
    items.append(Group(moved(pill.items, *place), title=f"formula of {name}"))
    return tuple(items)
