"""The plot of a network with one input; :mod:`nndesk.figure.function_content` says what it shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nndesk.figure.axes import PlotFrame
from nndesk.figure.function_content import FunctionCurve, FunctionData
from nndesk.figure.legend import LINE, foot_items, remark_entries, rows_of
from nndesk.figure.marker import marker
from nndesk.figure.plot_axes import axis_names, axis_numbers, grid_lines, plot_margins, plot_ticks
from nndesk.figure.primitives import Box, Disc, Figure, Fill, Group, Item, Label, Pen, Point, Polyline
from nndesk.figure.shown_samples import note_in_corner, shown_note, shown_rows
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label
from nndesk.network.notation import bias_symbol, math_name, symbol, weight_symbol

LABEL_SIZE = 13.0
MOST_NAMES = 12
"""Beyond so many parts their names would hide the curves."""
RING = 13.0


def function_figure(data: FunctionData, style: Style, width: float = 480.0, height: float = 400.0) -> Figure:
    """Curves, samples and the example with axes in ``width × height``; under them what is to be remarked."""
    palette = style.palette
    x_name, z_name = math_name(data.input), z_symbol(data)
    margins = plot_margins(x_name, z_name, data.window, height, style)
    right = max(margins.right, names_width(data, style))
    foot = rows_of(remark_entries(data.remarks, style), width - margins.left, style)
    below = margins.bottom + len(foot) * LINE * style.scale
    frame = PlotFrame(
        data.window,
        margins.left,
        margins.top,
        max(40.0, width - margins.left - right),
        max(40.0, height - margins.top - below),
    )
    clip = (frame.left, frame.top, frame.width, frame.height)
    x_ticks, y_ticks = plot_ticks(frame, style)
    inside = (
        Group(grid_lines(frame, x_ticks, y_ticks, style), title="grid"),
        Group(curve_items(data, frame, style), title="curves"),
        Group(_points(data, frame, style), title="points"),
        Group(_example(data, frame, style), title="example"),
    )
    items: tuple[Item, ...] = (
        Group(tuple(part for part in inside if part.items), clip=clip),
        Box(*clip, pen=Pen(palette.hairline)),
        Group(name_items(data, frame, style), title="names of the curves"),
        Group(
            (
                *axis_numbers(frame, margins, x_ticks, y_ticks, style),
                *axis_names(frame, margins, x_name, z_name, (), style),
            ),
            title="axes",
        ),
        *foot_items(foot, frame.left, frame.bottom + margins.bottom, style),
    )
    shown = ", ".join(data.outputs)
    return Figure(
        frame.right + right,
        frame.bottom + below,
        items,
        background=palette.panel,
        title=f"Function of {data.input}",
        description=f"The output of {shown} as a function of {data.input}." if shown else "",
    )


def z_symbol(data: FunctionData) -> str:
    """What the axis up is called: ``z_{o_1}``, or ``z`` where it is several outputs."""
    return symbol("z", data.node) if data.node is not None else "z"


def zero_line(frame: PlotFrame) -> float:
    """Where in the figure the axis of x runs: at z = 0, or at the border next to it."""
    x0, _, y0, y1 = frame.window
    return frame.place((x0, min(max(0.0, y0), y1)))[1]


def curve_items(data: FunctionData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    """The axis of x and the curves, back to front."""
    y = zero_line(frame)
    axis = Polyline(((frame.left, y), (frame.right, y)), Pen(style.palette.muted, style.scale, opacity=0.6))
    curves = (
        Polyline(tuple(frame.place(at) for at in curve.points), _pen(data, curve, style))
        for curve in data.curves
        if len(curve.points) > 1
    )
    return (axis, *curves)


def _pen(data: FunctionData, curve: FunctionCurve, style: Style) -> Pen:
    scale, color = style.scale, _color(data, curve, style)
    match curve.role:
        case "output":
            return Pen(color, 2.4 * scale)
        case "signal":
            return Pen(color, 1.3 * scale, (6.0 * scale, 4.0 * scale), 0.9)
        case "bias":
            return Pen(color, 1.3 * scale, (2.0 * scale, 3.0 * scale), 0.9)
        case _:
            dash = (7.0 * scale, 4.0 * scale) if curve.weight < 0 else ()
            return Pen(color, 1.5 * scale, dash, 0.75)


def _color(data: FunctionData, curve: FunctionCurve, style: Style) -> str:
    palette = style.palette
    match curve.role:
        case "output":
            return palette.text if len(data.outputs) == 1 else palette.of_class(curve.kind)
        case "part":
            return palette.of_weight(curve.weight)
        case _:
            return palette.muted


# --- names -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Name:
    latex: str
    color: str
    middle: float
    height: float


def names_width(data: FunctionData, style: Style) -> float:
    """The room that the curves' names need on the right of the frame."""
    size = LABEL_SIZE * style.scale
    widths = [measure_label(_latex(data, curve), size)[0] for curve in _named(data)]
    return max(widths) + 12 * style.scale if widths else 0.0


