"""The axes of a plot in a figure: numbers, names, hairlines, and the room that they need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nndesk.figure.axes import PlotFrame, nice_step, nice_ticks, tick_text
from nndesk.figure.primitives import Item, Label, Pen, Polyline, Text
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label, measure_text
from nndesk.geometry.lines import Window

TICK_SIZE = 11.0
NAME_SIZE = 15.0
PIXELS_A_TICK = 85.0


@dataclass(frozen=True, slots=True)
class PlotMargins:
    """Room around the frame. A long name of the axis across stands under the numbers, a short one beside."""

    left: float
    top: float
    right: float
    bottom: float
    name_below: bool


def plot_margins(x_name: str, y_name: str, window: Window, height: float, style: Style) -> PlotMargins:
    """The room that axes with these names (LaTeX) need around ``window`` in a plot about ``height`` high."""
    scale = style.scale
    _, _, y0, y1 = window
    # The numbers' width decides the margin, and the margin the numbers: once round is enough.
    step = nice_step(y1 - y0, 0.85 * height / (PIXELS_A_TICK * scale))
    numbers = (tick_text(t, step, style.numbers.decimal_comma) for t in nice_ticks(y0, y1, (y1 - y0) / step))
    widest = max((measure_text(number, TICK_SIZE * scale) for number in numbers), default=0.0)
    x_width, y_width = (measure_label(name, NAME_SIZE * scale)[0] for name in (x_name, y_name))
    short = 2.5 * NAME_SIZE * scale
    below = x_width > short
    return PlotMargins(
        left=max(widest, y_width if y_width <= short else 0.0) + 14 * scale,
        top=32 * scale,
        right=14 * scale if below else x_width + 18 * scale,
        bottom=(48 if below else 28) * scale,
        name_below=below,
    )


def plot_ticks(
    frame: PlotFrame, style: Style, *, equal: bool = False
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Round numbers for both axes; ``equal``: with one step for both."""
    x0, x1, y0, y1 = frame.window
    x_step = nice_step(x1 - x0, frame.width / (PIXELS_A_TICK * style.scale))
    y_step = x_step if equal else nice_step(y1 - y0, frame.height / (PIXELS_A_TICK * style.scale))
    return nice_ticks(x0, x1, (x1 - x0) / x_step), nice_ticks(y0, y1, (y1 - y0) / y_step)


def grid_lines(
    frame: PlotFrame, x_ticks: Iterable[float], y_ticks: Iterable[float], style: Style
) -> tuple[Item, ...]:
    """Hairlines at the numbers."""
    pen = Pen(style.palette.text, 1.0, opacity=0.11)
    x0, _, y0, _ = frame.window
    columns = [frame.place((t, y0))[0] for t in x_ticks]
    rows = [frame.place((x0, t))[1] for t in y_ticks]
    return (
        *(Polyline(((x, frame.top), (x, frame.bottom)), pen) for x in columns),
        *(Polyline(((frame.left, y), (frame.right, y)), pen) for y in rows),
    )


def axis_numbers(
    frame: PlotFrame,
    margins: PlotMargins,
    x_ticks: tuple[float, ...],
    y_ticks: tuple[float, ...],
    style: Style,
) -> tuple[Item, ...]:
    """The numbers of both axes."""
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
    return tuple(items)


def _texts(ticks: tuple[float, ...], style: Style) -> list[str]:
    step = ticks[1] - ticks[0] if len(ticks) > 1 else max((abs(t) for t in ticks), default=1.0) or 1.0
    return [tick_text(tick, step, style.numbers.decimal_comma) for tick in ticks]


def axis_names(
    frame: PlotFrame,
    margins: PlotMargins,
    x_name: str,
    y_name: str,
    shown: tuple[str, ...],
    style: Style,
) -> tuple[Item, ...]:
    """The axes' names (LaTeX), and the first of ``shown`` for which there is room."""
    palette, scale = style.palette, style.scale
    size = NAME_SIZE * scale
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
    for latex in shown:
        width, _, descent = measure_label(latex, size)
        if frame.right - width > y_end + 12 * scale:
            at = (frame.right, frame.top - 8 * scale - descent)
            items.append(Label(at, latex, size, palette.muted, "end"))
            break
    return tuple(items)
