"""Putting nodes into line: align, distribute, tidy. Only places change."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import dist
from typing import Literal

from nndesk.document import placing
from nndesk.document.document import Document, Position
from nndesk.document.graph_edits import EditError, move
from nndesk.document.layered import column_positions
from nndesk.geometry.sweeping import count_crossings, fewest_crossings

Direction = Literal["column", "row"]


def align(document: Document, names: Iterable[str], into: Direction) -> Document:
    """Put nodes into one column, or one row, at the mean of where they stand.

    Raises:
        EditError: fewer than two nodes, or one would stand over another.
        UnknownNodeError: one of them is not there.
    """
    chosen = _at_least(names, 2)
    axis = 0 if into == "column" else 1
    positions = document.positions
    mean = sum(positions[name][axis] for name in chosen) / len(chosen)
    moved = {name: _with(positions[name], axis, mean) for name in chosen}
    for a, b in pairwise(sorted(chosen, key=lambda name: moved[name])):
        if dist(moved[a], moved[b]) < placing.COVERING:
            side = "side by side" if axis == 0 else "above one another"
            raise EditError(f"{a} and {b} stand {side}; in one {into} one would cover the other.")
    return move(document, moved)


def distribute(document: Document, names: Iterable[str], along: Direction) -> Document:
    """Space nodes evenly down their column (the middles of y), or along their row, between the outermost two.

    Raises:
        EditError: fewer than three nodes, or there is no room for them between the outermost two.
        UnknownNodeError: one of them is not there.
    """
    chosen = _at_least(names, 3)
    axis = 1 if along == "column" else 0
    positions = document.positions
    order = sorted(chosen, key=lambda name: (positions[name][axis], positions[name][1 - axis]))
    first, last = positions[order[0]][axis], positions[order[-1]][axis]
    step = (last - first) / (len(order) - 1)
    moved = {name: _with(positions[name], axis, first + i * step) for i, name in enumerate(order)}
    if any(dist(moved[a], moved[b]) < placing.COVERING for a, b in pairwise(order)):
        raise EditError("There is no room for them between the outermost two; move those apart first.")
    return move(document, moved)


def _at_least(names: Iterable[str], count: int) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(names))
    if len(chosen) < count:
        raise EditError(f"Select at least {'two' if count == 2 else 'three'} nodes first.")
    return chosen


def _with(place: Position, axis: int, value: float) -> Position:
    return (value, place[1]) if axis == 0 else (place[0], value)


# --- tidy -------------------------------------------------------------------------------------------------


def tidy(document: Document) -> Document:
    """Put every node into the column of its level, with few crossings.

    The vertical order starts from the drawing. Barycentre sweeps improve it: each node moves towards the mean
    height of its neighbours in the columns before, then after (Sugiyama, Tagawa and Toda 1981). Of the orders
    met on the way the one with the fewest crossings is kept. The inputs keep theirs.
    """
    columns = _columns(document)
    pairs = [(edge.source, edge.target) for edge in document.network.edges]
    return move(document, column_positions(fewest_crossings(columns, pairs)))


def crossings(document: Document) -> int:
    """How many pairs of edges cross as the columns of :func:`tidy` have them, drawn as straight lines.

    Edges are compared with those that span the same columns.
    """
    pairs = [(edge.source, edge.target) for edge in document.network.edges]
    return count_crossings(_columns(document), pairs)


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
