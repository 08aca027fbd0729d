"""The plane of two inputs as a figure for exports; :mod:`nndesk.figure.plane_content` says what it shows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from nndesk.figure.axes import PlotFrame, nice_step, nice_ticks, tick_text
from nndesk.figure.line_marks import SIGN, MarkedLine, Marks, place_marks
from nndesk.figure.plane_content import (
    NeuronLine,
    PlaneCell,
    PlaneData,
    PlaneError,
    PlanePoints,
    first_layer,
    plane_data,
    plane_window,
    sample_classes,
    threshold_lines,
)
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
from nndesk.figure.shading import Band, bands, field_color
from nndesk.figure.shown_samples import note_in_corner
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.geometry.cells import outlines
from nndesk.network.notation import math_name

__all__ = [
    "NeuronLine",
    "PlaneCell",
    "PlaneData",
    "PlaneError",
    "PlanePoints",
    "field_color",
    "first_layer",
    "marker",
    "nice_step",
    "nice_ticks",
    "plane_data",
    "plane_figure",
    "plane_stamp",
    "plane_window",
    "sample_classes",
    "shaded_areas",
    "threshold_lines",
    "tick_text",
]

TICK_SIZE = 11.0
NAME_SIZE = 15.0
LINE_NAME_SIZE = 15.0
PIXELS_A_TICK = 85.0
CROWD = 16
"""Beyond so many first-layer lines they are drawn fainter, with names but without signs."""
SMALLEST = 40.0
"""Side of the frame below which it does not shrink, whatever is asked for."""


def plane_figure(data: PlaneData, style: Style, width: float = 480.0, height: float = 480.0) -> Figure:
    """Shading, boundary, lines, points and example with axes; as large as fits in ``width × height``."""
    palette = style.palette
    frame, margins = _layout(data, style, width, height)
    clip = (frame.left, frame.top, frame.width, frame.height)
    x_ticks, y_ticks = _ticks(frame, style)
    dots = _dots(data, frame, style)
    inside = [
        Group(_shading(data, frame, style), title="shading"),
        Group(_grid(frame, x_ticks, y_ticks, style), title="grid"),
        Group(_lines(data, frame, style), title="lines"),
        Group(_boundary(data, frame, style), title="boundary"),
        Group(_points(data, frame, style), title="points"),
        Group(_example(data, frame, style), title="example"),
        Group(_points_note(data, frame, style), title="how many samples"),
    ]
    outline = Box(*clip, pen=Pen(palette.hairline))
    items: tuple[Item, ...] = (
        Group(tuple(part for part in inside if part.items), clip=clip),
        outline,
        Group(_line_marks(data, frame, style, dots), title="names of the lines"),
        Group(_axes(data, frame, margins, x_ticks, y_ticks, style), title="axes"),
    )
    return Figure(
        frame.right + margins.right,
        frame.bottom + margins.bottom,
        items,
        background=palette.panel,
        title=f"Plane of {data.inputs[0]} and {data.inputs[1]}",
        description=_description(data),
    )


def plane_stamp(data: PlaneData, style: Style, side: float) -> Figure:
    """What is in the frame, alone, in a square of ``side``: for choosing among several planes."""
    frame = PlotFrame.fitted(data.window, 0.0, 0.0, side, side)
    parts = (_shading, _lines, _boundary, _points)
    items = tuple(item for part in parts for item in part(data, frame, style))
    return Figure(side, side, (Group(items, clip=(frame.left, frame.top, frame.width, frame.height)),))


def shaded_areas(data: PlaneData) -> tuple[Band, ...]:
    """The shading as nested areas: exact regions where there are any, else contours of the field."""
    if data.cells is not None:
        return _cell_bands(data)
    if data.field is not None:
        return bands(data.shade(data.field.z), data.field.xs, data.field.ys)
    return ()


def marker(kind: int, at: Point, radius: float, color: str, edge: str) -> Item:
    """The point of a class: 0 a disc, 1 a square, then triangle, diamond, triangle on its tip; repeating.

    All have about the same area; ``edge`` sets them off from what lies under them.
    """
    pen = Pen(edge, radius * 0.28)
    if kind % 5 == 0:
        return Disc(at, radius, Fill(color), pen)
    x, y = at
    if kind % 5 == 1:
        side = 1.8 * radius
        return Box(x - side / 2, y - side / 2, side, side, fill=Fill(color), pen=pen)
    corners, reach, turn = {2: (3, 1.4, -90.0), 3: (4, 1.3, -90.0), 4: (3, 1.4, 90.0)}[kind % 5]
    angles = [math.radians(turn + 360 * i / corners) for i in range(corners)]
    ring = tuple((x + reach * radius * math.cos(a), y + reach * radius * math.sin(a)) for a in angles)
    return Polygon((ring,), Fill(color), pen)


# --- the frame and its axes --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Margins:
    """Room around the frame. A long name of an input stands under the numbers, a short one beside them."""

    left: float
    top: float
    right: float
    bottom: float
    name_below: bool


def _margins(data: PlaneData, style: Style, numbers: Iterable[str]) -> _Margins:
    scale = style.scale
    widest = max((measure_text(number, TICK_SIZE * scale) for number in numbers), default=0.0)
    x_name, y_name = (measure_label(math_name(name), NAME_SIZE * scale)[0] for name in data.inputs)
    short = 2.5 * NAME_SIZE * scale
    below = x_name > short
    return _Margins(
        left=max(widest, y_name if y_name <= short else 0.0) + 14 * scale,
        top=32 * scale,
        right=14 * scale if below else x_name + 18 * scale,
        bottom=(48 if below else 28) * scale,
        name_below=below,
    )


def _layout(data: PlaneData, style: Style, width: float, height: float) -> tuple[PlotFrame, _Margins]:
    _, _, y0, y1 = data.window
    # The numbers' width decides the margin, and the margin the numbers: once round is enough.
    step = nice_step(y1 - y0, 0.85 * height / (PIXELS_A_TICK * style.scale))
    numbers = [tick_text(t, step, style.numbers.decimal_comma) for t in nice_ticks(y0, y1, (y1 - y0) / step)]
    margins = _margins(data, style, numbers)
    room = (width - margins.left - margins.right, height - margins.top - margins.bottom)
    frame = PlotFrame.fitted(
        data.window, margins.left, margins.top, max(SMALLEST, room[0]), max(SMALLEST, room[1])
    )
    return frame, margins


def _ticks(frame: PlotFrame, style: Style) -> tuple[tuple[float, ...], tuple[float, ...]]:
    x0, x1, y0, y1 = frame.window
    step = nice_step(x1 - x0, frame.width / (PIXELS_A_TICK * style.scale))
    # One step for both, as both inputs have one scale.
    return nice_ticks(x0, x1, (x1 - x0) / step), nice_ticks(y0, y1, (y1 - y0) / step)


def _grid(
    frame: PlotFrame, x_ticks: Iterable[float], y_ticks: Iterable[float], style: Style
) -> tuple[Item, ...]:
    pen = Pen(style.palette.text, 1.0, opacity=0.11)
    x0, _, y0, _ = frame.window
    columns = [frame.place((t, y0))[0] for t in x_ticks]
    rows = [frame.place((x0, t))[1] for t in y_ticks]
    return (
        *(Polyline(((x, frame.top), (x, frame.bottom)), pen) for x in columns),
        *(Polyline(((frame.left, y), (frame.right, y)), pen) for y in rows),
    )


def _axes(
    data: PlaneData,
    frame: PlotFrame,
    margins: _Margins,
    x_ticks: tuple[float, ...],
    y_ticks: tuple[float, ...],
    style: Style,
) -> tuple[Item, ...]:
    color, scale = style.palette.muted, style.scale
    x0, _, y0, _ = frame.window
    size = TICK_SIZE * scale
    baseline = frame.bottom + 18 * scale
    numbers_end = frame.left - 8 * scale
    items: list[Item] = []
    for tick, text in zip(x_ticks, _texts(x_ticks, style), strict=True):
        x = frame.place((tick, y0))[0]
        # Beyond the frame stands the input's name.
        if margins.name_below or x + measure_text(text, size) / 2 <= frame.right + 4 * scale:
            items.append(Text((x, baseline), text, size, color, "middle"))
    for tick, text in zip(y_ticks, _texts(y_ticks, style), strict=True):
        y = frame.place((x0, tick))[1]
        items.append(Text((numbers_end, y + 0.36 * size), text, size, color, "end"))
    return (*items, *_names(data, frame, margins, style))


def _texts(ticks: tuple[float, ...], style: Style) -> list[str]:
    step = ticks[1] - ticks[0] if len(ticks) > 1 else max((abs(t) for t in ticks), default=1.0) or 1.0
    return [tick_text(tick, step, style.numbers.decimal_comma) for tick in ticks]


def _names(data: PlaneData, frame: PlotFrame, margins: _Margins, style: Style) -> tuple[Item, ...]:
    """The inputs' names, and what is shown if there is room for saying it."""
    palette, scale = style.palette, style.scale
    size = NAME_SIZE * scale
    x_name, y_name = (math_name(name) for name in data.inputs)
    baseline = frame.bottom + (38 if margins.name_below else 18) * scale
    items: list[Item] = []
    if margins.name_below:
        items.append(Label((frame.right, baseline), x_name, size, palette.text, "end"))
    else:
        items.append(Label((frame.right + 12 * scale, baseline), x_name, size, palette.text))

    width, _, descent = measure_label(y_name, size)
    above = frame.top - 8 * scale - descent
    y_end = max(frame.left - 8 * scale, width + 6 * scale)
    items.append(Label((y_end, above), y_name, size, palette.text, "end"))
    if data.node is not None:
        node = math_name(data.node)
        for shown in (rf"z_{{{node}}}({x_name}, {y_name})", rf"z_{{{node}}}"):
            width, _, descent = measure_label(shown, size)
            if frame.right - width > y_end + 12 * scale:
                at = (frame.right, frame.top - 8 * scale - descent)
                items.append(Label(at, shown, size, palette.muted, "end"))
                break
    return tuple(items)


