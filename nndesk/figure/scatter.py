"""Samples alone as a small picture: what data look like before they are taken."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nndesk.data.dataset import Dataset
from nndesk.figure.axes import PlotFrame, nice_step, nice_ticks, tick_text
from nndesk.figure.marker import marker
from nndesk.figure.primitives import Figure, Group, Item, Pen, Polyline, Text
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_text
from nndesk.geometry.lines import Window

MOST_MARKS = 1500
"""Of more samples every second, third … is drawn: the picture follows the knobs."""
_TICK_SIZE = 10.0
_PIXELS_A_TICK = 60.0
_MARGIN = 0.08


def scatter_figure(
    dataset: Dataset, style: Style, width: float, height: float, values: bool = False
) -> Figure:
    """The first two inputs of the samples to one scale, by class; or t over the one input there is.

    Args:
        values: the targets are numbers and not classes: all samples look alike.
    """
    items: tuple[Item, ...] = ()
    if len(dataset):
        every = -(-len(dataset) // MOST_MARKS)
        points = _points(dataset)
        frame = _frame(points, style, width, height, square=dataset.input_count > 1)
        classes = np.zeros(len(dataset), np.intp) if values else dataset.classes
        items = (
            *_axes(frame, style),
            Group(
                _marks(points[::every], classes[::every], dataset.test[::every], frame, style),
                title="samples",
            ),
        )
    return Figure(width, height, items, title="Samples", description=f"{len(dataset)} samples.")


def _points(dataset: Dataset) -> NDArray[np.float64]:
    if dataset.input_count > 1:
        return dataset.x[:, :2]
    return np.column_stack([dataset.x[:, 0], dataset.t[:, 0]])


def _frame(points: NDArray[np.float64], style: Style, width: float, height: float, square: bool) -> PlotFrame:
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    low, high = (low + high - span) / 2, (low + high + span) / 2
    left, bottom = 34 * style.scale, 20 * style.scale
    room = np.maximum([width - left - 4, height - bottom - 4], 1.0)
    if square:
        # One scale for both inputs, and no empty corner of the picture.
        unit = float((span / room).max())
        middle = (low + high) / 2
        low, high = middle - unit * room / 2, middle + unit * room / 2
    margin = _MARGIN * (high - low)
    window: Window = tuple(float(v) for v in np.stack([low - margin, high + margin]).T.ravel())  # type: ignore[assignment]
    return PlotFrame(window, left, 4.0, float(room[0]), float(room[1]))


def _axes(frame: PlotFrame, style: Style) -> tuple[Item, ...]:
    pen = Pen(style.palette.text, 1.0, opacity=0.11)
    size, color = _TICK_SIZE * style.scale, style.palette.muted
    x0, x1, y0, y1 = frame.window
    items: list[Item] = []
    x_step, y_step = (
        nice_step(span, pixels / (_PIXELS_A_TICK * style.scale))
        for span, pixels in ((x1 - x0, frame.width), (y1 - y0, frame.height))
    )
    comma = style.numbers.decimal_comma
    for tick in nice_ticks(x0, x1, (x1 - x0) / x_step):
        x = frame.place((tick, y0))[0]
        items.append(Polyline(((x, frame.top), (x, frame.bottom)), pen))
        text = tick_text(tick, x_step, comma)
        if x + measure_text(text, size) / 2 <= frame.right + 4:
            items.append(Text((x, frame.bottom + 1.4 * size), text, size, color, "middle"))
    for tick in nice_ticks(y0, y1, (y1 - y0) / y_step):
        y = frame.place((x0, tick))[1]
        items.append(Polyline(((frame.left, y), (frame.right, y)), pen))
        items.append(
            Text((frame.left - 6, y + 0.36 * size), tick_text(tick, y_step, comma), size, color, "end")
        )
    return tuple(items)


def _marks(
    points: NDArray[np.float64],
    classes: NDArray[np.intp],
    test: NDArray[np.bool_],
    frame: PlotFrame,
    style: Style,
) -> tuple[Item, ...]:
    radius = (5.0 if len(points) <= 40 else 3.0 if len(points) <= 400 else 2.0) * style.scale
    palette = style.palette
    return tuple(
        marker(kind, frame.place((x, y)), radius, palette.of_class(kind), palette.panel, hollow=hollow)
        for (x, y), kind, hollow in zip(points.tolist(), classes.tolist(), test.tolist(), strict=True)
    )
