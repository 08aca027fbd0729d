"""The truth table of a network of perceptrons, with what every node makes of every row (LECTURE topic 9).

For XOR by two perceptrons these are the lecture's eight columns: x1, x2, the signs of g1 and g2, y1 = φ(g1)
and y2 = φ(g2), the sign of g and the output φ(g). A node's g is its signal s, its y is its output z.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Literal

from nndesk.network.activations import ACTIVATIONS
from nndesk.network.errors import NetworkError
from nndesk.network.model import Network
from nndesk.network.passes import forward

MOST_INPUTS = 6
"""More rows than 2⁶ nobody reads."""
MOST_NEURONS = 40

ColumnKind = Literal["input", "signal", "output", "target"]
Targets = Mapping[tuple[float, ...], tuple[float, ...]]
"""What is wanted, ``t`` by ``x``, as far as it is known."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: an input's value, a neuron's ``s`` or ``z``, or what an output should be."""

    kind: ColumnKind
    node: str


@dataclass(frozen=True, slots=True)
class TruthTable:
    """All rows of the table.

    Attributes:
        columns: the inputs; then level by level the signals and the outputs of its neurons; last the targets
            of the outputs, if any row has one.
        rows: a value for each column; None where a row has no target.
        wrong: for each row whether an output is on the other side of its decision level than its target.
        low, high: what stands for false and for true.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[float | None, ...], ...]
    wrong: tuple[bool, ...]
    low: float
    high: float

    def x(self, row: int) -> tuple[float, ...]:
        """The inputs of a row."""
        return tuple(
            value
            for column, value in zip(self.columns, self.rows[row], strict=True)
            if column.kind == "input" and value is not None
        )

    def row_of(self, x: tuple[float, ...]) -> int | None:
        """The row with exactly these inputs."""
        return next((row for row in range(len(self.rows)) if self.x(row) == x), None)

    @property
    def wanted(self) -> int:
        """How many rows have a target."""
        asked = [index for index, column in enumerate(self.columns) if column.kind == "target"]
        return sum(any(row[index] is not None for index in asked) for row in self.rows)

    def sign(self, row: int, column: int) -> str:
        """``+``, ``−`` or ``0``: the sign of the number that stands there."""
        value = self.rows[row][column]
        return "" if value is None else "+" if value > 0 else "−" if value < 0 else "0"


def has_truth_table(network: Network) -> bool:
    """Whether there is a table of this network that can be read."""
    return 0 < len(network.inputs) <= MOST_INPUTS and 0 < len(network.nodes) <= MOST_NEURONS


def truth_table(network: Network, low: float, targets: Targets | None = None) -> TruthTable:
    """What ``network`` makes of all rows of bits, ``low`` (0 or −1) being false and 1 true.

    Raises:
        NetworkError: the network has no inputs or no neurons, or more of them than a table can show.
    """
    count = len(network.inputs)
    if not count or not network.nodes:
        raise NetworkError("A truth table needs a network with inputs and neurons.")
    if count > MOST_INPUTS:
        raise NetworkError(f"A truth table has at most {MOST_INPUTS} inputs, but the network has {count}.")
    if len(network.nodes) > MOST_NEURONS:
        raise NetworkError(
            f"A truth table shows at most {MOST_NEURONS} neurons, but the network has {len(network.nodes)}."
        )
    columns = [Column("input", name) for name in network.inputs]
    neurons = set(network.order)
    for level in network.levels:
        names = [name for name in level if name in neurons]
        columns += [Column("signal", name) for name in names] + [Column("output", name) for name in names]
    known = {x: t for x, t in (targets or {}).items() if len(t) == len(network.outputs)}
    asked = list(product((low, 1.0), repeat=count))
    if any(x in known for x in asked):
        columns += [Column("target", name) for name in network.outputs]
    rows, wrong = [], []
    for x in asked:
        row, is_wrong = _row(network, columns, x, known.get(x))
        rows.append(row)
        wrong.append(is_wrong)
    return TruthTable(tuple(columns), tuple(rows), tuple(wrong), low, 1.0)


def _row(
    network: Network, columns: list[Column], x: tuple[float, ...], t: tuple[float, ...] | None
) -> tuple[tuple[float | None, ...], bool]:
    made = forward(network, x)
    wanted = dict(zip(network.outputs, t, strict=True)) if t is not None else {}

    def value(column: Column) -> float | None:
        match column.kind:
            case "input":
                return x[network.inputs.index(column.node)]
            case "signal":
                return made.s[column.node]
            case "output":
                return made.z[column.node]
        return wanted.get(column.node)

    # By the signal: just beside a decision level the output is rounded to it.
    wrong = any((made.s[name] > 0) != (target > _level(network, name)) for name, target in wanted.items())
    return tuple(value(column) for column in columns), wrong


def _level(network: Network, name: str) -> float:
    return ACTIVATIONS[network.node(name).activation].decision_level
