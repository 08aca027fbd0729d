"""Round numbers for an axis, and the way from a window of the inputs to the figure's units."""

from __future__ import annotations

import math
from dataclasses import dataclass

from nndesk.figure.primitives import Point
from nndesk.geometry.lines import Window
from nndesk.network.numbers import format_number


def nice_step(span: float, target: float) -> float:
    """1, 2 or 5 times a power of ten, about ``target`` of which fit in ``span``; 1 where there is no span."""
    if not (math.isfinite(span) and span > 0 and target > 0):
        return 1.0
    wanted = span / target
    power = 10.0 ** math.floor(math.log10(wanted))
    # The borders lie in the middle between two steps, as ratios go.
    return next(
        (factor * power for factor in (1, 2, 5) if wanted <= factor * power * math.sqrt(2)), 10 * power
    )


def nice_ticks(lo: float, hi: float, target: float = 5.0) -> tuple[float, ...]:
    """The multiples of :func:`nice_step` from ``lo`` to ``hi``, both included up to rounding."""
    step = nice_step(hi - lo, target)
    if not hi > lo:
        return ()
    first = math.ceil(lo / step - 1e-9)
    last = math.floor(hi / step + 1e-9)
    # Multiplying a whole number keeps 0.3 from becoming 0.30000000000000004 where dividing can.
    inverse = round(1 / step)
    return tuple(i / inverse if step < 1 and inverse else i * step for i in range(first, last + 1))


def tick_text(value: float, step: float, decimal_comma: bool = False) -> str:
    """A tick's number with just the digits that tell it from its neighbours."""
    if abs(value) < step / 2:
        return "0"
    digits = math.floor(math.log10(abs(value)) + 1e-9) - math.floor(math.log10(step) + 1e-9) + 1
    return format_number(value, max(1, digits), decimal_comma)


@dataclass(frozen=True, slots=True)
class PlotFrame:
    """A rectangle of the figure that shows a window of the plane, x2 upwards."""

    window: Window
    left: float
    top: float
    width: float
    height: float

    @staticmethod
    def fitted(
        window: Window, left: float, top: float, width: float, height: float, *, one_scale: bool = True
    ) -> PlotFrame:
        """The largest frame for ``window`` in the given room, in its top left corner: both inputs to one
        scale, or else the largest square."""
        x0, x1, y0, y1 = window
        if not one_scale:
            side = min(width, height)
            return PlotFrame(window, left, top, side, side)
        scale = min(width / (x1 - x0), height / (y1 - y0))
        return PlotFrame(window, left, top, scale * (x1 - x0), scale * (y1 - y0))

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def scales(self) -> tuple[float, float]:
        """Figure units in one unit of the input across, and of the one up."""
        x0, x1, y0, y1 = self.window
        return self.width / (x1 - x0), self.height / (y1 - y0)

    def place(self, at: Point) -> Point:
        """A point of the plane in the figure."""
        x0, x1, y0, y1 = self.window
        return (
            self.left + (at[0] - x0) / (x1 - x0) * self.width,
            self.bottom - (at[1] - y0) / (y1 - y0) * self.height,
        )

    def contains(self, at: Point) -> bool:
        """Whether a point of the plane is in the window."""
        x0, x1, y0, y1 = self.window
        return x0 <= at[0] <= x1 and y0 <= at[1] <= y1
