"""The computation graph as a picture: from the leaves on the left to the cost on the right.

Each vertex is a tile with what is computed there, its value, and below it its adjoint ``∂J/∂·`` in the colour
of δ. Where the lecture writes ``δ_j`` the adjoint is ``−δ_j``: the caption says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from nndesk.figure.layered import Layers, heights, in_layers
from nndesk.figure.primitives import (
    Box,
    Curve,
    Figure,
    Fill,
    Group,
    Item,
    Label,
    Pen,
    Point,
    Polygon,
    Text,
    moved,
)
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.network.computation_graph import LEAVES, ComputationGraph, Link, Lit, Shown, Vertex
from nndesk.network.notation import bias_symbol, math_name, symbol, weight_symbol
from nndesk.network.numbers import NumberFormat

MARGIN = 10.0
_HEAD, _NUMBER, _OPERATOR, _DOT_SIZE = 13.0, 12.0, 12.0, 20.0
_LINE, _PAD, _SIDE, _BETWEEN, _CHIP = 14.5, 6.0, 4.0, 3.0, 2.0
_NARROWEST, _ROOMY = 14.0, 36.0
"""The least distance of two columns, and how much more there may be where there is room."""
_STEEP, _STEEPEST = 0.07, 22.0
"""Where links climb high, columns stand farther apart: so much of the climb, and so much at most."""
_GAP = 12.0
_STRETCH = 1.5
_ARROW = 5.5
CAPTION = "Below each value its adjoint ∂J/∂·. The lecture’s δ is its negative: δ\u00a0=\u00a0−∂J/∂s."


@dataclass(frozen=True)
class GraphPlace:
    """Where everything stands: left, top, width and height of a vertex, and what a link runs through."""

    graph: ComputationGraph
    width: float
    height: float
    boxes: Mapping[str, tuple[float, float, float, float]]
    routes: Mapping[Link, tuple[Point, ...]]

    def vertex_at(self, x: float, y: float) -> Vertex | None:
        """The vertex under a point."""
        for id, (left, top, width, height) in self.boxes.items():
            if left <= x <= left + width and top <= y <= top + height:
                return self.graph.by_id[id]
        return None


def place_graph(graph: ComputationGraph, style: Style, room: tuple[float, float] = (0.0, 0.0)) -> GraphPlace:
    """Lay out ``graph``; where the ``room`` is wider or higher than needed it spreads a little."""
    scale, margin = style.scale, MARGIN * style.scale
    column = _columns(graph)
    layers = in_layers(column, graph.links)
    lines = 3 if any(vertex.adjoint is not None for vertex in graph.vertices) else 2
    high = (lines * _LINE + 2 * _PAD) * scale
    y = heights(layers, high, _GAP * scale)
    widths = [0.0] * len(layers.columns)
    for vertex in graph.vertices:
        at = column[vertex.id]
        widths[at] = max(widths[at], _tile_width(vertex, graph, style))
    lowest = max((y[id] for id in column), default=0.0) - high / 2
    spread = min(max((room[1] - 2 * margin - high) / lowest, 1.0), _STRETCH) if lowest > 0 else 1.0
    middle = {id: margin + high / 2 + (at - high / 2) * spread for id, at in y.items()}
    gaps = _gaps(layers, y, style)
    free = (room[0] - sum(widths) - sum(gaps) - 2 * margin) / max(len(gaps), 1)
    wider = min(max(free, 0.0), _ROOMY * scale)
    left = [margin + sum(widths[:i]) + sum(gaps[:i]) + i * wider for i in range(len(widths))]
    boxes = {id: (left[at], middle[id] - high / 2, widths[at], high) for id, at in column.items()}
    bends = {
        id: (left[at], left[at] + widths[at])
        for at, names in enumerate(layers.columns)
        for id in names
        if id not in column
    }
    routes: dict[Link, tuple[Point, ...]] = {}
    for (source, target), chain in layers.chains.items():
        x, _, width, _ = boxes[source]
        points = [(x + width, middle[source])]
        for bend in chain[1:-1]:
            points += [(end, middle[bend]) for end in bends[bend]]
        routes[source, target] = (*points, (boxes[target][0], middle[target]))
    bottom = max((top + height for _, top, _, height in boxes.values()), default=0.0)
    deepest = max([bottom, *(middle[bend] for bend in bends)])
    return GraphPlace(
        graph, left[-1] + widths[-1] + margin if left else 2 * margin, deepest + margin, boxes, routes
    )


def _gaps(layers: Layers, y: Mapping[str, float], style: Style) -> list[float]:
    """How far each column stands from the next at least."""
    climbs = [0.0] * max(len(layers.columns) - 1, 0)
    at = {id: number for number, names in enumerate(layers.columns) for id in names}
    for chain in layers.chains.values():
        for a, b in pairwise(chain):
            climbs[at[a]] = max(climbs[at[a]], abs(y[a] - y[b]))
    return [_NARROWEST * style.scale + min(_STEEP * climb, _STEEPEST * style.scale) for climb in climbs]


def _columns(graph: ComputationGraph) -> dict[str, int]:
    """The column of each vertex: as far left as may be, but leaves and products beside what takes them.

    The order is that of a walk back from the end, so that what belongs together begins side by side.
    """
    column: dict[str, int] = {}
    errors = [v for v in graph.vertices if v.kind in ("error", "output_cost", "cost")]
    for vertex in graph.vertices:
        if vertex.kind in LEAVES:
            column[vertex.id] = 0
        elif vertex not in errors:
            column[vertex.id] = 1 + max(column[id] for id in vertex.inputs)
    # All outputs are compared with their targets in one column.
    rank = {"error": 0, "output_cost": 1, "cost": 2}
    start = max(column.values(), default=0) + 1
    ranks = sorted({rank[v.kind] for v in errors})
    for vertex in errors:
        column[vertex.id] = start + ranks.index(rank[vertex.kind])
    takers: dict[str, list[str]] = {}
    for source, target in graph.links:
        takers.setdefault(source, []).append(target)
    for vertex in reversed(graph.vertices):
        if (vertex.kind in LEAVES or vertex.kind == "product") and vertex.id in takers:
            column[vertex.id] = min(column[id] for id in takers[vertex.id]) - 1
    ordered: dict[str, int] = {}
    waiting = [v.id for v in graph.vertices if v.id not in takers]
    while waiting:
        id = waiting.pop()
        if id not in ordered:
            ordered[id] = column[id]
            waiting += reversed(graph.by_id[id].inputs)
    return ordered


# --- tiles ------------------------------------------------------------------------------------------------


def _head(vertex: Vertex, graph: ComputationGraph) -> tuple[str, str]:
    """What is done at a vertex, and what comes out, as LaTeX; either may be empty."""
    node = vertex.node or ""
    match vertex.kind:
        case "input":
            return "", math_name(node)
        case "weight" if vertex.edge is not None:
            return "", weight_symbol(*vertex.edge)
        case "bias":
            return "", bias_symbol(node)
        case "target":
            return "", symbol("t", node)
        case "product":
            return r"\cdot", ""
        case "sum":
            return "+", symbol("s", node)
        case "activation":
            return r"\varphi", symbol("z", node)
        case "error":
            return "t-z", ""
        case "output_cost":
            return _rule(graph), symbol("J", node)
    several = len(vertex.inputs) > 0 and graph.by_id[vertex.inputs[0]].kind == "output_cost"
    return ("+" if several else _rule(graph)), "J"


def _rule(graph: ComputationGraph) -> str:
    backward = graph.walk.backward
    return r"½(\cdot)^2" if backward is None or backward.cost == "squared" else r"\ln"


def vertex_text(vertex: Vertex, graph: ComputationGraph, style: Style, shown: Shown | None = None) -> str:
    """A vertex as one speaks it: ``s of h1 = 0, adjoint −1/32``; what is not ``shown`` is left out."""
    node = vertex.node or ""
    words = {
        "input": node,
        "weight": f"weight {vertex.edge}",
        "bias": f"bias of {node}",
        "target": f"target of {node}",
        "product": f"product {vertex.edge}",
        "sum": f"s of {node}",
        "activation": f"z of {node}",
        "error": f"t − z of {node}",
        "output_cost": f"cost of {node}",
        "cost": "J",
    }[vertex.kind]
    if shown is None or vertex.id in shown.values:
        words += f" = {style.numbers.text(vertex.value)}"
    if vertex.adjoint is not None and (shown is None or vertex.id in shown.adjoints):
        words += f", adjoint {style.numbers.text(vertex.adjoint)}"
    return words


@dataclass(frozen=True, slots=True)
class _Head:
    """The first line of a tile: the operator, on a chip, and the name; both LaTeX.

    ``chip`` and ``width`` are the widths of the chip and of all that stands after it.
    """

    operator: str
    name: str
    size: float
    operator_size: float
    chip: float
    width: float


def _head_of(vertex: Vertex, graph: ComputationGraph, scale: float) -> _Head:
    operator, name = _head(vertex, graph)
    size, operator_size = _HEAD * scale, (_DOT_SIZE if operator == r"\cdot" else _OPERATOR) * scale
    chip = measure_label(operator, operator_size)[0] + 2 * _CHIP * scale if operator else 0.0
    wide = measure_label(name, size)[0] if name else 0.0
    between = _BETWEEN * scale if operator and name else 0.0
    return _Head(
        operator, name, size, operator_size, max(chip, 14.0 * scale * bool(operator)), between + wide
    )


def _tile_width(vertex: Vertex, graph: ComputationGraph, style: Style) -> float:
    scale = style.scale
    head = _head_of(vertex, graph, scale)
    numbers = [vertex.value] + ([] if vertex.adjoint is None else [vertex.adjoint])
    widths = (measure_label(_number(value, style), _NUMBER * scale)[0] for value in numbers)
    return max(head.chip + head.width, *widths) + 2 * _SIDE * scale


def _number(value: float, style: Style) -> str:
    return style.numbers.latex(value, inline=True)


def _tile(
    place: GraphPlace, vertex: Vertex, style: Style, shown: Shown, outline: Pen | None, tint: Fill | None
) -> Iterator[Item]:
    palette, scale = style.palette, style.scale
    left, top, width, height = place.boxes[vertex.id]
    leaf = vertex.kind in LEAVES
    radius = (4.0 if leaf else 12.0) * scale
    pen = outline or Pen(palette.muted if not leaf else palette.hairline, 1.2 * scale)
    fill = Fill(palette.input_node if leaf else palette.node)
    yield Box(left, top, width, height, radius, fill, pen)
    if tint is not None:
        yield Box(left, top, width, height, radius, tint)
    middle, base = left + width / 2, top + (_PAD + 0.8 * _LINE) * scale
    head = _head_of(vertex, place.graph, scale)
    x = middle - (head.chip + head.width) / 2
    if head.operator:
        high = 13.0 * scale
        yield Box(x, base - 0.32 * head.size - high / 2, head.chip, high, 4.0 * scale, Fill(palette.hairline))
        # The multiplication point is raised by half the height of a letter of its own size.
        lower = 0.25 * (head.operator_size - _OPERATOR * scale)
        at = (x + head.chip / 2, base + lower)
        yield Label(at, head.operator, head.operator_size, palette.text, "middle")
    if head.name:
        ink = palette.of_weight(vertex.value) if vertex.kind in ("weight", "bias") else palette.text
        yield Label((x + head.chip + head.width, base), head.name, head.size, ink, "end")
    if vertex.id in shown.values:
        yield Label(
            (middle, base + _LINE * scale),
            _number(vertex.value, style),
            _NUMBER * scale,
            palette.text,
            "middle",
        )
    if vertex.adjoint is not None and vertex.id in shown.adjoints:
        at = (middle, base + 2 * _LINE * scale)
        yield Label(at, _number(vertex.adjoint, style), _NUMBER * scale, palette.delta, "middle")


# --- the picture ------------------------------------------------------------------------------------------


def graph_items(
    place: GraphPlace,
    style: Style,
    shown: Shown,
    lit: Lit | None = None,
    phase: str = "",
    *,
    selected: Iterable[str] = (),
    hovered: Iterable[str] = (),
) -> Iterator[Item]:
    """The graph as far as it is ``shown``.

    Args:
        place: where everything stands.
        style: how it looks.
        shown: whose values and adjoints are known.
        lit: what the present step is about, in the colour of its ``phase``.
        phase: of that step.
        selected, hovered: vertices by id.
    """
    palette, scale, lit = style.palette, style.scale, lit or Lit()
    color = palette.of_phase(phase)
    # What is lit lies over what is not.
    for link in sorted(place.routes, key=lambda link: link in lit.links):
        on = link in lit.links
        pen = Pen(color, 2.4 * scale) if on else Pen(palette.muted, 1.2 * scale, opacity=0.75)
        yield from _link(place.routes[link], pen, scale)
    chosen, under = frozenset(selected), frozenset(hovered)
    for vertex in place.graph.vertices:
        outline, tint = None, None
        if vertex.id in under:
            tint = Fill(palette.accent, 0.12)
        if vertex.id in lit.vertices:
            outline, tint = Pen(color, 2.4 * scale), Fill(color, 0.14)
        if vertex.id in chosen:
            outline = Pen(palette.accent, 2.4 * scale)
        items = tuple(_tile(place, vertex, style, shown, outline, tint))
        yield Group(items, title=vertex_text(vertex, place.graph, style, shown))


def _link(points: tuple[Point, ...], pen: Pen, scale: float) -> Iterator[Item]:
    """Level where it leaves, where it passes through a column and where it arrives."""
    head = _ARROW * scale
    *before, tip = points
    through = [*before, (tip[0] - head, tip[1])]
    for a, b in pairwise(through):
        bend = (b[0] - a[0]) / 2
        yield Curve(a, (a[0] + bend, a[1]), (b[0] - bend, b[1]), b, pen)
    wing = 0.42 * head + pen.width / 4
    corners = (tip, (tip[0] - head, tip[1] - wing), (tip[0] - head, tip[1] + wing))
    yield Polygon((corners,), Fill(pen.color, pen.opacity))


def graph_figure(graph: ComputationGraph, style: Style, title: str = "", background: bool = True) -> Figure:
    """The whole graph with all values and adjoints, and what they are."""
    place, palette, scale = place_graph(graph, style), style.palette, style.scale
    items = list(graph_items(place, style, graph.everything))
    width, height = place.width, place.height
    if graph.everything.adjoints:
        size = 11.5 * scale
        width = max(width, measure_text(CAPTION, size) + 2 * MARGIN * scale)
        items.append(Text((width / 2, height + 0.6 * size), CAPTION, size, palette.muted, "middle"))
        items = [*moved(items[:-1], (width - place.width) / 2, 0.0), items[-1]]
        height += size + 0.5 * MARGIN * scale
    return Figure(
        width,
        height,
        tuple(items),
        palette.panel if background else None,
        title=f"{title or 'Network'} – computation graph",
        description="; ".join(vertex_text(vertex, graph, style) for vertex in graph.vertices),
    )


# --- DOT --------------------------------------------------------------------------------------------------


def graph_dot(graph: ComputationGraph, numbers: NumberFormat, title: str = "") -> str:
    """The graph in the language of Graphviz, for those who want to lay it out otherwise."""
    style = Style(numbers=numbers)
    lines = [
        f"digraph {_quoted(title or 'network')} {{",
        "  rankdir=LR;",
        '  node [shape=box, style=rounded, fontname="Helvetica"];',
    ]
    for vertex in graph.vertices:
        name, operator = _DOT[vertex.kind]
        words = vertex.edge if vertex.edge is not None else vertex.node
        head = f"{operator} {name.format(words)}".strip()
        label = [head, style.numbers.text(vertex.value)]
        if vertex.adjoint is not None:
            label.append(f"∂J: {style.numbers.text(vertex.adjoint)}")
        kind = ', style=filled, fillcolor="#EFEEEA"' if vertex.kind in LEAVES else ""
        lines.append(f"  {_quoted(vertex.id)} [label={_quoted(*label)}{kind}];")
    lines += [f"  {_quoted(source)} -> {_quoted(target)};" for source, target in graph.links]
    return "\n".join([*lines, "}", ""])


_DOT = {
    "input": ("{}", ""),
    "weight": ("w {}", ""),
    "bias": ("b {}", ""),
    "target": ("t {}", ""),
    "product": ("", "·"),
    "sum": ("s {}", "+"),
    "activation": ("z {}", "φ"),
    "error": ("t − z {}", ""),
    "output_cost": ("J {}", ""),
    "cost": ("J", ""),
}


def _quoted(*lines: str) -> str:
    """A string of DOT, of one or more lines."""
    escaped = (line.replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
