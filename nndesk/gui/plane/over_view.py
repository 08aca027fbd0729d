"""What is painted over the plane in pixels, not in units of the inputs."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QGraphicsItem


class OverView(QGraphicsItem):
    """Child of a view box, as large as it is; the mouse goes through it."""

    def __init__(self, view: pg.ViewBox, z: float) -> None:
        super().__init__(view)
        self._view = view
        self.setZValue(z)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return self._view.rect()

    def shape(self) -> QPainterPath:
        return QPainterPath()
