"""Hidden space as a figure, at any moment of the way there from the input plane.

:mod:`nndesk.figure.hidden_content` says what it shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.axes import PlotFrame, nice_step, nice_ticks, tick_text
from nndesk.figure.hidden_content import FINE, HiddenSpace
from nndesk.figure.line_marks import SIGN, MarkedLine, place_marks
from nndesk.figure.marker import marker
from nndesk.figure.primitives import (
    Box,
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
from nndesk.figure.shading import field_color
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label
from nndesk.geometry.cells import cells
from nndesk.geometry.lines import Line, clip
from nndesk.network.notation import math_name, symbol

TICK_SIZE = 11.0
NAME_SIZE = 15.0
_PIXELS_A_TICK = 85.0
_LEFT, _TOP, _RIGHT, _BOTTOM = 46.0, 34.0, 16.0, 40.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_WIDEST_HEAP = 24.0
"""Samples that come to one place lie around it in a heap no larger than this."""
_RING = 6
"""So few stand around the place side by side."""
_MOST_AVOIDED = 100
"""The name of the line avoids the samples only as far as these are few; in a cloud there is no free place."""
_SHADE_STEPS = 64
_JUMP = 0.5
"""A threshold jumps by 1 or 2; between two points of the grid nothing else comes near that."""


def hidden_figure(
    space: HiddenSpace,
    style: Style,
    width: float = 480.0,
    height: float = 480.0,
    morph: float = 1.0,
    *,
    background: bool = True,
    centered: bool = False,
) -> Figure:
    """Two axes: bent grid, data, the reader's line; as large as fits in ``width × height``.

    Args:
        morph: 0 is the input plane, 1 hidden space, anything between is on the way.
        centered: the figure fills ``width × height`` with the frame in the middle, else it is cropped to it.
    """
    scale, palette = style.scale, style.palette
    frame = frame_of(space, style, width, height, morph, centered)
    box = (frame.left, frame.top, frame.width, frame.height)
    dots = heaped_samples(space, frame, style, morph)
    inside = [
        Group(tuple(_halves(space, frame, style, morph)), title="sides"),
        Group(tuple(_mesh(space, frame, style, morph)), title="grid"),
        Group(tuple(_boundary(space, frame, style, morph)), title="boundary"),
        Group(tuple(sample_marks(dots, space.held_out, style)), title="points"),
        Group(tuple(_example(space, frame, style, morph)), title="example"),
    ]
    items: tuple[Item, ...] = (
        Group(tuple(part for part in inside if part.items), clip=box),
        Box(*box, pen=Pen(palette.hairline)),
        Group(tuple(_marks(space, frame, style, morph, dots)), title="name of the line"),
        Group(tuple(_axes(space, frame, style, morph)), title="axes"),
    )
    return Figure(
        width if centered else frame.right + _RIGHT * scale,
        height if centered else frame.bottom + _BOTTOM * scale,
        items,
        background=palette.panel if background else None,
        title=f"Hidden space of {' and '.join(space.nodes)}",
        description=description(space, morph),
    )


def frame_of(
    space: HiddenSpace, style: Style, width: float, height: float, morph: float, centered: bool = False
) -> PlotFrame:
    """Where the two axes stand in a picture of this size."""
    (a, b), (c, d) = space.ranges_at(morph)[:2]
    left, top, right, bottom = (side * style.scale for side in (_LEFT, _TOP, _RIGHT, _BOTTOM))
    room = max(40.0, width - left - right), max(40.0, height - top - bottom)
    frame = PlotFrame.fitted((a, b, c, d), left, top, *room)
    if not centered:
        return frame
    return replace(
        frame, left=left + (room[0] - frame.width) / 2, top=top + max(0.0, (room[1] - frame.height) / 2)
    )


def heaped_samples(
    space: HiddenSpace, frame: PlotFrame, style: Style, morph: float
) -> tuple[tuple[Point, float, int], ...]:
    """Place, radius and class of the mark of every sample."""
    return tuple(heaped(_placed(space.samples.at(morph), frame), space.classes, style))


def sample_marks(
    dots: Iterable[tuple[Point, float, int]], held_out: NDArray[np.bool_], style: Style
) -> Iterator[Item]:
    """The marks for :func:`heaped` samples; those of held-out ones are hollow."""
    palette = style.palette
    for (at, radius, kind), hollow in zip(dots, held_out.tolist(), strict=True):
        yield marker(kind, at, radius, palette.of_class(kind), palette.panel, hollow=hollow)


def description(space: HiddenSpace, morph: float = 1.0) -> str:
    """What is to be seen, in words."""
    if morph <= 0.0 and space.inputs:
        shown = f"The input plane of {' and '.join(space.inputs)}, before {' and '.join(space.nodes)} bend it"
    elif morph < 1.0 and space.inputs:
        shown = f"On the way from the input plane to the outputs of {' and '.join(space.nodes)}"
    else:
        shown = f"The outputs of {' and '.join(space.nodes)} as coordinates"
    line = f", cut by the line of {space.reader}" if space.reader is not None else ""
    return f"{shown}{line}, with {len(space.samples.z)} samples."


# --- what is in the frame ----------------------------------------------------------------------------------


def _placed(points: NDArray[np.float64], frame: PlotFrame) -> NDArray[np.float64]:
    """Points of the space, ``(…, 2 or more)``, in the figure, ``(…, 2)``."""
    x0, x1, y0, y1 = frame.window
    found = np.empty((*points.shape[:-1], 2))
    found[..., 0] = frame.left + (points[..., 0] - x0) * (frame.width / (x1 - x0))
    found[..., 1] = frame.bottom - (points[..., 1] - y0) * (frame.height / (y1 - y0))
    return found


def _line(space: HiddenSpace) -> Line | None:
    if space.reader is None or not any(space.weights):
        return None
    return Line(space.weights[0], space.weights[1], space.bias)


def _halves(space: HiddenSpace, frame: PlotFrame, style: Style, morph: float) -> Iterator[Item]:
    """The two sides of the reader's line, appearing on the last part of the way."""
    line = _line(space)
    strength = max(0.0, 2 * morph - 1) if space.inputs else 1.0
    if line is None or not strength:
        return
    palette = style.palette
    for cell in cells([line], frame.window):
        color = palette.field1 if cell.code[0] else palette.field0
        ring = tuple(frame.place(at) for at in cell.ring)
        yield Polygon((ring,), Fill(color, 0.55 * strength))


