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
    lines = {}
    for name in network.order:
        incoming = network.incoming(name)
        weights = {edge.source: edge.weight for edge in incoming}
        if incoming and weights.keys() <= set(network.inputs):
            w1, w2 = (weights.get(x, 0.0) for x in network.inputs)
            lines[name] = Line(w1, w2, network.node(name).bias)
    return lines


def line_of(network: Network, name: str) -> Line:
    """The line of one neuron.

    Raises:
        EditError: it has none. UnknownNodeError: there is no such neuron.
    """
    sources = {edge.source: edge.weight for edge in network.incoming(name)}
    bias = network.node(name).bias
    if len(network.inputs) != 2 or not sources or not sources.keys() <= set(network.inputs):
        raise EditError(f"{name} has no line: not the two inputs, and nothing else, feed it.")
    w1, w2 = (sources.get(x, 0.0) for x in network.inputs)
    line = Line(w1, w2, bias)
    if line.degenerate:
        raise EditError(f"{name} has no line: its weights are 0.")
    return line


def set_line(document: Document, name: str, line: Line) -> Document:
    """Give a neuron the numbers of a line, through the edges that it has.

    Raises:
        EditError: a weight of the line has no edge. NetworkError: a number is not finite.
    """
    network = document.network
    weights = {}
    for source, weight in zip(network.inputs, (line.w1, line.w2), strict=True):
        if network.has_edge(source, name):
            weights[EdgeKey(source, name)] = weight
        elif weight != 0.0:
            raise _cannot_turn(name, source)
    return set_numbers(document, weights, {name: line.b})


def move_line(document: Document, name: str, by: Point, grain: Grain = EXACT) -> Document:
    """Move a neuron's line by a vector; only the bias changes. Raises as :func:`line_of`."""
    return set_line(document, name, line_moves.moved(line_of(document.network, name), by, grain))


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
    check_turns(document.network, name)
    line = line_moves.turned(line_of(document.network, name), pivot, handle, to, grain, free=free)
    return set_line(document, name, line)


def check_turns(network: Network, name: str) -> None:
    """Raise EditError unless a neuron reads both inputs: else its line stays parallel to an axis."""
    for source in network.inputs:
        if not network.has_edge(source, name):
            raise _cannot_turn(name, source)


def _cannot_turn(name: str, source: str) -> EditError:
    return EditError(
        f"{name} does not read {source}, so its line cannot turn; draw an edge from {source} to {name} first."
    )


def scale_line(document: Document, name: str, factor: float) -> Document:
    """Multiply a neuron's gain; its line stays where it is. Raises as :func:`line_of`."""
    return set_line(document, name, line_moves.scaled(line_of(document.network, name), factor))


def flip_line(document: Document, name: str) -> Document:
    """Exchange the sides of a neuron's line; twice changes nothing. Raises as :func:`line_of`."""
    return scale_line(document, name, -1.0)


def nudge_line(document: Document, name: str, direction: Point, pixel: float = 0.0) -> Document:
    """Move a neuron's line that way until its bias is the next nice number. Raises as :func:`line_of`."""
    return set_line(document, name, line_moves.nudged(line_of(document.network, name), direction, pixel))


def turn_line_on(document: Document, name: str, pivot: Point, direction: int, pixel: float = 0.0) -> Document:
    """Turn a neuron's line to the next nice ratio, 1 anti-clockwise, −1 clockwise. Raises as turn_line."""
    check_turns(document.network, name)
    line = line_moves.turned_on(line_of(document.network, name), pivot, direction, pixel)
    return set_line(document, name, line)


# --- a new one --------------------------------------------------------------------------------------------


def add_line(document: Document, start: Point, end: Point, grain: Grain = EXACT) -> tuple[Document, str]:
    """A new first-layer neuron whose line runs through two places, its positive side on the left of the way.

    It joins the first hidden layer, with that layer's activation and fed onwards as all others of it are;
    where there is none yet, the outputs read it. Without outputs it is the first.

    Returns:
        The document and the neuron's name.

    Raises:
        EditError: the network has not two inputs, or the places are one. NetworkError: it becomes too large.
    """
    if len(document.network.inputs) != 2:
        raise EditError("A line is drawn in the plane of two inputs.")
    if not math.dist(start, end) > 2 * grain.pixel:
        raise EditError("A line runs through two places; these are one.")
    new, name = _with_neuron(document)
    new, _ = add_edges(new, [EdgeKey(source, name) for source in document.network.inputs])
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
