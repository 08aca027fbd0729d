"""The box around something in space: its back walls with a grid, its edges with ticks, numbers and names."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nndesk.figure.axes import nice_step, nice_ticks, tick_text
from nndesk.figure.primitives import Item, Label, Pen, Point, Polygon, Polyline, Text
from nndesk.figure.rotation import Frame
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label, measure_text

Array = NDArray[np.float64]

TICK_SIZE = 10.5
NAME_SIZE = 15.0
_PIXELS_A_TICK = 38.0
_NUMBER_AWAY = 9.0
_NAME_AWAY = 30.0
_SHORTEST = 26.0
"""An axis that is seen shorter than this, end on, has no numbers."""


@dataclass(frozen=True, slots=True)
class Axis:
    """``name`` as LaTeX, and the numbers at the two ends of the box."""

    name: str
    low: float
    high: float


class SpaceBox:
    """A box ``[−half, half]`` seen through a frame: what is behind, then its content, then names."""

    def __init__(
        self, half: tuple[float, float, float], axes: tuple[Axis, Axis, Axis], frame: Frame, style: Style
    ) -> None:
        self.half, self.axes, self.frame, self.style = np.array(half), axes, frame, style
        towards = frame.camera.axes[2]
        self.back = np.where(towards > 0, -1.0, 1.0)
        """For each axis on which end its back wall stands."""
        self.from_above = bool(towards[2] >= 0)
        self.center = np.array(frame.center)

    # --- behind ------------------------------------------------------------------------------------------

    def behind(self) -> tuple[Item, ...]:
        """The three back walls with their grids."""
        hairline = Pen(self.style.palette.hairline, 1.0 * self.style.scale)
        items: list[Item] = []
        for axis in range(3):
            others = [other for other in range(3) if other != axis]
            ring = []
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                corner = np.empty(3)
                corner[axis], corner[others[0]], corner[others[1]] = self.back[axis], a, b
                ring.append(self._point(corner))
            items.append(Polygon((tuple(ring),), None, hairline))
            for one, other in (others, others[::-1]):
                for tick in self._ticks(one)[0]:
                    start, end = np.empty(3), np.empty(3)
                    start[axis] = end[axis] = self.back[axis]
                    start[one] = end[one] = self._along(one, tick)
                    start[other], end[other] = -1.0, 1.0
                    items.append(Polyline((self._point(start), self._point(end)), hairline))
        return tuple(items)

    # --- in front ----------------------------------------------------------------------------------------

    def names(self) -> tuple[Item, ...]:
        """Numbers and names along one edge of each direction, outside of what is drawn."""
        items: list[Item] = []
        for axis in range(3):
            items += self._axis(axis)
        return tuple(items)

    def _axis(self, axis: int) -> list[Item]:
        style, scale = self.style, self.style.scale
        start, end = self._edge(axis)
        a, b = np.array(self._point(start)), np.array(self._point(end))
        length = float(np.hypot(*(b - a)))
        if length < _SHORTEST * scale:
            return []
        along = (b - a) / length
        outward = np.array([-along[1], along[0]])
        if float(outward @ ((a + b) / 2 - self.center)) < 0:
            outward = -outward
        pen = Pen(style.palette.muted, 1.1 * scale)
        items: list[Item] = [Polyline((_pair(a), _pair(b)), pen)]
        ticks, step = self._ticks(axis)
        size = TICK_SIZE * scale
        widest = 0.0
        for tick in ticks:
            at = a + (self._along(axis, tick) + 1) / 2 * (b - a)
            items.append(Polyline((_pair(at), _pair(at + 4 * scale * outward)), pen))
            text = tick_text(tick, step, style.numbers.decimal_comma)
            width = measure_text(text, size)
            reach = _NUMBER_AWAY * scale + float(np.abs(outward) @ (width / 2, 0.36 * size))
            widest = max(widest, float(np.abs(outward) @ (width, 0.72 * size)))
            middle = at + reach * outward
            items.append(
                Text(
                    (float(middle[0]), float(middle[1]) + 0.36 * size),
                    text,
                    size,
                    style.palette.muted,
                    "middle",
                )
            )
        name = self.axes[axis].name
        width, ascent, descent = measure_label(name, NAME_SIZE * scale)
        reach = (
            (_NUMBER_AWAY + 6) * scale + widest + float(np.abs(outward) @ (width / 2, (ascent + descent) / 2))
        )
        # The upright axis has its name on its end: beside it there is no room for more than numbers.
        at = (a + b) / 2 + reach * outward if axis < 2 else b + (10 * scale + ascent) * along
        items.append(
            Label(
                (float(at[0]), float(at[1]) + (ascent - descent) / 2),
                name,
                NAME_SIZE * scale,
                style.palette.text,
                "middle",
            )
        )
        return items

    def _edge(self, axis: int) -> tuple[Array, Array]:
        """The edge along ``axis`` that carries the numbers, from its low to its high end."""
        start, end = np.empty(3), np.empty(3)
        start[axis], end[axis] = -1.0, 1.0
        if axis < 2:
            # On the floor (seen from below: at the top), on the side towards the eye.
            other = 1 - axis
            start[other] = end[other] = -self.back[other]
            start[2] = end[2] = -1.0 if self.from_above else 1.0
            return start, end
        # The upright edge farthest to the left.
        best = min(
            ((x, y) for x in (-1.0, 1.0) for y in (-1.0, 1.0)),
            key=lambda corner: self._point(np.array([*corner, 0.0]))[0],
        )
        start[:2] = end[:2] = best
        return start, end

    def _ticks(self, axis: int) -> tuple[tuple[float, ...], float]:
        low, high = self.axes[axis].low, self.axes[axis].high
        start, end = self._edge(axis)
        length = float(np.hypot(*np.subtract(self._point(end), self._point(start))))
        target = max(1.0, length / (_PIXELS_A_TICK * self.style.scale))
        step = nice_step(high - low, target)
        return nice_ticks(low, high, (high - low) / step), step

    def _along(self, axis: int, value: float) -> float:
        """A number on an axis as a place between −1 and 1."""
        low, high = self.axes[axis].low, self.axes[axis].high
        return 2 * (value - low) / (high - low) - 1

    def _point(self, at: Array) -> Point:
        """A point of the box, each coordinate from −1 to 1, in the figure."""
        return _pair(self.frame.place(at * self.half))


def _pair(at: Array) -> Point:
    return float(at[0]), float(at[1])
