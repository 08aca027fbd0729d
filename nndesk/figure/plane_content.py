"""What the plane of two inputs shows, computed from a document: field, regions, boundary, lines, points.

With more than two inputs it is the slice through the example (:mod:`nndesk.figure.plane_slice`).

It knows nothing of Qt and is made in the worker; the window's plot and the exported figure both draw it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document, Shading
from nndesk.document.line_edits import first_layer
from nndesk.figure import class_areas
from nndesk.figure.class_areas import ClassArea
from nndesk.figure.legend import NO_REMARKS, Classes, Legend, Remarks, Values
from nndesk.figure.plane_slice import PlaneSlice, plane_slice
from nndesk.figure.primitives import FigureError, Point
from nndesk.figure.regions import PlaneRegions, RegionLines, plane_regions, region_lines
from nndesk.figure.shading import LARGEST, zero_lines
from nndesk.figure.shown_samples import shown_note, shown_rows
from nndesk.geometry.cells import Cell, boundaries, cells
from nndesk.geometry.codes import code_values
from nndesk.geometry.lines import Line, Segment, Window, beside, clip
from nndesk.network.activations import ACTIVATIONS, OUTPUT_RANGES
from nndesk.network.engine import Field, fields
from nndesk.network.inner import outputs_given
from nndesk.network.model import Network

DEFAULT_WINDOW: Window = (-0.6, 1.6, -0.6, 1.6)
"""Shows the corners 0 and 1 of a truth table with room for lines around them."""
FEW_POINTS = 16
"""Up to this many samples are corners of a table rather than a cloud, and get a wide margin."""
MOST_EXACT_LINES = 64
_SIGN_AT = 0.2
_SIGN_AWAY = 0.026
"""Parts of a line's length and of the window's size."""


class PlaneError(FigureError):
    """There is no plane to show; the message says why."""


@dataclass(frozen=True, slots=True)
class NeuronLine:
    """The line ``s = 0`` of a neuron that only inputs feed.

    Attributes:
        name: the neuron.
        line: its weights and bias.
        soft: the ``|s|`` up to which the neuron is not saturated; None where there is no such band.
        segment: what the window shows of it; the positive side is on the left.
        plus_side, minus_side: points near the line on either side. Where the signs and the name stand best
            depends on what is drawn: see :func:`nndesk.figure.line_marks.place_marks`.
    """

    name: str
    line: Line
    segment: Segment
    plus_side: Point
    minus_side: Point
    soft: float | None = None


@dataclass(frozen=True, slots=True)
class PlaneCell:
    """A region in which thresholds make the network constant: its corners, its code, the node's s and z."""

    ring: tuple[Point, ...]
    code: tuple[int, ...]
    s: float
    z: float


@dataclass(frozen=True, eq=False)
class PlanePoints:
    """Samples: the plane's inputs ``(N, 2)``, targets ``(N, c)``, classes ``(N,)`` as :func:`sample_classes`
    has them; ``strengths`` ``(N,)``, 0 … 1, where they lie off a slice; ``test`` ``(N,)`` where some are held
    out; ``note`` says of how many these are some, and is empty where they are all."""

    x: NDArray[np.float64]
    t: NDArray[np.float64]
    classes: NDArray[np.intp]
    strengths: NDArray[np.float64] | None = None
    test: NDArray[np.bool_] | None = None
    note: str = ""

    def __len__(self) -> int:
        return len(self.x)


NO_POINTS = PlanePoints(np.zeros((0, 2)), np.zeros((0, 1)), np.zeros(0, np.intp))


