"""The plane of two inputs as a figure for exports; :mod:`nndesk.figure.plane_content` says what it shows."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from nndesk.document.line_edits import first_layer
from nndesk.figure.axes import PlotFrame, nice_step, nice_ticks, tick_text
from nndesk.figure.legend import (
    LINE,
    LegendEntry,
    foot_items,
    legend_entries,
    remark_entries,
    rows_of,
    slice_entry,
)
from nndesk.figure.line_marks import SIGN, MarkedLine, Marks, place_marks
from nndesk.figure.marker import marker
from nndesk.figure.plane_content import (
    NeuronLine,
    PlaneCell,
    PlaneData,
    PlaneError,
    PlanePoints,
    axis_remarks,
    plane_data,
    plane_legend,
    plane_window,
    sample_classes,
    threshold_lines,
)
from nndesk.figure.plane_regions import CROWD, MOST_AVOIDED, region_names, region_notes, region_outlines
from nndesk.figure.plot_axes import (
    PlotMargins,
    axis_names,
    axis_numbers,
    grid_lines,
    plot_margins,
    plot_ticks,
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
)
from nndesk.figure.shading import Band, bands, class_tint, field_color
from nndesk.figure.shown_samples import note_in_corner
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label
from nndesk.geometry.cells import outlines, soft_edges, strip
from nndesk.network.notation import math_name

__all__ = [
    "CROWD",
    "NeuronLine",
    "PlaneCell",
    "PlaneData",
    "PlaneError",
    "PlanePoints",
    "axis_remarks",
    "field_color",
    "first_layer",
    "marker",
    "nice_step",
    "nice_ticks",
    "plane_data",
    "plane_figure",
    "plane_legend",
    "plane_stamp",
    "plane_window",
    "sample_classes",
    "shaded_areas",
    "threshold_lines",
    "tick_text",
]

SOFT_FILL, SOFT_EDGE = 0.1, 0.55
"""How opaque the band is in which a neuron is not saturated, and its edges."""
LINE_NAME_SIZE = 15.0
SMALLEST = 40.0
"""Side of the frame below which it does not shrink, whatever is asked for."""


def plane_figure(
    data: PlaneData,
    style: Style,
    width: float = 480.0,
    height: float = 480.0,
    *,
    legend: bool = True,
    soft: Collection[str] = (),
) -> Figure:
    """Shading, boundary, lines, points and example with axes; as large as fits in ``width × height``.

    Under the axes stands what is sliced where and, with ``legend``, what the colours mean. Around the lines
    of ``soft`` neurons there is the band in which they are not saturated.
    """
    palette = style.palette
    x_name, y_name = (math_name(name) for name in data.inputs)
    notes = _notes(data, style, legend)
    frame, margins, foot = _layout(data, style, width, height, notes)
    clip = (frame.left, frame.top, frame.width, frame.height)
    # One step for both where both inputs have one scale.
    x_ticks, y_ticks = plot_ticks(frame, style, equal=data.one_scale)
    dots = _dots(data, frame, style)
    marks = _line_marks(data, frame, style, dots)
    regions = data.regions
    inside = [
        Group(_shading(data, frame, style), title="shading"),
        Group(grid_lines(frame, x_ticks, y_ticks, style), title="grid"),
        Group(region_outlines(regions, frame, style) if regions else (), title="regions"),
        Group(_soft_bands(data, frame, style, soft), title="soft bands"),
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
        Group(marks, title="names of the lines"),
        *_identities(data, frame, style, dots, marks),
        Group(
            (
                *axis_numbers(frame, margins, x_ticks, y_ticks, style),
                *axis_names(frame, margins, x_name, y_name, _shown(data), style),
            ),
            title="axes",
        ),
        *foot_items(foot, frame.left, frame.bottom + margins.bottom, style),
    )
    return Figure(
        frame.right + margins.right,
        frame.bottom + margins.bottom + len(foot) * LINE * style.scale,
        items,
        background=palette.panel,
        title=f"Plane of {data.inputs[0]} and {data.inputs[1]}",
        description=_description(data),
    )


def plane_stamp(data: PlaneData, style: Style, side: float) -> Figure:
    """What is in the frame, alone, in a square of ``side``: for choosing among several planes."""
    frame = PlotFrame.fitted(data.window, 0.0, 0.0, side, side, one_scale=data.one_scale)
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


# --- the frame and its axes --------------------------------------------------------------------------------


def _layout(
    data: PlaneData, style: Style, width: float, height: float, notes: Sequence[Sequence[LegendEntry]]
) -> tuple[PlotFrame, PlotMargins, list[list[LegendEntry]]]:
    """The frame, the room around it, and the lines of notes under the axes."""
    x_name, y_name = (math_name(name) for name in data.inputs)
    margins = plot_margins(x_name, y_name, data.window, height, style)
    room = (width - margins.left - margins.right, height - margins.top - margins.bottom)
    foot: list[list[LegendEntry]] = []
    # A lower frame is narrower, and then the notes may need more lines.
    for _ in range(3):
        below = len(foot) * LINE * style.scale
        frame = PlotFrame.fitted(
            data.window,
            margins.left,
            margins.top,
            max(SMALLEST, room[0]),
            max(SMALLEST, room[1] - below),
            one_scale=data.one_scale,
        )
        lines = [row for note in notes for row in rows_of(note, frame.width + margins.right, style)]
        if len(lines) <= len(foot):
            break
        foot = lines
    return frame, margins, lines


def _notes(data: PlaneData, style: Style, legend: bool) -> list[tuple[LegendEntry, ...]]:
    notes: list[tuple[LegendEntry, ...]] = [(slice_entry(data.rest, style),)] if data.rest else []
    notes.append(remark_entries(data.remarks, style))
    if data.regions is not None:
        notes.append(region_notes(data.regions, style))
    if legend and data.legend is not None:
        notes.append(legend_entries(data.legend, style))
    return notes


def _shown(data: PlaneData) -> tuple[str, ...]:
    """What shades the plane, as a formula: in full, and short where there is no room."""
    if data.node is not None:
        shades = rf"z_{{{math_name(data.node)}}}"
    elif data.outputs:
        shades = r"\mathrm{class}"
    else:
        return ()
    return f"{shades}({', '.join(math_name(name) for name in data.inputs)})", shades


# --- what is in the frame ----------------------------------------------------------------------------------


def _shading(data: PlaneData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    palette = style.palette
    shaded = [(class_tint(area.kind, palette, area.strength), area.rings) for area in data.areas] or [
        (field_color(band.shade, palette), band.rings) for band in shaded_areas(data)
    ]
    return tuple(
        Polygon(tuple(tuple(frame.place(at) for at in ring) for ring in rings), Fill(color))
        for color, rings in shaded
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


def _soft_bands(data: PlaneData, frame: PlotFrame, style: Style, names: Collection[str]) -> tuple[Item, ...]:
    accent = style.palette.accent
    pen = Pen(accent, 1.0 * style.scale, opacity=SOFT_EDGE)
    items: list[Item] = []
    for found in data.lines:
        if found.name not in names or found.soft is None:
            continue
        ring = strip(found.line, found.soft, frame.window)
        if ring:
            items.append(Polygon((tuple(frame.place(at) for at in ring),), Fill(accent, SOFT_FILL)))
        for edge in soft_edges(found.line, found.soft, frame.window):
            items.append(Polyline((frame.place(edge[0]), frame.place(edge[1])), pen))
    return tuple(items)


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
        x, y = line.line.stretched(*frame.scales).plus_normal()
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


def _identities(
    data: PlaneData,
    frame: PlotFrame,
    style: Style,
    dots: list[tuple[Point, float]],
    marks: tuple[Item, ...],
) -> tuple[Group, ...]:
    if data.regions is None:
        return ()
    few = dots if len(data.points) <= MOST_AVOIDED else []
    return (Group(region_names(data.regions, frame, style, few, marks), title="names of the regions"),)


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
    palette, points = style.palette, data.points
    strengths = [1.0] * len(points) if points.strengths is None else points.strengths.tolist()
    test = [False] * len(points) if points.test is None else points.test.tolist()
    rows = zip(strengths, points.x.tolist(), points.classes.tolist(), test, strict=True)
    return tuple(
        marker(
            kind, frame.place((x, y)), radius, palette.of_class(kind), palette.panel, strength, hollow=hollow
        )
        for strength, (x, y), kind, hollow in sorted(rows, key=_strength)
        if frame.contains((x, y))
    )


def _strength(shown: tuple[float, list[float], int, bool]) -> float:
    # What lies in the slice is painted over what does not; otherwise the order of the samples stays.
    return shown[0]


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
    if data.node is None and not data.outputs:
        return f"The plane of {x1} and {x2}."
    shade = (
        f"the output of {data.node}" if data.node is not None else f"the largest of {', '.join(data.outputs)}"
    )
    lines = f" with the lines of {', '.join(line.name for line in data.lines)}" if data.lines else ""
    samples = f" and {data.points.note or f'{len(data.points)} samples'}" if len(data.points) else ""
    return f"The plane of {x1} and {x2} shaded by {shade}{lines}{samples}."
