"""The passes of the engine as fixed lists of numpy calls on fixed buffers.

A small network costs what its numpy calls cost, not what they compute. So everything that can be decided once
is decided when the list is made, φ and φ′ are taken once for each run of neurons with one activation, and
nothing is allocated while the list is gone through.

Products are ``np.dot(…, out=…)`` and not ``np.matmul``, which keeps the interpreter lock for small arrays and
would stall the window while a network trains in the worker.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nndesk.network.activations import ACTIVATIONS, LEAK
from nndesk.network.costs import Cost
from nndesk.network.layout import Layout

Array = NDArray[np.floating]
Call = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function of numpy and its arguments, the last of which is where the result goes."""


class Pass:
    """The buffers for one number of columns and the calls that fill them.

    Attributes:
        columns: n, how many samples.
        T, X: where targets ``(c, n)`` and inputs ``(d, n)`` go.
        top: both as one block, targets first, so that a batch is put in by one copy.
        S, Z, P, D: signals, outputs, slopes, deltas, one row per node.
        G: ``Σ_n δ_j x_ji`` as a vector like the parameters.
        forward: the calls of the forward pass, level by level.
    """

    def __init__(self, layout: Layout, parameters: Array, columns: int) -> None:
        self._layout = layout
        self.columns = columns
        dtype = parameters.dtype
        c, d = len(layout.output_rows), len(layout.network.inputs)
        buffer = np.zeros((c + layout.rows, columns), dtype)
        self.top = buffer[: c + d]
        self.T = buffer[:c]
        self.Z = buffer[c:]
        self.X = self.Z[:d]
        self.Z[list(layout.ones)] = 1.0
        self.S = np.zeros_like(self.Z)
        self._weights = parameters
        self.forward: tuple[tuple[Call, ...], ...] = tuple(
            (
                (np.dot, (self._block(parameters, i), self.Z[b.first : b.last], self.S[b.start : b.stop])),
                *(
                    call
                    for activation, start, stop in b.runs
                    for call in _phi(activation, self.S[start:stop], self.Z[start:stop])
                ),
            )
            for i, b in enumerate(layout.blocks)
        )
        self._descents: dict[str, tuple[Call, ...]] = {}

    def _block(self, flat: Array, i: int) -> Array:
        block = self._layout.blocks[i]
        return flat[block.offset : block.end].reshape(block.shape)

    def _allocate_backward(self) -> None:
        # A pass that only goes forward (fields, evaluation) never pays for these.
        self.P = np.zeros_like(self.Z)
        self.D = np.zeros_like(self.Z)
        self.G = np.zeros_like(self._weights)

    def descent(self, cost: Cost) -> tuple[Call, ...]:
        """Forward and backward pass over what is in ``X`` and ``T``; leaves the sum of ``−∂J`` in ``G``."""
        if not self._descents:
            self._allocate_backward()
        if cost.name not in self._descents:
            forward = [call for level in self.forward for call in level]
            self._descents[cost.name] = (*forward, *self._slopes(), *self._backward(cost))
        return self._descents[cost.name]

    def _slopes(self) -> list[Call]:
        """φ′ of all rows: levels with one activation are a single run, the ones between them included."""
        runs = [run for block in self._layout.blocks for run in block.runs]
        merged: list[tuple[str, int, int]] = []
        for activation, start, stop in runs:
            if merged and merged[-1][0] == activation:
                merged[-1] = (activation, merged[-1][1], stop)
            else:
                merged.append((activation, start, stop))
        return [
            call
            for activation, start, stop in merged
            for call in _phi_prime(activation, self.S[start:stop], self.Z[start:stop], self.P[start:stop])
        ]

    def _backward(self, cost: Cost) -> list[Call]:
        layout, D, P, Z = self._layout, self.D, self.P, self.Z
        outputs = layout.output_rows
        calls: list[Call] = []
        written: set[int] = set()
        must_clear = False
        for i in reversed(range(len(layout.blocks))):
            block = layout.blocks[i]
            rows = range(block.start, block.stop)
            level = slice(block.start, block.stop)
            from_later = not written.isdisjoint(rows)
            if from_later:
                calls.append((np.multiply, (D[level], P[level], D[level])))
            if outputs == tuple(rows) and not from_later:
                calls += _delta(cost, self.T, Z[level], P[level], D[level])
            else:
                must_clear |= not written.issuperset(rows)
                which = [k for k, row in enumerate(outputs) if row in rows]
                if which:
                    at = [outputs[k] for k in which]
                    calls.append((_add_delta, (cost.delta, self.T, which, Z, P, D, at)))
            calls.append((np.dot, (D[level], Z[block.first : block.last].T, self._block(self.G, i))))

            span = range(block.first, block.last)
            if not any(layout.blocks[0].start <= row for row in span):
                continue  # nothing but inputs: they have no delta
            weights = self._block(self._weights, i)
            into = D[block.first : block.last]
            if written.isdisjoint(span):
                calls.append((np.dot, (weights.T, D[level], into)))
            else:
                scratch = np.empty_like(into)
                calls.append((np.dot, (weights.T, D[level], scratch)))
                calls.append((np.add, (into, scratch, into)))
                must_clear |= not written.issuperset(span)
            written.update(span)
        if must_clear:
            calls.insert(0, (D.fill, (0.0,)))
        if layout.mask is not None:
            mask = layout.mask.astype(self.G.dtype)
            calls.append((np.multiply, (self.G, mask, self.G)))
        return calls


