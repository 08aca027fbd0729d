"""What a network with one input is: z as a function of x, and what it is the sum of (LECTURE topic 15).

    s_k = Σ_j w_kj z_j(x) + b_k,   z_k = φ(s_k)

Each ``w_kj z_j`` is a curve of its own, b_k a level. It knows nothing of Qt and is made in the worker.
"""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.figure.axes import nice_step
from nndesk.figure.legend import NO_REMARKS, Remarks
from nndesk.figure.plane_content import (
    FEW_POINTS,
    NO_POINTS,
    PlaneError,
    PlanePoints,
    axis_remarks,
    sample_classes,
    shading_nodes,
)
from nndesk.figure.primitives import Point
from nndesk.figure.shading import LARGEST, simplified
from nndesk.geometry.lines import Window
from nndesk.network.activations import OUTPUT_RANGES
from nndesk.network.engine import CompiledNetwork
from nndesk.network.model import Network

DEFAULT_SPAN = (-3.0, 3.0)
"""What is shown of x where there are no samples: sigmoid and tanh bend there."""
MOST_PARTS = 64
"""Beyond so many nodes the curves of what they contribute would be a blot."""
_MARGIN = 0.08

Role = Literal["output", "signal", "part", "bias"]


@dataclass(frozen=True, eq=False)
class FunctionCurve:
    """A curve over x.

    Attributes:
        name: the node: of an output, or the one that contributes; empty for signal and bias.
        role: what is drawn: ``z`` of an output, ``s`` where z is another curve, ``w_kj z_j``, ``b_k``.
        kind: which output it is, where there are several.
        weight: ``w_kj`` of a part, ``b_k`` of the bias.
        y: its values at :attr:`FunctionData.x`, shape ``(n,)``.
        points: the same as a polyline, without those that nobody would miss, and not far out of the window.
    """

    name: str
    role: Role
    kind: int
    weight: float
    y: NDArray[np.float64]
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, eq=False)
class FunctionData:
    """The plot's content.

    Attributes:
        window: ``(x min, x max, z min, z max)``.
        home: the window that shows it as a whole.
        input: the name of the input.
        node: the neuron that is shown; None if there is none yet, or if it is all of several outputs.
        outputs: what is shown: that neuron, or all outputs.
        x: where the curves are known, shape ``(n,)``, ascending; a jump is two places side by side.
        curves: back to front.
        points: samples ``(x, t)`` of every output shown, one output after the other, with the class that
            colours them: that of the target or of the output, or 0 where targets are values to be met.
        example: the current example's x and what the first output makes of it; None without an output.
        remarks: what is to be said of the numbers of x and of the samples.
    """

    window: Window
    home: Window
    input: str
    node: str | None
    outputs: tuple[str, ...]
    x: NDArray[np.float64]
    curves: tuple[FunctionCurve, ...]
    points: PlanePoints
    example: Point | None
    remarks: Remarks = NO_REMARKS

    def value(self, x: float) -> float | None:
        """z of the first output at ``x``, as far as the curve is known there."""
        curve = next((curve for curve in reversed(self.curves) if curve.role == "output"), None)
        if curve is None or not self.x[0] <= x <= self.x[-1]:
            return None
        return float(np.interp(x, self.x, curve.y))


def function_data(
    document: Document,
    node: str | None = None,
    window: Window | None = None,
    resolution: int = 512,
    cancel: threading.Event | None = None,
) -> FunctionData:
    """Compute the plot.

    Args:
        node: the neuron to show; None takes the view's, or all outputs.
        window: what to show; None takes the view's range, or all of it.
        resolution: points of a curve.
        cancel: looked at every few thousand points.

    Raises:
        PlaneError: the network has not one input, or ``node`` is not a neuron.
        Cancelled: ``cancel`` was set.
    """
    network = document.network
    if len(network.inputs) != 1:
        raise PlaneError(f"A function's plot needs one input, but the network has {len(network.inputs)}.")
    nodes = shading_nodes(document, node)
    first, last = span(document)
    low, high = window[:2] if window is not None else (first, last)
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise PlaneError(f"The plot cannot show the range {window}.")
    # The home window does not depend on what is looked at.
    whole = _curves(network, nodes, np.linspace(first, last, 129), cancel)
    x = _places(network, low, high, resolution)
    curves = _curves(network, nodes, x, cancel)
    points = _points(document, nodes)
    home = document.view.plane_range or (first, last, *_heights(network, nodes, whole, points))
    only = nodes[0] if len(nodes) == 1 else None
    shown = FunctionData(
        window=window or home,
        home=home,
        input=network.inputs[0],
        node=only,
        outputs=nodes,
        x=x,
        curves=curves,
        points=points,
        example=None,
        remarks=axis_remarks(document, network.inputs),
    )
    shown = replace(shown, curves=tuple(_drawn(curve, x, shown.window) for curve in curves))
    return _with_example(shown, document, network, nodes)


def span(document: Document) -> tuple[float, float]:
    """What is shown of x: the view's range, or the samples and the example with a margin."""
    if document.view.plane_range is not None:
        return document.view.plane_range[0], document.view.plane_range[1]
    samples = document.samples
    low, high = DEFAULT_SPAN
    if samples.input_count == 1:
        low, high = float(samples.x.min()), float(samples.x.max())
        extent = (high - low) or 1.0
        margin = extent * (0.3 if len(samples) <= FEW_POINTS else _MARGIN)
        low, high = low - margin, high + margin
    margin = _MARGIN * (high - low)
    for x in document.example.x[:1]:
        if math.isfinite(x) and not low < x < high:
            low, high = min(low, x - margin), max(high, x + margin)
    return float(f"{low:.12g}"), float(f"{high:.12g}")


