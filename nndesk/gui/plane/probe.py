"""The current example as a ring that can be taken and moved."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

SNAP = 8.0
"""How near, in pixels, the probe must come to a data point to be taken to be on it."""
GRAB = 16.0
_RADIUS = 13.0
_DOT = 3.0


class ProbeItem(QGraphicsItem):
    """A ring around the example's place, drawn in pixels at any zoom.

    It stands above everything else in the view. Mouse events are the plot's affair.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(100)
        self._color = QColor()
        self._edge = QColor()
        self._scale = 1.0
        self._hot = False
        self._on_sample = False
        self._focused = False

    def set_look(self, color: str, edge: str, scale: float) -> None:
        """``color`` of the ring, ``edge`` around it so that it reads over anything, ``scale`` of the type."""
        self.prepareGeometryChange()
        self._color, self._edge, self._scale = QColor(color), QColor(edge), scale
        self.update()

    def set_hot(self, hot: bool) -> None:
        """Whether the mouse is over it or moves it."""
        if hot != self._hot:
            self._hot = hot
            self.update()

    def set_focused(self, focused: bool) -> None:
        """Whether the keyboard moves it, which nothing else on the plot would show."""
        if focused != self._focused:
            self._focused = focused
            self.update()

    def set_on_sample(self, on_sample: bool) -> None:
        """Around a data point the ring is empty; elsewhere a dot marks the exact place."""
        if on_sample != self._on_sample:
            self._on_sample = on_sample
            self.update()

    @property
    def color(self) -> QColor:
        return self._color

    @property
    def radius(self) -> float:
        """In pixels."""
        return _RADIUS * self._scale

    def boundingRect(self) -> QRectF:
        reach = (_RADIUS + 6) * self._scale
        return QRectF(-reach, -reach, 2 * reach, 2 * reach)

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        radius, scale = self.radius, self._scale
        if self._hot or self._focused:
            glow = QColor(self._color)
            glow.setAlphaF(0.22)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(glow)
            painter.drawEllipse(QPointF(0, 0), radius + 4 * scale, radius + 4 * scale)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        halo = QColor(self._edge)
        halo.setAlphaF(0.8)
        painter.setPen(QPen(halo, 4.5 * scale))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        painter.setPen(QPen(self._color, 2.2 * scale))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        if not self._on_sample:
            painter.setPen(QPen(self._edge, 1.2 * scale))
            painter.setBrush(self._color)
            painter.drawEllipse(QPointF(0, 0), _DOT * scale, _DOT * scale)


@dataclass(frozen=True, slots=True)
class ProbeDrag:
    """A drag of the probe: its number (one undo step each) and where in the ring it was taken, in pixels."""

    gesture: int
    offset: QPointF


def next_multiple(value: float, step: float, direction: int) -> float:
    """The next multiple of ``step`` above (``direction`` 1) or below (−1) ``value``."""
    position = value / step
    near = round(position)
    if abs(position - near) < 1e-6:
        return (near + direction) * step + 0.0
    return (math.ceil(position) if direction > 0 else math.floor(position)) * step + 0.0