@dataclass(frozen=True, eq=False)
class PlaneData:
    """The plane's content.

    Attributes:
        window: ``(x1 min, x1 max, x2 min, x2 max)``.
        inputs: names of the two inputs.
        node: the neuron that shades the plane; None if the network has no output yet, or if several compete.
        field: its signal and output over the window; None without a node.
        cells: the exact regions where only thresholds read the inputs, else None.
        cell_lines: the neurons whose lines make the regions, in the order of ``PlaneCell.code``.
        boundary: polylines between ``s > 0`` and ``s ≤ 0`` of the node, or between the outputs' classes.
        lines: the lines of the neurons that only inputs feed, as far as they are visible.
        points: the dataset, empty if its samples are not points of the plane.
        example: the current example's x, or None.
        low, level, high: outputs with the shades 0, 0.5 and 1.
        outputs: those of which the largest wins, where no neuron was chosen and there are several.
        areas: where each class wins, if classes are shown and not values.
        rest: the other inputs with the values that they have in this slice.
        legend: what the colours mean; None where there are none.
        one_scale: whether a unit is as long for both inputs.
        remarks: what else is to be said of the numbers on the axes and of the samples.
        region_lines: the lines of the first layer that make its regions, if there are any.
        regions: these regions, if the view shows them.
    """

    window: Window
    inputs: tuple[str, str]
    node: str | None
    field: Field | None
    cells: tuple[PlaneCell, ...] | None
    cell_lines: tuple[str, ...]
    boundary: tuple[tuple[Point, ...], ...]
    lines: tuple[NeuronLine, ...]
    points: PlanePoints
    example: Point | None
    low: float = 0.0
    level: float = 0.5
    high: float = 1.0
    outputs: tuple[str, ...] = ()
    areas: tuple[ClassArea, ...] = ()
    rest: tuple[tuple[str, float], ...] = ()
    legend: Legend | None = None
    one_scale: bool = True
    remarks: Remarks = NO_REMARKS
    region_lines: RegionLines | None = None
    regions: PlaneRegions | None = None

    def shade(self, z: NDArray[np.floating]) -> NDArray[np.floating]:
        """Outputs as shades 0 … 1, 0.5 at the decision level; numbers that are no numbers get 0.5."""
        return shades_of(z, self.level, self.high)


def shades_of(z: NDArray[np.floating], level: float, high: float) -> NDArray[np.floating]:
    """Outputs as shades 0 … 1: 0.5 at the decision ``level``, 1 at ``high``; what is no number gets 0.5."""
    shades: NDArray[np.floating] = 0.5 + 0.5 * (z - level) / (high - level)
    shades = np.nan_to_num(shades, nan=0.5, posinf=1.0, neginf=0.0)
    return shades.clip(0.0, 1.0)


def plane_window(document: Document) -> Window:
    """The part of the plane to show: the view's range, or the data and the example with a margin.

    It is square where both inputs have one scale.
    """
    if document.view.plane_range is not None:
        return document.view.plane_range
    window, cut = DEFAULT_WINDOW, plane_slice(document)
    if cut is None:
        return window
    data = document.samples
    fits = len(data) and data.input_count == len(document.network.inputs)
    points = data.x[:, cut.columns] if fits else NO_POINTS.x
    if len(points):
        low, high = points.min(axis=0), points.max(axis=0)
        spans = high - low
        if document.view.one_scale:
            spans[:] = spans.max()
        spans[spans == 0] = 1.0
        half = spans / 2 + spans * (0.6 if len(points) <= FEW_POINTS else 0.12)
        window = _around((low + high) / 2, half)
    example = cut.place(document.example.x)
    if example is not None and np.isfinite(example).all():
        x0, x1, y0, y1 = window
        # Only an example outside moves the window: it must not breathe while the probe is dragged.
        across, up = 0.08 * (x1 - x0), 0.08 * (y1 - y0)
        if not (x0 < example[0] < x1 and y0 < example[1] < y1):
            x0, x1 = min(x0, example[0] - across), max(x1, example[0] + across)
            y0, y1 = min(y0, example[1] - up), max(y1, example[1] + up)
            half = np.array((x1 - x0, y1 - y0)) / 2
            if document.view.one_scale:
                half[:] = half.max()
            window = _around(np.array((x0 + x1, y0 + y1)) / 2, half)
    return window


