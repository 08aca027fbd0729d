"""The network as arrays: fast, where :mod:`nndesk.network.passes` is made to be read beside the slides.

:mod:`nndesk.network.layout` says which row and which entry of the flat vector is which node, ``w_ji`` and
``b_j``; :mod:`nndesk.network.program` makes the passes. Column *n* of their matrices is sample *n*:

===========  =====================================================================================
``S[j, n]``  signal ``s_j``, one product per level: ``S[level] = W · Z[span]``
``Z[j, n]``  output ``z_j``; the inputs' rows hold ``x``, a row of ones makes ``b_j`` a column of W
``P[j, n]``  slope ``φ′(s_j)``
``D[j, n]``  the lecture's delta ``δ_j = −∂J/∂s_j``: ``D[span] = Wᵀ · D[level]``, times ``P``
===========  =====================================================================================

``D[level] · Z[span]ᵀ`` is then ``Σ_n δ_j x_ji``: summed over the samples, the direction of ``Δw_ji``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from nndesk.network.costs import Cost, cost_named
from nndesk.network.errors import NetworkError, ShapeError
from nndesk.network.layout import Layout, lay_out
from nndesk.network.model import EdgeKey, Network
from nndesk.network.program import Array, Pass, perform

CHUNK = 4096
"""Columns at a time: enough for the products to run at full speed, few enough to stay in the cache."""

KEPT_PASSES = 4


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The computation was stopped from outside before it had a result."""


