r"""The weights of a layer as the lecture writes them: ``s = W x + b``, a row for each neuron *j*.

The columns of ``W`` are what feeds the layer: with skip connections also nodes of earlier layers. Where there
is no edge, ``w_ji`` does not exist; for the product it is 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from nndesk.network.model import EdgeKey, Network
from nndesk.network.numbers import NumberFormat

Parameter = EdgeKey | str
"""A weight, by its edge, or a bias, by its neuron."""


@dataclass(frozen=True, slots=True)
class LayerMatrix:
    """Which numbers stand where in ``W`` and ``b`` of one layer.

    Attributes:
        level: the layer; 1 is the first that inputs feed.
        rows: its neurons *j*, in drawn order.
        columns: what feeds them, the inputs first; empty where nothing does.
    """

    level: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def bias_column(self) -> int:
        """``b`` counts as the column after those of ``W``."""
        return len(self.columns)

    def parameter(self, row: int, column: int) -> Parameter:
        """What stands there: the key of an edge, which the network may lack, or the neuron of a bias."""
        if column == self.bias_column:
            return self.rows[row]
        return EdgeKey(self.columns[column], self.rows[row])

    def value(self, network: Network, row: int, column: int) -> float | None:
        """``w_ji`` or ``b_j``; None where there is no edge."""
        parameter = self.parameter(row, column)
        if isinstance(parameter, str):
            return network.node(parameter).bias
        at = network.topology.edge_at.get(parameter)
        return None if at is None else network.edges[at].weight


def layer_matrices(network: Network) -> tuple[LayerMatrix, ...]:
    """Layer by layer, from the inputs on. Neurons that nothing feeds are a layer 0 that has a ``b`` alone."""
    topology = network.topology
    place = {name: i for i, name in enumerate(chain.from_iterable(network.levels))}
    found = []
    for level, names in enumerate(network.levels):
        rows = tuple(name for name in names if name in topology.node_at)
        if rows:
            feeding = {network.edges[i].source for name in rows for i in topology.incoming[name]}
            found.append(LayerMatrix(level, rows, tuple(sorted(feeding, key=place.__getitem__))))
    return tuple(found)


def matrix_latex(network: Network, matrix: LayerMatrix, numbers: NumberFormat) -> str:
    r"""``W^{(1)} = \begin{pmatrix} … \end{pmatrix},\quad b^{(1)} = …``, with 0 where there is no edge."""

    def written(value: float | None) -> str:
        return numbers.latex(value or 0.0)

    parts = []
    for letter, columns in (
        ("W", range(matrix.bias_column)),
        ("b", range(matrix.bias_column, _after(matrix))),
    ):
        if columns:
            body = _body(network, matrix, columns, written, " & ", r" \\ ")
            parts.append(rf"{letter}^{{({matrix.level})}} = \begin{{pmatrix}} {body} \end{{pmatrix}}")
    return r",\quad ".join(parts)


def matrix_numpy(network: Network, matrix: LayerMatrix) -> str:
    """Python that makes the two arrays, ``W1`` of shape (neurons, columns) and ``b1`` of shape (neurons,)."""

    def written(value: float | None) -> str:
        return repr(value or 0.0)

    lines = []
    if matrix.columns:
        body = _body(network, matrix, range(matrix.bias_column), written, ", ", "],\n      [")
        lines.append(f"W{matrix.level} = np.array([\n      [{body}],\n])")
    body = _body(network, matrix, range(matrix.bias_column, _after(matrix)), written, ", ", ", ")
    lines.append(f"b{matrix.level} = np.array([{body}])")
    return "import numpy as np\n\n" + "\n".join(lines) + "\n"


def _body(
    network: Network,
    matrix: LayerMatrix,
    columns: range,
    written: Callable[[float | None], str],
    between: str,
    under: str,
) -> str:
    return under.join(
        between.join(written(matrix.value(network, row, column)) for column in columns)
        for row in range(len(matrix.rows))
    )


def _after(matrix: LayerMatrix) -> int:
    return matrix.bias_column + 1