def _mesh(space: HiddenSpace, frame: PlotFrame, style: Style, morph: float) -> Iterator[Item]:
    """Cells of the input plane in the colour of what the reader makes of them; over them the grid's lines."""
    if space.grid is None:
        return
    palette, scale = style.palette, style.scale
    at = _placed(space.grid.at(morph), frame)
    for piece in space.pieces:
        ring = tuple(map(tuple, _placed(piece.corners.at(morph), frame).tolist()))
        color = palette.panel if piece.shade is None else field_color(piece.shade, palette)
        yield Polygon((ring,), Fill(color), Pen(palette.text, 1.4 * scale))
    if space.shades is not None and not space.pieces:
        corners, whole = at[::FINE, ::FINE], ~torn_cells(space)
        quads = np.stack((corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]), axis=2)
        flat = quads.reshape(-1, 4, 2)
        a, b = flat[:, 2] - flat[:, 0], flat[:, 3] - flat[:, 1]
        visible = whole.reshape(-1) & (np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) > 0.05)
        steps = np.rint(space.shades.reshape(-1) * _SHADE_STEPS) / _SHADE_STEPS
        for ring, shade in zip(flat[visible].tolist(), steps[visible].tolist(), strict=True):
            color = field_color(shade, palette)
            # The pen closes the seams between neighbours.
            yield Polygon((tuple(map(tuple, ring)),), Fill(color), Pen(color, 0.7))
    z = space.grid.z
    for lines, places in ((at, z), (np.swapaxes(at, 0, 1), np.swapaxes(z, 0, 1))):
        for index in range(0, len(lines), FINE):
            border = index in (0, len(lines) - 1)
            pen = Pen(palette.text, (1.4 if border else 0.8) * scale, opacity=0.55 if border else 0.2)
            for part in _unbroken(lines[index], places[index], space.torn):
                yield Polyline(tuple(map(tuple, part.tolist())), pen)


