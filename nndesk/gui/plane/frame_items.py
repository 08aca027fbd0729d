"""What frames the picture: hairlines at the ticks, and rounded corners."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from nndesk.figure.style import Style
from nndesk.gui.plane.over_plane import OverPlane

_RADIUS = 8.0


class GridItem(OverPlane):
    """Hairlines at the numbers of the axes, over the shading and under everything else."""

    def __init__(self) -> None:
        super().__init__()
        self.spacing = 1.0
        """The distance between two hairlines, in units of the input across."""
        self.up = 1.0
        """The same for the input up: the same number where both have one scale."""

    def set_spacing(self, spacing: float, up: float | None = None) -> None:
        """Set the distance across, and that of the axis up where it is another one."""
        self.spacing = spacing
        self.up = spacing if up is None else up
        self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        rect, step, up = self.visible_rect, self.spacing, self.up
        columns = range(_first(rect.left(), step), _first(rect.right(), step))
        rows = range(_first(rect.top(), up), _first(rect.bottom(), up))
        if rect.isEmpty() or len(columns) + len(rows) > 200:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self.pen(painter, self.look.palette.text, 1.0 / self.look.scale, opacity=0.11))
        lines = [QLineF(i * step, rect.top(), i * step, rect.bottom()) for i in columns]
        lines += [QLineF(rect.left(), i * up, rect.right(), i * up) for i in rows]
        painter.drawLines(lines)


class CornersItem(QGraphicsItem):
    """Covers the four corners of a view box with the colour of the panel, so that they look rounded.

    Clipping to a round shape would not be antialiased, and would slow down every repaint.
    """

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view)
        self._rect = QRectF()
        self._color = QColor()
        self.setZValue(1000)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        view.sigResized.connect(self._resize)

    def set_look(self, look: Style) -> None:
        self._color = QColor(look.palette.panel)
        self.update()

    def _resize(self, view: pg.ViewBox) -> None:
        self.prepareGeometryChange()
        self._rect = view.rect()

    def boundingRect(self) -> QRectF:
        return self._rect

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._rect.isEmpty():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        path.addRect(self._rect.adjusted(-1, -1, 1, 1))
        path.addRoundedRect(self._rect, _RADIUS, _RADIUS)
        painter.fillPath(path, self._color)


def _first(value: float, step: float) -> int:
    """The number of the first multiple of ``step`` at or after ``value``."""
    return -int(-value // step)
