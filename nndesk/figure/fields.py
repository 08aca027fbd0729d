"""What every node makes of the plane of two inputs: small maps, all from one pass of the engine.

It knows nothing of Qt and is computed in the worker; screen and exports fill the nodes' discs with it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from nndesk.document.document import Document
from nndesk.figure.plane_content import plane_window, shade_range, shades_of
from nndesk.figure.plane_slice import plane_slice
from nndesk.figure.primitives import FieldDisc, Point
from nndesk.figure.shading import as_bytes, field_colors
from nndesk.figure.style import Palette
from nndesk.geometry.lines import Window
from nndesk.network.engine import CompiledNetwork

SIDE = 48
"""Shades in a row: about as many as a disc on the screen has pixels."""
FINE_SIDE = 160
"""The same for prints, whose contours would have visible corners."""


@dataclass(frozen=True, eq=False)
class NodeFields:
    """The maps of all nodes.

    Attributes:
        window: the part of the plane ``(x1 min, x1 max, x2 min, x2 max)`` that each of them shows.
        side: shades in a row, and rows.
        columns: which inputs are the plane's axes, across and up.
        shades: by node, as in :class:`~nndesk.figure.primitives.FieldDisc`.
    """

    window: Window
    side: int
    shades: Mapping[str, bytes]
    columns: tuple[int, int] = (0, 1)

    def disc(self, name: str, radius: float, palette: Palette) -> FieldDisc | None:
        """The map of ``name`` around the origin; None if it has none."""
        shades = self.shades.get(name)
        if shades is None:
            return None
        return FieldDisc((0.0, 0.0), radius, shades, self.side, field_colors(palette))

    def place(self, x: tuple[float, ...], radius: float) -> Point | None:
        """Where the point ``x`` of the plane stands in a disc; None if it is not in it."""
        if len(x) != 2:
            return None
        x0, x1, y0, y1 = self.window
        across, up = (x[column] for column in self.columns)
        across, up = 2 * (across - x0) / (x1 - x0) - 1, 2 * (up - y0) / (y1 - y0) - 1
        return (across * radius, -up * radius) if across**2 + up**2 <= 1 else None


def has_fields(document: Document) -> bool:
    """Whether the nodes of this network have a plane to make something of: whether it has two inputs."""
    return len(document.network.inputs) == 2


def node_fields(
    document: Document, side: int = SIDE, cancel: threading.Event | None = None
) -> NodeFields | None:
    """The map of every input and neuron over the part of the plane that the plane shows.

    An input's is its own coordinate, neutral in the middle; a neuron's is neutral at its decision level. None
    unless the network has two inputs. Raises Cancelled when told to stop.
    """
    if not has_fields(document):
        return None
    cut = plane_slice(document)
    assert cut is not None
    network, window = cut.network(document.network), plane_window(document)
    x0, x1, y0, y1 = window
    # The outermost shades stand half a shade inside.
    xs, ys = ((np.arange(side) + 0.5) / side * (b - a) + a for a, b in ((x0, x1), (y0, y1)))
    points = np.empty((side, side, 2), np.float32)
    points[:, :, 0] = xs
    points[:, :, 1] = ys[:, np.newaxis]
    outputs = CompiledNetwork(network, np.float32).every_output(points.reshape(-1, 2), cancel)
    coordinate = (np.arange(side) + 0.5) / side
    shades = {
        network.inputs[0]: as_bytes(np.tile(coordinate, (side, 1))),
        network.inputs[1]: as_bytes(np.tile(coordinate[:, np.newaxis], (1, side))),
    }
    for name, z in outputs.items():
        _low, level, high = shade_range(network.node(name).activation, z)
        shades[name] = as_bytes(shades_of(z.reshape(side, side), level, high))
    return NodeFields(window, side, MappingProxyType(shades), cut.columns)
