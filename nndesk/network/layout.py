"""Where everything of a network lies in the arrays of :mod:`nndesk.network.engine`.

Columns are samples, rows are nodes: the inputs, a row of ones, then level by level the neurons and another
row of ones. Since every level ends with ones, the span of rows that a level reads always ends with ones too,
and the level's biases are simply the last column of its weight block::

    rows      x1 … xd 1 | h1 … hn 1 | … | o1 … oc 1
    block     (n, d + 1): w_ji in row j and column i, b_j in the last column

All blocks lie one after the other in one flat vector. A level that does not read its whole span (skip
connections, missing edges) has zeros there, and a mask keeps them zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.model import EdgeKey, Network

Run = tuple[str, int, int]
"""An activation and the rows (from, to before) that have it."""


@dataclass(frozen=True)
class Block:
    """One level: neurons in rows ``start … stop − 1``, which read rows ``first … last − 1``.

    Its weights are the flat vector from ``offset`` on, as a ``(stop − start, last − first)`` matrix.
    """

    start: int
    stop: int
    first: int
    last: int
    offset: int
    runs: tuple[Run, ...]

    @property
    def shape(self) -> tuple[int, int]:
        return self.stop - self.start, self.last - self.first

    @property
    def end(self) -> int:
        rows, columns = self.shape
        return self.offset + rows * columns


@dataclass(frozen=True, eq=False)
class Layout:
    """How a network maps to rows and to the flat parameter vector, and back.

    Attributes:
        network: what was laid out.
        row: the row of every input and neuron.
        rows: how many rows there are, ones included.
        ones: the rows of ones.
        blocks: one per level, inputs excluded; neurons that nothing feeds are a level of their own.
        size: length of the flat vector.
        weight_at: place of each edge's ``w_ji`` in the flat vector, in the order of ``network.edges``.
        bias_at: place of each ``b_j``, in the order of ``network.nodes``.
        mask: 1 where the flat vector holds a parameter, 0 where it must stay 0; None if all are parameters.
        output_rows: the rows of the outputs, in order.
    """

    network: Network
    row: Mapping[str, int]
    rows: int
    ones: tuple[int, ...]
    blocks: tuple[Block, ...]
    size: int
    weight_at: NDArray[np.intp]
    bias_at: NDArray[np.intp]
    mask: NDArray[np.float64] | None
    output_rows: tuple[int, ...]

    def pack(self, network: Network) -> NDArray[np.float64]:
        """The parameters of ``network``, which must be this graph, as a flat vector."""
        flat = np.zeros(self.size)
        flat[self.weight_at] = [edge.weight for edge in network.edges]
        flat[self.bias_at] = [node.bias for node in network.nodes]
        return flat

    def unpack(self, flat: NDArray[np.floating]) -> Network:
        """The same graph with the parameters of ``flat``. Raises NonFiniteError naming the culprit."""
        return self.network.with_numbers(flat[self.weight_at].tolist(), flat[self.bias_at].tolist())

    def free(self) -> NDArray[np.bool_] | None:
        """Where the flat vector holds what training may change; None if nothing is locked."""
        edges = [i for i, edge in enumerate(self.network.edges) if edge.locked]
        nodes = [i for i, node in enumerate(self.network.nodes) if node.locked]
        if not edges and not nodes:
            return None
        free = np.ones(self.size, dtype=np.bool_)
        free[self.weight_at[edges]] = False
        free[self.bias_at[nodes]] = False
        return free

    def by_name(self, flat: NDArray[np.floating]) -> tuple[dict[EdgeKey, float], dict[str, float]]:
        """Split a flat vector (parameters or their gradient) into values by edge and values by neuron."""
        weights = flat[self.weight_at].tolist()
        biases = flat[self.bias_at].tolist()
        return (
            dict(zip((edge.key for edge in self.network.edges), weights, strict=True)),
            dict(zip((node.name for node in self.network.nodes), biases, strict=True)),
        )

    def name_of_row(self, row: int) -> str:
        """The input or neuron in ``row``. Raises KeyError for a row of ones."""
        return {at: name for name, at in self.row.items()}[row]


def lay_out(network: Network) -> Layout:
    """Lay a network out in rows and blocks (see the module's description)."""
    row = {name: i for i, name in enumerate(network.inputs)}
    at = len(row)
    ones = [at]
    at += 1
    blocks: list[Block] = []
    offset = 0
    for names in _levels(network):
        start = at
        row |= {name: start + i for i, name in enumerate(names)}
        at += len(names)
        sources = [row[edge.source] for name in names for edge in network.incoming(name)]
        # Neurons that nothing feeds read their bias alone.
        first = min(sources, default=ones[-1])
        runs = _runs((network.node(name).activation, row[name]) for name in names)
        block = Block(start, at, first, ones[-1] + 1, offset, runs)
        blocks.append(block)
        offset = block.end
        ones.append(at)
        at += 1

    block_of = {r: block for block in blocks for r in range(block.start, block.stop)}

    def place(target: int, source: int | None) -> int:
        block = block_of[target]
        column = block.last - 1 if source is None else source
        return block.offset + (target - block.start) * block.shape[1] + column - block.first

    weight_at = np.array([place(row[e.target], row[e.source]) for e in network.edges], dtype=np.intp)
    bias_at = np.array([place(row[node.name], None) for node in network.nodes], dtype=np.intp)
    mask = np.zeros(offset)
    mask[weight_at] = 1.0
    mask[bias_at] = 1.0
    mask.flags.writeable = False
    return Layout(
        network=network,
        row=row,
        rows=at,
        ones=tuple(ones),
        blocks=tuple(blocks),
        size=offset,
        weight_at=weight_at,
        bias_at=bias_at,
        mask=None if mask.all() else mask,
        output_rows=tuple(row[name] for name in network.outputs),
    )


def _levels(network: Network) -> list[list[str]]:
    """Neurons level by level; within one, equal activations side by side and outputs in their order."""
    activations = list(ACTIVATIONS)
    rank = {name: i for i, name in enumerate(network.outputs)}
    inputs = set(network.inputs)
    levels = []
    for names in network.levels:
        neurons = [name for name in names if name not in inputs]
        neurons.sort(key=lambda name: (activations.index(network.node(name).activation), rank.get(name, -1)))
        if neurons:
            levels.append(neurons)
    return levels


def _runs(rows: Iterable[tuple[str, int]]) -> tuple[Run, ...]:
    runs = []
    for activation, group in groupby(rows, key=lambda pair: pair[0]):
        members = [r for _, r in group]
        runs.append((activation, members[0], members[-1] + 1))
    return tuple(runs)