class CompiledNetwork:
    """A network as one flat parameter vector and the passes over it.

    It owns buffers and is therefore for one thread at a time. The network it was made from never changes.

    Args:
        network: any network.
        dtype: ``float64`` for training, ``float32`` for pictures.
    """

    def __init__(self, network: Network, dtype: DTypeLike = np.float64) -> None:
        self.layout: Layout = lay_out(network)
        self.dtype = np.dtype(dtype)
        with np.errstate(over="ignore"):
            self._parameters: Array = self.layout.pack(network).astype(self.dtype)
        self._passes: dict[int, Pass] = {}

    @property
    def parameters(self) -> Array:
        """Every ``w_ji`` and ``b_j`` in one vector; writing into it changes what is computed next."""
        return self._parameters

    @parameters.setter
    def parameters(self, values: ArrayLike) -> None:
        # In place: the weight blocks of every pass are views of this vector.
        self._parameters[...] = values

    def network(self) -> Network:
        """The same graph with the present parameters. Raises NonFiniteError if one of them has blown up."""
        return self.layout.unpack(self._parameters)

    def by_name(self, flat: Array) -> tuple[dict[EdgeKey, float], dict[str, float]]:
        """Split a vector like :attr:`parameters` into values by edge and values by neuron."""
        return self.layout.by_name(flat)

    def run(self, columns: int) -> Pass:
        """The pass over ``columns`` samples at once, made on first use; the last few are kept."""
        found = self._passes.pop(columns, None)
        if found is None:
            while len(self._passes) >= KEPT_PASSES:
                del self._passes[next(iter(self._passes))]
            found = Pass(self.layout, self._parameters, columns)
        self._passes[columns] = found
        return found

    def evaluate(self, x: ArrayLike, cancel: threading.Event | None = None) -> Array:
        """Outputs ``(N, c)`` for inputs ``x`` ``(N, d)``. Raises ShapeError; Cancelled when told to stop."""
        x = self._inputs(x)
        rows = list(self.layout.output_rows)
        outputs = np.empty((len(x), len(rows)), self.dtype)
        for at, chunk in self._chunks(x, cancel, len(self.layout.blocks)):
            outputs[at] = chunk.Z[rows].T
        return outputs

    def signals_and_outputs(
        self, x: ArrayLike, node: str, cancel: threading.Event | None = None
    ) -> tuple[Array, Array]:
        """``s_j`` and ``z_j``, both ``(N,)``, of the neuron ``node`` for inputs ``(N, d)``.

        Raises UnknownNodeError (also for an input), ShapeError; Cancelled when told to stop.
        """
        s, z = self.signals_and_outputs_of(x, (node,), cancel)
        return s[0], z[0]

    def signals_and_outputs_of(
        self, x: ArrayLike, nodes: Sequence[str], cancel: threading.Event | None = None
    ) -> tuple[Array, Array]:
        """The same for several neurons at once, from one pass: both ``(len(nodes), N)``."""
        for node in nodes:
            self.layout.network.node(node)
        x = self._inputs(x)
        rows = [self.layout.row[node] for node in nodes]
        depth = max(
            (1 + i for i, b in enumerate(self.layout.blocks) for r in rows if b.start <= r < b.stop),
            default=0,
        )
        s = np.empty((len(rows), len(x)), self.dtype)
        z = np.empty((len(rows), len(x)), self.dtype)
        for at, chunk in self._chunks(x, cancel, depth):
            s[:, at] = chunk.S[rows]
            z[:, at] = chunk.Z[rows]
        return s, z

    def every_output(self, x: ArrayLike, cancel: threading.Event | None = None) -> dict[str, Array]:
        """``z_j`` ``(N,)`` of every neuron for inputs ``(N, d)``, by name, from one forward pass.

        Raises ShapeError; Cancelled when told to stop.
        """
        x = self._inputs(x)
        outputs = {node.name: np.empty(len(x), self.dtype) for node in self.layout.network.nodes}
        for at, chunk in self._chunks(x, cancel, len(self.layout.blocks)):
            for name, z in outputs.items():
                z[at] = chunk.Z[self.layout.row[name]]
        return outputs

    def cost(self, x: ArrayLike, t: ArrayLike, cost: str) -> float:
        """J, the mean over the samples, for ``x`` ``(N, d)`` and ``t`` ``(N, c)``. Raises NetworkError."""
        chosen, x, t = self._problem(x, t, cost)
        rows = list(self.layout.output_rows)
        total = 0.0
        for at, chunk in self._chunks(x, None, len(self.layout.blocks)):
            with np.errstate(all="ignore"):
                total += float(np.sum(chosen.value(t[at].T, chunk.S[rows], chunk.Z[rows])))
        return total / len(x)

    def gradient(self, x: ArrayLike, t: ArrayLike, cost: str) -> Array:
        """∂J/∂w and ∂J/∂b, J being the mean over the samples, as a vector like :attr:`parameters`.

        This is the derivative itself: *minus* the mean of ``δ_j x_ji``. Raises NetworkError.
        """
        chosen, x, t = self._problem(x, t, cost)
        total = np.zeros(self.layout.size, self.dtype)
        for at in _slices(len(x)):
            chunk = self.run(at.stop - at.start)
            chunk.X[...] = x[at].T
            chunk.T[...] = t[at].T
            with np.errstate(all="ignore"):
                perform(chunk.descent(chosen))
            total += chunk.G
        return total / -len(x)

    def samples(self, x: ArrayLike, t: ArrayLike) -> tuple[Array, Array]:
        """``x`` and ``t`` as tables that fit each other and the network.

        Raises ShapeError naming both counts where they do not, NetworkError where there is no sample.
        """
        x = self._inputs(x)
        t = _table(t, self.dtype, "target", "output", len(self.layout.network.outputs))
        if len(x) != len(t):
            raise ShapeError(f"Inputs and targets must have as many rows, but have {len(x)} and {len(t)}.")
        if not len(x):
            raise NetworkError("There are no samples.")
        return x, t

    def _inputs(self, x: ArrayLike) -> Array:
        return _table(x, self.dtype, "input", "input", len(self.layout.network.inputs))

    def _problem(self, x: ArrayLike, t: ArrayLike, name: str) -> tuple[Cost, Array, Array]:
        cost, network = cost_named(name), self.layout.network
        cost.check(network)
        x, t = self.samples(x, t)
        cost.check_targets(network.outputs, t)
        return cost, x, t

    def _chunks(self, x: Array, cancel: threading.Event | None, depth: int) -> Iterator[tuple[slice, Pass]]:
        """Forward passes through the first ``depth`` levels, piece by piece."""
        for at in _slices(len(x)):
            if cancel is not None and cancel.is_set():
                raise Cancelled
            chunk = self.run(at.stop - at.start)
            chunk.X[...] = x[at].T
            with np.errstate(all="ignore"):
                for level in chunk.forward[:depth]:
                    perform(level)
            yield at, chunk


