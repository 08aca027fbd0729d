"""The regions of the first layer in a plane, exactly: their codes, what the window shows, why so many
(LECTURE topic 12). For thresholds these are where the network is constant; for smooth neurons, where each is
on one side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.primitives import Point
from nndesk.geometry.cells import Cell, cells, clip_ring, half_planes
from nndesk.geometry.lines import Code, Line, Window
from nndesk.network.activations import ACTIVATIONS
from nndesk.network.inner import readers
from nndesk.network.model import Network

if TYPE_CHECKING:
    # Not read before regions are wanted.
    from nndesk.geometry.arrangement import Arrangement

MOST_LINES = 64
"""With more lines regions are neither counted nor named."""
_BETWEEN_MINUS_AND_PLUS_1 = ("sign", "tanh")


@dataclass(frozen=True, slots=True)
class RegionLines:
    """What makes the regions: a line for every neuron of the first layer.

    Attributes:
        names: the neurons, in the order of a code's digits.
        lines: in the plane that is shown. In a slice some neurons may be constant: their line is degenerate.
        signed: whether a neuron's digits are −1 and +1.
        sharp: whether all are thresholds, so that they fire or do not.
    """

    names: tuple[str, ...]
    lines: tuple[Line, ...]
    signed: tuple[bool, ...]
    sharp: bool

    def code_at(self, at: Point) -> Code:
        """The code of a point."""
        from nndesk.geometry.arrangement import code_at

        return code_at(self.lines, at)

    def ring(self, code: Code, window: Window) -> tuple[Point, ...]:
        """What the window shows of a region, counter-clockwise; empty if nothing."""
        if len(code) != len(self.lines):
            return ()
        return half_planes(self.lines, code, window)


@dataclass(frozen=True, eq=False)
class PlaneRegions:
    """The regions of a plane.

    Attributes:
        of: the lines that make them.
        cells: those that the window shows.
        extents: of the cells, x1 from and to, x2 from and to; shape (n, 4).
        whole: all that there are in the whole plane.
        sliced: whether the plane is a slice, so that there may be more in the space of all inputs.
    """

    of: RegionLines
    cells: tuple[Cell, ...]
    extents: NDArray[np.float64]
    whole: Arrangement
    sliced: bool = False


def region_lines(network: Network, plane: Network) -> RegionLines | None:
    """The first layer's lines in the plane of the two inputs of ``plane``, ``network`` itself or a slice of
    it.

    None without a first layer, or where it has more than :data:`MOST_LINES` neurons.
    """
    names = readers(network)
    if not 0 < len(names) <= MOST_LINES:
        return None
    lines = []
    for name in names:
        weights = {edge.source: edge.weight for edge in plane.incoming(name)}
        across, up = (weights.get(x, 0.0) for x in plane.inputs)
        lines.append(Line(across, up, plane.node(name).bias))
    activations = [network.node(name).activation for name in names]
    return RegionLines(
        names,
        tuple(lines),
        tuple(activation in _BETWEEN_MINUS_AND_PLUS_1 for activation in activations),
        all(ACTIVATIONS[activation].threshold for activation in activations),
    )


def plane_regions(of: RegionLines, window: Window, *, sliced: bool = False) -> PlaneRegions:
    """The regions that the lines make; a frame's work for 64 lines in general position."""
    from nndesk.geometry.arrangement import arrange

    found = cells(of.lines, window)
    corners = np.array([corner for cell in found for corner in cell.ring])
    starts = np.cumsum([0, *(len(cell.ring) for cell in found[:-1])])
    least, most = np.minimum.reduceat(corners, starts), np.maximum.reduceat(corners, starts)
    extents = np.stack((least[:, 0], most[:, 0], least[:, 1], most[:, 1]), axis=1)
    return PlaneRegions(of, found, extents, arrange(of.lines), sliced)


def visible_count(regions: PlaneRegions, window: Window) -> int:
    """How many regions a part of their window shows."""
    x0, x1, y0, y1 = window
    left, right, low, high = regions.extents.T
    inside = (left >= x0) & (right <= x1) & (low >= y0) & (high <= y1)
    partly = (left < x1) & (right > x0) & (low < y1) & (high > y0) & ~inside
    cut = sum(1 for i in np.flatnonzero(partly) if clip_ring(regions.cells[i].ring, window))
    return int(inside.sum()) + cut
