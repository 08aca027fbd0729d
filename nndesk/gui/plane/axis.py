"""An axis of the plane: a few round numbers and its input's name, no line and no ticks."""

from __future__ import annotations

import math
from typing import Any, Literal

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from nndesk.figure.axes import nice_step, tick_text
from nndesk.figure.plot_axes import NAME_SIZE, PIXELS_A_TICK, TICK_SIZE
from nndesk.figure.primitives import Label
from nndesk.figure.style import Style
from nndesk.figure.typeset import measure_label
from nndesk.gui.fonts import figure_font
from nndesk.gui.painting import paint
from nndesk.gui.short_names import fitting_name

_GAP = 8.0


def tick_spacing(span: float, pixels: float, scale: float = 1.0) -> float:
    """The distance between numbers when ``span`` is shown in ``pixels``, for type of size ``scale``."""
    return nice_step(span, pixels / (PIXELS_A_TICK * scale))


class PlaneAxis(pg.AxisItem):  # type: ignore[misc]
    """The axis of an input. Its name stands in line with the numbers, at the end of the axis; numbers that
    would touch it are left out."""

    def __init__(self, orientation: Literal["left", "bottom"]) -> None:
        super().__init__(orientation)
        self.enableAutoSIPrefix(False)
        self._name = ""
        self._plane_style = Style()
        self._font = QFont()
        self._usual = 0
        self.setStyle(tickLength=0, tickTextOffset=8, hideOverlappingLabels=False)

    def set_look(self, style: Style) -> None:
        """Take colours, type size and number format from ``style``."""
        self._plane_style = style
        self._font = figure_font("regular", round(TICK_SIZE * style.scale))
        self.setStyle(tickFont=self._font)
        self.setTextPen(QColor(style.palette.muted))
        metrics = QFontMetricsF(self._font)
        if self.orientation == "left":
            self._usual = math.ceil(metrics.horizontalAdvance("−0.25")) + 12
            self.setWidth(self._usual)
        else:
            self.setHeight(math.ceil(metrics.height()) + 12)
        self.picture = None
        self.update()

    def make_room(self, low: float, high: float, pixels: float) -> None:
        """Be as wide as the numbers from ``low`` to ``high`` on ``pixels`` need.

        It narrows only where much is to be gained, or the plot would tremble while one zooms.
        """
        step = tick_spacing(high - low, pixels, self._plane_style.scale)
        texts = self.tickStrings([math.ceil(low / step) * step, math.floor(high / step) * step], 1.0, step)
        metrics = QFontMetricsF(self._font)
        needed = max(self._usual, *(math.ceil(metrics.horizontalAdvance(text)) + 12 for text in texts))
        if not needed <= self.width() <= needed + (16 if needed > self._usual else 0):
            self.setWidth(needed)

    def set_name(self, name: str) -> None:
        """The input's name; empty shows none."""
        if name != self._name:
            self._name = name
            self.picture = None
            self.update()

    @property
    def name(self) -> str:
        return self._name

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        return [(tick_spacing(maxVal - minVal, size, self._plane_style.scale), 0.0)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [tick_text(value, spacing, self._plane_style.numbers.decimal_comma) for value in values]

    def _fitting_name(self, room: QSizeF, size: float) -> tuple[str, float]:
        """The name as far as there is room for it, and its width."""
        most = room.width() - _GAP if self.orientation == "left" else room.width() * 0.4
        name = fitting_name(self._name, size, most)
        return name, measure_label(name, size)[0]

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, textSpecs: Any) -> None:
        p.setRenderHint(QPainter.RenderHint.TextAntialiasing, True)
        style = self._plane_style
        bounds = self.mapRectFromParent(self.geometry())
        reserved = QRectF()
        if self._name:
            size = NAME_SIZE * style.scale
            metrics = QFontMetricsF(self._font)
            name, width = self._fitting_name(bounds.size(), size)
            if self.orientation == "left":
                at = (bounds.right() - _GAP, bounds.top() + size * 0.5)
                reserved = QRectF(bounds.left(), bounds.top() - size, bounds.width(), size * 2.2)
            else:
                baseline = bounds.top() + 8 + metrics.ascent()
                at = (bounds.right(), baseline)
                left = bounds.right() - max(width + size * 0.6, size * 1.6)
                reserved = QRectF(left, bounds.top(), bounds.right() - left + size, bounds.height())
            paint(p, (Label(at, name, size, style.palette.muted, anchor="end"),))
        p.setFont(self._font)
        p.setPen(self.textPen())
        for rect, flags, text in textSpecs:
            if not rect.intersects(reserved):
                p.drawText(rect, int(flags), text)