# --- what is in the frame ----------------------------------------------------------------------------------


def _shading(data: PlaneData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    return tuple(
        Polygon(
            tuple(tuple(frame.place(at) for at in ring) for ring in band.rings),
            Fill(field_color(band.shade, style.palette)),
        )
        for band in shaded_areas(data)
    )


def _cell_bands(data: PlaneData) -> tuple[Band, ...]:
    assert data.cells is not None
    shades = [round(float(v), 6) for v in data.shade(np.array([cell.z for cell in data.cells]))]
    return tuple(
        Band(
            shade,
            outlines(cell.ring for cell, own in zip(data.cells, shades, strict=True) if own >= shade),
        )
        for shade in sorted(set(shades))
    )


def _boundary(data: PlaneData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    pen = Pen(style.palette.text, 2.0 * style.scale)
    return tuple(Polyline(tuple(frame.place(at) for at in line), pen) for line in data.boundary)


def _lines(data: PlaneData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    faint = 0.9 if len(data.lines) <= CROWD else 0.45
    pen = Pen(style.palette.muted, 1.25 * style.scale, (5.0 * style.scale, 4.0 * style.scale), faint)
    return tuple(
        Polyline((frame.place(line.segment[0]), frame.place(line.segment[1])), pen) for line in data.lines
    )


def _line_marks(
    data: PlaneData, frame: PlotFrame, style: Style, dots: list[tuple[Point, float]]
) -> tuple[Item, ...]:
    scale, palette = style.scale, style.palette
    size = LINE_NAME_SIZE * scale
    marked = []
    for line in data.lines:
        width, ascent, descent = measure_label(math_name(line.name), size)
        x, y = line.line.plus_normal()
        start, end = (frame.place(at) for at in line.segment)
        marked.append(MarkedLine(start, end, (x, -y), (width, ascent + descent)))
    boundary = [[frame.place(at) for at in line] for line in data.boundary]
    places = place_marks(
        marked,
        (frame.left, frame.top, frame.width, frame.height),
        dots=dots,
        strokes=boundary,
        scale=scale,
        signs=len(data.lines) <= CROWD,
    )
    items: list[Item] = []
    for line, mark in zip(data.lines, places, strict=True):
        if mark is None:
            continue
        latex = math_name(line.name)
        _, ascent, descent = measure_label(latex, size)
        at = (mark.name[0], mark.name[1] + (ascent - descent) / 2)
        items.append(Label(at, latex, size, palette.text, "middle"))
        items += _signs(mark, style)
    return tuple(items)


def _signs(mark: Marks, style: Style) -> list[Item]:
    reach = SIGN * style.scale
    pen = Pen(style.palette.text, 1.6 * style.scale)
    items: list[Item] = []
    for at, plus in ((mark.plus, True), (mark.minus, False)):
        if at is None:
            continue
        x, y = at
        items.append(Polyline(((x - reach, y), (x + reach, y)), pen))
        if plus:
            items.append(Polyline(((x, y - reach), (x, y + reach)), pen))
    return items


def _radius(data: PlaneData, style: Style) -> float:
    return (7.5 if len(data.points) <= 40 else 4.5 if len(data.points) <= 400 else 3.0) * style.scale


def _dots(data: PlaneData, frame: PlotFrame, style: Style) -> list[tuple[Point, float]]:
    radius = _radius(data, style) + 2 * style.scale
    dots = [(frame.place((x, y)), radius) for x, y in data.points.x.tolist() if frame.contains((x, y))]
    if data.example is not None and frame.contains(data.example):
        dots.append((frame.place(data.example), _radius(data, style) * 2))
    return dots


def _points(data: PlaneData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    radius = _radius(data, style)
    palette = style.palette
    return tuple(
        marker(kind, frame.place((x, y)), radius, palette.of_class(kind), palette.panel)
        for (x, y), kind in zip(data.points.x.tolist(), data.points.classes.tolist(), strict=True)
        if frame.contains((x, y))
    )


def _points_note(data: PlaneData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    return note_in_corner(data.points.note, (frame.left, frame.bottom), style)


def _example(data: PlaneData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    if data.example is None or not frame.contains(data.example):
        return ()
    at = frame.place(data.example)
    radius = 14.0 * style.scale
    return (
        Disc(at, radius, pen=Pen(style.palette.panel, 4.5 * style.scale, opacity=0.7)),
        Disc(at, radius, pen=Pen(style.palette.accent, 2.0 * style.scale)),
    )


def _description(data: PlaneData) -> str:
    x1, x2 = data.inputs
    if data.node is None:
        return f"The plane of {x1} and {x2}."
    lines = f" with the lines of {', '.join(line.name for line in data.lines)}" if data.lines else ""
    samples = f" and {data.points.note or f'{len(data.points)} samples'}" if len(data.points) else ""
    return f"The plane of {x1} and {x2} shaded by the output of {data.node}{lines}{samples}."
