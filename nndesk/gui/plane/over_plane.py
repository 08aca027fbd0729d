"""What all items have in common that are drawn over the whole visible part of the plane."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem

from nndesk.figure.style import Style
from nndesk.gui.painting import pixel_pen


class OverPlane(QGraphicsItem):
    """An item in the plane's own coordinates that is as large as what is visible and takes no mouse events.

    Attributes:
        look: colours and sizes.
        visible_rect: the visible part of the plane; its "top" is the lowest x2.
    """

    def __init__(self) -> None:
        super().__init__()
        self.look = Style()
        self.visible_rect = QRectF()
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def set_look(self, look: Style) -> None:
        self.look = look
        self.update()

    def set_visible_rect(self, rect: QRectF) -> None:
        if rect != self.visible_rect:
            self.prepareGeometryChange()
            self.visible_rect = rect

    def boundingRect(self) -> QRectF:
        return self.visible_rect

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def pen(
        self, painter: QPainter, color: str, width: float, dash: Sequence[float] = (), opacity: float = 1.0
    ) -> QPen:
        """A pen of ``width`` pixels at desk scale; ``dash`` is in pixels too."""
        paint = QColor(color)
        paint.setAlphaF(opacity)
        pen = QPen(paint, width * self.look.scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dash:
            pen.setDashPattern([length / width for length in dash])
        return pixel_pen(painter, pen)
