"""Edits of a first-layer neuron by its line ``w1·x1 + w2·x2 + b = 0`` in the plane (LECTURE topics 7 to 9).

Each is a hand's movement: places are points of the plane, and a :class:`~nndesk.geometry.snapping.Grain` says
how fine the numbers are to be. Locks are no obstacle: they keep training away from a number, not a person.
"""

from __future__ import annotations

import math

from nndesk.document import layer_edits, placing
from nndesk.document.document import Document
from nndesk.document.graph_edits import EditError, add_edges, add_node
from nndesk.document.parameters import set_numbers
from nndesk.geometry import line_moves
from nndesk.geometry.lines import Line, Point
from nndesk.geometry.snapping import EXACT, Grain
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.model import EdgeKey, Network

SOFT_PART = 0.12
"""Of the stroke that draws a line: how far its new neuron's soft band reaches on either side."""


def first_layer(network: Network) -> dict[str, Line]:
    """The lines of the neurons that inputs, and nothing else, feed; for networks with two inputs."""
    first, second = network.inputs
    found = ((name, _line_in(network, (first, second), name)) for name in network.order)
    return {name: line for name, line in found if line is not None}


def _line_in(network: Network, axes: tuple[str, str], name: str) -> Line | None:
    """The line of a neuron that only inputs feed, where those that are no axes are 0; else None."""
    weights = {edge.source: edge.weight for edge in network.incoming(name)}
    if not weights or not weights.keys() <= set(network.inputs):
        return None
    across, up = axes
    return Line(weights.get(across, 0.0), weights.get(up, 0.0), network.node(name).bias)


def axes_of(document: Document) -> tuple[str, str]:
    """The two inputs that are the axes of the plane that the document shows. Raises EditError without two."""
    inputs = document.network.inputs
    if len(inputs) < 2:
        raise EditError("A line is drawn in the plane of two inputs.")
    return document.view.plane_axes or (inputs[0], inputs[1])


def lines_of(document: Document) -> dict[str, Line]:
    """All lines that :func:`line_of` finds, by neuron; none without a plane."""
    if len(document.network.inputs) < 2:
        return {}
    found = ((name, _line(document, name)) for name in document.network.order)
    return {name: line for name, line in found if line is not None and not line.degenerate}


def line_of(document: Document, name: str) -> Line:
    """The line of one neuron in the plane that the document shows.

    Of more than two inputs the plane is the slice through the example, where the others count as bias.

    Raises:
        EditError: it has none. UnknownNodeError: there is no such neuron.
    """
    axes_of(document)
    document.network.node(name)
    line = _line(document, name)
    if line is None:
        raise EditError(f"{name} has no line: not inputs, and nothing else, feed it.")
    if line.degenerate:
        raise EditError(f"{name} has no line: its weights are 0.")
    return line


def _line(document: Document, name: str) -> Line | None:
    line = _line_in(document.network, axes_of(document), name)
    return line if line is None else Line(line.w1, line.w2, line.b + _off_plane(document, name))


def _off_plane(document: Document, name: str) -> float:
    """What the inputs that are no axes add to a neuron's bias."""
    network, axes = document.network, axes_of(document)
    if len(network.inputs) == 2:
        return 0.0
    x = dict(zip(network.inputs, document.example.x, strict=False))
    return sum(
        edge.weight * x.get(edge.source, 0.0) for edge in network.incoming(name) if edge.source not in axes
    )


def set_line(document: Document, name: str, line: Line) -> Document:
    """Give a neuron the numbers of a line, through the edges that it has.

    Raises:
        EditError: a weight of the line has no edge. NetworkError: a number is not finite.
    """
    network = document.network
    weights = {}
    for source, weight in zip(axes_of(document), (line.w1, line.w2), strict=True):
        if network.has_edge(source, name):
            weights[EdgeKey(source, name)] = weight
        elif weight != 0.0:
            raise _cannot_turn(name, source)
    off_plane = _off_plane(document, name)
    # Ten decimals: 0.3 less 0.1 is 0.2 here.
    bias = line.b if off_plane == 0.0 else round(line.b - off_plane, 10) + 0.0
    return set_numbers(document, weights, {name: bias})


def move_line(document: Document, name: str, by: Point, grain: Grain = EXACT) -> Document:
    """Move a neuron's line by a vector; only the bias changes. Raises as :func:`line_of`."""
    return set_line(document, name, line_moves.moved(line_of(document, name), by, grain))