def perform(calls: Sequence[Call]) -> None:
    """Make the calls, one after the other."""
    for function, arguments in calls:
        function(*arguments)


def _delta(cost: Cost, t: Array, z: Array, slope: Array, into: Array) -> list[Call]:
    """The calls that put the outputs' delta into ``into``; costs not named here use ``Cost.delta``."""
    match cost.name:
        case "squared":
            return [(np.subtract, (t, z, into)), (np.multiply, (into, slope, into))]
        case "cross_entropy":
            return [(np.subtract, (t, z, into))]
    return [(_assign, (cost.delta, t, z, slope, into))]


def _add_delta(delta: Any, t: Array, which: list[int], Z: Array, P: Array, D: Array, rows: list[int]) -> None:
    D[rows] += delta(t[which], Z[rows], P[rows])


def _assign(function: Callable[..., Array], *arguments: Array) -> None:
    *given, into = arguments
    np.copyto(into, function(*given))


def _maximum(a: Array, b: Array, into: Array) -> None:
    # numpy 2.4 warns about a third argument of maximum that is not named.
    np.maximum(a, b, out=into)


def _phi(activation: str, s: Array, z: Array) -> list[Call]:
    """The calls that put φ(s) into ``z`` without making an array; others come from ``ACTIVATIONS``."""
    # Numbers as arrays: numpy takes half a microsecond less for them than for a Python float.
    one, two, zero, leak = (np.array(v, s.dtype) for v in (1.0, 2.0, 0.0, LEAK))
    match activation:
        case "step":
            return [(np.greater, (s, zero, z))]
        case "sign":
            return [(np.greater, (s, zero, z)), (np.multiply, (z, two, z)), (np.subtract, (z, one, z))]
        case "linear":
            return [(np.copyto, (z, s))]
        case "sigmoid":
            # Where e^(−s) overflows to ∞ its reciprocal is the right 0.
            return [
                (np.negative, (s, z)),
                (np.exp, (z, z)),
                (np.add, (z, one, z)),
                (np.reciprocal, (z, z)),
            ]
        case "tanh":
            return [(np.tanh, (s, z))]
        case "relu":
            return [(_maximum, (s, zero, z))]
        case "leaky_relu":
            return [(np.multiply, (s, leak, z)), (_maximum, (s, z, z))]
        case "softplus":
            return [(np.logaddexp, (s, zero, z))]
    return [(_assign, (ACTIVATIONS[activation].phi, s, z))]


def _phi_prime(activation: str, s: Array, z: Array, slope: Array) -> list[Call]:
    """The calls that put φ′(s) into ``slope``, which is 0 to begin with."""
    one, zero = (np.array(v, s.dtype) for v in (1.0, 0.0))
    match activation:
        case "step" | "sign":
            return []
        case "linear":
            slope[...] = 1.0
            return []
        case "sigmoid":
            return [(np.subtract, (one, z, slope)), (np.multiply, (slope, z, slope))]
        case "tanh":
            return [(np.multiply, (z, z, slope)), (np.subtract, (one, slope, slope))]
        case "relu":
            return [(np.greater, (s, zero, slope))]
    return [(_assign, (ACTIVATIONS[activation].phi_prime, s, z, slope))]