def plane_data(
    document: Document,
    node: str | None = None,
    window: Window | None = None,
    resolution: int = 256,
    cancel: threading.Event | None = None,
    shading: Shading | None = None,
) -> PlaneData:
    """Compute the plane.

    Args:
        node: the neuron that shades it; None takes the view's, or the outputs: one by its values, of several
            the largest.
        window: what to show; None takes :func:`plane_window`.
        resolution: points of the field along the longer side.
        cancel: looked at every few thousand points.
        shading: values or classes; None takes the view's.

    Raises:
        PlaneError: the network has fewer than two inputs, or ``node`` is not a neuron.
        Cancelled: ``cancel`` was set.
    """
    cut = plane_slice(document)
    if cut is None:
        raise PlaneError(f"A plane needs two inputs, but the network has {len(document.network.inputs)}.")
    shading = shading or document.view.shading
    nodes = shading_nodes(document, node)
    window = window or plane_window(document)
    x0, x1, y0, y1 = window
    if not (np.isfinite(window).all() and x0 < x1 and y0 < y1):
        raise PlaneError(f"The plane cannot show the range {window}.")
    network = cut.network(document.network)
    only = nodes[0] if len(nodes) == 1 else None
    shown = _nothing(cut, window)
    if nodes:
        xs, ys = _grid(window, resolution, document.view.one_scale)
        found = fields(network, nodes, xs, ys, cancel=cancel)
        if only is not None:
            shown = _of_one(shown, network, found[0], shading)
        else:
            shown = _of_several(shown, network, nodes, found, shading)
    of, shows = region_lines(document.network, network), document.view.show_regions
    return replace(
        shown,
        one_scale=document.view.one_scale,
        lines=_neuron_lines(network, window),
        points=_points(document, cut, only),
        legend=plane_legend(document, shown),
        remarks=axis_remarks(document, cut.axes),
        example=cut.place(document.example.x),
        region_lines=of,
        regions=plane_regions(of, window, sliced=bool(cut.rest)) if of is not None and shows else None,
    )


