"""Networks in layers from a line like ``2-4-2-1``, and tidy places for the nodes of any network.

Columns stand ``COLUMN`` apart, the inputs at x = 0; rows stand ``ROW`` apart, every column centred on y = 0.
Where layers are long, rows close up and columns draw apart: the drawing stays about as wide as it is tall.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from nndesk.document.document import MAX_COORDINATE, MAX_NODES, Document, Example, Position, check_size
from nndesk.network.errors import NetworkError
from nndesk.network.model import Edge, EdgeKey, Network, Node

COLUMN = 180.0
ROW = 140.0
_ROW_STEPS = ((4, ROW), (12, 116.0), (math.inf, 92.0))
"""How far rows stand apart, by how many the longest column has: labels need less room as they thin out."""


class LayersError(NetworkError):
    """The line does not describe layers."""


def layered(
    spec: str,
    activation: str = "sigmoid",
    output_activation: str | None = None,
    seed: int = 0,
) -> Document:
    """A fully connected network in layers, with random weights.

    Weights and biases of a layer are drawn uniformly from ±r, ``r = √(6 / (m + n))`` for m nodes feeding n
    (Glorot and Bengio 2010), the same for the same seed on every machine. The example alternates,
    x = (1, 0, 1, …) and t = 0: with x = 0 no weight would matter.

    Args:
        spec: sizes of the layers from inputs to outputs, for example ``"2-4-2-1"``.
        activation: of the hidden nodes.
        output_activation: of the outputs; None means ``activation``.

    Raises:
        LayersError: the line is not sizes joined by ``-``.
        NetworkError: an unknown activation, or a network too large.
    """
    sizes = layer_sizes(spec)
    output_activation = activation if output_activation is None else output_activation
    layers = _layer_names(sizes)
    nodes: list[Node] = []
    edges: list[Edge] = []
    for feeding, fed in pairwise(layers):
        phi = output_activation if fed is layers[-1] else activation
        for name in fed:
            edges += [Edge(source, name) for source in feeding]
            nodes.append(Node(name, phi))
    network = Network(layers[0], tuple(nodes), tuple(edges), layers[-1])
    return Document(
        network=_with_random_numbers(network, seed),
        positions=column_positions(layers),
        example=Example(tuple(float(1 - i % 2) for i in range(sizes[0])), (0.0,) * sizes[-1]),
        title=f"{'-'.join(map(str, sizes))} network"[:200],
    )


def draw_initial_weights(document: Document, seed: int) -> Document:
    """Give every weight and bias a new random value, the same for the same seed on every machine.

    A neuron's numbers are drawn uniformly from ±r, ``r = √(6 / (m + n))`` where m nodes feed it and n neurons
    share its level (Glorot and Bengio 2010, for any graph).
    """
    if not document.network.nodes:
        return document
    return replace(document, network=_with_random_numbers(document.network, seed))


def _with_random_numbers(network: Network, seed: int) -> Network:
    # random.Random, not numpy: its stream is promised to stay the same from version to version.
    draw = random.Random(seed)
    level = network.topology.level
    beside = Counter(level[node.name] for node in network.nodes)
    weights: dict[EdgeKey, float] = {}
    biases: dict[str, float] = {}
    for node in network.nodes:
        feeding = network.incoming(node.name)
        r = math.sqrt(6.0 / (len(feeding) + beside[level[node.name]]))
        weights |= {edge.key: _uniform(draw, r) for edge in feeding}
        biases[node.name] = _uniform(draw, r)
    return network.with_weights(weights).with_biases(biases)


def _uniform(draw: random.Random, r: float) -> float:
    return (2.0 * draw.random() - 1.0) * r


def layer_sizes(spec: str) -> list[int]:
    """The sizes of the layers of a line like ``"2-4-2-1"``, inputs first. Raises as :func:`layered`."""
    parts = [part.strip() for part in spec.replace("–", "-").replace("−", "-").split("-")]
    how = "write the sizes of the layers joined by '-', for example 2-4-2-1"
    for part in parts:
        if not (part.isascii() and part.isdigit()):
            raise LayersError(f"{spec!r:.60} does not describe layers: {how}.")
        if len(part) > 9:
            raise LayersError(
                f"A layer of {part:.20} nodes is too large; {MAX_NODES:,} in total is the most."
            )
        if int(part) == 0:
            raise LayersError(f"{spec!r:.60} has a layer without nodes; every layer needs at least one.")
    if len(parts) < 2:
        raise LayersError(f"{spec!r:.60} is one layer; {how}.")
    sizes = [int(part) for part in parts]
    check_size(sum(sizes), sum(m * n for m, n in pairwise(sizes)))
    return sizes


def _layer_names(sizes: Sequence[int]) -> list[tuple[str, ...]]:
    """``x1 …``, ``h1 …`` numbered on through the hidden layers, ``o1 …``."""
    layers = [tuple(f"x{i + 1}" for i in range(sizes[0]))]
    done = 0
    for size in sizes[1:-1]:
        layers.append(tuple(f"h{done + i + 1}" for i in range(size)))
        done += size
    layers.append(tuple(f"o{i + 1}" for i in range(sizes[-1])))
    return layers


def column_positions(columns: Sequence[Sequence[str]]) -> dict[str, Position]:
    """Places for the nodes of each column, from the top down."""
    deep, long = len(columns), max((len(column) for column in columns), default=0)
    height = next(step for most, step in _ROW_STEPS if long <= most)
    # As wide as tall, or a network of long layers would be a needle in the middle of the panel.
    width = max(COLUMN, 10.0 * round(height * (long - 1) / max(deep - 1, 1) / 10.0))
    # A very long column or a very deep network closes ranks, so that nobody leaves the drawing area.
    width = min(width, MAX_COORDINATE / max(deep, 1))
    height = min(height, MAX_COORDINATE / max(long, 1))
    return {
        name: (width * c, height * (i - (len(column) - 1) / 2))
        for c, column in enumerate(columns)
        for i, name in enumerate(column)
    }


def tidy(document: Document) -> Document:
    """Put every node into the column of its level, with few crossings.

    The vertical order starts from the drawing and is improved by barycentre sweeps: each node moves towards
    the mean height of its neighbours in the columns before, then after.
    """
    columns = _columns(document)
    network = document.network
    above = {name: [edge.source for edge in network.incoming(name)] for name in network.names}
    below = {name: [edge.target for edge in network.outgoing(name)] for name in network.names}
    for _ in range(4):
        for column in columns[1:]:
            _sort_by_barycentre(column, above, columns)
        for column in reversed(columns[1:-1]):
            _sort_by_barycentre(column, below, columns)
    positions = column_positions(columns)
    if positions == document.positions:
        return document
    return replace(document, positions=positions)


def _columns(document: Document) -> list[list[str]]:
    network = document.network
    start = 1 if network.inputs else 0
    deepest = max(network.topology.level.values(), default=0)
    columns: list[list[str]] = [[] for _ in range(max(start, deepest) + 1)]
    columns[0] += network.inputs
    for node in network.nodes:
        # A neuron that nothing feeds has level 0, but only inputs stand in the first column.
        columns[max(start, network.topology.level[node.name])].append(node.name)
    for column in columns[1:]:
        column.sort(key=lambda name: document.positions[name][1])
    return [column for column in columns if column]


def _sort_by_barycentre(
    column: list[str], neighbours: Mapping[str, Sequence[str]], columns: Sequence[Sequence[str]]
) -> None:
    height = {name: i - (len(other) - 1) / 2 for other in columns for i, name in enumerate(other)}

    def centre(name: str) -> float:
        near = neighbours[name]
        return sum(height[other] for other in near) / len(near) if near else height[name]

    column.sort(key=centre)
