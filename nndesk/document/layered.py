"""Networks in layers from a line like ``2-4-2-1``, and tidy places for the nodes of any network.

Columns stand ``COLUMN`` apart, the inputs at x = 0; rows stand ``ROW`` apart, every column centred on y = 0.
Where layers are long, rows close up and columns draw apart: the drawing stays about as wide as it is tall.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from nndesk.document.document import MAX_COORDINATE, MAX_NODES, Document, Example, Position, check_size
from nndesk.network.errors import NetworkError
from nndesk.network.initialisation import initialised
from nndesk.network.model import Edge, Network, Node

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
        network=initialised(network, seed=seed),
        positions=column_positions(layers),
        example=Example(tuple(float(1 - i % 2) for i in range(sizes[0])), (0.0,) * sizes[-1]),
        title=f"{'-'.join(map(str, sizes))} network"[:200],
    )


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