def _places(network: Network, low: float, high: float, count: int) -> NDArray[np.float64]:
    """The grid, with two places side by side where a neuron of the first layer jumps or bends."""
    extra = []
    for name in network.order:
        incoming = network.incoming(name)
        if len(incoming) == 1 and incoming[0].source in network.inputs and incoming[0].weight:
            at = -network.node(name).bias / incoming[0].weight
            if low < at < high:
                # Wide enough for s to be on either side of 0 in spite of rounding.
                step = 1e-9 * max(abs(at), high - low)
                extra += [at - step, at + step]
    return np.union1d(np.linspace(low, high, max(2, count)), extra)


def _curves(
    network: Network, nodes: tuple[str, ...], x: NDArray[np.float64], cancel: threading.Event | None
) -> tuple[FunctionCurve, ...]:
    if not nodes:
        return ()
    only = nodes[0] if len(nodes) == 1 else None
    feeding = network.incoming(only) if only is not None else ()
    if len(feeding) > MOST_PARTS or all(edge.source in network.inputs for edge in feeding):
        # w·x alone is the line that everybody sees in s.
        feeding = ()
    sources = tuple(edge.source for edge in feeding if edge.source not in network.inputs)
    s, z = CompiledNetwork(network).signals_and_outputs_of(x[:, np.newaxis], (*nodes, *sources), cancel)
    s, z = (np.nan_to_num(v, nan=0.0, posinf=LARGEST, neginf=-LARGEST) for v in (s, z))
    output_of = dict(zip(sources, z[len(nodes) :], strict=True))
    curves = []
    if feeding:
        assert only is not None
        bias = network.node(only).bias
        curves.append(FunctionCurve("", "bias", 0, bias, np.full_like(x, bias)))
        for edge in feeding:
            with np.errstate(over="ignore"):
                part = edge.weight * output_of.get(edge.source, x)
            curves.append(FunctionCurve(edge.source, "part", 0, edge.weight, part.clip(-LARGEST, LARGEST)))
    if only is not None and network.node(only).activation not in ("linear", "step", "sign"):
        curves.append(FunctionCurve("", "signal", 0, 0.0, s[0]))
    curves += [FunctionCurve(name, "output", kind, 0.0, z[kind]) for kind, name in enumerate(nodes)]
    return tuple(curves)


def _drawn(curve: FunctionCurve, x: NDArray[np.float64], window: Window) -> FunctionCurve:
    x0, x1, y0, y1 = window
    width, height = x1 - x0, y1 - y0
    y = curve.y.clip(y0 - 2 * height, y1 + 2 * height)
    # As it looks in a square: what is a detail depends on both axes.
    line = simplified(np.column_stack(((x - x0) / width, (y - y0) / height)), 1 / 4000)
    return replace(curve, points=tuple((x0 + across * width, y0 + up * height) for across, up in line))


def _heights(
    network: Network, nodes: tuple[str, ...], curves: tuple[FunctionCurve, ...], points: PlanePoints
) -> tuple[float, float]:
    """What is shown of z: all that must be met, and of the curves what is not far beyond."""
    needed = [bound for name in nodes for bound in OUTPUT_RANGES.get(network.node(name).activation, ())]
    if len(points):
        needed += [float(points.x[:, 1].min()), float(points.x[:, 1].max())]
    drawn = [curve.y for curve in curves if curve.role in ("output", "part")]
    if not needed:
        needed = [0.0, *(float(v) for y in drawn for v in (y.min(), y.max()))]
    low, high = min(needed), max(needed)
    extent = (high - low) or 1.0
    if drawn:
        values = np.concatenate(drawn).clip(low - extent / 2, high + extent / 2)
        low, high = min(low, float(values.min())), max(high, float(values.max()))
    # Whole steps: in training, or while a weight is scrubbed, the axis must not breathe.
    step = nice_step((high - low) or 1.0, 8)
    low, high = math.floor(low / step - 0.25) * step, math.ceil(high / step + 0.25) * step
    return float(f"{low:.12g}"), float(f"{high:.12g}")


def _are_classes(document: Document) -> bool:
    """Whether every target is one of two values."""
    t = document.samples.t
    return len(t) > 0 and len(np.unique(t[:4096])) <= 2


def _points(document: Document, nodes: tuple[str, ...]) -> PlanePoints:
    samples, outputs = document.samples, document.network.outputs
    shown = [outputs.index(name) for name in nodes if name in outputs]
    if samples.input_count != 1 or samples.target_count != len(outputs) or not shown:
        return NO_POINTS
    x = np.concatenate([np.column_stack((samples.x[:, 0], samples.t[:, k])) for k in shown])
    t = np.concatenate([samples.t] * len(shown))
    if len(shown) > 1:
        classes = np.repeat(np.asarray(shown, np.intp), len(samples))
    elif _are_classes(document):
        classes = sample_classes(document, outputs[shown[0]])
    else:
        classes = np.zeros(len(samples), np.intp)
    test = np.tile(samples.test, len(shown)) if samples.test.any() else None
    return PlanePoints(x, t, classes, test=test)


def _with_example(
    shown: FunctionData, document: Document, network: Network, nodes: tuple[str, ...]
) -> FunctionData:
    example = document.example.x
    if not nodes or len(example) != 1:
        return shown
    _, z = CompiledNetwork(network).signals_and_outputs([example], nodes[0])
    value = float(z[0])
    return replace(shown, example=(example[0], value)) if math.isfinite(value) else shown
