"""What a layer makes of the input, computed from a document: its outputs as coordinates (LECTURE topic 5).

Two or three neurons of one layer are the axes of *hidden space*. Every input, and every sample, is a point of
it; the grid of the input plane is mapped into it, bent. A neuron that reads these outputs cuts hidden space
by a straight line or a plane, however bent its boundary is in the input plane.

It knows nothing of Qt and is made in the worker.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.document.line_edits import first_layer
from nndesk.figure.plane_content import (
    MOST_EXACT_LINES,
    plane_data,
    plane_window,
    sample_classes,
    shade_range,
    shades_of,
    threshold_lines,
)
from nndesk.figure.primitives import FigureError, Point
from nndesk.geometry.cells import cells
from nndesk.geometry.lines import Window
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.engine import CompiledNetwork
from nndesk.network.model import Network

CELLS = 24
"""Cells of the grid along each input; even."""
FINE = 6
"""Pieces of which a line of the grid is made between two others: it bends."""
MOST_SAMPLES = 4000
_BOUNDED = {"sigmoid": (0.0, 1.0), "step": (0.0, 1.0), "tanh": (-1.0, 1.0), "sign": (-1.0, 1.0)}
_AROUND = 0.14
"""Room around what the outputs can be, as a part of it."""


class HiddenSpaceError(FigureError):
    """There is no hidden space to show; the message says why."""


@dataclass(frozen=True, eq=False)
class Mapped:
    """Points of the input and where a layer takes them: ``x`` is ``(…, 2)``, ``z`` is ``(…, k)``.

    Without a plane of inputs ``x`` has no last dimension to speak of: ``(…, 0)``.
    """

    x: NDArray[np.float64]
    z: NDArray[np.float64]

    def at(self, morph: float) -> NDArray[np.float64]:
        """On the way from the input plane (0) to hidden space (1), ``(…, k)``."""
        if self.x.shape[-1] == 0 or morph >= 1.0:
            return self.z
        start = np.zeros_like(self.z)
        start[..., : self.x.shape[-1]] = self.x
        return (1.0 - morph) * start + morph * self.z


@dataclass(frozen=True, eq=False)
class Piece:
    """A region of the input plane that thresholds take to one place: it shrinks to it on the way.

    Attributes:
        corners: of the region, and where they go.
        shade: of the reader's output, 0 … 1; None without a reader.
    """

    corners: Mapped
    shade: float | None


@dataclass(frozen=True, eq=False)
class HiddenSpace:
    """A layer's outputs as coordinates.

    Attributes:
        nodes: the two or three neurons whose outputs are the axes.
        inputs: names of the two inputs; empty where the input is no plane, and there is no grid then.
        window: the part of the input plane that the grid covers.
        ranges: ``(low, high)`` of each axis at the end of the way.
        grid: corners of the cells and the points between them along the grid's lines, ``(n, n, …)`` with
            ``n = CELLS · FINE + 1``; None without a plane.
        shades: the reader's output in the middle of each cell, ``(CELLS, CELLS)``, 0 … 1.
        torn: whether thresholds take neighbours apart: pieces of the grid that are in two places are no more.
        pieces: the exact regions, where thresholds alone read the input; they stand for cells and boundary.
        boundary: polylines where the reader's signal is 0.
        samples: the data, with their ``classes``, whether they are ``held_out`` of training, and their
            ``rows`` in the dataset, ``(N,)`` each.
        example: the current example, one point; None if it has none.
        reader: the neuron whose line is drawn: it reads at least one of the axes. None if there is none.
        weights: its weights of the axes, ``(k,)``.
        bias: its bias, with what its other inputs add for the example.
        folded: the names of these other inputs.
    """

    nodes: tuple[str, ...]
    inputs: tuple[str, ...]
    window: Window
    ranges: tuple[tuple[float, float], ...]
    grid: Mapped | None
    shades: NDArray[np.float64] | None
    torn: bool
    pieces: tuple[Piece, ...]
    boundary: tuple[Mapped, ...]
    samples: Mapped
    classes: NDArray[np.intp]
    held_out: NDArray[np.bool_]
    rows: NDArray[np.intp]
    example: Mapped | None
    reader: str | None
    weights: tuple[float, ...]
    bias: float
    folded: tuple[str, ...]

    def ranges_at(self, morph: float) -> tuple[tuple[float, float], ...]:
        """What the axes show on the way."""
        if not self.inputs:
            return self.ranges
        x0, x1, y0, y1 = self.window
        half = max(x1 - x0, y1 - y0) / 2
        start = ((x0, x1), (y0, y1), (-half, half))[: len(self.nodes)]
        return tuple(
            ((1 - morph) * a + morph * c, (1 - morph) * b + morph * d)
            for (a, b), (c, d) in zip(start, self.ranges, strict=True)
        )


def coarsened(space: HiddenSpace) -> HiddenSpace:
    """The same with a quarter of the cells: for frames that are gone before one has looked at them."""
    if space.grid is None:
        return space
    shades = space.shades
    if shades is not None:
        half = CELLS // 2
        shades = shades.reshape(half, 2, half, 2).mean(axis=(1, 3))
    grid = Mapped(space.grid.x[::2, ::2], space.grid.z[::2, ::2])
    return replace(space, grid=grid, shades=shades)


def layers_with_space(network: Network) -> tuple[tuple[str, ...], ...]:
    """The layers that have two neurons or more: those whose outputs can be the axes of a plane."""
    neurons = set(network.order)
    layers = (tuple(name for name in level if name in neurons) for level in network.levels)
    return tuple(layer for layer in layers if len(layer) >= 2)


def readers_of(network: Network, nodes: Sequence[str]) -> tuple[str, ...]:
    """The neurons that read one of ``nodes``, those that read most of them first."""
    chosen = set(nodes)
    counts = {name: sum(edge.source in chosen for edge in network.incoming(name)) for name in network.order}
    return tuple(sorted((name for name in counts if counts[name]), key=lambda name: -counts[name]))


def hidden_space(
    document: Document,
    nodes: Sequence[str] | None = None,
    reader: str | None = None,
    cancel: threading.Event | None = None,
) -> HiddenSpace:
    """Compute hidden space.

    Args:
        nodes: two or three neurons of one layer; None takes the first two of the first layer that has two.
        reader: the neuron whose line is drawn; None, or one that reads none of the axes, takes the one that
            reads most of them.

    Raises:
        HiddenSpaceError: the network has no layer of two neurons, or ``nodes`` are not of one layer.
        Cancelled: ``cancel`` was set.
    """
    network = document.network
    chosen = tuple(nodes) if nodes is not None else _default_nodes(network)
    _check(network, chosen)
    readers = readers_of(network, chosen)
    reader = reader if reader in readers else next(iter(readers), None)
    engine = CompiledNetwork(network)
    plane = len(network.inputs) == 2
    window = plane_window(document) if plane else (0.0, 1.0, 0.0, 1.0)

    grid: Mapped | None = None
    shades: NDArray[np.float64] | None = None
    boundary: tuple[Mapped, ...] = ()
    pieces: tuple[Piece, ...] = ()
    if plane:
        pieces = _pieces(network, engine, chosen, reader, window)
        grid, shades, boundary = _grid(document, engine, chosen, reader, window, cancel)
    data = document.samples
    every = slice(None, None, max(1, -(-len(data) // MOST_SAMPLES)))
    fits = data.input_count == len(network.inputs)
    x = data.x[every] if fits else np.zeros((0, len(network.inputs)))
    classes = sample_classes(document, reader)[every] if fits else np.zeros(0, np.intp)
    samples = _mapped(engine, chosen, x, plane, cancel)
    example = None
    weights: tuple[float, ...] = ()
    bias = 0.0
    folded: tuple[str, ...] = ()
    if len(document.example.x) == len(network.inputs):
        here = np.array([document.example.x])
        example = _mapped(engine, chosen, here, plane, cancel)
    if reader is not None:
        weights, bias, folded = _cut(network, engine, chosen, reader, document.example.x)
    return HiddenSpace(
        nodes=chosen,
        inputs=network.inputs if plane else (),
        window=window,
        ranges=_ranges(network, chosen, samples if grid is None else grid),
        grid=grid,
        shades=shades,
        torn=any(ACTIVATIONS[network.node(name).activation].threshold for name in chosen),
        pieces=pieces,
        boundary=() if pieces else boundary,
        samples=samples,
        classes=classes,
        held_out=data.test[every][: len(x)],
        rows=np.arange(len(data))[every][: len(x)],
        example=example,
        reader=reader,
        weights=weights,
        bias=bias,
        folded=folded,
    )


def _default_nodes(network: Network) -> tuple[str, ...]:
    layers = layers_with_space(network)
    if not layers:
        raise HiddenSpaceError("Hidden space needs a layer of two neurons or more.")
    return layers[0][:2]


def _check(network: Network, nodes: tuple[str, ...]) -> None:
    if not 2 <= len(nodes) <= 3 or len(set(nodes)) != len(nodes):
        raise HiddenSpaceError("Hidden space has two or three different neurons as its axes.")
    if not any(set(nodes) <= set(layer) for layer in layers_with_space(network)):
        raise HiddenSpaceError(f"{', '.join(nodes)} are not neurons of one layer.")


def _mapped(
    engine: CompiledNetwork,
    nodes: tuple[str, ...],
    x: NDArray[np.float64],
    plane: bool,
    cancel: threading.Event | None,
) -> Mapped:
    outputs = engine.every_output(x, cancel) if len(x) else {name: np.zeros(0) for name in nodes}
    return Mapped(x if plane else np.zeros((len(x), 0)), _stacked(outputs, nodes))


def _stacked(outputs: Mapping[str, NDArray[np.floating]], nodes: tuple[str, ...]) -> NDArray[np.float64]:
    return np.stack([np.nan_to_num(np.asarray(outputs[name], np.float64)) for name in nodes], axis=-1)


def _grid(
    document: Document,
    engine: CompiledNetwork,
    nodes: tuple[str, ...],
    reader: str | None,
    window: Window,
    cancel: threading.Event | None,
) -> tuple[Mapped, NDArray[np.float64] | None, tuple[Mapped, ...]]:
    x0, x1, y0, y1 = window
    count = CELLS * FINE + 1
    xs, ys = np.linspace(x0, x1, count), np.linspace(y0, y1, count)
    x = np.empty((count, count, 2), np.float64)
    x[:, :, 0], x[:, :, 1] = xs, ys[:, np.newaxis]
    outputs = engine.every_output(x.reshape(-1, 2), cancel)
    grid = Mapped(x, _stacked(outputs, nodes).reshape(count, count, len(nodes)))
    if reader is None:
        return grid, None, ()
    shown = plane_data(document, reader, window, count, cancel)
    assert shown.field is not None
    middle = shown.shade(shown.field.z)[FINE // 2 :: FINE, FINE // 2 :: FINE]
    lines = [_dense(line, max(x1 - x0, y1 - y0) / count) for line in shown.boundary]
    mapped = tuple(_mapped(engine, nodes, line, True, cancel) for line in lines)
    return grid, np.asarray(middle[:CELLS, :CELLS], np.float64), mapped


def _pieces(
    network: Network,
    engine: CompiledNetwork,
    nodes: tuple[str, ...],
    reader: str | None,
    window: Window,
) -> tuple[Piece, ...]:
    """The regions in which all axes, and the reader, are constant; none where there are no such regions."""
    shown = (*nodes, reader) if reader is not None else nodes
    cutting = [threshold_lines(network, (name,)) for name in shown]
    names = tuple(dict.fromkeys(name for found in cutting for name in found))
    if not all(cutting) or len(names) > MOST_EXACT_LINES:
        return ()
    lines = first_layer(network)
    found = cells([lines[name] for name in names], window)
    outputs = engine.every_output(np.array([cell.centroid for cell in found]))
    z = _stacked(outputs, nodes)
    shades: list[float | None] = [None] * len(found)
    if reader is not None:
        _low, level, high = shade_range(network.node(reader).activation, outputs[reader])
        shades = shades_of(outputs[reader], level, high).tolist()
    pieces = []
    for cell, at, shade in zip(found, z, shades, strict=True):
        ring = np.array(cell.ring, np.float64)
        pieces.append(Piece(Mapped(ring, np.tile(at, (len(ring), 1))), shade))
    return tuple(pieces)


def _dense(line: Sequence[Point], step: float) -> NDArray[np.float64]:
    """The polyline with a point at least every ``step``: where it is straight now it will bend."""
    corners = np.array(line)
    lengths = np.hypot(*np.diff(corners, axis=0).T)
    pieces = [
        start + np.linspace(0.0, 1.0, 1 + max(1, round(length / step)))[:-1, np.newaxis] * (end - start)
        for start, end, length in zip(corners[:-1], corners[1:], lengths.tolist(), strict=True)
    ]
    dense: NDArray[np.float64] = np.concatenate([*pieces, corners[-1:]]).astype(np.float64)
    return dense


def _cut(
    network: Network, engine: CompiledNetwork, nodes: tuple[str, ...], reader: str, x: tuple[float, ...]
) -> tuple[tuple[float, ...], float, tuple[str, ...]]:
    """The reader's weights of the axes, its bias with what the rest adds, and the names of the rest."""
    incoming = {edge.source: edge.weight for edge in network.incoming(reader)}
    weights = tuple(incoming.get(name, 0.0) for name in nodes)
    others = [name for name in incoming if name not in nodes]
    bias = network.node(reader).bias
    if others and len(x) == len(network.inputs):
        outputs = engine.every_output(np.array([x]))
        values = {**dict(zip(network.inputs, x, strict=True)), **{n: float(z[0]) for n, z in outputs.items()}}
        bias += sum(incoming[name] * values[name] for name in others)
    return weights, float(bias), tuple(others)


def _ranges(network: Network, nodes: tuple[str, ...], mapped: Mapped) -> tuple[tuple[float, float], ...]:
    """One scale for all axes, as in the input plane."""
    bounded = [_BOUNDED.get(network.node(name).activation) for name in nodes]
    found = []
    for axis, known in enumerate(bounded):
        if known is not None:
            found.append(known)
            continue
        values = mapped.z[..., axis]
        low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 1.0)
        found.append((low, high if high > low else low + 1.0))
    widest = max(high - low for low, high in found) * (0.5 + _AROUND)
    return tuple(((low + high) / 2 - widest, (low + high) / 2 + widest) for low, high in found)