def _slices(count: int) -> Iterator[slice]:
    for start in range(0, count, CHUNK):
        yield slice(start, min(start + CHUNK, count))


def _table(values: ArrayLike, dtype: np.dtype[Any], given: str, wanted: str, columns: int) -> Array:
    with np.errstate(over="ignore"):
        table = np.asarray(values, dtype)
    if table.ndim != 2:
        raise ShapeError(f"The {given}s must be a table with a row a sample, not of shape {table.shape}.")
    if table.shape[1] != columns:
        raise ShapeError(
            f"The data have {counted(table.shape[1], given)} a sample,"
            f" but the network has {counted(columns, wanted)}."
        )
    return table


def counted(number: int, word: str) -> str:
    """``1 input``, ``2 inputs``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


@dataclass(frozen=True, eq=False)
class Field:
    """What a neuron makes of the plane: signal and output on a grid. Arrays are read-only.

    Attributes:
        node: the neuron.
        s, z: its signal and output, shape ``(ny, nx)``.
        xs, ys: the first and second input's values, shapes ``(nx,)`` and ``(ny,)``.
    """

    node: str
    s: Array
    z: Array
    xs: NDArray[np.float64]
    ys: NDArray[np.float64]


def field(
    network: Network,
    node: str,
    xs: ArrayLike,
    ys: ArrayLike,
    rest: Sequence[float] | None = None,
    cancel: threading.Event | None = None,
    dtype: DTypeLike = np.float32,
) -> Field:
    """The neuron ``node`` over the grid ``xs × ys`` of the first two inputs.

    Args:
        network: has two inputs, or more with the others' values given in ``rest``.
        xs, ys: grid lines, ``(nx,)`` and ``(ny,)``.
        cancel: looked at every :data:`CHUNK` points.

    Raises:
        ShapeError: the number of inputs does not fit.
        UnknownNodeError: ``node`` is not a neuron.
        Cancelled: ``cancel`` was set.
    """
    others = tuple(rest or ())
    if len(network.inputs) != 2 + len(others):
        raise ShapeError(
            f"The plane gives {counted(2 + len(others), 'value')},"
            f" but the network has {counted(len(network.inputs), 'input')}."
        )
    return _fields(network, (node,), xs, ys, others, cancel, dtype)[0]


def fields(
    network: Network,
    nodes: Sequence[str],
    xs: ArrayLike,
    ys: ArrayLike,
    cancel: threading.Event | None = None,
    dtype: DTypeLike = np.float32,
) -> tuple[Field, ...]:
    """Several neurons of a network with two inputs, from one pass. Raises as :func:`field`."""
    if len(network.inputs) != 2:
        raise ShapeError(
            f"The plane gives 2 values, but the network has {counted(len(network.inputs), 'input')}."
        )
    return _fields(network, nodes, xs, ys, (), cancel, dtype)


def _fields(
    network: Network,
    nodes: Sequence[str],
    xs: ArrayLike,
    ys: ArrayLike,
    others: tuple[float, ...],
    cancel: threading.Event | None,
    dtype: DTypeLike,
) -> tuple[Field, ...]:
    xs = np.array(xs, np.float64)
    ys = np.array(ys, np.float64)
    points = np.empty((len(ys), len(xs), 2 + len(others)), dtype)
    points[:, :, 0] = xs
    points[:, :, 1] = ys[:, np.newaxis]
    points[:, :, 2:] = others
    compiled = CompiledNetwork(network, dtype)
    s, z = compiled.signals_and_outputs_of(points.reshape(-1, points.shape[2]), nodes, cancel)
    shape = (len(nodes), len(ys), len(xs))
    s, z = s.reshape(shape), z.reshape(shape)
    for array in (s, z, xs, ys):
        array.flags.writeable = False
    return tuple(Field(node, s[i], z[i], xs, ys) for i, node in enumerate(nodes))
