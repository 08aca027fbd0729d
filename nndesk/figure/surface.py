"""A neuron's output over the plane as a surface in space (LECTURE topic 4: where P = 0.5 is the boundary)."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nndesk.document.document import Document
from nndesk.figure.plane_content import PlaneData, plane_data, plane_window
from nndesk.figure.primitives import (
    Disc,
    Figure,
    FigureError,
    Fill,
    Group,
    Item,
    Label,
    Patches,
    Pen,
    Point,
    Polygon,
    Polyline,
)
from nndesk.figure.rotation import Camera, Frame, home
from nndesk.figure.shading import mixed
from nndesk.figure.space_axes import Axis, SpaceBox
from nndesk.figure.style import Palette, Style
from nndesk.figure.surface_mesh import SHADES, Space, Surface, surface_of
from nndesk.figure.surface_samples import sample_items
from nndesk.figure.typeset import measure_label
from nndesk.geometry.lines import Window
from nndesk.network.notation import math_name

Array = NDArray[np.float64]

RESOLUTION = 48
"""Points of a mesh along each input, for print."""
MOST_SAMPLES = 300
"""With more there are no points: they would hide the surface."""
_MARGIN = (38.0, 42.0)
"""Room for numbers and names, to the sides and above and below."""


@dataclass(frozen=True, eq=False)
class SurfaceData:
    """What is computed once, whatever it is seen from: the plane's content and the pieces of its surface.

    ``column``: which of the samples' targets the output should give; None if they do not speak of it.
    """

    plane: PlaneData
    space: Space
    surface: Surface
    column: int | None

    @property
    def node(self) -> str:
        assert self.plane.node is not None
        return self.plane.node

    def outputs_at(self, x: Array, y: Array) -> Array:
        """The outputs at points of the plane ``(…)``, from the field nearby."""
        assert self.plane.field is not None
        grid = self.plane.field
        fx = np.interp(x, grid.xs, np.arange(len(grid.xs)))
        fy = np.interp(y, grid.ys, np.arange(len(grid.ys)))
        i, j = np.minimum(fx.astype(int), len(grid.xs) - 2), np.minimum(fy.astype(int), len(grid.ys) - 2)
        u, v = fx - i, fy - j
        z = np.asarray(grid.z, np.float64)
        low = z[j, i] * (1 - u) + z[j, i + 1] * u
        high = z[j + 1, i] * (1 - u) + z[j + 1, i + 1] * u
        return np.asarray(low * (1 - v) + high * v)


def surface_data(
    document: Document,
    node: str | None = None,
    window: Window | None = None,
    resolution: int = RESOLUTION,
    cancel: threading.Event | None = None,
) -> SurfaceData:
    """The surface over the plane, see :func:`plane_data`; of the window the square in its middle.

    Raises:
        FigureError: there is no plane, or no neuron yet.
        Cancelled: ``cancel`` was set.
    """
    # Several outputs may compete for the plane; one surface is of one of them.
    node = node or document.view.plane_node or next(iter(document.network.outputs), None)
    plane = plane_data(document, node, squared(window or plane_window(document)), resolution, cancel)
    if plane.field is None or plane.node is None:
        raise FigureError("There is no neuron yet whose output could stand over the plane.")
    space = Space(plane.window, plane.low, plane.level, plane.high)
    outputs = document.network.outputs
    fit = plane.node in outputs and document.samples.target_count == len(outputs)
    column = outputs.index(plane.node) if fit else None
    return SurfaceData(plane, space, surface_of(plane, space), column)


def squared(window: Window) -> Window:
    """The largest square in the middle: a box as long as a card is tall would be mostly depth."""
    x0, x1, y0, y1 = window
    half = min(x1 - x0, y1 - y0) / 2
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return x - half, x + half, y - half, y + half


def surface_figure(
    data: SurfaceData,
    style: Style,
    camera: Camera | None = None,
    width: float = 520.0,
    height: float = 440.0,
    samples: bool = True,
) -> Figure:
    """The surface in its box, with the decision level as a translucent plane.

    A ray from an eye above the floor goes down: it meets what is above the level first, then the level's
    plane, then what is below. So these three are painted the other way round; seen from below, in this order.
    """
    palette, scale = style.palette, style.scale
    camera = camera or home("surface")
    space = data.space
    # However it is turned, it comes no farther to the sides and no higher than this.
    reach = float(np.hypot(*space.half[:2])), float(np.linalg.norm(space.half))
    room = (width / 2 - _MARGIN[0] * scale, height / 2 - _MARGIN[1] * scale)
    fit = min(room[0] / reach[0], room[1] / reach[1])
    frame = Frame(camera, (width / 2, height / 2), max(10.0, fit))
    x0, x1, y0, y1 = data.plane.window
    names = [math_name(name) for name in data.plane.inputs]
    axes = (
        Axis(names[0], x0, x1),
        Axis(names[1], y0, y1),
        Axis(f"z_{{{math_name(data.node)}}}", space.low, space.high),
    )
    box = SpaceBox(space.half, axes, frame, style)
    drawing = _Drawing(data, frame, style)
    below, above = data.surface.pieces(frame)
    colors = surface_colors(palette)
    pen = Pen(mixed(0.5, palette.text, palette.text, palette.text), 0.5 * scale, opacity=0.22)
    halves = [
        (Patches(pieces.points, pieces.sizes, pieces.shades, colors, pen),) if pieces.sizes else ()
        for pieces in (below, above)
    ]
    shown = samples and len(data.plane.points) <= MOST_SAMPLES
    covered, seen = sample_items(data, frame, style) if shown else ((), ())
    parts = [
        ("surface below the level", halves[0]),
        ("level", drawing.level()),
        ("surface above the level", halves[1]),
    ]
    if not box.from_above:
        parts.reverse()
    floor = [("boundary on the floor", drawing.floor())]
    items = [
        ("walls", box.behind()),
        *(floor if box.from_above else ()),
        *parts,
        *(() if box.from_above else floor),
        ("samples behind the surface", covered),
        ("boundary", drawing.boundary(hidden=True)),
        ("samples", seen),
        ("example", drawing.example()),
        ("axes", box.names()),
        ("level's name", drawing.level_name()),
    ]
    return Figure(
        width,
        height,
        tuple(Group(tuple(own), title=title) for title, own in items if own),
        background=palette.panel,
        title=f"Surface of {data.node}",
        description=(
            f"The output of {data.node} over {data.plane.inputs[0]} and {data.plane.inputs[1]} as a surface, "
            f"cut at its decision level {space.level:g}."
        ),
    )


def surface_colors(palette: Palette) -> tuple[str, ...]:
    """From class 0 over the neutral of the level to class 1: the plane's colours, a little stronger, since
    here they have no frame and are cut by lines."""
    low, high = (
        mixed(0.5 * part, field, strong, strong)
        for part, field, strong in (
            (0.62, palette.field0, palette.class0),
            (0.62, palette.field1, palette.class1),
        )
    )
    return tuple(mixed(i / (SHADES - 1), low, palette.panel, high) for i in range(SHADES))


class _Drawing:
    """The parts of the picture beside the surface and the box."""

    def __init__(self, data: SurfaceData, frame: Frame, style: Style) -> None:
        self.data, self.frame, self.style = data, frame, style
        self.space, self.palette, self.scale = data.space, style.palette, style.scale

    def _place(self, points: Array) -> tuple[Point, ...]:
        return tuple((x, y) for x, y, _ in self.frame.place(points).tolist())

    def _lifted(self, line: tuple[Point, ...], height: float) -> tuple[Point, ...]:
        x, y = np.array(line).T
        at = self.space.place(x, y, np.full(len(x), self.space.level))
        at[:, 2] = height
        return self._place(at)

    def level(self) -> tuple[Item, ...]:
        """The plane ``z = level``, translucent, and the curve in which it cuts the surface."""
        hx, hy, _ = self.space.half
        z = self.space.level_height
        ring = self._place(np.array([(-hx, -hy, z), (hx, -hy, z), (hx, hy, z), (-hx, hy, z)]))
        accent = self.palette.accent
        return (
            Polygon((ring,), Fill(accent, 0.09), Pen(accent, 0.9 * self.scale, opacity=0.6)),
            *self.boundary(),
        )

    def boundary(self, hidden: bool = False) -> tuple[Item, ...]:
        """The curve; ``hidden``: faintly, over all that covers it."""
        opacity = 0.35 if hidden else 1.0
        pen = Pen(self.palette.text, 2.0 * self.scale, opacity=opacity)
        z = self.space.level_height
        return tuple(Polyline(self._lifted(line, z), pen) for line in self.data.plane.boundary)

    def floor(self) -> tuple[Item, ...]:
        """The curve on the floor: the boundary as the plane shows it."""
        pen = Pen(self.palette.muted, 1.3 * self.scale, (4.0 * self.scale, 3.0 * self.scale))
        z = -self.space.half[2]
        return tuple(Polyline(self._lifted(line, z), pen) for line in self.data.plane.boundary)

    def level_name(self) -> tuple[Item, ...]:
        """``z = 0.5`` at the corner of the level's plane that is farthest to the right."""
        hx, hy, _ = self.space.half
        z = self.space.level_height
        corners = self._place(np.array([(x, y, z) for x in (-hx, hx) for y in (-hy, hy)]))
        x, y = max(corners)
        latex = self.style.numbers.latex(self.space.level)
        size = 12.0 * self.scale
        _, ascent, descent = measure_label(latex, size)
        return (Label((x + 5 * self.scale, y + (ascent - descent) / 2), latex, size, self.palette.accent),)

    def example(self) -> tuple[Item, ...]:
        """A ring where the example stands on the surface, with a stem to the floor."""
        plane = self.data.plane
        if plane.example is None:
            return ()
        x, y = plane.example
        if not (plane.window[0] <= x <= plane.window[1] and plane.window[2] <= y <= plane.window[3]):
            return ()
        ax, ay = np.array([x]), np.array([y])
        at = self.space.place(ax, ay, self.data.outputs_at(ax, ay))
        foot = at.copy()
        foot[:, 2] = -self.space.half[2]
        (top,), (bottom,) = self._place(at), self._place(foot)
        palette, scale = self.palette, self.scale
        return (
            Polyline((bottom, top), Pen(palette.accent, 1.2 * scale, (2.5 * scale, 2.5 * scale))),
            Disc(top, 8.0 * scale, pen=Pen(palette.panel, 4.0 * scale, opacity=0.7)),
            Disc(top, 8.0 * scale, pen=Pen(palette.accent, 2.0 * scale)),
        )