def _grid(
    window: Window, resolution: int, one_scale: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places across and up: equally far apart, or as many each where the picture is stretched."""
    x0, x1, y0, y1 = window
    if not one_scale:
        return np.linspace(x0, x1, max(2, resolution)), np.linspace(y0, y1, max(2, resolution))
    step = max(x1 - x0, y1 - y0) / max(1, resolution - 1)
    return (
        np.linspace(x0, x1, max(2, round((x1 - x0) / step) + 1)),
        np.linspace(y0, y1, max(2, round((y1 - y0) / step) + 1)),
    )


def shading_nodes(document: Document, node: str | None = None) -> tuple[str, ...]:
    """What shades the plane: ``node``, else the view's choice, else all outputs.

    Raises PlaneError if ``node`` is not a neuron.
    """
    node = node or document.view.plane_node
    if node is None:
        return document.network.outputs
    if node not in document.network.topology.node_at:
        raise PlaneError(f"The plane is shaded by a neuron; {node} is not one.")
    return (node,)


def _nothing(cut: PlaneSlice, window: Window) -> PlaneData:
    """The bare plane."""
    return PlaneData(
        window=window,
        inputs=cut.axes,
        node=None,
        field=None,
        cells=None,
        cell_lines=(),
        boundary=(),
        lines=(),
        points=NO_POINTS,
        example=None,
        rest=cut.rest,
    )


def _of_one(shown: PlaneData, network: Network, field: Field, shading: Shading) -> PlaneData:
    """Shaded by one neuron."""
    node, xs, ys = field.node, field.xs, field.ys
    low, level, high = shade_range(network.node(node).activation, field.z)
    cell_lines = threshold_lines(network, (node,))
    regions: tuple[PlaneCell, ...] | None = None
    areas: tuple[ClassArea, ...] = ()
    if cell_lines and len(cell_lines) <= MOST_EXACT_LINES:
        regions = _regions(network, node, cell_lines, shown.window)
        rings, kinds = [region.ring for region in regions], [int(region.s > 0) for region in regions]
        inside = [ring for ring, kind in zip(rings, kinds, strict=True) if kind]
        outside = [ring for ring, kind in zip(rings, kinds, strict=True) if not kind]
        boundary = boundaries(inside, outside)
        if shading == "classes":
            areas = class_areas.cell_areas(rings, kinds)
    else:
        cell_lines = ()
        boundary = zero_lines(field.s, xs, ys)
        if shading == "classes":
            areas = class_areas.side_areas(field.s, xs, ys)
    return replace(
        shown,
        node=node,
        field=field,
        cells=regions,
        cell_lines=cell_lines,
        boundary=boundary,
        areas=areas,
        low=low,
        level=level,
        high=high,
    )


def _of_several(
    shown: PlaneData, network: Network, nodes: tuple[str, ...], found: Sequence[Field], shading: Shading
) -> PlaneData:
    """Shaded by the class of the output that is largest, and in values by how far it is ahead."""
    by = class_areas.decisive(network, nodes)
    lines = threshold_lines(network, nodes)
    # Where an output reads inputs itself, its s is not constant between the lines.
    if lines and len(lines) <= MOST_EXACT_LINES and not set(lines) & set(nodes):
        first = first_layer(network)
        cut = cells([first[name] for name in lines], shown.window)
        each = [_outputs(network, lines, cut, node) for node in nodes]
        kinds = np.argmax([s if by == "s" else z for s, z in each], axis=0).tolist()
        rings = [cell.ring for cell in cut]
        areas, borders = class_areas.cell_areas(rings, kinds), class_areas.cell_borders(rings, kinds)
        if shading == "values":
            ahead = class_areas.lead(np.array([z for _, z in each]), network, nodes).max(axis=0)
            areas = class_areas.cells_by_lead(rings, kinds, ahead.tolist())
    else:
        xs, ys = found[0].xs, found[0].ys
        values = class_areas.scores(found, by)
        areas, borders = class_areas.areas(values, xs, ys), class_areas.border_lines(values, xs, ys)
        if shading == "values":
            ahead = class_areas.lead(class_areas.scores(found, "z"), network, nodes)
            areas = class_areas.by_lead(areas, ahead, xs, ys)
    return replace(shown, outputs=nodes, areas=areas, boundary=borders)


def plane_legend(document: Document, shown: PlaneData) -> Legend | None:
    """What the colours of ``shown``, made from this document, mean; None where nothing is shaded."""
    network, labels = document.network, document.samples.labels
    if shown.outputs:
        named = document.data_fit() and len(labels) == len(shown.outputs)
        return Classes(tuple(enumerate(labels if named else shown.outputs)))
    if shown.node is None or shown.node not in network.topology.node_at:
        # The picture may still be that of a network which had a node more.
        return None
    if not shown.areas:
        return Values(shown.low, shown.level, shown.high)
    if network.outputs == (shown.node,) and document.data_fit() and len(labels) == 2:
        return Classes(tuple(enumerate(labels)))
    if (bounds := OUTPUT_RANGES.get(network.node(shown.node).activation)) is not None:
        return Classes(tuple((kind, document.view.numbers.text(value)) for kind, value in enumerate(bounds)))
    level = document.view.numbers.text(shown.level)
    return Classes(((0, f"z ≤ {level}"), (1, f"z > {level}")))


def axis_remarks(document: Document, axes: tuple[str, ...]) -> Remarks:
    """How the numbers of these inputs are normalised, what the data call them, and whether samples are held
    out."""
    data, inputs = document.samples, document.network.inputs
    if data.input_count != len(inputs):
        return NO_REMARKS
    names = [(name, data.names[inputs.index(name)]) for name in axes if data.names]
    return Remarks(
        axes,
        document.normalisation.kind,
        tuple((name, column) for name, column in names if name != column),
        bool(data.test.any()),
    )


def sample_classes(document: Document, node: str | None) -> NDArray[np.intp]:
    """The class of every sample, shape ``(N,)``, on a plane that is shaded by ``node``.

    An output's own targets decide where it shades, so that points and shading say the same; elsewhere, and
    where the targets do not fit the outputs, all targets together.
    """
    data, outputs = document.samples, document.network.outputs
    if node in outputs and data.target_count == len(outputs):
        return data.classes_of(outputs.index(node))
    return data.classes


def threshold_lines(network: Network, nodes: Sequence[str]) -> tuple[str, ...]:
    """The neurons whose lines cut the plane into regions where ``nodes`` are constant.

    Empty unless every neuron that they depend on and that reads an input is a threshold and reads inputs
    only: then there are no such regions, or their edges are not these lines.
    """
    lines = first_layer(network)
    inputs = set(network.inputs)
    needed, waiting = set(nodes), list(nodes)
    while waiting:
        for edge in network.incoming(waiting.pop()):
            if edge.source not in needed and edge.source not in inputs:
                needed.add(edge.source)
                waiting.append(edge.source)
    readers = [
        name
        for name in network.order
        if name in needed and any(e.source in inputs for e in network.incoming(name))
    ]
    exact = all(name in lines and ACTIVATIONS[network.node(name).activation].threshold for name in readers)
    return tuple(readers) if exact else ()


def _regions(network: Network, node: str, names: Sequence[str], window: Window) -> tuple[PlaneCell, ...]:
    lines = first_layer(network)
    found: tuple[Cell, ...] = cells([lines[name] for name in names], window)
    s, z = _outputs(network, names, found, node)
    return tuple(
        PlaneCell(cell.ring, cell.code, float(si), float(zi))
        for cell, si, zi in zip(found, s, z, strict=True)
    )


def _outputs(
    network: Network, names: Sequence[str], found: Sequence[Cell], node: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """``s`` and ``z`` of a neuron in regions of thresholds, from their codes: a region may be too thin for a
    point that is surely inside."""
    signed = [network.node(name).activation == "sign" for name in names]
    values = code_values([cell.code for cell in found], signed)
    return outputs_given(network, dict(zip(names, values.T, strict=True)), node)


def shade_range(activation: str, z: NDArray[np.floating]) -> tuple[float, float, float]:
    """The outputs with the shades 0, 0.5 and 1 of a neuron that is ``z`` over the plane."""
    level = ACTIVATIONS[activation].decision_level
    if activation in OUTPUT_RANGES:
        low, high = OUTPUT_RANGES[activation]
        return low, level, high
    away = np.abs(z[np.isfinite(z)].astype(np.float64) - level)
    reach = min(float(away.max(initial=0.0)), LARGEST) or 1.0
    return level - reach, level, level + reach


def _points(document: Document, cut: PlaneSlice, node: str | None) -> PlanePoints:
    data = document.samples
    if data.input_count != len(document.network.inputs):
        return NO_POINTS
    classes, strengths = sample_classes(document, node), cut.strengths(data)
    test = data.test if data.test.any() else None
    note = shown_note(len(data))
    if not note:
        return PlanePoints(data.x[:, cut.columns], data.t, classes, strengths, test)
    # As many of them as a picture shows.
    rows = shown_rows(len(data))
    strengths = strengths[rows] if strengths is not None else None
    test = test[rows] if test is not None else None
    return PlanePoints(data.x[rows][:, cut.columns], data.t[rows], classes[rows], strengths, test, note)


def _around(middle: NDArray[np.float64], half: NDArray[np.float64]) -> Window:
    # Without the noise of the last bits: −0.6 and not −0.6000000000000001.
    (x0, y0), (x1, y1) = ([float(f"{v:.12g}") for v in corner] for corner in (middle - half, middle + half))
    return x0, x1, y0, y1


def _neuron_lines(network: Network, window: Window) -> tuple[NeuronLine, ...]:
    away = _SIGN_AWAY * max(window[1] - window[0], window[3] - window[2])
    found = []
    for name, line in first_layer(network).items():
        segment = clip(line, window)
        if segment is not None:
            plus, minus = (beside(segment, _SIGN_AT, d * away) for d in (1.0, -1.0))
            soft = ACTIVATIONS[network.node(name).activation].soft_until
            found.append(NeuronLine(name, line, segment, plus, minus, soft))
    return tuple(found)