def name_items(data: FunctionData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    """The curves' names beside their right ends, one under the other where the ends are close."""
    size = LABEL_SIZE * style.scale
    names = []
    for curve in _named(data):
        end = frame.place(_at(curve.points, frame.window[1]))[1]
        if frame.top - 1 <= end <= frame.bottom + 1:
            latex = _latex(data, curve)
            _, ascent, descent = measure_label(latex, size)
            names.append(_Name(latex, _color(data, curve, style), end, ascent + descent))
    names.sort(key=lambda name: name.middle)
    items: list[Item] = []
    left = frame.right + 6 * style.scale
    for name, middle in zip(names, _apart(names, frame, 3 * style.scale), strict=True):
        _, ascent, descent = measure_label(name.latex, size)
        items.append(Label((left, middle + (ascent - descent) / 2), name.latex, size, name.color))
    return tuple(items)


def _named(data: FunctionData) -> list[FunctionCurve]:
    parts = sum(curve.role == "part" for curve in data.curves)
    return [curve for curve in data.curves if curve.points and (parts <= MOST_NAMES or curve.role != "part")]


def _latex(data: FunctionData, curve: FunctionCurve) -> str:
    node = data.node or ""
    match curve.role:
        case "output":
            return symbol("z", curve.name)
        case "signal":
            return symbol("s", node)
        case "bias":
            return bias_symbol(node)
        case _:
            value = math_name(curve.name) if curve.name == data.input else symbol("z", curve.name)
            return f"{weight_symbol(curve.name, node)} {value}"


def _at(points: tuple[Point, ...], x: float) -> Point:
    """The point of a polyline at ``x``, or its end before it."""
    for (ax, ay), (bx, by) in pairwise(points):
        if ax <= x <= bx:
            return x, ay + (by - ay) * ((x - ax) / (bx - ax) if bx > ax else 1.0)
    return points[-1]


def _apart(names: list[_Name], frame: PlotFrame, between: float) -> list[float]:
    """The middles of names, from top to bottom, pushed apart as far as they would touch."""
    middles = [name.middle for name in names]
    low = frame.top
    for i, name in enumerate(names):
        middles[i] = max(middles[i], low + name.height / 2)
        low = middles[i] + name.height / 2 + between
    high = frame.bottom
    for i in reversed(range(len(names))):
        middles[i] = min(middles[i], high - names[i].height / 2)
        high = middles[i] - names[i].height / 2 - between
    return middles


# --- samples and the example -------------------------------------------------------------------------------


def _points(data: FunctionData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    count, rows = len(data.points), shown_rows(len(data.points))
    radius = (6.0 if count <= 40 else 4.0 if count <= 400 else 2.6) * style.scale
    palette = style.palette
    test = np.zeros(count, np.bool_) if data.points.test is None else data.points.test
    places, kinds = data.points.x[rows].tolist(), data.points.classes[rows].tolist()
    return (
        *(
            marker(kind, frame.place((x, t)), radius, palette.of_class(kind), palette.panel, hollow=hollow)
            for (x, t), kind, hollow in zip(places, kinds, test[rows].tolist(), strict=True)
            if frame.contains((x, t))
        ),
        *note_in_corner(shown_note(count), (frame.left, frame.bottom), style),
    )


def _example(data: FunctionData, frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    if data.example is None or not frame.window[0] <= data.example[0] <= frame.window[1]:
        return ()
    palette, scale = style.palette, style.scale
    x = frame.place(data.example)[0]
    ring = (x, zero_line(frame))
    return (
        *guide_items(data.example, frame, style, palette.accent),
        Disc(ring, RING * scale, pen=Pen(palette.panel, 4.5 * scale, opacity=0.7)),
        Disc(ring, RING * scale, pen=Pen(palette.accent, 2.0 * scale)),
    )


def guide_items(example: Point, frame: PlotFrame, style: Style, color: str) -> tuple[Item, ...]:
    """From the example's place on the axis to what the network makes of it."""
    scale = style.scale
    x, y = frame.place(example)
    start = zero_line(frame)
    if abs(y - start) > RING * scale:
        start += RING * scale * (1 if y > start else -1)
    items: list[Item] = [Polyline(((x, start), (x, y)), Pen(color, 1.3 * scale, (4.0 * scale, 3.0 * scale)))]
    if frame.top <= y <= frame.bottom:
        items.append(Disc((x, y), 4.0 * scale, Fill(color), Pen(style.palette.panel, 1.4 * scale)))
    return tuple(items)
