"""Hidden space with three axes, seen by a camera: the bent plane, the data, and the plane that cuts them.

What the cutting plane hides is painted first, then the plane, then what is in front of it; on each side the
pieces are painted from far to near.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.axes import nice_step, nice_ticks, tick_text
from nndesk.figure.cuts import Cut, corners, edges, section
from nndesk.figure.hidden_content import FINE, HiddenSpace
from nndesk.figure.hidden_space import axis_symbol, description, heaped, sample_marks, torn_cells
from nndesk.figure.primitives import (
    Disc,
    Figure,
    Fill,
    Group,
    Item,
    Label,
    Pen,
    Point,
    Polygon,
    Polyline,
    Text,
)
from nndesk.figure.rotation import Camera, Frame
from nndesk.figure.shading import field_color
from nndesk.figure.style import Style

NAME_SIZE = 15.0
TICK_SIZE = 11.0
_PIXELS_A_TICK = 70.0
_MARGIN = 30.0
_CORNERS = corners(3)
_EDGES = edges(3)
_SHADE_STEPS = 64


def hidden_cube(
    space: HiddenSpace,
    style: Style,
    camera: Camera,
    width: float = 480.0,
    height: float = 480.0,
    morph: float = 1.0,
    *,
    background: bool = True,
    centered: bool = False,
) -> Figure:
    """The three axes as a cube, turned as ``camera`` sees it; arguments as of ``hidden_figure``."""
    side = (width, height) if centered else (min(width, height),) * 2
    frame = _frame(style, camera, *side)
    scene = _Scene(space, style, frame, morph)
    items = (
        Group(tuple(scene.box()), title="axes"),
        Group(tuple(scene.pieces(behind=True)), title="grid, behind"),
        Group(tuple(scene.plane()), title="cut"),
        Group(tuple(scene.pieces(behind=False)), title="grid, in front"),
        Group(tuple(scene.boundary()), title="boundary"),
        Group(tuple(scene.marks()), title="points"),
        Group(tuple(scene.example()), title="example"),
    )
    palette = style.palette
    return Figure(
        *side,
        tuple(part for part in items if part.items),
        background=palette.panel if background else None,
        title=f"Hidden space of {', '.join(space.nodes)}",
        description=description(space, morph),
    )


def cube_samples(
    space: HiddenSpace,
    style: Style,
    camera: Camera,
    width: float,
    height: float,
    morph: float,
    *,
    centered: bool = False,
) -> tuple[tuple[Point, float, int], ...]:
    """Place, radius and class of the mark of every sample."""
    side = (width, height) if centered else (min(width, height),) * 2
    scene = _Scene(space, style, _frame(style, camera, *side), morph)
    return tuple(heaped(scene.placed(space.samples.at(morph))[..., :2], space.classes, style))


def _frame(style: Style, camera: Camera, width: float, height: float) -> Frame:
    room = min(width, height) / 2 - _MARGIN * style.scale
    return Frame(camera, (width / 2, height / 2), max(20.0, room) / 3**0.5)


class _Scene:
    """Everything of one picture in the coordinates of the cube, −1 to 1 along each axis."""

    def __init__(self, space: HiddenSpace, style: Style, frame: Frame, morph: float) -> None:
        self._space, self._style, self._frame, self._morph = space, style, frame, morph
        ranges = np.array(space.ranges_at(morph))
        self._middle = ranges.mean(axis=1)
        self._half = (ranges[:, 1] - ranges[:, 0]) / 2
        self._reader = self._cut()

    def placed(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points of the space as x, y and depth in the figure."""
        return self._frame.place((points - self._middle) / self._half)

    def _cut(self) -> Cut | None:
        """The reader's plane, in the cube's coordinates."""
        space = self._space
        if space.reader is None or not any(space.weights) or (self._morph <= 0 and space.inputs):
            return None
        weights = np.array(space.weights)
        normal = tuple((weights * self._half).tolist())
        return Cut(space.reader, normal, float(weights @ self._middle + space.bias))

    # --- what is painted ---------------------------------------------------------------------------------

    def box(self) -> Iterator[Item]:
        palette, scale = self._style.palette, self._style.scale
        at = self._frame.place(_CORNERS)
        for i, j in _EDGES:
            yield Polyline(
                (tuple(at[i, :2].tolist()), tuple(at[j, :2].tolist())), Pen(palette.hairline, scale)
            )
        for axis in range(3):
            yield from self._scale(axis, at)

    def _scale(self, axis: int, at: NDArray[np.float64]) -> Iterator[Item]:
        """Numbers and name of an axis, outside along that of its four edges which is farthest out."""
        palette, scale = self._style.palette, self._style.scale
        center = np.array(self._frame.center)
        middles = {
            (i, j): (at[i, :2] + at[j, :2]) / 2 for i, j in _EDGES if _CORNERS[j][axis] > _CORNERS[i][axis]
        }
        # Of two that are as far out the lower one: numbers stand better under a picture than above it.
        i, j = max(
            middles, key=lambda edge: (round(float(np.hypot(*(middles[edge] - center))), 3), middles[edge][1])
        )
        out = middles[i, j] - center
        out = out / max(1.0, float(np.hypot(*out)))
        low, high = self._space.ranges_at(self._morph)[axis]
        length = float(np.hypot(*(at[j, :2] - at[i, :2])))
        step = nice_step(high - low, length / (_PIXELS_A_TICK * scale))
        size = TICK_SIZE * scale
        if length > 0.5 * _PIXELS_A_TICK * scale:
            for tick in nice_ticks(low, high, (high - low) / step):
                part = (tick - low) / (high - low)
                x, y = (at[i, :2] + part * (at[j, :2] - at[i, :2]) + 12 * scale * out).tolist()
                text = tick_text(tick, step, self._style.numbers.decimal_comma)
                yield Text((x, y + 0.36 * size), text, size, palette.muted, "middle")
        x, y = (middles[i, j] + 30 * scale * out).tolist()
        latex = axis_symbol(self._space, axis, self._morph)
        yield Label((x, y + 0.3 * NAME_SIZE * scale), latex, NAME_SIZE * scale, palette.text, "middle")

    def pieces(self, behind: bool) -> Iterator[Item]:
        """The parts of the bent plane on one side of the cut, far ones first."""
        palette, scale = self._style.palette, self._style.scale
        rings, shades, pen = self._faces()
        if not len(rings):
            return
        at = [self.placed(ring) for ring in rings] if isinstance(rings, list) else self.placed(rings)
        middles = (
            np.array([ring.mean(axis=0) for ring in rings]) if isinstance(rings, list) else rings.mean(1)
        )
        depths = np.array([ring[:, 2].mean() for ring in at]) if isinstance(at, list) else at[..., 2].mean(1)
        order = np.argsort(depths, kind="stable")
        order = order[self._hidden(middles)[order] == behind]
        outline = Pen(palette.text, pen * scale, opacity=0.28)
        for i in order.tolist():
            shade = shades[i]
            color = palette.panel if shade is None else field_color(shade, palette)
            ring = tuple(map(tuple, at[i][:, :2].tolist()))
            yield Polygon((ring,), Fill(color, 0.92), outline)

    def _faces(
        self,
    ) -> tuple[list[NDArray[np.float64]] | NDArray[np.float64], list[float | None], float]:
        """Corners in the space, shade of each, width of its outline."""
        space, morph = self._space, self._morph
        if space.pieces:
            return [p.corners.at(morph) for p in space.pieces], [p.shade for p in space.pieces], 1.4
        if space.grid is None:
            return [], [], 0.0
        grid = space.grid.at(morph)[::FINE, ::FINE]
        quads = np.stack((grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]), axis=2)
        whole = ~torn_cells(space).reshape(-1)
        found = quads.reshape(-1, 4, quads.shape[-1])[whole]
        if space.shades is None:
            return found, [None] * len(found), 0.7
        steps = np.rint(space.shades.reshape(-1)[whole] * _SHADE_STEPS) / _SHADE_STEPS
        return found, steps.tolist(), 0.7

    def _hidden(self, middles: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which points are behind the cut, seen from the camera."""
        if self._reader is None:
            return np.ones(len(middles), bool)
        normal = np.array(self._reader.normal)
        towards = float(normal @ self._frame.camera.axes[2])
        signals = (middles - self._middle) / self._half @ normal + self._reader.offset
        return np.asarray(signals * (1.0 if towards >= 0 else -1.0) <= 0)

    def plane(self) -> Iterator[Item]:
        if self._reader is None:
            return
        palette, scale, morph = self._style.palette, self._style.scale, self._morph
        strength = morph if self._space.inputs else 1.0
        ring = section(self._reader, reach=1.0)
        if len(ring) >= 3:
            at = tuple(map(tuple, self._frame.place(ring)[:, :2].tolist()))
            yield Polygon(
                (at,),
                Fill(palette.accent, 0.13 * strength),
                Pen(palette.accent, 1.4 * scale, (7 * scale, 4 * scale), 0.9 * strength),
            )

    def boundary(self) -> Iterator[Item]:
        """Over everything: where another sheet lies before it, it would be in pieces."""
        pen = Pen(self._style.palette.text, 2.2 * self._style.scale)
        for line in self._space.boundary:
            points = self.placed(line.at(self._morph))[:, :2]
            yield Polyline(tuple(map(tuple, points.tolist())), pen)

    def marks(self) -> Iterator[Item]:
        space = self._space
        at = self.placed(space.samples.at(self._morph))
        order = np.argsort(at[..., 2], kind="stable")
        dots = heaped(at[order, :2], space.classes[order], self._style)
        return sample_marks(dots, space.held_out[order], self._style)

    def example(self) -> Iterator[Item]:
        if self._space.example is None:
            return
        palette, scale = self._style.palette, self._style.scale
        x, y, _ = self.placed(self._space.example.at(self._morph))[0].tolist()
        yield Disc((x, y), 14 * scale, pen=Pen(palette.panel, 4.5 * scale, opacity=0.7))
        yield Disc((x, y), 14 * scale, pen=Pen(palette.accent, 2.0 * scale))