def torn_cells(space: HiddenSpace) -> NDArray[np.bool_]:
    """Which cells of the grid have corners in places that thresholds keep apart, ``(cells, cells)``."""
    assert space.grid is not None
    z = space.grid.z[::FINE, ::FINE]
    if not space.torn:
        return np.zeros((len(z) - 1, len(z) - 1), bool)
    corners = np.stack((z[:-1, :-1], z[:-1, 1:], z[1:, 1:], z[1:, :-1]))
    found: NDArray[np.bool_] = (np.ptp(corners, axis=0) > _JUMP).any(axis=-1)
    return found


def _unbroken(
    line: NDArray[np.float64], places: NDArray[np.float64], torn: bool
) -> Iterable[NDArray[np.float64]]:
    """The parts of a line of the grid between the jumps that thresholds make in it."""
    if not torn:
        return (line,)
    jumps = np.flatnonzero(np.abs(np.diff(places, axis=0)).max(axis=1) > _JUMP) + 1
    return [part for part in np.split(line, jumps) if len(part) > 1]


def _boundary(space: HiddenSpace, frame: PlotFrame, style: Style, morph: float) -> Iterator[Item]:
    palette, scale = style.palette, style.scale
    for line in space.boundary:
        points = _placed(line.at(morph), frame)
        yield Polyline(tuple(map(tuple, points.tolist())), Pen(palette.text, 2.2 * scale))
    segment = _segment(space, frame, morph)
    if segment is not None:
        strength = morph if space.inputs else 1.0
        pen = Pen(palette.text, 1.6 * scale, (7 * scale, 4 * scale), 0.85 * strength)
        yield Polyline((frame.place(segment[0]), frame.place(segment[1])), pen)


def _segment(space: HiddenSpace, frame: PlotFrame, morph: float) -> tuple[Point, Point] | None:
    """The reader's line, as far as it is visible at all by now."""
    line = _line(space)
    if line is None or (morph <= 0.0 and space.inputs):
        return None
    return clip(line, frame.window)


def heaped(
    at: NDArray[np.float64], classes: NDArray[np.intp], style: Style
) -> Iterator[tuple[Point, float, int]]:
    """Place, radius and class of every sample; those that come to one place lie around it."""
    count = len(at)
    if not count:
        return
    radius = (7.5 if count <= 40 else 4.5 if count <= 400 else 3.0) * style.scale
    _, which, sizes = np.unique(np.rint(at), axis=0, return_inverse=True, return_counts=True)
    which = which.reshape(-1)
    seen = np.zeros(len(sizes), np.intp)
    for (x, y), heap, kind in zip(at.tolist(), which.tolist(), classes.tolist(), strict=True):
        k, size = int(seen[heap]), int(sizes[heap])
        seen[heap] += 1
        if size > 1:
            away, angle = _beside(k, size, radius, _WIDEST_HEAP * style.scale)
            x, y = x + away * math.cos(angle), y + away * math.sin(angle)
        yield (x, y), radius, kind


def _beside(k: int, size: int, radius: float, widest: float) -> tuple[float, float]:
    """How far from the middle of a heap of ``size``, and in which direction, the k-th of it stands."""
    if size <= _RING:
        return 1.1 * radius / math.sin(math.pi / size), 2 * math.pi * k / size
    return min(1.15 * radius, widest / math.sqrt(size)) * math.sqrt(k + 0.5), _GOLDEN * k