def turn_line(
    document: Document,
    name: str,
    pivot: Point,
    handle: Point,
    to: Point,
    grain: Grain = EXACT,
    *,
    free: bool = False,
) -> Document:
    """Turn a neuron's line: see :func:`nndesk.geometry.line_moves.turned`.

    Raises:
        EditError: as :func:`line_of`, and where the neuron reads only one of the inputs.
    """
    check_turns(document, name)
    line = line_moves.turned(line_of(document, name), pivot, handle, to, grain, free=free)
    return set_line(document, name, line)


def check_turns(document: Document, name: str) -> None:
    """Raise EditError unless a neuron reads both axes: else its line stays parallel to one."""
    for source in axes_of(document):
        if not document.network.has_edge(source, name):
            raise _cannot_turn(name, source)


def _cannot_turn(name: str, source: str) -> EditError:
    return EditError(
        f"{name} does not read {source}, so its line cannot turn; draw an edge from {source} to {name} first."
    )


def scale_line(document: Document, name: str, factor: float) -> Document:
    """Multiply a neuron's gain; its line stays where it is. Raises as :func:`line_of`."""
    return set_line(document, name, line_moves.scaled(line_of(document, name), factor))


def flip_line(document: Document, name: str) -> Document:
    """Exchange the sides of a neuron's line; twice changes nothing. Raises as :func:`line_of`."""
    return scale_line(document, name, -1.0)


def nudge_line(document: Document, name: str, direction: Point, grain: Grain = EXACT) -> Document:
    """Move a neuron's line that way until its bias is the next nice number. Raises as :func:`line_of`."""
    return set_line(document, name, line_moves.nudged(line_of(document, name), direction, grain))


def turn_line_on(
    document: Document, name: str, pivot: Point, direction: int, grain: Grain = EXACT
) -> Document:
    """Turn a neuron's line to the next nice ratio, 1 anti-clockwise, −1 clockwise. Raises as turn_line."""
    check_turns(document, name)
    line = line_moves.turned_on(line_of(document, name), pivot, direction, grain)
    return set_line(document, name, line)


# --- a new one --------------------------------------------------------------------------------------------


def add_line(document: Document, start: Point, end: Point, grain: Grain = EXACT) -> tuple[Document, str]:
    """A new first-layer neuron whose line runs through two places, its positive side on the left of the way.

    It joins the first hidden layer, with that layer's activation and fed onwards as all others of it are;
    where there is none yet, the outputs read it. Without outputs it is the first.

    Returns:
        The document and the neuron's name.

    Raises:
        EditError: the network has no two inputs, or the places are one. NetworkError: it becomes too large.
    """
    axes = axes_of(document)
    apart = grain.distance(end[0] - start[0], end[1] - start[1])
    if not apart > (2.0 if max(grain.pixel) > 0 else 0.0):
        raise EditError("A line runs through two places; these are one.")
    new, name = _with_neuron(document)
    new, _ = add_edges(new, [EdgeKey(source, name) for source in axes])
    return set_line(new, name, line_drawn(document, start, end, grain)), name


def line_drawn(document: Document, start: Point, end: Point, grain: Grain = EXACT) -> Line:
    """The line that :func:`add_line` would give its neuron; ``start`` and ``end`` are not the same."""
    soft_until = ACTIVATIONS[_activation(document, _first_hidden(document))].soft_until
    if soft_until is None:
        return line_moves.drawn(start, end, None, grain)
    # In two digits: it is read as a number of its own.
    length = float(f"{soft_until / (SOFT_PART * math.dist(start, end)):.2g}")
    return line_moves.drawn(start, end, length, grain)


def _with_neuron(document: Document) -> tuple[Document, str]:
    """The document with one more neuron that nothing feeds yet, and its name."""
    network = document.network
    mates = _first_hidden(document)
    activation = _activation(document, mates)
    if mates:
        new, name = layer_edits.add_to_layer(document, layer_edits.layer_of(document, mates[0]), feeders=())
        return new, name
    if network.outputs:
        new, name = add_node(document, placing.next_place(document, "hidden"), activation=activation)
        return add_edges(new, [EdgeKey(name, output) for output in network.outputs])[0], name
    place = placing.next_place(document, "output")
    return add_node(document, place, activation=activation, prefix="o")


def _first_hidden(document: Document) -> tuple[str, ...]:
    """The neurons of the first hidden layer as it is drawn; none if there is no hidden neuron."""
    network = document.network
    for layer in layer_edits.layers(document):
        if any(network.role(name) == "hidden" for name in layer):
            return tuple(name for name in layer if name in network.topology.node_at)
    return ()


def _activation(document: Document, mates: tuple[str, ...]) -> str:
    """Of the lowest of ``mates``, after which a new neuron is modelled; else of what was drawn last."""
    if mates:
        return document.network.node(mates[-1]).activation
    return placing.usual_activation(document)
