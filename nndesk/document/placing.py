"""Where nodes go: the three columns of the canvas, the next free place, what a dragged node lines up with.

Nothing here knows Qt; places are document coordinates (figure units, ``y`` grows downwards).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document, Position
from nndesk.document.layered import COLUMN, ROW
from nndesk.network.model import Topology

Array = NDArray[np.float64]
Column = Literal["input", "hidden", "output"]
COLUMNS: tuple[Column, ...] = ("input", "hidden", "output")

COLUMN_STEP, ROW_STEP = COLUMN, ROW
GRID = 10.0
EMPTY_SPAN = (-COLUMN_STEP / 2, 2.5 * COLUMN_STEP)
"""What an empty canvas shows from left to right: three columns, each a third."""
SAME_COLUMN = 60.0
"""A new neuron this close (in x) to another stands in its column and takes its letter."""
COVERING = 68.0
"""Two discs whose centres are nearer than this overlap."""
CLEARANCE = 78.0
"""Centres nearer than this would put one node over another."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand, and where one ends and the next begins.

    Attributes:
        centers: x of the captions.
        input_until: a new node left of this is an input.
        output_from: a new node right of this is meant as an output.
    """

    centers: tuple[float, float, float]
    input_until: float
    output_from: float

    def at(self, x: float) -> Column:
        if x <= self.input_until:
            return "input"
        return "output" if x >= self.output_from else "hidden"


def meant_as_output(document: Document, name: str) -> bool:
    """Whether ``name`` is an output or, having no edges yet, was named like one: only its letter can tell."""
    network = document.network
    if network.role(name) == "output":
        return True
    topology = network.topology
    return (
        name in topology.node_at
        and name.startswith("o")
        and not topology.incoming[name]
        and not topology.outgoing[name]
    )


_recent_columns: list[tuple[Topology, Mapping[str, Position], Columns]] = []


def columns(document: Document) -> Columns:
    """The columns of what is drawn; where nothing is drawn yet, 180 apart from x = 0.

    They are remembered by graph and positions: every picture of the canvas asks for them.
    """
    topology, positions = document.network.topology, document.positions
    for known_topology, known_positions, found in _recent_columns:
        if known_topology is topology and known_positions is positions:
            return found
    found = _found_columns(document)
    _recent_columns.insert(0, (topology, positions, found))
    del _recent_columns[2:]
    return found


def _found_columns(document: Document) -> Columns:
    inputs, hidden, outputs = _columns_of(document)
    if inputs:
        input_x = sum(inputs) / len(inputs)
    elif hidden:
        input_x = min(hidden) - COLUMN_STEP
    else:
        input_x = min(outputs) - 2 * COLUMN_STEP if outputs else 0.0
    input_end = max(inputs, default=input_x)
    if hidden:
        hidden_x = (min(hidden) + max(hidden)) / 2
    elif outputs and min(outputs) > input_end:
        hidden_x = (input_end + min(outputs)) / 2
    else:
        hidden_x = input_end + COLUMN_STEP
    hidden_start, hidden_end = min(hidden, default=hidden_x), max(hidden, default=hidden_x)
    beyond = [x for x in outputs if x > hidden_end]
    output_start = min(beyond, default=hidden_end + COLUMN_STEP)
    output_x = sum(outputs) / len(outputs) if outputs else output_start
    return Columns(
        centers=(input_x, hidden_x, output_x),
        input_until=(input_end + hidden_start) / 2 if hidden_start > input_end else input_end,
        output_from=(hidden_end + output_start) / 2,
    )


def _columns_of(document: Document) -> tuple[list[float], list[float], list[float]]:
    found: dict[str, list[float]] = {column: [] for column in COLUMNS}
    for name, (x, _y) in document.positions.items():
        found[_column_of(document, name)].append(x)
    return found["input"], found["hidden"], found["output"]


def _column_of(document: Document, name: str) -> str:
    return "output" if meant_as_output(document, name) else document.network.role(name)


def prefix_at(document: Document, x: float) -> str:
    """The letter of a neuron added at ``x``: that of the column it joins, else by :func:`columns`."""
    near = [
        (abs(place[0] - x), name)
        for name, place in document.positions.items()
        if name in document.network.topology.node_at and abs(place[0] - x) < SAME_COLUMN
    ]
    if near:
        letters = min(near)[1].rstrip("0123456789_")
        if letters.isalpha():
            return letters
    return "o" if columns(document).at(x) == "output" else "h"


def usual_activation(document: Document) -> str:
    """The activation of the neuron drawn last: a network is mostly of one kind."""
    nodes = document.network.nodes
    return nodes[-1].activation if nodes else "sigmoid"


def next_place(document: Document, column: Column) -> Position:
    """The next free place of a column: under its lowest node."""
    x = columns(document).centers[COLUMNS.index(column)]
    mates = [place for name, place in document.positions.items() if _column_of(document, name) == column]
    if mates:
        x, y = max(mates, key=lambda place: place[1])
        y += ROW_STEP
    else:
        y = min((place[1] for place in document.positions.values()), default=0.0)
    while is_taken(document, (x, y)):
        y += ROW_STEP
    return (x, y)


def is_taken(document: Document, place: Position) -> bool:
    """Whether a node put at ``place`` would cover another."""
    return any(
        (x - place[0]) ** 2 + (y - place[1]) ** 2 < CLEARANCE**2 for x, y in document.positions.values()
    )


def nearest_free(document: Document, place: Position) -> Position:
    """``place``, or the nearest where a new node would cover no other."""
    return _nudged({"": place}, document.positions.values(), CLEARANCE)[""]


def clear_of_others(document: Document, places: Mapping[str, Position]) -> dict[str, Position]:
    """Where nodes dropped at ``places`` go: there, or if one lies over a node that stays, all a bit aside."""
    others = [place for name, place in document.positions.items() if name not in places]
    return _nudged(places, others, COVERING)


def _nudged(
    places: Mapping[str, Position], others: Collection[Position], least: float
) -> dict[str, Position]:
    """``places``, moved all alike by the smallest step that leaves :data:`CLEARANCE` to ``others``, if any is
    nearer to one of them than ``least``."""
    if not places or not others:
        return dict(places)
    near = _within_steps(np.array(list(places.values())), np.array(list(others)).reshape(-1, 2))
    at = np.array(list(places.values()))
    if not _near(at, near, least):
        return dict(places)
    for step in _STEPS:
        if not _near(at + step, near, CLEARANCE):
            return {name: (x + step[0], y + step[1]) for name, (x, y) in places.items()}
    return dict(places)


def _within_steps(places: Array, others: Array) -> Array:
    """Those of ``others`` that a step of any length could bring one of ``places`` near to."""
    reach = 30 * GRID + CLEARANCE
    low, high = places.min(axis=0) - reach, places.max(axis=0) + reach
    inside: Array = others[((others >= low) & (others <= high)).all(axis=1)]
    return inside


def _near(places: Array, others: Array, distance: float) -> bool:
    """Whether one of ``places`` ``(m, 2)`` is nearer to one of ``others`` ``(n, 2)`` than that."""
    return any(bool((((others - place) ** 2).sum(axis=1) < distance**2).any()) for place in places)


_STEPS = sorted(
    ((i * GRID, j * GRID) for i in range(-30, 31) for j in range(-30, 31)),
    # Of two steps as long, the one downwards: columns grow that way.
    key=lambda step: (math.hypot(*step), abs(step[0]), -step[1], -step[0]),
)


def aligned(
    place: Position, others: Iterable[Position], reach: float = 8.0
) -> tuple[Position, tuple[float | None, float | None]]:
    """Line ``place`` up with a row or column of ``others`` within ``reach``, else with the grid.

    Returns:
        The place, and the x and the y that it was lined up with (None where it was the grid).
    """
    known = tuple(others)
    x, guide_x = _nearest(place[0], {other[0] for other in known}, reach)
    y, guide_y = _nearest(place[1], {other[1] for other in known}, reach)
    return (x, y), (guide_x, guide_y)


def _nearest(value: float, lines: Collection[float], reach: float) -> tuple[float, float | None]:
    line = min(lines, key=lambda other: (abs(other - value), other), default=None)
    if line is not None and abs(line - value) <= reach:
        return line, line
    return round(value / GRID) * GRID, None


def bounds(document: Document) -> tuple[float, float, float, float] | None:
    """Left, top, right, bottom of the nodes' centres; None without nodes."""
    if not document.positions:
        return None
    xs = [place[0] for place in document.positions.values()]
    ys = [place[1] for place in document.positions.values()]
    return min(xs), min(ys), max(xs), max(ys)


def grouped_by_column(document: Document, names: Iterable[str]) -> list[list[str]]:
    """``names`` grouped by where they stand, left to right, each group from top to bottom."""
    groups: list[list[str]] = []
    edge = float("-inf")
    for name in sorted(names, key=lambda name: document.positions[name]):
        x = document.positions[name][0]
        if x - edge >= SAME_COLUMN:
            groups.append([])
            edge = x
        groups[-1].append(name)
    for group in groups:
        group.sort(key=lambda name: document.positions[name][1])
    return groups