def _example(space: HiddenSpace, frame: PlotFrame, style: Style, morph: float) -> Iterator[Item]:
    if space.example is None:
        return
    at = tuple(_placed(space.example.at(morph)[0], frame).tolist())
    radius = 14.0 * style.scale
    yield Disc(at, radius, pen=Pen(style.palette.panel, 4.5 * style.scale, opacity=0.7))
    yield Disc(at, radius, pen=Pen(style.palette.accent, 2.0 * style.scale))


def _marks(
    space: HiddenSpace,
    frame: PlotFrame,
    style: Style,
    morph: float,
    dots: Sequence[tuple[Point, float, int]],
) -> Iterator[Item]:
    """The reader's name on its line, + and − beside it."""
    segment, line = _segment(space, frame, morph), _line(space)
    if segment is None or line is None or space.reader is None or morph < 1.0:
        return
    scale, palette = style.scale, style.palette
    latex = math_name(space.reader)
    width, ascent, descent = measure_label(latex, NAME_SIZE * scale)
    x, y = line.plus_normal()
    start, end = (frame.place(at) for at in segment)
    (mark,) = place_marks(
        [MarkedLine(start, end, (x, -y), (width, ascent + descent))],
        (frame.left, frame.top, frame.width, frame.height),
        dots=[(at, radius + 2 * scale) for at, radius, _ in dots] if len(dots) <= _MOST_AVOIDED else (),
        strokes=[],
        scale=scale,
        signs=True,
    )
    if mark is None:
        return
    at = (mark.name[0], mark.name[1] + (ascent - descent) / 2)
    yield Label(at, latex, NAME_SIZE * scale, palette.text, "middle", halo=palette.panel)
    pen, reach = Pen(palette.text, 1.6 * scale), SIGN * scale
    for place, plus in ((mark.plus, True), (mark.minus, False)):
        if place is not None:
            x, y = place
            yield Polyline(((x - reach, y), (x + reach, y)), pen)
            if plus:
                yield Polyline(((x, y - reach), (x, y + reach)), pen)


# --- around it ---------------------------------------------------------------------------------------------


def _axes(space: HiddenSpace, frame: PlotFrame, style: Style, morph: float) -> Iterator[Item]:
    scale, palette = style.scale, style.palette
    x0, x1, y0, y1 = frame.window
    step = nice_step(x1 - x0, frame.width / (_PIXELS_A_TICK * scale))
    size, color = TICK_SIZE * scale, palette.muted
    comma = style.numbers.decimal_comma
    x_name, y_name = (axis_symbol(space, axis, morph) for axis in (0, 1))
    name_width = measure_label(x_name, NAME_SIZE * scale)[0]
    for tick in nice_ticks(x0, x1, (x1 - x0) / step):
        x = frame.place((tick, y0))[0]
        if x < frame.right - name_width - 18 * scale:
            yield Text((x, frame.bottom + 17 * scale), tick_text(tick, step, comma), size, color, "middle")
    for tick in nice_ticks(y0, y1, (y1 - y0) / step):
        y = frame.place((x0, tick))[1]
        yield Text(
            (frame.left - 8 * scale, y + 0.36 * size), tick_text(tick, step, comma), size, color, "end"
        )
    yield Label((frame.right, frame.bottom + 19 * scale), x_name, NAME_SIZE * scale, palette.text, "end")
    _, _, descent = measure_label(y_name, NAME_SIZE * scale)
    yield Label(
        (frame.left, frame.top - 8 * scale - descent), y_name, NAME_SIZE * scale, palette.text, "middle"
    )


def axis_symbol(space: HiddenSpace, axis: int, morph: float) -> str:
    if space.inputs and morph < 0.5 and axis < len(space.inputs):
        return math_name(space.inputs[axis])
    return symbol("z", space.nodes[axis])
